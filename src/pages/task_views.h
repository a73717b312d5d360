/* task_views.h - what the pages of tasks and of the register of difficulties show: the part of views.h that is about
 * them. Included by views.h alone. */
#ifndef PAGES_TASK_VIEWS_H
#define PAGES_TASK_VIEWS_H

/* ---- a task as a line ---- */
/* shape, state, code: how it looks, never colour alone. days: "quá hạn 12 ngày". first: "hạn đầu 20/07/2023". */
struct task_line {
    struct str href, number, words, paper, lead, with, due, days, first, measure, goal, value, unit, asked;
    struct str state, shape, code;
    struct str progress, told;                    /* "40%"; measured: "12 căn / 25 căn", and told "tự báo 40%" */
    int percent;
    struct str group;                             /* a heading that stands before it; "" none */
};
void view_task_mark(struct buf *w, const struct task_line *t);
void view_task_bar(struct buf *w, int percent, struct str words);
struct tasks_view {
    struct str question, note, empty, year;       /* year: compiled, "" a list */
    const struct link *look; size_t looks;        /* label: "Quá hạn", hint: how many */
    const struct choice *state, *body, *meeting, *years; size_t states, bodies, meetings, year_count;
    const struct task_line *row; size_t rows;
    struct listing_view list;
    bool narrowed, units;
};
void view_tasks(struct buf *w, const struct tasks_view *v);

/* ---- one task ---- */
struct task_form {
    struct form_key form; struct str action, act, code, label, words, day, percent, hint, accept;
    int64_t version;
    struct str fault;                             /* "words", "percent", "day", "file": refused for this field */
    bool asks_words, asks_day, asks_percent, asks_file, must, strong, open;
};
void view_task_form(struct buf *w, const struct task_form *f);
struct task_part_line { struct str name, words, at, progress; int percent; bool lead; };
/* href: the report; head: whose and of which period */
struct task_source { struct str head, words, quote, href; };
struct task_event { struct str what, who, at, words, day, file, href; };
struct task_view {
    struct str question, why;
    struct task_line line;
    struct link meeting, paper;
    const struct task_part_line *part; size_t parts;
    const struct task_source *source; size_t sources;      /* figures */
    const struct task_source *said; size_t saids;          /* sentences of reports */
    const struct task_event *event; size_t events;
    const struct task_form *form; size_t forms;
    struct str goal, reached, given;
    struct link history;
    bool at_field;                                         /* the keyboard is at the field that was refused */
    struct form_key remind; bool may_remind; const struct link *letter; size_t letters;
};
void view_task_event(struct buf *w, const struct task_event *e);
void view_task(struct buf *w, const struct task_view *v);
void view_task_sources(struct buf *w, const struct task_source *s, size_t n);

/* ---- the next briefing: what became of each ---- */
/* order: "Việc 1 trong 6"; next: the anchor of the one behind. closed: "Đã xong", event tells with what result */
struct carried_line {
    struct task_line line; const struct task_source *said; size_t saids; struct str id, next, order;
    const struct task_event *event; size_t events; struct str closed;
};
void view_carried_one(struct buf *w, const struct carried_line *c);
struct carried_view {
    struct meeting_head head;
    struct str note, empty;
    const struct carried_line *row; size_t rows, open;     /* the first of them are open, the others closed */
    struct str closed;                                     /* the heading of these */
    const struct link *opinion; size_t opinions;           /* difficulties without an answer; hint: who, when */
};
void view_carried(struct buf *w, const struct carried_view *v);

/* ---- the register of difficulties and opinions ---- */
struct opinion_line { struct str href, kind, words, by, on, asked, answer, told, state, shape, code; };
/* read in a report; key: so that it is taken over once */
struct opinion_offer_line {
    struct form_key form; struct str words, head, href, kind, key; int64_t report_id, body_id;
};
struct opinions_view {
    struct form_key form;
    struct str question, note, empty, why, period;
    const struct choice *state, *kind, *body, *asked; size_t states, kinds, bodies, askeds;
    const struct opinion_line *row; size_t rows;
    const struct opinion_offer_line *offer; size_t offers;
    struct str offers_note, typed_words, typed_asked;
    struct link read;                             /* looks in the reports for difficulties */
    struct listing_view list;
    bool may_raise, narrowed, offered, open;
};
void view_opinions(struct buf *w, const struct opinions_view *v);
struct opinion_view {
    struct form_key form;
    struct str question, why, href, typed, typed_day;
    struct opinion_line line;
    struct link meeting, report;
    int64_t id, version;
    const struct history_line *event; size_t events;
    bool may_answer, may_close;
};
void view_opinion(struct buf *w, const struct opinion_view *v);
#endif
