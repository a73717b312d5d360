/* setup.c - see setup.h. Must never change what an office has already: it adds what is missing. */
#include "core/office/setup.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/account.h"
#include "core/office/audit.h"
#include "core/office/body.h"
#include "core/office/country.h"
#include "core/office/person.h"
#include "core/office/post.h"
#include "core/office/unit.h"
#include "core/office/unit_take.h"
#include "vn/period.h"
#include "vn/text.h"
#include "write/layout.h"

enum { LOGIN_OF, GRANT_OF };
static const struct sql sql[] = {
    [LOGIN_OF] = { "setup login of", "SELECT login FROM account WHERE person_id = ?1 ORDER BY id", SQL_READ },
    [GRANT_OF] = { "setup grant of",
        "SELECT id FROM account_grant WHERE account_id = ?1 AND unit_id = ?2 AND role = 'admin' AND valid_to IS NULL"
        " ORDER BY id", SQL_READ },
};
struct sql_list setup_sql = SQL_LIST(sql);

/* ---- the lists ---- */

enum { FIELDS = 6 };
static bool next_line(struct str *rest, struct str word, struct str *field)
{
    struct str line, first;
    while (str_next(rest, '\n', &line)) {
        if (str_starts(line, S("#")) || !str_next(&line, '\t', &first) || !str_is(first, word)) continue;
        for (size_t i = 0; i < FIELDS; i++)
            if (!str_next(&line, '\t', &field[i])) field[i] = S("");
        return true;
    }
    return false;
}

static struct str today(struct arena *a) { return clock_day(a, clock_now()); }

/* Before anyone has installed the program every administrator may, afterwards those of the unit that did. */
static error may(struct arena *a, struct db *db, const struct who *who)
{
    return setting_may(a, db, who, SETTING_SETUP_STEP, 0);
}

error setup_step(struct arena *a, struct db *db, int *step)
{
    int64_t done;
    TRY(setting_int(a, db, SETTING_SETUP_STEP, 0, &done));
    *step = done >= SETUP_STEPS ? SETUP_DONE : (int)done + 1;
    return NULL;
}

struct going { const struct who *who; int step; };

static error went_job(struct arena *a, struct db *db, void *arg)
{
    const struct going *job = arg;
    int64_t done;
    TRY(may(a, db, job->who));
    TRY(setting_int(a, db, SETTING_SETUP_STEP, 0, &done));
    if (done >= job->step) return NULL;
    return setting_put(a, db, job->who, SETTING_SETUP_STEP, 0, str_fmt(a, "%d", job->step), S(""));
}

error setup_went(struct arena *a, struct store *s, const struct who *who, int step)
{
    struct going job = { who, step };
    return db_write(a, s, went_job, &job);
}

/* ---- 1: the unit ---- */

struct taking { const struct who *who; const struct setup_unit *unit; int64_t grant_id; };

static error note_unit(struct arena *a, struct db *db, const struct who *who, const struct unit *u, int64_t id)
{
    return audit_add(a, db, who, "unit.add", "unit", id, S(""), str_fmt(a, "code=%.*s\nkind=%.*s\nname=%.*s\n"
        "level=%.*s\nvalid_from=%.*s\n", STR(u->code), STR(u->kind), STR(u->name), STR(u->level), STR(u->valid_from)));
}

/* A day on which the units of today's list are in force. */
static struct str now_or_reform(struct arena *a)
{
    struct str day = today(a);
    return memcmp(day.p, COUNTRY_REFORM, day.n) < 0 ? S(COUNTRY_REFORM) : day;
}

/* The country itself, where the first administrator began; 0: it is no row here, and provinces stand by themselves. */
static error whole_country(struct arena *a, struct db *db, int64_t *id)
{
    const struct unit *root;
    TRY(unit_find(a, db, S("VN"), S(""), &root));
    *id = root && str_is(root->level, S("central")) ? root->id : 0;
    return NULL;
}

static error from_country(struct arena *a, struct db *db, const struct who *who, uint32_t at, int64_t *id)
{
    int64_t root;
    TRY(whole_country(a, db, &root));
    return unit_take(a, db, who, at, root, id);
}

/* A unit that is in no list: "sample" codes begin with X, so they never meet a real one. */
static error written(struct arena *a, struct db *db, const struct taking *job, int64_t *id)
{
    const struct setup_unit *u = job->unit;
    static const char *const kinds[] = { "phường", "xã", "đặc khu", "tỉnh", "thành phố" };
    int64_t above = 0, number;
    const struct unit *there = NULL;
    if (!str_among(u->kind, kinds, COUNT(kinds)) || !str_trim(u->name).n)
        return FAIL(a, ERR_INPUT, "Cần chọn loại đơn vị và ghi tên của đơn vị. Điền đủ rồi bấm Dùng đơn vị này.");
    bool commune = str_among(u->kind, kinds, 3);
    if (commune) {
        uint32_t province = u->above.n ? country_find(u->above, true) : COUNTRY_NONE;
        if (province == COUNTRY_NONE)
            return FAIL(a, ERR_INPUT, "Cần chọn tỉnh hoặc thành phố cấp trên. Chọn trong danh sách rồi bấm tiếp.");
        TRY(from_country(a, db, job->who, province, &above));
    }
    if (!commune) TRY(whole_country(a, db, &above));
    do {
        TRY(db_next_id(a, db, "unit_written", &number));
        TRY(unit_find(a, db, str_fmt(a, "X%lld", (long long)number), S(""), &there));
    } while (there);
    struct str name = str_trim(u->name);
    struct unit new = { .code = str_fmt(a, "X%lld", (long long)number), .level = commune ? S("commune") : S("province"),
                        .kind = u->kind, .name = name, .parent_id = above, .valid_from = S(COUNTRY_REFORM) };
    TRY(unit_add(a, db, &new, id));
    return note_unit(a, db, job->who, &new, *id);
}

static error grant_of(struct arena *a, struct db *db, const struct who *who, int64_t unit_id, int64_t *grant_id)
{
    struct rows *r = db_run(a, db, &setup_sql, GRANT_OF);
    BIND(r, who->account_id);
    BIND(r, unit_id);
    *grant_id = rows_next(r) ? row_int(r, 0) : 0;
    TRY(rows_end(r));
    if (*grant_id) return NULL;
    struct new_grant new = { .account_id = who->account_id, .role = ROLE_ADMIN, .unit_id = unit_id, .from = today(a) };
    TRY(account_allow(a, db, &new, grant_id));
    return audit_add(a, db, who, "account.allow", "account", who->account_id, S(""),
        str_fmt(a, "role=admin\nfrom=%.*s\n", STR(new.from)));
}

static error take_job(struct arena *a, struct db *db, void *arg)
{
    struct taking *job = arg;
    int64_t home, id;
    struct unit u;
    TRY(may(a, db, job->who));
    TRY(setting_int(a, db, SETTING_HOME_UNIT, 0, &home));
    uint32_t at = job->unit->code.n ? country_find(job->unit->code, true) : COUNTRY_NONE;
    if (job->unit->code.n && at == COUNTRY_NONE) {
        const struct unit *there;
        TRY(unit_find(a, db, job->unit->code, now_or_reform(a), &there));
        if (!there)
            return FAIL(a, ERR_INPUT, "Không có đơn vị mã “%.*s” hiện nay. Tìm lại theo tên rồi chọn.",
                STR(job->unit->code));
        id = there->id;
    } else if (job->unit->code.n) {
        TRY(from_country(a, db, job->who, at, &id));
    } else {
        TRY(written(a, db, job, &id));
    }
    if (home && home != id)
        return FAIL(a, ERR_CONFLICT, "Phần mềm đã được cài đặt cho một đơn vị. Sửa tên, sáp nhập hay thêm đơn vị ở "
            "phần Quản trị.");
    TRY(unit_get(a, db, id, &u));
    TRY(grant_of(a, db, job->who, id, &job->grant_id));
    return setting_put(a, db, job->who, SETTING_HOME_UNIT, 0, str_fmt(a, "%lld", (long long)id), S(""));
}

error setup_take_unit(struct arena *a, struct store *s, const struct who *who, const struct setup_unit *unit,
    int64_t *grant_id)
{
    struct taking job = { .who = who, .unit = unit };
    TRY(db_write(a, s, take_job, &job));
    *grant_id = job.grant_id;
    return NULL;
}

/* ---- 2: bodies ---- */

static error body_there(struct arena *a, struct db *db, int64_t unit_id, struct str organisation, bool *there)
{
    const struct body *b;
    TRY(body_find(a, db, unit_id, organisation, today(a), &b));
    *there = b != NULL;
    return NULL;
}

error setup_bodies(struct arena *a, struct db *db, int64_t unit_id, struct setup_body **out, size_t *n)
{
    struct str f[FIELDS], rest = embedded_text("data/starter.tsv");
    struct unit u;
    TRY(unit_get(a, db, unit_id, &u));
    *out = NEW_N(a, struct setup_body, SETUP_BODIES_MOST);
    *n = 0;
    while (*n < SETUP_BODIES_MOST && next_line(&rest, S("body"), f)) {
        const struct organisation *o = organisation_find(a, f[0]);
        assert(o);                             /* the lists name an organisation that is in no list */
        struct setup_body *b = &(*out)[(*n)++];
        *b = (struct setup_body){ .organisation = f[0], .ticked = str_is(f[1], S("1")),
                                  .name = body_full_name(a, o, &u) };
        TRY(body_there(a, db, unit_id, f[0], &b->there));
    }
    return NULL;
}

/* The two lines at the top left of a body's papers. Since 1 July 2025 the mass organisations stand in the agency of
 * the Front of their unit; a Party committee and the Youth Union stand below those of the level above. */
static error paper_lines(struct arena *a, struct db *db, const struct unit *u, const struct str *f, struct body *b)
{
    const struct organisation *party = organisation_find(a, S("DANG")), *own = organisation_find(a, f[0]);
    struct str where = vn_upper(a, body_place(a, u)), name = vn_upper(a, own->name);
    struct unit above;
    b->issuer = vn_upper(a, body_full_name(a, own, u));
    if (str_is(f[3], S("FRONT"))) {
        b->superior = str_fmt(a, "ỦY BAN MTTQ VIỆT NAM %.*s", STR(where));
        b->issuer = str_is(f[0], S("MTTQ")) ? S("BAN THƯỜNG TRỰC") : name;
    } else if (str_is(f[3], S("PARTY"))) {
        b->superior = vn_upper(a, body_full_name(a, party, u));
        b->issuer = name;
    } else if (str_is(f[3], S("UNION")) && u->parent_id) {
        TRY(unit_get(a, db, u->parent_id, &above));
        b->superior = str_fmt(a, "BCH ĐOÀN %.*s", STR(vn_upper(a, body_place(a, &above))));
        b->issuer = str_fmt(a, "BCH ĐOÀN %.*s", STR(where));
    } else if (str_is(f[3], S("LEVEL")) && u->parent_id) {
        TRY(unit_get(a, db, u->parent_id, &above));
        if (str_is(above.level, S("central"))) return NULL;    /* a Tỉnh ủy stands alone at the head */
        b->superior = str_fmt(a, "ĐẢNG BỘ %.*s", STR(vn_upper(a, body_place(a, &above))));
    }
    return NULL;
}

static error add_body(struct arena *a, struct db *db, const struct who *who, const struct unit *u, const struct str *f,
    int64_t ordinal)
{
    const struct organisation *o = organisation_find(a, f[0]);
    int64_t id;
    bool party = str_is(f[0], S("DANG"));
    struct body new = { .unit_id = u->id, .organisation = f[0], .layout = layout_of(f[0])->code,
        .short_name = party ? body_committee(a, u) : o->short_name, .name = body_full_name(a, o, u),
        .number_suffix = party ? body_committee_suffix(u) : f[4],
        .reports = str_is(f[2], S("1")), .ordinal = ordinal, .valid_from = u->valid_from };
    TRY(paper_lines(a, db, u, f, &new));
    TRY(body_add(a, db, &new, &id));
    return audit_add(a, db, who, "body.add", "body", id, S(""),
        str_fmt(a, "organisation=%.*s\nname=%.*s\nvalid_from=%.*s\n", STR(f[0]), STR(new.name), STR(new.valid_from)));
}

struct choosing { const struct who *who; const struct str *code; size_t n; };

static error bodies_job(struct arena *a, struct db *db, void *arg)
{
    const struct choosing *job = arg;
    struct str f[FIELDS], rest = embedded_text("data/starter.tsv");
    struct unit u;
    int64_t ordinal = 0;
    TRY(may(a, db, job->who));
    TRY(unit_get(a, db, job->who->acting->unit_id, &u));
    while (next_line(&rest, S("body"), f)) {
        bool wanted = false, there;
        ordinal++;
        for (size_t i = 0; i < job->n; i++) wanted |= str_is(job->code[i], f[0]);
        TRY(body_there(a, db, u.id, f[0], &there));
        if (wanted && !there) TRY(add_body(a, db, job->who, &u, f, ordinal));
    }
    return NULL;
}

error setup_add_bodies(struct arena *a, struct store *s, const struct who *who, const struct str *organisation,
    size_t n)
{
    struct choosing job = { who, organisation, n };
    return db_write(a, s, bodies_job, &job);
}

/* ---- 3: people ---- */

static error login_of(struct arena *a, struct db *db, int64_t person_id, struct str *login)
{
    struct rows *r = db_run(a, db, &setup_sql, LOGIN_OF);
    BIND(r, person_id);
    *login = rows_next(r) ? row_str(r, 0) : S("");
    return rows_end(r);
}

/* The posts of one body: those of its own kind in the list, else those of any. */
static error posts_of(struct arena *a, struct db *db, const struct body *b, struct setup_post *out, size_t *n)
{
    struct str f[FIELDS], rest = embedded_text("data/starter.tsv"), kind = S("*");
    struct post_list held;
    struct unit u;
    TRY(unit_get(a, db, b->unit_id, &u));
    TRY(post_of_body(a, db, b->id, today(a), &held));
    while (next_line(&rest, S("post"), f))
        if (str_is(f[0], b->organisation)) kind = f[0];
    rest = embedded_text("data/starter.tsv");
    while (*n < SETUP_POSTS_MOST && next_line(&rest, S("post"), f)) {
        if (!str_is(f[0], kind)) continue;
        struct setup_post *p = &out[(*n)++];
        *p = (struct setup_post){ .body_id = b->id, .body_name = b->name, .title = body_committee_in(a, f[1], &u),
                                  .role = role_of(f[2]) };
        assert(p->role != ROLE_NONE);
        for (size_t i = 0; i < held.n; i++)
            if (str_is(vn_fold(a, held.post[i].title), vn_fold(a, p->title))) {
                p->person = held.post[i].person_name;
                TRY(login_of(a, db, held.post[i].person_id, &p->login));
            }
    }
    return NULL;
}

error setup_posts(struct arena *a, struct db *db, int64_t unit_id, struct setup_post **out, size_t *n)
{
    struct body_list bodies;
    TRY(body_list(a, db, unit_id, today(a), &bodies));
    *out = NEW_N(a, struct setup_post, SETUP_POSTS_MOST);
    *n = 0;
    for (size_t i = 0; i < bodies.n; i++) TRY(posts_of(a, db, &bodies.body[i], *out, n));
    return NULL;
}

/* "Nguyễn Thị Hoa" -> "hoa.nt", "hoa.nt2" ...: the given name, then the first letters of the others */
static error free_login(struct arena *a, struct db *db, struct str name, struct str *login)
{
    struct str rest = vn_fold(a, name), word, given = S("");
    struct buf first = buf_open(a);
    while (str_next(&rest, ' ', &word)) {
        if (given.n) buf_char(&first, given.p[0]);
        given = word;
    }
    struct str base = first.n ? str_fmt(a, "%.*s.%.*s", STR(given), STR(buf_done(&first))) : given;
    if (base.n < 3) base = str_fmt(a, "%.*s.cb", STR(base));
    for (int i = 1;; i++) {
        const struct account *taken;
        *login = i == 1 ? base : str_fmt(a, "%.*s%d", STR(base), i);
        TRY(account_find(a, db, *login, &taken));
        if (!taken) return NULL;
    }
}

static error check_person(struct arena *a, const struct setup_person *p)
{
    struct str name = vn_fold(a, p->name);
    if (!str_trim(p->title).n)
        return FAIL(a, ERR_INPUT, "Chưa ghi chức vụ của “%.*s”. Ghi chức vụ rồi lưu lại.", STR(p->name));
    for (size_t i = 0; i < name.n; i++)
        if (!(name.p[i] >= 'a' && name.p[i] <= 'z') && name.p[i] != ' ' && name.p[i] != '\'')
            return FAIL(a, ERR_INPUT, "Họ và tên “%.*s” chỉ được có chữ cái và khoảng trắng. Sửa lại rồi lưu.",
                STR(p->name));
    return NULL;
}

static error add_person(struct arena *a, struct db *db, const struct who *who, const struct setup_person *p)
{
    struct body body;
    struct str login;
    int64_t person_id, post_id, account_id, grant_id;
    bool in_body = p->role == ROLE_HEAD || p->role == ROLE_OFFICER;
    TRY(check_person(a, p));
    TRY(body_get(a, db, p->body_id, &body));
    if (body.unit_id != who->acting->unit_id)
        return FAIL(a, ERR_MISSING, "Không tìm thấy tổ chức này ở đơn vị. Mở lại bước này rồi ghi tiếp.");
    TRY(person_add(a, db, str_trim(p->name), &person_id));
    TRY(audit_add(a, db, who, "person.add", "person", person_id, S(""), str_fmt(a, "name=%.*s\n", STR(p->name))));
    struct post post = { .person_id = person_id, .body_id = body.id, .title = str_trim(p->title),
                         .valid_from = today(a) };
    TRY(post_add(a, db, &post, &post_id));
    TRY(audit_add(a, db, who, "post.add", "post", post_id, S(""), str_fmt(a, "person=%.*s\nbody=%.*s\ntitle=%.*s\n"
        "valid_from=%.*s\n", STR(p->name), STR(body.name), STR(post.title), STR(post.valid_from))));
    TRY(free_login(a, db, p->name, &login));
    TRY(account_add(a, db, person_id, login, S(""), LANGUAGE_VI, &account_id));
    struct new_grant grant = { .account_id = account_id, .role = p->role, .unit_id = body.unit_id,
        .body_id = in_body ? body.id : 0, .post_id = post_id, .from = today(a) };
    TRY(account_allow(a, db, &grant, &grant_id));
    return audit_add(a, db, who, "account.add", "account", account_id, S(""), str_fmt(a, "login=%.*s\nperson=%.*s\n"
        "role=%.*s\nbody=%.*s\n", STR(login), STR(p->name), STR(role_code(p->role)), STR(body.name)));
}

struct naming { const struct who *who; const struct setup_person *list; size_t n, wrong; };

static error people_job(struct arena *a, struct db *db, void *arg)
{
    struct naming *job = arg;
    struct setup_post *there;
    size_t n;
    TRY(may(a, db, job->who));
    TRY(setup_posts(a, db, job->who->acting->unit_id, &there, &n));
    for (job->wrong = 0; job->wrong < job->n; job->wrong++) {
        const struct setup_person *p = &job->list[job->wrong];
        bool held = false;                     /* sent twice, or by two at once */
        for (size_t i = 0; i < n; i++)
            held |= there[i].body_id == p->body_id && there[i].person.n
                && str_is(vn_fold(a, there[i].person), vn_fold(a, p->name));
        if (!held) TRY(add_person(a, db, job->who, p));
    }
    return NULL;
}

error setup_add_people(struct arena *a, struct store *s, const struct who *who, const struct setup_person *list,
    size_t n, size_t *wrong)
{
    struct naming job = { .who = who, .list = list, .n = n };
    error e = db_write(a, s, people_job, &job);
    *wrong = job.wrong;
    return e;
}

/* ---- 4: the catalogue ---- */

static struct setup_group *group_of(struct arena *a, struct setup_group *list, size_t *n, struct str organisation)
{
    for (size_t i = 0; i < *n; i++)
        if (str_is(list[i].organisation, organisation)) return &list[i];
    struct setup_group *g = &list[(*n)++];
    *g = (struct setup_group){ .organisation = organisation, .used = true,
        .name = organisation.n ? organisation_name(a, organisation) : SAY("Chung cho mọi tổ chức") };
    return g;
}

static bool holds(struct str codes, struct str code)
{
    for (struct str one; str_next(&codes, ' ', &one);)
        if (str_is(one, code)) return true;
    return false;
}

error setup_groups(struct arena *a, struct db *db, int64_t unit_id, struct setup_group **out, size_t *n)
{
    struct indicator_list all;
    struct str off;
    enum { SHOWN = 3 };
    TRY(catalogue_list(a, db, &all));
    TRY(setting_text(a, db, SETTING_GROUPS_OFF, unit_id, &off));
    *out = NEW_N(a, struct setup_group, all.n + 1);
    *n = 0;
    for (size_t i = 0; i < all.n; i++) {
        struct setup_group *g = group_of(a, *out, n, all.indicator[i].organisation);
        g->used = !g->organisation.n || !holds(off, g->organisation);
        if (g->indicators < SHOWN)
            g->some = str_fmt(a, "%.*s%s%.*s", STR(g->some), g->some.n ? "; " : "", STR(all.indicator[i].name));
        g->indicators++;
    }
    return NULL;
}

error setup_indicators(struct arena *a, struct db *db, int64_t unit_id, struct str own, struct indicator_list *out)
{
    struct str off;
    size_t n = 0;
    TRY(setting_text(a, db, SETTING_GROUPS_OFF, unit_id, &off));
    TRY(catalogue_list(a, db, out));
    for (size_t i = 0; i < out->n; i++) {
        const struct indicator *x = &out->indicator[i];
        if (!x->organisation.n || !holds(off, x->organisation) || str_is(x->code, own)) out->indicator[n++] = *x;
    }
    out->n = n;
    return NULL;
}

static error groups_job(struct arena *a, struct db *db, void *arg)
{
    const struct choosing *job = arg;
    struct setup_group *list;
    size_t n;
    struct buf off = buf_open(a);
    int64_t unit_id = job->who->acting->unit_id;
    TRY(setting_may(a, db, job->who, SETTING_GROUPS_OFF, unit_id));
    TRY(setup_groups(a, db, unit_id, &list, &n));
    for (size_t i = 0; i < n; i++) {
        bool used = !list[i].organisation.n;   /* what is everyone's is always there */
        for (size_t k = 0; k < job->n; k++) used |= str_is(job->code[k], list[i].organisation);
        if (!used) buf_fmt(&off, "%s%.*s", off.n ? " " : "", STR(list[i].organisation));
    }
    return setting_put(a, db, job->who, SETTING_GROUPS_OFF, unit_id, buf_done(&off), S(""));
}

error setup_use_groups(struct arena *a, struct store *s, const struct who *who, const struct str *organisation,
    size_t n)
{
    struct choosing job = { who, organisation, n };
    return who && who->acting ? db_write(a, s, groups_job, &job)
                              : FAIL(a, ERR_LOGIN, "Cần đăng nhập bằng tài khoản quản trị để làm bước này.");
}

/* ---- 5: deadlines ---- */

struct str setup_holidays(struct arena *a, int year)
{
    struct buf b = buf_open(a);
    for (int y = year; y <= year + 1; y++) {
        struct str f[FIELDS], rest = embedded_text("data/starter.tsv");
        while (next_line(&rest, S("holiday"), f)) {
            struct day d;
            bool known = day_read(str_fmt(a, "%04d-%.*s", y, STR(f[0])), &d);
            assert(known);
            buf_fmt(&b, "%.*s\n", STR(day_vi(a, d)));
        }
    }
    return buf_done(&b);
}
