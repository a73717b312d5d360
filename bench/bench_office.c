/* bench_office.c - what an office asks of the database all day, in processor time: the consolidated report, the
 * dashboard, the way back, the list of reports, the checks, an approval with its totals, a confirmed figure.
 *
 * The office goes through the real doors: reports are read, confirmed, submitted, approved. Arguments after the
 * path of giaoban, which is not used: months (36), communes beside the one that is measured (0), months of those
 * (3). The database lies in memory (/dev/shm), so that the times are of our work and not of a disk. */
#include "base/machine.h"
#include "core/core.h"
#include "core/office/account.h"
#include "core/office/body.h"
#include "core/office/person.h"
#include "core/office/policy.h"
#include "core/office/unit.h"
#include "core/report/brief.h"
#include "invented.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { BODIES = 7, FIRST_YEAR = 2015, ROUNDS = 20, SENTENCES = 8 };

static const char *const organisations[BODIES] = { "MTTQ", "LHPN", "HND", "CCB", "DTN", "CTD", "NCT" };
static const char *const parts[] = { "", "-wal", "-shm", ".key", ".head", ".head.part" };

struct office {
    int64_t unit_id, body[BODIES];
    struct unit unit;
    struct grant grant[3];
    struct who officer, head, clerk;
};
struct bench {
    struct arena *a, *each;                        /* each: thrown away after every act */
    struct store *s;
    struct db *db;
    int64_t province;
    struct office *office;
    size_t offices, reports, figures;
    double confirming, approving;                  /* processor time of those acts for the office that is measured */
    size_t confirmed, approved;
};

static void check(error e, const char *what)
{
    if (!e) return;
    fprintf(stderr, "%s: %s\n", what, e->said);
    exit(1);
}

static double processor_time(void)                 /* of all threads: writes run on the writer's */
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- places and people ---- */

static struct who acting(struct arena *a, struct db *db, struct office *o, enum role role, int n)
{
    struct who who = { .name = S("Nguyễn Thị Mẫu") };
    struct str login = str_fmt(a, "mau%lld-%d", (long long)o->unit_id, n);
    check(person_add(a, db, who.name, &who.person_id), "person");
    check(account_add(a, db, who.person_id, login, S("x"), LANGUAGE_VI, &who.account_id), "account");
    o->grant[n] = (struct grant){
        .id = n + 1, .role = role, .unit_id = o->unit_id, .unit_from = o->unit.tree_from, .unit_to = o->unit.tree_to };
    who.grant = &o->grant[n];
    who.acting = who.grant;
    who.grants = 1;
    return who;
}

static error add_office(struct arena *a, struct db *db, void *arg)
{
    struct bench *b = arg;
    struct office *o = &b->office[b->offices];
    struct unit unit = { .code = str_fmt(a, "X%zu", b->offices), .level = S("commune"), .kind = S("phường"),
        .name = str_fmt(a, "Bến Mẫu %zu", b->offices), .parent_id = b->province, .valid_from = S("2000-01-01") };
    if (!b->province) {
        struct unit province = { .code = S("X"), .level = S("province"), .kind = S("tỉnh"), .name = S("Sông Mẫu"),
            .valid_from = S("2000-01-01") };
        TRY(unit_add(a, db, &province, &b->province));
        unit.parent_id = b->province;
    }
    TRY(unit_add(a, db, &unit, &o->unit_id));
    TRY(unit_get(a, db, o->unit_id, &o->unit));
    for (int i = 0; i < BODIES; i++) {
        const struct organisation *kind = organisation_find(a, str_c(organisations[i]));
        struct body body = { .unit_id = o->unit_id, .organisation = kind->code, .name = kind->name,
            .short_name = kind->short_name, .layout = S("state"), .ordinal = i + 1, .reports = true,
            .valid_from = S("2000-01-01") };
        TRY(body_add(a, db, &body, &o->body[i]));
    }
    o->officer = acting(a, db, o, ROLE_OFFICER, 0);
    o->head = acting(a, db, o, ROLE_HEAD, 1);
    o->clerk = acting(a, db, o, ROLE_OFFICE, 2);
    b->offices++;
    return NULL;
}

/* ---- reports ---- */

/* About 15 figures: money, gifts, members in and in all, classes, trees; a price with its total, a running total. */
static struct str report_text(struct arena *a, uint64_t seed, int month)
{
    struct maker m = { seed * 0x9E3779B97F4A7C15 + 1, buf_open(a), REPORT };
    struct buf *to = &m.to;
    uint32_t gifts = chance(&m, 90) + 20, price = (chance(&m, 8) + 2) * 50;
    buf_fmt(to, "BÁO CÁO\nKết quả công tác tháng %d\nVận động được %u triệu đồng. ", month, chance(&m, 90) + 10);
    buf_fmt(to, "Trao %u suất quà cho hộ nghèo, mỗi suất %u.000 đồng, tổng trị giá %u.000 đồng; ", gifts, price,
        gifts * price);
    buf_fmt(to, "tặng %u thẻ BHYT trị giá trên %u triệu đồng. ", chance(&m, 40) + 5, chance(&m, 30) + 5);
    buf_fmt(to, "Kết nạp mới %u hội viên, nâng tổng số lên %u hội viên. ", chance(&m, 30) + 10, chance(&m, 900) + 1100);
    buf_fmt(to, "Tổ chức %02u buổi tuyên truyền với %u lượt người dự. ", chance(&m, 8) + 1, chance(&m, 800) + 100);
    buf_fmt(to, "Trồng %u cây xanh, thắp sáng %02u tuyến đường dài %u m.\n", chance(&m, 200) + 20, chance(&m, 8) + 1,
        chance(&m, 900) + 100);
    made_plain(&m);
    buf_fmt(to, ".\nXây %02u căn nhà Đại đoàn kết, mỗi căn 60 triệu đồng. ", chance(&m, 3) + 1);
    buf_fmt(to, "Lũy kế từ đầu năm đến nay vận động được %u triệu đồng.\n", chance(&m, 900) + 100);
    return buf_done(to);
}

static void decide(struct bench *b, struct office *o, int64_t id)
{
    struct figure *figure;
    size_t n;
    check(figure_list(b->each, b->db, &o->officer, id, &figure, &n), "figures");
    double from = processor_time();
    for (size_t i = 0; i < n; i++)
        check(figure_confirm(b->each, b->s, &o->officer, figure[i].id, figure[i].version), "confirm");
    if (o == b->office) {
        b->confirming += processor_time() - from;
        b->confirmed += n;
    }
    b->figures += n;
    struct report r;
    check(report_get(b->each, b->db, &o->officer, id, &r), "report");
    check(report_submit(b->each, b->s, &o->officer, id, r.version), "submit");
    from = processor_time();
    check(report_approve(b->each, b->s, &o->head, id, r.version + 1), "approve");
    if (o == b->office) {
        b->approving += processor_time() - from;
        b->approved++;
    }
}

static void hand_in(struct bench *b, struct office *o, int months)
{
    for (int m = 0; m < months; m++) {
        int year = FIRST_YEAR + m / 12, month = m % 12 + 1;
        int64_t day = day_number((struct day){ year, month, 25 });
        clock_fix(day * 24 * 3600 * 1000);
        b->confirming = b->approving = 0;          /* the numbers are of the last month: the whole history stands */
        b->confirmed = b->approved = 0;
        for (int i = 0; i < BODIES; i++) {
            o->grant[0].body_id = o->grant[1].body_id = o->body[i];
            struct report_draft draft = { .body_id = o->body[i], .period = str_fmt(b->each, "%04d-%02d", year, month),
                .text = report_text(b->each, ++b->reports, month) };
            int64_t id;
            check(report_add(b->each, b->s, &o->officer, &draft, &id), "report");
            decide(b, o, id);
            arena_reset(b->each);
        }
    }
}

/* ---- measuring ---- */

struct deed { const char *name; error (*run)(struct bench *b, struct str period); };

static error act_brief(struct bench *b, struct str period)
{
    struct brief out;
    return brief_get(b->each, b->db, &b->office->clerk, b->office->unit_id, period, &out);
}

static error act_dashboard(struct bench *b, struct str period)
{
    struct dashboard out;
    return dashboard_get(b->each, b->db, &b->office->clerk, b->office->unit_id, period, VIEW_THEN, &out);
}

static error act_trace(struct bench *b, struct str period)
{
    struct total *list;
    struct trace out;
    size_t n;
    TRY(total_list(b->each, b->db, b->office->unit_id, period, &list, &n));
    if (!n) return FAIL(b->each, ERR_FAULT, "no total in the period");
    return trace_get(b->each, b->db, &b->office->clerk, b->office->unit_id, list[n / 2].indicator, period, S(""),
        VIEW_THEN, &out);
}

static error act_list(struct bench *b, struct str period)
{
    (void)period;
    struct report_page out;
    struct report_filter filter = { .unit_id = b->office->unit_id, .state = -1, .limit = 200 };
    return report_list(b->each, b->db, &b->office->clerk, &filter, &out);
}

static error act_newest(struct bench *b, struct str period)
{
    (void)period;
    struct report_page out;
    struct report_filter filter = { .unit_id = b->office->unit_id, .state = -1, .limit = 1 };
    return report_list(b->each, b->db, &b->office->clerk, &filter, &out);
}

static error act_check(struct bench *b, struct str period)
{
    struct report_page page;
    struct warning *list;
    size_t n;
    struct report_filter filter = { .unit_id = b->office->unit_id, .period = period, .state = -1, .limit = 1 };
    TRY(report_list(b->each, b->db, &b->office->clerk, &filter, &page));
    return check_report(b->each, b->db, &b->office->clerk, page.list[0].id, &list, &n);
}

static void measure(struct bench *b, const struct deed *act, struct str period)
{
    double best = 1e9;
    for (int i = 0; i < ROUNDS; i++) {
        double from = processor_time();
        check(act->run(b, period), act->name);
        double took = processor_time() - from;
        if (took < best) best = took;
        arena_reset(b->each);
    }
    printf("%s, %.*s\t%.2f\tms\n", act->name, STR(period), best * 1e3);
    fflush(stdout);
}

static void forget(struct arena *a, const char *path)
{
    for (size_t i = 0; i < COUNT(parts); i++) unlink(str_z(a, str_fmt(a, "%s%s", path, parts[i])));
}

static int asked(int argc, char **argv, int at, int otherwise)
{
    int64_t n;
    return argc > at && str_int(str_c(argv[at]), &n) && n >= 0 && n <= 1200 ? (int)n : otherwise;
}

int main(int argc, char **argv)
{
    static const struct deed acts[] = { { "consolidated report", act_brief }, { "dashboard", act_dashboard },
        { "way back from a total", act_trace }, { "list of 200 reports", act_list },
        { "newest report", act_newest }, { "warnings of a report", act_check } };
    int months = asked(argc, argv, 2, 36), others = asked(argc, argv, 3, 0), theirs = asked(argc, argv, 4, 3);
    struct bench b = { .a = arena_open(64 << 20), .each = arena_open(512 << 20) };
    const char *path = "/dev/shm/giaoban-bench-office";
    forget(b.a, path);
    b.office = NEW_N(b.a, struct office, (size_t)others + 1);
    check(core_open(b.a, path, STORE_MAKE, &b.s), "open");
    check(store_reader(b.s, &b.db), "reader");
    for (int i = 0; i <= others; i++) check(db_write(b.a, b.s, add_office, &b), "office");
    for (int i = 1; i <= others; i++) hand_in(&b, &b.office[i], theirs);
    hand_in(&b, b.office, months);
    printf("an office with %d reports a month for %d months\t%zu\treports\n", BODIES, months, b.reports);
    printf("figures a report\t%.1f\tfigures\n", (double)b.figures / (double)b.reports);
    printf("confirming a figure\t%.2f\tms\n", b.confirming / (double)b.confirmed * 1e3);
    printf("approving a report\t%.2f\tms\n", b.approving / (double)b.approved * 1e3);
    int year = FIRST_YEAR + (months - 1) / 12;
    struct str quarter = str_fmt(b.a, "%d-Q%d", year, (months - 1) % 12 / 3 + 1), whole = str_fmt(b.a, "%d", year),
               early = str_fmt(b.a, "%d-Q1", FIRST_YEAR);
    for (size_t i = 0; i < COUNT(acts); i++) measure(&b, &acts[i], quarter);
    measure(&b, &acts[0], early);
    measure(&b, &acts[0], whole);
    core_close(b.a, b.s);
    if (!getenv("BENCH_KEEP")) forget(b.a, path);
    return 0;
}
