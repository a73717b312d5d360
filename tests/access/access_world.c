/* access_world.c - makes the office that access.py asks about: a province with two communes and a village, in each
 * bodies, people of every role, and things in every state, each with secret words of its own. With the path of a new
 * database it prints what it made, a line each:
 *     unit    id code parent-code
 *     account login role unit body cookie csrf grant-id account-id
 *     thing   kind id unit body state
 *     part    kind id name id-of-the-part
 *     secret  word what unit body state
 * Without one it makes it in a directory of its own and says as TAP whether it could. Figures stand in the texts as
 * tests/report_world.h reads them, so that nothing here hangs on how well texts are read. */
#include "report_world.h"
#include "base/machine.h"
#include "core/core.h"
#include "core/meeting/agenda.h"
#include "core/meeting/attend.h"
#include "core/meeting/directive.h"
#include "core/meeting/issued.h"
#include "core/meeting/opinion.h"
#include "core/meeting/series.h"
#include "core/meeting/task.h"
#include "core/office/alias.h"
#include "core/office/password.h"
#include "core/office/session.h"
#include "core/office/totp.h"
#include "core/office/two_person.h"
#include "core/report/bundle.h"
#include "core/report/closing.h"
#include "core/report/figure.h"
#include <stdlib.h>
#include <sys/stat.h>

enum { UNITS = 4, BODIES = 2, MONTHS = 5 };
/* 2026-08-03 09:00 in Viet Nam */
static const int64_t now = 1785722400000;

static const struct { const char *code, *level, *kind; int parent; } unit_rows[UNITS] = {
    { "TINH", "province", "tỉnh", -1 }, { "XA-A", "commune", "xã", 0 }, { "XA-B", "commune", "xã", 0 },
    { "AP-A", "village", "ấp", 1 },
};
static const char *const kinds[BODIES] = { "LHPN", "HND" };
/* body -1: the whole unit */
static const struct { const char *role; int body; } people[] = {
    { "officer", 0 }, { "officer", 1 }, { "head", 0 }, { "head", 1 },
    { "office", -1 }, { "chair", -1 }, { "upper", -1 }, { "admin", -1 },
};
enum { LAN, HOA, MAI, TAM, THU, HAI, DUC, BINH, PEOPLE };
_Static_assert(COUNT(people) == PEOPLE, "every person has a name");
static const struct { const char *state, *period; } months[MONTHS] = {
    { "draft", "2026-06" }, { "submitted", "2026-05" }, { "returned", "2026-04" },
    { "approved", "2026-03" }, { "closed", "2026-02" },
};

struct office {
    struct arena *a;
    struct store *s;
    FILE *out;
    struct str hash;
    int64_t asking[UNITS], other[UNITS];       /* briefings that ask the first body alone: invited, planned */
    int64_t unit[UNITS], body[UNITS][BODIES], account[UNITS][PEOPLE], grant[UNITS][PEOPLE], both;
    const struct who *who[UNITS][PEOPLE];
    uint32_t secrets;
};

#define MUST(call) must((call), __LINE__)
static void must(error e, int line)
{
    if (!e) return;
    printf("not ok 1 - access_world.c:%d: %.*s\n", line, STR(str_c(e->said)));
    exit(1);
}

/* ---- secret words ---- */

/* "zq" and five letters that no word of the interface has; noted with whose it is. */
static struct str secret(struct office *o, const char *what, int unit, int body, const char *state)
{
    static const char letters[] = "bcdfghklmnprstvx";
    char word[8] = "zq";
    uint32_t n = ++o->secrets * 2654435761u; /* spread, so that no word begins as the next one does */
    for (int i = 2; i < 7; i++, n >>= 4) word[i] = letters[n & 15];
    fprintf(o->out, "secret\t%s\t%s\t%s\t%s\t%s\n", word, what, unit_rows[unit].code,
            body < 0 ? "-" : kinds[body], state);
    return str_copy(o->a, (struct str){ word, 7 });
}

/* ---- units, bodies, people ---- */

static error add_unit(struct office *o, struct db *db, int u)
{
    struct unit unit = { .code = str_c(unit_rows[u].code), .level = str_c(unit_rows[u].level),
                         .kind = str_c(unit_rows[u].kind), .name = secret(o, "unit-name", u, -1, "-"),
                         .parent_id = unit_rows[u].parent < 0 ? 0 : o->unit[unit_rows[u].parent],
                         .valid_from = S("2020-01-01") };
    TRY(unit_add(o->a, db, &unit, &o->unit[u]));
    fprintf(o->out, "unit\t%lld\t%s\t%s\n", (long long)o->unit[u], unit_rows[u].code,
            unit_rows[u].parent < 0 ? "-" : unit_rows[unit_rows[u].parent].code);
    for (int b = 0; b < BODIES; b++) {
        struct str name = secret(o, "body-name", u, b, "-");
        struct body body = { .unit_id = o->unit[u], .organisation = str_c(kinds[b]), .name = name, .short_name = name,
                             .issuer = secret(o, "body-name", u, b, "-"), .superior = S(""), .layout = S("state"),
                             .number_suffix = S("BC"), .ordinal = b + 1, .reports = true,
                             .valid_from = S("2020-01-01") };
        TRY(body_add(o->a, db, &body, &o->body[u][b]));
        fprintf(o->out, "thing\tbody\t%lld\t%s\t%s\t-\n", (long long)o->body[u][b], unit_rows[u].code, kinds[b]);
    }
    return NULL;
}

static error add_person(struct office *o, struct db *db, int u, int p)
{
    int64_t person, post = 0;
    int b = people[p].body;
    enum role role = role_of(str_c(people[p].role));
    struct str login = str_fmt(o->a, "u%d.p%d", u, p);
    TRY(person_add(o->a, db, secret(o, "person-name", u, b, "-"), &person));
    TRY(account_add(o->a, db, person, login, o->hash, LANGUAGE_VI, &o->account[u][p]));
    struct post title = { .person_id = person, .body_id = o->body[u][b < 0 ? 0 : b],
                          .title = secret(o, "person-name", u, b, "-"), .valid_from = S("2020-01-01") };
    TRY(post_add(o->a, db, &title, &post));
    struct new_grant grant = { .account_id = o->account[u][p], .role = role, .unit_id = o->unit[u],
                               .body_id = b < 0 ? 0 : o->body[u][b], .post_id = post, .from = S("2020-01-01") };
    TRY(account_allow(o->a, db, &grant, &o->grant[u][p]));
    fprintf(o->out, "thing\tpost\t%lld\t%s\t%s\t-\n", (long long)post, unit_rows[u].code, kinds[b < 0 ? 0 : b]);
    fprintf(o->out, "thing\tperson\t%lld\t%s\t%s\t-\n", (long long)person, unit_rows[u].code, b < 0 ? "-" : kinds[b]);
    fprintf(o->out, "thing\taccount\t%lld\t%s\t%s\t-\n", (long long)o->account[u][p], unit_rows[u].code,
            b < 0 ? "-" : kinds[b]);
    return NULL;
}

/* One person who is an officer in both communes. */
static error add_both(struct office *o, struct db *db)
{
    int64_t person, id;
    TRY(person_add(o->a, db, S("Người hai nơi"), &person));
    TRY(account_add(o->a, db, person, S("both"), o->hash, LANGUAGE_VI, &o->both));
    for (int u = 1; u <= 2; u++) {
        struct new_grant grant = { .account_id = o->both, .role = ROLE_OFFICER, .unit_id = o->unit[u],
                                   .body_id = o->body[u][0], .from = S("2020-01-01") };
        TRY(account_allow(o->a, db, &grant, &id));
    }
    return NULL;
}

static error add_office(struct arena *a, struct db *db, void *arg)
{
    struct office *o = arg;
    (void)a;
    for (int u = 0; u < UNITS; u++) {
        TRY(add_unit(o, db, u));
        for (int p = 0; p < PEOPLE; p++) TRY(add_person(o, db, u, p));
    }
    return add_both(o, db);
}

/* ---- sessions, as a log-in makes them ---- */

struct opening { int64_t account; struct str token; };
static error open_session(struct arena *a, struct db *db, void *arg)
{
    struct opening *s = arg;
    return session_open(a, db, s->account, &s->token);
}

/* grant: the one to act in, 0 the first */
static const struct who *enter(struct office *o, int64_t account, size_t grant, const char *login)
{
    struct opening s = { account, S("") };
    const struct who *who;
    MUST(db_write(o->a, o->s, open_session, &s));
    MUST(session_who(o->a, o->s, s.token, &who));
    if (grant) {
        MUST(session_act(o->a, o->s, who, s.token, who->grant[grant].id));
        MUST(session_who(o->a, o->s, s.token, &who));
    }
    const struct grant *g = who->acting;
    const char *body = "-";
    for (int u = 0; u < UNITS; u++)
        for (int b = 0; b < BODIES; b++)
            if (g->body_id == o->body[u][b]) body = kinds[b];
    fprintf(o->out, "account\t%s\t%.*s\t%.*s\t%s\t%.*s\t%.*s\t%lld\t%lld\n", login, STR(role_code(g->role)),
            STR(g->unit_code), body, STR(s.token), STR(who->csrf), (long long)g->id, (long long)account);
    return who;
}

/* ---- reports ---- */

static struct str text_of(struct office *o, int u, int b, const char *state)
{
    struct str in_text = secret(o, "report", u, b, state), item = secret(o, "report", u, b, state),
               other = secret(o, "report", u, b, state);
    return str_fmt(o->a,
        "Trong tháng, %.*s đã làm.\n[120|suất quà|M7|item=%.*s] đã trao.\n[30|suất quà|M7|item=%.*s]\n",
        STR(in_text), STR(item), STR(other));
}

static void decide(struct office *o, int u, int b, int64_t id, const char *state)
{
    const struct who *officer = o->who[u][b ? HOA : LAN];
    struct db *db;
    struct figure *figure;
    size_t n;
    MUST(store_reader(o->s, &db));
    MUST(figure_list(o->a, db, officer, id, &figure, &n));
    assert(n == 2);
    MUST(figure_confirm(o->a, o->s, officer, figure[0].id, figure[0].version));
    MUST(figure_reject(o->a, o->s, officer, figure[1].id, figure[1].version, secret(o, "report", u, b, state)));
}

static int64_t version_of(struct office *o, const struct who *who, int64_t id)
{
    struct db *db;
    struct report r;
    MUST(store_reader(o->s, &db));
    MUST(report_get(o->a, db, who, id, &r));
    return r.version;
}

static int64_t add_report(struct office *o, int u, int b, int m)
{
    const char *state = months[m].state;
    const struct who *officer = o->who[u][b ? HOA : LAN], *head = o->who[u][b ? TAM : MAI];
    struct str text = text_of(o, u, b, state);
    struct report_draft draft = { .body_id = o->body[u][b], .period = str_c(months[m].period),
                                  .title = secret(o, "report", u, b, state),
                                  .document = { (const unsigned char *)text.p, text.n },
                                  .document_name = str_fmt(o->a, "%.*s.txt", STR(secret(o, "report", u, b, state))) };
    int64_t id;
    MUST(report_add(o->a, o->s, officer, &draft, &id));
    fprintf(o->out, "thing\treport\t%lld\t%s\t%s\t%s\n", (long long)id, unit_rows[u].code, kinds[b], state);
    if (m == 0) return id;
    decide(o, u, b, id, state);
    MUST(report_submit(o->a, o->s, officer, id, version_of(o, officer, id)));
    if (m == 1) return id;
    if (m == 2)
        MUST(report_return(o->a, o->s, head, id, version_of(o, head, id), secret(o, "report", u, b, state)));
    else MUST(report_approve(o->a, o->s, head, id, version_of(o, head, id)));
    return id;
}

static void add_bundle(struct office *o, int u, int b)
{
    struct str title = secret(o, "bundle", u, b, "-"), words = secret(o, "bundle", u, b, "-");
    struct str text = str_fmt(o->a, "## %.*s|%s|2026-01\n%.*s\n## Báo cáo hai|%s|2025-12\nHai.\n", STR(title),
                              kinds[b], STR(words), kinds[b]);
    struct report_draft draft = { .body_id = o->body[u][b], .period = S("2026-01"),
                                  .document = { (const unsigned char *)text.p, text.n },
                                  .document_name = str_fmt(o->a, "%.*s.txt", STR(secret(o, "bundle", u, b, "-"))) };
    int64_t report, bundle;
    MUST(bundle_receive(o->a, o->s, o->who[u][b ? HOA : LAN], &draft, &report, &bundle));
    assert(bundle);
    fprintf(o->out, "thing\tbundle\t%lld\t%s\t%s\t-\n", (long long)bundle, unit_rows[u].code, kinds[b]);
}

/* ---- briefings ---- */

/* A series that asks the first body alone; one briefing that is planned, one to which invitations went. */
static int64_t add_series(struct office *o, int u)
{
    struct series_body asked = { .body_id = o->body[u][0] };
    struct series s = { .unit_id = o->unit[u], .body_id = o->body[u][0], .name = S("Giao ban quý"),
        .presidium = S("Ban Thường vụ"), .conclusion = S("TB"), .starts = S("08:00"), .minutes = 120,
        .venue = S(""), .channel = S(""), .papers_days = 5, .invite_days = 2, .body = &asked, .bodies = 1 };
    int64_t id;
    MUST(series_put(o->a, o->s, o->who[u][THU], &s, &id));
    fprintf(o->out, "thing\tseries\t%lld\t%s\t-\t-\n", (long long)id, unit_rows[u].code);
    return id;
}

/* What stands below a briefing in addresses. */
static void tell_part(struct office *o, int64_t meeting, const char *name, int64_t id)
{
    fprintf(o->out, "part\tmeeting\t%lld\t%s\t%lld\n", (long long)meeting, name, (long long)id);
}

/* A paper that somebody said something about, so that it stays; a directive that is not confirmed. */
static int64_t add_briefing(struct office *o, int u, int64_t series, const char *period, const char *state)
{
    const struct who *office = o->who[u][THU];
    struct meeting_plan plan = { .series_id = series, .period = str_c(period), .day = S("2026-08-20"),
        .title = secret(o, "meeting", u, 0, state), .venue = secret(o, "meeting", u, 0, state) };
    int64_t id, item, paper;
    MUST(meeting_plan(o->a, o->s, office, &plan, &id));
    struct agenda_item new = { .meeting_id = id, .title = secret(o, "meeting", u, 0, state), .words = S("") };
    MUST(agenda_put(o->a, o->s, office, &new, &item));
    struct str text = secret(o, "meeting", u, 0, state), name = secret(o, "meeting", u, 0, state);
    MUST(agenda_paper_add(o->a, o->s, office, item, str_fmt(o->a, "%.*s.txt", STR(name)),
        (struct bytes){ (const unsigned char *)text.p, text.n }, &paper));
    int64_t comment, wanted;
    MUST(paper_comment_add(o->a, o->s, office, paper, 1, secret(o, "meeting", u, 0, state), &comment));
    struct directive d = { .meeting_id = id, .words = S("Việc còn đang ghi"), .attitude = S(""), .channel = S(""),
        .key = str_fmt(o->a, "b%s", state) };
    MUST(directive_put(o->a, o->s, office, &d, &wanted));
    if (strcmp(state, "planned")) MUST(attend_invite(o->a, o->s, office, id));
    fprintf(o->out, "thing\tmeeting\t%lld\t%s\t%s\t%s\n", (long long)id, unit_rows[u].code, kinds[0], state);
    tell_part(o, id, "item", item);
    tell_part(o, id, "paper", paper);
    tell_part(o, id, "directive", wanted);
    return id;
}

static void add_briefings(struct office *o, int u)
{
    int64_t series = add_series(o, u);
    o->asking[u] = add_briefing(o, u, series, "2026-Q1", "invited");
    o->other[u] = add_briefing(o, u, series, "2026-Q2", "planned");
}

/* ---- the dictionary ---- */

struct proposal { const struct who *who; struct alias_lesson lesson; int64_t id; };
static error propose(struct arena *a, struct db *db, void *arg)
{
    struct proposal *p = arg;
    return alias_propose(a, db, p->who, &p->lesson, &p->id);
}

static void add_word(struct office *o, int u, const char *state, int64_t report)
{
    const struct who *office = o->who[u][THU];
    bool asked = !strcmp(state, "proposed") || !strcmp(state, "rejected");
    int b = asked ? 0 : -1;
    struct str phrase = secret(o, "word", u, b, state), place = secret(o, "word", u, b, state);
    int64_t id;
    if (asked) {
        struct proposal p = { o->who[u][LAN], { o->unit[u], o->body[u][0], report, 1, ALIAS_PLACE, phrase, place }, 0 };
        MUST(db_write(o->a, o->s, propose, &p));
        assert(p.id);
        id = p.id;
        if (strcmp(state, "proposed")) MUST(alias_reject(o->a, o->s, office, id, 1));
    } else {
        MUST(alias_add(o->a, o->s, office, ALIAS_PLACE, phrase, place, &id));
        if (!strcmp(state, "removed")) MUST(alias_remove(o->a, o->s, office, id, 1));
    }
    fprintf(o->out, "thing\tword\t%lld\t%s\t%s\t%s\n", (long long)id, unit_rows[u].code,
            b < 0 ? "-" : kinds[b], state);
}

/* ---- briefings: what was concluded and what was raised ---- */

struct concluding { const struct who *who; int64_t meeting; };
static error conclude_job(struct arena *a, struct db *db, void *arg)
{
    const struct concluding *x = arg;
    struct meeting m;
    TRY(meeting_row(a, db, x->meeting, &m));
    return task_make(a, db, x->who, &m, 0);
}

static int64_t add_meeting(struct office *o, int u, const char *name, const char *day)
{
    struct series_body asked[] = { { .body_id = o->body[u][0] }, { .body_id = o->body[u][1] } };
    struct series series = { .unit_id = o->unit[u], .body_id = o->body[u][0], .name = str_c(name),
        .presidium = S("Ban Thường vụ Đảng ủy"), .conclusion = S("TB"), .starts = S("10:00"), .venue = S("Phòng họp"),
        .channel = S("Văn phòng"), .every = EVERY_QUARTER, .minutes = 90, .papers_days = 5, .invite_days = 3,
        .body = asked, .bodies = COUNT(asked) };
    int64_t series_id, id;
    MUST(series_put(o->a, o->s, o->who[u][THU], &series, &series_id));
    struct meeting_plan plan = { .series_id = series_id, .period = S("2026-Q1"), .day = str_c(day) };
    MUST(meeting_plan(o->a, o->s, o->who[u][THU], &plan, &id));
    return id;
}

/* A draft gets words of its own and is signed unless it stays one. body: whom its briefing asks, -1 both. */
static void finish_paper(struct office *o, int u, int body, int64_t id, const char *state)
{
    struct issued to = { .id = id, .subject = secret(o, "issued", u, body, state),
        .receivers = secret(o, "issued", u, body, state), .version = 1 };
    MUST(issued_word(o->a, o->s, o->who[u][THU], &to));
    if (strcmp(state, "draft")) MUST(issued_sign(o->a, o->s, o->who[u][THU], id, 2, 0, S("")));
    fprintf(o->out, "thing\tissued\t%lld\t%s\t%s\t%s\n", (long long)id, unit_rows[u].code,
            body < 0 ? "-" : kinds[body], state);
}

/* The invitation of a briefing. */
static void add_paper(struct office *o, int u, int body, int64_t meeting, const char *state)
{
    int64_t id;
    MUST(issued_draft(o->a, o->s, o->who[u][THU], meeting, S("GM"), &id));
    finish_paper(o, u, body, id, state);
}

/* A letter about a task, for the whole unit. */
static void add_letter(struct office *o, int u, int64_t task)
{
    int64_t id;
    MUST(issued_remind(o->a, o->s, o->who[u][THU], task, &id));
    finish_paper(o, u, -1, id, "signed");
}

/* A paper that came in is for those who issue. */
static void add_paper_in(struct office *o, int u)
{
    struct issued in = { .unit_id = o->unit[u], .kind = S("CV"), .sender = secret(o, "issued", u, -1, "in"),
        .subject = secret(o, "issued", u, -1, "in"), .arrived = S("2026-08-01"), .file_name = S("cong-van.txt") };
    int64_t id;
    MUST(issued_enter(o->a, o->s, o->who[u][THU], &in, (struct bytes){ (const unsigned char *)"x", 1 }, &id));
    fprintf(o->out, "thing\tissued\t%lld\t%s\t-\tin\n", (long long)id, unit_rows[u].code);
}

/* One that is today, with somebody from outside, who has come: nothing that is asked of his place changes it. */
static void add_invited(struct office *o, int u)
{
    int64_t id, meeting = add_meeting(o, u, "Giao ban mời họp", "2026-08-03");
    struct attendee guest = { .meeting_id = meeting, .part = PART_GUEST, .name = secret(o, "attendee", u, -1, "-"),
        .post = secret(o, "attendee", u, -1, "-"), .body_name = secret(o, "attendee", u, -1, "-") };
    MUST(attend_put(o->a, o->s, o->who[u][THU], &guest, &id));
    MUST(attend_invite(o->a, o->s, o->who[u][THU], meeting));
    MUST(attend_check_in(o->a, o->s, o->who[u][THU], id, true));
    fprintf(o->out, "thing\tattendee\t%lld\t%s\t-\t-\n", (long long)id, unit_rows[u].code);
    add_paper(o, u, -1, meeting, "draft");
    add_paper_in(o, u);
}

/* A task of each body, and a difficulty that it raised. */
static void add_tasks(struct office *o, int u)
{
    int64_t id, meeting = add_meeting(o, u, "Giao ban theo dõi việc", "2026-04-10");
    struct db *db;
    struct task_list list;
    struct str indicator = S("M7");
    MUST(store_reader(o->s, &db));
    for (int b = 0; b < BODIES; b++) {
        struct directive d = { .meeting_id = meeting, .lead_id = o->body[u][b], .words = secret(o, "task", u, b, "-"),
            .due = S("2026-09-30"), .measure = secret(o, "task", u, b, "-"), .indicator = indicator, .has_goal = true,
            .goal = 500000, .attitude = S(""), .channel = S(""), .key = str_fmt(o->a, "k%d", b) };
        MUST(directive_put(o->a, o->s, o->who[u][THU], &d, &id));
        MUST(directive_confirm(o->a, o->s, o->who[u][THU], id, 1));
        struct opinion raised = { .unit_id = o->unit[u], .body_id = o->body[u][b], .kind = OPINION_DIFFICULTY,
            .words = secret(o, "opinion", u, b, "-"), .asked_of = secret(o, "opinion", u, b, "-") };
        MUST(opinion_put(o->a, o->s, o->who[u][b ? HOA : LAN], &raised, &id));
        fprintf(o->out, "thing\topinion\t%lld\t%s\t%s\t-\n", (long long)id, unit_rows[u].code, kinds[b]);
    }
    MUST(db_write(o->a, o->s, conclude_job, &(struct concluding){ o->who[u][HAI], meeting }));
    MUST(task_list(o->a, db, o->who[u][HAI], &(struct task_ask){ .unit_id = o->unit[u] }, &list));
    for (size_t i = 0; i < list.n; i++)
        fprintf(o->out, "thing\ttask\t%lld\t%s\t%s\t-\n", (long long)list.row[i].id, unit_rows[u].code,
            list.row[i].body_id == o->body[u][0] ? kinds[0] : kinds[1]);
    tell_part(o, o->asking[u], "task", list.row[0].id);
    tell_part(o, o->other[u], "task", list.row[0].id);
    add_letter(o, u, list.row[0].id);
    add_paper(o, u, 0, o->asking[u], "asked");
}

/* ---- acts of two people, second factors ---- */

struct asking { const struct who *who; struct two_ask ask; int64_t id; };
static error ask_job(struct arena *a, struct db *db, void *arg)
{
    struct asking *x = arg;
    return two_person_ask(a, db, x->who, &x->ask, &x->id);
}

/* The office asks to open its closed period again. */
static void add_two(struct office *o, int u)
{
    struct asking x = { o->who[u][THU], { TWO_REOPEN, o->unit[u], S("2026-02"), S("tháng 2/2026"),
                                          secret(o, "two", u, -1, "-") }, 0 };
    MUST(db_write(o->a, o->s, ask_job, &x));
    fprintf(o->out, "thing\ttwo\t%lld\t%s\t-\t-\n", (long long)x.id, unit_rows[u].code);
}

static error factor_job(struct arena *a, struct db *db, void *who) { return totp_begin(a, db, who); }

/* ---- all of it ---- */

static void fill_unit(struct office *o, int u)
{
    static const char *const words[] = { "accepted", "proposed", "rejected", "removed" };
    int64_t draft = 0;
    for (int b = 0; b < BODIES; b++) {
        for (int m = 0; m < MONTHS; m++) {
            int64_t id = add_report(o, u, b, m);
            if (!b && !m) draft = id;
        }
        add_bundle(o, u, b);
    }
    for (size_t i = 0; i < COUNT(words); i++) add_word(o, u, words[i], draft);
    add_briefings(o, u);
}

static void make(struct office *o, const char *path)
{
    clock_fix(now);
    o->a = arena_open((size_t)512 << 20);
    MUST(core_open(o->a, path, STORE_MAKE, &o->s));
    password_cost_set((struct password_cost){ 1, 1 << 20 });
    MUST(password_hash(o->a, S("mat-khau-cua-phep-thu-2026"), &o->hash));
    MUST(db_write(o->a, o->s, add_office, o));
    for (int u = 0; u < UNITS; u++)
        for (int p = 0; p < PEOPLE; p++)
            o->who[u][p] = enter(o, o->account[u][p], 0, str_z(o->a, str_fmt(o->a, "u%d.p%d", u, p)));
    for (size_t g = 0; g < 2; g++) enter(o, o->both, g, g ? "both/2" : "both/1");
    for (int u = 0; u < UNITS; u++) fill_unit(o, u);
    for (int u = 0; u < UNITS; u++) {
        add_tasks(o, u);
        add_invited(o, u);
    }
    for (int u = UNITS - 1; u >= 0; u--)
        MUST(closing_add(o->a, o->s, o->who[u][THU], o->unit[u], S("2026-02")));
    for (int u = 0; u < UNITS; u++) {
        add_two(o, u);
        MUST(db_write(o->a, o->s, factor_job, (void *)(uintptr_t)o->who[u][BINH])); /* access.py turns them on */
    }
    core_close(o->a, o->s);
    arena_close(o->a);
}

int main(int argc, char **argv)
{
    static struct office o;
    char place[64], path[80];
    if (argc == 2) {
        o.out = stdout;
        make(&o, argv[1]);
        return 0;
    }
    o.out = fopen("/dev/null", "w");
    snprintf(place, sizeof place, "/tmp/giaoban-access-world-%ld", (long)getpid());
    if (!o.out || mkdir(place, 0700)) return 1;
    snprintf(path, sizeof path, "%s/db", place);
    make(&o, path);
    static const char *const parts[] = { "", "-wal", "-shm", ".key", ".head", ".head.part" };
    for (size_t i = 0; i < COUNT(parts); i++) {
        char name[96];
        snprintf(name, sizeof name, "%s%s", path, parts[i]);
        unlink(name);
    }
    printf("ok 1 - the office that the access test asks about can be made\n1..1\n");
    return fclose(o.out) || rmdir(place);
}
