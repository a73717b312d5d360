/* attend_tell.c - invitations and what follows from them: notices, and letters with an entry for the calendar.
 *
 * An entry has one name for ever, drawn from the key beside the database, and a sequence that grows with every telling
 * of the briefing. So a mail program keeps what was said last, in whatever order letters come, and who was taken off
 * the list and asked again has it back. */
#include "base/machine.h"
#include "core/grow.h"
#include "core/meeting/attend_row.h"
#include "core/meeting/live.h"
#include "core/office/audit.h"
#include "core/office/contact.h"
#include "core/office/mail_setup.h"
#include "core/office/notice.h"
#include "core/office/post.h"
#include "mail/diary.h"
#include "vn/period.h"
#include <sodium.h>

enum { ACCOUNTS, INVITED, ASK_AGAIN };
static const struct sql sql[] = {
    [ACCOUNTS] = { "attend_tell.accounts",
        "SELECT id FROM account WHERE person_id = ?1 AND state = 'active' ORDER BY id", SQL_READ },
    [INVITED] = { "attend_tell.invited",
        "UPDATE attendee SET invited_at = ?2, version = version + 1 WHERE id = ?1", SQL_WRITE },
    [ASK_AGAIN] = { "attend_tell.ask_again",
        "UPDATE attendee SET answer = 'none', answer_words = '', substitute_name = '', substitute_post = '',"
        " answered_at = NULL, version = version + 1 WHERE meeting_id = ?1 AND answer <> 'none' AND present_at IS NULL",
        SQL_WRITE },
};
struct sql_list attend_tell_sql = SQL_LIST(sql);

static const char *const ways[WAY_COUNT] = {
    [WAY_PAPER] = SAID("giấy in, có mã QR"),
    [WAY_PROGRAM] = SAID("thông báo trong phần mềm"),
    [WAY_LETTER] = SAID("thư điện tử kèm lịch, và thông báo trong phần mềm"),
};
const char *attend_way_name(enum attend_way w) { return say(ways[w]); }

struct accounts { int64_t *id; size_t n; };
static error accounts_of(struct arena *a, struct db *db, int64_t person_id, struct accounts *out)
{
    *out = (struct accounts){ 0 };
    if (!person_id) return NULL;
    struct rows *r = db_run(a, db, &attend_tell_sql, ACCOUNTS);
    BIND(r, person_id);
    while (rows_next(r)) LIST_ADD(a, out->id, out->n, row_int(r, 0));
    return rows_end(r);
}

error attend_reaches(struct arena *a, struct db *db, const struct who *who, const struct attendance *x,
    struct attend_reach **out)
{
    struct meeting m;
    *out = NEW_N(a, struct attend_reach, x->n);
    for (size_t i = 0; i < x->n; i++) {
        struct accounts k;
        struct contact contact;
        enum notice_mail wanted[NOTICE_KIND_COUNT];
        if (!i) {
            TRY(meeting_get(a, db, who, x->row[i].meeting_id, &m));
            TRY(policy_check(a, db, who, MAY_PLAN_MEETING, m.unit_id, 0, S("")));
        }
        TRY(accounts_of(a, db, x->row[i].person_id, &k));
        if (!k.n) continue;
        TRY(contact_get(a, db, k.id[0], &contact));
        TRY(notice_choices(a, db, k.id[0], wanted));
        bool letter = contact.address.n && wanted[NOTICE_MEETING] == NOTICE_MAIL_NOW;
        (*out)[i] = (struct attend_reach){ letter ? WAY_LETTER : WAY_PROGRAM, letter ? contact.address : S("") };
    }
    return NULL;
}

/* ---- the entry of a calendar ---- */

static struct str uid_of(struct arena *a, struct db *db, int64_t meeting_id)
{
    unsigned char key[crypto_generichash_KEYBYTES], h[16];
    char hex[sizeof h * 2 + 1];
    struct str of = str_fmt(a, "meeting %lld", (long long)meeting_id);
    audit_subkey(db, "calendar entry", key);
    crypto_generichash(h, sizeof h, (const unsigned char *)of.p, of.n, key, sizeof key);
    sodium_memzero(key, sizeof key);
    sodium_bin2hex(hex, sizeof hex, h, sizeof h);
    return str_fmt(a, "%s@giaoban", hex);
}

/* "2026-07-25 08:00" and the minutes behind it; over midnight too. */
static struct str later(struct arena *a, struct str day, struct str starts, int minutes)
{
    struct day d;
    int64_t hour = 0, minute = 0;
    bool known = day_read(day, &d) && starts.n >= 5 && str_int(str_cut(starts, 0, 2), &hour) &&
        str_int(str_cut(starts, 3, 5), &minute);
    if (!known) return str_fmt(a, "%.*s %.*s", STR(day), STR(starts));
    int64_t total = hour * 60 + minute + minutes;
    d = day_from_number(day_number(d) + total / (24 * 60));
    total %= 24 * 60;
    return str_fmt(a, "%.*s %02lld:%02lld", STR(day_write(a, d)), (long long)(total / 60), (long long)(total % 60));
}

struct telling {
    const struct meeting *m;
    struct mail_setup setup;
    enum notice_kind kind;
    enum diary_method method;
    struct str words;
    int64_t sequence;
    bool answers;                              /* the letter leads to the page where one answers */
};

/* Each telling has its own number: that of the briefing that only grows, above all that were counted otherwise. */
static error begin(struct arena *a, struct db *db, struct telling *t)
{
    static const int64_t above = 1 << 20;
    TRY(mail_setup_get(a, db, &t->setup));
    TRY(live_touch(a, db, t->m->id));
    TRY(live_now(a, db, t->m->id, &t->sequence));
    t->sequence += above;
    return NULL;
}

static struct str calendar_of(struct arena *a, struct db *db, const struct telling *t, struct str address)
{
    const struct meeting *m = t->m;
    bool off = t->method == DIARY_CANCEL;
    struct diary_entry e = { .kind = DIARY_EVENT, .uid = uid_of(a, db, m->id), .sequence = t->sequence,
        .from = str_fmt(a, "%.*s %.*s", STR(m->day), STR(m->starts)),
        .to = later(a, m->day, m->starts, m->minutes ? m->minutes : 60), .stamp = clock_now(), .title = m->title,
        .place = m->venue, .organizer = t->setup.from, .attendee = address, .cancelled = off,
        .link = t->setup.site.n ? str_fmt(a, "%.*s/giao-ban/%lld", STR(t->setup.site), (long long)m->id) : S("") };
    struct buf b = buf_open(a);
    diary_write(&b, &(struct diary){ t->method, &e, 1 });
    return buf_done(&b);
}

static struct str when_words(struct arena *a, const struct meeting *m)
{
    struct day d;
    struct str day = day_read(m->day, &d) ? day_vi(a, d) : m->day;
    return str_fmt(a, "%.*s, %.*s%s%.*s", STR(m->starts), STR(day), m->venue.n ? ", " : "", STR(m->venue));
}

static error tell_one(struct arena *a, struct db *db, const struct telling *t, const struct attendee *at)
{
    struct accounts k;
    struct str secret;
    TRY(accounts_of(a, db, at->person_id, &k));
    TRY(attend_secret_of(a, db, at->id, &secret));
    for (size_t i = 0; i < k.n; i++) {
        struct contact contact;
        TRY(contact_get(a, db, k.id[i], &contact));
        struct notice_new n = { .kind = t->kind, .object = "meeting", .object_id = t->m->id, .about = t->m->title,
            .words = t->words, .link = str_fmt(a, "/giao-ban/%lld/moi-hop", (long long)t->m->id),
            .calendar = contact.address.n ? calendar_of(a, db, t, contact.address) : S("") };
        if (t->answers) n.letter_link = str_fmt(a, "/moi/%.*s", STR(secret));
        if (t->kind == NOTICE_MEETING_DROPPED) n.link = S("");
        TRY(notice_add(a, db, k.id[i], &n));
    }
    return NULL;
}

/* One letter a person, though he has two places. */
static bool told_already(const struct attendance *x, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (x->row[i].person_id && x->row[k].person_id == x->row[i].person_id && x->row[k].invited_at) return true;
    return false;
}

static error tell_invited(struct arena *a, struct db *db, struct telling *t, size_t *n)
{
    struct attendance x;
    *n = 0;
    TRY(begin(a, db, t));
    TRY(attend_list(a, db, t->m, &x));
    for (size_t i = 0; i < x.n; i++) {
        if (!x.row[i].invited_at || told_already(&x, i)) continue;
        TRY(tell_one(a, db, t, &x.row[i]));
        ++*n;
    }
    return NULL;
}

error attend_tell_dropped(struct arena *a, struct db *db, const struct who *who, const struct meeting *m,
    const struct attendee *at)
{
    struct telling t = { .m = m, .kind = NOTICE_MEETING_DROPPED, .method = DIARY_CANCEL };
    struct attendance x;
    (void)who;
    TRY(attend_list(a, db, m, &x));
    for (size_t i = 0; i < x.n; i++)           /* still asked in another place */
        if (at->person_id && x.row[i].person_id == at->person_id && x.row[i].id != at->id) return NULL;
    TRY(begin(a, db, &t));
    return tell_one(a, db, &t, at);
}

error attend_tell_changed(struct arena *a, struct db *db, const struct who *who, const struct meeting *before)
{
    struct meeting m;
    size_t n;
    TRY(meeting_row(a, db, before->id, &m));
    if (m.state != MEETING_INVITED && m.state != MEETING_OPEN) return NULL;
    bool moved = !str_is(m.day, before->day) || !str_is(m.starts, before->starts);
    bool changed = moved || m.minutes != before->minutes || !str_is(m.venue, before->venue) ||
        !str_is(m.title, before->title);
    if (!changed) return NULL;
    if (moved && m.state == MEETING_INVITED) {     /* in the room nobody answers whether they come */
        struct rows *r = db_run(a, db, &attend_tell_sql, ASK_AGAIN);
        BIND(r, m.id);
        TRY(rows_end(r));
    }
    struct telling t = { .m = &m, .kind = NOTICE_MEETING_MOVED, .method = DIARY_REQUEST, .words = when_words(a, &m),
        .answers = true };
    TRY(tell_invited(a, db, &t, &n));
    return n ? audit_add(a, db, who, "attend.tell", "meeting", m.id, when_words(a, before), t.words) : NULL;
}

error attend_tell_cancelled(struct arena *a, struct db *db, const struct who *who, int64_t meeting_id,
    struct str reason)
{
    struct meeting m;
    size_t n;
    TRY(meeting_row(a, db, meeting_id, &m));
    struct telling t = { .m = &m, .kind = NOTICE_MEETING_OFF, .method = DIARY_CANCEL, .words = reason };
    TRY(tell_invited(a, db, &t, &n));
    return n ? audit_add(a, db, who, "attend.tell", "meeting", m.id, when_words(a, &m), S("")) : NULL;
}

/* ---- inviting ---- */

/* Who left the body before the day of the briefing is not asked for it: its head is. */
static error refresh(struct arena *a, struct db *db, const struct meeting *m, const struct attendance *x,
    struct attendee *at)
{
    struct post_list posts;
    struct holder head;
    if (!at->body_id || at->part == PART_CHAIR || at->part == PART_SECRETARY || (at->name.n && !at->person_id))
        return NULL;
    TRY(post_of_body(a, db, at->body_id, m->day, &posts));
    for (size_t i = 0; i < posts.n; i++)
        if (posts.post[i].person_id == at->person_id) return NULL;
    TRY(attend_head(a, db, at->body_id, m->day, x, &head));
    if (!head.person_id) return NULL;
    at->person_id = head.person_id;
    at->name = head.name;
    at->post = head.post;
    return attend_keep(a, db, at);
}

struct inviting { const struct who *who; int64_t meeting_id; };

static error may_invite(struct arena *a, const struct meeting *m, const struct attendance *x)
{
    bool waiting = false;
    if (m->state != MEETING_PLANNED && m->state != MEETING_INVITED && m->state != MEETING_OPEN)
        return FAIL(a, ERR_CONFLICT, "Phiên này đã kết thúc hoặc đã hủy nên không gửi giấy mời nữa.");
    if (!m->day.n || !m->starts.n)
        return FAIL(a, ERR_INPUT, "Phiên chưa có ngày, giờ họp. Ghi ngày, giờ ở trang Chương trình rồi gửi giấy mời.");
    if (!x->n) return FAIL(a, ERR_INPUT, "Chưa có ai trong danh sách mời. Thêm người rồi gửi giấy mời.");
    for (size_t i = 0; i < x->n; i++) waiting |= !x->row[i].invited_at;
    return waiting ? NULL : FAIL(a, ERR_CONFLICT, "Mọi người trong danh sách đã được mời, không còn giấy mời nào chờ"
                                                  " gửi.");
}

static error invite_job(struct arena *a, struct db *db, void *arg)
{
    const struct inviting *p = arg;
    struct meeting m;
    struct attendance x;
    size_t n = 0;
    TRY(meeting_get(a, db, p->who, p->meeting_id, &m));
    TRY(policy_check(a, db, p->who, MAY_PLAN_MEETING, m.unit_id, 0, S("")));
    TRY(attend_list(a, db, &m, &x));
    TRY(may_invite(a, &m, &x));
    if (m.state == MEETING_PLANNED) TRY(meeting_set_state(a, db, p->who, &m, MEETING_INVITED, S("")));
    TRY(meeting_row(a, db, m.id, &m));
    struct telling t = { .m = &m, .kind = NOTICE_MEETING, .method = DIARY_REQUEST, .words = when_words(a, &m),
        .answers = true };
    TRY(begin(a, db, &t));
    for (size_t i = 0; i < x.n; i++) {
        if (x.row[i].invited_at) continue;
        TRY(refresh(a, db, &m, &x, &x.row[i]));
        struct rows *r = db_run(a, db, &attend_tell_sql, INVITED);
        BIND(r, x.row[i].id);
        BIND(r, clock_now());
        TRY(rows_end(r));
        x.row[i].invited_at = clock_now();
        if (!told_already(&x, i)) TRY(tell_one(a, db, &t, &x.row[i]));
        n++;
    }
    TRY(live_touch(a, db, m.id));
    return audit_add(a, db, p->who, "attend.invite", "meeting", m.id, S(""), str_fmt(a, "%zu", n));
}

error attend_invite(struct arena *a, struct store *s, const struct who *who, int64_t meeting_id)
{
    return db_write(a, s, invite_job, &(struct inviting){ who, meeting_id });
}
