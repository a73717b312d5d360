/* passcode.c - see passcode.h. Must never keep a code, only its hash. */
#include "core/office/passcode.h"
#include "base/machine.h"
#include "core/office/audit.h"
#include <sodium.h>

static const char letters_of_codes[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
enum { LETTERS = sizeof letters_of_codes - 1, GROUP = 4, LONGEST = 64 };

struct str passcode_new(struct arena *a, int letters)
{
    struct buf b = buf_open(a);
    for (int n = 0; n < letters;) {
        unsigned char byte;
        random_fill(&byte, 1);
        if (byte >= 256 / LETTERS * LETTERS) continue;     /* else some letters would come more often */
        if (n && n % GROUP == 0) buf_char(&b, '-');
        buf_char(&b, letters_of_codes[byte % LETTERS]);
        n++;
    }
    return buf_done(&b);
}

struct str passcode_hash(struct arena *a, struct db *db, const char *use, struct str typed)
{
    unsigned char key[crypto_generichash_KEYBYTES], h[32];
    char plain[LONGEST], hex[sizeof h * 2 + 1];
    size_t n = 0;
    for (size_t i = 0; i < typed.n; i++) {
        char c = typed.p[i];
        if (c >= 'a' && c <= 'z') c = (char)(c - 'a' + 'A');
        if (c == ' ' || c == '-') continue;
        if (n == LONGEST || !c || !strchr(letters_of_codes, c)) return S("");
        plain[n++] = c;
    }
    if (!n) return S("");
    audit_subkey(db, use, key);
    crypto_generichash(h, sizeof h, (const unsigned char *)plain, n, key, sizeof key);
    sodium_memzero(key, sizeof key);
    sodium_bin2hex(hex, sizeof hex, h, sizeof h);
    return str_copy(a, (struct str){ hex, sizeof hex - 1 });
}
