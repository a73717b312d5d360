/* reader_pages.c - documents of pages, which take seconds a page: read piece by piece, kept, put together. See
 * reader.h. The pages are read by giaoban-scan in a locked process; what comes back is believed as little as the
 * document. */
#include "read/reader.h"
#include "base/machine.h"
#include "read/child.h"
#include "read/format/format.h"
#include "read/leaf.h"
#include "read/sandbox.h"
#include <unistd.h>

struct watch { const struct read_progress *progress; int done, all; };

static bool still_wanted(void *of)
{
    const struct watch *w = of;
    return w->progress->page(w->progress->of, w->done, w->all);
}

bool reader_has_pages(enum read_format format) { return format == FORMAT_PDF || format == FORMAT_IMAGE; }

/* Cuts the answer into leaves that follow each other from `from` on. */
static error leaves_cut(struct arena *a, struct bytes answer, int from, struct read_pages *out)
{
    struct buf pages = buf_open(a);
    uint32_t next = (uint32_t)from;
    while (answer.n) {
        struct leaf leaf;
        struct bytes at = answer;
        struct arena_mark mark = arena_mark(a);
        bool good = leaf_read(a, &answer, &leaf) && leaf.number == next && (!out->all || (int)leaf.all == out->all);
        arena_back(a, mark);
        if (!good) break;
        out->all = (int)leaf.all;
        at.n -= answer.n;
        buf_add(&pages, &at, sizeof at);
        next++;
    }
    if (answer.n || !pages.n) {
        LOG(LOG_WARN, "reading pages: an answer that is no pages");
        return FAIL(a, ERR_INPUT, "Tệp có nội dung bất thường nên không mở được an toàn. Hãy xuất lại tệp rồi gửi.");
    }
    out->page = (struct bytes *)(void *)pages.p;
    out->count = (int)(pages.n / sizeof *out->page);
    out->next = (int)next;
    return NULL;
}

error reader_pages_read(struct arena *a, struct bytes document, struct str name, int from,
                        const struct read_progress *progress, struct read_pages *out)
{
    struct read_pages pages = { .all = 0 };
    enum read_format format;
    TRY(format_kind(a, document, name, &format));
    if (!reader_has_pages(format)) return FAIL(a, ERR_USAGE, "Tệp này không phải tệp PDF hay ảnh.");
    char *words[] = { "giaoban-scan", str_z(a, str_c(read_format_names[format])), str_z(a, str_fmt(a, "%d", from)),
                      NULL };
    struct watch watch = { progress, from, progress ? progress->all : 0 };
    const struct child_order order = {
        .program = child_beside(a, "-scan"), .words = words, .format = format, .most = LIMIT_SCAN_ANSWER,
        .patience = (int64_t)LIMIT_SCAN_WALL * 1000 * SANDBOX_SLOWER,
        .wanted = progress && progress->page ? still_wanted : NULL, .of = &watch,
    };
    if (access(order.program, X_OK)) {
        LOG(LOG_ERROR, "reading pages: there is no %s", order.program);
        return FAIL(a, ERR_FORMAT, "Chưa cài phần đọc tệp PDF và ảnh (giaoban-scan) nên tệp này chưa đọc được. "
                                   "Hãy báo người quản trị hệ thống, hoặc gửi bản Word (.docx).");
    }
    struct child_reply reply;
    TRY(child_ask(a, document, &order, &reply));
    TRY(leaves_cut(a, reply.body, from, &pages));
    *out = pages;
    return NULL;
}

static error too_many(struct arena *a)
{
    return FAIL(a, ERR_TOO_LARGE, "Tệp có hơn %d trang là ảnh. Hãy chia thành nhiều tệp nhỏ hơn.", LIMIT_PICTURES);
}

error pages_join(struct arena *a, const struct bytes *pages, size_t count, enum read_format format,
                 struct read_text *out)
{
    struct leaf *leaves = NEW_N(a, struct leaf, count);
    size_t pictures = 0;
    for (size_t i = 0; i < count; i++) {
        struct bytes rest = pages[i];
        if (!leaf_read(a, &rest, &leaves[i]) || rest.n || leaves[i].number != i)
            return FAIL(a, ERR_FAULT, "Trang %zu đã đọc bị lưu sai. Hãy đọc lại tệp từ đầu.", i + 1);
        pictures += leaves[i].picture;
    }
    if (pictures > LIMIT_PICTURES)
        return too_many(a);
    *out = (struct read_text){ .format = format };
    return leaves_join(a, leaves, count, out);
}

error pages_text(struct arena *a, struct bytes document, struct str name, enum read_format format,
                 const struct read_progress *progress, struct read_text *out)
{
    struct buf kept = buf_open(a);
    struct read_pages got = { .all = 0 };
    struct read_progress told = progress ? *progress : (struct read_progress){ 0 };
    int pictures = 0;
    do {
        TRY(reader_pages_read(a, document, name, got.next, progress ? &told : NULL, &got));
        for (int i = 0; i < got.count; i++) buf_add(&kept, &got.page[i], sizeof got.page[i]);
        told.all = got.all;
        if (got.next < got.all && ++pictures > LIMIT_PICTURES)
            return too_many(a);
    } while (got.next < got.all);
    if (told.page) (void)told.page(told.of, got.all, got.all);
    return pages_join(a, (struct bytes *)(void *)kept.p, kept.n / sizeof(struct bytes), format, out);
}
