/* handover_page.c - somebody leaves a post: what is open, who takes it and from when, and what that changes; then
 * done. */
#include "core/office/handover_ahead.h"
#include "core/office/term.h"
#include "pages/office_form.h"

enum { PEOPLE_MOST = 500 };

struct asked { int64_t successor_id; struct str day_typed; enum standing standing; };

static error ask_form(struct request *q, struct db *db, const struct handover_plan *plan, const struct asked *ask,
    struct office_form *out)
{
    struct person_page found;
    struct person_filter filter = { .unit_id = page_who(q)->acting->unit_id, .limit = PEOPLE_MOST };
    TRY(person_list(q->a, db, page_who(q), &filter, &found));
    struct choice *c = NEW_N(q->a, struct choice, found.n + 1);
    size_t n = 0;
    c[n++] = (struct choice){ .value = S("0"), .label = SAY("chọn người"), .now = !ask->successor_id };
    for (size_t i = 0; i < found.n; i++) {
        const struct person_row *p = &found.row[i];
        if (p->person.id == plan->post.person_id) continue;
        struct str post = p->posts.n ? post_words(q->a, &p->posts.post[0]) : SAY("chưa có chức vụ");
        c[n++] = (struct choice){ .value = str_fmt(q->a, "%lld", (long long)p->person.id),
            .label = str_fmt(q->a, "%.*s, %.*s%s", STR(p->person.name), STR(post),
                p->logins.n ? "" : say(" (chưa có tài khoản)")), .now = p->person.id == ask->successor_id };
    }
    struct str action = str_fmt(q->a, "/quan-tri/chuc-vu/%lld/ban-giao", (long long)plan->post.id);
    *out = form_open(q, action, SAY("Xem trước"), false);
    out->get = true;
    struct office_field *x = form_field(q, out, "h", "ke-nhiem", SAY("Người kế nhiệm"), S(""));
    x->choice = c;
    x->choices = n;
    x = form_field(q, out, "h", "ngay", SAY("Nhận việc từ ngày"),
        ask->day_typed.n ? ask->day_typed : term_vi(q->a, term_today(q->a)));
    x->hint = SAY("Người bàn giao giữ chức vụ đến hết ngày hôm trước.");
    x = form_field(q, out, "h", "hinh-thuc", SAY("Giữ như thế nào"), S(""));
    struct choices standing = choices_of_standing(q, ask->standing);
    x->choice = standing.list;
    x->choices = standing.n;
    return NULL;
}

static void works_fill(struct request *q, const struct handover_plan *plan, struct handover_view *v)
{
    struct work_view *group = NEW_N(q->a, struct work_view, plan->groups + 1);
    for (size_t g = 0; g < plan->groups; g++) {
        const struct work_group *from = &plan->group[g];
        struct link *work = NEW_N(q->a, struct link, from->list.n + 1);
        for (size_t i = 0; i < from->list.n; i++) work[i] = (struct link){ .label = from->list.work[i].title };
        group[g] = (struct work_view){ .label = SAY(from->kind->label), .work = work, .works = from->list.n };
    }
    struct str *right = NEW_N(q->a, struct str, plan->rights + 1);
    for (size_t i = 0; i < plan->rights; i++) right[i] = str_c(plan->right[i]);
    v->group = group;
    v->groups = plan->groups;
    v->right = right;
    v->rights = plan->rights;
}

static void act_fill(struct request *q, const struct handover_plan *plan, const struct asked *ask,
    struct handover_view *v)
{
    struct str next_words = post_words(q->a, &(struct post){ .title = plan->post.title, .standing = ask->standing });
    v->ready = true;
    v->summary = str_fmt(q->a, say("%.*s giữ chức vụ đến hết %.*s. Từ %.*s, %.*s là %.*s, nhận %zu việc đang dở và %zu "
        "quyền. Những gì đã nộp, đã duyệt vẫn ghi tên người cũ."), STR(plan->post.person_name),
        STR(term_vi(q->a, plan->last_day)), STR(term_vi(q->a, plan->day)), STR(plan->successor.name), STR(next_words),
        plan->works, plan->rights);
    if (plan->ahead)
        v->summary = str_fmt(q->a, say("%.*s Sẽ có hiệu lực từ %.*s, với những việc còn dở ngày ấy; trước ngày ấy hủy "
            "được."), STR(v->summary), STR(term_vi(q->a, plan->day)));
    v->act = form_open(q, str_fmt(q->a, "/quan-tri/chuc-vu/%lld/ban-giao", (long long)plan->post.id),
        plan->ahead ? SAY("Hẹn bàn giao") : SAY("Bàn giao"), false);
    form_number(q, &v->act, "ban", plan->post.version);
    form_number(q, &v->act, "ke-nhiem", ask->successor_id);
    form_hidden(q, &v->act, "ngay", plan->day);
    form_hidden(q, &v->act, "hinh-thuc", standing_code(ask->standing));
    v->act.strong = true;
}

static error show(struct request *q, struct reply *r, error why)
{
    struct db *db;
    struct handover_plan plan, start;
    struct str day;
    struct asked ask = { .successor_id = param_int(q, "ke-nhiem", 0), .day_typed = str_trim(param_str(q, "ngay")) };
    int64_t id = param_int(q, "id", 0);
    TRY(page_db(q, &db));
    TRY(form_post_asked(q, db, &start.post));
    TRY(handover_plan(q->a, db, page_who(q), id, 0, S(""), &start));
    ask.standing = start.post.standing;
    if (param_str(q, "hinh-thuc").n && !standing_read(param_str(q, "hinh-thuc"),
        &ask.standing)) ask.standing = POST_HELD;
    struct handover_view v = { .name = start.post.person_name, .title = post_words(q->a, &start.post),
        .body = start.post.body_name, .back = str_fmt(q->a, "/quan-tri/nguoi/%lld", (long long)start.post.person_id) };
    works_fill(q, &start, &v);
    error refused = why;
    if (!refused && ask.successor_id) {
        refused = term_read(q->a, ask.day_typed, say("ngày nhận việc"), &day);
        if (!refused && !day.n) refused = FAIL(q->a, ERR_INPUT, "Chưa có ngày nhận việc. Hãy điền rồi xem trước.");
        if (!refused) refused = handover_plan(q->a, db, page_who(q), id, ask.successor_id, day, &plan);
        if (!refused) act_fill(q, &plan, &ask, &v);
    }
    if (refused && !may_mend(refused)) return refused;
    if (refused) v.why = str_c(refused->said);
    TRY(ask_form(q, db, &start, &ask, &v.ask));
    if (why) r->status = err_status(why->kind);
    struct buf body = page_open(q);
    view_handover(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Bàn giao"), .room = ROOM_ADMIN }, &body);
}

error page_handover(struct request *q, struct reply *r) { return show(q, r, NULL); }

error page_handover_do(struct request *q, struct reply *r)
{
    struct handover_ask ask = { .post_id = param_int(q, "id", 0), .version = param_int(q, "ban", 0),
        .successor_id = param_int(q, "ke-nhiem", 0) };
    struct db *db;
    struct post post;
    int64_t id;
    TRY(page_db(q, &db));
    TRY(form_post_asked(q, db, &post));
    if (!standing_read(param_str(q, "hinh-thuc"), &ask.standing)) ask.standing = POST_HELD;
    error why = term_read(q->a, param_str(q, "ngay"), say("ngày nhận việc"), &ask.day);
    bool ahead = ask.day.n && term_compare(ask.day, term_today(q->a)) > 0;
    if (!why)
        why = ahead ? handover_ahead_add(q->a, page_store(q), page_who(q), &ask, &id)
                    : handover_do(q->a, page_store(q), page_who(q), &ask, &id);
    if (why) return may_mend(why) ? show(q, r, why) : why;
    reply_redirect(q, r, "/quan-tri/nguoi/%lld?xong=%s", (long long)ask.successor_id,
        ahead ? "hen-ban-giao" : "ban-giao");
    return NULL;
}

error page_handover_drop(struct request *q, struct reply *r)
{
    struct db *db;
    struct post post;
    TRY(page_db(q, &db));
    TRY(form_post_asked(q, db, &post));
    TRY(handover_ahead_drop(q->a, page_store(q), page_who(q), post.id));
    reply_redirect(q, r, "/quan-tri/nguoi/%lld?xong=huy-hen", (long long)post.person_id);
    return NULL;
}
