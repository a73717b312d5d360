/* serve.c - the commands that need both the pages and the command line: serve and routes.
 *
 * It owns the settings of the server and the order in which it starts: harden, listen, leave a parent behind
 * that starts us again (keeper.h), open the database, serve, say where. */
#include "serve.h"
#include "keeper.h"
#include "outward.h"
#include "base/machine.h"
#include "core/core.h"
#include "core/office/courier.h"
#include "core/office/dawn.h"
#include "core/office/account_code.h"
#include "core/office/oidc_helper.h"
#include "core/office/policy.h"
#include "core/office/setting.h"
#include "core/meeting/task.h"
#include "core/report/due.h"
#include "core/report/scan_worker.h"
#include "mail/wire.h"
#include "pages/pages.h"
#include "vn/period.h"
#include <limits.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* Memory: the review of a report with as many figures as one may have needs about half of it. */
enum { HOSTS_MOST = 16, REQUEST_MEMORY = 64 * 1024 * 1024 };

struct settings {
    const char *db;
    bool new;                      /* make the database when there is none */
    struct web_limits limits;
    const char *host[HOSTS_MOST];
    int64_t clock, seed;           /* -1, 0: the real ones */
    const char *mail_password, *mail_authorities;      /* files; NULL: beside the database; those of the system */
};

static error read_number(
    struct arena *a, const char *option, const char *text, int64_t least, int64_t most, int64_t *out)
{
    if (str_int(str_c(text), out) && *out >= least && *out <= most) return NULL;
    return FAIL(a, ERR_USAGE, "%s cần một số từ %lld đến %lld, không phải “%s”.", option, (long long)least,
                (long long)most, text);
}

static error read_int(struct arena *a, const char *option, const char *text, int64_t least, int64_t most, int *out)
{
    int64_t n;
    TRY(read_number(a, option, text, least, most, &n));
    *out = (int)n;
    return NULL;
}

/* "2026-07-08 14:00", in Viet Nam, as milliseconds since 1970 UTC. */
static error read_moment(struct arena *a, const char *text, int64_t *out)
{
    struct str s = str_c(text);
    struct day day;
    int64_t hour, minute;
    if (s.n != 16 || s.p[10] != ' ' || s.p[13] != ':' || !day_read(str_cut(s, 0, 10), &day) ||
        !str_int(str_cut(s, 11, 13), &hour) || !str_int(str_cut(s, 14, 16), &minute) || hour < 0 || hour > 23 ||
        minute < 0 || minute > 59)
        return FAIL(a, ERR_USAGE, "--test-clock cần ngày và giờ như “2026-07-08 14:00”, không phải “%s”.", text);
    *out = (((day_number(day) * 24 + hour - 7) * 60) + minute) * 60 * 1000;
    return NULL;
}

static error add_host(struct arena *a, struct settings *s, const char *name)
{
    if (s->limits.hosts == HOSTS_MOST) return FAIL(a, ERR_USAGE, "Chỉ khai được %d tên máy chủ.", HOSTS_MOST);
    s->host[s->limits.hosts++] = name;
    return NULL;
}

static error read_option(struct arena *a, struct settings *s, const char *option, const char *value)
{
    struct web_limits *l = &s->limits;
    if (!strcmp(option, "--db")) s->db = value;
    else if (!strcmp(option, "--address")) l->address = value;
    else if (!strcmp(option, "--host")) return add_host(a, s, value);
    else if (!strcmp(option, "--port")) return read_int(a, option, value, 0, 65535, &l->port);
    else if (!strcmp(option, "--mail-password")) s->mail_password = value;
    else if (!strcmp(option, "--mail-authorities")) s->mail_authorities = value;
    else if (!strcmp(option, "--threads")) return read_int(a, option, value, 2, 64, &l->threads);
    else if (!strcmp(option, "--per-client")) return read_int(a, option, value, -1, 10000, &l->connections_per_client);
    else if (!strcmp(option, "--per-second")) return read_int(a, option, value, 0, 1000000, &l->requests_per_second);
    else if (!strcmp(option, "--test-clock")) return read_moment(a, value, &s->clock);
    else if (!strcmp(option, "--test-seed")) return read_number(a, option, value, 1, INT64_MAX, &s->seed);
    else return FAIL(a, ERR_USAGE, "Không có lựa chọn “%s”.", option);
    return NULL;
}

static error read_settings(struct arena *a, int argc, char **argv, struct settings *s)
{
    *s = (struct settings){ .clock = -1,
        .limits = { .port = 8080, .address = "127.0.0.1", .requests_per_second = 100, .arena = REQUEST_MEMORY } };
    for (int i = 1; i < argc; i++) {
        bool https = !strcmp(argv[i], "--https"), proxy = !strcmp(argv[i], "--proxy");
        s->limits.https |= https;
        s->limits.proxy |= proxy;
        bool new = !strcmp(argv[i], "--new");
        s->new |= new;
        if (https || proxy || new) continue;
        if (i + 1 == argc || !*argv[i + 1]) return FAIL(a, ERR_USAGE, "Sau “%s” còn thiếu giá trị.", argv[i]);
        TRY(read_option(a, s, argv[i], argv[i + 1]));
        i++;
    }
    if (s->limits.proxy && !s->limits.connections_per_client) s->limits.connections_per_client = -1;
    if (!s->db) return FAIL(a, ERR_USAGE, "Cần cho biết tệp dữ liệu: --db TỆP.");
    /* On this machine alone, other names are pages of strangers that point here (DNS rebinding). */
    bool alone = !strcmp(s->limits.address, "127.0.0.1") || !strcmp(s->limits.address, "::1");
    if (alone || s->limits.hosts) {
        TRY(add_host(a, s, "localhost"));
        TRY(add_host(a, s, "127.0.0.1"));
        TRY(add_host(a, s, "[::1]"));
    }
    s->limits.host = s->host;
    return NULL;
}

/* No core dumps with people's data in them, no reading of our memory by a neighbour, no new rights; and enough files
 * for every connection we allow. */
static error harden(struct arena *a)
{
    struct rlimit none = { 0, 0 }, files;
    if (setrlimit(RLIMIT_CORE, &none) || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
        return FAIL(a, ERR_FAULT, "Không đặt được giới hạn an toàn của tiến trình.");
    if (!getrlimit(RLIMIT_NOFILE, &files) && files.rlim_cur < files.rlim_max) {
        files.rlim_cur = files.rlim_max < 65536 ? files.rlim_max : 65536;
        if (setrlimit(RLIMIT_NOFILE, &files)) LOG(LOG_WARN, "the limit of open files stays as it is");
    }
    return NULL;
}

/* The program that sends letters, beside this one, with its end of a socket; *own_end: the other one. */
static error mailer_of(struct arena *a, const struct settings *s, struct helper *h, int *own_end)
{
    char self[PATH_MAX];
    int end[2];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self);
    struct str path = { self, n > 0 ? (size_t)n : 0 };
    while (path.n && path.p[path.n - 1] != '/') path.n--;
    TRY(wire_open(a, end));
    *own_end = end[0];
    const char **argv = NEW_N(a, const char *, 7);
    size_t words = 0;
    argv[words++] = "giaoban-mail";
    argv[words++] = "letters";
    bool beside = !strstr(s->db, "://");           /* there is no "beside" of a database on another server */
    if (s->mail_password || beside) {
        argv[words++] = "--password";
        argv[words++] = s->mail_password ? s->mail_password : str_z(a, str_fmt(a, "%s.mail", s->db));
    }
    if (s->mail_authorities) {
        argv[words++] = "--authorities";
        argv[words++] = s->mail_authorities;
    }
    *h = (struct helper){ .program = str_z(a, str_fmt(a, "%.*sgiaoban-mail", STR(path))), .argv = argv,
        .its_end = end[1], .gone = wire_gone };
    return NULL;
}

struct closing { struct arena *a; struct store *store; };

static void close_store(void *what)
{
    struct closing *c = what;
    core_close(c->a, c->store);
}

/* What a hash of a password costs from now on. */
static error password_start(struct arena *a, struct store *s)
{
    struct db *db;
    int64_t passes, memory;
    TRY(store_reader(s, &db));
    TRY(setting_int(a, db, SETTING_PASSWORD_PASSES, 0, &passes));
    TRY(setting_int(a, db, SETTING_PASSWORD_MEMORY, 0, &memory));
    password_cost_set((struct password_cost){ (int)passes, (size_t)memory << 20 });
    return NULL;
}

/* Nobody has an account yet: whoever reads this screen may become the first administrator. */
static error first_start(struct arena *a, struct store *s)
{
    struct str code;
    TRY(account_setup_code(a, s, &code));
    if (!code.n) return NULL;
    printf(say("Chưa có tài khoản nào. Mở địa chỉ dưới đây, thêm /thiet-lap, rồi nhập mã thiết lập "
               "(dùng một lần, trong 24 giờ): %.*s\n"), STR(code));
    return NULL;
}

/* What is told of tasks goes along in the letter of the day. */
static error daily(struct arena *a, struct db *db, void *none)
{
    TRY(task_daily(a, db, none));
    return due_daily(a, db, none);
}

error cmd_serve(struct arena *a, int argc, char **argv, int *code)
{
    struct settings s;
    struct web *web;
    bool working;
    TRY(read_settings(a, argc, argv, &s));
    if (s.clock >= 0) clock_fix(s.clock);
    if (s.seed) random_seed((uint64_t)s.seed);
    TRY(harden(a));
    TRY(web_listen(a, &s.limits));
    struct helper mailer;
    int own_end;
    TRY(mailer_of(a, &s, &mailer, &own_end));
    TRY(keeper_run(a, &mailer, &working, code));
    if (!working) return NULL;
    close(mailer.its_end);
    oidc_helper_start(a);                      /* it needs the network that this process is about to give up */
    if (!strstr(s.db, "://")) TRY(outward_close(a));   /* a database that is another server needs its own connection */
    struct closing *c = NEW(a, struct closing);
    c->a = a;
    TRY(core_open(a, s.db, s.new ? STORE_MAKE : STORE_UPGRADE, &c->store));
    arena_defer(a, close_store, c);
    TRY(password_start(a, c->store));
    TRY(first_start(a, c->store));
    log_level(LOG_INFO);                       /* what went wrong before has been said in a sentence */
    struct web_app app = pages_app(c->store);
    TRY(web_open(a, &app, &s.limits, &web));
    error none = scan_worker_start(a, c->store);
    if (!none) none = courier_start(a, c->store, access(mailer.program, X_OK) ? -1 : own_end, daily, dawn_run);
    if (none) {
        web_close(web);
        return none;
    }
    bool v6 = strchr(s.limits.address, ':') != NULL;
    printf("http://%s%s%s:%d\n", v6 ? "[" : "", s.limits.address, v6 ? "]" : "", web_port(web));
    fflush(stdout);
    web_wait();
    LOG(LOG_INFO, "closing");
    web_close(web);
    return NULL;
}

/* ---- docs/routes.md ---- */

static const char *const kind_names[] = {
    [PARAM_LINE] = "line", [PARAM_TEXT] = "text", [PARAM_INT] = "number", [PARAM_FLAG] = "flag", [PARAM_CODE] = "code",
    [PARAM_PERIOD] = "period", [PARAM_FILE] = "file", [PARAM_SECRET] = "secret",
};

static const char *const act_names[] = {
#define X(act, said) [act] = #act,
    ACTS(X)
#undef X
};

static void print_params(const struct route *r)
{
    for (size_t i = 0; i < r->params; i++)
        printf("%s`%s` %s%s", i ? ", " : "", r->param[i].name, kind_names[r->param[i].kind],
            r->param[i].required ? "*" : "");
}

static void print_body(const struct route *r)
{
    size_t most = r->longest_body ? r->longest_body : 64 * 1024;
    if (r->keep) printf("kept");
    if (r->method == METHOD_GET) return;
    if (most >= 1024 * 1024) printf("%zu MB", most / 1024 / 1024);
    else printf("%zu KB", most / 1024);
    if (r->once) printf(", once");
    if (r->per_minute) printf(", %d a minute", r->per_minute);
}

error cmd_routes(struct arena *a, int argc, char **argv, int *code)
{
    (void)argv; (void)code;
    if (argc > 1) return FAIL(a, ERR_USAGE, "Lệnh này không cần thêm gì.");
    printf("# Routes\n\nPrinted by `giaoban routes`. A parameter with * is required; `once` needs a one-time key; the\n"
           "body limit is of the whole form; a `kept` page is made once for a session until something is written.\n"
           "Every POST needs the token `csrf` of its visitor. Embedded files are at `/tep/HASH/NAME`.\n\n"
           "| method | address | who | parameters | body | what it is for |\n| --- | --- | --- | --- | --- | "
           "--- |\n");
    for (size_t i = 0; i < page_route_count; i++) {
        const struct route *r = &page_routes[i];
        printf("| %s | `%s` | %s | ", r->method == METHOD_GET ? "GET" : "POST", r->path, act_names[r->may]);
        print_params(r);
        printf(" | ");
        print_body(r);
        printf(" | %s |\n", r->about ? r->about : "");
    }
    return NULL;
}
