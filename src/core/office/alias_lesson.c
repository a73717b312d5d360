/* alias_lesson.c - aliases on their way from a correction to the reader: what a correction proposes, what its body
 * answers, what the reader is told and what it made of it. See alias.h. Must never ask what was refused. */
#include "core/office/alias_row.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/audit.h"
#include "core/office/unit.h"

enum { GET, ADD_CASE, FORGET_CASES, WITHDRAWN, OFFERED, OTHERS, FORGET_ANSWER, ADD_ANSWER, FORGET_ANSWERS, HAS_CASE,
       TOLD, TOLD_BODY, FORGET_USES, ADD_USE };
static const struct sql sql[] = {
    [GET] = { "alias_lesson.get", ALIAS_COLUMNS "WHERE a.id = ?1", SQL_READ },
    [ADD_CASE] = { "alias_lesson.add_case",
        "INSERT INTO alias_case (alias_id, report_id, figure_seq, body_id, account_id, at) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (alias_id, report_id, figure_seq) DO NOTHING", SQL_WRITE },
    [FORGET_CASES] = { "alias_lesson.forget_cases", "DELETE FROM alias_case WHERE alias_id = ?1", SQL_WRITE },
    [WITHDRAWN] = { "alias_lesson.withdrawn",
        "DELETE FROM alias_case WHERE report_id = ?1 AND figure_seq = ?2 AND alias_id = ?3", SQL_WRITE },
    [OFFERED] = { "alias_lesson.offered", ALIAS_COLUMNS
        "JOIN alias_case c ON c.alias_id = a.id "
        "WHERE c.report_id = ?1 AND c.figure_seq = ?2 AND a.state = 'proposed' AND NOT EXISTS "
        "(SELECT 1 FROM alias_body b WHERE b.alias_id = a.id AND b.body_id = c.body_id) ORDER BY a.id", SQL_READ },
    [OTHERS] = { "alias_lesson.others",
        "SELECT 1 FROM alias_case WHERE alias_id = ?1 AND body_id <> ?2 LIMIT 1", SQL_READ },
    [FORGET_ANSWER] = { "alias_lesson.forget_answer",
        "DELETE FROM alias_body WHERE alias_id = ?1 AND body_id = ?2", SQL_WRITE },
    [ADD_ANSWER] = { "alias_lesson.add_answer",
        "INSERT INTO alias_body (alias_id, body_id, answer, account_id, at) VALUES (?1, ?2, ?3, ?4, ?5)", SQL_WRITE },
    [FORGET_ANSWERS] = { "alias_lesson.forget_answers", "DELETE FROM alias_body WHERE alias_id = ?1", SQL_WRITE },
    [HAS_CASE] = { "alias_lesson.has_case",
        "SELECT 1 FROM alias_case WHERE alias_id = ?1 AND body_id = ?2 LIMIT 1", SQL_READ },
    [TOLD] = { "alias_lesson.told",
        "SELECT id, kind, phrase, code FROM alias WHERE unit_id = ?1 AND state = 'accepted' ORDER BY id", SQL_READ },
    [TOLD_BODY] = { "alias_lesson.told_body",
        "SELECT a.id, a.kind, a.phrase, a.code FROM alias a JOIN alias_body b ON b.alias_id = a.id "
        "WHERE a.unit_id = ?1 AND a.state = 'proposed' AND b.body_id = ?2 AND b.answer = 'yes' ORDER BY a.id",
        SQL_READ },
    [FORGET_USES] = { "alias_lesson.forget_uses", "DELETE FROM alias_use WHERE report_id = ?1", SQL_WRITE },
    [ADD_USE] = { "alias_lesson.add_use",
        "INSERT INTO alias_use (alias_id, report_id, figures, at) VALUES (?1, ?2, ?3, ?4)", SQL_WRITE },
};
struct sql_list alias_lesson_sql = SQL_LIST(sql);

static error run_on(struct arena *a, struct db *db, int which, int64_t id)
{
    struct rows *r = db_run(a, db, &alias_lesson_sql, which);
    BIND(r, id);
    return rows_end(r);
}

static error is_there(struct arena *a, struct db *db, int which, int64_t id, int64_t body_id, bool *there)
{
    struct rows *r = db_run(a, db, &alias_lesson_sql, which);
    BIND(r, id);
    BIND(r, body_id);
    *there = rows_next(r);
    return rows_end(r);
}

/* ---- proposing ---- */

/* What was removed begins anew: as if nobody had ever said it. */
static error begin_again(struct arena *a, struct db *db, const struct alias_lesson *lesson, struct alias_full *f)
{
    f->a.state = ALIAS_PROPOSED;
    f->a.report_id = lesson->report_id;
    f->a.figure_seq = lesson->figure_seq;
    TRY(alias_put(a, db, f, 0));
    TRY(run_on(a, db, FORGET_CASES, f->a.id));
    return run_on(a, db, FORGET_ANSWERS, f->a.id);
}

error alias_propose(
    struct arena *a, struct db *db, const struct who *who, const struct alias_lesson *lesson, int64_t *id)
{
    struct alias_words w;
    struct alias_full f;
    bool found, full;
    *id = 0;
    error wrong = alias_words(a, db, lesson->kind, lesson->phrase, lesson->code, &w);
    if (wrong) return wrong->kind == ERR_INPUT ? NULL : wrong;
    TRY(alias_same(a, db, lesson->unit_id, &w, &f, &found));
    if (found && (f.a.state == ALIAS_ACCEPTED || f.a.state == ALIAS_REJECTED)) return NULL;
    struct str was = found ? alias_pack(a, &f.a) : S("");
    if (!found || f.a.state == ALIAS_REMOVED) {
        TRY(alias_room(a, db, lesson->unit_id, &full));
        if (full) return NULL;
    }
    if (!found) {
        struct alias_new new = { lesson->unit_id, lesson->report_id, lesson->figure_seq, who->account_id,
            ALIAS_PROPOSED };
        TRY(alias_insert(a, db, &w, &new, &f.a.id));
        f.a = (struct alias){ .id = f.a.id, .unit_id = lesson->unit_id, .kind = w.kind, .phrase = w.phrase,
            .code = w.code, .state = ALIAS_PROPOSED };
    } else if (f.a.state == ALIAS_REMOVED) TRY(begin_again(a, db, lesson, &f));
    struct rows *r = db_run(a, db, &alias_lesson_sql, ADD_CASE);
    BIND(r, f.a.id);
    BIND(r, lesson->report_id);
    BIND(r, lesson->figure_seq);
    BIND(r, lesson->body_id);
    BIND(r, who->account_id);
    BIND(r, clock_now());
    TRY(rows_end(r));
    *id = f.a.id;
    return audit_add(a, db, who, "alias.propose", "alias", f.a.id, was, alias_pack(a, &f.a));
}

static error offered(struct arena *a, struct db *db, int64_t report_id, int64_t figure_seq, struct alias_full **out,
    size_t *n)
{
    struct rows *r = db_run(a, db, &alias_lesson_sql, OFFERED);
    BIND(r, report_id);
    BIND(r, figure_seq);
    *out = NULL;
    *n = 0;
    while (rows_next(r)) LIST_ADD(a, *out, *n, alias_row(a, r));
    return rows_end(r);
}

error alias_withdraw(struct arena *a, struct db *db, const struct who *who, int64_t report_id, int64_t figure_seq,
    int kind)
{
    struct alias_full *list;
    size_t n;
    TRY(offered(a, db, report_id, figure_seq, &list, &n));
    for (size_t i = 0; i < n; i++) {
        if (kind >= 0 && list[i].a.kind != (enum alias_kind)kind) continue;
        struct rows *r = db_run(a, db, &alias_lesson_sql, WITHDRAWN);
        BIND(r, report_id);
        BIND(r, figure_seq);
        BIND(r, list[i].a.id);
        TRY(rows_end(r));
        if (list[i].a.times > 1) continue;
        struct str was = alias_pack(a, &list[i].a);
        list[i].was = ALIAS_PROPOSED;
        list[i].a.state = ALIAS_REMOVED;
        TRY(alias_put(a, db, &list[i], who->account_id));
        TRY(audit_add(a, db, who, "alias.withdraw", "alias", list[i].a.id, was, alias_pack(a, &list[i].a)));
    }
    return NULL;
}

error alias_offers(struct arena *a, struct db *db, const struct who *who, int64_t report_id, int64_t figure_seq,
    struct alias **out, size_t *n)
{
    struct alias_full *list;
    size_t all;
    *n = 0;
    *out = NULL;
    if (!policy_may(who, MAY_WRITE_REPORT)) return NULL;
    TRY(offered(a, db, report_id, figure_seq, &list, &all));
    for (size_t i = 0; i < all; i++) {
        struct alias_words w = { list[i].a.kind, list[i].a.phrase, list[i].key, list[i].fold, list[i].a.code };
        error taken = alias_free(a, db, list[i].a.unit_id, &w, list[i].a.id);
        if (taken && taken->kind != ERR_CONFLICT) return taken;
        if (!taken) LIST_ADD(a, *out, *n, list[i].a);
    }
    return NULL;
}

/* ---- answering ---- */

struct answering { const struct who *who; int64_t id; bool yes; };

static error get(struct arena *a, struct db *db, int64_t id, int64_t body_id, struct alias_full *out)
{
    struct rows *r = db_run(a, db, &alias_lesson_sql, GET);
    BIND(r, id);
    bool found = rows_next(r), ours = false;
    if (found) *out = alias_row(a, r);
    TRY(rows_end(r));
    if (found) TRY(is_there(a, db, HAS_CASE, id, body_id, &ours));
    if (found && ours) return NULL;
    return FAIL(a, ERR_MISSING, "Không có đề nghị ghi nhớ này của tổ chức. Mở lại từ điển để xem các từ hiện có.");
}

static error answer_job(struct arena *a, struct db *db, void *arg)
{
    const struct answering *job = arg;
    const struct grant *g = job->who ? job->who->acting : NULL;
    struct alias_full f;
    bool others;
    TRY(policy_check(a, db, job->who, MAY_WRITE_REPORT, g ? g->unit_id : 0, g ? g->body_id : 0, S("")));
    TRY(get(a, db, job->id, g->body_id, &f));
    if (f.a.state != ALIAS_PROPOSED)
        return f.a.state == ALIAS_ACCEPTED && job->yes ? NULL : FAIL(a, ERR_CONFLICT,
            "“%.*s” đã được quyết định cho cả đơn vị. Mở từ điển để xem.", STR(f.a.phrase));
    struct rows *r = db_run(a, db, &alias_lesson_sql, FORGET_ANSWER);
    BIND(r, f.a.id);
    BIND(r, g->body_id);
    TRY(rows_end(r));
    r = db_run(a, db, &alias_lesson_sql, ADD_ANSWER);
    BIND(r, f.a.id);
    BIND(r, g->body_id);
    BIND(r, job->yes ? S("yes") : S("no"));
    BIND(r, job->who->account_id);
    BIND(r, clock_now());
    TRY(rows_end(r));
    struct str was = alias_pack(a, &f.a);
    TRY(is_there(a, db, OTHERS, f.a.id, g->body_id, &others));
    if (!job->yes && !others) {
        f.a.state = ALIAS_REJECTED;
        TRY(alias_put(a, db, &f, job->who->account_id));
    }
    struct str now = str_fmt(a, "%.*sbody=%lld\nanswer=%s\n", STR(alias_pack(a, &f.a)), (long long)g->body_id,
        job->yes ? "yes" : "no");
    return audit_add(a, db, job->who, "alias.answer", "alias", f.a.id, was, now);
}

error alias_answer(struct arena *a, struct store *store, const struct who *who, int64_t id, bool yes)
{
    struct answering job = { who, id, yes };
    return db_write(a, store, answer_job, &job);
}

/* ---- reading ---- */

static error told_add(struct arena *a, struct db *db, int which, int64_t unit_id, int64_t body_id,
    struct alias_told *out)
{
    size_t ids = out->n;
    struct rows *r = db_run(a, db, &alias_lesson_sql, which);
    BIND(r, unit_id);
    if (which == TOLD_BODY) BIND(r, body_id);
    while (rows_next(r)) {
        LIST_ADD(a, out->id, ids, row_int(r, 0));
        LIST_ADD(a, out->told, out->n,
            (struct read_alias){ alias_kind_named(row_str(r, 1)), row_str(r, 2), row_str(r, 3) });
    }
    return rows_end(r);
}

error alias_for(struct arena *a, struct db *db, int64_t unit_id, int64_t body_id, struct alias_told *out)
{
    struct unit_list up;
    *out = (struct alias_told){ .n = 0 };
    TRY(unit_up(a, db, unit_id, &up));
    for (size_t i = 0; i < up.n; i++) {
        TRY(told_add(a, db, TOLD, up.unit[i].id, 0, out));
        if (!i) TRY(told_add(a, db, TOLD_BODY, unit_id, body_id, out));
    }
    return NULL;
}

error alias_note(struct arena *a, struct db *db, int64_t report_id, const struct alias_told *told,
    const uint32_t *figures)
{
    TRY(run_on(a, db, FORGET_USES, report_id));
    for (size_t i = 0; i < told->n; i++) {
        if (!figures || !figures[i]) continue;
        struct rows *r = db_run(a, db, &alias_lesson_sql, ADD_USE);
        BIND(r, told->id[i]);
        BIND(r, report_id);
        BIND(r, (int64_t)figures[i]);
        BIND(r, clock_now());
        TRY(rows_end(r));
    }
    return NULL;
}
