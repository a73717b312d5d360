/* figure_actors.c - who did it: the body that is the subject of a number, those that did it with
 * that body, and the one body a text is about. Answers credit_of(), actor_of(), speaker_of(),
 * find_about().
 *
 * A body is credited when it is the subject: it stands at the start of a sentence or clause, before
 * the verb. A body behind cho, của, tại is not. Of several joined ones the first acts and the
 * others are with it; a bloc ("các đoàn thể") among them makes the deed no single one's. */
#include "read/find/find.h"

/* Words before a body that make it the receiver, the place or the owner, not the doer. */
static bool governed(const struct find *f, uint32_t i, uint32_t first)
{
    if (i == first) return false;
    const struct token *t = &f->tok[i - 1];
    if (t->kind == TOKEN_MARK || t->kind == TOKEN_OPEN) return false;
    if (word_is(f, i - 1, S("một")))
        return true; /* "kết nghĩa với một chi bộ": some body, not a doer */
    uint32_t at;
    const struct entry *stop = phrase_before(f, i, first, LIST_STOPS, &at);
    if (stop && phrase_role(f, at, LIST_SIGNALS, ROLE_PART))
        return false; /* "trong đó UBMTTQ xã hỗ trợ ..." */
    if (stop && str_is(stop->phrase, S("do"))) return false;
    if (word_is(f, i - 1, S("qua")) &&
        i > first + 1 && /* "Ba tháng qua Ủy ban MTTQ ..." tells when */
        (phrase_at(f, i - 2, LIST_TIMES) || word_is(f, i - 2, S("vừa")) ||
         word_is(f, i - 2, S("kỳ"))))
        return false;
    if (word_is(f, i - 1, S("cấp")) && i > first &&
        (word_is(f, i - 2, S("các")) || word_is(f, i - 2, S("Các"))))
        return false;                              /* "các cấp Mặt trận" */
    if (word_is(f, i - 1, S("cùng"))) return true; /* "Hội ... cùng UBMTTQ": the first one acts */
    if (stop && (stop->role == ROLE_TO || stop->role == ROLE_STOP) &&
        !str_is(stop->phrase, S("theo")))
        return true;
    const struct entry *did = phrase_before(f, i, first, LIST_SIGNALS, &at);
    return did && (did->role == ROLE_DID || did->role == ROLE_GIVE);
}

static bool opens_clause(const struct find *f, uint32_t i)
{
    return token_is(f, i, ';') || token_is(f, i, ':') || token_is(f, i, '.');
}

/* ---- several together ---- */

static void with_add(struct credit *c, struct str code)
{
    if (!code.n || str_is(code, c->code) || c->with_count == COUNT(c->with)) return;
    for (size_t i = 0; i < c->with_count; i++)
        if (str_is(c->with[i], code)) return;
    c->with[c->with_count++] = code;
}

/* Past "phối hợp", "kết hợp cùng", "liên kết với" at i; i when none stands there. */
static uint32_t joins_at(const struct find *f, uint32_t i)
{
    bool joins =
        word_is(f, i + 1, S("hợp")) && (word_is(f, i, S("phối")) || word_is(f, i, S("Phối")) ||
                                        word_is(f, i, S("kết")) || word_is(f, i, S("Kết")));
    joins = joins ||
            ((word_is(f, i, S("liên")) || word_is(f, i, S("Liên"))) && word_is(f, i + 1, S("kết")));
    if (!joins) return i;
    uint32_t end = i + 2;
    while (word_is(f, end, S("với")) || word_is(f, end, S("cùng")) || word_is(f, end, S("giữa")) ||
           word_is(f, end, S("chặt")) || word_is(f, end, S("chẽ")))
        end++;
    return end;
}

/* Words that may stand between a body and those it works with: "đã chủ trì, phối hợp chặt chẽ với".
 */
static bool joint_word(const struct find *f, uint32_t i)
{
    static const char *const words[] = { "đã",   "vừa", "tích",   "cực",   "chủ",
                                         "động", "trì", "thường", "xuyên", "luôn" };
    return word_among(f, i, words, COUNT(words)) || token_is(f, i, ',') || token_is(f, i, '-') ||
           phrase_role(f, i, LIST_STOPS, ROLE_LINK) ||
           (i && phrase_role(f, i - 1, LIST_STOPS, ROLE_LINK) && word_is(f, i, S("với")));
}

/* "A, B", "A và B", "A đã phối hợp với B": the gap between two bodies joins them. */
static bool joint(const struct find *f, uint32_t gap, uint32_t start)
{
    bool link = start == gap;
    if (start > gap + 12) return false;
    for (uint32_t n = 0;
         n < 5 && gap < start && f->tok[gap].flags & TOKEN_CAPITAL && joins_at(f, gap) == gap; n++)
        gap++; /* "Công ty Hải Long" */
    for (uint32_t i = gap; i < start;) {
        uint32_t past = joins_at(f, i);
        if (past > i) {
            link = true;
            i = past;
            continue;
        }
        if (!joint_word(f, i) && !(start <= gap + 3)) return false;
        link = link || token_is(f, i, ',') || token_is(f, i, '-') ||
               phrase_role(f, i, LIST_STOPS, ROLE_LINK);
        i++;
    }
    return link;
}

/* Bodies that are one subject together: the first of ours acts. With a bloc among them it is no
 * single one's. */
static void joined(const struct find *f, size_t b, uint32_t end, struct credit *c, size_t *next)
{
    bool bloc = f->bodies[b].entry->role == ROLE_BLOC;
    *c = (struct credit){ .code = f->bodies[b].code };
    while (b + 1 < f->body_count && f->bodies[b + 1].first < end &&
           joint(f, f->bodies[b].end, f->bodies[b + 1].first)) {
        bool rest = f->bodies[b].end ==
                    f->bodies[b + 1].first; /* "CĐCS Công ty ...": the rest of one name */
        b++;
        if (rest) continue;
        if (f->bodies[b].entry->role == ROLE_BLOC) bloc = true;
        if (!c->code.n && c->with_count == 0) c->code = f->bodies[b].code;
        with_add(c, f->bodies[b].code);
    }
    *next = b + 1;
    if (bloc) *c = (struct credit){ .with_count = 0 };
}

/* "phối hợp với nhóm thiện nguyện Ánh Dương, Đoàn xã mở 3 lớp": those named up to the verb. */
static void partners(const struct find *f, uint32_t from, uint32_t number, struct credit *c)
{
    uint32_t begin = NOWHERE;
    if (!word_may(f, from, number + 1, S("hợp")) && !word_may(f, from, number + 1, S("kết"))) return;
    for (uint32_t i = from; i < number; i++) {
        if (token_is(f, i, ';')) begin = NOWHERE;
        uint32_t past = joins_at(f, i);
        if (past > i) begin = i = past;
    }
    if (begin == NOWHERE || begin >= number) return;
    uint32_t end = begin;
    while (end < number && end < begin + 40 && !phrase_role(f, end, LIST_SIGNALS, ROLE_DID)) end++;
    for (size_t b = bodies_from(f, begin); b < f->body_count && f->bodies[b].first < end; b++) {
        uint32_t i = f->bodies[b].first;
        bool named =
            i == begin || token_is(f, i - 1, ',') || phrase_role(f, i - 1, LIST_STOPS, ROLE_LINK);
        if (named) with_add(c, f->bodies[b].code);
    }
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
    while (end < number && phrase_at(f, end, LIST_APPROX))
        end += phrase_at(f, end, LIST_APPROX)->length;
    return end == number;
}

/* The body whom a named person speaks for: "Đ/c An, Chủ tịch Hội LHPN xã: ...", "bà Hà, Phó Chủ
 * tịch UBMTTQ, nói". */
struct str speaker_of(const struct find *f, const struct sentence *s, uint32_t number)
{
    static const char *const says[] = { "nói",     "kể",        "thông tin", "báo cáo",
                                        "cho hay", "trình bày", "đại diện",
                                        "tâm sự",  "bộc bạch",  "trao đổi", "phấn khởi" };
    struct str code = S("");
    for (size_t p = people_from(f, s->first);
         p < f->person_at_count && f->person_at[p].first < number; p++) {
        uint32_t end = f->person_at[p].end, stop = end + 3 < number ? end + 3 : number;
        bool speaks = false;
        for (uint32_t i = end; i < stop && !speaks; i++) {
            speaks = token_is(f, i, ':') || phrase_role(f, i, LIST_SIGNALS, ROLE_VOICE);
            for (size_t w = 0; w < COUNT(says); w++)
                speaks = speaks ||
                         str_starts(str_cut(f->text, f->tok[i].from, f->text.n), str_c(says[w]));
        }
        if (!speaks) continue;
        for (size_t b = bodies_from(f, f->person_at[p].first);
             b < f->body_count && f->bodies[b].first < end; b++)
            if (f->bodies[b].code.n) code = f->bodies[b].code;
        if (!code.n && f->person_codes) code = f->person_codes[f->person_at[p].person];
    }
    return code;
}

/* "5. Phụ nữ:", "Công tác Thanh niên": the body by the people it stands for. */
static struct str owner_by_people(const struct find *f, uint32_t first, uint32_t end)
{
    const struct entry *lead = phrase_role(f, first, LIST_SIGNALS, ROLE_REVIEW);
    static const char *const leads[] = { "Công", "tác",  "Phong", "trào", "Hoạt",
                                         "động", "Khối", "Về",    "khối", "của" };
    if (lead) first += lead->length;
    while (first < end && word_among(f, first, leads, COUNT(leads))) first++;
    const struct entry *e = first < end ? phrase_role(f, first, LIST_SIGNALS, ROLE_OWNER) : NULL;
    if (!e) return S("");
    first += e->length;
    while (first < end && (f->tok[first].kind == TOKEN_MARK || place_at(f, first) ||
                           f->tok[first].flags & TOKEN_CAPITAL))
        first++;
    return first == end ? e->code : S("");
}

struct str heading_owner(const struct find *f, uint32_t first, uint32_t end)
{
    static const char *const before[] = {
        "với", "cho", "cùng", "tại", "trên", "giữa", "theo", "từ"
    };
    struct str code = S("");
    for (size_t b = bodies_from(f, first); b < f->body_count && f->bodies[b].first < end; b++) {
        const struct body_at *at = &f->bodies[b];
        bool facing = at->first > first + 1 &&
                      (word_is(f, at->first - 2, S("đối")) || word_is(f, at->first - 2, S("Đối")));
        if (at->first > first && !facing && word_among(f, at->first - 1, before, COUNT(before))) continue;
        if (!at->code.n || at->entry->role != ROLE_BODY || (code.n && !str_is(code, at->code)))
            return S("");
        code = at->code;
    }
    return code.n ? code : owner_by_people(f, first, end);
}

static bool mass_body(struct str code)
{
    static const char *const others[] = { "DANG", "HDND", "UBND", "BTG", "BDV" };
    for (size_t i = 0; i < COUNT(others); i++)
        if (str_is(code, str_c(others[i]))) return false;
    return code.n > 0;
}

/* "Tham dự có lãnh đạo Đảng ủy, UBND cùng 120 đại biểu": those named are guests. */
static bool names_guests(const struct find *f, const struct sentence *s)
{
    static const char *const dots[] = { "dự", "Dự", "mặt" };
    for (uint32_t i = s->first; i < s->end && i < s->first + 3; i++)
        if (word_among(f, i, dots, COUNT(dots)))
            return i == s->first || word_is(f, i - 1, S("Tham")) || word_is(f, i - 1, S("Cùng")) ||
                   word_is(f, i - 1, S("Đến")) || word_is(f, i - 1, S("Có")) || word_is(f, i - 1, S("Tới")) ||
                   word_is(f, i - 1, S("Về"));
    return false;
}

/* Whom each person speaks for, by the posts told at any of its names. */
static void person_codes(struct find *f)
{
    f->person_codes = NEW_N(f->a, struct str, f->r->people_count + 1);
    for (size_t p = 0; p < f->person_at_count; p++) {
        struct str *code = &f->person_codes[f->person_at[p].person];
        for (size_t b = bodies_from(f, f->person_at[p].first);
             !code->n && b < f->body_count && f->bodies[b].first < f->person_at[p].end; b++)
            *code = f->bodies[b].code;
    }
}

struct tally {
    struct str code;
    size_t count;
    bool several;
};

static void tally_add(struct tally *t, struct str code)
{
    if (t->code.n && !str_is(t->code, code)) t->several = true;
    t->code = code;
    t->count++;
}

/* Captions name the one who acts in the picture. */
static void captions_tally(const struct find *f, struct tally *named)
{
    for (size_t k = 0; k < f->line_count; k++) {
        const struct line *l = &f->lines[k];
        for (uint32_t i = l->first; l->role == LINE_CAPTION && i < l->end; i++) {
            const struct entry *e = phrase_role(f, i, LIST_ORGANISATIONS, ROLE_BODY);
            if (e && mass_body(e->code)) tally_add(named, e->code);
        }
    }
}

/* The only mass body that is a subject, else the only one the text names at all: "Hội" is that one, wherever its full
 * name stands. Guests and those it works with do not count; when others act as often, it is nobody. */
static struct str only_body(const struct find *f)
{
    struct tally acting = { .count = 0 }, named = { .count = 0 };
    size_t others = 0, s = 0;
    captions_tally(f, &named);
    for (size_t b = 0; b < f->body_count; b++) {
        const struct body_at *at = &f->bodies[b];
        while (s < f->sentence_count && f->sentences[s].end <= at->first) s++;
        bool title = s == f->sentence_count || at->first < f->sentences[s].first;
        if (!title && names_guests(f, &f->sentences[s])) continue;
        uint32_t first = title ? at->first : f->sentences[s].first;
        uint32_t w = at->first - 1;
        bool partner = at->first > first && (word_is(f, w, S("với")) || word_is(f, w, S("cùng")) ||
                                             word_is(f, w, S("do")) || word_is(f, w, S("cho")));
        if (partner) continue;
        bool subject = !governed(f, at->first, first) && !in_post(f, at->first);
        uint32_t end = title || f->sentences[s].end > at->end + 4 ? at->end + 4 : f->sentences[s].end;
        bool does = subject && (role_in(f, at->end, end, ROLE_DID) || role_in(f, at->end, end, ROLE_HELD));
        if (at->entry->role == ROLE_BLOC && does) return S("");
        if (!mass_body(at->code)) {
            others += does;
            continue;
        }
        tally_add(&named, at->code);
        if (subject) tally_add(&acting, at->code);
    }
    if (acting.count && !acting.several && acting.count >= others) return acting.code;
    return named.count && !named.several && named.count > others ? named.code : S("");
}

/* The one mass body that acts anywhere in the text and does so from its first sentence: the text is
 * about it. */
static void about_set(struct find *f)
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
        if (!does || governed(f, at->first, f->sentences[s].first) || in_post(f, at->first))
            continue;
        if (at->entry->role == ROLE_BLOC || (code.n && !str_is(code, at->code))) return;
        if (!code.n) opens = s < 2;
        code = at->code;
    }
    if (opens) f->about = code;
}

void find_about(struct find *f)
{
    person_codes(f);
    about_set(f);
    if (!f->about.n) f->about = only_body(f);
}

struct credit credit_of(const struct find *f, const struct sentence *s, uint32_t number)
{
    struct credit found = { .said = false };
    uint32_t since = s->first;
    if (names_guests(f, s)) {
        size_t b = bodies_from(f, s->first);
        found.said = b < f->body_count && f->bodies[b].first < number;
        return found;
    }
    for (size_t b = bodies_from(f, s->first), next;
         b < f->body_count && f->bodies[b].first < number; b = next) {
        uint32_t i = f->bodies[b].first;
        struct credit group;
        joined(f, b, s->end, &group, &next);
        uint32_t past = f->bodies[next - 1].end;
        bool sets = word_is(f, past, S("giao")) || (word_is(f, past, S("đề")) && word_is(f, past + 1, S("ra")));
        if (governed(f, i, s->first) || in_post(f, i) || sets) continue; /* "kế hoạch HĐND huyện giao" */
        bool start = i == s->first;
        for (uint32_t k = i; !start && k-- > s->first && k + 14 > i;)
            start = opens_clause(f, k) || k == s->first;
        if (!start && found.said) {
            /* a later subject must open a clause of its own: behind a comma, và, "như" or "do" */
            uint32_t at;
            const struct entry *w = phrase_before(f, i, s->first, LIST_STOPS, &at);
            if (!token_is(f, i - 1, ',') && !(w && (w->role == ROLE_BY || w->role == ROLE_LINK)))
                continue;
        }
        bool verb = acts(f, f->bodies[next - 1].end, number);
        bool opens = i > s->first && (token_is(f, i - 1, ';') || token_is(f, i - 1, ':'));
        if (found.said && !verb && !opens && !takes_over(f, i, f->bodies[next - 1].end, number)) continue;
        found = group;
        found.said = true;
        since = f->bodies[next - 1].end;
    }
    partners(f, since, number, &found);
    return found;
}

struct str actor_of(const struct find *f, const struct sentence *s, uint32_t number, bool *said)
{
    struct credit c = credit_of(f, s, number);
    *said = c.said;
    return c.code;
}
