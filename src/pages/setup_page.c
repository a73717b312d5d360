/* setup_page.c - the first run: the frame of its five steps, the unit, the catalogue, the deadlines, what comes next.
 * Bodies and people are in setup_people_page.c. */
#include "core/office/setup.h"
#include "base/machine.h"
#include "core/office/country.h"
#include "core/office/session.h"
#include "core/office/unit_search.h"
#include "pages/setup_pages.h"
#include "vn/period.h"

static const char *const names[SETUP_STEPS + 1] = {
    "", SAID("Đơn vị"), SAID("Tổ chức"), SAID("Cán bộ"), SAID("Chỉ tiêu"), SAID("Hạn nộp"),
};

static struct str address(struct arena *a, int step)
{
    return step > SETUP_STEPS ? S("/thiet-lap/xong") : str_fmt(a, "/thiet-lap/buoc-%d", step);
}

error setup_head(struct request *q, struct db *db, int now, error why, struct setup_head_view *out)
{
    int next;
    TRY(setup_step(q->a, db, &next));
    struct link *step = NEW_N(q->a, struct link, SETUP_STEPS);
    for (int i = 1; i <= SETUP_STEPS; i++)
        step[i - 1] = (struct link){ .label = str_fmt(q->a, "%d. %s", i, say(names[i])), .now = i == now,
            .href = i <= next && i != now ? address(q->a, i) : S(""), .hint = i < next ? SAY("đã xong") : S("") };
    *out = (struct setup_head_view){ .form = page_key(q, false), .step = step, .steps = SETUP_STEPS,
        .before = now > 1 ? address(q->a, now - 1) : S(""), .why = why ? str_c(why->said) : S(""),
        .place = str_fmt(q->a, say("Bước %d trong %d"), now, SETUP_STEPS) };
    return NULL;
}

error setup_on(struct request *q, struct reply *r, int now)
{
    TRY(setup_went(q->a, page_store(q), page_who(q), now));
    reply_redirect(q, r, "%s", str_z(q->a, address(q->a, now + 1)));
    return NULL;
}

error setup_show(struct request *q, struct reply *r, struct str title, error why, const struct buf *body)
{
    if (why) r->status = err_status(why->kind);
    return page_show(q, r, &(struct page_frame){ .title = title, .room = ROOM_ADMIN }, body);
}

error page_setup_resume(struct request *q, struct reply *r)
{
    struct db *db;
    int step;
    TRY(page_db(q, &db));
    TRY(setup_step(q->a, db, &step));
    reply_redirect(q, r, "%s", str_z(q->a, address(q->a, step)));
    return NULL;
}

/* ---- 1: the unit ---- */

/* What was found, as choices: a unit of today by itself, an old one as each of its heirs. */
static void found_choices(struct request *q, const struct unit_founds *found, struct setup_unit_view *v)
{
    enum { MOST = 24 };
    struct choice *c = NEW_N(q->a, struct choice, MOST);
    for (size_t i = 0; i < found->n && v->founds < MOST; i++) {
        const struct unit_found *f = &found->list[i];
        if (str_is(f->level, S("district"))) continue;
        if (!f->valid_to.n) {
            c[v->founds++] = (struct choice){ .value = f->code,
                .label = str_fmt(q->a, "%.*s%s%.*s", STR(f->title), f->where.n ? ", " : "", STR(f->where)) };
            continue;
        }
        for (size_t k = 0; k < f->heirs && v->founds < MOST; k++)
            c[v->founds++] = (struct choice){ .value = f->heir[k].code,
                .label = str_fmt(q->a, say("%.*s, %.*s (từ %.*s cũ)"), STR(f->heir[k].title), STR(f->heir[k].where),
                                 STR(f->title)) };
    }
    for (size_t i = 0; i < v->founds; i++)
        for (size_t k = i + 1; k < v->founds;)                 /* the heir of two that were found */
            if (str_is(c[i].value, c[k].value)) memmove(&c[k], &c[k + 1], (--v->founds - k) * sizeof *c);
            else k++;
    if (v->founds == 1) c[0].now = true;
    v->found = c;
}

static void lists_fill(struct request *q, struct setup_unit_view *v, struct str kind, struct str above)
{
    static const char *const kinds[] = { "phường", "xã", "đặc khu", "tỉnh", "thành phố" };
    const struct country *country = country_get();
    struct choice *k = NEW_N(q->a, struct choice, COUNT(kinds)), *p = NEW_N(q->a, struct choice, country->n);
    for (size_t i = 0; i < COUNT(kinds); i++)
        k[v->kinds++] = (struct choice){ str_c(kinds[i]), str_c(kinds[i]), str_is(kind, str_c(kinds[i])) };
    for (size_t i = 0; i < country->n; i++)
        if (country->unit[i].today && country->unit[i].level == COUNTRY_PROVINCE)
            p[v->provinces++] = (struct choice){ country->unit[i].code, country->unit[i].name,
                                                 str_is(above, country->unit[i].code) };
    v->kind = k;
    v->province = p;
}

static error show_unit(struct request *q, struct reply *r, struct str find, const struct setup_unit *typed, error why)
{
    struct db *db;
    int64_t home;
    TRY(page_db(q, &db));
    struct setup_unit_view v = { .find = find, .name = typed ? typed->name : S("") };
    TRY(setup_head(q, db, 1, why, &v.head));
    TRY(setting_int(q->a, db, SETTING_HOME_UNIT, 0, &home));
    if (home) {
        struct unit_list up;
        TRY(unit_up(q->a, db, home, &up));
        v.taken = unit_title(q->a, &up.unit[0]);
        if (up.n > 1) v.taken_where = unit_title(q->a, &up.unit[1]);
    } else if (find.n) {
        struct unit_founds found;
        TRY(unit_search(q->a, db, &(struct unit_query){ .text = find }, &found));
        found_choices(q, &found, &v);
    }
    lists_fill(q, &v, typed ? typed->kind : S(""), typed ? typed->above : S(""));
    v.written = typed && why;
    struct buf body = page_open(q);
    view_setup_unit(&body, &v);
    return setup_show(q, r, SAY("Thiết lập: đơn vị"), why, &body);
}

error page_setup_unit(struct request *q, struct reply *r)
{
    return show_unit(q, r, str_trim(param_str(q, "tim")), NULL, NULL);
}

error page_setup_unit_post(struct request *q, struct reply *r)
{
    struct setup_unit unit = { .code = param_str(q, "ma"), .kind = param_str(q, "loai"), .name = param_str(q, "ten"),
                               .above = param_str(q, "cap-tren") };
    int64_t grant_id;
    error wrong = setup_take_unit(q->a, page_store(q), page_who(q), &unit, &grant_id);
    if (wrong && wrong->kind != ERR_INPUT && wrong->kind != ERR_CONFLICT) return wrong;
    if (wrong) return show_unit(q, r, S(""), &unit, wrong);
    const struct who *who;
    TRY(session_who(q->a, page_store(q), q->session, &who));           /* with the new grant */
    TRY(session_act(q->a, page_store(q), who, q->session, grant_id));
    TRY(session_who(q->a, page_store(q), q->session, &who));
    q->who = (void *)(uintptr_t)who;
    return setup_on(q, r, 1);
}

/* ---- 4: the catalogue ---- */

error page_setup_catalogue(struct request *q, struct reply *r)
{
    struct db *db;
    struct setup_group *list;
    struct setup_pick_view v = { 0 };
    size_t n;
    TRY(page_db(q, &db));
    TRY(setup_head(q, db, 4, NULL, &v.head));
    TRY(setup_groups(q->a, db, page_who(q)->acting->unit_id, &list, &n));
    struct setup_pick *pick = NEW_N(q->a, struct setup_pick, n);
    for (size_t i = 0; i < n; i++)
        pick[i] = (struct setup_pick){ .name = str_fmt(q->a, "nhom-%zu", i + 1), .label = list[i].name,
            .about = str_fmt(q->a, say("%zu chỉ tiêu: %.*s%s"), list[i].indicators, STR(list[i].some),
                             list[i].indicators > 3 ? "..." : ""),
            .ticked = list[i].used, .fixed = !list[i].organisation.n };
    v.pick = pick;
    v.picks = n;
    struct buf body = page_open(q);
    view_setup_catalogue(&body, &v);
    return setup_show(q, r, SAY("Thiết lập: chỉ tiêu"), NULL, &body);
}

error page_setup_catalogue_post(struct request *q, struct reply *r)
{
    struct db *db;
    struct setup_group *list;
    size_t n, used = 0;
    TRY(page_db(q, &db));
    TRY(setup_groups(q->a, db, page_who(q)->acting->unit_id, &list, &n));
    struct str *code = NEW_N(q->a, struct str, n);
    for (size_t i = 0; i < n; i++)
        if (param_flag(q, str_z(q->a, str_fmt(q->a, "nhom-%zu", i + 1)))) code[used++] = list[i].organisation;
    TRY(setup_use_groups(q->a, page_store(q), page_who(q), code, used));
    return setup_on(q, r, 4);
}

/* ---- 5: deadlines ---- */

static const enum setting deadlines[] = { SETTING_DUE_DAY, SETTING_DUE_MONTH, SETTING_DUE_REST, SETTING_DAYS_OFF };

static error show_deadlines(struct request *q, struct reply *r, const error *wrong, error why)
{
    struct db *db;
    struct setup_deadlines_view v = { 0 };
    struct day today;
    TRY(page_db(q, &db));
    TRY(setup_head(q, db, 5, why, &v.head));
    struct setting_field *f = NEW_N(q->a, struct setting_field, COUNT(deadlines));
    bool known = day_read(clock_day(q->a, clock_now()), &today);
    assert(known);
    for (size_t i = 0; i < COUNT(deadlines); i++) {
        struct str typed = why ? param_str(q, setting_rows[deadlines[i]].code) : S("");
        TRY(setting_field_fill(q, db, deadlines[i], why ? &typed : NULL, wrong ? wrong[i] : NULL, &f[i]));
        if (!why && deadlines[i] == SETTING_DAYS_OFF && !f[i].typed.n) f[i].typed = setup_holidays(q->a, today.year);
        if (!why && deadlines[i] == SETTING_DUE_DAY && !f[i].typed.n) f[i].typed = f[i].instead;
    }
    v.field = f;
    v.fields = COUNT(deadlines);
    struct buf body = page_open(q);
    view_setup_deadlines(&body, &v);
    return setup_show(q, r, SAY("Thiết lập: hạn nộp"), why, &body);
}

error page_setup_deadlines(struct request *q, struct reply *r) { return show_deadlines(q, r, NULL, NULL); }

error page_setup_deadlines_post(struct request *q, struct reply *r)
{
    struct setting_change change[COUNT(deadlines)];
    error wrong[COUNT(deadlines)], first = NULL;
    for (size_t i = 0; i < COUNT(deadlines); i++) {
        struct str kept;
        change[i] = (struct setting_change){ deadlines[i], param_str(q, setting_rows[deadlines[i]].code) };
        wrong[i] = setting_check(q->a, deadlines[i], change[i].typed, &kept);
        if (!first) first = wrong[i];
    }
    if (first) return show_deadlines(q, r, wrong, first);
    TRY(setting_save(q->a, page_store(q), page_who(q), page_who(q)->acting->unit_id, change, COUNT(deadlines), S("")));
    return setup_on(q, r, 5);
}

error page_setup_done(struct request *q, struct reply *r)
{
    struct db *db;
    struct setup_done_view v = { 0 };
    int step;
    struct setup_post *post;
    size_t n;
    TRY(page_db(q, &db));
    TRY(setup_step(q->a, db, &step));
    if (step != SETUP_DONE) {
        reply_redirect(q, r, "%s", str_z(q->a, address(q->a, step)));
        return NULL;
    }
    TRY(setup_posts(q->a, db, page_who(q)->acting->unit_id, &post, &n));
    struct setup_login *login = NEW_N(q->a, struct setup_login, n + 1);
    for (size_t i = 0; i < n; i++)
        if (post[i].login.n)
            login[v.logins++] = (struct setup_login){ post[i].person, post[i].title, post[i].body_name, post[i].login };
    v.login = login;
    struct buf body = page_open(q);
    view_setup_done(&body, &v);
    return setup_show(q, r, SAY("Thiết lập xong"), NULL, &body);
}
