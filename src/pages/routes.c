/* routes.c - every address: who may ask it, what it takes, what it is for. docs/routes.md is printed from here, and
 * tests/access holds each row against its own hand-written list of who gets in. */
#include "core/office/policy.h"
#include "pages/page.h"
#include "pages/pages.h"
#include "read/reader.h"

enum { LONG_TEXT = 4 * 1024 * 1024, REASON = 2000, NOTE = 2000, UPLOAD = READ_LIMIT + LONG_TEXT, LOGIN_BODY = LONG_TEXT + 64 * 1024 };

#define PERIOD { .name = "ky", .kind = PARAM_PERIOD, .label = "Kỳ" }
#define DONE { .name = "xong", .kind = PARAM_CODE }
#define ID { .name = "id", .kind = PARAM_INT, .required = true }
#define NUMBER { .name = "so", .kind = PARAM_INT, .label = "Số" }
#define VERSION { .name = "ban", .kind = PARAM_INT, .required = true, .label = "Bản" }
#define BACK { .name = "ve", .kind = PARAM_LINE }
#define LANGUAGE { .name = "ngon-ngu", .kind = PARAM_CODE }
#define TEXT { .name = "noi-dung", .kind = PARAM_TEXT, .longest = LONG_TEXT, .label = "Nguyên văn báo cáo" }
#define TITLE { .name = "tieu-de", .kind = PARAM_LINE, .longest = 600, .label = "Tiêu đề" }
#define FILE_GIVEN { .name = "tep", .kind = PARAM_FILE, .longest = READ_LIMIT, .label = "Tệp" }
#define FORM_OF_A_FIGURE                                                                                      \
    { .name = "muc", .kind = PARAM_CODE, .label = "Mức chính xác" },                                          \
    { .name = "gia-tri", .kind = PARAM_LINE, .longest = 400, .label = "Giá trị" },                            \
    { .name = "don-vi", .kind = PARAM_LINE, .longest = 240, .label = "Đơn vị tính" },                         \
    { .name = "noi-dung", .kind = PARAM_LINE, .longest = 800, .label = "Nội dung" },                          \
    { .name = "ky", .kind = PARAM_LINE, .label = "Kỳ" },                                                      \
    { .name = "chi-tieu", .kind = PARAM_LINE, .longest = 400, .label = "Chỉ tiêu" },                          \
    { .name = "to-chuc", .kind = PARAM_CODE, .label = "Tổ chức thực hiện" },                                  \
    { .name = "tinh-chat", .kind = PARAM_CODE, .label = "Tính chất" },                                        \
    { .name = "dia-ban", .kind = PARAM_LINE, .longest = 800, .label = "Địa bàn" },                            \
    { .name = "thu-huong", .kind = PARAM_LINE, .longest = 800, .label = "Người thụ hưởng" },                  \
    { .name = "thuoc", .kind = PARAM_INT, .label = "Nằm trong số" },                                          \
    { .name = "moi", .kind = PARAM_FLAG }, { .name = "hien-co", .kind = PARAM_FLAG }, { .name = "luy-ke", .kind = PARAM_FLAG }, \
    { .name = "ghi-chu", .kind = PARAM_TEXT, .longest = NOTE, .label = "Ghi chú" }

static const struct param login[] = { BACK, LANGUAGE };
static const struct param login_form[] = {
    { .name = "ten", .kind = PARAM_LINE, .label = "Tên đăng nhập" }, { .name = "mat-khau", .kind = PARAM_SECRET, .longest = 600, .label = "Mật khẩu" },
    BACK, TEXT, TITLE, PERIOD,
};
static const struct param choice[] = { { .name = "cuong-vi", .kind = PARAM_INT, .required = true, .label = "Cương vị" }, BACK };
static const struct param language[] = { { .name = "ngon-ngu", .kind = PARAM_CODE, .required = true, .label = "Ngôn ngữ" }, BACK };
static const struct param period[] = { PERIOD, DONE };
static const struct param closing[] = { { .name = "ky", .kind = PARAM_PERIOD, .required = true, .label = "Kỳ" } };
static const struct param compose[] = { TEXT, TITLE, PERIOD, FILE_GIVEN };
static const struct param id_only[] = { ID };
static const struct param review[] = {
    ID, NUMBER, DONE, { .name = "sua", .kind = PARAM_FLAG }, { .name = "tu", .kind = PARAM_INT }, { .name = "den", .kind = PARAM_INT },
    { .name = "chu", .kind = PARAM_LINE, .longest = 800, .label = "Các chữ trong báo cáo" },
};
static const struct param new_text[] = { ID, VERSION, TEXT, TITLE, FILE_GIVEN };
static const struct param decide[] = { ID, NUMBER, VERSION };
static const struct param reject[] = { ID, NUMBER, VERSION, { .name = "ghi-chu", .kind = PARAM_TEXT, .longest = NOTE, .label = "Ghi chú" } };
static const struct param change[] = { ID, NUMBER, VERSION, FORM_OF_A_FIGURE };
static const struct param add[] = {
    ID, VERSION, { .name = "tu", .kind = PARAM_INT, .required = true }, { .name = "den", .kind = PARAM_INT, .required = true }, FORM_OF_A_FIGURE,
};
static const struct param answer[] = {
    ID, NUMBER, { .name = "ma", .kind = PARAM_CODE, .required = true }, { .name = "ve-viec", .kind = PARAM_LINE, .longest = 1000 },
    { .name = "ly-do", .kind = PARAM_TEXT, .longest = REASON, .required = true, .label = "Lý do" },
};
static const struct param whole[] = { ID, VERSION };
static const struct param sent_back[] = {
    ID, VERSION, { .name = "ly-do", .kind = PARAM_TEXT, .longest = REASON, .required = true, .label = "Lý do trả lại" },
};
static const struct param trace[] = {
    { .name = "chi-tieu", .kind = PARAM_CODE, .required = true }, PERIOD, { .name = "to-chuc", .kind = PARAM_CODE }, NUMBER,
};
static const struct param paper[] = { { .name = "tep", .kind = PARAM_CODE, .required = true }, PERIOD };

#define GET(path_, page_, may_, param_, about_) \
    { .method = METHOD_GET, .path = path_, .page = page_, .may = may_, .param = param_, .params = COUNT(param_), .about = about_ }
#define POST(path_, page_, may_, param_, about_, ...) \
    { .method = METHOD_POST, .path = path_, .page = page_, .may = may_, .param = param_, .params = COUNT(param_), .about = about_, __VA_ARGS__ }

const struct route page_routes[] = {
    { .method = METHOD_GET, .path = "/", .page = page_home, .may = MAY_SIGNED_IN, .about = "Về trang đầu của người đang đăng nhập" },
    GET("/dang-nhap", page_login, MAY_ANYONE, login, "Trang đăng nhập"),
    POST("/dang-nhap", page_login_post, MAY_ANYONE, login_form, "Đăng nhập, mang theo chữ đang viết dở", .longest_body = LOGIN_BODY, .per_minute = 30),
    { .method = METHOD_POST, .path = "/dang-xuat", .page = page_logout, .may = MAY_SIGNED_IN, .about = "Đăng xuất" },
    POST("/cuong-vi", page_post_choice, MAY_SIGNED_IN, choice, "Chọn cương vị đang làm việc", .once = false),
    POST("/ngon-ngu", page_language, MAY_SIGNED_IN, language, "Chọn ngôn ngữ", .once = false),

    GET("/dieu-hanh", page_dashboard, MAY_READ_UNIT, period, "Bảng điều hành của kỳ"),
    GET("/tinh-hinh-nop", page_submissions, MAY_READ_UNIT, period, "Tình hình nộp báo cáo"),

    { .method = METHOD_GET, .path = "/bao-cao", .page = page_reports, .may = MAY_READ_REPORT, .about = "Danh sách báo cáo" },
    GET("/bao-cao/moi", page_compose, MAY_WRITE_REPORT, period, "Soạn báo cáo: dán hoặc chọn tệp"),
    POST("/bao-cao/moi", page_compose_post, MAY_WRITE_REPORT, compose, "Nhận báo cáo và đọc số liệu", .longest_body = UPLOAD, .once = true, .per_minute = 30),
    GET("/bao-cao/{id}", page_review, MAY_READ_REPORT, review, "Xem báo cáo và duyệt số liệu"),
    GET("/bao-cao/{id}/lich-su", page_history, MAY_READ_REPORT, id_only, "Lịch sử của báo cáo"),
    GET("/bao-cao/{id}/tep", page_source, MAY_READ_REPORT, id_only, "Tải tệp gốc"),
    GET("/bao-cao/{id}/noi-dung", page_text, MAY_WRITE_REPORT, id_only, "Sửa nguyên văn"),
    POST("/bao-cao/{id}/noi-dung", page_text_post, MAY_WRITE_REPORT, new_text, "Thay nguyên văn, giữ các quyết định còn đúng", .longest_body = UPLOAD, .per_minute = 30),
    POST("/bao-cao/{id}/so-lieu", page_add, MAY_WRITE_REPORT, add, "Thêm số liệu còn sót", .once = true),
    POST("/bao-cao/{id}/so-lieu/{so}/xac-nhan", page_confirm, MAY_WRITE_REPORT, decide, "Xác nhận số liệu", .once = false),
    POST("/bao-cao/{id}/so-lieu/{so}/loai", page_reject, MAY_WRITE_REPORT, reject, "Loại số liệu", .once = false),
    POST("/bao-cao/{id}/so-lieu/{so}/sua", page_change, MAY_WRITE_REPORT, change, "Sửa và xác nhận số liệu", .once = false),
    POST("/bao-cao/{id}/so-lieu/{so}/xem-lai", page_reopen, MAY_WRITE_REPORT, decide, "Đưa số liệu về như khi mới đọc", .once = false),
    POST("/bao-cao/{id}/canh-bao", page_answer, MAY_READ_REPORT, answer, "Ghi lý do giữ nguyên khi có cảnh báo", .once = false),
    POST("/bao-cao/{id}/nop", page_submit, MAY_WRITE_REPORT, whole, "Nộp báo cáo", .once = false),
    POST("/bao-cao/{id}/duyet", page_approve, MAY_DECIDE_REPORT, whole, "Duyệt báo cáo", .once = false),
    POST("/bao-cao/{id}/tra-lai", page_return, MAY_DECIDE_REPORT, sent_back, "Trả lại báo cáo kèm lý do", .once = false),

    GET("/tong-hop", page_brief, MAY_READ_TOTALS, period, "Báo cáo tổng hợp của kỳ"),
    GET("/tong-hop/tep/{tep}", page_brief_file, MAY_READ_TOTALS, paper, "Báo cáo tổng hợp thành văn bản"),
    POST("/tong-hop/chot", page_close, MAY_CLOSE_PERIOD, closing, "Chốt kỳ báo cáo", .once = false),
    POST("/tong-hop/mo-chot", page_unclose, MAY_CLOSE_PERIOD, closing, "Mở lại kỳ đã chốt", .once = false),
    GET("/tong-hop/{chi-tieu}", page_trace, MAY_READ_TOTALS, trace, "Từ một tổng về từng câu trong báo cáo"),
};
const size_t page_route_count = COUNT(page_routes);
