/* agenda.h - what a briefing goes through, and its papers.
 *
 * It builds itself: the opening; the bodies whose reports of the period are missing, by name, first of all; each open
 * conclusion of earlier briefings of the series and each difficulty without an answer, until the chair closes them;
 * a report of each body that is asked; opinions; the conclusion. Building it again adds what is new, takes away what
 * no longer holds and leaves what a person wrote, moved or began. */
#ifndef MEETING_AGENDA_H
#define MEETING_AGENDA_H
#include "core/meeting/meeting.h"

enum item_kind {
    ITEM_OPENING, ITEM_MISSING, ITEM_CARRIED, ITEM_DIFFICULTY, ITEM_PACK, ITEM_REPORT, ITEM_TALK, ITEM_CONCLUDE,
    ITEM_OTHER, ITEM_KIND_COUNT
};
enum item_state { ITEM_WAITING, ITEM_ON, ITEM_DONE, ITEM_SKIPPED };
enum { AGENDA_TITLE_MOST = 600 };               /* bytes of a title */
struct agenda_item {
    int64_t id, meeting_id, ordinal, body_id, report_id, task_id, opinion_id, version, began_at;
    enum item_kind kind; enum item_state state;
    struct str title, words, body_name, body_short;
    int minutes;
    int64_t first_at;                          /* when it was on for the first time; 0 not yet */
    int64_t spent;                             /* milliseconds until now, also while it is on */
    size_t papers;
    bool standing;                             /* of one by hand: the next briefing takes it over */
};
struct agenda { struct agenda_item *item; size_t n; int minutes; };
error agenda_get(struct arena *a, struct db *db, const struct meeting *m, struct agenda *out) MUST_USE;
/* In a job. */
error agenda_build(struct arena *a, struct db *db, const struct who *who, const struct meeting *m) MUST_USE;
error agenda_rebuild(struct arena *a, struct store *s, const struct who *who, int64_t meeting_id) MUST_USE;
/* Of a conclusion or a difficulty that was carried over: whether that body, or the one outside of that name, is
 * asked. */
error agenda_asks(struct arena *a, struct db *db, const struct agenda_item *i, int64_t body_id, struct str name,
    bool *yes) MUST_USE;
/* id 0: a new one of meeting_id, at the end before the conclusion. title, words, minutes, body_id and,
 * of one by hand, standing of `to`; version of one that is there. */
error agenda_put(struct arena *a, struct store *s, const struct who *who, const struct agenda_item *to,
    int64_t *id)
    MUST_USE;
/* place: from 1, among the items that are not passed over; the same said twice moves once. */
error agenda_move(struct arena *a, struct store *s, const struct who *who, int64_t item_id, int64_t place) MUST_USE;
/* What people wrote goes; an item that builds itself is passed over (skipped), and can be taken back. Each said twice
 * changes nothing more. */
error agenda_drop(struct arena *a, struct store *s, const struct who *who, int64_t item_id) MUST_USE;
error agenda_back(struct arena *a, struct store *s, const struct who *who, int64_t item_id) MUST_USE;
/* In the room: this item is on now; the one before is done and its time is kept. item_id 0: none is on. pressed: see
 * live_moment(). */
error agenda_on(struct arena *a, struct store *s, const struct who *who, int64_t meeting_id,
    int64_t item_id, int64_t pressed) MUST_USE;

struct agenda_paper {
    int64_t id, item_id, report_id, at, pages, made_by;    /* made_by: the account that brought it */
    struct str name, format, by, text;         /* text: of a file as read, pages apart by form feeds; "" of a report */
    bool late;
    size_t comments;
};
struct agenda_papers { struct agenda_paper *row; size_t n; };
error agenda_papers(struct arena *a, struct db *db, const struct meeting *m,
    struct agenda_papers *out) MUST_USE;
error agenda_paper_get(struct arena *a, struct db *db, const struct who *who, int64_t id,
    struct agenda_paper *out,
    struct meeting *of) MUST_USE;
error agenda_paper_bytes(struct arena *a, struct db *db, int64_t id, struct bytes *out) MUST_USE;
/* The body of the item or the office. ERR_FORMAT, ERR_TOO_LARGE with their sentences; late ones are marked. */
error agenda_paper_add(struct arena *a, struct store *s, const struct who *who, int64_t item_id,
    struct str name,
    struct bytes content, int64_t *id) MUST_USE;
error agenda_paper_drop(struct arena *a, struct store *s, const struct who *who, int64_t id) MUST_USE;
/* The pages of a text: apart by form feeds, or else about as long as a page of A4. How many. */
size_t paper_pages(struct arena *a, struct str text, struct str **out);
struct paper_comment { int64_t id, page, at; struct str words, name; bool mine; };
struct paper_comments { struct paper_comment *row; size_t n; };
error paper_comments(struct arena *a, struct db *db, const struct who *who, int64_t paper_id,
    struct paper_comments *out) MUST_USE;
error paper_comment_add(struct arena *a, struct store *s, const struct who *who, int64_t paper_id, int page,
    struct str words, int64_t *id) MUST_USE;

/* In a job: none is on any more, its time until `at` is kept. */
error agenda_end(struct arena *a, struct db *db, int64_t meeting_id, int64_t at) MUST_USE;
/* The minutes that an item or a speech took, as screens and papers say them: to the nearest, 0 under half a minute. */
int64_t agenda_minutes(int64_t milliseconds);

/* In a job: which papers are late by the day that the briefing has now. */
error agenda_papers_again(struct arena *a, struct db *db, int64_t meeting_id) MUST_USE;

extern struct sql_list agenda_sql, agenda_build_sql, agenda_paper_sql, paper_comment_sql;
#endif
