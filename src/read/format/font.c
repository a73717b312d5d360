/* font.c - fonts whose letters are not what they seem, and the styles that name them. See font.h. */
#include "read/format/font.h"
#include "pack/xml.h"

enum { BASED_MOST = 16 };           /* styles based on styles; a circle ends here */

static const struct font plain = { VN_UTF8, false }, tcvn3 = { VN_TCVN3, false }, tcvn3_capitals = { VN_TCVN3, true },
                         vni = { VN_VNI, false };

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
        unsigned char byte = vn_latin_byte(c);
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
