/* files.c - whole files in and out. See machine.h. */
#include "base/machine.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static void close_fd(void *what)
{
    int fd = (int)(intptr_t)what;
    if (fd >= 0) close(fd);
}

/* What the machine said, so that a person can do something about it. A path that was given wrongly is the
 * caller's to mend (ERR_INPUT), a disk that is full or broken is the machine's. */
static const char *reason(int why, enum err_kind *kind)
{
    *kind = ERR_INPUT;
    switch (why) {
    case EACCES: case EPERM: case EROFS:
        return say("tài khoản đang dùng trên máy này không có quyền. Hãy xin cấp quyền hoặc chọn nơi khác.");
    case ENOENT: case ENOTDIR:
        return say("không có thư mục đó. Hãy kiểm tra lại đường dẫn.");
    case EISDIR:
        return say("đó là thư mục. Hãy ghi thêm tên tệp.");
    case ENAMETOOLONG:
        return say("tên tệp quá dài. Hãy đặt tên ngắn hơn.");
    case ENOSPC: case EDQUOT: case EFBIG:
        *kind = ERR_FAULT;
        return say("ổ đĩa đã hết chỗ. Hãy xóa bớt tệp không cần rồi làm lại.");
    default:
        *kind = ERR_FAULT;
        return say("ổ đĩa hoặc thiết bị gặp lỗi. Hãy thử lại, nếu vẫn lỗi thì báo người quản trị.");
    }
}

error file_read_fd(struct arena *a, int fd, size_t limit, struct bytes *out)
{
    struct stat st;
    size_t room = 64 * 1024, n = 0;
    if (!fstat(fd, &st) && S_ISREG(st.st_mode) && st.st_size >= 0) room = (size_t)st.st_size + 1;
    if (room > limit + 1) return FAIL(a, ERR_TOO_LARGE, "Tệp lớn hơn mức %zu byte được nhận.", limit);
    unsigned char *p = arena_get(a, room);
    for (;;) {
        ssize_t got = read(fd, p + n, room - n);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0)
            return FAIL_AS(a, ERR_INPUT, FAIL(a, ERR_FAULT, "%s", strerror(errno)),
                "Không đọc được nội dung của tệp. Hãy chép tệp sang ổ đĩa của máy này rồi thử lại.");
        if (!got) break;
        n += (size_t)got;
        if (n > limit) return FAIL(a, ERR_TOO_LARGE, "Tệp lớn hơn mức %zu byte được nhận.", limit);
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
    enum err_kind kind;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0 && errno == ENOENT)
        return FAIL(a, ERR_MISSING, "Không có tệp “%s”. Hãy kiểm tra lại tên tệp.", path);
    if (fd < 0) {
        const char *why = reason(errno, &kind);
        return FAIL_AS(a, ERR_INPUT, FAIL(a, ERR_FAULT, "%s", strerror(errno)), "Không mở được tệp “%s”: %s", path,
            why);
    }
    arena_defer(a, close_fd, (void *)(intptr_t)fd);
    struct stat st;
    if (!fstat(fd, &st) && S_ISDIR(st.st_mode))
        return FAIL(a, ERR_INPUT, "“%s” là thư mục, không phải tệp. Hãy ghi tên từng tệp cần đọc.", path);
    return file_read_fd(a, fd, limit, out);
}

static int write_all(int fd, struct bytes content)
{
    for (size_t done = 0; done < content.n;) {
        ssize_t put = write(fd, content.p + done, content.n - done);
        if (put >= 0) done += (size_t)put;
        else if (errno != EINTR) return errno;
    }
    return 0;
}

/* Written beside, synced, renamed. */
static int replace(const char *path, const char *part, struct bytes content)
{
    int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0) return errno;
    int why = write_all(fd, content);
    if (!why && fsync(fd)) why = errno;
    if (close(fd) && !why) why = errno;
    if (!why && rename(part, path)) why = errno;
    if (why) unlink(part);
    return why;
}

/* A device or a pipe is written to; to put a file in its place would take it from everyone. */
static int pour(const char *path, struct bytes content)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) return errno;
    int why = write_all(fd, content);
    if (close(fd) && !why) why = errno;
    return why;
}

error file_write(struct arena *a, const char *path, struct bytes content)
{
    struct stat st;
    enum err_kind kind;
    bool there = !stat(path, &st);
    char *real = arena_get(a, PATH_MAX);       /* behind links, which stay */
    const char *target = there && realpath(path, real) ? real : path;
    int why;
    if (there && S_ISDIR(st.st_mode)) why = EISDIR;
    else if (there && !S_ISREG(st.st_mode)) why = pour(path, content);
    else why = replace(target, str_z(a, str_fmt(a, "%s.part-%ld", target, (long)getpid())), content);
    if (!why) return NULL;
    const char *said = reason(why, &kind);
    return FAIL_AS(a, kind, FAIL(a, ERR_FAULT, "%s", strerror(why)), "Không ghi được “%s”: %s", path, said);
}
