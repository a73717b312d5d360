/* figure.c - see figure.h. Writes rows only through figure_put(). A decision never touches another body's
 * figure: the door is the report's (report_row.h), and it lets only the people of its body write. */
#include "core/report/figure.h"
#include "base/machine.h"
#include "core/office/audit.h"
#include "core/report/figure_entry.h"
#include "core/report/figure_read.h"
#include "core/report/figure_row.h"
#include "core/report/lesson.h"
#include "core/report/report_row.h"
#include "core/report/total.h"
#include "vn/text.h"

enum { REPORT_OF };
static const struct sql sql[] = {
    [REPORT_OF] = { "figure.report_of", "SELECT report_id FROM figure WHERE id = ?1", SQL_READ },
};
struct sql_list figure_sql = SQL_LIST(sql);

struct str figure_use_vi(enum figure_use use)
{
    static const struct { const char *label; } words[] = { [FIGURE_COUNTS] = { .label = "" },
        [FIGURE_NO_INDICATOR] = { .label = "không cộng: chưa gắn chỉ tiêu" },
        [FIGURE_NOT_RESULT] = { .label = "không cộng: không phải kết quả" },
        [FIGURE_PER_PIECE] = { .label = "không cộng: giá trị của một phần" },
        [FIGURE_DIFFERENCE] = { .label = "không cộng: là mức tăng, giảm" },
        [FIGURE_CUMULATIVE] = { .label = "không cộng: số lũy kế, để đối chiếu" },
        [FIGURE_OTHER_PERIOD] = { .label = "không cộng: thuộc kỳ khác" },
        [FIGURE_PART] = { .label = "không cộng: là một phần của số liệu khác" },
        [FIGURE_RATIO] = { .label = "không cộng: chỉ tiêu tỷ lệ" },
        [FIGURE_STATE_OF_FLOW] = { .label = "không cộng: là tổng số hiện có, không phải số trong kỳ" },
        [FIGURE_OTHER_MEASURE] = { .label = "không cộng: khác đơn vị của chỉ tiêu" },
        [FIGURE_IS_REJECTED] = { .label = "không cộng: đã loại" } };
    static_assert(COUNT(words) == FIGURE_USE_COUNT, "words for each use");
    assert(use < FIGURE_USE_COUNT);
    return *words[use].label ? SAY(words[use].label) : S("");
}

/* ---- looking ---- */

static error add_last(struct arena *a, struct db *db, const struct report *r, struct figure *f)
{
    struct period period;
    if (!f->indicator.n || !period_read(r->period, &period)) return NULL;
    struct total total;
    bool found;
    TRY(total_find(a, db, r->unit_id, f->indicator, period_write(a, period_previous(period)), f->organisation,
        &total, &found));
    f->has_last = found;
    f->last_words = found ? total.words : S("");
    return NULL;
}

static struct str words_as_read(struct arena *a, const struct figure_full *full)
{
    struct figure was = full->f;
    if (!full->reading.n || !figure_unpack(a, full->reading, &was)) return S("");
    return was.words;
}

static error list_of(struct arena *a, struct db *db, const struct report *r, struct figure **out, size_t *n)
{
    struct figure_full *all;
    TRY(figure_all(a, db, r->id, &all, n));
    *out = NEW_N(a, struct figure, *n + 1);
    for (size_t i = 0; i < *n; i++) {
        (*out)[i] = all[i].f;
        (*out)[i].read_words = words_as_read(a, &all[i]);
        TRY(add_last(a, db, r, &(*out)[i]));
    }
    return NULL;
}

error figure_list(
    struct arena *a, struct db *db, const struct who *who, int64_t report_id, struct figure **out, size_t *n)
{
    struct report r;
    TRY(report_open(a, db, who, report_id, &r));
    return list_of(a, db, &r, out, n);
}

static error report_of(struct arena *a, struct db *db, int64_t id, int64_t *report_id)
{
    struct rows *rows = db_run(a, db, &figure_sql, REPORT_OF);
    BIND(rows, id);
    bool found = rows_next(rows);
    *report_id = found ? row_int(rows, 0) : 0;
    TRY(rows_end(rows));
    return found ? NULL
                 : FAIL(a, ERR_MISSING,
                       "Không còn số liệu này trong báo cáo. Tải lại trang để xem danh sách mới.");
}

error figure_get(struct arena *a, struct db *db, const struct who *who, int64_t id, struct figure *out)
{
    int64_t report_id;
    struct figure *list;
    size_t n;
    TRY(report_of(a, db, id, &report_id));
    TRY(figure_list(a, db, who, report_id, &list, &n));
    for (size_t i = 0; i < n; i++)
        if (list[i].id == id) {
            *out = list[i];
            return NULL;
        }
    return FAIL(a, ERR_MISSING, "Không còn số liệu này trong báo cáo. Tải lại trang để xem danh sách mới.");
}

/* ---- decisions ---- */

enum decision { CONFIRM, REJECT, CHANGE, UNDO };
struct deciding {
    const struct who *who;
    int64_t id, version;
    enum decision decision;
    struct str note;
    const struct figure_entry *entry;
};

static const char *const decision_acts[] = { "figure.confirm", "figure.reject", "figure.change", "figure.undo" };

static error conflict(struct arena *a, const struct deciding *job, const struct figure *now, const struct figure *mine)
{
    static const struct { const char *label; } theirs[] = {
        { .label = "đưa về chưa xác nhận" }, { .label = "xác nhận" }, { .label = "loại" } };
    static const struct { const char *label; } wanted[] = {
        { .label = "xác nhận" }, { .label = "loại" }, { .label = "ghi" }, { .label = "hoàn lại" } };
    struct str by = now->decided_by.n ? now->decided_by : SAY("người khác");
    struct str when = moment_vi(a, now->decided_at), stands = now->words, want = mine->words;
    return FAIL(a, ERR_CONFLICT,
        "Số liệu số %lld đã được %.*s %s lúc %.*s với giá trị “%.*s”; đồng chí vừa định %s “%.*s”. Xem lại rồi "
        "quyết định lần nữa.",
        (long long)now->seq, STR(by), say(theirs[now->state].label), STR(when), STR(stands),
        say(wanted[job->decision].label), STR(want));
}

static error apply(struct arena *a, struct db *db, const struct deciding *job, const struct report *r,
    const struct figure_full *all, size_t n, const struct figure_full *was, struct figure *f,
    struct str *reading)
{
    switch (job->decision) {
    case CONFIRM:
        f->state = FIGURE_CONFIRMED;
        break;
    case REJECT:
        f->state = FIGURE_REJECTED;
        f->note = job->note;
        break;
    case CHANGE:
        TRY(figure_entry_take(a, db, job->entry, r->period, all, n, f));
        f->state = FIGURE_CONFIRMED;
        f->note = job->note;
        if (!f->added && !reading->n) *reading = figure_pack(a, &was->f);
        break;
    case UNDO:
        if (reading->n && !figure_unpack(a, *reading, f))
            return FAIL(a, ERR_FAULT, "Không hoàn lại được số liệu số %lld.", (long long)f->seq);
        *reading = S("");
        f->state = FIGURE_READ;
        f->note = S("");
        break;
    }
    return NULL;
}

static error learn(struct arena *a, struct db *db, const struct who *who, const struct report *r,
    const struct figure_full *was, const struct figure *now, const struct figure_full *all, size_t n)
{
    struct figure read = was->f;
    if (was->f.added || (was->reading.n && !figure_unpack(a, was->reading, &read))) return NULL;
    return lesson_learn(a, db, who, r, &(struct correction){ &read, &was->f, now }, all, n);
}

static error decide_job(struct arena *a, struct db *db, void *arg)
{
    const struct deciding *job = arg;
    int64_t report_id;
    struct report r;
    TRY(report_of(a, db, job->id, &report_id));
    TRY(report_open_for(a, db, job->who, MAY_WRITE_REPORT, report_id, &r));
    TRY(report_open_check(a, &r));
    struct figure_full *all;
    size_t n;
    TRY(figure_all(a, db, report_id, &all, &n));
    const struct figure_full *was = NULL;
    for (size_t i = 0; i < n; i++) if (all[i].f.id == job->id) was = &all[i];
    assert(was);
    struct figure f = was->f;
    struct str reading = was->reading;
    TRY(apply(a, db, job, &r, all, n, was, &f, &reading));
    if (was->f.version != job->version) return conflict(a, job, &was->f, &f);
    f.decided_at = clock_now();
    TRY(figure_put(a, db, &r, &f, reading, job->who->account_id));
    if (job->decision == CHANGE) TRY(learn(a, db, job->who, &r, was, &f, all, n));
    if (job->decision == UNDO) TRY(alias_withdraw(a, db, job->who, r.id, f.seq, -1));
    return audit_add(a, db, job->who, decision_acts[job->decision], "figure", f.id, figure_pack(a, &was->f),
        figure_pack(a, &f));
}

error figure_confirm(struct arena *a, struct store *store, const struct who *who, int64_t id, int64_t version)
{
    struct deciding job = { .who = who, .id = id, .version = version, .decision = CONFIRM };
    return db_write(a, store, decide_job, &job);
}

error figure_reject(
    struct arena *a, struct store *store, const struct who *who, int64_t id, int64_t version, struct str note)
{
    struct deciding job = { .who = who, .id = id, .version = version, .decision = REJECT, .note = str_trim(note) };
    return db_write(a, store, decide_job, &job);
}

error figure_change(struct arena *a, struct store *store, const struct who *who, int64_t id, int64_t version,
    const struct figure_entry *entry, struct str note)
{
    struct deciding job = {
        .who = who, .id = id, .version = version, .decision = CHANGE, .entry = entry, .note = str_trim(note)
    };
    return db_write(a, store, decide_job, &job);
}

error figure_undo(struct arena *a, struct store *store, const struct who *who, int64_t id, int64_t version)
{
    struct deciding job = { .who = who, .id = id, .version = version, .decision = UNDO };
    return db_write(a, store, decide_job, &job);
}

/* ---- words that the reader missed ---- */

static bool splits_letter(struct str text, size_t at)
{
    return at < text.n && ((unsigned char)text.p[at] & 0xc0) == 0x80;
}

static error passage(struct arena *a, const struct report *r, struct span *span, struct str *out)
{
    if (span->from >= span->to || span->to > r->text.n || splits_letter(r->text, span->from) ||
        splits_letter(r->text, span->to))
        return FAIL(a, ERR_INPUT,
            "Chưa chọn đúng đoạn chữ trong báo cáo. Bôi đen lại từ chữ đầu đến chữ cuối của số liệu.");
    while (span->from < span->to && strchr(" \t\n", r->text.p[span->from])) span->from++;
    while (span->to > span->from && strchr(" \t\n.,;", r->text.p[span->to - 1])) span->to--;
    *out = str_cut(r->text, span->from, span->to);
    if (!out->n || str_find(*out, S("\n"), 0) != SIZE_MAX)
        return FAIL(a, ERR_INPUT,
            "Đoạn chữ được chọn phải nằm trong một đoạn văn và có số liệu. Bôi đen lại đúng số liệu còn sót.");
    return NULL;
}

error figure_entry_read(struct arena *a, struct db *db, const struct who *who, int64_t report_id,
    struct span span, struct figure_entry *out)
{
    struct report r;
    struct str words;
    struct record *record;
    TRY(report_open(a, db, who, report_id, &r));
    TRY(passage(a, &r, &span, &words));
    struct alias_told told;
    TRY(alias_for(a, db, r.unit_id, r.body_id, &told));
    struct read_hints hints = figure_hints(&r, &told);
    TRY(reader_read_text(a, words, &hints, &record));
    struct figure f = { .quote = words, .organisation = r.organisation, .period = r.period };
    if (record->figure_count) {
        const struct figure_found *found = &record->figures[0];
        f.approx = found->approx;
        f.value = found->value;
        f.value_max = found->value_max;
        f.unit = found->unit;
        f.item = found->item;
        f.indicator = found->indicator;
        f.organisation = found->actor;
        f.has_whole = found->has_whole;
        f.whole = found->whole;
        f.each = found->each;
        f.stock = found->stock;
        f.cumulative = found->cumulative;
        f.sense = found->sense;
        f.change = found->change;
        *out = figure_entry(a, &f);
        return NULL;
    }
    for (size_t at = 0; at < words.n; at++) {
        struct vn_number number;
        bool starts = at == 0 || words.p[at - 1] == ' ';
        if (!starts || !vn_number_at(words, at, &number)) continue;
        f.value = number.value;
        f.unit = str_trim(str_cut(words, number.end, words.n));
        *out = figure_entry(a, &f);
        return NULL;
    }
    return FAIL(a, ERR_INPUT,
                "Đoạn “%.*s” không có con số nào đọc được. Chọn lại các chữ có ghi con số, kể cả số viết bằng chữ.",
                STR(words));
}

struct adding {
    const struct who *who;
    int64_t report_id, report_version, id;
    struct span span;
    const struct figure_entry *entry;
};

static error add_job(struct arena *a, struct db *db, void *arg)
{
    struct adding *job = arg;
    struct report r;
    struct str words;
    TRY(report_open_for(a, db, job->who, MAY_WRITE_REPORT, job->report_id, &r));
    TRY(report_open_check(a, &r));
    TRY(report_version_check(a, db, &r, job->report_version));
    TRY(passage(a, &r, &job->span, &words));
    struct figure_full *all;
    size_t n;
    TRY(figure_all(a, db, r.id, &all, &n));
    for (size_t i = 0; i < n; i++)
        if (all[i].f.state != FIGURE_REJECTED && all[i].f.span.from < job->span.to && job->span.from < all[i].f.span.to)
            return FAIL(a, ERR_CONFLICT,
                "Đoạn “%.*s” đã nằm trong số liệu số %lld. Sửa số liệu đó, hoặc loại nó rồi thêm lại.",
                STR(words), (long long)all[i].f.seq);
    struct figure f = { .span = job->span,
        .quote = words,
        .added = true,
        .state = FIGURE_CONFIRMED,
        .confidence = 1000,
        .decided_at = clock_now() };
    TRY(figure_entry_take(a, db, job->entry, r.period, all, n, &f));
    TRY(figure_put(a, db, &r, &f, S(""), job->who->account_id));
    job->id = f.id;
    return audit_add(a, db, job->who, "figure.add", "figure", f.id, S(""), figure_pack(a, &f));
}

error figure_add(struct arena *a, struct store *store, const struct who *who, int64_t report_id,
    int64_t report_version, struct span span, const struct figure_entry *entry, int64_t *id)
{
    struct figure_entry read;
    if (!entry) {
        struct db *db;
        TRY(store_reader(store, &db));
        TRY(figure_entry_read(a, db, who, report_id, span, &read));
        entry = &read;
    }
    struct adding job = {
        .who = who, .report_id = report_id, .report_version = report_version, .span = span, .entry = entry
    };
    TRY(db_write(a, store, add_job, &job));
    *id = job.id;
    return NULL;
}
