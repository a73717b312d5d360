/* live.c - see live.h. Writes the column meeting.live and nothing else of that table. */
#include "core/meeting/live.h"
#include "base/machine.h"
#include "core/report/total.h"

static const int64_t held_longest = 30 * 60 * 1000;

enum { TOUCH, NOW, FIGURES };
static const struct sql sql[] = {
    [TOUCH] = { "live.touch", "UPDATE meeting SET live = live + 1 WHERE id = ?1", SQL_WRITE },
    [FIGURES] = { "live.figures",
        "SELECT COUNT(*), COALESCE(MAX(decided_at), 0) FROM report WHERE unit_id = ?1 AND state = 'approved'",
        SQL_READ },
    [NOW] = { "live.now", "SELECT live FROM meeting WHERE id = ?1", SQL_READ },
};
struct sql_list live_sql = SQL_LIST(sql);

error live_touch(struct arena *a, struct db *db, int64_t meeting_id)
{
    struct rows *r = db_run(a, db, &live_sql, TOUCH);
    BIND(r, meeting_id);
    TRY(rows_end(r));
    assert(rows_changed(r) == 1);              /* whoever changes something of a briefing has read it in this job */
    return NULL;
}

error live_now(struct arena *a, struct db *db, int64_t meeting_id, int64_t *number)
{
    struct rows *r = db_run(a, db, &live_sql, NOW);
    BIND(r, meeting_id);
    bool found = rows_next(r);
    *number = found ? row_int(r, 0) : 0;
    TRY(rows_end(r));
    return found ? NULL : FAIL(a, ERR_MISSING, "Không có phiên giao ban này. Mở lại trang “Giao ban” để chọn phiên.");
}

error live_figures(struct arena *a, struct db *db, int64_t unit_id, struct str *mark)
{
    struct rows *r = db_run(a, db, &live_sql, FIGURES);
    BIND(r, unit_id);
    bool found = rows_next(r);
    int64_t count = found ? row_int(r, 0) : 0, last = found ? row_int(r, 1) : 0, totals;
    TRY(rows_end(r));
    TRY(total_news_number(a, db, &totals));      /* reports of units below are in the totals of those above */
    *mark = str_fmt(a, "%lld %lld %lld", (long long)count, (long long)last, (long long)totals);
    return NULL;
}

int64_t live_moment(int64_t pressed, int64_t since)
{
    int64_t now = clock_now(), at = pressed ? pressed : now;
    if (at < now - held_longest) at = now - held_longest;
    if (at < since) at = since;
    return at < now ? at : now;
}
