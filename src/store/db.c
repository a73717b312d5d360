/* db.c - handles, running statements, and the one writer that commits in groups.
 *
 * I1  a handle is used by one thread at a time: a reader's by the thread that asked for it, the writer's by the writer.
 * I2  an arena belongs to the caller; the writer touches it only inside arena_run, while the caller waits.
 * I3  no statement of a job is open when its savepoint is kept or undone.
 * I4  a job of which a statement failed fails, whatever it answers: PostgreSQL would not go on with it.
 * I5  a caller is told "done" only after COMMIT returned; all jobs of a group that could not commit are told so.
 *
 * Owns the writer thread and every handle. Must never build SQL. */
#include "store/db.h"
#include "base/machine.h"
#include "store/driver.h"
#include "store/pg_url.h"
#include "vn/text.h"
#include <pthread.h>
#include <stdatomic.h>

enum { GROUP_MOST = 64, LISTS_MOST = 64 };

enum { NEXT_ID };
static const struct sql own_sql[] = {
    [NEXT_ID] = { "next id",
        "INSERT INTO sequence (name, next) VALUES (?1, 2)"
        " ON CONFLICT (name) DO UPDATE SET next = sequence.next + 1 RETURNING next - 1", SQL_WRITE },
};
static struct sql_list own = SQL_LIST(own_sql);

struct slot { struct stmt *stmt; bool busy; };
struct db {
    struct store *store;
    struct link *link;
    enum link_mode mode;
    struct slot *slot;                    /* one a declared statement; filled at first use */
    struct rows *open;                    /* what is running, newest first */
    error spoiled;                        /* the first statement of the job that failed; in the caller's arena */
    struct db *older;                     /* the store's readers */
};

struct rows {
    struct arena *a;
    struct db *db;
    const struct sql *sql;
    struct stmt *stmt;
    struct slot *slot;                    /* NULL: prepared for this use alone, because the slot was busy */
    struct rows *newer, *older;
    error wrong;
    int bound, columns;
    bool stepped, ended;
    int64_t changed;
};

struct job {
    struct arena *a;
    db_job run, ride;
    void *arg, *ride_arg;
    enum language language;
    struct db *db;
    error result;                         /* of the job itself */
    enum outcome commit;                  /* of its group */
    bool told;
    struct job *next;
};

struct store {
    const struct driver *driver;
    const char *url, *shown, *files;
    struct sql_list *const *lists;        /* the program's, and `own` behind them */
    size_t list_count;
    int slots;
    void *attached;
    struct db writer;
    pthread_t thread;
    pthread_mutex_t lock;                 /* of everything below */
    pthread_cond_t work, told;
    struct job *first, **last;
    bool running, closing;
    struct db *readers;
    pthread_key_t reader;                 /* this thread's struct db */
    atomic_int_fast64_t version;
};

/* a list keeps its numbers for the life of the process, whichever store opens with it */
static pthread_mutex_t numbering = PTHREAD_MUTEX_INITIALIZER;
static int numbered = 1;

static _Thread_local struct { struct arena *a; db_job run; void *arg; } ride;

/* ---- handles ---- */

static void rows_close(struct rows *r)
{
    if (r->ended) return;
    r->ended = true;
    if (r->newer) r->newer->older = r->older;
    else r->db->open = r->older;
    if (r->older) r->older->newer = r->newer;
    if (!r->stmt) return;
    r->db->store->driver->reset(r->stmt);
    if (r->slot) r->slot->busy = false;
    else r->db->store->driver->stmt_close(r->stmt);
}

static void handle_close(struct db *db)
{
    while (db->open) rows_close(db->open);
    for (int i = 0; db->slot && i < db->store->slots; i++)
        if (db->slot[i].stmt) db->store->driver->stmt_close(db->slot[i].stmt);
    mem_free(db->slot);
    db->slot = NULL;
    if (db->link) db->store->driver->close(db->link);
    db->link = NULL;
}

static bool slots_make(struct db *db)
{
    size_t size = size_mul(sizeof *db->slot, (size_t)db->store->slots);
    db->slot = mem_get(size);
    if (db->slot) memset(db->slot, 0, size);
    return db->slot != NULL;
}

/* the thread that owned it has ended */
static void reader_end(void *what)
{
    struct db *db = what;
    struct store *s = db->store;
    pthread_mutex_lock(&s->lock);
    for (struct db **at = &s->readers; *at; at = &(*at)->older)
        if (*at == db) { *at = db->older; break; }
    pthread_mutex_unlock(&s->lock);
    handle_close(db);
    mem_free(db);
}

/* Errors here outlive any request, so they are fixed sentences. */
static const struct err reader_no_memory = { .kind = ERR_MEMORY, .at = AT,
    .said = SAID("Máy chủ đang thiếu bộ nhớ nên chưa mở được dữ liệu. Vui lòng thử lại sau ít phút.") };
static const struct err reader_failed = { .kind = ERR_FAULT, .at = AT,
    .said = SAID("Chưa mở được cơ sở dữ liệu để đọc. Vui lòng báo người quản trị hệ thống.") };

error store_reader(struct store *s, struct db **out)
{
    struct db *db = pthread_getspecific(s->reader);
    if (db) { *out = db; return NULL; }
    db = mem_get(sizeof *db);
    if (!db) return &reader_no_memory;
    *db = (struct db){ .store = s, .mode = LINK_READER };
    struct open_trouble trouble;
    enum outcome o = slots_make(db) ? s->driver->open(s->url, LINK_READER, &db->link, &trouble) : OUT_MEMORY;
    error kept = o == OUT_DONE ? NULL : o == OUT_MEMORY ? &reader_no_memory : &reader_failed;
    if (kept == &reader_failed) LOG(LOG_ERROR, "reader: %s", trouble.words);
    if (!kept && pthread_setspecific(s->reader, db)) kept = &reader_no_memory;
    if (kept) {
        handle_close(db);
        mem_free(db);
        return kept;
    }
    pthread_mutex_lock(&s->lock);
    db->older = s->readers;
    s->readers = db;
    pthread_mutex_unlock(&s->lock);
    *out = db;
    return NULL;
}

/* ---- running statements ---- */

static void rows_undo(void *what) { rows_close(what); }

static void spoil(struct rows *r, error e)
{
    r->wrong = e;
    if (!r->db->spoiled) r->db->spoiled = e;
}

static void wrong(struct rows *r, enum outcome o)
{
    if (r->wrong || o == OUT_DONE || o == OUT_ROW) return;
    const char *trouble = r->db->store->driver->trouble(r->db->link);
    spoil(r, outcome_error(r->a, o, str_z(r->a, str_fmt(r->a, "%s: %s", r->sql->name, trouble))));
}

struct rows *db_run(struct arena *a, struct db *db, const struct sql_list *list, int which)
{
    const struct driver *d = db->store->driver;
    assert(list->first > 0 && list->first + (int)list->n <= db->store->slots);     /* declared when the store opened */
    assert(which >= 0 && (size_t)which < list->n);
    struct rows *r = NEW(a, struct rows);
    *r = (struct rows){ .a = a, .db = db, .sql = &list->sql[which], .older = db->open };
    arena_defer(a, rows_undo, r);
    if (db->open) db->open->newer = r;
    db->open = r;
    if (r->sql->kind == SQL_WRITE && db->mode == LINK_READER) {
        r->wrong = FAIL_AS(a, ERR_FAULT, FAIL(a, ERR_FAULT, "%s", r->sql->name),
            "Trang chỉ để xem đã định sửa dữ liệu nên hệ thống ngăn lại. Vui lòng báo người quản trị.");
        return r;
    }
    struct slot *slot = &db->slot[list->first + which];
    struct stmt *alone = NULL;
    if (!slot->stmt) r->wrong = d->prepare(a, db->link, r->sql, &slot->stmt);
    else if (slot->busy) r->wrong = d->prepare(a, db->link, r->sql, &alone);
    if (r->wrong) return r;
    r->slot = alone ? NULL : slot;
    r->stmt = alone ? alone : slot->stmt;
    if (r->slot) slot->busy = true;
    r->columns = d->columns(r->stmt);
    return r;
}

/* What one engine would keep and the other not is refused by both. */
void bind_str(struct rows *r, struct str v)
{
    size_t bad;
    bool text = !(v.n && memchr(v.p, 0, v.n)) && vn_is_utf8((struct bytes){ (const unsigned char *)v.p, v.n }, &bad);
    if (!r->wrong && !text)
        spoil(r, FAIL(r->a, ERR_INPUT,
            "Trong chữ cần lưu có ký tự không dùng được. Xóa các ký tự lạ, hoặc gõ lại đoạn ấy rồi làm lại."));
    if (!r->wrong) wrong(r, r->db->store->driver->bind_text(r->stmt, ++r->bound, v));
}

void bind_bytes(struct rows *r, struct bytes v)
{
    if (!r->wrong) wrong(r, r->db->store->driver->bind_blob(r->stmt, ++r->bound, v));
}

void bind_int(struct rows *r, int64_t v)
{
    if (!r->wrong) wrong(r, r->db->store->driver->bind_int(r->stmt, ++r->bound, v));
}

void bind_null(struct rows *r)
{
    if (!r->wrong) wrong(r, r->db->store->driver->bind_null(r->stmt, ++r->bound));
}

void bind_id(struct rows *r, int64_t id)
{
    if (id) bind_int(r, id);
    else bind_null(r);
}

bool rows_next(struct rows *r)
{
    if (r->wrong || r->ended) return false;
    r->stepped = true;
    enum outcome o = r->db->store->driver->step(r->stmt);
    if (o == OUT_ROW) return true;
    if (o == OUT_DONE) r->changed = r->db->store->driver->changed(r->db->link);
    else wrong(r, o);
    rows_close(r);
    return false;
}

error rows_end(struct rows *r)
{
    if (!r->stepped || r->sql->kind == SQL_WRITE)
        while (rows_next(r)) { }
    rows_close(r);
    return r->wrong;
}

int64_t rows_changed(struct rows *r) { return r->changed; }

struct bytes row_bytes(struct rows *r, int column)
{
    assert(!r->ended && column < r->columns);
    struct bytes b = r->db->store->driver->column(r->stmt, column);
    unsigned char *p = arena_get(r->a, b.n + 1);
    if (b.n) memcpy(p, b.p, b.n);
    return (struct bytes){ p, b.n };
}

struct str row_str(struct rows *r, int column)
{
    struct bytes b = row_bytes(r, column);
    return (struct str){ (const char *)b.p, b.n };
}

int64_t row_int(struct rows *r, int column)
{
    assert(!r->ended && column < r->columns);
    return r->db->store->driver->column_int(r->stmt, column);
}

bool row_null(struct rows *r, int column)
{
    assert(!r->ended && column < r->columns);
    return !r->db->store->driver->column(r->stmt, column).p;
}

error db_next_id(struct arena *a, struct db *db, const char *table, int64_t *id)
{
    struct rows *r = db_run(a, db, &own, NEXT_ID);
    bind_str(r, str_c(table));
    if (rows_next(r)) *id = row_int(r, 0);
    return rows_end(r);
}

void *db_attached(struct db *db) { return db->store->attached; }
void store_attach(struct store *s, void *what) { s->attached = what; }
const char *store_shown(const struct store *s) { return s->shown; }
const char *store_files(const struct store *s) { return s->files; }
int64_t store_version(struct store *s) { return atomic_load(&s->version); }

/* ---- the writer ---- */

static error job_body(void *arg)
{
    struct job *j = arg;
    if (j->ride) TRY(j->ride(j->a, j->db, j->ride_arg));
    return j->run(j->a, j->db, j->arg);
}

/* Runs one job in its savepoint. The outcome is that of the engine: not OUT_DONE when the whole group is lost. */
static enum outcome job_do(struct store *s, struct job *j)
{
    const struct driver *d = s->driver;
    enum outcome o = d->turn(s->writer.link, TURN_SAVE);
    if (o != OUT_DONE) return o;
    j->db = &s->writer;
    say_language(j->language);
    s->writer.spoiled = NULL;
    j->result = arena_run(j->a, job_body, j);                                          /* I2 */
    if (!j->result) j->result = s->writer.spoiled;                                     /* I4 */
    while (s->writer.open) rows_close(s->writer.open);                                 /* I3 */
    if (!d->in_transaction(s->writer.link)) return OUT_BUSY;    /* the engine gave it up */
    return d->turn(s->writer.link, j->result ? TURN_UNDO : TURN_KEEP);
}

static void group_run(struct store *s, struct job *group)
{
    const struct driver *d = s->driver;
    bool any = false;
    enum outcome o = d->turn(s->writer.link, TURN_BEGIN);
    for (struct job *j = group; j && o == OUT_DONE; j = j->next) {
        o = job_do(s, j);
        any |= !j->result;
    }
    if (o == OUT_DONE) {
        o = d->turn(s->writer.link, TURN_COMMIT);
        if (o == OUT_FAULT) o = OUT_UNSURE;
    }
    if (o != OUT_DONE) {
        LOG(LOG_ERROR, "a group of writes was not committed: %s", d->trouble(s->writer.link));
        if (d->in_transaction(s->writer.link)) d->turn(s->writer.link, TURN_ROLLBACK);
    } else if (any) {
        atomic_fetch_add(&s->version, 1);
    }
    pthread_mutex_lock(&s->lock);
    for (struct job *j = group, *next; j; j = next) {                                  /* I5 */
        next = j->next;                        /* j is its caller's, and gone once told */
        j->commit = o;
        j->told = true;
    }
    pthread_cond_broadcast(&s->told);
    pthread_mutex_unlock(&s->lock);
}

static struct job *group_take(struct store *s)
{
    pthread_mutex_lock(&s->lock);
    while (!s->first && !s->closing) pthread_cond_wait(&s->work, &s->lock);
    struct job *group = s->first, *end = group;
    for (int n = 1; end && end->next && n < GROUP_MOST; n++) end = end->next;
    if (end) {
        s->first = end->next;
        end->next = NULL;
        if (!s->first) s->last = &s->first;
    }
    pthread_mutex_unlock(&s->lock);
    return group;
}

static void *writer_main(void *arg)
{
    struct store *s = arg;
    for (struct job *group; (group = group_take(s));) {
        group_run(s, group);
        s->driver->tidy(s->writer.link, false);
    }
    return NULL;
}

error db_write(struct arena *a, struct store *s, db_job job, void *arg)
{
    struct job j = { .a = a, .run = job, .arg = arg, .language = say_language_is() };
    bool riding = ride.run && ride.a == a;
    if (riding) { j.ride = ride.run; j.ride_arg = ride.arg; }
    assert(!pthread_equal(pthread_self(), s->thread));
    pthread_mutex_lock(&s->lock);
    assert(!s->closing);
    *s->last = &j;
    s->last = &j.next;
    pthread_cond_signal(&s->work);
    while (!j.told) pthread_cond_wait(&s->told, &s->lock);
    pthread_mutex_unlock(&s->lock);
    if (j.result) return j.result;
    if (j.commit != OUT_DONE) return outcome_error(a, j.commit, "commit");
    if (riding) ride.run = NULL;
    return NULL;
}

static void ride_end(void *what) { if (ride.a == what) ride.run = NULL; }

void db_ride(struct arena *a, db_job job, void *arg)
{
    ride.a = a;
    ride.run = job;
    ride.arg = arg;
    arena_defer(a, ride_end, a);
}

/* ---- opening and closing ---- */

static void number_lists(struct store *s)
{
    pthread_mutex_lock(&numbering);
    for (size_t i = 0; i < s->list_count; i++) {
        if (s->lists[i]->first) continue;
        s->lists[i]->first = numbered;
        numbered += (int)s->lists[i]->n;
    }
    s->slots = numbered;
    pthread_mutex_unlock(&numbering);
}

/* Every declared statement compiles and is of its kind, or the program does not start. */
static error prepare_all(struct arena *a, struct store *s)
{
    for (size_t i = 0; i < s->list_count; i++) {
        const struct sql_list *list = s->lists[i];
        struct stmt **stmt = NEW_N(a, struct stmt *, list->n);
        error e = s->driver->prepare_list(a, s->writer.link, list->sql, list->n, stmt);
        for (size_t k = 0; k < list->n; k++) s->writer.slot[list->first + (int)k].stmt = stmt[k];
        if (e) return e;
    }
    return NULL;
}

/* with the arena, when store_close was not called: work that was left because memory ran out */
static void store_undo(void *what)
{
    struct store *s = what;
    if (s->running) store_close(s);
    else handle_close(&s->writer);
}

const char *store_url_shown(struct arena *a, const char *url)
{
    return pg_url_is(url) ? pg_url_shown(a, url) : str_z(a, str_c(url));
}

const char *store_url_files(struct arena *a, const char *url)
{
    return pg_url_is(url) ? pg_url_files(a, url) : str_z(a, str_c(url));
}

bool store_exists(const char *url) { return driver_of(url)->exists(url); }
void store_discard(const char *url) { driver_of(url)->discard(url); }

bool store_is_free(const char *url)
{
    const struct driver *d = driver_of(url);
    struct open_trouble trouble;
    struct link *l;
    if (!d->exists(url)) return true;
    if (d == &driver_sqlite) return false;
    if (d->open(url, LINK_READER, &l, &trouble) != OUT_DONE) return true;      /* opening it will say why */
    bool empty = d->is_empty(l);
    d->close(l);
    return empty;
}

error store_open(struct arena *a, const char *url, enum store_how how, struct sql_list *const *lists, size_t n,
    struct store **out)
{
    struct store *s = NEW(a, struct store);
    struct sql_list **all = NEW_N(a, struct sql_list *, n + 1);
    for (size_t i = 0; i < n; i++) all[i] = lists[i];
    all[n] = &own;
    *s = (struct store){ .driver = driver_of(url), .url = str_z(a, str_c(url)), .shown = store_url_shown(a, url),
        .files = store_url_files(a, url), .lists = all, .list_count = n + 1,
        .last = &s->first };
    s->writer = (struct db){ .store = s, .mode = LINK_WRITER };
    if (how != STORE_MAKE && !s->driver->exists(url))
        return FAIL(a, ERR_INPUT,
            "Không có cơ sở dữ liệu tại “%s”. Kiểm tra lại đường dẫn, hoặc chạy “giaoban demo” để tạo dữ liệu "
            "mẫu.", s->shown);
    arena_defer(a, store_undo, s);
    struct open_trouble trouble;
    enum outcome opened = s->driver->open(s->url, LINK_WRITER, &s->writer.link, &trouble);
    if (opened != OUT_DONE) return open_error(a, s->shown, opened, &trouble);
    struct migrations all_steps = migrations_of_program(a);
    bool may_change = how == STORE_MAKE || (how == STORE_UPGRADE && !s->driver->is_empty(s->writer.link));
    TRY(migrate(a, s->driver, s->writer.link, &all_steps, may_change));
    number_lists(s);
    if (!slots_make(&s->writer)) return outcome_error(a, OUT_MEMORY, "slots");
    TRY(prepare_all(a, s));
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->work, NULL);
    pthread_cond_init(&s->told, NULL);
    if (pthread_key_create(&s->reader, reader_end))
        return FAIL(a, ERR_FAULT,
            "Máy chủ không còn chỗ để mở thêm cơ sở dữ liệu. Vui lòng khởi động lại chương trình.");
    if (pthread_create(&s->thread, NULL, writer_main, s)) {
        pthread_key_delete(s->reader);
        return FAIL(a, ERR_FAULT,
            "Máy chủ đang thiếu chỗ để ghi dữ liệu nên chưa khởi động được. Vui lòng khởi động lại chương trình.");
    }
    s->running = true;
    *out = s;
    return NULL;
}

void store_close(struct store *s)
{
    s->running = false;
    pthread_mutex_lock(&s->lock);
    s->closing = true;
    pthread_cond_signal(&s->work);
    pthread_mutex_unlock(&s->lock);
    pthread_join(s->thread, NULL);
    pthread_key_delete(s->reader);
    while (s->readers) {
        struct db *db = s->readers;
        s->readers = db->older;
        handle_close(db);
        mem_free(db);
    }
    s->driver->tidy(s->writer.link, true);
    handle_close(&s->writer);
    pthread_cond_destroy(&s->work);
    pthread_cond_destroy(&s->told);
    pthread_mutex_destroy(&s->lock);
}
