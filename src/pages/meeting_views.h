/* meeting_views.h - what the pages of briefings, their agenda, papers and series show: the part of views.h that is
 * about them. Included by views.h alone. */
#ifndef PAGES_MEETING_VIEWS_H
#define PAGES_MEETING_VIEWS_H

/* ---- the head of every page of one briefing ---- */
struct meeting_head {
    struct str title, question, line;             /* line: who presides over what, when, where */
    struct str shape, state, code;                /* the state: its shape, in words, and as a class */
    struct str next; struct link act;             /* what comes next, said plainly, and where it is done; "" nothing */
    const struct link *tab; size_t tabs;
};
void view_meeting_head(struct buf *w, const struct meeting_head *h);

/* ---- the list ---- */
struct meeting_line { struct str title, href, period, when, day, host, unit, shape, state, code; };
struct meetings_view {
    struct str question, note, empty; struct link plan, series;
    const struct meeting_line *next;              /* the one that comes or is going on; NULL none */
    struct str next_words; struct link next_act;
    const struct meeting_line *row; size_t rows; bool narrowed;
    struct listing_view list;
    const struct choice *state; size_t states;
    const struct choice *unit; size_t units;      /* for the level above: those that have briefings */
};
void view_meetings(struct buf *w, const struct meetings_view *v);

/* ---- planning, series ---- */
struct plan_view {
    struct str why; const struct link *series; size_t seriess;
    struct office_form plan; const struct link *fact; size_t facts;    /* what is taken over: label, and in hint what */
};
void view_meeting_plan(struct buf *w, const struct plan_view *v);
struct series_line { struct str name, host, every, rules, href; bool ended; };
struct asked_row { struct str code, name, now; };     /* now: "khong" "co" "khach" */
struct series_view {
    int64_t id; struct str why, name, ids, rest; const struct series_line *line; size_t lines;
    struct office_form form, end; const struct asked_row *row; size_t rows; bool ended;
};
void view_series(struct buf *w, const struct series_view *v);

/* ---- one briefing: its agenda ---- */
struct agenda_file { struct str name, href, note; bool late; };
struct agenda_line {
    int64_t id, version, minutes, place;           /* place: among those not passed over, from 1 */
    struct str number, at, title, owner, words, note, code; /* code: of its kind, as a class */
    const struct agenda_file *file; size_t files;
    const struct choice *body; size_t bodies;
    bool skipped, done, on, first, last, own, may_file, open, standing;
};
struct meeting_view {
    struct form_key form, once;
    int64_t id;
    struct meeting_head head;
    struct str why;
    const struct link *fact; size_t facts;        /* label, and what in hint */
    const struct agenda_line *item; size_t items;
    const struct agenda_line *gone; size_t gones; /* passed over */
    struct str total, words, typed, typed_minutes, reason;
    struct office_form change;
    int64_t version;
    bool may_plan, may_rebuild, may_cancel, adding, changing, cancelling, typed_standing;
};
void view_meeting(struct buf *w, const struct meeting_view *v);

/* ---- a paper, page by page ---- */
struct comment_line { struct str name, at, words; bool mine; };
struct paper_page {
    int64_t number; const struct str *line; size_t lines;
    const struct comment_line *comment; size_t comments; struct str typed; bool open;
};
struct paper_view {
    struct form_key form; int64_t id, meeting_id;
    struct meeting_head head;
    struct str why, name, note, href, empty, owner;       /* href: of the file or the report */
    const struct paper_page *page; size_t pages;
    bool may_say, may_drop, late;
};
void view_meeting_paper(struct buf *w, const struct paper_view *v);

/* ---- the papers of a briefing in one file ---- */
struct pack_view {
    struct form_key form;
    struct meeting_head head;
    struct str here, made, stale, empty;          /* its address; which there is, what it lacks; why there is none */
    const struct link *file; size_t files;        /* as made, for everyone who is asked */
    const struct link *own; size_t owns;          /* of the office alone */
    const struct link *part; size_t parts;        /* label, and in hint what is in it */
    const struct link *gap; size_t gaps;          /* bodies without an approved report, and of when */
    struct str make_label; bool may_make;
};
void view_pack(struct buf *w, const struct pack_view *v);
#endif
