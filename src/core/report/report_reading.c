/* report_reading.c - see report_reading.h. Reads outside of any transaction: the writer waits for nobody. */
#include "core/report/report_reading.h"
#include "base/machine.h"
#include "core/report/figure_read.h"
#include "read/reader.h"

/* The review shows all figures of a report on one page, and the writer keeps everyone waiting while it writes them. */
error reading_check(struct arena *a, const struct reading *reading)
{
    const struct record *record = reading->record;
    if (record->figure_count <= REPORT_FIGURES_MOST) return NULL;
    return FAIL(a, ERR_TOO_LARGE,
        "Tài liệu có %zu số liệu, quá mức %d của một báo cáo. Gửi phần lời của báo cáo, để bảng chi tiết lại phụ lục.",
        record->figure_count, REPORT_FIGURES_MOST);
}

static struct record *empty_record(struct arena *a)
{
    struct record *r = NEW(a, struct record);
    r->text = S("");
    return r;
}

error reading_make(struct arena *a, struct store *store, const struct report *r, struct str text,
    struct bytes document, struct str name, struct reading *out)
{
    struct db *db;
    *out = (struct reading){ .name = S("") };
    TRY(store_reader(store, &db));
    TRY(alias_for(a, db, r->unit_id, r->body_id, &out->told));
    struct read_hints hints = figure_hints(r, &out->told);
    if (document.n) {
        out->source = document;
        out->name = name;
        return reader_read(a, document, name, &hints, &out->record);
    }
    out->source = (struct bytes){ (const unsigned char *)text.p, text.n };
    if (str_trim(text).n) return reader_read_text(a, text, &hints, &out->record);
    out->record = empty_record(a);
    return NULL;
}

error reading_of_pages(struct arena *a, struct store *store, const struct report *r, struct bytes document,
    struct str name, const struct bytes *pages, size_t count, struct reading *out)
{
    struct db *db;
    *out = (struct reading){ .source = document, .name = name };
    TRY(store_reader(store, &db));
    TRY(alias_for(a, db, r->unit_id, r->body_id, &out->told));
    struct read_hints hints = figure_hints(r, &out->told);
    return reader_pages_record(a, document, name, pages, count, &hints, &out->record);
}

struct moment { int64_t until; bool over; };

static bool within_moment(void *of, int done, int all)
{
    struct moment *m = of;
    (void)done;
    (void)all;
    m->over |= clock_steady() > m->until;
    return !m->over;
}

/* Nobody knows which pages are pictures before they are opened, so the reading begins, and whoever waits is let go when
 * it has met a picture with pages behind it, or has taken a moment. */
error reading_begin(struct arena *a, struct store *store, const struct report *r, struct str text,
    struct bytes document, struct str name, struct reading *out)
{
    enum { MOMENT = 1200 };                        /* milliseconds; a long text on a busy machine passes it too */
    enum read_format format;
    if (!document.n) return reading_make(a, store, r, text, document, name, out);
    TRY(reader_kind(a, document, name, &format));
    if (!reader_has_pages(format)) return reading_make(a, store, r, text, document, name, out);
    struct moment moment = { clock_steady() + MOMENT, false };
    struct read_progress progress = { within_moment, &moment, 0 };
    struct read_pages got;
    error e = reader_pages_read(a, document, name, 0, &progress, &got);
    if (e && !moment.over) return e;
    if (!e && got.next == got.all)
        return reading_of_pages(a, store, r, document, name, got.page, (size_t)got.count, out);
    *out = (struct reading){ .record = empty_record(a), .source = document, .name = name, .later = true };
    return NULL;
}

/* Words of the whole that stand in the part, counted from its start, and the pages they stand on. */
static void words_cut(struct arena *a, const struct record *whole, struct span part, struct record *into)
{
    size_t *page = NEW_N(a, size_t, whole->page_count + 1);            /* its number in the part, from 1; 0 none yet */
    into->words = NEW_N(a, struct word_found, whole->word_count + 1);
    into->pages = NEW_N(a, struct page_found, whole->page_count + 1);
    for (size_t i = 0; i < whole->word_count; i++) {
        struct word_found w = whole->words[i];
        if (w.span.from < part.from || w.span.to > part.to) continue;
        if (!page[w.page]) {
            into->pages[into->page_count] = whole->pages[w.page];
            page[w.page] = ++into->page_count;
        }
        w.span.from -= part.from;
        w.span.to -= part.from;
        w.page = (uint16_t)(page[w.page] - 1);
        into->words[into->word_count++] = w;
    }
}

error reading_cut(struct arena *a, const struct report *r, size_t part, struct reading *reading)
{
    const struct record *whole = reading->record;
    if (part < 1 || part > whole->part_count)
        return FAIL(a, ERR_INPUT, "Tài liệu này không có phần thứ %zu. Mở lại trang để xem các phần hiện có.", part);
    struct span span = whole->parts[part - 1].span;
    struct str text = str_cut(whole->text, span.from, span.to), trimmed = str_trim(text);
    span.from += (size_t)(trimmed.p - text.p);
    span.to = span.from + trimmed.n;
    struct read_hints hints = figure_hints(r, &reading->told);
    struct record *own;
    TRY(reader_read_text(a, trimmed, &hints, &own));
    own->source = whole->source;
    if (str_is(own->text, trimmed)) words_cut(a, whole, span, own);
    reading->record = own;
    return NULL;
}
