/* keeper.c - the small supervisor. See keeper.h.
 *
 * It must be called before the first thread and before the database is opened: neither survives a fork. A child
 * that ends by itself, with whatever code, is not started again: it has said why. One that a signal killed is,
 * at most five times a minute, since something that dies at once would only die for ever. The child is told to
 * end when the parent dies. */
#include "keeper.h"
#include "base/machine.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { DEATHS_MOST = 5, MINUTE = 60 * 1000, END_SECONDS = 10, HELPER_WIRE = 3, HELPER_SHORT = 1000 };

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

/* ---- the helper: a program with one end of a socket ---- */

/* In the new process: only the socket and where to complain, none of our surroundings. */
_Noreturn static void helper_become(const struct helper *h, const sigset_t *before)
{
    char *none[] = { NULL };
    prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0);
    sigprocmask(SIG_SETMASK, before, NULL);
    int wire = fcntl(h->its_end, F_DUPFD, HELPER_WIRE + 1);
    if (wire < 0 || dup2(wire, HELPER_WIRE) < 0) _exit(1);
    if (!close_range(HELPER_WIRE + 1, ~0U, 0)) execve(h->program, (char *const *)(uintptr_t)h->argv, none);
    _exit(1);
}

static void helper_begin(struct helper *h, const sigset_t *before)
{
    h->pid = 0;
    if (access(h->program, X_OK)) return;
    h->began = clock_steady();
    fflush(stdout);
    fflush(stderr);
    h->pid = fork();
    if (!h->pid) helper_become(h, before);
    if (h->pid < 0) h->pid = 0;
}

/* An empty word on its end tells whoever waits for an answer that none will come. It is begun again at once, unless it
 * lived for less than a second: then it waits, since it would only die for ever. */
static void helper_look(struct helper *h, const sigset_t *before)
{
    int status;
    if (!h) return;
    if (h->pid && waitpid(h->pid, &status, WNOHANG) == h->pid) {
        if (WIFSIGNALED(status)) LOG(LOG_ERROR, "%s died of signal %d", h->argv[0], WTERMSIG(status));
        if (h->gone) h->gone(h->its_end);
        h->pid = 0;
    }
    int64_t since = clock_steady() - h->began;
    if (!h->pid && (!h->began || since >= HELPER_SHORT)) helper_begin(h, before);
}

/* Waits until the child is over and passes the wish to end on to it; one that does not follow is killed. */
static int watch(pid_t child, struct helper *h, const sigset_t *set, const sigset_t *before, bool *told_to_end)
{
    struct timespec patience = { .tv_sec = END_SECONDS };
    for (;;) {
        if (!*told_to_end) helper_look(h, before);
        int status, got = sigtimedwait(set, NULL, &patience);
        if (got == SIGTERM || got == SIGINT) {
            *told_to_end = true;
            kill(child, SIGTERM);
        }
        if (got < 0 && errno == EAGAIN && *told_to_end) kill(child, SIGKILL);
        if (waitpid(child, &status, WNOHANG) == child) return status;
    }
}

static void helper_end(struct helper *h)
{
    int status;
    if (!h || !h->pid) return;
    kill(h->pid, SIGKILL);                     /* it owns nothing that could be left half done */
    while (waitpid(h->pid, &status, 0) < 0 && errno == EINTR) ;
}

static error keep(struct arena *a, struct helper *h, bool *working, int *code)
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
        int status = watch(child, h, &set, &before, &told_to_end);
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

error keeper_run(struct arena *a, struct helper *h, bool *working, int *code)
{
    error e = keep(a, h, working, code);
    if (!*working) helper_end(h);
    return e;
}
