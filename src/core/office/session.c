/* session.c - from a cookie to the person of the request. See session.h. Must never keep a token, only its hash. */
#include "core/office/session.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/unit.h"
#include <sodium.h>

enum { TOKEN_BYTES = 32, CSRF_BYTES = 16, NOTE_EVERY = 60 * 1000 };

enum { GET, PERSON, GRANTS, ADD, TOUCH, ACT, END, END_OLD };
static const struct sql sql[] = {
    [GET] = { "session get",
        "SELECT session.account_id, grant_id, csrf, seen_at, person_id, login, language, person.name FROM session"
        " JOIN account ON account.id = session.account_id AND account.epoch = session.epoch"
        " AND account.state = 'active'"
        " JOIN person ON person.id = account.person_id"
        " WHERE token_hash = ?1 AND seen_at > ?2 AND ends_at > ?3", SQL_READ },
    [PERSON] = { "session person",
        "SELECT account.id, person_id, login, language, person.name FROM account"
        " JOIN person ON person.id = account.person_id WHERE account.id = ?1 AND account.state = 'active'", SQL_READ },
    [GRANTS] = { "session grants",
        "SELECT g.id, g.role, g.unit_id, unit.tree_from, unit.tree_to, unit.code, unit.kind, unit.name,"
        " g.body_id, body.name, body.organisation, post.title"
        " FROM account_grant g JOIN unit ON unit.id = g.unit_id LEFT JOIN body ON body.id = g.body_id"
        " LEFT JOIN post ON post.id = g.post_id"
        " WHERE g.account_id = ?1 AND g.valid_from <= ?2 AND (g.valid_to IS NULL OR g.valid_to >= ?2)"
        " AND (post.valid_to IS NULL OR post.valid_to >= ?2) ORDER BY g.id", SQL_READ },
    [ADD] = { "session add",
        "INSERT INTO session (token_hash, account_id, epoch, csrf, made_at, seen_at, ends_at)"
        " SELECT ?1, id, epoch, ?3, ?4, ?4, ?5 FROM account WHERE id = ?2 AND state = 'active'", SQL_WRITE },
    [TOUCH] = { "session touch", "UPDATE session SET seen_at = ?2 WHERE token_hash = ?1 AND seen_at < ?2", SQL_WRITE },
    [ACT] = { "session act", "UPDATE session SET grant_id = ?2 WHERE token_hash = ?1", SQL_WRITE },
    [END] = { "session end", "DELETE FROM session WHERE token_hash = ?1", SQL_WRITE },
    [END_OLD] = { "session end old", "DELETE FROM session WHERE ends_at < ?1 OR seen_at < ?2", SQL_WRITE },
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

error session_open(struct arena *a, struct db *db, int64_t account_id, struct str *token)
{
    int64_t now = clock_now();
    struct rows *r = db_run(a, db, &session_sql, END_OLD);
    BIND(r, now);
    BIND(r, now - SESSION_IDLE);
    TRY(rows_end(r));
    *token = random_token(a, TOKEN_BYTES);
    r = db_run(a, db, &session_sql, ADD);
    BIND(r, hash_of(a, *token));
    BIND(r, account_id);
    BIND(r, random_token(a, CSRF_BYTES));
    BIND(r, now);
    BIND(r, now + SESSION_LONGEST);
    TRY(rows_end(r));
    return rows_changed(r) ? NULL : FAIL(a, ERR_LOGIN,
        "Tài khoản này đã ngừng hoạt động. Vui lòng liên hệ người quản trị.");
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
            .organisation = row_str(r, 10), .post_title = row_str(r, 11) });
    }
    for (size_t i = 0; i < who->grants; i++)               /* the one that was chosen; else the first */
        if (i == 0 || who->grant[i].id == acting) who->acting = &who->grant[i];
    return rows_end(r);
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

error session_who(struct arena *a, struct store *s, struct str token, const struct who **out)
{
    struct db *db;
    *out = NULL;
    if (token.n != TOKEN_BYTES * 2) return NULL;
    TRY(store_reader(s, &db));
    int64_t now = clock_now();
    struct touch t = { hash_of(a, token), now, TOUCH };
    struct rows *r = db_run(a, db, &session_sql, GET);
    BIND(r, t.hash);
    BIND(r, now - SESSION_IDLE);
    BIND(r, now);
    if (!rows_next(r)) return rows_end(r);
    struct who *who = NEW(a, struct who);
    *who = (struct who){
        .account_id = row_int(r, 0), .csrf = row_str(r, 2), .person_id = row_int(r, 4), .login = row_str(r, 5),
        .language = str_is(row_str(r, 6), S("en")) ? LANGUAGE_EN : LANGUAGE_VI, .name = row_str(r, 7) };
    int64_t acting = row_int(r, 1), seen = row_int(r, 3);
    TRY(rows_end(r));
    TRY(grants_of(a, db, who, acting));
    if (now - seen > NOTE_EVERY) {
        error e = db_write(a, s, touch_job, &t);
        /* reading goes on */
        if (e) LOG(LOG_WARN, "a request could not be noted in its session (%s)", err_name(e->kind));
    }
    *out = who;
    return NULL;
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

error session_end(struct arena *a, struct store *s, struct str token)
{
    struct touch t = { hash_of(a, token), 0, END };
    return db_write(a, s, touch_job, &t);
}
