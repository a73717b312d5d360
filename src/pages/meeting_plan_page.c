/* meeting_plan_page.c - planning a briefing: everything comes from its series and the one before, the day is left. */
#include "core/grow.h"
#include "core/office/term.h"
#include "pages/meeting_page.h"
#include "pages/office_form.h"

enum { PERIODS_BACK = 2, PERIODS = 5 };

/* ---- periods to choose from ---- */

static struct period moved(struct period p, int by)
{
    if (p.type != PERIOD_RANGE) return by < 0 ? period_previous(p) : period_next(p);
    p.from = day_from_number(day_number(p.from) + 7 * by);
    p.to = day_from_number(day_number(p.to) + 7 * by);
    p.year = p.from.year;
    return p;
}

static void choose_periods(struct request *q, struct str likely, struct str typed, struct office_field *x)
{
    struct period p;
    struct choice *c = NEW_N(q->a, struct choice, PERIODS);
    if (!period_read(likely, &p)) return;
    for (int i = 0; i < PERIODS_BACK; i++) p = moved(p, -1);
    for (int i = 0; i < PERIODS; i++, p = moved(p, 1)) {
        struct str code = period_write(q->a, p);
        c[i] = (struct choice){ .value = code, .label = period_words(q->a, p), .now = str_is(code, typed) };
    }
    x->choice = c;
    x->choices = PERIODS;
}

static void put(struct request *q, struct office_form *f, const char *code, const char *label, struct str typed,
    const char *hint)
{
    struct office_field *x = form_field(q, f, "p", code, SAY(label), typed);
    if (hint) x->hint = SAY(hint);
}

static struct office_form plan_form(struct request *q, const struct refused *no, const struct series *s,
    const struct meeting_plan *likely)
{
    struct office_form f = form_open(q, S("/giao-ban/moi"), SAY("Lập phiên giao ban"), true);
    const char *form = "plan";
    form_number(q, &f, "loat", s->id);
    struct office_field *x = form_field(q, &f, "p", "ky", SAY("Kỳ"), S(""));
    choose_periods(q, likely->period, typed_or(q, no, form, 0, "ky", likely->period), x);
    put(q, &f, "ngay", SAID("Ngày họp"), typed_or(q, no, form, 0, "ngay", term_vi(q->a, likely->day)),
        SAID("Ngày/tháng/năm. Để trống nếu chưa định ngày."));
    put(q, &f, "gio", SAID("Giờ bắt đầu"), typed_or(q, no, form, 0, "gio", likely->starts), NULL);
    put(q, &f, "phut", SAID("Dự kiến bao nhiêu phút"),
        typed_or(q, no, form, 0, "phut", str_fmt(q->a, "%d", likely->minutes)), NULL);
    put(q, &f, "dia-diem", SAID("Địa điểm"), typed_or(q, no, form, 0, "dia-diem", likely->venue), NULL);
    put(q, &f, "ten", SAID("Tên phiên"), typed_or(q, no, form, 0, "ten", S("")),
        SAID("Để trống thì ghép tên loạt với kỳ."));
    f.strong = true;
    return f;
}

/* ---- what is taken over, said beforehand ---- */

static void fact(struct plan_view *v, struct str label, struct str value)
{
    if (value.n) ((struct link *)v->fact)[v->facts++] = (struct link){ .label = label, .hint = value };
}

static void facts_fill(struct request *q, const struct series *s, const struct meeting *last, struct plan_view *v)
{
    struct buf names = buf_open(q->a);
    for (size_t i = 0; i < s->bodies; i++)
        buf_fmt(&names, "%s%.*s", i ? ", " : "", STR(s->body[i].short_name));
    v->fact = NEW_N(q->a, struct link, 8);
    fact(v, SAY("Cơ quan chủ trì"), s->presidium);
    fact(v, SAY("Người chủ trì"), last->chair_name);
    fact(v, str_fmt(q->a, say("Mời %zu tổ chức"), s->bodies), buf_done(&names));
    fact(v, SAY("Giấy mời gửi trước"), str_fmt(q->a, say("%d ngày"), s->invite_days));
    fact(v, SAY("Tài liệu gửi trước"), str_fmt(q->a, say("%d ngày"), s->papers_days));
    if (last->id) fact(v, SAY("Lấy tiếp từ"), last->title);
}

static error series_choose(struct request *q, struct db *db, struct series *s, struct plan_view *v)
{
    struct series_list all;
    const struct who *who = page_who(q);
    int64_t asked = param_int(q, "loat", 0), chosen = 0;
    TRY(series_of_unit(q->a, db, who, who->acting->unit_id, &all));
    struct link *link = NEW_N(q->a, struct link, all.n + 1);
    for (size_t i = 0; i < all.n; i++) {
        if (all.row[i].ended) continue;
        if (!chosen || all.row[i].id == asked) chosen = all.row[i].id;
        link[v->seriess++] = (struct link){ .label = all.row[i].name,
            .href = str_fmt(q->a, "/giao-ban/moi?loat=%lld", (long long)all.row[i].id) };
    }
    for (size_t i = 0; i < v->seriess; i++)
        link[i].now = str_ends(link[i].href, str_fmt(q->a, "=%lld", (long long)chosen));
    v->series = link;
    *s = (struct series){ 0 };
    return chosen ? series_get(q->a, db, who, chosen, s) : NULL;
}

static error show(struct request *q, struct reply *r, const struct refused *no)
{
    struct db *db;
    struct series s;
    struct meeting_plan likely;
    struct meeting last;
    struct plan_view v = { .why = no ? str_c(no->why->said) : S("") };
    TRY(page_db(q, &db));
    TRY(series_choose(q, db, &s, &v));
    if (s.id) {
        TRY(meeting_suggest(q->a, db, &s, &likely, &last));
        v.plan = plan_form(q, no, &s, &likely);
        facts_fill(q, &s, &last, &v);
    }
    if (no) r->status = err_status(no->why->kind);
    struct buf body = page_open(q);
    view_meeting_plan(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Lập phiên giao ban"), .room = ROOM_MEETINGS,
        .refused = no ? no->why : NULL }, &body);
}

error page_meeting_plan(struct request *q, struct reply *r) { return show(q, r, NULL); }

static error plan(struct request *q, int64_t *id)
{
    struct meeting_plan new = { .series_id = param_int(q, "loat", 0), .period = param_str(q, "ky"),
        .starts = str_trim(param_str(q, "gio")), .venue = str_trim(param_str(q, "dia-diem")),
        .title = str_trim(param_str(q, "ten")), .minutes = (int)param_int(q, "phut", 0) };
    TRY(term_read(q->a, param_str(q, "ngay"), say("ngày họp"), &new.day));
    return meeting_plan(q->a, page_store(q), page_who(q), &new, id);
}

error page_meeting_plan_post(struct request *q, struct reply *r)
{
    int64_t id;
    error why = plan(q, &id);
    if (why) return may_mend(why) ? show(q, r, &(struct refused){ why, "plan", 0 }) : why;
    reply_redirect(q, r, "/giao-ban/%lld?xong=lap-phien", (long long)id);
    return NULL;
}
