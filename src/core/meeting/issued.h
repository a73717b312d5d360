/* issued.h - papers with a number: drafted, signed, replaced; and the register of papers in and out.
 *
 * A draft follows the data. Signing gives it its number and freezes it: the paper is kept as data, its PDF and .docx
 * byte for byte as they were made then, whatever is renamed since and however papers are set later. A mistake is
 * mended by a new version that replaces it, with the difference shown. Numbers run within the year (state layout) or
 * the term (Party), for each kind of paper and body. */
#ifndef MEETING_ISSUED_H
#define MEETING_ISSUED_H
#include "core/meeting/meeting.h"
#include "write/paper.h"

enum issued_state { ISSUED_DRAFT, ISSUED_SIGNED, ISSUED_REPLACED };
/* kind, name: "TB" Thông báo kết luận, "KL" Kết luận, "BB" Biên bản, "GM" Giấy mời, "CV" Công văn, "BC" Báo cáo */
const char *issued_kind_name(struct str kind);
struct issued {
    int64_t id, unit_id, body_id, number, meeting_id, task_id, replaces_id, signed_at, version;
    bool in;                                   /* came in; else ours */
    enum issued_state state;
    struct str kind, book, number_words, day, subject, sender, receivers, layout, signer, signer_post, why;
    struct str arrived, due;                   /* of one that came in: the day it came, the day it should have; "" */
    bool late;                                 /* came after that */
    struct str file_name;                      /* of one that came in */
    struct str body_name, meeting_title;
    int64_t replaced_by;                       /* the later version; 0 none */
};
struct issued_list { struct issued *row; size_t n; };
/* year "2026", kind "": any. Drafts and what came in: only for those who may issue. Signed ones, newest first: minutes
 * and invitations for those who may see their briefing, the others for the whole unit and the level above. */
struct issued_ask { int64_t unit_id, meeting_id, task_id; bool in, out; struct str kind, year; };
error issued_list(struct arena *a, struct db *db, const struct who *who, const struct issued_ask *ask,
    struct issued_list *out) MUST_USE;
error issued_get(struct arena *a, struct db *db, const struct who *who, int64_t id,
    struct issued *out) MUST_USE;
/* The paper: of a draft as the data are now, of a signed one as it was. */
error issued_paper(struct arena *a, struct db *db, const struct who *who, const struct issued *i,
    struct paper *out) MUST_USE;
/* format "pdf", "docx": of a signed one the bytes of its signing; else set now. */
error issued_made(struct arena *a, struct db *db, const struct who *who, const struct issued *i, struct str format,
    struct bytes *out) MUST_USE;
/* The file of one that came in. ERR_MISSING: none. */
error issued_file(struct arena *a, struct db *db, const struct issued *i, struct str *name,
    struct bytes *out) MUST_USE;
/* A paper as data and back. */
struct str paper_keep(struct arena *a, const struct paper *p);
error paper_kept(struct arena *a, struct str kept, struct paper *out) MUST_USE;

/* A draft of that kind for the meeting; *id of the one that is there already when there is one. */
error issued_draft(struct arena *a, struct store *s, const struct who *who, int64_t meeting_id, struct str kind,
    int64_t *id) MUST_USE;
/* A letter that reminds of a task (công văn đôn đốc); the draft that is there already when there is one. */
error issued_remind(struct arena *a, struct store *s, const struct who *who, int64_t task_id, int64_t *id) MUST_USE;
/* subject, receivers, signer, signer_post of a draft by hand; "" as the data say. */
error issued_word(struct arena *a, struct store *s, const struct who *who, const struct issued *to) MUST_USE;
/* A draft that is not wanted. */
error issued_drop(struct arena *a, struct store *s, const struct who *who, int64_t id, int64_t version) MUST_USE;
/* number 0: the next; a number by hand must be free, else ERR_CONFLICT. Freezes. A TB or KL of a briefing concludes it
 * and makes its tasks, in the same transaction. */
error issued_sign(struct arena *a, struct store *s, const struct who *who, int64_t id, int64_t version,
    int64_t number, struct str day) MUST_USE;
/* A new draft that replaces a signed one; why stands on it. */
error issued_replace(struct arena *a, struct store *s, const struct who *who, int64_t id, struct str why,
    int64_t *new_id) MUST_USE;
struct paper_change { struct str before, after; };         /* a paragraph; "" on the side where it is not */
error issued_changes(struct arena *a, struct db *db, const struct who *who, const struct issued *now,
    const struct issued *before, struct paper_change **out, size_t *n) MUST_USE;
/* The two sides of a change in pieces; changed: only on this side. */
struct paper_piece { struct str text; bool changed; };
struct paper_words { struct paper_piece *before, *after; size_t befores, afters; };
void paper_words(struct arena *a, const struct paper_change *c, struct paper_words *out);
/* One that came in. id 0: new. */
error issued_enter(struct arena *a, struct store *s, const struct who *who, const struct issued *to,
    struct bytes content, int64_t *id) MUST_USE;

/* Where a draft of that day would stand: its book, its next number, and the numbers below it that nobody has. */
struct issued_free { struct str book, words; int64_t next; int64_t *skipped; size_t skips; };
error issued_free(struct arena *a, struct db *db, const struct issued *i, struct str day,
    struct issued_free *out) MUST_USE;

extern struct sql_list issued_sql, issued_in_sql, issued_made_sql;
#endif
