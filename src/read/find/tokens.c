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
enum { ROWS = 13, KEY_MOST = 15, LETTER_OTHER = 0x80, TONE_BASE = 0xE0 };

struct letter {
    unsigned char key, tone, upper;
}; /* key 0: not a letter */
enum { LOW_END = 0x250, HIGH_FROM = 0x1E00, HIGH_END = 0x1F00 };
struct alphabet {
    struct letter low[LOW_END], high[HIGH_END - HIGH_FROM];
};

struct cutter {
    struct str text;
    struct token *tok;
    size_t n, room;
    struct arena *a;
    word_number number;
    void *of;
    const struct alphabet *abc;
    bool spaced, quoted;
};

/* Decodes one code point of valid UTF-8; returns the next offset. */
static size_t code_at(struct str s, size_t at, uint32_t *code)
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

static struct letter *slot(struct alphabet *abc, uint32_t code)
{
    return code < LOW_END ? &abc->low[code] : &abc->high[code - HIGH_FROM];
}

static void alphabet_fill(struct alphabet *abc)
{
    memset(abc, 0, sizeof *abc);
    for (uint32_t c = 0xC0; c < LOW_END; c++)
        if (c != 0xD7 && c != 0xF7) abc->low[c] = (struct letter){ LETTER_OTHER, 0, 0 };
    for (uint32_t c = 0; c < HIGH_END - HIGH_FROM; c++) abc->high[c] = (struct letter){ LETTER_OTHER, 0, 0 };
    for (unsigned char c = 'a'; c <= 'z'; c++) {
        abc->low[c] = (struct letter){ c, 0, 0 };
        abc->low[c - 32] = (struct letter){ c, 0, 1 };
    }
    for (size_t row = 0; row < COUNT(letter_rows); row++) {
        struct str s = str_c(letter_rows[row]);
        unsigned char tone = 0;
        for (size_t at = 0; at < s.n; tone++) {
            uint32_t code;
            at = code_at(s, at, &code);
            *slot(abc, code) = (struct letter){ row_letter[row % ROWS], tone, row >= ROWS };
        }
    }
}

static struct letter letter_of(const struct alphabet *abc, uint32_t code)
{
    if (code < LOW_END) return abc->low[code];
    if (code >= HIGH_FROM && code < HIGH_END) return abc->high[code - HIGH_FROM];
    if (code >= 0x300 && code < 0x370) return (struct letter){ LETTER_OTHER, 0, 0 };
    return (struct letter){ 0, 0, 0 };
}

static struct token *add(struct cutter *c, enum token_kind kind, size_t from, size_t to)
{
    if (c->n == c->room) {
        size_t room = c->room * 2;
        struct token *bigger = NEW_N(c->a, struct token, room);
        memcpy(bigger, c->tok, c->n * sizeof *bigger);
        c->tok = bigger;
        c->room = room;
    }
    struct token *t = &c->tok[c->n++];
    *t = (struct token){
        .from = (uint32_t)from, .to = (uint32_t)to, .kind = (uint8_t)kind, .flags = c->spaced ? TOKEN_SPACED : 0
    };
    c->spaced = false;
    return t;
}

static uint16_t number_of(struct cutter *c, const unsigned char *key, size_t n)
{
    struct word_key k = { { 0, 0 } };
    memcpy(k.part, key, n);
    return c->number(c->of, k);
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

static size_t cut_word(struct cutter *c, size_t from)
{
    struct str s = c->text;
    unsigned char key[KEY_MOST + 1] = { 0 }, tone = 0;
    size_t n = 0, letters = 0, capitals = 0, at = from;
    bool first_capital = false;
    while (at < s.n) {
        uint32_t code;
        size_t next = code_at(s, at, &code);
        struct letter l = letter_of(c->abc, code);
        if (!l.key) {
            bool joint = (code == '\'' || code == 0x2019) && letters && next < s.n;
            uint32_t after = 0;
            if (joint) code_at(s, next, &after);
            if (!joint || !letter_of(c->abc, after).key) break;
        } else {
            if (!letters) first_capital = l.upper;
            letters++;
            capitals += l.upper;
            if (l.tone) tone = l.tone;
            if (n < KEY_MOST) key[n] = l.key;
            n++;
        }
        at = next;
    }
    if ((n == 1 && key[0] == 'm') || (n == 2 && key[0] == 'k' && key[1] == 'm')) {
        at = exponent(s, at, &key[n]);
        if (key[n]) n++;
    }
    if (tone && n < KEY_MOST) key[n++] = (unsigned char)(TONE_BASE + tone);
    struct token *t = add(c, TOKEN_WORD, from, at);
    if (first_capital) t->flags |= TOKEN_CAPITAL;
    if (letters > 1 && capitals == letters) t->flags |= TOKEN_CAPS;
    if (n <= KEY_MOST) t->word = number_of(c, key, n);
    return at;
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

static size_t cut_mark(struct cutter *c, size_t from, size_t to, uint32_t code)
{
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
    if (key) t->word = number_of(c, &key, 1);
    return to;
}

static bool is_blank(uint32_t code)
{
    return code == ' ' || code == '\t' || code == '\r' || code == 0xA0 || (code >= 0x2000 && code <= 0x200F) ||
           code == 0xFEFF || code == 0x3000 || code == 0xAD;
}

struct token *tokens_cut(struct arena *a, struct str text, word_number number, void *of, size_t *count)
{
    struct alphabet abc;
    alphabet_fill(&abc);
    struct cutter c = {
        .text = text, .a = a, .number = number, .of = of, .abc = &abc, .room = text.n / 4 + 64
    };
    c.tok = NEW_N(a, struct token, c.room);
    for (size_t at = 0; at < text.n;) {
        uint32_t code;
        size_t next = code_at(text, at, &code);
        if (code == '\n') {
            add(&c, TOKEN_LINE, at, next);
            c.quoted = false;
            at = next;
        } else if (is_blank(code)) {
            c.spaced = true;
            at = next;
        } else if (code >= '0' && code <= '9') at = cut_number(&c, at);
        else if (letter_of(&abc, code).key) at = cut_word(&c, at);
        else at = cut_mark(&c, at, next, code);
    }
    *count = c.n;
    for (size_t i = 0; i < TOKENS_BEHIND; i++) add(&c, TOKEN_END, text.n, text.n);
    return c.tok;
}
