/* conclude_acts.c - what is done on the page of conclusions: typing, pasting, confirming, ordering, dropping, deciding
 * on what is carried. Each act is one call of core; what is refused shows the page again with what was typed. */
#include "pages/conclude_page.h"
#include "base/machine.h"
#include "core/meeting/task.h"
#include "pages/directive_form.h"
#include "pages/office_form.h"
#include "vn/period.h"

/* The directive of the address, of the briefing of the address. */
static error asked(struct request *q, struct meeting *m, struct directive *d)
{
    struct db *db;
    TRY(meeting_asked(q, &db, m));
    TRY(directive_get(q->a, db, param_int(q, "so", 0), d));
    if (d->meeting_id == m->id) return NULL;
    return FAIL(q->a, ERR_MISSING, "Không tìm thấy nội dung kết luận này. Mở lại trang kết luận của giao ban.");
}

static void back_to(struct request *q, struct reply *r, const struct meeting *m, const char *more)
{
    reply_redirect(q, r, "/giao-ban/%lld/ket-luan%s", (long long)m->id, more);
}

error page_directive_add(struct request *q, struct reply *r)
{
    struct db *db;
    struct meeting m;
    struct directive d = { .origin = DIRECTIVE_TYPED };
    int64_t id;
    TRY(meeting_asked(q, &db, &m));
    error e = directive_form_read(q, &m, &d);
    if (!e) e = directive_put(q->a, page_store(q), page_who(q), &d, &id);
    if (e) return may_mend(e) ? conclude_show(q, r, &(struct conclude_ask){ .why = e }) : e;
    struct str back = directive_back(q, m.id);
    bool own = str_ends(back, S("/ket-luan"));
    reply_redirect(q, r, "%.*s", STR(own ? str_fmt(q->a, "%.*s?xong=luu", STR(back)) : back));
    return NULL;
}

error page_directive_change(struct request *q, struct reply *r)
{
    struct meeting m;
    struct directive was;
    TRY(asked(q, &m, &was));
    struct directive d = was;
    d.version = param_int(q, "ban", 0);
    error e = directive_form_read(q, &m, &d);
    int64_t id = was.id;
    d.id = id;
    d.meeting_id = m.id;
    if (!e) e = directive_put(q->a, page_store(q), page_who(q), &d, &id);
    if (e) return may_mend(e) ? conclude_show(q, r, &(struct conclude_ask){ .edit = was.id, .why = e }) : e;
    back_to(q, r, &m, "?xong=luu");            /* no fragment: the keyboard goes to the next one to confirm */
    return NULL;
}

error page_directive_read(struct request *q, struct reply *r)
{
    struct db *db;
    struct meeting m;
    size_t n;
    struct str words = param_str(q, "loi");
    TRY(meeting_asked(q, &db, &m));
    error e = directive_read(q->a, page_store(q), page_who(q), m.id, words, &n);
    if (e) return may_mend(e) ? conclude_show(q, r, &(struct conclude_ask){ .act = e, .pasted = words }) : e;
    back_to(q, r, &m, str_z(q->a, str_fmt(q->a, "?de-xuat=%zu", n)));
    return NULL;
}

static error done(struct request *q, struct reply *r, const struct meeting *m, error e, const char *more)
{
    if (e) return may_mend(e) ? conclude_show(q, r, &(struct conclude_ask){ .act = e }) : e;
    back_to(q, r, m, more);
    return NULL;
}

error page_directive_confirm(struct request *q, struct reply *r)
{
    struct meeting m;
    struct directive d;
    TRY(asked(q, &m, &d));
    error e = directive_confirm(q->a, page_store(q), page_who(q), d.id, param_int(q, "ban", 0));
    return done(q, r, &m, e, "");
}

error page_directive_drop(struct request *q, struct reply *r)
{
    struct meeting m;
    struct directive d;
    TRY(asked(q, &m, &d));
    error e = directive_drop(q->a, page_store(q), page_who(q), d.id, param_int(q, "ban", 0));
    return done(q, r, &m, e, str_z(q->a, str_fmt(q->a, "?bo=%lld#noi-dung", (long long)d.id)));
}

error page_directive_restore(struct request *q, struct reply *r)
{
    struct meeting m;
    struct directive d;
    TRY(asked(q, &m, &d));
    error e = directive_restore(q->a, page_store(q), page_who(q), d.id, param_int(q, "ban", 0));
    return done(q, r, &m, e, str_z(q->a, str_fmt(q->a, "#d%lld", (long long)d.id)));
}

error page_directive_move(struct request *q, struct reply *r)
{
    struct meeting m;
    struct directive d;
    bool up = str_is(param_str(q, "huong"), S("len"));
    TRY(asked(q, &m, &d));
    error e = directive_move(q->a, page_store(q), page_who(q), d.id, param_int(q, "cho", 0));
    return done(q, r, &m, e, str_z(q->a, str_fmt(q->a, "?o=%lld&nut=%s", (long long)d.id, up ? "len" : "xuong")));
}

/* The chair on a conclusion of an earlier briefing: a new day, or no longer followed. */
error page_carried_decide(struct request *q, struct reply *r)
{
    struct db *db;
    struct meeting m;
    struct task t;
    struct day on, due;
    struct span where;
    struct str words = str_trim(param_str(q, "thoi-han"));
    bool closes = str_is(param_str(q, "cach"), S("xong"));
    TRY(meeting_asked(q, &db, &m));
    TRY(task_get(q->a, db, page_who(q), param_int(q, "viec", 0), &t));
    struct task_act act = { .id = t.id, .version = param_int(q, "ban", 0),
        .kind = closes ? TASK_ACCEPTED : TASK_GRANTED,
        .words = str_fmt(q->a, say("Chủ trì quyết định tại phiên %.*s."), STR(m.title)) };
    bool known = day_read(m.day, &on) || day_read(clock_day(q->a, clock_now()), &on);
    assert(known);
    error e = NULL;
    if (!closes && (!directive_due(q->a, words, on, true, &due, &where) || where.to + 3 < words.n))
        e = FAIL(q->a, ERR_INPUT, "Không rõ thời hạn “%.*s” là ngày nào. Ghi như 15/8, cuối tháng 8 hoặc quý III.",
            STR(words));
    else if (!closes) act.day = day_write(q->a, due);
    if (!e) e = task_act(q->a, page_store(q), page_who(q), &act);
    if (e && may_mend(e)) return conclude_show(q, r, &(struct conclude_ask){ .act = e, .carried = t.id });
    return done(q, r, &m, e, "?xong=luu#ket-luan-truoc");
}
