/* report_world.h - a small world for tests of reports: a city with a ward, six bodies, one account for each
 * role; and a finder that is told what to find, so these tests do not hang on how well texts are read.
 *
 * In a report's text "[120|suất quà|M7]" is a figure: amount, unit, indicator, then any of approx= max= org=
 * period= place= item= part= of= whole= sense= change= each cum stock sure= doubt= with=. part and of count the figures
 * of the text from 1. A line "## title|organisation|period" begins one of several reports. A test that
 * wants texts read for real defines WORLD_READS before it includes this. */
#ifndef TESTS_REPORT_WORLD_H
#define TESTS_REPORT_WORLD_H
#include "base/machine.h"
#include "core/core.h"
#include "core/office/account.h"
#include "core/office/body.h"
#include "core/office/person.h"
#include "core/office/post.h"
#include "core/office/unit.h"
#include "core/report/brief.h"
#include "core/report/closing.h"
#include "core/report/figure_row.h"
#include "core/second_pair.h"
#include "read/reader.h"
#include "support/database.h"
#include "vn/text.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <stdio.h>
#include <unistd.h>

/* ---- the finder that is told ---- */

#ifndef WORLD_READS
static inline void told_flag(struct arena *a, struct figure_found *f, struct str word)
{
    size_t eq = str_find(word, S("="), 0);
    struct str key = str_cut(word, 0, eq == SIZE_MAX ? word.n : eq),
               value = eq == SIZE_MAX ? S("") : str_cut(word, eq + 1, word.n);
    if (str_is(key, S("approx"))) f->approx = (enum vn_approx)name_index(vn_approx_names, VN_AT_MOST + 1, value);
    if (str_is(key, S("max"))) assert_true(vn_decimal_read(value, &f->value_max));
    if (str_is(key, S("org"))) f->actor = str_is(value, S("-")) ? S("") : value;
    if (str_is(key, S("item"))) f->item = value;
    if (str_is(key, S("place"))) f->place = value;
    if (str_is(key, S("period"))) assert_true(period_read(value, &f->period));
    if (str_is(key, S("sense"))) f->sense = (enum sense)name_index(sense_names, SENSE_CONTEXT + 1, value);
    if (str_is(key, S("change"))) f->change = (enum change)name_index(change_names, CHANGE_DOWN + 1, value);
    if (str_is(key, S("each"))) f->each = true;
    if (str_is(key, S("cum"))) f->cumulative = true;
    if (str_is(key, S("stock"))) f->stock = true;
    if (str_is(key, S("whole"))) f->has_whole = vn_decimal_read(value, &f->whole);
    int64_t n;
    if (str_is(key, S("sure")) && str_int(value, &n)) f->confidence = (uint16_t)n;
    if (str_is(key, S("doubt")))
        for (unsigned i = 0; i < DOUBT_COUNT; i++)
            if (str_is(value, str_c(doubt_names[i]))) f->doubts = (uint16_t)(f->doubts | 1u << i);
    if (str_is(key, S("with"))) {
        f->with = NEW(a, struct str);
        f->with[f->with_count++] = value;
    }
    if (str_is(key, S("part")) && str_int(value, &n)) f->part_of = (int32_t)n - 1;
    if (str_is(key, S("of"))) {
        f->value_of = NEW_N(a, uint32_t, 8);
        for (struct str part; str_next(&value, ',', &part);)
            if (str_int(part, &n)) f->value_of[f->value_of_count++] = (uint32_t)n - 1;
    }
}

static inline struct figure_found told_figure(struct arena *a, struct str words, const struct read_hints *hints)
{
    struct figure_found f = { .part_of = -1,
        .actor = hints->body,
        .period = hints->period,
        .confidence = 900,
        .dimension = DIMENSION_COUNT };
    struct str rest = words, part;
    for (int field = 0; str_next(&rest, '|', &part); field++) {
        if (field == 0) assert_true(vn_decimal_read(part, &f.value));
        else if (field == 1) f.unit = part;
        else if (field == 2) f.indicator = part;
        else told_flag(a, &f, part);
    }
    if (str_is(f.unit, S("VND"))) f.dimension = DIMENSION_MONEY;
    if (str_is(f.unit, S("%"))) f.dimension = DIMENSION_PERCENT;
    if (str_is(f.unit, S("hội viên")) || str_is(f.unit, S("người"))) f.dimension = DIMENSION_PEOPLE;
    return f;
}

static inline void told_parts(struct arena *a, struct str text, struct record *into)
{
    into->parts = NEW_N(a, struct part_found, text.n / 3 + 1);
    for (size_t at = 0; (at = str_find(text, S("## "), at)) != SIZE_MAX; at += 3) {
        size_t end = str_find(text, S("\n"), at), next = str_find(text, S("## "), at + 3);
        struct str line = str_cut(text, at + 3, end == SIZE_MAX ? text.n : end), period = S("");
        struct part_found *p = &into->parts[into->part_count++];
        assert_true(str_next(&line, '|', &p->title) && str_next(&line, '|', &p->organisation));
        if (str_next(&line, '|', &period) && period.n) assert_true(period_read(period, &p->period));
        p->span = (struct span){ at, next == SIZE_MAX ? text.n : next };
    }
}

void find_all(struct arena *a, struct str text, const struct read_hints *hints, struct record *into)
{
    size_t most = 0;
    for (size_t i = 0; i < text.n; i++) most += text.p[i] == '[';
    into->figures = NEW_N(a, struct figure_found, most + 1);
    for (size_t at = 0; (at = str_find(text, S("["), at)) != SIZE_MAX;) {
        size_t end = str_find(text, S("]"), at);
        if (end == SIZE_MAX) break;
        struct figure_found f = told_figure(a, str_cut(text, at + 1, end), hints);
        f.span = (struct span){ at, end + 1 };
        f.quote = str_cut(text, at, end + 1);
        into->figures[into->figure_count++] = f;
        at = end + 1;
    }
    told_parts(a, text, into);
}
#endif

/* ---- the world ---- */

/* 2023-07-07 16:40 in Viet Nam */
static const int64_t world_time = 1688722800000;

enum world_body { WOMEN, FARMERS, VETERANS, RED_CROSS, FRONT, PARTY, WORLD_BODIES };
enum world_person { OFFICER, HEAD, OFFICE, CHAIR, UPPER, ADMIN, OTHER_OFFICER, OTHER_HEAD, WORLD_PEOPLE };

struct world {
    struct arena *a;
    char path[DATABASE_URL];
    struct store *s;
    struct db *db;
    int64_t city, ward, other_ward, body[WORLD_BODIES], other_body;
    struct grant grant[WORLD_PEOPLE];
    struct who who[WORLD_PEOPLE];
};

static const struct { const char *organisation, *name, *short_name; } world_bodies[] = {
    [WOMEN] = { "LHPN", "Hội Liên hiệp Phụ nữ phường Bến Lúa", "Hội Phụ nữ" },
    [FARMERS] = { "HND", "Hội Nông dân phường Bến Lúa", "Hội Nông dân" },
    [VETERANS] = { "CCB", "Hội Cựu chiến binh phường Bến Lúa", "Hội Cựu chiến binh" },
    [RED_CROSS] = { "CTD", "Hội Chữ thập đỏ phường Bến Lúa", "Hội Chữ thập đỏ" },
    [FRONT] = { "MTTQ", "Ủy ban MTTQ Việt Nam phường Bến Lúa", "Mặt trận Tổ quốc" },
    [PARTY] = { "DANG", "Đảng ủy phường Bến Lúa", "Đảng ủy" },
};

static const struct { enum role role; int body; const char *name, *login; } world_people[] = {
    [OFFICER] = { ROLE_OFFICER, WOMEN, "Trần Thị Lan", "login0" },
    [HEAD] = { ROLE_HEAD, WOMEN, "Lê Thị Mai", "login1" },
    [OFFICE] = { ROLE_OFFICE, -1, "Nguyễn Hoài Thu", "login2" },
    [CHAIR] = { ROLE_CHAIR, -1, "Phạm Văn Hải", "login3" },
    [UPPER] = { ROLE_UPPER, -1, "Đỗ Minh Đức", "login4" },
    [ADMIN] = { ROLE_ADMIN, -1, "Vũ Quốc Bình", "login5" },
    [OTHER_OFFICER] = { ROLE_OFFICER, RED_CROSS, "Hồ Thị Sen", "login6" },
    [OTHER_HEAD] = { ROLE_HEAD, RED_CROSS, "Bùi Văn Tám", "login7" },
};

static inline error world_units(struct arena *a, struct db *db, struct world *w)
{
    struct unit city = { .code = S("SX"),
        .level = S("district"),
        .kind = S("thành phố"),
        .name = S("Sông Xanh"),
        .valid_from = S("2000-01-01") };
    TRY(unit_add(a, db, &city, &w->city));
    struct unit ward = { .code = S("BL"),
        .level = S("commune"),
        .kind = S("phường"),
        .name = S("Bến Lúa"),
        .parent_id = w->city,
        .valid_from = S("2000-01-01") };
    TRY(unit_add(a, db, &ward, &w->ward));
    struct unit other = { .code = S("AH"),
        .level = S("commune"),
        .kind = S("xã"),
        .name = S("An Hòa"),
        .parent_id = w->city,
        .valid_from = S("2000-01-01") };
    TRY(unit_add(a, db, &other, &w->other_ward));
    for (int i = 0; i < WORLD_BODIES; i++) {
        struct body body = { .unit_id = w->ward,
            .organisation = str_c(world_bodies[i].organisation),
            .name = str_c(world_bodies[i].name),
            .short_name = str_c(world_bodies[i].short_name),
            .issuer = i == PARTY ? S("Đảng ủy phường Bến Lúa") : S("Ủy ban MTTQ Việt Nam phường Bến Lúa"),
            .superior =
                i == PARTY ? S("Đảng bộ thành phố Sông Xanh") : S("Ủy ban MTTQ Việt Nam thành phố Sông Xanh"),
            .layout = i == PARTY ? S("party") : S("state"),
            .number_suffix = i == PARTY ? S("BC/ĐU") : S("BC-MTTQ-BTT"),
            .ordinal = i + 1,
            .reports = i != PARTY,
            .valid_from = S("2000-01-01") };
        TRY(body_add(a, db, &body, &w->body[i]));
    }
    struct body far = { .unit_id = w->other_ward,
        .organisation = S("LHPN"),
        .name = S("Hội Liên hiệp Phụ nữ xã An Hòa"),
        .short_name = S("Hội Phụ nữ"),
        .layout = S("state"),
        .ordinal = 1,
        .reports = true,
        .valid_from = S("2000-01-01") };
    return body_add(a, db, &far, &w->other_body);
}

static inline error world_job(struct arena *a, struct db *db, void *arg)
{
    struct world *w = arg;
    TRY(world_units(a, db, w));
    for (int i = 0; i < WORLD_PEOPLE; i++) {
        struct who *who = &w->who[i];
        who->name = str_c(world_people[i].name);
        TRY(person_add(a, db, who->name, &who->person_id));
        who->login = str_c(world_people[i].login);
        TRY(account_add(a, db, who->person_id, who->login, S("x"), LANGUAGE_VI, &who->account_id));
        struct unit u;
        TRY(unit_get(a, db, world_people[i].role == ROLE_UPPER ? w->city : w->ward, &u));
        w->grant[i] = (struct grant){ .id = i + 1,
            .role = world_people[i].role,
            .unit_id = u.id,
            .unit_from = u.tree_from,
            .unit_to = u.tree_to,
            .body_id = world_people[i].body >= 0 ? w->body[world_people[i].body] : 0 };
        who->grant = &w->grant[i];
        who->grants = 1;
        who->acting = &w->grant[i];
    }
    int64_t id;
    for (int i = OFFICE; i <= CHAIR; i++) {                /* who could be the second person must have it on paper */
        struct new_grant kept = { .account_id = w->who[i].account_id, .role = world_people[i].role,
            .unit_id = w->ward, .from = S("2020-01-01") };
        TRY(account_allow(a, db, &kept, &id));
    }
    struct post front = { .person_id = w->who[OFFICE].person_id,
        .body_id = w->body[FRONT],
        .title = S("Chủ tịch"),
        .valid_from = S("2020-01-01") };
    TRY(post_add(a, db, &front, &id));
    struct post party = { .person_id = w->who[CHAIR].person_id,
        .body_id = w->body[PARTY],
        .title = S("Bí thư Đảng ủy"),
        .valid_from = S("2020-01-01") };
    return post_add(a, db, &party, &id);
}

/* A closed period opened again: the office asks, the chair confirms. */
static inline error world_reopen(struct world *w, struct str period)
{
    int64_t id;
    struct two_person done;
    TRY(closing_ask(w->a, w->s, &w->who[OFFICE], w->ward, period, S("Sửa một số liệu")));
    TRY(two_person_waiting(w->a, w->db, TWO_REOPEN, w->ward, period, &id));
    return second_pair_confirm(w->a, w->s, &w->who[CHAIR], id, &done);
}

#define DONE(call)                                                                                             \
    do {                                                                                                       \
        error done_ = (call);                                                                                  \
        if (done_) fail_msg("%s:%d: %s", __FILE__, __LINE__, done_->said);                                     \
    } while (0)
#define REFUSED(kind_, call) world_refused((kind_), (call), __FILE__, __LINE__)
static inline error world_refused(enum err_kind kind, error e, const char *file, int line)
{
    if (!e) fail_msg("%s:%d: not refused", file, line);
    if (e->kind != kind) fail_msg("%s:%d: %s: %s", file, line, err_name(e->kind), e->said);
    return e;
}

static struct world world_now, world_kept;     /* kept: as every test finds it, with no database open */

static inline void world_fill(const char *url)
{
    struct world *w = &world_now;
    memset(w, 0, sizeof *w);
    w->a = arena_open(512 << 20);
    DONE(core_open(w->a, url, STORE_MAKE, &w->s));
    DONE(db_write(w->a, w->s, world_job, w));
    core_close(w->a, w->s);
    arena_close(w->a);
    world_kept = *w;
}

static inline int world_up(void **state)
{
    static struct database_mould mould;
    struct world *w = &world_now;
    char path[DATABASE_URL];
    clock_fix(world_time);
    database_filled(path, "report", &mould, world_fill);
    *w = world_kept;
    memcpy(w->path, path, sizeof path);
    w->a = arena_open(512 << 20);
    DONE(core_open(w->a, w->path, STORE_MAKE, &w->s));
    DONE(store_reader(w->s, &w->db));
    *state = w;
    return 0;
}

static inline int world_down(void **state)
{
    struct world *w = *state;
    core_close(w->a, w->s);
    arena_close(w->a);
    database_forget(w->path);
    clock_fix(-1);
    return 0;
}

#define IN_WORLD(test) cmocka_unit_test_setup_teardown(test, world_up, world_down)

/* ---- what tests do all the time ---- */

/* Somebody who may write for the body, or decide for it. */
static inline const struct who *world_writer(struct world *w, int64_t body_id, enum role role)
{
    struct grant *g = NEW(w->a, struct grant);
    struct who *who = NEW(w->a, struct who);
    *g = w->grant[OFFICER];
    g->role = role;
    g->body_id = body_id;
    if (body_id == w->other_body) g->unit_id = w->other_ward;
    *who = w->who[role == ROLE_HEAD ? HEAD : OFFICER];
    who->acting = g;
    return who;
}

static inline int64_t world_draft(struct world *w, int64_t body_id, const char *period, const char *text)
{
    struct report_draft draft = { .body_id = body_id, .period = str_c(period), .text = str_c(text) };
    int64_t id;
    DONE(report_add(w->a, w->s, world_writer(w, body_id, ROLE_OFFICER), &draft, &id));
    return id;
}

static inline struct report world_report(struct world *w, int64_t id, int64_t body_id)
{
    struct report r;
    DONE(report_get(w->a, w->db, world_writer(w, body_id, ROLE_OFFICER), id, &r));
    return r;
}

static inline void world_confirm_all(struct world *w, int64_t id, int64_t body_id)
{
    struct figure *list;
    size_t n;
    const struct who *who = world_writer(w, body_id, ROLE_OFFICER);
    DONE(figure_list(w->a, w->db, who, id, &list, &n));
    for (size_t i = 0; i < n; i++)
        if (list[i].state == FIGURE_READ) DONE(figure_confirm(w->a, w->s, who, list[i].id, list[i].version));
}

static inline void world_submit(struct world *w, int64_t id, int64_t body_id)
{
    world_confirm_all(w, id, body_id);
    DONE(report_submit(w->a, w->s, world_writer(w, body_id, ROLE_OFFICER), id, world_report(w, id, body_id).version));
}

static inline void world_approve(struct world *w, int64_t id, int64_t body_id)
{
    DONE(report_approve(w->a, w->s, world_writer(w, body_id, ROLE_HEAD), id, world_report(w, id, body_id).version));
}

static inline void world_return(struct world *w, int64_t id, int64_t body_id)
{
    DONE(report_return(w->a, w->s, world_writer(w, body_id, ROLE_HEAD), id,
        world_report(w, id, body_id).version, S("xem lại số liệu")));
}

/* From words to the totals at once. */
static inline int64_t world_approved(struct world *w, int64_t body_id, const char *period, const char *text)
{
    int64_t id = world_draft(w, body_id, period, text);
    world_submit(w, id, body_id);
    world_approve(w, id, body_id);
    return id;
}

/* The words of a total, "" when nothing was counted. */
static inline const char *world_total(
    struct world *w, int64_t unit_id, const char *indicator, const char *period, const char *organisation)
{
    struct total t;
    bool found;
    DONE(total_find(w->a, w->db, unit_id, str_c(indicator), str_c(period), str_c(organisation), &t, &found));
    return found ? str_z(w->a, t.words) : "";
}
#endif
