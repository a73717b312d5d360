/* invitation_page.c - what an invitation leads to without an account, and the codes that lead there: the page of a
 * place, the door's code, the slips to print. Shows one who holds a secret nothing of other places. */
#include "base/machine.h"
#include "core/grow.h"
#include "core/meeting/agenda.h"
#include "core/office/mail_setup.h"
#include "pages/attend_page.h"
#include "pages/office_form.h"
#include "pages/qr.h"

/* ---- shared ---- */

struct str attend_site(struct request *q, struct db *db)
{
    struct mail_setup setup;
    error no = mail_setup_get(q->a, db, &setup);
    if (!no && setup.site.n) return setup.site;
    return str_fmt(q->a, "%s://%.*s", q->https ? "https" : "http", STR(q->host));
}

error attend_qr(struct request *q, struct str address, struct str label, struct qr_view *out)
{
    *out = (struct qr_view){ .label = label };
    return qr_path(q->a, address, &out->path, &out->side);
}

static struct str answer_words(struct request *q, const struct attendee *at)
{
    struct str when = page_time(q->a, at->answered_at);
    switch (at->answer) {
    case ANSWER_YES: return str_fmt(q->a, say("Đã trả lời: sẽ dự (%.*s)."), STR(when));
    case ANSWER_NO: return str_fmt(q->a, say("Đã trả lời: vắng, %.*s (%.*s)."), STR(at->answer_words), STR(when));
    case ANSWER_SUBSTITUTE:
        return str_fmt(q->a, say("Đã trả lời: %.*s%s%.*s dự thay (%.*s)."), STR(at->substitute_name),
            at->substitute_post.n ? ", " : "", STR(at->substitute_post), STR(when));
    case ANSWER_NONE: case ANSWER_COUNT: break;
    }
    return S("");
}

struct attend_reply_view attend_reply(struct request *q, const struct meeting *m, const struct attendee *at,
    bool office)
{
    bool asked = m->state == MEETING_INVITED || m->state == MEETING_OPEN;
    struct attend_reply_view v = { .form = page_key(q, false), .office = office, .said = answer_words(q, at),
        .may_answer = asked || (office && (m->state == MEETING_PLANNED || m->state == MEETING_ENDED)),
        .may_check = attend_may_check_in(q->a, m, office), .words = at->answer == ANSWER_NO ? at->answer_words : S(""),
        .name = at->substitute_name, .post = at->substitute_post,
        .answer_to = str_fmt(q->a, "/moi-hop/%lld/tra-loi", (long long)at->id),
        .here_to = str_fmt(q->a, "/moi-hop/%lld/co-mat", (long long)at->id) };
    if (at->present_at) {
        v.present = str_fmt(q->a, say("Đã điểm danh lúc %.*s."), STR(page_time(q->a, at->present_at)));
        v.may_answer = false;
    }
    if (m->state == MEETING_CANCELLED) v.closed = SAY("Phiên họp này đã hủy.");
    else if (!v.may_answer && !at->present_at) v.closed = SAY("Phiên họp này không nhận trả lời nữa.");
    return v;
}

struct attend_answer attend_typed(struct request *q)
{
    struct attend_answer to = { .words = param_str(q, "ly-do"), .name = param_str(q, "ten"),
        .post = param_str(q, "chuc-vu") };
    (void)answer_read(param_str(q, "tra-loi"), &to.answer);
    return to;
}

void attend_retyped(struct request *q, struct attend_reply_view *v)
{
    v->words = param_typed(q, "ly-do");
    v->name = param_typed(q, "ten");
    v->post = param_typed(q, "chuc-vu");
    v->open = param_typed(q, "tra-loi");
}

/* ---- the page of a place ---- */

/* What earlier briefings left open is not told to a guest, unless his body is asked: one line stands for all of it. */
static error is_hidden(struct request *q, struct db *db, const struct attendee *at, const struct agenda_item *i,
    bool *hidden)
{
    bool asked = false;
    *hidden = at->part == PART_GUEST && (i->kind == ITEM_CARRIED || i->kind == ITEM_DIFFICULTY);
    if (*hidden) TRY(agenda_asks(q->a, db, i, at->body_id, at->body_name, &asked));
    *hidden = *hidden && !asked;
    return NULL;
}

/* The agenda; names of papers for who sits as a member, not for guests. Reports that are missing are not theirs to
 * know. */
static error items_fill(struct request *q, struct db *db, const struct meeting *m, const struct attendee *at,
    struct invitation_view *v)
{
    struct agenda all;
    struct agenda_papers papers = { 0 };
    struct invitation_item *open = NULL;
    int minutes = 0;
    TRY(agenda_get(q->a, db, m, &all));
    if (at->part != PART_GUEST) TRY(agenda_papers(q->a, db, m, &papers));
    struct invitation_item *item = NEW_N(q->a, struct invitation_item, all.n + 1);
    for (size_t i = 0; i < all.n; i++) {
        const struct agenda_item *from = &all.item[i];
        bool hidden;
        if (from->state == ITEM_SKIPPED || from->kind == ITEM_MISSING) continue;
        TRY(is_hidden(q, db, at, from, &hidden));
        minutes += hidden ? from->minutes : 0;
        if (hidden && open) continue;
        struct str *paper = NEW_N(q->a, struct str, papers.n + 1);
        struct invitation_item *to = &item[v->items++];
        *to = (struct invitation_item){ .title = hidden ? SAY("Việc còn mở của các phiên trước") : from->title,
            .body = hidden ? S("") : from->body_short, .paper = paper };
        if (hidden) open = to;
        else if (from->minutes) to->minutes = str_fmt(q->a, say("%d phút"), from->minutes);
        for (size_t k = 0; k < papers.n; k++)
            if (papers.row[k].item_id == from->id) paper[to->papers++] = papers.row[k].name;
    }
    if (open && minutes) open->minutes = str_fmt(q->a, say("%d phút"), minutes);
    v->item = item;
    return NULL;
}

static error invitation_show(struct request *q, struct reply *r, error why)
{
    struct db *db;
    struct attendee at;
    struct meeting m;
    struct str secret = param_str(q, "ma");
    TRY(page_db(q, &db));
    TRY(attend_of_secret(q->a, db, secret, &at, &m));
    struct invitation_view v = { .host = m.presidium.n ? m.presidium : m.host_name, .title = m.title,
        .when = meeting_when(q->a, &m), .venue = m.venue, .state = str_c(meeting_state_name(m.state)),
        .name = at.name.n ? at.name : at.post, .post = at.name.n ? at.post : S(""), .body = at.body_name,
        .part = str_c(part_name(at.part)), .words = m.words, .why = why ? SAY(why->said) : S(""),
        .reply = attend_reply(q, &m, &at, false) };
    v.reply.answer_to = str_fmt(q->a, "/moi/%.*s/tra-loi", STR(secret));
    v.reply.here_to = str_fmt(q->a, "/moi/%.*s/co-mat", STR(secret));
    if (why && q->route->page == page_invitation_answer) attend_retyped(q, &v.reply);
    if (m.state != MEETING_CANCELLED) TRY(items_fill(q, db, &m, &at, &v));
    if (why) r->status = err_status(why->kind);
    struct buf body = page_open(q);
    view_invitation(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Giấy mời họp"),
        .refused = why }, &body);
}

error page_invitation(struct request *q, struct reply *r) { return invitation_show(q, r, NULL); }

error page_invitation_answer(struct request *q, struct reply *r)
{
    struct attend_answer to = attend_typed(q);
    error e = attend_answer_by_secret(q->a, page_store(q), param_str(q, "ma"), &to);
    if (e) return may_mend(e) ? invitation_show(q, r, e) : e;
    reply_redirect(q, r, "/moi/%.*s", STR(param_str(q, "ma")));
    return NULL;
}

error page_invitation_here(struct request *q, struct reply *r)
{
    error e = attend_check_in_by_secret(q->a, page_store(q), param_str(q, "ma"));
    if (e) return may_mend(e) ? invitation_show(q, r, e) : e;
    reply_redirect(q, r, "/moi/%.*s", STR(param_str(q, "ma")));
    return NULL;
}

/* ---- by hand, or from the code at the door ---- */

/* Of a briefing only what stands on the door. */
static error door_words(struct request *q, struct db *db, struct invitation_find_view *v)
{
    struct meeting m;
    if (!v->meeting) return NULL;
    error none = meeting_row(q->a, db, v->meeting, &m);
    if (none || !attend_may_check_in(q->a, &m, false)) return none && none->kind != ERR_MISSING ? none : NULL;
    v->title = m.title;
    v->when = meeting_when(q->a, &m);
    return NULL;
}

static error find_show(struct request *q, struct reply *r, error why)
{
    struct db *db;
    struct attendee at;
    struct invitation_find_view v = { .form = page_key(q, false), .why = why ? SAY(why->said) : S(""),
        .code = q->method == METHOD_POST ? param_typed(q, "ma") : S(""),
        .meeting = q->method == METHOD_GET ? param_int(q, "hop", 0) : 0 };
    TRY(page_db(q, &db));
    if (v.meeting && page_who(q)) {
        TRY(attend_of_who(q->a, db, page_who(q), v.meeting, &at));
        if (at.id && at.invited_at) {
            reply_redirect(q, r, "/moi-hop/%lld", (long long)at.id);
            return NULL;
        }
    }
    TRY(door_words(q, db, &v));
    if (!page_who(q)) v.log_in = v.meeting ? str_fmt(q->a, "/dang-nhap?ve=/moi%%3Fhop=%lld", (long long)v.meeting)
                                           : S("/dang-nhap");
    if (why) r->status = err_status(why->kind);
    struct buf body = page_open(q);
    view_invitation_find(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Trả lời giấy mời, điểm danh"),
        .refused = why }, &body);
}

error page_invitation_find(struct request *q, struct reply *r) { return find_show(q, r, NULL); }

/* The way from what was typed to the page of the place; blanks and small letters do no harm. */
error page_invitation_find_post(struct request *q, struct reply *r)
{
    struct db *db;
    struct attendee at;
    struct meeting m;
    struct buf code = buf_open(q->a);
    struct str typed = param_str(q, "ma");
    for (size_t i = 0; i < typed.n; i++) {
        char c = typed.p[i];
        if (c >= 'a' && c <= 'z') c = (char)(c - 'a' + 'A');
        if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) buf_char(&code, c);
    }
    TRY(page_db(q, &db));
    error e = attend_of_secret(q->a, db, typed, &at, &m);
    if (e && e->kind == ERR_MISSING) return find_show(q, r, e);
    if (e) return e;
    reply_redirect(q, r, "/moi/%.*s", STR(buf_done(&code)));
    return NULL;
}

/* ---- what the office prints ---- */

error page_attend_door(struct request *q, struct reply *r)
{
    struct db *db;
    struct meeting m;
    TRY(meeting_asked(q, &db, &m));
    TRY(policy_check(q->a, db, page_who(q), MAY_PLAN_MEETING, m.unit_id, 0, S("")));
    struct attend_door_view v = { .title = m.title, .when = meeting_when(q->a, &m),
        .list = { .label = m.title, .href = meeting_href(q->a, m.id, "/moi-hop") } };
    v.link = str_fmt(q->a, "%.*s/moi?hop=%lld", STR(attend_site(q, db)), (long long)m.id);
    TRY(attend_qr(q, v.link, SAY("Mã QR điểm danh ở cửa phòng họp"), &v.qr));
    struct buf body = page_open(q);
    view_attend_door(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Mã QR ở cửa"), .room = ROOM_MEETINGS }, &body);
}

static error slip_fill(struct request *q, struct db *db, const struct attendee *at, struct str site,
    struct attend_slip *out)
{
    struct str link;
    TRY(attend_link(q->a, db, page_who(q), at->id, &link));
    *out = (struct attend_slip){ .name = at->name.n ? at->name : at->post, .post = at->name.n ? at->post : S(""),
        .body = at->body_name, .code = str_cut(link, 5, link.n) };
    return attend_qr(q, str_fmt(q->a, "%.*s%.*s", STR(site), STR(link)),
        str_fmt(q->a, say("Mã QR riêng của %.*s"), STR(out->name)), &out->qr);
}

error page_attend_slips(struct request *q, struct reply *r)
{
    struct db *db;
    struct meeting m;
    struct attendance x;
    struct attend_reach *reach;
    bool all = param_flag(q, "ca");
    TRY(meeting_asked(q, &db, &m));
    TRY(policy_check(q->a, db, page_who(q), MAY_PLAN_MEETING, m.unit_id, 0, S("")));
    TRY(attend_list(q->a, db, &m, &x));
    TRY(attend_reaches(q->a, db, page_who(q), &x, &reach));
    struct str site = attend_site(q, db);
    struct attend_slips_view v = { .title = m.title, .when = meeting_when(q->a, &m), .venue = m.venue,
        .list = { .label = m.title, .href = meeting_href(q->a, m.id, "/moi-hop") },
        .note = SAY("Mỗi phiếu có mã riêng của một người. Cắt rời, gửi kèm giấy mời hoặc đưa ở cửa."),
        .link = str_fmt(q->a, "%.*s/moi", STR(site)) };
    struct attend_slip *slip = NEW_N(q->a, struct attend_slip, x.n + 1);
    for (size_t i = 0; i < x.n; i++)
        if (x.row[i].invited_at && (all || reach[i].way == WAY_PAPER))
            TRY(slip_fill(q, db, &x.row[i], site, &slip[v.slips++]));
    v.slip = slip;
    v.question = str_fmt(q->a, say("%zu phiếu có mã để in"), v.slips);
    v.other = all ? (struct link){ .label = SAY("Chỉ người không có tài khoản"),
                        .href = meeting_href(q->a, m.id, "/moi-hop/in") }
                  : (struct link){ .label = SAY("Mọi người được mời"),
                        .href = meeting_href(q->a, m.id, "/moi-hop/in?ca=1") };
    struct buf body = page_open(q);
    view_attend_slips(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("In giấy mời có mã"), .room = ROOM_MEETINGS }, &body);
}
