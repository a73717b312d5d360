/* read_table.c - a record as a person reads it on a terminal. See read_table.h.
 *
 * Owns the column layout. It must never say more than the record does: what is not known is blank. */
#include "cli/read_table.h"
#include "core/office/moment.h"
#include "vn/text.h"

enum column {
    COLUMN_NUMBER, COLUMN_VALUE, COLUMN_UNIT, COLUMN_ITEM, COLUMN_ACTOR, COLUMN_PERIOD, COLUMN_QUOTE,
    COLUMN_COUNT,
};

/* What stands above a column, and how wide it may grow. */
static const struct { const char *head; size_t most; bool right; } columns[COLUMN_COUNT] = {
    [COLUMN_NUMBER] = { SAID("Số"), 4, true },      [COLUMN_VALUE] = { SAID("Giá trị"), 32, true },
    [COLUMN_UNIT] = { SAID("Đơn vị"), 14, false },  [COLUMN_ITEM] = { SAID("Nội dung"), 36, false },
    [COLUMN_ACTOR] = { SAID("Tổ chức"), 7, false }, [COLUMN_PERIOD] = { SAID("Kỳ"), 10, false },
    [COLUMN_QUOTE] = { SAID("Câu"), 72, false },
};

/* Characters that a terminal gives no column (first rows) or two. */
static const struct { uint32_t from, to; size_t width; } widths[] = {
    { 0x0300, 0x036F, 0 }, { 0x1AB0, 0x1AFF, 0 }, { 0x1DC0, 0x1DFF, 0 },   { 0x200B, 0x200F, 0 },
    { 0x20D0, 0x20FF, 0 }, { 0xFE00, 0xFE0F, 0 }, { 0xFE20, 0xFE2F, 0 },   { 0x1100, 0x115F, 2 },
    { 0x2E80, 0xA4CF, 2 }, { 0xAC00, 0xD7A3, 2 }, { 0xF900, 0xFAFF, 2 },   { 0xFE30, 0xFE6F, 2 },
    { 0xFF00, 0xFF60, 2 }, { 0xFFE0, 0xFFE6, 2 }, { 0x1F300, 0x1FAFF, 2 }, { 0x20000, 0x3FFFD, 2 },
};

static size_t width_of(uint32_t c)
{
    if (c < 0x300) return 1;
    for (size_t i = 0; i < COUNT(widths); i++)
        if (c >= widths[i].from && c <= widths[i].to) return widths[i].width;
    return 1;
}

size_t read_width(struct str s)
{
    size_t n = 0;
    for (size_t at = 0; at < s.n;) {
        uint32_t c;
        at = vn_letter_next(s, at, &c);
        n += width_of(c);
    }
    return n;
}

/* s, or as much of it as fits with "…" behind it. */
static struct str fit(struct arena *a, struct str s, size_t most)
{
    if (read_width(s) <= most) return s;
    size_t at = 0, n = 0;
    while (at < s.n) {
        uint32_t c;
        size_t next = vn_letter_next(s, at, &c);
        if (n + width_of(c) > most - 1) break;
        n += width_of(c);
        at = next;
    }
    return str_fmt(a, "%.*s…", STR(str_trim(str_cut(s, 0, at))));
}

/* The sentence around a span: to the line's ends or the nearest full stop or semicolon with a blank behind it.
 * When it is too long for its column it starts a few words before the quote. */
static struct str sentence(struct arena *a, struct str text, struct span span)
{
    size_t from = span.from, to = span.to;
    while (from && text.p[from - 1] != '\n' &&
           !(from >= 2 && text.p[from - 1] == ' ' && (text.p[from - 2] == ';' || text.p[from - 2] == '.'))) from--;
    while (to < text.n && text.p[to] != '\n' &&
           !((text.p[to] == ';' || text.p[to] == '.') &&
             (to + 1 == text.n || text.p[to + 1] == ' ' || text.p[to + 1] == '\n')))
        to++;
    size_t before = read_width(str_cut(text, from, span.from)), most = columns[COLUMN_QUOTE].most;
    if (read_width(str_cut(text, from, to)) <= most || before + read_width(str_cut(text, span.from, span.to)) <= most)
        return str_trim(str_cut(text, from, to));
    size_t words = 0;
    for (from = span.from; from && words < 4 && text.p[from - 1] != '\n'; from--)
        words += from >= 2 && text.p[from - 2] == ' ';
    return str_fmt(a, "…%.*s", STR(str_trim(str_cut(text, from, to))));
}

static struct str unit_of(const struct figure_found *f)
{
    if (f->dimension != DIMENSION_MONEY) return f->unit;
    return str_is(f->unit, S("VND")) ? SAY("đồng") : f->unit;
}

static struct str value_of(struct arena *a, const struct figure_found *f)
{
    bool dong = f->dimension == DIMENSION_MONEY && str_is(f->unit, S("VND"));
    struct str v = vn_quantity(a, f->approx, f->value, f->value_max, dong ? f->unit : S(""));
    return f->has_whole ? str_fmt(a, "%.*s/%.*s", STR(v), STR(vn_number_digits(a, f->whole))) : v;
}

static void cells_of(struct arena *a, const struct record *r, size_t i, struct str *cells)
{
    const struct figure_found *f = &r->figures[i];
    cells[COLUMN_NUMBER] = str_fmt(a, "%zu", i + 1);
    cells[COLUMN_VALUE] = str_trim(value_of(a, f));
    cells[COLUMN_UNIT] = unit_of(f);
    cells[COLUMN_ITEM] = f->item;
    cells[COLUMN_ACTOR] = f->actor;
    cells[COLUMN_PERIOD] = f->period.type ? period_write(a, f->period) : S("");
    cells[COLUMN_QUOTE] = sentence(a, r->text, f->span);
    for (size_t c = 0; c < COLUMN_COUNT; c++) cells[c] = fit(a, cells[c], columns[c].most);
}

static void row(struct buf *to, const struct str *cells, const size_t *wide)
{
    for (size_t c = 0; c < COLUMN_COUNT; c++) {
        size_t pad = wide[c] - read_width(cells[c]);
        if (c) buf_c(to, "  ");
        for (size_t i = 0; columns[c].right && i < pad; i++) buf_char(to, ' ');
        buf_str(to, cells[c]);
        for (size_t i = 0; !columns[c].right && c + 1 < COLUMN_COUNT && i < pad; i++) buf_char(to, ' ');
    }
    buf_char(to, '\n');
}

static void figures(struct buf *to, const struct record *r)
{
    struct arena *a = to->a;
    struct str (*cells)[COLUMN_COUNT] = arena_get(a, size_mul(sizeof *cells, r->figure_count + 1));
    size_t wide[COLUMN_COUNT] = { 0 };
    for (size_t c = 0; c < COLUMN_COUNT; c++) cells[0][c] = SAY(columns[c].head);
    for (size_t i = 0; i < r->figure_count; i++) cells_of(a, r, i, cells[i + 1]);
    for (size_t i = 0; i <= r->figure_count; i++)
        for (size_t c = 0; c < COLUMN_COUNT; c++) {
            size_t n = read_width(cells[i][c]);
            if (n > wide[c]) wide[c] = n;
        }
    for (size_t i = 0; i <= r->figure_count; i++) row(to, cells[i], wide);
}

static void said(struct buf *to, const char *label, struct str what)
{
    if (what.n) buf_fmt(to, "%s: %.*s\n", say(label), STR(what));
}

static void meeting(struct buf *to, const struct meeting_found *m)
{
    struct arena *a = to->a;
    said(to, SAID("Cuộc họp"), m->kind);
    if (m->date.year) said(to, SAID("Ngày"), day_vi(a, m->date));
    said(to, SAID("Giờ"), m->time);
    said(to, SAID("Địa điểm"), m->venue);
    if (m->period.type) said(to, SAID("Kỳ báo cáo"), period_words(a, m->period));
    if (m->next_period.type) said(to, SAID("Kỳ tới"), period_words(a, m->next_period));
    if (!m->chair) return;
    struct buf chair = buf_open(a);
    buf_str(&chair, m->chair->name);
    for (size_t i = 0; i < m->chair->position_count; i++)
        buf_fmt(&chair, "%s%.*s", i ? ", " : " - ", STR(m->chair->positions[i]));
    said(to, SAID("Chủ trì"), buf_done(&chair));
}

void read_table(struct buf *to, const struct record *r)
{
    said(to, SAID("Tệp"), r->source.file);
    said(to, SAID("Tiêu đề"), r->article.title);
    if (r->meeting) meeting(to, r->meeting);
    for (size_t i = 0; i < r->model_count; i++) said(to, SAID("Mô hình"), r->models[i].name);
    for (size_t i = 0; i < r->task_count; i++) said(to, SAID("Nhiệm vụ"), r->tasks[i].text);
    buf_char(to, '\n');
    if (r->figure_count) figures(to, r);
    else buf_fmt(to, "%s\n", say("Không tìm thấy số liệu nào trong tài liệu này."));
}
