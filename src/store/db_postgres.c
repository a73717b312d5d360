/* db_postgres.c - the PostgreSQL engine behind driver.h: statements, transactions, whole-database work.
 *
 * I1  rows come one by one from the server (a long list is never whole in memory). When another statement is run
 *     before they have all come, what is left of them is taken into memory first, and no more than KEPT_MOST of it.
 * I2  writers of all programs wait for each other: a transaction begins by taking LOCK, so what a job reads is the
 *     newest, as in SQLite.
 * I3  a connection that was lost is made again, but never between BEGIN and COMMIT.
 * Values travel in binary: a file is not doubled by hexadecimal, a number is eight bytes. Owns nothing between calls
 * but its links. Must never be asked for SQL that was put together at run time. */
#include "store/pg_link.h"
#include "base/machine.h"
#include <stdio.h>

#define LOCK "5142876021"                  /* any number, the same in every version of the program */
enum { KEPT_MOST = 256 << 20, PARAMS_MOST = 100, TEXT_MOST = 16384, TOGETHER = 50 };
enum { OID_BOOL = 16, OID_BYTEA = 17, OID_INT8 = 20, OID_INT2 = 21, OID_INT4 = 23, OID_TEXT = 25,
       OID_NUMERIC = 1700 };

struct value { char *p; size_t room; int n; bool binary, null; };
enum stage { READY, COMING, ENDED };

struct stmt {
    struct link *l;
    char name[16], *text;                  /* with $1 for ?1 */
    unsigned life;
    int params, columns;
    Oid *type;                             /* of the parameters, then of the columns */
    struct value *value;
    enum stage stage;
    enum outcome end;
    PGresult *now, **kept;                 /* the row; rows taken into memory */
    size_t kept_n, kept_at, kept_room, kept_size;
    char digits[24];
};

/* ---- rows ---- */

static void forget_rows(struct stmt *s)
{
    PQclear(s->now);
    s->now = NULL;
    for (; s->kept_at < s->kept_n; s->kept_at++) PQclear(s->kept[s->kept_at]);
    mem_free(s->kept);
    s->kept = NULL;
    s->kept_n = s->kept_at = s->kept_room = s->kept_size = 0;
}

/* What is left on the way to this statement is thrown away. */
static void stop(struct stmt *s)
{
    if (s->stage != COMING) return;
    for (PGresult *r; (r = PQgetResult(s->l->c));) PQclear(r);
    s->l->streaming = NULL;
    s->stage = ENDED;
}

/* The next row or the end, from the server. */
static enum outcome take(struct stmt *s, PGresult **row)
{
    struct link *l = s->l;
    PGresult *r = PQgetResult(l->c);
    enum outcome o = pg_outcome(l, r);
    if (o == OUT_ROW) {
        *row = r;
        return o;
    }
    if (o == OUT_DONE) {
        int64_t n;
        l->changed = str_int(str_c(PQcmdTuples(r)), &n) ? n : 0;
    }
    PQclear(r);
    stop(s);
    s->end = o;
    return o;
}

/* I1: the connection is free for another statement. */
static enum outcome make_room(struct link *l)
{
    struct stmt *s = l->streaming;
    if (!s) return OUT_DONE;
    int64_t changed = l->changed;
    PGresult *row;
    while (take(s, &row) == OUT_ROW) {
        if (s->kept_n == s->kept_room) {
            size_t room = s->kept_room ? s->kept_room * 2 : 64;
            PGresult **more = mem_grow(s->kept, room * sizeof *more);
            if (more) { s->kept = more; s->kept_room = room; }
        }
        s->kept_size += PQresultMemorySize(row);
        if (s->kept_n == s->kept_room || s->kept_size > KEPT_MOST) {
            PQclear(row);
            stop(s);
            s->end = OUT_MEMORY;
            snprintf(l->words, sizeof l->words, "a list is too long to be kept while another statement runs");
            return OUT_DONE;
        }
        s->kept[s->kept_n++] = row;
    }
    l->changed = changed;
    return OUT_DONE;
}

/* ---- preparing ---- */

/* ?1 as $1, outside of quoted text. */
static char *translate(const char *text)
{
    size_t n = strlen(text);
    char *out = n < TEXT_MOST ? mem_get(n + 1) : NULL;
    bool quoted = false;
    for (size_t i = 0; out && i <= n; i++) {
        if (text[i] == '\'') quoted = !quoted;
        out[i] = text[i] == '?' && !quoted ? '$' : text[i];
    }
    return out;
}

static bool is_word(const char *p, const char *from, const char *word)
{
    size_t n = strlen(word);
    if (strncmp(p, word, n)) return false;
    const char *around = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
    return (p == from || !strchr(around, p[-1])) && (!p[n] || !strchr(around, p[n]));
}

/* By the words that change something; the server sees to it besides, as readers' sessions are read only. */
static bool is_of_kind(const char *text, enum sql_kind kind)
{
    static const char *const changing[] = { "INSERT", "UPDATE", "DELETE" };
    bool quoted = false, writes = false;
    for (const char *p = text; *p; p++) {
        if (*p == '\'') quoted = !quoted;
        for (size_t i = 0; !quoted && i < COUNT(changing); i++) writes |= is_word(p, text, changing[i]);
    }
    bool reads = is_word(text, text, "SELECT") || is_word(text, text, "WITH");
    return writes ? kind == SQL_WRITE : reads && kind == SQL_READ;
}

static bool is_known(Oid type)
{
    static const Oid known[] = { OID_BOOL, OID_BYTEA, OID_INT8, OID_INT2, OID_INT4, OID_TEXT, OID_NUMERIC };
    for (size_t i = 0; i < COUNT(known); i++)
        if (type == known[i]) return true;
    return false;
}

/* The types that the server found. *small: a parameter was taken for a shorter number than ours are. */
static enum outcome learn(struct stmt *s, const PGresult *r, bool *small)
{
    enum outcome o = pg_outcome(s->l, r);
    *small = false;
    if (o == OUT_DONE) {
        s->params = PQnparams(r);
        s->columns = PQnfields(r);
        if (s->params > PARAMS_MOST) o = OUT_FAULT;
    }
    if (o == OUT_DONE && !s->type) {
        s->type = mem_get(((size_t)s->params + (size_t)s->columns + 1) * sizeof *s->type);
        s->value = mem_get(((size_t)s->params + 1) * sizeof *s->value);
        if (!s->type || !s->value) o = OUT_MEMORY;
        if (s->value) memset(s->value, 0, ((size_t)s->params + 1) * sizeof *s->value);
    }
    for (int i = 0; o == OUT_DONE && i < s->params; i++) {
        s->type[i] = PQparamtype(r, i);
        *small |= s->type[i] == OID_INT4 || s->type[i] == OID_INT2;
    }
    for (int i = 0; o == OUT_DONE && i < s->columns; i++) {
        s->type[s->params + i] = PQftype(r, i);
        if (is_known(PQftype(r, i))) continue;
        snprintf(s->l->words, sizeof s->l->words, "column %d is of type %u", i + 1, PQftype(r, i));
        o = OUT_FAULT;
    }
    return o;
}

/* Numbers are of eight bytes here; where the server thought of four, it is told. */
static enum outcome enlarge(struct stmt *s)
{
    bool small;
    Oid forced[PARAMS_MOST] = { 0 };
    for (int i = 0; i < s->params; i++)
        if (s->type[i] == OID_INT4 || s->type[i] == OID_INT2) forced[i] = OID_INT8;
    snprintf(s->name, sizeof s->name, "s%u", s->l->names++);           /* the first goes with the connection */
    PGresult *r = PQprepare(s->l->c, s->name, s->text, s->params, forced);
    enum outcome o = pg_outcome(s->l, r);
    PQclear(r);
    if (o != OUT_DONE) return o;
    r = PQdescribePrepared(s->l->c, s->name);
    o = learn(s, r, &small);
    PQclear(r);
    return o;
}

/* The answer to one request of several that were sent together. */
static enum outcome answer(struct stmt *s, bool described, bool *small)
{
    PGresult *r = PQgetResult(s->l->c);
    bool passed_over = r && PQresultStatus(r) == PGRES_PIPELINE_ABORTED;
    enum outcome o = passed_over ? OUT_FAULT : described ? learn(s, r, small) : pg_outcome(s->l, r);
    PQclear(r);
    if (r) PQclear(PQgetResult(s->l->c));              /* the NULL behind it */
    return o;
}

/* Each is one request to prepare and one to describe, all of them on one way there and back. */
static enum outcome prepare_together(struct link *l, struct stmt **s, size_t n)
{
    bool small[TOGETHER] = { false };
    enum outcome worst = OUT_DONE;
    assert(n <= TOGETHER);
    if (!PQenterPipelineMode(l->c)) return pg_outcome(l, NULL);
    bool sent = true;
    for (size_t i = 0; i < n && sent; i++)
        sent = PQsendPrepare(l->c, s[i]->name, s[i]->text, 0, NULL) && PQsendDescribePrepared(l->c, s[i]->name);
    sent = sent && PQpipelineSync(l->c);
    for (size_t i = 0; i < n && sent; i++) {
        enum outcome o = answer(s[i], false, NULL);
        enum outcome then = answer(s[i], true, &small[i]);
        s[i]->life = l->life;
        if (worst == OUT_DONE) worst = o != OUT_DONE ? o : then;
    }
    if (sent) PQclear(PQgetResult(l->c));              /* the end of them all */
    if (!PQexitPipelineMode(l->c) || !sent) return pg_outcome(l, NULL);
    for (size_t i = 0; i < n && worst == OUT_DONE; i++)
        if (small[i]) worst = enlarge(s[i]);
    return worst;
}

/* Several at once: closing a link closes hundreds. */
static void give_back(const struct stmt *s)
{
    struct link *l = s->l;
    size_t n = strlen(l->gone);
    snprintf(l->gone + n, sizeof l->gone - n, "DEALLOCATE %s;", s->name);
    if (n < sizeof l->gone - 64 || PQtransactionStatus(l->c) == PQTRANS_INERROR) return;
    if (make_room(l) == OUT_DONE) pg_do(l, l->gone);
    l->gone[0] = 0;
}

static void pg_stmt_close(struct stmt *s)
{
    stop(s);
    forget_rows(s);
    if (s->life == s->l->life) give_back(s);
    for (int i = 0; s->value && i < s->params; i++) mem_free(s->value[i].p);
    mem_free(s->value);
    mem_free(s->type);
    mem_free(s->text);
    mem_free(s);
}

static struct stmt *make(struct link *l, const struct sql *sql)
{
    struct stmt *s = mem_get(sizeof *s);
    if (!s) return NULL;
    *s = (struct stmt){ .l = l, .text = translate(sql->text) };
    snprintf(s->name, sizeof s->name, "s%u", l->names++);
    if (s->text) return s;
    mem_free(s);
    return NULL;
}

static error pg_prepare(struct arena *a, struct link *l, const struct sql *sql, struct stmt **out)
{
    struct stmt *s = make(l, sql);
    if (!s) return outcome_error(a, OUT_MEMORY, sql->name);
    bool of_kind = is_of_kind(sql->text, sql->kind);
    enum outcome o = of_kind ? make_room(l) : OUT_FAULT;
    if (o == OUT_DONE) o = pg_alive(l);
    if (o == OUT_DONE) o = prepare_together(l, &s, 1);
    if (o == OUT_LOST && pg_alive(l) == OUT_DONE) o = prepare_together(l, &s, 1);
    if (o == OUT_DONE) {
        *out = s;
        return NULL;
    }
    error e = outcome_error(a, o, str_z(a, str_fmt(a, "%s: %s", sql->name,
        of_kind ? l->words : "not of the kind that it was declared")));
    pg_stmt_close(s);
    return e;
}

/* Many on one way, which matters when hundreds are prepared at the start. When one of them is wrong, they are prepared
 * one after the other, to say which. */
static error pg_prepare_list(struct arena *a, struct link *l, const struct sql *sql, size_t n, struct stmt **out)
{
    for (size_t from = 0; from < n; from += TOGETHER) {
        size_t some = n - from < TOGETHER ? n - from : TOGETHER;
        bool good = true;
        for (size_t i = 0; i < some; i++) {
            out[from + i] = make(l, &sql[from + i]);
            good = good && out[from + i] && is_of_kind(sql[from + i].text, sql[from + i].kind);
        }
        if (good && prepare_together(l, out + from, some) == OUT_DONE) continue;
        for (size_t i = 0; i < some; i++) {
            if (out[from + i]) pg_stmt_close(out[from + i]);
            out[from + i] = NULL;
            TRY(pg_prepare(a, l, &sql[from + i], &out[from + i]));
        }
    }
    return NULL;
}

/* ---- binding ---- */

static enum outcome bind(struct stmt *s, int at, bool binary, const void *p, size_t n)
{
    if (at > s->params) {
        snprintf(s->l->words, sizeof s->l->words, "there is no parameter %d", at);
        return OUT_FAULT;
    }
    struct value *v = &s->value[at - 1];
    if (n >= INT32_MAX / 2) return OUT_MEMORY;
    if (v->room < n + 1) {
        mem_free(v->p);
        v->p = mem_get(n + 1);
        v->room = v->p ? n + 1 : 0;
        if (!v->p) return OUT_MEMORY;
    }
    if (n) memcpy(v->p, p, n);
    v->p[n] = 0;
    v->n = (int)n;
    v->binary = binary;
    v->null = false;
    return OUT_DONE;
}

static Oid type_of(const struct stmt *s, int at) { return at <= s->params ? s->type[at - 1] : 0; }

static enum outcome pg_bind_text(struct stmt *s, int at, struct str v)
{
    return bind(s, at, type_of(s, at) == OID_TEXT || type_of(s, at) == OID_BYTEA, v.p, v.n);
}

static enum outcome pg_bind_blob(struct stmt *s, int at, struct bytes v) { return bind(s, at, true, v.p, v.n); }

static enum outcome pg_bind_int(struct stmt *s, int at, int64_t n)
{
    unsigned char eight[8];
    char digits[24];
    if (type_of(s, at) != OID_INT8)
        return bind(s, at, false, digits, (size_t)snprintf(digits, sizeof digits, "%lld", (long long)n));
    for (int i = 0; i < 8; i++) eight[i] = (unsigned char)((uint64_t)n >> (56 - 8 * i));
    return bind(s, at, true, eight, sizeof eight);
}

static enum outcome pg_bind_null(struct stmt *s, int at)
{
    enum outcome o = bind(s, at, false, "", 0);
    if (o == OUT_DONE) s->value[at - 1].null = true;
    return o;
}

/* ---- running ---- */

static enum outcome send(struct stmt *s)
{
    struct link *l = s->l;
    const char *p[PARAMS_MOST];
    int n[PARAMS_MOST], binary[PARAMS_MOST];
    enum outcome o = make_room(l);
    if (o == OUT_DONE) o = pg_alive(l);
    if (o == OUT_DONE && s->life != l->life) o = prepare_together(l, &s, 1);
    if (o != OUT_DONE) return o;
    for (int i = 0; i < s->params; i++) {
        bool null = s->value[i].null || !s->value[i].p;                /* what was not bound is NULL, as in SQLite */
        p[i] = null ? NULL : s->value[i].p;
        n[i] = s->value[i].n;
        binary[i] = s->value[i].binary;
    }
    if (!PQsendQueryPrepared(l->c, s->name, s->params, p, n, binary, 1)) return pg_outcome(l, NULL);
    s->stage = COMING;
    l->streaming = s;
    return PQsetSingleRowMode(l->c) ? OUT_DONE : OUT_FAULT;
}

static enum outcome pg_step(struct stmt *s)
{
    PQclear(s->now);
    s->now = NULL;
    if (s->kept_at < s->kept_n) {
        s->now = s->kept[s->kept_at++];
        return OUT_ROW;
    }
    if (s->stage == ENDED) return s->end;
    bool first = s->stage == READY;
    enum outcome o = first ? send(s) : OUT_DONE;
    if (o == OUT_DONE) o = take(s, &s->now);
    if (o == OUT_LOST && first && pg_alive(s->l) == OUT_DONE) {       /* the server was started again since: I3 */
        o = send(s);
        if (o == OUT_DONE) o = take(s, &s->now);
    }
    if (o != OUT_ROW) {
        s->stage = ENDED;
        s->end = o;
    }
    return o;
}

static void pg_reset(struct stmt *s)
{
    stop(s);
    forget_rows(s);
    s->stage = READY;
    for (int i = 0; i < s->params; i++) {
        s->value[i].null = true;
        if (s->value[i].room < 65536) continue;
        mem_free(s->value[i].p);                                       /* a file is not kept behind a statement */
        s->value[i].p = NULL;
        s->value[i].room = 0;
    }
}

/* ---- columns ---- */

static int64_t number(const unsigned char *p, int n)
{
    uint64_t v = n && p[0] & 0x80 ? UINT64_MAX : 0;
    for (int i = 0; i < n; i++) v = v << 8 | p[i];
    return (int64_t)v;
}

/* A sum: digits of base 10,000 behind their count, the weight of the first, the sign and the scale. Whole numbers only:
 * a statement that divides a sum is our own mistake, it gives something else in SQLite. */
static int64_t numeric(const unsigned char *p)
{
    int digits = (int)number(p, 2), weight = (int)number(p + 2, 2);
    bool minus = number(p + 4, 2) != 0;
    int64_t v = 0;
    for (int i = 0; i < digits || i <= weight; i++) {
        int64_t digit = i < digits ? number(p + 8 + 2 * i, 2) : 0;
        assert(i <= weight || !digit);
        if (i > weight) continue;
        if (__builtin_mul_overflow(v, 10000, &v) || __builtin_add_overflow(v, minus ? -digit : digit, &v))
            return minus ? INT64_MIN : INT64_MAX;
    }
    return v;
}

static int64_t pg_column_int(struct stmt *s, int at)
{
    const unsigned char *p = (const unsigned char *)PQgetvalue(s->now, 0, at);
    int64_t n = 0;
    if (PQgetisnull(s->now, 0, at)) return 0;
    switch (s->type[s->params + at]) {
    case OID_BOOL: case OID_INT2: case OID_INT4: case OID_INT8: return number(p, PQgetlength(s->now, 0, at));
    case OID_NUMERIC: return numeric(p);
    default: break;
    }
    struct str text = { (const char *)p, (size_t)PQgetlength(s->now, 0, at) };
    return str_int(text, &n) ? n : 0;
}

static struct bytes pg_column(struct stmt *s, int at)
{
    Oid type = s->type[s->params + at];
    if (PQgetisnull(s->now, 0, at)) return (struct bytes){ 0 };
    if (type == OID_TEXT || type == OID_BYTEA)
        return (struct bytes){ (const unsigned char *)PQgetvalue(s->now, 0, at), (size_t)PQgetlength(s->now, 0, at) };
    int n = snprintf(s->digits, sizeof s->digits, "%lld", (long long)pg_column_int(s, at));
    return (struct bytes){ (const unsigned char *)s->digits, (size_t)n };
}

static int pg_columns(struct stmt *s) { return s->columns; }
static int64_t pg_changed(struct link *l) { return l->changed; }
static const char *pg_trouble(struct link *l) { return l->words; }

/* ---- transactions ---- */

static bool pg_in_transaction(struct link *l)
{
    PGTransactionStatusType is = PQtransactionStatus(l->c);
    return is == PQTRANS_INTRANS || is == PQTRANS_INERROR || is == PQTRANS_ACTIVE;
}

static enum outcome begin(struct link *l)
{
    static const char text[] = "BEGIN; SELECT pg_advisory_xact_lock(" LOCK ")";           /* I2 */
    l->in_turn = false;
    enum outcome o = pg_alive(l);
    if (o == OUT_DONE) o = pg_do(l, text);
    if (o == OUT_LOST && pg_alive(l) == OUT_DONE) o = pg_do(l, text);
    l->in_turn = o == OUT_DONE;
    return o;
}

/* Lost while committing: kept or not, nobody knows. A transaction that failed before answers COMMIT with ROLLBACK. */
static enum outcome commit(struct link *l)
{
    PGresult *r = PQexec(l->c, "COMMIT");
    enum outcome o = pg_outcome(l, r);
    if (o == OUT_DONE && strcmp(PQcmdStatus(r), "COMMIT") != 0) o = OUT_BUSY;
    PQclear(r);
    l->in_turn = false;
    return o == OUT_LOST ? OUT_UNSURE : o;
}

static enum outcome pg_turn(struct link *l, enum turn t)
{
    static const char *const words[] = {
        [TURN_ROLLBACK] = "ROLLBACK", [TURN_SAVE] = "SAVEPOINT job", [TURN_KEEP] = "RELEASE job",
        [TURN_UNDO] = "ROLLBACK TO job; RELEASE job",
    };
    static const char *const steps[] = {
        [TURN_BEGIN] = "SAVEPOINT step", [TURN_COMMIT] = "RELEASE step",
        [TURN_ROLLBACK] = "ROLLBACK TO step; RELEASE step",
    };
    enum outcome o = make_room(l);
    if (o != OUT_DONE) return o;
    if (l->rehearsing && t <= TURN_ROLLBACK) return pg_do(l, steps[t]);
    if (t == TURN_BEGIN) return begin(l);
    if (t == TURN_LOOK) {
        o = pg_do(l, "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        l->in_turn = o == OUT_DONE;
        return o;
    }
    if (t == TURN_COMMIT) return commit(l);
    if (t == TURN_ROLLBACK) l->in_turn = false;
    return pg_do(l, words[t]);
}

/* ---- whole-database work ---- */

static enum outcome pg_script(struct link *l, const char *text)
{
    enum outcome o = pg_do(l, "SET LOCAL statement_timeout = 0");
    return o == OUT_DONE ? pg_do(l, text) : o;
}

static bool pg_is_empty(struct link *l)
{
    PGresult *r = PQexec(l->c, "SELECT 1 FROM pg_class WHERE relnamespace = current_schema()::regnamespace LIMIT 1");
    bool empty = PQresultStatus(r) == PGRES_TUPLES_OK && !PQntuples(r);
    PQclear(r);
    return empty;
}

/* References are never broken here, not even within a transaction. */
static error pg_check(struct arena *a, struct link *l) { (void)a; (void)l; return NULL; }

/* In a transaction that is undone: this engine undoes changes of tables as well. */
static error pg_rehearse(struct arena *a, struct link *l, error (*work)(struct arena *, struct link *, void *),
    void *arg)
{
    enum outcome o = begin(l);
    if (o != OUT_DONE) return outcome_error(a, o, l->words);
    l->rehearsing = true;
    error e = work(a, l, arg);
    l->rehearsing = false;
    o = pg_turn(l, TURN_ROLLBACK);
    return e || o == OUT_DONE ? e : outcome_error(a, o, l->words);
}

static void pg_tidy(struct link *l, bool closing) { (void)l; (void)closing; }

static enum outcome pg_long_work(struct link *l) { return pg_do(l, "SET LOCAL statement_timeout = 0"); }

/* Our references are not deferrable; within this transaction they are made so, and back. */
static enum outcome pg_defer_references(struct link *l, bool on)
{
#define EACH_REFERENCE(how) \
    "DO $$ DECLARE r RECORD; BEGIN FOR r IN SELECT conname, conrelid::regclass::text AS t FROM pg_constraint" \
    " WHERE contype = 'f' AND connamespace = 'public'::regnamespace LOOP" \
    " EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I " how "', r.t, r.conname); END LOOP; END $$"
    enum outcome o = make_room(l);
    if (o == OUT_DONE && !on) o = pg_do(l, "SET CONSTRAINTS ALL IMMEDIATE");
    if (o != OUT_DONE) return o;
    return pg_do(l, on ? EACH_REFERENCE("DEFERRABLE INITIALLY DEFERRED") : EACH_REFERENCE("NOT DEFERRABLE"));
#undef EACH_REFERENCE
}

static const struct sql tables_sql = { "tables",
    "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1", SQL_READ };
static const struct sql columns_sql = { "columns",
    "SELECT a.attname::text, CASE a.atttypid WHEN 20 THEN 'BIGINT' WHEN 25 THEN 'TEXT' WHEN 17 THEN 'BYTEA' ELSE '' END"
    ", coalesce(array_position(i.indkey::int2[], a.attnum) + 1, 0)"
    " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
    " LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary"
    " WHERE c.relname = ?1 AND c.relnamespace = 'public'::regnamespace"
    " AND a.attnum > 0"
    " AND NOT a.attisdropped ORDER BY a.attnum", SQL_READ };

const struct driver driver_postgres = {
    .name = "postgresql",
    .exists = pg_exists, .discard = pg_discard, .open = pg_open, .close = pg_close,
    .prepare = pg_prepare, .prepare_list = pg_prepare_list, .stmt_close = pg_stmt_close,
    .bind_text = pg_bind_text, .bind_blob = pg_bind_blob, .bind_int = pg_bind_int, .bind_null = pg_bind_null,
    .step = pg_step, .reset = pg_reset,
    .column = pg_column, .column_int = pg_column_int, .columns = pg_columns, .changed = pg_changed,
    .turn = pg_turn, .in_transaction = pg_in_transaction, .trouble = pg_trouble,
    .script = pg_script, .is_empty = pg_is_empty, .check = pg_check, .rehearse = pg_rehearse, .tidy = pg_tidy,
    .tables = &tables_sql, .columns_of = &columns_sql, .long_work = pg_long_work,
    .defer_references = pg_defer_references,
};
