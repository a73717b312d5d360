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
    PAIR_BITS = 1 << 19,
    ENTRY_MOST = 8000,
    NODE_MOST = 20000,
    PHRASE_MOST = 32,
    HITS_AT_ONCE = 4,                  /* of a word that are copied without a question how many there are */
};
/* entry: the first of the node that it leads to. Eight bytes, so that none lies across two lines of the cache. */
struct edge { uint16_t from, word, to, entry; };
/* What marking needs to know of an entry, in one word of memory. */
struct mark { uint16_t next; uint8_t list, role; bool capitals; };
/* And of a word: the node it leads to; its hits as a phrase of its own, in gazetteer.alone, with their lists and, of
 * signals, roles. behind: a bit for each word that goes on with a phrase, shared by many words. capitals: some of those
 * ask for capitals, so they are to be looked at one by one. */
struct first { uint64_t signals, behind; uint16_t node, lists, hits; uint8_t count; bool capitals; };
struct gazetteer {
    struct words words;
    struct edge edges[EDGE_SLOTS];
    uint16_t node_entry[NODE_MOST], root[WORD_SLOTS];
    uint64_t pairs[PAIR_BITS / 64];    /* the bit of mix() of each edge that there is */
    struct entry entries[ENTRY_MOST];
    struct mark marks[ENTRY_MOST];
    struct first first[WORD_SLOTS / 2];
    struct hit alone[ENTRY_MOST + HITS_AT_ONCE];
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

/* The bit in first.behind for a word that follows. */
static inline uint64_t behind_bit(uint16_t word) { return (uint64_t)1 << ((uint32_t)word * 0x9E3779B1u >> 26); }

/* There may be such an edge; false is sure. */
static inline bool edge_may(const struct gazetteer *g, uint16_t node, uint16_t word)
{
    size_t bit = mix(node, word) & (PAIR_BITS - 1);
    return g->pairs[bit / 64] >> bit % 64 & 1;
}

/* The edge from a node, which is not the root; one that leads to node 0 when there is none. */
static inline const struct edge *edge_find(const struct gazetteer *g, uint16_t node, uint16_t word)
{
    static const struct edge none;
    if (!edge_may(g, node, word)) return &none;
    for (size_t i = mix(node, word) & (EDGE_SLOTS - 1);; i = (i + 1) & (EDGE_SLOTS - 1)) {
        const struct edge *e = &g->edges[i];
        if (!e->to || (e->from == node && e->word == word)) return e;
    }
}

static uint16_t edge_add(struct gazetteer *g, uint16_t node, uint16_t word)
{
    uint16_t to = node ? edge_find(g, node, word)->to : g->root[word];
    if (to) return to;
    assert(g->node_count + 1 < NODE_MOST);
    to = (uint16_t)++g->node_count;
    if (!node) {
        g->root[word] = to;
        return to;
    }
    size_t bit = mix(node, word) & (PAIR_BITS - 1), i = bit & (EDGE_SLOTS - 1);
    g->pairs[bit / 64] |= (uint64_t)1 << bit % 64;
    while (g->edges[i].to) i = (i + 1) & (EDGE_SLOTS - 1);
    g->edges[i] = (struct edge){ node, word, to, 0 };
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
    for (size_t i = 0; i < EDGE_SLOTS; i++) g->edges[i].entry = g->node_entry[g->edges[i].to];
    uint16_t n = 0;
    for (size_t w = 1; w <= g->words.count; w++) {
        struct first *first = &g->first[w];
        *first = (struct first){ .node = g->root[w], .hits = n };
        for (uint16_t i = first->node ? g->node_entry[first->node] : 0; i; i = g->entries[i].next) {
            const struct entry *e = &g->entries[i];
            first->capitals |= e->capitals != 0;
            first->lists |= (uint16_t)(1 << e->list);
            if (e->list == LIST_SIGNALS) first->signals |= (uint64_t)1 << e->role;
            g->alone[n++] = (struct hit){ i, e->list, 1, e->role };
        }
        first->count = (uint8_t)(n - first->hits);
        if (first->capitals) *first = (struct first){ .node = first->node, .capitals = true };
    }
    uint16_t *word_of = NEW_N(g->scratch, uint16_t, NODE_MOST);        /* of a node right behind the root */
    for (uint16_t w = 1; w <= g->words.count; w++) word_of[g->root[w]] = w;
    word_of[0] = 0;
    for (size_t i = 0; i < EDGE_SLOTS; i++) {
        uint16_t w = word_of[g->edges[i].from];
        if (w) g->first[w].behind |= behind_bit(g->edges[i].word);
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

/* The text while its phrases are marked; lists and signals: of the token, of the run at hand. */
struct marking {
    const struct gazetteer *g;
    struct arena *a;
    struct token *tok;
    size_t count;
    struct hit *hits;
    size_t n, room;
    uint64_t signals;
    uint16_t lists;
};

static void hits_room(struct marking *m)
{
    size_t room = m->room + m->room / 2;
    m->hits = arena_grow(m->a, m->hits, m->room * sizeof *m->hits, room * sizeof *m->hits);
    m->room = room;
}

static bool is_quote(const struct token *t) { return t->kind == TOKEN_OPEN || t->kind == TOKEN_CLOSE; }

/* The phrases from token i on that end where the path through the trie is; e is the first of that node. */
static void mark_node(struct marking *m, uint16_t e, size_t i, size_t length, bool quoted)
{
    for (; e; e = m->g->marks[e].next) {
        struct mark x = m->g->marks[e];
        if (quoted ? x.list != LIST_INDICATORS : x.capitals && !capitals_fit(&m->g->entries[e], m->tok + i)) continue;
        if (m->n == m->room) hits_room(m);
        m->hits[m->n++] = (struct hit){ e, x.list, (uint8_t)length, x.role };
        m->lists |= (uint16_t)(1 << x.list);
        m->signals |= (uint64_t)(x.list == LIST_SIGNALS) << x.role % 64;
    }
}

/* The phrases from token i on that are longer than its word, which leads to the node. */
static void mark_longer(struct marking *m, size_t i, uint16_t node)
{
    bool quoted = false; /* Quỹ “Vì người nghèo”: the catalogue's phrases look past quotes */
    for (size_t k = i; node;) {
        while (++k < m->count && is_quote(&m->tok[k])) quoted = true;
        if (k >= m->count || !m->tok[k].word) return;
        const struct edge *e = edge_find(m->g, node, m->tok[k].word);
        node = e->to;
        if (e->entry) mark_node(m, e->entry, i, k - i + 1, quoted);
    }
}

static inline void mark_token(struct marking *m, size_t i)
{
    struct token *t = &m->tok[i];
    const struct first *first = &m->g->first[t->word];
    if (m->room - m->n < UINT8_MAX) hits_room(m);
    t->hit = (uint32_t)m->n;
    m->lists = first->lists;
    m->signals |= first->signals;
    memcpy(m->hits + m->n, m->g->alone + first->hits, HITS_AT_ONCE * sizeof *m->hits);
    for (size_t k = HITS_AT_ONCE; k < first->count; k++) m->hits[m->n + k] = m->g->alone[first->hits + k];
    m->n += first->count;
    if (first->capitals) mark_node(m, m->g->node_entry[first->node], i, 1, false);
    if (first->behind & behind_bit(t[1].word) || (first->node && is_quote(t + 1))) mark_longer(m, i, first->node);
    if (t->word) m->lists |= WORD_KNOWN;
    t->word = m->lists;
}

/* start_slot the other way round: the lists of each slot. */
#define LIST_BIT(list) (1 << LIST_##list)
typedef uint16_t slots __attribute__((vector_size(16)));      /* eight at once; the last is none */
_Static_assert(sizeof(slots) >= STARTS * sizeof(uint16_t), "a place for each slot");
static const slots slot_lists = {
    LIST_BIT(ORGANISATIONS), LIST_BIT(POSTS), LIST_BIT(HONORIFICS), LIST_BIT(TIMES), LIST_BIT(NUMBERS),
    LIST_BIT(INDICATORS),
    LIST_BIT(UNITS) | LIST_BIT(SIGNALS) | LIST_BIT(APPROX) | LIST_BIT(TRAPS) | LIST_BIT(STOPS) | LIST_BIT(MEETINGS) |
        LIST_BIT(FURNITURE) | LIST_BIT(PLACES),
};

/* The run of the tokens from `first` on; before: words and numbers before them. */
static struct run mark_run(struct marking *m, size_t first, uint32_t before)
{
    uint16_t kinds[TOKEN_LINE + 1] = { 0 };
    slots starts = { 0 };
    struct run run = { .before = before };
    m->signals = 0;
    for (size_t i = first; i < first + RUN && i < m->count; i++) {
        const struct token *t = &m->tok[i];
        uint16_t bit = (uint16_t)(1 << (i - first));
        mark_token(m, i);
        kinds[t->kind] |= bit;
        run.capitals |= t->flags & TOKEN_CAPITAL ? bit : 0;
        starts |= (slots)((t->word & slot_lists) != 0) & bit;
    }
    run.signals = m->signals;
    memcpy(run.kinds, kinds + TOKEN_NUMBER, sizeof run.kinds);
    memcpy(run.starts, &starts, sizeof run.starts);
    run.capitals &= kinds[TOKEN_WORD];
    run.words = kinds[TOKEN_WORD] | kinds[TOKEN_NUMBER];
    return run;
}

struct hit *gazetteer_mark(const struct gazetteer *g, struct arena *a, struct token *tok, size_t count,
                           struct run **into)
{
    struct marking m = { .g = g, .a = a, .tok = tok, .count = count, .room = count / 2 + 2 * UINT8_MAX };
    struct run *runs = *into = NEW_N(a, struct run, (count + TOKENS_BEHIND) / RUN + 1);
    m.hits = arena_grow(a, NULL, 0, m.room * sizeof *m.hits);
    uint32_t before = 0;
    for (size_t i = 0; i < count + TOKENS_BEHIND; i += RUN) {
        runs[i / RUN] = mark_run(&m, i, before);
        before += bits_in(runs[i / RUN].words);
    }
    for (size_t i = 0; i < TOKENS_BEHIND; i++) tok[count + i].hit = (uint32_t)m.n;
    return arena_grow(a, m.hits, m.room * sizeof *m.hits, m.n * sizeof *m.hits);
}

struct str gazetteer_faults(struct arena *a) { return str_copy(a, buf_done(&gazetteer_get()->faults)); }
