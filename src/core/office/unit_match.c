/* unit_match.c - see unit_match.h. The weights were chosen so that the lines of tests/tables/unit_search.txt come out
 * in the order people expect; only their order matters. */
#include "core/office/unit_match.h"

enum { NOWHERE = -1, IN_OWN = 0 };                 /* home: IN_OWN + n is the n-th unit above */
struct weighing {
    const struct unit_wishes *w;
    const struct unit_candidate *c;
    int home[UNIT_WISHES];
    uint32_t used;                                 /* words of the own name that are wished */
    size_t last;                                   /* the last of them, from 1 */
    int score;
};

static bool fits(const struct unit_word *wish, const struct unit_word *word, bool open)
{
    return str_is(wish->key, word->key) || (open && wish->key.n > 1 && str_starts(word->key, wish->key));
}

static int marks_score(const struct weighing *x, const struct unit_word *wish, const struct unit_word *word)
{
    if (!x->w->marks || !wish->plain.n) return 0;
    return str_is(wish->plain, word->plain) ? 8 : -6;
}

/* The first word of the own name that is wished and not used yet. */
static bool in_own(struct weighing *x, size_t i, const struct unit_word *wish, bool open)
{
    const struct unit_words *own = x->c->own;
    for (size_t k = 0; k < own->n; k++) {
        if (x->used >> k & 1 || !fits(wish, &own->word[k], open)) continue;
        x->used |= 1u << k;
        x->home[i] = IN_OWN;
        x->score += k + 1 == x->last + 1 ? 3 : k + 1 > x->last ? 0 : -16;  /* "Bình Hòa" is not "Hòa Bình" */
        x->last = k + 1;
        x->score += (str_is(wish->key, own->word[k].key) ? 30 : 12) + marks_score(x, wish, &own->word[k]);
        return true;
    }
    return false;
}

static bool in_ups(struct weighing *x, size_t i, const struct unit_word *wish, bool open)
{
    for (size_t u = 0; u < x->c->ups; u++)
        for (size_t k = 0; k < x->c->up[u]->n; k++)
            if (fits(wish, &x->c->up[u]->word[k], open)) {
                x->home[i] = IN_OWN + 1 + (int)u;
                x->score += 16 - (int)u + marks_score(x, wish, &x->c->up[u]->word[k]) / 2;
                return true;
            }
    return false;
}

static bool as_initials(struct weighing *x, size_t i, struct str key)
{
    const struct unit_words *own = x->c->own;
    if (key.n < 2) return false;
    if (!x->used && own->n > 1 && str_is(own->initials, key)) {
        x->used = (1u << own->n) - 1;
        x->home[i] = IN_OWN;
        x->score += 24;
        return true;
    }
    for (size_t u = 0; u < x->c->ups; u++)
        if (x->c->up[u]->n > 1 && str_is(x->c->up[u]->initials, key)) {
            x->home[i] = IN_OWN + 1 + (int)u;
            x->score += 12 - 2 * (int)u;
            return true;
        }
    return false;
}

static bool used_already(struct weighing *x, size_t i, const struct unit_word *wish)
{
    for (size_t k = 0; k < x->c->own->n; k++)
        if (str_is(wish->key, x->c->own->word[k].key)) {
            x->home[i] = IN_OWN;
            return true;
        }
    return false;
}

/* "Lạng Sơn", "Bản Ngò": what could be a kind is the beginning of the name. */
static bool kind_is_name(struct weighing *x, size_t i)
{
    const struct unit_wish *wish = &x->w->wish[i];
    const struct unit_words *own = x->c->own;
    if (own->kind & wish->kinds || wish->words > own->n || x->used) return false;
    for (size_t k = 0; k < wish->words; k++) if (!str_is(wish->word[k].key, own->word[k].key)) return false;
    for (size_t k = 0; k < wish->words; k++) {
        bool taken = in_own(x, i, &wish->word[k], false);
        assert(taken);
    }
    return true;
}

/* "thị xã X": said of the unit whose name follows; else its words may belong to a name ("Lạng Sơn"). */
static void weigh_kind(struct weighing *x, size_t i)
{
    const struct unit_wish *wish = &x->w->wish[i];
    if (x->home[i] == IN_OWN) return;
    int home = i + 1 < x->w->n && !x->w->wish[i + 1].kinds ? x->home[i + 1] : NOWHERE;
    const struct unit_words *of = home == NOWHERE ? NULL : home == IN_OWN ? x->c->own : x->c->up[home - 1];
    if (of && of->kind & wish->kinds) {
        x->score += home == IN_OWN ? 26 : 12;
        return;
    }
    size_t named = 0;
    for (size_t k = 0; k < wish->words; k++) named += in_own(x, i, &wish->word[k], false) || in_ups(x, i,
        &wish->word[k], false);
    if (named < wish->words) x->score -= home == IN_OWN ? 30 : home == NOWHERE ? 4 : 10;
}

bool unit_match(const struct unit_wishes *w, const struct unit_candidate *c, int *score, size_t *missing)
{
    struct weighing x = { .w = w, .c = c };
    assert(c->own->n < 32);
    *missing = 0;
    for (size_t i = 0; i < w->n; i++) {
        const struct unit_wish *wish = &w->wish[i];
        x.home[i] = NOWHERE;
        if (wish->kinds) {
            kind_is_name(&x, i);
            continue;
        }
        bool open = wish->last;
        if (!in_own(&x, i, &wish->word[0], false) && !in_ups(&x, i, &wish->word[0], false) &&
            !in_own(&x, i, &wish->word[0], open) && !in_ups(&x, i, &wish->word[0], open) &&
            !as_initials(&x, i, wish->word[0].key) && !used_already(&x, i, &wish->word[0]))
            ++*missing;
    }
    for (size_t i = 0; i < w->n; i++) if (w->wish[i].kinds) weigh_kind(&x, i);
    if (!x.used) return false;
    size_t bare = c->own->n - (size_t)__builtin_popcount(x.used), first = 0;
    while (first < w->n && w->wish[first].kinds) first++;
    x.score += bare ? -12 * (int)bare : 36;
    if (first < w->n && x.home[first] == IN_OWN) x.score += 14;
    x.score += w->old ? (c->today ? -25 : 25) : c->today ? 6 : 0;
    *score = x.score + 4 * c->rank - 60 * (int)*missing;
    return true;
}
