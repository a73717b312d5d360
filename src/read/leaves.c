/* leaves.c - the pages of a document to one text. See leaf.h.
 *
 * What stands at the head or the foot of page after page is the paper's, not the report's; it goes. A line goes on
 * with the one before it when its first word would not have had room there. */
#include "read/leaf.h"
#include "pack/limits.h"
#include "read/reader.h"
#include "vn/text.h"

enum { EDGE_LINES = 2, EDGE_SHARE = 13 };   /* so many lines, within so many hundredths of the page, may be furniture */
enum { HEAD_LINES = 10 };                   /* of a letterhead, with the name of the paper below it */

struct edge_line { struct leaf_line *line; const struct leaf *leaf; struct str key; bool foot; int64_t number; };
struct joining { struct arena *a; struct buf text, words, edges, pages; };

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* The line with every number as one 0: what repeats but for the number of the page is the same. */
static struct str key_of(struct arena *a, struct str text)
{
    struct str folded = vn_fold(a, text);
    char *p = arena_get(a, folded.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < folded.n; i++) {
        if (!is_digit(folded.p[i])) p[n++] = folded.p[i];
        else if (!n || p[n - 1] != '0') p[n++] = '0';
    }
    return (struct str){ p, n };
}

/* "2", "- 2 -", "Trang 2/5": its number; -1 when the line is something else. */
static int64_t page_number(struct arena *a, struct str text)
{
    struct str rest = vn_fold(a, text);
    if (str_starts(rest, S("trang "))) rest = str_cut(rest, 6, rest.n);
    size_t from = 0;
    while (from < rest.n && strchr("-[( ", rest.p[from])) from++;
    size_t to = from, behind;
    while (to < rest.n && is_digit(rest.p[to])) to++;
    for (behind = to; behind < rest.n && strchr("-]) /0123456789", rest.p[behind]); behind++) ;
    int64_t n;
    return behind == rest.n && to - from <= 4 && str_int(str_cut(rest, from, to), &n) ? n : -1;
}

static void edge_add(struct joining *j, const struct leaf *l, struct leaf_line *e, bool foot)
{
    struct edge_line one = { e, l, key_of(j->a, e->text), foot, page_number(j->a, e->text) };
    buf_add(&j->edges, &one, sizeof one);
}

/* A paper begins on this page: what stands at its head is its letterhead, however many papers have the same. */
static bool begins_paper(struct arena *a, const struct leaf *l)
{
    for (size_t i = 0; i < l->line_count && i < HEAD_LINES; i++)
        if (find_opens_paper(a, l->lines[i].text)) return true;
    return false;
}

static void edges_find(struct joining *j, const struct leaf *l)
{
    bool letterhead = begins_paper(j->a, l);
    if (letterhead) l->lines[0].apart = true;
    for (size_t i = 0; i < l->line_count && i < EDGE_LINES && !letterhead; i++)
        if (l->lines[i].bottom * 100 < l->height * EDGE_SHARE) edge_add(j, l, &l->lines[i], false);
    for (size_t i = 0; i < l->line_count && i < EDGE_LINES; i++) {
        struct leaf_line *e = &l->lines[l->line_count - 1 - i];
        if (e->top * 100 > l->height * (100 - EDGE_SHARE)) edge_add(j, l, e, true);
    }
}

/* The text of a line that is furniture becomes empty. A row that repeats is the head of a table that goes on: its
 * first one stays. */
static void furniture_drop(struct joining *j, size_t page_count)
{
    struct edge_line *edges = (struct edge_line *)(void *)j->edges.p;
    size_t n = j->edges.n / sizeof *edges;
    for (size_t i = 0; i < n; i++) {
        size_t same = 0, before = 0, in_step = 0;
        struct edge_line *e = &edges[i];
        for (size_t k = 0; k < n; k++) {
            const struct edge_line *o = &edges[k];
            if (o->leaf == e->leaf || o->foot != e->foot) continue;
            bool is = str_is(o->key, e->key);
            same += is;
            before += is && k < i;
            in_step += o->number >= 0 && e->number - o->number == (int64_t)e->leaf->number - (int64_t)o->leaf->number;
        }
        bool numbers = e->number >= 0 && !e->line->row && (e->number == e->leaf->number + 1 || in_step);
        bool repeats = same && (same + 1) * 2 >= page_count - (page_count > 1);
        if (numbers || (repeats && (!e->line->row || before))) e->line->text = S("");
    }
}

static bool goes_on(const struct leaf_line *before, const struct leaf_line *e)
{
    if (!before || before->row || e->row || e->apart) return false;
    int room = before->edge - before->right, blank = (before->bottom - before->top) / 3;
    return room < e->first + blank;
}

/* "2024-" and "2029", "quý I/" and "2026" are one word again. */
static bool is_cut(struct str text, struct str next)
{
    uint32_t c = 0, first;
    if (text.n < 2 || !strchr("-/", text.p[text.n - 1]) || text.p[text.n - 2] == ' ') return false;
    vn_letter_next(next, 0, &c);
    first = (unsigned char)next.p[0];
    return vn_is_letter(c) || is_digit((char)first);
}

static void line_join(struct joining *j, const struct leaf *l, const struct leaf_line *before,
                      const struct leaf_line *e)
{
    bool on = j->text.n && goes_on(before, e);
    if (j->text.n && !(on && is_cut(buf_done(&j->text), e->text))) buf_char(&j->text, on ? ' ' : '\n');
    size_t at = j->text.n;
    buf_str(&j->text, e->text);
    uint16_t page = (uint16_t)(j->pages.n / sizeof(struct page_found) - 1);
    for (size_t i = 0; i < e->word_count && l->picture; i++) {
        const struct leaf_word *w = &e->words[i];
        struct word_found word = { { at + w->from, at + w->to }, page, w->left, w->top, w->right, w->bottom,
                                   w->confidence };
        buf_add(&j->words, &word, sizeof word);
    }
}

error leaves_join(struct arena *a, const struct leaf *leaves, size_t count, struct read_text *out)
{
    struct joining j = { a, buf_open(a), buf_open(a), buf_open(a), buf_open(a) };
    const struct leaf_line *before = NULL;
    out->encoding = S("UTF-8");
    for (size_t i = 0; i < count; i++) edges_find(&j, &leaves[i]);
    furniture_drop(&j, count);
    for (size_t i = 0; i < count; i++) {
        const struct leaf *l = &leaves[i];
        if (l->encoding.n && !str_is(l->encoding, S("UTF-8"))) out->encoding = l->encoding;
        struct page_found page = { l->image, l->width, l->height };
        if (l->picture) buf_add(&j.pages, &page, sizeof page);
        for (size_t k = 0; k < l->line_count; k++) {
            struct leaf_line *e = &l->lines[k];
            if (!e->text.n) continue;
            if (k && !l->lines[k - 1].text.n && e->below) e->apart = false;    /* what it stood below is gone */
            line_join(&j, l, before, e);
            before = e;
        }
        if (j.text.n > LIMIT_TEXT)
            return FAIL(a, ERR_TOO_LARGE, "Tài liệu có quá nhiều chữ. Hãy chia thành nhiều tệp nhỏ hơn.");
    }
    out->text = buf_done(&j.text);
    out->pages = (struct page_found *)(void *)j.pages.p;
    out->page_count = j.pages.n / sizeof *out->pages;
    out->words = (struct word_found *)(void *)j.words.p;
    out->word_count = j.words.n / sizeof *out->words;
    if (out->text.n) return NULL;
    if (!out->page_count)
        return FAIL(a, ERR_INPUT, "Tệp PDF không có chữ nào. Hãy kiểm tra lại tệp đã chọn, hoặc gửi bản Word (.docx).");
    return FAIL(a, ERR_INPUT,
                "Không đọc được chữ nào trong ảnh. Hãy chụp hoặc quét lại rõ hơn: đủ sáng, thẳng trang, lấy trọn trang "
                "giấy.");
}
