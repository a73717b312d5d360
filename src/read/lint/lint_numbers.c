/* lint_numbers.c - numbers written in two manners or stuck to their word, days that the calendar does not have, words
 * that do not say what the digits beside them say. */
#include "read/lint/lint_rules.h"
#include "vn/number.h"
#include "vn/period.h"
#include "vn/syllable.h"
#include "vn/text.h"

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return (c & 0x80) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

/* The word that ends before the blanks before `at`, lower case, in 24 bytes at most; empty at a line's start. */
static struct str last_word(struct lint_job *j, size_t at)
{
    size_t end = at;
    while (end && strchr(" (,:", j->text.p[end - 1])) end--;
    size_t from = end;
    while (from && end - from < 24 && !strchr(" \n(,.;:", j->text.p[from - 1])) from--;
    while (from < end && ((unsigned char)j->text.p[from] & 0xC0) == 0x80) from++;
    return vn_lower(j->a, str_cut(j->text, from, end));
}

/* ---- two manners of writing amounts ---- */

/* Digits to the end and "triệu" before the currency are told apart: many write "61.794.000đ" and "152 triệu đồng". */
enum manner { GROUPED, PLAIN, DONG, SHORT, CODE, SCALED_DONG, SCALED_SHORT, SCALED_CODE, MANNERS };

static enum manner number_manner(struct str quote)
{
    size_t at = 0, run;
    while (at < quote.n && !is_digit(quote.p[at])) at++;
    for (run = at; run < quote.n && is_digit(quote.p[run]);) run++;
    if (run - at >= 4) return PLAIN;
    bool grouped = run > at && run + 3 < quote.n && quote.p[run] == '.' && is_digit(quote.p[run + 1]) &&
                   is_digit(quote.p[run + 2]) && is_digit(quote.p[run + 3]);
    return grouped ? GROUPED : MANNERS;
}

static enum manner money_manner(struct arena *a, struct str quote)
{
    static const struct { const char *end; enum manner full, scaled;
    } ends[] = { { "đồng", DONG, SCALED_DONG }, { "vnđ", CODE, SCALED_CODE }, { "vnd", CODE, SCALED_CODE },
        { "đ", SHORT, SCALED_SHORT } };
    struct str lower = vn_lower(a, quote);
    for (size_t i = 0; i < COUNT(ends); i++) {
        if (!str_ends(lower, str_c(ends[i].end))) continue;
        struct str before = str_trim(str_cut(lower, 0, lower.n - strlen(ends[i].end)));
        return before.n && is_digit(before.p[before.n - 1]) ? ends[i].full : ends[i].scaled;
    }
    return MANNERS;
}

static void say_manner(struct lint_job *j, const size_t *seen, const size_t *first, enum manner x, enum manner y)
{
    if (!seen[x] || !seen[y] || !lint_room(j, LINT_MANNER)) return;
    enum manner rare = seen[x] < seen[y] ? x : y;
    const struct figure_found *f = &j->r->figures[first[rare]], *g = &j->r->figures[first[x + y - rare]];
    lint_add(j, LINT_MANNER, true, f->span.from, f->span.to,
        str_fmt(j->a, x == GROUPED ? say("Số viết theo hai kiểu: “%.*s” và “%.*s”. Nên theo một kiểu.")
                                   : say("Đơn vị tiền viết theo hai kiểu: “%.*s” và “%.*s”. Nên theo một kiểu."),
            STR(f->quote), STR(g->quote)));
}

static void check_manners(struct lint_job *j)
{
    size_t seen[MANNERS] = { 0 }, first[MANNERS] = { 0 };
    for (size_t i = 0; i < j->r->figure_count; i++) {
        const struct figure_found *f = &j->r->figures[i];
        struct arena_mark mark = arena_mark(j->a);
        enum manner manners[] = { number_manner(f->quote),
            f->dimension == DIMENSION_MONEY ? money_manner(j->a, f->quote) : MANNERS };
        arena_back(j->a, mark);
        for (size_t k = 0; k < COUNT(manners); k++)
            if (manners[k] != MANNERS && !seen[manners[k]]++) first[manners[k]] = i;
    }
    say_manner(j, seen, first, GROUPED, PLAIN);
    say_manner(j, seen, first, DONG, SHORT);
    say_manner(j, seen, first, DONG, CODE);
    say_manner(j, seen, first, SCALED_DONG, SCALED_SHORT);
    say_manner(j, seen, first, SCALED_DONG, SCALED_CODE);
}

/* ---- a number stuck to its word ---- */

static void check_stuck_number(struct lint_job *j, size_t from, size_t end)
{
    size_t stop = end;
    struct syllable s;
    if (from && strchr("/-_.", j->text.p[from - 1])) return;
    while (stop < j->text.n && stop - end < 12 && !strchr(" \n,.;:()/-+_\"'", j->text.p[stop])) stop++;
    if (stop - end < 3 || !vn_syllable(str_cut(j->text, end, stop), &s) || s.letters < 3) return;
    if (!lint_room(j, LINT_STUCK_NUMBER)) return;
    lint_add(j, LINT_STUCK_NUMBER, true, from, stop,
        str_fmt(j->a, say("“%.*s”: số viết liền với chữ, nên để một dấu cách."),
            STR(str_cut(j->text, from, stop))));
}

/* ---- days ---- */

struct written_day { struct day day; size_t end; bool named; };   /* named: "ngày" stands before it */

static size_t digits(struct str t, size_t at, size_t most, int *value)
{
    size_t from = at;
    *value = 0;
    while (at < t.n && at - from < most && is_digit(t.p[at])) *value = *value * 10 + (t.p[at++] - '0');
    return at == from || (at < t.n && is_digit(t.p[at])) ? 0 : at;
}

static size_t words_at(struct str t, size_t at, struct str words)
{
    return str_starts(str_cut(t, at, t.n), words) ? at + words.n : 0;
}

/* "31/6/2023", "31.6.2023", and behind "ngày" also "31/6" and "31 tháng 6 năm 2023". */
static bool day_at(struct lint_job *j, size_t at, struct written_day *out)
{
    struct str t = j->text;
    size_t end = digits(t, at, 2, &out->day.day), month = 0;
    struct arena_mark mark = arena_mark(j->a);
    struct str before = last_word(j, at);
    bool number = str_is(before, S("số"));
    out->named = str_is(before, S("ngày"));
    arena_back(j->a, mark);
    if (!end || number) return false;
    out->day.year = 0;
    if (out->named && (month = words_at(t, end, S(" tháng ")))) {
        if (!(end = digits(t, month, 2, &out->day.month))) return false;
        size_t year = words_at(t, end, S(" năm "));
        size_t past = year ? digits(t, year, 4, &out->day.year) : 0;
        out->end = past ? past : end;
        return true;
    }
    char sign = end < t.n ? t.p[end] : 0;
    if (!sign || !strchr("/.-", sign) || !(end = digits(t, end + 1, 2, &out->day.month))) return false;
    if (end + 4 < t.n + 1 && end < t.n && t.p[end] == sign) {
        size_t year = digits(t, end + 1, 4, &out->day.year);
        if (!year || year - end != 5 || (year < t.n && strchr("/-", t.p[year]))) return false;
        out->end = year;
        return out->day.year > 1900 && out->day.year < 2200;
    }
    out->end = end;
    return out->named && sign == '/' && (end == t.n || !strchr("/-%", t.p[end]));
}

static bool in_calendar(struct day d)
{
    if (d.month < 1 || d.month > 12 || d.day < 1) return false;
    return d.day <= day_month_last(d.year ? d.year : 2024, d.month);       /* no year: 29/2 may be */
}

static const struct { const char *word; int day;                   /* 0 Monday */
} week[] = { { "hai", 0 }, { "ba", 1 }, { "tư", 2 }, { "năm", 3 }, { "sáu", 4 }, { "bảy", 5 }, { "bẩy", 5 },
    { "2", 0 }, { "3", 1 }, { "4", 2 }, { "5", 3 }, { "6", 4 }, { "7", 5 } };
static const char *const week_names[] = { SAID("thứ hai"), SAID("thứ ba"), SAID("thứ tư"), SAID("thứ năm"),
    SAID("thứ sáu"), SAID("thứ bảy"), SAID("chủ nhật") };

/* What stands before the name of a day: "sáng thứ hai". "lần thứ 3 (7/10/2023)", "kỳ họp thứ hai" count something. */
static bool leads_to_day(struct lint_job *j, struct str before)
{
    static const char *const leads[] = { "sáng", "trưa", "chiều", "tối", "vào", "hôm", "ngày", "là", "từ", "đến" };
    struct str word = str_trim(before);
    bool line_ends = before.n && before.p[before.n - 1] == '\n';
    if (!word.n || line_ends) return !j->ordinals;     /* "Thứ nhất, ... Thứ hai, ..." */
    if (strchr(".", word.p[word.n - 1])) return !j->ordinals;
    if (strchr(",(:;-", word.p[word.n - 1])) return true;
    for (size_t i = 0; i < COUNT(leads); i++)
        if (str_ends(word, str_c(leads[i]))) return true;
    return false;
}

/* "thứ năm, ngày 27/7/2023", "Chủ nhật (30/7/2023)": the day of the week before a date; -1 when none is told. */
static int told_weekday(struct lint_job *j, size_t at)
{
    enum { BACK = 48 };
    size_t from = at > BACK ? at - BACK : 0;
    while (from < at && ((unsigned char)j->text.p[from] & 0xC0) == 0x80) from++;
    struct str before = vn_lower(j->a, str_cut(j->text, from, at));
    while (before.n && strchr(",( ", before.p[before.n - 1])) before.n--;
    if (str_ends(before, S("ngày"))) before.n -= strlen("ngày");
    while (before.n && strchr(",( ", before.p[before.n - 1])) before.n--;
    if (str_ends(before, S("chủ nhật"))) return 6;
    for (size_t i = 0; i < COUNT(week); i++) {
        struct str day = str_fmt(j->a, "thứ %s", week[i].word);
        if (str_ends(before, day)) return leads_to_day(j, str_cut(before, 0, before.n - day.n)) ? week[i].day : -1;
    }
    return -1;
}

static void check_day(struct lint_job *j, size_t at, const struct written_day *d)
{
    if (!in_calendar(d->day)) {
        if (lint_room(j, LINT_DATE))
            lint_add(j, LINT_DATE, false, at, d->end,
                str_fmt(j->a, say("Ngày %.*s không có trong lịch."), STR(str_cut(j->text, at, d->end))));
        return;
    }
    if (!d->day.year) return;
    struct arena_mark mark = arena_mark(j->a);
    int told = told_weekday(j, at), is = (int)((day_number(d->day) % 7 + 10) % 7);
    arena_back(j->a, mark);
    if (told < 0 || told == is || !lint_room(j, LINT_DATE)) return;
    lint_add(j, LINT_DATE, false, at, d->end,
        str_fmt(j->a, say("Ngày %.*s là %s, văn bản ghi %s."), STR(str_cut(j->text, at, d->end)), say(week_names[is]),
            say(week_names[told])));
}

/* ---- "5 (sáu) căn", "sáu (05) căn" ---- */

/* The number in the brackets that open at `at`, when there is nothing else in them but đồng and the like. */
static bool bracketed(struct lint_job *j, size_t at, milli *value, size_t *close)
{
    enum { BRACKET_MOST = 200 };
    size_t end = at + 1;
    while (end < j->text.n && end - at < BRACKET_MOST && !strchr(")\n(", j->text.p[end])) end++;
    if (end >= j->text.n || j->text.p[end] != ')') return false;
    *close = end + 1;
    struct str inside = str_trim(vn_lower(j->a, str_cut(j->text, at + 1, end)));
    static const char *const leads[] = { "bằng chữ:", "bằng chữ là", "viết bằng chữ:" };
    static const char *const tails[] = { "./.", ".", "chẵn", "đồng", "đồng việt nam" };
    for (size_t i = 0; i < COUNT(leads); i++)
        if (str_starts(inside, str_c(leads[i]))) inside = str_trim(str_cut(inside, strlen(leads[i]), inside.n));
    for (size_t i = 0; i < COUNT(tails); i++)
        if (str_ends(inside, str_c(tails[i]))) inside = str_trim(str_cut(inside, 0, inside.n - strlen(tails[i])));
    struct buf b = buf_open(j->a);
    for (size_t i = 0; i < inside.n; i++)
        if (inside.p[i] != ',') buf_char(&b, inside.p[i]);
    return vn_number_read(buf_done(&b), value);
}

/* "năm" is mostly a year and "ba", "tư" may be a weekday or a person: one of them alone before digits tells nothing. */
static bool is_word_number(struct lint_job *j, size_t from, size_t end)
{
    struct str word = str_cut(j->text, from, end);
    if (is_digit(word.p[0])) return true;
    uint32_t code;
    vn_letter_next(word, 0, &code);
    return !str_is(word, S("năm")) && !vn_is_upper(code) && !str_is(last_word(j, from), S("thứ"));
}

/* "Dự toán 285 triệu đồng, trong đó ... 75 triệu đồng (Hai trăm tám mươi lăm triệu đồng)": the words of another number
 * of the line. */
static bool is_told_before(struct str t, size_t at, milli value)
{
    enum { BACK = 300 };
    for (size_t from = at; from && at - from < BACK && t.p[from - 1] != '\n';) {
        struct vn_number number;
        from--;
        bool starts = t.p[from] != ' ' && (!from || strchr(" \n(", t.p[from - 1]));
        if (starts && vn_number_at(t, from, &number) && number.value == value) return true;
    }
    return false;
}

/* open: where the bracket stands. The number before it is the longest that reaches it, or its "đồng". */
static void check_words(struct lint_job *j, size_t open)
{
    enum { BACK = 128, STARTS = 24 };
    struct str t = j->text;
    milli inside;
    size_t close, from = open, starts[STARTS], n = 0;
    if (!bracketed(j, open, &inside, &close)) return;
    while (from && open - from < BACK && n < STARTS && !strchr("\n();", t.p[from - 1])) {
        from--;
        if (t.p[from] == '.' && !is_digit(t.p[from + 1])) break;
        if (t.p[from] != ' ' && (!from || strchr(" \n(", t.p[from - 1]))) starts[n++] = from;
    }
    bool digits_inside = is_digit(t.p[open + 1]);
    while (n-- > 0) {
        struct vn_number number;
        if (!vn_number_at(t, starts[n], &number) || number.end > open) continue;
        struct str unit = str_trim(str_cut(t, number.end, open));
        if (unit.n && !str_is(unit, S("đồng"))) continue;
        if (number.bare || is_digit(t.p[starts[n]]) == digits_inside || number.value == inside ||
            !is_word_number(j, starts[n], number.end) || is_told_before(t, starts[n], inside) ||
            !lint_room(j, LINT_WORDS))
            return;
        lint_add(j, LINT_WORDS, false, starts[n], close,
            str_fmt(j->a, say("Số và chữ không khớp: “%.*s”."), STR(str_cut(t, starts[n], close))));
        return;
    }
}

void lint_numbers(struct lint_job *j)
{
    struct str t = j->text;
    check_manners(j);
    j->ordinals = str_find(t, S("hứ nhất"), 0) != SIZE_MAX;
    for (size_t at = 0; at < t.n; at++) {
        if (t.p[at] == '(') {
            struct arena_mark mark = arena_mark(j->a);
            size_t before = j->n;
            check_words(j, at);
            if (j->n == before) arena_back(j->a, mark);
        }
        if (!is_digit(t.p[at]) || (at && is_digit(t.p[at - 1]))) continue;
        struct written_day d;
        bool letter = at && is_letter(t.p[at - 1]);
        if (!letter && !(at && strchr("/.", t.p[at - 1])) && day_at(j, at, &d)) {
            check_day(j, at, &d);
            at = d.end - 1;
            continue;
        }
        size_t end = at;
        while (end < t.n && (is_digit(t.p[end]) || (strchr(".,", t.p[end]) && end + 1 < t.n && is_digit(t.p[end + 1]))))
            end++;
        if (!letter) check_stuck_number(j, at, end);
        at = end - 1;
    }
}
