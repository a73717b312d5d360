/* room_views.h - what the briefing room shows: the part of views.h that is about a briefing while it runs. Included by
 * views.h alone. Parts that the script puts in place of each other hold nothing of one person, so that one making
 * serves all who have the same rights. */
#ifndef PAGES_ROOM_VIEWS_H
#define PAGES_ROOM_VIEWS_H

/* from: the moment at which a clock that runs stood at nothing, 0: it stands; limit: milliseconds after which it is
 * late, 0 none; words: what it shows without script. */
struct room_clock { int64_t from, limit; struct str words; bool late; };
struct room_row { int64_t id; struct str no, label, aside; bool on, done; };
struct room_bar { int x, y, height; bool now; };
struct room_figure {
    struct str name, now, before, change, spoken, against;    /* against: its target, "" when it is drawn as bars */
    const struct room_bar *bar; size_t bars;
    int reach;                                    /* of 220, the target's line stands at 200 */
};
struct room_speaker {
    int64_t id, attendee_id;
    struct str name, body, note;
    struct room_clock clock;
    bool speaks, waits;
};
struct room_opinion {
    int64_t id, version, attendee_id, item_id;
    struct str kind, kind_code, words, asked, state, answer, promised, about;
    bool open, closed, result, of_item, carried;         /* carried: raised before this briefing */
};
/* The formula with its parts; a part that is not there yet has no words. */
struct room_directive {
    int64_t id;
    struct str no, attitude, lead, with, words, channel, due, measure, state, lacks;
    bool confirmed;
};
struct room_view {
    int64_t id, item_id, version;
    struct str title, line, hour, state, present;
    /* runs: this person may act; open: the briefing is; nobody: is there yet */
    bool runs, open, may_open, nobody, screen;
    const struct room_row *row; size_t rows;
    struct str earlier, later;                    /* "3 mục trước": rows that a short screen leaves out */
    struct str no, heading, words, planned;   /* of the item that is on */
    struct room_clock clock;
    struct str next;
    const struct room_figure *figure; size_t figures;
    struct markup figures_part;                   /* the table of them, made by view_room_figures() */
    struct str now_label, before_label, trend_label, no_figures;
    const struct room_speaker *speaker; size_t speakers;
    const struct room_speaker *quiet; size_t quiets;
    struct str more_speakers, quiet_words;
    const struct room_opinion *opinion; size_t opinions;
    const struct room_directive *directive; size_t directives;
    struct str more_directives;
};
void view_room_state(struct buf *w, const struct room_view *v);
void view_room_agenda(struct buf *w, const struct room_view *v);
void view_room_figures(struct buf *w, const struct room_view *v);
void view_room_now(struct buf *w, const struct room_view *v);
void view_room_speakers(struct buf *w, const struct room_view *v);
void view_room_opinions(struct buf *w, const struct room_view *v);
void view_room_directives(struct buf *w, const struct room_view *v);
void view_room_clock(struct buf *w, const struct room_clock *c);
void view_room_parts(struct buf *w, const struct room_view *v);

/* The form in which an opinion is typed; id 0: a new one. saved: what stands there, when somebody else changed it. */
struct room_opinion_form {
    struct form_key form;
    int64_t id, version, meeting_id, item_id;
    struct str why, saved, words, asked;
    const struct choice *kinds; size_t kind_count;
    const struct choice *people; size_t persons;
    const struct choice *bodies; size_t body_count;
};
struct room_answer_form {
    struct form_key form;
    int64_t id, version, meeting_id;
    struct str why, saved, question, answer, promised;
};
struct room_page_view {
    struct room_view room;
    struct meeting_head head;
    struct form_key form;
    struct str live_script, style, stream, part, now, account;
    struct room_opinion_form opinion;
    struct room_answer_form answer;
    struct directive_form directive; struct directive_lists lists; bool directs;
    /* This person's own place, 0: is not asked; the wish to speak that waits, 0 none. */
    int64_t me, my_wish; bool i_speak;
};
void view_room(struct buf *w, const struct room_page_view *v);
void view_room_opinion_form(struct buf *w, const struct room_opinion_form *f);
void view_room_answer_form(struct buf *w, const struct room_answer_form *f);
struct screen_view {
    const struct room_view *room;
    struct str language, style, fonts, script, icon, base_style, stream, part, now, copy;
};
void view_screen(struct buf *w, const struct screen_view *v);
#endif
