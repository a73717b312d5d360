/* brief_views.h - what the page of the consolidated report shows: the part of views.h that is about it. Included by
 * views.h alone. */
#ifndef PAGES_BRIEF_VIEWS_H
#define PAGES_BRIEF_VIEWS_H

struct brief_row { struct str name, value, before, year, target, note, href; };
struct brief_section {
    struct str heading, state;
    const struct brief_row *line; size_t lines;   /* indicators */
    const struct brief_row *other; size_t others; /* results that no indicator counts; before: whose */
    bool has_year, has_target;                    /* any of the lines */
};
struct brief_view {
    struct form_key form;
    struct str question, state, missing, period_key, this_period, last_period, empty;
    const struct str *note; size_t notes;
    const struct brief_section *section; size_t sections;
    const struct brief_section *total;        /* NULL: nothing counted */
    struct str year;                          /* the same period of last year */
    struct str next;                          /* "Nhiệm vụ quý III/2026" */
    const struct link *behind; size_t behinds;    /* label: whose; hint: what */
    const struct link *voice[3]; size_t voices[3];        /* difficulties, proposals, what comes next */
    const struct link *download; size_t downloads;
    struct listing_view list;                 /* the files of the table */
    struct then_now look;
    bool may_close, may_open;
};
void view_brief_table(struct buf *w, const struct brief_view *v, const struct brief_section *s);
void view_brief_voices(struct buf *w, const struct link *l, size_t n);
void view_brief(struct buf *w, const struct brief_view *v);
#endif
