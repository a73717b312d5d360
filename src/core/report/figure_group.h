/* figure_group.h - the sure figures of a report, decided together by someone who has seen their list. */
#ifndef CORE_REPORT_FIGURE_GROUP_H
#define CORE_REPORT_FIGURE_GROUP_H
#include "core/report/check.h"

enum { FIGURE_SURE = 900 };                        /* thousandths of confidence */
/* The reader is sure, doubts nothing about it, and no warning concerns it. */
bool figure_is_sure(const struct figure *f, const struct warning *warnings, size_t n);

struct figure_pick { int64_t seq, version; };      /* as they were shown */
/* Confirms them all or none, at one moment (*at, their decided_at). ERR_CONFLICT: one was changed or decided since the
 * list was shown; ERR_INPUT: none picked, or one that is not sure and must be looked at by itself. */
error figure_confirm_group(struct arena *a, struct store *store, const struct who *who, int64_t report_id,
    const struct figure_pick *pick, size_t n, int64_t *at) MUST_USE;
/* Back to undecided: what `who` confirmed at that moment and nobody touched since. *n: how many. */
error figure_undo_group(struct arena *a, struct store *store, const struct who *who, int64_t report_id, int64_t at,
    size_t *n) MUST_USE;
#endif
