/* issued_views.h - what the register of papers and the page of one paper show: the part of views.h that is about them.
 * Included by views.h alone. */
#ifndef PAGES_ISSUED_VIEWS_H
#define PAGES_ISSUED_VIEWS_H

struct issued_line { struct str number, day, kind, subject, who, state, code, note, href; bool in; };
/* One line of a form that takes a paper in; typed again when it was refused. */
struct issued_enter_view {
    struct form_key form;
    struct str action, why, number, day, sender, subject, arrived, due, file;
    const struct choice *kind; size_t kinds; int64_t version; bool open;
};
/* A briefing of which papers can be drafted; act: the kinds, by code in href, in words in label. */
struct issued_source { int64_t id; struct str title, when; const struct link *act; size_t acts; };
struct issued_register_view {
    struct form_key form; const struct issued_source *source; size_t sources;
    struct str question, note, empty;
    const struct link *tab; size_t tabs;          /* all, out, in */
    const struct choice *kind, *year; size_t kinds, years;
    const struct issued_line *row; size_t rows;
    struct str skipped, way;                      /* numbers that nobody has; which tab, for the form */
    struct issued_enter_view enter; bool may_issue, narrowed;
    struct listing_view list;
};
void view_issued_register(struct buf *w, const struct issued_register_view *v);
void view_issued_enter(struct buf *w, const struct issued_enter_view *v);

struct diff_piece { struct str text; bool changed; };
struct diff_view { const struct diff_piece *before, *after; size_t befores, afters; };
struct issued_view {
    struct form_key form, once;
    int64_t id, version;
    struct str question, line, state, code, why, crumb, crumb_href;
    struct markup paper; bool has_paper, draft, in, may_issue, may_replace, sign_next;
    const struct link *file; size_t files;        /* .docx, PDF, for printing; or what came with it */
    const struct link *fact; size_t facts;
    struct link tasks;                            /* what it asked for is followed there; hint: how many */
    struct link older, newer;                     /* what it replaces, what replaced it */
    struct str next, book, today, skipped;        /* for signing */
    struct str typed_number, typed_day, typed_why;
    struct str subject, receivers, signer, post;
    const struct diff_view *diff; size_t diffs; struct str diff_heading;
    struct issued_enter_view enter;
    const struct history_line *history; size_t histories;
};
void view_issued(struct buf *w, const struct issued_view *v);
void view_issued_diff(struct buf *w, const struct issued_view *v);
#endif
