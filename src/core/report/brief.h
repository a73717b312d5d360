/* brief.h - the consolidated report of a unit and period, the dashboard, and the way back from a total to its
 * sentences.
 *
 * Everything here is computed from approved reports and the totals; nothing is stored and nothing is invented:
 * what is not reported is said to be missing. `who` must be allowed to see the unit's totals. */
#ifndef CORE_REPORT_BRIEF_H
#define CORE_REPORT_BRIEF_H
#include "core/report/check.h"
#include "core/report/report.h"
#include "core/report/total_now.h"
#include "core/office/unit.h"
#include "core/report/voice.h"
#include "write/paper.h"

/* ---- who has reported ---- */
enum submission {
    SUBMISSION_NONE, SUBMISSION_DRAFT, SUBMISSION_SUBMITTED, SUBMISSION_RETURNED, SUBMISSION_APPROVED,
    SUBMISSION_NOT_DUE
};
struct submission_cell {
    enum submission state;
    int64_t report_id;                             /* 0 none */
    int late_days; /* days past the 25th of the month without an approved or submitted report, or by which it
                      was late; 0 in time */
    int64_t undecided;
    struct str letter, words; /* "D" "N" "B" "L" "T7" "C" "–"; "đã duyệt", "trễ 7 ngày, chưa nộp" */
};
struct submission_row { int64_t body_id; struct str organisation, name, short_name; struct submission_cell *cell; };
struct submission_matrix {
    struct str *month, *month_short; /* "2023-06", "T6" */
    size_t months;
    struct submission_row *row;
    size_t rows;
};
/* Bodies of the unit that report, by the months of the period. */
error brief_submissions(struct arena *a, struct db *db, const struct who *who, int64_t unit_id,
    struct str period, struct submission_matrix *out) MUST_USE;

/* ---- the consolidated report ---- */
struct brief_figure {                              /* one contribution, or a result beside the totals */
    int64_t report_id, figure_id, seq, body_id;
    struct str body_short, report_period, organisation, words, item, quote;
    enum dimension dimension;
    enum figure_use use;
};
/* What a result stands beside: the period before, the same period of last year, the target. */
enum beside { BESIDE_PREVIOUS, BESIDE_YEAR, BESIDE_TARGET, BESIDE_COUNT };
struct brief_beside {
    bool has; struct vn_sum sum; struct str words;
    struct str of;                                 /* "quý I/2026"; "chỉ tiêu năm 2026" */
    /* "tăng 12 suất quà, bằng 120% so với quý I/2026"; "đạt 80% chỉ tiêu quý II/2026, còn thiếu 20 suất quà"; "" when
     * it cannot be said truly, and then `why` says why: "chưa có số liệu quý II/2025" */
    struct str said, why;
    bool less;                                     /* surely less than it, or than what was due of it by now */
};
struct brief_line {                                /* an indicator, of one organisation or of all */
    struct str indicator, name, unit_word, organisation;
    bool stock, has_now, has_before;
    struct vn_sum now, before;                     /* this period; the one before of the same type */
    struct str words, words_before;                /* "" when nothing was counted */
    /* "tăng 27 triệu đồng", "giảm 12 suất", "không đổi"; "" when it cannot be said truly: a value is missing or
     * not exact, or, for what adds up, a report of one of the two periods is. */
    struct str change;
    struct brief_beside beside[BESIDE_COUNT];
    struct brief_figure *figure; size_t figures;   /* what it is made of */
};
struct brief_cumulative {
    struct brief_figure figure;
    struct str indicator_name, period;
    bool has_sum;
    struct str sum_words;
    bool agrees;
    struct str sentence;
};
struct brief_body {                                /* an organisation that reports */
    int64_t body_id; struct str organisation, name, short_name;
    struct submission_cell *cell; size_t months;   /* as in the matrix */
    struct str missing;                            /* "tháng 5, tháng 6"; "" when all is approved */
    struct brief_line *line; size_t lines;         /* in catalogue order */
    struct brief_figure *other; size_t others;     /* confirmed results of approved reports that no indicator counts */
    struct str prose;                              /* the paragraph of the paper */
};
/* What is behind: of whom ("" the unit), and in which words. */
struct brief_behind { struct str organisation, body_short, words; };
struct brief_warning { int64_t report_id; struct str body_short, period; struct warning warning; };
struct brief {
    int64_t unit_id; struct str unit_code, unit_name, unit_kind_name;      /* "Phường Bến Lúa" */
    struct str period, period_words, previous, previous_words;
    struct str last_year;                          /* the same period of last year; "" of a year */
    struct str span_words;                         /* due_span_words() */
    int64_t made_at, latest_decision;              /* when the last counted report was approved, 0 none */
    struct submission_matrix submissions;
    struct brief_body *body; size_t bodies;
    struct brief_line *total; size_t totals;       /* organisation '' : the unit as a whole */
    struct brief_figure *joint; size_t joints;     /* results credited to no single organisation */
    struct brief_cumulative *cumulative; size_t cumulatives;
    /* targets not reached, results below those of last year or of the period before, reports missing */
    struct brief_behind *behind; size_t behinds;
    struct brief_warning *warning; size_t warnings;        /* open ones of the period's reports */
    size_t expected, approved, waiting, missing;   /* reports: bodies x months due; approved; submitted; the rest */
    bool closed; struct str closed_words;          /* "Đã chốt lúc 16:40 ngày 07/07/2023" */
    struct total_views views;                      /* "as it was then" or "as it is now": which, and what differs */
    const struct voices *voices;                   /* difficulties, proposals, what comes next; NULL: not asked for */
};
/* Reads the words of the reports: for the paper and its page. */
error brief_voices(struct arena *a, struct db *db, const struct who *who, struct brief *b) MUST_USE;
/* The totals and lines of that view; reports, submissions and results beside the totals are the unit's own in both. */
error brief_view(struct arena *a, struct db *db, const struct who *who, int64_t unit_id, struct str period,
    enum total_view view, struct brief *out) MUST_USE;
/* As it was then. */
error brief_get(struct arena *a, struct db *db, const struct who *who, int64_t unit_id, struct str period,
    struct brief *out) MUST_USE;
void  brief_json(struct buf *to, const struct brief *b);   /* one JSON object, stable order, no times of making */

/* ---- as a paper ---- */
struct brief_signing {
    const struct layout *layout;
    struct str superior, issuer, number, place;
    struct day date;
    struct str subject;
    struct str *to;
    size_t to_count;
    struct str *copies;
    size_t copy_count;
    struct str authority, post, signer;
    bool for_office;
};
/* From the body of the unit that makes the report in that layout (its file says which) and its posts on that day; what
 * is not known stays "". for_office false. Of a closed period: as on the day of its closing, whatever was renamed or
 * ended since, and with that day. */
error brief_signing(struct arena *a, struct db *db, const struct brief *b, const struct layout *layout,
    struct day date, struct brief_signing *out) MUST_USE;
/* In the job that closes a period: the heads and signatures of the unit and of those below it that have bodies, for the
 * period and all that lie within it. */
error brief_signing_keep(struct arena *a, struct db *db, int64_t unit_id, struct period closed,
    int64_t closed_at) MUST_USE;
/* Whom a Party committee reports to, by the kind of the unit above: "Ban Thường vụ Thành ủy". */
struct str brief_committee_above(struct arena *a, const struct unit *above);
/* I. Tình hình chung, II. by organisation (a paragraph and a table), III. the total table, IV. what is behind; with
 * voices V. difficulties and proposals, VI. the tasks of the next period; then the open warnings when for_office. The
 * paper is in the language of say_language(), the brief's as well: set LANGUAGE_VI before brief_get(). */
void  brief_paper(struct arena *a, const struct brief *b, const struct brief_signing *s, struct paper *out);
/* Its blocks alone, for a paper that holds more. */
void  brief_blocks(struct arena *a, const struct brief *b, bool for_office, struct block **out, size_t *n);

/* ---- the dashboard ---- */
struct brief_gap {
    int64_t body_id, report_id;
    struct str letter, body_short, period;
    struct str what, detail; /* "Hội Nông dân chưa nộp báo cáo tháng 6", "trễ 7 ngày" */
};
struct brief_point { struct str period, period_short; bool has; struct vn_sum sum; struct str words; };    /* "II/23" */
struct dashboard {
    struct brief brief;
    struct brief_gap *gap; size_t gaps;            /* what is missing, most urgent first */
    /* the largest money total of the unit, else the first total; NULL when there is none */
    const struct brief_line *headline;
    struct brief_point *series; size_t points;     /* headline over the last six periods of this type, oldest first */
};
error dashboard_get(struct arena *a, struct db *db, const struct who *who, int64_t unit_id, struct str period,
    enum total_view view, struct dashboard *out) MUST_USE;

/* ---- from a total to its sentences ---- */
struct trace_figure {
    struct figure figure; int64_t report_id; struct str report_title, report_period, source_format;
    struct str before, quote, after;               /* its sentence, cut at the quote; before and after may end in "…" */
    struct str approved_by; int64_t approved_at; enum report_state report_state;
};
/* Only the sentence: sets before, quote and after from where the figure stands in the report's text. */
void trace_sentence(struct arena *a, struct str text, struct span span, struct trace_figure *out);
struct trace_line {
    int64_t body_id;                               /* 0: a unit */
    struct str body_short, unit_name, organisation;
    struct str note;                               /* why a unit stands here as it does; "" */
    struct vn_sum sum;
    struct str words;
    struct str missing;
    struct trace_figure *figure;
    size_t figures;
};
struct trace {
    struct str unit_name, indicator, indicator_name, unit_word, period, period_words, organisation; bool stock;
    bool has; struct vn_sum sum; struct str words;
    struct str explained;                          /* "“trên” cộng với số đúng vẫn là “trên”"; "" when all are exact */
    struct trace_line *line; size_t lines;
    struct trace_figure *waiting;
    size_t waitings; /* confirmed in reports not approved yet, with what the total would read */
    struct str waiting_words;                      /* "khoảng 519 triệu đồng"; "" when nothing waits */
    int64_t latest_decision;
    struct total_views views;
};
/* organisation "": all of them. ERR_MISSING: no such indicator. A unit with units below gives one line a unit
 * below it: then, those of the time under their names of the time; now, those of today, and those whose figures came to
 * the unit itself. The lines add up to the total in both views. */
error trace_get(struct arena *a, struct db *db, const struct who *who, int64_t unit_id, struct str indicator,
    struct str period, struct str organisation, enum total_view view, struct trace *out) MUST_USE;

extern struct sql_list brief_signing_sql, brief_sql, brief_matrix_sql, trace_sql;
#endif
