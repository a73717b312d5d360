/* lock.c - see lock.h. Limits (memory, files, no new file content), Landlock (reading where the names of servers,
 * certificates and libraries stand, nothing else of the disk), seccomp (no program, no listening, no looking into
 * others). A kernel without Landlock is said, not hidden; the other two walls stand then. */
#include "mail/out/lock.h"
#include "base/machine.h"
#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { FILES_MOST = 64, LANDLOCK_CREATE = 444, LANDLOCK_ADD = 445, LANDLOCK_RESTRICT = 446, LANDLOCK_PATH = 1 };
enum { READ_FILE = 1 << 2, READ_FOLDER = 1 << 3, ALL_OF_FIRST = 0x1FFF };      /* rights of Landlock's first version */
struct landlock_path { uint64_t rights; int32_t folder; } __attribute__((packed));

static const char *const readable[] = { "/etc", "/usr", "/lib", "/lib64", "/run/systemd/resolve", "/run/resolvconf" };

/* Nothing that sends letters calls these. */
static const int deadly[] = {
    SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(ptrace), SCMP_SYS(listen),
    SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(bpf),
    SCMP_SYS(mount), SCMP_SYS(umount2), SCMP_SYS(unshare), SCMP_SYS(setns), SCMP_SYS(keyctl), SCMP_SYS(add_key),
    SCMP_SYS(request_key), SCMP_SYS(userfaultfd), SCMP_SYS(io_uring_setup), SCMP_SYS(perf_event_open),
    SCMP_SYS(kexec_load), SCMP_SYS(init_module), SCMP_SYS(finit_module), SCMP_SYS(open_by_handle_at),
    SCMP_SYS(pidfd_getfd), SCMP_SYS(kill), SCMP_SYS(unlink), SCMP_SYS(unlinkat), SCMP_SYS(rename), SCMP_SYS(renameat2),
    SCMP_SYS(chmod), SCMP_SYS(fchmodat), SCMP_SYS(chown), SCMP_SYS(symlink), SCMP_SYS(link), SCMP_SYS(mkdir),
};

static bool limit(int what, rlim_t most)
{
    return !setrlimit((__rlimit_resource_t)what, &(struct rlimit){ most, most });
}

static bool path_add(int rules, const char *path, uint64_t rights)
{
    struct landlock_path row = { rights, open(path, O_PATH | O_CLOEXEC) };
    if (row.folder < 0) return true;           /* this machine has no such place */
    long done = syscall(LANDLOCK_ADD, rules, LANDLOCK_PATH, &row, 0);
    close(row.folder);
    return !done;
}

static bool landlock_set(const char *authorities)
{
    uint64_t handled = ALL_OF_FIRST;
    long rules = syscall(LANDLOCK_CREATE, &handled, sizeof handled, 0);
    if (rules < 0) {
        LOG(LOG_WARN, "this kernel has no Landlock; the mailer is held by limits and seccomp alone");
        return true;
    }
    bool done = true;
    for (size_t i = 0; i < COUNT(readable); i++)
        done = path_add((int)rules, readable[i], READ_FILE | READ_FOLDER) && done;
    if (authorities) done = path_add((int)rules, authorities, READ_FILE) && done;
    done = done && !syscall(LANDLOCK_RESTRICT, rules, 0);
    close((int)rules);
    return done;
}

static bool seccomp_set(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    int bad = !filter;
    for (size_t i = 0; filter && i < COUNT(deadly); i++)
        bad |= seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, deadly[i], 0);
    if (filter) bad |= seccomp_load(filter);
    seccomp_release(filter);
    return !bad;
}

error lock_enter(struct arena *a, const char *authorities)
{
    const char *failed = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) ? "prctl"
                       : !limit(RLIMIT_FSIZE, 0) || !limit(RLIMIT_CORE, 0) || !limit(RLIMIT_NOFILE, FILES_MOST)
                       ? "limits"
                       : !landlock_set(authorities) ? "landlock"
                       : !seccomp_set() ? "seccomp" : NULL;
    if (!failed) return NULL;
    LOG(LOG_ERROR, "the lock of the mailer: %s refused by this machine (%s)", failed, strerror(errno));
    return FAIL(a, ERR_FAULT, "Máy chủ không cô lập được phần gửi thư nên không gửi. Hãy báo người quản trị hệ thống.");
}
