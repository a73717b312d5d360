/* country.c - the lists of data/units in memory. See country.h. Owns them from first use to the end of the process;
 * must never change what they say. */
#include "core/office/country.h"
#include "base/machine.h"
#include "vn/text.h"
#include <pthread.h>
#include <stdlib.h>

enum { MEMORY = 16 << 20 };
static struct country whole;
static pthread_once_t once = PTHREAD_ONCE_INIT;

struct reading {
    struct arena *a;
    struct country_unit *unit;
    size_t n, old;
    uint32_t *by_code;                             /* old ones by code, then those of today by code */
    struct country_odd odd[32];
    size_t odds;
};

/* ---- finding by code, while reading and after ---- */

static const struct country_unit *sorting;         /* qsort has no room for it; only country_read() sorts */
static int by_code(const void *x, const void *y)
{
    struct str a = sorting[*(const uint32_t *)x].code, b = sorting[*(const uint32_t *)y].code;
    int c = memcmp(a.p, b.p, a.n < b.n ? a.n : b.n);
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

static const uint32_t *codes;
static uint32_t find_in(const struct country_unit *unit, const uint32_t *list, size_t n, struct str code)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        struct str c = unit[list[mid]].code;
        int order = memcmp(c.p, code.p, c.n < code.n ? c.n : code.n);
        if (!order) order = (c.n > code.n) - (c.n < code.n);
        if (!order) return list[mid];
        if (order < 0) low = mid + 1;
        else high = mid;
    }
    return COUNTRY_NONE;
}

/* ---- reading ---- */

static void odd(struct reading *r, struct str code, const char *what)
{
    assert(r->odds < COUNT(r->odd));
    r->odd[r->odds++] = (struct country_odd){ code, what };
}

/* "Thị trấn Chờ" to "thị trấn". */
static struct str kind_of(struct reading *r, struct str code, struct str name)
{
    static const char *const kinds[] = { "thành phố", "thị trấn", "thị xã", "đặc khu", "phường", "quận",
        "huyện", "tỉnh",
        "xã" };
    struct str lower = vn_lower(r->a, name);
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (str_starts(lower, str_fmt(r->a, "%s ", kinds[i]))) {
            uint32_t first;
            vn_letter_next(name, 0, &first);
            if (!vn_is_upper(first)) odd(r, code, SAID("tên viết thường chữ đầu trong danh mục"));
            return str_c(kinds[i]);
        }
    odd(r, code, SAID("tên không bắt đầu bằng loại đơn vị"));
    return S("");
}

static enum country_level level_of(struct str word)
{
    static const char *const names[] = { "province", "district", "commune" };
    for (size_t i = 0; i < COUNT(names); i++) if (str_is(word, str_c(names[i]))) return (enum country_level)i;
    assert(false);                                 /* data/units has a level that the program does not know */
}

/* Parents stand before their children in the lists. */
static void read_units(struct reading *r, const char *path, bool today)
{
    struct str rest = embedded_text(path), line;
    size_t first = r->n;
    str_next(&rest, '\n', &line);                  /* the heads of the columns */
    while (str_next(&rest, '\n', &line)) {
        struct str code, level, name;
        if (!line.n) continue;
        bool right = str_next(&line, '\t', &code) && str_next(&line, '\t', &level) && str_next(&line, '\t', &name);
        assert(right);
        r->by_code[r->n] = (uint32_t)r->n;
        r->unit[r->n++] = (struct country_unit){ .code = code, .name = name, .kind = kind_of(r, code, name),
            .level = level_of(level), .today = today, .parent = COUNTRY_NONE };
    }
    sorting = r->unit;
    qsort(r->by_code + first, r->n - first, sizeof *r->by_code, by_code);
    rest = embedded_text(path);
    str_next(&rest, '\n', &line);
    for (size_t i = first; str_next(&rest, '\n', &line);) {
        struct str field;
        if (!line.n) continue;
        for (int f = 0; f < 3; f++) str_next(&line, '\t', &field);
        if (line.n) r->unit[i].parent = find_in(r->unit, r->by_code + first, r->n - first, line);
        assert(!line.n || r->unit[i].parent != COUNTRY_NONE);
        i++;
    }
}

struct pair { uint32_t old, new; struct str new_code; bool whole; };

static int by_old(const void *x, const void *y)
{
    const struct pair *a = x, *b = y;
    return a->old != b->old ? (a->old > b->old ? 1 : -1) : (a->new > b->new) - (a->new < b->new);
}

static int by_new(const void *x, const void *y)
{
    const struct pair *a = x, *b = y;
    return a->new != b->new ? (a->new > b->new ? 1 : -1) : (a->old > b->old) - (a->old < b->old);
}

static struct pair *read_pairs(struct reading *r, size_t *n)
{
    struct str rest = embedded_text("data/units/succession-2025.tsv"), line;
    struct pair *pair = NEW_N(r->a, struct pair, rest.n / 12);
    str_next(&rest, '\n', &line);
    *n = 0;
    while (str_next(&rest, '\n', &line)) {
        struct str old, new, share;
        if (!line.n) continue;
        bool right = str_next(&line, '\t', &old) && str_next(&line, '\t', &new) && str_next(&line, '\t', &share);
        assert(right);
        struct pair p = { .old = find_in(r->unit, r->by_code, r->old, old), .new_code = new,
            .new = find_in(r->unit, r->by_code + r->old, r->n - r->old, new), .whole = str_is(share, S("whole")) };
        assert(p.old != COUNTRY_NONE);
        pair[(*n)++] = p;
    }
    return pair;
}

/* Each pair stands twice: as a successor of the old commune, as a predecessor of the new one. */
static struct country_link *link_units(struct reading *r, struct pair *pair, size_t n)
{
    struct country_link *link = NEW_N(r->a, struct country_link, 2 * n);
    uint32_t at = 0;
    qsort(pair, n, sizeof *pair, by_old);
    for (size_t i = 0; i < n; i++, at++) {
        struct country_unit *u = &r->unit[pair[i].old];
        if (!u->links++) u->link = at;
        link[at] = (struct country_link){ pair[i].new, pair[i].new_code, pair[i].whole };
    }
    qsort(pair, n, sizeof *pair, by_new);
    for (size_t i = 0; i < n; i++) {
        if (pair[i].new == COUNTRY_NONE) {
            if (i == 0 || !str_is(pair[i].new_code, pair[i - 1].new_code))
                odd(r, pair[i].new_code, SAID("mã đơn vị mới không có trong danh mục từ 01/07/2025"));
            continue;
        }
        struct country_unit *u = &r->unit[pair[i].new];
        if (!u->links++) u->link = at;
        link[at++] = (struct country_link){ pair[i].old, r->unit[pair[i].old].code, pair[i].whole };
    }
    for (size_t i = r->old; i < r->n; i++)
        if (r->unit[i].level == COUNTRY_COMMUNE && !r->unit[i].links)
            odd(r, r->unit[i].code, SAID("không có xã, phường, thị trấn cũ nào được ghi là tiền thân"));
    whole.links = at;
    return link;
}

/* Holds all of it as long as the program runs; volatile, as nobody reads it. */
static struct arena *volatile kept;

static void country_read(void)
{
    enum { MOST = 16384 };
    kept = arena_open(MEMORY);
    struct reading r = { .a = kept };
    r.unit = NEW_N(r.a, struct country_unit, MOST);
    r.by_code = NEW_N(r.a, uint32_t, MOST);
    read_units(&r, "data/units/units-2024.tsv", false);
    r.old = r.n;
    read_units(&r, "data/units/units-2025.tsv", true);
    assert(r.n <= MOST);
    size_t n;
    struct pair *pair = read_pairs(&r, &n);
    whole.link = link_units(&r, pair, n);
    struct country_odd *odds = NEW_N(r.a, struct country_odd, r.odds + 1);
    memcpy(odds, r.odd, r.odds * sizeof *odds);
    codes = r.by_code;
    whole.unit = r.unit;
    whole.n = r.n;
    whole.old = r.old;
    whole.odd = odds;
    whole.odds = r.odds;
    whole.pairs = n;
}

const struct country *country_get(void)
{
    pthread_once(&once, country_read);
    return &whole;
}

uint32_t country_find(struct str code, bool today)
{
    const struct country *c = country_get();
    return today ? find_in(c->unit, codes + c->old, c->n - c->old, code) : find_in(c->unit, codes, c->old, code);
}

struct str country_level_name(enum country_level level)
{
    static const char *const names[] = { [COUNTRY_PROVINCE] = "province", [COUNTRY_DISTRICT] = "district",
        [COUNTRY_COMMUNE] = "commune" };
    return str_c(names[level]);
}

struct str country_where(struct arena *a, uint32_t at)
{
    const struct country *c = country_get();
    struct buf b = buf_open(a);
    for (uint32_t up = c->unit[at].parent; up != COUNTRY_NONE; up = c->unit[up].parent) {
        if (b.n) buf_c(&b, ", ");
        buf_str(&b, c->unit[up].name);
    }
    return buf_done(&b);
}
