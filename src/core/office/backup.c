/* backup.c - see backup.h. Owns F.manifest and, while it works, URL.khoi-phuc. Must never write the audit's key into a
 * copy, nor change the data before everything was looked at. */
#include "core/office/backup.h"
#include "base/machine.h"
#include "core/core.h"
#include "core/grow.h"
#include "core/office/audit.h"
#include "core/office/moment.h"
#include "core/office/session.h"
#include "core/office/setting.h"
#include "store/move.h"
#include <sodium.h>
#include <unistd.h>

enum { MANIFEST_MOST = 1 << 20, MARK = 32, MARK_HEX = MARK * 2, CODE_DIGITS = 16, LIST_MOST = 100 };
#define FIRST_LINE "giaoban-backup 1"

enum { AGREED };
static const struct sql sql[] = {
    /* for a week from the asking */
    [AGREED] = { "backup agreed",
        "SELECT t.id, t.reason, p.name, d.name FROM two_person t JOIN account pa ON pa.id = t.asked_by"
        " JOIN person p ON p.id = pa.person_id JOIN account da ON da.id = t.decided_by"
        " JOIN person d ON d.id = da.person_id WHERE t.kind = 'restore' AND t.object = ?1 AND t.state = 'done'"
        " AND t.ends_at > ?2 ORDER BY t.id DESC LIMIT 1",
        SQL_READ },
};
struct sql_list backup_sql = SQL_LIST(sql);

/* ---- the manifest ---- */

struct table_told { struct str name; int64_t rows; char hash[STORE_MOVE_HASH * 2 + 1]; };
struct told { struct arena *a; struct table_told *table; size_t n; };

static void tell(void *arg, struct str table, int64_t rows, const unsigned char hash[STORE_MOVE_HASH])
{
    struct told *t = arg;
    struct table_told one = { .name = str_copy(t->a, table), .rows = rows };
    sodium_bin2hex(one.hash, sizeof one.hash, hash, STORE_MOVE_HASH);
    LIST_ADD(t->a, t->table, t->n, one);
}

static struct str text_of(struct arena *a, const struct told *t, struct backup *b)
{
    struct buf out = buf_open(a);
    buf_fmt(&out, FIRST_LINE "\nmade %lld\naudit %lld %.*s\n", (long long)b->made_at, (long long)b->audit_rows,
        STR(b->audit_head));
    b->tables = (int64_t)t->n;
    b->rows = 0;
    for (size_t i = 0; i < t->n; i++) {
        buf_fmt(&out, "table %.*s %lld %s\n", STR(t->table[i].name), (long long)t->table[i].rows, t->table[i].hash);
        b->rows += t->table[i].rows;
    }
    return buf_done(&out);
}

/* The mark of the text, by a key drawn from the one beside the database. */
static error mark_of(struct arena *a, struct store *s, struct str text, struct str *hex)
{
    struct db *db;
    unsigned char key[32], mark[MARK];
    char *out = arena_get(a, MARK_HEX + 1);
    TRY(store_reader(s, &db));
    audit_subkey(db, "backup", key);
    crypto_generichash(mark, sizeof mark, (const unsigned char *)text.p, text.n, key, sizeof key);
    sodium_memzero(key, sizeof key);
    sodium_bin2hex(out, MARK_HEX + 1, mark, sizeof mark);
    *hex = (struct str){ out, MARK_HEX };
    return NULL;
}

/* "1A2B-3C4D-..." of the first digits of the mark, or of what a person typed; "" when it is none. */
static struct str code_of(struct arena *a, struct str from)
{
    struct buf b = buf_open(a);
    int digits = 0;
    for (size_t i = 0; i < from.n && digits < CODE_DIGITS; i++) {
        char c = from.p[i];
        if (c == '-' || c == ' ') continue;
        if (c >= 'a' && c <= 'f') c = (char)(c - 'a' + 'A');
        if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'F'))) return S("");
        if (digits && digits % 4 == 0) buf_char(&b, '-');
        buf_char(&b, c);
        digits++;
    }
    return digits == CODE_DIGITS ? buf_done(&b) : S("");
}

static const char *beside(struct arena *a, const char *path, const char *ending)
{
    return str_z(a, str_fmt(a, "%s%s", path, ending));
}

static bool is_file_name(const char *path) { return !strstr(path, "://"); }

/* ---- writing one ---- */

struct made_row { struct str code, name; };

static error made_job(struct arena *a, struct db *db, void *arg)
{
    const struct made_row *m = arg;
    return audit_add(a, db, NULL, "backup", "database", 0, S(""), str_fmt(a, "%.*s %.*s", STR(m->code), STR(m->name)));
}

/* The chain of the copy, as far as it goes, with the mark beside it. */
static error chain_of(struct arena *a, const char *file, const char *url, bool make_mark, struct backup *b,
    struct store **copy)
{
    struct audit_verdict v;
    TRY(core_open_copy(a, file, url, copy));
    error e = make_mark ? audit_anchor(a, *copy) : NULL;
    if (!e) e = audit_verify(a, *copy, &v);
    if (!e && v.what.n)
        e = FAIL(a, ERR_INPUT, "Nhật ký của bản sao “%s” không còn nguyên vẹn, từ dòng %lld: %.*s.", file,
            (long long)v.broken, STR(v.what));
    if (e) {
        store_close(*copy);
        return e;
    }
    b->audit_rows = v.rows;
    b->audit_head = v.head;
    return NULL;
}

static error write_all(struct arena *a, const char *url, const char *to, struct backup *b)
{
    struct told t = { .a = a };
    struct store *copy;
    struct str mark;
    TRY(store_copy(a, url, to, tell, &t));
    TRY(chain_of(a, to, url, true, b, &copy));
    struct str text = text_of(a, &t, b);
    error e = mark_of(a, copy, text, &mark);
    store_close(copy);
    if (e) return e;
    b->code = code_of(a, mark);
    text = str_fmt(a, "%.*smark %.*s\n", STR(text), STR(mark));
    TRY(file_write(a, beside(a, to, ".manifest"), (struct bytes){ (const unsigned char *)text.p, text.n }));
    struct backup again;
    return backup_check(a, url, to, &again);           /* as a restoring would: from the disk */
}

error backup_write(struct arena *a, struct store *s, const char *url, const char *to, struct backup *out)
{
    const char *slash = strrchr(to, '/');
    *out = (struct backup){ .made_at = clock_now() };
    if (!is_file_name(to))
        return FAIL(a, ERR_INPUT, "Bản sao lưu luôn là một tệp. Ghi tên tệp còn chưa có sau -o.");
    if (!store_is_free(to) || !access(beside(a, to, ".manifest"), F_OK))
        return FAIL(a, ERR_CONFLICT, "Đã có tệp “%s”. Chọn tên khác cho bản sao lưu.", to);
    error e = write_all(a, url, to, out);
    if (!e) {
        struct made_row row = { out->code, str_c(slash ? slash + 1 : to) };
        e = db_write(a, s, made_job, &row);
    }
    if (!e) return NULL;
    store_discard(to);
    unlink(beside(a, to, ".head"));
    unlink(beside(a, to, ".manifest"));
    return e;
}

/* ---- looking at one ---- */

/* The text without its last line, and whether that line is the mark of it. */
static bool mark_fits(struct arena *a, struct store *copy, struct str whole, struct str *text, struct str *mark,
    error *e)
{
    size_t at = SIZE_MAX;
    for (size_t i = str_find(whole, S("\nmark "), 0); i != SIZE_MAX; i = str_find(whole, S("\nmark "), i + 1)) at = i;
    struct str is;
    if (at == SIZE_MAX) return false;
    *text = str_cut(whole, 0, at + 1);
    *mark = str_trim(str_cut(whole, at + 6, whole.n));
    *e = mark_of(a, copy, *text, &is);
    return !*e && mark->n == MARK_HEX && !sodium_memcmp(mark->p, is.p, MARK_HEX);
}

static error read_manifest(struct arena *a, const char *file, struct str *whole)
{
    struct bytes content;
    const char *path = beside(a, file, ".manifest");
    error e = file_read(a, path, MANIFEST_MOST, &content);
    if (e && e->kind == ERR_MISSING)
        return FAIL(a, ERR_INPUT,
            "Thiếu tệp “%s” đi cùng bản sao lưu nên không kiểm tra được. Chép lại đủ các tệp.", path);
    if (e) return e;
    *whole = (struct str){ (const char *)content.p, content.n };
    return NULL;
}

error backup_check(struct arena *a, const char *url, const char *file, struct backup *out)
{
    struct told t = { .a = a };
    struct store *copy;
    struct str whole = S(""), text = S(""), mark = S(""), line, rest;
    *out = (struct backup){ 0 };
    if (!is_file_name(file) || !store_exists(file))
        return FAIL(a, ERR_INPUT, "Không có bản sao lưu tại “%s”. Kiểm tra lại đường dẫn.", file);
    TRY(read_manifest(a, file, &whole));
    TRY(store_contents(a, file, tell, &t));
    TRY(chain_of(a, file, url, false, out, &copy));
    error e = NULL;
    bool fits = mark_fits(a, copy, whole, &text, &mark, &e);
    store_close(copy);
    if (e) return e;
    if (!fits)
        return FAIL(a, ERR_INPUT,
            "Tệp “%s.manifest” đã bị sửa, hoặc bản sao này của một nơi khác. Dùng bản sao khác.", file);
    rest = text;
    fits = str_next(&rest, '\n', &line) && str_is(line, S(FIRST_LINE)) && str_next(&rest, '\n', &line) &&
        str_starts(line, S("made ")) && str_int(str_cut(line, 5, line.n), &out->made_at);
    if (!fits || !str_is(text, text_of(a, &t, out)))
        return FAIL(a, ERR_INPUT,
            "Nội dung của bản sao “%s” không giống lúc được lập nên không dùng được. Dùng bản sao khác.", file);
    out->code = code_of(a, mark);
    return NULL;
}

/* ---- putting one back ---- */

struct agreement { int64_t id; struct str reason, asker, decider; };

static error agreement_of(struct arena *a, struct store *s, struct str code, struct agreement *out)
{
    struct db *db;
    TRY(store_reader(s, &db));
    struct rows *r = db_run(a, db, &backup_sql, AGREED);
    BIND(r, code);
    BIND(r, clock_now());
    bool found = rows_next(r);
    if (found) *out = (struct agreement){ row_int(r, 0), row_str(r, 1), row_str(r, 2), row_str(r, 3) };
    TRY(rows_end(r));
    return found ? NULL : FAIL(a, ERR_DENIED,
        "Chưa có hai người quản trị đồng ý khôi phục bản sao %.*s. Một người đề nghị ở trang Sao lưu, "
        "người khác đồng ý ở trang Việc cần hai người, rồi chạy lại lệnh này.", STR(code));
}

struct noting { const struct backup *b; struct agreement *of; struct str was; };

static error begin_job(struct arena *a, struct db *db, void *arg)
{
    const struct noting *n = arg;
    return audit_why(a, db, NULL, "restore begun", "database", n->of->id, S(""), n->b->code, n->of->reason);
}

/* In the copy that is about to take the place: what was there, and on whose word. Nobody stays logged in, since a
 * session that was ended meanwhile would live again; what was agreed on before does not count again. */
static error done_job(struct arena *a, struct db *db, void *arg)
{
    const struct noting *n = arg;
    TRY(session_end_everyone(a, db));
    TRY(two_person_spend(a, db, TWO_RESTORE));
    struct str words = n->of ? str_fmt(a, "%.*s, %.*s, %.*s", STR(n->b->code), STR(n->of->asker), STR(n->of->decider))
                             : n->b->code;
    return audit_why(a, db, NULL, "restore", "database", 0, n->was, words, n->of ? n->of->reason : S(""));
}

static void ignore(void *arg, struct str table, int64_t rows, const unsigned char hash[STORE_MOVE_HASH])
{
    (void)arg; (void)table; (void)rows; (void)hash;
}

static void forget(struct arena *a, const char *path)
{
    store_discard(path);
    unlink(beside(a, path, ".head"));
    unlink(beside(a, path, ".head.part"));
}

/* The copy once more, with a row about this act, whole and proved: that is what goes into the place. */
static error prepare(struct arena *a, const char *url, const char *file, const char *to, struct noting *n)
{
    struct store *s;
    struct audit_verdict v;
    struct bytes head;
    TRY(store_copy(a, file, to, ignore, NULL));
    TRY(file_read(a, beside(a, file, ".head"), 4096, &head));
    TRY(file_write(a, beside(a, to, ".head"), head));
    TRY(core_open_copy(a, to, url, &s));
    error e = db_write(a, s, done_job, n);
    if (!e) e = audit_anchor(a, s);
    if (!e) e = audit_verify(a, s, &v);
    if (!e && v.what.n)
        e = FAIL(a, ERR_FAULT, "Nhật ký sau khi khôi phục không nguyên vẹn nên đã dừng: %.*s.", STR(v.what));
    store_close(s);
    return e;
}

/* Two must have agreed, and what is there is kept. */
static error put_aside(struct arena *a, const char *url, struct noting *n, struct str *kept)
{
    struct store *s;
    struct backup now;
    struct db *db;
    struct audit_rows rows;
    TRY(core_open(a, url, STORE_AS_IT_IS, &s));
    n->of = NEW(a, struct agreement);
    *kept = str_fmt(a, "%s.truoc-khoi-phuc-%lld", store_url_files(a, url), (long long)(clock_now() / 1000));
    error e = agreement_of(a, s, n->b->code, n->of);
    if (!e) e = db_write(a, s, begin_job, n);
    if (!e) e = backup_write(a, s, url, str_z(a, *kept), &now);
    if (!e) e = store_reader(s, &db);
    if (!e) e = audit_list(a, db, 0, &rows);
    if (!e) n->was = str_fmt(a, "%lld %.*s", (long long)rows.row[0].seq, STR(now.code));
    if (e) store_close(s);
    else core_close(a, s);
    return e;
}

static error put_in_place(struct arena *a, const char *from, const char *url, bool fresh)
{
    struct bytes head;
    TRY(file_read(a, beside(a, from, ".head"), 4096, &head));
    if (fresh) TRY(store_copy(a, from, url, ignore, NULL));
    else TRY(store_refill(a, from, url, ignore, NULL));
    return file_write(a, beside(a, store_url_files(a, url), ".head"), head);
}

error backup_restore(struct arena *a, const char *url, const char *file, struct backup *out, struct str *kept)
{
    bool fresh = store_is_free(url);
    struct noting n = { .b = out, .of = NULL, .was = S("") };
    const char *between = beside(a, store_url_files(a, url), ".khoi-phuc");
    *kept = S("");
    TRY(backup_check(a, url, file, out));
    forget(a, between);                                /* of a run that was killed */
    if (!fresh) TRY(put_aside(a, url, &n, kept));
    error e = prepare(a, url, file, between, &n);
    if (!e) e = put_in_place(a, between, url, fresh);
    forget(a, between);
    return e;
}

/* ---- the two who agree ---- */

error backup_may(struct arena *a, struct db *db, const struct who *who, int64_t *unit_id)
{
    TRY(setting_int(a, db, SETTING_HOME_UNIT, 0, unit_id));
    if (!*unit_id && who && who->acting) *unit_id = who->acting->unit_id;
    return policy_check(a, db, who, MAY_RESTORE, *unit_id, 0, S(""));
}

struct asking { const struct who *who; struct two_ask ask; };

static error ask_job(struct arena *a, struct db *db, void *arg)
{
    struct asking *x = arg;
    int64_t id;
    TRY(backup_may(a, db, x->who, &x->ask.unit_id));
    return two_person_ask(a, db, x->who, &x->ask, &id);
}

error backup_ask(struct arena *a, struct store *s, const struct who *who, struct str code, struct str reason)
{
    struct str is = code_of(a, code);
    if (!is.n)
        return FAIL(a, ERR_INPUT,
            "Mã bản sao gồm 16 chữ số và chữ cái từ A đến F, được in ra khi sao lưu. Kiểm tra lại rồi gửi.");
    struct asking x = { who, { TWO_RESTORE, 0, is, is, reason } };
    return db_write(a, s, ask_job, &x);
}

error backup_agreed(struct arena *a, struct db *db, const struct who *who, const struct two_person *asked)
{
    return audit_add(a, db, who, "restore agreed", "database", asked->id, S(""), asked->object);
}

error backup_list(struct arena *a, struct db *db, const struct who *who, struct backup_list *out)
{
    struct audit_rows rows;
    int64_t unit_id;
    *out = (struct backup_list){ 0 };
    TRY(backup_may(a, db, who, &unit_id));
    TRY(audit_of(a, db, "database", 0, &rows));
    for (size_t i = rows.n; i-- > 0 && out->n < LIST_MOST;) {
        struct str rest = rows.row[i].after, code;
        if (!str_is(rows.row[i].act, S("backup")) || !str_next(&rest, ' ', &code)) continue;
        LIST_ADD(a, out->row, out->n, ((struct backup_made){ rows.row[i].at, code, rest }));
    }
    return NULL;
}
