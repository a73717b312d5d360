/* giaoban-oidc.c - main of the program that talks with a provider of OpenID Connect, for giaoban alone.
 *
 * It waits for questions on the socket that is its descriptor 0: where the provider's door is (discover), or who came
 * back with this code (exchange), each as "name value" lines, one answer a question. For each it forks a child, which
 * locks itself as the mailer does before it connects, answers and ends. Nothing here sees a database. What the provider
 * says is believed only when the signature, issuer, audience, time and nonce are right; see
 * docs/decisions/0012-oidc.md. */
#include "base/machine.h"
#include "mail/out/lock.h"
#include <errno.h>
#include <fcntl.h>
#include <iddawc.h>
#include <poll.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { COMMAND_MEMORY = 16 << 20, SECRET_MOST = 4096, SLACK = 60, MESSAGE_MOST = 8192, PATIENCE = 10 * 1000 };

struct question { struct arena *a; struct str all; };

static struct str asked(const struct question *q, const char *name)
{
    struct str rest = q->all, line, first;
    while (str_next(&rest, '\n', &line)) {
        struct str value = line;
        if (str_next(&value, ' ', &first) && str_is(first, str_c(name))) return value;
    }
    return S("");
}

static char *asked_z(const struct question *q, const char *name) { return str_z(q->a, asked(q, name)); }

/* The child's last word, on descriptor 1. */
_Noreturn static void answer(struct str body)
{
    _exit(body.n < MESSAGE_MOST && write(STDOUT_FILENO, body.p, body.n) == (ssize_t)body.n ? 0 : 1);
}

_Noreturn static void refuse(const struct question *q, const char *why)
{
    answer(str_fmt(q->a, "error %s\n", say(why)));
}

/* An address that may be asked: https, or this machine itself. */
static bool is_safe(struct str url)
{
    static const char *const starts[] = { "https://", "http://127.0.0.1:", "http://127.0.0.1/", "http://localhost:",
                                          "http://localhost/", "http://[::1]:" };
    for (size_t i = 0; i < COUNT(starts); i++)
        if (str_starts(url, str_c(starts[i]))) return true;
    return false;
}

/* A line of the answer is one line: what comes from outside may not hold the end of one. */
static bool is_line(const char *s)
{
    for (; s && *s; s++)
        if ((unsigned char)*s < ' ') return false;
    return s != NULL;
}

static void open_session(const struct question *q, struct _i_session *s, const char *secret)
{
    char *issuer = asked_z(q, "issuer");
    char *config = str_z(q->a, str_fmt(q->a, "%s/.well-known/openid-configuration", issuer));
    if (!is_safe(str_c(issuer))) refuse(q, SAID("địa chỉ của nơi đăng nhập chung phải là https"));
    if (i_init_session(s) != I_OK ||
        i_set_parameter_list(s, I_OPT_RESPONSE_TYPE, I_RESPONSE_TYPE_CODE, I_OPT_OPENID_CONFIG_ENDPOINT, config,
                             I_OPT_CLIENT_ID, asked_z(q, "client"), I_OPT_CLIENT_SECRET, secret,
                             I_OPT_REDIRECT_URI, asked_z(q, "home"), I_OPT_SCOPE, "openid", I_OPT_TOKEN_METHOD,
                             *secret ? I_TOKEN_AUTH_METHOD_SECRET_BASIC : I_TOKEN_AUTH_METHOD_NONE,
                             I_OPT_NONE) != I_OK)
        refuse(q, SAID("thiếu bộ nhớ"));
    if (i_get_openid_config(s) != I_OK) refuse(q, SAID("không đọc được phần giới thiệu của nơi ấy"));
    const char *says = i_get_str_parameter(s, I_OPT_ISSUER);
    if (!says || strcmp(says, issuer) != 0) refuse(q, SAID("nơi ấy tự giới thiệu bằng một địa chỉ khác"));
}

static void discover(const struct question *q, struct _i_session *s)
{
    const char *door = i_get_str_parameter(s, I_OPT_AUTH_ENDPOINT);
    if (!is_line(door) || !is_safe(str_c(door))) refuse(q, SAID("cửa đăng nhập của nơi ấy không phải https"));
    answer(str_fmt(q->a, "authorize %s\n", door));
}

/* ---- who came back ---- */

/* Only a signature that the provider alone can make: never "none", never one with a secret that we share. */
static bool is_signed_by_key(struct arena *a, const char *token)
{
    static const char *const algs[] = { "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384",
                                        "ES512", "EdDSA" };
    const char *dot = strchr(token, '.');
    size_t room = dot ? (size_t)(dot - token) + 1 : 0, n;
    if (!dot) return false;
    unsigned char *head = arena_get(a, room);
    if (sodium_base642bin(head, room, token, room - 1, NULL, &n, NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING))
        return false;
    json_t *json = json_loadb((const char *)head, n, 0, NULL);
    const char *alg = json_string_value(json_object_get(json, "alg"));
    bool good = alg && str_among(str_c(alg), algs, COUNT(algs));
    json_decref(json);
    return good;
}

static bool is_for(const json_t *audience, const char *client)
{
    if (json_is_string(audience)) return !strcmp(json_string_value(audience), client);
    bool found = false;
    for (size_t i = 0; i < json_array_size(audience); i++) {
        const char *one = json_string_value(json_array_get(audience, i));
        found |= one && !strcmp(one, client);
    }
    return found;
}

/* What the library has checked is asked once more here, where it can be read in one place. */
static void check_claims(const struct question *q, const json_t *claims)
{
    int64_t now = clock_now() / 1000;
    const char *issuer = json_string_value(json_object_get(claims, "iss")),
               *nonce = json_string_value(json_object_get(claims, "nonce")),
               *party = json_string_value(json_object_get(claims, "azp"));
    if (!issuer || strcmp(issuer, asked_z(q, "issuer")) != 0) refuse(q, SAID("người ký là nơi khác"));
    if (!is_for(json_object_get(claims, "aud"), asked_z(q, "client")))
        refuse(q, SAID("giấy ấy cấp cho ứng dụng khác"));
    if (party && strcmp(party, asked_z(q, "client")) != 0) refuse(q, SAID("giấy ấy cấp cho ứng dụng khác"));
    if (!nonce || !asked(q, "nonce").n || strcmp(nonce, asked_z(q, "nonce")) != 0)
        refuse(q, SAID("giấy ấy của một lần đăng nhập khác"));
    if (json_integer_value(json_object_get(claims, "exp")) <= now - SLACK) refuse(q, SAID("giấy ấy đã hết hạn"));
    if (json_integer_value(json_object_get(claims, "iat")) > now + SLACK)
        refuse(q, SAID("giấy ấy đề một ngày chưa tới"));
}

static void exchange(const struct question *q, struct _i_session *s)
{
    if (i_set_parameter_list(s, I_OPT_CODE, asked_z(q, "code"), I_OPT_NONCE, asked_z(q, "nonce"),
                             I_OPT_PKCE_CODE_VERIFIER, asked_z(q, "verifier"), I_OPT_PKCE_METHOD,
                             I_PKCE_METHOD_S256, I_OPT_NONE) != I_OK)
        refuse(q, SAID("thiếu bộ nhớ"));
    const char *door = i_get_str_parameter(s, I_OPT_TOKEN_ENDPOINT);
    if (!door || !is_safe(str_c(door))) refuse(q, SAID("cửa đổi mã của nơi ấy không phải https"));
    if (i_run_token_request(s) != I_OK) refuse(q, SAID("nơi ấy không nhận mã này, hoặc chữ ký không đúng"));
    const char *token = i_get_str_parameter(s, I_OPT_ID_TOKEN);
    if (!token || !is_signed_by_key(q->a, token)) refuse(q, SAID("giấy không có chữ ký của nơi ấy"));
    if (i_verify_id_token(s) != I_OK) refuse(q, SAID("chữ ký của nơi ấy không đúng"));
    check_claims(q, s->id_token_payload);
    const char *subject = json_string_value(json_object_get(s->id_token_payload, "sub"));
    if (!subject || !*subject || strlen(subject) > 255 || !is_line(subject)) refuse(q, SAID("giấy không nói ai"));
    answer(str_fmt(q->a, "issuer %s\nsubject %s\n", asked_z(q, "issuer"), subject));
}

/* In the child: one question, then the end. */
_Noreturn static void serve(struct arena *a, struct str all)
{
    struct question q = { a, all };
    struct rlimit none = { 0, 0 };
    struct bytes secret = { .n = 0 };
    struct str file = asked(&q, "secret-file");
    if (file.n && file_read(a, str_z(a, file), SECRET_MOST, &secret))
        refuse(&q, SAID("không đọc được tệp mật khẩu của ứng dụng"));
    const char *words = str_z(a, str_trim((struct str){ (const char *)secret.p, secret.n }));
    if (setrlimit(RLIMIT_CORE, &none) || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) || sodium_init() < 0 ||
        i_global_init() != I_OK || lock_enter(a, NULL))
        refuse(&q, SAID("không khởi động được phần đăng nhập chung"));
    struct _i_session s;
    say_language(str_is(asked(&q, "language"), S("en")) ? LANGUAGE_EN : LANGUAGE_VI);
    open_session(&q, &s, words);
    if (str_is(asked(&q, "do"), S("discover"))) discover(&q, &s);
    else exchange(&q, &s);
    _exit(1);                                  /* both have answered */
}

/* What the child says before it ends; 0: nothing, or too late. */
static size_t listen_to(int from, pid_t child, char *to)
{
    size_t n = 0;
    int64_t deadline = clock_steady() + PATIENCE;
    struct pollfd wait = { .fd = from, .events = POLLIN };
    for (int64_t left; n < MESSAGE_MOST && (left = deadline - clock_steady()) > 0;) {
        int ready = poll(&wait, 1, (int)left);
        if (ready < 0 && errno == EINTR) continue;
        ssize_t got = ready > 0 ? read(from, to + n, MESSAGE_MOST - n) : 0;
        if (got <= 0) break;
        n += (size_t)got;
    }
    kill(child, SIGKILL);
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR) ;
    return n;
}

/* Until giaoban is gone. One child a question: what a provider sends never meets this loop. */
static error listen_for(struct arena *a)
{
    static char question[MESSAGE_MOST], said[MESSAGE_MOST];
    for (ssize_t n; (n = recv(STDIN_FILENO, question, sizeof question, 0)) > 0 || (n < 0 && errno == EINTR);) {
        int ends[2];
        if (n < 0) continue;
        if (pipe2(ends, O_CLOEXEC)) return FAIL(a, ERR_FAULT, "Máy này đang thiếu tài nguyên.");
        pid_t child = fork();
        if (!child) {
            if (dup2(ends[1], STDOUT_FILENO) < 0) _exit(1);
            close(STDIN_FILENO);
            serve(a, (struct str){ question, (size_t)n });
        }
        close(ends[1]);
        size_t got = child > 0 ? listen_to(ends[0], child, said) : 0;
        close(ends[0]);
        struct str none = S("error -\n");
        if (send(STDIN_FILENO, got ? said : none.p, got ? got : none.n, MSG_NOSIGNAL) < 0) break;
    }
    return NULL;
}

int main(int argc, char **argv)
{
    const char *language = getenv("GIAOBAN_LANGUAGE");
    say_language(language && !strcmp(language, "en") ? LANGUAGE_EN : LANGUAGE_VI);
    log_level(LOG_ERROR);
    struct arena *a = arena_open(COMMAND_MEMORY);
    error e = argc == 2 && !strcmp(argv[1], "listen")
                  ? listen_for(a)
                  : FAIL(a, ERR_USAGE, "Lệnh này do giaoban tự gọi khi có người đăng nhập qua nơi đăng nhập chung.");
    if (e) fprintf(stderr, "giaoban-oidc: %s\n", e->said);
    int code = e ? err_exit(e->kind) : 0;
    arena_close(a);
    return code;
}
