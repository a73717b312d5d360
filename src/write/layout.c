/* layout.c - the tables of layout.h. Owns the numbers; never touches a text. */
#include "write/layout.h"

#define PT(n) ((n) * 20)
#define SIZE(n) ((n) * 2)

const struct element_name element_names[EL_COUNT] = {
    [EL_NATION] = { "QuocHieu", "Quốc hiệu, tiêu đề" },
    [EL_MOTTO] = { "TieuNgu", "Tiêu ngữ" },
    [EL_SUPERIOR] = { "CoQuanChuQuan", "Cơ quan cấp trên" },
    [EL_ISSUER] = { "CoQuanBanHanh", "Cơ quan ban hành" },
    [EL_STAR] = { "DauSao", "Dấu sao" },
    [EL_NUMBER] = { "SoKyHieu", "Số, ký hiệu" },
    [EL_PLACE] = { "DiaDanhNgay", "Địa danh, ngày tháng" },
    [EL_KIND] = { "TenLoai", "Tên loại văn bản" },
    [EL_SUBJECT] = { "TrichYeu", "Trích yếu" },
    [EL_DASHES] = { "GachNgang", "Gạch dưới trích yếu" },
    [EL_TO] = { "KinhGui", "Kính gửi" },
    [EL_TO_ITEM] = { "KinhGuiDong", "Kính gửi - từng nơi" },
    [EL_HEADING_1] = { "DeMuc1", "heading 1" },
    [EL_HEADING_2] = { "DeMuc2", "heading 2" },
    [EL_HEADING_3] = { "DeMuc3", "heading 3" },
    [EL_BODY] = { "NoiDung", "Nội dung" },
    [EL_ITEM] = { "GachDauDong", "Gạch đầu dòng" },
    [EL_CAPTION] = { "TenBang", "Tên bảng" },
    [EL_CELL_HEAD] = { "DauBang", "Đầu bảng" },
    [EL_CELL] = { "OBang", "Ô bảng" },
    [EL_AUTHORITY] = { "QuyenHan", "Quyền hạn ký" },
    [EL_POST] = { "ChucVu", "Chức vụ người ký" },
    [EL_SIGNER] = { "HoTen", "Họ tên người ký" },
    [EL_COPIES] = { "NoiNhan", "Nơi nhận" },
    [EL_COPY] = { "NoiNhanDong", "Nơi nhận - từng nơi" },
    [EL_PAGE] = { "SoTrang", "Số trang" },
};

const struct layout layouts[LAYOUT_COUNT] = {
    [LAYOUT_STATE] = {
        .width = 21000, .height = 29700, .top = 2000, .bottom = 2000, .margin_left = 3000, .margin_right = 1500,
        .page_number = 1000, .head_left = 7400, .foot_left = 8000, .rule = 6,
        .nation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", .motto = "Độc lập - Tự do - Hạnh phúc",
        .number = "Số: ", .motto_rule = true, .issuer_rule = true, .subject_rule = true,
        .type = {
            [EL_NATION] = { .size = SIZE(12), .bold = true, .capitals = true, .align = ALIGN_CENTRE },
            [EL_MOTTO] = { .size = SIZE(13), .bold = true, .align = ALIGN_CENTRE },
            [EL_SUPERIOR] = { .size = SIZE(12), .capitals = true, .align = ALIGN_CENTRE },
            [EL_ISSUER] = { .size = SIZE(12), .bold = true, .capitals = true, .align = ALIGN_CENTRE },
            [EL_NUMBER] = { .size = SIZE(13), .align = ALIGN_CENTRE, .before = PT(6) },
            [EL_PLACE] = { .size = SIZE(13), .italic = true, .align = ALIGN_CENTRE, .before = PT(6) },
            [EL_KIND] = { .size = SIZE(14), .bold = true, .capitals = true, .align = ALIGN_CENTRE, .before = PT(18),
                          .keep_next = true },
            [EL_SUBJECT] = { .size = SIZE(14), .bold = true, .align = ALIGN_CENTRE, .after = PT(6), .keep_next = true },
            [EL_TO] = { .size = SIZE(14), .align = ALIGN_CENTRE, .before = PT(12), .after = PT(6), .keep_next = true },
            [EL_TO_ITEM] = { .size = SIZE(14), .left = 6000, .keep_next = true },
            [EL_HEADING_1] = { .size = SIZE(14), .bold = true, .align = ALIGN_JUSTIFY, .before = PT(6), .first = 1000,
                               .keep_next = true },
            [EL_HEADING_2] = { .size = SIZE(14), .bold = true, .align = ALIGN_JUSTIFY, .before = PT(6), .first = 1000,
                               .keep_next = true },
            [EL_HEADING_3] = { .size = SIZE(14), .align = ALIGN_JUSTIFY, .before = PT(6), .first = 1000, .keep_next = true },
            [EL_BODY] = { .size = SIZE(14), .align = ALIGN_JUSTIFY, .before = PT(6), .first = 1000 },
            [EL_ITEM] = { .size = SIZE(14), .align = ALIGN_JUSTIFY, .before = PT(6), .first = 1000 },
            [EL_CAPTION] = { .size = SIZE(13), .bold = true, .align = ALIGN_CENTRE, .before = PT(8), .after = PT(3), .keep_next = true },
            [EL_CELL_HEAD] = { .size = SIZE(12), .bold = true, .align = ALIGN_CENTRE },
            [EL_CELL] = { .size = SIZE(12) },
            [EL_AUTHORITY] = { .size = SIZE(14), .bold = true, .capitals = true, .align = ALIGN_CENTRE },
            [EL_POST] = { .size = SIZE(14), .bold = true, .capitals = true, .align = ALIGN_CENTRE },
            [EL_SIGNER] = { .size = SIZE(14), .bold = true, .align = ALIGN_CENTRE, .before = PT(60) },
            [EL_COPIES] = { .size = SIZE(12), .bold = true, .italic = true },
            [EL_COPY] = { .size = SIZE(11) },
            [EL_PAGE] = { .size = SIZE(14), .align = ALIGN_CENTRE },
        },
    },
    [LAYOUT_PARTY] = {
        .width = 21000, .height = 29700, .top = 2000, .bottom = 2000, .margin_left = 3000, .margin_right = 1500,
        .page_number = 1000, .head_left = 7800, .foot_left = 8000, .rule = 6,
        .nation = "ĐẢNG CỘNG SẢN VIỆT NAM", .star = "*", .dashes = "-----", .number = "Số ", .nation_rule = true,
        .type = {
            [EL_NATION] = { .size = SIZE(15), .bold = true, .capitals = true, .align = ALIGN_CENTRE },
            [EL_SUPERIOR] = { .size = SIZE(14), .capitals = true, .align = ALIGN_CENTRE },
            [EL_ISSUER] = { .size = SIZE(14), .bold = true, .capitals = true, .align = ALIGN_CENTRE },
            [EL_STAR] = { .size = SIZE(14), .align = ALIGN_CENTRE },
            [EL_NUMBER] = { .size = SIZE(14), .align = ALIGN_CENTRE },
            [EL_PLACE] = { .size = SIZE(14), .italic = true, .align = ALIGN_CENTRE },
            [EL_KIND] = { .size = SIZE(16), .bold = true, .capitals = true, .align = ALIGN_CENTRE, .before = PT(24),
                          .keep_next = true },
            [EL_SUBJECT] = { .size = SIZE(14), .bold = true, .align = ALIGN_CENTRE, .keep_next = true },
            [EL_DASHES] = { .size = SIZE(14), .align = ALIGN_CENTRE, .after = PT(6), .keep_next = true },
            [EL_TO] = { .size = SIZE(14), .italic = true, .align = ALIGN_CENTRE, .before = PT(12), .after = PT(6), .keep_next = true },
            [EL_TO_ITEM] = { .size = SIZE(14), .italic = true, .left = 6000, .keep_next = true },
            [EL_HEADING_1] = { .size = SIZE(14), .bold = true, .align = ALIGN_JUSTIFY, .before = PT(6), .first = 1000,
                               .line = PT(18), .keep_next = true },
            [EL_HEADING_2] = { .size = SIZE(14), .bold = true, .align = ALIGN_JUSTIFY, .before = PT(6), .first = 1000,
                               .line = PT(18), .keep_next = true },
            [EL_HEADING_3] = { .size = SIZE(14), .align = ALIGN_JUSTIFY, .before = PT(6), .first = 1000, .line = PT(18),
                               .keep_next = true },
            [EL_BODY] = { .size = SIZE(14), .align = ALIGN_JUSTIFY, .before = PT(6), .first = 1000, .line = PT(18) },
            [EL_ITEM] = { .size = SIZE(14), .align = ALIGN_JUSTIFY, .before = PT(6), .first = 1000, .line = PT(18) },
            [EL_CAPTION] = { .size = SIZE(14), .bold = true, .align = ALIGN_CENTRE, .before = PT(8), .after = PT(3), .keep_next = true },
            [EL_CELL_HEAD] = { .size = SIZE(12), .bold = true, .align = ALIGN_CENTRE },
            [EL_CELL] = { .size = SIZE(12) },
            [EL_AUTHORITY] = { .size = SIZE(14), .bold = true, .capitals = true, .align = ALIGN_CENTRE },
            [EL_POST] = { .size = SIZE(14), .capitals = true, .align = ALIGN_CENTRE },
            [EL_SIGNER] = { .size = SIZE(14), .bold = true, .align = ALIGN_CENTRE, .before = PT(70) },
            [EL_COPIES] = { .size = SIZE(14), .underline = true },
            [EL_COPY] = { .size = SIZE(12) },
            [EL_PAGE] = { .size = SIZE(14), .align = ALIGN_CENTRE },
        },
    },
};

int layout_text_width(const struct layout *l) { return l->width - l->margin_left - l->margin_right; }

int layout_cell_size(const struct layout *l, enum element el, int columns)
{
    int less = columns >= 10 ? SIZE(2) : columns >= 7 ? SIZE(1) : 0;
    return l->type[el].size - less;
}
