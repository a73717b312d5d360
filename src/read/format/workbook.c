/* workbook.c - what the sheets of an Excel workbook share. See workbook.h; runs only inside the locked child.
 *
 * Follows relations inside the zip only. It must never take an index of the file on trust: readers check it against
 * the counts here. */
#include "read/format/workbook.h"
#include "pack/limits.h"
#include "pack/xml.h"
#include "read/format/cell.h"

struct relation { struct str id, target; };
struct format { int64_t id; struct str code; };
struct reading {
    struct arena *a;
    struct workbook *book;
    struct relation *relations; size_t relation_count;
    struct format *formats; size_t format_count;
    const struct font **fonts; size_t font_count;
    bool in_fonts, in_looks, in_text, skip, full;
    struct buf text;
    const struct font *run;         /* font of the run of a shared text; NULL: the cell's */
    size_t run_from;
};

static void *grown(struct arena *a, void *list, size_t n, size_t size)
{
    if (n && (n < 8 || n & (n - 1))) return list;
    char *bigger = arena_get(a, size_mul(n < 8 ? 8 : n * 2, size));
    if (n) memcpy(bigger, list, n * size);
    return bigger;
}
#define ADD(r, list, count) ((list) = grown((r)->a, (list), (count), sizeof *(list)), &(list)[(count)++])

static int64_t number(const char *const *attributes, const char *name)
{
    int64_t n;
    const char *said = xml_attribute(attributes, name);
    return said && str_int(str_c(said), &n) && n >= 0 ? n : 0;
}

static struct str text(struct reading *r, const char *const *attributes, const char *name)
{
    return str_copy(r->a, str_c(xml_attribute(attributes, name)));
}

static void on_nothing(void *who, struct xml_name name) { (void)who; (void)name; }

/* ---- which parts there are ---- */

static void on_relation(void *who, struct xml_name name, const char *const *attributes)
{
    struct reading *r = who;
    if (!str_is(name.local, S("Relationship")) || r->relation_count >= LIMIT_ZIP_ENTRIES) return;
    *ADD(r, r->relations, r->relation_count) =
        (struct relation){ text(r, attributes, "Id"), text(r, attributes, "Target") };
}

/* Targets are relative to the folder xl. */
static struct str part_of(struct reading *r, struct str id)
{
    for (size_t i = 0; i < r->relation_count; i++) {
        struct str target = r->relations[i].target;
        if (!str_is(r->relations[i].id, id) || !target.n) continue;
        return target.p[0] == '/' ? str_cut(target, 1, target.n) : str_fmt(r->a, "xl/%.*s", STR(target));
    }
    return S("");
}

static void on_book(void *who, struct xml_name name, const char *const *attributes)
{
    struct reading *r = who;
    const char *said;
    if (str_is(name.local, S("workbookPr"))) {
        said = xml_attribute(attributes, "date1904");
        r->book->since_1904 = said && (!strcmp(said, "1") || !strcmp(said, "true"));
    }
    if (!str_is(name.local, S("sheet"))) return;
    if (r->book->sheet_count >= LIMIT_SHEETS) {
        r->full = true;
        return;
    }
    const char *state = xml_attribute(attributes, "state");
    *ADD(r, r->book->sheets, r->book->sheet_count) = (struct sheet_part){
        .name = text(r, attributes, "name"), .part = part_of(r, str_c(xml_attribute(attributes, "id"))),
        .hidden = state && strcmp(state, "visible") != 0,
    };
}

/* ---- looks ---- */

static void font_says(struct reading *r, const char *name)
{
    const struct font *f = name ? font_called(name) : NULL;
    if (r->font_count && f && f->encoding != VN_UTF8) r->fonts[r->font_count - 1] = f;
}

static void look_add(struct reading *r, const char *const *attributes)
{
    int64_t id = number(attributes, "numFmtId"), font = number(attributes, "fontId");
    struct cell_look look = { .format = str_c(cell_format_usual(id)) };
    for (size_t i = 0; i < r->format_count; i++)
        if (r->formats[i].id == id) look.format = r->formats[i].code;
    if ((size_t)font < r->font_count) look.font = r->fonts[font];
    *ADD(r, r->book->looks, r->book->look_count) = look;
}

static void on_style(void *who, struct xml_name name, const char *const *attributes)
{
    enum { MOST = 65536 };          /* of each kind; Excel itself knows fewer */
    struct reading *r = who;
    if (str_is(name.local, S("numFmt")) && r->format_count < MOST / 64)
        *ADD(r, r->formats, r->format_count) =
            (struct format){ number(attributes, "numFmtId"), text(r, attributes, "formatCode") };
    else if (str_is(name.local, S("fonts"))) r->in_fonts = true;
    else if (str_is(name.local, S("cellXfs"))) r->in_looks = true;
    else if (str_is(name.local, S("font")) && r->in_fonts && r->font_count < MOST)
        *ADD(r, r->fonts, r->font_count) = NULL;
    else if (str_is(name.local, S("name")) && r->in_fonts) font_says(r, xml_attribute(attributes, "val"));
    else if (str_is(name.local, S("xf")) && r->in_looks && r->book->look_count < MOST) look_add(r, attributes);
}

static void on_style_end(void *who, struct xml_name name)
{
    struct reading *r = who;
    if (str_is(name.local, S("fonts"))) r->in_fonts = false;
    if (str_is(name.local, S("cellXfs"))) r->in_looks = false;
}

/* ---- shared texts ---- */

static void on_text_open(void *who, struct xml_name name, const char *const *attributes)
{
    struct reading *r = who;
    if (str_is(name.local, S("si"))) {
        r->text.n = r->run_from = 0;
        r->run = NULL;
    } else if (str_is(name.local, S("r"))) {
        r->run = NULL;
        r->run_from = r->text.n;
    } else if (str_is(name.local, S("rFont"))) {
        const char *font = xml_attribute(attributes, "val");
        r->run = font ? font_called(font) : NULL;
    } else if (str_is(name.local, S("rPh"))) r->skip = true;        /* how it is said, not what */
    else if (str_is(name.local, S("t"))) r->in_text = !r->skip;
}

/* A run in an old font becomes real letters at once; what the cell's own font says holds for the rest. */
static void run_end(struct reading *r)
{
    if (!r->run || r->run->encoding == VN_UTF8) return;
    struct str raw = str_copy(r->a, str_cut(buf_done(&r->text), r->run_from, r->text.n));
    r->text.n = r->run_from;
    buf_str(&r->text, font_decode(r->a, r->run, raw, &r->book->turned[r->run->encoding]));
}

static void on_text_close(void *who, struct xml_name name)
{
    struct reading *r = who;
    if (str_is(name.local, S("t"))) r->in_text = false;
    else if (str_is(name.local, S("rPh"))) r->skip = false;
    else if (str_is(name.local, S("r"))) run_end(r);
    else if (str_is(name.local, S("si"))) {
        if (r->book->text_count >= LIMIT_SHEET_STRINGS) r->full = true;
        else *ADD(r, r->book->texts, r->book->text_count) = str_copy(r->a, buf_done(&r->text));
    }
}

static void on_text(void *who, const char *p, size_t n)
{
    struct reading *r = who;
    if (r->in_text) buf_add(&r->text, p, n);
}

static error walk(struct reading *r, struct unzip *z, const char *part, struct xml_walker walker)
{
    struct bytes xml;
    if (!unzip_has(z, part)) return NULL;
    walker.who = r;
    TRY(unzip_get(r->a, z, part, &xml));
    return xml_walk(r->a, xml, &walker);
}

error workbook_read(struct arena *a, struct unzip *z, struct workbook *out)
{
    struct reading *r = NEW(a, struct reading);
    *out = (struct workbook){ 0 };
    r->a = a;
    r->book = out;
    r->text = buf_open(a);
    TRY(walk(r, z, "xl/_rels/workbook.xml.rels", (struct xml_walker){ .open = on_relation, .close = on_nothing }));
    TRY(walk(r, z, "xl/workbook.xml", (struct xml_walker){ .open = on_book, .close = on_nothing }));
    TRY(walk(r, z, "xl/styles.xml", (struct xml_walker){ .open = on_style, .close = on_style_end }));
    TRY(walk(r, z, "xl/sharedStrings.xml",
             (struct xml_walker){ .open = on_text_open, .close = on_text_close, .text = on_text }));
    if (r->full)
        return FAIL(a, ERR_TOO_LARGE,
                    "Bảng tính có quá nhiều trang hoặc quá nhiều chữ. Hãy chia thành nhiều tệp nhỏ hơn.");
    return NULL;
}
