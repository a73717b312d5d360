/* unit_page.c - finding a unit, the units below one's own with what was changed, and the list of villages. */
#include "pages/unit_page.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/country.h"
#include "core/office/unit_change.h"
#include "core/office/unit_search.h"
#include "core/office/unit_share.h"
#include "core/office/unit_village.h"
#include "pages/listing.h"

enum { UNITS_PAGE = 100 };
enum { UNIT, UNIT_CODE, UNIT_TIME, UNIT_BELOW, UNIT_COLUMNS };
static const struct listing_column unit_columns[UNIT_COLUMNS] = {
    [UNIT] = { "don-vi", .label = "Đơn vị" },
    [UNIT_CODE] = { "ma", .label = "Mã" },
    [UNIT_TIME] = { "thoi-gian", .label = "Thời gian" },
    [UNIT_BELOW] = { "cap-duoi", .label = "Cấp dưới", .number = true },
};
static const struct listing_kind units = { "don-vi", SAID("Danh sách đơn vị trực thuộc"), UNITS_PAGE, unit_columns,
                                           UNIT_COLUMNS, NULL, 0 };

/* ---- words ---- */

struct str unit_day(struct arena *a, struct str day)
{
    struct day d;
    return day_read(day, &d) ? day_vi(a, d) : day;
}

struct str unit_when(struct arena *a, struct str from, struct str to)
{
    bool known = from.n && !str_is(from, S(COUNTRY_BEGIN));
    if (known && to.n) return str_fmt(a, "%.*s – %.*s", STR(unit_day(a, from)), STR(unit_day(a, to)));
    if (to.n) return str_fmt(a, say("đến hết %.*s"), STR(unit_day(a, to)));
    return known ? str_fmt(a, say("từ %.*s"), STR(unit_day(a, from))) : S("");
}

struct str unit_day_typed(struct arena *a, struct str typed)
{
    struct vn_date d;
    struct day iso;
    typed = str_trim(typed);
    if (day_read(typed, &iso)) return typed;
    if (!vn_date_find(typed, &d) || !d.from.year || !day_is_valid(d.from)) return S("");
    return day_write(a, d.from);
}

bool unit_mendable(error e) { return e->kind == ERR_INPUT || e->kind == ERR_CONFLICT; }

/* ---- finding ---- */

static struct str url_part(struct arena *a, struct str s)
{
    struct buf b = buf_open(a);
    for (size_t i = 0; i < s.n; i++) buf_fmt(&b, "%%%02X", (unsigned char)s.p[i]);
    return buf_done(&b);
}

/* A page of ours, "/...": never another site. */
static struct str back_of(struct request *q)
{
    struct str back = param_str(q, "ve");
    bool ours = back.n > 1 && back.p[0] == '/' && back.p[1] != '/' && back.p[1] != '\\';
    return ours ? back : S("");
}

static struct unit_hit hit_of(struct arena *a, const struct unit_found *f, struct str back)
{
    struct link *heir = NEW_N(a, struct link, f->heirs + 1);
    struct unit_hit h = { .code = f->code, .title = f->title, .where = f->where, .by = f->by, .heir = heir };
    h.when = f->valid_to.n ? unit_when(a, f->valid_from, f->valid_to) : SAY("đang có");
    for (size_t i = 0; i < f->heirs; i++)
        heir[h.heirs++] = (struct link){
            .label = str_fmt(a, "%s %.*s", f->heir[i].whole ? say("nay thuộc") : say("nay một phần thuộc"),
                             STR(f->heir[i].title)),
            .hint = f->heir[i].where };
    if (f->unknown_heir)
        heir[h.heirs++] = (struct link){ .label = SAY("và một đơn vị mới không có trong danh mục") };
    if (back.n)
        h.pick = str_fmt(a, "%.*s%cdon-vi=%.*s", STR(back), str_find(back, S("?"), 0) == SIZE_MAX ? '?' : '&',
                         STR(url_part(a, f->code)));
    return h;
}

error page_unit_find(struct request *q, struct reply *r)
{
    struct db *db;
    struct unit_founds found;
    struct str typed = str_trim(param_str(q, "q"));
    TRY(page_db(q, &db));
    TRY(unit_search(q->a, db, &(struct unit_query){ .text = typed }, &found));
    struct unit_hit *hit = NEW_N(q->a, struct unit_hit, found.n + 1);
    struct unit_find_view v = { .typed = typed, .back = back_of(q), .hit = hit, .hits = found.n };
    for (size_t i = 0; i < found.n; i++) hit[i] = hit_of(q->a, &found.list[i], v.back);
    v.villages = policy_may(page_who(q), MAY_LIST_VILLAGES);
    if (found.partly) v.note = SAY("Không có đơn vị nào khớp đủ các chữ; gần nhất là:");
    else if (found.total > found.n)
        v.note = str_fmt(q->a,
            say("%zu đơn vị khớp, đây là %zu đơn vị khớp nhất. Ghi thêm tên huyện hoặc tỉnh để hẹp lại."),
                         found.total, found.n);
    if (typed.n) v.empty = SAY("Không tìm thấy đơn vị nào. Thử bớt chữ, hoặc ghi tên không viết tắt.");
    struct buf body = page_open(q);
    view_unit_find(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Tìm đơn vị"), .room = ROOM_NONE }, &body);
}

/* ---- the units below ---- */

static struct unit_line line_of(struct arena *a, const struct unit *u)
{
    return (struct unit_line){ .title = unit_title(a, u), .code = u->code, .when = unit_when(a,
        u->valid_from, u->valid_to) };
}

static error lines_of(struct request *q, struct db *db, int64_t unit_id, const struct unit_line **out, size_t *n)
{
    struct unit_list list, below;
    TRY(unit_children(q->a, db, unit_id, S(""), &list));
    struct unit_line *line = NEW_N(q->a, struct unit_line, list.n + 1);
    for (size_t i = 0; i < list.n; i++) {
        TRY(unit_children(q->a, db, list.unit[i].id, clock_day(q->a, clock_now()), &below));
        line[i] = line_of(q->a, &list.unit[i]);
        line[i].below = below.n ? str_fmt(q->a, "%zu", below.n) : S("–");
    }
    *out = line;
    *n = list.n;
    return NULL;
}

static error changes_fill(struct request *q, struct db *db, int64_t unit_id, struct units_view *v)
{
    struct unit_changes list;
    struct str today = clock_day(q->a, clock_now());
    TRY(unit_change_list(q->a, db, page_who(q), unit_id, &list));
    struct unit_change_line *line = NEW_N(q->a, struct unit_change_line, list.n + 1);
    for (size_t i = 0; i < list.n; i++) {
        const struct unit_change_row *c = &list.list[i];
        line[i] = (struct unit_change_line){ .id = c->id, .when = unit_day(q->a, c->day),
            .act = str_c(unit_act_label(c->act)), .words = c->words, .basis = c->basis,
            .by = str_fmt(q->a, "%.*s, %.*s", STR(c->by), STR(page_time(q->a, c->at))) };
        line[i].ahead = !c->undone_at && memcmp(c->day.p, today.p, today.n) > 0;
        if (line[i].ahead) line[i].when = str_fmt(q->a, say("sẽ có hiệu lực từ %.*s"), STR(line[i].when));
        if (c->undone_at)
            line[i].undone = str_fmt(q->a, say("%.*s đã hoàn lại, %.*s"), STR(c->undone_by),
                STR(page_time(q->a, c->undone_at)));
        else TRY(unit_change_holds(q->a, db, c->id, &line[i].held));
    }
    v->change = line;
    v->changes = list.n;
    return NULL;
}

static error shares_fill(struct request *q, struct db *db, int64_t unit_id, struct units_view *v)
{
    static const struct { const char *label; } said[] = {
        [SHARE_OPEN] = { .label = "chưa chọn cách chia: số liệu cũ để riêng" },
        [SHARE_WEIGHTS] = { .label = "chia theo số đã ghi" }, [SHARE_APART] = { .label = "đã quyết định để riêng" } };
    struct unit_share *list;
    size_t n;
    TRY(unit_share_list(q->a, db, unit_id, &list, &n));
    struct link *link = NEW_N(q->a, struct link, n + 1);
    for (size_t i = 0; i < n; i++)
        link[i] = (struct link){ .label = unit_title(q->a, &list[i].old), .hint = SAY(said[list[i].kind].label),
            .href = str_fmt(q->a, "/quan-tri/don-vi/chia-so-lieu?id=%lld", (long long)list[i].old.id) };
    v->share = link;
    v->shares = n;
    return NULL;
}

static void acts_fill(struct request *q, struct units_view *v)
{
    static const struct { const char *href, *label, *about; } acts[] = {
        { "/quan-tri/don-vi/thay-doi?viec=nhap", .label = "Nhập các đơn vị làm một",
          .about = "Hai hay nhiều đơn vị cùng cấp kết thúc, một đơn vị mới bắt đầu." },
        { "/quan-tri/don-vi/thay-doi?viec=chia", .label = "Chia một đơn vị",
          .about = "Một đơn vị kết thúc, hai hay nhiều đơn vị mới bắt đầu." },
        { "/quan-tri/don-vi/thay-doi?viec=doi-ten", .label = "Đổi tên hoặc đổi loại",
          .about = "Tên cũ vẫn tìm được; số liệu không đổi." },
        { "/quan-tri/don-vi/thay-doi?viec=chuyen", .label = "Chuyển sang đơn vị cấp trên khác",
          .about = "Đơn vị cùng mọi thứ bên dưới chuyển đi từ một ngày." },
        { "/quan-tri/don-vi/thay-doi?viec=lap", .label = "Lập đơn vị mới", .about = "Đơn vị chưa từng có." },
        { "/quan-tri/don-vi/thay-doi?viec=ket-thuc", .label = "Kết thúc một đơn vị",
          .about = "Không có đơn vị nào kế tục; số liệu cũ vẫn còn." },
    };
    struct link *link = NEW_N(q->a, struct link, COUNT(acts));
    for (size_t i = 0; i < COUNT(acts); i++)
        link[i] = (struct link){ .label = SAY(acts[i].label), .href = str_c(acts[i].href), .hint = SAY(acts[i].about) };
    v->act = link;
    v->acts = COUNT(acts);
}

/* The units below as a list that is searched, ordered and taken away. */
static struct listing listing_of(struct request *q, const struct unit_line *line, size_t n)
{
    struct listing l = listing_open(q, &units);
    for (size_t i = 0; i < n; i++) {
        int64_t below = 0;
        struct ledger_cell *c = listing_row(&l);
        c[UNIT] = ledger_text(line[i].title);
        c[UNIT_CODE] = ledger_text(line[i].code);
        c[UNIT_TIME] = ledger_text(line[i].when);
        if (str_int(line[i].below, &below)) c[UNIT_BELOW] = ledger_count(below);
    }
    return l;
}

error page_units(struct request *q, struct reply *r)
{
    struct db *db;
    struct unit unit;
    int64_t unit_id = page_who(q)->acting->unit_id;
    struct units_view v = { .form = page_key(q, false) };
    TRY(page_db(q, &db));
    TRY(unit_get(q->a, db, unit_id, &unit));
    v.question = str_fmt(q->a, say("%.*s gồm những đơn vị nào?"), STR(unit_title(q->a, &unit)));
    v.note = SAY("Đơn vị không bị xóa: mỗi tên, mỗi cấp trên có ngày bắt đầu và ngày kết thúc.");
    acts_fill(q, &v);
    const struct unit_line *all;
    size_t n;
    TRY(lines_of(q, db, unit_id, &all, &n));
    struct listing l = listing_of(q, all, n);
    if (listing_asked(q)) return listing_file(&l, r, unit_title(q->a, &unit));
    TRY(listing_show(&l, &v.list));
    struct unit_line *line = NEW_N(q->a, struct unit_line, l.shown + 1);
    for (size_t i = 0; i < l.shown; i++) line[i] = all[l.order[i]];
    v.unit = line;
    v.units = l.shown;
    TRY(changes_fill(q, db, unit_id, &v));
    TRY(shares_fill(q, db, unit_id, &v));
    struct buf body = page_open(q);
    view_units(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Đơn vị"), .room = ROOM_ADMIN }, &body);
}

error page_unit_undo(struct request *q, struct reply *r)
{
    TRY(unit_change_undo(q->a, page_store(q), page_who(q), param_int(q, "id", 0)));
    reply_redirect(q, r, "/quan-tri/don-vi?xong=hoan-lai");
    return NULL;
}

/* ---- villages ---- */

static error show_villages(struct request *q, struct reply *r, error why)
{
    struct db *db;
    struct unit unit;
    int64_t unit_id = page_who(q)->acting->unit_id;
    struct villages_view v = { .form = page_key(q, true), .why = why ? str_c(why->said) : S("") };
    TRY(page_db(q, &db));
    TRY(unit_get(q->a, db, unit_id, &unit));
    TRY(lines_of(q, db, unit_id, &v.unit, &v.units));
    v.question = str_fmt(q->a, say("%.*s có những khóm, ấp, thôn nào?"), STR(unit_title(q->a, &unit)));
    struct str kind = why ? param_str(q, "loai") : S("");
    struct choice *kinds = NEW_N(q->a, struct choice, unit_village_kind_count);
    for (size_t i = 0; i < unit_village_kind_count; i++)
        kinds[i] = (struct choice){ str_c(unit_village_kinds[i]), str_c(unit_village_kinds[i]),
            str_is(kind, str_c(unit_village_kinds[i])) };
    v.kind = kinds;
    v.kinds = unit_village_kind_count;
    v.lines = why ? param_str(q, "ten") : S("");
    v.day = why ? param_str(q, "ngay") : unit_day(q->a, unit.valid_from);
    if (why) r->status = err_status(why->kind);
    struct buf body = page_open(q);
    view_villages(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Khóm, ấp, thôn"), .room = ROOM_ADMIN }, &body);
}

error page_villages(struct request *q, struct reply *r) { return show_villages(q, r, NULL); }

error page_villages_add(struct request *q, struct reply *r)
{
    struct unit_villages added;
    struct str kind = param_str(q, "loai"), day = unit_day_typed(q->a, param_str(q, "ngay"));
    bool known = false;
    for (size_t i = 0; i < unit_village_kind_count; i++) known |= str_is(kind, str_c(unit_village_kinds[i]));
    error e = unit_village_add(q->a, page_store(q), page_who(q), page_who(q)->acting->unit_id,
                               known ? kind : str_c(unit_village_kinds[0]), param_str(q, "ten"), day, &added);
    if (e && unit_mendable(e)) return show_villages(q, r, e);
    TRY(e);
    reply_redirect(q, r, "/quan-tri/khom-ap?xong=%s", added.added ? "ghi-khom" : "co-san");
    return NULL;
}
