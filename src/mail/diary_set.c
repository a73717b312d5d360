/* diary_set.c - the process that makes an iCalendar text of a diary: starting it and hearing it. See diary.h. */
#include "mail/diary.h"
#include "base/machine.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATIENCE = 10 * 1000, ANSWER_MOST = 1024 * 1024, PIECE = 4 * 1024 };
static const char *program = NULL;
void diary_program(const char *path) { program = path; }

static const char *beside(struct arena *a)
{
    char path[PATH_MAX];
    ssize_t n = program ? 0 : readlink("/proc/self/exe", path, sizeof path);
    if (program || n <= 0) return program;
    struct str self = { path, (size_t)n };
    size_t slash = self.n;
    while (slash && self.p[slash - 1] != '/') slash--;
    return str_z(a, str_fmt(a, "%.*sgiaoban-mail", STR(str_cut(self, 0, slash))));
}

static bool give_all(int fd, struct str s)
{
    while (s.n) {
        ssize_t n = write(fd, s.p, s.n);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        s = str_cut(s, (size_t)n, s.n);
    }
    return true;
}

/* Everything it says, until it closes; nothing when it takes too long or says too much. */
static struct str hear_all(struct arena *a, int fd)
{
    struct buf b = buf_open(a);
    int64_t until = clock_steady() + PATIENCE;
    for (;;) {
        struct pollfd p = { .fd = fd, .events = POLLIN };
        int64_t left = until - clock_steady();
        if (left <= 0 || poll(&p, 1, (int)left) <= 0) return S("");
        char piece[PIECE];
        ssize_t n = read(fd, piece, sizeof piece);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0 || b.n > ANSWER_MOST) return S("");
        if (!n) return buf_done(&b);
        buf_add(&b, piece, (size_t)n);
    }
}

static bool start(const char *path, int in, int out, pid_t *pid)
{
    posix_spawn_file_actions_t acts;
    char *argv[] = { "giaoban-mail", "calendar", NULL }, *none[] = { NULL };
    if (posix_spawn_file_actions_init(&acts)) return false;
    int bad = posix_spawn_file_actions_adddup2(&acts, in, STDIN_FILENO) ||
              posix_spawn_file_actions_adddup2(&acts, out, STDOUT_FILENO) ||
              posix_spawn(pid, path, &acts, NULL, argv, none);
    posix_spawn_file_actions_destroy(&acts);
    return !bad;
}

static error not_made(struct arena *a)
{
    return FAIL(a, ERR_FAULT, "Chưa lập được lịch. Thử lại sau ít phút; nếu vẫn không được, hãy báo người quản trị.");
}

error diary_set(struct arena *a, struct str diary, struct str *ics)
{
    int in[2], out[2], status = 0;
    pid_t pid;
    const char *path = beside(a);
    *ics = S("");
    if (!path || access(path, X_OK)) return NULL;
    if (pipe2(in, O_CLOEXEC)) return not_made(a);
    if (pipe2(out, O_CLOEXEC)) {
        close(in[0]);
        close(in[1]);
        return not_made(a);
    }
    bool started = start(path, in[0], out[1], &pid);
    close(in[0]);
    close(out[1]);
    bool given = started && give_all(in[1], diary);
    close(in[1]);
    if (given) *ics = hear_all(a, out[0]);
    close(out[0]);
    if (!started) return not_made(a);
    if (!ics->n) kill(pid, SIGKILL);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) ;
    if (WIFEXITED(status) && !WEXITSTATUS(status) && ics->n) return NULL;
    *ics = S("");
    return not_made(a);
}
