/* meeting_periods.c - which period a meeting reviews and which it plans, by the words before each; what a congress
 * looks back on; the day that fills the years the text leaves out. Answers find_meeting.c.
 *
 * Must never take the period planned for the one reviewed, nor the clock of a site for a day of the text. */
#include "read/find/find.h"

enum { PLAN_LOOK = 16, OPENING_TOKENS = 40 };

static bool reviews(struct period p)
{
    return p.type != PERIOD_NONE && p.type != PERIOD_TERM && p.type != PERIOD_RANGE;
}

/* "đến năm 2030", "tầm nhìn đến 2045": how far a programme reaches, which says nothing of when it is told. */
static bool reaches(const struct find *f, uint32_t i)
{
    if (!i) return false;
    if (word_is(f, i - 1, S("hết")) && i > 1) i--;
    if (i > 1 && (word_is(f, i - 2, S("tính")) || word_is(f, i - 2, S("Tính")))) return false; /* "tính đến năm" */
    return word_is(f, i - 1, S("đến")) || word_is(f, i - 1, S("tới")) || word_is(f, i, S("đến")) ||
           word_is(f, i, S("tới"));
}

/* "tháng 01 và tháng 02" is reviewed, "giai đoạn 2019 - 2020" is not. */
static bool reviewed(const struct find *f, const struct time_found *t)
{
    if (t->beside || (t->period.type == PERIOD_YEAR && reaches(f, t->first))) return false;
    if (t->period.type == PERIOD_RANGE) return !word_is(f, t->first, S("giai"));
    return reviews(t->period);
}

/* "triển khai", "phương hướng", "đề ra": what stands behind them is to come. "kết quả triển khai" is not. */
static bool plans_at(const struct find *f, uint32_t i)
{
    const struct entry *e = phrase_role(f, i, LIST_SIGNALS, ROLE_PLAN);
    bool opens = word_is(f, i, S("triển")) || word_is(f, i, S("Triển")) || word_is(f, i, S("bàn"));
    if (e) opens = opens || word_is(f, i, S("phương")) || word_is(f, i, S("Phương")) || word_is(f, i, S("đề")) ||
                   word_is(f, i, S("sẽ"));
    if (!opens) return false;
    uint32_t from = i > 3 ? i - 3 : 0;
    return !role_in(f, from, i, ROLE_REVIEW) || word_is(f, i - 1, S("và")) || token_is(f, i - 1, ',');
}

/* Looking back from the period, as far as the one before it: a word of plans, or a noun of plans that no word of
 * review governs ("đánh giá kết quả thực hiện nhiệm vụ tháng 8" looks back). */
static bool planned(const struct find *f, const struct time_found *t, uint32_t first)
{
    bool noun = false;
    for (uint32_t i = t->first; i-- > first && i + PLAN_LOOK > t->first;) {
        if (f->tok[i].flags & TOKEN_TIME) break;
        if (plans_at(f, i)) return true;
        if (phrase_role(f, i, LIST_SIGNALS, ROLE_REVIEW)) return false;
        noun = noun || phrase_role(f, i, LIST_SIGNALS, ROLE_PLAN);
    }
    return noun;
}

static bool compared(const struct find *f, uint32_t i, uint32_t first)
{
    uint32_t from = i > first + 4 ? i - 4 : first;
    return role_find(f, from, i, LIST_SIGNALS, ROLE_COMPARE) != NOWHERE;
}

/* "phiên thường kỳ tháng 4", "kỳ họp quý II": the name of a session is not what it reviews. */
static bool names_session(const struct find *f, uint32_t i, uint32_t first)
{
    for (uint32_t k = i; k-- > first && k + 5 > i;)
        if (word_is(f, k, S("phiên")) || word_is(f, k, S("Phiên")) || word_is(f, k, S("thường")) ||
            word_is(f, k, S("kỳ")) || word_is(f, k, S("Kỳ")) || word_is(f, k, S("Tháng")))
            return true;
    return false;
}

/* The period among the tokens [first, end): reviewed, or planned. One that names the session itself gives way to
 * any other. *weak: nothing but such a name was there. */
static struct period period_in(const struct find *f, uint32_t first, uint32_t end, bool plan, bool *weak)
{
    struct period session = { 0 };
    *weak = false;
    for (size_t i = times_from(f, first); i < f->time_count && f->times[i].first < end; i++) {
        const struct time_found *t = &f->times[i];
        if (t->kind != TIME_PERIOD || !reviewed(f, t) || compared(f, t->first, first)) continue;
        if (planned(f, t, first) != plan) continue;
        if (!names_session(f, t->first, first)) return t->period;
        if (session.type == PERIOD_NONE) session = t->period;
    }
    *weak = session.type != PERIOD_NONE;
    return session;
}

struct period meeting_title_period(const struct find *f, bool plan, bool *weak)
{
    struct period p = { 0 };
    *weak = false;
    for (uint32_t k = 0; k < f->line_count && p.type == PERIOD_NONE; k++)
        if (f->lines[k].role == LINE_TITLE) p = period_in(f, f->lines[k].first, f->lines[k].end, plan, weak);
    return p;
}

/* What the sentence of the meeting, or the one behind it, says that it reviews. */
struct period meeting_body_period(const struct find *f, const struct sentence *s, bool *weak)
{
    struct period p = { 0 };
    *weak = false;
    if (!s) return p;
    p = period_in(f, s->first, s->end, false, weak);
    bool next = (p.type == PERIOD_NONE || *weak) && s + 1 < f->sentences + f->sentence_count;
    if (!next) return p;
    uint32_t first = s[1].first;
    for (size_t i = times_from(f, first); i < f->time_count && f->times[i].first < s[1].end; i++) {
        const struct time_found *t = &f->times[i];
        uint32_t from = t->first > first + 8 ? t->first - 8 : first;
        if (t->kind == TIME_PERIOD && reviewed(f, t) && !compared(f, t->first, first) &&
            role_find(f, from, t->first, LIST_SIGNALS, ROLE_REVIEW) != NOWHERE) {
            *weak = false;
            return t->period;
        }
    }
    return p;
}

/* What a congress looks back on: the term before its own ("Đại hội nhiệm kỳ 2023 - 2028" reviews 2018/2023). */
struct period meeting_congress_term(const struct find *f, struct period *own)
{
    *own = (struct period){ 0 };
    for (size_t i = 0; i < f->time_count; i++) {
        const struct period *p = &f->times[i].period;
        if (f->times[i].kind != TIME_PERIOD || f->times[i].beside || p->type != PERIOD_TERM) continue;
        if (own->type == PERIOD_NONE || p->year > own->year) *own = *p;
        if (i > 40) break;
    }
    if (own->type == PERIOD_NONE) return *own;
    if (f->on.year && own->number <= f->on.year) { /* it has ended: the one looked back on */
        struct period was = *own;
        *own = period_next(was);
        return was;
    }
    return period_previous(*own);
}

struct period meeting_plan_period(const struct find *f)
{
    bool weak;
    struct period p = meeting_title_period(f, true, &weak);
    for (size_t i = 0; i < f->sentence_count && p.type == PERIOD_NONE; i++)
        p = period_in(f, f->sentences[i].first, f->sentences[i].end, true, &weak);
    return p;
}

/* "sơ kết 6 tháng đầu năm ... chương trình 6 tháng cuối năm": what begins behind the reviewed period is planned. */
struct period meeting_later_period(const struct find *f, const struct sentence *s, struct period reviewed_one)
{
    struct period none = { 0 };
    if (!reviewed_one.to.year) return none;
    for (size_t i = times_from(f, s->first); i < f->time_count && f->times[i].first < s->end; i++) {
        const struct time_found *t = &f->times[i];
        if (t->kind == TIME_PERIOD && !t->beside && reviews(t->period) && t->period.from.year &&
            day_number(t->period.from) > day_number(reviewed_one.to))
            return t->period;
    }
    return none;
}

/* A whole year is told from its middle, so that a month without a year falls into it. */
static struct day middle(struct period p)
{
    if (p.type == PERIOD_YEAR || !p.to.year) return (struct day){ p.year, 7, 1 };
    return p.to;
}

enum { OLDEST = 1995, YEARS_APART = 1 };

/* "94 năm ngày thành lập Đảng (3/2/1930 ...)", "đến năm 2030": far from the day of the page. */
static bool far(const struct find *f, int year)
{
    int page = f->r->article.published.year;
    return year < OLDEST || (page && (year > page + YEARS_APART || year < page - YEARS_APART));
}

/* "Kế hoạch số 03/KH-MTTQ ngày 17/01/2022": the day of a paper that the text goes by. */
static bool of_paper(const struct find *f, uint32_t i)
{
    for (uint32_t k = i; k-- > 0 && k + 10 > i && f->tok[k].kind != TOKEN_LINE;)
        if (word_is(f, k, S("số")) || word_is(f, k, S("Số"))) return true;
    return false;
}

/* A whole date, or with periods also a period, in the text: from its opening, or (whole) all of it. What stands in the
 * furniture of the page, its clock above all, does not count. */
static struct day day_told(const struct find *f, bool whole)
{
    uint32_t limit = whole || !f->sentence_count ? UINT32_MAX : f->sentences[0].first + OPENING_TOKENS;
    for (size_t i = 0, k = 0; i < f->time_count && k < f->line_count && f->times[i].first < limit; i++) {
        const struct time_found *t = &f->times[i];
        while (k + 1 < f->line_count && f->lines[k].end <= t->first) k++;
        uint8_t role = f->lines[k].role;
        if (role != LINE_BODY && role != LINE_TITLE && role != LINE_HEADING) continue;
        if (whole && t->kind == TIME_PERIOD && !t->beside && reviews(t->period) && t->period.year &&
            !far(f, t->period.year) && !reaches(f, t->first))
            return middle(t->period);
        if (t->kind == TIME_DATE && t->day.year && !far(f, t->day.year) && !of_paper(f, t->first))
            return t->day;
    }
    return (struct day){ 0 };
}

/* The day that tells which year is meant: the title's period, the date in the opening, the day of the page or paper,
 * any other in the text (*stray: it may be of something else), the day it was received. */
struct day meeting_anchor(const struct find *f, bool *stray)
{
    *stray = false;
    if (f->title_period.year) return middle(f->title_period);
    struct day d = day_told(f, false);
    if (d.year) return d;
    if (f->r->article.published.year) return f->r->article.published;
    if ((d = day_told(f, true)).year) {
        *stray = true;
        return d;
    }
    if (f->hints->received.year) return f->hints->received;
    if (f->clock.year) return f->clock;
    for (size_t i = 0; i < f->r->article.related_count; i++)
        if (f->r->article.related[i].date.year) return f->r->article.related[i].date;
    return (struct day){ 0 };
}
