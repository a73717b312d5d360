/* oidc_helper.c - see oidc_helper.h. Must never connect anywhere itself. */
#include "core/office/oidc_helper.h"
#include "base/machine.h"
#include "read/child.h"
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PATIENCE = 12 * 1000, ANSWER_MOST = 8192, MAY_WAIT = 2 };

static int line = -1;                          /* our end of the socket; -1: there is no helper */
static int asking;                             /* who asks or waits to ask, so that a flood of visitors waits nowhere */
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

void oidc_helper_start(struct arena *a)
{
    int end[2];
    pid_t pid;
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t how;
    sigset_t none;
    const char *program = child_beside(a, "-oidc"), *options = getenv("ASAN_OPTIONS");
    char *words[] = { "giaoban-oidc", "listen", NULL };
    char *environment[] = { options ? str_z(a, str_fmt(a, "ASAN_OPTIONS=%s", options)) : NULL, NULL };
    if (access(program, X_OK) || socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, end)) return;
    sigemptyset(&none);
    int bad = posix_spawn_file_actions_init(&actions) | posix_spawnattr_init(&how);
    bad |= posix_spawn_file_actions_adddup2(&actions, end[1], STDIN_FILENO);
    bad |= posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    bad |= posix_spawnattr_setsigmask(&how, &none) | posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK);
    if (!bad) bad = posix_spawn(&pid, program, &actions, &how, words, environment);
    posix_spawnattr_destroy(&how);
    posix_spawn_file_actions_destroy(&actions);
    close(end[1]);
    if (bad) {
        LOG(LOG_WARN, "giaoban-oidc could not be started");
        close(end[0]);
    } else line = end[0];
}

/* The newest answer; what came too late for an earlier question was thrown away before this one was asked. */
static bool talk(struct str question, char *answer, size_t *n)
{
    char late[ANSWER_MOST];
    while (recv(line, late, sizeof late, MSG_DONTWAIT) > 0) ;
    if (send(line, question.p, question.n, MSG_NOSIGNAL) != (ssize_t)question.n) return false;
    struct pollfd wait = { .fd = line, .events = POLLIN };
    int64_t deadline = clock_steady() + PATIENCE;
    for (int64_t left; (left = deadline - clock_steady()) > 0;) {
        int ready = poll(&wait, 1, (int)left);
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) return false;
        ssize_t got = recv(line, answer, ANSWER_MOST, 0);
        *n = got > 0 ? (size_t)got : 0;
        return got > 0;
    }
    return false;
}

error oidc_helper_ask(struct arena *a, struct str question, struct str *answer)
{
    char *room = arena_get(a, ANSWER_MOST);
    size_t n = 0;
    bool answered = false;
    if (__atomic_add_fetch(&asking, 1, __ATOMIC_SEQ_CST) <= MAY_WAIT && line >= 0) {
        pthread_mutex_lock(&turn);
        answered = talk(question, room, &n);
        pthread_mutex_unlock(&turn);
    }
    __atomic_sub_fetch(&asking, 1, __ATOMIC_SEQ_CST);
    *answer = (struct str){ room, n };
    return answered ? NULL : FAIL(a, ERR_BUSY,
        "Chưa liên lạc được với nơi đăng nhập chung. Thử lại sau, hoặc đăng nhập bằng mật khẩu.");
}
