/* tokens.c - see tokens.h. One pass, no look at the gazetteer's phrases, linear in the text.
 *
 * Must never drop a byte that is not blank: every visible character lies in exactly one token. */
#include "read/find/tokens.h"

/* Letters of Vietnamese: a base letter's six tones (level, huyền, hỏi, ngã, sắc, nặng), small then capital. */
static const char *const letter_rows[] = {
    "aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "eèẻẽéẹ", "êềểễếệ", "iìỉĩíị", "oòỏõóọ", "ôồổỗốộ", "ơờởỡớợ",
    "uùủũúụ", "ưừửữứự", "yỳỷỹýỵ", "đ",      "AÀẢÃÁẠ", "ĂẰẲẴẮẶ", "ÂẦẨẪẤẬ", "EÈẺẼÉẸ", "ÊỀỂỄẾỆ",
    "IÌỈĨÍỊ", "OÒỎÕÓỌ", "ÔỒỔỖỐỘ", "ƠỜỞỠỚỢ", "UÙỦŨÚỤ", "ƯỪỬỮỨỰ", "YỲỶỸÝỴ", "Đ",
};
static const unsigned char row_letter[] = { 'a',  0x81, 0x82, 'e',  0x83, 'i', 'o',
                                            0x84, 0x85, 'u',  0x86, 'y',  0x87 };
#define EACH_BYTE(b) ((uint64_t)-1 / 255 * (b))

enum { SIGNS_BYTE = 0xE2 };                   /* with it “ ” – … ’ begin, and no letter of ours */
enum { SAME_MOST = 64 };                       /* the same sign so often is one token */
enum { ROWS = 13, KEY_MOST = 14, LETTER_OTHER = 0x80, TONE_BASE = 0xE0, NUMBER_AT = 48 };

/* The words of a language come again and again, and nearly all are short. As it was written, a word of up to 12 bytes
 * is looked for here first; only one that this thread has not seen lately is taken letter by letter. Each has two
 * places that lie side by side: a new word takes the first and sends the one that was there to the second. */
enum { KNOWN_SLOTS = 8192, KNOWN_BYTES = 12 };
struct known { uint64_t low; uint32_t high; uint16_t word; uint8_t flags, spelt; };
_Static_assert(sizeof(struct known) == 16, "a pair never lies across two lines of the cache");
struct memory { const struct words *of; _Alignas(64) struct known known[KNOWN_SLOTS]; };
static _Thread_local struct memory memory;

struct cutter {
    struct str text;
    struct token *tok;
    uint8_t *spelt;            /* beside tok; NULL when not asked for */
    size_t n, room;
    struct arena *a;
    const struct words *w;
    struct words *fill;        /* w while the lists are read, NULL afterwards */
    bool spaced, quoted;
    struct known *known;       /* KNOWN_SLOTS of them; none while the lists are read */
};

/* A key as it grows, in two registers. */
struct key {
    uint64_t low, high;
    size_t n;                  /* more than KEY_MOST: too long to be looked up */
};

static inline void key_add(struct key *k, unsigned char c)
{
    if (k->n < 8) k->low |= (uint64_t)c << 8 * k->n;
    else if (k->n < KEY_MOST) k->high |= (uint64_t)c << 8 * (k->n - 8);
    k->n++;
}

/* Decodes one code point of valid UTF-8; returns the next offset. */
static inline size_t code_at(struct str s, size_t at, uint32_t *code)
{
    const unsigned char *p = (const unsigned char *)s.p + at;
    size_t left = s.n - at;
    if (*p < 0x80) {
        *code = *p;
        return at + 1;
    }
    if (*p < 0xE0 && left >= 2) {
        *code = (*p & 0x1Fu) << 6 | (p[1] & 0x3Fu);
        return at + 2;
    }
    if (*p < 0xF0 && left >= 3) {
        *code = (*p & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
        return at + 3;
    }
    if (left >= 4) {
        *code = 0x10FFFF;
        return at + 4;
    }
    *code = 0xFFFD;
    return at + 1;
}

static struct key_letter *slot(struct words *w, uint32_t code)
{
    return code < LETTERS_LOW_END ? &w->low[code] : &w->high[code - LETTERS_HIGH_FROM];
}

void words_open(struct words *w)
{
    for (uint32_t c = 0xC0; c < LETTERS_LOW_END; c++)
        if (c != 0xD7 && c != 0xF7) w->low[c] = (struct key_letter){ .key = LETTER_OTHER };
    for (size_t c = 0; c < COUNT(w->high); c++) w->high[c] = (struct key_letter){ .key = LETTER_OTHER };
    for (unsigned char c = 'a'; c <= 'z'; c++) {
        w->low[c] = (struct key_letter){ .key = c };
        w->low[c - 32] = (struct key_letter){ .key = c, .upper = 1 };
    }
    for (size_t row = 0; row < COUNT(letter_rows); row++) {
        struct str s = str_c(letter_rows[row]);
        unsigned char tone = 0;
        for (size_t at = 0; at < s.n; tone++) {
            uint32_t code;
            at = code_at(s, at, &code);
            *slot(w, code) = (struct key_letter){ .key = row_letter[row % ROWS], .tone = tone, .upper = row >= ROWS };
        }
    }
}

static inline struct key_letter letter_of(const struct words *w, uint32_t code)
{
    if (code < LETTERS_LOW_END) return w->low[code];
    if (code >= LETTERS_HIGH_FROM && code < LETTERS_HIGH_END) return w->high[code - LETTERS_HIGH_FROM];
    return (struct key_letter){ .key = code >= 0x300 && code < 0x370 ? LETTER_OTHER : 0 };
}

/* The number of a word, 0 when no list has it; while lists are read a new word gets the next number. */
static inline uint16_t number_of(const struct cutter *c, struct key k)
{
    enum { SHIFT = 50 };
    _Static_assert(WORD_SLOTS == 1 << (64 - SHIFT), "the top bits of the hash choose the slot");
    uint64_t hash = (k.low ^ k.high * 0x9E3779B97F4A7C15u) * 0xD6E8FEB86659FD93u;
    for (size_t i = hash >> SHIFT;; i = (i + 1) & (WORD_SLOTS - 1)) {
        uint64_t low = c->w->slot[i].low, high = c->w->slot[i].high;
        if (low == k.low && high << (64 - NUMBER_AT) == k.high << (64 - NUMBER_AT) && high >> NUMBER_AT)
            return (uint16_t)(high >> NUMBER_AT);
        if (high >> NUMBER_AT) continue;
        if (!c->fill) return 0;
        assert(c->fill->count < WORD_SLOTS / 2);
        c->fill->slot[i].low = k.low;
        c->fill->slot[i].high = k.high | (uint64_t)++c->fill->count << NUMBER_AT;
        return (uint16_t)c->fill->count;
    }
}

static void room_add(struct cutter *c)
{
    size_t room = c->room + c->room / 2;
    c->tok = arena_grow(c->a, c->tok, c->room * sizeof *c->tok, room * sizeof *c->tok);
    if (c->spelt) c->spelt = arena_grow(c->a, c->spelt, c->room, room);
    c->room = room;
}

static inline struct token *add_spelt(struct cutter *c, enum token_kind kind, size_t from, size_t to, uint8_t spelt)
{
    if (c->n == c->room) room_add(c);
    if (c->spelt) c->spelt[c->n] = spelt;
    struct token *t = &c->tok[c->n++];
    *t = (struct token){
        .from = (uint32_t)from, .to = (uint32_t)to, .kind = (uint8_t)kind, .flags = c->spaced ? TOKEN_SPACED : 0
    };
    c->spaced = false;
    return t;
}

static inline struct token *add(struct cutter *c, enum token_kind kind, size_t from, size_t to)
{
    return add_spelt(c, kind, from, to, spelt_of(str_cut(c->text, from, to)));
}

static bool is_digit(struct str s, size_t at) { return at < s.n && s.p[at] >= '0' && s.p[at] <= '9'; }

/* "m2", "km2", "m³": the exponent belongs to the unit. Returns the offset past it. */
static size_t exponent(struct str s, size_t at, unsigned char *digit)
{
    *digit = 0;
    if (at < s.n && (s.p[at] == '2' || s.p[at] == '3') && !is_digit(s, at + 1)) {
        *digit = (unsigned char)s.p[at];
        return at + 1;
    }
    if (at + 1 < s.n && (unsigned char)s.p[at] == 0xC2) {
        unsigned char low = (unsigned char)s.p[at + 1];
        if (low == 0xB2 || low == 0xB3) {
            *digit = low == 0xB2 ? '2' : '3';
            return at + 2;
        }
    }
    return at;
}

/* An apostrophe with letters on both sides belongs to the word. */
static bool joins_letters(const struct cutter *c, uint32_t code, size_t next)
{
    uint32_t after = 0;
    if ((code != '\'' && code != 0x2019) || next >= c->text.n) return false;
    code_at(c->text, next, &after);
    return letter_of(c->w, after).key;
}

static size_t cut_word(struct cutter *c, size_t from)
{
    struct key key = { 0, 0, 0 };
    unsigned char tone = 0, first_capital = 0;
    size_t capitals = 0, at = from;
    while (at < c->text.n) {
        uint32_t code;
        size_t next = code_at(c->text, at, &code);
        struct key_letter l = letter_of(c->w, code);
        if (l.key) {
            if (!key.n) first_capital = l.upper;
            capitals += l.upper;
            if (l.tone) tone = l.tone;
            key_add(&key, l.key);
        } else if (!key.n || !joins_letters(c, code, next)) break;
        at = next;
    }
    size_t letters = key.n;
    if ((letters == 1 && key.low == 'm') || (letters == 2 && key.low == ('k' | 'm' << 8))) {
        unsigned char digit;
        at = exponent(c->text, at, &digit);
        if (digit) key_add(&key, digit);
    }
    if (tone && key.n < KEY_MOST) key_add(&key, (unsigned char)(TONE_BASE + tone));
    struct token *t = add(c, TOKEN_WORD, from, at);
    if (first_capital) t->flags |= TOKEN_CAPITAL;
    if (letters > 1 && capitals == letters) t->flags |= TOKEN_CAPS;
    if (key.n <= KEY_MOST) t->word = number_of(c, key);
    return at;
}

/* In each byte the top bit, up to the first one without: this is an ASCII letter, or a byte of a character beyond ASCII
 * that is no quote, dash or dots (which all begin with the same byte). */
static inline uint64_t wordy_bytes(uint64_t eight)
{
    uint64_t top = EACH_BYTE(0x80), small = (eight | EACH_BYTE(0x20)) & ~top;
    uint64_t from_a = small + EACH_BYTE(0x80 - 'a'), past_z = small + EACH_BYTE(0x80 - 'z' - 1);
    uint64_t other = eight ^ EACH_BYTE(SIGNS_BYTE), sign = (other - EACH_BYTE(1)) & ~other;
    return ((from_a & ~past_z) | eight) & ~sign & top;
}

/* The run of such bytes at p, of which 16 can be looked at, as a number; its length, 0 when it is longer than 15. */
static inline size_t run_at(const char *p, uint64_t *low, uint64_t *high)
{
    memcpy(low, p, 8);
    memcpy(high, p + 8, 8);
    *low = le64toh(*low);
    *high = le64toh(*high);
    uint64_t ends = ~wordy_bytes(*low) & EACH_BYTE(0x80);
    if (ends) {
        unsigned bits = (unsigned)__builtin_ctzll(ends) & ~7u;
        *low &= ((uint64_t)1 << bits) - 1;
        *high = 0;
        return bits / 8;
    }
    ends = ~wordy_bytes(*high) & EACH_BYTE(0x80);
    if (!ends) return 0;
    unsigned bits = (unsigned)__builtin_ctzll(ends) & ~7u;
    *high &= ((uint64_t)1 << bits) - 1;
    return 8 + bits / 8;
}

static inline bool known_is(const struct known *k, uint64_t low, uint64_t high)
{
    return k->low == low && k->high == high;
}

/* The word at `from`, by what was learned of it before in this text. What stands behind it may belong to it (m2,
 * an apostrophe): then it is taken letter by letter. Returns `from` when there is no word. */
static inline size_t cut_known(struct cutter *c, size_t from)
{
    uint64_t low, high;
    size_t n = c->text.n - from > 16 && c->known ? run_at(c->text.p + from, &low, &high) : 0;
    const char *behind = c->text.p + from + n;
    uint32_t code;
    if (!n || n > KNOWN_BYTES || *behind == '\'' || (*behind >= '0' && *behind <= '9') ||
        !memcmp(behind, "\xE2\x80\x99", 3)) {
        code_at(c->text, from, &code);
        return letter_of(c->w, code).key ? cut_word(c, from) : from;
    }
    size_t place = ((low ^ high * 3) * 0x9E3779B97F4A7C15u) >> 51;
    _Static_assert(KNOWN_SLOTS == 1 << (64 - 51), "the top bits of the hash choose the place");
    struct known *k = &c->known[place];
    if (!known_is(k, low, high)) k = &c->known[place ^ 1];
    if (known_is(k, low, high)) {
        struct token *t = add_spelt(c, TOKEN_WORD, from, from + n, k->spelt);
        t->word = k->word;
        t->flags |= k->flags;
        return from + n;
    }
    code_at(c->text, from, &code);
    if (!letter_of(c->w, code).key) return from;
    size_t end = cut_word(c, from);
    const struct token *t = &c->tok[c->n - 1];
    if (end == from + n) {
        c->known[place ^ 1] = c->known[place];
        c->known[place] = (struct known){ low, (uint32_t)high, t->word, t->flags & (TOKEN_CAPITAL | TOKEN_CAPS),
                                          head_spelt(low, high) };
    }
    return end;
}

static size_t cut_number(struct cutter *c, size_t from)
{
    size_t at = from;
    while (is_digit(c->text, at) ||
           ((c->text.p[at] == '.' || c->text.p[at] == ',') && is_digit(c->text, at + 1))) {
        at++;
        if (at == c->text.n) break;
    }
    add(c, TOKEN_NUMBER, from, at);
    return at;
}

/* Past the sign that stands at from, over and over; `from` when it stands there fewer than SAME_MOST times. A line
 * of dots to write on, or of quotes from a broken file, says nothing by its length. */
static size_t same_end(struct str s, size_t from, size_t to)
{
    size_t size = to - from, end = to;
    while (s.n - end >= size && !memcmp(s.p + end, s.p + from, size)) end += size;
    return (end - from) / size < SAME_MOST ? from : end;
}

static size_t cut_mark(struct cutter *c, size_t from, size_t to, uint32_t code)
{
    size_t same = same_end(c->text, from, to);
    if (same > from) to = same;
    enum token_kind kind = TOKEN_MARK;
    unsigned char key = code < 0x80 ? (unsigned char)code : 0;
    if (code == 0x201C || code == 0xAB) kind = TOKEN_OPEN;
    else if (code == 0x201D || code == 0xBB) kind = TOKEN_CLOSE;
    else if (code == '"') {
        kind = c->quoted ? TOKEN_CLOSE : TOKEN_OPEN;
        c->quoted = !c->quoted;
    } else if (code >= 0x2010 && code <= 0x2015) key = '-';
    else if (code == 0x2026) key = '.';
    struct token *t = add(c, kind, from, to);
    if (key) t->word = number_of(c, (struct key){ key, 0, 1 });
    return to;
}

static bool is_blank(uint32_t code)
{
    return code == ' ' || code == '\t' || code == '\r' || code == 0xA0 || (code >= 0x2000 && code <= 0x200F) ||
           code == 0xFEFF || code == 0x3000 || code == 0xAD;
}

static struct token *cut(struct cutter *c, size_t *count, uint8_t **spelt)
{
    c->room = c->text.n / 5 + 2 * TOKENS_BEHIND;
    c->tok = arena_grow(c->a, NULL, 0, c->room * sizeof *c->tok);
    if (spelt) c->spelt = arena_grow(c->a, NULL, 0, c->room);
    for (size_t at = 0; at < c->text.n;) {
        unsigned char first = (unsigned char)c->text.p[at];
        if (first == ' ') {
            c->spaced = true;
            at++;
            continue;
        }
        if (first >= 0x80 || c->w->low[first].key) {
            size_t end = cut_known(c, at);
            if (end > at) {
                at = end;
                continue;
            }
        }
        uint32_t code;
        size_t next = code_at(c->text, at, &code);
        if (code == '\n') {
            add(c, TOKEN_LINE, at, next);
            c->quoted = false;
            at = next;
        } else if (is_blank(code)) {
            c->spaced = true;
            at = next;
        } else if (code >= '0' && code <= '9') at = cut_number(c, at);
        else at = cut_mark(c, at, next, code);
    }
    *count = c->n;
    for (size_t i = 0; i < TOKENS_BEHIND; i++) add(c, TOKEN_END, c->text.n, c->text.n);
    if (spelt) *spelt = arena_grow(c->a, c->spelt, c->room, c->n);
    return arena_grow(c->a, c->tok, c->room * sizeof *c->tok, c->n * sizeof *c->tok);
}

struct token *tokens_cut(struct arena *a, struct str text, const struct words *w, size_t *count, uint8_t **spelt)
{
    if (memory.of != w) memory = (struct memory){ .of = w };
    struct cutter c = { .text = text, .a = a, .w = w, .known = memory.known };
    return cut(&c, count, spelt);
}

struct token *tokens_cut_new(struct arena *a, struct str text, struct words *w, size_t *count)
{
    struct cutter c = { .text = text, .a = a, .w = w, .fill = w };
    return cut(&c, count, NULL);
}
