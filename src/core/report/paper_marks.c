/* paper_marks.c - see paper_marks.h. */
#include "core/report/paper_marks.h"
#include "core/office/setting.h"
#include "write/layout.h"

error paper_marks(struct arena *a, struct db *db, int64_t unit_id, struct paper *paper)
{
    struct str tone, kind;
    enum setting which;
    bool known = setting_find(paper->layout->tone, &which);
    assert(known);                                 /* our own file; a test reads them all */
    TRY(setting_text(a, db, which, unit_id, &tone));
    TRY(setting_text(a, db, SETTING_COPY_KIND, 0, &kind));
    paper->tone = str_is(tone, S("old")) ? PLACE_OLD : str_is(tone, S("new")) ? PLACE_NEW : PLACE_FREE;
    if (str_is(kind, S("sample"))) paper->stamp = S("DỮ LIỆU MẪU");
    if (str_is(kind, S("training"))) paper->stamp = S("BẢN TẬP HUẤN");
    return NULL;
}
