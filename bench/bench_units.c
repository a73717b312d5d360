/* bench_units.c - finding a place over all names the country ever had, the queries of
 * tests/tables/unit_search.txt; beside it,
 * in the same run, SQLite asked for the folded words with LIKE, which knows no order, no short forms and no
 * wrong letter. */
#include "base/machine.h"
#include "core/office/country.h"
#include "core/office/unit_search.h"
#include "vn/text.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { QUERIES = 200 };

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static size_t read_queries(struct arena *a, struct str *query)
{
    struct bytes in;
    struct str rest, line, want;
    size_t n = 0;
    if (file_read(a, "tests/tables/unit_search.txt", 1 << 20, &in) || vn_text(a, in, &rest)) exit(1);
    while (n < QUERIES && str_next(&rest, '\n', &line))
        if (line.n && line.p[0] != '#' && str_next(&rest, '\n', &want)) query[n++] = line;
    return n;
}

static sqlite3 *rival(struct arena *a)
{
    const struct country *c = country_get();
    sqlite3 *db;
    sqlite3_stmt *add;
    if (sqlite3_open(":memory:", &db) || sqlite3_exec(db, "CREATE TABLE n (fold TEXT); BEGIN", NULL, NULL,
        NULL)) exit(1);
    if (sqlite3_prepare_v2(db, "INSERT INTO n VALUES (?)", -1, &add, NULL)) exit(1);
    for (uint32_t i = 0; i < c->n; i++) {
        struct str fold = vn_fold(a, str_fmt(a, "%.*s, %.*s", STR(c->unit[i].name), STR(country_where(a, i))));
        sqlite3_bind_text(add, 1, fold.p, (int)fold.n, SQLITE_TRANSIENT);
        sqlite3_step(add);
        sqlite3_reset(add);
    }
    sqlite3_finalize(add);
    sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
    return db;
}

static void ask_rival(struct arena *a, sqlite3 *db, struct str query)
{
    struct buf b = buf_open(a);
    struct str rest = vn_fold(a, query), word;
    buf_c(&b, "SELECT fold FROM n WHERE 1");
    while (str_next(&rest, ' ', &word))
        if (!memchr(word.p, '\'', word.n)) buf_fmt(&b, " AND fold LIKE '%%%.*s%%'", STR(word));
    sqlite3_stmt *s;
    if (sqlite3_prepare_v2(db, str_z(a, buf_done(&b)), -1, &s, NULL)) exit(1);
    while (sqlite3_step(s) == SQLITE_ROW) {}
    sqlite3_finalize(s);
}

int main(void)
{
    struct arena *a = arena_open(64 << 20), *each = arena_open(64 << 20);
    struct str *query = NEW_N(a, struct str, QUERIES);
    struct unit_founds found;
    size_t n = read_queries(a, query);
    double from = now_ms(), worst = 0, sum = 0;
    if (unit_search(each, NULL, &(struct unit_query){ .text = S("vinh long") }, &found)) return 1;
    printf("the lists of the country read and indexed\t%.1f\tms (bar 2000)\n", now_ms() - from);
    for (size_t i = 0; i < n; i++) {
        double best = 1e9;
        for (int k = 0; k < 5; k++) {
            arena_reset(each);
            from = now_ms();
            if (unit_search(each, NULL, &(struct unit_query){ .text = query[i] }, &found)) return 1;
            if (now_ms() - from < best) best = now_ms() - from;
        }
        sum += best;
        if (best > worst) worst = best;
        if (getenv("BENCH_EACH")) fprintf(stderr, "%.3f %.*s\n", best, STR(query[i]));
    }
    printf("unit search over all names ever, mean of %zu queries\t%.3f\tms\n", n, sum / (double)n);
    printf("unit search over all names ever, the slowest query\t%.3f\tms (bar 2)\n", worst);
    sqlite3 *db = rival(a);
    from = now_ms();
    for (size_t i = 0; i < n; i++) {
        arena_reset(each);
        ask_rival(each, db, query[i]);
    }
    printf("SQLite LIKE over the same names, mean\t%.3f\tms\n", (now_ms() - from) / (double)n);
    sqlite3_close(db);
    return worst < 2 ? 0 : 1;
}
