/* meetings_page.c - the list of briefings, and planning the next one in a few keystrokes. */
#include "base/machine.h"
#include "core/office/term.h"
#include "pages/listing.h"
#include "pages/meeting_page.h"
#include "pages/office_form.h"
#include "vn/text.h"

enum { PAGE_ROWS = 50 };
enum { TITLE, PERIOD, DAY, HOST, VENUE, CHAIR, UNIT, STATE, COLUMNS };
static const struct listing_column columns[COLUMNS] = {
    [TITLE] = { "phien", .label = "Phiên giao ban" },
    [PERIOD] = { "ky", .label = "Kỳ" },
    [DAY] = { "ngay", .label = "Ngày họp" },
    [HOST] = { "chu-tri", .label = "Cơ quan chủ trì" },
    [VENUE] = { "dia-diem", .label = "Địa điểm", .in_file = true },
    [CHAIR] = { "nguoi-chu-tri", .label = "Người chủ trì", .in_file = true },
    [UNIT] = { "don-vi", .label = "Đơn vị", .in_file = true },
    [STATE] = { "buoc", .label = "Bước" },
};
static const char *const narrow_names[] = { "buoc", "don-vi" };
static const struct listing_kind meetings = { "giao-ban", SAID("Danh sách giao ban"), PAGE_ROWS, columns, COLUMNS,
                                              narrow_names, COUNT(narrow_names) };

/* ---- the list ---- */

static bool is_above(struct request *q) { return page_who(q)->acting->role == ROLE_UPPER; }

/* One of another unit, seen from above or held by a unit which became this one, says whose it is. */
static struct str host_of(struct request *q, const struct meeting *m)
{
    if (m->unit_id == page_who(q)->acting->unit_id) return m->presidium;
    return str_fmt(q->a, "%.*s · %.*s", STR(m->presidium), STR(m->unit_name));
}

static struct meeting_line line_of(struct request *q, const struct meeting *m)
{
    return (struct meeting_line){ .title = m->title, .href = meeting_href(q->a, m->id, ""),
        .period = page_period_words(q->a, m->period), .when = meeting_when(q->a, m),
        .host = is_above(q) ? m->presidium : host_of(q, m), .unit = m->unit_name,
        .day = m->day.n ? term_vi(q->a, m->day) : SAY("chưa chọn ngày"), .shape = meeting_shape(m->state),
        .state = str_c(meeting_state_name(m->state)), .code = meeting_state_code(m->state) };
}

static void cells_fill(struct request *q, const struct meeting *m, struct ledger_cell *c)
{
    struct period p;
    struct day day;
    bool dated = period_read(m->period, &p);
    c[TITLE] = ledger_text(m->title);
    c[PERIOD] = listing_keyed(page_period_words(q->a, m->period), dated ? day_number(p.to) : 1);
    c[DAY] = listing_keyed(term_vi(q->a, m->day), day_read(m->day, &day) ? day_number(day) : 1);
    c[HOST] = ledger_text(host_of(q, m));
    c[VENUE] = ledger_text(m->venue);
    c[CHAIR] = ledger_text(m->chair_name);
    c[UNIT] = ledger_text(m->unit_name);
    c[STATE] = listing_keyed(str_c(meeting_state_name(m->state)), m->state + 1);
}

/* What is going on comes before what is concluded upon, that before the nearest to come. */
static const struct meeting *next_of(struct request *q, const struct meeting_list *all)
{
    const struct meeting *best = NULL;
    static const int rank[MEETING_STATE_COUNT] = { [MEETING_OPEN] = 3, [MEETING_ENDED] = 2, [MEETING_INVITED] = 1,
        [MEETING_PLANNED] = 1 };
    for (size_t i = 0; i < all->n; i++) {          /* newest first: a later one in the list is nearer */
        const struct meeting *m = &all->row[i];
        if (!rank[m->state] || m->unit_id != page_who(q)->acting->unit_id) continue;
        if (!best || rank[m->state] >= rank[best->state]) best = m;
    }
    return best;
}

static void states_fill(struct request *q, struct meetings_view *v, int *only)
{
    struct choice *c = NEW_N(q->a, struct choice, MEETING_STATE_COUNT);
    for (int s = 0; s < MEETING_STATE_COUNT; s++) {
        struct str code = meeting_state_code((enum meeting_state)s);
        bool now = str_is(code, param_str(q, "buoc"));
        if (now) *only = s;
        c[s] = (struct choice){ .value = code, .label = str_c(meeting_state_name((enum meeting_state)s)), .now = now };
    }
    v->state = c;
    v->states = MEETING_STATE_COUNT;
}

static bool is_after(struct str x, struct str y)
{
    int order = memcmp(x.p, y.p, x.n < y.n ? x.n : y.n);
    return order ? order > 0 : x.n > y.n;
}

/* Every unit that has one, in the order of names. */
static void units_fill(struct request *q, const struct meeting_list *all, int64_t only, struct meetings_view *v)
{
    struct choice *c = NEW_N(q->a, struct choice, all->n + 1);
    struct str *name = NEW_N(q->a, struct str, all->n + 1);
    if (!is_above(q)) return;
    for (size_t i = 0; i < all->n; i++) {
        const struct meeting *m = &all->row[i];
        struct str code = str_fmt(q->a, "%lld", (long long)m->unit_id), key = vn_sort_key(q->a, m->unit_name);
        size_t at = v->units;
        bool known = false;
        for (size_t k = 0; k < v->units; k++) known |= str_is(c[k].value, code);
        if (known) continue;
        for (v->units++; at && is_after(name[at - 1], key); at--) {
            c[at] = c[at - 1];
            name[at] = name[at - 1];
        }
        name[at] = key;
        c[at] = (struct choice){ .value = code, .label = m->unit_name, .now = m->unit_id == only };
    }
    v->unit = c;
}

static void next_fill(struct request *q, const struct meeting_list *all, struct meetings_view *v)
{
    const struct meeting *next = next_of(q, all);
    if (!next) return;
    struct meeting_head head = meeting_head(q, next, TAB_COUNT, next->title);
    struct meeting_line *line = NEW(q->a, struct meeting_line);
    *line = line_of(q, next);
    v->next = line;
    v->next_words = head.next;
    v->next_act = head.act;
}

static void words_fill(struct request *q, const struct meeting_list *all, struct meetings_view *v)
{
    const struct who *who = page_who(q);
    bool plans = policy_may(who, MAY_PLAN_MEETING);
    v->question = v->narrowed ? str_fmt(q->a, say("%lld phiên giao ban như đã lọc"), (long long)v->list.found)
                  : v->next ? SAY("Phiên giao ban sắp tới")
                  : all->n  ? SAY("Không có phiên giao ban nào đang chờ")
                            : SAY("Chưa có phiên giao ban nào");
    v->note = is_above(q)
        ? str_fmt(q->a, say("%.*s và các đơn vị trực thuộc"), STR(who->acting->unit_name)) : who->acting->unit_name;
    if (is_above(q) && !v->narrowed && !v->next && all->n)
        v->question = str_fmt(q->a, say("%zu phiên giao ban của %zu đơn vị"), all->n, v->units);
    v->empty = v->narrowed ? SAY("Không có phiên giao ban nào như đã lọc.")
               : is_above(q) ? SAY("Phiên giao ban của các đơn vị cấp dưới hiện ở đây từ khi gửi giấy mời.")
               : plans ? SAY("Phiên giao ban sẽ hiện ở đây. Lập loạt giao ban một lần, rồi mỗi kỳ chỉ cần chọn ngày.")
                       : SAY("Phiên giao ban hiện ở đây khi tổ chức được mời.");
    if (!plans) return;
    v->plan = (struct link){ .label = SAY("Lập phiên giao ban"), .href = S("/giao-ban/moi") };
    v->series = (struct link){ .label = SAY("Các loạt giao ban"), .href = S("/giao-ban/loat") };
}

error page_meetings(struct request *q, struct reply *r)
{
    struct db *db;
    struct meeting_list all;
    struct meetings_view v = { 0 };
    int only = -1;
    const struct who *who = page_who(q);
    TRY(page_db(q, &db));
    int64_t unit = param_int(q, "don-vi", 0);
    if (is_above(q)) TRY(meeting_below(q->a, db, who, &all));
    else TRY(meeting_of_unit(q->a, db, who, who->acting->unit_id, S(""), &all));
    states_fill(q, &v, &only);
    units_fill(q, &all, unit, &v);
    v.narrowed = only >= 0 || unit || param_str(q, "tim").n;
    struct listing l = listing_open(q, &meetings);
    const struct meeting **kept = NEW_N(q->a, const struct meeting *, all.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < all.n; i++) {
        if (only >= 0 && (int)all.row[i].state != only) continue;
        if (unit && all.row[i].unit_id != unit) continue;
        kept[n++] = &all.row[i];
        cells_fill(q, &all.row[i], listing_row(&l));
    }
    if (listing_asked(q)) return listing_file(&l, r, who->acting->unit_name);
    TRY(listing_show(&l, &v.list));
    struct meeting_line *row = NEW_N(q->a, struct meeting_line, l.shown + 1);
    for (size_t i = 0; i < l.shown; i++) row[v.rows++] = line_of(q, kept[l.order[i]]);
    v.row = row;
    next_fill(q, &all, &v);
    words_fill(q, &all, &v);
    struct buf body = page_open(q);
    view_meetings(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Giao ban"), .room = ROOM_MEETINGS }, &body);
}
