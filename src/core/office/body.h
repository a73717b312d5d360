/* body.h - an organisation at a unit: Hội LHPN of ward 2. organisation is the code of its kind (LHPN). */
#ifndef OFFICE_BODY_H
#define OFFICE_BODY_H
#include "store/db.h"

struct body {
    int64_t id, unit_id;
    struct str organisation;                   /* code of data/organisations.tsv */
    struct str name, short_name;               /* "Hội Liên hiệp Phụ nữ phường 2", "Hội Phụ nữ" */
    struct str issuer, superior;               /* the two lines at the top left of its papers */
    struct str layout;                         /* "party" "state" "youth" */
    struct str number_suffix;                  /* "BC-HPN": behind the number of its papers */
    int64_t ordinal;                           /* order in lists */
    bool reports;                              /* a monthly report is expected of it */
    struct str valid_from, valid_to;
};
struct body_list { struct body *body; size_t n; };

error body_get(struct arena *a, struct db *db, int64_t id, struct body *out) MUST_USE;                 /* ERR_MISSING */
/* day "": any */
error body_list(struct arena *a, struct db *db, int64_t unit_id, struct str day, struct body_list *out) MUST_USE;
error body_find(struct arena *a, struct db *db, int64_t unit_id, struct str organisation, struct str day,
    const struct body **out) MUST_USE;
/* in a db_write job */
error body_add(struct arena *a, struct db *db, const struct body *new, int64_t *id) MUST_USE;

/* The kinds of organisation, from data/organisations.tsv. */
struct organisation { struct str code, name, short_name; };
/* NULL: no such code */
const struct organisation *organisation_find(struct arena *a, struct str code);
/* short name for people; the code itself when unknown */
struct str organisation_name(struct arena *a, struct str code);

extern struct sql_list body_sql;
#endif
