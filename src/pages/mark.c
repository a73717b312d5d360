/* mark.c - the letters and words of a report's state, as every screen shows them. Owns nothing. */
#include "pages/views.h"
#include "base/base.h"

static const struct {
    struct str letter, css;
    const char *word;
} marks[MARK_COUNT] = {
    [MARK_NONE] = { { "–", 3 }, { "x", 1 }, "chưa đến hạn" },
    [MARK_MISSING] = { { "C", 1 }, { "c", 1 }, "chưa nộp" },
    [MARK_LATE] = { { "T", 1 }, { "t", 1 }, "trễ hạn" },
    [MARK_DRAFT] = { { "B", 1 }, { "b", 1 }, "bản nháp" },
    [MARK_SUBMITTED] = { { "N", 1 }, { "n", 1 }, "đã nộp" },
    [MARK_RETURNED] = { { "L", 1 }, { "l", 1 }, "trả lại" },
    [MARK_APPROVED] = { { "D", 1 }, { "d", 1 }, "đã duyệt" },
};

struct str mark_letter(enum mark m) { return marks[m].letter; }
struct str mark_class(enum mark m) { return marks[m].css; }
struct str mark_word(enum mark m) { return SAY(marks[m].word); }
