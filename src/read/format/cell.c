/* cell.c - the value of a cell as a person sees it. See cell.h.
 *
 * Numbers are digits here, never floating point: what the file says is cut to the 15 digits that a spreadsheet
 * keeps, rounded to the decimals that its format shows, and written with Vietnamese marks. */
#include "read/format/cell.h"
#include "vn/period.h"

enum { DIGITS_MOST = 40, KEPT = 15, PLAIN_DECIMALS = 9, VALUE_MOST = 64, POINT_MOST = 400 };

/* 0.d1d2...dn times ten to the power of point */
struct decimal { bool negative; int n, point; unsigned char d[DIGITS_MOST]; };

/* What a format asks for. */
struct shape {
    bool date, percent, grouped, plain;     /* plain: General, or a form that has no plain reading */
    int least, most, thousands;             /* decimals; times divided by a thousand */
    bool day, month, year, hour;
    struct words { char p[48]; size_t n; } before, behind;  /* of the format, around the number */
    bool digits, zero;                      /* it shows the number at all; also when it is nothing */
};

static bool digit(char c) { return c >= '0' && c <= '9'; }

static bool decimal_read(struct str s, struct decimal *out)
{
    *out = (struct decimal){ 0 };
    size_t i = 0, digits = 0;
    int exponent = 0;
    bool point = false;
    if (s.n > VALUE_MOST) return false;
    if (i < s.n && (s.p[i] == '-' || s.p[i] == '+')) out->negative = s.p[i++] == '-';
    for (; i < s.n && (digit(s.p[i]) || (s.p[i] == '.' && !point)); i++) {
        if (s.p[i] == '.') {
            point = true;
            continue;
        }
        digits++;
        bool leading = !out->n && s.p[i] == '0';
        if (!leading && out->n < DIGITS_MOST) out->d[out->n++] = (unsigned char)(s.p[i] - '0');
        if (!point && !leading) out->point++;
        if (point && leading) out->point--;
    }
    if (!digits) return false;
    if (i < s.n && (s.p[i] == 'e' || s.p[i] == 'E')) {
        int64_t e;
        struct str rest = str_cut(s, i + 1, s.n);
        if (rest.n && rest.p[0] == '+') rest = str_cut(rest, 1, rest.n);
        if (!str_int(rest, &e) || e > POINT_MOST || e < -POINT_MOST) return false;
        exponent = (int)e;
        i = s.n;
    }
    out->point += exponent;
    return i == s.n;
}

/* Keeps the first `keep` digits; half goes up. */
static void decimal_round(struct decimal *v, int keep)
{
    if (keep >= v->n) return;
    bool up = keep >= 0 && v->d[keep] >= 5;
    v->n = keep < 0 ? 0 : keep;
    while (up && v->n && v->d[v->n - 1] == 9) v->n--;
    if (up && v->n) v->d[v->n - 1]++;
    else if (up) {
        v->d[v->n++] = 1;
        v->point++;
    }
    while (v->n && !v->d[v->n - 1]) v->n--;
}

static void decimal_write(struct buf *to, const struct decimal *v, const struct shape *shape)
{
    if (v->negative && v->n) buf_char(to, '-');
    if (v->point <= 0) buf_char(to, '0');
    for (int i = 0; i < v->point; i++) {
        buf_char(to, (char)('0' + (i < v->n ? v->d[i] : 0)));
        if (shape->grouped && (v->point - i - 1) % 3 == 0 && i + 1 < v->point) buf_char(to, '.');
    }
    int decimals = v->n - v->point;
    if (decimals < shape->least) decimals = shape->least;
    if (decimals > shape->most) decimals = shape->most;
    for (int i = 0; i < decimals; i++) {
        int at = v->point + i;
        if (!i) buf_char(to, ',');
        buf_char(to, (char)('0' + (at >= 0 && at < v->n ? v->d[at] : 0)));
    }
}

/* ---- formats ---- */

/* The section of a format that a number of this sign takes. */
static struct str section(struct str format, bool negative, bool zero)
{
    struct str parts[4] = { S(""), S(""), S(""), S("") };
    size_t n = 0, from = 0;
    bool quoted = false;
    for (size_t i = 0; i <= format.n && n < COUNT(parts); i++) {
        if (i < format.n && format.p[i] == '\\') {
            i++;
            continue;
        }
        if (i < format.n && format.p[i] == '"') quoted = !quoted;
        if (i < format.n && (format.p[i] != ';' || quoted)) continue;
        parts[n++] = str_cut(format, from, i);
        from = i + 1;
    }
    if (negative && n > 1) return parts[1];
    return zero && n > 2 ? parts[2] : parts[0];
}

static char lower(char c) { return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c); }

static void word_add(struct words *to, const char *p, size_t n)
{
    if (n > sizeof to->p - to->n) n = 0;        /* a format with so long a text around its number says none */
    memcpy(to->p + to->n, p, n);
    to->n += n;
}

/* A piece in brackets: a colour, a condition, or "[$₫-42A]", whose currency is shown. */
static size_t bracket(struct str s, size_t i, struct words *words)
{
    size_t end = i + 1, dash;
    while (end < s.n && s.p[end] != ']') end++;
    if (i + 1 < s.n && s.p[i + 1] == '$') {
        for (dash = i + 2; dash < end && s.p[dash] != '-'; dash++) ;
        word_add(words, s.p + i + 2, dash - i - 2);
    }
    return end;
}

static void placeholder(struct shape *shape, char c, bool *point)
{
    shape->digits = true;
    shape->zero |= c == '0';
    shape->thousands = 0;
    if (!*point) return;
    shape->most++;
    if (c == '0') shape->least = shape->most;
}

/* long: one case a mark of the format language. */
static struct shape shape_of(struct str s)
{
    struct shape shape = { 0 };
    bool point = false;
    if (!s.n || (s.n >= 7 && !strncasecmp(s.p, "general", 7)) || memchr(s.p, '@', s.n)) {
        shape.plain = true;
        return shape;
    }
    for (size_t i = 0; i < s.n; i++) {
        struct words *words = shape.digits ? &shape.behind : &shape.before;
        char c = s.p[i];
        switch (lower(c)) {
        case '"': while (++i < s.n && s.p[i] != '"') word_add(words, s.p + i, 1); break;
        case '\\': if (++i < s.n) word_add(words, s.p + i, 1); break;
        case '_': case '*': i++; break;
        case '[': i = bracket(s, i, words); break;
        case '0': case '#': case '?': placeholder(&shape, c, &point); break;
        case '.': point = true; break;
        case ',':
            if (i + 1 < s.n && (digit(s.p[i + 1]) || s.p[i + 1] == '#')) shape.grouped = true;
            else if (shape.digits) shape.thousands++;
            break;
        case '%': shape.percent = true; break;
        case 'd': shape.date = shape.day = true; break;
        case 'm': shape.date = shape.month = true; break;
        case 'y': shape.date = shape.year = true; break;
        case 'h': case 's': shape.date = shape.hour = true; break;
        case 'e': case '/': shape.plain |= shape.digits; break;
        case '-': case '(': case ')': case '+': break;              /* the sign is written by us */
        default: if (c != ' ') word_add(words, &c, 1);
        }
    }
    return shape;
}

/* ---- days ---- */

/* A day is shown as day, month and year whatever their order was; a month as "06/2026", an hour as "07:30". */
static bool date_write(struct buf *to, const struct decimal *v, const struct shape *shape, bool since_1904)
{
    int64_t days = 0, part = 0, scale = 1;
    if (v->negative || v->point > 7) return false;
    for (int i = 0; i < v->point; i++) days = days * 10 + (i < v->n ? v->d[i] : 0);
    for (int i = v->point; i < v->n && scale < 100000000; i++) {
        if (i < 0) part *= 10;
        else part = part * 10 + v->d[i];
        scale *= 10;
    }
    for (int i = v->point; i < 0; i++) scale *= 10;
    int64_t minutes = (part * 1440 + scale / 2) / scale;
    if (!since_1904 && days < 61) days++;               /* the year 1900 has a day too many there */
    days += (since_1904 ? day_number((struct day){ 1904, 1, 1 }) : day_number((struct day){ 1899, 12, 30 }));
    struct day d = day_from_number(days);
    if (d.year > 9999) return false;
    bool clock = shape->hour && !shape->day && !shape->year;    /* the m of "hh:mm" are minutes */
    if (shape->day) buf_str(to, day_vi(to->a, d));
    else if (!clock && shape->month && shape->year) buf_fmt(to, "%02d/%04d", d.month, d.year);
    else if (!clock) buf_fmt(to, "%d", shape->month ? d.month : d.year);
    if (shape->hour)
        buf_fmt(to, "%s%02d:%02d", clock ? "" : " ", (int)(minutes / 60 % 24), (int)(minutes % 60));
    return true;
}

static struct str words_of(const struct words *w) { return str_trim((struct str){ w->p, w->n }); }

void cell_show(struct buf *to, struct str value, struct str format, bool since_1904)
{
    struct decimal v;
    if (!decimal_read(value, &v)) {
        buf_str(to, value);
        return;
    }
    decimal_round(&v, KEPT);
    struct shape shape = shape_of(section(format, v.negative && v.n, !v.n));
    if (shape.date && date_write(to, &v, &shape, since_1904)) return;
    if (shape.plain || shape.date) shape = (struct shape){ .most = PLAIN_DECIMALS, .digits = true, .zero = true };
    struct str before = words_of(&shape.before), behind = words_of(&shape.behind);
    if (v.point > KEPT + 4) {
        buf_str(to, value);
        return;
    }
    if (v.n) v.point += (shape.percent ? 2 : 0) - 3 * shape.thousands;
    decimal_round(&v, v.point + shape.most);
    buf_str(to, before);                        /* without digits that is all: "-" for nothing */
    if (!shape.digits || (!v.n && !shape.zero)) return;
    decimal_write(to, &v, &shape);
    if (shape.percent) buf_char(to, '%');
    if (behind.n) buf_char(to, ' ');
    buf_str(to, behind);
}

const char *cell_format_usual(int64_t id)
{
    static const struct { int64_t id; const char *code; } usual[] = {
        { 1, "0" }, { 2, "0.00" }, { 3, "#,##0" }, { 4, "#,##0.00" }, { 9, "0%" }, { 10, "0.00%" }, { 14, "d/m/y" },
        { 15, "d/m/y" }, { 16, "d/m" }, { 17, "m/y" }, { 18, "h" }, { 19, "h" }, { 20, "h" }, { 21, "h" },
        { 22, "d/m/y h" }, { 37, "#,##0;-#,##0" }, { 38, "#,##0;-#,##0" }, { 39, "#,##0.00;-#,##0.00" },
        { 40, "#,##0.00;-#,##0.00" }, { 41, "#,##0;-#,##0;\\-" }, { 42, "#,##0;-#,##0;\\-" },
        { 43, "#,##0.00;-#,##0.00;\\-" }, { 44, "#,##0.00;-#,##0.00;\\-" }, { 45, "h" }, { 46, "h" }, { 47, "h" },
    };
    for (size_t i = 0; i < COUNT(usual); i++)
        if (usual[i].id == id) return usual[i].code;
    return "General";
}

/* ---- numbers that came as text ---- */

bool cell_is_number(struct str value)
{
    size_t digits = 0;
    for (size_t i = 0; i < value.n; i++) {
        if (digit(value.p[i])) digits++;
        else if (!strchr("+-.,% ", value.p[i])) return false;
    }
    return digits > 0;
}

/* Digits in groups: how many marks of that kind part groups of three, and whether all of them do. */
enum cell_marks cell_marks_of(struct str s)
{
    size_t dots = 0, commas = 0, last = 0, first = SIZE_MAX;
    if (s.n && (s.p[0] == '-' || s.p[0] == '+')) s = str_cut(s, 1, s.n);
    if (s.n && s.p[s.n - 1] == '%') s = str_trim(str_cut(s, 0, s.n - 1));
    for (size_t i = 0; i < s.n; i++) {
        if (digit(s.p[i])) continue;
        if (s.p[i] == '.') dots++;
        else if (s.p[i] == ',') commas++;
        else return MARKS_UNKNOWN;
        last = i;
        if (first == SIZE_MAX) first = i;
    }
    if (!s.n || !digit(s.p[0]) || !digit(s.p[s.n - 1]) || (!dots && !commas)) return MARKS_UNKNOWN;
    if (dots && commas) {
        if ((s.p[last] == '.' ? dots : commas) > 1) return MARKS_UNKNOWN;
        return s.p[last] == '.' ? MARKS_DOT : MARKS_COMMA;
    }
    if (dots > 1) return MARKS_COMMA;           /* 1.234.567 */
    if (commas > 1) return MARKS_DOT;
    bool may_group = s.n - last == 4 && first <= 3 && !(first == 1 && s.p[0] == '0');
    if (may_group) return MARKS_UNKNOWN;        /* 1.234 */
    return dots ? MARKS_DOT : MARKS_COMMA;
}

struct str cell_from_dot(struct arena *a, struct str value)
{
    if (!cell_is_number(value) || (!memchr(value.p, '.', value.n) && !memchr(value.p, ',', value.n))) return value;
    char *p = arena_get(a, value.n);
    for (size_t i = 0; i < value.n; i++)
        p[i] = value.p[i] == '.' ? ',' : value.p[i] == ',' ? '.' : value.p[i];
    return (struct str){ p, value.n };
}
