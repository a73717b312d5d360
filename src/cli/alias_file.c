/* alias_file.c - see alias_file.h. Knows neither the catalogue nor the bodies: a code that nobody has tells nothing. */
#include "cli/alias_file.h"
#include "base/machine.h"
#include "vn/text.h"

static const char *const kinds[ALIAS_KIND_COUNT] = {
    [ALIAS_INDICATOR] = "indicator", [ALIAS_BODY] = "body", [ALIAS_PLACE] = "place"
};

static bool line_read(struct str line, struct read_alias *out)
{
    struct str kind;
    if (!str_next(&line, '\t', &kind) || !str_next(&line, '\t', &out->phrase) || !str_next(&line, '\t', &out->code))
        return false;
    for (int i = 0; i < ALIAS_KIND_COUNT; i++)
        if (str_is(kind, str_c(kinds[i]))) {
            out->kind = (enum alias_kind)i;
            return out->phrase.n && out->code.n;
        }
    return false;
}

error alias_file_read(struct arena *a, const char *path, struct read_hints *into)
{
    enum { MOST = 1 << 20 };
    struct bytes file;
    struct str text, line;
    TRY(file_read(a, path, MOST, &file));
    TRY(vn_text(a, file, &text));
    size_t most = 1, n = 0, number = 0;
    for (size_t i = 0; i < text.n; i++) most += text.p[i] == '\n';
    struct read_alias *list = NEW_N(a, struct read_alias, most);
    while (str_next(&text, '\n', &line)) {
        number++;
        if (str_ends(line, S("\r"))) line.n--;
        if (!line.n || line.p[0] == '#') continue;
        if (!line_read(line, &list[n++]))
            return FAIL(a, ERR_INPUT,
                "%s, dòng %zu: cần ba cột cách nhau bằng dấu tab: indicator, body hoặc place; các chữ; mã.",
                path, number);
    }
    into->aliases = list;
    into->alias_count = n;
    return NULL;
}
