/* password.c - rules of passwords and their slow hash. See account.h.
 *
 * argon2id, 32 MiB, 3 passes (OWASP ASVS 5.0 appendix C asks for 19 MiB and 2). Measured: 63 to 80 ms on an AMD EPYC.
 * At most two are computed at once, so a flood of log-ins cannot take the machine; a few may wait, the rest
 * are refused. */
#include "core/office/password.h"
#include "base/machine.h"
#include "vn/text.h"
#include <pthread.h>
#include <sodium.h>

enum { PASSES = 3, MEMORY = 32 * 1024 * 1024, AT_ONCE = 2, MAY_WAIT = 16 };

/* Of a password that nobody knows, with the parameters above: what an unknown log-in is checked against. */
static const char nobody[] =
    "$argon2id$v=19$m=32768,t=3,p=1$fGp+BAxbAN3CvQWiRW+DhQ$15B2IfM4kX7S8wimB3bp6Q//EBqOlqCaIqthHAOV6a0";

static struct { pthread_mutex_t lock; pthread_cond_t free; int running, waiting; } gate = {
    PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0, 0 };

static error enter(struct arena *a)
{
    pthread_mutex_lock(&gate.lock);
    bool full = gate.running == AT_ONCE && gate.waiting == MAY_WAIT;
    if (!full) {
        gate.waiting++;
        while (gate.running == AT_ONCE) pthread_cond_wait(&gate.free, &gate.lock);
        gate.waiting--;
        gate.running++;
    }
    pthread_mutex_unlock(&gate.lock);
    return full ? FAIL(a, ERR_TOO_MANY,
        "Đang có quá nhiều người đăng nhập cùng lúc. Vui lòng thử lại sau ít phút.") : NULL;
}

static void leave(void)
{
    pthread_mutex_lock(&gate.lock);
    gate.running--;
    pthread_cond_signal(&gate.free);
    pthread_mutex_unlock(&gate.lock);
}

error password_hash(struct arena *a, struct str password, struct str *hash)
{
    char *out = arena_get(a, crypto_pwhash_STRBYTES);
    if (sodium_init() < 0)
        return FAIL(a, ERR_FAULT,
            "Máy chủ chưa dùng được thư viện mã hóa. Vui lòng báo người quản trị.");
    TRY(enter(a));
    int bad = crypto_pwhash_str_alg(out, password.p, password.n, PASSES, MEMORY, crypto_pwhash_ALG_ARGON2ID13);
    leave();
    if (bad)
        return FAIL(a, ERR_MEMORY,
            "Máy chủ đang thiếu bộ nhớ nên chưa xử lý được mật khẩu. Vui lòng thử lại sau ít phút.");
    *hash = str_c(out);
    return NULL;
}

error password_verify(struct arena *a, struct str password, struct str hash, bool *right)
{
    bool known = hash.n > 0;
    const char *against = known ? str_z(a, hash) : nobody;
    if (sodium_init() < 0)
        return FAIL(a, ERR_FAULT,
            "Máy chủ chưa dùng được thư viện mã hóa. Vui lòng báo người quản trị.");
    TRY(enter(a));
    bool same = crypto_pwhash_str_verify(against, password.p, password.n) == 0;
    leave();
    *right = known && same;
    return NULL;
}

error password_check(struct arena *a, struct str password, struct str login)
{
    size_t letters = 0;
    uint32_t code, first = 0;
    bool one_letter = true;
    for (size_t at = 0; at < password.n; letters++) {
        at = vn_letter_next(password, at, &code);
        if (!letters) first = code;
        one_letter &= code == first;
    }
    if (letters < PASSWORD_SHORTEST)
        return FAIL(a, ERR_INPUT,
            "Mật khẩu cần ít nhất %d ký tự. Có thể dùng một câu dễ nhớ, có dấu và khoảng trắng.", PASSWORD_SHORTEST);
    if (letters > PASSWORD_LONGEST)
        return FAIL(a, ERR_INPUT,
            "Mật khẩu dài tối đa %d ký tự. Hãy chọn mật khẩu ngắn hơn.", PASSWORD_LONGEST);
    if (one_letter) return FAIL(a, ERR_INPUT, "Mật khẩu không được chỉ lặp lại một ký tự. Hãy chọn mật khẩu khác.");
    if (login.n && str_find(vn_fold(a, password), vn_fold(a, login), 0) != SIZE_MAX)
        return FAIL(a, ERR_INPUT, "Mật khẩu không được chứa tên đăng nhập. Hãy chọn mật khẩu khác.");
    return NULL;
}
