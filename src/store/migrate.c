/* migrate.c - brings a database to the newest schema of this program: the numbered files of schema/, in order, each in
 * its own transaction, all of them tried on a copy first.
 *
 * I1  a migration that was applied is never changed afterwards: its meaning (text without comments and blanks)
 * is hashed.
 * I2  the database is never left between two migrations of which only a part ran.
 * Must never touch a database that is newer than the program or is not ours. */
#include "base/machine.h"
#include "store/driver.h"
#include <sodium.h>

static const char table_text[] =
    "CREATE TABLE migration (version BIGINT PRIMARY KEY, path TEXT NOT NULL, hash TEXT NOT NULL, applied_at"
    " BIGINT NOT NULL)";
static const struct sql read_sql = { "migrations", "SELECT version, hash FROM migration ORDER BY version", SQL_READ };
static const struct sql add_sql = { "migration added",
    "INSERT INTO migration (version, path, hash, applied_at) VALUES (?1, ?2, ?3, ?4)", SQL_WRITE };

/* What the SQL says, without comments and with single blanks: so that a comment may be improved later. */
static struct str meaning(struct arena *a, struct str text)
{
    struct buf b = buf_open(a);
    bool gap = false;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '-' && i + 1 < text.n && text.p[i + 1] == '-')
            while (i < text.n && text.p[i] != '\n') i++;
        if (i >= text.n || strchr(" \t\r\n", text.p[i])) { gap = true; continue; }
        if (gap && b.n) buf_char(&b, ' ');
        gap = false;
        buf_char(&b, text.p[i]);
    }
    return buf_done(&b);
}

static struct str hash_of(struct arena *a, struct str text)
{
    unsigned char h[16];
    char hex[sizeof h * 2 + 1];
    struct str m = meaning(a, text);
    crypto_generichash(h, sizeof h, (const unsigned char *)m.p, m.n, NULL, 0);
    sodium_bin2hex(hex, sizeof hex, h, sizeof h);
    return str_copy(a, (struct str){ hex, sizeof hex - 1 });
}

struct migrations migrations_of_program(struct arena *a)
{
    struct str folder = S("src/store/schema/");
    struct migrations all = { NEW_N(a, struct migration, embedded_count), 0 };
    for (size_t i = 0; i < embedded_count; i++) {                  /* sorted by path, so by number */
        struct str path = str_c(embedded_files[i].path);
        int64_t version;
        if (!str_starts(path, folder) || !str_ends(path, S(".sql"))) continue;
        bool numbered = str_int(str_cut(path, folder.n, folder.n + 3), &version);
        assert(numbered && version == (int64_t)all.n + 1);
        struct str text = embedded_text(embedded_files[i].path);
        all.step[all.n++] = (struct migration){ version, embedded_files[i].path, text };
    }
    assert(all.n);
    return all;
}

/* How many steps of the program the database has. */
static error steps_done(struct arena *a, const struct driver *d, struct link *l, const struct migrations *all,
    size_t *done)
{
    struct stmt *s;
    error e = d->prepare(a, l, &read_sql, &s);
    if (e && e->kind != ERR_FAULT) return e;       /* busy or out of memory says nothing about the file */
    if (e)
        return FAIL_AS(a, ERR_INPUT, e,
            "Tệp này không phải là cơ sở dữ liệu của GiaoBan. Kiểm tra lại đường dẫn của tệp.");
    int64_t newest = 0;
    bool same = true;
    enum outcome o;
    while ((o = d->step(s)) == OUT_ROW) {
        struct bytes hash = d->column(s, 1);
        newest = d->column_int(s, 0);
        if (newest >= 1 && newest <= (int64_t)all->n)
            same &= str_is(hash_of(a, all->step[newest - 1].text), (struct str){ (const char *)hash.p, hash.n });
    }
    d->stmt_close(s);
    if (o != OUT_DONE) return outcome_error(a, o, d->trouble(l));
    if (newest > (int64_t)all->n)
        return FAIL(a, ERR_INPUT,
            "Cơ sở dữ liệu thuộc phiên bản mới hơn chương trình này (cấu trúc số %lld, chương trình biết đến số %zu). "
            "Hãy cập nhật chương trình rồi mở lại.", (long long)newest, all->n);
    if (!same)
        return FAIL(a, ERR_INPUT, "Cơ sở dữ liệu được tạo bởi một bản GiaoBan khác, có cấu trúc không giống bản này. "
            "Hãy dùng đúng bản đã tạo ra nó, hoặc tạo cơ sở dữ liệu mới.");
    *done = (size_t)newest;
    return NULL;
}

static enum outcome note(struct arena *a, const struct driver *d, struct link *l, const struct migration *step,
    error *e)
{
    struct stmt *s;
    *e = d->prepare(a, l, &add_sql, &s);
    if (*e) return OUT_FAULT;
    enum outcome o = d->bind_int(s, 1, step->version);
    if (o == OUT_DONE) o = d->bind_text(s, 2, str_c(step->path));
    if (o == OUT_DONE) o = d->bind_text(s, 3, hash_of(a, step->text));
    if (o == OUT_DONE) o = d->bind_int(s, 4, clock_now());
    if (o == OUT_DONE) o = d->step(s);
    d->stmt_close(s);
    return o;
}

struct applying { const struct driver *d; const struct migrations *all; size_t from; };

static error apply(struct arena *a, struct link *l, void *arg)
{
    const struct applying *w = arg;
    const struct driver *d = w->d;
    for (size_t i = w->from; i < w->all->n; i++) {
        const struct migration *step = &w->all->step[i];
        error e = NULL;
        enum outcome o = d->turn(l, TURN_BEGIN);
        if (o == OUT_DONE && i == 0) o = d->script(l, table_text);
        if (o == OUT_DONE) o = d->script(l, str_z(a, step->text));
        if (o == OUT_DONE) o = note(a, d, l, step, &e);
        if (o == OUT_DONE && !(e = d->check(a, l))) o = d->turn(l, TURN_COMMIT);       /* I2 */
        if (o == OUT_DONE && !e) continue;
        if (!e) e = outcome_error(a, o, d->trouble(l));
        if (d->in_transaction(l)) d->turn(l, TURN_ROLLBACK);
        return FAIL_AS(a, e->kind, e,
            "Chưa nâng cấp được cơ sở dữ liệu ở bước %s; dữ liệu vẫn nguyên như trước. %s", step->path, e->said);
    }
    return NULL;
}

error migrate_within(struct arena *a, const struct driver *d, struct link *l, const struct migrations *all)
{
    enum outcome o = d->script(l, table_text);
    for (size_t i = 0; i < all->n && o == OUT_DONE; i++) o = d->script(l, str_z(a, all->step[i].text));
    return o == OUT_DONE ? NULL : outcome_error(a, o, d->trouble(l));
}

error migrate(struct arena *a, const struct driver *d, struct link *l, const struct migrations *all, bool may_change)
{
    bool empty = d->is_empty(l);
    size_t done = 0;
    if (!empty) TRY(steps_done(a, d, l, all, &done));
    if (done == all->n) return NULL;
    if (empty && !may_change)
        return FAIL(a, ERR_INPUT,
            "Tệp này trống, không phải là cơ sở dữ liệu của GiaoBan. Kiểm tra lại đường dẫn của tệp.");
    if (!may_change)
        return FAIL(a, ERR_INPUT,
            "Cơ sở dữ liệu cần được nâng cấp trước khi dùng. Hãy chạy “giaoban serve” một lần rồi thử lại.");
    struct applying w = { .d = d, .all = all, .from = done };
    if (!empty) TRY(d->rehearse(a, l, apply, &w));
    return apply(a, l, &w);
}
