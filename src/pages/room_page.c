/* room_page.c - the briefing room on screen: the secretary's page, the projector's, the parts that the script asks for
 * again, and the stream that tells it when. */
#include "pages/room.h"
#include "base/machine.h"
#include "core/meeting/live.h"
#include "core/office/body.h"
#include "core/office/session.h"
#include "core/office/setting.h"
#include "pages/directive_form.h"
#include "pages/meeting_page.h"

/* ---- forms ---- */

static struct str id_words(struct arena *a, int64_t id) { return str_fmt(a, "%lld", (long long)id); }

static void people_fill(struct request *q, const struct sitting *s, int64_t by, struct room_opinion_form *f)
{
    struct choice *list = NEW_N(q->a, struct choice, s->people.n);
    for (size_t i = 0; i < s->people.n; i++) {
        const struct attendee *p = &s->people.row[i];
        if (!p->present_at && p->id != by) continue;
        bool other = p->answer == ANSWER_SUBSTITUTE && p->substitute_name.n;
        struct str name = other ? p->substitute_name : p->name;
        list[f->persons++] = (struct choice){ .value = id_words(q->a, p->id), .now = p->id == by,
            .label = p->body_name.n ? str_fmt(q->a, "%.*s, %.*s", STR(name), STR(p->body_name)) : name };
    }
    f->people = list;
}

static error opinion_form(struct request *q, const struct sitting *s, const struct opinion *o,
    struct room_opinion_form *f)
{
    struct db *db;
    struct body_list bodies;
    const struct speech *speaks = room_speaks(s);
    struct choice *kinds = NEW_N(q->a, struct choice, OPINION_KIND_COUNT);
    enum opinion_kind kind = o ? o->kind : OPINION_DIFFICULTY;
    *f = (struct room_opinion_form){ .form = page_key(q, true), .meeting_id = s->m.id, .kinds = kinds,
        .kind_count = OPINION_KIND_COUNT, .item_id = o ? o->item_id : s->on ? s->on->id : 0 };
    if (o) f->id = o->id, f->version = o->version, f->words = o->words, f->asked = o->asked_of;
    for (int i = 0; i < OPINION_KIND_COUNT; i++)
        kinds[i] = (struct choice){ .value = opinion_kind_code((enum opinion_kind)i), .now = (int)kind == i,
            .label = SAY(opinion_kind_name((enum opinion_kind)i)) };
    people_fill(q, s, o ? o->attendee_id : speaks ? speaks->attendee_id : 0, f);
    TRY(page_db(q, &db));
    TRY(body_list(q->a, db, s->m.unit_id, s->m.day, &bodies));
    struct choice *list = NEW_N(q->a, struct choice, bodies.n);
    for (size_t i = 0; i < bodies.n; i++) list[i] = (struct choice){ .label = bodies.body[i].name };
    f->bodies = list;
    f->body_count = bodies.n;
    return NULL;
}

static void answer_form(struct request *q, const struct sitting *s, const struct opinion *o, struct room_answer_form *f)
{
    struct day d;
    *f = (struct room_answer_form){ .form = page_key(q, true), .meeting_id = s->m.id };
    if (!o) return;
    f->id = o->id;
    f->version = o->version;
    f->question = o->words;
    f->answer = o->answer;
    f->promised = day_read(o->promised, &d) ? day_vi(q->a, d) : o->promised;
}

static const struct opinion *of_list(const struct sitting *s, int64_t id)
{
    for (size_t i = 0; i < s->opinions.n; i++)
        if (s->opinions.row[i].id == id) return &s->opinions.row[i];
    return NULL;
}

/* What was typed and refused, or what is asked to be changed. */
static error forms_fill(struct request *q, const struct sitting *s, const struct room_typed *typed,
    struct room_page_view *v)
{
    const struct opinion *edit = NULL, *answer = NULL;
    if (typed) edit = typed->opinion, answer = typed->answer;
    else if (param_declared(q, "sua")) {
        edit = of_list(s, param_int(q, "sua", 0));
        answer = of_list(s, param_int(q, "tra-loi", 0));
    }
    TRY(opinion_form(q, s, edit, &v->opinion));
    answer_form(q, s, answer, &v->answer);
    struct str why = typed && typed->why ? str_c(typed->why->said) : S("");
    if (edit) v->opinion.why = why;
    else v->answer.why = why;
    if (typed && typed->saved && edit)
        v->opinion.saved = typed->saved->words, v->opinion.version = typed->saved->version;
    if (typed && typed->saved && answer) {
        v->answer.saved = typed->saved->answer, v->answer.version = typed->saved->version;
        v->answer.question = typed->saved->words;
    }
    v->directs = policy_may(page_who(q), MAY_CONCLUDE) &&
        (s->m.state == MEETING_OPEN || s->m.state == MEETING_ENDED);
    if (!v->directs) return NULL;
    struct str back = str_fmt(q->a, "/giao-ban/%lld/phong", (long long)s->m.id);
    TRY(directive_form_fill(q, &s->m, NULL, s->on ? s->on->id : 0, back, S("d"), &v->directive));
    return directive_lists_fill(q, &s->m, &v->lists);
}

/* ---- pages ---- */

static struct str now_words(struct arena *a) { return str_fmt(a, "%lld", (long long)clock_now()); }
static struct str stream_of(struct arena *a, const struct meeting *m)
{
    return str_fmt(a, "/giao-ban/%lld/song?sau=%lld", (long long)m->id, (long long)m->live);
}
static struct str part_of(struct arena *a, int64_t id, const char *which)
{
    return str_fmt(a, "/giao-ban/%lld/phan/%s", (long long)id, which);
}

static void own_place(struct request *q, const struct sitting *s, struct room_page_view *v)
{
    const struct who *who = page_who(q);
    for (size_t i = 0; who->person_id && i < s->people.n; i++)
        if (s->people.row[i].person_id == who->person_id) v->me = s->people.row[i].id;
    for (size_t i = 0; i < s->speech.n; i++) {
        const struct speech *p = &s->speech.row[i];
        if (p->attendee_id != v->me || p->ended_at) continue;
        if (p->began_at) v->i_speak = true;
        else v->my_wish = p->id;
    }
}

error room_show(struct request *q, struct reply *r, int64_t id, const struct room_typed *typed)
{
    struct sitting s;
    struct room_page_view v = { 0 };
    TRY(room_meeting(q, id, &s));
    TRY(room_read(q, &s));
    TRY(room_fill(q, &s, false, &v.room));
    if (s.runs) TRY(forms_fill(q, &s, typed, &v));
    own_place(q, &s, &v);
    v.head = meeting_head(q, &s.m, TAB_ROOM, str_fmt(q->a, say("Phòng họp: %.*s"), STR(s.m.title)));
    v.form = page_key(q, true);
    v.style = asset_url(q->a, "room.css");
    v.live_script = asset_url(q->a, "live.js");
    v.stream = stream_of(q->a, &s.m);
    v.part = part_of(q->a, id, "phong");
    v.now = now_words(q->a);
    v.account = id_words(q->a, page_who(q)->account_id);
    struct buf body = page_open(q);
    view_room(&body, &v);
    struct page_frame f = { .title = str_fmt(q->a, say("Phòng họp: %.*s"), STR(s.m.title)), .room = ROOM_MEETINGS,
        .script = "room.js" };
    return page_show(q, r, &f, &body);
}

error page_room(struct request *q, struct reply *r) { return room_show(q, r, param_int(q, "id", 0), NULL); }

error page_screen(struct request *q, struct reply *r)
{
    struct sitting s;
    struct room_view v;
    struct db *db;
    struct str kind;
    TRY(room_meeting(q, param_int(q, "id", 0), &s));
    TRY(room_read(q, &s));
    TRY(room_fill(q, &s, true, &v));
    TRY(page_db(q, &db));
    TRY(setting_text(q->a, db, SETTING_COPY_KIND, 0, &kind));
    struct screen_view screen = { .room = &v, .language = say_language_is() == LANGUAGE_EN ? S("en") : S("vi"),
        .style = asset_url(q->a, "room.css"), .base_style = asset_url(q->a, "style.css"),
        .fonts = asset_url(q->a, "fonts.css"), .script = asset_url(q->a, "live.js"),
        .icon = asset_url(q->a, "icon.svg"), .stream = stream_of(q->a, &s.m), .part = part_of(q->a, s.m.id, "man-hinh"),
        .now = now_words(q->a) };
    if (str_is(kind, S("sample"))) screen.copy = SAY("Dữ liệu mẫu, không phải số liệu thật");
    if (str_is(kind, S("training"))) screen.copy = SAY("Bản tập huấn, không phải số liệu thật");
    view_screen(&r->body, &screen);
    return NULL;
}

/* The live number is part of the key: other programs write too. */
error page_room_part(struct request *q, struct reply *r)
{
    struct sitting s;
    struct room_view v;
    bool screen = str_is(param_str(q, "phan"), S("man-hinh"));
    if (!screen && !str_is(param_str(q, "phan"), S("phong")))
        return FAIL(q->a, ERR_MISSING, "Không có trang ở địa chỉ này.");
    TRY(room_meeting(q, param_int(q, "id", 0), &s));
    struct str key = str_fmt(q->a, "room %lld %lld %d %d %d", (long long)s.m.id, (long long)s.m.live, screen, s.runs,
        s.concludes);
    if (reply_kept(q, r, key)) return NULL;
    TRY(room_read(q, &s));
    TRY(room_fill(q, &s, screen, &v));
    view_room_parts(&r->body, &v);
    reply_keep(q, r, key);
    return NULL;
}

error page_room_live(struct request *q, struct reply *r)
{
    struct sitting s;
    int64_t has = q->last ? q->last : param_int(q, "sau", 0);
    TRY(room_meeting(q, param_int(q, "id", 0), &s));
    /* A screen may hang in a hall for hours: while the briefing is open it counts as somebody at work, else not. */
    const struct who *who;
    if (q->again && s.m.state == MEETING_OPEN) TRY(session_who(q->a, page_store(q), q->session, &who));
    r->topic = s.m.id;
    r->number = s.m.live;
    if (s.m.live != has)
        buf_fmt(&r->body, "retry: 1000\nid: %lld\ndata: %lld %lld\n\n", (long long)s.m.live, (long long)s.m.live,
            (long long)clock_now());
    return NULL;
}
