/* review_page.c - the review screen: the report as it was written, its figures as a list, and what is still
 * missing. */
#include "core/grow.h"
#include "pages/dictionary.h"
#include "pages/matrix.h"
#include "pages/review.h"
#include "pages/review_text.h"
#include "vn/text.h"

error review_get(struct request *q, struct review_of *out)
{
    struct db *db;
    TRY(page_db(q, &db));
    *out = (struct review_of){ 0 };
    TRY(report_get_bare(q->a, db, page_who(q), param_int(q, "id", 0), &out->report));
    int64_t id = out->report.id;
    struct checks checks;
    TRY(figure_list(q->a, db, page_who(q), id, &out->figure, &out->figures));
    TRY(check_all(q->a, db, page_who(q), id, &checks));
    out->warning = checks.warning;
    out->warnings = checks.warnings;
    out->price = checks.price;
    out->prices = checks.prices;
    TRY(scan_pages(q->a, db, &out->report, &out->page, &out->pages));
    return review_order_fill(q, db, out);
}

struct figure *review_figure(const struct review_of *v, int64_t number)
{
    for (size_t i = 0; i < v->figures; i++)
        if (v->figure[i].seq == number) return &v->figure[i];
    return NULL;
}

/* ---- the list: cards under the headings of the text, warnings beside the figure to look at first ---- */

/* The way to the report that says the same; none when it is this one, or one that this person may not see. */
static struct link other_sentence(struct request *q, struct db *db, const struct review_of *v, const struct warning *w)
{
    struct report other;
    if (!w->other_report || w->other_report == v->report.id) return (struct link){ 0 };
    error hidden = report_get_bare(q->a, db, page_who(q), w->other_report, &other);
    if (hidden) return (struct link){ 0 };
    return (struct link){ .label = SAY("So hai câu"),
                          .href = str_fmt(q->a, "/bao-cao/%lld?so=%u#v%u", (long long)w->other_report, w->other_seq,
                                          w->other_seq) };
}

/* About the writing, not about a figure. */
static bool is_of_words(const struct warning *w) { return str_is(w->code, S("text")); }

static struct warning_view warning_of(struct request *q, struct db *db, const struct review_of *v, size_t i)
{
    const struct warning *w = &v->warning[i];
    return (struct warning_view){ .code = w->code,
                                  .subject = w->subject,
                                  .sentence = w->sentence,
                                  .reason = w->reason,
                                  .number = w->seq_count ? w->seqs[0] : 0,
                                  .place = (int64_t)i + 1,
                                  .other = other_sentence(q, db, v, w) };
}

/* Those of figure `number`; 0: of the report as a whole. */
static const struct warning_view *warnings_of(struct request *q, struct db *db, const struct review_of *v,
                                              int64_t number, size_t *n)
{
    struct warning_view *list = NULL;
    *n = 0;
    for (size_t i = 0; i < v->warnings; i++) {
        int64_t at = v->warning[i].seq_count ? v->warning[i].seqs[0] : 0;
        if (at == number && !is_of_words(&v->warning[i])) LIST_ADD(q->a, list, *n, warning_of(q, db, v, i));
    }
    return list;
}

/* The heading that a figure stands under: of the text, or how sure the reader is of it. */
static struct str heading_of(const struct review_of *v, const struct review_view *out, const struct figure *f)
{
    return v->order == REVIEW_BY_DOUBT
               ? review_band_name(review_band(v, f))
               : review_heading(v->report.text, out->paragraph, out->paragraphs, f->span.from);
}

static error groups_fill(struct request *q, const struct review_of *v, int64_t now, struct review_view *out)
{
    struct db *db;
    TRY(page_db(q, &db));
    struct figure_group *group = NEW_N(q->a, struct figure_group, v->figures);
    struct figure_card *card = NEW_N(q->a, struct figure_card, v->figures);
    for (size_t i = 0; i < v->figures; i++) {
        card[i] = review_card(q->a, v, v->row[i]);
        card[i].now = card[i].number == now;
        card[i].warning = warnings_of(q, db, v, card[i].number, &card[i].warnings);
        struct str heading = heading_of(v, out, v->row[i]);
        if (!out->groups || !str_is(group[out->groups - 1].heading, heading))
            group[out->groups++] = (struct figure_group){ .heading = heading, .card = &card[i] };
        group[out->groups - 1].cards++;
    }
    out->group = group;
    out->whole = warnings_of(q, db, v, 0, &out->wholes);
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

static struct str missing(struct arena *a, const struct review_of *v)
{
    const struct report *p = &v->report;
    size_t open = 0;
    for (size_t i = 0; i < v->warnings; i++) open += !v->warning[i].answered && !is_of_words(&v->warning[i]);
    if (!str_trim(p->text).n) return SAY("chưa có nội dung báo cáo");
    if (p->undecided) return str_fmt(a, say("còn %lld số liệu chưa quyết định"), (long long)p->undecided);
    if (open) return str_fmt(a, say("đã đủ, còn %zu cảnh báo nên xem"), open);
    return SAY("đã đủ, có thể nộp");
}

/* After a hand-over: who is to finish what somebody else began. */
static struct str owner_words(struct arena *a, const struct report *p)
{
    bool open = p->state == REPORT_DRAFT || p->state == REPORT_RETURNED;
    return open && p->owner_name.n ? str_fmt(a, say(" · nay do %.*s làm tiếp"), STR(p->owner_name)) : S("");
}

static struct str state_line(struct arena *a, const struct report *p)
{
    struct str owner = owner_words(a, p), said = report_state_vi(p->state);
    if (p->state == REPORT_SUBMITTED)
        return str_fmt(a, say("%.*s, %.*s lúc %.*s"), STR(said), STR(p->submitted_by_name),
                       STR(page_time(a, p->submitted_at)));
    if (p->state == REPORT_APPROVED || p->state == REPORT_RETURNED)
        return str_fmt(a, "%.*s%.*s", STR(str_fmt(a, say("%.*s, %.*s lúc %.*s"), STR(said), STR(p->decided_by_name),
                       STR(page_time(a, p->decided_at)))), STR(owner));
    return str_fmt(a, "%.*s%.*s", STR(str_fmt(a, say("%.*s, %.*s soạn ngày %.*s"), STR(said), STR(p->made_by_name),
                   STR(page_date(a, p->made_at)))), STR(owner));
}

static void progress_fill(struct arena *a, const struct review_of *v, int64_t now, struct review_view *out)
{
    const struct report *p = &v->report;
    struct str *segment = NEW_N(a, struct str, v->figures);
    for (size_t i = 0; i < v->figures; i++) {
        enum figure_state s = v->row[i]->state;
        struct str css = s == FIGURE_CONFIRMED ? S("c") : s == FIGURE_REJECTED ? S("x") : S("");
        segment[i] = v->row[i]->seq == now ? str_fmt(a, "%.*s now", STR(css)) : css;
    }
    out->segment = segment;
    out->segments = v->figures;
    out->progress = str_fmt(a, say("%lld/%lld đã xác nhận · %lld đã loại · còn %lld"), (long long)p->confirmed,
                            (long long)p->figures, (long long)p->rejected, (long long)p->undecided);
    out->progress_spoken = str_fmt(a, say("%lld đã xác nhận, %lld đã loại, %lld chưa quyết định"),
                                   (long long)p->confirmed, (long long)p->rejected, (long long)p->undecided);
}

/* What an editor would mark: a list apart from the figures, each with the way to its place. */
static struct text_mark *lint_fill(struct arena *a, const struct review_of *v, struct review_view *out, size_t *marks)
{
    struct text_mark *mark = NULL;
    struct lint_row *row = NULL;
    for (size_t i = 0; i < v->warnings; i++) {
        const struct warning *w = &v->warning[i];
        if (!is_of_words(w) || w->answered) continue;
        bool placed = w->span.to > w->span.from;
        struct lint_row next = { .sentence = w->sentence };
        if (placed) next.href = str_fmt(a, "#d%zu", i + 1);
        if (placed) LIST_ADD(a, mark, *marks, (struct text_mark){ w->span, S("lint"), (int64_t)i + 1 });
        LIST_ADD(a, row, out->lints, next);
    }
    out->lint = row;
    if (out->lints) out->lint_said = str_fmt(a, say("%zu chỗ nên xem lại trong câu chữ"), out->lints);
    return mark;
}

/* Words that the scan does not show well are marked in the text too. */
static void marks_fill(struct arena *a, const struct review_of *v, struct review_view *out)
{
    size_t marks = 0, lints;
    struct text_mark *mark = lint_fill(a, v, out, &marks);
    lints = marks;
    for (size_t i = 0; i < v->pages; i++)
        for (size_t k = 0; k < v->page[i].words; k++) {
            const struct scan_word *w = &v->page[i].word[k];
            if (w->confidence < SCAN_UNCLEAR) LIST_ADD(a, mark, marks, (struct text_mark){ w->span, S("unclear"), 0 });
        }
    out->unclear = marks > lints;
    review_mark(a, v->report.text, (struct paragraph *)(uintptr_t)out->paragraph, out->paragraphs, mark, marks);
}

/* The sure figures: the way to their list, the list itself, or the way back from having confirmed them. */
static void group_fill(struct arena *a, const struct review_of *v, const struct review_ask *ask,
                       struct review_view *out)
{
    size_t sure = out->may_edit ? review_sure(v) : 0, undone = 0;
    if (sure > 1)
        out->sure = (struct link){ .label = str_fmt(a, say("Xem %zu số chắc chắn để xác nhận cùng lúc"), sure),
                                   .href = str_fmt(a, "%.*s?nhom=1#sure", STR(out->base)) };
    if (ask->sure && sure) out->sure_list = review_sure_list(a, v, out->base);
    for (size_t i = 0; i < v->figures; i++)
        undone += ask->undo && v->figure[i].decided_at == ask->undo && v->figure[i].state == FIGURE_CONFIRMED;
    if (!undone || !out->may_edit) return;
    out->undo_said = str_fmt(a, say("Đã xác nhận %zu số chắc chắn."), undone);
    out->undo_at = str_fmt(a, "%lld", (long long)ask->undo);
}

error review_show(struct request *q, struct reply *r, const struct review_of *v, const struct review_ask *ask)
{
    const struct report *p = &v->report;
    int64_t now = ask->number                                  ? ask->number
                  : ask->closed || ask->sure || ask->add.to || !p->may_edit ? 0
                                                               : review_next(v, 0);
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
                               .missing = missing(q->a, v),
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
    marks_fill(q->a, v, &out);
    out.picture = review_pictures(q->a, v, now, &out.pictures);
    out.reading = review_reading(q->a, v);
    out.least_sure_first = v->order == REVIEW_BY_DOUBT;
    group_fill(q->a, v, ask, &out);
    TRY(groups_fill(q, v, now, &out));
    TRY(dictionary_offer(q, p->id, ask->learned, now, &out.offer));
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
    bool waits;
    TRY(review_get(q, &v));
    TRY(scan_wait_show(q, r, &v.report, NULL, &waits));
    if (waits) return NULL;
    struct review_ask ask = { .number = param_int(q, "so", 0),
                              .edit = param_flag(q, "sua"),
                              .sure = param_flag(q, "nhom"),
                              .undo = param_int(q, "luc", 0),
                              .learned = param_int(q, "hoc", 0),
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
