/* reports_page.c - the list of reports a person may see, and the document that one came from. */
#include "core/meeting/task.h"
#include "core/office/audit.h"
#include "core/report/bundle.h"
#include "core/office/unit.h"
#include "pages/compose.h"
#include "pages/listing.h"
#include "pages/matrix.h"
#include "pages/page.h"

enum { PAGE_ROWS = 50, PAGES_MOST = 10000 };
enum { STATE, PERIOD, BODY, TITLE, FIGURES, UNDECIDED, CHANGED, ACT, CODE, COLUMNS };
static const struct listing_column columns[COLUMNS] = {
    [STATE] = { "trang-thai", .label = "Trạng thái" },
    [PERIOD] = { "ky", .label = "Kỳ" },
    [BODY] = { "to-chuc", .label = "Tổ chức", .in_file = true },
    [TITLE] = { "bao-cao", .label = "Báo cáo" },
    [FIGURES] = { "so-lieu", .label = "Số liệu", .number = true },
    [UNDECIDED] = { "chua-quyet-dinh", .label = "Chưa quyết định", .number = true },
    [CHANGED] = { "thay-doi", .label = "Thay đổi" },
    [ACT] = { NULL, .label = "Việc tiếp theo", .on_screen = true },
    [CODE] = { "so", .label = "Số báo cáo", .in_file = true },
};
static const char *const narrow_names[] = { "ky", "trang-thai" };
static const struct listing_kind reports = { "bao-cao", SAID("Danh sách báo cáo"), PAGE_ROWS, columns, COLUMNS,
                                             narrow_names, COUNT(narrow_names) };

static struct str next_act(struct arena *a, const struct report *p)
{
    if (p->may_edit && p->undecided) return str_fmt(a, say("Xem %lld số liệu"), (long long)p->undecided);
    if (p->may_edit && p->may_submit)
        return p->state == REPORT_RETURNED ? SAY("Sửa rồi nộp lại") : SAY("Nộp báo cáo");
    if (p->may_decide && p->state == REPORT_SUBMITTED) return SAY("Duyệt hoặc trả lại");
    return SAY("Xem báo cáo");
}

static struct report_row row_of(struct arena *a, const struct report *p)
{
    return (struct report_row){ .mark = matrix_mark_of(p->state),
                                .period = page_period_words(a, p->period),
                                .body = p->body_short,
                                .title = p->title,
                                .figures = str_fmt(a, "%lld", (long long)p->figures),
                                .undecided =
                                    p->undecided ? str_fmt(a, "%lld", (long long)p->undecided) : S("–"),
                                .changed = page_date(a, p->changed_at),
                                .act = next_act(a, p),
                                .href = str_fmt(a, "/bao-cao/%lld", (long long)p->id) };
}

static bool waits(const struct report *p)
{
    return p->may_edit || (p->may_decide && p->state == REPORT_SUBMITTED);
}

/* The month that has ended without a report of this body, when nothing is begun; "" when there is none. */
static struct str missing_month(struct arena *a, const struct report_page *list)
{
    struct period due;
    for (size_t i = 0; i < list->n; i++)
        if (list->list[i].may_edit) return S("");
    return list->n && compose_overdue(a, list, &due) ? period_write(a, due) : S("");
}

/* What waits for this person, said in the title. */
static struct str question(struct arena *a, const struct report_page *list, bool writes, struct str overdue)
{
    size_t open = 0, waiting = 0;
    for (size_t i = 0; i < list->n; i++) {
        open += list->list[i].may_edit;
        waiting += list->list[i].may_decide && list->list[i].state == REPORT_SUBMITTED;
    }
    if (waiting) return str_fmt(a, say("%zu báo cáo đang chờ duyệt"), waiting);
    if (open) return str_fmt(a, say("%zu báo cáo còn phải làm"), open);
    if (!list->n) return SAY("Chưa có báo cáo nào");
    if (overdue.n) return str_fmt(a, say("%.*s chưa có báo cáo"), STR(page_period_words(a, overdue)));
    return writes ? SAY("Các báo cáo đã xong") : SAY("Báo cáo của các tổ chức");
}

static void cells_fill(struct arena *a, const struct report *p, struct ledger_cell *c)
{
    struct period period;
    bool known = period_read(p->period, &period);
    c[STATE] = ledger_text(report_state_vi(p->state));
    c[PERIOD] = listing_keyed(page_period_words(a, p->period), known ? day_number(period.to) : 1);
    c[BODY] = ledger_text(p->body_short);
    c[TITLE] = ledger_text(p->title);
    c[FIGURES] = ledger_count(p->figures);
    c[UNDECIDED] = ledger_count(p->undecided);
    c[CHANGED] = ledger_time(p->changed_at);
    c[CODE] = ledger_count(p->id);
}

/* What the list is narrowed to, and the choices for the form. */
static void narrow(struct request *q, struct report_filter *filter, struct reports_view *v)
{
    struct choice *state = NEW_N(q->a, struct choice, REPORT_STATE_COUNT);
    struct str asked = param_str(q, "trang-thai");
    filter->period = param_str(q, "ky");
    for (int s = 0; s < REPORT_STATE_COUNT; s++) {
        struct str code = str_c(report_state_names[s]);
        bool now = str_is(code, asked);
        if (now) filter->state = s;
        state[s] = (struct choice){ .value = code, .label = report_state_vi((enum report_state)s), .now = now };
    }
    v->state = state;
    v->states = REPORT_STATE_COUNT;
    v->period = compose_periods(q->a, filter->period, &v->periods);
    v->narrowed = filter->period.n || filter->state >= 0 || param_str(q, "tim").n;
}

static error waiting_fill(struct request *q, struct db *db, struct reports_view *v)
{
    struct bundle_waiting *list;
    TRY(bundle_waiting(q->a, db, page_who(q), &list, &v->waitings));
    struct link *link = NEW_N(q->a, struct link, v->waitings + 1);
    for (size_t i = 0; i < v->waitings; i++) {
        struct str name = list[i].source_name.n ? list[i].source_name : SAY("chữ dán vào");
        link[i].label = str_fmt(q->a, say("Còn %lld báo cáo chưa tạo từ %.*s."), (long long)list[i].left, STR(name));
        link[i].href = str_fmt(q->a, "/bao-cao/nhieu/%lld", (long long)list[i].id);
    }
    v->waiting = link;
    return NULL;
}

/* What the body of this person was given and has open, in one line. */
static error tasks_fill(struct request *q, struct db *db, struct reports_view *v)
{
    struct task_list list;
    const struct who *who = page_who(q);
    int64_t body = who->acting->body_id;
    if (!body || !policy_may(who, MAY_READ_TASK)) return NULL;
    TRY(task_list(q->a, db, who, &(struct task_ask){ .body_id = body, .open_only = true }, &list));
    if (!list.n) return NULL;
    v->tasks = (struct link){ .label = SAY("Xem việc giao"), .href = S("/viec"),
        .hint = str_fmt(q->a, say("%.*s có %zu việc được giao đang mở."), STR(who->acting->body_name), list.n) };
    if (list.look[LOOK_LATE])
        v->tasks.hint = str_fmt(q->a, say("%.*s có %zu việc được giao đang mở, %zu việc quá hạn."),
            STR(who->acting->body_name), list.n, list.look[LOOK_LATE]);
    return NULL;
}

/* Whose list it is, and what it was narrowed to; for the head of a file. */
static struct str about(struct request *q, const struct report_filter *filter)
{
    const struct who *who = page_who(q);
    struct buf b = buf_open(q->a);
    buf_str(&b, filter->body_id ? who->acting->body_name : who->acting->unit_name);
    if (filter->period.n) buf_fmt(&b, " · %.*s", STR(page_period_words(q->a, filter->period)));
    if (filter->state >= 0) buf_fmt(&b, " · %.*s", STR(report_state_vi((enum report_state)filter->state)));
    if (param_str(q, "tim").n) buf_fmt(&b, " · %s “%.*s”", say("tìm"), STR(param_str(q, "tim")));
    return buf_done(&b);
}

static void words_fill(struct request *q, const struct report_page *list, const struct report_filter *filter,
                       struct reports_view *v)
{
    const struct who *who = page_who(q);
    bool writes = policy_may(who, MAY_WRITE_REPORT), first = listing_page(q) == 1;
    struct str overdue = writes && first && !v->narrowed ? missing_month(q->a, list) : S("");
    v->question = v->narrowed ? str_fmt(q->a, say("%lld báo cáo như đã lọc"), (long long)v->list.found)
                              : question(q->a, list, writes, overdue);
    v->many_bodies = !writes;
    v->overdue = overdue.n > 0;
    v->note = str_fmt(q->a, say("%lld báo cáo của %.*s"), (long long)list->total,
                      STR(filter->body_id ? who->acting->body_name : unit_title_in(q->a, who->acting->unit_name)));
    v->empty = v->narrowed ? SAY("Không có báo cáo nào như đã lọc.")
               : writes ? SAY("Báo cáo của tổ chức sẽ hiện ở đây. Bắt đầu bằng cách dán nguyên văn báo cáo tháng "
                            "hoặc chọn tệp.")
                      : SAY("Báo cáo của các tổ chức hiện ở đây sau khi được nộp.");
    if (writes) v->write = (struct link){ .label = SAY("Soạn báo cáo"), .href = S("/bao-cao/moi") };
}

/* What waits for this person stands first, unless they asked for an order. */
static void rows_fill(struct arena *a, const struct report_page *list, const struct listing *l, struct reports_view *v)
{
    struct report_row *row = NEW_N(a, struct report_row, l->shown);
    bool ordered = v->list.order.n > 0;
    for (int waiting = 1; waiting >= 0; waiting--)
        for (size_t i = 0; i < l->shown; i++) {
            const struct report *p = &list->list[l->order[i]];
            if (ordered ? waiting : waits(p) == waiting) row[v->rows++] = row_of(a, p);
        }
    v->row = row;
}

error page_reports(struct request *q, struct reply *r)
{
    struct db *db;
    struct report_page list;
    const struct who *who = page_who(q);
    bool whole = listing_whole(q);
    int64_t number = listing_page(q);
    if (number < 1 || number > PAGES_MOST)
        return FAIL(q->a, ERR_MISSING, "Không có trang %lld.", (long long)number);
    TRY(page_db(q, &db));
    struct report_filter filter = { .unit_id = who->acting->unit_id,
                                    .state = -1,
                                    .limit = whole ? LEDGER_ROWS_MOST : PAGE_ROWS,
                                    .offset = whole ? 0 : (int)(number - 1) * PAGE_ROWS };
    if (policy_may(who, MAY_WRITE_REPORT)) filter.body_id = who->acting->body_id;
    struct reports_view v = { 0 };
    narrow(q, &filter, &v);
    TRY(report_list(q->a, db, who, &filter, &list));
    struct listing l = listing_open(q, &reports);
    for (size_t i = 0; i < list.n; i++) cells_fill(q->a, &list.list[i], listing_row(&l));
    if (whole) l.left_out = list.total - (int64_t)list.n;
    else l.total = list.total;
    if (listing_asked(q)) return listing_file(&l, r, about(q, &filter));
    TRY(listing_show(&l, &v.list));
    rows_fill(q->a, &list, &l, &v);
    words_fill(q, &list, &filter, &v);
    TRY(tasks_fill(q, db, &v));
    TRY(waiting_fill(q, db, &v));
    struct buf body = page_open(q);
    view_reports(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Báo cáo"), .room = ROOM_REPORTS }, &body);
}

/* The bytes as they came, to keep or to compare; never shown in the page. */
error page_source(struct request *q, struct reply *r)
{
    struct db *db;
    struct bytes content;
    struct str name;
    TRY(page_db(q, &db));
    TRY(report_source(q->a, db, page_who(q), param_int(q, "id", 0), &content, &name));
    if (!name.n) name = str_fmt(q->a, "bao-cao-%lld.txt", (long long)param_int(q, "id", 0));
    TRY(audit_read(q->a, page_store(q), page_who(q), "report.read_source", "report", param_int(q, "id", 0), name));
    reply_file(r, S("application/octet-stream"), name, (struct str){ (const char *)content.p, content.n });
    return NULL;
}
