/* unit_preview.c - what an act on units would change, in sentences: unit_preview() of unit_change.h. Reads only. */
#include "core/grow.h"
#include "core/office/term.h"
#include "core/office/unit_plan.h"
#include "vn/period.h"

enum { BODIES, PEOPLE, HEADS, OPEN_REPORTS, APPROVED, DRAFTS_AFTER };
#define STILL(t) "(" t ".valid_to IS NULL OR " t ".valid_to >= ?2)"
static const struct sql sql[] = {
    [BODIES] = { "unit_preview.bodies",
        "SELECT b.name, b.organisation FROM body b WHERE b.unit_id = ?1 AND " STILL("b") " ORDER BY b.ordinal, b.id",
        SQL_READ },
    [PEOPLE] = { "unit_preview.people",
        "SELECT count(*), count(DISTINCT g.account_id) FROM account_grant g WHERE g.unit_id = ?1 AND " STILL("g"),
        SQL_READ },
    [HEADS] = { "unit_preview.heads",
        "SELECT count(*) FROM account_grant g WHERE g.unit_id = ?1 AND " STILL("g") " AND g.role = 'head'", SQL_READ },
    [OPEN_REPORTS] = { "unit_preview.open_reports",
        "SELECT count(*) FROM report WHERE unit_id = ?1 AND state <> 'approved'", SQL_READ },
    [APPROVED] = { "unit_preview.approved",
        "SELECT count(*), coalesce(min(period_from), ''), coalesce(max(period_to), '') FROM report WHERE unit_id = ?1"
        " AND state = 'approved'", SQL_READ },
    [DRAFTS_AFTER] = { "unit_preview.after",
        "SELECT count(*) FROM report WHERE unit_id = ?1 AND period_to >= ?2", SQL_READ },
};
struct sql_list unit_preview_sql = SQL_LIST(sql);

struct preview { struct arena *a; struct db *db; const struct unit_checked *x; struct unit_effects *out; };

static void add(struct preview *p, enum unit_effect_kind kind, struct str words)
{
    LIST_ADD(p->a, p->out->list, p->out->n, (struct unit_effect){ kind, words });
}

static struct str day_words(struct arena *a, struct str day)
{
    struct day d;
    return day_read(day, &d) ? day_vi(a, d) : day;
}

static error numbers(struct preview *p, int which, int64_t unit_id, int64_t *n, int64_t *more)
{
    struct rows *r = db_run(p->a, p->db, &unit_preview_sql, which);
    BIND(r, unit_id);
    if (which != OPEN_REPORTS && which != APPROVED) BIND(r, p->x->day);
    bool any = rows_next(r);
    *n = any ? row_int(r, 0) : 0;
    if (more) *more = any ? row_int(r, 1) : 0;
    return rows_end(r);
}

static void tell_units(struct preview *p)
{
    const struct unit_plan *plan = p->x->plan;
    struct str day = day_words(p->a, p->x->day), eve = day_words(p->a, p->x->eve);
    for (size_t i = 0; i < p->x->olds; i++) {
        struct str title = unit_title(p->a, &p->x->old[i]);
        if (plan->act == UNIT_RENAME)
            add(p, EFFECT_UNIT, str_fmt(p->a, say("“%.*s” giữ tên ấy đến hết ngày %.*s."), STR(title), STR(eve)));
        else add(p, EFFECT_UNIT, str_fmt(p->a, say("“%.*s” kết thúc ngày %.*s."), STR(title), STR(eve)));
    }
    for (size_t i = 0; i < plan->news; i++) {
        struct unit u = { .kind = plan->new[i].kind, .name = plan->new[i].name };
        struct str title = unit_title(p->a, &u);
        add(p, EFFECT_UNIT, plan->act == UNIT_RENAME
                ? str_fmt(p->a, say("Từ ngày %.*s mang tên “%.*s”."), STR(day), STR(title))
                : str_fmt(p->a, say("“%.*s” (mã %.*s) bắt đầu từ ngày %.*s, trực thuộc %.*s."), STR(title),
                      STR(plan->new[i].code), STR(day), STR(unit_title(p->a, &p->x->above))));
    }
    if (plan->act == UNIT_MOVE)
        add(p, EFFECT_UNIT, str_fmt(p->a, say("Từ ngày %.*s trực thuộc %.*s."), STR(day), STR(unit_title(p->a,
            &p->x->to))));
}

static error tell_villages(struct preview *p)
{
    size_t n = 0;
    for (size_t i = 0; i < p->x->olds; i++) {
        struct unit_list below;
        TRY(unit_children(p->a, p->db, p->x->old[i].id, p->x->day, &below));
        n += below.n;
    }
    if (!n || p->x->plan->act == UNIT_RENAME) return NULL;
    add(p, EFFECT_UNIT, p->x->plan->act == UNIT_CLOSE
                            ? str_fmt(p->a, say("%zu đơn vị cấp dưới kết thúc cùng ngày."), n)
                            : str_fmt(p->a, say("%zu đơn vị cấp dưới đi theo đơn vị mới, giữ tên và mã."), n));
    return NULL;
}

static error tell_bodies(struct preview *p)
{
    struct str *organisation = NULL;
    size_t bodies = 0, kinds = 0;
    for (size_t i = 0; i < p->x->olds; i++) {
        struct rows *r = db_run(p->a, p->db, &unit_preview_sql, BODIES);
        BIND(r, p->x->old[i].id);
        BIND(r, p->x->day);
        while (rows_next(r)) {
            struct str code = row_str(r, 1);
            bool known = false;
            for (size_t k = 0; k < kinds; k++) known |= str_is(organisation[k], code);
            if (!known) LIST_ADD(p->a, organisation, kinds, code);
            bodies++;
        }
        TRY(rows_end(r));
    }
    if (!bodies) return NULL;
    bool ends = p->x->plan->act == UNIT_CLOSE || !p->x->plan->bodies;
    if (p->x->plan->act == UNIT_RENAME)
        add(p, EFFECT_BODY, str_fmt(p->a, say("%zu tổ chức giữ nguyên; tên của tổ chức đổi ở trang Tổ chức."), bodies));
    else if (ends) add(p, EFFECT_BODY, str_fmt(p->a, say("%zu tổ chức kết thúc cùng đơn vị."), bodies));
    else add(p, EFFECT_BODY, str_fmt(p->a, say("%zu tổ chức kết thúc; mỗi đơn vị mới có %zu tổ chức, cùng loại"
        " nhập làm "
                                               "một."), bodies, kinds));
    return NULL;
}

static error tell_people(struct preview *p)
{
    int64_t grants = 0, accounts = 0, heads = 0, n, more;
    if (p->x->plan->act == UNIT_RENAME) return NULL;
    for (size_t i = 0; i < p->x->olds; i++) {
        TRY(numbers(p, PEOPLE, p->x->old[i].id, &n, &more));
        grants += n;
        accounts += more;
        TRY(numbers(p, HEADS, p->x->old[i].id, &n, NULL));
        heads += n;
    }
    if (!grants) return NULL;
    bool ends = p->x->plan->act == UNIT_CLOSE || !p->x->plan->bodies;
    add(p, EFFECT_PEOPLE, ends ? str_fmt(p->a, say("%lld vai trò của %lld tài khoản kết thúc cùng đơn vị."),
        (long long)grants,
                                     (long long)accounts)
                               : str_fmt(p->a, say("%lld vai trò của %lld tài khoản chuyển sang đơn vị mới."),
                                     (long long)grants, (long long)accounts));
    if (!ends && p->x->plan->act == UNIT_MERGE && heads > 1)
        add(p, EFFECT_CARE, SAY("Tổ chức nhập lại có thể có hai người đứng đầu; hãy kết thúc bớt vai trò sau khi"
        " nhập."));
    if (!ends && p->x->plan->act == UNIT_SPLIT)
        add(p, EFFECT_CARE, SAY("Các tài khoản theo đơn vị mới thứ nhất; đơn vị khác cần được giao tài khoản riêng."));
    return NULL;
}

static error tell_reports(struct preview *p)
{
    int64_t open = 0, after = 0, approved = 0, n;
    struct str from = S(""), to = S("");
    for (size_t i = 0; i < p->x->olds; i++) {
        TRY(numbers(p, OPEN_REPORTS, p->x->old[i].id, &n, NULL));
        open += n;
        TRY(numbers(p, DRAFTS_AFTER, p->x->old[i].id, &n, NULL));
        after += n;
        struct rows *r = db_run(p->a, p->db, &unit_preview_sql, APPROVED);
        BIND(r, p->x->old[i].id);
        if (rows_next(r) && row_int(r, 0)) {
            struct str first = row_str(r, 1), last = row_str(r, 2);
            approved += row_int(r, 0);
            if (!from.n || memcmp(first.p, from.p, 10) < 0) from = first;
            if (!to.n || memcmp(last.p, to.p, 10) > 0) to = last;
        }
        TRY(rows_end(r));
    }
    if (p->x->plan->act == UNIT_RENAME || p->x->plan->act == UNIT_OPEN) return NULL;
    if (open)
        add(p, EFFECT_REPORT, str_fmt(p->a, say("%lld báo cáo chưa duyệt ở đơn vị cũ. Nên nộp và duyệt xong trước"
        " ngày ấy, vì "
                                                "vai trò ở đơn vị cũ kết thúc."), (long long)open));
    if (after)
        add(p, EFFECT_CARE, str_fmt(p->a, say("%lld báo cáo của đơn vị cũ có kỳ kéo sang sau ngày ấy; chúng vẫn ở"
        " đơn vị cũ."),
            (long long)after));
    if (approved)
        add(p, EFFECT_TOTAL, str_fmt(p->a, say("Số liệu của %lld báo cáo đã duyệt (%.*s đến %.*s) ở lại đơn vị cũ."),
            (long long)approved, STR(day_words(p->a, from)), STR(day_words(p->a, to))));
    return NULL;
}

/* What "as it is now" will say afterwards. */
static void tell_totals(struct preview *p)
{
    static const struct { const char *label; } words[UNIT_ACT_COUNT] = {
        [UNIT_MERGE] = { .label = "Xem tổng “theo đơn vị hiện nay”: số liệu cũ của các đơn vị được nhập cộng vào"
        " đơn vị mới." },
        [UNIT_SPLIT] = { .label = "Xem tổng “theo đơn vị hiện nay”: số liệu cũ để riêng cho đến khi chọn cách chia." },
        [UNIT_RENAME] = { .label = "Số liệu không đổi; tìm theo tên nào cũng ra đơn vị này." },
        [UNIT_MOVE] = { .label = "Xem tổng “theo đơn vị hiện nay”: số liệu cũ tính cho đơn vị cấp trên mới." },
        [UNIT_OPEN] = { .label = "Chưa có số liệu nào; đơn vị có số liệu từ báo cáo đầu tiên." },
        [UNIT_CLOSE] = { .label = "Số liệu cũ vẫn nằm trong tổng của đơn vị cấp trên." },
    };
    add(p, EFFECT_TOTAL, SAY(words[p->x->plan->act].label));
    if (term_compare(p->x->day, term_today(p->a)) > 0)
        add(p, EFFECT_CARE, str_fmt(p->a, say("Sẽ có hiệu lực từ %.*s; đến ngày ấy phần mềm tự làm. Trước ngày ấy hủy"
            " được."), STR(day_words(p->a, p->x->day))));
}

error unit_preview(struct arena *a, struct db *db, const struct who *who, const struct unit_plan *plan,
    struct unit_effects *out)
{
    struct unit_checked x;
    *out = (struct unit_effects){ 0 };
    TRY(unit_plan_check(a, db, who, plan, &x));
    struct preview p = { a, db, &x, out };
    tell_units(&p);
    TRY(tell_villages(&p));
    TRY(tell_bodies(&p));
    TRY(tell_people(&p));
    TRY(tell_reports(&p));
    tell_totals(&p);
    return NULL;
}
