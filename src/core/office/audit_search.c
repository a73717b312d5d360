/* audit_search.c - see audit_search.h. Must never give what stands in an object that is not in OPEN. */
#include "core/office/audit_search.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/audit_words.h"
#include "vn/period.h"
#include "vn/text.h"

enum { LOOKED_AT_MOST = 20000 };               /* rows of one search: a rare word goes on with the next page */

/* objects whose before, after and why an administrator reads: what the administrator looks after */
#define OPEN "audit.object IN ('unit', 'body', 'person', 'post', 'account', 'setting', 'indicator'," \
    " 'unit_change', 'outbox', 'two_person')"
#define IF_OPEN(column) "CASE WHEN " OPEN " THEN " column " ELSE '' END"

/* What the program itself did to these concerns the unit they belong to; the rest names no unit's things. */
#define NOBODYS "object NOT IN ('account', 'person', 'body', 'report', 'figure', 'setting')"

enum { SEARCH };
static const struct sql sql[] = {
    [SEARCH] = { "audit search",
        "SELECT audit.seq, audit.at, audit.account_id, act, object, object_id, " IF_OPEN("audit.before") ", "
        IF_OPEN("audit.after") ", " IF_OPEN("audit.why") ", audit.unit_id, account.login, person.name,"
        " CASE object WHEN 'account' THEN oa.login WHEN 'body' THEN ob.name WHEN 'unit' THEN ou.name"
        " WHEN 'setting' THEN ou.name WHEN 'person' THEN op.name WHEN 'report' THEN rb.short_name"
        " WHEN 'figure' THEN fb.short_name END, CASE object WHEN 'report' THEN r.period"
        " WHEN 'figure' THEN fr.period END"
        " FROM audit LEFT JOIN account ON account.id = audit.account_id"
        " LEFT JOIN person ON person.id = account.person_id"
        " LEFT JOIN account oa ON object = 'account' AND oa.id = object_id"
        " LEFT JOIN body ob ON object = 'body' AND ob.id = object_id"
        " LEFT JOIN unit ou ON object IN ('unit', 'setting') AND ou.id = object_id"
        " LEFT JOIN person op ON object = 'person' AND op.id = object_id"
        " LEFT JOIN report r ON object = 'report' AND r.id = object_id LEFT JOIN body rb ON rb.id = r.body_id"
        " LEFT JOIN figure f ON object = 'figure' AND f.id = object_id"
        " LEFT JOIN report fr ON fr.id = f.report_id LEFT JOIN body fb ON fb.id = fr.body_id"
        " WHERE (audit.unit_id = ?1 OR (audit.unit_id = 0 AND (" NOBODYS " OR ob.unit_id = ?1 OR r.unit_id = ?1"
        " OR fr.unit_id = ?1 OR (object = 'setting' AND ou.id = ?1) OR (object IN ('account', 'person') AND EXISTS"
        " (SELECT 1 FROM account_grant g JOIN account ga ON ga.id = g.account_id WHERE g.unit_id = ?1"
        " AND CASE object WHEN 'account' THEN ga.id ELSE ga.person_id END = object_id)))))"
        " AND audit.seq < ?2 AND audit.at >= ?3 AND audit.at < ?4 AND (?5 = '' OR act = ?5)"
        " AND (?6 = '' OR object = ?6)"
        " AND (?7 = 0 OR object_id = ?7) ORDER BY audit.seq DESC", SQL_READ },
};
struct sql_list audit_search_sql = SQL_LIST(sql);

/* The first millisecond of the day in Viet Nam. */
static int64_t start_of(struct day d) { return (day_number(d) * 24 - 7) * 60 * 60 * 1000; }

static bool has(struct arena *a, struct str text, struct str key)
{
    return !key.n || str_find(vn_fold(a, text), key, 0) != SIZE_MAX;
}

static bool wanted(struct arena *a, const struct audit_found *f, struct str person, struct str words)
{
    const struct audit_row *x = &f->row;
    if (!has(a, str_fmt(a, "%.*s %.*s", STR(x->name), STR(x->login)), person)) return false;
    if (!words.n) return true;
    struct buf b = buf_open(a);
    struct audit_change *change;
    size_t n;
    audit_changes(a, x, &change, &n);
    buf_fmt(&b, "%.*s %.*s %.*s %.*s %.*s %.*s", STR(audit_act_words(x->act)), STR(audit_object_words(x->object)),
        STR(f->title), STR(x->name), STR(x->login), STR(x->why));
    for (size_t i = 0; i < n; i++)
        buf_fmt(&b, " %.*s %.*s %.*s", STR(change[i].label), STR(change[i].before), STR(change[i].after));
    return has(a, buf_done(&b), words);
}

static struct audit_found found_of(struct rows *r)
{
    struct audit_found f = { .row = { .seq = row_int(r, 0), .at = row_int(r, 1), .account_id = row_int(r, 2),
        .act = row_str(r, 3), .object = row_str(r, 4), .object_id = row_int(r, 5), .before = row_str(r, 6),
        .after = row_str(r, 7), .why = row_str(r, 8), .unit_id = row_int(r, 9), .login = row_str(r, 10),
        .name = row_str(r, 11) }, .title = row_str(r, 12), .period = row_str(r, 13) };
    return f;
}

static error read_days(struct arena *a, const struct audit_filter *filter, int64_t *from, int64_t *to)
{
    struct day d;
    *from = 0;
    *to = INT64_MAX;
    if (filter->from.n && !day_read(filter->from, &d))
        return FAIL(a, ERR_INPUT, "Chưa hiểu ngày “%.*s”. Ghi như 02/09/2026.", STR(filter->from));
    if (filter->from.n) *from = start_of(d);
    if (filter->to.n && !day_read(filter->to, &d))
        return FAIL(a, ERR_INPUT, "Chưa hiểu ngày “%.*s”. Ghi như 02/09/2026.", STR(filter->to));
    if (filter->to.n) *to = start_of(d) + (int64_t)24 * 60 * 60 * 1000;
    return NULL;
}

error audit_search(struct arena *a, struct db *db, const struct who *who, const struct audit_filter *filter,
    struct audit_page *out)
{
    int64_t from, to, last = 0;
    bool more = false;
    size_t looked = 0, limit = filter->limit ? filter->limit : 50;
    *out = (struct audit_page){ 0 };
    TRY(policy_check(a, db, who, MAY_READ_AUDIT, who && who->acting ? who->acting->unit_id : 0, 0, S("")));
    TRY(read_days(a, filter, &from, &to));
    struct str person = vn_fold(a, filter->person), words = vn_fold(a, filter->words);
    struct rows *r = db_run(a, db, &audit_search_sql, SEARCH);
    BIND(r, who->acting->unit_id);
    BIND(r, filter->before_seq ? filter->before_seq : INT64_MAX);
    BIND(r, from);
    BIND(r, to);
    BIND(r, filter->act);
    BIND(r, filter->object);
    BIND(r, filter->object_id);
    out->found = NEW_N(a, struct audit_found, limit + 1);
    while (looked < LOOKED_AT_MOST && rows_next(r)) {
        struct arena_mark mark = arena_mark(a);
        struct audit_found f = found_of(r);
        looked++;
        if (wanted(a, &f, person, words)) {
            if ((more = out->n == limit)) break;
            out->found[out->n++] = f;
        } else {
            arena_back(a, mark);
        }
        last = f.row.seq;
    }
    if (more || looked == LOOKED_AT_MOST) out->next = last;
    return rows_end(r);
}
