/* test_xml.c - XML within its bounds, past them, and with what is never followed. */
#include "pack/xml.h"
#include "pack/limits.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

struct seen { struct buf text; int opened, closed; struct str space, local, value; struct arena *a; };

static void on_open(void *who, struct xml_name name, const char *const *attributes)
{
    struct seen *s = who;
    s->opened++;
    s->space = str_copy(s->a, name.space);
    s->local = str_copy(s->a, name.local);
    s->value = str_copy(s->a, str_c(xml_attribute(attributes, "val")));
}
static void on_close(void *who, struct xml_name name) { (void)name; ((struct seen *)who)->closed++; }
static void on_text(void *who, const char *p, size_t n) { buf_add(&((struct seen *)who)->text, p, n); }

static enum err_kind walk(struct arena *a, struct str xml, struct seen *s)
{
    *s = (struct seen){ .text = buf_open(a), .a = a };
    const struct xml_walker w = { s, on_open, on_close, on_text };
    error e = xml_walk(a, (struct bytes){ (const unsigned char *)xml.p, xml.n }, &w);
    return e ? e->kind : ERR_NONE;
}

static enum err_kind kind(struct arena *a, struct str xml)
{
    struct seen s;
    return walk(a, xml, &s);
}

static void test_names_come_apart_and_text_comes_whole(void **state)
{
    struct seen s;
    assert_int_equal(walk(*state, S("<w:a xmlns:w='urn:w' w:val='1'>m&#7897;t &lt;hai&gt;<![CDATA[ ba]]></w:a>"), &s),
                     ERR_NONE);
    assert_true(str_is(s.space, S("urn:w")));
    assert_true(str_is(s.local, S("a")));
    assert_true(str_is(s.value, S("1")));
    assert_true(str_is(buf_done(&s.text), S("một <hai> ba")));
    assert_int_equal(walk(*state, S("\xFF\xFE<\0a\0/\0>\0"), &s), ERR_NONE);
    assert_true(str_is(s.local, S("a")));
}

static struct str nested(struct arena *a, size_t depth)
{
    struct buf b = buf_open(a);
    for (size_t i = 0; i < depth; i++) buf_c(&b, "<a>");
    for (size_t i = 0; i < depth; i++) buf_c(&b, "</a>");
    return buf_done(&b);
}

static struct str attributes(struct arena *a, size_t count)
{
    struct buf b = buf_open(a);
    buf_c(&b, "<a");
    for (size_t i = 0; i < count; i++) buf_fmt(&b, " a%zu='1'", i);
    buf_c(&b, "/>");
    return buf_done(&b);
}

static struct str named(struct arena *a, size_t length, const char *fmt)
{
    char *name = arena_get(a, length + 1);
    memset(name, 'n', length);
    struct buf b = buf_open(a);
    for (; *fmt; fmt++) *fmt == '@' ? buf_c(&b, name) : buf_char(&b, *fmt);
    return buf_done(&b);
}

static void test_each_bound_holds_at_below_and_above(void **state)
{
    struct arena *a = *state;
    for (size_t i = 0; i < 3; i++) {
        enum err_kind want = i < 2 ? ERR_NONE : ERR_TOO_LARGE;
        assert_int_equal(kind(a, nested(a, LIMIT_XML_DEPTH - 1 + i)), want);
        assert_int_equal(kind(a, attributes(a, LIMIT_XML_ATTRIBUTES - 1 + i)), want);
        assert_int_equal(kind(a, named(a, LIMIT_XML_NAME - 1 + i, "<@/>")), want);
        assert_int_equal(kind(a, named(a, LIMIT_XML_NAME - 1 + i, "<a @='1'/>")), want);
    }
}

static void test_a_document_type_is_refused_and_no_entity_is_known(void **state)
{
    struct seen s;
    static const char *const typed[] = {
        "<!DOCTYPE a><a/>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
        "<!DOCTYPE a SYSTEM 'http://127.0.0.1/x.dtd'><a/>",
    };
    for (size_t i = 0; i < COUNT(typed); i++) {
        assert_int_equal(walk(*state, str_c(typed[i]), &s), ERR_INPUT);
        assert_int_equal(s.opened, 0);
    }
    assert_int_equal(kind(*state, S("<a>&b;</a>")), ERR_INPUT);
}

static void test_what_is_not_well_formed_is_refused(void **state)
{
    static const char *const bad[] = { "",
                                       " ",
                                       "a",
                                       "<a>",
                                       "<a></b>",
                                       "<a/><b/>",
                                       "<a b='1' b='2'/>",
                                       "<a>\xC3</a>",
                                       "<?xml version='1.0' encoding='EBCDIC'?><a/>",
                                       "<a>\x01</a>" };
    for (size_t i = 0; i < COUNT(bad); i++) assert_int_equal(kind(*state, str_c(bad[i])), ERR_INPUT);
    struct str good = S("<a b='1'>c<d/></a>");
    for (size_t n = 0; n < good.n; n++) assert_int_equal(kind(*state, str_cut(good, 0, n)), ERR_INPUT);
}

static int open_arena(void **state) { *state = arena_open((size_t)64 * 1024 * 1024); return 0; }
static int close_arena(void **state) { arena_close(*state); return 0; }
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_names_come_apart_and_text_comes_whole), TEST(test_each_bound_holds_at_below_and_above),
        TEST(test_a_document_type_is_refused_and_no_entity_is_known), TEST(test_what_is_not_well_formed_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
