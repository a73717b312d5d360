/* files.c - whole files in and out. See machine.h. */
#include "base/machine.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static void close_fd(void *what)
{
    int fd = (int)(intptr_t)what;
    if (fd >= 0) close(fd);
}

error file_read_fd(struct arena *a, int fd, size_t limit, struct bytes *out)
{
    struct stat st;
    size_t room = 64 * 1024, n = 0;
    if (!fstat(fd, &st) && S_ISREG(st.st_mode) && st.st_size >= 0) room = (size_t)st.st_size + 1;
    if (room > limit + 1) return FAIL(a, ERR_TOO_LARGE, "tệp lớn hơn giới hạn %zu byte", limit);
    unsigned char *p = arena_get(a, room);
    for (;;) {
        ssize_t got = read(fd, p + n, room - n);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return FAIL(a, ERR_FAULT, "không đọc được tệp: %s", strerror(errno));
        if (!got) break;
        n += (size_t)got;
        if (n > limit) return FAIL(a, ERR_TOO_LARGE, "tệp lớn hơn giới hạn %zu byte", limit);
        if (n == room) {
            unsigned char *bigger = arena_get(a, room * 2);
            memcpy(bigger, p, n);
            p = bigger;
            room *= 2;
        }
    }
    *out = (struct bytes){ p, n };
    return NULL;
}

error file_read(struct arena *a, const char *path, size_t limit, struct bytes *out)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0 && errno == ENOENT) return FAIL(a, ERR_MISSING, "không có tệp “%s”", path);
    if (fd < 0) return FAIL(a, ERR_INPUT, "không mở được tệp “%s”: %s", path, strerror(errno));
    arena_defer(a, close_fd, (void *)(intptr_t)fd);
    struct stat st;
    if (!fstat(fd, &st) && S_ISDIR(st.st_mode)) return FAIL(a, ERR_INPUT, "“%s” là thư mục, không phải tệp", path);
    return file_read_fd(a, fd, limit, out);
}

error file_write(struct arena *a, const char *path, struct bytes content)
{
    char *part = str_z(a, str_fmt(a, "%s.part", path));
    int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0) return FAIL(a, ERR_INPUT, "không ghi được “%s”: %s", path, strerror(errno));
    size_t done = 0;
    int why = 0;
    while (done < content.n && !why) {
        ssize_t put = write(fd, content.p + done, content.n - done);
        if (put >= 0) done += (size_t)put;
        else if (errno != EINTR) why = errno;
    }
    if (!why && fsync(fd)) why = errno;
    if (close(fd) && !why) why = errno;
    if (!why && rename(part, path)) why = errno;
    if (!why) return NULL;
    unlink(part);
    return FAIL(a, ERR_FAULT, "không ghi được “%s”: %s", path, strerror(why));
}
