/* room_acts.c - what is done in the briefing room: an item is taken up, somebody gets the word, an opinion is written,
 * answered, closed. What was typed and refused comes back with its reason. */
#include "pages/room.h"
#include "core/office/body.h"
#include "pages/directive_form.h"
#include "pages/office_form.h"
#include "vn/period.h"
#include "vn/text.h"

static void go_back(struct request *q, struct reply *r, const char *place)
{
    reply_redirect(q, r, "/giao-ban/%lld/phong%s", (long long)param_int(q, "id", 0), place);
}

/* "moi:12" -> "moi", 12; "khep:12.3" -> 12, 3. */
static bool act_read(struct str act, struct str *word, int64_t *id, int64_t *version)
{
    struct str rest = act, number;
    *version = 0;
    if (!str_next(&rest, ':', word) || !str_next(&rest, '.', &number) || !str_int(number, id)) return false;
    return !rest.n || str_int(rest, version);
}

error page_room_act(struct request *q, struct reply *r)
{
    struct store *s = page_store(q);
    const struct who *who = page_who(q);
    struct str word;
    int64_t id, version, meeting_id = param_int(q, "id", 0), made, pressed = param_int(q, "luc", 0);
    if (!act_read(param_str(q, "viec"), &word, &id, &version))
        return FAIL(q->a, ERR_USAGE, "Chưa rõ việc cần làm. Tải lại trang phòng họp rồi bấm lại.");
    if (str_is(word, S("muc"))) TRY(agenda_on(q->a, s, who, meeting_id, id, pressed));
    else if (str_is(word, S("xin"))) TRY(speech_ask(q->a, s, who, meeting_id, id, q->key, pressed, &made));
    else if (str_is(word, S("moi"))) TRY(speech_begin(q->a, s, who, id, pressed));
    else if (str_is(word, S("thoi"))) TRY(speech_end(q->a, s, who, id, pressed));
    else if (str_is(word, S("mo"))) TRY(meeting_move(q->a, s, who, meeting_id, id, MEETING_OPEN, S("")));
    else if (str_is(word, S("dong"))) TRY(meeting_move(q->a, s, who, meeting_id, id, MEETING_ENDED, S("")));
    else if (str_is(word, S("khep"))) TRY(opinion_close(q->a, s, who, id, version));
    else return FAIL(q->a, ERR_USAGE, "Chưa rõ việc cần làm. Tải lại trang phòng họp rồi bấm lại.");
    go_back(q, r, "");
    return NULL;
}

/* ---- opinions ---- */

/* A body of the unit by either of its names; else the words as they are. */
static error asked_read(struct request *q, const struct meeting *m, struct opinion *to)
{
    struct db *db;
    struct body_list bodies;
    struct str typed = str_trim(param_str(q, "hoi-ai")), fold = vn_fold(q->a, typed);
    to->asked_of = typed;
    if (!typed.n) return NULL;
    TRY(page_db(q, &db));
    TRY(body_list(q->a, db, m->unit_id, m->day, &bodies));
    for (size_t i = 0; i < bodies.n && !to->asked_id; i++) {
        const struct body *b = &bodies.body[i];
        if (str_is(vn_fold(q->a, b->name), fold) || str_is(vn_fold(q->a, b->short_name), fold)) to->asked_id = b->id;
    }
    return NULL;
}

/* Whether the page can give it back to be mended. */
static bool mendable(error e) { return may_mend(e) || e->kind == ERR_CLOSED; }

static error give_back(struct request *q, struct reply *r, struct room_typed *typed, int64_t opinion_id)
{
    struct db *db;
    struct opinion *now = NEW(q->a, struct opinion);
    TRY(page_db(q, &db));
    if (typed->why->kind == ERR_CONFLICT && opinion_id) {
        TRY(opinion_get(q->a, db, page_who(q), opinion_id, now));
        typed->saved = now;
    }
    r->status = err_status(typed->why->kind);
    return room_show(q, r, param_int(q, "id", 0), typed);
}

error page_room_opinion(struct request *q, struct reply *r)
{
    struct sitting s;
    int64_t id;
    struct opinion to = { .id = param_int(q, "y", 0), .version = param_int(q, "ban", 0),
        .meeting_id = param_int(q, "id", 0), .item_id = param_int(q, "muc", 0),
        .attendee_id = param_int(q, "nguoi-neu", 0), .words = param_str(q, "noi-dung"), .raised_by = S(""),
        .key = q->key };
    TRY(room_meeting(q, to.meeting_id, &s));
    if (!opinion_kind_read(param_str(q, "loai"), &to.kind)) to.kind = OPINION_DIFFICULTY;
    TRY(asked_read(q, &s.m, &to));
    struct room_typed typed = { .opinion = &to };
    typed.why = opinion_put(q->a, page_store(q), page_who(q), &to, &id);
    if (typed.why) return mendable(typed.why) ? give_back(q, r, &typed, to.id) : typed.why;
    go_back(q, r, "");
    return NULL;
}

error page_room_answer(struct request *q, struct reply *r)
{
    struct vn_date d;
    struct sitting s;
    struct str day = str_trim(param_str(q, "hen"));
    struct opinion to = { .id = param_int(q, "y", 0), .version = param_int(q, "ban", 0),
        .answer = param_str(q, "noi-dung"), .promised = day, .words = S("") };
    TRY(room_meeting(q, param_int(q, "id", 0), &s));
    if (day.n && vn_date_find(day, &d) && d.from.year && day_is_valid(d.from)) day = day_write(q->a, d.from);
    struct room_typed typed = { .answer = &to };
    typed.why = opinion_answer(q->a, page_store(q), page_who(q), to.id, to.version, to.answer, day);
    if (typed.why) return mendable(typed.why) ? give_back(q, r, &typed, to.id) : typed.why;
    go_back(q, r, "");
    return NULL;
}
