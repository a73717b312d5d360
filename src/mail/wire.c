/* wire.c - see wire.h. */
#include "mail/wire.h"
#include "mail/letter.h"
#include "base/machine.h"
#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PACKET_MOST = LETTER_MOST + 4096, FIELDS = 8 };

error wire_open(struct arena *a, int end[2])
{
    int room = PACKET_MOST * 2;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, end))
        return FAIL(a, ERR_FAULT, "Máy này không mở được đường nối tới phần gửi thư. Khởi động lại chương trình.");
    for (int i = 0; i < 2; i++)
        if (setsockopt(end[i], SOL_SOCKET, SO_SNDBUF, &room, sizeof room)) LOG(LOG_WARN, "large letters may not pass");
    return NULL;
}

static bool put(int fd, const struct buf *b)
{
    ssize_t n;
    while ((n = send(fd, b->p, b->n, MSG_NOSIGNAL | MSG_DONTWAIT)) < 0 && errno == EINTR) ;
    return n == (ssize_t)b->n;
}

static void field(struct buf *b, struct str s)
{
    buf_fmt(b, "%zu:", s.n);
    buf_str(b, s);
}

static void field_int(struct buf *b, int64_t n) { field(b, str_fmt(b->a, "%lld", (long long)n)); }

static bool take_field(struct str *rest, struct str *out)
{
    struct str length;
    int64_t n;
    size_t colon = str_find(*rest, S(":"), 0);
    if (colon == SIZE_MAX || colon > 7) return false;
    length = str_cut(*rest, 0, colon);
    if (!str_int(length, &n) || n < 0 || (size_t)n > rest->n - colon - 1) return false;
    *out = str_cut(*rest, colon + 1, colon + 1 + (size_t)n);
    *rest = str_cut(*rest, colon + 1 + (size_t)n, rest->n);
    return true;
}

static bool take_fields(struct str packet, struct str *field_of, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!take_field(&packet, &field_of[i])) return false;
    return !packet.n;
}

/* The next packet in the arena. */
static enum wire_got take(struct arena *a, int fd, int milliseconds, struct str *out)
{
    struct pollfd p = { .fd = fd, .events = POLLIN };
    int ready = poll(&p, 1, milliseconds);
    if (ready <= 0) return WIRE_NOTHING;
    char *room = arena_get(a, PACKET_MOST);
    ssize_t n = recv(fd, room, PACKET_MOST, MSG_DONTWAIT);
    if (n < 0) return errno == EAGAIN || errno == EINTR ? WIRE_NOTHING : WIRE_OVER;
    *out = (struct str){ room, (size_t)n };
    return n ? WIRE_PACKET : WIRE_OVER;
}

bool wire_ask(struct arena *a, int fd, const struct wire_letter *l)
{
    struct buf b = buf_open(a);
    field(&b, l->mark);
    field(&b, l->server);
    field_int(&b, l->port);
    field_int(&b, l->security);
    field(&b, l->user);
    field(&b, l->from);
    field(&b, l->to);
    field(&b, l->content);
    return put(fd, &b);
}

enum wire_got wire_asked(struct arena *a, int fd, int milliseconds, struct wire_letter *out)
{
    struct str packet, f[FIELDS];
    enum wire_got got = take(a, fd, milliseconds, &packet);
    if (got != WIRE_PACKET) return got;
    if (!take_fields(packet, f, 8)) return WIRE_NOTHING;
    *out = (struct wire_letter){ .mark = f[0], .server = f[1], .user = f[4], .from = f[5],
        .to = f[6], .content = f[7] };
    return str_int(f[2], &out->port) && str_int(f[3], &out->security) ? WIRE_PACKET : WIRE_NOTHING;
}

bool wire_tell(struct arena *a, int fd, const struct wire_answer *answer)
{
    struct buf b = buf_open(a);
    field(&b, answer->mark);
    field_int(&b, answer->fate);
    field_int(&b, answer->code);
    field(&b, answer->detail);
    return put(fd, &b);
}

enum wire_got wire_told(struct arena *a, int fd, int milliseconds, struct wire_answer *out)
{
    struct str packet, f[FIELDS];
    enum wire_got got = take(a, fd, milliseconds, &packet);
    if (got != WIRE_PACKET) return got;
    if (!take_fields(packet, f, 4)) return WIRE_NOTHING;
    *out = (struct wire_answer){ .mark = f[0], .detail = f[3] };
    bool read = str_int(f[1], &out->fate) && str_int(f[2], &out->code) && out->fate >= 0 && out->fate < WIRE_FATE_COUNT;
    return read ? WIRE_PACKET : WIRE_NOTHING;
}

void wire_gone(int fd)
{
    static const char nobody[] = "0:1:11:00:";         /* no mark, WIRE_TEMPORARY, no code, no detail */
    if (send(fd, nobody, sizeof nobody - 1, MSG_NOSIGNAL | MSG_DONTWAIT) < 0)
        LOG(LOG_WARN, "that the mailer died was not said");
}
