/* audit.c - the chain of changes. See audit.h and docs/decisions/0003-audit-key.md.
 *
 * I1  row n carries the mark of row n-1 and its own mark over all its fields; seq runs 1, 2, 3 without a gap.
 * I2  the head row says how many rows there are and the last mark, signed; it changes in the same transaction
 * as the chain.
 * I3  F.head says how far the chain had come at some commit in the past; it never runs ahead of the chain.
 * Owns F.key and F.head. Must never write the key anywhere else, nor begin a new one while there are rows. */
#include "core/office/audit.h"
#include "base/machine.h"
#include "core/grow.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sodium.h>
#include <unistd.h>

enum { KEY_BYTES = 32, MARK_BYTES = 32, MARK_HEX = MARK_BYTES * 2, LIST_MOST = 100 };

#define COLUMNS "seq, at, account_id, act, object, object_id, before, after, why, unit_id"
#define LIST "SELECT audit.seq, audit.at, audit.account_id, act, object, object_id, before, after, why," \
    " audit.unit_id, account.login, person.name FROM audit" \
    " LEFT JOIN account ON account.id = audit.account_id LEFT JOIN person ON person.id = account.person_id"
enum { HEAD, ADD, HEAD_SET, ALL, MARK_OF, OF, NEWEST };
static const struct sql sql[] = {
    [HEAD] = { "audit head", "SELECT rows, hash, mark FROM audit_head WHERE id = 1", SQL_READ },
    [ADD] = { "audit add",
        "INSERT INTO audit (" COLUMNS ", previous, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        SQL_WRITE },
    [HEAD_SET] = { "audit head set",
        "INSERT INTO audit_head (id, rows, hash, mark) VALUES (1, ?1, ?2, ?3)"
        " ON CONFLICT (id) DO UPDATE SET rows = ?1, hash = ?2, mark = ?3", SQL_WRITE },
    [ALL] = { "audit all", "SELECT " COLUMNS ", previous, hash FROM audit ORDER BY seq", SQL_READ },
    [MARK_OF] = { "audit mark of", "SELECT hash FROM audit WHERE seq = ?1", SQL_READ },
    [OF] = { "audit of", LIST " WHERE object = ?1 AND object_id = ?2 ORDER BY seq", SQL_READ },
    [NEWEST] = { "audit newest", LIST " WHERE seq < ?1 ORDER BY seq DESC LIMIT 100", SQL_READ },
};
struct sql_list audit_sql = SQL_LIST(sql);
_Static_assert(LIST_MOST == 100, "the statement says it too");

struct audit_key { unsigned char key[KEY_BYTES]; const char *head_path; pthread_mutex_t lock; int64_t anchored; };

struct head { int64_t rows; struct str hash; struct str mark; };
static struct head no_rows(void) { return (struct head){ 0, S("start"), S("") }; }

/* ---- marks ---- */

static void eat(crypto_generichash_state *h, struct str s)
{
    uint64_t n = s.n;                          /* the length in front: two fields cannot trade a letter */
    crypto_generichash_update(h, (const unsigned char *)&n, sizeof n);
    crypto_generichash_update(h, (const unsigned char *)s.p, s.n);
}

static void eat_int(crypto_generichash_state *h, int64_t n)
{
    crypto_generichash_update(h, (const unsigned char *)&n, sizeof n);
}

static struct str hex_of(struct arena *a, crypto_generichash_state *h)
{
    unsigned char out[MARK_BYTES];
    char *hex = arena_get(a, MARK_HEX + 1);
    crypto_generichash_final(h, out, sizeof out);
    sodium_bin2hex(hex, MARK_HEX + 1, out, sizeof out);
    return (struct str){ hex, MARK_HEX };
}

static struct str mark_row(struct arena *a, const struct audit_key *k, const struct audit_row *row,
    bool someone, struct str previous)
{
    crypto_generichash_state h;
    crypto_generichash_init(&h, k->key, sizeof k->key, MARK_BYTES);
    bool more = row->why.n || row->unit_id;    /* rows from before these columns keep the mark they had */
    eat(&h, more ? S("row 2") : S("row"));
    eat_int(&h, row->seq);
    eat_int(&h, row->at);
    eat_int(&h, someone);
    eat_int(&h, row->account_id);
    eat(&h, row->act);
    eat(&h, row->object);
    eat_int(&h, row->object_id);
    eat(&h, row->before);
    eat(&h, row->after);
    if (more) {
        eat(&h, row->why);
        eat_int(&h, row->unit_id);
    }
    eat(&h, previous);
    return hex_of(a, &h);
}

/* what: "head" in the database, "anchor" beside it: one cannot be passed off as the other */
static struct str mark_head(struct arena *a, const struct audit_key *k, struct str what, const struct head *head)
{
    crypto_generichash_state h;
    crypto_generichash_init(&h, k->key, sizeof k->key, MARK_BYTES);
    eat(&h, what);
    eat_int(&h, head->rows);
    eat(&h, head->hash);
    return hex_of(a, &h);
}

void audit_subkey(struct db *db, const char *use, unsigned char *out)
{
    const struct audit_key *k = db_attached(db);
    crypto_generichash_state h;
    crypto_generichash_init(&h, k->key, sizeof k->key, KEY_BYTES);
    eat(&h, S("subkey"));
    eat(&h, str_c(use));
    crypto_generichash_final(&h, out, KEY_BYTES);
}

/* ---- writing ---- */

static error head_get(struct arena *a, struct db *db, struct head *out)
{
    struct rows *r = db_run(a, db, &audit_sql, HEAD);
    *out = no_rows();
    if (rows_next(r)) *out = (struct head){ row_int(r, 0), row_str(r, 1), row_str(r, 2) };
    return rows_end(r);
}

error audit_why(struct arena *a, struct db *db, const struct who *who, const char *act, const char *object,
    int64_t object_id, struct str before, struct str after, struct str why)
{
    const struct audit_key *k = db_attached(db);
    struct head head;
    assert(k);                                 /* the store was opened by core_open */
    TRY(head_get(a, db, &head));
    struct audit_row row = { .seq = head.rows + 1, .at = clock_now(), .account_id = who ? who->account_id : 0,
        .object_id = object_id, .unit_id = who && who->acting ? who->acting->unit_id : 0,
        .act = str_c(act), .object = str_c(object), .before = before, .after = after, .why = why };
    struct str mark = mark_row(a, k, &row, who != NULL, head.hash);
    struct rows *r = db_run(a, db, &audit_sql, ADD);
    BIND(r, row.seq);
    BIND(r, row.at);
    if (who) BIND(r, row.account_id);
    else bind_null(r);
    BIND(r, row.act);
    BIND(r, row.object);
    BIND(r, row.object_id);
    BIND(r, row.before);
    BIND(r, row.after);
    BIND(r, row.why);
    BIND(r, row.unit_id);
    BIND(r, head.hash);
    BIND(r, mark);
    TRY(rows_end(r));
    struct head next = { row.seq, mark, S("") };
    r = db_run(a, db, &audit_sql, HEAD_SET);
    BIND(r, next.rows);
    BIND(r, next.hash);
    BIND(r, mark_head(a, k, S("head"), &next));
    return rows_end(r);
}

error audit_add(struct arena *a, struct db *db, const struct who *who, const char *act, const char *object,
    int64_t object_id, struct str before, struct str after)
{
    return audit_why(a, db, who, act, object, object_id, before, after, S(""));
}

struct sealed { const struct who *who; const char *act, *object; int64_t object_id; struct str what; };

static error read_job(struct arena *a, struct db *db, void *arg)
{
    const struct sealed *job = arg;
    return audit_add(a, db, job->who, job->act, job->object, job->object_id, S(""), job->what);
}

error audit_read(struct arena *a, struct store *s, const struct who *who, const char *act, const char *object,
    int64_t object_id, struct str what)
{
    struct sealed job = { who, act, object, object_id, what };
    return db_write(a, s, read_job, &job);
}

/* ---- reading ---- */

static error list_of(struct arena *a, struct rows *r, struct audit_rows *out)
{
    *out = (struct audit_rows){ 0 };
    while (rows_next(r))
        LIST_ADD(a, out->row, out->n, (struct audit_row){
            .seq = row_int(r, 0), .at = row_int(r, 1), .account_id = row_int(r, 2), .act = row_str(r, 3),
            .object = row_str(r, 4),
            .object_id = row_int(r, 5), .before = row_str(r, 6), .after = row_str(r, 7), .why = row_str(r, 8),
            .unit_id = row_int(r, 9), .login = row_str(r, 10), .name = row_str(r, 11) });
    return rows_end(r);
}

error audit_of(struct arena *a, struct db *db, const char *object, int64_t object_id, struct audit_rows *out)
{
    struct rows *r = db_run(a, db, &audit_sql, OF);
    BIND(r, str_c(object));
    BIND(r, object_id);
    return list_of(a, r, out);
}

error audit_list(struct arena *a, struct db *db, int64_t before_seq, struct audit_rows *out)
{
    struct rows *r = db_run(a, db, &audit_sql, NEWEST);
    BIND(r, before_seq ? before_seq : INT64_MAX);
    return list_of(a, r, out);
}

/* A row of ALL; false: nobody's. */
static bool row_get(struct rows *r, struct audit_row *row, struct str *previous, struct str *hash)
{
    *row = (struct audit_row){ .seq = row_int(r, 0), .at = row_int(r, 1), .account_id = row_int(r, 2),
        .act = row_str(r, 3), .object = row_str(r, 4),
        .object_id = row_int(r, 5), .before = row_str(r, 6), .after = row_str(r, 7),
        .why = row_str(r, 8), .unit_id = row_int(r, 9) };
    *previous = row_str(r, 10);
    *hash = row_str(r, 11);
    return !row_null(r, 2);
}

/* ---- the mark of progress beside the database ---- */

/* "rows hash mark\n"; *there false when there is no file or it is not one of ours. */
static error anchor_read(struct arena *a, const struct audit_key *k, struct head *out, bool *there)
{
    struct bytes content;
    struct str rows, hash, mark, line, rest;
    *there = false;
    error e = file_read(a, k->head_path, 4096, &content);
    if (e) return e->kind == ERR_MISSING ? NULL : e;
    rest = (struct str){ (const char *)content.p, content.n };
    if (!str_next(&rest, '\n', &line) || !str_next(&line, ' ', &rows) || !str_next(&line, ' ', &hash)
        || !str_next(&line, ' ', &mark)) return NULL;
    *out = (struct head){ .hash = hash, .mark = mark };
    *there = str_int(rows, &out->rows) && str_is(mark, mark_head(a, k, S("anchor"), out));
    return NULL;
}

error audit_anchor(struct arena *a, struct store *s)
{
    struct db *db;
    struct head head, was;
    bool there;
    error e = NULL;
    TRY(store_reader(s, &db));
    struct audit_key *k = db_attached(db);
    TRY(head_get(a, db, &head));
    struct str text = str_fmt(a, "%lld %.*s %.*s\n", (long long)head.rows, STR(head.hash),
        STR(mark_head(a, k, S("anchor"), &head)));
    TRY(anchor_read(a, k, &was, &there));
    pthread_mutex_lock(&k->lock);
    if (there && was.rows > k->anchored) k->anchored = was.rows;
    if (head.rows > k->anchored || (!there && head.rows >= k->anchored)) {             /* I3: forward only */
        e = file_write(a, k->head_path, (struct bytes){ (const unsigned char *)text.p, text.n });
        if (!e) k->anchored = head.rows;
    }
    bool shorter = head.rows < k->anchored;
    pthread_mutex_unlock(&k->lock);
    if (shorter) LOG(LOG_ERROR, "the audit is shorter than %s says: run giaoban audit verify", k->head_path);
    return e;
}

/* ---- the key ---- */

static error key_make(struct arena *a, const char *path, unsigned char key[KEY_BYTES])
{
    char hex[KEY_BYTES * 2 + 1];
    random_fill(key, KEY_BYTES);
    sodium_bin2hex(hex, sizeof hex, key, KEY_BYTES);
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool good = fd >= 0 && write(fd, hex, sizeof hex - 1) == (ssize_t)sizeof hex - 1 && fsync(fd) == 0;
    if (fd >= 0) close(fd);
    sodium_memzero(hex, sizeof hex);
    return good ? NULL : FAIL(a, ERR_FAULT,
        "Không tạo được tệp khóa nhật ký “%s”. Kiểm tra quyền ghi và chỗ trống của thư mục.", path);
}

static error key_read(struct arena *a, const char *path, unsigned char key[KEY_BYTES], bool *there)
{
    struct bytes hex;
    size_t n = 0;
    *there = false;
    error e = file_read(a, path, 256, &hex);
    if (e) return e->kind == ERR_MISSING ? NULL : e;
    if (sodium_hex2bin(key, KEY_BYTES, (const char *)hex.p, hex.n, "\n", &n, NULL) || n != KEY_BYTES)
        return FAIL(a, ERR_INPUT, "Tệp khóa nhật ký “%s” bị hỏng. Hãy khôi phục tệp này từ bản sao lưu.", path);
    *there = true;
    return NULL;
}

/* A key that fits neither the newest mark nor the first row is another database's. Writing on with it would end the
 * chain for good. A chain that was changed in one place still opens, so that it can be verified. */
static error key_check(struct arena *a, struct db *db, const struct audit_key *k, const struct head *head,
    const char *path)
{
    if (!head->rows || str_is(head->mark, mark_head(a, k, S("head"), head))) return NULL;
    struct rows *r = db_run(a, db, &audit_sql, ALL);
    bool fits = true;
    if (rows_next(r)) {
        struct audit_row row;
        struct str previous, hash;
        bool someone = row_get(r, &row, &previous, &hash);
        fits = str_is(hash, mark_row(a, k, &row, someone, previous));
    }
    TRY(rows_end(r));
    return fits ? NULL : FAIL(a, ERR_INPUT,
        "Tệp khóa nhật ký “%s” không phải là khóa của cơ sở dữ liệu này. Hãy khôi phục đúng tệp khóa đi cùng nó từ "
        "bản sao lưu.", path);
}

static void key_end(void *what) { sodium_memzero(((struct audit_key *)what)->key, KEY_BYTES); }

error audit_start(struct arena *a, struct store *s, const char *files, bool create)
{
    struct db *db;
    struct head head;
    bool there;
    const char *path = str_z(a, str_fmt(a, "%s.key", files));
    if (sodium_init() < 0)
        return FAIL(a, ERR_FAULT,
            "Máy chủ chưa dùng được thư viện mã hóa. Vui lòng báo người quản trị.");
    TRY(store_reader(s, &db));
    TRY(head_get(a, db, &head));
    struct audit_key *k = NEW(a, struct audit_key);
    arena_defer(a, key_end, k);
    k->head_path = str_z(a, str_fmt(a, "%s.head", store_files(s)));
    pthread_mutex_init(&k->lock, NULL);
    TRY(key_read(a, path, k->key, &there));
    if (!there && (head.rows || !create))
        return FAIL(a, ERR_INPUT,
            "Không thấy tệp khóa nhật ký “%s”. Hãy khôi phục tệp này từ bản sao lưu rồi mở lại.", path);
    if (!there) TRY(key_make(a, path, k->key));
    TRY(key_check(a, db, k, &head, path));
    store_attach(s, k);
    return NULL;
}

/* ---- proving ---- */

static void broken(struct audit_verdict *v, int64_t seq, const char *what)
{
    if (v->what.n) return;
    v->broken = seq;
    v->what = str_c(what);
}

/* Follows the chain row by row; *last is the mark of the last row that was right. */
static error follow(struct arena *a, struct db *db, const struct audit_key *k, struct audit_verdict *v,
    char last[MARK_HEX + 1])
{
    struct rows *r = db_run(a, db, &audit_sql, ALL);
    struct arena_mark mark = arena_mark(a);
    struct str start = no_rows().hash;
    memcpy(last, start.p, start.n + 1);
    while (!v->what.n && rows_next(r)) {
        struct audit_row row;
        struct str previous, hash;
        bool someone = row_get(r, &row, &previous, &hash);
        if (row.seq != v->rows + 1) broken(v, v->rows + 1, say("thiếu dòng này, hoặc thứ tự đã bị đổi"));
        else if (!str_is(previous, str_c(last))) broken(v, row.seq, say("dòng này không nối tiếp dòng trước"));
        else if (!str_is(hash, mark_row(a, k, &row, someone, previous)))
            broken(v, row.seq, say("nội dung của dòng này đã bị sửa"));
        else { memcpy(last, hash.p, MARK_HEX); last[MARK_HEX] = 0; v->rows++; }
        arena_back(a, mark);
    }
    return rows_end(r);
}

static error mark_of(struct arena *a, struct db *db, int64_t seq, struct str *out)
{
    struct rows *r = db_run(a, db, &audit_sql, MARK_OF);
    BIND(r, seq);
    *out = rows_next(r) ? row_str(r, 0) : S("");
    return rows_end(r);
}

/* The chain as long as the head says. Rows may be added while it is read: so the head is read before and after. */
static error tail_is_whole(struct arena *a, struct db *db, const struct audit_key *k,
    const struct head *before, struct audit_verdict *v)
{
    struct head after;
    struct str there;
    TRY(head_get(a, db, &after));
    TRY(mark_of(a, db, before->rows, &there));
    const struct head *both[] = { before, &after };
    for (size_t i = 0; i < COUNT(both); i++)
        if (!str_is(both[i]->mark, mark_head(a, k, S("head"), both[i])))
            broken(v, v->rows + 1, say("dòng chốt số lượng đã bị sửa"));
    if (before->rows > v->rows || !str_is(before->hash, there))
        broken(v, v->rows + 1, say("phần cuối của nhật ký đã bị cắt bỏ"));
    if (after.rows < v->rows) broken(v, after.rows + 1, say("dòng chốt số lượng đã bị thay bằng dòng cũ"));
    return NULL;
}

error audit_verify(struct arena *a, struct store *s, struct audit_verdict *out)
{
    struct db *db;
    struct head head, anchor;
    struct str there_hash;
    bool there;
    char last[MARK_HEX + 1];
    *out = (struct audit_verdict){ 0 };
    TRY(store_reader(s, &db));
    const struct audit_key *k = db_attached(db);
    TRY(anchor_read(a, k, &anchor, &there));
    TRY(head_get(a, db, &head));
    TRY(follow(a, db, k, out, last));
    TRY(tail_is_whole(a, db, k, &head, out));
    if (!there) broken(out, 0, say("thiếu tệp mốc bên cạnh cơ sở dữ liệu, hoặc tệp ấy đã bị sửa"));
    if (there && anchor.rows > out->rows)
        broken(out, out->rows + 1, say("nhật ký ngắn hơn mốc đã ghi: cơ sở dữ liệu có thể đã bị thay bằng bản cũ"));
    if (there && anchor.rows && anchor.rows <= out->rows) {
        TRY(mark_of(a, db, anchor.rows, &there_hash));
        if (!str_is(there_hash, anchor.hash)) broken(out, anchor.rows, say("nhật ký không khớp với mốc đã ghi"));
    }
    out->head = str_copy(a, str_c(last));
    return NULL;
}
