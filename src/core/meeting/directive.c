/* directive.c - what the chair asks for: its rows, and what may be done with them. See directive.h. Owns the tables
 * directive and directive_body. Must never change what stands in a signed paper. */
#include "core/meeting/directive_row.h"
#include "core/grow.h"
#include "core/meeting/live.h"
#include "core/office/audit.h"
#include "core/office/body.h"
#include "core/office/catalogue.h"
#include "core/report/brief_rows.h"
#include "vn/period.h"
#include "vn/text.h"

const char *const attitudes[] = { "Thống nhất", "Cơ bản nhất trí", "Thống nhất về chủ trương" };
const size_t attitude_count = COUNT(attitudes);

#define COLUMNS "SELECT d.id, d.meeting_id, d.item_id, d.ordinal, d.lead_id, d.version, d.state, d.origin," \
    " d.attitude, d.words, d.channel, d.due, d.measure, d.indicator, i.name, i.unit_word, d.goal, d.others," \
    " d.quote, d.key, " BODY_NAME_THEN("d.lead_id", "m.day", "b.name") ", " \
    BODY_SHORT_THEN("d.lead_id", "m.day", "b.short_name") " FROM directive d JOIN meeting m ON m.id = d.meeting_id" \
    " LEFT JOIN body b ON b.id = d.lead_id LEFT JOIN indicator i ON i.code = d.indicator "
#define WITHS "SELECT x.directive_id, x.body_id, " BODY_NAME_THEN("x.body_id", "m.day", "b.name") ", " \
    BODY_SHORT_THEN("x.body_id", "m.day", "b.short_name") " FROM directive_body x JOIN directive d" \
    " ON d.id = x.directive_id JOIN meeting m ON m.id = d.meeting_id JOIN body b ON b.id = x.body_id "

enum { LIST, GET, WITH_LIST, WITH_GET, SAME_KEY, LAST, ADD, PUT, SET_STATE, SET_ORDINAL, WITH_DROP, WITH_ADD, MEETING };
static const struct sql sql[] = {
    [LIST] = { "directive list", COLUMNS "WHERE d.meeting_id = ?1 ORDER BY d.ordinal, d.id", SQL_READ },
    [GET] = { "directive get", COLUMNS "WHERE d.id = ?1", SQL_READ },
    [WITH_LIST] = { "directive with list", WITHS "WHERE d.meeting_id = ?1 ORDER BY x.directive_id, x.ordinal",
        SQL_READ },
    [WITH_GET] = { "directive with get", WITHS "WHERE d.id = ?1 ORDER BY x.directive_id, x.ordinal", SQL_READ },
    [SAME_KEY] = { "directive same key", "SELECT id FROM directive WHERE meeting_id = ?1 AND key = ?2", SQL_READ },
    [LAST] = { "directive last", "SELECT MAX(ordinal) FROM directive WHERE meeting_id = ?1", SQL_READ },
    [ADD] = { "directive add",
        "INSERT INTO directive (id, meeting_id, ordinal, origin, quote, key, item_id, attitude, lead_id, words,"
        " channel, due, measure, indicator, goal, others, state, version)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, 'proposed', 1)", SQL_WRITE },
    [PUT] = { "directive put",
        "UPDATE directive SET item_id = ?2, attitude = ?3, lead_id = ?4, words = ?5, channel = ?6, due = ?7,"
        " measure = ?8, indicator = ?9, goal = ?10, others = ?11, state = ?12, version = version + 1 WHERE id = ?1",
        SQL_WRITE },
    [SET_STATE] = { "directive set state", "UPDATE directive SET state = ?2, version = version + 1 WHERE id = ?1",
        SQL_WRITE },
    [SET_ORDINAL] = { "directive set ordinal", "UPDATE directive SET ordinal = ?2 WHERE id = ?1", SQL_WRITE },
    [WITH_DROP] = { "directive with drop", "DELETE FROM directive_body WHERE directive_id = ?1", SQL_WRITE },
    [WITH_ADD] = { "directive with add",
        "INSERT INTO directive_body (directive_id, body_id, ordinal) VALUES (?1, ?2, ?3)", SQL_WRITE },
    [MEETING] = { "directive meeting",
        "SELECT m.unit_id, m.day, m.state, (SELECT COUNT(*) FROM issued i WHERE i.meeting_id = m.id AND"
        " i.state = 'draft' AND i.kind IN ('TB', 'KL') AND i.replaces_id IS NOT NULL) FROM meeting m WHERE m.id = ?1",
        SQL_READ },
};
struct sql_list directive_sql = SQL_LIST(sql);

static const char *const state_codes[] = { "proposed", "confirmed", "dropped" };
static const char *const origin_codes[] = { "typed", "read", "carried" };

/* ---- rows ---- */

static int code_of(const char *const *codes, int n, struct str code)
{
    for (int i = 0; i < n; i++)
        if (str_is(code, str_c(codes[i]))) return i;
    return 0;
}

static void parts_of(struct directive *d)
{
    d->lacks_lead = !d->lead_id;
    d->lacks_words = !d->words.n;
    d->lacks_due = !d->due.n;
    d->lacks_measure = !d->measure.n && !d->indicator.n;
}

static struct directive row_of(struct arena *a, struct rows *r)
{
    struct directive d = { .id = row_int(r, 0), .meeting_id = row_int(r, 1), .item_id = row_int(r, 2),
        .ordinal = row_int(r, 3), .lead_id = row_int(r, 4), .version = row_int(r, 5),
        .state = (enum directive_state)code_of(state_codes, COUNT(state_codes), row_str(r, 6)),
        .origin = (enum directive_origin)code_of(origin_codes, COUNT(origin_codes), row_str(r, 7)),
        .attitude = row_str(r, 8), .words = row_str(r, 9), .channel = row_str(r, 10), .due = row_str(r, 11),
        .measure = row_str(r, 12), .indicator = row_str(r, 13), .indicator_name = row_str(r, 14),
        .has_goal = !row_null(r, 16), .goal = row_int(r, 16), .others = row_int(r, 17) != 0,
        .quote = row_str(r, 18), .key = row_str(r, 19), .lead_name = row_str(r, 20), .lead_short = row_str(r, 21) };
    if (d.has_goal) d.goal_words = brief_amount(a, VN_EXACT, d.goal, 0, row_str(r, 15));
    parts_of(&d);
    return d;
}

/* Which co-ordinate, into the rows that were read before. */
static error withs_fill(struct arena *a, struct rows *r, struct directive *row, size_t n)
{
    while (rows_next(r)) {
        struct directive *d = row;
        while (d < row + n && d->id != row_int(r, 0)) d++;
        if (d == row + n) continue;
        size_t names = d->withs, shorts = d->withs;
        LIST_ADD(a, d->with_name, names, row_str(r, 2));
        LIST_ADD(a, d->with_short, shorts, row_str(r, 3));
        LIST_ADD(a, d->with, d->withs, row_int(r, 1));
    }
    return rows_end(r);
}

error directive_all(struct arena *a, struct db *db, int64_t meeting_id, struct directive_list *out)
{
    *out = (struct directive_list){ 0 };
    struct rows *r = db_run(a, db, &directive_sql, LIST);
    BIND(r, meeting_id);
    while (rows_next(r)) {
        struct directive d = row_of(a, r);
        out->confirmed += d.state == DIRECTIVE_CONFIRMED;
        out->proposed += d.state == DIRECTIVE_PROPOSED;
        LIST_ADD(a, out->row, out->n, d);
    }
    TRY(rows_end(r));
    r = db_run(a, db, &directive_sql, WITH_LIST);
    BIND(r, meeting_id);
    return withs_fill(a, r, out->row, out->n);
}

error directive_list(struct arena *a, struct db *db, int64_t meeting_id, struct directive_list *out)
{
    size_t kept = 0;
    TRY(directive_all(a, db, meeting_id, out));
    for (size_t i = 0; i < out->n; i++)
        if (out->row[i].state != DIRECTIVE_DROPPED) out->row[kept++] = out->row[i];
    out->n = kept;
    return NULL;
}

error directive_get(struct arena *a, struct db *db, int64_t id, struct directive *out)
{
    struct rows *r = db_run(a, db, &directive_sql, GET);
    BIND(r, id);
    bool found = rows_next(r);
    if (found) *out = row_of(a, r);
    TRY(rows_end(r));
    if (!found)
        return FAIL(a, ERR_MISSING, "Không tìm thấy nội dung kết luận này. Mở lại trang kết luận của giao ban.");
    r = db_run(a, db, &directive_sql, WITH_GET);
    BIND(r, id);
    return withs_fill(a, r, out, 1);
}

/* ---- who may, and when ---- */

error directive_ground(struct arena *a, struct db *db, const struct who *who, int64_t meeting_id,
    struct directive_ground *out)
{
    struct rows *r = db_run(a, db, &directive_sql, MEETING);
    BIND(r, meeting_id);
    bool found = rows_next(r);
    struct str state = S("");
    if (found) {
        *out = (struct directive_ground){ .meeting_id = meeting_id, .unit_id = row_int(r, 0), .day = row_str(r, 1),
            .mending = row_int(r, 3) > 0 };
        state = row_str(r, 2);
    }
    TRY(rows_end(r));
    if (!found) return FAIL(a, ERR_MISSING, "Không tìm thấy buổi giao ban này. Chọn lại trong danh sách giao ban.");
    TRY(policy_check(a, db, who, MAY_CONCLUDE, out->unit_id, 0, S("")));
    if (str_is(state, S("cancelled")))
        return FAIL(a, ERR_CONFLICT, "Buổi giao ban này đã hủy nên không ghi kết luận được.");
    if (str_is(state, S("concluded")) && !out->mending)
        return FAIL(a, ERR_CONFLICT,
            "Văn bản kết luận đã ký nên nội dung không đổi được nữa. Muốn đính chính, mở văn bản và lập bản thay thế "
            "trước.");
    return NULL;
}

error directive_may(struct arena *a, struct db *db, const struct who *who, int64_t meeting_id, bool *may,
    bool *mending)
{
    struct directive_ground g = { .mending = false };
    error e = directive_ground(a, db, who, meeting_id, &g);
    *may = !e;
    *mending = !e && g.mending;
    return e && e->kind != ERR_CONFLICT && e->kind != ERR_DENIED ? e : NULL;
}

/* ---- the door ---- */

enum { WORDS_MOST = 2000, MEASURE_MOST = 500, CHANNEL_MOST = 300, ATTITUDE_MOST = 120, KEY_MOST = 80, WITH_MOST = 30 };

static error long_check(struct arena *a, struct str s, size_t most, const char *what)
{
    if (vn_length(s) <= most) return NULL;
    return FAIL(a, ERR_INPUT, "%s dài quá %zu chữ. Rút gọn hoặc tách thành hai nội dung kết luận.", say(what), most);
}

/* Line ends and runs of blanks become one blank; full stops at the end go: the formula sets its own. */
static struct str one_line(struct arena *a, struct str s)
{
    struct buf b = buf_open(a);
    for (s = str_trim(s); s.n; s = str_cut(s, 1, s.n)) {
        bool blank = s.p[0] == ' ' || s.p[0] == '\t' || s.p[0] == '\n' || s.p[0] == '\r';
        if (!blank) buf_char(&b, s.p[0]);
        else if (b.n && b.p[b.n - 1] != ' ') buf_char(&b, ' ');
    }
    s = buf_done(&b);
    while (s.n && (s.p[s.n - 1] == '.' || s.p[s.n - 1] == ';' || s.p[s.n - 1] == ',' || s.p[s.n - 1] == ' ')) {
        if (str_ends(s, S("..."))) break;
        s.n--;
    }
    return s;
}

static error body_check(struct arena *a, struct db *db, const struct directive_ground *g, int64_t body_id)
{
    struct body b;
    TRY(body_get(a, db, body_id, &b));
    if (b.unit_id == g->unit_id) return NULL;
    return FAIL(a, ERR_INPUT, "“%.*s” không thuộc đơn vị tổ chức giao ban. Chọn lại trong danh sách.", STR(b.name));
}

/* What is put, tidied and checked. */
static error clean(struct arena *a, struct db *db, const struct directive_ground *g, struct directive *d)
{
    const struct indicator *indicator = NULL;
    struct day due;
    d->attitude = one_line(a, d->attitude);
    d->words = one_line(a, d->words);
    d->channel = one_line(a, d->channel);
    d->measure = one_line(a, d->measure);
    TRY(long_check(a, d->words, WORDS_MOST, SAID("Nội dung việc giao")));
    TRY(long_check(a, d->measure, MEASURE_MOST, SAID("Thước đo")));
    TRY(long_check(a, d->channel, CHANNEL_MOST, SAID("Nơi trình")));
    TRY(long_check(a, d->attitude, ATTITUDE_MOST, SAID("Ý kiến về nội dung")));
    if (d->key.n > KEY_MOST) return FAIL(a, ERR_INPUT, "Biểu mẫu này đã cũ. Tải lại trang rồi ghi lại.");
    if (d->due.n && (!day_read(d->due, &due) || !day_is_valid(due)))
        return FAIL(a, ERR_INPUT, "Không có ngày “%.*s”. Ghi thời hạn theo ngày/tháng/năm, như 15/08/2026.",
            STR(d->due));
    if (d->indicator.n) {
        TRY(catalogue_find(a, db, d->indicator, &indicator));
        if (!indicator)
            return FAIL(a, ERR_INPUT, "Không có chỉ tiêu “%.*s” trong danh mục. Chọn lại trong danh sách.",
                STR(d->indicator));
    }
    if (d->has_goal && (!indicator || d->goal < 0))
        return FAIL(a, ERR_INPUT, "Mức phải đạt cần đi với một chỉ tiêu của danh mục. Chọn chỉ tiêu, hoặc ghi mức đó "
            "trong phần “đo bằng”.");
    if (d->lead_id) TRY(body_check(a, db, g, d->lead_id));
    int64_t *with = NULL;
    size_t n = 0;
    for (size_t i = 0; i < d->withs; i++) {
        bool known = !d->with[i] || d->with[i] == d->lead_id;
        for (size_t k = 0; k < n; k++) known = known || with[k] == d->with[i];
        if (known) continue;
        TRY(body_check(a, db, g, d->with[i]));
        LIST_ADD(a, with, n, d->with[i]);
    }
    if (n > WITH_MOST)
        return FAIL(a, ERR_INPUT, "Một việc có nhiều nhất %d đơn vị phối hợp. Chọn “các cơ quan, đơn vị liên quan” cho "
            "phần còn lại.", (int)WITH_MOST);
    d->with = with;
    d->withs = n;
    parts_of(d);
    return NULL;
}

/* ---- writing ---- */

static void bind_parts(struct rows *r, const struct directive *d)
{
    bind_id(r, d->item_id);
    BIND(r, d->attitude);
    bind_id(r, d->lead_id);
    BIND(r, d->words);
    BIND(r, d->channel);
    BIND(r, d->due);
    BIND(r, d->measure);
    if (d->indicator.n) BIND(r, d->indicator);
    else bind_null(r);
    if (d->has_goal) BIND(r, d->goal);
    else bind_null(r);
    BIND(r, d->others);
}

static error withs_put(struct arena *a, struct db *db, const struct directive *d, int64_t id)
{
    struct rows *r = db_run(a, db, &directive_sql, WITH_DROP);
    BIND(r, id);
    TRY(rows_end(r));
    for (size_t i = 0; i < d->withs; i++) {
        r = db_run(a, db, &directive_sql, WITH_ADD);
        BIND(r, id);
        BIND(r, d->with[i]);
        BIND(r, (int64_t)i + 1);
        TRY(rows_end(r));
    }
    return NULL;
}

static error last_ordinal(struct arena *a, struct db *db, int64_t meeting_id, int64_t *out)
{
    struct rows *r = db_run(a, db, &directive_sql, LAST);
    BIND(r, meeting_id);
    *out = rows_next(r) ? row_int(r, 0) : 0;
    return rows_end(r);
}

static error add(struct arena *a, struct db *db, const struct who *who, const struct directive *d, int64_t *id)
{
    int64_t last;
    struct directive made;
    struct rows *r = db_run(a, db, &directive_sql, SAME_KEY);
    BIND(r, d->meeting_id);
    BIND(r, d->key);
    bool again = d->key.n && rows_next(r);
    if (again) *id = row_int(r, 0);
    TRY(rows_end(r));
    if (again) return NULL;
    TRY(last_ordinal(a, db, d->meeting_id, &last));
    TRY(db_next_id(a, db, "directive", id));
    r = db_run(a, db, &directive_sql, ADD);
    BIND(r, *id);
    BIND(r, d->meeting_id);
    BIND(r, last + 1);
    BIND(r, str_c(origin_codes[d->origin]));
    BIND(r, d->quote);
    BIND(r, d->key);
    bind_parts(r, d);
    TRY(rows_end(r));
    TRY(withs_put(a, db, d, *id));
    TRY(directive_get(a, db, *id, &made));
    TRY(live_touch(a, db, d->meeting_id));
    return audit_add(a, db, who, "directive.add", "directive", *id, S(""), directive_words(a, &made));
}

error directive_add_in(struct arena *a, struct db *db, const struct who *who, const struct directive_ground *g,
    const struct directive *to, int64_t *id)
{
    struct directive d = *to;
    d.meeting_id = g->meeting_id;
    TRY(clean(a, db, g, &d));
    if (!d.words.n && !d.lead_id)
        return FAIL(a, ERR_INPUT, "Chưa có nội dung việc giao. Ghi việc phải làm rồi lưu.");
    return add(a, db, who, &d, id);
}

static error changed_meanwhile(struct arena *a)
{
    return FAIL(a, ERR_CONFLICT,
        "Nội dung kết luận này vừa được người khác sửa. Xem bản đang lưu bên cạnh bản của mình, chọn lại rồi lưu.");
}

/* The one that is to change: as it is, and whether it may. */
static error begin(struct arena *a, struct db *db, const struct who *who, int64_t id, int64_t version,
    struct directive *was, struct directive_ground *g)
{
    TRY(directive_get(a, db, id, was));
    TRY(directive_ground(a, db, who, was->meeting_id, g));
    return was->version == version ? NULL : changed_meanwhile(a);
}

struct deed {
    const struct who *who; const struct directive *to;
    int64_t id, version, place; enum directive_state state;
};

static error put_job(struct arena *a, struct db *db, void *arg)
{
    struct deed *act = arg;
    struct directive d = *act->to, was, made;
    struct directive_ground g;
    if (!d.id) {
        TRY(directive_ground(a, db, act->who, d.meeting_id, &g));
        return directive_add_in(a, db, act->who, &g, &d, &act->id);
    }
    act->id = d.id;
    TRY(begin(a, db, act->who, d.id, d.version, &was, &g));
    TRY(clean(a, db, &g, &d));
    bool whole = !d.lacks_lead && !d.lacks_words && !d.lacks_due && !d.lacks_measure;
    enum directive_state state = was.state == DIRECTIVE_CONFIRMED && whole ? DIRECTIVE_CONFIRMED : DIRECTIVE_PROPOSED;
    struct rows *r = db_run(a, db, &directive_sql, PUT);
    BIND(r, d.id);
    bind_parts(r, &d);
    BIND(r, str_c(state_codes[state]));
    TRY(rows_end(r));
    TRY(withs_put(a, db, &d, d.id));
    TRY(directive_get(a, db, d.id, &made));
    TRY(live_touch(a, db, was.meeting_id));
    return audit_add(a, db, act->who, "directive.change", "directive", d.id, directive_words(a, &was),
        directive_words(a, &made));
}

error directive_put(struct arena *a, struct store *s, const struct who *who, const struct directive *to, int64_t *id)
{
    struct deed act = { .who = who, .to = to };
    TRY(db_write(a, s, put_job, &act));
    *id = act.id;
    return NULL;
}

static error state_job(struct arena *a, struct db *db, void *arg)
{
    struct deed *act = arg;
    struct directive was;
    struct directive_ground g;
    TRY(begin(a, db, act->who, act->id, act->version, &was, &g));
    if (was.state == act->state) return NULL;
    struct str lacks = directive_lacks(a, &was);
    if (act->state == DIRECTIVE_CONFIRMED && lacks.n)
        return FAIL(a, ERR_INPUT, "Chưa chốt được nội dung kết luận này: còn thiếu %.*s. Ghi thêm rồi chốt.",
            STR(lacks));
    struct rows *r = db_run(a, db, &directive_sql, SET_STATE);
    BIND(r, act->id);
    BIND(r, str_c(state_codes[act->state]));
    TRY(rows_end(r));
    TRY(live_touch(a, db, was.meeting_id));
    static const char *const acts[] = { "directive.restore", "directive.confirm", "directive.drop" };
    return audit_add(a, db, act->who, acts[act->state], "directive", act->id, str_c(state_codes[was.state]),
        directive_words(a, &was));
}

error directive_confirm(struct arena *a, struct store *s, const struct who *who, int64_t id, int64_t version)
{
    return db_write(a, s, state_job,
        &(struct deed){ .who = who, .id = id, .version = version, .state = DIRECTIVE_CONFIRMED });
}

error directive_drop(struct arena *a, struct store *s, const struct who *who, int64_t id, int64_t version)
{
    return db_write(a, s, state_job,
        &(struct deed){ .who = who, .id = id, .version = version, .state = DIRECTIVE_DROPPED });
}

error directive_restore(struct arena *a, struct store *s, const struct who *who, int64_t id, int64_t version)
{
    return db_write(a, s, state_job,
        &(struct deed){ .who = who, .id = id, .version = version, .state = DIRECTIVE_PROPOSED });
}

static error move_job(struct arena *a, struct db *db, void *arg)
{
    struct deed *act = arg;
    struct directive was;
    struct directive_ground g;
    struct directive_list list;
    TRY(directive_get(a, db, act->id, &was));
    TRY(directive_ground(a, db, act->who, was.meeting_id, &g));
    TRY(directive_list(a, db, was.meeting_id, &list));
    size_t at = 0, to = act->place < 1 ? 0 : (size_t)act->place - 1;
    while (at < list.n && list.row[at].id != act->id) at++;
    if (to >= list.n && list.n) to = list.n - 1;
    if (at == list.n || at == to) return NULL;
    struct directive moved = list.row[at];
    for (size_t i = at; i < to; i++) list.row[i] = list.row[i + 1];
    for (size_t i = at; i > to; i--) list.row[i] = list.row[i - 1];
    list.row[to] = moved;
    for (size_t i = 0; i < list.n; i++) {
        struct rows *r = db_run(a, db, &directive_sql, SET_ORDINAL);
        BIND(r, list.row[i].id);
        BIND(r, (int64_t)i + 1);
        TRY(rows_end(r));
    }
    TRY(live_touch(a, db, was.meeting_id));
    return audit_add(a, db, act->who, "directive.move", "directive", act->id, str_fmt(a, "ordinal=%zu\n", at + 1),
        str_fmt(a, "ordinal=%zu\n", to + 1));
}

error directive_move(struct arena *a, struct store *s, const struct who *who, int64_t id, int64_t place)
{
    return db_write(a, s, move_job, &(struct deed){ .who = who, .id = id, .place = place });
}
