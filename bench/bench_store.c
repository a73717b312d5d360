/* bench_store.c - acknowledged writes a second, from one thread and from many: what commits in groups are for.
 *
 * Each write is a job of its own (a number from the sequence and one row), on disk before it is answered. The file lies
 * in the current folder, so run it where a database would lie; bench_postgres.sh gives it the address of a server. */
#include "base/machine.h"
#include "store/db.h"
#include <pthread.h>
#include <stdio.h>
#include <string.h>

enum { ADD };
static const struct sql bench_sql[] = {
    [ADD] = { "add person", "INSERT INTO person (id, name, name_fold, name_key) VALUES (?1, ?2, '', '')", SQL_WRITE },
};
static struct sql_list sql = SQL_LIST(bench_sql);
static struct sql_list *const lists[] = { &sql };

struct run { struct store *s; int writes; };

static error add(struct arena *a, struct db *db, void *arg)
{
    int64_t id;
    (void)arg;
    TRY(db_next_id(a, db, "person", &id));
    struct rows *r = db_run(a, db, &sql, ADD);
    BIND(r, id);
    BIND(r, S("Nguyễn Thị Mẫu"));
    return rows_end(r);
}

static void *work(void *arg)
{
    const struct run *run = arg;
    struct arena *a = arena_open(1 << 20);
    for (int i = 0; i < run->writes; i++) {
        error e = db_write(a, run->s, add, NULL);
        if (e) fprintf(stderr, "%s\n", e->said);
        arena_reset(a);
    }
    arena_close(a);
    return NULL;
}

int main(int argc, char **argv)
{
    static const int threads[] = { 1, 8, 32 };
    bool server = argc > 1 && strstr(argv[1], "://");
    const char *url = server ? argv[1] : "bench-store.db", *where = server ? ", PostgreSQL" : "";
    struct arena *a = arena_open(64 << 20);
    struct store *s;
    if (store_exists(url)) store_discard(url);
    error e = store_open(a, url, STORE_MAKE, lists, COUNT(lists), &s);
    if (e) return fprintf(stderr, "%s\n", e->said), 1;
    for (size_t i = 0; i < COUNT(threads); i++) {
        struct run run = { s, 2000 / threads[i] };
        pthread_t t[32];
        int64_t from = clock_steady();
        for (int k = 0; k < threads[i]; k++)
            if (pthread_create(&t[k], NULL, work, &run)) return 1;
        for (int k = 0; k < threads[i]; k++) pthread_join(t[k], NULL);
        int64_t took = clock_steady() - from;
        printf("acknowledged writes, %d thread%s%s\t%lld\twrites/s\n", threads[i], threads[i] > 1 ? "s" : "", where,
               (long long)run.writes * threads[i] * 1000 / (took ? took : 1));
    }
    store_close(s);
    arena_close(a);
    store_discard(url);
    return 0;
}
