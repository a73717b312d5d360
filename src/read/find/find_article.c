/* find_article.c - what a page or a letterhead puts around the text: title, lead, captions, byline, day of
 * publication, list of other items, ratings, counters. Gives every line its role; owns record.article.
 *
 * Must never take a line of the report itself for furniture when it carries a figure and a verb. */
#include "read/find/find.h"
#include "vn/text.h"

enum { TITLE_WORDS = 40, SECTION_WORDS = 6, HEADING_WORDS = 25 };

static bool only_marks(const struct find *f, const struct line *l)
{
    for (uint32_t i = l->first; i < l->end; i++)
        if (f->tok[i].kind == TOKEN_WORD || f->tok[i].kind == TOKEN_NUMBER) return false;
    return true;
}

/* "(12)" alone: how many readers gave one star, two stars ... */
static bool rating_at(const struct find *f, const struct line *l, int64_t *stars)
{
    return l->end - l->first == 3 && token_is(f, l->first, '(') && f->tok[l->first + 1].kind == TOKEN_NUMBER &&
           token_is(f, l->first + 2, ')') && str_int(token_str(f, l->first + 1), stars);
}

static void ratings(struct find *f)
{
    struct article_found *art = &f->r->article;
    for (uint32_t k = 0; k + 5 <= f->line_count && !art->has_ratings; k++) {
        int64_t stars[5];
        uint32_t n = 0;
        while (n < 5 && rating_at(f, &f->lines[k + n], &stars[n])) n++;
        if (n < 5) continue;
        for (uint32_t i = 0; i < 5; i++) {
            art->ratings[i] = stars[i];
            f->lines[k + i].role = LINE_FURNITURE;
        }
        art->has_ratings = true;
    }
}

/* "Đang truy cập: 14", "Hôm nay: 207": a counter that needs no heading when another stands below it. */
static bool counter_at(const struct find *f, uint32_t k)
{
    const struct line *l = &f->lines[k];
    const struct entry *e = phrase_role(f, l->first, LIST_FURNITURE, ROLE_ONLINE);
    if (!e) e = phrase_role(f, l->first, LIST_FURNITURE, ROLE_TODAY);
    return e && token_is(f, l->first + e->length, ':') && l->first + e->length + 2 == l->end &&
           f->tok[l->end - 1].kind == TOKEN_NUMBER;
}

/* "Hôm nay: 1.204" under the heading of the counters. */
static void visits(struct find *f)
{
    static const enum role roles[] = { ROLE_ONLINE, ROLE_TODAY, ROLE_WEEK, ROLE_TOTAL };
    struct article_found *art = &f->r->article;
    int64_t *const places[] = { &art->online, &art->today, &art->week, &art->total };
    for (uint32_t k = 0; k < f->line_count; k++) {
        bool named = line_is(f, f->lines[k].first, f->lines[k].end, ROLE_VISITS);
        bool bare = !named && k + 1 < f->line_count && counter_at(f, k) && counter_at(f, k + 1);
        if (!named && !bare) continue;
        f->lines[k].role = LINE_FURNITURE;
        for (uint32_t j = named ? k + 1 : k; j < f->line_count; j++) {
            struct line *l = &f->lines[j];
            uint32_t first = l->first;
            while (first < l->end && f->tok[first].kind == TOKEN_MARK) first++;
            struct vn_number n;
            if (first == l->end || f->tok[l->end - 1].kind != TOKEN_NUMBER || l->end - first > 8 ||
                !vn_number_at(f->text, f->tok[l->end - 1].from, &n))
                break;
            for (size_t i = 0; i < COUNT(roles); i++)
                if (phrase_role(f, first, LIST_FURNITURE, roles[i])) {
                    *places[i] = n.value / MILLI;
                    art->has_visits = true;
                    break;
                }
            l->role = LINE_FURNITURE;
        }
    }
}

/* "... (08/03/2024)" at the end of a line: an item of the list of other news. */
static bool dated_at(const struct find *f, const struct line *l, uint32_t *title_end, struct day *day)
{
    uint32_t end = l->end;
    if (end < l->first + 8 || !token_is(f, end - 1, ')')) return false;
    uint32_t open = end - 7;
    struct vn_date d;
    if (!token_is(f, open, '(') || f->tok[open + 1].kind != TOKEN_NUMBER || !token_is(f, open + 2, '/'))
        return false;
    if (!vn_date_at(f->text, f->tok[open + 1].from, &d) || !d.from.year) return false;
    *title_end = open;
    *day = d.from;
    return true;
}

static void related_line(struct find *f, struct line *l, uint32_t title_end, struct day day)
{
    uint32_t first = l->first;
    while (first < title_end && f->tok[first].kind == TOKEN_MARK) first++;
    struct related_found *r =
        GROW(f->a, f->r->article.related, f->r->article.related_count, struct related_found);
    *r = (struct related_found){ str_trim(tokens_str(f, first, title_end)), day };
    l->role = LINE_RELATED;
}

static void related(struct find *f)
{
    bool heading = false;
    for (uint32_t k = 0; k < f->line_count; k++) {
        struct line *l = &f->lines[k];
        if (line_is(f, l->first, l->end, ROLE_RELATED)) {
            heading = true;
            l->role = LINE_FURNITURE;
            continue;
        }
        uint32_t end;
        struct day day;
        if (l->role != LINE_BODY) continue;
        if (k && dated_at(f, l, &end, &day)) related_line(f, l, end, day);
        else if (heading && (token_is(f, l->first, '-') || token_is(f, l->first, '*')))
            related_line(f, l, l->end, (struct day){ 0 });
    }
}

/* ---- title ---- */

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

/* A line of a portal with day and hour ("thứ sáu, 28 06 2019 15:59", "21:55 14/09/2018", "Ngày đăng ..."). */
static bool stamp_is(struct find *f, const struct line *l)
{
    if (words_in(f, l->first, l->end) > 14) return false;
    bool named = phrase_role(f, l->first, LIST_FURNITURE, ROLE_STAMP), day = false;
    bool clock = false; /* "Thanh Hà 19/08/2022 19:43" */
    for (uint32_t i = l->first + 1; i + 1 < l->end; i++)
        clock = clock || (token_is(f, i, ':') && f->tok[i - 1].kind == TOKEN_NUMBER &&
                          f->tok[i + 1].kind == TOKEN_NUMBER);
    if (!named && !clock && f->tok[l->first].kind != TOKEN_NUMBER) return false;
    uint32_t other = 0;
    for (uint32_t i = l->first; i < l->end; i++) {
        struct vn_date d;
        if (f->tok[i].kind == TOKEN_NUMBER && !day && vn_date_at(f->text, f->tok[i].from, &d) && d.from.year &&
            d.from.day) {
            f->r->article.published = d.from;
            day = true;
        }
        int64_t dd, mm, yy;
        if (!day && i + 2 < l->end && str_int(token_str(f, i), &dd) && str_int(token_str(f, i + 1), &mm) &&
            str_int(token_str(f, i + 2), &yy)) {
            struct day at = { (int)yy, (int)mm, (int)dd };
            if (yy > 1900 && yy < 2200 && day_is_valid(at)) f->r->article.published = at;
            day = f->r->article.published.year > 0;
        }
        other += f->tok[i].kind == TOKEN_WORD;
    }
    return named ? day || words_in(f, l->first, l->end) <= 6 : day && other <= 3;
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
        if (apart || label_is(f, l)) break;
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

static struct str title_trim(const struct find *f, const struct line *l)
{
    uint32_t end = l->end, first = l->first;
    while (first < end && (token_is(f, first, '#') || token_is(f, first, '*') || token_is(f, first, '-')))
        first++;
    struct day day;
    uint32_t dated;
    if (dated_at(f, l, &dated, &day)) end = dated;
    if (end - first > 3 && token_is(f, end - 1, ')') && token_is(f, end - 2, '(')) end -= 2;
    while (end > first && token_is(f, end - 1, '*')) end--;
    return str_trim(tokens_str(f, first, end));
}

/* Capitals that only name an office or a place, above another line of capitals: the head of a site or paper. */
static bool office_line(const struct find *f, uint32_t k)
{
    const struct line *l = &f->lines[k];
    if (k + 1 == f->line_count || words_in(f, l->first, l->end) > 14) return false;
    const struct line *next = &f->lines[k + 1];
    if (!first_letters_capital(f, l->first, l->end) || !first_letters_capital(f, next->first, next->end))
        return false;
    if (!phrase_at(f, l->first, LIST_ORGANISATIONS) && !place_at(f, l->first)) return false;
    for (uint32_t i = l->first; i < l->end; i++)
        if (phrase_role(f, i, LIST_SIGNALS, ROLE_DID) || phrase_role(f, i, LIST_MEETINGS, ROLE_KIND))
            return false;
    return true;
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

/* "Trang chủ » Tin tức » ...", "TRANG THÔNG TIN ĐIỆN TỬ ...": where the page stands in its site, and whose it is. */
static bool site_line(const struct find *f, const struct line *l)
{
    const struct entry *e = phrase_role(f, l->first, LIST_FURNITURE, ROLE_BANNER);
    if (e && words_in(f, l->first, l->end) <= 20 && first_letters_capital(f, l->first, l->end)) return true;
    for (uint32_t i = l->first; i < l->end; i++)
        if (word_is(f, i, S("»")) || word_is(f, i, S("›")) || word_is(f, i, S("→"))) return !closes_sentence(f, l);
    return false;
}

/* Three cells and more: a table begins, no title stands above it. */
static bool row_of_table(const struct find *f, const struct line *l)
{
    uint32_t marks = 0;
    for (uint32_t i = l->first; i < l->end; i++) marks += token_is(f, i, '|');
    return marks >= 2;
}

static void title(struct find *f)
{
    struct article_found *art = &f->r->article;
    for (uint32_t k = 0; k < f->line_count; k++) {
        struct line *l = &f->lines[k];
        if (l->role != LINE_BODY) continue;
        if (line_is(f, l->first, l->end, ROLE_PAPER) && first_letters_capital(f, l->first, l->end)) {
            title_of_paper(f, k);
            return;
        }
        uint32_t words = words_in(f, l->first, l->end);
        if (words <= SECTION_WORDS && line_is(f, l->first, l->end, ROLE_SECTION)) {
            l->role = LINE_FURNITURE;
            continue;
        }
        if (site_line(f, l)) {
            l->role = LINE_FURNITURE;
            continue;
        }
        if (place_and_day(f, l) || letterhead_is(f, l) || stamp_is(f, l)) {
            l->role = LINE_FURNITURE;
            l->letterhead = true;
            continue;
        }
        if (words <= 10 && f->tok[l->first].kind == TOKEN_WORD && !(f->tok[l->first].flags & TOKEN_CAPITAL) &&
            !closes_sentence(f, l)) {
            l->role = LINE_FURNITURE; /* a title starts with a capital; this names a section */
            continue;
        }
        bool listed = f->tok[l->first].kind == TOKEN_NUMBER &&
                      (token_is(f, l->first + 1, '.') || token_is(f, l->first + 1, ')'));
        if (words > TITLE_WORDS || k + 1 == f->line_count || listed || row_of_table(f, l)) return;
        if (office_line(f, k)) {
            l->role = LINE_FURNITURE;
            l->letterhead = true;
            continue;
        }
        bool head = first_letters_capital(f, l->first, l->end);
        for (uint32_t j = k + 1; head && j < f->line_count && j < k + 8; j++)
            if (line_is(f, f->lines[j].first, f->lines[j].end, ROLE_PAPER)) {
                l->role = LINE_FURNITURE; /* the office's name above the paper's */
                l->letterhead = true;
                break;
            }
        if (l->role == LINE_FURNITURE) continue;
        uint32_t next = k + 1;
        while (next < f->line_count && f->lines[next].role != LINE_BODY) next++;
        if (next == f->line_count || (closes_sentence(f, l) && words > 25)) return;
        uint32_t below = longest_below(f, next);
        if ((counts(f, l) || closes_sentence(f, l)) && below < words + 12) return;
        art->title = title_trim(f, l);
        l->role = LINE_TITLE;
        return;
    }
}

/* ---- byline ---- */

static bool initials_at(const struct find *f, uint32_t i, uint32_t end)
{
    return i + 2 < end && f->tok[i].kind == TOKEN_WORD && f->tok[i].flags & TOKEN_CAPITAL &&
           f->tok[i].to - f->tok[i].from <= 2 && token_is(f, i + 1, '.') && f->tok[i + 2].kind == TOKEN_WORD &&
           f->tok[i + 2].flags & TOKEN_CAPITAL && !(f->tok[i + 2].flags & TOKEN_SPACED);
}

/* One to four capitalised words that are no organisation and no abbreviation. */
static uint32_t pen_name_end(const struct find *f, uint32_t i, uint32_t end)
{
    uint32_t from = i;
    bool all_caps = true;
    if (initials_at(f, i, end)) return i + 3 < end && token_is(f, i + 3, '.') ? i + 3 : i + 3;
    if (phrase_at(f, i, LIST_ORGANISATIONS) || phrase_role(f, i, LIST_POSTS, ROLE_HEAD)) return from;
    while (i < end && i < from + 5 && f->tok[i].kind == TOKEN_WORD && f->tok[i].flags & TOKEN_CAPITAL) {
        all_caps = all_caps && f->tok[i].flags & TOKEN_CAPS;
        i++;
    }
    bool initials =
        i - from == 1 && all_caps && f->tok[from].to - f->tok[from].from <= 3 && i == end; /* PV, BBT */
    if (i - from > 4 || (all_caps && i - from == 1 && !initials)) return from;
    return i;
}

/* "Tin, ành: An Bình": a label whose tones are wrong still is one. Its words are small, a name's are not. */
static uint32_t label_misspelt(const struct find *f, uint32_t first, uint32_t end)
{
    static const char *const labels[] = { "tin, anh", "tin anh", "tin, bai", "tin bai", "bai, anh", "bai anh",
                                          "tin, bai, anh", "tin va anh", "bai va anh", "nguoi viet", "tac gia" };
    for (uint32_t stop = first + 2; stop < end && stop < first + 6; stop++) {
        if (f->tok[stop - 1].flags & TOKEN_CAPITAL) return first;
        if (!token_is(f, stop, ':') && !(f->tok[stop].flags & TOKEN_CAPITAL)) continue;
        struct str key = vn_fold(f->a, tokens_str(f, first, stop));
        for (size_t i = 0; i < COUNT(labels); i++)
            if (str_is(key, str_c(labels[i]))) return stop;
    }
    return first;
}

bool article_byline_at(const struct find *f, uint32_t first, uint32_t end, uint32_t *name_first,
                       uint32_t *name_end)
{
    while (end > first && (token_is(f, end - 1, '.') || token_is(f, end - 1, '*') ||
                           token_is(f, end - 1, '/') || token_is(f, end - 1, '_')))
        end--;
    while (first < end && f->tok[first].kind == TOKEN_MARK) first++;
    if (first < end && word_is(f, first, S("Nguồn"))) return false; /* a paper, not a person */
    const struct entry *e = first < end ? phrase_role(f, first, LIST_FURNITURE, ROLE_BYLINE) : NULL;
    bool named = e != NULL;
    uint32_t label = label_misspelt(f, first, end);
    if (e && first + e->length > label) label = first + e->length;
    if (label > first) {
        named = true;
        first = label;
        if (first < end && token_is(f, first, ':')) first++;
    }
    uint32_t stop = pen_name_end(f, first, end);
    if (stop == first || (!named && stop - first < 2 && !initials_at(f, first, end) && stop != end))
        return false;
    *name_first = first;
    *name_end = stop;
    if (stop < end && (f->tok[stop].kind == TOKEN_MARK)) {
        bool joint = token_is(f, stop, ',') || token_is(f, stop, '-') ||
                     f->tok[stop].word == f->tok[first].word || word_is(f, stop, S("–"));
        uint32_t second = stop + 1, after = joint ? pen_name_end(f, second, end) : second;
        if (after > second + 1 && after == end) *name_end = after;
        else if (!token_is(f, stop, '(') && !token_is(f, stop, '/') && !joint) return false;
    } else if (stop < end) return false;
    return words_in(f, first, end) <= 14;
}

/* On its own line behind the body, or behind the last sentence of the last paragraph. */
static void byline(struct find *f)
{
    uint32_t last = f->line_count ? (uint32_t)f->line_count : 0, first, end, looked = 0;
    while (last-- > 0 && looked < 3) {
        struct line *l = &f->lines[last];
        if (l->role != LINE_BODY) continue;
        uint32_t words = words_in(f, l->first, l->end);
        const struct entry *office = phrase_role(f, l->first, LIST_FURNITURE, ROLE_AUTHOR);
        if (office && !looked && words <= 7 && !closes_sentence(f, l)) {
            f->r->article.byline = str_trim(tokens_str(f, l->first, l->end));
            l->role = LINE_BYLINE;
            return;
        }
        if (words <= 14 && article_byline_at(f, l->first, l->end, &first, &end)) {
            f->r->article.byline = str_trim(tokens_str(f, first, end));
            l->role = LINE_BYLINE;
            return;
        }
        looked++;
        if (words <= 14) continue;
        for (uint32_t i = l->end - 1; i > l->first && i + 12 > l->end; i--) {
            bool sentence = token_is(f, i, '.') || word_is(f, i, S("…")) || token_is(f, i, '/');
            if (!sentence || i + 1 >= l->end || !(f->tok[i + 1].flags & TOKEN_CAPITAL) ||
                !(f->tok[i + 1].flags & TOKEN_SPACED))
                continue;
            if (article_byline_at(f, i + 1, l->end, &first, &end) && token_is(f, i, '.')) {
                f->r->article.byline = str_trim(tokens_str(f, first, end));
                l->end = i + 1;
                return;
            }
            break;
        }
        return;
    }
}

/* ---- headings, lists of menu words ---- */

/* A paper of what is to come: KẾ HOẠCH, CHƯƠNG TRÌNH, PHƯƠNG HƯỚNG, ĐỀ ÁN. */
bool plan_paper(const struct find *f)
{
    static const char *const kinds[] = { "kế hoạch", "chương trình", "phương hướng", "đề án", "dự toán" };
    for (size_t k = 0; k < f->line_count; k++) {
        if (f->lines[k].role != LINE_TITLE) continue;
        uint32_t first = f->lines[k].first;
        const struct entry *e = phrase_role(f, first, LIST_FURNITURE, ROLE_PAPER);
        for (size_t i = 0; e && i < COUNT(kinds); i++)
            if (str_is(e->phrase, str_c(kinds[i]))) return f->tok[first].flags & TOKEN_CAPS;
        return false;
    }
    return false;
}

static void headings(struct find *f)
{
    bool paper = plan_paper(f), plan = paper, conclude = false;
    for (uint32_t k = 0; k < f->line_count; k++) {
        struct line *l = &f->lines[k];
        if (l->role != LINE_BODY) continue;
        uint32_t words = words_in(f, l->first, l->end), start = l->first;
        bool numbered = f->tok[start].kind == TOKEN_NUMBER ||
                        (f->tok[start].kind == TOKEN_WORD && start + 1 < l->end &&
                         (token_is(f, start + 1, '.') || token_is(f, start + 1, '/')) &&
                         f->tok[start].flags & TOKEN_CAPITAL);
        if (words <= HEADING_WORDS && !row_of_table(f, l) && !token_is(f, l->end - 1, '.') &&
            !token_is(f, l->end - 1, ';') &&
            (numbered || first_letters_capital(f, l->first, l->end) || token_is(f, l->end - 1, ':') ||
             words <= 12)) {
            uint32_t at = role_find(f, l->first, l->end, LIST_SIGNALS, ROLE_PLAN);
            bool result = role_find(f, l->first, l->end, LIST_SIGNALS, ROLE_DID) != NOWHERE;
            bool ends = role_find(f, l->first, l->end, LIST_SIGNALS, ROLE_CONCLUDE) != NOWHERE;
            bool roman = f->tok[start].kind == TOKEN_WORD && numbered;
            l->heading = roman || first_letters_capital(f, l->first, l->end);
            if (paper) plan = role_find(f, l->first, l->end, LIST_SIGNALS, ROLE_REVIEW) == NOWHERE;
            else if (at != NOWHERE && at <= start + 6) plan = true;
            else if (roman || (result && numbered)) plan = false;
            if (ends && !token_is(f, l->end - 1, '.')) conclude = true;
            else if (roman) conclude = false;
        }
        l->plan = plan;
        l->conclude = conclude;
        if (token_is(f, l->end - 1, ':') && words > 12) { /* "... kết luận như sau:" opens a list */
            uint32_t from = l->end > l->first + 9 ? l->end - 9 : l->first;
            conclude = conclude || role_find(f, from, l->end, LIST_SIGNALS, ROLE_CONCLUDE) != NOWHERE ||
                       role_find(f, from, l->end, LIST_SIGNALS, ROLE_ASK) != NOWHERE;
        }
    }
}

static void furniture(struct find *f)
{
    bool foot = false;
    for (uint32_t k = 0; k < f->line_count; k++) {
        struct line *l = &f->lines[k];
        if (l->role != LINE_BODY) continue;
        const struct entry *e = phrase_role(f, l->first, LIST_FURNITURE, ROLE_FOOT);
        if (e && k > f->line_count / 2 && words_in(f, l->first, l->end) <= 12) foot = true;
        if (foot || only_marks(f, l) || line_is(f, l->first, l->end, ROLE_DROP) || stamp_is(f, l))
            l->role = LINE_FURNITURE;
    }
}

void find_article(struct find *f)
{
    ratings(f);
    visits(f);
    related(f);
    find_captions(f);
    furniture(f);
    title(f);
    byline(f);
    headings(f);
    struct article_found *art = &f->r->article;
    if (!art->title.n) return;
    for (uint32_t k = 0; k + 1 < f->line_count; k++)
        if (f->lines[k].role == LINE_BODY) {
            uint32_t words = words_in(f, f->lines[k].first, f->lines[k].end);
            if (words >= 15 && words <= 90) art->lead = tokens_str(f, f->lines[k].first, f->lines[k].end);
            return;
        }
}
