/* unit_search.h - finds a place by any name it ever had: in the whole country before and since 1 July 2025
 * (country.h) and among the units of this database with all their names.
 *
 * Words may stand without marks, with wrong ones or in short ("p2", "P.2", "tp vl", "tphcm"), with the units
 * above in any
 * order ("xã Tân Hòa huyện Trà Ôn cũ"), as a code, and one letter may be wrong. Best first; of each it says
 * what it is
 * today. Reads only; the country alone needs no database. */
#ifndef OFFICE_UNIT_SEARCH_H
#define OFFICE_UNIT_SEARCH_H
#include "core/office/unit.h"

/* A unit of today that succeeds. id 0: it is no row of this database. whole false: the old unit was divided. */
struct unit_heir { int64_t id; struct str code, title, where; bool whole; };
struct unit_found {
    int64_t id;                                    /* row of this database; 0: known of the country only */
    struct str code, level, kind, title;           /* "Phường 1" */
    struct str where;                              /* "Thành phố Vĩnh Long, Tỉnh Vĩnh Long": the units above,
        of its time */
    struct str valid_from, valid_to;               /* from "": before the lists; to "": until further notice */
    struct str by;                                 /* the name it was found by, when it is another than title; "" */
    struct unit_heir *heir; size_t heirs;          /* what it is today; none when it still is itself */
    bool unknown_heir;                             /* one more heir, whose code is in no list */
};
struct unit_founds {
    struct unit_found *list; size_t n;
    size_t total;                                  /* how many fit; list holds the best of them */
    bool partly;                                   /* none fits all words: these fit some */
};
struct unit_query {
    struct str text;
    int64_t within;                                /* rows of this unit's subtree only; 0: everywhere */
    size_t most;                                   /* 0: 20 */
};
/* db NULL: the country alone. No text, or nothing that fits: an empty list. */
error unit_search(struct arena *a, struct db *db, const struct unit_query *q, struct unit_founds *out) MUST_USE;

extern struct sql_list unit_search_sql;
#endif
