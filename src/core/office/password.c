/* password.c - the slow hash of passwords and their rules. See password.h.
 *
 * argon2id, 64 MiB and 9 passes, which takes about 250 ms on an AMD EPYC (OWASP ASVS 5.0 appendix C asks for at least
 * 19 MiB and 2); `giaoban password-cost` measures other machines. At most two are computed at once, so a flood of
 * log-ins takes no more than 128 MiB; a few may wait, the rest are refused. */
#include "core/office/password.h"
#include "base/machine.h"
#include "core/office/password_list.h"
#include "vn/text.h"
#include <pthread.h>
#include <sodium.h>

enum { AT_ONCE = 2, MAY_WAIT = 16 };
static struct password_cost current = { 9, 64u << 20 };

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

void password_cost_set(struct password_cost cost)
{
    assert(cost.passes >= 1 && cost.memory >= crypto_pwhash_MEMLIMIT_MIN);
    current = cost;
}

struct password_cost password_cost(void) { return current; }

bool password_is_old(struct arena *a, struct str hash)
{
    return crypto_pwhash_str_needs_rehash(str_z(a, hash), (unsigned long long)current.passes, current.memory) != 0;
}

/* A hash of the current cost that no password has: what an unknown log-in is checked against. */
static const char *hash_of_nobody(struct arena *a)
{
    return str_z(a, str_fmt(a, "$argon2id$v=19$m=%zu,t=%d,p=1$fGp+BAxbAN3CvQWiRW+DhQ"
        "$15B2IfM4kX7S8wimB3bp6Q//EBqOlqCaIqthHAOV6a0", current.memory / 1024, current.passes));
}

error password_measure(struct arena *a, struct password_cost cost, int *ms)
{
    char out[crypto_pwhash_STRBYTES];
    int64_t best = INT64_MAX;
    for (int i = 0; i < 3; i++) {
        int64_t from = clock_steady();
        if (sodium_init() < 0 || crypto_pwhash_str_alg(out, "measure", 7, (unsigned long long)cost.passes, cost.memory,
                                                       crypto_pwhash_ALG_ARGON2ID13))
            return FAIL(a, ERR_MEMORY, "Máy này không đủ bộ nhớ cho %zu MB một lần tính mật khẩu.", cost.memory >> 20);
        int64_t took = clock_steady() - from;
        if (took < best) best = took;
    }
    *ms = (int)best;
    return NULL;
}

error password_hash(struct arena *a, struct str password, struct str *hash)
{
    char *out = arena_get(a, crypto_pwhash_STRBYTES);
    if (sodium_init() < 0)
        return FAIL(a, ERR_FAULT,
            "Máy chủ chưa dùng được thư viện mã hóa. Vui lòng báo người quản trị.");
    TRY(enter(a));
    int bad = crypto_pwhash_str_alg(out, password.p, password.n,
        (unsigned long long)current.passes, current.memory, crypto_pwhash_ALG_ARGON2ID13);
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
    const char *against = known ? str_z(a, hash) : hash_of_nobody(a);
    if (sodium_init() < 0)
        return FAIL(a, ERR_FAULT,
            "Máy chủ chưa dùng được thư viện mã hóa. Vui lòng báo người quản trị.");
    TRY(enter(a));
    bool same = crypto_pwhash_str_verify(against, password.p, password.n) == 0;
    leave();
    *right = known && same;
    return NULL;
}

error password_check(struct arena *a, struct str password, struct str login, struct str own)
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
    if (password_list_has(a, password, own))
        return FAIL(a, ERR_INPUT,
            "Mật khẩu này dễ đoán: nhiều người dùng, hoặc chỉ gồm tên người, tên đơn vị và dãy số. Hãy ghép một câu "
            "của riêng mình, như bốn từ không liên quan với nhau.");
    return NULL;
}
