/* attend_views.h - what the pages of invitations and attendance show: a part of views.h. Included by views.h alone. */
#ifndef PAGES_ATTEND_VIEWS_H
#define PAGES_ATTEND_VIEWS_H

/* One's answer, on the page that the invitation leads to and on the office's. */
struct attend_reply_view {
    struct form_key form;
    struct str answer_to, here_to;             /* addresses of the forms */
    struct str said, present, closed;          /* what was answered; since when one is there; why nothing is asked */
    struct str words, name, post, open;        /* as typed or answered; which part is unfolded: "no" "substitute" */
    bool may_answer, may_check, office;        /* office: for somebody else */
};
void view_attend_reply(struct buf *w, const struct attend_reply_view *v);

struct attend_line {
    int64_t id;
    struct str href, name, post, body, answer, mark, note, present;
    bool here, may_leave;
};
struct attend_sum { struct str name; int64_t asked, coming, present; };
struct attend_view {
    int64_t id, version;
    struct form_key form, once;
    struct meeting_head head;
    struct str why, late, quorum, send, empty;
    const struct link *way; size_t ways;       /* how it goes: label "5 người: ...", hint: their names */
    const struct attend_line *row; size_t rows;
    const struct attend_sum *sum; size_t sums;
    struct listing_view list;
    bool office, may_check, check, gone;       /* check: the list at the door; gone: some invitations went out */
    const struct choice *body; size_t bodies;
    const struct choice *part; size_t parts;
    struct str name, post, other;              /* typed into the form of one more */
    struct link own;                           /* one's own place */
    struct link paper; bool draft;             /* the invitation as a paper: there is one; may be drawn up */
};
void view_attend(struct buf *w, const struct attend_view *v);

struct qr_view { struct str path, label; int64_t side; };
void view_attend_qr(struct buf *w, const struct qr_view *v);
struct attend_one_view {
    struct form_key form;
    int64_t id, version;
    struct link list;                          /* of the briefing */
    struct str name, note, why, invited;
    struct attend_reply_view reply; bool has_reply;
    int64_t up, down;                          /* the place above and below it in the list; 0 none */
    struct str left, typed_hour; bool may_leave;       /* when one went before the end */
    bool office, seat;                         /* seat: chair or secretary, set with the briefing */
    struct str typed_name, typed_post, typed_other;
    const struct choice *body; size_t bodies;
    const struct choice *part; size_t parts;
    struct qr_view qr; struct str code, link;
};
void view_attend_one(struct buf *w, const struct attend_one_view *v);

struct attend_slip { struct qr_view qr; struct str name, post, body, code; };
struct attend_slips_view {
    struct link list, other;
    struct str question, note, title, when, venue, link;
    const struct attend_slip *slip; size_t slips;
};
void view_attend_slips(struct buf *w, const struct attend_slips_view *v);
struct attend_door_view { struct link list; struct str title, when, link; struct qr_view qr; };
void view_attend_door(struct buf *w, const struct attend_door_view *v);

/* ---- without an account ---- */
struct invitation_item { struct str title, body, minutes; const struct str *paper; size_t papers; };
struct invitation_view {
    struct str host, title, when, venue, state, name, post, body, part, why, words;
    struct attend_reply_view reply;
    const struct invitation_item *item; size_t items;
};
void view_invitation(struct buf *w, const struct invitation_view *v);
struct invitation_find_view { struct form_key form; struct str why, code, title, when, log_in; int64_t meeting; };
void view_invitation_find(struct buf *w, const struct invitation_find_view *v);
#endif
