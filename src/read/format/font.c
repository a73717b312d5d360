/* font.c - fonts whose letters are not what they seem, and the styles that name them. See font.h. */
#include "read/format/font.h"
#include "pack/xml.h"

enum { BASED_MOST = 16 };           /* styles based on styles; a circle ends here */

static const struct font plain = { VN_UTF8, false }, tcvn3 = { VN_TCVN3, false }, tcvn3_capitals = { VN_TCVN3, true },
                         vni = { VN_VNI, false };

/* Where windows-1252 differs from Latin-1: the code point that Word keeps, the byte it came from. */
static const struct { uint32_t code; unsigned char byte; } windows[] = {
    { 0x20AC, 0x80 }, { 0x201A, 0x82 }, { 0x0192, 0x83 }, { 0x201E, 0x84 }, { 0x2026, 0x85 }, { 0x2020, 0x86 },
    { 0x2021, 0x87 }, { 0x02C6, 0x88 }, { 0x2030, 0x89 }, { 0x0160, 0x8A }, { 0x2039, 0x8B }, { 0x0152, 0x8C },
    { 0x017D, 0x8E }, { 0x2018, 0x91 }, { 0x2019, 0x92 }, { 0x201C, 0x93 }, { 0x201D, 0x94 }, { 0x2022, 0x95 },
    { 0x2013, 0x96 }, { 0x2014, 0x97 }, { 0x02DC, 0x98 }, { 0x2122, 0x99 }, { 0x0161, 0x9A }, { 0x203A, 0x9B },
    { 0x0153, 0x9C }, { 0x017E, 0x9E }, { 0x0178, 0x9F },
};

struct style { struct str id, based; const struct font *font; };
struct fonts {
    struct arena *a;
    struct buf styles;
    const struct font *normal, *document;
    bool in_defaults, in_default_style;
};

static char lower(char c) { return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c); }

static bool starts(const char *s, const char *with)
{
    for (; *with; s++, with++)
        if (lower(*s) != *with) return false;
    return true;
}

const struct font *font_called(const char *name)
{
    while (*name == ' ' || *name == '\'' || *name == '"') name++;    /* a family may be quoted, or be a list */
    if (starts(name, ".vn")) {
        size_t n = strcspn(name, "'\",;");
        return lower(name[n - 1]) == 'h' ? &tcvn3_capitals : &tcvn3;
    }
    return starts(name, "vni-") || starts(name, "vni ") ? &vni : &plain;
}

const struct font *font_named(const char *const *attributes)
{
    static const char *const which[] = { "hAnsi", "ascii" };
    for (size_t i = 0; i < COUNT(which); i++) {
        const char *name = xml_attribute(attributes, which[i]);
        if (!name || !*name) continue;
        return font_called(name);
    }
    return xml_attribute(attributes, "hAnsiTheme") || xml_attribute(attributes, "asciiTheme") ? &plain : NULL;
}

/* The byte that a character of Latin-1 or windows-1252 was; 0 when it was none. */
static unsigned char byte_of(uint32_t c)
{
    if (c < 0x100) return (unsigned char)c;
    for (size_t i = 0; i < COUNT(windows); i++)
        if (windows[i].code == c) return windows[i].byte;
    return 0;
}

struct str font_decode(struct arena *a, const struct font *font, struct str s, size_t *turned)
{
    struct buf raw = buf_open(a);
    size_t high = 0;
    for (size_t at = 0; at < s.n;) {
        uint32_t c;
        at = vn_letter_next(s, at, &c);
        /* Real Vietnamese in an old font's name: the text was converted, the name stayed. */
        if (c == 0x102 || c == 0x103 || c == 0x110 || c == 0x111 || c == 0x128 || c == 0x129 || c == 0x168 ||
            c == 0x169 || c == 0x1A0 || c == 0x1A1 || c == 0x1AF || c == 0x1B0 || (c >= 0x300 && c < 0x370) ||
            (c >= 0x1EA0 && c < 0x1F00))
            return s;
        unsigned char byte = byte_of(c);
        if (!byte) return s;
        if (c >= 0x80 && c < 0x100) high++;
        buf_char(&raw, (char)byte);
    }
    struct str text = s;
    if (high && !vn_decode(a, (struct bytes){ (const unsigned char *)raw.p, raw.n }, font->encoding, &text))
        *turned += raw.n;
    return font->capitals ? vn_upper(a, text) : text;
}

static struct style *style_at(const struct fonts *f, size_t i) { return (struct style *)(void *)f->styles.p + i; }
static size_t style_count(const struct fonts *f) { return f->styles.n / sizeof(struct style); }

static void on_open(void *who, struct xml_name name, const char *const *attributes)
{
    struct fonts *f = who;
    struct style *last = style_count(f) ? style_at(f, style_count(f) - 1) : NULL;
    const char *value = xml_attribute(attributes, "val");
    if (str_is(name.local, S("docDefaults"))) f->in_defaults = true;
    else if (str_is(name.local, S("style"))) {
        const char *id = xml_attribute(attributes, "styleId"), *usual = xml_attribute(attributes, "default");
        const char *type = xml_attribute(attributes, "type");
        struct style s = { .id = str_copy(f->a, str_c(id)), .based = S("") };
        buf_add(&f->styles, &s, sizeof s);
        f->in_default_style =
            usual && type && (!strcmp(usual, "1") || !strcmp(usual, "true")) && !strcmp(type, "paragraph");
    } else if (str_is(name.local, S("basedOn")) && last && value) last->based = str_copy(f->a, str_c(value));
    else if (str_is(name.local, S("rFonts"))) {
        const struct font *font = font_named(attributes);
        if (f->in_defaults) f->document = font;
        else if (last && font) last->font = font;
        if (f->in_default_style && font) f->normal = font;
    }
}

static void on_close(void *who, struct xml_name name)
{
    struct fonts *f = who;
    if (str_is(name.local, S("docDefaults"))) f->in_defaults = false;
    if (str_is(name.local, S("style"))) f->in_default_style = false;
}

error fonts_read(struct arena *a, struct unzip *z, const char *part, const struct fonts **out)
{
    struct fonts *f = NEW(a, struct fonts);
    f->a = a;
    f->styles = buf_open(a);
    *out = f;
    if (!unzip_has(z, part)) return NULL;
    struct bytes xml;
    const struct xml_walker walker = { .who = f, .open = on_open, .close = on_close };
    TRY(unzip_get(a, z, part, &xml));
    return xml_walk(a, xml, &walker);
}

const struct font *fonts_default(const struct fonts *f)
{
    return f->normal ? f->normal : f->document ? f->document : &plain;
}

static const struct font *style_font(const struct fonts *f, struct str id)
{
    for (int hops = 0; hops < BASED_MOST; hops++) {
        size_t i = 0;
        while (i < style_count(f) && !str_is(style_at(f, i)->id, id)) i++;
        if (i == style_count(f)) return NULL;
        if (style_at(f, i)->font) return style_at(f, i)->font;
        id = style_at(f, i)->based;
    }
    return NULL;
}

bool fonts_style_says(const struct fonts *f, const char *id) { return id && style_font(f, str_c(id)); }

const struct font *fonts_style(const struct fonts *f, const char *id)
{
    const struct font *font = id ? style_font(f, str_c(id)) : NULL;
    return font ? font : fonts_default(f);
}
