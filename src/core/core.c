/* core.c - every module's statements, and opening the database with all that belongs to it. See core.h. */
#include "core/core.h"
#include "core/meeting/directive.h"
#include "core/office/account.h"
#include "core/office/account_admin.h"
#include "core/office/alias.h"
#include "core/office/audit.h"
#include "core/office/audit_search.h"
#include "core/office/backup.h"
#include "core/office/body.h"
#include "core/office/body_change.h"
#include "core/office/catalogue.h"
#include "core/office/choice.h"
#include "core/office/contact.h"
#include "core/office/courier.h"
#include "core/office/notice.h"
#include "core/office/document_name.h"
#include "core/office/handover.h"
#include "core/office/dawn.h"
#include "core/office/handover_ahead.h"
#include "core/office/unit_take.h"
#include "core/office/oidc.h"
#include "core/office/once.h"
#include "core/office/outbox.h"
#include "core/office/password_past.h"
#include "core/office/person.h"
#include "core/office/post.h"
#include "core/office/session.h"
#include "core/office/totp.h"
#include "core/office/training.h"
#include "core/office/two_person.h"
#include "core/office/setting.h"
#include "core/office/setup.h"
#include "core/office/unit.h"
#include "core/office/unit_change.h"
#include "core/office/unit_search.h"
#include "core/office/unit_share.h"
#include "core/meeting/agenda.h"
#include "core/meeting/attend.h"
#include "core/meeting/issued.h"
#include "core/meeting/live.h"
#include "core/meeting/opinion.h"
#include "core/meeting/pack.h"
#include "core/meeting/speech.h"
#include "core/report/brief.h"
#include "core/report/bundle.h"
#include "core/report/check_rules.h"
#include "core/report/closing.h"
#include "core/report/compare.h"
#include "core/report/due.h"
#include "core/report/figure_read.h"
#include "core/report/report_row.h"
#include "core/report/report_work.h"
#include "core/report/scan_page.h"
#include "core/report/scan_queue.h"
#include "core/report/since.h"
#include "core/report/total_now.h"
#include "core/report/voice.h"
#include "core/meeting/task.h"
#include "core/meeting/task_work.h"
#include "core/meeting/opinion_offer.h"
#include "base/machine.h"
#include "write/layout.h"

static struct sql_list *const modules[] = {
    &unit_sql, &unit_search_sql, &unit_change_sql, &unit_carry_sql, &unit_undo_sql, &unit_plan_sql,
    &unit_preview_sql, &unit_share_sql, &total_now_sql,
    &body_sql, &body_change_sql, &person_sql, &post_sql,
    &document_name_sql, &handover_sql, &handover_ahead_sql, &dawn_sql, &unit_take_sql, &report_work_sql,
    &backup_sql, &account_sql, &account_admin_sql, &account_code_sql, &throttle_sql, &password_past_sql,
    &session_sql, &totp_sql,
    &oidc_sql, &two_person_sql, &once_sql,
    &catalogue_sql, &choice_sql, &audit_sql, &audit_search_sql, &setting_sql, &setup_sql, &training_sql, &alias_sql,
    &alias_lesson_sql,
    &notice_sql, &notice_list_sql, &contact_sql, &outbox_sql, &courier_sql, &due_sql,
    &report_sql, &report_list_sql, &report_row_sql, &closing_sql, &figure_sql, &figure_read_sql,
    &bundle_sql, &scan_page_sql, &scan_queue_sql,
    &task_sql, &task_make_sql, &task_act_sql, &task_said_sql, &task_daily_sql, &task_work_sql, &opinion_offer_sql,
    &since_sql,
    &total_sql, &total_again_sql, &check_sql, &check_repeats_sql, &check_history_sql,
    &brief_sql, &brief_signing_sql, &brief_matrix_sql, &compare_sql, &voice_sql, &trace_sql,
    &issued_sql, &issued_in_sql, &issued_made_sql,
    &series_sql, &series_heir_sql,
    &meeting_sql, &meeting_plan_sql, &agenda_sql, &agenda_build_sql, &agenda_paper_sql, &paper_comment_sql,
    &attend_sql, &attend_code_sql, &attend_tell_sql, &attend_answer_sql, &live_sql, &opinion_sql, &speech_sql,
    &pack_sql, &directive_sql, &directive_kept_sql,
};

static error seed_job(struct arena *a, struct db *db, void *arg)
{
    (void)arg;
    TRY(catalogue_seed(a, db));
    return audit_add(a, db, NULL, "fill", "indicator", 0, S(""), S("data/catalogue.tsv"));
}

static error begin(struct arena *a, struct store *s, enum store_how how)
{
    struct db *db;
    bool seeded = false;
    TRY(audit_start(a, s, store_files(s), how == STORE_MAKE));
    if (how == STORE_AS_IT_IS) return NULL;
    TRY(store_reader(s, &db));
    TRY(catalogue_is_seeded(a, db, &seeded));
    if (!seeded) TRY(db_write(a, s, seed_job, NULL));
    return audit_anchor(a, s);
}

error core_open(struct arena *a, const char *path, enum store_how how, struct store **out)
{
    struct store *s;
    TRY(layout_load(a));
    TRY(store_open(a, path, how, modules, COUNT(modules), &s));
    error e = begin(a, s, how);
    if (e) store_close(s);
    else *out = s;
    return e;
}

error core_open_copy(struct arena *a, const char *path, const char *of, struct store **out)
{
    struct store *s;
    TRY(store_open(a, path, STORE_AS_IT_IS, modules, COUNT(modules), &s));
    error e = audit_start(a, s, store_url_files(a, of), false);
    if (e) store_close(s);
    else *out = s;
    return e;
}

void core_close(struct arena *a, struct store *s)
{
    error e = audit_anchor(a, s);
    if (e) LOG(LOG_WARN, "the mark of the audit was not moved on (%s)", err_name(e->kind));
    store_close(s);
}
