/* password_list.h - whether many people would choose this password, or anyone could guess it from the office. */
#ifndef OFFICE_PASSWORD_LIST_H
#define OFFICE_PASSWORD_LIST_H
#include "base/base.h"

/* own: words that everyone around the person knows, blanks between them. true: too easy. */
bool password_list_has(struct arena *a, struct str password, struct str own);
#endif
