/* body_change.c - see body_change.h. With body.c owns the tables body and body_frame. Must never change a frame that
 * has ended, nor leave a gap between two. */
#include "core/office/body_change.h"
#include "core/grow.h"
#include "core/office/audit.h"
#include "core/office/post.h"
#include "core/office/term.h"
#include "core/office/unit.h"
#include "vn/text.h"
#include "write/layout.h"

enum { PUT, FRAME_PUT, FRAME_END, FRAME_ADD, LAST_FRAME, CLOSE, SUCCEED, SAME_NAME };
static const struct sql sql[] = {
    [PUT] = { "body put",
        "UPDATE body SET name = ?2, short_name = ?3, issuer = ?4, superior = ?5, layout = ?6, number_suffix = ?7,"
        " ordinal = ?8, reports = ?9, parent_id = ?10, version = version + 1 WHERE id = ?1", SQL_WRITE },
    [FRAME_PUT] = { "body frame put",
        "UPDATE body_frame SET name = ?2, short_name = ?3, issuer = ?4, superior = ?5, layout = ?6, number_suffix = ?7,"
        " ordinal = ?8, reports = ?9, parent_id = ?10 WHERE body_id = ?1 AND valid_from = ?11", SQL_WRITE },
    [FRAME_END] = { "body frame end", "UPDATE body_frame SET valid_to = ?3 WHERE body_id = ?1 AND valid_from = ?2",
        SQL_WRITE },
    [FRAME_ADD] = { "body frame add",
        "INSERT INTO body_frame (body_id, name, short_name, issuer, superior, layout, number_suffix, ordinal, reports,"
        " parent_id, valid_from) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)", SQL_WRITE },
    [LAST_FRAME] = { "body last frame",
        "SELECT valid_from FROM body_frame WHERE body_id = ?1 ORDER BY valid_from DESC LIMIT 1", SQL_READ },
    [CLOSE] = { "body close", "UPDATE body SET valid_to = ?2, version = version + 1 WHERE id = ?1", SQL_WRITE },
    [SUCCEED] = { "body succeed", "UPDATE body SET successor_id = ?2 WHERE id = ?1", SQL_WRITE },
    [SAME_NAME] = { "body same name",
        "SELECT COUNT(*) FROM body WHERE unit_id = ?1 AND name = ?2 AND id <> ?3 AND valid_to IS NULL", SQL_READ },
};
struct sql_list body_change_sql = SQL_LIST(sql);

/* ---- what is usual ---- */

error body_usual(struct arena *a, struct db *db, int64_t unit_id, struct str organisation, struct body *out)
{
    const struct organisation *kind = organisation_find(a, organisation);
    const struct body *front;
    struct unit_list up;
    if (!kind) return FAIL(a, ERR_INPUT, "Chưa chọn loại tổ chức. Chọn một loại trong danh sách.");
    TRY(unit_up(a, db, unit_id, &up));
    TRY(body_find(a, db, unit_id, S("MTTQ"), term_today(a), &front));
    assert(up.n);
    bool party = str_is(organisation, S("DANG"));
    struct str short_name = party ? body_committee(a, &up.unit[0]) : kind->short_name;
    struct str said = party ? short_name : kind->name;
    *out = (struct body){ .unit_id = unit_id, .organisation = kind->code, .short_name = short_name,
        .name = body_full_name(a, kind, &up.unit[0]), .issuer = vn_upper(a, said),
        .layout = layout_of(organisation)->code, .reports = kind->in_front ||
            str_is(organisation, S("MTTQ")),
        .number_suffix = party ? body_committee_suffix(&up.unit[0]) : str_fmt(a, "BC%s%.*s",
            str_is(layout_of(organisation)->join, S("/")) ? "-" : "/", STR(kind->code)), .superior = S("") };
    if (kind->in_front && front) {
        out->parent_id = front->id;
        out->superior = vn_upper(a, front->name);
    }
    return NULL;
}

/* ---- one body ---- */

struct changing {
    const struct who *who;
    struct body to;
    struct str day;
    int64_t successor_id;
};

/* Lines "field=value", as histories show them. */
static struct str line_of(struct arena *a, const struct body *b, struct str day)
{
    struct buf w = buf_open(a);
    const struct { const char *field; struct str value; } fields[] = { { "name", b->name },
        { "short_name", b->short_name }, { "issuer", b->issuer }, { "superior", b->superior },
        { "layout", b->layout }, { "number_suffix", b->number_suffix }, { "valid_from", day } };
    for (size_t i = 0; i < COUNT(fields); i++)
        if (fields[i].value.n) buf_fmt(&w, "%s=%.*s\n", fields[i].field, STR(fields[i].value));
    buf_fmt(&w, "ordinal=%lld\nreports=%d\nparent=%lld\n", (long long)b->ordinal, b->reports,
        (long long)b->parent_id);
    return buf_done(&w);
}

static error same_name(struct arena *a, struct db *db, int64_t unit_id, struct str name, int64_t id)
{
    struct rows *r = db_run(a, db, &body_change_sql, SAME_NAME);
    BIND(r, unit_id);
    BIND(r, name);
    BIND(r, id);
    bool taken = rows_next(r) && row_int(r, 0) > 0;
    TRY(rows_end(r));
    return taken ? FAIL(a, ERR_CONFLICT, "Đơn vị đã có tổ chức tên “%.*s”. Ghi tên khác hoặc sửa tổ chức ấy.",
        STR(name))
                 : NULL;
}

static error new_job(struct arena *a, struct db *db, void *arg)
{
    struct changing *job = arg;
    TRY(policy_check(a, db, job->who, MAY_MANAGE, job->to.unit_id, 0, S("")));
    TRY(same_name(a, db, job->to.unit_id, job->to.name, 0));
    TRY(body_add(a, db, &job->to, &job->to.id));
    return audit_add(a, db, job->who, "body.add", "body", job->to.id, S(""),
        str_fmt(a, "organisation=%.*s\n%.*s", STR(job->to.organisation), STR(line_of(a, &job->to,
            job->to.valid_from))));
}

error body_new(struct arena *a, struct store *s, const struct who *who, const struct body *new, int64_t *id)
{
    struct changing job = { .who = who, .to = *new };
    job.to.name = str_trim(new->name);
    TRY(db_write(a, s, new_job, &job));
    *id = job.to.id;
    return NULL;
}

static error open_for(struct arena *a, struct db *db, const struct who *who, int64_t id, int64_t version,
    struct body *out)
{
    TRY(body_get(a, db, id, out));
    TRY(policy_check(a, db, who, MAY_MANAGE, out->unit_id, 0, S("")));
    if (out->version == version) return NULL;
    return FAIL(a, ERR_CONFLICT, "Chưa lưu được: “%.*s” vừa được người khác sửa. Xem lại rồi làm lại.", STR(out->name));
}

static error still_open(struct arena *a, const struct body *b)
{
    struct str last = term_vi(a, b->valid_to);
    return b->valid_to.n ? FAIL(a, ERR_CONFLICT, "“%.*s” đã kết thúc hoạt động ngày %.*s nên không sửa được nữa.",
        STR(b->name), STR(last)) : NULL;
}

static error not_to_come(struct arena *a, struct str day)
{
    struct str said = term_vi(a, day);
    return term_compare(day, term_today(a)) > 0
        ? FAIL(a, ERR_INPUT, "Ngày %.*s chưa đến. Ghi thay đổi vào ngày ấy hoặc sau đó.", STR(said)) : NULL;
}

static error last_frame(struct arena *a, struct db *db, int64_t id, struct str *from)
{
    struct rows *r = db_run(a, db, &body_change_sql, LAST_FRAME);
    BIND(r, id);
    bool found = rows_next(r);
    assert(found);
    *from = row_str(r, 0);
    return rows_end(r);
}

static void bind_fields(struct rows *r, const struct body *b)
{
    BIND(r, b->id);
    BIND(r, b->name);
    BIND(r, b->short_name.n ? b->short_name : b->name);
    BIND(r, b->issuer);
    BIND(r, b->superior);
    BIND(r, b->layout);
    BIND(r, b->number_suffix);
    BIND(r, b->ordinal);
    BIND(r, b->reports);
    bind_id(r, b->parent_id);
}

/* The row, and a new frame from `day` (or the last one put right when day is "" or its own first day). */
static error put(struct arena *a, struct db *db, const struct body *b, struct str day)
{
    struct str from;
    TRY(last_frame(a, db, b->id, &from));
    struct str since = term_vi(a, from);
    if (day.n && term_compare(day, from) < 0)
        return FAIL(a, ERR_INPUT, "Lần thay đổi trước của “%.*s” có hiệu lực từ %.*s. Ngày mới phải sau ngày ấy.",
            STR(b->name), STR(since));
    struct rows *r = db_run(a, db, &body_change_sql, PUT);
    bind_fields(r, b);
    TRY(rows_end(r));
    bool correct = !day.n || !term_compare(day, from);
    if (!correct) {
        r = db_run(a, db, &body_change_sql, FRAME_END);
        BIND(r, b->id);
        BIND(r, from);
        BIND(r, term_before(a, day));
        TRY(rows_end(r));
    }
    r = db_run(a, db, &body_change_sql, correct ? FRAME_PUT : FRAME_ADD);
    bind_fields(r, b);
    BIND(r, correct ? from : day);
    return rows_end(r);
}

static error host_check(struct arena *a, struct db *db, const struct body *b)
{
    struct body host;
    if (!b->parent_id) return NULL;
    TRY(body_get(a, db, b->parent_id, &host));
    if (host.id == b->id || host.unit_id != b->unit_id || host.parent_id == b->id)
        return FAIL(a, ERR_INPUT, "“%.*s” không thể nằm trong “%.*s”. Chọn tổ chức chủ quản khác.", STR(b->name),
            STR(host.name));
    return NULL;
}

static error change_job(struct arena *a, struct db *db, void *arg)
{
    struct changing *job = arg;
    struct body was, to;
    TRY(open_for(a, db, job->who, job->to.id, job->to.version, &was));
    TRY(still_open(a, &was));
    to = job->to;
    to.unit_id = was.unit_id;
    to.name = str_trim(to.name);
    if (!to.name.n || !layout_find(to.layout))
        return FAIL(a, ERR_INPUT, "Tổ chức cần có tên và thể thức văn bản. Hãy điền đủ rồi lưu lại.");
    if (job->day.n) TRY(not_to_come(a, job->day));
    TRY(same_name(a, db, to.unit_id, to.name, to.id));
    TRY(host_check(a, db, &to));
    TRY(put(a, db, &to, job->day));
    return audit_add(a, db, job->who, job->day.n ? "body.change" : "body.correct", "body", to.id, line_of(a, &was,
        S("")),
        line_of(a, &to, job->day));
}

error body_change(struct arena *a, struct store *s, const struct who *who, const struct body *to, struct str day)
{
    struct changing job = { .who = who, .to = *to, .day = day };
    return db_write(a, s, change_job, &job);
}

static error close_job(struct arena *a, struct db *db, void *arg)
{
    struct changing *job = arg;
    struct body was, next;
    struct str from;
    TRY(open_for(a, db, job->who, job->to.id, job->to.version, &was));
    TRY(still_open(a, &was));
    TRY(last_frame(a, db, was.id, &from));
    struct str since = term_vi(a, from);
    if (!job->day.n) return FAIL(a, ERR_INPUT, "Chưa có ngày hoạt động cuối cùng. Hãy điền rồi lưu lại.");
    TRY(not_to_come(a, job->day));
    if (term_compare(job->day, from) < 0)
        return FAIL(a, ERR_INPUT, "“%.*s” có tên như hiện nay từ %.*s, nên không thể kết thúc trước ngày ấy.",
            STR(was.name), STR(since));
    if (job->successor_id) {
        TRY(body_get(a, db, job->successor_id, &next));
        if (next.unit_id != was.unit_id || next.id == was.id)
            return FAIL(a, ERR_INPUT, "Tổ chức kế thừa phải là một tổ chức khác của đơn vị. Hãy chọn lại.");
    }
    struct rows *r = db_run(a, db, &body_change_sql, CLOSE);
    BIND(r, was.id);
    BIND(r, job->day);
    TRY(rows_end(r));
    r = db_run(a, db, &body_change_sql, FRAME_END);
    BIND(r, was.id);
    BIND(r, from);
    BIND(r, job->day);
    TRY(rows_end(r));
    if (job->successor_id) {
        r = db_run(a, db, &body_change_sql, SUCCEED);
        BIND(r, was.id);
        BIND(r, job->successor_id);
        TRY(rows_end(r));
    }
    TRY(post_end_of_body(a, db, was.id, job->day));
    return audit_add(a, db, job->who, "body.close", "body", was.id, S(""),
        str_fmt(a, "name=%.*s\nvalid_to=%.*s\nsuccessor=%lld\n", STR(was.name), STR(job->day),
            (long long)job->successor_id));
}

error body_close(struct arena *a, struct store *s, const struct who *who, int64_t id, int64_t version,
    struct str last_day, int64_t successor_id)
{
    struct changing job = { .who = who, .to = { .id = id, .version = version }, .day = last_day,
        .successor_id = successor_id };
    return db_write(a, s, close_job, &job);
}

/* ---- into the Front's agency ---- */

static error plan_row(struct arena *a, struct db *db, const struct rearrangement *plan, const struct body *b,
    struct rearranged *out)
{
    const struct organisation *kind = organisation_find(a, b->organisation);
    struct body host;
    struct str from;
    *out = (struct rearranged){ .body = *b, .superior_after = vn_upper(a, plan->front.name), .host_before = S("") };
    if (b->parent_id) {
        TRY(body_get_on(a, db, b->parent_id, plan->day, &host));
        out->host_before = host.name;
    }
    TRY(last_frame(a, db, b->id, &from));
    if (!kind || !kind->in_front) out->why = SAID("không thuộc diện sắp xếp");
    else if (b->parent_id == plan->front.id && str_is(b->superior, out->superior_after)) out->why = SAID("đã sắp xếp");
    else if (b->valid_to.n) out->why = SAID("đã kết thúc hoạt động");
    else if (term_compare(from, plan->day) > 0) out->why = SAID("đã có thay đổi sau ngày này");
    out->moves = !out->why;
    return NULL;
}

error body_rearrange_plan(struct arena *a, struct db *db, const struct who *who, struct str day,
    struct rearrangement *out)
{
    int64_t unit_id = who && who->acting ? who->acting->unit_id : 0;
    const struct body *front;
    struct body_list bodies;
    *out = (struct rearrangement){ .day = day };
    TRY(policy_check(a, db, who, MAY_MANAGE, unit_id, 0, S("")));
    if (!day.n) return FAIL(a, ERR_INPUT, "Chưa có ngày sắp xếp. Ghi ngày, như 01/07/2025.");
    TRY(not_to_come(a, day));
    TRY(body_find(a, db, unit_id, S("MTTQ"), day, &front));
    struct str said = term_vi(a, day);
    if (!front)
        return FAIL(a, ERR_INPUT, "Ngày %.*s đơn vị chưa có Mặt trận Tổ quốc. Thêm tổ chức ấy trước, rồi sắp xếp.",
            STR(said));
    out->front = *front;
    TRY(body_list(a, db, unit_id, day, &bodies));
    out->row = NEW_N(a, struct rearranged, bodies.n + 1);
    for (size_t i = 0; i < bodies.n; i++) {
        if (bodies.body[i].id == front->id) continue;
        TRY(plan_row(a, db, out, &bodies.body[i], &out->row[out->rows]));
        out->moving += out->row[out->rows].moves;
        out->rows++;
    }
    return NULL;
}

struct moving { const struct who *who; struct str day; const int64_t *ids; size_t n, moved; };
static error rearrange_job(struct arena *a, struct db *db, void *arg)
{
    struct moving *job = arg;
    struct rearrangement plan;
    TRY(body_rearrange_plan(a, db, job->who, job->day, &plan));
    job->moved = 0;
    for (size_t i = 0; i < plan.rows; i++) {
        bool asked = false;
        for (size_t k = 0; k < job->n; k++) asked |= job->ids[k] == plan.row[i].body.id;
        if (!asked || !plan.row[i].moves) continue;
        struct body to = plan.row[i].body;
        to.parent_id = plan.front.id;
        to.superior = plan.row[i].superior_after;
        TRY(put(a, db, &to, job->day));
        TRY(audit_add(a, db, job->who, "body.rearrange", "body", to.id, line_of(a, &plan.row[i].body, S("")),
            line_of(a, &to, job->day)));
        job->moved++;
    }
    return job->moved ? NULL : FAIL(a, ERR_INPUT, "Chưa chọn tổ chức nào để sắp xếp. Đánh dấu ít nhất một tổ chức.");
}

error body_rearrange(struct arena *a, struct store *s, const struct who *who, struct str day, const int64_t *ids,
    size_t n, size_t *moved)
{
    struct moving job = { .who = who, .day = day, .ids = ids, .n = n };
    TRY(db_write(a, s, rearrange_job, &job));
    *moved = job.moved;
    return NULL;
}
