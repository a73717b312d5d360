/* test_alias.c - what an office teaches the reader: who may, within which limits, that a phrase means one thing, that
 * what was refused stays refused, and whose reports are read with it. */
#include "report_world.h"
#include "core/office/alias_row.h"
#include "core/office/audit.h"

static struct who *office_of(struct world *w, int64_t unit_id)
{
    struct grant *g = NEW(w->a, struct grant);
    struct who *who = NEW(w->a, struct who);
    struct unit u;
    DONE(unit_get(w->a, w->db, unit_id, &u));
    *g = w->grant[OFFICE];
    g->unit_id = unit_id;
    g->unit_from = u.tree_from;
    g->unit_to = u.tree_to;
    *who = w->who[OFFICE];
    who->acting = g;
    return who;
}

static int64_t add(struct world *w, enum alias_kind kind, const char *phrase, const char *code)
{
    int64_t id;
    DONE(alias_add(w->a, w->s, &w->who[OFFICE], kind, str_c(phrase), str_c(code), &id));
    return id;
}

static struct alias get(struct world *w, int64_t id)
{
    struct alias x;
    DONE(alias_get(w->a, w->db, &w->who[OFFICE], id, &x));
    return x;
}

struct proposing { struct world *w; struct alias_lesson lesson; int64_t id; };
static error propose_job(struct arena *a, struct db *db, void *arg)
{
    struct proposing *job = arg;
    return alias_propose(a, db, &job->w->who[OFFICER], &job->lesson, &job->id);
}

/* As the correction of figure `seq` in a report of that body; 0: nothing was proposed. */
static int64_t propose(
    struct world *w, int64_t report, int64_t body_id, int64_t seq, const char *phrase, const char *code)
{
    struct proposing job = { w, { w->ward, body_id, report, seq, ALIAS_INDICATOR, str_c(phrase), str_c(code) }, 0 };
    DONE(db_write(w->a, w->s, propose_job, &job));
    return job.id;
}

static size_t told(struct world *w, int64_t unit_id, int64_t body_id, const char *phrase, const char **code)
{
    struct alias_told t;
    size_t n = 0;
    DONE(alias_for(w->a, w->db, unit_id, body_id, &t));
    for (size_t i = 0; i < t.n; i++) {
        if (!str_is(t.told[i].phrase, str_c(phrase))) continue;
        if (!n++ && code) *code = str_z(w->a, t.told[i].code);
    }
    return n;
}

static const char *repeated(struct world *w, const char *letter, size_t n)
{
    struct buf b = buf_open(w->a);
    for (size_t i = 0; i < n; i++) buf_c(&b, letter);
    return str_z(w->a, buf_done(&b));
}

/* ---- the door ---- */

static void a_phrase_has_two_to_eighty_letters_and_signs_on_one_line_and_one_letter_at_least(void **state)
{
    struct world *w = *state;
    const struct who *who = &w->who[OFFICE];
    int64_t id;
    const char *wrong[] = { "", " ", "a", "12", "--", "a\nb", repeated(w, "ấ", 81), repeated(w, "a", 2000) };
    for (size_t i = 0; i < COUNT(wrong); i++)
        REFUSED(ERR_INPUT, alias_add(w->a, w->s, who, ALIAS_INDICATOR, str_c(wrong[i]), S("M7"), &id));
    add(w, ALIAS_INDICATOR, "áo", "M7");
    add(w, ALIAS_INDICATOR, repeated(w, "ấ", 80), "M7");
    assert_string_equal(str_z(w->a, get(w, add(w, ALIAS_INDICATOR, "  bếp \t ga  ", "M7")).phrase), "bếp ga");
}

static void a_code_must_be_of_the_catalogue_or_of_a_body_and_a_place_has_a_name(void **state)
{
    struct world *w = *state;
    const struct who *who = &w->who[OFFICE];
    int64_t id;
    REFUSED(ERR_INPUT, alias_add(w->a, w->s, who, ALIAS_INDICATOR, S("áo ấm"), S("M9999"), &id));
    REFUSED(ERR_INPUT, alias_add(w->a, w->s, who, ALIAS_BODY, S("CLB SH"), S("M7"), &id));
    REFUSED(ERR_INPUT, alias_add(w->a, w->s, who, ALIAS_PLACE, S("KP3"), S(""), &id));
    REFUSED(ERR_INPUT, alias_add(w->a, w->s, who, ALIAS_PLACE, S("KP3"), S("3"), &id));
    REFUSED(ERR_INPUT, alias_add(w->a, w->s, who, ALIAS_PLACE, S("KP3"), str_c(repeated(w, "K", 121)), &id));
    add(w, ALIAS_PLACE, "KP3", repeated(w, "K", 120));
    assert_string_equal(str_z(w->a, get(w, add(w, ALIAS_BODY, "CLB SH", "CTD")).meaning), "Hội Chữ thập đỏ");
}

struct filling { struct world *w; int n; };
static error fill_job(struct arena *a, struct db *db, void *arg)
{
    struct filling *job = arg;
    for (int i = 0; i < job->n; i++) {
        struct alias_words words;
        struct alias_new new = { .unit_id = job->w->ward, .account_id = job->w->who[OFFICE].account_id,
            .state = ALIAS_ACCEPTED };
        int64_t id;
        TRY(alias_words(a, db, ALIAS_INDICATOR, str_fmt(a, "từ thứ %d", i), S("M7"), &words));
        TRY(alias_insert(a, db, &words, &new, &id));
    }
    return NULL;
}

static void a_unit_has_room_for_two_thousand_and_what_is_removed_makes_room(void **state)
{
    struct world *w = *state;
    int64_t id, report = world_draft(w, w->body[WOMEN], "2023-06", "Trao [30|bình lọc||item=bình lọc]");
    struct filling job = { w, ALIASES_MOST - 1 };
    DONE(db_write(w->a, w->s, fill_job, &job));
    int64_t last = add(w, ALIAS_INDICATOR, "từ cuối", "M7");                       /* 2,000: at the limit */
    error e = REFUSED(ERR_TOO_LARGE,
        alias_add(w->a, w->s, &w->who[OFFICE], ALIAS_INDICATOR, S("từ thừa"), S("M7"), &id));
    assert_non_null(strstr(e->said, "2000"));
    assert_int_equal(propose(w, report, w->body[WOMEN], 1, "bình lọc", "M7"), 0);   /* a correction never fails of it */
    DONE(alias_remove(w->a, w->s, &w->who[OFFICE], last, 1));
    id = add(w, ALIAS_INDICATOR, "từ thừa", "M7");
    REFUSED(ERR_TOO_LARGE, alias_restore(w->a, w->s, &w->who[OFFICE], last, 2));
}

static void one_phrase_means_one_thing_and_the_refusal_says_who_wrote_the_other_and_when(void **state)
{
    struct world *w = *state;
    int64_t id, mine = add(w, ALIAS_INDICATOR, "Áo ấm hòa bình", "M7");
    error e = REFUSED(ERR_CONFLICT, alias_add(w->a, w->s, &w->who[OFFICE], ALIAS_INDICATOR, S("áo  ấm hoà bình"),
        S("M11"), &id));
    assert_non_null(strstr(e->said, "Nguyễn Hoài Thu"));
    assert_non_null(strstr(e->said, "16:40 ngày 07/07/2023"));
    assert_non_null(strstr(e->said, "Phần quà"));
    REFUSED(ERR_CONFLICT,
        alias_add(w->a, w->s, &w->who[OFFICE], ALIAS_INDICATOR, S("áo ấm hoà bình"), S("M7"), &id));
    int64_t other = add(w, ALIAS_INDICATOR, "áo len", "M11");
    REFUSED(ERR_CONFLICT, alias_change(w->a, w->s, &w->who[OFFICE], other, 1, S("ÁO ẤM HÒA BÌNH"), S("M11")));
    DONE(alias_change(w->a, w->s, &w->who[OFFICE], other, 1, S("áo len"), S("M7")));
    DONE(alias_remove(w->a, w->s, &w->who[OFFICE], mine, 1));
    id = add(w, ALIAS_INDICATOR, "áo ấm hoà bình", "M11");                         /* free again */
    REFUSED(ERR_CONFLICT, alias_restore(w->a, w->s, &w->who[OFFICE], mine, 2));
    add(w, ALIAS_PLACE, "áo ấm hòa bình", "Xóm Áo Ấm");                            /* another kind is another word */
}

/* ---- who ---- */

static void only_the_office_of_the_unit_decides_and_nobody_without_a_valid_post(void **state)
{
    struct world *w = *state;
    int64_t id = add(w, ALIAS_INDICATOR, "áo ấm", "M7"), none;
    struct who *elsewhere = office_of(w, w->other_ward), revoked = w->who[OFFICE];
    revoked.acting = NULL;
    revoked.grants = 0;
    const struct who *no[] = { &w->who[OFFICER], &w->who[HEAD], &w->who[CHAIR], &w->who[UPPER], &w->who[ADMIN],
        elsewhere, &revoked };
    for (size_t i = 0; i < COUNT(no); i++) {
        error refused[] = { alias_reject(w->a, w->s, no[i], id, 1), alias_accept(w->a, w->s, no[i], id, 1),
            alias_remove(w->a, w->s, no[i], id, 1), alias_change(w->a, w->s, no[i], id, 1, S("áo len"), S("M7")),
            no[i] == elsewhere ? REFUSED(ERR_MISSING, alias_reject(w->a, w->s, no[i], id, 1))
                               : alias_add(w->a, w->s, no[i], ALIAS_PLACE, S("KP3"), S("Khu phố 3"), &none) };
        for (size_t k = 0; k < COUNT(refused); k++) {
            assert_non_null(refused[k]);
            assert_true(refused[k]->kind == ERR_DENIED || refused[k]->kind == ERR_MISSING);
        }
    }
    assert_int_equal(get(w, id).version, 1);
    REFUSED(ERR_DENIED, alias_list(w->a, w->db, &w->who[CHAIR],
        &(struct alias_filter){ .unit_id = w->ward, .kind = -1, .state = -1, .limit = 9 }, &(struct alias_page){ 0 }));
}

static void an_officer_sees_what_is_used_and_what_their_own_body_proposed(void **state)
{
    struct world *w = *state;
    int64_t women = world_draft(w, w->body[WOMEN], "2023-06", "x");
    int64_t cross = world_draft(w, w->body[RED_CROSS], "2023-06", "y");
    add(w, ALIAS_INDICATOR, "áo ấm", "M7");
    propose(w, women, w->body[WOMEN], 1, "bình lọc", "M7");
    int64_t theirs = propose(w, cross, w->body[RED_CROSS], 1, "bếp ga", "M7");
    struct alias_filter all = { .unit_id = w->ward, .kind = -1, .state = -1, .limit = 50 };
    struct alias_page seen;
    struct alias x;
    DONE(alias_list(w->a, w->db, &w->who[OFFICER], &all, &seen));
    assert_int_equal(seen.n, 2);
    assert_string_equal(str_z(w->a, seen.list[0].phrase), "bình lọc");             /* what is proposed comes first */
    assert_false(seen.list[0].may_decide);
    REFUSED(ERR_MISSING, alias_get(w->a, w->db, &w->who[OFFICER], theirs, &x));
    DONE(alias_list(w->a, w->db, &w->who[OFFICE], &all, &seen));
    assert_int_equal(seen.n, 3);
    assert_true(seen.list[0].may_decide);
    all.find = S("BINH LOC");
    DONE(alias_list(w->a, w->db, &w->who[OFFICE], &all, &seen));
    assert_int_equal(seen.total, 1);
}

static void of_two_who_decide_at_once_the_second_is_told_who_was_quicker(void **state)
{
    struct world *w = *state;
    int64_t id = add(w, ALIAS_INDICATOR, "áo ấm", "M7");
    DONE(alias_change(w->a, w->s, &w->who[OFFICE], id, 1, S("áo rét"), S("M7")));
    error e = REFUSED(ERR_CONFLICT, alias_remove(w->a, w->s, &w->who[OFFICE], id, 1));
    assert_non_null(strstr(e->said, "Nguyễn Hoài Thu"));
}

/* ---- from a correction to the reader ---- */

static void what_the_office_refuses_is_never_proposed_again(void **state)
{
    struct world *w = *state;
    int64_t report = world_draft(w, w->body[WOMEN], "2023-06", "x");
    int64_t id = propose(w, report, w->body[WOMEN], 1, "bình lọc", "M7");
    assert_true(id > 0);
    DONE(alias_reject(w->a, w->s, &w->who[OFFICE], id, 1));
    assert_int_equal(propose(w, report, w->body[WOMEN], 2, "Bình  lọc", "M7"), 0);
    assert_int_equal(propose(w, report, w->body[RED_CROSS], 3, "bình lọc", "M7"), 0);
    struct alias *offers;
    size_t n;
    DONE(alias_offers(w->a, w->db, &w->who[OFFICER], report, 2, &offers, &n));
    assert_int_equal(n, 0);
    assert_int_equal(get(w, id).state, ALIAS_REJECTED);
    assert_int_equal(get(w, id).times, 1);
    assert_true(propose(w, report, w->body[WOMEN], 2, "bình lọc", "M11") > 0);     /* another meaning */
}

static void the_same_correction_is_counted_and_asked_until_the_body_answers(void **state)
{
    struct world *w = *state;
    int64_t report = world_draft(w, w->body[WOMEN], "2023-06", "x"), id = 0;
    struct alias *offers;
    size_t n;
    for (int64_t seq = 1; seq <= 3; seq++) id = propose(w, report, w->body[WOMEN], seq, "bình lọc", "M7");
    assert_int_equal(propose(w, report, w->body[WOMEN], 3, "bình lọc", "M7"), id); /* the same figure counts once */
    DONE(alias_offers(w->a, w->db, &w->who[OFFICER], report, 3, &offers, &n));
    assert_int_equal(n, 1);
    assert_int_equal(offers[0].times, 3);
    DONE(alias_answer(w->a, w->s, &w->who[OFFICER], id, true));
    DONE(alias_offers(w->a, w->db, &w->who[OFFICER], report, 3, &offers, &n));
    assert_int_equal(n, 0);
}

static void a_body_uses_what_it_kept_all_use_what_the_office_accepts_and_none_what_it_refuses(void **state)
{
    struct world *w = *state;
    int64_t report = world_draft(w, w->body[WOMEN], "2023-06", "x");
    int64_t id = propose(w, report, w->body[WOMEN], 1, "bình lọc", "M7");
    assert_int_equal(told(w, w->ward, w->body[WOMEN], "bình lọc", NULL), 0);       /* nobody has said yes */
    DONE(alias_answer(w->a, w->s, &w->who[OFFICER], id, true));
    assert_int_equal(told(w, w->ward, w->body[WOMEN], "bình lọc", NULL), 1);
    assert_int_equal(told(w, w->ward, w->body[RED_CROSS], "bình lọc", NULL), 0);
    assert_string_equal(str_z(w->a, get(w, id).bodies), "Hội Phụ nữ");
    DONE(alias_accept(w->a, w->s, &w->who[OFFICE], id, get(w, id).version));
    assert_int_equal(told(w, w->ward, w->body[RED_CROSS], "bình lọc", NULL), 1);
    DONE(alias_reject(w->a, w->s, &w->who[OFFICE], id, get(w, id).version));
    assert_int_equal(told(w, w->ward, w->body[WOMEN], "bình lọc", NULL), 0);
}

static void a_no_rejects_what_only_this_body_said_and_leaves_to_the_others_what_they_said_too(void **state)
{
    struct world *w = *state;
    int64_t women = world_draft(w, w->body[WOMEN], "2023-06", "x");
    int64_t cross = world_draft(w, w->body[RED_CROSS], "2023-06", "y");
    int64_t alone = propose(w, women, w->body[WOMEN], 1, "bình lọc", "M7");
    DONE(alias_answer(w->a, w->s, &w->who[OFFICER], alone, false));
    assert_int_equal(get(w, alone).state, ALIAS_REJECTED);
    int64_t both = propose(w, women, w->body[WOMEN], 2, "bếp ga", "M7");
    assert_int_equal(propose(w, cross, w->body[RED_CROSS], 1, "bếp ga", "M7"), both);
    DONE(alias_answer(w->a, w->s, &w->who[OFFICER], both, false));
    assert_int_equal(get(w, both).state, ALIAS_PROPOSED);
    struct alias *offers;
    size_t n;
    DONE(alias_offers(w->a, w->db, &w->who[OFFICER], women, 2, &offers, &n));
    assert_int_equal(n, 0);
    DONE(alias_offers(w->a, w->db, &w->who[OTHER_OFFICER], cross, 1, &offers, &n));
    assert_int_equal(n, 1);
    REFUSED(ERR_MISSING, alias_answer(w->a, w->s, &w->who[OTHER_OFFICER], alone, true));
    REFUSED(ERR_DENIED, alias_answer(w->a, w->s, &w->who[HEAD], both, true));
}

static void the_units_below_use_it_too_and_the_nearest_meaning_comes_first(void **state)
{
    struct world *w = *state;
    int64_t id;
    const char *code = "";
    struct who *city = office_of(w, w->city);
    DONE(alias_add(w->a, w->s, city, ALIAS_INDICATOR, S("áo ấm"), S("M11"), &id));
    assert_int_equal(told(w, w->ward, w->body[WOMEN], "áo ấm", &code), 1);
    assert_string_equal(code, "M11");
    add(w, ALIAS_INDICATOR, "áo ấm", "M7");
    assert_int_equal(told(w, w->ward, w->body[WOMEN], "áo ấm", &code), 2);
    assert_string_equal(code, "M7");
    assert_int_equal(told(w, w->other_ward, w->other_body, "áo ấm", &code), 1);
    assert_string_equal(code, "M11");
    assert_int_equal(told(w, w->city, 0, "áo ấm", &code), 1);
}

static void what_was_removed_begins_anew_with_the_next_correction(void **state)
{
    struct world *w = *state;
    int64_t report = world_draft(w, w->body[WOMEN], "2023-06", "x");
    int64_t id = propose(w, report, w->body[WOMEN], 1, "bình lọc", "M7");
    DONE(alias_answer(w->a, w->s, &w->who[OFFICER], id, true));
    DONE(alias_remove(w->a, w->s, &w->who[OFFICE], id, 1));
    assert_int_equal(told(w, w->ward, w->body[WOMEN], "bình lọc", NULL), 0);
    assert_int_equal(propose(w, report, w->body[WOMEN], 2, "bình lọc", "M7"), id);
    struct alias x = get(w, id);
    assert_int_equal(x.state, ALIAS_PROPOSED);
    assert_int_equal(x.times, 1);
    assert_int_equal(x.bodies.n, 0);
}

struct noting { int64_t report, id; uint32_t figures; };
static error note_job(struct arena *a, struct db *db, void *arg)
{
    struct noting *job = arg;
    struct read_alias one = { ALIAS_INDICATOR, S("áo ấm"), S("M7") };
    return alias_note(a, db, job->report, &(struct alias_told){ &one, &job->id, 1 }, &job->figures);
}

static void where_it_was_used_is_told_by_the_last_reading_of_each_report(void **state)
{
    struct world *w = *state;
    int64_t id = add(w, ALIAS_INDICATOR, "áo ấm", "M7");
    struct noting one = { world_draft(w, w->body[WOMEN], "2023-06", "x"), id, 3 };
    struct noting two = { world_draft(w, w->body[RED_CROSS], "2023-06", "y"), id, 4 };
    DONE(db_write(w->a, w->s, note_job, &one));
    DONE(db_write(w->a, w->s, note_job, &two));
    one.figures = 2;                               /* read again */
    DONE(db_write(w->a, w->s, note_job, &one));
    assert_int_equal(get(w, id).used, 6);
    struct alias_use *use;
    size_t n;
    DONE(alias_uses(w->a, w->db, &w->who[OFFICE], id, &use, &n));
    assert_int_equal(n, 2);
    two.figures = 0;
    DONE(db_write(w->a, w->s, note_job, &two));
    assert_int_equal(get(w, id).used, 2);
}

static void every_change_stands_in_the_audit_with_what_was_before_and_after(void **state)
{
    struct world *w = *state;
    int64_t id = add(w, ALIAS_INDICATOR, "áo ấm", "M7");
    DONE(alias_change(w->a, w->s, &w->who[OFFICE], id, 1, S("áo rét"), S("M11")));
    DONE(alias_reject(w->a, w->s, &w->who[OFFICE], id, 2));
    DONE(alias_remove(w->a, w->s, &w->who[OFFICE], id, 3));
    DONE(alias_restore(w->a, w->s, &w->who[OFFICE], id, 4));
    struct audit_rows rows;
    DONE(audit_of(w->a, w->db, "alias", id, &rows));
    static const char *const acts[] = { "alias.add", "alias.change", "alias.reject", "alias.remove", "alias.restore" };
    assert_int_equal(rows.n, COUNT(acts));
    for (size_t i = 0; i < rows.n; i++) {
        assert_string_equal(str_z(w->a, rows.row[i].act), acts[i]);
        if (i) assert_true(str_is(rows.row[i].before, rows.row[i - 1].after));
    }
    assert_true(str_find(rows.row[1].after, S("phrase=áo rét\ncode=M11\nstate=accepted"), 0) != SIZE_MAX);
    assert_int_equal(get(w, id).state, ALIAS_REJECTED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(a_phrase_has_two_to_eighty_letters_and_signs_on_one_line_and_one_letter_at_least),
        IN_WORLD(a_code_must_be_of_the_catalogue_or_of_a_body_and_a_place_has_a_name),
        IN_WORLD(a_unit_has_room_for_two_thousand_and_what_is_removed_makes_room),
        IN_WORLD(one_phrase_means_one_thing_and_the_refusal_says_who_wrote_the_other_and_when),
        IN_WORLD(only_the_office_of_the_unit_decides_and_nobody_without_a_valid_post),
        IN_WORLD(an_officer_sees_what_is_used_and_what_their_own_body_proposed),
        IN_WORLD(of_two_who_decide_at_once_the_second_is_told_who_was_quicker),
        IN_WORLD(what_the_office_refuses_is_never_proposed_again),
        IN_WORLD(the_same_correction_is_counted_and_asked_until_the_body_answers),
        IN_WORLD(a_body_uses_what_it_kept_all_use_what_the_office_accepts_and_none_what_it_refuses),
        IN_WORLD(a_no_rejects_what_only_this_body_said_and_leaves_to_the_others_what_they_said_too),
        IN_WORLD(the_units_below_use_it_too_and_the_nearest_meaning_comes_first),
        IN_WORLD(what_was_removed_begins_anew_with_the_next_correction),
        IN_WORLD(where_it_was_used_is_told_by_the_last_reading_of_each_report),
        IN_WORLD(every_change_stands_in_the_audit_with_what_was_before_and_after),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
