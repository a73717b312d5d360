/* number.h - Vietnamese numbers and money, read from and written as text.
 *
 * A value is an int64 in thousandths of its base unit (money: thousandths of a đồng). What does
 * not fit, or has a part smaller than a thousandth, is refused, never rounded in silence.
 * The dot groups thousands and the comma is the decimal mark; `1000`, `12.5 km` and `30.9 ha` (a
 * dot that cannot group) occur too. */
#ifndef VN_NUMBER_H
#define VN_NUMBER_H
#include "base/base.h"

typedef int64_t milli;
#define MILLI 1000

enum vn_number_form { VN_DIGITS, VN_WORDS, VN_MIXED };
struct vn_number {
    milli value;
    size_t end;                  /* offset after the last byte of the number (scale words included) */
    enum vn_number_form form;    /* "1.300" / "hai mươi mốt nghìn" / "1,3 tỷ", "1 tỷ 618 triệu" */
    milli scale;                 /* last scale word read, in units (1000 for nghìn ...), 1 when none */
    bool  padded;                /* "02": a count below ten written with a zero */
    bool  plain_dot;             /* a dot read as decimal ("30.9") */
    bool  bare;                  /* begins with a scale word ("trăm", "nghìn tỷ"): vague in most places */
};
/* Reads the longest number that starts exactly at byte `at` of s (a digit or a number word at the
 * start of a word). false: there is none. Vague amounts ("hàng trăm", "vài", "nhiều") and the
 * article "một" before a classifier are numbers to this function; judging them is the caller's. */
bool vn_number_at(struct str s, size_t at, struct vn_number *out);
bool vn_number_word(struct str s, size_t at);              /* one of the words that numbers are made of stands there */
bool vn_number_read(struct str s, milli *out);             /* the whole of s is one number */

enum vn_approx { VN_EXACT, VN_OVER, VN_UNDER, VN_ABOUT, VN_RANGE, VN_AT_LEAST, VN_AT_MOST };
/* "exact" "over" "under" "about" "range" "at_least" "at_most" */
extern const char *const vn_approx_names[];
struct vn_money {
    enum vn_approx approx;
    milli value, value_max;      /* value_max only for VN_RANGE */
    const char *currency;        /* "VND" "USD" */
    size_t end;
};
/* "trên 459 triệu đồng", "từ 20 đến 30 triệu đồng", "20-100 triệu đồng", "61.794.000đ", "trở lên". */
bool vn_money_at(struct str s, size_t at, struct vn_money *out);
bool vn_money_find(struct str s, struct vn_money *out);    /* the first one anywhere in s */
/* A qualifier that starts exactly at `at` ("trên", "gần", "không quá" ...), end past it and its blanks; VN_EXACT when
 * none. Of several in a row the one beside the number tells. The caller sees to it that a number follows. */
enum vn_approx vn_approx_at(struct str s, size_t at, size_t *end);

/* Writing. */
struct str vn_number_words(struct arena *a, milli value);  /* "hai mươi mốt nghìn"; decimals with "phẩy" */
struct str vn_number_digits(struct arena *a, milli value); /* "1.234,5" */
struct str vn_money_full(struct arena *a, milli value);    /* "459.000.000 đồng" */
struct str vn_money_short(struct arena *a, milli value);   /* "459 triệu đồng", "1,3 tỷ đồng"; exact, else full */
/* "trên", "gần", "khoảng", "từ … đến …" put back: "trên 489 triệu đồng". unit "VND" writes money. */
struct str vn_quantity(struct arena *a, enum vn_approx approx, milli value, milli value_max, struct str unit);
struct str vn_decimal(struct arena *a, milli value);       /* "12.5", "459000000": the record's decimal string */
bool       vn_decimal_read(struct str s, milli *out);      /* the same, back */

/* Sums of approximate amounts (the rule is the record's): what can still be claimed. */
struct vn_sum {
    milli value, value_max;
    uint32_t count, over, under, about, range, at_least, at_most;
    bool overflow;               /* the sum did not fit: neither value is to be shown */
};
void vn_sum_add(struct vn_sum *sum, enum vn_approx approx, milli value, milli value_max);
void vn_sum_remove(struct vn_sum *sum, enum vn_approx approx, milli value, milli value_max);
void vn_sum_join(struct vn_sum *sum, const struct vn_sum *other);
enum vn_approx vn_sum_approx(const struct vn_sum *sum);
#endif
