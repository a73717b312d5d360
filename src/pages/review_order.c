/* review_order.c - the order in which figures are worked through: as in the text, or the least sure first; and the sure
 * ones as a group. Decides nothing about a figure: what is sure, core says. */
#include "core/office/choice.h"
#include "core/report/brief.h"
#include "pages/review.h"
#include <stdlib.h>

#define ORDER_CHOICE S("review.order")

enum review_band review_band(const struct review_of *v, const struct figure *f)
{
    for (size_t i = 0; i < v->warnings; i++)
        for (size_t k = 0; k < v->warning[i].seq_count; k++)
            if (v->warning[i].seqs[k] == (uint32_t)f->seq) return BAND_WARNED;
    return figure_is_sure(f, NULL, 0) || f->added ? BAND_SURE : BAND_DOUBTED;
}

struct str review_band_name(enum review_band b)
{
    static const struct { const char *label; } names[BAND_COUNT] = {
        [BAND_WARNED] = { .label = "Có cảnh báo" },
        [BAND_DOUBTED] = { .label = "Phần mềm chưa chắc" },
        [BAND_SURE] = { .label = "Phần mềm chắc chắn" },
    };
    return SAY(names[b].label);
}

struct ranked { struct figure *f; enum review_band band; };

/* Text order comes in as the order of the array, which is by address. */
static int less_sure(const void *x, const void *y)
{
    const struct ranked *a = x, *b = y;
    if (a->band != b->band) return a->band < b->band ? -1 : 1;
    if (a->f->confidence != b->f->confidence) return a->f->confidence < b->f->confidence ? -1 : 1;
    return (a->f > b->f) - (a->f < b->f);
}

error review_order_fill(struct request *q, struct db *db, struct review_of *v)
{
    struct str chosen;
    TRY(choice_get(q->a, db, page_who(q), ORDER_CHOICE, &chosen));
    v->order = str_is(chosen, S("chua-chac")) ? REVIEW_BY_DOUBT : REVIEW_BY_TEXT;
    struct ranked *ranked = NEW_N(q->a, struct ranked, v->figures + 1);
    for (size_t i = 0; i < v->figures; i++)
        ranked[i] = (struct ranked){ &v->figure[i], review_band(v, &v->figure[i]) };
    if (v->order == REVIEW_BY_DOUBT) qsort(ranked, v->figures, sizeof *ranked, less_sure);
    v->row = NEW_N(q->a, struct figure *, v->figures + 1);
    for (size_t i = 0; i < v->figures; i++) v->row[i] = ranked[i].f;
    return NULL;
}

int64_t review_next(const struct review_of *v, int64_t number)
{
    int64_t first = 0;
    bool behind = false;
    for (size_t i = 0; i < v->figures; i++) {
        const struct figure *f = v->row[i];
        if (f->state == FIGURE_READ && f->seq != number) {
            if (behind) return f->seq;
            if (!first) first = f->seq;
        }
        behind |= f->seq == number;
    }
    return first;
}

/* The choice itself: a form of two buttons, beside a report that may be seen. */
error page_order(struct request *q, struct reply *r)
{
    struct db *db;
    struct report report;
    TRY(page_db(q, &db));
    TRY(report_get_bare(q->a, db, page_who(q), param_int(q, "id", 0), &report));
    TRY(choice_put(q->a, page_store(q), page_who(q), ORDER_CHOICE, param_str(q, "thu-tu")));
    reply_redirect(q, r, "/bao-cao/%lld", (long long)param_int(q, "id", 0));
    return NULL;
}

/* ---- sure figures as a group ---- */

static bool waits_sure(const struct review_of *v, const struct figure *f)
{
    return f->state == FIGURE_READ && figure_is_sure(f, v->warning, v->warnings);
}

size_t review_sure(const struct review_of *v)
{
    size_t n = 0;
    for (size_t i = 0; i < v->figures; i++) n += waits_sure(v, &v->figure[i]);
    return n;
}

const struct sure_view *review_sure_list(struct arena *a, const struct review_of *v, struct str base)
{
    struct sure_view *s = NEW(a, struct sure_view);
    struct sure_row *row = NEW_N(a, struct sure_row, v->figures + 1);
    struct buf picks = buf_open(a);
    for (size_t i = 0; i < v->figures; i++) {
        const struct figure *f = &v->figure[i];
        if (!waits_sure(v, f)) continue;
        struct trace_figure sentence = { 0 };
        trace_sentence(a, v->report.text, f->span, &sentence);
        buf_fmt(&picks, "%s%lld-%lld", picks.n ? "." : "", (long long)f->seq, (long long)f->version);
        row[s->rows++] = (struct sure_row){ .number = f->seq,
                                            .value = f->words,
                                            .item = f->item,
                                            .before = sentence.before,
                                            .quote = sentence.quote,
                                            .after = sentence.after,
                                            .href = str_fmt(a, "%.*s?so=%lld#f%lld", STR(base), (long long)f->seq,
                                                            (long long)f->seq) };
    }
    s->row = row;
    s->picks = buf_done(&picks);
    s->question = str_fmt(a, say("%zu số liệu này đúng cả chứ?"), s->rows);
    s->act = str_fmt(a, say("Xác nhận %zu số chắc chắn"), s->rows);
    return s;
}

/* "1-3.2-1": numbers with the versions that were shown. */
error review_picks(struct arena *a, struct str typed, struct figure_pick **out, size_t *n)
{
    *out = NEW_N(a, struct figure_pick, typed.n + 1);
    *n = 0;
    for (struct str pair, seq; typed.n && str_next(&typed, '.', &pair);) {
        struct figure_pick *p = &(*out)[(*n)++];
        if (!str_next(&pair, '-', &seq) || !str_int(seq, &p->seq) || !str_int(pair, &p->version))
            return FAIL(a, ERR_USAGE, "Danh sách số liệu chắc chắn chưa đúng. Mở lại danh sách rồi xác nhận.");
    }
    return NULL;
}
