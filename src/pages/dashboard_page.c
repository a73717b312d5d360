/* dashboard_page.c - the dashboard of a period, and who has reported over a year. */
#include "core/office/term.h"
#include "core/report/brief.h"
#include "pages/matrix.h"
#include "pages/meeting_page.h"
#include "pages/page.h"
#include "pages/take_away.h"
#include "pages/task_words.h"
#include "pages/then_now.h"

enum { CHART_STEP = 78, CHART_HEIGHT = 236, CHART_TOP = 40, CHART_AXIS = 208, HEADLINES_MOST = 12 };

static struct todo *todo_fill(struct arena *a, const struct who *who, const struct brief *b,
                              const struct brief_gap *gap, size_t n)
{
    struct todo *list = NEW_N(a, struct todo, n);
    for (size_t i = 0; i < n; i++) {
        list[i] = (struct todo){ .mark = matrix_mark(gap[i].letter),
                                 .more = matrix_behind_letter(gap[i].letter),
                                 .what = gap[i].what,
                                 .detail = gap[i].detail };
        struct submission_cell cell = { .report_id = gap[i].report_id };
        for (size_t r = 0; r < b->submissions.rows; r++)
            for (size_t c = 0; c < b->submissions.months; c++)
                if (gap[i].report_id && b->submissions.row[r].cell[c].report_id == gap[i].report_id)
                    cell = b->submissions.row[r].cell[c];
        if (!matrix_may_open(who, b->unit_id, gap[i].body_id, &cell)) continue;
        list[i].href = str_fmt(a, "/bao-cao/%lld", (long long)gap[i].report_id);
        list[i].act = cell.state == SUBMISSION_SUBMITTED && policy_may(who, MAY_DECIDE_REPORT)
                          ? SAY("Xem để duyệt")
                          : SAY("Mở báo cáo");
    }
    return list;
}

/* ---- the chart: bars from zero, the value above each ---- */

static milli bar_value(const struct brief_point *p)
{
    return !p->has ? 0 : p->sum.value_max > p->sum.value ? p->sum.value_max : p->sum.value;
}

/* Money in millions to one decimal, so that a label fits its bar; the table behind has every amount in full. */
static struct str bar_label(struct arena *a, const struct brief_point *p, bool money)
{
    enum { MILLION = 1000000, TENTH = MILLI / 10 };
    static const char *const signs[] = {
        [VN_EXACT] = "",   [VN_OVER] = "> ",     [VN_UNDER] = "< ",   [VN_ABOUT] = "≈ ",
        [VN_RANGE] = "≤ ", [VN_AT_LEAST] = "≥ ", [VN_AT_MOST] = "≤ ",
    };
    if (!p->has) return SAY("chưa có");
    milli shown = money ? (bar_value(p) / MILLION + TENTH / 2) / TENTH * TENTH : bar_value(p);
    return str_fmt(a, "%s%.*s", signs[vn_sum_approx(&p->sum)], STR(vn_number_digits(a, shown)));
}

static const struct chart *chart_fill(struct arena *a, const struct dashboard *d)
{
    milli most = 0;
    size_t first = 0;
    while (first + 2 < d->points && !d->series[first].has) first++; /* periods before anything was reported */
    const struct brief_point *series = d->series + first;
    size_t points = d->points - first;
    for (size_t i = 0; i < points; i++)
        if (bar_value(&series[i]) > most) most = bar_value(&series[i]);
    if (!d->headline || !most) return NULL;
    bool money = str_is(d->headline->unit_word, S("VND"));
    struct chart *c = NEW(a, struct chart);
    struct bar *bar = NEW_N(a, struct bar, points);
    int step = CHART_STEP;
    *c = (struct chart){ .width = step * (int)points,
                         .height = CHART_HEIGHT,
                         .bar_width = step * 5 / 8,
                         .axis_y = CHART_AXIS,
                         .bar = bar,
                         .bars = points };
    c->title = str_fmt(a, say("%.*s theo kỳ"), STR(d->headline->name));
    c->unit = str_fmt(a, say("Đơn vị: %.*s."), STR(money ? SAY("triệu đồng") : d->headline->unit_word));
    for (size_t i = 0; i < points; i++) {
        const struct brief_point *p = &series[i];
        enum vn_approx approx = vn_sum_approx(&p->sum);
        int height = (int)(bar_value(p) / (most / (CHART_AXIS - CHART_TOP) + 1));
        bar[i] = (struct bar){ .label = p->period_short,
                               .value = bar_label(a, p, money),
                               .spoken = p->has ? p->words : SAY("chưa có"),
                               .x = (int)i * step + (step - c->bar_width) / 2,
                               .y = CHART_AXIS - height,
                               .height = height,
                               .centre = (int)i * step + step / 2,
                               .now = i + 1 == points,
                               .open_top = p->has && (approx == VN_OVER || approx == VN_AT_LEAST) };
        if (bar[i].open_top) c->note = SAY("Nét đứt: tổng còn cao hơn vì báo cáo ghi “trên”.");
        bar[i].label_y = bar[i].y - (bar[i].open_top ? 12 : 7);
    }
    return c;
}

/* ---- the page ---- */

static void headlines_fill(struct arena *a, const struct brief *b, struct dashboard_view *v)
{
    struct headline *list = NEW_N(a, struct headline, HEADLINES_MOST);
    for (size_t i = 0; i < b->totals && v->headlines < HEADLINES_MOST; i++) {
        const struct brief_line *l = &b->total[i];
        if (!l->has_now) continue;
        list[v->headlines++] = (struct headline){ .name = l->name,
                                                  .value = l->words,
                                                  .before = l->has_before ? l->words_before : S("–"),
                                                  .href = then_now_trace(a, l, b) };
    }
    v->headline = list;
}

static void warnings_fill(struct arena *a, const struct who *who, const struct brief *b,
                          struct dashboard_view *v)
{
    struct link *list = NEW_N(a, struct link, b->warnings);
    for (size_t i = 0; i < b->warnings; i++) {
        const struct brief_warning *w = &b->warning[i];
        struct link *to = &list[v->warnings++];
        to->label = str_fmt(a, "%.*s, %.*s: %.*s", STR(w->body_short), STR(period_in(a, w->period)),
                            STR(w->warning.sentence));
        if (policy_may(who, MAY_READ_REPORT) && w->warning.seq_count)
            to->href = str_fmt(a, "/bao-cao/%lld?so=%u#v%u", (long long)w->report_id, w->warning.seqs[0],
                               w->warning.seqs[0]);
    }
    v->warning = list;
}

static void lead_fill(struct arena *a, const struct dashboard *d, struct dashboard_view *v)
{
    const struct brief *b = &d->brief;
    if (!d->headline || !d->headline->has_now) return;
    v->lead_name = d->headline->name;
    v->lead_value = d->headline->words;
    v->lead_href = then_now_trace(a, d->headline, b);
    struct buf note = buf_open(a);
    if (d->headline->change.n)
        buf_fmt(&note, say("%.*s so với %.*s. "), STR(d->headline->change), STR(b->previous_words));
    if (b->missing) buf_fmt(&note, say("Chưa gồm %zu báo cáo còn thiếu."), b->missing);
    v->lead_note = buf_done(&note);
    v->chart = chart_fill(a, d);
}

static struct open_task open_task(struct arena *a, const struct task *t)
{
    struct str asked = term_vi(a, t->asked_day), due = term_vi(a, t->due), more = task_days(a, t);
    if (due.n) more = str_fmt(a, say("hạn %.*s, %.*s"), STR(due), STR(more));
    if (asked.n) more = str_fmt(a, say("%.*s, xin gia hạn đến %.*s"), STR(more), STR(asked));
    return (struct open_task){ .words = task_title(a, t), .href = str_fmt(a, "/viec/%lld", (long long)t->id),
        .shape = str_c(task_look_shape(t->look)), .code = str_c(task_look_code(t->look)),
        .state = str_c(task_look_name(t->look)), .hint = str_fmt(a, "%.*s · %.*s", STR(t->body_short), STR(more)) };
}

/* Of a body what it has open. Of the office and the chair: what is late or asks for more time is next to do, what is
 * soon due stands below. */
static error tasks_fill(struct request *q, struct db *db, struct dashboard_view *v)
{
    enum { MOST = 6 };
    struct task_list list;
    const struct grant *g = page_who(q)->acting;
    struct task_ask ask = { .unit_id = g->body_id ? 0 : g->unit_id, .body_id = g->body_id, .open_only = true,
        .below = g->role == ROLE_UPPER };
    if (!policy_may(page_who(q), MAY_READ_TASK)) return NULL;
    TRY(task_list(q->a, db, page_who(q), &ask, &list));
    struct open_task *open = NEW_N(q->a, struct open_task, MOST), *next = NEW_N(q->a, struct open_task, list.n + 1);
    for (size_t i = 0; i < list.n; i++) {
        const struct task *t = &list.row[i];
        bool decides = !g->body_id && g->role != ROLE_UPPER && (t->look == LOOK_LATE || t->asked_day.n);
        if (decides) next[v->nexts++] = open_task(q->a, t);
        else if (v->tasks < MOST && (g->body_id || t->look == LOOK_LATE || t->look == LOOK_SOON))
            open[v->tasks++] = open_task(q->a, t);
    }
    v->task = open;
    v->next_task = next;
    v->task_title = g->body_id ? SAY("Việc được giao đang mở")
        : v->nexts ? SAY("Việc sắp đến hạn") : SAY("Việc quá hạn, sắp đến hạn");
    return NULL;
}

/* The briefings of the period: whether one was concluded, so that what lacks before it is no longer asked, and which
 * one is to come. */
static error briefing_fill(struct request *q, struct db *db, struct str period, bool *concluded,
    struct dashboard_view *v)
{
    struct meeting_list list;
    *concluded = false;
    if (!policy_may(page_who(q), MAY_READ_MEETING)) return NULL;
    TRY(meeting_of_unit(q->a, db, page_who(q), page_who(q)->acting->unit_id, period, &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct meeting *m = &list.row[i];
        struct str when = meeting_when(q->a, m);
        *concluded |= m->state == MEETING_CONCLUDED;
        if (m->state > MEETING_OPEN || !when.n) continue;
        v->briefing = (struct link){ .href = meeting_href(q->a, m->id, ""),
            .label = str_fmt(q->a, say("Giao ban lúc %.*s"), STR(when)) };
    }
    return NULL;
}

static struct str question(struct arena *a, const struct who *who, const struct brief *b, bool concluded)
{
    struct str when = b->period_words;
    if (concluded) return str_fmt(a, say("%.*s: đã giao ban, đã có kết luận"), STR(when));
    if (b->missing || b->waiting) return str_fmt(a, say("%.*s: còn thiếu gì trước buổi giao ban?"), STR(when));
    if (b->expected) return str_fmt(a, say("%.*s: đã đủ báo cáo"), STR(when));
    return who->acting->role == ROLE_UPPER ? str_fmt(a, say("%.*s: các đơn vị đạt được gì?"), STR(when))
                                           : str_fmt(a, say("%.*s: chưa có tổ chức nào phải báo cáo"), STR(when));
}

static void state_fill(struct arena *a, const struct brief *b, struct dashboard_view *v)
{
    struct buf s = buf_open(a);
    struct str latest = page_time(a, b->latest_decision);
    if (b->expected) buf_fmt(&s, say("Đã duyệt %zu trong %zu báo cáo"), b->approved, b->expected);
    if (latest.n && b->expected) buf_fmt(&s, say(" · số liệu đã duyệt đến %.*s"), STR(latest));
    else if (latest.n) buf_fmt(&s, say("Số liệu đã duyệt đến %.*s"), STR(latest));
    if (b->closed) buf_fmt(&s, " · %.*s", STR(b->closed_words));
    v->state = buf_done(&s);
}

/* What is late, a draft or waits comes first; what nobody has begun and is not due yet is on request, unless there is
 * nothing else. */
static void todos_fill(struct arena *a, const struct who *who, const struct dashboard *d, struct dashboard_view *v)
{
    struct todo *all = todo_fill(a, who, &d->brief, d->gap, d->gaps), *list = NEW_N(a, struct todo, d->gaps);
    size_t due = 0;
    for (size_t i = 0; i < d->gaps; i++)
        if (all[i].mark != MARK_MISSING) list[due++] = all[i];
    v->todos = due;
    for (size_t i = 0; i < d->gaps; i++)
        if (all[i].mark == MARK_MISSING) list[v->todos++] = all[i];
    v->todo = list;
    if (!due) due = v->todos;
    v->todos_first = due < GAPS_FIRST ? due : GAPS_FIRST;
    v->todo_note = str_fmt(a, say("%zu việc"), due + v->nexts);
    v->todo_more = str_fmt(a, say("Các báo cáo khác (%zu)"), v->todos - v->todos_first);
}

error page_dashboard(struct request *q, struct reply *r)
{
    struct db *db;
    struct dashboard d;
    struct period p;
    const struct who *who = page_who(q);
    TRY(page_db(q, &db));
    TRY(page_period(q, PERIOD_QUARTER, &p));
    TRY(dashboard_get(q->a, db, who, who->acting->unit_id, period_write(q->a, p),
                      then_now_asked(q), &d));
    const struct brief *b = &d.brief;
    if (listing_asked(q)) return take_totals(q, r, b);
    struct dashboard_view v = { .this_period = b->period_words, .last_period = b->previous_words };
    bool concluded;
    TRY(briefing_fill(q, db, b->period, &concluded, &v));
    v.question = question(q->a, who, b, concluded);
    state_fill(q->a, b, &v);
    TRY(tasks_fill(q, db, &v));
    todos_fill(q->a, who, &d, &v);
    struct str latest = b->submissions.months ? b->submissions.month[b->submissions.months - 1] : S("");
    v.matrix = matrix_fill(q->a, who, b->unit_id, &b->submissions, latest);
    lead_fill(q->a, &d, &v);
    headlines_fill(q->a, b, &v);
    v.list = take_links(q, TAKE_TOTALS);
    warnings_fill(q->a, who, b, &v);
    struct str more = then_now_more(b->views.view);
    then_now_fill(q, &b->views, S("/dieu-hanh"), b->period, S(""), S(""), S(""), &v.look);
    if (policy_may(who, MAY_READ_TOTALS))
        v.next = (struct link){ .label = SAY("Mở báo cáo tổng hợp"),
                                .href = str_fmt(q->a, "/tong-hop?ky=%.*s%.*s", STR(b->period), STR(more)) };
    struct buf body = page_open(q);
    view_dashboard(&body, &v);
    return page_show(
        q, r,
        &(struct page_frame){
            .title = v.question, .room = ROOM_DASHBOARD, .period = p, .period_path = "/dieu-hanh",
            .period_more = more },
        &body);
}

/* ---- a year of submissions ---- */

/* The matrix is for all who may see the unit; what is to be done about it goes with the totals. */
error page_submissions(struct request *q, struct reply *r)
{
    struct db *db;
    struct dashboard d = { 0 };
    struct period p;
    const struct who *who = page_who(q);
    TRY(page_db(q, &db));
    TRY(page_period(q, PERIOD_YEAR, &p));
    struct str period = period_write(q->a, p);
    bool follows = policy_may(who, MAY_READ_TOTALS);
    if (follows) TRY(dashboard_get(q->a, db, who, who->acting->unit_id, period, VIEW_THEN, &d));
    else TRY(brief_submissions(q->a, db, who, who->acting->unit_id, period, &d.brief.submissions));
    if (listing_asked(q)) {
        struct str about = str_fmt(q->a, "%.*s · %.*s", STR(who->acting->unit_name),
                                   STR(page_period_words(q->a, period)));
        return take_submissions(q, r, &d.brief.submissions, about);
    }
    struct submissions_view v = { .todo = todo_fill(q->a, who, &d.brief, d.gap, d.gaps),
                                  .todos = d.gaps,
                                  .follows = follows };
    v.question =
        str_fmt(q->a, say("Những tổ chức nào còn thiếu báo cáo %.*s?"), STR(period_in(q->a, period)));
    if (follows)
        v.note = str_fmt(q->a, say("Đã duyệt %zu, đang chờ duyệt %zu, còn thiếu %zu trong %zu báo cáo"),
                         d.brief.approved, d.brief.waiting, d.brief.missing, d.brief.expected);
    v.matrix = matrix_fill(q->a, who, who->acting->unit_id, &d.brief.submissions, S(""));
    v.list = take_links(q, TAKE_SUBMISSIONS);
    struct buf body = page_open(q);
    view_submissions(&body, &v);
    struct page_frame frame = {
        .title = v.question, .room = ROOM_SUBMISSIONS, .period = p, .period_path = "/tinh-hinh-nop"
    };
    return page_show(q, r, &frame, &body);
}
