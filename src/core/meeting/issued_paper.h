/* issued_paper.h - what the kinds of papers share while one is made from the data: head, signature, paragraphs. For the
 * files of issued. */
#ifndef MEETING_ISSUED_PAPER_H
#define MEETING_ISSUED_PAPER_H
#include "core/meeting/issued.h"
#include "core/office/body.h"
#include "core/office/unit.h"
#include "core/report/brief.h"
#include "write/layout.h"

struct making {
    struct arena *a;
    struct db *db;
    const struct who *who;
    const struct issued *i;
    const struct layout *layout;
    struct meeting m;
    struct body host;                          /* as on the day of the paper */
    struct unit_list up;                       /* its unit first */
    struct str day;                            /* of the paper; today while it has none */
    struct str presidium;                      /* "Ban Thường vụ Đảng ủy phường Bến Lúa" */
    struct block *block; size_t n;
    struct str *copy; size_t copies;
    struct str *to; size_t tos;
    struct paper *p;
};

/* Each kind's own words: title, body, addressees and copies into `m`. */
error issued_invitation(struct making *m) MUST_USE;
error issued_conclusion(struct making *m) MUST_USE;
error issued_minutes(struct making *m) MUST_USE;
error issued_reminder(struct making *m) MUST_USE;

void make_heading(struct making *m, int level, struct str text);
void make_text(struct making *m, struct str text);
void make_item(struct making *m, struct str text);
void make_strong(struct making *m, struct str text);           /* a paragraph in bold */
/* A paragraph that shows the days after "trước ngày" in bold, as the field writes what is due. */
void make_due_text(struct making *m, struct str text);
void make_copy(struct making *m, struct str text);
void make_copy_kept(struct making *m);                         /* where the office keeps its own, by the layout */
struct cell make_cell(struct arena *a, struct str text, enum align align);
struct str make_clock(struct arena *a, struct str time);               /* "14:05" as "14 giờ 05" */
struct str make_clock_at(struct arena *a, int64_t at);                 /* the same of a moment */
struct str make_clock_minutes(struct arena *a, int64_t at);            /* "8 giờ 15 phút"; "8 giờ" on the hour */
struct str make_day_of_week(struct arena *a, struct str day);          /* "thứ tư, ngày 08/07/2026" */
struct str make_lower(struct arena *a, struct str text);               /* its first letter small: inside a sentence */
struct str make_person(struct arena *a, struct str name, struct str post);     /* "đồng chí Lê Thị Mai, Chủ tịch ..." */
/* The confirmed conclusions, numbered; how many there are. */
error make_directives(struct making *m, size_t *n) MUST_USE;
/* Bodies that are asked to the briefing, once each, in their order; present: of which somebody came. */
error make_bodies(struct making *m, bool present, struct str **out, size_t *n) MUST_USE;
/* "Thông báo số 12-TB/ĐU ngày 08/07/2026" */
/* Its title inside a sentence: "hội nghị giao ban quý II/2026". */
struct str make_title(struct making *m);
struct str make_reference(struct arena *a, const struct issued *i);
/* The head, what the kind says, the foot. In Vietnamese whoever asks. */
error issued_make(struct arena *a, struct db *db, const struct who *who, const struct issued *i,
    struct paper *out) MUST_USE;
/* "12-TB/ĐU"; number 0 leaves room before the rest. */
struct str issued_number_words(struct arena *a, const struct layout *l, struct str kind, struct str suffix,
    int64_t number);
#endif
