/* account_code.c - see account_code.h. Owns the table account_code. Must never keep a code. */
#include "core/office/account_code.h"
#include "base/machine.h"
#include "core/office/audit.h"
#include "core/office/passcode.h"
#include "core/office/person.h"
#include "core/office/throttle.h"
#include "core/office/unit.h"
#include "core/office/password_past.h"

enum { CODE_LETTERS = 16 };

enum { OF_HASH, ADD, FORGET, FORGET_SETUP, USE, ANY_ACCOUNT, ROOT };
static const struct sql sql[] = {
    [OF_HASH] = { "account_code of hash",
        "SELECT c.account_id FROM account_code c LEFT JOIN account ON account.id = c.account_id"
        " WHERE code_hash = ?1 AND ends_at > ?2 AND (c.account_id IS NULL OR account.state = 'active')", SQL_READ },
    [ADD] = { "account_code add",
        "INSERT INTO account_code (code_hash, account_id, kind, made_by, made_at, ends_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6)", SQL_WRITE },
    [FORGET] = { "account_code forget", "DELETE FROM account_code WHERE account_id = ?1", SQL_WRITE },
    [FORGET_SETUP] = { "account_code forget setup", "DELETE FROM account_code WHERE kind = 'setup'", SQL_WRITE },
    [USE] = { "account_code use", "DELETE FROM account_code WHERE code_hash = ?1 AND ends_at > ?2", SQL_WRITE },
    [ANY_ACCOUNT] = { "account_code any account", "SELECT id FROM account LIMIT 1", SQL_READ },
    [ROOT] = { "account_code root",
        "SELECT id FROM unit WHERE parent_id IS NULL ORDER BY tree_from LIMIT 1", SQL_READ },
};
struct sql_list account_code_sql = SQL_LIST(sql);

static error put(struct arena *a, struct db *db, const struct who *who, const char *kind, int64_t account_id,
    struct str *code)
{
    int64_t now = clock_now();
    *code = passcode_new(a, CODE_LETTERS);
    struct rows *r = db_run(a, db, &account_code_sql, ADD);
    BIND(r, passcode_hash(a, db, account_id ? "account" : "setup", *code));
    bind_id(r, account_id);
    BIND(r, str_c(kind));
    if (who) BIND(r, who->account_id);
    else bind_null(r);
    BIND(r, now);
    BIND(r, now + ACCOUNT_CODE_LIFE);
    return rows_end(r);
}

error account_code_new(struct arena *a, struct db *db, const struct who *who, enum account_code_kind kind,
    int64_t account_id, struct str *code)
{
    struct rows *r = db_run(a, db, &account_code_sql, FORGET);
    BIND(r, account_id);
    TRY(rows_end(r));
    return put(a, db, who, kind == CODE_INVITE ? "invite" : "reset", account_id, code);
}

/* ---- using one ---- */

struct using { const struct code_use *use; struct str hash, password; int64_t account_id; struct logged_in out;
               struct str name, login; };

static error count_job(struct arena *a, struct db *db, void *arg)
{
    const struct using *u = arg;
    return throttle_enter(a, db, S("code"), u->use->source);
}

static error found_job(struct arena *a, struct db *db, void *arg)
{
    const struct using *u = arg;
    return throttle_clear(a, db, S("code"), u->use->source);
}

/* The try is counted before the code is looked at. setup: codes of that kind have no account. */
static error find(struct arena *a, struct store *s, struct using *u, bool setup)
{
    struct db *db;
    bool found = false;
    TRY(db_write(a, s, count_job, u));
    TRY(store_reader(s, &db));
    u->hash = passcode_hash(a, db, setup ? "setup" : "account", u->use->code);
    if (u->hash.n) {
        struct rows *r = db_run(a, db, &account_code_sql, OF_HASH);
        BIND(r, u->hash);
        BIND(r, clock_now());
        found = rows_next(r);
        if (found) u->account_id = row_int(r, 0);
        TRY(rows_end(r));
    }
    if (found) return db_write(a, s, found_job, u);
    return FAIL(a, ERR_LOGIN,
        "Mã chưa đúng, đã dùng hoặc đã quá 24 giờ. Kiểm tra từng ký tự, hoặc xin người quản trị mã mới.");
}

static error check_password(struct arena *a, const struct code_use *use, struct str login, struct str words)
{
    if (!str_is(use->password, use->again))
        return FAIL(a, ERR_INPUT, "Hai lần nhập mật khẩu chưa giống nhau. Nhập lại cả hai ô.");
    return password_check(a, use->password, login, words);
}

static error take(struct arena *a, struct db *db, const struct using *u)
{
    struct rows *r = db_run(a, db, &account_code_sql, USE);
    BIND(r, u->hash);
    BIND(r, clock_now());
    TRY(rows_end(r));
    return rows_changed(r) ? NULL : FAIL(a, ERR_LOGIN, "Mã này vừa được dùng. Xin người quản trị mã mới.");
}

static error enter(struct arena *a, struct db *db, struct using *u, const char *how)
{
    struct session_new new = { .account_id = u->account_id, .source = u->use->source, .device = u->use->device,
                               .proved = true };
    return account_enter(a, db, &new, how, &u->out);
}

static error use_job(struct arena *a, struct db *db, void *arg)
{
    struct using *u = arg;
    struct str login, words;
    TRY(take(a, db, u));
    TRY(account_put_password(a, db, u->account_id, u->password));
    TRY(account_words(a, db, u->account_id, &login, &words));
    TRY(throttle_release(a, db, login));
    struct who self = { .account_id = u->account_id };
    TRY(audit_add(a, db, &self, "set password by code", "account", u->account_id, S(""), S("")));
    return enter(a, db, u, "log in");
}

error account_code_use(struct arena *a, struct store *s, const struct code_use *use, struct logged_in *out)
{
    struct db *db;
    struct str login, words;
    struct using u = { .use = use };
    TRY(find(a, s, &u, false));
    TRY(store_reader(s, &db));
    TRY(account_words(a, db, u.account_id, &login, &words));
    TRY(check_password(a, use, login, words));
    TRY(password_kinds_check(a, db, u.account_id, use->password));
    TRY(password_past_check(a, db, u.account_id, use->password));
    TRY(password_hash(a, use->password, &u.password));
    TRY(db_write(a, s, use_job, &u));
    *out = u.out;
    return NULL;
}

/* ---- the first administrator ---- */

error account_is_first(struct arena *a, struct db *db, bool *first)
{
    struct rows *r = db_run(a, db, &account_code_sql, ANY_ACCOUNT);
    *first = !rows_next(r);
    return rows_end(r);
}

static error setup_code_job(struct arena *a, struct db *db, void *arg)
{
    bool first;
    *(struct str *)arg = S("");
    struct rows *r = db_run(a, db, &account_code_sql, FORGET_SETUP);
    TRY(rows_end(r));
    TRY(account_is_first(a, db, &first));
    return first ? put(a, db, NULL, "setup", 0, arg) : NULL;
}

error account_setup_code(struct arena *a, struct store *s, struct str *code)
{
    struct db *db;
    bool first;
    *code = S("");
    TRY(store_reader(s, &db));
    TRY(account_is_first(a, db, &first));
    return first ? db_write(a, s, setup_code_job, code) : NULL;
}

/* The top of the tree: the whole country. An empty database has none yet. */
static error root_of(struct arena *a, struct db *db, int64_t *id)
{
    struct rows *r = db_run(a, db, &account_code_sql, ROOT);
    *id = rows_next(r) ? row_int(r, 0) : 0;
    TRY(rows_end(r));
    if (*id) return NULL;
    struct unit country = { .code = S("VN"), .level = S("central"), .kind = S("nước"), .name = S("Việt Nam"),
                            .valid_from = S("1945-09-02") };
    return unit_add(a, db, &country, id);
}

static error setup_job(struct arena *a, struct db *db, void *arg)
{
    struct using *u = arg;
    int64_t person_id, unit_id, grant_id;
    bool first;
    TRY(take(a, db, u));
    TRY(account_is_first(a, db, &first));
    if (!first) return FAIL(a, ERR_CONFLICT, "Đã có tài khoản rồi. Đăng nhập bằng tài khoản ấy.");
    TRY(person_add(a, db, u->name, &person_id));
    TRY(account_add(a, db, person_id, u->login, u->password, LANGUAGE_VI, &u->account_id));
    TRY(root_of(a, db, &unit_id));
    struct new_grant grant = { .account_id = u->account_id, .role = ROLE_ADMIN, .unit_id = unit_id, .below = true,
                               .from = clock_day(a, clock_now()) };
    TRY(account_allow(a, db, &grant, &grant_id));
    struct who self = { .account_id = u->account_id };
    TRY(audit_add(a, db, &self, "first administrator", "account", u->account_id, S(""), u->login));
    return enter(a, db, u, "log in");
}

error account_setup(struct arena *a, struct store *s, const struct setup_use *setup, struct logged_in *out)
{
    struct using u = { .use = &setup->use, .name = str_trim(setup->name), .login = setup->login };
    TRY(find(a, s, &u, true));
    if (!u.name.n) return FAIL(a, ERR_INPUT, "Chưa có họ và tên. Ghi họ tên của người quản trị rồi gửi lại.");
    TRY(check_password(a, &setup->use, setup->login, u.name));
    TRY(password_hash(a, setup->use.password, &u.password));
    TRY(db_write(a, s, setup_job, &u));
    *out = u.out;
    return NULL;
}
