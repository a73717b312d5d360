/* lint_marks.c - quotes and brackets that do not close, blanks that are doubled or on the wrong side of a mark.
 *
 * Pairs are looked for within a paragraph; a quotation may run on over QUOTE_LINES more. "a)" and "1)" open nothing. */
#include "read/lint/lint_rules.h"
#include "vn/syllable.h"
#include "vn/text.h"

enum { QUOTE_LINES = 6, DEEP = 32, LAYOUT_BLANKS = 3 };

static const struct { const char *open, *close;
} marks[] = { { "“", "”" }, { "«", "»" }, { "(", ")" }, { "[", "]" } };
struct opened { size_t at, line; unsigned kind; };

static bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

static bool is_letter_before(struct str text, size_t at)
{
    while (at && ((unsigned char)text.p[at - 1] & 0xC0) == 0x80) at--;
    if (!at) return false;
    uint32_t code;
    vn_letter_next(text, at - 1, &code);
    return vn_is_letter(code);
}

static bool is_letter_at(struct str text, size_t at)
{
    uint32_t code;
    if (at >= text.n) return false;
    vn_letter_next(text, at, &code);
    return vn_is_letter(code);
}

/* ---- pairs ---- */

/* "a)", "1)", "đ)", "iii)", "1.2)" behind a blank. */
static bool closes_number(struct str text, size_t at)
{
    size_t from = at;
    while (from && at - from < 5 && !is_blank(text.p[from - 1]) && text.p[from - 1] != '(') from--;
    if (from == at || (from && !is_blank(text.p[from - 1]))) return false;
    bool digits = true, roman = true;
    for (size_t i = from; i < at; i++) {
        digits &= (text.p[i] >= '0' && text.p[i] <= '9') || text.p[i] == '.';
        roman &= strchr("ivxIVX", text.p[i]) != NULL;
    }
    uint32_t code;
    return digits || roman || vn_letter_next(text, from, &code) == at;
}

static void say_open(struct lint_job *j, const struct opened *o)
{
    if (!lint_room(j, LINT_PAIR)) return;
    lint_add(j, LINT_PAIR, false, o->at, o->at + strlen(marks[o->kind].open),
        str_fmt(j->a, say("Dấu %s mở mà không có dấu %s đóng."), marks[o->kind].open, marks[o->kind].close));
}

static void say_close(struct lint_job *j, size_t at, unsigned kind)
{
    if (!lint_room(j, LINT_PAIR)) return;
    lint_add(j, LINT_PAIR, false, at, at + strlen(marks[kind].close),
        str_fmt(j->a, say("Dấu %s đóng mà không có dấu %s mở."), marks[kind].close, marks[kind].open));
}

struct pairing { struct opened open[DEEP]; size_t n, straight, straight_at; };

/* "Trang chủ » Tin tức": a sign between two words, no quotation. */
static bool is_separator(struct str text, size_t at, size_t end)
{
    return (!at || is_blank(text.p[at - 1])) && (end == text.n || is_blank(text.p[end]));
}

static void close_mark(struct lint_job *j, struct pairing *p, size_t at, unsigned kind)
{
    if (kind == 1 && is_separator(j->text, at, at + strlen(marks[kind].close))) return;
    for (size_t i = p->n; i-- > 0;) {
        if (p->open[i].kind != kind) continue;
        for (size_t k = i + 1; k < p->n; k++) say_open(j, &p->open[k]);
        p->n = i;
        return;
    }
    if (kind == 2 && closes_number(j->text, at)) return;
    if (kind == 0 && p->straight % 2) {                /* opened with " and closed with ” */
        p->straight++;
        return;
    }
    say_close(j, at, kind);
}

/* At the end of a line: brackets end with it, quotations may run on. */
static void end_line(struct lint_job *j, struct pairing *p, size_t line)
{
    size_t kept = 0;
    for (size_t i = 0; i < p->n; i++) {
        const struct opened o = p->open[i];
        if (o.kind == 0 && p->straight % 2) {          /* opened with “ and closed with " */
            p->straight++;
            continue;
        }
        if (o.kind < 2 && line < o.line + QUOTE_LINES && line + 1 < j->lines) p->open[kept++] = o;
        else say_open(j, &o);
    }
    p->n = kept;
    if (p->straight % 2 && lint_room(j, LINT_PAIR))
        lint_add(j, LINT_PAIR, false, p->straight_at, p->straight_at + 1,
            str_fmt(j->a, say("Đoạn này có số dấu \" lẻ: có dấu chưa đóng hoặc thừa.")));
    p->straight = 0;
}

static void check_pairs(struct lint_job *j)
{
    struct pairing p = { .n = 0 };
    for (size_t line = 0; line < j->lines; line++) {
        size_t end = j->line[line + 1] - 1;
        for (size_t at = j->line[line]; at < end; at++) {
            unsigned char c = (unsigned char)j->text.p[at];
            if (c == '"') {
                p.straight++;
                p.straight_at = at;
                continue;
            }
            if (c != '(' && c != ')' && c != '[' && c != ']' && c != 0xE2 && c != 0xC2) continue;
            for (unsigned k = 0; k < COUNT(marks); k++) {
                size_t open = strlen(marks[k].open), close = strlen(marks[k].close);
                if (at + open <= end && !memcmp(&j->text.p[at], marks[k].open, open)) {
                    if (p.n < DEEP) p.open[p.n++] = (struct opened){ at, line, k };
                } else if (at + close <= end && !memcmp(&j->text.p[at], marks[k].close, close)) {
                    close_mark(j, &p, at, k);
                }
            }
        }
        end_line(j, &p, line);
    }
    for (size_t i = 0; i < p.n; i++) say_open(j, &p.open[i]);
}

/* ---- blanks ---- */

static bool is_address(struct str piece)
{
    return str_find(piece, S("://"), 0) != SIZE_MAX || str_starts(piece, S("www.")) ||
           str_find(piece, S("@"), 0) != SIZE_MAX;
}

static void say_blank(struct lint_job *j, size_t from, size_t to, const char *sentence)
{
    if (lint_room(j, LINT_BLANK)) lint_add(j, LINT_BLANK, true, from, to, SAY(sentence));
}

/* ' ,' ' ;' ' .' ' )' and '( ', where a word stands on the other side. */
static void check_blank(struct lint_job *j, size_t at)
{
    struct str t = j->text;
    size_t end = at;
    while (end < t.n && t.p[end] == ' ') end++;
    if (!at || t.p[at - 1] == '\n' || end == t.n || t.p[end] == '\n') return;
    if (end - at > 1 && end - at <= LAYOUT_BLANKS && is_letter_before(t, at) && is_letter_at(t, end))
        say_blank(j, at, end, SAID("Thừa dấu cách giữa hai chữ."));
    char next = t.p[end], last = t.p[at - 1];
    bool stop = strchr(",;:!?", next) || (next == '.' && (end + 1 == t.n || is_blank(t.p[end + 1])));
    if (end - at <= LAYOUT_BLANKS && stop && is_letter_before(t, at))
        say_blank(j, at, end + 1, SAID("Thừa dấu cách trước dấu câu."));
    if (next == ')' && is_letter_before(t, at)) say_blank(j, at, end + 1, SAID("Thừa dấu cách trước dấu ngoặc đóng."));
    if (last == '(' && is_letter_at(t, end)) say_blank(j, at - 1, end, SAID("Thừa dấu cách sau dấu ngoặc mở."));
}

/* The word that ends at `at`, as far as it is letters. */
static struct str word_before(struct str text, size_t at)
{
    size_t from = at;
    while (from && at - from < 16 && is_letter_before(text, from)) {
        from--;
        while (from && ((unsigned char)text.p[from] & 0xC0) == 0x80) from--;
    }
    return str_cut(text, from, at);
}

static struct str word_behind(struct str text, size_t at)
{
    size_t end = at;
    while (end - at < 16 && is_letter_at(text, end)) {
        uint32_t code;
        end = vn_letter_next(text, end, &code);
    }
    return str_cut(text, at, end);
}

/* "nghèo.Trao", "quà,tặng", "hộ(cận": a mark between two syllables without its blank. */
static void check_glue(struct lint_job *j, size_t at)
{
    struct str t = j->text, before = word_before(t, at), behind = word_behind(t, at + 1);
    struct syllable x, y;
    uint32_t code = 0;
    if (!before.n || !behind.n || !vn_syllable(before, &x) || !vn_syllable(behind, &y) || x.letters < 2 ||
        y.letters < 2 || str_is(before, vn_upper(j->a, before)))
        return;
    vn_letter_next(behind, 0, &code);
    char c = t.p[at];
    if (c == '.' && !vn_is_upper(code)) return;
    if (c == '.' && str_is(behind, vn_upper(j->a, behind)) && !x.toned) return;
    say_blank(j, at, at + 1,
        c == '(' ? SAID("Thiếu dấu cách trước dấu ngoặc mở.") : SAID("Thiếu dấu cách sau dấu câu."));
}

static void check_blanks(struct lint_job *j)
{
    bool address = false;
    for (size_t at = 0; at < j->text.n; at++) {
        char c = j->text.p[at];
        bool starts = !is_blank(c) && (!at || is_blank(j->text.p[at - 1]));
        if (starts) {
            size_t end = at;
            while (end < j->text.n && end - at < 64 && !is_blank(j->text.p[end])) end++;
            address = is_address(str_cut(j->text, at, end));
        }
        struct arena_mark mark = arena_mark(j->a);
        size_t before = j->n;
        if (c == ' ' && at && j->text.p[at - 1] != ' ') check_blank(j, at);
        else if (!address && strchr(",;:.(", c) && c) check_glue(j, at);
        if (j->n == before) arena_back(j->a, mark);
    }
}

void lint_marks(struct lint_job *j)
{
    check_pairs(j);
    check_blanks(j);
}
