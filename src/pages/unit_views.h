/* unit_views.h - what the pages of units show: the part of views.h that is about units over time. Included by views.h
 * alone. */
#ifndef PAGES_UNIT_VIEWS_H
#define PAGES_UNIT_VIEWS_H

/* ---- units over time ---- */
struct unit_hit { struct str code, title, where, when, by, pick; const struct link *heir; size_t heirs; };
struct unit_find_view {
    struct str typed, note, empty, back;          /* back: where a choice goes; "" when it is only looked up */
    const struct unit_hit *hit; size_t hits;
    bool villages;                                /* this person may list them */
};
void view_unit_find(struct buf *w, const struct unit_find_view *v);
struct unit_line { struct str title, code, when, below; };
struct unit_change_line { int64_t id; struct str when, act, words, basis, by, undone, held; bool ahead; };
struct units_view {
    struct form_key form;
    struct str question, note;
    const struct unit_line *unit; size_t units;
    struct listing_view list;                     /* of the units below */
    const struct link *act; size_t acts;
    const struct unit_change_line *change; size_t changes;
    const struct link *share; size_t shares;      /* divided units; hint: how they are shared */
};
void view_units(struct buf *w, const struct units_view *v);
struct unit_part { struct str name, code, kind; const struct choice *kinds; size_t kind_count; };
struct unit_act_view {
    struct form_key form;
    struct str act, question, note, why, day, basis;
    const struct choice *pick[12]; size_t picks, choices;  /* which units: a list for each field */
    const struct unit_part *part; size_t parts;   /* new names */
    const struct choice *above; size_t aboves;    /* to move to */
    const struct link *village; const struct choice *const *village_to; size_t villages, targets;
    bool bodies_asked, bodies, previewed, many;
    const struct link *effect; size_t effects;    /* label: about what; hint: the sentence */
    const struct choice *kept; size_t kepts;      /* what goes along into the deed: label the name, value */
};
void view_unit_act(struct buf *w, const struct unit_act_view *v);
struct villages_view {
    struct form_key form;
    struct str question, why, lines, day;
    const struct choice *kind; size_t kinds;
    const struct unit_line *unit; size_t units;
};
void view_villages(struct buf *w, const struct villages_view *v);
struct unit_share_view {
    struct form_key form;
    int64_t id, version;
    struct str question, why, reason, state;
    const struct unit_part *part; size_t parts;   /* name; code: the weight typed; kind: the field */
};
void view_unit_share(struct buf *w, const struct unit_share_view *v);
struct by_unit_row { struct str name, note, href; const struct str *cell; };
struct by_unit_view {
    struct str question, state, empty;
    struct link then, now, back;
    const struct str *column; size_t columns;
    const struct by_unit_row *row; size_t rows;
    const struct str *sum;                        /* of the unit itself */
    const struct str *note; size_t notes;
    const struct link *apart; size_t aparts;      /* label: what; hint: why; href: to decide, when this person may */
};
void view_by_unit(struct buf *w, const struct by_unit_view *v);
#endif
