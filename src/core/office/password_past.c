/* password_past.c - see password_past.h. Owns the table password_past.
 *
 * The two sets of rules contradict each other: ASVS 5.0 6.2.5 and 6.2.10 forbid kinds of letters and changes by the
 * calendar, the state's rules of information security (TCVN 14423) ask for both. So the office chooses; the lower
 * bound, the list of easy passwords and the throttle hold in either case. */
#include "core/office/password_past.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/password.h"
#include "core/office/setting.h"
#include "core/office/totp.h"
#include "vn/text.h"

static const int64_t day = 24 * 60 * 60 * 1000LL;

enum { NOW, PAST, ADD, FORGET, AGE };
static const struct sql sql[] = {
    [NOW] = { "password now", "SELECT password FROM account WHERE id = ?1", SQL_READ },
    [PAST] = { "password past", "SELECT hash FROM password_past WHERE account_id = ?1 ORDER BY id DESC LIMIT 10",
        SQL_READ },
    [ADD] = { "password past add", "INSERT INTO password_past (id, account_id, set_at, hash) VALUES (?1, ?2, ?3, ?4)",
        SQL_WRITE },
    [FORGET] = { "password past forget",
        "DELETE FROM password_past WHERE account_id = ?1 AND id NOT IN"
        " (SELECT id FROM password_past WHERE account_id = ?1 ORDER BY id DESC LIMIT 10)", SQL_WRITE },
    [AGE] = { "password age",
        "SELECT COALESCE((SELECT MAX(set_at) FROM password_past WHERE account_id = ?1), made_at) FROM account"
        " WHERE id = ?1", SQL_READ },
};
struct sql_list password_past_sql = SQL_LIST(sql);
_Static_assert(PASSWORD_PAST == 10, "the statements say it too");

static error follows(struct arena *a, struct db *db, bool *yes)
{
    struct str rules;
    TRY(setting_text(a, db, SETTING_PASSWORD_RULES, 0, &rules));
    *yes = str_is(rules, S("state"));
    return NULL;
}

/* Long enough, with small and capital letters, digits, and anything else: a mark makes no kind of its own. */
static bool is_mixed(struct str password)
{
    int letters = 0;
    bool small = false, capital = false, digit = false, other = false;
    uint32_t code;
    for (size_t at = 0; at < password.n; letters++) {
        at = vn_letter_next(password, at, &code);
        if (vn_is_upper(code)) capital = true;
        else if (code >= '0' && code <= '9') digit = true;
        else if ((code >= 'a' && code <= 'z') || code >= 0xC0) small = true;
        else other = true;
    }
    return letters >= PASSWORD_LONG && small && capital && digit && other;
}

static error was_used(struct arena *a, struct db *db, int64_t account_id, struct str password, bool *used)
{
    struct str *hash = NULL;
    size_t n = 0;
    for (int which = NOW; which <= PAST; which++) {
        struct rows *r = db_run(a, db, &password_past_sql, which);
        BIND(r, account_id);
        while (rows_next(r)) LIST_ADD(a, hash, n, row_str(r, 0));
        TRY(rows_end(r));
    }
    *used = false;
    for (size_t i = 0; i < n && !*used; i++)
        if (hash[i].n && (i == 0 || !str_is(hash[i], hash[0]))) TRY(password_verify(a, password, hash[i], used));
    return NULL;
}

error password_kinds_check(struct arena *a, struct db *db, int64_t account_id, struct str password)
{
    bool yes;
    struct totp factor;
    TRY(follows(a, db, &yes));
    if (!yes) return NULL;
    TRY(totp_get(a, db, account_id, &factor));
    if (!factor.on && !is_mixed(password))
        return FAIL(a, ERR_INPUT,
            "Theo quy định đang áp dụng, mật khẩu cần ít nhất %d ký tự, có chữ thường, chữ hoa, chữ số và dấu câu hoặc "
            "khoảng trắng. Ai đã bật đăng nhập hai lớp thì chỉ cần đủ dài.", PASSWORD_LONG);
    return NULL;
}

error password_past_check(struct arena *a, struct db *db, int64_t account_id, struct str password)
{
    bool yes, used;
    TRY(follows(a, db, &yes));
    if (!yes) return NULL;
    TRY(was_used(a, db, account_id, password, &used));
    if (used)
        return FAIL(a, ERR_INPUT,
            "Theo quy định đang áp dụng, mật khẩu mới phải khác %d mật khẩu gần nhất. Hãy chọn mật khẩu khác.",
            PASSWORD_PAST);
    return NULL;
}

error password_words(struct arena *a, struct db *db, int64_t account_id, struct password_words *out)
{
    bool yes;
    struct totp factor = { 0 };
    TRY(follows(a, db, &yes));
    if (yes && account_id) TRY(totp_get(a, db, account_id, &factor));
    bool mixed = yes && !factor.on;
    out->label = str_fmt(a, say("Mật khẩu mới, ít nhất %d ký tự"), mixed ? PASSWORD_LONG : PASSWORD_SHORTEST);
    out->rule =
        mixed ? SAY("Có chữ thường, chữ hoa, chữ số và dấu câu hoặc khoảng trắng; khác mười mật khẩu gần nhất.")
        : yes ? SAY("Khác mười mật khẩu gần nhất. Một câu dễ nhớ là tốt nhất, có dấu và khoảng trắng cũng được.")
              : SAY("Một câu dễ nhớ là tốt nhất, có dấu và khoảng trắng cũng được. Không cần chữ hoa hay ký hiệu.");
    return NULL;
}

error password_past_add(struct arena *a, struct db *db, int64_t account_id, struct str hash)
{
    int64_t id;
    TRY(db_next_id(a, db, "password_past", &id));
    struct rows *r = db_run(a, db, &password_past_sql, ADD);
    BIND(r, id);
    BIND(r, account_id);
    BIND(r, clock_now());
    BIND(r, hash);
    TRY(rows_end(r));
    r = db_run(a, db, &password_past_sql, FORGET);
    BIND(r, account_id);
    return rows_end(r);
}

error password_past_due(struct arena *a, struct db *db, int64_t account_id, bool *due)
{
    bool yes;
    int64_t days, set_at = 0;
    *due = false;
    TRY(follows(a, db, &yes));
    if (!yes) return NULL;
    TRY(setting_int(a, db, SETTING_PASSWORD_DAYS, 0, &days));
    struct rows *r = db_run(a, db, &password_past_sql, AGE);
    BIND(r, account_id);
    if (rows_next(r)) set_at = row_int(r, 0);
    TRY(rows_end(r));
    *due = clock_now() - set_at >= days * day;
    return NULL;
}
