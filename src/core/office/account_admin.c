/* account_admin.c - see account_admin.h. */
#include "core/office/account_admin.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/audit.h"
#include "core/office/body.h"
#include "core/office/notice.h"
#include "core/office/oidc.h"
#include "core/office/person.h"
#include "core/office/post.h"
#include "core/office/throttle.h"
#include "core/office/totp.h"
#include "core/office/unit.h"
#include "vn/period.h"

#define SELECT_ACCOUNT \
    "SELECT account.id, login, person.name, account.state, CASE WHEN password = '' THEN 1 ELSE 0 END," \
    " (SELECT COUNT(*) FROM account_totp t WHERE t.account_id = account.id AND t.state = 'on')," \
    " (SELECT MAX(at) FROM audit WHERE object = 'account' AND object_id = account.id AND act = 'log in')," \
    " (SELECT COUNT(*) FROM account_identity i WHERE i.account_id = account.id)" \
    " FROM account JOIN person ON person.id = person_id"
enum { OF_UNIT, GET, GRANTS, PEOPLE, END_GRANT, ENABLE };
static const struct sql sql[] = {
    [OF_UNIT] = { "account_admin of unit",
        SELECT_ACCOUNT " WHERE account.id IN (SELECT account_id FROM account_grant WHERE unit_id = ?1)"
        " ORDER BY person.name_key, account.id LIMIT 500", SQL_READ },
    [GET] = { "account_admin get", SELECT_ACCOUNT " WHERE account.id = ?1", SQL_READ },
    [GRANTS] = { "account_admin grants",
        "SELECT g.id, g.role, g.unit_id, unit.tree_from, unit.kind, unit.name, body.name, post.title, g.valid_from,"
        " g.valid_to, g.below, g.ended_at, post.valid_to FROM account_grant g JOIN unit ON unit.id = g.unit_id"
        " LEFT JOIN body ON body.id = g.body_id LEFT JOIN post ON post.id = g.post_id"
        " WHERE g.account_id = ?1 ORDER BY g.id", SQL_READ },
    [PEOPLE] = { "account_admin people",
        "SELECT DISTINCT person.id, person.name, person.name_key FROM post JOIN body ON body.id = post.body_id"
        " JOIN person ON person.id = post.person_id WHERE body.unit_id = ?1"
        " AND NOT EXISTS (SELECT 1 FROM account WHERE account.person_id = person.id)"
        " ORDER BY person.name_key, person.id", SQL_READ },
    [END_GRANT] = { "account_admin end grant",
        "UPDATE account_grant SET ended_at = ?3 WHERE id = ?2 AND account_id = ?1 AND ended_at IS NULL", SQL_WRITE },
    [ENABLE] = { "account_admin enable",
        "UPDATE account SET state = 'active' WHERE id = ?1 AND state = 'disabled'", SQL_WRITE },
};
struct sql_list account_admin_sql = SQL_LIST(sql);
_Static_assert(ACCOUNT_LIST_MOST == 500, "the statement says it too");

/* ---- looking ---- */

static bool may_give(const struct who *who, int64_t unit_id, int64_t tree)
{
    struct place place = { .unit_id = unit_id, .tree = tree, .state = S("") };
    return policy_allows(who, MAY_GIVE_ACCESS, &place);
}

/* Days as they are kept compare as text does. */
static bool day_before(struct str x, struct str y) { return x.n == 10 && y.n == 10 && memcmp(x.p, y.p, 10) < 0; }

static error grants_fill(struct arena *a, struct db *db, const struct who *who, struct account_row *row)
{
    struct account_grant *list = NULL;
    struct str today = clock_day(a, clock_now());
    struct rows *r = db_run(a, db, &account_admin_sql, GRANTS);
    BIND(r, row->id);
    while (rows_next(r)) {
        struct unit unit = { .kind = row_str(r, 4), .name = row_str(r, 5) };
        struct account_grant g = { .id = row_int(r, 0), .role = role_of(row_str(r, 1)), .unit_id = row_int(r, 2),
            .tree = row_int(r, 3), .unit = unit_title(a, &unit), .body = row_str(r, 6), .post = row_str(r, 7),
            .from = row_str(r, 8), .to = row_str(r, 9), .below = row_int(r, 10) != 0, .ended = !row_null(r, 11) };
        g.now = !g.ended && !day_before(today, g.from) && !day_before(g.to, today)
            && !day_before(row_str(r, 12), today);
        g.may_end = !g.ended && may_give(who, g.unit_id, g.tree);
        LIST_ADD(a, list, row->grants, g);
    }
    row->grant = list;
    return rows_end(r);
}

static struct account_row row_of(struct rows *r)
{
    return (struct account_row){ .id = row_int(r, 0), .login = row_str(r, 1), .name = row_str(r, 2),
        .disabled = str_is(row_str(r, 3), S("disabled")), .invited = row_int(r, 4) != 0,
        .factor = row_int(r, 5) > 0, .last_at = row_int(r, 6), .tied = row_int(r, 7) > 0 };
}

error account_list(struct arena *a, struct db *db, const struct who *who, int64_t unit_id, struct account_list *out)
{
    *out = (struct account_list){ 0 };
    TRY(policy_check(a, db, who, MAY_GIVE_ACCESS, unit_id, 0, S("")));
    struct rows *r = db_run(a, db, &account_admin_sql, OF_UNIT);
    BIND(r, unit_id);
    while (rows_next(r)) LIST_ADD(a, out->row, out->n, row_of(r));
    TRY(rows_end(r));
    for (size_t i = 0; i < out->n; i++) TRY(grants_fill(a, db, who, &out->row[i]));
    return NULL;
}

error account_get(struct arena *a, struct db *db, const struct who *who, int64_t id, struct account_row *out,
    bool *may_change)
{
    struct rows *r = db_run(a, db, &account_admin_sql, GET);
    BIND(r, id);
    bool found = rows_next(r), seen = false, all = true;
    if (found) *out = row_of(r);
    TRY(rows_end(r));
    if (found) TRY(grants_fill(a, db, who, out));
    for (size_t i = 0; found && i < out->grants; i++) {
        const struct account_grant *g = &out->grant[i];
        bool may = may_give(who, g->unit_id, g->tree);
        seen |= may;
        all &= may || g->ended;
    }
    *may_change = seen && all;
    return seen ? NULL : FAIL(a, ERR_MISSING, "Không tìm thấy tài khoản này. Hãy tải lại danh sách tài khoản.");
}

error account_people(struct arena *a, struct db *db, int64_t unit_id, struct account_person **out, size_t *n)
{
    *out = NULL;
    *n = 0;
    struct rows *r = db_run(a, db, &account_admin_sql, PEOPLE);
    BIND(r, unit_id);
    while (rows_next(r)) LIST_ADD(a, *out, *n, (struct account_person){ row_int(r, 0), row_str(r, 1) });
    return rows_end(r);
}

/* ---- giving ---- */

struct giving {
    const struct who *who; const struct account_ask *ask; int64_t id, person_id; struct str code;
    bool invited;                              /* a new account: its first role is the invitation */
};

static error check_ask(struct arena *a, struct db *db, const struct giving *g)
{
    const struct account_ask *ask = g->ask;
    struct day day;
    TRY(policy_check(a, db, g->who, MAY_GIVE_ACCESS, ask->unit_id, 0, S("")));
    if (ask->account_id && ask->account_id == g->who->account_id)
        return FAIL(a, ERR_DENIED, "Không ai tự giao vai trò cho mình. Đề nghị một người quản trị khác làm việc này.");
    if (ask->below && !g->who->acting->below)
        return FAIL(a, ERR_DENIED,
            "Vai trò của anh, chị chỉ trong đơn vị nên không giao được quyền cho các đơn vị cấp dưới.");
    if (!day_read(ask->from, &day) || (ask->to.n && !day_read(ask->to, &day)))
        return FAIL(a, ERR_INPUT, "Ngày bắt đầu hoặc ngày kết thúc chưa đúng. Chọn lại ngày rồi lưu.");
    if (ask->to.n && day_before(ask->to, ask->from))
        return FAIL(a, ERR_INPUT, "Ngày kết thúc đứng trước ngày bắt đầu. Chọn lại ngày rồi lưu.");
    if (ask->post.n && !ask->body_id)
        return FAIL(a, ERR_INPUT, "Chức vụ phải ở một tổ chức. Chọn tổ chức rồi lưu lại.");
    return NULL;
}

static error give(struct arena *a, struct db *db, struct giving *g)
{
    const struct account_ask *ask = g->ask;
    int64_t post_id = 0, grant_id;
    if (ask->body_id) {
        struct body body;
        TRY(body_get(a, db, ask->body_id, &body));
        if (body.unit_id != ask->unit_id)
            return FAIL(a, ERR_INPUT, "Tổ chức này thuộc đơn vị khác. Chọn lại tổ chức rồi lưu.");
    }
    if (ask->post.n) {
        struct post post = { .person_id = g->person_id, .body_id = ask->body_id, .title = ask->post,
                             .valid_from = ask->from, .valid_to = ask->to };
        TRY(post_add(a, db, &post, &post_id));
    }
    struct new_grant grant = { .account_id = g->id, .role = ask->role, .unit_id = ask->unit_id,
        .body_id = role_in_body(ask->role) ? ask->body_id : 0, .post_id = post_id, .from = ask->from, .to = ask->to,
        .below = ask->below };
    TRY(account_allow(a, db, &grant, &grant_id));
    struct unit unit;
    TRY(unit_get(a, db, ask->unit_id, &unit));
    TRY(audit_add(a, db, g->who, "give role", "account", g->id, S(""),
        str_fmt(a, "%.*s, unit %lld, body %lld, %.*s to %.*s%s", STR(role_code(ask->role)), (long long)ask->unit_id,
                (long long)grant.body_id, STR(ask->from), STR(ask->to), ask->below ? ", and below" : "")));
    struct str role = str_c(role_name(ask->role));
    struct notice_new notice = { .kind = g->invited ? NOTICE_INVITED : NOTICE_GRANT, .object = "account_grant",
        .object_id = grant_id, .about = unit_title(a, &unit), .link = S("/tai-khoan"),
        .words = g->invited ? role : str_fmt(a, say("được giao vai trò %.*s"), STR(role)) };
    return notice_add(a, db, g->id, &notice);
}

static error invite_job(struct arena *a, struct db *db, void *arg)
{
    struct giving *g = arg;
    const struct account_ask *ask = g->ask;
    TRY(check_ask(a, db, g));
    g->person_id = ask->person_id;
    if (g->person_id) {
        struct person person;
        TRY(person_get(a, db, g->person_id, &person));
    } else {
        if (!str_trim(ask->name).n) return FAIL(a, ERR_INPUT, "Chưa có họ và tên. Ghi họ tên rồi lưu lại.");
        TRY(person_add(a, db, str_trim(ask->name), &g->person_id));
    }
    TRY(account_add(a, db, g->person_id, ask->login, S(""), LANGUAGE_VI, &g->id));
    TRY(audit_add(a, db, g->who, "invite", "account", g->id, S(""), ask->login));
    TRY(give(a, db, g));
    return account_code_new(a, db, g->who, CODE_INVITE, g->id, &g->code);
}

error account_invite(struct arena *a, struct store *s, const struct who *who, const struct account_ask *ask,
    int64_t *id, struct str *code)
{
    struct giving g = { .who = who, .ask = ask, .invited = true };
    TRY(db_write(a, s, invite_job, &g));
    *id = g.id;
    *code = g.code;
    return NULL;
}

static error person_of(struct arena *a, struct db *db, int64_t account_id, int64_t *person_id)
{
    struct rows *r = db_run(a, db, &account_admin_sql, GET);
    BIND(r, account_id);
    struct str login = rows_next(r) ? row_str(r, 1) : S("");
    const struct account *account;
    TRY(rows_end(r));
    TRY(account_find(a, db, login, &account));
    if (!account) return FAIL(a, ERR_MISSING, "Không tìm thấy tài khoản này. Hãy tải lại danh sách tài khoản.");
    *person_id = account->person_id;
    return NULL;
}

static error give_job(struct arena *a, struct db *db, void *arg)
{
    struct giving *g = arg;
    TRY(check_ask(a, db, g));
    g->id = g->ask->account_id;
    TRY(person_of(a, db, g->id, &g->person_id));
    return give(a, db, g);
}

error account_give(struct arena *a, struct store *s, const struct who *who, const struct account_ask *ask)
{
    struct giving g = { .who = who, .ask = ask };
    return db_write(a, s, give_job, &g);
}

/* ---- taking back, changing ---- */

struct changing { const struct who *who; int64_t id, grant_id; enum account_change change; struct str login, code; };

static error take_job(struct arena *a, struct db *db, void *arg)
{
    const struct changing *c = arg;
    struct account_row row;
    bool may_change;
    TRY(account_get(a, db, c->who, c->id, &row, &may_change));
    for (size_t i = 0; i < row.grants; i++) {
        const struct account_grant *g = &row.grant[i];
        if (g->id != c->grant_id) continue;
        if (g->ended) return FAIL(a, ERR_CONFLICT, "Vai trò này đã được thu hồi.");
        TRY(policy_check(a, db, c->who, MAY_GIVE_ACCESS, g->unit_id, 0, S("")));
        struct rows *r = db_run(a, db, &account_admin_sql, END_GRANT);
        BIND(r, c->id);
        BIND(r, g->id);
        BIND(r, clock_now());
        TRY(rows_end(r));
        struct notice_new notice = { .kind = NOTICE_GRANT, .object = "account_grant", .object_id = g->id,
            .about = g->unit, .link = S("/tai-khoan"),
            .words = str_fmt(a, say("bị thu hồi vai trò %s"), role_name(g->role)) };
        TRY(notice_add(a, db, c->id, &notice));
        return audit_add(a, db, c->who, "take role", "account", c->id, role_code(g->role), S(""));
    }
    return FAIL(a, ERR_MISSING, "Tài khoản không có vai trò này. Hãy tải lại trang.");
}

error account_take(struct arena *a, struct store *s, const struct who *who, int64_t account_id, int64_t grant_id)
{
    struct changing c = { .who = who, .id = account_id, .grant_id = grant_id };
    return db_write(a, s, take_job, &c);
}

/* Who is concerned hears of it, also when it was done at the machine itself. */
static error tell_change(struct arena *a, struct db *db, const struct changing *c, struct str words)
{
    struct notice_new notice = { .kind = NOTICE_GRANT, .object = "account", .object_id = c->id, .link = S("/tai-khoan"),
        .about = c->who && c->who->acting ? c->who->acting->unit_name : SAY("máy chủ"), .words = words };
    return notice_add(a, db, c->id, &notice);
}

static error enable(struct arena *a, struct db *db, const struct changing *c)
{
    struct rows *r = db_run(a, db, &account_admin_sql, ENABLE);
    BIND(r, c->id);
    TRY(rows_end(r));
    if (!rows_changed(r)) return FAIL(a, ERR_CONFLICT, "Tài khoản này đang hoạt động.");
    TRY(tell_change(a, db, c, SAY("được mở lại")));
    return audit_add(a, db, c->who, "enable", "account", c->id, S("disabled"), S("active"));
}

static error reset(struct arena *a, struct db *db, struct changing *c)
{
    TRY(account_put_password(a, db, c->id, S("")));
    TRY(account_code_new(a, db, c->who, CODE_RESET, c->id, &c->code));
    TRY(tell_change(a, db, c, SAY("mật khẩu cũ không dùng được nữa, người quản trị đã lập mã đặt mật khẩu mới")));
    return audit_add(a, db, c->who, "reset password", "account", c->id, S(""), S(""));
}

static error change(struct arena *a, struct db *db, struct changing *c)
{
    switch (c->change) {
    case ACCOUNT_DISABLE: return account_disable(a, db, c->who, c->id);
    case ACCOUNT_ENABLE: return enable(a, db, c);
    case ACCOUNT_RESET: return reset(a, db, c);
    case ACCOUNT_FACTOR_OFF:
        TRY(totp_stop(a, db, c->who, c->id));
        return tell_change(a, db, c, SAY("đăng nhập hai lớp đã tắt"));
    case ACCOUNT_RELEASE:
        TRY(throttle_release(a, db, c->login));
        TRY(tell_change(a, db, c, SAY("được mở khóa sau nhiều lần đăng nhập sai")));
        return audit_add(a, db, c->who, "release", "account", c->id, S(""), S(""));
    case ACCOUNT_UNTIE:
        TRY(oidc_untie(a, db, c->who, c->id));
        return tell_change(a, db, c, SAY("không còn nối với nơi đăng nhập chung"));
    }
    return NULL;
}

static error change_job(struct arena *a, struct db *db, void *arg)
{
    struct changing *c = arg;
    struct account_row row;
    bool may_change;
    TRY(account_get(a, db, c->who, c->id, &row, &may_change));
    if (!may_change)
        return FAIL(a, ERR_DENIED,
            "Tài khoản này còn vai trò ở đơn vị khác, nên chỉ người quản trị của cả các đơn vị ấy mới đổi được.");
    if (c->id == c->who->account_id && c->change != ACCOUNT_RELEASE)
        return FAIL(a, ERR_DENIED, "Tài khoản của chính mình thì sửa ở trang “Tài khoản của tôi”.");
    c->login = row.login;
    return change(a, db, c);
}

error account_change(struct arena *a, struct store *s, const struct who *who, int64_t id, enum account_change which,
    struct str *code)
{
    struct changing c = { .who = who, .id = id, .change = which, .code = S("") };
    TRY(db_write(a, s, change_job, &c));
    *code = c.code;
    return NULL;
}

static error rescue_job(struct arena *a, struct db *db, void *arg)
{
    struct changing *c = arg;
    const struct account *account;
    TRY(account_find(a, db, c->login, &account));
    if (!account) return FAIL(a, ERR_MISSING, "Không có tài khoản “%.*s”.", STR(c->login));
    c->id = account->id;
    c->login = account->login;
    return change(a, db, c);
}

error account_rescue(struct arena *a, struct store *s, struct str login, enum account_change which, struct str *code)
{
    struct changing c = { .login = login, .change = which, .code = S("") };
    TRY(db_write(a, s, rescue_job, &c));
    *code = c.code;
    return NULL;
}
