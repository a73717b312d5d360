/* lint.c - see lint.h: runs the rules and puts what they found in text order. Owns the names of the kinds. */
#include "read/lint/lint.h"
#include "read/lint/lint_rules.h"
#include "vn/text.h"
#include <stdlib.h>

const char *const lint_kind_names[] = {
    [LINT_REPEAT] = "repeat", [LINT_STUCK] = "stuck", [LINT_STUCK_NUMBER] = "stuck_number", [LINT_PAIR] = "pair",
    [LINT_SPELLING] = "spelling", [LINT_CAPTION] = "caption", [LINT_NAME] = "name", [LINT_BLANK] = "blank",
    [LINT_MANNER] = "manner", [LINT_DATE] = "date", [LINT_WORDS] = "words",
};

bool lint_room(struct lint_job *j, enum lint_kind kind)
{
    if (j->count[kind]++ < LINT_MOST) return true;
    j->more++;
    return false;
}

void lint_add(struct lint_job *j, enum lint_kind kind, bool note, size_t from, size_t to, struct str sentence)
{
    if (j->n == j->room) {
        size_t room = j->room ? j->room * 2 : 16;
        struct lint_found *more = NEW_N(j->a, struct lint_found, room);
        if (j->n) memcpy(more, j->list, j->n * sizeof *more);
        j->list = more;
        j->room = room;
    }
    j->list[j->n++] = (struct lint_found){ kind, note, { from, to }, sentence };
}

size_t lint_line(const struct lint_job *j, size_t at)
{
    size_t low = 0, high = j->lines;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (j->line[middle] <= at) low = middle;
        else high = middle;
    }
    return low + 1;
}

struct str lint_line_str(const struct lint_job *j, size_t i)
{
    return str_cut(j->text, j->line[i], j->line[i + 1] - 1);
}

struct lint_table lint_table(struct arena *a, size_t most)
{
    size_t room = 64;
    while (room < most * 2) room *= 2;
    return (struct lint_table){ NEW_N(a, uint64_t, room), NEW_N(a, size_t, room), room };
}

size_t *lint_at(struct lint_table *t, uint64_t key)
{
    key += !key;
    size_t i = key & (t->room - 1);
    while (t->key[i] && t->key[i] != key) i = (i + 1) & (t->room - 1);
    t->key[i] = key;
    return &t->value[i];
}

uint64_t lint_hash(uint64_t seed, const void *p, size_t n)
{
    const unsigned char *c = p;
    uint64_t h = seed ^ 0xCBF29CE484222325u;
    for (size_t i = 0; i < n; i++) h = (h ^ c[i]) * 0x100000001B3u;
    return h ^ h >> 29;
}

static void find_lines(struct lint_job *j)
{
    size_t lines = 1;
    for (size_t i = 0; i < j->text.n; i++) lines += j->text.p[i] == '\n';
    j->line = NEW_N(j->a, size_t, lines + 1);
    j->lines = lines;
    for (size_t i = 0, line = 1; i < j->text.n; i++)
        if (j->text.p[i] == '\n') j->line[line++] = i + 1;
    j->line[lines] = j->text.n + 1;
}

static int in_order(const void *x, const void *y)
{
    const struct lint_found *a = x, *b = y;
    if (a->span.from != b->span.from) return a->span.from < b->span.from ? -1 : 1;
    return (a->kind > b->kind) - (a->kind < b->kind);
}

struct lint lint_record(struct arena *a, const struct record *r)
{
    struct lint_job j = { .a = a, .r = r, .text = r->text };
    find_lines(&j);
    lint_repeats(&j);
    lint_words(&j);
    lint_marks(&j);
    lint_names(&j);
    lint_numbers(&j);
    if (j.n) qsort(j.list, j.n, sizeof *j.list, in_order);
    return (struct lint){ j.list, j.n, j.more };
}

void lint_place(struct str text, size_t at, size_t *line, size_t *column)
{
    size_t from = 0;
    *line = *column = 1;
    for (size_t i = 0; i < at && i < text.n; i++)
        if (text.p[i] == '\n') {
            ++*line;
            from = i + 1;
        }
    for (size_t i = from; i < at && i < text.n; ++*column) {
        uint32_t code;
        i = vn_letter_next(text, i, &code);
    }
}
