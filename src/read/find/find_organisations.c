/* find_organisations.c - the bodies a text speaks of and which of them did what it says. Owns
 * record.organisations and find.bodies; answers actor_of().
 *
 * A body is credited when it is the subject: it stands at the start of a sentence or clause, before
 * the verb. A body behind cho, với, của, tại is not. Several joined bodies share the credit: no one's. */
#include "read/find/find.h"

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
    for (size_t i = r->organisation_count; i-- > 0;)
        if (str_is(r->organisations[i].name, name)) return;
    *GROW(f->a, r->organisations, r->organisation_count, struct organisation_found) =
        (struct organisation_found){ code, name, span };
}

static void bodies_in(struct find *f, uint32_t first, uint32_t end, bool list)
{
    for (uint32_t i = first; i < end; i++) {
        if (f->tok[i].hit == f->tok[i + 1].hit || f->tok[i].flags & TOKEN_NAME) continue;
        const struct entry *e = phrase_at(f, i, LIST_ORGANISATIONS);
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

/* ---- who did it ---- */

/* Words before a body that make it the receiver, the place or the owner, not the doer. */
static bool governed(const struct find *f, uint32_t i, uint32_t first)
{
    if (i == first) return false;
    const struct token *t = &f->tok[i - 1];
    if (t->kind == TOKEN_MARK || t->kind == TOKEN_OPEN) return false;
    if (word_is(f, i - 1, S("một"))) return true; /* "kết nghĩa với một chi bộ": some body, not a doer */
    uint32_t at;
    const struct entry *stop = phrase_before(f, i, first, LIST_STOPS, &at);
    if (stop && phrase_role(f, at, LIST_SIGNALS, ROLE_PART)) return false;     /* "trong đó UBMTTQ xã hỗ trợ ..." */
    if (stop && str_is(stop->phrase, S("do"))) return false;
    if (word_is(f, i - 1, S("qua")) && i > first + 1 &&   /* "Ba tháng qua Ủy ban MTTQ ..." tells when */
        (phrase_at(f, i - 2, LIST_TIMES) || word_is(f, i - 2, S("vừa")) || word_is(f, i - 2, S("kỳ"))))
        return false;
    if (word_is(f, i - 1, S("cấp")) && i > first && (word_is(f, i - 2, S("các")) || word_is(f, i - 2, S("Các"))))
        return false;                                     /* "các cấp Mặt trận" */
    if (word_is(f, i - 1, S("cùng"))) return true;         /* "Hội ... cùng UBMTTQ": the first one acts */
    if (stop && (stop->role == ROLE_TO || stop->role == ROLE_STOP) && !str_is(stop->phrase, S("theo")))
        return true;
    const struct entry *did = phrase_before(f, i, first, LIST_SIGNALS, &at);
    return did && (did->role == ROLE_DID || did->role == ROLE_GIVE);
}

static bool opens_clause(const struct find *f, uint32_t i)
{
    return token_is(f, i, ';') || token_is(f, i, ':') || token_is(f, i, '.');
}

/* Bodies joined by và and commas are one subject; different codes share it. Returns the code, "" when shared. */
static struct str joined(const struct find *f, size_t b, uint32_t end, size_t *next)
{
    struct str code = f->bodies[b].code;
    bool shared = f->bodies[b].entry->role == ROLE_BLOC;
    while (b + 1 < f->body_count && f->bodies[b + 1].first < end) {
        uint32_t gap = f->bodies[b].end, start = f->bodies[b + 1].first;
        if (start > gap + 3) break;
        bool link = start == gap;
        for (uint32_t i = gap; i < start; i++)
            link =
                link || token_is(f, i, ',') || token_is(f, i, '-') || phrase_role(f, i, LIST_STOPS, ROLE_LINK);
        if (!link) break;
        b++;
        if (start == gap) continue; /* "CĐCS Công ty ...": the rest of one name */
        if (!str_is(f->bodies[b].code, code) || f->bodies[b].entry->role == ROLE_BLOC) shared = true;
    }
    *next = b + 1;
    return shared ? S("") : code;
}

/* "Chủ tịch UBND phường" behind a name is a post, not a doer. */
static bool in_post(const struct find *f, uint32_t i)
{
    size_t p = people_from(f, i + 1);
    return p > 0 && f->person_at[p - 1].end > i;
}

/* A verb of doing follows within a few words, in the same clause. */
static bool acts(const struct find *f, uint32_t end, uint32_t number)
{
    for (uint32_t i = end; i < end + 6 && i < number && !token_is(f, i, ';'); i++)
        if (phrase_role(f, i, LIST_SIGNALS, ROLE_DID)) return true;
    return false;
}

/* "Hội CCB giúp 02 gia đình, Hội LHPN 03 gia đình": the verb is left out the second time. */
static bool takes_over(const struct find *f, uint32_t first, uint32_t end, uint32_t number)
{
    if (!token_is(f, first - 1, ',') && !token_is(f, first - 1, ';') &&
        !phrase_role(f, first - 1, LIST_STOPS, ROLE_LINK))
        return false;
    while (end < number && phrase_at(f, end, LIST_APPROX)) end += phrase_at(f, end, LIST_APPROX)->length;
    return end == number;
}

/* The body whom a named person speaks for: "Đ/c An, Chủ tịch Hội LHPN xã: ...", "bà Hà, Phó Chủ tịch UBMTTQ, nói". */
struct str speaker_of(const struct find *f, const struct sentence *s, uint32_t number)
{
    static const char *const says[] = { "nói", "kể", "thông tin", "báo cáo", "cho hay", "trình bày", "đại diện" };
    struct str code = S("");
    for (size_t p = people_from(f, s->first); p < f->person_at_count && f->person_at[p].first < number; p++) {
        uint32_t end = f->person_at[p].end, stop = end + 3 < number ? end + 3 : number;
        bool speaks = false;
        for (uint32_t i = end; i < stop && !speaks; i++) {
            speaks = token_is(f, i, ':') || phrase_role(f, i, LIST_SIGNALS, ROLE_VOICE);
            for (size_t w = 0; w < COUNT(says); w++)
                speaks = speaks || str_starts(str_cut(f->text, f->tok[i].from, f->text.n), str_c(says[w]));
        }
        if (!speaks) continue;
        for (size_t b = bodies_from(f, f->person_at[p].first); b < f->body_count && f->bodies[b].first < end; b++)
            if (f->bodies[b].code.n) code = f->bodies[b].code;
    }
    return code;
}

static bool mass_body(struct str code)
{
    static const char *const others[] = { "DANG", "HDND", "UBND", "BTG", "BDV" };
    for (size_t i = 0; i < COUNT(others); i++)
        if (str_is(code, str_c(others[i]))) return false;
    return code.n > 0;
}

/* The one mass body that acts anywhere in the text and does so from its first sentence: the text is about it. */
void find_about(struct find *f)
{
    struct str code = mass_body(f->title_actor) ? f->title_actor : S("");
    size_t s = 0;
    bool opens = code.n > 0;
    for (size_t b = 0; b < f->body_count; b++) {
        const struct body_at *at = &f->bodies[b];
        if (!mass_body(at->code) && at->entry->role != ROLE_BLOC) continue;
        while (s < f->sentence_count && f->sentences[s].end <= at->first) s++;
        if (s == f->sentence_count) break;
        if (at->first < f->sentences[s].first) continue; /* the title */
        uint32_t near = at->end + 4 < f->sentences[s].end ? at->end + 4 : f->sentences[s].end;
        bool does = role_in(f, at->end, near, ROLE_DID) || role_in(f, at->end, near, ROLE_HELD);
        if (!does || governed(f, at->first, f->sentences[s].first) || in_post(f, at->first)) continue;
        if (at->entry->role == ROLE_BLOC || (code.n && !str_is(code, at->code))) return;
        if (!code.n) opens = s < 2;
        code = at->code;
    }
    if (opens) f->about = code;
}

struct str actor_of(const struct find *f, const struct sentence *s, uint32_t number, bool *said)
{
    struct str found = S("");
    bool any = false;
    for (size_t b = bodies_from(f, s->first), next; b < f->body_count && f->bodies[b].first < number;
         b = next) {
        uint32_t i = f->bodies[b].first;
        struct str code = joined(f, b, s->end, &next);
        if (governed(f, i, s->first) || in_post(f, i)) continue;
        bool start = i == s->first;
        for (uint32_t k = i; !start && k-- > s->first && k + 14 > i;)
            start = opens_clause(f, k) || k == s->first;
        if (!start && any) {
            /* a later subject must open a clause of its own: behind a comma, và, "như" or "do" */
            uint32_t at;
            const struct entry *w = phrase_before(f, i, s->first, LIST_STOPS, &at);
            if (!token_is(f, i - 1, ',') && !(w && (w->role == ROLE_BY || w->role == ROLE_LINK))) continue;
        }
        bool verb = acts(f, f->bodies[next - 1].end, number);
        if (any && !verb && !takes_over(f, i, f->bodies[next - 1].end, number)) continue;
        found = code;
        any = true;
    }
    *said = any;
    return found;
}
