/* keeper.c - the small supervisor. See keeper.h.
 *
 * It must be called before the first thread and before the database is opened: neither survives a fork. A child
 * that ends by itself, with whatever code, is not started again: it has said why. One that a signal killed is,
 * at most five times a minute, since something that dies at once would only die for ever. The child is told to
 * end when the parent dies. */
#include "keeper.h"
#include "base/machine.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { DEATHS_MOST = 5, MINUTE = 60 * 1000, END_SECONDS = 10 };

static sigset_t signals(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGCHLD);
    return set;
}

/* The child: 0. The parent: the child's number. */
static pid_t begin(const sigset_t *before)
{
    pid_t parent = getpid();
    fflush(stdout);
    fflush(stderr);
    pid_t child = fork();
    if (child) return child;
    prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0);
    if (getppid() != parent) _exit(0);
    sigprocmask(SIG_SETMASK, before, NULL);
    return 0;
}

/* Waits until the child is over and passes the wish to end on to it; one that does not follow is killed. */
static int watch(pid_t child, const sigset_t *set, bool *told_to_end)
{
    struct timespec patience = { .tv_sec = END_SECONDS };
    for (;;) {
        int status, got = *told_to_end ? sigtimedwait(set, NULL, &patience) : sigwaitinfo(set, NULL);
        if (got == SIGTERM || got == SIGINT) {
            *told_to_end = true;
            kill(child, SIGTERM);
        }
        if (got < 0 && errno == EAGAIN) kill(child, SIGKILL);
        if (waitpid(child, &status, WNOHANG) == child) return status;
    }
}

error keeper_run(struct arena *a, bool *working, int *code)
{
    int64_t died[DEATHS_MOST] = { 0 };
    sigset_t set = signals(), before;
    sigprocmask(SIG_BLOCK, &set, &before);
    for (size_t deaths = 0;; deaths++) {
        bool told_to_end = false;
        pid_t child = begin(&before);
        *working = child == 0;
        if (*working) return NULL;
        if (child < 0)
            return FAIL_AS(a, ERR_FAULT, FAIL(a, ERR_FAULT, "%s", strerror(errno)),
                           "Máy này đang thiếu tài nguyên nên không mở được máy chủ web. Tắt bớt chương trình khác rồi "
                           "mở lại.");
        int status = watch(child, &set, &told_to_end);
        if (WIFEXITED(status) || told_to_end) {
            *code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
            return NULL;
        }
        int64_t now = clock_steady(), first = died[deaths % DEATHS_MOST];
        LOG(LOG_ERROR, "the web process died of signal %d", WTERMSIG(status));
        if (deaths >= DEATHS_MOST && now - first < MINUTE)
            return FAIL(a, ERR_FAULT, "Tiến trình web dừng đột ngột quá nhiều lần. Xem nhật ký để biết lý do.");
        died[deaths % DEATHS_MOST] = now;
    }
}
