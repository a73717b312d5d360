/* listing.c - see listing.h. Owns what stands in an address of a list; never looks anything up. */
#include "pages/listing.h"
#include "base/machine.h"
#include "pages/page.h"
#include "vn/text.h"
#include "web/html.h"
#include <stdlib.h>

enum { PAGES_MOST = 10000, WORDS_MOST = 8 };
enum form { FORM_XLSX, FORM_CSV, FORM_JSON, FORM_COUNT };
static const struct { const char *code, *name, *type, *label; } forms[FORM_COUNT] = {
    [FORM_XLSX] = { "xlsx", "XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    .label = "Tải bảng này để mở bằng Excel" },
    [FORM_CSV] = { "csv", "CSV", "text/csv; charset=utf-8", .label = "Tải bảng này cho phần mềm khác" },
    [FORM_JSON] = { "json", "JSON", "application/json; charset=utf-8",
                    .label = "Tải bảng này cho phần mềm tự đọc, tên cột không đổi" },
};

static struct str asked(const struct request *q, const char *name)
{
    return param_declared(q, name) ? str_trim(param_str(q, name)) : S("");
}

struct listing listing_open(struct request *q, const struct listing_kind *kind)
{
    return (struct listing){ .q = q, .kind = kind };
}

bool listing_asked(const struct request *q) { return asked(q, "xuat").n > 0; }
bool listing_whole(const struct request *q) { return listing_asked(q) || asked(q, "tim").n || asked(q, "xep").n; }
int64_t listing_page(const struct request *q) { return param_declared(q, "trang") ? param_int(q, "trang", 1) : 1; }

struct ledger_cell *listing_row(struct listing *l)
{
    size_t columns = l->kind->columns;
    if (l->rows == l->room) {
        size_t room = l->room ? 2 * l->room : 64;
        struct ledger_cell *cell = NEW_N(l->q->a, struct ledger_cell, room * columns);
        if (l->rows) memcpy(cell, l->cell, l->rows * columns * sizeof *cell);
        l->cell = cell;
        l->room = room;
    }
    return l->cell + l->rows++ * columns;
}

struct ledger_cell listing_keyed(struct str text, int64_t order)
{
    return (struct ledger_cell){ LEDGER_TEXT, text, order };
}

/* ---- search ---- */

struct words { struct str folded[WORDS_MOST], exact[WORDS_MOST]; size_t n; };  /* exact "": any marks will do */

/* Words typed without marks find those with them; words typed with marks find only those. */
static struct words words_of(struct arena *a, struct str find)
{
    struct words w = { .n = 0 };
    struct str rest = vn_plain_tone(a, find), word;
    while (w.n < WORDS_MOST && str_next(&rest, ' ', &word)) {
        if (!word.n) continue;
        struct str folded = vn_fold(a, word);
        w.folded[w.n] = folded;
        w.exact[w.n++] = str_is(folded, word) ? S("") : word;
    }
    return w;
}

static bool row_has(struct arena *a, const struct words *w, const struct ledger_cell *cell, size_t columns)
{
    struct buf b = buf_open(a);
    for (size_t c = 0; c < columns; c++) {
        if (cell[c].kind != LEDGER_TEXT) continue;
        buf_str(&b, cell[c].text);
        buf_char(&b, '\n');
    }
    struct str plain = vn_plain_tone(a, buf_done(&b)), folded = vn_fold(a, plain);
    for (size_t i = 0; i < w->n; i++) {
        bool marked = w->exact[i].n > 0;
        if (str_find(marked ? plain : folded, marked ? w->exact[i] : w->folded[i], 0) == SIZE_MAX) return false;
    }
    return true;
}

static void search(struct listing *l)
{
    struct words w = words_of(l->q->a, l->searched ? S("") : asked(l->q, "tim"));
    l->order = NEW_N(l->q->a, size_t, l->rows + 1);
    l->shown = 0;
    for (size_t i = 0; i < l->rows; i++)
        if (!w.n || row_has(l->q->a, &w, l->cell + i * l->kind->columns, l->kind->columns)) l->order[l->shown++] = i;
}

/* ---- order ---- */

struct key { size_t row; struct str text; int64_t number; bool empty; };

/* Rows without a value stand last in both directions; equal ones as they came. */
static int compare(const struct key *x, const struct key *y, bool down)
{
    if (x->empty != y->empty) return x->empty ? 1 : -1;
    size_t n = x->text.n < y->text.n ? x->text.n : y->text.n;
    int by = n ? memcmp(x->text.p, y->text.p, n) : 0;
    if (!by) by = (x->text.n > y->text.n) - (x->text.n < y->text.n);
    if (!by) by = (x->number > y->number) - (x->number < y->number);
    if (by) return down ? -by : by;
    return (x->row > y->row) - (x->row < y->row);
}

static int upward(const void *x, const void *y) { return compare(x, y, false); }
static int downward(const void *x, const void *y) { return compare(x, y, true); }

/* The column that `xep` names, and whether from the end; columns when none. */
static size_t ordered_by(const struct listing *l, bool *down)
{
    struct str by = asked(l->q, "xep");
    size_t c = 0;
    *down = str_starts(by, S("-"));
    if (*down) by = str_cut(by, 1, by.n);
    while (c < l->kind->columns && !(l->kind->column[c].code && str_is(by, str_c(l->kind->column[c].code)))) c++;
    return c;
}

static void put_in_order(struct listing *l)
{
    bool down;
    size_t c = ordered_by(l, &down);
    if (c == l->kind->columns) return;
    struct key *key = NEW_N(l->q->a, struct key, l->shown + 1);
    for (size_t i = 0; i < l->shown; i++) {
        const struct ledger_cell *cell = &l->cell[l->order[i] * l->kind->columns + c];
        bool by_text = cell->kind == LEDGER_TEXT && !cell->number;
        key[i] = (struct key){ .row = l->order[i], .number = cell->number, .empty = cell->kind == LEDGER_EMPTY,
                               .text = by_text ? vn_sort_key(l->q->a, cell->text) : S("") };
    }
    qsort(key, l->shown, sizeof *key, down ? downward : upward);
    for (size_t i = 0; i < l->shown; i++) l->order[i] = key[i].row;
}

/* ---- addresses ---- */

static void put_pair(struct buf *b, const char *name, struct str value, char *mark)
{
    if (!value.n) return;
    buf_fmt(b, "%c%s=", *mark, name);
    html_url_str(b, value);
    *mark = '&';
}

/* The same list with another order, page or form; NULL leaves it as it was asked. */
static struct str address(const struct listing *l, const char *xep, int64_t number, const char *file)
{
    struct buf b = buf_open(l->q->a);
    char mark = '?';
    buf_str(&b, l->q->path);
    for (size_t i = 0; i < l->kind->narrows; i++)
        put_pair(&b, l->kind->narrow[i], asked(l->q, l->kind->narrow[i]), &mark);
    put_pair(&b, "tim", asked(l->q, "tim"), &mark);
    put_pair(&b, "xep", xep ? str_c(xep) : asked(l->q, "xep"), &mark);
    if (number > 1) put_pair(&b, "trang", str_fmt(l->q->a, "%lld", (long long)number), &mark);
    put_pair(&b, "xuat", str_c(file), &mark);
    return buf_done(&b);
}

static void heads_fill(const struct listing *l, struct listing_view *v)
{
    struct listing_head *head = NEW_N(l->q->a, struct listing_head, l->kind->columns);
    bool down, orders = param_declared(l->q, "xep");
    size_t by = ordered_by(l, &down);
    for (size_t c = 0; c < l->kind->columns; c++) {
        const struct listing_column *column = &l->kind->column[c];
        if (column->in_file) continue;
        struct listing_head *h = &head[v->heads++];
        *h = (struct listing_head){ .label = SAY(column->label), .number = column->number };
        if (!column->code || !orders) continue;
        bool turn = c == by && !down;
        h->href = address(l, str_z(l->q->a, str_fmt(l->q->a, "%s%s", turn ? "-" : "", column->code)), 1, NULL);
        if (c == by) h->sort = down ? S("descending") : S("ascending");
    }
    v->head = head;
}

void listing_files(const struct listing *l, struct listing_view *v)
{
    if (!param_declared(l->q, "xuat")) return;
    struct link *file = NEW_N(l->q->a, struct link, FORM_COUNT);
    for (int f = 0; f < FORM_COUNT; f++)
        file[f] = (struct link){ .label = str_c(forms[f].name), .href = address(l, NULL, 1, forms[f].code),
                                 .hint = SAY(forms[f].label) };
    v->file = file;
    v->files = FORM_COUNT;
}

/* "51 đến 84 trong 84", with the way to the pages before and behind. */
static void pages_fill(const struct listing *l, int64_t number, int64_t first, int64_t total, struct listing_view *v)
{
    if (total <= l->kind->page_rows) return;
    v->count = str_fmt(l->q->a, say("%lld đến %lld trong %lld dòng"), (long long)first + 1,
                       (long long)first + (long long)l->shown, (long long)total);
    if (number > 1)
        v->before = (struct link){ .label = SAY("Trang trước"), .href = address(l, NULL, number - 1, NULL) };
    if (first + (int64_t)l->shown < total)
        v->behind = (struct link){ .label = SAY("Trang sau"), .href = address(l, NULL, number + 1, NULL) };
}

/* ---- showing ---- */

error listing_show(struct listing *l, struct listing_view *v)
{
    int64_t number = listing_page(l->q), rows = l->kind->page_rows;
    if (number < 1 || number > PAGES_MOST) return FAIL(l->q->a, ERR_MISSING, "Không có trang %lld.", (long long)number);
    search(l);
    put_in_order(l);
    int64_t total = l->total ? l->total : (int64_t)l->shown, first = rows ? (number - 1) * rows : 0;
    v->found = total;
    v->find = asked(l->q, "tim");
    v->order = asked(l->q, "xep");
    v->path = l->q->path;
    if (!l->total && rows) { /* cut out the page */
        int64_t left = total - first;
        l->order += left > 0 ? first : 0;
        l->shown = (size_t)(left < 0 ? 0 : left > rows ? rows : left);
    }
    heads_fill(l, v);
    listing_files(l, v);
    if (rows) pages_fill(l, number, first, total, v);
    return NULL;
}

/* ---- as a file ---- */

static struct ledger ledger_of(struct listing *l, struct str about)
{
    struct arena *a = l->q->a;
    const struct who *who = page_who(l->q);
    struct str *column = NEW_N(a, struct str, l->kind->columns), *line = NEW_N(a, struct str, 3);
    struct str *field = NEW_N(a, struct str, l->kind->columns);
    struct ledger out = { .name = SAY(l->kind->title), .title = SAY(l->kind->title), .column = column, .field = field,
                          .line = line, .rows = l->shown };
    if (about.n) line[out.lines++] = about;
    line[out.lines++] = str_fmt(a, say("%.*s lấy lúc %.*s"), STR(who ? who->name : S("")),
                                STR(page_time(a, clock_now())));
    if (l->left_out)
        line[out.lines++] = str_fmt(a, say("Còn %lld dòng không có trong tệp này. Lọc bớt rồi tải lại để có đủ."),
                                    (long long)l->left_out);
    for (size_t c = 0; c < l->kind->columns; c++) {
        const struct listing_column *x = &l->kind->column[c];
        if (x->on_screen) continue;
        assert(x->code);
        field[out.columns] = str_c(x->code);
        column[out.columns++] = SAY(x->label);
    }
    struct ledger_cell *cell = NEW_N(a, struct ledger_cell, l->shown * out.columns + 1);
    size_t n = 0;
    for (size_t i = 0; i < l->shown; i++)
        for (size_t c = 0; c < l->kind->columns; c++)
            if (!l->kind->column[c].on_screen) cell[n++] = l->cell[l->order[i] * l->kind->columns + c];
    out.cell = cell;
    return out;
}

error listing_file(struct listing *l, struct reply *r, struct str about)
{
    struct arena *a = l->q->a;
    struct str as = asked(l->q, "xuat"), day = clock_day(a, clock_now()), text = S("");
    int form = 0;
    while (form < FORM_COUNT && !str_is(as, str_c(forms[form].code))) form++;
    if (form == FORM_COUNT)
        return FAIL(a, ERR_INPUT, "Bảng tải được ở dạng XLSX, CSV hoặc JSON, không có dạng “%.*s”.", STR(as));
    search(l);
    put_in_order(l);
    if (l->shown > LEDGER_ROWS_MOST) {
        l->left_out += (int64_t)l->shown - LEDGER_ROWS_MOST;
        l->shown = LEDGER_ROWS_MOST;
    }
    struct ledger ledger = ledger_of(l, about);
    struct bytes made = { 0 };
    switch ((enum form)form) {
    case FORM_XLSX:
        TRY(ledger_xlsx(a, &ledger, &made));
        text = (struct str){ (const char *)made.p, made.n };
        break;
    case FORM_CSV: TRY(ledger_csv(a, &ledger, &text)); break;
    case FORM_JSON: TRY(ledger_json(a, &ledger, &text)); break;
    case FORM_COUNT: break;
    }
    reply_file(r, str_c(forms[form].type), str_fmt(a, "%s-%.*s.%s", l->kind->file, STR(day), forms[form].code), text);
    return NULL;
}
