/* paper_comment.c - what people say beside a page of a paper. See agenda.h. Owns the table paper_comment. */
#include "core/meeting/agenda_row.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/meeting/live.h"
#include "core/office/audit.h"
#include "vn/text.h"

enum { WORDS_MOST = 2000 };
enum { OF_PAPER, ADD };
static const struct sql sql[] = {
    [OF_PAPER] = { "paper_comment.of_paper",
        "SELECT id, page, at, words, name, account_id FROM paper_comment WHERE paper_id = ?1 ORDER BY page, id",
        SQL_READ },
    [ADD] = { "paper_comment.add",
        "INSERT INTO paper_comment (id, paper_id, page, words, account_id, name, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
        " ?7)", SQL_WRITE },
};
struct sql_list paper_comment_sql = SQL_LIST(sql);

error paper_comments(struct arena *a, struct db *db, const struct who *who, int64_t paper_id,
    struct paper_comments *out)
{
    struct agenda_paper p;
    struct meeting m;
    *out = (struct paper_comments){ 0 };
    TRY(agenda_paper_get(a, db, who, paper_id, &p, &m));
    struct rows *r = db_run(a, db, &paper_comment_sql, OF_PAPER);
    BIND(r, paper_id);
    while (rows_next(r)) {
        struct paper_comment c = { .id = row_int(r, 0), .page = row_int(r, 1), .at = row_int(r, 2),
            .words = row_str(r, 3), .name = row_str(r, 4), .mine = row_int(r, 5) == who->account_id };
        LIST_ADD(a, out->row, out->n, c);
    }
    return rows_end(r);
}

struct adding { const struct who *who; int64_t paper_id, id; int page; struct str words; };

static error add_job(struct arena *a, struct db *db, void *arg)
{
    struct adding *job = arg;
    struct agenda_paper p;
    struct meeting m;
    struct str words = str_trim(job->words);
    TRY(agenda_paper_get(a, db, job->who, job->paper_id, &p, &m));
    if (m.state == MEETING_CONCLUDED || m.state == MEETING_CANCELLED)
        return FAIL(a, ERR_CONFLICT, "“%.*s” ở bước “%s” nên không góp ý vào tài liệu được nữa.", STR(m.title),
            meeting_state_name(m.state));
    if (!words.n) return FAIL(a, ERR_INPUT, "Chưa có nội dung góp ý. Ghi nội dung rồi gửi lại.");
    if (vn_length(words) > WORDS_MOST) return FAIL(a, ERR_INPUT, "Góp ý dài quá. Rút gọn còn dưới nửa trang.");
    if (job->page < 1 || job->page > 10000) return FAIL(a, ERR_INPUT, "Tài liệu không có trang %d.", job->page);
    TRY(db_next_id(a, db, "paper_comment", &job->id));
    struct rows *r = db_run(a, db, &paper_comment_sql, ADD);
    BIND(r, job->id);
    BIND(r, job->paper_id);
    BIND(r, job->page);
    BIND(r, words);
    BIND(r, job->who->account_id);
    const struct grant *g = job->who->acting;
    struct str from = g->body_name.n ? g->body_name : g->post_title.n ? g->post_title : g->unit_name;
    BIND(r, from.n ? str_fmt(a, "%.*s, %.*s", STR(job->who->name), STR(from)) : job->who->name);
    BIND(r, clock_now());
    TRY(rows_end(r));
    TRY(live_touch(a, db, m.id));
    return audit_add(a, db, job->who, "paper.comment", "meeting", m.id, S(""), str_fmt(a, "%.*s, %d", STR(p.name),
        job->page));
}

error paper_comment_add(struct arena *a, struct store *s, const struct who *who, int64_t paper_id, int page,
    struct str words, int64_t *id)
{
    struct adding job = { .who = who, .paper_id = paper_id, .page = page, .words = words };
    TRY(db_write(a, s, add_job, &job));
    *id = job.id;
    return NULL;
}
