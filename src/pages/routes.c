/* routes.c - every address: who may ask it, what it takes, what it is for. docs/routes.md is printed from
 * here, and tests/access holds each row against its own hand-written list of who gets in. */
#include "core/office/notice.h"
#include "core/office/policy.h"
#include "core/office/setting.h"
#include "pages/page.h"
#include "pages/pages.h"
#include "read/reader.h"

/* Bytes. A title or an item is a line; a report can be long, a reason is a few sentences. */
enum { LINE = 800, WORDS = 2000, TEXT = 4 * 1024 * 1024, UPLOAD = READ_LIMIT + TEXT, LOGIN_BODY = TEXT + 64 * 1024,
       PICKS = 32 * 1024 };

/* A parameter that may be absent, one that may not. longest 0: the kind's own limit. */
#define MAYBE(name_, kind_, longest_, label_) \
    { .name = name_, .kind = PARAM_##kind_, .longest = longest_, .label = label_ }
#define MUST(name_, kind_, longest_, label_) \
    { .name = name_, .kind = PARAM_##kind_, .longest = longest_, .label = label_, .required = true }

#define PERIOD MAYBE("ky", PERIOD, 0, "Kỳ")
#define DONE MAYBE("xong", CODE, 0, "Việc vừa làm")
#define ID MUST("id", INT, 0, "Báo cáo")
#define NUMBER MAYBE("so", INT, 0, "Số")
#define VERSION MUST("ban", INT, 0, "Bản")
#define BACK MAYBE("ve", LINE, LINE, "Trang trước")
#define REPORT_TEXT MAYBE("noi-dung", TEXT, TEXT, "Nguyên văn báo cáo")
#define TITLE MAYBE("tieu-de", LINE, LINE, "Tiêu đề")
#define DOCUMENT MAYBE("tep", FILE, 0, "Tệp") /* the reader has its own limit, and its words keep the form */
#define LEARNED MAYBE("hoc", INT, 0, "Số vừa sửa")
#define NOTE MAYBE("ghi-chu", TEXT, WORDS, "Ghi chú")
/* The form of a figure, figure_edit.html. */
#define FIGURE                                                                                      \
    MAYBE("muc", CODE, 0, "Mức chính xác"), MAYBE("gia-tri", LINE, LINE, "Giá trị"),                \
    MAYBE("don-vi", LINE, LINE, "Đơn vị tính"), MAYBE("noi-dung", LINE, LINE, "Nội dung"),          \
    MAYBE("ky", LINE, LINE, "Kỳ"), MAYBE("chi-tieu", LINE, LINE, "Chỉ tiêu"),                       \
    MAYBE("cung-lam", LINE, LINE, "Tổ chức cùng làm"), MAYBE("to-chuc", CODE, 0, "Tổ chức thực hiện"), \
    MAYBE("tinh-chat", CODE, 0, "Tính chất"), \
    MAYBE("dia-ban", LINE, LINE, "Địa bàn"), MAYBE("thu-huong", LINE, LINE, "Người thụ hưởng"),     \
    MAYBE("thuoc", INT, 0, "Nằm trong số"), MAYBE("moi", FLAG, 0, "Tính cho mỗi phần"),             \
    MAYBE("hien-co", FLAG, 0, "Số hiện có"), MAYBE("luy-ke", FLAG, 0, "Số lũy kế"), NOTE

/* A table that can be taken away; a list that is searched and ordered too (listing.h). */
#define EXPORT MAYBE("xuat", CODE, 0, "Tải về")
#define LISTING EXPORT, MAYBE("tim", LINE, 80 * 4, "Tìm"), MAYBE("xep", CODE, 0, "Xếp theo"), \
    MAYBE("trang", INT, 0, "Trang")

static const struct param nothing[] = { DONE };
static const struct param numbered[] = {
    DONE, LISTING, PERIOD, MAYBE("trang-thai", CODE, 0, "Trạng thái"),
};
static const struct param login[] = { BACK, MAYBE("ngon-ngu", CODE, 0, "Ngôn ngữ") };
static const struct param login_form[] = {
    MAYBE("ten", LINE, 0, "Tên đăng nhập"), MAYBE("mat-khau", SECRET, LINE, "Mật khẩu"), BACK,
    REPORT_TEXT, TITLE, PERIOD, MAYBE("ngon-ngu", CODE, 0, "Ngôn ngữ"),
};
static const struct param second_form[] = {
    MAYBE("ma", LINE, 0, "Mã đăng nhập hai lớp"), BACK, REPORT_TEXT, TITLE, PERIOD,
    MAYBE("ngon-ngu", CODE, 0, "Ngôn ngữ"),
};
static const struct param choice[] = { MUST("cuong-vi", INT, 0, "Cương vị"), BACK };
static const struct param language[] = { MUST("ngon-ngu", CODE, 0, "Ngôn ngữ"), BACK };
static const struct param period[] = { PERIOD, DONE };
#define LOOK MAYBE("nhin", CODE, 0, "Nhìn theo đơn vị")
static const struct param tables[] = { PERIOD, DONE, EXPORT };
static const struct param totals[] = { PERIOD, DONE, EXPORT, LOOK };
static const struct param closing[] = { MUST("ky", PERIOD, 0, "Kỳ") };
static const struct param reopening[] = {
    MUST("ky", PERIOD, 0, "Kỳ"), MAYBE("ly-do", TEXT, WORDS, "Lý do mở lại"),
};
static const struct param compose[] = { REPORT_TEXT, TITLE, PERIOD, DOCUMENT };
/* A file of several reports: which are wanted, and of which period each is. */
#define PART(n) MAYBE("phan-" #n, FLAG, 0, "Báo cáo được chọn"), MAYBE("ky-" #n, PERIOD, 0, "Kỳ báo cáo")
#define TEN(d) PART(d##1), PART(d##2), PART(d##3), PART(d##4), PART(d##5), PART(d##6), PART(d##7), PART(d##8), \
    PART(d##9)
static const struct param bundle[] = { MUST("bo", INT, 0, "Tệp nhiều báo cáo") };
static const struct param parts[] = {
    MUST("bo", INT, 0, "Tệp nhiều báo cáo"), MAYBE("ca-tep", FLAG, 0, "Cả tệp là một báo cáo"),
    TEN(), PART(10), TEN(1), PART(20), TEN(2), PART(30), TEN(3), PART(40),
};
static const struct param id_only[] = { ID };
static const struct param history[] = { ID, EXPORT };
static const struct param review[] = {
    ID, NUMBER, DONE, MAYBE("sua", FLAG, 0, "Sửa"), MAYBE("tu", INT, 0, "Từ"), MAYBE("den", INT, 0, "Đến"),
    MAYBE("chu", LINE, LINE, "Các chữ trong báo cáo"), MAYBE("nhom", FLAG, 0, "Các số chắc chắn"),
    MAYBE("luc", INT, 0, "Lúc xác nhận"), LEARNED,
};
static const struct param scan_wait[] = { ID, MUST("viec", CODE, 0, "Việc cần làm") };
static const struct param order[] = { ID, MUST("thu-tu", CODE, 0, "Thứ tự xem số liệu") };
static const struct param picks[] = { ID, MUST("cac-so", CODE, PICKS, "Các số liệu chắc chắn") };
static const struct param undo[] = { ID, MUST("luc", INT, 0, "Lúc xác nhận") };
static const struct param picture[] = { ID, MUST("trang", INT, 0, "Trang"), MAYBE("ban", INT, 0, "Bản") };
static const struct param new_text[] = { ID, VERSION, REPORT_TEXT, TITLE, DOCUMENT };
static const struct param decide[] = { ID, NUMBER, VERSION };
static const struct param reject[] = { ID, NUMBER, VERSION, NOTE };
static const struct param change[] = { ID, NUMBER, VERSION, FIGURE };
static const struct param add[] = { ID, VERSION, MUST("tu", INT, 0, "Từ"), MUST("den", INT, 0, "Đến"), FIGURE };
static const struct param answer[] = {
    ID, NUMBER, MUST("ma", CODE, 0, "Cảnh báo"), MAYBE("ve-viec", LINE, WORDS, "Về số liệu"),
    MUST("ly-do", TEXT, WORDS, "Lý do"),
};
static const struct param whole[] = { ID, VERSION };
static const struct param sent_back[] = { ID, VERSION, MUST("ly-do", TEXT, WORDS, "Lý do trả lại") };
static const struct param trace[] = {
    MUST("chi-tieu", CODE, 0, "Chỉ tiêu"), PERIOD, MAYBE("to-chuc", CODE, 0, "Tổ chức"), NUMBER, EXPORT,
    LOOK,
};
static const struct param paper[] = { MUST("tep", CODE, 0, "Tệp"), PERIOD, LOOK };

#define WORD_ID MUST("id", INT, 0, "Từ")
#define PHRASE MAYBE("tu", LINE, LINE, "Từ như trong báo cáo"), MAYBE("nghia", LINE, LINE, "Nghĩa là")
static const struct param dictionary[] = {
    DONE, LISTING, MAYBE("loai", CODE, 0, "Nghĩa là"), MAYBE("trang-thai", CODE, 0, "Trạng thái"),
    MAYBE("vua", INT, 0, "Từ vừa xóa"),
};
static const struct param audit[] = {
    MAYBE("nguoi", LINE, LINE, "Người"), MAYBE("viec", CODE, 0, "Việc"), MAYBE("doi-tuong", CODE, 0, "Đối tượng"),
    MAYBE("tu-ngay", LINE, 0, "Từ ngày"), MAYBE("den-ngay", LINE, 0, "Đến ngày"), MAYBE("chu", LINE, LINE, "Chữ"),
    MAYBE("truoc", INT, 0, "Trước dòng"), MAYBE("so", INT, 0, "Số"), EXPORT,
};
static const struct param word[] = { WORD_ID, DONE };
static const struct param word_add[] = { MUST("loai", CODE, 0, "Nghĩa là"), PHRASE };
static const struct param word_change[] = { WORD_ID, VERSION, PHRASE };
static const struct param word_decide[] = { WORD_ID, VERSION };
static const struct param alias_answer[] = {
    WORD_ID, MUST("dap", CODE, 0, "Trả lời"), MAYBE("bao-cao", INT, 0, "Báo cáo"), NUMBER, LEARNED,
    MAYBE("ban", INT, 0, "Bản"),
};

/* the form of settings: one field a setting, named by its code */
static const struct param notices[] = {
    DONE, MAYBE("chua-doc", FLAG, 0, "Chưa đọc"), MAYBE("truoc", INT, 0, "Trước số"), LISTING,
};
static const struct param notice_one[] = { MUST("so", INT, 0, "Thông báo") };
static const struct param notice_all[] = { MUST("den", INT, 0, "Đến thông báo") };
static const struct param contact[] = { DONE, MAYBE("ma", CODE, 0, "Mã xác nhận") };
/* which button; and a choice for each kind of notice, named by its code */
static const struct param contact_form[] = {
    MUST("viec", CODE, 0, "Việc cần làm"), MAYBE("dia-chi", LINE, LINE, "Địa chỉ thư điện tử"),
    MAYBE("ma", LINE, LINE, "Mã xác nhận"),
#define X(kind_, code_, mail_, name_, sentence_) MAYBE(code_, CODE, 0, name_),
    NOTICE_KINDS(X)
#undef X
};
static const struct param letters_form[] = { MUST("viec", CODE, 0, "Việc cần làm"), MAYBE("so", INT, 0, "Thư") };
static const struct param due_calendar_key[] = { MAYBE("khoa", CODE, 0, "Mã riêng của lịch") };

static const struct param settings[] = {
#define X(name_, code_, type_, scope_, group_, least_, most_, otherwise_, choices_, title_, about_) \
    MAYBE(code_, TEXT, WORDS, title_),
    SETTINGS(X)
#undef X
    MAYBE("ly-do", LINE, LINE, "Lý do thay đổi"),
};

/* the forms of the first run */
#define SEAT(n) MAYBE("ai-" #n, CODE, 0, "Tổ chức và vai trò"), MAYBE("chuc-" #n, LINE, LINE, "Chức vụ"), \
    MAYBE("ten-" #n, LINE, LINE, "Họ và tên")
#define BODY_PICK(n) MAYBE("to-chuc-" #n, FLAG, 0, "Tổ chức được chọn")
#define GROUP_PICK(n) MAYBE("nhom-" #n, FLAG, 0, "Nhóm chỉ tiêu được chọn")
#define NINE(ROW, d) ROW(d##1), ROW(d##2), ROW(d##3), ROW(d##4), ROW(d##5), ROW(d##6), ROW(d##7), ROW(d##8), ROW(d##9)
static const struct param setup_find[] = { MAYBE("tim", LINE, LINE, "Tìm đơn vị") };
static const struct param setup_unit[] = {
    MAYBE("ma", CODE, 0, "Đơn vị"), MAYBE("loai", LINE, 0, "Loại đơn vị"), MAYBE("ten", LINE, LINE, "Tên đơn vị"),
    MAYBE("cap-tren", CODE, 0, "Tỉnh, thành phố"),
};
static const struct param setup_bodies[] = {
    NINE(BODY_PICK, ), BODY_PICK(10), NINE(BODY_PICK, 1), BODY_PICK(20), NINE(BODY_PICK, 2), BODY_PICK(30),
    BODY_PICK(31), BODY_PICK(32),
};
static const struct param setup_people[] = {
    NINE(SEAT, ), SEAT(10), NINE(SEAT, 1), SEAT(20), NINE(SEAT, 2), SEAT(30), NINE(SEAT, 3), SEAT(40), NINE(SEAT, 4),
    SEAT(50), NINE(SEAT, 5), SEAT(60), SEAT(61), SEAT(62), SEAT(63), SEAT(64),
};
static const struct param setup_catalogue[] = {
    NINE(GROUP_PICK, ), GROUP_PICK(10), NINE(GROUP_PICK, 1), GROUP_PICK(20), NINE(GROUP_PICK, 2), GROUP_PICK(30),
    GROUP_PICK(31), GROUP_PICK(32),
};
static const struct param setup_deadlines[] = {
    MAYBE("due_day", TEXT, WORDS, "Ngày phải nộp báo cáo tháng"),
    MAYBE("due_month", TEXT, WORDS, "Ngày ấy thuộc tháng nào"),
    MAYBE("due_rest", TEXT, WORDS, "Khi hạn rơi vào ngày nghỉ"), MAYBE("days_off", TEXT, WORDS, "Ngày nghỉ lễ"),
};
#define BODY_ID MUST("id", INT, 0, "Tổ chức")
#define PERSON_ID MUST("id", INT, 0, "Cán bộ")
#define POST_ID MUST("id", INT, 0, "Chức vụ")
#define PAST MAYBE("het", FLAG, 0, "Cả những gì đã kết thúc")
#define POST_FORM                                                                                   \
    MAYBE("chuc-vu", LINE, LINE, "Chức vụ"), MAYBE("hinh-thuc", CODE, 0, "Giữ như thế nào"),        \
    MAYBE("ky", CODE, 0, "Ký văn bản"), MAYBE("ky-thay", LINE, LINE, "Ký thay cho"),                \
    MAYBE("tu-ngay", LINE, 40, "Từ ngày"), MAYBE("chinh", FLAG, 0, "Là chức vụ chính")
#define TICK(n) MAYBE("chon-" #n, FLAG, 0, "Tổ chức được chọn")
#define TICKS(d) TICK(d##1), TICK(d##2), TICK(d##3), TICK(d##4), TICK(d##5), TICK(d##6), TICK(d##7), TICK(d##8), \
    TICK(d##9)
static const struct param bodies[] = { DONE, PAST };
static const struct param body_add[] = {
    MUST("loai", CODE, 0, "Loại tổ chức"), MAYBE("ten", LINE, LINE, "Tên đầy đủ"), MAYBE("tu-ngay", LINE, 40,
        "Hoạt động từ ngày"),
};
static const struct param body_one[] = { BODY_ID, DONE };
static const struct param body_change[] = {
    BODY_ID, VERSION, MAYBE("ten", LINE, LINE, "Tên đầy đủ"), MAYBE("ten-ngan", LINE, LINE, "Tên ngắn trong bảng"),
    MAYBE("dong-tren", LINE, LINE, "Dòng trên của văn bản (cấp trên)"),
    MAYBE("dong-duoi", LINE, LINE, "Dòng dưới của văn bản (nơi ban hành)"),
    MAYBE("ky-hieu", LINE, LINE, "Ký hiệu sau số văn bản"), MAYBE("thu-tu", INT, 0, "Thứ tự trong danh sách"),
    MAYBE("the-thuc", CODE, 0, "Thể thức văn bản"), MAYBE("chu-quan", INT, 0, "Nằm trong"),
    MAYBE("bao-cao", FLAG, 0, "Phải báo cáo hằng tháng"), MAYBE("tu-ngay", LINE, 40, "Có hiệu lực từ ngày"),
};
static const struct param body_close[] = {
    BODY_ID, VERSION, MAYBE("den-ngay", LINE, 40, "Ngày hoạt động cuối cùng"), MAYBE("ke-thua", INT, 0, "Tổ chức"
        " kế thừa"),
};
static const struct param rearrange[] = { MAYBE("ngay", LINE, 40, "Sắp xếp từ ngày") };
static const struct param rearrange_do[] = {
    MAYBE("ngay", LINE, 40, "Sắp xếp từ ngày"), MAYBE("cac-so", CODE, PICKS, "Các tổ chức"),
    TICKS(), TICK(10), TICKS(1), TICK(20), TICKS(2), TICK(30), TICKS(3), TICK(40),
};
static const struct param people[] = {
    DONE, PAST, EXPORT, MAYBE("tim", LINE, LINE, "Tìm theo tên"), MAYBE("trang", INT, 0, "Trang"),
};
static const struct param person_add[] = {
    MAYBE("ten", LINE, LINE, "Họ và tên"), MAYBE("to-chuc", INT, 0, "Tổ chức"), POST_FORM,
};
static const struct param person_one[] = { PERSON_ID, DONE };
static const struct param person_rename[] = { PERSON_ID, VERSION, MAYBE("ten", LINE, LINE, "Họ và tên") };
static const struct param person_merge[] = {
    PERSON_ID, VERSION, MUST("kia", INT, 0, "Mục kia"), MUST("ban-kia", INT, 0, "Bản của mục kia"),
};
static const struct param post_add[] = { PERSON_ID, MAYBE("to-chuc", INT, 0, "Tổ chức"), POST_FORM };
static const struct param post_change[] = { POST_ID, VERSION, POST_FORM };
static const struct param post_end[] = { POST_ID, VERSION, MAYBE("den-ngay", LINE, 40, "Ngày cuối giữ chức vụ") };
#define HANDOVER MAYBE("ke-nhiem", INT, 0, "Người kế nhiệm"), MAYBE("ngay", LINE, 40, "Nhận việc từ ngày"), \
    MAYBE("hinh-thuc", CODE, 0, "Giữ như thế nào")
static const struct param post_only[] = { POST_ID };
static const struct param handover[] = { POST_ID, HANDOVER };
static const struct param handover_do[] = { POST_ID, VERSION, HANDOVER };

#define PASSWORD MAYBE("mat-khau", SECRET, LINE, "Mật khẩu")
#define NEW_PASSWORD MAYBE("moi", SECRET, LINE, "Mật khẩu mới"), MAYBE("moi-lai", SECRET, LINE, "Mật khẩu mới")
#define CODE MAYBE("ma", LINE, 0, "Mã")
#define UNIT MAYBE("don-vi", INT, 0, "Đơn vị")
#define LOGIN_NAME MAYBE("ten", LINE, LINE, "Họ và tên"), MAYBE("ten-dang-nhap", LINE, LINE, "Tên đăng nhập")
#define ROLE                                                                                      \
    MAYBE("vai-tro", CODE, 0, "Vai trò"), UNIT, MAYBE("to-chuc", INT, 0, "Tổ chức"),              \
    MAYBE("chuc-vu", LINE, LINE, "Chức vụ"), MAYBE("tu-ngay", LINE, 0, "Từ ngày"),                \
    MAYBE("den-ngay", LINE, 0, "Đến ngày"), MAYBE("cap-duoi", FLAG, 0, "Cả cấp dưới"), PASSWORD
static const struct param unit_only[] = { UNIT, DONE };
static const struct param accounts[] = { UNIT, DONE, LISTING };
static const struct param unit_list[] = { DONE, LISTING };
static const struct param id_done[] = { MUST("id", INT, 0, "Tài khoản"), DONE };
static const struct param own_password[] = { MAYBE("cu", SECRET, LINE, "Mật khẩu cũ"), NEW_PASSWORD };
static const struct param own_session[] = { MUST("phien", INT, 0, "Phiên") };
static const struct param own_factor[] = { MUST("viec", CODE, 0, "Việc cần làm"), CODE, PASSWORD };
static const struct param password_only[] = { PASSWORD };
static const struct param invite[] = { MAYBE("nguoi", INT, 0, "Người"), LOGIN_NAME, ROLE };
static const struct param give_role[] = { MUST("id", INT, 0, "Tài khoản"), ROLE };
static const struct param take_role[] = { MUST("id", INT, 0, "Tài khoản"), MUST("vai", INT, 0, "Vai trò"), PASSWORD };
static const struct param change_account[] = {
    MUST("id", INT, 0, "Tài khoản"), MUST("viec", CODE, 0, "Việc cần làm"), PASSWORD,
};
static const struct param two_decide[] = { MUST("id", INT, 0, "Việc"), PASSWORD };
static const struct param backup_form[] = {
    MAYBE("ma", LINE, 0, "Mã bản sao"), MAYBE("ly-do", LINE, LINE, "Lý do"), PASSWORD,
};
static const struct param code_form[] = { CODE, NEW_PASSWORD };
static const struct param setup_form[] = { CODE, LOGIN_NAME, NEW_PASSWORD };
static const struct param back_only[] = { BACK };
static const struct param provider_back[] = {
    MAYBE("state", LINE, LINE, NULL), MAYBE("code", LINE, WORDS, NULL), MAYBE("error", LINE, LINE, NULL),
    MAYBE("iss", LINE, LINE, NULL), MAYBE("session_state", LINE, LINE, NULL),
};
/* units over time: which, their new names and codes, where each village goes, how much each part gets */
#define SIX(X) X(1), X(2), X(3), X(4), X(5), X(6)
#define TWELVE(X) SIX(X), X(7), X(8), X(9), X(10), X(11), X(12)
#define THIRTY(X) TWELVE(X), X(13), X(14), X(15), X(16), X(17), X(18), X(19), X(20), X(21), X(22), X(23), X(24), \
    X(25), \
    X(26), X(27), X(28), X(29), X(30)
#define UNIT_PICK(n) MAYBE("dv" #n, INT, 0, "Đơn vị")
#define UNIT_NEW(n) MAYBE("ten" #n, LINE, LINE, "Tên mới"), MAYBE("ma" #n, LINE, LINE, "Mã"), \
    MAYBE("loai" #n, LINE, LINE, "Loại")
#define VILLAGE_TO(n) MAYBE("v" #n, INT, 0, "Khóm, ấp, thôn")
#define WEIGHT(n) MAYBE("s" #n, LINE, LINE, "Số để chia")
#define DAY MAYBE("ngay", LINE, LINE, "Ngày có hiệu lực")
static const struct param unit_find[] = { MAYBE("q", LINE, LINE, "Tên hoặc mã đơn vị"), BACK };
static const struct param unit_act[] = {
    MUST("viec", CODE, 0, "Việc cần làm"), MAYBE("xem", FLAG, 0, "Xem trước"), DAY,
    MAYBE("can-cu", LINE, LINE, "Căn cứ: số nghị quyết, quyết định"), MAYBE("cap-tren", INT, 0, "Đơn vị cấp trên mới"),
    MAYBE("kem", FLAG, 0, "Tổ chức và tài khoản đi theo"), TWELVE(UNIT_PICK), SIX(UNIT_NEW), THIRTY(VILLAGE_TO),
};
static const struct param unit_change_id[] = { MUST("id", INT, 0, "Lần thay đổi") };
static const struct param unit_divided[] = { MUST("id", INT, 0, "Đơn vị") };
static const struct param unit_shares[] = {
    MUST("id", INT, 0, "Đơn vị"), VERSION, MUST("cach", CODE, 0, "Cách chia"), MAYBE("ly-do", LINE, LINE, "Căn cứ"
        " của cách chia"),
    TWELVE(WEIGHT),
};
static const struct param villages[] = {
    MAYBE("ten", TEXT, PICKS, "Mỗi dòng một tên"), MAYBE("loai", LINE, LINE, "Loại"), DAY,
};
static const struct param by_unit[] = { PERIOD, LOOK };

#include "pages/briefing_params.h"           /* they use what stands above */

#define GET(path_, page_, may_, param_, about_)                                            \
    { .method = METHOD_GET, .path = path_, .page = page_, .may = may_, .param = param_,    \
      .params = COUNT(param_), .about = about_ }
/* The same until something is written. */
#define KEPT(path_, page_, may_, param_, about_)                                            \
    { .method = METHOD_GET, .path = path_, .page = page_, .may = may_, .param = param_,    \
      .params = COUNT(param_), .about = about_, .keep = true }
#define POST(path_, page_, may_, param_, about_)                                           \
    { .method = METHOD_POST, .path = path_, .page = page_, .may = may_, .param = param_,   \
      .params = COUNT(param_), .about = about_ }
/* A POST that takes a report: large, and at most 30 a minute from one address. */
#define TAKE(path_, page_, may_, param_, about_, body_, once_)                             \
    { .method = METHOD_POST, .path = path_, .page = page_, .may = may_, .param = param_,   \
      .params = COUNT(param_), .about = about_, .longest_body = body_, .once = once_, .per_minute = 30 }
/* A room writes often, and sends what it held all at once when the network is back. */
#define KEYED(path_, page_, may_, param_, about_)                                          \
    { .method = METHOD_POST, .path = path_, .page = page_, .may = may_, .param = param_,   \
      .params = COUNT(param_), .about = about_, .once = true }

/* Opened by a secret alone, without an account: a room full of telephones behind one address may, nobody tries
 * codes. */
enum { BY_SECRET = 120 };
#define SECRET(method_, path_, page_, param_, about_)                                       \
    { .method = method_, .path = path_, .page = page_, .may = MAY_ANYONE, .param = param_,  \
      .params = COUNT(param_), .about = about_, .per_minute = BY_SECRET }

const struct route page_routes[] = {
    GET("/", page_home, MAY_SIGNED_IN, nothing, "Về trang đầu của người đang đăng nhập"),
    GET("/dang-nhap", page_login, MAY_ANYONE, login, "Trang đăng nhập"),
    TAKE("/dang-nhap", page_login_post, MAY_ANYONE, login_form, "Đăng nhập, mang theo chữ đang viết dở",
         LOGIN_BODY, false),
    GET("/dang-nhap/ma", page_second, MAY_ANYONE, login, "Bước hai của đăng nhập: mã trên điện thoại"),
    TAKE("/dang-nhap/ma", page_second_post, MAY_ANYONE, second_form, "Nhận mã đăng nhập hai lớp", LOGIN_BODY, false),
    GET("/kich-hoat", page_code, MAY_ANYONE, nothing, "Đặt mật khẩu bằng mã mời hoặc mã cấp lại"),
    TAKE("/kich-hoat", page_code_post, MAY_ANYONE, code_form, "Nhận mã và mật khẩu mới", 0, false),
    GET("/thiet-lap", page_setup, MAY_ANYONE, nothing, "Lần mở đầu tiên: nhập mã thiết lập"),
    TAKE("/thiet-lap", page_setup_post, MAY_ANYONE, setup_form, "Tạo người quản trị đầu tiên", 0, false),
    TAKE("/dang-nhap/chung", page_provider, MAY_ANYONE, back_only, "Sang nơi đăng nhập chung", 0, false),
    GET("/dang-nhap/chung/ve", page_provider_back, MAY_ANYONE, provider_back, "Từ nơi đăng nhập chung trở về"),
    GET("/tai-khoan", page_own, MAY_OWN_ACCOUNT, nothing, "Tài khoản của mình: mật khẩu, hai lớp, các phiên"),
    POST("/tai-khoan/mat-khau", page_own_password, MAY_OWN_ACCOUNT, own_password, "Đổi mật khẩu của mình"),
    POST("/tai-khoan/phien", page_own_session, MAY_OWN_ACCOUNT, own_session,
         "Đăng xuất một phiên, hoặc mọi phiên khác"),
    GET("/tai-khoan/hai-lop", page_factor, MAY_OWN_ACCOUNT, nothing, "Bật đăng nhập hai lớp"),
    POST("/tai-khoan/hai-lop", page_factor_post, MAY_OWN_ACCOUNT, own_factor, "Bật, tắt hai lớp; mã dự phòng mới"),
    POST("/tai-khoan/noi", page_own_tie, MAY_OWN_ACCOUNT, password_only, "Nối với nơi đăng nhập chung"),
    POST("/tai-khoan/bo-noi", page_own_untie, MAY_OWN_ACCOUNT, password_only, "Bỏ nối với nơi đăng nhập chung"),
    POST("/dang-xuat", page_logout, MAY_OWN_ACCOUNT, nothing, "Đăng xuất"),
    POST("/cuong-vi", page_post_choice, MAY_SIGNED_IN, choice, "Chọn cương vị đang làm việc"),
    POST("/ngon-ngu", page_language, MAY_OWN_ACCOUNT, language, "Chọn ngôn ngữ"),

    KEPT("/dieu-hanh", page_dashboard, MAY_READ_TOTALS, totals, "Bảng điều hành của kỳ"),
    KEPT("/tinh-hinh-nop", page_submissions, MAY_READ_UNIT, tables, "Tình hình nộp báo cáo"),

    GET("/bao-cao", page_reports, MAY_READ_REPORT, numbered, "Danh sách báo cáo"),
    GET("/bao-cao/moi", page_compose, MAY_WRITE_REPORT, period, "Soạn báo cáo: dán hoặc chọn tệp"),
    TAKE("/bao-cao/moi", page_compose_post, MAY_WRITE_REPORT, compose, "Nhận báo cáo và đọc số liệu", UPLOAD, true),
    GET("/bao-cao/nhieu/{bo}", page_bundle, MAY_WRITE_REPORT, bundle, "Tệp có nhiều báo cáo: chọn báo cáo để tạo"),
    POST("/bao-cao/nhieu/{bo}", page_bundle_take, MAY_WRITE_REPORT, parts, "Tạo báo cáo từ tệp có nhiều báo cáo"),
    GET("/bao-cao/{id}", page_review, MAY_READ_REPORT, review, "Xem báo cáo và duyệt số liệu"),
    GET("/bao-cao/{id}/lich-su", page_history, MAY_READ_REPORT, history, "Lịch sử của báo cáo"),
    GET("/bao-cao/{id}/tep", page_source, MAY_READ_REPORT, id_only, "Tải bản gốc"),
    GET("/bao-cao/{id}/trang/{trang}", page_picture, MAY_READ_REPORT, picture, "Ảnh một trang của bản quét"),
    POST("/bao-cao/{id}/nhan-dang", page_scan_wait_post, MAY_WRITE_REPORT, scan_wait,
         "Nhận dạng lại tệp chưa nhận dạng được, hoặc bỏ tệp"),
    GET("/bao-cao/{id}/noi-dung", page_text, MAY_WRITE_REPORT, id_only, "Sửa nguyên văn"),
    TAKE("/bao-cao/{id}/noi-dung", page_text_post, MAY_WRITE_REPORT, new_text,
         "Thay nguyên văn, giữ các quyết định còn đúng", UPLOAD, false),
    TAKE("/bao-cao/{id}/so-lieu", page_add, MAY_WRITE_REPORT, add, "Thêm số liệu còn sót", 0, true),
    POST("/bao-cao/{id}/so-lieu/{so}/xac-nhan", page_confirm, MAY_WRITE_REPORT, decide, "Xác nhận số liệu"),
    POST("/bao-cao/{id}/so-lieu/{so}/loai", page_reject, MAY_WRITE_REPORT, reject, "Loại số liệu"),
    POST("/bao-cao/{id}/so-lieu/{so}/sua", page_change, MAY_WRITE_REPORT, change, "Sửa và xác nhận số liệu"),
    POST("/bao-cao/{id}/so-lieu/{so}/xem-lai", page_reopen, MAY_WRITE_REPORT, decide, "Đưa số liệu về như khi mới đọc"),
    POST("/bao-cao/{id}/thu-tu", page_order, MAY_READ_REPORT, order, "Chọn thứ tự xem số liệu"),
    POST("/bao-cao/{id}/xac-nhan-nhom", page_confirm_sure, MAY_WRITE_REPORT, picks, "Xác nhận các số liệu chắc chắn"),
    POST("/bao-cao/{id}/xem-lai-nhom", page_undo_sure, MAY_WRITE_REPORT, undo,
         "Đưa nhóm vừa xác nhận về chưa quyết định"),
    POST("/bao-cao/{id}/canh-bao", page_answer, MAY_READ_REPORT, answer, "Ghi lý do giữ nguyên khi có cảnh báo"),
    POST("/bao-cao/{id}/nop", page_submit, MAY_WRITE_REPORT, whole, "Nộp báo cáo"),
    POST("/bao-cao/{id}/duyet", page_approve, MAY_DECIDE_REPORT, whole, "Duyệt báo cáo"),
    POST("/bao-cao/{id}/tra-lai", page_return, MAY_RETURN_REPORT, sent_back, "Trả lại báo cáo kèm lý do"),

    GET("/tu-dien", page_dictionary, MAY_READ_ALIAS, dictionary, "Từ điển: những chữ đơn vị đã dạy phần mềm"),
    POST("/tu-dien", page_word_add, MAY_TEACH, word_add, "Thêm một từ vào từ điển"),
    GET("/tu-dien/{id}", page_word, MAY_READ_ALIAS, word, "Một từ: nghĩa, nơi bắt đầu, nơi đã dùng"),
    POST("/tu-dien/{id}/sua", page_word_change, MAY_TEACH, word_change, "Sửa một từ"),
    POST("/tu-dien/{id}/nhan", page_word_accept, MAY_TEACH, word_decide, "Ghi nhớ từ cho cả đơn vị"),
    POST("/tu-dien/{id}/tu-choi", page_word_reject, MAY_TEACH, word_decide, "Không dùng từ, và không hỏi lại"),
    POST("/tu-dien/{id}/xoa", page_word_remove, MAY_TEACH, word_decide, "Xóa một từ"),
    POST("/tu-dien/{id}/hoan-lai", page_word_restore, MAY_TEACH, word_decide, "Hoàn lại từ vừa xóa"),
    POST("/tu-dien/{id}/tra-loi", page_alias_answer, MAY_WRITE_REPORT, alias_answer,
         "Ghi nhớ hay không những chữ vừa sửa, cho báo cáo của tổ chức"),

    GET("/quan-tri", page_admin, MAY_MANAGE, nothing, "Các phần của quản trị"),
    GET("/quan-tri/cai-dat", page_settings, MAY_MANAGE, nothing, "Cài đặt của đơn vị"),
    POST("/quan-tri/cai-dat", page_settings_save, MAY_MANAGE, settings, "Lưu cài đặt của đơn vị"),
    GET("/quan-tri/cai-dat/lich-su", page_settings_history, MAY_MANAGE, nothing, "Lịch sử cài đặt của đơn vị"),
    GET("/don-vi", page_unit_find, MAY_SIGNED_IN, unit_find, "Tìm đơn vị theo bất kỳ tên nào đã có"),
    GET("/quan-tri/don-vi", page_units, MAY_CHANGE_UNITS, unit_list, "Các đơn vị trực thuộc và những lần thay đổi"),
    GET("/quan-tri/don-vi/thay-doi", page_unit_act, MAY_CHANGE_UNITS, unit_act,
        "Nhập, chia, đổi tên, chuyển, lập, kết thúc đơn vị: điền và xem trước"),
    TAKE("/quan-tri/don-vi/thay-doi", page_unit_act_post, MAY_CHANGE_UNITS, unit_act, "Ghi một thay đổi về đơn"
        " vị", 0, true),
    POST("/quan-tri/don-vi/hoan-lai", page_unit_undo, MAY_CHANGE_UNITS, unit_change_id, "Hoàn lại một thay đổi về"
        " đơn vị"),
    GET("/quan-tri/don-vi/chia-so-lieu", page_unit_share, MAY_CHANGE_UNITS, unit_divided,
        "Số liệu cũ của đơn vị đã chia được chia thế nào"),
    POST("/quan-tri/don-vi/chia-so-lieu", page_unit_share_post, MAY_CHANGE_UNITS, unit_shares,
         "Chọn cách chia số liệu cũ của đơn vị đã chia"),
    GET("/quan-tri/khom-ap", page_villages, MAY_LIST_VILLAGES, nothing, "Danh sách khóm, ấp, thôn của đơn vị"),
    TAKE("/quan-tri/khom-ap", page_villages_add, MAY_LIST_VILLAGES, villages, "Ghi thêm khóm, ấp, thôn, nhiều tên"
        " một lần", 0, true),
    GET("/quan-tri/nhat-ky", page_audit, MAY_READ_AUDIT, audit, "Nhật ký: ai đã làm gì, lúc nào, vì sao"),

    GET("/thiet-lap/tiep", page_setup_resume, MAY_MANAGE, nothing, "Thiết lập ban đầu: làm tiếp bước còn dở"),
    GET("/thiet-lap/buoc-1", page_setup_unit, MAY_MANAGE, setup_find, "Thiết lập ban đầu: đơn vị"),
    POST("/thiet-lap/buoc-1", page_setup_unit_post, MAY_MANAGE, setup_unit, "Chọn đơn vị cài đặt phần mềm"),
    GET("/thiet-lap/buoc-2", page_setup_bodies, MAY_MANAGE, nothing, "Thiết lập ban đầu: tổ chức"),
    POST("/thiet-lap/buoc-2", page_setup_bodies_post, MAY_MANAGE, setup_bodies, "Thêm các tổ chức đã chọn"),
    GET("/thiet-lap/buoc-3", page_setup_people, MAY_MANAGE, nothing, "Thiết lập ban đầu: cán bộ"),
    POST("/thiet-lap/buoc-3", page_setup_people_post, MAY_MANAGE, setup_people, "Thêm cán bộ, chức vụ và tài khoản"),
    GET("/thiet-lap/buoc-4", page_setup_catalogue, MAY_MANAGE, nothing, "Thiết lập ban đầu: chỉ tiêu"),
    POST("/thiet-lap/buoc-4", page_setup_catalogue_post, MAY_MANAGE, setup_catalogue, "Chọn các nhóm chỉ tiêu"),
    GET("/thiet-lap/buoc-5", page_setup_deadlines, MAY_MANAGE, nothing, "Thiết lập ban đầu: hạn nộp"),
    POST("/thiet-lap/buoc-5", page_setup_deadlines_post, MAY_MANAGE, setup_deadlines, "Lưu hạn nộp"),
    GET("/thiet-lap/xong", page_setup_done, MAY_MANAGE, nothing, "Thiết lập xong: việc làm tiếp"),
    GET("/quan-tri/to-chuc", page_bodies, MAY_MANAGE, bodies, "Các tổ chức của đơn vị"),
    TAKE("/quan-tri/to-chuc", page_body_add, MAY_MANAGE, body_add, "Thêm một tổ chức", 0, true),
    GET("/quan-tri/to-chuc/sap-xep", page_rearrange, MAY_MANAGE, rearrange,
        "Xem trước việc sắp xếp các tổ chức vào cơ quan Mặt trận"),
    POST("/quan-tri/to-chuc/sap-xep", page_rearrange_do, MAY_MANAGE, rearrange_do,
         "Sắp xếp các tổ chức vào cơ quan Mặt trận"),
    GET("/quan-tri/to-chuc/{id}", page_body, MAY_MANAGE, body_one, "Một tổ chức qua các thời kỳ"),
    POST("/quan-tri/to-chuc/{id}/sua", page_body_change, MAY_MANAGE, body_change, "Sửa hoặc đổi tên tổ chức"),
    POST("/quan-tri/to-chuc/{id}/ket-thuc", page_body_close, MAY_MANAGE, body_close, "Kết thúc hoạt động của tổ chức"),
    GET("/quan-tri/nguoi", page_people, MAY_MANAGE, people, "Cán bộ và chức vụ"),
    TAKE("/quan-tri/nguoi", page_person_add, MAY_MANAGE, person_add, "Thêm một người", 0, true),
    GET("/quan-tri/nguoi/{id}", page_person, MAY_MANAGE, person_one, "Một người và các chức vụ"),
    POST("/quan-tri/nguoi/{id}/ten", page_person_rename, MAY_MANAGE, person_rename, "Đổi họ tên"),
    POST("/quan-tri/nguoi/{id}/gop", page_person_merge, MAY_MANAGE, person_merge, "Gộp hai mục của một người"),
    TAKE("/quan-tri/nguoi/{id}/chuc-vu", page_post_add, MAY_MANAGE, post_add, "Thêm một chức vụ", 0, true),
    POST("/quan-tri/chuc-vu/{id}/sua", page_post_change, MAY_MANAGE, post_change, "Sửa một chức vụ ghi sai"),
    POST("/quan-tri/chuc-vu/{id}/thoi", page_post_end, MAY_MANAGE, post_end, "Thôi giữ một chức vụ"),
    GET("/quan-tri/chuc-vu/{id}/ban-giao", page_handover, MAY_MANAGE, handover,
        "Xem trước việc bàn giao một chức vụ"),
    POST("/quan-tri/chuc-vu/{id}/ban-giao", page_handover_do, MAY_MANAGE, handover_do, "Bàn giao một chức vụ"),
    POST("/quan-tri/chuc-vu/{id}/bo-ban-giao", page_handover_drop, MAY_MANAGE, post_only,
         "Hủy lần bàn giao đã hẹn của một chức vụ"),

    GET("/thong-bao", page_notices, MAY_SIGNED_IN, notices, "Thông báo của người đang đăng nhập"),
    POST("/thong-bao/mo", page_notice_open, MAY_SIGNED_IN, notice_one, "Đánh dấu đã đọc và mở việc được báo"),
    POST("/thong-bao/da-doc", page_notices_read, MAY_SIGNED_IN, notice_all, "Đánh dấu tất cả thông báo đã đọc"),
    GET("/tai-khoan/thu-dien-tu", page_contact, MAY_SIGNED_IN, contact,
        "Địa chỉ thư, loại thông báo gửi thư, lịch riêng"),
    POST("/tai-khoan/thu-dien-tu", page_contact_post, MAY_SIGNED_IN, contact_form,
         "Đổi và xác nhận địa chỉ thư, chọn loại thông báo, lập hay thu hồi địa chỉ lịch"),
    GET("/han-nop.ics", page_due_calendar, MAY_ANYONE, due_calendar_key, "Hạn nộp cho ứng dụng lịch, theo mã riêng"),
    GET("/quan-tri/thu", page_letters, MAY_MANAGE, nothing, "Thư đang chờ, thư không gửi được"),
    POST("/quan-tri/thu", page_letters_post, MAY_MANAGE, letters_form, "Gửi lại một thư, gửi thư thử"),
    GET("/quan-tri/sao-luu", page_backups, MAY_RESTORE, nothing, "Các bản sao đã lập"),
    POST("/quan-tri/sao-luu", page_backup_ask, MAY_RESTORE, backup_form, "Đề nghị khôi phục từ một bản sao"),

    KEPT("/tong-hop", page_brief, MAY_READ_TOTALS, totals, "Báo cáo tổng hợp của kỳ"),
    GET("/tong-hop/tep/{tep}", page_brief_file, MAY_READ_TOTALS, paper, "Báo cáo tổng hợp thành văn bản"),
    POST("/tong-hop/chot", page_close, MAY_CLOSE_PERIOD, closing, "Chốt kỳ báo cáo"),
    POST("/tong-hop/mo-chot", page_unclose, MAY_REOPEN_PERIOD, reopening, "Đề nghị mở lại kỳ đã chốt"),
    GET("/giao-ban/{id}/viec", page_meeting_tasks, MAY_READ_MEETING, task_one,
        "Kết luận các lần trước: báo cáo kỳ này nói đã làm gì, còn gì"),
    GET("/viec", page_tasks, MAY_READ_TASK, tasks, "Việc được giao: ai làm, đến đâu, khi nào xong, đo bằng gì"),
    GET("/viec/{id}", page_task, MAY_READ_TASK, task_one, "Một việc được giao: diễn biến, số liệu, minh chứng"),
    GET("/viec/{id}/lich-su", page_task_history, MAY_READ_TASK, task_history, "Lịch sử của một việc được giao"),
    GET("/viec/{id}/tep/{so}", page_task_file, MAY_READ_TASK, task_file, "Tải minh chứng của một việc"),
    TAKE("/viec/{id}/bao", page_task_report, MAY_REPORT_TASK, task_report,
         "Báo tiến độ, báo xong, gửi minh chứng, xin gia hạn", UPLOAD, true),
    TAKE("/viec/{id}/quyet", page_task_decide, MAY_DECIDE_TASK, task_decide,
         "Nhận kết quả, yêu cầu làm tiếp, gia hạn, thôi theo dõi", 0, true),
    TAKE("/viec/{id}/don-doc", page_task_remind, MAY_DECIDE_TASK, task_one, "Soạn công văn đôn đốc", 0, true),
    GET("/kien-nghi", page_opinions, MAY_READ_MEETING, opinions, "Sổ khó khăn, kiến nghị của đơn vị"),
    TAKE("/kien-nghi", page_opinion_add, MAY_RAISE, opinion_add, "Nêu khó khăn, kiến nghị", 0, true),
    GET("/kien-nghi/{id}", page_opinion, MAY_READ_MEETING, opinion_one, "Một khó khăn, kiến nghị và diễn biến"),
    POST("/kien-nghi/{id}/tra-loi", page_opinion_answer, MAY_RAISE, opinion_answer, "Trả lời, hoặc hẹn ngày trả lời"),
    POST("/kien-nghi/{id}/khep", page_opinion_close, MAY_RUN_MEETING, opinion_close, "Khép lại, không đưa ra nữa"),
    GET("/viec-hai-nguoi", page_two_person, MAY_SEE_TWO, nothing, "Những việc chờ người thứ hai xác nhận"),
    POST("/viec-hai-nguoi/{id}/dong-y", page_two_confirm, MAY_SEE_TWO, two_decide,
         "Đồng ý và thực hiện, là người thứ hai"),
    POST("/viec-hai-nguoi/{id}/bo", page_two_drop, MAY_SEE_TWO, two_decide,
         "Không đồng ý, hoặc rút lại đề nghị của mình"),
    GET("/quan-tri/tai-khoan", page_accounts, MAY_GIVE_ACCESS, accounts, "Tài khoản của đơn vị"),
    GET("/quan-tri/tai-khoan/moi", page_invite, MAY_GIVE_ACCESS, unit_only, "Mời một người: tài khoản mới"),
    TAKE("/quan-tri/tai-khoan/moi", page_invite_post, MAY_GIVE_ACCESS, invite, "Tạo tài khoản và mã mời", 0, true),
    GET("/quan-tri/tai-khoan/{id}", page_account, MAY_GIVE_ACCESS, id_done, "Một tài khoản: vai trò, trạng thái"),
    TAKE("/quan-tri/tai-khoan/{id}/vai-tro", page_account_give, MAY_GIVE_ACCESS, give_role, "Giao vai trò", 0, true),
    POST("/quan-tri/tai-khoan/{id}/thu-hoi", page_account_take, MAY_GIVE_ACCESS, take_role, "Thu hồi vai trò"),
    POST("/quan-tri/tai-khoan/{id}/viec", page_account_change, MAY_GIVE_ACCESS, change_account,
         "Ngừng, mở lại, cấp lại mật khẩu, tắt hai lớp, mở khóa"),
    GET("/quan-tri/quyen", page_policy, MAY_GIVE_ACCESS, nothing, "Bảng quyền: vai trò nào làm được gì, ở đâu"),
    GET("/tong-hop/theo-don-vi", page_by_unit, MAY_READ_TOTALS, by_unit,
        "Tổng của từng đơn vị trực thuộc, như khi đó hoặc theo đơn vị hiện nay"),
    GET("/giao-ban", page_meetings, MAY_READ_MEETING, meetings, "Các phiên giao ban, phiên sắp tới ở trên cùng"),
    GET("/giao-ban/moi", page_meeting_plan, MAY_PLAN_MEETING, meeting_plan,
        "Lập phiên giao ban từ loạt và phiên trước"),
    TAKE("/giao-ban/moi", page_meeting_plan_post, MAY_PLAN_MEETING, meeting_plan_do, "Lập một phiên giao ban", 0, true),
    GET("/giao-ban/loat", page_series_list, MAY_PLAN_MEETING, nothing, "Các loạt giao ban của đơn vị"),
    TAKE("/giao-ban/loat", page_series_add, MAY_PLAN_MEETING, series_add, "Lập một loạt giao ban", 0, true),
    GET("/giao-ban/loat/{id}", page_series, MAY_PLAN_MEETING, series_one, "Một loạt giao ban: ai chủ trì, ai dự, hạn"),
    POST("/giao-ban/loat/{id}", page_series_change, MAY_PLAN_MEETING, series_change, "Sửa một loạt giao ban"),
    POST("/giao-ban/loat/{id}/ket-thuc", page_series_end, MAY_PLAN_MEETING, series_end, "Kết thúc một loạt giao ban"),
    POST("/giao-ban/{id}/sua", page_meeting_change, MAY_PLAN_MEETING, meeting_change,
         "Sửa ngày giờ, địa điểm, người chủ trì của phiên"),
    POST("/giao-ban/{id}/huy", page_meeting_cancel, MAY_PLAN_MEETING, meeting_cancel, "Hủy một phiên chưa họp"),
    POST("/giao-ban/{id}/cap-nhat", page_agenda_again, MAY_PLAN_MEETING, meeting_only,
         "Cập nhật chương trình theo báo cáo và kết luận"),
    TAKE("/giao-ban/{id}/muc", page_agenda_add, MAY_PLAN_MEETING, item_add, "Thêm một mục vào chương trình", 0, true),
    POST("/giao-ban/{id}/muc/{muc}", page_agenda_change, MAY_PLAN_MEETING, item_change, "Sửa một mục"),
    POST("/giao-ban/{id}/muc/{muc}/chuyen", page_agenda_move, MAY_PLAN_MEETING, item_move, "Chuyển một mục lên, xuống"),
    POST("/giao-ban/{id}/muc/{muc}/bo", page_agenda_drop, MAY_PLAN_MEETING, item_drop,
         "Bỏ một mục khỏi chương trình, hoặc đưa lại"),
    TAKE("/giao-ban/{id}/muc/{muc}/tai-lieu", page_paper_add, MAY_READ_MEETING, item_paper,
         "Gửi tài liệu cho một mục", UPLOAD, true),
    GET("/giao-ban/{id}/tai-lieu/{tl}", page_meeting_paper, MAY_READ_MEETING, meeting_paper,
        "Một tài liệu họp mở từng trang, kèm ý kiến"),
    GET("/giao-ban/{id}/tai-lieu/{tl}/tep", page_paper_file, MAY_READ_MEETING, meeting_paper, "Tải tệp của tài liệu"),
    TAKE("/giao-ban/{id}/tai-lieu/{tl}/y-kien", page_paper_comment, MAY_READ_MEETING, paper_say,
         "Góp ý bên một trang của tài liệu", 0, true),
    POST("/giao-ban/{id}/tai-lieu/{tl}/bo", page_paper_drop, MAY_READ_MEETING, meeting_paper, "Bỏ một tài liệu đã gửi"),
    GET("/giao-ban/{id}/phong", page_room, MAY_READ_MEETING, room, "Phòng họp: mục đang bàn, phát biểu, ý kiến"),
    GET("/giao-ban/{id}/man-hinh", page_screen, MAY_READ_MEETING, meeting_only, "Màn chiếu của phòng họp"),
    GET("/giao-ban/{id}/phan/{phan}", page_room_part, MAY_READ_MEETING, room_part,
        "Phần thay đổi của màn chiếu (man-hinh) hoặc phòng họp (phong)"),
    GET("/giao-ban/{id}/song", page_room_live, MAY_READ_MEETING, room_live,
        "Dòng số báo có thay đổi (text/event-stream)"),
    KEYED("/giao-ban/{id}/phong/viec", page_room_act, MAY_READ_MEETING, room_act,
          "Vào mục, ghi tên, mời, kết thúc lượt, khép ý kiến"),
    KEYED("/giao-ban/{id}/phong/y-kien", page_room_opinion, MAY_RUN_MEETING, room_opinion, "Ghi hoặc sửa một ý kiến"),
    KEYED("/giao-ban/{id}/phong/tra-loi", page_room_answer, MAY_RUN_MEETING, room_answer,
          "Trả lời một ý kiến, ngay hoặc hẹn ngày"),
    GET("/giao-ban/{id}", page_meeting, MAY_READ_MEETING, meeting_one, "Một phiên giao ban: chương trình và tài liệu"),
    GET("/giao-ban/{id}/tai-lieu-hop", page_pack, MAY_READ_MEETING, meeting_one,
        "Tài liệu họp trong một tệp: có gì, còn thiếu gì"),
    TAKE("/giao-ban/{id}/tai-lieu-hop", page_pack_make, MAY_PLAN_MEETING, meeting_one, "Lập tài liệu họp", 0, true),
    GET("/giao-ban/{id}/tai-lieu-hop/{tep}", page_pack_file, MAY_READ_MEETING, pack_one,
        "Tài liệu họp thành PDF hoặc .docx; bản của văn phòng"),
    POST("/giao-ban/{id}/van-ban", page_issued_draft, MAY_CONCLUDE, issued_of_meeting,
         "Soạn giấy mời, thông báo kết luận hoặc biên bản của phiên"),
    GET("/van-ban", page_issued_register, MAY_READ_MEETING, issued_list_of, "Sổ văn bản đi và đến"),
    TAKE("/van-ban", page_issued_enter, MAY_CONCLUDE, issued_in, "Vào sổ một văn bản đến", UPLOAD, true),
    GET("/van-ban/{id}", page_issued, MAY_READ_MEETING, issued_one, "Một văn bản: nội dung, ký, thay thế, khác nhau"),
    GET("/van-ban/{id}/tep/{tep}", page_issued_file, MAY_READ_MEETING, issued_tep,
        "Văn bản thành .docx, PDF, bản in; tệp đính kèm"),
    POST("/van-ban/{id}/ky", page_issued_sign, MAY_CONCLUDE, issued_sign_form, "Ký, cho số và giữ nguyên văn bản"),
    POST("/van-ban/{id}/sua", page_issued_word, MAY_CONCLUDE, issued_words, "Sửa trích yếu, nơi nhận, người ký"),
    POST("/van-ban/{id}/bo", page_issued_drop, MAY_CONCLUDE, issued_version, "Bỏ một bản nháp"),
    POST("/van-ban/{id}/thay-the", page_issued_replace, MAY_CONCLUDE, issued_why, "Lập bản thay thế văn bản đã ký"),
    TAKE("/van-ban/{id}/den", page_issued_correct, MAY_CONCLUDE, issued_correct, "Sửa một văn bản đến trong sổ", UPLOAD,
         false),
    GET("/giao-ban/{id}/moi-hop", page_attend, MAY_READ_MEETING, attend, "Ai được mời, ai trả lời, ai có mặt"),
    TAKE("/giao-ban/{id}/moi-hop", page_attend_add, MAY_PLAN_MEETING, attend_add, "Mời thêm một người", 0, true),
    POST("/giao-ban/{id}/moi-hop/gui", page_attend_invite, MAY_PLAN_MEETING, attend_send, "Gửi giấy mời"),
    GET("/giao-ban/{id}/moi-hop/in", page_attend_slips, MAY_PLAN_MEETING, attend_slips,
        "Phiếu có mã riêng của từng người để in"),
    GET("/giao-ban/{id}/moi-hop/ma", page_attend_door, MAY_PLAN_MEETING, attend_all, "Mã QR ở cửa phòng họp"),
    GET("/moi-hop/{id}", page_attend_one, MAY_READ_MEETING, attend_one, "Một người được mời: trả lời, sửa, mã riêng"),
    POST("/moi-hop/{id}/sua", page_attend_change, MAY_PLAN_MEETING, attend_change, "Sửa một người được mời"),
    POST("/moi-hop/{id}/bo", page_attend_drop, MAY_PLAN_MEETING, attend_place, "Bỏ một người khỏi danh sách mời"),
    POST("/moi-hop/{id}/thu-tu", page_attend_move, MAY_PLAN_MEETING, attend_move, "Đổi thứ tự trong danh sách mời"),
    POST("/moi-hop/{id}/ma", page_attend_renew, MAY_PLAN_MEETING, attend_place, "Cấp mã mới, mã cũ hết hiệu lực"),
    POST("/moi-hop/{id}/tra-loi", page_attend_answer, MAY_READ_MEETING, attend_answer,
         "Trả lời giấy mời của mình, hoặc ghi thay"),
    POST("/moi-hop/{id}/co-mat", page_attend_here, MAY_READ_MEETING, attend_here,
         "Điểm danh mình, hoặc theo danh sách"),
    POST("/moi-hop/{id}/ve", page_attend_left, MAY_PLAN_MEETING, attend_left, "Ghi ai về trước, hoặc bỏ ghi"),
    GET("/moi", page_invitation_find, MAY_ANYONE, invitation_find, "Nhập mã trên giấy mời, từ mã QR ở cửa"),
    TAKE("/moi", page_invitation_find_post, MAY_ANYONE, invitation_typed, "Nhận mã trên giấy mời", 0, false),
    SECRET(METHOD_GET, "/moi/{ma}", page_invitation, invitation, "Giấy mời của một người, không cần tài khoản"),
    SECRET(METHOD_POST, "/moi/{ma}/tra-loi", page_invitation_answer, invitation_answer,
           "Trả lời giấy mời bằng mã trên giấy"),
    SECRET(METHOD_POST, "/moi/{ma}/co-mat", page_invitation_here, invitation, "Điểm danh bằng mã trên giấy mời"),
    GET("/giao-ban/{id}/ket-luan", page_conclude, MAY_READ_MEETING, conclude,
        "Kết luận của một phiên: nội dung, bốn phần của từng việc, việc phiên trước để lại"),
    GET("/giao-ban/{id}/goi-y", page_offers, MAY_READ_MEETING, offers,
        "Gợi ý tổ chức, chỉ tiêu khi đang gõ (một mảnh trang)"),
    POST("/giao-ban/{id}/ket-luan", page_directive_add, MAY_CONCLUDE, directive_new, "Ghi một nội dung kết luận"),
    { .method = METHOD_POST, .path = "/giao-ban/{id}/ket-luan/doc", .page = page_directive_read, .may = MAY_CONCLUDE,
      .param = directive_paste, .params = COUNT(directive_paste), .longest_body = 256 * 1024,
      .about = "Đề xuất nội dung từ lời kết luận được dán" },
    POST("/giao-ban/{id}/ket-luan/truoc", page_carried_decide, MAY_CONCLUDE, carried_one,
         "Quyết định về một kết luận của phiên trước"),
    POST("/giao-ban/{id}/ket-luan/{so}", page_directive_change, MAY_CONCLUDE, directive_old,
        "Sửa một nội dung kết luận"),
    POST("/giao-ban/{id}/ket-luan/{so}/chot", page_directive_confirm, MAY_CONCLUDE, directive_act, "Chốt một nội dung"),
    POST("/giao-ban/{id}/ket-luan/{so}/bo", page_directive_drop, MAY_CONCLUDE, directive_act, "Bỏ một nội dung"),
    POST("/giao-ban/{id}/ket-luan/{so}/lay-lai", page_directive_restore, MAY_CONCLUDE, directive_act,
         "Lấy lại một nội dung đã bỏ"),
    POST("/giao-ban/{id}/ket-luan/{so}/chuyen", page_directive_move, MAY_CONCLUDE, directive_way,
         "Đổi thứ tự các nội dung"),
    GET("/tong-hop/{chi-tieu}", page_trace, MAY_READ_TOTALS, trace, "Từ một tổng về từng câu trong báo cáo"),
};
const size_t page_route_count = COUNT(page_routes);
