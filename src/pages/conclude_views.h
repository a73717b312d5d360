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
    bool others, plain;                            /* plain: something else of the page is to be done first */
};
void view_directive_form(struct buf *w, const struct directive_form *f);
struct directive_lists {
    const struct choice *body; size_t bodies;
    const struct choice *indicator; size_t indicators;
    const struct choice *attitude; size_t attitudes;
};
void view_directive_lists(struct buf *w, const struct directive_lists *l);

/* One of the four parts: what it is, what stands there, or that it is missing. */
struct part_mark { struct str label, value; bool missing; };
struct conclude_card {
    int64_t id, version, place;
    struct str number, sentence, quote, state, shape, code, follow;
    struct part_mark part[4];
    const struct directive_form *edit;             /* in place; NULL closed */
    bool first, last, confirmed, whole;
    bool next;                                     /* to be seen to first */
    bool to_confirm, to_up, to_down;               /* which button the keyboard stands on */
};
struct conclude_said { struct str shape, kind, who, words, answer; };
struct conclude_item { struct str number, title; const struct conclude_said *said; size_t saids; };
/* An open conclusion of an earlier briefing. */
struct conclude_carried {
    int64_t id, version; struct str title, line, shape, look, href, asked, typed; bool may;
};
struct conclude_view {
    struct form_key form;
    struct meeting_head head;
    int64_t id;
    struct str base, why, said, frozen;            /* frozen: why nothing can be written */
    struct str typed;                              /* pasted words that were refused */
    int64_t undo_id, undo_version;
    const struct conclude_item *item; size_t items;
    const struct conclude_card *card; size_t cards;
    const struct conclude_carried *carried; size_t carrieds;
    const struct directive_form *add;              /* NULL: not asked for */
    struct directive_lists lists;
    struct str count, lacks, issue_label, issue_kind;      /* lacks: what the paper still lacks */
    struct link minutes; bool may_minutes;         /* of the briefing: there are some; they may be drafted */
    bool may, may_see, may_issue, none_yet;
    bool paste_first, issue_first;                 /* which act comes next; else a card or a form says so */
};
void view_conclude(struct buf *w, const struct conclude_view *v);
void view_conclude_card(struct buf *w, const struct conclude_view *v, const struct conclude_card *c);
struct offers_view { const struct choice *offer; const struct link *more; size_t offers; };
void view_offers(struct buf *w, const struct offers_view *v);
#endif
