/* handover_ahead.c - see handover_ahead.h. Owns the table handover_ahead; what a hand-over changes is handover.c's. */
#include "core/office/handover_ahead.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/audit.h"
#include "core/office/term.h"
#include "core/office/unit.h"

enum { WAITING, ADD, OF_PERSON, OF_POST, DUE, END, END_POST };
#define COLUMNS \
    "h.id, h.post_id, h.day, o.name, n.name, h.why, h.successor_id, h.standing, h.account_id"
#define TABLES \
    " FROM handover_ahead h JOIN post p ON p.id = h.post_id JOIN person o ON o.id = p.person_id" \
    " JOIN person n ON n.id = h.successor_id "
static const struct sql sql[] = {
    [WAITING] = { "handover_ahead waiting",
        "SELECT day FROM handover_ahead WHERE post_id = ?1 AND state = 'waiting'", SQL_READ },
    [ADD] = { "handover_ahead add",
        "INSERT INTO handover_ahead (id, post_id, successor_id, day, standing, state, account_id, at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, 'waiting', ?6, ?7)", SQL_WRITE },
    [OF_PERSON] = { "handover_ahead of person",
        "SELECT " COLUMNS TABLES "WHERE h.state IN ('waiting', 'failed') AND (p.person_id = ?1 OR h.successor_id = ?1)"
        " ORDER BY h.day, h.id", SQL_READ },
    [OF_POST] = { "handover_ahead of post",
        "SELECT " COLUMNS TABLES "WHERE h.state IN ('waiting', 'failed') AND h.post_id = ?1 ORDER BY h.id DESC",
        SQL_READ },
    [DUE] = { "handover_ahead due",
        "SELECT " COLUMNS TABLES "WHERE h.state = 'waiting' AND h.day <= ?1 ORDER BY h.day, h.id", SQL_READ },
    [END] = { "handover_ahead end",
        "UPDATE handover_ahead SET state = ?2, why = ?3, handover_id = ?4 WHERE id = ?1", SQL_WRITE },
    [END_POST] = { "handover_ahead end post",
        "UPDATE handover_ahead SET state = 'dropped' WHERE post_id = ?1"
        " AND state IN ('waiting', 'failed')", SQL_WRITE },
};
struct sql_list handover_ahead_sql = SQL_LIST(sql);

/* What stands in a row beside what is shown of it. */
struct arranged { struct handover_ahead shown; int64_t successor_id, account_id; enum standing standing; };
struct arrangeds { struct arranged *list; size_t n; };

static error read(struct arena *a, struct rows *r, struct arrangeds *out)
{
    *out = (struct arrangeds){ 0 };
    while (rows_next(r)) {
        struct arranged x = { .successor_id = row_int(r, 6), .account_id = row_int(r, 8),
            .shown = { .id = row_int(r, 0), .post_id = row_int(r, 1), .day = row_str(r, 2), .from_name = row_str(r, 3),
                .to_name = row_str(r, 4), .why = row_str(r, 5) } };
        if (!standing_read(row_str(r, 7), &x.standing)) x.standing = POST_HELD;
        LIST_ADD(a, out->list, out->n, x);
    }
    return rows_end(r);
}

static struct str words_of(struct arena *a, const struct post *p, struct str to, struct str day)
{
    struct str words = post_words(a, p);
    return str_fmt(a, "%.*s, %.*s: %.*s -> %.*s, %.*s", STR(words), STR(p->body_name), STR(p->person_name), STR(to),
        STR(day));
}

/* ---- arranging ---- */

error handover_ahead_end(struct arena *a, struct db *db, int64_t post_id)
{
    struct rows *r = db_run(a, db, &handover_ahead_sql, END_POST);
    BIND(r, post_id);
    return rows_end(r);
}

struct arranging { const struct who *who; struct handover_ask ask; int64_t id; };

static error add_job(struct arena *a, struct db *db, void *arg)
{
    struct arranging *job = arg;
    const struct handover_ask *ask = &job->ask;
    struct handover_plan plan;
    if (!ask->successor_id || !ask->day.n)
        return FAIL(a, ERR_INPUT, "Cần chọn người kế nhiệm và ngày nhận việc. Hãy điền đủ rồi bàn giao.");
    TRY(handover_plan(a, db, job->who, ask->post_id, ask->successor_id, ask->day, &plan));
    if (plan.post.version != ask->version)
        return FAIL(a, ERR_CONFLICT, "Chưa hẹn được: chức vụ vừa được người khác sửa. Xem lại rồi làm lại.");
    struct rows *r = db_run(a, db, &handover_ahead_sql, WAITING);
    BIND(r, ask->post_id);
    struct str other = rows_next(r) ? term_vi(a, row_str(r, 0)) : S("");
    TRY(rows_end(r));
    if (other.n)
        return FAIL(a, ERR_CONFLICT, "Chức vụ này đã hẹn bàn giao từ ngày %.*s. Hủy lần hẹn ấy trước.", STR(other));
    TRY(handover_ahead_end(a, db, ask->post_id));          /* one that failed is answered by this one */
    TRY(db_next_id(a, db, "handover_ahead", &job->id));
    r = db_run(a, db, &handover_ahead_sql, ADD);
    BIND(r, job->id);
    BIND(r, ask->post_id);
    BIND(r, ask->successor_id);
    BIND(r, ask->day);
    BIND(r, standing_code(ask->standing));
    BIND(r, job->who->account_id);
    BIND(r, clock_now());
    TRY(rows_end(r));
    struct str said = words_of(a, &plan.post, plan.successor.name, ask->day);
    TRY(audit_add(a, db, job->who, "post.arrange", "person", plan.post.person_id, S(""), said));
    return audit_add(a, db, job->who, "post.arrange", "person", plan.successor.id, S(""), said);
}

error handover_ahead_add(struct arena *a, struct store *s, const struct who *who, const struct handover_ask *ask,
    int64_t *id)
{
    struct arranging job = { .who = who, .ask = *ask };
    TRY(db_write(a, s, add_job, &job));
    *id = job.id;
    return NULL;
}

static error end(struct arena *a, struct db *db, int64_t id, const char *state, struct str why, int64_t handover_id)
{
    struct rows *r = db_run(a, db, &handover_ahead_sql, END);
    BIND(r, id);
    BIND(r, str_c(state));
    BIND(r, why);
    bind_id(r, handover_id);
    return rows_end(r);
}

struct dropping { const struct who *who; int64_t post_id; };

static error drop_job(struct arena *a, struct db *db, void *arg)
{
    const struct dropping *job = arg;
    struct post post;
    struct arrangeds all;
    TRY(post_get(a, db, job->post_id, &post));
    TRY(policy_check(a, db, job->who, MAY_MANAGE, post.unit_id, 0, S("")));
    struct rows *r = db_run(a, db, &handover_ahead_sql, OF_POST);
    BIND(r, job->post_id);
    TRY(read(a, r, &all));
    if (!all.n)
        return FAIL(a, ERR_MISSING, "Chức vụ này không hẹn bàn giao, hoặc đã bàn giao xong. Hãy tải lại trang.");
    TRY(end(a, db, all.list[0].shown.id, "dropped", all.list[0].shown.why, 0));
    struct str said = words_of(a, &post, all.list[0].shown.to_name, all.list[0].shown.day);
    TRY(audit_add(a, db, job->who, "post.arrange_drop", "person", post.person_id, said, S("")));
    return audit_add(a, db, job->who, "post.arrange_drop", "person", all.list[0].successor_id, said, S(""));
}

error handover_ahead_drop(struct arena *a, struct store *s, const struct who *who, int64_t post_id)
{
    struct dropping job = { who, post_id };
    return db_write(a, s, drop_job, &job);
}

error handover_ahead_of_person(struct arena *a, struct db *db, int64_t person_id, struct handover_ahead **out,
    size_t *n)
{
    struct arrangeds all;
    struct rows *r = db_run(a, db, &handover_ahead_sql, OF_PERSON);
    BIND(r, person_id);
    TRY(read(a, r, &all));
    *out = NEW_N(a, struct handover_ahead, all.n + 1);
    *n = all.n;
    for (size_t i = 0; i < all.n; i++) {
        struct post post;
        TRY(post_get(a, db, all.list[i].shown.post_id, &post));
        (*out)[i] = all.list[i].shown;
        (*out)[i].post = post_words(a, &post);
        (*out)[i].body = post.body_name;
    }
    return NULL;
}

/* ---- on the day ---- */

static error do_job(struct arena *a, struct db *db, void *arg)
{
    const struct arranged *x = arg;
    struct post post;
    struct unit unit;
    int64_t id;
    TRY(post_get(a, db, x->shown.post_id, &post));
    TRY(unit_get(a, db, post.unit_id, &unit));
    struct grant right = { .role = ROLE_ADMIN, .unit_id = unit.id, .unit_from = unit.tree_from,
        .unit_to = unit.tree_to };             /* it was asked when it was arranged */
    struct who who = { .account_id = x->account_id, .grant = &right, .grants = 1, .acting = &right };
    struct handover_ask ask = { .post_id = post.id, .version = post.version, .successor_id = x->successor_id,
        .day = x->shown.day, .standing = x->standing };
    TRY(handover_in_job(a, db, &who, &ask, &id));
    return end(a, db, x->shown.id, "done", S(""), id);
}

struct failing { const struct arranged *of; struct str why; };

static error fail_job(struct arena *a, struct db *db, void *arg)
{
    const struct failing *job = arg;
    struct post post;
    TRY(post_get(a, db, job->of->shown.post_id, &post));
    TRY(end(a, db, job->of->shown.id, "failed", job->why, 0));
    return audit_add(a, db, NULL, "post.arrange_fail", "person", post.person_id, S(""),
        str_fmt(a, "%.*s\nreason=%.*s\n", STR(words_of(a, &post, job->of->shown.to_name, job->of->shown.day)),
            STR(job->why)));
}

error handover_ahead_due(struct arena *a, struct store *s)
{
    struct db *db;
    struct arrangeds all;
    TRY(store_reader(s, &db));
    struct rows *r = db_run(a, db, &handover_ahead_sql, DUE);
    BIND(r, term_today(a));
    TRY(read(a, r, &all));
    for (size_t i = 0; i < all.n; i++) {
        error e = db_write(a, s, do_job, &all.list[i]);
        /* what may go better later is tried again; anything else is an answer, and holds up nobody else's day */
        bool later = e && (e->kind == ERR_BUSY || e->kind == ERR_MEMORY || e->kind == ERR_FAULT);
        if (e && !later) e = db_write(a, s, fail_job, &(struct failing){ &all.list[i], str_c(e->said) });
        if (e) return e;
    }
    return NULL;
}
