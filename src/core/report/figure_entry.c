/* figure_entry.c - what a person typed about a figure, made into values or into a sentence that says what is wrong. */
#include "core/report/figure_entry.h"
#include "core/office/body.h"
#include "core/office/catalogue.h"
#include "core/report/figure_row.h"
#include "core/report/joint.h"
#include "vn/text.h"

static const milli LARGEST = INT64_C(1000000000000000000);     /* 10^15 units: sums of many stay within int64 */

/* Counting words and measures by dimension; what is not here counts things. Folded. */
static const struct { const char *fold; enum dimension dimension;
} units[] = {
    { "vnd", DIMENSION_MONEY },
    { "usd", DIMENSION_MONEY },
    { "%", DIMENSION_PERCENT },
    { "ha", DIMENSION_AREA },
    { "m2", DIMENSION_AREA },
    { "m²", DIMENSION_AREA },
    { "km", DIMENSION_LENGTH },
    { "m", DIMENSION_LENGTH },
    { "kg", DIMENSION_MASS },
    { "tan", DIMENSION_MASS },
    { "ta", DIMENSION_MASS },
    { "gio", DIMENSION_TIME },
    { "nguoi", DIMENSION_PEOPLE },
    { "hoi vien", DIMENSION_PEOPLE },
    { "doan vien", DIMENSION_PEOPLE },
    { "dang vien", DIMENSION_PEOPLE },
    { "dong chi", DIMENSION_PEOPLE },
    { "em", DIMENSION_PEOPLE },
    { "chau", DIMENSION_PEOPLE },
    { "cu", DIMENSION_PEOPLE },
    { "chi", DIMENSION_PEOPLE },
    { "hoc sinh", DIMENSION_PEOPLE },
    { "can bo", DIMENSION_PEOPLE },
    { "ho", DIMENSION_HOUSEHOLDS },
    { "gia dinh", DIMENSION_HOUSEHOLDS },
};

static enum dimension dimension_of(struct arena *a, struct str unit)
{
    struct str fold = vn_fold(a, unit);
    for (size_t i = 0; i < COUNT(units); i++) if (str_is(fold, str_c(units[i].fold))) return units[i].dimension;
    return DIMENSION_COUNT;
}

static bool is_money(struct str unit) { return str_is(unit, S("VND")) || str_is(unit, S("USD")); }

struct amount { enum vn_approx approx; milli value, value_max; struct str unit; };

/* "từ 20 đến 30", "20-30": two numbers without money. */
static bool read_range(struct arena *a, struct str text, struct amount *out)
{
    static const struct {
        const char *from, *between;
    } forms[] = { { "từ ", " đến " }, { "", " đến " }, { "", "-" }, { "", "–" } };
    struct str lower = vn_lower(a, text);
    for (size_t i = 0; i < COUNT(forms); i++) {
        size_t at = str_starts(lower, str_c(forms[i].from)) ? strlen(forms[i].from) : 0;
        size_t middle = str_find(lower, str_c(forms[i].between), at);
        if (middle == SIZE_MAX || (*forms[i].from && !at)) continue;
        struct str low = str_trim(str_cut(lower, at, middle)),
                   high = str_trim(str_cut(lower, middle + strlen(forms[i].between), lower.n));
        milli value, most;
        if (!vn_number_read(low, &value) || !vn_number_read(high, &most) || most < value) continue;
        *out = (struct amount){ VN_RANGE, value, most, S("") };
        return true;
    }
    return false;
}

static bool read_amount(struct arena *a, struct str text, struct str unit, struct amount *out)
{
    size_t start = 0;
    struct vn_money money;
    enum vn_approx approx = vn_approx_at(text, 0, &start);
    if (approx == VN_EXACT) start = 0;
    struct str bare = str_trim(str_cut(text, start, text.n));
    *out = (struct amount){ .approx = approx };
    if (vn_number_read(bare, &out->value)) return true;
    if (vn_money_at(text, 0, &money) && money.end == text.n) {
        *out = (struct amount){ money.approx, money.value, money.approx == VN_RANGE ? money.value_max : 0,
            str_c(money.currency) };
        return true;
    }
    if (read_range(a, text, out)) return true;
    struct vn_number number;
    if (!vn_number_at(bare, 0, &number)) return false;
    struct str rest = str_trim(str_cut(bare, number.end, bare.n));
    uint32_t first = 0;
    if (rest.n) vn_letter_next(rest, 0, &first);
    if ((first != '%' && !vn_is_letter(first)) || is_money(unit)) return false;    /* "12/31" is no number of "/31" */
    out->value = number.value;
    out->unit = rest;
    return true;
}

static error take_amount(struct arena *a, const struct figure_entry *e, struct figure *f)
{
    struct str text = str_trim(e->amount);
    struct amount amount;
    if (!text.n) return FAIL(a, ERR_INPUT, "Chưa ghi giá trị của số liệu. Ghi như 120, 1.284, trên 459 triệu đồng.");
    if (!read_amount(a, text, e->unit, &amount))
        return FAIL(a, ERR_INPUT,
            "Giá trị “%.*s” chưa đọc được. Ghi như 120, 1.284, 12,5, trên 459 triệu đồng, từ 20 đến 30 triệu "
            "đồng.",
            STR(text));
    f->approx = amount.approx != VN_EXACT ? amount.approx : e->approx;
    f->value = amount.value;
    f->value_max = amount.value_max;
    if (f->approx == VN_RANGE && amount.approx != VN_RANGE)
        return FAIL(a, ERR_INPUT,
            "Giá trị “%.*s” chưa phải một khoảng. Ghi cả hai số, như từ 20 đến 30 triệu đồng.", STR(text));
    if (f->value > LARGEST || f->value < -LARGEST || f->value_max > LARGEST)
        return FAIL(a, ERR_INPUT, "Giá trị “%.*s” quá lớn. Kiểm tra lại số và đơn vị.", STR(text));
    struct str unit = amount.unit.n ? amount.unit : str_trim(e->unit);
    if (!unit.n)
        return FAIL(a, ERR_INPUT,
            "Số liệu “%.*s” chưa có đơn vị tính. Ghi như suất quà, hội viên, %%, hoặc chọn đồng.", STR(text));
    if (!str_is(unit, f->unit)) f->dimension = dimension_of(a, unit);
    f->unit = unit;
    return NULL;
}

static error take_codes(struct arena *a, struct db *db, const struct figure_entry *e, struct figure *f)
{
    const struct indicator *indicator = NULL;
    if (e->indicator.n) {
        TRY(catalogue_find(a, db, e->indicator, &indicator));
        if (!indicator)
            return FAIL(
                a, ERR_INPUT, "Không có chỉ tiêu mã “%.*s”. Chọn lại trong danh mục.", STR(e->indicator));
        if (f->dimension == DIMENSION_COUNT) {     /* the catalogue knows better what its things are */
            enum dimension d = (enum dimension)name_index(dimension_names, DIMENSION_TIME + 1, indicator->dimension);
            if (d == DIMENSION_PEOPLE || d == DIMENSION_HOUSEHOLDS) f->dimension = d;
        }
    }
    if (e->organisation.n && !organisation_find(a, e->organisation))
        return FAIL(
            a, ERR_INPUT, "Không có tổ chức mã “%.*s”. Chọn lại trong danh sách.", STR(e->organisation));
    f->indicator = e->indicator;
    f->indicator_name = indicator ? indicator->name : S("");
    f->organisation = e->organisation;
    return NULL;
}

/* A part belongs to another figure of the report, and not to itself round a circle. */
static error take_whole(
    struct arena *a, const struct figure_entry *e, const struct figure_full *all, size_t n, struct figure *f)
{
    for (int64_t seq = e->part_of, steps = 0; seq; steps++) {
        const struct figure *whole = NULL;
        for (size_t i = 0; i < n; i++) if (all[i].f.seq == seq) whole = &all[i].f;
        if (!whole)
            return FAIL(
                a, ERR_INPUT, "Không có số liệu số %lld trong báo cáo này để làm tổng.", (long long)seq);
        if (whole->seq == f->seq || steps > (int64_t)n)
            return FAIL(a, ERR_INPUT, "Số liệu số %lld không thể là một phần của chính nó.", (long long)f->seq);
        seq = whole->part_of;
    }
    f->part_of = e->part_of;
    return NULL;
}

error figure_entry_take(struct arena *a, struct db *db, const struct figure_entry *e, struct str report_period,
    const struct figure_full *all, size_t n, struct figure *f)
{
    TRY(take_amount(a, e, f));
    TRY(take_codes(a, db, e, f));
    TRY(take_whole(a, e, all, n, f));
    struct period period;
    f->period = e->period.n ? e->period : report_period;
    if (!period_read(f->period, &period))
        return FAIL(
            a, ERR_INPUT, "Kỳ “%.*s” của số liệu chưa đúng. Ghi như 2023-06 hoặc 2023-Q2.", STR(e->period));
    f->has_whole = str_trim(e->whole).n != 0;
    f->whole = 0;
    if (f->has_whole && (!vn_number_read(str_trim(e->whole), &f->whole) || f->whole <= 0))
        return FAIL(a, ERR_INPUT, "Tổng số “%.*s” của phân số chưa đọc được. Ghi một số lớn hơn không.", STR(e->whole));
    f->item = str_trim(e->item);
    f->place = str_trim(e->place);
    f->beneficiary = str_trim(e->beneficiary);
    f->cumulative = e->cumulative;
    f->each = e->each;
    f->stock = e->stock;
    f->sense = e->sense;
    f->change = e->change;
    f->words = figure_words(a, f);
    return joint_read(a, e->joint, f);
}

struct figure_entry figure_entry(struct arena *a, const struct figure *f)
{
    struct figure_entry e = { .approx = f->approx,
        .unit = f->unit,
        .item = f->item,
        .indicator = f->indicator,
        .organisation = f->organisation,
        .place = f->place,
        .beneficiary = f->beneficiary,
        .period = f->period,
        .cumulative = f->cumulative,
        .each = f->each,
        .stock = f->stock,
        .sense = f->sense,
        .change = f->change,
        .part_of = f->part_of };
    e.joint = joint_write(a, f);
    if (f->has_whole) e.whole = vn_number_digits(a, f->whole);
    if (f->approx == VN_RANGE)
        e.amount = str_fmt(
            a, "từ %.*s đến %.*s", STR(vn_number_digits(a, f->value)), STR(vn_number_digits(a, f->value_max)));
    else if (is_money(f->unit) && str_is(f->unit, S("VND"))) e.amount = vn_money_short(a, f->value);
    else e.amount = vn_number_digits(a, f->value);
    return e;
}
