/* audit_page.c - the administrator's search of the audit. */
#include "core/office/audit_search.h"
#include "core/office/audit_words.h"
#include "pages/history.h"
#include "pages/take_away.h"
#include "vn/period.h"

enum { PAGE_ROWS = 50, CHOICES_MOST = 200, FILE_ROWS = 2000 };

/* "02/09/2026" or "2026-09-02" to the latter; as it is when it is neither, so that the search can say so. */
static struct str day_of(struct arena *a, struct str typed)
{
    struct vn_date d;
    struct day day;
    if (day_read(typed, &day) || !typed.n) return typed;
    return vn_date_find(typed, &d) && day_is_valid(d.from) ? day_write(a, d.from) : typed;
}

static struct choice *choices(struct request *q, bool (*at)(size_t i, struct str *code),
    struct str (*words)(struct str code), struct str now, size_t *n)
{
    struct choice *c = NEW_N(q->a, struct choice, CHOICES_MOST);
    struct str code;
    c[0] = (struct choice){ .label = SAY("Tất cả"), .now = !now.n };
    *n = 1;
    for (size_t i = 0; *n < CHOICES_MOST && at(i, &code); i++)
        c[(*n)++] = (struct choice){ .value = code, .label = words(code), .now = str_is(code, now) };
    return c;
}

static struct history_line line_of(struct request *q, const struct audit_found *f)
{
    struct history_line line = history_line_of(q, &f->row);
    struct str object = audit_object_words(f->row.object), period = page_period_words(q->a, f->period);
    if (!f->row.object_id) return line;
    line.where = f->title.n ? str_fmt(q->a, "%.*s %.*s%s%.*s", STR(object), STR(f->title), period.n ? ", " : "",
                                      STR(period))
                            : str_fmt(q->a, say("%.*s số %lld"), STR(object), (long long)f->row.object_id);
    line.where_href = history_href(q->a, str_z(q->a, f->row.object), f->row.object_id);
    return line;
}

static struct str query_part(struct arena *a, const char *name, struct str value)
{
    struct buf b = buf_open(a);
    if (!value.n) return S("");
    buf_fmt(&b, "&%s=", name);
    for (size_t i = 0; i < value.n; i++) buf_fmt(&b, "%%%02X", (unsigned char)value.p[i]);
    return buf_done(&b);
}

static struct str query_of(struct request *q, int64_t before)
{
    static const char *const names[] = { "nguoi", "viec", "doi-tuong", "tu-ngay", "den-ngay", "chu" };
    struct buf b = buf_open(q->a);
    buf_c(&b, "/quan-tri/nhat-ky?");
    if (before) buf_fmt(&b, "truoc=%lld", (long long)before);
    if (param_int(q, "so", 0)) buf_fmt(&b, "&so=%lld", (long long)param_int(q, "so", 0));
    for (size_t i = 0; i < COUNT(names); i++) buf_str(&b, query_part(q->a, names[i], param_str(q, names[i])));
    return buf_done(&b);
}

static error take(struct request *q, struct reply *r, const struct audit_page *found)
{
    int64_t *when = NEW_N(q->a, int64_t, found->n + 1);
    struct history_line *line = NEW_N(q->a, struct history_line, found->n + 1);
    for (size_t i = 0; i < found->n; i++) {
        when[i] = found->found[i].row.at;
        line[i] = line_of(q, &found->found[i]);
    }
    struct str about = page_who(q)->acting->unit_name;
    if (found->next)
        about = str_fmt(q->a, say("%.*s · chỉ %zu việc mới nhất; thu hẹp thời gian để lấy phần còn lại"), STR(about),
                        found->n);
    return take_history(q, r, when, line, found->n, about);
}

error page_audit(struct request *q, struct reply *r)
{
    struct db *db;
    struct audit_page found;
    struct audit_filter filter = { .person = str_trim(param_str(q, "nguoi")), .act = param_str(q, "viec"),
        .object = param_str(q, "doi-tuong"), .object_id = param_int(q, "so", 0), .words = str_trim(param_str(q, "chu")),
        .from = day_of(q->a, str_trim(param_str(q, "tu-ngay"))), .to = day_of(q->a, str_trim(param_str(q, "den-ngay"))),
        .before_seq = param_int(q, "truoc", 0), .limit = listing_asked(q) ? FILE_ROWS : PAGE_ROWS };
    struct audit_view v = { .person = filter.person, .words = filter.words, .from = param_str(q, "tu-ngay"),
                            .to = param_str(q, "den-ngay"), .object_id = filter.object_id };
    TRY(page_db(q, &db));
    error wrong = audit_search(q->a, db, page_who(q), &filter, &found);
    if (wrong && (wrong->kind != ERR_INPUT || listing_asked(q))) return wrong;
    if (listing_asked(q)) return take(q, r, &found);
    v.list = take_links(q, TAKE_HISTORY);
    v.narrowed = filter.person.n || filter.act.n || filter.object.n || filter.words.n || filter.from.n || filter.to.n;
    v.act = choices(q, audit_act_at, audit_act_words, filter.act, &v.acts);
    v.object = choices(q, audit_object_at, audit_object_words, filter.object, &v.objects);
    v.question = SAY("Ai đã làm gì, lúc nào?");
    if (wrong) {
        v.why = str_c(wrong->said);
        r->status = err_status(wrong->kind);
    } else {
        struct history_line *line = NEW_N(q->a, struct history_line, found.n + 1);
        for (size_t i = 0; i < found.n; i++) line[i] = line_of(q, &found.found[i]);
        v.line = line;
        v.lines = found.n;
        if (filter.object_id && found.n) v.object_title = line[0].where;
        if (found.next) v.behind = (struct link){ .label = SAY("Xem tiếp về trước"), .href = query_of(q, found.next) };
        if (filter.before_seq) v.start = (struct link){ .label = SAY("Về đầu danh sách"), .href = query_of(q, 0) };
    }
    struct buf body = page_open(q);
    view_audit(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Nhật ký"), .room = ROOM_ADMIN }, &body);
}
