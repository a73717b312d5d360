/* matrix.c - the table of who has reported: marks, what may be opened from it, its cells. Owns nothing. */
#include "pages/matrix.h"

enum mark matrix_mark_of(enum report_state state)
{
    static const enum mark marks[REPORT_STATE_COUNT] = {
        [REPORT_DRAFT] = MARK_DRAFT,
        [REPORT_SUBMITTED] = MARK_SUBMITTED,
        [REPORT_RETURNED] = MARK_RETURNED,
        [REPORT_APPROVED] = MARK_APPROVED,
    };
    return marks[state];
}

enum mark matrix_mark(struct str letter)
{
    static const struct {
        char letter;
        enum mark mark;
    } marks[] = {
        { 'C', MARK_MISSING },   { 'T', MARK_LATE },     { 'B', MARK_DRAFT },
        { 'N', MARK_SUBMITTED }, { 'L', MARK_RETURNED }, { 'D', MARK_APPROVED },
    };
    for (size_t i = 0; i < COUNT(marks); i++)
        if (letter.n && letter.p[0] == marks[i].letter) return marks[i].mark;
    return MARK_NONE;
}

struct str matrix_behind_letter(struct str letter)
{
    return letter.n > 1 && letter.p[0] == 'T' ? str_cut(letter, 1, letter.n) : S("");
}

bool matrix_may_open(const struct who *who, int64_t unit_id, int64_t body_id,
                     const struct submission_cell *cell)
{
    static const char *const states[] = {
        [SUBMISSION_DRAFT] = "draft",
        [SUBMISSION_SUBMITTED] = "submitted",
        [SUBMISSION_RETURNED] = "returned",
        [SUBMISSION_APPROVED] = "approved",
    };
    if (!cell->report_id || (size_t)cell->state >= COUNT(states) || !states[cell->state]) return false;
    return policy_allows(who, MAY_READ_REPORT,
                         &(struct place){ .unit_id = unit_id,
                                          .tree = who->acting->unit_from,
                                          .body_id = body_id,
                                          .state = str_c(states[cell->state]) });
}

struct matrix matrix_fill(struct arena *a, const struct who *who, int64_t unit_id,
                          const struct submission_matrix *m, struct str now)
{
    struct link *column = NEW_N(a, struct link, m->months);
    struct matrix_row *row = NEW_N(a, struct matrix_row, m->rows);
    for (size_t c = 0; c < m->months; c++)
        column[c] = (struct link){ .label = m->month_short[c], .now = str_is(m->month[c], now) };
    for (size_t i = 0; i < m->rows; i++) {
        struct matrix_cell *cell = NEW_N(a, struct matrix_cell, m->months);
        for (size_t c = 0; c < m->months; c++) {
            const struct submission_cell *from = &m->row[i].cell[c];
            cell[c] = (struct matrix_cell){ .mark = matrix_mark(from->letter),
                                            .more = matrix_behind_letter(from->letter),
                                            .label = from->words };
            if (matrix_may_open(who, unit_id, m->row[i].body_id, from))
                cell[c].href = str_fmt(a, "/bao-cao/%lld", (long long)from->report_id);
        }
        row[i] = (struct matrix_row){ .name = m->row[i].short_name, .cell = cell };
    }
    return (struct matrix){ .column = column, .columns = m->months, .row = row, .rows = m->rows };
}
