/* catalogue.h - the indicators: what is counted, in which unit, of which kind. The source is data/catalogue.tsv (its
 * format is in data/README.md); the database holds a copy for references and searches. */
#ifndef OFFICE_CATALOGUE_H
#define OFFICE_CATALOGUE_H
#include "store/db.h"

struct indicator {
    struct str code, name, unit_word, dimension;
    struct str kind;                           /* flow (adds up), stock (last value), ratio, highest */
    struct str organisation;                   /* whose it is; "" any */
    int64_t ordinal;
    struct str *wording; size_t wordings;      /* only from catalogue_load */
};
struct indicator_list { struct indicator *indicator; size_t n; };

error catalogue_load(struct arena *a, struct indicator_list *out) MUST_USE;            /* the file in the program */
error catalogue_list(struct arena *a, struct db *db, struct indicator_list *out) MUST_USE;             /* by ordinal */
/* *out NULL: none */
error catalogue_find(struct arena *a, struct db *db, struct str code, const struct indicator **out) MUST_USE;
/* In a db_write job: makes the tables say what the file says; codes that left the file stay. Again changes nothing. */
error catalogue_seed(struct arena *a, struct db *db) MUST_USE;
error catalogue_is_seeded(struct arena *a, struct db *db, bool *seeded) MUST_USE;      /* from this very file */

extern struct sql_list catalogue_sql;
#endif
