/* figure_signs.c - what the text around a figure, and the document as a whole, say for and against it. Sets bits of
 * figure.signs and has figure_sure.c weigh them. Changes nothing else of a figure. */
#include "read/find/find.h"

enum { CROWD = 4, SHORT = 15, BEFORE = 60, CODES_MOST = 6 };

static void sign(struct figure_found *g, enum sign s, bool shown)
{
    if (shown) g->signs |= SIGN_BIT(s);
}

static bool shows(const struct figure_found *g, enum sign s) { return g->signs & SIGN_BIT(s); }

/* "đã vận động", "được 35 triệu": it is said as done. */
static bool past(const struct find *f, const struct sentence *s, uint32_t number)
{
    uint32_t from = number > s->first + BEFORE ? number - BEFORE : s->first;
    return word_stands(f, from, number, S("đã")) || word_stands(f, from, number, S("Đã")) ||
           word_stands(f, from, number, S("được"));
}

static void around(const struct find *f, size_t i, size_t crowd, bool first)
{
    struct figure_found *g = &f->r->figures[i];
    const struct sentence *s = &f->sentences[f->figure_at[i].sentence];
    const struct line *l = &f->lines[s->line];
    bool own = shows(g, SIGN_OWN_PERIOD), section = f->sections[s->line].period.type != PERIOD_NONE;
    enum token_kind kind = (enum token_kind)f->tok[l->first].kind;
    bool plans = role_in(f, s->first, s->end, ROLE_TARGET) || role_in(f, s->first, s->end, ROLE_ASK);
    size_t p = people_from(f, l->first);
    sign(g, SIGN_LIST, kind == TOKEN_MARK || kind == TOKEN_NUMBER);
    sign(g, SIGN_SHORT, s->end < s->first + SHORT);
    sign(g, SIGN_CROWD, crowd > CROWD);
    sign(g, SIGN_FIRST, first);
    sign(g, SIGN_OTHERS, shows(g, SIGN_SAID_DOER) && !g->actor.n);
    sign(g, SIGN_SECTION_PERIOD, !own && section);
    sign(g, SIGN_WHOLE_PERIOD, !own && !section && g->period.type != PERIOD_NONE);
    sign(g, SIGN_PLAN_UNSAID, g->sense == SENSE_TARGET && !plans);
    sign(g, SIGN_STOCK, g->stock || g->cumulative);
    sign(g, SIGN_PART, g->part_of >= 0 || g->has_whole);
    sign(g, SIGN_KNOWN, g->indicator.n > 0);
    sign(g, SIGN_MONEY, g->dimension == DIMENSION_MONEY);
    sign(g, SIGN_PEOPLE, g->dimension == DIMENSION_PEOPLE || g->dimension == DIMENSION_HOUSEHOLDS);
    sign(g, SIGN_PLACED, g->place.n > 0);
    sign(g, SIGN_PERSON, p < f->person_at_count && f->person_at[p].first < l->end);
    sign(g, SIGN_PAST, past(f, s, f->figure_at[i].number));
    sign(g, SIGN_REVIEW, f->sections[s->line].review);
    sign(g, SIGN_ITEM_ELSEWHERE, g->item.n && (g->item.p < g->quote.p || g->item.p >= g->quote.p + g->quote.n));
}

static size_t codes_of(const struct record *r)
{
    struct str code[CODES_MOST];
    size_t n = 0;
    for (size_t i = 0; i < r->figure_count && n < CODES_MOST; i++) {
        size_t k = 0;
        while (k < n && !str_is(code[k], r->figures[i].actor)) k++;
        if (k == n && r->figures[i].actor.n) code[n++] = r->figures[i].actor;
    }
    return n;
}

/* The signs of the document that each of its figures has. */
static uint64_t whole(const struct find *f)
{
    const struct record *r = f->r;
    size_t n = r->figure_count, target = 0, context = 0, said = 0, nobody = 0, bare = 0, cells = 0, own = 0;
    bool reviews = false;
    for (size_t i = 0; i < n; i++) {
        const struct figure_found *g = &r->figures[i];
        target += g->sense == SENSE_TARGET;
        context += g->sense == SENSE_CONTEXT;
        said += shows(g, SIGN_SAID_DOER);
        nobody += shows(g, SIGN_NOBODY);
        bare += shows(g, SIGN_NO_VERB);
        cells += shows(g, SIGN_CELL);
        own += shows(g, SIGN_OWN_PERIOD);
        reviews = reviews || shows(g, SIGN_REVIEW);
    }
    const struct { enum sign sign; bool shown; } signs[] = {
        { SIGN_DOC_OFFICE, f->office.n > 0 },
        { SIGN_DOC_MEETING, r->meeting != NULL },
        { SIGN_DOC_ARTICLE, r->article.byline.n > 0 },
        { SIGN_DOC_TABLE, cells * 3 > n },
        { SIGN_DOC_TIMELESS, f->whole.type == PERIOD_NONE },
        { SIGN_DOC_NO_BODY, !f->office.n && !f->about.n && !f->title_actor.n },
        { SIGN_DOC_BODIES, codes_of(r) > 2 },
        { SIGN_DOC_PLANS, target * 5 > n },
        { SIGN_DOC_FACTS, context * 5 > n },
        { SIGN_DOC_UNSAID, said * 4 < n },
        { SIGN_DOC_NOBODY, nobody * 4 > n },
        { SIGN_DOC_BARE, bare * 3 > n },
        { SIGN_DOC_DATED, own * 3 > n },
        { SIGN_DOC_REVIEW, reviews },
    };
    uint64_t all = 0;
    for (size_t i = 0; i < COUNT(signs); i++)
        if (signs[i].shown) all |= SIGN_BIT(signs[i].sign);
    return all;
}

void figure_signs(const struct find *f)
{
    const struct figure_at *at = f->figure_at;
    for (size_t i = 0, end; i < f->r->figure_count; i = end) {
        for (end = i + 1; end < f->r->figure_count && at[end].sentence == at[i].sentence; end++) {}
        hear(f, &f->sentences[at[i].sentence]);
        for (size_t k = i; k < end; k++) around(f, k, end - i, k == i);
    }
    uint64_t all = whole(f);
    for (size_t i = 0; i < f->r->figure_count; i++) {
        f->r->figures[i].signs |= all;
        figure_sure(&f->r->figures[i]);
    }
}
