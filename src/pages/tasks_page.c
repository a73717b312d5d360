/* tasks_page.c - who does what, how far it is, by when, measured by what, with what result: the tasks that a person may
 * see as one table, and all conclusions of a year. */
#include "core/grow.h"
#include "core/meeting/task.h"
#include "core/office/body.h"
#include "core/office/term.h"
#include "core/office/unit.h"
#include "pages/listing.h"
#include "pages/task_words.h"

enum { PAGE_ROWS = 100, YEAR_DIGITS = 4 };
enum { WHAT, WHO, HOW_FAR, DUE, MEASURE, RESULT, WITH, FIRST_DUE, VALUE, PAPER, UNIT, CODE, COLUMNS };
static const struct listing_column columns[COLUMNS] = {
    [WHAT] = { "viec", .label = "Việc" },
    [WHO] = { "ai-lam", .label = "Ai làm" },
    [HOW_FAR] = { "tien-do", .label = "Làm đến đâu" },
    [DUE] = { "han", .label = "Khi nào xong" },
    [MEASURE] = { "do-bang", .label = "Đo bằng gì" },
    [RESULT] = { "ket-qua", .label = "Kết quả" },
    [WITH] = { "phoi-hop", .label = "Phối hợp", .in_file = true },
    [FIRST_DUE] = { "han-dau", .label = "Hạn ban đầu", .in_file = true },
    [VALUE] = { "so-da-duyet", .label = "Số liệu đã duyệt", .in_file = true },
    [PAPER] = { "van-ban", .label = "Văn bản", .in_file = true },
    [UNIT] = { "don-vi", .label = "Đơn vị", .in_file = true },
    [CODE] = { "so", .label = "Số", .in_file = true },
};
static const char *const narrow_names[] = { "trang-thai", "to-chuc", "giao-ban", "nam" };
static const struct listing_kind tasks = { "viec-giao", SAID("Việc được giao"), PAGE_ROWS, columns, COLUMNS,
                                           narrow_names, COUNT(narrow_names) };

/* What is asked for. look -1: those that are open; LOOK_COUNT: any. */
struct asking { struct task_ask of; int look; bool mine; struct task_list found, shown; };

static struct asking asked(struct request *q)
{
    const struct grant *g = page_who(q)->acting;
    struct str state = param_str(q, "trang-thai");
    struct asking x = { .look = -1, .of = { .unit_id = g->unit_id, .body_id = param_int(q, "to-chuc", 0),
        .meeting_id = param_int(q, "giao-ban", 0), .year = param_str(q, "nam"), .below = g->role == ROLE_UPPER } };
    if (x.of.year.n || str_is(state, S("moi"))) x.look = LOOK_COUNT;
    for (int i = 0; i < LOOK_COUNT; i++)
        if (str_is(state, str_c(task_look_code((enum task_look)i)))) x.look = i;
    x.mine = g->body_id != 0 && !x.of.body_id && !x.of.meeting_id && !x.of.year.n && !state.n && !param_str(q, "tim").n;
    if (x.mine) x.of.body_id = g->body_id;
    if (x.of.body_id && g->body_id == x.of.body_id) x.of.unit_id = 0;  /* also what other units asked of it */
    return x;
}

static bool wanted(const struct asking *x, const struct task *t)
{
    if (x->look == LOOK_COUNT) return true;
    return x->look >= 0 ? (int)t->look == x->look : t->state == TASK_OPEN || t->state == TASK_REPORTED;
}

static error find(struct request *q, struct db *db, struct asking *x)
{
    TRY(task_list(q->a, db, page_who(q), &x->of, &x->found));
    for (size_t i = 0; i < x->found.n; i++)
        if (wanted(x, &x->found.row[i])) LIST_ADD(q->a, x->shown.row, x->shown.n, x->found.row[i]);
    return NULL;
}

/* A year is read by papers, in their order. */
static int by_paper(const struct task *x, const struct task *y)
{
    int order = term_compare(x->given_on, y->given_on);
    if (!order) order = (x->meeting_id > y->meeting_id) - (x->meeting_id < y->meeting_id);
    return order ? order : (x->number > y->number) - (x->number < y->number);
}

static void sort_by_paper(struct task_list *l)
{
    for (size_t i = 1; i < l->n; i++) {
        struct task one = l->row[i];
        size_t at = i;
        for (; at && by_paper(&l->row[at - 1], &one) > 0; at--) l->row[at] = l->row[at - 1];
        l->row[at] = one;
    }
}

static void cells_fill(struct arena *a, const struct task *t, struct ledger_cell *c)
{
    struct day due, first;
    struct task_line line = task_line_of(a, t);
    c[WHAT] = ledger_text(line.words);
    c[WHO] = ledger_text(t->body_name);
    c[HOW_FAR] = ledger_count(t->progress);
    if (day_read(t->due, &due)) c[DUE] = ledger_day(due);
    c[MEASURE] = ledger_text(line.measure);
    c[RESULT] = listing_keyed(line.state, (int64_t)t->look + 1);
    struct buf with = buf_open(a);
    for (size_t i = 0; i < t->withs; i++) buf_fmt(&with, "%s%.*s", i ? "; " : "", STR(t->with_name[i]));
    c[WITH] = ledger_text(buf_done(&with));
    if (day_read(t->first_due, &first)) c[FIRST_DUE] = ledger_day(first);
    c[VALUE] = ledger_text(t->value_words);
    c[PAPER] = ledger_text(line.paper);
    c[UNIT] = ledger_text(t->unit_name);
    c[CODE] = ledger_count(t->id);
}

/* ---- what the list may be narrowed to ---- */

static struct choice *number_choices(struct arena *a, size_t most, struct str any, int64_t now)
{
    struct choice *c = NEW_N(a, struct choice, most + 1);
    c[0] = (struct choice){ .value = S(""), .label = any, .now = !now };
    return c;
}

/* Seen from above: who leads what was asked for below, by their whole names. */
static error bodies_below(struct request *q, struct db *db, const struct asking *x, struct tasks_view *v)
{
    struct task_list all;
    TRY(task_list(q->a, db, page_who(q), &(struct task_ask){ .unit_id = page_who(q)->acting->unit_id, .below = true },
        &all));
    struct choice *c = number_choices(q->a, all.n, SAY("mọi tổ chức"), x->of.body_id);
    v->bodies = 1;
    for (size_t i = 0; i < all.n; i++) {
        struct str value = str_fmt(q->a, "%lld", (long long)all.row[i].body_id);
        bool known = false;
        for (size_t k = 1; k < v->bodies; k++) known |= str_is(c[k].value, value);
        if (!known)
            c[v->bodies++] = (struct choice){ .value = value, .label = all.row[i].body_name,
                .now = all.row[i].body_id == x->of.body_id };
    }
    v->body = c;
    return NULL;
}

static error bodies_fill(struct request *q, struct db *db, const struct asking *x, struct tasks_view *v)
{
    struct body_list bodies;
    if (x->of.below) return bodies_below(q, db, x, v);
    TRY(body_list(q->a, db, page_who(q)->acting->unit_id, term_today(q->a), &bodies));
    struct choice *c = number_choices(q->a, bodies.n, SAY("mọi tổ chức"), x->of.body_id);
    for (v->bodies = 1; v->bodies <= bodies.n; v->bodies++) {
        const struct body *b = &bodies.body[v->bodies - 1];
        c[v->bodies] = (struct choice){ .value = str_fmt(q->a, "%lld", (long long)b->id), .label = b->short_name,
            .now = b->id == x->of.body_id };
    }
    v->body = c;
    return NULL;
}

static int64_t year_number(struct str year)
{
    int64_t n = 0;
    return str_int(year, &n) ? n : 0;
}

/* Only years in which something was concluded, the newest first; and the one that is asked for. */
static void years_fill(struct arena *a, const struct task_list *all, struct str asked, struct tasks_view *v)
{
    struct choice *y = NEW_N(a, struct choice, all->n + 2);
    y[v->year_count++] = (struct choice){ .value = S(""), .label = SAY("mọi năm"), .now = !asked.n };
    for (size_t i = 0; i < all->n + (asked.n > 0); i++) {
        struct str year = i < all->n ? str_cut(all->row[i].given_on, 0, YEAR_DIGITS) : asked;
        size_t at = 1;
        while (at < v->year_count && year_number(y[at].value) > year_number(year)) at++;
        if (at < v->year_count && str_is(y[at].value, year)) continue;
        for (size_t k = v->year_count++; k > at; k--) y[k] = y[k - 1];
        y[at] = (struct choice){ .value = year, .now = str_is(year, asked),
            .label = str_fmt(a, say("kết luận cả năm %.*s"), STR(year)) };
    }
    v->years = y;
}

static error meetings_fill(struct request *q, struct db *db, const struct asking *x, struct tasks_view *v)
{
    struct task_list all;
    TRY(task_list(q->a, db, page_who(q), &(struct task_ask){ .unit_id = page_who(q)->acting->unit_id,
        .below = x->of.below }, &all));
    struct choice *c = number_choices(q->a, all.n, SAY("mọi buổi giao ban"), x->of.meeting_id);
    v->meetings = 1;
    for (size_t i = 0; i < all.n; i++) {
        struct str value = str_fmt(q->a, "%lld", (long long)all.row[i].meeting_id);
        bool known = false;
        for (size_t k = 1; k < v->meetings; k++) known |= str_is(c[k].value, value);
        if (!known)
            c[v->meetings++] = (struct choice){ .value = value,
                .label = !x->of.below ? all.row[i].meeting_title
                    : str_fmt(q->a, "%.*s, %.*s", STR(all.row[i].meeting_title), STR(all.row[i].unit_name)),
                .now = all.row[i].meeting_id == x->of.meeting_id };
    }
    v->meeting = c;
    years_fill(q->a, &all, x->of.year, v);
    return NULL;
}

static void states_fill(struct request *q, const struct asking *x, struct tasks_view *v)
{
    struct choice *c = NEW_N(q->a, struct choice, LOOK_COUNT + 2);
    struct link *link = NEW_N(q->a, struct link, LOOK_COUNT);
    c[v->states++] = (struct choice){ .value = S(""), .label = SAY("việc chưa xong"), .now = x->look < 0 };
    c[v->states++] = (struct choice){ .value = S("moi"), .label = SAY("mọi trạng thái"), .now = x->look == LOOK_COUNT };
    for (int i = 0; i < LOOK_COUNT; i++) {
        enum task_look l = (enum task_look)i;
        c[v->states++] = (struct choice){ .value = str_c(task_look_code(l)), .label = str_c(task_look_name(l)),
            .now = x->look == i };
        if (!x->found.look[i]) continue;
        struct str more = x->of.body_id ? str_fmt(q->a, "&to-chuc=%lld", (long long)x->of.body_id) : S("");
        if (x->of.meeting_id) more = str_fmt(q->a, "%.*s&giao-ban=%lld", STR(more), (long long)x->of.meeting_id);
        if (x->of.year.n) more = str_fmt(q->a, "%.*s&nam=%.*s", STR(more), STR(x->of.year));
        link[v->looks++] = (struct link){ .now = x->look == i, .hint = str_fmt(q->a, "%zu", x->found.look[i]),
            .label = str_fmt(q->a, "%s %s", task_look_shape(l), task_look_name(l)),
            .href = str_fmt(q->a, "/viec?trang-thai=%s%.*s", task_look_code(l), STR(more)) };
    }
    v->state = c;
    v->look = link;
}

/* ---- words ---- */

static struct str question(struct request *q, const struct asking *x)
{
    const struct task_list *l = &x->found;
    if (x->of.year.n)
        return str_fmt(q->a, say("Kết luận năm %.*s: %zu việc, %zu việc đã hoàn thành"), STR(x->of.year), l->n,
            l->look[LOOK_DONE]);
    if (x->look >= 0 && x->look < LOOK_COUNT)
        return str_fmt(q->a, say("%zu việc: %s"), x->shown.n, task_look_name((enum task_look)x->look));
    if (l->look[LOOK_LATE] && !l->look[LOOK_SOON]) return str_fmt(q->a, say("%zu việc quá hạn"), l->look[LOOK_LATE]);
    if (l->look[LOOK_LATE])
        return str_fmt(q->a, say("%zu việc quá hạn, %zu việc sắp đến hạn"), l->look[LOOK_LATE], l->look[LOOK_SOON]);
    if (l->look[LOOK_SOON]) return str_fmt(q->a, say("%zu việc sắp đến hạn"), l->look[LOOK_SOON]);
    return l->n ? SAY("Không có việc nào quá hạn") : SAY("Chưa có việc nào được giao");
}

static void words_fill(struct request *q, const struct asking *x, struct tasks_view *v)
{
    const struct grant *g = page_who(q)->acting;
    v->question = question(q, x);
    v->year = x->of.year;
    v->narrowed = x->look >= 0 || x->of.meeting_id || param_int(q, "to-chuc", 0) || param_str(q, "tim").n;
    v->units = x->of.below;
    struct str unit = unit_title_in(q->a, g->unit_name);
    if (x->mine) v->note = str_fmt(q->a, say("Việc giao cho %.*s, cả việc phối hợp"), STR(g->body_name));
    else if (x->of.below)
        v->note = str_fmt(q->a, say("Theo kết luận các buổi giao ban của %.*s và các đơn vị trực thuộc"), STR(unit));
    else v->note = str_fmt(q->a, say("Theo kết luận các buổi giao ban của %.*s"), STR(unit));
    v->empty = v->narrowed || x->of.year.n ? SAY("Không có việc nào như đã lọc.")
        : SAY("Việc được giao hiện ở đây ngay khi thông báo kết luận của một buổi giao ban được ký.");
}

static void rows_fill(struct request *q, const struct asking *x, const struct listing *l, struct tasks_view *v)
{
    struct task_line *row = NEW_N(q->a, struct task_line, l->shown + 1);
    struct str group = S("");
    for (size_t i = 0; i < l->shown; i++) {
        const struct task *t = &x->shown.row[l->order[i]];
        row[i] = x->of.below ? task_line_of(q->a, t) : task_line_short(q->a, t);
        struct str now = x->of.year.n ? row[i].paper
            : str_fmt(q->a, "%.*s %.*s", STR(row[i].shape), STR(row[i].state));
        if (!v->list.order.n && !str_is(now, group)) row[i].group = group = now;
    }
    v->row = row;
    v->rows = l->shown;
}

error page_tasks(struct request *q, struct reply *r)
{
    struct db *db;
    struct asking x = asked(q);
    struct tasks_view v = { 0 };
    int64_t year;
    if (x.of.year.n && (x.of.year.n != YEAR_DIGITS || !str_int(x.of.year, &year)))
        return FAIL(q->a, ERR_INPUT, "“%.*s” không phải là một năm. Ghi năm bằng bốn chữ số, như 2026.",
            STR(x.of.year));
    TRY(page_db(q, &db));
    TRY(find(q, db, &x));
    if (x.of.year.n) sort_by_paper(&x.shown);
    words_fill(q, &x, &v);
    struct listing l = listing_open(q, &tasks);
    for (size_t i = 0; i < x.shown.n; i++) cells_fill(q->a, &x.shown.row[i], listing_row(&l));
    if (listing_asked(q)) return listing_file(&l, r, v.note);
    TRY(listing_show(&l, &v.list));
    rows_fill(q, &x, &l, &v);
    states_fill(q, &x, &v);
    TRY(bodies_fill(q, db, &x, &v));
    TRY(meetings_fill(q, db, &x, &v));
    struct buf body = page_open(q);
    view_tasks(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = v.question, .room = ROOM_TASKS }, &body);
}
