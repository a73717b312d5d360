/* notice_row.h - what notice.c and notice_list.c share: the words of a notice. */
#ifndef OFFICE_NOTICE_ROW_H
#define OFFICE_NOTICE_ROW_H
#include "core/office/notice.h"

/* Its sentence in the current language. */
struct str notice_sentence(struct arena *a, enum notice_kind kind, struct str about, struct str period,
    struct str words);
#endif
