/* paper_text.c - see paper_text.h. Opens no bytes itself: the reader's locked child does. */
#include "core/meeting/paper_text.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/meeting/agenda.h"
#include "read/reader.h"

enum { MOMENT = 3000, PAGE_BYTES = 3600 };     /* who sends it waits so long, in milliseconds; a page of A4, about */

struct moment { int64_t until; bool over; };

static bool within_moment(void *of, int done, int all)
{
    struct moment *m = of;
    (void)done;
    (void)all;
    m->over |= clock_steady() > m->until;
    return !m->over;
}

/* Page for page, as they lie in the document. */
static error read_pages(struct arena *a, struct bytes content, struct str name, enum read_format format,
    struct paper_reading *out)
{
    struct moment moment = { clock_steady() + MOMENT, false };
    struct read_progress progress = { within_moment, &moment, 0 };
    struct read_pages got = { .all = 0 };
    struct buf text = buf_open(a);
    do {
        error e = reader_pages_read(a, content, name, got.next, &progress, &got);
        if (e && moment.over) return NULL;
        if (e) return e;
        for (int i = 0; i < got.count; i++) {
            struct read_text page;
            TRY(pages_join(a, &got.page[i], 1, format, &page));
            if (out->pages++) buf_char(&text, '\f');
            buf_str(&text, page.text);
        }
        progress.all = got.all;
    } while (got.next < got.all);
    out->text = buf_done(&text);
    return NULL;
}

error paper_read(struct arena *a, struct bytes content, struct str name, struct paper_reading *out)
{
    enum read_format format;
    struct read_text read;
    *out = (struct paper_reading){ .text = S("") };
    TRY(reader_kind(a, content, name, &format));
    out->format = str_c(read_format_names[format]);
    if (reader_has_pages(format)) return read_pages(a, content, name, format, out);
    TRY(format_text(a, content, name, NULL, &read));
    struct str *page;
    size_t n = paper_pages(a, read.text, &page);
    struct buf text = buf_open(a);
    for (size_t i = 0; i < n; i++) buf_fmt(&text, "%s%.*s", i ? "\f" : "", STR(page[i]));
    out->text = buf_done(&text);
    out->pages = (int64_t)n;
    return NULL;
}

/* The end of the last paragraph that still fits. A heading does not stand on a page of its own: a long paragraph stays
 * with it. */
static size_t page_end(struct str text, size_t from)
{
    size_t end = from;
    for (size_t at = from; at < text.n;) {
        size_t line = str_find(text, S("\n"), at);
        size_t next = line == SIZE_MAX ? text.n : line + 1;
        if (next - from > PAGE_BYTES && end - from > PAGE_BYTES / 4) break;
        end = at = next;
    }
    return end;
}

size_t paper_pages(struct arena *a, struct str text, struct str **out)
{
    struct str *list = NULL, rest = text, part;
    size_t n = 0;
    if (str_find(text, S("\f"), 0) != SIZE_MAX) {
        while (str_next(&rest, '\f', &part)) LIST_ADD(a, list, n, part);
    } else {
        for (size_t at = 0; at < text.n;) {
            size_t end = page_end(text, at);
            LIST_ADD(a, list, n, str_trim(str_cut(text, at, end)));
            at = end;
        }
    }
    *out = list;
    return n;
}
