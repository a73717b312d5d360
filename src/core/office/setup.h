/* setup.h - the first run: unit, bodies, people, catalogue, deadlines; what each step offers and does.
 *
 * Each act is one transaction with its audit and may be done again: what is there already stays as it is, so a step
 * can be left, resumed and gone back to. Only an administrator of the unit that installs the program may (nobody has
 * installed it yet: any administrator). The lists that are offered stand in data/starter.tsv. */
#ifndef OFFICE_SETUP_H
#define OFFICE_SETUP_H
#include "core/office/catalogue.h"
#include "core/office/setting.h"

enum { SETUP_STEPS = 5, SETUP_DONE = SETUP_STEPS + 1, SETUP_BODIES_MOST = 32, SETUP_POSTS_MOST = 64 };

/* The step to go on with, 1 to SETUP_DONE. */
error setup_step(struct arena *a, struct db *db, int *step) MUST_USE;
/* Not in a job: step is done; never goes back. */
error setup_went(struct arena *a, struct store *s, const struct who *who, int step) MUST_USE;

/* 1: a unit of the lists of the country by its code, or one that is in no list (code "": the program gives one). */
struct setup_unit { struct str code, kind, name, above; };             /* above: code of a province, or a name */
/* *grant_id: what the administrator now acts by. ERR_INPUT; ERR_DENIED: another unit has installed the program. */
error setup_take_unit(struct arena *a, struct store *s, const struct who *who, const struct setup_unit *unit,
    int64_t *grant_id) MUST_USE;

/* 2: kinds of body in the order of the list. there: the unit has one. */
struct setup_body { struct str organisation, name; bool ticked, there; };
error setup_bodies(struct arena *a, struct db *db, int64_t unit_id, struct setup_body **out, size_t *n) MUST_USE;
error setup_add_bodies(struct arena *a, struct store *s, const struct who *who, const struct str *organisation,
    size_t n) MUST_USE;

/* 3: the posts that each body is offered. person: who holds it today, "" nobody; login: of their account. */
struct setup_post {
    int64_t body_id; struct str body_name, title, person, login; enum role role;
};
error setup_posts(struct arena *a, struct db *db, int64_t unit_id, struct setup_post **out, size_t *n) MUST_USE;
struct setup_person { int64_t body_id; struct str title, name; enum role role; };
/* Each gets a post, an account without a password, and the role. *wrong: which one an ERR_INPUT is about. */
error setup_add_people(struct arena *a, struct store *s, const struct who *who, const struct setup_person *list,
    size_t n, size_t *wrong) MUST_USE;

/* 4: groups of indicators, a group an organisation ("" everyone's). used: it is offered when figures are corrected. */
struct setup_group { struct str organisation, name; size_t indicators; struct str some; bool used; };
error setup_groups(struct arena *a, struct db *db, int64_t unit_id, struct setup_group **out, size_t *n) MUST_USE;
error setup_use_groups(struct arena *a, struct store *s, const struct who *who, const struct str *organisation,
    size_t n) MUST_USE;

/* The indicators that are offered: without the groups the unit does not use, but always `own`. */
error setup_indicators(struct arena *a, struct db *db, int64_t unit_id, struct str own,
    struct indicator_list *out) MUST_USE;

/* 5: the fixed holidays of that year and the next that lie ahead, as setting_set() takes them. */
struct str setup_holidays(struct arena *a, int year);

extern struct sql_list setup_sql;
#endif
