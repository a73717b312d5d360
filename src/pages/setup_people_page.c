/* setup_people_page.c - the second and third step of the first run: which bodies, and who holds their posts. */
#include "core/office/setup.h"
#include "pages/setup_pages.h"

static const char *field(struct request *q, const char *name, size_t i)
{
    return str_z(q->a, str_fmt(q->a, "%s-%zu", name, i + 1));
}

/* ---- 2: bodies ---- */

static error show_bodies(struct request *q, struct reply *r, error why)
{
    struct db *db;
    struct setup_body *list;
    struct setup_pick_view v = { 0 };
    size_t n, there = 0;
    TRY(page_db(q, &db));
    TRY(setup_head(q, db, 2, why, &v.head));
    TRY(setup_bodies(q->a, db, page_who(q)->acting->unit_id, &list, &n));
    struct setup_pick *pick = NEW_N(q->a, struct setup_pick, n);
    for (size_t i = 0; i < n; i++) there += list[i].there;
    for (size_t i = 0; i < n; i++)
        pick[i] = (struct setup_pick){ .name = str_fmt(q->a, "to-chuc-%zu", i + 1), .label = list[i].name,
            .about = list[i].there ? SAY("đã có") : S(""), .fixed = list[i].there,
            .ticked = list[i].there || (why ? param_flag(q, field(q, "to-chuc", i)) : !there && list[i].ticked) };
    v.pick = pick;
    v.picks = n;
    struct buf body = page_open(q);
    view_setup_bodies(&body, &v);
    return setup_show(q, r, SAY("Thiết lập: tổ chức"), why, &body);
}

error page_setup_bodies(struct request *q, struct reply *r) { return show_bodies(q, r, NULL); }

error page_setup_bodies_post(struct request *q, struct reply *r)
{
    struct db *db;
    struct setup_body *list;
    size_t n, wanted = 0, there = 0;
    TRY(page_db(q, &db));
    TRY(setup_bodies(q->a, db, page_who(q)->acting->unit_id, &list, &n));
    struct str *code = NEW_N(q->a, struct str, n);
    for (size_t i = 0; i < n; i++) {
        there += list[i].there;
        if (param_flag(q, field(q, "to-chuc", i))) code[wanted++] = list[i].organisation;
    }
    if (!wanted && !there)
        return show_bodies(q, r,
                           FAIL(q->a, ERR_INPUT, "Chưa chọn tổ chức nào. Chọn ít nhất một tổ chức rồi bấm tiếp."));
    TRY(setup_add_bodies(q->a, page_store(q), page_who(q), code, wanted));
    return setup_on(q, r, 2);
}

/* ---- 3: people ---- */

/* wrong: the row that why is about */
static error show_people(struct request *q, struct reply *r, size_t wrong, error why)
{
    struct db *db;
    struct setup_post *list;
    struct setup_people_view v = { 0 };
    size_t n;
    TRY(page_db(q, &db));
    TRY(setup_head(q, db, 3, why, &v.head));
    TRY(setup_posts(q->a, db, page_who(q)->acting->unit_id, &list, &n));
    struct setup_seat *seat = NEW_N(q->a, struct setup_seat, n);
    for (size_t i = 0; i < n; i++) {
        seat[i] = (struct setup_seat){ .number = (int64_t)i + 1, .title = list[i].title, .person = list[i].person,
            .login = list[i].login, .role = str_c(role_name(list[i].role)),
            .key = str_fmt(q->a, "%lld:%.*s", (long long)list[i].body_id, STR(role_code(list[i].role))) };
        if (!i || list[i].body_id != list[i - 1].body_id) seat[i].body = list[i].body_name;
        if (!why) continue;
        seat[i].typed = param_str(q, field(q, "ten", i));
        seat[i].title = param_str(q, field(q, "chuc", i));
        seat[i].why = i == wrong ? str_c(why->said) : S("");
    }
    v.seat = seat;
    v.seats = n;
    struct buf body = page_open(q);
    view_setup_people(&body, &v);
    return setup_show(q, r, SAY("Thiết lập: cán bộ"), why, &body);
}

error page_setup_people(struct request *q, struct reply *r) { return show_people(q, r, 0, NULL); }

error page_setup_people_post(struct request *q, struct reply *r)
{
    struct setup_person *list = NEW_N(q->a, struct setup_person, SETUP_POSTS_MOST);
    size_t *row = NEW_N(q->a, size_t, SETUP_POSTS_MOST + 1), n = 0, wrong = 0;
    for (size_t i = 0; i < SETUP_POSTS_MOST; i++) {
        struct str key = param_str(q, field(q, "ai", i)), name = str_trim(param_str(q, field(q, "ten", i))), body;
        if (!name.n || !key.n) continue;
        row[n] = i;
        struct setup_person p = { .title = param_str(q, field(q, "chuc", i)), .name = name };
        if (!str_next(&key, ':', &body) || !str_int(body, &p.body_id) || (p.role = role_of(key)) == ROLE_NONE)
            return FAIL(q->a, ERR_USAGE, "Biểu mẫu không đúng. Mở lại bước này rồi ghi lại.");
        list[n++] = p;
    }
    error e = setup_add_people(q->a, page_store(q), page_who(q), list, n, &wrong);
    if (e && (e->kind == ERR_INPUT || e->kind == ERR_CONFLICT)) return show_people(q, r, row[wrong], e);
    TRY(e);
    return setup_on(q, r, 3);
}
