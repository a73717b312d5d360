/* period.h - days and periods as offices write them. */
#ifndef VN_PERIOD_H
#define VN_PERIOD_H
#include "base/base.h"

struct day { int year, month, day; };                      /* year 0: not known; all 0: no day */
bool   day_is_valid(struct day d);
int64_t day_number(struct day d);                          /* days since 1970-01-01; for distance and order */
struct day day_from_number(int64_t n);
bool   day_read(struct str iso, struct day *out);          /* "2023-07-27" */
struct str day_write(struct arena *a, struct day d);       /* "2023-07-27" */
struct str day_vi(struct arena *a, struct day d);          /* "27/07/2023" */
int    day_month_last(int year, int month);

enum part_of_day { PART_NONE, PART_MORNING, PART_AFTERNOON, PART_EVENING };
struct vn_date {
    struct day from, to;                                   /* equal for one day; year 0 when the text gives none */
    enum part_of_day part;
    size_t end;
};
/* A date that starts at `at`: "27/7/2023", "ngày 21/3", "Chiều 14.7", "từ ngày 1 đến 12-9",
 * "ngày 05 tháng 01 năm 2020". */
bool vn_date_at(struct str s, size_t at, struct vn_date *out);
bool vn_date_find(struct str s, struct vn_date *out);      /* the first one anywhere in s */
/* Fills a missing year: the one that puts the date nearest to `on`. */
struct vn_date vn_date_on(struct vn_date d, struct day on);

enum period_type {
    PERIOD_NONE, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_HALF, PERIOD_NINE_MONTHS, PERIOD_YEAR, PERIOD_TERM, PERIOD_RANGE,
};
/* "" "month" "quarter" "half" "nine_months" "year" "term" "range" */
extern const char *const period_type_names[];
/* number: month 1..12, quarter 1..4, half 1..2, the last year of a term; else 0. A range has the year of its `from`. */
struct period { enum period_type type; int year, number; struct day from, to; };  /* year 0: not known yet */
struct vn_period { struct period period; size_t end; };
/* "quý I", "Quý 2 năm 2023", "quý I/2024", "tháng 6/2019", "6 tháng đầu năm 2023", "9 tháng", "năm 2023",
 * "nhiệm kỳ 2024-2029", "giai đoạn 2016 - 2021", "từ ngày 1/1 đến 15/3/2024" (ranges),
 * "3 tháng đầu năm" (= quý I), "3 tháng cuối năm" (= quý IV). */
bool vn_period_at(struct str s, size_t at, struct vn_period *out);
bool vn_period_find(struct str s, struct vn_period *out);
struct period vn_period_on(struct period p, struct day on);        /* fills a missing year and the bounds */

struct period period_make(enum period_type type, int year, int number);   /* bounds filled */
struct period period_next(struct period p);                /* of the same type */
struct period period_previous(struct period p);
struct period period_of_day(enum period_type type, struct day d);
bool   period_has(struct period outer, struct period inner);       /* inner lies within outer */
/* Short form, the key everywhere: "2023-06" "2023-Q2" "2023-H1" "2023-9M" "2023" "2024/2029"; a range is "from..to". */
struct str period_write(struct arena *a, struct period p);
bool   period_read(struct str s, struct period *out);
struct str period_vi(struct arena *a, struct period p);    /* "Quý II/2023", "Tháng 6/2023", "6 tháng đầu năm 2023" */
#endif
