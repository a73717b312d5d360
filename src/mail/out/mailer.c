/* mailer.c - see mailer.h. Owns the password and the way out; must never see the database or write a file.
 *
 * It sleeps without anything loaded until the first letter. Then it reads the password and locks itself: no program can
 * be started, no file written or opened but what names and certificates need, no port listened on. When half a minute
 * brings no letter it ends, and a fresh one waits: so a new password counts, and what a server may have done to its
 * memory does not last. */
#include "mail/out/mailer.h"
#include "base/machine.h"
#include "mail/out/lock.h"
#include "mail/out/sender.h"
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LETTER_MEMORY = 8 * 1024 * 1024, QUIET = 30 * 1000, PASSWORD_MOST = 1024 };

struct str mailer_password(struct arena *a, const char *path)
{
    struct stat st;
    struct bytes content;
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) : -1;
    if (fd < 0) return S("");
    bool ours = !fstat(fd, &st) && S_ISREG(st.st_mode) && !(st.st_mode & 077) && (!st.st_uid || st.st_uid == geteuid());
    error e = ours ? file_read_fd(a, fd, PASSWORD_MOST, &content) : NULL;
    close(fd);
    if (!ours || e) {
        LOG(LOG_ERROR, "the file of the mail password is not used: others may read it, or it is not ours");
        return S("");
    }
    struct str rest = { (const char *)content.p, content.n }, line = S("");
    if (!str_next(&rest, '\n', &line)) return S("");
    return str_trim(line);
}

static bool serve_one(struct arena *a, const struct mailer *m, struct str password)
{
    struct wire_letter letter;
    struct wire_answer answer;
    enum wire_got got = wire_asked(a, m->wire, QUIET, &letter);
    if (got != WIRE_PACKET) return false;
    sender_send(a, &letter, password, m->authorities, &answer);
    if (!wire_tell(a, m->wire, &answer)) LOG(LOG_ERROR, "nobody heard what became of a letter");
    return true;
}

error mailer_run(struct arena *a, const struct mailer *m)
{
    struct pollfd first = { .fd = m->wire, .events = POLLIN };
    while (poll(&first, 1, -1) < 0) ;
    struct str password = mailer_password(a, m->password_file);
    TRY(sender_start(a));
    TRY(lock_enter(a, m->authorities));
    struct arena *work = arena_open(LETTER_MEMORY);
    for (bool more = true; more;) {
        more = serve_one(work, m, password);
        arena_reset(work);
    }
    arena_close(work);
    return NULL;
}
