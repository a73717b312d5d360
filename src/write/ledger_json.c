/* ledger_json.c - a ledger as JSON. See ledger.h. Written row by row, so that what jansson holds never grows with the
 * list. Must never name a field by the words of a language: those change with who asks. */
#include "base/machine.h"
#include "write/ledger.h"
#include <jansson.h>

/* jansson writes 15 digits exactly; a broken number longer than that goes as text. */
enum { DIGITS = 15 };
static const int64_t EXACT = 1000000000000000;

static json_t *text_of(struct str s) { return json_stringn_nocheck(s.p, s.n); }

static json_t *number_of(struct arena *a, milli n)
{
    if (n % 1000 == 0) return json_integer(n / 1000);
    return n > -EXACT && n < EXACT ? json_real((double)n / 1000) : text_of(ledger_plain(a, n));
}

/* "2023-07-27 08:00" of Viet Nam, as ISO 8601 says it. */
static struct str moment(struct arena *a, int64_t when)
{
    struct str at = clock_minute(a, when);
    return str_fmt(a, "%.*sT%.*s+07:00", STR(str_cut(at, 0, 10)), STR(str_cut(at, 11, 16)));
}

static json_t *value_of(struct arena *a, const struct ledger_cell *c)
{
    switch (c->kind) {
    case LEDGER_EMPTY: break;
    case LEDGER_TEXT: return text_of(c->text);
    case LEDGER_NUMBER: return number_of(a, c->number);
    case LEDGER_DAY: return text_of(day_write(a, day_from_number(c->number)));
    case LEDGER_TIME: return text_of(moment(a, c->number));
    }
    return json_null();
}

static int more(const char *p, size_t n, void *to)
{
    buf_add(to, p, n);
    return 0;
}

/* Takes the value over. */
static void put(struct buf *b, json_t *v)
{
    int bad = json_dump_callback(v, more, b, JSON_ENCODE_ANY | JSON_COMPACT | JSON_REAL_PRECISION(DIGITS));
    assert(v && !bad);
    json_decref(v);
}

static json_t *columns_of(const struct ledger *l)
{
    json_t *all = json_array();
    for (size_t c = 0; c < l->columns; c++)
        json_array_append_new(all, json_pack("{s:o, s:o}", "ma", text_of(l->field[c]), "ten", text_of(l->column[c])));
    return all;
}

static json_t *lines_of(const struct ledger *l)
{
    json_t *all = json_array();
    for (size_t i = 0; i < l->lines; i++) json_array_append_new(all, text_of(l->line[i]));
    return all;
}

error ledger_json(struct arena *a, const struct ledger *l, struct str *out)
{
    TRY(ledger_check(a, l));
    const char **name = NEW_N(a, const char *, l->columns);
    for (size_t c = 0; c < l->columns; c++) {
        assert(l->field && l->field[c].n);
        name[c] = str_z(a, l->field[c]);
    }
    struct buf b = buf_open(a);
    buf_c(&b, "{\"bang\":");
    put(&b, text_of(l->title));
    buf_c(&b, ",\n\"ghi-chu\":");
    put(&b, lines_of(l));
    buf_c(&b, ",\n\"cot\":");
    put(&b, columns_of(l));
    buf_c(&b, ",\n\"dong\":[");
    for (size_t r = 0; r < l->rows; r++) {
        json_t *row = json_object();
        for (size_t c = 0; c < l->columns; c++)
            json_object_set_new_nocheck(row, name[c], value_of(a, &l->cell[r * l->columns + c]));
        buf_c(&b, r ? ",\n" : "\n");
        put(&b, row);
    }
    buf_c(&b, "\n]}\n");
    *out = buf_done(&b);
    return NULL;
}
