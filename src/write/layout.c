/* layout.c - how the elements of a paper are called, and widths and sizes that follow from a layout. See layout.h. */
#include "write/layout.h"
#include "vn/text.h"

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
    [EL_ABOUT] = { "VeViec", "Về việc (công văn)" },
    [EL_TO] = { "KinhGui", "Kính gửi" },
    [EL_TO_ITEM] = { "KinhGuiDong", "Kính gửi - từng nơi" },
    [EL_COVER_KIND] = { "BiaTen", "Bìa - tên tài liệu" },
    [EL_COVER] = { "BiaDong", "Bìa - từng dòng" },
    [EL_PART] = { "Phan", "Phần" },
    [EL_CONTENTS_1] = { "MucLuc1", "Mục lục - phần" },
    [EL_CONTENTS_2] = { "MucLuc2", "Mục lục - đề mục" },
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

int layout_text_width(const struct layout *l) { return l->width - l->margin_left - l->margin_right; }

int layout_cell_size(const struct layout *l, enum element el, int columns)
{
    int less = columns >= 10 ? SIZE(2) : columns >= 7 ? SIZE(1) : 0;
    return l->type[el].size - less;
}

/* "Đảng ủy" of "Đảng ủy phường Bến Lúa". */
static struct str committee(struct str issuer)
{
    size_t blank = str_find(issuer, S(" "), 0);
    return blank == SIZE_MAX ? issuer : str_cut(issuer, 0, str_find(issuer, S(" "), blank + 1));
}

struct str layout_behalf(struct arena *a, const struct layout *l, struct str presidium, struct str issuer)
{
    struct str fold = vn_fold(a, presidium);
    for (size_t i = 0; i < l->behalves; i++) {
        if (!str_starts(fold, vn_fold(a, l->behalf[i].presidium))) continue;
        struct str words = l->behalf[i].words;
        size_t room = str_find(words, S("…"), 0);
        if (room == SIZE_MAX) return words;
        return str_fmt(a, "%.*s%.*s", STR(str_cut(words, 0, room)), STR(committee(issuer)));
    }
    return S("");
}
