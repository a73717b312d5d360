/* opinion_offer.h - difficulties that stand in the reports of a period and are not in the register yet: proposals, each
 * to be taken over by a person or left. Reads the texts anew; nothing is stored. */
#ifndef MEETING_OPINION_OFFER_H
#define MEETING_OPINION_OFFER_H
#include "core/meeting/opinion.h"

/* key: of the report and the passage's words, so that taking it over twice makes one, whoever does it and however the
 * words were tidied then, and after the report was handed in anew. */
struct opinion_offer { int64_t report_id, body_id; struct str body_short, period, words, key; };
/* Of reports handed in or approved that `who` may read and whose body they may raise for, newest first. */
error opinion_offers(struct arena *a, struct db *db, const struct who *who, int64_t unit_id, struct str period,
    struct opinion_offer **out, size_t *n) MUST_USE;

extern struct sql_list opinion_offer_sql;
#endif
