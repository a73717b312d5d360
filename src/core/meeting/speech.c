/* speech.c - see speech.h. Owns the table speech. */
#include "core/meeting/speech.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/meeting/live.h"
#include "core/office/audit.h"
#include "core/office/unit.h"

/* Who sits in the place: the substitute when one was named. */
#define SITS(substitute, own) \
    "CASE WHEN t.answer = 'substitute' AND t.substitute_name <> '' THEN t." substitute " ELSE t." own " END"
#define SPEECHES                                                                                                  \
    "SELECT s.id, s.attendee_id, s.item_id, s.asked_at, s.began_at, COALESCE(s.ended_at, m.ended_at), "           \
    SITS("substitute_name", "name") ", " SITS("substitute_post", "post") ", t.body_name, s.meeting_id, "          \
    "s.ended_at, t.person_id, m.unit_id, m.state, m.item_id "                                                     \
    "FROM speech s JOIN attendee t ON t.id = s.attendee_id JOIN meeting m ON m.id = s.meeting_id "

enum { OF_MEETING, PEOPLE, GET, OF_KEY, ATTENDEE, WAITS, SPEAKS, ADD, BEGIN, END };
static const struct sql sql[] = {
    [OF_MEETING] = { "speech.of_meeting",
        SPEECHES "WHERE s.meeting_id = ?1 AND (s.began_at IS NOT NULL OR s.ended_at IS NULL) "
        "ORDER BY CASE WHEN s.ended_at IS NOT NULL THEN 3 WHEN s.began_at IS NULL THEN 2 ELSE 1 END, "
        "COALESCE(s.began_at, s.asked_at), s.id", SQL_READ },
    [PEOPLE] = { "speech.people",
        "SELECT t.id, " SITS("substitute_name", "name") ", t.body_name, t.present_at, t.left_at FROM attendee t "
        "WHERE t.meeting_id = ?1 ORDER BY t.ordinal, t.id", SQL_READ },
    [GET] = { "speech.get", SPEECHES "WHERE s.id = ?1", SQL_READ },
    [OF_KEY] = { "speech.of_key", "SELECT id FROM speech WHERE meeting_id = ?1 AND key = ?2", SQL_READ },
    [ATTENDEE] = { "speech.attendee",
        "SELECT t.person_id, m.unit_id, m.state FROM attendee t JOIN meeting m ON m.id = t.meeting_id "
        "WHERE t.id = ?1 AND t.meeting_id = ?2", SQL_READ },
    [WAITS] = { "speech.waits",
        "SELECT id FROM speech WHERE meeting_id = ?1 AND attendee_id = ?2 AND ended_at IS NULL", SQL_READ },
    [SPEAKS] = { "speech.speaks",
        "SELECT id, began_at FROM speech WHERE meeting_id = ?1 AND began_at IS NOT NULL AND ended_at IS NULL",
        SQL_READ },
    [ADD] = { "speech.add",
        "INSERT INTO speech(id, meeting_id, item_id, attendee_id, asked_at, key) VALUES (?1, ?2, NULL, ?3, ?4, ?5)",
        SQL_WRITE },
    [BEGIN] = { "speech.begin", "UPDATE speech SET began_at = ?2, item_id = ?3 WHERE id = ?1", SQL_WRITE },
    [END] = { "speech.end", "UPDATE speech SET ended_at = ?2 WHERE id = ?1", SQL_WRITE },
};
struct sql_list speech_sql = SQL_LIST(sql);

/* A speech with what an act has to know of its briefing. */
struct standing { struct speech s; int64_t meeting_id, person_id, unit_id, item_on; bool open, over; };

static struct speech speech_row(struct rows *r, int64_t now)
{
    struct speech s = { .id = row_int(r, 0), .attendee_id = row_int(r, 1), .item_id = row_int(r, 2),
        .asked_at = row_int(r, 3), .began_at = row_int(r, 4), .ended_at = row_int(r, 5), .name = row_str(r, 6),
        .post = row_str(r, 7), .body_name = row_str(r, 8) };
    if (s.began_at) s.spent = (s.ended_at ? s.ended_at : now) - s.began_at;
    return s;
}

/* ---- the list ---- */

static void add_up(struct speech_sum *p, const struct speech_list *list)
{
    for (size_t i = 0; i < list->n; i++) {
        if (list->row[i].attendee_id != p->attendee_id || !list->row[i].began_at) continue;
        p->spent += list->row[i].spent;
        p->times++;
    }
}

/* Everyone who is there, or spoke before leaving. Two passes keep the order of the list within each part. */
static error people(struct arena *a, struct db *db, int64_t meeting_id, struct speech_list *out)
{
    struct speech_sum *all = NULL;
    size_t n = 0;
    struct rows *r = db_run(a, db, &speech_sql, PEOPLE);
    BIND(r, meeting_id);
    while (rows_next(r)) {
        struct speech_sum p = { .attendee_id = row_int(r, 0), .name = row_str(r, 1), .body_name = row_str(r, 2) };
        bool here = row_int(r, 3) && !row_int(r, 4);
        add_up(&p, out);
        if (here || p.times) LIST_ADD(a, all, n, p);
    }
    TRY(rows_end(r));
    out->sum = NEW_N(a, struct speech_sum, n);
    for (int spoke = 0; spoke < 2; spoke++)
        for (size_t i = 0; i < n; i++)
            if ((all[i].times > 0) == spoke) out->sum[out->sums++] = all[i];
    return NULL;
}

error speech_list(struct arena *a, struct db *db, int64_t meeting_id, struct speech_list *out)
{
    int64_t now = clock_now();
    *out = (struct speech_list){ 0 };
    struct rows *r = db_run(a, db, &speech_sql, OF_MEETING);
    BIND(r, meeting_id);
    while (rows_next(r)) {
        struct speech s = speech_row(r, now);
        if (s.began_at || !s.ended_at) LIST_ADD(a, out->row, out->n, s);  /* nobody waits when it is over */
    }
    TRY(rows_end(r));
    return people(a, db, meeting_id, out);
}

/* ---- acts ---- */

struct job { const struct who *who; int64_t id, meeting_id, attendee_id, pressed; struct str key; };

/* Who runs the briefing, or the person who is to speak. */
static error check_may(struct arena *a, struct db *db, const struct who *who, int64_t unit_id, int64_t person_id)
{
    struct unit u;
    TRY(unit_get(a, db, unit_id, &u));
    struct place place = { .unit_id = unit_id, .tree = u.tree_from, .state = S("") };
    if (who && person_id && person_id == who->person_id && policy_allows(who, MAY_READ_MEETING, &place)) return NULL;
    return policy_check(a, db, who, MAY_RUN_MEETING, unit_id, 0, S(""));
}

static error not_open(struct arena *a)
{
    return FAIL(a, ERR_CONFLICT, "Phiên giao ban chưa khai mạc hoặc đã kết thúc nên không ghi được lượt phát biểu.");
}

static error of_key(struct arena *a, struct db *db, const struct job *job, int64_t *id)
{
    *id = 0;
    if (!job->key.n) return NULL;
    struct rows *r = db_run(a, db, &speech_sql, OF_KEY);
    BIND(r, job->meeting_id);
    BIND(r, job->key);
    if (rows_next(r)) *id = row_int(r, 0);
    return rows_end(r);
}

static error check_free(struct arena *a, struct db *db, const struct job *job)
{
    struct rows *r = db_run(a, db, &speech_sql, WAITS);
    BIND(r, job->meeting_id);
    BIND(r, job->attendee_id);
    bool waits = rows_next(r);
    TRY(rows_end(r));
    return waits ? FAIL(a, ERR_CONFLICT, "Người này đã có trong danh sách chờ phát biểu.") : NULL;
}

static error ask_job(struct arena *a, struct db *db, void *arg)
{
    struct job *job = arg;
    struct rows *r = db_run(a, db, &speech_sql, ATTENDEE);
    BIND(r, job->attendee_id);
    BIND(r, job->meeting_id);
    bool found = rows_next(r);
    int64_t person_id = found ? row_int(r, 0) : 0, unit_id = found ? row_int(r, 1) : 0;
    bool open = found && str_is(row_str(r, 2), S("open"));
    TRY(rows_end(r));
    if (!found)
        return FAIL(a, ERR_MISSING, "Người này không có trong danh sách dự họp. Tải lại trang để xem danh sách.");
    TRY(check_may(a, db, job->who, unit_id, person_id));
    TRY(of_key(a, db, job, &job->id));
    if (job->id) return NULL;
    if (!open) return not_open(a);
    TRY(check_free(a, db, job));
    TRY(db_next_id(a, db, "speech", &job->id));
    r = db_run(a, db, &speech_sql, ADD);
    BIND(r, job->id);
    BIND(r, job->meeting_id);
    BIND(r, job->attendee_id);
    BIND(r, live_moment(job->pressed, 0));
    BIND(r, job->key);
    TRY(rows_end(r));
    TRY(live_touch(a, db, job->meeting_id));
    return audit_add(a, db, job->who, "speech.ask", "speech", job->id, S(""), S(""));
}

error speech_ask(struct arena *a, struct store *s, const struct who *who, int64_t meeting_id, int64_t attendee_id,
    struct str key, int64_t pressed, int64_t *id)
{
    struct job job = { .who = who, .meeting_id = meeting_id, .attendee_id = attendee_id, .pressed = pressed,
        .key = key };
    TRY(db_write(a, s, ask_job, &job));
    *id = job.id;
    return NULL;
}

static error get(struct arena *a, struct db *db, int64_t id, struct standing *out)
{
    struct rows *r = db_run(a, db, &speech_sql, GET);
    BIND(r, id);
    bool found = rows_next(r);
    if (found)
        *out = (struct standing){ .s = speech_row(r, clock_now()), .meeting_id = row_int(r, 9),
            .over = row_int(r, 10) != 0, .person_id = row_int(r, 11), .unit_id = row_int(r, 12),
            .open = str_is(row_str(r, 13), S("open")), .item_on = row_int(r, 14) };
    TRY(rows_end(r));
    return found ? NULL : FAIL(a, ERR_MISSING, "Không có lượt phát biểu này. Tải lại trang để xem danh sách.");
}

static error end_row(struct arena *a, struct db *db, const struct who *who, int64_t id, int64_t at, bool withdrawn)
{
    struct rows *r = db_run(a, db, &speech_sql, END);
    BIND(r, id);
    BIND(r, at);
    TRY(rows_end(r));
    return audit_add(a, db, who, withdrawn ? "speech.withdraw" : "speech.end", "speech", id, S(""), S(""));
}

/* at: the moment, moved behind the beginning of the one who speaks. */
static error end_who_speaks(struct arena *a, struct db *db, const struct job *job, int64_t meeting_id, int64_t *at)
{
    struct rows *r = db_run(a, db, &speech_sql, SPEAKS);
    BIND(r, meeting_id);
    bool found = rows_next(r);
    int64_t speaks = found ? row_int(r, 0) : 0, since = found ? row_int(r, 1) : 0;
    TRY(rows_end(r));
    if (!speaks) return NULL;
    *at = *at > since ? *at : since;
    return end_row(a, db, job->who, speaks, *at, false);
}

static error begin_job(struct arena *a, struct db *db, void *arg)
{
    const struct job *job = arg;
    struct standing now;
    TRY(get(a, db, job->id, &now));
    TRY(policy_check(a, db, job->who, MAY_RUN_MEETING, now.unit_id, 0, S("")));
    if (now.s.began_at && !now.over) return NULL;
    if (!now.open) return not_open(a);
    if (now.over)
        return FAIL(a, ERR_CONFLICT, "Lượt phát biểu này đã kết thúc. Ghi lượt mới nếu người này phát biểu tiếp.");
    int64_t at = live_moment(job->pressed, now.s.asked_at);
    TRY(end_who_speaks(a, db, job, now.meeting_id, &at));
    struct rows *r = db_run(a, db, &speech_sql, BEGIN);
    BIND(r, job->id);
    BIND(r, at);
    bind_id(r, now.item_on);
    TRY(rows_end(r));
    TRY(live_touch(a, db, now.meeting_id));
    return audit_add(a, db, job->who, "speech.begin", "speech", job->id, S(""), S(""));
}

error speech_begin(struct arena *a, struct store *s, const struct who *who, int64_t id, int64_t pressed)
{
    return db_write(a, s, begin_job, &(struct job){ .who = who, .id = id, .pressed = pressed });
}

static error end_job(struct arena *a, struct db *db, void *arg)
{
    const struct job *job = arg;
    struct standing now;
    TRY(get(a, db, job->id, &now));
    if (now.s.began_at) TRY(policy_check(a, db, job->who, MAY_RUN_MEETING, now.unit_id, 0, S("")));
    else TRY(check_may(a, db, job->who, now.unit_id, now.person_id));
    if (now.over || !now.open) return NULL;        /* the end of the briefing ended it */
    int64_t at = live_moment(job->pressed, now.s.began_at ? now.s.began_at : now.s.asked_at);
    TRY(end_row(a, db, job->who, job->id, at, !now.s.began_at));
    return live_touch(a, db, now.meeting_id);
}

error speech_end(struct arena *a, struct store *s, const struct who *who, int64_t id, int64_t pressed)
{
    return db_write(a, s, end_job, &(struct job){ .who = who, .id = id, .pressed = pressed });
}
