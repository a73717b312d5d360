/* series_page.c - the rows of briefings of the unit: the list, and one of them with who is asked to it. */
#include "core/meeting/series.h"
#include "core/grow.h"
#include "core/office/body.h"
#include "core/office/term.h"
#include "core/office/unit.h"
#include "pages/office_form.h"

enum { BODIES_MOST = 40 };                     /* as many choices as routes.c declares */

static int64_t unit_of(struct request *q) { return page_who(q)->acting->unit_id; }

/* ---- the form ---- */

static void choose(struct office_field *x, const struct choice *c, size_t n)
{
    x->choice = c;
    x->choices = n;
}

static void choose_every(struct request *q, struct office_field *x, struct str typed)
{
    struct choice *c = NEW_N(q->a, struct choice, EVERY_COUNT);
    for (int i = 0; i < EVERY_COUNT; i++)
        c[i] = (struct choice){ .value = every_code((enum every)i), .label = str_c(every_name((enum every)i)),
            .now = str_is(typed, every_code((enum every)i)) };
    choose(x, c, EVERY_COUNT);
}

static void choose_conclusion(struct request *q, struct office_field *x, struct str typed)
{
    struct choice *c = NEW_N(q->a, struct choice, 2);
    c[0] = (struct choice){ .value = S("TB"), .label = SAY("Thông báo kết luận"), .now = str_is(typed, S("TB")) };
    c[1] = (struct choice){ .value = S("KL"), .label = SAY("Kết luận"), .now = str_is(typed, S("KL")) };
    choose(x, c, 2);
}

static void text(struct request *q, struct office_form *f, const struct refused *no, const char *code,
    const char *label, struct str now, struct str hint)
{
    struct office_field *x = form_field(q, f, "s", code, SAY(label), typed_or(q, no, "series", 0, code, now));
    x->hint = hint;
}

static void number(struct request *q, struct office_form *f, const struct refused *no, const char *code,
    const char *label, int now, const char *hint)
{
    text(q, f, no, code, label, str_fmt(q->a, "%d", now), hint ? SAY(hint) : S(""));
}

static struct office_form series_form(struct request *q, const struct refused *no, const struct series *s,
    const struct body_list *all, struct str committee)
{
    struct str action = s->id ? str_fmt(q->a, "/giao-ban/loat/%lld", (long long)s->id) : S("/giao-ban/loat");
    struct office_form f = form_open(q, action, s->id ? SAY("Lưu loạt giao ban") : SAY("Lập loạt giao ban"), !s->id);
    if (s->id) form_number(q, &f, "ban", s->version);
    text(q, &f, no, "ten", SAID("Tên loạt"), s->name, SAY("Như Giao ban quý. Tên phiên ghép tên này với kỳ."));
    int64_t host = s->body_id;
    struct str typed = typed_or(q, no, "series", 0, "co-quan", S(""));
    if (typed.n && !str_int(typed, &host)) host = s->body_id;
    struct choices bodies = choices_of_bodies(q, all, host, 0, S(""));
    choose(form_field(q, &f, "s", "co-quan", SAY("Tổ chức chủ trì"), S("")), bodies.list, bodies.n);
    text(q, &f, no, "chu-tri", SAID("Chủ trì với danh nghĩa"), s->presidium,
        str_fmt(q->a, say("Như trên văn bản: Ban Thường vụ %.*s, Thường trực %.*s."), STR(committee), STR(committee)));
    choose_conclusion(q, form_field(q, &f, "s", "van-ban", SAY("Văn bản kết luận"), S("")),
        typed_or(q, no, "series", 0, "van-ban", s->conclusion));
    choose_every(q, form_field(q, &f, "s", "bao-lau", SAY("Họp"), S("")),
        typed_or(q, no, "series", 0, "bao-lau", every_code(s->every)));
    text(q, &f, no, "gio", SAID("Giờ bắt đầu"), s->starts, S(""));
    number(q, &f, no, "phut", SAID("Dự kiến bao nhiêu phút"), s->minutes, NULL);
    text(q, &f, no, "dia-diem", SAID("Địa điểm"), s->venue, S(""));
    number(q, &f, no, "han-tai-lieu", SAID("Nhận tài liệu trước mấy ngày"), s->papers_days,
        SAID("Gửi sau ngày ấy thì ghi là gửi sau hạn."));
    number(q, &f, no, "han-moi", SAID("Gửi giấy mời trước mấy ngày"), s->invite_days, NULL);
    number(q, &f, no, "ty-le", SAID("Phần trăm thành viên phải có mặt"), s->quorum, SAID("0 là không đặt tỷ lệ."));
    text(q, &f, no, "kenh", SAID("Kết quả gửi về"), s->channel,
        str_fmt(q->a, say("Như Thường trực %.*s (qua Văn phòng %.*s)."), STR(committee), STR(committee)));
    f.strong = true;
    return f;
}

/* Of each body: not asked, a member, a guest. */
static void asked_fill(struct request *q, const struct refused *no, const struct series *s,
    const struct body_list *all, struct series_view *v)
{
    struct asked_row *row = NEW_N(q->a, struct asked_row, all->n + 1);
    struct buf ids = buf_open(q->a);
    for (size_t i = 0; i < all->n && v->rows < BODIES_MOST; i++) {
        const struct body *b = &all->body[i];
        char *code = str_z(q->a, str_fmt(q->a, "du-%zu", v->rows + 1));
        struct str now = S("khong");
        for (size_t k = 0; k < s->bodies; k++)
            if (s->body[k].body_id == b->id) now = s->body[k].guest ? S("khach") : S("co");
        if (!s->id && b->reports) now = S("co");
        row[v->rows++] = (struct asked_row){ .code = str_c(code), .name = b->name,
            .now = typed_or(q, no, "series", 0, code, now) };
        buf_fmt(&ids, "%s%lld", ids.n ? "-" : "", (long long)b->id);
    }
    v->row = row;
    v->ids = buf_done(&ids);
    if (all->n > v->rows)
        v->rest = str_fmt(q->a, say("Ở đây chọn được %zu tổ chức đầu trong %zu tổ chức. Tổ chức khác thì mời thêm ở"
            " trang “Mời họp” của từng phiên."), v->rows, all->n);
}

/* What a series is most likely like in a unit whose Party committee is called so. */
static struct series first_of(struct arena *a, const struct body_list *all, struct str committee)
{
    struct series s = { .name = S("Giao ban quý"), .conclusion = S("TB"), .starts = S("08:00"), .minutes = 120,
        .papers_days = 5, .invite_days = 2, .venue = S(""),
        .presidium = str_fmt(a, "Ban Thường vụ %.*s", STR(committee)),
        .channel = str_fmt(a, "Thường trực %.*s (qua Văn phòng %.*s)", STR(committee), STR(committee)) };
    for (size_t i = 0; i < all->n && !s.body_id; i++)
        if (str_is(all->body[i].organisation, S("DANG"))) s.body_id = all->body[i].id;
    return s;
}

/* ---- pages ---- */

static void lines_fill(struct request *q, const struct series_list *all, struct series_view *v)
{
    struct series_line *line = NEW_N(q->a, struct series_line, all->n + 1);
    for (size_t i = 0; i < all->n; i++) {
        const struct series *s = &all->row[i];
        line[i] = (struct series_line){ .name = s->name, .host = s->presidium, .every = str_c(every_name(s->every)),
            .rules = str_fmt(q->a, say("tài liệu trước %d ngày, giấy mời trước %d ngày"), s->papers_days,
                             s->invite_days),
            .href = str_fmt(q->a, "/giao-ban/loat/%lld", (long long)s->id), .ended = s->ended };
    }
    v->line = line;
    v->lines = all->n;
}

static error show(struct request *q, struct reply *r, int64_t id, const struct refused *no)
{
    struct db *db;
    struct series_list list;
    struct body_list all;
    struct series s;
    struct unit unit;
    struct series_view v = { .why = no ? str_c(no->why->said) : S(""), .id = id };
    TRY(page_db(q, &db));
    TRY(body_list(q->a, db, unit_of(q), term_today(q->a), &all));
    TRY(unit_get(q->a, db, unit_of(q), &unit));
    struct str committee = body_committee(q->a, &unit);
    if (id) TRY(series_get(q->a, db, page_who(q), id, &s));
    else {
        s = first_of(q->a, &all, committee);
        TRY(series_of_unit(q->a, db, page_who(q), unit_of(q), &list));
        lines_fill(q, &list, &v);
    }
    v.name = s.name;
    v.ended = s.ended;
    v.form = series_form(q, no, &s, &all, committee);
    asked_fill(q, no, &s, &all, &v);
    if (id && !s.ended) {
        v.end = form_open(q, str_fmt(q->a, "/giao-ban/loat/%lld/ket-thuc", (long long)id), SAY("Kết thúc loạt"
            " giao ban"), false);
        form_number(q, &v.end, "ban", s.version);
    }
    if (no) r->status = err_status(no->why->kind);
    struct buf body = page_open(q);
    view_series(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = id ? s.name : SAY("Loạt giao ban"), .room = ROOM_MEETINGS,
        .refused = no ? no->why : NULL }, &body);
}

error page_series_list(struct request *q, struct reply *r) { return show(q, r, 0, NULL); }
error page_series(struct request *q, struct reply *r) { return show(q, r, param_int(q, "id", 0), NULL); }

static error put(struct request *q, int64_t *id)
{
    struct series s = { .id = *id, .unit_id = unit_of(q), .body_id = param_int(q, "co-quan", 0),
        .name = param_str(q, "ten"), .presidium = param_str(q, "chu-tri"), .conclusion = param_str(q, "van-ban"),
        .starts = str_trim(param_str(q, "gio")), .minutes = (int)param_int(q, "phut", 0),
        .venue = param_str(q, "dia-diem"), .channel = param_str(q, "kenh"),
        .papers_days = (int)param_int(q, "han-tai-lieu", -1), .invite_days = (int)param_int(q, "han-moi", -1),
        .quorum = (int)param_int(q, "ty-le", -1), .version = *id ? param_int(q, "ban", 0) : 0 };
    struct str rest = param_str(q, "cac-so"), part;
    int64_t body;
    if (!every_read(param_str(q, "bao-lau"), &s.every))
        return FAIL(q->a, ERR_INPUT, "Chưa chọn họp bao lâu một lần. Chọn trong danh sách.");
    for (size_t i = 1; i <= BODIES_MOST && str_next(&rest, '-', &part); i++) {
        struct str chosen = param_str(q, str_z(q->a, str_fmt(q->a, "du-%zu", i)));
        bool guest = str_is(chosen, S("khach"));
        if ((!guest && !str_is(chosen, S("co"))) || !str_int(part, &body)) continue;
        LIST_ADD(q->a, s.body, s.bodies, (struct series_body){ .body_id = body, .guest = guest });
    }
    return series_put(q->a, page_store(q), page_who(q), &s, id);
}

static error answer(struct request *q, struct reply *r, error why, int64_t id)
{
    if (why) return may_mend(why) ? show(q, r, id, &(struct refused){ why, "series", 0 }) : why;
    reply_redirect(q, r, "/giao-ban/loat?xong=luu");
    return NULL;
}

error page_series_add(struct request *q, struct reply *r)
{
    int64_t id = 0;
    return answer(q, r, put(q, &id), 0);
}

error page_series_change(struct request *q, struct reply *r)
{
    int64_t id = param_int(q, "id", 0);
    return answer(q, r, put(q, &id), param_int(q, "id", 0));
}

error page_series_end(struct request *q, struct reply *r)
{
    int64_t id = param_int(q, "id", 0);
    error why = series_end(q->a, page_store(q), page_who(q), id, param_int(q, "ban", 0));
    if (why) return may_mend(why) ? show(q, r, id, &(struct refused){ why, "end", 0 }) : why;
    reply_redirect(q, r, "/giao-ban/loat?xong=luu");
    return NULL;
}
