/* bundle.c - see bundle.h. Owns the tables bundle and bundle_part. The document is read again for each report that is
 * made of it: a reading is cheap, and only the bytes are certain to be what was sent. */
#include "core/report/bundle.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/audit.h"
#include "core/office/body.h"
#include "core/report/report_reading.h"
#include "core/report/report_row.h"
#include "core/report/scan_queue.h"
#include "vn/text.h"

enum { ADD, ADD_PART, ADD_PAGE, GET, PARTS, CONTENT, PAGES, MADE, MADE_WHOLE, WAITING, FOR_DRAFT };
static const int64_t waits_for = (int64_t)14 * 24 * 60 * 60 * 1000;

static const struct sql sql[] = {
    [ADD] = { "bundle.add",
        "INSERT INTO bundle(id, body_id, unit_id, account_id, period, source_name, content, made_at, draft_id) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        SQL_WRITE },
    [ADD_PART] = { "bundle.add_part",
        "INSERT INTO bundle_part(bundle_id, part, title, organisation, period, opening, figures) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        SQL_WRITE },
    [ADD_PAGE] = { "bundle.add_page", "INSERT INTO bundle_page(bundle_id, page, content) VALUES (?1, ?2, ?3)",
        SQL_WRITE },
    [PAGES] = { "bundle.pages", "SELECT content FROM bundle_page WHERE bundle_id = ?1 ORDER BY page", SQL_READ },
    [FOR_DRAFT] = { "bundle.for_draft",
        "SELECT MAX(n.id) FROM bundle n JOIN report r ON r.id = n.draft_id JOIN body b ON b.id = n.body_id "
        "JOIN bundle_part p ON p.bundle_id = n.id AND p.report_id IS NULL "
        "AND (p.organisation = '' OR p.organisation = b.organisation) WHERE n.draft_id = ?1 AND r.text = ''",
        SQL_READ },
    [GET] = { "bundle.get",
        "SELECT n.body_id, n.unit_id, n.period, n.source_name, b.name, b.organisation, n.draft_id FROM bundle n "
        "JOIN body b ON b.id = n.body_id WHERE n.id = ?1",
        SQL_READ },
    [PARTS] = { "bundle.parts",
        "SELECT part, title, organisation, period, opening, figures, report_id FROM bundle_part "
        "WHERE bundle_id = ?1 ORDER BY part",
        SQL_READ },
    [CONTENT] = { "bundle.content", "SELECT content FROM bundle WHERE id = ?1", SQL_READ },
    [MADE_WHOLE] = { "bundle.made_whole",
        "UPDATE bundle_part SET report_id = ?1 WHERE bundle_id = ?2 AND report_id IS NULL", SQL_WRITE },
    [WAITING] = { "bundle.waiting",
        "SELECT n.id, n.source_name, COUNT(*) FROM bundle n JOIN body b ON b.id = n.body_id "
        "JOIN bundle_part p ON p.bundle_id = n.id AND p.report_id IS NULL "
        "AND (p.organisation = '' OR p.organisation = b.organisation) WHERE n.body_id = ?1 AND n.made_at > ?2 "
        "GROUP BY n.id, n.source_name ORDER BY n.id DESC",
        SQL_READ },
    [MADE] = { "bundle.made", "UPDATE bundle_part SET report_id = ?1 WHERE bundle_id = ?2 AND part = ?3", SQL_WRITE },
};
struct sql_list bundle_sql = SQL_LIST(sql);

/* ---- a new one ---- */

/* scan_id and page: of a scan, whose empty draft `report` is */
struct adding {
    const struct who *who;
    const struct report *report;
    const struct reading *reading;
    int64_t scan_id, id;
    const struct bytes *page; size_t pages;
};

static struct str opening_of(struct arena *a, struct str text, struct span span)
{
    enum { LONGEST = 240 };
    struct buf b = buf_open(a);
    struct str part = str_trim(str_cut(text, span.from, span.to));
    for (size_t i = 0; i < part.n; i++) {
        bool begins_letter = ((unsigned char)part.p[i] & 0xC0) != 0x80;
        if (b.n >= LONGEST && begins_letter) break;
        buf_char(&b, part.p[i] == '\n' ? ' ' : part.p[i]);
    }
    return b.n < part.n ? str_fmt(a, "%.*s …", STR(buf_done(&b))) : buf_done(&b);
}

static int64_t figures_in(const struct record *record, struct span span)
{
    int64_t n = 0;
    for (size_t i = 0; i < record->figure_count; i++)
        n += record->figures[i].span.from >= span.from && record->figures[i].span.to <= span.to;
    return n;
}

static error add_part(struct arena *a, struct db *db, const struct adding *job, size_t i)
{
    const struct record *record = job->reading->record;
    const struct part_found *p = &record->parts[i];
    struct rows *w = db_run(a, db, &bundle_sql, ADD_PART);
    BIND(w, job->id);
    BIND(w, (int64_t)i + 1);
    BIND(w, p->title);
    BIND(w, p->organisation);
    BIND(w, p->period.type != PERIOD_NONE && p->period.year ? period_write(a, p->period) : S(""));
    BIND(w, opening_of(a, record->text, p->span));
    BIND(w, figures_in(record, p->span));
    return rows_end(w);
}

static error add_page(struct arena *a, struct db *db, const struct adding *job, size_t i)
{
    struct rows *w = db_run(a, db, &bundle_sql, ADD_PAGE);
    BIND(w, job->id);
    BIND(w, (int64_t)i + 1);
    BIND(w, job->page[i]);
    return rows_end(w);
}

static error add_job(struct arena *a, struct db *db, void *arg)
{
    struct adding *job = arg;
    const struct report *r = job->report;
    size_t parts = job->reading->record->part_count;
    if (job->scan_id) {
        TRY(report_scan_check(a, db, r->id, job->scan_id));
        TRY(scan_queue_forget(a, db, r->id));
    }
    TRY(policy_check(a, db, job->who, MAY_WRITE_REPORT, r->unit_id, r->body_id, S("draft")));
    TRY(db_next_id(a, db, "bundle", &job->id));
    struct rows *w = db_run(a, db, &bundle_sql, ADD);
    BIND(w, job->id);
    BIND(w, r->body_id);
    BIND(w, r->unit_id);
    BIND(w, job->who->account_id);
    BIND(w, r->period);
    BIND(w, job->reading->name);
    BIND(w, job->reading->source);
    BIND(w, clock_now());
    if (job->scan_id) BIND(w, r->id);
    else bind_null(w);
    TRY(rows_end(w));
    for (size_t i = 0; i < parts; i++) TRY(add_part(a, db, job, i));
    for (size_t i = 0; i < job->pages; i++) TRY(add_page(a, db, job, i));
    return audit_add(a, db, job->who, "bundle.add", "bundle", job->id, S(""),
        str_fmt(a, "body=%lld\nparts=%zu\n", (long long)r->body_id, parts));
}

static error parts_check(struct arena *a, size_t parts)
{
    if (parts <= BUNDLE_PARTS_MOST) return NULL;
    return FAIL(a, ERR_TOO_LARGE,
        "Tài liệu có %zu báo cáo, quá mức %d báo cáo một tệp. Chia tệp thành nhiều phần rồi gửi từng phần.", parts,
        BUNDLE_PARTS_MOST);
}

error bundle_receive(struct arena *a, struct store *store, const struct who *who, const struct report_draft *draft,
    int64_t *report_id, int64_t *bundle_id)
{
    struct report begun;
    struct reading reading;
    *report_id = *bundle_id = 0;
    TRY(report_begin(a, store, who, draft, &begun));
    TRY(reading_begin(a, store, &begun, draft->text, draft->document, draft->document_name, &reading));
    size_t parts = reading.record->part_count;
    if (parts < 2) return report_add_read(a, store, who, &begun, &reading, report_id);
    TRY(parts_check(a, parts));
    struct adding job = { .who = who, .report = &begun, .reading = &reading };
    TRY(db_write(a, store, add_job, &job));
    *bundle_id = job.id;
    return NULL;
}

error bundle_keep(struct arena *a, struct store *store, const struct who *who, const struct report *draft,
    int64_t scan_id, const struct reading *reading, const struct bytes *page, size_t pages)
{
    struct adding job = { who, draft, reading, scan_id, 0, page, pages };
    TRY(parts_check(a, reading->record->part_count));
    return db_write(a, store, add_job, &job);
}

/* ---- looking ---- */

static error parts_get(struct arena *a, struct db *db, struct str own, struct bundle *out)
{
    struct rows *r = db_run(a, db, &bundle_sql, PARTS);
    BIND(r, out->id);
    while (rows_next(r)) {
        struct bundle_part p = { .number = row_int(r, 0),
            .title = row_str(r, 1),
            .organisation = row_str(r, 2),
            .period = row_str(r, 3),
            .opening = row_str(r, 4),
            .figures = row_int(r, 5),
            .report_id = row_int(r, 6) };
        p.ours = !p.organisation.n || str_is(p.organisation, own);
        p.organisation_name = p.organisation.n ? organisation_name(a, p.organisation) : S("");
        LIST_ADD(a, out->part, out->parts, p);
    }
    return rows_end(r);
}

error bundle_get(struct arena *a, struct db *db, const struct who *who, int64_t id, struct bundle *out)
{
    struct rows *r = db_run(a, db, &bundle_sql, GET);
    BIND(r, id);
    bool found = rows_next(r);
    int64_t unit_id = found ? row_int(r, 1) : 0;
    *out = (struct bundle){ .id = id };
    struct str own = S("");
    if (found) {
        out->body_id = row_int(r, 0);
        out->period = row_str(r, 2);
        out->source_name = row_str(r, 3);
        out->body_name = row_str(r, 4);
        own = row_str(r, 5);
        out->draft_id = row_int(r, 6);
    }
    TRY(rows_end(r));
    error no = found ? policy_check(a, db, who, MAY_WRITE_REPORT, unit_id, out->body_id, S("draft")) : NULL;
    if (no && no->kind != ERR_DENIED) return no;
    if (!found || no)
        return FAIL_AS(a, ERR_MISSING, no,
            "Không có tệp nhiều báo cáo số %lld, hoặc tệp ấy không thuộc phần việc của đồng chí.", (long long)id);
    return parts_get(a, db, own, out);
}

error bundle_waiting(struct arena *a, struct db *db, const struct who *who, struct bundle_waiting **out, size_t *n)
{
    *out = NULL;
    *n = 0;
    if (!who || !who->acting || !who->acting->body_id || !policy_may(who, MAY_WRITE_REPORT)) return NULL;
    struct rows *r = db_run(a, db, &bundle_sql, WAITING);
    BIND(r, who->acting->body_id);
    BIND(r, clock_now() - waits_for);
    while (rows_next(r))
        LIST_ADD(a, *out, *n,
            (struct bundle_waiting){ .id = row_int(r, 0), .source_name = row_str(r, 1), .left = row_int(r, 2) });
    return rows_end(r);
}

error bundle_for_draft(struct arena *a, struct db *db, int64_t report_id, int64_t *id)
{
    struct rows *r = db_run(a, db, &bundle_sql, FOR_DRAFT);
    BIND(r, report_id);
    *id = rows_next(r) ? row_int(r, 0) : 0;
    return rows_end(r);
}

/* ---- a part becomes a report ---- */

struct making { int64_t bundle_id, number, report_id; };

static error made_job(struct arena *a, struct db *db, void *arg)
{
    const struct making *job = arg;
    struct rows *w = db_run(a, db, &bundle_sql, MADE);
    BIND(w, job->report_id);
    BIND(w, job->bundle_id);
    BIND(w, job->number);
    return rows_end(w);
}

static error part_of(struct arena *a, const struct bundle *b, int64_t number, const struct bundle_part **out)
{
    *out = NULL;
    for (size_t i = 0; i < b->parts; i++)
        if (b->part[i].number == number) *out = &b->part[i];
    if (!*out) return FAIL(a, ERR_INPUT, "Tệp này không có báo cáo thứ %lld.", (long long)number);
    if (!(*out)->ours)
        return FAIL(a, ERR_INPUT, "Báo cáo thứ %lld là của %.*s, không tạo thành báo cáo của %.*s được.",
            (long long)number, STR((*out)->organisation_name), STR(b->body_name));
    if ((*out)->report_id)
        return FAIL(a, ERR_CONFLICT, "Báo cáo thứ %lld đã được tạo rồi. Mở báo cáo ấy để xem.", (long long)number);
    return NULL;
}

static error content_of(struct arena *a, struct db *db, const struct bundle *b, struct report_draft *draft)
{
    struct rows *r = db_run(a, db, &bundle_sql, CONTENT);
    BIND(r, b->id);
    struct bytes content = rows_next(r) ? row_bytes(r, 0) : (struct bytes){ 0 };
    TRY(rows_end(r));
    draft->document_name = b->source_name;
    if (b->source_name.n) draft->document = content;
    else draft->text = (struct str){ (const char *)content.p, content.n };     /* typed: it was text when it came */
    return NULL;
}

static error pages_of(struct arena *a, struct db *db, int64_t id, struct bytes **page, size_t *n)
{
    struct rows *r = db_run(a, db, &bundle_sql, PAGES);
    BIND(r, id);
    *page = NULL;
    *n = 0;
    while (rows_next(r)) LIST_ADD(a, *page, *n, row_bytes(r, 0));
    return rows_end(r);
}

/* Of a scan: read from what its pages gave. The draft that waited for it takes what is of its period. */
static error make_of_scan(struct arena *a, struct store *store, const struct who *who, const struct bundle *b,
    const struct report_draft *draft, int64_t *id)
{
    struct db *db;
    struct report waits, begun;
    struct reading reading;
    struct bytes *page;
    size_t pages;
    TRY(store_reader(store, &db));
    TRY(report_open_for(a, db, who, MAY_WRITE_REPORT, b->draft_id, &waits));
    bool fills = !waits.text.n && report_is_open(&waits) && str_is(waits.period, draft->period);
    if (fills) begun = waits;
    else TRY(report_begin(a, store, who, draft, &begun));
    TRY(pages_of(a, db, b->id, &page, &pages));
    TRY(reading_of_pages(a, store, &begun, draft->document, draft->document_name, page, pages, &reading));
    if (draft->part) TRY(reading_cut(a, &begun, draft->part, &reading));
    if (!fills) return report_add_read(a, store, who, &begun, &reading, id);
    *id = waits.id;
    return report_change_read(a, store, who, waits.id,
        &(struct read_change){ .version = waits.version, .title = draft->title }, &reading);
}

static error make(struct arena *a, struct store *store, const struct who *who, const struct bundle *b,
    const struct report_draft *draft, int64_t *id)
{
    return b->draft_id ? make_of_scan(a, store, who, b, draft, id) : report_add(a, store, who, draft, id);
}

error bundle_take(struct arena *a, struct store *store, const struct who *who, int64_t id,
    const struct bundle_pick *pick, size_t n, int64_t *first)
{
    struct db *db;
    struct bundle b;
    struct report_draft draft = { 0 };
    const struct bundle_part *part;
    *first = 0;
    TRY(store_reader(store, &db));
    TRY(bundle_get(a, db, who, id, &b));
    if (!n) return FAIL(a, ERR_INPUT, "Chưa chọn báo cáo nào. Đánh dấu các báo cáo cần tạo rồi bấm lại.");
    for (size_t i = 0; i < n; i++) TRY(part_of(a, &b, pick[i].number, &part));
    TRY(content_of(a, db, &b, &draft));
    draft.body_id = b.body_id;
    for (size_t i = 0; i < n; i++) {
        struct making made = { .bundle_id = id, .number = pick[i].number };
        TRY(part_of(a, &b, pick[i].number, &part));
        draft.part = (size_t)pick[i].number;
        draft.title = part->title;
        draft.period = pick[i].period.n ? pick[i].period : part->period.n ? part->period : b.period;
        TRY(make(a, store, who, &b, &draft, &made.report_id));
        TRY(db_write(a, store, made_job, &made));
        if (!*first) *first = made.report_id;
    }
    return NULL;
}

static error whole_job(struct arena *a, struct db *db, void *arg)
{
    const struct making *job = arg;
    struct rows *w = db_run(a, db, &bundle_sql, MADE_WHOLE);
    BIND(w, job->report_id);
    BIND(w, job->bundle_id);
    return rows_end(w);
}

error bundle_take_whole(struct arena *a, struct store *store, const struct who *who, int64_t id, int64_t *report_id)
{
    struct db *db;
    struct bundle b;
    struct report_draft draft = { 0 };
    *report_id = 0;
    TRY(store_reader(store, &db));
    TRY(bundle_get(a, db, who, id, &b));
    TRY(content_of(a, db, &b, &draft));
    draft.body_id = b.body_id;
    draft.period = b.period;
    TRY(make(a, store, who, &b, &draft, report_id));
    struct making made = { .bundle_id = id, .report_id = *report_id };
    return db_write(a, store, whole_job, &made);
}
