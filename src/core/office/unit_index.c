/* unit_index.c - see unit_index.h. Owns a list of (word, place), sorted, for the life of the process.
 *
 * I1 Signs only rule out: a word one letter away has at most two letters that the other lacks, and a name that holds
 *    some letters in a row holds all their pairs. What they let through is compared letter by letter. */
#include "core/office/unit_index.h"
#include <pthread.h>
#include <stdlib.h>

enum { MEMORY = 32 << 20, WORD_SHORTEST = 3, WORD_LONGEST = 24 };
struct posting { struct str key; uint32_t at; };
struct known { struct str key; uint32_t letters; };
static struct {
    struct unit_words *of;                         /* by place */
    struct str *glued;                             /* the words of a place without blanks */
    uint64_t *pairs;                               /* by place: a sign of the pairs of letters in glued (I1) */
    struct known *word; size_t words;              /* each word that a letter may be wrong in, once, in order */
    struct posting *list;
    size_t n, places;
} made;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static int order(struct str x, struct str y)
{
    int c = memcmp(x.p, y.p, x.n < y.n ? x.n : y.n);
    return c ? c : (x.n > y.n) - (x.n < y.n);
}

static int by_key(const void *x, const void *y)
{
    const struct posting *a = x, *b = y;
    int c = order(a->key, b->key);
    return c ? c : (a->at > b->at) - (a->at < b->at);
}

/* A bit for each letter; digits share one. */
static uint32_t letters_of(struct str s)
{
    uint32_t bits = 0;
    for (size_t i = 0; i < s.n; i++)
        bits |= s.p[i] >= 'a' && s.p[i] <= 'z' ? 1u << (s.p[i] - 'a') : 1u << 26;
    return bits;
}

static uint64_t pairs_of(struct str s)
{
    uint64_t bits = 0;
    for (size_t i = 1; i < s.n; i++)
        bits |= UINT64_C(1) << (((unsigned char)s.p[i - 1] * 31u + (unsigned char)s.p[i]) % 64u);
    return bits;
}

/* Holds the index as long as the program runs; volatile, as nobody reads it. */
static struct arena *volatile kept;

static void make(void)
{
    const struct country *c = country_get();
    struct arena *a = kept = arena_open(MEMORY);
    size_t room = 0;
    made.of = NEW_N(a, struct unit_words, c->n);
    made.glued = NEW_N(a, struct str, c->n);
    made.pairs = NEW_N(a, uint64_t, c->n);
    made.places = c->n;
    for (size_t i = 0; i < c->n; i++) {
        struct unit_words words = unit_words_of(a, c->unit[i].kind, c->unit[i].name);
        char *glued = arena_get(a, c->unit[i].name.n + 1);
        size_t n = 0;
        for (size_t k = 0; k < words.n; n += words.word[k++].key.n)
            memcpy(glued + n, words.word[k].key.p, words.word[k].key.n);
        made.of[i] = words;
        made.glued[i] = (struct str){ glued, n };
        made.pairs[i] = pairs_of(made.glued[i]);
        room += words.n + 1;
    }
    made.list = NEW_N(a, struct posting, room);
    for (uint32_t i = 0; i < c->n; i++) {
        const struct unit_words *w = &made.of[i];
        for (size_t k = 0; k < w->n; k++) made.list[made.n++] = (struct posting){ w->word[k].key, i };
        if (w->n > 1) made.list[made.n++] = (struct posting){ w->initials, i };
    }
    qsort(made.list, made.n, sizeof *made.list, by_key);
    made.word = NEW_N(a, struct known, made.n);
    for (size_t i = 0; i < made.n; i++) {
        struct str k = made.list[i].key;
        if (k.n < WORD_SHORTEST || k.n > WORD_LONGEST + 1 || is_digit(k.p[0])) continue;
        if (made.words && str_is(k, made.word[made.words - 1].key)) continue;
        made.word[made.words++] = (struct known){ k, letters_of(k) };
    }
}

static size_t first_of(struct str key)
{
    size_t low = 0, high = made.n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (order(made.list[mid].key, key) < 0) low = mid + 1;
        else high = mid;
    }
    return low;
}

const struct unit_words *unit_index_words(uint32_t at)
{
    pthread_once(&once, make);
    assert(at < made.places);
    return &made.of[at];
}

bool unit_index_each(struct str key, bool open, void (*take)(void *arg, uint32_t at), void *arg)
{
    pthread_once(&once, make);
    bool any = false;
    for (size_t i = first_of(key); i < made.n; i++) {
        struct str k = made.list[i].key;
        if (open ? !str_starts(k, key) : !str_is(k, key)) break;
        take(arg, made.list[i].at);
        any = true;
    }
    return any;
}

/* One letter more, one less, another one, or two that changed places. */
static bool is_near(struct str x, struct str y)
{
    size_t same = 0, tail = 0;
    while (same < x.n && same < y.n && x.p[same] == y.p[same]) same++;
    while (tail < x.n - same && tail < y.n - same && x.p[x.n - 1 - tail] == y.p[y.n - 1 - tail]) tail++;
    size_t dx = x.n - same - tail, dy = y.n - same - tail;
    if (dx <= 1 && dy <= 1) return true;
    return dx == 2 && dy == 2 && x.p[same] == y.p[same + 1] && x.p[same + 1] == y.p[same];
}

size_t unit_index_near(struct str key, struct str *out, size_t most)
{
    pthread_once(&once, make);
    size_t n = 0;
    if (key.n < WORD_SHORTEST || key.n > WORD_LONGEST) return 0;
    uint32_t letters = letters_of(key);
    for (size_t i = 0; i < made.words && n < most; i++) {
        struct str k = made.word[i].key;
        if (k.n + 1 < key.n || k.n > key.n + 1 || __builtin_popcount(letters ^ made.word[i].letters) > 2) continue;
        if (is_near(key, k)) out[n++] = k;
    }
    return n;
}

bool unit_index_glued(struct str glued, void (*take)(void *arg, uint32_t at), void *arg)
{
    pthread_once(&once, make);
    bool any = false;
    uint64_t pairs = pairs_of(glued);
    if (glued.n < 4) return false;
    for (uint32_t i = 0; i < made.places; i++) {
        struct str name = made.glued[i];
        if (pairs & ~made.pairs[i] || name.n < glued.n || !memmem(name.p, name.n, glued.p, glued.n)) continue;
        take(arg, i);
        any = true;
    }
    return any;
}
