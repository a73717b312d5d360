/* unit_share.c - see unit_share.h. Owns unit_share_rule and unit_share; must never touch a figure. */
#include "core/office/unit_share.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/audit.h"

__extension__ typedef __int128 wide;           /* units times weight does not fit in 64 bits */
enum { PARTS_MOST = 24, REASON_MOST = 500 };
enum { PARTS, RULE, LIST, ADD, CHANGE, CLEAR, PART_ADD };
static const struct sql sql[] = {
    [PARTS] = { "unit_share.parts",
        "SELECT l.new_id, u.kind, u.name, coalesce(s.weight, 0) FROM unit_link l JOIN unit u ON u.id = l.new_id"
        " LEFT JOIN unit_share s ON s.old_id = l.old_id AND s.new_id = l.new_id"
        " WHERE l.old_id = ?1 AND l.share = 'part' ORDER BY l.new_id", SQL_READ },
    [RULE] = { "unit_share.rule",
        "SELECT r.kind, r.reason, p.name, r.at, r.version FROM unit_share_rule r JOIN account a ON a.id = r.account_id"
        " JOIN person p ON p.id = a.person_id WHERE r.old_id = ?1", SQL_READ },
    [LIST] = { "unit_share.list",
        "SELECT DISTINCT o.id FROM unit_link l JOIN unit o ON o.id = l.old_id JOIN unit n ON n.id = l.new_id"
        " WHERE l.share = 'part' AND (o.tree_from BETWEEN ?1 AND ?2 OR n.tree_from BETWEEN ?1 AND ?2)"
        " ORDER BY o.id DESC LIMIT 200", SQL_READ },
    [ADD] = { "unit_share.add",
        "INSERT INTO unit_share_rule (old_id, kind, reason, account_id, at, version) VALUES (?1, ?2, ?3, ?4, ?5, 1)",
        SQL_WRITE },
    [CHANGE] = { "unit_share.change",
        "UPDATE unit_share_rule SET kind = ?2, reason = ?3, account_id = ?4, at = ?5, version = version + 1"
        " WHERE old_id = ?1 AND version = ?6", SQL_WRITE },
    [CLEAR] = { "unit_share.clear", "DELETE FROM unit_share WHERE old_id = ?1", SQL_WRITE },
    [PART_ADD] = { "unit_share.part_add", "INSERT INTO unit_share (old_id, new_id, weight) VALUES (?1, ?2, ?3)",
        SQL_WRITE },
};
struct sql_list unit_share_sql = SQL_LIST(sql);

error unit_share_get(struct arena *a, struct db *db, int64_t old_id, struct unit_share *out)
{
    *out = (struct unit_share){ 0 };
    TRY(unit_get(a, db, old_id, &out->old));
    struct rows *r = db_run(a, db, &unit_share_sql, PARTS);
    BIND(r, old_id);
    while (rows_next(r)) {
        struct unit u = { .kind = row_str(r, 1), .name = row_str(r, 2) };
        struct unit_share_part part = { .unit_id = row_int(r, 0), .weight = row_int(r, 3), .title = unit_title(a, &u) };
        LIST_ADD(a, out->part, out->parts, part);
    }
    TRY(rows_end(r));
    if (!out->parts)
        return FAIL(a, ERR_MISSING, "“%.*s” không phải là đơn vị đã được chia, nên không cần chọn cách chia số liệu.",
            STR(unit_title(a, &out->old)));
    r = db_run(a, db, &unit_share_sql, RULE);
    BIND(r, old_id);
    if (rows_next(r)) {
        out->kind = str_is(row_str(r, 0), S("weights")) ? SHARE_WEIGHTS : SHARE_APART;
        out->reason = row_str(r, 1);
        out->by = row_str(r, 2);
        out->at = row_int(r, 3);
        out->version = row_int(r, 4);
    }
    return rows_end(r);
}

error unit_share_list(struct arena *a, struct db *db, int64_t unit_id, struct unit_share **out, size_t *n)
{
    struct unit u;
    int64_t *id = NULL;
    size_t ids = 0;
    TRY(unit_get(a, db, unit_id, &u));
    struct rows *r = db_run(a, db, &unit_share_sql, LIST);
    BIND(r, u.tree_from);
    BIND(r, u.tree_to);
    while (rows_next(r)) LIST_ADD(a, id, ids, row_int(r, 0));
    TRY(rows_end(r));
    *out = NEW_N(a, struct unit_share, ids + 1);
    *n = ids;
    for (size_t i = 0; i < ids; i++) TRY(unit_share_get(a, db, id[i], &(*out)[i]));
    return NULL;
}

/* ---- deciding ---- */

static struct str words_of(struct arena *a, const struct unit_share *s)
{
    struct buf b = buf_open(a);
    if (s->kind != SHARE_WEIGHTS) return s->kind == SHARE_APART ? S("apart") : S("");
    for (size_t i = 0; i < s->parts; i++)
        buf_fmt(&b, "%s%.*s %lld", i ? ", " : "", STR(s->part[i].title), (long long)s->part[i].weight);
    return buf_done(&b);
}

struct job {
    const struct who *who;
    int64_t old_id, version;
    const int64_t *weight;
    size_t weights;
    struct str reason;
};

static error check(struct arena *a, const struct job *j, const struct unit_share *s)
{
    int64_t sum = 0;
    if (!str_trim(j->reason).n || j->reason.n > REASON_MOST)
        return FAIL(a, ERR_INPUT, "Chưa ghi lý do, hoặc lý do quá dài. Ghi căn cứ của cách chia, như dân số ngày nào.");
    if (j->version != s->version)
        return FAIL(a, ERR_CONFLICT, "Cách chia này vừa được %.*s thay đổi. Hãy xem lại rồi quyết định.", STR(s->by));
    if (!j->weight) return NULL;
    if (j->weights != s->parts)
        return FAIL(a, ERR_INPUT, "Cần một số cho mỗi đơn vị mới: %zu đơn vị.", s->parts);
    for (size_t i = 0; i < j->weights; i++) {
        enum { WEIGHT_MOST = 100000000 };
        if (j->weight[i] < 0 || j->weight[i] > WEIGHT_MOST)
            return FAIL(a, ERR_INPUT, "Số của “%.*s” phải từ 0 đến 100 triệu.", STR(s->part[i].title));
        sum += j->weight[i];
    }
    return sum ? NULL : FAIL(a, ERR_INPUT, "Các số đều bằng 0 nên không chia được. Ghi dân số hoặc số hộ của từng"
        " đơn vị.");
}

static error set_job(struct arena *a, struct db *db, void *arg)
{
    struct job *j = arg;
    struct unit_share was, now;
    TRY(unit_share_get(a, db, j->old_id, &was));
    TRY(policy_check(a, db, j->who, MAY_CHANGE_UNITS, was.old.parent_id, 0, S("")));
    TRY(check(a, j, &was));
    struct rows *r = db_run(a, db, &unit_share_sql, was.version ? CHANGE : ADD);
    BIND(r, j->old_id);
    BIND(r, j->weight ? S("weights") : S("apart"));
    BIND(r, str_trim(j->reason));
    BIND(r, j->who->account_id);
    BIND(r, clock_now());
    if (was.version) BIND(r, was.version);
    TRY(rows_end(r));
    r = db_run(a, db, &unit_share_sql, CLEAR);
    BIND(r, j->old_id);
    TRY(rows_end(r));
    for (size_t i = 0; j->weight && i < was.parts; i++) {
        r = db_run(a, db, &unit_share_sql, PART_ADD);
        BIND(r, j->old_id);
        BIND(r, was.part[i].unit_id);
        BIND(r, j->weight[i]);
        TRY(rows_end(r));
    }
    TRY(unit_share_get(a, db, j->old_id, &now));
    return audit_why(a, db, j->who, "share", "unit", j->old_id, words_of(a, &was), words_of(a, &now),
        str_trim(j->reason));
}

error unit_share_set(struct arena *a, struct store *s, const struct who *who, int64_t old_id, const int64_t *weight,
    size_t weights, struct str reason, int64_t version)
{
    struct job j = { .who = who, .old_id = old_id, .weight = weight, .weights = weights, .reason = reason,
        .version = version };
    return db_write(a, s, set_job, &j);
}

/* ---- dividing ---- */

/* Largest remainders; equal ones in the order of the parts. A value in whole units is divided in whole units: nobody is
 * counted as half a member. */
void unit_share_divide(int64_t value, const int64_t *weight, size_t n, int64_t *part)
{
    enum { WHOLE = 1000 };
    int64_t step = value % WHOLE ? 1 : WHOLE, units = value / step, sum = 0, given = 0;
    wide left[PARTS_MOST];
    assert(n > 0 && n <= PARTS_MOST);
    for (size_t i = 0; i < n; i++) sum += weight[i];
    assert(sum > 0);
    for (size_t i = 0; i < n; i++) {
        wide exact = (wide)units * weight[i];
        part[i] = (int64_t)(exact / sum);
        left[i] = exact % sum;
        given += part[i];
    }
    int64_t sign = units < 0 ? -1 : 1;
    for (; given != units; given += sign) {
        size_t most = 0;
        for (size_t i = 1; i < n; i++) if (left[i] * sign > left[most] * sign) most = i;
        part[most] += sign;
        left[most] -= sign * (wide)sum;
    }
    for (size_t i = 0; i < n; i++) part[i] *= step;
}
