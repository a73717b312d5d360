/* outbox.h - letters that wait to be sent, and what became of them. They are put here by the job that has something to
 * say, so a letter is there exactly when what it tells of happened; the process that sends them takes them from here.
 *
 *   waiting --taken by the server--> sent
 *      |  ^---- try again (admin) ----+
 *      +--refused for good, or ten tries--> failed          held: a sample or training database never sends
 *
 * A letter has one Message-ID for ever. When the program ends between sending and noting that, it is sent once more
 * under the same Message-ID, by which mail programs know it again. */
#ifndef OFFICE_OUTBOX_H
#define OFFICE_OUTBOX_H
#include "core/office/policy.h"

enum outbox_state { OUTBOX_WAITING, OUTBOX_SENT, OUTBOX_FAILED, OUTBOX_HELD, OUTBOX_STATE_COUNT };
extern const char *const outbox_state_codes[];
enum { OUTBOX_TRIES_MOST = 10 };
enum { OUTBOX_SUBJECT_MOST = 200, OUTBOX_TEXT_MOST = 16 * 1024, OUTBOX_CALENDAR_MOST = 64 * 1024 };    /* bytes */

struct outbox_new { int64_t account_id; struct str kind, address, subject, text, link, calendar; };
/* In a job. ERR_INPUT: a subject or an address with a line break. Long texts are cut. */
error outbox_add(struct arena *a, struct db *db, const struct outbox_new *new) MUST_USE;

struct outbox_letter {
    int64_t id, account_id, tries, next_at, made_at, ended_at;
    enum outbox_state state;
    enum language language;                    /* of the account */
    struct str kind, address, message_id, subject, text, link, calendar, said;
};
struct outbox_page { struct outbox_letter *list; size_t n; };
/* For the administrator: newest first, without text and calendar; state -1: any. */
error outbox_list(struct arena *a, struct db *db, const struct who *who, int state, int limit,
    struct outbox_page *out) MUST_USE;
error outbox_counts(struct arena *a, struct db *db, int64_t n[OUTBOX_STATE_COUNT]) MUST_USE;
/* One that failed, or waits for its next try, is tried at once. ERR_CONFLICT: it is neither. */
error outbox_again(struct arena *a, struct store *store, const struct who *who, int64_t id) MUST_USE;

/* ---- for the thread that hands letters to the mailer ---- */
/* The one whose time has come first; *found false: none. */
error outbox_next(struct arena *a, struct db *db, struct outbox_letter *out, bool *found) MUST_USE;
/* What became of a try. DROPPED: nobody could be asked (no server is named, the mailer is away); it is no try. */
enum outbox_fate { OUTBOX_TAKEN, OUTBOX_LATER, OUTBOX_NEVER, OUTBOX_DROPPED };
error outbox_note(struct arena *a, struct store *store, int64_t id, enum outbox_fate fate, struct str said) MUST_USE;

extern struct sql_list outbox_sql;
#endif
