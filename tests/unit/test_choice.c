/* test_choice.c - what a person chose for their own screens is remembered, for them alone. */
#include "core/office/choice.h"
#include "report_world.h"

static const char *chosen(struct world *w, int person, const char *name)
{
    struct str value;
    DONE(choice_get(w->a, w->db, person < 0 ? NULL : &w->who[person], str_c(name), &value));
    return str_z(w->a, value);
}

static void the_last_choice_stands_and_is_ones_own(void **state)
{
    struct world *w = *state;
    assert_string_equal(chosen(w, OFFICER, "review.order"), "");
    DONE(choice_put(w->a, w->s, &w->who[OFFICER], S("review.order"), S("chua-chac")));
    assert_string_equal(chosen(w, OFFICER, "review.order"), "chua-chac");
    assert_string_equal(chosen(w, OFFICER, "something.else"), "");
    assert_string_equal(chosen(w, HEAD, "review.order"), "");
    DONE(choice_put(w->a, w->s, &w->who[OFFICER], S("review.order"), S("van-ban")));
    assert_string_equal(chosen(w, OFFICER, "review.order"), "van-ban");
}

static void nobody_chooses_nothing(void **state)
{
    struct world *w = *state;
    assert_string_equal(chosen(w, -1, "review.order"), "");
    REFUSED(ERR_LOGIN, choice_put(w->a, w->s, NULL, S("review.order"), S("van-ban")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(the_last_choice_stands_and_is_ones_own),
        IN_WORLD(nobody_chooses_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
