/* sender.c - see sender.h. SMTP by libcurl: TLS unless the server is this very machine, certificates checked always.
 *
 * Must never send a password without TLS, nor follow what a server says to another host: only smtp and smtps. */
#include "mail/out/sender.h"
#include <curl/curl.h>

enum { CONNECT_SECONDS = 20, ALL_SECONDS = 120, DETAIL_MOST = 200, PORT_MOST = 65535 };

struct sending {
    struct arena *a;
    struct str content;
    size_t at;
    char said[DETAIL_MOST + 1];                /* the server's last refusal */
    struct curl_slist *to;
};

error sender_start(struct arena *a)
{
    if (!curl_global_init(CURL_GLOBAL_DEFAULT)) return NULL;
    return FAIL(a, ERR_FAULT, "Không khởi động được phần gửi thư.");
}

static size_t give(char *to, size_t size, size_t count, void *arg)
{
    struct sending *s = arg;
    size_t n = s->content.n - s->at < size * count ? s->content.n - s->at : size * count;
    memcpy(to, s->content.p + s->at, n);
    s->at += n;
    return n;
}

/* Its last refusal: printable letters only, since it is shown to the administrator. */
static size_t hear(char *p, size_t size, size_t count, void *arg)
{
    struct sending *s = arg;
    size_t n = 0;
    if (!count || (*p != '4' && *p != '5')) return size * count;
    for (size_t i = 0; i < size * count && n < DETAIL_MOST; i++)
        if (p[i] >= ' ' && p[i] < 0x7F) s->said[n++] = p[i];
    if (n) s->said[n] = 0;
    return size * count;
}

static size_t ignore(char *p, size_t size, size_t count, void *arg)
{
    (void)p; (void)arg;
    return size * count;
}

static bool is_here(struct str server)
{
    return str_is(server, S("127.0.0.1")) || str_is(server, S("::1")) || str_is(server, S("localhost"));
}

/* What goes into the address of the server: nothing that could end its host. */
static bool host_is(struct str s)
{
    static const char known[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:";
    for (size_t i = 0; i < s.n; i++)
        if (!s.p[i] || !strchr(known, s.p[i])) return false;
    return s.n > 0 && s.n <= 253;
}

static void easy_end(void *what) { curl_easy_cleanup(what); }
static void list_end(void *what)
{
    struct sending *s = what;
    curl_slist_free_all(s->to);
}

/* Permanent is only what the server refuses about this letter: its sender, its receiver, its content. Whatever else
 * fails, from the name of the server to its certificate, would fail for every letter, and may be mended. */
static enum wire_fate fate_of(CURLcode code, long response)
{
    if (code == CURLE_OK) return WIRE_SENT;
    if (code == CURLE_LOGIN_DENIED || code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_USE_SSL_FAILED ||
        code == CURLE_SSL_CONNECT_ERROR || code == CURLE_SSL_CACERT_BADFILE || code == CURLE_URL_MALFORMAT)
        return WIRE_SETUP;
    if (response >= 500 && response < 600 && response != 530 && response != 534 && response != 535 && response != 538)
        return WIRE_PERMANENT;
    return response == 530 || response == 534 || response == 535 || response == 538 ? WIRE_SETUP : WIRE_TEMPORARY;
}

#define SET(option, value) bad |= (unsigned)curl_easy_setopt(c, option, value)
static bool prepare(CURL *c, struct sending *s, const struct wire_letter *l, struct str password,
    const char *authorities)
{
    unsigned bad = 0;
    struct str host = l->from, server = l->server;
    size_t at = str_find(l->from, S("@"), 0);
    if (at != SIZE_MAX) host = str_cut(l->from, at + 1, l->from.n);
    bool v6 = str_find(server, S(":"), 0) != SIZE_MAX;
    SET(CURLOPT_URL, str_z(s->a, str_fmt(s->a, "%s://%s%.*s%s:%lld/%.*s", l->security == WIRE_TLS ? "smtps" : "smtp",
        v6 ? "[" : "", STR(server), v6 ? "]" : "", (long long)l->port, STR(host))));
    SET(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    SET(CURLOPT_USE_SSL, (long)(l->security == WIRE_PLAIN ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    SET(CURLOPT_SSL_VERIFYPEER, 1L);
    SET(CURLOPT_SSL_VERIFYHOST, 2L);
    if (authorities) SET(CURLOPT_CAINFO, authorities);
    if (l->user.n) {
        SET(CURLOPT_USERNAME, str_z(s->a, l->user));
        SET(CURLOPT_PASSWORD, str_z(s->a, password));
    }
    SET(CURLOPT_PROXY, "");
    SET(CURLOPT_NOSIGNAL, 1L);
    SET(CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    SET(CURLOPT_TIMEOUT, (long)ALL_SECONDS);
    SET(CURLOPT_MAIL_FROM, str_z(s->a, str_fmt(s->a, "<%.*s>", STR(l->from))));
    s->to = curl_slist_append(NULL, str_z(s->a, str_fmt(s->a, "<%.*s>", STR(l->to))));
    SET(CURLOPT_MAIL_RCPT, s->to);
    SET(CURLOPT_UPLOAD, 1L);
    SET(CURLOPT_READFUNCTION, give);
    SET(CURLOPT_READDATA, s);
    SET(CURLOPT_HEADERFUNCTION, hear);
    SET(CURLOPT_HEADERDATA, s);
    SET(CURLOPT_WRITEFUNCTION, ignore);
    return !bad && s->to;
}
#undef SET

static const char *refused(const struct wire_letter *l, struct str password)
{
    if (!host_is(l->server) || l->port < 1 || l->port > PORT_MOST) return "the name or the port of the server is wrong";
    if (l->security == WIRE_PLAIN && !is_here(l->server)) return "without TLS only to this machine";
    if (l->security == WIRE_PLAIN && l->user.n) return "no password goes without TLS";
    if (l->user.n && !password.n) return "the file of the password is missing, empty, or readable by others";
    return NULL;
}

void sender_send(struct arena *a, const struct wire_letter *l, struct str password, const char *authorities,
    struct wire_answer *out)
{
    *out = (struct wire_answer){ .mark = l->mark, .fate = WIRE_SETUP };
    const char *no = refused(l, password);
    CURL *c = no ? NULL : curl_easy_init();
    if (!c) {
        out->detail = str_c(no ? no : "curl");
        return;
    }
    arena_defer(a, easy_end, c);
    struct sending *s = NEW(a, struct sending);
    *s = (struct sending){ .a = a, .content = l->content };
    arena_defer(a, list_end, s);
    long response = 0;
    CURLcode code = prepare(c, s, l, password, authorities) ? curl_easy_perform(c) : CURLE_FAILED_INIT;
    curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &response);
    out->fate = fate_of(code, response);
    out->code = response;
    if (code == CURLE_OK) return;
    struct str why = str_c(curl_easy_strerror(code)), said = str_copy(a, str_c(s->said));
    out->detail = said.n && response >= 400 ? str_fmt(a, "%.*s", STR(said)) : str_fmt(a, "%.*s", STR(why));
}
