/* post.c - titles held by people in bodies, with their days. See post.h. */
#include "core/office/post.h"
#include "core/grow.h"
#include "core/office/audit.h"
#include "core/office/body.h"
#include "core/office/handover.h"
#include "core/office/notice.h"
#include "core/office/term.h"
#include "vn/text.h"

#define SELECT_POST \
    "SELECT post.id, post.person_id, post.body_id, body.unit_id, post.version, post.title, person.name, body.name," \
    " post.valid_from, post.valid_to, post.standing, post.sign, post.sign_for, post.main, post.ended_by" \
    " FROM post JOIN person ON person.id = post.person_id JOIN body ON body.id = post.body_id"
#define ON_DAY "(?2 = '' OR (post.valid_from <= ?2 AND (post.valid_to IS NULL OR post.valid_to >= ?2)))"

enum { GET, OF_PERSON, OF_BODY, ADD, CHANGE, END, END_OF_BODY, ONE_MAIN, HAS_MAIN, RIGHTS };
static const struct sql sql[] = {
    [GET] = { "post get", SELECT_POST " WHERE post.id = ?1", SQL_READ },
    [OF_PERSON] = { "post of person",
        SELECT_POST " WHERE post.person_id = ?1 AND " ON_DAY " ORDER BY CASE WHEN post.valid_to IS NULL THEN 0"
        " ELSE 1 END,"
        " post.main DESC, post.valid_to DESC, post.valid_from DESC, post.id", SQL_READ },
    [OF_BODY] = { "post of body", SELECT_POST " WHERE post.body_id = ?1 AND " ON_DAY " ORDER BY post.id", SQL_READ },
    [ADD] = { "post add",
        "INSERT INTO post (id, person_id, body_id, title, standing, sign, sign_for, main, valid_from, valid_to)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)", SQL_WRITE },
    [CHANGE] = { "post change",
        "UPDATE post SET title = ?2, standing = ?3, sign = ?4, sign_for = ?5, main = ?6, valid_from = ?7,"
        " version = version + 1 WHERE id = ?1", SQL_WRITE },
    [END] = { "post end", "UPDATE post SET valid_to = ?2, ended_by = ?3, main = 0, version = version + 1 WHERE id = ?1",
        SQL_WRITE },
    [END_OF_BODY] = { "post end of body",
        "UPDATE post SET valid_to = ?2, ended_by = 'body', main = 0, version = version + 1 WHERE body_id = ?1"
        " AND valid_from <= ?2 AND (valid_to IS NULL OR valid_to > ?2)", SQL_WRITE },
    [ONE_MAIN] = { "post one main", "UPDATE post SET main = 0 WHERE person_id = ?1 AND id <> ?2 AND main = 1",
        SQL_WRITE },
    [HAS_MAIN] = { "post has main",
        "SELECT COUNT(*) FROM post WHERE person_id = ?1 AND main = 1 AND valid_to IS NULL", SQL_READ },
    [RIGHTS] = { "post rights",
        "SELECT id, account_id, role FROM account_grant WHERE post_id = ?1 AND ended_at IS NULL"
        " AND (valid_to IS NULL OR valid_to >= ?2) ORDER BY id", SQL_READ },
};
struct sql_list post_sql = SQL_LIST(sql);

static const struct { const char *code, *label; } standings[STANDING_COUNT] = {
    [POST_HELD] = { "held", .label = "chính thức" },
    [POST_ACTING] = { "acting", .label = "quyền (giao quyền)" },
    [POST_IN_CHARGE] = { "in_charge", .label = "phụ trách" },
    [POST_DELEGATED] = { "delegated", .label = "được giao ký" },
};

struct str  standing_code(enum standing s) { return str_c(standings[s].code); }
const char *standing_name(enum standing s) { return say(standings[s].label); }
bool standing_read(struct str code, enum standing *out)
{
    for (int i = 0; i < STANDING_COUNT; i++) {
        if (!str_is(code, str_c(standings[i].code))) continue;
        *out = (enum standing)i;
        return true;
    }
    return false;
}

/* ---- reading ---- */

static struct post post_of(struct rows *r)
{
    struct post p = { .id = row_int(r, 0), .person_id = row_int(r, 1), .body_id = row_int(r, 2),
        .unit_id = row_int(r, 3), .version = row_int(r, 4), .title = row_str(r, 5), .person_name = row_str(r, 6),
        .body_name = row_str(r, 7), .valid_from = row_str(r, 8), .valid_to = row_str(r, 9), .sign = row_str(r, 11),
        .sign_for = row_str(r, 12), .main = row_int(r, 13) != 0, .ended_by = row_str(r, 14) };
    if (!standing_read(row_str(r, 10), &p.standing)) p.standing = POST_HELD;
    return p;
}

error post_get(struct arena *a, struct db *db, int64_t id, struct post *out)
{
    struct rows *r = db_run(a, db, &post_sql, GET);
    BIND(r, id);
    bool found = rows_next(r);
    if (found) *out = post_of(r);
    TRY(rows_end(r));
    return found ? NULL : FAIL(a, ERR_MISSING, "Không tìm thấy chức vụ này. Hãy tải lại trang của người giữ chức vụ.");
}

static error list_of(struct arena *a, struct db *db, int which, int64_t id, struct str day, struct post_list *out)
{
    *out = (struct post_list){ 0 };
    struct rows *r = db_run(a, db, &post_sql, which);
    BIND(r, id);
    BIND(r, day);
    while (rows_next(r)) LIST_ADD(a, out->post, out->n, post_of(r));
    return rows_end(r);
}

error post_of_person(struct arena *a, struct db *db, int64_t person_id, struct str day, struct post_list *out)
{
    return list_of(a, db, OF_PERSON, person_id, day, out);
}

error post_of_body(struct arena *a, struct db *db, int64_t body_id, struct str day, struct post_list *out)
{
    return list_of(a, db, OF_BODY, body_id, day, out);
}

static bool begins(struct arena *a, struct str title, const char *fold)
{
    return str_starts(vn_fold(a, title), str_c(fold));
}

static bool ends(struct arena *a, struct str title, const char *fold)
{
    return str_ends(vn_fold(a, title), str_c(fold));
}

struct str post_words(struct arena *a, const struct post *p)
{
    if (p->standing == POST_ACTING && !begins(a, p->title, "quyen ")) return str_fmt(a, "Quyền %.*s", STR(p->title));
    if (p->standing == POST_IN_CHARGE && !ends(a, p->title, " phu trach"))
        return str_fmt(a, "%.*s phụ trách", STR(p->title));
    return p->title;
}

/* ---- in a job ---- */

/* Folding keeps the number of letters, so words are cut by counting letters. */
static struct str letters_cut(struct str s, size_t from, size_t letters)
{
    size_t at = 0, start = 0;
    for (size_t n = 0; n < from + letters && at < s.n; n++) {
        uint32_t code;
        if (n == from) start = at;
        at = vn_letter_next(s, at, &code);
    }
    return str_cut(s, start, at);
}

static size_t letters_of(struct str s)
{
    size_t n = 0;
    uint32_t code;
    for (size_t at = 0; at < s.n; n++) at = vn_letter_next(s, at, &code);
    return n;
}

/* "Quyền Chủ tịch" is the title Chủ tịch, held acting. */
static void take_standing(struct arena *a, struct post *p)
{
    size_t n = letters_of(p->title);
    if (p->standing == POST_DELEGATED) return;
    if (begins(a, p->title, "quyen ") && n > 6) {
        p->standing = POST_ACTING;
        p->title = letters_cut(p->title, 6, n - 6);
    } else if (ends(a, p->title, " phu trach") && n > 10) {
        p->standing = POST_IN_CHARGE;
        p->title = letters_cut(p->title, 0, n - 10);
    }
}

static error check(struct arena *a, struct post *p)
{
    static const char *const signs[] = { "TM", "KT", "TL", "TUQ" };
    p->title = str_trim(p->title);
    p->sign_for = str_trim(p->sign_for);
    if (!p->title.n || p->valid_from.n != 10)
        return FAIL(a, ERR_INPUT, "Chức vụ cần có tên gọi và ngày bắt đầu. Hãy điền đủ rồi lưu lại.");
    take_standing(a, p);
    if (p->sign.n && !str_among(p->sign, signs, COUNT(signs)))
        return FAIL(a, ERR_INPUT, "Chưa có thể thức ký “%.*s”. Chọn TM., KT., TL. hoặc TUQ.", STR(p->sign));
    if (p->sign.n && !p->sign_for.n)
        return FAIL(a, ERR_INPUT,
            "Đã chọn ký %.*s. nhưng chưa ghi ký thay ai. Ghi chức vụ hoặc tập thể được ký thay, như Chủ tịch.",
            STR(p->sign));
    if (p->standing == POST_DELEGATED && !p->sign.n)
        return FAIL(a, ERR_INPUT, "Người được giao ký cần có thể thức ký: TM., KT., TL. hoặc TUQ. Chọn rồi lưu lại.");
    if (p->valid_to.n && term_compare(p->valid_to, p->valid_from) < 0)
        return FAIL(a, ERR_INPUT, "Ngày thôi giữ chức vụ đứng trước ngày bắt đầu. Xem lại hai ngày rồi lưu lại.");
    if (!p->sign.n) p->sign_for = S("");
    return NULL;
}

static error one_main(struct arena *a, struct db *db, const struct post *p)
{
    if (!p->main) return NULL;
    struct rows *r = db_run(a, db, &post_sql, ONE_MAIN);
    BIND(r, p->person_id);
    BIND(r, p->id);
    return rows_end(r);
}

error post_add(struct arena *a, struct db *db, const struct post *new, int64_t *id)
{
    struct post p = *new;
    TRY(check(a, &p));
    struct rows *r = db_run(a, db, &post_sql, HAS_MAIN);
    BIND(r, p.person_id);
    if (rows_next(r) && !row_int(r, 0) && !p.valid_to.n) p.main = true;
    TRY(rows_end(r));
    TRY(db_next_id(a, db, "post", id));
    p.id = *id;
    r = db_run(a, db, &post_sql, ADD);
    BIND(r, p.id);
    BIND(r, p.person_id);
    BIND(r, p.body_id);
    BIND(r, p.title);
    BIND(r, standing_code(p.standing));
    BIND(r, p.sign);
    BIND(r, p.sign_for);
    BIND(r, p.main);
    BIND(r, p.valid_from);
    if (p.valid_to.n) BIND(r, p.valid_to);
    else bind_null(r);
    TRY(rows_end(r));
    return one_main(a, db, &p);
}

/* Rights that go with the post end with it: who has them is told. */
static error tell_rights(struct arena *a, struct db *db, const struct post *p, struct str day)
{
    struct right { int64_t account_id; struct notice_new notice; } *list = NULL;
    size_t n = 0;
    struct str last = term_vi(a, day);
    struct rows *r = db_run(a, db, &post_sql, RIGHTS);
    BIND(r, p->id);
    BIND(r, day);
    while (rows_next(r)) {
        struct str words = str_fmt(a, say("vai trò %s hết sau ngày %.*s, cùng với chức vụ"),
                                   role_name(role_of(row_str(r, 2))), STR(last));
        struct notice_new notice = { .kind = NOTICE_GRANT, .object = "account_grant", .object_id = row_int(r, 0),
            .about = p->body_name, .words = words, .link = S("/tai-khoan") };
        LIST_ADD(a, list, n, (struct right){ row_int(r, 1), notice });
    }
    TRY(rows_end(r));
    for (size_t i = 0; i < n; i++) TRY(notice_add(a, db, list[i].account_id, &list[i].notice));
    return NULL;
}

error post_end_on(struct arena *a, struct db *db, const struct post *p, struct str day, const char *why)
{
    struct str words = post_words(a, p), since = term_vi(a, p->valid_from);
    if (p->valid_to.n && term_compare(p->valid_to, day) <= 0)
        return FAIL(a, ERR_CONFLICT, "Chức vụ “%.*s” đã kết thúc từ trước. Hãy tải lại trang.", STR(words));
    if (term_compare(day, p->valid_from) < 0)
        return FAIL(a, ERR_INPUT, "Chức vụ “%.*s” bắt đầu ngày %.*s, nên không thể kết thúc trước ngày ấy.",
            STR(words), STR(since));
    struct rows *r = db_run(a, db, &post_sql, END);
    BIND(r, p->id);
    BIND(r, day);
    BIND(r, str_c(why));
    TRY(rows_end(r));
    return tell_rights(a, db, p, day);
}

error post_end_of_body(struct arena *a, struct db *db, int64_t body_id, struct str day)
{
    struct post_list posts;
    TRY(post_of_body(a, db, body_id, day, &posts));
    for (size_t i = 0; i < posts.n; i++)
        if (!str_is(posts.post[i].valid_to, day)) TRY(tell_rights(a, db, &posts.post[i], day));
    struct rows *r = db_run(a, db, &post_sql, END_OF_BODY);
    BIND(r, body_id);
    BIND(r, day);
    return rows_end(r);
}

/* ---- acts ---- */

struct acting { const struct who *who; struct post post; int64_t id, version; struct str day; };

/* Lines "field=value", as histories show them. */
struct str post_line(struct arena *a, const struct post *p)
{
    struct buf w = buf_open(a);
    buf_fmt(&w, "title=%.*s\nbody=%.*s\nfrom=%.*s\n", STR(post_words(a, p)), STR(p->body_name), STR(p->valid_from));
    if (p->valid_to.n) buf_fmt(&w, "to=%.*s\n", STR(p->valid_to));
    if (p->sign.n) buf_fmt(&w, "sign=%.*s. %.*s\n", STR(p->sign), STR(p->sign_for));
    return buf_done(&w);
}

static error new_job(struct arena *a, struct db *db, void *arg)
{
    struct acting *job = arg;
    struct body body;
    TRY(body_get(a, db, job->post.body_id, &body));
    TRY(policy_check(a, db, job->who, MAY_MANAGE, body.unit_id, 0, S("")));
    if (job->post.valid_from.n == 10 && body.valid_to.n && term_compare(body.valid_to, job->post.valid_from) < 0)
        return FAIL(a, ERR_INPUT, "“%.*s” đã kết thúc hoạt động trước ngày bắt đầu chức vụ. Chọn tổ chức khác.",
            STR(body.name));
    TRY(post_add(a, db, &job->post, &job->id));
    struct post kept;
    TRY(post_get(a, db, job->id, &kept));
    return audit_add(a, db, job->who, "post.add", "person", kept.person_id, S(""), post_line(a, &kept));
}

error post_new(struct arena *a, struct store *s, const struct who *who, const struct post *new, int64_t *id)
{
    struct acting job = { .who = who, .post = *new };
    TRY(db_write(a, s, new_job, &job));
    *id = job.id;
    return NULL;
}

static error open_for(struct arena *a, struct db *db, const struct who *who, int64_t id, int64_t version,
    struct post *out)
{
    TRY(post_get(a, db, id, out));
    TRY(policy_check(a, db, who, MAY_MANAGE, out->unit_id, 0, S("")));
    if (out->version == version) return NULL;
    struct str words = post_words(a, out);
    return FAIL(a, ERR_CONFLICT, "Chưa lưu được: chức vụ “%.*s” vừa được người khác sửa. Xem lại rồi làm lại.",
        STR(words));
}

static error change_job(struct arena *a, struct db *db, void *arg)
{
    struct acting *job = arg;
    struct post was, to;
    TRY(open_for(a, db, job->who, job->post.id, job->post.version, &was));
    to = was;
    to.title = job->post.title;
    to.standing = job->post.standing;
    to.sign = job->post.sign;
    to.sign_for = job->post.sign_for;
    to.main = job->post.main && !was.valid_to.n;
    to.valid_from = job->post.valid_from;
    TRY(check(a, &to));
    struct rows *r = db_run(a, db, &post_sql, CHANGE);
    BIND(r, to.id);
    BIND(r, to.title);
    BIND(r, standing_code(to.standing));
    BIND(r, to.sign);
    BIND(r, to.sign_for);
    BIND(r, to.main);
    BIND(r, to.valid_from);
    TRY(rows_end(r));
    TRY(one_main(a, db, &to));
    return audit_add(a, db, job->who, "post.change", "person", to.person_id, post_line(a, &was), post_line(a, &to));
}

error post_change(struct arena *a, struct store *s, const struct who *who, const struct post *to)
{
    struct acting job = { .who = who, .post = *to };
    return db_write(a, s, change_job, &job);
}

static error end_job(struct arena *a, struct db *db, void *arg)
{
    struct acting *job = arg;
    struct post was;
    size_t open;
    TRY(open_for(a, db, job->who, job->id, job->version, &was));
    TRY(handover_open(a, db, &was, &open));
    struct str words = post_words(a, &was);
    if (open)
        return FAIL(a, ERR_CONFLICT,
            "Chưa kết thúc được chức vụ “%.*s”: còn %zu việc đang dở. Bàn giao việc cho người kế nhiệm.",
            STR(words), open);
    TRY(post_end_on(a, db, &was, job->day, ""));
    return audit_add(a, db, job->who, "post.end", "person", was.person_id, post_line(a, &was), str_fmt(a,
        "to=%.*s\n", STR(job->day)));
}

error post_end(struct arena *a, struct store *s, const struct who *who, int64_t id, int64_t version, struct str day)
{
    struct acting job = { .who = who, .id = id, .version = version, .day = day };
    return db_write(a, s, end_job, &job);
}
