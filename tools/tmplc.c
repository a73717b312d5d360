/* tmplc.c - turns a template into a C function: tmplc src/pages/NAME.html >NAME.html.c
 *
 *     {% args struct str title, int64_t n %}   the parameters of view_NAME(), once, before anything else
 *     {% C code %}                             as it is; each piece ends with ; or { or }
 *     {{ x }}                                  a value, escaped by its type and by where it stands
 *     {_ Vietnamese text _}                    looked up in the catalogue, escaped
 *     {# note #}                               nothing
 *
 * It follows the HTML just closely enough to know where it is. What could let a value out of its
 * place (script, style, event attributes, unquoted attributes, names) stops the build, as does
 * whatever the content security policy would block anyway. It never guesses: unsure is refused.
 * A line that holds only code or notes leaves no line behind. */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum kind { TEXT, TAG_NAME, TAG, ATTR_NAME, BEFORE_VALUE, VALUE, UNQUOTED, SCRIPT, COMMENT };
enum started { NO, YES, PERHAPS }; /* has the address in a link attribute begun? */
struct place {
    enum kind kind;
    char tag[32], attr[48], quote;
    bool separated;                /* in a tag: a blank stands before the next attribute */
    enum started started;
};

static struct place at;
/* The blocks of code that are open: where each began, and where the branches before its else ended. */
static struct block { struct place began, branches; bool after_else, certain; int line; } opened[64];
static int depth, line = 1;
static bool else_seen, else_certain;
static const char *file;
static char text[1 << 20];

/* Attributes that hold an address, and attributes that hold words. Nothing else may hold a value. */
static const char *const links[] = { "action", "formaction", "href", "src" };
static const char *const words[] = {
    "abbr", "accept", "alt", "autocomplete", "class", "cols", "colspan", "cx", "cy", "d", "datetime", "download",
    "enterkeyhint", "for", "form", "headers", "height", "high", "id", "inputmode", "label", "lang", "list", "low",
    "max", "maxlength", "media", "min", "minlength", "name", "optimum", "pattern", "placeholder", "points", "r",
    "rel", "role", "rows", "rowspan", "rx", "ry", "scope", "size", "span", "step", "tabindex", "text-anchor",
    "title", "transform", "type", "value", "viewbox", "width", "x", "x1", "x2", "y", "y1", "y2",
};
static const char *const schemes[] = { "http", "https", "mailto", "tel" };
static const char *const closed_tags[] = { "base", "embed", "frame", "iframe", "meta", "object" };

static _Noreturn void refuse(const char *why)
{
    fprintf(stderr, "%s:%d: %s\n", file, line, why);
    exit(1);
}

static bool listed(const char *word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!strcasecmp(word, list[i])) return true;
    return false;
}
#define IN(word, list) listed((word), (list), sizeof(list) / sizeof *(list))

static bool is_link(void) { return IN(at.attr, links); }
static bool blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

static void add(char *word, size_t room, char c)
{
    size_t n = strlen(word);
    if (n + 1 >= room) refuse("a name of a tag or attribute is too long");
    word[n] = c;
    word[n + 1] = 0;
}

/* ---- following the HTML ---- */

static void attribute_named(void)
{
    if (!strncasecmp(at.attr, "on", 2))
        refuse("an event attribute: the content security policy blocks it; use assets/*.js");
    if (!strcasecmp(at.attr, "style")) refuse("a style attribute: the content security policy blocks it; use a class");
    if (!strcasecmp(at.attr, "srcdoc")) refuse("srcdoc is not for us");
}

static void tag_closed(void)
{
    if (!strcasecmp(at.tag, "style")) refuse("a style element: the content security policy blocks it; use assets/");
    enum kind next = strcasecmp(at.tag, "script") ? TEXT : SCRIPT;
    at = (struct place){ .kind = next };
}

/* The literal at the start of a link: a scheme must be one we know. */
static void check_scheme(const char *p)
{
    char scheme[16] = "";
    for (size_t n = 0; isalnum((unsigned char)p[n]) && n < sizeof scheme - 1; n++) {
        add(scheme, sizeof scheme, p[n]);
        if (p[n + 1] == ':' && !IN(scheme, schemes))
            refuse("an address with a scheme that is not http, https, mailto or tel");
    }
}

static void step_text(const char *p)
{
    if (p[0] != '<') return;
    if (!strncmp(p, "<!--", 4)) at.kind = COMMENT;
    else if (p[1] == '{') refuse("a tag's name may not be a value or code");
    else if (isalpha((unsigned char)p[1]) || p[1] == '/' || p[1] == '!') at = (struct place){ .kind = TAG_NAME };
}

/* Between attributes: nothing is kept of the one before. */
static void in_tag(void)
{
    at.kind = TAG;
    at.separated = false;
    at.attr[0] = at.quote = 0;
    at.started = NO;
}

static void step_tag(const char *p)
{
    if (*p == '>') tag_closed();
    else if (blank(*p) || *p == '/') at.separated = true;
    else if (!at.separated) refuse("a blank is missing before an attribute");
    else if (strchr("\"'=<", *p)) refuse("a quote, = or < stands where an attribute's name should");
    else {
        at.kind = ATTR_NAME;
        at.attr[0] = 0;
        add(at.attr, sizeof at.attr, *p);
    }
}

static void step_tag_name(const char *p)
{
    if (*p == '>' || blank(*p) || (*p == '/' && at.tag[0])) {
        in_tag();
        step_tag(p);
    } else {
        add(at.tag, sizeof at.tag, *p);
    }
}

static void step_attr_name(const char *p)
{
    if (*p == '=') {
        attribute_named();
        at.kind = BEFORE_VALUE;
    } else if (*p == '>' || *p == '/' || blank(*p)) {
        attribute_named();
        in_tag();
        step_tag(p);
    } else if (strchr("\"'<", *p)) {
        refuse("a quote or < inside an attribute's name");
    } else {
        add(at.attr, sizeof at.attr, *p);
    }
}

static void step_before_value(const char *p)
{
    if (*p == '"' || *p == '\'') {
        at.kind = VALUE;
        at.quote = *p;
        at.started = NO;
    } else if (blank(*p) || *p == '>') {
        refuse("an attribute's value should follow its = at once");
    } else {
        at.kind = UNQUOTED;
    }
}

static void step_value(const char *p)
{
    if (*p == at.quote) {
        in_tag();
    } else {
        if (at.started == NO && is_link()) check_scheme(p);
        at.started = YES;
    }
}

static void step_unquoted(const char *p)
{
    if (strchr("\"'<=`", *p)) refuse("an unquoted value with a quote, <, = or ` in it");
    if (!blank(*p) && *p != '>') return;
    in_tag();
    step_tag(p);
}

/* Moves the place over one byte of the template's own text. */
static void step(const char *p)
{
    switch (at.kind) {
    case TEXT:         step_text(p); break;
    case TAG_NAME:     step_tag_name(p); break;
    case TAG:          step_tag(p); break;
    case ATTR_NAME:    step_attr_name(p); break;
    case BEFORE_VALUE: step_before_value(p); break;
    case VALUE:        step_value(p); break;
    case UNQUOTED:     step_unquoted(p); break;
    case SCRIPT:
        if (*p == '<' && !strncasecmp(p, "</script", 8)) at = (struct place){ .kind = TAG_NAME };
        else if (!blank(*p)) refuse("a script inside the page: the content security policy blocks it; use assets/*.js");
        break;
    case COMMENT:
        if (*p == '>' && p - text >= 2 && p[-1] == '-' && p[-2] == '-') at.kind = TEXT;
        break;
    }
}

/* ---- the four forms ---- */

/* A name that code follows at once is over; the next attribute then needs its own blank. */
static void end_name(void)
{
    if (at.kind == ATTR_NAME) attribute_named();
    if (at.kind == ATTR_NAME || at.kind == TAG_NAME) in_tag();
}

static void open_block(void)
{
    if (depth == (int)(sizeof opened / sizeof *opened)) refuse("code nested too deep");
    struct block *b = &opened[depth++];
    b->after_else = else_seen;
    b->certain = else_certain;
    b->line = line;
    if (else_seen) at = b->began;   /* this slot held the block before the else */
    else b->began = at;
    else_seen = else_certain = false;
}

/* Two ways to the same point of the template. */
static struct place meet(struct place x, struct place y)
{
    x.separated = x.separated && y.separated;
    if (x.started != y.started) x.started = PERHAPS;
    return x;
}

static void close_block(void)
{
    if (!depth) refuse("a } without its {");
    struct block *b = &opened[--depth];
    const struct place *o = &b->began;
    if (o->kind != at.kind || o->quote != at.quote || strcasecmp(o->tag, at.tag) || strcasecmp(o->attr, at.attr))
        refuse("a block of code must end where in the HTML it began");
    b->branches = b->after_else ? meet(b->branches, at) : at;
    at = b->certain ? b->branches : meet(b->branches, *o);
}

static void check_word(const char *word, int round)
{
    bool in_text = at.kind == TEXT;
    for (int i = 0; i < depth; i++) in_text = in_text && opened[i].began.kind == TEXT;
    if (!strcmp(word, "else")) else_seen = else_certain = true;
    else if (!strcmp(word, "if")) else_certain = false;
    else if (!round) else_seen = else_certain = false;
    if (!strcmp(word, "return") || !strcmp(word, "goto")) refuse("return and goto would leave the page half written");
    if ((!strcmp(word, "break") || !strcmp(word, "continue")) && !in_text)
        refuse("break and continue may stand only between elements, not inside a tag");
}

/* Steps over a C string, character or comment at p; NULL when there is none. */
static const char *skip_quoted(const char *p, const char *end)
{
    const char *q = p + 2;
    if (p[0] == '/' && p[1] == '/') {
        while (q < end && *q != '\n') q++;
        return q;
    }
    if (p[0] == '/' && p[1] == '*') {
        while (q < end && !(q[-1] == '*' && q[0] == '/' && q > p + 2)) q++;
        return q < end ? q + 1 : end;
    }
    if (p[0] != '"' && p[0] != '\'') return NULL;
    for (q = p + 1; q < end && *q != *p; q++)
        if (*q == '\\') q++;
    if (q >= end) refuse("a quote in the code is not closed");
    return q + 1;
}

/* Checks code and keeps the stack of its blocks; returns the last character that counts. */
static char read_code(const char *p, const char *end)
{
    char word[16] = "", last = ';';
    int round = 0;
    while (p < end) {
        const char *past = skip_quoted(p, end);
        if (past) {
            if (*p != '/') last = '"';
            p = past;
            continue;
        }
        if (isalnum((unsigned char)*p) || *p == '_') {
            size_t n = 0;
            for (; p < end && (isalnum((unsigned char)*p) || *p == '_'); p++)
                if (n < sizeof word - 1) word[n++] = *p;
            word[n] = 0;
            check_word(word, round);
            last = 'w';
            continue;
        }
        if (*p == '#') refuse("no preprocessor in templates");
        if (*p == '(') round++;
        if (*p == ')' && !round--) refuse("a ) without its (");
        if (*p == '{') open_block();
        if (*p == '}') close_block();
        if (*p == ';') else_seen = else_certain = false;
        if (!blank(*p)) last = *p;
        p++;
    }
    if (round) refuse("a ( without its )");
    return last;
}

static void put_line(void) { printf("\n#line %d \"%s\"\n", line, file); }

static void put_code(const char *p, const char *end)
{
    if (at.kind == SCRIPT || at.kind == COMMENT || at.kind == BEFORE_VALUE || at.kind == UNQUOTED)
        refuse("code may stand only in text, in a quoted attribute, or between attributes");
    end_name();
    if (!strchr(";{}", read_code(p, end))) refuse("a piece of code must end with ; or { or }");
    put_line();
    printf("%.*s", (int)(end - p), p);
}

/* Where a value or a sentence stands decides how it is written; refuses all other places. */
static const char *writer(void)
{
    if (at.kind == TEXT) return "OUT";
    if (at.kind == COMMENT || at.kind == SCRIPT) refuse("a value may not stand in a comment or a script");
    if (at.kind != VALUE) refuse("a value may stand only in text or in a quoted attribute");
    if (IN(at.tag, closed_tags)) refuse("this element may not hold a value");
    if (is_link()) {
        if (at.started == PERHAPS) refuse("it is not sure whether the address has begun before this value");
        return at.started == YES ? "OUT_URL" : "html_href";
    }
    if (!IN(at.attr, words) && strncasecmp(at.attr, "data-", 5) && strncasecmp(at.attr, "aria-", 5))
        refuse("this attribute may not hold a value (tools/tmplc.c lists those that may)");
    return "OUT_ATTR";
}

static void put_value(const char *p, const char *end)
{
    const char *call = writer();
    at.started = YES;
    if (p == end) refuse("an empty value");
    for (const char *c = p; c < end; c++)
        if (*c == ';') refuse("a value is one expression");
    int was = depth;
    read_code(p, end);
    if (depth != was) refuse("a value is one expression");
    put_line();
    printf("    %s(w, (%.*s));", call, (int)(end - p), p);
}

static void put_char(char c)
{
    if (c == '"' || c == '\\') printf("\\%c", c);
    else if (c < ' ' || c > '~' || c == '?') printf("\\%03o", (unsigned)(unsigned char)c);
    else putchar(c);
}

static void put_sentence(const char *p, const char *end)
{
    const char *call = writer();
    if (!strcmp(call, "html_href") || !strcmp(call, "OUT_URL")) refuse("a sentence in an address");
    if (p == end) refuse("an empty sentence");
    at.started = YES;
    put_line();
    printf("    html_say(w, \"");
    for (; p < end; p++) {
        if (*p == '<') refuse("an element inside a sentence: it would be shown as text");
        if (!blank(*p)) put_char(*p);
        else if (!blank(p[1])) putchar(' '); /* the key has one blank between words, however the lines are broken */
    }
    printf("\");");
}

/* ---- the whole file ---- */

/* In pieces: compilers promise to take only 4095 characters in one string. */
static void put_literal(const char *p, const char *end)
{
    while (p < end) {
        size_t n = (size_t)(end - p) < 1000 ? (size_t)(end - p) : 1000;
        printf("\n    buf_add(w, \"");
        for (size_t i = 0; i < n; i++) {
            if (p[i] == '\n') printf("\\n\"\n        \"");
            else put_char(p[i]);
        }
        printf("\", %zu);", n);
        p += n;
    }
}

static bool opens(const char *p) { return p[0] == '{' && p[1] && strchr("%{_#", p[1]); }

static const char *find_end(const char *p)
{
    const char close[3] = { p[1] == '{' ? '}' : p[1], '}', 0 };
    const char *end = strstr(p + 2, close);
    if (!end) refuse("opened and never closed");
    return end;
}

/* The start of the next line when this one holds nothing but code and notes; else NULL. */
static const char *after_code_line(const char *p)
{
    bool any = false;
    for (;;) {
        while (*p == ' ' || *p == '\t' || *p == '\r') p++;
        if (opens(p) && (p[1] == '%' || p[1] == '#')) p = find_end(p) + 2;
        else break;
        any = true;
    }
    return !any || (*p && *p != '\n') ? NULL : p + (*p == '\n');
}

static void begin_function(const char *name, const char *p, const char *end)
{
    while (p < end && blank(*p)) p++;
    for (const char *c = p; c < end; c++)
        if (strchr("{};", *c)) refuse("args is a list of parameters");
    printf("/* made from %s by tools/tmplc.c; edit that */\n", file);
    printf("#include \"pages/views.h\"\n#include \"web/html.h\"\n");
    put_line();
    printf("void view_%s(struct buf *w%s%.*s)\n{", name, p < end ? ", " : "", (int)(end - p), p);
}

static bool is_args(const char *p, const char *end)
{
    return end - p >= 4 && !strncmp(p, "args", 4) && (end - p == 4 || blank(p[4]));
}

static void put_form(const char *name, char form, const char *p, const char *end, bool *begun)
{
    while (p < end && blank(*p)) line += *p++ == '\n';
    const char *last = end;
    while (last > p && blank(last[-1])) last--;
    if (form == '%' && is_args(p, last)) {
        if (*begun) refuse("a second args");
        begin_function(name, p + 4, last);
        *begun = true;
    } else if (form != '#') {
        if (!*begun) refuse("{% args ... %} must come first");
        if (form == '%') put_code(p, last);
        else if (form == '{') put_value(p, last);
        else put_sentence(p, last);
    }
    for (; p < end; p++) line += *p == '\n';
}

/* One newline after <textarea> is not content for a browser: a text that begins with one would lose it. */
static bool textarea_opened(const struct place *before, const char *p)
{
    return before->kind != TEXT && at.kind == TEXT && !strcasecmp(before->tag, "textarea") && p[1] != '\n';
}

static void compile(const char *name)
{
    const char *p = text, *literal = text, *drop_until = text;
    bool begun = false, line_start = true, newline_added = false;
    for (;;) {
        if (line_start && after_code_line(p)) {
            drop_until = after_code_line(p);
            put_literal(literal, p);
            literal = p;
        }
        line_start = false;
        if (!*p) break;
        if (opens(p)) {
            const char *end = find_end(p);
            put_literal(literal, p);
            put_form(name, p[1], p + 2, end, &begun);
            literal = p = end + 2;
            continue;
        }
        if (!begun && !blank(*p)) refuse("{% args ... %} must come first");
        if (p >= drop_until) {
            struct place before = at;
            step(p);
            newline_added = textarea_opened(&before, p);
        }
        line_start = *p == '\n';
        line += line_start;
        p++;
        if (newline_added) {
            put_literal(literal, p);
            put_literal("\n", &"\n"[1]);
        }
        if (newline_added || !begun || p <= drop_until) literal = p;
        newline_added = false;
    }
    put_literal(literal, p);
    if (!begun) refuse("{% args ... %} is missing");
    if (at.kind != TEXT) refuse("the template ends inside a tag, a comment or a script");
    if (depth) {
        line = opened[depth - 1].line;
        refuse("a { that is never closed");
    }
    printf("\n}\n");
}

int main(int argc, char **argv)
{
    FILE *f = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (!f) {
        fprintf(stderr, "usage: tmplc src/pages/NAME.html >NAME.html.c\n");
        return 2;
    }
    file = argv[1];
    size_t n = fread(text, 1, sizeof text - 1, f);
    fclose(f);
    if (n == sizeof text - 1) refuse("the template is too long");
    if (memchr(text, 0, n)) refuse("a zero byte");
    const char *slash = strrchr(file, '/'), *base = slash ? slash + 1 : file;
    char name[64];
    size_t length = strcspn(base, ".");
    if (!length || length >= sizeof name || strcmp(base + length, ".html")) refuse("a template is called NAME.html");
    for (size_t i = 0; i < length; i++)
        if (!islower((unsigned char)base[i]) && base[i] != '_' && !(i && isdigit((unsigned char)base[i])))
            refuse("a template's name is small letters, digits and _");
    snprintf(name, sizeof name, "%.*s", (int)length, base);
    compile(name);
    return 0;
}
