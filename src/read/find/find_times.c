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
    struct vn_date d;
    if (!vn_date_at(f->text, f->tok[i].from, &d) || !d.from.day) return false;
    return take(f, i, d.end, &(struct time_found){ .kind = TIME_DATE, .day = d.from, .part = (uint8_t)d.part });
}

static bool period_at(struct find *f, uint32_t i)
{
    struct vn_period p;
    struct time_found t = { .kind = TIME_PERIOD };
    if (!vn_period_at(f->text, f->tok[i].from, &p)) return false;
    t.period = p.period;
    return take(f, i, p.end, &t);
}

/* "6 tháng", "sáu tháng", "mười hai tháng", "ba quý". */
static bool months_at(const struct find *f, uint32_t i)
{
    const struct token *t = &f->tok[i];
    if (t->kind == TOKEN_NUMBER)
        return t->to - t->from <= 2 && f->tok[i + 1].kind == TOKEN_WORD &&
               phrase_role(f, i + 1, LIST_TIMES, ROLE_SPAN);
    if (t->kind != TOKEN_WORD || t->hit == t[1].hit || !phrase_role(f, i, LIST_NUMBERS, ROLE_NUMERAL))
        return false;
    return phrase_role(f, i + 1, LIST_TIMES, ROLE_SPAN) || phrase_role(f, i + 2, LIST_TIMES, ROLE_SPAN);
}

/* "tính cả năm", "Cả năm, ..."; in "80% kế hoạch cả năm" it only says which plan. */
static bool whole_at(const struct find *f, uint32_t i)
{
    if (i < 1) return false;
    if (word_is(f, i - 1, S("Cả"))) return true;
    if (i < 2 || !word_is(f, i - 1, S("cả"))) return false;
    return token_is(f, i - 2, ',') || token_is(f, i - 2, ';') || word_is(f, i - 2, S("tính")) ||
           word_is(f, i - 2, S("ước")) || word_is(f, i - 2, S("Tính")) || word_is(f, i - 2, S("Ước"));
}

/* "quý tới", "năm sau", "nhiệm kỳ mới", "cả năm": which one, the reviewed period tells. */
static bool beside_at(struct find *f, uint32_t i, const struct entry *e)
{
    static const struct {
        const char *word;
        enum period_type type;
    } names[] = { { "tháng", PERIOD_MONTH }, { "quý", PERIOD_QUARTER }, { "quí", PERIOD_QUARTER },
                  { "năm", PERIOD_YEAR },    { "nhiệm kỳ", PERIOD_TERM } };
    struct time_found t = { .kind = TIME_PERIOD };
    for (size_t k = 0; k < COUNT(names); k++)
        if (str_is(e->phrase, str_c(names[k].word))) t.period.type = names[k].type;
    if (t.period.type == PERIOD_NONE) return false;
    uint32_t next = i + e->length;
    bool after = word_is(f, next, S("tới")) || word_is(f, next, S("sau")) || word_is(f, next, S("mới"));
    if (word_is(f, next, S("tiếp")) && word_is(f, next + 1, S("theo"))) {
        after = true;
        next++;
    }
    if (after && word_is(f, next, S("mới")) && t.period.type != PERIOD_TERM) after = false; /* "năm mới" is Tết */
    bool whole = !after && t.period.type == PERIOD_YEAR && whole_at(f, i);
    bool now = !after && t.period.type != PERIOD_TERM && (word_is(f, next, S("này")) || word_is(f, next, S("nay")));
    if (!after && !whole && !now) return false;
    t.beside = after ? BESIDE_NEXT : now ? BESIDE_THIS : BESIDE_WHOLE;
    return take(f, i, f->tok[after || now ? next : i].to, &t);
}

/* "Kế hoạch 27 tháng 7": too many for months, so a day. */
static bool day_before(const struct find *f, uint32_t i)
{
    int64_t n;
    return i && word_is(f, i, S("tháng")) && f->tok[i - 1].kind == TOKEN_NUMBER && f->tok[i + 1].kind == TOKEN_NUMBER &&
           str_int(token_str(f, i - 1), &n) && n > 12 && n <= 31;
}

void find_times(struct find *f)
{
    uint32_t count = (uint32_t)f->count;
    for (uint32_t i = 0;; i++) {
        NEXT_IN(f, i, count,
                run->starts[start_slot[LIST_TIMES]] | run->starts[start_slot[LIST_NUMBERS]] |
                    run->kinds[TOKEN_NUMBER - TOKEN_NUMBER]);
        if (i == count) break;
        const struct entry *e = phrase_at(f, i, LIST_TIMES);
        bool found = false;
        if (e && e->role == ROLE_DAY) found = date_at(f, i);
        else if (e && !day_before(f, i)) found = period_at(f, i) || beside_at(f, i, e);
        else if (months_at(f, i)) found = period_at(f, i);
        else if (slash_date(f, i)) found = date_at(f, i);
        if (found) i = f->times[f->time_count - 1].end - 1;
    }
}
