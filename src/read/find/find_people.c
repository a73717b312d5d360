/* find_people.c - people with their posts: "ông NAME-POST/POST", "POST NAME", "NAME, POST". Owns
 * record.people and find.person_at. A name is one only beside a word of address or a post. */
#include "read/find/find.h"
#include "vn/name.h"
#include "vn/text.h"

enum { POST_TOKENS = 24, POSTS_MOST = 8 };

/* "HUV", "PBT" */
static bool abbreviated_post(const struct find *f, uint32_t i)
{
    return f->tok[i].flags & TOKEN_CAPS && phrase_role(f, i, LIST_POSTS, ROLE_HEAD);
}

static uint32_t name_end(const struct find *f, uint32_t i, uint32_t end)
{
    size_t stop;
    if (i >= end || f->tok[i].kind != TOKEN_WORD || !(f->tok[i].flags & TOKEN_CAPITAL)) return i;
    if (phrase_role(f, i, LIST_POSTS, ROLE_HEAD) && phrase_role(f, i, LIST_POSTS, ROLE_HEAD)->length > 1)
        return i;
    if (phrase_at(f, i, LIST_ORGANISATIONS)) return i;
    if (!vn_name_at(f->text, f->tok[i].from, &stop)) return i;
    uint32_t k = token_at_byte(f, i, stop), n = i + 1;
    bool shouted = f->tok[i].flags & TOKEN_CAPS;
    while (n < k && (shouted || !abbreviated_post(f, n))) n++; /* "Lê Thị Hoa HUV" */
    if (n < k) k = n > i + 1 ? n : i;
    return k <= end ? k : i;
}

static bool one_of(struct str w, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(w, str_c(list[i]))) return true;
    return false;
}

/* How many of the n capitalised words from i are a place's name, when a person's may follow it: "xã | An Sơn | Trần
 * Thị Hoa", "xã | Giàng A Tủa". Places have two syllables more often than three or one. sure: only where the second
 * word of the person's name is one that no place has. */
static uint32_t place_words(const struct find *f, uint32_t i, uint32_t n, bool sure)
{
    static const char *const middle[] = { "Thị", "Văn", "Hữu", "Đình", "Viết", "Bá", "Thế", "A", "Mí", "Seo", "Duy" };
    static const char *const families[] = { "Nguyễn", "Trần",  "Lê",    "Phạm", "Huỳnh", "Hoàng", "Vũ",    "Võ",
                                            "Phan",   "Trương", "Bùi",   "Đặng", "Đỗ",    "Ngô",   "Dương", "Đinh",
                                            "Lò",     "Giàng",  "Sùng",  "Vàng", "Thào",  "Vừ",    "Đào",   "Trịnh",
                                            "Phùng",  "Tạ",     "Quàng", "Lường", "Hồ" };
    static const uint32_t order[] = { 0, 2, 3, 1 }, likely[] = { 2, 3, 0, 1 };
    for (size_t k = 0; k < COUNT(order); k++) {
        uint32_t at = order[k];
        if (at + 3 <= n && name_end(f, i + at, i + n) == i + n &&
            one_of(token_str(f, i + at + 1), middle, COUNT(middle)))
            return at;
    }
    for (size_t k = 0; !sure && k < COUNT(likely); k++) {
        uint32_t at = likely[k];
        if (at + 2 <= n && name_end(f, i + at, i + n) == i + n &&
            one_of(token_str(f, i + at), families, COUNT(families)))
            return at;
    }
    return n;
}

/* Past a place's own name behind its level word: "xã Hợp Thành", "Phường 2"; a person's name ends it. */
static uint32_t place_name_end(const struct find *f, uint32_t i, uint32_t end, bool behind)
{
    if (i < end && f->tok[i].kind == TOKEN_NUMBER && !(f->tok[i].flags & TOKEN_TIME)) return i + 1;
    uint32_t n = 0;
    while (i + n < end && n < 8 && f->tok[i + n].kind == TOKEN_WORD && f->tok[i + n].flags & TOKEN_CAPITAL &&
           !phrase_role(f, i + n, LIST_POSTS, ROLE_HEAD))
        n++;
    uint32_t place = n ? place_words(f, i, n, behind) : 0;
    return i + (place < n || n <= 4 ? place : 4);
}

/* The small words inside the name of an office: "Sở Nội | vụ", "Phòng Nông | nghiệp và ... | nông thôn". They are no
 * verb and soon come to another capital, a place or a mark. */
static bool inside_office(const struct find *f, uint32_t k, uint32_t first, uint32_t end)
{
    if (k == first || f->tok[k].flags & TOKEN_CAPITAL || !(f->tok[k - 1].flags & TOKEN_CAPITAL)) return false;
    for (uint32_t i = k; i < end && i < k + 3; i++) {
        if (i > k && (f->tok[i].kind == TOKEN_MARK || place_at(f, i) || f->tok[i].flags & TOKEN_CAPITAL)) return true;
        if (f->tok[i].kind != TOKEN_WORD || phrase_at(f, i, LIST_SIGNALS) || phrase_at(f, i, LIST_STOPS) ||
            phrase_at(f, i, LIST_HONORIFICS) || phrase_at(f, i, LIST_MEETINGS))
            return false;
    }
    return false;
}

/* Past the post that starts at i with a head word. behind: it stands behind its person's name, so no other need
 * follow. */
static uint32_t post_end(const struct find *f, uint32_t i, uint32_t end, bool behind)
{
    const struct entry *e = phrase_role(f, i, LIST_POSTS, ROLE_HEAD);
    if (!e) return i;
    uint32_t k = i + e->length, limit = end < i + POST_TOKENS ? end : i + POST_TOKENS;
    if (place_at(f, k - 1)) k = place_name_end(f, k, limit, behind); /* "Trưởng bản An Sơn" */
    while (k < limit && f->tok[k].kind != TOKEN_LINE) {
        const struct entry *org = phrase_at(f, k, LIST_ORGANISATIONS), *place = place_at(f, k);
        const struct entry *part = phrase_role(f, k, LIST_POSTS, ROLE_TAIL),
                           *head = phrase_role(f, k, LIST_POSTS, ROLE_HEAD);
        bool and = part && part->length == 1 && str_is(part->phrase, S("và"));
        if (org && org->role != ROLE_BLOC && (!place || org->length >= place->length)) k += org->length;
        else if (place) k = place_name_end(f, k + place->length, limit, behind);
        else if (part && (!and || (k + 1 < limit && phrase_at(f, k + 1, LIST_POSTS) &&
                                   !phrase_role(f, k + 1, LIST_POSTS, ROLE_HEAD))))
            k += part->length;
        else if (head && !phrase_role(f, k, LIST_POSTS, ROLE_AND_POST)) k += head->length;
        else if (f->tok[k].kind == TOKEN_WORD && f->tok[k].flags & TOKEN_CAPITAL && name_end(f, k, end) == k)
            k++;
        else if (inside_office(f, k, i + e->length, limit)) k++;
        else break;
    }
    return k;
}

static bool joins_posts(const struct find *f, uint32_t i)
{
    return token_is(f, i, '/') || token_is(f, i, ',') || token_is(f, i, ';') || token_is(f, i, '-') ||
           word_is(f, i, S("–")) || phrase_role(f, i, LIST_POSTS, ROLE_AND_POST);
}

/* Posts behind a name: "-POST/POST/POST", ", POST kiêm POST". Returns past the last one. */
static uint32_t posts_behind(struct find *f, uint32_t i, uint32_t end, struct str *posts, size_t *n)
{
    while (*n < POSTS_MOST && i + 1 < end) {
        bool joined = joins_posts(f, i) || token_is(f, i, '(');
        if (!joined && !abbreviated_post(f, i)) break; /* "Lê Thị Hoa HUV" */
        uint32_t from = joined ? i + 1 : i;
        while (from < end && phrase_role(f, from, LIST_POSTS, ROLE_AND_POST)) from++;
        uint32_t stop = post_end(f, from, end, true);
        if (stop == from || name_end(f, stop, end) > stop) break;
        posts[(*n)++] = str_trim(tokens_str(f, from, stop));
        i = stop;
    }
    return i;
}

/* The slot of a name, or the free one where it belongs. */
static uint32_t *slot_of(const struct find *f, struct str key)
{
    size_t k = str_hash(key) & (f->person_slot_count - 1);
    while (f->person_slots[k] && !str_is(f->person_keys[f->person_slots[k] - 1], key))
        k = (k + 1) & (f->person_slot_count - 1);
    return &f->person_slots[k];
}

/* Twice as many slots, so that half of them stay free. */
static void slots_grow(struct find *f)
{
    f->person_slot_count = f->person_slot_count ? f->person_slot_count * 2 : 64;
    f->person_slots = NEW_N(f->a, uint32_t, f->person_slot_count);
    for (uint32_t i = 0; i < f->r->people_count; i++) *slot_of(f, f->person_keys[i]) = i + 1;
}

static size_t person_add(struct find *f, struct str name, enum honorific h, const struct str *posts, size_t n,
                         struct span span)
{
    struct record *r = f->r;
    struct str key = vn_plain_tone(f->a, name);
    if (r->people_count * 2 >= f->person_slot_count) slots_grow(f);
    uint32_t *slot = slot_of(f, key);
    if (*slot) {
        struct person_found *p = &r->people[*slot - 1];
        if (!p->position_count && n) {
            p->positions = NEW_N(f->a, struct str, n);
            memcpy(p->positions, posts, n * sizeof *posts);
            p->position_count = n;
        }
        if (!p->honorific) p->honorific = h;
        return *slot - 1;
    }
    size_t keys = r->people_count;
    *GROW(f->a, f->person_keys, keys, struct str) = key;
    *slot = (uint32_t)keys;
    struct person_found *p = GROW(f->a, r->people, r->people_count, struct person_found);
    *p = (struct person_found){ .name = name, .honorific = h, .position_count = n, .span = span };
    if (n) {
        p->positions = NEW_N(f->a, struct str, n);
        memcpy(p->positions, posts, n * sizeof *posts);
    }
    return r->people_count - 1;
}

static uint32_t person_take(struct find *f, uint32_t first, uint32_t post_first, uint32_t post_stop,
                            uint32_t name_first, uint32_t name_stop, uint32_t end, enum honorific h)
{
    struct str posts[POSTS_MOST];
    size_t n = 0;
    if (post_first < post_stop) posts[n++] = str_trim(tokens_str(f, post_first, post_stop));
    uint32_t stop = posts_behind(f, name_stop, end, posts, &n);
    for (uint32_t k = name_first; k < name_stop; k++) f->tok[k].flags |= TOKEN_PERSON;
    size_t who =
        person_add(f, str_trim(tokens_str(f, name_first, name_stop)), h, posts, n, tokens_span(f, first, stop));
    *GROW(f->a, f->person_at, f->person_at_count, struct person_at) = (struct person_at){ first, stop, who };
    return stop;
}

static enum honorific honorific_of(const struct entry *e)
{
    if (!e) return HONORIFIC_NONE;
    return e->role == ROLE_ONG ? HONORIFIC_ONG : e->role == ROLE_BA ? HONORIFIC_BA : HONORIFIC_DONG_CHI;
}

/* A run of capitals, a dash or comma, and a post: "Nguyễn Văn An - Chủ tịch ..." without a word of address. */
static bool bare_name_at(const struct find *f, uint32_t i, uint32_t end)
{
    uint32_t k = i;
    while (k < end && k < i + 6 && f->tok[k].kind == TOKEN_WORD && f->tok[k].flags & TOKEN_CAPITAL) k++;
    return k > i + 1 && k + 1 < end && joins_posts(f, k) && phrase_role(f, k + 1, LIST_POSTS, ROLE_HEAD);
}

static uint32_t person_at(struct find *f, uint32_t i, uint32_t end)
{
    const struct entry *h = phrase_at(f, i, LIST_HONORIFICS);
    uint32_t post = h ? i + h->length : i;
    if (h && post < end && token_is(f, post, ':')) post++;
    uint32_t past = post_end(f, post, end, false), name = past;
    bool dash = name < end && (token_is(f, name, '-') || word_is(f, name, S("–")));
    if (name > post && name < end && (dash || token_is(f, name, ':'))) name++; /* "Chủ tịch UBND xã – Tạ Mậu" */
    if (!h && name == post && !bare_name_at(f, i, end)) return i;
    uint32_t stop = name_end(f, name, end);
    return stop > name ? person_take(f, i, post, past, name, stop, end, honorific_of(h)) : i;
}

void find_people(struct find *f)
{
    for (size_t s = 0; s < f->sentence_count; s++) {
        uint32_t end = f->sentences[s].end;
        for (uint32_t i = f->sentences[s].first; i < end; i++) {
            /* an address, a post, or two capitals; the second may stand in the next run */
            NEXT_IN(f, i, end, run->starts[start_slot[LIST_HONORIFICS]] | run->starts[start_slot[LIST_POSTS]] |
                                   (run->capitals & (run->capitals >> 1 | 1 << (RUN - 1))));
            if (i == end) break;
            if (f->tok[i].kind != TOKEN_WORD) continue;
            uint32_t stop = person_at(f, i, end);
            if (stop > i) i = stop - 1;
        }
    }
}
