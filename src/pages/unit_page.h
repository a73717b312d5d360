/* unit_page.h - what the pages of units share. */
#ifndef PAGES_UNIT_PAGE_H
#define PAGES_UNIT_PAGE_H
#include "core/office/unit.h"
#include "pages/page.h"

struct str unit_day(struct arena *a, struct str day);          /* "01/07/2025"; as it is when it is no day */
/* "từ 01/07/2025", "đến hết 30/06/2025", "01/07/2025 – 30/06/2026". */
struct str unit_when(struct arena *a, struct str from, struct str to);
/* What was typed for a day, "01/07/2025" or "2025-07-01", as "2025-07-01"; "" when it is none. */
struct str unit_day_typed(struct arena *a, struct str typed);
bool unit_mendable(error e);                       /* the form comes back with what was typed */
#endif
