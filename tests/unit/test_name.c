/* test_name.c - names of people in sentences; the people are invented. */
#include "vn/name.h"
#include "support/word_ground.h"

/* Every name of the sentence, in order, "|" between. */
static struct str names_in(struct str s)
{
    struct buf b = buf_open(ground);
    for (size_t i = 0; i < s.n; i++) {
        size_t end;
        if (((unsigned char)s.p[i] & 0xC0) == 0x80 || !vn_name_at(s, i, &end)) continue;
        if (b.n) buf_char(&b, '|');
        buf_str(&b, str_cut(s, i, end));
        i = end - 1;
    }
    return buf_done(&b);
}

static void names_stand_between_posts_and_titles(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        { "do ông Nguyễn Văn Tám-Ủy viên BTV Thành ủy/Bí thư Đảng ủy làm chủ trì", "Nguyễn Văn Tám" },
        { "Phó Bí thư Thường trực Tỉnh ủy Bùi Thanh Lam", "Bùi Thanh Lam" },
        { "đồng chí Đoàn Minh Sang- Phó Bí thư", "Đoàn Minh Sang" },
        { "Các ông, bà: Trần Thị Mai Hương; LÊ VĂN CHÍN, Chủ tịch", "Trần Thị Mai Hương|LÊ VĂN CHÍN" },
        { "bà H'Len Niê và ông Y Thơm", "H'Len Niê|Y Thơm" },
        { "Giàng A Páo, Chủ tịch Hội Nông dân", "Giàng A Páo" },
        { "Lê Thị Hồng Thắm Bí thư Chi bộ", "Lê Thị Hồng Thắm" },
        { "đ/c Phan Sơn phát biểu", "Phan Sơn" },
        { "ông Cơ Mất Ly", "Cơ Mất Ly" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) expect_text(names_in(str_c(rows[i][0])), rows[i][1]);
}

static void posts_bodies_and_places_are_no_names(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "đồng chí Bí thư Đảng ủy",
        "Đoàn Thanh niên Cộng sản",
        "Hội Nông dân phường",
        "Thành phố Hồ Chí Minh",
        "Hà Nội, Cao Bằng và Lâm Đồng",
        "HỘI NGHỊ GIAO BAN QUÝ",
        "Ủy ban Mặt trận Tổ quốc",
        "Ban Thường vụ",
        "Chủ tịch Hội đồng nhân dân",
        "Tổ dân phố số 4",
        "Nguyễn",
        "an toàn",
    };
    for (size_t i = 0; i < COUNT(rows); i++) expect_text(names_in(str_c(rows[i])), "");
}

static void a_name_has_family_middle_and_given_parts(void **state)
{
    (void)state;
    struct vn_name n = vn_name_parts(S(" Trần Thị  Mai Hương "));
    expect_text(n.family, "Trần");
    expect_text(n.middle, "Thị  Mai");
    expect_text(n.given, "Hương");
    n = vn_name_parts(S("Lê Bình"));
    expect_text(n.family, "Lê");
    expect_text(n.middle, "");
    expect_text(n.given, "Bình");
    n = vn_name_parts(S("Bình"));
    expect_text(n.family, "");
    expect_text(n.given, "Bình");
    n = vn_name_parts(S(""));
    expect_text(n.given, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_stand_between_posts_and_titles),
        cmocka_unit_test(posts_bodies_and_places_are_no_names),
        cmocka_unit_test(a_name_has_family_middle_and_given_parts),
    };
    return cmocka_run_group_tests(tests, ground_open, ground_close);
}
