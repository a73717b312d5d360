/* accounts_page.c - accounts of a unit for its administrator: list, invite, roles, codes, the table of rights. See
 * core/office/account_admin.h. */
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/account_admin.h"
#include "core/office/body.h"
#include "core/office/unit.h"
#include "pages/listing.h"
#include "pages/own.h"
#include "pages/page.h"

enum { PAGE_ROWS = 50 };
enum { NAME, LOGIN, ROLES, STATE, FACTOR, LAST, COLUMNS };
static const struct listing_column columns[COLUMNS] = {
    [NAME] = { "ten", .label = "Họ và tên" },
    [LOGIN] = { "ten-dang-nhap", .label = "Tên đăng nhập", .in_file = true },
    [ROLES] = { "vai-tro", .label = "Vai trò" },
    [STATE] = { "trang-thai", .label = "Trạng thái" },
    [FACTOR] = { "hai-lop", .label = "Hai lớp" },
    [LAST] = { "dang-nhap-cuoi", .label = "Đăng nhập gần nhất" },
};
static const char *const narrow[] = { "don-vi" };
static const struct listing_kind accounts = { "tai-khoan", SAID("Danh sách tài khoản"), PAGE_ROWS, columns, COLUMNS,
                                              narrow, COUNT(narrow) };

static struct str day_words(struct arena *a, struct str day)
{
    struct day d;
    return day_read(day, &d) ? day_vi(a, d) : S("");
}

/* The unit in view: the one asked for, else the one acted in. */
static int64_t unit_of(const struct request *q)
{
    return param_int(q, "don-vi", page_who(q)->acting->unit_id);
}

static error unit_words(struct request *q, int64_t unit_id, struct str *out)
{
    struct db *db;
    struct unit unit;
    TRY(page_db(q, &db));
    TRY(unit_get(q->a, db, unit_id, &unit));
    *out = unit_title(q->a, &unit);
    return NULL;
}

/* ---- the list ---- */

static struct str state_words(const struct account_row *row)
{
    if (row->disabled) return SAY("đã ngừng");
    return row->invited ? SAY("chờ đặt mật khẩu") : SAY("đang hoạt động");
}

static struct str roles_words(struct arena *a, const struct account_row *row)
{
    struct buf b = buf_open(a);
    for (size_t i = 0; i < row->grants; i++) {
        const struct account_grant *g = &row->grant[i];
        if (!g->now) continue;
        buf_fmt(&b, "%s%s, %.*s", b.n ? "; " : "", role_name(g->role), STR(g->body.n ? g->body : g->unit));
    }
    return b.n ? buf_done(&b) : SAY("không còn vai trò nào");
}

static struct str factor_words(const struct account_row *row) { return row->factor ? SAY("bật") : S("–"); }

static void cells_fill(struct arena *a, const struct account_row *row, struct ledger_cell *c)
{
    c[NAME] = ledger_text(row->name);
    c[LOGIN] = ledger_text(row->login);
    c[ROLES] = ledger_text(roles_words(a, row));
    c[STATE] = ledger_text(state_words(row));
    c[FACTOR] = ledger_text(factor_words(row));
    c[LAST] = ledger_time(row->last_at);
}

static struct account_line line_of(struct arena *a, const struct account_row *row)
{
    return (struct account_line){ .id = row->id, .name = row->name, .login = row->login,
        .roles = roles_words(a, row), .state = state_words(row),
        .mark = row->disabled ? S("x") : row->invited ? S("r") : S("c"), .factor = factor_words(row),
        .last = row->last_at ? page_time(a, row->last_at) : SAY("chưa lần nào") };
}

error page_accounts(struct request *q, struct reply *r)
{
    struct db *db;
    struct account_list all;
    struct accounts_view v = { 0 };
    int64_t unit_id = unit_of(q);
    TRY(page_db(q, &db));
    TRY(account_list(q->a, db, page_who(q), unit_id, &all));
    TRY(unit_words(q, unit_id, &v.note));
    struct listing l = listing_open(q, &accounts);
    for (size_t i = 0; i < all.n; i++) cells_fill(q->a, &all.row[i], listing_row(&l));
    if (listing_asked(q)) return listing_file(&l, r, v.note);
    TRY(listing_show(&l, &v.list));
    struct account_line *line = NEW_N(q->a, struct account_line, l.shown + 1);
    for (size_t i = 0; i < l.shown; i++) line[i] = line_of(q->a, &all.row[l.order[i]]);
    v.row = line;
    v.rows = l.shown;
    v.question = v.list.find.n ? str_fmt(q->a, say("%lld tài khoản như đã tìm"), (long long)v.list.found)
                               : str_fmt(q->a, say("%lld tài khoản"), (long long)all.n);
    if (unit_id != page_who(q)->acting->unit_id) {
        v.unit = str_fmt(q->a, "%lld", (long long)unit_id);
        v.query = str_fmt(q->a, "?don-vi=%.*s", STR(v.unit));
    }
    struct buf body = page_open(q);
    view_accounts(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Tài khoản"), .room = ROOM_ADMIN }, &body);
}

/* ---- a role to be given ---- */

static error role_form_fill(struct request *q, int64_t unit_id, bool typed, struct role_form *f)
{
    struct db *db;
    struct body_list bodies;
    struct str today = clock_day(q->a, clock_now());
    TRY(page_db(q, &db));
    TRY(body_list(q->a, db, unit_id, today, &bodies));
    struct choice *role = NEW_N(q->a, struct choice, ROLE_COUNT), *body = NEW_N(q->a, struct choice, bodies.n + 1);
    struct str asked = typed ? param_str(q, "vai-tro") : S("");
    int64_t asked_body = typed ? param_int(q, "to-chuc", 0) : 0;
    for (int i = ROLE_OFFICER; i < ROLE_COUNT; i++)
        role[f->roles++] = (struct choice){ role_code((enum role)i), str_c(role_name((enum role)i)),
                                            str_is(asked, role_code((enum role)i)) };
    body[f->bodies++] = (struct choice){ .label = SAY("cả đơn vị, không riêng tổ chức nào") };
    for (size_t i = 0; i < bodies.n; i++)
        body[f->bodies++] = (struct choice){ str_fmt(q->a, "%lld", (long long)bodies.body[i].id), bodies.body[i].name,
                                             bodies.body[i].id == asked_body };
    f->role = role;
    f->body = body;
    f->unit_id = unit_id;
    f->from = typed && param_str(q, "tu-ngay").n ? param_str(q, "tu-ngay") : today;
    f->to = typed ? param_str(q, "den-ngay") : S("");
    f->post = typed ? param_str(q, "chuc-vu") : S("");
    f->below = typed && param_flag(q, "cap-duoi");
    f->may_below = page_who(q)->acting->below;
    return NULL;
}

static struct account_ask ask_of(const struct request *q)
{
    return (struct account_ask){ .role = role_of(param_str(q, "vai-tro")), .unit_id = unit_of(q),
        .body_id = param_int(q, "to-chuc", 0), .post = str_trim(param_str(q, "chuc-vu")),
        .from = param_str(q, "tu-ngay"), .to = param_str(q, "den-ngay"), .below = param_flag(q, "cap-duoi") };
}

/* ---- inviting ---- */

static error people_fill(struct request *q, struct db *db, int64_t unit_id, int64_t asked, struct invite_view *v)
{
    struct account_person *people;
    size_t n;
    TRY(account_people(q->a, db, unit_id, &people, &n));
    struct choice *c = NEW_N(q->a, struct choice, n + 1);
    c[v->people++] = (struct choice){ .label = SAY("người mới, ghi tên dưới đây") };
    for (size_t i = 0; i < n; i++)
        c[v->people++] = (struct choice){ str_fmt(q->a, "%lld", (long long)people[i].id), people[i].name,
                                          people[i].id == asked };
    v->person = c;
    return NULL;
}

static error invite_show(struct request *q, struct reply *r, error why)
{
    struct db *db;
    bool typed = q->method == METHOD_POST;
    int64_t unit_id = unit_of(q);
    struct invite_view v = { .form = page_key(q, true), .ask_password = !session_is_proved(page_who(q)),
                             .why = why ? SAY(why->said) : S(""), .name = typed ? param_str(q, "ten") : S(""),
                             .login = typed ? param_str(q, "ten-dang-nhap") : S("") };
    TRY(page_db(q, &db));
    TRY(policy_check(q->a, db, page_who(q), MAY_GIVE_ACCESS, unit_id, 0, S("")));
    TRY(unit_words(q, unit_id, &v.note));
    TRY(role_form_fill(q, unit_id, typed, &v.role));
    TRY(people_fill(q, db, unit_id, typed ? param_int(q, "nguoi", 0) : 0, &v));
    if (why) r->status = err_status(why->kind);
    struct buf body = page_open(q);
    view_invite(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Mời một người"), .room = ROOM_ADMIN }, &body);
}

error page_invite(struct request *q, struct reply *r) { return invite_show(q, r, NULL); }

static error slip_show(struct request *q, struct reply *r, int64_t id, struct str question, struct str code)
{
    struct db *db;
    struct account_row row;
    bool may_change;
    TRY(page_db(q, &db));
    TRY(account_get(q->a, db, page_who(q), id, &row, &may_change));
    struct slip_view v = { .id = id, .question = question, .name = row.name, .login = row.login, .code = code,
                           .until = page_time(q->a, clock_now() + ACCOUNT_CODE_LIFE) };
    struct buf body = page_open(q);
    view_slip(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = question, .room = ROOM_ADMIN }, &body);
}

error page_invite_post(struct request *q, struct reply *r)
{
    int64_t id;
    struct str code;
    struct account_ask ask = ask_of(q);
    ask.person_id = param_int(q, "nguoi", 0);
    ask.name = param_str(q, "ten");
    ask.login = param_str(q, "ten-dang-nhap");
    error e = account_prove(q->a, page_store(q), page_who(q), param_str(q, "mat-khau"));
    if (!e) e = account_invite(q->a, page_store(q), page_who(q), &ask, &id, &code);
    if (e) return own_may_mend(e) ? invite_show(q, r, e) : e;
    return slip_show(q, r, id, SAY("Đã tạo tài khoản"), code);
}

/* ---- one account ---- */

static void grants_fill(struct request *q, const struct account_row *row, struct account_view *v)
{
    struct grant_line *line = NEW_N(q->a, struct grant_line, row->grants);
    for (size_t i = 0; i < row->grants; i++) {
        const struct account_grant *g = &row->grant[i];
        struct str where = g->body.n ? g->body : g->unit, from = day_words(q->a, g->from), to = day_words(q->a, g->to);
        if (g->below) where = str_fmt(q->a, say("%.*s và các đơn vị cấp dưới"), STR(where));
        line[i] = (struct grant_line){ .id = g->id, .role = str_c(role_name(g->role)), .post = g->post, .where = where,
            .now = g->now, .may_end = g->may_end, .field = str_fmt(q->a, "e%lld-password", (long long)g->id),
            .days = g->ended ? SAY("đã thu hồi")
                    : to.n   ? str_fmt(q->a, say("từ %.*s đến hết %.*s"), STR(from), STR(to))
                             : str_fmt(q->a, say("từ %.*s"), STR(from)) };
    }
    v->grant = line;
    v->grants = row->grants;
}

static struct str account_words_of(struct request *q, const struct account_row *row, bool may_change)
{
    if (!may_change)
        return SAY("Tài khoản còn vai trò ở đơn vị khác, nên mật khẩu và trạng thái do người quản trị cấp trên đổi.");
    if (row->disabled) return SAY("Tài khoản đã ngừng: không đăng nhập được, các vai trò giữ nguyên.");
    if (row->invited) return SAY("Chưa đặt mật khẩu. Mã mời quá 24 giờ hoặc thất lạc thì cấp mã khác.");
    return str_fmt(q->a, say("Đang hoạt động. Đăng nhập gần nhất: %.*s."),
                   STR(row->last_at ? page_time(q->a, row->last_at) : SAY("chưa lần nào")));
}

static error account_show(struct request *q, struct reply *r, bool giving, error why)
{
    struct db *db;
    struct account_row row;
    const struct who *who = page_who(q);
    struct account_view v = { .form = page_key(q, false), .form_once = page_key(q, true), .id = param_int(q, "id", 0),
                              .why = why ? SAY(why->said) : S(""), .ask_password = !session_is_proved(who) };
    TRY(page_db(q, &db));
    TRY(account_get(q->a, db, who, v.id, &row, &v.may_change));
    bool own = row.id == who->account_id;
    v.name = row.name;
    v.line = str_fmt(q->a, "%.*s · %.*s", STR(row.login), STR(state_words(&row)));
    v.disabled = row.disabled;
    v.factor = row.factor;
    v.tied = row.tied;
    v.state = own ? SAY("Tài khoản của chính mình thì sửa ở trang “Tài khoản của tôi”.")
                  : account_words_of(q, &row, v.may_change);
    v.may_change &= !own;
    v.may_give = !own;
    grants_fill(q, &row, &v);
    if (v.may_give) TRY(role_form_fill(q, giving ? unit_of(q) : who->acting->unit_id, giving, &v.role));
    if (why) r->status = err_status(why->kind);
    struct buf body = page_open(q);
    view_account(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = row.name, .room = ROOM_ADMIN }, &body);
}

error page_account(struct request *q, struct reply *r) { return account_show(q, r, false, NULL); }

static error answer(struct request *q, struct reply *r, error e, bool giving, const char *done)
{
    if (e) return own_may_mend(e) ? account_show(q, r, giving, e) : e;
    reply_redirect(q, r, "/quan-tri/tai-khoan/%lld?xong=%s", (long long)param_int(q, "id", 0), done);
    return NULL;
}

static error seen_and_proved(struct request *q)
{
    struct db *db;
    struct account_row row;
    bool may_change;
    TRY(page_db(q, &db));
    TRY(account_get(q->a, db, page_who(q), param_int(q, "id", 0), &row, &may_change));
    return account_prove(q->a, page_store(q), page_who(q), param_str(q, "mat-khau"));
}

error page_account_give(struct request *q, struct reply *r)
{
    struct account_ask ask = ask_of(q);
    ask.account_id = param_int(q, "id", 0);
    error e = seen_and_proved(q);
    if (!e) e = account_give(q->a, page_store(q), page_who(q), &ask);
    return answer(q, r, e, true, "giao");
}

error page_account_take(struct request *q, struct reply *r)
{
    error e = seen_and_proved(q);
    if (!e) e = account_take(q->a, page_store(q), page_who(q), param_int(q, "id", 0), param_int(q, "vai", 0));
    return answer(q, r, e, false, "thu-hoi");
}

error page_account_change(struct request *q, struct reply *r)
{
    static const struct { const char *code; enum account_change change; } acts[] = {
        { "ngung", ACCOUNT_DISABLE }, { "mo-lai", ACCOUNT_ENABLE }, { "cap-lai", ACCOUNT_RESET },
        { "tat-hai-lop", ACCOUNT_FACTOR_OFF }, { "mo-khoa", ACCOUNT_RELEASE },
        { "bo-noi", ACCOUNT_UNTIE },
    };
    struct str code, asked = param_str(q, "viec");
    int64_t id = param_int(q, "id", 0);
    error e = seen_and_proved(q);
    for (size_t i = 0; i < COUNT(acts); i++) {
        if (!str_is(asked, str_c(acts[i].code))) continue;
        if (!e) e = account_change(q->a, page_store(q), page_who(q), id, acts[i].change, &code);
        if (!e && code.n) return slip_show(q, r, id, SAY("Mã cấp lại mật khẩu"), code);
        return answer(q, r, e, false, acts[i].code);
    }
    return e ? e : FAIL(q->a, ERR_USAGE, "Không rõ việc cần làm. Mở lại trang rồi thử lại.");
}

/* ---- the table of rights ---- */

/* "trong đơn vị; trong tổ chức" as the rules of that role and act say. */
static struct str cell_of(struct arena *a, enum role role, enum act act)
{
    struct buf b = buf_open(a);
    for (size_t i = 0; i < policy_rule_count; i++) {
        const struct rule *rule = &policy_rules[i];
        if (rule->role != role || rule->act != act) continue;
        const char *stage = stage_name(rule->from);
        buf_fmt(&b, "%s%s%s%s", b.n ? "; " : "", scope_name(rule->scope), *stage ? " " : "", stage);
    }
    return buf_done(&b);
}

error page_policy(struct request *q, struct reply *r)
{
    struct str *role = NEW_N(q->a, struct str, ROLE_COUNT);
    struct policy_row *row = NEW_N(q->a, struct policy_row, ACT_COUNT);
    struct policy_view v = { .role = role, .act = row };
    for (int i = ROLE_OFFICER; i < ROLE_COUNT; i++) role[v.roles++] = str_c(role_name((enum role)i));
    for (int act = 0; act < ACT_COUNT; act++) {
        struct str *cell = NEW_N(q->a, struct str, ROLE_COUNT);
        bool any = false;
        for (int i = ROLE_OFFICER; i < ROLE_COUNT; i++) {
            cell[i - ROLE_OFFICER] = cell_of(q->a, (enum role)i, (enum act)act);
            any |= cell[i - ROLE_OFFICER].n > 0;
        }
        if (any) row[v.acts++] = (struct policy_row){ .name = str_c(act_name((enum act)act)), .cell = cell };
    }
    struct buf body = page_open(q);
    view_policy(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Bảng quyền"), .room = ROOM_ADMIN }, &body);
}
