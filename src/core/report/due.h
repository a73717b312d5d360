/* due.h - by which day a body hands in its report of a month, who is reminded of it, and the same for calendars.
 *
 * The day comes from the settings of the unit: a day of the month or of the next one, moved off days of rest when the
 * office chose so, or the day that it set for this very month. */
#ifndef CORE_REPORT_DUE_H
#define CORE_REPORT_DUE_H
#include "store/db.h"
#include "vn/period.h"

struct who;
/* month: of the report; a longer period is due with its last month. */
error due_day(struct arena *a, struct db *db, int64_t unit_id, struct period period, struct day *out) MUST_USE;

/* The days whose figures belong into the period's report: the whole of it, or, where the unit cuts off on a day of the
 * month, from the day after the cut of the month before it to the cut of its last month (NĐ 09/2019, Điều 12). */
struct due_span { struct day from, to; bool cut; };        /* cut: not just the days of the calendar */
/* cut: the day, 0 none; a term or a range has days of its own */
struct due_span due_span_of(int64_t cut, struct period period);
error due_span(struct arena *a, struct db *db, int64_t unit_id, struct period period, struct due_span *out) MUST_USE;
/* "từ ngày 15/03/2026 đến hết ngày 14/06/2026"; "" when it is not cut */
struct str due_span_words(struct arena *a, const struct due_span *span);

/* In a job, once a day: keeps what is due, and tells who has not handed in: some days before, and when the day is over.
 * Each is told once. A day that is no more, as its body ended before or hands in nothing any more, is called off: who
 * was reminded is told, with the same calendar entry cancelled. Then the letters of the day. A db_job. */
error due_daily(struct arena *a, struct db *db, void *none) MUST_USE;

/* The calendar entry of that report (mail/diary.h), for a letter about it; "" when none is kept, the day is over or was
 * called off. period: as the report's, a month. */
error due_reminder(struct arena *a, struct db *db, int64_t body_id, struct str body, struct str period,
    struct str *diary) MUST_USE;

/* ---- a private address for calendar programs ---- */
/* The secret part of the address, shown once; one that was there before ends. */
error due_key_make(struct arena *a, struct store *store, const struct who *who, struct str *key) MUST_USE;
error due_key_drop(struct arena *a, struct store *store, const struct who *who) MUST_USE;
error due_key_is(struct arena *a, struct db *db, const struct who *who, bool *is) MUST_USE;
/* What is due of the bodies for which the owner of the key writes or decides, as iCalendar. ERR_MISSING: no such
 * key. */
error due_calendar(struct arena *a, struct store *store, struct str key, struct str *ics) MUST_USE;

extern struct sql_list due_sql;
#endif
