/* voice.c - see voice.h. Owns the headings of such parts; reads only. */
#include "core/report/voice.h"
#include "core/grow.h"
#include "core/office/body.h"
#include "core/office/policy.h"
#include "core/office/unit.h"
#include "core/report/brief_rows.h"
#include "vn/text.h"

enum { REPORTS };
static const struct sql sql[] = {
    [REPORTS] = { "voice.reports",
        "SELECT r.id, r.body_id, " BODY_SHORT_THEN("r.body_id", "r.period_to", "b.short_name") ", r.period, r.text "
        "FROM report r JOIN body b ON b.id = r.body_id WHERE r.unit_id = ?1 AND r.period_from >= ?2 "
        "AND r.period_to <= ?3 AND r.state = 'approved' ORDER BY b.ordinal, b.id, r.period_from, r.id",
        SQL_READ },
};
struct sql_list voice_sql = SQL_LIST(sql);

/* ---- headings ---- */

/* How deep a line stands as a heading: 1 "IV." "A." and capitals, 2 "3.", 3 a word before a colon; 0 it is none. rest:
 * what follows its number. */
enum { LINE = 0, ROMAN = 1, NUMBER = 2, LABEL = 3, HEADING_MOST = 200 };

static size_t run_of_letters(struct str s, const char *among)
{
    size_t n = 0;
    while (n < s.n && strchr(among, s.p[n])) n++;
    return n;
}

static int depth_of(struct arena *a, struct str line, struct str *rest)
{
    static const struct { const char *letters; int depth; } numbers[] = { { "IVX", ROMAN }, { "ABCD", ROMAN },
        { "0123456789", NUMBER } };
    *rest = line;
    for (size_t i = 0; i < COUNT(numbers); i++) {
        size_t n = run_of_letters(line, numbers[i].letters);
        if (!n || n > 4 || n == line.n || !strchr("./)-", line.p[n])) continue;
        *rest = str_trim(str_cut(line, n + 1, line.n));
        return line.n <= HEADING_MOST ? numbers[i].depth : LINE;
    }
    if (line.n <= HEADING_MOST && line.n > 3 && str_is(vn_upper(a, line), line)) return ROMAN;
    return str_find(line, S(":"), 0) != SIZE_MAX ? LABEL : LINE;
}

/* What a heading promises; both: difficulties and proposals in one part. */
struct promise { bool any, both; enum voice_kind kind; };

static struct promise promise_of(struct arena *a, struct str heading)
{
    static const struct { const char *words; enum voice_kind kind; } keys[] = {
        { "kho khan", VOICE_DIFFICULTY },   { "vuong mac", VOICE_DIFFICULTY },  { "han che", VOICE_DIFFICULTY },
        { "ton tai", VOICE_DIFFICULTY },    { "kien nghi", VOICE_PROPOSAL },    { "de xuat", VOICE_PROPOSAL },
        { "de nghi", VOICE_PROPOSAL },      { "nhiem vu", VOICE_PLAN },         { "phuong huong", VOICE_PLAN },
        { "cong tac trong tam", VOICE_PLAN },
    };
    static const char *const before[] = { "nhung ", "mot so ", "cac ", "ve ", "noi dung ", "y kien " };
    struct str fold = vn_fold(a, heading);
    size_t colon = str_find(fold, S(":"), 0);
    fold = str_cut(fold, 0, colon == SIZE_MAX ? fold.n : colon);
    for (size_t i = 0; i < COUNT(before); i++)
        if (str_starts(fold, str_c(before[i]))) fold = str_cut(fold, strlen(before[i]), fold.n);
    for (size_t i = 0; i < COUNT(keys); i++) {
        if (!str_starts(fold, str_c(keys[i].words))) continue;
        bool asks = str_find(fold, S("kien nghi"), 0) != SIZE_MAX || str_find(fold, S("de xuat"), 0) != SIZE_MAX ||
                    str_find(fold, S("de nghi"), 0) != SIZE_MAX;
        return (struct promise){ true, asks && keys[i].kind == VOICE_DIFFICULTY, keys[i].kind };
    }
    return (struct promise){ 0 };
}

/* Where the words of a report end and its foot begins. */
static bool is_foot(struct arena *a, struct str line)
{
    static const char *const foots[] = { "noi nhan", "tm. ", "t/m ", "kt. ", "tren day la bao cao" };
    struct str fold = vn_fold(a, line);
    for (size_t i = 0; i < COUNT(foots); i++) if (str_starts(fold, str_c(foots[i]))) return true;
    return false;
}

/* ---- what stands under them ---- */

static void add(struct arena *a, struct voices *out, enum voice_kind kind, struct str text)
{
    while (text.n && strchr("-+*.; ", text.p[0])) text = str_cut(text, 1, text.n);
    while (text.n && strchr(";. ", text.p[text.n - 1])) text = str_cut(text, 0, text.n - 1);
    if (!text.n) return;
    LIST_ADD(a, out->list, out->n, (struct voice){ .kind = kind, .text = text });
    out->count[kind]++;
}

static bool asks(struct arena *a, struct str text)
{
    struct str fold = vn_fold(a, text);
    return str_find(fold, S("de nghi "), 0) != SIZE_MAX || str_find(fold, S("kien nghi "), 0) != SIZE_MAX ||
           str_find(fold, S("de xuat "), 0) != SIZE_MAX;
}

/* "Một số khu phố chưa có điểm sinh hoạt; đề nghị Đảng ủy quan tâm": sentence by sentence where both may stand. */
static void add_line(struct arena *a, struct voices *out, struct promise under, struct str line)
{
    if (!under.both) {
        add(a, out, under.kind, line);
        return;
    }
    for (size_t from = 0, at = 0; at <= line.n; at++) {
        bool stop = at == line.n || (strchr(".;", line.p[at]) && (at + 1 == line.n || line.p[at + 1] == ' '));
        if (!stop) continue;
        struct str part = str_cut(line, from, at);
        add(a, out, asks(a, part) ? VOICE_PROPOSAL : VOICE_DIFFICULTY, part);
        from = at + 1;
    }
}

void voice_read(struct arena *a, struct str text, struct voices *out)
{
    struct promise under = { 0 };
    int depth = LINE;
    struct str line, rest;
    while (str_next(&text, '\n', &line)) {
        line = str_trim(line);
        if (!line.n) continue;
        if (is_foot(a, line)) break;
        int own = depth_of(a, line, &rest);
        struct promise promise = own ? promise_of(a, rest) : (struct promise){ 0 };
        if (promise.any) {
            size_t colon = str_find(rest, S(":"), 0);
            struct str behind = colon == SIZE_MAX ? S("") : str_trim(str_cut(rest, colon + 1, rest.n));
            if (behind.n) add_line(a, out, promise, behind);
            under = behind.n && own == LABEL ? under : promise;
            depth = own;
        } else if (own && own <= depth && own != LABEL) {
            under.any = false;                         /* another part of the same height begins */
        } else if (under.any) {
            add_line(a, out, under, rest);
        }
    }
}

/* ---- of a period ---- */

error brief_voices(struct arena *a, struct db *db, const struct who *who, struct brief *b)
{
    struct voices *v = NEW(a, struct voices);
    TRY(voice_list(a, db, who, b->unit_id, b->period, v));
    b->voices = v;
    return NULL;
}

error voice_list(struct arena *a, struct db *db, const struct who *who, int64_t unit_id, struct str period,
    struct voices *out)
{
    struct unit unit;
    struct period p;
    *out = (struct voices){ 0 };
    TRY(policy_check(a, db, who, MAY_READ_TOTALS, unit_id, 0, S("")));
    TRY(brief_period(a, period, &p));
    TRY(unit_get(a, db, unit_id, &unit));
    struct rows *r = db_run(a, db, &voice_sql, REPORTS);
    BIND(r, unit_id);
    BIND(r, day_write(a, p.from));
    BIND(r, day_write(a, p.to));
    while (rows_next(r)) {
        struct place place = { unit_id, unit.tree_from, row_int(r, 1), S("approved") };
        if (!policy_allows(who, MAY_READ_REPORT, &place)) continue;
        struct voices one = { 0 };
        voice_read(a, row_str(r, 4), &one);
        for (size_t i = 0; i < out->n && one.count[VOICE_PLAN]; i++)       /* a later report of the body */
            if (out->list[i].kind == VOICE_PLAN && out->list[i].body_id == place.body_id) {
                out->list[i].text = S("");
                out->count[VOICE_PLAN]--;
            }
        for (size_t i = 0; i < one.n; i++) {
            struct voice v = one.list[i];
            v.report_id = row_int(r, 0), v.body_id = place.body_id;
            v.body_short = row_str(r, 2), v.period = row_str(r, 3);
            LIST_ADD(a, out->list, out->n, v);
            out->count[v.kind]++;
        }
    }
    TRY(rows_end(r));
    size_t kept = 0;
    for (size_t i = 0; i < out->n; i++) if (out->list[i].text.n) out->list[kept++] = out->list[i];
    out->n = kept;
    return NULL;
}
