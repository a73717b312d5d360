/* test_letter.c - a letter as bytes: words that survive, lines that stay short, headers that nobody can add to; the
 * socket to the mailer and the diary behind a calendar come back as they went. */
#include "mail/diary.h"
#include "mail/letter.h"
#include "mail/wire.h"
#include "base/machine.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <sodium.h>
#include <sys/socket.h>
#include <unistd.h>

static struct arena *a;
static int up(void **state) { (void)state; a = arena_open(64 << 20); return 0; }
static int down(void **state) { (void)state; arena_close(a); return 0; }
#define IN_ARENA(test) cmocka_unit_test_setup_teardown(test, up, down)

static struct letter sample(void)
{
    return (struct letter){ .from = S("giaoban@vidu.vn"), .from_name = S("Văn phòng"), .to = S("lan@vidu.vn"),
        .subject = S("Báo cáo bị trả lại"), .message_id = S("7.ab"), .date = 1690419600000, .text = S("Một câu."),
        .link = S("https://giaoban.vidu.vn/bao-cao/7"), .link_label = S("Mở"), .footer = S("Thư tự động.") };
}

static struct str written(const struct letter *l)
{
    struct str out;
    error e = letter_write(a, l, &out);
    if (e) fail_msg("%s", e->said);
    return out;
}

static bool has(struct str all, const char *words) { return str_find(all, str_c(words), 0) != SIZE_MAX; }

static void headers_say_who_when_and_under_which_number(void **state)
{
    (void)state;
    struct letter l = sample();
    struct str out = written(&l);
    assert_true(has(out, "Date: Thu, 27 Jul 2023 08:00:00 +0700\r\n"));
    assert_true(has(out, "Message-ID: <7.ab@vidu.vn>\r\n"));
    assert_true(has(out, "To: <lan@vidu.vn>\r\n"));
    assert_true(has(out, "Auto-Submitted: auto-generated\r\n"));
    assert_true(str_is(out, written(&l)));
}

static void plain_words_stay_plain_and_others_are_encoded_letter_by_whole_letter(void **state)
{
    (void)state;
    assert_true(str_is(letter_words(a, S("GiaoBan"), 9), S("GiaoBan")));
    assert_true(has(letter_words(a, S("=?x?="), 9), "=?UTF-8?B?"));
    struct str all = S("Đề nghị các tổ chức chính trị – xã hội của phường Bến Lúa nộp báo cáo quý II trước ngày 25");
    struct str out = letter_words(a, all, 9), rest = out, word;
    struct buf back = buf_open(a);
    while (str_next(&rest, '?', &word)) {
        unsigned char bytes[80];
        size_t n;
        if (word.n < 8 || sodium_base642bin(bytes, sizeof bytes, word.p, word.n, NULL, &n, NULL,
            sodium_base64_VARIANT_ORIGINAL)) continue;
        assert_int_not_equal(bytes[0] & 0xC0, 0x80);       /* no word begins in the middle of a letter */
        buf_add(&back, bytes, n);
    }
    assert_true(str_is(buf_done(&back), all));
}

static void no_line_is_longer_than_78_and_no_byte_is_beyond_ascii(void **state)
{
    (void)state;
    struct letter l = sample();
    l.subject = S("Đề nghị các tổ chức chính trị – xã hội của phường Bến Lúa nộp báo cáo quý II trước ngày 25/7");
    l.calendar = S("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
    struct str rest = written(&l), line;
    while (str_next(&rest, '\n', &line)) {
        assert_true(line.n <= 79);                 /* with its CR */
        for (size_t i = 0; i < line.n; i++) assert_true((unsigned char)line.p[i] < 0x80);
    }
}

static void a_header_with_a_line_break_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = { "a\r\nBcc: la@vidu.vn", "a\nb", "a\rb", "a\tb", "a\x7f" };
    for (size_t i = 0; i < COUNT(bad); i++)
        for (int field = 0; field < 6; field++) {
            struct letter l = sample();
            struct str *const to[] = { &l.from, &l.from_name, &l.to, &l.subject, &l.message_id, &l.link };
            *to[field] = str_c(bad[i]);
            struct str out;
            error e = letter_write(a, &l, &out);
            assert_non_null(e);
            assert_int_equal(e->kind, ERR_INPUT);
        }
}

static void a_letter_that_is_too_large_is_refused(void **state)
{
    (void)state;
    struct letter l = sample();
    char *much = arena_get(a, LETTER_MOST);
    memset(much, 'x', LETTER_MOST);
    l.text = (struct str){ much, LETTER_MOST };
    struct str out;
    error e = letter_write(a, &l, &out);
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_TOO_LARGE);
}

static void a_letter_goes_over_the_wire_and_its_fate_comes_back(void **state)
{
    (void)state;
    int end[2];
    assert_null(wire_open(a, end));
    char *much = arena_get(a, LETTER_MOST);
    memset(much, 'y', LETTER_MOST);
    struct wire_letter l = { .mark = S("m1"), .server = S("mail.vidu.vn"), .port = 587, .security = WIRE_STARTTLS,
        .user = S(""), .from = S("a@vidu.vn"), .to = S("b@vidu.vn"), .content = { much, LETTER_MOST } }, got;
    assert_true(wire_ask(a, end[0], &l));
    assert_int_equal(wire_asked(a, end[1], 1000, &got), WIRE_PACKET);
    assert_true(str_is(got.mark, l.mark) && str_is(got.content, l.content) && str_is(got.to, l.to));
    assert_int_equal(got.port, 587);
    struct wire_answer answer = { S("m1"), WIRE_PERMANENT, 550, S("no such mailbox") }, heard;
    assert_true(wire_tell(a, end[1], &answer));
    assert_int_equal(wire_told(a, end[0], 1000, &heard), WIRE_PACKET);
    assert_int_equal(heard.fate, WIRE_PERMANENT);
    assert_true(str_is(heard.detail, answer.detail));
    wire_gone(end[1]);
    assert_int_equal(wire_told(a, end[0], 1000, &heard), WIRE_PACKET);
    assert_int_equal(heard.mark.n, 0);
    assert_int_equal(wire_told(a, end[0], 10, &heard), WIRE_NOTHING);
    close(end[1]);
    assert_int_equal(wire_told(a, end[0], 1000, &heard), WIRE_OVER);
    close(end[0]);
}

static void a_packet_that_cannot_be_read_is_passed_over(void **state)
{
    (void)state;
    static const char *const bad[] = { "x", "5:ab", "0:1:1", "0:1:91:00:", "99999999:a", "0:1:11:00:0:", ":", "-1:a" };
    int end[2];
    struct wire_answer heard;
    struct wire_letter asked;
    assert_null(wire_open(a, end));
    for (size_t i = 0; i < COUNT(bad); i++) {
        assert_true(send(end[1], bad[i], strlen(bad[i]), 0) > 0);
        assert_int_equal(wire_told(a, end[0], 1000, &heard), WIRE_NOTHING);
        assert_true(send(end[0], bad[i], strlen(bad[i]), 0) > 0);
        assert_int_equal(wire_asked(a, end[1], 1000, &asked), WIRE_NOTHING);
    }
    close(end[0]);
    close(end[1]);
}

static void a_diary_is_read_as_it_was_written_and_a_broken_one_is_refused(void **state)
{
    (void)state;
    struct diary_entry entry = { .kind = DIARY_EVENT, .uid = S("1@giaoban"), .sequence = 3, .stamp = 1690419600000,
        .from = S("2026-07-25 08:00"), .to = S("2026-07-25 10:00"), .title = S("Họp: quý II"), .text = S("Một\nHai"),
        .cancelled = true };
    struct diary back;
    struct buf b = buf_open(a);
    diary_write(&b, &(struct diary){ DIARY_CANCEL, &entry, 1 });
    struct str text = buf_done(&b);
    assert_null(diary_read(a, text, &back));
    assert_int_equal(back.n, 1);
    assert_int_equal(back.method, DIARY_CANCEL);
    assert_true(str_is(back.entry[0].title, entry.title) && str_is(back.entry[0].text, entry.text));
    assert_int_equal(back.entry[0].sequence, 3);
    assert_true(back.entry[0].cancelled);
    for (size_t cut = 0; cut < text.n; cut++) {
        if (cut == 3) continue;                    /* an empty diary: "1:2" is whole */
        assert_non_null(diary_read(a, str_cut(text, 0, cut), &back));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_ARENA(headers_say_who_when_and_under_which_number),
        IN_ARENA(plain_words_stay_plain_and_others_are_encoded_letter_by_whole_letter),
        IN_ARENA(no_line_is_longer_than_78_and_no_byte_is_beyond_ascii),
        IN_ARENA(a_header_with_a_line_break_is_refused),
        IN_ARENA(a_letter_that_is_too_large_is_refused),
        IN_ARENA(a_letter_goes_over_the_wire_and_its_fate_comes_back),
        IN_ARENA(a_packet_that_cannot_be_read_is_passed_over),
        IN_ARENA(a_diary_is_read_as_it_was_written_and_a_broken_one_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
