/* pdf_paper.c - a paper as tagged PDF: what goes on which page.
 *
 * Owns the breaking of pages. P1 a paragraph leaves two lines or more on each side of a break. P2 a
 * heading, a caption and the head of a table stand on one page with what follows. P3 the signature
 * block never stands alone. P4 a row breaks only when it is higher than a page. */
#include "write/pdf_page.h"

#define RULE_SPACE 2.0                         /* above and below a rule, points */
#define BORDER 0.5                             /* of a cell, points: word processors add it to the height of a row */
/* Headings kept in a row; lines of a paragraph kept on each side of a break. */
enum { CHAIN_MOST = 8, LINES_KEPT = 2 };

static const struct type *type_of(const struct pdf *pdf, const struct sheet_line *line)
{
    return &pdf->sheet->layout->type[line->el];
}

static double cell_above(const struct pdf *pdf) { return pdf->sheet->layout->cell_above / 20.0; }
static double cell_beside(const struct pdf *pdf) { return pdf->sheet->layout->cell_beside / 20.0; }
static double gap_table(const struct pdf *pdf) { return pdf->sheet->layout->gap_table / 20.0; }
static double gap_foot(const struct pdf *pdf) { return pdf->sheet->layout->gap_foot / 20.0; }

/* ---- lines and parts ---- */

/* Word processors set a rule as the upper border of a line of its own: its thickness adds to the height. */
static double rule_height(const struct pdf *pdf) { return 2 * RULE_SPACE + pdf->sheet->layout->rule / 8.0; }

static double line_height(struct pdf *pdf, const struct sheet_line *line, double width, int *lines)
{
    struct pdf_how how = pdf_how(pdf, line, 0, width);
    const struct type *t = type_of(pdf, line);
    *lines = pdf_lay(pdf, 0, line, &how);
    return t->before / 20.0 + *lines * pdf_pitch(pdf, line, how.size) +
           (line->rule ? rule_height(pdf) : 0) + t->after / 20.0;
}

static double part_height(struct pdf *pdf, enum sheet_part_id id, double width)
{
    double height = 0;
    int lines;
    for (size_t i = 0; i < pdf->sheet->part[id].lines; i++)
        height += line_height(pdf, &pdf->sheet->part[id].line[i], width, &lines);
    return height;
}

static void put_rule(struct pdf *pdf, const struct sheet_line *line, double x, double width)
{
    double length = measure_points(line->rule), y = pdf->y + RULE_SPACE;
    cairo_set_line_width(pdf->cr, pdf->sheet->layout->rule / 8.0);
    cairo_move_to(pdf->cr, x + (width - length) / 2, y);
    cairo_line_to(pdf->cr, x + (width + length) / 2, y);
    cairo_stroke(pdf->cr);
    pdf->y += rule_height(pdf);
}

/* How many of the `left` lines go on this page, when `room` of them have room (P1). */
static int lines_here(int left, int room, bool first, bool at_top)
{
    if (left <= room) return left;
    int here = room;
    if (left - here < LINES_KEPT) here = left - LINES_KEPT;
    if (first && here < LINES_KEPT) here = 0;
    if (here <= 0 && at_top) here = room > 0 ? room : 1;
    return here > 0 ? here : 0;
}

/* Sets one line of the sheet, a paragraph mostly, over as many pages as it takes. */
static void put_line(struct pdf *pdf, const struct sheet_line *line, double x, double width)
{
    struct pdf_how how = pdf_how(pdf, line, x, width);
    const struct type *t = type_of(pdf, line);
    const char *tag = pdf_tag_of(line->el);
    double pitch = pdf_pitch(pdf, line, how.size);
    int lines = pdf_lay(pdf, 0, line, &how);
    double above = t->before / 20.0 - pdf->below;
    if (above > 0 && (!pdf_at_top(pdf) || pdf->page == 1)) pdf->y += above;
    for (int from = 0; from < lines;) {
        int room = (int)((pdf->bottom - pdf->y) / pitch + 1e-6);
        int here = lines_here(lines - from, room, from == 0, pdf_at_top(pdf));
        if (here) {
            pdf_tag(pdf, tag);
            pdf_draw(pdf, 0, line, &how, pdf->y, from, from + here);
            pdf_untag(pdf, tag);
            pdf->y += here * pitch;
            from += here;
        }
        if (from < lines) pdf_new_page(pdf);
    }
    if (line->rule) put_rule(pdf, line, x, width);
    pdf->below = t->after / 20.0;
    pdf->y += pdf->below;
}

static void put_part(struct pdf *pdf, enum sheet_part_id id, double x, double width)
{
    for (size_t i = 0; i < pdf->sheet->part[id].lines; i++) put_line(pdf, &pdf->sheet->part[id].line[i], x, width);
}

/* Two parts side by side, on one page: whoever calls has made room. */
static void put_pair(struct pdf *pdf, enum sheet_part_id left, enum sheet_part_id right, int left_width)
{
    double split = measure_points(left_width), from = pdf->y;
    pdf->below = 0;
    put_part(pdf, left, pdf->left, split);
    double after_left = pdf->y;
    pdf->y = from;
    pdf->below = 0;
    put_part(pdf, right, pdf->left + split, pdf->width - split);
    if (pdf->y < after_left) pdf->y = after_left;
}

static double foot_height(struct pdf *pdf)
{
    double split = measure_points(pdf->sheet->layout->foot_left);
    if (pdf->sheet->cover) return 0;
    double left = part_height(pdf, PART_COPIES, split), right = part_height(pdf, PART_SIGN, pdf->width - split);
    return gap_foot(pdf) + (left > right ? left : right);
}

static void put_foot(struct pdf *pdf)
{
    int left = pdf->sheet->layout->foot_left;
    double height = foot_height(pdf), split = measure_points(left);
    if (pdf->y + height > pdf->bottom && !pdf_at_top(pdf)) pdf_new_page(pdf);
    else pdf->y += gap_foot(pdf);
    if (height <= pdf->bottom - pdf->top) {
        put_pair(pdf, PART_COPIES, PART_SIGN, left);
        return;
    }
    double from = pdf->y;                      /* more copies than a page holds: they run on, the signature stays */
    put_part(pdf, PART_SIGN, pdf->left + split, pdf->width - split);
    pdf->y = from;
    put_part(pdf, PART_COPIES, pdf->left, split);
}

/* ---- tables ---- */

struct row_set {
    struct pdf_how how[PAPER_COLUMNS_MOST];
    int lines[PAPER_COLUMNS_MOST], most;
    double pitch;
    bool bars;
};

/* The columns of a chart have room between them without lines. */
static struct row_set row_lay(struct pdf *pdf, const struct sheet_table *t, const struct sheet_row *row)
{
    struct row_set set = { .most = 1, .bars = t->bars };
    double x = pdf->left;
    for (size_t i = 0; i < row->cells; i++) {
        const struct sheet_cell *c = &row->cell[i];
        double width = 0;
        for (int k = 0; k < c->span; k++) width += measure_points(t->width[c->column + k]);
        set.how[i] = (struct pdf_how){ .x = x, .width = width, .bold = c->bold, .align = c->align,
                                       .size = layout_cell_size(pdf->sheet->layout, c->line.el, t->columns) };
        struct pdf_how inner = set.how[i];
        double beside = cell_beside(pdf);
        inner.width = width > 3 * beside ? width - 2 * beside : beside;
        set.lines[i] = pdf_lay(pdf, (int)i, &c->line, &inner);
        if (set.lines[i] > set.most) set.most = set.lines[i];
        set.pitch = pdf_pitch(pdf, &c->line, inner.size);
        x += width;
    }
    return set;
}

static double lines_height(const struct pdf *pdf, const struct row_set *set, int lines)
{
    return lines * set->pitch + 2 * cell_above(pdf) + BORDER;
}

static double row_height(const struct pdf *pdf, const struct row_set *set, int lines)
{
    double height = lines_height(pdf, set, lines);
    return set->bars ? (height > SHEET_BAR_ROW / 20.0 ? height : SHEET_BAR_ROW / 20.0) : height;
}

/* Black, grey, white and striped, each with a line around, so that they differ without colour. A bar that goes on ends
 * in a broken line. */
static void bar_draw(struct pdf *pdf, const struct sheet_bar *bar, double x, double y)
{
    static const double shade[BAR_LOOK_COUNT] = { [BAR_BLACK] = 0.15, [BAR_GREY] = 0.65, [BAR_WHITE] = 1,
                                                  [BAR_STRIPED] = 1 };
    double width = measure_points(bar->length), height = SHEET_BAR_HEIGHT / 20.0;
    cairo_t *cr = pdf->cr;
    cairo_save(cr);
    cairo_rectangle(cr, x, y, width, height);
    cairo_set_source_rgb(cr, shade[bar->look], shade[bar->look], shade[bar->look]);
    cairo_fill_preserve(cr);
    cairo_set_source_rgb(cr, 0, 0, 0);
    if (bar->look == BAR_STRIPED) {
        cairo_save(cr);
        cairo_clip_preserve(cr);
        cairo_new_path(cr);
        for (double at = x - height; at < x + width; at += 4) {
            cairo_move_to(cr, at, y + height);
            cairo_line_to(cr, at + height, y);
        }
        cairo_set_line_width(cr, 0.75);
        cairo_stroke(cr);
        cairo_restore(cr);
        cairo_rectangle(cr, x, y, width, height);
    }
    cairo_set_line_width(cr, BORDER);
    cairo_stroke(cr);
    if (bar->open) {
        const double dash[] = { 3, 2 };
        cairo_set_dash(cr, dash, COUNT(dash), 0);
        cairo_move_to(cr, x + width, y + height / 2);
        cairo_line_to(cr, x + width + 14, y + height / 2);
        cairo_stroke(cr);
    }
    cairo_restore(cr);
}

/* Draws lines [from, from + many) of every cell of a row that was laid out last, and its boxes. */
static void row_draw(struct pdf *pdf, const struct sheet_row *row, const struct row_set *set,
                     int from, int many, bool tagged)
{
    double height = row_height(pdf, set, many);
    cairo_set_line_width(pdf->cr, BORDER);
    for (size_t i = 0; i < row->cells && !set->bars; i++) {
        cairo_rectangle(pdf->cr, set->how[i].x, pdf->y, set->how[i].width, height);
        cairo_stroke(pdf->cr);
    }
    if (row->bar.length)
        bar_draw(pdf, &row->bar, set->how[SHEET_BAR_COLUMN].x, pdf->y + (height - SHEET_BAR_HEIGHT / 20.0) / 2);
    if (tagged) pdf_tag(pdf, "TR");
    for (size_t i = 0; i < row->cells; i++) {
        const struct sheet_line *line = &row->cell[i].line;
        int to = set->lines[i] < from + many ? set->lines[i] : from + many;
        bool whole = from == 0 && many == set->most;
        double down = whole ? (height - lines_height(pdf, set, set->lines[i])) / 2 : 0;
        struct pdf_how inner = set->how[i];
        inner.x += cell_beside(pdf);
        if (tagged) pdf_tag(pdf, pdf_tag_of(line->el));
        pdf_draw(pdf, (int)i, line, &inner, pdf->y + BORDER + cell_above(pdf) + down, from, to);
        if (tagged) pdf_untag(pdf, pdf_tag_of(line->el));
    }
    if (tagged) pdf_untag(pdf, "TR");
    pdf->y += height;
}

static double rows_height(struct pdf *pdf, const struct sheet_table *t, size_t from, size_t to)
{
    double height = 0;
    for (size_t i = from; i < to && i < t->rows; i++) {
        struct row_set set = row_lay(pdf, t, &t->row[i]);
        height += row_height(pdf, &set, set.most);
    }
    return height;
}

/* A new page, with the head of the table again unless it would fill half of it. The repeated head has no tags: it is no
 * part of the text. */
static void table_page(struct pdf *pdf, const struct sheet_table *t, double heads)
{
    pdf_new_page(pdf);
    if (heads > (pdf->bottom - pdf->top) / 2) return;
    for (size_t i = 0; i < t->heads; i++) {
        struct row_set set = row_lay(pdf, t, &t->row[i]);
        row_draw(pdf, &t->row[i], &set, 0, set.most, false);
    }
}

static void put_row(struct pdf *pdf, const struct sheet_table *t, const struct sheet_row *row,
                    double heads, double keep)
{
    struct row_set set = row_lay(pdf, t, row);
    double height = row_height(pdf, &set, set.most);
    double page = pdf->bottom - pdf->top, left = pdf->bottom - pdf->y;
    bool breaks = heads + height > page;       /* P4: such a row starts where it is, with a few lines at least */
    double closing = t->bars || row->head || row == sheet_open_row(t) ? 0 : BORDER;
    double need = breaks ? 2 * cell_above(pdf) + BORDER + 2 * LINES_KEPT * set.pitch : height + keep + closing;
    if (need > left && !pdf_at_top(pdf)) {
        table_page(pdf, t, row->head ? pdf->bottom : heads);
        set = row_lay(pdf, t, row);
    }
    for (int from = 0; from < set.most;) {
        int room = (int)((pdf->bottom - pdf->y - 2 * cell_above(pdf) - BORDER) / set.pitch + 1e-6);
        int many = set.most - from < room ? set.most - from : room > 1 ? room : 1;
        row_draw(pdf, row, &set, from, many, true);
        from += many;
        if (from == set.most) break;
        table_page(pdf, t, row->head ? pdf->bottom : heads);
        set = row_lay(pdf, t, row);
    }
}

static void put_table(struct pdf *pdf, const struct sheet_table *t, double foot)
{
    if (!t->rows) return;
    if (t->caption.runs) put_line(pdf, &t->caption, pdf->left, pdf->width);
    else pdf->y += gap_table(pdf);             /* at the top of a page too: in a .docx a paragraph that goes along */
    double heads = rows_height(pdf, t, 0, t->heads);
    pdf_tag(pdf, "Table");
    for (size_t i = 0; i < t->rows; i++) {
        double keep = i + 1 == t->rows ? foot : t->row[i].keep_next ? rows_height(pdf, t, i + 1, i + 2) : 0;
        put_row(pdf, t, &t->row[i], heads, keep);
    }
    pdf_untag(pdf, "Table");
    pdf->y += BORDER;
    pdf->below = 0;
}

/* ---- the paper ---- */

/* How much of block `at` must find room on this page before it may start here (P2, P3). */
static double keep_height(struct pdf *pdf, size_t at, int chain)
{
    const struct sheet *s = pdf->sheet;
    if (at == s->blocks) return foot_height(pdf);
    const struct sheet_table *t = s->block[at].table;
    const struct sheet_line *line = t ? &t->caption : &s->block[at].line;
    int lines = 0;
    double height = t && !line->runs ? gap_table(pdf) : line_height(pdf, line, pdf->width, &lines);
    if (t) return height + rows_height(pdf, t, 0, t->bars ? t->rows : t->heads + 1);
    if (type_of(pdf, line)->keep_next && chain < CHAIN_MOST) return height + keep_height(pdf, at + 1, chain + 1);
    if (at + 1 == s->blocks) return height + foot_height(pdf);
    if (lines < 2 * LINES_KEPT) return height;
    return height - (lines - LINES_KEPT) * pdf_pitch(pdf, line, type_of(pdf, line)->size);
}

/* What the contents name: a place to lead to, a bookmark, and the page it came to stand on. */
static void put_listed(struct pdf *pdf, size_t at)
{
    struct sheet_block *b = &pdf->sheet->block[at];
    pdf_bookmark(pdf, b->line.run->text, b->depth, b->name);
    pdf_place(pdf, b->name);
    put_line(pdf, &b->line, pdf->left, pdf->width);
    pdf_unplace(pdf);
    b->page = pdf->page;
}

/* Dots from where the text ends to the number: drawn, so that nobody copies them. */
static void put_dots(struct pdf *pdf, double from, double to, double y)
{
    enum { STEP = 4 };
    const double dash[] = { 0, STEP };
    from = (double)((int)(from / STEP) + 1) * STEP;        /* dots of all lines stand above each other */
    if (from >= to) return;
    cairo_save(pdf->cr);
    cairo_set_line_width(pdf->cr, 1);
    cairo_set_line_cap(pdf->cr, CAIRO_LINE_CAP_ROUND);
    cairo_set_dash(pdf->cr, dash, COUNT(dash), 0);
    cairo_move_to(pdf->cr, from, y);
    cairo_line_to(pdf->cr, to, y);
    cairo_stroke(pdf->cr);
    cairo_restore(pdf->cr);
}

/* A line of the contents: the whole of it leads to its place. */
static void put_contents(struct pdf *pdf, const struct sheet_block *b)
{
    const struct type *t = type_of(pdf, &b->line);
    double room = measure_points(SHEET_PAGE_ROOM), width = pdf->width - room, pitch = pdf_pitch(pdf, &b->line, t->size);
    int number = pdf->sheet->block[b->leads - 1].page;
    struct run run = { .text = number ? str_fmt(pdf->a, "%d", number) : S("") };
    struct sheet_line page = { .el = b->line.el, .run = &run, .runs = 1 };
    struct pdf_how how = { .x = pdf->left + width, .width = room, .size = t->size, .align = ALIGN_RIGHT };
    pdf_lead(pdf, b->leads);
    put_line(pdf, &b->line, pdf->left, width);
    double y = pdf->y - pdf->below - pitch, end = pdf->left + measure_points(t->left) + pdf_last_width(pdf, 0);
    pdf_lay(pdf, PDF_PAGE_SLOT, &page, &how);
    pdf_draw(pdf, PDF_PAGE_SLOT, &page, &how, y, 0, 1);
    pdf_unlead(pdf);
    put_dots(pdf, end + 2, pdf->left + pdf->width - pdf_last_width(pdf, PDF_PAGE_SLOT) - 3,
             y + pitch * 3 / 4);
}

static void put_block(struct pdf *pdf, size_t at)
{
    const struct sheet *s = pdf->sheet;
    const struct sheet_block *b = &s->block[at];
    if (b->table) put_table(pdf, b->table, at + 1 == s->blocks ? foot_height(pdf) : 0);
    else if (b->leads) put_contents(pdf, b);
    else if (b->name) put_listed(pdf, at);
    else put_line(pdf, &b->line, pdf->left, pdf->width);
}

static void put_body(struct pdf *pdf)
{
    const struct sheet *s = pdf->sheet;
    bool list = false;
    for (size_t i = 0; i < s->blocks; i++) {
        const struct sheet_block *b = &s->block[i];
        if (b->fresh && !(pdf_at_top(pdf) && pdf->page > 1)) pdf_new_page(pdf);
        double keep = keep_height(pdf, i, 0);
        bool fits_one = keep <= pdf->bottom - pdf->top;
        if (fits_one && pdf->y + keep > pdf->bottom && !pdf_at_top(pdf)) pdf_new_page(pdf);
        bool item = !b->table && b->line.el == EL_ITEM;
        if (list && !item) pdf_untag(pdf, "L");
        if (item && !list) pdf_tag(pdf, "L");
        list = item;
        if (item) pdf_tag(pdf, "LI");
        put_block(pdf, i);
        if (item) pdf_untag(pdf, "LI");
    }
    if (list) pdf_untag(pdf, "L");
}

static error set_sheet(struct arena *a, const struct sheet *s, struct bytes *out, int *pages)
{
    struct pdf pdf;
    TRY(pdf_open(a, s, &pdf));
    pdf_tag(&pdf, "Document");
    put_pair(&pdf, PART_ISSUER, PART_NATION, s->layout->head_left);
    put_pair(&pdf, PART_NUMBER, PART_PLACE, s->layout->head_left);
    put_part(&pdf, PART_TITLE, pdf.left, pdf.width);
    put_part(&pdf, PART_TO, pdf.left, pdf.width);
    put_body(&pdf);
    if (!s->cover) put_foot(&pdf);
    pdf_untag(&pdf, "Document");
    *pages = pdf.page;
    return pdf_done(&pdf, out);
}

/* The number of a page has a place of its own in a line of the contents, so setting it once is enough to know. */
error sheet_pages(struct arena *a, const struct sheet *s)
{
    struct bytes trial;
    int pages;
    return s->contents ? set_sheet(a, s, &trial, &pages) : NULL;
}

error paper_pdf_counted(struct arena *a, const struct paper *p, struct bytes *out, int *pages)
{
    struct sheet s;
    TRY(sheet_make(a, p, &s));
    TRY(sheet_pages(a, &s));
    return set_sheet(a, &s, out, pages);
}

error paper_pdf(struct arena *a, const struct paper *p, struct bytes *out)
{
    int pages;
    return paper_pdf_counted(a, p, out, &pages);
}
