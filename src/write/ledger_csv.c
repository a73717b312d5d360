/* ledger_csv.c - a ledger as CSV, and what both forms share. See ledger.h. Must never let a cell begin as a formula
 * does. */
#include "base/machine.h"
#include "write/ledger.h"

error ledger_check(struct arena *a, const struct ledger *l)
{
    assert(l->columns > 0 && l->columns <= LEDGER_COLUMNS_MOST);
    if (l->rows > LEDGER_ROWS_MOST)
        return FAIL(a, ERR_TOO_LARGE, "Bảng có %zu dòng, nhiều hơn %d dòng mà một tệp chứa được. Lọc bớt rồi tải lại.",
                    l->rows, LEDGER_ROWS_MOST);
    return NULL;
}

struct str ledger_plain(struct arena *a, milli n)
{
    uint64_t size = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    struct buf b = buf_open(a);
    buf_fmt(&b, "%s%llu", n < 0 ? "-" : "", (unsigned long long)(size / 1000));
    unsigned rest = (unsigned)(size % 1000);
    if (rest) {
        buf_fmt(&b, ".%03u", rest);
        while (b.p[b.n - 1] == '0') b.n--;
    }
    return buf_done(&b);
}

/* What spreadsheets take for the start of a formula, also in its wide forms: = + - @, a tab or a line end. */
static bool is_formula(struct str s)
{
    static const char *const wide[] = { "＝", "＋", "－", "＠" };
    while (s.n && !s.p[0]) s = str_cut(s, 1, s.n);
    if (s.n && memchr("=+-@\t\r\n", s.p[0], 7)) return true;
    for (size_t i = 0; i < COUNT(wide); i++)
        if (str_starts(s, str_c(wide[i]))) return true;
    return false;
}

static void put_text(struct buf *b, struct str s)
{
    buf_char(b, '"');
    if (is_formula(s)) buf_char(b, '\'');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"') buf_char(b, '"');
        if (s.p[i]) buf_char(b, s.p[i]);       /* a NUL ends the text for some readers */
    }
    buf_char(b, '"');
}

static void put_cell(struct buf *b, const struct ledger_cell *c)
{
    switch (c->kind) {
    case LEDGER_EMPTY: break;
    case LEDGER_TEXT: put_text(b, c->text); break;
    case LEDGER_NUMBER: buf_str(b, ledger_plain(b->a, c->number)); break;
    case LEDGER_DAY: buf_str(b, day_write(b->a, day_from_number(c->number))); break;
    case LEDGER_TIME: buf_str(b, clock_minute(b->a, c->number)); break;
    }
}

error ledger_csv(struct arena *a, const struct ledger *l, struct str *out)
{
    TRY(ledger_check(a, l));
    struct buf b = buf_open(a);
    buf_c(&b, "\xEF\xBB\xBF");
    for (size_t c = 0; c < l->columns; c++) {
        if (c) buf_char(&b, ',');
        put_text(&b, l->column[c]);
    }
    buf_c(&b, "\r\n");
    for (size_t i = 0; i < l->rows * l->columns; i++) {
        if (i % l->columns) buf_char(&b, ',');
        put_cell(&b, &l->cell[i]);
        if ((i + 1) % l->columns == 0) buf_c(&b, "\r\n");
    }
    *out = buf_done(&b);
    return NULL;
}
