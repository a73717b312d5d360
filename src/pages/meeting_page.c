/* meeting_page.c - one briefing: its agenda with times, owners and papers; moving, changing and dropping items. */
#include "core/meeting/agenda.h"
#include "core/grow.h"
#include "core/office/body.h"
#include "core/office/post.h"
#include "core/office/term.h"
#include "pages/meeting_page.h"
#include "pages/office_form.h"

/* ---- the agenda ---- */

static const char *const kind_codes[ITEM_KIND_COUNT] = {
    [ITEM_OPENING] = "opening", [ITEM_MISSING] = "missing", [ITEM_CARRIED] = "carried",
    [ITEM_DIFFICULTY] = "difficulty", [ITEM_PACK] = "pack", [ITEM_REPORT] = "report", [ITEM_TALK] = "talk",
    [ITEM_CONCLUDE] = "conclude", [ITEM_OTHER] = "other",
};

/* "14:05", so many minutes after the beginning. */
static struct str clock_at(struct arena *a, struct str starts, int minutes)
{
    int64_t hour, minute;
    if (!str_int(str_cut(starts, 0, 2), &hour) || !str_int(str_cut(starts, 3, 5), &minute)) return S("");
    int64_t at = hour * 60 + minute + minutes;
    return str_fmt(a, "%02lld:%02lld", (long long)(at / 60 % 24), (long long)(at % 60));
}

static struct str spent_words(struct arena *a, const struct agenda_item *i)
{
    if (i->state == ITEM_WAITING && i->standing) return SAY("mục thường kỳ");
    if (i->state == ITEM_ON) return SAY("đang diễn ra");
    if (i->state != ITEM_DONE) return S("");
    int64_t minutes = agenda_minutes(i->spent);
    return minutes ? str_fmt(a, say("xong trong %lld phút"), (long long)minutes) : SAY("xong, dưới 1 phút");
}

static void files_fill(struct request *q, const struct meeting *m, const struct agenda_papers *all, int64_t item_id,
    struct agenda_line *out)
{
    struct agenda_file *file = NEW_N(q->a, struct agenda_file, all->n + 1);
    for (size_t i = 0; i < all->n; i++) {
        const struct agenda_paper *p = &all->row[i];
        if (p->item_id != item_id) continue;
        struct buf note = buf_open(q->a);
        if (p->comments) buf_fmt(&note, say("%zu ý kiến"), p->comments);
        if (p->late) buf_fmt(&note, "%s%s", note.n ? " · " : "", say("gửi sau hạn"));
        file[out->files++] = (struct agenda_file){ .name = p->name, .late = p->late,
            .note = buf_done(&note),
            .href = str_fmt(q->a, "/giao-ban/%lld/tai-lieu/%lld", (long long)m->id, (long long)p->id) };
    }
    out->file = file;
}

/* What a line needs besides its item. */
struct showing {
    struct request *q; const struct meeting *m; const struct agenda_papers *papers; const struct body_list *bodies;
    const struct refused *no;
};

static struct agenda_line line_of(const struct showing *show, const struct agenda_item *i, int number, int minutes)
{
    struct request *q = show->q;
    const struct meeting *m = show->m;
    const struct who *who = page_who(q);
    struct agenda_line out = { .id = i->id, .version = i->version, .minutes = i->minutes, .title = i->title,
        .owner = str_starts(i->title, i->body_short) ? S("") : i->body_short, .words = i->words,
        .code = str_c(kind_codes[i->kind]),
        .skipped = i->state == ITEM_SKIPPED, .done = i->state == ITEM_DONE, .on = i->state == ITEM_ON,
        .own = i->kind == ITEM_OTHER, .standing = i->standing, .note = spent_words(q->a, i) };
    if (!out.skipped) {
        out.number = str_fmt(q->a, "%d", number);
        out.place = number;
        out.at = clock_at(q->a, m->starts, minutes);
    }
    int64_t body_id = i->body_id;
    bool own_body = i->body_id && who->acting->body_id == i->body_id && policy_may(who, MAY_RAISE);
    out.may_file = m->state <= MEETING_OPEN && (own_body || policy_may(who, MAY_PLAN_MEETING));
    out.open = show->no && show->no->id == i->id;
    if (out.open && !strcmp(show->no->form, "item")) {
        out.title = typed_or(q, show->no, "item", i->id, "noi-dung", i->title);
        out.words = typed_or(q, show->no, "item", i->id, "ghi-chu", i->words);
        out.standing = typed_or(q, show->no, "item", i->id, "thuong-ky", S("")).n != 0;
        (void)str_int(typed_or(q, show->no, "item", i->id, "phut", S("")), &out.minutes);
        (void)str_int(typed_or(q, show->no, "item", i->id, "to-chuc", S("")), &body_id);
    }
    struct choices c = choices_of_bodies(q, show->bodies, body_id, 0, SAY("không của tổ chức nào"));
    out.body = c.list;
    out.bodies = c.n;
    files_fill(q, m, show->papers, i->id, &out);
    return out;
}

static error agenda_fill(struct request *q, struct db *db, const struct meeting *m, const struct refused *no,
    struct meeting_view *v)
{
    struct agenda all;
    struct agenda_papers papers;
    struct body_list bodies;
    TRY(agenda_get(q->a, db, m, &all));
    TRY(agenda_papers(q->a, db, m, &papers));
    TRY(body_list(q->a, db, m->unit_id, m->day.n ? m->day : term_today(q->a), &bodies));
    struct showing showing = { q, m, &papers, &bodies, no };
    struct agenda_line *item = NEW_N(q->a, struct agenda_line, all.n + 1);
    struct agenda_line *gone = NEW_N(q->a, struct agenda_line, all.n + 1);
    int minutes = 0;
    for (size_t i = 0; i < all.n; i++) {
        const struct agenda_item *x = &all.item[i];
        struct agenda_line line = line_of(&showing, x, (int)v->items + 1, minutes);
        if (line.skipped) gone[v->gones++] = line;
        else {
            minutes += x->minutes;
            line.first = !v->items;
            item[v->items++] = line;
        }
    }
    if (v->items) item[v->items - 1].last = true;
    v->item = item;
    v->gone = gone;
    v->total = str_fmt(q->a, say("%d phút, đến khoảng %.*s"), all.minutes, STR(clock_at(q->a, m->starts, all.minutes)));
    if (all.minutes > m->minutes)
        v->total = str_fmt(q->a, say("%.*s, dài hơn dự kiến %d phút"), STR(v->total), all.minutes - m->minutes);
    return NULL;
}

/* ---- what is known of it ---- */

static void fact(struct request *q, struct meeting_view *v, struct str label, struct str value)
{
    struct link *list = (struct link *)v->fact;
    (void)q;
    if (value.n) list[v->facts++] = (struct link){ .label = label, .hint = value };
}

static struct str person(struct request *q, struct str name, struct str post)
{
    return name.n && post.n ? str_fmt(q->a, "%.*s, %.*s", STR(name), STR(post)) : name;
}

static void facts_fill(struct request *q, const struct meeting *m, struct meeting_view *v)
{
    v->fact = NEW_N(q->a, struct link, 8);
    fact(q, v, SAY("Kỳ"), page_period_words(q->a, m->period));
    fact(q, v, SAY("Chủ trì"), person(q, m->chair_name, m->chair_post));
    fact(q, v, SAY("Thư ký"), person(q, m->secretary_name, m->secretary_post));
    fact(q, v, SAY("Gửi giấy mời chậm nhất"), term_vi(q->a, m->invite_by));
    fact(q, v, SAY("Nhận tài liệu đến hết"), term_vi(q->a, m->papers_by));
    fact(q, v, SAY("Kết quả gửi về"), m->channel);
}

/* ---- changing it ---- */

/* Who holds a post in the unit on the day: those of the host first. */
static error people_choose(struct request *q, struct db *db, const struct meeting *m, int64_t now,
    struct office_field *x)
{
    struct body_list bodies;
    struct choice *c = NULL;
    size_t n = 0;
    struct str day = m->day.n ? m->day : term_today(q->a);
    TRY(body_list(q->a, db, m->unit_id, day, &bodies));
    LIST_ADD(q->a, c, n, (struct choice){ .value = S("0"), .label = SAY("chưa chọn"), .now = !now });
    for (int host = 1; host >= 0; host--)
        for (size_t i = 0; i < bodies.n; i++) {
            struct post_list posts;
            if ((bodies.body[i].id == m->body_id) != (host == 1)) continue;
            TRY(post_of_body(q->a, db, bodies.body[i].id, day, &posts));
            for (size_t k = 0; k < posts.n; k++) {
                const struct post *p = &posts.post[k];
                struct str code = str_fmt(q->a, "%lld", (long long)p->person_id), words = post_words(q->a, p);
                bool listed = false;
                for (size_t z = 0; z < n; z++) listed |= str_is(c[z].value, code);
                if (!listed)
                    LIST_ADD(q->a, c, n, (struct choice){ .value = code, .now = p->person_id == now,
                        .label = str_fmt(q->a, "%.*s, %.*s", STR(p->person_name), STR(words)) });
            }
        }
    x->choice = c;
    x->choices = n;
    return NULL;
}

static int64_t typed_id(struct request *q, const struct refused *no, const char *code, int64_t now)
{
    int64_t id = now;
    struct str typed = typed_or(q, no, "change", 0, code, S(""));
    return typed.n && str_int(typed, &id) ? id : now;
}

static error change_form(struct request *q, struct db *db, const struct refused *no, const struct meeting *m,
    struct office_form *out)
{
    struct office_form f = form_open(q, meeting_href(q->a, m->id, "/sua"), SAY("Lưu phiên họp"), false);
    const struct { const char *code, *label; struct str now; } lines[] = {
        { "ten", .label = "Tên phiên", m->title }, { "ngay", .label = "Ngày họp", term_vi(q->a, m->day) },
        { "gio", .label = "Giờ bắt đầu", m->starts },
        { "phut", .label = "Dự kiến bao nhiêu phút", str_fmt(q->a, "%d", m->minutes) },
        { "dia-diem", .label = "Địa điểm", m->venue }, { "ghi-chu", .label = "Ghi chú", m->words } };
    form_number(q, &f, "ban", m->version);
    for (size_t i = 0; i < COUNT(lines); i++)
        form_field(q, &f, "m", lines[i].code, SAY(lines[i].label),
            typed_or(q, no, "change", 0, lines[i].code, lines[i].now));
    TRY(people_choose(q, db, m, typed_id(q, no, "nguoi-chu-tri", m->chair_id),
        form_field(q, &f, "m", "nguoi-chu-tri", SAY("Người chủ trì"), S(""))));
    TRY(people_choose(q, db, m, typed_id(q, no, "thu-ky", m->secretary_id),
        form_field(q, &f, "m", "thu-ky", SAY("Thư ký"), S(""))));
    if (m->state != MEETING_PLANNED)
        ((struct office_field *)&f.field[1])->hint = SAY("Đổi ngày, giờ thì người được mời nhận tin và trả lời lại.");
    *out = f;
    return NULL;
}

static bool is_form(const struct refused *no, const char *form) { return no && !strcmp(no->form, form); }

static error show(struct request *q, struct reply *r, const struct refused *no)
{
    struct db *db;
    struct meeting m;
    TRY(meeting_asked(q, &db, &m));
    bool office = policy_may(page_who(q), MAY_PLAN_MEETING);
    struct meeting_view v = { .form = page_key(q, false), .once = page_key(q, true), .id = m.id,
        .version = m.version, .words = m.words, .why = no ? str_c(no->why->said) : S(""),
        .head = meeting_head(q, &m, TAB_AGENDA, m.title),
        .may_plan = office && m.state != MEETING_CONCLUDED && m.state != MEETING_CANCELLED,
        .may_rebuild = m.state != MEETING_ENDED,
        .may_cancel = office && m.state <= MEETING_INVITED, .adding = is_form(no, "new"),
        .changing = is_form(no, "change"), .cancelling = is_form(no, "cancel") };
    v.typed = typed_or(q, no, "new", 0, "noi-dung", S(""));
    v.typed_minutes = typed_or(q, no, "new", 0, "phut", S("10"));
    v.typed_standing = typed_or(q, no, "new", 0, "thuong-ky", S("")).n != 0;
    v.reason = typed_or(q, no, "cancel", 0, "ly-do", S(""));
    facts_fill(q, &m, &v);
    TRY(agenda_fill(q, db, &m, no, &v));
    if (v.may_plan) TRY(change_form(q, db, no, &m, &v.change));
    if (no) r->status = err_status(no->why->kind);
    struct buf body = page_open(q);
    view_meeting(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = m.title, .room = ROOM_MEETINGS,
        .refused = no ? no->why : NULL }, &body);
}

error page_meeting(struct request *q, struct reply *r) { return show(q, r, NULL); }

/* item: the item that the act was about; 0 the briefing itself. */
static error answer(struct request *q, struct reply *r, error why, const char *form, int64_t item)
{
    if (why) return may_mend(why) ? show(q, r, &(struct refused){ why, form, item }) : why;
    int64_t id = param_int(q, "id", 0);
    if (item) reply_redirect(q, r, "/giao-ban/%lld?xong=luu#muc-%lld", (long long)id, (long long)item);
    else reply_redirect(q, r, "/giao-ban/%lld?xong=luu", (long long)id);
    return NULL;
}

static error change(struct request *q)
{
    struct meeting to = { .id = param_int(q, "id", 0), .version = param_int(q, "ban", 0), .title = param_str(q, "ten"),
        .starts = str_trim(param_str(q, "gio")), .minutes = (int)param_int(q, "phut", 0),
        .venue = param_str(q, "dia-diem"), .words = param_str(q, "ghi-chu"),
        .chair_id = param_int(q, "nguoi-chu-tri", 0), .secretary_id = param_int(q, "thu-ky", 0) };
    TRY(term_read(q->a, param_str(q, "ngay"), say("ngày họp"), &to.day));
    return meeting_change(q->a, page_store(q), page_who(q), &to);
}

error page_meeting_change(struct request *q, struct reply *r) { return answer(q, r, change(q), "change", 0); }

error page_meeting_cancel(struct request *q, struct reply *r)
{
    error why = meeting_move(q->a, page_store(q), page_who(q), param_int(q, "id", 0), param_int(q, "ban", 0),
        MEETING_CANCELLED, param_str(q, "ly-do"));
    return answer(q, r, why, "cancel", 0);
}

error page_agenda_again(struct request *q, struct reply *r)
{
    error why = agenda_rebuild(q->a, page_store(q), page_who(q), param_int(q, "id", 0));
    return answer(q, r, why, "again", 0);
}

/* An item of the briefing of the address, or ERR_MISSING. */
static error item_asked(struct request *q, int64_t *item)
{
    struct db *db;
    struct meeting m;
    struct agenda all;
    *item = param_int(q, "muc", 0);
    TRY(meeting_asked(q, &db, &m));
    TRY(agenda_get(q->a, db, &m, &all));
    for (size_t i = 0; i < all.n; i++)
        if (all.item[i].id == *item) return NULL;
    return FAIL(q->a, ERR_MISSING, "Không tìm thấy mục này trong chương trình. Hãy tải lại trang.");
}

error page_agenda_add(struct request *q, struct reply *r)
{
    struct agenda_item new = { .meeting_id = param_int(q, "id", 0), .title = param_str(q, "noi-dung"), .words = S(""),
        .minutes = (int)param_int(q, "phut", 0), .standing = param_flag(q, "thuong-ky") };
    int64_t id;
    error why = agenda_put(q->a, page_store(q), page_who(q), &new, &id);
    return answer(q, r, why, "new", 0);
}

error page_agenda_change(struct request *q, struct reply *r)
{
    struct agenda_item to = { .version = param_int(q, "ban", 0), .title = param_str(q, "noi-dung"),
        .words = param_str(q, "ghi-chu"), .minutes = (int)param_int(q, "phut", 0),
        .body_id = param_int(q, "to-chuc", 0), .standing = param_flag(q, "thuong-ky") };
    int64_t id;
    TRY(item_asked(q, &to.id));
    error why = agenda_put(q->a, page_store(q), page_who(q), &to, &id);
    return answer(q, r, why, "item", to.id);
}

error page_agenda_move(struct request *q, struct reply *r)
{
    int64_t item;
    TRY(item_asked(q, &item));
    error why = agenda_move(q->a, page_store(q), page_who(q), item, param_int(q, "cho", 0));
    return answer(q, r, why, "move", item);
}

error page_agenda_drop(struct request *q, struct reply *r)
{
    int64_t item;
    TRY(item_asked(q, &item));
    bool back = str_is(param_str(q, "viec"), S("lai"));
    error why = back ? agenda_back(q->a, page_store(q), page_who(q), item)
                     : agenda_drop(q->a, page_store(q), page_who(q), item);
    return answer(q, r, why, "drop", 0);
}

error page_paper_add(struct request *q, struct reply *r)
{
    int64_t item, id;
    struct upload file = param_file(q, "tep");
    TRY(item_asked(q, &item));
    error why = file.content.n
        ? agenda_paper_add(q->a, page_store(q), page_who(q), item, file.name, file.content, &id)
        : FAIL(q->a, ERR_INPUT, "Chưa chọn tệp tài liệu. Chọn tệp rồi gửi lại.");
    return answer(q, r, why, "paper", item);
}
