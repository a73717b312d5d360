/* invented.h - reports as offices write them, invented from a seed: the same seed gives the same bytes.
 *
 * Word lists and sentence patterns are our own. The traps are in: numbers that name or date something,
 * parts and wholes, money worth of things, ranges, words for numbers, a paragraph printed twice. */
#ifndef BENCH_INVENTED_H
#define BENCH_INVENTED_H
#include "base/base.h"

/* plain: so many sentences of ten are plain ones on top of those that are so by chance; 0: a report, 6: news. */
enum { REPORT = 0, NEWS = 6 };
struct maker { uint64_t state; struct buf to; uint32_t plain; };

static inline uint32_t chance(struct maker *m, uint32_t below)
{
    m->state ^= m->state << 13;
    m->state ^= m->state >> 7;
    m->state ^= m->state << 17;
    return (uint32_t)(m->state >> 33) % below;
}

#define PICK(m, list) ((list)[chance((m), (uint32_t)COUNT(list))])

static const char *const made_bodies[] = {
    "Ủy ban MTTQ Việt Nam phường", "Hội Liên hiệp Phụ nữ phường", "Hội Nông dân phường",
    "Hội Cựu chiến binh phường", "Đoàn TNCS Hồ Chí Minh phường", "Hội Chữ thập đỏ phường",
    "Hội Người cao tuổi", "Công đoàn phường", "Hội Khuyến học", "Ban Thường vụ Đảng ủy phường",
};
static const char *const made_things[] = {
    "phần quà",          "suất học bổng", "thẻ BHYT",       "căn nhà Đại đoàn kết", "cây xanh",
    "bộ sách giáo khoa", "chiếc xe đạp",  "bình chữa cháy", "giỏ xách nhựa",        "bóng đèn",
    "suất cơm từ thiện", "đơn vị máu",    "con giống",      "máy khoan giếng",      "lá cờ Tổ quốc",
    "tủ thuốc",          "áo ấm",         "bao gạo",
};
static const char *const made_people[] = {
    "hội viên",       "đoàn viên",      "hộ nghèo",   "hộ cận nghèo",           "phụ nữ đơn thân",
    "trẻ em mồ côi",  "cựu chiến binh", "lượt người", "thanh niên tình nguyện", "người cao tuổi",
    "cán bộ chi hội",
};
static const char *const made_deeds[] = { "trao tặng",    "vận động",      "phối hợp tổ chức", "hỗ trợ",  "tiếp nhận",
                                          "thăm và tặng", "ra quân trồng", "đã cấp phát",      "bàn giao" };
static const char *const made_places[] = { "Khóm 1",
                                           "Khóm 3",
                                           "Tổ 12",
                                           "ấp Vườn Dừa",
                                           "khu phố 5",
                                           "thôn Bãi Sậy",
                                           "tuyến đường Bờ Kè",
                                           "Trường Tiểu học số 2",
                                           "xã Hưng Phú",
                                           "Phường 7" };
static const char *const made_models[] = { "Đoạn đường 5 không 3 sạch", "Biến rác thành tiền",
                                           "Tổ tự quản số 9",           "Ngôi nhà xanh",
                                           "Mỗi tuần một việc tốt",     "Vườn rau 3 không" };
static const char *const made_names[] = { "Lê Thị Hạnh",          "Trần Văn Bảo",  "Phạm Quốc Duy",
                                          "Nguyễn Thị Thu Sương", "Võ Minh Khánh", "Huỳnh Thanh Tùng",
                                          "Đặng Ngọc Mai" };
static const char *const made_posts[] = { "Phó Bí thư Thường trực Đảng ủy", "Chủ tịch Ủy ban MTTQ Việt Nam phường",
                                          "Bí thư Đảng ủy", "Chủ tịch HĐND phường" };
static const char *const made_plain[] = {
    "Công tác tuyên truyền được thực hiện thường xuyên với nhiều hình thức phù hợp từng đối tượng",
    "Các chi hội duy trì nền nếp sinh hoạt, nắm bắt tâm tư, nguyện vọng của hội viên để kịp thời phản ánh",
    "Phong trào thi đua được đông đảo Nhân dân hưởng ứng, góp phần giữ gìn an ninh trật tự ở địa bàn dân cư",
    "Bên cạnh kết quả đạt được vẫn còn một số khó khăn do kinh phí hoạt động hạn hẹp và cán bộ kiêm nhiệm nhiều việc",
    "Việc giám sát, phản biện xã hội được quan tâm, các kiến nghị sau giám sát cơ bản được tiếp thu và trả lời",
    "Tình hình tư tưởng trong cán bộ, hội viên ổn định, tin tưởng vào sự lãnh đạo của Đảng và chính quyền",
};
static const char *const made_traps[] = {
    "thực hiện Nghị quyết số 28-NQ/TW và Kế hoạch 115/KH-UBND ngày 05/3/2023",
    "chào mừng 78 năm Cách mạng tháng Tám và Quốc khánh 2/9",
    "theo Điều 7 Quy chế phối hợp nhiệm kỳ 2024-2029", "tại số nhà 45, đường số 6, Phường 2",
    "trong 5 năm qua đã có hàng ngàn lượt người tham gia", "cụ bà 97 tuổi ở Tổ 14 là tấm gương sáng",
    "liên hệ số điện thoại 0270 3123 456 trước 16 giờ 30",
    "Đại hội lần thứ XIII, khóa IX đã thành công tốt đẹp",
};
static const char *const made_words[] = { "hai mươi mốt", "mười lăm", "ba trăm linh năm", "một nghìn hai trăm",
                                          "bốn mươi" };
static const char *const made_about[] = { "", "", "", "", "trên ", "hơn ", "gần ", "khoảng ", "ước " };

static inline void made_count(struct maker *m)
{
    uint32_t n = chance(m, 10) ? chance(m, 300) + 1 : chance(m, 90000) + 1000;
    if (n < 10) buf_fmt(&m->to, "%02u", n);
    else if (n >= 1000 && chance(m, 4)) buf_fmt(&m->to, "%u.%03u", n / 1000, n % 1000);
    else buf_fmt(&m->to, "%u", n);
}

static inline void made_money(struct maker *m)
{
    buf_c(&m->to, PICK(m, made_about));
    switch (chance(m, 5)) {
    case 0: buf_fmt(&m->to, "%u triệu đồng", chance(m, 900) + 1); break;
    case 1: buf_fmt(&m->to, "%u,%u tỷ đồng", chance(m, 9) + 1, chance(m, 9) + 1); break;
    case 2: buf_fmt(&m->to, "%u.%03u.000 đồng", chance(m, 900) + 1, chance(m, 1000)); break;
    case 3: buf_fmt(&m->to, "%u.%03u.000đ", chance(m, 90) + 1, chance(m, 1000)); break;
    default: buf_fmt(&m->to, "%u tỷ %u triệu đồng", chance(m, 5) + 1, chance(m, 900) + 100);
    }
}

static inline void made_sentence(struct maker *m)
{
    struct buf *to = &m->to;
    bool plain = m->plain && chance(m, 10) < m->plain;
    switch (plain ? 0 : chance(m, 9)) {
    case 0: case 1: buf_c(to, PICK(m, made_plain)); break;
    case 2: buf_fmt(to, "%s, %s", PICK(m, made_plain), PICK(m, made_traps)); break;
    case 3:
        buf_fmt(to, "%s %s ", PICK(m, made_bodies), PICK(m, made_deeds));
        made_count(m);
        buf_fmt(to, " %s cho %s tại %s, tổng trị giá ", PICK(m, made_things), PICK(m, made_people),
                PICK(m, made_places));
        made_money(m);
        break;
    case 4:
        buf_fmt(to, "%s đã kết nạp mới ", PICK(m, made_bodies));
        made_count(m);
        buf_fmt(to, " %s, trong đó có %u đồng chí là nữ, nâng tổng số lên %u.%03u", PICK(m, made_people),
                chance(m, 20) + 1, chance(m, 8) + 1, chance(m, 1000));
        break;
    case 5:
        buf_fmt(to, "ra mắt mô hình “%s” với ", PICK(m, made_models));
        made_count(m);
        buf_fmt(to, " %s tham gia; duy trì mô hình “%s”", PICK(m, made_people), PICK(m, made_models));
        break;
    case 6:
        buf_fmt(to, "tổ chức %s buổi tuyên truyền tại %s với ", PICK(m, made_words), PICK(m, made_places));
        made_count(m);
        buf_fmt(to, " lượt người dự, đạt %u,%u%% kế hoạch", chance(m, 40) + 60, chance(m, 10));
        break;
    case 7:
        buf_fmt(to, "%s ", PICK(m, made_deeds));
        made_count(m);
        buf_fmt(to, " %s, mỗi suất từ %u đến %u triệu đồng; %u/%u chi hội hoàn thành chỉ tiêu", PICK(m, made_things),
                chance(m, 5) + 1, chance(m, 10) + 6, chance(m, 40) + 1, chance(m, 20) + 41);
        break;
    default:
        buf_fmt(to, "lũy kế từ đầu năm đến nay vận động được ");
        made_money(m);
        buf_fmt(to, ", tăng %u%% so với cùng kỳ; phấn đấu quý tới đạt %u %s", chance(m, 90) + 1, chance(m, 400) + 10,
                PICK(m, made_things));
    }
}

/* A text of about `size` bytes. */
static inline struct str invented_text(struct arena *a, uint64_t seed, size_t size, uint32_t plain)
{
    struct maker m = { seed * 0x9E3779B97F4A7C15 + 1, buf_open(a), plain };
    struct buf *to = &m.to;
    uint32_t quarter = chance(&m, 4) + 1, year = 2019 + chance(&m, 7);
    buf_fmt(to, "Hội nghị giao ban quý %u năm %u\n", quarter, year);
    buf_fmt(to,
            "Ngày %u/%u/%u, tại hội trường, đồng chí %s - %s đã chủ trì hội nghị giao ban quý %u giữa Ban Thường vụ "
            "Đảng ủy với UB. MTTQ và các đoàn thể.\n",
            chance(&m, 28) + 1, quarter * 3, year, PICK(&m, made_names), PICK(&m, made_posts), quarter);
    size_t last = 0;
    while (to->n < size) {
        size_t start = to->n;
        for (uint32_t n = chance(&m, 6) + 2; n; n--) {
            made_sentence(&m);
            buf_c(to, n > 1 ? chance(&m, 3) ? ". " : "; " : ".\n");
        }
        if (last && !chance(&m, 40)) {                      /* a paragraph printed twice */
            struct str again = str_copy(a, (struct str){ to->p + start, to->n - start });
            buf_str(to, again);
        }
        last = start;
    }
    buf_fmt(to,
            "Kết luận hội nghị, đồng chí %s đề nghị các đơn vị tiếp tục đẩy mạnh tuyên truyền; phối hợp chăm lo cho "
            "hộ nghèo; báo cáo kết quả trước ngày 25 hằng tháng.\n",
            PICK(&m, made_names));
    buf_fmt(to, "Tin bài: %s\nThống kê truy cập\nHôm nay: %u\nTất cả: %u\n", PICK(&m, made_names), chance(&m, 500),
            chance(&m, 900000));
    return buf_done(to);
}

static inline struct str invented_report(struct arena *a, uint64_t seed, size_t size)
{
    return invented_text(a, seed, size, REPORT);
}
#endif
