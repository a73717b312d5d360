/* setting.c - the table of settings, their door, and where they are kept. See setting.h.
 *
 * Owns the table office_setting. Must never keep a value that its row does not allow, nor change one without audit. */
#include "core/office/setting.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/audit.h"
#include "vn/period.h"
#include "vn/text.h"

/* the last row is empty, so that there may be none */
#define CHOICES(name, ...) static const struct setting_choice name[] = { __VA_ARGS__, { NULL, NULL } }
static const struct setting_choice no_choices[] = { { NULL, NULL } };
CHOICES(due_months, { "same", .label = "ngay trong tháng báo cáo" }, { "next", .label = "tháng sau" });
CHOICES(due_rests, { "keep", .label = "giữ nguyên hạn" }, { "before", .label = "lấy ngày làm việc liền trước" },
        { "after", .label = "lấy ngày làm việc liền sau" });
CHOICES(tones, { "old", .label = "hòa, thủy, ủy" }, { "new", .label = "hoà, thuỷ, uỷ" },
        { "asis", .label = "giữ nguyên như đã gõ" });
CHOICES(mail_securities, { "starttls", .label = "mã hóa sau khi nối (STARTTLS)" },
        { "tls", .label = "mã hóa ngay từ đầu (TLS)" }, { "plain", .label = "không mã hóa, chỉ trong máy này" });
CHOICES(password_rules, { "modern", .label = "câu dài, dễ nhớ" }, { "state", .label = "theo quy định của nhà nước" });
CHOICES(copy_kinds, { "real", .label = "dữ liệu thật" }, { "sample", .label = "dữ liệu mẫu" },
        { "training", .label = "bản tập huấn" });

const struct setting_row setting_rows[SETTING_COUNT] = {
#define X(name_, code_, type_, scope_, group_, least_, most_, otherwise_, choices_, title_, about_)             \
    [name_] = { .code = code_, .type = SETTING_##type_, .scope = SETTING_##scope_, .group = SETTING_##group_, \
        .least = least_, .most = most_, .otherwise = otherwise_, .choice = choices_,                          \
        .choices = COUNT(choices_) - 1, .title = title_, .about = about_ },
    SETTINGS(X)
#undef X
};

static const char *const group_names[SETTING_GROUP_COUNT] = {
    [SETTING_DEADLINES] = SAID("Hạn nộp báo cáo"),
    [SETTING_PAPERS] = SAID("Văn bản"),
    [SETTING_SESSIONS] = SAID("Đăng nhập"),
    [SETTING_MAIL] = SAID("Thư điện tử"),
    [SETTING_INTERNAL] = SAID("Do phần mềm ghi"),
};

enum { GET, OWN, FORGET, PUT };
static const struct sql sql[] = {
    [GET] = { "setting.get", "SELECT value FROM office_setting WHERE name = ?1 AND unit_id = 0", SQL_READ },
    /* the unit's own, else of the nearest above: slices of the tree lie within each other */
    [OWN] = { "setting.own",
        "SELECT s.value, s.unit_id FROM unit me"
        " JOIN unit u ON u.tree_from <= me.tree_from AND u.tree_to >= me.tree_from"
        " JOIN office_setting s ON s.unit_id = u.id AND s.name = ?1 WHERE me.id = ?2 ORDER BY u.tree_from DESC LIMIT 1",
        SQL_READ },
    [FORGET] = { "setting.forget", "DELETE FROM office_setting WHERE name = ?1 AND unit_id = ?2", SQL_WRITE },
    [PUT] = { "setting.put",
        "INSERT INTO office_setting (name, unit_id, value, changed_at) VALUES (?1, ?2, ?3, ?4)", SQL_WRITE },
};
struct sql_list setting_sql = SQL_LIST(sql);

const char *setting_group_name(enum setting_group group) { return say(group_names[group]); }

bool setting_find(struct str code, enum setting *out)
{
    for (int i = 0; i < SETTING_COUNT; i++)
        if (str_is(code, str_c(setting_rows[i].code))) return *out = (enum setting)i, true;
    return false;
}

/* ---- reading ---- */

error setting_own(struct arena *a, struct db *db, enum setting which, int64_t unit_id, struct str *value,
    bool *chosen, int64_t *from)
{
    const struct setting_row *row = &setting_rows[which];
    bool of_unit = row->scope == SETTING_OF_UNIT;
    struct rows *r = db_run(a, db, &setting_sql, of_unit ? OWN : GET);
    BIND(r, str_c(row->code));
    if (of_unit) BIND(r, unit_id);
    *value = str_c(row->otherwise);
    *from = 0;
    *chosen = rows_next(r);
    if (*chosen) {
        *value = row_str(r, 0);
        if (of_unit) *from = row_int(r, 1);
        *chosen = !of_unit || *from == unit_id;
    }
    return rows_end(r);
}

error setting_text(struct arena *a, struct db *db, enum setting which, int64_t unit_id, struct str *out)
{
    bool chosen;
    int64_t from;
    return setting_own(a, db, which, unit_id, out, &chosen, &from);
}

error setting_int(struct arena *a, struct db *db, enum setting which, int64_t unit_id, int64_t *out)
{
    struct str value;
    assert(setting_rows[which].type == SETTING_INT);
    TRY(setting_text(a, db, which, unit_id, &value));
    bool number = str_int(value, out);
    return number ? NULL : FAIL(a, ERR_FAULT, "Lựa chọn “%s” trong cơ sở dữ liệu không phải là số.",
        say(setting_rows[which].title));
}

error setting_flag(struct arena *a, struct db *db, enum setting which, int64_t unit_id, bool *out)
{
    struct str value;
    assert(setting_rows[which].type == SETTING_FLAG);
    TRY(setting_text(a, db, which, unit_id, &value));
    *out = str_is(value, S("1"));
    return NULL;
}

/* ---- the door ---- */

static error check_int(struct arena *a, const struct setting_row *row, struct str typed, struct str *kept)
{
    int64_t n;
    if (!str_int(typed, &n) || n < row->least || n > row->most)
        return FAIL(a, ERR_INPUT, "“%s” phải là một số từ %lld đến %lld, không phải “%.*s”. Sửa lại rồi lưu.",
            say(row->title), (long long)row->least, (long long)row->most, STR(typed));
    *kept = str_fmt(a, "%lld", (long long)n);
    return NULL;
}

static error check_choice(struct arena *a, const struct setting_row *row, struct str typed)
{
    for (size_t i = 0; i < row->choices; i++)
        if (str_is(typed, str_c(row->choice[i].code))) return NULL;
    return FAIL(a, ERR_INPUT, "“%s” không có lựa chọn “%.*s”. Chọn một mục trong danh sách rồi lưu.",
        say(row->title), STR(typed));
}

static error check_text(struct arena *a, const struct setting_row *row, struct str typed)
{
    int64_t letters = 0;
    uint32_t code;
    for (size_t at = 0; at < typed.n; letters++) {
        at = vn_letter_next(typed, at, &code);
        if (code < 32) letters = row->most + 1;                /* one line */
    }
    if (letters >= row->least && letters <= row->most) return NULL;
    return FAIL(a, ERR_INPUT, "“%s” là một dòng dài từ %lld đến %lld ký tự. Sửa lại rồi lưu.", say(row->title),
        (long long)row->least, (long long)row->most);
}

/* "02/09/2026", "2/9/2026" or "2026-09-02" */
static bool read_day(struct str s, struct day *d)
{
    int64_t part[3];
    struct str rest = s, piece;
    if (day_read(s, d)) return true;
    for (size_t i = 0; i < 3; i++)
        if (!str_next(&rest, '/', &piece) || !str_int(str_trim(piece), &part[i]) || part[i] < 1 || part[i] > 9999)
            return false;
    *d = (struct day){ (int)part[2], (int)part[1], (int)part[0] };
    return !rest.n && day_is_valid(*d) && d->year >= 1900;
}

/* "02/2026" or "2026-02" to "2026-02" */
static bool read_month(struct arena *a, struct str s, struct str *out)
{
    struct str month, year = s;
    int64_t m, y;
    struct period p;
    if (str_find(s, S("/"), 0) == SIZE_MAX) {
        *out = s;
        return period_read(s, &p) && p.type == PERIOD_MONTH;
    }
    if (!str_next(&year, '/', &month) || !str_int(str_trim(month), &m) || !str_int(str_trim(year), &y) || m < 1
        || m > 12 || y < 1900 || y > 9999) return false;
    *out = period_write(a, period_make(PERIOD_MONTH, (int)y, (int)m));
    return true;
}

static void add_part(struct arena *a, struct str **list, size_t *n, struct str part)
{
    for (size_t i = 0; i < *n; i++)
        if (str_is((*list)[i], part)) return;
    LIST_ADD(a, *list, *n, part);
    for (size_t i = *n - 1; i > 0; i--) {                      /* in the order of days, whatever order was typed */
        struct str *x = &(*list)[i - 1], *y = &(*list)[i];
        if (memcmp(x->p, y->p, x->n < y->n ? x->n : y->n) <= 0) break;
        struct str swap = *x;
        *x = *y;
        *y = swap;
    }
}

/* Lines, or pieces between commas or semicolons, or what is kept already (blanks between). */
static error check_days(struct arena *a, const struct setting_row *row, struct str typed, struct str *kept)
{
    bool calendar = row->type == SETTING_CALENDAR;
    char *pieces = str_z(a, typed), cut = '\n';
    bool as_kept = str_find(typed, S("\n"), 0) == SIZE_MAX && str_find(typed, S("/"), 0) == SIZE_MAX;
    for (char *p = pieces; *p; p++)
        if (*p == ',' || *p == ';' || (as_kept && *p == ' ')) *p = cut;
    struct str rest = str_c(pieces), line, *list = NULL;
    size_t n = 0;
    while (str_next(&rest, cut, &line)) {
        struct day d;
        struct str month = S(""), day = str_trim(line);
        if (!day.n) continue;
        size_t sep = str_find(day, S(":"), 0);
        if (sep == SIZE_MAX) sep = str_find(day, S("="), 0);
        bool good = calendar == (sep != SIZE_MAX);
        if (good && calendar) {
            good = read_month(a, str_trim(str_cut(day, 0, sep)), &month);
            day = str_trim(str_cut(day, sep + 1, day.n));
        }
        if (!good || !read_day(day, &d) || (int64_t)n >= row->most)
            return FAIL(a, ERR_INPUT, calendar
                ? "“%s”: chưa hiểu dòng “%.*s”. Ghi tháng, dấu hai chấm rồi ngày, như 02/2026: 10/02/2026; "
                  "nhiều nhất %lld dòng."
                : "“%s”: chưa hiểu dòng “%.*s”. Ghi mỗi dòng một ngày, như 02/09/2026; nhiều nhất %lld dòng.",
                say(row->title), STR(line), (long long)row->most);
        struct str part = day_write(a, d);
        add_part(a, &list, &n, calendar ? str_fmt(a, "%.*s=%.*s", STR(month), STR(part)) : part);
        if (calendar && n > 1)
            for (size_t i = 1; i < n; i++)
                if (str_starts(list[i], str_cut(list[i - 1], 0, 8)))
                    return FAIL(a, ERR_INPUT, "“%s”: tháng %.*s có hai hạn. Giữ lại một dòng rồi lưu.",
                        say(row->title), STR(month));
    }
    struct buf b = buf_open(a);
    for (size_t i = 0; i < n; i++) buf_fmt(&b, "%s%.*s", i ? " " : "", STR(list[i]));
    *kept = buf_done(&b);
    return NULL;
}

error setting_check(struct arena *a, enum setting which, struct str typed, struct str *kept)
{
    const struct setting_row *row = &setting_rows[which];
    *kept = typed = str_trim(typed);
    if (!typed.n) return NULL;
    switch (row->type) {
    case SETTING_INT: return check_int(a, row, typed, kept);
    case SETTING_CHOICE: return check_choice(a, row, typed);
    case SETTING_TEXT: return check_text(a, row, typed);
    case SETTING_DAYS:
    case SETTING_CALENDAR: return check_days(a, row, typed, kept);
    case SETTING_FLAG: break;
    }
    if (str_is(typed, S("0")) || str_is(typed, S("1"))) return NULL;
    return FAIL(a, ERR_INPUT, "“%s” là có hoặc không. Chọn lại rồi lưu.", say(row->title));
}

/* ---- in words ---- */

static struct str days_out(struct arena *a, struct str kept, const char *between)
{
    struct buf b = buf_open(a);
    struct str part;
    while (str_next(&kept, ' ', &part)) {
        struct day d;
        size_t sep = str_find(part, S("="), 0);
        if (b.n) buf_c(&b, between);
        if (sep != SIZE_MAX) buf_fmt(&b, "%.*s/%.*s: ", STR(str_cut(part, 5, 7)), STR(str_cut(part, 0, 4)));
        struct str day = sep == SIZE_MAX ? part : str_cut(part, sep + 1, part.n);
        buf_str(&b, day_read(day, &d) ? day_vi(a, d) : day);
    }
    return buf_done(&b);
}

static bool is_days(enum setting which)
{
    return setting_rows[which].type == SETTING_DAYS || setting_rows[which].type == SETTING_CALENDAR;
}

struct str setting_typed(struct arena *a, enum setting which, struct str kept)
{
    return is_days(which) ? days_out(a, kept, "\n") : kept;
}

struct str setting_words(struct arena *a, enum setting which, struct str kept)
{
    const struct setting_row *row = &setting_rows[which];
    if (!kept.n) return SAY("để trống");
    for (size_t i = 0; i < row->choices; i++)
        if (str_is(kept, str_c(row->choice[i].code))) return SAY(row->choice[i].label);
    if (row->type == SETTING_FLAG) return str_is(kept, S("1")) ? SAY("có") : SAY("không");
    return is_days(which) ? days_out(a, kept, "; ") : kept;
}

/* ---- writing ---- */

error setting_may(struct arena *a, struct db *db, const struct who *who, enum setting which, int64_t unit_id)
{
    if (setting_rows[which].scope == SETTING_OF_PROGRAM) {
        TRY(setting_int(a, db, SETTING_HOME_UNIT, 0, &unit_id));
        if (!unit_id && who && who->acting) unit_id = who->acting->unit_id;        /* nobody has installed it yet */
    }
    return policy_check(a, db, who, MAY_MANAGE, unit_id, 0, S(""));
}

error setting_put(struct arena *a, struct db *db, const struct who *who, enum setting which, int64_t unit_id,
    struct str typed, struct str why)
{
    const struct setting_row *row = &setting_rows[which];
    struct str kept, was;
    bool chosen;
    int64_t from;
    if (row->scope == SETTING_OF_PROGRAM) unit_id = 0;
    TRY(setting_check(a, which, typed, &kept));
    TRY(setting_own(a, db, which, unit_id, &was, &chosen, &from));
    if (!chosen && !kept.n) return NULL;
    if (chosen && str_is(was, kept)) return NULL;
    struct rows *r = db_run(a, db, &setting_sql, FORGET);
    BIND(r, str_c(row->code));
    BIND(r, unit_id);
    TRY(rows_end(r));
    if (kept.n) {
        r = db_run(a, db, &setting_sql, PUT);
        BIND(r, str_c(row->code));
        BIND(r, unit_id);
        BIND(r, kept);
        BIND(r, clock_now());
        TRY(rows_end(r));
    }
    return audit_why(a, db, who, "setting.change", "setting", unit_id,
        chosen ? str_fmt(a, "%s=%.*s", row->code, STR(was)) : S(""),
        str_fmt(a, "%s=%.*s", row->code, STR(kept)), why);
}

struct saving {
    const struct who *who; int64_t unit_id; const struct setting_change *change; size_t n; struct str why;
};

static error save_job(struct arena *a, struct db *db, void *arg)
{
    const struct saving *job = arg;
    for (size_t i = 0; i < job->n; i++) {
        TRY(setting_may(a, db, job->who, job->change[i].which, job->unit_id));
        TRY(setting_put(a, db, job->who, job->change[i].which, job->unit_id, job->change[i].typed, job->why));
    }
    return NULL;
}

error setting_save(struct arena *a, struct store *s, const struct who *who, int64_t unit_id,
    const struct setting_change *change, size_t n, struct str why)
{
    struct saving job = { who, unit_id, change, n, str_trim(why) };
    return db_write(a, s, save_job, &job);
}

error setting_set(struct arena *a, struct store *s, const struct who *who, enum setting which, int64_t unit_id,
    struct str typed, struct str why)
{
    return setting_save(a, s, who, unit_id, &(struct setting_change){ which, typed }, 1, why);
}
