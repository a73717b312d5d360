/* unit_act_page.c - merging, dividing, renaming, moving, opening and closing units, step by step: choose, say
 * when and by
 * which decree, see what would change, confirm. Nothing is kept between the steps but what the address holds. */
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/unit_change.h"
#include "pages/unit_page.h"

enum { PICKS = 12, PARTS = 6, VILLAGES = 30 };
static const struct { const char *code; size_t picks, parts; const char *label, *about; } acts[UNIT_ACT_COUNT] = {
    [UNIT_MERGE] = { "nhap", PICKS, 1, .label = "Những đơn vị nào nhập làm một?",
        .about = "Chọn từ hai đơn vị cùng cấp. Các đơn vị ấy kết thúc, một đơn vị mới bắt đầu." },
    [UNIT_SPLIT] = { "chia", 1, PARTS, .label = "Đơn vị nào chia, chia thành những đơn vị nào?",
        .about = "Ghi tên từ hai đơn vị mới; hàng nào không dùng thì để trống." },
    [UNIT_RENAME] = { "doi-ten", 1, 1, .label = "Đơn vị nào đổi tên, từ ngày nào?",
        .about = "Tên cũ vẫn tìm được; báo cáo cũ giữ tên của ngày ấy." },
    [UNIT_MOVE] = { "chuyen", 1, 0, .label = "Đơn vị nào chuyển sang cấp trên khác?",
        .about = "Khóm, ấp, thôn bên dưới đi theo." },
    [UNIT_OPEN] = { "lap", 0, 1, .label = "Đơn vị mới tên là gì, có từ ngày nào?",
        .about = "Chỉ dùng cho đơn vị chưa từng có; nhập và chia đã tự lập đơn vị mới." },
    [UNIT_CLOSE] = { "ket-thuc", 1, 0, .label = "Đơn vị nào kết thúc?",
        .about = "Chỉ dùng khi không có đơn vị nào kế tục." },
};
static const char *const kinds[] = { "phường", "xã", "đặc khu", "thị trấn", "quận", "huyện", "thị xã",
    "thành phố", "tỉnh",
    "khóm", "ấp", "thôn", "tổ dân phố", "khu phố" };

struct asked {
    enum unit_act act;
    struct unit above;
    struct unit_list all;                          /* the units that may be chosen */
    int64_t unit[PICKS];
    size_t units;
    struct unit_new new[PARTS];
    size_t news;
    size_t part[VILLAGES];
    struct unit_list villages;                     /* of a unit to be divided */
    struct unit_plan plan;
};

static const char *field(struct arena *a, const char *name, size_t i) { return str_z(a, str_fmt(a, "%s%zu",
    name, i + 1)); }

static struct str level_below(struct str level)
{
    static const char *const down[][2] = { { "central", "province" }, { "province", "commune" },
        { "district", "commune" },
        { "commune", "village" } };
    for (size_t i = 0; i < COUNT(down); i++) if (str_is(level, str_c(down[i][0]))) return str_c(down[i][1]);
    return S("village");
}

static error read_act(struct request *q, struct asked *x)
{
    struct str code = param_str(q, "viec");
    for (int i = 0; i < UNIT_ACT_COUNT; i++)
        if (str_is(code, str_c(acts[i].code))) {
            x->act = (enum unit_act)i;
            return NULL;
        }
    return FAIL(q->a, ERR_MISSING, "Không có việc này. Hãy chọn lại ở trang Đơn vị.");
}

static error read_asked(struct request *q, struct db *db, struct asked *x)
{
    struct str today = clock_day(q->a, clock_now());
    *x = (struct asked){ 0 };
    TRY(read_act(q, x));
    TRY(unit_get(q->a, db, page_who(q)->acting->unit_id, &x->above));
    TRY(unit_children(q->a, db, x->above.id, today, &x->all));
    for (size_t i = 0; i < acts[x->act].picks; i++) {
        int64_t id = param_int(q, field(q->a, "dv", i), 0);
        if (id) x->unit[x->units++] = id;
    }
    for (size_t i = 0; i < acts[x->act].parts; i++) {
        struct unit_new n = { .name = str_trim(param_str(q, field(q->a, "ten", i))),
            .code = str_trim(param_str(q, field(q->a, "ma", i))), .kind = param_str(q, field(q->a, "loai", i)),
            .level = level_below(x->above.level) };
        if (n.name.n || x->act != UNIT_SPLIT) x->new[x->news++] = n;
    }
    if (x->act == UNIT_SPLIT && x->units) TRY(unit_children(q->a, db, x->unit[0], today, &x->villages));
    if (x->villages.n > VILLAGES) x->villages.n = 0;   /* too many to ask one by one: they go with the first */
    for (size_t i = 0; i < x->villages.n; i++) {
        int64_t to = param_int(q, field(q->a, "v", i), 0);
        x->part[i] = to > 0 && (size_t)to < x->news ? (size_t)to : 0;
    }
    x->plan = (struct unit_plan){ .act = x->act, .above = x->above.id, .unit = x->unit, .units = x->units,
        .new = x->new,
        .news = x->news, .to = param_int(q, "cap-tren", 0), .day = unit_day_typed(q->a, param_str(q, "ngay")),
        .basis = param_str(q, "can-cu"), .bodies = param_flag(q, "kem"), .part = x->villages.n ? x->part : NULL };
    return NULL;
}

/* ---- filling the form ---- */

static void picks_fill(struct request *q, const struct asked *x, struct unit_act_view *v)
{
    v->picks = acts[x->act].picks;
    v->choices = x->all.n;
    v->many = v->picks > 1;
    if (v->many && x->units + 2 < v->picks) v->picks = x->units + 2 > 4 ? x->units + 2 : 4;
    for (size_t i = 0; i < v->picks; i++) {
        struct choice *c = NEW_N(q->a, struct choice, x->all.n + 1);
        for (size_t k = 0; k < x->all.n; k++)
            c[k] = (struct choice){ str_fmt(q->a, "%lld", (long long)x->all.unit[k].id),
                str_fmt(q->a, "%.*s (%.*s)", STR(unit_title(q->a, &x->all.unit[k])), STR(x->all.unit[k].code)),
                i < x->units && x->unit[i] == x->all.unit[k].id };
        v->pick[i] = c;
    }
}

static void parts_fill(struct request *q, const struct asked *x, struct unit_act_view *v)
{
    struct unit_part *part = NEW_N(q->a, struct unit_part, PARTS);
    v->parts = acts[x->act].parts;
    if (x->act == UNIT_SPLIT && x->news + 1 < v->parts) v->parts = x->news + 1 > 3 ? x->news + 1 : 3;
    for (size_t i = 0; i < v->parts; i++) {
        struct str now = i < x->news && x->new[i].kind.n ? x->new[i].kind : x->all.n ? x->all.unit[0].kind : S("");
        struct choice *c = NEW_N(q->a, struct choice, COUNT(kinds));
        for (size_t k = 0; k < COUNT(kinds); k++)
            c[k] = (struct choice){ str_c(kinds[k]), str_c(kinds[k]), str_is(now, str_c(kinds[k])) };
        part[i] = (struct unit_part){ .kinds = c, .kind_count = COUNT(kinds) };
        if (i >= x->news) continue;
        part[i].name = x->new[i].name;
        part[i].code = x->new[i].code;
    }
    v->part = part;
}

static void villages_fill(struct request *q, const struct asked *x, struct unit_act_view *v)
{
    struct link *village = NEW_N(q->a, struct link, x->villages.n + 1);
    const struct choice **to = NEW_N(q->a, const struct choice *, x->villages.n + 1);
    if (x->news < 2) return;
    for (size_t i = 0; i < x->villages.n; i++) {
        struct choice *c = NEW_N(q->a, struct choice, x->news);
        village[i] = (struct link){ .label = unit_title(q->a, &x->villages.unit[i]) };
        for (size_t k = 0; k < x->news; k++)
            c[k] = (struct choice){ str_fmt(q->a, "%zu", k), x->new[k].name, x->part[i] == k };
        to[i] = c;
    }
    v->village = village;
    v->village_to = to;
    v->villages = x->villages.n;
    v->targets = x->news;
}

/* Where a unit may go: the units of the same level, within reach of the person. */
static error above_fill(struct request *q, struct db *db, const struct asked *x, struct unit_act_view *v)
{
    struct unit_list list;
    struct choice *c = NULL;
    TRY(unit_subtree(q->a, db, page_who(q)->acting->unit_id, clock_day(q->a, clock_now()), &list));
    for (size_t i = 0; i < list.n; i++)
        if (str_is(list.unit[i].level, x->above.level) && list.unit[i].id != x->above.id)
            LIST_ADD(q->a, c, v->aboves, (struct choice){ str_fmt(q->a, "%lld", (long long)list.unit[i].id),
                unit_title(q->a, &list.unit[i]), list.unit[i].id == x->plan.to });
    v->above = c;
    return NULL;
}

static void effects_fill(struct request *q, const struct unit_effects *e, struct unit_act_view *v)
{
    static const struct { const char *label; } about[EFFECT_KINDS] = { [EFFECT_UNIT] = { .label = "Đơn vị" },
        [EFFECT_BODY] = { .label = "Tổ chức" }, [EFFECT_PEOPLE] = { .label = "Tài khoản" },
        [EFFECT_REPORT] = { .label = "Báo cáo" }, [EFFECT_TOTAL] = { .label = "Số liệu" },
        [EFFECT_CARE] = { .label = "Lưu ý" } };
    struct link *list = NEW_N(q->a, struct link, e->n + 1);
    for (size_t i = 0; i < e->n; i++)
        list[i] = (struct link){ .label = SAY(about[e->list[i].kind].label), .hint = e->list[i].words };
    v->effect = list;
    v->effects = e->n;
    v->previewed = true;
}

/* Every field goes along to the deed, as it was seen. */
static void kept_fill(struct request *q, struct unit_act_view *v)
{
    struct choice *kept = NEW_N(q->a, struct choice, q->route->params);
    for (size_t i = 0; i < q->route->params; i++) {
        const struct param *p = &q->route->param[i];
        struct str value = p->kind == PARAM_INT    ? str_fmt(q->a, "%lld", (long long)param_int(q, p->name, 0))
                           : p->kind == PARAM_FLAG ? (param_flag(q, p->name) ? S("1") : S(""))
                                                   : param_str(q, p->name);
        if (!value.n || str_is(value, S("0")) || str_is(str_c(p->name), S("xem"))) continue;
        kept[v->kepts++] = (struct choice){ .label = str_c(p->name), .value = value };
    }
    v->kept = kept;
}

static error show(struct request *q, struct reply *r, struct db *db, const struct asked *x, bool look, error why)
{
    struct unit_act_view v = { .form = page_key(q, true), .act = str_c(acts[x->act].code),
        .question = SAY(acts[x->act].label), .note = SAY(acts[x->act].about), .day = param_str(q, "ngay"),
        .basis = param_str(q, "can-cu"), .bodies = x->plan.bodies || (!look && !why),
        .bodies_asked = x->act == UNIT_MERGE || x->act == UNIT_SPLIT || x->act == UNIT_MOVE };
    struct unit_effects effects;
    if (look) why = unit_preview(q->a, db, page_who(q), &x->plan, &effects);
    if (why && !unit_mendable(why)) return why;
    if (look && !why) {
        effects_fill(q, &effects, &v);
        kept_fill(q, &v);
    }
    if (why) {
        v.why = str_c(why->said);
        r->status = err_status(why->kind);
    }
    picks_fill(q, x, &v);
    parts_fill(q, x, &v);
    villages_fill(q, x, &v);
    if (x->act == UNIT_MOVE) TRY(above_fill(q, db, x, &v));
    struct buf body = page_open(q);
    view_unit_act(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = str_c(unit_act_label(x->act)), .room = ROOM_ADMIN }, &body);
}

error page_unit_act(struct request *q, struct reply *r)
{
    struct db *db;
    struct asked x;
    TRY(page_db(q, &db));
    TRY(read_asked(q, db, &x));
    return show(q, r, db, &x, param_flag(q, "xem"), NULL);
}

error page_unit_act_post(struct request *q, struct reply *r)
{
    struct db *db;
    struct asked x;
    int64_t id;
    TRY(page_db(q, &db));
    TRY(read_asked(q, db, &x));
    error e = unit_change(q->a, page_store(q), page_who(q), &x.plan, &id);
    if (e && unit_mendable(e)) return show(q, r, db, &x, false, e);
    TRY(e);
    reply_redirect(q, r, "/quan-tri/don-vi?xong=doi-don-vi");
    return NULL;
}
