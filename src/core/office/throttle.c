/* throttle.c - waiting after failed log-ins. See throttle.h.
 *
 * Two counters a failure: of (log-in name, source), which bites after 5, and of the source alone, which bites
 * after 50, for many offices sit behind one address. The wait doubles: 30 s, 1 min, ... 12 h. A day of quiet
 * forgets. The same name from another source does not wait (OWASP ASVS 5.0 6.1.1). A third counter, of the name from
 * anywhere, shuts the password alone after 20: who has the second factor still comes in, others are released by an
 * administrator or at the machine, and sessions that are open go on. The name is kept as a hash, since people type
 * passwords there by mistake. */
#include "core/office/throttle.h"
#include "base/machine.h"
#include "core/office/account.h"
#include <arpa/inet.h>
#include <sodium.h>

#define ANYWHERE S("*")                        /* stands where a source does */

enum { FREE_NAME = 5, FREE_SOURCE = 50, FREE_ANYWHERE = 20, FIRST_WAIT = 30 * 1000, DOUBLINGS = 11 };
static const int64_t longest_wait = 12 * 60 * 60 * 1000, forgotten_after = 24 * 60 * 60 * 1000;

enum { GET, COUNT_UP, FORGET, CLEAR, COUNT_DOWN, RELEASE };
static const struct sql sql[] = {
    [GET] = { "throttle get",
        "SELECT failures, last_at FROM login_failure WHERE login = ?1 AND source = ?2", SQL_READ },
    [COUNT_UP] = { "throttle count up",
        "INSERT INTO login_failure (login, source, failures, last_at) VALUES (?1, ?2, 1, ?3)"
        " ON CONFLICT (login, source) DO UPDATE SET failures = login_failure.failures + 1, last_at = ?3", SQL_WRITE },
    [FORGET] = { "throttle forget", "DELETE FROM login_failure WHERE last_at < ?1", SQL_WRITE },
    [CLEAR] = { "throttle clear", "DELETE FROM login_failure WHERE login = ?1 AND source = ?2", SQL_WRITE },
    [COUNT_DOWN] = { "throttle count down",
        "UPDATE login_failure SET failures = failures - 1 WHERE login = '' AND source = ?1 AND failures > 0",
        SQL_WRITE },
    [RELEASE] = { "throttle release", "DELETE FROM login_failure WHERE login = ?1", SQL_WRITE },
};
struct sql_list throttle_sql = SQL_LIST(sql);

static struct str name_hash(struct arena *a, struct str login)
{
    unsigned char h[16];
    char hex[sizeof h * 2 + 1];
    crypto_generichash(h, sizeof h, (const unsigned char *)login.p, login.n, NULL, 0);
    sodium_bin2hex(hex, sizeof hex, h, sizeof h);
    return str_copy(a, (struct str){ hex, sizeof hex - 1 });
}

/* One household or office: an IPv4 address, or the first 64 bits of an IPv6 one, however it is written. */
static struct str network_of(struct arena *a, struct str source)
{
    struct in6_addr address;
    char hex[8 * 2 + 1];
    if (inet_pton(AF_INET6, str_z(a, source), &address) != 1 || IN6_IS_ADDR_V4MAPPED(&address)) return source;
    sodium_bin2hex(hex, sizeof hex, address.s6_addr, 8);
    return str_copy(a, (struct str){ hex, sizeof hex - 1 });
}

static int64_t wait_of(int64_t failures, int64_t free)
{
    if (failures < free) return 0;
    int64_t doublings = failures - free > DOUBLINGS ? DOUBLINGS : failures - free;
    int64_t wait = (int64_t)FIRST_WAIT << doublings;
    return wait > longest_wait ? longest_wait : wait;
}

static error waited(struct arena *a, struct db *db, struct str name, struct str source, int64_t free, int64_t now)
{
    struct rows *r = db_run(a, db, &throttle_sql, GET);
    BIND(r, name);
    BIND(r, source);
    int64_t left = 0;
    if (rows_next(r)) left = row_int(r, 1) + wait_of(row_int(r, 0), free) - now;
    TRY(rows_end(r));
    if (left <= 0) return NULL;
    int64_t minutes = (left + 59999) / 60000;
    return FAIL(a, ERR_TOO_MANY,
        "Đã nhập sai nhiều lần. Vui lòng thử lại sau %lld phút, hoặc liên hệ người quản trị để được cấp lại mật khẩu.",
                (long long)minutes);
}

static error count_up(struct arena *a, struct db *db, struct str name, struct str source, int64_t now)
{
    struct rows *r = db_run(a, db, &throttle_sql, COUNT_UP);
    BIND(r, name);
    BIND(r, source);
    BIND(r, now);
    return rows_end(r);
}

error throttle_enter(struct arena *a, struct db *db, struct str login, struct str source)
{
    int64_t now = clock_now();
    struct str name = name_hash(a, login), from = network_of(a, source);
    struct rows *r = db_run(a, db, &throttle_sql, FORGET);
    BIND(r, now - forgotten_after);
    TRY(rows_end(r));
    TRY(waited(a, db, name, from, FREE_NAME, now));
    TRY(waited(a, db, S(""), from, FREE_SOURCE, now));
    TRY(count_up(a, db, name, from, now));
    TRY(count_up(a, db, name, ANYWHERE, now));
    return count_up(a, db, S(""), from, now);
}

error throttle_is_shut(struct arena *a, struct db *db, struct str login, bool *shut)
{
    struct rows *r = db_run(a, db, &throttle_sql, GET);
    BIND(r, name_hash(a, login));
    BIND(r, ANYWHERE);
    *shut = rows_next(r) && row_int(r, 0) > FREE_ANYWHERE && row_int(r, 1) > clock_now() - forgotten_after;
    return rows_end(r);
}

error throttle_release(struct arena *a, struct db *db, struct str login)
{
    struct rows *r = db_run(a, db, &throttle_sql, RELEASE);
    BIND(r, name_hash(a, login));
    return rows_end(r);
}

error throttle_clear(struct arena *a, struct db *db, struct str login, struct str source)
{
    struct rows *r = db_run(a, db, &throttle_sql, CLEAR);
    BIND(r, name_hash(a, login));
    BIND(r, network_of(a, source));
    TRY(rows_end(r));
    r = db_run(a, db, &throttle_sql, CLEAR);
    BIND(r, name_hash(a, login));
    BIND(r, ANYWHERE);
    TRY(rows_end(r));
    r = db_run(a, db, &throttle_sql, COUNT_DOWN);
    BIND(r, network_of(a, source));
    return rows_end(r);
}
