/* term.c - see term.h. */
#include "core/office/term.h"
#include "base/machine.h"
#include "vn/period.h"

struct str term_today(struct arena *a) { return clock_day(a, clock_now()); }

static bool typed_day(struct str typed, struct day *out)
{
    struct str rest = typed, part;
    int64_t n[3];
    size_t parts = 0;
    if (day_read(typed, out)) return true;
    while (parts < 3 && str_next(&rest, '/', &part))
        if (!str_int(str_trim(part), &n[parts++])) return false;
    if (parts != 3 || rest.n || n[0] < 1 || n[0] > 31 || n[1] < 1 || n[1] > 12 || n[2] < 1900 ||
        n[2] > 2999) return false;
    *out = (struct day){ (int)n[2], (int)n[1], (int)n[0] };
    return day_is_valid(*out);
}

error term_read(struct arena *a, struct str typed, const char *field, struct str *day)
{
    struct day d;
    *day = S("");
    typed = str_trim(typed);
    if (!typed.n) return NULL;
    if (!typed_day(typed, &d))
        return FAIL(a, ERR_INPUT, "Chưa hiểu %s “%.*s”. Ghi ngày/tháng/năm, như 01/07/2025.", field, STR(typed));
    *day = day_write(a, d);
    return NULL;
}

struct str term_before(struct arena *a, struct str day)
{
    struct day d;
    bool known = day_read(day, &d);
    assert(known);
    return day_write(a, day_from_number(day_number(d) - 1));
}

struct str term_vi(struct arena *a, struct str day)
{
    struct day d;
    return day_read(day, &d) ? day_vi(a, d) : day;
}

struct str term_words(struct arena *a, struct str from, struct str to)
{
    if (!to.n) return str_fmt(a, say("từ %.*s"), STR(term_vi(a, from)));
    return str_fmt(a, "%.*s – %.*s", STR(term_vi(a, from)), STR(term_vi(a, to)));
}

int term_compare(struct str x, struct str y)
{
    assert(x.n == 10 && y.n == 10);
    return memcmp(x.p, y.p, 10);
}

bool term_holds(struct str from, struct str to, struct str day)
{
    return term_compare(from, day) <= 0 && (!to.n || term_compare(to, day) >= 0);
}
