/* sheet.c - see sheet.h. Owns the forms of number, date and authority; never measures a page. */
#include "write/sheet.h"
#include "write/paper_tone.h"
#include "vn/text.h"
#include "write/measure.h"
#include "base/machine.h"

#define ROOM "…"

/* What an item's line starts with, by depth. */
static const char *const item_marks[] = { "- ", "+ ", "* " };

static struct run *run_of(struct arena *a, struct str text)
{
    struct run *run = NEW(a, struct run);
    run->text = text;
    return run;
}

static struct run *one_text(struct arena *a, const struct run *run, size_t runs)
{
    struct buf b = buf_open(a);
    for (size_t i = 0; i < runs; i++) buf_str(&b, run[i].text);
    return run_of(a, buf_done(&b));
}

static void part_add(struct arena *a, struct sheet *s, enum sheet_part_id id, enum element el, struct str text)
{
    struct sheet_part *part = &s->part[id];
    if (s->layout->type[el].capitals) text = vn_upper(a, text);
    part->line[part->lines++] = (struct sheet_line){ .el = el, .run = run_of(a, text), .runs = 1 };
}

/* Puts the rule that the layout has for it under the line last added. */
static void part_rule(struct arena *a, struct sheet *s, enum sheet_part_id id, int room)
{
    struct sheet_part *part = &s->part[id];
    struct sheet_line *line = &part->line[part->lines - 1];
    const struct type *t = &s->layout->type[line->el];
    if (t->rule) line->rule = measure_text(a, line->run->text, t, room) * t->rule / 1000;
}

/* The layout's own words, where it has that element. */
static void part_words(struct arena *a, struct sheet *s, enum sheet_part_id id, enum element el)
{
    if (s->layout->type[el].size) part_add(a, s, id, el, s->layout->type[el].text);
}

/* ---- forms of single lines ---- */

static struct str number_line(struct arena *a, const struct layout *l, struct str number)
{
    number = str_trim(number);
    size_t digits = 0;
    while (digits < number.n && number.p[digits] >= '0' && number.p[digits] <= '9') digits++;
    const char *lead = number.n == 0 ? ROOM ROOM : digits == 0 ? ROOM : digits == 1 ? "0" : "";
    return str_fmt(a, "%.*s %s%.*s", STR(l->type[EL_NUMBER].text), lead, STR(number));
}

/* A day below ten and the months 1 and 2 take a zero, so that nobody can write a digit in front. */
static struct str place_line(struct arena *a, struct str place, struct day d)
{
    struct buf b = buf_open(a);
    buf_str(&b, place.n ? place : S(ROOM ROOM));
    if (d.year && d.day) buf_fmt(&b, ", ngày %02d", d.day);
    else buf_c(&b, ", ngày " ROOM);
    if (d.year && d.month) buf_fmt(&b, d.month < 3 ? " tháng %02d" : " tháng %d", d.month);
    else buf_c(&b, " tháng " ROOM);
    if (d.year) buf_fmt(&b, " năm %d", d.year);
    else buf_c(&b, " năm " ROOM);
    return buf_done(&b);
}

/* The same authority is written with a full stop in some layouts, with a slash in others. */
static struct str authority_line(struct arena *a, const struct layout *to, struct str authority)
{
    size_t n;
    const struct layout *l = layout_list(&n);
    for (size_t k = 0; k < n; k++)
        for (int i = 0; i < AUTHORITY_COUNT; i++) {
            struct str form = l[k].authority[i];
            if (!str_starts(authority, form)) continue;
            struct str rest = str_trim(str_cut(authority, form.n, authority.n));
            return str_fmt(a, "%.*s %.*s", STR(to->authority[i]), STR(rest));
        }
    return authority;
}

/* "- Ban Thường vụ Đảng ủy;", the last one with a full stop. */
static struct str listed(struct arena *a, struct str text, bool last)
{
    text = str_trim(text);
    bool ended = str_ends(text, S(";")) || str_ends(text, S("."));
    return str_fmt(a, "- %.*s%s", STR(text), ended ? "" : last ? "." : ";");
}

/* ---- parts ---- */

/* A name that takes two lines breaks before the name of its place: "ỦY BAN MTTQ VIỆT NAM / PHƯỜNG BẾN LÚA", never
 * within it. */
static struct str name_lines(struct arena *a, const struct layout *l, enum element el, struct str name)
{
    static const char *const kinds[] = { "phuong ", "xa ", "dac khu ", "huyen ", "thanh pho ", "tinh " };
    struct str text = l->type[el].capitals ? vn_upper(a, name) : name, out = name;
    if (str_find(name, S("\n"), 0) != SIZE_MAX || measure_text(a, text, &l->type[el], l->width) <= l->head_left)
        return name;
    for (size_t at = 0; (at = str_find(name, S(" "), at)) != SIZE_MAX; at++) {
        struct str rest = str_cut(name, at + 1, name.n), fold = vn_fold(a, rest);
        bool kind = false;
        for (size_t i = 0; i < COUNT(kinds); i++) kind = kind || str_starts(fold, str_c(kinds[i]));
        if (kind && !str_starts(fold, S("xa hoi")))
            out = str_fmt(a, "%.*s\n%.*s", STR(str_cut(name, 0, at)), STR(rest));
    }
    return out;
}

/* A letter has no name of its kind: what it is about stands under its number. */
static void make_title(struct arena *a, const struct paper *p, struct sheet *s)
{
    const struct layout *l = s->layout;
    if (!p->kind.n) {
        if (p->subject.n)
            part_add(a, s, PART_NUMBER, EL_ABOUT,
                     str_fmt(a, "%.*s %.*s", STR(l->type[EL_ABOUT].text), STR(p->subject)));
        return;
    }
    part_add(a, s, PART_TITLE, EL_KIND, p->kind);
    if (p->subject.n) part_add(a, s, PART_TITLE, EL_SUBJECT, p->subject);
    if (p->subject.n) part_rule(a, s, PART_TITLE, layout_text_width(l));
    part_words(a, s, PART_TITLE, EL_DASHES);
}

static void make_cover(struct arena *a, const struct paper *p, struct sheet *s)
{
    part_add(a, s, PART_TITLE, EL_COVER_KIND, p->kind);
    if (p->subject.n) part_add(a, s, PART_TITLE, EL_SUBJECT, p->subject);
    if (p->subject.n) part_rule(a, s, PART_TITLE, layout_text_width(s->layout));
    for (size_t i = 0; i < p->cover_count; i++) part_add(a, s, PART_TO, EL_COVER, p->cover[i]);
}

static void make_head(struct arena *a, const struct paper *p, struct sheet *s)
{
    const struct layout *l = s->layout;
    int right = layout_text_width(l) - l->head_left;
    if (p->superior.n) part_add(a, s, PART_ISSUER, EL_SUPERIOR, name_lines(a, l, EL_SUPERIOR, p->superior));
    part_add(a, s, PART_ISSUER, EL_ISSUER, name_lines(a, l, EL_ISSUER, p->issuer));
    part_rule(a, s, PART_ISSUER, l->head_left);
    part_words(a, s, PART_ISSUER, EL_STAR);
    part_words(a, s, PART_NATION, EL_NATION);
    part_rule(a, s, PART_NATION, right);
    part_words(a, s, PART_NATION, EL_MOTTO);
    if (l->type[EL_MOTTO].size) part_rule(a, s, PART_NATION, right);
    if (s->cover) {
        make_cover(a, p, s);
        return;
    }
    part_add(a, s, PART_NUMBER, EL_NUMBER, number_line(a, l, p->number));
    part_add(a, s, PART_PLACE, EL_PLACE, place_line(a, p->place, p->date));
    make_title(a, p, s);
    struct str to = l->type[EL_TO].text;
    if (p->to_count == 1) part_add(a, s, PART_TO, EL_TO, str_fmt(a, "%.*s %.*s", STR(to), STR(p->to[0])));
    if (p->to_count > 1) part_add(a, s, PART_TO, EL_TO, to);
    for (size_t i = 0; p->to_count > 1 && i < p->to_count; i++)
        part_add(a, s, PART_TO, EL_TO_ITEM, listed(a, p->to[i], i + 1 == p->to_count));
}

static void make_foot(struct arena *a, const struct paper *p, struct sheet *s)
{
    if (s->cover) return;
    if (p->second_post.n) {
        part_add(a, s, PART_COPIES, EL_POST, p->second_post);
        part_add(a, s, PART_COPIES, EL_SIGNER, p->second_signer);
        part_add(a, s, PART_COPIES, EL_COPY, S(""));           /* room between the signature and the copies */
    }
    if (p->copy_count) part_words(a, s, PART_COPIES, EL_COPIES);
    for (size_t i = 0; i < p->copy_count; i++)
        part_add(a, s, PART_COPIES, EL_COPY, listed(a, p->copies[i], i + 1 == p->copy_count));
    if (p->authority.n) part_add(a, s, PART_SIGN, EL_AUTHORITY, authority_line(a, s->layout, p->authority));
    part_add(a, s, PART_SIGN, EL_POST, p->post);
    part_add(a, s, PART_SIGN, EL_SIGNER, p->signer);
}

static void table_widths(struct arena *a, const struct block *b, int room, struct sheet_table *t)
{
    t->width = NEW_N(a, int, t->columns);
    int64_t all = 0;
    for (int i = 0; i < t->columns; i++) {
        t->width[i] = b->width && i < b->columns && b->width[i] > 0 ? b->width[i] : 1000 / t->columns;
        all += t->width[i];
    }
    int left = room;
    for (int i = 0; i < t->columns; i++) {
        t->width[i] = i + 1 == t->columns ? left : (int)((int64_t)t->width[i] * room / all);
        left -= t->width[i];
    }
}

static struct sheet_row table_row(struct arena *a, const struct table_row *from, int columns)
{
    struct sheet_row row = { .cell = NEW_N(a, struct sheet_cell, columns), .head = from->head };
    enum element el = from->head ? EL_CELL_HEAD : EL_CELL;
    int column = 0;
    for (size_t i = 0; column < columns; i++) {
        struct sheet_cell *to = &row.cell[row.cells++];
        *to = (struct sheet_cell){ .line = { .el = el }, .column = column, .span = 1, .bold = from->head || from->total,
                                   .align = from->head ? ALIGN_CENTRE : ALIGN_LEFT };
        if (i < from->cells) {
            const struct cell *c = &from->cell[i];
            to->line.run = c->run, to->line.runs = c->runs;
            to->bold = to->bold || c->bold;
            if (!from->head) to->align = c->align;
            if (c->span > 1) to->span = c->span < columns - column ? c->span : columns - column;
        }
        column += to->span;
    }
    return row;
}

static const struct sheet_table *make_table(struct arena *a, const struct block *b, const struct layout *l)
{
    struct sheet_table *t = NEW(a, struct sheet_table);
    t->columns = b->columns > 0 ? b->columns : 1;
    table_widths(a, b, layout_text_width(l), t);
    t->row = NEW_N(a, struct sheet_row, b->rows);
    t->rows = b->rows;
    for (size_t i = 0; i < b->rows; i++) t->row[i] = table_row(a, &b->row[i], t->columns);
    for (size_t i = 0; i + 1 < b->rows; i++)
        t->row[i].keep_next = b->row[i + 1].total; /* a sum never stands alone */
    while (t->heads < t->rows && t->row[t->heads].head) t->heads++;
    t->caption.el = EL_CAPTION;
    if (b->caption.n) t->caption.run = run_of(a, b->caption), t->caption.runs = 1;
    return t;
}

const struct sheet_row *sheet_open_row(const struct sheet_table *t)
{
    size_t i = t->heads;
    while (i < t->rows && t->row[i].keep_next) i++;
    return i + 1 < t->rows ? &t->row[i] : NULL;
}

/* ---- charts ---- */

/* Of the bars from `at` up to the next title. */
static int64_t longest_value(const struct block *b, size_t at)
{
    int64_t most = 0;
    for (size_t i = b->bar[at].title ? at + 1 : at; i < b->bars && !b->bar[i].title; i++)
        if (b->bar[i].has && b->bar[i].value > most) most = b->bar[i].value;
    return most;
}

/* Name, bar and words of a line of a chart; a title spans them all. Bars are measured against the longest up to the
 * next title. */
static const struct sheet_table *make_bars(struct arena *a, const struct block *b, const struct layout *l)
{
    enum { NAME = 30, BAR = 41 };                  /* per cent of the width; the words have the rest */
    struct sheet_table *t = NEW(a, struct sheet_table);
    int room = layout_text_width(l);
    *t = (struct sheet_table){ .columns = 3, .width = NEW_N(a, int, 3), .bars = true };
    t->width[0] = room * NAME / 100, t->width[SHEET_BAR_COLUMN] = room * BAR / 100;
    t->width[2] = room - t->width[0] - t->width[SHEET_BAR_COLUMN];
    t->row = NEW_N(a, struct sheet_row, b->bars + 1);
    t->rows = b->bars;
    int longest = t->width[SHEET_BAR_COLUMN] - 700; /* room for what shows that a bar goes on */
    int64_t most = 0;
    for (size_t i = 0; i < b->bars; i++) {
        const struct paper_bar *from = &b->bar[i];
        struct sheet_row *row = &t->row[i];
        if (!i || from->title) most = longest_value(b, i);
        *row = (struct sheet_row){ .cell = NEW_N(a, struct sheet_cell, 3), .keep_next = i + 1 < b->bars };
        row->cell[0] = (struct sheet_cell){ .line = { EL_CELL, run_of(a, from->name), 1, 0 }, .span = 1,
                                            .bold = from->title };
        row->cells = from->title ? 1 : 3;
        if (from->title) row->cell[0].span = 3;
        if (from->title) continue;
        row->cell[1] = (struct sheet_cell){ .line = { .el = EL_CELL }, .column = SHEET_BAR_COLUMN, .span = 1 };
        row->cell[2] = (struct sheet_cell){ .line = { EL_CELL, run_of(a, from->words), 1, 0 }, .column = 2, .span = 1 };
        if (from->has && from->value > 0 && most > 0)
            row->bar = (struct sheet_bar){ (int)(from->value / (most / longest + 1)), from->look, from->open };
        if (from->has && from->value > 0 && row->bar.length < 20) row->bar.length = 20;    /* still to be seen */
    }
    t->caption.el = EL_CAPTION;
    if (b->caption.n) t->caption.run = run_of(a, b->caption), t->caption.runs = 1;
    return t;
}

static size_t feeds_of(const struct run *run, size_t runs)
{
    size_t feeds = 0;
    for (size_t i = 0; i < runs; i++)
        for (size_t k = 0; k < run[i].text.n; k++) feeds += run[i].text.p[k] == '\n';
    return feeds;
}

/* A paragraph for each line of the text, empty ones left out; only the first is an item or a heading. */
static void add_paragraphs(struct arena *a, struct sheet *s, enum element el, const struct run *run, size_t runs)
{
    struct run *piece = NEW_N(a, struct run, runs + feeds_of(run, runs));
    struct sheet_line line = { .el = el, .run = piece };
    size_t bytes = 0, first = s->blocks;
    for (size_t i = 0; i < runs; i++) {
        struct str text = run[i].text;
        for (size_t from = 0;;) {
            size_t feed = str_find(text, S("\n"), from);
            struct run part = run[i];
            part.text = str_cut(text, from, feed);
            bytes += part.text.n;
            piece[line.runs++] = part;
            if (feed == SIZE_MAX) break;
            if (bytes) s->block[s->blocks++].line = line;
            piece += line.runs, bytes = 0, from = feed + 1;
            line = (struct sheet_line){ .el = s->blocks > first ? EL_BODY : el, .run = piece };
        }
    }
    if (bytes || s->blocks == first) s->block[s->blocks++].line = line;
}

static void add_block(struct arena *a, struct sheet *s, const struct block *b)
{
    int level = b->level < 1 ? 1 : b->level > 3 ? 3 : b->level;
    struct sheet_block *first = &s->block[s->blocks];
    first->fresh = b->fresh || b->kind == BLOCK_PART;
    if (b->kind == BLOCK_TABLE || b->kind == BLOCK_BARS) {
        s->block[s->blocks++].table = b->kind == BLOCK_BARS ? make_bars(a, b, s->layout) : make_table(a, b, s->layout);
        return;
    }
    if (b->kind == BLOCK_PART) {
        struct run *title = one_text(a, b->run, b->runs);
        title->text = vn_upper(a, title->text);
        add_paragraphs(a, s, EL_PART, title, 1);
        first->heading = true;
        return;
    }
    if (b->kind == BLOCK_ITEM) {
        struct run *run = NEW_N(a, struct run, b->runs + 1);
        run[0].text = str_c(item_marks[level - 1]);
        if (b->runs) memcpy(run + 1, b->run, b->runs * sizeof *run);
        add_paragraphs(a, s, EL_ITEM, run, b->runs + 1);
        return;
    }
    enum element el = b->kind == BLOCK_HEADING ? (enum element)(EL_HEADING_1 + level - 1) : EL_BODY;
    add_paragraphs(a, s, el, b->run, b->runs);
    first->heading = b->kind == BLOCK_HEADING;
    first->depth = level;
}

static size_t paragraphs_of(const struct paper *p)
{
    size_t n = p->blocks;
    for (size_t i = 0; i < p->blocks; i++) n += feeds_of(p->block[i].run, p->block[i].runs);
    return n;
}

/* ---- contents ---- */

static bool is_in_contents(const struct block *b, int deepest)
{
    int level = b->level < 1 ? 1 : b->level;
    return b->kind == BLOCK_PART || (b->kind == BLOCK_HEADING && level <= deepest);
}

static size_t contents_of(const struct paper *p, const struct block *contents)
{
    size_t n = contents->caption.n != 0;
    for (size_t i = 0; i < p->blocks; i++) n += is_in_contents(&p->block[i], contents->level);
    return n;
}

/* Room for the lines; what they say follows when all blocks are there. */
static void add_contents(struct arena *a, struct sheet *s, const struct paper *p, const struct block *b)
{
    size_t n = contents_of(p, b);
    s->contents = true;
    s->block[s->blocks].fresh = b->fresh;
    for (size_t i = 0; i < n; i++) {
        bool caption = !i && b->caption.n;
        s->block[s->blocks++].line = (struct sheet_line){ .el = caption ? EL_PART : EL_CONTENTS_1,
            .run = caption ? run_of(a, vn_upper(a, b->caption)) : NULL, .runs = caption };
    }
}

/* A title too long for its line is broken here: a word processor knows no room that only the number may use. */
static struct run *contents_text(struct arena *a, const struct layout *l, enum element el, struct str title)
{
    const struct type *t = &l->type[el];
    int room = layout_text_width(l) - t->left - SHEET_PAGE_ROOM;
    struct buf b = buf_open(a);
    struct str word, line = S("");
    while (str_next(&title, ' ', &word)) {
        struct str longer = line.n ? str_fmt(a, "%.*s %.*s", STR(line), STR(word)) : word;
        bool fits = !line.n || measure_text(a, longer, t, l->width) <= room;
        if (b.n) buf_c(&b, fits ? " " : "\n");
        buf_str(&b, word);
        line = fits ? longer : word;
    }
    return run_of(a, buf_done(&b));
}

static void fill_contents(struct arena *a, struct sheet *s, int deepest, size_t at)
{
    for (size_t i = 0; i < s->blocks; i++) {
        struct sheet_block *to = &s->block[i];
        if (!to->heading || to->depth > deepest) continue;
        to->name = i + 1;
        while (s->block[at].line.runs) at++;           /* its caption */
        struct sheet_block *line = &s->block[at++];
        enum element el = to->depth ? EL_CONTENTS_2 : EL_CONTENTS_1;
        struct run *title = one_text(a, to->line.run, to->line.runs);
        line->line = (struct sheet_line){ .el = el, .run = contents_text(a, s->layout, el, title->text), .runs = 1 };
        line->leads = to->name;
    }
}

static void add_blocks(struct arena *a, struct sheet *s, const struct paper *p)
{
    size_t room = paragraphs_of(p), contents = SIZE_MAX;
    int deepest = 0;
    for (size_t i = 0; i < p->blocks; i++)
        if (p->block[i].kind == BLOCK_CONTENTS) room += contents_of(p, &p->block[i]);
    s->block = NEW_N(a, struct sheet_block, room + 1);
    for (size_t i = 0; i < p->blocks; i++) {
        const struct block *b = &p->block[i];
        if (b->kind == BLOCK_CONTENTS && contents == SIZE_MAX) {
            contents = s->blocks, deepest = b->level;
            add_contents(a, s, p, b);
        } else if (b->kind != BLOCK_CONTENTS) {
            add_block(a, s, b);
        }
    }
    if (contents != SIZE_MAX) fill_contents(a, s, deepest, contents);
    if (s->cover && s->blocks) s->block[0].fresh = true;
}

/* ---- limits ---- */

struct size { size_t text, rows; };

static void size_runs(struct size *size, const struct run *run, size_t runs)
{
    for (size_t i = 0; i < runs; i++) size->text += run[i].text.n + run[i].link.n;
}

static void size_strs(struct size *size, const struct str *s, size_t n)
{
    for (size_t i = 0; i < n; i++) size->text += s[i].n;
}

static error check_size(struct arena *a, const struct paper *p)
{
    struct size size = { 0 };
    const struct str single[] = { p->superior, p->issuer,  p->number,    p->place,
                                  p->kind,     p->subject, p->authority, p->post,
                                  p->signer,   p->title,   p->language,
                                  p->second_post, p->second_signer };
    size_strs(&size, single, COUNT(single));
    if (size.text > PAPER_FRAME_MOST)
        return FAIL(a, ERR_TOO_LARGE, "Tên cơ quan, trích yếu hoặc phần ký quá dài; vui lòng rút gọn.");
    if (p->to_count > PAPER_LINES_MOST || p->copy_count > PAPER_LINES_MOST || p->cover_count > PAPER_LINES_MOST)
        return FAIL(a, ERR_TOO_LARGE, "Văn bản có hơn %d nơi nhận; vui lòng rút gọn.", PAPER_LINES_MOST);
    if (p->blocks > PAPER_BLOCKS_MOST || paragraphs_of(p) > PAPER_BLOCKS_MOST)
        return FAIL(a, ERR_TOO_LARGE, "Văn bản có hơn %d đoạn; vui lòng tách thành nhiều văn bản.",
                    PAPER_BLOCKS_MOST);
    size_strs(&size, p->to, p->to_count);
    size_strs(&size, p->copies, p->copy_count);
    size_strs(&size, p->cover, p->cover_count);
    for (size_t i = 0; i < p->blocks; i++) {
        const struct block *b = &p->block[i];
        size_runs(&size, b->run, b->runs);
        size.text += b->caption.n;
        if (b->kind == BLOCK_TABLE && b->columns > PAPER_COLUMNS_MOST)
            return FAIL(
                a, ERR_TOO_LARGE,
                "Bảng có %d cột, nhiều hơn %d cột nên không in vừa trang giấy; vui lòng bớt cột.",
                b->columns, PAPER_COLUMNS_MOST);
        size.rows += b->rows + b->bars;
        for (size_t k = 0; k < b->bars; k++) size.text += b->bar[k].name.n + b->bar[k].words.n;
        if (b->bars > PAPER_BARS_MOST)
            return FAIL(a, ERR_TOO_LARGE, "Biểu đồ có hơn %d dòng; vui lòng bớt dòng.", PAPER_BARS_MOST);
        if (size.rows > PAPER_ROWS_MOST) break;
        for (size_t r = 0; r < b->rows; r++)
            for (size_t c = 0; c < b->row[r].cells; c++)
                size_runs(&size, b->row[r].cell[c].run, b->row[r].cell[c].runs);
    }
    if (size.rows > PAPER_ROWS_MOST)
        return FAIL(a, ERR_TOO_LARGE,
                    "Các bảng có hơn %d dòng; vui lòng chọn kỳ ngắn hơn hoặc ít đơn vị hơn.",
                    PAPER_ROWS_MOST);
    if (size.text > PAPER_TEXT_MOST)
        return FAIL(a, ERR_TOO_LARGE, "Văn bản dài quá mức cho phép; vui lòng tách thành nhiều văn bản.");
    return NULL;
}

/* ---- */

error sheet_make(struct arena *a, const struct paper *given, struct sheet *out)
{
    assert(given->layout);
    TRY(check_size(a, given));
    struct paper toned = paper_toned(a, given);
    const struct paper *p = &toned;
    struct sheet s = { .layout = p->layout, .author = p->issuer, .subject = p->subject, .stamp = p->stamp,
                       .cover = p->cover_count > 0 };
    s.title = p->title.n ? p->title : str_trim(str_fmt(a, "%.*s %.*s", STR(p->kind), STR(p->subject)));
    s.language = p->language.n ? p->language : S("vi-VN");
    s.made = p->made.n ? p->made : clock_day(a, clock_now());
    for (int i = 0; i < PART_COUNT; i++) s.part[i].line = NEW_N(a, struct sheet_line, PAPER_LINES_MOST + 6);
    make_head(a, p, &s);
    make_foot(a, p, &s);
    add_blocks(a, &s, p);
    *out = s;
    return NULL;
}
