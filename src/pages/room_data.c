/* room_data.c - a briefing as it is now, in words for the projector and the room. See room.h. Nothing here is of one
 * person: what is made serves all who have the same rights. */
#include "pages/room.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/unit.h"

/* What a projector holds: rows of the agenda before and behind the item that is on, speakers, opinions, directives. */
enum { ROWS_BEFORE = 4, ROWS_MOST = 10, SPEAKERS_MOST = 5, OPINIONS_MOST = 2, DIRECTIVES_MOST = 2 };

error room_meeting(struct request *q, int64_t id, struct sitting *out)
{
    struct db *db;
    *out = (struct sitting){ 0 };
    TRY(page_db(q, &db));
    TRY(meeting_get(q->a, db, page_who(q), id, &out->m));
    out->runs = !policy_check(q->a, db, page_who(q), MAY_RUN_MEETING, out->m.unit_id, 0, S(""));
    out->concludes = !policy_check(q->a, db, page_who(q), MAY_CONCLUDE, out->m.unit_id, 0, S(""));
    return NULL;
}

/* An item that carries what was raised earlier brings it along, with what was answered since: here it is told. */
static error carried_read(struct request *q, struct db *db, struct sitting *out)
{
    struct opinion o;
    int64_t id = out->on ? out->on->opinion_id : 0;
    for (size_t i = 0; i < out->opinions.n; i++)
        if (out->opinions.row[i].id == id) id = 0;
    if (!id) return NULL;
    TRY(opinion_of_item(q->a, db, id, &o));
    LIST_ADD(q->a, out->opinions.row, out->opinions.n, o);
    return NULL;
}

error room_read(struct request *q, struct sitting *out)
{
    struct db *db;
    TRY(page_db(q, &db));
    TRY(agenda_get(q->a, db, &out->m, &out->agenda));
    TRY(attend_list(q->a, db, &out->m, &out->people));
    TRY(speech_list(q->a, db, out->m.id, &out->speech));
    TRY(opinion_list(q->a, db, page_who(q), out->m.unit_id, out->m.id, false, &out->opinions));
    TRY(directive_list(q->a, db, out->m.id, &out->directives));
    for (size_t i = 0; i < out->agenda.n; i++)
        if (out->agenda.item[i].state == ITEM_ON) out->on = &out->agenda.item[i], out->on_at = i;
    return carried_read(q, db, out);
}

const struct speech *room_speaks(const struct sitting *r)
{
    return r->speech.n && r->speech.row[0].began_at && !r->speech.row[0].ended_at ? &r->speech.row[0] : NULL;
}

/* ---- words ---- */

static struct str clock_words(struct arena *a, int64_t ms)
{
    int64_t s = ms > 0 ? ms / 1000 : 0;
    return str_fmt(a, "%02lld:%02lld", (long long)(s / 60), (long long)(s % 60));
}

static struct str minutes_words(struct arena *a, int64_t minutes) { return str_fmt(a, "%lld′", (long long)minutes); }

static struct str hour_words(struct arena *a)
{
    struct str at = clock_minute(a, clock_now());
    return str_fmt(a, say("%.*s giờ %.*s"), STR(str_cut(at, 11, 13)), STR(str_cut(at, 14, 16)));
}

static struct str day_words(struct arena *a, struct str iso)
{
    struct day d;
    return day_read(iso, &d) ? day_vi(a, d) : iso;
}

static void head(struct arena *a, const struct sitting *r, struct room_view *v)
{
    const struct meeting *m = &r->m;
    v->id = m->id;
    v->title = m->title;
    v->open = m->state == MEETING_OPEN;
    v->may_open = m->state == MEETING_INVITED;
    v->version = m->version;
    v->runs = r->runs;
    v->state = str_c(meeting_state_name(m->state));
    v->line = m->venue.n ? str_fmt(a, "%.*s · %.*s, %.*s", STR(m->host_name), STR(m->venue), STR(day_words(a, m->day)))
                         : str_fmt(a, "%.*s, %.*s", STR(m->host_name), STR(day_words(a, m->day)));
    v->hour = hour_words(a);
    v->nobody = !r->people.present;
    v->present = str_fmt(a, say("%zu/%zu đại biểu có mặt"), r->people.present, r->people.asked);
}

/* ---- the agenda ---- */

static struct room_row row_of(struct arena *a, const struct agenda_item *i, size_t at)
{
    struct room_row row = { .id = i->id, .no = str_fmt(a, "%zu", at + 1), .on = i->state == ITEM_ON,
        .done = i->state == ITEM_DONE || i->state == ITEM_SKIPPED,
        .label = i->kind == ITEM_REPORT && i->body_short.n ? i->body_short
               : i->kind == ITEM_MISSING ? SAY("Báo cáo còn thiếu") : i->title };
    int64_t minutes = agenda_minutes(i->spent);
    struct str took = minutes ? minutes_words(a, minutes) : S("<1′");
    row.aside = i->state == ITEM_DONE ? str_fmt(a, "✓ %.*s", STR(took))
              : i->state == ITEM_SKIPPED ? SAY("bỏ qua") : minutes_words(a, i->minutes);
    return row;
}

static void agenda_fill(struct arena *a, const struct sitting *r, bool screen, struct room_view *v)
{
    size_t n = r->agenda.n, from = 0, to = n;
    if (screen && n > ROWS_MOST) {
        from = r->on && r->on_at > ROWS_BEFORE ? r->on_at - ROWS_BEFORE : 0;
        if (from + ROWS_MOST > n) from = n - ROWS_MOST;
        to = from + ROWS_MOST;
    }
    struct room_row *row = NEW_N(a, struct room_row, to - from);
    for (size_t i = from; i < to; i++) row[i - from] = row_of(a, &r->agenda.item[i], i);
    v->row = row;
    v->rows = to - from;
    if (from) v->earlier = str_fmt(a, say("%zu mục trước"), from);
    if (to < n) v->later = str_fmt(a, say("%zu mục sau"), n - to);
}

/* ---- the item that is on ---- */

static const struct agenda_item *next_item(const struct sitting *r)
{
    for (size_t i = r->on ? r->on_at + 1 : 0; i < r->agenda.n; i++)
        if (r->agenda.item[i].state == ITEM_WAITING) return &r->agenda.item[i];
    return NULL;
}

static void now_fill(struct arena *a, const struct sitting *r, struct room_view *v)
{
    const struct agenda_item *on = r->on, *next = next_item(r);
    if (next && r->m.state == MEETING_OPEN) v->next = next->title;
    if (!on) {
        static const char *const none[] = {
            [MEETING_PLANNED] = SAID("Phiên giao ban đang được chuẩn bị"),
            [MEETING_INVITED] = SAID("Chờ khai mạc"),
            [MEETING_OPEN] = SAID("Chưa vào mục nào của chương trình"),
            [MEETING_ENDED] = SAID("Phiên giao ban đã kết thúc"),
            [MEETING_CONCLUDED] = SAID("Phiên giao ban đã kết luận"),
            [MEETING_CANCELLED] = SAID("Phiên giao ban đã hủy"),
        };
        v->heading = SAY(none[r->m.state]);
        return;
    }
    v->item_id = on->id;
    v->no = str_fmt(a, "%zu", r->on_at + 1);
    v->heading = on->title;
    v->words = on->words;
    v->clock = (struct room_clock){ .words = clock_words(a, on->spent),
        .from = on->began_at ? clock_now() - on->spent : 0,
        .limit = (int64_t)on->minutes * 60000, .late = on->minutes && on->spent > (int64_t)on->minutes * 60000 };
    v->planned = on->minutes ? str_fmt(a, say("trong %d phút"), on->minutes) : S("");
}

/* ---- who speaks ---- */

static void speakers_fill(struct arena *a, const struct sitting *r, bool screen, struct room_view *v)
{
    struct room_speaker *list = NEW_N(a, struct room_speaker, r->speech.n), *quiet = NEW_N(a, struct room_speaker,
        r->speech.sums);
    size_t waiting = 0, left_out = 0;
    for (size_t i = 0; i < r->speech.n; i++) {
        const struct speech *s = &r->speech.row[i];
        struct room_speaker p = { .id = s->id, .attendee_id = s->attendee_id, .name = s->name, .body = s->body_name,
            .speaks = s->began_at && !s->ended_at, .waits = !s->began_at };
        if (p.waits) p.note = str_fmt(a, say("chờ %zu"), ++waiting);
        else p.clock = (struct room_clock){ .words = clock_words(a, s->spent), .from = p.speaks ? s->began_at : 0 };
        bool shown = !screen || (v->speakers < SPEAKERS_MOST && (p.speaks || p.waits));
        if (shown) list[v->speakers++] = p;
        else left_out += p.waits;
    }
    for (size_t i = 0; i < r->speech.sums; i++) {
        const struct speech_sum *s = &r->speech.sum[i];
        bool listed = s->times > 0;
        for (size_t k = 0; k < r->speech.n; k++) listed |= r->speech.row[k].attendee_id == s->attendee_id;
        if (!listed) quiet[v->quiets++] = (struct room_speaker){ .attendee_id = s->attendee_id, .name = s->name,
            .body = s->body_name };
    }
    v->speaker = list;
    v->quiet = quiet;
    if (left_out) v->more_speakers = str_fmt(a, say("và %zu người nữa chờ phát biểu"), left_out);
    if (v->quiets) v->quiet_words = str_fmt(a, say("%zu người có mặt chưa phát biểu"), v->quiets);
}

/* ---- opinions and directives ---- */

static struct room_opinion opinion_of(struct arena *a, const struct opinion *o, const struct sitting *r)
{
    struct room_opinion v = { .id = o->id, .version = o->version, .attendee_id = o->attendee_id, .item_id = o->item_id,
        .kind = SAY(opinion_kind_name(o->kind)), .kind_code = opinion_kind_code(o->kind),
        .words = o->words, .asked = o->asked_of, .answer = o->answer, .promised = o->promised,
        .open = o->state == OPINION_OPEN, .closed = o->state == OPINION_CLOSED, .result = o->kind == OPINION_RESULT,
        .carried = o->meeting_id != r->m.id,
        .of_item = r->on && (r->on->id == o->item_id || r->on->opinion_id == o->id) };
    struct str who = o->body_name.n && !str_is(o->body_name, o->raised_by)
        ? str_fmt(a, "%.*s, %.*s", STR(o->raised_by), STR(o->body_name)) : o->raised_by;
    v.about = !o->asked_of.n ? who : who.n ? str_fmt(a, say("%.*s · hỏi %.*s"), STR(who), STR(o->asked_of))
                                           : str_fmt(a, say("hỏi %.*s"), STR(o->asked_of));
    if (o->state == OPINION_PROMISED)
        v.state = str_fmt(a, say("Hẹn trả lời trước ngày %.*s"), STR(day_words(a, o->promised)));
    else if (!v.result) v.state = SAY(opinion_state_name(o->state));
    return v;
}

/* Newest first. A projector: those of the item that is on, else none. */
static void opinions_fill(struct arena *a, const struct sitting *r, bool screen, struct room_view *v)
{
    struct room_opinion *list = NEW_N(a, struct room_opinion, r->opinions.n);
    for (size_t i = r->opinions.n; i-- > 0;) {
        struct room_opinion o = opinion_of(a, &r->opinions.row[i], r);
        if (!screen || (o.of_item && v->opinions < OPINIONS_MOST)) list[v->opinions++] = o;
    }
    v->opinion = list;
}

static struct str lacks_words(struct arena *a, const struct directive *d)
{
    const struct { bool lacks; const char *what; } parts[] = { { d->lacks_lead, say("chủ trì") },
        { d->lacks_words, say("việc") }, { d->lacks_due, say("hạn") }, { d->lacks_measure, say("thước đo") } };
    struct buf b = buf_open(a);
    for (size_t i = 0; i < COUNT(parts); i++) {
        if (!parts[i].lacks) continue;
        if (b.n) buf_c(&b, ", ");
        buf_c(&b, parts[i].what);
    }
    return b.n ? str_fmt(a, say("còn thiếu %.*s"), STR(buf_done(&b))) : S("");
}

static struct room_directive directive_of(struct arena *a, const struct directive *d, size_t at)
{
    struct buf with = buf_open(a);
    for (size_t i = 0; i < d->withs; i++) {
        if (i) buf_c(&with, ", ");
        buf_str(&with, d->with_name[i]);
    }
    if (d->others) buf_fmt(&with, "%s%s", with.n ? ", " : "", say("các cơ quan, đơn vị liên quan"));
    return (struct room_directive){ .id = d->id, .no = str_fmt(a, say("KL %zu"), at + 1), .attitude = d->attitude,
        .lead = d->lead_name, .with = buf_done(&with), .words = d->words, .channel = d->channel,
        .due = d->due.n ? day_words(a, d->due) : S(""), .measure = directive_measure(a, d), .lacks = lacks_words(a, d),
        .confirmed = d->state == DIRECTIVE_CONFIRMED,
        .state = d->state == DIRECTIVE_CONFIRMED ? SAY("đã xác nhận") : SAY("chờ xác nhận") };
}

/* While it runs the room sees what is being written; afterwards only what was confirmed, and who concludes the rest. */
static bool shows(const struct sitting *r, const struct directive *d)
{
    bool over = r->m.state == MEETING_ENDED || r->m.state == MEETING_CONCLUDED || r->m.state == MEETING_CANCELLED;
    return d->state == DIRECTIVE_CONFIRMED || !over || r->concludes;
}

/* A projector: the last ones. */
static void directives_fill(struct arena *a, const struct sitting *r, bool screen, struct room_view *v)
{
    const struct directive_list *all = &r->directives;
    struct room_directive *list = NEW_N(a, struct room_directive, all->n);
    for (size_t i = 0; i < all->n; i++)
        if (shows(r, &all->row[i])) list[v->directives++] = directive_of(a, &all->row[i], i);
    size_t from = screen && v->directives > DIRECTIVES_MOST ? v->directives - DIRECTIVES_MOST : 0;
    v->directive = list + from;
    v->directives -= from;
    if (from) v->more_directives = str_fmt(a, say("%zu chỉ đạo trước đã ghi"), from);
}

error room_fill(struct request *q, const struct sitting *r, bool screen, struct room_view *v)
{
    struct arena *a = q->a;
    *v = (struct room_view){ .screen = screen };
    head(a, r, v);
    agenda_fill(a, r, screen, v);
    now_fill(a, r, v);
    speakers_fill(a, r, screen, v);
    opinions_fill(a, r, screen, v);
    directives_fill(a, r, screen, v);
    return room_figures(q, r, v);
}
