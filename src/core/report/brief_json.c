/* brief_json.c - a brief as one JSON object, for other programs and for the golden test. Times of making stay
 * out, so the same data gives the same bytes. */
#include "core/report/brief_rows.h"

static void put_str(struct buf *b, struct str s)
{
    buf_char(b, '"');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '"' || c == '\\') {
            buf_char(b, '\\');
            buf_char(b, (char)c);
        } else if (c < 0x20) {
            buf_fmt(b, "\\u%04x", c);
        } else {
            buf_char(b, (char)c);
        }
    }
    buf_char(b, '"');
}

/* `,"key":` before a value; no comma after an opening bracket. */
static void put_key(struct buf *b, const char *key)
{
    char last = b->n ? b->p[b->n - 1] : '{';
    buf_fmt(b, "%s\"%s\":", last == '{' ? "" : ",", key);
}

static void put_text(struct buf *b, const char *key, struct str s)
{
    if (!s.n) return;
    put_key(b, key);
    put_str(b, s);
}

static void put_int(struct buf *b, const char *key, int64_t n)
{
    put_key(b, key);
    buf_fmt(b, "%lld", (long long)n);
}

static void put_sum(struct buf *b, const char *key, const struct vn_sum *sum, struct str words)
{
    enum vn_approx approx = vn_sum_approx(sum);
    put_key(b, key);
    buf_char(b, '{');
    put_text(b, "value", vn_decimal(b->a, sum->value));
    if (approx == VN_RANGE) put_text(b, "value_max", vn_decimal(b->a, sum->value_max));
    put_text(b, "approx", str_c(vn_approx_names[approx]));
    put_int(b, "parts", sum->count);
    put_text(b, "words", words);
    buf_char(b, '}');
}

static void put_figure(struct buf *b, const struct brief_figure *f)
{
    buf_char(b, '{');
    put_int(b, "report", f->report_id);
    put_int(b, "seq", f->seq);
    put_text(b, "body", f->body_short);
    put_text(b, "period", f->report_period);
    put_text(b, "words", f->words);
    put_text(b, "item", f->item);
    put_text(b, "quote", f->quote);
    buf_char(b, '}');
}

static void put_figures(struct buf *b, const char *key, const struct brief_figure *list, size_t n)
{
    if (!n) return;
    put_key(b, key);
    buf_char(b, '[');
    for (size_t i = 0; i < n; i++) {
        if (i) buf_char(b, ',');
        put_figure(b, &list[i]);
    }
    buf_char(b, ']');
}

/* The period before stands as "before". */
static void put_beside(struct buf *b, const struct brief_line *l)
{
    static const char *const names[BESIDE_COUNT] = { "compared", "last_year", "target" };
    for (int i = 0; i < BESIDE_COUNT; i++) {
        const struct brief_beside *x = &l->beside[i];
        if (!x->has) continue;
        put_key(b, names[i]);
        buf_char(b, '{');
        put_text(b, "of", x->of);
        if (i != BESIDE_PREVIOUS) put_text(b, "words", x->words);
        put_text(b, "said", x->said);
        put_text(b, "why", x->why);
        buf_char(b, '}');
    }
}

static void put_lines(struct buf *b, const char *key, const struct brief_line *list, size_t n)
{
    put_key(b, key);
    buf_char(b, '[');
    for (size_t i = 0; i < n; i++) {
        const struct brief_line *l = &list[i];
        buf_c(b, i ? ",{" : "{");
        put_text(b, "indicator", l->indicator);
        put_text(b, "name", l->name);
        put_text(b, "unit", l->unit_word);
        put_text(b, "kind", l->stock ? S("stock") : S("flow"));
        if (l->has_now) put_sum(b, "now", &l->now, l->words);
        if (l->has_before) put_sum(b, "before", &l->before, l->words_before);
        put_text(b, "change", l->change);
        put_beside(b, l);
        put_figures(b, "figures", l->figure, l->figures);
        buf_char(b, '}');
    }
    buf_char(b, ']');
}

static void put_bodies(struct buf *b, const struct brief *brief)
{
    put_key(b, "bodies");
    buf_char(b, '[');
    for (size_t i = 0; i < brief->bodies; i++) {
        const struct brief_body *body = &brief->body[i];
        buf_c(b, i ? ",{" : "{");
        put_text(b, "organisation", body->organisation);
        put_text(b, "name", body->name);
        put_text(b, "missing", body->missing);
        put_lines(b, "results", body->line, body->lines);
        put_figures(b, "other", body->other, body->others);
        put_text(b, "prose", body->prose);
        buf_char(b, '}');
    }
    buf_char(b, ']');
}

static void put_warnings(struct buf *b, const struct brief *brief)
{
    put_key(b, "warnings");
    buf_char(b, '[');
    for (size_t i = 0; i < brief->warnings; i++) {
        const struct brief_warning *w = &brief->warning[i];
        buf_c(b, i ? ",{" : "{");
        put_int(b, "report", w->report_id);
        put_text(b, "body", w->body_short);
        put_text(b, "period", w->period);
        put_text(b, "code", w->warning.code);
        put_text(b, "sentence", w->warning.sentence);
        buf_char(b, '}');
    }
    buf_char(b, ']');
}

void brief_json(struct buf *to, const struct brief *brief)
{
    buf_char(to, '{');
    put_text(to, "unit", brief->unit_code);
    put_text(to, "unit_name", brief->unit_name);
    put_text(to, "period", brief->period);
    put_text(to, "previous", brief->previous);
    put_key(to, "reports");
    buf_char(to, '{');
    put_int(to, "expected", (int64_t)brief->expected);
    put_int(to, "approved", (int64_t)brief->approved);
    put_int(to, "waiting", (int64_t)brief->waiting);
    put_int(to, "missing", (int64_t)brief->missing);
    buf_char(to, '}');
    put_lines(to, "totals", brief->total, brief->totals);
    put_bodies(to, brief);
    put_figures(to, "joint", brief->joint, brief->joints);
    put_key(to, "cumulative");
    buf_char(to, '[');
    for (size_t i = 0; i < brief->cumulatives; i++) {
        const struct brief_cumulative *c = &brief->cumulative[i];
        buf_c(to, i ? ",{" : "{");
        put_text(to, "indicator", c->indicator_name);
        put_text(to, "period", c->period);
        put_key(to, "agrees");
        buf_c(to, c->agrees ? "true" : "false");
        put_text(to, "sentence", c->sentence);
        buf_char(to, '}');
    }
    buf_char(to, ']');
    put_key(to, "behind");
    buf_char(to, '[');
    for (size_t i = 0; i < brief->behinds; i++) {
        buf_c(to, i ? ",{" : "{");
        put_text(to, "body", brief->behind[i].body_short);
        put_text(to, "words", brief->behind[i].words);
        buf_char(to, '}');
    }
    buf_char(to, ']');
    put_warnings(to, brief);
    buf_char(to, '}');
}
