/* contact.c - see contact.h. Owns the table contact. The audit says that an address changed, never which it is; of a
 * code only its hash is kept. */
#include "core/office/contact.h"
#include "base/machine.h"
#include "core/office/audit.h"
#include "core/office/outbox.h"
#include <sodium.h>

enum { ADDRESS_MOST = 254, NAME_MOST = 64, CODE_BYTES = 6, TRIES_MOST = 5, AGAIN_AFTER = 60 * 1000 };
static const int64_t code_lives = 24 * 60 * 60 * 1000;

enum { GET, CODE, FORGET, ADD, TRIED };
static const struct sql sql[] = {
    [GET] = { "contact.get",
        "SELECT address, wanted, confirmed_at, asked_at FROM contact WHERE account_id = ?1", SQL_READ },
    [CODE] = { "contact.code", "SELECT code, tries FROM contact WHERE account_id = ?1", SQL_READ },
    [FORGET] = { "contact.forget", "DELETE FROM contact WHERE account_id = ?1", SQL_WRITE },
    [ADD] = { "contact.add",
        "INSERT INTO contact(account_id, address, confirmed_at, wanted, code, asked_at, tries) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0)", SQL_WRITE },
    [TRIED] = { "contact.tried", "UPDATE contact SET tries = tries + 1 WHERE account_id = ?1", SQL_WRITE },
};
struct sql_list contact_sql = SQL_LIST(sql);

error contact_get(struct arena *a, struct db *db, int64_t account_id, struct contact *out)
{
    *out = (struct contact){ .address = S(""), .wanted = S("") };
    struct rows *r = db_run(a, db, &contact_sql, GET);
    BIND(r, account_id);
    if (rows_next(r))
        *out = (struct contact){ .address = row_str(r, 0), .wanted = row_str(r, 1), .confirmed_at = row_int(r, 2),
            .asked_at = row_int(r, 3) };
    return rows_end(r);
}

/* ---- what an address is ---- */

static bool made_of(struct str s, const char *more)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!plain && (!c || !strchr(more, c))) return false;
    }
    return s.n > 0;
}

/* Parts joined by dots, none of them empty. */
static bool dotted(struct str s, size_t least)
{
    struct str part;
    size_t n = 0;
    for (; str_next(&s, '.', &part); n++)
        if (!part.n || part.p[0] == '-' || part.p[part.n - 1] == '-') return false;
    return n >= least;
}

error contact_check(struct arena *a, struct str typed, struct str *address)
{
    struct str s = str_trim(typed);
    size_t at = str_find(s, S("@"), 0);
    struct str name = str_cut(s, 0, at == SIZE_MAX ? 0 : at), host = str_cut(s, at == SIZE_MAX ? s.n : at + 1, s.n);
    bool whole = s.n <= ADDRESS_MOST && name.n <= NAME_MOST && made_of(name, "._%+-") && made_of(host, ".-") &&
                 name.p[0] != '.' && name.p[name.n - 1] != '.' && str_find(name, S(".."), 0) == SIZE_MAX &&
                 dotted(host, 2) && host.p[host.n - 1] != '.';
    if (!whole)
        return FAIL(a, ERR_INPUT,
            "“%.*s” không phải là địa chỉ thư điện tử. Ghi như ten@donvi.gov.vn, không dấu, không khoảng trắng.",
            STR(str_cut(s, 0, ADDRESS_MOST)));
    *address = s;
    return NULL;
}

/* ---- asking for one, and showing that it is right ---- */

struct asking { const struct who *who; struct str address, code; };

static struct str code_hash(struct arena *a, int64_t account_id, struct str code)
{
    unsigned char h[32];
    char hex[sizeof h * 2 + 1];
    struct str all = str_fmt(a, "%lld:%.*s", (long long)account_id, STR(code));
    crypto_generichash(h, sizeof h, (const unsigned char *)all.p, all.n, NULL, 0);
    sodium_bin2hex(hex, sizeof hex, h, sizeof h);
    return str_copy(a, (struct str){ hex, sizeof hex - 1 });
}

static error put(struct arena *a, struct db *db, int64_t account_id, const struct contact *c, struct str code)
{
    struct rows *r = db_run(a, db, &contact_sql, FORGET);
    BIND(r, account_id);
    TRY(rows_end(r));
    r = db_run(a, db, &contact_sql, ADD);
    BIND(r, account_id);
    BIND(r, c->address);
    if (c->address.n) BIND(r, c->confirmed_at);
    else bind_null(r);
    BIND(r, c->wanted);
    BIND(r, code);
    BIND(r, c->asked_at);
    return rows_end(r);
}

static error ask_job(struct arena *a, struct db *db, void *arg)
{
    const struct asking *job = arg;
    struct contact c;
    int64_t id = job->who->account_id, now = clock_now();
    TRY(contact_get(a, db, id, &c));
    if (c.wanted.n && now - c.asked_at < AGAIN_AFTER)
        return FAIL(a, ERR_TOO_MANY, "Vừa gửi mã xác nhận. Vui lòng xem hộp thư, hoặc thử lại sau một phút.");
    c.wanted = job->address;
    c.asked_at = now;
    TRY(put(a, db, id, &c, code_hash(a, id, job->code)));
    struct outbox_new letter = { .account_id = id, .kind = S("code"), .address = job->address,
        .subject = SAY("Xác nhận địa chỉ thư điện tử"),
        .text = str_fmt(a, say("Mã xác nhận: %.*s. Mã dùng được một lần trong 24 giờ. Nếu không yêu cầu, hãy bỏ qua "
                               "thư này."), STR(job->code)),
        .link = str_fmt(a, "/tai-khoan/thu-dien-tu?ma=%.*s", STR(job->code)) };
    TRY(outbox_add(a, db, &letter));
    return audit_add(a, db, job->who, "contact.ask", "account", id, S(""), S(""));
}

error contact_ask(struct arena *a, struct store *store, const struct who *who, struct str typed)
{
    struct asking job = { .who = who, .code = random_token(a, CODE_BYTES) };
    TRY(contact_check(a, typed, &job.address));
    return db_write(a, store, ask_job, &job);
}

static error tried_job(struct arena *a, struct db *db, void *arg)
{
    const struct asking *job = arg;
    struct rows *r = db_run(a, db, &contact_sql, TRIED);
    BIND(r, job->who->account_id);
    return rows_end(r);
}

static error confirm_job(struct arena *a, struct db *db, void *arg)
{
    const struct asking *job = arg;
    int64_t id = job->who->account_id, now = clock_now();
    struct contact c;
    TRY(contact_get(a, db, id, &c));
    struct rows *r = db_run(a, db, &contact_sql, CODE);
    BIND(r, id);
    bool found = rows_next(r);
    struct str hash = found ? row_str(r, 0) : S(""), typed = code_hash(a, id, job->code);
    int64_t tries = found ? row_int(r, 1) : 0;
    TRY(rows_end(r));
    if (!c.wanted.n || now - c.asked_at > code_lives || tries > TRIES_MOST)
        return FAIL(a, ERR_INPUT, "Mã này không dùng được nữa. Nhập lại địa chỉ để nhận mã mới.");
    if (hash.n != typed.n || sodium_memcmp(hash.p, typed.p, typed.n) != 0)
        return FAIL(a, ERR_INPUT, "Mã xác nhận chưa đúng. Xem lại thư vừa nhận rồi nhập lại mã.");
    struct contact kept = { .address = c.wanted, .wanted = S(""), .confirmed_at = now, .asked_at = c.asked_at };
    TRY(put(a, db, id, &kept, S("")));
    return audit_add(a, db, job->who, "contact.confirm", "account", id, S(""), S(""));
}

/* A try is counted before the code is looked at, so that many at once are counted too. */
error contact_confirm(struct arena *a, struct store *store, const struct who *who, struct str code)
{
    struct asking job = { .who = who, .code = str_trim(code) };
    TRY(db_write(a, store, tried_job, &job));
    return db_write(a, store, confirm_job, &job);
}

static error remove_job(struct arena *a, struct db *db, void *arg)
{
    const struct asking *job = arg;
    struct rows *r = db_run(a, db, &contact_sql, FORGET);
    BIND(r, job->who->account_id);
    TRY(rows_end(r));
    if (!rows_changed(r)) return NULL;
    return audit_add(a, db, job->who, "contact.remove", "account", job->who->account_id, S(""), S(""));
}

error contact_remove(struct arena *a, struct store *store, const struct who *who)
{
    return db_write(a, store, remove_job, &(struct asking){ .who = who });
}
