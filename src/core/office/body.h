/* body.h - an organisation at a unit: Hội LHPN of ward 2. organisation is the code of its kind (LHPN).
 *
 * What a body is called, what stands on its papers and which body hosts it holds from one day to another (a frame).
 * The functions that take a day give the body as it was on that day; without one, as it is called now. Reports of an
 * earlier period keep the name of their time. */
#ifndef OFFICE_BODY_H
#define OFFICE_BODY_H
#include "store/db.h"

struct body {
    int64_t id, unit_id, version;
    struct str organisation;                   /* code of data/organisations.tsv */
    struct str name, short_name;               /* "Hội Liên hiệp Phụ nữ phường 2", "Hội Phụ nữ" */
    struct str issuer, superior;               /* the two lines at the top left of its papers */
    struct str layout;                         /* "party" "state" "youth" */
    struct str number_suffix;                  /* "BC-HPN": behind the number of its papers */
    int64_t ordinal;                           /* order in lists */
    int64_t parent_id, successor_id;           /* the host; what took its place when it ended; 0 none */
    bool reports;                              /* a monthly report is expected of it */
    struct str valid_from, valid_to;           /* of the body itself; valid_to "": until further notice */
};
struct body_list { struct body *body; size_t n; };

error body_get(struct arena *a, struct db *db, int64_t id, struct body *out) MUST_USE;                 /* ERR_MISSING */
/* As on that day; a body that was not there yet, or no longer, as on the nearest day that it was. */
error body_get_on(struct arena *a, struct db *db, int64_t id, struct str day, struct body *out) MUST_USE;
/* day "": any */
error body_list(struct arena *a, struct db *db, int64_t unit_id, struct str day, struct body_list *out) MUST_USE;
error body_find(struct arena *a, struct db *db, int64_t unit_id, struct str organisation, struct str day,
    const struct body **out) MUST_USE;
/* in a db_write job */
error body_add(struct arena *a, struct db *db, const struct body *new, int64_t *id) MUST_USE;

/* One stretch of a body's life, oldest first. */
struct body_frame { struct str valid_from, valid_to, name, superior, parent_name; };
error body_frames(struct arena *a, struct db *db, int64_t id, struct body_frame **out, size_t *n) MUST_USE;
bool  body_is_past(const struct body *b, struct str day);

/* Statement text: the short name of body b.id on the day that stands in a column, or what it is called now. */
#define BODY_SHORT_THEN(body_id, day, now) \
    "COALESCE((SELECT bf.short_name FROM body_frame bf WHERE bf.body_id = " body_id " AND bf.valid_from <= " day \
    " AND (bf.valid_to IS NULL OR bf.valid_to >= " day ")), " now ")"
#define BODY_NAME_THEN(body_id, day, now) \
    "COALESCE((SELECT bf.name FROM body_frame bf WHERE bf.body_id = " body_id " AND bf.valid_from <= " day \
    " AND (bf.valid_to IS NULL OR bf.valid_to >= " day ")), " now ")"

/* The kinds of organisation, from data/organisations.tsv. in_front: inside the agency of the Front since 1 July
 * 2025. */
struct organisation { struct str code, name, short_name; bool in_front; };
/* NULL: no such code */
const struct organisation *organisation_find(struct arena *a, struct str code);
struct organisation_list { struct organisation *organisation; size_t n; };
struct organisation_list organisation_all(struct arena *a);
/* short name for people; the code itself when unknown */
struct str organisation_name(struct arena *a, struct str code);

/* How bodies of a unit are called by its level. The Party committee: "Tỉnh ủy" of a province, "Thành ủy" of a city,
 * "Đảng ủy" of a commune, a ward, a special zone. */
struct unit;
struct str body_committee(struct arena *a, const struct unit *u);
/* Behind the number of its reports: "BC/TU" of a province or a city under the centre, "BC/ĐU" of a commune. */
struct str body_committee_suffix(const struct unit *u);
/* "phường Bến Lúa", as behind the name of a body. */
struct str body_place(struct arena *a, const struct unit *u);
/* "Hội Nông dân phường Bến Lúa", "Đảng ủy phường Bến Lúa", "Tỉnh ủy Vĩnh Long". */
struct str body_full_name(struct arena *a, const struct organisation *o, const struct unit *u);
/* What is written for a commune ("Lưu Văn phòng Đảng ủy", "Bí thư Đảng ủy") as it is said in that unit. */
struct str body_committee_in(struct arena *a, struct str text, const struct unit *u);

extern struct sql_list body_sql;
#endif
