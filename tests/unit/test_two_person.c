/* test_two_person.c - what one asks for and another confirms: never the same person, never twice, never late. */
#include "report_world.h"

static int64_t asked(struct world *w, const char *period)
{
    int64_t id;
    DONE(closing_add(w->a, w->s, &w->who[OFFICE], w->ward, str_c(period)));
    DONE(closing_ask(w->a, w->s, &w->who[OFFICE], w->ward, str_c(period), S("Sửa số thẻ BHYT")));
    DONE(two_person_waiting(w->a, w->db, TWO_REOPEN, w->ward, str_c(period), &id));
    assert_true(id > 0);
    return id;
}

static bool closed(struct world *w, const char *period)
{
    error e = closing_check(w->a, w->db, w->ward, str_c(period));
    assert_true(!e || e->kind == ERR_CLOSED);
    return e != NULL;
}

static void a_period_opens_only_when_another_confirms(void **state)
{
    struct world *w = *state;
    struct two_person done;
    int64_t id = asked(w, "2023-Q1");
    assert_true(closed(w, "2023-Q1"));
    REFUSED(ERR_DENIED, second_pair_confirm(w->a, w->s, &w->who[OFFICE], id, &done));
    REFUSED(ERR_MISSING, second_pair_confirm(w->a, w->s, &w->who[OFFICER], id, &done));
    REFUSED(ERR_MISSING, second_pair_confirm(w->a, w->s, &w->who[UPPER], id, &done));
    REFUSED(ERR_MISSING, second_pair_confirm(w->a, w->s, &w->who[ADMIN], id, &done));
    assert_true(closed(w, "2023-Q1"));
    DONE(second_pair_confirm(w->a, w->s, &w->who[CHAIR], id, &done));
    assert_false(closed(w, "2023-Q1"));
    REFUSED(ERR_CONFLICT, second_pair_confirm(w->a, w->s, &w->who[CHAIR], id, &done));
}

static void another_account_of_the_same_person_is_no_second_person(void **state)
{
    struct world *w = *state;
    struct two_person done;
    int64_t id = asked(w, "2023-Q1");
    struct who twin = w->who[CHAIR];
    twin.person_id = w->who[OFFICE].person_id;
    REFUSED(ERR_DENIED, second_pair_confirm(w->a, w->s, &twin, id, &done));
    assert_true(closed(w, "2023-Q1"));
}

static void what_waited_a_week_or_was_dropped_cannot_be_confirmed(void **state)
{
    struct world *w = *state;
    struct two_person done;
    int64_t first = asked(w, "2023-Q1"), second = asked(w, "2022-Q4"), again;
    REFUSED(ERR_CONFLICT, closing_ask(w->a, w->s, &w->who[CHAIR], w->ward, S("2023-Q1"), S("Cũng muốn mở")));
    DONE(second_pair_drop(w->a, w->s, &w->who[CHAIR], second));
    REFUSED(ERR_CONFLICT, second_pair_confirm(w->a, w->s, &w->who[CHAIR], second, &done));
    clock_fix(clock_now() + TWO_PERSON_LIFE + 1);
    REFUSED(ERR_CONFLICT, second_pair_confirm(w->a, w->s, &w->who[CHAIR], first, &done));
    DONE(two_person_waiting(w->a, w->db, TWO_REOPEN, w->ward, S("2023-Q1"), &again));
    assert_int_equal(again, 0);
    assert_true(closed(w, "2023-Q1") && closed(w, "2022-Q4"));
}

static error disable_asker(struct arena *a, struct db *db, void *arg)
{
    struct world *w = arg;
    return account_disable(a, db, NULL, w->who[OFFICE].account_id);
}

static void an_asker_who_lost_the_right_takes_the_request_along(void **state)
{
    struct world *w = *state;
    struct two_person done;
    int64_t id = asked(w, "2023-Q1");
    DONE(db_write(w->a, w->s, disable_asker, w));
    REFUSED(ERR_CONFLICT, second_pair_confirm(w->a, w->s, &w->who[CHAIR], id, &done));
    assert_true(closed(w, "2023-Q1"));
}

static void without_a_reason_or_the_right_nothing_is_asked(void **state)
{
    struct world *w = *state;
    DONE(closing_add(w->a, w->s, &w->who[OFFICE], w->ward, S("2023-Q1")));
    REFUSED(ERR_INPUT, closing_ask(w->a, w->s, &w->who[OFFICE], w->ward, S("2023-Q1"), S("  ")));
    REFUSED(ERR_DENIED, closing_ask(w->a, w->s, &w->who[HEAD], w->ward, S("2023-Q1"), S("Muốn sửa")));
    REFUSED(ERR_CONFLICT, closing_ask(w->a, w->s, &w->who[OFFICE], w->ward, S("2024-Q1"), S("Chưa chốt")));
}

static error ask_restore(struct arena *a, struct db *db, void *arg)
{
    struct world *w = arg;
    int64_t id;
    struct two_ask ask = { .kind = TWO_RESTORE, .unit_id = w->ward, .object = S("bản 1"), .object_words = S("bản 1"),
                           .reason = S("hỏng đĩa") };
    return two_person_ask(a, db, &w->who[ADMIN], &ask, &id);
}

static void each_sees_only_the_kinds_they_could_confirm(void **state)
{
    struct world *w = *state;
    struct two_list list;
    int64_t id = asked(w, "2023-Q1");
    DONE(db_write(w->a, w->s, ask_restore, w));
    DONE(two_person_list(w->a, w->db, &w->who[CHAIR], &list));
    assert_int_equal(list.n, 1);
    assert_int_equal(list.row[0].id, id);
    assert_true(list.row[0].may_confirm && !list.row[0].may_withdraw);
    DONE(two_person_list(w->a, w->db, &w->who[OFFICE], &list));
    assert_true(list.n == 1 && !list.row[0].may_confirm && list.row[0].may_withdraw);
    DONE(two_person_list(w->a, w->db, &w->who[ADMIN], &list));
    assert_true(list.n == 1 && list.row[0].kind == TWO_RESTORE);
    REFUSED(ERR_DENIED, two_person_list(w->a, w->db, &w->who[OFFICER], &list));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(a_period_opens_only_when_another_confirms),
        IN_WORLD(another_account_of_the_same_person_is_no_second_person),
        IN_WORLD(what_waited_a_week_or_was_dropped_cannot_be_confirmed),
        IN_WORLD(an_asker_who_lost_the_right_takes_the_request_along),
        IN_WORLD(without_a_reason_or_the_right_nothing_is_asked),
        IN_WORLD(each_sees_only_the_kinds_they_could_confirm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
