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

enum { COLUMNS = 6 };
static const int widths[COLUMNS] = { 75, 305, 115, 185, 185, 135 };
static const char *const heads[COLUMNS] = { SAID("STT"), SAID("Chỉ tiêu"), SAID("Đơn vị"),
    SAID("Kỳ trước"), SAID("Kỳ này"), SAID("Ghi chú") };

static struct str cell_amount(struct arena *a, bool has, const struct vn_sum *sum)
{
    return has ? str_trim(brief_amount(a, vn_sum_approx(sum), sum->value, sum->value_max, S(""))) : S("–");
}

static struct str note_of(struct page *p, const struct brief_line *l)
{
    struct arena *a = p->a;
    if (l->change.n) return l->change;
    if (l->stock) return SAY("số hiện có");
    size_t organisations = 0;
    if (!l->organisation.n)
        for (size_t i = 0; i < p->b->bodies; i++)
            for (size_t k = 0; k < p->b->body[i].lines; k++)
                organisations +=
                    p->b->body[i].line[k].has_now && str_is(p->b->body[i].line[k].indicator, l->indicator);
    return organisations > 1 ? str_fmt(a, say("%zu tổ chức"), organisations) : S("");
}

static struct table_row head_row(struct arena *a)
{
    struct cell *head = NEW_N(a, struct cell, COLUMNS);
    for (int c = 0; c < COLUMNS; c++) head[c] = cell(a, SAY(heads[c]), ALIGN_CENTRE);
    return (struct table_row){ .cell = head, .cells = COLUMNS, .head = true };
}

static struct table_row line_row(struct page *p, const struct brief_line *l, size_t number)
{
    struct arena *a = p->a;
    struct cell *c = NEW_N(a, struct cell, COLUMNS);
    c[0] = cell(a, str_fmt(a, "%zu", number), ALIGN_CENTRE);
    c[1] = cell(a, l->name, ALIGN_LEFT);
    c[2] = cell(a, str_is(l->unit_word, S("VND")) ? S("đồng") : l->unit_word, ALIGN_CENTRE);
    c[3] = cell(a, cell_amount(a, l->has_before, &l->before), ALIGN_RIGHT);
    c[4] = cell(a, cell_amount(a, l->has_now, &l->now), ALIGN_RIGHT);
    c[5] = cell(a, note_of(p, l), ALIGN_LEFT);
    return (struct table_row){ .cell = c, .cells = COLUMNS };
}

/* A row a line that has something this period; what only the period before had is named under the table. */
static void add_table(struct page *p, const struct brief_line *lines, size_t n, struct str caption)
{
    struct arena *a = p->a;
    struct table_row *rows = NEW_N(a, struct table_row, n + 1);
    struct buf gone = buf_open(a);
    size_t count = 0;
    rows[count++] = head_row(a);
    for (size_t i = 0; i < n; i++) {
        if (lines[i].has_now) {
            rows[count] = line_row(p, &lines[i], count);
            count++;
        } else {
            buf_fmt(&gone, "%s%.*s", gone.n ? "; " : "", STR(lines[i].name));
        }
    }
    if (count > 1)
        LIST_ADD(a, p->block, p->n,
            (struct block){ .kind = BLOCK_TABLE,
                .row = rows,
                .rows = count,
                .width = widths,
                .columns = COLUMNS,
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
            str_fmt(a, say("Chưa đến kỳ báo cáo %.*s của %.*s."), STR(when), STR(b->unit_name)));
        return;
    }
    buf_fmt(&text, say("Trong %.*s, %.*s có %zu tổ chức gửi báo cáo tháng, tổng số %zu báo cáo."), STR(when),
        STR(b->unit_name), b->submissions.rows, b->expected);
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
        str_fmt(a, say("Tổng hợp kết quả %.*s của %.*s"), STR(period_in(a, b->period)), STR(b->unit_name)));
    if (b->cumulatives)
        add_text(p, BLOCK_PARAGRAPH,
            SAY("Số lũy kế do các tổ chức báo cáo, để đối chiếu, không cộng vào bảng trên:"));
    for (size_t i = 0; i < b->cumulatives; i++)
        add_text(p, BLOCK_ITEM,
            str_fmt(a, "%.*s: %.*s", STR(b->cumulative[i].indicator_name), STR(b->cumulative[i].sentence)));
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

void brief_paper(struct arena *a, const struct brief *b, const struct brief_signing *s, struct paper *out)
{
    struct page p = { .a = a, .b = b };
    add_heading(&p, 1, SAY("I. Tình hình chung"));
    add_situation(&p);
    add_view(&p);
    add_heading(&p, 1, SAY("II. Kết quả theo từng tổ chức"));
    add_bodies(&p);
    add_heading(&p, 1, SAY("III. Tổng hợp chung"));
    add_totals(&p);
    if (s->for_office) {
        add_heading(&p, 1, SAY("IV. Số liệu cần lưu ý"));
        add_warnings(&p);
    }
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
        .block = p.block,
        .blocks = p.n,
        .copies = s->copies,
        .copy_count = s->copy_count,
        .authority = s->authority,
        .post = s->post,
        .signer = s->signer,
        .title = str_fmt(a, "%s %.*s", say("Báo cáo"), STR(s->subject)),
        .language = S("vi-VN") };
}
