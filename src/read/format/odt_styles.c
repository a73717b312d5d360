/* odt_styles.c - the styles of an OpenDocument text. See odt_styles.h.
 *
 * Owns a table of styles by family and name. Looking one up takes the same time in a document of any size:
 * styles past STYLES_MOST are as if they said nothing. */
#include "read/format/odt_styles.h"

enum { STYLES_MOST = 8192, SLOTS = 2 * STYLES_MOST, BASED_MOST = 16 };

struct style { struct str family, name, based; const struct font *font; bool hidden, says_hidden; };
struct odt_styles {
    struct arena *a;
    struct style *styles, *now;         /* now: whose properties are being read */
    uint16_t *slots;                    /* index + 1 into styles */
    size_t count;
    struct style usual;                 /* of paragraphs, when nothing else is said */
    struct style *faces;                /* names of font faces, in `name`, and what they stand for */
    size_t face_count;
};

struct odt_styles *odt_styles_open(struct arena *a)
{
    struct odt_styles *s = NEW(a, struct odt_styles);
    s->a = a;
    return s;
}

/* The slot of that style: it is there, or it is free. */
static uint16_t *slot_of(const struct odt_styles *s, struct str family, struct str name)
{
    uint64_t h = 0xCBF29CE484222325u;
    for (size_t i = 0; i < name.n; i++) h = (h ^ (unsigned char)name.p[i]) * 0x100000001B3u;
    h = (h ^ family.n) * 0x100000001B3u;
    size_t k = (h >> 20) % SLOTS;
    while (s->slots[k] && !(str_is(s->styles[s->slots[k] - 1].name, name) &&
                            str_is(s->styles[s->slots[k] - 1].family, family)))
        k = (k + 1) % SLOTS;
    return &s->slots[k];
}

static void style_open(struct odt_styles *s, const char *const *attributes)
{
    struct str family = str_c(xml_attribute(attributes, "family")), name = str_c(xml_attribute(attributes, "name"));
    s->now = NULL;
    if (!s->styles) {               /* most texts that are tried have none */
        s->styles = NEW_N(s->a, struct style, STYLES_MOST);
        s->slots = NEW_N(s->a, uint16_t, SLOTS);
    }
    if (!name.n || s->count == STYLES_MOST) return;
    uint16_t *slot = slot_of(s, family, name);
    if (*slot) s->now = &s->styles[*slot - 1];
    else {
        s->now = &s->styles[s->count++];
        *slot = (uint16_t)s->count;
    }
    *s->now = (struct style){ .family = str_copy(s->a, family), .name = str_copy(s->a, name),
                              .based = str_copy(s->a, str_c(xml_attribute(attributes, "parent-style-name"))) };
}

static const struct font *face(const struct odt_styles *s, const char *name)
{
    for (size_t i = 0; i < s->face_count; i++)
        if (str_is(s->faces[i].name, str_c(name))) return s->faces[i].font;
    return font_called(name);
}

static void properties(struct odt_styles *s, const char *const *attributes)
{
    if (!s->now) return;
    const char *name = xml_attribute(attributes, "font-name"), *family = xml_attribute(attributes, "font-family");
    const char *display = xml_attribute(attributes, "display");
    if (name) s->now->font = face(s, name);
    else if (family) s->now->font = font_called(family);
    if (display) {
        s->now->hidden = !strcmp(display, "none");
        s->now->says_hidden = true;
    }
}

void odt_styles_see(struct odt_styles *s, struct str local, const char *const *attributes)
{
    if (str_is(local, S("style"))) style_open(s, attributes);
    else if (str_is(local, S("text-properties"))) properties(s, attributes);
    else if (str_is(local, S("default-style"))) {
        const char *family = xml_attribute(attributes, "family");
        s->now = family && !strcmp(family, "paragraph") ? &s->usual : NULL;
    } else if (str_is(local, S("font-face")) && s->face_count < STYLES_MOST / 16) {
        const char *name = xml_attribute(attributes, "name"), *family = xml_attribute(attributes, "font-family");
        if (!s->faces) s->faces = NEW_N(s->a, struct style, STYLES_MOST / 16);
        if (name && family)
            s->faces[s->face_count++] =
                (struct style){ .name = str_copy(s->a, str_c(name)), .font = font_called(family) };
    }
}

struct odt_look odt_styles_look(const struct odt_styles *s, const char *family, const char *name)
{
    struct odt_look look = { 0 };
    bool hidden = false;
    struct str id = str_c(name), kind = str_c(family);
    for (int hops = 0; s->styles && hops < BASED_MOST && id.n; hops++) {
        uint16_t at = *slot_of(s, kind, id);
        if (!at) break;
        const struct style *t = &s->styles[at - 1];
        if (!look.font) look.font = t->font;
        if (!hidden && t->says_hidden) {
            hidden = true;
            look.hidden = t->hidden;
        }
        id = t->based;
    }
    return look;
}

struct odt_look odt_styles_default(const struct odt_styles *s)
{
    return (struct odt_look){ s->usual.font, s->usual.hidden };
}
