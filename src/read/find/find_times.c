/* find_times.c - the dates and periods of a text, where they stand, so that no number of theirs is
 * taken for a figure and every figure can find the period that governs it. Owns find.times. */
#include "read/find/find.h"

/* "38/45 vị", "15/19 tiêu chí": a counting word behind two numbers makes them a share, not a day. */
static bool share_at(const struct find *f, uint32_t i)
{
    return f->tok[i + 3].kind == TOKEN_WORD && phrase_at(f, i + 3, LIST_UNITS) &&
           !phrase_role(f, i + 3, LIST_TRAPS, ROLE_AFTER);
}

static bool slash_date(const struct find *f, uint32_t i)
{
    if (f->tok[i].kind != TOKEN_NUMBER || !token_is(f, i + 1, '/') || f->tok[i + 2].kind != TOKEN_NUMBER)
        return false;
    if (f->tok[i].to - f->tok[i].from > 2 || f->tok[i + 2].to - f->tok[i + 2].from > 4) return false;
    return token_is(f, i + 3, '/') || !share_at(f, i);
}

static bool take(struct find *f, uint32_t i, size_t end, const struct time_found *what)
{
    uint32_t stop = token_at_byte(f, i, end);
    if (stop == i || f->tok[stop - 1].to > end) return false;
    struct time_found *t = GROW(f->a, f->times, f->time_count, struct time_found);
    *t = *what;
    t->first = i;
    t->end = stop;
    for (uint32_t k = i; k < stop; k++) f->tok[k].flags |= TOKEN_TIME;
    return true;
}

static bool date_at(struct find *f, uint32_t i)
{
    struct time_found t = { .kind = TIME_DATE };
    return vn_date_at(f->text, f->tok[i].from, &t.date) && t.date.from.day && take(f, i, t.date.end, &t);
}

static bool period_at(struct find *f, uint32_t i)
{
    struct vn_period p;
    struct time_found t = { .kind = TIME_PERIOD };
    if (!vn_period_at(f->text, f->tok[i].from, &p)) return false;
    t.period = p.period;
    return take(f, i, p.end, &t);
}

static bool months_at(const struct find *f, uint32_t i)
{
    return f->tok[i].kind == TOKEN_NUMBER && f->tok[i + 1].kind == TOKEN_WORD &&
           phrase_role(f, i + 1, LIST_TIMES, ROLE_SPAN) && f->tok[i].to - f->tok[i].from <= 2;
}

void find_times(struct find *f)
{
    for (uint32_t i = 0; i < f->count; i++) {
        const struct entry *e = f->tok[i].hit < f->tok[i + 1].hit ? phrase_at(f, i, LIST_TIMES) : NULL;
        bool found = false;
        if (e && e->role == ROLE_DAY) found = date_at(f, i);
        else if (e) found = period_at(f, i);
        else if (months_at(f, i)) found = period_at(f, i);
        else if (slash_date(f, i)) found = date_at(f, i);
        if (found) i = f->times[f->time_count - 1].end - 1;
    }
}
