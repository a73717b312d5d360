/* review_card.c - one figure worded as a card: the amount with its qualifier, and the facts beside it. */
#include "base/machine.h"
#include "core/office/body.h"
#include "core/report/brief.h"
#include "pages/review.h"

enum { FACTS_MOST = 16 };

static const struct {
    const char *sign, *label;
} approx_words[] = {
    [VN_EXACT] = { .sign = "", .label = "" },
    [VN_OVER] = { .sign = ">", .label = "trên" },
    [VN_UNDER] = { .sign = "<", .label = "gần" },
    [VN_ABOUT] = { .sign = "≈", .label = "khoảng" },
    [VN_RANGE] = { .sign = "", .label = "" },
    [VN_AT_LEAST] = { .sign = "≥", .label = "ít nhất" },
    [VN_AT_MOST] = { .sign = "≤", .label = "không quá" },
};

static struct str figure_class(enum figure_state s)
{
    return s == FIGURE_CONFIRMED ? S("c") : s == FIGURE_REJECTED ? S("x") : S("r");
}

static struct str state_word(enum figure_state s)
{
    return s == FIGURE_CONFIRMED  ? SAY("đã xác nhận")
           : s == FIGURE_REJECTED ? SAY("đã loại")
                                  : SAY("chưa quyết định");
}

static struct str nature(struct arena *a, const struct figure *f)
{
    struct buf b = buf_open(a);
    buf_c(&b, f->sense == SENSE_TARGET    ? say("chỉ tiêu, kế hoạch")
              : f->sense == SENSE_CONTEXT ? say("bối cảnh")
                                          : say("kết quả"));
    if (f->stock) buf_c(&b, say(", số hiện có"));
    if (f->each) buf_c(&b, say(", tính cho mỗi phần"));
    if (f->cumulative) buf_c(&b, say(", lũy kế"));
    if (f->change == CHANGE_UP) buf_c(&b, say(", phần tăng thêm"));
    if (f->change == CHANGE_DOWN) buf_c(&b, say(", phần giảm đi"));
    return buf_done(&b);
}

/* "số 11, số 12": the figures that are parts of this one. */
static struct str parts(struct arena *a, const struct review_of *v, int64_t number)
{
    struct buf b = buf_open(a);
    for (size_t i = 0; i < v->figures; i++)
        if (v->figure[i].part_of == number)
            buf_fmt(&b, say("%ssố %lld"), b.n ? ", " : "", (long long)v->figure[i].seq);
    return buf_done(&b);
}

static struct str worth(struct arena *a, const struct figure *f)
{
    struct buf b = buf_open(a);
    for (size_t i = 0; i < f->value_of_count; i++) buf_fmt(&b, say("%ssố %u"), i ? ", " : "", f->value_of[i]);
    return buf_done(&b);
}

static void fact(struct figure_card *c, struct fact *list, struct str name, struct str value)
{
    assert(c->facts < FACTS_MOST);
    if (value.n) list[c->facts++] = (struct fact){ .name = name, .value = value };
}

static void facts_fill(struct arena *a, const struct review_of *v, const struct figure *f,
                       struct figure_card *c)
{
    struct fact *list = NEW_N(a, struct fact, FACTS_MOST);
    struct str indicator = f->indicator.n ? str_fmt(a, "%.*s %.*s", STR(f->indicator), STR(f->indicator_name))
                                          : SAY("chưa gắn chỉ tiêu");
    struct str organisation = f->organisation.n ? organisation_name(a, f->organisation) : SAY("kết quả chung");
    fact(c, list, SAY("Chỉ tiêu"), indicator);
    fact(c, list, SAY("Tổ chức"), organisation);
    fact(c, list, SAY("Kỳ"), page_period_words(a, f->period));
    fact(c, list, SAY("Tính chất"), nature(a, f));
    fact(c, list, SAY("Kỳ trước"), f->last_words);
    if (f->has_whole) fact(c, list, SAY("Trên tổng số"), vn_number_digits(a, f->whole));
    if (f->part_of) fact(c, list, SAY("Nằm trong"), str_fmt(a, say("số %lld"), (long long)f->part_of));
    fact(c, list, SAY("Gồm"), parts(a, v, f->seq));
    fact(c, list, SAY("Trị giá của"), worth(a, f));
    fact(c, list, SAY("Địa bàn"), f->place);
    fact(c, list, SAY("Người thụ hưởng"), f->beneficiary);
    fact(c, list, SAY("Cách tính"), figure_use_vi(f->use));
    c->fact = list;
}

/* The period only when it is not the report's own. */
static struct str line(struct arena *a, const struct review_of *v, const struct figure *f)
{
    struct buf b = buf_open(a);
    if (f->indicator.n) buf_fmt(&b, "%.*s %.*s", STR(f->indicator), STR(f->indicator_name));
    if (f->each) buf_fmt(&b, "%s%s", b.n ? " · " : "", say("tính cho mỗi phần"));
    if (f->part_of) buf_fmt(&b, say("%snằm trong số %lld"), b.n ? " · " : "", (long long)f->part_of);
    if (f->organisation.n) buf_fmt(&b, "%s%.*s", b.n ? " · " : "", STR(organisation_name(a, f->organisation)));
    if (f->period.n && !str_is(f->period, v->report.period))
        buf_fmt(&b, "%s%.*s", b.n ? " · " : "", STR(page_period_words(a, f->period)));
    return buf_done(&b);
}

struct figure_card review_card(struct arena *a, const struct review_of *v, const struct figure *f)
{
    struct figure_card c = { .number = f->seq,
                             .version = f->version,
                             .state = figure_class(f->state),
                             .state_word = state_word(f->state),
                             .item = f->item,
                             .line = line(a, v, f),
                             .last = f->last_words,
                             .note = f->note,
                             .read_words = f->read_words };
    c.sign = str_c(approx_words[f->approx].sign);
    c.spoken = SAY(approx_words[f->approx].label);
    c.value = vn_quantity(a, f->approx == VN_RANGE ? VN_RANGE : VN_EXACT, f->value, f->value_max, f->unit);
    if (f->has_whole) c.value = str_fmt(a, "%.*s/%.*s", STR(c.value), STR(vn_number_digits(a, f->whole)));
    if (f->decided_at)
        c.decided = str_fmt(a, say("%.*s, %.*s"), STR(f->decided_by), STR(page_time(a, f->decided_at)));
    struct trace_figure sentence = { 0 };
    trace_sentence(a, v->report.text, f->span, &sentence);
    c.before = sentence.before;
    c.quote = sentence.quote;
    c.after = sentence.after;
    facts_fill(a, v, f, &c);
    return c;
}
