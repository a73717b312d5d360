/* room_figures.c - the figures of the item that is on: this period, the one before, the same a year ago, and five
 * periods as bars. From approved totals alone. */
#include "pages/room.h"
#include "core/office/body.h"
#include "core/report/total.h"

enum { PERIODS = 5, FIGURES_MOST = 5, BAR_STEP = 24, BAR_MOST = 32, BAR_FOOT = 35 };

struct times { struct period p; struct total *total; size_t n; };

static const struct total *find(const struct times *t, struct str indicator, struct str organisation)
{
    for (size_t i = 0; i < t->n; i++)
        if (str_is(t->total[i].indicator, indicator) && str_is(t->total[i].organisation, organisation))
            return &t->total[i];
    return NULL;
}

static error read_times(struct request *q, struct db *db, const struct meeting *m, struct times *t)
{
    return total_list(q->a, db, m->unit_id, period_write(q->a, t->p), &t->total, &t->n);
}

static int64_t bar_value(const struct total *t) { return t && !t->sum.overflow ? t->sum.value : 0; }

/* Bars from nothing: the tallest fills the height. */
static void trend(struct arena *a, const struct times *t, const struct total *of, struct room_figure *f)
{
    struct room_bar *bar = NEW_N(a, struct room_bar, PERIODS);
    struct buf spoken = buf_open(a);
    int64_t most = 1;
    for (int i = 0; i < PERIODS; i++) {
        int64_t v = bar_value(find(&t[i], of->indicator, of->organisation));
        if (v > most) most = v;
    }
    for (int i = 0; i < PERIODS; i++) {
        const struct total *then = find(&t[i], of->indicator, of->organisation);
        int64_t v = bar_value(then);
        int height = v > 0 ? (int)(most > INT64_MAX / BAR_MOST ? v / (most / BAR_MOST) : v * BAR_MOST / most) : 0;
        if (v > 0 && height < 1) height = 1;
        bar[i] = (struct room_bar){ i * BAR_STEP, BAR_FOOT - height, height, i == PERIODS - 1 };
        struct str when = period_short(a, t[i].p), what = then ? then->words : SAY("không có số liệu");
        buf_fmt(&spoken, "%s%.*s: %.*s", i ? "; " : "", STR(when), STR(what));
    }
    f->bar = bar;
    f->bars = PERIODS;
    f->spoken = buf_done(&spoken);
}

static bool shown(const struct total *t, struct str organisation) { return str_is(t->organisation, organisation); }

error room_figures(struct request *q, const struct sitting *r, struct room_view *v)
{
    struct arena *a = q->a;
    struct db *db;
    struct body body = { .organisation = S("") };
    struct times t[PERIODS], year = { 0 };
    bool of_body = r->on && r->on->kind == ITEM_REPORT && r->on->body_id;
    bool of_all = r->on && (r->on->kind == ITEM_OPENING || r->on->kind == ITEM_PACK);
    TRY(page_db(q, &db));
    if (!of_body && !of_all) return NULL;
    if (of_body) TRY(body_get_on(a, db, r->on->body_id, r->m.day, &body));
    if (!period_read(r->m.period, &t[PERIODS - 1].p)) return NULL;
    for (int i = PERIODS - 1; i-- > 0;) t[i].p = period_previous(t[i + 1].p);
    year.p = period_make(t[PERIODS - 1].p.type, t[PERIODS - 1].p.year - 1, t[PERIODS - 1].p.number);
    for (int i = 0; i < PERIODS; i++) TRY(read_times(q, db, &r->m, &t[i]));
    TRY(read_times(q, db, &r->m, &year));
    const struct times *now = &t[PERIODS - 1], *before = &t[PERIODS - 2];
    struct room_figure *f = NEW_N(a, struct room_figure, FIGURES_MOST);
    for (size_t i = 0; i < now->n && v->figures < FIGURES_MOST; i++) {
        const struct total *x = &now->total[i];
        if (!shown(x, body.organisation)) continue;
        const struct total *was = find(before, x->indicator, x->organisation), *ago = find(&year, x->indicator,
            x->organisation);
        struct room_figure *to = &f[v->figures++];
        *to = (struct room_figure){ .name = x->name, .now = x->words, .before = was ? was->words : S("–"),
            .year = ago ? ago->words : S("–") };
        trend(a, t, x, to);
    }
    v->figure = f;
    v->now_label = period_words(a, now->p);
    v->before_label = period_words(a, before->p);
    v->year_label = period_words(a, year.p);
    v->trend_label = SAY("Năm kỳ gần nhất");
    if (!v->figures) v->no_figures = SAY("Chưa có số liệu được duyệt trong kỳ này.");
    return NULL;
}
