/* account.c - accounts, their grants, logging in and out. See account.h. Must never say which of name and
 * password was wrong. */
#include "core/office/account.h"
#include "base/machine.h"
#include "core/office/audit.h"
#include "core/office/password_past.h"
#include "core/office/session.h"
#include "core/office/throttle.h"
#include "core/office/totp.h"
#include "vn/text.h"

enum { LOGIN_SHORTEST = 3, LOGIN_LONGEST = 40 };

enum { FIND, SECRET, ADD, ALLOW, GRANTS_END, DISABLE, CHANGE, REHASH, SPEAK, LOGIN_OF, PLACES };
static const struct sql sql[] = {
    [FIND] = { "account find", "SELECT id, person_id, login, state FROM account WHERE login = ?1", SQL_READ },
    [SECRET] = { "account secret", "SELECT id, password FROM account WHERE login = ?1 AND state = 'active'", SQL_READ },
    [ADD] = { "account add",
        "INSERT INTO account (id, login, person_id, password, state, language, made_at, epoch)"
        " VALUES (?1, ?2, ?3, ?4, 'active', ?5, ?6, 1)", SQL_WRITE },
    [ALLOW] = { "account allow",
        "INSERT INTO account_grant (id, account_id, role, unit_id, body_id, post_id, valid_from, valid_to, below)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        SQL_WRITE },
    [GRANTS_END] = { "account grants end",
        "UPDATE account_grant SET valid_to = ?2 WHERE post_id = ?1 AND (valid_to IS NULL OR valid_to > ?2)",
            SQL_WRITE },
    [DISABLE] = { "account disable",
        "UPDATE account SET state = 'disabled', epoch = epoch + 1 WHERE id = ?1 AND state = 'active'", SQL_WRITE },
    [CHANGE] = { "account change password",
        "UPDATE account SET password = ?2, epoch = epoch + 1 WHERE id = ?1", SQL_WRITE },
    [REHASH] = { "account rehash",
        "UPDATE account SET password = ?3 WHERE id = ?1 AND password = ?2", SQL_WRITE },
    [LOGIN_OF] = { "account login of",
        "SELECT login, person.name FROM account JOIN person ON person.id = person_id WHERE account.id = ?1", SQL_READ },
    [PLACES] = { "account places",
        "SELECT DISTINCT unit.name FROM account_grant g JOIN unit ON unit.id = g.unit_id WHERE g.account_id = ?1",
        SQL_READ },
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

error account_allow(struct arena *a, struct db *db, const struct new_grant *new, int64_t *id)
{
    if (new->role == ROLE_NONE || new->from.n != 10)
        return FAIL(a, ERR_INPUT,
            "Cần chọn vai trò và ngày bắt đầu. Hãy điền đủ rồi lưu lại.");
    if (new->below && !role_may_reach_below(new->role))
        return FAIL(a, ERR_INPUT,
            "Vai trò “%s” không giao được cho cả các đơn vị cấp dưới. Bỏ chọn cấp dưới rồi lưu lại.",
            role_name(new->role));
    if (!new->body_id && role_in_body(new->role))
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
    BIND(r, new->below);
    return rows_end(r);
}

error account_grants_end(struct arena *a, struct db *db, int64_t post_id, struct str last_day)
{
    struct rows *r = db_run(a, db, &account_sql, GRANTS_END);
    BIND(r, post_id);
    BIND(r, last_day);
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
    TRY(session_end_all(a, db, account_id));
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

error account_words(struct arena *a, struct db *db, int64_t account_id, struct str *login, struct str *words)
{
    struct buf b = buf_open(a);
    struct rows *r = db_run(a, db, &account_sql, LOGIN_OF);
    BIND(r, account_id);
    *login = S("");
    if (rows_next(r)) {
        *login = row_str(r, 0);
        buf_str(&b, row_str(r, 1));
    }
    TRY(rows_end(r));
    r = db_run(a, db, &account_sql, PLACES);
    BIND(r, account_id);
    while (rows_next(r)) buf_fmt(&b, " %.*s", STR(row_str(r, 0)));
    *words = buf_done(&b);
    return rows_end(r);
}

/* ---- logging in ---- */

struct entry {
    struct str login, source, device, hash, new_hash, waiting, code;
    int64_t account_id;
    const struct who *who;
    struct logged_in out;
    bool right;
};

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

/* Names that are shut, those without a second factor: said before the password is looked at, so it tells nothing. */
static error refuse_shut(struct arena *a, struct db *db, const struct entry *e)
{
    bool shut;
    struct totp factor = { .on = false };
    TRY(throttle_is_shut(a, db, e->login, &shut));
    if (shut && e->account_id) TRY(totp_get(a, db, e->account_id, &factor));
    if (!shut || factor.on) return NULL;
    return FAIL(a, ERR_TOO_MANY,
        "Tên đăng nhập này đang tạm khóa vì nhập sai quá nhiều lần từ nhiều nơi. Liên hệ người quản trị để mở.");
}

/* Counts the try, then compares: ERR_TOO_MANY, ERR_LOGIN, or e->account_id is that of the owner. */
static error prove(struct arena *a, struct store *s, struct entry *e, struct str password)
{
    struct db *db;
    bool right = false;
    TRY(db_write(a, s, enter_job, e));
    TRY(store_reader(s, &db));
    struct rows *r = db_run(a, db, &account_sql, SECRET);
    BIND(r, e->login);
    if (rows_next(r)) {
        e->account_id = row_int(r, 0);
        e->hash = row_str(r, 1);
    }
    TRY(rows_end(r));
    if (!e->who) TRY(refuse_shut(a, db, e));
    TRY(password_verify(a, password, e->hash, &right));
    if (right) return NULL;
    TRY(db_write(a, s, failed_job, e));
    return FAIL(a, ERR_LOGIN,
        "Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra chữ hoa, chữ thường và bộ gõ rồi nhập lại.");
}

error account_enter(struct arena *a, struct db *db, const struct session_new *new, const char *how,
    struct logged_in *out)
{
    struct totp factor;
    struct session_new session = *new;
    struct who self = { .account_id = new->account_id };
    TRY(totp_get(a, db, new->account_id, &factor));
    session.stage = factor.on ? SESSION_CODE : SESSION_OPEN;
    out->code = factor.on;
    TRY(session_begin(a, db, &session, &out->token));
    return factor.on ? NULL : audit_add(a, db, &self, how, "account", new->account_id, S(""), S(""));
}

static error open_job(struct arena *a, struct db *db, void *arg)
{
    struct entry *e = arg;
    struct session_new new = { .account_id = e->account_id, .source = e->source, .device = e->device, .proved = true };
    TRY(account_enter(a, db, &new, "log in", &e->out));
    if (!e->out.code) TRY(throttle_clear(a, db, e->login, e->source));
    if (!e->new_hash.n) return NULL;
    struct rows *r = db_run(a, db, &account_sql, REHASH);
    BIND(r, e->account_id);
    BIND(r, e->hash);
    BIND(r, e->new_hash);
    return rows_end(r);
}

static void anchor(struct arena *a, struct store *s)
{
    error anchored = audit_anchor(a, s);
    if (anchored) LOG(LOG_WARN, "the mark of the audit was not moved on (%s)", err_name(anchored->kind));
}

error account_log_in(struct arena *a, struct store *s, const struct log_in *in, struct logged_in *out)
{
    struct entry e = { .login = str_cut(login_of(a, in->login), 0, 200), .source = in->source, .device = in->device };
    TRY(prove(a, s, &e, in->password));
    if (password_is_old(a, e.hash)) TRY(password_hash(a, in->password, &e.new_hash));
    TRY(db_write(a, s, open_job, &e));
    *out = e.out;
    anchor(a, s);
    return NULL;
}

/* ---- the second factor ---- */

/* Whoever knows the password and guesses codes is counted for the account, whatever address they come from. */
static struct str second_name(struct arena *a, int64_t account_id)
{
    return str_fmt(a, "2 %lld", (long long)account_id);
}

static error second_enter_job(struct arena *a, struct db *db, void *arg)
{
    const struct entry *e = arg;
    return throttle_enter(a, db, second_name(a, e->account_id), S("code"));
}

static error second_job(struct arena *a, struct db *db, void *arg)
{
    struct entry *e = arg;
    TRY(totp_check(a, db, e->account_id, e->code, &e->right));
    if (!e->right) return failed_job(a, db, arg);
    struct str login, words;
    struct session_new new = { .account_id = e->account_id, .source = e->source, .device = e->device, .proved = true };
    struct who self = { .account_id = e->account_id };
    TRY(throttle_clear(a, db, second_name(a, e->account_id), S("code")));
    TRY(account_words(a, db, e->account_id, &login, &words));
    TRY(throttle_clear(a, db, login, e->source));
    TRY(session_begin(a, db, &new, &e->out.token));
    return audit_add(a, db, &self, "log in", "account", e->account_id, S(""), S("second factor"));
}

error account_second(struct arena *a, struct store *s, struct str waiting, struct str code, struct str source,
    struct str device, struct str *token, bool *over)
{
    struct db *db;
    struct entry e = { .code = code, .source = source, .device = device };
    TRY(store_reader(s, &db));
    TRY(session_waits(a, db, waiting, &e.account_id));
    *over = !e.account_id;
    if (*over) return FAIL(a, ERR_LOGIN, "Đã quá thời gian nhập mã. Hãy đăng nhập lại từ đầu.");
    TRY(db_write(a, s, second_enter_job, &e));
    TRY(db_write(a, s, second_job, &e));
    if (!e.right)
        return FAIL(a, ERR_LOGIN,
            "Mã chưa đúng hoặc đã dùng rồi. Chờ điện thoại hiện mã mới, hoặc nhập một mã dự phòng.");
    TRY(session_end(a, s, waiting));
    *token = e.out.token;
    anchor(a, s);
    return NULL;
}

/* ---- logging out, the password again, a new password ---- */

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

/* A session that was left open must not be a way to guess: it is counted as a source of its own. */
static struct entry own_entry(const struct who *who)
{
    return (struct entry){ .login = who->login, .source = S("session"), .who = who };
}

static error proved_job(struct arena *a, struct db *db, void *arg)
{
    const struct entry *e = arg;
    TRY(throttle_clear(a, db, e->login, e->source));
    return session_prove(a, db, e->who);
}

error account_prove(struct arena *a, struct store *s, const struct who *who, struct str password)
{
    if (session_is_proved(who)) return NULL;
    struct entry e = own_entry(who);
    if (!password.n)
        return FAIL(a, ERR_LOGIN, "Việc này cần nhập lại mật khẩu của chính mình. Nhập mật khẩu rồi gửi lại.");
    TRY(prove(a, s, &e, password));
    if (e.account_id != who->account_id) return FAIL(a, ERR_LOGIN, "Cần đăng nhập lại trước khi làm việc này.");
    return db_write(a, s, proved_job, &e);
}

error account_put_password(struct arena *a, struct db *db, int64_t account_id, struct str hash)
{
    struct rows *r = db_run(a, db, &account_sql, CHANGE);
    BIND(r, account_id);
    BIND(r, hash);
    TRY(rows_end(r));
    TRY(password_past_add(a, db, account_id, hash));
    return session_end_all(a, db, account_id);
}

static error change_job(struct arena *a, struct db *db, void *arg)
{
    struct entry *e = arg;
    TRY(throttle_clear(a, db, e->login, S("session")));
    TRY(account_put_password(a, db, e->account_id, e->new_hash));
    struct session_new new = { .account_id = e->account_id, .source = e->source, .device = e->device, .proved = true };
    TRY(session_begin(a, db, &new, &e->out.token));
    return audit_add(a, db, e->who, "change password", "account", e->account_id, S(""), S(""));
}

error account_change_password(struct arena *a, struct store *s, const struct who *who, const struct new_password *new,
    struct str *token)
{
    struct db *db;
    struct str login, words;
    struct entry e = own_entry(who);
    TRY(store_reader(s, &db));
    TRY(account_words(a, db, who->account_id, &login, &words));
    TRY(password_check(a, new->new, who->login, words));
    TRY(password_kinds_check(a, db, who->account_id, new->new));
    TRY(prove(a, s, &e, new->old));
    if (e.account_id != who->account_id) return FAIL(a, ERR_LOGIN, "Cần đăng nhập lại trước khi đổi mật khẩu.");
    TRY(password_past_check(a, db, who->account_id, new->new));
    TRY(password_hash(a, new->new, &e.new_hash));
    e.source = new->source;
    e.device = new->device;
    TRY(db_write(a, s, change_job, &e));
    *token = e.out.token;
    return NULL;
}
