/* passages.c - lines, repeats and sentences of a document, and the small questions about tokens that
 * every finder asks. Owns find.lines and find.sentences. */
#include "read/find/find.h"

/* Bytes. A small list doubles; a large one grows by less at a time, as it is not copied. */
enum { LIST_SMALL = 32 * 1024, LIST_LARGE = 1024 * 1024 };

/* Room is 8, 16, 32 ... 64, 80, 96, 112, 128, 160 ...: the power of two below it is added, from LIST_SMALL on a quarter
 * of that, of a large list an eighth. So how much there is follows from n alone: a list is full when n is a multiple of
 * that step. */
void *grow(struct arena *a, void *list, size_t n, size_t size)
{
    if (!n) list = arena_grow(a, NULL, 0, 8 * size);
    else if (n >= 8) {
        size_t power = (size_t)1 << (63 - __builtin_clzll(n)), bytes = power * size;
        size_t step = bytes < LIST_SMALL ? power : bytes < LIST_LARGE ? power / 4 : power / 8;
        if (n % step == 0) list = arena_grow(a, list, n * size, size_mul(n + step, size));
    }
    memset((char *)list + n * size, 0, size);
    return list;
}

size_t figure_place(struct find *f)
{
    size_t n = f->r->figure_count++;
    f->figure_at = grow(f->a, f->figure_at, n, sizeof *f->figure_at);
    f->r->figures = grow(f->a, f->r->figures, n, sizeof *f->r->figures);
    return n;
}

uint64_t str_hash(struct str s)
{
    uint64_t h = s.n, eight = 0;
    size_t i = 0;
    for (; i + sizeof eight <= s.n; i += sizeof eight) {
        memcpy(&eight, s.p + i, sizeof eight);
        h = (h ^ eight) * 0x9E3779B97F4A7C15u;
        h ^= h >> 32;
    }
    eight = 0;
    memcpy(&eight, s.p + i, s.n - i);
    h = (h ^ eight) * 0x9E3779B97F4A7C15u;
    return h ^ h >> 32;
}

struct span tokens_span(const struct find *f, uint32_t first, uint32_t end)
{
    if (end <= first) return (struct span){ f->tok[first].from, f->tok[first].from };
    return (struct span){ f->tok[first].from, f->tok[end - 1].to };
}

struct str tokens_str(const struct find *f, uint32_t first, uint32_t end)
{
    struct span s = tokens_span(f, first, end);
    return str_cut(f->text, s.from, s.to);
}

const struct entry *phrase_before(const struct find *f, uint32_t i, uint32_t from, enum word_list list,
                                  uint32_t *first)
{
    for (uint32_t k = i > from + 6 ? i - 6 : from; k < i; k++) { /* the longest starts first */
        if (!list_at(f, k, list)) continue;
        for (uint32_t h = f->tok[k + 1].hit; h-- > f->tok[k].hit;)
            if (f->hits[h].list == list && k + f->hits[h].length == i) {
                *first = k;
                return &f->entries[f->hits[h].entry];
            }
    }
    return NULL;
}

_Static_assert(ROLE_OVER <= 64, "the roles of signals, which come before, fit into one word of bits");

/* No signal of that role starts in the run of token i. */
static bool run_without(const struct find *f, uint32_t i, enum role role)
{
    return !(f->runs[i / RUN].signals >> role & 1);
}

/* The token of a hit; it is not before `from`, and not far. */
static uint32_t token_of(const struct find *f, uint32_t hit, uint32_t from)
{
    while (f->tok[from + 1].hit <= hit) from++;
    return from;
}

uint32_t role_seek(const struct find *f, uint32_t from, uint32_t end, enum word_list list, enum role role)
{
    while (from < end) {
        uint32_t next = (from | (RUN - 1)) + 1, stop = next < end ? next : end;
        for (uint32_t h = f->tok[from].hit; (list != LIST_SIGNALS || !run_without(f, from, role)) &&
                                            h < f->tok[stop].hit; h++)
            if (f->hits[h].list == list && f->hits[h].role == role) return token_of(f, h, from);
        from = next;
    }
    return NOWHERE;
}

uint32_t role_seek_last(const struct find *f, uint32_t from, uint32_t end, enum word_list list, enum role role)
{
    while (from < end) {
        uint32_t run = (end - 1) & ~(uint32_t)(RUN - 1), first = run > from ? run : from;
        for (uint32_t h = f->tok[end].hit; (list != LIST_SIGNALS || !run_without(f, run, role)) &&
                                           h-- > f->tok[first].hit;)
            if (f->hits[h].list == list && f->hits[h].role == role) return token_of(f, h, first);
        end = first;
    }
    return NOWHERE;
}

const struct entry *place_at(const struct find *f, uint32_t i)
{
    const struct entry *e = phrase_at(f, i, LIST_PLACES);
    return e && e->role != ROLE_INSIDE ? e : NULL;
}

static bool noun_of_doing(const struct find *f, uint32_t i, uint32_t first)
{
    static const char *const heads[] = { "quỹ", "tác",  "trào", "cuộc", "buổi", "lớp", "hình", "nguồn",
                                         "vốn", "việc", "động", "ban",  "đội",  "chỉ", "danh", "doanh" };
    if (i == first) return false;
    if (f->tok[i].flags & TOKEN_CAPITAL && f->tok[i - 1].kind == TOKEN_WORD) return true;
    return str_among(token_str(f, i - 1), heads, COUNT(heads));
}

uint32_t verb_last(const struct find *f, uint32_t from, uint32_t end)
{
    for (uint32_t i = end; (i = role_find_last(f, from, i, LIST_SIGNALS, ROLE_DID)) != NOWHERE;)
        if (!noun_of_doing(f, i, from)) {
            const struct entry *wider = i > from ? phrase_role(f, i - 1, LIST_SIGNALS, ROLE_DID) : NULL;
            return wider && wider->length > 1 ? i - 1 : i; /* "trợ giúp", not its second half */
        }
    return NOWHERE;
}

uint32_t token_at_byte(const struct find *f, uint32_t i, size_t byte)
{
    while (i < f->count && f->tok[i].from < byte) i++;
    return i;
}

enum { STEPS_MOST = 8 };

/* The first of the list behind all that start before the token. What lies before the cursor starts before its token. */
#define FROM(name, list, count, last)                                                                          \
    size_t name(const struct find *f, uint32_t token)                                                          \
    {                                                                                                          \
        struct cursor *c = &f->memory->last;                                                                   \
        size_t lo = token >= c->token ? c->at : 0, hi = f->count;                                              \
        size_t near = hi - lo > STEPS_MOST ? lo + STEPS_MOST : hi;                                             \
        while (lo < near && f->list[lo].first < token) lo++;                                                   \
        if (lo < near) hi = lo;                                                                                \
        while (lo < hi) {                                                                                      \
            size_t mid = lo + (hi - lo) / 2;                                                                   \
            if (f->list[mid].first < token) lo = mid + 1;                                                      \
            else hi = mid;                                                                                     \
        }                                                                                                      \
        *c = (struct cursor){ token, lo };                                                                     \
        return lo;                                                                                             \
    }
FROM(times_from, times, time_count, times)
FROM(people_from, person_at, person_at_count, people)
FROM(bodies_from, bodies, body_count, bodies)

void hear(const struct find *f, const struct sentence *s)
{
    struct heard *h = &f->memory->heard;
    if (h->first == s->first && h->end == s->end) return;
    *h = (struct heard){ .first = s->first, .end = s->end };
    for (uint32_t i = s->first; i < s->end; i++) h->spelt[f->spelt[i]] = true;
    for (uint32_t n = s->first / RUN; n <= (s->end - 1) / RUN; n++) h->signals |= f->runs[n].signals;
}

/* Words and numbers before token i. */
static uint32_t words_before(const struct find *f, uint32_t i)
{
    const struct run *run = &f->runs[i / RUN];
    return run->before + bits_in((uint16_t)(run->words & ((1U << i % RUN) - 1)));
}

uint32_t words_in(const struct find *f, uint32_t first, uint32_t end)
{
    return first < end ? words_before(f, end) - words_before(f, first) : 0;
}

bool same_clause(const struct find *f, uint32_t from, uint32_t end)
{
    return sign_next(f, from, end, ';') == end;
}

struct str span_text(const struct find *f, uint32_t from, uint32_t end)
{
    return end > from ? str_trim(tokens_str(f, from, end)) : S("");
}

/* ---- lines ---- */

void find_lines(struct find *f)
{
    uint32_t first = 0;
    for (uint32_t i = 0; i <= f->count; i++) {
        i = kind_next(f, i, (uint32_t)f->count, TOKEN_LINE);
        if (i > first) {
            struct line *l = GROW(f->a, f->lines, f->line_count, struct line);
            *l = (struct line){ .first = first, .end = i, .role = LINE_BODY };
            l->hash = str_hash(tokens_str(f, first, i));
        }
        first = i + 1;
    }
}

/* ---- repeats: a portal prints a paragraph, or the tail of a title, twice ---- */

enum { REPEAT_SURE = 160 }; /* bytes; a shorter line with a number in it may truly stand twice in a list */

static bool repeats_surely(const struct find *f, const struct line *l)
{
    if (f->tok[l->end - 1].to - f->tok[l->first].from >= REPEAT_SURE) return true;
    for (uint32_t i = l->first; i < l->end; i++)
        if (f->tok[i].kind == TOKEN_NUMBER) return false;
    return true;
}

void find_repeats(struct find *f)
{
    size_t slots = 16;
    while (slots < f->line_count * 2) slots *= 2;
    uint32_t *seen = NEW_N(f->a, uint32_t, slots);
    for (size_t i = 0; i < f->line_count; i++) {
        struct line *l = &f->lines[i];
        if (l->role == LINE_RELATED || l->role == LINE_CAPTION || l->role == LINE_BYLINE) continue;
        size_t k = l->hash & (slots - 1);
        struct str s = tokens_str(f, l->first, l->end);
        while (seen[k] && (f->lines[seen[k] - 1].hash != l->hash ||
                           !str_is(tokens_str(f, f->lines[seen[k] - 1].first, f->lines[seen[k] - 1].end), s)))
            k = (k + 1) & (slots - 1);
        if (!seen[k]) seen[k] = (uint32_t)i + 1;
        else if (l->role != LINE_FURNITURE && repeats_surely(f, l)) {
            l->role = LINE_REPEAT;
            *GROW(f->a, f->r->repeats, f->r->repeat_count, struct span) = tokens_span(f, l->first, l->end);
        }
    }
}

/* ---- sentences ---- */

/* A dot ends a sentence unless it closes an abbreviation ("UB. MTTQ", "TP. Lào Cai") or stands inside a word. */
static bool sentence_ends(const struct find *f, const struct line *l, uint32_t i)
{
    const struct token *t = &f->tok[i];
    if (t->kind != TOKEN_MARK) return false;
    char c = f->text.p[t->from];
    if (c == '!' || c == '?') return true;
    bool ellipsis = word_is(f, i, S("…"));
    if (c != '.' && !ellipsis) return false;
    if (i + 1 == l->end) return true;
    const struct token *next = &f->tok[i + 1];
    if (token_is(f, i + 1, '.')) return false; /* the last of several */
    if (ellipsis || (i > l->first && token_is(f, i - 1, '.')))
        return next->flags & TOKEN_CAPITAL || next->kind == TOKEN_NUMBER;
    if (i == l->first) return false;
    const struct token *last = &f->tok[i - 1];
    if (last->kind == TOKEN_WORD) {
        if (phrase_role(f, i - 1, LIST_STOPS, ROLE_ABBREVIATION)) return false;
        if (last->flags & TOKEN_CAPITAL && last->to - last->from == 1) return false;
        return next->flags & TOKEN_SPACED || next->flags & TOKEN_CAPITAL || next->kind != TOKEN_WORD;
    }
    return true;
}

enum { SENTENCE_MOST = 400 }; /* tokens: looking around a number stays bounded on any input */

void find_sentences(struct find *f)
{
    for (uint32_t k = 0; k < f->line_count; k++) {
        struct line *l = &f->lines[k];
        if (l->role != LINE_BODY && l->role != LINE_HEADING) continue;
        uint32_t first = l->first;
        for (uint32_t i = l->first; i < l->end; i++) {
            uint32_t most = first + SENTENCE_MOST < l->end ? first + SENTENCE_MOST : l->end - 1;
            i = kind_next(f, i, most, TOKEN_MARK);
            if (i < most && !sentence_ends(f, l, i)) continue;
            *GROW(f->a, f->sentences, f->sentence_count, struct sentence) =
                (struct sentence){ .first = first, .end = i + 1, .line = k };
            first = i + 1;
        }
    }
}
