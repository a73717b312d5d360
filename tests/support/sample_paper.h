/* sample_paper.h - an invented quarterly report, small or long, for the tests of write/. */
#ifndef SAMPLE_PAPER_H
#define SAMPLE_PAPER_H
#include "write/layout.h"

/* the layouts of data/layouts by their codes, and in their order */
#define STATE layout_find(S("state"))
#define PARTY layout_find(S("party"))
#define YOUTH layout_find(S("youth"))
enum { SAMPLE_LAYOUTS = 3 };
static inline const struct layout *sample_layout(int k)
{
    size_t n;
    const struct layout *l = layout_list(&n);
    assert(n == SAMPLE_LAYOUTS && k < SAMPLE_LAYOUTS);
    return &l[k];
}

#define RUN(lit) ((struct run){ .text = S(lit) })
#define RUNS(...) (const struct run[]){ __VA_ARGS__ }, COUNT(((const struct run[]){ __VA_ARGS__ }))

static inline struct cell sample_cell(struct arena *a, struct str text, enum align align)
{
    struct run *run = NEW(a, struct run);
    run->text = text;
    return (struct cell){ .run = run, .runs = 1, .align = align };
}

/* A table of `rows` rows under one head row and above a total, of `columns` columns. */
static inline struct block sample_table(struct arena *a, size_t rows, int columns, struct str caption)
{
    static const char *const heads[] = { "TT", "Chỉ tiêu", "Đơn vị tính", "Kết quả quý II" };
    struct table_row *row = NEW_N(a, struct table_row, rows + 2);
    for (size_t r = 0; r < rows + 2; r++) {
        struct cell *cell = NEW_N(a, struct cell, columns);
        for (int c = 0; c < columns; c++) {
            struct str text = r == 0 ? (c < 4 ? str_c(heads[c]) : str_fmt(a, "Khu phố %d", c - 3))
                : c == 0 ? str_fmt(a, "%zu", r)
                : c == 1 ? str_fmt(a, "Phần quà trao tặng hộ nghèo, hộ cận nghèo trên địa bàn, đợt %zu", r)
                : c == 2 ? S("phần") : str_fmt(a, "%zu", r * 12 + (size_t)c);
            cell[c] = sample_cell(a, text, c == 0 || c == 2 ? ALIGN_CENTRE : c == 1 ? ALIGN_LEFT : ALIGN_RIGHT);
        }
        row[r] = (struct table_row){ .cell = cell, .cells = (size_t)columns, .head = r == 0 };
    }
    struct cell *total = NEW_N(a, struct cell, 2);
    total[0] = sample_cell(a, S("Cộng"), ALIGN_CENTRE);
    total[0].span = columns > 1 ? columns - 1 : 1;
    total[1] = sample_cell(a, S("trên 1,3 tỷ đồng"), ALIGN_RIGHT);
    row[rows + 1] = (struct table_row){ .cell = total, .cells = columns > 1 ? 2 : 1, .total = true };
    int *width = NEW_N(a, int, columns);
    for (int c = 0; c < columns; c++) width[c] = columns != 4 ? 1000 / columns : (int[]){ 70, 560, 150, 220 }[c];
    return (struct block){ .kind = BLOCK_TABLE,
                           .row = row,
                           .rows = rows + 2,
                           .width = width,
                           .columns = columns,
                           .caption = caption };
}

static inline struct block sample_line(struct arena *a, enum block_kind kind, int level, const char *text)
{
    struct run *run = NEW(a, struct run);
    run->text = str_c(text);
    return (struct block){ .kind = kind, .level = level, .run = run, .runs = 1 };
}

static inline struct str *sample_list(struct arena *a, const char *const *text, size_t n)
{
    struct str *list = NEW_N(a, struct str, n);
    for (size_t i = 0; i < n; i++) list[i] = str_c(text[i]);
    return list;
}

/* The head and foot of the sample, with no block. */
static inline struct paper sample_frame(struct arena *a, const struct layout *layout)
{
    static const char *const copies[] = { "Thường trực Đảng ủy phường", "Ban Thường trực UBMTTQ Việt Nam tỉnh",
                                          "Các tổ chức thành viên", "Lưu: VT" };
    static const char *const to[] = { "Ban Thường vụ Đảng ủy phường Bến Lúa" };
    bool party = str_is(layout->code, S("party")), youth = str_is(layout->code, S("youth"));
    return (struct paper){
        .layout = layout,
        .superior = party ? S("Đảng bộ tỉnh Sông Hậu") : youth ? S("BCH Đoàn tỉnh Sông Hậu")
                           : S("Ủy ban MTTQ Việt Nam\nphường Bến Lúa"),
        .issuer = party ? S("Đảng ủy phường Bến Lúa") : youth ? S("BCH Đoàn phường Bến Lúa") : S("Ban Thường trực"),
        .number = party ? S("7-BC/ĐU") : youth ? S("7-BC/ĐTN") : S("5/BC-MTTQ-BTT"),
        .place = S("Bến Lúa"),
        .date = { 2026, 6, 9 },
        .kind = S("Báo cáo"),
        .subject = S("kết quả công tác Mặt trận và các tổ chức chính trị - xã hội quý II năm 2026"),
        .to = sample_list(a, to, COUNT(to)),
        .to_count = COUNT(to),
        .copies = sample_list(a, copies, COUNT(copies)),
        .copy_count = COUNT(copies),
        .authority = party || youth ? S("TM. Ban Thường vụ") : S("TM. Ban Thường trực"),
        .post = party || youth ? S("Phó Bí thư Thường trực") : S("Chủ tịch"),
        .signer = S("Lê Thị Hoài An"),
        .language = S("vi-VN"),
    };
}

/* The small paper of the golden files: one block of each kind. */
static inline struct paper sample_small(struct arena *a, const struct layout *layout)
{
    struct paper p = sample_frame(a, layout);
    struct block *b = NEW_N(a, struct block, 6);
    b[0] = sample_line(a, BLOCK_HEADING, 1, "I. KẾT QUẢ THỰC HIỆN");
    b[1] = sample_line(a, BLOCK_HEADING, 2, "1. Công tác an sinh xã hội");
    struct run *run = NEW_N(a, struct run, 3);
    run[0] = RUN("Các tổ chức vận động được ");
    run[1] = (struct run){ .text = S("trên 1,3 tỷ đồng"), .bold = true, .link = S("#f12") };
    run[2] = (struct run){ .text = S(" & trao 146 phần quà <đợt 1>."), .italic = true };
    b[2] = (struct block){ .kind = BLOCK_PARAGRAPH, .run = run, .runs = 3 };
    b[3] = sample_line(a, BLOCK_ITEM, 1, "Hội Nông dân: 14 hội viên mới.");
    b[4] = sample_line(a, BLOCK_ITEM, 2, "Chi hội khu phố 3: 05 hội viên.");
    b[5] = sample_table(a, 2, 4, S("Bảng 1. Kết quả quý II"));
    p.block = b, p.blocks = 6;
    return p;
}

/* Several pages: every organisation with its text and its table. */
static inline struct paper sample_long(struct arena *a, const struct layout *layout)
{
    static const char *const bodies[] = { "Ủy ban Mặt trận Tổ quốc Việt Nam phường", "Hội Nông dân",
                                          "Hội Liên hiệp Phụ nữ", "Hội Cựu chiến binh",
                                          "Đoàn Thanh niên Cộng sản Hồ Chí Minh" };
    static const char text[] = "Trong quý, tổ chức đã phối hợp tuyên truyền, vận động đoàn viên, "
                               "hội viên và Nhân dân thực hiện tốt các chủ trương của "
                               "Đảng, chính sách, pháp luật của Nhà nước; tham gia xây dựng Đảng, "
                               "xây dựng chính quyền, giữ gìn an ninh trật tự ở khu "
                               "dân cư. Vận động các nhà hảo tâm hỗ trợ hộ nghèo, hộ cận nghèo với "
                               "tổng trị giá trên 459 triệu đồng, đạt 92,5% kế hoạch.";
    struct paper p = sample_frame(a, layout);
    size_t per = 6, n = 1;
    struct block *b = NEW_N(a, struct block, COUNT(bodies) * per + 8);
    b[0] = sample_line(a, BLOCK_HEADING, 1, "I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ QUÝ II NĂM 2026");
    for (size_t i = 0; i < COUNT(bodies); i++) {
        struct str title = str_fmt(a, "%zu. %s", i + 1, bodies[i]);
        b[n++] = sample_line(a, BLOCK_HEADING, 2, str_z(a, title));
        b[n++] = sample_line(a, BLOCK_PARAGRAPH, 0, text);
        b[n++] = sample_line(a, BLOCK_HEADING, 3, "a) Công tác tuyên truyền, vận động");
        b[n++] = sample_line(a, BLOCK_ITEM, 1,
                             "Tổ chức 12 buổi sinh hoạt chuyên đề, có 640 lượt người dự; cấp phát "
                             "1.200 tờ gấp về phòng, chống lừa đảo trên mạng.");
        b[n++] = sample_line(a, BLOCK_ITEM, 1, "Xây dựng mới 02 căn nhà Đại đoàn kết.");
        b[n++] = sample_table(a, 6 + i, 4, str_fmt(a, "Bảng %zu. Kết quả của %s", i + 1, bodies[i]));
    }
    b[n++] = sample_line(a, BLOCK_HEADING, 1, "II. NHIỆM VỤ TRỌNG TÂM QUÝ III NĂM 2026");
    b[n++] = sample_line(a, BLOCK_PARAGRAPH, 0, text);
    b[n++] = sample_line(a, BLOCK_PARAGRAPH, 0,
                         "Trên đây là báo cáo kết quả công tác quý II năm 2026, kính trình Ban "
                         "Thường vụ Đảng ủy phường xem xét, cho ý kiến chỉ đạo.");
    p.block = b, p.blocks = n;
    return p;
}
#endif
