/* admin_page.c - the index of what an administrator looks after: one row a subject, shown to those who may.
 *
 * A new subject is one row below; whether the address lets someone in, its own route decides. */
#include "pages/page.h"

static const struct {
    const char *href;
    enum act act;
    const char *label, *about;
} subjects[] = {
    { "/thiet-lap/tiep", MAY_MANAGE, .label = "Thiết lập ban đầu",
      .about = "Năm bước: đơn vị, tổ chức, cán bộ, chỉ tiêu, hạn nộp. Để dở thì làm tiếp từ bước ấy." },
    { "/quan-tri/tai-khoan", MAY_GIVE_ACCESS, .label = "Tài khoản",
      .about = "Mời người vào, giao và thu vai trò, cấp lại mật khẩu, ngừng tài khoản." },
    { "/quan-tri/quyen", MAY_GIVE_ACCESS, .label = "Bảng quyền", .about = "Vai trò nào làm được gì, ở đâu." },
    { "/viec-hai-nguoi", MAY_SEE_TWO, .label = "Việc cần hai người",
      .about = "Những việc một người đề nghị và người khác xác nhận." },
    { "/quan-tri/to-chuc", MAY_MANAGE, .label = "Tổ chức",
      .about = "Các tổ chức của đơn vị qua các thời kỳ, sắp xếp vào cơ quan Mặt trận." },
    { "/quan-tri/nguoi", MAY_MANAGE, .label = "Cán bộ",
      .about = "Ai giữ chức vụ gì, từ ngày nào; bàn giao khi có người chuyển công tác." },
    { "/quan-tri/cai-dat", MAY_MANAGE, .label = "Cài đặt",
      .about = "Hạn nộp báo cáo, cách viết dấu trong văn bản, thời gian đăng nhập." },
    { "/quan-tri/thu", MAY_MANAGE, .label = "Thư điện tử",
      .about = "Thư đang chờ, thư không gửi được, gửi thư thử." },
    { "/quan-tri/don-vi", MAY_CHANGE_UNITS, .label = "Đơn vị",
      .about = "Nhập, chia, đổi tên, chuyển đơn vị trực thuộc; tên cũ, ngày hiệu lực, hoàn lại." },
    { "/quan-tri/khom-ap", MAY_LIST_VILLAGES, .label = "Khóm, ấp, thôn",
      .about = "Danh sách khóm, ấp, thôn, tổ dân phố của đơn vị." },
    { "/quan-tri/sao-luu", MAY_RESTORE, .label = "Sao lưu",
      .about = "Các bản sao đã lập; đề nghị khôi phục từ một bản sao, cần hai người." },
    { "/quan-tri/nhat-ky", MAY_READ_AUDIT, .label = "Nhật ký",
      .about = "Ai đã làm gì, lúc nào, trước và sau ra sao, vì lý do gì." },
};

error page_admin(struct request *q, struct reply *r)
{
    struct admin_row *row = NEW_N(q->a, struct admin_row, COUNT(subjects));
    struct admin_view v = { .row = row };
    for (size_t i = 0; i < COUNT(subjects); i++)
        if (policy_may(page_who(q), subjects[i].act))
            row[v.rows++] = (struct admin_row){ .title = SAY(subjects[i].label), .about = SAY(subjects[i].about),
                                                .href = str_c(subjects[i].href) };
    struct buf body = page_open(q);
    view_admin(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Quản trị"), .room = ROOM_ADMIN }, &body);
}
