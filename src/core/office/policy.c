/* policy.c - the table of rights, and the only place that reads it. See policy.h. Must never allow what no row says. */
#include "core/office/policy.h"
#include "core/office/unit.h"

const struct rule policy_rules[] = {
    /* who writes reports: sees all of their own body's, and what others had approved */
    { ROLE_OFFICER, MAY_READ_UNIT,     SCOPE_UNIT, STAGE_ANY },
    { ROLE_OFFICER, MAY_READ_REPORT,   SCOPE_BODY, STAGE_ANY },
    { ROLE_OFFICER, MAY_READ_REPORT,   SCOPE_UNIT, STAGE_APPROVED },
    { ROLE_OFFICER, MAY_WRITE_REPORT,  SCOPE_BODY, STAGE_ANY },
    { ROLE_OFFICER, MAY_READ_TOTALS,   SCOPE_UNIT, STAGE_ANY },
    { ROLE_OFFICER, MAY_READ_ALIAS,    SCOPE_UNIT, STAGE_ANY },
    { ROLE_OFFICER, MAY_READ_MEETING,  SCOPE_UNIT, STAGE_ANY },
    { ROLE_OFFICER, MAY_RAISE,         SCOPE_BODY, STAGE_ANY },
    { ROLE_OFFICER, MAY_READ_TASK,     SCOPE_UNIT, STAGE_ANY },
    { ROLE_OFFICER, MAY_REPORT_TASK,   SCOPE_BODY, STAGE_ANY },
    /* who answers for the body: approves or returns, and so does not write */
    { ROLE_HEAD,    MAY_READ_UNIT,     SCOPE_UNIT, STAGE_ANY },
    { ROLE_HEAD,    MAY_READ_REPORT,   SCOPE_BODY, STAGE_ANY },
    { ROLE_HEAD,    MAY_READ_REPORT,   SCOPE_UNIT, STAGE_APPROVED },
    { ROLE_HEAD,    MAY_DECIDE_REPORT, SCOPE_BODY, STAGE_ANY },
    { ROLE_HEAD,    MAY_RETURN_REPORT, SCOPE_BODY, STAGE_ANY },
    { ROLE_HEAD,    MAY_READ_TOTALS,   SCOPE_UNIT, STAGE_ANY },
    { ROLE_HEAD,    MAY_READ_ALIAS,    SCOPE_UNIT, STAGE_ANY },
    { ROLE_HEAD,    MAY_READ_MEETING,  SCOPE_UNIT, STAGE_ANY },
    { ROLE_HEAD,    MAY_RAISE,         SCOPE_BODY, STAGE_ANY },
    { ROLE_HEAD,    MAY_READ_TASK,     SCOPE_UNIT, STAGE_ANY },
    { ROLE_HEAD,    MAY_REPORT_TASK,   SCOPE_BODY, STAGE_ANY },
    /* Front or Party office: follows and compiles, never changes another body's figure: sends it back */
    { ROLE_OFFICE,  MAY_READ_UNIT,     SCOPE_UNIT, STAGE_ANY },
    { ROLE_OFFICE,  MAY_READ_REPORT,   SCOPE_UNIT, STAGE_SUBMITTED },
    { ROLE_OFFICE,  MAY_READ_TOTALS,   SCOPE_UNIT, STAGE_ANY },
    { ROLE_OFFICE,  MAY_RETURN_REPORT, SCOPE_UNIT, STAGE_SUBMITTED },
    { ROLE_OFFICE,  MAY_CLOSE_PERIOD,  SCOPE_UNIT, STAGE_ANY },
    { ROLE_OFFICE,  MAY_READ_ALIAS,    SCOPE_UNIT, STAGE_ANY },
    { ROLE_OFFICE,  MAY_TEACH,         SCOPE_UNIT, STAGE_ANY },
    { ROLE_OFFICE,  MAY_LIST_VILLAGES, SCOPE_UNIT, STAGE_ANY },
    { ROLE_OFFICE,  MAY_SEE_TWO,       SCOPE_UNIT, STAGE_ANY },
    { ROLE_OFFICE,  MAY_REOPEN_PERIOD, SCOPE_UNIT, STAGE_ANY },
    { ROLE_OFFICE,  MAY_PUBLISH_NAMES, SCOPE_UNIT, STAGE_ANY },
    { ROLE_OFFICE,  MAY_READ_MEETING,  SCOPE_UNIT, STAGE_ANY },
    { ROLE_OFFICE,  MAY_PLAN_MEETING,  SCOPE_UNIT, STAGE_ANY },
    { ROLE_OFFICE,  MAY_RUN_MEETING,   SCOPE_UNIT, STAGE_ANY },
    { ROLE_OFFICE,  MAY_CONCLUDE,      SCOPE_UNIT, STAGE_ANY },
    { ROLE_OFFICE,  MAY_RAISE,         SCOPE_UNIT, STAGE_ANY },
    { ROLE_OFFICE,  MAY_READ_TASK,     SCOPE_UNIT, STAGE_ANY },
    { ROLE_OFFICE,  MAY_DECIDE_TASK,   SCOPE_UNIT, STAGE_ANY },
    { ROLE_CHAIR,   MAY_READ_UNIT,     SCOPE_UNIT, STAGE_ANY },
    { ROLE_CHAIR,   MAY_READ_REPORT,   SCOPE_UNIT, STAGE_APPROVED },
    { ROLE_CHAIR,   MAY_READ_TOTALS,   SCOPE_UNIT, STAGE_ANY },
    { ROLE_CHAIR,   MAY_SEE_TWO,       SCOPE_UNIT, STAGE_ANY },
    { ROLE_CHAIR,   MAY_REOPEN_PERIOD, SCOPE_UNIT, STAGE_ANY },
    { ROLE_CHAIR,   MAY_PUBLISH_NAMES, SCOPE_UNIT, STAGE_ANY },
    { ROLE_CHAIR,   MAY_READ_MEETING,  SCOPE_UNIT, STAGE_ANY },
    { ROLE_CHAIR,   MAY_RUN_MEETING,   SCOPE_UNIT, STAGE_ANY },
    { ROLE_CHAIR,   MAY_CONCLUDE,      SCOPE_UNIT, STAGE_ANY },
    { ROLE_CHAIR,   MAY_RAISE,         SCOPE_UNIT, STAGE_ANY },
    { ROLE_CHAIR,   MAY_READ_TASK,     SCOPE_UNIT, STAGE_ANY },
    { ROLE_CHAIR,   MAY_DECIDE_TASK,   SCOPE_UNIT, STAGE_ANY },
    { ROLE_UPPER,   MAY_READ_UNIT,     SCOPE_BELOW, STAGE_ANY },
    { ROLE_UPPER,   MAY_READ_REPORT,   SCOPE_BELOW, STAGE_APPROVED },
    { ROLE_UPPER,   MAY_READ_TOTALS,   SCOPE_BELOW, STAGE_ANY },
    { ROLE_UPPER,   MAY_READ_MEETING,  SCOPE_BELOW, STAGE_ANY },
    { ROLE_UPPER,   MAY_READ_TASK,     SCOPE_BELOW, STAGE_ANY },
    { ROLE_ADMIN,   MAY_READ_UNIT,     SCOPE_UNIT, STAGE_ANY },
    { ROLE_ADMIN,   MAY_READ_AUDIT,    SCOPE_UNIT, STAGE_ANY },
    { ROLE_ADMIN,   MAY_CHANGE_UNITS,  SCOPE_BELOW, STAGE_ANY },
    { ROLE_ADMIN,   MAY_LIST_VILLAGES, SCOPE_UNIT, STAGE_ANY },
    { ROLE_ADMIN,   MAY_MANAGE,        SCOPE_UNIT, STAGE_ANY },
    { ROLE_ADMIN,   MAY_GIVE_ACCESS,   SCOPE_UNIT, STAGE_ANY },
    { ROLE_ADMIN,   MAY_SEE_TWO,       SCOPE_UNIT, STAGE_ANY },
    { ROLE_ADMIN,   MAY_RESTORE,       SCOPE_UNIT, STAGE_ANY },
};
const size_t policy_rule_count = COUNT(policy_rules);

static const struct { const char *code, *label; bool body, below; } roles[] = {
    [ROLE_NONE] = { .code = "", .label = "Chưa có vai trò" },
    [ROLE_OFFICER] = { .code = "officer", .label = "Cán bộ lập báo cáo", .body = true },
    [ROLE_HEAD] = { .code = "head", .label = "Người đứng đầu tổ chức", .body = true },
    [ROLE_OFFICE] = { .code = "office", .label = "Cơ quan tổng hợp" },
    [ROLE_CHAIR] = { .code = "chair", .label = "Chủ trì giao ban" },
    [ROLE_UPPER] = { .code = "upper", .label = "Cấp trên" },
    [ROLE_ADMIN] = { .code = "admin", .label = "Quản trị hệ thống", .below = true },
};
_Static_assert(COUNT(roles) == ROLE_COUNT, "every role has a name");

static const char *const acts[] = {
#define X(act, said) [act] = said,
    ACTS(X)
#undef X
};

enum role role_of(struct str code)
{
    for (int i = 1; i < ROLE_COUNT; i++)
        if (str_is(code, str_c(roles[i].code))) return (enum role)i;
    return ROLE_NONE;
}

struct str  role_code(enum role role) { return str_c(roles[role].code); }
const char *role_name(enum role role) { return say(roles[role].label); }
bool role_in_body(enum role role) { return roles[role].body; }
bool role_may_reach_below(enum role role) { return roles[role].below; }

const char *scope_name(enum scope scope)
{
    static const struct { const char *label; } names[] = {
        [SCOPE_BODY] = { .label = "trong tổ chức" },
        [SCOPE_UNIT] = { .label = "trong đơn vị" },
        [SCOPE_BELOW] = { .label = "đơn vị và cấp dưới" },
    };
    return say(names[scope].label);
}

const char *stage_name(enum stage stage)
{
    static const struct { const char *label; } names[] = {
        [STAGE_SUBMITTED] = { .label = "từ khi đã nộp" }, [STAGE_APPROVED] = { .label = "từ khi đã duyệt" }
    };
    return stage == STAGE_ANY ? "" : say(names[stage].label);
}

const char *act_name(enum act act) { return say(acts[act]); }

static bool stage_is(struct str state, enum stage from)
{
    if (from == STAGE_ANY) return true;
    if (str_is(state, S("approved"))) return true;
    return from == STAGE_SUBMITTED && str_is(state, S("submitted"));
}

static bool is_below(const struct grant *g, const struct place *p)
{
    return g->unit_from <= p->tree && p->tree <= g->unit_to;
}

static bool scope_is(const struct grant *g, enum scope scope, const struct place *p)
{
    switch (scope) {
    case SCOPE_BODY: return g->body_id && g->body_id == p->body_id && g->unit_id == p->unit_id;
    case SCOPE_UNIT: return g->unit_id == p->unit_id || (g->below && is_below(g, p));
    case SCOPE_BELOW: return is_below(g, p);
    }
    return false;
}

/* Acts that need no place; *answered false for the others. */
static bool without_place(const struct who *who, enum act act, bool *answered)
{
    *answered = true;
    if (act == MAY_ANYONE) return true;
    if (act == MAY_NOBODY || !who) return false;
    if (act == MAY_OWN_ACCOUNT) return true;
    if (who->owes || who->stale) return false;
    if (act == MAY_SIGNED_IN) return true;
    *answered = !who->acting;
    return false;
}

bool policy_may(const struct who *who, enum act act)
{
    bool answered, yes = without_place(who, act, &answered);
    if (answered) return yes;
    for (size_t i = 0; i < COUNT(policy_rules); i++)
        if (policy_rules[i].role == who->acting->role && policy_rules[i].act == act) return true;
    return false;
}

bool policy_allows(const struct who *who, enum act act, const struct place *place)
{
    bool answered, yes = without_place(who, act, &answered);
    if (answered) return yes;
    for (size_t i = 0; i < COUNT(policy_rules); i++) {
        const struct rule *rule = &policy_rules[i];
        if (rule->role == who->acting->role && rule->act == act && scope_is(who->acting, rule->scope, place)
            && stage_is(place->state, rule->from))
            return true;
    }
    return false;
}

static error refuse(struct arena *a, const struct who *who, enum act act)
{
    if (!who) return FAIL(a, ERR_LOGIN, "Phiên làm việc đã hết hoặc chưa đăng nhập. Đăng nhập rồi làm tiếp.");
    if (who->owes)
        return FAIL(a, ERR_DENIED,
            "Vai trò quản trị cần bật đăng nhập hai lớp trước khi làm việc. Mở trang “Tài khoản của tôi” để bật.");
    if (who->stale)
        return FAIL(a, ERR_DENIED,
            "Mật khẩu đã đến hạn đổi theo quy định. Mở trang “Tài khoản của tôi” để đổi rồi làm tiếp.");
    if (!who->acting)
        return FAIL(a, ERR_DENIED,
            "Tài khoản này chưa được giao vai trò nào còn hiệu lực. Vui lòng liên hệ người quản trị.");
    return FAIL(a, ERR_DENIED,
        "Vai trò “%s” không được phép %s ở đây. Nếu cần, hãy liên hệ người quản trị để được giao đúng vai trò.",
                role_name(who->acting->role), act_name(act));
}

error policy_check_route(struct arena *a, const struct who *who, enum act act)
{
    return policy_may(who, act) ? NULL : refuse(a, who, act);
}

error policy_check(struct arena *a, struct db *db, const struct who *who, enum act act, int64_t unit_id,
    int64_t body_id, struct str state)
{
    struct place place = { .unit_id = unit_id, .body_id = body_id, .state = state };
    if (!policy_may(who, act)) return refuse(a, who, act);
    if (unit_id) {
        struct unit u;
        TRY(unit_get(a, db, unit_id, &u));
        place.tree = u.tree_from;
    }
    return policy_allows(who, act, &place) ? NULL : refuse(a, who, act);
}
