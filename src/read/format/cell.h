/* cell.h - the value of a cell as a person sees it, written the Vietnamese way: "459.000.000", "12,5%",
 * "30/06/2026". */
#ifndef READ_CELL_H
#define READ_CELL_H
#include "base/base.h"

/* value: a decimal number as files keep it ("459000000", "0.105", "1.05E-2"); format: Excel's code for it ("" or
 * "General": as it is). since_1904: days are counted from 1904. A value that is no number is put as it is. */
void cell_show(struct buf *to, struct str value, struct str format, bool since_1904);
const char *cell_format_usual(int64_t id);      /* the code of a format that files name by number alone; "General" */
/* Plain numbers of a file of values: which mark parts its decimals, by all that is unmistakable. */
enum cell_marks { MARKS_UNKNOWN, MARKS_COMMA, MARKS_DOT, MARKS_BOTH };  /* decimals behind a comma, behind a dot */
enum cell_marks cell_marks_of(struct str value);
struct str cell_from_dot(struct arena *a, struct str value);    /* "1,234.5" to "1.234,5"; other text as it is */
bool cell_is_number(struct str value);
#endif
