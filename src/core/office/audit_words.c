/* audit_words.c - see audit_words.h. Tables and no state. */
#include "core/office/audit_words.h"
#include "core/grow.h"
#include "core/office/setting.h"
#include "vn/period.h"

struct word { const char *code, *label; };

static const struct word acts[] = {
    { "report.add", .label = "tạo báo cáo" },
    { "report.scan_send", .label = "gửi tệp để nhận dạng" },
    { "report.scan_again", .label = "nhận dạng lại tệp" },
    { "report.scan_drop", .label = "bỏ tệp không nhận dạng được" },
    { "report.change_text", .label = "thay nội dung" },
    { "report.submit", .label = "nộp báo cáo" },
    { "report.approve", .label = "duyệt" },
    { "report.return", .label = "trả lại" },
    { "report.hand_over", .label = "bàn giao báo cáo" },
    { "report.read_source", .label = "tải bản gốc" },
    { "bundle.add", .label = "gửi tệp có nhiều báo cáo" },
    { "figure.confirm", .label = "xác nhận số liệu" },
    { "figure.reject", .label = "loại số liệu" },
    { "figure.change", .label = "sửa số liệu" },
    { "figure.undo", .label = "hoàn lại số liệu" },
    { "figure.add", .label = "thêm số liệu" },
    { "check.answer", .label = "trả lời cảnh báo" },
    { "closing.add", .label = "chốt kỳ" },
    { "closing.remove", .label = "mở lại kỳ đã chốt" },
    { "alias.add", .label = "thêm từ vào từ điển" },
    { "alias.propose", .label = "đề nghị ghi nhớ từ" },
    { "alias.withdraw", .label = "rút đề nghị ghi nhớ từ" },
    { "alias.answer", .label = "trả lời câu hỏi ghi nhớ" },
    { "alias.accept", .label = "ghi nhớ từ" },
    { "alias.reject", .label = "không dùng từ" },
    { "alias.change", .label = "sửa từ" },
    { "alias.remove", .label = "xóa từ" },
    { "alias.restore", .label = "hoàn lại từ" },
    { "body.add", .label = "thêm tổ chức" },
    { "body.change", .label = "đổi tổ chức từ một ngày" },
    { "body.correct", .label = "sửa tổ chức" },
    { "body.close", .label = "kết thúc tổ chức" },
    { "body.rearrange", .label = "sắp xếp vào cơ quan Mặt trận" },
    { "person.add", .label = "thêm cán bộ" },
    { "person.rename", .label = "đổi họ tên" },
    { "person.merge", .label = "gộp hai mục của một người" },
    { "post.add", .label = "thêm chức vụ" },
    { "post.change", .label = "sửa chức vụ" },
    { "post.end", .label = "thôi chức vụ" },
    { "post.hand_over", .label = "bàn giao chức vụ" },
    { "post.take_over", .label = "nhận bàn giao chức vụ" },
    { "post.arrange", .label = "hẹn bàn giao chức vụ" },
    { "post.arrange_drop", .label = "hủy hẹn bàn giao chức vụ" },
    { "post.arrange_fail", .label = "đến ngày hẹn mà chưa bàn giao được" },
    { "rename.begin", .label = "tên mới của đơn vị có hiệu lực" },
    { "unit.add", .label = "thêm đơn vị" },
    { "add", .label = "thêm đơn vị" },
    { "merge", .label = "sáp nhập đơn vị" },
    { "split", .label = "chia đơn vị" },
    { "rename", .label = "đổi tên đơn vị" },
    { "move", .label = "chuyển đơn vị" },
    { "open", .label = "lập đơn vị" },
    { "close", .label = "kết thúc đơn vị" },
    { "undo", .label = "hoàn lại thay đổi về đơn vị" },
    { "share", .label = "đặt cách chia số liệu của đơn vị cũ" },
    { "directive.add", .label = "ghi nội dung kết luận" },
    { "directive.change", .label = "sửa nội dung kết luận" },
    { "directive.confirm", .label = "chốt nội dung kết luận" },
    { "directive.drop", .label = "bỏ nội dung kết luận" },
    { "directive.restore", .label = "lấy lại nội dung kết luận" },
    { "directive.move", .label = "đổi thứ tự kết luận" },
    { "task.make", .label = "giao việc theo kết luận" },
    { "task.change", .label = "sửa việc theo văn bản thay thế" },
    { "task.end", .label = "bỏ việc theo văn bản thay thế" },
    { "task.move", .label = "chuyển việc sang tổ chức khác" },
    { "task.progress", .label = "báo tiến độ" },
    { "task.evidence", .label = "gửi minh chứng" },
    { "task.asked", .label = "xin gia hạn" },
    { "task.granted", .label = "cho gia hạn" },
    { "task.refused", .label = "không gia hạn" },
    { "task.reported", .label = "báo đã hoàn thành" },
    { "task.done", .label = "xác nhận hoàn thành" },
    { "task.returned", .label = "yêu cầu làm tiếp" },
    { "task.reminded", .label = "đôn đốc" },
    { "task.ended", .label = "thôi theo dõi" },
    { "issued.draft", .label = "soạn văn bản" },
    { "issued.change", .label = "sửa văn bản trong sổ" },
    { "issued.drop", .label = "bỏ bản nháp văn bản" },
    { "issued.sign", .label = "ký, ban hành văn bản" },
    { "issued.replace", .label = "lập văn bản thay thế" },
    { "issued.enter", .label = "vào sổ văn bản đến" },
    { "issued.read_file", .label = "tải tệp của văn bản đến" },
    { "task.read_file", .label = "tải minh chứng" },
    { "setting.change", .label = "đổi cài đặt" },
    { "outbox.again", .label = "gửi lại thư" },
    { "contact.ask", .label = "khai địa chỉ thư" },
    { "contact.confirm", .label = "xác nhận địa chỉ thư" },
    { "contact.remove", .label = "bỏ địa chỉ thư" },
    { "account.add", .label = "mở tài khoản" },
    { "account.allow", .label = "giao vai trò" },
    { "first administrator", .label = "đặt người quản trị đầu tiên" },
    { "invite", .label = "mở tài khoản" },
    { "give role", .label = "giao vai trò" },
    { "take role", .label = "thu vai trò" },
    { "enable", .label = "mở khóa tài khoản" },
    { "release", .label = "cho đăng nhập lại" },
    { "reset password", .label = "cấp mã đặt lại mật khẩu" },
    { "set password by code", .label = "đặt mật khẩu bằng mã" },
    { "second factor on", .label = "bật xác nhận hai bước" },
    { "second factor off", .label = "tắt xác nhận hai bước" },
    { "recovery codes", .label = "lấy mã dự phòng" },
    { "recovery code used", .label = "dùng mã dự phòng" },
    { "end session", .label = "kết thúc một phiên" },
    { "end other sessions", .label = "kết thúc các phiên khác" },
    { "tie to provider", .label = "nối với nơi đăng nhập chung" },
    { "untie from provider", .label = "bỏ nối với nơi đăng nhập chung" },
    { "ask second person", .label = "đề nghị người thứ hai" },
    { "confirm as second person", .label = "đồng ý với tư cách người thứ hai" },
    { "refuse as second person", .label = "không đồng ý với tư cách người thứ hai" },
    { "withdraw", .label = "rút lại đề nghị" },
    { "backup", .label = "sao lưu" },
    { "restore begun", .label = "bắt đầu khôi phục" },
    { "restore agreed", .label = "đồng ý khôi phục" },
    { "restore", .label = "khôi phục từ bản sao" },
    { "fill", .label = "nạp danh mục" },
    { "log in", .label = "đăng nhập" },
    { "log in refused", .label = "đăng nhập không được" },
    { "log out", .label = "đăng xuất" },
    { "change password", .label = "đổi mật khẩu" },
    { "disable", .label = "khóa tài khoản" },
    { "pack.make", .label = "lập tài liệu họp" },
    { "series.add", .label = "lập loạt giao ban" },
    { "series.change", .label = "sửa loạt giao ban" },
    { "series.end", .label = "kết thúc loạt giao ban" },
    { "series.move", .label = "chuyển loạt giao ban sang đơn vị kế tục" },
    { "series.join", .label = "nhập loạt giao ban vào loạt cùng tên" },
    { "meeting.add", .label = "lập phiên giao ban" },
    { "meeting.change", .label = "sửa phiên giao ban" },
    { "meeting.state", .label = "chuyển bước phiên giao ban" },
    { "meeting.move", .label = "chuyển phiên giao ban sang đơn vị kế tục" },
    { "agenda.add", .label = "thêm mục chương trình" },
    { "agenda.change", .label = "sửa mục chương trình" },
    { "agenda.move", .label = "chuyển chỗ mục chương trình" },
    { "agenda.drop", .label = "bỏ mục khỏi chương trình" },
    { "agenda.back", .label = "đưa lại mục vào chương trình" },
    { "agenda.build", .label = "cập nhật chương trình" },
    { "agenda.on", .label = "chuyển sang mục chương trình" },
    { "paper.add", .label = "gửi tài liệu họp" },
    { "paper.drop", .label = "bỏ tài liệu họp" },
    { "paper.comment", .label = "góp ý tài liệu họp" },
    { "attend.build", .label = "lập danh sách mời họp" },
    { "attend.add", .label = "thêm người vào danh sách mời họp" },
    { "attend.change", .label = "sửa người được mời họp" },
    { "attend.drop", .label = "bỏ người khỏi danh sách mời họp" },
    { "attend.move", .label = "đổi thứ tự mời họp" },
    { "attend.invite", .label = "gửi giấy mời họp" },
    { "attend.tell", .label = "báo thay đổi của phiên họp" },
    { "attend.answer", .label = "trả lời giấy mời họp" },
    { "attend.answer_by_secret", .label = "trả lời giấy mời họp bằng mã trên giấy mời" },
    { "attend.present", .label = "điểm danh" },
    { "attend.absent", .label = "bỏ điểm danh" },
    { "attend.left", .label = "ghi giờ về trước khi kết thúc" },
    { "attend.returned", .label = "bỏ ghi giờ về" },
    { "attend.renew", .label = "cấp mã mới cho giấy mời họp" },
    { "opinion.add", .label = "ghi ý kiến" },
    { "opinion.change", .label = "sửa ý kiến" },
    { "opinion.answer", .label = "trả lời ý kiến" },
    { "opinion.close", .label = "khép ý kiến" },
    { "opinion.move", .label = "chuyển ý kiến, kiến nghị sang nơi kế tục" },
    { "speech.ask", .label = "đăng ký phát biểu" },
    { "speech.begin", .label = "mời phát biểu" },
    { "speech.end", .label = "kết thúc phát biểu" },
    { "speech.withdraw", .label = "rút đăng ký phát biểu" },
};

static const struct word objects[] = {
    { "meeting", .label = "phiên giao ban" },
    { "meeting_series", .label = "loạt giao ban" },
    { "attendee", .label = "người được mời họp" },
    { "opinion", .label = "ý kiến, kiến nghị" },
    { "speech", .label = "lượt phát biểu" },
    { "report", .label = "báo cáo" },
    { "figure", .label = "số liệu" },
    { "bundle", .label = "tệp nhiều báo cáo" },
    { "alias", .label = "từ điển" },
    { "unit", .label = "đơn vị" },
    { "body", .label = "tổ chức" },
    { "person", .label = "cán bộ" },
    { "post", .label = "chức vụ" },
    { "account", .label = "tài khoản" },
    { "directive", .label = "nội dung kết luận" },
    { "task", .label = "việc được giao" },
    { "issued", .label = "văn bản" },
    { "setting", .label = "cài đặt" },
    { "indicator", .label = "danh mục chỉ tiêu" },
    { "unit_change", .label = "thay đổi về đơn vị" },
    { "outbox", .label = "thư" },
    { "two_person", .label = "việc cần hai người" },
    { "database", .label = "toàn bộ dữ liệu" },
};

static const struct word fields[] = {
    { "name", .label = "Tên" },
    { "short_name", .label = "Tên ngắn" },
    { "code", .label = "Mã" },
    { "level", .label = "Cấp" },
    { "kind", .label = "Loại" },
    { "parent", .label = "Trực thuộc" },
    { "unit", .label = "Đơn vị" },
    { "body", .label = "Tổ chức" },
    { "person", .label = "Cán bộ" },
    { "organisation", .label = "Loại tổ chức" },
    { "issuer", .label = "Cơ quan ban hành" },
    { "superior", .label = "Cơ quan cấp trên" },
    { "layout", .label = "Thể thức văn bản" },
    { "number_suffix", .label = "Ký hiệu văn bản" },
    { "ordinal", .label = "Thứ tự" },
    { "reports", .label = "Phải báo cáo hằng tháng" },
    { "valid_from", .label = "Từ ngày" },
    { "valid_to", .label = "Đến hết ngày" },
    { "from", .label = "Từ ngày" },
    { "to", .label = "Đến hết ngày" },
    { "title", .label = "Chức vụ" },
    { "login", .label = "Tên đăng nhập" },
    { "role", .label = "Vai trò" },
    { "state", .label = "Trạng thái" },
    { "phrase", .label = "Từ trong báo cáo" },
    { "reason", .label = "Lý do" },
    { "period", .label = "Kỳ" },
    { "figures", .label = "Số liệu được đọc" },
    { "kept", .label = "Quyết định giữ lại" },
    { "value", .label = "Giá trị" },
    { "value_max", .label = "Giá trị cao nhất" },
    { "approx", .label = "Mức chính xác" },
    { "item", .label = "Nội dung" },
    { "indicator", .label = "Chỉ tiêu" },
    { "place", .label = "Địa bàn" },
    { "beneficiary", .label = "Người thụ hưởng" },
    { "note", .label = "Ghi chú" },
    { "due", .label = "Hạn" },
    { "progress", .label = "Tiến độ, phần trăm" },
    { "file", .label = "Tệp" },
    { "words", .label = "Nội dung" },
    { "host", .label = "Cơ quan chủ trì" },
    { "presidium", .label = "Chủ tọa" },
    { "conclusion", .label = "Văn bản kết luận" },
    { "every", .label = "Định kỳ" },
    { "starts", .label = "Giờ bắt đầu" },
    { "minutes", .label = "Số phút" },
    { "venue", .label = "Địa điểm" },
    { "channel", .label = "Nơi nhận báo cáo tiến độ" },
    { "papers_days", .label = "Gửi tài liệu trước, ngày" },
    { "invite_days", .label = "Gửi giấy mời trước, ngày" },
    { "quorum", .label = "Số dự họp tối thiểu, phần trăm" },
    { "bodies", .label = "Thành phần" },
    { "guests", .label = "Mời dự" },
    { "day", .label = "Ngày" },
    { "chair", .label = "Chủ trì" },
    { "secretary", .label = "Thư ký" },
    { "number", .label = "Bản thứ" },
    { "pages", .label = "Số trang" },
    { "arrived", .label = "Ngày đến" },
    { "sender", .label = "Nơi gửi" },
    { "receivers", .label = "Nơi nhận" },
    { "signer", .label = "Người ký" },
    { "raised_by", .label = "Người nêu" },
    { "asked", .label = "Nơi được hỏi" },
    { "answer", .label = "Trả lời" },
    { "successor", .label = "Tổ chức thay" },
    { "sign", .label = "Cách ký" },
    { "parts", .label = "Số phần" },
    { "gone", .label = "Số liệu không còn" },
};

static const struct word values[] = {
    { "active", .label = "đang dùng" },
    { "disabled", .label = "đã khóa" },
    { "draft", .label = "bản nháp" },
    { "submitted", .label = "đã nộp" },
    { "approved", .label = "đã duyệt" },
    { "returned", .label = "trả lại" },
    { "read", .label = "chưa quyết định" },
    { "confirmed", .label = "đã xác nhận" },
    { "rejected", .label = "đã loại" },
    { "proposed", .label = "đề nghị" },
    { "accepted", .label = "được dùng" },
    { "removed", .label = "đã xóa" },
    { "party", .label = "thể thức Đảng" },
    { "state", .label = "thể thức hành chính" },
    { "youth", .label = "thể thức Đoàn" },
    { "village", .label = "thôn, khu phố" },
    { "commune", .label = "cấp xã" },
    { "district", .label = "cấp huyện" },
    { "province", .label = "cấp tỉnh" },
    { "central", .label = "trung ương" },
    { "open", .label = "đang thực hiện" },
    { "reported", .label = "chờ xác nhận" },
    { "done", .label = "đã hoàn thành" },
    { "ended", .label = "thôi theo dõi" },
    { "quarter", .label = "hằng quý" },
    { "month", .label = "hằng tháng" },
    { "week", .label = "hằng tuần" },
    { "once", .label = "một lần" },
    { "result", .label = "kết quả" },
    { "difficulty", .label = "khó khăn" },
    { "proposal", .label = "kiến nghị" },
};

static struct str find(const struct word *list, size_t n, struct str code)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(code, str_c(list[i].code))) return SAY(list[i].label);
    return code;
}

struct str audit_act_words(struct str act) { return find(acts, COUNT(acts), act); }
struct str audit_object_words(struct str object) { return find(objects, COUNT(objects), object); }

bool audit_act_at(size_t i, struct str *act)
{
    if (i >= COUNT(acts)) return false;
    *act = str_c(acts[i].code);
    return true;
}

bool audit_object_at(size_t i, struct str *object)
{
    if (i >= COUNT(objects)) return false;
    *object = str_c(objects[i].code);
    return true;
}

/* ---- differences ---- */

static struct str value_words(struct arena *a, struct str value)
{
    struct day d;
    enum role role = role_of(value);
    if (value.n == 10 && day_read(value, &d)) return day_vi(a, d);
    if (role != ROLE_NONE) return str_c(role_name(role));
    return find(values, COUNT(values), value);
}

/* "name=value"; the name of a field is small letters and _ */
static bool cut_line(struct str line, struct str *name, struct str *value)
{
    size_t eq = str_find(line, S("="), 0);
    if (eq == SIZE_MAX || !eq) return false;
    for (size_t i = 0; i < eq; i++)
        if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789_", line.p[i])) return false;
    *name = str_cut(line, 0, eq);
    *value = str_cut(line, eq + 1, line.n);
    return true;
}

static bool has_lines(struct str text)
{
    struct str line, name, value;
    while (str_next(&text, '\n', &line))
        if (cut_line(line, &name, &value)) return true;
    return false;
}

static struct str field(struct str lines, struct str wanted)
{
    struct str line, name, value;
    while (str_next(&lines, '\n', &line))
        if (cut_line(line, &name, &value) && str_is(name, wanted)) return value;
    return S("");
}

static void note(struct arena *a, struct str name, struct str before, struct str after, struct audit_change **out,
    size_t *n)
{
    enum setting which;
    if (str_is(before, after)) return;
    if (setting_find(name, &which)) {
        struct str otherwise = SAY("theo mặc định");
        LIST_ADD(a, *out, *n, (struct audit_change){ SAY(setting_rows[which].title),
            before.n ? setting_words(a, which, before) : otherwise,
            after.n ? setting_words(a, which, after) : otherwise });
        return;
    }
    LIST_ADD(a, *out, *n, (struct audit_change){ find(fields, COUNT(fields), name), value_words(a, before),
        value_words(a, after) });
}

void audit_changes(struct arena *a, const struct audit_row *row, struct audit_change **out, size_t *n)
{
    struct str rest = row->after, line, name, value;
    *out = NULL;
    *n = 0;
    if (!has_lines(row->before) && !has_lines(row->after)) {
        if (!str_is(row->before, row->after))
            LIST_ADD(a, *out, *n, (struct audit_change){ S(""), value_words(a, row->before),
                value_words(a, row->after) });
        return;
    }
    while (str_next(&rest, '\n', &line))
        if (cut_line(line, &name, &value)) note(a, name, field(row->before, name), value, out, n);
    rest = row->before;
    while (str_next(&rest, '\n', &line))
        if (cut_line(line, &name, &value) && !field(row->after, name).n) note(a, name, value, S(""), out, n);
}
