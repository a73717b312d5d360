/* person_page.c - who holds which post: the list, one person with all of their posts, and two entries made one. */
#include "core/office/handover_ahead.h"
#include "core/office/person.h"
#include "core/office/term.h"
#include "pages/history.h"
#include "pages/listing.h"
#include "pages/office_form.h"

enum { PAGE_ROWS = 50, PAGES_MOST = 1000 };
enum { NAME, POSTS, LOGINS, CODE, COLUMNS };
static const struct listing_column columns[COLUMNS] = {
    [NAME] = { "ten", .label = "Họ và tên" },
    [POSTS] = { "chuc-vu", .label = "Chức vụ hiện nay" },
    [LOGINS] = { "tai-khoan", .label = "Tài khoản" },
    [CODE] = { "so", .label = "Số", .in_file = true },
};
static const char *const narrow[] = { "het" };
static const struct listing_kind people = { "can-bo", SAID("Danh sách cán bộ"), PAGE_ROWS, columns, COLUMNS, narrow,
                                            COUNT(narrow) };

static int64_t unit_of(struct request *q) { return page_who(q)->acting->unit_id; }

static struct str href_of(struct request *q, int64_t id)
{
    return str_fmt(q->a, "/quan-tri/nguoi/%lld", (long long)id);
}

/* ---- the list ---- */

static error body_field(struct request *q, struct db *db, struct office_form *f, const char *prefix,
    const struct refused *no, const char *form)
{
    struct body_list bodies;
    int64_t now = 0;
    TRY(body_list(q->a, db, unit_of(q), term_today(q->a), &bodies));
    if (!str_int(typed_or(q, no, form, 0, "to-chuc", S("0")), &now)) now = 0;
    struct choices c = choices_of_bodies(q, &bodies, now, 0, SAY("chọn tổ chức"));
    struct office_field *x = form_field(q, f, prefix, "to-chuc", SAY("Tổ chức"), S(""));
    x->choice = c.list;
    x->choices = c.n;
    return NULL;
}

static error add_form(struct request *q, struct db *db, const struct refused *no, struct office_form *out)
{
    struct post p = { .standing = POST_HELD };
    *out = form_open(q, S("/quan-tri/nguoi"), SAY("Thêm cán bộ"), true);
    form_field(q, out, "add", "ten", SAY("Họ và tên"), typed_or(q, no, "add", 0, "ten", S("")))->must = true;
    TRY(body_field(q, db, out, "add", no, "add"));
    form_post(q, out, "add", no, "add", 0, &p, false);
    return NULL;
}

static struct office_form merge_form(struct request *q, const struct person *keep, const struct person *gone,
    struct str act)
{
    struct office_form f = form_open(q, str_fmt(q->a, "/quan-tri/nguoi/%lld/gop", (long long)keep->id), act, false);
    form_number(q, &f, "ban", keep->version);
    form_number(q, &f, "kia", gone->id);
    form_number(q, &f, "ban-kia", gone->version);
    return f;
}

static error twins_fill(struct request *q, struct db *db, struct people_view *v)
{
    struct person_twin *twin;
    size_t n;
    TRY(person_twins(q->a, db, page_who(q), &twin, &n));
    struct twin_row *row = NEW_N(q->a, struct twin_row, n + 1);
    for (size_t i = 0; i < n; i++) {
        const struct person_twin *t = &twin[i];
        row[i] = (struct twin_row){ .one = str_fmt(q->a, "%.*s (%.*s)", STR(t->one.name), STR(t->one_post)),
            .other = str_fmt(q->a, "%.*s (%.*s)", STR(t->other.name), STR(t->other_post)) };
        row[i].keep_one = merge_form(q, &t->one, &t->other,
            str_fmt(q->a, say("Gộp, giữ “%.*s” (%.*s)"), STR(t->one.name), STR(t->one_post)));
        row[i].keep_other = merge_form(q, &t->other, &t->one,
            str_fmt(q->a, say("Gộp, giữ “%.*s” (%.*s)"), STR(t->other.name), STR(t->other_post)));
    }
    v->twin = row;
    v->twins = n;
    return NULL;
}

static struct person_view_row row_of(struct request *q, const struct person_row *p)
{
    struct link *post = NEW_N(q->a, struct link, p->posts.n + 1);
    for (size_t i = 0; i < p->posts.n; i++)
        post[i] = (struct link){ .label = post_words(q->a, &p->posts.post[i]), .hint = p->posts.post[i].body_name };
    return (struct person_view_row){ .name = p->person.name, .href = href_of(q, p->person.id),
        .login = p->logins.n ? p->logins : S("–"), .post = post, .posts = p->posts.n };
}

/* Those that the page finds, on all of its pages. */
static error take_people(struct request *q, struct reply *r, const struct person_page *found)
{
    struct listing l = listing_open(q, &people);
    l.searched = true;
    l.left_out = found->total - (int64_t)found->n;
    for (size_t i = 0; i < found->n; i++) {
        const struct person_row *p = &found->row[i];
        struct ledger_cell *c = listing_row(&l);
        struct buf b = buf_open(q->a);
        for (size_t k = 0; k < p->posts.n; k++)
            buf_fmt(&b, "%s%.*s, %.*s", k ? "; " : "", STR(post_words(q->a, &p->posts.post[k])),
                    STR(p->posts.post[k].body_name));
        c[NAME] = ledger_text(p->person.name);
        c[POSTS] = ledger_text(buf_done(&b));
        c[LOGINS] = ledger_text(p->logins);
        c[CODE] = ledger_count(p->person.id);
    }
    return listing_file(&l, r, page_who(q)->acting->unit_name);
}

static struct str url_part(struct arena *a, struct str s)
{
    struct buf b = buf_open(a);
    for (size_t i = 0; i < s.n; i++) buf_fmt(&b, "%%%02X", (unsigned char)s.p[i]);
    return buf_done(&b);
}

static void pages_fill(struct request *q, const struct person_filter *filter, const struct person_page *found,
    struct people_view *v)
{
    struct arena *a = q->a;
    struct str end = str_fmt(a, "&tim=%.*s%s", STR(url_part(a, filter->find)), filter->past ? "&het=1" : "");
    int64_t number = filter->offset / PAGE_ROWS + 1, last = filter->offset + (int64_t)found->n;
    if (found->total > PAGE_ROWS)
        v->count = str_fmt(a, say("%d đến %lld trong %lld người"), filter->offset + 1, (long long)last,
            (long long)found->total);
    if (number > 1)
        v->before = (struct link){ .label = SAY("Trang trước"),
            .href = str_fmt(a, "/quan-tri/nguoi?trang=%lld%.*s", (long long)number - 1, STR(end)) };
    if (last < found->total)
        v->behind = (struct link){ .label = SAY("Trang sau"),
            .href = str_fmt(a, "/quan-tri/nguoi?trang=%lld%.*s", (long long)number + 1, STR(end)) };
    if (!filter->past && found->past)
        v->past = (struct link){ .label = str_fmt(a, say("Xem cả %lld người đã thôi mọi chức vụ"),
            (long long)found->past),
            .href = str_fmt(a, "/quan-tri/nguoi?het=1&tim=%.*s", STR(url_part(a, filter->find))) };
    if (filter->past)
        v->past = (struct link){ .label = SAY("Chỉ xem người đang giữ chức vụ"),
            .href = str_fmt(a, "/quan-tri/nguoi?tim=%.*s", STR(url_part(a, filter->find))) };
}

/* list: asked by its own address; else shown by a form that was refused. */
static error show_list(struct request *q, struct reply *r, bool list, const struct refused *no)
{
    struct db *db;
    struct person_page found;
    int64_t number = list ? param_int(q, "trang", 1) : 1;
    if (number < 1 || number > PAGES_MOST) return FAIL(q->a, ERR_MISSING, "Không có trang %lld.", (long long)number);
    bool file = list && listing_asked(q);
    struct person_filter filter = { .unit_id = unit_of(q), .limit = file ? LEDGER_ROWS_MOST : PAGE_ROWS,
        .offset = file ? 0 : (int)(number - 1) * PAGE_ROWS, .past = list && param_flag(q, "het"),
        .find = list ? str_trim(param_str(q, "tim")) : S("") };
    TRY(page_db(q, &db));
    TRY(person_list(q->a, db, page_who(q), &filter, &found));
    if (file) return take_people(q, r, &found);
    struct people_view v = { .find = filter.find, .unit = page_who(q)->acting->unit_name,
        .why = no ? str_c(no->why->said) : S("") };
    struct person_view_row *row = NEW_N(q->a, struct person_view_row, found.n + 1);
    for (size_t i = 0; i < found.n; i++) row[i] = row_of(q, &found.row[i]);
    v.row = row;
    v.rows = found.n;
    pages_fill(q, &filter, &found, &v);
    struct listing l = listing_open(q, &people);
    if (list) listing_files(&l, &v.list);
    if (!filter.find.n) TRY(twins_fill(q, db, &v));
    TRY(add_form(q, db, no, &v.add));
    if (no) r->status = err_status(no->why->kind);
    struct buf body = page_open(q);
    view_people(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Cán bộ"), .room = ROOM_ADMIN }, &body);
}

error page_people(struct request *q, struct reply *r) { return show_list(q, r, true, NULL); }

static error add(struct request *q, int64_t *id)
{
    struct post post = { .body_id = param_int(q, "to-chuc", 0) };
    TRY(form_post_read(q, &post));
    bool none = !post.body_id && !str_trim(post.title).n;
    if (!none && !post.body_id)
        return FAIL(q->a, ERR_INPUT, "Đã ghi chức vụ nhưng chưa chọn tổ chức. Chọn tổ chức rồi lưu lại.");
    return person_new(q->a, page_store(q), page_who(q), param_str(q, "ten"), none ? NULL : &post, id);
}

error page_person_add(struct request *q, struct reply *r)
{
    int64_t id;
    error why = add(q, &id);
    if (why) return may_mend(why) ? show_list(q, r, false, &(struct refused){ why, "add", 0 }) : why;
    reply_redirect(q, r, "/quan-tri/nguoi/%lld?xong=luu", (long long)id);
    return NULL;
}

error page_person_merge(struct request *q, struct reply *r)
{
    int64_t keep = param_int(q, "id", 0);
    error why = person_merge(q->a, page_store(q), page_who(q), keep, param_int(q, "ban", 0), param_int(q, "kia", 0),
        param_int(q, "ban-kia", 0));
    if (why) return may_mend(why) ? show_list(q, r, false, &(struct refused){ why, "merge", keep }) : why;
    reply_redirect(q, r, "/quan-tri/nguoi/%lld?xong=gop", (long long)keep);
    return NULL;
}

/* ---- one person ---- */

static struct str note_of(struct request *q, const struct post *p)
{
    struct buf b = buf_open(q->a);
    if (p->main) buf_c(&b, say("chức vụ chính"));
    if (p->sign.n) {
        if (b.n) buf_c(&b, " · ");
        buf_fmt(&b, say("ký %.*s. %.*s"), STR(p->sign), STR(p->sign_for));
    }
    if (p->ended_by.n) {
        if (b.n) buf_c(&b, " · ");
        buf_c(&b, str_is(p->ended_by, S("handover")) ? say("đã bàn giao") : say("tổ chức kết thúc hoạt động"));
    }
    return buf_done(&b);
}

static struct post_row post_row_of(struct request *q, const struct refused *no, const struct post *p)
{
    struct str base = str_fmt(q->a, "/quan-tri/chuc-vu/%lld", (long long)p->id);
    char *prefix = str_z(q->a, str_fmt(q->a, "p%lld", (long long)p->id));
    struct post_row row = { .title = post_words(q->a, p), .body = p->body_name,
        .term = term_words(q->a, p->valid_from, p->valid_to), .note = note_of(q, p),
        .now = !p->valid_to.n || term_compare(p->valid_to, term_today(q->a)) >= 0, .may = p->unit_id == unit_of(q) };
    row.hand = (struct link){ .label = str_fmt(q->a, say("Bàn giao chức vụ %.*s"), STR(row.title)),
        .href = str_fmt(q->a, "%.*s/ban-giao", STR(base)) };
    row.end = form_open(q, str_fmt(q->a, "%.*s/thoi", STR(base)), SAY("Thôi chức vụ"), false);
    form_number(q, &row.end, "ban", p->version);
    struct office_field *x = form_field(q, &row.end, prefix, "den-ngay", SAY("Ngày cuối giữ chức vụ"),
        typed_or(q, no, "end", p->id, "den-ngay", S("")));
    x->must = true;
    x->hint = SAY("Quyền làm việc đi cùng chức vụ hết theo ngày này.");
    row.change = form_open(q, str_fmt(q->a, "%.*s/sua", STR(base)), SAY("Lưu"), false);
    form_number(q, &row.change, "ban", p->version);
    form_post(q, &row.change, prefix, no, "change", p->id, p, !p->valid_to.n);
    return row;
}

static error handovers_fill(struct request *q, struct db *db, int64_t id, struct person_view *v)
{
    struct handover *h;
    size_t n;
    TRY(handover_of_person(q->a, db, id, &h, &n));
    struct link *link = NEW_N(q->a, struct link, n + 1);
    for (size_t i = 0; i < n; i++)
        link[i] = (struct link){ .label = term_vi(q->a, h[i].day),
            .hint = str_fmt(q->a, say("%.*s bàn giao cho %.*s: %.*s, %.*s; %lld việc"), STR(h[i].from_name),
                STR(h[i].to_name), STR(h[i].post), STR(h[i].body), (long long)h[i].moved) };
    v->handover = link;
    v->handovers = n;
    return NULL;
}

static error aheads_fill(struct request *q, struct db *db, int64_t id, struct person_view *v)
{
    struct handover_ahead *h;
    size_t n;
    TRY(handover_ahead_of_person(q->a, db, id, &h, &n));
    struct ahead_row *row = NEW_N(q->a, struct ahead_row, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct str day = term_vi(q->a, h[i].day);
        row[i] = (struct ahead_row){
            .words = str_fmt(q->a, say("%.*s bàn giao cho %.*s: %.*s, %.*s"), STR(h[i].from_name), STR(h[i].to_name),
                STR(h[i].post), STR(h[i].body)),
            .when = str_fmt(q->a, say("sẽ có hiệu lực từ %.*s"), STR(day)) };
        if (h[i].why.n)
            row[i].why = str_fmt(q->a, say("Đến ngày %.*s chưa bàn giao được: %.*s"), STR(day), STR(h[i].why));
        row[i].drop = form_open(q, str_fmt(q->a, "/quan-tri/chuc-vu/%lld/bo-ban-giao", (long long)h[i].post_id),
            h[i].why.n ? SAY("Bỏ lần hẹn này") : SAY("Hủy hẹn bàn giao"), false);
    }
    v->ahead = row;
    v->aheads = n;
    return NULL;
}

static error show_one(struct request *q, struct reply *r, int64_t id, const struct refused *no)
{
    struct db *db;
    struct person p;
    struct post_list posts;
    TRY(page_db(q, &db));
    TRY(person_open(q->a, db, page_who(q), id, &p));
    TRY(post_of_person(q->a, db, id, S(""), &posts));
    struct person_view v = { .name = p.name, .why = no ? str_c(no->why->said) : S(""),
        .history = history_href(q->a, "person", id) };
    struct post_row *row = NEW_N(q->a, struct post_row, posts.n + 1);
    for (size_t i = 0; i < posts.n; i++) row[i] = post_row_of(q, no, &posts.post[i]);
    v.post = row;
    v.posts = posts.n;
    TRY(handovers_fill(q, db, id, &v));
    TRY(aheads_fill(q, db, id, &v));
    TRY(person_logins(q->a, db, id, &v.logins));
    v.add = form_open(q, str_fmt(q->a, "/quan-tri/nguoi/%lld/chuc-vu", (long long)id), SAY("Thêm chức vụ"), true);
    TRY(body_field(q, db, &v.add, "add", no, "post"));
    form_post(q, &v.add, "add", no, "post", 0, &(struct post){ .standing = POST_HELD }, true);
    v.rename = form_open(q, str_fmt(q->a, "/quan-tri/nguoi/%lld/ten", (long long)id), SAY("Đổi họ tên"), false);
    form_number(q, &v.rename, "ban", p.version);
    form_field(q, &v.rename, "n", "ten", SAY("Họ và tên"), typed_or(q, no, "rename", 0, "ten", p.name))->must = true;
    if (no) r->status = err_status(no->why->kind);
    struct buf body = page_open(q);
    view_person(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = p.name, .room = ROOM_ADMIN }, &body);
}

error page_person(struct request *q, struct reply *r) { return show_one(q, r, param_int(q, "id", 0), NULL); }

static error answer(struct request *q, struct reply *r, int64_t person_id, error why, const char *form, int64_t id)
{
    if (why) return may_mend(why) ? show_one(q, r, person_id, &(struct refused){ why, form, id }) : why;
    reply_redirect(q, r, "/quan-tri/nguoi/%lld?xong=luu", (long long)person_id);
    return NULL;
}

error page_person_rename(struct request *q, struct reply *r)
{
    int64_t id = param_int(q, "id", 0);
    error why = person_rename(q->a, page_store(q), page_who(q), id, param_int(q, "ban", 0), param_str(q, "ten"));
    return answer(q, r, id, why, "rename", 0);
}

error page_post_add(struct request *q, struct reply *r)
{
    struct db *db;
    struct person p;
    struct post post = { .person_id = param_int(q, "id", 0), .body_id = param_int(q, "to-chuc", 0) };
    int64_t id;
    TRY(page_db(q, &db));
    TRY(person_open(q->a, db, page_who(q), post.person_id, &p));
    error why = form_post_read(q, &post);
    if (!why && !post.body_id) why = FAIL(q->a, ERR_INPUT, "Chưa chọn tổ chức của chức vụ. Chọn tổ chức rồi lưu lại.");
    if (!why) why = post_new(q->a, page_store(q), page_who(q), &post, &id);
    return answer(q, r, post.person_id, why, "post", 0);
}

error page_post_change(struct request *q, struct reply *r)
{
    struct db *db;
    struct post post;
    TRY(page_db(q, &db));
    TRY(form_post_asked(q, db, &post));
    struct post to = { .id = post.id, .version = param_int(q, "ban", 0) };
    error why = form_post_read(q, &to);
    if (!why) why = post_change(q->a, page_store(q), page_who(q), &to);
    return answer(q, r, post.person_id, why, "change", post.id);
}

error page_post_end(struct request *q, struct reply *r)
{
    struct db *db;
    struct post post;
    struct str day;
    TRY(page_db(q, &db));
    TRY(form_post_asked(q, db, &post));
    error why = term_read(q->a, param_str(q, "den-ngay"), say("ngày cuối"), &day);
    if (!why && !day.n) why = FAIL(q->a, ERR_INPUT, "Chưa có ngày cuối giữ chức vụ. Hãy điền rồi lưu lại.");
    if (!why) why = post_end(q->a, page_store(q), page_who(q), post.id, param_int(q, "ban", 0), day);
    return answer(q, r, post.person_id, why, "end", post.id);
}
