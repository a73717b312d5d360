/* person.c - people who hold posts. See person.h. Owns the tables person and account_name. Must never delete a person:
 * an entry made twice points to the one that stays. */
#include "core/office/person.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/audit.h"
#include "core/office/body.h"
#include "core/office/term.h"
#include "vn/text.h"

#define COLUMNS "p.id, p.name, p.unit_id, p.version, p.merged_into"
/* seen by unit ?1 */
#define SEEN(p) p ".merged_into IS NULL AND (" p ".unit_id = ?1 OR EXISTS (SELECT 1 FROM post x JOIN body b ON" \
    " b.id = x.body_id" \
    " WHERE x.person_id = " p ".id AND b.unit_id = ?1))"
#define SERVES "EXISTS (SELECT 1 FROM post y WHERE y.person_id = p.id AND y.valid_from <= ?3 AND" \
    " (y.valid_to IS NULL OR y.valid_to >= ?3))"
#define NEW_HERE "NOT EXISTS (SELECT 1 FROM post z WHERE z.person_id = p.id)"
enum { GET, SEES, ADD, LIST, COUNT_ALL, LOGINS, TWINS, RENAME, NAMES_FIRST, NAMES_NEXT, MERGE, MOVE_POSTS,
    MOVE_ACCOUNTS, MOVE_AHEAD, MOVE_MERGED,
    ACCOUNTS };
static const struct sql sql[] = {
    [GET] = { "person get", "SELECT " COLUMNS " FROM person p WHERE p.id = ?1", SQL_READ },
    [SEES] = { "person sees", "SELECT COUNT(*) FROM person p WHERE p.id = ?2 AND " SEEN("p"), SQL_READ },
    [ADD] = { "person add",
        "INSERT INTO person (id, name, name_fold, name_key, unit_id) VALUES (?1, ?2, ?3, ?4, ?5)", SQL_WRITE },
    [LIST] = { "person list",
        "SELECT " COLUMNS " FROM person p WHERE " SEEN("p") " AND (?2 = '' OR p.name_fold LIKE ?2)"
        " AND (?4 = 1 OR " SERVES " OR " NEW_HERE ") ORDER BY p.name_key, p.id LIMIT ?5 OFFSET ?6", SQL_READ },
    [COUNT_ALL] = { "person count",
        "SELECT COUNT(*), SUM(CASE WHEN " SERVES " OR " NEW_HERE " THEN 1 ELSE 0 END) FROM person p WHERE " SEEN("p")
        " AND (?2 = '' OR p.name_fold LIKE ?2)", SQL_READ },
    [LOGINS] = { "person logins",
        "SELECT login FROM account WHERE person_id = ?1 AND state = 'active' ORDER BY id", SQL_READ },
    [TWINS] = { "person twins",
        "SELECT p.id, q.id FROM person p JOIN person q ON q.name_fold = p.name_fold AND q.id > p.id WHERE " SEEN("p")
        " AND " SEEN("q") " ORDER BY p.name_key, p.id, q.id LIMIT 20", SQL_READ },
    [RENAME] = { "person rename",
        "UPDATE person SET name = ?2, name_fold = ?3, name_key = ?4, version = version + 1 WHERE id = ?1", SQL_WRITE },
    [NAMES_FIRST] = { "account name first",
        "INSERT INTO account_name (account_id, from_at, name) SELECT a.id, 0, ?2 FROM account a WHERE a.person_id = ?1"
        " AND NOT EXISTS (SELECT 1 FROM account_name n WHERE n.account_id = a.id)", SQL_WRITE },
    [NAMES_NEXT] = { "account name next",
        "INSERT INTO account_name (account_id, from_at, name) SELECT a.id, ?2, ?3 FROM account a WHERE a.person_id = ?1"
        " ON CONFLICT (account_id, from_at) DO UPDATE SET name = ?3", SQL_WRITE },
    [MERGE] = { "person merge", "UPDATE person SET merged_into = ?2, version = version + 1 WHERE id = ?1", SQL_WRITE },
    [MOVE_POSTS] = { "person move posts",
        "UPDATE post SET person_id = ?2, main = 0, version = version + 1 WHERE person_id = ?1", SQL_WRITE },
    [MOVE_AHEAD] = { "person move arranged",
        "UPDATE handover_ahead SET successor_id = ?2 WHERE successor_id = ?1", SQL_WRITE },
    [MOVE_MERGED] = { "person move merged", "UPDATE person SET merged_into = ?2 WHERE merged_into = ?1", SQL_WRITE },
    [MOVE_ACCOUNTS] = { "person move accounts", "UPDATE account SET person_id = ?2 WHERE person_id = ?1", SQL_WRITE },
    [ACCOUNTS] = { "person accounts", "SELECT COUNT(*) FROM account WHERE person_id = ?1 AND state = 'active'",
        SQL_READ },
};
struct sql_list person_sql = SQL_LIST(sql);

/* ---- reading ---- */

static struct person person_of(struct rows *r)
{
    return (struct person){ .id = row_int(r, 0), .name = row_str(r, 1), .unit_id = row_int(r, 2),
        .version = row_int(r, 3), .merged_into = row_int(r, 4) };
}

static error missing(struct arena *a)
{
    return FAIL(a, ERR_MISSING, "Không tìm thấy người này. Hãy chọn lại trong danh sách.");
}

error person_get(struct arena *a, struct db *db, int64_t id, struct person *out)
{
    struct rows *r = db_run(a, db, &person_sql, GET);
    BIND(r, id);
    bool found = rows_next(r);
    if (found) *out = person_of(r);
    TRY(rows_end(r));
    return found ? NULL : missing(a);
}

static error here(struct arena *a, struct db *db, const struct who *who, int64_t *unit_id)
{
    *unit_id = who && who->acting ? who->acting->unit_id : 0;
    return policy_check(a, db, who, MAY_MANAGE, *unit_id, 0, S(""));
}

error person_open(struct arena *a, struct db *db, const struct who *who, int64_t id, struct person *out)
{
    int64_t unit_id;
    TRY(here(a, db, who, &unit_id));
    struct rows *r = db_run(a, db, &person_sql, SEES);
    BIND(r, unit_id);
    BIND(r, id);
    bool seen = rows_next(r) && row_int(r, 0) > 0;
    TRY(rows_end(r));
    return seen ? person_get(a, db, id, out) : missing(a);
}

/* "%hoa%" of "Hoa", without the signs that would match anything. */
static struct str pattern_of(struct arena *a, struct str find)
{
    struct str fold = vn_fold(a, str_trim(find));
    struct buf b = buf_open(a);
    if (!fold.n) return S("");
    buf_char(&b, '%');
    for (size_t i = 0; i < fold.n; i++)
        if (fold.p[i] != '%' && fold.p[i] != '_' && fold.p[i] != '\\') buf_char(&b, fold.p[i]);
    buf_char(&b, '%');
    return buf_done(&b);
}

error person_logins(struct arena *a, struct db *db, int64_t id, struct str *out)
{
    struct buf b = buf_open(a);
    struct rows *r = db_run(a, db, &person_sql, LOGINS);
    BIND(r, id);
    while (rows_next(r)) buf_fmt(&b, "%s%.*s", b.n ? ", " : "", STR(row_str(r, 0)));
    *out = buf_done(&b);
    return rows_end(r);
}

static error counts(struct arena *a, struct db *db, int64_t unit_id, struct str pattern, bool past,
    struct person_page *out)
{
    struct rows *r = db_run(a, db, &person_sql, COUNT_ALL);
    BIND(r, unit_id);
    BIND(r, pattern);
    BIND(r, term_today(a));
    if (rows_next(r)) {
        out->total = past ? row_int(r, 0) : row_int(r, 1);
        out->past = row_int(r, 0) - row_int(r, 1);
    }
    return rows_end(r);
}

error person_list(struct arena *a, struct db *db, const struct who *who, const struct person_filter *filter,
    struct person_page *out)
{
    struct str pattern = pattern_of(a, filter->find), today = term_today(a);
    *out = (struct person_page){ 0 };
    TRY(policy_check(a, db, who, MAY_MANAGE, filter->unit_id, 0, S("")));
    TRY(counts(a, db, filter->unit_id, pattern, filter->past, out));
    struct rows *r = db_run(a, db, &person_sql, LIST);
    BIND(r, filter->unit_id);
    BIND(r, pattern);
    BIND(r, today);
    BIND(r, filter->past);
    BIND(r, filter->limit ? filter->limit : 50);
    BIND(r, filter->offset);
    while (rows_next(r)) LIST_ADD(a, out->row, out->n, (struct person_row){ .person = person_of(r) });
    TRY(rows_end(r));
    for (size_t i = 0; i < out->n; i++) {
        TRY(post_of_person(a, db, out->row[i].person.id, today, &out->row[i].posts));
        TRY(person_logins(a, db, out->row[i].person.id, &out->row[i].logins));
    }
    return NULL;
}

static error first_post(struct arena *a, struct db *db, int64_t person_id, struct str *out)
{
    struct post_list posts;
    TRY(post_of_person(a, db, person_id, S(""), &posts));
    *out = posts.n ? str_fmt(a, "%.*s, %.*s", STR(post_words(a, &posts.post[0])), STR(posts.post[0].body_name))
                   : SAY("chưa có chức vụ");
    return NULL;
}

error person_twins(struct arena *a, struct db *db, const struct who *who, struct person_twin **out, size_t *n)
{
    int64_t unit_id;
    *out = NULL;
    *n = 0;
    TRY(here(a, db, who, &unit_id));
    struct rows *r = db_run(a, db, &person_sql, TWINS);
    BIND(r, unit_id);
    while (rows_next(r))
        LIST_ADD(a, *out, *n, (struct person_twin){ .one.id = row_int(r, 0), .other.id = row_int(r, 1) });
    TRY(rows_end(r));
    for (size_t i = 0; i < *n; i++) {
        struct person_twin *t = &(*out)[i];
        TRY(person_get(a, db, t->one.id, &t->one));
        TRY(person_get(a, db, t->other.id, &t->other));
        TRY(first_post(a, db, t->one.id, &t->one_post));
        TRY(first_post(a, db, t->other.id, &t->other_post));
    }
    return NULL;
}

/* ---- writing ---- */

static error name_check(struct arena *a, struct str name)
{
    enum { LONGEST = 200 };
    if (!str_trim(name).n) return FAIL(a, ERR_INPUT, "Chưa có họ và tên. Hãy điền họ và tên rồi lưu lại.");
    if (vn_length(name) > LONGEST) return FAIL(a, ERR_INPUT, "Họ và tên quá dài. Ghi tối đa 200 ký tự.");
    return NULL;
}

static error add_in(struct arena *a, struct db *db, struct str name, int64_t unit_id, int64_t *id)
{
    TRY(name_check(a, name));
    TRY(db_next_id(a, db, "person", id));
    struct rows *r = db_run(a, db, &person_sql, ADD);
    BIND(r, *id);
    BIND(r, str_trim(name));
    BIND(r, vn_fold(a, str_trim(name)));
    BIND(r, vn_name_key(a, str_trim(name)));
    bind_id(r, unit_id);
    return rows_end(r);
}

error person_add(struct arena *a, struct db *db, struct str name, int64_t *id) { return add_in(a, db, name, 0, id); }

struct adding { const struct who *who; struct str name; const struct post *post; int64_t id; };
static error new_job(struct arena *a, struct db *db, void *arg)
{
    struct adding *job = arg;
    int64_t unit_id, post_id;
    TRY(here(a, db, job->who, &unit_id));
    TRY(add_in(a, db, job->name, unit_id, &job->id));
    TRY(audit_add(a, db, job->who, "person.add", "person", job->id, S(""), str_trim(job->name)));
    if (!job->post) return NULL;
    struct post post = *job->post;
    struct body body;
    post.person_id = job->id;
    TRY(body_get(a, db, post.body_id, &body));
    TRY(policy_check(a, db, job->who, MAY_MANAGE, body.unit_id, 0, S("")));
    TRY(post_add(a, db, &post, &post_id));
    TRY(post_get(a, db, post_id, &post));
    return audit_add(a, db, job->who, "post.add", "person", job->id, S(""),
        post_line(a, &post));
}

error person_new(struct arena *a, struct store *s, const struct who *who, struct str name, const struct post *post,
    int64_t *id)
{
    struct adding job = { .who = who, .name = name, .post = post };
    TRY(db_write(a, s, new_job, &job));
    *id = job.id;
    return NULL;
}

static error open_for(struct arena *a, struct db *db, const struct who *who, int64_t id, int64_t version,
    struct person *out)
{
    TRY(person_open(a, db, who, id, out));
    if (out->version == version) return NULL;
    return FAIL(a, ERR_CONFLICT, "Chưa lưu được: thông tin của %.*s vừa được người khác sửa. Xem lại rồi làm lại.",
        STR(out->name));
}

/* From now on the accounts of this person are called `name` in histories; until now they were called `before`. */
static error names_from_now(struct arena *a, struct db *db, int64_t id, struct str before, struct str name)
{
    struct rows *r = db_run(a, db, &person_sql, NAMES_FIRST);
    BIND(r, id);
    BIND(r, before);
    TRY(rows_end(r));
    r = db_run(a, db, &person_sql, NAMES_NEXT);
    BIND(r, id);
    BIND(r, clock_now());
    BIND(r, name);
    return rows_end(r);
}

struct changing { const struct who *who; int64_t id, version, other, other_version; struct str name; };
static error rename_job(struct arena *a, struct db *db, void *arg)
{
    const struct changing *job = arg;
    struct person was;
    struct str name = str_trim(job->name);
    TRY(name_check(a, name));
    TRY(open_for(a, db, job->who, job->id, job->version, &was));
    if (str_is(was.name, name)) return NULL;
    TRY(names_from_now(a, db, was.id, was.name, name));
    struct rows *r = db_run(a, db, &person_sql, RENAME);
    BIND(r, was.id);
    BIND(r, name);
    BIND(r, vn_fold(a, name));
    BIND(r, vn_name_key(a, name));
    TRY(rows_end(r));
    return audit_add(a, db, job->who, "person.rename", "person", was.id,
        str_fmt(a, "name=%.*s\n", STR(was.name)), str_fmt(a, "name=%.*s\n", STR(name)));
}

error person_rename(struct arena *a, struct store *s, const struct who *who, int64_t id, int64_t version,
    struct str name)
{
    struct changing job = { .who = who, .id = id, .version = version, .name = name };
    return db_write(a, s, rename_job, &job);
}

static error accounts_of(struct arena *a, struct db *db, int64_t id, int64_t *n)
{
    struct rows *r = db_run(a, db, &person_sql, ACCOUNTS);
    BIND(r, id);
    *n = rows_next(r) ? row_int(r, 0) : 0;
    return rows_end(r);
}

static error move(struct arena *a, struct db *db, int which, int64_t from, int64_t to, int64_t *n)
{
    struct rows *r = db_run(a, db, &person_sql, which);
    BIND(r, from);
    BIND(r, to);
    TRY(rows_end(r));
    *n = rows_changed(r);
    return NULL;
}

/* All that named `gone` names `keep`. *said: how much of what, "; chuyển theo 2 chức vụ, 1 tài khoản"; "" nothing.
 * It is kept, so in Vietnamese whoever merges. */
static error move_all(struct arena *a, struct db *db, int64_t gone, int64_t keep, struct str *said)
{
    static const struct { int which; const char *words; } own[] = {
        { MOVE_POSTS, .words = "chức vụ" }, { MOVE_ACCOUNTS, .words = "tài khoản" },
        { MOVE_AHEAD, .words = "hẹn bàn giao" }, { MOVE_MERGED, .words = "mục đã gộp trước" },
    };
    struct buf b = buf_open(a);
    for (size_t i = 0; i < COUNT(own) + person_use_count; i++) {
        const struct person_use *use = i < COUNT(own) ? NULL : &person_uses[i - COUNT(own)];
        int64_t n = 0;
        TRY(use ? use->move(a, db, gone, keep, &n) : move(a, db, own[i].which, gone, keep, &n));
        if (n) buf_fmt(&b, "%s%lld %s", b.n ? ", " : "; chuyển theo ", (long long)n, use ? use->words : own[i].words);
    }
    *said = buf_done(&b);
    return NULL;
}

static error merge_job(struct arena *a, struct db *db, void *arg)
{
    const struct changing *job = arg;
    struct person keep, gone;
    int64_t keep_accounts, gone_accounts, merged;
    struct str said;
    if (job->id == job->other)
        return FAIL(a, ERR_INPUT, "Hai mục được chọn là một. Chọn hai mục khác nhau của cùng một người.");
    TRY(open_for(a, db, job->who, job->id, job->version, &keep));
    TRY(open_for(a, db, job->who, job->other, job->other_version, &gone));
    TRY(accounts_of(a, db, keep.id, &keep_accounts));
    TRY(accounts_of(a, db, gone.id, &gone_accounts));
    if (keep_accounts && gone_accounts)
        return FAIL(a, ERR_CONFLICT,
            "Chưa gộp được: cả hai mục của %.*s đều có tài khoản đang dùng. Khóa một tài khoản rồi gộp lại.",
            STR(keep.name));
    TRY(names_from_now(a, db, gone.id, gone.name, keep.name));
    TRY(move_all(a, db, gone.id, keep.id, &said));
    TRY(move(a, db, MERGE, gone.id, keep.id, &merged));
    TRY(audit_add(a, db, job->who, "person.merge", "person", gone.id, gone.name,
        str_fmt(a, "%lld %.*s%.*s", (long long)keep.id, STR(keep.name), STR(said))));
    return audit_add(a, db, job->who, "person.merge", "person", keep.id,
        str_fmt(a, "%lld %.*s", (long long)gone.id, STR(gone.name)),
        str_fmt(a, "%.*s%.*s", STR(keep.name), STR(said)));
}

error person_merge(struct arena *a, struct store *s, const struct who *who, int64_t keep, int64_t keep_version,
    int64_t gone, int64_t gone_version)
{
    struct changing job = { .who = who, .id = keep, .version = keep_version, .other = gone,
        .other_version = gone_version };
    return db_write(a, s, merge_job, &job);
}
