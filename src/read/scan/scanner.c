/* scanner.c - the life of the process giaoban-scan. See scanner.h. */
#include "read/scan/scanner.h"
#include "base/machine.h"
#include "pack/limits.h"
#include "read/child.h"
#include "read/sandbox.h"
#include "read/scan/recognise.h"
#include <fcntl.h>
#include <unistd.h>

enum { DRAWN_DPI = 300, DATA_ROOM = 80 * 1024 * 1024 };

struct scan_job { struct child_job child; struct bytes data; uint32_t from; struct buf answer; };

/* Places of the picture that was recognised, on the smaller one that is kept. */
static uint16_t shrunk(uint16_t v, int32_t from, uint16_t to)
{
    uint32_t scaled = (uint32_t)v * to / (uint32_t)from;
    return (uint16_t)(scaled > to ? to : scaled);
}

static void shrink(struct placing *p, const struct picture *from, const struct leaf *to)
{
    int32_t width = pixGetWidth(from->pix), height = pixGetHeight(from->pix);
    for (size_t i = 0; i < p->word_count; i++) {
        struct placed *w = &p->words[i];
        w->left = shrunk(w->left, width, to->width);
        w->right = shrunk(w->right, width, to->width);
        w->top = shrunk(w->top, height, to->height);
        w->bottom = shrunk(w->bottom, height, to->height);
        w->line_top = shrunk(w->line_top, height, to->height);
        w->line_bottom = shrunk(w->line_bottom, height, to->height);
    }
    for (size_t i = 0; i < from->ruling_count; i++) {
        struct ruling *r = &from->rulings[i];
        r->left = shrunk(r->left, width, to->width);
        r->right = shrunk(r->right, width, to->width);
        r->top = shrunk(r->top, height, to->height);
        r->bottom = shrunk(r->bottom, height, to->height);
    }
    p->rulings = from->rulings;
    p->ruling_count = from->ruling_count;
}

error scanner_picture(struct arena *a, struct bytes data, struct picture *p, struct leaf *out)
{
    struct placing words;
    TRY(picture_prepare(a, p));
    TRY(picture_keep(a, p, &out->image, &out->width, &out->height));
    picture_wipe(a, p);
    TRY(recognise_words(a, data, p, &words));
    shrink(&words, p, out);
    out->picture = true;
    out->encoding = S("UTF-8");
    if (words.word_count) placing_lines(a, &words, out);
    return NULL;
}

static error read_pdf(struct scan_job *j, struct bytes document)
{
    struct arena *a = j->child.a;
    struct pdf_file *f;
    bool picture = false;
    TRY(pdf_open(a, document, &f));
    for (uint32_t page = j->from; page < pdf_pages(f) && !picture && j->answer.n < LIMIT_SCAN_ANSWER / 2; page++) {
        struct leaf leaf;
        struct grey drawn;
        TRY(pdf_read_page(a, f, page, &leaf, &picture));
        if (picture) {
            struct picture *p;
            TRY(pdf_draw_page(a, f, page, DRAWN_DPI, &drawn));
            TRY(picture_from_grey(a, &drawn, &p));
            TRY(scanner_picture(a, j->data, p, &leaf));
        }
        leaf_write(&j->answer, &leaf);
    }
    return NULL;
}

static error read_picture(struct scan_job *j, struct bytes document)
{
    struct picture *p;
    struct leaf leaf = { .number = 0, .all = 1 };
    TRY(picture_decode(j->child.a, document, &p));
    TRY(scanner_picture(j->child.a, j->data, p, &leaf));
    leaf_write(&j->answer, &leaf);
    return NULL;
}

static error work(void *arg)
{
    struct scan_job *j = arg;
    struct bytes document = child_document(&j->child);
    return j->child.format == FORMAT_PDF ? read_pdf(j, document) : read_picture(j, document);
}

/* What the libraries have to say about a document is nobody's to read. */
static void libraries_hush(void)
{
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere < 0) return;
    (void)dup2(nowhere, STDERR_FILENO);
    close(nowhere);
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
    j.data = recognise_data(arena_open(DATA_ROOM));    /* kept until the process ends */
    libraries_hush();
    TRY(sandbox_enter_with(a, sandbox_pages.memory, sandbox_pages.seconds));

    error e = arena_run(j.child.a, work, &j);
    if (e) child_answer(e->kind, j.child.format, S(""), str_c(e->said));
    child_answer(ERR_NONE, j.child.format, S(""), buf_done(&j.answer));
}
