/* trace_now.c - see trace_now.h. Reads only; its lines and the bodies' own add up to the total, nothing twice. */
#include "core/report/trace_now.h"
#include "core/grow.h"
#include "core/office/term.h"
#include "core/office/unit.h"
#include "core/report/brief_rows.h"

void trace_unit_line(struct arena *a, struct trace *out, struct str name, const struct vn_sum *sum, struct str note)
{
    LIST_ADD(a, out->line, out->lines,
        (struct trace_line){ .body_short = name, .unit_name = name, .organisation = out->organisation, .sum = *sum,
            .words = brief_sum(a, sum, out->unit_word), .missing = S(""), .note = note });
}

static bool is_row(const struct trace *t, const struct total *x)
{
    return str_is(x->indicator, t->indicator) && str_is(x->organisation, t->organisation);
}

/* A part of a divided unit stands in the same words at each of its successors: the first that says it is enough. */
struct apart { int64_t unit_id; size_t child; };
struct aparts { struct apart *list; size_t n; };

static bool said_by_another(const struct aparts *said, int64_t unit_id, size_t child)
{
    for (size_t i = 0; i < said->n; i++)
        if (said->list[i].unit_id == unit_id && said->list[i].child != child) return true;
    return false;
}

/* What stands apart below the unit counts for the unit itself, unless it stands apart for it too. */
static void take_aparts(struct arena *a, const struct total_now *x, size_t child, struct aparts *said,
    struct trace *out)
{
    for (size_t i = 0; i < x->aparts; i++) {
        const struct total_apart *p = &x->apart[i];
        bool here = false;
        for (size_t k = 0; k < out->views.now.aparts; k++) here |= out->views.now.apart[k].unit_id == p->unit_id;
        if (here || !is_row(out, &p->total) || said_by_another(said, p->unit_id, child)) continue;
        trace_unit_line(a, out, p->unit_title, &p->total.sum, p->why);
        LIST_ADD(a, said->list, said->n, (struct apart){ p->unit_id, child });
    }
}

static struct str note_of(struct arena *a, const struct unit *u)
{
    struct str last = term_vi(a, u->valid_to);
    bool ended = u->valid_to.n && !unit_valid(u, term_today(a));
    return ended ? str_fmt(a, say("đã kết thúc ngày %.*s, không có đơn vị kế tục"), STR(last)) : S("");
}

error trace_now_units(struct arena *a, struct db *db, int64_t unit_id, struct trace *out)
{
    struct unit_list children;
    struct aparts said = { 0 };
    for (size_t i = 0; i < out->views.now.cames; i++) {
        const struct total_came *c = &out->views.now.came[i];
        if (is_row(out, &c->total) && c->here.count)
            trace_unit_line(a, out, c->unit_title, &c->here,
                c->shared ? SAY("một phần nay thuộc đơn vị này, chia theo cách đã chọn") : SAY("nay thuộc đơn vị này"));
    }
    TRY(unit_children(a, db, unit_id, S(""), &children));
    for (size_t i = 0; i < children.n; i++) {
        struct total_now x;
        TRY(total_now(a, db, children.unit[i].id, out->period, &x));
        for (size_t k = 0; k < x.totals; k++) {
            if (!is_row(out, &x.total[k])) continue;
            struct str name = unit_title(a, &children.unit[i]), note = note_of(a, &children.unit[i]);
            struct buf from = buf_open(a);
            for (size_t c = 0; c < x.cames; c++)
                if (is_row(out, &x.came[c].total))
                    buf_fmt(&from, "%s%.*s", from.n ? ", " : "", STR(x.came[c].unit_title));
            if (from.n) note = str_fmt(a, say("có số liệu cũ của %.*s"), STR(buf_done(&from)));
            trace_unit_line(a, out, name, &x.total[k].sum, note);
        }
        take_aparts(a, &x, i, &said, out);
    }
    return NULL;
}
