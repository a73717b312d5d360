/* find_people.c - people with their posts: "ông NAME-POST/POST", "POST NAME", "NAME, POST". Owns
 * record.people and find.person_at. A name is one only beside a word of address or a post. */
#include "read/find/find.h"
#include "vn/name.h"
#include "vn/text.h"

enum { POST_TOKENS = 24, POSTS_MOST = 8 };

static uint32_t name_end(const struct find *f, uint32_t i, uint32_t end)
{
    size_t stop;
    if (i >= end || f->tok[i].kind != TOKEN_WORD || !(f->tok[i].flags & TOKEN_CAPITAL)) return i;
    if (phrase_role(f, i, LIST_POSTS, ROLE_HEAD) && phrase_role(f, i, LIST_POSTS, ROLE_HEAD)->length > 1)
        return i;
    if (phrase_at(f, i, LIST_ORGANISATIONS)) return i;
    if (!vn_name_at(f->text, f->tok[i].from, &stop)) return i;
    uint32_t k = token_at_byte(f, i, stop);
    return k <= end ? k : i;
}

/* Past a place's own name behind its level word: "xã Hợp Thành", "Phường 2"; a person's name ends it. */
static uint32_t place_name_end(const struct find *f, uint32_t i, uint32_t end)
{
    if (i < end && f->tok[i].kind == TOKEN_NUMBER && !(f->tok[i].flags & TOKEN_TIME)) return i + 1;
    uint32_t from = i;
    while (i < end && i < from + 4 && f->tok[i].kind == TOKEN_WORD && f->tok[i].flags & TOKEN_CAPITAL) {
        if (i > from && name_end(f, i, end) > i) break;
        if (phrase_role(f, i, LIST_POSTS, ROLE_HEAD)) break;
        i++;
    }
    return i;
}

/* Past the post that starts at i with a head word. */
static uint32_t post_end(const struct find *f, uint32_t i, uint32_t end)
{
    const struct entry *e = phrase_role(f, i, LIST_POSTS, ROLE_HEAD);
    if (!e) return i;
    uint32_t k = i + e->length, limit = end < i + POST_TOKENS ? end : i + POST_TOKENS;
    while (k < limit && f->tok[k].kind != TOKEN_LINE) {
        const struct entry *org = phrase_at(f, k, LIST_ORGANISATIONS), *place = place_at(f, k);
        const struct entry *part = phrase_role(f, k, LIST_POSTS, ROLE_TAIL),
                           *head = phrase_role(f, k, LIST_POSTS, ROLE_HEAD);
        bool and = part && part->length == 1 && str_is(part->phrase, S("và"));
        if (org && org->role != ROLE_BLOC && (!place || org->length >= place->length)) k += org->length;
        else if (place) k = place_name_end(f, k + place->length, limit);
        else if (part && (!and || (k + 1 < limit && phrase_at(f, k + 1, LIST_POSTS) &&
                                   !phrase_role(f, k + 1, LIST_POSTS, ROLE_HEAD))))
            k += part->length;
        else if (head && !phrase_role(f, k, LIST_POSTS, ROLE_AND_POST)) k += head->length;
        else if (f->tok[k].kind == TOKEN_WORD && f->tok[k].flags & TOKEN_CAPITAL && name_end(f, k, end) == k)
            k++;
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
    while (*n < POSTS_MOST && i + 1 < end && (joins_posts(f, i) || token_is(f, i, '('))) {
        uint32_t from = i + 1;
        while (from < end && phrase_role(f, from, LIST_POSTS, ROLE_AND_POST)) from++;
        uint32_t stop = post_end(f, from, end);
        if (stop == from || name_end(f, stop, end) > stop) break;
        posts[(*n)++] = str_trim(tokens_str(f, from, stop));
        i = stop;
    }
    return i;
}

static size_t person_add(struct find *f, struct str name, enum honorific h, const struct str *posts, size_t n,
                         struct span span)
{
    struct record *r = f->r;
    struct str key = vn_plain_tone(f->a, name);
    for (size_t i = 0; i < r->people_count; i++) {
        struct person_found *p = &r->people[i];
        if (!str_is(vn_plain_tone(f->a, p->name), key)) continue;
        if (!p->position_count && n) {
            p->positions = NEW_N(f->a, struct str, n);
            memcpy(p->positions, posts, n * sizeof *posts);
            p->position_count = n;
        }
        if (!p->honorific) p->honorific = h;
        return i;
    }
    struct person_found *p = GROW(f->a, r->people, r->people_count, struct person_found);
    *p = (struct person_found){ .name = name, .honorific = h, .position_count = n, .span = span };
    if (n) {
        p->positions = NEW_N(f->a, struct str, n);
        memcpy(p->positions, posts, n * sizeof *posts);
    }
    return r->people_count - 1;
}

static uint32_t person_take(struct find *f, uint32_t first, uint32_t post_first, uint32_t name_first,
                            uint32_t name_stop, uint32_t end, enum honorific h)
{
    struct str posts[POSTS_MOST];
    size_t n = 0;
    if (post_first < name_first) posts[n++] = str_trim(tokens_str(f, post_first, name_first));
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
    uint32_t name = post_end(f, post, end);
    if (name > post && name < end && token_is(f, name, ':')) name++;
    bool bare = !h && name == post;
    if (bare && !bare_name_at(f, i, end)) return i;
    uint32_t stop = name_end(f, name, end);
    return stop > name ? person_take(f, i, post, name, stop, end, honorific_of(h)) : i;
}

void find_people(struct find *f)
{
    for (size_t s = 0; s < f->sentence_count; s++) {
        uint32_t end = f->sentences[s].end;
        for (uint32_t i = f->sentences[s].first; i < end; i++) {
            const struct token *t = &f->tok[i];
            if (t->kind != TOKEN_WORD || (t->hit == f->tok[i + 1].hit && !(t->flags & TOKEN_CAPITAL))) continue;
            uint32_t stop = person_at(f, i, end);
            if (stop > i) i = stop - 1;
        }
    }
}
