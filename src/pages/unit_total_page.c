/* unit_total_page.c - the totals of the units below, "as it was then" or "as it is now", and how the figures
 * of a divided
 * unit are shared. */
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/unit_share.h"
#include "core/report/brief.h"
#include "core/report/brief_rows.h"
#include "core/report/total_now.h"
#include "pages/then_now.h"
#include "pages/unit_page.h"

enum { COLUMNS = 5, SHARE_PARTS = 12 };

/* ---- the table ---- */

struct table {
    struct request *q;
    struct db *db;
    bool now;
    struct unit unit;
    struct str period;
    struct total *sum; size_t sums;                /* of the unit, organisation '' only: the columns */
    struct by_unit_row *row; size_t rows;
    struct str *note; size_t notes;
    struct link *apart; size_t aparts;
};

static error totals_of(struct table *t, int64_t unit_id, struct total_now *out)
{
    if (t->now) return total_now(t->q->a, t->db, unit_id, t->period, out);
    *out = (struct total_now){ 0 };
    return total_list(t->q->a, t->db, unit_id, t->period, &out->total, &out->totals);
}

static void take_notes(struct table *t, const struct total_now *x)
{
    struct arena *a = t->q->a;
    for (size_t i = 0; i < x->notes; i++) {
        bool said = false;
        for (size_t k = 0; k < t->notes; k++) said |= str_is(t->note[k], x->note[i].words);
        if (!said) LIST_ADD(a, t->note, t->notes, x->note[i].words);
    }
    for (size_t i = 0; i < x->aparts; i++) {
        const struct total_apart *p = &x->apart[i];
        bool said = p->total.organisation.n > 0;
        struct str label = str_fmt(a, "%.*s: %.*s, %.*s", STR(p->unit_title), STR(p->total.name), STR(p->total.words));
        for (size_t k = 0; k < t->aparts; k++) said |= str_is(t->apart[k].label, label);
        if (said) continue;
        struct link link = { .label = label, .hint = p->why };
        if (policy_may(page_who(t->q), MAY_CHANGE_UNITS))
            link.href = str_fmt(a, "/quan-tri/don-vi/chia-so-lieu?id=%lld", (long long)p->unit_id);
        LIST_ADD(a, t->apart, t->aparts, link);
    }
}

/* The unit's own totals decide the columns: the first of the catalogue that it has. */
static error take_columns(struct table *t)
{
    struct total_now x;
    TRY(totals_of(t, t->unit.id, &x));
    t->sum = NEW_N(t->q->a, struct total, COLUMNS);
    for (size_t i = 0; i < x.totals && t->sums < COLUMNS; i++)
        if (!x.total[i].organisation.n) t->sum[t->sums++] = x.total[i];
    take_notes(t, &x);
    return NULL;
}

static error take_row(struct table *t, const struct unit *u)
{
    struct arena *a = t->q->a;
    struct total_now x;
    struct str *cell = NEW_N(a, struct str, COLUMNS);
    bool any = false;
    TRY(totals_of(t, u->id, &x));
    for (size_t c = 0; c < t->sums; c++) {
        cell[c] = S("–");
        for (size_t i = 0; i < x.totals; i++)
            if (!x.total[i].organisation.n && str_is(x.total[i].indicator, t->sum[c].indicator)) {
                cell[c] = x.total[i].words;
                any = true;
            }
    }
    take_notes(t, &x);
    if (u->valid_to.n && !any) return NULL;
    struct by_unit_row row = { .name = unit_title(a, u), .cell = cell };
    if (u->valid_to.n || !str_is(u->valid_from, S("2000-01-01"))) row.note = unit_when(a, u->valid_from, u->valid_to);
    LIST_ADD(a, t->row, t->rows, row);
    return NULL;
}

/* Then: the units that were there in the period, under the names of its last day. Now: those of today. */
static error take_rows(struct table *t, struct period p)
{
    struct unit_list list;
    struct arena *a = t->q->a;
    struct str from = day_write(a, p.from), to = day_write(a, p.to);
    TRY(unit_children(a, t->db, t->unit.id, t->now ? clock_day(a, clock_now()) : S(""), &list));
    for (size_t i = 0; i < list.n; i++) {
        struct unit u = list.unit[i];
        if (!t->now) {
            if (memcmp(u.valid_from.p, to.p, 10) > 0 || (u.valid_to.n && memcmp(u.valid_to.p, from.p,
                10) < 0)) continue;
            TRY(unit_get_on(a, t->db, u.id, to, &u));
        }
        TRY(take_row(t, &u));
    }
    return NULL;
}

static void columns_fill(struct table *t, struct by_unit_view *v)
{
    struct str *column = NEW_N(t->q->a, struct str, COLUMNS), *sum = NEW_N(t->q->a, struct str, COLUMNS);
    for (size_t i = 0; i < t->sums; i++) {
        column[i] = t->sum[i].name;
        sum[i] = t->sum[i].words;
    }
    v->column = column;
    v->columns = t->sums;
    v->sum = sum;
}

error page_by_unit(struct request *q, struct reply *r)
{
    struct table t = { .q = q, .now = str_is(param_str(q, "nhin"), S("hien-nay")) };
    struct period p;
    const struct who *who = page_who(q);
    TRY(page_db(q, &t.db));
    TRY(page_period(q, PERIOD_QUARTER, &p));
    TRY(policy_check(q->a, t.db, who, MAY_READ_TOTALS, who->acting->unit_id, 0, S("")));
    TRY(unit_get(q->a, t.db, who->acting->unit_id, &t.unit));
    t.period = period_write(q->a, p);
    TRY(take_columns(&t));
    TRY(take_rows(&t, p));
    struct by_unit_view v = { .row = t.row, .rows = t.rows, .note = t.note, .notes = t.notes, .apart = t.apart,
        .aparts = t.aparts };
    columns_fill(&t, &v);
    v.question = str_fmt(q->a, say("%.*s: từng đơn vị trực thuộc có bao nhiêu?"),
        STR(page_period_words(q->a, t.period)));
    v.state = t.now ? SAY("Như thể các đơn vị hiện nay đã có từ kỳ ấy: số liệu cũ tính cho đơn vị kế tục.")
                    : SAY("Như đã báo cáo: mỗi số liệu ở đơn vị đã báo cáo số ấy, mang tên của ngày ấy.");
    v.empty = SAY("Chưa có số liệu nào được duyệt của các đơn vị trực thuộc trong kỳ này.");
    v.then = (struct link){ .label = SAY("Như khi đó"), .now = !t.now,
        .href = str_fmt(q->a, "/tong-hop/theo-don-vi?ky=%.*s&nhin=khi-do", STR(t.period)) };
    v.now = (struct link){ .label = SAY("Theo đơn vị hiện nay"), .now = t.now,
        .href = str_fmt(q->a, "/tong-hop/theo-don-vi?ky=%.*s&nhin=hien-nay", STR(t.period)) };
    v.back = (struct link){ .label = SAY("Tổng hợp"), .href = str_fmt(q->a, "/tong-hop?ky=%.*s%.*s", STR(t.period),
        STR(then_now_more(t.now ? VIEW_NOW : VIEW_THEN))) };
    struct buf body = page_open(q);
    view_by_unit(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = v.question, .room = ROOM_BRIEF, .period = p,
        .period_path = "/tong-hop/theo-don-vi", .period_more = then_now_more(t.now ? VIEW_NOW : VIEW_THEN) }, &body);
}

/* ---- sharing ---- */

static error show_share(struct request *q, struct reply *r, error why)
{
    struct db *db;
    struct unit_share s;
    TRY(page_db(q, &db));
    TRY(unit_share_get(q->a, db, param_int(q, "id", 0), &s));
    TRY(policy_check(q->a, db, page_who(q), MAY_CHANGE_UNITS, s.old.parent_id, 0, S("")));
    struct unit_part *part = NEW_N(q->a, struct unit_part, s.parts);
    for (size_t i = 0; i < s.parts; i++)
        part[i] = (struct unit_part){ .name = s.part[i].title,
            .code = why && i < SHARE_PARTS ? param_str(q, str_z(q->a, str_fmt(q->a, "s%zu", i + 1)))
                    : s.kind == SHARE_WEIGHTS ? str_fmt(q->a, "%lld", (long long)s.part[i].weight) : S("") };
    struct unit_share_view v = { .form = page_key(q, false), .id = s.old.id, .version = s.version, .part = part,
        .parts = s.parts, .reason = why ? param_str(q, "ly-do") : s.reason, .why = why ? str_c(why->said) : S("") };
    v.question = str_fmt(q->a, say("Số liệu cũ của %.*s chia thế nào?"), STR(unit_title(q->a, &s.old)));
    v.state = s.version ? str_fmt(q->a, s.kind == SHARE_WEIGHTS ? say("%.*s đã chọn chia theo số, %.*s.")
                                                                : say("%.*s đã quyết định để riêng, %.*s."),
                                  STR(s.by), STR(page_time(q->a, s.at)))
                        : SAY("Chưa ai quyết định, nên số liệu cũ để riêng.");
    if (why) r->status = err_status(why->kind);
    struct buf body = page_open(q);
    view_unit_share(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = v.question, .room = ROOM_ADMIN }, &body);
}

error page_unit_share(struct request *q, struct reply *r) { return show_share(q, r, NULL); }

/* "12.345" and "12345" are the same number; what is none is refused with its words. */
static error weights_of(struct request *q, size_t n, int64_t *weight)
{
    for (size_t i = 0; i < n; i++) {
        struct str typed = param_str(q, str_z(q->a, str_fmt(q->a, "s%zu", i + 1)));
        struct buf b = buf_open(q->a);
        for (size_t k = 0; k < typed.n; k++) if (typed.p[k] != '.' && typed.p[k] != ' ') buf_char(&b, typed.p[k]);
        if (!str_int(buf_done(&b), &weight[i]))
            return FAIL(q->a, ERR_INPUT, "“%.*s” không phải là số. Ghi số dân hoặc số hộ bằng chữ số.", STR(typed));
    }
    return NULL;
}

error page_unit_share_post(struct request *q, struct reply *r)
{
    struct db *db;
    struct unit_share s;
    int64_t weight[SHARE_PARTS];
    bool divide = str_is(param_str(q, "cach"), S("chia"));
    TRY(page_db(q, &db));
    TRY(unit_share_get(q->a, db, param_int(q, "id", 0), &s));
    if (s.parts > SHARE_PARTS) divide = false;
    error e = divide ? weights_of(q, s.parts, weight) : NULL;
    if (!e)
        e = unit_share_set(q->a, page_store(q), page_who(q), s.old.id, divide ? weight : NULL, s.parts,
                           param_str(q, "ly-do"), param_int(q, "ban", 0));
    if (e && unit_mendable(e)) return show_share(q, r, e);
    TRY(e);
    reply_redirect(q, r, "/quan-tri/don-vi?xong=chia-so-lieu");
    return NULL;
}
