/* courier.c - see courier.h. Owns the table daily_run.
 *
 * I1  a letter is noted as sent only after the mailer said so; when the program ends in between, it goes once more
 * under the same Message-ID.
 * I2  an answer counts only for the try that it carries the mark of: one that comes too late is passed over. */
#include "core/office/courier.h"
#include "base/machine.h"
#include "core/office/mail_setup.h"
#include "core/office/outbox.h"
#include "mail/diary.h"
#include "mail/letter.h"
#include "mail/wire.h"
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>

enum { MEMORY = 8 * 1024 * 1024, GLANCE = 250, REST = 5000, PATIENCE = 150 * 1000, MINUTE = 60 * 1000 };
enum { SAID_MOST = 300 };

enum { RAN, RUN };
static const struct sql sql[] = {
    [RAN] = { "courier.ran", "SELECT at FROM daily_run WHERE day = ?1", SQL_READ },
    [RUN] = { "courier.run", "INSERT INTO daily_run(day, at) VALUES (?1, ?2)", SQL_WRITE },
};
struct sql_list courier_sql = SQL_LIST(sql);

/* ---- once a day ---- */

struct today { struct str day; db_job daily; };

static error today_job(struct arena *a, struct db *db, void *arg)
{
    const struct today *t = arg;
    struct rows *r = db_run(a, db, &courier_sql, RUN);
    BIND(r, t->day);
    BIND(r, clock_now());
    TRY(rows_end(r));
    return t->daily(a, db, NULL);
}

error courier_daily(struct arena *a, struct store *store, db_job daily)
{
    struct db *db;
    struct mail_setup setup;
    int64_t hour;
    TRY(store_reader(store, &db));
    TRY(mail_setup_get(a, db, &setup));
    struct str minute = clock_minute(a, clock_now());          /* "2023-07-27 14:05" */
    bool known = str_int(str_cut(minute, 11, 13), &hour);
    assert(known);
    struct today t = { str_cut(minute, 0, 10), daily };
    struct rows *r = db_run(a, db, &courier_sql, RAN);
    BIND(r, t.day);
    bool ran = rows_next(r);
    TRY(rows_end(r));
    return ran || hour < setup.hour ? NULL : db_write(a, store, today_job, &t);
}

/* ---- one letter ---- */

static error set_letter(struct arena *a, const struct mail_setup *m, const struct outbox_letter *l, struct str *content)
{
    bool english = l->language == LANGUAGE_EN;
    enum language before = say_language_is();
    say_language(english ? LANGUAGE_EN : LANGUAGE_VI);
    struct letter letter = { .from = m->from, .from_name = m->from_name, .to = l->address, .subject = l->subject,
        .message_id = l->message_id, .date = l->made_at, .text = l->text, .link_label = SAY("Mở trong GiaoBan"),
        .footer = SAY("Thư tự động của GiaoBan, không cần trả lời. Chọn loại thư muốn nhận ở trang Thông báo.") };
    say_language(before);
    if (m->site.n && l->link.n) letter.link = str_fmt(a, "%.*s%.*s", STR(m->site), STR(l->link));
    if (l->calendar.n) TRY(diary_set(a, l->calendar, &letter.calendar));
    return letter_write(a, &letter, content);
}

/* What a refusal means, in words for the administrator. */
static struct str fate_words(struct arena *a, const struct wire_answer *w)
{
    struct str detail = str_cut(w->detail, 0, SAID_MOST);
    for (size_t i = 0; i < detail.n; i++)
        if ((unsigned char)detail.p[i] < ' ' || (unsigned char)detail.p[i] >= 0x7F) detail = str_cut(detail, 0, i);
    switch ((enum wire_fate)w->fate) {
    case WIRE_SENT: return S("");
    case WIRE_PERMANENT: return str_fmt(a, say("Máy chủ thư từ chối hẳn thư này: %.*s"), STR(detail));
    case WIRE_TEMPORARY: return str_fmt(a, say("Chưa gửi được, sẽ thử lại: %.*s"), STR(detail));
    case WIRE_SETUP: return str_fmt(a, say("Cài đặt gửi thư chưa đúng: %.*s"), STR(detail));
    case WIRE_FATE_COUNT: break;
    }
    return S("");
}

/* *heard false: no answer came in time. */
static error hand_over(struct arena *a, int wire, const struct wire_letter *l, bool (*wanted)(void *of), void *of,
    struct wire_answer *out, bool *heard)
{
    struct wire_answer late;
    *heard = false;
    while (wire_told(a, wire, 0, &late) == WIRE_PACKET) ;      /* I2: of a try that was given up */
    if (!wire_ask(a, wire, l)) return NULL;
    for (int64_t until = clock_steady() + PATIENCE; clock_steady() < until && wanted(of);) {
        enum wire_got got = wire_told(a, wire, GLANCE, out);
        if (got == WIRE_OVER) return NULL;
        if (got == WIRE_PACKET && !out->mark.n) return NULL;   /* the keeper says: the mailer died */
        if (got == WIRE_PACKET && str_is(out->mark, l->mark)) {
            *heard = true;
            return NULL;
        }
    }
    return NULL;
}

error courier_step(struct arena *a, struct store *store, int wire, bool (*wanted)(void *of), void *of, bool *done)
{
    struct db *db;
    struct mail_setup setup;
    struct outbox_letter l;
    struct str content;
    *done = false;
    TRY(store_reader(store, &db));
    TRY(mail_setup_get(a, db, &setup));
    if (wire < 0 || setup.missing.n) return NULL;
    TRY(outbox_next(a, db, &l, done));
    if (!*done) return NULL;
    error bad = set_letter(a, &setup, &l, &content);
    if (bad) return outbox_note(a, store, l.id, OUTBOX_NEVER, str_c(bad->said));
    struct wire_letter asked = { .mark = random_token(a, 12), .server = setup.server, .port = setup.port,
        .security = setup.security, .user = setup.user, .from = setup.from, .to = l.address, .content = content };
    struct wire_answer answer;
    bool heard;
    TRY(hand_over(a, wire, &asked, wanted, of, &answer, &heard));
    if (!heard) {
        *done = false;
        return outbox_note(a, store, l.id, OUTBOX_DROPPED, SAY("Phần gửi thư không trả lời, sẽ thử lại."));
    }
    enum outbox_fate fate = answer.fate == WIRE_SENT ? OUTBOX_TAKEN : answer.fate == WIRE_PERMANENT ? OUTBOX_NEVER
                          : OUTBOX_LATER;
    return outbox_note(a, store, l.id, fate, fate_words(a, &answer));                  /* I1 */
}

/* ---- the thread ---- */

enum { DAY = 10 };
struct courier {
    struct store *store;
    int wire;
    db_job daily;
    error (*dawn)(struct arena *a, struct store *store);
    char day[DAY + 1];                             /* for which the dawn has been */
    pthread_t thread;
    atomic_bool closing;
};

static bool still_open(void *of)
{
    struct courier *c = of;
    return !atomic_load(&c->closing);
}

static void sleep_for(struct courier *c, int64_t most)
{
    for (int64_t until = clock_steady() + most; still_open(c) && clock_steady() < until;) poll(NULL, 0, GLANCE);
}

static int64_t pause_of(struct arena *a, struct store *store)
{
    struct db *db;
    struct mail_setup setup;
    if (store_reader(store, &db) || mail_setup_get(a, db, &setup) || setup.per_minute < 1) return REST;
    return MINUTE / setup.per_minute;
}

/* Once for each day, and again until it went well. */
static error dawn_once(struct arena *a, struct courier *c)
{
    struct str today = clock_day(a, clock_now());
    assert(today.n == DAY);
    if (!memcmp(c->day, today.p, DAY)) return NULL;
    TRY(c->dawn(a, c->store));
    memcpy(c->day, today.p, DAY);
    return NULL;
}

static void *work(void *arg)
{
    struct courier *c = arg;
    struct arena *a = arena_open(MEMORY);
    while (still_open(c)) {
        bool done = false;
        error e = dawn_once(a, c);
        if (!e) e = courier_daily(a, c->store, c->daily);
        if (!e) e = courier_step(a, c->store, c->wire, still_open, c, &done);
        if (e) LOG(LOG_ERROR, "letters wait: %s at %s", err_name(e->kind), e->at);
        int64_t rest = e ? REST : done ? pause_of(a, c->store) : GLANCE * 4;
        arena_reset(a);
        sleep_for(c, rest);
    }
    arena_close(a);
    return NULL;
}

static void courier_close(void *what)
{
    struct courier *c = what;
    atomic_store(&c->closing, true);
    pthread_join(c->thread, NULL);
}

error courier_start(struct arena *a, struct store *store, int wire, db_job daily,
    error (*dawn)(struct arena *a, struct store *store))
{
    struct courier *c = NEW(a, struct courier);
    c->store = store;
    c->wire = wire;
    c->daily = daily;
    c->dawn = dawn;
    error late = dawn_once(a, c);
    if (!late) late = courier_daily(a, store, daily);  /* before the first request: what is due today is told by then */
    if (late) LOG(LOG_ERROR, "the work of the day waits: %s at %s", err_name(late->kind), late->at);
    if (pthread_create(&c->thread, NULL, work, c))
        return FAIL(a, ERR_FAULT, "Không tạo được luồng gửi thư. Vui lòng khởi động lại chương trình.");
    arena_defer(a, courier_close, c);
    return NULL;
}
