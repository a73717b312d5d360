/* policy.h - who may do what where: the one place where that is decided.
 *
 * A person acts through one grant at a time: a role in a body, in a unit, or in a unit and those below. A rule says:
 * this role may do this act in its body, in its unit, or in its unit's subtree; a grant that reaches below makes a
 * unit its subtree. What no rule allows is refused. Who owes a second factor may only see to it. */
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
    X(MAY_CHANGE_UNITS,  SAID("nhập, chia, đổi tên, chuyển đơn vị cấp dưới"))     \
    X(MAY_LIST_VILLAGES, SAID("ghi danh sách khóm, ấp, thôn của đơn vị"))         \
    X(MAY_MANAGE,        SAID("quản trị đơn vị, tổ chức"))                        \
    X(MAY_OWN_ACCOUNT,   SAID("xem, sửa tài khoản của mình"))                     \
    X(MAY_GIVE_ACCESS,   SAID("mở tài khoản, giao và thu vai trò"))               \
    X(MAY_SEE_TWO,       SAID("xem việc cần hai người"))                          \
    X(MAY_REOPEN_PERIOD, SAID("mở lại kỳ đã chốt, cần hai người"))                \
    X(MAY_PUBLISH_NAMES, SAID("công bố dữ liệu cá nhân, cần hai người"))          \
    X(MAY_RESTORE,       SAID("khôi phục dữ liệu từ bản sao, cần hai người"))     \
    X(MAY_READ_MEETING,  SAID("xem giao ban")) /* of bodies that are asked */     \
    X(MAY_PLAN_MEETING,  SAID("lập giao ban, mời họp, điểm danh"))                \
    X(MAY_RUN_MEETING,   SAID("điều hành phiên giao ban"))                        \
    X(MAY_CONCLUDE,      SAID("ghi kết luận, ban hành văn bản"))                  \
    X(MAY_RAISE,         SAID("nêu khó khăn, kiến nghị"))                         \
    X(MAY_READ_TASK,     SAID("xem việc được giao"))                              \
    X(MAY_REPORT_TASK,   SAID("báo tiến độ, xin gia hạn việc được giao"))         \
    X(MAY_DECIDE_TASK,   SAID("gia hạn, nhận kết quả, đôn đốc việc đã giao"))
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

/* ---- the table, for those who print it ---- */
enum scope { SCOPE_BODY, SCOPE_UNIT, SCOPE_BELOW };
enum stage { STAGE_ANY, STAGE_SUBMITTED, STAGE_APPROVED }; /* the earliest state of a report that the rule is about */
struct rule { enum role role; enum act act; enum scope scope; enum stage from; };
extern const struct rule policy_rules[];
extern const size_t policy_rule_count;
const char *scope_name(enum scope scope);
const char *stage_name(enum stage stage);      /* "" for STAGE_ANY */
bool role_in_body(enum role role);             /* is given in a body; the others in a unit */
bool role_may_reach_below(enum role role);     /* may be given for a unit and those below */

struct grant {
    int64_t id;
    enum role role;
    int64_t unit_id, unit_from, unit_to;       /* and its subtree */
    struct str unit_code, unit_name;
    int64_t body_id;                           /* 0: the whole unit */
    struct str body_name, organisation;
    struct str post_title;                     /* "" when the grant goes with no post */
    bool below;                                /* and the units below */
};
/* The person of this request. NULL is nobody. */
struct who {
    int64_t account_id, person_id;
    struct str login, name;
    enum language language;
    struct grant *grant; size_t grants;        /* valid today, by id */
    const struct grant *acting;                /* NULL: none is valid */
    struct str csrf;
    int64_t session_id;                        /* 0: no session */
    int64_t proved_at;                         /* when the password was last given in this session */
    bool owes;                                 /* must set up the second factor first */
    bool stale;                                /* must choose a new password first: password_past.h */
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
