/* session.c - from a cookie to the person of the request. See session.h. Must never keep a token, only its hash. */
#include "core/office/session.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/audit.h"
#include "core/office/password_past.h"
#include "core/office/setting.h"
#include "core/office/totp.h"
#include "core/office/unit.h"
#include <sodium.h>

enum { TOKEN_BYTES = 32, CSRF_BYTES = 16, MINUTE = 60 * 1000, NOTE_EVERY = MINUTE };

enum { GET, WAITS, PERSON, GRANTS, ADD, TOUCH, ACT, END, END_OLD, LIST, END_ONE, END_OTHERS, END_ALL,
    END_EVERYONE, PROVE };
static const struct sql sql[] = {
    [GET] = { "session get",
        "SELECT session.account_id, grant_id, csrf, seen_at, person_id, login, language, person.name, session.id,"
        " proved_at, (SELECT COUNT(*) FROM account_totp WHERE account_totp.account_id = account.id"
        " AND account_totp.state = 'on') FROM session"
        " JOIN account ON account.id = session.account_id AND account.epoch = session.epoch"
        " AND account.state = 'active'"
        " JOIN person ON person.id = account.person_id"
        " WHERE token_hash = ?1 AND stage = 'open' AND seen_at > ?2 AND ends_at > ?3", SQL_READ },
    [WAITS] = { "session waits",
        "SELECT session.account_id FROM session JOIN account ON account.id = session.account_id"
        " AND account.epoch = session.epoch AND account.state = 'active'"
        " WHERE token_hash = ?1 AND stage = 'code' AND ends_at > ?2", SQL_READ },
    [PERSON] = { "session person",
        "SELECT account.id, person_id, login, language, person.name FROM account"
        " JOIN person ON person.id = account.person_id WHERE account.id = ?1 AND account.state = 'active'", SQL_READ },
    [GRANTS] = { "session grants",
        "SELECT g.id, g.role, g.unit_id, unit.tree_from, unit.tree_to, unit.code, unit.kind, unit.name,"
        " g.body_id, body.name, body.organisation, post.title, g.below"
        " FROM account_grant g JOIN unit ON unit.id = g.unit_id LEFT JOIN body ON body.id = g.body_id"
        " LEFT JOIN post ON post.id = g.post_id"
        " WHERE g.account_id = ?1 AND g.valid_from <= ?2 AND (g.valid_to IS NULL OR g.valid_to >= ?2)"
        " AND g.ended_at IS NULL AND (post.valid_to IS NULL OR post.valid_to >= ?2) ORDER BY g.id", SQL_READ },
    [ADD] = { "session add",
        "INSERT INTO session (token_hash, account_id, epoch, csrf, made_at, seen_at, ends_at, id, stage, source,"
        " device, proved_at) SELECT ?1, id, epoch, ?3, ?4, ?4, ?5, ?6, ?7, ?8, ?9, ?10 FROM account"
        " WHERE id = ?2 AND state = 'active'", SQL_WRITE },
    [TOUCH] = { "session touch", "UPDATE session SET seen_at = ?2 WHERE token_hash = ?1 AND seen_at < ?2", SQL_WRITE },
    [ACT] = { "session act", "UPDATE session SET grant_id = ?2 WHERE token_hash = ?1", SQL_WRITE },
    [END] = { "session end", "DELETE FROM session WHERE token_hash = ?1", SQL_WRITE },
    [END_OLD] = { "session end old", "DELETE FROM session WHERE ends_at < ?1 OR seen_at < ?2", SQL_WRITE },
    [LIST] = { "session list",
        "SELECT session.id, session.made_at, seen_at, source, device FROM session JOIN account"
        " ON account.id = session.account_id AND account.epoch = session.epoch WHERE session.account_id = ?1"
        " AND stage = 'open' AND seen_at > ?2 AND ends_at > ?3 ORDER BY seen_at DESC, session.id DESC", SQL_READ },
    [END_ONE] = { "session end one", "DELETE FROM session WHERE account_id = ?1 AND id = ?2", SQL_WRITE },
    [END_OTHERS] = { "session end others", "DELETE FROM session WHERE account_id = ?1 AND id <> ?2", SQL_WRITE },
    [END_ALL] = { "session end all", "DELETE FROM session WHERE account_id = ?1", SQL_WRITE },
    [END_EVERYONE] = { "session end everyone", "DELETE FROM session", SQL_WRITE },
    [PROVE] = { "session prove", "UPDATE session SET proved_at = ?3 WHERE account_id = ?1 AND id = ?2", SQL_WRITE },
};
struct sql_list session_sql = SQL_LIST(sql);

static struct str hash_of(struct arena *a, struct str token)
{
    unsigned char h[32];
    char hex[sizeof h * 2 + 1];
    crypto_generichash(h, sizeof h, (const unsigned char *)token.p, token.n, NULL, 0);
    sodium_bin2hex(hex, sizeof hex, h, sizeof h);
    return str_copy(a, (struct str){ hex, sizeof hex - 1 });
}

error session_begin(struct arena *a, struct db *db, const struct session_new *new, struct str *token)
{
    enum { DEVICE_LONGEST = 300 };
    int64_t now = clock_now(), id, idle, longest;
    TRY(setting_int(a, db, SETTING_SESSION_IDLE, 0, &idle));
    TRY(setting_int(a, db, SETTING_SESSION_LONGEST, 0, &longest));
    struct rows *r = db_run(a, db, &session_sql, END_OLD);
    BIND(r, now);
    BIND(r, now - idle * MINUTE);
    TRY(rows_end(r));
    uint64_t number;
    random_fill(&number, sizeof number);           /* a count would tell how many log in */
    id = (int64_t)(number >> 16) + 1;
    *token = random_token(a, TOKEN_BYTES);
    bool waits = new->stage == SESSION_CODE;
    r = db_run(a, db, &session_sql, ADD);
    BIND(r, hash_of(a, *token));
    BIND(r, new->account_id);
    BIND(r, random_token(a, CSRF_BYTES));
    BIND(r, now);
    BIND(r, now + (waits ? SESSION_CODE_LONGEST : longest * 60 * MINUTE));
    BIND(r, id);
    BIND(r, waits ? S("code") : S("open"));
    BIND(r, new->source);
    BIND(r, str_cut(new->device, 0, DEVICE_LONGEST));
    BIND(r, new->proved ? now : 0);
    TRY(rows_end(r));
    return rows_changed(r) ? NULL : FAIL(a, ERR_LOGIN,
        "Tài khoản này đã ngừng hoạt động. Vui lòng liên hệ người quản trị.");
}

error session_open(struct arena *a, struct db *db, int64_t account_id, struct str *token)
{
    struct session_new new = { .account_id = account_id, .source = S(""), .device = S("") };
    return session_begin(a, db, &new, token);
}

static error grants_of(struct arena *a, struct db *db, struct who *who, int64_t acting)
{
    struct rows *r = db_run(a, db, &session_sql, GRANTS);
    BIND(r, who->account_id);
    BIND(r, clock_day(a, clock_now()));
    while (rows_next(r)) {
        struct unit unit = { .kind = row_str(r, 6), .name = row_str(r, 7) };
        LIST_ADD(a, who->grant, who->grants, (struct grant){
            .id = row_int(r, 0), .role = role_of(row_str(r, 1)), .unit_id = row_int(r, 2),
            .unit_from = row_int(r, 3), .unit_to = row_int(r, 4),
            .unit_code = row_str(r, 5), .unit_name = unit_title(a, &unit), .body_id = row_int(r, 8),
            .body_name = row_str(r, 9),
            .organisation = row_str(r, 10), .post_title = row_str(r, 11), .below = row_int(r, 12) != 0 });
    }
    for (size_t i = 0; i < who->grants; i++)               /* the one that was chosen; else the first */
        if (i == 0 || who->grant[i].id == acting) who->acting = &who->grant[i];
    return rows_end(r);
}

/* Administrators need the second factor, unless the office has decided otherwise; and a new password now and then, when
 * it has decided so. */
static error owes_what(struct arena *a, struct db *db, struct who *who, bool factor)
{
    bool admin = false;
    for (size_t i = 0; i < who->grants; i++) admin |= who->grant[i].role == ROLE_ADMIN;
    if (!admin) return NULL;
    if (!factor) TRY(totp_is_wanted(a, db, &who->owes));
    return password_past_due(a, db, who->account_id, &who->stale);
}

struct touch { struct str hash; int64_t value; int which; };

static error touch_job(struct arena *a, struct db *db, void *arg)
{
    const struct touch *t = arg;
    struct rows *r = db_run(a, db, &session_sql, t->which);
    BIND(r, t->hash);
    if (t->which != END) BIND(r, t->value);
    return rows_end(r);
}

static error who_is(struct arena *a, struct store *s, struct str token, bool note, const struct who **out)
{
    struct db *db;
    *out = NULL;
    if (token.n != TOKEN_BYTES * 2) return NULL;
    TRY(store_reader(s, &db));
    int64_t now = clock_now(), idle;
    TRY(setting_int(a, db, SETTING_SESSION_IDLE, 0, &idle));
    struct touch t = { hash_of(a, token), now, TOUCH };
    struct rows *r = db_run(a, db, &session_sql, GET);
    BIND(r, t.hash);
    BIND(r, now - idle * MINUTE);
    BIND(r, now);
    if (!rows_next(r)) return rows_end(r);
    struct who *who = NEW(a, struct who);
    *who = (struct who){
        .account_id = row_int(r, 0), .csrf = row_str(r, 2), .person_id = row_int(r, 4), .login = row_str(r, 5),
        .language = str_is(row_str(r, 6), S("en")) ? LANGUAGE_EN : LANGUAGE_VI, .name = row_str(r, 7),
        .session_id = row_int(r, 8), .proved_at = row_int(r, 9) };
    int64_t acting = row_int(r, 1), seen = row_int(r, 3);
    bool factor = row_int(r, 10) > 0;
    TRY(rows_end(r));
    TRY(grants_of(a, db, who, acting));
    int64_t admin_idle;
    TRY(setting_int(a, db, SETTING_SESSION_ADMIN, 0, &admin_idle));
    if (who->acting && who->acting->role == ROLE_ADMIN && seen <= now - admin_idle * MINUTE) return NULL;
    TRY(owes_what(a, db, who, factor));
    if (note && now - seen > NOTE_EVERY) {
        error e = db_write(a, s, touch_job, &t);
        /* reading goes on */
        if (e) LOG(LOG_WARN, "a request could not be noted in its session (%s)", err_name(e->kind));
    }
    *out = who;
    return NULL;
}

error session_who(struct arena *a, struct store *s, struct str token, const struct who **out)
{
    return who_is(a, s, token, true, out);
}

error session_look(struct arena *a, struct store *s, struct str token, const struct who **out)
{
    return who_is(a, s, token, false, out);
}

error session_person(struct arena *a, struct db *db, int64_t account_id, int64_t grant_id, const struct who **out)
{
    *out = NULL;
    struct rows *r = db_run(a, db, &session_sql, PERSON);
    BIND(r, account_id);
    if (!rows_next(r)) return rows_end(r);
    struct who *who = NEW(a, struct who);
    *who = (struct who){ .account_id = row_int(r, 0), .person_id = row_int(r, 1), .login = row_str(r, 2),
        .language = str_is(row_str(r, 3), S("en")) ? LANGUAGE_EN : LANGUAGE_VI, .name = row_str(r, 4), .csrf = S("") };
    TRY(rows_end(r));
    TRY(grants_of(a, db, who, grant_id));
    if (who->acting && who->acting->id == grant_id) *out = who;
    return NULL;
}

error session_act(struct arena *a, struct store *s, const struct who *who, struct str token, int64_t grant_id)
{
    struct touch t = { hash_of(a, token), grant_id, ACT };
    for (size_t i = 0; i < who->grants; i++)
        if (who->grant[i].id == grant_id) return db_write(a, s, touch_job, &t);
    return FAIL(a, ERR_DENIED, "Vai trò vừa chọn không thuộc tài khoản này. Hãy tải lại trang rồi chọn lại.");
}

error session_waits(struct arena *a, struct db *db, struct str token, int64_t *account_id)
{
    *account_id = 0;
    if (token.n != TOKEN_BYTES * 2) return NULL;
    struct rows *r = db_run(a, db, &session_sql, WAITS);
    BIND(r, hash_of(a, token));
    BIND(r, clock_now());
    if (rows_next(r)) *account_id = row_int(r, 0);
    return rows_end(r);
}

/* ---- the owner's list ---- */

error session_list_of(struct arena *a, struct db *db, const struct who *who, struct session_list *out)
{
    int64_t now = clock_now(), idle;
    *out = (struct session_list){ 0 };
    TRY(setting_int(a, db, SETTING_SESSION_IDLE, 0, &idle));
    struct rows *r = db_run(a, db, &session_sql, LIST);
    BIND(r, who->account_id);
    BIND(r, now - idle * MINUTE);
    BIND(r, now);
    while (rows_next(r))
        LIST_ADD(a, out->row, out->n, (struct session_row){
            .id = row_int(r, 0), .made_at = row_int(r, 1), .seen_at = row_int(r, 2), .source = row_str(r, 3),
            .device = row_str(r, 4), .here = row_int(r, 0) == who->session_id });
    return rows_end(r);
}

/* The first mark that is found names it; order matters, since browsers call themselves by each other's names. */
static struct str named(struct str device, const char *const (*list)[2], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_find(device, str_c(list[i][0]), 0) != SIZE_MAX) return str_c(list[i][1]);
    return S("");
}

struct str session_device(struct arena *a, struct str device)
{
    static const char *const browsers[][2] = {
        { "coc_coc", "Cốc Cốc" }, { "Edg", "Edge" }, { "OPR/", "Opera" }, { "Firefox/", "Firefox" },
        { "SamsungBrowser", "Samsung Internet" }, { "Chrome/", "Chrome" }, { "Safari/", "Safari" }, { "curl/", "curl" },
    };
    static const char *const systems[][2] = {
        { "Android", "Android" }, { "iPhone", "iPhone" }, { "iPad", "iPad" }, { "Windows", "Windows" },
        { "Macintosh", "macOS" }, { "CrOS", "ChromeOS" }, { "Linux", "Linux" },
    };
    struct str browser = named(device, browsers, COUNT(browsers)), system = named(device, systems, COUNT(systems));
    if (!browser.n) return system;
    return system.n ? str_fmt(a, say("%.*s trên %.*s"), STR(browser), STR(system)) : browser;
}

error session_end_own(struct arena *a, struct db *db, const struct who *who, int64_t id)
{
    struct rows *r = db_run(a, db, &session_sql, id ? END_ONE : END_OTHERS);
    BIND(r, who->account_id);
    BIND(r, id ? id : who->session_id);
    TRY(rows_end(r));
    if (id && !rows_changed(r))
        return FAIL(a, ERR_MISSING, "Phiên này đã kết thúc rồi. Tải lại trang để xem danh sách mới.");
    return audit_add(a, db, who, id ? "end session" : "end other sessions", "account", who->account_id, S(""), S(""));
}

error session_end_all(struct arena *a, struct db *db, int64_t account_id)
{
    struct rows *r = db_run(a, db, &session_sql, END_ALL);
    BIND(r, account_id);
    return rows_end(r);
}

error session_end_everyone(struct arena *a, struct db *db)
{
    return rows_end(db_run(a, db, &session_sql, END_EVERYONE));
}

error session_prove(struct arena *a, struct db *db, const struct who *who)
{
    struct rows *r = db_run(a, db, &session_sql, PROVE);
    BIND(r, who->account_id);
    BIND(r, who->session_id);
    BIND(r, clock_now());
    return rows_end(r);
}

bool session_is_proved(const struct who *who)
{
    return who->proved_at > 0 && clock_now() - who->proved_at < SESSION_PROOF;
}

error session_end(struct arena *a, struct store *s, struct str token)
{
    struct touch t = { hash_of(a, token), 0, END };
    return db_write(a, s, touch_job, &t);
}
