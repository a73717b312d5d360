/* figure_sections.c - what the headings of a text say of all that stands below them: whose work it
 * is ("III. Hội Nông dân"), which period it tells of ("A. Việc đã làm trong tháng 8"), that it is a
 * plan. Owns find.sections, one a line.
 *
 * Headings are told apart by their marks (A. I. 1. 1.1. a) - +). A heading closes those of its own
 * kind and all that were opened since; a sentence that ends in a colon heads the list below it. */
#include "read/find/find.h"

enum mark {
    MARK_NONE,
    MARK_PART,
    MARK_LETTER,
    MARK_ROMAN,
    MARK_NUMBER,
    MARK_DOTTED,
    MARK_DEEPER,
    MARK_BRACKET,
    MARK_SMALL,
    MARK_DASH,
    MARK_PLUS,
    MARK_STAR,
    MARK_PLAIN,
    MARK_COLON
};
enum { HEADING_WORDS = 25, DEPTH_MOST = 12 };

struct open_section {
    enum mark mark;
    struct section says;
};
struct stack {
    struct open_section open[DEPTH_MOST];
    size_t n;
};

static bool roman_is(struct str w)
{
    for (size_t i = 0; i < w.n; i++)
        if (!strchr("IVX", w.p[i])) return false;
    return w.n > 0;
}

/* "1." "2)" "1.1." "1.2.3": *after is at the number and goes past its mark. */
static enum mark mark_of_number(const struct find *f, uint32_t i, uint32_t *after)
{
    struct str w = token_str(f, i);
    size_t dots = 0;
    for (size_t k = 0; k < w.n; k++) dots += w.p[k] == '.';
    bool dot = token_is(f, i + 1, '.') || token_is(f, i + 1, '/') || token_is(f, i + 1, '-') ||
               token_is(f, i + 1, ':');
    bool bracket = token_is(f, i + 1, ')');
    if (dots) {
        *after = i + 1 + dot;
        return dots > 1 ? MARK_DEEPER : w.n <= 5 ? MARK_DOTTED : MARK_NONE;
    }
    if (w.n > 2 || !(dot || bracket)) return MARK_NONE;
    *after = i + 2;
    if (bracket) return MARK_BRACKET;
    if (f->tok[i + 2].kind != TOKEN_NUMBER || f->tok[i + 2].flags & TOKEN_SPACED)
        return MARK_NUMBER;
    *after = i + 3 + (token_is(f, i + 3, '.') ? 1u : 0u);
    return MARK_DOTTED;
}

/* The mark a line starts with; *after gets the first token behind it. */
static enum mark mark_of(const struct find *f, const struct line *l, bool letter_before,
                         uint32_t *after)
{
    uint32_t i = l->first;
    const struct token *t = &f->tok[i];
    *after = i;
    if (t->kind == TOKEN_MARK) {
        *after = i + 1;
        if (token_is(f, i, '-') || word_is(f, i, S("–")) || word_is(f, i, S("•"))) return MARK_DASH;
        if (token_is(f, i, '+')) return MARK_PLUS;
        if (token_is(f, i, '*')) return MARK_STAR;
        *after = i;
        return MARK_NONE;
    }
    if (t->kind == TOKEN_NUMBER) return mark_of_number(f, i, after);
    if (word_is(f, i, S("Phần")) || word_is(f, i, S("PHẦN"))) return MARK_PART;
    bool closed = token_is(f, i + 1, '.') || token_is(f, i + 1, '/') || token_is(f, i + 1, '-') ||
                  token_is(f, i + 1, ':') || token_is(f, i + 1, ')');
    if (t->kind != TOKEN_WORD || !closed) return MARK_NONE;
    struct str w = token_str(f, i);
    if (roman_is(w) && !(w.n == 1 && w.p[0] == 'I' && letter_before)) {
        *after = i + 2;
        return MARK_ROMAN;
    }
    if (!(w.n == 1 || str_is(w, S("đ")) || str_is(w, S("Đ")))) return MARK_NONE;
    *after = i + 2;
    return t->flags & TOKEN_CAPITAL ? MARK_LETTER : MARK_SMALL;
}

/* A number that is neither a date nor part of a name stands in it. */
static bool counts(const struct find *f, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (f->tok[i].kind == TOKEN_NUMBER &&
            !(f->tok[i].flags & (TOKEN_TIME | TOKEN_TRAPPED | TOKEN_NAME)))
            return true;
    return false;
}

static bool heading_is(const struct find *f, const struct line *l, enum mark mark, uint32_t from)
{
    uint32_t words = words_in(f, from, l->end), last = l->end - 1;
    if (!words || words > HEADING_WORDS || counts(f, from, l->end)) return false;
    if (token_is(f, last, ';') || token_is(f, last, ',')) return false;
    bool dot = token_is(f, last, '.'), colon = token_is(f, last, ':') || token_is(f, last, '?');
    if (mark == MARK_NONE) return !dot && (l->heading || colon || words <= 10);
    return !dot || words <= 8;
}

static bool plans(const struct find *f, uint32_t from, uint32_t end)
{
    uint32_t near = from + 7 < end ? from + 7 : end;
    bool ahead = role_in(f, from, near, ROLE_TARGET);
    for (uint32_t i = from; i < near && !ahead; i++) {
        const struct entry *e = phrase_role(f, i, LIST_SIGNALS, ROLE_PLAN);
        /* "Nhiệm vụ tháng 7", "Phương hướng nhiệm vụ"; "Nhiệm vụ chính trị" tells of a field of work */
        bool field = e && e->length == 2 && (word_is(f, i + 2, S("chính")) || word_is(f, i + 2, S("chuyên")) ||
                                             word_is(f, i + 2, S("được")) || i > from + 2);
        ahead = e && !field;
    }
    return ahead && !role_in(f, from, end, ROLE_REVIEW) && !role_in(f, from, end, ROLE_DID);
}

static struct section heading_says(const struct find *f, const struct line *l, uint32_t from)
{
    struct period p = heading_period(f, from, l->end);
    /* "NĂM 2025" of a broken title is no narrower than what the text reviews */
    if (p.type == PERIOD_YEAR && f->whole.type != PERIOD_NONE && words_in(f, from, l->end) <= 4 &&
        period_has(p, f->whole))
        p = (struct period){ 0 };
    return (struct section){ .owner = heading_owner(f, from, l->end),
                             .period = p,
                             .plan = plans(f, from, l->end),
                             .review = role_in(f, from, l->end, ROLE_REVIEW),
                             .cumulative = role_in(f, from, l->end, ROLE_CUMULATIVE) };
}

/* "Trong quý I, Hội Nông dân xã đã làm được những việc sau:" */
static struct section colon_says(const struct find *f, const struct line *l, uint32_t from)
{
    struct sentence whole = { from, l->end, (uint32_t)(l - f->lines) };
    struct credit c = credit_of(f, &whole, l->end);
    return (struct section){ .owner = c.said ? c.code : speaker_of(f, &whole, l->end),
                             .period = period_of(f, &whole, l->end),
                             .cumulative = role_in(f, from, l->end, ROLE_CUMULATIVE) };
}

/* "2. Hội Phụ nữ: ...", "- Đ/c Hoa, Chủ tịch Hội LHPN xã: ...": heads its own line and those below.
 */
static struct str opener(const struct find *f, const struct line *l, uint32_t from)
{
    uint32_t colon = from;
    while (colon < l->end && colon < from + 30 && !token_is(f, colon, ':')) colon++;
    if (colon == l->end || !token_is(f, colon, ':')) return S("");
    size_t b = bodies_from(f, from);
    if (b < f->body_count && f->bodies[b].first == from && f->bodies[b].end == colon)
        return f->bodies[b].code;
    struct sentence head = { from, l->end, (uint32_t)(l - f->lines) };
    return colon + 1 < l->end ? speaker_of(f, &head, colon + 1) : S("");
}

static void close_to(struct stack *s, enum mark mark)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->open[i].mark == mark) s->n = i;
}

static void push(struct stack *s, enum mark mark, struct section says)
{
    if (s->n == DEPTH_MOST) s->n--;
    s->open[s->n++] = (struct open_section){ mark, says };
}

static struct section sum(const struct stack *s, bool plan)
{
    struct section all = { .plan = plan };
    for (size_t i = 0; i < s->n; i++) {
        const struct section *one = &s->open[i].says;
        if (one->owner.n) all.owner = one->owner;
        if (one->period.type != PERIOD_NONE) all.period = one->period;
        all.plan = (all.plan && !one->review) || one->plan;
        all.cumulative = all.cumulative || one->cumulative;
    }
    return all;
}

/* Returns the mark of the line. */
static enum mark line_take(const struct find *f, struct stack *s, const struct line *l,
                           bool letter_before)
{
    uint32_t from;
    enum mark mark = mark_of(f, l, letter_before, &from);
    if (heading_is(f, l, mark, from)) {
        bool asks = token_is(f, l->end - 1, '?'); /* an interview: the answers below have marks of their own */
        enum mark kind = asks ? MARK_COLON : mark == MARK_NONE ? (l->heading ? MARK_PART : MARK_PLAIN) : mark;
        if (kind == MARK_PART) s->n = 0;
        close_to(s, MARK_COLON);
        close_to(s, kind);
        push(s, kind, heading_says(f, l, from));
        return mark;
    }
    if (mark != MARK_NONE) close_to(s, mark);
    struct str owner = opener(f, l, from);
    if (owner.n) push(s, mark == MARK_NONE ? MARK_PLAIN : mark, (struct section){ .owner = owner });
    else if (token_is(f, l->end - 1, ':')) {
        close_to(s, MARK_COLON);
        push(s, mark == MARK_NONE ? MARK_COLON : mark, colon_says(f, l, from));
    } else if (mark == MARK_NONE) close_to(s, MARK_COLON);
    return mark;
}

void find_sections(struct find *f)
{
    struct stack s = { .n = 0 };
    bool letter = false, plan = plan_paper(f);
    f->sections = NEW_N(f->a, struct section, f->line_count + 1);
    for (uint32_t k = 0; k < f->line_count; k++) {
        const struct line *l = &f->lines[k];
        enum mark mark = MARK_NONE;
        if (l->role == LINE_TITLE) s.n = 0;
        else if (l->table) mark = MARK_NONE;
        else if (l->role == LINE_BODY || l->role == LINE_HEADING)
            mark = line_take(f, &s, l, letter);
        if (mark == MARK_LETTER) letter = word_is(f, l->first, S("H"));
        f->sections[k] = sum(&s, plan);
    }
}
