/* brief_signing.c - who signs the consolidated report of a unit, for whom, and what stands at its head; kept as on the
 * day on which the period is closed. Owns the table paper_head. Must never change a row of it: a period that is opened
 * and closed again gets new ones. */
#include "core/grow.h"
#include "core/office/body.h"
#include "core/office/post.h"
#include "core/office/term.h"
#include "core/office/unit.h"
#include "core/report/brief.h"
#include "core/report/closing.h"
#include "core/office/moment.h"
#include "vn/text.h"
#include "write/layout.h"
#include "base/machine.h"

enum { KEEP, KEPT, UNITS };
static const struct sql sql[] = {
    [KEEP] = { "brief_signing.keep",
        "INSERT INTO paper_head (unit_id, period, layout, closed_at, day, superior, issuer, number, place, addressee,"
        " authority, post, signer) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"
        /* a unit and one above it closed in the same moment keep the same */
        " ON CONFLICT DO NOTHING", SQL_WRITE },
    [KEPT] = { "brief_signing.kept",
        "SELECT day, superior, issuer, number, place, addressee, authority, post, signer FROM paper_head"
        " WHERE unit_id = ?1 AND period = ?2 AND layout = ?3 AND closed_at = ?4", SQL_READ },
    [UNITS] = { "brief_signing.units",
        "SELECT u.id FROM unit t JOIN unit u ON u.tree_from BETWEEN t.tree_from AND t.tree_to WHERE t.id = ?1"
        " AND EXISTS (SELECT 1 FROM body b WHERE b.unit_id = u.id) ORDER BY u.tree_from", SQL_READ },
};
struct sql_list brief_signing_sql = SQL_LIST(sql);

/* ---- who signs ---- */

static bool starts_with(struct arena *a, struct str title, struct str word)
{
    return str_starts(vn_fold(a, title), vn_fold(a, word));
}

/* The order in which holders of a body's posts sign: its head, who acts as head, a deputy in charge, whoever was given
 * the signature, any deputy. */
enum rank { RANK_HEAD, RANK_ACTING, RANK_IN_CHARGE, RANK_DELEGATED, RANK_DEPUTY, RANK_NONE };
static enum rank rank_of(struct arena *a, const struct post *p, const struct layout *l)
{
    bool head = starts_with(a, p->title, l->brief.head), deputy = starts_with(a, p->title, l->brief.deputy);
    if (head && p->standing == POST_HELD) return RANK_HEAD;
    if (head && p->standing == POST_ACTING) return RANK_ACTING;
    if ((head || deputy) && p->standing == POST_IN_CHARGE) return RANK_IN_CHARGE;
    if (p->standing == POST_DELEGATED) return RANK_DELEGATED;
    return deputy ? RANK_DEPUTY : RANK_NONE;
}

/* "" when the posts say nothing: there is room to write the name in. */
static error find_signer(
    struct arena *a, struct db *db, int64_t body_id, struct day date, struct brief_signing *out)
{
    struct post_list posts;
    TRY(post_of_body(a, db, body_id, date.year ? day_write(a, date) : S(""), &posts));
    const struct layout *l = out->layout;
    const struct post *by = NULL;
    enum rank best = RANK_NONE;
    for (size_t i = 0; i < posts.n; i++) {
        enum rank rank = rank_of(a, &posts.post[i], l);
        if (rank >= best) continue;
        best = rank;
        by = &posts.post[i];
    }
    out->signer = by ? by->person_name : S("");
    out->post = l->brief.head;
    if (best == RANK_ACTING)
        out->post = str_fmt(a, "%.*s %.*s", STR(l->authority[AUTHORITY_ACTING]), STR(l->brief.head));
    if (best == RANK_DEPUTY || best == RANK_IN_CHARGE) out->post = l->brief.deputy;
    if (best == RANK_DELEGATED) out->post = by->title;
    if (by && by->sign.n) out->authority = str_fmt(a, "%.*s. %.*s", STR(by->sign), STR(by->sign_for));
    return NULL;
}

struct str brief_committee_above(struct arena *a, const struct unit *above)
{
    struct str kind = vn_fold(a, above->kind);
    if (str_is(kind, S("tinh"))) return SAY("Ban Thường vụ Tỉnh ủy");
    if (str_starts(kind, S("thanh pho"))) return SAY("Ban Thường vụ Thành ủy");
    return SAY("Ban Thường vụ cấp ủy cấp trên");
}

struct asking { int64_t unit_id; struct str unit_name, period; const struct layout *layout; struct day date; };

static error signing_on(struct arena *a, struct db *db, const struct asking *q, struct brief_signing *out)
{
    const struct layout *l = q->layout;
    struct unit_list up;
    const struct body *issuer = NULL, *committee = NULL;
    struct str day = q->date.year ? day_write(a, q->date) : S("");
    *out = (struct brief_signing){ .layout = q->layout,
        .date = q->date,
        .to = NEW_N(a, struct str, 2),
        .copies = NEW_N(a, struct str, LAYOUT_COPIES_MOST),
        .copy_count = l->brief.copies };
    TRY(unit_up(a, db, q->unit_id, &up));
    TRY(body_find(a, db, q->unit_id, l->brief.organisation, day, &issuer));
    TRY(body_find(a, db, q->unit_id, S("DANG"), day, &committee));
    out->place = up.n ? unit_place(a, &up.unit[0]) : S("");
    out->subject = str_fmt(a, say("kết quả công tác Mặt trận và các đoàn thể %.*s"), STR(period_in(a, q->period)));
    out->authority = up.n ? body_committee_in(a, l->brief.behalf, &up.unit[0]) : l->brief.behalf;
    for (size_t i = 0; i < l->brief.copies; i++)
        out->copies[i] = up.n ? body_committee_in(a, l->brief.copy[i], &up.unit[0]) : l->brief.copy[i];
    if (issuer) {
        out->superior = issuer->superior;
        out->issuer = issuer->issuer;
        out->number = issuer->number_suffix.n
                          ? str_fmt(a, "%.*s%.*s", STR(l->join), STR(issuer->number_suffix))
                          : S("");
        TRY(find_signer(a, db, issuer->id, q->date, out));
    } else {
        out->issuer = q->unit_name;
        out->post = l->brief.head;
    }
    bool to_level = str_is(l->brief.to, S("LEVEL"));       /* else to the Party committee of the same unit */
    if (!to_level && committee) out->to[out->to_count++] = str_fmt(a, say("Ban Thường vụ %.*s"), STR(committee->name));
    if (to_level && up.n > 1) out->to[out->to_count++] = brief_committee_above(a, &up.unit[1]);
    return NULL;
}

/* ---- kept when the period is closed ---- */

static error keep_one(struct arena *a, struct db *db, const struct asking *q, int64_t closed_at)
{
    struct brief_signing s;
    TRY(signing_on(a, db, q, &s));
    struct rows *r = db_run(a, db, &brief_signing_sql, KEEP);
    BIND(r, q->unit_id);
    BIND(r, q->period);
    BIND(r, q->layout->code);
    BIND(r, closed_at);
    BIND(r, day_write(a, q->date));
    BIND(r, s.superior);
    BIND(r, s.issuer);
    BIND(r, s.number);
    BIND(r, s.place);
    BIND(r, s.to_count ? s.to[0] : S(""));
    BIND(r, s.authority);
    BIND(r, s.post);
    BIND(r, s.signer);
    return rows_end(r);
}

static error keep_unit(struct arena *a, struct db *db, int64_t unit_id, struct period closed, int64_t closed_at)
{
    static const enum period_type types[] = { PERIOD_MONTH, PERIOD_QUARTER, PERIOD_HALF, PERIOD_NINE_MONTHS,
        PERIOD_YEAR };
    struct unit unit;
    struct asking q = { .unit_id = unit_id };
    bool known = day_read(clock_day(a, closed_at), &q.date);
    assert(known);
    TRY(unit_get(a, db, unit_id, &unit));
    q.unit_name = unit_title(a, &unit);
    size_t layouts;
    const struct layout *layout = layout_list(&layouts);
    for (size_t t = 0; t < COUNT(types); t++)
        for (struct period p = period_of_day(types[t], closed.from); p.type != PERIOD_NONE && period_has(closed, p);
             p = period_next(p)) {
            q.period = period_write(a, p);
            for (size_t i = 0; i < layouts; i++) {
                q.layout = &layout[i];
                TRY(keep_one(a, db, &q, closed_at));
            }
        }
    return NULL;
}

error brief_signing_keep(struct arena *a, struct db *db, int64_t unit_id, struct period closed, int64_t closed_at)
{
    int64_t *units = NULL;
    size_t n = 0;
    enum language spoken = say_language_is();
    struct rows *r = db_run(a, db, &brief_signing_sql, UNITS);
    BIND(r, unit_id);
    while (rows_next(r)) LIST_ADD(a, units, n, row_int(r, 0));
    TRY(rows_end(r));
    say_language(LANGUAGE_VI);                     /* a paper is Vietnamese whoever closes */
    error e = NULL;
    for (size_t i = 0; i < n && !e; i++) e = keep_unit(a, db, units[i], closed, closed_at);
    say_language(spoken);
    return e;
}

static error kept(struct arena *a, struct db *db, const struct brief *b, const struct closing *c,
    struct brief_signing *out)
{
    struct rows *r = db_run(a, db, &brief_signing_sql, KEPT);
    BIND(r, b->unit_id);
    BIND(r, b->period);
    BIND(r, out->layout->code);
    BIND(r, c->at);
    if (rows_next(r)) {
        bool known = day_read(row_str(r, 0), &out->date);
        assert(known);
        out->superior = row_str(r, 1);
        out->issuer = row_str(r, 2);
        out->number = row_str(r, 3);
        out->place = row_str(r, 4);
        out->to[0] = row_str(r, 5);
        out->to_count = out->to[0].n > 0;
        out->authority = row_str(r, 6);
        out->post = row_str(r, 7);
        out->signer = row_str(r, 8);
    }
    return rows_end(r);
}

error brief_signing(struct arena *a, struct db *db, const struct brief *b, const struct layout *layout,
    struct day date, struct brief_signing *out)
{
    struct asking q = { b->unit_id, b->unit_name, b->period, layout, date };
    struct closing c;
    bool closed;
    TRY(closing_find(a, db, b->unit_id, b->period, &c, &closed));
    if (closed) {                                  /* an old paper carries its own day, and who signed then */
        bool known = day_read(clock_day(a, c.at), &q.date);
        assert(known);
    }
    TRY(signing_on(a, db, &q, out));
    return closed ? kept(a, db, b, &c, out) : NULL;
}
