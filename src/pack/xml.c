/* xml.c - XML that nobody trusts, over expat. See xml.h.
 *
 * The whole document goes to expat in one call: fed in pieces, a token that never ends is read again
 * from its start with every piece. */
#include "pack/xml.h"
#include "pack/limits.h"
#include <expat.h>
#include <limits.h>

enum { BETWEEN = '\n' };            /* stands between namespace and local name; no name can hold it */

struct walk { XML_Parser parser; const struct xml_walker *walker; int depth; bool doctype, too_large; };

static struct xml_name name_of(const char *expanded)
{
    struct str all = str_c(expanded);
    const char *cut = memrchr(all.p, BETWEEN, all.n);
    if (!cut) return (struct xml_name){ S(""), all };
    size_t n = (size_t)(cut - expanded);
    return (struct xml_name){ str_cut(all, 0, n), str_cut(all, n + 1, all.n) };
}

static void stop(struct walk *w, bool *why)
{
    *why = true;
    XML_StopParser(w->parser, XML_FALSE);
}

static void XMLCALL on_open(void *arg, const XML_Char *expanded, const XML_Char **attributes)
{
    struct walk *w = arg;
    struct xml_name name = name_of(expanded);
    size_t n = 0;
    bool long_name = name.local.n > LIMIT_XML_NAME;
    for (; attributes[2 * n] && !long_name; n++) long_name = name_of(attributes[2 * n]).local.n > LIMIT_XML_NAME;
    if (++w->depth > LIMIT_XML_DEPTH || n > LIMIT_XML_ATTRIBUTES || long_name) {
        stop(w, &w->too_large);
        return;
    }
    w->walker->open(w->walker->who, name, (const char *const *)attributes);
}

static void XMLCALL on_close(void *arg, const XML_Char *expanded)
{
    struct walk *w = arg;
    w->depth--;
    w->walker->close(w->walker->who, name_of(expanded));
}

static void XMLCALL on_text(void *arg, const XML_Char *p, int n)
{
    struct walk *w = arg;
    w->walker->text(w->walker->who, p, (size_t)n);
}

static void XMLCALL on_doctype(void *arg, const XML_Char *name, const XML_Char *system, const XML_Char *public,
                               int internal)
{
    struct walk *w = arg;
    (void)name; (void)system; (void)public; (void)internal;
    stop(w, &w->doctype);
}

static void parser_free(void *parser) { XML_ParserFree(parser); }

error xml_walk(struct arena *a, struct bytes in, const struct xml_walker *walker)
{
    static const XML_Memory_Handling_Suite memory = { mem_get, mem_grow, mem_free };
    if (in.n > INT_MAX) return FAIL(a, ERR_TOO_LARGE, "Nội dung tệp quá lớn. Hãy chia thành nhiều tệp nhỏ hơn.");
    struct walk *w = NEW(a, struct walk);
    w->walker = walker;
    w->parser = XML_ParserCreate_MM(NULL, &memory, (const XML_Char[]){ BETWEEN, 0 });
    if (!w->parser) return FAIL(a, ERR_MEMORY, "Máy chủ thiếu bộ nhớ để mở tệp. Hãy thử lại sau ít phút.");
    arena_defer(a, parser_free, w->parser);
    XML_SetUserData(w->parser, w);
    XML_SetElementHandler(w->parser, on_open, on_close);
    if (walker->text) XML_SetCharacterDataHandler(w->parser, on_text);
    XML_SetStartDoctypeDeclHandler(w->parser, on_doctype);
    if (XML_Parse(w->parser, (const char *)in.p, (int)in.n, XML_TRUE) == XML_STATUS_OK) return NULL;
    if (w->doctype)
        return FAIL(a, ERR_INPUT,
                    "Tệp có phần khai báo kiểu tài liệu (DTD), có thể gây hại nên không được mở. Hãy mở bằng Word, "
                    "lưu lại rồi gửi.");
    if (w->too_large)
        return FAIL(a, ERR_TOO_LARGE,
                    "Tài liệu có cấu trúc lồng nhau quá sâu nên không mở được. Hãy mở bằng Word, lưu lại rồi gửi.");
    if (XML_GetErrorCode(w->parser) == XML_ERROR_NO_MEMORY)
        return FAIL(a, ERR_MEMORY, "Máy chủ thiếu bộ nhớ để mở tệp. Hãy thử lại sau ít phút.");
    return FAIL(a, ERR_INPUT, "Tệp bị hỏng: phần nội dung sai cấu trúc ở dòng %lu. Hãy mở bằng Word, lưu lại rồi gửi.",
                (unsigned long)XML_GetCurrentLineNumber(w->parser));
}

const char *xml_attribute(const char *const *attributes, const char *local)
{
    for (; attributes[0]; attributes += 2)
        if (str_is(name_of(attributes[0]).local, str_c(local))) return attributes[1];
    return NULL;
}
