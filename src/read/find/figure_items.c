/* figure_items.c - the noun phrase a number counts or measures: behind it ("22 đoàn viên ưu tú"), or
 * before it ("Tổng diện tích nông nghiệp 54.577ha"). */
#include "read/find/find.h"

static bool ends_noun(const struct find *f, uint32_t k)
{
    const struct token *t = &f->tok[k];
    if (t->kind != TOKEN_WORD || t->flags & TOKEN_TIME) return true;
    const struct entry *e = t->hit < f->tok[k + 1].hit ? phrase_at(f, k, LIST_STOPS) : NULL;
    return e && e->role != ROLE_INSIDE && e->role != ROLE_ABBREVIATION;
}

/* "các", "những" at the end start another noun. */
static bool word_trails(const struct find *f, uint32_t k)
{
    struct str w = token_str(f, k);
    return str_is(w, S("các")) || str_is(w, S("những")) || f->tok[k].kind == TOKEN_MARK;
}

/* Past the words behind `from` that still belong to the counted thing, at most `most` of them. */
uint32_t item_end(const struct find *f, uint32_t from, uint32_t most, uint32_t end)
{
    uint32_t k = from, limit = from + most < end ? from + most : end;
    while (k < limit) {
        bool joined = token_is(f, k, '-') && !(f->tok[k].flags & TOKEN_SPACED) && k > from &&
                      f->tok[k + 1].kind == TOKEN_WORD;
        if (joined) k++; /* "tay- chân- miệng" is one thing */
        if (ends_noun(f, k)) break;
        const struct entry *unit = phrase_at(f, k, LIST_UNITS),
                           *inside = phrase_role(f, k, LIST_STOPS, ROLE_INSIDE);
        uint32_t step = unit ? unit->length : inside ? inside->length : 1;
        k += k + step <= end ? step : 1;       /* a compound is never cut in two */
    }
    while (k > from && word_trails(f, k - 1)) k--;
    return k < end ? k : end;
}

static bool boundary(const struct find *f, uint32_t i)
{
    static const char *const hard[] = { "như", "với", "có", "và", "cho", "là", "đã", "phấn đấu", "sẽ", "để" };
    const struct token *t = &f->tok[i];
    if (t->kind == TOKEN_NUMBER && t->flags & TOKEN_TRAPPED) return false; /* "tuyến đường khu số 4 dài 2,4km" */
    if (t->kind != TOKEN_WORD) return true;
    struct str w = token_str(f, i);
    for (size_t k = 0; k < COUNT(hard); k++)
        if (str_is(w, str_c(hard[k]))) return true;
    return false;
}

/* The token before which the trailing "đạt", "được", "ước", "lũy kế", "với quy mô" of [first, end) start. */
static uint32_t strip_behind(const struct find *f, uint32_t first, uint32_t end)
{
    for (;;) {
        uint32_t at = end, was = end;
        const struct entry *e = end > first ? phrase_before(f, end, first, LIST_SIGNALS, &at) : NULL;
        bool drop = e && (e->role == ROLE_REACH || e->role == ROLE_CUMULATIVE || e->role == ROLE_UP ||
                          e->role == ROLE_DOWN || e->role == ROLE_CASE || e->role == ROLE_WORTH ||
                          str_is(e->phrase, S("quy mô")) || str_is(e->phrase, S("có quy mô")) ||
                          str_is(e->phrase, S("với quy mô")));
        if (drop) end = at;
        else if (end > first && (phrase_before(f, end, first, LIST_APPROX, &at) || boundary(f, end - 1)) &&
                 f->tok[end - 1].kind == TOKEN_WORD)
            end = at < end ? at : end - 1;
        if (end == was) return end;
    }
}

/* Quỹ “Vì biển, đảo Việt Nam” 412 triệu đồng: past a quoted name that ends at `end`, to where it opens. */
static uint32_t name_opens(const struct find *f, uint32_t first, uint32_t end)
{
    if (end <= first || f->tok[end - 1].kind != TOKEN_CLOSE) return end;
    for (uint32_t k = end - 1; k-- > first && k + 16 > end;)
        if (f->tok[k].kind == TOKEN_OPEN) return k;
    return end;
}

struct str item_before(const struct find *f, uint32_t from, uint32_t first)
{
    uint32_t end = strip_behind(f, first, from), k = name_opens(f, first, end);
    while (k > first && k + 14 > end && !boundary(f, k - 1)) k--;
    while (k < end &&
           (phrase_role(f, k, LIST_SIGNALS, ROLE_TARGET) || phrase_role(f, k, LIST_SIGNALS, ROLE_CUMULATIVE) ||
            f->tok[k].flags & TOKEN_TIME || word_is(f, k, S("nâng")))) {
        const struct entry *e = word_is(f, k, S("nâng")) ? NULL : phrase_at(f, k, LIST_SIGNALS);
        k += e && e->length < end - k ? e->length : 1;
    }
    return k < end ? str_trim(tokens_str(f, k, end)) : S("");
}
