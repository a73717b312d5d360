/* opinion_offer.c - see opinion_offer.h. Owns no table and writes nothing. */
#include "core/meeting/opinion_offer.h"
#include "core/grow.h"
#include "core/office/body.h"
#include "read/reader.h"
#include "vn/text.h"

enum { REPORTS, TAKEN };
static const struct sql sql[] = {
    [REPORTS] = { "opinion_offer.reports",
        "SELECT r.id, r.body_id, u.tree_from, r.state, r.period, "
        BODY_SHORT_THEN("r.body_id", "r.period_to", "b.short_name") ", b.organisation, r.text FROM report r "
        "JOIN body b ON b.id = r.body_id JOIN unit u ON u.id = r.unit_id WHERE r.unit_id = ?1 "
        "AND r.state IN ('submitted', 'approved') AND r.period_from >= ?2 AND r.period_to <= ?3 "
        "ORDER BY r.period_to DESC, b.ordinal, b.id, r.id", SQL_READ },
    [TAKEN] = { "opinion_offer.taken", "SELECT key FROM opinion WHERE report_id = ?1", SQL_READ },
};
struct sql_list opinion_offer_sql = SQL_LIST(sql);

enum { REPORTS_MOST = 40, WORDS_MOST = 1200 };

struct source { int64_t id, body_id; struct str period, body_short, organisation, text; };

static error taken_of(struct arena *a, struct db *db, int64_t report_id, struct str **out, size_t *n)
{
    *out = NULL;
    *n = 0;
    struct rows *r = db_run(a, db, &opinion_offer_sql, TAKEN);
    BIND(r, report_id);
    while (rows_next(r)) LIST_ADD(a, *out, *n, row_str(r, 0));
    return rows_end(r);
}

/* "Khó khăn: ...", "Tồn tại, hạn chế: ...": the register says by itself what it is. */
static struct str without_label(struct arena *a, struct str words)
{
    enum { LABEL_MOST = 60 };
    static const char *const labels[] = { "kho khan", "ton tai", "han che", "vuong mac" };
    size_t colon = str_find(words, S(":"), 0);
    if (colon == SIZE_MAX || colon > LABEL_MOST) return words;
    struct str head = vn_fold(a, str_cut(words, 0, colon)), rest = str_trim(str_cut(words, colon + 1, words.n));
    for (size_t i = 0; i < COUNT(labels); i++)
        if (rest.n && str_starts(head, str_c(labels[i]))) return rest;
    return words;
}

/* The passages as they were read; what reading takes of memory is given back. room: as long as the text. */
static error difficulties(struct arena *a, const struct source *s, char *room, struct str *list, size_t most, size_t *n)
{
    struct record *record;
    struct read_hints hints = { .body = s->organisation };
    size_t at = 0;
    *n = 0;
    if (!period_read(s->period, &hints.period)) hints.period = (struct period){ 0 };
    struct arena_mark mark = arena_mark(a);
    error e = reader_read_text(a, s->text, &hints, &record);
    for (size_t i = 0; !e && i < record->difficulty_count && *n < most; i++) {
        struct str words = without_label(a, str_trim(record->difficulties[i].text));
        if (!words.n || words.n > WORDS_MOST || words.n > s->text.n - at) continue;
        memcpy(room + at, words.p, words.n);
        list[(*n)++] = (struct str){ room + at, words.n };
        at += words.n;
    }
    if (e && e->kind != ERR_INPUT) return e;           /* a text without words says nothing */
    arena_back(a, mark);
    return NULL;
}

static error offers_of(struct arena *a, struct db *db, const struct source *s, struct opinion_offer **out, size_t *n)
{
    enum { MOST = 12 };
    struct str *taken, found[MOST];
    size_t takens, founds;
    TRY(taken_of(a, db, s->id, &taken, &takens));
    TRY(difficulties(a, s, arena_get(a, s->text.n + 1), found, MOST, &founds));
    for (size_t i = 0; i < founds; i++) {
        struct str key = str_fmt(a, "bao-cao-%lld-%016llx", (long long)s->id,
            (unsigned long long)str_fnv(STR_FNV, vn_fold(a, found[i])));
        bool known = false;
        for (size_t k = 0; k < takens; k++) known |= str_is(taken[k], key);
        if (known) continue;
        LIST_ADD(a, *out, *n, (struct opinion_offer){ .report_id = s->id, .body_id = s->body_id,
            .body_short = s->body_short, .period = s->period, .words = found[i],
            .key = key });
    }
    return NULL;
}

error opinion_offers(struct arena *a, struct db *db, const struct who *who, int64_t unit_id, struct str period,
    struct opinion_offer **out, size_t *n)
{
    struct period of;
    struct source *source = NULL;
    size_t sources = 0;
    *out = NULL;
    *n = 0;
    if (!period_read(period, &of) || !of.year)
        return FAIL(a, ERR_INPUT, "“%.*s” không phải là một kỳ báo cáo. Chọn kỳ trong danh sách.", STR(period));
    struct rows *r = db_run(a, db, &opinion_offer_sql, REPORTS);
    BIND(r, unit_id);
    BIND(r, day_write(a, of.from));
    BIND(r, day_write(a, of.to));
    while (rows_next(r)) {
        struct source s = { .id = row_int(r, 0), .body_id = row_int(r, 1), .period = row_str(r, 4),
            .body_short = row_str(r, 5), .organisation = row_str(r, 6), .text = row_str(r, 7) };
        struct place place = { .unit_id = unit_id, .tree = row_int(r, 2), .body_id = s.body_id,
            .state = row_str(r, 3) };
        if (sources < REPORTS_MOST && policy_allows(who, MAY_READ_REPORT, &place)
            && policy_allows(who, MAY_RAISE, &place))
            LIST_ADD(a, source, sources, s);
    }
    TRY(rows_end(r));
    for (size_t i = 0; i < sources; i++) TRY(offers_of(a, db, &source[i], out, n));
    return NULL;
}
