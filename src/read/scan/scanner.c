/* scanner.c - the life of the process giaoban-scan. See scanner.h. */
#include "read/scan/scanner.h"
#include "base/machine.h"
#include "pack/limits.h"
#include "read/child.h"
#include "read/sandbox.h"

struct scan_job { struct child_job child; uint32_t from; struct buf answer; };

static error read_pdf(struct scan_job *j, struct bytes document)
{
    struct arena *a = j->child.a;
    struct pdf_file *f;
    TRY(pdf_open(a, document, &f));
    for (uint32_t page = j->from; page < pdf_pages(f); page++) {
        struct leaf leaf;
        bool picture;
        TRY(pdf_read_page(a, f, page, &leaf, &picture));
        leaf_write(&j->answer, &leaf);
        if (j->answer.n > LIMIT_SCAN_ANSWER / 2) break;
    }
    return NULL;
}

static error work(void *arg)
{
    struct scan_job *j = arg;
    struct bytes document = child_document(&j->child);
    if (j->child.format == FORMAT_PDF) return read_pdf(j, document);
    return FAIL(j->child.a, ERR_FORMAT, "Tệp ảnh chưa đọc được. Hãy gửi bản Word (.docx) hoặc gõ lại nội dung.");
}

error scanner_serve(struct arena *a, const char *format, const char *from)
{
    struct scan_job j = { .from = 0 };
    int64_t page;
    if (!str_int(str_c(from), &page) || page < 0 || page >= LIMIT_PAGES)
        return FAIL(a, ERR_USAGE, "Không có trang “%s”.", from);
    j.from = (uint32_t)page;
    TRY(child_open(a, format, &j.child));
    j.answer = buf_open(j.child.a);
    TRY(sandbox_enter_with(a, LIMIT_SCAN_MEMORY, LIMIT_SCAN_CPU));
    error e = arena_run(j.child.a, work, &j);
    if (e) child_answer(e->kind, j.child.format, S(""), str_c(e->said));
    child_answer(ERR_NONE, j.child.format, S(""), buf_done(&j.answer));
}
