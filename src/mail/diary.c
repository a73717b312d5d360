/* diary.c - see diary.h. Each field is "LENGTH:bytes", each entry a run of them in the order of the struct. */
#include "mail/diary.h"

enum { ENTRIES_MOST = 500 };

static void field(struct buf *b, struct str s)
{
    buf_fmt(b, "%zu:", s.n);
    buf_str(b, s);
}

static void field_int(struct buf *b, int64_t n)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t left = n < 0 ? 0 : (uint64_t)n;   /* no number of a diary is below nought */
    do digits[--at] = (char)('0' + left % 10); while (left /= 10);
    field(b, (struct str){ digits + at, sizeof digits - at });
}

void diary_write(struct buf *to, const struct diary *d)
{
    field_int(to, d->method);
    for (size_t i = 0; i < d->n; i++) {
        const struct diary_entry *e = &d->entry[i];
        const struct str words[] = { e->uid, e->from, e->to, e->title, e->text, e->place, e->link, e->organizer,
            e->attendee };
        field_int(to, e->kind);
        field_int(to, e->sequence);
        field_int(to, e->stamp);
        field_int(to, e->cancelled);
        for (size_t k = 0; k < COUNT(words); k++) field(to, words[k]);
    }
}

static bool take(struct str *rest, struct str *out)
{
    int64_t n;
    size_t colon = str_find(*rest, S(":"), 0);
    if (colon == SIZE_MAX || colon > 7 || !str_int(str_cut(*rest, 0, colon), &n) || n < 0 ||
        (size_t)n > rest->n - colon - 1)
        return false;
    *out = str_cut(*rest, colon + 1, colon + 1 + (size_t)n);
    *rest = str_cut(*rest, colon + 1 + (size_t)n, rest->n);
    return true;
}

static bool take_int(struct str *rest, int64_t *out)
{
    struct str s;
    return take(rest, &s) && str_int(s, out) && *out >= 0;
}

static bool take_entry(struct str *rest, struct diary_entry *e)
{
    int64_t kind, cancelled;
    *e = (struct diary_entry){ 0 };
    struct str *const words[] = { &e->uid, &e->from, &e->to, &e->title, &e->text, &e->place, &e->link, &e->organizer,
        &e->attendee };
    if (!take_int(rest, &kind) || !take_int(rest, &e->sequence) || !take_int(rest, &e->stamp) ||
        !take_int(rest, &cancelled) || kind > DIARY_DUE)
        return false;
    for (size_t i = 0; i < COUNT(words); i++)
        if (!take(rest, words[i])) return false;
    e->kind = (enum diary_kind)kind;
    e->cancelled = cancelled != 0;
    return e->uid.n && (e->kind == DIARY_DUE || e->from.n) && e->to.n;
}

error diary_read(struct arena *a, struct str text, struct diary *out)
{
    int64_t method;
    bool good = take_int(&text, &method) && method <= DIARY_CANCEL;
    *out = (struct diary){ .entry = NEW_N(a, struct diary_entry, ENTRIES_MOST) };
    while (good && text.n && out->n < ENTRIES_MOST) good = take_entry(&text, &out->entry[out->n++]);
    if (!good || text.n) return FAIL(a, ERR_INPUT, "Lịch này không đọc được.");
    out->method = (enum diary_method)method;
    return NULL;
}
