/* csv.c - a table of values in plain text, parted by commas, semicolons, tabs or bars, to lines. See format.h.
 *
 * Owns how the mark that parts cells and the way numbers are written are found: by what the whole file does. Runs
 * only inside the locked child. It must never turn numbers of a file that writes them in two ways. */
#include "read/format/format.h"
#include "pack/limits.h"
#include "read/format/cell.h"
#include "read/format/grid.h"
#include "vn/text.h"
#include <ctype.h>

enum { LOOKED_AT = 200 };           /* rows, to find the mark */

struct reader { struct str text; size_t at; char mark; struct buf cell; bool row_ended; };

static bool line_end(struct reader *r)
{
    if (r->at < r->text.n && r->text.p[r->at] == '\r') r->at++;
    if (r->at < r->text.n && r->text.p[r->at] == '\n') r->at++;
    return r->row_ended = true;
}

/* The quote that closes the cell opened at `at`; n when none does. */
static size_t quote_end(struct str s, size_t at)
{
    for (size_t i = at + 1; i < s.n; i++) {
        if (s.p[i] != '"') continue;
        if (i + 1 < s.n && s.p[i + 1] == '"') i++;
        else return i;
    }
    return s.n;
}

/* The next cell; false at the end of the text. A quote that nothing closes is a letter like any other. */
static bool next_cell(struct reader *r, size_t *unclosed)
{
    struct str s = r->text;
    r->cell.n = 0;
    if (r->at >= s.n) return false;
    r->row_ended = false;
    while (r->at < s.n && s.p[r->at] == ' ' && r->mark != ' ') r->at++;
    if (r->at < s.n && s.p[r->at] == '"' && r->at < *unclosed) {
        size_t end = quote_end(s, r->at);
        if (end == s.n) *unclosed = r->at;
        else {
            for (size_t i = r->at + 1; i < end; i++) {
                buf_char(&r->cell, s.p[i]);
                i += s.p[i] == '"';
            }
            r->at = end + 1;
        }
    }
    for (; r->at < s.n && s.p[r->at] != r->mark; r->at++) {
        if (s.p[r->at] == '\n' || s.p[r->at] == '\r') return line_end(r);
        buf_char(&r->cell, s.p[r->at]);
    }
    if (r->at < s.n) r->at++;
    else r->row_ended = true;
    return true;
}

/* How many of the first rows have the number of cells that most of them have; *cells that number. */
static size_t agreeing(struct arena *a, struct str text, char mark, size_t *cells)
{
    struct reader r = { .text = text, .mark = mark, .cell = buf_open(a) };
    size_t wide[LIMIT_SHEET_COLUMNS + 1] = { 0 }, n = 0, best = 0, unclosed = text.n;
    for (size_t rows = 0; rows < LOOKED_AT && next_cell(&r, &unclosed);) {
        n++;
        if (!r.row_ended) continue;
        wide[n < LIMIT_SHEET_COLUMNS ? n : LIMIT_SHEET_COLUMNS]++;
        n = 0;
        rows++;
    }
    for (size_t i = 2; i <= LIMIT_SHEET_COLUMNS; i++)
        if (wide[i] >= wide[best]) best = i;
    *cells = best;
    return best >= 2 ? wide[best] : 0;
}

/* A first line "sep=;" tells the mark. Half a letter, a letter or a quote is none. */
static bool told_mark(struct str text, char *mark)
{
    if (text.n < 5 || strncasecmp(text.p, "sep=", 4)) return false;
    *mark = text.p[4];
    return *mark == '\t' || (*mark > ' ' && *mark < 0x7F && !isalnum(*mark) && *mark != '"');
}

/* The mark with which most rows have the same number of cells, more than one; a tab when nothing tells. */
static char mark_of(struct arena *a, struct str text)
{
    static const char marks[] = { '\t', ';', ',', '|' };
    char told;
    char best = '\t';
    size_t most = 0, most_cells = 0;
    if (told_mark(text, &told)) return told;
    for (size_t i = 0; i < COUNT(marks); i++) {
        size_t cells, n = agreeing(a, text, marks[i], &cells);
        if (n > most || (n == most && n && cells > most_cells)) {
            best = marks[i];
            most = n;
            most_cells = cells;
        }
    }
    return best;
}

/* Calls with every cell; ends early when the grid is full. */
static void each_cell(struct arena *a, struct str text, char mark, struct grid *to, enum cell_marks *marks)
{
    struct reader r = { .text = text, .mark = mark, .cell = buf_open(a) };
    size_t unclosed = text.n;
    bool dots = *marks == MARKS_DOT;
    for (uint32_t row = 0, column = 0; next_cell(&r, &unclosed) && !(to && grid_is_full(to));) {
        struct str cell = str_trim(buf_done(&r.cell));
        if (to) {
            if (!column) grid_row(to, row);
            grid_cell(to, column, dots ? cell_from_dot(a, cell) : cell, cell_is_number(cell));
        } else {
            enum cell_marks m = cell_marks_of(cell);
            *marks = (enum cell_marks)(*marks | m);         /* both: MARKS_BOTH */
        }
        column++;
        if (!r.row_ended) continue;
        row++;
        column = 0;
    }
}

error csv_read(struct arena *a, struct bytes document, struct read_text *out)
{
    struct str text, said;
    TRY(txt_decode(a, document, &text, &out->encoding));
    out->form = txt_form(document, text);
    text = txt_fonts(a, text, &out->encoding);
    char mark = mark_of(a, text), told;
    if (told_mark(text, &told)) str_next(&text, '\n', &said);
    enum cell_marks marks = MARKS_UNKNOWN;
    each_cell(a, text, mark, NULL, &marks);
    struct grid *grid = grid_open(a);
    each_cell(a, text, mark, grid, &marks);
    if (grid_is_full(grid))
        return FAIL(a, ERR_TOO_LARGE, "Bảng số liệu có hơn %d dòng hoặc %d cột. Hãy chia thành nhiều tệp nhỏ hơn.",
                    LIMIT_SHEET_ROWS, LIMIT_SHEET_COLUMNS);
    struct buf lines = buf_open(a);
    grid_write(grid, &lines);
    /* a quote that stood between two marks of one letter is gone */
    TRY(txt_tidy(a, vn_nfc(a, buf_done(&lines)), false, &out->text));
    out->format = FORMAT_CSV;
    return NULL;
}
