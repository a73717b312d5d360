/* test_audit_tamper.c - a thousand ways of changing the chain behind the program's back, by chance: each is found.
 *
 * Who tampers has the database and no key. Each time the tables are put back first, so every finding is of one act. */
#include "office_ground.h"

enum { STEPS = 12, ROWS = STEPS * 8 + 1, TAMPERINGS = 1000 };  /* and the filling of the catalogue */

struct filling { struct ground *g; int step; };

static error add_rows(struct arena *a, struct db *db, void *arg)
{
    const struct filling *f = arg;
    struct grant here = { .unit_id = f->g->ward };
    struct who who = { .account_id = f->g->account, .acting = &here };
    for (int i = 0; i < 8; i++) {
        int n = f->step * 8 + i;
        TRY(audit_why(a, db, n % 3 ? &who : NULL, n % 2 ? "report.submit" : "setting.change",
            n % 5 ? "report" : "setting", n % 7, str_fmt(a, "trước %d", n), str_fmt(a, "sau %d", n),
            n % 4 ? S("") : str_fmt(a, "vì lý do %d", n)));
    }
    return NULL;
}

/* The same numbers in every run: a failure can be looked at again. */
static uint64_t chance_state;
static int chance(int from, int to)
{
    chance_state = chance_state * 6364136223846793005u + 1442695040888963407u;
    return from + (int)((chance_state >> 33) % (uint64_t)(to - from + 1));
}

#define FLIP(column) "CASE WHEN substr(" column ", 1, 1) = 'a' THEN 'b' ELSE 'a' END || substr(" column ", 2)"
#define ALL_BUT_SEQ "at, account_id, act, object, object_id, before, after, previous, hash, why, unit_id"

/* long: a table of acts, one a case */
static struct str tampering(struct arena *a)
{
    static const char *const texts[] = { "act", "object", "before", "after", "why", "previous", "hash" };
    static const char *const numbers[] = { "at", "object_id", "unit_id" };
    const char *text = texts[chance(0, COUNT(texts) - 1)], *number = numbers[chance(0, COUNT(numbers) - 1)];
    int n = chance(1, ROWS), m = chance(1, ROWS), old = chance(0, STEPS - 2);
    switch (chance(0, 18)) {
    case 0: return str_fmt(a, "UPDATE audit SET %s = %s || 'x' WHERE seq = %d", text, text, n);
    case 1: return str_fmt(a, "UPDATE audit SET %s = '' WHERE seq = %d", text, n);
    case 2: return str_fmt(a, "UPDATE audit SET %s = %s + %d WHERE seq = %d", number, number, chance(1, 9000), n);
    case 3: return str_fmt(a, "UPDATE audit SET account_id = NULL WHERE seq = %d", n);
    case 4: return str_fmt(a, "UPDATE audit SET account_id = %d WHERE seq = %d", chance(0, 3), n);
    case 5: return str_fmt(a, "DELETE FROM audit WHERE seq = %d", n);
    case 6: return str_fmt(a, "DELETE FROM audit WHERE seq BETWEEN %d AND %d", n, n + chance(0, 9));
    case 7: return str_fmt(a, "DELETE FROM audit WHERE seq >= %d", n);
    case 8:                                    /* cut off, with the head of that very moment put back */
        return str_fmt(a, "DELETE FROM audit_head; INSERT INTO audit_head SELECT id, rows, hash, mark FROM old_head"
            " WHERE step = %d; DELETE FROM audit WHERE seq > (SELECT rows FROM audit_head)", old);
    case 9:                                    /* an older head alone */
        return str_fmt(a, "DELETE FROM audit_head; INSERT INTO audit_head SELECT id, rows, hash, mark FROM old_head"
            " WHERE step = %d", old);
    case 10:
        return str_fmt(a, "UPDATE audit SET seq = -1 WHERE seq = %d; UPDATE audit SET seq = %d WHERE seq = %d;"
            " UPDATE audit SET seq = %d WHERE seq = -1", n, n, m, m);
    case 11:                                   /* one column of two rows */
        return str_fmt(a, "UPDATE audit SET %s = (SELECT %s FROM kept WHERE seq = %d) WHERE seq = %d;"
            " UPDATE audit SET %s = (SELECT %s FROM kept WHERE seq = %d) WHERE seq = %d", text, text, m, n, text, text,
            n, m);
    case 12:                                   /* one more at the end, with everything but its number from another */
        return str_fmt(a, "INSERT INTO audit (seq, " ALL_BUT_SEQ ") SELECT %d, " ALL_BUT_SEQ " FROM kept"
            " WHERE seq = %d", ROWS + 1, n);
    case 13:                                   /* the same, and the head says so */
        return str_fmt(a, "INSERT INTO audit (seq, " ALL_BUT_SEQ ") SELECT %d, " ALL_BUT_SEQ " FROM kept"
            " WHERE seq = %d; UPDATE audit_head SET rows = rows + 1, hash = (SELECT hash FROM audit WHERE seq = %d)",
            ROWS + 1, n, ROWS + 1);
    case 14:                                   /* one in between, all behind it renumbered */
        return str_fmt(a, "UPDATE audit SET seq = -seq WHERE seq >= %d; UPDATE audit SET seq = 1 - seq WHERE seq < 0;"
            " INSERT INTO audit (seq, " ALL_BUT_SEQ ") SELECT %d, " ALL_BUT_SEQ " FROM kept WHERE seq = %d", n, n, m);
    case 15:                                   /* one taken out, all behind it renumbered, the head corrected */
        return str_fmt(a, "DELETE FROM audit WHERE seq = %d; UPDATE audit SET seq = -seq WHERE seq > %d;"
            " UPDATE audit SET seq = -seq - 1 WHERE seq < 0; UPDATE audit_head SET rows = rows - 1", n, n);
    case 16: return str_fmt(a, "UPDATE audit SET hash = " FLIP("hash") " WHERE seq = %d", n);
    case 17:
        return chance(0, 1) ? str_fmt(a, "UPDATE audit_head SET rows = rows - %d", chance(1, 40))
                            : S("UPDATE audit_head SET mark = " FLIP("mark"));
    default:
        return chance(0, 1) ? S("DELETE FROM audit_head") : S("DELETE FROM audit; DELETE FROM audit_head");
    }
}

static void of_a_thousand_tamperings_by_chance_every_one_is_found(void **state)
{
    struct ground *g = *state;
    int tried = 0, found = 0;
    int wanted = database_is_postgres() ? TAMPERINGS / 4 : TAMPERINGS;        /* one takes 40 ms there */
    const char *way = database_is_postgres() ? "SET synchronous_commit = off; " : "PRAGMA synchronous = OFF; ";
    database_run(g->path, "CREATE TABLE old_head (step BIGINT, id BIGINT, rows BIGINT, hash TEXT, mark TEXT)");
    for (int step = 0; step < STEPS; step++) {
        assert_null(db_write(g->a, g->s, add_rows, &(struct filling){ g, step }));
        database_run(g->path, str_z(g->a, str_fmt(g->a,
            "INSERT INTO old_head SELECT %d, id, rows, hash, mark FROM audit_head", step)));
    }
    assert_null(audit_anchor(g->a, g->s));
    database_run(g->path, "CREATE TABLE kept AS SELECT * FROM audit;"
        " CREATE TABLE kept_head AS SELECT * FROM audit_head");
    chance_state = 20251121;
    while (tried < wanted) {
        struct arena *a = arena_open(64 << 20);
        struct audit_verdict v;
        struct str act = tampering(a);
        database_run(g->path, str_z(a, str_fmt(a, "%sBEGIN; DELETE FROM audit; INSERT INTO audit SELECT * FROM kept;"
            " DELETE FROM audit_head; INSERT INTO audit_head SELECT * FROM kept_head; %.*s; COMMIT;"
            " SELECT (SELECT count(*) FROM (SELECT * FROM audit EXCEPT SELECT * FROM kept) x)"
            " + (SELECT count(*) FROM (SELECT * FROM kept EXCEPT SELECT * FROM audit) y)"
            " + (SELECT count(*) FROM (SELECT * FROM audit_head EXCEPT SELECT * FROM kept_head) z)"
            " + (SELECT count(*) FROM (SELECT * FROM kept_head EXCEPT SELECT * FROM audit_head) u)", way, STR(act))));
        if (strcmp(database_answer, "0") != 0) {               /* some say what stands there already */
            error e = audit_verify(a, g->s, &v);
            if (e) fail_msg("%s", e->said);
            tried++;
            if (v.what.n) found++;
            else print_error("not found: %.*s\n", STR(act));
        }
        arena_close(a);
    }
    assert_int_equal(found, wanted);
}

static void rows_without_a_reason_keep_the_mark_they_had_before_reasons_were_kept(void **state)
{
    struct ground *g = *state;
    struct audit_verdict v;
    assert_null(db_write(g->a, g->s, add_rows, &(struct filling){ g, 0 }));
    database_run(g->path, "SELECT count(*) FROM audit WHERE why = '' AND unit_id = 0");
    assert_true(strcmp(database_answer, "0") != 0);
    database_run(g->path, "UPDATE audit SET unit_id = 0 WHERE seq = 3");   /* was of a unit: now reads as an old row */
    assert_null(audit_verify(g->a, g->s, &v));
    assert_int_equal(v.broken, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_GROUND(of_a_thousand_tamperings_by_chance_every_one_is_found),
        ON_GROUND(rows_without_a_reason_keep_the_mark_they_had_before_reasons_were_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
