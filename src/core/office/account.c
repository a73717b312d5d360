/* account.c - accounts, their grants, logging in and out. See account.h. Must never say which of name and
 * password was wrong. */
#include "core/office/account.h"
#include "base/machine.h"
#include "core/office/audit.h"
#include "core/office/session.h"
#include "core/office/throttle.h"
#include "vn/text.h"

enum { LOGIN_SHORTEST = 3, LOGIN_LONGEST = 40 };

enum { FIND, SECRET, ADD, ALLOW, DISABLE, CHANGE, SPEAK };
static const struct sql sql[] = {
    [FIND] = { "account find", "SELECT id, person_id, login, state FROM account WHERE login = ?1", SQL_READ },
    [SECRET] = { "account secret", "SELECT id, password FROM account WHERE login = ?1 AND state = 'active'", SQL_READ },
    [ADD] = { "account add",
        "INSERT INTO account (id, login, person_id, password, state, language, made_at, epoch)"
        " VALUES (?1, ?2, ?3, ?4, 'active', ?5, ?6, 1)", SQL_WRITE },
    [ALLOW] = { "account allow",
        "INSERT INTO account_grant (id, account_id, role, unit_id, body_id, post_id, valid_from, valid_to)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        SQL_WRITE },
    [DISABLE] = { "account disable",
        "UPDATE account SET state = 'disabled', epoch = epoch + 1 WHERE id = ?1 AND state = 'active'", SQL_WRITE },
    [CHANGE] = { "account change password",
        "UPDATE account SET password = ?2, epoch = epoch + 1 WHERE id = ?1", SQL_WRITE },
    [SPEAK] = { "account speak", "UPDATE account SET language = ?2 WHERE id = ?1", SQL_WRITE },
};
struct sql_list account_sql = SQL_LIST(sql);

static struct str login_of(struct arena *a, struct str typed) { return vn_lower(a, str_trim(typed)); }

static bool login_is(struct str login)
{
    for (size_t i = 0; i < login.n; i++)
        if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789._-", login.p[i])) return false;
    return login.n >= LOGIN_SHORTEST && login.n <= LOGIN_LONGEST;
}

error account_find(struct arena *a, struct db *db, struct str login, const struct account **out)
{
    struct rows *r = db_run(a, db, &account_sql, FIND);
    BIND(r, login_of(a, login));
    struct account *found = NULL;
    if (rows_next(r)) {
        found = NEW(a, struct account);
        *found = (struct account){ .id = row_int(r, 0), .person_id = row_int(r, 1), .login = row_str(r, 2),
            .state = row_str(r, 3) };
    }
    *out = found;
    return rows_end(r);
}

error account_add(struct arena *a, struct db *db, int64_t person_id, struct str login, struct str hash,
    enum language language, int64_t *id)
{
    const struct account *same;
    struct str name = login_of(a, login);
    if (!login_is(name))
        return FAIL(a, ERR_INPUT,
            "Tên đăng nhập gồm %d đến %d ký tự: chữ cái không dấu, chữ số, dấu chấm, gạch nối. Hãy chọn tên khác.",
                    LOGIN_SHORTEST, LOGIN_LONGEST);
    TRY(account_find(a, db, name, &same));
    if (same) return FAIL(a, ERR_CONFLICT, "Tên đăng nhập “%.*s” đã có người dùng. Hãy chọn tên khác.", STR(name));
    TRY(db_next_id(a, db, "account", id));
    struct rows *r = db_run(a, db, &account_sql, ADD);
    BIND(r, *id);
    BIND(r, name);
    BIND(r, person_id);
    BIND(r, hash);
    BIND(r, language == LANGUAGE_EN ? S("en") : S("vi"));
    BIND(r, clock_now());
    return rows_end(r);
}

static void bind_id(struct rows *r, int64_t id)
{
    if (id) BIND(r, id);
    else bind_null(r);
}

error account_allow(struct arena *a, struct db *db, const struct new_grant *new, int64_t *id)
{
    if (new->role == ROLE_NONE || new->from.n != 10)
        return FAIL(a, ERR_INPUT,
            "Cần chọn vai trò và ngày bắt đầu. Hãy điền đủ rồi lưu lại.");
    if (!new->body_id && (new->role == ROLE_OFFICER || new->role == ROLE_HEAD))
        return FAIL(a, ERR_INPUT, "Vai trò “%s” phải gắn với một tổ chức. Hãy chọn tổ chức rồi lưu lại.",
            role_name(new->role));
    TRY(db_next_id(a, db, "account_grant", id));
    struct rows *r = db_run(a, db, &account_sql, ALLOW);
    BIND(r, *id);
    BIND(r, new->account_id);
    BIND(r, role_code(new->role));
    BIND(r, new->unit_id);
    bind_id(r, new->body_id);
    bind_id(r, new->post_id);
    BIND(r, new->from);
    if (new->to.n) BIND(r, new->to);
    else bind_null(r);
    return rows_end(r);
}

error account_disable(struct arena *a, struct db *db, const struct who *who, int64_t account_id)
{
    struct rows *r = db_run(a, db, &account_sql, DISABLE);
    BIND(r, account_id);
    TRY(rows_end(r));
    if (!rows_changed(r))
        return FAIL(a, ERR_MISSING,
            "Không có tài khoản nào đang hoạt động như vậy. Hãy tải lại danh sách tài khoản.");
    return audit_add(a, db, who, "disable", "account", account_id, S("active"), S("disabled"));
}

/* ---- the language of the screens ---- */

struct speaking { int64_t account_id; enum language language; };

static error speak_job(struct arena *a, struct db *db, void *arg)
{
    const struct speaking *s = arg;
    struct rows *r = db_run(a, db, &account_sql, SPEAK);
    BIND(r, s->account_id);
    BIND(r, s->language == LANGUAGE_EN ? S("en") : S("vi"));
    return rows_end(r);
}

error account_speak(struct arena *a, struct store *s, const struct who *who, enum language language)
{
    return db_write(a, s, speak_job, &(struct speaking){ who->account_id, language });
}

/* ---- logging in and out ---- */

struct entry { struct str login, source, token, hash; int64_t account_id; const struct who *who; };

static error enter_job(struct arena *a, struct db *db, void *arg)
{
    const struct entry *e = arg;
    return throttle_enter(a, db, e->login, e->source);
}

static error failed_job(struct arena *a, struct db *db, void *arg)
{
    const struct entry *e = arg;
    return audit_add(a, db, e->who, "log in refused", "account", e->account_id, S(""), S(""));
}

static error open_job(struct arena *a, struct db *db, void *arg)
{
    struct entry *e = arg;
    TRY(throttle_clear(a, db, e->login, e->source));
    TRY(session_open(a, db, e->account_id, &e->token));
    struct who self = { .account_id = e->account_id };
    return audit_add(a, db, &self, "log in", "account", e->account_id, S(""), S(""));
}

/* Counts the try, then compares: ERR_TOO_MANY, ERR_LOGIN, or e->account_id is that of the owner. */
static error prove(struct arena *a, struct store *s, struct entry *e, struct str password)
{
    struct db *db;
    struct str hash = S("");
    bool right = false;
    TRY(db_write(a, s, enter_job, e));
    TRY(store_reader(s, &db));
    struct rows *r = db_run(a, db, &account_sql, SECRET);
    BIND(r, e->login);
    if (rows_next(r)) {
        e->account_id = row_int(r, 0);
        hash = row_str(r, 1);
    }
    TRY(rows_end(r));
    TRY(password_verify(a, password, hash, &right));
    if (right) return NULL;
    TRY(db_write(a, s, failed_job, e));
    return FAIL(a, ERR_LOGIN,
        "Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra chữ hoa, chữ thường và bộ gõ rồi nhập lại.");
}

error account_log_in(struct arena *a, struct store *s, struct str login, struct str password,
    struct str source, struct str *token)
{
    struct entry e = { .login = str_cut(login_of(a, login), 0, 200), .source = source };
    TRY(prove(a, s, &e, password));
    TRY(db_write(a, s, open_job, &e));
    *token = e.token;
    error anchored = audit_anchor(a, s);
    if (anchored) LOG(LOG_WARN, "the mark of the audit was not moved on (%s)", err_name(anchored->kind));
    return NULL;
}

static error out_job(struct arena *a, struct db *db, void *arg)
{
    const struct entry *e = arg;
    return audit_add(a, db, e->who, "log out", "account", e->who->account_id, S(""), S(""));
}

error account_log_out(struct arena *a, struct store *s, const struct who *who, struct str token)
{
    struct entry e = { .who = who };
    TRY(session_end(a, s, token));
    return db_write(a, s, out_job, &e);
}

static error change_job(struct arena *a, struct db *db, void *arg)
{
    const struct entry *e = arg;
    TRY(throttle_clear(a, db, e->login, e->source));
    struct rows *r = db_run(a, db, &account_sql, CHANGE);
    BIND(r, e->account_id);
    BIND(r, e->hash);
    TRY(rows_end(r));
    return audit_add(a, db, e->who, "change password", "account", e->account_id, S(""), S(""));
}

error account_change_password(struct arena *a, struct store *s, const struct who *who, struct str old, struct str new)
{
    /* a session that was left open must not be a way to guess: it is counted as a source of its own */
    struct entry e = { .login = who->login, .source = S("session"), .who = who };
    TRY(password_check(a, new, who->login));
    TRY(prove(a, s, &e, old));
    if (e.account_id != who->account_id) return FAIL(a, ERR_LOGIN, "Cần đăng nhập lại trước khi đổi mật khẩu.");
    TRY(password_hash(a, new, &e.hash));
    return db_write(a, s, change_job, &e);
}
