/* notice.h - what an account is told: always inside the program, and by e-mail when its owner wants that kind so.
 *
 * A module that does something of which others should hear calls notice_add() or notice_tell() in the same job. What is
 * kept are a kind and the words that fill its sentence, so that everyone reads it in their own language. A letter
 * carries one sentence and one link, nothing else of a person. Only the owner ever sees a notice, and only while acting
 * in the post it was for: who leaves a body reads of it no more. */
#ifndef OFFICE_NOTICE_H
#define OFFICE_NOTICE_H
#include "core/office/policy.h"

enum notice_mail { NOTICE_MAIL_NOW, NOTICE_MAIL_DAILY, NOTICE_MAIL_OFF, NOTICE_MAIL_COUNT };
extern const char *const notice_mail_codes[];      /* as stored: "now" "daily" "off" */

/* kind, code as stored, letters until somebody chooses, what it is (title of the letter), its sentence */
#define NOTICE_KINDS(X)                                                                                        \
    X(NOTICE_RETURNED, "returned", NOW, SAID("Báo cáo bị trả lại"),                                            \
      SAID("Báo cáo {period} của {about} được trả lại để sửa. Lý do: {words}"))                                \
    X(NOTICE_APPROVED, "approved", NOW, SAID("Báo cáo được duyệt"),                                            \
      SAID("Báo cáo {period} của {about} đã được duyệt."))                                                     \
    X(NOTICE_SUBMITTED, "submitted", NOW, SAID("Báo cáo mới nộp"),                                             \
      SAID("{about} đã nộp báo cáo {period}."))                                                                \
    X(NOTICE_DUE_SOON, "due_soon", NOW, SAID("Sắp đến hạn nộp báo cáo"),                                       \
      SAID("Báo cáo {period} của {about} cần nộp chậm nhất ngày {words}."))                                    \
    X(NOTICE_OVERDUE, "overdue", NOW, SAID("Quá hạn nộp báo cáo"),                                             \
      SAID("{about} chưa nộp báo cáo {period}. Hạn nộp là ngày {words}."))                                     \
    X(NOTICE_DUE_GONE, "due_gone", NOW, SAID("Hạn nộp báo cáo được bỏ"),                                       \
      SAID("Báo cáo {period} của {about} không còn phải nộp. Hạn đã báo trước đây được bỏ: {words}."))         \
    X(NOTICE_CLOSED, "closed", DAILY, SAID("Kỳ báo cáo đã chốt"),                                              \
      SAID("{about} đã chốt kỳ {period}. Báo cáo của kỳ này không sửa được nữa."))                             \
    X(NOTICE_OPENED, "opened", DAILY, SAID("Kỳ báo cáo được mở lại"),                                          \
      SAID("{about} đã mở lại kỳ {period}. Báo cáo của kỳ này sửa được."))                                     \
    X(NOTICE_SCAN_DONE, "scan_done", OFF, SAID("Đã nhận dạng xong tệp"),                                       \
      SAID("Đã nhận dạng xong tệp {words} cho báo cáo {period} của {about}. Số liệu đang chờ xem lại."))       \
    X(NOTICE_SCAN_FAILED, "scan_failed", OFF, SAID("Chưa nhận dạng được tệp"),                                 \
      SAID("Chưa nhận dạng được tệp {words} cho báo cáo {period} của {about}. Mở báo cáo để xem lý do."))      \
    X(NOTICE_TWO_PERSON, "two_person", NOW, SAID("Có việc chờ người thứ hai"),                                 \
      SAID("Ở {about} có việc cần người thứ hai đồng ý: {words}."))                                            \
    X(NOTICE_TWO_ANSWER, "two_answer", NOW, SAID("Việc chờ người thứ hai đã có trả lời"),                      \
      SAID("Việc anh, chị đề nghị ở {about}: {words}."))                                                       \
    X(NOTICE_INVITED, "invited", NOW, SAID("Tài khoản được cấp"),                                              \
      SAID("Tài khoản được giao vai trò {words} ở {about}."))                                                  \
    X(NOTICE_GRANT, "grant", NOW, SAID("Quyền của tài khoản thay đổi"),                                        \
      SAID("Quyền của tài khoản ở {about} vừa thay đổi: {words}."))                                            \
    X(NOTICE_TASK_GIVEN, "task_given", NOW, SAID("Việc mới được giao"),                                        \
      SAID("{about} được giao thực hiện: {words}."))                                                           \
    X(NOTICE_TASK_SOON, "task_soon", NOW, SAID("Việc được giao sắp đến hạn"),                                  \
      SAID("Việc giao cho {about} sắp đến hạn: {words}."))                                                     \
    X(NOTICE_TASK_LATE, "task_late", NOW, SAID("Việc được giao đã quá hạn"),                                   \
      SAID("Việc giao cho {about} đã quá hạn: {words}."))                                                      \
    X(NOTICE_TASK_REACHED, "task_reached", DAILY, SAID("Việc được giao đã đạt mức đề ra"),                     \
      SAID("Theo số liệu đã duyệt, việc giao cho {about} đã đạt mức đề ra: {words}."))                         \
    X(NOTICE_TASK_ASKED, "task_asked", NOW, SAID("Đề nghị gia hạn việc được giao"),                            \
      SAID("{about} đề nghị gia hạn: {words}."))                                                               \
    X(NOTICE_TASK_REPORTED, "task_reported", NOW, SAID("Việc được giao chờ xác nhận"),                         \
      SAID("{about} báo đã hoàn thành: {words}."))                                                             \
    X(NOTICE_TASK_ANSWERED, "task_answered", NOW, SAID("Trả lời về việc được giao"),                           \
      SAID("Về việc giao cho {about}: {words}."))                                                         \
    X(NOTICE_MEETING, "meeting", NOW, SAID("Giấy mời họp"),                                                    \
      SAID("Mời dự {about}: {words}."))                                                                        \
    X(NOTICE_MEETING_MOVED, "meeting_moved", NOW, SAID("Lịch họp thay đổi"),                                   \
      SAID("{about} có thay đổi, nay là: {words}. Mở lời mời để xem và trả lời lại nếu được hỏi."))            \
    X(NOTICE_MEETING_OFF, "meeting_off", NOW, SAID("Phiên họp bị hủy"),                                        \
      SAID("{about} không diễn ra như đã mời. Lý do: {words}"))                                                \
    X(NOTICE_MEETING_DROPPED, "meeting_dropped", NOW, SAID("Không phải dự họp nữa"),                           \
      SAID("Danh sách mời dự {about} vừa thay đổi: anh, chị không phải dự nữa."))                              \
    X(NOTICE_MEETING_ANSWER, "meeting_answer", DAILY, SAID("Trả lời giấy mời họp"),                            \
      SAID("Trả lời giấy mời dự {about}: {words}."))
enum notice_kind {
#define X(kind, ...) kind,
    NOTICE_KINDS(X)
#undef X
    NOTICE_KIND_COUNT
};
bool notice_kind_find(struct str code, enum notice_kind *out);
struct str notice_kind_code(enum notice_kind kind);
struct str notice_kind_name(enum notice_kind kind);            /* in the current language */

struct notice_new {
    enum notice_kind kind;
    const char *object; int64_t object_id;         /* what it is about: a table's name and a number in it */
    int64_t unit_id, body_id;                      /* the post it is for; 0, 0: for the account whatever its posts */
    struct str about;                              /* a body or a unit by name */
    struct str period;                             /* short form, "" none */
    struct str words;                              /* a reason, a day, a role: what the sentence of the kind asks for */
    struct str link;                               /* within the program, "/bao-cao/7"; "" none */
    struct str letter_link;                        /* where the letter leads instead, "" the same */
    struct str calendar;                           /* entries that a letter carries (mail/diary.h), "" none */
    bool once;                                     /* who was told of it before, however long ago, is not told again */
};
/* Its sentence in the current language. */
struct str notice_words(struct arena *a, const struct notice_new *new);
/* In a job. ERR_INPUT: a link that leads outside. */
error notice_add(struct arena *a, struct db *db, int64_t account_id, const struct notice_new *new) MUST_USE;
/* In a job: to every active account that has the role today, in the body, or, body_id 0, in the unit: that is the post
 * it is for. `who`, who did it, is not told of it; NULL is nobody. Who has two of the roles is told once. */
error notice_tell(struct arena *a, struct db *db, const struct who *who, enum role role, int64_t unit_id,
    int64_t body_id, const struct notice_new *new) MUST_USE;

/* ---- for the one who was told: who is never NULL ---- */
/* read_at 0: unread */
struct notice { int64_t id, at, read_at; enum notice_kind kind; struct str title, text, link; };
struct notice_page { struct notice *list; size_t n; bool more; };
/* Newest first, those before the number `before` (0: from the newest). */
error notice_list(struct arena *a, struct db *db, const struct who *who, bool unread_only, int64_t before, int limit,
    struct notice_page *out) MUST_USE;
error notice_unread(struct arena *a, struct db *db, const struct who *who, int64_t *n) MUST_USE;   /* counted to 100 */
/* Unread ones for other posts that the account still has. */
error notice_elsewhere(struct arena *a, struct db *db, const struct who *who, int64_t *n) MUST_USE;
/* *link: where it leads. ERR_MISSING: no such notice of this account. */
error notice_read(struct arena *a, struct store *store, const struct who *who, int64_t id, struct str *link) MUST_USE;
/* Those alone; a number of another account's is passed over. */
error notice_read_these(struct arena *a, struct store *store, const struct who *who, const int64_t *id,
    size_t n) MUST_USE;
/* All up to the number `newest`: what came after the page was made stays unread. */
error notice_read_all(struct arena *a, struct store *store, const struct who *who, int64_t newest) MUST_USE;

error notice_choices(struct arena *a, struct db *db, int64_t account_id,
    enum notice_mail out[NOTICE_KIND_COUNT]) MUST_USE;
error notice_choose(struct arena *a, struct store *store, const struct who *who,
    const enum notice_mail wanted[NOTICE_KIND_COUNT]) MUST_USE;

/* In a job: one letter to each account with what waits for the letter of the day. */
error notice_daily(struct arena *a, struct db *db) MUST_USE;

extern struct sql_list notice_sql, notice_list_sql;
#endif
