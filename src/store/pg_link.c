/* pg_link.c - see pg_link.h. Connecting, the settings of a session and of the server, and what errors mean.
 *
 * Settings are chosen for the same promises as those of db_sqlite.c: an acknowledged write is on disk, text sorts by
 * its bytes, a reader cannot write, nobody waits for ever. They are read back; a server that does not take them is
 * refused. Must never put a value of a row into the log: of an error only its code and, when it names no value, its
 * first line. */
#include "store/pg_link.h"
#include "store/pg_url.h"
#include "base/machine.h"
#include <stdio.h>
#include <stdlib.h>

enum { WORDS_MOST = 64, SERVER_LEAST = 150000 };

struct setting { const char *name, *want; int modes; };
enum { FOR_READER = 1, FOR_WRITER = 2, FOR_BOTH = 3 };
static const struct setting settings[] = {
    { "client_encoding", "UTF8", FOR_BOTH },
    { "search_path", "public", FOR_BOTH },
    { "standard_conforming_strings", "on", FOR_BOTH },
    { "default_transaction_isolation", "read committed", FOR_BOTH },   /* writers wait for each other by a lock */
    { "default_transaction_read_only", "on", FOR_READER },
    { "default_transaction_read_only", "off", FOR_WRITER },
    { "synchronous_commit", "on", FOR_WRITER },
    { "statement_timeout", "1min", FOR_BOTH },
    { "lock_timeout", "5s", FOR_BOTH },                                /* as long as SQLite waits for another program */
    { "idle_in_transaction_session_timeout", "10min", FOR_BOTH },
    { "jit", "off", FOR_BOTH },
};

/* ---- what an answer means ---- */

static enum outcome outcome_of(const char *state)
{
    static const struct { const char *begins; enum outcome is; } means[] = {
        { "23", OUT_CONFLICT },            /* unique, foreign key, check, not null */
        { "53100", OUT_FULL }, { "53200", OUT_MEMORY }, { "53300", OUT_BUSY }, { "53", OUT_BUSY },
        { "40", OUT_BUSY },                /* serialization, deadlock */
        { "55P03", OUT_BUSY }, { "57014", OUT_BUSY },                  /* a lock, or the statement, took too long */
        { "57P", OUT_LOST }, { "08", OUT_LOST }, { "25P03", OUT_LOST },
    };
    for (size_t i = 0; i < COUNT(means); i++)
        if (!strncmp(state, means[i].begins, strlen(means[i].begins))) return means[i].is;
    return OUT_FAULT;
}

enum outcome pg_outcome(struct link *l, const PGresult *r)
{
    switch (r ? PQresultStatus(r) : PGRES_FATAL_ERROR) {
    case PGRES_SINGLE_TUPLE: return OUT_ROW;
    case PGRES_TUPLES_OK: case PGRES_COMMAND_OK: return OUT_DONE;
    default: break;
    }
    const char *state = r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL;
    if (!state) {                          /* not the server's words but libpq's, which may still call the link good */
        l->unfit = true;
        snprintf(l->words, sizeof l->words, "the connection to the server was lost");
        return OUT_LOST;
    }
    /* class 22 repeats the value, 23 names the constraint and keeps the value for another line */
    bool repeats = !strncmp(state, "22", 2);
    const char *said = repeats ? "a value of another type" : PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY);
    snprintf(l->words, sizeof l->words, "%s %s", state, said ? said : "");
    return outcome_of(state);
}

enum outcome pg_do(struct link *l, const char *text)
{
    PGresult *r = PQexec(l->c, text);
    enum outcome o = pg_outcome(l, r);
    PQclear(r);
    return o;
}

/* ---- connecting ---- */

struct words { const char *key[WORDS_MOST], *value[WORDS_MOST]; int n; };

static void add(struct words *w, const char *key, const char *value)
{
    if (w->n >= WORDS_MOST - 1) return;
    w->key[w->n] = key;
    w->value[w->n++] = value;
}

static const char *given(const PQconninfoOption *all, const char *name)
{
    for (const PQconninfoOption *o = all; o->keyword; o++)
        if (!strcmp(o->keyword, name)) return o->val;
    return NULL;
}

static void quiet(void *unused, const char *words) { (void)unused; (void)words; }

/* name: another database of the same server; NULL: the one of the address. NULL comes back for an address that is none
 * or when there is no memory. */
static PGconn *join(const char *url, const char *name, enum link_mode mode)
{
    static const char *const defaults[][2] = {
        { "connect_timeout", "10" }, { "application_name", "giaoban" }, { "tcp_user_timeout", "30000" } };
    char *plain = pg_url_plain(url), *words = NULL;
    if (!plain) return NULL;
    PQconninfoOption *all = PQconninfoParse(plain, &words);
    if (words) PQfreemem(words);                       /* they repeat the address, with the password */
    mem_free(plain);
    if (!all) return NULL;
    struct words w = { .n = 0 };
    for (const PQconninfoOption *o = all; o->keyword; o++)
        if (o->val) add(&w, o->keyword, o->val);
    for (size_t i = 0; i < COUNT(defaults); i++)
        if (!given(all, defaults[i][0])) add(&w, defaults[i][0], defaults[i][1]);
    if (mode == LINK_WRITER && !given(all, "target_session_attrs")) add(&w, "target_session_attrs", "read-write");
    if (name) add(&w, "dbname", name);
    add(&w, "client_encoding", "UTF8");
    PGconn *c = PQconnectdbParams(w.key, w.value, 0);
    PQconninfoFree(all);
    if (c) PQsetNoticeProcessor(c, quiet, NULL);
    return c;
}

/* The first value of an answer; "" for none. false: no answer. */
static bool ask(PGconn *c, const char *text, const char *first, const char *second, char *answer, size_t room)
{
    const char *const values[] = { first, second };
    PGresult *r = PQexecParams(c, text, second ? 2 : first ? 1 : 0, NULL, values, NULL, NULL, 0);
    bool good = PQresultStatus(r) == PGRES_TUPLES_OK;
    snprintf(answer, room, "%s", good && PQntuples(r) && !PQgetisnull(r, 0, 0) ? PQgetvalue(r, 0, 0) : "");
    PQclear(r);
    return good;
}

/* Whether the server answers and says that it has no such database. A refused connection has no code to look at. */
static bool is_missing(const char *url, const PGconn *refused)
{
    PGconn *c = join(url, "postgres", LINK_READER);
    char n[16] = "";
    bool missing = c && PQstatus(c) == CONNECTION_OK
        && ask(c, "SELECT count(*) FROM pg_database WHERE datname = $1", PQdb(refused), NULL, n, sizeof n)
        && !strcmp(n, "0");
    PQfinish(c);
    return missing;
}

bool pg_exists(const char *url)
{
    PGconn *c = join(url, NULL, LINK_READER);
    bool missing = c && PQstatus(c) != CONNECTION_OK && is_missing(url, c);
    PQfinish(c);
    return !missing;                       /* what else is wrong, opening says */
}

/* Text sorts by its bytes, as it does in SQLite. */
static bool make_database(const char *url, const PGconn *refused)
{
    PGconn *c = join(url, "postgres", LINK_WRITER);
    const char *db = PQdb(refused);
    char *name = c && PQstatus(c) == CONNECTION_OK ? PQescapeIdentifier(c, db, strlen(db)) : NULL;
    char text[400];
    bool made = false;
    if (name) {
        snprintf(text, sizeof text,
            "CREATE DATABASE %s TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'", name);
        PGresult *r = PQexec(c, text);
        made = PQresultStatus(r) == PGRES_COMMAND_OK;
        PQclear(r);
        PQfreemem(name);
    }
    PQfinish(c);
    return made;
}

/* ---- settings ---- */

static bool settle(struct link *l, const char **differs)
{
    int mode = l->mode == LINK_WRITER ? FOR_WRITER : FOR_READER;
    for (size_t i = 0; i < COUNT(settings); i++) {
        char is[64];
        if (!(settings[i].modes & mode)) continue;
        *differs = settings[i].name;
        if (!ask(l->c, "SELECT set_config($1, $2, false)", settings[i].name, settings[i].want, is, sizeof is) ||
            strcmp(is, settings[i].want)) return false;
    }
    *differs = NULL;
    return true;
}

struct demand { const char *text, *want, *or_else; enum open_why why; bool reader; };
static const struct demand demands[] = {
    { "SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()", "UTF8", "UTF8",
      OPEN_OTHER_ORDER, true },
    { "SELECT datlocprovider FROM pg_database WHERE datname = current_database()", "c", "c", OPEN_OTHER_ORDER, true },
    { "SELECT CASE datcollate WHEN 'POSIX' THEN 'C' WHEN 'C.UTF-8' THEN 'C.utf8' ELSE datcollate END FROM pg_database"
      " WHERE datname = current_database()", "C", "C.utf8", OPEN_OTHER_ORDER, true },
    { "SHOW fsync", "on", "on", OPEN_UNSAFE_SERVER, false },
    { "SHOW full_page_writes", "on", "on", OPEN_UNSAFE_SERVER, false },
    { "SELECT pg_is_in_recovery()", "f", "f", OPEN_NO_RIGHTS, false },
    { "SELECT has_schema_privilege('public', 'CREATE')", "t", "t", OPEN_NO_RIGHTS, false },
};

static bool look(struct link *l, struct open_trouble *trouble)
{
    const char *differs;
    if (PQserverVersion(l->c) < SERVER_LEAST) {
        trouble->why = OPEN_OLD_SERVER;
        snprintf(trouble->words, sizeof trouble->words, "the server is of version %d", PQserverVersion(l->c));
        return false;
    }
    if (!settle(l, &differs)) {
        trouble->why = OPEN_UNSAFE_SERVER;
        snprintf(trouble->words, sizeof trouble->words, "the setting %s was not taken", differs);
        return false;
    }
    for (size_t i = 0; i < COUNT(demands); i++) {
        char is[64];
        if (l->mode == LINK_READER && !demands[i].reader) continue;
        if (ask(l->c, demands[i].text, NULL, NULL, is, sizeof is) &&
            (!strcmp(is, demands[i].want) || !strcmp(is, demands[i].or_else))) continue;
        trouble->why = demands[i].why;
        snprintf(trouble->words, sizeof trouble->words, "%.120s: %s", demands[i].text, is);
        return false;
    }
    return true;
}

enum outcome pg_open(const char *url, enum link_mode mode, struct link **out, struct open_trouble *trouble)
{
    *trouble = (struct open_trouble){ .why = OPEN_OTHER };
    struct link *l = mem_get(sizeof *l);
    if (!l) return OUT_MEMORY;
    *l = (struct link){ .mode = mode, .life = 1 };
    l->c = join(url, NULL, mode);
    if (l->c && PQstatus(l->c) != CONNECTION_OK && mode == LINK_WRITER && is_missing(url, l->c) &&
        make_database(url, l->c)) {
        PQfinish(l->c);
        l->c = join(url, NULL, mode);
    }
    bool joined = l->c && PQstatus(l->c) == CONNECTION_OK;
    if (joined && look(l, trouble)) {
        *out = l;
        return OUT_DONE;
    }
    if (!joined) {
        trouble->why = l->c ? OPEN_NO_SERVER : OPEN_BAD_URL;
        const char *said = l->c ? PQerrorMessage(l->c) : "the address was not understood";
        snprintf(trouble->words, sizeof trouble->words, "%s", said);
    }
    pg_close(l);
    return OUT_FAULT;
}

void pg_discard(const char *url)
{
    struct open_trouble trouble;
    struct link *l;
    if (pg_open(url, LINK_WRITER, &l, &trouble) != OUT_DONE) return;
    enum outcome o = pg_do(l, "DO $$ DECLARE t TEXT; BEGIN FOR t IN SELECT tablename FROM pg_tables WHERE schemaname ="
        " 'public' LOOP EXECUTE format('DROP TABLE public.%I CASCADE', t); END LOOP; END $$");
    if (o != OUT_DONE) LOG(LOG_WARN, "what was begun could not be taken away: %s", l->words);
    pg_close(l);
}

void pg_close(struct link *l)
{
    PQfinish(l->c);
    mem_free(l);
}

enum outcome pg_alive(struct link *l)
{
    struct open_trouble trouble;
    if (PQstatus(l->c) == CONNECTION_OK && !l->unfit) return OUT_DONE;
    snprintf(l->words, sizeof l->words, "the connection to the server was lost");
    if (l->in_turn) return OUT_LOST;
    PQreset(l->c);
    l->life++;
    l->gone[0] = 0;
    l->unfit = PQstatus(l->c) != CONNECTION_OK || !look(l, &trouble);
    if (!l->unfit) {
        LOG(LOG_INFO, "the connection to the database server was made again");
        return OUT_DONE;
    }
    snprintf(l->words, sizeof l->words, "%s", PQerrorMessage(l->c));
    return OUT_LOST;
}
