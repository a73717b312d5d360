/* body_page.c - the organisations of the unit: the list, one of them, and putting them inside the Front's agency. */
#include "core/office/body_change.h"
#include "core/office/term.h"
#include "core/grow.h"
#include "pages/history.h"
#include "pages/office_form.h"

static int64_t unit_of(struct request *q) { return page_who(q)->acting->unit_id; }

static struct str href_of(struct request *q, int64_t id)
{
    return str_fmt(q->a, "/quan-tri/to-chuc/%lld", (long long)id);
}

/* ---- the list ---- */

static struct str name_in(const struct body_list *all, int64_t id)
{
    for (size_t i = 0; i < all->n; i++) if (all->body[i].id == id) return all->body[i].name;
    return S("");
}

static error row_of(struct request *q, struct db *db, const struct body_list *all, const struct body *b,
    struct body_row *out)
{
    struct post_list posts;
    struct str today = term_today(q->a);
    TRY(post_of_body(q->a, db, b->id, today, &posts));
    *out = (struct body_row){ .name = b->name, .kind = organisation_name(q->a, b->organisation),
        .host = name_in(all, b->parent_id), .term = term_words(q->a, b->valid_from, b->valid_to),
        .people = str_fmt(q->a, "%zu", posts.n), .reports = b->reports ? SAY("phải báo cáo") : SAY("không báo cáo"),
        .href = href_of(q, b->id), .past = body_is_past(b, today) };
    return NULL;
}

static struct office_form add_form(struct request *q, const struct refused *no)
{
    struct office_form f = form_open(q, S("/quan-tri/to-chuc"), SAY("Thêm tổ chức"), true);
    struct organisation_list kinds = organisation_all(q->a);
    struct choice *c = NEW_N(q->a, struct choice, kinds.n);
    struct str kind = typed_or(q, no, "add", 0, "loai", S(""));
    for (size_t i = 0; i < kinds.n; i++)
        c[i] = (struct choice){ .value = kinds.organisation[i].code, .label = kinds.organisation[i].name,
            .now = str_is(kind, kinds.organisation[i].code) };
    struct office_field *x = form_field(q, &f, "add", "loai", SAY("Loại tổ chức"), S(""));
    x->choice = c;
    x->choices = kinds.n;
    x = form_field(q, &f, "add", "ten", SAY("Tên đầy đủ"), typed_or(q, no, "add", 0, "ten", S("")));
    x->hint = SAY("Để trống thì ghép tên thường dùng với tên đơn vị.");
    x = form_field(q, &f, "add", "tu-ngay", SAY("Hoạt động từ ngày"), typed_or(q, no, "add", 0, "tu-ngay", S("")));
    x->hint = SAY("Ngày/tháng/năm, như 01/07/2025.");
    x->must = true;
    return f;
}

static error show_list(struct request *q, struct reply *r, bool past, const struct refused *no)
{
    struct db *db;
    struct body_list all;
    struct bodies_view v = { .unit = page_who(q)->acting->unit_name, .why = no ? str_c(no->why->said) : S(""),
        .add = add_form(q, no) };
    size_t ended = 0;
    TRY(page_db(q, &db));
    TRY(body_list(q->a, db, unit_of(q), S(""), &all));
    struct body_row *row = NEW_N(q->a, struct body_row, all.n + 1);
    for (size_t i = 0; i < all.n; i++) {
        TRY(row_of(q, db, &all, &all.body[i], &row[v.rows]));
        ended += row[v.rows].past;
        v.rows += past || !row[v.rows].past;
    }
    v.row = row;
    if (ended)
        v.past = past ? (struct link){ .label = SAY("Chỉ xem các tổ chức đang hoạt động"),
            .href = S("/quan-tri/to-chuc") }
                      : (struct link){ .label = str_fmt(q->a, say("Xem cả %zu tổ chức đã kết thúc"), ended),
                                       .href = S("/quan-tri/to-chuc?het=1") };
    if (no) r->status = err_status(no->why->kind);
    struct buf body = page_open(q);
    view_bodies(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Tổ chức"), .room = ROOM_ADMIN }, &body);
}

error page_bodies(struct request *q, struct reply *r) { return show_list(q, r, param_flag(q, "het"), NULL); }

static error add(struct request *q, int64_t *id)
{
    struct db *db;
    struct body b;
    struct str day;
    TRY(page_db(q, &db));
    TRY(term_read(q->a, param_str(q, "tu-ngay"), say("ngày hoạt động"), &day));
    TRY(body_usual(q->a, db, unit_of(q), param_str(q, "loai"), &b));
    struct body_list all;
    TRY(body_list(q->a, db, unit_of(q), S(""), &all));
    b.valid_from = day;
    b.ordinal = (int64_t)all.n + 1;
    if (str_trim(param_str(q, "ten")).n) b.name = str_trim(param_str(q, "ten"));
    return body_new(q->a, page_store(q), page_who(q), &b, id);
}

error page_body_add(struct request *q, struct reply *r)
{
    int64_t id;
    error why = add(q, &id);
    if (why) return may_mend(why) ? show_list(q, r, false, &(struct refused){ why, "add", 0 }) : why;
    reply_redirect(q, r, "/quan-tri/to-chuc/%lld?xong=luu", (long long)id);
    return NULL;
}

/* ---- one of them ---- */

static struct office_form change_form(struct request *q, const struct refused *no, const struct body *b,
    const struct body_list *all)
{
    struct office_form f = form_open(q, str_fmt(q->a, "/quan-tri/to-chuc/%lld/sua", (long long)b->id), SAY("Lưu"),
        false);
    const struct { const char *code, *label; struct str now; } lines[] = {
        { "ten", .label = "Tên đầy đủ", b->name }, { "ten-ngan", .label = "Tên ngắn trong bảng", b->short_name },
        { "dong-tren", .label = "Dòng trên của văn bản (cấp trên)", b->superior },
        { "dong-duoi", .label = "Dòng dưới của văn bản (nơi ban hành)", b->issuer },
        { "ky-hieu", .label = "Ký hiệu sau số văn bản", b->number_suffix },
        { "thu-tu", .label = "Thứ tự trong danh sách", str_fmt(q->a, "%lld", (long long)b->ordinal) } };
    form_number(q, &f, "ban", b->version);
    for (size_t i = 0; i < COUNT(lines); i++)
        form_field(q, &f, "e", lines[i].code, SAY(lines[i].label),
            typed_or(q, no, "change", b->id, lines[i].code, lines[i].now))->must = i == 0;
    struct office_field *x = form_field(q, &f, "e", "the-thuc", SAY("Thể thức văn bản"), S(""));
    struct choices c = choices_of_layout(q, typed_or(q, no, "change", b->id, "the-thuc", b->layout));
    x->choice = c.list;
    x->choices = c.n;
    int64_t host = b->parent_id;
    struct str typed = typed_or(q, no, "change", b->id, "chu-quan", S(""));
    if (typed.n && !str_int(typed, &host)) host = b->parent_id;
    x = form_field(q, &f, "e", "chu-quan", SAY("Nằm trong"), S(""));
    c = choices_of_bodies(q, all, host, b->id, SAY("không tổ chức nào"));
    x->choice = c.list;
    x->choices = c.n;
    x = form_field(q, &f, "e", "bao-cao", SAY("Phải báo cáo hằng tháng"),
        typed_or(q, no, "change", b->id, "bao-cao", b->reports ? S("1") : S("")));
    x->flag = true;
    x = form_field(q, &f, "e", "tu-ngay", SAY("Có hiệu lực từ ngày"), typed_or(q, no, "change", b->id, "tu-ngay",
        S("")));
    x->hint = SAY("Để trống khi chỉ sửa chỗ ghi sai. Có ngày thì báo cáo trước ngày ấy giữ tên cũ.");
    f.strong = true;
    return f;
}

static struct office_form close_form(struct request *q, const struct refused *no, const struct body *b,
    const struct body_list *all)
{
    struct office_form f =
        form_open(q, str_fmt(q->a, "/quan-tri/to-chuc/%lld/ket-thuc", (long long)b->id), SAY("Kết thúc hoạt"
        " động"), false);
    form_number(q, &f, "ban", b->version);
    struct office_field *x = form_field(q, &f, "c", "den-ngay", SAY("Ngày hoạt động cuối cùng"),
        typed_or(q, no, "close", b->id, "den-ngay", S("")));
    x->must = true;
    x->hint = SAY("Ngày/tháng/năm, như 30/06/2025.");
    int64_t next = 0;
    struct str typed = typed_or(q, no, "close", b->id, "ke-thua", S(""));
    if (typed.n && !str_int(typed, &next)) next = 0;
    x = form_field(q, &f, "c", "ke-thua", SAY("Tổ chức kế thừa"), S(""));
    struct choices c = choices_of_bodies(q, all, next, b->id, SAY("không có"));
    x->choice = c.list;
    x->choices = c.n;
    return f;
}

static error frames_fill(struct request *q, struct db *db, int64_t id, struct body_view *v)
{
    struct body_frame *frame;
    size_t n;
    TRY(body_frames(q->a, db, id, &frame, &n));
    struct link *link = NEW_N(q->a, struct link, n + 1);
    for (size_t i = 0; i < n; i++)
        link[i] = (struct link){ .label = term_words(q->a, frame[i].valid_from, frame[i].valid_to),
            .hint = frame[i].parent_name.n
                        ? str_fmt(q->a, say("%.*s, trong %.*s"), STR(frame[i].name), STR(frame[i].parent_name))
                        : frame[i].name };
    v->frame = link;
    v->frames = n;
    return NULL;
}

static error persons_fill(struct request *q, struct db *db, int64_t id, struct body_view *v)
{
    struct post_list posts;
    TRY(post_of_body(q->a, db, id, term_today(q->a), &posts));
    struct link *link = NEW_N(q->a, struct link, posts.n + 1);
    for (size_t i = 0; i < posts.n; i++)
        link[i] = (struct link){ .label = posts.post[i].person_name, .hint = post_words(q->a, &posts.post[i]),
            .href = str_fmt(q->a, "/quan-tri/nguoi/%lld", (long long)posts.post[i].person_id) };
    v->person = link;
    v->persons = posts.n;
    return NULL;
}

/* The body of the address: of the unit one acts in. */
static error asked(struct request *q, struct db **db, struct body *out)
{
    TRY(page_db(q, db));
    TRY(body_get(q->a, *db, param_int(q, "id", 0), out));
    return out->unit_id == unit_of(q) ? NULL
        : FAIL(q->a, ERR_MISSING, "Không tìm thấy tổ chức này. Hãy chọn lại tổ chức trong danh sách.");
}

static error show_one(struct request *q, struct reply *r, const struct refused *no)
{
    struct db *db;
    struct body b, next;
    struct body_list all;
    TRY(asked(q, &db, &b));
    TRY(body_list(q->a, db, b.unit_id, term_today(q->a), &all));
    struct body_view v = { .name = b.name, .why = no ? str_c(no->why->said) : S(""),
        .term = term_words(q->a, b.valid_from, b.valid_to), .history = history_href(q->a, "body", b.id),
        .open = !b.valid_to.n };
    if (b.successor_id) {
        TRY(body_get(q->a, db, b.successor_id, &next));
        v.next = str_fmt(q->a, say("kế thừa: %.*s"), STR(next.name));
    }
    TRY(frames_fill(q, db, b.id, &v));
    TRY(persons_fill(q, db, b.id, &v));
    v.change = change_form(q, no, &b, &all);
    v.close = close_form(q, no, &b, &all);
    if (no) r->status = err_status(no->why->kind);
    struct buf body = page_open(q);
    view_body(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = b.name, .room = ROOM_ADMIN }, &body);
}

error page_body(struct request *q, struct reply *r) { return show_one(q, r, NULL); }

static error change(struct request *q)
{
    struct body to = { .id = param_int(q, "id", 0), .version = param_int(q, "ban", 0), .name = param_str(q, "ten"),
        .short_name = param_str(q, "ten-ngan"), .superior = param_str(q, "dong-tren"), .issuer = param_str(q,
            "dong-duoi"),
        .number_suffix = param_str(q, "ky-hieu"), .layout = param_str(q, "the-thuc"),
        .ordinal = param_int(q, "thu-tu", 0), .parent_id = param_int(q, "chu-quan", 0), .reports = param_flag(q,
            "bao-cao") };
    struct db *db;
    struct body was;
    struct str day;
    TRY(asked(q, &db, &was));
    TRY(term_read(q->a, param_str(q, "tu-ngay"), say("ngày có hiệu lực"), &day));
    return body_change(q->a, page_store(q), page_who(q), &to, day);
}

static error answer(struct request *q, struct reply *r, error why, const char *form)
{
    int64_t id = param_int(q, "id", 0);
    if (why) return may_mend(why) ? show_one(q, r, &(struct refused){ why, form, id }) : why;
    reply_redirect(q, r, "/quan-tri/to-chuc/%lld?xong=luu", (long long)id);
    return NULL;
}

error page_body_change(struct request *q, struct reply *r) { return answer(q, r, change(q), "change"); }

static error end(struct request *q)
{
    struct db *db;
    struct body was;
    struct str day;
    TRY(asked(q, &db, &was));
    TRY(term_read(q->a, param_str(q, "den-ngay"), say("ngày hoạt động cuối cùng"), &day));
    return body_close(q->a, page_store(q), page_who(q), param_int(q, "id", 0), param_int(q, "ban", 0), day,
        param_int(q, "ke-thua", 0));
}

error page_body_close(struct request *q, struct reply *r) { return answer(q, r, end(q), "close"); }

/* ---- into the Front's agency ---- */

enum { ROWS_MOST = 40 };                       /* as many ticks as routes.c declares */

static error plan_fill(struct request *q, struct db *db, struct str day, const struct refused *no,
    struct rearrange_view *v)
{
    struct rearrangement plan;
    struct buf ids = buf_open(q->a);
    TRY(body_rearrange_plan(q->a, db, page_who(q), day, &plan));
    struct rearranged_row *row = NEW_N(q->a, struct rearranged_row, plan.rows + 1);
    size_t n = 0;
    for (size_t i = 0; i < plan.rows; i++) {
        const struct rearranged *x = &plan.row[i];
        char *code = str_z(q->a, str_fmt(q->a, "chon-%zu", n + 1));
        bool moves = x->moves && n < ROWS_MOST;
        row[i] = (struct rearranged_row){ .name = x->body.name, .code = str_c(code), .before = x->host_before.n
            ? x->host_before : SAY("chưa nằm trong tổ chức nào"), .after = x->superior_after,
            .why = x->why ? SAY(x->why) : S(""), .moves = moves,
            .picked = moves && (!no || typed_or(q, no, "move", 0, code, S("")).n) };
        if (!moves) continue;
        buf_fmt(&ids, "%s%lld", n ? "-" : "", (long long)x->body.id);
        n++;
    }
    v->row = row;
    v->rows = plan.rows;
    v->ids = buf_done(&ids);
    v->planned = plan.moving > 0;
    v->note = str_fmt(q->a, say("Các tổ chức đã chọn nằm trong %.*s; dòng trên của văn bản đổi theo."),
        STR(plan.front.name));
    return plan.moving ? NULL : FAIL(q->a, ERR_INPUT, "Không còn tổ chức nào cần sắp xếp vào ngày này.");
}

static error show_plan(struct request *q, struct reply *r, struct str typed, const struct refused *no)
{
    struct db *db;
    struct rearrange_view v = { .form = page_key(q, false), .why = no ? str_c(no->why->said) : S("") };
    struct str day;
    TRY(page_db(q, &db));
    v.ask = form_open(q, S("/quan-tri/to-chuc/sap-xep"), SAY("Xem trước"), false);
    v.ask.get = true;
    struct office_field *x = form_field(q, &v.ask, "a", "ngay", SAY("Sắp xếp từ ngày"), typed.n ? typed
        : S("01/07/2025"));
    x->hint = SAY("Ngày/tháng/năm, như 01/07/2025.");
    if (typed.n) {
        error why = term_read(q->a, typed, say("ngày sắp xếp"), &day);
        if (!why) why = plan_fill(q, db, day, no, &v);
        if (why && !may_mend(why)) return why;
        if (why && !no) v.why = str_c(why->said);
        v.day = why ? S("") : day;
        v.day_vi = why ? S("") : term_vi(q->a, day);
    }
    if (no) r->status = err_status(no->why->kind);
    struct buf body = page_open(q);
    view_rearrange(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Sắp xếp tổ chức"), .room = ROOM_ADMIN }, &body);
}

error page_rearrange(struct request *q, struct reply *r) { return show_plan(q, r, param_str(q, "ngay"), NULL); }

error page_rearrange_do(struct request *q, struct reply *r)
{
    struct str rest = param_str(q, "cac-so"), part, day;
    int64_t ids[ROWS_MOST];
    size_t n = 0, moved;
    for (size_t i = 1; i <= ROWS_MOST && str_next(&rest, '-', &part); i++) {
        char *code = str_z(q->a, str_fmt(q->a, "chon-%zu", i));
        if (param_flag(q, code) && str_int(part, &ids[n])) n++;
    }
    error why = term_read(q->a, param_str(q, "ngay"), say("ngày sắp xếp"), &day);
    if (!why) why = body_rearrange(q->a, page_store(q), page_who(q), day, ids, n, &moved);
    if (why)
        return may_mend(why) ? show_plan(q, r, param_str(q, "ngay"), &(struct refused){ why, "move", 0 }) : why;
    reply_redirect(q, r, "/quan-tri/to-chuc?xong=sap-xep");
    return NULL;
}
