/* bundle_page.c - a document that holds several reports: its list, and the reports that someone makes of it. */
#include "core/report/bundle.h"
#include "core/grow.h"
#include "pages/compose.h"

/* Parameters are declared one by one: "phan-3" says that the third is wanted, "ky-3" of which period it is. */
static const char *wanted(struct request *q, int64_t number)
{
    return str_z(q->a, str_fmt(q->a, "phan-%lld", (long long)number));
}

static const char *period_of(struct request *q, int64_t number)
{
    return str_z(q->a, str_fmt(q->a, "ky-%lld", (long long)number));
}

static struct part_row row_of(struct request *q, const struct bundle *b, const struct bundle_part *p, bool again)
{
    struct str ordinal = str_fmt(q->a, say("Báo cáo thứ %lld"), (long long)p->number);
    struct part_row row = { .number = p->number,
                            .title = p->title.n ? p->title : ordinal,
                            .opening = p->opening,
                            .figures = str_fmt(q->a, say("%lld số liệu"), (long long)p->figures),
                            .body = p->organisation.n ? p->organisation_name : SAY("không ghi tổ chức"),
                            .wanted_name = str_c(wanted(q, p->number)),
                            .period_name = str_c(period_of(q, p->number)),
                            .ours = p->ours };
    if (p->report_id) row.made = str_fmt(q->a, "/bao-cao/%lld", (long long)p->report_id);
    struct str period = p->period.n ? p->period : b->period;
    if (again && param_str(q, period_of(q, p->number)).n) period = param_str(q, period_of(q, p->number));
    row.period = page_period_words(q->a, period);
    row.choice = compose_periods(q->a, period, &row.choices);
    row.wanted = again ? param_flag(q, wanted(q, p->number)) : p->ours;
    return row;
}

static error show(struct request *q, struct reply *r, const struct bundle *b, error why)
{
    struct part_row *row = NEW_N(q->a, struct part_row, b->parts + 1);
    struct bundle_view v = { .form = page_key(q, false),
                             .action = str_fmt(q->a, "/bao-cao/nhieu/%lld", (long long)b->id),
                             .body_name = b->body_name,
                             .why = why ? str_c(why->said) : S(""),
                             .row = row };
    size_t ours = 0, made = 0;
    for (; v.rows < b->parts; v.rows++) {
        ours += b->part[v.rows].ours;
        made += b->part[v.rows].report_id != 0;
        row[v.rows] = row_of(q, b, &b->part[v.rows], q->method == METHOD_POST);
        v.left += b->part[v.rows].ours && !b->part[v.rows].report_id;
    }
    v.untouched = !made;
    if (b->draft_id && !made) v.other = str_fmt(q->a, "/bao-cao/%lld/noi-dung", (long long)b->draft_id);
    v.question = v.left ? str_fmt(q->a, say("Tệp có %zu báo cáo. Tạo báo cáo nào?"), v.rows)
                 : !ours ? str_fmt(q->a, say("Tệp có %zu báo cáo, không có báo cáo nào của tổ chức"), v.rows)
                        : str_fmt(q->a, say("Tệp có %zu báo cáo, đã tạo hết các báo cáo của tổ chức"), v.rows);
    if (why) r->status = err_status(why->kind);
    struct buf body = page_open(q);
    view_bundle(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = v.question, .room = ROOM_REPORTS }, &body);
}

static error bundle_of(struct request *q, struct bundle *out)
{
    struct db *db;
    TRY(page_db(q, &db));
    return bundle_get(q->a, db, page_who(q), param_int(q, "bo", 0), out);
}

error page_bundle(struct request *q, struct reply *r)
{
    struct bundle b;
    TRY(bundle_of(q, &b));
    return show(q, r, &b, NULL);
}

error page_bundle_take(struct request *q, struct reply *r)
{
    struct bundle b;
    struct bundle_pick *pick = NULL;
    size_t n = 0;
    int64_t first;
    TRY(bundle_of(q, &b));
    for (size_t i = 0; i < b.parts; i++)
        if (param_flag(q, wanted(q, b.part[i].number)))
            LIST_ADD(q->a, pick, n,
                     (struct bundle_pick){ b.part[i].number, param_str(q, period_of(q, b.part[i].number)) });
    bool whole = param_flag(q, "ca-tep");
    error e = whole ? bundle_take_whole(q->a, page_store(q), page_who(q), b.id, &first)
                    : bundle_take(q->a, page_store(q), page_who(q), b.id, pick, n, &first);
    if (e && (e->kind == ERR_FAULT || e->kind == ERR_LOGIN || e->kind == ERR_MEMORY)) return e;
    if (e) {
        TRY(bundle_of(q, &b)); /* those before the refused one stand */
        return show(q, r, &b, e);
    }
    if (n == 1 || whole) reply_redirect(q, r, "/bao-cao/%lld", (long long)first);
    else reply_redirect(q, r, "/bao-cao/nhieu/%lld", (long long)b.id);
    return NULL;
}
