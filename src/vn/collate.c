/* collate.c - keys that sort as a Vietnamese dictionary does. See text.h.
 *
 * A key has four levels, each ended by a byte lower than any weight of it, so that memcmp compares the
 * whole first level, then the second, and so on (Unicode Technical Standard 10, order of CLDR "vi"):
 *   1  the letter: a < ă < â < b ... d < đ < e < ê ... o < ô < ơ ... u < ư; a blank is lower than a letter
 *   2  the tone and other marks: ngang < huyền < hỏi < ngã < sắc < nặng
 *   3  the case: small before capital
 *   4  signs and punctuation, which the first three levels pass over.
 * Every byte of a key is printable ASCII, so a key is text for any database (compare it byte by byte). */
#include "vn/letters.h"
#include "vn/text.h"

enum {
    PART_END = 0x20,
    LEVEL_END = 0x21,
    WEIGHT_BLANK = 0x24,
    WEIGHT_DIGIT = 0x30,
    WEIGHT_LETTER = 0x41,
    WEIGHT_OTHER = 0x7E
};
enum {
    SECOND = 0x30,
    SECOND_MARK = SECOND + 8,
    SECOND_FOREIGN = SECOND + 12,
    SMALL = 0x30,
    CAPITAL = 0x31,
    DATA = 0x30
};

/* Combining marks by themselves, in the order of CLDR "vi": the five tones, the three vowel marks, the rest. */
static unsigned char mark_weight(uint32_t code)
{
    switch (code) {
    case 0x300: return SECOND + TONE_HUYEN;
    case 0x309: return SECOND + TONE_HOI;
    case 0x303: return SECOND + TONE_NGA;
    case 0x301: return SECOND + TONE_SAC;
    case 0x323: return SECOND + TONE_NANG;
    case 0x306: return SECOND_MARK;
    case 0x302: return SECOND_MARK + 1;
    case 0x31B: return SECOND_MARK + 2;
    default: return SECOND_MARK + 3;
    }
}

/* The 26 Latin letters with ă â đ ê ô ơ ư between them, in alphabetical order. */
static unsigned char letter_weight(struct letter l)
{
    /* how many marked letters stand before a, b, c ... */
    static const unsigned char before[26] = {
        0, 2, 2, 2, 3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 6, 6, 6, 6, 6, 6, 7, 7, 7, 7, 7,
    };
    int rank = l.base - 'a';
    int mark = !l.mark ? 0 : l.base == 'a' ? l.mark : l.base == 'o' ? l.mark - MARK_BREVE : 1;
    return (unsigned char)(WEIGHT_LETTER + rank + before[rank] + mark);
}

/* One level of a key. The text is walked twice: with no room, to count, and then to write. */
struct level { char *p; size_t n; };

static void add_byte(struct level *level, int weight)
{
    if (level->p) level->p[level->n] = (char)weight;
    level->n++;
}

static void change_last(struct level *level, int weight)
{
    assert(level->n);
    if (level->p) level->p[level->n - 1] = (char)weight;
}

static void add_code(struct level *level, uint32_t code)
{
    for (int shift = 18; shift >= 0; shift -= 6) add_byte(level, (int)(DATA + (code >> shift & 0x3F)));
}

static void add_letter(struct level levels[4], struct letter l)
{
    add_byte(&levels[0], letter_weight(l));
    add_byte(&levels[1], SECOND + l.tone);
    add_byte(&levels[2], l.upper ? CAPITAL : SMALL);
}

/* đ that arrives as d and a bar through it. */
static bool joins_before(struct level levels[4], uint32_t code, struct letter last)
{
    if (code != 0x335 || last.base != 'd' || last.mark || !levels[0].n) return false;
    last.mark = MARK_STROKE;
    change_last(&levels[0], letter_weight(last));
    return true;
}

static void add_other(struct level levels[4], uint32_t code)
{
    uint32_t bare[4];
    bool upper = vn_is_upper(code);
    size_t n = vn_is_letter(code) ? letter_bare(code, bare) : 0;
    struct letter l;
    if (n == 1 && letter_of(bare[0], &l)) {    /* é is ours; ñ, ü, ç stand with their bare letter, after the tones */
        l.upper = upper;
        add_letter(levels, l);
        change_last(&levels[1], SECOND_FOREIGN);
        return;
    }
    if (!n) {
        add_code(&levels[3], code);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        add_byte(&levels[0], WEIGHT_OTHER);
        add_code(&levels[0], bare[i]);
    }
    add_byte(&levels[1], bare[0] == code ? SECOND : SECOND_FOREIGN);
    add_byte(&levels[2], upper ? CAPITAL : SMALL);
}

static void add_text(struct level levels[4], struct str s)
{
    struct letter l, last = { 0 };
    bool gap = false;
    for (size_t i = 0; i < s.n;) {
        uint32_t code;
        i = vn_letter_next(s, i, &code);
        if (letter_is_space(code)) {
            gap = levels[0].n > 0;
            last = (struct letter){ 0 };
            continue;
        }
        bool counts = vn_is_letter(code) || (code >= '0' && code <= '9');
        if (gap && counts) {
            add_byte(&levels[0], WEIGHT_BLANK);
            gap = false;
        }
        if (letter_of(code, &l)) {
            add_letter(levels, l);
            last = l;
            continue;
        }
        if (code >= '0' && code <= '9') {
            add_byte(&levels[0], (int)(WEIGHT_DIGIT + code - '0'));
            add_byte(&levels[1], SECOND);
            add_byte(&levels[2], SMALL);
        } else if (letter_is_mark(code)) {
            if (!joins_before(levels, code, last)) add_byte(&levels[1], mark_weight(code));
        } else {
            add_other(levels, code);
        }
        last = (struct letter){ 0 };
    }
}

struct str vn_sort_key(struct arena *a, struct str s)
{
    struct level levels[4] = { 0 };
    add_text(levels, s);
    size_t n = 3;                              /* the ends of the first three levels */
    for (size_t i = 0; i < 4; i++) n += levels[i].n;
    char *key = arena_get(a, n);
    char *at = key;
    for (size_t i = 0; i < 4; i++) {
        size_t size = levels[i].n;
        levels[i] = (struct level){ at, 0 };
        at += size;
        if (i < 3) *at++ = LEVEL_END;
    }
    add_text(levels, s);
    return (struct str){ key, n };
}

struct str vn_name_key(struct arena *a, struct str name)
{
    name = str_trim(name);
    size_t given = name.n, family = name.n;
    for (size_t i = 0; i < name.n;) {
        uint32_t code;
        size_t next = vn_letter_next(name, i, &code);
        if (letter_is_space(code)) {
            if (family == name.n) family = i;
            given = next;
        }
        i = next;
    }
    if (family == name.n) return vn_sort_key(a, name);
    /* given, then family, then middle, a separator lower than any letter between */
    struct buf turned = buf_open(a);
    struct str parts[] = { str_cut(name, given, name.n), str_cut(name, 0, family),
                           str_trim(str_cut(name, family, given)) };
    for (size_t i = 0; i < COUNT(parts); i++) {
        if (i) buf_char(&turned, PART_END);
        buf_str(&turned, vn_sort_key(a, parts[i]));
    }
    return buf_done(&turned);
}
