/* sandbox_acts.c - what must fail inside the lock, one function an act. See sandbox.h.
 *
 * Each is what someone would try who has taken over the reading of a document. Outside the lock most of
 * them succeed, which is how the test knows that it is the lock that refuses. */
#include "read/sandbox.h"
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static const char forbidden[] = "/tmp/giaoban-forbidden";

static bool no_fd(int fd) { return fd < 0; }

static bool open_passwd(void) { return no_fd(open("/etc/passwd", O_RDONLY)); }
static bool open_self(void) { return no_fd(open("/proc/self/exe", O_RDONLY)); }
static bool open_here(void) { return no_fd(open(".", O_RDONLY | O_DIRECTORY)); }
static bool create_file(void)
{
    int fd = open(forbidden, O_WRONLY | O_CREAT | O_EXCL, 0600);
    if (fd >= 0) unlink(forbidden);
    return no_fd(fd);
}
static bool remove_file(void) { return unlink("/tmp/no such file") && errno != ENOENT; }
static bool make_folder(void)
{
    bool made = !mkdir(forbidden, 0700);
    if (made) rmdir(forbidden);
    return !made;
}
static bool list_stat(void)
{
    struct stat st;
    return stat("/etc/passwd", &st);
}
static bool socket_inet(void) { return no_fd(socket(AF_INET, SOCK_STREAM, 0)); }
static bool socket_unix(void) { return no_fd(socket(AF_UNIX, SOCK_STREAM, 0)); }
static bool connect_out(void)
{
    struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    return connect(0, (struct sockaddr *)&to, sizeof to) && errno != ENOTSOCK && errno != EBADF;
}
static bool execute(void)
{
    char *const argv[] = { "false", NULL };
    syscall(SYS_execve, "/bin/false", argv, NULL);     /* ends with 1, as an act that was done does */
    return true;
}
static bool fork_process(void)
{
    long pid = syscall(SYS_fork);
    if (!pid) _exit(0);
    return pid < 0;
}
static bool make_thread(void) { return syscall(SYS_clone3, NULL, (size_t)0) < 0 && errno != EINVAL && errno != EFAULT; }
static bool trace(void) { return ptrace(PTRACE_TRACEME, 0, NULL, NULL) < 0; }
static bool read_parent(void)
{
    char byte;
    struct iovec here = { &byte, 1 }, there = { &byte, 1 };
    return process_vm_readv(getppid(), &here, 1, &there, 1, 0) < 0 && errno != EFAULT;
}
static bool kill_parent(void) { return kill(getppid(), 0); }
static bool kill_group(void) { return kill(0, 0); }
static bool map_run(void)
{
    return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED;
}
static bool make_run(void)
{
    void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return p == MAP_FAILED || mprotect(p, 4096, PROT_READ | PROT_EXEC);
}
static bool become_root(void) { return setuid(0); }
static bool mount_there(void)
{
    return mount("none", "/", "no such kind", 0, NULL) && errno == EPERM;
} /* never done, only asked */
static bool new_space(void) { return unshare(CLONE_NEWUSER); }
static bool io_ring(void) { return syscall(SYS_io_uring_setup, 1, NULL) < 0 && errno != EFAULT && errno != EINVAL; }
static bool raise_limit(void)
{
    struct rlimit most = { RLIM_INFINITY, RLIM_INFINITY };
    return setrlimit(RLIMIT_CPU, &most);
}
static bool change_folder(void) { return chdir("/"); }
static bool copy_fd(void) { return no_fd(dup(1)); }
static bool make_memfd(void) { return no_fd(memfd_create("x", 0)); }

const struct sandbox_act sandbox_acts[] = {
    { "open /etc/passwd", open_passwd },
    { "open own program", open_self },
    { "open current folder", open_here },
    { "create a file", create_file },
    { "remove a file", remove_file },
    { "make a folder", make_folder },
    { "look at a file", list_stat },
    { "internet socket", socket_inet },
    { "local socket", socket_unix },
    { "connect", connect_out },
    { "execute a program", execute },
    { "fork", fork_process },
    { "start a thread", make_thread },
    { "be traced", trace },
    { "read the parent's memory", read_parent },
    { "signal the parent", kill_parent },
    { "signal the group", kill_group },
    { "map memory that runs", map_run },
    { "make memory run", make_run },
    { "become root", become_root },
    { "mount", mount_there },
    { "new user namespace", new_space },
    { "io_uring", io_ring },
    { "raise a limit", raise_limit },
    { "change folder", change_folder },
    { "copy a descriptor", copy_fd },
    { "make a memory file", make_memfd },
};
const size_t sandbox_act_count = COUNT(sandbox_acts);
