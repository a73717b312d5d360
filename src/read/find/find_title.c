/* find_title.c - the title of a page or a paper, and the lines around it: letterhead, office, menus, the day and hour
 * of a site. Owns article.title and article.published.
 *
 * Must never take a paragraph for a title, nor the clock of a site for the day of an article. */
#include "read/find/find.h"
#include "vn/syllable.h"
#include "vn/text.h"

enum { TITLE_WORDS = 40, SECTION_WORDS = 6, PARAGRAPH_WORDS = 25, CANDIDATES_MOST = 8, STAMP_WORDS = 14 };

bool only_marks(const struct find *f, const struct line *l)
{
    for (uint32_t i = l->first; i < l->end; i++)
        if (f->tok[i].kind == TOKEN_WORD || f->tok[i].kind == TOKEN_NUMBER) return false;
    return true;
}

/* ---- day and hour ---- */

static bool clock_in(const struct find *f, const struct line *l)
{
    for (uint32_t i = l->first + 1; i + 1 < l->end; i++)
        if (token_is(f, i, ':') && f->tok[i - 1].kind == TOKEN_NUMBER && f->tok[i + 1].kind == TOKEN_NUMBER)
            return true;
    return false;
}

static bool clock_word(const struct find *f, uint32_t i)
{
    static const char *const words[] = { "ngày", "tháng", "năm", "lúc", "GMT", "AM", "PM", "giờ" };
    return word_among(f, i, words, COUNT(words));
}

/* The first whole date of a line, also one with blanks for its marks ("28 06 2019"). */
static struct day day_in(const struct find *f, const struct line *l)
{
    for (uint32_t i = l->first; i < l->end; i++) {
        struct vn_date d;
        int64_t dd, mm, yy;
        if (f->tok[i].kind != TOKEN_NUMBER) continue;
        if (vn_date_at(f->text, f->tok[i].from, &d) && d.from.year && d.from.day) return d.from;
        if (i + 2 >= l->end || !str_int(token_str(f, i), &dd) || !str_int(token_str(f, i + 1), &mm) ||
            !str_int(token_str(f, i + 2), &yy))
            continue;
        struct day at = { (int)yy, (int)mm, (int)dd };
        if (yy > 1900 && yy < 2200 && day_is_valid(at)) return at;
    }
    return (struct day){ 0 };
}

/* "date 2025-11-25 ...": what an archive of pages puts before one, with the words of its menu behind. */
static bool archived_at(const struct find *f, const struct line *l, struct day *day)
{
    if (!word_is(f, l->first, S("date")) || l->first + 5 >= l->end || token_is(f, l->end - 1, '.')) return false;
    return day_read(str_cut(f->text, f->tok[l->first + 1].from, f->tok[l->first + 1].from + 10), day);
}

/* A line of a portal with day and hour ("thứ sáu, 28 06 2019 15:59", "21:55 14/09/2018", "(Cập nhật: ...)"). */
bool stamp_is(const struct find *f, const struct line *l, struct day *day)
{
    *day = (struct day){ 0 };
    uint32_t first = l->first, words = words_in(f, l->first, l->end), other = 0;
    if (archived_at(f, l, day)) return true;
    if (words > 2 * STAMP_WORDS || token_is(f, l->end - 1, '.')) return false;
    while (first < l->end && f->tok[first].kind == TOKEN_MARK) first++;
    if (first == l->end) return false;
    bool named = phrase_role(f, first, LIST_FURNITURE, ROLE_STAMP), clock = clock_in(f, l);
    if (!named && !clock && f->tok[first].kind != TOKEN_NUMBER) return false;
    *day = day_in(f, l);
    for (uint32_t i = first; i < l->end; i++) other += f->tok[i].kind == TOKEN_WORD && !clock_word(f, i);
    if (words > STAMP_WORDS) return named && clock && day->year;
    if (named) return day->year || words <= SECTION_WORDS;
    return day->year && other <= (clock ? 6 : 3);
}

/* The article's own day: under its title, else above it. */
static void published(struct find *f, uint32_t title)
{
    struct day above = { 0 }, day;
    f->clock = above;
    if (f->r->article.published.year) return;
    for (uint32_t k = 0; k < f->line_count; k++) {
        if (!f->lines[k].stamp || !stamp_is(f, &f->lines[k], &day) || !day.year) continue;
        bool below = title == NOWHERE || (k > title && k < title + CANDIDATES_MOST);
        if (!below && k > title && above.year) break;
        bool hour = clock_in(f, &f->lines[k]) || word_is(f, f->lines[k].first, S("date"));
        if (!below && !hour) { /* the day of the visit: an article shows its hour too */
            f->clock = day;
            continue;
        }
        above = day;
        if (below) break;
    }
    f->r->article.published = above;
}

/* ---- letterhead ---- */

static bool letterhead_is(const struct find *f, const struct line *l)
{
    for (uint32_t i = l->first; i < l->end; i++) { /* the two columns of a letterhead often share a line */
        const struct entry *long_one = phrase_role(f, i, LIST_FURNITURE, ROLE_LETTERHEAD);
        if (long_one && long_one->length >= 5) return true;
    }
    const struct entry *e = phrase_role(f, l->first, LIST_FURNITURE, ROLE_LETTERHEAD);
    if (e && (l->first + e->length == l->end || token_is(f, l->first + e->length, ':'))) return true;
    return only_marks(f, l);
}

/* "Phường 2, ngày 05 tháng 7 năm 2023": place and day of a letterhead. */
static bool place_and_day(struct find *f, const struct line *l)
{
    if (words_in(f, l->first, l->end) > 22) return false;
    for (uint32_t i = l->first; i + 1 < l->end; i++) {
        struct vn_date d;
        if (!token_is(f, i, ',') || !vn_date_at(f->text, f->tok[i + 1].from, &d) || !d.from.year) continue;
        if (d.end + 2 < f->tok[l->end - 1].to) return false;
        f->r->article.published = d.from;
        return true;
    }
    return false;
}

/* "Thời gian: ...", "Địa điểm: ..." */
static bool label_is(const struct find *f, const struct line *l)
{
    for (uint32_t i = l->first; i < l->end && i < l->first + 5; i++)
        if (token_is(f, i, ':')) return true;
    return false;
}

/* The name of a paper ("BÁO CÁO") with what follows it up to the first full line of text. */
static void title_of_paper(struct find *f, uint32_t k)
{
    struct buf b = buf_open(f->a);
    buf_str(&b, tokens_str(f, f->lines[k].first, f->lines[k].end));
    f->lines[k].role = LINE_TITLE;
    for (uint32_t j = k + 1; j < f->line_count && j < k + 4; j++) {
        struct line *l = &f->lines[j];
        bool apart = j > k + 1 && l->first > f->lines[j - 1].end + 1; /* a blank line ends the title */
        if (apart || label_is(f, l) || row_of_table(f, l)) break;
        if (l->role != LINE_BODY || only_marks(f, l) || closes_sentence(f, l) ||
            words_in(f, l->first, l->end) > TITLE_WORDS)
            break;
        if (f->tok[l->first].kind == TOKEN_NUMBER || token_is(f, l->first, '-') ||
            word_is(f, l->first, S("I")) || token_is(f, l->first + 1, '.'))
            break;
        buf_char(&b, ' ');
        buf_str(&b, str_trim(tokens_str(f, l->first, l->end)));
        l->role = LINE_TITLE;
    }
    f->r->article.title = buf_done(&b);
}

/* ---- what stands above a title ---- */

/* Somebody does or holds something, the line counts, dates or quotes: no mere name ("Xây dựng nông thôn mới"). */
static bool tells(const struct find *f, const struct line *l)
{
    const struct entry *verb = phrase_role(f, l->first, LIST_SIGNALS, ROLE_DID);
    uint32_t from = l->first + (verb ? verb->length : 0);
    for (uint32_t i = l->first; i < l->end; i++)
        if ((i >= from && phrase_role(f, i, LIST_SIGNALS, ROLE_DID)) || phrase_role(f, i, LIST_MEETINGS, ROLE_KIND) ||
            f->tok[i].kind == TOKEN_NUMBER || f->tok[i].kind == TOKEN_OPEN || token_is(f, i, ':') ||
            token_is(f, i, '?'))
            return true;
    return false;
}

/* Capitals that only name an office or a place: the head of a site or paper. */
static bool office_line(const struct find *f, const struct line *l)
{
    if (words_in(f, l->first, l->end) > 14 || !first_letters_capital(f, l->first, l->end)) return false;
    if (!phrase_at(f, l->first, LIST_ORGANISATIONS) && !place_at(f, l->first)) return false;
    for (uint32_t i = l->first; i < l->end; i++)
        if (phrase_role(f, i, LIST_SIGNALS, ROLE_DID) || phrase_role(f, i, LIST_MEETINGS, ROLE_KIND) ||
            token_is(f, i, ':'))
            return false;
    return true;
}

static uint32_t body_line(const struct find *f, uint32_t k)
{
    while (k < f->line_count && f->lines[k].role != LINE_BODY) k++;
    return k;
}

static uint32_t bars_in(const struct find *f, const struct line *l)
{
    uint32_t n = 0;
    for (uint32_t i = l->first; i < l->end; i++) n += token_is(f, i, '|');
    return n;
}

/* Three cells and more: a table begins, no title stands above it. */
bool row_of_table(const struct find *f, const struct line *l)
{
    return bars_in(f, l) >= 2;
}

/* "TRANG CHỦ | GIỚI THIỆU | LIÊN HỆ": short names between bars, and no table below. */
static bool menu_line(const struct find *f, uint32_t k)
{
    const struct line *l = &f->lines[k];
    uint32_t bars = bars_in(f, l), next = body_line(f, k + 1);
    if (bars && token_is(f, l->end - 1, '|') && words_in(f, l->first, l->end) <= 4) return true;
    if (bars < 2 || words_in(f, l->first, l->end) > 5 * (bars + 1)) return false;
    for (uint32_t i = l->first; i < l->end; i++)
        if (f->tok[i].kind == TOKEN_NUMBER) return false;
    return next == f->line_count || !bars_in(f, &f->lines[next]);
}

/* English of a site's machinery ("Skip to main content"), the weather of a menu ("30°C"). */
static bool foreign_line(const struct find *f, const struct line *l)
{
    uint32_t words = 0, strange = 0;
    struct syllable s;
    if (l->end - l->first > TITLE_WORDS) return false;
    if (str_find(tokens_str(f, l->first, l->end), S("°C"), 0) != SIZE_MAX) return true;
    for (uint32_t i = l->first; i < l->end; i++) {
        if (f->tok[i].kind != TOKEN_WORD) continue;
        words++;
        bool known = vn_syllable(token_str(f, i), &s);
        if (known && s.marked) return false;
        bool letter = f->tok[i].to - f->tok[i].from == 1; /* "H.Thu" is a name */
        strange += !known && !letter && !(f->tok[i].flags & TOKEN_CAPS);
    }
    return words >= 2 && strange * 2 >= words;
}

/* "Trang chủ » Tin tức » ...", "TRANG THÔNG TIN ĐIỆN TỬ ...": where the page stands in its site, and whose it is. */
static bool site_line(const struct find *f, const struct line *l)
{
    const struct entry *e = phrase_role(f, l->first, LIST_FURNITURE, ROLE_BANNER);
    if (e && words_in(f, l->first, l->end) <= 20 && (!tells(f, l) || first_letters_capital(f, l->first, l->end)))
        return true;
    const struct entry *home = phrase_role(f, l->first, LIST_FURNITURE, ROLE_DROP);
    for (uint32_t i = l->first; i < l->end; i++)
        if (word_is(f, i, S("»")) || word_is(f, i, S("›")) || word_is(f, i, S("→")) ||
            (home && i == l->first + home->length && (token_is(f, i, '>') || token_is(f, i, '/'))))
            return !closes_sentence(f, l);
    return false;
}

/* "Bản tin nội bộ số 8, tháng 8/2026": which issue of a paper this is. */
static bool issue_line(const struct find *f, const struct line *l)
{
    if (words_in(f, l->first, l->end) > 12) return false;
    if (!phrase_role(f, l->first, LIST_FURNITURE, ROLE_PAPER) && !word_is(f, l->first, S("Tạp"))) return false;
    for (uint32_t i = l->first; i + 1 < l->end; i++)
        if (word_is(f, i, S("số")) && f->tok[i + 1].kind == TOKEN_NUMBER) return true;
    return false;
}

/* ---- title ---- */

static struct str title_trim(const struct find *f, const struct line *l)
{
    uint32_t end = l->end, first = l->first;
    while (first < end && (token_is(f, first, '#') || token_is(f, first, '*') || token_is(f, first, '-')))
        first++;
    struct day day;
    uint32_t dated;
    if (article_dated_at(f, l, &dated, &day)) end = dated;
    if (end - first > 3 && token_is(f, end - 1, ')') && token_is(f, end - 2, '(')) end -= 2;
    while (end > first && token_is(f, end - 1, '*')) end--;
    return str_trim(tokens_str(f, first, end));
}

/* The line counts something: with no paragraph below it, it is a line of a report, not a title. */
static bool counts(const struct find *f, const struct line *l)
{
    for (uint32_t i = l->first; i + 1 < l->end; i++)
        if (f->tok[i].kind == TOKEN_NUMBER && (token_is(f, i + 1, '%') || phrase_at(f, i + 1, LIST_UNITS)))
            return true;
    return false;
}

/* Words of the longest of the next three lines of text. */
static uint32_t longest_below(const struct find *f, uint32_t k)
{
    uint32_t most = 0;
    for (uint32_t seen = 0; k < f->line_count && seen < 3; k++) {
        if (f->lines[k].role != LINE_BODY) continue;
        uint32_t words = words_in(f, f->lines[k].first, f->lines[k].end);
        if (words > most) most = words;
        seen++;
    }
    return most;
}

static bool above_stamp(const struct find *f, uint32_t k)
{
    return k + 1 < f->line_count && f->lines[k + 1].stamp;
}

static bool beside_stamp(const struct find *f, uint32_t k)
{
    return above_stamp(f, k) || (k && f->lines[k - 1].stamp);
}

/* The same line once more right below, or a stamp behind the name of who wrote it: what stands above is a title,
 * however little text there is. */
static bool printed_twice(const struct find *f, uint32_t k)
{
    for (uint32_t j = k + 1; j < f->line_count && j < k + 6; j++)
        if (f->lines[j].hash == f->lines[k].hash) return true;
    return k + 2 < f->line_count && f->lines[k + 2].stamp &&
           words_in(f, f->lines[k + 1].first, f->lines[k + 1].end) <= 4;
}

/* A title starts with a capital. */
static bool starts_small(const struct find *f, const struct line *l)
{
    return f->tok[l->first].kind == TOKEN_WORD && !(f->tok[l->first].flags & TOKEN_CAPITAL) &&
           words_in(f, l->first, l->end) <= 10 && !closes_sentence(f, l);
}

/* Lines that are no title whatever stands below them. */
static bool passed_over(struct find *f, uint32_t k)
{
    struct line *l = &f->lines[k];
    uint32_t words = words_in(f, l->first, l->end);
    bool head = first_letters_capital(f, l->first, l->end);
    if (place_and_day(f, l) || letterhead_is(f, l)) return l->letterhead = true;
    if (words <= SECTION_WORDS && line_is(f, l->first, l->end, ROLE_SECTION)) return true;
    if (site_line(f, l) || menu_line(f, k) || foreign_line(f, l) || issue_line(f, l)) return true;
    if (starts_small(f, l)) return true; /* this names a section */
    uint32_t next = body_line(f, k + 1);
    const struct line *under = next < f->line_count ? &f->lines[next] : NULL;
    bool title_below = under && words_in(f, under->first, under->end) <= TITLE_WORDS && !closes_sentence(f, under);
    if (title_below && office_line(f, l)) return l->letterhead = true;
    for (uint32_t j = k + 1; head && j < f->line_count && j < k + 8; j++)
        if (line_is(f, f->lines[j].first, f->lines[j].end, ROLE_PAPER)) return l->letterhead = true;
    return false;
}

/* A paragraph, an item of a list, or the last line: no title is to come. */
static bool text_begins(const struct find *f, uint32_t k)
{
    const struct line *l = &f->lines[k];
    uint32_t words = words_in(f, l->first, l->end), next = body_line(f, k + 1);
    bool listed = f->tok[l->first].kind == TOKEN_NUMBER &&
                  (token_is(f, l->first + 1, '.') || token_is(f, l->first + 1, ')'));
    if (words > TITLE_WORDS || next == f->line_count || listed || row_of_table(f, l)) return true;
    if (beside_stamp(f, k) || printed_twice(f, k)) return false;
    if (closes_sentence(f, l) && words > PARAGRAPH_WORDS) return true;
    return (counts(f, l) || closes_sentence(f, l)) && longest_below(f, next) < words + 12;
}

/* A short name above a longer line ("Xây dựng nông thôn mới"): the part of the site it belongs to. */
static bool names_section(const struct find *f, uint32_t k, uint32_t next)
{
    const struct line *l = &f->lines[k];
    uint32_t words = words_in(f, l->first, l->end), below = words_in(f, f->lines[next].first, f->lines[next].end);
    bool paper = phrase_role(f, l->first, LIST_FURNITURE, ROLE_PAPER);
    if (words <= SECTION_WORDS && token_is(f, l->end - 1, ':') && below > words) return true; /* "Hội Nông dân xã:" */
    return words <= SECTION_WORDS && below >= words + 2 && !paper && !tells(f, l) && !above_stamp(f, k);
}

/* Of the short lines at the head of a page: the one that stands twice, the last above a stamp, else the first that
 * is not the name of a section. */
static uint32_t chosen(const struct find *f, const uint32_t *list, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = i + 1; j < n; j++)
            if (f->lines[list[i]].hash == f->lines[list[j]].hash) return list[i];
    for (uint32_t i = n; i-- > 0;)
        if (above_stamp(f, list[i]) && words_in(f, f->lines[list[i]].first, f->lines[list[i]].end) > 3) return list[i];
    for (uint32_t i = 0; i + 1 < n; i++)
        if (!names_section(f, list[i], list[i + 1])) return list[i];
    return list[n - 1];
}

/* "BÁO CÁO", "BÁO CÁO CHÍNH TRỊ", "BIÊN BẢN HỌP GIAO BAN" */
static bool paper_at(const struct find *f, const struct line *l)
{
    if (!first_letters_capital(f, l->first, l->end)) return false;
    return line_is(f, l->first, l->end, ROLE_PAPER) || (phrase_role(f, l->first, LIST_FURNITURE, ROLE_PAPER) &&
                                                        words_in(f, l->first, l->end) <= SECTION_WORDS && !tells(f, l));
}

void find_title(struct find *f)
{
    uint32_t list[CANDIDATES_MOST], n = 0, title = NOWHERE;
    for (uint32_t k = 0; k < f->line_count && n < CANDIDATES_MOST; k++) {
        struct line *l = &f->lines[k];
        if (l->role != LINE_BODY) continue;
        if (!n && paper_at(f, l)) {
            title_of_paper(f, k);
            published(f, k);
            return;
        }
        if (!n ? passed_over(f, k) : foreign_line(f, l)) {
            l->role = LINE_FURNITURE;
            continue;
        }
        if (text_begins(f, k)) break;
        if (!starts_small(f, l)) list[n++] = k;
    }
    if (n) {
        title = chosen(f, list, n);
        for (uint32_t i = 0; i < n && list[i] < title; i++) f->lines[list[i]].role = LINE_FURNITURE;
        f->r->article.title = title_trim(f, &f->lines[title]);
        f->lines[title].role = LINE_TITLE;
    }
    published(f, title);
}
