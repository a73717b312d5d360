/* xlsx.c - an Excel workbook to text: its visible sheets, row by row. See format.h; runs only inside the locked child.
 *
 * Owns which cells count: hidden sheets, rows and columns are not said, errors neither. Formulas are never worked
 * out: the value that was kept with one is taken. A cell is written as a person sees it (cell.h). */
#include "read/format/format.h"
#include "pack/limits.h"
#include "pack/xml.h"
#include "read/format/cell.h"
#include "read/format/grid.h"
#include "read/format/workbook.h"
#include "vn/text.h"

enum cell_kind { CELL_NUMBER, CELL_SHARED, CELL_TEXT, CELL_ERROR, CELL_DAY };

struct sheet {
    struct arena *a;
    struct workbook *book;
    struct grid *grid;
    struct buf value, shown;
    bool hidden_columns[LIMIT_SHEET_COLUMNS], skip_row, in_value, in_phonetic;
    uint32_t row, column;           /* of the cell being read, from 0 */
    uint32_t next_row, next_column; /* when a row or cell does not say where it stands */
    enum cell_kind kind;
    size_t look;
};

/* "B12": its column and row from 0; false when it is none. */
static bool place(const char *s, uint32_t *column, uint32_t *row)
{
    uint32_t c = 0, r = 0;
    size_t letters = 0, digits = 0;
    for (; *s >= 'A' && *s <= 'Z' && letters < 4; s++, letters++) c = c * 26 + (uint32_t)(*s - 'A' + 1);
    for (; *s >= '0' && *s <= '9' && digits < 8; s++, digits++) r = r * 10 + (uint32_t)(*s - '0');
    if (!letters || !digits || *s || !r) return false;
    *column = c - 1;
    *row = r - 1;
    return true;
}

static bool is_true(const char *const *attributes, const char *name)
{
    const char *v = xml_attribute(attributes, name);
    return v && (!strcmp(v, "1") || !strcmp(v, "true"));
}

static uint32_t count(const char *const *attributes, const char *name)
{
    int64_t n;
    const char *v = xml_attribute(attributes, name);
    return v && str_int(str_c(v), &n) && n > 0 && n < INT32_MAX ? (uint32_t)n : 0;
}

static void columns(struct sheet *s, const char *const *attributes)
{
    if (!is_true(attributes, "hidden")) return;
    uint32_t first = count(attributes, "min"), last = count(attributes, "max");
    for (uint32_t c = first; c && c <= last && c <= LIMIT_SHEET_COLUMNS; c++) s->hidden_columns[c - 1] = true;
}

static void row_open(struct sheet *s, const char *const *attributes)
{
    uint32_t said = count(attributes, "r");
    s->row = said ? said - 1 : s->next_row;
    s->next_row = s->row + 1;
    s->next_column = 0;
    s->skip_row = is_true(attributes, "hidden");
    if (!s->skip_row) grid_row(s->grid, s->row);
}

static void cell_open(struct sheet *s, const char *const *attributes)
{
    static const struct { const char *name; enum cell_kind kind; } kinds[] = {
        { "s", CELL_SHARED }, { "str", CELL_TEXT }, { "inlineStr", CELL_TEXT },
        { "e", CELL_ERROR },  { "b", CELL_ERROR },  { "d", CELL_DAY },
    };
    const char *at = xml_attribute(attributes, "r"), *type = xml_attribute(attributes, "t");
    uint32_t row;
    if (!at || !place(at, &s->column, &row)) s->column = s->next_column;
    s->next_column = s->column + 1;
    s->kind = CELL_NUMBER;
    for (size_t i = 0; type && i < COUNT(kinds); i++)
        if (!strcmp(type, kinds[i].name)) s->kind = kinds[i].kind;
    s->look = count(attributes, "s");
    s->value.n = 0;
}

static void on_open(void *who, struct xml_name name, const char *const *attributes)
{
    struct sheet *s = who;
    if (str_is(name.local, S("c"))) cell_open(s, attributes);
    else if (str_is(name.local, S("v")) || str_is(name.local, S("t"))) s->in_value = !s->in_phonetic;
    else if (str_is(name.local, S("row"))) row_open(s, attributes);
    else if (str_is(name.local, S("rPh"))) s->in_phonetic = true;
    else if (str_is(name.local, S("col"))) columns(s, attributes);
    else if (str_is(name.local, S("mergeCell"))) {
        uint32_t c1, r1, c2, r2;
        struct str both = str_c(xml_attribute(attributes, "ref")), first;
        if (str_next(&both, ':', &first) && both.p && place(str_z(s->a, first), &c1, &r1) &&
            place(str_z(s->a, both), &c2, &r2))
            grid_merge(s->grid, r1, c1, r2, c2);
    }
}

static struct str with_font(struct sheet *s, struct str text)
{
    const struct font *f = s->look < s->book->look_count ? s->book->looks[s->look].font : NULL;
    return f ? font_decode(s->a, f, text, &s->book->turned[f->encoding]) : text;
}

static void cell_close(struct sheet *s)
{
    struct str value = buf_done(&s->value), text = S("");
    int64_t index;
    struct day day;
    bool number = false;
    if (s->skip_row || (s->column < LIMIT_SHEET_COLUMNS && s->hidden_columns[s->column])) return;
    if (!value.n) return;
    struct str format = s->look < s->book->look_count ? s->book->looks[s->look].format : S("");
    switch (s->kind) {
    case CELL_SHARED:
        if (str_int(value, &index) && index >= 0 && (size_t)index < s->book->text_count)
            text = with_font(s, s->book->texts[index]);
        break;
    case CELL_TEXT: text = with_font(s, value); break;
    case CELL_NUMBER:
        number = cell_is_number(value);
        s->shown.n = 0;
        cell_show(&s->shown, value, format, s->book->since_1904);
        text = buf_done(&s->shown);
        break;
    case CELL_DAY: text = day_read(str_cut(value, 0, strlen("2026-06-30")), &day) ? day_vi(s->a, day) : value; break;
    case CELL_ERROR: break;                     /* #N/A and TRUE are no words of a report */
    }
    grid_cell(s->grid, s->column, text, number);
}

static void on_close(void *who, struct xml_name name)
{
    struct sheet *s = who;
    if (str_is(name.local, S("v")) || str_is(name.local, S("t"))) s->in_value = false;
    else if (str_is(name.local, S("rPh"))) s->in_phonetic = false;
    else if (str_is(name.local, S("c"))) cell_close(s);
}

static void on_text(void *who, const char *p, size_t n)
{
    struct sheet *s = who;
    if (s->in_value) buf_add(&s->value, p, n);
}

static error sheet_read(struct arena *a, struct unzip *z, struct workbook *book, const char *part, struct grid **out)
{
    struct bytes xml;
    struct sheet *s = NEW(a, struct sheet);
    const struct xml_walker walker = { .who = s, .open = on_open, .close = on_close, .text = on_text };
    s->a = a;
    s->book = book;
    s->grid = *out = grid_open(a);
    s->value = s->shown = buf_open(a);
    grid_row(s->grid, 0);
    TRY(unzip_get(a, z, part, &xml));
    TRY(xml_walk(a, xml, &walker));
    if (grid_is_full(s->grid))
        return FAIL(a, ERR_TOO_LARGE,
                    "Bảng tính có trang lớn hơn %d dòng hoặc %d cột có số liệu. Hãy chia thành nhiều tệp nhỏ hơn.",
                    LIMIT_SHEET_ROWS, LIMIT_SHEET_COLUMNS);
    return NULL;
}

/* "Sheet1", "Trang tính 2": a name that nobody gave. */
static bool is_unnamed(struct arena *a, struct str name)
{
    static const char *const usual[] = { "sheet", "trang", "trang tinh", "bang", "bang tinh", "table" };
    struct str folded = vn_fold(a, name);
    while (folded.n && ((folded.p[folded.n - 1] >= '0' && folded.p[folded.n - 1] <= '9') ||
                        strchr(" _()", folded.p[folded.n - 1])))
        folded = str_cut(folded, 0, folded.n - 1);
    for (size_t i = 0; i < COUNT(usual); i++)
        if (str_is(folded, str_c(usual[i]))) return true;
    return !folded.n;
}

static struct str encoding_of(const struct workbook *book)
{
    enum vn_encoding most = VN_UTF8;
    for (size_t i = 0; i < VN_ENCODING_COUNT; i++)
        if (book->turned[i] > book->turned[most]) most = (enum vn_encoding)i;
    return str_c(vn_encoding_name(most));
}

error xlsx_read(struct arena *a, struct bytes document, struct read_text *out)
{
    struct unzip *z;
    struct workbook book;
    struct buf text = buf_open(a);
    size_t shown = 0, hidden = 0;
    TRY(unzip_open(a, document, &z));
    TRY(workbook_read(a, z, &book));
    for (size_t i = 0; i < book.sheet_count; i++) shown += !book.sheets[i].hidden;
    for (size_t i = 0; i < book.sheet_count; i++) {
        const char *part = str_z(a, book.sheets[i].part);
        struct grid *grid;
        struct str name;
        hidden += book.sheets[i].hidden;
        if (book.sheets[i].hidden || !unzip_has(z, part)) continue;
        TRY(sheet_read(a, z, &book, part, &grid));
        size_t before = text.n;
        TRY(vn_text(a, (struct bytes){ (const unsigned char *)book.sheets[i].name.p, book.sheets[i].name.n }, &name));
        if (shown > 1 && !is_unnamed(a, name)) buf_fmt(&text, "%.*s\n", STR(name));
        size_t named = text.n;
        grid_write(grid, &text);
        if (text.n == named) text.n = before;               /* an empty sheet has no name either */
    }
    struct str all = buf_done(&text);
    if (!all.n && hidden)
        return FAIL(a, ERR_INPUT, "Các trang có số liệu của bảng tính đều bị ẩn. Hãy bỏ ẩn, lưu lại rồi gửi.");
    struct bytes raw = { (const unsigned char *)all.p, all.n };
    TRY(vn_text(a, raw, &all));
    out->form = txt_form(raw, all);
    TRY(txt_tidy(a, all, false, &out->text));
    out->format = FORMAT_XLSX;
    out->encoding = encoding_of(&book);
    return NULL;
}
