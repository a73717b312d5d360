/* room_figures.c - the figures of the item that is on: this period beside the one before, and beside its target, or as
 * bars over five periods where there is no target. From approved totals alone, as the consolidated report says them. */
#include "core/meeting/live.h"
#include "core/report/compare.h"
#include "pages/room.h"
#include "web/html.h"

enum { PERIODS = 5, FIGURES_MOST = 5, BAR_STEP = 24, BAR_MOST = 32, BAR_FOOT = 35 };
/* The bar of a target: its line stands at TARGET_AT, what goes beyond TARGET_MOST percent is not drawn longer. */
enum { TARGET_WIDE = 220, TARGET_AT = 200, TARGET_MOST = 110 };

struct times { struct period p; struct total *total; size_t n; };

static int64_t value_then(const struct times *t, const struct brief_line *l, struct str *words)
{
    *words = SAY("không có số liệu");
    for (size_t i = 0; i < t->n; i++) {
        const struct total *x = &t->total[i];
        if (!str_is(x->indicator, l->indicator) || !str_is(x->organisation, l->organisation)) continue;
        *words = x->words;
        return x->sum.overflow ? 0 : x->sum.value;
    }
    return 0;
}

/* Bars from nothing: the tallest fills the height. */
static void trend(struct arena *a, const struct times *t, const struct brief_line *l, struct room_figure *f)
{
    struct room_bar *bar = NEW_N(a, struct room_bar, PERIODS);
    struct buf spoken = buf_open(a);
    int64_t value[PERIODS], most = 1;
    for (int i = 0; i < PERIODS; i++) {
        struct str when = period_short(a, t[i].p), words;
        value[i] = value_then(&t[i], l, &words);
        if (value[i] > most) most = value[i];
        buf_fmt(&spoken, "%s%.*s: %.*s", i ? "; " : "", STR(when), STR(words));
    }
    for (int i = 0; i < PERIODS; i++) {
        int64_t v = value[i];
        int height = v > 0 ? (int)(most > INT64_MAX / BAR_MOST ? v / (most / BAR_MOST) : v * BAR_MOST / most) : 0;
        if (v > 0 && height < 1) height = 1;
        bar[i] = (struct room_bar){ i * BAR_STEP, BAR_FOOT - height, height, i == PERIODS - 1 };
    }
    f->bar = bar;
    f->bars = PERIODS;
    f->spoken = buf_done(&spoken);
}

/* Across a room "31 triệu" is enough: a sum in thousands, millions or billions is money. */
static struct str short_money(struct str words, struct str unit_word)
{
    static const char *const scales[] = { "nghìn đồng", "triệu đồng", "tỷ đồng" };
    size_t dong = sizeof " đồng" - 1;
    if (!str_is(unit_word, S("VND"))) return words;
    for (size_t i = 0; i < COUNT(scales); i++)
        if (str_ends(words, str_c(scales[i]))) return str_cut(words, 0, words.n - dong);
    return words;
}

/* "trên 103% của 120 triệu đồng"; false: there is no target, or nothing true can be said of it. */
static bool against(struct arena *a, const struct brief_line *l, struct room_figure *f)
{
    const struct brief_beside *target = &l->beside[BESIDE_TARGET];
    if (!target->has || target->sum.overflow || l->now.overflow || target->sum.value <= 0) return false;
    struct str percent = compare_percent(a, &l->now, &target->sum);
    if (!percent.n) return false;
    int64_t of = target->sum.value, now = l->has_now ? l->now.value : 0;
    int64_t share = now > INT64_MAX / 100 ? now / (of / 100 + 1) : now * 100 / of;
    f->reach = (int)((share > TARGET_MOST ? TARGET_MOST : share) * TARGET_AT / 100);
    f->against = str_fmt(a, say("%.*s của %.*s"), STR(percent),
        STR(short_money(target->words, l->unit_word)));
    return true;
}

static error read_times(struct request *q, struct db *db, const struct meeting *m, struct times *t)
{
    for (int i = PERIODS - 1; i-- > 0;) t[i].p = period_previous(t[i + 1].p);
    for (int i = 0; i < PERIODS; i++)
        TRY(total_list(q->a, db, m->unit_id, period_write(q->a, t[i].p), &t[i].total, &t[i].n));
    return NULL;
}

static void lines_fill(struct request *q, const struct brief_line *line, size_t n, const struct times *t,
    struct room_view *v)
{
    struct room_figure *f = NEW_N(q->a, struct room_figure, FIGURES_MOST);
    bool targets = false;
    for (size_t i = 0; i < n && v->figures < FIGURES_MOST; i++) {
        const struct brief_line *l = &line[i];
        if (!l->has_now) continue;
        struct room_figure *to = &f[v->figures++];
        *to = (struct room_figure){ .name = l->name, .change = l->change,
            .now = short_money(l->words, l->unit_word),
            .before = l->has_before ? short_money(l->words_before, l->unit_word) : S("–") };
        if (against(q->a, l, to)) targets = true;
        else trend(q->a, t, l, to);
    }
    v->figure = f;
    v->trend_label = targets ? SAY("So với chỉ tiêu (vạch)") : SAY("Năm kỳ gần nhất");
    if (!v->figures) v->no_figures = SAY("Chưa có số liệu được duyệt trong kỳ này.");
}

static error make(struct request *q, struct db *db, const struct sitting *r, bool of_body, struct room_view *v)
{
    struct brief b;
    struct times t[PERIODS] = { 0 };
    if (!period_read(r->m.period, &t[PERIODS - 1].p)) return NULL;
    TRY(brief_get(q->a, db, page_who(q), r->m.unit_id, r->m.period, &b));
    TRY(read_times(q, db, &r->m, t));
    v->now_label = period_words(q->a, t[PERIODS - 1].p);
    v->before_label = period_words(q->a, t[PERIODS - 2].p);
    const struct brief_line *line = of_body ? NULL : b.total;
    size_t n = of_body ? 0 : b.totals;
    for (size_t i = 0; of_body && i < b.bodies; i++)
        if (b.body[i].body_id == r->on->body_id) line = b.body[i].line, n = b.body[i].lines;
    lines_fill(q, line, n, t, v);
    return NULL;
}

/* They change when reports are approved, not with what is said in the room: made once until then. */
error room_figures(struct request *q, const struct sitting *r, struct room_view *v)
{
    struct db *db;
    struct str mark;
    bool of_body = r->on && r->on->kind == ITEM_REPORT && r->on->body_id;
    bool of_all = r->on && (r->on->kind == ITEM_OPENING || r->on->kind == ITEM_PACK);
    if (!of_body && !of_all) return NULL;
    TRY(page_db(q, &db));
    TRY(live_figures(q->a, db, r->m.unit_id, &mark));
    struct str key = str_fmt(q->a, "figures %lld %lld %.*s %.*s", (long long)r->m.unit_id,
        (long long)(of_body ? r->on->body_id : 0), STR(r->m.period), STR(mark));
    if (reply_piece(q, key, &v->figures_part)) return NULL;
    TRY(make(q, db, r, of_body, v));
    struct buf w = page_open(q);
    view_room_figures(&w, v);
    v->figures_part = html_done(&w);
    reply_piece_keep(q, key, v->figures_part);
    return NULL;
}
