/* lint_words.c - words that are stuck together, and syllables written in two manners within one text.
 *
 * A word counts as stuck when it is no syllable but several, and when that is no foreign word by chance: one of its
 * parts bears a tone that loan words do not get ("bêtông", "ôtô", "cácbon" bear none), or the same syllables stand side
 * by side, apart, elsewhere in the text. Names are left alone ("Đắkrông"). */
#include "read/lint/lint_rules.h"
#include "vn/syllable.h"
#include "vn/text.h"

/* i and y are both right in these, and the meaning is the same; a text should keep to one. */
static const struct { const char *y, *i;
} pairs[] = {
    { "quý", "quí" }, { "quỹ", "quĩ" }, { "quy", "qui" }, { "kỷ", "kỉ" }, { "kỳ", "kì" }, { "kỹ", "kĩ" },
    { "ký", "kí" }, { "lý", "lí" }, { "sỹ", "sĩ" }, { "mỹ", "mĩ" }, { "hy", "hi" },
};
enum { CACHE = 4096, WORD_MOST = 32, LONGEST_SYLLABLE = 10 };
/* What a word is: one syllable, with a tone in one of two places, one of a pair; or stuck; or neither. */
struct word { char letters[WORD_MOST]; unsigned char n, place, pair; bool known, stuck; };
struct words {
    struct word cache[CACHE];
    size_t seen[3], first[3], pair_seen[2 * COUNT(pairs)], pair_first[2 * COUNT(pairs)];
    struct str shown[3];
    struct lint_table neighbours;
    bool neighbours_known;
};

static size_t word_end(struct str text, size_t at, bool *capital, bool *inner)
{
    size_t from = at;
    *capital = *inner = false;
    while (at < text.n) {
        unsigned char c = (unsigned char)text.p[at];
        if (c < 0x80) {
            if ((c | 0x20) < 'a' || (c | 0x20) > 'z') break;
            if (c < 'a') *(at == from ? capital : inner) = true;
            at++;
            continue;
        }
        uint32_t code;
        size_t next = vn_letter_next(text, at, &code);
        if (!vn_is_letter(code)) break;
        if (vn_is_upper(code)) *(at == from ? capital : inner) = true;
        at = next;
    }
    return at;
}

static void learn(struct word *to, struct str word)
{
    struct syllable s;
    size_t starts[SYLLABLES_MOST - 1];
    *to = (struct word){ .n = (unsigned char)word.n, .known = true };
    memcpy(to->letters, word.p, word.n);
    if (vn_syllable(word, &s)) to->place = (unsigned char)s.place;
    else to->stuck = vn_syllables_stuck(word, starts) > 0;
    for (size_t i = 0; i < COUNT(pairs); i++) {
        if (str_is(word, str_c(pairs[i].y))) to->pair = (unsigned char)(2 * i + 1);
        if (str_is(word, str_c(pairs[i].i))) to->pair = (unsigned char)(2 * i + 2);
    }
}

static const struct word *word_of(struct words *w, struct str word)
{
    struct word *slot = &w->cache[lint_hash(0, word.p, word.n) % CACHE];
    if (!slot->known || slot->n != word.n || memcmp(slot->letters, word.p, word.n) != 0) learn(slot, word);
    return slot;
}

/* ---- stuck words ---- */

static uint64_t beside_key(struct arena *a, struct str x, struct str y)
{
    struct str first = vn_lower(a, x), second = vn_lower(a, y);
    return lint_hash(lint_hash(3, first.p, first.n), second.p, second.n);
}

/* Every two words with one blank between, once for a text. */
static void know_neighbours(struct lint_job *j, struct words *w)
{
    size_t most = 1;
    for (size_t i = 0; i < j->text.n; i++) most += j->text.p[i] == ' ';
    w->neighbours = lint_table(j->a, most);
    w->neighbours_known = true;
    struct str before = S("");
    for (size_t at = 0; at < j->text.n;) {
        bool capital, inner;
        size_t end = word_end(j->text, at, &capital, &inner);
        if (end == at) {
            uint32_t code;
            size_t next = vn_letter_next(j->text, at, &code);
            if (code != ' ' || (before.n && before.p + before.n != j->text.p + at)) before = S("");
            at = next;
            continue;
        }
        struct str word = str_cut(j->text, at, end);
        struct arena_mark mark = arena_mark(j->a);
        if (before.n) *lint_at(&w->neighbours, beside_key(j->a, before, word)) = 1;
        arena_back(j->a, mark);
        before = word;
        at = end;
    }
}

static bool stands_apart(struct lint_job *j, struct words *w, struct str x, struct str y)
{
    if (!w->neighbours_known) know_neighbours(j, w);
    return *lint_at(&w->neighbours, beside_key(j->a, x, y)) > 0;
}

/* The parts with blanks between; *sure: no foreign word looks like this. */
static struct str apart(struct lint_job *j, struct words *w, struct str word, bool *sure)
{
    size_t starts[SYLLABLES_MOST], n = vn_syllables_stuck(word, starts), from = 0;
    struct buf b = buf_open(j->a);
    struct str last = S("");
    *sure = false;
    starts[n] = word.n;
    for (size_t i = 0; i <= n; i++) {
        struct str part = str_cut(word, from, starts[i]);
        struct syllable s;
        if (vn_syllable(part, &s)) *sure |= s.toned;
        if (last.n) *sure |= stands_apart(j, w, last, part);
        buf_fmt(&b, "%s%.*s", i ? " " : "", STR(part));
        from = starts[i];
        last = part;
    }
    return buf_done(&b);
}

static bool starts_sentence(struct str text, size_t from)
{
    while (from && (text.p[from - 1] == ' ' || text.p[from - 1] == '-' || text.p[from - 1] == '+')) from--;
    return !from || text.p[from - 1] == '\n' || text.p[from - 1] == '.';
}

/* Letters, digits, marks of addresses and codes beside it make it a piece of something else. */
static bool stands_alone(struct str text, size_t from, size_t end)
{
    const char *const joined = "0123456789@/_-&'.";
    if (from && strchr(joined, text.p[from - 1]) && text.p[from - 1]) {
        if (text.p[from - 1] != '.' && text.p[from - 1] != '-') return false;
        if (from > 1 && text.p[from - 2] != ' ' && text.p[from - 2] != '\n') return false;
    }
    if (end >= text.n || !text.p[end] || !strchr(joined, text.p[end])) return true;
    return text.p[end] == '.' && (end + 1 == text.n || strchr(" \n", text.p[end + 1]));
}

static void check_stuck(struct lint_job *j, struct words *w, size_t from, size_t end, bool capital)
{
    struct str word = str_cut(j->text, from, end);
    bool sure;
    if (!stands_alone(j->text, from, end) || (capital && !starts_sentence(j->text, from))) return;
    struct str parts = apart(j, w, word, &sure);
    if (!sure || !lint_room(j, LINT_STUCK)) return;
    lint_add(j, LINT_STUCK, false, from, end,
        str_fmt(j->a, say("“%.*s” có thể là “%.*s” viết liền."), STR(word), STR(parts)));
}

/* "xétTập", "thứcMTTQ": a syllable with a mark and then capitals. */
static void check_capital_inside(struct lint_job *j, size_t from, size_t end)
{
    struct str word = str_cut(j->text, from, end);
    size_t at = 0;
    uint32_t code = 0;
    for (size_t next; at < word.n; at = next) {
        next = vn_letter_next(word, at, &code);
        if (at && vn_is_upper(code)) break;
    }
    struct syllable first, second;
    struct str head = str_cut(word, 0, at), tail = str_cut(word, at, word.n);
    if (at >= word.n || !vn_syllable(head, &first) || first.letters < 2 || !stands_alone(j->text, from, end)) return;
    bool tail_is_syllable = vn_syllable(tail, &second) && second.letters > 1 && !str_is(tail, vn_upper(j->a, tail));
    bool shorts = str_is(tail, vn_upper(j->a, tail)) && tail.n > 1;
    if (!(first.toned || (tail_is_syllable && (first.marked || second.toned))) || !(tail_is_syllable || shorts)) return;
    if (!lint_room(j, LINT_STUCK)) return;
    lint_add(j, LINT_STUCK, false, from, end,
        str_fmt(j->a, say("“%.*s” có thể là “%.*s” viết liền."), STR(word),
            STR(str_fmt(j->a, "%.*s %.*s", STR(head), STR(tail)))));
}

/* ---- two manners ---- */

static void count_manners(struct words *w, const struct word *k, struct str word, size_t at)
{
    if (k->place && !w->seen[k->place]++) {
        w->first[k->place] = at;
        w->shown[k->place] = word;
    }
    if (k->pair && !w->pair_seen[k->pair - 1]++) w->pair_first[k->pair - 1] = at;
}

static void say_manners(struct lint_job *j, const struct words *w)
{
    if (w->seen[PLACE_OLD] && w->seen[PLACE_NEW] && lint_room(j, LINT_SPELLING)) {
        enum syllable_place rare = w->seen[PLACE_OLD] < w->seen[PLACE_NEW] ? PLACE_OLD : PLACE_NEW;
        size_t from = w->first[rare];
        lint_add(j, LINT_SPELLING, true, from, from + w->shown[rare].n,
            str_fmt(j->a,
                say("Dấu thanh đặt theo hai kiểu: kiểu “%.*s” %zu lần, kiểu “%.*s” %zu lần. Nên theo một kiểu."),
                STR(w->shown[PLACE_OLD]), w->seen[PLACE_OLD], STR(w->shown[PLACE_NEW]), w->seen[PLACE_NEW]));
    }
    for (size_t i = 0; i < COUNT(pairs); i++) {
        size_t y = w->pair_seen[2 * i], plain = w->pair_seen[2 * i + 1];
        if (!y || !plain || !lint_room(j, LINT_SPELLING)) continue;
        size_t from = w->pair_first[2 * i + (plain <= y)];
        lint_add(j, LINT_SPELLING, false, from, from + strlen(plain <= y ? pairs[i].i : pairs[i].y),
            str_fmt(j->a, say("Cùng một văn bản viết cả “%s” (%zu lần) và “%s” (%zu lần). Nên theo một cách."),
                pairs[i].y, y, pairs[i].i, plain));
    }
}

void lint_words(struct lint_job *j)
{
    struct words *w = NEW(j->a, struct words);
    for (size_t at = 0; at < j->text.n;) {
        bool capital, inner;
        size_t end = word_end(j->text, at, &capital, &inner);
        if (end == at) {
            at += (unsigned char)j->text.p[at] < 0x80 ? 1 : (size_t)((unsigned char)j->text.p[at] < 0xE0   ? 2
                                                                      : (unsigned char)j->text.p[at] < 0xF0 ? 3
                                                                                                            : 4);
            continue;
        }
        if (inner && end - at < 2 * WORD_MOST) check_capital_inside(j, at, end);
        if (!inner && end - at < WORD_MOST) {
            struct str word = str_cut(j->text, at, end);
            const struct word *k = word_of(w, word);
            if (k->stuck) check_stuck(j, w, at, end, capital);
            else if (!capital) count_manners(w, k, word, at);
        }
        at = end;
    }
    say_manners(j, w);
}
