/* handover.c - see handover.h. Owns the table handover. Must never change who made, handed in or decided anything. */
#include "core/office/handover.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/account.h"
#include "core/office/audit.h"
#include "core/office/body.h"
#include "core/office/handover_ahead.h"
#include "core/office/notice.h"
#include "core/office/term.h"

enum { ADD, OF_PERSON, ACCOUNT, GRANTS, GRANT_IN };
static const struct sql sql[] = {
    [ADD] = { "handover add",
        "INSERT INTO handover (id, post_id, new_post_id, day, moved, from_name, to_name, post, body, account_id, at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)", SQL_WRITE },
    [OF_PERSON] = { "handover of person",
        "SELECT h.id, h.moved, h.day, h.from_name, h.to_name, h.post, h.body FROM handover h"
        " JOIN post o ON o.id = h.post_id JOIN post n ON n.id = h.new_post_id"
        " WHERE o.person_id = ?1 OR n.person_id = ?1 ORDER BY h.id DESC", SQL_READ },
    [ACCOUNT] = { "handover account",
        "SELECT id, login FROM account WHERE person_id = ?1 AND state = 'active' ORDER BY id LIMIT 1", SQL_READ },
    [GRANTS] = { "handover grants",
        "SELECT role, unit_id, body_id FROM account_grant WHERE post_id = ?1 AND valid_from <= ?2"
        " AND (valid_to IS NULL OR valid_to >= ?2) ORDER BY id", SQL_READ },
    [GRANT_IN] = { "handover grant in",
        "SELECT id FROM account_grant WHERE account_id = ?1 AND body_id = ?2 AND role = 'officer' AND valid_from <= ?3"
        " AND (valid_to IS NULL OR valid_to >= ?3) ORDER BY id DESC LIMIT 1", SQL_READ },
};
struct sql_list handover_sql = SQL_LIST(sql);

/* ---- looking ---- */

struct right { enum role role; int64_t unit_id, body_id; };
struct rights { struct right *list; size_t n; };

static error rights_of(struct arena *a, struct db *db, int64_t post_id, struct str day, struct rights *out)
{
    *out = (struct rights){ 0 };
    struct rows *r = db_run(a, db, &handover_sql, GRANTS);
    BIND(r, post_id);
    BIND(r, day);
    while (rows_next(r))
        LIST_ADD(a, out->list, out->n, (struct right){ role_of(row_str(r, 0)), row_int(r, 1), row_int(r, 2) });
    return rows_end(r);
}

static bool may_decide(const struct rights *rights)
{
    for (size_t i = 0; i < rights->n; i++)
        if (rights->list[i].role == ROLE_HEAD) return true;
    return false;
}

static error works_of(struct arena *a, struct db *db, const struct post *p, const struct rights *rights,
    struct handover_plan *out)
{
    out->group = NEW_N(a, struct work_group, work_kind_count);
    for (size_t i = 0; i < work_kind_count; i++) {
        struct work_group *g = &out->group[out->groups];
        if (work_kinds[i].goes_with_rights && !may_decide(rights)) continue;
        *g = (struct work_group){ .kind = &work_kinds[i] };
        TRY(work_kinds[i].list(a, db, p, &g->list));
        out->works += g->list.n;
        out->groups += g->list.n > 0;
    }
    return NULL;
}

error handover_open(struct arena *a, struct db *db, const struct post *p, size_t *n)
{
    struct handover_plan plan = { 0 };
    struct rights rights;
    struct post_list posts;
    struct str today = term_today(a);
    *n = 0;
    TRY(post_of_person(a, db, p->person_id, today, &posts));
    for (size_t i = 0; i < posts.n; i++)
        if (posts.post[i].id != p->id && posts.post[i].body_id == p->body_id) return NULL; /* still of the body */
    TRY(rights_of(a, db, p->id, today, &rights));
    TRY(works_of(a, db, p, &rights, &plan));
    *n = plan.works;
    return NULL;
}

static error account_of(struct arena *a, struct db *db, int64_t person_id, struct work_taker *out, struct str *login)
{
    struct rows *r = db_run(a, db, &handover_sql, ACCOUNT);
    BIND(r, person_id);
    *login = S("");
    if (rows_next(r)) {
        out->account_id = row_int(r, 0);
        *login = row_str(r, 1);
    }
    return rows_end(r);
}

static error day_check(struct arena *a, const struct handover_plan *plan)
{
    struct str since = term_vi(a, plan->post.valid_from), words = post_words(a, &plan->post);
    if (plan->post.valid_to.n && term_compare(plan->post.valid_to, plan->day) < 0)
        return FAIL(a, ERR_CONFLICT, "Chức vụ “%.*s” đã kết thúc từ trước. Hãy tải lại trang.", STR(words));
    if (term_compare(plan->day, plan->post.valid_from) <= 0)
        return FAIL(a, ERR_INPUT, "Ngày nhận việc phải sau ngày %.*s, là ngày người bàn giao bắt đầu giữ chức vụ.",
            STR(since));
    return NULL;
}

static error plan_in(struct arena *a, struct db *db, const struct who *who, int64_t post_id, int64_t successor_id,
    struct str day, struct handover_plan *out, struct rights *rights, struct work_taker *to)
{
    *out = (struct handover_plan){ .day = day };
    TRY(post_get(a, db, post_id, &out->post));
    TRY(policy_check(a, db, who, MAY_MANAGE, out->post.unit_id, 0, S("")));
    TRY(rights_of(a, db, post_id, term_today(a), rights));
    out->right = NEW_N(a, const char *, rights->n + 1);
    for (size_t i = 0; i < rights->n; i++) out->right[out->rights++] = role_name(rights->list[i].role);
    TRY(works_of(a, db, &out->post, rights, out));
    if (day.n) {
        TRY(day_check(a, out));
        out->ahead = term_compare(day, term_today(a)) > 0;
        out->last_day = term_before(a, day);
    }
    if (!successor_id) return NULL;
    TRY(person_open(a, db, who, successor_id, &out->successor));
    if (successor_id == out->post.person_id)
        return FAIL(a, ERR_INPUT, "Người kế nhiệm là chính người bàn giao. Chọn người khác.");
    TRY(account_of(a, db, successor_id, to, &out->successor_login));
    to->person_id = successor_id;
    to->name = out->successor.name;
    to->from_id = out->post.person_id;
    to->from_name = out->post.person_name;
    if ((out->works || rights->n) && !to->account_id)
        return FAIL(a, ERR_INPUT,
            "%.*s chưa có tài khoản nên chưa nhận được việc và quyền. Lập tài khoản cho người này rồi bàn giao.",
            STR(out->successor.name));
    return NULL;
}

error handover_plan(struct arena *a, struct db *db, const struct who *who, int64_t post_id, int64_t successor_id,
    struct str day, struct handover_plan *out)
{
    struct rights rights;
    struct work_taker to = { 0 };
    return plan_in(a, db, who, post_id, successor_id, day, out, &rights, &to);
}

/* ---- doing ---- */

struct handing { const struct who *who; struct handover_ask ask; int64_t id; };

static error rights_move(struct arena *a, struct db *db, const struct handover_plan *plan, const struct rights *rights,
    int64_t new_post, const struct work_taker *to)
{
    TRY(account_grants_end(a, db, plan->post.id, plan->last_day));
    for (size_t i = 0; i < rights->n; i++) {
        int64_t id;
        struct new_grant grant = { .account_id = to->account_id, .role = rights->list[i].role,
            .unit_id = rights->list[i].unit_id, .body_id = rights->list[i].body_id, .post_id = new_post,
            .from = plan->day };
        TRY(account_allow(a, db, &grant, &id));
        struct notice_new told = { .kind = NOTICE_GRANT, .object = "account_grant", .object_id = id,
            .about = plan->post.body_name, .link = S("/tai-khoan"),
            .words = str_fmt(a, say("được giao vai trò %s từ ngày %.*s, khi nhận bàn giao"), role_name(grant.role),
                             STR(term_vi(a, plan->day))) };
        TRY(notice_add(a, db, to->account_id, &told));
    }
    return NULL;
}

static error works_move(struct arena *a, struct db *db, const struct who *who, const struct handover_plan *plan,
    struct work_taker *to)
{
    struct rows *r = db_run(a, db, &handover_sql, GRANT_IN);
    BIND(r, to->account_id);
    BIND(r, plan->post.body_id);
    BIND(r, plan->day);
    if (rows_next(r)) to->grant_id = row_int(r, 0);
    TRY(rows_end(r));
    for (size_t g = 0; g < plan->groups; g++)
        for (size_t i = 0; i < plan->group[g].list.n && plan->group[g].kind->move; i++)
            TRY(plan->group[g].kind->move(a, db, who, &plan->group[g].list.work[i], to));
    return NULL;
}

static error write_down(struct arena *a, struct db *db, struct handing *job, const struct handover_plan *plan,
    int64_t new_post)
{
    struct str words = post_words(a, &plan->post);
    TRY(db_next_id(a, db, "handover", &job->id));
    struct rows *r = db_run(a, db, &handover_sql, ADD);
    BIND(r, job->id);
    BIND(r, plan->post.id);
    BIND(r, new_post);
    BIND(r, plan->day);
    BIND(r, (int64_t)plan->works);
    BIND(r, plan->post.person_name);
    BIND(r, plan->successor.name);
    BIND(r, words);
    BIND(r, plan->post.body_name);
    BIND(r, job->who->account_id);
    BIND(r, clock_now());
    TRY(rows_end(r));
    struct str said = str_fmt(a, "%.*s, %.*s: %.*s -> %.*s, %.*s, works=%zu, grants=%zu", STR(words),
        STR(plan->post.body_name), STR(plan->post.person_name), STR(plan->successor.name), STR(plan->day),
        plan->works, plan->rights);
    TRY(audit_add(a, db, job->who, "post.hand_over", "person", plan->post.person_id, S(""), said));
    return audit_add(a, db, job->who, "post.take_over", "person", plan->successor.id, S(""), said);
}

static error hand(struct arena *a, struct db *db, struct handing *job)
{
    struct handover_plan plan;
    struct rights rights;
    struct work_taker to = { 0 };
    int64_t new_post;
    if (!job->ask.successor_id || !job->ask.day.n)
        return FAIL(a, ERR_INPUT, "Cần chọn người kế nhiệm và ngày nhận việc. Hãy điền đủ rồi bàn giao.");
    TRY(plan_in(a, db, job->who, job->ask.post_id, job->ask.successor_id, job->ask.day, &plan, &rights, &to));
    if (plan.ahead) return FAIL(a, ERR_INPUT, "Ngày nhận việc chưa đến. Hãy hẹn bàn giao từ ngày ấy.");
    if (plan.post.version != job->ask.version)
        return FAIL(a, ERR_CONFLICT, "Chưa bàn giao được: chức vụ vừa được người khác sửa. Xem lại rồi làm lại.");
    TRY(post_end_on(a, db, &plan.post, plan.last_day, "handover"));
    struct post next = { .person_id = plan.successor.id, .body_id = plan.post.body_id, .title = plan.post.title,
        .standing = job->ask.standing, .valid_from = plan.day };
    if (job->ask.standing == plan.post.standing) {
        next.sign = plan.post.sign;
        next.sign_for = plan.post.sign_for;
    }
    TRY(post_add(a, db, &next, &new_post));
    TRY(rights_move(a, db, &plan, &rights, new_post, &to));
    TRY(works_move(a, db, job->who, &plan, &to));
    TRY(handover_ahead_end(a, db, plan.post.id));
    return write_down(a, db, job, &plan, new_post);
}

error handover_in_job(struct arena *a, struct db *db, const struct who *who, const struct handover_ask *ask,
    int64_t *id)
{
    struct handing job = { .who = who, .ask = *ask };
    TRY(hand(a, db, &job));
    *id = job.id;
    return NULL;
}

static error hand_job(struct arena *a, struct db *db, void *arg) { return hand(a, db, arg); }

error handover_do(struct arena *a, struct store *s, const struct who *who, const struct handover_ask *ask, int64_t *id)
{
    struct handing job = { .who = who, .ask = *ask };
    TRY(db_write(a, s, hand_job, &job));
    *id = job.id;
    return NULL;
}

error handover_of_person(struct arena *a, struct db *db, int64_t person_id, struct handover **out, size_t *n)
{
    *out = NULL;
    *n = 0;
    struct rows *r = db_run(a, db, &handover_sql, OF_PERSON);
    BIND(r, person_id);
    while (rows_next(r))
        LIST_ADD(a, *out, *n, (struct handover){ .id = row_int(r, 0), .moved = row_int(r, 1), .day = row_str(r, 2),
            .from_name = row_str(r, 3), .to_name = row_str(r, 4), .post = row_str(r, 5), .body = row_str(r, 6) });
    return rows_end(r);
}
