/* cmd_unit.c - `giaoban unit TEXT`: places of the country, and of a database with --db, by any name they ever
 * had. Reads
 * only. Exit code 1 when nothing was found. */
#include "cli/command.h"
#include "core/core.h"
#include "core/office/country.h"
#include "core/office/unit_search.h"
#include "vn/text.h"
#include "vn/period.h"
#include <stdio.h>

static struct str day_words(struct arena *a, struct str day)
{
    struct day d;
    return day_read(day, &d) ? day_vi(a, d) : day;
}

static void print_found(struct arena *a, const struct unit_found *f)
{
    printf("%.*s\t%.*s", STR(f->code), STR(f->title));
    if (f->where.n) printf(", %.*s", STR(f->where));
    if (f->by.n) printf(say(" (tên khác: %.*s)"), STR(f->by));
    if (f->valid_to.n) printf(say(" (đến hết %.*s)"), STR(day_words(a, f->valid_to)));
    putchar('\n');
    for (size_t i = 0; i < f->heirs; i++) {
        const struct unit_heir *h = &f->heir[i];
        printf("\t%s %.*s\t%.*s", h->whole ? say("nay thuộc") : say("nay một phần thuộc"), STR(h->code),
            STR(h->title));
        if (h->where.n) printf(", %.*s", STR(h->where));
        putchar('\n');
    }
    if (f->unknown_heir) printf("\t%s\n", say("và một đơn vị mới không có trong danh mục"));
}

static int print_all(struct arena *a, const struct unit_founds *found)
{
    if (!found->n) {
        printf("%s\n", say("Không tìm thấy đơn vị nào. Thử bớt chữ, hoặc ghi tên không viết tắt."));
        return 1;
    }
    if (found->partly) printf("%s\n", say("Không có đơn vị nào khớp đủ các chữ; gần nhất là:"));
    for (size_t i = 0; i < found->n; i++) print_found(a, &found->list[i]);
    if (found->total > found->n) printf(say("và %zu đơn vị nữa\n"), found->total - found->n);
    return 0;
}

static int print_odd(void)
{
    const struct country *c = country_get();
    for (size_t i = 0; i < c->odds; i++) printf("%.*s\t%s\n", STR(c->odd[i].code), say(c->odd[i].what));
    printf(say("%zu đơn vị trước 01/07/2025, %zu đơn vị từ ngày ấy, %zu cặp kế tục\n"), c->old, c->n - c->old,
        c->pairs);
    return 0;
}

error cmd_unit(struct arena *a, int argc, char **argv, int *code)
{
    struct buf text = buf_open(a);
    const char *path = NULL;
    struct store *store = NULL;
    struct db *db = NULL;
    struct unit_query q = { 0 };
    struct unit_founds found;
    if (argc == 2 && !strcmp(argv[1], "--odd")) {
        *code = print_odd();
        return NULL;
    }
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--db") && i + 1 < argc) path = argv[++i];
        else buf_fmt(&text, "%s%s", text.n ? " " : "", argv[i]);
    }
    struct str typed = buf_done(&text);
    TRY(vn_text(a, (struct bytes){ (const unsigned char *)typed.p, typed.n }, &q.text));
    if (!str_trim(q.text).n) return FAIL(a, ERR_USAGE, "Cần ghi tên hoặc mã đơn vị cần tìm.");
    if (path) {
        TRY(core_open(a, path, STORE_AS_IT_IS, &store));
        error e = store_reader(store, &db);
        if (!e) e = unit_search(a, db, &q, &found);
        store_close(store);
        TRY(e);
    } else TRY(unit_search(a, NULL, &q, &found));
    *code = print_all(a, &found);
    return NULL;
}
