/* invented.h - reports as offices write them, invented from a seed: the same seed gives the same bytes.
 *
 * Word lists and sentence patterns are our own; names, places and what is said without a number are put together anew
 * each time, so that hardly a sentence comes twice. The traps are in: numbers that name or date something,
 * parts and wholes, money worth of things, ranges, words for numbers, a paragraph printed twice. */
#ifndef BENCH_INVENTED_H
#define BENCH_INVENTED_H
#include "base/base.h"

/* plain: so many sentences of twenty are plain ones on top of those that are so by chance; 0: a report, 11: news. */
enum { REPORT = 0, NEWS = 11 };
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
static const char *const made_models[] = { "Đoạn đường 5 không 3 sạch", "Biến rác thành tiền",
                                           "Tổ tự quản số 9",           "Ngôi nhà xanh",
                                           "Mỗi tuần một việc tốt",     "Vườn rau 3 không" };
static const char *const made_posts[] = { "Phó Bí thư Thường trực Đảng ủy", "Chủ tịch Ủy ban MTTQ Việt Nam phường",
                                          "Bí thư Đảng ủy", "Chủ tịch HĐND phường" };
static const char *const made_words[] = { "hai mươi mốt", "mười lăm", "ba trăm linh năm", "một nghìn hai trăm",
                                          "bốn mươi" };
static const char *const made_about[] = { "", "", "", "", "trên ", "hơn ", "gần ", "khoảng ", "ước " };

/* ---- names: of people, places and days, hardly ever twice the same ---- */

static const char *const made_families[] = {
    "Lê", "Trần", "Phạm", "Nguyễn", "Võ", "Huỳnh", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Phan",
    "Trương", "Đinh", "Lâm", "Mai", "Nông", "Hoàng",
};
static const char *const made_middles[] = {
    "Thị", "Văn", "Quốc", "Minh", "Thanh", "Ngọc", "Thu", "Hữu", "Đức", "Xuân", "Kim", "Công", "Bích", "Hoài",
    "Tấn", "Hồng", "Anh", "Trọng",
};
static const char *const made_given[] = {
    "Hạnh", "Bảo", "Duy", "Sương", "Khánh", "Tùng", "Mai", "Lan", "Hùng", "Dũng", "Hương", "Tuyết", "Nga",
    "Quân", "Phúc", "Thảo", "Trang", "Vinh", "Loan", "Hiếu", "Nhàn", "Sáu", "Đạt", "Yến", "Cường", "Thủy",
    "Quyên", "Toàn", "Liễu", "Thắng",
};
static const char *const made_first[] = {
    "Hưng", "Tân", "Vĩnh", "Long", "Phước", "Bình", "Thạnh", "Đông", "Mỹ", "An", "Hòa", "Lộc", "Kim", "Sơn",
    "Bắc", "Quảng", "Cẩm", "Yên", "Trường", "Phú",
};
static const char *const made_second[] = {
    "Phú", "Lợi", "Hòa", "Thành", "Điền", "Khê", "Giang", "Trung", "Thới", "Lạc", "Sơn", "Xuyên", "Thủy",
    "Lương", "Đức", "Châu", "Mai", "Hải", "Tiến", "Quới",
};
static const char *const made_areas[] = {
    "xã", "phường", "thôn", "ấp", "khu phố", "bản", "huyện", "thị trấn", "tổ dân phố", "xóm",
};

static inline void made_name(struct maker *m)
{
    buf_fmt(&m->to, "%s %s %s", PICK(m, made_families), PICK(m, made_middles), PICK(m, made_given));
}

static inline void made_place(struct maker *m)
{
    switch (chance(m, 6)) {
    case 0: buf_fmt(&m->to, "Khóm %u", chance(m, 9) + 1); break;
    case 1: buf_fmt(&m->to, "Tổ %u", chance(m, 30) + 1); break;
    case 2: buf_fmt(&m->to, "tuyến đường %s %s", PICK(m, made_first), PICK(m, made_second)); break;
    case 3: buf_fmt(&m->to, "Trường Tiểu học %s %s", PICK(m, made_first), PICK(m, made_second)); break;
    default: buf_fmt(&m->to, "%s %s %s", PICK(m, made_areas), PICK(m, made_first), PICK(m, made_second));
    }
}

/* ---- plain sentences: no number that counts; some hundred millions of them ---- */

static const char *const made_openers[] = {
    "", "", "", "", "", "Thời gian qua, ", "Bên cạnh đó, ", "Cùng với đó, ", "Những năm gần đây, ",
    "Trước tình hình đó, ", "Từ đầu năm đến nay, ", "Ngoài ra, ", "Với tinh thần tương thân tương ái, ",
    "Trên cơ sở đó, ", "Sau lễ phát động, ", "Nhân dịp Tết đến, xuân về, ", "Không dừng lại ở đó, ",
    "Nhờ cách làm sáng tạo, ", "Xác định rõ nhiệm vụ trọng tâm, ", "Để phong trào đi vào chiều sâu, ",
    "Trong không khí phấn khởi, ", "Theo kế hoạch đã đề ra, ", "Đặc biệt, ", "Hiện nay, ", "Tại buổi gặp mặt, ",
};
static const char *const made_who[] = {
    "các chi hội", "cán bộ mặt trận cơ sở", "ban công tác mặt trận", "bà con trong xóm", "chị em phụ nữ",
    "thanh niên địa phương", "các hộ kinh doanh", "đội ngũ cộng tác viên", "tổ hòa giải", "các bậc cao niên",
    "lực lượng dân quân", "hội viên nông dân", "nhiều gia đình trẻ", "cán bộ khuyến nông", "thầy cô giáo",
    "người có uy tín", "các nhà hảo tâm", "ban quản lý chợ", "hợp tác xã rau an toàn", "câu lạc bộ liên thế hệ",
    "nhóm thiện nguyện", "lãnh đạo địa phương", "ngư dân ven biển", "đồng bào dân tộc thiểu số",
    "các tiểu thương", "trạm y tế", "cựu giáo chức", "bộ đội biên phòng", "đoàn viên công đoàn",
    "các tôn giáo trên địa bàn",
};
static const char *const made_how[] = {
    "", "", "", "thường xuyên ", "tích cực ", "chủ động ", "luôn ", "nhiệt tình ", "mạnh dạn ", "kịp thời ",
    "đồng loạt ", "tự nguyện ", "từng bước ", "vẫn ", "cùng nhau ", "bền bỉ ", "khéo léo ", "âm thầm ", "đã ",
    "đang ", "sẽ ",
};
static const char *const made_acts[] = {
    "tuyên truyền", "giữ gìn", "chăm sóc", "vận động nhau làm", "theo dõi", "bàn bạc", "sửa sang", "học hỏi",
    "chia sẻ", "hướng dẫn", "gìn giữ", "nắm bắt", "phản ánh", "đóng góp ý kiến về", "tham gia", "lan tỏa",
    "khơi dậy", "bảo vệ", "cải thiện", "nhân rộng", "gắn bó với", "quan tâm", "giới thiệu", "kiểm tra",
    "đổi mới", "tháo gỡ", "đồng hành với", "hưởng ứng", "phát huy", "củng cố", "lắng nghe", "ghi nhận",
    "truyền dạy", "quét dọn", "trồng mới", "góp sức cho",
};
static const char *const made_what[] = {
    "nếp sống văn minh", "những tuyến đường hoa", "vườn cây ăn trái", "nghề dệt chiếu truyền thống",
    "môi trường nông thôn", "tâm tư của hội viên", "an ninh trật tự", "các thiết chế văn hóa",
    "đời sống tinh thần", "kỹ thuật nuôi tôm", "tiếng nói và chữ viết của dân tộc mình", "việc hiếu, việc hỉ",
    "khối đại đoàn kết", "quỹ đất công ích", "con em xa quê", "công tác giảm nghèo", "những hoàn cảnh neo đơn",
    "lớp học tình thương", "mương nước nội đồng", "nhà sinh hoạt cộng đồng", "hàng rào cây xanh",
    "các trò chơi dân gian", "ngôi đình cổ", "chuyển đổi số", "thói quen phân loại rác", "đàn bò lai",
    "cây lúa chất lượng cao", "sản phẩm đặc trưng của địa phương", "trẻ em sau giờ học", "bữa cơm gia đình",
    "tổ tiết kiệm", "chính sách dân tộc", "nước sạch", "cảnh quan bờ sông", "tinh thần hiếu học",
    "phiên chợ quê", "vùng bưởi da xanh", "những điều dân hỏi", "hồ sơ hành chính", "làng nghề mắm ruốc",
    "an toàn giao thông", "sức khỏe người già",
};
static const char *const made_goals[] = {
    "", "", "", " để không ai bị bỏ lại phía sau", " theo hướng bền vững",
    ", góp phần làm đẹp bộ mặt quê hương", " bằng những việc làm thiết thực", ", được chính quyền đánh giá cao",
    " trên nền tảng đoàn kết", " ở từng khu dân cư", ", nhất là vào mùa mưa bão",
    " với mong muốn con cháu noi theo", ", tạo sức lan tỏa trong cộng đồng", " sau mỗi vụ mùa",
    ", dù kinh phí còn hạn hẹp", " mà không trông chờ, ỷ lại", ", qua đó thắt chặt tình làng nghĩa xóm",
    " vào mỗi cuối tuần", " nhằm nâng cao thu nhập", ", coi đó là trách nhiệm của mỗi người",
    " giữa lúc giá cả biến động", " cho thế hệ trẻ", ", từ đó niềm tin của Nhân dân được củng cố",
    " dưới sự dẫn dắt của chi bộ", " cùng các ngành chức năng",
};
static const char *const made_said[] = {
    "cho biết", "chia sẻ", "bày tỏ", "tâm sự", "nhấn mạnh", "kể lại", "khẳng định",
};
static const char *const made_feelings[] = {
    "ai cũng thấy vui khi xóm làng ngày một khang trang", "việc gì có lợi cho dân thì phải làm cho bằng được",
    "chúng tôi học được nhiều điều từ bà con", "trước đây đường lầy lội, đi lại rất vất vả",
    "cái khó nhất là thay đổi thói quen", "có sự đồng lòng thì việc khó cũng thành dễ",
    "mong sao tụi nhỏ được học hành đến nơi đến chốn", "nghề này tuy cực nhưng nuôi sống cả nhà",
    "mỗi người góp một tay thì quê mình sẽ khác", "nhờ được tập huấn mà vườn nhà tôi xanh tốt trở lại",
};

static inline void made_plain(struct maker *m)
{
    struct buf *to = &m->to;
    switch (chance(m, 10)) {
    case 0:
        buf_fmt(to, "%s%s ở ", PICK(m, made_openers), PICK(m, made_who));
        made_place(m);
        buf_fmt(to, " %s%s %s%s", PICK(m, made_how), PICK(m, made_acts), PICK(m, made_what), PICK(m, made_goals));
        break;
    case 1:
        buf_c(to, chance(m, 2) ? "Ông " : "Bà ");
        made_name(m);
        buf_c(to, ", người dân ");
        made_place(m);
        buf_fmt(to, ", %s: “%s, %s”", PICK(m, made_said), PICK(m, made_feelings), PICK(m, made_feelings));
        break;
    case 2:
        buf_fmt(to, "Việc %s %s %sđược %s %s%s", PICK(m, made_acts), PICK(m, made_what), PICK(m, made_how),
                PICK(m, made_who), PICK(m, made_acts), PICK(m, made_goals));
        break;
    case 3:
        buf_fmt(to, "%sngày %u/%u, %s %s%s %s%s", PICK(m, made_openers), chance(m, 28) + 1, chance(m, 12) + 1,
                PICK(m, made_who), PICK(m, made_how), PICK(m, made_acts), PICK(m, made_what), PICK(m, made_goals));
        break;
    case 4:
        buf_fmt(to, "%sđồng chí ", PICK(m, made_openers));
        made_name(m);
        buf_fmt(to, " đề nghị %s tiếp tục %s %s, %s %s%s", PICK(m, made_who), PICK(m, made_acts), PICK(m, made_what),
                PICK(m, made_acts), PICK(m, made_what), PICK(m, made_goals));
        break;
    case 5:
        buf_c(to, "Nhiều nơi như ");
        made_place(m);
        buf_c(to, ", ");
        made_place(m);
        buf_fmt(to, " %s%s %s, %s %s%s", PICK(m, made_how), PICK(m, made_acts), PICK(m, made_what), PICK(m, made_acts),
                PICK(m, made_what), PICK(m, made_goals));
        break;
    case 6: case 7:
        buf_fmt(to, "%s %s%s %s%s", PICK(m, made_who), PICK(m, made_how), PICK(m, made_acts), PICK(m, made_what),
                PICK(m, made_goals));
        break;
    default:
        buf_fmt(to, "%s%s %s%s %s, %s%s %s%s", PICK(m, made_openers), PICK(m, made_who), PICK(m, made_how),
                PICK(m, made_acts), PICK(m, made_what), PICK(m, made_how), PICK(m, made_acts), PICK(m, made_what),
                PICK(m, made_goals));
    }
}

/* Numbers that name or date something. */
static inline void made_trap(struct maker *m)
{
    struct buf *to = &m->to;
    uint32_t year = 2018 + chance(m, 8);
    switch (chance(m, 9)) {
    case 0:
        buf_fmt(to, "thực hiện Nghị quyết số %u-NQ/TW và Kế hoạch %u/KH-UBND ngày %u/%u/%u", chance(m, 60) + 1,
                chance(m, 300) + 1, chance(m, 28) + 1, chance(m, 12) + 1, year);
        break;
    case 1: buf_fmt(to, "chào mừng %u năm Cách mạng tháng Tám và Quốc khánh 2/9", year - 1945); break;
    case 2: buf_fmt(to, "theo Điều %u Quy chế phối hợp nhiệm kỳ %u-%u", chance(m, 20) + 1, year, year + 5); break;
    case 3:
        buf_fmt(to, "tại số nhà %u, đường số %u, Phường %u", chance(m, 300) + 1, chance(m, 20) + 1, chance(m, 9) + 1);
        break;
    case 4: buf_c(to, "trong 5 năm qua đã có hàng ngàn lượt người tham gia"); break;
    case 5: buf_fmt(to, "cụ bà %u tuổi ở Tổ %u là tấm gương sáng", chance(m, 25) + 75, chance(m, 30) + 1); break;
    case 6:
        buf_fmt(to, "liên hệ số điện thoại 0270 3%03u %03u trước %u giờ 30", chance(m, 1000), chance(m, 1000),
                chance(m, 8) + 8);
        break;
    case 7: buf_c(to, "Đại hội lần thứ XIII, khóa IX đã thành công tốt đẹp"); break;
    default: buf_fmt(to, "từ tháng %u/%u đến hết năm %u", chance(m, 12) + 1, year, year + 1);
    }
}

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
    bool plain = m->plain && chance(m, 20) < m->plain;
    switch (plain ? 0 : chance(m, 9)) {
    case 0: case 1: made_plain(m); break;
    case 2:
        made_plain(m);
        buf_c(to, ", ");
        made_trap(m);
        break;
    case 3:
        buf_fmt(to, "%s %s ", PICK(m, made_bodies), PICK(m, made_deeds));
        made_count(m);
        buf_fmt(to, " %s cho %s tại ", PICK(m, made_things), PICK(m, made_people));
        made_place(m);
        buf_c(to, ", tổng trị giá ");
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
        buf_fmt(to, "tổ chức %s buổi tuyên truyền tại ", PICK(m, made_words));
        made_place(m);
        buf_c(to, " với ");
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
    buf_fmt(to, "Ngày %u/%u/%u, tại hội trường, đồng chí ", chance(&m, 28) + 1, quarter * 3, year);
    made_name(&m);
    buf_fmt(to, " - %s đã chủ trì hội nghị giao ban quý %u giữa Ban Thường vụ Đảng ủy với UB. MTTQ và các đoàn thể.\n",
            PICK(&m, made_posts), quarter);
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
    buf_c(to, "Kết luận hội nghị, đồng chí ");
    made_name(&m);
    buf_c(to, " đề nghị các đơn vị tiếp tục đẩy mạnh tuyên truyền; phối hợp chăm lo cho hộ nghèo; báo cáo kết quả "
              "trước ngày 25 hằng tháng.\nTin bài: ");
    made_name(&m);
    buf_fmt(to, "\nThống kê truy cập\nHôm nay: %u\nTất cả: %u\n", chance(&m, 500), chance(&m, 900000));
    return buf_done(to);
}

static inline struct str invented_report(struct arena *a, uint64_t seed, size_t size)
{
    return invented_text(a, seed, size, REPORT);
}
#endif
