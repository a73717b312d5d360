/* task_words.c - see task_words.h. Words only; decides nothing. */
#include "pages/task_words.h"
#include "core/office/term.h"
#include "vn/text.h"

struct str task_days(struct arena *a, const struct task *t)
{
    if (t->state == TASK_DONE || t->state == TASK_ENDED || !t->due.n) return S("");
    if (t->days < 0) return str_fmt(a, say("quá hạn %d ngày"), -t->days);
    return t->days ? str_fmt(a, say("còn %d ngày"), t->days) : SAY("hạn hôm nay");
}

static struct str joined(struct arena *a, const struct str *name, size_t n)
{
    struct buf b = buf_open(a);
    for (size_t i = 0; i < n; i++) buf_fmt(&b, "%s%.*s", i ? ", " : "", STR(name[i]));
    return buf_done(&b);
}

struct str task_title(struct arena *a, const struct task *t)
{
    uint32_t first;
    size_t next = vn_letter_next(t->words, 0, &first);
    struct str capital = vn_upper(a, str_cut(t->words, 0, next));
    return str_fmt(a, "%.*s%.*s", STR(capital), STR(str_cut(t->words, next, t->words.n)));
}

int task_percent(milli value, milli goal)
{
    enum { WHOLE = 100 };
    int64_t n;
    if (value <= 0 || goal <= 0) return 0;
    if (value >= goal) return WHOLE;
    n = value > INT64_MAX / WHOLE ? value / (goal / WHOLE) : value * WHOLE / goal;
    return n < WHOLE ? (int)n : WHOLE - 1;
}

/* What is measured is as far as its approved figures; what its body says of itself stands only beside. */
static void measured(struct arena *a, const struct task *t, struct task_line *l)
{
    bool open = t->state == TASK_OPEN || t->state == TASK_REPORTED;
    if (!t->has_goal || t->goal <= 0 || !(t->has_value || open)) return;
    l->told = str_fmt(a, say("tự báo %.*s"), STR(l->progress));
    l->percent = t->has_value ? task_percent(t->value, t->goal) : 0;
    l->progress = t->has_value ? str_fmt(a, "%.*s / %.*s", STR(t->value_words), STR(t->goal_words))
                               : SAY("chưa có số liệu đã duyệt");
}

struct task_line task_line_of(struct arena *a, const struct task *t)
{
    struct task_line l = { .href = str_fmt(a, "/viec/%lld", (long long)t->id), .words = task_title(a, t),
        .number = str_fmt(a, "%lld", (long long)t->number), .lead = t->body_name, .due = term_vi(a, t->due),
        .paper = t->paper_words.n ? t->paper_words : t->meeting_title, .days = task_days(a, t), .unit = t->unit_name,
        .measure = t->measure, .value = t->value_words, .state = str_c(task_look_name(t->look)),
        .shape = str_c(task_look_shape(t->look)), .code = str_c(task_look_code(t->look)),
        .percent = (int)t->progress, .progress = str_fmt(a, "%lld%%", (long long)t->progress) };
    if (t->withs) l.with = str_fmt(a, say("phối hợp: %.*s"), STR(joined(a, t->with_name, t->withs)));
    if (t->has_goal && !t->measure.n) l.measure = str_fmt(a, "%.*s: %.*s", STR(t->indicator_name), STR(t->goal_words));
    measured(a, t, &l);
    if (t->has_goal) l.goal = str_fmt(a, say("cần %.*s"), STR(t->goal_words));
    struct str first = term_vi(a, t->first_due), asked = term_vi(a, t->asked_day);
    if (!str_is(t->due, t->first_due)) l.first = str_fmt(a, say("hạn đầu %.*s"), STR(first));
    if (asked.n) l.asked = str_fmt(a, say("đang xin gia hạn đến %.*s"), STR(asked));
    return l;
}

struct task_line task_line_short(struct arena *a, const struct task *t)
{
    struct task_line l = task_line_of(a, t);
    struct str *with = NEW_N(a, struct str, t->parts + 1);
    size_t n = 0;
    for (size_t i = 0; i < t->parts; i++)
        if (!t->part[i].lead) with[n++] = t->part[i].short_name;
    l.lead = t->body_short;
    if (n) l.with = str_fmt(a, say("phối hợp: %.*s"), STR(joined(a, with, n)));
    return l;
}

struct task_event task_event_of(struct arena *a, const struct task *t, const struct task_note *n)
{
    struct str day = term_vi(a, n->day);
    struct task_event e = { .what = str_c(task_note_name(n->kind)), .words = n->words, .at = page_time(a, n->at),
        .file = n->file_name,
        .who = n->body_short.n ? str_fmt(a, "%.*s · %.*s", STR(n->name), STR(n->body_short)) : n->name };
    if (day.n) e.day = str_fmt(a, say("đến ngày %.*s"), STR(day));
    else if (n->kind == TASK_PROGRESS) e.day = str_fmt(a, "%lld%%", (long long)n->progress);
    if (n->file_name.n) e.href = str_fmt(a, "/viec/%lld/tep/%lld", (long long)t->id, (long long)n->id);
    return e;
}

error task_said_lines(struct request *q, struct db *db, const struct task_reports *of, const struct task *t,
    const struct task_source **out, size_t *n)
{
    struct task_said *said;
    TRY(task_said(q->a, db, of, t, &said, n));
    struct task_source *line = NEW_N(q->a, struct task_source, *n + 1);
    for (size_t i = 0; i < *n; i++)
        line[i] = (struct task_source){ .quote = said[i].sentence,
            .head = str_fmt(q->a, say("%.*s, báo cáo %.*s"), STR(said[i].body_short),
                STR(period_in(q->a, said[i].period))),
            .href = str_fmt(q->a, "/bao-cao/%lld", (long long)said[i].report_id) };
    *out = line;
    return NULL;
}
