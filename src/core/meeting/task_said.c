/* task_said.c - what reports say was done for tasks: see task.h. Reads only; shows no report that the person may not
 * read. A report is read and cut into sentences once for all tasks: a briefing opens with dozens of them.
 *
 * A sentence speaks of a task when it holds a confirmed figure of the task's indicator, or enough pairs of neighbouring
 * syllables of its words: one syllable alone means too many things, two together are mostly a word. Pairs that stand
 * in every office paper ("thực hiện", "triển khai") do not count. */
#include "core/grow.h"
#include "core/meeting/task_row.h"
#include "core/office/body.h"
#include "core/office/term.h"
#include "core/report/report.h"
#include "vn/text.h"
#include <stdlib.h>

enum { OF_UNIT, OF_BODY, SPANS };
#define TOLD(of) "SELECT r.id, r.body_id, r.unit_id, u.tree_from, r.state, r.period, r.period_to, " \
    BODY_SHORT_THEN("r.body_id", "r.period_to", "b.short_name") ", r.text FROM report r " \
    "JOIN body b ON b.id = r.body_id JOIN unit u ON u.id = r.unit_id WHERE " of " = ?1 AND r.unit_id <> ?2 " \
    "AND r.period_from >= ?3 AND r.period_to <= ?4 AND r.period_to > ?5 AND r.state IN ('submitted', 'approved') " \
    "ORDER BY r.period_to DESC, r.id"
static const struct sql sql[] = {
    /* handed in or approved, of periods that end after the day and lie within two days */
    [OF_UNIT] = { "task_said.of_unit", TOLD("r.unit_id"), SQL_READ },
    [OF_BODY] = { "task_said.of_body", TOLD("r.body_id"), SQL_READ },      /* of a body outside that unit */
    [SPANS] = { "task_said.spans",
        "SELECT span_from, span_to FROM figure WHERE report_id = ?1 AND indicator = ?2 AND state = 'confirmed' "
        "AND sense = 'result' ORDER BY span_from", SQL_READ },
};
struct sql_list task_said_sql = SQL_LIST(sql);

enum { OF_FIGURE = 1000, WHOLE = 1000, ENOUGH = 300, ENOUGH_OTHERS = 500, PAIRS_LEAST = 2, A_REPORT = 3, IN_ALL = 12 };
enum { SENTENCE_MOST = 600, PAIRS_MOST = 64 };

/* Folded pairs that tell nothing. */
static const char *const empty_pairs[] = {
    "thuc hien", "trien khai", "to chuc", "tiep tuc", "cong tac", "tang cuong", "day manh", "tap trung", "phoi hop",
    "quan tam", "chi dao", "hoan thanh", "bao cao", "ke hoach", "noi dung", "tren dia", "dia ban", "ban phuong",
    "ban xa", "theo quy", "quy dinh", "cac don", "don vi", "den nay", "thoi gian", "gan voi", "nham nang", "cua cac",
    "trong quy", "hoi vien", "chu tri", "tham muu", "xay dung", "ra soat",
};

/* Folded, letters and digits alone, one blank at both ends and between. */
static struct str plain(struct arena *a, struct str s)
{
    struct str f = vn_fold(a, s);
    char *p = arena_get(a, f.n + 2);
    size_t n = 0;
    p[n++] = ' ';
    for (size_t i = 0; i < f.n; i++) {
        char c = f.p[i];
        bool keeps = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (keeps) p[n++] = c;
        else if (p[n - 1] != ' ') p[n++] = ' ';
    }
    if (p[n - 1] != ' ') p[n++] = ' ';
    return (struct str){ p, n };
}

/* Which pairs a sentence may hold, 256 bits: a bit that is not set says no, and nearly all say no. */
struct marks { uint64_t bit[4]; };

static unsigned mark_of(struct str pair)
{
    return (unsigned)(str_fnv(STR_FNV, pair) >> 56);
}

static void mark(struct marks *m, struct str pair) { m->bit[mark_of(pair) / 64] |= 1ull << mark_of(pair) % 64; }
static bool marked(const struct marks *m, unsigned k) { return m->bit[k / 64] >> k % 64 & 1; }

/* The next pair of plain words from `at`, a blank at both ends; at: where the one behind it begins. */
static bool next_pair(struct str plain, size_t *at, struct str *pair)
{
    size_t middle = str_find(plain, S(" "), *at + 1);
    size_t end = middle == SIZE_MAX ? SIZE_MAX : str_find(plain, S(" "), middle + 1);
    if (end == SIZE_MAX) return false;
    *pair = str_cut(plain, *at, end + 1);
    *at = middle;
    return true;
}

struct pairs { struct str pair[PAIRS_MOST]; unsigned mark[PAIRS_MOST]; size_t n; };

static bool is_empty(struct str pair)
{
    return str_among(str_trim(pair), empty_pairs, COUNT(empty_pairs));
}

static struct pairs pairs_of(struct arena *a, struct str words)
{
    struct pairs out = { .n = 0 };
    struct str s = plain(a, words), pair;
    for (size_t at = 0; out.n < PAIRS_MOST && next_pair(s, &at, &pair);) {
        bool known = is_empty(pair);
        for (size_t i = 0; i < out.n; i++) known |= str_is(out.pair[i], pair);
        if (known) continue;
        out.mark[out.n] = mark_of(pair);
        out.pair[out.n++] = pair;
    }
    return out;
}

struct task_sentence { struct str words, plain; size_t from, to; struct marks marks; };

static int score_of(const struct pairs *of, const struct task_sentence *s)
{
    size_t met = 0;
    for (size_t i = 0; i < of->n; i++)
        met += marked(&s->marks, of->mark[i]) && str_find(s->plain, of->pair[i], 0) != SIZE_MAX;
    return met < PAIRS_LEAST && met < of->n ? 0 : of->n ? (int)(met * WHOLE / of->n) : 0;
}

/* The end of the sentence that begins at `at`: a line's end, or a full stop or semicolon with a blank behind it. */
static size_t sentence_end(struct str text, size_t at)
{
    for (size_t i = at; i < text.n; i++) {
        if (text.p[i] == '\n' || text.p[i] == '\f') return i;
        bool stop = text.p[i] == '.' || text.p[i] == ';';
        if (stop && (i + 1 == text.n || text.p[i + 1] == ' ' || text.p[i + 1] == '\n')) return i + 1;
    }
    return text.n;
}

static void cut(struct arena *a, struct str text, struct task_heard *out)
{
    for (size_t at = 0, end; at < text.n; at = end + (end == at || end == text.n || text.p[end] == '\n')) {
        end = sentence_end(text, at);
        struct task_sentence s = { .words = str_trim(str_cut(text, at, end)), .from = at, .to = end };
        if (!s.words.n || s.words.n > SENTENCE_MOST * 4) continue;
        s.plain = plain(a, s.words);
        struct str pair;
        for (size_t p = 0; next_pair(s.plain, &p, &pair);) mark(&s.marks, pair);
        LIST_ADD(a, out->sentence, out->sentences, s);
    }
}

struct range { struct str from, to, after; };

static error hear(struct arena *a, struct db *db, const struct who *who, int what, int64_t of, int64_t not_of,
    const struct range *range, struct task_reports *out)
{
    struct rows *r = db_run(a, db, &task_said_sql, what);
    BIND(r, of);
    BIND(r, not_of);
    BIND(r, range->from);
    BIND(r, range->to);
    BIND(r, range->after);
    while (rows_next(r)) {
        struct task_heard h = { .id = row_int(r, 0), .body_id = row_int(r, 1), .unit_id = row_int(r, 2),
            .period = row_str(r, 5), .until = row_str(r, 6), .body_short = row_str(r, 7) };
        struct place place = { .unit_id = h.unit_id, .tree = row_int(r, 3), .body_id = h.body_id,
            .state = row_str(r, 4) };
        if (!policy_allows(who, MAY_READ_REPORT, &place)) continue;
        cut(a, row_str(r, 8), &h);
        LIST_ADD(a, out->report, out->n, h);
    }
    return rows_end(r);
}

static bool is_new(struct arena *a, int64_t **seen, size_t *n, int64_t id)
{
    for (size_t i = 0; i < *n; i++)
        if ((*seen)[i] == id) return false;
    LIST_ADD(a, *seen, *n, id);
    return true;
}

error task_reports(struct arena *a, struct db *db, const struct who *who, const struct task *list, size_t n,
    struct str period, struct task_reports *out)
{
    struct range range = { S("0000-00-00"), S("9999-12-31"), S("9999-12-31") };
    struct period within;
    *out = (struct task_reports){ .n = 0 };
    if (period.n && !period_read(period, &within)) return NULL;
    if (period.n)
        range = (struct range){ day_write(a, within.from), day_write(a, within.to), range.after };
    int64_t *unit = NULL, *body = NULL;
    size_t units = 0, bodies = 0;
    for (size_t i = 0; i < n; i++)
        if (term_compare(list[i].given_on, range.after) < 0) range.after = list[i].given_on;
    for (size_t i = 0; i < n; i++)
        if (is_new(a, &unit, &units, list[i].unit_id))
            TRY(hear(a, db, who, OF_UNIT, list[i].unit_id, 0, &range, out));
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < list[i].parts; k++) {
            const struct task_part *p = &list[i].part[k];
            if (p->unit_id != list[i].unit_id && is_new(a, &body, &bodies, p->body_id))
                TRY(hear(a, db, who, OF_BODY, p->body_id, list[i].unit_id, &range, out));
        }
    return NULL;
}

struct finding { struct task_said *list; size_t n; };
struct spans { struct span *span; size_t n; };

static error spans_of(struct arena *a, struct db *db, struct str indicator, int64_t report_id, struct spans *out)
{
    if (!indicator.n) return NULL;
    struct rows *r = db_run(a, db, &task_said_sql, SPANS);
    BIND(r, report_id);
    BIND(r, indicator);
    while (rows_next(r))
        LIST_ADD(a, out->span, out->n, (struct span){ (size_t)row_int(r, 0), (size_t)row_int(r, 1) });
    return rows_end(r);
}

static int better(const void *x, const void *y)
{
    const struct task_said *p = x, *q = y;
    if (p->score != q->score) return p->score > q->score ? -1 : 1;
    return (p->report_id < q->report_id) - (p->report_id > q->report_id);
}

/* The best sentences of one report. */
static void search(struct arena *a, const struct task_heard *h, const struct pairs *pairs, const struct spans *spans,
    bool asked, struct finding *out)
{
    struct finding own = { 0 };
    for (size_t k = 0; k < h->sentences; k++) {
        const struct task_sentence *s = &h->sentence[k];
        bool figure = false;
        for (size_t i = 0; i < spans->n; i++) figure |= spans->span[i].from >= s->from && spans->span[i].from < s->to;
        int score = score_of(pairs, s);
        if (score < (asked ? ENOUGH : ENOUGH_OTHERS) && !figure) continue;
        LIST_ADD(a, own.list, own.n, (struct task_said){ .report_id = h->id, .body_id = h->body_id,
            .score = score + (figure ? OF_FIGURE : 0), .body_short = h->body_short, .period = h->period,
            .sentence = s->words, .figure = figure });
    }
    if (own.n) qsort(own.list, own.n, sizeof *own.list, better);
    for (size_t i = 0; i < own.n && i < A_REPORT; i++) LIST_ADD(a, out->list, out->n, own.list[i]);
}

static bool is_asked(const struct task *t, int64_t body_id)
{
    for (size_t i = 0; i < t->parts; i++)
        if (t->part[i].body_id == body_id) return true;
    return false;
}

error task_said(struct arena *a, struct db *db, const struct task_reports *of, const struct task *t,
    struct task_said **out, size_t *n)
{
    struct finding found = { 0 };
    struct pairs pairs = pairs_of(a, t->words);
    for (size_t i = 0; i < of->n; i++) {
        const struct task_heard *h = &of->report[i];
        bool asked = is_asked(t, h->body_id);
        if (term_compare(h->until, t->given_on) <= 0 || (!asked && h->unit_id != t->unit_id)) continue;
        struct spans spans = { 0 };            /* others' figures of the same kind are not its own */
        if (asked) TRY(spans_of(a, db, t->indicator, h->id, &spans));
        search(a, h, &pairs, &spans, asked, &found);
    }
    if (found.n) qsort(found.list, found.n, sizeof *found.list, better);
    *out = found.list;
    *n = found.n < IN_ALL ? found.n : IN_ALL;
    return NULL;
}
