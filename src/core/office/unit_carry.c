/* unit_carry.c - the steps of acts on units. See unit_carry.h. Must never change a row without noting it. */
#include "core/office/unit_carry.h"
#include "core/grow.h"
#include "core/office/term.h"
#include "vn/text.h"

enum { NOTE, END, LINK, BODIES, BODY_SAME, BODY_COPY, BODY_HOST, FRAME_COPY, FRAME_END,
    BODY_END, POSTS, POST_COPY, POST_END, GRANTS, GRANT_COPY,
    GRANT_END,
    NAME_OLD, NAME_END, NAME_ADD };
#define STILL(t) "(" t ".valid_to IS NULL OR " t ".valid_to >= ?2)"
static const struct sql sql[] = {
    [NOTE] = { "unit_carry.note",
        "INSERT INTO unit_change_row (change_id, seq, what, object_id, was) VALUES (?1, ?2, ?3, ?4, ?5)", SQL_WRITE },
    [END] = { "unit_carry.end", "UPDATE unit SET valid_to = ?2 WHERE id = ?1", SQL_WRITE },
    [LINK] = { "unit_carry.link",
        "INSERT INTO unit_link (old_id, new_id, share, change_id) VALUES (?1, ?2, ?3, ?4)", SQL_WRITE },
    [BODIES] = { "unit_carry.bodies",
        "SELECT b.id, b.organisation, b.name, b.issuer, b.valid_to, b.superior, b.parent_id"
        " FROM body b WHERE b.unit_id = ?1 AND " STILL("b")
        " ORDER BY b.ordinal, b.id", SQL_READ },
    [BODY_SAME] = { "unit_carry.body_same",
        "SELECT b.id FROM body b WHERE b.unit_id = ?1 AND " STILL("b") " AND b.organisation = ?3 ORDER BY b.id",
            SQL_READ },
    [BODY_COPY] = { "unit_carry.body_copy",
        "INSERT INTO body (id, unit_id, organisation, name, short_name, issuer, superior, layout, number_suffix,"
        " ordinal,"
        " reports, valid_from) SELECT ?2, ?3, organisation, ?4, short_name, ?5, ?7, layout, number_suffix,"
        " ordinal, reports, ?6 FROM body WHERE id = ?1", SQL_WRITE },
    [BODY_HOST] = { "unit_carry.body_host", "UPDATE body SET parent_id = ?2 WHERE id = ?1", SQL_WRITE },
    /* the frame that a new body begins with, and the end of the last one of a body that ends (body.h) */
    [FRAME_COPY] = { "unit_carry.frame_copy",
        "INSERT INTO body_frame (body_id, valid_from, valid_to, name, short_name, issuer, superior, layout,"
        " number_suffix, ordinal, reports, parent_id) SELECT id, valid_from, valid_to, name, short_name, issuer,"
        " superior, layout, number_suffix, ordinal, reports, parent_id FROM body WHERE id = ?1", SQL_WRITE },
    [FRAME_END] = { "unit_carry.frame_end",
        "UPDATE body_frame SET valid_to = ?2 WHERE body_id = ?1 AND valid_from ="
        " (SELECT max(f.valid_from) FROM body_frame f WHERE f.body_id = ?1)", SQL_WRITE },
    [BODY_END] = { "unit_carry.body_end", "UPDATE body SET valid_to = ?2 WHERE id = ?1", SQL_WRITE },
    [POSTS] = { "unit_carry.posts",
        "SELECT p.id, p.valid_to FROM post p WHERE p.body_id = ?1 AND " STILL("p") " ORDER BY p.id", SQL_READ },
    [POST_COPY] = { "unit_carry.post_copy",
        "INSERT INTO post (id, person_id, body_id, title, standing, sign, sign_for, main, valid_from)"
        " SELECT ?2, person_id, ?3, title, standing, sign, sign_for, main, ?4 FROM post WHERE id = ?1", SQL_WRITE },
    [POST_END] = { "unit_carry.post_end", "UPDATE post SET valid_to = ?2 WHERE id = ?1", SQL_WRITE },
    [GRANTS] = { "unit_carry.grants",
        "SELECT g.id, g.body_id, g.post_id, g.valid_to FROM account_grant g WHERE g.unit_id = ?1 AND " STILL("g")
        " ORDER BY g.id", SQL_READ },
    [GRANT_COPY] = { "unit_carry.grant_copy",
        "INSERT INTO account_grant (id, account_id, role, below, unit_id, body_id, post_id, valid_from)"
        " SELECT ?2, account_id, role, below, ?3, ?4, ?5, ?6 FROM account_grant WHERE id = ?1", SQL_WRITE },
    [GRANT_END] = { "unit_carry.grant_end", "UPDATE account_grant SET valid_to = ?2 WHERE id = ?1", SQL_WRITE },
    [NAME_OLD] = { "unit_carry.name_old",
        "SELECT valid_from FROM unit_name WHERE unit_id = ?1 ORDER BY valid_from DESC", SQL_READ },
    [NAME_END] = { "unit_carry.name_end",
        "UPDATE unit_name SET valid_to = ?3 WHERE unit_id = ?1 AND valid_from = ?2", SQL_WRITE },
    [NAME_ADD] = { "unit_carry.name_add",
        "INSERT INTO unit_name (unit_id, kind, name, name_fold, valid_from) VALUES (?1, ?2, ?3, ?4, ?5)", SQL_WRITE },
};
struct sql_list unit_carry_sql = SQL_LIST(sql);

/* old id and the id that took its place; 0: none */
struct pair { int64_t old, new; };
struct pairs { struct pair *list; size_t n; };

static int64_t new_of(const struct pairs *p, int64_t old)
{
    for (size_t i = 0; i < p->n; i++) if (p->list[i].old == old) return p->list[i].new;
    return 0;
}

error carry_note(struct carrying *c, const char *what, int64_t object_id, struct str was)
{
    struct rows *r = db_run(c->a, c->db, &unit_carry_sql, NOTE);
    BIND(r, c->change_id);
    BIND(r, ++c->seq);
    BIND(r, str_c(what));
    BIND(r, object_id);
    BIND(r, was);
    return rows_end(r);
}

/* ---- units ---- */

error carry_make(struct carrying *c, const struct unit *new, int64_t *id)
{
    TRY(unit_add(c->a, c->db, new, id));
    return carry_note(c, "unit", *id, S(""));
}

static error end_row(struct carrying *c, int which, const char *what, int64_t id, struct str was)
{
    struct rows *r = db_run(c->a, c->db, &unit_carry_sql, which);
    BIND(r, id);
    BIND(r, c->eve);
    TRY(rows_end(r));
    return carry_note(c, what, id, was);
}

error carry_end(struct carrying *c, const struct unit *old)
{
    return end_row(c, END, "unit-end", old->id, old->valid_to);
}

error carry_link(struct carrying *c, int64_t old, int64_t new, bool whole)
{
    struct rows *r = db_run(c->a, c->db, &unit_carry_sql, LINK);
    BIND(r, old);
    BIND(r, new);
    BIND(r, whole ? S("whole") : S("part"));
    BIND(r, c->change_id);
    return rows_end(r);
}

error carry_move(struct carrying *c, const struct unit *old, int64_t parent, int64_t *id)
{
    struct unit_list below;
    struct unit new = *old;
    new.parent_id = parent;
    new.valid_from = c->day;
    new.valid_to = S("");
    TRY(unit_children(c->a, c->db, old->id, c->day, &below));
    TRY(carry_end(c, old));
    TRY(carry_make(c, &new, id));
    TRY(carry_link(c, old->id, *id, true));
    new.id = *id;
    if (c->bodies) TRY(carry_bodies(c, old, &new, true));
    for (size_t i = 0; i < below.n; i++) {
        int64_t child;
        TRY(carry_move(c, &below.unit[i], *id, &child));
    }
    return NULL;
}

error carry_rename(struct carrying *c, const struct unit *old, const struct unit_new *to)
{
    struct rows *r = db_run(c->a, c->db, &unit_carry_sql, NAME_OLD);
    BIND(r, old->id);
    struct str from = rows_next(r) ? row_str(r, 0) : S("");
    TRY(rows_end(r));
    r = db_run(c->a, c->db, &unit_carry_sql, NAME_END);
    BIND(r, old->id);
    BIND(r, from);
    BIND(r, c->eve);
    TRY(rows_end(r));
    r = db_run(c->a, c->db, &unit_carry_sql, NAME_ADD);
    BIND(r, old->id);
    BIND(r, to->kind);
    BIND(r, to->name);
    BIND(r, vn_fold(c->a, to->name));
    BIND(r, c->day);
    TRY(rows_end(r));
    if (term_compare(c->day, term_today(c->a)) <= 0)   /* else on its day: dawn.c */
        TRY(unit_name_set(c->a, c->db, old->id, to->kind, to->name));
    return carry_note(c, "unit-name", old->id,
        str_fmt(c->a, "%.*s\n%.*s\n%.*s", STR(from), STR(old->kind), STR(old->name)));
}

/* ---- bodies, posts, accounts ---- */

static struct str small_first(struct arena *a, struct str s)
{
    uint32_t first;
    size_t cut = vn_letter_next(s, 0, &first);
    return str_fmt(a, "%.*s%.*s", STR(vn_lower(a, str_cut(s, 0, cut))), STR(str_cut(s, cut, s.n)));
}

/* "Hội Phụ nữ phường Bến Lúa" with the name of another ward; capitals as they stand. */
static struct str in_name(struct arena *a, struct str text, struct str old, struct str new)
{
    const struct str forms[][2] = { { old, new }, { small_first(a, old), small_first(a, new) },
        { vn_upper(a, old), vn_upper(a, new) } };
    for (size_t i = 0; i < COUNT(forms); i++) {
        size_t at = str_find(text, forms[i][0], 0);
        if (at == SIZE_MAX) continue;
        return str_fmt(a, "%.*s%.*s%.*s", STR(str_cut(text, 0, at)), STR(forms[i][1]),
            STR(str_cut(text, at + forms[i][0].n, text.n)));
    }
    return text;
}

struct body_old { int64_t id, parent_id; struct str organisation, name, issuer, superior, valid_to; };

static error body_make(struct carrying *c, const struct body_old *b, const struct unit *old, const struct unit *new,
    int64_t *id, bool *made)
{
    struct rows *r = db_run(c->a, c->db, &unit_carry_sql, BODY_SAME);
    BIND(r, new->id);
    BIND(r, c->day);
    BIND(r, b->organisation);
    *id = rows_next(r) ? row_int(r, 0) : 0;
    TRY(rows_end(r));
    *made = !*id;
    if (!*made) return NULL;
    struct str from = unit_title(c->a, old), to = unit_title(c->a, new);
    TRY(db_next_id(c->a, c->db, "body", id));
    r = db_run(c->a, c->db, &unit_carry_sql, BODY_COPY);
    BIND(r, b->id);
    BIND(r, *id);
    BIND(r, new->id);
    BIND(r, in_name(c->a, b->name, from, to));
    BIND(r, in_name(c->a, b->issuer, from, to));
    BIND(r, c->day);
    BIND(r, in_name(c->a, b->superior, from, to));
    TRY(rows_end(r));
    return carry_note(c, "body", *id, S(""));
}

struct ending { int64_t id, body_id, post_id; struct str valid_to; };

static error read_endings(struct carrying *c, int which, int64_t of, struct ending **out, size_t *n)
{
    struct rows *r = db_run(c->a, c->db, &unit_carry_sql, which);
    *out = NULL;
    *n = 0;
    BIND(r, of);
    BIND(r, c->day);
    while (rows_next(r)) {
        struct ending e = { .id = row_int(r, 0) };
        if (which == GRANTS) {
            e.body_id = row_int(r, 1);
            e.post_id = row_int(r, 2);
            e.valid_to = row_str(r, 3);
        } else e.valid_to = row_str(r, 1);
        LIST_ADD(c->a, *out, *n, e);
    }
    return rows_end(r);
}

/* new_body 0: they only end */
static error carry_posts(struct carrying *c, int64_t old_body, int64_t new_body, struct pairs *posts)
{
    struct ending *list;
    size_t n;
    TRY(read_endings(c, POSTS, old_body, &list, &n));
    for (size_t i = 0; i < n; i++) {
        struct pair p = { .old = list[i].id };
        TRY(end_row(c, POST_END, "post-end", list[i].id, list[i].valid_to));
        if (new_body) {
            TRY(db_next_id(c->a, c->db, "post", &p.new));
            struct rows *r = db_run(c->a, c->db, &unit_carry_sql, POST_COPY);
            BIND(r, p.old);
            BIND(r, p.new);
            BIND(r, new_body);
            BIND(r, c->day);
            TRY(rows_end(r));
            TRY(carry_note(c, "post", p.new, S("")));
        }
        LIST_ADD(c->a, posts->list, posts->n, p);
    }
    return NULL;
}

static error carry_grants(struct carrying *c, const struct unit *old, const struct unit *new,
    const struct pairs *bodies,
    const struct pairs *posts)
{
    struct ending *list;
    size_t n;
    TRY(read_endings(c, GRANTS, old->id, &list, &n));
    for (size_t i = 0; i < n; i++) {
        int64_t id;
        TRY(end_row(c, GRANT_END, "grant-end", list[i].id, list[i].valid_to));
        if (!new) continue;
        TRY(db_next_id(c->a, c->db, "account_grant", &id));
        struct rows *r = db_run(c->a, c->db, &unit_carry_sql, GRANT_COPY);
        BIND(r, list[i].id);
        BIND(r, id);
        BIND(r, new->id);
        bind_id(r, new_of(bodies, list[i].body_id));
        bind_id(r, new_of(posts, list[i].post_id));
        BIND(r, c->day);
        TRY(rows_end(r));
        TRY(carry_note(c, "grant", id, S("")));
    }
    return NULL;
}

/* A body that was made again stands in what its host became; then its first frame says all of it. */
static error set_host(struct carrying *c, const struct body_old *b, const struct pairs *bodies)
{
    int64_t id = new_of(bodies, b->id), host = b->parent_id ? new_of(bodies, b->parent_id) : 0;
    if (host && host != id) {
        struct rows *r = db_run(c->a, c->db, &unit_carry_sql, BODY_HOST);
        BIND(r, id);
        BIND(r, host);
        TRY(rows_end(r));
    }
    struct rows *r = db_run(c->a, c->db, &unit_carry_sql, FRAME_COPY);
    BIND(r, id);
    return rows_end(r);
}

static error body_end(struct carrying *c, const struct body_old *b)
{
    TRY(end_row(c, BODY_END, "body-end", b->id, b->valid_to));
    struct rows *r = db_run(c->a, c->db, &unit_carry_sql, FRAME_END);
    BIND(r, b->id);
    BIND(r, c->eve);
    return rows_end(r);
}

/* new NULL: everything only ends */
static error carry_all(struct carrying *c, const struct unit *old, const struct unit *new, bool people)
{
    struct body_old *list = NULL;
    size_t n = 0;
    struct pairs bodies = { 0 }, posts = { 0 };
    struct rows *r = db_run(c->a, c->db, &unit_carry_sql, BODIES);
    BIND(r, old->id);
    BIND(r, c->day);
    while (rows_next(r)) {
        struct body_old b = { .id = row_int(r, 0), .organisation = row_str(r, 1), .name = row_str(r, 2),
            .issuer = row_str(r, 3), .valid_to = row_str(r, 4), .superior = row_str(r, 5),
            .parent_id = row_int(r, 6) };
        LIST_ADD(c->a, list, n, b);
    }
    TRY(rows_end(r));
    bool *made = NEW_N(c->a, bool, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct pair p = { .old = list[i].id };
        if (new) TRY(body_make(c, &list[i], old, new, &p.new, &made[i]));
        LIST_ADD(c->a, bodies.list, bodies.n, p);
        if (!people) continue;
        TRY(carry_posts(c, p.old, p.new, &posts));
        TRY(body_end(c, &list[i]));
    }
    for (size_t i = 0; i < n; i++)
        if (made[i]) TRY(set_host(c, &list[i], &bodies));
    return people ? carry_grants(c, old, new, &bodies, &posts) : NULL;
}

error carry_bodies(struct carrying *c, const struct unit *old, const struct unit *new, bool people)
{
    return carry_all(c, old, new, people);
}

error carry_end_bodies(struct carrying *c, const struct unit *old) { return carry_all(c, old, NULL, true); }
