/* sandbox.c - the lock that a process puts on itself. See sandbox.h.
 *
 * Three walls, each of which alone would do for most of it: limits (memory, time, files), Landlock (no
 * file, no port), seccomp (a list of the calls that reading needs; all else is refused, and what only an
 * attacker would call ends the process). Under AddressSanitizer the bound on address space is left out,
 * because its shadow memory alone is terabytes, and the bound on processor time is four times as wide. */
#include "read/sandbox.h"
#include "base/machine.h"
#include "pack/limits.h"
#include <errno.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Landlock by number: the C library has no names for it. */
enum { LANDLOCK_CREATE = 444, LANDLOCK_RESTRICT = 446, LANDLOCK_VERSION = 1 };
struct landlock_rules { uint64_t files, ports, scopes; };
/* What each version adds: rights on files, on ports, scopes; and how much of the struct it knows. */
static const struct { struct landlock_rules all; size_t size; } landlock[] = {
    { { 0x1FFF, 0, 0 }, 8 },  { { 0x3FFF, 0, 0 }, 8 },  { { 0x7FFF, 0, 0 }, 8 },
    { { 0x7FFF, 3, 0 }, 16 }, { { 0xFFFF, 3, 0 }, 16 }, { { 0xFFFF, 3, 3 }, 24 },
};

/* Needed to read a document and to end. */
static const int allowed[] = {
    SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(brk), SCMP_SYS(madvise),
    SCMP_SYS(futex), SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask), SCMP_SYS(exit), SCMP_SYS(exit_group),
    SCMP_SYS(clock_gettime), SCMP_SYS(getrandom), SCMP_SYS(sched_yield), SCMP_SYS(getpid), SCMP_SYS(gettid),
    SCMP_SYS(restart_syscall),
#ifdef __SANITIZE_ADDRESS__
    SCMP_SYS(sigaltstack), /* the sanitizer asks for its stack before every jump and end */
#endif
};
/* Nothing that reads documents calls these by mistake. */
static const int deadly[] = {
    SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(clone), SCMP_SYS(clone3),
    SCMP_SYS(ptrace), SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(connect), SCMP_SYS(bind),
    SCMP_SYS(listen), SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(sendto), SCMP_SYS(sendmsg),
    SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(bpf), SCMP_SYS(mount), SCMP_SYS(umount2),
    SCMP_SYS(unshare), SCMP_SYS(setns), SCMP_SYS(keyctl), SCMP_SYS(add_key), SCMP_SYS(request_key),
    SCMP_SYS(userfaultfd), SCMP_SYS(io_uring_setup), SCMP_SYS(perf_event_open), SCMP_SYS(kexec_load),
    SCMP_SYS(init_module), SCMP_SYS(finit_module), SCMP_SYS(open_by_handle_at), SCMP_SYS(pidfd_getfd),
    SCMP_SYS(kill),
};

static bool limit(int what, rlim_t most)
{
    return !setrlimit((__rlimit_resource_t)what, &(struct rlimit){ most, most });
}

static bool limits_set(size_t memory, int seconds)
{
    bool done = limit(RLIMIT_CPU, (rlim_t)seconds * SANDBOX_SLOWER) && limit(RLIMIT_FSIZE, 0) &&
        limit(RLIMIT_CORE, 0) &&
                limit(RLIMIT_NPROC, 0) && limit(RLIMIT_NOFILE, 3);
#ifndef __SANITIZE_ADDRESS__
    done = done && limit(RLIMIT_AS, memory);
#else
    (void)memory;
#endif
    return done;
}

int sandbox_landlock(void)
{
    long version = syscall(LANDLOCK_CREATE, NULL, (size_t)0, LANDLOCK_VERSION);
    return version > 0 ? (int)version : 0;
}

static bool landlock_set(void)
{
    int version = sandbox_landlock();
    if (!version) return true; /* seccomp alone refuses the same; sandbox_landlock() says so */
    size_t row = (size_t)version > COUNT(landlock) ? COUNT(landlock) - 1 : (size_t)version - 1;
    long rules = syscall(LANDLOCK_CREATE, &landlock[row].all, landlock[row].size, 0);
    if (rules < 0) return false;
    bool done = !syscall(LANDLOCK_RESTRICT, rules, 0);
    close((int)rules);
    return done;
}

static bool seccomp_set(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter) return false;
    int bad = 0;
    for (size_t i = 0; i < COUNT(allowed); i++) bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
    for (size_t i = 0; i < COUNT(deadly); i++) bad |= seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, deadly[i], 0);
    /* memory, but never memory that can run; a signal, but only to itself, for abort() */
    bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                            SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0));
    bad |= seccomp_load(filter);
    seccomp_release(filter);
    return !bad;
}

const struct sandbox_room sandbox_text = { LIMIT_CHILD_MEMORY, LIMIT_CHILD_CPU },
                          sandbox_pages = { LIMIT_SCAN_MEMORY, LIMIT_SCAN_CPU };

error sandbox_enter(struct arena *a)
{
    return sandbox_enter_with(a, sandbox_text.memory, sandbox_text.seconds);
}

error sandbox_enter_with(struct arena *a, size_t memory, int seconds)
{
    const char *failed = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) ? "prctl"
                       : !landlock_set()                                                               ? "landlock"
                       : !limits_set(memory, seconds)                                                  ? "limits"
                       : !seccomp_set()                                                                ? "seccomp"
                                                                                                       : NULL;
    if (!failed) return NULL;
    LOG(LOG_ERROR, "sandbox: %s refused by this machine (%s)", failed, strerror(errno));
    return FAIL(a, ERR_FAULT,
                "Máy chủ không cô lập được phần đọc tệp nên không mở tệp này. Hãy báo người quản trị hệ thống.");
}
