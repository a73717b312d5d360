/* totp.c - see totp.h. Owns account_totp and account_recovery. Must never show a secret that is in use. */
#include "core/office/totp.h"
#include "base/machine.h"
#include "core/office/audit.h"
#include "core/office/passcode.h"
#include "core/office/setting.h"
#include <liboath/oath.h>
#include <sodium.h>

enum { SECRET_BYTES = 20, DIGITS = 6, STEP = 30, AROUND = 1, RECOVERY_LETTERS = 12,
       SEALED = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + SECRET_BYTES };

enum { GET, LEFT, PUT, FORGET, START, STEP_SET, CODE_ADD, CODE_USE, CODES_FORGET };
static const struct sql sql[] = {
    [GET] = { "totp get", "SELECT secret, state, last_step FROM account_totp WHERE account_id = ?1", SQL_READ },
    [LEFT] = { "totp codes left",
        "SELECT COUNT(*) FROM account_recovery WHERE account_id = ?1 AND used_at IS NULL", SQL_READ },
    [PUT] = { "totp put",
        "INSERT INTO account_totp (account_id, secret, state, made_at, last_step) VALUES (?1, ?2, 'new', ?3, 0)",
        SQL_WRITE },
    [FORGET] = { "totp forget", "DELETE FROM account_totp WHERE account_id = ?1", SQL_WRITE },
    [START] = { "totp start", "UPDATE account_totp SET state = 'on' WHERE account_id = ?1", SQL_WRITE },
    [STEP_SET] = { "totp step",
        "UPDATE account_totp SET last_step = ?2 WHERE account_id = ?1 AND last_step < ?2", SQL_WRITE },
    [CODE_ADD] = { "totp code add",
        "INSERT INTO account_recovery (account_id, code_hash) VALUES (?1, ?2)", SQL_WRITE },
    [CODE_USE] = { "totp code use",
        "UPDATE account_recovery SET used_at = ?3 WHERE account_id = ?1 AND code_hash = ?2 AND used_at IS NULL",
        SQL_WRITE },
    [CODES_FORGET] = { "totp codes forget", "DELETE FROM account_recovery WHERE account_id = ?1", SQL_WRITE },
};
struct sql_list totp_sql = SQL_LIST(sql);

struct kept { unsigned char secret[SECRET_BYTES]; bool there, on; int64_t last_step; };

/* ---- sealing ---- */

static struct str seal(struct arena *a, struct db *db, const unsigned char *secret)
{
    unsigned char key[crypto_secretbox_KEYBYTES], box[SEALED];
    char *hex = arena_get(a, SEALED * 2 + 1);
    audit_subkey(db, "totp", key);
    random_fill(box, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(box + crypto_secretbox_NONCEBYTES, secret, SECRET_BYTES, box, key);
    sodium_memzero(key, sizeof key);
    sodium_bin2hex(hex, SEALED * 2 + 1, box, sizeof box);
    return (struct str){ hex, SEALED * 2 };
}

static bool unseal(struct db *db, struct str hex, unsigned char *secret)
{
    unsigned char key[crypto_secretbox_KEYBYTES], box[SEALED];
    size_t n;
    if (sodium_hex2bin(box, sizeof box, hex.p, hex.n, NULL, &n, NULL) || n != sizeof box) return false;
    audit_subkey(db, "totp", key);
    int bad = crypto_secretbox_open_easy(secret, box + crypto_secretbox_NONCEBYTES,
        sizeof box - crypto_secretbox_NONCEBYTES, box, key);
    sodium_memzero(key, sizeof key);
    return !bad;
}

static error keep_of(struct arena *a, struct db *db, int64_t account_id, struct kept *out)
{
    *out = (struct kept){ .there = false };
    struct rows *r = db_run(a, db, &totp_sql, GET);
    BIND(r, account_id);
    struct str sealed = S("");
    if (rows_next(r)) {
        *out = (struct kept){ .there = true, .on = str_is(row_str(r, 1), S("on")), .last_step = row_int(r, 2) };
        sealed = row_str(r, 0);
    }
    TRY(rows_end(r));
    if (!out->there || unseal(db, sealed, out->secret)) return NULL;
    return FAIL(a, ERR_FAULT,
        "Không mở được khóa đăng nhập hai lớp của tài khoản này. Đề nghị người quản trị tắt rồi bật lại hai lớp.");
}

/* ---- what it is now ---- */

error totp_is_wanted(struct arena *a, struct db *db, bool *wanted)
{
    return setting_flag(a, db, SETTING_FACTOR_ADMIN, 0, wanted);
}

error totp_get(struct arena *a, struct db *db, int64_t account_id, struct totp *out)
{
    *out = (struct totp){ .on = false };
    struct rows *r = db_run(a, db, &totp_sql, GET);
    BIND(r, account_id);
    if (rows_next(r)) {
        out->on = str_is(row_str(r, 1), S("on"));
        out->begun = !out->on;
    }
    TRY(rows_end(r));
    r = db_run(a, db, &totp_sql, LEFT);
    BIND(r, account_id);
    if (rows_next(r)) out->recovery = row_int(r, 0);
    return rows_end(r);
}

/* ---- setting up ---- */

static error run_for(struct arena *a, struct db *db, int which, int64_t account_id)
{
    struct rows *r = db_run(a, db, &totp_sql, which);
    BIND(r, account_id);
    return rows_end(r);
}

error totp_begin(struct arena *a, struct db *db, const struct who *who)
{
    struct totp now;
    unsigned char secret[SECRET_BYTES];
    TRY(totp_get(a, db, who->account_id, &now));
    if (now.on) return FAIL(a, ERR_CONFLICT, "Đăng nhập hai lớp đang bật. Muốn đổi điện thoại thì tắt rồi bật lại.");
    TRY(run_for(a, db, FORGET, who->account_id));
    random_fill(secret, sizeof secret);
    struct rows *r = db_run(a, db, &totp_sql, PUT);
    BIND(r, who->account_id);
    BIND(r, seal(a, db, secret));
    BIND(r, clock_now());
    sodium_memzero(secret, sizeof secret);
    return rows_end(r);
}

/* RFC 4648; twenty bytes need no padding. */
static struct str base32(struct arena *a, const unsigned char *p, size_t n)
{
    struct buf b = buf_open(a);
    unsigned bits = 0, held = 0;
    for (size_t i = 0; i < n; i++) {
        bits = (bits << 8 | p[i]) & 0xFFFF;
        for (held += 8; held >= 5; held -= 5)
            buf_char(&b, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[bits >> (held - 5) & 31]);
    }
    return buf_done(&b);
}

error totp_shown(struct arena *a, struct db *db, const struct who *who, struct str *letters, struct str *address)
{
    struct kept k;
    TRY(keep_of(a, db, who->account_id, &k));
    if (!k.there || k.on)
        return FAIL(a, ERR_MISSING, "Chưa bắt đầu bật đăng nhập hai lớp. Mở trang “Tài khoản của tôi” rồi bấm Bật.");
    *letters = base32(a, k.secret, sizeof k.secret);
    *address = str_fmt(a, "otpauth://totp/GiaoBan:%.*s?secret=%.*s&issuer=GiaoBan", STR(who->login), STR(*letters));
    sodium_memzero(k.secret, sizeof k.secret);
    return NULL;
}

static error fresh_codes(struct arena *a, struct db *db, int64_t account_id, struct str *recovery)
{
    TRY(run_for(a, db, CODES_FORGET, account_id));
    for (int i = 0; i < TOTP_RECOVERY; i++) {
        recovery[i] = passcode_new(a, RECOVERY_LETTERS);
        struct rows *r = db_run(a, db, &totp_sql, CODE_ADD);
        BIND(r, account_id);
        BIND(r, passcode_hash(a, db, "recovery", recovery[i]));
        TRY(rows_end(r));
    }
    return NULL;
}

/* The step of a code that is right and was not used yet, nor one after it; 0: none. */
static int64_t step_of(const struct kept *k, struct str typed)
{
    char code[DIGITS + 1] = "";
    size_t n = 0;
    for (size_t i = 0; i < typed.n; i++) {
        if (typed.p[i] == ' ') continue;
        if (typed.p[i] < '0' || typed.p[i] > '9' || n == DIGITS) return 0;
        code[n++] = typed.p[i];
    }
    if (n != DIGITS || oath_init() != OATH_OK) return 0;
    int off = 0;
    uint64_t step = 0;
    time_t now = (time_t)(clock_now() / 1000);
    int found = oath_totp_validate4((const char *)k->secret, sizeof k->secret, now, STEP, 0, AROUND, &off, &step,
        OATH_TOTP_DEFAULT_START_TIME, code);
    return found >= 0 && (int64_t)step > k->last_step ? (int64_t)step : 0;
}

static error use_step(struct arena *a, struct db *db, int64_t account_id, int64_t step, bool *right)
{
    struct rows *r = db_run(a, db, &totp_sql, STEP_SET);
    BIND(r, account_id);
    BIND(r, step);
    TRY(rows_end(r));
    *right = rows_changed(r) == 1;
    return NULL;
}

error totp_start(struct arena *a, struct db *db, const struct who *who, struct str code,
    struct str recovery[TOTP_RECOVERY])
{
    struct kept k;
    bool right = false;
    TRY(keep_of(a, db, who->account_id, &k));
    if (!k.there || k.on)
        return FAIL(a, ERR_MISSING, "Chưa bắt đầu bật đăng nhập hai lớp. Mở trang “Tài khoản của tôi” rồi bấm Bật.");
    int64_t step = step_of(&k, code);
    sodium_memzero(k.secret, sizeof k.secret);
    if (step) TRY(use_step(a, db, who->account_id, step, &right));
    if (!right)
        return FAIL(a, ERR_INPUT,
            "Mã chưa đúng. Xem giờ của điện thoại có đúng không, chờ mã mới hiện ra rồi nhập lại.");
    TRY(run_for(a, db, START, who->account_id));
    TRY(fresh_codes(a, db, who->account_id, recovery));
    return audit_add(a, db, who, "second factor on", "account", who->account_id, S(""), S(""));
}

error totp_renew(struct arena *a, struct db *db, const struct who *who, struct str recovery[TOTP_RECOVERY])
{
    struct totp now;
    TRY(totp_get(a, db, who->account_id, &now));
    if (!now.on) return FAIL(a, ERR_CONFLICT, "Đăng nhập hai lớp đang tắt nên chưa có mã dự phòng. Bật hai lớp trước.");
    TRY(fresh_codes(a, db, who->account_id, recovery));
    return audit_add(a, db, who, "recovery codes", "account", who->account_id, S(""), S(""));
}

error totp_stop(struct arena *a, struct db *db, const struct who *who, int64_t account_id)
{
    struct totp now;
    TRY(totp_get(a, db, account_id, &now));
    if (!now.on && !now.begun) return FAIL(a, ERR_CONFLICT, "Đăng nhập hai lớp đang tắt.");
    TRY(run_for(a, db, FORGET, account_id));
    TRY(run_for(a, db, CODES_FORGET, account_id));
    return now.on ? audit_add(a, db, who, "second factor off", "account", account_id, S(""), S("")) : NULL;
}

/* ---- asking for it ---- */

error totp_check(struct arena *a, struct db *db, int64_t account_id, struct str typed, bool *right)
{
    struct kept k;
    *right = false;
    TRY(keep_of(a, db, account_id, &k));
    if (!k.there || !k.on) return NULL;
    int64_t step = step_of(&k, typed);
    sodium_memzero(k.secret, sizeof k.secret);
    if (step) return use_step(a, db, account_id, step, right);
    struct str hash = passcode_hash(a, db, "recovery", typed);
    if (!hash.n) return NULL;
    struct rows *r = db_run(a, db, &totp_sql, CODE_USE);
    BIND(r, account_id);
    BIND(r, hash);
    BIND(r, clock_now());
    TRY(rows_end(r));
    *right = rows_changed(r) == 1;
    struct who self = { .account_id = account_id };
    return *right ? audit_add(a, db, &self, "recovery code used", "account", account_id, S(""), S("")) : NULL;
}
