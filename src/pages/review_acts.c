/* review_acts.c - what a person does about a figure or a report. Each act is one form; when it is refused the
 * review comes back with the reason and with what was typed, and nothing has changed. */
#include "pages/dictionary.h"
#include "pages/review.h"

static void go_to(struct request *q, struct reply *r, const struct review_of *v, int64_t number)
{
    long long id = (long long)v->report.id, at = (long long)number;
    if (number) reply_redirect(q, r, "/bao-cao/%lld?so=%lld#f%lld", id, at, at);
    else reply_redirect(q, r, "/bao-cao/%lld", id);
}

/* Words that were typed and that the review as it is now has no place for: the error page keeps them. */
static bool would_lose(const struct request *q, const struct review_ask *ask, const struct review_of *now)
{
    if (ask->typed && now->report.may_edit) return false;
    for (size_t i = 0; i < q->route->params; i++) {
        const struct param *p = &q->route->param[i];
        bool written = p->kind == PARAM_TEXT || (ask->typed && p->kind == PARAM_LINE);
        if (written && str_trim(param_typed(q, p->name)).n) return true;
    }
    return false;
}

/* After a refusal: the report as it is now, with the reason. What nobody can mend here goes to the error page.
 */
static error refused(struct request *q, struct reply *r, struct review_ask *ask, error why)
{
    struct review_of now;
    if (why->kind == ERR_FAULT || why->kind == ERR_LOGIN || why->kind == ERR_MEMORY || why->kind == ERR_MISSING)
        return why;
    TRY(review_get(q, &now));
    if (would_lose(q, ask, &now)) return why;
    ask->why = why;
    return review_show(q, r, &now, ask);
}

static error figure_of(struct request *q, struct review_of *v, struct figure **f)
{
    TRY(review_get(q, v));
    *f = review_figure(v, param_int(q, "so", 0));
    if (*f) return NULL;
    return FAIL(q->a, ERR_MISSING, "Báo cáo này không có số liệu số %lld. Mở lại báo cáo để xem danh sách mới.",
                (long long)param_int(q, "so", 0));
}

error page_confirm(struct request *q, struct reply *r)
{
    struct review_of v;
    struct figure *f;
    TRY(figure_of(q, &v, &f));
    error e = figure_confirm(q->a, page_store(q), page_who(q), f->id, param_int(q, "ban", 0));
    if (e) return refused(q, r, &(struct review_ask){ .number = f->seq }, e);
    go_to(q, r, &v, review_next(&v, f->seq));
    return NULL;
}

error page_reject(struct request *q, struct reply *r)
{
    struct review_of v;
    struct figure *f;
    TRY(figure_of(q, &v, &f));
    error e =
        figure_reject(q->a, page_store(q), page_who(q), f->id, param_int(q, "ban", 0), param_str(q, "ghi-chu"));
    if (e) return refused(q, r, &(struct review_ask){ .number = f->seq }, e);
    go_to(q, r, &v, review_next(&v, f->seq));
    return NULL;
}

error page_reopen(struct request *q, struct reply *r)
{
    struct review_of v;
    struct figure *f;
    TRY(figure_of(q, &v, &f));
    error e = figure_undo(q->a, page_store(q), page_who(q), f->id, param_int(q, "ban", 0));
    if (e) return refused(q, r, &(struct review_ask){ .number = f->seq }, e);
    go_to(q, r, &v, f->seq);
    return NULL;
}

error page_change(struct request *q, struct reply *r)
{
    struct review_of v;
    struct figure *f;
    TRY(figure_of(q, &v, &f));
    struct figure_entry entry = figure_entry(q->a, f);
    struct str note = param_str(q, "ghi-chu");
    TRY(review_form_read(q, &entry));
    error e = figure_change(q->a, page_store(q), page_who(q), f->id, param_int(q, "ban", 0), &entry, note);
    if (e)
        return refused(
            q, r, &(struct review_ask){ .number = f->seq, .edit = true, .typed = &entry, .note = note }, e);
    int64_t next = review_next(&v, f->seq);
    const struct offer_view *taught;
    TRY(dictionary_offer(q, v.report.id, f->seq, next, &taught));
    if (!taught) go_to(q, r, &v, next);
    else if (next)
        reply_redirect(q, r, "/bao-cao/%lld?so=%lld&hoc=%lld#f%lld", (long long)v.report.id, (long long)next,
                       (long long)f->seq, (long long)next);
    else reply_redirect(q, r, "/bao-cao/%lld?hoc=%lld", (long long)v.report.id, (long long)f->seq);
    return NULL;
}

error page_add(struct request *q, struct reply *r)
{
    struct review_of v;
    int64_t from = param_int(q, "tu", 0), to = param_int(q, "den", 0), id;
    TRY(review_get(q, &v));
    if (from < 0 || to <= from || (size_t)to > v.report.text.n)
        return FAIL(q->a, ERR_INPUT,
                    "Chưa chọn chữ nào trong báo cáo. Bôi đen các chữ của số liệu rồi thêm lại.");
    struct span span = { (size_t)from, (size_t)to };
    struct db *db;
    struct figure_entry entry;
    TRY(page_db(q, &db));
    TRY(figure_entry_read(q->a, db, page_who(q), v.report.id, span, &entry));
    TRY(review_form_read(q, &entry));
    error e =
        figure_add(q->a, page_store(q), page_who(q), v.report.id, param_int(q, "ban", 0), span, &entry, &id);
    if (e)
        return refused(
            q, r,
            &(struct review_ask){ .add = span, .edit = true, .typed = &entry, .note = param_str(q, "ghi-chu") },
            e);
    struct figure added;
    TRY(page_db(q, &db));
    TRY(figure_get(q->a, db, page_who(q), id, &added));
    go_to(q, r, &v, added.seq);
    return NULL;
}

error page_answer(struct request *q, struct reply *r)
{
    struct review_of v;
    TRY(review_get(q, &v));
    error e = check_answer(q->a, page_store(q), page_who(q), v.report.id, param_str(q, "ma"),
                           param_str(q, "ve-viec"), param_str(q, "ly-do"));
    if (e) return refused(q, r, &(struct review_ask){ .number = param_int(q, "so", 0) }, e);
    go_to(q, r, &v, param_int(q, "so", 0));
    return NULL;
}

/* ---- sure figures together ---- */

error page_confirm_sure(struct request *q, struct reply *r)
{
    struct figure_pick *pick;
    size_t n;
    int64_t at, id = param_int(q, "id", 0);
    TRY(review_picks(q->a, param_str(q, "cac-so"), &pick, &n));
    error e = figure_confirm_group(q->a, page_store(q), page_who(q), id, pick, n, &at);
    if (e) return refused(q, r, &(struct review_ask){ .sure = true }, e);
    reply_redirect(q, r, "/bao-cao/%lld?luc=%lld", (long long)id, (long long)at);
    return NULL;
}

error page_undo_sure(struct request *q, struct reply *r)
{
    size_t n;
    error e = figure_undo_group(q->a, page_store(q), page_who(q), param_int(q, "id", 0), param_int(q, "luc", 0), &n);
    if (e) return refused(q, r, &(struct review_ask){ 0 }, e);
    reply_redirect(q, r, "/bao-cao/%lld", (long long)param_int(q, "id", 0));
    return NULL;
}

/* ---- the report as a whole ---- */

static error decided(struct request *q, struct reply *r, error e, const char *done)
{
    if (e) return refused(q, r, &(struct review_ask){ 0 }, e);
    reply_redirect(q, r, "/bao-cao/%lld?xong=%s", (long long)param_int(q, "id", 0), done);
    return NULL;
}

error page_submit(struct request *q, struct reply *r)
{
    return decided(
        q, r, report_submit(q->a, page_store(q), page_who(q), param_int(q, "id", 0), param_int(q, "ban", 0)),
        "nop");
}

error page_approve(struct request *q, struct reply *r)
{
    return decided(
        q, r, report_approve(q->a, page_store(q), page_who(q), param_int(q, "id", 0), param_int(q, "ban", 0)),
        "duyet");
}

error page_return(struct request *q, struct reply *r)
{
    error e = report_return(q->a, page_store(q), page_who(q), param_int(q, "id", 0), param_int(q, "ban", 0),
                            param_str(q, "ly-do"));
    struct db *db;
    struct report report;
    if (e) return decided(q, r, e, "tra-lai");
    TRY(page_db(q, &db));
    /* the office sees what was handed in; what it sent back is its body's again */
    error hidden = report_get(q->a, db, page_who(q), param_int(q, "id", 0), &report);
    if (hidden && hidden->kind != ERR_MISSING) return hidden;
    if (!hidden) return decided(q, r, NULL, "tra-lai");
    reply_redirect(q, r, "/bao-cao?xong=%s", "tra-lai");
    return NULL;
}
