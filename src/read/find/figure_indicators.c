/* figure_indicators.c - which indicator of the catalogue a figure fits, by its dimension, its organisation and the
 * words around it (the rule is data/README.md's). Writes only figure.indicator.
 *
 * The phrases that stand in the clause are a set of bits, so a wording is looked up without a search. */
#include "read/find/taught.h"

enum { BITS = 64, WORDS = PHRASES_MOST / BITS, CLAUSE_BEHIND = 8, CLAUSE_BEFORE = 60 };
struct phrases {
    uint64_t bit[WORDS];
    uint32_t any;              /* bit i: some of bit[i] are set */
};
_Static_assert(WORDS <= 32, "a bit for each word of bits");

static void phrases_in(const struct find *f, uint32_t first, uint32_t end, struct phrases *set)
{
    for (uint32_t i = first; (i = list_next(f, i, end, LIST_INDICATORS)) < end; i++)
        for (uint32_t h = f->tok[i].hit; h < f->tok[i + 1].hit; h++) {
            if (f->hits[h].list != LIST_INDICATORS || i + f->hits[h].length > end) continue;
            uint16_t n = f->entries[f->hits[h].entry].number;
            set->bit[n / BITS] |= (uint64_t)1 << n % BITS;
            set->any |= 1U << n / BITS;
        }
}

static bool stands(const struct phrases *set, const struct wording *w)
{
    for (size_t i = 0; i < w->count; i++)
        if (!(set->bit[w->parts[i] / BITS] >> w->parts[i] % BITS & 1)) return false;
    return true;
}

/* The longest wording of x that stands: in the counted words, or in the clause; 0 when none does. */
static unsigned fit(const struct indicator *x, const struct wording *all, const struct phrases *item,
                    const struct phrases *clause)
{
    unsigned best = 0;
    for (size_t i = 0; i < x->not_count; i++)
        if (stands(clause, &all[x->not_first + i])) return 0;
    for (size_t i = 0; i < x->count; i++) {
        const struct wording *w = &all[x->first + i];
        if (!stands(clause, w)) continue;
        unsigned score = w->length + (stands(item, w) ? 100u : 0u);
        if (score > best) best = score;
    }
    return best;
}

static uint32_t clause_from(const struct find *f, size_t i)
{
    const struct figure_found *money = &f->r->figures[i];
    if (money->value_of_count &&
        money->value_of[0] < i) i = money->value_of[0];   /* the clause of what it is worth */
    const struct figure_at *at = &f->figure_at[i];
    const struct sentence *s = &f->sentences[at->sentence];
    uint32_t from = at->first > s->first + CLAUSE_BEFORE ? at->first - CLAUSE_BEFORE : s->first;
    uint32_t part =
        f->r->figures[i].part_of < 0 ? NOWHERE : role_find_last(f, from, at->first, LIST_SIGNALS, ROLE_PART);
    if (part != NOWHERE) return part; /* a part is another thing than its whole */
    uint32_t clause = sign_last(f, from, at->first, ';');
    if (clause != NOWHERE) return clause + 1;
    if (!i || f->figure_at[i - 1].sentence != at->sentence) return from;
    /* another verb since the last figure: what stood before it belongs to that one */
    if (at->verb != NOWHERE && at->verb >= f->figure_at[i - 1].end && at->verb > from) return at->verb;
    return from;
}

static uint32_t clause_end(const struct find *f, size_t i)
{
    const struct figure_at *at = &f->figure_at[i];
    uint32_t end = f->sentences[at->sentence].end;
    if (end > at->end + CLAUSE_BEHIND) end = at->end + CLAUSE_BEHIND;
    if (i + 1 < f->r->figure_count && f->figure_at[i + 1].first < end) end = f->figure_at[i + 1].first;
    for (uint32_t k = at->end; (k = kind_next(f, k, end, TOKEN_MARK)) < end; k++)
        if (token_is(f, k, ';') || token_is(f, k, ',') || token_is(f, k, '.')) return k;
    return end > at->end ? end : at->end;
}

struct best { unsigned score; uint16_t indicator; };

/* The indicators with a wording that begins with this phrase; the first of the catalogue wins among equals. */
static void fit_phrase(const struct find *f, const struct figure_found *g, size_t phrase,
                       const struct phrases *item,
                       const struct phrases *clause, struct best *best)
{
    size_t n, all;
    const uint16_t *fitting = gazetteer_fitting(f->g, phrase, &n);
    const struct indicator *indicators = gazetteer_indicators(f->g, &all);
    for (size_t k = 0; k < n; k++) {
        const struct indicator *x = &indicators[fitting[k]];
        if (x->dimension != g->dimension) continue;
        bool own = x->organisation.n && str_is(x->organisation, g->actor);
        if (x->organisation.n && g->actor.n && !own) continue;
        unsigned score = fit(x, gazetteer_wordings(f->g), item, clause);
        if (!score) continue;
        score += own ? 40u : x->organisation.n ? 0u : 20u;
        if (score > best->score || (score == best->score && fitting[k] < best->indicator))
            *best = (struct best){ score, fitting[k] };
    }
}

void figure_indicator(struct find *f, size_t i)
{
    struct figure_found *g = &f->r->figures[i];
    const struct figure_at *at = &f->figure_at[i];
    if (g->each || (g->change && g->dimension == DIMENSION_PERCENT))
        return; /* a price, a difference: no amount of it */
    if (f->taught && taught_indicator(f, i, clause_from(f, i), clause_end(f, i))) return;
    struct phrases item = { .any = 0 }, clause = { .any = 0 };
    if (at->cell) phrases_in(f, at->noun_first, at->noun_end, &clause);
    else phrases_in(f, clause_from(f, i), clause_end(f, i), &clause);
    if (!clause.any) return;
    if (at->cell) item = clause;
    else phrases_in(f, at->first, at->end, &item);
    for (size_t k = 0; k < g->value_of_count; k++)
        phrases_in(f, f->figure_at[g->value_of[k]].first, f->figure_at[g->value_of[k]].end, &item);
    size_t n;
    const struct indicator *x = gazetteer_indicators(f->g, &n);
    struct best best = { 0, 0 };
    for (uint32_t some = clause.any; some; some &= some - 1) {
        size_t w = (size_t)__builtin_ctz(some);
        for (uint64_t left = clause.bit[w]; left; left &= left - 1)
            fit_phrase(f, g, w * BITS + (size_t)__builtin_ctzll(left), &item, &clause, &best);
    }
    if (best.score) g->indicator = x[best.indicator].code;
}
