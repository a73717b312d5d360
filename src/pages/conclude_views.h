/* conclude_views.h - what the page of conclusions and the form of a directive show: the part of views.h that is about
 * what the chair asks for. Included by views.h only. */
#ifndef PAGES_CONCLUDE_VIEWS_H
#define PAGES_CONCLUDE_VIEWS_H

/* id 0: a new one. key: with which a new one is kept once. why: why it was refused; saved: what another person saved
 * meanwhile, "" nothing. offers: the address that completes. */
struct directive_form {
    struct form_key form;
    struct str action, back, prefix, why, saved, key, offers, leave;
    int64_t id, version, item_id;
    struct str attitude, lead, with, words, channel, due, measure, indicator, goal;
    struct str channel_hint;
    bool others;
};
void view_directive_form(struct buf *w, const struct directive_form *f);
struct directive_lists {
    const struct choice *body; size_t bodies;
    const struct choice *indicator; size_t indicators;
    const struct choice *attitude; size_t attitudes;
};
void view_directive_lists(struct buf *w, const struct directive_lists *l);
#endif
