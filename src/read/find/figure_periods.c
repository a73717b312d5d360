/* figure_periods.c - which period a figure tells of: the nearest statement of period that governs its sentence, else
 * the heading of its section, else what the document reviews. Answers period_of(), default_period(), reign_until(). */
#include "read/find/find.h"

static bool reviews(struct period p)
{
    return p.type != PERIOD_NONE && p.type != PERIOD_RANGE && p.year;
}

/* "Tháng Nhân đạo năm 2026", "Tháng Thanh niên": the name of a movement, not the time of what is told. */
static bool named_time(const struct find *f, uint32_t i, uint32_t first)
{
    for (uint32_t k = i; k-- > first && k + 6 > i && f->tok[k].kind == TOKEN_WORD;)
        if (word_is(f, k, S("Tháng")) || word_is(f, k, S("tháng")) || word_is(f, k, S("Tuần")))
            return k + 1 < i && f->tok[k + 1].flags & TOKEN_CAPITAL;
    return false;
}

/* "Trong 5 năm (2018 - 2023), ...", "Nhiệm kỳ 2018 - 2023, ...": whole years that open what is told. At a congress
 * they govern wherever they stand; elsewhere "kế hoạch giai đoạn 2021 - 2025" only names a plan. */
static struct period years_of(const struct find *f, const struct time_found *t, const struct sentence *s)
{
    struct period p = t->period;
    bool opens = t->first <= s->first + 5 && (token_is(f, t->end, ',') || token_is(f, t->end, ')'));
    if (!p.year || !(opens || f->whole.type == PERIOD_TERM)) return (struct period){ 0 };
    if (p.type == PERIOD_TERM) return p;
    bool whole = p.from.month == 1 && p.from.day == 1 && p.to.month == 12 && p.to.day == 31 &&
        p.to.year > p.from.year;
    return whole ? period_make(PERIOD_TERM, p.from.year, p.to.year) : (struct period){ 0 };
}

/* "tháng này", "năm tới" of a text that reviews no period: counted from the day it was told. */
static struct period beside_day(const struct find *f, const struct time_found *t)
{
    struct day on = told_on(f);
    struct period none = { 0 };
    if (!on.year || !on.day || t->period.type == PERIOD_TERM) return none;
    struct period p = period_of_day(t->period.type, on);
    return t->beside == BESIDE_NEXT ? period_next(p) : p;
}

/* What a time says: a period beside the reviewed one is counted from it. */
static struct period span_of(const struct find *f, const struct time_found *t, const struct sentence *s)
{
    struct period none = { 0 }, w = f->whole;
    if (t->period.type == PERIOD_TERM && !t->beside) return years_of(f, t, s);
    if (t->period.type == PERIOD_RANGE) return years_of(f, t, s);
    if (!t->beside) return t->period;
    if (w.type == PERIOD_NONE || !w.to.year) return beside_day(f, t);
    if (t->beside == BESIDE_THIS) return t->period.type == w.type ? w : none;
    if (t->beside == BESIDE_WHOLE) return w.type == PERIOD_TERM ? none : period_make(PERIOD_YEAR, w.to.year, 0);
    if (t->period.type == PERIOD_TERM) return w.type == PERIOD_TERM ? period_next(w) : none;
    if (t->period.type == PERIOD_YEAR) return period_make(PERIOD_YEAR, w.to.year + 1, 0);
    return period_of_day(t->period.type, day_from_number(day_number(w.to) + 1));
}

static bool compared(const struct find *f, uint32_t i, uint32_t first)
{
    return role_in(f, i > first + 4 ? i - 4 : first, i, ROLE_COMPARE);
}

/* A year is the document's period where the text sets it ("trong năm 2016"), not in "thẻ BHYT năm 2025". */
static bool stated(const struct find *f, const struct sentence *s, struct period p)
{
    if (p.type != PERIOD_YEAR) return true;
    for (size_t i = times_from(f, s->first); i < f->time_count && f->times[i].first < s->end; i++) {
        uint32_t at = f->times[i].first;
        if (f->times[i].kind != TIME_PERIOD || f->times[i].period.type != p.type ||
            f->times[i].period.year != p.year)
            continue;
        bool all = at > s->first && (word_is(f, at - 1, S("cả")) || word_is(f, at - 1, S("Cả")));
        bool opens = at < s->first + 8 && (all || word_is(f, s->first, S("Trong")) ||
                                           word_is(f, s->first, S("Nhân")) || word_is(f, s->first, S("Qua")));
        uint32_t from = at > s->first + 2 ? at - 2 : s->first;
        bool set = role_in(f, from, at, ROLE_PLAN) || role_in(f, from, at, ROLE_TARGET); /* kế hoạch năm 2015 */
        if (opens || set || at == s->first || word_is(f, at - 1, S("trong")) ||
            word_is(f, at - 1, S("Trong")) || token_is(f, at - 1, ','))
            return true;
    }
    return false;
}

/* The nearest statement of period that governs: before the number in its sentence, else behind it ("trong quý I"). */
static struct period period_in(const struct find *f, const struct sentence *s, uint32_t number, bool names)
{
    struct period p = { 0 };
    for (size_t i = times_from(f, s->first); i < f->time_count && f->times[i].first < s->end; i++) {
        const struct time_found *t = &f->times[i];
        if (t->kind != TIME_PERIOD || compared(f, t->first, s->first))
            continue;
        if (!names && named_time(f, t->first, s->first)) continue;
        struct period spoken = span_of(f, t, s);
        if (!reviews(spoken)) continue;
        /* in a report of a month, "phong trào năm 2026" only names the movement */
        if (f->whole.type != PERIOD_NONE && spoken.type == PERIOD_YEAR && !t->beside &&
            f->whole.type != PERIOD_YEAR &&
            period_has(spoken, f->whole) && !stated(f, s, spoken))
            continue;
        if (t->first < number) p = spoken;
        else if (p.type == PERIOD_NONE && t->first > s->first &&
                 (word_is(f, t->first - 1, S("trong")) || word_is(f, t->first - 1, S("Trong"))))
            return spoken;
    }
    return p;
}

/* A heading says more plainly which: a term ("I. KẾT QUẢ NHIỆM KỲ 2019 - 2024"), a bare year ("Phương hướng 2026"). */
struct period heading_period(const struct find *f, uint32_t first, uint32_t end)
{
    struct sentence s = { first, end, 0 };
    struct period p = period_of(f, &s, end), year = { 0 };
    for (size_t i = times_from(f, first); p.type == PERIOD_NONE && i < f->time_count &&
         f->times[i].first < end; i++)
        if (f->times[i].kind == TIME_PERIOD && f->times[i].period.type == PERIOD_TERM && !f->times[i].beside)
            p = f->times[i].period;
    if (p.type != PERIOD_NONE) return p;
    for (uint32_t i = first; i < end; i++) {
        int64_t v;
        bool plain = f->tok[i].kind == TOKEN_NUMBER && !(f->tok[i].flags & (TOKEN_TIME | TOKEN_NAME));
        if (!plain || !str_int(token_str(f, i), &v) || v < 1990 || v > 2100 || token_is(f, i + 1, '/')) continue;
        if (year.type != PERIOD_NONE) return (struct period){ 0 };
        year = period_make(PERIOD_YEAR, (int)v, 0);
    }
    return year;
}

struct period period_of(const struct find *f, const struct sentence *s, uint32_t number)
{
    return period_in(f, s, number, false);
}

/* The head of a paper: its first short lines, of which the one that names the paper or follows that one, or that
 * looks back, says the period. */
static struct period head_period(const struct find *f)
{
    bool paper = false;
    for (size_t k = 0; k < f->line_count && k < 16; k++) {
        const struct line *l = &f->lines[k];
        uint32_t words = words_in(f, l->first, l->end);
        if (words > 40) break;
        bool names = phrase_role(f, l->first, LIST_FURNITURE, ROLE_PAPER) != NULL;
        bool back = role_in(f, l->first, l->end, ROLE_REVIEW);
        for (size_t i = times_from(f, l->first); (names || back || paper) && i < f->time_count; i++) {
            const struct time_found *t = &f->times[i];
            if (t->first >= l->end) break;
            if (t->period.type == PERIOD_YEAR && words <= 4) continue; /* the rest of a broken title */
            if (t->kind == TIME_PERIOD && !t->beside && reviews(t->period) && t->period.type != PERIOD_TERM &&
                !compared(f, t->first, l->first) && !named_time(f, t->first, l->first))
                return t->period;
        }
        paper = names;
    }
    return (struct period){ 0 };
}

struct period default_period(const struct find *f)
{
    if (f->r->meeting && f->r->meeting->period.type != PERIOD_NONE) return f->r->meeting->period;
    if (f->title_period.type != PERIOD_NONE) return f->title_period;
    struct period head = head_period(f);
    if (head.type != PERIOD_NONE) return head;
    for (int pass = 0; pass < 2; pass++) { /* last of all the year of a movement's name */
        for (size_t i = 0; i < f->sentence_count && i < 2; i++) {
            const struct sentence *s = &f->sentences[i];
            struct period p = period_in(f, s, s->end, pass == 1);
            /* "NĂM 2019" alone is the rest of a broken title; what follows says it more finely */
            if (p.type == PERIOD_YEAR && words_in(f, s->first, s->end) <= 4 && i + 1 < f->sentence_count) {
                struct period next = period_in(f, s + 1, s[1].end, false);
                if (next.type != PERIOD_NONE && next.type != PERIOD_YEAR && period_has(p, next)) p = next;
            }
            if (p.type != PERIOD_NONE && stated(f, s, p)) return p;
        }
        if (f->hints->period.type != PERIOD_NONE) return f->hints->period;
    }
    return f->hints->period;
}

static void reign_line(const struct find *f, struct reign *r, uint32_t line)
{
    if (line == r->line) return;
    r->line = line;
    r->adopted = r->offered = false;
    r->now = f->sections[line].period.type != PERIOD_NONE ? f->sections[line].period : r->whole;
}

void reign_until(const struct find *f, struct reign *r, uint32_t sentence)
{
    for (; r->seen < sentence; r->seen++) {
        const struct sentence *s = &f->sentences[r->seen];
        reign_line(f, r, s->line);
        r->adopted = (r->adopted || (r->offered && phrase_role(f, s->first, LIST_SIGNALS, ROLE_PART))) &&
                     !role_in(f, s->first, s->end, ROLE_REVIEW);
        r->offered = plan_adopted(f, s->first, s->end);
        uint32_t early = s->first + 10 < s->end ? s->first + 10 : s->end;
        struct sentence head = { s->first, early, s->line };
        struct period p = period_of(f, &head, early);
        if (p.type != PERIOD_NONE) r->now = p;
    }
    reign_line(f, r, f->sentences[sentence].line);
}
