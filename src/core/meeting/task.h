/* task.h - a conclusion that is followed: who, how far, by when, measured by what, with what result.
 *
 * Made when the concluding paper is signed, one for each confirmed directive. Every body of it says how far it is and
 * adds evidence; the lead asks for more time and says that it is done; the chair or the office grants it, accepts or
 * returns. What is measured by an indicator moves by itself with approved figures since the day it was given: when the
 * goal is reached it waits to be accepted, nobody closes it but a person. Late, soon due and reached are computed,
 * never stored; each has a word and a shape as well as a colour. */
#ifndef MEETING_TASK_H
#define MEETING_TASK_H
#include "core/meeting/meeting.h"
#include "core/report/since.h"

enum task_state { TASK_OPEN, TASK_REPORTED, TASK_DONE, TASK_ENDED, TASK_STATE_COUNT };
extern const char *const task_state_codes[];   /* as stored: "open" ... */
/* As people see it, in the chair's reading order. */
enum task_look { LOOK_LATE, LOOK_SOON, LOOK_REPORTED, LOOK_GOING, LOOK_DONE, LOOK_ENDED, LOOK_COUNT };
const char *task_look_name(enum task_look l);  /* "Quá hạn" ... */
const char *task_look_shape(enum task_look l); /* "▲" ... */
const char *task_look_code(enum task_look l);  /* "late" ...: for addresses and styles */
enum { TASK_SOON_DAYS = 7 };                   /* due within so many days is soon */

/* A body of it, the lead first; what it said last of its own part. */
struct task_part {
    int64_t body_id, unit_id, said_at;         /* said_at 0: nothing yet */
    int progress;
    struct str name, short_name, words;
    bool lead;
};
struct task {
    int64_t id, meeting_id, directive_id, issued_id, unit_id, unit_tree, body_id, number, progress, version, closed_at;
    enum task_state state; enum task_look look;
    struct str words, given_on, due, first_due, measure, indicator, indicator_name, body_name,
        body_short, meeting_title, unit_name;
    struct str paper_words;                    /* "Thông báo số 12-TB/ĐU ngày 08/07/2026"; "" none */
    bool has_goal; int64_t goal; struct str goal_words;
    bool has_value; int64_t value; struct str value_words;     /* of approved figures, with the wording kept */
    bool reached;                              /* these figures are as much as was asked for */
    int days;                                  /* until due; negative: late */
    struct task_part *part; size_t parts;
    struct str *with_name; size_t withs;
    struct str asked_day;                      /* more time asked for and not decided; "" none */
};
/* unit_id 0: any that `who` may see. body_id: led by it, or with it. below: and the units below. year: "2026" */
struct task_ask { int64_t unit_id, body_id, meeting_id; bool open_only, below; struct str year; };
struct task_list { struct task *row; size_t n; size_t look[LOOK_COUNT]; };
/* In the chair's reading order: what is late first, then what is soon due, then the rest, by day and number. */
error task_list(struct arena *a, struct db *db, const struct who *who, const struct task_ask *ask,
    struct task_list *out) MUST_USE;
error task_get(struct arena *a, struct db *db, const struct who *who, int64_t id, struct task *out) MUST_USE;
/* The figures behind value_words. */
error task_figures(struct arena *a, struct db *db, const struct task *t, struct since *out) MUST_USE;
/* In the job that signs the concluding paper: makes the tasks of confirmed directives. Signed again in a new version:
 * those that are there follow the new wording, keep what was done and the time that was granted; a directive that was
 * dropped ends its task, one that is back opens it again. ERR_CONFLICT: an open task's directive is only proposed. The
 * lead bodies are told. */
error task_make(struct arena *a, struct db *db, const struct who *who, const struct meeting *m,
    int64_t issued_id) MUST_USE;
/* In a job: open ones of earlier briefings of the series, in the chair's reading order. */
error task_carried(struct arena *a, struct db *db, const struct meeting *m, struct task_list *out) MUST_USE;
/* Those of earlier briefings of the series that were finished or ended since the last one of them was over. */
error task_closed(struct arena *a, struct db *db, const struct meeting *m, struct task_list *out) MUST_USE;

enum task_note_kind {
    TASK_PROGRESS, TASK_EVIDENCE, TASK_ASKED, TASK_GRANTED, TASK_REFUSED, TASK_SAID_DONE, TASK_ACCEPTED, TASK_RETURNED,
    TASK_REMINDED, TASK_STOPPED, TASK_MOVED, TASK_NOTE_COUNT
};
const char *task_note_name(enum task_note_kind k);
struct task_note {
    int64_t id, progress, report_id, body_id, at;
    enum task_note_kind kind;
    struct str words, day, name, body_short, file_name;
};
struct task_notes { struct task_note *row; size_t n; };        /* oldest first */
error task_notes(struct arena *a, struct db *db, int64_t task_id, struct task_notes *out) MUST_USE;
/* One act; which may be done by whom in which state is a table in task_act.c. words: what was done, why; day: asked for
 * or granted. file: evidence, may be empty. progress: percent, -1 as it was. ERR_INPUT, ERR_CONFLICT (changed by
 * somebody else meanwhile, or not in this state), ERR_FORMAT, ERR_TOO_LARGE. */
struct task_act {
    int64_t id, version; enum task_note_kind kind; struct str words, day,
        file_name; struct bytes file; int progress;
};
error task_act(struct arena *a, struct store *s, const struct who *who, const struct task_act *act) MUST_USE;
error task_act_in_job(struct arena *a, struct db *db, const struct who *who, const struct task_act *act) MUST_USE;
bool  task_may(const struct who *who, const struct task *t, enum task_note_kind kind);
/* The file of a line of that task's history. ERR_MISSING: none there. */
error task_file(struct arena *a, struct db *db, const struct who *who, int64_t task_id, int64_t note_id,
    struct str *name, struct bytes *out) MUST_USE;
/* In a job: what the first body had open, the second has from now on; the history says so. */
error task_hand_over(struct arena *a, struct db *db, const struct who *who, int64_t from_body,
    int64_t to_body) MUST_USE;

/* Reports handed in or approved since the first of `list` was given, of its units and of the bodies that were asked, as
 * far as `who` may read them; of the period only, when it is not "". Read and cut once for all of them. */
struct task_heard {
    int64_t id, body_id, unit_id; struct str period, until, body_short;
    struct task_sentence *sentence; size_t sentences;
};
struct task_reports { struct task_heard *report; size_t n; };
error task_reports(struct arena *a, struct db *db, const struct who *who, const struct task *list, size_t n,
    struct str period, struct task_reports *out) MUST_USE;
/* What they say of a task of that list: sentences that hold a figure of its indicator, or enough of its words; best
 * first. */
struct task_said { int64_t report_id, body_id; int score; struct str body_short, period, sentence; bool figure; };
error task_said(struct arena *a, struct db *db, const struct task_reports *of, const struct task *t,
    struct task_said **out, size_t *n) MUST_USE;
/* Once a day: what bodies that ended had open goes to those that took their place; tells of what is soon due and late,
 * once each. A db_job. */
error task_daily(struct arena *a, struct db *db, void *none) MUST_USE;

extern struct sql_list task_sql, task_make_sql, task_act_sql, task_said_sql, task_daily_sql;
#endif
