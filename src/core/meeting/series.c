/* series.c - see series.h. Owns the tables meeting_series and meeting_series_body. */
#include "core/meeting/series.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/audit.h"
#include "core/office/body.h"
#include "vn/text.h"

#define SELECT_SERIES \
    "SELECT s.id, s.unit_id, s.body_id, s.version, s.name, s.presidium, s.conclusion, b.name, s.starts, s.venue," \
    " s.channel, s.every, s.minutes, s.papers_days, s.invite_days, s.quorum, s.ended_at FROM meeting_series s" \
    " JOIN body b ON b.id = s.body_id"
enum { GET, OF_UNIT, BODIES, SAME_NAME, ADD, CHANGE, END, BODIES_GO, BODY_ADD, OPEN_MEETINGS };
static const struct sql sql[] = {
    [GET] = { "series.get", SELECT_SERIES " WHERE s.id = ?1", SQL_READ },
    [OF_UNIT] = { "series.of_unit", SELECT_SERIES
        " WHERE s.unit_id = ?1 ORDER BY CASE WHEN s.ended_at IS NULL THEN 0 ELSE 1 END, s.name_fold, s.id", SQL_READ },
    [BODIES] = { "series.bodies",
        "SELECT x.body_id, b.name, b.short_name, b.organisation, x.part FROM meeting_series_body x"
        " JOIN body b ON b.id = x.body_id WHERE x.series_id = ?1 ORDER BY x.ordinal, x.body_id", SQL_READ },
    [SAME_NAME] = { "series.same_name",
        "SELECT id FROM meeting_series WHERE unit_id = ?1 AND name_fold = ?2 AND id <> ?3 AND ended_at IS NULL",
        SQL_READ },
    [ADD] = { "series.add",
        "INSERT INTO meeting_series (id, unit_id, body_id, presidium, conclusion, name, name_fold, every, starts,"
        " minutes, venue, papers_days, invite_days, quorum, channel, version)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, 1)", SQL_WRITE },
    [CHANGE] = { "series.change",
        "UPDATE meeting_series SET body_id = ?3, presidium = ?4, conclusion = ?5, name = ?6, name_fold = ?7,"
        " every = ?8, starts = ?9, minutes = ?10, venue = ?11, papers_days = ?12, invite_days = ?13, quorum = ?14,"
        " channel = ?15, version = version + 1 WHERE id = ?1 AND unit_id = ?2", SQL_WRITE },
    [END] = { "series.end", "UPDATE meeting_series SET ended_at = ?2, version = version + 1 WHERE id = ?1", SQL_WRITE },
    [BODIES_GO] = { "series.bodies_go", "DELETE FROM meeting_series_body WHERE series_id = ?1", SQL_WRITE },
    [BODY_ADD] = { "series.body_add",
        "INSERT INTO meeting_series_body (series_id, body_id, ordinal, part) VALUES (?1, ?2, ?3, ?4)", SQL_WRITE },
    [OPEN_MEETINGS] = { "series.open_meetings",
        "SELECT COUNT(*) FROM meeting WHERE series_id = ?1 AND state IN ('planned', 'invited', 'open', 'ended')",
        SQL_READ },
};
struct sql_list series_sql = SQL_LIST(sql);

static const struct { const char *code, *label; } everies[EVERY_COUNT] = {
    [EVERY_QUARTER] = { "quarter", .label = "Hằng quý" },
    [EVERY_MONTH] = { "month", .label = "Hằng tháng" },
    [EVERY_WEEK] = { "week", .label = "Hằng tuần" },
    [EVERY_ONCE] = { "once", .label = "Một lần" },
};
struct str  every_code(enum every e) { return str_c(everies[e].code); }
const char *every_name(enum every e) { return say(everies[e].label); }
bool every_read(struct str code, enum every *out)
{
    for (int i = 0; i < EVERY_COUNT; i++) {
        if (!str_is(code, str_c(everies[i].code))) continue;
        *out = (enum every)i;
        return true;
    }
    return false;
}

/* ---- reading ---- */

static struct series row_of(struct rows *r)
{
    struct series s = { .id = row_int(r, 0), .unit_id = row_int(r, 1), .body_id = row_int(r, 2),
        .version = row_int(r, 3), .name = row_str(r, 4), .presidium = row_str(r, 5), .conclusion = row_str(r, 6),
        .host_name = row_str(r, 7), .starts = row_str(r, 8), .venue = row_str(r, 9), .channel = row_str(r, 10),
        .minutes = (int)row_int(r, 12), .papers_days = (int)row_int(r, 13), .invite_days = (int)row_int(r, 14),
        .quorum = (int)row_int(r, 15), .ended = !row_null(r, 16) };
    bool known = every_read(row_str(r, 11), &s.every);
    assert(known);
    return s;
}

static error missing(struct arena *a)
{
    return FAIL(a, ERR_MISSING, "Không tìm thấy loạt giao ban này. Hãy mở lại danh sách loạt giao ban.");
}

static error find(struct arena *a, struct db *db, int64_t id, struct series *out)
{
    *out = (struct series){ 0 };
    struct rows *r = db_run(a, db, &series_sql, GET);
    BIND(r, id);
    bool found = rows_next(r);
    if (found) *out = row_of(r);
    TRY(rows_end(r));
    if (!found) return missing(a);
    r = db_run(a, db, &series_sql, BODIES);
    BIND(r, id);
    while (rows_next(r)) {
        struct series_body b = { row_int(r, 0), row_str(r, 1), row_str(r, 2), row_str(r, 3),
            str_is(row_str(r, 4), S("guest")) };
        LIST_ADD(a, out->body, out->bodies, b);
    }
    return rows_end(r);
}

error series_get(struct arena *a, struct db *db, const struct who *who, int64_t id, struct series *out)
{
    TRY(policy_check_route(a, who, MAY_READ_MEETING));
    TRY(find(a, db, id, out));
    return policy_check(a, db, who, MAY_READ_MEETING, out->unit_id, 0, S("")) ? missing(a) : NULL;
}

error series_of_unit(struct arena *a, struct db *db, const struct who *who, int64_t unit_id, struct series_list *out)
{
    *out = (struct series_list){ 0 };
    TRY(policy_check(a, db, who, MAY_READ_MEETING, unit_id, 0, S("")));
    struct rows *r = db_run(a, db, &series_sql, OF_UNIT);
    BIND(r, unit_id);
    while (rows_next(r)) LIST_ADD(a, out->row, out->n, row_of(r));
    return rows_end(r);
}

/* ---- checking ---- */

bool series_hour_is(struct str s)
{
    int64_t hour, minute;
    return s.n == 5 && s.p[2] == ':' && str_int(str_cut(s, 0, 2), &hour) && str_int(str_cut(s, 3, 5), &minute)
        && hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59;
}

static bool line_is(struct str s, size_t least, size_t most)
{
    return s.n >= least && s.n <= most && str_find(s, S("\n"), 0) == SIZE_MAX;
}

static error check_words(struct arena *a, struct series *s)
{
    s->name = str_trim(s->name);
    s->presidium = str_trim(s->presidium);
    s->venue = str_trim(s->venue);
    s->channel = str_trim(s->channel);
    if (!line_is(s->name, 2, 200))
        return FAIL(a, ERR_INPUT, "Chưa có tên loạt giao ban. Ghi trên một dòng, như Giao ban quý.");
    if (!line_is(s->presidium, 2, 200))
        return FAIL(a, ERR_INPUT, "Chưa ghi cơ quan chủ trì, như Ban Thường vụ.");
    if (!line_is(s->venue, 0, 300)) return FAIL(a, ERR_INPUT, "Địa điểm dài quá. Ghi trên một dòng.");
    if (!line_is(s->channel, 0, 300)) return FAIL(a, ERR_INPUT, "Nơi nhận kết quả dài quá. Ghi trên một dòng.");
    if (!str_is(s->conclusion, S("KL")) && !str_is(s->conclusion, S("TB")))
        return FAIL(a, ERR_INPUT, "Chưa chọn loại văn bản kết luận. Chọn Kết luận hoặc Thông báo kết luận.");
    if (!series_hour_is(s->starts)) return FAIL(a, ERR_INPUT, "Giờ bắt đầu chưa đúng. Ghi giờ:phút, như 08:00.");
    return NULL;
}

static error check_numbers(struct arena *a, const struct series *s)
{
    if (s->minutes < 15 || s->minutes > 720)
        return FAIL(a, ERR_INPUT, "Thời lượng phải từ 15 đến 720 phút. Ghi lại số phút dự kiến.");
    if (s->papers_days < 0 || s->papers_days > 30)
        return FAIL(a, ERR_INPUT, "Hạn nộp tài liệu phải từ 0 đến 30 ngày trước phiên. Ghi lại số ngày.");
    if (s->invite_days < 0 || s->invite_days > 30)
        return FAIL(a, ERR_INPUT, "Hạn gửi giấy mời phải từ 0 đến 30 ngày trước phiên. Ghi lại số ngày.");
    if (s->quorum < 0 || s->quorum > 100)
        return FAIL(a, ERR_INPUT, "Tỷ lệ có mặt tối thiểu phải từ 0 đến 100 phần trăm. Ghi 0 nếu không đặt tỷ lệ.");
    return NULL;
}

/* The host and those asked are bodies of the unit; who is named twice is asked once. */
static error check_bodies(struct arena *a, struct db *db, struct series *s)
{
    struct body b;
    size_t n = 0;
    TRY(body_get(a, db, s->body_id, &b));
    if (b.unit_id != s->unit_id)
        return FAIL(a, ERR_INPUT, "Cơ quan chủ trì phải là tổ chức của đơn vị này. Chọn lại trong danh sách.");
    s->host_name = b.name;
    for (size_t i = 0; i < s->bodies; i++) {
        bool again = false;
        for (size_t k = 0; k < n; k++) again |= s->body[k].body_id == s->body[i].body_id;
        if (again) continue;
        TRY(body_get(a, db, s->body[i].body_id, &b));
        if (b.unit_id != s->unit_id)
            return FAIL(a, ERR_INPUT, "“%.*s” không thuộc đơn vị này. Bỏ chọn rồi lưu lại.", STR(b.name));
        s->body[n] = s->body[i];
        s->body[n++].short_name = b.short_name;
    }
    s->bodies = n;
    return n ? NULL : FAIL(a, ERR_INPUT, "Chưa chọn tổ chức nào dự giao ban. Chọn ít nhất một tổ chức.");
}

static error check_name(struct arena *a, struct db *db, const struct series *s)
{
    struct rows *r = db_run(a, db, &series_sql, SAME_NAME);
    BIND(r, s->unit_id);
    BIND(r, vn_fold(a, s->name));
    BIND(r, s->id);
    bool taken = rows_next(r);
    TRY(rows_end(r));
    return taken ? FAIL(a, ERR_CONFLICT, "Đã có loạt giao ban “%.*s”. Đặt tên khác, hoặc sửa loạt ấy.", STR(s->name))
                 : NULL;
}

/* ---- acts ---- */

struct acting { const struct who *who; struct series new; int64_t id, version; };

static struct str line(struct arena *a, const struct series *s)
{
    struct buf w = buf_open(a);
    buf_fmt(&w, "name=%.*s\nhost=%.*s\npresidium=%.*s\nconclusion=%.*s\nevery=%s\nstarts=%.*s\nminutes=%d\n",
        STR(s->name), STR(s->host_name), STR(s->presidium), STR(s->conclusion), everies[s->every].code,
        STR(s->starts), s->minutes);
    buf_fmt(&w, "venue=%.*s\nchannel=%.*s\npapers_days=%d\ninvite_days=%d\nquorum=%d\nbodies=", STR(s->venue),
        STR(s->channel), s->papers_days, s->invite_days, s->quorum);
    for (size_t i = 0; i < s->bodies; i++)
        if (!s->body[i].guest) buf_fmt(&w, "%.*s; ", STR(s->body[i].short_name));
    buf_c(&w, "\nguests=");
    for (size_t i = 0; i < s->bodies; i++)
        if (s->body[i].guest) buf_fmt(&w, "%.*s; ", STR(s->body[i].short_name));
    buf_c(&w, "\n");
    return buf_done(&w);
}

static error keep(struct arena *a, struct db *db, int which, const struct series *s)
{
    struct rows *r = db_run(a, db, &series_sql, which);
    BIND(r, s->id);
    BIND(r, s->unit_id);
    BIND(r, s->body_id);
    BIND(r, s->presidium);
    BIND(r, s->conclusion);
    BIND(r, s->name);
    BIND(r, vn_fold(a, s->name));
    BIND(r, every_code(s->every));
    BIND(r, s->starts);
    BIND(r, s->minutes);
    BIND(r, s->venue);
    BIND(r, s->papers_days);
    BIND(r, s->invite_days);
    BIND(r, s->quorum);
    BIND(r, s->channel);
    TRY(rows_end(r));
    r = db_run(a, db, &series_sql, BODIES_GO);
    BIND(r, s->id);
    TRY(rows_end(r));
    for (size_t i = 0; i < s->bodies; i++) {
        r = db_run(a, db, &series_sql, BODY_ADD);
        BIND(r, s->id);
        BIND(r, s->body[i].body_id);
        BIND(r, (int64_t)i + 1);
        BIND(r, s->body[i].guest ? S("guest") : S("member"));
        TRY(rows_end(r));
    }
    return NULL;
}

static error open_for(struct arena *a, struct db *db, const struct who *who, int64_t id, int64_t version,
    struct series *out)
{
    TRY(series_get(a, db, who, id, out));
    TRY(policy_check(a, db, who, MAY_PLAN_MEETING, out->unit_id, 0, S("")));
    if (out->ended)
        return FAIL(a, ERR_CONFLICT, "Loạt giao ban “%.*s” đã kết thúc nên không sửa được.", STR(out->name));
    if (out->version == version) return NULL;
    return FAIL(a, ERR_CONFLICT,
        "Chưa lưu được: loạt giao ban “%.*s” vừa được người khác sửa. Xem lại rồi lưu lại.", STR(out->name));
}

static error put_job(struct arena *a, struct db *db, void *arg)
{
    struct acting *job = arg;
    struct series was, *to = &job->new;
    was.id = 0;
    if (to->id) {
        TRY(open_for(a, db, job->who, to->id, to->version, &was));
        to->unit_id = was.unit_id;
    } else TRY(policy_check(a, db, job->who, MAY_PLAN_MEETING, to->unit_id, 0, S("")));
    TRY(check_words(a, to));
    TRY(check_numbers(a, to));
    TRY(check_bodies(a, db, to));
    TRY(check_name(a, db, to));
    if (!was.id) TRY(db_next_id(a, db, "meeting_series", &to->id));
    TRY(keep(a, db, was.id ? CHANGE : ADD, to));
    return audit_add(a, db, job->who, was.id ? "series.change" : "series.add", "meeting_series", to->id,
        was.id ? line(a, &was) : S(""), line(a, to));
}

error series_put(struct arena *a, struct store *s, const struct who *who, const struct series *new, int64_t *id)
{
    struct acting job = { .who = who, .new = *new };
    job.new.body = NEW_N(a, struct series_body, new->bodies + 1);
    if (new->bodies) memcpy(job.new.body, new->body, new->bodies * sizeof *new->body);
    TRY(db_write(a, s, put_job, &job));
    *id = job.new.id;
    return NULL;
}

static error end_job(struct arena *a, struct db *db, void *arg)
{
    struct acting *job = arg;
    struct series was;
    TRY(open_for(a, db, job->who, job->id, job->version, &was));
    struct rows *r = db_run(a, db, &series_sql, OPEN_MEETINGS);
    BIND(r, job->id);
    int64_t open = rows_next(r) ? row_int(r, 0) : 0;
    TRY(rows_end(r));
    if (open)
        return FAIL(a, ERR_CONFLICT,
            "Loạt giao ban “%.*s” còn %lld phiên chưa xong. Kết thúc hoặc hủy phiên ấy trước.", STR(was.name),
            (long long)open);
    r = db_run(a, db, &series_sql, END);
    BIND(r, job->id);
    BIND(r, clock_now());
    TRY(rows_end(r));
    return audit_add(a, db, job->who, "series.end", "meeting_series", job->id, S(""), was.name);
}

error series_end(struct arena *a, struct store *s, const struct who *who, int64_t id, int64_t version)
{
    struct acting job = { .who = who, .id = id, .version = version };
    return db_write(a, s, end_job, &job);
}
