/* review_form.c - the form of one figure: filled from what is known, and what a person typed read back. */
#include "core/office/body.h"
#include "core/office/catalogue.h"
#include "core/office/setup.h"
#include "pages/review.h"
#include "vn/text.h"

static const struct {
    const char *code, *label;
    enum vn_approx approx;
} approxes[] = {
    { "exact", .label = "đúng bằng", VN_EXACT },
    { "over", .label = "trên", VN_OVER },
    { "under", .label = "gần, dưới", VN_UNDER },
    { "about", .label = "khoảng", VN_ABOUT },
    { "range", .label = "từ … đến …", VN_RANGE },
    { "at_least", .label = "ít nhất", VN_AT_LEAST },
    { "at_most", .label = "không quá", VN_AT_MOST },
};
static const struct {
    const char *code, *label;
    enum sense sense;
} senses[] = {
    { "result", .label = "kết quả", SENSE_RESULT },
    { "target", .label = "chỉ tiêu, kế hoạch", SENSE_TARGET },
    { "context", .label = "bối cảnh", SENSE_CONTEXT },
};

static struct str indicator_label(struct arena *a, struct str code, struct str name)
{
    return str_fmt(a, "%.*s %.*s", STR(code), STR(name));
}

static error catalogue_choices(struct request *q, struct db *db, const struct figure_entry *entry,
                               struct edit_view *e)
{
    struct indicator_list list;
    TRY(setup_indicators(q->a, db, page_who(q)->acting->unit_id, entry->indicator, &list));
    struct choice *c = NEW_N(q->a, struct choice, list.n);
    e->indicator = entry->indicator;
    for (size_t i = 0; i < list.n; i++) {
        const struct indicator *x = &list.indicator[i];
        c[i] = (struct choice){ .value = x->code, .label = indicator_label(q->a, x->code, x->name) };
        if (str_is(x->code, entry->indicator)) e->indicator = c[i].label;
    }
    e->catalogue = c;
    e->catalogues = list.n;
    return NULL;
}

/* The organisations of the unit, and the joint result that is nobody's own. */
static error organisation_choices(struct request *q, struct db *db, const struct review_of *v, struct str now,
                                  struct edit_view *e)
{
    struct body_list bodies;
    TRY(body_list(q->a, db, v->report.unit_id, S(""), &bodies));
    struct choice *c = NEW_N(q->a, struct choice, bodies.n + 2);
    size_t n = 0;
    c[n++] = (struct choice){ .value = S(""), .label = SAY("kết quả chung của đơn vị"), .now = !now.n };
    bool listed = !now.n;
    for (size_t i = 0; i < bodies.n; i++) {
        bool same = str_is(bodies.body[i].organisation, now);
        listed |= same;
        c[n++] = (struct choice){ .value = bodies.body[i].organisation,
                                  .label = bodies.body[i].short_name,
                                  .now = same };
    }
    if (!listed) c[n++] = (struct choice){ .value = now, .label = organisation_name(q->a, now), .now = true };
    e->organisation = c;
    e->organisations = n;
    return NULL;
}

/* As it is typed again: the Vietnamese words, which can be read back, or the short form in English. */
static struct str period_to_type(struct arena *a, struct str period)
{
    return say_language_is() == LANGUAGE_EN ? period : page_period_words(a, period);
}

error review_form(struct request *q, const struct review_of *v, const struct review_ask *ask,
                  const struct edit_view **out)
{
    struct db *db;
    TRY(page_db(q, &db));
    struct edit_view *e = NEW(q->a, struct edit_view);
    const struct figure *f = ask->add.to ? NULL : review_figure(v, ask->number);
    struct figure_entry entry = { 0 };
    if (ask->typed) entry = *ask->typed;
    else if (f) entry = figure_entry(q->a, f);
    else TRY(figure_entry_read(q->a, db, page_who(q), v->report.id, ask->add, &entry));
    *e = (struct edit_view){ .number = f ? f->seq : 0,
                             .version = f ? f->version : 0,
                             .from = (int64_t)ask->add.from,
                             .to = (int64_t)ask->add.to,
                             .quote = f ? f->quote : str_cut(v->report.text, ask->add.from, ask->add.to),
                             .amount = entry.amount,
                             .unit = entry.unit,
                             .item = entry.item,
                             .place = entry.place,
                             .beneficiary = entry.beneficiary,
                             .period = period_to_type(q->a, entry.period),
                             .joint = entry.joint,
                             .each = entry.each,
                             .stock = entry.stock,
                             .cumulative = entry.cumulative,
                             .part_of = entry.part_of ? str_fmt(q->a, "%lld", (long long)entry.part_of) : S(""),
                             .note = ask->typed ? ask->note
                                     : f        ? f->note
                                                : S(""),
                             .why = ask->why ? str_c(ask->why->said) : S("") };
    struct choice *approx = NEW_N(q->a, struct choice, COUNT(approxes)),
                  *sense = NEW_N(q->a, struct choice, COUNT(senses));
    for (size_t i = 0; i < COUNT(approxes); i++)
        approx[i] = (struct choice){ str_c(approxes[i].code), SAY(approxes[i].label),
                                     approxes[i].approx == entry.approx };
    for (size_t i = 0; i < COUNT(senses); i++)
        sense[i] =
            (struct choice){ str_c(senses[i].code), SAY(senses[i].label), senses[i].sense == entry.sense };
    e->approx = approx;
    e->approxes = COUNT(approxes);
    e->sense = sense;
    e->senses = COUNT(senses);
    TRY(catalogue_choices(q, db, &entry, e));
    TRY(organisation_choices(q, db, v, entry.organisation, e));
    *out = e;
    return NULL;
}

/* "AS-01 Vận động an sinh", "AS-01" or the name alone, with or without marks; what fits none stays as typed and
 * core refuses it. */
static error indicator_read(struct request *q, struct str typed, struct str *code)
{
    struct db *db;
    struct indicator_list list;
    TRY(page_db(q, &db));
    TRY(catalogue_list(q->a, db, &list));
    struct str fold = vn_fold(q->a, typed);
    *code = typed;
    for (size_t i = 0; i < list.n; i++) {
        const struct indicator *x = &list.indicator[i];
        struct str forms[] = { x->code, x->name, indicator_label(q->a, x->code, x->name) };
        for (size_t k = 0; k < COUNT(forms); k++)
            if (str_is(vn_fold(q->a, forms[k]), fold)) *code = x->code;
    }
    return NULL;
}

/* "tháng 6/2026", "Quý II/2026" or "2026-06"; what cannot be read stays as typed and core refuses it. */
static struct str period_typed(struct request *q, struct str typed)
{
    struct period p;
    struct vn_period found;
    if (!typed.n || period_read(typed, &p)) return typed;
    return vn_period_find(typed, &found) && found.period.year ? period_write(q->a, found.period) : typed;
}

error review_form_read(struct request *q, struct figure_entry *entry)
{
    entry->amount = param_str(q, "gia-tri");
    entry->unit = param_str(q, "don-vi");
    entry->item = param_str(q, "noi-dung");
    entry->place = param_str(q, "dia-ban");
    entry->beneficiary = param_str(q, "thu-huong");
    entry->organisation = param_str(q, "to-chuc");
    entry->joint = param_str(q, "cung-lam");
    entry->period = period_typed(q, param_str(q, "ky"));
    entry->each = param_flag(q, "moi");
    entry->stock = param_flag(q, "hien-co");
    entry->cumulative = param_flag(q, "luy-ke");
    entry->part_of = param_int(q, "thuoc", 0);
    for (size_t i = 0; i < COUNT(approxes); i++)
        if (str_is(param_str(q, "muc"), str_c(approxes[i].code))) entry->approx = approxes[i].approx;
    for (size_t i = 0; i < COUNT(senses); i++)
        if (str_is(param_str(q, "tinh-chat"), str_c(senses[i].code))) entry->sense = senses[i].sense;
    return indicator_read(q, param_str(q, "chi-tieu"), &entry->indicator);
}
