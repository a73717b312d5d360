/* outward.c - see outward.h. One rule of seccomp: socket() gives sockets of this machine (AF_UNIX) and no others. */
#include "outward.h"
#include <errno.h>
#include <seccomp.h>
#include <sys/socket.h>

error outward_close(struct arena *a)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    int bad = !filter;
    if (filter) {
        bad |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(socket), 1, SCMP_A0(SCMP_CMP_NE, AF_UNIX, 0));
        bad |= seccomp_load(filter);
        seccomp_release(filter);
    }
    if (!bad) return NULL;
    return FAIL(a, ERR_FAULT, "Không đặt được giới hạn an toàn của tiến trình.");
}
