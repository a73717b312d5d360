/* test_directive.c - what the chair asks for: written once, confirmed with its four parts, in its order, said in the
 * formula; who may; names and days as people say them; what concluding words propose, measured over
 * tests/tables/directive_*.txt. */
#define WORLD_READS
#include "support/briefing.h"
#include "core/meeting/directive_row.h"
#include "core/office/audit.h"
#include "core/meeting/live.h"
#include "vn/number.h"

struct ground { struct world *w; struct meeting m; int64_t youth, committee; };

static error more_bodies(struct arena *a, struct db *db, void *arg)
{
    struct ground *g = arg;
    struct body youth = { .unit_id = g->w->ward, .organisation = S("DTN"), .ordinal = 8, .layout = S("youth"),
        .name = S("Đoàn TNCS Hồ Chí Minh phường Bến Lúa"), .short_name = S("Đoàn phường"),
        .valid_from = S("2000-01-01") };
    struct body committee = { .unit_id = g->w->ward, .organisation = S("UBND"), .ordinal = 9, .layout = S("state"),
        .name = S("Ủy ban nhân dân phường Bến Lúa"), .short_name = S("UBND phường"),
        .valid_from = S("2000-01-01") };
    TRY(body_add(a, db, &youth, &g->youth));
    return body_add(a, db, &committee, &g->committee);
}

static struct ground ground_in(struct world *w, enum meeting_state state)
{
    struct ground g = { .w = w };
    clock_fix(INT64_C(1783501200000));         /* 2026-07-08 16:00 in Viet Nam */
    DONE(db_write(w->a, w->s, more_bodies, &g));
    g.m = briefing(w, briefing_in(w, briefing_series(w), "2026-Q2", "2026-07-08", state));
    return g;
}

static const struct who *office(const struct ground *g) { return &g->w->who[OFFICE]; }

static struct directive whole(const struct ground *g)
{
    static int64_t with[1];
    with[0] = g->w->body[VETERANS];
    return (struct directive){ .meeting_id = g->m.id, .attitude = S("Thống nhất"), .lead_id = g->w->body[WOMEN],
        .with = with, .withs = 1, .words = S("Rà soát hộ cận nghèo chưa có thẻ"),
        .channel = S("trình Thường trực Đảng ủy"), .due = S("2026-08-15"), .measure = S("số thẻ đã trao"),
        .indicator = S("M12"), .has_goal = true, .goal = 400 * MILLI, .key = S("a1") };
}

static int64_t put(const struct ground *g, struct directive d)
{
    int64_t id;
    DONE(directive_put(g->w->a, g->w->s, office(g), &d, &id));
    return id;
}

static struct directive get(const struct ground *g, int64_t id)
{
    struct directive d;
    DONE(directive_get(g->w->a, g->w->db, id, &d));
    return d;
}

static struct directive_list list(const struct ground *g)
{
    struct directive_list l;
    DONE(directive_list(g->w->a, g->w->db, g->m.id, &l));
    return l;
}

/* ---- writing ---- */

static void the_same_key_writes_once_and_gives_the_same_id(void **state)
{
    struct ground g = ground_in(*state, MEETING_OPEN);
    int64_t id = put(&g, whole(&g));
    struct directive again = whole(&g);
    again.words = S("việc khác");
    assert_int_equal(put(&g, again), id);
    assert_string_equal(str_z(g.w->a, get(&g, id).words), "Rà soát hộ cận nghèo chưa có thẻ");
    assert_int_equal(list(&g).n, 1);
}

static void a_change_on_an_old_version_is_refused_and_nothing_is_lost(void **state)
{
    struct ground g = ground_in(*state, MEETING_ENDED);
    struct directive mine = get(&g, put(&g, whole(&g))), theirs = mine;
    int64_t id;
    theirs.words = S("rà soát hộ nghèo");
    DONE(directive_put(g.w->a, g.w->s, &g.w->who[CHAIR], &theirs, &id));
    mine.words = S("rà soát cả hai");
    REFUSED(ERR_CONFLICT, directive_put(g.w->a, g.w->s, office(&g), &mine, &id));
    assert_string_equal(str_z(g.w->a, get(&g, id).words), "rà soát hộ nghèo");
}

static void it_is_confirmed_with_its_four_parts_and_says_which_are_missing(void **state)
{
    struct ground g = ground_in(*state, MEETING_ENDED);
    struct directive d = { .meeting_id = g.m.id, .words = S("sắp xếp lại tổ") };
    int64_t id = put(&g, d);
    error e = REFUSED(ERR_INPUT, directive_confirm(g.w->a, g.w->s, office(&g), id, 1));
    assert_non_null(strstr(e->said, "đơn vị chủ trì, thời hạn, thước đo"));
    d = whole(&g);
    d.id = id;
    d.version = 1;
    put(&g, d);
    DONE(directive_confirm(g.w->a, g.w->s, office(&g), id, 2));
    assert_int_equal(get(&g, id).state, DIRECTIVE_CONFIRMED);
    assert_int_equal(list(&g).confirmed, 1);
    d.version = 3;
    d.due = S("");
    put(&g, d);
    assert_int_equal(get(&g, id).state, DIRECTIVE_PROPOSED);
}

static void they_keep_an_order_that_can_be_changed(void **state)
{
    struct ground g = ground_in(*state, MEETING_ENDED);
    struct directive d = { .meeting_id = g.m.id };
    int64_t id[3];
    for (int i = 0; i < 3; i++) {
        d.words = str_fmt(g.w->a, "việc số %d", i);
        id[i] = put(&g, d);
    }
    DONE(directive_move(g.w->a, g.w->s, office(&g), id[2], 2));
    DONE(directive_move(g.w->a, g.w->s, office(&g), id[2], 2));            /* twice is as once */
    DONE(directive_move(g.w->a, g.w->s, office(&g), id[0], 0));
    struct directive_list l = list(&g);
    assert_int_equal(l.row[0].id, id[0]);
    assert_int_equal(l.row[1].id, id[2]);
    assert_int_equal(l.row[2].id, id[1]);
    DONE(directive_drop(g.w->a, g.w->s, office(&g), id[2], 1));
    assert_int_equal(list(&g).n, 2);
    DONE(directive_restore(g.w->a, g.w->s, office(&g), id[2], 2));
    assert_int_equal(list(&g).row[1].id, id[2]);
}

static void what_is_written_wakes_the_screens_and_stands_in_the_log(void **state)
{
    struct ground g = ground_in(*state, MEETING_OPEN);
    int64_t before, after;
    struct audit_rows rows;
    DONE(live_now(g.w->a, g.w->db, g.m.id, &before));
    int64_t id = put(&g, whole(&g));
    DONE(live_now(g.w->a, g.w->db, g.m.id, &after));
    assert_int_equal(after, before + 1);
    DONE(audit_of(g.w->a, g.w->db, "directive", id, &rows));
    assert_int_equal(rows.n, 1);
    assert_true(str_find(rows.row[0].after, S("trước ngày 15/08/2026"), 0) != SIZE_MAX);
}

static void only_who_concludes_writes_and_nobody_into_a_cancelled_or_signed_briefing(void **state)
{
    struct ground g = ground_in(*state, MEETING_OPEN);
    struct directive d = whole(&g);
    int64_t id;
    static const int others[] = { OFFICER, HEAD, UPPER, ADMIN };
    for (size_t i = 0; i < COUNT(others); i++)
        REFUSED(ERR_DENIED, directive_put(g.w->a, g.w->s, &g.w->who[others[i]], &d, &id));
    struct briefing_step cancel = { g.m.id, MEETING_CANCELLED, office(&g) };
    database_run(g.w->path, "UPDATE meeting SET state = 'cancelled'");
    (void)cancel;
    REFUSED(ERR_CONFLICT, directive_put(g.w->a, g.w->s, office(&g), &d, &id));
    database_run(g.w->path, "UPDATE meeting SET state = 'concluded'");
    REFUSED(ERR_CONFLICT, directive_put(g.w->a, g.w->s, office(&g), &d, &id));
}

static void what_cannot_be_is_refused_by_name(void **state)
{
    struct ground g = ground_in(*state, MEETING_OPEN);
    int64_t id;
    struct directive wrong[7];
    for (size_t i = 0; i < COUNT(wrong); i++) wrong[i] = whole(&g);
    wrong[0].due = S("2026-02-30");
    wrong[1].lead_id = g.w->other_body;
    wrong[2].indicator = S("KHONG");
    wrong[3].indicator = S("");                /* a value without its indicator */
    wrong[4].goal = -1;
    wrong[5].words = wrong[5].attitude;
    wrong[5].lead_id = 0;
    wrong[5].words = S("");
    char *many = arena_get(g.w->a, 2002);
    memset(many, 'a', 2001);
    wrong[6].words = str_c(many);
    for (size_t i = 0; i < COUNT(wrong); i++)
        REFUSED(ERR_INPUT, directive_put(g.w->a, g.w->s, office(&g), &wrong[i], &id));
    assert_int_equal(list(&g).n, 0);
}

/* ---- the sentence ---- */

static void the_sentence_of_the_formula_is_vietnamese_with_any_part_missing(void **state)
{
    struct arena *a = arena_open(16 << 20);
    struct str names[] = { S("Đoàn phường"), S("Hội Nông dân phường") };
    struct directive all = { .lead_id = 1, .lead_name = S("Hội Phụ nữ phường"), .with = (int64_t[]){ 2, 3 },
        .with_name = names, .withs = 2, .attitude = S("cơ bản nhất trí"), .words = S("Rà soát hộ cận nghèo"),
        .channel = S("Trình Thường trực Đảng ủy"), .due = S("2026-08-05"), .measure = S("số thẻ đã trao"),
        .indicator = S("M12"), .indicator_name = S("Thẻ bảo hiểm y tế đã trao"), .has_goal = true,
        .goal = 400 * MILLI, .goal_words = S("400 thẻ") };
    struct directive d[7];
    for (size_t i = 0; i < COUNT(d); i++) d[i] = all;
    d[1].withs = 0;
    d[1].attitude = S("");
    d[2].withs = 1;
    d[2].others = true;
    d[2].attitude = d[2].channel = d[2].due = S("");
    d[3] = (struct directive){ .words = S("Hội Nông dân và các chi hội đăng ký") };
    d[4] = (struct directive){ .lead_id = 1, .lead_name = S("UBND phường"), .words = S("BHYT cho học sinh"),
        .due = S("2026-12-01") };
    d[5].measure = S("");
    d[5].attitude = d[5].channel = S("");
    d[5].withs = 0;
    d[6] = (struct directive){ .attitude = S("Thống nhất"), .measure = S("400 thẻ BHYT"), .has_goal = true,
        .goal = 400 * MILLI, .goal_words = S("400 thẻ"), .indicator = S("M12") };
    static const char *const want[] = {
        "Cơ bản nhất trí. Giao Hội Phụ nữ phường chủ trì, phối hợp với Đoàn phường và Hội Nông dân phường, rà soát hộ "
        "cận nghèo, trình Thường trực Đảng ủy, trước ngày 05/08/2026, đo bằng số thẻ đã trao, đạt 400 thẻ.",
        "Giao Hội Phụ nữ phường rà soát hộ cận nghèo, trình Thường trực Đảng ủy, trước ngày 05/08/2026, đo bằng số thẻ "
        "đã trao, đạt 400 thẻ.",
        "Giao Hội Phụ nữ phường chủ trì, phối hợp với Đoàn phường và các cơ quan, đơn vị liên quan, rà soát hộ cận "
        "nghèo, đo bằng số thẻ đã trao, đạt 400 thẻ.",
        "Hội Nông dân và các chi hội đăng ký.",
        "Giao UBND phường BHYT cho học sinh, trước ngày 01/12/2026.",
        "Giao Hội Phụ nữ phường rà soát hộ cận nghèo, trước ngày 05/08/2026, đo bằng chỉ tiêu “Thẻ bảo hiểm y tế đã "
        "trao”, đạt 400 thẻ.",
        "Thống nhất. Đo bằng 400 thẻ BHYT.",
    };
    (void)state;
    for (size_t i = 0; i < COUNT(d); i++) assert_string_equal(str_z(a, directive_words(a, &d[i])), want[i]);
    arena_close(a);
}

static void the_names_in_it_are_those_of_the_day_of_the_meeting(void **state)
{
    struct ground g = ground_in(*state, MEETING_OPEN);
    int64_t id = put(&g, whole(&g));
    database_run(g.w->path, "UPDATE body_frame SET valid_to = '2026-07-31' WHERE name LIKE 'Hội Liên hiệp%Bến Lúa';"
                            "UPDATE body SET name = 'Tên mới', short_name = 'Mới' WHERE short_name = 'Hội Phụ nữ'");
    struct directive d = get(&g, id);
    assert_string_equal(str_z(g.w->a, d.lead_name), "Hội Liên hiệp Phụ nữ phường Bến Lúa");
    assert_string_equal(str_z(g.w->a, d.with_name[0]), "Hội Cựu chiến binh phường Bến Lúa");
}

/* ---- names and days as people say them ---- */

static void a_body_is_found_by_any_of_its_names_without_accents_and_no_other_units(void **state)
{
    struct ground g = ground_in(*state, MEETING_OPEN);
    static const struct { const char *typed; int body; } rows[] = {
        { "Hội Phụ nữ", WOMEN }, { "hoi phu nu phuong", WOMEN }, { "LHPN", WOMEN },
        { "Hội LHPN phường Bến Lúa", WOMEN },
        { "mttq", FRONT }, { "UBMTTQ phường", FRONT }, { "ccb", VETERANS }, { "Hội CTĐ", RED_CROSS },
        { "hội nông dân", FARMERS }, { "Hội Nông dân xã An Hòa", -1 }, { "Hội Phụ nữ tỉnh", -1 },
        { "phòng Nội vụ", -1 },
        { "", -1 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        int64_t id;
        DONE(directive_body(g.w->a, g.w->db, &g.m, str_c(rows[i].typed), &id));
        if (id != (rows[i].body < 0 ? 0 : g.w->body[rows[i].body])) fail_msg("%s: %lld", rows[i].typed, (long long)id);
    }
}

static void offers_while_typing_put_the_best_first(void **state)
{
    struct ground g = ground_in(*state, MEETING_OPEN);
    static const struct { const char *typed, *first; } bodies[] = {
        { "hoi p", "Hội Phụ nữ" }, { "lhpn", "Hội Phụ nữ" }, { "ccb", "Hội Cựu chiến binh" }, { "doan", "Đoàn phường" },
        { "chu thap", "Hội Chữ thập đỏ" }, { "mat tran", "Mặt trận Tổ quốc" }, { "ubnd", "UBND phường" },
    };
    static const struct { const char *typed, *first; } indicators[] = {
        { "400 the bao hiem", "M12" }, { "the bhyt", "M12" }, { "nha dai doan ket", "M4" }, { "M16", "M16" },
        { "150 don vi mau", "D5" },
    };
    struct directive_offer *offer;
    size_t n;
    for (size_t i = 0; i < COUNT(bodies); i++) {
        DONE(directive_bodies(g.w->a, g.w->db, &g.m, str_c(bodies[i].typed), &offer, &n));
        if (!n || !str_is(offer[0].words, str_c(bodies[i].first)))
            fail_msg("%s: %s", bodies[i].typed, n ? str_z(g.w->a, offer[0].words) : "");
    }
    DONE(directive_bodies(g.w->a, g.w->db, &g.m, S("zzz"), &offer, &n));
    assert_int_equal(n, 0);
    for (size_t i = 0; i < COUNT(indicators); i++) {
        DONE(directive_indicators(g.w->a, g.w->db, str_c(indicators[i].typed), &offer, &n));
        if (!n || !str_is(offer[0].code, str_c(indicators[i].first)))
            fail_msg("%s: %s", indicators[i].typed, n ? str_z(g.w->a, offer[0].code) : "");
    }
}

static void days_are_understood_as_they_are_said(void **state)
{
    struct arena *a = arena_open(16 << 20);
    static const struct { const char *said, *day; } rows[] = {
        { "15/8", "2026-08-15" }, { "trước 15/8", "2026-08-15" }, { "trước ngày 15/08/2026", "2026-08-15" },
        { "ngày 15 tháng 8", "2026-08-15" }, { "15.8", "2026-08-15" }, { "cuối tháng 8", "2026-08-31" },
        { "trong quý III", "2026-09-30" }, { "quý 3", "2026-09-30" }, { "trước quý IV", "2026-09-30" },
        { "trước tháng 9", "2026-08-31" }, { "giữa tháng 8", "2026-08-15" }, { "đầu tháng 8", "2026-08-10" },
        { "cuối năm", "2026-12-31" }, { "trong năm 2026", "2026-12-31" }, { "tháng này", "2026-07-31" },
        { "tháng sau", "2026-08-31" }, { "quý tới", "2026-12-31" }, { "tuần sau", "2026-07-19" },
        { "30 ngày", "2026-08-07" }, { "trong vòng 10 ngày làm việc", "2026-07-22" }, { "5/1", "2027-01-05" },
        { "chậm nhất 30/9", "2026-09-30" }, { "6 tháng cuối năm", "2026-12-31" }, { "hết tháng 8", "2026-08-31" },
        { "sớm", NULL }, { "31/2", NULL }, { "", NULL },
    };
    struct day on = { 2026, 7, 8 }, d;
    struct span where;
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        bool is = directive_due(a, str_c(rows[i].said), on, true, &d, &where);
        if (is != (rows[i].day != NULL) || (is && !str_is(day_write(a, d), str_c(rows[i].day))))
            fail_msg("%s: %s", rows[i].said, is ? str_z(a, day_write(a, d)) : "none");
    }
    static const char *const none[] = { "trong quý II đã trao 400 suất quà", "kỷ niệm ngày 27/7", "trước đây",
                                        "6 tháng đầu năm đạt 50%" };
    for (size_t i = 0; i < COUNT(none); i++)
        if (directive_due(a, str_c(none[i]), on, false, &d, &where)) fail_msg("%s", none[i]);
    arena_close(a);
}

/* ---- proposals ---- */

struct score { int wanted, got, found, lead, with, due, measure, words; };

static struct str codes_of(const struct ground *g, const struct directive *d, struct str *with)
{
    struct body b;
    struct str lead = S("-");
    struct buf w = buf_open(g->w->a);
    if (d->lead_id) {
        DONE(body_get(g->w->a, g->w->db, d->lead_id, &b));
        lead = b.organisation;
    }
    for (size_t i = 0; i < d->withs; i++) {
        DONE(body_get(g->w->a, g->w->db, d->with[i], &b));
        buf_fmt(&w, "%s%.*s", i ? " " : "", STR(b.organisation));
    }
    if (d->others) buf_c(&w, d->withs ? " +" : "+");
    *with = w.n ? buf_done(&w) : S("-");
    return lead;
}

/* How many words of x stand in y too, of those of x. */
static bool alike(struct arena *a, struct str x, struct str y)
{
    struct str rest = vn_fold(a, x), in = str_fmt(a, " %.*s ", STR(vn_fold(a, y))), word;
    size_t same = 0, all = 0;
    while (str_next(&rest, ' ', &word)) {
        all++;
        same += str_find(in, str_fmt(a, " %.*s ", STR(word)), 0) != SIZE_MAX;
    }
    return all && same * 10 >= all * 6;
}

static bool same_words(struct arena *a, struct str x, struct str y)
{
    return str_is(vn_fold(a, str_is(x, S("-")) ? S("") : x), vn_fold(a, str_is(y, S("-")) ? S("") : y));
}

static void score_one(const struct ground *g, struct str want, const struct directive_list *got, bool *used,
    struct score *s, bool show)
{
    struct arena *a = g->w->a;
    struct str field[6] = { 0 }, with;
    for (int i = 0; i < 6 && str_next(&want, '|', &field[i]); i++) field[i] = str_trim(field[i]);
    s->wanted++;
    for (size_t k = 0; k < got->n; k++) {
        const struct directive *d = &got->row[k];
        if (used[k] || !alike(a, field[2], d->words)) continue;
        used[k] = true;
        struct str lead = codes_of(g, d, &with);
        struct str goal = d->has_goal ? str_fmt(a, "%.*s=%.*s", STR(d->indicator), STR(vn_decimal(a, d->goal)))
                                      : S("-");
        bool ok[] = { str_is(lead, field[0]), str_is(with, field[1]), same_words(a, field[2], d->words),
            same_words(a, field[3], d->due), same_words(a, field[4], d->measure) };
        s->found++;
        s->lead += ok[0];
        s->with += ok[1];
        s->words += ok[2];
        s->due += ok[3];
        s->measure += ok[4];
        if (show && !(ok[0] && ok[1] && ok[2] && ok[3] && ok[4] && str_is(goal, field[5])))
            print_message("want %.*s | %.*s | %.*s | %.*s | %.*s | %.*s\n"
                " got %.*s | %.*s | %.*s | %.*s | %.*s | %.*s\n",
                STR(field[0]), STR(field[1]), STR(field[2]), STR(field[3]), STR(field[4]), STR(field[5]), STR(lead),
                STR(with), STR(d->words), STR(d->due), STR(d->measure), STR(goal));
        return;
    }
    if (show) print_message("missed %.*s\n", STR(field[2]));
}

static struct score score_table(const struct ground *g, const char *path, bool show)
{
    struct arena *a = g->w->a;
    struct bytes in;
    struct str rest, line;
    struct directive_names names;
    struct score s = { 0 };
    DONE(directive_names(a, g->w->db, g->w->ward, g->m.day, &names));
    DONE(file_read(a, path, 1 << 20, &in));
    DONE(vn_text(a, in, &rest));
    while (str_next(&rest, '\n', &line)) {
        if (!line.n) continue;
        struct buf text = buf_open(a);
        struct str part = line;
        for (size_t at; (at = str_find(part, S("⏎"), 0)) != SIZE_MAX; part = str_cut(part, at + 3, part.n))
            buf_fmt(&text, "%.*s\n", STR(str_cut(part, 0, at)));
        buf_str(&text, part);
        struct directive_list got;
        struct read_hints hints = { .received = { 2026, 7, 8 } };
        DONE(directive_proposals(a, &names, hints.received, &hints, buf_done(&text), &got));
        bool *used = NEW_N(a, bool, got.n + 1);
        s.got += (int)got.n;
        while (str_next(&rest, '\n', &line) && line.n) score_one(g, line, &got, used, &s, show);
        for (size_t k = 0; show && k < got.n; k++)
            if (!used[k]) print_message("more %.*s\n", STR(got.row[k].words));
    }
    return s;
}

static void print_score(const char *name, const struct score *s)
{
    print_message("%s: %d wanted, %d proposed, %d found; of these lead %d, with %d, day %d, measure %d, words %d\n",
        name, s->wanted, s->got, s->found, s->lead, s->with, s->due, s->measure, s->words);
}

static void concluding_words_propose_directives_with_their_parts(void **state)
{
    struct ground g = ground_in(*state, MEETING_ENDED);
    bool show = getenv("SHOW") != NULL;
    struct score made = score_table(&g, "tests/tables/directive_read.txt", show);
    struct score unseen = score_table(&g, "tests/tables/directive_unseen.txt", getenv("SHOW_UNSEEN") != NULL);
    print_score("made by", &made);
    print_score("unseen", &unseen);
    assert_true(made.wanted + unseen.wanted >= 40);
    /* of the first table the rules were made; of the second, at its first reading, 13 of 19 were found and 2 more were
     * proposed that are none; since then markers within a line are known too */
    assert_true(made.found == made.wanted && made.got == made.found && made.lead == made.found);
    assert_true(unseen.found >= 17 && unseen.got - unseen.found <= 2 && unseen.lead >= 17 && unseen.due >= 17);
}

static void a_line_that_begins_with_a_semicolon_is_read_like_any_other(void **state)
{
    struct ground g = ground_in(*state, MEETING_ENDED);
    struct directive_names names;
    struct directive_list got;
    struct read_hints hints = { .received = { 2026, 7, 8 }, .body = S("") };
    DONE(directive_names(g.w->a, g.w->db, g.w->ward, g.m.day, &names));
    DONE(directive_proposals(g.w->a, &names, hints.received, &hints, S(";nghèo, trình Thường trực"), &got));
    DONE(directive_proposals(g.w->a, &names, hints.received, &hints,
        S("; ; Giao Hội Nông dân rà soát hộ vay vốn; thời hạn: 30/9"), &got));
    assert_int_equal(got.n, 1);
    assert_int_equal(got.row[0].lead_id, g.w->body[FARMERS]);
    assert_string_equal(str_z(g.w->a, got.row[0].due), "2026-09-30");
}

static void the_same_words_twice_propose_nothing_twice(void **state)
{
    struct ground g = ground_in(*state, MEETING_ENDED);
    struct str words = S("1. Giao Hội Phụ nữ trao 400 thẻ bảo hiểm y tế trước 15/8.\n2. Hội Nông dân củng cố 03 tổ hợp "
                         "tác trong quý III.");
    size_t n;
    DONE(directive_read(g.w->a, g.w->s, office(&g), g.m.id, words, &n));
    assert_int_equal(n, 2);
    struct directive_list l = list(&g);
    assert_int_equal(l.row[0].lead_id, g.w->body[WOMEN]);
    assert_string_equal(str_z(g.w->a, l.row[0].due), "2026-08-15");
    assert_int_equal(l.row[0].origin, DIRECTIVE_READ);
    assert_true(str_find(l.row[1].quote, S("trong quý III"), 0) != SIZE_MAX);
    DONE(directive_drop(g.w->a, g.w->s, office(&g), l.row[1].id, l.row[1].version));
    DONE(directive_read(g.w->a, g.w->s, office(&g), g.m.id, words, &n));
    assert_int_equal(n, 0);
    assert_int_equal(list(&g).n, 1);
    REFUSED(ERR_DENIED, directive_read(g.w->a, g.w->s, &g.w->who[OFFICER], g.m.id, words, &n));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(the_same_key_writes_once_and_gives_the_same_id),
        IN_WORLD(a_change_on_an_old_version_is_refused_and_nothing_is_lost),
        IN_WORLD(it_is_confirmed_with_its_four_parts_and_says_which_are_missing),
        IN_WORLD(they_keep_an_order_that_can_be_changed),
        IN_WORLD(what_is_written_wakes_the_screens_and_stands_in_the_log),
        IN_WORLD(only_who_concludes_writes_and_nobody_into_a_cancelled_or_signed_briefing),
        IN_WORLD(what_cannot_be_is_refused_by_name),
        cmocka_unit_test(the_sentence_of_the_formula_is_vietnamese_with_any_part_missing),
        IN_WORLD(the_names_in_it_are_those_of_the_day_of_the_meeting),
        IN_WORLD(a_body_is_found_by_any_of_its_names_without_accents_and_no_other_units),
        IN_WORLD(offers_while_typing_put_the_best_first),
        cmocka_unit_test(days_are_understood_as_they_are_said),
        IN_WORLD(concluding_words_propose_directives_with_their_parts),
        IN_WORLD(a_line_that_begins_with_a_semicolon_is_read_like_any_other),
        IN_WORLD(the_same_words_twice_propose_nothing_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
