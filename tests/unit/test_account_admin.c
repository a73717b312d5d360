/* test_account_admin.c - what an administrator may do with accounts, and what nobody may: reach further than they
 * do. */
#include "office_ground.h"
#include "core/office/account_admin.h"
#include "core/office/notice.h"

struct admin {
    struct ground *g; int64_t account, person, grant, unit; bool below; const char *login; const struct who *who;
};

static error make(struct arena *a, struct db *db, void *arg)
{
    struct admin *m = arg;
    TRY(person_add(a, db, S("Hồ Quản Trị"), &m->person));
    TRY(account_add(a, db, m->person, str_c(m->login), m->g->hash, LANGUAGE_VI, &m->account));
    struct new_grant grant = { .account_id = m->account, .role = ROLE_ADMIN, .unit_id = m->unit, .below = m->below,
                               .from = S("2023-01-01") };
    return account_allow(a, db, &grant, &m->grant);
}

static struct admin admin_of(struct ground *g, int64_t unit, bool below, const char *login)
{
    struct db *db;
    struct admin m = { .g = g, .unit = unit, .below = below, .login = login };
    assert_null(db_write(g->a, g->s, make, &m));
    assert_null(store_reader(g->s, &db));
    assert_null(session_person(g->a, db, m.account, m.grant, &m.who));
    assert_non_null(m.who);
    return m;
}

static struct account_ask asking(struct ground *g, const char *login)
{
    return (struct account_ask){ .name = S("Trần Thị Mới"), .login = str_c(login), .role = ROLE_OFFICER,
        .unit_id = g->ward, .body_id = g->women, .post = S("Ủy viên"), .from = S("2023-07-01") };
}

static error use_code(struct ground *g, struct str code, const char *password, struct logged_in *in)
{
    struct code_use use = { .code = code, .password = str_c(password), .again = str_c(password),
                            .source = S("10.1.1.1") };
    return account_code_use(g->a, g->s, &use, in);
}

static const struct who *who_is(struct ground *g, struct str token)
{
    const struct who *who;
    assert_null(session_who(g->a, g->s, token, &who));
    return who;
}

static void an_invited_person_sets_their_own_password_with_a_code_that_works_once(void **state)
{
    struct ground *g = *state;
    struct admin m = admin_of(g, g->ward, false, "quan.tri");
    struct account_ask ask = asking(g, "moi.tt");
    struct logged_in in;
    struct str code;
    int64_t id;
    assert_null(account_invite(g->a, g->s, m.who, &ask, &id, &code));
    struct log_in empty = { .login = S("moi.tt"), .password = S(""), .source = S("10.0.0.1") };
    assert_int_equal(account_log_in(g->a, g->s, &empty, &in)->kind, ERR_LOGIN);
    assert_int_equal(use_code(g, code, "ngắn", &in)->kind, ERR_INPUT);
    assert_int_equal(use_code(g, code, "tran thi moi 2023", &in)->kind, ERR_INPUT);
    assert_null(use_code(g, code, "bốn con mèo đi tàu", &in));
    const struct who *who = who_is(g, in.token);
    assert_true(who && who->account_id == id && policy_may(who, MAY_WRITE_REPORT));
    assert_string_equal(str_z(g->a, who->acting->post_title), "Ủy viên");
    assert_int_equal(use_code(g, code, "năm con mèo đi tàu", &in)->kind, ERR_LOGIN);
}

static void a_code_dies_after_a_day_or_when_a_newer_one_is_made(void **state)
{
    struct ground *g = *state;
    struct admin m = admin_of(g, g->ward, false, "quan.tri");
    struct account_ask ask = asking(g, "moi.tt");
    struct logged_in in;
    struct str first, second;
    int64_t id;
    assert_null(account_invite(g->a, g->s, m.who, &ask, &id, &first));
    assert_null(account_change(g->a, g->s, m.who, id, ACCOUNT_RESET, &second));
    assert_int_equal(use_code(g, first, "bốn con mèo đi tàu", &in)->kind, ERR_LOGIN);
    clock_fix(ground_time + ACCOUNT_CODE_LIFE + 1);
    assert_int_equal(use_code(g, second, "bốn con mèo đi tàu", &in)->kind, ERR_LOGIN);
}

static void taking_a_role_or_disabling_acts_on_the_very_next_request(void **state)
{
    struct ground *g = *state;
    struct admin m = admin_of(g, g->ward, false, "quan.tri");
    struct logged_in in;
    struct str none;
    struct log_in typed = { .login = S("hoa.lt"), .password = str_c(ground_password), .source = S("10.0.0.1") };
    assert_null(account_log_in(g->a, g->s, &typed, &in));
    const struct who *who = who_is(g, in.token);
    assert_true(policy_may(who, MAY_WRITE_REPORT));
    assert_null(account_take(g->a, g->s, m.who, g->account, who->acting->id));
    who = who_is(g, in.token);
    assert_true(who && !who->acting && !policy_may(who, MAY_WRITE_REPORT));
    struct account_ask ask = asking(g, "");
    ask.account_id = g->account;
    ask.role = ROLE_HEAD;
    assert_null(account_give(g->a, g->s, m.who, &ask));
    assert_true(policy_may(who_is(g, in.token), MAY_DECIDE_REPORT));
    assert_null(account_change(g->a, g->s, m.who, g->account, ACCOUNT_DISABLE, &none));
    assert_null(who_is(g, in.token));
    assert_null(account_change(g->a, g->s, m.who, g->account, ACCOUNT_ENABLE, &none));
    assert_null(who_is(g, in.token));
    assert_null(account_log_in(g->a, g->s, &typed, &in));
}

/* The newest notice of the account that is not read; all are read then. */
static const char *told(struct ground *g, int64_t account)
{
    struct db *db;
    struct notice_page p;
    struct who who = { .account_id = account };
    assert_null(store_reader(g->s, &db));
    assert_null(notice_list(g->a, db, &who, true, 0, 10, &p));
    if (p.n) assert_null(notice_read_all(g->a, g->s, &who, p.list[0].id));
    return p.n ? str_z(g->a, p.list[0].text) : "";
}

static void who_is_concerned_is_told_of_every_right_given_or_taken(void **state)
{
    struct ground *g = *state;
    struct admin m = admin_of(g, g->ward, false, "quan.tri");
    struct account_ask ask = asking(g, "moi.tt");
    struct str code;
    int64_t id;
    assert_null(account_invite(g->a, g->s, m.who, &ask, &id, &code));
    assert_string_equal(told(g, id), "Tài khoản được giao vai trò Cán bộ lập báo cáo ở Phường 2.");
    ask.account_id = id;
    ask.role = ROLE_HEAD;
    assert_null(account_give(g->a, g->s, m.who, &ask));
    const char *given = told(g, id);
    assert_true(str_starts(str_c(given), S("Quyền của tài khoản ở Phường 2 vừa thay đổi: được giao vai trò ")));
    struct account_row row;
    bool may;
    struct db *db;
    assert_null(store_reader(g->s, &db));
    assert_null(account_get(g->a, db, m.who, id, &row, &may));
    assert_null(account_take(g->a, g->s, m.who, id, row.grant[1].id));
    const char *taken = told(g, id);
    assert_true(str_starts(str_c(taken), S("Quyền của tài khoản ở Phường 2 vừa thay đổi: bị thu hồi vai trò ")));
    static const struct { enum account_change act; const char *words; } acts[] = {
        { ACCOUNT_RESET, "mật khẩu cũ không dùng được nữa" }, { ACCOUNT_RELEASE, "được mở khóa" },
        { ACCOUNT_DISABLE, "" }, { ACCOUNT_ENABLE, "được mở lại" } };
    for (size_t i = 0; i < COUNT(acts); i++) {
        assert_null(account_change(g->a, g->s, m.who, id, acts[i].act, &code));
        assert_non_null(strstr(told(g, id), acts[i].words));
    }
    assert_null(account_rescue(g->a, g->s, S("moi.tt"), ACCOUNT_RESET, &code));
    assert_true(str_starts(str_c(told(g, id)), S("Quyền của tài khoản ở máy chủ vừa thay đổi: mật khẩu cũ")));
    assert_string_equal(told(g, m.account), "");
}

static void nobody_takes_over_an_account_that_reaches_further(void **state)
{
    struct ground *g = *state;
    struct admin ward = admin_of(g, g->ward, false, "phuong"), city = admin_of(g, g->city, true, "tinh");
    struct str code;
    struct account_ask ask = asking(g, "");
    ask.account_id = city.account;                         /* someone of the city gets a role in the ward too */
    assert_null(account_give(g->a, g->s, ward.who, &ask));
    assert_int_equal(account_change(g->a, g->s, ward.who, city.account, ACCOUNT_RESET, &code)->kind, ERR_DENIED);
    assert_int_equal(account_change(g->a, g->s, ward.who, city.account, ACCOUNT_FACTOR_OFF, &code)->kind, ERR_DENIED);
    assert_int_equal(account_take(g->a, g->s, ward.who, city.account, city.grant)->kind, ERR_DENIED);
    assert_null(account_change(g->a, g->s, city.who, ward.account, ACCOUNT_RESET, &code));
    assert_true(code.n > 0);
}

static void nobody_gives_a_role_to_themselves_nor_more_than_they_have(void **state)
{
    struct ground *g = *state;
    struct admin ward = admin_of(g, g->ward, false, "phuong");
    struct account_ask ask = asking(g, "");
    ask.account_id = ward.account;
    assert_int_equal(account_give(g->a, g->s, ward.who, &ask)->kind, ERR_DENIED);
    ask.account_id = g->account;
    ask.role = ROLE_ADMIN;
    ask.body_id = 0;
    ask.post = S("");
    ask.below = true;
    assert_int_equal(account_give(g->a, g->s, ward.who, &ask)->kind, ERR_DENIED);
    ask.below = false;
    ask.unit_id = g->city;
    assert_int_equal(account_give(g->a, g->s, ward.who, &ask)->kind, ERR_DENIED);
    ask = asking(g, "");
    ask.account_id = g->account;
    ask.from = S("2023-02-30");
    assert_int_equal(account_give(g->a, g->s, ward.who, &ask)->kind, ERR_INPUT);
}

static void an_officer_and_another_units_administrator_see_no_accounts(void **state)
{
    struct ground *g = *state;
    struct db *db;
    struct account_list list;
    struct account_row row;
    bool may;
    struct admin city = admin_of(g, g->city, false, "tinh"), ward = admin_of(g, g->ward, false, "phuong");
    assert_null(store_reader(g->s, &db));
    assert_int_equal(account_list(g->a, db, city.who, g->ward, &list)->kind, ERR_DENIED);
    assert_int_equal(account_get(g->a, db, city.who, g->account, &row, &may)->kind, ERR_MISSING);
    assert_null(account_list(g->a, db, ward.who, g->ward, &list));
    assert_int_equal(list.n, 2);
}

static void an_empty_database_takes_its_first_administrator_by_a_code_and_only_once(void **state)
{
    (void)state;
    struct arena *a = arena_open(64 << 20);
    struct store *s;
    struct db *db;
    struct str code, later;
    struct logged_in in;
    char path[DATABASE_URL];
    database_place(path, "first");
    assert_null(core_open(a, path, STORE_MAKE, &s));
    assert_null(account_setup_code(a, s, &later));
    assert_null(account_setup_code(a, s, &code));          /* the next start: the code of the first is dead */
    struct setup_use setup = { .use = { .code = later, .password = S("bốn con mèo đi tàu"),
        .again = S("bốn con mèo đi tàu"), .source = S("10.0.0.1") }, .name = S("Lê Văn Đầu"), .login = S("dau.lv") };
    assert_int_equal(account_setup(a, s, &setup, &in)->kind, ERR_LOGIN);
    setup.use.code = code;
    assert_null(account_setup(a, s, &setup, &in));
    const struct who *who;
    assert_null(session_who(a, s, in.token, &who));
    assert_true(who->acting->role == ROLE_ADMIN && who->acting->below && who->owes);
    assert_int_equal(account_setup(a, s, &setup, &in)->kind, ERR_LOGIN);
    assert_null(account_setup_code(a, s, &code));
    assert_int_equal(code.n, 0);
    assert_null(store_reader(s, &db));
    core_close(a, s);
    arena_close(a);
    database_forget(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_GROUND(an_invited_person_sets_their_own_password_with_a_code_that_works_once),
        ON_GROUND(a_code_dies_after_a_day_or_when_a_newer_one_is_made),
        ON_GROUND(taking_a_role_or_disabling_acts_on_the_very_next_request),
        ON_GROUND(who_is_concerned_is_told_of_every_right_given_or_taken),
        ON_GROUND(nobody_takes_over_an_account_that_reaches_further),
        ON_GROUND(nobody_gives_a_role_to_themselves_nor_more_than_they_have),
        ON_GROUND(an_officer_and_another_units_administrator_see_no_accounts),
        cmocka_unit_test(an_empty_database_takes_its_first_administrator_by_a_code_and_only_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
