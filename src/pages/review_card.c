/* review_card.c - one figure worded as a card: the amount with its qualifier, and the facts beside it. */
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/body.h"
#include "core/report/brief.h"
#include "core/report/compare.h"
#include "pages/review.h"

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

/* What a careful reader would look at twice, as a person would ask it. */
static const struct {
    const char *label;
} doubt_words[DOUBT_COUNT] = {
    [DOUBT_UNIT] = { .label = "đơn vị tính" },
    [DOUBT_ITEM] = { .label = "nội dung là gì" },
    [DOUBT_ACTOR] = { .label = "tổ chức nào làm" },
    [DOUBT_PERIOD] = { .label = "thuộc kỳ nào" },
    [DOUBT_SENSE] = { .label = "đã làm hay còn là kế hoạch" },
    [DOUBT_APPROX] = { .label = "mức chính xác" },
    [DOUBT_WORTH] = { .label = "trị giá của số nào" },
    [DOUBT_PART] = { .label = "là một phần của số nào" },
    [DOUBT_WHOLE] = { .label = "trên tổng số nào" },
    [DOUBT_LETTERS] = { .label = "chữ không rõ" },
};

static struct str doubts(struct arena *a, const struct figure *f)
{
    struct buf b = buf_open(a);
    if (f->state != FIGURE_READ) return S(""); /* a person has looked since */
    for (unsigned i = 0; i < DOUBT_COUNT; i++)
        if (f->doubts & 1u << i) buf_fmt(&b, "%s%s", b.n ? "; " : "", say(doubt_words[i].label));
    if (!b.n && f->confidence < FIGURE_SURE) buf_c(&b, say("cách hiểu cả câu"));
    return buf_done(&b);
}

static struct str nature(struct arena *a, const struct figure *f)
{
    struct buf b = buf_open(a);
    buf_c(&b, f->sense == SENSE_TARGET    ? say("chỉ tiêu, kế hoạch")
              : f->sense == SENSE_CONTEXT ? say("bối cảnh")
                                          : say("kết quả"));
    if (f->change == CHANGE_UP) buf_c(&b, say(", phần tăng thêm"));
    else if (f->change == CHANGE_DOWN) buf_c(&b, say(", phần giảm đi"));
    else if (f->stock) buf_c(&b, say(", số hiện có"));
    else if (f->sense == SENSE_RESULT && !f->each) buf_c(&b, say(", phát sinh trong kỳ"));
    if (f->each) buf_c(&b, say(", tính cho mỗi phần"));
    if (f->cumulative) buf_c(&b, say(", lũy kế"));
    return buf_done(&b);
}

/* ---- facts, and the ways from one figure to another ---- */

struct facts {
    struct arena *a;
    const struct review_of *v;
    const struct figure *f;
    struct fact *list; size_t n;
};

static void fact(struct facts *to, struct str name, struct str value, unsigned doubted)
{
    if (!value.n) return;
    bool doubt = to->f->state == FIGURE_READ && to->f->doubts & doubted;
    LIST_ADD(to->a, to->list, to->n, (struct fact){ .name = name, .value = value, .doubt = doubt });
}

/* "số 11: 22 hội viên" */
static struct link link_to(const struct facts *to, const struct figure *x)
{
    long long id = (long long)to->v->report.id, no = (long long)x->seq;
    return (struct link){ .label = str_fmt(to->a, say("số %lld: %.*s"), no, STR(x->words)),
                          .href = str_fmt(to->a, "/bao-cao/%lld?so=%lld#f%lld", id, no, no),
                          .hint = str_fmt(to->a, "%lld", no) };
}

static bool is_worth_of(const struct figure *money, int64_t seq)
{
    for (size_t i = 0; i < money->value_of_count; i++)
        if (money->value_of[i] == seq) return true;
    return false;
}

/* The figures that stand to this one as `is` says, as links. */
static void fact_links(struct facts *to, struct str name, unsigned doubted,
                       bool (*is)(const struct figure *x, const struct figure *f))
{
    struct link *link = NULL;
    size_t n = 0;
    for (size_t i = 0; i < to->v->figures; i++)
        if (is(&to->v->figure[i], to->f)) LIST_ADD(to->a, link, n, link_to(to, &to->v->figure[i]));
    if (!n) return;
    fact(to, name, S(" "), doubted);
    to->list[to->n - 1].link = link;
    to->list[to->n - 1].links = n;
}

static bool is_whole(const struct figure *x, const struct figure *f) { return x->seq == f->part_of; }
static bool is_part(const struct figure *x, const struct figure *f) { return x->part_of == f->seq; }
static bool is_valued(const struct figure *x, const struct figure *f) { return is_worth_of(f, x->seq); }
static bool is_worth(const struct figure *x, const struct figure *f) { return is_worth_of(x, f->seq); }

static struct str together(struct arena *a, const struct figure *f)
{
    struct buf b = buf_open(a);
    for (size_t i = 0; i < f->with_count; i++)
        buf_fmt(&b, "%s%.*s", i ? ", " : "", STR(organisation_name(a, f->with[i])));
    return buf_done(&b);
}

/* "38 trên 45, đạt 84,4%" */
static struct str fraction(struct arena *a, const struct figure *f)
{
    struct str whole = vn_number_digits(a, f->whole);
    if (f->whole <= 0 || f->value < 0 || f->value > INT64_MAX / 2000) return whole;
    struct vn_sum part = { .value = f->value }, of = { .value = f->whole };
    return str_fmt(a, say("%.*s, bằng %.*s"), STR(whole), STR(compare_percent(a, &part, &of)));      /* rule C5 */
}

#define ON(doubt) (1u << DOUBT_##doubt)
static void facts_fill(struct arena *a, const struct review_of *v, const struct figure *f,
                       struct figure_card *c)
{
    struct facts to = { a, v, f, NULL, 0 };
    struct str indicator = f->indicator.n ? str_fmt(a, "%.*s %.*s", STR(f->indicator), STR(f->indicator_name))
                                          : SAY("chưa gắn chỉ tiêu");
    struct str organisation = f->organisation.n ? organisation_name(a, f->organisation) : SAY("kết quả chung");
    fact(&to, SAY("Chỉ tiêu"), indicator, ON(ITEM));
    fact(&to, SAY("Tổ chức"), organisation, ON(ACTOR));
    fact(&to, SAY("Cùng làm"), together(a, f), ON(ACTOR));
    fact(&to, SAY("Kỳ"), page_period_words(a, f->period), ON(PERIOD));
    fact(&to, SAY("Tính chất"), nature(a, f), ON(SENSE));
    fact(&to, SAY("Kỳ trước"), f->last_words, 0);
    if (f->has_whole) fact(&to, SAY("Trên tổng số"), fraction(a, f), ON(WHOLE));
    fact_links(&to, SAY("Là một phần của"), ON(PART), is_whole);
    fact_links(&to, SAY("Trong đó có"), ON(PART), is_part);
    fact_links(&to, SAY("Là trị giá của"), ON(WORTH), is_valued);
    fact_links(&to, SAY("Có trị giá"), ON(WORTH), is_worth);
    fact(&to, SAY("Địa bàn"), f->place, 0);
    fact(&to, SAY("Người thụ hưởng"), f->beneficiary, 0);
    fact(&to, SAY("Cách tính"), figure_use_vi(f->use), 0);
    if (!f->added)
        fact(&to, SAY("Độ chắc khi đọc"), str_fmt(a, say("%d/100"), (f->confidence + 5) / 10), 0);
    c->fact = to.list;
    c->facts = to.n;
}

/* The period only when it is not the report's own. */
static struct str line(struct arena *a, const struct review_of *v, const struct figure *f)
{
    struct buf b = buf_open(a);
    if (f->indicator.n) buf_fmt(&b, "%.*s %.*s", STR(f->indicator), STR(f->indicator_name));
    if (f->each) buf_fmt(&b, "%s%s", b.n ? " · " : "", say("tính cho mỗi phần"));
    if (f->part_of) buf_fmt(&b, say("%snằm trong số %lld"), b.n ? " · " : "", (long long)f->part_of);
    if (f->organisation.n) buf_fmt(&b, "%s%.*s", b.n ? " · " : "", STR(organisation_name(a, f->organisation)));
    if (f->with_count) buf_fmt(&b, say(" cùng %.*s"), STR(together(a, f)));
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
    c.doubt = doubts(a, f);
    for (size_t i = 0; i < v->prices; i++)
        if (v->price[i].seq == f->seq && v->price[i].prices) c.price = v->price[i].sentence;
    c.crop = v->pages ? review_crop(a, v, f) : NULL;
    facts_fill(a, v, f, &c);
    return c;
}
