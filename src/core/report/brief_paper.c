/* brief_paper.c - the consolidated report as a paper to read and sign. Says where each thing stands; how it
 * looks is write/'s. */
#include "core/report/brief_rows.h"
#include "core/grow.h"
#include "core/office/moment.h"
#include "vn/text.h"

/* ---- blocks ---- */

struct page { struct arena *a; const struct brief *b; struct block *block; size_t n; };

static const struct run *one_run(struct arena *a, struct str text, bool bold)
{
    struct run *run = NEW(a, struct run);
    run->text = text;
    run->bold = bold;
    return run;
}

static void add_heading(struct page *p, int level, struct str text)
{
    LIST_ADD(p->a, p->block, p->n,
        (struct block){ .kind = BLOCK_HEADING, .level = level, .run = one_run(p->a, text, true), .runs = 1 });
}

static void add_text(struct page *p, enum block_kind kind, struct str text)
{
    LIST_ADD(p->a, p->block, p->n,
        (struct block){ .kind = kind, .level = 1, .run = one_run(p->a, text, false), .runs = 1 });
}

static struct cell cell(struct arena *a, struct str text, enum align align)
{
    return (struct cell){ .run = one_run(a, text, false), .runs = text.n != 0, .align = align };
}

/* A table leaves out the columns of last year and of targets when it has none; that there are none is said in words. */
enum { COL_NUMBER, COL_NAME, COL_NOW, COL_BEFORE, COL_YEAR, COL_TARGET, COL_SAID, COLUMNS };
struct columns { bool has[COLUMNS]; int width[COLUMNS], n; };

static struct columns columns_of(const struct brief_line *lines, size_t n)
{
    static const int widths[COLUMNS] = { 64, 192, 172, 165, 165, 106, 170 };
    struct columns c = { .has = { true, true, true, true, false, false, true } };
    for (size_t i = 0; i < n; i++) {
        if (lines[i].beside[BESIDE_YEAR].has) c.has[COL_YEAR] = true;
        if (lines[i].beside[BESIDE_TARGET].has) c.has[COL_TARGET] = true;
    }
    for (int i = 0; i < COLUMNS; i++) if (c.has[i]) c.width[c.n++] = widths[i];
    return c;
}

static struct table_row row_of(struct page *p, const struct columns *columns, struct cell cells[COLUMNS])
{
    struct cell *c = NEW_N(p->a, struct cell, COLUMNS);
    size_t n = 0;
    for (int i = 0; i < COLUMNS; i++) if (columns->has[i]) c[n++] = cells[i];
    return (struct table_row){ .cell = c, .cells = n };
}

static struct table_row head_row(struct page *p, const struct columns *columns)
{
    struct arena *a = p->a;
    struct period year;
    const struct str text[COLUMNS] = { SAY("STT"), SAY("Chỉ tiêu"), p->b->period_words, p->b->previous_words,
        period_read(p->b->last_year, &year) ? period_words(a, year) : S(""), SAY("Mức giao"), SAY("So sánh") };
    struct cell head[COLUMNS];
    for (int c = 0; c < COLUMNS; c++) head[c] = cell(a, text[c], ALIGN_CENTRE);
    struct table_row row = row_of(p, columns, head);
    row.head = true;
    return row;
}

static struct str or_dash(bool has, struct str words) { return has ? words : S("–"); }

static struct str said_of(struct page *p, const struct brief_line *l)
{
    struct buf b = buf_open(p->a);
    for (int i = 0; i < BESIDE_COUNT; i++)
        if (l->beside[i].said.n) buf_fmt(&b, "%s%.*s", b.n ? "; " : "", STR(l->beside[i].said));
    if (!b.n && l->stock) return SAY("số hiện có");
    return buf_done(&b);
}

static struct table_row line_row(struct page *p, const struct columns *columns, const struct brief_line *l,
    size_t number)
{
    struct arena *a = p->a;
    const struct brief_beside *year = &l->beside[BESIDE_YEAR], *target = &l->beside[BESIDE_TARGET];
    struct cell c[COLUMNS] = {
        [COL_NUMBER] = cell(a, str_fmt(a, "%zu", number), ALIGN_CENTRE),
        [COL_NAME] = cell(a, l->name, ALIGN_LEFT),
        [COL_NOW] = cell(a, or_dash(l->has_now, l->words), ALIGN_RIGHT),
        [COL_BEFORE] = cell(a, or_dash(l->has_before, l->words_before), ALIGN_RIGHT),
        [COL_YEAR] = cell(a, or_dash(year->has, year->words), ALIGN_RIGHT),
        [COL_TARGET] = cell(a, or_dash(target->has, target->words), ALIGN_RIGHT),
        [COL_SAID] = cell(a, said_of(p, l), ALIGN_LEFT),
    };
    c[COL_NOW].bold = true;
    return row_of(p, columns, c);
}

/* A row a line that has something this period or a target; what only the period before had is named under the table. */
static void add_table(struct page *p, const struct brief_line *lines, size_t n, struct str caption)
{
    struct arena *a = p->a;
    struct table_row *rows = NEW_N(a, struct table_row, n + 1);
    struct buf gone = buf_open(a);
    size_t count = 0;
    struct columns *columns = NEW(a, struct columns);
    *columns = columns_of(lines, n);
    rows[count++] = head_row(p, columns);
    for (size_t i = 0; i < n; i++) {
        if (lines[i].has_now || lines[i].beside[BESIDE_TARGET].has) {
            rows[count] = line_row(p, columns, &lines[i], count);
            count++;
        } else if (lines[i].has_before) {
            buf_fmt(&gone, "%s%.*s", gone.n ? "; " : "", STR(lines[i].name));
        }
    }
    if (count > 1)
        LIST_ADD(a, p->block, p->n,
            (struct block){ .kind = BLOCK_TABLE,
                .row = rows,
                .rows = count,
                .width = columns->width,
                .columns = columns->n,
                .caption = caption });
    if (gone.n)
        add_text(p, BLOCK_PARAGRAPH,
            str_fmt(a, say("Kỳ trước có, kỳ này chưa có số liệu: %.*s."), STR(buf_done(&gone))));
}

/* ---- parts ---- */

static bool is_worded(const struct brief *b)
{
    for (size_t i = 0; i < b->totals; i++)
        if (b->total[i].has_now && vn_sum_approx(&b->total[i].now) != VN_EXACT) return true;
    return false;
}

static void add_situation(struct page *p)
{
    struct arena *a = p->a;
    const struct brief *b = p->b;
    struct buf text = buf_open(a);
    struct str when = period_in(a, b->period);
    if (!b->expected) {
        add_text(p, BLOCK_PARAGRAPH,
            str_fmt(a, say("Chưa đến kỳ báo cáo %.*s của %.*s."), STR(when), STR(unit_title_in(a, b->unit_name))));
        return;
    }
    buf_fmt(&text, say("Trong %.*s, %.*s có %zu tổ chức gửi báo cáo tháng, tổng số %zu báo cáo."), STR(when),
        STR(unit_title_in(a, b->unit_name)), b->submissions.rows, b->expected);
    if (b->span_words.n) buf_fmt(&text, say(" Số liệu của kỳ tính %.*s."), STR(b->span_words));
    if (b->approved == b->expected) buf_fmt(&text, " %s", say("Tất cả báo cáo đã được duyệt."));
    else buf_fmt(&text, say(" Đã duyệt %zu báo cáo."), b->approved);
    if (b->waiting) buf_fmt(&text, say(" Có %zu báo cáo đã nộp, đang chờ duyệt."), b->waiting);
    if (b->missing) buf_fmt(&text, say(" Còn %zu báo cáo chưa có."), b->missing);
    if (b->latest_decision)
        buf_fmt(&text, say(" Số liệu dưới đây cộng từ các báo cáo được duyệt đến %.*s."),
            STR(moment_vi(a, b->latest_decision)));
    add_text(p, BLOCK_PARAGRAPH, buf_done(&text));
    struct buf gaps = buf_open(a);
    for (size_t i = 0; i < b->bodies; i++)
        if (b->body[i].missing.n)
            buf_fmt(&gaps, "%s%.*s (%.*s)", gaps.n ? "; " : "", STR(b->body[i].short_name),
                STR(b->body[i].missing));
    if (gaps.n)
        add_text(
            p, BLOCK_PARAGRAPH, str_fmt(a, say("Chưa tổng hợp được số liệu của: %.*s."), STR(buf_done(&gaps))));
    if (is_worded(b))
        add_text(p, BLOCK_PARAGRAPH,
            SAY("Các từ “trên”, “gần”, “khoảng” giữ đúng như báo cáo của các tổ chức; số cộng chỉ nêu mức mà "
                "các báo cáo cho phép khẳng định."));
}

/* A paper "as it is now" says so, and whose figures it has. */
static void add_view(struct page *p)
{
    struct arena *a = p->a;
    const struct total_views *v = &p->b->views;
    if (v->view != VIEW_NOW || !v->differs) return;
    struct str names = total_now_from(a, &v->now, S(""), S(""));
    add_text(p, BLOCK_PARAGRAPH,
        names.n ? str_fmt(a, say("Số liệu tính theo đơn vị hiện nay, gồm cả số liệu cũ của %.*s."), STR(names))
                : SAY("Số liệu tính theo đơn vị hiện nay."));
}

/* How the tables are to be read, and what there is nothing to compare with. */
static void add_comparing(struct page *p)
{
    struct arena *a = p->a;
    const struct brief *b = p->b;
    bool year = false, target = false;
    for (size_t i = 0; i < b->totals; i++) {
        year = year || b->total[i].beside[BESIDE_YEAR].has;
        target = target || b->total[i].beside[BESIDE_TARGET].has;
    }
    struct buf text = buf_open(a);
    buf_c(&text, say("Trong các bảng, dấu “–” là chưa có số liệu, không phải bằng không; chỉ so sánh khi hai số liệu "
                     "đều đủ báo cáo và không ghi ước lượng."));
    if (!year && b->last_year.n)
        buf_fmt(&text, say(" Chưa có số liệu %.*s để so sánh cùng kỳ."), STR(period_in(a, b->last_year)));
    if (!target) buf_fmt(&text, " %s", say("Chưa có báo cáo nào nêu chỉ tiêu của kỳ này."));
    add_text(p, BLOCK_PARAGRAPH, buf_done(&text));
}

static void add_bodies(struct page *p)
{
    struct arena *a = p->a;
    for (size_t i = 0; i < p->b->bodies; i++) {
        const struct brief_body *body = &p->b->body[i];
        add_heading(p, 2, str_fmt(a, "%zu. %.*s", i + 1, STR(body->name)));
        add_text(p, BLOCK_PARAGRAPH, body->prose);
        add_table(p, body->line, body->lines, S(""));
    }
}

static void add_totals(struct page *p)
{
    struct arena *a = p->a;
    const struct brief *b = p->b;
    if (!b->totals) {
        add_text(p, BLOCK_PARAGRAPH, SAY("Chưa có số liệu được duyệt để tổng hợp."));
        return;
    }
    if (b->joints) {
        struct buf text = buf_open(a);
        for (size_t i = 0; i < b->joints; i++) buf_fmt(&text, "%s%.*s", i ? "; " : "", STR(b->joint[i].quote));
        add_text(p, BLOCK_PARAGRAPH,
            str_fmt(a, say("Kết quả chung của nhiều tổ chức, chỉ tính một lần: %.*s."), STR(buf_done(&text))));
    }
    add_table(p, b->total, b->totals,
        str_fmt(a, say("Tổng hợp kết quả %.*s của %.*s"), STR(period_in(a, b->period)),
            STR(unit_title_in(a, b->unit_name))));
    if (b->cumulatives)
        add_text(p, BLOCK_PARAGRAPH,
            SAY("Số lũy kế do các tổ chức báo cáo, để đối chiếu, không cộng vào bảng trên:"));
    for (size_t i = 0; i < b->cumulatives; i++)
        add_text(p, BLOCK_ITEM,
            str_fmt(a, "%.*s: %.*s", STR(b->cumulative[i].indicator_name), STR(b->cumulative[i].sentence)));
}

static void add_behind(struct page *p)
{
    struct arena *a = p->a;
    const struct brief *b = p->b;
    if (!b->behinds)
        add_text(p, BLOCK_PARAGRAPH,
            SAY("Không có nội dung nào chậm hoặc chưa đạt so với chỉ tiêu và các kỳ đã so sánh."));
    for (size_t i = 0; i < b->behinds; i++)
        add_text(p, BLOCK_ITEM,
            str_fmt(a, "%.*s: %.*s.", STR(b->behind[i].body_short), STR(b->behind[i].words)));
}

static void add_voices(struct page *p, enum voice_kind kind, struct str heading, struct str none)
{
    struct arena *a = p->a;
    const struct voices *v = p->b->voices;
    if (heading.n) add_heading(p, 2, heading);
    if (!v->count[kind]) add_text(p, BLOCK_PARAGRAPH, none);
    for (size_t i = 0; i < v->n; i++)
        if (v->list[i].kind == kind)
            add_text(p, BLOCK_ITEM, str_fmt(a, "%.*s (%.*s): %.*s.", STR(v->list[i].body_short),
                STR(period_in(a, v->list[i].period)), STR(v->list[i].text)));
}

/* "quý III/2026" */
static struct str next_words(struct page *p)
{
    struct period now;
    if (!period_read(p->b->period, &now)) return SAY("kỳ tới");
    return period_in(p->a, period_write(p->a, period_next(now)));
}

static void add_words_of_reports(struct page *p)
{
    struct arena *a = p->a;
    add_heading(p, 1, SAY("V. Khó khăn, vướng mắc và đề xuất"));
    add_voices(p, VOICE_DIFFICULTY, SAY("1. Khó khăn, vướng mắc"),
        SAY("Các báo cáo đã duyệt không có phần nào nêu khó khăn, vướng mắc."));
    add_voices(p, VOICE_PROPOSAL, SAY("2. Đề xuất, kiến nghị"),
        SAY("Các báo cáo đã duyệt không có phần nào nêu đề xuất, kiến nghị."));
    add_heading(p, 1, str_fmt(a, say("VI. Nhiệm vụ %.*s"), STR(next_words(p))));
    add_voices(p, VOICE_PLAN, S(""), SAY("Các báo cáo đã duyệt không có phần nào nêu nhiệm vụ kỳ tới."));
}

static void add_warnings(struct page *p)
{
    struct arena *a = p->a;
    const struct brief *b = p->b;
    if (!b->warnings) add_text(p, BLOCK_PARAGRAPH, SAY("Không còn cảnh báo nào chưa được trả lời."));
    for (size_t i = 0; i < b->warnings; i++) {
        const struct brief_warning *w = &b->warning[i];
        add_text(p, BLOCK_ITEM,
            str_fmt(a, "%.*s, %.*s: %.*s", STR(w->body_short), STR(period_in(a, w->period)),
                STR(w->warning.sentence)));
    }
}

void brief_blocks(struct arena *a, const struct brief *b, bool for_office, struct block **out, size_t *n)
{
    struct page p = { .a = a, .b = b };
    add_heading(&p, 1, SAY("I. Tình hình chung"));
    add_situation(&p);
    add_view(&p);
    add_heading(&p, 1, SAY("II. Kết quả theo từng tổ chức"));
    add_comparing(&p);
    add_bodies(&p);
    add_heading(&p, 1, SAY("III. Tổng hợp chung và so sánh"));
    add_totals(&p);
    add_heading(&p, 1, SAY("IV. Nội dung chậm, chưa đạt"));
    add_behind(&p);
    if (b->voices) add_words_of_reports(&p);
    if (for_office) {
        add_heading(&p, 1, b->voices ? SAY("VII. Số liệu cần lưu ý") : SAY("V. Số liệu cần lưu ý"));
        add_warnings(&p);
    }
    *out = p.block;
    *n = p.n;
}

void brief_paper(struct arena *a, const struct brief *b, const struct brief_signing *s, struct paper *out)
{
    struct block *block;
    size_t blocks;
    brief_blocks(a, b, s->for_office, &block, &blocks);
    *out = (struct paper){ .layout = s->layout,
        .superior = s->superior,
        .issuer = s->issuer,
        .number = s->number,
        .place = s->place,
        .date = s->date,
        .kind = S("BÁO CÁO"),
        .subject = s->subject,
        .to = s->to,
        .to_count = s->to_count,
        .block = block,
        .blocks = blocks,
        .copies = s->copies,
        .copy_count = s->copy_count,
        .authority = s->authority,
        .post = s->post,
        .signer = s->signer,
        .title = str_fmt(a, "%s %.*s", say("Báo cáo"), STR(s->subject)),
        .language = S("vi-VN") };
}
