/* pack_row.h - what pack.c (making and keeping) and pack_paper.c (what stands in it) share. */
#ifndef MEETING_PACK_ROW_H
#define MEETING_PACK_ROW_H
#include "core/meeting/agenda.h"
#include "core/meeting/opinion.h"
#include "core/meeting/pack.h"
#include "core/meeting/task.h"
#include "core/report/brief.h"

/* Everything that goes into it. earlier: of the briefing before, then what is still open from before that. */
struct pack_stuff {
    struct dashboard board;                    /* with the consolidated report */
    struct agenda agenda;
    struct task_list earlier;
    struct opinion_list waiting;
    struct report *report; size_t reports;     /* approved ones of the period, by body and time, with their text */
};
error pack_gather(struct arena *a, struct db *db, const struct who *who, const struct meeting *m,
    struct pack_stuff *out) MUST_USE;
size_t pack_tasks(const struct pack_stuff *s, enum task_look look);
#endif
