/* two_person.c - see two_person.h. Owns the table two_person. Must never do anything itself. */
#include "core/office/two_person.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/audit.h"
#include "core/office/notice.h"
#include "core/office/session.h"
#include "core/office/unit.h"

static const struct { const char *code; enum act act; const char *name; } kinds[TWO_KIND_COUNT] = {
#define X(kind, code_, act_, name_) [kind] = { .code = code_, .act = act_, .name = name_ },
    TWO_PERSON_KINDS(X)
#undef X
};
static const struct { const char *code, *label; } states[] = {
    [TWO_ASKED] = { "asked", .label = "chờ người thứ hai" },
    [TWO_DONE] = { "done", .label = "đã thực hiện" },
    [TWO_REFUSED] = { "refused", .label = "không đồng ý" },
    [TWO_WITHDRAWN] = { "withdrawn", .label = "đã rút lại" },
    [TWO_EXPIRED] = { "", .label = "quá hạn" },
};

#define SELECT_TWO \
    "SELECT t.id, t.kind, t.unit_id, t.object, t.reason, t.asked_by, t.asked_at, t.ends_at, t.state, t.decided_at," \
    " p.name, COALESCE(d.name, ''), unit.kind, unit.name, unit.tree_from, k.person_id FROM two_person t" \
    " JOIN account k ON k.id = t.asked_by JOIN person p ON p.id = k.person_id JOIN unit ON unit.id = t.unit_id" \
    " LEFT JOIN account dk ON dk.id = t.decided_by LEFT JOIN person d ON d.id = dk.person_id"
enum { GET, OF_UNIT, WAITING, ADD, DECIDE, SPEND, GRANTS };
static const struct sql sql[] = {
    [GET] = { "two_person get", SELECT_TWO " WHERE t.id = ?1", SQL_READ },
    [OF_UNIT] = { "two_person of unit",
        SELECT_TWO " WHERE t.unit_id = ?1 ORDER BY CASE WHEN t.state = 'asked' AND t.ends_at > ?2 THEN 0 ELSE 1 END,"
        " t.id DESC LIMIT 100", SQL_READ },
    [WAITING] = { "two_person waiting",
        "SELECT id FROM two_person WHERE kind = ?1 AND unit_id = ?2 AND object = ?3 AND state = 'asked'"
        " AND ends_at > ?4 ORDER BY id LIMIT 1", SQL_READ },
    [ADD] = { "two_person add",
        "INSERT INTO two_person (id, kind, unit_id, object, reason, asked_by, asked_at, ends_at, state)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'asked')", SQL_WRITE },
    [DECIDE] = { "two_person decide",
        "UPDATE two_person SET state = ?2, decided_by = ?3, decided_at = ?4 WHERE id = ?1 AND state = 'asked'",
        SQL_WRITE },
    [SPEND] = { "two_person spend", "UPDATE two_person SET ends_at = 0 WHERE kind = ?1", SQL_WRITE },
    [GRANTS] = { "two_person grants",
        "SELECT g.id FROM account_grant g JOIN account ON account.id = g.account_id AND account.state = 'active'"
        " WHERE g.account_id = ?1", SQL_READ },
};
struct sql_list two_person_sql = SQL_LIST(sql);

const char *two_person_name(enum two_kind kind) { return say(kinds[kind].name); }
const char *two_person_state_name(enum two_state state) { return say(states[state].label); }

static struct two_person row_of(struct arena *a, struct rows *r, const struct who *who)
{
    struct unit unit = { .kind = row_str(r, 12), .name = row_str(r, 13) };
    struct two_person t = { .id = row_int(r, 0), .unit_id = row_int(r, 2), .object = row_str(r, 3),
        .reason = row_str(r, 4), .asked_by = row_int(r, 5), .asked_at = row_int(r, 6), .ends_at = row_int(r, 7),
        .decided_at = row_int(r, 9), .asker = row_str(r, 10), .decider = row_str(r, 11), .unit = unit_title(a, &unit) };
    for (int i = 0; i < TWO_KIND_COUNT; i++)
        if (str_is(row_str(r, 1), str_c(kinds[i].code))) t.kind = (enum two_kind)i;
    for (int i = TWO_ASKED; i < TWO_EXPIRED; i++)
        if (str_is(row_str(r, 8), str_c(states[i].code))) t.state = (enum two_state)i;
    if (t.state == TWO_ASKED && t.ends_at <= clock_now()) t.state = TWO_EXPIRED;
    struct place place = { .unit_id = t.unit_id, .tree = row_int(r, 14), .state = S("") };
    bool waits = t.state == TWO_ASKED, may = policy_allows(who, kinds[t.kind].act, &place);
    bool own = who && (who->account_id == t.asked_by || who->person_id == row_int(r, 15));
    t.may_confirm = waits && may && !own;
    t.may_withdraw = waits && who && who->account_id == t.asked_by;
    return t;
}

error two_person_get(struct arena *a, struct db *db, const struct who *who, int64_t id, struct two_person *out)
{
    struct rows *r = db_run(a, db, &two_person_sql, GET);
    BIND(r, id);
    bool found = rows_next(r);
    if (found) *out = row_of(a, r, who);
    TRY(rows_end(r));
    if (found) {
        error hidden = policy_check(a, db, who, kinds[out->kind].act, out->unit_id, 0, S(""));
        found = !hidden || out->asked_by == who->account_id;
    }
    return found ? NULL : FAIL(a, ERR_MISSING, "Không tìm thấy việc này trong các việc cần hai người.");
}

error two_person_list(struct arena *a, struct db *db, const struct who *who, struct two_list *out)
{
    *out = (struct two_list){ 0 };
    TRY(policy_check_route(a, who, MAY_SEE_TWO));
    struct rows *r = db_run(a, db, &two_person_sql, OF_UNIT);
    BIND(r, who->acting->unit_id);
    BIND(r, clock_now());
    while (rows_next(r)) {
        struct two_person t = row_of(a, r, who);
        if (policy_may(who, kinds[t.kind].act)) LIST_ADD(a, out->row, out->n, t);
    }
    return rows_end(r);
}

error two_person_waiting(struct arena *a, struct db *db, enum two_kind kind, int64_t unit_id, struct str object,
    int64_t *id)
{
    struct rows *r = db_run(a, db, &two_person_sql, WAITING);
    BIND(r, str_c(kinds[kind].code));
    BIND(r, unit_id);
    BIND(r, object);
    BIND(r, clock_now());
    *id = rows_next(r) ? row_int(r, 0) : 0;
    return rows_end(r);
}

/* Everyone of the unit whose role has the right is told; who asked is left out. */
static error tell(struct arena *a, struct db *db, const struct who *who, const struct two_ask *ask, int64_t id)
{
    struct unit unit;
    TRY(unit_get(a, db, ask->unit_id, &unit));
    struct notice_new notice = { .kind = NOTICE_TWO_PERSON, .object = "two_person", .object_id = id,
        .about = unit_title(a, &unit), .link = S("/viec-hai-nguoi"),
        .words = str_fmt(a, "%s, %.*s", two_person_name(ask->kind), STR(ask->object_words)) };
    for (int role = ROLE_OFFICER; role < ROLE_COUNT; role++)
        for (size_t i = 0; i < policy_rule_count; i++)
            if (policy_rules[i].role == (enum role)role && policy_rules[i].act == kinds[ask->kind].act)
                TRY(notice_tell(a, db, who, (enum role)role, ask->unit_id, 0, &notice));
    return NULL;
}

error two_person_ask(struct arena *a, struct db *db, const struct who *who, const struct two_ask *ask, int64_t *id)
{
    int64_t same, now = clock_now();
    TRY(policy_check(a, db, who, kinds[ask->kind].act, ask->unit_id, 0, S("")));
    if (!str_trim(ask->reason).n)
        return FAIL(a, ERR_INPUT, "Chưa ghi lý do. Người thứ hai cần biết lý do để quyết định; ghi lý do rồi gửi lại.");
    TRY(two_person_waiting(a, db, ask->kind, ask->unit_id, ask->object, &same));
    if (same) return FAIL(a, ERR_CONFLICT, "Việc này đã được đề nghị và đang chờ người thứ hai.");
    TRY(db_next_id(a, db, "two_person", id));
    struct rows *r = db_run(a, db, &two_person_sql, ADD);
    BIND(r, *id);
    BIND(r, str_c(kinds[ask->kind].code));
    BIND(r, ask->unit_id);
    BIND(r, ask->object);
    BIND(r, str_trim(ask->reason));
    BIND(r, who->account_id);
    BIND(r, now);
    BIND(r, now + TWO_PERSON_LIFE);
    TRY(rows_end(r));
    TRY(audit_why(a, db, who, "ask second person", "two_person", *id, S(""),
        str_fmt(a, "%s %.*s", kinds[ask->kind].code, STR(ask->object)), str_trim(ask->reason)));
    return tell(a, db, who, ask, *id);
}

/* Does the asker still have a grant that carries the right there? */
static error asker_may(struct arena *a, struct db *db, const struct two_person *t, bool *may)
{
    struct rows *r = db_run(a, db, &two_person_sql, GRANTS);
    int64_t *grant = NULL;
    size_t n = 0;
    BIND(r, t->asked_by);
    while (rows_next(r)) LIST_ADD(a, grant, n, row_int(r, 0));
    TRY(rows_end(r));
    *may = false;
    for (size_t i = 0; i < n && !*may; i++) {
        const struct who *asker;
        TRY(session_person(a, db, t->asked_by, grant[i], &asker));
        if (asker) *may = !policy_check(a, db, asker, kinds[t->kind].act, t->unit_id, 0, S(""));
    }
    return NULL;
}

/* Who asked hears what the other one said. */
static error tell_asker(struct arena *a, struct db *db, const struct two_person *t, enum two_state state)
{
    struct notice_new notice = { .kind = NOTICE_TWO_ANSWER, .object = "two_person", .object_id = t->id,
        .about = t->unit, .link = S("/viec-hai-nguoi"),
        .words = str_fmt(a, "%s, %s", two_person_name(t->kind), two_person_state_name(state)) };
    return notice_add(a, db, t->asked_by, &notice);
}

static error decide(struct arena *a, struct db *db, const struct who *who, const struct two_person *t,
    enum two_state state, const char *act)
{
    struct rows *r = db_run(a, db, &two_person_sql, DECIDE);
    BIND(r, t->id);
    BIND(r, str_c(states[state].code));
    BIND(r, who->account_id);
    BIND(r, clock_now());
    TRY(rows_end(r));
    if (!rows_changed(r)) return FAIL(a, ERR_CONFLICT, "Việc này vừa được người khác quyết định. Hãy tải lại trang.");
    if (state != TWO_WITHDRAWN) TRY(tell_asker(a, db, t, state));
    return audit_add(a, db, who, act, "two_person", t->id, S("asked"), str_c(states[state].code));
}

error two_person_take(struct arena *a, struct db *db, const struct who *who, int64_t id, struct two_person *out)
{
    bool may;
    TRY(two_person_get(a, db, who, id, out));
    if (out->state != TWO_ASKED)
        return FAIL(a, ERR_CONFLICT, "Việc này không còn chờ nữa: %s.", two_person_state_name(out->state));
    TRY(policy_check(a, db, who, kinds[out->kind].act, out->unit_id, 0, S("")));
    if (!out->may_confirm)
        return FAIL(a, ERR_DENIED,
            "Người đề nghị không tự xác nhận được. Việc này chờ một người khác có cùng quyền.");
    TRY(asker_may(a, db, out, &may));
    if (!may)
        return FAIL(a, ERR_CONFLICT, "Người đề nghị không còn quyền làm việc này nữa. Nếu vẫn cần, hãy đề nghị lại.");
    return decide(a, db, who, out, TWO_DONE, "confirm as second person");
}

error two_person_drop(struct arena *a, struct db *db, const struct who *who, int64_t id)
{
    struct two_person t;
    TRY(two_person_get(a, db, who, id, &t));
    if (t.state != TWO_ASKED)
        return FAIL(a, ERR_CONFLICT, "Việc này không còn chờ nữa: %s.", two_person_state_name(t.state));
    if (t.may_withdraw) return decide(a, db, who, &t, TWO_WITHDRAWN, "withdraw");
    if (t.may_confirm) return decide(a, db, who, &t, TWO_REFUSED, "refuse as second person");
    return FAIL(a, ERR_DENIED, "Chỉ người đề nghị hoặc người có cùng quyền mới bỏ được việc này.");
}

error two_person_spend(struct arena *a, struct db *db, enum two_kind kind)
{
    struct rows *r = db_run(a, db, &two_person_sql, SPEND);
    BIND(r, str_c(kinds[kind].code));
    return rows_end(r);
}
