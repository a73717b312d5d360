/* notice.c - see notice.h: telling accounts, and which kinds go by letter. Owns the tables notice and notice_choice. */
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/contact.h"
#include "core/office/notice_row.h"
#include "core/office/outbox.h"

enum { LINK_MOST = 200, WORDS_MOST = 2000, DAILY_LINES = 20, SAME_MOMENT = 2000 }; /* bytes, ..., milliseconds */

const char *const notice_mail_codes[] = {
    [NOTICE_MAIL_NOW] = "now", [NOTICE_MAIL_DAILY] = "daily", [NOTICE_MAIL_OFF] = "off",
};
static const enum notice_mail at_first[] = {
#define X(kind, code_, mail_, name_, sentence_) [kind] = NOTICE_MAIL_##mail_,
    NOTICE_KINDS(X)
#undef X
};

enum { ADD, ACCOUNT, TOLD, CHOICES, FORGET_CHOICES, ADD_CHOICE, DAILY_ACCOUNTS, DAILY, PUT };
static const struct sql sql[] = {
    [ADD] = { "notice.add",
        "INSERT INTO notice(id, account_id, kind, object, object_id, about, period, words, link, made_at, mail, "
        "unit_id, body_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)", SQL_WRITE },
    [ACCOUNT] = { "notice.account", "SELECT language FROM account WHERE id = ?1 AND state = 'active'", SQL_READ },
    [TOLD] = { "notice.told",
        "SELECT DISTINCT k.id FROM account_grant g JOIN account k ON k.id = g.account_id AND k.state = 'active' "
        "WHERE g.role = ?1 AND g.unit_id = ?2 AND (?3 = 0 OR g.body_id = ?3) AND g.valid_from <= ?4 "
        "AND (g.valid_to IS NULL OR g.valid_to >= ?4) AND k.id <> ?5 AND NOT EXISTS (SELECT 1 FROM notice n "
        "WHERE n.account_id = k.id AND n.kind = ?6 AND n.object = ?7 AND n.object_id = ?8 AND n.period = ?9 "
        "AND n.words = ?10 AND n.made_at >= ?11) ORDER BY k.id", SQL_READ },
    [CHOICES] = { "notice.choices", "SELECT kind, mail FROM notice_choice WHERE account_id = ?1", SQL_READ },
    [FORGET_CHOICES] = { "notice.forget_choices", "DELETE FROM notice_choice WHERE account_id = ?1", SQL_WRITE },
    [ADD_CHOICE] = { "notice.add_choice",
        "INSERT INTO notice_choice(account_id, kind, mail) VALUES (?1, ?2, ?3)", SQL_WRITE },
    [DAILY_ACCOUNTS] = { "notice.daily_accounts",
        "SELECT DISTINCT account_id FROM notice WHERE mail = 'daily' ORDER BY account_id", SQL_READ },
    [DAILY] = { "notice.daily",
        "SELECT kind, about, period, words FROM notice WHERE mail = 'daily' AND account_id = ?1 ORDER BY id",
            SQL_READ },
    [PUT] = { "notice.put", "UPDATE notice SET mail = 'put' WHERE mail = 'daily' AND account_id = ?1", SQL_WRITE },
};
struct sql_list notice_sql = SQL_LIST(sql);

/* ---- choices ---- */

error notice_choices(struct arena *a, struct db *db, int64_t account_id, enum notice_mail out[NOTICE_KIND_COUNT])
{
    memcpy(out, at_first, sizeof at_first);
    struct rows *r = db_run(a, db, &notice_sql, CHOICES);
    BIND(r, account_id);
    while (rows_next(r)) {
        enum notice_kind kind;
        struct str mail = row_str(r, 1);
        if (!notice_kind_find(row_str(r, 0), &kind)) continue;
        for (int m = 0; m < NOTICE_MAIL_COUNT; m++)
            if (str_is(mail, str_c(notice_mail_codes[m]))) out[kind] = (enum notice_mail)m;
    }
    return rows_end(r);
}

struct choosing { int64_t account_id; const enum notice_mail *wanted; };

static error choose_job(struct arena *a, struct db *db, void *arg)
{
    const struct choosing *job = arg;
    struct rows *r = db_run(a, db, &notice_sql, FORGET_CHOICES);
    BIND(r, job->account_id);
    TRY(rows_end(r));
    for (int i = 0; i < NOTICE_KIND_COUNT; i++) {
        if (job->wanted[i] == at_first[i]) continue;
        r = db_run(a, db, &notice_sql, ADD_CHOICE);
        BIND(r, job->account_id);
        BIND(r, notice_kind_code((enum notice_kind)i));
        BIND(r, str_c(notice_mail_codes[job->wanted[i]]));
        TRY(rows_end(r));
    }
    return NULL;
}

error notice_choose(struct arena *a, struct store *store, const struct who *who,
    const enum notice_mail wanted[NOTICE_KIND_COUNT])
{
    return db_write(a, store, choose_job, &(struct choosing){ who->account_id, wanted });
}

/* ---- telling ---- */

/* Long words (a reason) are cut at a whole letter. */
static struct str shortened(struct str s, size_t most)
{
    if (s.n <= most) return s;
    while (most && ((unsigned char)s.p[most] & 0xC0) == 0x80) most--;
    return str_cut(s, 0, most);
}

/* A link stays within the program: "//host" and "/\host" leave it in some browsers. */
static bool link_is(struct str link)
{
    if (!link.n) return true;
    for (size_t i = 0; i < link.n; i++)
        if ((unsigned char)link.p[i] <= ' ' || link.p[i] == '\\') return false;
    return link.p[0] == '/' && !(link.n > 1 && link.p[1] == '/') && link.n <= LINK_MOST;
}

static error letter(struct arena *a, struct db *db, int64_t account_id, enum language language,
    const struct notice_new *new, struct str address)
{
    enum language before = say_language_is();
    say_language(language);
    struct outbox_new out = { .account_id = account_id, .kind = notice_kind_code(new->kind), .address = address,
        .subject = notice_kind_name(new->kind),
        .text = notice_words(a, new),
        .link = new->letter_link.n ? new->letter_link : new->link, .calendar = new->calendar };
    say_language(before);
    return outbox_add(a, db, &out);
}

error notice_add(struct arena *a, struct db *db, int64_t account_id, const struct notice_new *new)
{
    if (!link_is(new->link) || !link_is(new->letter_link))
        return FAIL(a, ERR_INPUT, "Thông báo chỉ dẫn đến trang của phần mềm này, không dẫn đến “%.*s”.",
            STR(new->link));
    struct rows *r = db_run(a, db, &notice_sql, ACCOUNT);
    BIND(r, account_id);
    bool active = rows_next(r);
    enum language language = active && str_is(row_str(r, 0), S("en")) ? LANGUAGE_EN : LANGUAGE_VI;
    TRY(rows_end(r));
    if (!active) return NULL;
    struct notice_new kept = *new;
    kept.words = shortened(new->words, WORDS_MOST);
    struct contact contact;
    enum notice_mail wanted[NOTICE_KIND_COUNT];
    TRY(contact_get(a, db, account_id, &contact));
    TRY(notice_choices(a, db, account_id, wanted));
    enum notice_mail mail = contact.address.n ? wanted[new->kind] : NOTICE_MAIL_OFF;
    int64_t id;
    TRY(db_next_id(a, db, "notice", &id));
    r = db_run(a, db, &notice_sql, ADD);
    BIND(r, id);
    BIND(r, account_id);
    BIND(r, notice_kind_code(new->kind));
    BIND(r, str_c(new->object));
    BIND(r, new->object_id);
    BIND(r, new->about);
    BIND(r, new->period);
    BIND(r, kept.words);
    BIND(r, new->link);
    BIND(r, clock_now());
    BIND(r, mail == NOTICE_MAIL_NOW ? S("put") : mail == NOTICE_MAIL_DAILY ? S("daily") : S("none"));
    BIND(r, new->unit_id);
    BIND(r, new->body_id);
    TRY(rows_end(r));
    return mail == NOTICE_MAIL_NOW ? letter(a, db, account_id, language, &kept, contact.address) : NULL;
}

error notice_tell(struct arena *a, struct db *db, const struct who *who, enum role role, int64_t unit_id,
    int64_t body_id, const struct notice_new *new)
{
    int64_t *told = NULL;
    size_t n = 0;
    struct rows *r = db_run(a, db, &notice_sql, TOLD);
    BIND(r, role_code(role));
    BIND(r, unit_id);
    BIND(r, body_id);
    BIND(r, clock_day(a, clock_now()));
    BIND(r, who ? who->account_id : (int64_t)0);
    BIND(r, notice_kind_code(new->kind));
    BIND(r, str_c(new->object));
    BIND(r, new->object_id);
    BIND(r, new->period);
    BIND(r, new->words);
    BIND(r, new->once ? (int64_t)0 : clock_now() - SAME_MOMENT);
    while (rows_next(r)) LIST_ADD(a, told, n, row_int(r, 0));
    TRY(rows_end(r));
    struct notice_new placed = *new;
    placed.unit_id = unit_id;
    placed.body_id = body_id;
    for (size_t i = 0; i < n; i++) TRY(notice_add(a, db, told[i], &placed));
    return NULL;
}

/* ---- the letter of the day ---- */

static error daily_text(struct arena *a, struct db *db, int64_t account_id, struct str *text)
{
    struct buf b = buf_open(a);
    size_t n = 0;
    struct rows *r = db_run(a, db, &notice_sql, DAILY);
    BIND(r, account_id);
    while (rows_next(r)) {
        enum notice_kind kind;
        if (!notice_kind_find(row_str(r, 0), &kind) || n++ >= DAILY_LINES) continue;
        struct str line = notice_sentence(a, kind, row_str(r, 1), row_str(r, 2), row_str(r, 3));
        buf_fmt(&b, "- %.*s\n", STR(line));
    }
    TRY(rows_end(r));
    if (n > DAILY_LINES) buf_fmt(&b, say("và %zu thông báo khác.\n"), n - DAILY_LINES);
    *text = buf_done(&b);
    return NULL;
}

static error daily_letter(struct arena *a, struct db *db, int64_t account_id)
{
    struct contact contact;
    struct rows *r = db_run(a, db, &notice_sql, ACCOUNT);
    BIND(r, account_id);
    bool active = rows_next(r), english = active && str_is(row_str(r, 0), S("en"));
    TRY(rows_end(r));
    TRY(contact_get(a, db, account_id, &contact));
    if (active && contact.address.n) {
        enum language before = say_language_is();
        say_language(english ? LANGUAGE_EN : LANGUAGE_VI);
        struct outbox_new out = { .account_id = account_id, .kind = S("daily"), .address = contact.address,
            .subject = SAY("Thông báo trong ngày"), .link = S("/thong-bao") };
        error e = daily_text(a, db, account_id, &out.text);
        if (!e) e = outbox_add(a, db, &out);
        say_language(before);
        TRY(e);
    }
    r = db_run(a, db, &notice_sql, PUT);
    BIND(r, account_id);
    return rows_end(r);
}

error notice_daily(struct arena *a, struct db *db)
{
    int64_t *account = NULL;
    size_t n = 0;
    struct rows *r = db_run(a, db, &notice_sql, DAILY_ACCOUNTS);
    while (rows_next(r)) LIST_ADD(a, account, n, row_int(r, 0));
    TRY(rows_end(r));
    for (size_t i = 0; i < n; i++) TRY(daily_letter(a, db, account[i]));
    return NULL;
}
