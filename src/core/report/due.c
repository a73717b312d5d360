/* due.c - see due.h. Owns the tables due_entry and calendar_key; of a key only its hash is kept. */
#include "core/report/due.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/audit.h"
#include "core/office/mail_setup.h"
#include "core/office/notice.h"
#include "core/office/setting.h"
#include "core/office/term.h"
#include "mail/diary.h"
#include <sodium.h>

enum { KEY_BYTES = 20, LATE_MOST = 31 };       /* days after which nobody is told any more */

enum { BODIES, HANDED, ENTRY, ENTRY_ADD, ENTRY_MOVE, GONE, CANCEL, TOLD, KEY_FORGET, KEY_ADD, KEY_HAS,
    KEY_OWNER, MINE };
static const struct sql sql[] = {
    [BODIES] = { "due.bodies",
        "SELECT id, unit_id, short_name, valid_to FROM body WHERE reports = 1 AND valid_from <= ?1 "
        "AND (valid_to IS NULL OR valid_to >= ?1) ORDER BY id", SQL_READ },
    /* a report of the month, or of a longer period that has it */
    [HANDED] = { "due.handed",
        "SELECT id FROM report WHERE body_id = ?1 AND period_from <= ?2 AND period_to >= ?3 "
        "AND state IN ('submitted', 'approved') LIMIT 1", SQL_READ },
    [ENTRY] = { "due.entry",
        "SELECT due, sequence, changed_at, uid, cancelled_at FROM due_entry WHERE body_id = ?1 AND period = ?2",
        SQL_READ },
    [ENTRY_ADD] = { "due.entry_add",
        "INSERT INTO due_entry(body_id, period, due, sequence, changed_at, uid) VALUES (?1, ?2, ?3, 0, ?4, ?5)",
        SQL_WRITE },
    [ENTRY_MOVE] = { "due.entry_move",
        "UPDATE due_entry SET due = ?3, sequence = sequence + 1, changed_at = ?4, cancelled_at = NULL"
        " WHERE body_id = ?1 AND period = ?2", SQL_WRITE },
    /* still to come, of a body that will be no more by then or hands in nothing any more */
    [GONE] = { "due.gone",
        "SELECT e.body_id, e.period, e.due, e.sequence, e.uid, b.short_name, b.valid_to FROM due_entry e "
        "JOIN body b ON b.id = e.body_id WHERE e.cancelled_at IS NULL AND e.due >= ?1 "
        "AND (b.reports = 0 OR (b.valid_to IS NOT NULL AND b.valid_to < e.due)) ORDER BY e.body_id, e.period",
        SQL_READ },
    [CANCEL] = { "due.cancel",
        "UPDATE due_entry SET cancelled_at = ?3, changed_at = ?3, sequence = sequence + 1 "
        "WHERE body_id = ?1 AND period = ?2", SQL_WRITE },
    [TOLD] = { "due.told",
        "SELECT DISTINCT account_id FROM notice WHERE kind = ?3 AND object = 'body' AND object_id = ?1 "
        "AND period = ?2 ORDER BY account_id", SQL_READ },
    [KEY_FORGET] = { "due.key_forget", "DELETE FROM calendar_key WHERE account_id = ?1", SQL_WRITE },
    [KEY_ADD] = { "due.key_add", "INSERT INTO calendar_key(account_id, hash, made_at) VALUES (?1, ?2, ?3)", SQL_WRITE },
    [KEY_HAS] = { "due.key_has", "SELECT made_at FROM calendar_key WHERE account_id = ?1", SQL_READ },
    [KEY_OWNER] = { "due.key_owner",
        "SELECT k.id FROM calendar_key c JOIN account k ON k.id = c.account_id AND k.state = 'active' "
        "WHERE c.hash = ?1", SQL_READ },
    [MINE] = { "due.mine",
        "SELECT DISTINCT e.body_id, e.period, e.due, e.sequence, e.changed_at, e.uid, b.short_name, e.cancelled_at "
        "FROM account_grant g JOIN body b ON b.id = g.body_id JOIN due_entry e ON e.body_id = b.id "
        "WHERE g.account_id = ?1 AND g.role IN ('officer', 'head') AND g.valid_from <= ?2 "
        "AND (g.valid_to IS NULL OR g.valid_to >= ?2) AND e.due >= ?3 ORDER BY e.due, e.body_id", SQL_READ },
};
struct sql_list due_sql = SQL_LIST(sql);

/* ---- the day ---- */

static bool rests(struct day d, struct str days_off, struct arena *a)
{
    int64_t n = day_number(d);
    int64_t of_week = ((n + 4) % 7 + 7) % 7;           /* 0 is Sunday: 1970-01-01 was a Thursday */
    return of_week == 0 || of_week == 6 || str_find(days_off, day_write(a, d), 0) != SIZE_MAX;
}

/* The day that the office set for this very month, "2026-02=2026-02-10 ..."; false: none. */
static bool own_day(struct arena *a, struct str calendar, struct period month, struct day *out)
{
    struct str piece, key = str_fmt(a, "%.*s=", STR(period_write(a, month)));
    while (str_next(&calendar, ' ', &piece))
        if (str_starts(piece, key)) return day_read(str_cut(piece, key.n, piece.n), out);
    return false;
}

error due_day(struct arena *a, struct db *db, int64_t unit_id, struct period period, struct day *out)
{
    int64_t day;
    struct str month_of, rest, days_off, calendar;
    struct period month = period_of_day(PERIOD_MONTH, period.to);
    TRY(setting_int(a, db, SETTING_DUE_DAY, unit_id, &day));
    TRY(setting_text(a, db, SETTING_DUE_MONTH, unit_id, &month_of));
    TRY(setting_text(a, db, SETTING_DUE_REST, unit_id, &rest));
    TRY(setting_text(a, db, SETTING_DAYS_OFF, unit_id, &days_off));
    TRY(setting_text(a, db, SETTING_DUE_CALENDAR, unit_id, &calendar));
    if (own_day(a, calendar, month, out)) return NULL;
    if (str_is(month_of, S("next"))) month = period_next(month);
    int last = day_month_last(month.year, month.number);
    *out = (struct day){ month.year, month.number, day > last ? last : (int)day };
    int step = str_is(rest, S("before")) ? -1 : str_is(rest, S("after")) ? 1 : 0;
    for (int i = 0; step && i < LATE_MOST && rests(*out, days_off, a); i++)
        *out = day_from_number(day_number(*out) + step);
    return NULL;
}

struct due_span due_span_of(int64_t cut, struct period period)
{
    struct due_span span = { period.from, period.to, false };
    if (!cut || period.type == PERIOD_RANGE || period.type == PERIOD_TERM) return span;
    struct period before = period_previous(period_of_day(PERIOD_MONTH, period.from));
    span.from = day_from_number(day_number((struct day){ before.year, before.number, (int)cut }) + 1);
    span.to.day = (int)cut;
    span.cut = true;
    return span;
}

error due_span(struct arena *a, struct db *db, int64_t unit_id, struct period period, struct due_span *out)
{
    int64_t cut;
    TRY(setting_int(a, db, SETTING_CUT_DAY, unit_id, &cut));
    *out = due_span_of(cut, period);
    return NULL;
}

struct str due_span_words(struct arena *a, const struct due_span *span)
{
    if (!span->cut) return S("");
    return str_fmt(a, say("từ ngày %.*s đến hết ngày %.*s"), STR(day_vi(a, span->from)), STR(day_vi(a, span->to)));
}

/* ---- once a day ---- */

struct due { int64_t body_id, unit_id, sequence, changed_at; struct str body, period, uid, site, last; struct day day;
             bool cancelled; };                /* last: of the body, "" none */

static error entry_find(struct arena *a, struct db *db, struct due *d, bool *found, bool *moved)
{
    struct rows *r = db_run(a, db, &due_sql, ENTRY);
    BIND(r, d->body_id);
    BIND(r, d->period);
    *found = rows_next(r);
    *moved = *found && (!row_null(r, 4) || !str_is(row_str(r, 0), day_write(a, d->day)));
    if (*found) {
        d->sequence = row_int(r, 1) + *moved;
        d->changed_at = *moved ? clock_now() : row_int(r, 2);
        d->uid = row_str(r, 3);
    }
    return rows_end(r);
}

static error entry_keep(struct arena *a, struct db *db, struct due *d)
{
    bool found, moved;
    TRY(entry_find(a, db, d, &found, &moved));
    if (found && !moved) return NULL;
    if (!found) {
        d->uid = str_fmt(a, "%.*s@giaoban", STR(random_token(a, 12)));
        d->changed_at = clock_now();
    }
    struct rows *r = db_run(a, db, &due_sql, found ? ENTRY_MOVE : ENTRY_ADD);
    BIND(r, d->body_id);
    BIND(r, d->period);
    BIND(r, day_write(a, d->day));
    BIND(r, d->changed_at);
    if (!found) BIND(r, d->uid);
    return rows_end(r);
}

static struct diary_entry diary_of(struct arena *a, const struct due *d)
{
    struct str day = day_write(a, d->day);
    struct notice_new n = { .kind = NOTICE_DUE_SOON, .about = d->body, .period = d->period,
        .words = day_vi(a, d->day) };
    return (struct diary_entry){ .kind = DIARY_DUE, .uid = d->uid, .sequence = d->sequence, .stamp = d->changed_at,
        .to = day, .title = notice_words(a, &n), .cancelled = d->cancelled,
        .link = d->site.n ? str_fmt(a, "%.*s/bao-cao", STR(d->site)) : S("") };
}

static struct str diary_text(struct arena *a, enum diary_method method, const struct due *d)
{
    struct diary_entry entry = diary_of(a, d);
    struct buf b = buf_open(a);
    diary_write(&b, &(struct diary){ method, &entry, 1 });
    return buf_done(&b);
}

error due_reminder(struct arena *a, struct db *db, int64_t body_id, struct str body, struct str period,
    struct str *diary)
{
    struct mail_setup setup;
    struct day today;
    *diary = S("");
    TRY(mail_setup_get(a, db, &setup));
    struct due d = { .body_id = body_id, .body = body, .period = period, .site = setup.site };
    struct rows *r = db_run(a, db, &due_sql, ENTRY);
    BIND(r, body_id);
    BIND(r, period);
    bool stands = rows_next(r) && row_null(r, 4) && day_read(row_str(r, 0), &d.day);
    if (stands) {
        d.sequence = row_int(r, 1);
        d.changed_at = row_int(r, 2);
        d.uid = row_str(r, 3);
    }
    TRY(rows_end(r));
    bool known = day_read(clock_day(a, clock_now()), &today);
    assert(known);
    if (stands && day_number(d.day) >= day_number(today)) *diary = diary_text(a, DIARY_PUBLISH, &d);
    return NULL;
}

static error handed_in(struct arena *a, struct db *db, const struct due *d, struct period month, bool *yes)
{
    struct rows *r = db_run(a, db, &due_sql, HANDED);
    BIND(r, d->body_id);
    BIND(r, day_write(a, month.from));
    BIND(r, day_write(a, month.to));
    *yes = rows_next(r);
    return rows_end(r);
}

static error tell(struct arena *a, struct db *db, const struct due *d, enum notice_kind kind)
{
    struct notice_new n = { .kind = kind, .object = "body", .object_id = d->body_id, .about = d->body,
        .period = d->period, .words = day_vi(a, d->day), .link = S("/bao-cao") };
    if (kind == NOTICE_DUE_SOON) n.calendar = diary_text(a, DIARY_PUBLISH, d);
    n.once = true;
    TRY(notice_tell(a, db, NULL, ROLE_OFFICER, d->unit_id, d->body_id, &n));
    if (kind == NOTICE_DUE_SOON) return NULL;
    TRY(notice_tell(a, db, NULL, ROLE_HEAD, d->unit_id, d->body_id, &n));
    n.link = S("/tinh-hinh-nop");
    return notice_tell(a, db, NULL, ROLE_OFFICE, d->unit_id, 0, &n);
}

static error body_daily(struct arena *a, struct db *db, struct due d, struct day today)
{
    int64_t soon;
    struct period this_month = period_of_day(PERIOD_MONTH, today), month = period_previous(this_month);
    TRY(setting_int(a, db, SETTING_DUE_SOON, d.unit_id, &soon));
    for (int i = 0; i < 3; i++, month = period_next(month)) {          /* the last month, this one, the next */
        bool handed;
        d.period = period_write(a, month);
        TRY(due_day(a, db, d.unit_id, month, &d.day));
        if (d.last.n && term_compare(d.last, day_write(a, d.day)) < 0) continue;   /* see gone_daily() */
        TRY(entry_keep(a, db, &d));
        TRY(handed_in(a, db, &d, month, &handed));
        int64_t left = day_number(d.day) - day_number(today);
        if (handed || left < -LATE_MOST) continue;
        if (left < 0) TRY(tell(a, db, &d, NOTICE_OVERDUE));
        else if (soon && left <= soon) TRY(tell(a, db, &d, NOTICE_DUE_SOON));
    }
    return NULL;
}

/* A calendar entry that was sent is called off under its own name; the notice goes to whoever had it, in whatever post
 * they are now: the one it was for may have ended with the body. */
static error call_off(struct arena *a, struct db *db, struct due *d)
{
    d->sequence++;
    d->changed_at = clock_now();
    d->cancelled = true;
    struct rows *r = db_run(a, db, &due_sql, CANCEL);
    BIND(r, d->body_id);
    BIND(r, d->period);
    BIND(r, d->changed_at);
    TRY(rows_end(r));
    struct notice_new n = { .kind = NOTICE_DUE_GONE, .object = "body", .object_id = d->body_id, .about = d->body,
        .period = d->period, .words = d->last.n ? str_fmt(a, say("tổ chức đã kết thúc hoạt động ngày %.*s"),
            STR(term_vi(a, d->last))) : SAY("tổ chức không còn phải báo cáo") };
    n.calendar = diary_text(a, DIARY_CANCEL, d);
    int64_t *account = NULL;
    size_t accounts = 0;
    r = db_run(a, db, &due_sql, TOLD);
    BIND(r, d->body_id);
    BIND(r, d->period);
    BIND(r, notice_kind_code(NOTICE_DUE_SOON));
    while (rows_next(r)) LIST_ADD(a, account, accounts, row_int(r, 0));
    TRY(rows_end(r));
    for (size_t i = 0; i < accounts; i++) TRY(notice_add(a, db, account[i], &n));
    return NULL;
}

static error gone_daily(struct arena *a, struct db *db, struct str today, struct str site)
{
    struct due *list = NULL;
    size_t n = 0;
    struct rows *r = db_run(a, db, &due_sql, GONE);
    BIND(r, today);
    while (rows_next(r)) {
        struct due d = { .body_id = row_int(r, 0), .period = row_str(r, 1), .sequence = row_int(r, 3),
            .uid = row_str(r, 4), .body = row_str(r, 5), .last = row_str(r, 6), .site = site };
        if (day_read(row_str(r, 2), &d.day)) LIST_ADD(a, list, n, d);
    }
    TRY(rows_end(r));
    for (size_t i = 0; i < n; i++) TRY(call_off(a, db, &list[i]));
    return NULL;
}

error due_daily(struct arena *a, struct db *db, void *none)
{
    (void)none;
    struct day today;
    struct mail_setup setup;
    struct str day = clock_day(a, clock_now());
    bool known = day_read(day, &today);
    assert(known);
    TRY(mail_setup_get(a, db, &setup));
    struct due *list = NULL;
    size_t n = 0;
    struct rows *r = db_run(a, db, &due_sql, BODIES);
    BIND(r, day);
    while (rows_next(r))
        LIST_ADD(a, list, n, (struct due){ .body_id = row_int(r, 0), .unit_id = row_int(r, 1), .body = row_str(r, 2),
            .last = row_str(r, 3), .site = setup.site });
    TRY(rows_end(r));
    for (size_t i = 0; i < n; i++) TRY(body_daily(a, db, list[i], today));
    TRY(gone_daily(a, db, day, setup.site));
    return notice_daily(a, db);
}

/* ---- the private address ---- */

static struct str key_hash(struct arena *a, struct str key)
{
    unsigned char h[32];
    char hex[sizeof h * 2 + 1];
    crypto_generichash(h, sizeof h, (const unsigned char *)key.p, key.n, NULL, 0);
    sodium_bin2hex(hex, sizeof hex, h, sizeof h);
    return str_copy(a, (struct str){ hex, sizeof hex - 1 });
}

struct keeping { const struct who *who; struct str key; };

static error key_job(struct arena *a, struct db *db, void *arg)
{
    const struct keeping *job = arg;
    struct rows *r = db_run(a, db, &due_sql, KEY_FORGET);
    BIND(r, job->who->account_id);
    TRY(rows_end(r));
    if (job->key.n) {
        r = db_run(a, db, &due_sql, KEY_ADD);
        BIND(r, job->who->account_id);
        BIND(r, key_hash(a, job->key));
        BIND(r, clock_now());
        TRY(rows_end(r));
    }
    return audit_add(a, db, job->who, job->key.n ? "calendar.make" : "calendar.drop", "account", job->who->account_id,
        S(""), S(""));
}

error due_key_make(struct arena *a, struct store *store, const struct who *who, struct str *key)
{
    struct keeping job = { who, random_token(a, KEY_BYTES) };
    *key = job.key;
    return db_write(a, store, key_job, &job);
}

error due_key_drop(struct arena *a, struct store *store, const struct who *who)
{
    return db_write(a, store, key_job, &(struct keeping){ .who = who });
}

error due_key_is(struct arena *a, struct db *db, const struct who *who, bool *is)
{
    struct rows *r = db_run(a, db, &due_sql, KEY_HAS);
    BIND(r, who->account_id);
    *is = rows_next(r);
    return rows_end(r);
}

error due_calendar(struct arena *a, struct store *store, struct str key, struct str *ics)
{
    struct db *db;
    struct day today;
    struct mail_setup setup;
    TRY(store_reader(store, &db));
    TRY(mail_setup_get(a, db, &setup));
    struct rows *r = db_run(a, db, &due_sql, KEY_OWNER);
    BIND(r, key_hash(a, key));
    int64_t account_id = rows_next(r) ? row_int(r, 0) : 0;
    TRY(rows_end(r));
    if (!account_id) return FAIL(a, ERR_MISSING, "Không có lịch ở địa chỉ này. Lập địa chỉ mới ở trang Thông báo.");
    struct str day = clock_day(a, clock_now());
    bool known = day_read(day, &today);
    assert(known);
    struct diary d = { .method = DIARY_PUBLISH };
    r = db_run(a, db, &due_sql, MINE);
    BIND(r, account_id);
    BIND(r, day);
    BIND(r, day_write(a, day_from_number(day_number(today) - LATE_MOST)));
    while (rows_next(r)) {
        struct due one = { .body_id = row_int(r, 0), .period = row_str(r, 1), .sequence = row_int(r, 3),
            .changed_at = row_int(r, 4), .uid = row_str(r, 5), .body = row_str(r, 6),
            .cancelled = !row_null(r, 7), .site = setup.site };
        if (day_read(row_str(r, 2), &one.day)) LIST_ADD(a, d.entry, d.n, diary_of(a, &one));
    }
    TRY(rows_end(r));
    struct buf b = buf_open(a);
    diary_write(&b, &d);
    return diary_set(a, buf_done(&b), ics);
}
