/* review_page.c - the review screen: the report as it was written, its figures as a list, and what is still
 * missing. */
#include "core/report/check.h"
#include "pages/matrix.h"
#include "pages/review.h"
#include "pages/review_text.h"
#include "vn/text.h"

error review_get(struct request *q, struct review_of *out)
{
    struct db *db;
    TRY(page_db(q, &db));
    TRY(report_get(q->a, db, page_who(q), param_int(q, "id", 0), &out->report));
    return figure_list(q->a, db, page_who(q), out->report.id, &out->figure, &out->figures);
}

struct figure *review_figure(const struct review_of *v, int64_t number)
{
    for (size_t i = 0; i < v->figures; i++)
        if (v->figure[i].seq == number) return &v->figure[i];
    return NULL;
}

static int64_t first_undecided(const struct review_of *v)
{
    for (size_t i = 0; i < v->figures; i++)
        if (v->figure[i].state == FIGURE_READ) return v->figure[i].seq;
    return 0;
}

/* ---- the list: cards under the headings of the text, warnings beside the figure to look at first ---- */

/* The way to the report that says the same; none when it is this one, or one that this person may not see. */
static struct link other_sentence(struct request *q, struct db *db, const struct review_of *v, const struct warning *w)
{
    struct report other;
    if (!w->other_report || w->other_report == v->report.id) return (struct link){ 0 };
    error hidden = report_get(q->a, db, page_who(q), w->other_report, &other);
    if (hidden) return (struct link){ 0 };
    return (struct link){ .label = SAY("So hai câu"),
                          .href = str_fmt(q->a, "/bao-cao/%lld?so=%u#v%u", (long long)w->other_report, w->other_seq,
                                          w->other_seq) };
}

static void warnings_fill(struct request *q, struct db *db, const struct review_of *v, const struct warning *w,
                          size_t n, struct figure_card *c)
{
    struct warning_view *list = NEW_N(q->a, struct warning_view, n);
    for (size_t i = 0; i < n; i++) {
        if (!w[i].seq_count || w[i].seqs[0] != (uint32_t)c->number) continue;
        list[c->warnings++] = (struct warning_view){ .code = w[i].code,
                                                     .subject = w[i].subject,
                                                     .sentence = w[i].sentence,
                                                     .reason = w[i].reason,
                                                     .number = c->number,
                                                     .other = other_sentence(q, db, v, &w[i]) };
    }
    c->warning = list;
}

static error groups_fill(struct request *q, const struct review_of *v, int64_t now, struct review_view *out)
{
    struct db *db;
    struct warning *w = NULL;
    size_t n = 0;
    TRY(page_db(q, &db));
    TRY(check_report(q->a, db, page_who(q), v->report.id, &w, &n));
    struct figure_group *group = NEW_N(q->a, struct figure_group, v->figures);
    struct figure_card *card = NEW_N(q->a, struct figure_card, v->figures);
    for (size_t i = 0; i < v->figures; i++) {
        card[i] = review_card(q->a, v, &v->figure[i]);
        card[i].now = card[i].number == now;
        warnings_fill(q, db, v, w, n, &card[i]);
        struct str heading =
            review_heading(v->report.text, out->paragraph, out->paragraphs, v->figure[i].span.from);
        if (!out->groups || !str_is(group[out->groups - 1].heading, heading))
            group[out->groups++] = (struct figure_group){ .heading = heading, .card = &card[i] };
        group[out->groups - 1].cards++;
    }
    out->group = group;
    return NULL;
}

/* The way to the first warning that nobody has answered, once every figure is decided. */
static struct link first_warned(struct arena *a, const struct review_view *v, const struct report *p)
{
    if (p->undecided) return (struct link){ 0 };
    for (size_t g = 0; g < v->groups; g++)
        for (size_t i = 0; i < v->group[g].cards; i++) {
            const struct figure_card *c = &v->group[g].card[i];
            for (size_t k = 0; k < c->warnings; k++)
                if (!c->warning[k].reason.n)
                    return (struct link){ .label = SAY("Xem cảnh báo"),
                                          .href = str_fmt(a, "%.*s?so=%lld#f%lld", STR(v->base),
                                                          (long long)c->number, (long long)c->number) };
        }
    return (struct link){ 0 };
}

/* ---- the words around it ---- */

static struct str question(struct arena *a, const struct report *p)
{
    struct str period = period_in(a, p->period);
    if (p->may_edit && !p->figures) return str_fmt(a, say("Báo cáo %.*s chưa có số liệu nào"), STR(period));
    if (p->may_edit && p->undecided)
        return str_fmt(a, say("%lld số liệu của %.*s đã được đọc đúng chưa?"), (long long)p->figures,
                       STR(period));
    if (p->may_edit)
        return str_fmt(a, say("Đã xem hết %lld số liệu của %.*s, nộp báo cáo?"), (long long)p->figures,
                       STR(period));
    if (p->may_decide && p->state == REPORT_SUBMITTED)
        return str_fmt(a, say("Duyệt báo cáo %.*s của %.*s?"), STR(period), STR(p->body_short));
    return str_fmt(a, say("Báo cáo %.*s của %.*s"), STR(period), STR(p->body_short));
}

static struct str missing(struct arena *a, const struct report *p)
{
    if (!str_trim(p->text).n) return SAY("chưa có nội dung báo cáo");
    if (p->undecided) return str_fmt(a, say("còn %lld số liệu chưa quyết định"), (long long)p->undecided);
    if (p->warnings) return str_fmt(a, say("đã đủ, còn %lld cảnh báo nên xem"), (long long)p->warnings);
    return SAY("đã đủ, có thể nộp");
}

static struct str state_line(struct arena *a, const struct report *p)
{
    struct str said = report_state_vi(p->state);
    if (p->state == REPORT_SUBMITTED)
        return str_fmt(a, say("%.*s, %.*s lúc %.*s"), STR(said), STR(p->submitted_by_name),
                       STR(page_time(a, p->submitted_at)));
    if (p->state == REPORT_APPROVED || p->state == REPORT_RETURNED)
        return str_fmt(a, say("%.*s, %.*s lúc %.*s"), STR(said), STR(p->decided_by_name),
                       STR(page_time(a, p->decided_at)));
    return str_fmt(a, say("%.*s, %.*s soạn ngày %.*s"), STR(said), STR(p->made_by_name),
                   STR(page_date(a, p->made_at)));
}

static void progress_fill(struct arena *a, const struct review_of *v, int64_t now, struct review_view *out)
{
    const struct report *p = &v->report;
    struct str *segment = NEW_N(a, struct str, v->figures);
    for (size_t i = 0; i < v->figures; i++) {
        enum figure_state s = v->figure[i].state;
        struct str css = s == FIGURE_CONFIRMED ? S("c") : s == FIGURE_REJECTED ? S("x") : S("");
        segment[i] = v->figure[i].seq == now ? str_fmt(a, "%.*s now", STR(css)) : css;
    }
    out->segment = segment;
    out->segments = v->figures;
    out->progress = str_fmt(a, say("%lld/%lld đã xác nhận · %lld đã loại · còn %lld"), (long long)p->confirmed,
                            (long long)p->figures, (long long)p->rejected, (long long)p->undecided);
    out->progress_spoken = str_fmt(a, say("%lld đã xác nhận, %lld đã loại, %lld chưa quyết định"),
                                   (long long)p->confirmed, (long long)p->rejected, (long long)p->undecided);
}

error review_show(struct request *q, struct reply *r, const struct review_of *v, const struct review_ask *ask)
{
    const struct report *p = &v->report;
    int64_t now = ask->number                                  ? ask->number
                  : ask->closed || ask->add.to || !p->may_edit ? 0
                                                               : first_undecided(v);
    struct str previous = S("");
    struct period period;
    if (period_read(p->period, &period)) previous = period_words(q->a, period_previous(period));
    struct review_view out = { .form = page_key(q, true),
                               .version = p->version,
                               .base = str_fmt(q->a, "/bao-cao/%lld", (long long)p->id),
                               .question = question(q->a, p),
                               .body = p->body_short,
                               .period = page_period_words(q->a, p->period),
                               .state_word = state_line(q->a, p),
                               .missing = missing(q->a, p),
                               .last_period = previous,
                               .mark = matrix_mark_of(p->state),
                               .may_edit = p->may_edit,
                               .may_return = p->may_return,
                               .may_approve = p->may_decide && p->state == REPORT_SUBMITTED,
                               .ready = !p->undecided && str_trim(p->text).n > 0,
                               .why = ask->why && !ask->edit && !ask->typed ? str_c(ask->why->said) : S("") };
    if (p->state == REPORT_RETURNED)
        out.reason = str_fmt(q->a, say("Lý do trả lại: %.*s"), STR(p->return_reason));
    struct paragraph *paragraph;
    out.paragraphs = review_paragraphs(q->a, p->text, v->figure, v->figures, now, &paragraph);
    out.paragraph = paragraph;
    TRY(groups_fill(q, v, now, &out));
    out.first_warned = first_warned(q->a, &out, p);
    progress_fill(q->a, v, now, &out);
    if (p->may_edit && (ask->edit || ask->add.to)) TRY(review_form(q, v, ask, &out.edit));
    if (ask->why) r->status = err_status(ask->why->kind);
    struct buf body = page_open(q);
    view_review(&body, &out);
    return page_show(q, r,
                     &(struct page_frame){
                         .title = out.question, .room = ROOM_REPORTS, .script = "review.js", .open = true },
                     &body);
}

/* Words that were copied by hand: where they stand in the text, whatever their case. */
static bool find_words(struct arena *a, struct str text, struct str words, struct span *out)
{
    size_t at = str_find(text, words, 0);
    struct str lower = vn_lower(a, text);
    if (at == SIZE_MAX && lower.n == text.n) at = str_find(lower, vn_lower(a, words), 0);
    if (at == SIZE_MAX) return false;
    *out = (struct span){ at, at + words.n < text.n ? at + words.n : text.n };
    return true;
}

error page_review(struct request *q, struct reply *r)
{
    struct review_of v;
    TRY(review_get(q, &v));
    struct review_ask ask = { .number = param_int(q, "so", 0),
                              .edit = param_flag(q, "sua"),
                              .closed = param_str(q, "xong").n > 0 };
    if (ask.number && !review_figure(&v, ask.number)) {
        ask.why = FAIL(q->a, ERR_MISSING, "Báo cáo này không có số liệu số %lld. Chọn số khác trong danh sách.",
                       (long long)ask.number);
        ask.number = 0;
        ask.edit = false;
    }
    ask.edit = ask.edit && ask.number;
    struct str words = str_trim(param_str(q, "chu"));
    int64_t from = param_int(q, "tu", 0), to = param_int(q, "den", 0);
    if (from >= 0 && to > from && (size_t)to <= v.report.text.n)
        ask.add = (struct span){ (size_t)from, (size_t)to };
    if (words.n && !find_words(q->a, v.report.text, words, &ask.add)) {
        ask.add = (struct span){ 0 };
        ask.why = FAIL(q->a, ERR_INPUT,
                       "Không thấy các chữ “%.*s” trong báo cáo. Chép đúng như trong báo cáo rồi thử lại.",
                       STR(words));
    }
    return review_show(q, r, &v, &ask);
}
