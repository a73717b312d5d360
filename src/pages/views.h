/* views.h - what each page shows: one struct a template, filled by its handler.
 *
 * Everything here is already worded for the person who reads it (dates dd/mm/yyyy, amounts with their unit, periods
 * "Quý II/2023"); a template decides only where it stands. An empty str means the line is left out. */
#ifndef PAGES_VIEWS_H
#define PAGES_VIEWS_H
#include "base/base.h"

/* A hidden pair that every form carries; key is empty where a repeat does no harm. */
struct form_key { struct str csrf, key; };
void view_form_key(struct buf *w, const struct form_key *k);

/* ---- the frame around every page ---- */
/* hint: said instead of a label that is only a sign */
struct link { struct str label, href, hint; bool now; };
struct post_choice { int64_t id; struct str title, where; bool now; };
struct frame {
    struct str title, language, unit, superior, person, post;
    struct str style, fonts, page_script, icon;             /* addresses of embedded files */
    struct form_key form;
    const struct link *room; size_t rooms;
    const struct link *period; size_t periods;
    const struct post_choice *choice; size_t choices;
    struct str copy;                          /* "Dữ liệu mẫu": what this database is, "" a real one */
    bool villages;                            /* may list them */
    bool signed_in, open, again;              /* open: the page fills the window and its panes scroll */
    struct str script;                        /* address of the page's script, "" none */
    struct str said, here;                    /* what was just done; address to come back to */
    struct str unread;                        /* how many notices nobody has read yet, "99+"; "" none */
    struct markup body;
};
void view_layout(struct buf *w, const struct frame *f);

/* ---- marks ---- */
enum mark { MARK_NONE, MARK_MISSING, MARK_LATE, MARK_DRAFT, MARK_SUBMITTED, MARK_RETURNED, MARK_APPROVED, MARK_COUNT };
struct str mark_letter(enum mark m);          /* "C" "T" "B" "N" "L" "D", "" for none */
struct str mark_class(enum mark m);
struct str mark_word(enum mark m);            /* "chưa nộp" ... in the language of the page */
void view_mark(struct buf *w, enum mark m, struct str more);       /* more: "7" writes T7; spoken too */
void view_mark_key(struct buf *w, struct str label);

/* ---- log in, errors ---- */
struct login_view {
    struct form_key form;
    struct str login, back, why, language;    /* language: "" for Vietnamese */
    struct str provider;                      /* another way in, "" none */
    bool first;                               /* there is no account yet */
    struct link other;                        /* the other language */
};
void view_login(struct buf *w, const struct login_view *v);
struct second_view { struct form_key form; struct str why, back, language, text, heading, period; };
void view_second(struct buf *w, const struct second_view *v);
struct kept { struct str name, label, text; bool line; };
struct error_view {
    struct str title, said;
    struct link go;                           /* what to do next */
    const struct kept *kept; size_t kepts;    /* what was typed */
    const struct kept *hidden; size_t hiddens;
    struct str again;                         /* address that takes it once more; "" when it can only be copied */
    bool login;                               /* and asks for the log-in on the way */
    struct form_key form;
};
void view_error(struct buf *w, const struct error_view *v);

/* ---- lists (listing.h) ---- */
/* href: orders by it, "" none; sort: "ascending" or "descending" when it does now */
struct listing_head { struct str label, href, sort; bool number; };
struct listing_view {
    const struct listing_head *head; size_t heads;
    const struct link *file; size_t files;    /* the same rows to take away */
    struct str path, find, order, count; struct link before, behind;
    int64_t found;                            /* rows on all pages together */
};
/* The two views of a total. then.href "": there is nothing to choose, and the sentence says why. */
struct then_now {
    struct link then, today;
    struct str sentence, by_unit;                 /* by_unit: where each unit is shown; "" none to show */
    struct str *note; size_t notes;
    const struct link *apart; size_t aparts;      /* label: what; hint: why; href: to decide, when this person may */
};
void view_then_now(struct buf *w, const struct then_now *v);
void view_listing_find(struct buf *w, const struct listing_view *v);   /* inside the form that narrows */
void view_listing_head(struct buf *w, const struct listing_view *v);   /* thead */
void view_listing_files(struct buf *w, const struct listing_view *v);
void view_listing_foot(struct buf *w, const struct listing_view *v);   /* pages and files */

/* one of several, in a select */
struct choice { struct str value, label; bool now; };

/* ---- one's own account ---- */
void view_prove(struct buf *w, bool ask, struct str id);       /* the password again, where an act asks for it */
struct own_session { int64_t id; struct str device, source, made, seen; bool here; };
struct own_view {
    struct form_key form;
    struct str line, why, factor_line, provider;              /* provider: its name, "" none is used */
    const struct str *role; size_t roles;
    const struct own_session *session; size_t sessions;
    struct str password_label, password_rule;
    bool owes, stale, factor, ask_password, has_password, linked;
};
void view_own(struct buf *w, const struct own_view *v);
struct factor_view { struct form_key form; struct str why, letters, path; int64_t side; bool ask_password; };
void view_factor(struct buf *w, const struct factor_view *v);
struct recovery_view { const struct str *code; size_t codes; };
void view_recovery(struct buf *w, const struct recovery_view *v);

/* ---- accounts, for who administers them ---- */
struct account_line { int64_t id; struct str name, login, roles, mark, state, factor, last; };
struct accounts_view {
    struct str question, note, query, unit;      /* unit: number of another unit than the one acted in, "" none */
    const struct account_line *row; size_t rows;
    struct listing_view list;
};
void view_accounts(struct buf *w, const struct accounts_view *v);
struct role_form {                            /* a role to be given, with what was typed */
    const struct choice *role; size_t roles;
    const struct choice *body; size_t bodies;
    struct str post, from, to; int64_t unit_id; bool below, may_below;
};
void view_role_fields(struct buf *w, const struct role_form *f);
struct invite_view {
    struct form_key form; struct str note, why, name, login; const struct choice *person; size_t people;
    struct role_form role; bool ask_password;
};
void view_invite(struct buf *w, const struct invite_view *v);
struct slip_view { int64_t id; struct str question, name, login, code, until; };
void view_slip(struct buf *w, const struct slip_view *v);
struct grant_line { int64_t id; struct str role, post, where, days, field; bool now, may_end; };
struct account_view {
    struct form_key form, form_once; int64_t id; struct str name, line, why, state;
    const struct grant_line *grant; size_t grants; struct role_form role;
    bool may_give, may_change, disabled, factor, tied, ask_password;
};
void view_account(struct buf *w, const struct account_view *v);
/* a one-time code and the password it opens the way to */
struct code_view {
    struct form_key form; struct str title, note, why, action, label, code, act, name, login; bool setup;
    struct str password_label, password_rule;
};
void view_code(struct buf *w, const struct code_view *v);
struct leave_view { struct str name, host, href; };
void view_leave(struct buf *w, const struct leave_view *v);

/* ---- acts of two, the table of rights ---- */
struct two_row {
    int64_t id; struct str what, reason, asker, asked, mark, state, decided, field; bool may_confirm, may_withdraw;
};
struct two_view {
    struct form_key form; struct str question, why; const struct two_row *row; size_t rows; bool ask_password;
};
void view_two_person(struct buf *w, const struct two_view *v);
struct backup_row { struct str made, code, name; };
struct backups_view {
    struct form_key form; struct str question, why, code, reason; const struct backup_row *row; size_t rows;
    bool may_ask, ask_password;
};
void view_backups(struct buf *w, const struct backups_view *v);
struct policy_row { struct str name; const struct str *cell; };
struct policy_view { const struct str *role; size_t roles; const struct policy_row *act; size_t acts; };
void view_policy(struct buf *w, const struct policy_view *v);

/* ---- tables of who has reported ---- */
struct matrix_cell { enum mark mark; struct str more, href, label; bool now; };
struct matrix_row { struct str name, href; const struct matrix_cell *cell; };
struct matrix {
    const struct link *column; size_t columns;
    const struct matrix_row *row; size_t rows;
};
void view_matrix(struct buf *w, const struct matrix *m);

/* ---- charts: labelled bars from zero; the table behind says the same ---- */
struct bar {
    struct str label, value, spoken;
    int x, y, height, label_y, centre;
    bool now, open_top;                       /* open_top: "trên": more than drawn */
};
struct chart {
    struct str title, unit, note; int width, height, bar_width, axis_y; const struct bar *bar;
    size_t bars;
};
void view_chart(struct buf *w, const struct chart *c);

/* ---- dashboard ---- */
struct todo { enum mark mark; struct str more, what, detail, act, href; };
struct open_task { struct str words, href, shape, code, state, hint; };   /* hint: who, and until when */
struct headline { struct str name, value, before, href; };
struct dashboard_view {
    struct str question, state;
    struct link briefing;                      /* the one that is to come in the period */
    const struct todo *todo; size_t todos, todos_first;
    struct str todo_note, todo_more;
    struct matrix matrix;
    struct str lead_name, lead_value, lead_href, lead_note;
    const struct chart *chart;
    const struct headline *headline; size_t headlines;
    struct str this_period, last_period;
    const struct link *warning; size_t warnings;
    const struct open_task *task; size_t tasks; struct str task_title;
    const struct open_task *next_task; size_t nexts;   /* late, or more time asked for: named in what is next */
    struct link next;
    struct then_now look;
    struct listing_view list;
};
void view_todo(struct buf *w, const struct todo *t, size_t n);
void view_open_tasks(struct buf *w, const struct open_task *t, size_t n);
/* shown at once; the others on request */
enum { WARNINGS_FIRST = 5, GAPS_FIRST = 8, WORK_FIRST = 10, DOWNLOADS_FIRST = 2 };
void view_warnings(struct buf *w, const struct link *list, size_t n);
void view_dashboard(struct buf *w, const struct dashboard_view *v);

/* ---- reports ---- */
struct report_row { enum mark mark; struct str period, body, title, figures, undecided, changed, act, href; };
struct reports_view {
    struct str question, note; bool many_bodies; const struct report_row *row; size_t rows;
    struct link write; struct str empty;
    struct listing_view list;
    bool overdue;                             /* a month is missing: writing it comes first */
    const struct choice *period; size_t periods;    /* to narrow the list */
    const struct choice *state; size_t states;
    bool narrowed;
    struct link tasks;                        /* what the body was given and has open */
    const struct link *waiting; size_t waitings;    /* files of which reports are still to be made */
};
void view_reports(struct buf *w, const struct reports_view *v);

struct compose_view {
    struct form_key form;
    struct str action, question, crumb;
    int64_t version;                          /* of the report whose text is changed; 0 for a new one */
    struct link why_link;
    const struct choice *period; size_t periods;
    struct str body_name, title, text, file_name, why, why_field, draft_name;
    struct str accept, formats;               /* what files may be chosen: for the browser, and in words */
    int64_t file_limit;
};
void view_compose(struct buf *w, const struct compose_view *v);

/* One of several reports in a document. made: the address of what was made of it, "" nothing yet. */
struct part_row {
    int64_t number; struct str title, opening, figures, body, period, made, wanted_name, period_name;
    const struct choice *choice; size_t choices;
    bool ours, wanted;
};
struct bundle_view {
    struct form_key form;
    struct str question, action, body_name, why; const struct part_row *row; size_t rows, left;
    bool untouched;                               /* nothing was made of the file yet */
    struct str other;                             /* where another file may be chosen instead; "" when it may not */
};
void view_bundle(struct buf *w, const struct bundle_view *v);

/* ---- review ---- */
/* css: "unclear" for a word the scan does not show well, "lint" for words an editor would mark; anchor: where a remark
 * leads to, 0 none */
struct word_part { struct str text, css; int64_t anchor; };
struct piece {
    struct str text, state;
    const struct word_part *part; size_t parts;   /* the same text, with its marks; none where nothing is marked */
    int64_t number;
    bool chip, now, last;                     /* chip: words of figure `number`; last: its number follows */
};
/* at: byte offset in the report's text; style "t" title, "s" below a title, "h" heading, "" */
struct paragraph {
    int64_t at; struct str style; const struct piece *piece; size_t pieces;
};
/* doubt: the reader is not sure of just this; link: to the figures it names */
struct fact { struct str name, value; const struct link *link; size_t links; bool doubt; };
struct warning_view {
    struct str code, subject, sentence, reason;   /* reason: why it was left as it is, "" while open */
    struct link other;                        /* the report that says the same */
    int64_t number;                           /* the figure to look at first; 0: of the report as a whole */
    int64_t place;                            /* among all warnings, from 1 */
};
/* Boxes on the picture of a page; number, state and now as of a chip. */
struct box_view { int64_t number, x, y, width, height; struct str state, label; bool now; };
struct picture_view {
    int64_t page, width, height;
    struct str href, frame, label;            /* frame: the part of the picture that is shown, as a viewBox */
    const struct box_view *box; size_t boxes;
};
struct figure_card {
    int64_t number, version;
    struct str state, state_word;             /* "r" "c" "x", and in words */
    struct str sign, spoken, value;           /* ">" and "trên"; the amount without them */
    struct str item, line, last, decided, note, read_words;
    struct str doubt;                         /* what the reader doubts, in words; "" nothing */
    struct str price;                         /* what the unit price was before, in a sentence; "" not known */
    const struct picture_view *crop;          /* where it stands on the scan; NULL: no picture */
    struct str before, quote, after;          /* its sentence, for a screen that has no room for the text beside it */
    const struct warning_view *warning; size_t warnings;
    const struct fact *fact; size_t facts;
    bool now;
};
struct figure_group { struct str heading; const struct figure_card *card; size_t cards; };
struct edit_view {                            /* a figure being corrected, or one being added (number 0) */
    int64_t number, version, from, to;
    struct str quote, amount, unit, item, indicator, place, beneficiary, period, part_of, note, why, joint;
    const struct choice *approx; size_t approxes;
    const struct choice *organisation; size_t organisations;
    const struct choice *sense; size_t senses;
    const struct choice *catalogue; size_t catalogues;
    bool each, stock, cumulative;
};
/* Sure figures, shown before they are confirmed together. */
struct sure_row { int64_t number; struct str value, item, before, quote, after, href; };
struct sure_view { struct str question, picks, act; const struct sure_row *row; size_t rows; };
/* What a correction has taught, asked once: one form a row. */
struct offer_row { int64_t id; struct str question, times; };
struct offer_view {
    struct form_key form;
    int64_t report, learned, open; struct str scope; const struct offer_row *row; size_t rows;
};
void view_offer(struct buf *w, const struct offer_view *v);
struct lint_row { struct str sentence, href; };
struct review_view {
    struct form_key form;
    int64_t version;
    struct str base;                          /* "/bao-cao/7" */
    struct str question, body, period, state_word, missing, reason, last_period, why;
    struct link first_warned;                 /* the first warning without an answer, when nothing else is open */
    struct str reading;                       /* what was read, and how: format, letters, pages, how many are sure */
    bool least_sure_first;                    /* the order of the list; else as in the text */
    struct link sure;                         /* to the list of sure figures; none: label "" */
    const struct sure_view *sure_list;        /* NULL: not asked for */
    struct str undo_said, undo_at;            /* of the group just confirmed; "" none */
    const struct warning_view *whole; size_t wholes;   /* warnings about no figure of their own */
    const struct lint_row *lint; size_t lints;
    struct str lint_said;
    const struct picture_view *picture; size_t pictures;
    const struct offer_view *offer;           /* NULL: nothing to ask */
    bool unclear;                             /* some words of the scan are marked */
    enum mark mark;
    bool may_edit, may_return, may_approve, ready;
    const struct paragraph *paragraph; size_t paragraphs;
    const struct figure_group *group; size_t groups;
    const struct edit_view *edit;             /* NULL: none */
    const struct str *segment; size_t segments;
    struct str progress, progress_spoken;
};
void view_review(struct buf *w, const struct review_view *v);
void view_parts(struct buf *w, const struct piece *c);
void view_warning(struct buf *w, const struct review_view *v, const struct warning_view *x);
void view_picture(struct buf *w, const struct picture_view *p);
void view_sure(struct buf *w, const struct review_view *v, const struct sure_view *s);
void view_figure_card(struct buf *w, const struct review_view *v, const struct figure_card *c);
void view_figure_edit(struct buf *w, const struct review_view *v, const struct edit_view *e);

/* One thing that happened. before and after of a change: "" where there was nothing. */
struct change_view { struct str label, before, after; };
struct history_line {
    struct str when, who, what, where, where_href, detail, why; const struct change_view *change; size_t changes;
};
void view_history_lines(struct buf *w, const struct history_line *line, size_t n);
struct history_view {
    struct str question; const struct link *crumb; size_t crumbs; const struct history_line *line; size_t lines;
    struct listing_view list;
};
void view_history(struct buf *w, const struct history_view *v);

/* ---- the dictionary of the unit ---- */
/* act: buttons; href the last part of the address, hint the answer it carries */
struct word_row {
    int64_t id, version; struct str phrase, meaning, kind, mark, state, line, used; const struct link *act; size_t acts;
};
struct dictionary_view {
    struct form_key form;
    struct str question, note, empty, why, undo_said;
    int64_t undo_id, undo_version;            /* what was removed just now; 0 nothing */
    const struct choice *kind; size_t kinds;  /* the first one: any */
    const struct choice *state; size_t states;
    const struct word_row *row; size_t rows;
    struct listing_view list;
    struct str typed_phrase, typed_kind, typed_meaning;
    const struct choice *meaning; size_t meanings;
    bool narrowed, may_decide;
};
void view_dictionary(struct buf *w, const struct dictionary_view *v);
void view_word_acts(struct buf *w, const struct form_key *k, const struct word_row *r);
void view_meanings(struct buf *w, const struct choice *c, size_t n);
struct word_use { struct str title, body, figures, at, href; };
struct word_view {
    struct form_key form;
    struct str question, why, typed_phrase, typed_meaning, meaning_label;
    struct word_row row;
    const struct link *fact; size_t facts;    /* label, hint; href where it leads */
    const struct choice *meaning; size_t meanings;
    const struct word_use *use; size_t uses;
    bool may_decide;
};
void view_word(struct buf *w, const struct word_view *v);

/* ---- what an administrator looks after ---- */
struct admin_row { struct str title, about, href; };
struct admin_view { const struct admin_row *row; size_t rows; };
void view_admin(struct buf *w, const struct admin_view *v);
/* holds: the value now; instead: what holds when nothing is typed; from: who above has set that. */
struct setting_field {
    struct str code, label, about, range, from, typed, holds, instead, why;
    const struct choice *choice; size_t choices;
    bool area, number, fixed;
};
struct setting_group_view { struct str name; const struct setting_field *field; size_t fields; };
struct settings_view {
    struct form_key form;
    struct str why, reason, unit;
    const struct setting_group_view *group; size_t groups;
};
void view_settings(struct buf *w, const struct settings_view *v);
void view_setting_field(struct buf *w, const struct setting_field *f);

/* ---- the first run ---- */
struct setup_head_view {
    struct form_key form;
    struct str place, why, before;            /* before: address of the step before, "" for the first */
    const struct link *step; size_t steps;    /* hint: "đã xong"; href "": not yet, or here */
};
void view_setup_head(struct buf *w, const struct setup_head_view *v);
void view_setup_foot(struct buf *w, const struct setup_head_view *v);
struct setup_unit_view {
    struct setup_head_view head;
    struct str find, taken, taken_where, name; bool written;       /* written: what was typed by hand came back */
    const struct choice *found, *kind, *province; size_t founds, kinds, provinces;
};
void view_setup_unit(struct buf *w, const struct setup_unit_view *v);
struct setup_pick { struct str name, label, about; bool ticked, fixed; };
struct setup_pick_view { struct setup_head_view head; const struct setup_pick *pick; size_t picks; };
void view_setup_picks(struct buf *w, const struct setup_pick *pick, size_t n);
void view_setup_bodies(struct buf *w, const struct setup_pick_view *v);
void view_setup_catalogue(struct buf *w, const struct setup_pick_view *v);
/* body: only at its first post; person: who holds it already */
struct setup_seat { int64_t number; struct str body, title, role, key, person, login, typed, why; };
struct setup_people_view { struct setup_head_view head; const struct setup_seat *seat; size_t seats; };
void view_setup_people(struct buf *w, const struct setup_people_view *v);
struct setup_deadlines_view { struct setup_head_view head; const struct setting_field *field; size_t fields; };
void view_setup_deadlines(struct buf *w, const struct setup_deadlines_view *v);
struct setup_login { struct str person, title, body, login; };
struct setup_done_view { const struct setup_login *login; size_t logins; };
void view_setup_done(struct buf *w, const struct setup_done_view *v);
struct audit_view {
    struct str question, why, person, words, from, to, object_title;
    int64_t object_id;
    const struct choice *act, *object; size_t acts, objects;
    const struct history_line *line; size_t lines;
    struct link behind, start;
    struct listing_view list;
    bool narrowed;
};
void view_audit(struct buf *w, const struct audit_view *v);

/* ---- bodies, people, posts ---- */
/* One field of a form: a list when it has choices, a tick when flag, else a line. id: unique on the page. */
struct office_field {
    struct str id, code, label, typed, hint;
    const struct choice *choice; size_t choices;
    bool flag, must;
};
/* hidden: value under the name in label. act: of the button; strong: the main one of the page. */
struct office_form {
    struct form_key form;
    struct str action, act; const struct choice *hidden; size_t hiddens;
    const struct office_field *field; size_t fields;
    bool strong, get;
};
void view_office_form(struct buf *w, const struct office_form *f);
struct body_row { struct str name, kind, host, term, people, reports, href; bool past; };
struct bodies_view {
    struct str why, unit; const struct body_row *row; size_t rows;
    struct link past;                         /* to the list with those that ended; label "" when there are none */
    struct office_form add;
};
void view_bodies(struct buf *w, const struct bodies_view *v);
struct body_view {
    struct str name, why, term, next, history;
    const struct link *frame; size_t frames;  /* label its days, hint what it was */
    const struct link *person; size_t persons; /* label, hint post, href */
    struct office_form change, close;
    bool open;
};
void view_body(struct buf *w, const struct body_view *v);
struct rearranged_row { struct str name, code, before, after, why; bool moves, picked; };
struct rearrange_view {
    struct form_key form;
    struct str why, day, day_vi, ids, note; const struct rearranged_row *row; size_t rows;
    struct office_form ask;
    bool planned;
};
void view_rearrange(struct buf *w, const struct rearrange_view *v);
struct person_view_row { struct str name, href, login; const struct link *post; size_t posts; };
struct twin_row { struct str one, other; struct office_form keep_one, keep_other; };
struct people_view {
    struct str why, find, unit; const struct person_view_row *row; size_t rows;
    struct link past, before, behind; struct str count;
    struct listing_view list;                 /* the files of the table */
    const struct twin_row *twin; size_t twins;
    struct office_form add;
};
void view_people(struct buf *w, const struct people_view *v);
/* label the post, hint its body; the two forms only while it lasts. */
struct post_row {
    struct str title, body, term, note; struct link hand; struct office_form change, end; bool now, may;
};
struct ahead_row { struct str words, when, why; struct office_form drop; };     /* why: it could not be done */
struct person_view {
    struct str name, why, logins, history;
    const struct ahead_row *ahead; size_t aheads;
    const struct post_row *post; size_t posts;
    const struct link *handover; size_t handovers;  /* label its day, hint what */
    struct office_form add, rename;
};
void view_person(struct buf *w, const struct person_view *v);
struct work_view { struct str label; const struct link *work; size_t works; };
struct handover_view {
    struct str name, title, body, why, back, summary;
    const struct work_view *group; size_t groups;
    const struct str *right; size_t rights;
    struct office_form ask, act;              /* act: only when everything is chosen and can be */
    bool ready;
};
void view_handover(struct buf *w, const struct handover_view *v);

/* ---- a scan that is being read ---- */
struct scan_wait_view {
    struct form_key form;
    struct str base, question, body, period, name, said, why;
    int64_t done, pages;                      /* pages 0: not known yet */
    bool failed, has_text, may_edit;
};
void view_scan_wait(struct buf *w, const struct scan_wait_view *v);

/* ---- consolidated report, trace, submissions ---- */
#include "pages/brief_views.h"

struct trace_row { struct str name, value, count, who, href, note; bool now; };
struct trace_view {
    struct str question, name, value, note, rule;
    const struct str *warning; size_t warnings;
    const struct trace_row *part; size_t parts;
    struct str parts_heading, parts_sum, parts_count;
    const struct trace_row *figure; size_t figures;
    struct str figures_heading, figures_sum;
    struct str report, report_detail, report_href;
    const struct piece *sentence; size_t sentences;
    struct link back;
    struct then_now look;
    struct listing_view list;
};
void view_trace(struct buf *w, const struct trace_view *v);

struct submissions_view {
    struct str question, note;
    struct matrix matrix;
    const struct todo *todo; size_t todos;
    struct listing_view list;
    bool follows;                             /* sees what is to be done too */
};
void view_submissions(struct buf *w, const struct submissions_view *v);

/* ---- notices, letters ---- */
struct notice_line { int64_t id; struct str title, text, at; bool unread, leads; };
struct notices_view {
    struct form_key form;
    struct str question, empty, elsewhere; const struct notice_line *row; size_t rows;
    int64_t newest;
    struct link older; bool unread, unread_only;
    struct listing_view list;
};
void view_notices(struct buf *w, const struct notices_view *v);
struct kind_row { struct str code, name; const struct choice *choice; size_t choices; };
struct contact_view {
    struct form_key form; struct str why, state, typed, code, address, calendar, make;
    const struct kind_row *kind; size_t kinds; bool asked, confirmed, has_calendar;
};
void view_contact(struct buf *w, const struct contact_view *v);
struct letter_row { int64_t id; struct str address, subject, made, state, said, tries; bool again; };
struct letters_view {
    struct form_key form; struct str question, note, why; const struct letter_row *row; size_t rows;
};
void view_letters(struct buf *w, const struct letters_view *v);

#include "pages/unit_views.h"                 /* they use what stands above */
#include "pages/meeting_views.h"
#include "pages/issued_views.h"
#include "pages/conclude_views.h"
#include "pages/attend_views.h"
#include "pages/task_views.h"
#include "pages/room_views.h"
#endif
