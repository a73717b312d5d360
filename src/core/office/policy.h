/* policy.h - who may do what where: the one place where that is decided.
 *
 * A person acts through one grant at a time: a role in a body, or in a unit. A rule says: this role may do
 * this act in its body, in its unit, or in its unit's subtree. What no rule allows is refused. */
#ifndef OFFICE_POLICY_H
#define OFFICE_POLICY_H
#include "store/db.h"

/* act, what it is (vi, for docs/routes.md and messages) */
#define ACTS(X)                                                                   \
    X(MAY_NOBODY,        SAID("không ai")) /* the zero: a forgotten permission */ \
    X(MAY_ANYONE,        SAID("mọi người"))                                       \
    X(MAY_SIGNED_IN,     SAID("người đã đăng nhập"))                              \
    X(MAY_READ_UNIT,     SAID("xem tình hình của đơn vị"))                        \
    X(MAY_READ_REPORT,   SAID("xem báo cáo")) /* drafts only in one's own body */ \
    X(MAY_WRITE_REPORT,  SAID("soạn, sửa, nộp báo cáo"))                          \
    X(MAY_DECIDE_REPORT, SAID("duyệt báo cáo"))                                   \
    X(MAY_RETURN_REPORT, SAID("trả lại báo cáo"))                                 \
    X(MAY_READ_TOTALS,   SAID("xem số liệu tổng hợp"))                            \
    X(MAY_CLOSE_PERIOD,  SAID("chốt kỳ báo cáo"))                                 \
    X(MAY_READ_ALIAS,    SAID("xem từ điển của đơn vị"))                          \
    X(MAY_TEACH,         SAID("quyết định từ điển chung của đơn vị"))             \
    X(MAY_READ_AUDIT,    SAID("xem nhật ký"))                                     \
    X(MAY_MANAGE,        SAID("quản trị đơn vị, tổ chức, tài khoản"))
enum act {
#define X(act, said) act,
    ACTS(X)
#undef X
    ACT_COUNT
};

enum role { ROLE_NONE, ROLE_OFFICER, ROLE_HEAD, ROLE_OFFICE, ROLE_CHAIR, ROLE_UPPER, ROLE_ADMIN, ROLE_COUNT };
enum role   role_of(struct str code);          /* "officer" ...; ROLE_NONE when unknown */
struct str  role_code(enum role role);
const char *role_name(enum role role);         /* for people, in the current language */
const char *act_name(enum act act);

struct grant {
    int64_t id;
    enum role role;
    int64_t unit_id, unit_from, unit_to;       /* and its subtree */
    struct str unit_code, unit_name;
    int64_t body_id;                           /* 0: the whole unit */
    struct str body_name, organisation;
    struct str post_title;                     /* "" when the grant goes with no post */
};
/* The person of this request. NULL is nobody. */
struct who {
    int64_t account_id, person_id;
    struct str login, name;
    enum language language;
    struct grant *grant; size_t grants;        /* valid today, by id */
    const struct grant *acting;                /* NULL: none is valid */
    struct str csrf;
};

/* What an act is about. state: of the report, "" when it is not about one. tree: tree_from of the unit. */
struct place { int64_t unit_id, tree, body_id; struct str state; };

/* somewhere at all: for routes, before anything is looked up */
bool  policy_may(const struct who *who, enum act act);
bool  policy_allows(const struct who *who, enum act act, const struct place *place);
/* The same as errors: ERR_LOGIN for nobody, ERR_DENIED. The unit is looked up for its place in the tree. */
error policy_check(struct arena *a, struct db *db, const struct who *who, enum act act, int64_t unit_id,
    int64_t body_id, struct str state) MUST_USE;
error policy_check_route(struct arena *a, const struct who *who, enum act act) MUST_USE;

#endif
