/* attend_page.c - who is asked to a briefing: the list, invitations, answers for somebody, the list at the door. */
#include "base/machine.h"
#include "core/grow.h"
#include "core/meeting/issued.h"
#include "core/office/body.h"
#include "core/office/term.h"
#include "pages/attend_page.h"
#include "pages/listing.h"
#include "pages/office_form.h"

enum { NAME, NUMBER, POST, BODY, PART, ANSWER, WORDS, SUBSTITUTE, SUBSTITUTE_POST, PRESENT, BY, LEFT, COLUMNS };
static const struct listing_column columns[COLUMNS] = {
    [NAME] = { "ten", .label = "Người được mời" },
    [NUMBER] = { "stt", .label = "Số thứ tự", .number = true, .in_file = true },
    [POST] = { "chuc-vu", .label = "Chức vụ", .in_file = true },
    [BODY] = { "to-chuc", .label = "Tổ chức" },
    [PART] = { "vai", .label = "Tư cách", .in_file = true },
    [ANSWER] = { "tra-loi", .label = "Trả lời" },
    [WORDS] = { "ly-do", .label = "Lý do vắng", .in_file = true },
    [SUBSTITUTE] = { "nguoi-thay", .label = "Người dự thay", .in_file = true },
    [SUBSTITUTE_POST] = { "chuc-vu-nguoi-thay", .label = "Chức vụ người dự thay", .in_file = true },
    [PRESENT] = { "co-mat", .label = "Có mặt" },
    [LEFT] = { "ve-luc", .label = "Về lúc", .in_file = true },
    [BY] = { "diem-danh-bang", .label = "Điểm danh bằng", .in_file = true },
};
static const struct listing_kind people = { "moi-hop", SAID("Danh sách mời họp"), 0, columns, COLUMNS, NULL, 0 };

static bool plans(struct request *q, struct db *db, const struct meeting *m)
{
    return !policy_check(q->a, db, page_who(q), MAY_PLAN_MEETING, m->unit_id, 0, S(""));
}

/* ---- rows ---- */

static struct str by_words(const struct attendee *at)
{
    if (str_is(at->present_by, S("qr"))) return SAY("mã trên giấy mời");
    if (str_is(at->present_by, S("account"))) return SAY("tài khoản");
    return at->present_at ? SAY("danh sách") : S("");
}

/* Why somebody stays away is for the office, the chair and the one himself. */
static bool tells_why(struct request *q, const struct meeting *m, const struct attendee *at)
{
    const struct who *who = page_who(q);
    struct place place = { .unit_id = m->unit_id, .state = S("") };
    return policy_allows(who, MAY_PLAN_MEETING, &place) || policy_allows(who, MAY_RUN_MEETING, &place)
        || (at->person_id && at->person_id == who->person_id);
}

static struct str note_of(struct arena *a, const struct attendee *at, bool why)
{
    if (at->answer == ANSWER_NO) return why ? at->answer_words : S("");
    if (at->answer != ANSWER_SUBSTITUTE) return S("");
    return str_fmt(a, "%.*s%s%.*s", STR(at->substitute_name), at->substitute_post.n ? ", " : "",
        STR(at->substitute_post));
}

static struct str body_line(struct arena *a, const struct attendee *at)
{
    if (at->part == PART_MEMBER) return at->body_name;
    return str_fmt(a, "%.*s%s%s", STR(at->body_name), at->body_name.n ? " · " : "", part_name(at->part));
}

static struct str present_words(struct request *q, const struct attendee *at)
{
    if (!at->present_at) return S("");
    struct str at_minute = str_cut(clock_minute(q->a, at->present_at), 11, 16);
    struct str words = at->late ? str_fmt(q->a, say("%.*s, đến sau khai mạc"), STR(at_minute)) : at_minute;
    if (!at->left_at) return words;
    return str_fmt(q->a, say("%.*s, về lúc %.*s"), STR(words), STR(str_cut(clock_minute(q->a, at->left_at), 11, 16)));
}

static void cells_fill(const struct attendee *at, size_t i, bool why, struct ledger_cell *c)
{
    bool other = at->answer == ANSWER_SUBSTITUTE;
    c[NAME] = ledger_text(at->name.n ? at->name : at->post);
    c[NUMBER] = ledger_count((int64_t)i + 1);
    c[POST] = ledger_text(at->post);
    c[BODY] = ledger_text(at->body_name);
    c[PART] = ledger_text(str_c(part_name(at->part)));
    c[ANSWER] = ledger_text(str_c(answer_name(at->answer)));
    c[WORDS] = ledger_text(why && at->answer == ANSWER_NO ? at->answer_words : S(""));
    c[SUBSTITUTE] = ledger_text(other ? at->substitute_name : S(""));
    c[SUBSTITUTE_POST] = ledger_text(other ? at->substitute_post : S(""));
    c[PRESENT] = ledger_time(at->present_at);
    c[BY] = ledger_text(by_words(at));
    c[LEFT] = ledger_time(at->left_at);
}

static struct attend_line line_of(struct request *q, const struct attendee *at, bool why, bool office, bool own)
{
    static const char *const marks[ANSWER_COUNT] = { "", "c", "x", "c" };
    struct attend_line l = { .id = at->id, .name = at->name.n ? at->name : at->post,
        .post = at->name.n ? at->post : S(""), .body = body_line(q->a, at),
        .answer = str_c(answer_name(at->answer)), .mark = str_c(marks[at->answer]),
        .note = note_of(q->a, at, why), .present = present_words(q, at), .here = at->present_at != 0 };
    if (!at->invited_at && office) l.answer = SAY("Chưa mời");
    if (office || own) l.href = str_fmt(q->a, "/moi-hop/%lld", (long long)at->id);
    return l;
}

static void sums_fill(struct request *q, const struct attendance *x, struct attend_view *v)
{
    struct attend_sum *sum = NEW_N(q->a, struct attend_sum, x->bodies + 1);
    for (size_t i = 0; i < x->bodies; i++) {
        const struct attend_body *b = &x->body[i];
        sum[i] = (struct attend_sum){ b->name.n ? b->name : SAY("Không thuộc tổ chức nào"), (int64_t)b->asked,
            (int64_t)b->coming, (int64_t)b->present };
    }
    v->sum = sum;
    v->sums = x->bodies;
}

/* ---- what waits to be sent ---- */

static error ways_fill(struct request *q, struct db *db, const struct attendance *x, struct attend_view *v)
{
    struct attend_reach *reach;
    struct link *way = NEW_N(q->a, struct link, WAY_COUNT);
    size_t waiting = 0;
    TRY(attend_reaches(q->a, db, page_who(q), x, &reach));
    for (int w = WAY_COUNT - 1; w >= 0; w--) {
        struct buf names = buf_open(q->a);
        size_t n = 0;
        for (size_t i = 0; i < x->n; i++) {
            const struct attendee *at = &x->row[i];
            if (at->invited_at || (int)reach[i].way != w) continue;
            buf_fmt(&names, "%s%.*s", n++ ? ", " : "", STR(at->name.n ? at->name : at->body_name));
            if (reach[i].address.n) buf_fmt(&names, " (%.*s)", STR(reach[i].address));
        }
        if (n)
            way[v->ways++] = (struct link){ .hint = buf_done(&names),
                .label = str_fmt(q->a, say("%zu người: %s."), n, attend_way_name((enum attend_way)w)) };
        waiting += n;
    }
    v->way = way;
    if (waiting) v->send = str_fmt(q->a, say("Gửi giấy mời cho %zu người"), waiting);
    return NULL;
}

/* The invitation as a paper, when the office drew one up. */
static error paper_fill(struct request *q, struct db *db, const struct meeting *m, struct attend_view *v)
{
    struct issued_ask ask = { .unit_id = m->unit_id, .meeting_id = m->id, .out = true, .kind = S("GM") };
    struct issued_list list;
    error no = issued_list(q->a, db, page_who(q), &ask, &list);
    if (no && no->kind != ERR_DENIED) return no;
    v->draft = !no && !list.n && policy_may(page_who(q), MAY_CONCLUDE);
    if (!no && list.n)
        v->paper = (struct link){ .label = SAY("Giấy mời (văn bản)"),
            .href = str_fmt(q->a, "/van-ban/%lld", (long long)list.row[0].id) };
    return NULL;
}

/* ---- the form of one more ---- */

static struct choices parts_of(struct request *q, enum part now)
{
    struct choice *c = NEW_N(q->a, struct choice, 2);
    c[0] = (struct choice){ part_code(PART_MEMBER), str_c(part_name(PART_MEMBER)), now == PART_MEMBER };
    c[1] = (struct choice){ part_code(PART_GUEST), str_c(part_name(PART_GUEST)), now == PART_GUEST };
    return (struct choices){ c, 2 };
}

static error bodies_of(struct request *q, struct db *db, const struct meeting *m, int64_t now, struct choices *out)
{
    struct body_list bodies;
    TRY(body_list(q->a, db, m->unit_id, m->day.n ? m->day : term_today(q->a), &bodies));
    *out = choices_of_bodies(q, &bodies, now, 0, SAY("không thuộc tổ chức nào của đơn vị"));
    return NULL;
}

static error add_fill(struct request *q, struct db *db, const struct meeting *m, bool typed, struct attend_view *v)
{
    struct choices bodies;
    enum part part = PART_GUEST;
    if (typed) (void)part_read(param_str(q, "vai"), &part);
    struct choices parts = parts_of(q, part);
    TRY(bodies_of(q, db, m, typed ? param_int(q, "to-chuc", 0) : 0, &bodies));
    v->body = bodies.list;
    v->bodies = bodies.n;
    v->part = parts.list;
    v->parts = parts.n;
    if (!typed) return NULL;
    v->name = param_str(q, "ten");
    v->post = param_str(q, "chuc-vu");
    v->other = param_str(q, "noi-khac");
    return NULL;
}

/* ---- the page ---- */

static struct str question_of(struct arena *a, const struct meeting *m, const struct attendance *x)
{
    if (x->present) return str_fmt(a, say("%zu trên %zu người có mặt"), x->present, x->n);
    if (m->state == MEETING_PLANNED) return str_fmt(a, say("Mời %zu người"), x->n);
    return str_fmt(a, say("%zu người được mời, %zu sẽ dự"), x->n, x->coming);
}

static error own_fill(struct request *q, struct db *db, const struct meeting *m, struct attend_view *v)
{
    struct attendee at;
    TRY(attend_of_who(q->a, db, page_who(q), m->id, &at));
    if (!at.id || !at.invited_at || at.present_at) return NULL;
    bool now = attend_may_check_in(q->a, m, false);
    if (!now && m->state != MEETING_INVITED) return NULL;
    v->own = (struct link){ .label = now ? SAY("Tôi đã có mặt") : SAY("Trả lời giấy mời của tôi"),
        .href = str_fmt(q->a, "/moi-hop/%lld", (long long)at.id) };
    return NULL;
}

static error rows_fill(struct request *q, struct listing *l, const struct meeting *m, const struct attendance *x,
    struct attend_view *v)
{
    const struct who *who = page_who(q);
    struct attend_line *row = NEW_N(q->a, struct attend_line, x->n + 1);
    if (!v->check) TRY(listing_show(l, &v->list));
    v->rows = v->check ? x->n : l->shown;
    for (size_t i = 0; i < v->rows; i++) {
        const struct attendee *at = &x->row[v->check ? i : l->order[i]];
        row[i] = line_of(q, at, tells_why(q, m, at), v->office, at->person_id && at->person_id == who->person_id);
        row[i].may_leave = v->office && m->state == MEETING_OPEN && !at->left_at && attend_may_leave(m, at);
    }
    v->row = row;
    return NULL;
}

static error show(struct request *q, struct reply *r, error why)
{
    struct db *db;
    struct meeting m;
    struct attendance x;
    TRY(meeting_asked(q, &db, &m));
    TRY(attend_list(q->a, db, &m, &x));
    struct attend_view v = { .id = m.id, .version = m.version, .form = page_key(q, false), .once = page_key(q, true),
        .why = why ? SAY(why->said) : S(""), .office = plans(q, db, &m),
        .empty = SAY("Chưa có ai trong danh sách. Danh sách lấy từ các tổ chức của loạt giao ban; có thể thêm"
                     " người.") };
    struct listing l = listing_open(q, &people);
    bool get = q->method == METHOD_GET;
    for (size_t i = 0; i < x.n; i++) cells_fill(&x.row[i], i, tells_why(q, &m, &x.row[i]), listing_row(&l));
    if (listing_asked(q)) return listing_file(&l, r, m.title);
    bool over = m.state == MEETING_CONCLUDED || m.state == MEETING_CANCELLED;
    v.may_check = attend_may_check_in(q->a, &m, v.office);
    v.check = get && v.office && v.may_check && str_is(param_str(q, "xem"), S("diem-danh"));
    v.head = meeting_head(q, &m, TAB_INVITE, question_of(q->a, &m, &x));
    v.quorum = x.present || m.state >= MEETING_OPEN ? attend_quorum_words(q->a, &x) : S("");
    v.gone = m.state != MEETING_PLANNED && !over;
    sums_fill(q, &x, &v);
    TRY(own_fill(q, db, &m, &v));
    if (v.office && !over) {
        v.late = attend_late_words(q->a, &m, &x);
        if (m.state != MEETING_ENDED) TRY(ways_fill(q, db, &x, &v));
        TRY(paper_fill(q, db, &m, &v));
        TRY(add_fill(q, db, &m, why != NULL, &v));
    }
    TRY(rows_fill(q, &l, &m, &x, &v));
    if (why) r->status = err_status(why->kind);
    struct buf body = page_open(q);
    view_attend(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Mời họp"), .room = ROOM_MEETINGS,
        .refused = why }, &body);
}

error page_attend(struct request *q, struct reply *r) { return show(q, r, NULL); }

static struct attendee typed(struct request *q)
{
    struct attendee at = { .body_id = param_int(q, "to-chuc", 0), .body_name = param_str(q, "noi-khac"),
        .name = param_str(q, "ten"), .post = param_str(q, "chuc-vu"), .part = PART_GUEST };
    (void)part_read(param_str(q, "vai"), &at.part);
    return at;
}

error page_attend_add(struct request *q, struct reply *r)
{
    struct attendee at = typed(q);
    int64_t id;
    at.meeting_id = param_int(q, "id", 0);
    error e = attend_put(q->a, page_store(q), page_who(q), &at, &id);
    if (e) return may_mend(e) ? show(q, r, e) : e;
    reply_redirect(q, r, "/giao-ban/%lld/moi-hop?xong=moi-them#n%lld", (long long)at.meeting_id, (long long)id);
    return NULL;
}

error page_attend_invite(struct request *q, struct reply *r)
{
    struct db *db;
    struct meeting m;
    TRY(meeting_asked(q, &db, &m));
    if (plans(q, db, &m) && m.version != param_int(q, "ban", 0))
        return FAIL(q->a, ERR_CONFLICT, "Chưa gửi giấy mời: phiên vừa được sửa. Xem lại ngày, giờ, nơi họp rồi gửi.");
    TRY(attend_invite(q->a, page_store(q), page_who(q), m.id));
    reply_redirect(q, r, "/giao-ban/%lld/moi-hop?xong=moi-gui", (long long)m.id);
    return NULL;
}

/* ---- one place ---- */

static error secret_fill(struct request *q, struct db *db, const struct attendee *at, struct attend_one_view *v)
{
    struct str link;
    if (!at->invited_at) return NULL;
    TRY(attend_link(q->a, db, page_who(q), at->id, &link));
    struct str site = attend_site(q, db);
    v->code = str_cut(link, 5, link.n);
    v->link = str_fmt(q->a, "%.*s/moi", STR(site));
    return attend_qr(q, str_fmt(q->a, "%.*s%.*s", STR(site), STR(link)), SAY("Mã QR riêng của người này"), &v->qr);
}

static error office_fill(struct request *q, struct db *db, const struct meeting *m, const struct attendee *at,
    error why, struct attend_one_view *v)
{
    struct choices bodies;
    struct attendee now = why ? typed(q) : *at;
    struct choices parts = parts_of(q, now.part);
    struct attendance x;
    TRY(attend_list(q->a, db, m, &x));
    for (size_t i = 0; i < x.n; i++)
        if (x.row[i].id == at->id) {
            v->up = i && x.row[i - 1].part >= PART_MEMBER ? (int64_t)i : 0;
            v->down = i + 1 < x.n ? (int64_t)i + 2 : 0;
        }
    v->may_leave = attend_may_leave(m, at);
    if (at->left_at) v->left = str_fmt(q->a, say("Đã về lúc %.*s."), STR(page_time(q->a, at->left_at)));
    TRY(bodies_of(q, db, m, now.body_id, &bodies));
    v->seat = at->part == PART_CHAIR || at->part == PART_SECRETARY;
    v->body = bodies.list;
    v->bodies = bodies.n;
    v->part = parts.list;
    v->parts = parts.n;
    v->typed_name = now.name;
    v->typed_post = now.post;
    v->typed_other = now.body_id ? S("") : now.body_name;
    return secret_fill(q, db, at, v);
}

/* why: of the form of the office; refused: of the answer. */
static error one_show(struct request *q, struct reply *r, error why, error refused)
{
    struct db *db;
    struct attendee at;
    struct meeting m;
    TRY(page_db(q, &db));
    TRY(attend_get(q->a, db, page_who(q), param_int(q, "id", 0), &at, &m));
    bool over = m.state == MEETING_CONCLUDED || m.state == MEETING_CANCELLED, office = plans(q, db, &m);
    bool own = at.person_id && at.person_id == page_who(q)->person_id;
    error no = why ? why : refused;
    struct attend_one_view v = { .form = page_key(q, false), .id = at.id, .version = at.version,
        .name = at.name.n ? at.name : at.post, .office = office && !over, .has_reply = office || own,
        .why = no ? SAY(no->said) : S(""),
        .list = { .label = m.title, .href = meeting_href(q->a, m.id, "/moi-hop") },
        .note = str_fmt(q->a, "%.*s%s%.*s · %s", STR(at.post), at.post.n && at.body_name.n ? ", " : "",
            STR(at.body_name), part_name(at.part)) };
    v.invited = at.invited_at ? str_fmt(q->a, say("Đã mời lúc %.*s."), STR(page_time(q->a, at.invited_at)))
                              : SAY("Chưa gửi giấy mời.");
    v.reply = attend_reply(q, &m, &at, office && !own);
    bool left = refused && q->route->page == page_attend_left;
    if (left) v.typed_hour = param_typed(q, "gio");
    else if (refused) attend_retyped(q, &v.reply);
    if (v.office) TRY(office_fill(q, db, &m, &at, why, &v));
    if (no) r->status = err_status(no->kind);
    struct buf body = page_open(q);
    view_attend_one(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = v.name, .room = ROOM_MEETINGS,
        .refused = no }, &body);
}

error page_attend_one(struct request *q, struct reply *r) { return one_show(q, r, NULL, NULL); }

/* Where one goes on after an act on a place: its list, at its row. */
static error back_to_list(struct request *q, struct reply *r, const char *done)
{
    struct db *db;
    struct attendee at;
    struct meeting m;
    TRY(page_db(q, &db));
    TRY(attend_get(q->a, db, page_who(q), param_int(q, "id", 0), &at, &m));
    reply_redirect(q, r, "/giao-ban/%lld/moi-hop?xong=%s#n%lld", (long long)m.id, done, (long long)at.id);
    return NULL;
}

error page_attend_change(struct request *q, struct reply *r)
{
    struct attendee at = typed(q);
    int64_t id;
    at.id = param_int(q, "id", 0);
    at.version = param_int(q, "ban", 0);
    error e = attend_put(q->a, page_store(q), page_who(q), &at, &id);
    if (e) return may_mend(e) ? one_show(q, r, e, NULL) : e;
    return back_to_list(q, r, "moi-sua");
}

error page_attend_drop(struct request *q, struct reply *r)
{
    struct db *db;
    struct attendee at;
    struct meeting m;
    TRY(page_db(q, &db));
    TRY(attend_get(q->a, db, page_who(q), param_int(q, "id", 0), &at, &m));
    TRY(attend_drop(q->a, page_store(q), page_who(q), at.id));
    reply_redirect(q, r, "/giao-ban/%lld/moi-hop?xong=moi-bo", (long long)m.id);
    return NULL;
}

error page_attend_move(struct request *q, struct reply *r)
{
    TRY(attend_move(q->a, page_store(q), page_who(q), param_int(q, "id", 0), param_int(q, "cho", 0)));
    return back_to_list(q, r, "moi-thu-tu");
}

error page_attend_renew(struct request *q, struct reply *r)
{
    int64_t id = param_int(q, "id", 0);
    TRY(attend_link_renew(q->a, page_store(q), page_who(q), id));
    reply_redirect(q, r, "/moi-hop/%lld?xong=moi-ma#ma", (long long)id);
    return NULL;
}

error page_attend_answer(struct request *q, struct reply *r)
{
    int64_t id = param_int(q, "id", 0);
    struct attend_answer to = attend_typed(q);
    error e = attend_answer(q->a, page_store(q), page_who(q), id, &to);
    if (e) return may_mend(e) ? one_show(q, r, NULL, e) : e;
    reply_redirect(q, r, "/moi-hop/%lld?xong=moi-tra-loi", (long long)id);
    return NULL;
}

error page_attend_here(struct request *q, struct reply *r)
{
    int64_t id = param_int(q, "id", 0);
    bool here = !param_flag(q, "bo");
    TRY(attend_check_in(q->a, page_store(q), page_who(q), id, here));
    if (str_is(param_str(q, "xem"), S("diem-danh"))) {
        struct db *db;
        struct attendee at;
        struct meeting m;
        TRY(page_db(q, &db));
        TRY(attend_get(q->a, db, page_who(q), id, &at, &m));
        reply_redirect(q, r, "/giao-ban/%lld/moi-hop?xem=diem-danh#n%lld", (long long)m.id, (long long)id);
        return NULL;
    }
    return back_to_list(q, r, here ? "diem-danh" : "bo-diem-danh");
}

error page_attend_left(struct request *q, struct reply *r)
{
    int64_t id = param_int(q, "id", 0);
    error e = param_flag(q, "bo") ? attend_return(q->a, page_store(q), page_who(q), id)
                                  : attend_leave(q->a, page_store(q), page_who(q), id, param_str(q, "gio"));
    if (e) return may_mend(e) ? one_show(q, r, NULL, e) : e;
    return back_to_list(q, r, "luu");
}
