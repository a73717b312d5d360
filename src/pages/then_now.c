/* then_now.c - see then_now.h. Words and addresses only. */
#include "pages/then_now.h"
#include "core/grow.h"

enum total_view then_now_asked(struct request *q)
{
    return str_is(param_str(q, "nhin"), S("hien-nay")) ? VIEW_NOW : VIEW_THEN;
}

struct str then_now_more(enum total_view view) { return view == VIEW_NOW ? S("&nhin=hien-nay") : S(""); }

static void aparts_fill(struct request *q, const struct total_views *views, struct str indicator,
    struct str organisation, struct then_now *out)
{
    struct arena *a = q->a;
    struct link *list = NULL;
    for (size_t i = 0; i < views->now.aparts; i++) {
        const struct total_apart *p = &views->now.apart[i];
        bool skip = indicator.n ? !str_is(p->total.indicator, indicator) ||
                                  !str_is(p->total.organisation, organisation) : p->total.organisation.n > 0;
        if (skip) continue;
        struct link link = { .hint = p->why,
            .label = str_fmt(a, "%.*s: %.*s, %.*s", STR(p->unit_title), STR(p->total.name), STR(p->total.words)) };
        if (policy_may(page_who(q), MAY_CHANGE_UNITS))
            link.href = str_fmt(a, "/quan-tri/don-vi/chia-so-lieu?id=%lld", (long long)p->unit_id);
        LIST_ADD(a, list, out->aparts, link);
    }
    out->apart = list;
}

static struct str sentence(struct arena *a, const struct total_views *views, struct str indicator,
    struct str organisation)
{
    if (!views->now.near)
        return SAY("Đơn vị ở đây không nhập, chia hay chuyển, nên tổng như khi đó cũng là tổng theo đơn vị hiện nay.");
    if (!views->differs)
        return SAY("Đơn vị bên dưới đã thay đổi nhưng vẫn nằm trong đơn vị này, nên tổng chung như nhau theo cả "
                   "hai cách nhìn; từng đơn vị thì khác.");
    if (views->view == VIEW_THEN)
        return SAY("Đang xem như khi đó: mỗi số liệu ở đơn vị đã báo cáo số ấy.");
    struct str names = total_now_from(a, &views->now, indicator, organisation);
    return names.n ? str_fmt(a, say("Đang xem theo đơn vị hiện nay: đã cộng cả số liệu của %.*s."), STR(names))
                   : SAY("Đang xem theo đơn vị hiện nay: số liệu cũ tính cho đơn vị kế tục.");
}

struct str then_now_trace(struct arena *a, const struct brief_line *l, const struct brief *b)
{
    struct str href = str_fmt(a, "/tong-hop/%.*s?ky=%.*s%.*s", STR(l->indicator), STR(b->period),
                              STR(then_now_more(b->views.view)));
    return l->organisation.n ? str_fmt(a, "%.*s&to-chuc=%.*s", STR(href), STR(l->organisation)) : href;
}

void then_now_fill(struct request *q, const struct total_views *views, struct str path, struct str period,
    struct str more, struct str indicator, struct str organisation, struct then_now *out)
{
    struct arena *a = q->a;
    bool now = views->view == VIEW_NOW;
    struct str base = str_fmt(a, "%.*s?ky=%.*s%.*s", STR(path), STR(period), STR(more));
    *out = (struct then_now){ .sentence = sentence(a, views, indicator, organisation) };
    if (views->now.near && views->below)
        out->by_unit = str_fmt(a, "/tong-hop/theo-don-vi?ky=%.*s&nhin=%s", STR(period), now ? "hien-nay" : "khi-do");
    if (!views->differs) return;
    out->then = (struct link){ .label = SAY("Như khi đó"), .now = !now, .href = base };
    out->today = (struct link){ .label = SAY("Theo đơn vị hiện nay"), .now = now,
        .href = str_fmt(a, "%.*s&nhin=hien-nay", STR(base)) };
    if (!now) return;
    total_now_notes(a, &views->now, indicator, organisation, &out->note, &out->notes);
    aparts_fill(q, views, indicator, organisation, out);
}
