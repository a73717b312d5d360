/* pack.c - see pack.h. Owns the tables pack and pack_file; what stands in the paper is pack_paper.c. */
#include "core/meeting/pack_row.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/meeting/meeting_row.h"
#include "core/office/audit.h"

enum { LAST, LAST_FILE, ADD, ADD_FILE };
static const struct sql sql[] = {
    [LAST] = { "pack.last",
        "SELECT id, number, made_at, name, pages FROM pack WHERE meeting_id = ?1 ORDER BY number DESC LIMIT 1",
        SQL_READ },
    [LAST_FILE] = { "pack.last_file",
        "SELECT f.content FROM pack p JOIN pack_file f ON f.pack_id = p.id WHERE p.meeting_id = ?1 AND f.format = ?2 "
        "ORDER BY p.number DESC LIMIT 1",
        SQL_READ },
    [ADD] = { "pack.add",
        "INSERT INTO pack (id, meeting_id, number, made_at, made_by, name, pages) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        SQL_WRITE },
    [ADD_FILE] = { "pack.add_file", "INSERT INTO pack_file (pack_id, format, content) VALUES (?1, ?2, ?3)", SQL_WRITE },
};
struct sql_list pack_sql = SQL_LIST(sql);

/* ---- what there is ---- */

static error last(struct arena *a, struct db *db, int64_t meeting_id, struct pack *p)
{
    struct rows *r = db_run(a, db, &pack_sql, LAST);
    BIND(r, meeting_id);
    if (rows_next(r)) {
        p->made = true;
        p->id = row_int(r, 0);
        p->number = row_int(r, 1);
        p->made_at = row_int(r, 2);
        p->made_by = row_str(r, 3);
        p->pages = row_int(r, 4);
    }
    return rows_end(r);
}

size_t pack_tasks(const struct pack_stuff *s, enum task_look look)
{
    size_t n = 0;
    for (size_t i = 0; i < s->earlier.n; i++) n += s->earlier.row[i].look == look;
    return n;
}

static void part(struct arena *a, struct pack *p, struct str name, struct str words)
{
    LIST_ADD(a, p->part, p->parts, (struct pack_part){ name, words });
}

static void say_parts(struct arena *a, const struct pack_stuff *s, struct pack *p)
{
    const struct brief *b = &s->board.brief;
    part(a, p, SAY("Chương trình"), str_fmt(a, say("%zu mục, %d phút"), s->agenda.n, s->agenda.minutes));
    part(a, p, SAY("Kết quả nổi bật"), SAY("một trang, có biểu đồ"));
    part(a, p, SAY("Báo cáo tổng hợp"), str_fmt(a, say("%zu trong %zu báo cáo đã duyệt"), b->approved, b->expected));
    part(a, p, SAY("Kết luận trước và tình trạng thực hiện"),
        s->earlier.n ? str_fmt(a, say("%zu việc, %zu quá hạn"), s->earlier.n, pack_tasks(s, LOOK_LATE))
                     : SAY("chưa có kết luận nào từ phiên trước"));
    part(a, p, SAY("Khó khăn, đề xuất chưa trả lời"),
        s->waiting.n ? str_fmt(a, say("%zu ý kiến"), s->waiting.n) : SAY("không còn ý kiến nào chờ trả lời"));
    part(a, p, SAY("Phụ lục: báo cáo của các tổ chức"),
        s->reports ? str_fmt(a, say("%zu báo cáo"), s->reports) : SAY("chưa có báo cáo nào được duyệt"));
    for (size_t i = 0; i < b->bodies; i++)
        if (b->body[i].missing.n)
            LIST_ADD(a, p->gap, p->gaps, (struct pack_gap){ b->body[i].name, b->body[i].missing });
}

error pack_get(struct arena *a, struct db *db, const struct who *who, const struct meeting *m, struct pack *out)
{
    struct pack_stuff stuff;
    *out = (struct pack){ .may_make = policy_may(who, MAY_PLAN_MEETING) && m->state != MEETING_CANCELLED };
    TRY(last(a, db, m->id, out));
    TRY(pack_gather(a, db, who, m, &stuff));
    say_parts(a, &stuff, out);
    out->stale = out->made && stuff.board.brief.latest_decision > out->made_at;
    return NULL;
}

error pack_file(struct arena *a, struct db *db, const struct meeting *m, struct str format, struct bytes *out)
{
    struct rows *r = db_run(a, db, &pack_sql, LAST_FILE);
    BIND(r, m->id);
    BIND(r, format);
    bool found = rows_next(r);
    if (found) *out = row_bytes(r, 0);
    TRY(rows_end(r));
    return found ? NULL
                 : FAIL(a, ERR_MISSING, "Chưa có tài liệu họp của phiên này. Văn phòng lập ở trang Tài liệu họp.");
}

/* ---- making ---- */

struct making { const struct who *who; int64_t meeting_id; struct bytes pdf, docx; int pages; };

static error add_file(struct arena *a, struct db *db, int64_t id, struct str format, struct bytes content)
{
    struct rows *r = db_run(a, db, &pack_sql, ADD_FILE);
    BIND(r, id);
    BIND(r, format);
    BIND(r, content);
    return rows_end(r);
}

static error make_job(struct arena *a, struct db *db, void *arg)
{
    const struct making *k = arg;
    struct meeting m;
    struct pack before = { 0 };
    int64_t id;
    TRY(meeting_open_for(a, db, k->who, MAY_PLAN_MEETING, k->meeting_id, &m));
    TRY(last(a, db, m.id, &before));
    TRY(db_next_id(a, db, "pack", &id));
    struct rows *r = db_run(a, db, &pack_sql, ADD);
    BIND(r, id);
    BIND(r, m.id);
    BIND(r, before.number + 1);
    BIND(r, clock_now());
    BIND(r, k->who->account_id);
    BIND(r, k->who->name);
    BIND(r, (int64_t)k->pages);
    TRY(rows_end(r));
    TRY(add_file(a, db, id, S("pdf"), k->pdf));
    TRY(add_file(a, db, id, S("docx"), k->docx));
    return audit_add(a, db, k->who, "pack.make", "meeting", m.id, S(""),
        str_fmt(a, "number=%lld\npages=%d", (long long)before.number + 1, k->pages));
}

error pack_make(struct arena *a, struct store *store, const struct who *who, int64_t meeting_id)
{
    struct making k = { .who = who, .meeting_id = meeting_id };
    struct db *db;
    struct meeting m;
    struct paper paper;
    TRY(store_reader(store, &db));
    TRY(meeting_open_for(a, db, who, MAY_PLAN_MEETING, meeting_id, &m));
    if (m.state == MEETING_CANCELLED)
        return FAIL(a, ERR_CONFLICT, "Phiên này đã hủy nên không lập tài liệu họp.");
    TRY(pack_paper(a, db, who, &m, false, &paper));
    TRY(paper_pdf_counted(a, &paper, &k.pdf, &k.pages));
    TRY(paper_docx(a, &paper, &k.docx));
    return db_write(a, store, make_job, &k);
}
