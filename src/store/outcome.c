/* outcome.c - what an engine said, for people; and which engine an address means. Must never show a password: what
 * comes here as `shown` has none. */
#include "store/driver.h"
#include "store/pg_url.h"

const struct driver *driver_of(const char *url) { return pg_url_is(url) ? &driver_postgres : &driver_sqlite; }

error outcome_error(struct arena *a, enum outcome o, const char *trouble)
{
    error because = FAIL(a, ERR_FAULT, "%s", trouble);
    switch (o) {
    case OUT_CONFLICT:
        return FAIL_AS(a, ERR_CONFLICT, because,
            "Dữ liệu này trùng hoặc không còn khớp với dữ liệu đang lưu. Hãy tải lại trang rồi làm lại.");
    case OUT_BUSY:
        return FAIL_AS(a, ERR_BUSY, because,
            "Hệ thống đang bận ghi dữ liệu nên chưa lưu được. Vui lòng thử lại sau ít phút.");
    case OUT_FULL:
        return FAIL_AS(a, ERR_BUSY, because,
            "Ổ đĩa của máy chủ đã đầy nên chưa lưu được; dữ liệu cũ vẫn nguyên. Vui lòng báo người quản trị rồi "
            "thử lại.");
    case OUT_MEMORY:
        return FAIL_AS(a, ERR_MEMORY, because,
            "Máy chủ đang thiếu bộ nhớ nên chưa làm được. Vui lòng thử lại sau ít phút.");
    case OUT_LOST:
        return FAIL_AS(a, ERR_BUSY, because,
            "Máy chủ cơ sở dữ liệu đang khởi động lại hoặc mất kết nối nên chưa làm được; dữ liệu đã lưu vẫn nguyên. "
            "Vui lòng thử lại sau ít phút.");
    case OUT_UNSURE:
        return FAIL_AS(a, ERR_FAULT, because,
            "Máy chủ gặp lỗi đúng lúc đang lưu nên chưa chắc dữ liệu đã được lưu. "
            "Vui lòng báo người quản trị, và xem lại trước khi làm lại.");
    case OUT_ROW: case OUT_DONE: case OUT_FAULT:
        break;
    }
    return FAIL_AS(a, ERR_FAULT, because,
        "Cơ sở dữ liệu gặp lỗi nên chưa làm được; dữ liệu đã lưu trước đó vẫn nguyên. Vui lòng báo người quản trị.");
}

error open_error(struct arena *a, const char *shown, enum outcome o, const struct open_trouble *trouble)
{
    error because = FAIL(a, ERR_FAULT, "%s", trouble->words);
    switch (trouble->why) {
    case OPEN_UNSAFE:
        return FAIL_AS(a, ERR_FAULT, because,
            "Cơ sở dữ liệu “%s” không nhận cách ghi an toàn nên chương trình không khởi động. "
            "Hãy đặt tệp trên ổ đĩa của máy này, không đặt trên ổ mạng.", shown);
    case OPEN_NOT_OURS:
        return FAIL_AS(a, ERR_INPUT, because,
            "Tệp “%s” không phải là cơ sở dữ liệu của GiaoBan. Kiểm tra lại đường dẫn của tệp.", shown);
    case OPEN_NO_PLACE:
        return FAIL_AS(a, ERR_INPUT, because,
            "Không mở được tệp cơ sở dữ liệu “%s”. Kiểm tra thư mục có tồn tại và quyền đọc, ghi của nó.", shown);
    case OPEN_READ_ONLY:
        return FAIL_AS(a, ERR_INPUT, because,
            "Cơ sở dữ liệu “%s” chỉ đọc được, không ghi được. Cấp quyền ghi cho tệp và thư mục chứa nó rồi mở lại.",
            shown);
    case OPEN_BROKEN:
        return FAIL_AS(a, ERR_INPUT, because,
            "Tệp cơ sở dữ liệu “%s” bị hỏng hoặc bị cắt mất một phần. Giữ nguyên tệp này và khôi phục từ bản sao lưu.",
            shown);
    case OPEN_BAD_URL:
        return FAIL_AS(a, ERR_INPUT, because,
            "Địa chỉ cơ sở dữ liệu chưa đúng. Địa chỉ PostgreSQL có dạng postgresql://TÊN@MÁY/CƠ_SỞ_DỮ_LIỆU.");
    case OPEN_NO_SERVER:
        return FAIL_AS(a, ERR_INPUT, because,
            "Không kết nối được tới “%s”. Kiểm tra máy chủ PostgreSQL có đang chạy, tên cơ sở dữ liệu, tên người dùng, "
            "mật khẩu và quyền kết nối.", shown);
    case OPEN_OLD_SERVER:
        return FAIL_AS(a, ERR_INPUT, because,
            "Máy chủ PostgreSQL của “%s” quá cũ. Cần PostgreSQL 15 trở lên.", shown);
    case OPEN_UNSAFE_SERVER:
        return FAIL_AS(a, ERR_INPUT, because,
            "Máy chủ PostgreSQL của “%s” không nhận cách ghi an toàn nên chương trình không khởi động. "
            "Bật lại fsync và full_page_writes trên máy chủ ấy.", shown);
    case OPEN_OTHER_ORDER:
        return FAIL_AS(a, ERR_INPUT, because,
            "Cơ sở dữ liệu “%s” sắp xếp chữ theo cách khác với cách chương trình cần. "
            "Tạo cơ sở dữ liệu mới bằng lệnh: createdb -T template0 -E UTF8 -l C TÊN.", shown);
    case OPEN_NO_RIGHTS:
        return FAIL_AS(a, ERR_INPUT, because,
            "Người dùng của địa chỉ “%s” không ghi được vào cơ sở dữ liệu này. "
            "Cho người dùng ấy làm chủ cơ sở dữ liệu, hoặc nối tới máy chủ chính thay vì máy dự phòng.", shown);
    case OPEN_OTHER:
        break;
    }
    return outcome_error(a, o, trouble->words);
}
