/* conclude_page.c - the conclusions of a briefing: what was said, what the chair asks for, what earlier briefings left
 * open; and the way to the paper. Acts are in conclude_acts.c. Shows and words; core decides. */
#include "pages/conclude_page.h"
#include "core/grow.h"
#include "core/meeting/agenda.h"
#include "core/meeting/issued.h"
#include "core/meeting/opinion.h"
#include "core/meeting/task.h"
#include "pages/directive_form.h"
#include "pages/task_words.h"
#include "vn/period.h"

static bool may_conclude(struct request *q) { return policy_may(page_who(q), MAY_CONCLUDE); }

/* ---- what was said, by agenda item ---- */

static const char *const opinion_shapes[OPINION_KIND_COUNT] = { [OPINION_RESULT] = "✓", [OPINION_DIFFICULTY] = "▲",
    [OPINION_PROPOSAL] = "◆" };

static struct conclude_said said_of(struct request *q, const struct opinion *o)
{
    struct day d;
    struct conclude_said s = { .shape = str_c(opinion_shapes[o->kind]), .kind = str_c(opinion_kind_name(o->kind)),
        .who = o->body_name.n ? o->body_name : o->raised_by, .words = o->words, .answer = o->answer };
    if (o->promised.n && day_read(o->promised, &d))
        s.answer = str_fmt(q->a, say("hẹn trả lời trước ngày %.*s"), STR(day_vi(q->a, d)));
    return s;
}

static error talk_fill(struct request *q, struct db *db, const struct meeting *m, struct conclude_view *v)
{
    struct agenda agenda;
    struct opinion_list opinions;
    TRY(agenda_get(q->a, db, m, &agenda));
    TRY(opinion_list(q->a, db, page_who(q), m->unit_id, m->id, false, &opinions));
    struct conclude_item *item = NEW_N(q->a, struct conclude_item, agenda.n + 1);
    for (size_t i = 0; i <= agenda.n; i++) {                   /* the last: of no item */
        int64_t id = i < agenda.n ? agenda.item[i].id : 0;
        struct conclude_item x = { .title = i < agenda.n ? agenda.item[i].title : SAY("Ý kiến khác") };
        if (i < agenda.n) x.number = str_fmt(q->a, "%zu", i + 1);
        struct conclude_said *said = NEW_N(q->a, struct conclude_said, opinions.n + 1);
        for (size_t k = 0; k < opinions.n; k++)
            if (opinions.row[k].item_id == id) said[x.saids++] = said_of(q, &opinions.row[k]);
        x.said = said;
        if (x.saids) item[v->items++] = x;
    }
    v->item = item;
    return NULL;
}

/* ---- what earlier briefings left open ---- */

static error carried_fill(struct request *q, struct db *db, const struct meeting *m, const struct conclude_ask *ask,
    struct conclude_view *v)
{
    struct task_list tasks;
    struct day d;
    TRY(task_carried(q->a, db, m, &tasks));
    struct conclude_carried *row = NEW_N(q->a, struct conclude_carried, tasks.n + 1);
    for (size_t i = 0; i < tasks.n; i++) {
        const struct task *t = &tasks.row[i];
        struct str due = day_read(t->due, &d) ? day_vi(q->a, d) : S("");
        struct conclude_carried *c = &row[i];
        *c = (struct conclude_carried){ .id = t->id, .version = t->version, .title = task_title(q->a, t),
            .shape = str_c(task_look_shape(t->look)), .look = str_c(task_look_name(t->look)),
            .href = str_fmt(q->a, "/viec/%lld", (long long)t->id),
            .line = str_fmt(q->a, say("%.*s, hạn %.*s"), STR(t->body_short), STR(due)),
            .may = v->may && task_may(page_who(q), t, TASK_GRANTED) };
        if (ask->carried == t->id) c->typed = param_typed(q, "thoi-han");
        if (t->asked_day.n && day_read(t->asked_day, &d))
            c->asked = str_fmt(q->a, say("Đơn vị xin lùi hạn đến ngày %.*s."), STR(day_vi(q->a, d)));
    }
    v->carried = row;
    v->carrieds = tasks.n;
    return NULL;
}

/* ---- the directives ---- */

static void parts_fill(struct request *q, const struct directive *d, struct conclude_card *c)
{
    struct day due;
    struct str day = day_read(d->due, &due) ? day_vi(q->a, due) : S("");
    const struct { const char *label; struct str value; bool missing; } parts[] = {
        { SAID("Ai làm"), d->lead_short, d->lacks_lead },
        { SAID("Làm gì"), SAY("đã ghi"), d->lacks_words },
        { SAID("Khi nào xong"), day, d->lacks_due },
        { SAID("Đo bằng gì"), directive_measure(q->a, d), d->lacks_measure },
    };
    c->whole = true;
    for (size_t i = 0; i < COUNT(parts); i++) {
        c->part[i] = (struct part_mark){ SAY(parts[i].label), parts[i].missing ? SAY("còn thiếu") : parts[i].value,
            parts[i].missing };
        c->whole = c->whole && !parts[i].missing;
    }
    if (d->has_goal)
        c->follow = str_fmt(q->a, say("Tự theo dõi bằng chỉ tiêu “%.*s”: xong khi số liệu đã duyệt đạt %.*s."),
            STR(d->indicator_name), STR(d->goal_words));
}

static struct conclude_card card_of(struct request *q, const struct directive *d, size_t number)
{
    bool confirmed = d->state == DIRECTIVE_CONFIRMED;
    struct conclude_card c = { .id = d->id, .version = d->version, .confirmed = confirmed,
        .number = str_fmt(q->a, "%zu", number), .place = (int64_t)number,
        .sentence = directive_words(q->a, d), .quote = d->quote,
        .state = confirmed ? SAY("đã chốt") : d->origin == DIRECTIVE_READ ? SAY("đề xuất, chờ chốt") : SAY("chờ chốt"),
        .shape = confirmed ? S("✓") : S("◌"), .code = confirmed ? S("c") : S("r") };
    parts_fill(q, d, &c);
    return c;
}

/* Where the keyboard stands after an act: the button that was used, or the next one to confirm. */
static void keyboard(struct request *q, bool asked, struct conclude_card *card, size_t n)
{
    int64_t moved = asked ? param_int(q, "o", 0) : 0;
    struct str way = asked ? param_str(q, "nut") : S("");
    bool found = false;
    for (size_t i = 0; i < n; i++) {
        bool here = moved == card[i].id;
        card[i].to_up = here && str_is(way, S("len")) && i > 0;
        card[i].to_down = here && str_is(way, S("xuong")) && i + 1 < n;
        found = found || card[i].to_up || card[i].to_down;
    }
    size_t next = 0;
    while (next < n && card[next].confirmed) next++;
    if (next < n) card[next].next = true;
    for (size_t i = 0; i < n && !found; i++)
        found = card[i].to_confirm = !card[i].confirmed && card[i].whole && !card[i].edit;
}

/* One act of the page comes next: the form that is open, the first card that waits, pasting, or the paper. */
static void next_act(const struct conclude_ask *ask, size_t open, struct conclude_card *card, struct conclude_view *v)
{
    bool form = ask->why != NULL;
    for (size_t i = 0; i < v->cards; i++) form = form || card[i].edit;
    for (size_t i = 0; form && i < v->cards; i++) card[i].next = false;
    v->paste_first = v->may && !form && !v->cards;
    v->issue_first = !v->may || (!form && v->cards && !open);
}

static struct str where_it_stands(struct request *q, const struct meeting *m, size_t open, size_t all)
{
    if (!all) return SAY("Chưa có nội dung kết luận");
    if (m->state == MEETING_CONCLUDED) return str_fmt(q->a, say("%zu nội dung kết luận, văn bản đã ký"), all);
    return open ? str_fmt(q->a, say("%zu nội dung, còn %zu chưa chốt"), all, open)
                : str_fmt(q->a, say("Đã chốt cả %zu nội dung, chưa ký văn bản"), all);
}

static error cards_fill(struct request *q, struct db *db, const struct meeting *m, const struct conclude_ask *ask,
    struct conclude_view *v)
{
    struct directive_list list;
    TRY(directive_list(q->a, db, m->id, &list));
    struct conclude_card *card = NEW_N(q->a, struct conclude_card, list.n + 1);
    size_t lacking = 0;
    for (size_t i = 0; i < list.n; i++) {
        const struct directive *d = &list.row[i];
        if (!v->may && d->state != DIRECTIVE_CONFIRMED) continue;
        struct conclude_card c = card_of(q, d, v->cards + 1);
        c.first = !v->cards;
        lacking += !c.whole;
        if (v->may && d->id == ask->edit) {
            struct directive_form *form = NEW(q->a, struct directive_form);
            if (ask->why) TRY(directive_form_refused(q, m, d, ask->why, S("e"), form));
            else TRY(directive_form_fill(q, m, d, d->item_id, S(""), S("e"), form));
            c.edit = form;
        }
        card[v->cards++] = c;
    }
    if (v->cards) card[v->cards - 1].last = true;
    keyboard(q, !ask->why && !ask->act, card, v->cards);
    v->card = card;
    v->none_yet = !v->cards;
    v->count = str_fmt(q->a, say("%zu nội dung, %zu đã chốt"), v->cards, list.confirmed);
    size_t open = v->cards - list.confirmed;
    next_act(ask, open, card, v);
    v->head.question = where_it_stands(q, m, open, v->cards);
    if (!v->cards) v->lacks = SAY("Chưa có nội dung nào để đưa vào văn bản.");
    else if (open)
        v->lacks = str_fmt(q->a, say("%zu nội dung chưa chốt nên chưa vào văn bản, trong đó %zu còn thiếu phần."), open,
            lacking);
    return NULL;
}

/* ---- the page ---- */

static void issue_fill(struct request *q, const struct meeting *m, struct conclude_view *v)
{
    v->may_issue = may_conclude(q) && (m->state == MEETING_ENDED || m->state == MEETING_OPEN ||
                                          m->state == MEETING_CONCLUDED);
    v->issue_kind = m->conclusion;
    bool notice = str_is(m->conclusion, S("TB"));
    v->issue_label = m->state == MEETING_CONCLUDED ? SAY("Mở văn bản kết luận")
                     : notice                      ? SAY("Ra thông báo kết luận")
                                                   : SAY("Ra kết luận");
}

/* Of a briefing that was held. Who may not read drafts finds the signed ones. */
static error minutes_fill(struct request *q, struct db *db, const struct meeting *m, struct conclude_view *v)
{
    struct issued_list list;
    if (m->state != MEETING_ENDED && m->state != MEETING_CONCLUDED) return NULL;
    error no = issued_list(q->a, db, page_who(q), &(struct issued_ask){ .unit_id = m->unit_id, .meeting_id = m->id,
        .out = true, .kind = S("BB") }, &list);
    if (no) return no->kind == ERR_DENIED ? NULL : no;
    v->may_minutes = !list.n && may_conclude(q);
    for (size_t i = list.n; i-- > 0;)
        if (!v->minutes.href.n || list.row[i].state != ISSUED_REPLACED)
            v->minutes = (struct link){ .href = str_fmt(q->a, "/van-ban/%lld", (long long)list.row[i].id),
                .label = list.row[i].state == ISSUED_DRAFT ? SAY("Biên bản đang soạn") : SAY("Xem biên bản") };
    return NULL;
}

error conclude_show(struct request *q, struct reply *r, const struct conclude_ask *ask)
{
    struct db *db;
    struct meeting m;
    TRY(meeting_asked(q, &db, &m));
    struct conclude_view v = { .form = page_key(q, false), .id = m.id, .typed = ask->pasted,
        .base = meeting_href(q->a, m.id, "/ket-luan"), .why = ask->act ? str_c(ask->act->said) : S(""),
        .head = meeting_head(q, &m, TAB_CONCLUDE, SAY("Kết luận")) };
    bool mending = false;
    TRY(directive_may(q->a, db, page_who(q), m.id, &v.may, &mending));
    TRY(minutes_fill(q, db, &m, &v));
    v.may_see = may_conclude(q) || m.state == MEETING_CONCLUDED;
    if (may_conclude(q) && !v.may)
        v.frozen = m.state == MEETING_CANCELLED ? SAY("Phiên này đã hủy nên không ghi kết luận.")
            : SAY("Văn bản kết luận đã ký nên nội dung giữ nguyên. Muốn đính chính, mở văn bản và lập bản thay thế.");
    if (v.may_see) {
        if (may_conclude(q)) TRY(talk_fill(q, db, &m, &v));
        TRY(carried_fill(q, db, &m, ask, &v));
        TRY(cards_fill(q, db, &m, ask, &v));
        issue_fill(q, &m, &v);
    }
    if (v.may) {
        struct directive_form *add = NEW(q->a, struct directive_form);
        if (ask->why && !ask->edit) TRY(directive_form_refused(q, &m, NULL, ask->why, S("a"), add));
        else TRY(directive_form_fill(q, &m, NULL, 0, S(""), S("a"), add));
        add->plain = !ask->why || ask->edit;
        v.add = add;
        TRY(directive_lists_fill(q, &m, &v.lists));
    }
    if (q->method == METHOD_GET && param_int(q, "de-xuat", -1) >= 0) {
        long long n = param_int(q, "de-xuat", 0);
        v.said = n ? str_fmt(q->a, say("Đã đề xuất %lld nội dung. Xem từng nội dung rồi chốt, sửa hoặc bỏ."), n)
                   : SAY("Không thấy việc giao nào mới trong lời đã dán.");
    }
    struct directive gone;
    int64_t dropped = q->method == METHOD_GET ? param_int(q, "bo", 0) : 0;
    if (v.may && dropped && !directive_get(q->a, db, dropped, &gone) && gone.meeting_id == m.id &&
        gone.state == DIRECTIVE_DROPPED) {
        v.undo_id = dropped;
        v.undo_version = gone.version;
    }
    error e = ask->why ? ask->why : ask->act;
    if (e) r->status = err_status(e->kind);
    struct buf body = page_open(q);
    view_conclude(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Kết luận"), .room = ROOM_MEETINGS,
        .refused = e }, &body);
}

error page_conclude(struct request *q, struct reply *r)
{
    return conclude_show(q, r, &(struct conclude_ask){ .edit = param_int(q, "sua", 0) });
}

/* ---- while typing ---- */

static struct str goal_words(struct arena *a, struct str typed, const struct directive_offer *o)
{
    bool has;
    int64_t goal;
    (void)directive_goal(typed, &has, &goal);
    return has ? vn_quantity(a, VN_EXACT, goal, 0, o->about) : S("");
}

error page_offers(struct request *q, struct reply *r)
{
    struct db *db;
    struct meeting m;
    struct directive_offer *offer = NULL;
    size_t n = 0;
    struct str typed = param_str(q, "go");
    bool bodies = str_is(param_str(q, "loai"), S("to-chuc"));
    TRY(meeting_asked(q, &db, &m));
    if (bodies) TRY(directive_bodies(q->a, db, &m, typed, &offer, &n));
    else TRY(directive_indicators(q->a, db, typed, &offer, &n));
    struct choice *c = NEW_N(q->a, struct choice, n + 1);
    struct link *more = NEW_N(q->a, struct link, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct str goal = bodies ? S("") : goal_words(q->a, typed, &offer[i]);
        bool has;
        int64_t number = 0;
        (void)directive_goal(typed, &has, &number);
        c[i] = (struct choice){ .label = offer[i].words, .value = !goal.n ? offer[i].words
            : str_fmt(q->a, "%.*s: %.*s", STR(offer[i].words), STR(goal)) };
        more[i] = (struct link){ .href = goal.n ? goal : offer[i].about };
        if (!bodies) {
            more[i].label = str_fmt(q->a, "%.*s %.*s", STR(offer[i].code), STR(offer[i].words));
            if (has) more[i].hint = vn_number_digits(q->a, number);
        }
    }
    r->body = page_open(q);
    view_offers(&r->body, &(struct offers_view){ c, more, n });
    return NULL;
}
