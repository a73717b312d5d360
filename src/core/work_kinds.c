/* work_kinds.c - the kinds of open work that change hands with a post (office/handover.h), and what names a person
 * (office/person.h). A module whose work belongs to somebody, or whose rows name somebody, adds a row here. */
#include "core/meeting/task_work.h"
#include "core/office/handover.h"
#include "core/meeting/meeting_work.h"
#include "core/report/report_work.h"

const struct work_kind work_kinds[] = {
    { .label = "Báo cáo đang soạn hoặc bị trả lại", report_work_drafts, report_work_draft_move, false },
    { .label = "Bản quét đang chờ nhận dạng", report_work_scans, report_work_scan_move, false },
    { .label = "Tệp nhiều báo cáo chưa tách xong", report_work_bundles, report_work_bundle_move, false },
    { .label = "Báo cáo đang chờ duyệt", report_work_waiting, NULL, true },
    { .label = "Việc được giao chưa xong", task_work_open, NULL, true },
    { .label = "Phiên giao ban sắp tới, là người chủ trì hoặc thư ký", meeting_work, meeting_work_move, false },
};
const size_t work_kind_count = COUNT(work_kinds);

const struct person_use person_uses[] = {
    { .words = "phiên giao ban chủ trì hoặc làm thư ký", meeting_person_move },
    { .words = "chỗ được mời họp", attend_person_move },
};
const size_t person_use_count = COUNT(person_uses);
