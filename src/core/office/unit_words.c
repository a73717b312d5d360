/* unit_words.c - see unit_words.h. Must never depend on which places there are. */
#include "core/office/unit_words.h"
#include "vn/text.h"

enum { TYPED_MOST = 120, WORDS_MOST = 24, KIND_WORDS_MOST = 3 };

/* keys of one to three words; the first ones of a kind are how lists write it */
static const struct { const char *key; int kind; bool whole; } kinds[] = {
    { "phuong", KIND_WARD, true }, { "xa", KIND_COMMUNE, true }, { "thi tran", KIND_TOWNLET, true },
    { "dac khu", KIND_ZONE, true }, { "quan", KIND_QUARTER, true }, { "huyen", KIND_DISTRICT, true },
    { "thi xa", KIND_TOWN, true }, { "thanh pho", KIND_CITY, true }, { "tinh", KIND_PROVINCE, true },
    { "khom", KIND_KHOM, true }, { "ap", KIND_AP, true }, { "thon", KIND_THON, true }, { "to dan pho", KIND_TDP, true },
    { "khu pho", KIND_KHU_PHO, true }, { "ban", KIND_BAN, true }, { "buon", KIND_BUON, true },
    { "lang", KIND_LANG, true }, { "to", KIND_TO, true }, { "khu", KIND_KHU, true },
    { "p", KIND_WARD, false }, { "ph", KIND_WARD, false }, { "f", KIND_WARD, false }, { "x", KIND_COMMUNE, false },
    { "tt", KIND_TOWNLET, false }, { "dk", KIND_ZONE, false }, { "q", KIND_QUARTER, false },
    { "h", KIND_DISTRICT, false }, { "tx", KIND_TOWN, false }, { "tp", KIND_CITY, false },
    { "t", KIND_PROVINCE | KIND_THON, false }, { "k", KIND_KHOM | KIND_KHU, false }, { "kp", KIND_KHU_PHO, false },
    { "tdp", KIND_TDP, false },
};

/* ---- words ---- */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static struct str key_of(struct arena *a, struct str word)
{
    struct str s = vn_fold(a, word);
    while (s.n > 1 && s.p[0] == '0' && is_digit(s.p[1])) s = str_cut(s, 1, s.n);
    bool consonant = s.n > 1 && s.p[s.n - 1] == 'y' &&
                     (!strchr("aeiou", s.p[s.n - 2]) || (s.n > 2 && s.p[s.n - 3] == 'q' && s.p[s.n - 2] == 'u'));
    return consonant ? str_fmt(a, "%.*si", STR(str_cut(s, 0, s.n - 1))) : s;
}

/* What stands between words; an apostrophe stands in them ("Ea H'leo" is "ea hleo"). */
static bool is_gap(uint32_t c) { return !vn_is_letter(c) && !(c >= '0' && c <= '9') && c != '\'' && c != 0x2019; }

/* "tphcm": no Vietnamese word begins with tp, tx or tt, so these two letters are a kind */
static bool glued(const char *p) { return (p[0] == 't' || p[0] == 'T') && strchr("pxtPXT", p[1]); }

/* A word with its apostrophes taken out; the letters themselves where it has none. */
static struct str bare_word(struct arena *a, struct str s)
{
    if (!memchr(s.p, '\'', s.n) && str_find(s, S("’"), 0) == SIZE_MAX) return s;
    struct buf b = buf_open(a);
    for (size_t at = 0; at < s.n;) {
        uint32_t c;
        size_t next = vn_letter_next(s, at, &c);
        if (c != '\'' && c != 0x2019) buf_add(&b, s.p + at, next - at);
        at = next;
    }
    return buf_done(&b);
}

static size_t split(struct arena *a, struct str s, struct unit_word *out, bool typed)
{
    size_t n = 0;
    for (size_t at = 0; at < s.n && n < WORDS_MOST;) {
        size_t from = at, next = at;
        bool letters = false, stop = false;
        for (uint32_t c; at < s.n && !stop; at = stop ? at : next) {
            next = vn_letter_next(s, at, &c);
            bool digit = c >= '0' && c <= '9';
            stop = is_gap(c) || (typed && digit && letters) ||     /* "p2", "kp3": two words */
                   (typed && !digit && at - from == 2 && glued(s.p + from));
            letters |= !digit && !stop && (at == from || letters);
        }
        if (at == from) {                          /* nothing but a gap */
            at = next;
            continue;
        }
        struct str word = bare_word(a, str_cut(s, from, at));
        if (word.n) out[n++] = (struct unit_word){ .key = key_of(a, word), .plain = vn_plain_tone(a, word) };
    }
    return n;
}

/* The kind that begins at words[at], the longest; *words: how many it takes. 0: none. */
static int kind_at(const struct unit_word *word, size_t n, size_t at, bool whole, size_t *words)
{
    int found = 0;
    *words = 0;
    for (size_t i = 0; i < COUNT(kinds); i++) {
        struct str rest = str_c(kinds[i].key), part;
        size_t k = at;
        if (whole && !kinds[i].whole) continue;
        while (k < n && str_next(&rest, ' ', &part) && str_is(part, word[k].key)) {
            k++;
            if (!rest.n) break;
        }
        if (rest.n || k == at || !str_is(part, word[k - 1].key) || k - at <= *words) continue;
        *words = k - at;
        found = kinds[i].kind;
    }
    return found;
}

struct unit_words unit_words_of(struct arena *a, struct str kind, struct str name)
{
    struct unit_words out = { 0 };
    struct unit_word all[WORDS_MOST], of_kind[WORDS_MOST];
    size_t n = split(a, name, all, false), cut = 0, words;
    int front = kind_at(all, n, 0, true, &cut);
    out.kind = kind_at(of_kind, split(a, kind, of_kind, false), 0, true, &words);
    if (!front || (out.kind && front != out.kind) || cut >= n) cut = 0;
    if (!out.kind && cut) out.kind = front;
    char *initials = arena_get(a, n - cut + 1);
    out.word = NEW_N(a, struct unit_word, n - cut);
    for (size_t i = cut; i < n; i++) {
        initials[out.n] = all[i].key.n ? all[i].key.p[0] : ' ';
        out.word[out.n++] = all[i];
    }
    out.initials = (struct str){ initials, out.n };
    return out;
}

/* ---- what is typed ---- */

static bool all_digits(struct str s)
{
    for (size_t i = 0; i < s.n; i++) if (!is_digit(s.p[i])) return false;
    return s.n > 0;
}

static bool has_marks(struct str s)
{
    for (size_t i = 0; i < s.n; i++) if ((unsigned char)s.p[i] >= 0x80) return true;
    return false;
}

struct unit_wishes unit_wishes_of(struct arena *a, struct str typed)
{
    struct unit_wishes out = { .code = S("") };
    struct unit_word *word = NEW_N(a, struct unit_word, WORDS_MOST);
    size_t cut = typed.n > TYPED_MOST ? TYPED_MOST : typed.n;
    while (cut < typed.n && cut > 0 && ((unsigned char)typed.p[cut] & 0xc0) == 0x80) cut--;
    typed = str_trim(str_cut(typed, 0, cut));
    out.marks = has_marks(typed);
    if (all_digits(typed)) out.code = typed;
    size_t n = split(a, typed, word, true);
    if (n > 1 && (str_is(word[n - 1].plain, S("cũ")) || str_is(word[n - 1].plain, S("cu")))) {
        out.old = true;
        n--;
    }
    for (size_t i = 0; i < n && out.n < UNIT_WISHES;) {
        struct unit_wish *w = &out.wish[out.n++];
        size_t words;
        *w = (struct unit_wish){ .kinds = kind_at(word, n, i, false, &words) };
        bool alone = n == 1 || (i + words == n && out.n == 1);
        if (w->kinds && alone) w->kinds = 0;       /* a kind and nothing else is looked for as a name */
        w->words = w->kinds ? words : 1;
        assert(w->words <= KIND_WORDS_MOST);
        for (size_t k = 0; k < w->words; k++) w->word[k] = word[i + k];
        i += w->words;
        w->last = i == n;
        out.names += w->kinds == 0;
    }
    return out;
}
