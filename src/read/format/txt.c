/* txt.c - plain text: its encoding found, its lines tidied. See format.h.
 *
 * Owns the rule of what a line is, which html and docx use too. It must never change a word: blanks
 * become one kind of blank, marks that nobody sees go, the rest stays. */
#include "read/format/format.h"
#include "base/sixteen.h"
#include "pack/limits.h"
#include "read/format/font.h"
#include "vn/text.h"

/* Lines cut at a fixed width: none of the document is longer than this, and many go on in the next. Then bytes of the
 * shortest line that may go on; and letters of the shortest that does in a text whose other lines are paragraphs. */
enum { WRAP_WIDEST = 120, WRAP_SHORTEST = 20, WRAP_ALONE = 50 };

static void utf8_add(struct buf *to, uint32_t c)
{
    char b[4];
    size_t n = 0;
    if (c < 0x80) b[n++] = (char)c;
    else {
        if (c < 0x800) b[n++] = (char)(0xC0 | c >> 6);
        else {
            if (c < 0x10000) b[n++] = (char)(0xE0 | c >> 12);
            else {
                b[n++] = (char)(0xF0 | c >> 18);
                b[n++] = (char)(0x80 | (c >> 12 & 0x3F));
            }
            b[n++] = (char)(0x80 | (c >> 6 & 0x3F));
        }
        b[n++] = (char)(0x80 | (c & 0x3F));
    }
    buf_add(to, b, n);
}

static error utf16_decode(struct arena *a, struct bytes in, bool big, struct str *text)
{
    struct buf to = buf_open(a);
    if (in.n % 2) return FAIL(a, ERR_INPUT, "Tệp bị thiếu một phần ở cuối. Hãy tải lại tệp gốc.");
    for (size_t i = 2; i < in.n; i += 2) {
        uint32_t c = big ? (uint32_t)in.p[i] << 8 | in.p[i + 1] : (uint32_t)in.p[i + 1] << 8 | in.p[i];
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < in.n) {
            uint32_t low = big ? (uint32_t)in.p[i + 2] << 8 | in.p[i + 3] : (uint32_t)in.p[i + 3] << 8 | in.p[i + 2];
            if (low >= 0xDC00 && low < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        if (!c || (c >= 0xD800 && c < 0xE000))
            return FAIL(a, ERR_INPUT,
                        "Tệp không phải văn bản đúng mã UTF-16. Hãy mở bằng chương trình đã tạo ra nó và lưu lại với "
                        "mã UTF-8.");
        utf8_add(&to, c);
    }
    struct str s = buf_done(&to);
    return vn_text(a, (struct bytes){ (const unsigned char *)s.p, s.n }, text);
}

/* The capitals of TCVN3 are a font of their own: typed with the capitals locked, "PHỤ NỮ" is kept as "PHụ Nữ". A line
 * whose plain letters are all capitals was shown in that font. */
static struct str capitals_join(struct arena *a, struct str text)
{
    enum { TELLING = 4 };                      /* capitals that a line of small letters does not have by chance */
    struct buf to = buf_open(a);
    struct str line;
    while (text.n) {
        size_t end = str_find(text, S("\n"), 0), small = 0, capital = 0;
        line = end == SIZE_MAX ? text : str_cut(text, 0, end + 1);
        text = str_cut(text, line.n, text.n);
        for (size_t i = 0; i < line.n; i++) {
            small += line.p[i] >= 'a' && line.p[i] <= 'z';
            capital += line.p[i] >= 'A' && line.p[i] <= 'Z';
        }
        buf_str(&to, !small && capital >= TELLING ? vn_upper(a, line) : line);
    }
    return buf_done(&to);
}

error txt_decode(struct arena *a, struct bytes in, struct str *text, struct str *encoding)
{
    if (in.n >= 2 && (!memcmp(in.p, "\xFF\xFE", 2) || !memcmp(in.p, "\xFE\xFF", 2))) {
        bool big = in.p[0] == 0xFE;
        *encoding = big ? S("UTF-16BE") : S("UTF-16LE");
        return utf16_decode(a, in, big, text);
    }
    if (memchr(in.p, 0, in.n))
        return FAIL(a, ERR_INPUT,
                    "Tệp không phải văn bản. Hãy chọn tệp Word, OpenDocument, PDF, Excel, .csv, .html hoặc .txt.");
    if (!vn_text(a, in, text)) {               /* without a zero byte it fails only where it is not UTF-8 */
        *encoding = str_c(vn_encoding_name(VN_UTF8));
        return NULL;
    }
    enum vn_encoding guess;
    if (!vn_encoding_guess(a, in, &guess))
        return FAIL(a, ERR_INPUT,
                    "Không đọc được chữ trong tệp: chữ không theo mã Unicode (UTF-8), cũng không thuộc phông tiếng "
                    "Việt cũ nào. Hãy mở bằng Word rồi lưu lại thành .docx, hoặc dán nội dung vào ô soạn thảo.");
    *encoding = str_c(vn_encoding_name(guess));
    TRY(vn_decode(a, in, guess, text));
    if (guess == VN_TCVN3) *text = capitals_join(a, *text);
    return NULL;
}

struct str txt_form(struct bytes raw, struct str text)
{
    struct str s = { (const char *)raw.p, raw.n };
    bool marks = false, whole = false;
    if (raw.n >= 3 && !memcmp(raw.p, "\xEF\xBB\xBF", 3)) s = str_cut(s, 3, s.n);
    if (s.n == text.n && (s.p == text.p || !memcmp(s.p, text.p, s.n))) return S("");
    if (!vn_is_utf8(raw, NULL)) return S("");
    for (size_t at = 0; at < s.n && !(marks && whole);) {
        uint32_t c;
        at = vn_letter_next(s, at, &c);
        marks = marks || (c >= 0x300 && c < 0x370);
        whole = whole || (c != 0x110 && c != 0x111 && c != 0xD7 && c != 0xF7 &&
                          ((c >= 0xC0 && c < 0x250) || (c >= 0x1EA0 && c < 0x1EFA)));
    }
    return !marks ? S("") : whole ? S("mixed") : S("NFD");
}

struct str txt_fonts(struct arena *a, struct str text, struct str *encoding)
{
    static const struct font fonts[] = { [VN_TCVN3] = { VN_TCVN3, false }, [VN_VNI] = { VN_VNI, false } };
    enum { SAMPLE = 64 * 1024 };
    enum vn_encoding old;
    struct str sample = text, line;
    if (text.n > SAMPLE) {
        const char *end = memrchr(text.p, '\n', SAMPLE);
        sample.n = end ? (size_t)(end - text.p) : 0;
    }
    if (!vn_font_guess(a, sample, &old)) return text;
    struct buf to = buf_open(a);
    size_t turned = 0;
    while (str_next(&text, '\n', &line)) {
        buf_str(&to, font_decode(a, &fonts[old], line, &turned));
        buf_char(&to, '\n');
    }
    if (turned) *encoding = str_c(vn_encoding_name(old));
    return buf_done(&to);
}

enum mark { MARK_KEEP, MARK_BLANK, MARK_BREAK, MARK_DROP, MARK_CONTROL };

static enum mark mark_of(uint32_t c)
{
    if (c == '\n' || c == '\r' || c == 0x0B || c == 0x0C || c == 0x85 || c == 0x2028 || c == 0x2029) return MARK_BREAK;
    if (c == '\t') return MARK_KEEP;
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return MARK_CONTROL;
    if (c == ' ' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
        c == 0x3000)
        return MARK_BLANK;
    if (c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) ||
        c == 0xFEFF)
        return MARK_DROP;
    return MARK_KEEP;
}

/* Bytes that may start a character that clean() touches; nearly all of a report are none. Of those that start with
 * E1, as half of the letters of Vietnamese do, only one is touched: its second byte stands here. */
static const bool may_touch[256] = {
    [0x00] = true, true, true, true, true, true, true, true, true, false, false, true, true, true, true, true,
    [0x10] = true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true,
    [0x7F] = true, [0x9A] = true, [0xC2] = true, [0xE2] = true, [0xE3] = true, [0xEF] = true,
};

static bool plain(struct str s, size_t at)
{
    unsigned char c = (unsigned char)s.p[at];
    unsigned char next = at + 1 < s.n ? (unsigned char)s.p[at + 1] : 0,
                  last = at + 2 < s.n ? (unsigned char)s.p[at + 2] : 0;
    if (c == 0x9A) return !at || (unsigned char)s.p[at - 1] != 0xE1;
    if (c == 0xC2) return next > 0xA0 && next != 0xAD;
    if (c == 0xE2) return (next != 0x80 || (last >= 0x90 && last < 0xA8)) && next != 0x81;  /* dashes, quotes, ... */
    return false;
}

/* Up to the next character that clean() may touch, or the end. */
static size_t plain_until(struct str s, size_t at)
{
    while (at < s.n) {
        if (s.n - at >= sizeof(sixteen)) {
            sixteen c = sixteen_at(s.p + at);
            sixteen touch = ((sixteen)(c < 0x20) & ~sixteen_in(c, '\t', '\n' + 1)) | sixteen_is(c, 0x7F) |
                            sixteen_is(c, 0x9A) | sixteen_is(c, 0xC2) | sixteen_in(c, 0xE2, 0xE4) | sixteen_is(c, 0xEF);
            if (!sixteen_any(touch)) {
                at += sizeof(sixteen);
                continue;
            }
        }
        size_t end = s.n - at < sizeof(sixteen) ? s.n : at + sizeof(sixteen);
        while (at < end && (!may_touch[(unsigned char)s.p[at]] || plain(s, at))) at++;
        if (at < end) break;
    }
    return at < s.n && (unsigned char)s.p[at] == 0x9A ? at - 1 : at;
}

/* The characters nobody sees go; every kind of line end becomes \n. *controls counts what is no text at all. */
static struct str clean(struct arena *a, struct str s, size_t *controls)
{
    size_t run = plain_until(s, 0);
    if (run == s.n) return s;
    struct buf to = buf_open(a);
    buf_add(&to, s.p, run);
    for (size_t at = run; at < s.n;) {
        run = plain_until(s, at);
        buf_add(&to, s.p + at, run - at);
        at = run;
        if (at == s.n) break;
        uint32_t c;
        size_t next = vn_letter_next(s, at, &c);
        enum mark m = mark_of(c);
        if (m == MARK_KEEP) buf_add(&to, s.p + at, next - at);
        else if (m == MARK_BLANK) buf_char(&to, ' ');
        else if (m == MARK_BREAK && !(c == '\r' && next < s.n && s.p[next] == '\n')) buf_char(&to, '\n');
        else if (m == MARK_CONTROL) ++*controls;
        at = next;
    }
    return buf_done(&to);
}

/* A row of a table: its cells stand between bars or tabs. */
static bool has_cells(struct str line)
{
    return str_find(line, S(" | "), 0) != SIZE_MAX || memchr(line.p, '\t', line.n);
}

static size_t letters(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

static struct str last_word(struct str s)
{
    size_t from = s.n;
    while (from && s.p[from - 1] != ' ') from--;
    return str_cut(s, from, s.n);
}

static bool starts_upper(struct str s)
{
    uint32_t c;
    return s.n && (vn_letter_next(s, 0, &c), vn_is_upper(c));
}

/* "... xã | Tân Lập", "... ông | Trần", "Mặt trận Tổ quốc Việt | Nam": the line stops before a name, or inside one.
 * inside: the line is itself the rest of another, no title. */
static bool cuts_name(struct str line, struct str next, size_t width, bool inside)
{
    static const char *const before[] = { "ông", "bà", "chí", "của", "và", "với", "các", "tại", "do", "cùng" };
    static const char *const place[] = { "xã", "phường", "huyện", "tỉnh", "quận", "phố", "trấn", "thôn", "ấp" };
    struct str last = last_word(line);
    for (size_t i = 0; i < COUNT(before); i++)
        if (str_is(last, str_c(before[i]))) return true;
    for (size_t i = 0; inside && i < COUNT(place); i++)
        if (str_is(last, str_c(place[i]))) return true;
    if (str_is(last, S("Việt")) && str_starts(next, S("Nam"))) return true;
    return inside && starts_upper(last) && letters(line) * 4 >= width * 3;
}

/* The next line goes on with this one. width: of the widest line of a text whose lines were cut, 0 for others. */
static bool continues(struct str line, struct str next, size_t width, bool inside)
{
    if (line.n < WRAP_SHORTEST || !next.n) return false;
    char last = line.p[line.n - 1];
    if (strchr(".:;!?|", last) || str_ends(line, S("…")) || (has_cells(line) && has_cells(next))) return false;
    uint32_t c;
    size_t after = vn_letter_next(next, 0, &c);
    bool item = after < next.n && (next.p[after] == '.' || next.p[after] == ')');
    if (c >= '0' && c <= '9') return width && !(item && next.n > after + 1 && next.p[after + 1] == ' ');
    if (!vn_is_letter(c) || item) return false;
    if (vn_is_upper(c)) return width && (last == ',' || cuts_name(line, next, width, inside));
    if (width) return true;
    size_t n = letters(line);
    bool ends = strchr(".;", next.p[next.n - 1]);
    return n >= WRAP_ALONE && n <= WRAP_WIDEST && (ends || letters(next) >= WRAP_ALONE);
}

/* The widest line, when the lines of the text were cut at a fixed width: 0 when they are its paragraphs. */
static size_t wrap_width(struct str text)
{
    size_t widest = 0, pairs = 0, cut = 0;
    struct str before = S("");
    for (struct str line; str_next(&text, '\n', &line); before = line) {
        line = str_trim(line);
        size_t n = letters(line);
        if (n > WRAP_WIDEST) return 0;
        if (n > widest) widest = n;
        if (!line.n || !before.n) continue;
        pairs++;
        cut += continues(before, line, WRAP_WIDEST, false);
    }
    return cut >= 3 && cut * 3 >= pairs ? widest : 0;
}

/* Lines without blanks around them and without empty ones between. What is so already is not copied. */
static struct str txt_lines(struct arena *a, struct str text, bool join)
{
    struct str rest = text, line;
    size_t width = join ? wrap_width(text) : 0;
    struct buf to = buf_open(a);
    size_t same = 0;                           /* so many bytes of the text are as they should be, from its start */
    struct str before = S("");
    bool blank = true, inside = false; /* inside: the line before was itself the rest of another */
    for (rest = text; str_next(&rest, '\n', &line);) {
        line = str_trim(line);
        if (line.n) {
            inside = join && !blank && continues(before, line, width, inside);
            if (!to.n && !inside && line.p == text.p + (same ? same + 1 : 0)) same = (size_t)(line.p - text.p) + line.n;
            else {
                if (!to.n) {
                    buf_room(&to, text.n + 1);
                    buf_add(&to, text.p, same);
                }
                if (to.n) buf_char(&to, inside ? ' ' : '\n');
                buf_str(&to, line);
            }
            before = line;
        }
        blank = !line.n;
    }
    return to.n ? buf_done(&to) : str_cut(text, 0, same);
}

error txt_tidy(struct arena *a, struct str text, bool join, struct str *out)
{
    size_t controls = 0;
    struct str kept = clean(a, text, &controls);
    if (kept.p != text.p) kept = vn_nfc(a, kept); /* what stood between a letter and its mark may be gone */
    struct str lines = txt_lines(a, kept, join);
    if (controls > text.n / 20)
        return FAIL(a, ERR_INPUT,
                    "Tệp không phải văn bản. Hãy chọn tệp Word, OpenDocument, PDF, Excel, .csv, .html hoặc .txt.");
    if (!lines.n) return FAIL(a, ERR_INPUT, "Tài liệu không có chữ nào. Hãy kiểm tra lại tệp đã chọn.");
    if (lines.n > LIMIT_TEXT)
        return FAIL(a, ERR_TOO_LARGE, "Tài liệu có quá nhiều chữ. Hãy chia thành nhiều tệp nhỏ hơn.");
    *out = lines;
    return NULL;
}

error txt_read(struct arena *a, struct bytes document, struct read_text *out)
{
    struct str text;
    TRY(txt_decode(a, document, &text, &out->encoding));
    out->form = txt_form(document, text);
    text = txt_fonts(a, text, &out->encoding);
    out->format = FORMAT_TXT;
    return txt_tidy(a, text, true, &out->text);
}
