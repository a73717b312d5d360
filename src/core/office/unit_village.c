/* unit_village.c - see unit_village.h. Writes units of the level village only. */
#include "core/office/unit_village.h"
#include "core/office/audit.h"
#include "core/office/unit_words.h"
#include "vn/period.h"
#include "vn/text.h"

enum { LINES_MOST = 200, NAME_MOST = 120 };
const char *const unit_village_kinds[] = { "khóm", "ấp", "thôn", "tổ dân phố", "khu phố", "bản", "buôn", "làng", "tổ",
    "khu" };
const size_t unit_village_kind_count = COUNT(unit_village_kinds);

struct job {
    const struct who *who;
    int64_t unit_id;
    struct str kind, lines, day;
    struct unit_villages out;
};

/* "- Khóm 3" to "Khóm 3"; "3" with kind khóm to "Khóm 3". *kind: what it says itself. */
static struct str name_of(struct arena *a, struct str line, struct str *kind)
{
    while (line.n && strchr("-+*•. \t", line.p[0])) line = str_cut(line, 1, line.n);
    line = str_trim(line);
    struct str lower = vn_lower(a, line);
    for (size_t i = 0; i < unit_village_kind_count; i++)
        if (str_starts(lower, str_fmt(a, "%s ", unit_village_kinds[i]))) {
            *kind = str_c(unit_village_kinds[i]);
            return line;
        }
    struct unit u = { .kind = *kind, .name = line };
    return line.n ? unit_title(a, &u) : line;
}

static bool is_known(struct arena *a, const struct unit_list *list, struct str name)
{
    for (size_t i = 0; i < list->n; i++)
        if (str_is(vn_fold(a, unit_title(a, &list->unit[i])), vn_fold(a, name))) return true;
    return false;
}

/* The first free code behind the commune's: 99901-01, 99901-02, ... */
static error free_code(struct arena *a, struct db *db, struct str of, size_t *next, struct str *out)
{
    const struct unit *taken;
    do {
        *out = str_fmt(a, "%.*s-%02zu", STR(of), ++*next);
        TRY(unit_find(a, db, *out, S(""), &taken));
    } while (taken);
    return NULL;
}

static error add_job(struct arena *a, struct db *db, void *arg)
{
    struct job *j = arg;
    struct unit unit;
    struct day day;
    struct str rest = j->lines, line;
    size_t number = 0, next = 0;
    TRY(policy_check(a, db, j->who, MAY_LIST_VILLAGES, j->unit_id, 0, S("")));
    TRY(unit_get(a, db, j->unit_id, &unit));
    if (!str_is(unit.level, S("commune")))
        return FAIL(a, ERR_INPUT, "“%.*s” không phải cấp xã nên không có danh sách khóm, ấp, thôn.",
            STR(unit_title(a, &unit)));
    if (!day_read(j->day, &day)) return FAIL(a, ERR_INPUT, "Ngày bắt đầu chưa đúng. Ghi như 01/07/2025.");
    while (str_next(&rest, '\n', &line)) {
        struct unit_list now;
        struct str kind = j->kind, name = name_of(a, line, &kind);
        number++;
        if (!name.n) continue;
        if (name.n > NAME_MOST || number > LINES_MOST)
            return FAIL(a, ERR_INPUT, "Dòng %zu quá dài, hoặc danh sách quá %d dòng. Mỗi dòng ghi một tên.",
                number, LINES_MOST);
        TRY(unit_children(a, db, unit.id, S(""), &now));
        if (is_known(a, &now, name)) {
            j->out.known++;
            continue;
        }
        struct unit u = { .level = S("village"), .kind = kind, .name = name, .parent_id = unit.id,
            .valid_from = j->day };
        int64_t id;
        TRY(free_code(a, db, unit.code, &next, &u.code));
        TRY(unit_add(a, db, &u, &id));
        TRY(audit_add(a, db, j->who, "add", "unit", id, S(""), name));
        j->out.added++;
    }
    if (!j->out.added && !j->out.known)
        return FAIL(a, ERR_INPUT, "Chưa có tên nào. Ghi mỗi dòng một khóm, ấp, thôn hoặc tổ dân phố.");
    return NULL;
}

error unit_village_add(struct arena *a, struct store *s, const struct who *who, int64_t unit_id, struct str kind,
    struct str lines, struct str day, struct unit_villages *out)
{
    struct job j = { .who = who, .unit_id = unit_id, .kind = kind, .lines = lines, .day = day };
    TRY(db_write(a, s, add_job, &j));
    *out = j.out;
    return NULL;
}
