/* beside.c - see beside.h. Must never write into the database. */
#include "cli/beside.h"
#include "base/machine.h"
#include "core/core.h"

static const struct beside_option *find(const struct beside_option *option, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (!strcmp(name, option[i].name)) return &option[i];
    return NULL;
}

error beside_options(struct arena *a, int argc, char **argv, const struct beside_option *option, size_t n)
{
    for (int i = 1; i < argc; i++) {
        const struct beside_option *o = find(option, n, argv[i]);
        if (!o) return FAIL(a, ERR_USAGE, "Không có tùy chọn “%s”.", argv[i]);
        if (o->flag) {
            *o->flag = true;
            continue;
        }
        if (i + 1 >= argc || !*argv[i + 1]) return FAIL(a, ERR_USAGE, "Sau “%s” còn thiếu giá trị.", argv[i]);
        *o->value = argv[++i];
    }
    for (size_t i = 0; i < n; i++)
        if (!option[i].flag && !option[i].may && !*option[i].value)
            return FAIL(a, ERR_USAGE, "Còn thiếu tùy chọn “%s”.", option[i].name);
    return NULL;
}

void beside_office(struct beside_office *out, const struct unit *unit)
{
    *out = (struct beside_office){ .grant = { .role = ROLE_OFFICE, .unit_id = unit->id, .unit_from = unit->tree_from,
        .unit_to = unit->tree_to } };
    out->who = (struct who){ .grant = &out->grant, .grants = 1, .acting = &out->grant };
}

error beside_paper(struct arena *a, const struct paper *p, const char *form, struct bytes *out)
{
    struct str html;
    if (!strcmp(form, "docx")) return paper_docx(a, p, out);
    if (!strcmp(form, "pdf")) return paper_pdf(a, p, out);
    assert(!strcmp(form, "html"));
    TRY(paper_html(a, p, &html));
    *out = (struct bytes){ (const unsigned char *)html.p, html.n };
    return NULL;
}

error beside_write(struct arena *a, const char *address, const char *to, beside_make *make, const void *asked)
{
    struct store *store;
    struct db *db;
    struct bytes content;
    TRY(core_open(a, address, STORE_AS_IT_IS, &store));
    enum language mine = say_language_is();
    say_language(LANGUAGE_VI);                     /* a paper is Vietnamese, whoever prints it */
    error e = store_reader(store, &db);
    if (!e) e = make(a, db, asked, &content);
    say_language(mine);
    if (!e) e = file_write(a, to, content);
    store_close(store);                            /* nothing was written, so the mark of the audit stays */
    return e;
}
