/* task_said.c - what reports say was done for a task: see task.h. Reads only; shows no report that the person may not
 * read.
 *
 * A sentence speaks of a task when it holds a confirmed figure of the task's indicator, or enough pairs of neighbouring
 * syllables of its words: one syllable alone means too many things, two together are mostly a word. Pairs that stand
 * in every office paper ("thực hiện", "triển khai") do not count. */
#include "core/grow.h"
#include "core/meeting/task_row.h"
#include "core/office/body.h"
#include "core/report/report.h"
#include "vn/text.h"
#include <stdlib.h>

enum { REPORTS, SPANS };
static const struct sql sql[] = {
    /* handed in or approved, of the unit and of the bodies that were asked, of periods that end after the day */
    [REPORTS] = { "task_said.reports",
        "SELECT r.id, r.body_id, r.unit_id, u.tree_from, r.state, r.period, "
        BODY_SHORT_THEN("r.body_id", "r.period_to", "b.short_name") ", r.text FROM report r "
        "JOIN body b ON b.id = r.body_id JOIN unit u ON u.id = r.unit_id WHERE (r.unit_id = ?1 OR r.body_id = ?2 "
        "OR r.body_id IN (SELECT k.body_id FROM task_body k WHERE k.task_id = ?3)) AND r.period_to > ?4 "
        "AND r.state IN ('submitted', 'approved') ORDER BY r.period_to DESC, r.id", SQL_READ },
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

struct pairs { struct str pair[PAIRS_MOST]; size_t n; };       /* each with a blank at both ends */

static bool is_empty(struct str pair)
{
    return str_among(str_trim(pair), empty_pairs, COUNT(empty_pairs));
}

static struct pairs pairs_of(struct arena *a, struct str words)
{
    struct pairs out = { .n = 0 };
    struct str s = plain(a, words);
    for (size_t at = 0; at + 1 < s.n && out.n < PAIRS_MOST;) {
        size_t middle = str_find(s, S(" "), at + 1);
        size_t end = middle == SIZE_MAX ? SIZE_MAX : str_find(s, S(" "), middle + 1);
        if (end == SIZE_MAX) break;
        struct str pair = str_cut(s, at, end + 1);
        bool known = is_empty(pair);
        for (size_t i = 0; i < out.n; i++) known |= str_is(out.pair[i], pair);
        if (!known) out.pair[out.n++] = pair;
        at = middle;
    }
    return out;
}

static int score_of(struct arena *a, const struct pairs *of, struct str sentence)
{
    size_t met = 0;
    struct arena_mark mark = arena_mark(a);
    struct str s = plain(a, sentence);
    for (size_t i = 0; i < of->n; i++) met += str_find(s, of->pair[i], 0) != SIZE_MAX;
    arena_back(a, mark);
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

struct source {
    int64_t id, body_id;
    struct str period, body_short, text;
    struct span *span; size_t spans;
    bool asked;
};
struct finding { struct task_said *list; size_t n; };

static error spans_of(struct arena *a, struct db *db, struct str indicator, struct source *s)
{
    if (!indicator.n) return NULL;
    struct rows *r = db_run(a, db, &task_said_sql, SPANS);
    BIND(r, s->id);
    BIND(r, indicator);
    while (rows_next(r))
        LIST_ADD(a, s->span, s->spans, (struct span){ (size_t)row_int(r, 0), (size_t)row_int(r, 1) });
    return rows_end(r);
}

static int better(const void *x, const void *y)
{
    const struct task_said *p = x, *q = y;
    if (p->score != q->score) return p->score > q->score ? -1 : 1;
    return (p->report_id < q->report_id) - (p->report_id > q->report_id);
}

/* The best sentences of one report. */
static void search(struct arena *a, const struct source *s, const struct pairs *pairs, struct finding *out)
{
    struct finding own = { 0 };
    for (size_t at = 0, end; at < s->text.n; at = end + (end == at || end == s->text.n || s->text.p[end] == '\n')) {
        end = sentence_end(s->text, at);
        struct str sentence = str_trim(str_cut(s->text, at, end));
        bool figure = false;
        for (size_t i = 0; i < s->spans; i++) figure |= s->span[i].from >= at && s->span[i].from < end;
        if (!sentence.n || sentence.n > SENTENCE_MOST * 4) continue;
        int score = score_of(a, pairs, sentence);
        if (score < (s->asked ? ENOUGH : ENOUGH_OTHERS) && !figure) continue;
        LIST_ADD(a, own.list, own.n, (struct task_said){ .report_id = s->id, .body_id = s->body_id,
            .score = score + (figure ? OF_FIGURE : 0), .body_short = s->body_short, .period = s->period,
            .sentence = sentence, .figure = figure });
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

static bool lies_in(struct str inner, struct str outer)
{
    struct period x, y;
    return !outer.n || (period_read(inner, &x) && period_read(outer, &y) && period_has(y, x));
}

error task_said(struct arena *a, struct db *db, const struct who *who, const struct task *t, struct str period,
    struct task_said **out, size_t *n)
{
    struct source *source = NULL;
    size_t sources = 0;
    struct finding found = { 0 };
    struct pairs pairs = pairs_of(a, t->words);
    struct rows *r = db_run(a, db, &task_said_sql, REPORTS);
    BIND(r, t->unit_id);
    BIND(r, t->body_id);
    BIND(r, t->id);
    BIND(r, t->given_on);
    while (rows_next(r)) {
        struct source s = { .id = row_int(r, 0), .body_id = row_int(r, 1), .period = row_str(r, 5),
            .body_short = row_str(r, 6), .text = row_str(r, 7) };
        struct place place = { .unit_id = row_int(r, 2), .tree = row_int(r, 3), .body_id = s.body_id,
            .state = row_str(r, 4) };
        s.asked = is_asked(t, s.body_id);
        if (lies_in(s.period, period) && policy_allows(who, MAY_READ_REPORT, &place))
            LIST_ADD(a, source, sources, s);
    }
    TRY(rows_end(r));
    for (size_t i = 0; i < sources; i++) {
        TRY(spans_of(a, db, t->indicator, &source[i]));
        if (!source[i].asked) source[i].spans = 0;             /* others' figures of the same kind are not its own */
        search(a, &source[i], &pairs, &found);
    }
    if (found.n) qsort(found.list, found.n, sizeof *found.list, better);
    *out = found.list;
    *n = found.n < IN_ALL ? found.n : IN_ALL;
    return NULL;
}
