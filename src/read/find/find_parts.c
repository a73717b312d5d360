/* find_parts.c - several reports in one document: a bundle that was mailed, the quarters of a year, the bodies of a
 * commune one behind the other. Owns record.parts.
 *
 * A report begins where the name of its kind stands in capitals at the start of a line ("BÁO CÁO") and what stands
 * around says that it is another one: a letterhead or the head of a mail above it, the end of the report before it,
 * or a title with another body or period. A heading inside one report says none of that. */
#include "read/find/find.h"

enum { HEAD_LINES = 12, TITLE_LINES = 4, TITLE_WORDS = 40, HEAD_WORDS = 24, FOOT_LINES = 14 };

struct start { uint32_t line, title; bool marked; struct str organisation; struct period period; };

static bool all_capitals(const struct find *f, uint32_t first, uint32_t end)
{
    bool words = false;
    for (uint32_t i = first; i < end; i++) {
        const struct token *t = &f->tok[i];
        if (t->kind != TOKEN_WORD) continue;
        if (!(t->flags & TOKEN_CAPS) && !(t->flags & TOKEN_CAPITAL && t->to - t->from <= 2)) return false;
        words = true;
    }
    return words;
}

/* The kind of paper that opens the line in capitals: "BÁO CÁO", "BÁO CÁO KẾT QUẢ ...", "BIÊN BẢN". */
static bool opens_report(const struct find *f, const struct line *l)
{
    static const char *const kinds[] = { "báo cáo", "biên bản", "thông báo", "thông báo kết luận", "bản tin" };
    const struct entry *e = phrase_role(f, l->first, LIST_FURNITURE, ROLE_PAPER);
    if (!e || !all_capitals(f, l->first, l->first + e->length)) return false;
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (str_is(e->phrase, str_c(kinds[i])))
            return all_capitals(f, l->first, l->end) || l->first + e->length == l->end;
    return false;
}

/* "Từ: ...", "Subject: ...", "---------- Forwarded message": the head of a mail. */
static bool mail_line(const struct find *f, const struct line *l)
{
    static const char *const words[] = { "From", "To",  "Date",      "Sent",     "Subject", "Từ",
                                         "Đến",  "Gửi", "Người gửi", "Ngày gửi", "Chủ đề",  "Tiêu đề" };
    uint32_t first = l->first;
    while (first < l->end && f->tok[first].kind == TOKEN_MARK) first++;
    if (word_is(f, first, S("Forwarded"))) return true;
    for (size_t i = 0; first < l->end && i < COUNT(words); i++) {
        size_t end = f->tok[first].from + strlen(words[i]);
        if (str_starts(str_cut(f->text, f->tok[first].from, f->text.n), str_c(words[i])) && end < f->text.n &&
            f->text.p[end] == ':')
            return true;
    }
    return false;
}

static bool dated(const struct find *f, const struct line *l)
{
    for (size_t t = times_from(f, l->first); t < f->time_count && f->times[t].first < l->end; t++)
        if (f->times[t].kind == TIME_DATE && f->times[t].end + 1 >= l->end) return true;
    return false;
}

/* "TM. BAN THƯỜNG VỤ", "Nơi nhận": the end of a paper. */
static bool foot_line(const struct find *f, const struct line *l)
{
    static const char *const words[] = { "TM", "KT", "TL", "TUQ" };
    if (token_is(f, l->first + 1, '.') && word_among(f, l->first, words, COUNT(words))) return true;
    return phrase_role(f, l->first, LIST_FURNITURE, ROLE_FOOT);
}

/* "III. ĐOÀN THANH NIÊN": a heading of a report, not the head of one. */
static bool numbered(const struct find *f, const struct line *l)
{
    return token_is(f, l->first + 1, '.') || token_is(f, l->first + 1, ')') || token_is(f, l->first + 1, '/');
}

/* A line that may stand over a title. *says: it alone tells that a paper begins. */
static bool head_line(const struct find *f, const struct line *l, bool *says)
{
    bool letterhead = false, body = false;
    *says = false;
    if (mail_line(f, l)) return *says = true;
    if (foot_line(f, l) || numbered(f, l)) return false;
    if (words_in(f, l->first, l->end) > HEAD_WORDS) return false;
    for (uint32_t i = l->first; i < l->end; i++) {
        const struct entry *e = phrase_role(f, i, LIST_FURNITURE, ROLE_LETTERHEAD);
        letterhead = letterhead || (e && e->length >= 5);
        body = body || phrase_role(f, i, LIST_ORGANISATIONS, ROLE_BODY);
    }
    bool capitals = all_capitals(f, l->first, l->end);
    *says = letterhead || (capitals && body);
    return *says || capitals || words_in(f, l->first, l->end) == 0 || dated(f, l) ||
           phrase_role(f, l->first, LIST_FURNITURE, ROLE_LETTERHEAD);
}

static bool ended_before(const struct find *f, uint32_t line)
{
    for (uint32_t k = line; k-- > 0 && k + FOOT_LINES > line;)
        if (foot_line(f, &f->lines[k])) return true;
    return false;
}

static struct str body_in(const struct find *f, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        const struct entry *e = phrase_role(f, i, LIST_ORGANISATIONS, ROLE_BODY);
        if (e && e->code.n) return e->code;
    }
    return S("");
}

/* The lines of a title: behind the first, until one that is a sentence, a heading or a table. */
static uint32_t title_end(const struct find *f, uint32_t title)
{
    uint32_t k = title + 1;
    for (; k < f->line_count && k < title + TITLE_LINES; k++) {
        const struct line *l = &f->lines[k];
        if (closes_sentence(f, l) || words_in(f, l->first, l->end) > TITLE_WORDS || opens_report(f, l) ||
            row_of_table(f, l))
            break;
        if (f->tok[l->first].kind == TOKEN_NUMBER || token_is(f, l->first, '-') || token_is(f, l->first, '|') ||
            token_is(f, l->first + 1, '.') || token_is(f, l->first + 1, '/') || words_in(f, l->first, l->end) == 0)
            break;
    }
    return k;
}

static struct start start_at(const struct find *f, uint32_t title, uint32_t floor)
{
    struct start s = { .line = title, .title = title, .organisation = S("") };
    uint32_t end = title_end(f, title);
    bool says;
    for (uint32_t k = title; k-- > floor && k + HEAD_LINES > title && head_line(f, &f->lines[k], &says);) {
        if (!says) continue;
        s.line = k;                 /* capitals above the letterhead are the end of the paper before */
        s.marked = true;
    }
    for (uint32_t k = s.line; k < title; k++) {         /* the office that signs is the last one named */
        struct str code = body_in(f, f->lines[k].first, f->lines[k].end);
        if (code.n) s.organisation = code;
    }
    for (uint32_t k = title; k < end; k++) {
        const struct line *l = &f->lines[k];
        if (!s.organisation.n) s.organisation = body_in(f, l->first, l->end);
        for (size_t t = times_from(f, l->first); t < f->time_count && f->times[t].first < l->end; t++)
            if (f->times[t].kind == TIME_PERIOD && !f->times[t].beside && s.period.type == PERIOD_NONE)
                s.period = f->times[t].period.year ? f->times[t].period : vn_period_on(f->times[t].period, f->on);
    }
    return s;
}

static bool differs(const struct start *x, const struct start *y)
{
    if (x->organisation.n && y->organisation.n && !str_is(x->organisation, y->organisation)) return true;
    const struct period *p = &x->period, *q = &y->period;
    return p->type && q->type && (p->type != q->type || p->year != q->year || p->number != q->number);
}

static struct str title_of(const struct find *f, uint32_t title)
{
    struct buf b = buf_open(f->a);
    for (uint32_t k = title, end = title_end(f, title); k < end; k++) {
        if (b.n) buf_char(&b, ' ');
        buf_str(&b, str_trim(tokens_str(f, f->lines[k].first, f->lines[k].end)));
    }
    return buf_done(&b);
}

void find_parts(struct find *f)
{
    struct start *starts = NULL, last = { .organisation = S("") };
    size_t n = 0;
    uint32_t floor = 0;
    for (uint32_t k = 0; k < f->line_count; k++) {
        if (!opens_report(f, &f->lines[k])) continue;
        struct start s = start_at(f, k, floor);
        floor = title_end(f, k);
        if (n && !s.marked && !differs(&s, &last) && !ended_before(f, s.line)) continue;
        last = *GROW(f->a, starts, n, struct start) = s;
        k = floor - 1;
    }
    if (n < 2) return;
    for (size_t i = 0; i < n; i++) {
        size_t from = i ? f->tok[f->lines[starts[i].line].first].from : 0;
        size_t to = i + 1 < n ? f->tok[f->lines[starts[i + 1].line].first].from : f->text.n;
        *GROW(f->a, f->r->parts, f->r->part_count, struct part_found) = (struct part_found){
            .title = title_of(f, starts[i].title), .organisation = starts[i].organisation,
            .period = starts[i].period, .span = { from, to },
        };
    }
}

bool find_opens_paper(struct arena *a, struct str line)
{
    struct find f = { .a = a, .text = line, .g = gazetteer_get() };
    f.entries = gazetteer_entry(f.g, 1) - 1;
    f.tok = gazetteer_cut(f.g, a, line, &f.count, &f.spelt);
    f.hits = gazetteer_mark(f.g, a, f.tok, f.count, &f.runs);
    return f.count && opens_report(&f, &(struct line){ .first = 0, .end = (uint32_t)f.count });
}
