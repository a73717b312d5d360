/* find.c - text to record: runs the finders in order over one document. See find.h and reader.h.
 *
 * Must never recurse on the text, look a passage up twice in time that grows with the text, or say
 * anything that the text does not. */
#include "read/find/find.h"

/* Numbers inside a quoted name belong to the name ("5 không 3 sạch"); a quoted speech is no name. */
enum { NAME_WORDS_MOST = 18 };

static void mark_names(struct find *f)
{
    uint32_t open = NOWHERE;
    for (uint32_t i = 0; i < f->count; i++) {
        uint8_t kind = f->tok[i].kind;
        if (kind == TOKEN_LINE) open = NOWHERE;
        else if (kind == TOKEN_OPEN) open = i;
        else if (kind == TOKEN_CLOSE && open != NOWHERE) {
            if (i - open - 1 <= NAME_WORDS_MOST)
                for (uint32_t k = open + 1; k < i; k++) f->tok[k].flags |= TOKEN_NAME;
            open = NOWHERE;
        }
    }
}

void find_all(struct arena *a, struct str text, const struct read_hints *hints, struct record *into)
{
    static const struct read_hints none;
    struct find f = { .a = a, .text = text, .hints = hints ? hints : &none, .r = into, .g = gazetteer_get() };
    into->text = text;
    assert(text.n < UINT32_MAX / 2);
    f.tok = gazetteer_cut(f.g, a, text, &f.count);
    f.hits = gazetteer_mark(f.g, a, f.tok, f.count);
    mark_names(&f);
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
}
