/* attend_code.c - the secret of a place: drawn from a seed, looked for by its hash. See attend.h.
 * Must never keep one. */
#include "base/machine.h"
#include "core/meeting/attend_row.h"
#include "core/office/audit.h"
#include "core/office/passcode.h"
#include <sodium.h>

enum { SECRET_LETTERS = 28 };

enum { SEED, RENEW, AGAIN };
static const struct sql sql[] = {
    [SEED] = { "attend_code.seed", "SELECT code_seed FROM attendee WHERE id = ?1", SQL_READ },
    [RENEW] = { "attend_code.renew", "UPDATE attendee SET code = ?2, code_seed = ?3 WHERE id = ?1", SQL_WRITE },
    [AGAIN] = { "attend_code.again",
        "UPDATE attendee SET answer = 'none', answer_words = '', substitute_name = '', substitute_post = '',"
        " answered_at = NULL, invited_at = NULL, present_at = NULL, present_by = '', left_at = NULL WHERE id = ?1",
        SQL_WRITE },
};
struct sql_list attend_code_sql = SQL_LIST(sql);

struct str attend_seed(struct arena *a) { return random_token(a, 16); }

/* The letters of passcode.c, each as likely as another: bytes that would favour some are passed over. One block of the
 * keyed hash is nearly always enough; were it not, the next one follows. */
static struct str secret(struct arena *a, struct db *db, struct str seed)
{
    static const char letters[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    enum { LETTERS = sizeof letters - 1, FAIR = 256 / LETTERS * LETTERS };
    unsigned char key[crypto_generichash_KEYBYTES], block[64];
    struct buf b = buf_open(a);
    audit_subkey(db, "invitation seed", key);
    for (int n = 0, round = 0; n < SECRET_LETTERS; round++) {
        struct str from = str_fmt(a, "%d:%.*s", round, STR(seed));
        crypto_generichash(block, sizeof block, (const unsigned char *)from.p, from.n, key, sizeof key);
        for (size_t i = 0; i < sizeof block && n < SECRET_LETTERS; i++) {
            if (block[i] >= FAIR) continue;
            if (n && n % 4 == 0) buf_char(&b, '-');
            buf_char(&b, letters[block[i] % LETTERS]);
            n++;
        }
    }
    sodium_memzero(key, sizeof key);
    sodium_memzero(block, sizeof block);
    return buf_done(&b);
}

struct str attend_hash(struct arena *a, struct db *db, struct str secret)
{
    return passcode_hash(a, db, "invitation", secret);
}

error attend_secret_of(struct arena *a, struct db *db, int64_t id, struct str *out)
{
    struct rows *r = db_run(a, db, &attend_code_sql, SEED);
    BIND(r, id);
    *out = rows_next(r) ? secret(a, db, row_str(r, 0)) : S("");
    return rows_end(r);
}

struct str attend_first_hash(struct arena *a, struct db *db, struct str seed)
{
    return attend_hash(a, db, secret(a, db, seed));
}

static error renew(struct arena *a, struct db *db, int64_t id)
{
    struct str seed = attend_seed(a);
    struct rows *r = db_run(a, db, &attend_code_sql, RENEW);
    BIND(r, id);
    BIND(r, attend_first_hash(a, db, seed));
    BIND(r, seed);
    return rows_end(r);
}

error attend_start_again(struct arena *a, struct db *db, int64_t id)
{
    struct rows *r = db_run(a, db, &attend_code_sql, AGAIN);
    BIND(r, id);
    TRY(rows_end(r));
    return renew(a, db, id);
}

error attend_link(struct arena *a, struct db *db, const struct who *who, int64_t id, struct str *out)
{
    struct attendee at;
    struct meeting m;
    struct str secret;
    TRY(attend_planned(a, db, who, id, &at, &m));
    TRY(attend_secret_of(a, db, id, &secret));
    *out = str_fmt(a, "/moi/%.*s", STR(secret));
    return NULL;
}

struct renewing { const struct who *who; int64_t id; };

static error renew_job(struct arena *a, struct db *db, void *arg)
{
    const struct renewing *p = arg;
    struct attendee at;
    struct meeting m;
    TRY(attend_planned(a, db, p->who, p->id, &at, &m));
    TRY(renew(a, db, at.id));
    return audit_add(a, db, p->who, "attend.renew", "attendee", at.id, S(""), S(""));
}

error attend_link_renew(struct arena *a, struct store *s, const struct who *who, int64_t id)
{
    return db_write(a, s, renew_job, &(struct renewing){ who, id });
}
