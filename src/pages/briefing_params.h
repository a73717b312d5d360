/* briefing_params.h - what the addresses of briefings take: invitations, tasks, the register of difficulties. A part of
 * routes.c and included by it alone, where the words MAYBE, MUST and the common parameters are known. */
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
static const struct param attend[] = { MEETING_ID, DONE, LISTING, MAYBE("xem", CODE, 0, "Cách xem") };
static const struct param attend_add[] = { MEETING_ID, PLACE_FORM };
static const struct param attend_all[] = { MEETING_ID };
static const struct param attend_slips[] = { MEETING_ID, MAYBE("ca", FLAG, 0, "Mọi người được mời") };
static const struct param attend_one[] = { PLACE_ID, DONE };
static const struct param attend_change[] = { PLACE_ID, VERSION, PLACE_FORM };
static const struct param attend_place[] = { PLACE_ID };
static const struct param attend_move[] = { PLACE_ID, MUST("buoc", INT, 0, "Lên hay xuống") };
static const struct param attend_answer[] = { PLACE_ID, REPLY_FORM };
static const struct param attend_here[] = {
    PLACE_ID, MAYBE("bo", FLAG, 0, "Bỏ điểm danh"), MAYBE("xem", CODE, 0, "Cách xem"),
};
static const struct param invitation_find[] = { MAYBE("hop", INT, 0, "Phiên giao ban") };
static const struct param invitation_typed[] = { MUST("ma", LINE, 0, "Mã trên giấy mời") };
static const struct param invitation[] = { SECRET_CODE };
static const struct param invitation_answer[] = { SECRET_CODE, REPLY_FORM };
#endif
