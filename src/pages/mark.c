/* mark.c - the letters and words of a report's state, as every screen shows them. Owns nothing. */
#include "pages/views.h"
#include "base/base.h"

static const struct {
    const char *letter, *css, *label;
} marks[MARK_COUNT] = {
    [MARK_NONE] = { "–", "x", .label = "chưa đến hạn" },
    [MARK_MISSING] = { "C", "c", .label = "chưa nộp" },
    [MARK_LATE] = { "T", "t", .label = "trễ hạn" },
    [MARK_DRAFT] = { "B", "b", .label = "bản nháp" },
    [MARK_SUBMITTED] = { "N", "n", .label = "đã nộp" },
    [MARK_RETURNED] = { "L", "l", .label = "trả lại" },
    [MARK_APPROVED] = { "D", "d", .label = "đã duyệt" },
};

struct str mark_letter(enum mark m) { return str_c(marks[m].letter); }
struct str mark_class(enum mark m) { return str_c(marks[m].css); }
struct str mark_word(enum mark m) { return SAY(marks[m].label); }
