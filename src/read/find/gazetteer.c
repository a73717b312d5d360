/* gazetteer.c - see gazetteer.h. Words are numbered through an open table of their keys; phrases are
 * paths in a trie over word numbers. Both are filled under pthread_once and only read afterwards.
 *
 * I1  entry 0, word 0 and node 0 mean "none".
 * I2  after gazetteer_get() nothing here is written. */
#include "read/find/gazetteer.h"
#include "base/machine.h"
#include <pthread.h>

static const char *const list_files[LIST_COUNT] = {
    [LIST_UNITS] = "data/words/units.tsv",         [LIST_SIGNALS] = "data/words/signals.tsv",
    [LIST_APPROX] = "data/words/approx.tsv",       [LIST_TRAPS] = "data/words/traps.tsv",
    [LIST_STOPS] = "data/words/stops.tsv",         [LIST_ORGANISATIONS] = "data/words/organisations.tsv",
    [LIST_POSTS] = "data/words/posts.tsv",         [LIST_MEETINGS] = "data/words/meetings.tsv",
    [LIST_FURNITURE] = "data/words/furniture.tsv", [LIST_HONORIFICS] = "data/words/honorifics.tsv",
    [LIST_PLACES] = "data/words/places.tsv",       [LIST_TIMES] = "data/words/times.tsv",
    [LIST_NUMBERS] = "data/words/numbers.tsv",
};
static const char *const role_names[ROLE_COUNT] = {
#define X(id, name) [ROLE_##id] = name,
    ROLES(X)
#undef X
};

enum {
    INDICATOR_MOST = 512,
    WORDING_MOST = 4096,
    EDGE_SLOTS = 1 << 15,
    ENTRY_MOST = 8000,
    NODE_MOST = 20000,
    PHRASE_MOST = 32
};
struct edge { uint16_t from, word, to; };
/* What marking needs to know of an entry, in one word of memory. */
struct mark { uint16_t next; uint8_t list, role; bool capitals; };
/* And of a word: the node it leads to, its entries, and node_words of that node. */
struct first { uint64_t next; uint16_t node, entry; };
struct gazetteer {
    struct words words;
    struct edge edges[EDGE_SLOTS];
    uint16_t node_entry[NODE_MOST], root[WORD_SLOTS];
    uint64_t node_words[NODE_MOST];    /* bit (word mod 64) of each word that an edge from there has */
    struct entry entries[ENTRY_MOST];
    struct mark marks[ENTRY_MOST];
    struct first first[WORD_SLOTS / 2];
    struct indicator indicators[INDICATOR_MOST];
    struct wording wordings[WORDING_MOST];
    uint16_t fitting[WORDING_MOST], fitting_from[PHRASES_MOST + 1];
    size_t node_count, entry_count, indicator_count, wording_count, phrase_count;
    struct buf faults;
    struct arena *a, *scratch;         /* scratch: the tokens of one phrase, while lists are read */
};

static struct gazetteer *the;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static size_t mix(uint32_t node, uint32_t word)
{
    return (size_t)((((uint64_t)node << 16 | word) * 0x9E3779B97F4A7C15u) >> 40);
}

static inline uint16_t edge_follow(const struct gazetteer *g, uint16_t node, uint16_t word)
{
    if (!node) return g->root[word];
    if (!(g->node_words[node] >> word % 64 & 1)) return 0;
    for (size_t i = mix(node, word) & (EDGE_SLOTS - 1);; i = (i + 1) & (EDGE_SLOTS - 1)) {
        const struct edge *e = &g->edges[i];
        if (!e->to) return 0;
        if (e->from == node && e->word == word) return e->to;
    }
}

static uint16_t edge_add(struct gazetteer *g, uint16_t node, uint16_t word)
{
    uint16_t to = edge_follow(g, node, word);
    if (to) return to;
    assert(g->node_count + 1 < NODE_MOST);
    to = (uint16_t)++g->node_count;
    if (!node) {
        g->root[word] = to;
        return to;
    }
    g->node_words[node] |= (uint64_t)1 << word % 64;
    size_t i = mix(node, word) & (EDGE_SLOTS - 1);
    while (g->edges[i].to) i = (i + 1) & (EDGE_SLOTS - 1);
    g->edges[i] = (struct edge){ node, word, to };
    return to;
}

static enum role role_of(struct str name)
{
    for (size_t i = 1; i < ROLE_COUNT; i++)
        if (str_is(name, str_c(role_names[i]))) return (enum role)i;
    return ROLE_NONE;
}

static uint8_t named(struct str name, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(name, str_c(names[i]))) return (uint8_t)i;
    return 0;
}

static void fault(struct gazetteer *g, enum word_list list, struct str line, const char *why)
{
    buf_fmt(&g->faults, "%s: %s: %.*s\n", list_files[list], why, STR(line));
}

/* A unit of the members and units of a body. */
static bool own_unit(struct str phrase)
{
    static const char *const words[] = { "hội viên", "đoàn viên", "đảng viên", "chi hội", "chi đoàn", "tổ hội",
                                         "tổ viên",  "thành viên", "chi bộ", "công đoàn", "chi tổ hội",
                                             "phân đoàn" };
    for (size_t i = 0; i < COUNT(words); i++)
        if (str_find(phrase, str_c(words[i]), 0) != SIZE_MAX) return true;
    return false;
}

static void entry_add(struct gazetteer *g, enum word_list list, struct str line)
{
    struct str rest = line, phrase = { 0 }, role = { 0 }, code = { 0 }, extra = { 0 };
    str_next(&rest, '\t', &phrase);
    str_next(&rest, '\t', &role);
    str_next(&rest, '\t', &code);
    str_next(&rest, '\t', &extra);
    bool capitals = str_starts(phrase, S("^"));
    if (capitals) phrase = str_cut(phrase, 1, phrase.n);
    size_t n;
    arena_reset(g->scratch);
    struct token *tok = tokens_cut_new(g->scratch, phrase, &g->words, &n);
    struct entry e = { .phrase = phrase,
                       .code = code,
                       .extra = extra,
                       .list = (uint8_t)list,
                       .role = (uint8_t)role_of(role),
                       .length = (uint8_t)n };
    e.dimension = named(extra, dimension_names, DIMENSION_TIME + 1);
    e.own = list == LIST_UNITS && own_unit(phrase);
    e.level = named(extra, level_names, LEVEL_CENTRAL + 1);
    if (!n || n > PHRASE_MOST || e.role == ROLE_NONE) {
        fault(g, list, line, "no phrase or unknown role");
        return;
    }
    uint16_t node = 0;
    for (size_t i = 0; i < n; i++) {
        if (!tok[i].word) {
            fault(g, list, line, "a word that cannot be looked up");
            return;
        }
        if (capitals && tok[i].flags & TOKEN_CAPITAL) e.capitals |= 1u << i;
        node = edge_add(g, node, tok[i].word);
    }
    for (uint16_t i = g->node_entry[node]; i; i = g->entries[i].next)
        if (g->entries[i].list == list && g->entries[i].role == e.role &&
            g->entries[i].capitals == e.capitals) {
            fault(g, list, line, "stands twice");
            return;
        }
    assert(g->entry_count + 1 < ENTRY_MOST);
    e.next = g->node_entry[node];
    g->entries[++g->entry_count] = e;
    g->node_entry[node] = (uint16_t)g->entry_count;
}

/* ---- the catalogue's wordings ---- */

/* The number of a phrase of the catalogue, added when it is new; *length in tokens. */
static uint16_t phrase_add(struct gazetteer *g, struct str phrase, uint16_t *length)
{
    size_t n;
    arena_reset(g->scratch);
    struct token *tok = tokens_cut_new(g->scratch, phrase, &g->words, &n);
    uint16_t node = 0;
    *length = (uint16_t)n;
    for (size_t i = 0; i < n; i++) node = edge_add(g, node, tok[i].word);
    assert(node);
    for (uint16_t i = g->node_entry[node]; i; i = g->entries[i].next)
        if (g->entries[i].list == LIST_INDICATORS) return g->entries[i].number;
    assert(g->entry_count + 1 < ENTRY_MOST && g->phrase_count < PHRASES_MOST);
    struct entry e = { .phrase = phrase,
                       .list = LIST_INDICATORS,
                       .role = ROLE_INDICATOR,
                       .length = (uint8_t)n,
                       .next = g->node_entry[node],
                       .number = (uint16_t)g->phrase_count++ };
    g->entries[++g->entry_count] = e;
    g->node_entry[node] = (uint16_t)g->entry_count;
    return e.number;
}

static uint16_t wordings_add(struct gazetteer *g, struct str list)
{
    uint16_t added = 0;
    struct str one, part;
    while (str_next(&list, '|', &one)) {
        struct wording w = { .count = 0 };
        while (str_next(&one, '+', &part) && w.count < WORDING_PARTS) {
            uint16_t length;
            part = str_trim(part);
            if (!part.n) continue;
            w.parts[w.count++] = phrase_add(g, part, &length);
            w.length = (uint16_t)(w.length + length);
        }
        if (!w.count) continue;
        assert(g->wording_count < WORDING_MOST);
        g->wordings[g->wording_count++] = w;
        added++;
    }
    return added;
}

/* code name unit dimension kind organisation wordings not: see data/README.md */
static void catalogue_read(struct gazetteer *g)
{
    if (!embedded_find("data/catalogue.tsv")) return;
    struct str rest = embedded_text("data/catalogue.tsv"), line;
    while (str_next(&rest, '\n', &line)) {
        struct str field[8] = { { 0 } };
        if (!line.n || line.p[0] == '#') continue;
        for (size_t i = 0; i < COUNT(field); i++) str_next(&line, '\t', &field[i]);
        assert(g->indicator_count < INDICATOR_MOST);
        struct indicator *x = &g->indicators[g->indicator_count++];
        *x = (struct indicator){ .code = field[0],
                                 .organisation = field[5],
                                 .dimension = named(field[3], dimension_names, DIMENSION_TIME + 1) };
        x->first = (uint16_t)g->wording_count;
        x->count = wordings_add(g, field[6]);
        x->not_first = (uint16_t)g->wording_count;
        x->not_count = wordings_add(g, field[7]);
    }
}

const struct indicator *gazetteer_indicators(const struct gazetteer *g, size_t *count)
{
    *count = g->indicator_count;
    return g->indicators;
}

const struct wording *gazetteer_wordings(const struct gazetteer *g) { return g->wordings; }

static void list_read(struct gazetteer *g, enum word_list list)
{
    struct str rest = embedded_text(list_files[list]), line;
    while (str_next(&rest, '\n', &line)) {
        if (str_ends(line, S("\r"))) line.n--;
        if (line.n && line.p[0] != '#') entry_add(g, list, line);
    }
}

/* For each phrase the indicators with a wording that begins with it, each once. */
static void fitting_fill(struct gazetteer *g)
{
    uint16_t n = 0;
    for (size_t phrase = 0; phrase < g->phrase_count; phrase++) {
        g->fitting_from[phrase] = n;
        for (size_t x = 0; x < g->indicator_count; x++) {
            bool begins = false;
            for (size_t w = 0; w < g->indicators[x].count; w++)
                begins |= g->wordings[g->indicators[x].first + w].parts[0] == phrase;
            if (begins) g->fitting[n++] = (uint16_t)x;
        }
    }
    g->fitting_from[g->phrase_count] = n;
}

const uint16_t *gazetteer_fitting(const struct gazetteer *g, size_t phrase, size_t *count)
{
    *count = (size_t)(g->fitting_from[phrase + 1] - g->fitting_from[phrase]);
    return &g->fitting[g->fitting_from[phrase]];
}

static void marks_fill(struct gazetteer *g)
{
    for (size_t i = 1; i <= g->entry_count; i++) {
        const struct entry *e = &g->entries[i];
        g->marks[i] = (struct mark){ e->next, e->list, e->role, e->capitals != 0 };
    }
    for (size_t w = 1; w <= g->words.count; w++) {
        uint16_t node = g->root[w];
        if (node) g->first[w] = (struct first){ g->node_words[node], node, g->node_entry[node] };
    }
}

static void fill(void)
{
    struct arena *a = arena_open(SIZE_MAX / 2); /* lives as long as the program */
    struct gazetteer *g = NEW(a, struct gazetteer);
    g->a = a;
    g->faults = buf_open(a);
    words_open(&g->words);
    g->scratch = arena_open(SIZE_MAX / 2);
    for (size_t list = 0; list < LIST_COUNT; list++)
        if (list_files[list]) list_read(g, (enum word_list)list);
    catalogue_read(g);
    fitting_fill(g);
    marks_fill(g);
    arena_close(g->scratch);
    the = g;
}

const struct gazetteer *gazetteer_get(void)
{
    int bad = pthread_once(&once, fill);
    assert(!bad);
    return the;
}

struct token *gazetteer_cut(const struct gazetteer *g, struct arena *a, struct str text, size_t *count,
                            uint8_t **spelt)
{
    return tokens_cut(a, text, &g->words, count, spelt);
}

const struct entry *gazetteer_entry(const struct gazetteer *g, size_t number)
{
    assert(number && number <= g->entry_count);
    return &g->entries[number];
}

size_t gazetteer_entries(const struct gazetteer *g) { return g->entry_count; }

static bool capitals_fit(const struct entry *e, const struct token *tok)
{
    for (size_t i = 0; i < e->length; i++)
        if (e->capitals >> i & 1 && !(tok[i].flags & TOKEN_CAPITAL)) return false;
    return true;
}

struct hits {
    struct hit *p;
    size_t n, room;
};

static void hits_room(struct arena *a, struct hits *h)
{
    size_t room = h->room + h->room / 2;
    h->p = arena_grow(a, h->p, h->room * sizeof *h->p, room * sizeof *h->p);
    h->room = room;
}

/* Everything of the runs but their signals. */
static struct run *runs_of(struct arena *a, const struct token *tok, size_t count)
{
    struct run *runs = NEW_N(a, struct run, (count + TOKENS_BEHIND) / RUN + 1);
    uint32_t before = 0;
    for (size_t i = 0; i < count + TOKENS_BEHIND; i++) {
        const struct token *t = &tok[i];
        if (i % RUN == 0) runs[i / RUN].before = before;
        if (t->kind >= TOKEN_NUMBER) runs[i / RUN].kinds[t->kind - TOKEN_NUMBER] |= (uint16_t)(1 << i % RUN);
        before += t->kind == TOKEN_WORD || t->kind == TOKEN_NUMBER;
        if (t->kind == TOKEN_WORD && t->flags & TOKEN_CAPITAL) runs[i / RUN].capitals |= (uint16_t)(1 << i % RUN);
    }
    return runs;
}

struct hit *gazetteer_mark(const struct gazetteer *g, struct arena *a, struct token *tok, size_t count,
                           struct run **into)
{
    struct hits h = { .room = count / 2 + 64 };
    h.p = arena_grow(a, NULL, 0, h.room * sizeof *h.p);
    struct run *runs = *into = runs_of(a, tok, count);
    for (size_t i = 0; i < count; i++) {
        tok[i].hit = (uint32_t)h.n;
        const struct first *first = &g->first[tok[i].word];
        uint16_t lists = tok[i].word ? WORD_KNOWN : 0;
        bool goes_on = first->next >> tok[i + 1].word % 64 & 1 || tok[i + 1].kind == TOKEN_OPEN ||
                       tok[i + 1].kind == TOKEN_CLOSE;
        uint16_t node = first->entry || goes_on ? first->node : 0;
        bool quoted = false; /* Quỹ “Vì người nghèo”: the catalogue's phrases look past quotes */
        for (size_t k = i; node;) {
            for (uint16_t e = g->node_entry[node]; e; e = g->marks[e].next) {
                struct mark m = g->marks[e];
                if (quoted ? m.list != LIST_INDICATORS : m.capitals && !capitals_fit(&g->entries[e], tok + i)) continue;
                if (h.n == h.room) hits_room(a, &h);
                h.p[h.n++] = (struct hit){ e, m.list, (uint8_t)(k - i + 1), m.role };
                lists |= (uint16_t)(1 << m.list);
                runs[i / RUN].starts[start_slot[m.list]] |= (uint16_t)(1 << i % RUN);
                if (m.list == LIST_SIGNALS) runs[i / RUN].signals |= (uint64_t)1 << m.role;
            }
            while (++k < count && (tok[k].kind == TOKEN_OPEN || tok[k].kind == TOKEN_CLOSE)) quoted = true;
            node = k < count && tok[k].word ? edge_follow(g, node, tok[k].word) : 0;
        }
        tok[i].word = lists;
    }
    for (size_t i = 0; i < TOKENS_BEHIND; i++) tok[count + i].hit = (uint32_t)h.n;
    return arena_grow(a, h.p, h.room * sizeof *h.p, h.n * sizeof *h.p);
}

struct str gazetteer_faults(struct arena *a) { return str_copy(a, buf_done(&gazetteer_get()->faults)); }
