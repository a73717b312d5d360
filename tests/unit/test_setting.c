/* test_setting.c - settings: what the door lets in, whose value holds, and that each change leaves its audit. */
#include "core/office/audit.h"
#include "core/office/setting.h"
#include "report_world.h"

static const char *text(struct world *w, enum setting which, int64_t unit_id)
{
    struct str value;
    DONE(setting_text(w->a, w->db, which, unit_id, &value));
    return str_z(w->a, value);
}

static int64_t number(struct world *w, enum setting which, int64_t unit_id)
{
    int64_t n;
    DONE(setting_int(w->a, w->db, which, unit_id, &n));
    return n;
}

static error set(struct world *w, enum setting which, const char *typed)
{
    return setting_set(w->a, w->s, &w->who[ADMIN], which, w->ward, str_c(typed), S(""));
}

static void every_row_has_a_code_of_its_own_and_a_default_that_its_door_lets_in(void **state)
{
    struct world *w = *state;
    for (int i = 0; i < SETTING_COUNT; i++) {
        const struct setting_row *row = &setting_rows[i];
        enum setting found;
        struct str kept;
        assert_true(setting_find(str_c(row->code), &found));
        assert_int_equal(found, i);
        DONE(setting_check(w->a, (enum setting)i, str_c(row->otherwise), &kept));
        assert_string_equal(str_z(w->a, kept), row->otherwise);
        assert_true(strlen(row->title) > 5 && strlen(row->about) > 10);
        assert_true((row->type == SETTING_CHOICE) == (row->choices > 1));
        assert_true(setting_group_name(row->group)[0]);
    }
}

static void the_value_of_a_unit_is_its_own_else_of_the_unit_above_else_the_default(void **state)
{
    struct world *w = *state;
    assert_int_equal(number(w, SETTING_DUE_DAY, w->ward), 25);
    struct grant above = *w->who[ADMIN].acting;
    struct who who = w->who[ADMIN];
    above.unit_id = w->city;
    who.acting = &above;
    DONE(setting_set(w->a, w->s, &who, SETTING_DUE_DAY, w->city, S("20"), S("theo công văn của thành phố")));
    assert_int_equal(number(w, SETTING_DUE_DAY, w->ward), 20);
    assert_int_equal(number(w, SETTING_DUE_DAY, w->other_ward), 20);
    DONE(set(w, SETTING_DUE_DAY, " 18 "));
    assert_int_equal(number(w, SETTING_DUE_DAY, w->ward), 18);
    assert_int_equal(number(w, SETTING_DUE_DAY, w->other_ward), 20);
    DONE(set(w, SETTING_DUE_DAY, ""));
    assert_int_equal(number(w, SETTING_DUE_DAY, w->ward), 20);
}

static void what_is_out_of_range_is_refused_in_a_sentence_and_nothing_changes(void **state)
{
    struct world *w = *state;
    static const struct { enum setting which; const char *typed; } wrong[] = {
        { SETTING_DUE_DAY, "0" }, { SETTING_DUE_DAY, "32" }, { SETTING_DUE_DAY, "hai lăm" },
        { SETTING_DUE_DAY, "25.5" },
        { SETTING_DUE_MONTH, "tomorrow" }, { SETTING_DAYS_OFF, "31/02/2026" }, { SETTING_DAYS_OFF, "Tết" },
        { SETTING_DUE_CALENDAR, "10/02/2026" }, { SETTING_DUE_CALENDAR, "13/2026: 10/02/2026" },
        { SETTING_DUE_CALENDAR, "02/2026: 10/02/2026\n02/2026: 11/02/2026" }, { SETTING_SESSION_IDLE, "4" },
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        error e = set(w, wrong[i].which, wrong[i].typed);
        assert_non_null(e);
        assert_int_equal(e->kind, ERR_INPUT);
        assert_non_null(strstr(e->said, setting_rows[wrong[i].which].title));
        assert_string_equal(text(w, wrong[i].which, w->ward), setting_rows[wrong[i].which].otherwise);
    }
}

static void days_are_kept_in_order_and_shown_as_they_are_written_here(void **state)
{
    struct world *w = *state;
    DONE(set(w, SETTING_DAYS_OFF, "2/9/2026, 30/04/2026; 01/05/2026\n\n 2026-01-01 \n30/04/2026"));
    assert_string_equal(text(w, SETTING_DAYS_OFF, w->ward), "2026-01-01 2026-04-30 2026-05-01 2026-09-02");
    struct str kept = str_c(text(w, SETTING_DAYS_OFF, w->ward));
    assert_string_equal(str_z(w->a, setting_typed(w->a, SETTING_DAYS_OFF, kept)),
                        "01/01/2026\n30/04/2026\n01/05/2026\n02/09/2026");
    DONE(set(w, SETTING_DUE_CALENDAR, "12/2026: 20/12/2026\n2/2026 : 10/2/2026"));
    kept = str_c(text(w, SETTING_DUE_CALENDAR, w->ward));
    assert_string_equal(str_z(w->a, kept), "2026-02=2026-02-10 2026-12=2026-12-20");
    assert_string_equal(str_z(w->a, setting_words(w->a, SETTING_DUE_CALENDAR, kept)),
                        "02/2026: 10/02/2026; 12/2026: 20/12/2026");
    struct str again;
    DONE(setting_check(w->a, SETTING_DUE_CALENDAR, setting_typed(w->a, SETTING_DUE_CALENDAR, kept), &again));
    assert_true(str_is(again, kept));
}

static void only_who_manages_the_unit_sets_it(void **state)
{
    struct world *w = *state;
    static const enum world_person others[] = { OFFICER, HEAD, OFFICE, CHAIR, UPPER };
    for (size_t i = 0; i < COUNT(others); i++)
        REFUSED(ERR_DENIED, setting_set(w->a, w->s, &w->who[others[i]], SETTING_DUE_DAY, w->ward, S("20"), S("")));
    REFUSED(ERR_DENIED, setting_set(w->a, w->s, &w->who[ADMIN], SETTING_DUE_DAY, w->other_ward, S("20"), S("")));
    REFUSED(ERR_LOGIN, setting_set(w->a, w->s, NULL, SETTING_DUE_DAY, w->ward, S("20"), S("")));
    DONE(set(w, SETTING_SESSION_IDLE, "30"));
    DONE(set(w, SETTING_HOME_UNIT, str_z(w->a, str_fmt(w->a, "%lld", (long long)w->other_ward))));
    REFUSED(ERR_DENIED, set(w, SETTING_SESSION_IDLE, "40"));
    assert_int_equal(number(w, SETTING_SESSION_IDLE, 0), 30);
}

static void each_change_leaves_who_what_and_why_and_no_change_leaves_nothing(void **state)
{
    struct world *w = *state;
    struct audit_rows rows;
    DONE(setting_set(w->a, w->s, &w->who[ADMIN], SETTING_DUE_DAY, w->ward, S("20"), S("họp giao ban sớm hơn")));
    DONE(setting_set(w->a, w->s, &w->who[ADMIN], SETTING_DUE_DAY, w->ward, S("20"), S("lần nữa")));
    DONE(setting_set(w->a, w->s, &w->who[ADMIN], SETTING_DUE_DAY, w->ward, S(""), S("")));
    DONE(setting_set(w->a, w->s, &w->who[ADMIN], SETTING_DUE_DAY, w->ward, S(""), S("")));
    DONE(audit_of(w->a, w->db, "setting", w->ward, &rows));
    assert_int_equal(rows.n, 2);
    assert_string_equal(str_z(w->a, rows.row[0].before), "");
    assert_string_equal(str_z(w->a, rows.row[0].after), "due_day=20");
    assert_string_equal(str_z(w->a, rows.row[0].why), "họp giao ban sớm hơn");
    assert_int_equal(rows.row[0].unit_id, w->ward);
    assert_string_equal(str_z(w->a, rows.row[1].before), "due_day=20");
    assert_string_equal(str_z(w->a, rows.row[1].after), "due_day=");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(every_row_has_a_code_of_its_own_and_a_default_that_its_door_lets_in),
        IN_WORLD(the_value_of_a_unit_is_its_own_else_of_the_unit_above_else_the_default),
        IN_WORLD(what_is_out_of_range_is_refused_in_a_sentence_and_nothing_changes),
        IN_WORLD(days_are_kept_in_order_and_shown_as_they_are_written_here),
        IN_WORLD(only_who_manages_the_unit_sets_it),
        IN_WORLD(each_change_leaves_who_what_and_why_and_no_change_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
