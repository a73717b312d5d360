/* play.c - plays the scripts tests/http/<name>.t against a real server with the sample data; prints TAP.
 *
 * A line a step; a test begins with its sentence:
 *     = Một câu nói điều phải đúng       a new test
 *     as NAME                            from here on in the browser (the cookies) of NAME
 *     with Name: value                   a header of the next request
 *     bare                               the next form goes without the hidden fields of the page
 *     get /x   head /x   follow          asks; follow: where the last answer led
 *     post /x name=value name="a b"      sends a form, with the hidden fields csrf and key of this browser's last page
 *     upload /x name=value name=@"a.txt:content"
 *                                        name=$field: the value of that hidden field of the last page;
 *                                        a path that begins with $here: the page last asked for
 *     remember                           keeps the path of that page for later, as $kept
 *     again                              sends the last form once more, byte for byte
 *     status 200                         the last answer
 *     has "text"   hasnt "text"          in its body
 *     header Name "text"                 in that header; "" : the header is absent; $here as above
 * The first step that does not hold fails the test; the rest of it is passed over.
 *
 * play --record FILE writes every request and its answer down instead (without the header Date, which is of the
 * machine), with fixed chance and a fixed key: same_pages.sh compares what two engines answered. */
#include "base/machine.h"
#include "support/database.h"
#include <arpa/inet.h>
#include <dirent.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { JARS = 16, COOKIES = 4, WORDS = 24, FILE_MOST = 1 << 20 };

struct browser { struct str name, cookie[COOKIES], csrf, key; };
struct play {
    struct arena *a;
    struct browser jar[JARS], *now;
    struct buf extra;
    struct str here, kept, form;                   /* the page last asked for; the last form, as sent */
    bool bare;
    int64_t status;
    struct str head, body;
    int port;
};

static int tests, failures;
static char program[4096];
static FILE *record;

static _Noreturn void stop(const char *why)
{
    printf("not ok %d - %s\n", tests + 1, why);
    exit(1);
}

/* ---- the server ---- */

static pid_t run(char *const argv[], int *out)
{
    int pipe_fd[2];
    if (pipe(pipe_fd)) stop("no pipe");
    fflush(stdout);
    pid_t pid = fork();
    if (!pid) {
        dup2(pipe_fd[1], 1);
        close(pipe_fd[0]);
        close(pipe_fd[1]);
        execv(program, argv);
        _exit(127);
    }
    close(pipe_fd[1]);
    *out = pipe_fd[0];
    return pid;
}

static void make_sample(char *db)
{
    int out, status;
    char *argv[] = { program, "demo", "--db", db, "--test-cost", NULL }, rest[4096];
    pid_t pid = run(argv, &out);
    while (read(out, rest, sizeof rest) > 0) {}
    close(out);
    if (waitpid(pid, &status, 0) != pid || status) stop("giaoban demo makes the sample data");
}

static pid_t start(char *db, int *port)
{
    int out;
    char *argv[] = { program, "serve", "--db", db, "--port", "0", "--test-clock", "2026-08-03 09:00",
        "--per-second", "0", record ? "--test-seed" : NULL, "7", NULL };
    char line[256] = "";
    pid_t pid = run(argv, &out);
    for (size_t n = 0; n < sizeof line - 1 && read(out, line + n, 1) == 1 && line[n] != '\n'; n++) {}
    char *colon = strrchr(line, ':');
    int64_t number;
    struct str digits = str_trim(str_c(colon ? colon + 1 : ""));
    if (!str_int(digits, &number)) stop("giaoban serve says where it listens");
    *port = (int)number;
    return pid;
}

/* ---- asking ---- */

static struct str exchange(struct play *p, struct str request)
{
    struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)p->port) };
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    struct timeval patience = { .tv_sec = 20 };
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    struct buf b = buf_open(p->a);
    static char piece[16384];
    ssize_t got;
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (connect(fd, (struct sockaddr *)&to, sizeof to)) stop("the server takes connections");
    while (request.n && (got = send(fd, request.p, request.n, MSG_NOSIGNAL)) > 0)
        request = str_cut(request, (size_t)got, request.n);
    while ((got = recv(fd, piece, sizeof piece, 0)) > 0) buf_add(&b, piece, (size_t)got);
    close(fd);
    return buf_done(&b);
}

static struct str header_of(const struct play *p, struct str name, size_t which)
{
    struct str rest = p->head, line, key;
    while (str_next(&rest, '\n', &line)) {
        struct str value = line;
        str_next(&value, ':', &key);
        if (value.p && key.n == name.n && !strncasecmp(key.p, name.p, name.n) && !which--) return str_trim(value);
    }
    return (struct str){ "", 0 };
}

static void keep_cookies(struct play *p)
{
    for (size_t i = 0; i < 8; i++) {
        struct str rest = header_of(p, S("Set-Cookie"), i), pair, name;
        if (!rest.n || !str_next(&rest, ';', &pair)) continue;
        struct str value = pair;
        str_next(&value, '=', &name);
        size_t at = 0;
        while (at < COOKIES - 1 && p->now->cookie[at].n &&
               !str_starts(p->now->cookie[at], str_fmt(p->a, "%.*s=", STR(name)))) at++;
        p->now->cookie[at] = value.n ? pair : (struct str){ "", 0 };
    }
}

/* The value of a hidden field; what was there stays when the page has none. */
static void keep_field(struct play *p, const char *name, struct str *to)
{
    struct str mark = str_fmt(p->a, "name=\"%s\" value=\"", name);
    size_t at = str_find(p->body, mark, 0);
    if (at == SIZE_MAX) return;
    at += mark.n;
    *to = str_cut(p->body, at, str_find(p->body, S("\""), at));
}

static void note_exchange(struct str request, struct str head, struct str body)
{
    struct str line;
    fprintf(record, "> %.*s\n", STR(str_cut(request, 0, str_find(request, S("\r\n"), 0))));
    while (str_next(&head, '\n', &line))
        if (!str_starts(line, S("Date:"))) fprintf(record, "< %.*s\n", STR(str_trim(line)));
    fwrite(body.p, 1, body.n, record);
    fprintf(record, "\n");
}

static void take_answer(struct play *p, struct str request, struct str answer)
{
    size_t end = str_find(answer, S("\r\n\r\n"), 0);
    if (end == SIZE_MAX) end = answer.n;
    p->head = str_cut(answer, 0, end);
    p->body = str_cut(answer, end + 4, answer.n);
    if (record) note_exchange(request, p->head, p->body);
    if (!str_int(str_cut(answer, 9, 12), &p->status)) p->status = 0;
    p->extra = buf_open(p->a);
    p->bare = false;
    keep_cookies(p);
    keep_field(p, "csrf", &p->now->csrf);
    keep_field(p, "key", &p->now->key);
}

static void send_request(struct play *p, const char *method, struct str path, struct str type, struct str body)
{
    struct buf b = buf_open(p->a);
    if (str_starts(path, S("$here"))) path = str_fmt(p->a, "%.*s%.*s", STR(p->here), STR(str_cut(path, 5, path.n)));
    if (str_starts(path, S("$kept"))) path = str_fmt(p->a, "%.*s%.*s", STR(p->kept), STR(str_cut(path, 5, path.n)));
    buf_fmt(&b, "%s %.*s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n", method, STR(path));
    if (type.n) buf_fmt(&b, "Content-Type: %.*s\r\nContent-Length: %zu\r\n", STR(type), body.n);
    for (size_t i = 0; i < COOKIES; i++)
        if (p->now->cookie[i].n) buf_fmt(&b, "%s%.*s", i ? "; " : "Cookie: ", STR(p->now->cookie[i]));
    if (p->now->cookie[0].n) buf_c(&b, "\r\n");
    buf_str(&b, buf_done(&p->extra));
    buf_c(&b, "\r\n");
    buf_str(&b, body);
    if (type.n) p->form = buf_done(&b);
    else p->here = str_cut(path, 0, str_find(path, S("?"), 0));
    take_answer(p, buf_done(&b), exchange(p, buf_done(&b)));
}

static void encode(struct buf *b, struct str s)
{
    for (size_t i = 0; i < s.n; i++) buf_fmt(b, "%%%02x", (unsigned)(unsigned char)s.p[i]);
}

static void send_form(struct play *p, const struct str *word, size_t words, bool upload)
{
    struct buf b = buf_open(p->a);
    struct str own[2] = { str_fmt(p->a, "csrf=%.*s", STR(p->now->csrf)), str_fmt(p->a, "key=%.*s", STR(p->now->key)) };
    for (size_t i = p->bare ? 2 : 0; i < 2 + words; i++) {
        struct str value = i < 2 ? own[i] : word[i - 2], name;
        str_next(&value, '=', &name);
        if (i < 2 && !value.n) continue;
        if (str_starts(value, S("$"))) keep_field(p, str_z(p->a, str_cut(value, 1, value.n)), &value);
        if (!upload) {
            buf_fmt(&b, "%s%.*s=", b.n ? "&" : "", STR(name));
            encode(&b, value);
            continue;
        }
        buf_fmt(&b, "--story\r\nContent-Disposition: form-data; name=\"%.*s\"", STR(name));
        if (str_starts(value, S("@"))) {
            struct str file = str_cut(value, 1, value.n), file_name;
            str_next(&file, ':', &file_name);
            buf_fmt(&b, "; filename=\"%.*s\"", STR(file_name));
            value = file;
        }
        buf_fmt(&b, "\r\n\r\n%.*s\r\n", STR(value));
    }
    if (upload) buf_c(&b, "--story--\r\n");
    struct str type = upload ? S("multipart/form-data; boundary=story") : S("application/x-www-form-urlencoded");
    send_request(p, "POST", word[-1], type, buf_done(&b)); /* the path stands before the fields */
}

/* ---- reading a script ---- */

/* Words, with "..." taken as one (also after name=); \n and \" are known inside. */
static size_t split_words(struct arena *a, struct str line, struct str *word)
{
    size_t n = 0, i = 0;
    while (i < line.n && n < WORDS) {
        struct buf b = buf_open(a);
        bool quoted = false;
        for (; i < line.n && (quoted || line.p[i] != ' '); i++) {
            if (line.p[i] == '"') quoted = !quoted;
            else if (quoted && line.p[i] == '\\' && i + 1 < line.n) buf_char(&b, line.p[++i] == 'n' ? '\n' : line.p[i]);
            else buf_char(&b, line.p[i]);
        }
        word[n++] = buf_done(&b);
        while (i < line.n && line.p[i] == ' ') i++;
    }
    return n;
}

static void become(struct play *p, struct str name)
{
    size_t i = 0;
    while (i < JARS - 1 && p->jar[i].name.n && !str_is(p->jar[i].name, name)) i++;
    p->now = &p->jar[i];
    p->now->name = name;
}

static bool holds(struct play *p, const struct str *w, size_t n)
{
    int64_t want;
    if (str_is(w[0], S("status"))) return n == 2 && str_int(w[1], &want) && want == p->status;
    if (str_is(w[0], S("has"))) return n == 2 && str_find(p->body, w[1], 0) != SIZE_MAX;
    if (str_is(w[0], S("hasnt"))) return n == 2 && str_find(p->body, w[1], 0) == SIZE_MAX;
    if (!str_is(w[0], S("header")) || n != 3) return false;
    struct str value = header_of(p, w[1], 0), want_text = str_is(w[2], S("$here")) ? p->here : w[2];
    return want_text.n ? str_find(value, want_text, 0) != SIZE_MAX : !value.n;
}

/* False: a step that does not hold, or is not known. */
static bool step(struct play *p, struct str line)
{
    struct str w[WORDS + 1];
    size_t n = split_words(p->a, line, w);
    struct str none = { "", 0 };
    if (str_is(w[0], S("as")) && n == 2) become(p, w[1]);
    else if (str_is(w[0], S("with"))) buf_fmt(&p->extra, "%.*s\r\n", STR(str_cut(line, 5, line.n)));
    else if (str_is(w[0], S("bare"))) p->bare = true;
    else if (str_is(w[0], S("remember"))) p->kept = p->here;
    else if (str_is(w[0], S("get")) && n == 2) send_request(p, "GET", w[1], none, none);
    else if (str_is(w[0], S("head")) && n == 2) send_request(p, "HEAD", w[1], none, none);
    else if (str_is(w[0], S("send")) && n == 3) send_request(p, str_z(p->a, w[1]), w[2], none, none);
    else if (str_is(w[0], S("again"))) take_answer(p, p->form, exchange(p, p->form));
    else if (str_is(w[0], S("follow")))
        send_request(p, "GET", str_copy(p->a, header_of(p, S("Location"), 0)), none, none);
    else if (str_is(w[0], S("post")) && n >= 2) send_form(p, w + 2, n - 2, false);
    else if (str_is(w[0], S("upload")) && n >= 2) send_form(p, w + 2, n - 2, true);
    else return holds(p, w, n);
    return true;
}

static void end_test(struct str name, bool good, int line)
{
    if (!name.n) return;
    tests++;
    failures += !good;
    printf("%sok %d - %.*s\n", good ? "" : "not ", tests, STR(name));
    if (!good) printf("# at line %d\n", line);
}

static void play(struct arena *a, const char *path, int port)
{
    struct play p = { .a = a, .extra = buf_open(a), .port = port };
    struct bytes script;
    error e = file_read(a, path, FILE_MOST, &script);
    if (e) stop(e->said);
    struct str rest = { (const char *)script.p, script.n }, line, name = { "", 0 };
    bool good = true;
    int number = 0, failed_at = 0;
    become(&p, S("người lạ"));
    while (str_next(&rest, '\n', &line)) {
        number++;
        line = str_trim(line);
        if (str_starts(line, S("="))) {
            end_test(name, good, failed_at);
            name = str_fmt(a, "%s: %.*s", strrchr(path, '/') + 1, STR(str_trim(str_cut(line, 1, line.n))));
            good = true;
        } else if (line.n && line.p[0] != '#' && good && !step(&p, line)) {
            good = false;
            failed_at = number;
            printf("# %.*s\n# the answer was %lld %.*s\n", STR(line), (long long)p.status,
                p.body.n > 600 ? 600 : STR(p.body));
        }
    }
    end_test(name, good, failed_at);
}

/* The child of the keeper that serves; the others are helpers with programs of their own. 0: none was found. */
static pid_t web_of(struct arena *a, pid_t keeper)
{
    struct bytes list, name;
    struct str rest, number;
    int64_t child;
    error e = file_read(
        a, str_z(a, str_fmt(a, "/proc/%ld/task/%ld/children", (long)keeper, (long)keeper)), 4096, &list);
    if (e) return 0;
    rest = (struct str){ (const char *)list.p, list.n };
    while (str_next(&rest, ' ', &number)) {
        if (!str_int(str_trim(number), &child)) continue;
        e = file_read(a, str_z(a, str_fmt(a, "/proc/%ld/comm", (long)child)), 64, &name);
        if (!e && str_is(str_trim((struct str){ (const char *)name.p, name.n }), S("giaoban"))) return (pid_t)child;
    }
    return 0;
}

/* Kills the process that serves; its parent must put another in its place, at the same port. */
static void play_death(struct arena *a, pid_t server, int port)
{
    struct play p = { .a = a, .extra = buf_open(a), .port = port };
    pid_t child = web_of(a, server);
    bool good = child && !kill(child, SIGKILL);
    become(&p, S("stranger"));
    if (good) send_request(&p, "GET", S("/dang-nhap"), S(""), S(""));
    end_test(S("a web process that is killed is started again, and no visitor sees it"), good && p.status == 200, 0);
}

/* The same key for each engine, so that what it marks is the same. */
static void place_key(struct arena *a, const char *db)
{
    char hex[65];
    for (int i = 0; i < 64; i++) hex[i] = "0123456789abcdef"[i % 16];
    hex[64] = 0;
    struct bytes content = { (const unsigned char *)hex, 64 };
    error e = file_write(a, str_z(a, str_fmt(a, "%s.key", store_url_files(a, db))), content);
    if (e) stop(e->said);
}

int main(int argc, char **argv)
{
    static char db[DATABASE_URL];
    int port, status;
    struct dirent **list;
    const char *slash = strrchr(argv[0], '/');
    snprintf(program, sizeof program, "%.*s/../../giaoban", slash ? (int)(slash - argv[0]) : 1, slash ? argv[0] : ".");
    if (argc == 3 && !strcmp(argv[1], "--record") && !(record = fopen(argv[2], "w"))) stop("the file to record in");
    struct arena *a = arena_open((size_t)1 << 30);
    database_place(db, "http");
    if (record) place_key(a, db);
    make_sample(db);
    pid_t server = start(db, &port);
    int n = scandir("tests/http", &list, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        size_t length = strlen(list[i]->d_name);
        bool script = length > 2 && !strcmp(list[i]->d_name + length - 2, ".t");
        if (script) play(a, str_z(a, str_fmt(a, "tests/http/%s", list[i]->d_name)), port);
        arena_reset(a);
        free(list[i]);
    }
    if (n >= 0) free(list);
    if (!record) play_death(a, server, port);
    arena_close(a);
    kill(server, SIGTERM);
    tests++;
    bool ended = waitpid(server, &status, 0) == server && !status;
    failures += !ended;
    if (record && fclose(record)) stop("the record is whole");
    database_forget(db);
    printf("%sok %d - the server ends by itself when told to\n1..%d\n", ended ? "" : "not ", tests, tests);
    return failures > 0;
}
