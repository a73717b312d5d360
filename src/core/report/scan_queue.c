/* scan_queue.c - see scan_queue.h. Owns the tables scan_queue and scan_queue_source. Reads outside of any
 * transaction, and looks before each step whether the document is still wanted. */
#include "core/report/scan_queue.h"
#include "base/machine.h"
#include "core/office/audit.h"
#include "core/office/notice.h"
#include "core/office/session.h"
#include "core/report/bundle.h"
#include "core/report/figure_row.h"
#include "core/report/report_reading.h"
#include "core/report/report_row.h"
#include "read/reader.h"

enum { ADD, ADD_SOURCE, FIND, SOURCE, FORGET, FORGET_SOURCE, WAITING, NEXT, PUT, RESTART, AGAIN, WHOSE };
static const struct sql sql[] = {
    [ADD] = { "scan_queue.add",
        "INSERT INTO scan_queue(id, report_id, body_id, state, done, pages, said, source_name, account_id, grant_id, "
        "asked_at) VALUES (?1, ?2, ?3, 'waiting', 0, 0, '', ?4, ?5, ?6, ?7)",
        SQL_WRITE },
    [ADD_SOURCE] = { "scan_queue.add_source", "INSERT INTO scan_queue_source(scan_id, content) VALUES (?1, ?2)",
        SQL_WRITE },
    [FIND] = { "scan_queue.find",
        "SELECT q.id, q.state, q.done, q.pages, q.said, q.source_name, q.account_id, q.grant_id, "
        "(SELECT COUNT(*) FROM scan_queue o WHERE o.state IN ('waiting', 'reading') AND o.id < q.id) "
        "FROM scan_queue q WHERE q.report_id = ?1",
        SQL_READ },
    [SOURCE] = { "scan_queue.source", "SELECT content FROM scan_queue_source WHERE scan_id = ?1", SQL_READ },
    [FORGET] = { "scan_queue.forget", "DELETE FROM scan_queue WHERE report_id = ?1", SQL_WRITE },
    [FORGET_SOURCE] = { "scan_queue.forget_source",
        "DELETE FROM scan_queue_source WHERE scan_id IN (SELECT id FROM scan_queue WHERE report_id = ?1)", SQL_WRITE },
    [WAITING] = { "scan_queue.waiting",
        "SELECT COUNT(*), SUM(CASE WHEN body_id = ?1 THEN 1 ELSE 0 END) FROM scan_queue "
        "WHERE state IN ('waiting', 'reading')",
        SQL_READ },
    [NEXT] = { "scan_queue.next",
        "SELECT report_id FROM scan_queue WHERE state = 'waiting' ORDER BY id LIMIT 1", SQL_READ },
    [PUT] = { "scan_queue.put",
        "UPDATE scan_queue SET state = ?1, done = ?2, pages = ?3, said = ?4 WHERE id = ?5", SQL_WRITE },
    [RESTART] = { "scan_queue.restart", "UPDATE scan_queue SET state = 'waiting' WHERE state = 'reading'", SQL_WRITE },
    [AGAIN] = { "scan_queue.again",
        "UPDATE scan_queue SET state = 'waiting', done = 0, said = '', account_id = ?1, grant_id = ?2, asked_at = ?3 "
        "WHERE id = ?4",
        SQL_WRITE },
    [WHOSE] = { "scan_queue.whose",
        "SELECT b.short_name, r.period, r.unit_id, r.body_id FROM report r JOIN body b ON b.id = r.body_id "
        "WHERE r.id = ?1", SQL_READ },
};
struct sql_list scan_queue_sql = SQL_LIST(sql);

enum { READING_MEMORY = 256 * 1024 * 1024 };
static const char *const state_names[] = { "waiting", "reading", "failed" };

/* ---- keeping ---- */

static error has_room(struct arena *a, struct db *db, int64_t body_id)
{
    struct rows *r = db_run(a, db, &scan_queue_sql, WAITING);
    BIND(r, body_id);
    bool any = rows_next(r);
    int64_t all = any ? row_int(r, 0) : 0, own = any ? row_int(r, 1) : 0;
    TRY(rows_end(r));
    if (own >= SCANS_BODY_MOST)
        return FAIL(a, ERR_BUSY,
            "Tổ chức đang có %lld bản quét chờ nhận dạng, mức nhiều nhất là %d. Chờ nhận dạng xong rồi gửi tiếp.",
            (long long)own, SCANS_BODY_MOST);
    if (all >= SCANS_MOST)
        return FAIL(a, ERR_BUSY,
            "Máy chủ đang có %lld bản quét chờ nhận dạng nên chưa nhận thêm. Vui lòng gửi lại sau ít phút.",
            (long long)all);
    return NULL;
}

error scan_queue_forget(struct arena *a, struct db *db, int64_t report_id)
{
    struct rows *r = db_run(a, db, &scan_queue_sql, FORGET_SOURCE);
    BIND(r, report_id);
    TRY(rows_end(r));
    r = db_run(a, db, &scan_queue_sql, FORGET);
    BIND(r, report_id);
    return rows_end(r);
}

error scan_queue_add(struct arena *a, struct db *db, const struct who *who, const struct report *r,
    struct bytes document, struct str name)
{
    int64_t id;
    TRY(scan_queue_forget(a, db, r->id));
    TRY(has_room(a, db, r->body_id));
    TRY(db_next_id(a, db, "scan_queue", &id));
    struct rows *w = db_run(a, db, &scan_queue_sql, ADD);
    BIND(w, id);
    BIND(w, r->id);
    BIND(w, r->body_id);
    BIND(w, name);
    BIND(w, who->account_id);
    BIND(w, who->acting->id);
    BIND(w, clock_now());
    TRY(rows_end(w));
    w = db_run(a, db, &scan_queue_sql, ADD_SOURCE);
    BIND(w, id);
    BIND(w, document);
    TRY(rows_end(w));
    return audit_add(a, db, who, "report.scan_send", "report", r->id, S(""), S(""));
}

error scan_queue_find(struct arena *a, struct db *db, int64_t report_id, struct scan_wait *out, bool *found)
{
    *out = (struct scan_wait){ .report_id = report_id };
    struct rows *r = db_run(a, db, &scan_queue_sql, FIND);
    BIND(r, report_id);
    *found = rows_next(r);
    if (!*found) return rows_end(r);
    out->id = row_int(r, 0);
    out->state = (enum scan_state)name_index(state_names, SCAN_STATE_COUNT, row_str(r, 1));
    out->done = row_int(r, 2);
    out->pages = row_int(r, 3);
    out->said = row_str(r, 4);
    out->name = row_str(r, 5);
    out->account_id = row_int(r, 6);
    out->grant_id = row_int(r, 7);
    out->before = row_int(r, 8);
    return rows_end(r);
}

error scan_queue_content(struct arena *a, struct db *db, int64_t id, struct bytes *out)
{
    struct rows *r = db_run(a, db, &scan_queue_sql, SOURCE);
    BIND(r, id);
    *out = rows_next(r) ? row_bytes(r, 0) : (struct bytes){ 0 };
    return rows_end(r);
}

/* ---- after it failed ---- */

struct deciding { const struct who *who; int64_t report_id; };

static error failed_of(struct arena *a, struct db *db, const struct deciding *job, struct report *r,
    struct scan_wait *wait)
{
    bool found;
    TRY(report_open_for(a, db, job->who, MAY_WRITE_REPORT, job->report_id, r));
    TRY(report_open_check(a, r));
    TRY(scan_queue_find(a, db, r->id, wait, &found));
    if (found && wait->state == SCAN_FAILED) return NULL;
    return FAIL(a, ERR_CONFLICT, "Không còn tệp nào nhận dạng hỏng ở báo cáo này. Tải lại trang để xem báo cáo.");
}

static error again_job(struct arena *a, struct db *db, void *arg)
{
    const struct deciding *job = arg;
    struct report r;
    struct scan_wait wait;
    TRY(failed_of(a, db, job, &r, &wait));
    TRY(has_room(a, db, r.body_id));
    struct rows *w = db_run(a, db, &scan_queue_sql, AGAIN);
    BIND(w, job->who->account_id);
    BIND(w, job->who->acting->id);
    BIND(w, clock_now());
    BIND(w, wait.id);
    TRY(rows_end(w));
    return audit_add(a, db, job->who, "report.scan_again", "report", r.id, S(""), S(""));
}

static error drop_job(struct arena *a, struct db *db, void *arg)
{
    const struct deciding *job = arg;
    struct report r;
    struct scan_wait wait;
    TRY(failed_of(a, db, job, &r, &wait));
    TRY(scan_queue_forget(a, db, r.id));
    return audit_add(a, db, job->who, "report.scan_drop", "report", r.id, S(""), S(""));
}

error scan_queue_again(struct arena *a, struct store *store, const struct who *who, int64_t report_id)
{
    struct deciding job = { who, report_id };
    return db_write(a, store, again_job, &job);
}

error scan_queue_drop(struct arena *a, struct store *store, const struct who *who, int64_t report_id)
{
    struct deciding job = { who, report_id };
    return db_write(a, store, drop_job, &job);
}

/* ---- reading ---- */

/* Whoever sent it has gone on to other things meanwhile. */
static error tell(struct arena *a, struct db *db, const struct scan_wait *wait, enum notice_kind kind)
{
    struct notice_new told = { .kind = kind, .object = "report", .object_id = wait->report_id, .words = wait->name,
        .link = str_fmt(a, "/bao-cao/%lld", (long long)wait->report_id) };
    struct rows *r = db_run(a, db, &scan_queue_sql, WHOSE);
    BIND(r, wait->report_id);
    if (rows_next(r)) {
        told.about = row_str(r, 0);
        told.period = row_str(r, 1);
        told.unit_id = row_int(r, 2);
        told.body_id = row_int(r, 3);
    }
    TRY(rows_end(r));
    return notice_add(a, db, wait->account_id, &told);
}

static error put_job(struct arena *a, struct db *db, void *arg)
{
    const struct scan_wait *wait = arg;
    if (wait->state == SCAN_FAILED) TRY(tell(a, db, wait, NOTICE_SCAN_FAILED));
    struct rows *w = db_run(a, db, &scan_queue_sql, PUT);
    BIND(w, str_c(state_names[wait->state]));
    BIND(w, wait->done);
    BIND(w, wait->pages);
    BIND(w, wait->said);
    BIND(w, wait->id);
    return rows_end(w);
}

static error put(struct arena *a, struct store *store, struct scan_wait *wait)
{
    return db_write(a, store, put_job, wait);
}

static error restart_job(struct arena *a, struct db *db, void *arg)
{
    (void)arg;
    return rows_end(db_run(a, db, &scan_queue_sql, RESTART));
}

error scan_queue_restart(struct arena *a, struct store *store) { return db_write(a, store, restart_job, NULL); }

struct turn {
    struct arena *a;
    struct store *store;
    struct db *db;
    struct scan_wait wait;
    bool (*wanted)(void *of);
    void *of;
    bool stopped, gone;                            /* gone: the report has no use for it any more */
};

/* Asked by the reader some times a second. */
static bool go_on(void *of, int done, int all)
{
    struct turn *t = of;
    (void)done;
    (void)all;
    t->stopped |= !t->wanted(t->of);
    return !t->stopped;
}

static error look_again(struct turn *t)
{
    struct scan_wait now;
    bool found;
    TRY(scan_queue_find(t->a, t->db, t->wait.report_id, &now, &found));
    t->gone = !found || now.id != t->wait.id;
    return NULL;
}

static error pages_all(struct turn *t, struct bytes document, struct buf *kept)
{
    struct read_pages got = { 0 };
    struct read_progress told = { go_on, t, 0 };
    do {
        TRY(look_again(t));
        if (t->gone) return NULL;
        TRY(reader_pages_read(t->a, document, t->wait.name, got.next, &told, &got));
        for (int i = 0; i < got.count; i++) buf_add(kept, &got.page[i], sizeof got.page[i]);
        told.all = got.all;
        t->wait.done = got.next;
        t->wait.pages = got.all;
        TRY(put(t->a, t->store, &t->wait));
    } while (got.next < got.all);
    return NULL;
}

static error sender_of(struct turn *t, const struct who **out)
{
    TRY(session_person(t->a, t->db, t->wait.account_id, t->wait.grant_id, out));
    if (*out) return NULL;
    return FAIL(t->a, ERR_DENIED,
        "Người gửi tệp này không còn phần việc ấy nên tệp chưa được nhận dạng. Bấm Thử lại để nhận dạng với tên mình.");
}

static error read_it(struct turn *t)
{
    struct report r;
    struct bytes document;
    struct buf kept = buf_open(t->a);
    const struct who *who;
    TRY(sender_of(t, &who));
    say_language(who->language);
    TRY(report_open_for(t->a, t->db, who, MAY_WRITE_REPORT, t->wait.report_id, &r));
    TRY(scan_queue_content(t->a, t->db, t->wait.id, &document));
    TRY(pages_all(t, document, &kept));
    if (t->gone) return NULL;
    struct reading reading;
    const struct bytes *page = (struct bytes *)(void *)kept.p;
    size_t pages = kept.n / sizeof *page;
    TRY(reading_of_pages(t->a, t->store, &r, document, t->wait.name, page, pages, &reading));
    if (!r.text.n && reading.record->part_count > 1)
        return bundle_keep(t->a, t->store, who, &r, t->wait.id, &reading, page, pages);
    return report_change_read(t->a, t->store, who, r.id, &(struct read_change){ .scan_id = t->wait.id }, &reading);
}

static error turn_run(void *arg)
{
    struct turn *t = arg;
    t->wait.state = SCAN_READING;
    t->wait.done = 0;
    t->wait.said = S("");
    TRY(put(t->a, t->store, &t->wait));
    return read_it(t);
}

/* What became of it. The memory it was read in may be used up, so this is not done in there. */
static error after_turn(struct arena *a, struct turn *t, error e)
{
    t->a = a;
    if (e && !t->gone) TRY(look_again(t));
    if (t->gone) LOG(LOG_INFO, "a scan of report %lld is not read any more", (long long)t->wait.report_id);
    if (!e || t->gone) return NULL;
    LOG(LOG_WARN, "a scan of report %lld was not read: %s at %s", (long long)t->wait.report_id, err_name(e->kind),
        e->at);
    t->wait.state = SCAN_FAILED;
    t->wait.said = str_c(e->said);
    return put(a, t->store, &t->wait);
}

error scan_queue_read(struct arena *a, struct store *store, bool (*wanted)(void *of), void *of, bool *found)
{
    struct turn t = { .store = store, .wanted = wanted, .of = of };
    TRY(store_reader(store, &t.db));
    struct rows *rows = db_run(a, t.db, &scan_queue_sql, NEXT);
    *found = rows_next(rows);
    int64_t report_id = *found ? row_int(rows, 0) : 0;
    TRY(rows_end(rows));
    if (*found) TRY(scan_queue_find(a, t.db, report_id, &t.wait, found));
    if (!*found) return NULL;
    t.a = arena_open(READING_MEMORY);
    error e = arena_run(t.a, turn_run, &t), kept = NULL;
    struct arena *used = t.a;
    if (!t.stopped) kept = after_turn(a, &t, e);
    arena_close(used);
    return kept;
}
