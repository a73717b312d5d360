/* unit_search.c - see unit_search.h. Places of the country come from unit_index.c, those that the office wrote
 * and all
 * names that it gave from the database; both are weighed by unit_match.c. */
#include "core/office/unit_search.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/unit_index.h"
#include "core/office/unit_match.h"
#include "vn/text.h"

enum { MOST = 20, NEAR_MOST = 5, HEIRS_MOST = 24, TYPO = 30 };
enum { NAMED, TAKEN, HEIRS, ABOVE };
static const struct sql sql[] = {
    /* names that the lists of the country do not have, or all names within a subtree (?5 = 1) */
    [NAMED] = { "unit_search.named",
        "SELECT u.id, u.code, u.level, u.kind, u.name, u.valid_from, u.valid_to, n.kind, n.name, p.kind, p.name,"
        " g.kind, g.name, u.origin FROM unit_name n JOIN unit u ON u.id = n.unit_id"
        " LEFT JOIN unit p ON p.id = u.parent_id LEFT JOIN unit g ON g.id = p.parent_id"
        " WHERE (?5 = 1 OR u.origin = '' OR n.valid_from <> u.valid_from) AND u.tree_from BETWEEN ?6 AND ?7"
        " AND (n.name_fold LIKE ?1 OR n.name_fold LIKE ?2 OR n.name_fold LIKE ?3 OR u.code = ?4)"
        " ORDER BY u.id, n.valid_from LIMIT 4000", SQL_READ },
    [TAKEN] = { "unit_search.taken", "SELECT id, kind, name FROM unit WHERE code = ?1 AND origin = ?2", SQL_READ },
    [HEIRS] = { "unit_search.heirs",
        "SELECT l.new_id, l.share, u.code, u.kind, u.name, u.valid_to FROM unit_link l JOIN unit u ON u.id = l.new_id"
        " WHERE l.old_id = ?1 AND u.valid_from <= ?2 ORDER BY l.new_id", SQL_READ },
    [ABOVE] = { "unit_search.above",
        "SELECT p.kind, p.name, g.kind, g.name FROM unit u JOIN unit p ON p.id = u.parent_id"
        " LEFT JOIN unit g ON g.id = p.parent_id WHERE u.id = ?1", SQL_READ },
};
struct sql_list unit_search_sql = SQL_LIST(sql);

/* at: place in the country, or COUNTRY_NONE and the number of a row */
struct hit { int score; size_t missing; uint32_t at; size_t row; };
struct named { struct unit_found found; struct unit_words own, up[2]; size_t ups; };
struct search {
    struct arena *a;
    struct db *db;
    struct unit_wishes wishes;
    /* all that was typed: it may be the code of a unit of the office */
    struct str code;
    struct hit *hit; size_t hits;
    bool *seen;                                    /* by place */
    struct str today;                              /* who succeeds only later is no heir yet */
    int less;                                      /* taken from every score: a letter was mended */
    struct named *named; size_t rows;
};

/* ---- the country ---- */

static struct unit_candidate candidate_of(uint32_t at)
{
    const struct country *c = country_get();
    const struct country_unit *u = &c->unit[at];
    struct unit_candidate x = { .own = unit_index_words(at), .today = u->today,
        .rank = u->level == COUNTRY_PROVINCE ? 3 : u->level == COUNTRY_DISTRICT ? 2 : 1 };
    for (uint32_t up = u->parent; up != COUNTRY_NONE; up = c->unit[up].parent) x.up[x.ups++] = unit_index_words(up);
    if (!u->today && u->links && c->link[u->link].to != COUNTRY_NONE) {
        uint32_t now = c->unit[c->link[u->link].to].parent;
        if (x.ups < UNIT_UPS) x.up[x.ups++] = unit_index_words(now);
    }
    return x;
}

static void take_place(void *arg, uint32_t at)
{
    struct search *s = arg;
    struct hit hit = { .at = at };
    if (s->seen[at]) return;
    s->seen[at] = true;
    struct unit_candidate x = candidate_of(at);
    if (!unit_match(&s->wishes, &x, &hit.score, &hit.missing)) return;
    hit.score -= s->less;
    LIST_ADD(s->a, s->hit, s->hits, hit);
}

static void take_glued(void *arg, uint32_t at)
{
    struct search *s = arg;
    if (s->seen[at]) return;
    s->seen[at] = true;
    struct hit hit = { .at = at, .score = 40 - (int)unit_index_words(at)->n + 3 * candidate_of(at).rank };
    LIST_ADD(s->a, s->hit, s->hits, hit);
}

static bool any_whole(const struct search *s)
{
    for (size_t i = 0; i < s->hits; i++) if (!s->hit[i].missing) return true;
    return false;
}

static void nothing(void *arg, uint32_t at) { (void)arg; (void)at; }

/* Nothing has all words: perhaps the blanks are missing, or one letter of one word is wrong. */
static void search_again(struct search *s)
{
    struct buf glued = buf_open(s->a);
    struct unit_wish *odd = NULL;
    size_t odds = 0;
    struct str near[NEAR_MOST];
    for (size_t i = 0; i < s->wishes.n; i++) {
        struct unit_wish *w = &s->wishes.wish[i];
        if (w->kinds) continue;
        buf_str(&glued, w->word[0].key);
        if (unit_index_each(w->word[0].key, false, nothing, NULL)) continue;
        odd = w;
        odds++;
    }
    memset(s->seen, 0, country_get()->n);
    if (unit_index_glued(buf_done(&glued), take_glued, s)) return;
    size_t n = odds == 1 ? unit_index_near(odd->word[0].key, near, NEAR_MOST) : 0;
    for (size_t k = 0; k < n; k++) {
        odd->word[0] = (struct unit_word){ .key = near[k], .plain = S("") };
        s->less = TYPO;
        memset(s->seen, 0, country_get()->n);
        unit_index_each(near[k], false, take_place, s);
        for (size_t i = 0; i < s->wishes.n && !any_whole(s); i++)
            if (!s->wishes.wish[i].kinds) unit_index_each(s->wishes.wish[i].word[0].key, false, take_place, s);
    }
}

static void search_code(struct search *s)
{
    for (int today = 1; today >= 0; today--) {
        uint32_t at = country_find(s->wishes.code, today == 1);
        if (at == COUNTRY_NONE || s->seen[at]) continue;
        s->seen[at] = true;
        LIST_ADD(s->a, s->hit, s->hits, (struct hit){ .score = 500 + today, .at = at });
    }
}

static void search_country(struct search *s)
{
    if (s->wishes.code.n) search_code(s);
    for (size_t i = 0; i < s->wishes.n; i++) {
        const struct unit_wish *w = &s->wishes.wish[i];
        if (w->kinds || unit_index_each(w->word[0].key, false, take_place, s)) continue;
        if (w->last && w->word[0].key.n > 1) unit_index_each(w->word[0].key, true, take_place, s);
    }
    if (!any_whole(s)) search_again(s);
}

/* ---- the database ---- */

/* "%b_n l_a%": i and y are one letter here. */
static struct str pattern(struct arena *a, struct str key)
{
    struct buf b = buf_open(a);
    buf_char(&b, '%');
    for (size_t i = 0; i < key.n; i++) buf_char(&b, key.p[i] == 'i' || key.p[i] == 'y' ? '_' : key.p[i]);
    buf_char(&b, '%');
    return buf_done(&b);
}

static struct str title_of(struct arena *a, struct str kind, struct str name)
{
    struct unit u = { .kind = kind, .name = name };
    return unit_title(a, &u);
}

static struct str where_of(struct arena *a, struct rows *r, int column)
{
    if (row_null(r, column)) return S("");
    struct str first = title_of(a, row_str(r, column), row_str(r, column + 1));
    if (row_null(r, column + 2)) return first;
    return str_fmt(a, "%.*s, %.*s", STR(first), STR(title_of(a, row_str(r, column + 2), row_str(r, column + 3))));
}

static struct named named_row(struct arena *a, struct rows *r)
{
    struct named x = { .found = { .id = row_int(r, 0), .code = row_str(r, 1), .level = row_str(r, 2),
        .kind = row_str(r, 3),
        .title = title_of(a, row_str(r, 3), row_str(r, 4)), .valid_from = row_str(r, 5), .valid_to = row_str(r, 6),
        .where = where_of(a, r, 9) } };
    if (str_is(x.found.valid_from, S(COUNTRY_BEGIN))) x.found.valid_from = S("");
    struct str by = title_of(a, row_str(r, 7), row_str(r, 8));
    if (!str_is(by, x.found.title)) x.found.by = by;
    x.own = unit_words_of(a, row_str(r, 7), row_str(r, 8));
    for (int c = 9; c < 13 && !row_null(r, c); c += 2) x.up[x.ups++] = unit_words_of(a, row_str(r, c),
        row_str(r, c + 1));
    return x;
}

static void weigh_named(struct search *s)
{
    for (size_t i = 0; i < s->rows; i++) {
        const struct named *x = &s->named[i];
        struct hit hit = { .at = COUNTRY_NONE, .row = i };
        struct unit_candidate c = { .own = &x->own, .ups = x->ups, .today = !x->found.valid_to.n,
            .rank = str_is(x->found.level, S("village")) ? 0 : str_is(x->found.level, S("commune")) ? 1
                    : str_is(x->found.level, S("district")) ? 2 : 3 };
        for (size_t u = 0; u < x->ups; u++) c.up[u] = &x->up[u];
        if (str_is(s->code, x->found.code)) hit.score = 500;
        else if (!unit_match(&s->wishes, &c, &hit.score, &hit.missing)) continue;
        LIST_ADD(s->a, s->hit, s->hits, hit);
    }
}

/* Words of three letters and less may be first letters of a name: then every name is looked at. */
static error search_rows(struct search *s, const struct unit_query *q)
{
    struct str like[3] = { S("/"), S("/"), S("/") };   /* no folded name has a slash alone */
    size_t n = 0;
    int64_t from = 0, to = INT64_MAX;
    for (size_t i = 0; i < s->wishes.n && n < COUNT(like); i++) {
        const struct unit_wish *w = &s->wishes.wish[i];
        struct str key = w->word[0].key;
        bool digit = key.n && key.p[0] >= '0' && key.p[0] <= '9';
        if (w->kinds) continue;
        like[n++] = !digit && key.n > 1 && key.n < 4 ? S("%") : pattern(s->a, key);
    }
    if (q->within) {
        struct unit u;
        TRY(unit_get(s->a, s->db, q->within, &u));
        from = u.tree_from;
        to = u.tree_to;
    }
    struct rows *r = db_run(s->a, s->db, &unit_search_sql, NAMED);
    for (size_t i = 0; i < COUNT(like); i++) BIND(r, like[i]);
    BIND(r, s->code);
    BIND(r, (int64_t)(q->within != 0));
    BIND(r, from);
    BIND(r, to);
    while (rows_next(r)) LIST_ADD(s->a, s->named, s->rows, named_row(s->a, r));
    TRY(rows_end(r));
    weigh_named(s);
    return NULL;
}

/* ---- what a place is today ---- */

static error row_of(struct search *s, uint32_t at, struct unit_heir *out)
{
    const struct country_unit *u = &country_get()->unit[at];
    *out = (struct unit_heir){ .code = u->code, .title = u->name, .where = country_where(s->a, at), .whole = true };
    if (!s->db) return NULL;
    struct rows *r = db_run(s->a, s->db, &unit_search_sql, TAKEN);
    BIND(r, u->code);
    BIND(r, u->today ? S("2025") : S("2024"));
    if (rows_next(r)) {
        out->id = row_int(r, 0);
        out->title = title_of(s->a, row_str(r, 1), row_str(r, 2));
    }
    return rows_end(r);
}

static error add_heir(struct search *s, struct unit_found *f, uint32_t at, bool whole)
{
    struct unit_heir heir;
    if (f->heirs >= HEIRS_MOST) return NULL;
    TRY(row_of(s, at, &heir));
    for (size_t i = 0; i < f->heirs; i++)
        if (str_is(f->heir[i].code, heir.code) && str_is(f->heir[i].title, heir.title)) return NULL;
    heir.whole = whole;
    LIST_ADD(s->a, f->heir, f->heirs, heir);
    return NULL;
}

static bool is_in(const struct country *c, uint32_t at, uint32_t outer)
{
    for (; at != COUNTRY_NONE; at = c->unit[at].parent) if (at == outer) return true;
    return false;
}

/* An old district or province is what its communes are: a district today's communes, a province today's provinces. */
static error country_heirs(struct search *s, struct unit_found *f, uint32_t at)
{
    const struct country *c = country_get();
    bool province = c->unit[at].level == COUNTRY_PROVINCE, commune = c->unit[at].level == COUNTRY_COMMUNE;
    uint32_t first = commune ? at : 0, end = commune ? at + 1 : (uint32_t)c->old;
    for (uint32_t i = first; i < end; i++) {
        if (c->unit[i].level != COUNTRY_COMMUNE || !is_in(c, i, at)) continue;
        for (uint32_t k = c->unit[i].link; k < c->unit[i].link + c->unit[i].links; k++) {
            uint32_t to = c->link[k].to;
            if (to == COUNTRY_NONE) f->unknown_heir |= commune;
            else TRY(add_heir(s, f, province ? c->unit[to].parent : to, commune ? c->link[k].whole : true));
        }
    }
    return NULL;
}

static error heirs_of_row(struct search *s, int64_t id, bool whole, int depth, struct unit_found *f)
{
    struct unit_heir next[HEIRS_MOST];
    struct str ended[HEIRS_MOST];
    size_t n = 0;
    struct rows *r = db_run(s->a, s->db, &unit_search_sql, HEIRS);
    BIND(r, id);
    BIND(r, s->today);
    while (rows_next(r) && n < HEIRS_MOST) {
        next[n] = (struct unit_heir){ .id = row_int(r, 0), .whole = whole && str_is(row_str(r, 1), S("whole")),
            .code = row_str(r, 2), .title = title_of(s->a, row_str(r, 3), row_str(r, 4)) };
        ended[n++] = row_str(r, 5);
    }
    TRY(rows_end(r));
    for (size_t i = 0; i < n; i++) {
        size_t before = f->heirs;
        if (ended[i].n && depth) TRY(heirs_of_row(s, next[i].id, next[i].whole, depth - 1, f));
        if (f->heirs > before || f->heirs >= HEIRS_MOST) continue;
        bool known = false;
        for (size_t k = 0; k < f->heirs; k++) known |= f->heir[k].id == next[i].id;
        if (known) continue;
        struct rows *up = db_run(s->a, s->db, &unit_search_sql, ABOVE);
        BIND(up, next[i].id);
        if (rows_next(up)) next[i].where = where_of(s->a, up, 0);
        TRY(rows_end(up));
        LIST_ADD(s->a, f->heir, f->heirs, next[i]);
    }
    return NULL;
}

static error found_of(struct search *s, const struct hit *h, struct unit_found *out)
{
    enum { DEEPEST = 8 };
    if (h->at == COUNTRY_NONE) {
        *out = s->named[h->row].found;
        return heirs_of_row(s, out->id, true, DEEPEST, out);
    }
    const struct country_unit *u = &country_get()->unit[h->at];
    struct unit_heir self;
    TRY(row_of(s, h->at, &self));
    *out = (struct unit_found){ .id = self.id, .code = u->code, .level = country_level_name(u->level),
        .kind = u->kind,
        .title = self.title, .where = country_where(s->a, h->at), .valid_from = u->today ? S(COUNTRY_REFORM) : S(""),
        .valid_to = u->today ? S("") : S(COUNTRY_LAST) };
    if (!str_is(self.title, u->name)) out->by = u->name;
    if (self.id) TRY(heirs_of_row(s, self.id, true, DEEPEST, out));
    return out->heirs || u->today ? NULL : country_heirs(s, out, h->at);
}

/* ---- the best ---- */

/* Twenty of thousands are wanted: the hits stand in a heap, the best at its top. */
struct heap { struct hit *hit; size_t n; uint32_t old; };

static bool is_better(const struct heap *h, const struct hit *a, const struct hit *b)
{
    if (a->score != b->score) return a->score > b->score;
    bool old_a = a->at < h->old, old_b = b->at < h->old;
    if (old_a != old_b) return old_b;
    return a->at != b->at ? a->at < b->at : a->row < b->row;
}

static void sink(struct heap *h, size_t at)
{
    for (size_t child; (child = 2 * at + 1) < h->n; at = child) {
        if (child + 1 < h->n && is_better(h, &h->hit[child + 1], &h->hit[child])) child++;
        if (!is_better(h, &h->hit[child], &h->hit[at])) return;
        struct hit swap = h->hit[at];
        h->hit[at] = h->hit[child];
        h->hit[child] = swap;
    }
}

/* Of those with all words when there are any; the others are then no answer. */
static struct heap heap_of(struct search *s, bool whole)
{
    struct heap h = { .hit = s->hit, .old = (uint32_t)country_get()->old };
    for (size_t i = 0; i < s->hits; i++)
        if (!whole || !s->hit[i].missing) h.hit[h.n++] = s->hit[i];
    for (size_t i = h.n / 2; i-- > 0;) sink(&h, i);
    return h;
}

static struct hit heap_take(struct heap *h)
{
    struct hit best = h->hit[0];
    h->hit[0] = h->hit[--h->n];
    sink(h, 0);
    return best;
}

/* The same place is in both lists when it only kept its name: the one of today says it. A unit of the database that
 * was found by several of its names is said once. */
static bool said_before(struct arena *a, const struct unit_founds *out, const struct unit_found *f)
{
    for (size_t i = 0; i < out->n; i++) {
        const struct unit_found *x = &out->list[i];
        if (f->id && x->id == f->id) return true;
        if (f->heirs == 1 && f->heir[0].whole && !x->valid_to.n && str_is(f->heir[0].code, x->code) &&
            str_is(f->heir[0].title, x->title) && str_is(vn_plain_tone(a, x->title), vn_plain_tone(a, f->title)))
            return true;
    }
    return false;
}

error unit_search(struct arena *a, struct db *db, const struct unit_query *q, struct unit_founds *out)
{
    struct search s = { .a = a, .db = db, .wishes = unit_wishes_of(a, q->text), .code = str_trim(q->text) };
    size_t most = q->most ? q->most : MOST;
    *out = (struct unit_founds){ 0 };
    if (!s.wishes.n) return NULL;
    s.seen = NEW_N(a, bool, country_get()->n);
    s.today = clock_day(a, clock_now());
    if (db) TRY(search_rows(&s, q));
    if (!q->within) search_country(&s);
    bool whole = any_whole(&s);
    out->partly = !whole && s.hits;
    struct heap heap = heap_of(&s, whole);
    out->total = heap.n;
    while (heap.n && out->n < most) {
        struct unit_found f;
        struct hit hit = heap_take(&heap);
        TRY(found_of(&s, &hit, &f));
        if (said_before(a, out, &f)) out->total--;
        else LIST_ADD(a, out->list, out->n, f);
    }
    return NULL;
}
