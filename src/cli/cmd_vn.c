/* cmd_vn.c - `giaoban vn`: the functions of vn as filters, a line in, a line out, `-` where there is nothing.
 *
 * It owns no rule of the language. A line is read, answered and forgotten, so a long input needs little memory;
 * only sorting keeps the lines. */
#include "base/machine.h"
#include "cli/command.h"
#include "vn/number.h"
#include "vn/period.h"
#include "vn/text.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { IN_ROOM = 1 << 16, OUT_ROOM = 1 << 16, DECODE_MOST = 1 << 28 };

struct setting { struct day on; bool by_given_name; };
typedef struct str (*filter)(struct arena *a, struct str line, const struct setting *set);

static const struct str nothing = { "-", 1 };

static struct str do_nfc(struct arena *a, struct str line, const struct setting *set)
{
    (void)a; (void)set;
    return line;                               /* every line comes through vn_text() */
}

static struct str do_fold(struct arena *a, struct str line, const struct setting *set)
{
    (void)set;
    return vn_fold(a, line);
}

/* The whole line, else the first number in it. Inside a line "năm" alone is a year, and a scale word alone
 * ("hàng nghìn") is no number. */
static struct str do_number(struct arena *a, struct str line, const struct setting *set)
{
    (void)set;
    milli value;
    if (vn_number_read(line, &value)) return vn_decimal(a, value);
    bool inside = false;                       /* a word that no number may begin in */
    for (size_t i = 0; i < line.n;) {
        struct vn_number n;
        uint32_t code;
        if (!inside && vn_number_at(line, i, &n)) {
            bool year = n.form == VN_WORDS && n.value == 5 * MILLI && n.scale == 1;
            bool minus = n.form != VN_WORDS && i && line.p[i - 1] == '-' && (i == 1 || line.p[i - 2] == ' ');
            if (!year && !n.bare) return vn_decimal(a, minus ? -n.value : n.value);
        }
        i = vn_letter_next(line, i, &code);
        if (code == '-' && inside) continue;   /* "COVID-19", "30/2020/NĐ-CP" */
        inside = vn_is_letter(code) || (code >= '0' && code <= '9');
        if (!inside && (code == '.' || code == ',') && i >= 2 && line.p[i - 2] >= '0' && line.p[i - 2] <= '9')
            inside = true;
    }
    return nothing;
}

static struct str do_money(struct arena *a, struct str line, const struct setting *set)
{
    (void)set;
    struct vn_money m;
    if (!vn_money_find(line, &m)) return nothing;
    struct str value = vn_decimal(a, m.value);
    if (m.approx != VN_RANGE) return str_fmt(a, "%s %.*s %s", vn_approx_names[m.approx], STR(value), m.currency);
    return str_fmt(a, "range %.*s %.*s %s", STR(value), STR(vn_decimal(a, m.value_max)), m.currency);
}

static struct str do_date(struct arena *a, struct str line, const struct setting *set)
{
    struct vn_date d;
    if (!vn_date_find(line, &d)) return nothing;
    d = vn_date_on(d, set->on);
    if (!day_is_valid(d.from) || !day_is_valid(d.to)) return nothing;
    struct str from = day_write(a, d.from), to = day_write(a, d.to);
    return str_is(from, to) ? from : str_fmt(a, "%.*s..%.*s", STR(from), STR(to));
}

static struct str do_period(struct arena *a, struct str line, const struct setting *set)
{
    struct vn_period p;
    if (!vn_period_find(line, &p)) return nothing;
    return period_write(a, vn_period_on(p.period, set->on));
}

static struct str do_words(struct arena *a, struct str line, const struct setting *set)
{
    (void)set;
    milli value;
    line = str_trim(line);
    if (!vn_decimal_read(line, &value) && !vn_number_read(line, &value)) return nothing;
    return vn_number_words(a, value);
}

static const struct { const char *name; filter run; } filters[] = {
    { "nfc", do_nfc }, { "fold", do_fold }, { "number", do_number }, { "money", do_money },
    { "date", do_date }, { "period", do_period }, { "words", do_words },
};

/* ---- lines ---- */

/* Standard input in blocks; the line under way stands at p[from..n). */
struct lines { struct arena *a; char *p; size_t from, n, room; bool ended; };

static struct lines lines_open(struct arena *a)
{
    return (struct lines){ .a = a, .p = arena_get(a, IN_ROOM), .room = IN_ROOM };
}

/* The next line without its end, good until the next call; false behind the last. */
static bool next_line(struct lines *l, struct bytes *out)
{
    size_t seen = l->from;
    for (;;) {
        char *end = memchr(l->p + seen, '\n', l->n - seen);
        if (end || (l->ended && l->n > l->from)) {
            size_t to = end ? (size_t)(end - l->p) : l->n;
            size_t n = to - l->from;
            if (n && l->p[to - 1] == '\r') n--;
            *out = (struct bytes){ (const unsigned char *)l->p + l->from, n };
            l->from = end ? to + 1 : to;
            return true;
        }
        if (l->ended) return false;
        memmove(l->p, l->p + l->from, l->n - l->from);
        l->n -= l->from;
        l->from = 0;
        seen = l->n;
        if (l->n == l->room) {
            char *bigger = NEW_N(l->a, char, l->room * 2);
            memcpy(bigger, l->p, l->n);
            l->p = bigger;
            l->room *= 2;
        }
        size_t got = fread(l->p + l->n, 1, l->room - l->n, stdin);
        l->n += got;
        l->ended = got == 0;
    }
}

static void put_line(struct str s)
{
    fwrite(s.p, 1, s.n, stdout);
    putchar('\n');
}

static error no_input(struct arena *a)
{
    return FAIL_AS(a, ERR_INPUT, FAIL(a, ERR_FAULT, "%s", strerror(errno)),
                   "Không đọc được dữ liệu vào. Kiểm tra lại tệp hoặc lệnh đưa dữ liệu vào.");
}

static error run_filter(struct arena *a, filter run, const struct setting *set)
{
    struct lines l = lines_open(a);
    struct bytes raw;
    while (next_line(&l, &raw)) {
        struct arena_mark mark = arena_mark(a);
        struct str line;
        if (vn_text(a, raw, &line)) put_line(nothing);
        else put_line(run(a, line, set));
        arena_back(a, mark);
    }
    if (ferror(stdin)) return no_input(a);
    return NULL;
}

struct keyed { struct str key, line; };

static int by_key(const void *x, const void *y)
{
    const struct keyed *p = x, *q = y;
    size_t n = p->key.n < q->key.n ? p->key.n : q->key.n;
    int c = memcmp(p->key.p, q->key.p, n);
    return c ? c : (p->key.n > q->key.n) - (p->key.n < q->key.n);
}

static error run_sort(struct arena *a, const struct setting *set)
{
    struct lines l = lines_open(a);
    struct bytes raw;
    struct buf all = buf_open(a);
    size_t n = 0;
    while (next_line(&l, &raw)) {
        struct str line;
        if (vn_text(a, raw, &line)) line = nothing;
        struct keyed k = { set->by_given_name ? vn_name_key(a, line) : vn_sort_key(a, line), str_copy(a, line) };
            buf_add(&all, &k, sizeof k);
        n++;
    }
    if (ferror(stdin)) return no_input(a);
    struct keyed *list = NEW_N(a, struct keyed, n);
    if (n) memcpy(list, all.p, n * sizeof *list);
    qsort(list, n, sizeof *list, by_key);
    for (size_t i = 0; i < n; i++) put_line(list[i].line);
    return NULL;
}

static error run_decode(struct arena *a, enum vn_encoding from)
{
    struct bytes in;
    struct str out;
    TRY(file_read_fd(a, fileno(stdin), DECODE_MOST, &in));
    TRY(vn_decode(a, in, from, &out));
    fwrite(out.p, 1, out.n, stdout);
    return NULL;
}

error cmd_vn(struct arena *a, int argc, char **argv, int *code)
{
    static const struct { const char *name; enum vn_encoding encoding; } encodings[] = {
        { "tcvn3", VN_TCVN3 }, { "vni", VN_VNI }, { "viscii", VN_VISCII }, { "cp1258", VN_CP1258 },
        { "utf8", VN_UTF8 }, { "vps", VN_VPS },
    };
    (void)code;
    struct setting set = { 0 };
    enum vn_encoding from = VN_ENCODING_COUNT;
    bool today = day_read(clock_day(a, clock_now()), &set.on);
    assert(today);
    if (argc < 2) return FAIL(a, ERR_USAGE, "Chưa nêu việc cần làm.");
    for (int i = 2; i < argc; i++) {
        struct str arg = str_c(argv[i]), value = i + 1 < argc ? str_c(argv[i + 1]) : S("");
        if (str_is(arg, S("--given-name")) && !strcmp(argv[1], "sort")) {
            set.by_given_name = true;
        } else if (str_is(arg, S("--on"))) {
            if (!day_read(value, &set.on))
                return FAIL(a, ERR_USAGE, "Ngày “%.*s” không đúng dạng NĂM-THÁNG-NGÀY.", STR(value));
            i++;
        } else if (str_is(arg, S("--from")) && !strcmp(argv[1], "decode")) {
            for (size_t k = 0; k < COUNT(encodings); k++)
                if (str_is(value, str_c(encodings[k].name))) from = encodings[k].encoding;
            i++;
        } else {
            return FAIL(a, ERR_USAGE, "Không có tùy chọn “%s”.", argv[i]);
        }
    }
    static char room[OUT_ROOM];                /* stdout keeps it to the end of the process */
    setvbuf(stdout, room, _IOFBF, sizeof room);
    if (!strcmp(argv[1], "sort")) return run_sort(a, &set);
    if (!strcmp(argv[1], "decode")) {
        if (from == VN_ENCODING_COUNT)
            return FAIL(a, ERR_USAGE, "Cần nêu bảng mã của văn bản: --from tcvn3, vni, viscii, vps hoặc cp1258.");
        return run_decode(a, from);
    }
    for (size_t i = 0; i < COUNT(filters); i++)
        if (!strcmp(argv[1], filters[i].name)) return run_filter(a, filters[i].run, &set);
    return FAIL(a, ERR_USAGE, "Không có việc “%s”.", argv[1]);
}
