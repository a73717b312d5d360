/* issued_made.c - the PDF and .docx of a signed paper, as they were made when it was signed. See issued.h. Owns the
 * table issued_made. Must never make anew what was kept: a layout that is changed, or a later program that sets type
 * otherwise, is for later papers. */
#include "core/meeting/issued_row.h"

enum { FILE_OF, ADD };
static const struct sql sql[] = {
    [FILE_OF] = { "issued_made.file", "SELECT content FROM issued_made WHERE issued_id = ?1 AND format = ?2",
        SQL_READ },
    [ADD] = { "issued_made.add", "INSERT INTO issued_made(issued_id, format, content) VALUES (?1, ?2, ?3)", SQL_WRITE },
};
struct sql_list issued_made_sql = SQL_LIST(sql);

static const struct {
    const char *format;
    error (*set)(struct arena *, const struct paper *, struct bytes *);
} files[] = { { "pdf", paper_pdf }, { "docx", paper_docx } };

error issued_made_keep(struct arena *a, struct db *db, int64_t id, const struct paper *p)
{
    for (size_t k = 0; k < COUNT(files); k++) {
        struct bytes made;
        TRY(files[k].set(a, p, &made));
        struct rows *w = db_run(a, db, &issued_made_sql, ADD);
        BIND(w, id);
        BIND(w, str_c(files[k].format));
        BIND(w, made);
        TRY(rows_end(w));
    }
    return NULL;
}

error issued_made(struct arena *a, struct db *db, const struct who *who, const struct issued *i, struct str format,
    struct bytes *out)
{
    struct paper p;
    size_t k = 0;
    while (k < COUNT(files) && !str_is(format, str_c(files[k].format))) k++;
    assert(k < COUNT(files));
    struct rows *r = db_run(a, db, &issued_made_sql, FILE_OF);
    BIND(r, i->id);
    BIND(r, format);
    bool kept = rows_next(r);
    if (kept) *out = row_bytes(r, 0);
    TRY(rows_end(r));
    if (kept) return NULL;
    TRY(issued_paper(a, db, who, i, &p));
    return files[k].set(a, &p, out);
}
