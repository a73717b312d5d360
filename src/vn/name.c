/* name.c - names of people in running text. See name.h.
 *
 * A name is two to five capitalised syllables, parted by single blanks, that begin with a family name
 * (data/words/family-names.txt) or stand behind a form of address. Words of posts, bodies and places, which are
 * capitalised too, neither begin a name nor go on with one. */
#include "vn/name.h"
#include "base/machine.h"
#include "vn/letters.h"
#include "vn/scan.h"
#include "vn/text.h"
#include <pthread.h>

enum { SYLLABLES_LEAST = 2, SYLLABLES_MOST = 5, FAMILIES_MOST = 512, SYLLABLE_BYTES = 24 };

/* What begins with a syllable that is also a family name, and names no person. */
static const char *const not_names[] = {
    "đoàn thanh niên", "đoàn thể", "đoàn tncs", "đoàn phường", "đoàn xã", "đoàn viên", "đoàn trường",
    "đoàn khối", "đoàn chủ tịch", "nông dân", "nông thôn", "nông nghiệp", "công đoàn", "công an", "công ty",
    "công tác", "công văn", "công thương", "văn phòng", "văn hóa", "văn hoá", "văn bản", "văn nghệ", "phó bí",
    "phó chủ", "phó trưởng", "phó ban", "phó giám", "quản lý", "chương trình", "kế hoạch", "phương án",
    "đồng chí", "quang cảnh", "an ninh", "an sinh", "ban thường", "kim ngạch", "hạ tầng", "phú thọ",
    "phú yên", "phú quốc", "quảng trường", "tất cả", "hà nội", "hà giang", "hà nam", "hà tĩnh", "hà đông",
    "hà tiên", "lâm đồng", "lâm hà", "cao bằng", "cao lãnh", "cao tuổi", "thái nguyên", "thái bình",
    "ninh bình", "ninh thuận", "an giang", "đồng tháp", "đồng nai", "đồng hới", "đồng xoài", "kiên giang",
    "giang nam", "trà vinh", "trà cú", "yên bái", "yên lạc", "hồng ngự", "sơn la", "sơn tây", "châu đốc",
    "châu âu", "châu á", "quảng nam", "quảng ngãi", "quảng ninh", "quảng trị", "quảng bình", "lộc ninh",
    "đinh dậu", "mậu thân", "tân mão", "ất tỵ", "giáp thìn", "giáp tý", "quý mão", "hồ chí minh", "hồ sơ",
    "ủy ban", "lý luận", "mã số", "hoa kỳ", "hàn quốc", "ứng hòa", "kim sơn", "lương thực", "quan hệ",
    "hội đồng", "hứa hẹn", "thi đua", "từ thiện", "từ ngày", "trang thiết", "trang thông", "mai táng",
    "mạc tư khoa", "chế độ", "chế biến", "danh sách", "danh mục", "điền kinh", "đường", "ngọc hồi",
    "thân nhân", "thượng tá", "sử dụng", "tu bổ", "đàng trong", "đạo đức", "thập kỷ", "kiên định",
    "quang vinh", NULL,
};
/* Where a name ends although the next word is capitalised. */
static const char *const posts[] = {
    "bí thư", "phó bí", "phó chủ", "phó trưởng", "phó ban", "phó giám", "chủ tịch", "chủ nhiệm", "ủy viên",
    "uỷ viên", "trưởng ban", "trưởng phòng", "giám đốc", "thường trực", "tổng bí", "ban thường", "đảng ủy",
    "đảng uỷ", "thành ủy", "thành uỷ", "tỉnh ủy", "tỉnh uỷ", "huyện ủy", "huyện uỷ", "quận ủy", "quận uỷ",
    "mặt trận", "hội đồng", NULL,
};
static const char *const addresses[] = { "ông", "bà", "đồng chí", "đ/c",  "anh",  "chị", "cô", "chú",
                                         "bác", "cụ", "em",       "cháu", "thầy", "mẹ",  NULL };

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const char *families[FAMILIES_MOST]; /* lower case */
static char family_bytes[FAMILIES_MOST * SYLLABLE_BYTES];
static size_t family_count;
/* What may stand at a place, by the hash of its first two letters: which of the lists; the families that begin so, as a
 * chain (the place of the first, of the next, each + 1; 0 ends it). */
enum { BEGINS_POST = 1, BEGINS_NOT_NAME = 2, BEGINS = 256 };
static uint8_t begins[BEGINS];
static uint16_t family_first[BEGINS], family_next[FAMILIES_MOST];

/* In any case; one letter alone has a hash of its own. */
static size_t begin_of(struct str s, size_t at)
{
    uint32_t first = 0, second = 0;
    if (at < s.n) at = letter_next(s, at, &first);
    if (at < s.n) letter_next(s, at, &second);
    if (!letter_is(second)) second = 0;
    return (letter_small(first) * 37 + letter_small(second)) % BEGINS;
}

static void list_begins(const char *const *list, uint8_t bit)
{
    for (size_t i = 0; list[i]; i++) begins[begin_of(str_c(list[i]), 0)] |= bit;
}

/* Our own data file, so what does not fit is our own mistake. */
static void read_families(void)
{
    struct str rest = embedded_text("data/words/family-names.txt"), line;
    struct arena *a = arena_open(1 << 20);
    char *to = family_bytes;
    while (str_next(&rest, '\n', &line)) {
        line = str_trim(line);
        if (!line.n || line.p[0] == '#') continue;
        struct str small = vn_lower(a, line);
        assert(family_count < FAMILIES_MOST && small.n < SYLLABLE_BYTES);
        memcpy(to, small.p, small.n);
        size_t first = begin_of(small, 0);
        families[family_count++] = to;
        family_next[family_count - 1] = family_first[first];
        family_first[first] = (uint16_t)family_count;
        to += small.n + 1;
    }
    arena_close(a);
    list_begins(posts, BEGINS_POST);
    list_begins(not_names, BEGINS_NOT_NAME);
}

static bool is_family(struct str s, size_t at, size_t begin)
{
    for (size_t i = family_first[begin]; i; i = family_next[i - 1])
        if (scan_words(s, at, families[i - 1])) return true;
    return false;
}

/* Past the capitalised syllable at `at` (letters, an apostrophe inside); 0 when there is none. */
static size_t syllable(struct str s, size_t at)
{
    uint32_t code;
    if (at >= s.n) return SCAN_NOT;
    size_t i = letter_next(s, at, &code);
    if (!vn_is_upper(code)) return SCAN_NOT;
    while (i < s.n && i - at < SYLLABLE_BYTES) {
        size_t next = letter_next(s, i, &code);
        bool apostrophe = code == '\'' || code == 0x2019;
        if (!letter_is(code) && !(apostrophe && next < s.n && !scan_ends(s, next))) break;
        i = next;
    }
    return i - at < SYLLABLE_BYTES ? i : SCAN_NOT;
}

/* One of `list` ends right before `at`, a blank or a colon between. */
static bool stands_behind(struct str s, size_t at, const char *const *list)
{
    size_t from = at > 16 ? at - 16 : 0;
    for (; from < at; from++) {
        if (((unsigned char)s.p[from] & 0xC0) == 0x80 || !scan_starts(s, from)) continue;
        size_t end = scan_any(s, from, list, NULL);
        if (!end) continue;
        if (end < at && (s.p[end] == ':' || s.p[end] == '.')) end++;
        if (end < at && scan_blank(s, end) == at) return true;
    }
    return false;
}

static bool is_post(struct str s, size_t at, size_t begin)
{
    return begins[begin] & BEGINS_POST && scan_any(s, at, posts, NULL);
}

bool vn_name_at(struct str s, size_t at, size_t *end)
{
    size_t here = at, count = 0, past = at;
    if (at >= s.n || !scan_starts(s, at)) return false;
    pthread_once(&once, read_families);
    size_t begin = begin_of(s, at);
    while (count <= SYLLABLES_MOST) {
        size_t next = syllable(s, here);
        if (!next || (count && is_post(s, here, begin_of(s, here)))) break;
        past = next;
        count++;
        here = scan_blank(s, next);
        if (here == next) break;
    }
    if (count < SYLLABLES_LEAST || count > SYLLABLES_MOST) return false;
    if ((begins[begin] & BEGINS_NOT_NAME && scan_any(s, at, not_names, NULL)) || is_post(s, at, begin)) return false;
    if (!is_family(s, at, begin) && !stands_behind(s, at, addresses)) return false;
    *end = past;
    return true;
}

struct vn_name vn_name_parts(struct str name)
{
    name = str_trim(name);
    size_t first = name.n, last = name.n;
    for (size_t i = 0; i < name.n; i++) {
        if (scan_blank(name, i) == i) continue;
        if (first == name.n) first = i;
        last = i;
        i = scan_blank(name, i) - 1;
    }
    if (first == name.n) return (struct vn_name){ .given = name };
    return (struct vn_name){ str_cut(name, 0, first), str_trim(str_cut(name, first, last)),
                             str_trim(str_cut(name, last, name.n)) };
}
