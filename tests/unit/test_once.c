/* test_once.c - a form that is sent twice acts once; one that was sent back may be sent again. */
#include "core/office/once.h"
#include "office_ground.h"
#include <pthread.h>

static error add_person(struct arena *a, struct db *db, void *arg)
{
    int64_t id;
    return person_add(a, db, *(struct str *)arg, &id);
}

static error send(struct ground *g, struct str key, struct str hash, struct str name, bool *again, struct str *location)
{
    struct who who = { .account_id = g->account };
    TRY(once_begin(g->a, g->s, &who, key, hash, again, location));
    if (*again) return NULL;
    TRY(db_write(g->a, g->s, add_person, &name));
    return once_done(g->a, g->s, key, S("/nguoi/2"));
}

static void sent_twice_it_happens_once_and_leads_to_the_same_page(void **state)
{
    struct ground *g = *state;
    struct db *db;
    struct person p;
    bool again;
    struct str key = once_new(g->a), location;
    assert_null(send(g, key, S("h1"), S("Trần Văn Bình"), &again, &location));
    assert_false(again);
    assert_null(send(g, key, S("h1"), S("Trần Văn Bình"), &again, &location));
    assert_true(again);
    assert_string_equal(str_z(g->a, location), "/nguoi/2");
    assert_null(store_reader(g->s, &db));
    assert_null(person_get(g->a, db, 2, &p));
    assert_int_equal(person_get(g->a, db, 3, &p)->kind, ERR_MISSING);
}

static void a_key_used_for_something_else_is_refused(void **state)
{
    struct ground *g = *state;
    bool again;
    struct str key = once_new(g->a), location;
    assert_null(send(g, key, S("h1"), S("Trần Văn Bình"), &again, &location));
    assert_int_equal(send(g, key, S("h2"), S("Trần Văn An"), &again, &location)->kind, ERR_CONFLICT);
    struct who other = { .account_id = g->account + 1 };
    assert_int_equal(once_begin(g->a, g->s, &other, key, S("h1"), &again, &location)->kind, ERR_CONFLICT);
}

static void a_key_of_other_letters_is_no_key(void **state)
{
    struct ground *g = *state;
    bool again;
    struct str location, bad[] = { S("0123456789abcde"), S("0123456789ABCDEF"), S("0123456789abcde\0"), S("") };
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_int_equal(send(g, bad[i], S("h1"), S("Trần Văn Bình"), &again, &location)->kind, ERR_USAGE);
}

static void after_a_mistake_the_same_form_may_be_sent_again(void **state)
{
    struct ground *g = *state;
    bool again;
    struct str key = once_new(g->a), location;
    assert_int_equal(send(g, key, S("h1"), S("  "), &again, &location)->kind, ERR_INPUT);
    assert_null(send(g, key, S("h2"), S("Trần Văn Bình"), &again, &location));
    assert_false(again);
}

struct sender { struct ground *g; struct str key; pthread_barrier_t *both; int refused; };

/* Both look before either writes: the barrier stands between. */
static void *send_slowly(void *arg)
{
    struct sender *w = arg;
    bool again;
    struct str location, name = S("Trần Văn Bình");
    struct who who = { .account_id = w->g->account };
    struct arena *a = arena_open(1 << 20);
    error e = once_begin(a, w->g->s, &who, w->key, S("h1"), &again, &location);
    pthread_barrier_wait(w->both);
    if (!e && !again) e = db_write(a, w->g->s, add_person, &name);
    w->refused = e && e->kind == ERR_CONFLICT;
    arena_close(a);
    return NULL;
}

static void of_two_at_the_same_moment_one_acts(void **state)
{
    struct ground *g = *state;
    pthread_barrier_t both;
    struct db *db;
    struct person p;
    pthread_barrier_init(&both, NULL, 2);
    struct str key = once_new(g->a);
    struct sender w[2] = { { .g = g, .key = key, .both = &both }, { .g = g, .key = key, .both = &both } };
    pthread_t t[2];
    for (int i = 0; i < 2; i++) assert_int_equal(pthread_create(&t[i], NULL, send_slowly, &w[i]), 0);
    for (int i = 0; i < 2; i++) pthread_join(t[i], NULL);
    assert_int_equal(w[0].refused + w[1].refused, 1);
    assert_null(store_reader(g->s, &db));
    assert_null(person_get(g->a, db, 2, &p));
    assert_int_equal(person_get(g->a, db, 3, &p)->kind, ERR_MISSING);
    pthread_barrier_destroy(&both);
}

static void a_key_that_rode_on_nothing_is_forgotten_with_the_request(void **state)
{
    struct ground *g = *state;
    bool again;
    struct str key = once_new(g->a), location, name = S("Trần Văn Bình");
    struct who who = { .account_id = g->account };
    struct arena *request = arena_open(1 << 20);
    assert_null(once_begin(request, g->s, &who, key, S("h1"), &again, &location));
    arena_reset(request);
    assert_null(db_write(request, g->s, add_person, &name));
    assert_null(once_begin(request, g->s, &who, key, S("h1"), &again, &location));
    assert_false(again);
    arena_close(request);
}

static void a_key_that_is_no_key_is_refused(void **state)
{
    struct ground *g = *state;
    bool again;
    struct str location;
    assert_int_equal(once_begin(g->a, g->s, NULL, S("ngắn"), S(""), &again, &location)->kind, ERR_USAGE);
    assert_int_equal(once_begin(g->a, g->s, NULL, S(""), S(""), &again, &location)->kind, ERR_USAGE);
    assert_int_equal(once_begin(g->a, g->s, NULL, S("AAAAAAAAAAAAAAAAAAAA"), S(""), &again, &location)->kind,
        ERR_USAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_GROUND(sent_twice_it_happens_once_and_leads_to_the_same_page),
        ON_GROUND(a_key_used_for_something_else_is_refused),
        ON_GROUND(a_key_of_other_letters_is_no_key), ON_GROUND(after_a_mistake_the_same_form_may_be_sent_again),
        ON_GROUND(of_two_at_the_same_moment_one_acts),
        ON_GROUND(a_key_that_rode_on_nothing_is_forgotten_with_the_request),
        ON_GROUND(a_key_that_is_no_key_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
