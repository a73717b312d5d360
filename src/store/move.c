/* move.c - a whole database into an empty one, of the same engine or another: every table, in one transaction, compared
 * by content before it counts.
 *
 * I1  the source is only read; its lock is held, so no other program writes while it is read, or for a copy one
 *     moment of it is looked at.
 * I2  the target is empty before, or is refilled: it holds everything or what it held, also when this process is
 *     killed.
 * I3  content is compared as a hash of all rows in the order of the primary key, computed from what each engine gives
 *     back: not from what was handed to it.
 * The only place where SQL is put together: from the names of tables and columns of our own schema, because a list by
 * hand would soon forget one. Nothing that a person typed is ever in it. */
#include "store/move.h"
#include "base/machine.h"
#include "store/driver.h"
#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

enum { COLUMNS_MOST = 90, HASH = STORE_MOVE_HASH, KEY_FILE_MOST = 4096 };
enum column_type { COLUMN_INT, COLUMN_TEXT, COLUMN_BYTES };

struct column { struct str name; enum column_type type; int64_t key; };
struct table { struct str name; struct column *column; size_t n; };
enum how { MOVE, COPY, REFILL };
struct side { const struct driver *d; struct link *l; const char *url, *shown; bool open, in_turn, looks; };
struct move {
    struct arena *a; enum how how; struct side from, to; bool made, done; struct table *table; size_t tables;
};

static void side_end(struct side *s)
{
    if (s->in_turn) s->d->turn(s->l, TURN_ROLLBACK);
    if (s->open) s->d->close(s->l);
    s->open = s->in_turn = false;
}

static void move_end(void *what)
{
    struct move *m = what;
    side_end(&m->from);
    bool gone = m->made && m->to.open && !m->done;
    side_end(&m->to);
    if (gone) m->to.d->discard(m->to.url);             /* the empty file that was made for it */
    m->made = false;
}

static error side_error(struct arena *a, const struct side *s, enum outcome o)
{
    return outcome_error(a, o, s->d->trouble(s->l));
}
#define DO(a, side, call) do { enum outcome o_ = (call); if (o_ != OUT_DONE) return side_error(a, side, o_); } while (0)

/* ---- opening ---- */

static error side_open(struct arena *a, struct side *s)
{
    struct open_trouble trouble;
    enum outcome o = s->d->open(s->url, s->looks ? LINK_READER : LINK_WRITER, &s->l, &trouble);
    if (o != OUT_DONE) return open_error(a, s->shown, o, &trouble);
    s->open = true;
    return NULL;
}

static error begin(struct arena *a, struct side *s)
{
    DO(a, s, s->d->turn(s->l, s->looks ? TURN_LOOK : TURN_BEGIN));
    s->in_turn = true;
    DO(a, s, s->d->long_work(s->l));
    return NULL;
}

/* One that is there already, of this version. */
static error open_known(struct arena *a, struct side *s, const struct migrations *all)
{
    if (!s->d->exists(s->url))
        return FAIL(a, ERR_INPUT, "Không có cơ sở dữ liệu tại “%s”. Kiểm tra lại đường dẫn.", s->shown);
    TRY(side_open(a, s));
    return migrate(a, s->d, s->l, all, false);
}

static error open_both(struct move *m, const struct migrations *all)
{
    struct arena *a = m->a;
    if (m->how == REFILL) {
        TRY(open_known(a, &m->from, all));
        TRY(open_known(a, &m->to, all));
        TRY(begin(a, &m->from));
        return begin(a, &m->to);
    }
    if (!m->from.d->exists(m->from.url))
        return FAIL(a, ERR_INPUT, "Không có cơ sở dữ liệu tại “%s”. Kiểm tra lại đường dẫn.", m->from.shown);
    if (!store_is_free(m->to.url))
        return FAIL(a, ERR_CONFLICT,
            "Nơi đến “%s” đã có dữ liệu nên không chuyển vào đó. Chọn nơi còn trống.", m->to.shown);
    TRY(open_known(a, &m->from, all));
    m->made = !m->to.d->exists(m->to.url);
    TRY(side_open(a, &m->to));
    if (!m->to.d->is_empty(m->to.l))
        return FAIL(a, ERR_CONFLICT,
            "Nơi đến “%s” đã có dữ liệu nên không chuyển vào đó. Chọn nơi còn trống.", m->to.shown);
    TRY(begin(a, &m->from));
    return begin(a, &m->to);
}

/* ---- what there is ---- */

static struct str text_of(struct move *m, struct stmt *s, int at)
{
    struct bytes b = m->from.d->column(s, at);
    return str_copy(m->a, (struct str){ (const char *)b.p, b.n });
}

static error read_columns(struct move *m, struct table *t)
{
    const struct driver *d = m->from.d;
    struct stmt *s;
    t->column = NEW_N(m->a, struct column, COLUMNS_MOST);
    TRY(d->prepare(m->a, m->from.l, d->columns_of, &s));
    enum outcome o = d->bind_text(s, 1, t->name);
    while ((o == OUT_DONE || o == OUT_ROW) && (o = d->step(s)) == OUT_ROW) {
        struct str type = text_of(m, s, 1);
        assert(t->n < COLUMNS_MOST);
        struct column c = { text_of(m, s, 0), COLUMN_INT, d->column_int(s, 2) };
        if (str_is(type, S("TEXT"))) c.type = COLUMN_TEXT;
        else if (str_is(type, S("BYTEA"))) c.type = COLUMN_BYTES;
        else assert(str_is(type, S("BIGINT")));        /* tools/dialect.sh */
        t->column[t->n++] = c;
    }
    d->stmt_close(s);
    return o == OUT_DONE ? NULL : side_error(m->a, &m->from, o);
}

static error read_tables(struct move *m)
{
    const struct driver *d = m->from.d;
    struct stmt *s;
    enum outcome o;
    TRY(d->prepare(m->a, m->from.l, d->tables, &s));
    while ((o = d->step(s)) == OUT_ROW) {
        m->table = arena_grow(m->a, m->table, m->tables * sizeof *m->table, (m->tables + 1) * sizeof *m->table);
        m->table[m->tables++] = (struct table){ .name = text_of(m, s, 0) };
    }
    d->stmt_close(s);
    if (o != OUT_DONE) return side_error(m->a, &m->from, o);
    for (size_t i = 0; i < m->tables; i++) TRY(read_columns(m, &m->table[i]));
    return NULL;
}

/* ---- one table ---- */

static void add_names(struct buf *b, const struct table *t, const char *before)
{
    for (size_t i = 0; i < t->n; i++) buf_fmt(b, "%s%.*s", i ? ", " : before, STR(t->column[i].name));
}

/* In the order of the primary key; a table without one in the order of all columns. */
static struct sql select_of(struct arena *a, const struct table *t)
{
    struct buf b = buf_open(a);
    int64_t keys = 0;
    add_names(&b, t, "SELECT ");
    buf_fmt(&b, " FROM %.*s ORDER BY ", STR(t->name));
    for (size_t i = 0; i < t->n; i++) keys += t->column[i].key > 0;
    for (int64_t k = 1; k <= keys; k++)
        for (size_t i = 0; i < t->n; i++)
            if (t->column[i].key == k) buf_fmt(&b, "%s%.*s", k > 1 ? ", " : "", STR(t->column[i].name));
    if (!keys) add_names(&b, t, "");
    return (struct sql){ "move: read", str_z(a, buf_done(&b)), SQL_READ };
}

static struct sql insert_of(struct arena *a, const struct table *t)
{
    struct buf b = buf_open(a);
    buf_fmt(&b, "INSERT INTO %.*s", STR(t->name));
    add_names(&b, t, " (");
    buf_c(&b, ") VALUES (");
    for (size_t i = 0; i < t->n; i++) buf_fmt(&b, "%s?%zu", i ? ", " : "", i + 1);
    buf_c(&b, ")");
    return (struct sql){ "move: write", str_z(a, buf_done(&b)), SQL_WRITE };
}

static void eat(crypto_generichash_state *h, unsigned char tag, const void *p, size_t n)
{
    unsigned char head[9] = { tag };
    for (int i = 0; i < 8; i++) head[1 + i] = (unsigned char)((uint64_t)n >> 8 * i);
    crypto_generichash_update(h, head, sizeof head);
    if (n) crypto_generichash_update(h, p, n);
}

/* Column i of the row into the hash and, when there is one, into the statement that writes. */
static enum outcome pass(const struct side *from, struct stmt *s, const struct column *c, int i,
    crypto_generichash_state *h, const struct side *to, struct stmt *write)
{
    struct bytes b = from->d->column(s, i);
    if (!b.p) {
        eat(h, 'n', NULL, 0);
        return write ? to->d->bind_null(write, i + 1) : OUT_DONE;
    }
    if (c->type == COLUMN_INT) {
        int64_t n = from->d->column_int(s, i);
        eat(h, 'i', &n, sizeof n);
        return write ? to->d->bind_int(write, i + 1, n) : OUT_DONE;
    }
    eat(h, c->type == COLUMN_TEXT ? 't' : 'b', b.p, b.n);
    if (!write) return OUT_DONE;
    if (c->type == COLUMN_BYTES) return to->d->bind_blob(write, i + 1, b);
    return to->d->bind_text(write, i + 1, (struct str){ (const char *)b.p, b.n });
}

struct content { int64_t rows; unsigned char hash[HASH]; };

/* Reads a table of one side; write: a statement of the other that takes each row. */
static error walk(struct arena *a, const struct side *from, const struct table *t, const struct side *to,
    struct stmt *write, struct content *out)
{
    crypto_generichash_state h;
    struct sql sql = select_of(a, t);
    struct stmt *s;
    enum outcome o, written = OUT_DONE;
    *out = (struct content){ 0 };
    crypto_generichash_init(&h, NULL, 0, HASH);
    TRY(from->d->prepare(a, from->l, &sql, &s));
    while (written == OUT_DONE && (o = from->d->step(s)) == OUT_ROW) {
        for (size_t i = 0; i < t->n && written == OUT_DONE; i++)
            written = pass(from, s, &t->column[i], (int)i, &h, to, write);
        if (write && written == OUT_DONE) written = to->d->step(write);
        if (write) to->d->reset(write);
        out->rows++;
    }
    error e = written != OUT_DONE ? side_error(a, to, written) : o != OUT_DONE ? side_error(a, from, o) : NULL;
    from->d->stmt_close(s);
    crypto_generichash_final(&h, out->hash, HASH);
    return e;
}

static error move_table(struct move *m, const struct table *t, struct content *out)
{
    struct sql sql = insert_of(m->a, t);
    struct stmt *write;
    struct content there;
    TRY(m->to.d->prepare(m->a, m->to.l, &sql, &write));
    error e = walk(m->a, &m->from, t, &m->to, write, out);
    m->to.d->stmt_close(write);
    if (e) return e;
    TRY(walk(m->a, &m->to, t, NULL, NULL, &there));                    /* I3 */
    if (there.rows == out->rows && !memcmp(there.hash, out->hash, HASH)) return NULL;
    return FAIL(m->a, ERR_FAULT,
        "Bảng %.*s ở nơi đến khác với nguồn nên đã dừng; nơi đến vẫn trống, nguồn vẫn nguyên.", STR(t->name));
}

/* ---- the key and the mark of the audit ---- */

static error copy_beside(struct move *m, const char *ending, const char **made)
{
    struct arena *a = m->a;
    struct bytes content;
    const char *from = str_z(a, str_fmt(a, "%s%s", store_url_files(a, m->from.url), ending));
    const char *to = str_z(a, str_fmt(a, "%s%s", store_url_files(a, m->to.url), ending));
    error e = file_read(a, from, KEY_FILE_MOST, &content);
    *made = NULL;
    if (e) return e->kind == ERR_MISSING && strcmp(ending, ".key") ? NULL : e;
    int fd = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return FAIL(a, ERR_CONFLICT,
            "Không tạo được tệp “%s” đi cùng cơ sở dữ liệu mới. Chuyển tệp cũ cùng tên đi nơi khác, "
            "hoặc kiểm tra quyền ghi của thư mục.", to);
    *made = to;
    bool good = write(fd, content.p, content.n) == (ssize_t)content.n && !fsync(fd);
    close(fd);
    return good ? NULL : FAIL(a, ERR_FAULT, "Chưa ghi được tệp “%s”. Kiểm tra chỗ trống của ổ đĩa.", to);
}

static error finish(struct move *m)
{
    const char *key = NULL, *head = NULL;
    error e = m->how == MOVE ? copy_beside(m, ".key", &key) : NULL;
    if (!e && m->how == MOVE) e = copy_beside(m, ".head", &head);
    enum outcome o = e ? OUT_DONE : m->to.d->turn(m->to.l, TURN_COMMIT);
    if (!e && o != OUT_DONE) e = side_error(m->a, &m->to, o);
    m->done = o == OUT_UNSURE || !e;
    if (m->done) m->to.in_turn = false;
    if (!e || o == OUT_UNSURE) return e;               /* when it may be there, its key must be */
    if (key) unlink(key);
    if (head) unlink(head);
    return e;
}

static error empty_table(struct move *m, const struct table *t)
{
    struct sql sql = { "move: empty", str_z(m->a, str_fmt(m->a, "DELETE FROM %.*s", STR(t->name))), SQL_WRITE };
    struct stmt *s;
    TRY(m->to.d->prepare(m->a, m->to.l, &sql, &s));
    enum outcome o = m->to.d->step(s);
    m->to.d->stmt_close(s);
    return o == OUT_DONE ? NULL : side_error(m->a, &m->to, o);
}

static error move_all(struct move *m, store_move_told *told, void *arg)
{
    struct arena *a = m->a;
    struct migrations all = migrations_of_program(a);
    TRY(open_both(m, &all));
    if (m->how != REFILL) TRY(migrate_within(a, m->to.d, m->to.l, &all));
    TRY(read_tables(m));
    DO(a, &m->to, m->to.d->defer_references(m->to.l, true));
    for (size_t i = 0; m->how == REFILL && i < m->tables; i++) TRY(empty_table(m, &m->table[i]));
    for (size_t i = 0; i < m->tables; i++) {
        struct content content;
        TRY(move_table(m, &m->table[i], &content));
        told(arg, m->table[i].name, content.rows, content.hash);
    }
    DO(a, &m->to, m->to.d->defer_references(m->to.l, false));
    TRY(m->to.d->check(a, m->to.l));
    return finish(m);
}

static error run(struct arena *a, enum how how, const char *from, const char *to, store_move_told *told, void *arg)
{
    struct move *m = NEW(a, struct move);
    *m = (struct move){ .a = a, .how = how,
        .from = { .d = driver_of(from), .url = from, .shown = store_url_shown(a, from), .looks = how == COPY },
        .to = { .d = driver_of(to), .url = to, .shown = store_url_shown(a, to) } };
    arena_defer(a, move_end, m);                       /* when memory runs out on the way */
    error e = move_all(m, told, arg);
    move_end(m);
    return e;
}

error store_move(struct arena *a, const char *from, const char *to, store_move_told *told, void *arg)
{
    return run(a, MOVE, from, to, told, arg);
}

error store_copy(struct arena *a, const char *from, const char *to, store_move_told *told, void *arg)
{
    return run(a, COPY, from, to, told, arg);
}

error store_refill(struct arena *a, const char *from, const char *to, store_move_told *told, void *arg)
{
    return run(a, REFILL, from, to, told, arg);
}

static error look_at_all(struct move *m, store_move_told *told, void *arg)
{
    struct migrations all = migrations_of_program(m->a);
    TRY(open_known(m->a, &m->from, &all));
    TRY(begin(m->a, &m->from));
    TRY(m->from.d->check(m->a, m->from.l));
    TRY(read_tables(m));
    for (size_t i = 0; i < m->tables; i++) {
        struct content content;
        TRY(walk(m->a, &m->from, &m->table[i], NULL, NULL, &content));
        told(arg, m->table[i].name, content.rows, content.hash);
    }
    return NULL;
}

error store_contents(struct arena *a, const char *url, store_move_told *told, void *arg)
{
    struct move *m = NEW(a, struct move);
    *m = (struct move){ .a = a, .how = COPY,
        .from = { .d = driver_of(url), .url = url, .shown = store_url_shown(a, url), .looks = true } };
    arena_defer(a, move_end, m);
    error e = look_at_all(m, told, arg);
    move_end(m);
    return e;
}
