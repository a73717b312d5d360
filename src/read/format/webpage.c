/* webpage.c - a web page to text. See format.h; runs only inside the locked child.
 *
 * Owns what of a page is its article: scripts and the like are no text at all; menus, headers, footers
 * and side columns are furniture, of which only what the record asks for stays (visit counters, ratings).
 * Lists of related articles stay. It must never walk the tree by calling itself: pages come deep. */
#include "read/format/format.h"
#include "pack/limits.h"
#include "read/format/lines.h"
#include "vn/text.h"
#include <gumbo.h>

enum { MENU_LINKS = 4, FORM_TEXT = 400, ARTICLE_TEXT = 200, TITLE_LEAST = 20, DATE_MOST = 32 };

/* No text at all. */
static const GumboTag silent[] = {
    GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE,    GUMBO_TAG_NOSCRIPT, GUMBO_TAG_TEMPLATE, GUMBO_TAG_IFRAME,
    GUMBO_TAG_OBJECT, GUMBO_TAG_EMBED,    GUMBO_TAG_SVG,      GUMBO_TAG_MATH,     GUMBO_TAG_CANVAS,
    GUMBO_TAG_SELECT, GUMBO_TAG_TEXTAREA, GUMBO_TAG_BUTTON,   GUMBO_TAG_INPUT,    GUMBO_TAG_HEAD,
    GUMBO_TAG_AUDIO,  GUMBO_TAG_VIDEO,    GUMBO_TAG_MAP,      GUMBO_TAG_DATALIST,
};
/* Each starts and ends a line. */
static const GumboTag blocks[] = {
    GUMBO_TAG_P,       GUMBO_TAG_DIV,     GUMBO_TAG_H1,      GUMBO_TAG_H2,       GUMBO_TAG_H3,
    GUMBO_TAG_H4,      GUMBO_TAG_H5,      GUMBO_TAG_H6,      GUMBO_TAG_LI,       GUMBO_TAG_UL,
    GUMBO_TAG_OL,      GUMBO_TAG_DL,      GUMBO_TAG_DT,      GUMBO_TAG_DD,       GUMBO_TAG_BLOCKQUOTE,
    GUMBO_TAG_PRE,     GUMBO_TAG_SECTION, GUMBO_TAG_ARTICLE, GUMBO_TAG_MAIN,     GUMBO_TAG_HEADER,
    GUMBO_TAG_FOOTER,  GUMBO_TAG_ASIDE,   GUMBO_TAG_NAV,     GUMBO_TAG_FIGURE,   GUMBO_TAG_FIGCAPTION,
    GUMBO_TAG_TABLE,   GUMBO_TAG_CAPTION, GUMBO_TAG_FORM,    GUMBO_TAG_FIELDSET, GUMBO_TAG_ADDRESS,
    GUMBO_TAG_HR,      GUMBO_TAG_BR,      GUMBO_TAG_CENTER,  GUMBO_TAG_BODY,     GUMBO_TAG_DETAILS,
    GUMBO_TAG_SUMMARY,
};
/* Words of a class or id that name furniture, inside the article too ... */
static const char *const furniture[] = {
    "menu",     "nav",           "navbar",   "navigation", "breadcrumb", "breadcrumbs", "social",
    "share",    "sharing",       "login",    "search",     "cookie",     "cookies",     "ads",
    "advert",   "advertisement", "quangcao", "pagination", "pager",      "toolbar",     "comment",
    "comments", "binhluan",      "popup",    "modal",
};
/* ... and only around it, unless a word beside it says that it is part of the article. */
static const char *const around[] = { "header", "footer", "banner", "sidebar", "topbar" };
static const char *const parts[] = { "post", "entry", "article", "detail", "content", "news", "baiviet" };
/* Words of a class or id that name what the record asks for, wherever it stands. */
static const char *const wanted_words[] = { "related", "lienquan", "tinlienquan", "tinkhac",  "rating",
                                            "danhgia", "visit",    "visitor",     "visitors", "counter",
                                            "thongke", "author",   "byline",      "tacgia" };
/* Lines of furniture that stay: counters and ratings, folded. */
static const char *const wanted_lines[] = {
    "dang online", "dang truy cap", "hom nay",           "trong tuan", "tuan nay",      "trong thang", "thang nay",
    "tat ca",      "luot truy cap", "thong ke truy cap", "luot xem",   "tong truy cap", "danh gia",    "xep hang",
};

enum { SPAN_MOST = 64, TABLES_MOST = 8 };    /* columns and rows a cell may lie over; tables inside each other */

struct page {
    struct arena *a;
    struct lines *kept, *side;
    struct buf piece;               /* used again for every piece of text */
    const GumboNode *article;       /* the one element that holds the article, when the page says so */
    bool in_article;
    size_t all_text;                /* of the page */
    size_t side_depth;              /* open elements since furniture began; 0: not in it */
    size_t list_depth, pre_depth;
    struct { bool ordered; uint32_t number; } lists[8];
    struct table { uint8_t below[SPAN_MOST]; size_t column; } tables[TABLES_MOST]; /* below: rows still reached */
    size_t table_depth;
    bool blank;                     /* the last piece of the current line ended with a blank */
};

static bool among(const GumboTag *tags, size_t n, GumboTag tag)
{
    for (size_t i = 0; i < n; i++)
        if (tags[i] == tag) return true;
    return false;
}

static const char *attribute(const GumboNode *n, const char *name)
{
    const GumboAttribute *v = gumbo_get_attribute(&n->v.element.attributes, name);
    return v ? v->value : "";
}

static bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/* One of the words stands in a class or an id: "main-menu", "mainMenu", "menu_top". Parts may be joined
 * ("tin-lien-quan"). */
static bool has_word(const char *value, const char *const *words, size_t count)
{
    char flat[256];
    size_t n = 0;
    for (const char *p = value; *p && n + 2 < sizeof flat; p++) {
        bool hump = p > value && *p >= 'A' && *p <= 'Z' && p[-1] >= 'a' && p[-1] <= 'z';
        if (hump) flat[n++] = '-';
        flat[n++] = (char)(letter(*p) ? *p | 32 : *p == ' ' ? ' ' : '-');
    }
    flat[n] = 0;
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(words[i]);
        for (const char *hit = flat; (hit = strchr(hit, words[i][0])); hit++) {
            if (hit > flat && letter(hit[-1])) continue;
            const char *p = hit;
            size_t at = 0;
            for (; at < length && *p; p++) {
                if (*p == '-') continue;
                if (*p != words[i][at]) break;
                at++;
            }
            if (at == length && !letter(*p)) return true;
        }
    }
    return false;
}

static bool is_named(const GumboNode *n, const char *const *words, size_t count)
{
    return has_word(attribute(n, "class"), words, count) || has_word(attribute(n, "id"), words, count);
}

/* The node after n in the order of the page, not leaving `top`; skip: without going into n. */
static const GumboNode *next_node(const GumboNode *n, const GumboNode *top, bool skip)
{
    if (!skip && n->type == GUMBO_NODE_ELEMENT && n->v.element.children.length) return n->v.element.children.data[0];
    for (; n != top; n = n->parent) {
        const GumboVector *v = &n->parent->v.element.children;
        if (n->index_within_parent + 1 < v->length) return v->data[n->index_within_parent + 1];
    }
    return NULL;
}

/* How much text stands under a node, how much of it in links, how many links, and how many of those have a day beside
 * them. */
struct weight { size_t text, linked, links, days, paragraphs; };

static size_t ink(const char *s)
{
    size_t n = 0;
    for (; *s; s++) n += (unsigned char)*s > ' ' && ((unsigned char)*s & 0xC0) != 0x80;
    return n;
}

static bool has_day(const char *s)
{
    for (; *s; s++)
        if (s[0] >= '0' && s[0] <= '9' && (s[1] == '/' || s[1] == '-') && s[2] >= '0' && s[2] <= '9') return true;
    return false;
}

static struct weight weigh(const GumboNode *top)
{
    struct weight w = { 0 };
    const GumboNode *after = NULL;          /* the node that follows the link we are in */
    bool linked = false, skip = false;
    for (const GumboNode *n = top; n; n = next_node(n, top, skip)) {
        skip = false;
        if (linked && n == after) linked = false;
        if (n->type == GUMBO_NODE_TEXT || n->type == GUMBO_NODE_CDATA) {
            size_t k = ink(n->v.text.text);
            w.text += k;
            if (linked) w.linked += k;
            w.days += has_day(n->v.text.text);
        } else if (n->type == GUMBO_NODE_ELEMENT) {
            skip = among(silent, COUNT(silent), n->v.element.tag);
            w.paragraphs += n->v.element.tag == GUMBO_TAG_P;
            if (n->v.element.tag == GUMBO_TAG_A && !linked) {
                linked = true;
                after = next_node(n, top, true);
                w.links++;
            }
        }
    }
    return w;
}

static bool within(const GumboNode *n, GumboTag tag)
{
    for (n = n->parent; n && n->type == GUMBO_NODE_ELEMENT; n = n->parent)
        if (n->v.element.tag == tag) return true;
    return false;
}

/* Words of a navigation: most of the text is links, and they are not news with their days. */
static bool is_menu(const GumboNode *n)
{
    GumboTag tag = n->v.element.tag;
    if (tag != GUMBO_TAG_UL && tag != GUMBO_TAG_OL && tag != GUMBO_TAG_TABLE && tag != GUMBO_TAG_DIV) return false;
    struct weight w = weigh(n);
    return w.links >= MENU_LINKS && w.linked * 5 >= w.text * 4 && w.days * 2 < w.links && w.text < w.links * 40;
}

static bool holds(const GumboNode *n, const GumboNode *inner)
{
    for (; inner && inner->type == GUMBO_NODE_ELEMENT; inner = inner->parent)
        if (inner == n) return true;
    return false;
}

static bool is_heading(GumboTag tag) { return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6; }

/* What stands beside the article is not of it, but for its title and a list of related news with their days. */
static bool is_beside(const GumboNode *n)
{
    if (is_heading(n->v.element.tag)) return false;
    struct weight w = weigh(n);
    return w.links < 2 || w.days * 2 < w.links;
}

static bool is_furniture(const struct page *p, const GumboNode *n)
{
    GumboTag tag = n->v.element.tag;
    if (n == p->article || tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_HTML ||
        is_named(n, wanted_words, COUNT(wanted_words)))
        return false;
    if (p->article && !p->in_article) return !holds(n, p->article) && is_beside(n);
    if (tag == GUMBO_TAG_HEADER || tag == GUMBO_TAG_FOOTER) return !p->in_article && !within(n, GUMBO_TAG_ARTICLE);
    if (tag == GUMBO_TAG_NAV || tag == GUMBO_TAG_ASIDE || !strcmp(attribute(n, "role"), "navigation")) return true;
    if (tag == GUMBO_TAG_FORM) {
        struct weight w = weigh(n);         /* many portals put the whole page into one form */
        return w.text < FORM_TEXT && !w.paragraphs;
    }
    if (is_heading(tag)) return false;
    bool named = is_named(n, furniture, COUNT(furniture)) ||
                 (!p->in_article && is_named(n, around, COUNT(around)) && !is_named(n, parts, COUNT(parts)));
    if (named) return weigh(n).text * 2 <= p->all_text; /* "comments-open" may be a word of the article's own class */
    return is_menu(n);
}

static bool is_hidden(const GumboNode *n)
{
    if (gumbo_get_attribute(&n->v.element.attributes, "hidden")) return true;
    const char *style = attribute(n, "style");
    const char *display = strcasestr(style, "display");
    if (!display) return false;
    for (display += strlen("display"); *display == ' ' || *display == ':'; display++) ;
    return !strncasecmp(display, "none", 4);
}

static struct lines *here(const struct page *p) { return p->side_depth ? p->side : p->kept; }

static void line_end(struct page *p)
{
    lines_break(here(p));
    p->blank = true;
}

/* What the parser gives for text. A reference to a number beyond every letter leaves bytes that are no letter: they
 * become the sign that browsers show for it. */
static struct str letters_of(struct arena *a, const char *text)
{
    struct bytes left = { (const unsigned char *)text, strlen(text) };
    size_t bad;
    if (vn_is_utf8(left, &bad)) return str_c(text);
    struct buf out = buf_open(a);
    while (!vn_is_utf8(left, &bad)) {
        buf_str(&out, (struct str){ (const char *)left.p, bad });
        buf_c(&out, "\uFFFD");
        do bad++;
        while (bad < left.n && (left.p[bad] & 0xC0) == 0x80);
        left = (struct bytes){ left.p + bad, left.n - bad };
    }
    buf_str(&out, (struct str){ (const char *)left.p, left.n });
    return buf_done(&out);
}

/* Text as a browser shows it: a run of blanks is one. */
static void add_text(struct page *p, struct str s)
{
    p->piece.n = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool blank = s.p[i] == ' ' || (s.p[i] >= '\t' && s.p[i] <= '\r');
        if (p->pre_depth) buf_char(&p->piece, s.p[i]);
        else if (!blank) buf_char(&p->piece, s.p[i]);
        else if (!p->blank) buf_char(&p->piece, ' ');
        p->blank = blank;
    }
    if (p->piece.n) lines_add(here(p), buf_done(&p->piece));
}

static void item_open(struct page *p)
{
    line_end(p);
    size_t list = p->list_depth;
    if (list && list <= COUNT(p->lists) && p->lists[list - 1].ordered)
        lines_add(here(p), str_fmt(p->a, "%u. ", ++p->lists[list - 1].number));
    else lines_add(here(p), S("- "));
}

static struct table *table_now(struct page *p)
{
    return p->table_depth && p->table_depth <= TABLES_MOST ? &p->tables[p->table_depth - 1] : NULL;
}

/* Cells of rows above that reach into this one stand there as empty cells. */
static void cells_from_above(struct page *p)
{
    struct table *t = table_now(p);
    for (; t && t->column < SPAN_MOST && t->below[t->column]; t->column++) {
        t->below[t->column]--;
        lines_cell(here(p));
        lines_cell_end(here(p));
    }
}

static void cell_open(struct page *p, const GumboNode *n)
{
    int64_t columns = 1, rows = 1;
    struct table *t = table_now(p);
    if (!str_int(str_c(attribute(n, "colspan")), &columns) || columns < 1 || columns > SPAN_MOST) columns = 1;
    if (!str_int(str_c(attribute(n, "rowspan")), &rows) || rows < 1 || rows > SPAN_MOST) rows = 1;
    cells_from_above(p);
    lines_cell(here(p));
    lines_span(here(p), columns);
    for (; t && columns > 0 && t->column < SPAN_MOST; columns--) t->below[t->column++] = (uint8_t)(rows - 1);
}

static void row_close(struct page *p)
{
    struct table *t = table_now(p);
    cells_from_above(p);
    for (; t && t->column < SPAN_MOST; t->column++)
        if (t->below[t->column]) t->below[t->column]--;
    lines_row_end(here(p));
}

/* false: nothing of it is text. */
static bool element_open(struct page *p, const GumboNode *n)
{
    GumboTag tag = n->v.element.tag;
    if (among(silent, COUNT(silent), tag) || is_hidden(n)) return false;
    if (p->side_depth || is_furniture(p, n)) {
        if (!p->side_depth) lines_break(p->kept);
        p->side_depth++;
    }
    if (n == p->article) p->in_article = true;
    if (tag == GUMBO_TAG_TABLE && ++p->table_depth <= TABLES_MOST) *table_now(p) = (struct table){ .column = 0 };
    if (tag == GUMBO_TAG_TR) {
        lines_row(here(p));
        if (table_now(p)) table_now(p)->column = 0;
    } else if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) cell_open(p, n);
    else if (tag == GUMBO_TAG_LI) item_open(p);
    else if (among(blocks, COUNT(blocks), tag)) line_end(p);
    if (tag == GUMBO_TAG_PRE) p->pre_depth++;
    if (tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL) {
        if (p->list_depth < COUNT(p->lists)) {
            p->lists[p->list_depth].ordered = tag == GUMBO_TAG_OL;
            p->lists[p->list_depth].number = 0;
        }
        p->list_depth++;
    }
    if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) p->blank = true;
    return true;
}

static void element_close(struct page *p, const GumboNode *n)
{
    GumboTag tag = n->v.element.tag;
    if (tag == GUMBO_TAG_TR) row_close(p);
    else if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) lines_cell_end(here(p));
    else if (among(blocks, COUNT(blocks), tag)) line_end(p);
    if (tag == GUMBO_TAG_PRE) p->pre_depth--;
    if (tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL) p->list_depth--;
    if (tag == GUMBO_TAG_TABLE) p->table_depth--;
    if (n == p->article) p->in_article = false;
    if (p->side_depth) p->side_depth--;
}

static void walk(struct page *p, const GumboNode *top)
{
    const GumboNode *n = top;
    for (;;) {
        bool element = n->type == GUMBO_NODE_ELEMENT, into = element && element_open(p, n);
        if (!element && n->type != GUMBO_NODE_COMMENT) add_text(p, letters_of(p->a, n->v.text.text));
        if (into && n->v.element.children.length) {
            n = n->v.element.children.data[0];
            continue;
        }
        if (into) element_close(p, n);
        while (n != top && n->index_within_parent + 1 == n->parent->v.element.children.length) {
            n = n->parent;
            element_close(p, n);
        }
        if (n == top) return;
        n = n->parent->v.element.children.data[n->index_within_parent + 1];
    }
}

/* The element that holds the article: the only main or article, with most of the page's text in it. */
static const GumboNode *article_of(const GumboNode *root)
{
    static const GumboTag holders[] = { GUMBO_TAG_ARTICLE, GUMBO_TAG_MAIN };
    for (size_t i = 0; i < COUNT(holders); i++) {
        const GumboNode *only = NULL;
        size_t found = 0;
        for (const GumboNode *n = root; n; n = next_node(n, root, false))
            if (n->type == GUMBO_NODE_ELEMENT && n->v.element.tag == holders[i]) {
                only = n;
                found++;
            }
        if (found != 1) continue;
        size_t text = weigh(only).text;
        if (text >= ARTICLE_TEXT && text * 2 > weigh(root).text) return only;
    }
    return NULL;
}

/* What the page calls itself: og:title, else <title> without the name of the site behind it. */
static struct str title_of(struct arena *a, const GumboNode *root)
{
    struct str title = S("");
    for (const GumboNode *n = root; n; n = next_node(n, root, false)) {
        if (n->type != GUMBO_NODE_ELEMENT) continue;
        if (n->v.element.tag == GUMBO_TAG_BODY) break;
        if (n->v.element.tag == GUMBO_TAG_META && !strcmp(attribute(n, "property"), "og:title"))
            return letters_of(a, attribute(n, "content"));
        if (n->v.element.tag == GUMBO_TAG_TITLE && n->v.element.children.length && !title.n) {
            const GumboNode *t = n->v.element.children.data[0];
            if (t->type == GUMBO_NODE_TEXT) title = letters_of(a, t->v.text.text);
        }
    }
    static const char *const cuts[] = { " | ", " - ", " – " };
    for (size_t i = 0; i < COUNT(cuts); i++) {
        size_t at = SIZE_MAX, hit = 0;
        while ((hit = str_find(title, str_c(cuts[i]), hit)) != SIZE_MAX) at = hit++;
        if (at != SIZE_MAX && at >= TITLE_LEAST) return str_cut(title, 0, at);
    }
    return title;
}

static bool stays(struct arena *a, struct str line)
{
    struct str folded = vn_fold(a, line);
    for (size_t i = 0; i < COUNT(wanted_lines); i++)
        if (line.n < 200 && str_find(folded, str_c(wanted_lines[i]), 0) != SIZE_MAX) return true;
    return false;
}

/* The article, its title on top when it is not there yet, and what stays of the furniture behind it. */
static struct str put_together(struct page *p, struct str title)
{
    struct buf text = buf_open(p->a);
    struct str kept = lines_done(p->kept), side = lines_done(p->side), line;
    struct bytes raw = { (const unsigned char *)kept.p, kept.n };
    struct str body;
    title = str_trim(title);
    if (title.n && !vn_text(p->a, raw, &body)) {
        struct str folded = vn_fold(p->a, title);
        if (str_find(vn_fold(p->a, body), folded, 0) == SIZE_MAX) {
            buf_str(&text, title);
            buf_char(&text, '\n');
        }
    }
    buf_str(&text, kept);
    while (str_next(&side, '\n', &line)) {
        if (!stays(p->a, line)) continue;
        buf_str(&text, line);
        buf_char(&text, '\n');
    }
    return buf_done(&text);
}

static void *gumbo_get(void *arena, size_t size) { return arena_get(arena, size); }
static void gumbo_leave(void *arena, void *what) { (void)arena; (void)what; }   /* goes with the arena */

error webpage_read(struct arena *a, struct bytes document, struct read_text *out)
{
    struct str source, text;
    TRY(txt_decode(a, document, &source, &out->encoding));
    out->form = txt_form(document, source);
    TRY(webpage_scan(a, source));
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = gumbo_get;
    options.deallocator = gumbo_leave;
    options.userdata = a;
    options.max_errors = 0;
    const GumboOutput *tree = gumbo_parse_with_options(&options, source.p, source.n);
    struct page *p = NEW(a, struct page);
    p->a = a;
    p->piece = buf_open(a);
    p->kept = lines_open(a);
    p->side = lines_open(a);
    p->blank = true;
    p->article = article_of(tree->root);
    p->all_text = weigh(tree->root).text;
    walk(p, tree->root);
    text = put_together(p, title_of(a, tree->root));
    TRY(vn_text(a, (struct bytes){ (const unsigned char *)text.p, text.n }, &text));
    TRY(txt_tidy(a, text, false, &out->text));
    out->format = FORMAT_HTML;
    return NULL;
}
