/* review_head.c - what the report was read from: its format, its letters, its pages; and the pictures of those pages
 * with the figures where they stand. Owns only words and boxes. */
#include "core/grow.h"
#include "pages/review.h"

static const struct {
    const char *code, *label;
} formats[] = {
    { "txt", .label = "văn bản thường" }, { "html", .label = "trang web" },
    { "docx", .label = "tệp Word" },      { "doc", .label = "tệp Word kiểu cũ" },
    { "odt", .label = "tệp OpenDocument" }, { "xlsx", .label = "bảng tính" },
    { "csv", .label = "bảng CSV" },       { "pdf", .label = "tệp PDF" },
    { "image", .label = "ảnh chụp, ảnh quét" },
};

static void add(struct buf *b, struct str words)
{
    if (!words.n) return;
    if (b->n) buf_c(b, " · ");
    buf_str(b, words);
}

struct str review_reading(struct arena *a, const struct review_of *v)
{
    const struct report *p = &v->report;
    struct buf b = buf_open(a);
    struct str format = p->source_format;
    size_t sure = 0;
    if (!str_trim(p->text).n) return S("");
    for (size_t i = 0; i < COUNT(formats); i++)
        if (str_is(format, str_c(formats[i].code))) format = SAY(formats[i].label);
    if (p->source_name.n) add(&b, str_fmt(a, say("Đọc từ %.*s (%.*s)"), STR(p->source_name), STR(format)));
    else add(&b, SAY("Đọc từ chữ dán vào"));
    if (p->source_encoding.n && !str_is(p->source_encoding, S("UTF-8")))
        add(&b, str_fmt(a, say("bảng mã %.*s đã chuyển sang Unicode"), STR(p->source_encoding)));
    if (p->source_form.n) add(&b, SAY("chữ và dấu rời đã ghép lại"));
    if (p->pages) add(&b, str_fmt(a, say("%lld trang ảnh"), (long long)p->pages));
    for (size_t i = 0; i < v->figures; i++) sure += review_band(v, &v->figure[i]) == BAND_SURE;
    if (v->figures) add(&b, str_fmt(a, say("%zu số liệu, %zu số chắc chắn"), v->figures, sure));
    return buf_done(&b);
}

/* ---- pictures ---- */

static struct str picture_href(struct arena *a, const struct review_of *v, int64_t number)
{
    return str_fmt(a, "/bao-cao/%lld/trang/%lld?ban=%lld", (long long)v->report.id, (long long)number,
                   (long long)v->report.version);
}

static struct str state_of(const struct figure *f)
{
    return f->state == FIGURE_CONFIRMED ? S("c") : f->state == FIGURE_REJECTED ? S("x") : S("r");
}

static struct box_view box_of(const struct figure *f, const struct scan_box *b, int64_t now)
{
    int64_t tall = (int64_t)(b->bottom - b->top), room = 2 + tall / 8; /* around the letters */
    int64_t x = (int64_t)b->left - room, y = (int64_t)b->top - room;
    return (struct box_view){ .number = f->seq,
                              .x = x > 0 ? x : 0,
                              .y = y > 0 ? y : 0,
                              .width = (int64_t)(b->right - b->left) + 2 * room,
                              .height = tall + 2 * room,
                              .state = state_of(f),
                              .label = f->words,
                              .now = f->seq == now };
}

const struct picture_view *review_pictures(struct arena *a, const struct review_of *v, int64_t now, size_t *n)
{
    struct picture_view *list = NEW_N(a, struct picture_view, v->pages + 1);
    *n = v->pages;
    for (size_t i = 0; i < v->pages; i++) {
        const struct scan_page *p = &v->page[i];
        struct box_view *box = NULL;
        size_t boxes = 0;
        for (size_t f = 0; f < v->figures; f++) {
            struct scan_box *on;
            size_t lines = scan_boxes(a, p, 1, v->figure[f].span, &on);
            for (size_t k = 0; k < lines; k++) LIST_ADD(a, box, boxes, box_of(&v->figure[f], &on[k], now));
        }
        list[i] = (struct picture_view){ .page = p->page, .width = p->width, .height = p->height,
                                         .href = picture_href(a, v, p->page),
                                         .frame = str_fmt(a, "0 0 %lld %lld", (long long)p->width,
                                                          (long long)p->height),
                                         .label = str_fmt(a, say("Ảnh trang %lld"), (long long)p->page),
                                         .box = box, .boxes = boxes };
    }
    return list;
}

/* The part of a page that is cut out: at least half as wide as the page, so that the words around are read too. */
static struct str frame_around(struct arena *a, const struct scan_page *of, struct scan_box b)
{
    int64_t tall = (int64_t)(b.bottom - b.top), left = (int64_t)b.left, right = (int64_t)b.right;
    int64_t width = (right - left) * 2 > of->width / 2 ? (right - left) * 2 : of->width / 2;
    if (width > of->width) width = of->width;
    int64_t x = (left + right - width) / 2, line = tall < of->height / 30 ? tall : of->height / 30;
    if (x > of->width - width) x = of->width - width;
    int64_t y = (int64_t)b.top - 2 * line, to = (int64_t)b.bottom + 2 * line;
    if (x < 0) x = 0;
    if (y < 0) y = 0;
    if (to > of->height) to = of->height;
    return str_fmt(a, "%lld %lld %lld %lld", (long long)x, (long long)y, (long long)width,
                   (long long)(to > y ? to - y : 1));
}

const struct picture_view *review_crop(struct arena *a, const struct review_of *v, const struct figure *f)
{
    struct scan_box *on;
    size_t lines = scan_boxes(a, v->page, v->pages, f->span, &on);
    if (!lines) return NULL;
    const struct scan_page *of = NULL;
    for (size_t i = 0; i < v->pages; i++)
        if (v->page[i].page == on[0].page) of = &v->page[i];
    assert(of);
    struct box_view *box = NULL;
    size_t boxes = 0;
    struct scan_box all = on[0];
    for (size_t i = 0; i < lines; i++) {
        if (on[i].page != of->page) continue;
        LIST_ADD(a, box, boxes, box_of(f, &on[i], f->seq));
        if (on[i].left < all.left) all.left = on[i].left;
        if (on[i].right > all.right) all.right = on[i].right;
        if (on[i].top < all.top) all.top = on[i].top;
        if (on[i].bottom > all.bottom) all.bottom = on[i].bottom;
    }
    struct picture_view *crop = NEW(a, struct picture_view);
    *crop = (struct picture_view){ .page = of->page, .width = of->width, .height = of->height,
                                   .href = picture_href(a, v, of->page),
                                   .frame = frame_around(a, of, all),
                                   .label = str_fmt(a, say("Trên ảnh trang %lld"), (long long)of->page),
                                   .box = box, .boxes = boxes };
    return crop;
}

/* The picture of a page: the same bytes for as long as the address stands, so this person's browser may keep it. */
error page_picture(struct request *q, struct reply *r)
{
    struct db *db;
    struct bytes picture;
    struct str type;
    TRY(page_db(q, &db));
    TRY(scan_picture(q->a, db, page_who(q), param_int(q, "id", 0), param_int(q, "trang", 0), &picture, &type));
    r->type = type;
    r->kept = true;
    r->body = (struct buf){ .p = (char *)(uintptr_t)picture.p, .n = picture.n };
    return NULL;
}
