/* layout_read.c - a file of data/layouts as a layout. See layout.h and data/README.md.
 *
 * Owns the words of those files. Must never let a value pass that lies outside the range beside it. */
#include "write/layout.h"
#include "base/machine.h"
#include "vn/text.h"
#include <pthread.h>
#include <stddef.h>

enum { LAYOUTS_MOST = 16, PART = 0, PROPERTY, VALUE, RANGE, SOURCE, FIELDS };

/* What a number of the file is multiplied with and divided by, from hundredths of mm, pt or per cent. */
enum measure { MM, SPACING, SIZE, THICK, SHARE, COUNT_OF };
static const int times[] = { [MM] = 1, [SPACING] = 20, [SIZE] = 2, [THICK] = 8, [SHARE] = 1, [COUNT_OF] = 1 },
                 parts[] = { [MM] = 1, [SPACING] = 100, [SIZE] = 100, [THICK] = 100, [SHARE] = 10, [COUNT_OF] = 100 };

struct number_row { const char *name; size_t at; enum measure measure; };
static const struct number_row of_page[] = {
    { "khổ ngang", offsetof(struct layout, width), MM },
    { "khổ dọc", offsetof(struct layout, height), MM },
    { "lề trên", offsetof(struct layout, top), MM },
    { "lề dưới", offsetof(struct layout, bottom), MM },
    { "lề trái", offsetof(struct layout, margin_left), MM },
    { "lề phải", offsetof(struct layout, margin_right), MM },
    { "số trang cách mép", offsetof(struct layout, page_number), MM },
    { "cột trái đầu trang", offsetof(struct layout, head_left), MM },
    { "cột trái phần ký", offsetof(struct layout, foot_left), MM },
    { "nét kẻ", offsetof(struct layout, rule), THICK },
    { "cách trên bảng", offsetof(struct layout, gap_table), SPACING },
    { "cách trên phần ký", offsetof(struct layout, gap_foot), SPACING },
    { "lề ô trên dưới", offsetof(struct layout, cell_above), SPACING },
    { "lề ô hai bên", offsetof(struct layout, cell_beside), SPACING },
    { "thứ tự", offsetof(struct layout, order), COUNT_OF },
};
static const struct number_row of_type[] = {
    { "cỡ chữ", offsetof(struct type, size), SIZE },
    { "đường kẻ", offsetof(struct type, rule), SHARE },
    { "cách trên", offsetof(struct type, before), SPACING },
    { "cách dưới", offsetof(struct type, after), SPACING },
    { "thụt đầu dòng", offsetof(struct type, first), MM },
    { "thụt trái", offsetof(struct type, left), MM },
    { "cao dòng", offsetof(struct type, line), SPACING },
};
static const struct { const char *part, *name; size_t at; } texts[] = {
    { "Văn bản", "mã", offsetof(struct layout, code) },
    { "Văn bản", "tên", offsetof(struct layout, name) },
    { "Văn bản", "tệp", offsetof(struct layout, file) },
    { "Văn bản", "dùng cho", offsetof(struct layout, users) },
    { "Văn bản", "dấu thanh", offsetof(struct layout, tone) },
    { "Văn bản", "nối số với ký hiệu", offsetof(struct layout, join) },
    { "Văn bản", "số chạy trong", offsetof(struct layout, book) },
    { "QuyenHan", "thay mặt", offsetof(struct layout, authority[AUTHORITY_BEHALF]) },
    { "QuyenHan", "ký thay", offsetof(struct layout, authority[AUTHORITY_FOR]) },
    { "QuyenHan", "thừa lệnh", offsetof(struct layout, authority[AUTHORITY_ORDER]) },
    { "QuyenHan", "thừa ủy quyền", offsetof(struct layout, authority[AUTHORITY_POWER]) },
    { "QuyenHan", "quyền", offsetof(struct layout, authority[AUTHORITY_ACTING]) },
    { "Báo cáo", "cơ quan", offsetof(struct layout, brief.organisation) },
    { "Báo cáo", "người đứng đầu", offsetof(struct layout, brief.head) },
    { "Báo cáo", "cấp phó", offsetof(struct layout, brief.deputy) },
    { "Báo cáo", "ký với tư cách", offsetof(struct layout, brief.behalf) },
    { "Báo cáo", "kính gửi", offsetof(struct layout, brief.to) },
};

struct reading { struct arena *a; const char *path; size_t line; struct layout *out; };

#define WRONG(r, ...) FAIL((r)->a, ERR_INPUT, "Tệp thể thức %s, dòng %zu: %s", (r)->path, (r)->line, \
                           str_z((r)->a, str_fmt((r)->a, __VA_ARGS__)))

/* "14", "0,75" in hundredths. */
static bool read_number(struct str s, int *out)
{
    int n = 0, behind = -1;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == ',' && behind < 0 && i) behind = 0;
        else if (s.p[i] < '0' || s.p[i] > '9' || behind == 2 || n > 1000000) return false;
        else n = n * 10 + (s.p[i] - '0'), behind += behind >= 0;
    }
    for (int k = behind < 0 ? 0 : behind; k < 2; k++) n *= 10;
    *out = n;
    return s.n && behind != 0;
}

/* "13–14", "13" or nothing. */
static bool read_range(struct str s, int *least, int *most)
{
    size_t dash = str_find(s, S("–"), 0);
    *least = 0, *most = INT32_MAX;
    if (!s.n) return true;
    if (!read_number(str_cut(s, 0, dash), least)) return false;
    *most = *least;
    return dash == SIZE_MAX || read_number(str_cut(s, dash + S("–").n, s.n), most);
}

static error take_number(struct reading *r, const struct str *f, const struct number_row *row, void *into)
{
    int n, least, most;
    if (!read_number(f[VALUE], &n)) return WRONG(r, "“%.*s” không phải là số.", STR(f[VALUE]));
    if (!read_range(f[RANGE], &least, &most)) return WRONG(r, "chưa hiểu khoảng “%.*s”.", STR(f[RANGE]));
    if (n < least || n > most)
        return WRONG(r, "%.*s %.*s là %.*s, ngoài khoảng %.*s của %.*s.", STR(f[PART]), STR(f[PROPERTY]), STR(f[VALUE]),
                     STR(f[RANGE]), STR(f[SOURCE]));
    *(int *)(void *)((char *)into + row->at) = n * times[row->measure] / parts[row->measure];
    return NULL;
}

static error take_style(struct reading *r, struct str words, struct type *t)
{
    struct str word;
    while (str_next(&words, ',', &word)) {
        word = str_trim(word);
        if (str_is(word, S("đậm"))) t->bold = true;
        else if (str_is(word, S("nghiêng"))) t->italic = true;
        else if (str_is(word, S("gạch chân"))) t->underline = true;
        else if (str_is(word, S("in hoa"))) t->capitals = true;
        else return WRONG(r, "không có kiểu chữ “%.*s”.", STR(word));
    }
    return NULL;
}

static error take_type(struct reading *r, const struct str *f, struct type *t)
{
    static const char *const aligns[] = { [ALIGN_LEFT] = "trái", [ALIGN_CENTRE] = "giữa", [ALIGN_RIGHT] = "phải",
                                          [ALIGN_JUSTIFY] = "đều" };
    for (size_t i = 0; i < COUNT(of_type); i++)
        if (str_is(f[PROPERTY], str_c(of_type[i].name))) return take_number(r, f, &of_type[i], t);
    if (str_is(f[PROPERTY], S("kiểu chữ"))) return take_style(r, f[VALUE], t);
    if (str_is(f[PROPERTY], S("chữ"))) return t->text = f[VALUE], NULL;
    if (str_is(f[PROPERTY], S("đi liền"))) return t->keep_next = str_is(f[VALUE], S("có")), NULL;
    if (str_is(f[PROPERTY], S("canh")))
        for (size_t i = 0; i < COUNT(aligns); i++)
            if (str_is(f[VALUE], str_c(aligns[i]))) return t->align = (enum align)i, NULL;
    return WRONG(r, "không có thuộc tính “%.*s” với giá trị “%.*s”.", STR(f[PROPERTY]), STR(f[VALUE]));
}

static error take_line(struct reading *r, const struct str *f)
{
    struct layout *l = r->out;
    if (!f[VALUE].n) return WRONG(r, "cần phần, thuộc tính và giá trị, cách nhau bằng dấu tab.");
    for (size_t i = 0; i < COUNT(texts); i++)
        if (str_is(f[PART], str_c(texts[i].part)) && str_is(f[PROPERTY], str_c(texts[i].name))) {
            *(struct str *)(void *)((char *)l + texts[i].at) = f[VALUE];
            return NULL;
        }
    if (str_is(f[PART], S("Trang")) || str_is(f[PART], S("Văn bản")))
        for (size_t i = 0; i < COUNT(of_page); i++)
            if (str_is(f[PROPERTY], str_c(of_page[i].name))) return take_number(r, f, &of_page[i], l);
    if (str_is(f[PART], S("Báo cáo")) && str_is(f[PROPERTY], S("nơi nhận")) && l->brief.copies < LAYOUT_COPIES_MOST)
        return l->brief.copy[l->brief.copies++] = f[VALUE], NULL;
    if (str_is(f[PART], S("Văn bản")) && str_is(f[PROPERTY], S("ký hiệu công văn"))) return l->letter = f[VALUE], NULL;
    if (str_is(f[PART], S("Thay mặt")) && f[PROPERTY].n && l->behalves < LAYOUT_BEHALF_MOST) {
        l->behalf[l->behalves].presidium = f[PROPERTY];
        l->behalf[l->behalves++].words = f[VALUE];
        return NULL;
    }
    for (int el = 0; el < EL_COUNT; el++)
        if (str_is(f[PART], str_c(element_names[el].id))) return take_type(r, f, &l->type[el]);
    return WRONG(r, "không có “%.*s: %.*s”.", STR(f[PART]), STR(f[PROPERTY]));
}

/* What no paper can do without. */
static error complete(struct reading *r)
{
    static const enum element may_lack[] = { EL_MOTTO, EL_STAR, EL_DASHES };
    const struct layout *l = r->out;
    for (size_t i = 0; i < COUNT(texts); i++)
        if (!((const struct str *)(const void *)((const char *)l + texts[i].at))->n)
            return WRONG(r, "còn thiếu “%s: %s”.", texts[i].part, texts[i].name);
    for (size_t i = 0; i < COUNT(of_page); i++)
        if (!*(const int *)(const void *)((const char *)l + of_page[i].at))
            return WRONG(r, "còn thiếu “%s”.", of_page[i].name);
    for (int el = 0; el < EL_COUNT; el++) {
        bool lacks = !l->type[el].size;
        for (size_t i = 0; i < COUNT(may_lack); i++) lacks = lacks && el != (int)may_lack[i];
        if (lacks) return WRONG(r, "còn thiếu cỡ chữ của %s.", element_names[el].id);
    }
    if (layout_text_width(l) <= l->head_left || layout_text_width(l) <= l->foot_left || l->top + l->bottom >= l->height)
        return WRONG(r, "lề và cột không vừa khổ giấy.");
    return NULL;
}

error layout_read(struct arena *a, const char *path, struct str text, struct layout *out)
{
    struct reading r = { .a = a, .path = path, .out = out };
    struct str line;
    *out = (struct layout){ 0 };
    while (str_next(&text, '\n', &line)) {
        struct str f[FIELDS] = { { "", 0 }, { "", 0 }, { "", 0 }, { "", 0 }, { "", 0 } };
        r.line++;
        if (!line.n || line.p[0] == '#') continue;
        for (size_t i = 0; i < FIELDS && str_next(&line, '\t', &f[i]); i++) f[i] = str_trim(f[i]);
        TRY(take_line(&r, f));
    }
    return complete(&r);
}

/* ---- those of the program ---- */

static struct layout all[LAYOUTS_MOST];
static size_t all_count;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static error read_all(struct arena *a)
{
    size_t n = 0;
    for (size_t i = 0; i < embedded_count; i++) {
        const char *path = embedded_files[i].path;
        if (!str_starts(str_c(path), S("data/layouts/"))) continue;
        assert(n < LAYOUTS_MOST);
        struct layout l;
        TRY(layout_read(a, path, embedded_text(path), &l));
        size_t at = n++;
        for (; at && all[at - 1].order > l.order; at--) all[at] = all[at - 1];
        all[at] = l;
    }
    all_count = n;
    return n ? NULL : FAIL(a, ERR_FAULT, "Chương trình không có tệp thể thức nào. Cài lại chương trình.");
}

static void load_once(void)
{
    struct arena *a = arena_open(1 << 20);
    error e = read_all(a);
    if (e) {
        LOG(LOG_ERROR, "%s", e->said);
        all_count = 0;
    }
    arena_close(a);
}

error layout_load(struct arena *a)
{
    pthread_once(&once, load_once);
    if (all_count) return NULL;
    struct layout l;                               /* again, for the sentence */
    for (size_t i = 0; i < embedded_count; i++)
        if (str_starts(str_c(embedded_files[i].path), S("data/layouts/")))
            TRY(layout_read(a, embedded_files[i].path, embedded_text(embedded_files[i].path), &l));
    return FAIL(a, ERR_FAULT, "Chương trình không có tệp thể thức nào. Cài lại chương trình.");
}

const struct layout *layout_list(size_t *n)
{
    pthread_once(&once, load_once);
    assert(all_count);
    *n = all_count;
    return all;
}

const struct layout *layout_find(struct str code)
{
    size_t n;
    const struct layout *l = layout_list(&n);
    for (size_t i = 0; i < n; i++)
        if (str_is(l[i].code, code)) return &l[i];
    return NULL;
}

const struct layout *layout_of(struct str organisation)
{
    size_t n;
    const struct layout *l = layout_list(&n);
    for (size_t i = 0; i < n; i++) {
        struct str users = l[i].users, one;
        while (str_next(&users, ' ', &one))
            if (str_is(one, organisation)) return &l[i];
    }
    return l;
}
