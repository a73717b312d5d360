/* directive_offer.c - what may be meant while somebody types: bodies and indicators, best first. See directive.h.
 * Accents and capitals do not matter; nothing is written. */
#include "core/meeting/directive_names.h"
#include "core/grow.h"
#include "core/office/catalogue.h"
#include "vn/text.h"
#include <stdlib.h>

enum { OFFERS_MOST = 12 };
enum fit { FIT_WHOLE, FIT_START, FIT_LETTERS, FIT_WORDS, FIT_INSIDE, FIT_NONE };

static size_t word_end(struct str s, size_t at)
{
    while (at < s.n && s.p[at] != ' ') at++;
    return at;
}

/* Each typed word begins a word of the name, in their order: "hoi phu" in "hoi lien hiep phu nu". */
static bool words_fit(struct str name, struct str typed)
{
    size_t at = 0;
    for (size_t t = 0; t < typed.n;) {
        struct str want = str_cut(typed, t, word_end(typed, t));
        while (at < name.n && !str_starts(str_cut(name, at, name.n), want)) at = word_end(name, at) + 1;
        if (at >= name.n) return false;
        at = word_end(name, at) + 1;
        t += want.n + 1;
    }
    return true;
}

/* "lhpn", "hccb": the first letters of words in a row. */
static bool letters_fit(struct str name, struct str typed)
{
    if (typed.n < 2) return false;
    for (size_t from = 0; from < name.n; from = word_end(name, from) + 1) {
        size_t at = from, n = 0;
        while (n < typed.n && at < name.n && name.p[at] == typed.p[n]) {
            n++;
            at = word_end(name, at) + 1;
        }
        if (n == typed.n) return true;
    }
    return false;
}

static enum fit fit_of(struct str name, struct str typed)
{
    if (str_is(name, typed)) return FIT_WHOLE;
    if (str_starts(name, typed)) return FIT_START;
    if (letters_fit(name, typed)) return FIT_LETTERS;
    if (words_fit(name, typed)) return FIT_WORDS;
    return typed.n > 2 && str_find(name, typed, 0) != SIZE_MAX ? FIT_INSIDE : FIT_NONE;
}

/* ---- bodies ---- */

struct ranked { enum fit fit; size_t at; };

static int ranked_before(const void *x, const void *y)
{
    const struct ranked *a = x, *b = y;
    if (a->fit != b->fit) return a->fit < b->fit ? -1 : 1;
    return a->at < b->at ? -1 : a->at > b->at;
}

error directive_bodies(struct arena *a, struct db *db, const struct meeting *m, struct str typed,
    struct directive_offer **out, size_t *n)
{
    struct directive_names names;
    TRY(directive_names(a, db, m->unit_id, m->day, &names));
    struct str fold = vn_fold(a, typed);
    struct ranked *best = NEW_N(a, struct ranked, names.bodies.n + 1);
    for (size_t i = 0; i < names.bodies.n; i++) {
        struct str code = vn_fold(a, names.bodies.body[i].organisation);
        best[i] = (struct ranked){ .fit = fold.n ? fit_of(code, fold) : FIT_WHOLE, .at = i };
        if (best[i].fit > FIT_START) best[i].fit = FIT_NONE;
    }
    for (size_t i = 0; fold.n && i < names.n; i++) {
        enum fit fit = fit_of(names.name[i].fold, fold);
        struct ranked *b = &best[names.name[i].body];
        if (fit < b->fit) b->fit = fit;
    }
    qsort(best, names.bodies.n, sizeof *best, ranked_before);
    *out = NULL;
    *n = 0;
    for (size_t i = 0; i < names.bodies.n && *n < OFFERS_MOST && best[i].fit < FIT_NONE; i++) {
        const struct body *b = &names.bodies.body[best[i].at];
        LIST_ADD(a, *out, *n, (struct directive_offer){ .code = str_fmt(a, "%lld", (long long)b->id),
            .words = b->short_name, .about = b->name });
    }
    return NULL;
}

error directive_body(struct arena *a, struct db *db, const struct meeting *m, struct str typed, int64_t *id)
{
    struct directive_names names;
    TRY(directive_names(a, db, m->unit_id, m->day, &names));
    const struct body *b = names_whole(a, &names, typed);
    *id = b ? b->id : 0;
    return NULL;
}

/* ---- indicators ---- */

/* "a+b": both stand there. */
static enum fit wording_fit(struct arena *a, struct str wording, struct str typed)
{
    enum fit worst = FIT_WHOLE;
    struct str part;
    size_t parts = 0;
    while (str_next(&wording, '+', &part)) {
        struct str fold = vn_fold(a, part);
        enum fit fit = fit_of(fold, typed);
        if (fit == FIT_NONE && str_find(typed, fold, 0) != SIZE_MAX) fit = FIT_INSIDE;     /* more was typed */
        if (fit > worst) worst = fit;
        parts++;
    }
    return parts > 1 && worst < FIT_WORDS ? FIT_WORDS : worst;
}

/* Past the amount that was typed before what it counts: "400 thẻ" to "thẻ". */
struct str directive_goal(struct str typed, bool *has, int64_t *goal)
{
    struct vn_number number;
    size_t at = 0;
    *has = false;
    typed = str_trim(typed);
    vn_approx_at(typed, 0, &at);
    if (at >= typed.n || !vn_number_at(typed, at, &number) || number.bare) return typed;
    *has = true;
    *goal = number.value;
    return str_trim(str_cut(typed, number.end, typed.n));
}

error directive_indicators(struct arena *a, struct db *db, struct str typed, struct directive_offer **out, size_t *n)
{
    struct indicator_list list;
    bool has;
    int64_t goal;
    (void)db;                                  /* the catalogue is in the program */
    TRY(catalogue_load(a, &list));
    struct str fold = vn_fold(a, directive_goal(typed, &has, &goal));
    struct ranked *best = NEW_N(a, struct ranked, list.n + 1);
    size_t fits = 0;
    for (size_t i = 0; fold.n && i < list.n; i++) {
        const struct indicator *x = &list.indicator[i];
        enum fit fit = fit_of(vn_fold(a, x->name), fold);
        if (str_is(vn_fold(a, x->code), fold)) fit = FIT_WHOLE;
        for (size_t w = 0; w < x->wordings && fit; w++) {
            enum fit other = wording_fit(a, x->wording[w], fold);
            if (other < fit) fit = other;
        }
        if (fit < FIT_NONE) best[fits++] = (struct ranked){ .fit = fit, .at = i };
    }
    qsort(best, fits, sizeof *best, ranked_before);
    *out = NULL;
    *n = 0;
    for (size_t i = 0; i < fits && *n < OFFERS_MOST; i++) {
        const struct indicator *x = &list.indicator[best[i].at];
        LIST_ADD(a, *out, *n, (struct directive_offer){ .code = x->code, .words = x->name, .about = x->unit_word });
    }
    return NULL;
}
