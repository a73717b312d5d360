/* find.c - text to record: runs the finders in order over one document. See find.h and reader.h.
 *
 * Must never recurse on the text, look a passage up twice in time that grows with the text, or say
 * anything that the text does not. */
#include "read/find/taught.h"

/* Numbers inside a quoted name belong to the name ("5 không 3 sạch"); a quoted speech is no name. */
enum { NAME_WORDS_MOST = 18 };

/* “Huyện bạn làm 90 căn, mình phải ráng”, bà cười: a speech is told, its numbers count. */
static bool speech(const struct find *f, uint32_t open, uint32_t close)
{
    static const char *const says[] = { "nói", "cười", "kể", "cho biết", "chia sẻ", "bày tỏ",
                                        "khẳng định", "nhấn mạnh" };
    bool comma = false;
    for (uint32_t i = open + 1; i < close; i++) comma = comma || token_is(f, i, ',');
    if (!comma) return false;
    uint32_t i = close + 1;
    if (i < f->count && f->tok[i].kind == TOKEN_MARK) i++;
    if (i < f->count && phrase_at(f, i, LIST_HONORIFICS)) return true;
    for (size_t w = 0; i < f->count && w < COUNT(says); w++)
        if (str_starts(str_cut(f->text, f->tok[i].from, f->text.n), str_c(says[w]))) return true;
    return open > 0 && token_is(f, open - 1, ':') && close - open > 10;
}

static void mark_names(struct find *f)
{
    uint32_t open = NOWHERE;
    uint32_t count = (uint32_t)f->count;
    for (uint32_t i = 0;; i++) {
        NEXT_IN(f, i, count,
                run->kinds[TOKEN_OPEN - TOKEN_NUMBER] | run->kinds[TOKEN_CLOSE - TOKEN_NUMBER] |
                    run->kinds[TOKEN_LINE - TOKEN_NUMBER]);
        if (i == count) break;
        uint8_t kind = f->tok[i].kind;
        if (kind == TOKEN_LINE) open = NOWHERE;
        else if (kind == TOKEN_OPEN) open = i;
        else if (kind == TOKEN_CLOSE && open != NOWHERE) {
            if (i - open - 1 <= NAME_WORDS_MOST && !speech(f, open, i))
                for (uint32_t k = open + 1; k < i; k++) f->tok[k].flags |= TOKEN_NAME;
            open = NOWHERE;
        }
    }
}

void find_all(struct arena *a, struct str text, const struct read_hints *hints, struct record *into)
{
    static const struct read_hints none;
    struct find f = { .a = a, .text = text, .hints = hints ? hints : &none, .r = into, .g = gazetteer_get(),
                      .memory = NEW(a, struct memory_of_find) };
    f.entries = gazetteer_entry(f.g, 1) - 1;
    into->text = text;
    assert(text.n < UINT32_MAX / 2);
    f.tok = gazetteer_cut(f.g, a, text, &f.count, &f.spelt);
    f.hits = gazetteer_mark(f.g, a, f.tok, f.count, &f.runs);
    mark_names(&f);
    taught_find(&f);
    find_lines(&f);
    find_article(&f);
    find_repeats(&f);
    find_sentences(&f);
    find_times(&f);
    find_people(&f);
    find_organisations(&f);
    find_meeting(&f);
    find_figures(&f);
    find_tasks(&f);
    find_links(&f);
    find_models(&f);
    find_voices(&f);
    find_parts(&f);
    taught_count(&f);
}
