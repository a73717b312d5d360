/* page.h - what every handler needs: who asks, the database, the period in view, the frame around the answer. */
#ifndef PAGES_PAGE_H
#define PAGES_PAGE_H
#include "core/office/policy.h"
#include "core/office/moment.h"
#include "pages/views.h"
#include "store/db.h"
#include "web/http.h"

struct store *page_store(const struct request *q);
const struct who *page_who(const struct request *q);           /* NULL: nobody */
error page_db(const struct request *q, struct db **db) MUST_USE;
struct form_key page_key(struct request *q, bool once);        /* once: with a one-time key */

/* ---- the period in view ---- */
/* From the parameter "ky"; else the quarter (or month) of the newest report of the unit, else of today. */
error page_period(struct request *q, enum period_type type, struct period *out) MUST_USE;

/* ---- showing ---- */
enum room {
    ROOM_NONE, ROOM_DASHBOARD, ROOM_REPORTS, ROOM_SUBMISSIONS, ROOM_BRIEF, ROOM_MEETINGS, ROOM_TASKS, ROOM_OPINIONS,
    ROOM_ISSUED, ROOM_DICTIONARY, ROOM_ADMIN, ROOM_COUNT
};
struct page_frame {
    struct str title;
    enum room room;
    const char *script;                        /* "review.js"; NULL none */
    bool open;
    bool again;                                /* asked again every 2 seconds, where there is no script */
    struct period period;                      /* type PERIOD_NONE: no switch */
    const char *period_path;                   /* the address that the switch leads to */
    struct str period_more;                    /* what goes along behind the period, "&nhin=..."; "" */
    error refused;                             /* why a form was: its page must show what was typed (page_show) */
};
struct str page_here(struct request *q);       /* the address that was asked, with its query; "/" for a form */
struct buf page_open(struct request *q);       /* where the handler's template writes */
/* f->refused comes back when the page has no form any more for what was typed: the error page keeps it. */
error page_show(struct request *q, struct reply *r, const struct page_frame *f, const struct buf *body) MUST_USE;
bool page_holds_typed(struct request *q, struct str body);     /* every word that was sent stands in a field of it */

/* ---- words ---- */
struct str page_time(struct arena *a, int64_t when);           /* "16:40 ngày 07/07/2026"; "" for 0 */
struct str page_date(struct arena *a, int64_t when);           /* "07/07/2026"; "" for 0 */
/* Short form to "Tháng 6/2026" or "June 2026"; as it is when it cannot be read. */
struct str page_period_words(struct arena *a, struct str period);

/* Every handler. */
#define PAGES(X)                                                                                        \
    X(page_unit_find) X(page_units) X(page_unit_act) X(page_unit_act_post) X(page_unit_undo)            \
    X(page_unit_share) X(page_unit_share_post) X(page_villages) X(page_villages_add) X(page_by_unit)   \
    X(page_home) X(page_login) X(page_login_post) X(page_second) X(page_second_post) \
    X(page_own) X(page_own_password) X(page_own_session) X(page_factor) X(page_factor_post) X(page_accounts) \
    X(page_invite) X(page_invite_post) X(page_account) X(page_account_give) X(page_account_take) \
    X(page_account_change) X(page_policy) X(page_two_person) X(page_two_confirm) X(page_two_drop) X(page_code) \
    X(page_code_post) X(page_setup) X(page_setup_post) X(page_provider) X(page_provider_back) X(page_own_tie) \
    X(page_own_untie) \
    X(page_logout) X(page_post_choice)                    \
    X(page_language) X(page_dashboard) X(page_submissions) X(page_reports) X(page_compose)              \
    X(page_compose_post) X(page_review) X(page_history) X(page_source) X(page_confirm)                  \
    X(page_reject) X(page_change) X(page_reopen) X(page_add) X(page_answer) X(page_text)                \
    X(page_text_post) X(page_submit) X(page_approve) X(page_return) X(page_brief) X(page_brief_file)    \
    X(page_close) X(page_unclose) X(page_trace) X(page_order) X(page_confirm_sure) X(page_undo_sure)    \
    X(page_picture) X(page_alias_answer) X(page_dictionary) X(page_word) X(page_word_add) X(page_word_change)         \
    X(page_word_accept) X(page_word_reject) X(page_word_remove) X(page_word_restore) X(page_bundle)         \
    X(page_bundle_take) X(page_scan_wait_post) X(page_admin) X(page_settings)     \
    X(page_settings_save) X(page_settings_history) X(page_audit)                \
    X(page_setup_resume) X(page_setup_unit) X(page_setup_unit_post) X(page_setup_bodies)                \
    X(page_setup_bodies_post) X(page_setup_people) X(page_setup_people_post) X(page_setup_catalogue)    \
    X(page_setup_catalogue_post) X(page_setup_deadlines) X(page_setup_deadlines_post) X(page_setup_done)   \
    X(page_notices) X(page_notice_open) X(page_notices_read) X(page_contact) X(page_contact_post) \
    X(page_room) X(page_screen) X(page_room_part) X(page_room_live) X(page_room_act) X(page_room_opinion) \
    X(page_room_answer) \
    X(page_letters) X(page_letters_post) X(page_backups) X(page_backup_ask) X(page_due_calendar) \
    X(page_tasks) X(page_task) X(page_task_report) X(page_task_decide) X(page_task_file) X(page_task_history) \
    X(page_task_remind) X(page_meeting_tasks) \
    X(page_opinions) X(page_opinion_add) X(page_opinion) X(page_opinion_answer) X(page_opinion_close) \
    X(page_bodies) X(page_body_add) X(page_body) X(page_body_change) X(page_body_close) X(page_rearrange) \
    X(page_rearrange_do) X(page_people) X(page_person_add) X(page_person) X(page_person_rename) \
    X(page_person_merge) X(page_post_add) X(page_post_change) X(page_post_end) X(page_handover) \
    X(page_pack) X(page_pack_make) X(page_pack_file) \
    X(page_handover_do) X(page_handover_drop) X(page_meetings) X(page_meeting) \
    X(page_meeting_plan) X(page_meeting_plan_post) X(page_meeting_change) X(page_meeting_cancel) \
    X(page_agenda_again) X(page_agenda_add) X(page_agenda_change) X(page_agenda_move) X(page_agenda_drop) \
    X(page_paper_add) X(page_meeting_paper) X(page_paper_comment) X(page_paper_drop) X(page_paper_file) \
    X(page_series_list) X(page_series) X(page_series_add) X(page_series_change) X(page_series_end) \
    X(page_issued_register) X(page_issued_enter) X(page_issued) X(page_issued_file) X(page_issued_draft) \
    X(page_issued_sign) X(page_issued_word) X(page_issued_drop) X(page_issued_replace) \
    X(page_issued_correct) \
    X(page_attend) X(page_attend_add) X(page_attend_invite) X(page_attend_slips) X(page_attend_door) \
    X(page_attend_one) X(page_attend_change) X(page_attend_drop) X(page_attend_move) X(page_attend_renew) \
    X(page_attend_answer) X(page_attend_here) X(page_attend_left) X(page_invitation_find) X(page_invitation_find_post) \
    X(page_invitation) X(page_invitation_answer) X(page_invitation_here) \
    X(page_conclude) X(page_offers) X(page_directive_add) X(page_directive_change) X(page_directive_read) \
    X(page_directive_confirm) X(page_directive_drop) X(page_directive_restore) X(page_directive_move) \
    X(page_carried_decide)
#define X(name) error name(struct request *q, struct reply *r) MUST_USE;
PAGES(X)
#undef X
void page_error(struct request *q, struct reply *r, error e);
#endif
