/* tone.c - see tone.h. Pure. */
#include "vn/tone.h"
#include "vn/letters.h"
#include "vn/text.h"

enum { WORD_MOST = 8 };                        /* letters of the longest syllable with room: "nghiêng" has seven */

/* "ủy", "Uỷ", "ỦY": the word of committees, never a name by itself */
static bool is_committee(const struct letter *l, size_t n)
{
    bool asking = n == 2 && (l[0].tone == TONE_HOI || l[1].tone == TONE_HOI);
    return asking && l[0].base == 'u' && l[1].base == 'y' && !l[0].mark;
}

/* Moves the tone to the other of the two last vowels; false: the word stays as it is. */
static bool move(struct letter *l, size_t n, struct str word, enum syllable_place to)
{
    struct syllable s;
    size_t toned = n;
    bool capital = false;
    for (size_t i = 0; i < n; i++) {
        if (l[i].tone) toned = i;
        capital |= l[i].upper;
    }
    if (capital && !is_committee(l, n)) return false;
    if (!vn_syllable(word, &s) || s.place == PLACE_FREE || s.place == to || toned == n) return false;
    size_t other = to == PLACE_NEW ? toned + 1 : toned - 1;
    assert(other < n);
    l[other].tone = l[toned].tone;
    l[toned].tone = TONE_NGANG;
    return true;
}

struct str vn_tone(struct arena *a, struct str s, enum syllable_place to)
{
    struct buf b = buf_open(a);
    if (to == PLACE_FREE) return s;
    for (size_t i = 0; i < s.n;) {
        struct letter word[WORD_MOST];
        size_t n = 0, at = i;
        uint32_t code;
        bool whole = true;
        while (at < s.n) {
            size_t next = vn_letter_next(s, at, &code);
            if (!vn_is_letter(code)) break;
            whole = whole && n < WORD_MOST && letter_of(code, &word[n]);
            at = next;
            n++;
        }
        if (!n) at = vn_letter_next(s, i, &code);
        struct str piece = str_cut(s, i, at);
        i = at;
        if (!n || !whole || !move(word, n, piece, to)) {
            buf_str(&b, piece);
            continue;
        }
        for (size_t k = 0; k < n; k++) {
            char letter[4];
            buf_add(&b, letter, letter_put(letter, letter_code(word[k])));
        }
    }
    return buf_done(&b);
}
