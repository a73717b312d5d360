/* syllable.c - see syllable.h. Owns the table of rimes. Pure; looks at one word at a time, and words longer than
 * LETTERS_MOST are none. */
#include "vn/syllable.h"
#include "vn/letters.h"
#include "vn/text.h"
#include <stdlib.h>

/* A letter in one byte: ă â ê ô ơ ư đ are A I E O W U D, which no small letter is. */
enum { LETTERS_MOST = 24, SYLLABLE_LETTERS = 7, RIME_LETTERS = 4 };

/* Rimes without their tone, sorted. What stands behind "qu" and "gi" is among them. */
static const char *const rimes[] = {
    "A", "Ac", "Am", "An", "Ang", "Ap", "At", "E", "Ec", "Ech", "Em", "En", "Enh", "Ep", "Et", "Eu", "Ic",
    "Im", "In", "Ing", "Ip", "It", "Iu", "Iy", "O", "OOc", "OOng", "Oc", "Oi", "Om", "On", "Ong", "Op", "Ot",
    "U", "UWc", "UWi", "UWm", "UWn", "UWng", "UWp", "UWt", "UWu", "Ua", "Uc", "Ui", "Um", "Un", "Ung", "Ut",
    "Uu", "W", "Wi", "Wm", "Wn", "Wng", "Wp", "Wt", "Wu", "a", "ac", "ach", "ai", "am", "an", "ang", "anh",
    "ao", "ap", "at", "au", "ay", "e", "ec", "em", "en", "eng", "eo", "ep", "et", "i", "iEc", "iEm", "iEn",
    "iEng", "iEp", "iEt", "iEu", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "o", "oAc", "oAm", "oAn",
    "oAng", "oAt", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oc",
    "oe", "oem", "oen", "oeo", "oet", "oi", "om", "on", "ong", "ooc", "oong", "op", "ot", "u", "uE", "uEch",
    "uEn", "uEnh", "uIn", "uIng", "uIt", "uIy", "uO", "uOc", "uOi", "uOm", "uOn", "uOng", "uOt", "uW", "ua",
    "uc", "ui", "um", "un", "ung", "up", "ut", "uy", "uyEn", "uyEt", "uya", "uych", "uyn", "uynh", "uyp",
    "uyt", "uyu", "y", "yEm", "yEn", "yEng", "yEt", "yEu",
};
/* Only behind "qu": the u belongs to the onset. */
static const char *const rimes_qu[] = { "Oc", "yEn", "yEt", "ych", "yn", "ynh", "yp", "yt", "yu" };
/* Longest first. */
static const char *const onsets[] = { "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c",
    "d", "D", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "" };

struct letters {
    char code[LETTERS_MOST];
    unsigned char tone[LETTERS_MOST];
    unsigned short at[LETTERS_MOST + 1];               /* byte offsets, the end behind the last */
    size_t n;
};

static char code_of(struct letter l)
{
    switch ((enum letter_mark)l.mark) {
    case MARK_BREVE: return 'A';
    case MARK_CIRCUMFLEX: return l.base == 'a' ? 'I' : l.base == 'e' ? 'E' : 'O';
    case MARK_HORN: return l.base == 'o' ? 'W' : 'U';
    case MARK_STROKE: return 'D';
    case MARK_NONE: break;
    }
    return l.base;
}

static bool letters_of(struct str word, struct letters *out)
{
    out->n = 0;
    for (size_t at = 0; at < word.n;) {
        uint32_t code;
        struct letter l;
        size_t next = vn_letter_next(word, at, &code);
        if (out->n == LETTERS_MOST || !letter_of(code, &l)) return false;
        out->code[out->n] = code_of(l);
        out->tone[out->n] = l.tone;
        out->at[out->n++] = (unsigned short)at;
        at = next;
    }
    out->at[out->n] = (unsigned short)word.n;
    return out->n > 0;
}

static int compare(const void *key, const void *row) { return strcmp(key, *(const char *const *)row); }

static bool is_in(const char *const *table, size_t n, const char *rime)
{
    return bsearch(rime, table, n, sizeof *table, compare) != NULL;
}

/* c, g and ng are written k, gh and ngh before e, ê, i and y; gi keeps its g. */
static bool agrees(const char *onset, char first)
{
    bool front = strchr("eEiy", first) != NULL;
    if (!strcmp(onset, "k") || !strcmp(onset, "gh") || !strcmp(onset, "ngh")) return front;
    if (!strcmp(onset, "c") || !strcmp(onset, "ng")) return !front;
    if (!strcmp(onset, "g")) return !front || first == 'i';
    if (!strcmp(onset, "gi")) return !strchr("iy", first);
    return true;
}

static bool is_stopped(const char *rime, size_t n)     /* ends in c, ch, p, t */
{
    return strchr("cpt", rime[n - 1]) || (rime[n - 1] == 'h' && rime[n - 2] == 'c');
}

/* Letters [from, to) as onset, rime and tone. */
static bool is_syllable(const struct letters *l, size_t from, size_t to, struct syllable *out)
{
    size_t n = to - from, tones = 0, toned = 0;
    if (n > SYLLABLE_LETTERS) return false;
    for (size_t i = from; i < to; i++)
        if (l->tone[i]) tones++, toned = i;
    if (tones > 1) return false;
    for (size_t o = 0; o < COUNT(onsets); o++) {
        size_t start = strlen(onsets[o]);
        char rime[RIME_LETTERS + 1] = { 0 };
        if (start >= n || n - start > RIME_LETTERS || memcmp(&l->code[from], onsets[o], start) != 0) continue;
        memcpy(rime, &l->code[from + start], n - start);
        bool qu = !strcmp(onsets[o], "qu");
        if (!agrees(onsets[o], rime[0]) || (tones && toned < from + start) || (qu && strchr("uoU", rime[0])) ||
            (!is_in(rimes, COUNT(rimes), rime) && !(qu && is_in(rimes_qu, COUNT(rimes_qu), rime))))
            continue;
        int tone = tones ? l->tone[toned] : TONE_NGANG;
        bool stopped = is_stopped(rime, n - start);
        if (stopped && tone != TONE_SAC && tone != TONE_NANG) return false;
        *out = (struct syllable){ .letters = n, .marked = tone != TONE_NGANG,
            .toned = tone != TONE_NGANG && !(stopped && tone == TONE_SAC) };
        for (size_t i = from; i < to; i++) out->marked |= l->code[i] < 'a';
        if (tones && !qu && (!strcmp(rime, "oa") || !strcmp(rime, "oe") || !strcmp(rime, "uy")))
            out->place = toned == from + start ? PLACE_OLD : PLACE_NEW;
        return true;
    }
    return false;
}

bool vn_syllable(struct str word, struct syllable *out)
{
    struct letters l;
    return letters_of(word, &l) && is_syllable(&l, 0, l.n, out);
}

/* hard: every syllable but the first begins with a consonant, as most do; so "phụnữ" is not "phụn ữ". */
static bool stuck_from(const struct letters *l, size_t from, size_t parts, bool hard, size_t *starts)
{
    struct syllable s;
    if (parts == 1) return is_syllable(l, from, l->n, &s);
    size_t last = l->n - from < SYLLABLE_LETTERS ? l->n : from + SYLLABLE_LETTERS;
    for (size_t at = last; at > from; at--) {
        if (at == l->n || (hard && strchr("aAIeEioOWuUy", l->code[at])) || !is_syllable(l, from, at, &s)) continue;
        starts[0] = l->at[at];
        if (stuck_from(l, at, parts - 1, hard, starts + 1)) return true;
    }
    return false;
}

size_t vn_syllables_stuck(struct str word, size_t starts[SYLLABLES_MOST - 1])
{
    struct letters l;
    struct syllable s;
    if (!letters_of(word, &l) || is_syllable(&l, 0, l.n, &s)) return 0;
    for (size_t parts = 2; parts <= SYLLABLES_MOST; parts++)
        if (stuck_from(&l, 0, parts, true, starts) || stuck_from(&l, 0, parts, false, starts)) return parts - 1;
    return 0;
}
