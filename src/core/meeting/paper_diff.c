/* paper_diff.c - what differs between two papers, paragraph by paragraph, and between two paragraphs word by word
 * (issued.h). The longest common row of equal paragraphs stays; what is between is paired in its order. */
#include "core/meeting/issued.h"
#include "core/grow.h"
#include "vn/text.h"

enum { CELLS_MOST = 4 * 1000 * 1000 };         /* of the table of a comparison; a longer middle is paired in order */
struct texts { struct str *text; size_t n; };

/* ---- a paper as paragraphs ---- */

static struct str runs_text(struct arena *a, const struct run *run, size_t n)
{
    struct buf b = buf_open(a);
    for (size_t i = 0; i < n; i++) buf_str(&b, run[i].text);
    return buf_done(&b);
}

static void text_add(struct arena *a, struct texts *t, struct str s)
{
    struct str line;
    while (str_next(&s, '\n', &line))
        if (str_trim(line).n) LIST_ADD(a, t->text, t->n, str_trim(line));
}

static void table_add(struct arena *a, struct texts *t, const struct block *b)
{
    for (size_t r = 0; r < b->rows; r++) {
        struct buf line = buf_open(a);
        for (size_t c = 0; c < b->row[r].cells; c++)
            buf_fmt(&line, "%s%.*s", c ? " | " : "", STR(runs_text(a, b->row[r].cell[c].run, b->row[r].cell[c].runs)));
        text_add(a, t, buf_done(&line));
    }
}

static struct texts texts_of(struct arena *a, const struct paper *p)
{
    struct texts t = { NULL, 0 };
    const struct str head[] = { p->superior, p->issuer, p->kind, p->subject };
    const struct str foot[] = { p->authority, p->post, p->signer, p->second_post, p->second_signer };
    for (size_t i = 0; i < COUNT(head); i++) text_add(a, &t, head[i]);
    for (size_t i = 0; i < p->to_count; i++) text_add(a, &t, str_fmt(a, "Kính gửi: %.*s", STR(p->to[i])));
    for (size_t i = 0; i < p->blocks; i++) {
        const struct block *b = &p->block[i];
        text_add(a, &t, b->kind == BLOCK_TABLE ? b->caption : runs_text(a, b->run, b->runs));
        if (b->kind == BLOCK_TABLE) table_add(a, &t, b);
    }
    for (size_t i = 0; i < p->copy_count; i++) text_add(a, &t, str_fmt(a, "Nơi nhận: %.*s", STR(p->copies[i])));
    for (size_t i = 0; i < COUNT(foot); i++) text_add(a, &t, foot[i]);
    return t;
}

/* ---- what is common ---- */

/* keep_x[i]: this text of x is also in y, in the same order. */
static void common(struct arena *a, struct texts x, struct texts y, bool *keep_x, bool *keep_y)
{
    size_t front = 0, back = 0;
    while (front < x.n && front < y.n && str_is(x.text[front], y.text[front])) {
        keep_x[front] = keep_y[front] = true;
        front++;
    }
    while (back < x.n - front && back < y.n - front && str_is(x.text[x.n - 1 - back], y.text[y.n - 1 - back])) {
        keep_x[x.n - 1 - back] = keep_y[y.n - 1 - back] = true;
        back++;
    }
    size_t rows = x.n - front - back, columns = y.n - front - back;
    if (!rows || !columns || rows + 1 > CELLS_MOST / (columns + 1)) return;
    uint32_t *longest = NEW_N(a, uint32_t, (rows + 1) * (columns + 1));
#define SAME_FROM(i, k) longest[(i) * (columns + 1) + (k)]
    for (size_t i = rows; i-- > 0;)
        for (size_t k = columns; k-- > 0;) {
            bool same = str_is(x.text[front + i], y.text[front + k]);
            uint32_t down = SAME_FROM(i + 1, k), right = SAME_FROM(i, k + 1);
            SAME_FROM(i, k) = same ? SAME_FROM(i + 1, k + 1) + 1 : down > right ? down : right;
        }
    for (size_t i = 0, k = 0; i < rows && k < columns;) {
        if (str_is(x.text[front + i], y.text[front + k])) keep_x[front + i++] = keep_y[front + k++] = true;
        else if (SAME_FROM(i + 1, k) >= SAME_FROM(i, k + 1)) i++;
        else k++;
    }
#undef SAME_FROM
}

error issued_changes(struct arena *a, struct db *db, const struct who *who, const struct issued *now,
    const struct issued *before, struct paper_change **out, size_t *n)
{
    struct paper old, new;
    TRY(issued_paper(a, db, who, before, &old));
    TRY(issued_paper(a, db, who, now, &new));
    struct texts x = texts_of(a, &old), y = texts_of(a, &new);
    bool *keep_x = NEW_N(a, bool, x.n + 1), *keep_y = NEW_N(a, bool, y.n + 1);
    common(a, x, y, keep_x, keep_y);
    *out = NULL;
    *n = 0;
    for (size_t i = 0, k = 0; i < x.n || k < y.n;) {
        bool gone = i < x.n && !keep_x[i], come = k < y.n && !keep_y[k];
        if (gone || come)
            LIST_ADD(a, *out, *n, (struct paper_change){ gone ? x.text[i] : S(""), come ? y.text[k] : S("") });
        i += gone || (!come && i < x.n);
        k += come || (!gone && k < y.n);
    }
    return NULL;
}

/* ---- word by word ---- */

/* Words with the blank behind them. */
static struct texts words_of(struct arena *a, struct str s)
{
    struct texts t = { NULL, 0 };
    for (size_t from = 0; from < s.n;) {
        size_t blank = str_find(s, S(" "), from), to = blank == SIZE_MAX ? s.n : blank + 1;
        LIST_ADD(a, t.text, t.n, str_cut(s, from, to));
        from = to;
    }
    return t;
}

static struct paper_piece *pieces(struct arena *a, struct texts t, const bool *keep, size_t *n)
{
    struct paper_piece *piece = NULL;
    *n = 0;
    for (size_t i = 0; i < t.n; i++) {
        if (*n && piece[*n - 1].changed == !keep[i])           /* pieces of one text lie side by side */
            piece[*n - 1].text.n += t.text[i].n;
        else
            LIST_ADD(a, piece, *n, (struct paper_piece){ t.text[i], !keep[i] });
    }
    return piece;
}

void paper_words(struct arena *a, const struct paper_change *c, struct paper_words *out)
{
    struct texts x = words_of(a, c->before), y = words_of(a, c->after);
    bool *keep_x = NEW_N(a, bool, x.n + 1), *keep_y = NEW_N(a, bool, y.n + 1);
    if (c->before.n && c->after.n) common(a, x, y, keep_x, keep_y);
    out->before = pieces(a, x, keep_x, &out->befores);
    out->after = pieces(a, y, keep_y, &out->afters);
}
