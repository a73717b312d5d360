/* directive_form.c - see directive_form.h. Puts names into the form and reads them back; decides nothing. */
#include "pages/directive_form.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/body.h"
#include "core/office/catalogue.h"
#include "core/office/once.h"
#include "vn/text.h"

struct str directive_back(struct request *q, int64_t meeting_id)
{
    struct str back = param_str(q, "ve"), own = str_fmt(q->a, "/giao-ban/%lld/", (long long)meeting_id);
    return str_starts(back, own) ? back : str_fmt(q->a, "%.*sket-luan", STR(own));
}

/* ---- filling ---- */

static struct str due_of(struct arena *a, struct str iso)
{
    struct day d;
    return day_read(iso, &d) ? day_vi(a, d) : iso;
}

static void open_form(struct request *q, const struct meeting *m, const struct directive *d, struct str prefix,
    struct directive_form *f)
{
    struct str base = str_fmt(q->a, "/giao-ban/%lld/", (long long)m->id);
    *f = (struct directive_form){ .form = page_key(q, false), .prefix = prefix, .key = once_new(q->a),
        .offers = str_fmt(q->a, "%.*sgoi-y", STR(base)), .action = str_fmt(q->a, "%.*sket-luan", STR(base)),
        .channel_hint = m->channel };
    if (!d) return;
    f->id = d->id;
    f->version = d->version;
    f->action = str_fmt(q->a, "%.*s/%lld", STR(f->action), (long long)d->id);
    f->leave = str_fmt(q->a, "%.*sket-luan#d%lld", STR(base), (long long)d->id);
}

static void own_words(struct request *q, const struct directive *d, struct directive_form *f)
{
    struct buf with = buf_open(q->a);
    for (size_t i = 0; i < d->withs; i++) buf_fmt(&with, "%s%.*s", i ? "; " : "", STR(d->with_short[i]));
    f->attitude = d->attitude;
    f->lead = d->lead_short;
    f->with = buf_done(&with);
    f->others = d->others;
    f->words = d->words;
    f->channel = d->channel;
    f->due = due_of(q->a, d->due);
    f->measure = d->measure;
    f->item_id = d->item_id;
    if (d->indicator.n) f->indicator = str_fmt(q->a, "%.*s %.*s", STR(d->indicator), STR(d->indicator_name));
    if (d->has_goal) f->goal = vn_number_digits(q->a, d->goal);
}

error directive_form_fill(struct request *q, const struct meeting *m, const struct directive *d, int64_t item_id,
    struct str back, struct str prefix, struct directive_form *out)
{
    open_form(q, m, d, prefix, out);
    out->item_id = item_id;
    out->back = back;
    if (d) own_words(q, d, out);
    return NULL;
}

error directive_form_refused(struct request *q, const struct meeting *m, const struct directive *d, error why,
    struct str prefix, struct directive_form *out)
{
    open_form(q, m, d, prefix, out);
    out->why = str_c(why->said);
    out->attitude = param_typed(q, "y-kien");
    out->lead = param_typed(q, "chu-tri");
    out->with = param_typed(q, "phoi-hop");
    out->others = param_typed(q, "lien-quan").n > 0;
    out->words = param_typed(q, "noi-dung");
    out->channel = param_typed(q, "trinh");
    out->due = param_typed(q, "thoi-han");
    out->measure = param_typed(q, "do-bang");
    out->indicator = param_typed(q, "chi-tieu");
    out->goal = param_typed(q, "muc");
    out->item_id = param_int(q, "muc-hop", 0);
    out->back = param_typed(q, "ve");
    if (!d && param_typed(q, "ma").n) out->key = param_typed(q, "ma");
    if (d && why->kind == ERR_CONFLICT) out->saved = directive_words(q->a, d);
    return NULL;
}

error directive_lists_fill(struct request *q, const struct meeting *m, struct directive_lists *out)
{
    struct db *db;
    struct body_list bodies;
    struct indicator_list list;
    TRY(page_db(q, &db));
    TRY(body_list(q->a, db, m->unit_id, m->day, &bodies));
    TRY(catalogue_list(q->a, db, &list));
    struct choice *body = NEW_N(q->a, struct choice, bodies.n + 1),
                  *indicator = NEW_N(q->a, struct choice, list.n + 1),
                  *attitude = NEW_N(q->a, struct choice, attitude_count);
    for (size_t i = 0; i < bodies.n; i++) body[i].label = bodies.body[i].short_name;
    for (size_t i = 0; i < list.n; i++)
        indicator[i].label =
            str_fmt(q->a, "%.*s %.*s", STR(list.indicator[i].code), STR(list.indicator[i].name));
    for (size_t i = 0; i < attitude_count; i++) attitude[i].label = str_c(attitudes[i]);
    *out = (struct directive_lists){ body, bodies.n, indicator, list.n, attitude, attitude_count };
    return NULL;
}

/* ---- reading ---- */

static error nobody(struct request *q, struct str typed)
{
    return FAIL(q->a, ERR_INPUT, "Không có tổ chức nào ở đơn vị này gọi là “%.*s”. Gõ lại tên, hoặc chọn trong danh "
        "sách gợi ý.", STR(typed));
}

/* "các cơ quan, đơn vị liên quan", in some of its forms. */
static bool everybody_concerned(struct arena *a, struct str typed)
{
    struct str fold = vn_fold(a, typed);
    return str_ends(fold, S("lien quan")) &&
           (str_find(fold, S("co quan"), 0) != SIZE_MAX || str_find(fold, S("don vi"), 0) != SIZE_MAX ||
            str_find(fold, S("to chuc"), 0) != SIZE_MAX || str_find(fold, S("doan the"), 0) != SIZE_MAX);
}

static error with_read(struct request *q, struct db *db, const struct meeting *m, struct directive *to)
{
    struct str rest = param_str(q, "phoi-hop"), part;
    to->with = NULL;
    to->withs = 0;
    to->others = param_flag(q, "lien-quan");
    while (str_next(&rest, ';', &part)) {
        int64_t id;
        part = str_trim(part);
        if (!part.n) continue;
        if (everybody_concerned(q->a, part)) {
            to->others = true;
            continue;
        }
        TRY(directive_body(q->a, db, m, part, &id));
        if (!id && str_find(part, S(","), 0) != SIZE_MAX) {    /* "Đoàn phường, Hội Nông dân" */
            struct str more = part, one;
            while (str_next(&more, ',', &one)) {
                TRY(directive_body(q->a, db, m, str_trim(one), &id));
                if (!id) return nobody(q, str_trim(one));
                LIST_ADD(q->a, to->with, to->withs, id);
            }
            continue;
        }
        if (!id) return nobody(q, part);
        LIST_ADD(q->a, to->with, to->withs, id);
    }
    return NULL;
}

/* "M12 Thẻ bảo hiểm y tế đã trao", "M12", or the name. */
static error indicator_read(struct request *q, struct db *db, struct str typed, struct str *code)
{
    struct indicator_list list;
    struct str fold = vn_fold(q->a, typed);
    TRY(catalogue_list(q->a, db, &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct indicator *x = &list.indicator[i];
        struct str forms[] = { x->code, x->name, str_fmt(q->a, "%.*s %.*s", STR(x->code), STR(x->name)) };
        for (size_t k = 0; k < COUNT(forms); k++)
            if (str_is(vn_fold(q->a, forms[k]), fold)) *code = x->code;
    }
    if (code->n) return NULL;
    return FAIL(q->a, ERR_INPUT, "Không có chỉ tiêu “%.*s” trong danh mục. Chọn lại trong danh sách.", STR(typed));
}

error directive_form_read(struct request *q, const struct meeting *m, struct directive *to)
{
    struct db *db;
    struct day on = { 0 }, due;
    struct span where;
    struct str lead = param_str(q, "chu-tri"), indicator = param_str(q, "chi-tieu"), goal = param_str(q, "muc");
    TRY(page_db(q, &db));
    to->meeting_id = m->id;
    to->item_id = param_int(q, "muc-hop", 0);
    to->attitude = param_str(q, "y-kien");
    to->words = param_str(q, "noi-dung");
    to->channel = param_str(q, "trinh");
    to->due = param_str(q, "thoi-han");
    to->measure = param_str(q, "do-bang");
    to->key = param_str(q, "ma");
    to->lead_id = 0;
    to->indicator = S("");
    TRY(directive_body(q->a, db, m, lead, &to->lead_id));
    if (lead.n && !to->lead_id) return nobody(q, lead);
    TRY(with_read(q, db, m, to));
    if (indicator.n) TRY(indicator_read(q, db, indicator, &to->indicator));
    to->has_goal = goal.n > 0;
    if (goal.n && !vn_number_read(goal, &to->goal))
        return FAIL(q->a, ERR_INPUT, "Mức phải đạt “%.*s” không phải một số. Ghi như 400 hoặc 1,5 tỷ.", STR(goal));
    if (!to->due.n) return NULL;
    bool known = day_read(m->day, &on) || day_read(clock_day(q->a, clock_now()), &on);
    assert(known);
    if (!directive_due(q->a, to->due, on, true, &due, &where) || where.to + 3 < to->due.n)
        return FAIL(q->a, ERR_INPUT, "Không rõ thời hạn “%.*s” là ngày nào. Ghi như 15/8, cuối tháng 8 hoặc quý III.",
            STR(to->due));
    to->due = day_write(q->a, due);
    return NULL;
}
