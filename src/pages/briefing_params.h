/* briefing_params.h - what the addresses of briefings take: agendas, invitations, papers, tasks, conclusions.
 * A part of routes.c and included by it alone, where the words MAYBE, MUST and the common parameters are known. */
#ifndef PAGES_BRIEFING_PARAMS_H
#define PAGES_BRIEFING_PARAMS_H

#define MEETING_ID MUST("id", INT, 0, "Phiên giao ban")

#define TASK_ID MUST("id", INT, 0, "Việc")
static const struct param tasks[] = {
    DONE, LISTING, MAYBE("trang-thai", CODE, 0, "Trạng thái"), MAYBE("to-chuc", INT, 0, "Ai làm"),
    MAYBE("giao-ban", INT, 0, "Giao tại"), MAYBE("nam", LINE, 8, "Năm"),
};
static const struct param task_one[] = { TASK_ID, DONE };
static const struct param task_history[] = { TASK_ID, EXPORT };
static const struct param task_file[] = { TASK_ID, MUST("so", INT, 0, "Tệp minh chứng") };
static const struct param task_report[] = {
    TASK_ID, VERSION, MUST("viec", CODE, 0, "Việc cần ghi"), MAYBE("noi-dung", TEXT, 4 * WORDS, "Nội dung"),
    MAYBE("tien-do", INT, 0, "Tiến độ"), MAYBE("ngay", LINE, 40, "Hạn mới"), DOCUMENT,
};
#define OPINION_ID MUST("id", INT, 0, "Kiến nghị")
static const struct param opinions[] = { DONE, LISTING, PERIOD, MAYBE("trang-thai", CODE, 0, "Trạng thái") };
static const struct param opinion_add[] = {
    MAYBE("noi-dung", TEXT, 4 * WORDS, "Nội dung"), MAYBE("loai", CODE, 0, "Loại"),
    MAYBE("to-chuc", INT, 0, "Của tổ chức"), MAYBE("hoi", INT, 0, "Đề nghị ai trả lời"),
    MAYBE("hoi-khac", LINE, LINE, "Cơ quan khác"), MAYBE("bao-cao", INT, 0, "Từ báo cáo"),
    MAYBE("ma", CODE, 0, "Mã"), PERIOD,
};
static const struct param opinion_one[] = { OPINION_ID, DONE };
static const struct param opinion_answer[] = {
    OPINION_ID, VERSION, MAYBE("noi-dung", TEXT, 4 * WORDS, "Nội dung trả lời"),
    MAYBE("ngay", LINE, 40, "Hẹn trả lời ngày"),
};
static const struct param opinion_close[] = { OPINION_ID, VERSION };
static const struct param task_decide[] = {
    TASK_ID, VERSION, MUST("viec", CODE, 0, "Việc cần ghi"), MAYBE("noi-dung", TEXT, 4 * WORDS, "Nội dung"),
    MAYBE("ngay", LINE, 40, "Hạn mới"),
};

/* invitations, attendance */
#define PLACE_ID MUST("id", INT, 0, "Người được mời")
#define PLACE_FORM                                                                                  \
    MAYBE("to-chuc", INT, 0, "Tổ chức"), MAYBE("noi-khac", LINE, LINE, "Cơ quan ngoài đơn vị"),     \
    MAYBE("ten", LINE, LINE, "Họ và tên"), MAYBE("chuc-vu", LINE, LINE, "Chức vụ"), MAYBE("vai", CODE, 0, "Tư cách")
#define REPLY_FORM                                                                                  \
    MUST("tra-loi", CODE, 0, "Trả lời"), MAYBE("ly-do", TEXT, WORDS, "Lý do vắng"),                 \
    MAYBE("ten", LINE, LINE, "Người dự thay"), MAYBE("chuc-vu", LINE, LINE, "Chức vụ người dự thay")
#define SECRET_CODE MUST("ma", CODE, 0, "Mã trên giấy mời")
static const struct param pack_one[] = { MEETING_ID, MUST("tep", CODE, 0, "Tệp") };
static const struct param attend[] = { MEETING_ID, DONE, LISTING, MAYBE("xem", CODE, 0, "Cách xem") };
static const struct param attend_add[] = { MEETING_ID, PLACE_FORM };
static const struct param attend_all[] = { MEETING_ID };
static const struct param attend_send[] = { MEETING_ID, VERSION };
static const struct param attend_slips[] = { MEETING_ID, MAYBE("ca", FLAG, 0, "Mọi người được mời") };
static const struct param attend_one[] = { PLACE_ID, DONE };
static const struct param attend_change[] = { PLACE_ID, VERSION, PLACE_FORM };
static const struct param attend_place[] = { PLACE_ID };
static const struct param attend_move[] = { PLACE_ID, MUST("cho", INT, 0, "Chỗ trong danh sách") };
static const struct param attend_answer[] = { PLACE_ID, REPLY_FORM };
static const struct param attend_here[] = {
    PLACE_ID, MAYBE("bo", FLAG, 0, "Bỏ điểm danh"), MAYBE("xem", CODE, 0, "Cách xem"),
};
static const struct param attend_left[] = {
    PLACE_ID, MAYBE("gio", LINE, 40, "Giờ về"), MAYBE("bo", FLAG, 0, "Bỏ ghi giờ về"),
};
static const struct param invitation_find[] = { MAYBE("hop", INT, 0, "Phiên giao ban") };
static const struct param invitation_typed[] = { MUST("ma", LINE, 0, "Mã trên giấy mời") };
static const struct param invitation[] = { SECRET_CODE };
static const struct param invitation_answer[] = { SECRET_CODE, REPLY_FORM };

/* briefings, their room */
static const struct param meetings[] = { DONE, LISTING, MAYBE("buoc", CODE, 0, "Bước"), UNIT };
static const struct param room[] = { MEETING_ID, DONE, MAYBE("sua", INT, 0, "Ý kiến"),
    MAYBE("tra-loi", INT, 0, "Ý kiến") };
static const struct param room_part[] = { MEETING_ID, MUST("phan", CODE, 0, "Phần") };
static const struct param room_live[] = { MEETING_ID, MAYBE("sau", INT, 0, "Số đã biết") };
static const struct param room_act[] = { MEETING_ID, MUST("viec", CODE, 0, "Việc"),
    MAYBE("luc", INT, 0, "Lúc bấm") };
static const struct param room_opinion[] = { MEETING_ID, MAYBE("y", INT, 0, "Ý kiến"), MAYBE("ban", INT, 0, "Bản"),
    MAYBE("muc", INT, 0, "Mục chương trình"), MAYBE("loai", CODE, 0, "Loại ý kiến"),
    MAYBE("nguoi-neu", INT, 0, "Người nêu"), MAYBE("noi-dung", TEXT, 4 * WORDS, "Nội dung"),
    MAYBE("hoi-ai", LINE, LINE, "Hỏi, đề nghị nơi nào") };
static const struct param room_answer[] = { MEETING_ID, MUST("y", INT, 0, "Ý kiến"), MAYBE("ban", INT, 0, "Bản"),
    MAYBE("noi-dung", TEXT, 4 * WORDS, "Nội dung"), MAYBE("hen", LINE, LINE, "Ngày hẹn") };
static const struct param meeting_one[] = { MEETING_ID, DONE };
/* papers */
#define PAPER_ID MUST("id", INT, 0, "Văn bản")
#define PAPER_IN                                                                                           \
    MAYBE("loai", CODE, 0, "Loại"), MAYBE("so-ky-hieu", LINE, LINE, "Số, ký hiệu"),                        \
    MAYBE("ngay", LINE, 40, "Ngày của văn bản"), MAYBE("noi-gui", LINE, LINE, "Nơi gửi"),                  \
    MAYBE("trich-yeu", LINE, WORDS, "Trích yếu"), MAYBE("ngay-den", LINE, 40, "Ngày đến"),                 \
    MAYBE("han", LINE, 40, "Phải đến trước hết ngày"), DOCUMENT
static const struct param issued_list_of[] = {
    DONE, LISTING, MAYBE("chieu", CODE, 0, "Đi hay đến"), MAYBE("loai", CODE, 0, "Loại"), MAYBE("nam", CODE, 0, "Năm"),
};
static const struct param issued_in[] = { PAPER_IN };
static const struct param issued_one[] = { PAPER_ID, DONE };
static const struct param issued_tep[] = { PAPER_ID, MUST("tep", CODE, 0, "Tệp") };
static const struct param issued_sign_form[] = {
    PAPER_ID, VERSION, MAYBE("so", LINE, 40, "Số"), MAYBE("ngay", LINE, 40, "Ngày ký"),
};
static const struct param issued_words[] = {
    PAPER_ID, VERSION, MAYBE("trich-yeu", TEXT, WORDS, "Trích yếu"), MAYBE("noi-nhan", TEXT, WORDS, "Nơi nhận"),
    MAYBE("nguoi-ky", LINE, LINE, "Người ký"), MAYBE("chuc-vu", LINE, LINE, "Chức vụ người ký"),
};
static const struct param issued_version[] = { PAPER_ID, VERSION };
static const struct param issued_why[] = { PAPER_ID, MAYBE("ly-do", LINE, LINE, "Lý do thay thế") };
static const struct param issued_correct[] = { PAPER_ID, VERSION, PAPER_IN };
static const struct param issued_of_meeting[] = { MEETING_ID, MUST("loai", CODE, 0, "Loại văn bản") };
#define MEETING_WHEN MAYBE("ngay", LINE, 40, "Ngày họp"), MAYBE("gio", LINE, 40, "Giờ bắt đầu"), \
    MAYBE("phut", INT, 0, "Số phút"), MAYBE("dia-diem", LINE, LINE, "Địa điểm"), MAYBE("ten", LINE, LINE, "Tên phiên")
#define ITEM MUST("muc", INT, 0, "Mục")
#define STANDING MAYBE("thuong-ky", FLAG, 0, "Mục thường kỳ")
static const struct param meeting_plan[] = { DONE, MAYBE("loat", INT, 0, "Loạt giao ban") };
static const struct param meeting_plan_do[] = {
    MUST("loat", INT, 0, "Loạt giao ban"), MAYBE("ky", LINE, 40, "Kỳ"), MEETING_WHEN,
};
static const struct param meeting_change[] = {
    MEETING_ID, VERSION, MEETING_WHEN, MAYBE("nguoi-chu-tri", INT, 0, "Người chủ trì"), MAYBE("thu-ky", INT, 0,
        "Thư ký"), MAYBE("ghi-chu", LINE, WORDS, "Ghi chú"),
};
static const struct param meeting_cancel[] = { MEETING_ID, VERSION, MAYBE("ly-do", LINE, WORDS, "Lý do hủy") };
static const struct param meeting_only[] = { MEETING_ID };
static const struct param item_add[] = {
    MEETING_ID, MAYBE("noi-dung", LINE, LINE, "Nội dung"), MAYBE("phut", INT, 0, "Phút"),
    STANDING,
};
static const struct param item_change[] = {
    MEETING_ID, ITEM, VERSION, MAYBE("noi-dung", LINE, LINE, "Nội dung"), MAYBE("phut", INT, 0, "Phút"),
    MAYBE("to-chuc", INT, 0, "Tổ chức trình bày"), MAYBE("ghi-chu", LINE, WORDS, "Ghi chú"),
    STANDING,
};
static const struct param item_move[] = { MEETING_ID, ITEM, MUST("cho", INT, 0, "Chỗ trong chương trình") };
static const struct param item_drop[] = { MEETING_ID, ITEM, MUST("viec", CODE, 0, "Bỏ hay đưa lại") };
static const struct param item_paper[] = { MEETING_ID, ITEM, DOCUMENT };
#define AGENDA_PAPER_ID MUST("tl", INT, 0, "Tài liệu")
static const struct param meeting_paper[] = { MEETING_ID, AGENDA_PAPER_ID, DONE };
static const struct param paper_say[] = {
    MEETING_ID, AGENDA_PAPER_ID, MUST("trang", INT, 0, "Trang"), MAYBE("noi-dung", TEXT, WORDS, "Nội dung góp ý"),
};
#define ASKED(n) MAYBE("du-" #n, CODE, 0, "Có mời hay không")
#define SERIES_FORM                                                                                               \
    MAYBE("ten", LINE, LINE, "Tên loạt"), MAYBE("co-quan", INT, 0, "Tổ chức chủ trì"),                            \
    MAYBE("chu-tri", LINE, LINE, "Chủ trì với danh nghĩa"), MAYBE("van-ban", CODE, 0, "Văn bản kết luận"),        \
    MAYBE("bao-lau", CODE, 0, "Họp bao lâu một lần"), MAYBE("gio", LINE, 40, "Giờ bắt đầu"),                      \
    MAYBE("phut", INT, 0, "Số phút"), MAYBE("dia-diem", LINE, LINE, "Địa điểm"),                                  \
    MAYBE("han-tai-lieu", INT, 0, "Nhận tài liệu trước mấy ngày"),                                                \
    MAYBE("han-moi", INT, 0, "Gửi giấy mời trước mấy ngày"), MAYBE("ty-le", INT, 0, "Phần trăm phải có mặt"),     \
    MAYBE("kenh", LINE, LINE, "Kết quả gửi về"), MAYBE("cac-so", CODE, PICKS, "Các tổ chức"),                     \
    NINE(ASKED, ), ASKED(10), NINE(ASKED, 1), ASKED(20), NINE(ASKED, 2), ASKED(30), NINE(ASKED, 3), ASKED(40)
#define SERIES_ID MUST("id", INT, 0, "Loạt giao ban")
static const struct param series_one[] = { SERIES_ID, DONE };
static const struct param series_add[] = { SERIES_FORM };
static const struct param series_change[] = { SERIES_ID, VERSION, SERIES_FORM };
static const struct param series_end[] = { SERIES_ID, VERSION };

/* The form of a directive, directive_form.html. */
#define DIRECTIVE_FIELDS \
    MAYBE("y-kien", LINE, LINE, "Ý kiến về nội dung"), MAYBE("chu-tri", LINE, LINE, "Đơn vị chủ trì"), \
    MAYBE("phoi-hop", LINE, WORDS, "Đơn vị phối hợp"), MAYBE("lien-quan", FLAG, 0, "Các cơ quan liên quan"), \
    MAYBE("noi-dung", TEXT, 4 * WORDS, "Nội dung việc giao"), MAYBE("trinh", LINE, LINE, "Nơi trình"), \
    MAYBE("thoi-han", LINE, LINE, "Thời hạn"), MAYBE("do-bang", LINE, WORDS, "Thước đo"), \
    MAYBE("chi-tieu", LINE, LINE, "Chỉ tiêu"), MAYBE("muc", LINE, LINE, "Mức phải đạt"), \
    MAYBE("ma", CODE, 0, "Mã biểu mẫu"), MAYBE("muc-hop", INT, 0, "Mục chương trình"), BACK
static const struct param conclude[] = {
    MEETING_ID, DONE, MAYBE("sua", INT, 0, "Nội dung đang sửa"), MAYBE("de-xuat", INT, 0, "Số nội dung đề xuất"),
    MAYBE("bo", INT, 0, "Nội dung vừa bỏ"), MAYBE("o", INT, 0, "Nội dung vừa chuyển"),
    MAYBE("nut", CODE, 0, "Nút vừa bấm"),
};
static const struct param offers[] = {
    MEETING_ID, MAYBE("loai", CODE, 0, "Loại gợi ý"), MAYBE("go", LINE, LINE, "Chữ đang gõ"),
};
#define DIRECTIVE_ID MUST("so", INT, 0, "Nội dung kết luận")
static const struct param directive_new[] = { MEETING_ID, DIRECTIVE_FIELDS };
static const struct param directive_old[] = { MEETING_ID, DIRECTIVE_ID, VERSION, DIRECTIVE_FIELDS };
static const struct param directive_act[] = { MEETING_ID, DIRECTIVE_ID, VERSION };
static const struct param directive_way[] = { MEETING_ID, DIRECTIVE_ID, MUST("cho", INT, 0, "Chỗ trong danh sách"),
    MAYBE("huong", CODE, 0, "Nút vừa bấm") };
static const struct param directive_paste[] = { MEETING_ID, MUST("loi", TEXT, 60000, "Lời kết luận") };
static const struct param carried_one[] = {
    MEETING_ID, MUST("viec", INT, 0, "Việc đã giao"), VERSION, MUST("cach", CODE, 0, "Quyết định"),
    MAYBE("thoi-han", LINE, LINE, "Hạn mới"),
};

#endif
