/* check_words.c - what the words around a figure say against what it is taken for: a plan told as a result, a pledge as
 * money received, people and turns, another period, a number that is not the one in its quote. Owns how the other
 * rules look at words. Finds and says; never corrects. */
#include "core/report/check_rules.h"
#include "core/office/moment.h"
#include "vn/text.h"

static bool is_end(char c) { return strchr(" ,.;:()", c) != NULL; }

struct str check_fold(const struct rules *r, size_t from, size_t to)
{
    to = to > r->text.n ? r->text.n : to;
    while (to > from && to < r->text.n && ((unsigned char)r->text.p[to] & 0xC0) == 0x80) to--;
    return from < to ? vn_fold(r->a, str_cut(r->text, from, to)) : S("");
}

bool check_has(struct str fold, const char *word)
{
    struct str w = str_c(word);
    for (size_t at = 0; (at = str_find(fold, w, at)) != SIZE_MAX; at += w.n)
        if ((at == 0 || is_end(fold.p[at - 1])) && (at + w.n == fold.n || is_end(fold.p[at + w.n]))) return true;
    return false;
}

bool check_has_any(struct str fold, const char *const *words)
{
    for (; *words; words++) if (check_has(fold, *words)) return true;
    return false;
}

static size_t start_of(struct str text, size_t at, bool clause)
{
    if (at > text.n) at = text.n;
    size_t back = at > CHECK_BACK ? at - CHECK_BACK : 0;
    for (size_t i = at; i > back; i--) {
        char c = text.p[i - 1];
        if (c == '\n' || (clause && c == ';') || (c == '.' && i < text.n && text.p[i] == ' ')) return i;
    }
    while (back < at && ((unsigned char)text.p[back] & 0xC0) == 0x80) back++;
    return back;
}

size_t check_clause(struct str text, size_t at) { return start_of(text, at, true); }
size_t check_sentence(struct str text, size_t at) { return start_of(text, at, false); }

static size_t lead_start(const struct rules *r, size_t i)
{
    const struct figure *f = &r->list[i].f;
    size_t from = check_clause(r->text, f->span.from);
    if (i && r->list[i - 1].f.span.to > from && r->list[i - 1].f.span.to <= f->span.from)
        from = r->list[i - 1].f.span.to;
    return from;
}

struct str check_lead(const struct rules *r, size_t i)
{
    return check_fold(r, lead_start(r, i), r->list[i].f.span.from);
}

/* ---- people and turns, other measures, other periods ---- */

static bool counts_turns(struct arena *a, struct str unit) { return check_has(vn_fold(a, unit), "luot"); }

static void check_unit(const struct rules *r, const struct figure_full *full)
{
    const struct figure *f = &full->f;
    struct arena *a = r->a;
    if (f->use == FIGURE_OTHER_MEASURE)
        warning_add(r->to, "unit", SEVERITY_DOUBT, &f, 1,
            str_fmt(a, say("Chỉ tiêu “%.*s” tính bằng %.*s, số liệu này ghi %.*s nên không được cộng."),
                STR(f->indicator_name),
                STR(str_is(full->rule.indicator_unit, S("VND")) ? SAY("đồng") : full->rule.indicator_unit),
                STR(f->words)));
    else if (f->use == FIGURE_COUNTS && full->rule.indicator_unit.n && f->dimension != DIMENSION_MONEY &&
             counts_turns(a, f->unit) != counts_turns(a, full->rule.indicator_unit))
        warning_add(r->to, "unit", SEVERITY_DOUBT, &f, 1,
            str_fmt(a,
                say("Chỉ tiêu “%.*s” tính bằng %.*s, báo cáo ghi %.*s: số người và số lượt không cộng chung."),
                STR(f->indicator_name), STR(full->rule.indicator_unit), STR(f->words)));
}

/* "500 người ... 500 lượt người": one amount as people and as turns. */
static void check_turns(const struct rules *r, size_t i)
{
    enum { AWAY = 40 };
    const struct figure *f = &r->list[i].f;
    if (f->dimension == DIMENSION_MONEY || f->dimension == DIMENSION_PERCENT || f->value < 20 * MILLI) return;
    bool turns = counts_turns(r->a, f->unit);
    for (size_t k = i + 1; k < r->n && k <= i + AWAY; k++) {
        const struct figure *g = &r->list[k].f;
        if (g->value != f->value || g->dimension == DIMENSION_MONEY || !check_is_live(g) ||
            counts_turns(r->a, g->unit) == turns)
            continue;
        struct str whole = vn_fold(r->a, turns ? f->unit : g->unit), person = vn_fold(r->a, turns ? g->unit : f->unit);
        if (!check_has(whole, str_z(r->a, person))) continue;
        const struct figure *about[] = { g, f };
        warning_add(r->to, "unit", SEVERITY_DOUBT, about, 2,
            str_fmt(r->a, say("Cùng một số ghi hai cách: %.*s và %.*s. Xem lại là số người hay số lượt."),
                STR(f->words), STR(g->words)));
        return;
    }
}

static void check_period(const struct rules *r, const struct figure_full *full)
{
    const struct figure *f = &full->f;
    struct period own, of;
    if (f->use != FIGURE_OTHER_PERIOD || !period_read(f->period, &own) || !period_read(full->rule.report_period, &of))
        return;
    warning_add(r->to, "other_period", SEVERITY_NOTE, &f, 1,
        str_fmt(r->a, say("Số liệu thuộc %.*s, ngoài kỳ %.*s của báo cáo, nên không được cộng."),
            STR(period_in(r->a, f->period)), STR(period_in(r->a, full->rule.report_period))));
}

/* Half a year told in June is a running total; a year told in May is more likely misread. */
bool check_is_longer(const struct figure *f, struct str report_period)
{
    struct period own, of;
    return f->use == FIGURE_CUMULATIVE && !f->cumulative && period_read(f->period, &own) &&
           period_read(report_period, &of) && day_number(own.to) != day_number(of.to);
}

/* One warning for all of them: they mostly come from one phrase of the text. */
void check_longer(const struct rules *r)
{
    struct arena *a = r->a;
    const struct figure **about = NEW_N(a, const struct figure *, r->n + 1);
    struct str report_period = S("");
    size_t found = 0;
    for (size_t i = 0; i < r->n; i++) {
        if (!check_is_longer(&r->list[i].f, r->list[i].rule.report_period)) continue;
        about[found++] = &r->list[i].f;
        report_period = r->list[i].rule.report_period;
    }
    if (!found) return;
    warning_add(r->to, "other_period", SEVERITY_NOTE, about, found,
        str_fmt(a,
            say("Có %zu số liệu ghi kỳ %.*s, dài hơn kỳ %.*s của báo cáo, nên chỉ để đối chiếu. "
                "Nếu là kết quả trong kỳ thì sửa lại kỳ của số liệu."),
            found, STR(period_in(a, about[0]->period)), STR(period_in(a, report_period))));
}

/* ---- plans and pledges told as results ---- */

/* With their marks: "chia sẻ" holds no "sẽ". */
static const char *const plans[] = { "phấn đấu", "dự kiến", "sẽ", "chỉ tiêu giao", "mục tiêu đề ra", "dự tính" };

static struct str lower_before(const struct rules *r, size_t from, const struct figure *f)
{
    return f->span.from <= r->text.n ? vn_lower(r->a, str_cut(r->text, from, f->span.from)) : S("");
}

static void check_plan(const struct rules *r, size_t i)
{
    const struct figure *f = &r->list[i].f;
    if (f->use != FIGURE_COUNTS) return;
    struct str before = lower_before(r, check_clause(r->text, f->span.from), f);
    for (size_t k = 0; k < COUNT(plans); k++) {
        if (!check_has(before, plans[k])) continue;
        size_t at = str_find(before, str_c(plans[k]), 0);
        if (check_has(str_cut(before, at, before.n), "đã")) continue;  /* "sẽ ... , đến nay đã trao" */
        warning_add(r->to, "plan", SEVERITY_DOUBT, &f, 1,
            str_fmt(r->a, say("Trước số liệu này có chữ “%s”: xem lại đây là kết quả hay chỉ tiêu."), plans[k]));
        return;
    }
}

/* "đăng ký ủng hộ 1.105 tỷ đồng, đã chuyển 494 tỷ đồng": the first was promised. Families that register for a title
 * ("đăng ký gia đình văn hóa") promise no thing. */
static void check_pledge(const struct rules *r, size_t i)
{
    static const char *const promises[] = { "đăng ký", "cam kết", "hứa" };
    static const char *const gifts[] = { "ung ho", "dong gop", "ho tro", "trao", "tang", "tai tro", "hien", "giup",
        "quyen gop", "giup do", NULL };
    static const char *const given[] = { "thu duoc", "giai ngan", "tiep nhan duoc", "thuc chuyen", NULL };
    const struct figure *f = &r->list[i].f;
    if (f->sense != SENSE_RESULT || f->change != CHANGE_NONE || f->dimension == DIMENSION_PERCENT ||
        (f->use != FIGURE_COUNTS && f->use != FIGURE_NO_INDICATOR))
        return;
    struct str before = lower_before(r, lead_start(r, i), f);
    for (size_t k = 0; k < COUNT(promises); k++) {
        size_t at = str_find(before, str_c(promises[k]), 0);
        if (at == SIZE_MAX || !check_has(before, promises[k])) continue;
        struct str behind = vn_fold(r->a, str_cut(before, at, before.n));
        if (!(check_has_any(behind, gifts) || f->dimension == DIMENSION_MONEY) || check_has_any(behind, given) ||
            check_has(str_cut(before, at, before.n), "đã"))
            continue;
        warning_add(r->to, "pledge", SEVERITY_DOUBT, &f, 1,
            str_fmt(r->a, say("Trước số liệu này có chữ “%s”: mới là hứa hoặc đăng ký, chưa phải số đã nhận."),
                promises[k]));
        return;
    }
}

/* More received than promised, more paid out than received, in one sentence: may be, but is worth a look. */
static void check_received(const struct rules *r, size_t i)
{
    static const char *const first[] = { "dang ky", "cam ket", "tiep nhan", "van dong duoc", "van dong", NULL };
    static const char *const then[] = { "da chuyen", "giai ngan", "phan bo", "da chi", "da phan bo", NULL };
    if (i + 1 >= r->n) return;
    const struct figure *f = &r->list[i].f, *g = &r->list[i + 1].f;
    if (f->dimension != DIMENSION_MONEY || g->dimension != DIMENSION_MONEY || f->each || g->each ||
        !str_is(f->unit, g->unit) || !check_is_live(g) || check_sentence(r->text, g->span.from) > f->span.from ||
        claim_of(g).low <= claim_of(f).high || !check_has_any(check_lead(r, i), first) ||
        !check_has_any(check_lead(r, i + 1), then))
        return;
    const struct figure *about[] = { g, f };
    warning_add(r->to, "pledge", SEVERITY_NOTE, about, 2,
        str_fmt(r->a, say("Số đã chuyển, đã chi %.*s lớn hơn số đăng ký, tiếp nhận %.*s."), STR(g->words),
            STR(f->words)));
}

/* ---- the form against the text ---- */

/* Any number of the quote, alone or as money, that says the amount. */
static bool says(struct str quote, milli value)
{
    for (size_t at = 0; at < quote.n; at++) {
        struct vn_number number;
        struct vn_money money;
        if (((unsigned char)quote.p[at] & 0xC0) == 0x80 || (at && quote.p[at - 1] != ' ' && quote.p[at - 1] != '(' &&
            quote.p[at - 1] != '/' && quote.p[at - 1] != '-'))
            continue;
        if (vn_number_at(quote, at, &number) && number.value == value) return true;
        if (vn_money_at(quote, at, &money) && (money.value == value || money.value_max == value)) return true;
    }
    return false;
}

static bool has_number(struct str quote)
{
    for (size_t at = 0; at < quote.n; at++) {
        struct vn_number number;
        bool starts = ((unsigned char)quote.p[at] & 0xC0) != 0x80 && (!at || quote.p[at - 1] == ' ');
        if (starts && vn_number_at(quote, at, &number)) return true;
    }
    return false;
}

/* Only what a person typed: what the reader took is in the quote by its nature. */
static void check_form(const struct rules *r, const struct figure_full *full)
{
    const struct figure *f = &full->f;
    if (!(f->added || full->reading.n) || says(f->quote, f->value) || !has_number(f->quote)) return;
    warning_add(r->to, "form", f->note.n ? SEVERITY_NOTE : SEVERITY_DOUBT, &f, 1,
        str_fmt(r->a, say("Câu trong báo cáo ghi “%.*s”, số liệu nhập là %.*s."), STR(f->quote), STR(f->words)));
}

void check_words(const struct rules *r, size_t i)
{
    const struct figure_full *full = &r->list[i];
    check_unit(r, full);
    check_turns(r, i);
    check_period(r, full);
    check_plan(r, i);
    check_pledge(r, i);
    check_received(r, i);
    check_form(r, full);
}
