/* converter.c - the lock around the converter of old Word files, and becoming it. See converter.h.
 *
 * As in sandbox.c there are limits, Landlock and seccomp; here Landlock carries most of it, since a program that is
 * started must open its own files. It must never be started without Landlock. */
#include "read/converter.h"
#include "base/machine.h"
#include "pack/limits.h"
#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static const char program[] = "/usr/bin/antiword";

/* Landlock by number: the C library has no names for it. */
enum { LANDLOCK_CREATE = 444, LANDLOCK_ADD = 445, LANDLOCK_RESTRICT = 446, LANDLOCK_PATH = 1 };
enum { RIGHT_EXECUTE = 1, RIGHT_READ = 4, RIGHTS_ALL = 0x1FFF, RIGHTS_PORTS = 3, DESCRIPTORS = 16 };
struct landlock_rules { uint64_t files, ports; };
struct landlock_path { uint64_t rights; int32_t parent; } __attribute__((packed));

/* What the converter opens: itself, the loader and C library, its tables, the names of characters. */
static const struct { const char *path; uint64_t rights; } readable[] = {
    { program, RIGHT_EXECUTE | RIGHT_READ },
    { "/lib64/ld-linux-x86-64.so.2", RIGHT_EXECUTE | RIGHT_READ },
    { "/lib/ld-linux-aarch64.so.1", RIGHT_EXECUTE | RIGHT_READ },
    { "/etc/ld.so.cache", RIGHT_READ },
    { "/usr/lib", RIGHT_READ },
    { "/lib", RIGHT_READ },
    { "/usr/share/antiword", RIGHT_READ },
    { "/usr/share/locale/locale.alias", RIGHT_READ },
};

static const int allowed[] = {
    SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(close), SCMP_SYS(lseek), SCMP_SYS(pread64), SCMP_SYS(fstat),
    SCMP_SYS(newfstatat), SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(brk),
    SCMP_SYS(futex), SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigaction), SCMP_SYS(exit),
    SCMP_SYS(exit_group), SCMP_SYS(clock_gettime), SCMP_SYS(getrandom), SCMP_SYS(getpid), SCMP_SYS(gettid),
    SCMP_SYS(arch_prctl), SCMP_SYS(set_tid_address), SCMP_SYS(set_robust_list), SCMP_SYS(rseq),
    SCMP_SYS(restart_syscall), SCMP_SYS(madvise),
#ifdef __NR_stat        /* programs that were built against an older C library look at files this way */
    SCMP_SYS(stat), SCMP_SYS(lstat),
#endif
#ifdef __SANITIZE_ADDRESS__
    SCMP_SYS(sigaltstack),
#endif
};
static const int deadly[] = {
    SCMP_SYS(execveat), SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(clone), SCMP_SYS(clone3), SCMP_SYS(ptrace),
    SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(listen), SCMP_SYS(accept),
    SCMP_SYS(accept4), SCMP_SYS(sendto), SCMP_SYS(sendmsg), SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev),
    SCMP_SYS(bpf), SCMP_SYS(mount), SCMP_SYS(umount2), SCMP_SYS(unshare), SCMP_SYS(setns), SCMP_SYS(keyctl),
    SCMP_SYS(userfaultfd), SCMP_SYS(io_uring_setup), SCMP_SYS(perf_event_open), SCMP_SYS(open_by_handle_at),
    SCMP_SYS(pidfd_getfd), SCMP_SYS(kill),
};

const struct sandbox_room converter_room = { LIMIT_CHILD_MEMORY, LIMIT_CHILD_CPU };

bool converter_is_there(void) { return !access(program, X_OK); }
bool converter_may(const struct sandbox_act *act) { return !strcmp(act->name, "look at a file"); }

static bool limit(int what, rlim_t most)
{
    return !setrlimit((__rlimit_resource_t)what, &(struct rlimit){ most, most });
}

static bool limits_set(void)
{
    bool done = limit(RLIMIT_CPU, LIMIT_CHILD_CPU) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CORE, 0) &&
                limit(RLIMIT_NPROC, 0) && limit(RLIMIT_NOFILE, DESCRIPTORS);
#ifndef __SANITIZE_ADDRESS__
    done = done && limit(RLIMIT_AS, LIMIT_CHILD_MEMORY);
#endif
    return done;
}

static bool landlock_set(void)
{
    int version = sandbox_landlock();
    if (!version) return false;
    struct landlock_rules all = { RIGHTS_ALL, RIGHTS_PORTS };
    long rules = syscall(LANDLOCK_CREATE, &all, version >= 4 ? sizeof all : sizeof all.files, 0);
    if (rules < 0) return false;
    bool done = true;
    for (size_t i = 0; i < COUNT(readable) && done; i++) {
        int fd = open(readable[i].path, O_PATH | O_CLOEXEC);
        if (fd < 0) continue;       /* another machine's loader */
        struct landlock_path p = { readable[i].rights, fd };
        done = !syscall(LANDLOCK_ADD, rules, LANDLOCK_PATH, &p, 0);
        close(fd);
    }
    done = done && !syscall(LANDLOCK_RESTRICT, rules, 0);
    close((int)rules);
    return done;
}

/* Opening is reading; executing is this program, by the address of its name; memory runs only when it is a file's
 * and is not written; limits can be asked for, not set. */
static bool seccomp_set(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter) return false;
    int bad = 0;
    for (size_t i = 0; i < COUNT(allowed); i++) bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
    for (size_t i = 0; i < COUNT(deadly); i++) bad |= seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, deadly[i], 0);
    const scmp_datum_t writing = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | O_TMPFILE;
    bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, writing, 0));
    bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(execve), 1,
                            SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)(uintptr_t)program, 0));
    bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2,
                            SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_WRITE | PROT_EXEC, PROT_EXEC),
                            SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, 0));
    bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1, SCMP_A2(SCMP_CMP_EQ, 0, 0));
    bad |= seccomp_load(filter);
    seccomp_release(filter);
    return !bad;
}

error converter_enter(struct arena *a)
{
    const char *failed = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) ? "prctl"
                       : !landlock_set() ? "landlock" : !limits_set() ? "limits" : !seccomp_set() ? "seccomp" : NULL;
    if (!failed) return NULL;
    LOG(LOG_ERROR, "converter: %s refused by this machine (%s)", failed, strerror(errno));
    return FAIL(a, ERR_FAULT,
                "Máy chủ không cô lập được phần đọc tệp nên không mở tệp này. Hãy báo người quản trị hệ thống.");
}

error converter_exec(struct arena *a)
{
    /* -w 0: no line is broken; /proc/self/fd/0: the document, which the converter wants by a name */
    static char *const argv[] = { (char *)program, "-m", "UTF-8.txt", "-w", "0", "/proc/self/fd/0", NULL };
    static char *const environment[] = { "LC_ALL=C.UTF-8", "HOME=/nonexistent", NULL };
    int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);      /* what it complains about is not for the log */
    if (nothing < 0 || dup2(nothing, STDERR_FILENO) < 0)
        return FAIL(a, ERR_FAULT, "Máy chủ không chuẩn bị được phần đọc tệp. Hãy báo người quản trị hệ thống.");
    TRY(converter_enter(a));
    syscall(SYS_execve, program, argv, environment);
    _exit(126);
}
