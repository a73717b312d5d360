/* test_unit_search.c - finding a place by what people type: tests/tables/unit_search.txt (a query; the codes
 * that must come
 * first, "o" behind one that is no more; "~" before them when nothing fits all words), and what is said of each. */
#include "../office_ground.h"
#include "core/office/country.h"
#include "core/office/unit_search.h"
#include "vn/text.h"

static struct str told(struct arena *a, const struct unit_founds *found, size_t n)
{
    struct buf b = buf_open(a);
    if (found->partly) buf_c(&b, "~");
    for (size_t i = 0; i < found->n && i < n; i++)
        buf_fmt(&b, "%s%.*s%s", i ? " " : "", STR(found->list[i].code), found->list[i].valid_to.n ? "o" : "");
    return buf_done(&b);
}

static void the_table_of_queries_finds_what_people_mean(void **state)
{
    struct arena *a = arena_open(256 << 20);
    struct bytes in;
    struct str rest, query, want;
    size_t rows = 0, wrong = 0;
    (void)state;
    assert_null(file_read(a, "tests/tables/unit_search.txt", 1 << 20, &in));
    assert_null(vn_text(a, in, &rest));
    while (str_next(&rest, '\n', &query)) {
        if (!query.n || query.p[0] == '#') continue;
        assert_true(str_next(&rest, '\n', &want));
        struct unit_founds found;
        size_t n = want.n ? 1 : 0;
        for (size_t i = 0; i < want.n; i++) n += want.p[i] == ' ';
        assert_null(unit_search(a, NULL, &(struct unit_query){ .text = query }, &found));
        struct str got = told(a, &found, n ? n : 1);
        rows++;
        if (str_is(got, want)) continue;
        wrong++;
        print_message("%.*s\n  want %.*s\n  got  %.*s\n", STR(query), STR(want), STR(got));
    }
    assert_true(rows >= 60);
    assert_int_equal(wrong, 0);
    arena_close(a);
}

static struct unit_found first(struct arena *a, const char *text)
{
    struct unit_founds found;
    assert_null(unit_search(a, NULL, &(struct unit_query){ .text = str_c(text) }, &found));
    assert_true(found.n > 0);
    return found.list[0];
}

static void an_old_ward_says_what_it_is_today(void **state)
{
    struct ground *g = *state;
    struct unit_found f = first(g->a, "phường 1 vĩnh long");
    assert_int_equal(f.heirs, 1);
    assert_true(f.heir[0].whole);
    assert_string_equal(str_z(g->a, f.heir[0].title), "Phường Long Châu");
    assert_string_equal(str_z(g->a, f.where), "Thành phố Vĩnh Long, Tỉnh Vĩnh Long");
    assert_string_equal(str_z(g->a, f.valid_to), "2025-06-30");
}

static void a_divided_commune_names_every_part(void **state)
{
    struct ground *g = *state;
    struct unit_found f = first(g->a, "00634");
    assert_true(f.heirs == 5 || f.valid_to.n == 0);
    const struct country *c = country_get();
    uint32_t at = country_find(S("00634"), false);
    assert_int_equal(c->unit[at].links, 5);
    for (uint32_t i = 0; i < 5; i++) assert_false(c->link[c->unit[at].link + i].whole);
}

static void an_old_province_is_the_province_that_took_it_in(void **state)
{
    struct ground *g = *state;
    struct unit_found f = first(g->a, "tỉnh Bến Tre");
    assert_int_equal(f.heirs, 1);
    assert_string_equal(str_z(g->a, f.heir[0].title), "Tỉnh Vĩnh Long");
}

static void what_does_not_fit_in_the_lists_is_kept_and_said(void **state)
{
    (void)state;
    const struct country *c = country_get();
    size_t alone = 0, unknown = 0, small = 0;
    assert_int_equal(c->old, 63 + 696 + 10035);
    assert_int_equal(c->n - c->old, 34 + 3321);
    assert_int_equal(c->pairs, 10597);
    for (size_t i = 0; i < c->odds; i++) {
        alone += str_find(str_c(c->odd[i].what), S("tiền thân"), 0) != SIZE_MAX;
        unknown += str_is(c->odd[i].code, S("06970"));
        small += str_is(c->odd[i].code, S("06325"));
    }
    assert_int_equal(alone, 6);
    assert_int_equal(unknown, 1);
    assert_int_equal(small, 1);
    struct ground *g = *state;
    struct unit_found f = first(g->a, "thị trấn ba chẽ");
    assert_true(f.unknown_heir && !f.heirs);
}

static void every_old_commune_leads_somewhere_and_both_ways_agree(void **state)
{
    (void)state;
    const struct country *c = country_get();
    size_t pairs = 0;
    for (uint32_t i = 0; i < c->old; i++) {
        const struct country_unit *u = &c->unit[i];
        if (u->level != COUNTRY_COMMUNE) continue;
        assert_true(u->links > 0);
        for (uint32_t k = u->link; k < u->link + u->links; k++, pairs++) {
            assert_int_equal(c->link[k].whole, u->links == 1);
            if (c->link[k].to == COUNTRY_NONE) continue;
            const struct country_unit *to = &c->unit[c->link[k].to];
            bool back = false;
            for (uint32_t b = to->link; b < to->link + to->links; b++) back |= c->link[b].to == i;
            assert_true(back && to->today);
        }
    }
    assert_int_equal(pairs, c->pairs);
}

struct more { struct ground *g; };
static error add_more(struct arena *a, struct db *db, void *arg)
{
    struct ground *g = arg;
    int64_t id;
    static const char *const names[] = { "Khóm 3", "Khóm Hòa An", "Ấp Mỹ Thọ" };
    for (size_t i = 0; i < COUNT(names); i++) {
        struct unit u = { .code = str_fmt(a, "P2-%zu", i + 1), .level = S("village"), .kind = S("khóm"),
            .name = str_c(names[i]), .parent_id = g->ward, .valid_from = S("2020-01-01") };
        if (i == 2) u.kind = S("ấp");
        TRY(unit_add(a, db, &u, &id));
    }
    return NULL;
}

static void units_of_the_office_are_found_with_the_unit_above(void **state)
{
    struct ground *g = *state;
    struct db *db;
    struct unit_founds found;
    static const struct { const char *typed, *first; } rows[] = { { "k3 p2", "Khóm 3" }, { "khóm hoà an",
        "Khóm Hòa An" },
        { "mi tho", "Ấp Mỹ Thọ" }, { "P2-2", "Khóm Hòa An" }, { "p2 song xanh", "Phường 2" }, { "phuong 2",
            "Phường 2" } };
    assert_null(db_write(g->a, g->s, add_more, g));
    assert_null(store_reader(g->s, &db));
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_null(unit_search(g->a, db, &(struct unit_query){ .text = str_c(rows[i].typed),
            .within = g->city }, &found));
        assert_true(found.n > 0);
        assert_string_equal(str_z(g->a, found.list[0].title), rows[i].first);
        assert_true(found.list[0].id > 0);
    }
    assert_null(unit_search(g->a, db, &(struct unit_query){ .text = S("vĩnh long"), .within = g->city }, &found));
    assert_int_equal(found.n, 0);
    assert_null(unit_search(g->a, db, &(struct unit_query){ .text = S("khóm hòa an phường 2") }, &found));
    assert_string_equal(str_z(g->a, found.list[0].where), "Phường 2, Thành phố Sông Xanh");
}

static void any_bytes_of_text_are_answered(void **state)
{
    struct ground *g = *state;
    struct unit_founds found;
    static const char *const odd[] = { "", " ", ".", "'", "’’", "phường", "p", "12345678901234567890", "% _ /",
        "🏠", "tp", "xã xã xã xã",
        "a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h",
            "ttttttttttttttttttttttttttttttttttttttt" };
    for (size_t i = 0; i < COUNT(odd); i++)
        assert_null(unit_search(g->a, NULL, &(struct unit_query){ .text = str_c(odd[i]) }, &found));
}

int main(void)
{
    const struct CMUnitTest tests[] = { ON_GROUND(the_table_of_queries_finds_what_people_mean),
        ON_GROUND(an_old_ward_says_what_it_is_today), ON_GROUND(a_divided_commune_names_every_part),
        ON_GROUND(an_old_province_is_the_province_that_took_it_in),
            ON_GROUND(what_does_not_fit_in_the_lists_is_kept_and_said),
        ON_GROUND(every_old_commune_leads_somewhere_and_both_ways_agree),
        ON_GROUND(units_of_the_office_are_found_with_the_unit_above), ON_GROUND(any_bytes_of_text_are_answered) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
