/* directive_names.c - see directive_names.h. Reads lists only. Must never take a body of another unit for ours. */
#include "core/meeting/directive_text.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/alias.h"
#include "core/office/unit.h"

static void call(struct arena *a, struct directive_names *names, uint32_t body, struct str words)
{
    bool capital = str_starts(words, S("^"));
    if (capital) words = str_cut(words, 1, words.n);
    struct str fold = vn_fold(a, words);
    if (fold.n < 2) return;
    LIST_ADD(a, names->name, names->n,
        (struct called){ .fold = fold, .tone = vn_plain_tone(a, words), .capital = capital, .body = body });
}

/* The first body of that kind, in the order of lists: who is meant by the bare name of the kind. */
static bool first_of(const struct directive_names *names, struct str code, uint32_t *out)
{
    for (size_t i = 0; i < names->bodies.n; i++)
        if (str_is(names->bodies.body[i].organisation, code)) {
            *out = (uint32_t)i;
            return true;
        }
    return false;
}

/* phrase, role, code, level: the forms that the reader knows too; "body" rows only. */
static void call_usual(struct arena *a, struct directive_names *names)
{
    struct str rest = embedded_text("data/words/organisations.tsv"), line;
    while (str_next(&rest, '\n', &line)) {
        struct str phrase, role, code;
        uint32_t body;
        if (!line.n || line.p[0] == '#' || !str_next(&line, '\t', &phrase) || !str_next(&line, '\t', &role) ||
            !str_next(&line, '\t', &code))
            continue;
        if (str_is(role, S("body")) && first_of(names, code, &body)) call(a, names, body, phrase);
    }
}

error directive_names(struct arena *a, struct db *db, int64_t unit_id, struct str day, struct directive_names *out)
{
    struct unit unit;
    struct alias_told told;
    *out = (struct directive_names){ .n = 0 };
    TRY(unit_get(a, db, unit_id, &unit));
    TRY(body_list(a, db, unit_id, day, &out->bodies));
    TRY(alias_for(a, db, unit_id, 0, &told));
    out->place = vn_fold(a, unit_title(a, &unit));
    uint32_t body;
    for (size_t i = 0; i < told.n; i++)
        if (told.told[i].kind == ALIAS_BODY && first_of(out, told.told[i].code, &body))
            call(a, out, body, told.told[i].phrase);
    for (size_t i = 0; i < out->bodies.n; i++) {
        call(a, out, (uint32_t)i, out->bodies.body[i].name);
        call(a, out, (uint32_t)i, out->bodies.body[i].short_name);
    }
    for (size_t i = 0; i < out->bodies.n; i++) {
        const struct organisation *kind = organisation_find(a, out->bodies.body[i].organisation);
        if (!kind || !first_of(out, kind->code, &body) || body != i) continue;
        call(a, out, body, kind->name);
        call(a, out, body, kind->short_name);
    }
    call_usual(a, out);
    return NULL;
}

/* ---- the place behind a name ---- */

static const char *const levels[] = { "phuong", "xa", "thi tran", "dac khu", "quan", "huyen", "thi xa", "thanh pho",
                                      "tinh", "khom", "ap", "thon", "khu pho", "to dan pho", "to dan cu", "ban" };

/* Past the level word that stands at `at` of folded text; 0: none does. */
static size_t level_at(struct str fold, size_t at)
{
    size_t longest = 0;
    for (size_t i = 0; i < COUNT(levels); i++) {
        struct str level = str_c(levels[i]);
        if (str_starts(str_cut(fold, at, fold.n), level) && (at + level.n == fold.n || fold.p[at + level.n] == ' ') &&
            level.n > longest)
            longest = level.n;
    }
    return longest ? at + longest : 0;
}

static bool behind(struct str all, struct str head, struct str *rest)
{
    if (!str_starts(all, head) || (all.n > head.n && all.p[head.n] != ' ')) return false;
    *rest = str_trim(str_cut(all, head.n, all.n));
    return true;
}

/* Nothing, the unit's own place, or its level alone. */
static bool is_own_place(const struct directive_names *names, struct str rest)
{
    size_t level = level_at(names->place, 0);
    return !rest.n || str_is(rest, names->place) || (level && str_is(rest, str_cut(names->place, 0, level)));
}

const struct body *names_whole(struct arena *a, const struct directive_names *names, struct str typed)
{
    struct str fold = vn_fold(a, typed), rest;
    const struct called *best = NULL;
    for (size_t i = 0; i < names->n; i++) {
        const struct called *c = &names->name[i];
        if (!behind(fold, c->fold, &rest) || !is_own_place(names, rest)) continue;
        if (!best || c->fold.n > best->fold.n) best = c;
    }
    if (best) return &names->bodies.body[best->body];
    uint32_t body;                             /* "LHPN", "HND" */
    return first_of(names, str_trim(typed), &body) ? &names->bodies.body[body] : NULL;
}

/* ---- in a text ---- */

struct str names_text(struct arena *a, struct str text)
{
    struct str tone = vn_plain_tone(a, text);
    if (tone.n == text.n) return tone;
    tone = vn_lower(a, text);
    return tone.n == text.n ? tone : text;
}

/* Words with a capital, or a number, behind a level word: the name of a place. */
static size_t proper_end(struct str text, size_t at)
{
    size_t end = at;
    for (;;) {
        size_t from = end;
        while (from < text.n && text.p[from] == ' ') from++;
        uint32_t code;
        if (from == end || from >= text.n) return end;
        vn_letter_next(text, from, &code);
        if (!vn_is_upper(code) && !(code >= '0' && code <= '9')) return end;
        while (text_letter(text, from)) from = vn_letter_next(text, from, &code);
        end = from;
    }
}

/* *end past the place that stands behind a name; false: it is not ours. */
static bool own_place_at(struct arena *a, const struct directive_names *names, struct str text, size_t at, size_t *end)
{
    size_t from = at;
    *end = at;
    while (from < text.n && text.p[from] == ' ') from++;
    if (from == at) return true;
    struct str fold = vn_fold(a, str_cut(text, from, from + 60));
    size_t level = level_at(fold, 0), words = 1;
    if (!level) return true;
    for (size_t i = 0; i < level; i++) words += fold.p[i] == ' ';
    size_t stop = from;
    for (; words; words--) {
        while (stop < text.n && text.p[stop] == ' ') stop++;
        while (text_letter(text, stop)) stop = vn_letter_next(text, stop, &(uint32_t){ 0 });
    }
    *end = proper_end(text, stop);
    return is_own_place(names, vn_fold(a, str_cut(text, from, *end)));
}

const struct body *names_at(struct arena *a, const struct directive_names *names, struct str text, struct str tone,
    size_t at, size_t *end)
{
    const struct called *best = NULL;
    uint32_t first;
    *end = at;
    if (at >= text.n) return NULL;
    vn_letter_next(text, at, &first);
    for (size_t i = 0; i < names->n; i++) {
        const struct called *c = &names->name[i];
        if ((best && c->tone.n <= best->tone.n) || !str_starts(str_cut(tone, at, tone.n), c->tone) ||
            text_letter(tone, at + c->tone.n) || (c->capital && !vn_is_upper(first)))
            continue;
        best = c;
    }
    if (!best) return NULL;
    bool own = own_place_at(a, names, text, at + best->tone.n, end);
    return own ? &names->bodies.body[best->body] : NULL;
}
