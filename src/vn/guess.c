/* guess.c - which old encoding some bytes most likely are. See vn_encoding_guess in text.h.
 *
 * Each encoding is tried on the beginning of the text, and the words that come out with a Vietnamese letter are held
 * against the shape of a Vietnamese syllable: initial, one to three vowels, final, at most one tone, no capital
 * behind a small letter. The right encoding makes syllables of nearly all of them, the wrong ones of few. */
#include "vn/letters.h"
#include "vn/text.h"

enum { SAMPLE = 64 * 1024, WORD_MOST = 24, SYLLABLE_MOST = 8 };

static bool is_one_of(const char *part, const char *list) /* list: words each between two blanks */
{
    char key[12] = " ";
    size_t n = strlen(part);
    if (n > 8) return false;
    memcpy(key + 1, part, n);
    memcpy(key + 1 + n, " ", 2);
    return strstr(list, key) != NULL;
}

static bool is_syllable(const struct letter *l, size_t n)
{
    static const char initials[] = " b c ch d g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x ";
    static const char finals[] = " c ch m n ng nh p t ";
    static const char vowels[] = " a e i o u y ai ao au ay eo eu ia ie iu oa oe oi oo ua ue ui uo uu uy ye oai "
                                 "oao oay oeo ieu yeu uoi uou uay uye uya uyu uau uao ueo uoa uai ";
    char part[SYLLABLE_MOST + 1];
    size_t from = 0, to, tones = 0, marks = 0;
    if (n > SYLLABLE_MOST) return false;
    for (size_t i = 0; i < n; i++) {
        tones += l[i].tone != TONE_NGANG;
        marks += l[i].mark != MARK_NONE && l[i].mark != MARK_STROKE;
        if (i && l[i].upper && !l[i - 1].upper) return false;
        if (l[i].mark == MARK_STROKE && i) return false;
    }
    if (tones > 1 || marks > 2) return false;
    while (from < n && !letter_is_vowel(l[from].base)) from++;
    for (size_t i = 0; i < from; i++) part[i] = l[i].base;
    part[from] = 0;
    if (from && !is_one_of(part, initials)) return false;
    to = from;
    while (to < n && letter_is_vowel(l[to].base)) to++;
    for (size_t i = from; i < to; i++) part[i - from] = l[i].base;
    part[to - from] = 0;
    if (!is_one_of(part, vowels)) return false;
    for (size_t i = to; i < n; i++) part[i - to] = l[i].base;
    part[n - to] = 0;
    return to == n || is_one_of(part, finals);
}

/* How many words with a marked letter are syllables, and how many are not. */
static void weigh(struct str s, size_t *good, size_t *wrong)
{
    struct letter word[WORD_MOST];
    size_t n = 0;
    bool marked = false, odd = false;
    *good = *wrong = 0;
    for (size_t i = 0; i <= s.n;) {
        uint32_t code = ' ';
        if (i < s.n) i = vn_letter_next(s, i, &code);
        else i++;
        struct letter l;
        bool letter = vn_is_letter(code);
        if (letter && n < WORD_MOST && letter_of(code, &l)) {
            marked = marked || l.mark || l.tone;
            word[n++] = l;
            continue;
        }
        if (letter || (code > 0x7F && code < 0x250 && code != 0xA0)) {  /* a letter or sign that no such text has */
            odd = true;
            continue;
        }
        if (odd) ++*wrong;
        else if (marked) ++*(is_syllable(word, n) ? good : wrong);
        n = 0;
        marked = odd = false;
    }
}

bool vn_encoding_guess(struct arena *a, struct bytes in, enum vn_encoding *out)
{
    static const enum vn_encoding tried[] = { VN_TCVN3, VN_VNI, VN_VISCII, VN_CP1258, VN_VPS };
    if (vn_is_utf8(in, NULL)) {
        *out = VN_UTF8;
        return true;
    }
    struct bytes sample = { in.p, in.n < SAMPLE ? in.n : SAMPLE };
    size_t best = 0;
    for (size_t i = 0; i < COUNT(tried); i++) {
        struct arena_mark mark = arena_mark(a);
        struct str text;
        size_t good = 0, wrong = 0;
        if (!vn_decode(a, sample, tried[i], &text)) weigh(text, &good, &wrong);
        arena_back(a, mark);
        if (good > 2 * wrong && good - wrong > best) {
            best = good - wrong;
            *out = tried[i];
        }
    }
    return best > 0;
}

/* The bytes of an old font that the letters of `text` were. What no font of that time had is a blank. */
static struct bytes font_bytes(struct arena *a, struct str text)
{
    unsigned char *p = arena_get(a, text.n + 1);
    size_t n = 0;
    for (size_t at = 0; at < text.n;) {
        uint32_t code;
        at = vn_letter_next(text, at, &code);
        unsigned char byte = vn_latin_byte(code);
        p[n++] = (byte >= 0x20 && byte != 0x7F) || byte == '\n' ? byte : ' ';
    }
    return (struct bytes){ p, n };
}

/* Lines with a letter that no Latin-1 font has are what they seem; the rest is asked. */
static struct str doubtful_lines(struct arena *a, struct str text)
{
    struct buf to = buf_open(a);
    struct str line;
    while (to.n < SAMPLE && str_next(&text, '\n', &line)) {
        bool real = false, high = false;
        for (size_t at = 0; at < line.n && !real;) {
            uint32_t code;
            struct letter l;
            at = vn_letter_next(line, at, &code);
            high = high || code >= 0x80;
            real = code >= 0x100 && letter_of(code, &l) && (l.mark || l.tone);
        }
        if (real || !high) continue;
        buf_str(&to, line);
        buf_char(&to, '\n');
    }
    return buf_done(&to);
}

bool vn_font_guess(struct arena *a, struct str text, enum vn_encoding *out)
{
    static const enum vn_encoding tried[] = { VN_TCVN3, VN_VNI };
    struct arena_mark mark = arena_mark(a);
    struct str asked = doubtful_lines(a, text), read;
    size_t good, wrong, best;
    weigh(asked, &best, &wrong);
    bool found = false;
    best = best > wrong ? best - wrong : 0;
    struct bytes bytes = font_bytes(a, asked);
    for (size_t i = 0; i < COUNT(tried) && asked.n; i++) {
        if (vn_decode(a, bytes, tried[i], &read)) continue;
        weigh(read, &good, &wrong);
        if (good <= 2 * wrong || good <= best * 2) continue;
        best = good;
        *out = tried[i];
        found = true;
    }
    arena_back(a, mark);
    return found;
}
