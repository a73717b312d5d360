/* account_admin.h - what an administrator does with accounts: list, invite, give and take roles, disable, codes.
 *
 * Everything here asks policy for MAY_GIVE_ACCESS at the unit concerned. A change of the account itself (a code, the
 * state, the second factor) needs that right at every unit where the account has a role, so that nobody takes over an
 * account that reaches further than they do. Nobody gives a role to themselves. What changes acts on the next request:
 * grants are read anew at each. */
#ifndef OFFICE_ACCOUNT_ADMIN_H
#define OFFICE_ACCOUNT_ADMIN_H
#include "core/office/account_code.h"

struct account_grant {
    int64_t id, unit_id, tree; enum role role;
    struct str unit, body, post, from, to;     /* to "": until further notice */
    bool below, now, ended;                    /* now: holds today; ended: was taken back */
    bool may_end;
};
struct account_row {
    int64_t id, last_at;                       /* last_at: of the last log-in, 0 never */
    struct str login, name;
    bool disabled, invited, factor, tied;      /* invited: no password yet; tied: to the common log-in (oidc.h) */
    const struct account_grant *grant; size_t grants;
};
struct account_list { struct account_row *row; size_t n; };
/* By name, those with a role in the unit now or ever; at most ACCOUNT_LIST_MOST. */
enum { ACCOUNT_LIST_MOST = 500 };
error account_list(struct arena *a, struct db *db, const struct who *who, int64_t unit_id,
    struct account_list *out) MUST_USE;
/* may_change: this administrator may change the account itself. ERR_MISSING: none that they may see. */
error account_get(struct arena *a, struct db *db, const struct who *who, int64_t id, struct account_row *out,
    bool *may_change) MUST_USE;
/* People with a post in the unit and no account yet. */
struct account_person { int64_t id; struct str name; };
error account_people(struct arena *a, struct db *db, int64_t unit_id, struct account_person **out, size_t *n) MUST_USE;

/* body_id: where the post is; the role is given in it when the role is of a body. post "": none. from, to: days. */
struct account_ask {
    int64_t account_id;                        /* 0: a new one */
    int64_t person_id;                         /* of a new one: 0 makes a person of `name` */
    struct str name, login;
    enum role role; int64_t unit_id, body_id; struct str post, from, to; bool below;
};
/* Not in a job. *code: the invitation, to be shown once. */
error account_invite(struct arena *a, struct store *s, const struct who *who, const struct account_ask *ask,
    int64_t *id, struct str *code) MUST_USE;
error account_give(struct arena *a, struct store *s, const struct who *who, const struct account_ask *ask) MUST_USE;
error account_take(struct arena *a, struct store *s, const struct who *who, int64_t account_id,
    int64_t grant_id) MUST_USE;

enum account_change { ACCOUNT_DISABLE, ACCOUNT_ENABLE, ACCOUNT_RESET, ACCOUNT_FACTOR_OFF, ACCOUNT_RELEASE,
    ACCOUNT_UNTIE };
/* Not in a job. *code: of ACCOUNT_RESET, "" otherwise. */
error account_change(struct arena *a, struct store *s, const struct who *who, int64_t id, enum account_change change,
    struct str *code) MUST_USE;
/* At the machine itself, when no administrator can log in: the same without asking for a right; audited as the
 * program's. */
error account_rescue(struct arena *a, struct store *s, struct str login, enum account_change change,
    struct str *code) MUST_USE;

extern struct sql_list account_admin_sql;
#endif
