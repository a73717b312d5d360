/* find_organisations.c - the bodies a text speaks of. Owns record.organisations and find.bodies; which of them did
 * what it says, figure_actors.c tells. */
#include "read/find/taught.h"

enum { SAME_LOOK = 512 }; /* a name said again far away may stand twice; looking stays bounded */

static uint32_t place_end(const struct find *f, uint32_t i, uint32_t end)
{
    while (i < end) {
        const struct entry *e = place_at(f, i);
        if (!e || phrase_at(f, i, LIST_ORGANISATIONS)) return i;
        i += e->length;
        if (i < end && f->tok[i].kind == TOKEN_NUMBER && !(f->tok[i].flags & TOKEN_TIME) &&
            !phrase_at(f, i + 1, LIST_UNITS))
            return i + 1;
        for (uint32_t n = 0; n < 4 && i < end && f->tok[i].kind == TOKEN_WORD &&
                             f->tok[i].flags & TOKEN_CAPITAL && !phrase_at(f, i, LIST_ORGANISATIONS);
             n++)
            i++;
    }
    return i;
}

static void organisation_add(struct find *f, struct str code, struct str name, struct span span)
{
    struct record *r = f->r;
    for (size_t i = r->organisation_count; i-- > 0 && i + SAME_LOOK > r->organisation_count;)
        if (str_is(r->organisations[i].name, name)) return;
    *GROW(f->a, r->organisations, r->organisation_count, struct organisation_found) =
        (struct organisation_found){ code, name, span };
}

static void bodies_in(struct find *f, uint32_t first, uint32_t end, bool list)
{
    for (uint32_t i = first; i < end; i++) {
        if (!f->taught && (i = list_next(f, i, end, LIST_ORGANISATIONS)) == end) break;
        if (f->tok[i].flags & TOKEN_NAME) continue;
        const struct entry *e = phrase_at(f, i, LIST_ORGANISATIONS);
        if (f->taught) e = taught_body(f, i, e);
        if (!e) continue;
        uint32_t stop = place_end(f, i + e->length, end);
        struct body_at *b = GROW(f->a, f->bodies, f->body_count, struct body_at);
        *b = (struct body_at){ i, stop, e, e->role == ROLE_BODY ? e->code : S("") };
        if (list && e->role == ROLE_BODY)
            organisation_add(f, e->code, str_trim(tokens_str(f, i, stop)), tokens_span(f, i, stop));
        i = stop - 1;
    }
}

/* The one body at the head of the title ("Hội Nông dân huyện hỗ trợ ..."): who acts when the text names no other. */
static void title_actor(struct find *f, const struct line *l)
{
    struct str code = S("");
    for (size_t b = 0; b < f->body_count; b++) {
        const struct body_at *at = &f->bodies[b];
        if (at->first < l->first || at->first >= l->end) continue;
        if (!at->code.n || (code.n && !str_is(code, at->code))) return;
        if (!code.n && at->first > l->first + 6) return;
        code = at->code;
    }
    f->title_actor = code;
}

/* The office that signs: the last body its letterhead names. */
static void letterhead_actor(struct find *f, const struct line *l)
{
    for (uint32_t i = l->first; i < l->end; i++) {
        const struct entry *e = phrase_role(f, i, LIST_ORGANISATIONS, ROLE_BODY);
        if (f->taught) e = taught_body(f, i, e);
        if (!e) continue;
        f->office = e->code;
        i += e->length - 1u;
    }
}

void find_organisations(struct find *f)
{
    f->title_actor = f->office = f->about = S("");
    size_t s = 0;
    for (uint32_t k = 0; k < f->line_count; k++) {
        const struct line *l = &f->lines[k];
        if (l->role == LINE_TITLE) bodies_in(f, l->first, l->end, true);
        if (l->letterhead) letterhead_actor(f, l);
        for (; s < f->sentence_count && f->sentences[s].line == k; s++)
            bodies_in(f, f->sentences[s].first, f->sentences[s].end, true);
        if (l->role == LINE_TITLE && !f->title_actor.n) title_actor(f, l);
    }
}

enum level level_of(const struct find *f, uint32_t first, uint32_t end)
{
    static const enum level levels[] = { LEVEL_VILLAGE, LEVEL_COMMUNE, LEVEL_DISTRICT, LEVEL_PROVINCE,
                                         LEVEL_CENTRAL };
    for (uint32_t i = first; i < end; i++) {
        if (f->tok[i].hit == f->tok[i + 1].hit) continue;
        const struct entry *org = phrase_at(f, i, LIST_ORGANISATIONS), *place = phrase_at(f, i, LIST_PLACES);
        if (org && org->level) return (enum level)org->level;
        if (place && place->role == ROLE_VILLAGE && !(f->tok[i + place->length].flags & TOKEN_CAPITAL) &&
            f->tok[i + place->length].kind != TOKEN_NUMBER)
            continue; /* "biên bản", "các khu phố" */
        if (place && place->role >= ROLE_VILLAGE && place->role <= ROLE_CENTRAL)
            return levels[place->role - ROLE_VILLAGE];
    }
    return LEVEL_NONE;
}
