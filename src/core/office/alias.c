/* alias.c - see alias.h. Owns the rows of table alias; alias_lesson.c those of the corrections behind them. Must never
 * let a phrase mean two things in one unit. */
#include "core/office/alias_row.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/audit.h"
#include "core/office/body.h"
#include "core/office/catalogue.h"
#include "core/office/unit.h"
#include "vn/period.h"
#include "vn/text.h"
#include <stdlib.h>

const char *const alias_kind_names[ALIAS_KIND_COUNT] = { "indicator", "body", "place" };
const char *const alias_state_names[ALIAS_STATE_COUNT] = { "proposed", "accepted", "rejected", "removed" };

enum { OF_UNIT, OF_BODY, GET, SAME, TAKEN, HOW_MANY, ADD, PUT, BODIES, USES };
static const struct sql sql[] = {
    [OF_UNIT] = { "alias.of_unit", ALIAS_COLUMNS "WHERE a.unit_id = ?1", SQL_READ },
    [OF_BODY] = { "alias.of_body", ALIAS_COLUMNS
        "WHERE a.unit_id = ?1 AND (a.state = 'accepted' OR EXISTS "
        "(SELECT 1 FROM alias_case c WHERE c.alias_id = a.id AND c.body_id = ?2))", SQL_READ },
    [GET] = { "alias.get", ALIAS_COLUMNS "WHERE a.id = ?1", SQL_READ },
    [SAME] = { "alias.same",
        ALIAS_COLUMNS "WHERE a.unit_id = ?1 AND a.kind = ?2 AND a.phrase_key = ?3 AND a.code = ?4", SQL_READ },
    [TAKEN] = { "alias.taken", ALIAS_COLUMNS
        "WHERE a.unit_id = ?1 AND a.kind = ?2 AND a.phrase_key = ?3 AND a.code <> ?4 AND a.state = 'accepted' "
        "AND a.id <> ?5", SQL_READ },
    [HOW_MANY] = { "alias.how_many", "SELECT COUNT(*) FROM alias WHERE unit_id = ?1 AND state <> 'removed'",
        SQL_READ },
    [ADD] = { "alias.add",
        "INSERT INTO alias (id, unit_id, kind, phrase, phrase_key, phrase_fold, code, state, was, report_id, "
        "figure_seq, made_by, made_at, decided_by, decided_at, version) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, '', ?9, ?10, ?11, ?12, ?13, ?14, 1)", SQL_WRITE },
    [PUT] = { "alias.put",
        "UPDATE alias SET phrase = ?1, phrase_key = ?2, phrase_fold = ?3, code = ?4, state = ?5, was = ?6, "
        "report_id = ?7, figure_seq = ?8, decided_by = ?9, decided_at = ?10, version = version + 1 WHERE id = ?11",
        SQL_WRITE },
    [BODIES] = { "alias.bodies",
        "SELECT x.alias_id, b.short_name FROM alias_body x JOIN body b ON b.id = x.body_id "
        "JOIN alias a ON a.id = x.alias_id WHERE a.unit_id = ?1 AND x.answer = 'yes' ORDER BY x.alias_id, b.ordinal",
        SQL_READ },
    [USES] = { "alias.uses",
        "SELECT report_id, figures, at FROM alias_use WHERE alias_id = ?1 ORDER BY at DESC, report_id DESC LIMIT 20",
        SQL_READ },
};
struct sql_list alias_sql = SQL_LIST(sql);

/* ---- rows ---- */

static int named(const char *const *names, int n, struct str name)
{
    for (int i = 0; i < n; i++)
        if (str_is(name, str_c(names[i]))) return i;
    return 0;
}

enum alias_kind alias_kind_named(struct str name)
{
    return (enum alias_kind)named(alias_kind_names, ALIAS_KIND_COUNT, name);
}

struct alias_full alias_row(struct arena *a, struct rows *r)
{
    struct alias_full f = { .a = { .id = row_int(r, 0),
        .unit_id = row_int(r, 1),
        .kind = alias_kind_named(row_str(r, 2)),
        .state = (enum alias_state)named(alias_state_names, ALIAS_STATE_COUNT, row_str(r, 3)),
        .phrase = row_str(r, 4),
        .code = row_str(r, 5),
        .report_id = row_int(r, 7),
        .figure_seq = row_int(r, 8),
        .made_by = row_str(r, 9),
        .decided_by = row_str(r, 10),
        .made_at = row_int(r, 11),
        .decided_at = row_int(r, 12),
        .times = row_int(r, 13),
        .used = row_int(r, 14),
        .used_at = row_int(r, 15),
        .version = row_int(r, 16) } };
    f.key = row_str(r, 17);
    f.fold = row_str(r, 18);
    f.was = (enum alias_state)named(alias_state_names, ALIAS_STATE_COUNT, row_str(r, 19));
    f.a.meaning = f.a.kind == ALIAS_INDICATOR ? row_str(r, 6)
                  : f.a.kind == ALIAS_BODY    ? organisation_name(a, f.a.code)
                                              : f.a.code;
    if (!f.a.meaning.n) f.a.meaning = f.a.code;
    return f;
}

static error one(struct arena *a, struct rows *r, struct alias_full *out, bool *found)
{
    *found = rows_next(r);
    if (*found) *out = alias_row(a, r);
    return rows_end(r);
}

error alias_same(struct arena *a, struct db *db, int64_t unit_id, const struct alias_words *w, struct alias_full *out,
    bool *found)
{
    struct rows *r = db_run(a, db, &alias_sql, SAME);
    BIND(r, unit_id);
    BIND(r, str_c(alias_kind_names[w->kind]));
    BIND(r, w->key);
    BIND(r, w->code);
    return one(a, r, out, found);
}

/* "16:40 ngày 07/07/2026" */
static struct str moment(struct arena *a, int64_t at)
{
    struct day d;
    struct str minute = clock_minute(a, at);
    if (minute.n < 16 || !day_read(str_cut(minute, 0, 10), &d)) return S("");
    return str_fmt(a, say("%.*s ngày %.*s"), STR(str_cut(minute, 11, 16)), STR(day_vi(a, d)));
}

error alias_free(struct arena *a, struct db *db, int64_t unit_id, const struct alias_words *w, int64_t except)
{
    struct alias_full other;
    bool taken;
    struct rows *r = db_run(a, db, &alias_sql, TAKEN);
    BIND(r, unit_id);
    BIND(r, str_c(alias_kind_names[w->kind]));
    BIND(r, w->key);
    BIND(r, w->code);
    BIND(r, except);
    TRY(one(a, r, &other, &taken));
    if (!taken) return NULL;
    struct str by = other.a.decided_by.n ? other.a.decided_by : other.a.made_by;
    struct str at = moment(a, other.a.decided_at ? other.a.decided_at : other.a.made_at);
    return FAIL(a, ERR_CONFLICT,
        "“%.*s” đang được hiểu là “%.*s” (%.*s ghi lúc %.*s). Sửa hoặc xóa từ đó trước, rồi ghi nghĩa mới.",
        STR(w->phrase), STR(other.a.meaning), STR(by), STR(at));
}

error alias_room(struct arena *a, struct db *db, int64_t unit_id, bool *full)
{
    struct rows *r = db_run(a, db, &alias_sql, HOW_MANY);
    BIND(r, unit_id);
    *full = rows_next(r) && row_int(r, 0) >= ALIASES_MOST;
    return rows_end(r);
}

error alias_insert(struct arena *a, struct db *db, const struct alias_words *w, const struct alias_new *n, int64_t *id)
{
    bool decided = n->state == ALIAS_ACCEPTED;
    int64_t now = clock_now();
    TRY(db_next_id(a, db, "alias", id));
    struct rows *r = db_run(a, db, &alias_sql, ADD);
    BIND(r, *id);
    BIND(r, n->unit_id);
    BIND(r, str_c(alias_kind_names[w->kind]));
    BIND(r, w->phrase);
    BIND(r, w->key);
    BIND(r, w->fold);
    BIND(r, w->code);
    BIND(r, str_c(alias_state_names[n->state]));
    bind_id(r, n->report_id);
    BIND(r, n->figure_seq);
    BIND(r, n->account_id);
    BIND(r, now);
    bind_id(r, decided ? n->account_id : 0);
    bind_id(r, decided ? now : 0);
    return rows_end(r);
}

error alias_put(struct arena *a, struct db *db, const struct alias_full *f, int64_t decided_by)
{
    struct rows *r = db_run(a, db, &alias_sql, PUT);
    BIND(r, f->a.phrase);
    BIND(r, f->key);
    BIND(r, f->fold);
    BIND(r, f->a.code);
    BIND(r, str_c(alias_state_names[f->a.state]));
    BIND(r, f->a.state == ALIAS_REMOVED ? str_c(alias_state_names[f->was]) : S(""));
    bind_id(r, f->a.report_id);
    BIND(r, f->a.figure_seq);
    bind_id(r, decided_by);
    bind_id(r, decided_by ? clock_now() : 0);
    BIND(r, f->a.id);
    return rows_end(r);
}

struct str alias_pack(struct arena *a, const struct alias *x)
{
    return str_fmt(a, "unit=%lld\nkind=%s\nphrase=%.*s\ncode=%.*s\nstate=%s\n", (long long)x->unit_id,
        alias_kind_names[x->kind], STR(x->phrase), STR(x->code), alias_state_names[x->state]);
}

/* ---- the door ---- */

static size_t letters_of(struct str s, bool *letter)
{
    size_t n = 0;
    uint32_t code;
    *letter = false;
    for (size_t at = 0; at < s.n; n++) {
        at = vn_letter_next(s, at, &code);
        *letter |= vn_is_letter(code);
    }
    return n;
}

/* One blank between words, none at the ends; a line end is no blank. */
static struct str one_blank(struct arena *a, struct str s)
{
    struct buf b = buf_open(a);
    bool gap = false;
    s = str_trim(s);
    for (size_t i = 0; i < s.n; i++) {
        bool blank = s.p[i] == ' ' || s.p[i] == '\t';
        if (blank) gap = b.n > 0;
        else {
            if (gap) buf_char(&b, ' ');
            gap = false;
            buf_char(&b, s.p[i]);
        }
    }
    return buf_done(&b);
}

static error code_check(struct arena *a, struct db *db, struct alias_words *w)
{
    const struct indicator *indicator;
    bool letter;
    switch (w->kind) {
    case ALIAS_INDICATOR:
        TRY(catalogue_find(a, db, w->code, &indicator));
        if (indicator) return NULL;
        return FAIL(a, ERR_INPUT, "Không có chỉ tiêu “%.*s” trong danh mục. Chọn lại trong danh sách.", STR(w->code));
    case ALIAS_BODY:
        if (organisation_find(a, w->code)) return NULL;
        return FAIL(a, ERR_INPUT, "Không có tổ chức “%.*s”. Chọn lại trong danh sách.", STR(w->code));
    case ALIAS_PLACE:
    case ALIAS_KIND_COUNT: break;
    }
    size_t n = letters_of(w->code, &letter);
    if (letter && n >= ALIAS_PHRASE_LEAST && n <= ALIAS_PLACE_MOST && str_find(w->code, S("\n"), 0) == SIZE_MAX)
        return NULL;
    return FAIL(a, ERR_INPUT, "Ghi tên đầy đủ của địa bàn, từ %d đến %d chữ cái và dấu, như “Khu phố 3”.",
        ALIAS_PHRASE_LEAST, ALIAS_PLACE_MOST);
}

error alias_words(struct arena *a, struct db *db, enum alias_kind kind, struct str phrase, struct str code,
    struct alias_words *out)
{
    bool letter;
    *out = (struct alias_words){ .kind = kind, .phrase = one_blank(a, phrase), .code = one_blank(a, code) };
    size_t n = letters_of(out->phrase, &letter);
    if (!letter || n < ALIAS_PHRASE_LEAST || n > ALIAS_PHRASE_MOST || str_find(out->phrase, S("\n"), 0) != SIZE_MAX)
        return FAIL(a, ERR_INPUT,
            "Từ cần ghi nhớ phải có chữ, dài từ %d đến %d chữ cái và dấu, trên một dòng. Ghi như “áo ấm” hoặc “CLB "
            "SH”.",
            ALIAS_PHRASE_LEAST, ALIAS_PHRASE_MOST);
    out->key = vn_plain_tone(a, out->phrase);
    out->fold = vn_fold(a, out->phrase);
    return code_check(a, db, out);
}

/* ---- looking ---- */

static bool sees_all(const struct who *who, int64_t unit_id, int64_t tree)
{
    return policy_allows(who, MAY_TEACH, &(struct place){ .unit_id = unit_id, .tree = tree });
}

static error bodies_fill(struct arena *a, struct db *db, int64_t unit_id, struct alias_full *list, size_t n)
{
    struct rows *r = db_run(a, db, &alias_sql, BODIES);
    BIND(r, unit_id);
    while (rows_next(r)) {
        struct str name = row_str(r, 1);
        for (size_t i = 0; i < n; i++)
            if (list[i].a.id == row_int(r, 0)) {
                struct str *had = &list[i].a.bodies;
                *had = had->n ? str_fmt(a, "%.*s, %.*s", STR(*had), STR(name)) : name;
                break;
            }
    }
    return rows_end(r);
}

/* All of the unit that the person may see, the removed ones too. */
static error all_of(struct arena *a, struct db *db, const struct who *who, int64_t unit_id, struct alias_full **out,
    size_t *n)
{
    struct unit u;
    TRY(policy_check(a, db, who, MAY_READ_ALIAS, unit_id, 0, S("")));
    TRY(unit_get(a, db, unit_id, &u));
    bool all = sees_all(who, unit_id, u.tree_from);
    struct rows *r = db_run(a, db, &alias_sql, all ? OF_UNIT : OF_BODY);
    BIND(r, unit_id);
    if (!all) BIND(r, who->acting->body_id);
    *out = NULL;
    *n = 0;
    while (rows_next(r)) {
        struct alias_full f = alias_row(a, r);
        f.a.unit_name = unit_title(a, &u);
        f.a.may_decide = all;
        LIST_ADD(a, *out, *n, f);
    }
    TRY(rows_end(r));
    return bodies_fill(a, db, unit_id, *out, *n);
}

static int before(const struct alias_full *x, const struct alias_full *y)
{
    if ((x->a.state == ALIAS_PROPOSED) != (y->a.state == ALIAS_PROPOSED)) return x->a.state == ALIAS_PROPOSED ? -1 : 1;
    if (x->a.state == ALIAS_PROPOSED && x->a.times != y->a.times) return x->a.times > y->a.times ? -1 : 1;
    size_t n = x->key.n < y->key.n ? x->key.n : y->key.n;      /* both are sort keys here */
    int c = n ? memcmp(x->key.p, y->key.p, n) : 0;
    if (c) return c;
    if (x->key.n != y->key.n) return x->key.n < y->key.n ? -1 : 1;
    return x->a.id < y->a.id ? -1 : x->a.id > y->a.id;
}

static int before_any(const void *x, const void *y) { return before(x, y); }

static bool fits(struct arena *a, const struct alias_full *f, const struct alias_filter *filter, struct str find)
{
    if (filter->kind >= 0 && f->a.kind != (enum alias_kind)filter->kind) return false;
    return !find.n || str_find(f->fold, find, 0) != SIZE_MAX ||
           str_find(vn_fold(a, f->a.meaning), find, 0) != SIZE_MAX;
}

error alias_list(struct arena *a, struct db *db, const struct who *who, const struct alias_filter *filter,
    struct alias_page *out)
{
    struct alias_full *all;
    size_t n, kept = 0;
    struct str find = vn_fold(a, filter->find);
    *out = (struct alias_page){ .n = 0 };
    TRY(all_of(a, db, who, filter->unit_id, &all, &n));
    for (size_t i = 0; i < n; i++) {
        if (!fits(a, &all[i], filter, find)) continue;
        out->of_state[all[i].a.state]++;
        bool here = filter->state >= 0 ? all[i].a.state == (enum alias_state)filter->state
                                       : all[i].a.state != ALIAS_REMOVED;
        if (!here) continue;
        all[kept] = all[i];
        all[kept].key = vn_sort_key(a, all[kept].a.phrase);
        kept++;
    }
    if (kept) qsort(all, kept, sizeof *all, before_any);
    out->total = (int64_t)kept;
    out->list = NEW_N(a, struct alias, kept + 1);
    for (size_t i = (size_t)filter->offset; i < kept && out->n < (size_t)filter->limit; i++)
        out->list[out->n++] = all[i].a;
    return NULL;
}

static error open_one(struct arena *a, struct db *db, const struct who *who, int64_t id, struct alias_full *out)
{
    bool found;
    struct rows *r = db_run(a, db, &alias_sql, GET);
    BIND(r, id);
    TRY(one(a, r, out, &found));
    if (found) {
        struct alias_full *all;
        size_t n;
        error hidden = all_of(a, db, who, out->a.unit_id, &all, &n);
        if (hidden && hidden->kind != ERR_DENIED) return hidden;
        for (size_t i = 0; !hidden && i < n; i++)
            if (all[i].a.id == id) {
                *out = all[i];
                return NULL;
            }
    }
    return FAIL(a, ERR_MISSING, "Không có từ này trong danh sách. Mở lại danh sách để xem các từ hiện có.");
}

error alias_get(struct arena *a, struct db *db, const struct who *who, int64_t id, struct alias *out)
{
    struct alias_full f;
    TRY(open_one(a, db, who, id, &f));
    *out = f.a;
    return NULL;
}

error alias_uses(struct arena *a, struct db *db, const struct who *who, int64_t id, struct alias_use **out, size_t *n)
{
    struct alias_full f;
    TRY(open_one(a, db, who, id, &f));
    struct rows *r = db_run(a, db, &alias_sql, USES);
    BIND(r, id);
    *out = NULL;
    *n = 0;
    while (rows_next(r)) LIST_ADD(a, *out, *n, (struct alias_use){ row_int(r, 0), row_int(r, 1), row_int(r, 2) });
    return rows_end(r);
}

/* ---- deciding ---- */

enum decision { ACCEPT, REJECT, CHANGE, REMOVE, RESTORE };
static const char *const acts[] = { "alias.accept", "alias.reject", "alias.change", "alias.remove", "alias.restore" };
struct deciding {
    const struct who *who; int64_t id, version; enum decision decision;
    struct str phrase, code;
};

static error same_check(struct arena *a, struct db *db, const struct alias_full *f, const struct alias_words *w)
{
    struct alias_full other;
    bool found;
    TRY(alias_same(a, db, f->a.unit_id, w, &other, &found));
    if (!found || other.a.id == f->a.id) return NULL;
    return FAIL(a, ERR_CONFLICT, "“%.*s” với nghĩa “%.*s” đã có trong danh sách. Sửa từ đó, hoặc xóa từ này.",
        STR(w->phrase), STR(other.a.meaning));
}

static error apply(struct arena *a, struct db *db, const struct deciding *job, struct alias_full *f)
{
    struct alias_words w = { f->a.kind, f->a.phrase, f->key, f->fold, f->a.code };
    bool full;
    switch (job->decision) {
    case REJECT: f->a.state = ALIAS_REJECTED; return NULL;
    case REMOVE:
        if (f->a.state == ALIAS_REMOVED) return NULL;
        f->was = f->a.state;
        f->a.state = ALIAS_REMOVED;
        return NULL;
    case RESTORE:
        if (f->a.state != ALIAS_REMOVED) return NULL;
        TRY(alias_room(a, db, f->a.unit_id, &full));
        if (full)
            return FAIL(
                a, ERR_TOO_LARGE, "Danh sách đã đủ %d từ. Xóa bớt từ không dùng rồi làm lại.", ALIASES_MOST);
        f->a.state = f->was;
        break;
    case ACCEPT: f->a.state = ALIAS_ACCEPTED; break;
    case CHANGE:
        TRY(alias_words(a, db, f->a.kind, job->phrase, job->code, &w));
        TRY(same_check(a, db, f, &w));
        f->a.phrase = w.phrase;
        f->key = w.key;
        f->fold = w.fold;
        f->a.code = w.code;
        f->a.state = ALIAS_ACCEPTED;           /* who corrects it by hand wants it used */
        break;
    }
    return f->a.state == ALIAS_ACCEPTED ? alias_free(a, db, f->a.unit_id, &w, f->a.id) : NULL;
}

static error decide_job(struct arena *a, struct db *db, void *arg)
{
    const struct deciding *job = arg;
    struct alias_full f;
    TRY(open_one(a, db, job->who, job->id, &f));
    TRY(policy_check(a, db, job->who, MAY_TEACH, f.a.unit_id, 0, S("")));
    if (f.a.version != job->version) {
        struct str by = f.a.decided_by.n ? f.a.decided_by : SAY("người khác");
        struct str at = moment(a, f.a.decided_at ? f.a.decided_at : f.a.made_at);
        return FAIL(a, ERR_CONFLICT, "“%.*s” đã được %.*s thay đổi lúc %.*s. Xem lại danh sách rồi quyết định lần nữa.",
            STR(f.a.phrase), STR(by), STR(at));
    }
    struct str was = alias_pack(a, &f.a);
    TRY(apply(a, db, job, &f));
    TRY(alias_put(a, db, &f, job->who->account_id));
    return audit_add(a, db, job->who, acts[job->decision], "alias", f.a.id, was, alias_pack(a, &f.a));
}

static error decide(struct arena *a, struct store *store, struct deciding job)
{
    return db_write(a, store, decide_job, &job);
}

error alias_accept(struct arena *a, struct store *store, const struct who *who, int64_t id, int64_t version)
{
    return decide(a, store, (struct deciding){ .who = who, .id = id, .version = version, .decision = ACCEPT });
}

error alias_reject(struct arena *a, struct store *store, const struct who *who, int64_t id, int64_t version)
{
    return decide(a, store, (struct deciding){ .who = who, .id = id, .version = version, .decision = REJECT });
}

error alias_remove(struct arena *a, struct store *store, const struct who *who, int64_t id, int64_t version)
{
    return decide(a, store, (struct deciding){ .who = who, .id = id, .version = version, .decision = REMOVE });
}

error alias_restore(struct arena *a, struct store *store, const struct who *who, int64_t id, int64_t version)
{
    return decide(a, store, (struct deciding){ .who = who, .id = id, .version = version, .decision = RESTORE });
}

error alias_change(struct arena *a, struct store *store, const struct who *who, int64_t id, int64_t version,
    struct str phrase, struct str code)
{
    return decide(a, store, (struct deciding){ .who = who, .id = id, .version = version, .decision = CHANGE,
        .phrase = phrase, .code = code });
}

struct adding { const struct who *who; enum alias_kind kind; struct str phrase, code; int64_t id; };

/* Written by hand it is accepted, whatever a correction or somebody before said of it. */
static error add_job(struct arena *a, struct db *db, void *arg)
{
    struct adding *job = arg;
    struct alias_words w;
    struct alias_full f;
    bool found, full;
    int64_t unit_id = job->who && job->who->acting ? job->who->acting->unit_id : 0;
    TRY(policy_check(a, db, job->who, MAY_TEACH, unit_id, 0, S("")));
    TRY(alias_words(a, db, job->kind, job->phrase, job->code, &w));
    TRY(alias_free(a, db, unit_id, &w, 0));
    TRY(alias_same(a, db, unit_id, &w, &f, &found));
    if (found && f.a.state == ALIAS_ACCEPTED)
        return FAIL(a, ERR_CONFLICT, "“%.*s” với nghĩa “%.*s” đã có trong danh sách. Sửa từ đó nếu cần.",
            STR(w.phrase), STR(f.a.meaning));
    TRY(alias_room(a, db, unit_id, &full));
    if (full && (!found || f.a.state == ALIAS_REMOVED))
        return FAIL(a, ERR_TOO_LARGE, "Danh sách đã đủ %d từ. Xóa bớt từ không dùng rồi làm lại.", ALIASES_MOST);
    struct str was = found ? alias_pack(a, &f.a) : S("");
    if (found) {
        f.a.state = ALIAS_ACCEPTED;
        f.a.phrase = w.phrase;
        TRY(alias_put(a, db, &f, job->who->account_id));
    } else {
        struct alias_new new = { .unit_id = unit_id, .account_id = job->who->account_id, .state = ALIAS_ACCEPTED };
        TRY(alias_insert(a, db, &w, &new, &f.a.id));
        f.a = (struct alias){ .id = f.a.id, .unit_id = unit_id, .kind = w.kind, .phrase = w.phrase, .code = w.code,
            .state = ALIAS_ACCEPTED };
    }
    job->id = f.a.id;
    return audit_add(a, db, job->who, "alias.add", "alias", f.a.id, was, alias_pack(a, &f.a));
}

error alias_add(struct arena *a, struct store *store, const struct who *who, enum alias_kind kind, struct str phrase,
    struct str code, int64_t *id)
{
    struct adding job = { .who = who, .kind = kind, .phrase = phrase, .code = code };
    TRY(db_write(a, store, add_job, &job));
    *id = job.id;
    return NULL;
}
