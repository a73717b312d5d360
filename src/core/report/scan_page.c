/* scan_page.c - see scan_page.h. Owns the table report_page. */
#include "core/report/scan_page.h"
#include "core/grow.h"
#include "core/report/report_row.h"

enum { FORGET, ADD, LIST, PICTURE };
static const struct sql sql[] = {
    [FORGET] = { "scan_page.forget", "DELETE FROM report_page WHERE report_id = ?1", SQL_WRITE },
    [ADD] = { "scan_page.add",
        "INSERT INTO report_page(report_id, page, picture, width, height, words) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        SQL_WRITE },
    [LIST] = { "scan_page.list",
        "SELECT page, width, height, words FROM report_page WHERE report_id = ?1 ORDER BY page", SQL_READ },
    [PICTURE] = { "scan_page.picture", "SELECT picture FROM report_page WHERE report_id = ?1 AND page = ?2",
        SQL_READ },
};
struct sql_list scan_page_sql = SQL_LIST(sql);

/* ---- words as a run of numbers ---- */

static void number_put(struct buf *b, size_t n)
{
    for (; n >= 0x80; n >>= 7) buf_char(b, (char)(unsigned char)((n & 0x7F) | 0x80));
    buf_char(b, (char)n);
}

/* False at the end of the run, or where it breaks off. */
static bool number_get(struct bytes *run, size_t *out)
{
    *out = 0;
    for (unsigned shift = 0; run->n && shift < 35; shift += 7) {
        unsigned char c = *run->p;
        run->p++;
        run->n--;
        *out |= (size_t)(c & 0x7F) << shift;
        if (c < 0x80) return true;
    }
    return false;
}

static size_t apart(uint16_t from, uint16_t to) { return to > from ? (size_t)(to - from) : 0; }

static struct bytes words_pack(struct arena *a, const struct record *record, size_t page)
{
    struct buf b = buf_open(a);
    size_t at = 0;
    for (size_t i = 0; i < record->word_count; i++) {
        const struct word_found *w = &record->words[i];
        if (w->page != page || w->span.from < at || w->span.to < w->span.from) continue;
        number_put(&b, w->span.from - at);
        number_put(&b, w->span.to - w->span.from);
        number_put(&b, w->left);
        number_put(&b, w->top);
        number_put(&b, apart(w->left, w->right));
        number_put(&b, apart(w->top, w->bottom));
        number_put(&b, w->confidence);
        at = w->span.to;
    }
    return (struct bytes){ (const unsigned char *)b.p, b.n };
}

static void words_unpack(struct arena *a, struct bytes run, struct scan_page *to)
{
    size_t gap, length, left, top, width, height, confidence, at = 0;
    while (number_get(&run, &gap) && number_get(&run, &length) && number_get(&run, &left) && number_get(&run, &top) &&
           number_get(&run, &width) && number_get(&run, &height) && number_get(&run, &confidence)) {
        struct scan_word w = { .span = { at + gap, at + gap + length },
            .left = (uint32_t)left,
            .top = (uint32_t)top,
            .right = (uint32_t)(left + width),
            .bottom = (uint32_t)(top + height),
            .confidence = (uint32_t)confidence };
        at = w.span.to;
        LIST_ADD(a, to->word, to->words, w);
    }
}

/* ---- rows ---- */

error scan_pages_put(struct arena *a, struct db *db, int64_t report_id, const struct record *record)
{
    struct rows *w = db_run(a, db, &scan_page_sql, FORGET);
    BIND(w, report_id);
    TRY(rows_end(w));
    for (size_t i = 0; i < record->page_count; i++) {
        const struct page_found *p = &record->pages[i];
        w = db_run(a, db, &scan_page_sql, ADD);
        BIND(w, report_id);
        BIND(w, (int64_t)i + 1);
        BIND(w, p->picture);
        BIND(w, (int64_t)p->width);
        BIND(w, (int64_t)p->height);
        BIND(w, words_pack(a, record, i));
        TRY(rows_end(w));
    }
    return NULL;
}

error scan_pages(struct arena *a, struct db *db, const struct report *r, struct scan_page **out, size_t *n)
{
    *out = NULL;
    *n = 0;
    if (!r->pages) return NULL;
    struct rows *rows = db_run(a, db, &scan_page_sql, LIST);
    BIND(rows, r->id);
    while (rows_next(rows)) {
        struct scan_page page = { .page = row_int(rows, 0), .width = row_int(rows, 1), .height = row_int(rows, 2) };
        words_unpack(a, row_bytes(rows, 3), &page);
        LIST_ADD(a, *out, *n, page);
    }
    return rows_end(rows);
}

error scan_picture(struct arena *a, struct db *db, const struct who *who, int64_t report_id, int64_t page,
    struct bytes *picture, struct str *type)
{
    struct report r;
    TRY(report_open(a, db, who, report_id, &r));
    struct rows *rows = db_run(a, db, &scan_page_sql, PICTURE);
    BIND(rows, report_id);
    BIND(rows, page);
    bool found = rows_next(rows);
    *picture = found ? row_bytes(rows, 0) : (struct bytes){ 0 };
    TRY(rows_end(rows));
    if (!found)
        return FAIL(a, ERR_MISSING, "Báo cáo này không có ảnh trang %lld. Mở lại báo cáo để xem các trang hiện có.",
            (long long)page);
    bool png = picture->n > 4 && !memcmp(picture->p, "\x89PNG", 4);
    *type = png ? S("image/png") : S("image/jpeg");
    return NULL;
}

/* ---- where a passage stands ---- */

/* The next word of a line begins to the right and shares most of its height; else a new line has begun. */
static bool same_line(const struct scan_box *line, int64_t page, const struct scan_word *w)
{
    uint32_t middle = w->top + (w->bottom - w->top) / 2;
    return line->page == page && middle >= line->top && middle <= line->bottom && w->left + 4 >= line->right;
}

size_t scan_boxes(struct arena *a, const struct scan_page *pages, size_t n, struct span span, struct scan_box **out)
{
    struct scan_box *list = NULL;
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < pages[i].words; k++) {
            const struct scan_word *w = &pages[i].word[k];
            if (w->span.to <= span.from || w->span.from >= span.to) continue;
            struct scan_box *line = count ? &list[count - 1] : NULL;
            if (!line || !same_line(line, pages[i].page, w)) {
                LIST_ADD(a, list, count,
                    (struct scan_box){ pages[i].page, w->left, w->top, w->right, w->bottom });
                continue;
            }
            if (w->right > line->right) line->right = w->right;
            if (w->top < line->top) line->top = w->top;
            if (w->bottom > line->bottom) line->bottom = w->bottom;
        }
    *out = list;
    return count;
}
