/* take_away.c - see take_away.h. Owns the columns of these tables; looks nothing up. */
#include "pages/take_away.h"
#include "pages/page.h"

enum { WHOSE, INDICATOR, WHAT, NOW, NOW_WORDS, UNIT, BEFORE, BEFORE_WORDS, CHANGE, TOTALS_COLUMNS };
static const struct listing_column totals_columns[TOTALS_COLUMNS] = {
    [WHOSE] = { "to-chuc", .label = "Tổ chức" },
    [INDICATOR] = { "chi-tieu", .label = "Mã chỉ tiêu" },
    [WHAT] = { "noi-dung", .label = "Nội dung" },
    [NOW] = { "ky-nay", .label = "Kỳ này" },
    [NOW_WORDS] = { "ky-nay-ghi", .label = "Kỳ này, cách ghi" },
    [UNIT] = { "don-vi-tinh", .label = "Đơn vị tính" },
    [BEFORE] = { "ky-truoc", .label = "Kỳ trước" },
    [BEFORE_WORDS] = { "ky-truoc-ghi", .label = "Kỳ trước, cách ghi" },
    [CHANGE] = { "thay-doi", .label = "Thay đổi" },
};
enum { BODY, MONTH, STATE, LATE, UNDECIDED, REPORT, SUBMISSIONS_COLUMNS };
static const struct listing_column submissions_columns[SUBMISSIONS_COLUMNS] = {
    [BODY] = { "to-chuc", .label = "Tổ chức" },
    [MONTH] = { "ky", .label = "Kỳ" },
    [STATE] = { "tinh-trang", .label = "Tình trạng" },
    [LATE] = { "tre-ngay", .label = "Trễ (ngày)" },
    [UNDECIDED] = { "chua-quyet-dinh", .label = "Chưa quyết định" },
    [REPORT] = { "bao-cao", .label = "Số báo cáo" },
};
enum { PART, VALUE, VALUE_WORDS, ITEM, QUOTE, SOURCE, PERIOD, CONFIRMED, CONFIRMED_AT, APPROVED, APPROVED_AT,
       TRACE_COLUMNS };
static const struct listing_column trace_columns[TRACE_COLUMNS] = {
    [PART] = { "to-chuc", .label = "Tổ chức" },
    [VALUE] = { "gia-tri", .label = "Giá trị" },
    [VALUE_WORDS] = { "gia-tri-ghi", .label = "Giá trị, cách ghi" },
    [ITEM] = { "noi-dung", .label = "Nội dung" },
    [QUOTE] = { "cau", .label = "Câu trong báo cáo" },
    [SOURCE] = { "bao-cao", .label = "Báo cáo" },
    [PERIOD] = { "ky", .label = "Kỳ" },
    [CONFIRMED] = { "nguoi-xac-nhan", .label = "Người xác nhận" },
    [CONFIRMED_AT] = { "xac-nhan-luc", .label = "Xác nhận lúc" },
    [APPROVED] = { "nguoi-duyet", .label = "Người duyệt" },
    [APPROVED_AT] = { "duyet-luc", .label = "Duyệt lúc" },
};
enum { WHEN, WHO, ACT, WHERE, DETAIL, WHY, HISTORY_COLUMNS };
static const struct listing_column history_columns[HISTORY_COLUMNS] = {
    [WHEN] = { "luc", .label = "Lúc" },
    [WHO] = { "nguoi", .label = "Người" },
    [ACT] = { "viec", .label = "Việc" },
    [WHERE] = { "doi-tuong", .label = "Đối tượng" },
    [DETAIL] = { "thay-doi", .label = "Thay đổi" },
    [WHY] = { "ly-do", .label = "Lý do" },
};
/* What narrows these pages; a name that a route does not take is passed over. */
static const char *const narrow[] = { "ky", "to-chuc", "nguoi", "viec", "doi-tuong", "tu-ngay", "den-ngay", "chu",
                                      "so", "nhin" };
#define KIND(file_, title_, column_) \
    { .file = file_, .title = SAID(title_), .column = column_, .columns = COUNT(column_), .narrow = narrow, \
      .narrows = COUNT(narrow) }
static const struct listing_kind kinds[TAKE_COUNT] = {
    [TAKE_TOTALS] = KIND("tong-hop", "Số liệu tổng hợp", totals_columns),
    [TAKE_SUBMISSIONS] = KIND("tinh-hinh-nop", "Tình hình nộp báo cáo", submissions_columns),
    [TAKE_TRACE] = KIND("nguon-so-lieu", "Nguồn của số liệu", trace_columns),
    [TAKE_HISTORY] = KIND("lich-su", "Lịch sử", history_columns),
};

struct listing_view take_links(struct request *q, enum take what)
{
    struct listing l = listing_open(q, &kinds[what]);
    struct listing_view v = { 0 };
    listing_files(&l, &v);
    return v;
}

/* ---- totals ---- */

static struct str unit_word(struct str s) { return str_is(s, S("VND")) ? SAY("đồng") : s; }

static struct ledger_cell sum_cell(bool has, const struct vn_sum *sum)
{
    return has && !sum->overflow ? ledger_number(sum->value) : (struct ledger_cell){ 0 };
}

static void put_lines(struct listing *l, struct str whose, const struct brief_line *line, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct brief_line *x = &line[i];
        if (!x->has_now && !x->has_before) continue;
        struct ledger_cell *c = listing_row(l);
        c[WHOSE] = ledger_text(whose);
        c[INDICATOR] = ledger_text(x->indicator);
        c[WHAT] = ledger_text(x->name);
        c[NOW] = sum_cell(x->has_now, &x->now);
        c[NOW_WORDS] = ledger_text(x->has_now ? x->words : S(""));
        c[UNIT] = ledger_text(unit_word(x->unit_word));
        c[BEFORE] = sum_cell(x->has_before, &x->before);
        c[BEFORE_WORDS] = ledger_text(x->has_before ? x->words_before : S(""));
        c[CHANGE] = ledger_text(x->change);
    }
}

static void put_beside(struct listing *l, struct str whose, const struct brief_figure *f, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct ledger_cell *c = listing_row(l);
        c[WHOSE] = ledger_text(whose.n ? whose : f[i].body_short);
        c[WHAT] = ledger_text(f[i].item.n ? f[i].item : f[i].quote);
        c[NOW_WORDS] = ledger_text(f[i].words);
    }
}

/* Said where the two views of a total differ (total_now.h). */
static struct str view_words(const struct total_views *v)
{
    if (!v->differs) return S("");
    return v->view == VIEW_NOW ? SAY(" · theo đơn vị hiện nay") : SAY(" · như khi đó");
}

error take_totals(struct request *q, struct reply *r, const struct brief *b)
{
    struct listing l = listing_open(q, &kinds[TAKE_TOTALS]);
    put_lines(&l, SAY("Toàn đơn vị"), b->total, b->totals);
    for (size_t i = 0; i < b->bodies; i++) {
        put_lines(&l, b->body[i].short_name, b->body[i].line, b->body[i].lines);
        put_beside(&l, b->body[i].short_name, b->body[i].other, b->body[i].others);
    }
    put_beside(&l, S(""), b->joint, b->joints);
    struct str about = str_fmt(q->a, say("%.*s · %.*s · đã duyệt %zu trong %zu báo cáo · kỳ trước: %.*s"),
                               STR(b->unit_name), STR(b->period_words), b->approved, b->expected,
                               STR(b->previous_words));
    return listing_file(&l, r, str_fmt(q->a, "%.*s%.*s", STR(about), STR(view_words(&b->views))));
}

/* ---- who has reported ---- */

error take_submissions(struct request *q, struct reply *r, const struct submission_matrix *m, struct str about)
{
    struct listing l = listing_open(q, &kinds[TAKE_SUBMISSIONS]);
    for (size_t i = 0; i < m->rows; i++)
        for (size_t k = 0; k < m->months; k++) {
            const struct submission_cell *cell = &m->row[i].cell[k];
            struct ledger_cell *c = listing_row(&l);
            c[BODY] = ledger_text(m->row[i].short_name);
            c[MONTH] = ledger_text(page_period_words(q->a, m->month[k]));
            c[STATE] = ledger_text(cell->words);
            if (cell->late_days) c[LATE] = ledger_count(cell->late_days);
            if (cell->undecided) c[UNDECIDED] = ledger_count(cell->undecided);
            if (cell->report_id) c[REPORT] = ledger_count(cell->report_id);
        }
    return listing_file(&l, r, about);
}

/* ---- from a total to its sentences ---- */

static void put_figure(struct arena *a, struct ledger_cell *c, const struct trace_figure *x)
{
    c[VALUE] = ledger_number(x->figure.value);
    c[VALUE_WORDS] = ledger_text(x->figure.words);
    c[ITEM] = ledger_text(x->figure.item);
    c[QUOTE] = ledger_text(str_fmt(a, "%.*s%.*s%.*s", STR(x->before), STR(x->quote), STR(x->after)));
    c[SOURCE] = ledger_text(x->report_title);
    c[PERIOD] = ledger_text(page_period_words(a, x->report_period));
    c[CONFIRMED] = ledger_text(x->figure.decided_by);
    c[CONFIRMED_AT] = ledger_time(x->figure.decided_at);
    c[APPROVED] = ledger_text(x->approved_by);
    c[APPROVED_AT] = ledger_time(x->approved_at);
}

error take_trace(struct request *q, struct reply *r, const struct trace *t)
{
    struct listing l = listing_open(q, &kinds[TAKE_TRACE]);
    for (size_t i = 0; i < t->lines; i++) {
        const struct trace_line *line = &t->line[i];
        struct str whose = line->body_short.n ? line->body_short : line->unit_name;
        for (size_t k = 0; k < line->figures; k++) {
            struct ledger_cell *c = listing_row(&l);
            c[PART] = ledger_text(whose);
            put_figure(q->a, c, &line->figure[k]);
        }
        if (line->figures) continue;
        struct ledger_cell *c = listing_row(&l);
        c[PART] = ledger_text(whose);
        c[VALUE] = sum_cell(line->sum.count > 0, &line->sum);
        c[VALUE_WORDS] = ledger_text(line->words);
        c[ITEM] = ledger_text(line->note);
    }
    struct str about = str_fmt(q->a, say("%.*s · %.*s · %.*s"), STR(t->indicator_name), STR(t->period_words),
                               STR(t->unit_name));
    if (t->has) about = str_fmt(q->a, "%.*s · %.*s", STR(about), STR(t->words));
    return listing_file(&l, r, str_fmt(q->a, "%.*s%.*s", STR(about), STR(view_words(&t->views))));
}

/* ---- what happened ---- */

static struct str detail_of(struct arena *a, const struct history_line *x)
{
    struct buf b = buf_open(a);
    buf_str(&b, x->detail);
    for (size_t i = 0; i < x->changes; i++) {
        const struct change_view *v = &x->change[i];
        buf_fmt(&b, "%s%.*s%s%.*s → %.*s", b.n ? "\n" : "", STR(v->label), v->label.n ? ": " : "", STR(v->before),
                STR(v->after));
    }
    return buf_done(&b);
}

error take_history(struct request *q, struct reply *r, const int64_t *when, const struct history_line *line, size_t n,
    struct str about)
{
    struct listing l = listing_open(q, &kinds[TAKE_HISTORY]);
    for (size_t i = 0; i < n; i++) {
        struct ledger_cell *c = listing_row(&l);
        c[WHEN] = ledger_time(when[i]);
        c[WHO] = ledger_text(line[i].who);
        c[ACT] = ledger_text(line[i].what);
        c[WHERE] = ledger_text(line[i].where);
        c[DETAIL] = ledger_text(detail_of(q->a, &line[i]));
        c[WHY] = ledger_text(line[i].why);
    }
    return listing_file(&l, r, about);
}
