/* child.c - the process that opens a document nobody trusts: starting it, talking with it, being it. See child.h.
 *
 * The answer, all numbers little-endian: "GBA1", kind of error (0 none), format, bytes of the encoding's name,
 * bytes of the text; then the name (with a blank and the form of the letters when they had one) and the text, or in
 * place of the text the error's sentence. The parent believes none of it: lengths are bounded, the text passes
 * vn_text() like any other bytes. */
#include "read/child.h"
#include "base/machine.h"
#include "read/converter.h"
#include "read/format/format.h"
#include "read/sandbox.h"
#include "vn/text.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { HEADER = 20, ENCODING_MOST = 32, SAID_MOST = 2048, PIECE = 64 * 1024, GLANCE = 200 };
static const char magic[] = "GBA1";
static const char *program = NULL;
static int64_t patience = (int64_t)LIMIT_CHILD_WALL * 1000 * SANDBOX_SLOWER;

void child_program(const char *path, int64_t wall)
{
    program = path;
    patience = wall ? wall : (int64_t)LIMIT_CHILD_WALL * 1000 * SANDBOX_SLOWER;
}

static void put32(unsigned char *p, size_t v)
{
    for (int i = 0; i < 4; i++) p[i] = (unsigned char)(v >> 8 * i);
}

static size_t get32(const unsigned char *p)
{
    return (size_t)p[0] | (size_t)p[1] << 8 | (size_t)p[2] << 16 | (size_t)p[3] << 24;
}

/* ---- the child's side ---- */

static void write_all(int fd, const void *p, size_t n)
{
    for (const char *at = p; n;) {
        ssize_t put = write(fd, at, n);
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) _exit(1);
        at += put;
        n -= (size_t)put;
    }
}

_Noreturn void child_answer(enum err_kind kind, enum read_format format, struct str encoding, struct str body)
{
    unsigned char head[HEADER];
    memcpy(head, magic, 4);
    put32(head + 4, (size_t)kind);
    put32(head + 8, (size_t)format);
    put32(head + 12, encoding.n);
    put32(head + 16, body.n);
    write_all(STDOUT_FILENO, head, sizeof head);
    write_all(STDOUT_FILENO, encoding.p, encoding.n);
    write_all(STDOUT_FILENO, body.p, body.n);
    _exit(0);
}

error child_open(struct arena *a, const char *format, struct child_job *j)
{
    struct stat st;
    j->format = FORMAT_COUNT;
    for (int i = 0; i < FORMAT_COUNT; i++)
        if (!strcmp(format, read_format_names[i])) j->format = (enum read_format)i;
    if (j->format == FORMAT_COUNT) return FAIL(a, ERR_USAGE, "Không có loại tệp “%s”.", format);
    if (fstat(STDIN_FILENO, &st) || !S_ISREG(st.st_mode) || st.st_size > LIMIT_DOCUMENT)
        return FAIL(a, ERR_USAGE, "Lệnh này do giaoban tự gọi để đọc một tệp; hãy dùng “giaoban read”.");
    j->size = (size_t)st.st_size;
    j->a = arena_open(LIMIT_CHILD_ARENA);
    return NULL;
}

struct bytes child_document(const struct child_job *j)
{
    unsigned char *p = arena_get(j->a, j->size + 1);
    size_t n = 0;
    while (n < j->size) {
        ssize_t got = read(STDIN_FILENO, p + n, j->size - n);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        n += (size_t)got;
    }
    return (struct bytes){ p, n };
}

struct convert_job { struct child_job child; struct read_text text; };

static error convert(void *arg)
{
    struct convert_job *j = arg;
    return format_convert(j->child.a, child_document(&j->child), j->child.format, &j->text);
}

error child_serve(struct arena *a, const char *format)
{
    struct convert_job j = { .text = { .format = FORMAT_COUNT } };
    TRY(child_open(a, format, &j.child));
    if (j.child.format == FORMAT_DOC) return converter_exec(a);
    TRY(sandbox_enter(a));
    error e = arena_run(j.child.a, convert, &j);
    if (e) child_answer(e->kind, j.child.format, S(""), str_c(e->said));
    struct str encoding = j.text.encoding, form = j.text.form;
    if (form.n) encoding = str_fmt(j.child.a, "%.*s %.*s", STR(encoding), STR(form));
    child_answer(ERR_NONE, j.text.format, encoding, j.text.text);
}

/* ---- the parent's side ---- */

/* A child and the descriptors to talk with it; -1 and 0 when there is none (any more). */
struct child { pid_t pid; int document, answer, answer_end; };

static void close_fd(int *fd)
{
    if (*fd >= 0) close(*fd);
    *fd = -1;
}

/* Also runs when the arena gives up in the middle: no process and no descriptor is left behind. */
static void child_end(void *what)
{
    struct child *c = what;
    close_fd(&c->document);
    close_fd(&c->answer);
    close_fd(&c->answer_end);
    if (c->pid <= 0) return;
    kill(c->pid, SIGKILL);
    while (waitpid(c->pid, NULL, 0) < 0 && errno == EINTR) ;
    c->pid = 0;
}

static error busy(struct arena *a, const char *what)
{
    LOG(LOG_ERROR, "reading child: %s: %s", what, strerror(errno));
    return FAIL(a, ERR_BUSY, "Hệ thống đang bận nên chưa đọc được tệp. Hãy thử lại sau ít phút.");
}

/* The document as a file without a name that nobody can change any more. */
static error as_file(struct arena *a, struct bytes document, int *out)
{
    int fd = *out = memfd_create("document", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (fd < 0) return busy(a, "memfd_create");
    for (size_t at = 0; at < document.n;) {
        ssize_t put = write(fd, document.p + at, document.n - at);
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) return busy(a, "write to memory file");
        at += (size_t)put;
    }
    if (lseek(fd, 0, SEEK_SET) || fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL))
        return busy(a, "seal memory file");
    return NULL;
}

/* Starts the child with the document and the pipe as its only descriptors but the log, an empty list of blocked
 * signals and next to no environment. */
static error start(struct arena *a, const struct child_order *order, struct child *c)
{
    const char *options = getenv("ASAN_OPTIONS");
    char *environment[] = { say_language_is() == LANGUAGE_EN ? "GIAOBAN_LANGUAGE=en" : "GIAOBAN_LANGUAGE=vi",
                            "OMP_THREAD_LIMIT=1",
                            options ? str_z(a, str_fmt(a, "ASAN_OPTIONS=%s", options)) : NULL, NULL };
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t how;
    sigset_t none, all;
    pid_t pid;
    sigemptyset(&none);
    sigfillset(&all);
    if (posix_spawn_file_actions_init(&actions)) return busy(a, "posix_spawn");
    if (posix_spawnattr_init(&how)) {
        posix_spawn_file_actions_destroy(&actions);
        return busy(a, "posix_spawn");
    }
    int bad = posix_spawn_file_actions_adddup2(&actions, c->document, STDIN_FILENO);
    bad |= posix_spawn_file_actions_adddup2(&actions, c->answer_end, STDOUT_FILENO);
    bad |= posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    bad |= posix_spawnattr_setsigmask(&how, &none) | posix_spawnattr_setsigdefault(&how, &all);
    bad |= posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    if (!bad) bad = posix_spawn(&pid, order->program, &actions, &how, order->words, environment);
    posix_spawnattr_destroy(&how);
    posix_spawn_file_actions_destroy(&actions);
    errno = bad;
    if (bad) return busy(a, "posix_spawn");
    c->pid = pid;
    return NULL;
}

/* All that comes through the pipe until it closes. false: too much, too late, or nobody wants it any more. */
static bool listen_until(int fd, int64_t deadline, const struct child_order *order, struct buf *to)
{
    struct pollfd wait = { .fd = fd, .events = POLLIN };
    char *piece = arena_get(to->a, PIECE);
    for (;;) {
        int64_t left = deadline - clock_steady();
        if (left <= 0 || (order->wanted && !order->wanted(order->of))) return false;
        int ready = poll(&wait, 1, order->wanted && left > GLANCE ? GLANCE : (int)left);
        if ((ready < 0 && errno == EINTR) || (!ready && order->wanted)) continue;
        if (ready <= 0) return false;
        ssize_t got = read(fd, piece, PIECE);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return got == 0;
        buf_add(to, piece, (size_t)got);
        if (to->n > HEADER + ENCODING_MOST + order->most) return false;
    }
}

static error nonsense(struct arena *a, const char *why, int status)
{
    LOG(LOG_WARN, "reading child: %s, status %d, signal %d", why, WIFEXITED(status) ? WEXITSTATUS(status) : -1,
        WIFSIGNALED(status) ? WTERMSIG(status) : 0);
    return FAIL(a, ERR_INPUT,
                "Tệp có nội dung bất thường nên không mở được an toàn. Hãy mở bằng Word, lưu lại rồi gửi.");
}

/* Only the child looks into a zip; it may find any office document there. */
static bool may_be(enum read_format asked, size_t said)
{
    return said == asked || (asked == FORMAT_DOCX && (said == FORMAT_ODT || said == FORMAT_XLSX));
}

/* The child's answer, believed as little as the document was. */
static error understand(struct arena *a, struct bytes got, enum read_format format, int status,
                        struct child_reply *out)
{
    if (got.n < HEADER || memcmp(got.p, magic, 4)) return nonsense(a, "no answer", status);
    size_t kind = get32(got.p + 4), said_format = get32(got.p + 8), encoding = get32(got.p + 12),
           body = get32(got.p + 16);
    if (encoding > ENCODING_MOST || got.n - HEADER != encoding + body || !may_be(format, said_format))
        return nonsense(a, "an answer of the wrong shape", status);
    out->encoding = (struct bytes){ got.p + HEADER, encoding };
    out->body = (struct bytes){ out->encoding.p + encoding, body };
    struct str said;
    switch (kind) {
    case ERR_NONE: out->format = (enum read_format)said_format; return NULL;
    case ERR_INPUT: case ERR_FORMAT: case ERR_TOO_LARGE:
        if (body > SAID_MOST || vn_text(a, out->body, &said)) return nonsense(a, "an error that is no text", status);
        return FAIL(a, (enum err_kind)kind, "%s", str_z(a, said));
    case ERR_MEMORY:
        return FAIL(a, ERR_TOO_LARGE,
                    "Tệp cần quá nhiều bộ nhớ để mở. Hãy bỏ bớt ảnh, bảng hoặc chia thành nhiều tệp nhỏ hơn.");
    default: return nonsense(a, "an error of another kind", status);
    }
}

/* What the converter of old Word files wrote; it has no form but text, and ends with 0 when it could read. */
static error converted(struct arena *a, struct bytes got, bool whole, int status, struct child_reply *out)
{
    if (whole && got.n && WIFEXITED(status) && !WEXITSTATUS(status)) {
        *out = (struct child_reply){ .format = FORMAT_DOC, .body = got };
        return NULL;
    }
    LOG(LOG_WARN, "converter: %zu bytes, status %d, signal %d", got.n, WIFEXITED(status) ? WEXITSTATUS(status) : -1,
        WIFSIGNALED(status) ? WTERMSIG(status) : 0);
    return FAIL(a, ERR_INPUT,
                "Không đọc được tệp Word đời cũ (.doc): tệp đã hỏng, có mật khẩu, quá ngắn hoặc không có chữ. Hãy mở "
                "bằng Word, lưu lại thành .docx rồi gửi.");
}

error child_ask(struct arena *a, struct bytes document, const struct child_order *order, struct child_reply *out)
{
    struct child *c = NEW(a, struct child);
    *c = (struct child){ 0, -1, -1, -1 };
    arena_defer(a, child_end, c);
    int ends[2], status = 0;
    TRY(as_file(a, document, &c->document));
    if (pipe2(ends, O_CLOEXEC)) return busy(a, "pipe");
    c->answer = ends[0];
    c->answer_end = ends[1];
    int64_t deadline = clock_steady() + order->patience;
    struct buf got = buf_open(a);
    TRY(start(a, order, c));
    close_fd(&c->document);
    close_fd(&c->answer_end);
    bool whole = listen_until(c->answer, deadline, order, &got);
    kill(c->pid, SIGKILL); /* one that has answered has ended; one that only closed its pipe shall */
    while (waitpid(c->pid, &status, 0) < 0 && errno == EINTR) ;
    c->pid = 0;
    close_fd(&c->answer);
    int ended_by = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    if (order->wanted && !order->wanted(order->of)) return FAIL(a, ERR_BUSY, "Đã dừng đọc tệp theo yêu cầu.");
    if (clock_steady() >= deadline || ended_by == SIGXCPU || (whole && ended_by == SIGKILL)) {
        LOG(LOG_WARN, "reading child: ended after its time, signal %d", ended_by);
        return FAIL(
            a, ERR_BUSY,
            "Tệp mất quá nhiều thời gian để mở nên đã dừng lại. Hãy chia thành nhiều tệp nhỏ hơn rồi gửi lại.");
    }
    struct str all = buf_done(&got);
    struct bytes answer = { (const unsigned char *)all.p, all.n };
    if (order->format == FORMAT_DOC) return converted(a, answer, whole, status, out);
    return understand(a, answer, order->format, status, out);
}

error child_convert(struct arena *a, struct bytes document, enum read_format format, struct read_text *out)
{
    if (format == FORMAT_DOC && !converter_is_there())
        return FAIL(a, ERR_FORMAT,
                    "Máy chủ này chưa cài phần đọc tệp Word đời cũ (.doc). Hãy mở bằng Word, lưu lại thành .docx rồi "
                    "gửi.");
    char *words[] = { "giaoban", "read-one", str_z(a, str_c(read_format_names[format])), NULL };
    const struct child_order order = { .program = program ? program : "/proc/self/exe", .words = words,
                                       .format = format, .most = LIMIT_TEXT, .patience = patience };
    struct child_reply reply;
    TRY(child_ask(a, document, &order, &reply));
    if (format == FORMAT_DOC) return doc_text(a, reply.body, out);
    struct str encoding;
    if (vn_text(a, reply.encoding, &encoding) || vn_text(a, reply.body, &out->text) || !out->text.n)
        return nonsense(a, "an answer that is no text", 0);
    out->form = S("");
    if (str_next(&encoding, ' ', &out->encoding) && encoding.p) out->form = encoding;
    out->format = reply.format;
    return NULL;
}

const char *child_beside(struct arena *a, const char *ending)
{
    if (program) return str_z(a, str_fmt(a, "%s%s", program, ending));
    char *path = arena_get(a, PATH_MAX + 1);
    ssize_t n = readlink("/proc/self/exe", path, PATH_MAX);
    return str_z(a, str_fmt(a, "%.*s%s", n > 0 ? (int)n : 0, path, ending));
}
