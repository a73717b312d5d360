/* password_list.c - see password_list.h. Knows data/words/passwords.txt. Must never ask for kinds of characters.
 *
 * The password, folded and with the usual digits for letters turned back, is laid out in pieces: words of the list or
 * of the office, runs of digits, the same piece again. It is easy when two different words or letters, and any number
 * of the rest, make all of it. */
#include "core/office/password_list.h"
#include "base/machine.h"
#include "vn/text.h"

enum { EASY = 2, WORD_SHORTEST = 3, WORD_LONGEST = 24, OWN_MOST = 40, LETTERS_MOST = 600 };

struct words { struct str list, own[OWN_MOST]; size_t owns; };

/* Is the word a line of the list? The list is sorted, so lines are found by halving. */
static bool listed(struct str list, struct str word)
{
    size_t low = 0, high = list.n;
    while (low < high) {
        size_t from = low + (high - low) / 2;
        while (from > low && list.p[from - 1] != '\n') from--;
        size_t to = from;
        while (to < list.n && list.p[to] != '\n') to++;
        struct str line = str_cut(list, from, to);
        size_t n = line.n < word.n ? line.n : word.n;
        int order = n ? memcmp(line.p, word.p, n) : 0;
        if (!order) order = line.n < word.n ? -1 : line.n > word.n;
        if (!order) return true;
        if (order < 0) low = to + 1;
        else high = from;
    }
    return false;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool is_word(const struct words *w, struct str piece)
{
    for (size_t i = 0; i < w->owns; i++)
        if (str_is(piece, w->own[i])) return true;
    return piece.n >= WORD_SHORTEST && listed(w->list, piece);
}

/* The fewest pieces that cost something and make all of s. cost[i]: of its first i characters. */
static int cost_of(const struct words *w, struct str s)
{
    int cost[LETTERS_MOST + 1] = { 0 };
    for (size_t to = 1; to <= s.n; to++) {
        bool free = is_digit(s.p[to - 1]) || s.p[to - 1] == s.p[to > 1 ? to - 2 : to - 1];
        cost[to] = cost[to - 1] + (to > 1 && free ? 0 : !is_digit(s.p[to - 1]));
        for (size_t n = 2; n <= WORD_LONGEST && n <= to; n++) {
            struct str piece = str_cut(s, to - n, to);
            bool again = to >= 2 * n && !memcmp(piece.p - n, piece.p, n);
            int with = cost[to - n] + !again;
            if (with < cost[to] && (again || is_word(w, piece))) cost[to] = with;
        }
    }
    return cost[s.n];
}

/* Letters and digits alone; leet: digits and signs that stand among letters for letters become them. */
static struct str plain(struct arena *a, struct str folded, bool leet)
{
    static const char from[] = "013457@$!", to[] = "oieastasi";
    struct buf b = buf_open(a);
    size_t first = 0, last = folded.n;
    while (last > 0 && (is_digit(folded.p[last - 1]) || strchr("!@#$%.*-_ ", folded.p[last - 1]))) last--;
    while (first < last && is_digit(folded.p[first])) first++;
    for (size_t i = 0; i < folded.n && b.n < LETTERS_MOST; i++) {
        char c = folded.p[i];
        const char *stands = c && leet && i >= first && i < last ? strchr(from, c) : NULL;
        if (stands) c = to[stands - from];
        if ((c >= 'a' && c <= 'z') || is_digit(c) || (unsigned char)c >= 0x80) buf_char(&b, c);
    }
    return buf_done(&b);
}

static struct words words_of(struct arena *a, struct str own)
{
    struct words w = { .list = embedded_text("data/words/passwords.txt") };
    struct str rest = vn_fold(a, own), word;
    while (w.owns < OWN_MOST && str_next(&rest, ' ', &word)) {
        word = plain(a, word, false);
        if (word.n >= 2 && word.n <= WORD_LONGEST) w.own[w.owns++] = word;
    }
    return w;
}

bool password_list_has(struct arena *a, struct str password, struct str own)
{
    struct words w = words_of(a, own);
    struct str folded = vn_fold(a, password);
    return cost_of(&w, plain(a, folded, false)) <= EASY || cost_of(&w, plain(a, folded, true)) <= EASY;
}
