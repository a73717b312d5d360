/* issued_in.c - papers that came in: typed from their head, with the file of the original, numbered as they came within
 * the year; marked when they came later than they should. See issued.h. Owns the table issued_file. */
#include "core/meeting/issued_row.h"
#include "core/office/audit.h"
#include "core/office/term.h"
#include "vn/period.h"
#include "vn/text.h"

enum { FILE_OF, NEXT_IN, ADD_FILE, FORGET_FILE, CORRECT };
static const struct sql sql[] = {
    [FILE_OF] = { "issued.file", "SELECT name, content FROM issued_file WHERE issued_id = ?1", SQL_READ },
    [NEXT_IN] = { "issued.next_in",
        "SELECT COALESCE(MAX(number), 0) FROM issued WHERE unit_id = ?1 AND book = ?2 AND direction = 'in'", SQL_READ },
    [ADD_FILE] = { "issued.add_file",
        "INSERT INTO issued_file(issued_id, name, format, content) VALUES (?1, ?2, ?3, ?4)", SQL_WRITE },
    [FORGET_FILE] = { "issued.forget_file", "DELETE FROM issued_file WHERE issued_id = ?1", SQL_WRITE },
    [CORRECT] = { "issued.correct",
        "UPDATE issued SET kind = ?2, number_words = ?3, day = ?4, subject = ?5, subject_fold = ?6, sender = ?7, "
        "arrived = ?8, due = ?9, late = ?10, book = ?11, number = ?12, version = version + 1 WHERE id = ?1",
        SQL_WRITE },
};
struct sql_list issued_in_sql = SQL_LIST(sql);

static const size_t file_most = (size_t)20 << 20;

error issued_file(struct arena *a, struct db *db, const struct issued *i, struct str *name, struct bytes *out)
{
    struct rows *r = db_run(a, db, &issued_in_sql, FILE_OF);
    BIND(r, i->id);
    bool found = rows_next(r);
    if (found) {
        *name = row_str(r, 0);
        *out = row_bytes(r, 1);
    }
    TRY(rows_end(r));
    return found ? NULL : FAIL(a, ERR_MISSING, "Văn bản này không có tệp đính kèm.");
}

/* And whether it came late. */
static error check_entry(struct arena *a, struct issued *n)
{
    struct day d;
    if (!n->subject.n || !n->sender.n)
        return FAIL(a, ERR_INPUT, "Văn bản đến cần có nơi gửi và trích yếu. Ghi thêm rồi lưu.");
    if (n->subject.n > ISSUED_SUBJECT_MOST || n->sender.n > ISSUED_LINE_MOST || n->number_words.n > ISSUED_LINE_MOST)
        return FAIL(a, ERR_INPUT, "Nơi gửi, số hoặc trích yếu quá dài; vui lòng rút gọn.");
    if ((n->day.n && !day_read(n->day, &d)) || !day_read(n->arrived, &d) || (n->due.n && !day_read(n->due, &d)))
        return FAIL(a, ERR_INPUT, "Ngày của văn bản và ngày đến cần ghi như 08/07/2026.");
    if (term_compare(n->arrived, term_today(a)) > 0)
        return FAIL(a, ERR_INPUT, "Ngày đến %.*s ở sau hôm nay. Sửa lại rồi lưu.", STR(term_vi(a, n->arrived)));
    n->late = n->due.n && term_compare(n->arrived, n->due) > 0;
    return NULL;
}

static error add_file(struct arena *a, struct db *db, const struct issued_adding *job)
{
    if (!job->content.n) return NULL;
    if (job->content.n > file_most)
        return FAIL(a, ERR_TOO_LARGE, "Tệp đính kèm lớn hơn 20 MB. Chọn tệp nhỏ hơn hoặc chỉ ghi vào sổ.");
    struct rows *gone = db_run(a, db, &issued_in_sql, FORGET_FILE);
    BIND(gone, job->id);
    TRY(rows_end(gone));
    struct rows *w = db_run(a, db, &issued_in_sql, ADD_FILE);
    BIND(w, job->id);
    BIND(w, job->new.file_name);
    BIND(w, S(""));
    BIND(w, job->content);
    return rows_end(w);
}

/* Lines "field=value", as histories show them. */
static struct str line(struct arena *a, const struct issued *n, struct str file)
{
    return str_fmt(a, "kind=%.*s\ncode=%.*s\nday=%.*s\nsender=%.*s\nwords=%.*s\narrived=%.*s\ndue=%.*s\n"
        "number=%lld\nfile=%.*s\n", STR(n->kind), STR(n->number_words), STR(n->day), STR(n->sender), STR(n->subject),
        STR(n->arrived), STR(n->due), (long long)n->number, STR(file));
}

/* The next number of the year's book in which it came. */
static error number_in(struct arena *a, struct db *db, struct issued *n)
{
    n->book = str_cut(n->arrived, 0, 4);
    struct rows *r = db_run(a, db, &issued_in_sql, NEXT_IN);
    BIND(r, n->unit_id);
    BIND(r, n->book);
    n->number = rows_next(r) ? row_int(r, 0) + 1 : 1;
    return rows_end(r);
}

/* A day of arrival in another year moves it into that year's book. */
static error correct(struct arena *a, struct db *db, struct issued_adding *job)
{
    struct issued old, *n = &job->new;
    TRY(issued_get(a, db, job->who, n->id, &old));
    TRY(policy_check(a, db, job->who, MAY_CONCLUDE, old.unit_id, 0, S("")));
    if (!old.in) return FAIL(a, ERR_CONFLICT, "Văn bản này là văn bản đi, không sửa như văn bản đến được.");
    if (old.version != n->version)
        return FAIL(a, ERR_CONFLICT, "Dòng này vừa được sửa ở nơi khác. Xem lại rồi sửa tiếp.");
    TRY(check_entry(a, n));
    n->unit_id = old.unit_id, n->book = old.book, n->number = old.number;
    if (!str_is(old.book, str_cut(n->arrived, 0, 4))) TRY(number_in(a, db, n));
    struct rows *w = db_run(a, db, &issued_in_sql, CORRECT);
    BIND(w, n->id);
    BIND(w, n->kind);
    BIND(w, n->number_words);
    BIND(w, n->day);
    BIND(w, n->subject);
    BIND(w, vn_fold(a, n->subject));
    BIND(w, n->sender);
    BIND(w, n->arrived);
    BIND(w, n->due);
    BIND(w, n->late);
    BIND(w, n->book);
    BIND(w, n->number);
    TRY(rows_end(w));
    job->id = n->id;
    TRY(add_file(a, db, job));
    return audit_add(a, db, job->who, "issued.change", "issued", n->id, line(a, &old, old.file_name),
        line(a, n, job->content.n ? n->file_name : old.file_name));
}

static error enter_job(struct arena *a, struct db *db, void *arg)
{
    struct issued_adding *job = arg;
    struct issued *n = &job->new;
    n->in = true;
    if (n->id) return correct(a, db, job);
    TRY(policy_check(a, db, job->who, MAY_CONCLUDE, n->unit_id, 0, S("")));
    TRY(check_entry(a, n));
    TRY(number_in(a, db, n));
    TRY(issued_add(a, db, job));
    TRY(add_file(a, db, job));
    return audit_add(a, db, job->who, "issued.enter", "issued", job->id, S(""), line(a, n, n->file_name));
}

error issued_enter(struct arena *a, struct store *s, const struct who *who, const struct issued *to,
    struct bytes content, int64_t *id)
{
    struct issued_adding job = { .who = who, .new = *to, .content = content };
    job.new.subject = str_trim(to->subject);
    job.new.sender = str_trim(to->sender);
    job.new.number_words = str_trim(to->number_words);
    TRY(db_write(a, s, enter_job, &job));
    *id = job.id;
    return NULL;
}
