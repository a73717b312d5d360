/* opinions_page.c - the register of difficulties and opinions: who raised what, of whom it is asked, what was answered,
 * where it was told; what reports say may be taken over into it. */
#include "core/grow.h"
#include "core/meeting/opinion_offer.h"
#include "core/office/audit.h"
#include "core/office/body.h"
#include "core/office/term.h"
#include "core/office/unit.h"
#include "core/report/report.h"
#include "pages/history.h"
#include "pages/listing.h"
#include "pages/office_form.h"

enum { PAGE_ROWS = 50 };
enum { KIND, WORDS, RAISED, ASKED, ANSWER, TOLD, RAISED_ON, STATE, PROMISED, CODE, COLUMNS };
static const struct listing_column columns[COLUMNS] = {
    [KIND] = { "loai", .label = "Là" },
    [WORDS] = { "noi-dung", .label = "Nội dung" },
    [RAISED] = { "ai-neu", .label = "Ai nêu" },
    [ASKED] = { "de-nghi", .label = "Đề nghị ai" },
    [ANSWER] = { "tra-loi", .label = "Trả lời" },
    [TOLD] = { "da-nghe", .label = "Đã nghe tại" },
    [RAISED_ON] = { "ngay-neu", .label = "Ngày nêu", .in_file = true },
    [STATE] = { "trang-thai", .label = "Trạng thái", .in_file = true },
    [PROMISED] = { "hen", .label = "Hẹn trả lời ngày", .in_file = true },
    [CODE] = { "so", .label = "Số", .in_file = true },
};
static const char *const narrow_names[] = { "trang-thai" };
static const struct listing_kind register_kind = { "kien-nghi", SAID("Sổ khó khăn, kiến nghị"), PAGE_ROWS, columns,
                                                   COLUMNS, narrow_names, COUNT(narrow_names) };
/* How a state looks; the codes of style.css. */
static const struct { const char *code, *shape, *css; } looks[OPINION_STATE_COUNT] = {
    [OPINION_OPEN] = { "cho", "▲", "late" },
    [OPINION_PROMISED] = { "hen", "◆", "soon" },
    [OPINION_ANSWERED] = { "da", "●", "done" },
    [OPINION_CLOSED] = { "khep", "–", "ended" },
};

static bool is_above(struct request *q) { return page_who(q)->acting->role == ROLE_UPPER; }
static int64_t unit_of(struct request *q) { return page_who(q)->acting->unit_id; }

static struct opinion_line line_of(struct request *q, const struct opinion *o)
{
    struct arena *a = q->a;
    struct str on = term_vi(a, o->raised_on), promised = term_vi(a, o->promised);
    bool result = o->kind == OPINION_RESULT;
    struct opinion_line l = { .href = str_fmt(a, "/kien-nghi/%lld", (long long)o->id), .words = o->words,
        .by = o->raised_by, .kind = str_c(opinion_kind_name(o->kind)), .asked = o->asked_of, .answer = o->answer,
        .told = o->told,
        .state = result ? SAY("Đã ghi nhận") : str_c(opinion_state_name(o->state)),
        .shape = result ? S("●") : str_c(looks[o->state].shape),
        .code = result ? S("done") : str_c(looks[o->state].css) };
    l.on = o->meeting_title.n ? str_fmt(a, "%.*s · %.*s", STR(on), STR(o->meeting_title)) : on;
    if (o->body_name.n && str_find(o->raised_by, o->body_name, 0) == SIZE_MAX)
        l.by = str_fmt(a, "%.*s, %.*s", STR(o->raised_by), STR(o->body_name));
    if (is_above(q)) l.by = str_fmt(a, "%.*s, %.*s", STR(l.by), STR(o->unit_name));
    if (promised.n)
        l.answer = o->answer.n ? str_fmt(a, say("hẹn ngày %.*s: %.*s"), STR(promised), STR(o->answer))
                               : str_fmt(a, say("hẹn ngày %.*s"), STR(promised));
    return l;
}

static void cells_fill(const struct opinion *o, const struct opinion_line *l, struct ledger_cell *c)
{
    struct day day;
    c[KIND] = ledger_text(l->kind);
    c[WORDS] = ledger_text(o->words);
    c[RAISED] = ledger_text(l->by);
    c[ASKED] = ledger_text(o->asked_of);
    c[ANSWER] = ledger_text(o->answer);
    c[TOLD] = ledger_text(o->told);
    if (day_read(o->raised_on, &day)) c[RAISED_ON] = ledger_day(day);
    c[STATE] = ledger_text(l->state);
    if (day_read(o->promised, &day)) c[PROMISED] = ledger_day(day);
    c[CODE] = ledger_count(o->id);
}

/* ---- the form ---- */

static int64_t typed_number(struct request *q, bool post, const char *name)
{
    int64_t n = 0;
    return post && str_int(param_typed(q, name), &n) ? n : 0;
}

static error form_fill(struct request *q, struct db *db, bool post, struct opinions_view *v)
{
    struct body_list bodies;
    const struct who *who = page_who(q);
    v->may_raise = policy_may(who, MAY_RAISE);
    if (!v->may_raise) return NULL;
    v->form = page_key(q, true);
    TRY(body_list(q->a, db, unit_of(q), term_today(q->a), &bodies));
    struct choice *kind = NEW_N(q->a, struct choice, OPINION_KIND_COUNT);
    struct str typed = post ? param_typed(q, "loai") : S("");
    for (int k = OPINION_DIFFICULTY; k < OPINION_KIND_COUNT; k++) {
        struct str code = opinion_kind_code((enum opinion_kind)k);
        kind[v->kinds++] = (struct choice){ .value = code, .label = str_c(opinion_kind_name((enum opinion_kind)k)),
            .now = str_is(code, typed) };
    }
    v->kind = kind;
    if (!who->acting->body_id) {
        struct choices own = choices_of_bodies(q, &bodies, typed_number(q, post, "to-chuc"), 0, SAY("đơn vị"));
        v->body = own.list;
        v->bodies = own.n;
    }
    struct choices asked = choices_of_bodies(q, &bodies, typed_number(q, post, "hoi"), 0, SAY("chưa rõ"));
    v->asked = asked.list;
    v->askeds = asked.n;
    if (post) v->typed_words = param_typed(q, "noi-dung");
    if (post) v->typed_asked = param_typed(q, "hoi-khac");
    return NULL;
}

/* ---- what reports say ---- */

static error offers_fill(struct request *q, struct db *db, bool post, struct opinions_view *v)
{
    struct period period;
    struct opinion_offer *offer;
    const struct who *who = page_who(q);
    if (!v->may_raise) return NULL;
    struct str asked = post ? S("") : param_str(q, "ky");
    if (!asked.n) {
        TRY(page_period(q, PERIOD_QUARTER, &period));
        v->read = (struct link){ .label = SAY("Đọc khó khăn trong báo cáo"),
            .href = str_fmt(q->a, "/kien-nghi?ky=%.*s#doc-duoc", STR(period_write(q->a, period))) };
        return NULL;
    }
    TRY(opinion_offers(q->a, db, who, unit_of(q), asked, &offer, &v->offers));
    struct opinion_offer_line *line = NEW_N(q->a, struct opinion_offer_line, v->offers + 1);
    for (size_t i = 0; i < v->offers; i++) {
        const struct opinion_offer *o = &offer[i];
        line[i] = (struct opinion_offer_line){ .form = page_key(q, true), .words = o->words, .key = o->key,
            .kind = opinion_kind_code(OPINION_DIFFICULTY), .report_id = o->report_id, .body_id = o->body_id,
            .head = str_fmt(q->a, say("%.*s, báo cáo %.*s"), STR(o->body_short), STR(period_in(q->a, o->period))),
            .href = str_fmt(q->a, "/bao-cao/%lld", (long long)o->report_id) };
    }
    v->offer = line;
    v->offered = true;
    v->period = asked;
    v->offers_note = v->offers
        ? str_fmt(q->a, say("%zu đoạn trong báo cáo %.*s chưa có trong sổ. Đoạn nào đúng là khó khăn thì đưa vào."),
              v->offers, STR(period_in(q->a, asked)))
        : str_fmt(q->a, say("Báo cáo %.*s không còn khó khăn nào chưa có trong sổ."), STR(period_in(q->a, asked)));
    return NULL;
}

/* ---- the list ---- */

/* any: -1; open: OPINION_STATE_COUNT */
static int state_asked(struct request *q, bool post)
{
    struct str code = post ? S("") : param_str(q, "trang-thai");
    if (str_is(code, S("moi"))) return -1;
    for (int i = 0; i < OPINION_STATE_COUNT; i++)
        if (str_is(code, str_c(looks[i].code))) return i;
    return OPINION_STATE_COUNT;
}

static void states_fill(struct request *q, int state, struct opinions_view *v)
{
    struct choice *c = NEW_N(q->a, struct choice, OPINION_STATE_COUNT + 2);
    c[v->states++] = (struct choice){ .value = S(""), .label = SAY("chưa xong"), .now = state == OPINION_STATE_COUNT };
    c[v->states++] = (struct choice){ .value = S("moi"), .label = SAY("tất cả"), .now = state < 0 };
    for (int i = 0; i < OPINION_STATE_COUNT; i++)
        c[v->states++] = (struct choice){ .value = str_c(looks[i].code), .now = state == i,
            .label = str_c(opinion_state_name((enum opinion_state)i)) };
    v->state = c;
}

static error take(struct request *q, struct db *db, int state, struct opinion_list *out)
{
    struct opinion_list all;
    *out = (struct opinion_list){ 0 };
    bool open = state == OPINION_STATE_COUNT;
    if (is_above(q)) TRY(opinion_below(q->a, db, page_who(q), open, &all));
    else TRY(opinion_list(q->a, db, page_who(q), unit_of(q), 0, open, &all));
    for (size_t i = 0; i < all.n; i++)
        if (state < 0 || state == OPINION_STATE_COUNT || (int)all.row[i].state == state)
            LIST_ADD(q->a, out->row, out->n, all.row[i]);
    return NULL;
}

static void words_fill(struct request *q, const struct opinion_list *list, int state, struct opinions_view *v)
{
    size_t open = 0;
    for (size_t i = 0; i < list->n; i++)
        open += list->row[i].state == OPINION_OPEN && list->row[i].kind != OPINION_RESULT;
    v->narrowed = state != OPINION_STATE_COUNT || v->list.find.n;
    v->question = v->narrowed ? str_fmt(q->a, say("%lld mục như đã lọc"), (long long)v->list.found)
        : open ? str_fmt(q->a, say("%zu khó khăn, kiến nghị chưa được trả lời"), open)
        : SAY("Không còn khó khăn, kiến nghị nào chưa trả lời");
    struct str unit = unit_title_in(q->a, page_who(q)->acting->unit_name);
    v->note = str_fmt(q->a, is_above(q)
        ? say("Sổ khó khăn, kiến nghị của các đơn vị thuộc %.*s, để xem.")
        : say("Sổ khó khăn, kiến nghị của %.*s. Mục chưa xong tự vào chương trình buổi giao ban tới."), STR(unit));
    v->empty = v->narrowed ? SAY("Không có mục nào như đã lọc.")
        : SAY("Khó khăn, kiến nghị nêu tại giao ban, nêu ở trang này hoặc lấy từ báo cáo hiện ở đây cho đến khi được "
              "trả lời và khép lại.");
}

static error show(struct request *q, struct reply *r, error no)
{
    struct db *db;
    struct opinion_list list;
    bool post = q->method == METHOD_POST;
    int state = state_asked(q, post);
    struct opinions_view v = { .why = no ? str_c(no->said) : S(""), .open = no != NULL };
    TRY(page_db(q, &db));
    TRY(take(q, db, state, &list));
    struct listing l = listing_open(q, &register_kind);
    for (size_t i = 0; i < list.n; i++) {
        struct opinion_line line = line_of(q, &list.row[i]);
        cells_fill(&list.row[i], &line, listing_row(&l));
    }
    if (listing_asked(q)) return listing_file(&l, r, page_who(q)->acting->unit_name);
    TRY(listing_show(&l, &v.list));
    struct opinion_line *row = NEW_N(q->a, struct opinion_line, l.shown + 1);
    for (size_t i = 0; i < l.shown; i++) row[i] = line_of(q, &list.row[l.order[i]]);
    v.row = row;
    v.rows = l.shown;
    states_fill(q, state, &v);
    words_fill(q, &list, state, &v);
    TRY(form_fill(q, db, post, &v));
    TRY(offers_fill(q, db, post, &v));
    if (no) r->status = err_status(no->kind);
    struct buf body = page_open(q);
    view_opinions(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = v.question, .room = ROOM_OPINIONS,
        .refused = no }, &body);
}

error page_opinions(struct request *q, struct reply *r) { return show(q, r, NULL); }

/* The report that a passage was taken from is one that may be read. */
static error report_check(struct request *q, int64_t report_id)
{
    struct db *db;
    struct report report;
    if (!report_id) return NULL;
    TRY(page_db(q, &db));
    return report_get_bare(q->a, db, page_who(q), report_id, &report);
}

error page_opinion_add(struct request *q, struct reply *r)
{
    const struct grant *g = page_who(q)->acting;
    int64_t id;
    struct opinion o = { .unit_id = g->unit_id, .body_id = g->body_id ? g->body_id : param_int(q, "to-chuc", 0),
        .words = param_str(q, "noi-dung"), .asked_id = param_int(q, "hoi", 0), .asked_of = param_str(q, "hoi-khac"),
        .report_id = param_int(q, "bao-cao", 0), .key = param_str(q, "ma") };
    error e = opinion_kind_read(param_str(q, "loai"), &o.kind) ? NULL
        : FAIL(q->a, ERR_INPUT, "Chưa chọn là khó khăn hay kiến nghị. Chọn một loại rồi ghi lại.");
    if (!e) e = report_check(q, o.report_id);
    if (!o.body_id) o.raised_by = g->unit_name;
    if (!e) e = opinion_put(q->a, page_store(q), page_who(q), &o, &id);
    if (e) return may_mend(e) ? show(q, r, e) : e;
    struct str period = param_str(q, "ky");
    if (period.n) reply_redirect(q, r, "/kien-nghi?xong=neu&ky=%.*s#doc-duoc", STR(period));
    else reply_redirect(q, r, "/kien-nghi?xong=neu");
    return NULL;
}

/* ---- one ---- */

static error show_one(struct request *q, struct reply *r, error no)
{
    struct db *db;
    struct opinion o;
    struct audit_rows rows;
    struct report report;
    const struct who *who = page_who(q);
    TRY(page_db(q, &db));
    TRY(opinion_get(q->a, db, who, param_int(q, "id", 0), &o));
    TRY(audit_of(q->a, db, "opinion", o.id, &rows));
    struct place unit = { .unit_id = o.unit_id }, asked = { .unit_id = o.unit_id, .body_id = o.asked_id };
    bool runs = policy_allows(who, MAY_RUN_MEETING, &unit);
    struct opinion_view v = { .form = page_key(q, false), .question = o.words, .why = no ? str_c(no->said) : S(""),
        .href = str_fmt(q->a, "/kien-nghi/%lld", (long long)o.id), .line = line_of(q, &o), .id = o.id,
        .version = o.version, .event = history_lines(q, &rows), .events = rows.n,
        .meeting = { .label = o.meeting_title, .href = str_fmt(q->a, "/giao-ban/%lld", (long long)o.meeting_id) },
        .may_answer = o.kind != OPINION_RESULT && o.state != OPINION_CLOSED
            && (runs || (o.asked_id && policy_allows(who, MAY_RAISE, &asked))),
        .may_close = runs && o.state != OPINION_CLOSED };
    v.typed = no ? param_typed(q, "noi-dung") : o.answer;
    v.typed_day = no ? param_typed(q, "ngay") : term_vi(q->a, o.promised);
    error hidden = o.report_id ? report_get_bare(q->a, db, who, o.report_id, &report) : NULL;
    if (o.report_id && !hidden)
        v.report = (struct link){ .href = str_fmt(q->a, "/bao-cao/%lld", (long long)o.report_id),
            .label = str_fmt(q->a, say("%.*s, báo cáo %.*s"), STR(report.body_short),
                STR(period_in(q->a, report.period))) };
    if (no) r->status = err_status(no->kind);
    struct buf body = page_open(q);
    view_opinion(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = v.question, .room = ROOM_OPINIONS,
        .refused = no }, &body);
}

error page_opinion(struct request *q, struct reply *r) { return show_one(q, r, NULL); }

/* Who may not see it does not learn that it is there. */
static error seen(struct request *q)
{
    struct db *db;
    struct opinion o;
    TRY(page_db(q, &db));
    return opinion_get(q->a, db, page_who(q), param_int(q, "id", 0), &o);
}

static error ended(struct request *q, struct reply *r, error e, const char *word)
{
    if (e) return may_mend(e) ? show_one(q, r, e) : e;
    reply_redirect(q, r, "/kien-nghi/%lld?xong=%s", (long long)param_int(q, "id", 0), word);
    return NULL;
}

error page_opinion_answer(struct request *q, struct reply *r)
{
    struct str day;
    TRY(seen(q));
    error e = term_read(q->a, param_str(q, "ngay"), SAID("ngày hẹn trả lời"), &day);
    if (!e)
        e = opinion_answer(q->a, page_store(q), page_who(q), param_int(q, "id", 0), param_int(q, "ban", 0),
            param_str(q, "noi-dung"), day);
    return ended(q, r, e, "tra-loi");
}

error page_opinion_close(struct request *q, struct reply *r)
{
    TRY(seen(q));
    return ended(q, r, opinion_close(q->a, page_store(q), page_who(q), param_int(q, "id", 0), param_int(q, "ban", 0)),
        "khep");
}
