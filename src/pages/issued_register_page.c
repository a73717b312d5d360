/* issued_register_page.c - the register of papers, out and in, and the form that takes one in. */
#include "core/grow.h"
#include "core/office/term.h"
#include "pages/issued_page.h"
#include "pages/listing.h"
#include "pages/office_form.h"
#include "vn/text.h"

enum { PAGE_ROWS = 50, YEARS_MOST = 40, SOURCES_MOST = 6 };
enum { NUMBER, DAY, KIND, SUBJECT, WHO, STATE, CODE, COLUMNS };
static const struct listing_column columns[COLUMNS] = {
    [NUMBER] = { "so", .label = "Số, ký hiệu" },
    [DAY] = { "ngay", .label = "Ngày" },
    [KIND] = { "loai", .label = "Loại" },
    [SUBJECT] = { "trich-yeu", .label = "Trích yếu" },
    [WHO] = { "noi", .label = "Nơi ban hành, người ký" },
    [STATE] = { "trang-thai", .label = "Trạng thái" },
    [CODE] = { "ma", .label = "Mã văn bản", .in_file = true },
};
static const char *const narrow[] = { "chieu", "loai", "nam" };
static const struct listing_kind papers = { "so-van-ban", SAID("Sổ văn bản"), PAGE_ROWS, columns, COLUMNS, narrow,
                                            COUNT(narrow) };
static const char *const kinds[] = { "TB", "KL", "BB", "GM", "CV", "BC", "VB" };

/* ---- words ---- */

struct str issued_href(struct arena *a, int64_t id, const char *below)
{
    return str_fmt(a, "/van-ban/%lld%s", (long long)id, below);
}

struct str issued_state_words(const struct issued *i)
{
    if (i->in) return i->late ? SAY("Đến, trễ hạn") : SAY("Đến");
    if (i->state == ISSUED_DRAFT) return SAY("Bản nháp");
    return i->state == ISSUED_SIGNED ? SAY("Đã ký") : SAY("Đã bị thay thế");
}

struct str issued_state_code(const struct issued *i)
{
    if (i->in) return i->late ? S("late") : S("in");
    return i->state == ISSUED_DRAFT ? S("draft") : i->state == ISSUED_SIGNED ? S("signed") : S("replaced");
}

struct str issued_title(struct arena *a, const struct issued *i)
{
    const char *kind = issued_kind_name(i->kind);
    if (i->in && !i->number_words.n) return str_fmt(a, say("%s của %.*s"), kind, STR(i->sender));
    if (!i->number_words.n) return str_fmt(a, say("%s (bản nháp)"), kind);
    return str_fmt(a, say("%s số %.*s"), kind, STR(i->number_words));
}

struct str issued_skipped(struct arena *a, const struct issued_free *f)
{
    struct buf b = buf_open(a);
    for (size_t i = 0; i < f->skips; i++) buf_fmt(&b, "%s%02lld", i ? ", " : "", (long long)f->skipped[i]);
    return buf_done(&b);
}

struct choice *issued_kinds(struct request *q, struct str now, size_t *n)
{
    struct choice *c = NEW_N(q->a, struct choice, COUNT(kinds));
    for (*n = 0; *n < COUNT(kinds); (*n)++) {
        struct str code = str_c(kinds[*n]);
        c[*n] = (struct choice){ .value = code, .label = str_c(issued_kind_name(code)), .now = str_is(code, now) };
    }
    return c;
}

/* ---- taking one in ---- */

struct issued_enter_view issued_enter_form(struct request *q, const struct issued *now, error no)
{
    struct arena *a = q->a;
    struct issued empty = { .kind = S("CV"), .arrived = term_today(a) };
    const struct issued *i = now ? now : &empty;
    struct issued_enter_view v = { .form = page_key(q, !now), .why = no ? str_c(no->said) : S(""), .open = no != NULL,
        .action = now ? issued_href(a, now->id, "/den") : S("/van-ban"), .version = now ? now->version : 0,
        .number = i->number_words, .day = term_vi(a, i->day), .sender = i->sender, .subject = i->subject,
        .arrived = term_vi(a, i->arrived), .due = term_vi(a, i->due), .file = i->file_name };
    struct str kind = i->kind;
    if (no) {
        kind = param_typed(q, "loai");
        v.number = param_typed(q, "so-ky-hieu");
        v.day = param_typed(q, "ngay");
        v.sender = param_typed(q, "noi-gui");
        v.subject = param_typed(q, "trich-yeu");
        v.arrived = param_typed(q, "ngay-den");
        v.due = param_typed(q, "han");
    }
    v.kind = issued_kinds(q, kind, &v.kinds);
    return v;
}

error issued_entered(struct request *q, struct issued *out)
{
    *out = (struct issued){ .unit_id = page_who(q)->acting->unit_id, .kind = param_str(q, "loai"),
        .number_words = param_str(q, "so-ky-hieu"), .sender = param_str(q, "noi-gui"),
        .subject = param_str(q, "trich-yeu"), .file_name = param_file(q, "tep").name };
    TRY(term_read(q->a, param_str(q, "ngay"), "ngày của văn bản", &out->day));
    TRY(term_read(q->a, param_str(q, "ngay-den"), "ngày đến", &out->arrived));
    TRY(term_read(q->a, param_str(q, "han"), "hạn phải đến", &out->due));
    if (!out->arrived.n) out->arrived = term_today(q->a);
    return NULL;
}

/* ---- the list ---- */

static struct issued_line line_of(struct request *q, const struct issued *i)
{
    struct arena *a = q->a;
    struct issued_line l = { .number = i->number_words.n ? i->number_words : S("–"),
        .kind = str_c(issued_kind_name(i->kind)),
        .subject = i->subject.n ? i->subject : i->meeting_title, .state = issued_state_words(i), .in = i->in,
        .code = issued_state_code(i), .href = issued_href(a, i->id, ""), .who = i->in ? i->sender : i->body_name,
        .day = term_vi(a, i->in ? i->arrived : i->day) };
    if (!l.day.n) l.day = S("–");
    if (!l.subject.n) l.subject = l.kind;
    if (i->in) l.note = str_fmt(a, say("số đến %02lld%s%.*s"), (long long)i->number, i->file_name.n ? " · " : "",
                                STR(i->file_name));
    else if (i->signer.n) l.note = i->signer;
    else if (i->subject.n && i->meeting_title.n) l.note = i->meeting_title;
    return l;
}

static struct str one_line(struct arena *a, struct str s)
{
    char *z = str_z(a, s);
    for (char *p = z; *p; p++)
        if (*p == '\n') *p = ' ';
    return str_c(z);
}

static void cells_fill(struct request *q, const struct issued *i, struct ledger_cell *c)
{
    struct issued_line l = line_of(q, i);
    struct day day = { 0 };
    bool known = day_read(i->in ? i->arrived : i->day, &day);
    c[NUMBER] = ledger_text(i->number_words);
    c[DAY] = known ? ledger_day(day) : (struct ledger_cell){ 0 };
    c[KIND] = ledger_text(l.kind);
    c[SUBJECT] = ledger_text(one_line(q->a, l.subject));
    c[WHO] = ledger_text(i->in || !i->signer.n ? l.who : str_fmt(q->a, "%.*s, %.*s", STR(l.who), STR(i->signer)));
    c[STATE] = ledger_text(l.state);
    c[CODE] = ledger_count(i->id);
}

static void tabs_fill(struct request *q, bool may, struct issued_register_view *v)
{
    static const struct { const char *code, *label; } ways[] = {
        { "", .label = "Tất cả" }, { "di", .label = "Văn bản đi" }, { "den", .label = "Văn bản đến" },
    };
    struct link *tab = NEW_N(q->a, struct link, COUNT(ways));
    for (size_t i = 0; i < COUNT(ways) && may; i++)
        tab[v->tabs++] = (struct link){ .label = SAY(ways[i].label), .now = str_is(v->way, str_c(ways[i].code)),
            .href = *ways[i].code ? str_fmt(q->a, "/van-ban?chieu=%s", ways[i].code) : S("/van-ban") };
    v->tab = tab;
}

static void years_fill(struct request *q, const struct issued_list *all, struct str now, struct issued_register_view *v)
{
    struct choice *c = NEW_N(q->a, struct choice, YEARS_MOST);
    for (size_t i = 0; i < all->n; i++) {
        struct str year = str_cut(all->row[i].in ? all->row[i].arrived : all->row[i].day, 0, 4);
        bool known = !year.n || v->years == YEARS_MOST;
        for (size_t k = 0; k < v->years && !known; k++) known = str_is(c[k].value, year);
        if (!known) c[v->years++] = (struct choice){ .value = year, .label = year, .now = str_is(year, now) };
    }
    v->year = c;
}

/* Of each kind of paper of each body: the numbers that nobody has, in the book of today. */
static error skipped_fill(struct request *q, struct db *db, const struct issued_list *all,
    struct issued_register_view *v)
{
    struct arena *a = q->a;
    struct buf b = buf_open(a);
    for (size_t i = 0; i < all->n; i++) {
        const struct issued *x = &all->row[i];
        struct issued_free place;
        bool told = x->in;
        for (size_t k = 0; k < i && !told; k++)
            told = !all->row[k].in && all->row[k].body_id == x->body_id && str_is(all->row[k].kind, x->kind);
        if (told) continue;
        TRY(issued_free(a, db, x, term_today(a), &place));
        if (place.skips)
            buf_fmt(&b, "%s%s (%.*s, %.*s): %.*s", b.n ? "; " : "", issued_kind_name(x->kind), STR(x->body_name),
                    STR(place.book), STR(issued_skipped(a, &place)));
    }
    if (b.n) v->skipped = str_fmt(a, say("Số bỏ trống, còn dùng được: %.*s."), STR(buf_done(&b)));
    return NULL;
}

/* The latest briefings: what each may have drafted in its state. */
static error sources_fill(struct request *q, struct db *db, struct issued_register_view *v)
{
    struct meeting_list list;
    TRY(meeting_of_unit(q->a, db, page_who(q), page_who(q)->acting->unit_id, S(""), &list));
    struct issued_source *source = NEW_N(q->a, struct issued_source, SOURCES_MOST);
    for (size_t i = 0; i < list.n && v->sources < SOURCES_MOST; i++) {
        const struct meeting *m = &list.row[i];
        const bool over = m->state == MEETING_ENDED || m->state == MEETING_CONCLUDED;
        if (m->state == MEETING_CANCELLED || m->unit_id != page_who(q)->acting->unit_id) continue;
        struct link *act = NEW_N(q->a, struct link, 3);
        struct issued_source *to = &source[v->sources++];
        *to = (struct issued_source){ .id = m->id, .title = m->title, .when = term_vi(q->a, m->day), .act = act };
        act[to->acts++] = (struct link){ .href = S("GM"), .label = str_c(issued_kind_name(S("GM"))) };
        const struct str kind[] = { m->conclusion, S("BB") };
        for (size_t k = 0; over && k < COUNT(kind); k++)
            act[to->acts++] = (struct link){ .href = kind[k], .label = str_c(issued_kind_name(kind[k])) };
    }
    v->source = source;
    return NULL;
}

static void words_fill(struct request *q, const struct issued_list *all, struct issued_register_view *v)
{
    size_t drafts = 0;
    for (size_t i = 0; i < all->n; i++) drafts += all->row[i].state == ISSUED_DRAFT;
    v->question = drafts ? str_fmt(q->a, say("%zu văn bản chờ ký"), drafts) : SAY("Sổ văn bản");
    v->note = v->may_issue ? SAY("Văn bản soạn từ dữ liệu của phiên giao ban; ký thì có số và từ đó giữ nguyên.")
                           : SAY("Các văn bản đã ban hành.");
    v->empty = v->narrowed ? SAY("Không có văn bản nào như đã lọc. Bớt một điều kiện rồi tìm lại.")
               : v->may_issue ? SAY("Sổ chưa có văn bản nào. Giấy mời, thông báo kết luận và biên bản soạn từ dữ liệu "
                                    "của phiên giao ban; văn bản đến ghi bằng nút ở trên.")
                              : SAY("Chưa có văn bản nào được ban hành.");
}

error issued_register_show(struct request *q, struct reply *r, error no)
{
    struct db *db;
    const struct who *who = page_who(q);
    bool posted = q->method == METHOD_POST;
    struct str way = posted ? S("") : param_str(q, "chieu"), kind = posted ? S("") : param_str(q, "loai"),
               year = posted ? S("") : param_str(q, "nam");
    struct issued_ask ask = { .unit_id = who->acting->unit_id, .in = !str_is(way, S("di")),
                              .out = !str_is(way, S("den")) };
    struct issued_list all, list;
    struct issued_register_view v = { .way = way, .may_issue = policy_may(who, MAY_CONCLUDE) };
    TRY(page_db(q, &db));
    TRY(issued_list(q->a, db, who, &ask, &all));
    ask.kind = kind;
    ask.year = year;
    TRY(issued_list(q->a, db, who, &ask, &list));
    struct listing l = listing_open(q, &papers);
    for (size_t i = 0; i < list.n; i++) cells_fill(q, &list.row[i], listing_row(&l));
    if (!posted && listing_asked(q)) return listing_file(&l, r, who->acting->unit_name);
    TRY(listing_show(&l, &v.list));
    struct issued_line *row = NEW_N(q->a, struct issued_line, l.shown + 1);
    for (size_t i = 0; i < l.shown; i++) row[i] = line_of(q, &list.row[l.order[i]]);
    v.row = row;
    v.rows = l.shown;
    v.narrowed = kind.n || year.n || (!posted && param_str(q, "tim").n);
    v.kind = issued_kinds(q, kind, &v.kinds);
    years_fill(q, &all, year, &v);
    tabs_fill(q, v.may_issue, &v);
    if (v.may_issue) {
        TRY(skipped_fill(q, db, &all, &v));
        TRY(sources_fill(q, db, &v));
        v.form = page_key(q, false);
        v.enter = issued_enter_form(q, NULL, no);
    }
    words_fill(q, &all, &v);
    if (no) r->status = err_status(no->kind);
    struct buf body = page_open(q);
    view_issued_register(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = v.question, .room = ROOM_ISSUED,
        .refused = no }, &body);
}

error page_issued_register(struct request *q, struct reply *r) { return issued_register_show(q, r, NULL); }

error page_issued_enter(struct request *q, struct reply *r)
{
    struct issued new;
    int64_t id;
    error no = issued_entered(q, &new);
    if (!no) no = issued_enter(q->a, page_store(q), page_who(q), &new, param_file(q, "tep").content, &id);
    if (no && (may_mend(no) || no->kind == ERR_TOO_LARGE)) return issued_register_show(q, r, no);
    if (no) return no;
    reply_redirect(q, r, "/van-ban/%lld?xong=vao-so", (long long)id);
    return NULL;
}
