/* pack.h - the papers of a briefing in one: cover, contents, agenda, one page of what matters, the consolidated report,
 * what was concluded before and how it stands, difficulties without an answer, each body's reports as annex.
 *
 * The office makes it. What it made is kept, so everyone who is asked has the same pages whatever changes since, and
 * can be made again. The office's own copy has the open warnings of the checks too; it is made of the data at that
 * moment and never kept, and nobody else gets it. */
#ifndef MEETING_PACK_H
#define MEETING_PACK_H
#include "core/meeting/meeting.h"
#include "write/paper.h"

struct pack_part { struct str name, words; };              /* "Báo cáo tổng hợp", "16 trong 21 báo cáo đã duyệt" */
struct pack_gap { struct str body, words; };               /* "Hội Nông dân", "tháng 6" */
struct pack {
    bool made;                                 /* there is one; else what follows up to `stale` is empty */
    int64_t id, number, made_at, pages;
    struct str made_by;
    bool stale;                                /* a report was approved since */
    struct pack_part *part; size_t parts;      /* as it would be made now */
    struct pack_gap *gap; size_t gaps;         /* bodies whose approved reports are missing */
    bool may_make;
};
/* Of a briefing that `who` may see (meeting_get). */
error pack_get(struct arena *a, struct db *db, const struct who *who, const struct meeting *m,
    struct pack *out) MUST_USE;
/* As the data are now, in the layout of the host body, Vietnamese: set LANGUAGE_VI before. for_office: ERR_DENIED
 * unless `who` plans briefings of the unit. */
error pack_paper(struct arena *a, struct db *db, const struct who *who, const struct meeting *m, bool for_office,
    struct paper *out) MUST_USE;
/* MAY_PLAN_MEETING. Sets the paper and keeps it as PDF and .docx. Not for a briefing that was cancelled. */
error pack_make(struct arena *a, struct store *store, const struct who *who, int64_t meeting_id) MUST_USE;
/* The last one that was made. format: "pdf" "docx". ERR_MISSING: none yet. */
error pack_file(struct arena *a, struct db *db, const struct meeting *m, struct str format,
    struct bytes *out) MUST_USE;

extern struct sql_list pack_sql;
#endif
