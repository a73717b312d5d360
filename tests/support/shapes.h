/* shapes.h - texts that no office writes: one thing over and over, to any size. What reading them costs must grow as
 * their size does. */
#ifndef TESTS_SHAPES_H
#define TESTS_SHAPES_H
#include "base/base.h"

static const struct shape { const char *name, *piece; } shapes[] = {
    { "all digits", "1234567890" },
    { "one endless sentence", "Hội Nông dân phường đã vận động hội viên chăm lo cho hộ nghèo và tuyên truyền " },
    { "all quotes", "\"" },
    { "all curly quotes", "“" },
    { "all people", "" },                      /* each another one; see shape_of() */
    { "one person over and over", "ông Nguyễn Văn Bảo, " },
    { "all dates", "ngày 12/3/2023 " },
    { "all capital words", "Phường Hội Nông Dân Ủy Ban " },
    { "all capitals", "HỘI NÔNG DÂN " },
    { "all brackets", "(" },
    { "all commas", "," },
    { "all numbers", "12 345 6.789 10,5 " },
    { "all models", "mô hình “Biến rác thành tiền” " },
    { "all bodies", "Hội Nông dân, Hội Phụ nữ, Đoàn Thanh niên, " },
    { "all tasks", "đề nghị các đơn vị tiếp tục đẩy mạnh tuyên truyền; " },
};

/* The i-th of many names, no two alike among the first million. */
static inline void shape_person(struct buf *to, uint32_t i)
{
    static const char *const families[] = { "Lê", "Trần", "Phạm", "Nguyễn", "Võ", "Huỳnh", "Đặng", "Bùi", "Đỗ", "Hồ" };
    static const char *const names[] = { "Hạnh", "Bảo", "Duy", "Sương", "Khánh", "Tùng", "Mai", "Lan", "Hùng", "Dũng" };
    buf_fmt(to, "ông %s", families[i % 10]);
    for (int k = 0; k < 5; k++) buf_fmt(to, " %s", names[(i /= 10) % 10]);
    buf_c(to, " - Chủ tịch Hội Nông dân, ");
}

/* A text of that shape, of `size` bytes or a few less. */
static inline struct str shape_of(struct arena *a, const struct shape *s, size_t size)
{
    struct buf to = buf_open(a);
    buf_room(&to, size + 256);
    for (uint32_t i = 0; to.n < size; i++) {
        if (*s->piece) buf_c(&to, s->piece);
        else shape_person(&to, i);
    }
    while (size && ((unsigned char)to.p[size] & 0xC0) == 0x80) size--;
    return (struct str){ to.p, size };
}
#endif
