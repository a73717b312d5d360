/* test_paper.c - what the three forms of one paper have in common.
 *
 * With a folder as argument it writes sample papers there, to be looked at. */
#include "write/paper.h"
#include "support/docx_part.h"
#include "support/golden.h"
#include "support/sample_paper.h"
#include <pthread.h>

static const char *const layout_names[] = { "state", "party", "youth" };

struct forms { struct bytes docx, pdf; struct str html; };

static struct forms forms_of(struct arena *a, const struct paper *p)
{
    struct forms f;
    error e = paper_docx(a, p, &f.docx);
    if (!e) e = paper_pdf(a, p, &f.pdf);
    if (!e) e = paper_html(a, p, &f.html);
    if (e) fail_msg("%s", e->said);
    return f;
}

/* The words of an XML or HTML text, one blank between two. */
static struct str words_of(struct arena *a, struct str xml)
{
    static const struct { struct str code; char is; } escapes[] = {
        { { "&amp;", 5 }, '&' },  { { "&lt;", 4 }, '<' },   { { "&gt;", 4 }, '>' },
        { { "&quot;", 6 }, '"' }, { { "&#39;", 5 }, '\'' },
    };
    struct buf b = buf_open(a);
    for (size_t i = 0; i < xml.n;) {
        char c = xml.p[i];
        size_t n = 1;
        if (c == '<') n = str_find(xml, S(">"), i) - i + 1, c = ' ';
        for (size_t k = 0; c == '&' && n == 1 && k < COUNT(escapes); k++)
            if (str_starts(str_cut(xml, i, xml.n), escapes[k].code)) c = escapes[k].is, n = escapes[k].code.n;
        if (c == '\n') c = ' ';
        if (c != ' ' || (b.n && b.p[b.n - 1] != ' ')) buf_char(&b, c);
        i += n;
    }
    return str_trim(buf_done(&b));
}

static void docx_and_html_say_the_same_words_in_the_same_order(void **state)
{
    (void)state;
    struct arena *a = arena_open(64 << 20);
    for (int k = 0; k < SAMPLE_LAYOUTS; k++) {
        struct paper p = sample_long(a, sample_layout(k));
        struct forms f = forms_of(a, &p);
        struct str html = words_of(a, str_cut(f.html, str_find(f.html, S("<body>"), 0), f.html.n));
        struct str docx = words_of(a, docx_part(a, f.docx, "word/document.xml"));
        assert_string_equal(str_z(a, docx), str_z(a, html));
        assert_true(docx.n > 4000);
    }
    arena_close(a);
}

static void *set_papers(void *first)
{
    struct bytes *out = first;
    struct arena *a = arena_open(64 << 20);
    for (int i = 0; i < 5; i++) {
        arena_reset(a);
        struct paper p = sample_long(a, STATE);
        struct forms f = forms_of(a, &p);
        if (i < 4) continue;
        out->p = memcpy(mem_get(f.pdf.n), f.pdf.p, f.pdf.n);
        out->n = f.pdf.n;
    }
    arena_close(a);
    return NULL;
}

static void threads_set_papers_side_by_side(void **state)
{
    (void)state;
    enum { THREADS = 4 };
    pthread_t thread[THREADS];
    struct bytes pdf[THREADS];
    for (int i = 0; i < THREADS; i++) assert_int_equal(pthread_create(&thread[i], NULL, set_papers, &pdf[i]), 0);
    for (int i = 0; i < THREADS; i++) pthread_join(thread[i], NULL);
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(pdf[i].n, pdf[0].n);
        assert_memory_equal(pdf[i].p, pdf[0].p, pdf[0].n);
    }
    for (int i = 0; i < THREADS; i++) mem_free((void *)(uintptr_t)pdf[i].p);
}

static int write_samples(const char *folder)
{
    struct arena *a = arena_open(64 << 20);
    for (int k = 0; k < 2 * SAMPLE_LAYOUTS; k++) {
        const struct layout *layout = sample_layout(k / 2);
        struct paper p = k % 2 ? sample_long(a, layout) : sample_small(a, layout);
        struct forms f = forms_of(a, &p);
        struct str name = str_fmt(a, "%s/%s_%s", folder, layout_names[k / 2], k % 2 ? "long" : "small");
        struct bytes html = { (const unsigned char *)f.html.p, f.html.n };
        error e = file_write(a, str_z(a, str_fmt(a, "%.*s.docx", STR(name))), f.docx);
        if (!e) e = file_write(a, str_z(a, str_fmt(a, "%.*s.pdf", STR(name))), f.pdf);
        if (!e) e = file_write(a, str_z(a, str_fmt(a, "%.*s.html", STR(name))), html);
        if (e) return fprintf(stderr, "%s\n", e->said), 1;
    }
    arena_close(a);
    return 0;
}

int main(int argc, char **argv)
{
    clock_fix(1782000000000);                  /* 2026-06-21 */
    if (argc > 1) return write_samples(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(docx_and_html_say_the_same_words_in_the_same_order),
        cmocka_unit_test(threads_set_papers_side_by_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
