/* task.h - a conclusion that is followed: who, how far, by when, measured by what, with what result.
 *
 * Made when the concluding paper is signed, one for each confirmed directive. The lead body says how far it is, adds
 * evidence, asks for more time; the chair or the office grants it, accepts or returns. What is measured by an
 * indicator moves by itself with approved figures since the day it was given. Late and soon due are computed, never
 * stored; each has a word and a shape as well as a colour. */
#ifndef MEETING_TASK_H
#define MEETING_TASK_H
#include "core/meeting/directive.h"

enum task_state { TASK_OPEN, TASK_REPORTED, TASK_DONE, TASK_ENDED, TASK_STATE_COUNT };
/* as people see it */
enum task_look { LOOK_DONE, LOOK_LATE, LOOK_SOON, LOOK_REPORTED, LOOK_GOING, LOOK_ENDED, LOOK_COUNT };
const char *task_look_name(enum task_look l);  /* "Quá hạn" ... */
const char *task_look_shape(enum task_look l); /* "▲" ... */
struct task {
    int64_t id, meeting_id, directive_id, issued_id, unit_id, body_id, number, progress, version, closed_at;
    enum task_state state; enum task_look look;
    struct str words, given_on, due, first_due, measure, indicator, indicator_name, body_name,
        body_short, meeting_title;
    struct str paper_words;                    /* "Thông báo số 12-TB/ĐU ngày 08/07/2026" */
    bool has_goal; int64_t goal; struct str goal_words;
    bool has_value; int64_t value; struct str value_words;     /* of approved figures, with the wording kept */
    int days;                                  /* until due; negative: late */
    struct str *with_name; size_t withs;
    struct str asked_day;                      /* more time asked for and not decided; "" none */
};
struct task_ask { int64_t unit_id, body_id, meeting_id; bool open_only, below; struct str year; };
struct task_list { struct task *row; size_t n; size_t look[LOOK_COUNT]; };
error task_list(struct arena *a, struct db *db, const struct who *who, const struct task_ask *ask,
    struct task_list *out) MUST_USE;
error task_get(struct arena *a, struct db *db, const struct who *who, int64_t id, struct task *out) MUST_USE;
/* In a job. */
error task_make(struct arena *a, struct db *db, const struct who *who, const struct meeting *m,
    int64_t issued_id) MUST_USE;
error task_carried(struct arena *a, struct db *db, const struct meeting *m, struct task_list *out) MUST_USE;

enum task_note_kind {
    TASK_PROGRESS, TASK_EVIDENCE, TASK_ASKED, TASK_GRANTED, TASK_REFUSED, TASK_SAID_DONE,
        TASK_ACCEPTED, TASK_RETURNED,
    TASK_REMINDED, TASK_STOPPED, TASK_NOTE_COUNT
};
const char *task_note_name(enum task_note_kind k);
struct task_note { int64_t id, progress, report_id, at; enum task_note_kind kind; struct str words,
    day, name, file_name; };
struct task_notes { struct task_note *row; size_t n; };
error task_notes(struct arena *a, struct db *db, int64_t task_id, struct task_notes *out) MUST_USE;
/* One act; which may be done by whom in which state is a table in task.c. file: evidence, may be empty. */
struct task_act {
    int64_t id, version; enum task_note_kind kind; struct str words, day,
        file_name; struct bytes file; int progress;
};
error task_act(struct arena *a, struct store *s, const struct who *who, const struct task_act *act) MUST_USE;
bool  task_may(const struct who *who, const struct task *t, int64_t unit_tree, enum task_note_kind kind);
error task_file(struct arena *a, struct db *db, const struct who *who, int64_t note_id, struct str *name,
    struct bytes *out) MUST_USE;
/* What reports that were approved since the meeting say of the task: sentences that name its indicator or its words. */
struct task_said { int64_t report_id; struct str body_short, period, sentence; };
error task_said(struct arena *a, struct db *db, const struct who *who, const struct task *t,
    struct task_said **out,
    size_t *n) MUST_USE;
/* Once a day: tells of what is soon due and late. A db_job. */
error task_daily(struct arena *a, struct db *db, void *none) MUST_USE;

extern struct sql_list task_sql;
#endif
