/* ledger.h - a table of typed cells with its title and source, as CSV, as an Excel workbook and as JSON.
 *
 * Numbers stay numbers and days stay days; text is never run: no formula, no link. Every list that a person may
 * take away goes through here. Nothing here reads the database. */
#ifndef WRITE_LEDGER_H
#define WRITE_LEDGER_H
#include "base/base.h"
#include "vn/number.h"
#include "vn/period.h"

enum {
    LEDGER_ROWS_MOST = 5000,                   /* a page has 16 MiB to make its answer in */
    LEDGER_COLUMNS_MOST = 64,
    LEDGER_CELL_MOST = 32000,                  /* letters of one cell; Excel holds 32,767 */
    LEDGER_NAME_MOST = 31                      /* letters of a sheet's name */
};

enum ledger_kind { LEDGER_EMPTY, LEDGER_TEXT, LEDGER_NUMBER, LEDGER_DAY, LEDGER_TIME };
/* number: thousandths; days since 1970-01-01; or milliseconds since then, shown as in Viet Nam, to the minute */
struct ledger_cell { enum ledger_kind kind; struct str text; int64_t number; };
static inline struct ledger_cell ledger_text(struct str s)
{
    return (struct ledger_cell){ .kind = s.n ? LEDGER_TEXT : LEDGER_EMPTY, .text = s };
}
static inline struct ledger_cell ledger_number(milli n) { return (struct ledger_cell){ LEDGER_NUMBER, S(""), n }; }
static inline struct ledger_cell ledger_count(int64_t n) { return ledger_number(n * 1000); }
static inline struct ledger_cell ledger_day(struct day d)
{
    return day_is_valid(d) ? (struct ledger_cell){ LEDGER_DAY, S(""), day_number(d) } : (struct ledger_cell){ 0 };
}
static inline struct ledger_cell ledger_time(int64_t when)     /* 0: not yet */
{
    return when ? (struct ledger_cell){ LEDGER_TIME, S(""), when } : (struct ledger_cell){ 0 };
}

struct ledger {
    struct str name, title;                    /* name: of the sheet; "" takes the title */
    const struct str *line; size_t lines;      /* under the title: whose, of which period, taken when, by whom */
    const struct str *column; size_t columns;  /* what stands above each */
    const struct str *field;                   /* its name in JSON, the same in every language; NULL: no JSON of it */
    const struct ledger_cell *cell; size_t rows;       /* row after row */
};

/* UTF-8 with its mark, RFC 4180, the columns' names first; days as 2023-07-27, numbers as 1234.5. A text that a
 * spreadsheet would take for a formula gets a ' before it (OWASP ASVS 5.0, 1.2.10). Title and lines are left out:
 * a program that reads CSV wants the columns first. ERR_TOO_LARGE above the limits. */
error ledger_csv(struct arena *a, const struct ledger *l, struct str *out) MUST_USE;
/* ECMA-376, one sheet: title, lines, then the columns, which stay in sight; A4 across when printed. Texts are inline
 * strings, so nothing in them can be a formula. The same ledger at the same time gives the same bytes. */
error ledger_xlsx(struct arena *a, const struct ledger *l, struct bytes *out) MUST_USE;
/* {"bang": title, "ghi-chu": [lines], "cot": [{"ma": field, "ten": column}, ...], "dong": [{field: value, ...}, ...]}.
 * Numbers are numbers, days "2023-07-27", times "2023-07-27T08:00+07:00", an empty cell is null; a broken number of
 * 10^12 and more is text, as no reader of JSON would keep it whole. */
error ledger_json(struct arena *a, const struct ledger *l, struct str *out) MUST_USE;

/* "1234.5", "-0.001": thousandths without grouping. */
struct str ledger_plain(struct arena *a, milli n);
error ledger_check(struct arena *a, const struct ledger *l) MUST_USE;
#endif
