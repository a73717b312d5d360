/* letter.c - see letter.h. Pure. */
#include "mail/letter.h"
#include "base/machine.h"
#include "vn/period.h"
#include <sodium.h>

enum { LINE = 76, WORD_BYTES = 39 };           /* an encoded word: 12 characters of frame, 52 of base64 for 39 bytes */

static error one_line(struct arena *a, struct str s, const char *what)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7F)
            return FAIL(a, ERR_INPUT, "Phần “%s” của thư có dấu xuống dòng nên thư không được gửi. Hãy sửa lại.", what);
    return NULL;
}

static struct str base64(struct arena *a, struct str s)
{
    size_t room = sodium_base64_ENCODED_LEN(s.n, sodium_base64_VARIANT_ORIGINAL);
    char *p = arena_get(a, room);
    sodium_bin2base64(p, room, (const unsigned char *)s.p, s.n, sodium_base64_VARIANT_ORIGINAL);
    return str_c(p);
}

static bool plain(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80) return false;
    return str_find(s, S("=?"), 0) == SIZE_MAX;
}

struct str letter_words(struct arena *a, struct str text, size_t used)
{
    if (plain(text) && used + text.n <= LINE) return text;
    struct buf b = buf_open(a);
    for (size_t at = 0; at < text.n;) {
        size_t end = at + WORD_BYTES < text.n ? at + WORD_BYTES : text.n;
        while (end < text.n && ((unsigned char)text.p[end] & 0xC0) == 0x80) end--;     /* whole letters only */
        struct str code = base64(a, str_cut(text, at, end));
        buf_fmt(&b, "%s=?UTF-8?B?%.*s?=", at || used + code.n + 12 > LINE ? "\r\n " : "", STR(code));
        at = end;
    }
    return buf_done(&b);
}

static void header(struct buf *b, const char *name, struct str value)
{
    buf_fmt(b, "%s: %.*s\r\n", name, STR(letter_words(b->a, value, strlen(name) + 2)));
}

/* RFC 5322, in Viet Nam's time. */
static struct str date_of(struct arena *a, int64_t at)
{
    static const char *const days[] = { "Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed" };     /* 1970-01-01 first */
    static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
        "Dec" };
    struct str minute = clock_minute(a, at);       /* "2023-07-27 14:05" */
    struct day d;
    bool known = day_read(str_cut(minute, 0, 10), &d);
    assert(known && at >= 0);
    struct str hour = str_cut(minute, 11, 16);
    return str_fmt(a, "%s, %d %s %d %.*s:%02d +0700", days[day_number(d) % 7], d.day, months[d.month - 1], d.year,
        STR(hour), (int)(at / 1000 % 60));
}

static void encoded_part(struct buf *b, const char *type, struct str content)
{
    struct str code = base64(b->a, content);
    buf_fmt(b, "Content-Type: %s\r\nContent-Transfer-Encoding: base64\r\n\r\n", type);
    for (size_t at = 0; at < code.n; at += LINE) {
        buf_str(b, str_cut(code, at, at + LINE));
        buf_c(b, "\r\n");
    }
}

static void escaped(struct buf *b, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        const char *as = c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;"
                       : c == '\n' ? "<br>\r\n" : NULL;
        if (as) buf_c(b, as);
        else buf_char(b, c);
    }
}

static struct str as_text(struct arena *a, const struct letter *l)
{
    struct buf b = buf_open(a);
    for (size_t i = 0; i < l->text.n; i++) {
        if (l->text.p[i] == '\n') buf_char(&b, '\r');
        buf_char(&b, l->text.p[i]);
    }
    if (l->link.n) buf_fmt(&b, "\r\n\r\n%.*s: %.*s", STR(l->link_label), STR(l->link));
    buf_fmt(&b, "\r\n\r\n-- \r\n%.*s\r\n", STR(l->footer));
    return buf_done(&b);
}

static struct str as_html(struct arena *a, const struct letter *l)
{
    struct buf b = buf_open(a);
    buf_c(&b, "<!doctype html>\r\n<html lang=\"vi\"><head><meta charset=\"utf-8\"><title>");
    escaped(&b, l->subject);
    buf_c(&b, "</title></head>\r\n<body><p>");
    escaped(&b, l->text);
    buf_c(&b, "</p>\r\n");
    if (l->link.n) {
        buf_c(&b, "<p><a href=\"");
        escaped(&b, l->link);
        buf_c(&b, "\">");
        escaped(&b, l->link_label);
        buf_c(&b, "</a></p>\r\n");
    }
    buf_c(&b, "<p><small>");
    escaped(&b, l->footer);
    buf_c(&b, "</small></p></body></html>\r\n");
    return buf_done(&b);
}

static void alternatives(struct buf *b, const struct letter *l, const char *mark)
{
    buf_fmt(b, "Content-Type: multipart/alternative;\r\n boundary=\"a.%s\"\r\n\r\n--a.%s\r\n", mark, mark);
    encoded_part(b, "text/plain; charset=utf-8", as_text(b->a, l));
    buf_fmt(b, "--a.%s\r\n", mark);
    encoded_part(b, "text/html; charset=utf-8", as_html(b->a, l));
    buf_fmt(b, "--a.%s--\r\n", mark);
}

/* The boundary: from the number of the letter, so that the same letter is the same bytes. */
static struct str mark_of(struct arena *a, const struct letter *l)
{
    unsigned char h[16];
    char hex[sizeof h * 2 + 1];
    crypto_generichash(h, sizeof h, (const unsigned char *)l->message_id.p, l->message_id.n,
        (const unsigned char *)"giaoban-boundary", 16);
    sodium_bin2hex(hex, sizeof hex, h, sizeof h);
    return str_copy(a, str_c(hex));
}

error letter_write(struct arena *a, const struct letter *l, struct str *out)
{
    TRY(one_line(a, l->from, "người gửi"));
    TRY(one_line(a, l->from_name, "tên người gửi"));
    TRY(one_line(a, l->to, "người nhận"));
    TRY(one_line(a, l->subject, "tiêu đề"));
    TRY(one_line(a, l->message_id, "số thư"));
    TRY(one_line(a, l->link, "liên kết"));
    size_t at = str_find(l->from, S("@"), 0);
    struct str host = at == SIZE_MAX ? S("localhost") : str_cut(l->from, at + 1, l->from.n);
    const char *mark = str_z(a, mark_of(a, l));
    struct buf b = buf_open(a);
    buf_fmt(&b, "Date: %.*s\r\nMessage-ID: <%.*s@%.*s>\r\n", STR(date_of(a, l->date)), STR(l->message_id), STR(host));
    /* in quotes nothing of a plain name means anything; one that is not plain goes as encoded words */
    if (plain(l->from_name) && str_find(l->from_name, S("\""), 0) == SIZE_MAX &&
        str_find(l->from_name, S("\\"), 0) == SIZE_MAX)
        buf_fmt(&b, "From: \"%.*s\" <%.*s>\r\n", STR(l->from_name), STR(l->from));
    else
        buf_fmt(&b, "From: %.*s\r\n <%.*s>\r\n", STR(letter_words(a, l->from_name, LINE)), STR(l->from));
    buf_fmt(&b, "To: <%.*s>\r\n", STR(l->to));
    header(&b, "Subject", l->subject);
    buf_c(&b, "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n");
    if (l->calendar.n) {
        buf_fmt(&b, "Content-Type: multipart/mixed;\r\n boundary=\"m.%s\"\r\n\r\n--m.%s\r\n", mark, mark);
        alternatives(&b, l, mark);
        buf_fmt(&b, "--m.%s\r\nContent-Disposition: attachment; filename=\"lich.ics\"\r\n", mark);
        bool request = str_find(l->calendar, S("METHOD:REQUEST"), 0) != SIZE_MAX;
        bool cancel = str_find(l->calendar, S("METHOD:CANCEL"), 0) != SIZE_MAX;
        encoded_part(&b, request ? "text/calendar; charset=utf-8; method=REQUEST;\r\n name=\"lich.ics\""
            : cancel ? "text/calendar; charset=utf-8; method=CANCEL;\r\n name=\"lich.ics\""
                     : "text/calendar; charset=utf-8; method=PUBLISH;\r\n name=\"lich.ics\"", l->calendar);
        buf_fmt(&b, "--m.%s--\r\n", mark);
    } else {
        alternatives(&b, l, mark);
    }
    *out = buf_done(&b);
    return out->n <= LETTER_MOST ? NULL : FAIL(a, ERR_TOO_LARGE, "Thư quá lớn nên không được gửi. Hãy gửi ít hơn.");
}
