/* param.c - parameters: taken from the fields that came, checked by their declaration, read by pages. See http.h.
 *
 * Two steps, because a refused form must still show what was typed: params_take() sorts every field to its declaration
 * and keeps it as typed; params_check() then decides. */
#include "web/exchange.h"
#include "vn/period.h"
#include "vn/text.h"
#include <sodium.h>

enum { SHORT_LONGEST = 200 };

struct param_value {
    bool given, is_secret, is_text;            /* is_text: the bytes were valid UTF-8 */
    struct bytes raw;
    struct str typed, text;                    /* typed: as it can be shown; text: as the kind demands */
    int64_t number;
    struct str file_name;
};

/* ---- for pages ---- */

static const struct param_value *find(const struct request *q, const char *name)
{
    for (size_t i = 0; q->value && i < q->route->params; i++)
        if (!strcmp(q->route->param[i].name, name)) return &q->value[i];
    return NULL;
}

bool param_declared(const struct request *q, const char *name) { return find(q, name) != NULL; }

static const struct param_value *get(const struct request *q, const char *name)
{
    const struct param_value *v = find(q, name);
    assert(v); /* a page reads only what its route declares */
    return v;
}

static struct str none(void) { return (struct str){ "", 0 }; }

struct str param_str(const struct request *q, const char *name)
{
    struct str s = get(q, name)->text;
    return s.n ? s : none();
}

int64_t param_int(const struct request *q, const char *name, int64_t otherwise)
{
    const struct param_value *v = get(q, name);
    return v->text.n ? v->number : otherwise;
}

bool param_flag(const struct request *q, const char *name) { return get(q, name)->text.n > 0; }

struct upload param_file(const struct request *q, const char *name)
{
    const struct param_value *v = get(q, name);
    return (struct upload){ v->file_name, v->raw };
}

struct str param_typed(const struct request *q, const char *name)
{
    const struct param_value *v = find(q, name);
    return v && v->typed.n && !v->is_secret ? v->typed : none();
}

/* ---- taking ---- */

/* Every byte that is no text becomes U+FFFD, so that a page can show the rest. */
static struct str shown(struct arena *a, struct bytes raw)
{
    struct buf b = buf_open(a);
    size_t bad;
    while (!vn_is_utf8(raw, &bad)) {
        buf_add(&b, raw.p, bad);
        buf_c(&b, "\xEF\xBF\xBD");
        raw = (struct bytes){ raw.p + bad + 1, raw.n - bad - 1 };
    }
    buf_add(&b, raw.p, raw.n);
    struct str s = buf_done(&b);
    for (size_t i = 0; i < s.n; i++)
        if (!s.p[i]) b.p[i] = ' ';
    return s;
}

static void keep(struct exchange *x, struct param_value *v, enum param_kind kind, const struct field *f)
{
    struct arena *a = x->q.a;
    v->given = true;
    v->raw = f->value;
    v->is_secret = kind == PARAM_SECRET;
    if (kind == PARAM_FILE) {
        v->file_name = shown(a, f->file_name);
        return;
    }
    v->is_text = !vn_text(a, f->value, &v->typed);
    if (!v->is_text) v->typed = shown(a, f->value);
}

/* The web's own fields of a form; true when it is one of them. In an address they count for nothing. */
static bool take_own(struct exchange *x, struct str name, const struct field *f)
{
    struct str *to = str_is(name, S("csrf")) ? &x->token : str_is(name, S("key")) ? &x->key : NULL;
    if (!to || f->file) return false;
    if (!to->n) *to = (struct str){ (const char *)f->value.p, f->value.n };
    else *to = (struct str){ "", 0 };          /* given twice: neither counts */
    return true;
}

error params_take(struct exchange *x, const struct fields *fields, bool from_form)
{
    struct request *q = &x->q;
    error first = NULL;
    if (!q->value) q->value = NEW_N(q->a, struct param_value, q->route->params + 1);
    for (size_t i = 0; i < fields->n; i++) {
        const struct field *f = &fields->item[i];
        struct str name = { (const char *)f->name.p, f->name.n };
        size_t at = 0;
        while (at < q->route->params && !str_is(str_c(q->route->param[at].name), name)) at++;
        if (at < q->route->params) {
            if (!q->value[at].given) keep(x, &q->value[at], q->route->param[at].kind, f);
            else if (!first)
                first = FAIL(q->a, ERR_USAGE, "Tham số “%s” được gửi hai lần nên hệ thống không nhận.",
                             q->route->param[at].name);
        } else if (from_form && !take_own(x, name, f) && !first) {
            first = FAIL(q->a, ERR_USAGE, "Biểu mẫu có mục “%.*s” mà hệ thống không biết. Tải lại trang rồi gửi lại.",
                         STR(shown(q->a, str_cut(name, 0, 60).n < name.n ? (struct bytes){ f->name.p, 60 } : f->name)));
        }
    }
    return first;
}

/* ---- checking ---- */

static const char *label(const struct param *p) { return p->label ? say(p->label) : p->name; }

static size_t longest(const struct param *p)
{
    if (p->longest) return p->longest;
    return p->kind == PARAM_LINE || p->kind == PARAM_CODE || p->kind == PARAM_SECRET ? SHORT_LONGEST : SIZE_MAX;
}

/* Direction marks and C1 controls have no place in one line of text: they make names look like other names. */
static size_t invisible(const char *p, size_t n)
{
    unsigned char c[3] = { (unsigned char)p[0], n > 1 ? (unsigned char)p[1] : 0, n > 2 ? (unsigned char)p[2] : 0 };
    if (c[0] == 0xC2 && c[1] >= 0x80 && c[1] <= 0x9F) return 2;
    if (c[0] != 0xE2) return 0;
    bool marks = c[1] == 0x80 && ((c[2] >= 0x8E && c[2] <= 0x8F) || (c[2] >= 0xAA && c[2] <= 0xAE));
    bool isolates = c[1] == 0x81 && c[2] >= 0xA6 && c[2] <= 0xA9;
    return marks || isolates ? 3 : 0;
}

/* Line ends as \n, other control characters as a blank; in one line, no invisible marks. */
static struct str tidy(struct arena *a, struct str s, bool one_line)
{
    char *p = arena_get(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        size_t skip_bytes = one_line ? invisible(s.p + i, s.n - i) : 0;
        if (skip_bytes) {
            i += skip_bytes - 1;
        } else if (s.p[i] == '\r') {
            p[n++] = '\n';
            if (i + 1 < s.n && s.p[i + 1] == '\n') i++;
        } else {
            bool control = (unsigned char)s.p[i] < ' ' && s.p[i] != '\n' && (s.p[i] != '\t' || one_line);
            p[n++] = control || s.p[i] == 0x7F ? ' ' : s.p[i];
        }
    }
    return (struct str){ p, n };
}

static bool is_code(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && !(c && strchr("._:-", c))) return false;
    }
    return true;
}

static error check_kind(struct arena *a, const struct param *p, struct param_value *v)
{
    struct period period;
    switch (p->kind) {
    case PARAM_LINE:
        v->text = str_trim(tidy(a, v->typed, true));
        if (memchr(v->text.p, '\n', v->text.n)) return FAIL(a, ERR_INPUT, "Mục “%s” chỉ được một dòng.", label(p));
        return NULL;
    case PARAM_SECRET:
        v->text = v->typed;
        return NULL;
    case PARAM_TEXT:
        v->text = tidy(a, v->typed, false);
        return NULL;
    case PARAM_INT:
        v->text = str_trim(v->typed);
        if (v->text.n && !str_int(v->text, &v->number))
            return FAIL(a, ERR_INPUT, "Mục “%s” phải là số nguyên, ví dụ 12.", label(p));
        return NULL;
    case PARAM_FLAG:
        v->text = v->typed;
        if (v->text.n && !str_is(v->text, S("1")))
            return FAIL(a, ERR_INPUT, "Mục “%s” chỉ có hai lựa chọn: chọn hoặc không.", label(p));
        return NULL;
    case PARAM_CODE:
        v->text = str_trim(v->typed);
        if (!is_code(v->text)) return FAIL(a, ERR_INPUT, "Mục “%s” có ký tự không dùng được trong mã.", label(p));
        return NULL;
    case PARAM_PERIOD:
        v->text = str_trim(v->typed);
        if (v->text.n && !period_read(v->text, &period))
            return FAIL(a, ERR_INPUT, "Mục “%s” không phải là một kỳ báo cáo, ví dụ 2023-Q2.", label(p));
        return NULL;
    case PARAM_FILE:
        return NULL;
    }
    return NULL;
}

/* A short field is refused as any other wrong one; what is large in megabytes is told in megabytes. */
static error too_long(struct arena *a, const struct param *p, const struct param_value *v)
{
    size_t whole = longest(p) / (1024 * 1024);
    if (p->kind == PARAM_FILE)
        return FAIL(a, ERR_TOO_LARGE,
                    "Tệp “%.*s” lớn hơn %zu MB. Hãy bỏ bớt ảnh hoặc chia thành nhiều tệp nhỏ hơn rồi chọn lại.",
                    STR(v->file_name), whole);
    if (whole)
        return FAIL(a, ERR_TOO_LARGE, "Mục “%s” dài hơn %zu MB. Hãy chia thành nhiều phần nhỏ hơn.", label(p), whole);
    return FAIL(a, ERR_INPUT, "Mục “%s” dài quá mức được nhận. Rút gọn rồi gửi lại.", label(p));
}

static error check(struct arena *a, const struct param *p, struct param_value *v)
{
    if (v->given && p->kind != PARAM_FILE && !v->is_text)
        return FAIL(a, ERR_INPUT, "Mục “%s” có ký tự không đọc được. Gõ lại, hoặc chép lại từ tệp gốc.", label(p));
    if (v->raw.n > longest(p)) return too_long(a, p, v);
    if (v->given) TRY(check_kind(a, p, v));
    bool empty = p->kind == PARAM_FILE ? !v->raw.n && !v->file_name.n : !str_trim(v->text).n;
    if (p->required && empty) return FAIL(a, ERR_INPUT, "Mục “%s” còn trống. Nhập rồi gửi lại.", label(p));
    return NULL;
}

/* A part of the address that is not of its kind is an address that does not exist. */
static bool in_path(const struct exchange *x, const char *name)
{
    for (size_t i = 0; i < x->path_fields.n; i++) {
        struct bytes n = x->path_fields.item[i].name;
        if (str_is((struct str){ (const char *)n.p, n.n }, str_c(name))) return true;
    }
    return false;
}

error params_check(struct exchange *x)
{
    struct request *q = &x->q;
    for (size_t i = 0; i < q->route->params; i++) {
        error e = check(q->a, &q->route->param[i], &q->value[i]);
        if (e && in_path(x, q->route->param[i].name))
            return FAIL_AS(q->a, ERR_MISSING, e, "Không có trang ở địa chỉ này.");
        if (e) return e;
    }
    return NULL;
}

static void hash_piece(crypto_hash_sha256_state *h, const void *p, size_t n)
{
    uint64_t size = n;
    crypto_hash_sha256_update(h, (const unsigned char *)&size, sizeof size);
    if (n) crypto_hash_sha256_update(h, p, n);
}

struct str params_hash(struct exchange *x)
{
    unsigned char raw[crypto_hash_sha256_BYTES];
    char *hex = arena_get(x->q.a, sizeof raw * 2 + 1);
    crypto_hash_sha256_state h;
    crypto_hash_sha256_init(&h);
    hash_piece(&h, x->q.route->path, strlen(x->q.route->path));
    for (size_t i = 0; i < x->q.route->params; i++) {
        const struct param_value *v = &x->q.value[i];
        hash_piece(&h, x->q.route->param[i].name, strlen(x->q.route->param[i].name));
        hash_piece(&h, v->raw.p, v->raw.n);
        hash_piece(&h, v->file_name.p, v->file_name.n);
    }
    crypto_hash_sha256_final(&h, raw);
    sodium_bin2hex(hex, sizeof raw * 2 + 1, raw, sizeof raw);
    return (struct str){ hex, sizeof raw * 2 };
}
