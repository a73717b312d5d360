/* office_ground.h - a fresh database with one ward, its Women's Union and an officer; for tests of core/. */
#ifndef TESTS_OFFICE_GROUND_H
#define TESTS_OFFICE_GROUND_H
#include "base/machine.h"
#include "core/core.h"
#include "core/office/account.h"
#include "core/office/audit.h"
#include "core/office/body.h"
#include "core/office/password.h"
#include "core/office/person.h"
#include "core/office/post.h"
#include "core/office/session.h"
#include "core/office/unit.h"
#include "support/database.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <stdio.h>
#include <unistd.h>

/* 2023-07-27 08:00 in Viet Nam */
static const int64_t ground_time = 1690419600000;

struct ground {
    struct arena *a;
    char path[DATABASE_URL];
    struct store *s;
    int64_t city, ward, women, person, account;
    struct str hash;
};

static inline error ground_job(struct arena *a, struct db *db, void *arg)
{
    struct ground *g = arg;
    int64_t grant;
    struct unit city = { .code = S("TP"), .level = S("district"), .kind = S("thành phố"),
        .name = S("Sông Xanh"), .valid_from = S("2000-01-01") };
    TRY(unit_add(a, db, &city, &g->city));
    struct unit ward = { .code = S("P2"), .level = S("commune"), .kind = S("phường"), .name = S("Phường 2"),
        .parent_id = g->city,
                         .valid_from = S("2000-01-01") };
    TRY(unit_add(a, db, &ward, &g->ward));
    struct body women = { .unit_id = g->ward, .organisation = S("LHPN"),
        .name = S("Hội Liên hiệp Phụ nữ phường 2"), .short_name = S("Hội Phụ nữ"),
                          .layout = S("state"), .reports = true, .ordinal = 1, .valid_from = S("2000-01-01") };
    TRY(body_add(a, db, &women, &g->women));
    TRY(person_add(a, db, S("Lê Thị Hoa"), &g->person));
    TRY(account_add(a, db, g->person, S("hoa.lt"), g->hash, LANGUAGE_VI, &g->account));
    struct new_grant grant_new = { .account_id = g->account, .role = ROLE_OFFICER, .unit_id = g->ward,
        .body_id = g->women, .from = S("2023-01-01") };
    return account_allow(a, db, &grant_new, &grant);
}

static const char ground_password[] = "mùa xuân nho nhỏ";

static struct ground ground_now, ground_kept;  /* kept: as every test finds it, with no database open */
static char ground_hash[256];

static inline void ground_fill(const char *url)
{
    struct ground *g = &ground_now;
    memset(g, 0, sizeof *g);
    g->a = arena_open(256 << 20);
    error e = core_open(g->a, url, STORE_MAKE, &g->s);
    if (e) fail_msg("%s", e->said);
    assert_null(password_hash(g->a, str_c(ground_password), &g->hash));
    snprintf(ground_hash, sizeof ground_hash, "%.*s", STR(g->hash));
    g->hash = str_c(ground_hash);
    e = db_write(g->a, g->s, ground_job, g);
    if (e) fail_msg("%s", e->said);
    core_close(g->a, g->s);
    arena_close(g->a);
    ground_kept = *g;
}

static inline int ground_up(void **state)
{
    static struct database_mould mould;
    struct ground *g = &ground_now;
    char path[DATABASE_URL];
    clock_fix(ground_time);
    password_cost_set((struct password_cost){ 1, 1 << 20 });       /* what a real one costs is in test_password.c */
    database_filled(path, "office", &mould, ground_fill);
    *g = ground_kept;
    memcpy(g->path, path, sizeof path);
    g->a = arena_open(256 << 20);
    error e = core_open(g->a, g->path, STORE_MAKE, &g->s);
    if (e) fail_msg("%s", e->said);
    *state = g;
    return 0;
}

static inline int ground_down(void **state)
{
    struct ground *g = *state;
    if (g->s) core_close(g->a, g->s);
    arena_close(g->a);
    database_forget(g->path);
    clock_fix(-1);
    return 0;
}

#define ON_GROUND(test) cmocka_unit_test_setup_teardown(test, ground_up, ground_down)
#endif
