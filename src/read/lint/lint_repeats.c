/* lint_repeats.c - paragraphs, sentences and headings that stand a second time.
 *
 * Short lines may well return (signatures, cells of a table, "Ưu điểm" under each body), and the headings of the first
 * part return in the second: so a line counts from LINE_WORDS words on, a heading with its number only while no higher
 * heading stood between. */
#include "read/lint/lint_rules.h"

enum { LINE_WORDS = 12, SENTENCE_WORDS = 12, NEXT_WORDS = 3, HEADING_WORDS = 2, HEADING_MOST = 30 };
enum heading { HEADING_NONE, HEADING_PART, HEADING_NUMBER, HEADING_POINT, HEADING_LETTER, HEADING_KINDS };

static size_t words(struct str s)
{
    size_t n = 0;
    bool inside = false;
    for (size_t i = 0; i < s.n; i++) {
        bool blank = s.p[i] == ' ';
        n += !blank && !inside;
        inside = !blank;
    }
    return n;
}

static bool has_letters(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((s.p[i] & 0x80) || ((s.p[i] | 0x20) >= 'a' && (s.p[i] | 0x20) <= 'z')) return true;
    return false;
}

/* "I." "PHẦN" is a part, "1." a number, "1.1" a point of it, "a)" a letter. */
static enum heading heading_of(struct str s)
{
    size_t i = 0, dots = 0;
    if (str_starts(s, S("PHẦN ")) || str_starts(s, S("Phần thứ"))) return HEADING_PART;
    while (i < s.n && strchr("IVX", s.p[i])) i++;
    if (i) return i + 1 < s.n && strchr(".)/", s.p[i]) ? HEADING_PART : HEADING_NONE;
    while (i < s.n && i < 8 && ((s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] == '.' && i))) dots += s.p[i++] == '.';
    if (i && i + 1 < s.n) {
        bool closed = s.p[i - 1] == '.' || strchr(".)/", s.p[i]);
        if (!closed && !dots) return HEADING_NONE;
        if (s.p[i] != ' ' && !strchr(".)/", s.p[i])) return HEADING_NONE;
        return dots - (s.p[i - 1] == '.') > 0 ? HEADING_POINT : HEADING_NUMBER;
    }
    if (s.n > 3 && s.p[0] >= 'a' && s.p[0] <= 'z' && (s.p[1] == ')' || s.p[1] == '.')) return HEADING_LETTER;
    return str_starts(s, S("đ)")) ? HEADING_LETTER : HEADING_NONE;
}

/* Only after lint_room(). */
static void say_repeat(struct lint_job *j, struct str what, struct str sentence)
{
    size_t from = (size_t)(what.p - j->text.p);
    lint_add(j, LINT_REPEAT, false, from, from + what.n, sentence);
}

/* Where the same words stood first; SIZE_MAX when this is the first time. */
static size_t stood(struct lint_job *j, struct lint_table *t, uint64_t seed, struct str s)
{
    size_t *first = lint_at(t, lint_hash(seed, s.p, s.n)), at = *first - 1;
    if (*first && at + s.n <= j->text.n && !memcmp(j->text.p + at, s.p, s.n)) return at;
    *first = (size_t)(s.p - j->text.p) + 1;
    return SIZE_MAX;
}

static void sentences(struct lint_job *j, struct lint_table *t, struct str line)
{
    for (size_t from = 0, i = 0; i < line.n; i++) {
        bool end = i + 1 == line.n || (strchr(".;", line.p[i]) && line.p[i + 1] == ' ');
        if (!end) continue;
        struct str s = str_trim(str_cut(line, from, i + 1));
        from = i + 1;
        if (s.n == line.n || words(s) < SENTENCE_WORDS) continue;
        size_t first = stood(j, t, 1, s);
        if (first != SIZE_MAX && lint_room(j, LINT_REPEAT))
            say_repeat(j, s, str_fmt(j->a, say("Câu này đã có ở dòng %zu."), lint_line(j, first)));
    }
}

static size_t most_pieces(struct str text)
{
    size_t n = 1;
    for (size_t i = 0; i < text.n; i++) n += strchr("\n.;", text.p[i]) != NULL;
    return n;
}

void lint_repeats(struct lint_job *j)
{
    struct lint_table t = lint_table(j->a, most_pieces(j->text) + j->lines);
    uint64_t passed[HEADING_KINDS] = { 0 };            /* headings of each height or above so far */
    struct str before = S("");
    for (size_t i = 0; i < j->lines; i++) {
        struct str s = str_trim(lint_line_str(j, i));
        if (!s.n) continue;
        size_t n = words(s), first = SIZE_MAX;
        enum heading h = heading_of(s);
        if (n > HEADING_MOST) h = HEADING_NONE;
        if (h) {
            uint64_t above = 0;
            for (size_t k = 1; k < h; k++) above += passed[k];
            passed[h]++;
            if (n > HEADING_WORDS) first = stood(j, &t, 2 + above, s);
            if (first != SIZE_MAX && lint_room(j, LINT_REPEAT))
                say_repeat(j, s, str_fmt(j->a, say("Đề mục này đã có ở dòng %zu."), lint_line(j, first)));
        } else if (n >= LINE_WORDS) {
            first = stood(j, &t, 0, s);
            if (first != SIZE_MAX && lint_room(j, LINT_REPEAT))
                say_repeat(j, s, str_fmt(j->a, say("Đoạn này đã có ở dòng %zu."), lint_line(j, first)));
        } else if (n >= NEXT_WORDS && str_is(s, before) && has_letters(s) && lint_room(j, LINT_REPEAT)) {
            say_repeat(j, s, str_fmt(j->a, say("Dòng này trùng với dòng ngay trước.")));
        }
        if (first == SIZE_MAX) sentences(j, &t, s);
        before = s;
    }
}
