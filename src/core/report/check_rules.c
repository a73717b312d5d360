/* check_rules.c - arithmetic that a report claims about itself. Finds and says; never corrects. */
#include "core/report/check_rules.h"
#include "core/report/moment.h"
#include "vn/text.h"

struct warning *warning_add(struct warnings *to, const char *code, enum severity severity,
    const struct figure *const *figures, size_t n, struct str sentence)
{
    if (to->n == to->room) {
        size_t room = to->room ? to->room * 2 : 8;
        struct warning *more = NEW_N(to->a, struct warning, room);
        if (to->n) memcpy(more, to->list, to->n * sizeof *more);
        to->list = more;
        to->room = room;
    }
    struct warning *w = &to->list[to->n++];
    *w = (struct warning){ .code = str_c(code),
        .severity = severity,
        .seqs = NEW_N(to->a, uint32_t, n),
        .seq_count = n,
        .sentence = sentence };
    struct buf subject = buf_open(to->a);
    for (size_t i = 0; i < n; i++) {
        w->seqs[i] = (uint32_t)figures[i]->seq;
        buf_fmt(&subject, "%s%lld=%lld", i ? "," : "", (long long)figures[i]->seq, (long long)figures[i]->value);
    }
    w->subject = buf_done(&subject);
    return w;
}

struct str warning_amount(struct arena *a, const struct figure *f, milli value)
{
    if (f->dimension == DIMENSION_MONEY && str_is(f->unit, S("VND"))) return vn_money_short(a, value);
    return vn_quantity(a, VN_EXACT, value, 0, f->unit);
}

static bool is_live(const struct figure *f) { return f->state != FIGURE_REJECTED; }

static const struct figure *find_seq(const struct figure_full *list, size_t n, int64_t seq)
{
    for (size_t i = 0; i < n; i++) if (list[i].f.seq == seq) return &list[i].f;
    return NULL;
}

/* The folded words of text[from, to), never split inside a letter since spans stand between letters. */
static struct str folded(struct arena *a, struct str text, size_t from, size_t to)
{
    return vn_fold(a, str_cut(text, from, to));
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool has_word(struct str fold, const char *word)
{
    struct str w = str_c(word);
    for (size_t at = 0; (at = str_find(fold, w, at)) != SIZE_MAX; at += w.n)
        if ((at == 0 || fold.p[at - 1] == ' ') && (at + w.n == fold.n || strchr(" ,.;:", fold.p[at + w.n])))
            return true;
    return false;
}

/* Offset of the start of the clause that `at` stands in: after the last line end, semicolon or full stop with a
 * blank. */
static size_t clause_start(struct str text, size_t at)
{
    for (size_t i = at; i > 0; i--) {
        char c = text.p[i - 1];
        if (c == '\n' || c == ';' || (c == '.' && i < text.n && text.p[i] == ' ')) return i;
    }
    return 0;
}

/* ---- parts against their whole ---- */

/* Can the whole still be true when its parts add up to exactly `sum`? All: the parts claim to be complete. */
static bool whole_holds(const struct figure *whole, milli sum, bool all)
{
    switch (whole->approx) {
    case VN_EXACT: return all ? sum == whole->value : sum <= whole->value;
    case VN_OVER: case VN_AT_LEAST: return !all || sum >= whole->value;
    case VN_UNDER: case VN_AT_MOST: return sum <= whole->value;
    case VN_RANGE: return sum <= whole->value_max;
    case VN_ABOUT: break;
    }
    return true;
}

static void check_parts(
    struct warnings *to, struct str text, const struct figure_full *list, size_t n, const struct figure *whole)
{
    enum { MOST = 24 };
    const struct figure *about[MOST + 1] = { whole };
    size_t parts = 0;
    milli sum = 0;
    for (size_t i = 0; i < n && parts < MOST; i++) {
        const struct figure *p = &list[i].f;
        if (p->part_of != whole->seq || p == whole || p->stock != whole->stock || !is_live(p) || p->each ||
            p->dimension != whole->dimension)
            continue;
        if (p->approx != VN_EXACT || p->has_whole || __builtin_add_overflow(sum, p->value, &sum)) return;
        about[++parts] = p;
    }
    if (!parts) return;
    /* One part after "trong đó" leaves the rest unsaid; "gồm", "cụ thể" and two parts or more list everything. */
    struct str lead = folded(to->a, text, whole->span.to,
        about[1]->span.from > whole->span.to ? about[1]->span.from : whole->span.to);
    bool complete = has_word(lead, "gom") || has_word(lead, "bao gom") || has_word(lead, "cu the");
    if (whole_holds(whole, sum, complete || parts > 1)) return;
    struct buf b = buf_open(to->a);
    for (size_t i = 1; i <= parts; i++) {
        if (i > 1) buf_c(&b, " + ");
        buf_str(&b, parts > 1 && whole->dimension != DIMENSION_MONEY
                        ? vn_number_digits(to->a, about[i]->value)
                        : warning_amount(to->a, about[i], about[i]->value));
    }
    if (parts > 1)
        buf_fmt(&b, " = %.*s",
            STR(whole->dimension == DIMENSION_MONEY ? warning_amount(to->a, whole, sum)
                                                    : vn_number_digits(to->a, sum)));
    struct str stated = whole->dimension == DIMENSION_MONEY || whole->approx != VN_EXACT
                            ? whole->words
                            : vn_number_digits(to->a, whole->value);
    struct str all = buf_done(&b);
    struct str said = parts > 1 ? str_fmt(to->a, say("%.*s, báo cáo ghi %.*s."), STR(all), STR(stated))
                                : str_fmt(to->a, say("Phần %.*s lớn hơn cả tổng %.*s."), STR(all), STR(whole->words));
    warning_add(to, "parts", complete || parts == 1 || sum > whole->value ? SEVERITY_ERROR : SEVERITY_DOUBT,
        about, parts + 1, said);
}

/* ---- unit price x count against the total ---- */

/* Half of the last place that was written: 500.000 đồng for "36 triệu đồng", 50 triệu for "1,3 tỷ"; 0 when
 * every digit was. */
static milli written_half(const struct figure *f)
{
    for (size_t i = 0; i < f->quote.n; i++) {
        struct vn_number number;
        if (!is_digit(f->quote.p[i]) || !vn_number_at(f->quote, i, &number)) continue;
        if (number.value != f->value) return 0;
        milli place = number.scale * MILLI;
        size_t comma = str_find(str_cut(f->quote, i, number.end), S(","), 0);
        for (size_t at = comma == SIZE_MAX ? f->quote.n : i + comma + 1;
             at < number.end && is_digit(f->quote.p[at]); at++)
            place /= 10;
        return number.scale > 1 ? place / 2 : 0;
    }
    return 0;
}

static bool values(const struct figure *money, int64_t seq)
{
    for (size_t i = 0; i < money->value_of_count; i++) if (money->value_of[i] == seq) return true;
    return false;
}

static const struct figure *price_of(const struct figure_full *list, size_t n, const struct figure *count)
{
    for (size_t i = 0; i < n; i++)
        if (list[i].f.each && list[i].f.dimension == DIMENSION_MONEY && is_live(&list[i].f) &&
            values(&list[i].f, count->seq))
            return &list[i].f;
    return NULL;
}

static void check_price(struct warnings *to, const struct figure_full *list, size_t n, const struct figure *total)
{
    enum { MOST = 8 };
    const struct figure *about[1 + 2 * MOST] = { total };
    size_t used = 1, priced = 0;
    milli sum = 0;
    struct buf b = buf_open(to->a);
    if (total->value_of_count > MOST) return;
    for (size_t i = 0; i < total->value_of_count; i++) {
        const struct figure *count = find_seq(list, n, total->value_of[i]);
        const struct figure *price = count && is_live(count) ? price_of(list, n, count) : NULL;
        if (!price) continue;
        if (price->approx != VN_EXACT || count->approx != VN_EXACT || !str_is(price->unit, total->unit)) return;
        milli product;
        if (__builtin_mul_overflow(count->value, price->value, &product) ||
            __builtin_add_overflow(sum, product / MILLI, &sum))
            return;
        about[used++] = count;
        about[used++] = price;
        buf_fmt(&b, "%s%.*s × %.*s", priced++ ? " + " : "", STR(vn_number_digits(to->a, count->value)),
            STR(warning_amount(to->a, price, price->value)));
    }
    if (!priced) return;
    bool complete = priced == total->value_of_count;
    milli half = written_half(total);
    bool holds = whole_holds(total, sum, complete) ||
                 (total->approx == VN_EXACT && sum - total->value <= half && (!complete || total->value - sum <= half));
    if (holds) return;
    struct str products = buf_done(&b);
    warning_add(to, "price", SEVERITY_ERROR, about, used,
        str_fmt(to->a, say("%.*s = %.*s, báo cáo ghi %.*s."), STR(products),
            STR(warning_amount(to->a, total, sum)), STR(total->words)));
}

/* ---- a fraction and the percentage beside it ---- */

/* One unit of the last decimal that was written: 0,01 for "74,24%". Truncated and rounded percentages both lie
 * within it. */
static milli percent_place(const struct figure *percent)
{
    milli place = MILLI;
    for (size_t i = 0, after = 0; i < percent->quote.n; i++) {
        char c = percent->quote.p[i];
        if (c == ',' || c == '.') after = 1;
        else if (after && is_digit(c)) place /= 10;
    }
    return place ? place : 1;
}

static bool stand_together(struct arena *a, struct str text, const struct figure *first, const struct figure *second)
{
    enum { FAR = 60 };
    if (second->span.from < first->span.to || second->span.from - first->span.to > FAR ||
        second->span.from > text.n)
        return false;
    struct str between = str_cut(text, first->span.to, second->span.from);
    struct str fold = folded(a, text, first->span.to, second->span.from);
    return str_find(between, S("\n"), 0) == SIZE_MAX && str_find(between, S("; "), 0) == SIZE_MAX &&
           str_find(between, S(". "), 0) == SIZE_MAX && !has_word(fold, "ke hoach") &&
           !has_word(fold, "tang") && !has_word(fold, "giam");
}

static void check_percent(struct warnings *to, struct str text, const struct figure *x, const struct figure *y)
{
    const struct figure *fraction = x->has_whole ? x : y, *percent = x->has_whole ? y : x;
    if (!fraction->has_whole || percent->dimension != DIMENSION_PERCENT || percent->change != CHANGE_NONE ||
        percent->approx != VN_EXACT || fraction->whole <= 0 || fraction->value < 0 ||
        !stand_together(to->a, text, x, y))
        return;
    size_t line_end = str_find(text, S("\n"), percent->span.to);
    struct str after = folded(to->a, text, percent->span.to, line_end == SIZE_MAX ? text.n : line_end);
    if (str_starts(after, S("ke hoach")) || str_starts(after, S("chi tieu"))) return;     /* of another whole */
    milli scaled;
    if (__builtin_mul_overflow(fraction->value, (milli)100 * MILLI, &scaled)) return;
    milli share = scaled / fraction->whole;        /* thousandths of a percent, cut off */
    milli place = percent_place(percent),
          apart = share > percent->value ? share - percent->value : percent->value - share;
    if (apart < place) return;
    const struct figure *about[] = { percent, fraction };
    milli shown = (share + 5) / 10 * 10;           /* two decimals */
    warning_add(to, "percent", SEVERITY_DOUBT, about, 2,
        str_fmt(to->a, say("%.*s/%.*s = %.*s%%, báo cáo ghi %.*s."),
            STR(vn_number_digits(to->a, fraction->value)), STR(vn_number_digits(to->a, fraction->whole)),
            STR(vn_number_digits(to->a, shown)), STR(percent->words)));
}

static void check_fraction(struct warnings *to, const struct figure *f)
{
    if (!f->has_whole || f->value <= f->whole) return;
    warning_add(to, "parts", SEVERITY_DOUBT, &f, 1, str_fmt(to->a, say("%.*s: phần lớn hơn tổng."), STR(f->words)));
}

/* ---- from A to B, up or down by C ---- */

static void check_difference(struct warnings *to, struct str text, const struct figure *from,
    const struct figure *now, const struct figure *by)
{
    if (by->change == CHANGE_NONE || from->change != CHANGE_NONE || now->change != CHANGE_NONE ||
        from->dimension != now->dimension || from->dimension != by->dimension || from->approx != VN_EXACT ||
        now->approx != VN_EXACT || by->approx != VN_EXACT)
        return;
    if (now->span.from < from->span.to || by->span.from < now->span.to ||
        clause_start(text, by->span.from) > from->span.from)
        return;
    struct str between = folded(to->a, text, from->span.to, now->span.from);
    if (!has_word(between, "xuong") && !has_word(between, "xuong con") && !has_word(between, "con") &&
        !has_word(between, "len"))
        return;
    milli high = from->value > now->value ? from->value : now->value, low = from->value + now->value - high;
    if (high - low == by->value) return;
    const struct figure *about[] = { by, from, now };
    warning_add(to, "difference", SEVERITY_ERROR, about, 3,
        str_fmt(to->a, say("%.*s − %.*s = %.*s, báo cáo ghi %.*s."), STR(vn_number_digits(to->a, high)),
            STR(vn_number_digits(to->a, low)), STR(vn_number_digits(to->a, high - low)),
            STR(vn_number_digits(to->a, by->value))));
}

/* ---- one figure by itself ---- */

static bool counts_turns(struct arena *a, struct str unit) { return has_word(vn_fold(a, unit), "luot"); }

static void check_one(struct warnings *to, struct str text, const struct figure_full *full)
{
    const struct figure *f = &full->f;
    struct arena *a = to->a;
    if (f->use == FIGURE_OTHER_MEASURE)
        warning_add(to, "unit", SEVERITY_DOUBT, &f, 1,
            str_fmt(a, say("Chỉ tiêu “%.*s” tính bằng %.*s, số liệu này ghi %.*s nên không được cộng."),
                STR(f->indicator_name),
                STR(str_is(full->rule.indicator_unit, S("VND")) ? SAY("đồng") : full->rule.indicator_unit),
                STR(f->words)));
    else if (f->use == FIGURE_COUNTS &&
             counts_turns(a, f->unit) != counts_turns(a, full->rule.indicator_unit) &&
             f->dimension != DIMENSION_MONEY)
        warning_add(to, "unit", SEVERITY_DOUBT, &f, 1,
            str_fmt(a,
                say("Chỉ tiêu “%.*s” tính bằng %.*s, báo cáo ghi %.*s: số người và số lượt không cộng chung."),
                STR(f->indicator_name), STR(full->rule.indicator_unit), STR(f->words)));
    struct period own, of;
    bool known = period_read(f->period, &own) && period_read(full->rule.report_period, &of);
    if (known && f->use == FIGURE_OTHER_PERIOD)
        warning_add(to, "other_period", SEVERITY_NOTE, &f, 1,
            str_fmt(a, say("Số liệu thuộc %.*s, ngoài kỳ %.*s của báo cáo, nên không được cộng."),
                STR(period_in(a, f->period)), STR(period_in(a, full->rule.report_period))));
    if (f->use == FIGURE_COUNTS && f->span.from <= text.n) {
        static const struct {
            const char *fold;
            const char *word;
        } plan[] = { { "phan dau", "phấn đấu" }, { "du kien", "dự kiến" }, { "se", "sẽ" },
            { "chi tieu giao", "chỉ tiêu giao" } };
        struct str before = folded(a, text, clause_start(text, f->span.from), f->span.from);
        for (size_t i = 0; i < COUNT(plan); i++)
            if (has_word(before, plan[i].fold)) {
                warning_add(to, "plan", SEVERITY_DOUBT, &f, 1,
                    str_fmt(a, say("Trước số liệu này có chữ “%s”: xem lại đây là kết quả hay chỉ tiêu."),
                        plan[i].word));
                break;
            }
    }
}

/* Half a year told in June is a running total; a year told in May is more likely misread. */
bool check_is_longer(const struct figure *f, struct str report_period)
{
    struct period own, of;
    return f->use == FIGURE_CUMULATIVE && !f->cumulative && period_read(f->period, &own) &&
           period_read(report_period, &of) && day_number(own.to) != day_number(of.to);
}

/* One warning for all of them: they mostly come from one phrase of the text. */
static void check_longer(struct warnings *to, const struct figure_full *list, size_t n)
{
    struct arena *a = to->a;
    const struct figure **about = NEW_N(a, const struct figure *, n + 1);
    struct str report_period = S("");
    size_t found = 0;
    for (size_t i = 0; i < n; i++) {
        if (!check_is_longer(&list[i].f, list[i].rule.report_period)) continue;
        about[found++] = &list[i].f;
        report_period = list[i].rule.report_period;
    }
    if (!found) return;
    warning_add(to, "other_period", SEVERITY_NOTE, about, found,
        str_fmt(a,
            say("Có %zu số liệu ghi kỳ %.*s, dài hơn kỳ %.*s của báo cáo, nên chỉ để đối chiếu. "
                "Nếu là kết quả trong kỳ thì sửa lại kỳ của số liệu."),
            found, STR(period_in(a, about[0]->period)), STR(period_in(a, report_period))));
}

void check_rules(struct warnings *to, struct str text, const struct figure_full *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct figure *f = &list[i].f;
        if (!is_live(f)) continue;
        check_parts(to, text, list, n, f);
        if (f->dimension == DIMENSION_MONEY && !f->each && f->value_of_count) check_price(to, list, n, f);
        check_fraction(to, f);
        if (i + 1 < n && is_live(&list[i + 1].f)) check_percent(to, text, f, &list[i + 1].f);
        if (i + 2 < n && is_live(&list[i + 1].f) && is_live(&list[i + 2].f))
            check_difference(to, text, f, &list[i + 1].f, &list[i + 2].f);
        check_one(to, text, &list[i]);
    }
    check_longer(to, list, n);
}
