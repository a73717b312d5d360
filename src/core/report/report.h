/* report.h - a body's report of a period: from words to a decision.
 *
 *   draft --submit--> submitted --approve--> approved
 *     ^                   |                     |
 *     +--- (change) -- returned <--- return ----+
 *
 * An approved report may be returned until its period is closed; its figures leave the totals in the same transaction.
 *
 * One body has one report of a period. Reports are of a month, quarter, half year, nine months or year.
 * Whoever calls passes the person in `who`; every function asks policy again, whatever the route asked before.
 * Readers take a `db` handle; writers take the store, do all of their work and the audit in one transaction,
 * and when they return without an error it is on disk. `version` is the one the person saw: ERR_CONFLICT (who
 * changed it, when) when it is old. ERR_CLOSED: the period is closed for the unit or one above it. ERR_MISSING:
 * no such report, or not one that `who` may see. */
#ifndef CORE_REPORT_REPORT_H
#define CORE_REPORT_REPORT_H
#include "core/office/audit.h"
#include "read/record.h"
#include "store/db.h"

struct who;                                        /* core/office/policy.h */

enum report_state { REPORT_DRAFT, REPORT_SUBMITTED, REPORT_RETURNED, REPORT_APPROVED, REPORT_STATE_COUNT };
extern const char *const report_state_names[];     /* as stored: "draft" "submitted" "returned" "approved" */
/* "bản nháp" "đã nộp" "trả lại" "đã duyệt", in the current language */
struct str report_state_vi(enum report_state s);

struct report {
    int64_t id, body_id, unit_id, version;
    struct str body, body_short, organisation, unit;       /* names; organisation is a code */
    struct str period;                             /* short form, "2023-06" */
    enum report_state state;
    struct str title, text;                        /* text: report_get only, "" in lists */
    struct str source_name, source_format, source_encoding, source_sha256;   /* source_name "": typed or pasted */
    struct str source_form;                        /* "NFD", "mixed", "": see record.h */
    int64_t pages;                                 /* that came as pictures (scan_page.h) */
    int64_t made_by, submitted_by, decided_by;     /* accounts, 0 none */
    /* as on the day on which it was made, handed in, decided; the posts "" when they were not kept */
    struct str made_by_name, submitted_by_name, decided_by_name;
    struct str made_by_post, submitted_by_post, decided_by_post;
    struct str owner_name;                         /* whose it is to finish, after a hand-over; "" the maker's */
    int64_t made_at, changed_at, submitted_at, decided_at; /* 0: not yet */
    struct str return_reason;                      /* why it was returned last; "" */
    int64_t figures, confirmed, rejected, undecided;       /* counts of its figures */
    int64_t warnings;                              /* open ones (check.h): report_get only, 0 in lists */
    bool counted; /* approved, and no shorter approved report of the body lies over it (total.h) */
    /* What `who` may do with it now: change it; hand it in; approve it; send it back. */
    bool may_edit, may_submit, may_decide, may_return;
};

enum { REPORT_FIGURES_MOST = 2000 };               /* ERR_TOO_LARGE beyond; the longest seen has some hundred */

struct report_draft {
    int64_t body_id;
    struct str period;                             /* short form; required */
    struct str title;                              /* "": made from body and period */
    struct str text;                               /* typed or pasted; not looked at when there is a document */
    struct bytes document; struct str document_name;
    size_t part;                                   /* 0: all of it; else the so-manieth of the reports it holds */
};
/* A draft, its source bytes, and every figure the reader finds, in state read. An empty text makes an empty
 * draft to type into. When the body has a report of that period already: with nothing new given, that one is
 * opened (no error); else ERR_CONFLICT and nothing is lost. *id is that report's in both cases. ERR_INPUT:
 * period, body, or reader's. */
error report_add(struct arena *a, struct store *store, const struct who *who, const struct report_draft *draft,
    int64_t *id) MUST_USE;

/* Draft or returned only. Reads the new text; a figure whose quote still stands keeps its decision, its number
 * and what a person changed in it (matched by quote, then by order); the others go and new ones come in state
 * read. */
error report_change_text(struct arena *a, struct store *store, const struct who *who, int64_t id,
    int64_t version, struct str title, struct str text) MUST_USE;
/* A scan is read in the background (scan_queue.h); until then the report stays as it is. */
error report_change_document(struct arena *a, struct store *store, const struct who *who, int64_t id,
    int64_t version, struct bytes document, struct str name) MUST_USE;

error report_get(struct arena *a, struct db *db, const struct who *who, int64_t id, struct report *out) MUST_USE;
/* The same without counting its warnings: for a page that checks it itself, or only leads to it. */
error report_get_bare(struct arena *a, struct db *db, const struct who *who, int64_t id, struct report *out) MUST_USE;
/* The bytes as they came and the name they came with ("" for typed text, whose bytes are the text as sent). */
error report_source(struct arena *a, struct db *db, const struct who *who, int64_t id, struct bytes *content,
    struct str *name) MUST_USE;

struct report_filter {
    int64_t unit_id, body_id;                      /* 0: any that `who` may see; unit: its subtree */
    struct str period;                             /* "": any; else the reports whose period lies within it */
    int state;                                     /* enum report_state, or -1 any */
    int limit, offset;                             /* limit 0: 50 */
};
struct report_page { struct report *list; size_t n; int64_t total; };
/* Newest period first, then bodies in order. */
error report_list(struct arena *a, struct db *db, const struct who *who, const struct report_filter *filter,
    struct report_page *out) MUST_USE;

/* Refused (ERR_INPUT) while figures are undecided or the text is empty. */
error report_submit(struct arena *a, struct store *store, const struct who *who, int64_t id, int64_t version) MUST_USE;
error report_approve(struct arena *a, struct store *store, const struct who *who, int64_t id, int64_t version) MUST_USE;
error report_return(struct arena *a, struct store *store, const struct who *who, int64_t id, int64_t version,
    struct str reason) MUST_USE;

/* What happened to it and to its figures, oldest first: for the history of a report. */
/* what happened to it and to its figures, oldest first; for core/office/audit_words.h */
error report_history(struct arena *a, struct db *db, const struct who *who, int64_t id,
    struct audit_rows *out) MUST_USE;

extern struct sql_list report_sql, report_list_sql;
#endif
