/* unit.h - places of the country (commune, district, province, ...) and villages, with the days on which they
 * existed.
 *
 * tree_from..tree_to holds the whole subtree: x is in the subtree of u when u.tree_from <= x.tree_from <=
 * u.tree_to. The numbers of a unit never change: each unit gets a slice of its parent's range when it is
 * added. Days are "YYYY-MM-DD". */
#ifndef OFFICE_UNIT_H
#define OFFICE_UNIT_H
#include "store/db.h"

struct unit {
    int64_t id, parent_id;                     /* parent_id 0: none */
    /* level: village commune district province central; kind: phường, xã, ... */
    struct str code, level, kind, name;
    int64_t tree_from, tree_to;
    struct str valid_from, valid_to;           /* valid_to "": until further notice; the last day is valid_to itself */
};
struct unit_list { struct unit *unit; size_t n; };

error unit_get(struct arena *a, struct db *db, int64_t id, struct unit *out) MUST_USE;                 /* ERR_MISSING */
/* The unit that has the code on that day (any day when day is ""), *out NULL when there is none. */
error unit_find(struct arena *a, struct db *db, struct str code, struct str day, const struct unit **out) MUST_USE;
/* in name order */
error unit_children(struct arena *a, struct db *db, int64_t id, struct str day, struct unit_list *out) MUST_USE;
/* itself first, the root last */
error unit_up(struct arena *a, struct db *db, int64_t id, struct unit_list *out) MUST_USE;
/* itself first, in tree order */
error unit_subtree(struct arena *a, struct db *db, int64_t id, struct str day, struct unit_list *out) MUST_USE;
bool  unit_holds(const struct unit *outer, const struct unit *inner);
bool  unit_valid(const struct unit *u, struct str day);
struct str unit_title(struct arena *a, const struct unit *u);          /* "Phường 2": kind and name, once */
/* A title within a sentence: "phường Bến Lúa"; a number keeps the capital: "Phường 2". */
struct str unit_title_in(struct arena *a, struct str title);
/* As the place of a paper: "Bến Lúa" for Phường Bến Lúa, but "Phường 2": a unit named by a number keeps its kind (NĐ
 * 30/2020/NĐ-CP, Phụ lục I). */
struct str unit_place(struct arena *a, const struct unit *u);

/* In a db_write job. Takes code, level, kind, name, parent_id, valid_from, valid_to of `new`. ERR_INPUT,
 * ERR_CONFLICT. */
error unit_add(struct arena *a, struct db *db, const struct unit *new, int64_t *id) MUST_USE;

/* In a db_write job: what it is called from now on; unit_name is the caller's (unit_carry.c, unit_undo.c). */
error unit_name_set(struct arena *a, struct db *db, int64_t id, struct str kind, struct str name) MUST_USE;
/* The kind and name it had on that day; the last one it has when day is "". */
error unit_get_on(struct arena *a, struct db *db, int64_t id, struct str day, struct unit *out) MUST_USE;

extern struct sql_list unit_sql;
#endif
