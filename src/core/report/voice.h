/* voice.h - what reports say beside their figures: difficulties, proposals, and what the body will do next.
 *
 * Only what stands under a heading that says so ("IV. Khó khăn, kiến nghị", "Nhiệm vụ quý III", "Đề xuất: ...") and
 * as it is written; nothing is guessed from other sentences. Under a heading for both, what asks is a
 * proposal. */
#ifndef CORE_REPORT_VOICE_H
#define CORE_REPORT_VOICE_H
#include "store/db.h"

struct who;
enum voice_kind { VOICE_DIFFICULTY, VOICE_PROPOSAL, VOICE_PLAN, VOICE_KIND_COUNT };
struct voice { enum voice_kind kind; int64_t report_id, body_id; struct str body_short, period, text; };
struct voices { struct voice *list; size_t n; size_t count[VOICE_KIND_COUNT]; };
/* Of the approved reports within the period that these eyes may read, by body and time. What a body will do next is
 * taken from its last report alone: the earlier ones speak of months that are over. */
error voice_list(struct arena *a, struct db *db, const struct who *who, int64_t unit_id, struct str period,
    struct voices *out) MUST_USE;
/* Those of one text; body and period are left to the caller. Pure. */
void voice_read(struct arena *a, struct str text, struct voices *out);

extern struct sql_list voice_sql;
#endif
