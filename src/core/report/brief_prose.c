/* brief_prose.c - the sentences of the consolidated report, made of totals and nothing else. Pure. */
#include "core/report/brief_rows.h"
#include "core/office/moment.h"
#include "vn/text.h"

static bool is_small_count(enum vn_approx approx, milli value, struct str unit_word)
{
    return approx == VN_EXACT && value > 0 && value < 10 * MILLI && value % MILLI == 0 &&
           !str_is(unit_word, S("VND")) && !str_is(unit_word, S("USD")) && !str_is(unit_word, S("%"));
}

struct str brief_figure_words(struct arena *a, const struct figure *f)
{
    if (f->has_whole || !is_small_count(f->approx, f->value, f->unit)) return f->words;
    return brief_amount(a, f->approx, f->value, f->value_max, f->unit);
}

struct str brief_amount(struct arena *a, enum vn_approx approx, milli value, milli value_max, struct str unit_word)
{
    if (is_small_count(approx, value, unit_word))
        return str_fmt(a, "0%lld %.*s", (long long)(value / MILLI), STR(unit_word));
    return vn_quantity(a, approx, value, value_max, unit_word);
}

struct str brief_sum(struct arena *a, const struct vn_sum *sum, struct str unit_word)
{
    return brief_amount(a, vn_sum_approx(sum), sum->value, sum->value_max, unit_word);
}

/* x - b with b exact keeps the wording of x; every other difference of approximate amounts claims too much. */
struct str brief_change(struct arena *a, const struct vn_sum *now, const struct vn_sum *before, struct str unit_word)
{
    enum vn_approx approx = vn_sum_approx(now);
    milli by;
    if (vn_sum_approx(before) != VN_EXACT || __builtin_sub_overflow(now->value, before->value, &by)) return S("");
    if (approx == VN_EXACT && by == 0) return SAY("không đổi");
    if (approx == VN_EXACT)
        return str_fmt(a, "%s %.*s", say(by > 0 ? "tăng" : "giảm"),
            STR(brief_amount(a, VN_EXACT, by > 0 ? by : -by, 0, unit_word)));
    if (approx == VN_OVER && by > 0)
        return str_fmt(a, "%s %.*s", say("tăng"), STR(brief_amount(a, VN_OVER, by, 0, unit_word)));
    if (approx == VN_UNDER && by < 0)
        return str_fmt(a, "%s %.*s", say("giảm"), STR(brief_amount(a, VN_OVER, -by, 0, unit_word)));
    return S("");
}

/* "Vận động an sinh" in the middle of a sentence; "BHYT ..." keeps its capitals. */
static struct str in_sentence(struct arena *a, struct str name)
{
    uint32_t first, second;
    if (!name.n) return name;
    size_t one = vn_letter_next(name, 0, &first);
    if (one < name.n && (vn_letter_next(name, one, &second), vn_is_upper(second))) return name;
    return str_fmt(a, "%.*s%.*s", STR(vn_lower(a, str_cut(name, 0, one))), STR(str_cut(name, one, name.n)));
}

static bool says_word(struct str fold, struct str word)
{
    for (size_t at = 0; word.n && (at = str_find(fold, word, at)) != SIZE_MAX; at += word.n) {
        size_t end = at + word.n;
        if ((at == 0 || fold.p[at - 1] == ' ') && (end == fold.n || fold.p[end] == ' ' || fold.p[end] == ','))
            return true;
    }
    return false;
}

/* "12 cuộc tuyên truyền", "02 căn nhà Đại đoàn kết xây mới", "vận động an sinh xã hội đạt trên 459 triệu đồng":
 * a name that says its unit itself is not told it again. */
static void add_phrase(struct arena *a, struct buf *b, const struct brief_line *l)
{
    struct str name = in_sentence(a, l->name);
    bool money = str_is(l->unit_word, S("VND")) || str_is(l->unit_word, S("USD"));
    if (money || l->stock) {
        buf_fmt(b, "%.*s %s %.*s", STR(name), say(l->stock ? "là" : "đạt"), STR(l->words));
        return;
    }
    struct str fold = vn_fold(a, name), unit = vn_fold(a, l->unit_word);
    bool turns = str_starts(fold, S("luot ")) && str_starts(unit, S("luot "));
    bool says_unit = turns || says_word(fold, unit);
    struct str amount = str_trim(brief_sum(a, &l->now, says_unit ? S("") : l->unit_word));
    buf_fmt(b, "%.*s %.*s", STR(amount), STR(name));
}

static void add_lines(struct arena *a, struct buf *b, const struct brief_line *lines, size_t n, bool stock)
{
    size_t said = 0;
    for (size_t i = 0; i < n; i++) {
        const struct brief_line *l = &lines[i];
        if (!l->has_now || l->stock != stock) continue;
        if (said++) buf_c(b, "; ");
        add_phrase(a, b, l);
        if (l->change.n && !str_is(l->change, SAY("không đổi"))) buf_fmt(b, " (%.*s)", STR(l->change));
    }
}

static bool has_change(const struct brief_body *body)
{
    for (size_t i = 0; i < body->lines; i++)
        if (body->line[i].has_now && body->line[i].change.n && !str_is(body->line[i].change, SAY("không đổi")))
            return true;
    return false;
}

static bool has_any(const struct brief_line *lines, size_t n, bool stock)
{
    for (size_t i = 0; i < n; i++) if (lines[i].has_now && lines[i].stock == stock) return true;
    return false;
}

/* "06 buổi sinh hoạt chuyên đề"; an amount of money says nothing without what it was for. */
static struct str other_words(struct arena *a, const struct brief_figure *f)
{
    if (f->dimension != DIMENSION_MONEY && f->dimension != DIMENSION_PERCENT) return f->quote;
    return f->item.n ? str_fmt(a, "%.*s (%.*s)", STR(f->quote), STR(f->item)) : S("");
}

static struct str others_words(struct arena *a, const struct brief_body *body)
{
    enum { MOST = 8 };
    struct buf b = buf_open(a);
    size_t said = 0, left = 0;
    for (size_t i = 0; i < body->others; i++) {
        struct str words = other_words(a, &body->other[i]);
        if (!words.n || said == MOST) left++;
        else buf_fmt(&b, "%s%.*s", said++ ? "; " : "", STR(words));
    }
    if (said && left) buf_fmt(&b, say("; và %zu nội dung khác"), left);
    return buf_done(&b);
}

struct str brief_prose(struct arena *a, const struct brief *brief, const struct brief_body *body)
{
    struct buf b = buf_open(a);
    struct str when = period_in(a, brief->period);
    bool flows = has_any(body->line, body->lines, false), stocks = has_any(body->line, body->lines, true);
    struct str others = others_words(a, body);
    if (!flows && !stocks && !others.n) {
        buf_fmt(&b, say("%.*s chưa có số liệu được duyệt trong %.*s."), STR(body->name), STR(when));
        return buf_done(&b);
    }
    if (flows) {
        buf_fmt(&b, say("Trong %.*s, kết quả của %.*s"), STR(when), STR(body->name));
        if (has_change(body)) buf_fmt(&b, say(" (so với %.*s ghi trong ngoặc)"), STR(period_in(a, brief->previous)));
        buf_c(&b, ": ");
        add_lines(a, &b, body->line, body->lines, false);
        buf_char(&b, '.');
    }
    if (stocks) {
        buf_fmt(&b, "%s%s", b.n ? " " : "", say(body->missing.n ? "Theo báo cáo gần nhất, " : "Tính đến cuối kỳ, "));
        add_lines(a, &b, body->line, body->lines, true);
        buf_char(&b, '.');
    }
    if (others.n) {
        if (flows || stocks) buf_fmt(&b, " %s", say("Báo cáo còn nêu: "));
        else buf_fmt(&b, say("Trong %.*s, %.*s báo cáo: "), STR(when), STR(body->name));
        buf_fmt(&b, "%.*s.", STR(others));
    }
    if (body->missing.n) buf_fmt(&b, say(" Chưa có số liệu %.*s vì báo cáo chưa được duyệt."), STR(body->missing));
    return buf_done(&b);
}
