/* bench_check.c - what the checks of one report cost, in processor time: a report of 60 figures after a year of monthly
 * reports of seven bodies, 60 figures each; and the lint alone on growing text, with its exponent.
 *
 * Reports go through the real doors: read, confirmed, submitted, approved. The database lies in memory (/dev/shm). */
#include "base/machine.h"
#include "core/core.h"
#include "core/office/account.h"
#include "core/office/body.h"
#include "core/office/person.h"
#include "core/office/policy.h"
#include "core/office/unit.h"
#include "core/report/check.h"
#include "core/report/report.h"
#include "invented.h"
#include "read/lint/lint.h"
#include "read/reader.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { BODIES = 7, MONTHS = 13, YEAR = 2024, BLOCKS = 8, ROUNDS = 20 };
static const double most_ms = 10, most_exponent = 1.05;
static const char *const organisations[BODIES] = { "MTTQ", "LHPN", "HND", "CCB", "DTN", "CTD", "NCT" };
static const char *const parts[] = { "", "-wal", "-shm", ".key", ".head", ".head.part" };

struct bench {
    struct arena *a, *each;
    struct store *s;
    struct db *db;
    int64_t unit_id, body[BODIES], last;
    struct unit unit;
    struct grant grant[2];
    struct who officer, head;
};

static void check(error e, const char *what)
{
    if (!e) return;
    fprintf(stderr, "%s: %s\n", what, e->said);
    exit(1);
}

static double processor_time(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static struct who acting(struct arena *a, struct db *db, struct bench *b, enum role role, int n)
{
    struct who who = { .name = S("Nguyễn Thị Mẫu"), .login = str_fmt(a, "mau%d", n) };
    check(person_add(a, db, who.name, &who.person_id), "person");
    check(account_add(a, db, who.person_id, who.login, S("x"), LANGUAGE_VI, &who.account_id), "account");
    b->grant[n] = (struct grant){
        .id = n + 1, .role = role, .unit_id = b->unit_id, .unit_from = b->unit.tree_from, .unit_to = b->unit.tree_to };
    who.grant = &b->grant[n];
    who.acting = who.grant;
    who.grants = 1;
    return who;
}

static error add_office(struct arena *a, struct db *db, void *arg)
{
    struct bench *b = arg;
    struct unit unit = { .code = S("X"), .level = S("commune"), .kind = S("phường"), .name = S("Bến Mẫu"),
        .valid_from = S("2000-01-01") };
    TRY(unit_add(a, db, &unit, &b->unit_id));
    TRY(unit_get(a, db, b->unit_id, &b->unit));
    for (int i = 0; i < BODIES; i++) {
        struct body body = { .unit_id = b->unit_id, .organisation = str_c(organisations[i]),
            .name = str_c(organisations[i]), .short_name = str_c(organisations[i]), .layout = S("state"),
            .ordinal = i + 1, .reports = true, .valid_from = S("2000-01-01") };
        TRY(body_add(a, db, &body, &b->body[i]));
    }
    b->officer = acting(a, db, b, ROLE_OFFICER, 0);
    b->head = acting(a, db, b, ROLE_HEAD, 1);
    return NULL;
}

/* Seven or eight figures a block, with parts, prices, shares and a new total. */
static struct str report_text(struct arena *a, uint64_t seed, int month)
{
    struct maker m = { seed * 0x9E3779B97F4A7C15 + 1, buf_open(a), REPORT };
    struct buf *to = &m.to;
    buf_fmt(to, "BÁO CÁO\nKết quả công tác tháng %d\n", month);
    for (int i = 0; i < BLOCKS; i++) {
        uint32_t gifts = chance(&m, 90) + 20, price = (chance(&m, 8) + 2) * 50, men = chance(&m, 20) + 10;
        buf_fmt(to, "Trao %u suất quà cho hộ nghèo, mỗi suất %u.000 đồng, tổng trị giá %u.000 đồng; ", gifts, price,
            gifts * price);
        buf_fmt(to, "tặng %u thẻ BHYT trị giá trên %u triệu đồng. ", chance(&m, 40) + 5, chance(&m, 30) + 5);
        buf_fmt(to, "Kết nạp mới %u hội viên, gồm %u hội viên khu phố 1 và %u hội viên khu phố 2. ", men + 9, men, 9u);
        made_plain(&m);
        buf_c(to, ".\n");
    }
    return buf_done(to);
}

static int64_t hand_in(struct bench *b, int body, int year, int month, bool whole)
{
    b->grant[0].body_id = b->grant[1].body_id = b->body[body];
    struct report_draft draft = { .body_id = b->body[body], .period = str_fmt(b->each, "%04d-%02d", year, month),
        .text = report_text(b->each, (uint64_t)(year * 100 + month) * BODIES + (uint64_t)body, month) };
    int64_t id;
    struct figure *figure;
    struct report r;
    size_t n;
    check(report_add(b->each, b->s, &b->officer, &draft, &id), "report");
    if (!whole) return id;
    check(figure_list(b->each, b->db, &b->officer, id, &figure, &n), "figures");
    for (size_t i = 0; i < n; i++)
        check(figure_confirm(b->each, b->s, &b->officer, figure[i].id, figure[i].version), "confirm");
    check(report_get(b->each, b->db, &b->officer, id, &r), "report");
    check(report_submit(b->each, b->s, &b->officer, id, r.version), "submit");
    check(report_approve(b->each, b->s, &b->head, id, r.version + 1), "approve");
    arena_reset(b->each);
    return id;
}

static double measure_report(struct bench *b)
{
    double best = 1e9;
    size_t found = 0;
    for (int i = 0; i < ROUNDS; i++) {
        struct warning *list;
        double from = processor_time();
        check(check_report(b->each, b->db, &b->officer, b->last, &list, &found), "check");
        double took = processor_time() - from;
        if (took < best) best = took;
        arena_reset(b->each);
    }
    struct figure *figure;
    size_t n;
    check(figure_list(b->each, b->db, &b->officer, b->last, &figure, &n), "figures");
    printf("figures of the checked report\t%zu\tfigures\n", n);
    printf("warnings of it\t%zu\twarnings\n", found);
    printf("warnings of a report after a year of history\t%.2f\tms\n", best * 1e3);
    arena_reset(b->each);
    return best * 1e3;
}

/* Time of the lint alone on 64 kB and 16 times that; the slope of the line between. */
static double measure_lint(void)
{
    double took[2] = { 1e9, 1e9 };
    size_t bytes[2];
    for (int size = 0; size < 2; size++) {
        struct arena *a = arena_open((size_t)1 << 30);
        struct buf text = buf_open(a);
        for (uint64_t i = 0; text.n < (size_t)65536 << (4 * size); i++) buf_str(&text, report_text(a, i, 6));
        bytes[size] = text.n;
        struct record *r;
        check(reader_read_text(a, buf_done(&text), &(struct read_hints){ .body = S("") }, &r), "read");
        for (int i = 0; i < 5; i++) {
            struct arena_mark mark = arena_mark(a);
            double from = processor_time();
            (void)lint_record(a, r);
            double now = processor_time() - from;
            if (now < took[size]) took[size] = now;
            arena_back(a, mark);
        }
        arena_close(a);
    }
    double exponent = log(took[1] / took[0]) / log((double)bytes[1] / (double)bytes[0]);
    printf("lint, one core\t%.1f\tMB/s\n", (double)bytes[1] / took[1] / 1e6);
    printf("lint, exponent from 64 kB to 1 MB\t%.3f\texponent\n", exponent);
    return exponent;
}

int main(void)
{
    struct bench b = { .a = arena_open(64 << 20), .each = arena_open(512 << 20) };
    const char *path = "/dev/shm/giaoban-bench-check";
    for (size_t i = 0; i < COUNT(parts); i++) unlink(str_z(b.a, str_fmt(b.a, "%s%s", path, parts[i])));
    check(core_open(b.a, path, STORE_MAKE, &b.s), "open");
    check(store_reader(b.s, &b.db), "reader");
    check(db_write(b.a, b.s, add_office, &b), "office");
    for (int m = 0; m < MONTHS; m++) {
        int year = YEAR + m / 12, month = m % 12 + 1;
        clock_fix(day_number((struct day){ year, month, 25 }) * 24 * 3600 * 1000);
        for (int i = 0; i < BODIES; i++) b.last = hand_in(&b, i, year, month, m + 1 < MONTHS || i + 1 < BODIES);
    }
    double ms = measure_report(&b), exponent = measure_lint();
    core_close(b.a, b.s);
    for (size_t i = 0; i < COUNT(parts); i++) unlink(str_z(b.a, str_fmt(b.a, "%s%s", path, parts[i])));
    if (ms > most_ms) fprintf(stderr, "a report's warnings took %.2f ms, over the bar of %.0f\n", ms, most_ms);
    return ms > most_ms || exponent > most_exponent;
}
