/* cmd_demo.c - makes a database with the sample office of data/demo: a ward, its bodies, people, and half a
 * year of reports that were read, confirmed, submitted and approved as any other. Everything is invented. */
#include "cli/command.h"
#include "cli/demo.h"
#include "base/machine.h"
#include "core/core.h"
#include "core/office/account.h"
#include "core/office/body.h"
#include "core/office/notice.h"
#include "core/office/password.h"
#include "core/office/person.h"
#include "core/office/post.h"
#include "core/office/session.h"
#include "core/office/setting.h"
#include "core/office/unit.h"
#include "core/report/closing.h"
#include "core/report/report.h"
#include "core/report/figure.h"
#include "vn/text.h"
#include <stdio.h>
#include <unistd.h>

#define SAMPLE_PASSWORD "mua-lua-chin-2026"        /* of every sample account; no other database has it */
#define FIRST_DAY "2025-07-01"                     /* the units of the two-tier government begin */
enum { NOTICES_MOST = 1000 };

/* ---- the lines of world.tsv ---- */

bool demo_line(struct str *rest, const char *word, struct str *field)
{
    struct str line;
    while (str_next(rest, '\n', &line)) {
        struct str left = line, first;
        if (!str_next(&left, '\t', &first) || !str_is(first, str_c(word))) continue;
        for (size_t i = 0; i < DEMO_FIELDS; i++)
            if (!str_next(&left, '\t', &field[i])) field[i] = S("");
        return true;
    }
    return false;
}

static int64_t id_of(const struct demo_keyed *list, size_t n, struct str key)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(list[i].key, key)) return list[i].id;
    assert(!key.n);                                /* the sample data names something that it does not have */
    return 0;
}

static void remember(struct demo_keyed *list, size_t *n, struct str key, int64_t id, struct str name)
{
    assert(*n < DEMO_MOST);
    list[(*n)++] = (struct demo_keyed){ key, id, name };
}

/* ---- the office, in one transaction ---- */

static error add_places(struct demo *d, struct db *db)
{
    struct str f[DEMO_FIELDS], rest = d->world;
    while (demo_line(&rest, "unit", f)) {
        struct unit u = { .code = f[0], .level = f[1], .kind = f[2], .name = f[3], .valid_from = S(FIRST_DAY),
                          .parent_id = id_of(d->unit, d->units, f[4]) };
        int64_t id;
        TRY(unit_add(d->a, db, &u, &id));
        remember(d->unit, &d->units, f[0], id, f[3]);
    }
    rest = d->world;
    while (demo_line(&rest, "body", f)) {
        struct body b = { .unit_id = id_of(d->unit, d->units, f[1]), .organisation = f[2], .name = f[3],
                          .short_name = f[4], .issuer = f[5], .superior = f[6], .layout = f[7],
                          .number_suffix = f[8], .reports = str_is(f[9], S("1")),
                          .ordinal = (int64_t)d->bodies + 1, .valid_from = S(FIRST_DAY) };
        int64_t id;
        TRY(body_add(d->a, db, &b, &id));
        remember(d->body, &d->bodies, f[0], id, f[3]);
    }
    return NULL;
}

static error allow(struct demo *d, struct db *db, const struct demo_member *m, int64_t person_id)
{
    int64_t body_id = id_of(d->body, d->bodies, m->body), post_id, grant_id;
    struct body body;
    TRY(body_get(d->a, db, body_id, &body));
    struct post post = { .person_id = person_id, .body_id = body_id, .title = m->post, .valid_from = S(FIRST_DAY) };
    TRY(post_add(d->a, db, &post, &post_id));
    enum role role = role_of(m->role);
    bool in_body = role == ROLE_OFFICER || role == ROLE_HEAD;
    struct new_grant grant = { .account_id = m->account_id, .role = role, .unit_id = body.unit_id,
                               .body_id = in_body ? body_id : 0, .post_id = post_id, .from = S(FIRST_DAY) };
    return account_allow(d->a, db, &grant, &grant_id);
}

static error add_people(struct demo *d, struct db *db)
{
    for (size_t i = 0; i < d->members; i++) {
        struct demo_member *m = &d->member[i];
        int64_t person_id;
        TRY(person_add(d->a, db, m->name, &person_id));
        TRY(account_add(d->a, db, person_id, m->login, d->hash, LANGUAGE_VI, &m->account_id));
        TRY(allow(d, db, m, person_id));
        remember(d->person, &d->persons, m->login, person_id, m->name);
    }
    struct str f[DEMO_FIELDS], rest = d->world;
    while (demo_line(&rest, "grant", f)) {
        struct demo_member more = { .login = f[0], .role = f[1], .body = f[2], .post = f[3] };
        for (size_t i = 0; i < d->members; i++)
            if (str_is(d->member[i].login, f[0])) more.account_id = d->member[i].account_id;
        TRY(allow(d, db, &more, id_of(d->person, d->persons, f[0])));
    }
    return NULL;
}

/* Marked on every page and paper; set up already, by the ward. */
static error mark_as_sample(struct arena *a, struct db *db, struct demo *d)
{
    struct str home = S("");
    for (size_t i = 0; i < d->units; i++)
        if (str_is(d->unit[i].key, S("99901"))) home = str_fmt(a, "%lld", (long long)d->unit[i].id);
    TRY(setting_put(a, db, NULL, SETTING_COPY_KIND, 0, S("sample"), S("")));
    TRY(setting_put(a, db, NULL, SETTING_HOME_UNIT, 0, home, S("")));
    return setting_put(a, db, NULL, SETTING_SETUP_STEP, 0, S("5"), S(""));
}

static error add_office(struct arena *a, struct db *db, void *arg)
{
    struct demo *d = arg;
    TRY(add_places(d, db));
    /* a sample office is there to be looked at: nobody has to fetch a telephone first */
    TRY(setting_put(a, db, NULL, SETTING_FACTOR_ADMIN, 0, S("0"), S("data/demo")));
    if (d->cheap) {
        TRY(setting_put(a, db, NULL, SETTING_PASSWORD_MEMORY, 0, S("19"), S("data/demo")));
        TRY(setting_put(a, db, NULL, SETTING_PASSWORD_PASSES, 0, S("2"), S("data/demo")));
    }
    TRY(add_people(d, db));
    return mark_as_sample(a, db, d);
}

static struct demo_member member_of(const struct str *f)
{
    return (struct demo_member){ .login = f[0], .name = f[1], .role = f[2], .body = f[3], .post = f[4] };
}

static error read_members(struct demo *d)
{
    struct str f[DEMO_FIELDS], rest = d->world;
    TRY(password_hash(d->a, S(SAMPLE_PASSWORD), &d->hash));
    while (demo_line(&rest, "person", f)) {
        assert(d->members < DEMO_MOST);
        d->member[d->members++] = member_of(f);
    }
    return NULL;
}

/* ---- acting as one of them, at a moment ---- */

void demo_at(struct day day, int minutes)
{
    clock_fix((day_number(day) * 24 * 60 + minutes - 7 * 60) * 60 * 1000);
}

int64_t demo_body(const struct demo *d, const char *key) { return id_of(d->body, d->bodies, str_c(key)); }

struct opening { int64_t account_id; struct str token; };
static error open_session(struct arena *a, struct db *db, void *arg)
{
    struct opening *s = arg;
    return session_open(a, db, s->account_id, &s->token);
}

error demo_become(struct demo *d, const char *role, struct str body, const struct who **who)
{
    for (size_t i = 0; i < d->members; i++) {
        const struct demo_member *m = &d->member[i];
        if (!str_is(m->role, str_c(role)) || (body.n && !str_is(m->body, body))) continue;
        struct opening s = { m->account_id, S("") };
        TRY(db_write(d->a, d->store, open_session, &s));
        TRY(session_who(d->a, d->store, s.token, who));
        assert(*who);
        return session_end(d->a, d->store, s.token);
    }
    return FAIL(d->a, ERR_FAULT, "dữ liệu mẫu không có người giữ vai trò “%s” ở “%.*s”", role, STR(body));
}

/* ---- a report, from its words to its state ---- */

/* The row of world.tsv for this period and body whose passage stands in `quote` (any when passage is not asked). */
static bool told(struct demo *d, const char *word, struct str period, struct str body, const struct str *quote,
                 struct str *f)
{
    struct str rest = d->world;
    while (demo_line(&rest, word, f))
        if (str_is(f[0], period) && str_is(f[1], body) && (!quote || str_find(*quote, f[2], 0) != SIZE_MAX))
            return true;
    return false;
}

static error decide_figures(struct demo *d, const struct who *officer, int64_t id, struct str period,
                            struct str body, size_t share)
{
    struct db *db;
    TRY(store_reader(d->store, &db));
    struct figure *figure;
    size_t n;
    TRY(figure_list(d->a, db, officer, id, &figure, &n));
    for (size_t i = 0; i < n * share / 100; i++) {
        struct str f[DEMO_FIELDS];
        if (told(d, "reject", period, body, &figure[i].quote, f))
            TRY(figure_reject(d->a, d->store, officer, figure[i].id, figure[i].version, f[3]));
        else
            TRY(figure_confirm(d->a, d->store, officer, figure[i].id, figure[i].version));
    }
    return NULL;
}

static error version_of(struct demo *d, const struct who *who, int64_t id, int64_t *version)
{
    struct db *db;
    struct report r;
    TRY(store_reader(d->store, &db));
    TRY(report_get(d->a, db, who, id, &r));
    *version = r.version;
    return NULL;
}

static error hand_in(struct demo *d, const struct embedded *file, struct str period, struct str body)
{
    struct str f[DEMO_FIELDS];
    struct str state = told(d, "state", period, body, NULL, f) ? f[2] : S("approved"), reason = f[3];
    struct str text = { (const char *)file->content.p, file->content.n };
    struct vn_date signed_on;
    bool dated = vn_date_find(text, &signed_on);
    assert(dated);
    const struct who *officer, *head;
    int64_t id, version;
    demo_at(signed_on.from, DEMO_MORNING);
    TRY(demo_become(d, "officer", body, &officer));
    struct report_draft draft = { .body_id = id_of(d->body, d->bodies, body), .period = period,
                                  .document = file->content,
                                  .document_name = str_fmt(d->a, "bao-cao-%.*s.txt", STR(period)) };
    TRY(report_add(d->a, d->store, officer, &draft, &id));
    if (str_is(state, S("read"))) return NULL;
    TRY(decide_figures(d, officer, id, period, body, str_is(state, S("draft")) ? 50 : 100));
    if (str_is(state, S("draft"))) return NULL;
    TRY(version_of(d, officer, id, &version));
    TRY(report_submit(d->a, d->store, officer, id, version));
    if (str_is(state, S("submitted"))) return NULL;
    demo_at(signed_on.from, DEMO_AFTERNOON);
    TRY(demo_become(d, "head", body, &head));
    TRY(version_of(d, head, id, &version));
    return str_is(state, S("returned")) ? report_return(d->a, d->store, head, id, version, reason)
                                        : report_approve(d->a, d->store, head, id, version);
}

static error add_reports(struct demo *d, const char *prefix, int *count)
{
    for (size_t i = 0; i < embedded_count; i++) {
        const struct embedded *file = &embedded_files[i];
        if (strncmp(file->path, prefix, strlen(prefix))) continue;
        struct str name = str_c(file->path + strlen(prefix));      /* 2026-01-LHPN.txt */
        TRY(hand_in(d, file, str_cut(name, 0, 7), str_cut(name, 8, name.n - 4)));
        ++*count;
        if (isatty(STDERR_FILENO)) fprintf(stderr, "\r%s %d ", say("Đã nạp báo cáo:"), *count);
    }
    if (isatty(STDERR_FILENO)) fputc('\n', stderr);
    return NULL;
}

static error close_periods(struct demo *d)
{
    struct str f[DEMO_FIELDS], rest = d->world;
    while (demo_line(&rest, "close", f)) {
        struct period p;
        bool known = period_read(f[0], &p);
        assert(known);
        demo_at(day_from_number(day_number(p.to) + 7), DEMO_AFTERNOON);
        const struct who *office;
        TRY(demo_become(d, "office", S(""), &office));
        TRY(closing_add(d->a, d->store, office, office->acting->unit_id, f[0]));
    }
    return NULL;
}

/* ---- what was told ---- */

static bool still_waits(struct demo *d, struct db *db, const struct who *who, const struct notice *n)
{
    int64_t id;
    struct report r;
    bool of_report = str_starts(n->link, S("/bao-cao/")) && str_int(str_cut(n->link, 9, n->link.n), &id);
    if (!of_report) return false;
    if (report_get(d->a, db, who, id, &r)) return true;            /* of another post of theirs: left as it is */
    return (n->kind == NOTICE_SUBMITTED && r.state == REPORT_SUBMITTED) ||
           (n->kind == NOTICE_RETURNED && r.state == REPORT_RETURNED);
}

/* Half a year of notices was read when it came; what still waits for somebody is not. */
static error read_notices(struct demo *d, const struct demo_member *m)
{
    struct db *db;
    struct notice_page all;
    const struct who *who;
    TRY(demo_become(d, str_z(d->a, m->role), m->body, &who));
    TRY(store_reader(d->store, &db));
    TRY(notice_list(d->a, db, who, true, 0, NOTICES_MOST, &all));
    int64_t *id = NEW_N(d->a, int64_t, all.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < all.n; i++)
        if (!still_waits(d, db, who, &all.list[i])) id[n++] = all.list[i].id;
    return notice_read_these(d->a, d->store, who, id, n);
}

/* ---- the command ---- */

static error fill(struct demo *d, int *count)
{
    TRY(read_members(d));
    TRY(db_write(d->a, d->store, add_office, d));
    TRY(add_reports(d, "data/demo/reports/", count));
    TRY(add_reports(d, "data/demo/wards/", count));
    TRY(close_periods(d));
    TRY(demo_meetings(d));
    demo_at((struct day){ 2026, 6, 30 }, DEMO_AFTERNOON);
    for (size_t i = 0; i < d->members; i++) TRY(read_notices(d, &d->member[i]));
    return NULL;
}

static void print_log_ins(const struct demo *d)
{
    printf("%s: %s\n", say("Mật khẩu chung của các tài khoản mẫu"), SAMPLE_PASSWORD);
    for (size_t i = 0; i < d->members; i++) {
        const struct demo_member *m = &d->member[i];
        for (size_t k = 0; k < d->bodies; k++)
            if (str_is(d->body[k].key, m->body))
                printf("  %-10.*s %.*s, %.*s, %.*s\n", STR(m->login), STR(m->name), STR(m->post), STR(d->body[k].name));
    }
}

/* What a run that failed leaves behind would stop the next one. A key that was there before is not ours to take. */
static void remove_all(struct arena *a, const char *url, bool had_key)
{
    const char *files = store_url_files(a, url);
    store_discard(url);
    if (had_key) return;
    unlink(str_z(a, str_fmt(a, "%s.key", files)));
    unlink(str_z(a, str_fmt(a, "%s.head", files)));
}

error cmd_demo(struct arena *a, int argc, char **argv, int *code)
{
    (void)code;
    bool cheap = argc == 4 && !strcmp(argv[3], "--test-cost");
    const char *path = (argc == 3 || cheap) && !strcmp(argv[1], "--db") && *argv[2] ? argv[2] : NULL;
    bool only_print = argc == 2 && !strcmp(argv[1], "--log-ins");
    if (!path && !only_print) return FAIL(a, ERR_USAGE, "Cần cho biết nơi đặt cơ sở dữ liệu mẫu: --db TỆP.");
    struct demo *d = NEW(a, struct demo);
    d->a = a;
    d->cheap = cheap;
    if (cheap) password_cost_set((struct password_cost){ 2, 19u << 20 });
    d->world = embedded_text("data/demo/world.tsv");
    if (only_print) {
        struct str f[DEMO_FIELDS], rest = d->world;
        while (demo_line(&rest, "body", f)) remember(d->body, &d->bodies, f[0], 1, f[3]);
        rest = d->world;
        while (demo_line(&rest, "person", f))
            d->member[d->members++] = member_of(f);
        print_log_ins(d);
        return NULL;
    }
    const char *shown = store_url_shown(a, path);
    if (!store_is_free(path))
        return FAIL(a, ERR_CONFLICT,
                    "Đã có dữ liệu ở “%s”; dữ liệu mẫu chỉ được nạp vào nơi còn trống. "
                    "Chọn tên khác hoặc xóa dữ liệu cũ.",
                    shown);
    bool had_key = !access(str_z(a, str_fmt(a, "%s.key", store_url_files(a, path))), F_OK);
    int count = 0;
    demo_at((struct day){ 2026, 1, 2 }, DEMO_AFTERNOON);                     /* the same sample whenever it is made */
    error e = core_open(a, path, STORE_MAKE, &d->store);
    if (!e) {
        e = fill(d, &count);
        core_close(a, d->store);
    }
    clock_fix(-1);
    if (e) {
        remove_all(a, path, had_key);
        return e;
    }
    printf(say("Đã tạo “%s” với %d báo cáo mẫu (mọi người và số liệu đều là hư cấu).\n"), shown, count);
    print_log_ins(d);
    return NULL;
}
