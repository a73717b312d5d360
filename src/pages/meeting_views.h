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
struct meeting_line { struct str title, href, period, when, day, host, shape, state, code; };
struct meetings_view {
    struct str question, note, empty; struct link plan, series;
    const struct meeting_line *next;              /* the one that comes or is going on; NULL none */
    struct str next_words; struct link next_act;
    const struct meeting_line *row; size_t rows; bool narrowed;
    struct listing_view list;
    const struct choice *state; size_t states;
};
void view_meetings(struct buf *w, const struct meetings_view *v);

/* ---- one briefing: its agenda ---- */
struct agenda_file { struct str name, href, note; bool late; };
struct agenda_line {
    int64_t id, version, minutes;
    struct str number, at, title, owner, words, note, code; /* code: of its kind, as a class */
    const struct agenda_file *file; size_t files;
    const struct choice *body;
    bool skipped, done, on, first, last, own, may_file;
};
struct meeting_view {
    struct form_key form, once;
    int64_t id, version;
    struct meeting_head head;
    struct str why, why_line;
    const struct link *fact; size_t facts;        /* label, and what in hint */
    const struct agenda_line *item; size_t items, bodies;
    const struct agenda_line *gone; size_t gones; /* passed over */
    struct str total, words;
    struct office_form change, add;
    struct str cancel_words;
    bool may_plan, may_cancel;
};
void view_meeting(struct buf *w, const struct meeting_view *v);
#endif
