/* test_issued_read.c - who reads which signed paper of a briefing: docs/decisions/0018. */
#include "support/issued_ground.h"

static bool reads(struct world *w, int who, int64_t id)
{
    struct issued i;
    struct issued_list list;
    struct issued_ask ask = { .unit_id = w->ward, .in = true, .out = true };
    bool listed = false;
    error e = issued_get(w->a, w->db, &w->who[who], id, &i);
    if (e) assert_int_equal(e->kind, ERR_MISSING);
    DONE(issued_list(w->a, w->db, &w->who[who], &ask, &list));
    for (size_t k = 0; k < list.n; k++) listed = listed || list.row[k].id == id;
    assert_int_equal(listed, !e);                              /* the register says the same as the page */
    return !e;
}

static void minutes_and_invitations_are_read_by_who_was_asked_and_notices_by_all(void **state)
{
    struct world *w = *state;
    int64_t meeting = ended(w), kind[3];
    static const char *const kinds[] = { "TB", "BB", "GM" };
    for (size_t k = 0; k < 3; k++) {
        kind[k] = drafted(w, meeting, kinds[k]);
        assert_false(reads(w, OFFICER, kind[k]));
        assert_true(reads(w, OFFICE, kind[k]));
        sign(w, kind[k], 0);
        assert_true(reads(w, OFFICER, kind[k]));               /* of the Women's Union, which was asked */
    }
    database_run(w->path, str_z(w->a, str_fmt(w->a, "DELETE FROM attendee WHERE body_id = %lld",
        (long long)w->body[WOMEN])));
    database_run(w->path, str_z(w->a, str_fmt(w->a, "UPDATE agenda_item SET body_id = NULL WHERE body_id = %lld",
        (long long)w->body[WOMEN])));
    for (size_t k = 0; k < 3; k++) assert_int_equal(reads(w, OFFICER, kind[k]), k == 0);
    for (size_t k = 0; k < 3; k++) assert_true(reads(w, CHAIR, kind[k]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(minutes_and_invitations_are_read_by_who_was_asked_and_notices_by_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
