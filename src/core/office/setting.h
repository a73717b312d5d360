/* setting.h - what an office may choose: type, range, default, explanation and scope of each choice, as one table.
 *
 * A setting of the program has one value. A setting of a unit has the value that this unit chose, else the nearest
 * unit above it, else the default. Reading is one look-up by key (some microseconds) and is always the newest value,
 * in every process. A new setting is one row below; nothing else. A row's name in the database never changes. */
#ifndef OFFICE_SETTING_H
#define OFFICE_SETTING_H
#include "core/office/policy.h"

/* INT: least..most. CHOICE: one of its choices. TEXT: one line of least..most characters. FLAG: "0" or "1".
 * DAYS: a list of days. CALENDAR: for some months, the day that takes the place of the usual one. */
enum setting_type { SETTING_INT, SETTING_CHOICE, SETTING_TEXT, SETTING_FLAG, SETTING_DAYS, SETTING_CALENDAR };
enum setting_scope { SETTING_OF_PROGRAM, SETTING_OF_UNIT };
/* INTERNAL: set by the program's own steps, not shown on the page of settings. */
enum setting_group { SETTING_DEADLINES, SETTING_PAPERS, SETTING_SESSIONS, SETTING_MAIL, SETTING_INTERNAL,
    SETTING_GROUP_COUNT };

/* name, its code, type, scope, group, least, most, default, choices (setting.c), title, explanation */
#define SETTINGS(X)                                                                                              \
    X(SETTING_DUE_DAY, "due_day", INT, OF_UNIT, DEADLINES, 1, 31, "25", no_choices,                              \
      SAID("Ngày phải nộp báo cáo tháng"),                                                                       \
      SAID("Tháng không có ngày ấy thì lấy ngày cuối tháng."))                    \
    X(SETTING_DUE_MONTH, "due_month", CHOICE, OF_UNIT, DEADLINES, 0, 0, "same", due_months,                      \
      SAID("Ngày ấy thuộc tháng nào"),                                                                           \
      SAID("Báo cáo của một tháng phải nộp ngay trong tháng hay sang tháng sau."))                               \
    X(SETTING_DUE_REST, "due_rest", CHOICE, OF_UNIT, DEADLINES, 0, 0, "keep", due_rests,                         \
      SAID("Khi hạn rơi vào ngày nghỉ"),                                                                         \
      SAID("Ngày nghỉ là thứ bảy, chủ nhật và các ngày nghỉ lễ ghi dưới đây."))                                  \
    X(SETTING_DAYS_OFF, "days_off", DAYS, OF_UNIT, DEADLINES, 0, 100, "", no_choices,                            \
      SAID("Ngày nghỉ lễ"),                                                                                      \
      SAID("Mỗi dòng một ngày, như 02/09/2026."))                                                                \
    X(SETTING_DUE_CALENDAR, "due_calendar", CALENDAR, OF_UNIT, DEADLINES, 0, 60, "", no_choices,                 \
      SAID("Hạn riêng của từng tháng"),                                                                          \
      SAID("Mỗi dòng một tháng và hạn của tháng ấy, như 02/2026: 10/02/2026. Các tháng khác theo hạn chung."))   \
    X(SETTING_CUT_DAY, "cut_day", INT, OF_UNIT, DEADLINES, 0, 28, "0", no_choices,                               \
      SAID("Ngày chốt số liệu"),                                                                                 \
      SAID("0 là tính trọn tháng. 14 là từ ngày 15 của tháng liền trước kỳ đến hết ngày 14 của tháng cuối kỳ.")) \
    X(SETTING_TONE_STATE, "tone_state", CHOICE, OF_UNIT, PAPERS, 0, 0, "old", tones,                             \
      SAID("Vị trí dấu thanh trong văn bản hành chính"),                                                         \
      SAID("Áp dụng cho chữ do phần mềm soạn. Chữ trong báo cáo của các tổ chức giữ nguyên."))                   \
    X(SETTING_TONE_PARTY, "tone_party", CHOICE, OF_UNIT, PAPERS, 0, 0, "new", tones,                             \
      SAID("Vị trí dấu thanh trong văn bản của Đảng"),                                                           \
      SAID("Văn bản của Đảng thường viết “uỷ”, văn bản hành chính viết “ủy”."))                                  \
    X(SETTING_TERM_PARTY, "term_party", TEXT, OF_UNIT, PAPERS, 9, 9, "2025-2030", no_choices,                    \
      SAID("Nhiệm kỳ cấp ủy"),                                                                                   \
      SAID("Số văn bản của Đảng chạy liên tục trong nhiệm kỳ, riêng từng loại văn bản."))                        \
    X(SETTING_TERM_YOUTH, "term_youth", TEXT, OF_UNIT, PAPERS, 9, 9, "2022-2027", no_choices,                    \
      SAID("Nhiệm kỳ Ban Chấp hành Đoàn"),                                                                       \
      SAID("Số văn bản của Đoàn chạy liên tục trong nhiệm kỳ, riêng từng loại văn bản."))                        \
    X(SETTING_SESSION_IDLE, "session_idle", INT, OF_PROGRAM, SESSIONS, 5, 120, "15", no_choices,                 \
      SAID("Số phút không thao tác thì phải đăng nhập lại"),                                                     \
      SAID("Chữ đang gõ dở vẫn được giữ."))                                                   \
    X(SETTING_SESSION_LONGEST, "session_longest", INT, OF_PROGRAM, SESSIONS, 1, 24, "8", no_choices,             \
      SAID("Số giờ dài nhất của một lần đăng nhập"),                                                             \
      SAID("Tính từ lúc đăng nhập."))                                                           \
    X(SETTING_SESSION_ADMIN, "session_admin", INT, OF_PROGRAM, SESSIONS, 5, 120, "5", no_choices,                \
      SAID("Số phút không thao tác khi đang làm quản trị"),                                                      \
      SAID("Ngắn hơn vì người quản trị đụng tới mọi tài khoản."))                             \
    X(SETTING_FACTOR_ADMIN, "factor_admin", FLAG, OF_PROGRAM, SESSIONS, 0, 1, "1", no_choices,                   \
      SAID("Người quản trị phải bật đăng nhập hai lớp"),                                                         \
      SAID("Chưa bật hai lớp thì người quản trị chỉ mở được trang tài khoản của mình."))                         \
    X(SETTING_PASSWORD_RULES, "password_rules", CHOICE, OF_PROGRAM, SESSIONS, 0, 0, "modern", password_rules,    \
      SAID("Quy tắc mật khẩu"),                                                                                  \
      SAID("Theo quy định: 14 ký tự đủ bốn loại nếu chưa bật hai lớp, khác mười mật khẩu cũ, quản trị đổi định kỳ."))\
    X(SETTING_PASSWORD_DAYS, "password_days", INT, OF_PROGRAM, SESSIONS, 7, 366, "60", no_choices,               \
      SAID("Số ngày người quản trị phải đổi mật khẩu"),                                                          \
      SAID("Chỉ áp dụng khi chọn quy tắc mật khẩu theo quy định của nhà nước."))                                 \
    X(SETTING_PASSWORD_MEMORY, "password_memory", INT, OF_PROGRAM, SESSIONS, 19, 1024, "64", no_choices,         \
      SAID("Bộ nhớ cho một lần tính mật khẩu, MB"),                                                              \
      SAID("Lệnh “giaoban password-cost” đo máy này và gợi ý. Có hiệu lực khi mở lại máy chủ.")) \
    X(SETTING_PASSWORD_PASSES, "password_passes", INT, OF_PROGRAM, SESSIONS, 2, 200, "9", no_choices,            \
      SAID("Số vòng cho một lần tính mật khẩu"),                                                                 \
      SAID("Chọn sao cho một lần đăng nhập tốn khoảng 250 ms. Có hiệu lực khi mở lại máy chủ."))   \
    X(SETTING_OIDC_ISSUER, "oidc_issuer", TEXT, OF_PROGRAM, SESSIONS, 0, 200, "", no_choices,                    \
      SAID("Địa chỉ nơi đăng nhập chung (OpenID Connect)"),                                                      \
      SAID("Như https://dang-nhap.tinh.gov.vn. Để trống thì không dùng đăng nhập chung."))                       \
    X(SETTING_OIDC_CLIENT, "oidc_client", TEXT, OF_PROGRAM, SESSIONS, 0, 200, "", no_choices,                    \
      SAID("Mã ứng dụng ở nơi đăng nhập chung"),                                                                 \
      SAID("Nơi ấy cấp khi đăng ký GiaoBan (client id)."))                                                       \
    X(SETTING_OIDC_SECRET, "oidc_secret", TEXT, OF_PROGRAM, SESSIONS, 0, 400, "", no_choices,                    \
      SAID("Tệp chứa mật khẩu của ứng dụng"),                                                                    \
      SAID("Đường dẫn tệp trên máy chủ, chỉ chương trình đọc được. Mật khẩu không nằm trong cơ sở dữ liệu."))    \
    X(SETTING_OIDC_HOME, "oidc_home", TEXT, OF_PROGRAM, SESSIONS, 0, 200, "", no_choices,                        \
      SAID("Địa chỉ của GiaoBan mà nơi đăng nhập chung gửi người về"),                                           \
      SAID("Như https://giaoban.phuong.gov.vn, không có gạch chéo ở cuối."))                                     \
    X(SETTING_OIDC_NAME, "oidc_name", TEXT, OF_PROGRAM, SESSIONS, 1, 60, "Đăng nhập chung", no_choices,          \
      SAID("Tên trên nút đăng nhập chung"),                                                                      \
      SAID("Như “Đăng nhập bằng tài khoản tỉnh”."))                                                              \
    X(SETTING_MAIL_SERVER, "mail_server", TEXT, OF_PROGRAM, MAIL, 0, 253, "", no_choices,                        \
      SAID("Máy chủ gửi thư (SMTP)"),                                                                            \
      SAID("Tên máy chủ, như mail.donvi.gov.vn. Để trống thì không gửi thư."))                                   \
    X(SETTING_MAIL_PORT, "mail_port", INT, OF_PROGRAM, MAIL, 1, 65535, "587", no_choices,                        \
      SAID("Cổng của máy chủ gửi thư"),                                                                          \
      SAID("Thường là 587, hoặc 465 khi mã hóa ngay từ đầu."))                                                   \
    X(SETTING_MAIL_SECURITY, "mail_security", CHOICE, OF_PROGRAM, MAIL, 0, 0, "starttls", mail_securities,       \
      SAID("Mã hóa khi gửi thư"),                                                                                \
      SAID("Không mã hóa chỉ dùng được khi máy chủ thư ở ngay trên máy này."))                                   \
    X(SETTING_MAIL_USER, "mail_user", TEXT, OF_PROGRAM, MAIL, 0, 128, "", no_choices,                            \
      SAID("Tên đăng nhập máy chủ gửi thư"),                                                                     \
      SAID("Mật khẩu nằm trong một tệp riêng trên máy chủ, không ghi ở đây. Để trống nếu không cần đăng nhập.")) \
    X(SETTING_MAIL_FROM, "mail_from", TEXT, OF_PROGRAM, MAIL, 0, 254, "", no_choices,                            \
      SAID("Địa chỉ người gửi"),                                                                                 \
      SAID("Địa chỉ thư điện tử đứng tên gửi, như giaoban@donvi.gov.vn."))                                       \
    X(SETTING_MAIL_FROM_NAME, "mail_from_name", TEXT, OF_PROGRAM, MAIL, 1, 60, "GiaoBan", no_choices,            \
      SAID("Tên người gửi"),                                                                                     \
      SAID("Tên hiện bên cạnh địa chỉ người gửi."))                                                              \
    X(SETTING_MAIL_PER_MINUTE, "mail_per_minute", INT, OF_PROGRAM, MAIL, 1, 600, "30", no_choices,               \
      SAID("Số thư gửi nhiều nhất trong một phút"),                                                              \
      SAID("Thư gửi dồn dập dễ bị máy chủ thư từ chối."))                                          \
    X(SETTING_SITE_ADDRESS, "site_address", TEXT, OF_PROGRAM, MAIL, 0, 200, "", no_choices,                      \
      SAID("Địa chỉ của phần mềm này trên mạng"),                                                                \
      SAID("Như https://giaoban.donvi.gov.vn, để thư dẫn đúng tới trang. Để trống thì thư không có liên kết."))  \
    X(SETTING_MAIL_HOUR, "mail_hour", INT, OF_PROGRAM, MAIL, 0, 23, "7", no_choices,                             \
      SAID("Giờ nhắc hạn và gửi thư trong ngày"),                                                                \
      SAID("Giờ Việt Nam."))                                                                        \
    X(SETTING_DUE_SOON, "due_soon", INT, OF_UNIT, DEADLINES, 0, 14, "3", no_choices,                             \
      SAID("Nhắc trước hạn nộp bao nhiêu ngày"),                                                                 \
      SAID("0 là không nhắc."))                                                                \
    X(SETTING_HOME_UNIT, "home_unit", INT, OF_PROGRAM, INTERNAL, 0, INT64_MAX, "0", no_choices,                  \
      SAID("Đơn vị cài đặt phần mềm"),                                                                           \
      SAID("Người quản trị của đơn vị này đặt những lựa chọn chung của cả phần mềm."))                           \
    X(SETTING_SETUP_STEP, "setup_step", INT, OF_PROGRAM, INTERNAL, 0, 6, "0", no_choices,                        \
      SAID("Bước thiết lập ban đầu"),                                                                            \
      SAID("0 là chưa bắt đầu, 6 là đã xong."))                                                                  \
    X(SETTING_GROUPS_OFF, "groups_off", TEXT, OF_UNIT, INTERNAL, 0, 400, "", no_choices,                         \
      SAID("Nhóm chỉ tiêu không dùng"),                                                                          \
      SAID("Mã các tổ chức có chỉ tiêu không đưa vào danh sách chọn của đơn vị."))                               \
    X(SETTING_COPY_KIND, "copy_kind", CHOICE, OF_PROGRAM, INTERNAL, 0, 0, "real", copy_kinds,                    \
      SAID("Dữ liệu này là"),                                                                                    \
      SAID("Dữ liệu mẫu và bản tập huấn có dấu trên mọi trang và văn bản, và không gửi thư."))
enum setting {
#define X(name, ...) name,
    SETTINGS(X)
#undef X
    SETTING_COUNT
};

/* unit_id: of whom; ignored for a setting of the program. An int or a flag of another type is a mistake of ours. */
error setting_int(struct arena *a, struct db *db, enum setting which, int64_t unit_id, int64_t *out) MUST_USE;
error setting_flag(struct arena *a, struct db *db, enum setting which, int64_t unit_id, bool *out) MUST_USE;
/* As it is kept: the code of a choice; days "2026-09-02 2026-09-03"; a calendar "2026-02=2026-02-10 ...". */
error setting_text(struct arena *a, struct db *db, enum setting which, int64_t unit_id, struct str *out) MUST_USE;

/* Not in a job: checks the right to manage that unit (the program's: the unit that installed it), the type and the
 * range, writes with its audit. typed: as a person wrote it, "" for the default. ERR_INPUT says what is wrong. */
error setting_set(struct arena *a, struct store *s, const struct who *who, enum setting which, int64_t unit_id,
    struct str typed, struct str why) MUST_USE;
/* All of them or none, in one transaction. */
struct setting_change { enum setting which; struct str typed; };
error setting_save(struct arena *a, struct store *s, const struct who *who, int64_t unit_id,
    const struct setting_change *change, size_t n, struct str why) MUST_USE;
/* The same in a db_write job, where the right was checked already; nothing is written when nothing changes. */
error setting_put(struct arena *a, struct db *db, const struct who *who, enum setting which, int64_t unit_id,
    struct str typed, struct str why) MUST_USE;
/* May this person set it there? */
error setting_may(struct arena *a, struct db *db, const struct who *who, enum setting which, int64_t unit_id) MUST_USE;

struct setting_choice { const char *code, *label; };
struct setting_row {
    const char *code;
    enum setting_type type; enum setting_scope scope; enum setting_group group;
    int64_t least, most;
    const char *otherwise;                     /* the default */
    const struct setting_choice *choice; size_t choices;
    const char *title, *about;                 /* for say() */
};
extern const struct setting_row setting_rows[SETTING_COUNT];
const char *setting_group_name(enum setting_group group);      /* for people, in the current language */
bool setting_find(struct str code, enum setting *out);
/* What people type to what is kept ("" stays ""). ERR_INPUT: a sentence that names the setting and its range. */
error setting_check(struct arena *a, enum setting which, struct str typed, struct str *kept) MUST_USE;
struct str setting_typed(struct arena *a, enum setting which, struct str kept);    /* as a person would type it */
struct str setting_words(struct arena *a, enum setting which, struct str kept);    /* in a sentence */
/* What this very unit chose; *chosen false: nothing. *from: the unit whose value holds, 0 the default. */
error setting_own(struct arena *a, struct db *db, enum setting which, int64_t unit_id, struct str *value,
    bool *chosen, int64_t *from) MUST_USE;

extern struct sql_list setting_sql;
#endif
