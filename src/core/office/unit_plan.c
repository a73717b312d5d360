/* unit_plan.c - may this be done, and is it complete: see unit_plan.h. Reads only. */
#include "core/office/unit_plan.h"
#include "core/office/term.h"
#include "base/machine.h"
#include "vn/period.h"
#include "vn/text.h"

enum { NEW_MOST = 12, NAME_MOST = 120, CODE_MOST = 40, OLD_MOST = 40 };
enum { NAMED_ON };
static const struct sql sql[] = {
    [NAMED_ON] = { "unit_plan.named_on", "SELECT max(valid_from) FROM unit_name WHERE unit_id = ?1", SQL_READ },
};
struct sql_list unit_plan_sql = SQL_LIST(sql);

static bool before(struct str x, struct str y) { return x.n == 10 && y.n == 10 && memcmp(x.p, y.p, 10) < 0; }

static error check_day(struct arena *a, const struct unit_plan *plan, struct unit_checked *out)
{
    struct day day;
    if (!day_read(plan->day, &day) || day.year < 1945 || day.year > 2100)
        return FAIL(a, ERR_INPUT, "Chưa có ngày có hiệu lực, hoặc ngày chưa đúng. Ghi như 01/07/2025.");
    out->day = day_write(a, day);
    out->eve = day_write(a, day_from_number(day_number(day) - 1));
    if (!str_trim(plan->basis).n)
        return FAIL(a, ERR_INPUT, "Chưa có căn cứ. Ghi số nghị quyết hoặc quyết định, như 202/2025/QH15.");
    return NULL;
}

static error check_old(struct arena *a, struct db *db, const struct unit_plan *plan, struct unit_checked *out)
{
    static const struct { size_t least, most; } counts[UNIT_ACT_COUNT] = { [UNIT_MERGE] = { 2, OLD_MOST },
        [UNIT_SPLIT] = { 1, 1 }, [UNIT_RENAME] = { 1, 1 }, [UNIT_MOVE] = { 1, 1 }, [UNIT_OPEN] = { 0, 0 },
        [UNIT_CLOSE] = { 1, 1 } };
    if (plan->units < counts[plan->act].least)
        return plan->act == UNIT_MERGE
                   ? FAIL(a, ERR_INPUT, "Nhập đơn vị cần ít nhất hai đơn vị. Hãy chọn thêm.")
                   : FAIL(a, ERR_INPUT, "Chưa chọn đơn vị. Hãy chọn một đơn vị trong danh sách.");
    if (plan->units > counts[plan->act].most)
        return FAIL(a, ERR_INPUT, "Chọn quá nhiều đơn vị: việc này làm với %zu đơn vị một lần.",
            counts[plan->act].most);
    out->old = NEW_N(a, struct unit, plan->units);
    for (size_t i = 0; i < plan->units; i++) {
        struct unit *u = &out->old[out->olds];
        TRY(unit_get(a, db, plan->unit[i], u));
        for (size_t k = 0; k < out->olds; k++)
            if (out->old[k].id == u->id) return FAIL(a, ERR_INPUT, "Một đơn vị được chọn hai lần. Hãy chọn lại.");
        struct str title = unit_title(a, u);
        if (u->parent_id != plan->above)
            return FAIL(a, ERR_INPUT, "“%.*s” không trực thuộc “%.*s”. Hãy chọn lại đơn vị.", STR(title),
                STR(unit_title(a, &out->above)));
        if (u->valid_to.n && !before(out->eve, u->valid_to))
            return FAIL(a, ERR_CONFLICT, "“%.*s” đã kết thúc ngày %.*s, trước ngày được ghi. Hãy chọn ngày khác.",
                STR(title), STR(u->valid_to));
        if (!before(u->valid_from, out->day))
            return FAIL(a, ERR_INPUT, "“%.*s” mới có từ ngày %.*s. Ngày có hiệu lực phải sau ngày ấy.", STR(title),
                STR(u->valid_from));
        if (i && !str_is(u->level, out->old[0].level))
            return FAIL(a, ERR_INPUT, "Các đơn vị được chọn không cùng cấp nên không nhập với nhau được.");
        out->olds++;
    }
    return NULL;
}

static error check_new(struct arena *a, const struct unit_plan *plan)
{
    static const size_t least[UNIT_ACT_COUNT] = { [UNIT_MERGE] = 1, [UNIT_SPLIT] = 2, [UNIT_RENAME] = 1,
        [UNIT_OPEN] = 1 };
    if (plan->news < least[plan->act])
        return plan->act == UNIT_SPLIT ? FAIL(a, ERR_INPUT, "Chia đơn vị cần ít nhất hai đơn vị mới. Hãy ghi thêm tên.")
                                       : FAIL(a, ERR_INPUT, "Chưa có tên mới. Hãy ghi tên của đơn vị.");
    if (plan->news > NEW_MOST) return FAIL(a, ERR_INPUT, "Chia được thành nhiều nhất %d đơn vị một lần.", NEW_MOST);
    for (size_t i = 0; i < plan->news; i++) {
        const struct unit_new *n = &plan->new[i];
        if (!str_trim(n->name).n || n->name.n > NAME_MOST)
            return FAIL(a, ERR_INPUT, "Đơn vị mới thứ %zu chưa có tên, hoặc tên quá dài. Hãy ghi lại tên.", i + 1);
        if (!str_trim(n->kind).n)
            return FAIL(a, ERR_INPUT, "“%.*s” chưa có loại đơn vị. Hãy chọn xã, phường hay loại khác.", STR(n->name));
        if (plan->act != UNIT_RENAME && (!str_trim(n->code).n || n->code.n > CODE_MOST))
            return FAIL(a, ERR_INPUT, "“%.*s” chưa có mã, hoặc mã quá dài. Hãy ghi mã của đơn vị.", STR(n->name));
        for (size_t k = 0; k < i; k++)
            if (str_is(vn_fold(a, plan->new[k].code), vn_fold(a, n->code)) && plan->act != UNIT_RENAME)
                return FAIL(a, ERR_INPUT, "Hai đơn vị mới cùng mang mã “%.*s”. Mỗi đơn vị cần một mã riêng.",
                    STR(n->code));
    }
    return NULL;
}

/* A name that is to come is the last one: only after it was cancelled may another be written. */
static error check_rename(struct arena *a, struct db *db, const struct unit_checked *c)
{
    const struct unit_new *n = &c->plan->new[0];
    struct rows *r = db_run(a, db, &unit_plan_sql, NAMED_ON);
    BIND(r, c->old[0].id);
    struct str since = rows_next(r) ? row_str(r, 0) : S("");
    TRY(rows_end(r));
    if (before(clock_day(a, clock_now()), since))
        return FAIL(a, ERR_CONFLICT, "Đơn vị đã được ghi tên mới có hiệu lực từ %.*s. Hủy lần đổi tên ấy trước.",
            STR(term_vi(a, since)));
    if (!before(since, c->day))
        return FAIL(a, ERR_INPUT, "Tên hiện nay dùng từ ngày %.*s. Ngày đổi tên phải sau ngày ấy.", STR(since));
    if (str_is(n->name, c->old[0].name) && str_is(n->kind, c->old[0].kind))
        return FAIL(a, ERR_INPUT, "Tên mới giống tên hiện nay. Hãy ghi tên khác.");
    return NULL;
}

static error check_move(struct arena *a, struct db *db, const struct who *who, struct unit_checked *c)
{
    if (!c->plan->to) return FAIL(a, ERR_INPUT, "Chưa chọn đơn vị cấp trên mới. Hãy chọn trong danh sách.");
    TRY(unit_get(a, db, c->plan->to, &c->to));
    TRY(policy_check(a, db, who, MAY_CHANGE_UNITS, c->to.id, 0, S("")));
    if (c->to.id == c->above.id || unit_holds(&c->old[0], &c->to))
        return FAIL(a, ERR_INPUT, "“%.*s” đang là đơn vị cấp trên, hoặc nằm trong chính đơn vị được chuyển. Hãy chọn "
                                  "đơn vị khác.", STR(unit_title(a, &c->to)));
    return str_is(c->to.level, c->above.level)
               ? NULL
               : FAIL(a, ERR_INPUT, "“%.*s” không cùng cấp với đơn vị cấp trên hiện nay. Hãy chọn đơn vị khác.",
                     STR(unit_title(a, &c->to)));
}

error unit_plan_check(struct arena *a, struct db *db, const struct who *who, const struct unit_plan *plan,
    struct unit_checked *out)
{
    *out = (struct unit_checked){ .plan = plan };
    TRY(policy_check(a, db, who, MAY_CHANGE_UNITS, plan->above, 0, S("")));
    TRY(unit_get(a, db, plan->above, &out->above));
    TRY(check_day(a, plan, out));
    TRY(check_old(a, db, plan, out));
    TRY(check_new(a, plan));
    if (plan->act == UNIT_RENAME) TRY(check_rename(a, db, out));
    if (plan->act == UNIT_MOVE) TRY(check_move(a, db, who, out));
    return NULL;
}
