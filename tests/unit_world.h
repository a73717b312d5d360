/* unit_world.h - a province with two cities and six wards, a Women's Union and a village in each, and acts on them by
 * chance; for property tests of units over time. */
#ifndef TESTS_UNIT_WORLD_H
#define TESTS_UNIT_WORLD_H
#include "office_ground.h"
#include "core/office/unit_change.h"

enum { WARDS = 6 };
static uint64_t pick_state;
static inline size_t pick(size_t n)
{
    pick_state = pick_state * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(pick_state >> 33) % n;
}

struct world { struct ground *g; int64_t top, other_city; struct grant grant; struct who who; };

static inline error add_wards(struct arena *a, struct db *db, void *arg)
{
    struct world *w = arg;
    struct ground *g = w->g;
    int64_t id;
    struct unit country = { .code = S("T"), .level = S("province"), .kind = S("tỉnh"), .name = S("Sông Cái"),
        .valid_from = S("2000-01-01") };
    TRY(unit_add(a, db, &country, &w->top));
    struct unit city = { .code = S("TP1"), .level = S("district"), .kind = S("thành phố"), .name = S("Một"),
        .parent_id = w->top, .valid_from = S("2000-01-01") };
    TRY(unit_add(a, db, &city, &g->city));
    city.code = S("TP2");
    city.name = S("Hai");
    TRY(unit_add(a, db, &city, &w->other_city));
    for (size_t i = 0; i < WARDS; i++) {
        struct unit u = { .code = str_fmt(a, "W%zu", i), .level = S("commune"), .kind = S("phường"),
            .name = str_fmt(a, "Phường %zu", i + 1), .parent_id = g->city, .valid_from = S("2000-01-01") };
        TRY(unit_add(a, db, &u, &id));
        struct body body = { .unit_id = id, .organisation = S("LHPN"),
            .name = str_fmt(a, "Hội Liên hiệp Phụ nữ phường %zu", i + 1), .short_name = S("Hội Phụ nữ"),
            .layout = S("state"), .reports = true, .ordinal = 1, .valid_from = S("2000-01-01") };
        int64_t body_id, post_id, grant_id;
        TRY(body_add(a, db, &body, &body_id));
        struct post post = { .person_id = g->person, .body_id = body_id, .title = S("Chủ tịch"),
            .valid_from = S("2020-01-01") };
        TRY(post_add(a, db, &post, &post_id));
        struct new_grant grant = { .account_id = g->account, .role = ROLE_HEAD, .unit_id = id, .body_id = body_id,
            .post_id = post_id, .from = S("2020-01-01") };
        TRY(account_allow(a, db, &grant, &grant_id));
        struct unit village = { .code = str_fmt(a, "W%zu-1", i), .level = S("village"), .kind = S("khóm"),
            .name = S("Khóm 1"), .parent_id = id, .valid_from = S("2000-01-01") };
        TRY(unit_add(a, db, &village, &id));
    }
    struct unit root;
    TRY(unit_get(a, db, w->top, &root));
    w->grant = (struct grant){ .id = 1, .role = ROLE_ADMIN, .unit_id = w->top, .unit_from = root.tree_from,
        .unit_to = root.tree_to };
    w->who = (struct who){ .account_id = g->account, .grant = &w->grant, .grants = 1, .acting = &w->grant };
    return NULL;
}

static inline struct world *world_of(struct ground *g)
{
    struct world *w = NEW(g->a, struct world);
    w->g = g;
    assert_null(db_write(g->a, g->s, add_wards, w));
    return w;
}

/* The n-th act happens in its own month of 2010 and later, so each is after the one before. */
static inline void any_act(struct world *w, int n, int64_t *id)
{
    struct ground *g = w->g;
    struct db *db;
    struct unit_list list;
    struct str day = str_fmt(g->a, "%04d-%02d-01", 2010 + n / 12, n % 12 + 1);
    int64_t above = pick(4) ? g->city : w->other_city, chosen[3];
    assert_null(store_reader(g->s, &db));
    assert_null(unit_children(g->a, db, above, day, &list));
    bool few = list.n < 4;
    size_t first = few ? 0 : pick(list.n - 2);
    for (size_t i = 0; i < 3 && !few; i++) chosen[i] = list.unit[first + i].id;
    struct unit_new new[2];
    for (size_t i = 0; i < 2; i++)
        new[i] = (struct unit_new){ .code = str_fmt(g->a, "N%d-%zu", n, i), .kind = S("phường"),
            .name = str_fmt(g->a, "Phường mới %d.%zu", n, i), .level = S("commune") };
    struct unit_plan plan = { .act = few ? UNIT_OPEN : (enum unit_act)pick(UNIT_ACT_COUNT), .above = above,
        .unit = chosen, .units = 1,
        .new = new, .news = 1, .to = above == g->city ? w->other_city : g->city, .day = day, .basis = S("01/NQ"),
        .bodies = pick(3) > 0 };
    if (plan.act == UNIT_MERGE) plan.units = 2 + pick(2);
    if (plan.act == UNIT_SPLIT) plan.news = 2;
    if (plan.act == UNIT_OPEN) plan.units = 0;
    if (plan.act == UNIT_MOVE || plan.act == UNIT_CLOSE) plan.news = 0;
    struct unit_effects effects;
    error e = unit_preview(g->a, db, &w->who, &plan, &effects);
    if (e) fail_msg("%s", e->said);
    assert_true(effects.n >= 2);
    e = unit_change(g->a, g->s, &w->who, &plan, id);
    if (e) fail_msg("%s: %s", unit_act_names[plan.act], e->said);
}

#endif
