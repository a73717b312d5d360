/* figure_tables.c - tables that became lines: a row a line with " | " or a tab between its cells,
 * or each cell on a line of its own below a header that starts with TT. Finds them (find.cells) and
 * gives the figure of a cell its item from the row, its sense, period and unit from the head of the
 * column.
 *
 * A block of lines is a table only when a column of numbers stands under words. */
#include "read/find/find.h"
#include "vn/text.h"

enum { HEADER_WORDS = 24 };

/* ---- cells ---- */

static bool text_is(const struct find *f, uint32_t first, uint32_t end, const char *const *words,
                    size_t n)
{
    if (end <= first || end > first + 6) return false;
    struct str key = vn_fold(f->a, tokens_str(f, first, end));
    while (key.n && (key.p[key.n - 1] == ':' || key.p[key.n - 1] == '.')) key.n--;
    for (size_t i = 0; i < n; i++)
        if (str_is(key, str_c(words[i]))) return true;
    return false;
}

static bool index_head(const struct find *f, uint32_t first, uint32_t end)
{
    static const char *const words[] = { "tt", "stt", "so tt", "so thu tu" };
    return text_is(f, first, end, words, COUNT(words));
}

/* "|" with blanks around, or a tab, stands before token i. */
static bool parted(const struct find *f, uint32_t i)
{
    if (token_is(f, i, '|')) return true;
    for (size_t b = i ? f->tok[i - 1].to : 0; b < f->tok[i].from; b++)
        if (f->text.p[b] == '\t') return true;
    return false;
}

static struct table_cell *cell_add(struct find *f, uint32_t first, uint32_t end, uint32_t row,
                                   uint32_t column)
{
    struct table_cell *c = GROW(f->a, f->cells, f->cell_count, struct table_cell);
    *c = (struct table_cell){ .first = first, .end = end, .row = row, .column = (uint8_t)column };
    return c;
}

/* The cells of a line; how many. framed: the mark that opens the line belongs to the frame of the table, else
 * the cell before it is empty. */
static uint32_t line_cells(struct find *f, const struct line *l, uint32_t row, bool framed)
{
    uint32_t first = l->first, column = 0;
    if (!framed && token_is(f, l->first, '|')) cell_add(f, l->first, l->first, row, column++);
    for (uint32_t i = l->first; i <= l->end; i++) {
        if (i < l->end && (i == l->first ? !token_is(f, i, '|') : !parted(f, i))) continue;
        if (i > l->first || i == l->end) {
            if (column < COLUMNS_MOST) cell_add(f, first, i, row, column);
            column++;
        }
        first = i < l->end && token_is(f, i, '|') ? i + 1 : i;
    }
    return column;
}

static bool parted_line(const struct find *f, const struct line *l)
{
    if (l->end < l->first + 2) return false;
    size_t from = f->tok[l->first].to, to = f->tok[l->end - 1].from;   /* a tab is never part of a token */
    return sign_next(f, l->first + 1, l->end, '|') < l->end || memchr(f->text.p + from, '\t', to - from);
}

static bool whole_number(const struct find *f, uint32_t first, uint32_t end, int64_t *value)
{
    if (end == first + 2 && token_is(f, end - 1, '.')) end--;
    return end == first + 1 && f->tok[first].kind == TOKEN_NUMBER &&
           str_int(token_str(f, first), value);
}

/* ---- what a column is ---- */

static bool money_unit(const struct find *f, uint32_t first, uint32_t end, milli *scale)
{
    static const struct {
        const char *word;
        milli scale;
    } all[] = { { "dong", 1 },
                { "vnd", 1 },
                { "d", 1 },
                { "trieu dong", 1000000 },
                { "trieu", 1000000 },
                { "trd", 1000000 },
                { "tr.d", 1000000 },
                { "tr.dong", 1000000 },
                { "tr dong", 1000000 },
                { "nghin dong", 1000 },
                { "ngan dong", 1000 },
                { "1.000 dong", 1000 },
                { "1000 dong", 1000 },
                { "1.000d", 1000 },
                { "1000d", 1000 },
                { "ty dong", 1000000000 } };
    if (end <= first || end > first + 5) return false;
    struct str key = vn_fold(f->a, tokens_str(f, first, end));
    for (size_t i = 0; i < COUNT(all); i++)
        if (str_is(key, str_c(all[i].word))) {
            *scale = all[i].scale;
            return true;
        }
    return false;
}

/* A unit that is all of [first, end), or with `inside` the last counting word in it. */
struct unit_said unit_in(const struct find *f, uint32_t first, uint32_t end, bool inside)
{
    struct unit_said u = { .scale = 1 };
    while (end > first && (token_is(f, end - 1, ':') || token_is(f, end - 1, '.'))) end--;
    if (money_unit(f, first, end, &u.scale)) {
        u.text = S("VND");
        u.money = true;
        return u;
    }
    for (uint32_t i = first; i < end; i++) {
        if (token_is(f, i, '%')) {
            u.percent = true;
            u.text = S("%");
            return u;
        }
        const struct entry *e = phrase_at(f, i, LIST_UNITS);
        if (!e || i + e->length > end || e->role == ROLE_MONEY ||
            (!inside && (i > first || i + e->length < end)))
            continue;
        u.entry = e;
        u.text = str_is(e->code, S("=")) ? tokens_str(f, i, i + e->length) : e->code;
        if (inside) return u;
        i += e->length - 1u;
    }
    if (!u.text.n && !inside && end > first && end <= first + 4 && f->tok[first].kind == TOKEN_WORD)
        u.text = str_trim(tokens_str(f, first, end)); /* a unit no list knows */
    return u;
}

/* "Kinh phí (triệu đồng)": the unit in the brackets; else a counting word of the text. */
struct unit_said unit_of_text(const struct find *f, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (token_is(f, i, '(')) {
            uint32_t close = i + 1;
            while (close < end && !token_is(f, close, ')')) close++;
            struct unit_said u = unit_in(f, i + 1, close, false);
            if (u.money || u.percent || u.entry) return u;
        }
    return unit_in(f, first, end, true);
}

bool roman_number(struct str folded)
{
    for (size_t i = 0; i < folded.n; i++)
        if (!strchr("ivx", folded.p[i])) return false;
    return folded.n > 0;
}

/* The first lines of the block from line k on all open with the mark. */
static bool framed_block(const struct find *f, uint32_t k)
{
    uint32_t end = k + 64;
    for (; k < f->line_count && k < end && parted_line(f, &f->lines[k]); k++)
        if (!token_is(f, f->lines[k].first, '|')) return false;
    return true;
}

/* Columns of days, telephones, ages: their numbers count nothing. */
static bool counts_nothing(const struct find *f, uint32_t first, uint32_t end)
{
    static const char *const words[] = { "nam sinh",  "sinh nam", "tuoi",      "dien thoai",
                                         "tai khoan", "ngay",     "thoi gian", "so nha",
                                         "so hieu",   "ma so",    "ghi chu",   "cccd",
                                         "diem so",   "trang",    "sdt",       "so van ban",
                                         "dia chi",   "ho va ten" };
    if (end <= first) return false;
    struct str key = vn_fold(f->a, tokens_str(f, first, end));
    for (size_t i = 0; i < COUNT(words); i++)
        if (str_find(key, str_c(words[i]), 0) != SIZE_MAX) return true;
    return false;
}

static bool digits_start(const struct find *f, const struct table_cell *c)
{
    return c->end > c->first && f->tok[c->first].kind == TOKEN_NUMBER &&
           !(f->tok[c->first].flags & TOKEN_TIME);
}

/* "A | B | 1 | 2 | 3=2/1" under the heads: the columns numbered. */
static bool ordinal_row(const struct find *f, uint32_t from, uint32_t to)
{
    int64_t last = -1, v;
    uint32_t numbers = 0, cells = 0;
    for (uint32_t i = from; i < to; i++) {
        uint32_t first = f->cells[i].first, end = f->cells[i].end;
        if (end <= first) continue;
        cells++;
        if (token_is(f, first, '(') && end > first + 2) {
            first++;
            end--;
        }
        bool sum = false;           /* "6=4/1" */
        for (uint32_t k = first; k < end; k++) sum = sum || token_is(f, k, '=');
        if (sum) continue;
        if (end != first + 1) return false;
        if (f->tok[first].kind == TOKEN_WORD && f->tok[first].to - f->tok[first].from == 1) continue;
        if (!whole_number(f, first, end, &v) || (last >= 0 ? v != last + 1 : v > 2)) return false;
        last = v;
        numbers++;
    }
    return numbers > 0 && cells > 1;
}

static struct table_cell *head_cell(const struct find *f, const struct table *t, uint32_t row, uint32_t column)
{
    for (uint32_t i = t->cell_first; i < t->cell_end && f->cells[i].row <= row; i++)
        if (f->cells[i].row == row && f->cells[i].column == column) return &f->cells[i];
    return NULL;
}

static bool filled(const struct table_cell *c) { return c && c->end > c->first; }

static void head_add(const struct find *f, struct column *c, const struct table_cell *cell)
{
    for (uint32_t i = 0; i < c->head_count; i++)
        if (str_is(tokens_str(f, c->heads[i].first, c->heads[i].end), tokens_str(f, cell->first,
                                                                                 cell->end))) return;
    if (c->head_count == HEAD_ROWS) return;
    c->heads[c->head_count++] = (struct head_text){ cell->first, cell->end };
}

/* The heads of every column, from the last rows above the amounts. A head over several columns stands in the first of
 * them; those behind it, empty there and filled below, are under it too. */
static void heads_read(const struct find *f, struct table *t)
{
    uint32_t rows[HEAD_ROWS], n = 0;
    for (uint32_t row = t->head; row-- > 0 && n < HEAD_ROWS;) {
        uint32_t from = t->cell_first, to;
        while (from < t->cell_end && f->cells[from].row < row) from++;
        for (to = from; to < t->cell_end && f->cells[to].row == row; to++) ;
        if (to - from > 1 && !ordinal_row(f, from, to)) rows[n++] = row;
    }
    while (n-- > 0) {
        const struct table_cell *over = NULL;
        for (uint32_t k = 0; k < t->columns; k++) {
            const struct table_cell *cell = head_cell(f, t, rows[n], k);
            if (filled(cell)) over = cell;
            else if (!n || !filled(head_cell(f, t, rows[n - 1], k))) cell = NULL;
            else cell = over;
            if (filled(cell)) head_add(f, &t->column[k], cell);
        }
    }
    for (uint32_t k = 0; k < t->columns; k++) {
        struct column *c = &t->column[k];
        if (!c->head_count) continue;
        c->first = c->heads[c->head_count - 1].first;
        c->end = c->heads[c->head_count - 1].end;
    }
}

static void columns_count(const struct find *f, struct table *t)
{
    for (uint32_t i = t->cell_first; i < t->cell_end; i++) {
        const struct table_cell *c = &f->cells[i];
        if (c->column >= t->columns || c->row < t->head || c->end <= c->first) continue;
        struct column *col = &t->column[c->column];
        uint32_t words = words_in(f, c->first, c->end);
        bool sign = token_is(f, c->first, '-') || token_is(f, c->first, '+');
        struct table_cell bare = { .first = c->first + sign, .end = c->end };
        if (sign && bare.end == bare.first) continue;               /* "-": nothing */
        struct unit_said u = unit_in(f, c->first, c->end, false);
        bool unit = u.money || u.entry || (u.percent && !digits_start(f, &bare));       /* "1.000 đồng" */
        if (digits_start(f, &bare) && words <= 5 && !unit) col->numbers++;
        else col->texts++;
        col->units += unit;
    }
}

/* Says what each column is; false when no column of numbers stands beside one of words. */
static bool columns_read(const struct find *f, struct table *t)
{
    bool values = false;
    heads_read(f, t);
    columns_count(f, t);
    t->label = COLUMNS_MOST;
    static const char *const unit_heads[] = { "dvt", "don vi tinh", "don vi", "dv tinh", "dv" };
    for (uint32_t k = 0; k < t->columns; k++) {
        struct column *c = &t->column[k];
        if (index_head(f, c->first, c->end)) c->kind = COLUMN_INDEX;
        else if (text_is(f, c->first, c->end, unit_heads, COUNT(unit_heads)) &&
                 c->units * 2 > c->texts && !c->numbers)
            c->kind = COLUMN_UNIT;
        else if (c->numbers > c->texts && c->end > c->first && !counts_nothing(f, c->first, c->end))
            c->kind = COLUMN_VALUE;
        else if (t->label == COLUMNS_MOST && c->texts && c->texts >= c->numbers) {
            c->kind = COLUMN_LABEL;
            t->label = k;
        }
        if (c->kind == COLUMN_VALUE) {
            column_read(f, c);
            values = true;
        }
    }
    return values && t->label < COLUMNS_MOST;
}

/* ---- finding tables ---- */

/* No amount stands in it: words, numbers of columns, years. */
static bool row_is_head(const struct find *f, uint32_t first, uint32_t end)
{
    bool numbers = false, years = true;
    int64_t year;
    for (uint32_t i = first; i < end; i++) {
        if (!digits_start(f, &f->cells[i])) continue;
        numbers = true;
        years = years && year_alone(f, f->cells[i].first, f->cells[i].end, &year);
    }
    return !numbers || years || ordinal_row(f, first, end);
}

/* "II | Văn hóa - xã hội": the name of a section inside a table. */
static bool row_is_section(const struct find *f, uint32_t first, uint32_t end)
{
    uint32_t filled_cells = 0;
    for (uint32_t i = first; i < end; i++) filled_cells += f->cells[i].end > f->cells[i].first;
    return filled_cells <= 2;
}

/* "A. Công tác Hội": a line of its own between two rows. */
static bool section_line(const struct find *f, uint32_t k)
{
    const struct line *l = &f->lines[k];
    return k + 1 < f->line_count && parted_line(f, l + 1) && words_in(f, l->first, l->end) <= 16 &&
           !closes_sentence(f, l);
}

static void table_keep(struct find *f, const struct table *t)
{
    struct table *kept = GROW(f->a, f->tables, f->table_count, struct table);
    *kept = *t;
    for (uint32_t i = t->cell_first; i < t->cell_end; i++)
        f->cells[i].table = (uint32_t)f->table_count;
}

static bool head_again(const struct find *f, uint32_t from, uint32_t to)
{
    static const char *const heads[] = { "tt", "stt", "chi tieu", "noi dung", "dvt", "don vi tinh", "don vi" };
    for (uint32_t i = from; i < to; i++)
        if (text_is(f, f->cells[i].first, f->cells[i].end, heads, COUNT(heads))) return true;
    return false;
}

/* Rows of parted lines from line k on; returns the line behind them. */
static uint32_t parted_table(struct find *f, uint32_t k)
{
    struct table t = { .cell_first = (uint32_t)f->cell_count };
    uint32_t row = 0, line = k;
    bool in_head = true, framed = framed_block(f, k);
    for (; line < f->line_count; line++, row++) {
        const struct line *l = &f->lines[line];
        if (f->lines[k].role == LINE_FURNITURE && l->role == LINE_BODY)
            break; /* signatures in a table, then the annex */
        if (!parted_line(f, l)) {
            if (!t.head || !section_line(f, line)) break;
            in_head = false;
            continue;
        }
        uint32_t from = (uint32_t)f->cell_count, n = line_cells(f, l, row, framed);
        if (n > COLUMNS_MOST) n = COLUMNS_MOST;
        bool section = t.head && n <= 2 && t.columns > 2 && row_is_section(f, from, (uint32_t)f->cell_count);
        bool head = row_is_head(f, from, (uint32_t)f->cell_count) && !section;
        if (head && !in_head && n > 1 && (n != t.columns || head_again(f, from, (uint32_t)f->cell_count)) &&
            row >= 2) {
            f->cell_count = from; /* the head of another table */
            break;
        }
        in_head = in_head && head;
        if (in_head) t.head = row + 1;
        if (n > t.columns) t.columns = n;
    }
    t.rows = row;
    t.cell_end = (uint32_t)f->cell_count;
    if (row >= 2 && t.head && t.head < row && columns_read(f, &t)) {
        table_keep(f, &t);
        for (uint32_t i = k; i < line; i++) f->lines[i].table = true;
    } else f->cell_count = t.cell_first;
    return line > k ? line : k + 1;
}

static bool roman_line(const struct find *f, const struct line *l)
{
    return l->end == l->first + 1 && f->tok[l->first].kind == TOKEN_WORD &&
           roman_number(vn_fold(f->a, token_str(f, l->first)));
}

/* How many lines from k on make the row `number`: all columns, or fewer when cells were empty and
 * the next row's number follows. 0: no row. */
static uint32_t row_length(const struct find *f, uint32_t k, uint32_t columns, int64_t number)
{
    int64_t v;
    if (k >= f->line_count || !whole_number(f, f->lines[k].first, f->lines[k].end, &v) ||
        v != number)
        return 0;
    for (uint32_t n = columns; n >= 3; n--) {
        if (k + n == f->line_count) return n;
        if (k + n > f->line_count) continue;
        const struct line *next = &f->lines[k + n];
        if (whole_number(f, next->first, next->end, &v) && v == number + 1) return n;
        if (roman_line(f, next)) return n;
    }
    for (uint32_t i = 1; i < columns && k + i < f->line_count; i++)
        if (words_in(f, f->lines[k + i].first, f->lines[k + i].end) > HEADER_WORDS)
            return i >= 3 ? i : 0;
    return columns;
}

/* "TT", "Nội dung", "ĐVT", "Kết quả", "1", ...: each cell on a line of its own. */
static uint32_t lined_table(struct find *f, uint32_t k)
{
    struct table t = { .cell_first = (uint32_t)f->cell_count, .head = 1 };
    uint32_t line = k;
    int64_t v;
    while (line < f->line_count && line < k + COLUMNS_MOST &&
           !whole_number(f, f->lines[line].first, f->lines[line].end, &v) &&
           !(line > k && roman_line(f, &f->lines[line])) &&
           words_in(f, f->lines[line].first, f->lines[line].end) <= HEADER_WORDS) {
        cell_add(f, f->lines[line].first, f->lines[line].end, 0, line - k);
        line++;
    }
    t.columns = line - k;
    uint32_t row = 1;
    int64_t number = 1;
    while (t.columns >= 3 && line < f->line_count) {
        if (roman_line(
                f, &f->lines[line])) { /* "II", "Công tác xây dựng Hội": a section of the table */
            uint32_t n = line + 1;
            while (n < f->line_count && n < line + t.columns &&
                   !whole_number(f, f->lines[n].first, f->lines[n].end, &v))
                n++;
            if (n == f->line_count || !whole_number(f, f->lines[n].first, f->lines[n].end, &v) ||
                v != 1)
                break;
            line = n;
            number = 1;
        }
        uint32_t n = row_length(f, line, t.columns, number);
        if (!n) break;
        for (uint32_t i = 0; i < n && line + i < f->line_count; i++) {
            uint32_t column = i;
            /* an empty cell left no line: the numbers stand at the end only when the row is whole
             */
            cell_add(f, f->lines[line + i].first, f->lines[line + i].end, row,
                     n == t.columns ? column
                     : i < 2        ? i
                                    : COLUMNS_MOST);
        }
        line += n;
        row++;
        number++;
    }
    t.rows = row;
    t.cell_end = (uint32_t)f->cell_count;
    if (row > 1 && columns_read(f, &t)) {
        table_keep(f, &t);
        for (uint32_t i = k; i < line; i++) f->lines[i].table = true;
        return line;
    }
    f->cell_count = t.cell_first;
    return k + 1;
}

void find_tables(struct find *f)
{
    for (uint32_t k = 0; k < f->line_count;) {
        const struct line *l = &f->lines[k];
        if (parted_line(f, l)) k = parted_table(f, k);
        else if (index_head(f, l->first, l->end)) k = lined_table(f, k);
        else k++;
    }
}
