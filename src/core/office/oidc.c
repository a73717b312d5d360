/* oidc.c - see oidc.h. Owns oidc_flow and account_identity. Must never open a connection, nor look at an e-mail. */
#include "core/office/oidc.h"
#include "base/machine.h"
#include "core/office/audit.h"
#include "core/office/oidc_helper.h"
#include "core/office/setting.h"
#include <sodium.h>

enum { FLOW_LIFE = 10 * 60 * 1000, TOKEN_BYTES = 32 };
#define CALLBACK "/dang-nhap/chung/ve"

enum { ADD, TAKE, GET, END_OLD, OWNER, IDENTITY, TIE, UNTIE, PASSWORD };
static const struct sql sql[] = {
    [ADD] = { "oidc add",
        "INSERT INTO oidc_flow (state_hash, nonce, verifier, browser, account_id, back, ends_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", SQL_WRITE },
    [GET] = { "oidc get",
        "SELECT nonce, verifier, browser, account_id, back FROM oidc_flow WHERE state_hash = ?1 AND ends_at > ?2",
        SQL_READ },
    [TAKE] = { "oidc take", "DELETE FROM oidc_flow WHERE state_hash = ?1", SQL_WRITE },
    [END_OLD] = { "oidc end old", "DELETE FROM oidc_flow WHERE ends_at <= ?1", SQL_WRITE },
    [OWNER] = { "oidc owner",
        "SELECT account.id FROM account_identity i JOIN account ON account.id = i.account_id"
        " AND account.state = 'active' WHERE issuer = ?1 AND subject = ?2", SQL_READ },
    [IDENTITY] = { "oidc identity",
        "SELECT issuer FROM account_identity WHERE account_id = ?1 AND issuer = ?2", SQL_READ },
    [TIE] = { "oidc tie",
        "INSERT INTO account_identity (issuer, subject, account_id, made_at) VALUES (?1, ?2, ?3, ?4)", SQL_WRITE },
    [UNTIE] = { "oidc untie", "DELETE FROM account_identity WHERE account_id = ?1", SQL_WRITE },
    [PASSWORD] = { "oidc password",
        "SELECT CASE WHEN password = '' THEN 0 ELSE 1 END FROM account WHERE id = ?1", SQL_READ },
};
struct sql_list oidc_sql = SQL_LIST(sql);

struct setup { struct str issuer, client, secret_file, home, name; };

static error setup_get(struct arena *a, struct db *db, struct setup *out)
{
    TRY(setting_text(a, db, SETTING_OIDC_ISSUER, 0, &out->issuer));
    TRY(setting_text(a, db, SETTING_OIDC_CLIENT, 0, &out->client));
    TRY(setting_text(a, db, SETTING_OIDC_SECRET, 0, &out->secret_file));
    TRY(setting_text(a, db, SETTING_OIDC_HOME, 0, &out->home));
    return setting_text(a, db, SETTING_OIDC_NAME, 0, &out->name);
}

static bool is_set_up(const struct setup *s) { return s->issuer.n && s->client.n && s->home.n; }

static error not_set_up(struct arena *a)
{
    return FAIL(a, ERR_MISSING, "Chưa cài đặt nơi đăng nhập chung. Hãy đăng nhập bằng mật khẩu.");
}

error oidc_link_get(struct arena *a, struct db *db, const struct who *who, struct oidc_link *out)
{
    struct setup s;
    *out = (struct oidc_link){ .name = S(""), .has_password = true };
    TRY(setup_get(a, db, &s));
    if (is_set_up(&s)) out->name = s.name;
    if (!who) return NULL;
    struct rows *r = db_run(a, db, &oidc_sql, IDENTITY);
    BIND(r, who->account_id);
    BIND(r, s.issuer);
    out->linked = rows_next(r);
    TRY(rows_end(r));
    r = db_run(a, db, &oidc_sql, PASSWORD);
    BIND(r, who->account_id);
    if (rows_next(r)) out->has_password = row_int(r, 0) != 0;
    return rows_end(r);
}

/* ---- small things ---- */

static struct str hash_of(struct arena *a, struct str s)
{
    unsigned char h[32];
    char hex[sizeof h * 2 + 1];
    crypto_generichash(h, sizeof h, (const unsigned char *)s.p, s.n, NULL, 0);
    sodium_bin2hex(hex, sizeof hex, h, sizeof h);
    return str_copy(a, (struct str){ hex, sizeof hex - 1 });
}

/* RFC 7636: base64url(SHA-256(verifier)), no padding. */
static struct str challenge_of(struct arena *a, struct str verifier)
{
    unsigned char h[crypto_hash_sha256_BYTES];
    enum { ROOM = sodium_base64_ENCODED_LEN(sizeof h, sodium_base64_VARIANT_URLSAFE_NO_PADDING) };
    char *text = arena_get(a, ROOM);
    crypto_hash_sha256(h, (const unsigned char *)verifier.p, verifier.n);
    return str_c(sodium_bin2base64(text, ROOM, h, sizeof h, sodium_base64_VARIANT_URLSAFE_NO_PADDING));
}

static void url_add(struct buf *b, const char *name, struct str value)
{
    buf_fmt(b, "&%s=", name);
    for (size_t i = 0; i < value.n; i++) {
        char c = value.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        if (plain) buf_char(b, c);
        else buf_fmt(b, "%%%02X", (unsigned char)c);
    }
}

/* ---- the helper ---- */

/* A line of the answer by its name, "" when it has none. */
static struct str said(struct str answer, const char *name)
{
    struct str line, first;
    while (str_next(&answer, '\n', &line)) {
        struct str rest = line;
        if (str_next(&rest, ' ', &first) && str_is(first, str_c(name))) return rest;
    }
    return S("");
}

static struct str order_of(struct arena *a, const char *what, const struct setup *s)
{
    return str_fmt(a, "do %s\nlanguage %s\nissuer %.*s\nclient %.*s\nsecret-file %.*s\nhome %.*s" CALLBACK "\n",
                   what,
                   say_language_is() == LANGUAGE_EN ? "en" : "vi", STR(s->issuer), STR(s->client),
                   STR(s->secret_file), STR(s->home));
}

/* ---- there ---- */

struct flow { struct str state, nonce, verifier, browser, back; int64_t account_id; };

static error add_job(struct arena *a, struct db *db, void *arg)
{
    const struct flow *f = arg;
    int64_t now = clock_now();
    struct rows *r = db_run(a, db, &oidc_sql, END_OLD);
    BIND(r, now);
    TRY(rows_end(r));
    r = db_run(a, db, &oidc_sql, ADD);
    BIND(r, hash_of(a, f->state));
    BIND(r, f->nonce);
    BIND(r, f->verifier);
    BIND(r, hash_of(a, f->browser));
    bind_id(r, f->account_id);
    BIND(r, f->back);
    BIND(r, now + FLOW_LIFE);
    return rows_end(r);
}

error oidc_begin(struct arena *a, struct store *s, const struct oidc_start *start, struct str *url)
{
    struct db *db;
    struct setup setup;
    struct str answer;
    TRY(store_reader(s, &db));
    TRY(setup_get(a, db, &setup));
    if (!is_set_up(&setup)) return not_set_up(a);
    TRY(oidc_helper_ask(a, order_of(a, "discover", &setup), &answer));
    struct str door = said(answer, "authorize");
    if (!door.n)
        return FAIL(a, ERR_BUSY,
                    "Nơi đăng nhập chung chưa sẵn sàng: %.*s. Thử lại sau, hoặc đăng nhập bằng mật khẩu.",
                    STR(said(answer, "error")));
    struct flow f = { .state = random_token(a, TOKEN_BYTES), .nonce = random_token(a, TOKEN_BYTES),
                      .verifier = random_token(a, TOKEN_BYTES), .browser = start->browser, .back = start->back,
                      .account_id = start->who ? start->who->account_id : 0 };
    TRY(db_write(a, s, add_job, &f));
    struct buf b = buf_open(a);
    bool query = memchr(door.p, '?', door.n) != NULL;
    buf_fmt(&b, "%.*s%sresponse_type=code", STR(door), query ? "&" : "?");
    url_add(&b, "client_id", setup.client);
    url_add(&b, "redirect_uri", str_fmt(a, "%.*s" CALLBACK, STR(setup.home)));
    url_add(&b, "scope", S("openid"));
    url_add(&b, "state", f.state);
    url_add(&b, "nonce", f.nonce);
    url_add(&b, "code_challenge", challenge_of(a, f.verifier));
    url_add(&b, "code_challenge_method", S("S256"));
    *url = buf_done(&b);
    return NULL;
}

/* ---- and back ---- */

struct finishing { const struct oidc_return *came; struct flow flow; struct str issuer, subject; bool found;
                   struct oidc_done *out; };

/* One use, whatever comes of it. */
static error take_job(struct arena *a, struct db *db, void *arg)
{
    struct finishing *f = arg;
    struct str hash = hash_of(a, f->came->state);
    struct rows *r = db_run(a, db, &oidc_sql, GET);
    BIND(r, hash);
    BIND(r, clock_now());
    f->found = rows_next(r);
    if (f->found)
        f->flow = (struct flow){ .nonce = row_str(r, 0), .verifier = row_str(r, 1), .browser = row_str(r, 2),
                                 .account_id = row_int(r, 3), .back = row_str(r, 4) };
    TRY(rows_end(r));
    r = db_run(a, db, &oidc_sql, TAKE);
    BIND(r, hash);
    return rows_end(r);
}

static error tie(struct arena *a, struct db *db, struct finishing *f, int64_t owner)
{
    const struct who *who = f->came->who;
    if (owner)
        return FAIL(a, ERR_CONFLICT,
            "Tài khoản ở nơi đăng nhập chung này đã nối với một tài khoản GiaoBan rồi. Bỏ nối ở tài khoản ấy trước.");
    struct rows *r = db_run(a, db, &oidc_sql, TIE);
    BIND(r, f->issuer);
    BIND(r, f->subject);
    BIND(r, who->account_id);
    BIND(r, clock_now());
    TRY(rows_end(r));
    f->out->linked = true;
    return audit_add(a, db, who, "tie to provider", "account", who->account_id, S(""), f->issuer);
}

static error enter_job(struct arena *a, struct db *db, void *arg)
{
    struct finishing *f = arg;
    struct rows *r = db_run(a, db, &oidc_sql, OWNER);
    BIND(r, f->issuer);
    BIND(r, f->subject);
    int64_t owner = rows_next(r) ? row_int(r, 0) : 0;
    TRY(rows_end(r));
    if (f->flow.account_id) return tie(a, db, f, owner);
    if (!owner)
        return FAIL(a, ERR_LOGIN,
            "Chưa có tài khoản GiaoBan nào nối với người này. Đăng nhập bằng mật khẩu, rồi nối ở trang “Tài khoản của "
            "tôi”.");
    struct session_new new = { .account_id = owner, .source = f->came->source, .device = f->came->device };
    return account_enter(a, db, &new, "log in", &f->out->in);
}

error oidc_finish(struct arena *a, struct store *s, const struct oidc_return *came, struct oidc_done *out)
{
    struct db *db;
    struct setup setup;
    struct str answer;
    struct finishing f = { .came = came, .out = out };
    *out = (struct oidc_done){ .back = S("/") };
    TRY(db_write(a, s, take_job, &f));
    bool own = f.found && str_is(f.flow.browser, hash_of(a, came->browser));
    bool same = f.flow.account_id == (came->who && f.flow.account_id ? came->who->account_id : 0);
    if (!own || !same)
        return FAIL(a, ERR_LOGIN,
            "Lần đăng nhập này không bắt đầu từ trình duyệt này, hoặc đã quá mười phút. Hãy bắt đầu lại.");
    if (came->refused.n || !came->code.n)
        return FAIL(a, ERR_LOGIN, "Nơi đăng nhập chung chưa cho vào. Hãy thử lại hoặc đăng nhập bằng mật khẩu.");
    TRY(store_reader(s, &db));
    TRY(setup_get(a, db, &setup));
    if (!is_set_up(&setup)) return not_set_up(a);
    struct str order = order_of(a, "exchange", &setup);
    TRY(oidc_helper_ask(a, str_fmt(a, "%.*scode %.*s\nverifier %.*s\nnonce %.*s\n", STR(order), STR(came->code),
                                   STR(f.flow.verifier), STR(f.flow.nonce)), &answer));
    f.issuer = said(answer, "issuer");
    f.subject = said(answer, "subject");
    if (!f.subject.n || !str_is(f.issuer, setup.issuer))
        return FAIL(a, ERR_LOGIN,
            "Lời của nơi đăng nhập chung không đúng nên chưa cho vào: %.*s. Hãy thử lại, hoặc báo người quản trị.",
                    STR(said(answer, "error")));
    out->back = f.flow.back;
    return db_write(a, s, enter_job, &f);
}

error oidc_untie(struct arena *a, struct db *db, const struct who *who, int64_t account_id)
{
    struct rows *r = db_run(a, db, &oidc_sql, UNTIE);
    BIND(r, account_id);
    TRY(rows_end(r));
    if (!rows_changed(r)) return FAIL(a, ERR_CONFLICT, "Tài khoản chưa nối với nơi đăng nhập chung.");
    return audit_add(a, db, who, "untie from provider", "account", account_id, S(""), S(""));
}
