/* fuzz_directive.c - any bytes as the chair's concluding words: what they propose is text of whole letters, names
 * bodies that are there and none twice, days that exist; the same words give the same keys. */
#include "fuzz.h"
#include "base/machine.h"
#include "core/core.h"
#include "core/meeting/directive_row.h"
#include "core/office/unit.h"
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static struct directive_names names;
static const struct day briefing_day = { 2026, 7, 8 };
static const struct { const char *organisation, *name, *short_name; } bodies[] = {
    { "LHPN", "Hội Liên hiệp Phụ nữ phường Bến Lúa", "Hội Phụ nữ" },
    { "HND", "Hội Nông dân phường Bến Lúa", "Hội Nông dân" },
    { "CCB", "Hội Cựu chiến binh phường Bến Lúa", "Hội CCB" },
    { "CTD", "Hội Chữ thập đỏ phường Bến Lúa", "Hội Chữ thập đỏ" },
    { "MTTQ", "Ủy ban MTTQ Việt Nam phường Bến Lúa", "Mặt trận Tổ quốc" },
    { "DTN", "Đoàn TNCS Hồ Chí Minh phường Bến Lúa", "Đoàn phường" },
    { "DANG", "Đảng ủy phường Bến Lúa", "Đảng ủy" },
};

static error found(struct arena *a, struct db *db, void *arg)
{
    int64_t *ward = arg, body_id;
    struct unit u = { .code = S("BL"), .level = S("commune"), .kind = S("phường"), .name = S("Bến Lúa"),
        .valid_from = S("2000-01-01") };
    TRY(unit_add(a, db, &u, ward));
    for (size_t i = 0; i < COUNT(bodies); i++) {
        struct body b = { .unit_id = *ward, .organisation = str_c(bodies[i].organisation), .layout = S("state"),
            .name = str_c(bodies[i].name), .short_name = str_c(bodies[i].short_name), .ordinal = (int64_t)i + 1,
            .valid_from = S("2000-01-01") };
        TRY(body_add(a, db, &b, &body_id));
    }
    return NULL;
}

static error make_office(struct arena *a, const char *path)
{
    struct store *s;
    struct db *db;
    int64_t ward;
    struct str day = day_write(a, briefing_day);
    TRY(core_open(a, path, STORE_MAKE, &s));
    error e = db_write(a, s, found, &ward);
    if (!e) e = store_reader(s, &db);
    if (!e) e = directive_names(a, db, ward, day, &names);
    core_close(a, s);
    return e;
}

/* An office is made once, for the names of its bodies. */
int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static struct arena *keep;
    char place[40], path[64];
    static const char *const beside[] = { "", "-wal", "-shm", ".key", ".head" };
    (void)argc; (void)argv;
    log_level((enum log_level)-1);
    keep = arena_open(FUZZ_MEMORY);
    snprintf(place, sizeof place, "/tmp/giaoban-fuzz-%d", (int)getpid());
    if (mkdir(place, 0700)) __builtin_trap();
    snprintf(path, sizeof path, "%s/o.db", place);
    error e = make_office(keep, path);
    if (e) { fprintf(stderr, "%s\n", e->said); __builtin_trap(); }
    for (size_t i = 0; i < COUNT(beside); i++) {
        snprintf(path, sizeof path, "%s/o.db%s", place, beside[i]);
        unlink(path);
    }
    if (rmdir(place)) __builtin_trap();        /* nothing is left behind */
    return 0;
}

static void whole_letters(struct str s)
{
    size_t bad;
    if (!vn_is_utf8((struct bytes){ (const unsigned char *)s.p, s.n }, &bad) || memchr(s.p, 0, s.n)) __builtin_trap();
}

static bool is_ours(int64_t id)
{
    for (size_t i = 0; i < names.bodies.n; i++)
        if (names.bodies.body[i].id == id) return true;
    return false;
}

static void check_one(struct arena *a, const struct directive *d)
{
    struct day due;
    struct str texts[] = { d->words, d->quote, d->attitude, d->channel, d->measure, d->goal_words, d->key,
        directive_words(a, d), directive_measure(a, d) };
    for (size_t i = 0; i < COUNT(texts); i++)
        if (texts[i].n) whole_letters(texts[i]);
    if (!d->words.n || !d->quote.n || !d->key.n) __builtin_trap();
    if (memchr(d->words.p, '\n', d->words.n)) __builtin_trap();
    if (d->due.n && (!day_read(d->due, &due) || !day_is_valid(due))) __builtin_trap();
    if (d->lead_id && !is_ours(d->lead_id)) __builtin_trap();
    for (size_t i = 0; i < d->withs; i++) {
        if (!is_ours(d->with[i]) || d->with[i] == d->lead_id) __builtin_trap();
        for (size_t k = 0; k < i; k++)
            if (d->with[k] == d->with[i]) __builtin_trap();
    }
    if (d->has_goal && !d->indicator.n) __builtin_trap();
}

struct pasted { struct arena *a; struct bytes in; };

static error propose(void *arg)
{
    const struct pasted *p = arg;
    struct str words;
    struct directive_list one, again;
    struct read_hints hints = { .received = briefing_day, .body = S("") };
    if (vn_text(p->a, p->in, &words)) return NULL;
    error e = directive_proposals(p->a, &names, briefing_day, &hints, words, &one);
    if (e) {
        if (e->kind != ERR_INPUT && e->kind != ERR_TOO_LARGE && e->kind != ERR_MEMORY) __builtin_trap();
        return NULL;
    }
    for (size_t i = 0; i < one.n; i++) check_one(p->a, &one.row[i]);
    if (one.n != one.proposed) __builtin_trap();
    e = directive_proposals(p->a, &names, briefing_day, &hints, words, &again);
    if (e || again.n != one.n) __builtin_trap();
    for (size_t i = 0; i < one.n; i++)
        if (!str_is(one.row[i].key, again.row[i].key)) __builtin_trap();
    return NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_open(FUZZ_MEMORY);
    struct pasted p = { a, { data, size } };
    error e = arena_run(a, propose, &p);
    arena_close(a);
    return e && e->kind != ERR_MEMORY ? -1 : 0;
}
