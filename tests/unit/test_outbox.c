/* test_outbox.c - letters that wait, are tried again ever more slowly, and are given up; addresses and their codes;
 * what the thread that hands letters over does with each answer. */
#include "report_world.h"
#include "core/office/contact.h"
#include "core/office/courier.h"
#include "core/office/mail_setup.h"
#include "core/office/outbox.h"
#include "core/office/setting.h"
#include "mail/wire.h"
#include <pthread.h>

enum { MINUTE = 60 * 1000 };

struct giving { int64_t account, unit; enum role role; };
static error give_job(struct arena *a, struct db *db, void *arg)
{
    const struct giving *g = arg;
    int64_t id;
    return account_allow(a, db, &(struct new_grant){ .account_id = g->account, .role = g->role, .unit_id = g->unit,
        .from = S("2020-01-01") }, &id);
}

static error add_job(struct arena *a, struct db *db, void *arg)
{
    (void)a;
    return outbox_add(a, db, arg);
}

static int64_t account(struct world *w) { return w->who[OFFICE].account_id; }

static void add(struct world *w, const char *subject)
{
    struct outbox_new l = { .account_id = account(w), .kind = S("test"), .address = S("thu@vidu.vn"),
        .subject = str_c(subject), .text = S("Một câu."), .link = S("/thong-bao") };
    DONE(db_write(w->a, w->s, add_job, &l));
}

static bool next(struct world *w, struct outbox_letter *l)
{
    bool found;
    DONE(outbox_next(w->a, w->db, l, &found));
    return found;
}

static int outbox_up(void **state)
{
    world_up(state);
    struct world *w = *state;
    DONE(db_write(w->a, w->s, give_job, &(struct giving){ account(w), w->ward, ROLE_OFFICE }));
    return 0;
}
#define OUTBOX(test) cmocka_unit_test_setup_teardown(test, outbox_up, world_down)

static void a_letter_waits_longer_after_each_try_and_is_given_up_after_ten(void **state)
{
    struct world *w = *state;
    static const int minutes[] = { 1, 5, 15, 30, 60, 180, 360, 720, 720 };
    struct outbox_letter l;
    int64_t now = world_time, n[OUTBOX_STATE_COUNT];
    add(w, "Một");
    for (size_t i = 0; i < COUNT(minutes); i++) {
        assert_true(next(w, &l));
        assert_int_equal(l.tries, (int64_t)i);
        DONE(outbox_note(w->a, w->s, l.id, OUTBOX_LATER, S("chưa")));
        clock_fix(now + minutes[i] * MINUTE - 1);
        assert_false(next(w, &l));
        clock_fix(now += minutes[i] * MINUTE);
    }
    assert_true(next(w, &l));
    DONE(outbox_note(w->a, w->s, l.id, OUTBOX_LATER, S("chưa")));
    clock_fix(now + (int64_t)1000 * MINUTE);
    assert_false(next(w, &l));
    DONE(outbox_counts(w->a, w->db, n));
    assert_int_equal(n[OUTBOX_FAILED], 1);
}

static void nobody_to_ask_is_no_try_and_a_refusal_for_good_ends_it(void **state)
{
    struct world *w = *state;
    struct outbox_letter l;
    add(w, "Một");
    assert_true(next(w, &l));
    DONE(outbox_note(w->a, w->s, l.id, OUTBOX_DROPPED, S("")));
    clock_fix(world_time + MINUTE);
    assert_true(next(w, &l));
    assert_int_equal(l.tries, 0);
    DONE(outbox_note(w->a, w->s, l.id, OUTBOX_NEVER, S("550")));
    assert_false(next(w, &l));
    DONE(outbox_note(w->a, w->s, l.id, OUTBOX_TAKEN, S("")));      /* an answer that comes too late changes nothing */
    int64_t n[OUTBOX_STATE_COUNT];
    DONE(outbox_counts(w->a, w->db, n));
    assert_int_equal(n[OUTBOX_FAILED], 1);
}

static void only_an_administrator_of_the_unit_sees_letters_and_tries_them_again(void **state)
{
    struct world *w = *state;
    struct outbox_letter l;
    struct outbox_page p;
    add(w, "Một");
    assert_true(next(w, &l));
    DONE(outbox_note(w->a, w->s, l.id, OUTBOX_NEVER, S("550")));
    REFUSED(ERR_DENIED, outbox_list(w->a, w->db, &w->who[OFFICE], -1, 10, &p));
    REFUSED(ERR_DENIED, outbox_again(w->a, w->s, &w->who[OFFICE], l.id));
    DONE(outbox_list(w->a, w->db, &w->who[ADMIN], -1, 10, &p));
    assert_int_equal(p.n, 1);
    assert_true(str_is(p.list[0].subject, S("Một")));
    struct grant far = w->grant[ADMIN];
    struct who other = w->who[ADMIN];
    far.unit_id = w->other_ward;
    other.acting = &far;
    DONE(outbox_list(w->a, w->db, &other, -1, 10, &p));
    assert_int_equal(p.n, 0);
    REFUSED(ERR_CONFLICT, outbox_again(w->a, w->s, &other, l.id));
    DONE(outbox_again(w->a, w->s, &w->who[ADMIN], l.id));
    assert_true(next(w, &l));
    REFUSED(ERR_CONFLICT, outbox_again(w->a, w->s, &w->who[ADMIN], l.id + 1));
}

static void a_subject_that_ends_its_line_never_comes_into_the_outbox(void **state)
{
    struct world *w = *state;
    struct outbox_new l = { .account_id = account(w), .kind = S("test"), .address = S("thu@vidu.vn\r\nx"),
        .subject = S("Một"), .text = S("x") };
    REFUSED(ERR_INPUT, db_write(w->a, w->s, add_job, &l));
    l.address = S("thu@vidu.vn");
    l.subject = S("Một\nBcc: la@vidu.vn");
    REFUSED(ERR_INPUT, db_write(w->a, w->s, add_job, &l));
    l.subject = S("Một");
    l.link = S("/x\r\n");
    REFUSED(ERR_INPUT, db_write(w->a, w->s, add_job, &l));
}

/* ---- addresses ---- */

static void an_address_is_plain_or_refused(void **state)
{
    struct world *w = *state;
    static const char *const good[] = { "a@b.vn", " lan.tt+giaoban@mail.benlua.gov.vn ", "A_B%c@x-y.vn" };
    static const char *const bad[] = { "", "a", "a@", "@b.vn", "a@b", "a b@c.vn", "a@b..vn", "a@-b.vn", "a@b.vn.",
        ".a@b.vn",
        "a..b@c.vn", "a@b@c.vn", "a\r\nb@c.vn", "lần@b.vn", "a@b.vn>", "<a@b.vn", "a@b.vn,c@d.vn", "\"a\"@b.vn",
        "a@[1.2.3.4]" };
    struct str out;
    for (size_t i = 0; i < COUNT(good); i++) DONE(contact_check(w->a, str_c(good[i]), &out));
    for (size_t i = 0; i < COUNT(bad); i++) REFUSED(ERR_INPUT, contact_check(w->a, str_c(bad[i]), &out));
}

static struct str code_of(struct world *w)
{
    struct outbox_letter l;
    assert_true(next(w, &l));
    size_t at = str_find(l.link, S("ma="), 0);
    assert_true(at != SIZE_MAX);
    DONE(outbox_note(w->a, w->s, l.id, OUTBOX_TAKEN, S("")));
    return str_cut(l.link, at + 3, l.link.n);
}

static void letters_go_to_the_old_address_until_the_new_one_is_confirmed(void **state)
{
    struct world *w = *state;
    const struct who *who = &w->who[OFFICE];
    struct contact c;
    DONE(contact_ask(w->a, w->s, who, S("cu@vidu.vn")));
    REFUSED(ERR_TOO_MANY, contact_ask(w->a, w->s, who, S("khac@vidu.vn")));
    DONE(contact_confirm(w->a, w->s, who, code_of(w)));
    DONE(contact_ask(w->a, w->s, who, S("moi@vidu.vn")));
    DONE(contact_get(w->a, w->db, who->account_id, &c));
    assert_true(str_is(c.address, S("cu@vidu.vn")) && str_is(c.wanted, S("moi@vidu.vn")));
    struct str code = code_of(w);
    REFUSED(ERR_INPUT, contact_confirm(w->a, w->s, &w->who[CHAIR], code));
    DONE(contact_confirm(w->a, w->s, who, code));
    REFUSED(ERR_INPUT, contact_confirm(w->a, w->s, who, code));
    DONE(contact_get(w->a, w->db, who->account_id, &c));
    assert_true(str_is(c.address, S("moi@vidu.vn")) && !c.wanted.n);
    DONE(contact_remove(w->a, w->s, who));
    DONE(contact_get(w->a, w->db, who->account_id, &c));
    assert_false(c.address.n);
}

static void a_code_is_good_for_five_tries_and_for_a_day(void **state)
{
    struct world *w = *state;
    const struct who *who = &w->who[OFFICE];
    DONE(contact_ask(w->a, w->s, who, S("a@vidu.vn")));
    struct str code = code_of(w);
    for (int i = 0; i < 5; i++) REFUSED(ERR_INPUT, contact_confirm(w->a, w->s, who, S("sai")));
    REFUSED(ERR_INPUT, contact_confirm(w->a, w->s, who, code));
    clock_fix(world_time + 2 * MINUTE);
    DONE(contact_ask(w->a, w->s, who, S("a@vidu.vn")));
    code = code_of(w);
    clock_fix(world_time + (int64_t)25 * 60 * MINUTE);
    REFUSED(ERR_INPUT, contact_confirm(w->a, w->s, who, code));
}

/* ---- handing over ---- */

struct putting { enum setting which; const char *value; };
static error put_job(struct arena *a, struct db *db, void *arg)
{
    const struct putting *p = arg;
    return setting_put(a, db, NULL, p->which, 0, str_c(p->value), S(""));
}

static void put(struct world *w, enum setting which, const char *value)
{
    DONE(db_write(w->a, w->s, put_job, &(struct putting){ which, value }));
}

struct mailer { int wire; enum wire_fate fate; bool silent, late; struct str content; struct arena *a; };

/* The other side of the wire. */
static void *mailer_main(void *arg)
{
    struct mailer *m = arg;
    struct wire_letter l;
    if (wire_asked(m->a, m->wire, 5000, &l) != WIRE_PACKET) return NULL;
    m->content = l.content;
    if (m->silent) wire_gone(m->wire);
    if (m->late) wire_tell(m->a, m->wire, &(struct wire_answer){ S("another try"), WIRE_PERMANENT, 550, S("no") });
    if (!m->silent) wire_tell(m->a, m->wire, &(struct wire_answer){ l.mark, m->fate, 0, S("words of the server") });
    return NULL;
}

static bool always(void *of)
{
    (void)of;
    return true;
}

static struct outbox_letter handed(struct world *w, struct mailer m)
{
    int end[2];
    bool done;
    pthread_t thread;
    struct outbox_page p;
    add(w, "Báo cáo bị trả lại");
    DONE(wire_open(w->a, end));
    m.wire = end[1];
    m.a = arena_open(8 << 20);
    assert_int_equal(pthread_create(&thread, NULL, mailer_main, &m), 0);
    DONE(courier_step(w->a, w->s, end[0], always, NULL, &done));
    pthread_join(thread, NULL);
    assert_int_equal(done, !m.silent);
    assert_true(str_find(m.content, S("Message-ID: <"), 0) != SIZE_MAX);
    arena_close(m.a);
    close(end[0]);
    close(end[1]);
    DONE(outbox_list(w->a, w->db, &w->who[ADMIN], -1, 1, &p));
    return p.list[0];
}

static void each_answer_of_the_mailer_has_its_place_in_the_outbox(void **state)
{
    struct world *w = *state;
    put(w, SETTING_MAIL_SERVER, "mail.vidu.vn");
    put(w, SETTING_MAIL_FROM, "giaoban@vidu.vn");
    struct outbox_letter l = handed(w, (struct mailer){ .fate = WIRE_SENT });
    assert_int_equal(l.state, OUTBOX_SENT);
    l = handed(w, (struct mailer){ .fate = WIRE_SENT, .late = true });
    assert_int_equal(l.state, OUTBOX_SENT);
    l = handed(w, (struct mailer){ .fate = WIRE_PERMANENT });
    assert_int_equal(l.state, OUTBOX_FAILED);
    assert_true(str_ends(l.said, S("words of the server")));
    l = handed(w, (struct mailer){ .fate = WIRE_TEMPORARY });
    assert_int_equal(l.state, OUTBOX_WAITING);
    assert_int_equal(l.tries, 1);
    l = handed(w, (struct mailer){ .silent = true });
    assert_int_equal(l.state, OUTBOX_WAITING);
    assert_int_equal(l.tries, 0);
}

static void a_sample_or_an_office_without_a_server_sends_nothing(void **state)
{
    struct world *w = *state;
    struct mail_setup m;
    bool done;
    add(w, "Một");
    DONE(mail_setup_get(w->a, w->db, &m));
    assert_true(m.missing.n > 0);
    DONE(courier_step(w->a, w->s, 99, always, NULL, &done));
    assert_false(done);
    put(w, SETTING_MAIL_SERVER, "mail.vidu.vn");
    put(w, SETTING_MAIL_FROM, "giaoban@vidu.vn");
    put(w, SETTING_COPY_KIND, "training");
    DONE(mail_setup_get(w->a, w->db, &m));
    assert_false(m.real);
    assert_true(m.missing.n > 0);
    DONE(courier_step(w->a, w->s, 99, always, NULL, &done));
    assert_false(done);
    add(w, "Hai");
    int64_t n[OUTBOX_STATE_COUNT];
    DONE(outbox_counts(w->a, w->db, n));
    assert_int_equal(n[OUTBOX_HELD], 1);
}

static int runs;
static error count_job(struct arena *a, struct db *db, void *arg)
{
    (void)a; (void)db; (void)arg;
    runs++;
    return NULL;
}

static void the_work_of_the_day_is_done_once_after_its_hour(void **state)
{
    struct world *w = *state;
    int64_t whole = (int64_t)24 * 60 * MINUTE, day = world_time - (world_time + (int64_t)7 * 60 * MINUTE) % whole;
    runs = 0;
    clock_fix(day + 6 * 60 * MINUTE);
    DONE(courier_daily(w->a, w->s, count_job));
    assert_int_equal(runs, 0);
    clock_fix(day + 7 * 60 * MINUTE);
    DONE(courier_daily(w->a, w->s, count_job));
    DONE(courier_daily(w->a, w->s, count_job));
    assert_int_equal(runs, 1);
    clock_fix(day + 32 * 60 * MINUTE);
    DONE(courier_daily(w->a, w->s, count_job));
    assert_int_equal(runs, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        OUTBOX(a_letter_waits_longer_after_each_try_and_is_given_up_after_ten),
        OUTBOX(nobody_to_ask_is_no_try_and_a_refusal_for_good_ends_it),
        OUTBOX(only_an_administrator_of_the_unit_sees_letters_and_tries_them_again),
        OUTBOX(a_subject_that_ends_its_line_never_comes_into_the_outbox),
        OUTBOX(an_address_is_plain_or_refused),
        OUTBOX(letters_go_to_the_old_address_until_the_new_one_is_confirmed),
        OUTBOX(a_code_is_good_for_five_tries_and_for_a_day),
        OUTBOX(each_answer_of_the_mailer_has_its_place_in_the_outbox),
        OUTBOX(a_sample_or_an_office_without_a_server_sends_nothing),
        OUTBOX(the_work_of_the_day_is_done_once_after_its_hour),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
