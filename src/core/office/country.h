/* country.h - every province, district and commune of the country, before and since 1 July 2025, from data/units.
 *
 * Read once, kept in memory, never changed; a unit becomes a row of the database when an office takes it
 * (unit_take.h). Old units come first, then those of today; numbers here are places in `unit`. What the lists do not
 * fit together (six new units without a predecessor, a successor that is in no list) is kept as it is. */
#ifndef OFFICE_COUNTRY_H
#define OFFICE_COUNTRY_H
#include "base/base.h"

#define COUNTRY_REFORM "2025-07-01"                /* first day of the units of today */
#define COUNTRY_LAST "2025-06-30"                  /* last day of the old ones */
#define COUNTRY_BEGIN "1900-01-01"                 /* stands for "before the lists": they do not say since when */

enum country_level { COUNTRY_PROVINCE, COUNTRY_DISTRICT, COUNTRY_COMMUNE };
#define COUNTRY_NONE UINT32_MAX                    /* no unit of the lists */
struct country_unit {
    struct str code, name;                         /* "Phường 1", as in the list */
    struct str kind;                               /* "phường", in small letters */
    enum country_level level;
    bool today;
    uint32_t parent;                               /* COUNTRY_NONE: a province */
    uint32_t link, links;                          /* old: its successors; of today: its predecessors; communes only */
};
/* to: COUNTRY_NONE when the code is in no list; code always. whole false: the old commune was divided. */
struct country_link { uint32_t to; struct str code; bool whole; };
struct country_odd { struct str code; const char *what; };  /* what does not fit; say() it */
struct country {
    const struct country_unit *unit; size_t n, old; /* unit[0..old) are the old ones */
    const struct country_link *link; size_t links;
    const struct country_odd *odd; size_t odds;
    size_t pairs;                                  /* lines of the list of successors */
};
const struct country *country_get(void);
/* COUNTRY_NONE: none */
uint32_t country_find(struct str code, bool today);
struct str country_level_name(enum country_level level);   /* "province" ..., as in the table unit */
/* "Thành phố Vĩnh Long, Tỉnh Vĩnh Long": the units above; "" for a province. */
struct str country_where(struct arena *a, uint32_t at);
#endif
