/* find_article.c - what a page or a letterhead puts around the text: title, lead, captions, byline, day of
 * publication, list of other items, ratings, counters. Gives every line its role; owns record.article.
 *
 * Must never take a line of the report itself for furniture when it carries a figure and a verb. */
#include "read/find/find.h"
#include "vn/syllable.h"
#include "vn/text.h"

enum { HEADING_WORDS = 25, PARAGRAPH_LEAST = 12, TAIL_LINES = 30 };

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
bool article_dated_at(const struct find *f, const struct line *l, uint32_t *title_end, struct day *day)
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
        if (k && article_dated_at(f, l, &end, &day)) related_line(f, l, end, day);
        else if (heading && (token_is(f, l->first, '-') || token_is(f, l->first, '*')))
            related_line(f, l, l->end, (struct day){ 0 });
    }
}

/* ---- byline ---- */

/* "B.K", "N.Q.T", "Đ.Cường": past it, or i. */
static uint32_t initials_end(const struct find *f, uint32_t i, uint32_t end)
{
    uint32_t from = i;
    while (i + 2 < end && f->tok[i].kind == TOKEN_WORD && f->tok[i].flags & TOKEN_CAPITAL &&
           f->tok[i].to - f->tok[i].from <= 2 && token_is(f, i + 1, '.') && f->tok[i + 2].kind == TOKEN_WORD &&
           f->tok[i + 2].flags & TOKEN_CAPITAL && !(f->tok[i + 2].flags & TOKEN_SPACED))
        i += 2;
    return i > from ? i + 1 : from;
}

/* One to four capitalised words that are no organisation and no abbreviation. */
static uint32_t pen_name_end(const struct find *f, uint32_t i, uint32_t end)
{
    uint32_t from = i;
    bool all_caps = true;
    uint32_t initials_stop = initials_end(f, i, end);
    if (initials_stop > i) return initials_stop;
    if (phrase_at(f, i, LIST_ORGANISATIONS) || phrase_role(f, i, LIST_POSTS, ROLE_HEAD)) return from;
    while (i < end && i < from + 5 && f->tok[i].kind == TOKEN_WORD && f->tok[i].flags & TOKEN_CAPITAL) {
        all_caps = all_caps && f->tok[i].flags & TOKEN_CAPS;
        i++;
    }
    bool initials =
        i - from == 1 && all_caps && f->tok[from].to - f->tok[from].from <= 3 && i == end; /* PV, BBT */
    if (i - from > 4 || (all_caps && i - from == 1 && !initials)) return from;
    struct syllable heard;
    bool ours = initials; /* "Facebook Google" is nobody */
    for (uint32_t k = from; k < i; k++) ours = ours || vn_syllable(token_str(f, k), &heard);
    return ours ? i : from;
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
    if (stop == first || (!named && stop - first < 2 && initials_end(f, first, end) == first && stop != end))
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

/* Past the capitalised words from i, up to a day of the week. */
static uint32_t capitals_end(const struct find *f, uint32_t i, uint32_t end)
{
    uint32_t most = i + 5;
    while (i < end && i < most && f->tok[i].kind == TOKEN_WORD && f->tok[i].flags & TOKEN_CAPITAL &&
           !phrase_role(f, i, LIST_FURNITURE, ROLE_STAMP))
        i++;
    return i;
}

/* A label and a name at the end of a line of day and hour. */
static bool posted_by(const struct find *f, const struct line *l, uint32_t *first, uint32_t *end)
{
    for (uint32_t i = l->first + 1; i < l->end; i++) {
        const struct entry *e = phrase_role(f, i, LIST_FURNITURE, ROLE_BYLINE);
        if (e && token_is(f, i + e->length, ':') && article_byline_at(f, i, l->end, first, end)) return true;
    }
    return false;
}

/* Under the title: "Thu Mai | 11/03/2021 09:40", "Lê Thu Thứ ba, ngày 16/05/2023", "Tác giả: Thu Mai". */
static void byline_above(struct find *f)
{
    uint32_t k = 0, first, end;
    while (k < f->line_count && f->lines[k].role != LINE_TITLE) k++;
    for (uint32_t last = k + 5; ++k < f->line_count && k < last;) {
        struct line *l = &f->lines[k];
        bool label = phrase_role(f, l->first, LIST_FURNITURE, ROLE_BYLINE) && words_in(f, l->first, l->end) <= 8;
        bool name = l->end - l->first >= 2 && capitals_end(f, l->first, l->end) == l->end &&
                    !first_letters_capital(f, l->first, l->end);
        name = name || initials_end(f, l->first, l->end) == l->end; /* "T.Hoa" */
        if (l->role == LINE_BODY && !closes_sentence(f, l) && (label || name) &&
            article_byline_at(f, l->first, l->end, &first, &end)) {
            f->r->article.byline = str_trim(tokens_str(f, first, end));
            l->role = LINE_BYLINE;
            return;
        }
        if (!l->stamp) continue;
        if (posted_by(f, l, &first, &end)) { /* "Cập nhật: 29/07/2022 - Người đăng: Thu Mai" */
            f->r->article.byline = str_trim(tokens_str(f, first, end));
            return;
        }
        uint32_t stop = capitals_end(f, l->first, l->end), second = stop + 1;
        if (token_is(f, stop, '-') || word_is(f, stop, S("–"))) { /* "Thu Mai - Lê Thu | ..." */
            second = capitals_end(f, stop + 1, l->end);
            if (second < stop + 3 || pen_name_end(f, stop + 1, second) != second) second = stop + 1;
        }
        uint32_t past = second > stop + 1 ? second : stop;
        bool parted = token_is(f, past, '|') || token_is(f, past, '-') || word_is(f, past, S("–")) ||
                      f->tok[past].kind == TOKEN_NUMBER || phrase_role(f, past, LIST_FURNITURE, ROLE_STAMP);
        if (stop < l->first + 2 || !parted || place_at(f, l->first)) continue;
        if (pen_name_end(f, l->first, stop) != stop) continue;
        f->r->article.byline = str_trim(tokens_str(f, l->first, past));
        return;
    }
}

static void byline_set(struct find *f, struct line *l, uint32_t first, uint32_t end)
{
    f->r->article.byline = str_trim(tokens_str(f, first, end));
    l->role = LINE_BYLINE;
}

/* Behind the last sentence of a paragraph: "... của bà con. Thu Mai". */
static bool byline_inside(struct find *f, struct line *l)
{
    uint32_t first, end, i = l->end - 1;
    while (i > l->first && i + 12 > l->end) {
        bool stop = token_is(f, i, '.') || word_is(f, i, S("…")) || token_is(f, i, '/');
        if (stop && i + 1 < l->end && f->tok[i + 1].flags & TOKEN_CAPITAL && f->tok[i + 1].flags & TOKEN_SPACED) break;
        i--;
    }
    if (!token_is(f, i, '.') || i == l->first || !article_byline_at(f, i + 1, l->end, &first, &end)) return false;
    f->r->article.byline = str_trim(tokens_str(f, first, end));
    l->end = i + 1;
    return true;
}

/* A name alone right below a paragraph: above whatever the site puts under an article. */
static bool name_below_text(const struct find *f, uint32_t k, uint32_t *first, uint32_t *end)
{
    const struct line *l = &f->lines[k], *above = k ? &f->lines[k - 1] : NULL;
    if (!above || above->role != LINE_BODY || !closes_sentence(f, above)) return false;
    if (words_in(f, above->first, above->end) < PARAGRAPH_LEAST || l->end - l->first < 2) return false;
    return capitals_end(f, l->first, l->end) == l->end && article_byline_at(f, l->first, l->end, first, end);
}

/* On its own line behind the body, or behind the last sentence of the last paragraph. */
static void byline_below(struct find *f)
{
    uint32_t first, end, looked = 0;
    bool inside = false; /* a paragraph has been passed from below */
    for (uint32_t k = (uint32_t)f->line_count; k-- > 0 && looked < TAIL_LINES;) {
        struct line *l = &f->lines[k];
        if (l->role != LINE_BODY) continue;
        uint32_t words = words_in(f, l->first, l->end);
        const struct entry *office = phrase_role(f, l->first, LIST_FURNITURE, ROLE_AUTHOR);
        if (!inside && office && looked <= 1 && words <= 7 && !closes_sentence(f, l)) {
            byline_set(f, l, l->first, l->end);
            return;
        }
        bool near = !inside && looked < 3 && words <= 14;
        if (near ? article_byline_at(f, l->first, l->end, &first, &end) : name_below_text(f, k, &first, &end)) {
            byline_set(f, l, first, end);
            return;
        }
        looked++;
        if (words <= 14) continue;
        if (!inside && looked <= 3 && byline_inside(f, l)) return;
        inside = true;
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

/* "Gửi phản hồi | In bài | Đầu trang": every cell is a word of the page's machinery, or one at least is. */
static bool tools_line(const struct find *f, const struct line *l)
{
    bool tool = false, bar = false;
    if (l->end - l->first > 24) return false;
    for (uint32_t from = l->first, i = l->first; i <= l->end; i++) {
        if (i < l->end && f->tok[i].kind == TOKEN_NUMBER) return false;
        if (i < l->end && !token_is(f, i, '|')) continue;
        bar = bar || i < l->end;
        if (words_in(f, from, i) > 5) return false;
        tool = tool || (i > from && line_is(f, from, i, ROLE_DROP));
        from = i + 1;
    }
    return tool && bar;
}

/* What stands behind the signatures and is still the paper's: its annex, by name or as a table of three columns and
 * more ("Nơi nhận" and the signatures may stand in a table of two). */
static bool annex_begins(const struct find *f, const struct line *l)
{
    enum { COLUMNS = 3 };
    uint32_t bars = 0;
    if (word_is(f, l->first, S("phụ")) && l->first + 1 < l->end && word_is(f, l->first + 1, S("lục")) &&
        words_in(f, l->first, l->end) <= 20)
        return true;
    for (uint32_t i = l->first; i < l->end && bars < COLUMNS - 1; i++) bars += token_is(f, i, '|');
    return bars >= COLUMNS - 1;
}

static void furniture(struct find *f)
{
    bool foot = false;
    for (uint32_t k = 0; k < f->line_count; k++) {
        struct line *l = &f->lines[k];
        struct day day;
        if (l->role != LINE_BODY) continue;
        const struct entry *e = phrase_role(f, l->first, LIST_FURNITURE, ROLE_FOOT);
        if (e && k > f->line_count / 2 && words_in(f, l->first, l->end) <= 12) foot = true;
        else if (foot && annex_begins(f, l)) foot = false;
        l->stamp = stamp_is(f, l, &day);
        if (foot || l->stamp || only_marks(f, l) || line_is(f, l->first, l->end, ROLE_DROP) || tools_line(f, l))
            l->role = LINE_FURNITURE;
    }
}

void find_article(struct find *f)
{
    ratings(f);
    visits(f);
    related(f);
    furniture(f);
    find_captions(f);
    find_title(f);
    byline_below(f);
    if (!f->r->article.byline.n) byline_above(f);
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
