/* check.c - see check.h: what a report says against itself (check_rules.c), against other bodies (check_repeats.c),
 * its own months and the reports before it (check_history.c), and how it is written. Owns the table warning_answer. */
#include "core/report/check.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/audit.h"
#include "core/report/check_rules.h"
#include "core/report/closing.h"
#include "core/report/figure_read.h"
#include "core/office/moment.h"
#include "core/report/report_row.h"
#include "read/lint/lint.h"
#include "read/reader.h"

enum { EARLIER, ANSWERS, ANSWER_ADD, ANSWER_CHANGE };
static const struct sql sql[] = {
    /* What counts lies within its report's period, and a report within one year (?7 ends that of ?5): so the days
       bound the reports, whatever came before or after. */
    [EARLIER] = { "check.earlier",
        "SELECT f.approx, f.value, f.value_max, r.id FROM report r CROSS JOIN figure f WHERE r.body_id = ?1 "
        "AND r.period_to >= ?4 AND r.period_from <= ?5 AND r.period_to <= ?7 "
        "AND r.state = 'approved' AND r.counted = 1 AND f.report_id = r.id AND f.indicator = ?2 AND f.counts = 1 "
        "AND COALESCE(f.organisation, '') = ?3 AND f.period_from >= ?4 AND f.period_to <= ?5 "
        "AND r.id <> ?6 ORDER BY r.id",
        SQL_READ },
    [ANSWERS] = { "check.answers",
        "SELECT w.code, w.subject, w.reason, p.name, w.at FROM warning_answer w "
        "JOIN account c ON c.id = w.account_id JOIN person p ON p.id = c.person_id WHERE w.report_id = ?1",
        SQL_READ },
    [ANSWER_ADD] = { "check.answer_add",
        "INSERT INTO warning_answer(reason, account_id, at, report_id, code, subject) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        SQL_WRITE },
    [ANSWER_CHANGE] = { "check.answer_change",
        "UPDATE warning_answer SET reason = ?1, account_id = ?2, at = ?3 WHERE report_id = ?4 AND code = ?5 "
        "AND subject = ?6",
        SQL_WRITE },
};
struct sql_list check_sql = SQL_LIST(sql);

/* The days that a cumulative figure sums: from the start of its own period when that is the longer one, else
 * from the start of the year, to the report's last day. */
static bool summed_days(const struct figure *f, struct str report_period, struct day *from, struct day *to)
{
    struct period own, of;
    if (!period_read(f->period, &own) || !period_read(report_period, &of)) return false;
    bool longer = period_has(own, of) && !period_has(of, own);
    *from = longer ? own.from : period_of_day(PERIOD_YEAR, of.from).from;
    *to = longer && day_number(own.to) < day_number(of.to) ? own.to : of.to;
    return true;
}

error check_sum_of_months(struct arena *a, struct db *db, const struct checked *r, const struct figure *f,
    struct vn_sum *sum, int64_t *reports)
{
    struct day from, to;
    *sum = (struct vn_sum){ 0 };
    *reports = 0;
    if (!summed_days(f, r->period, &from, &to)) return NULL;
    struct rows *rows = db_run(a, db, &check_sql, EARLIER);
    BIND(rows, r->body_id);
    BIND(rows, f->indicator);
    BIND(rows, f->organisation);
    BIND(rows, day_write(a, from));
    BIND(rows, day_write(a, to));
    BIND(rows, r->id);
    BIND(rows, day_write(a, (struct day){ to.year, 12, 31 }));
    for (int64_t last = 0; rows_next(rows); last = row_int(rows, 3)) {
        *reports += row_int(rows, 3) != last;
        vn_sum_add(sum, (enum vn_approx)name_index(vn_approx_names, VN_AT_MOST + 1, row_str(rows, 0)),
            row_int(rows, 1), row_int(rows, 2));
    }
    TRY(rows_end(rows));
    bool own = false;
    for (size_t i = 0; i < r->n; i++) {
        const struct figure *x = &r->list[i].f;
        if (x->use != FIGURE_COUNTS || !str_is(x->indicator, f->indicator) ||
            !str_is(x->organisation, f->organisation))
            continue;
        vn_sum_add(sum, x->approx, x->value, x->value_max);
        own = true;
    }
    *reports += own;
    return NULL;
}

/* A running total against the sum of the months, in their own words; a total worded with "trên" or "gần" contradicts
 * the months only when no amount fits both. */
static void say_cumulative(struct checked *r, const struct figure *f, const struct vn_sum *sum, int64_t reports)
{
    struct arena *a = r->found.a;
    struct claim added = claim_amount(vn_sum_approx(sum), sum->value, sum->value_max);
    warning_add(&r->found, "cumulative", added.low > claim_of(f).high ? SEVERITY_ERROR : SEVERITY_DOUBT, &f, 1,
        str_fmt(a, say("Lũy kế báo cáo ghi %.*s; cộng %lld báo cáo đã có được %.*s."), STR(f->words),
            (long long)reports, STR(total_words(a, sum, f->unit))));
}

struct below { const struct figure *f; struct vn_sum sum; int64_t reports; };

/* Several figures of a longer period, each smaller than what its months told already: they are mostly of this month,
 * and the longer period comes from one phrase of the text. */
static void say_below(struct checked *r, const struct below *list, size_t n)
{
    struct arena *a = r->found.a;
    const struct figure **about = NEW_N(a, const struct figure *, n + 1);
    if (n == 1) say_cumulative(r, list[0].f, &list[0].sum, list[0].reports);
    if (n < 2) return;
    for (size_t i = 0; i < n; i++) about[i] = list[i].f;
    warning_add(&r->found, "cumulative", SEVERITY_DOUBT, about, n,
        str_fmt(a,
            say("Có %zu số liệu ghi kỳ %.*s mà nhỏ hơn tổng các báo cáo trong kỳ ấy. "
                "Nếu là kết quả riêng của %.*s thì sửa lại kỳ của số liệu."),
            n, STR(period_in(a, about[0]->period)), STR(period_in(a, r->period))));
}

static error check_cumulative(struct arena *a, struct db *db, struct checked *r)
{
    struct below *below = NULL;
    size_t n = 0;
    for (size_t i = 0; i < r->n; i++) {
        const struct figure *f = &r->list[i].f;
        struct below b = { .f = f };
        if (f->use != FIGURE_CUMULATIVE || !f->indicator.n || check_is_longer(f, r->period)) continue;
        TRY(check_sum_of_months(a, db, r, f, &b.sum, &b.reports));
        struct claim claimed = claim_of(f),
                     added = claim_amount(vn_sum_approx(&b.sum), b.sum.value, b.sum.value_max);
        if (b.reports < 2 || b.sum.overflow || claim_meets(claimed, added)) continue;
        if (added.low > claimed.high && !f->cumulative) LIST_ADD(a, below, n, b);
        else say_cumulative(r, f, &b.sum, b.reports);
    }
    say_below(r, below, n);
    return NULL;
}

static bool starts_letter(struct str text, size_t at)
{
    return at >= text.n || ((unsigned char)text.p[at] & 0xC0) != 0x80;
}

/* The words around a mark, within its line: a screen has no line numbers. */
static struct str words_around(struct str text, struct span at)
{
    enum { BEFORE = 24, BEHIND = 48, MOST = 90 };
    size_t from = at.from, to = at.to - at.from > MOST ? at.from + MOST : at.to;
    while (from && at.from - from < BEFORE && text.p[from - 1] != '\n') from--;
    while (to < text.n && to - at.from < MOST && to < at.to + BEHIND && text.p[to] != '\n') to++;
    while (!starts_letter(text, from)) from++;
    while (!starts_letter(text, to)) to--;
    while (from && from < at.from && text.p[from - 1] != '\n' && text.p[from - 1] != ' ') from++;      /* whole words */
    while (to < text.n && to > at.from + 1 && text.p[to] != '\n' && text.p[to] != ' ') to--;
    return str_trim(str_cut(text, from, to));
}

/* Sentences that name no words get those around. */
static struct str text_sentence(struct arena *a, struct str text, const struct lint_found *l)
{
    if (l->kind != LINT_REPEAT && l->kind != LINT_PAIR && l->kind != LINT_BLANK) return l->sentence;
    return str_fmt(a, say("Tại “…%.*s…”: %.*s"), STR(words_around(text, l->span)), STR(l->sentence));
}

/* What an editor would mark, as warnings without figures. The subject is the words themselves: an answer stands until
 * they change. */
static error check_text(struct arena *a, struct checked *r)
{
    struct record *record;
    if (!str_trim(r->text).n) return NULL;
    TRY(reader_read_text(a, r->text, &(struct read_hints){ .body = S("") }, &record));
    struct lint lint = lint_record(a, record);
    bool same = str_is(record->text, r->text);
    for (size_t i = 0; i < lint.n; i++) {
        const struct lint_found *l = &lint.list[i];
        enum severity severity = l->note ? SEVERITY_NOTE : SEVERITY_DOUBT;
        struct warning *w = warning_add(&r->found, "text", severity, NULL, 0,
            text_sentence(a, record->text, l));
        w->span = same ? l->span : (struct span){ 0 };
        w->subject = str_fmt(a, "%s:%.*s", lint_kind_names[l->kind],
            STR(str_cut(record->text, l->span.from, l->span.to)));
    }
    return NULL;
}

static error add_answers(struct arena *a, struct db *db, int64_t report_id, struct warnings *all)
{
    struct rows *r = db_run(a, db, &check_sql, ANSWERS);
    BIND(r, report_id);
    while (rows_next(r)) {
        struct str code = row_str(r, 0), subject = row_str(r, 1);
        for (size_t i = 0; i < all->n; i++) {
            struct warning *w = &all->list[i];
            if (!str_is(w->code, code) || !str_is(w->subject, subject)) continue;
            w->answered = true;
            w->reason = row_str(r, 2);
            w->answered_by = row_str(r, 3);
            w->answered_at = row_int(r, 4);
        }
    }
    return rows_end(r);
}

/* Open before answered, figures before words, worse before milder, then as found; n is small. */
static bool comes_before(const struct warning *x, const struct warning *y)
{
    if (x->answered != y->answered) return !x->answered;
    if (!x->seq_count != !y->seq_count) return x->seq_count > 0;
    return x->severity > y->severity;
}

/* Answers and order, once everything is found. */
static error close_check(struct arena *a, struct db *db, struct checked *r)
{
    struct warnings *all = &r->found;
    if (all->n) TRY(add_answers(a, db, r->id, all));
    for (size_t k = 1; k < all->n; k++)
        for (size_t j = k; j > 0 && comes_before(&all->list[j], &all->list[j - 1]); j--) {
            struct warning swap = all->list[j];
            all->list[j] = all->list[j - 1];
            all->list[j - 1] = swap;
        }
    return NULL;
}

static error find_of_unit(struct arena *a, struct db *db, int64_t unit_id, struct checked *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        list[i].found = (struct warnings){ .a = a };
        check_rules(&list[i].found, list[i].text, list[i].list, list[i].n);
    }
    TRY(check_repeats(a, db, unit_id, list, n));
    for (size_t i = 0; i < n; i++) TRY(check_cumulative(a, db, &list[i]));
    return NULL;
}

error check_several(struct arena *a, struct db *db, int64_t unit_id, struct checked *list, size_t n)
{
    TRY(find_of_unit(a, db, unit_id, list, n));
    for (size_t i = 0; i < n; i++) TRY(close_check(a, db, &list[i]));
    return NULL;
}

static error check_opened(struct arena *a, struct db *db, const struct report *r, struct checked *out)
{
    struct figure_full *list;
    *out = (struct checked){ .id = r->id, .body_id = r->body_id, .period = r->period, .text = r->text };
    TRY(figure_all(a, db, r->id, &list, &out->n));
    out->list = list;
    TRY(find_of_unit(a, db, r->unit_id, out, 1));
    TRY(check_history(a, db, r->unit_id, out));
    TRY(check_text(a, out));
    return close_check(a, db, out);
}

error check_all(struct arena *a, struct db *db, const struct who *who, int64_t report_id, struct checks *out)
{
    struct report r;
    struct checked one;
    TRY(report_open(a, db, who, report_id, &r));
    TRY(check_opened(a, db, &r, &one));
    *out = (struct checks){ one.found.list, one.found.n, one.price, one.prices };
    return NULL;
}

error check_report(
    struct arena *a, struct db *db, const struct who *who, int64_t report_id, struct warning **out, size_t *n)
{
    struct checks all;
    TRY(check_all(a, db, who, report_id, &all));
    *out = all.warning;
    *n = all.warnings;
    return NULL;
}

error check_prices(struct arena *a, struct db *db, const struct who *who, int64_t report_id, struct price_seen **out,
    size_t *n)
{
    struct checks all;
    TRY(check_all(a, db, who, report_id, &all));
    *out = all.price;
    *n = all.prices;
    return NULL;
}

struct job { const struct who *who; int64_t report_id; struct str code, subject, reason; };

static error answer_job(struct arena *a, struct db *db, void *arg)
{
    const struct job *job = arg;
    struct report r;
    struct checked one;
    TRY(report_open(a, db, job->who, job->report_id, &r));
    struct str state = str_c(report_state_names[r.state]);
    if (policy_check(a, db, job->who, MAY_WRITE_REPORT, r.unit_id, r.body_id, state))
        TRY(policy_check(a, db, job->who, MAY_RETURN_REPORT, r.unit_id, r.body_id, state));
    TRY(closing_check(a, db, r.unit_id, r.period));
    if (!job->reason.n)
        return FAIL(a, ERR_INPUT, "Chưa ghi lý do giữ nguyên số liệu. Ghi ngắn gọn vì sao số liệu đúng.");
    TRY(check_opened(a, db, &r, &one));
    const struct warning *answered = NULL, *list = one.found.list;
    for (size_t i = 0; i < one.found.n; i++)
        if (str_is(list[i].code, job->code) && str_is(list[i].subject, job->subject)) answered = &list[i];
    if (!answered)
        return FAIL(a, ERR_CONFLICT,
            "Cảnh báo này không còn, vì số liệu đã thay đổi. Tải lại trang để xem các cảnh báo hiện có.");
    struct rows *w = db_run(a, db, &check_sql, answered->answered ? ANSWER_CHANGE : ANSWER_ADD);
    BIND(w, job->reason);
    BIND(w, job->who->account_id);
    BIND(w, clock_now());
    BIND(w, r.id);
    BIND(w, job->code);
    BIND(w, job->subject);
    TRY(rows_end(w));
    return audit_why(a, db, job->who, "check.answer", "report", r.id, S(""), answered->sentence, job->reason);
}

error check_answer(struct arena *a, struct store *store, const struct who *who, int64_t report_id,
    struct str code, struct str subject, struct str reason)
{
    struct job job = {
        .who = who, .report_id = report_id, .code = code, .subject = subject, .reason = str_trim(reason)
    };
    return db_write(a, store, answer_job, &job);
}
