/* taught.c - see taught.h. Phrases are paths in a trie over the words of the aliases; a word is known by its syllable
 * in one spelling. Must never touch what a figure says of itself: value, qualifier, unit, quote.
 *
 * I1  word 0 and node 0 mean "none"; the root is node 0 as well, since nothing leads back to it. */
#include "read/find/taught.h"
#include "vn/text.h"

struct slot { struct str key; uint32_t number; };
struct step { uint32_t from, word, to; };
struct node { uint32_t alias[ALIAS_KIND_COUNT]; };     /* 1 + its index; 0 none */
struct trie {
    struct slot *slot;
    struct step *step;
    struct node *node;
    size_t slots, steps;                               /* powers of two */
    uint32_t words, nodes;
    uint64_t *capitals;                                /* beside the aliases: bit i: word i must be all capitals */
};

static uint64_t hash_of(struct str s)
{
    uint64_t h = 0xCBF29CE484222325u;
    for (size_t i = 0; i < s.n; i++) h = (h ^ (unsigned char)s.p[i]) * 0x100000001B3u;
    return h ^ h >> 29;
}

static struct slot *slot_of(const struct trie *t, struct str key)
{
    for (size_t i = hash_of(key) & (t->slots - 1);; i = (i + 1) & (t->slots - 1))
        if (!t->slot[i].number || str_is(t->slot[i].key, key)) return &t->slot[i];
}

static struct step *step_of(const struct trie *t, uint32_t from, uint32_t word)
{
    uint64_t h = ((uint64_t)from << 32 | word) * 0x9E3779B97F4A7C15u;
    for (size_t i = (h >> 32) & (t->steps - 1);; i = (i + 1) & (t->steps - 1))
        if (!t->step[i].to || (t->step[i].from == from && t->step[i].word == word)) return &t->step[i];
}

static bool is_word(const struct token *t)
{
    return t->kind == TOKEN_WORD || t->kind == TOKEN_NUMBER || t->kind == TOKEN_MARK;
}

static struct str key_of(struct arena *a, struct str text, const struct token *t)
{
    return vn_plain_tone(a, str_cut(text, t->from, t->to));
}

/* ---- the aliases ---- */

static size_t power_above(size_t n)
{
    size_t p = 64;
    while (p < n * 2) p *= 2;
    return p;
}

static void phrase_add(struct find *f, struct trie *t, size_t alias, const struct token *tok, size_t n)
{
    const struct read_alias *x = &f->hints->aliases[alias];
    uint32_t node = 0, length = 0;
    for (size_t i = 0; i < n; i++) {
        if (!is_word(&tok[i])) continue;
        struct str key = key_of(f->a, x->phrase, &tok[i]);
        struct slot *s = slot_of(t, key);
        if (!s->number) *s = (struct slot){ key, ++t->words };
        struct step *e = step_of(t, node, s->number);
        if (!e->to) *e = (struct step){ node, s->number, ++t->nodes };
        node = e->to;
        if (x->kind == ALIAS_BODY && tok[i].flags & TOKEN_CAPS && length < 64)
            t->capitals[alias] |= (uint64_t)1 << length;
        length++;
    }
    if (!node || t->node[node].alias[x->kind]) return;
    t->node[node].alias[x->kind] = (uint32_t)alias + 1;
    f->taught->body[alias] = (struct entry){ .phrase = x->phrase, .code = x->code, .list = LIST_ORGANISATIONS,
                                             .role = ROLE_BODY, .length = (uint8_t)(length < 255 ? length : 255) };
}

static const struct indicator *indicator_of(const struct find *f, const struct read_alias *x)
{
    size_t n;
    const struct indicator *all = gazetteer_indicators(f->g, &n);
    for (size_t i = 0; x->kind == ALIAS_INDICATOR && i < n; i++)
        if (str_is(all[i].code, x->code)) return &all[i];
    return NULL;
}

static void trie_fill(struct find *f, struct trie *t)
{
    size_t n = f->hints->alias_count, words = 0;
    struct token **tok = NEW_N(f->a, struct token *, n);
    size_t *count = NEW_N(f->a, size_t, n);
    for (size_t i = 0; i < n; i++) {
        tok[i] = gazetteer_cut(f->g, f->a, f->hints->aliases[i].phrase, &count[i], NULL);
        words += count[i];
    }
    t->slots = t->steps = power_above(words + 1);
    t->slot = NEW_N(f->a, struct slot, t->slots);
    t->step = NEW_N(f->a, struct step, t->steps);
    t->node = NEW_N(f->a, struct node, words + 1);
    t->capitals = NEW_N(f->a, uint64_t, n);
    for (size_t i = 0; i < n; i++) {
        f->taught->indicator[i] = indicator_of(f, &f->hints->aliases[i]);
        if (f->hints->aliases[i].kind != ALIAS_INDICATOR || f->taught->indicator[i])
            phrase_add(f, t, i, tok[i], count[i]);
    }
}

/* ---- the text ---- */

/* The number of each word of the text that some alias has. */
static uint32_t *words_of(const struct find *f, const struct trie *t)
{
    uint32_t *word = NEW_N(f->a, uint32_t, f->count + 1);
    for (size_t i = 0; i < f->count; i++) {
        if (!is_word(&f->tok[i])) continue;
        struct arena_mark mark = arena_mark(f->a);
        word[i] = slot_of(t, key_of(f->a, f->text, &f->tok[i]))->number;
        arena_back(f->a, mark);
    }
    return word;
}

static bool capitals_fit(const struct find *f, uint64_t capitals, uint32_t first)
{
    for (uint32_t i = 0; capitals >> i; i++) {
        if (capitals >> i & 1 && !(f->tok[first + i].flags & TOKEN_CAPS)) return false;
        if (i == 63) break;
    }
    return true;
}

/* The longest phrase of each kind that starts at token i. Quotes inside are passed over, not in the name of a body. */
static void phrases_at(const struct find *f, const struct trie *t, const uint32_t *word, uint32_t i,
                       struct taught_at *best)
{
    uint32_t node = 0;
    bool quoted = false;
    for (uint32_t k = i; k < f->count; k++) {
        if (f->tok[k].kind == TOKEN_OPEN || f->tok[k].kind == TOKEN_CLOSE) {
            quoted = true;
            continue;
        }
        node = word[k] ? step_of(t, node, word[k])->to : 0;
        if (!node) return;
        for (int kind = 0; kind < ALIAS_KIND_COUNT; kind++) {
            uint32_t alias = t->node[node].alias[kind];
            if (!alias || (quoted && kind == ALIAS_BODY) || !capitals_fit(f, t->capitals[alias - 1], i)) continue;
            best[kind] = (struct taught_at){ i, k + 1, alias - 1 };
        }
    }
}

void taught_find(struct find *f)
{
    size_t n = f->hints->alias_count;
    f->taught = NULL;
    if (!n) return;
    struct taught *taught = f->taught = NEW(f->a, struct taught);
    struct trie t = { .words = 0 };
    taught->indicator = NEW_N(f->a, const struct indicator *, n);
    taught->body = NEW_N(f->a, struct entry, n);
    f->r->taught = taught->told = NEW_N(f->a, uint32_t, n);
    f->r->taught_count = n;
    trie_fill(f, &t);
    const uint32_t *word = words_of(f, &t);
    for (uint32_t i = 0; i < f->count; i++) {
        struct taught_at best[ALIAS_KIND_COUNT] = { { 0, 0, 0 } };
        if (!word[i]) continue;
        phrases_at(f, &t, word, i, best);
        for (int kind = 0; kind < ALIAS_KIND_COUNT; kind++) {
            size_t had = taught->count[kind];
            if (!best[kind].end || (had && taught->at[kind][had - 1].end > i)) continue;
            *GROW(f->a, taught->at[kind], taught->count[kind], struct taught_at) = best[kind];
        }
    }
}

/* ---- what they tell ---- */

/* The first of that kind that starts at or behind a token. */
static size_t taught_from(const struct find *f, enum alias_kind kind, uint32_t token)
{
    size_t low = 0, high = f->taught->count[kind];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (f->taught->at[kind][middle].first < token) low = middle + 1;
        else high = middle;
    }
    return low;
}

const struct entry *taught_body(const struct find *f, uint32_t i, const struct entry *known)
{
    size_t k = taught_from(f, ALIAS_BODY, i);
    if (k == f->taught->count[ALIAS_BODY] || f->taught->at[ALIAS_BODY][k].first != i) return known;
    const struct entry *e = &f->taught->body[f->taught->at[ALIAS_BODY][k].alias];
    return known && known->length > e->length ? known : e;
}

/* People and households are counted things too: what was taught says which. */
static bool counted(uint8_t dimension)
{
    return dimension == DIMENSION_OTHER || dimension == DIMENSION_COUNT || dimension == DIMENSION_PEOPLE ||
           dimension == DIMENSION_HOUSEHOLDS;
}

static bool fits(const struct figure_found *g, const struct indicator *x)
{
    bool same = x->dimension == g->dimension || (counted(x->dimension) && counted((uint8_t)g->dimension));
    return same && !(x->organisation.n && g->actor.n && !str_is(x->organisation, g->actor));
}

/* The words of another figure are not this one's. */
static bool belongs_to_another(const struct find *f, size_t i, const struct taught_at *t)
{
    const struct figure_at *at = f->figure_at;
    for (size_t j = i; j-- > 0 && at[j].end > t->first;)
        if (at[j].first <= t->first && t->first < at[j].end) return true;
    for (size_t j = i + 1; j < f->r->figure_count && at[j].first < t->end; j++)
        if (at[j].first <= t->first && t->first < at[j].end) return true;
    return false;
}

/* The longest in [from, end) that fits figure i, the last among equals; NULL for none. */
static const struct taught_at *longest(const struct find *f, size_t i, uint32_t from, uint32_t end, bool clause)
{
    const struct taught *taught = f->taught;
    const struct taught_at *best = NULL;
    for (size_t k = taught_from(f, ALIAS_INDICATOR, from); k < taught->count[ALIAS_INDICATOR]; k++) {
        const struct taught_at *t = &taught->at[ALIAS_INDICATOR][k];
        if (t->first >= end) break;
        if (t->end > end || (best && t->end - t->first < best->end - best->first)) continue;
        if (!fits(&f->r->figures[i], taught->indicator[t->alias])) continue;
        if (!clause || !belongs_to_another(f, i, t)) best = t;
    }
    return best;
}

bool taught_indicator(struct find *f, size_t i, uint32_t from, uint32_t end)
{
    struct figure_found *g = &f->r->figures[i];
    const struct figure_at *at = &f->figure_at[i];
    if (!f->taught->count[ALIAS_INDICATOR]) return false;
    const struct taught_at *t = at->cell ? longest(f, i, at->noun_first, at->noun_end, false)
                                         : longest(f, i, at->first, at->end, false);
    for (size_t k = 0; !t && k < g->value_of_count; k++)
        t = longest(f, i, f->figure_at[g->value_of[k]].first, f->figure_at[g->value_of[k]].end, false);
    if (!t && !at->cell) t = longest(f, i, from, end, true);
    if (!t) return false;
    g->indicator = f->taught->indicator[t->alias]->code;
    f->taught->told[t->alias]++;
    return true;
}

void taught_place(struct find *f, size_t i)
{
    enum { NEAR = 12, FAR = 40 };
    const struct figure_at *at = &f->figure_at[i];
    const struct sentence *s = &f->sentences[at->sentence];
    const struct taught_at *list = f->taught->at[ALIAS_PLACE], *found = NULL;
    size_t n = f->taught->count[ALIAS_PLACE];
    uint32_t stop = s->end;
    if (i + 1 < f->r->figure_count && f->figure_at[i + 1].first < stop) stop = f->figure_at[i + 1].first;
    size_t behind = taught_from(f, ALIAS_PLACE, at->end), before = taught_from(f, ALIAS_PLACE, at->first);
    if (behind < n && list[behind].first < stop && list[behind].first < at->end + NEAR &&
        same_clause(f, at->end, list[behind].first))
        found = &list[behind];
    else if (before > 0 && !f->r->figures[i].place.n && list[before - 1].first >= s->first &&
             at->first - list[before - 1].end <= FAR && same_clause(f, list[before - 1].end, at->first))
        found = &list[before - 1];
    if (!found) return;
    f->r->figures[i].place = f->hints->aliases[found->alias].code;
    f->taught->told[found->alias]++;
}

void taught_count(struct find *f)
{
    enum { BACK = 8 };
    if (!f->taught) return;
    for (size_t i = 0; i < f->r->figure_count; i++) {
        const struct sentence *s = &f->sentences[f->figure_at[i].sentence];
        size_t k = taught_from(f, ALIAS_BODY, f->figure_at[i].first);
        for (size_t n = 0; n < BACK && k-- > 0; n++) {
            const struct taught_at *t = &f->taught->at[ALIAS_BODY][k];
            if (t->first < s->first) break;
            if (!str_is(f->hints->aliases[t->alias].code, f->r->figures[i].actor)) continue;
            f->taught->told[t->alias]++;
            break;
        }
    }
}
