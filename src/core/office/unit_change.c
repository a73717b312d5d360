/* unit_change.c - does acts on units, and lists them. See unit_change.h: rules U1 to U4. */
#include "core/office/unit_change.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/audit.h"
#include "core/office/unit_carry.h"
#include "core/office/unit_plan.h"
#include "vn/period.h"

const char *const unit_act_names[UNIT_ACT_COUNT] = { [UNIT_MERGE] = "merge", [UNIT_SPLIT] = "split",
    [UNIT_RENAME] = "rename", [UNIT_MOVE] = "move", [UNIT_OPEN] = "open", [UNIT_CLOSE] = "close" };
static const struct { const char *label; } labels[UNIT_ACT_COUNT] = {
    [UNIT_MERGE] = { .label = "Nhập đơn vị" }, [UNIT_SPLIT] = { .label = "Chia đơn vị" },
    [UNIT_RENAME] = { .label = "Đổi tên đơn vị" }, [UNIT_MOVE] = { .label = "Chuyển đơn vị sang cấp trên khác" },
    [UNIT_OPEN] = { .label = "Lập đơn vị mới" }, [UNIT_CLOSE] = { .label = "Kết thúc đơn vị" },
};

enum { ADD, LIST, GET };
#define SELECT_CHANGE \
    "SELECT c.id, c.act, c.on_day, c.basis, c.note, c.unit_id, c.at, c.undone_at, p.name, q.name FROM unit_change c" \
    " JOIN account x ON x.id = c.account_id JOIN person p ON p.id = x.person_id" \
    " LEFT JOIN account y ON y.id = c.undone_by LEFT JOIN person q ON q.id = y.person_id"
static const struct sql sql[] = {
    [ADD] = { "unit_change.add",
        "INSERT INTO unit_change (id, act, on_day, basis, note, unit_id, account_id, at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", SQL_WRITE },
    [LIST] = { "unit_change.list",
        SELECT_CHANGE " JOIN unit u ON u.id = c.unit_id WHERE u.tree_from BETWEEN ?1 AND ?2 ORDER BY c.id DESC"
        " LIMIT 100",
        SQL_READ },
    [GET] = { "unit_change.get", SELECT_CHANGE " WHERE c.id = ?1", SQL_READ },
};
struct sql_list unit_change_sql = SQL_LIST(sql);

const char *unit_act_label(enum unit_act act) { return say(labels[act].label); }

/* ---- doing ---- */

struct job { const struct who *who; const struct unit_plan *plan; int64_t id; };

/* Villages of a divided unit go where the plan says. */
static error carry_villages(struct carrying *c, const struct unit_checked *x, const int64_t *made)
{
    for (size_t i = 0; i < x->olds; i++) {
        struct unit_list below;
        TRY(unit_children(c->a, c->db, x->old[i].id, c->day, &below));
        for (size_t k = 0; k < below.n; k++) {
            size_t to = x->plan->act == UNIT_SPLIT && x->plan->part ? x->plan->part[k] : 0;
            int64_t id;
            if (to >= x->plan->news) to = 0;
            TRY(carry_move(c, &below.unit[k], made[to], &id));
        }
    }
    return NULL;
}

static error merge_or_split(struct carrying *c, const struct unit_checked *x)
{
    bool split = x->plan->act == UNIT_SPLIT;
    int64_t *made = NEW_N(c->a, int64_t, x->plan->news);
    struct unit *new = NEW_N(c->a, struct unit, x->plan->news);
    for (size_t i = 0; i < x->olds; i++) TRY(carry_end(c, &x->old[i]));
    for (size_t i = 0; i < x->plan->news; i++) {
        const struct unit_new *n = &x->plan->new[i];
        new[i] = (struct unit){ .code = n->code, .kind = n->kind, .name = n->name, .level = x->old[0].level,
            .parent_id = x->above.id, .valid_from = c->day };
        TRY(carry_make(c, &new[i], &made[i]));
        new[i].id = made[i];
        for (size_t k = 0; k < x->olds; k++) TRY(carry_link(c, x->old[k].id, made[i], !split));
    }
    TRY(carry_villages(c, x, made));
    for (size_t k = 0; k < x->olds; k++) {
        if (!c->bodies) {
            TRY(carry_end_bodies(c, &x->old[k]));
            continue;
        }
        for (size_t i = x->plan->news; i-- > 0;) TRY(carry_bodies(c, &x->old[k], &new[i], i == 0));
    }
    return NULL;
}

static error close_down(struct carrying *c, const struct unit *u)
{
    struct unit_list below;
    TRY(unit_children(c->a, c->db, u->id, c->day, &below));
    for (size_t i = 0; i < below.n; i++) TRY(close_down(c, &below.unit[i]));
    TRY(carry_end_bodies(c, u));
    return carry_end(c, u);
}

static error do_act(struct carrying *c, const struct unit_checked *x)
{
    int64_t id;
    switch (x->plan->act) {
    case UNIT_MERGE: case UNIT_SPLIT: return merge_or_split(c, x);
    case UNIT_RENAME: return carry_rename(c, &x->old[0], &x->plan->new[0]);
    case UNIT_MOVE: return carry_move(c, &x->old[0], x->to.id, &id);
    case UNIT_CLOSE: return close_down(c, &x->old[0]);
    case UNIT_OPEN: {
        const struct unit_new *n = &x->plan->new[0];
        struct unit u = { .code = n->code, .kind = n->kind, .name = n->name, .level = n->level,
            .parent_id = x->above.id, .valid_from = c->day };
        return carry_make(c, &u, &id);
    }
    case UNIT_ACT_COUNT: break;
    }
    return NULL;
}

static struct str words_of(struct arena *a, const struct unit_checked *x)
{
    struct buf b = buf_open(a);
    for (size_t i = 0; i < x->olds; i++) buf_fmt(&b, "%s%.*s", i ? ", " : "", STR(unit_title(a, &x->old[i])));
    for (size_t i = 0; i < x->plan->news; i++) {
        struct unit u = { .kind = x->plan->new[i].kind, .name = x->plan->new[i].name };
        buf_fmt(&b, "%s%.*s", i ? ", " : b.n ? " → " : "", STR(unit_title(a, &u)));
    }
    if (x->plan->act == UNIT_MOVE) buf_fmt(&b, " → %.*s", STR(unit_title(a, &x->to)));
    return buf_done(&b);
}

static error change_job(struct arena *a, struct db *db, void *arg)
{
    struct job *j = arg;
    struct unit_checked x;
    TRY(unit_plan_check(a, db, j->who, j->plan, &x));
    TRY(db_next_id(a, db, "unit_change", &j->id));
    struct str words = words_of(a, &x);
    struct rows *r = db_run(a, db, &unit_change_sql, ADD);
    BIND(r, j->id);
    BIND(r, str_c(unit_act_names[j->plan->act]));
    BIND(r, x.day);
    BIND(r, str_trim(j->plan->basis));
    BIND(r, words);
    BIND(r, x.above.id);
    BIND(r, j->who->account_id);
    BIND(r, clock_now());
    TRY(rows_end(r));
    struct carrying c = { .a = a, .db = db, .change_id = j->id, .day = x.day, .eve = x.eve, .bodies = j->plan->bodies };
    TRY(do_act(&c, &x));
    return audit_why(a, db, j->who, unit_act_names[j->plan->act], "unit_change", j->id, S(""),
        str_fmt(a, "%.*s, %.*s", STR(words), STR(x.day)), str_trim(j->plan->basis));
}

error unit_change(struct arena *a, struct store *s, const struct who *who, const struct unit_plan *plan, int64_t *id)
{
    struct job j = { .who = who, .plan = plan };
    TRY(db_write(a, s, change_job, &j));
    *id = j.id;
    return NULL;
}

/* ---- listing ---- */

static struct unit_change_row row_of(struct rows *r)
{
    struct unit_change_row c = { .id = row_int(r, 0), .day = row_str(r, 2), .basis = row_str(r, 3),
        .words = row_str(r, 4),
        .unit_id = row_int(r, 5), .at = row_int(r, 6), .undone_at = row_int(r, 7), .by = row_str(r, 8),
        .undone_by = row_str(r, 9), .note = S("") };
    struct str act = row_str(r, 1);
    for (int i = 0; i < UNIT_ACT_COUNT; i++) if (str_is(act, str_c(unit_act_names[i]))) c.act = (enum unit_act)i;
    return c;
}

error unit_change_list(struct arena *a, struct db *db, const struct who *who, int64_t unit_id, struct unit_changes *out)
{
    struct unit u;
    *out = (struct unit_changes){ 0 };
    TRY(policy_check(a, db, who, MAY_READ_UNIT, unit_id, 0, S("")));
    TRY(unit_get(a, db, unit_id, &u));
    struct rows *r = db_run(a, db, &unit_change_sql, LIST);
    BIND(r, u.tree_from);
    BIND(r, u.tree_to);
    while (rows_next(r)) LIST_ADD(a, out->list, out->n, row_of(r));
    return rows_end(r);
}

error unit_change_get(struct arena *a, struct db *db, const struct who *who, int64_t id, struct unit_change_row *out)
{
    struct rows *r = db_run(a, db, &unit_change_sql, GET);
    BIND(r, id);
    bool found = rows_next(r);
    if (found) *out = row_of(r);
    TRY(rows_end(r));
    if (!found) return FAIL(a, ERR_MISSING, "Không tìm thấy lần thay đổi này. Hãy chọn lại trong danh sách.");
    return policy_check(a, db, who, MAY_CHANGE_UNITS, out->unit_id, 0, S(""));
}
