/* legacy.c - the encodings of Vietnamese before Unicode. See text.h.
 *
 * Tables of our own rather than iconv: the process that reads documents may open no file, and glibc loads its
 * converters from files. TCVN3 is TCVN 5712:1993 VN1 as the ABC fonts use it, VISCII is RFC 1456, windows-1258 has the
 * tones as combining marks, VNI writes a letter and then a second byte for its marks.
 * Word processors put the punctuation of windows-1252 into all of them. */
#include "vn/letters.h"
#include "vn/text.h"

static const uint16_t tcvn3[128] = {
    0x0C0,  0x1EA2, 0x0C3,  0x0C1,  0x1EA0, 0x1EB6, 0x1EAC, 0x0C8,
    0x1EBA, 0x1EBC, 0x0C9,  0x1EB8, 0x1EC6, 0x0CC,  0x1EC8, 0x128,
    0x0CD,  0x1ECA, 0x0D2,  0x1ECE, 0x0D5,  0x0D3,  0x1ECC, 0x1ED8,
    0x1EDC, 0x1EDE, 0x1EE0, 0x1EDA, 0x1EE2, 0x0D9,  0x1EE6, 0x168,
    0x0A0,  0x102,  0x0C2,  0x0CA,  0x0D4,  0x1A0,  0x1AF,  0x110,
    0x103,  0x0E2,  0x0EA,  0x0F4,  0x1A1,  0x1B0,  0x111,  0x1EB0,
    0x300,  0x309,  0x303,  0x301,  0x323,  0x0E0,  0x1EA3, 0x0E3,
    0x0E1,  0x1EA1, 0x1EB2, 0x1EB1, 0x1EB3, 0x1EB5, 0x1EAF, 0x1EB4,
    0x1EAE, 0x1EA6, 0x1EA8, 0x1EAA, 0x1EA4, 0x1EC0, 0x1EB7, 0x1EA7,
    0x1EA9, 0x1EAB, 0x1EA5, 0x1EAD, 0x0E8,  0x1EC2, 0x1EBB, 0x1EBD,
    0x0E9,  0x1EB9, 0x1EC1, 0x1EC3, 0x1EC5, 0x1EBF, 0x1EC7, 0x0EC,
    0x1EC9, 0x1EC4, 0x1EBE, 0x1ED2, 0x129,  0x0ED,  0x1ECB, 0x0F2,
    0x1ED4, 0x1ECF, 0x0F5,  0x0F3,  0x1ECD, 0x1ED3, 0x1ED5, 0x1ED7,
    0x1ED1, 0x1ED9, 0x1EDD, 0x1EDF, 0x1EE1, 0x1EDB, 0x1EE3, 0x0F9,
    0x1ED6, 0x1EE7, 0x169,  0x0FA,  0x1EE5, 0x1EEB, 0x1EED, 0x1EEF,
    0x1EE9, 0x1EF1, 0x1EF3, 0x1EF7, 0x1EF9, 0x0FD,  0x1EF5, 0x1ED0,
};
static const uint16_t viscii[128] = {
    0x1EA0, 0x1EAE, 0x1EB0, 0x1EB6, 0x1EA4, 0x1EA6, 0x1EA8, 0x1EAC,
    0x1EBC, 0x1EB8, 0x1EBE, 0x1EC0, 0x1EC2, 0x1EC4, 0x1EC6, 0x1ED0,
    0x1ED2, 0x1ED4, 0x1ED6, 0x1ED8, 0x1EE2, 0x1EDA, 0x1EDC, 0x1EDE,
    0x1ECA, 0x1ECE, 0x1ECC, 0x1EC8, 0x1EE6, 0x168,  0x1EE4, 0x1EF2,
    0x0D5,  0x1EAF, 0x1EB1, 0x1EB7, 0x1EA5, 0x1EA7, 0x1EA9, 0x1EAD,
    0x1EBD, 0x1EB9, 0x1EBF, 0x1EC1, 0x1EC3, 0x1EC5, 0x1EC7, 0x1ED1,
    0x1ED3, 0x1ED5, 0x1ED7, 0x1EE0, 0x1A0,  0x1ED9, 0x1EDD, 0x1EDF,
    0x1ECB, 0x1EF0, 0x1EE8, 0x1EEA, 0x1EEC, 0x1A1,  0x1EDB, 0x1AF,
    0x0C0,  0x0C1,  0x0C2,  0x0C3,  0x1EA2, 0x102,  0x1EB3, 0x1EB5,
    0x0C8,  0x0C9,  0x0CA,  0x1EBA, 0x0CC,  0x0CD,  0x128,  0x1EF3,
    0x110,  0x1EE9, 0x0D2,  0x0D3,  0x0D4,  0x1EA1, 0x1EF7, 0x1EEB,
    0x1EED, 0x0D9,  0x0DA,  0x1EF9, 0x1EF5, 0x0DD,  0x1EE1, 0x1B0,
    0x0E0,  0x0E1,  0x0E2,  0x0E3,  0x1EA3, 0x103,  0x1EEF, 0x1EAB,
    0x0E8,  0x0E9,  0x0EA,  0x1EBB, 0x0EC,  0x0ED,  0x129,  0x1EC9,
    0x111,  0x1EF1, 0x0F2,  0x0F3,  0x0F4,  0x0F5,  0x1ECF, 0x1ECD,
    0x1EE5, 0x0F9,  0x0FA,  0x169,  0x1EE7, 0x0FD,  0x1EE3, 0x1EEE,
};
static const uint16_t cp1258[128] = {
    0x20AC, 0x000,  0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
    0x2C6,  0x2030, 0x000,  0x2039, 0x152,  0x000,  0x000,  0x000,
    0x000,  0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x2DC,  0x2122, 0x000,  0x203A, 0x153,  0x000,  0x000,  0x178,
    0x0A0,  0x0A1,  0x0A2,  0x0A3,  0x0A4,  0x0A5,  0x0A6,  0x0A7,
    0x0A8,  0x0A9,  0x0AA,  0x0AB,  0x0AC,  0x0AD,  0x0AE,  0x0AF,
    0x0B0,  0x0B1,  0x0B2,  0x0B3,  0x0B4,  0x0B5,  0x0B6,  0x0B7,
    0x0B8,  0x0B9,  0x0BA,  0x0BB,  0x0BC,  0x0BD,  0x0BE,  0x0BF,
    0x0C0,  0x0C1,  0x0C2,  0x102,  0x0C4,  0x0C5,  0x0C6,  0x0C7,
    0x0C8,  0x0C9,  0x0CA,  0x0CB,  0x300,  0x0CD,  0x0CE,  0x0CF,
    0x110,  0x0D1,  0x309,  0x0D3,  0x0D4,  0x1A0,  0x0D6,  0x0D7,
    0x0D8,  0x0D9,  0x0DA,  0x0DB,  0x0DC,  0x1AF,  0x303,  0x0DF,
    0x0E0,  0x0E1,  0x0E2,  0x103,  0x0E4,  0x0E5,  0x0E6,  0x0E7,
    0x0E8,  0x0E9,  0x0EA,  0x0EB,  0x301,  0x0ED,  0x0EE,  0x0EF,
    0x111,  0x0F1,  0x323,  0x0F3,  0x0F4,  0x1A1,  0x0F6,  0x0F7,
    0x0F8,  0x0F9,  0x0FA,  0x0FB,  0x0FC,  0x1B0,  0x20AB, 0x0FF,
};

/* 0x80..0x9F of windows-1252: quotation marks, dashes, ellipsis. */
static const uint16_t punctuation[32] = {
    0x20AC, 0, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0, 0x17E, 0x178,
};

/* The second byte of VNI, small form; a capital one is 0x20 lower. */
static const struct { unsigned char byte, mark, tone; } vni_marks[] = {
    { 0xF9, MARK_NONE, TONE_SAC }, { 0xF8, MARK_NONE, TONE_HUYEN }, { 0xFB, MARK_NONE, TONE_HOI },
    { 0xF5, MARK_NONE, TONE_NGA }, { 0xEF, MARK_NONE, TONE_NANG }, { 0xE2, MARK_CIRCUMFLEX, TONE_NGANG },
    { 0xE1, MARK_CIRCUMFLEX, TONE_SAC }, { 0xE0, MARK_CIRCUMFLEX, TONE_HUYEN },
    { 0xE5, MARK_CIRCUMFLEX, TONE_HOI }, { 0xE3, MARK_CIRCUMFLEX, TONE_NGA },
    { 0xE4, MARK_CIRCUMFLEX, TONE_NANG }, { 0xEA, MARK_BREVE, TONE_NGANG }, { 0xE9, MARK_BREVE, TONE_SAC },
    { 0xE8, MARK_BREVE, TONE_HUYEN }, { 0xFA, MARK_BREVE, TONE_HOI }, { 0xFC, MARK_BREVE, TONE_NGA },
    { 0xEB, MARK_BREVE, TONE_NANG },
};
/* Letters of VNI in one byte, small form. */
static const struct { unsigned char byte; struct letter letter; } vni_letters[] = {
    { 0xED, { 'i', MARK_NONE, TONE_SAC, false } }, { 0xEC, { 'i', MARK_NONE, TONE_HUYEN, false } },
    { 0xE6, { 'i', MARK_NONE, TONE_HOI, false } }, { 0xF3, { 'i', MARK_NONE, TONE_NGA, false } },
    { 0xF2, { 'i', MARK_NONE, TONE_NANG, false } }, { 0xEE, { 'y', MARK_NONE, TONE_NANG, false } },
    { 0xF4, { 'o', MARK_HORN, TONE_NGANG, false } }, { 0xF6, { 'u', MARK_HORN, TONE_NGANG, false } },
    { 0xF1, { 'd', MARK_STROKE, TONE_NGANG, false } },
};

static bool is_capital_byte(unsigned char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 0x80 && c <= 0xA7 && c != 0xA0);
}

static bool is_doubtful(unsigned char c) { return c == 0x85 || (c >= 0x91 && c <= 0x97); }

/* TCVN3 has capitals where word processors put quotation marks and dashes: a capital stands behind another capital. */
static uint32_t tcvn3_code(struct bytes in, size_t i)
{
    enum { LOOK_BACK = 3 };
    unsigned char c = in.p[i];
    if (!is_doubtful(c)) return tcvn3[c - 0x80];
    size_t before = i;
    for (int n = 0; before && n < LOOK_BACK && is_doubtful(in.p[before]); n++) before--;
    bool capital = !is_doubtful(in.p[before]) && is_capital_byte(in.p[before]);
    return capital ? tcvn3[c - 0x80] : punctuation[c - 0x80];
}

static uint32_t viscii_low(unsigned char c)
{
    switch (c) {
    case 0x02: return 0x1EB2;
    case 0x05: return 0x1EB4;
    case 0x06: return 0x1EAA;
    case 0x14: return 0x1EF6;
    case 0x19: return 0x1EF8;
    case 0x1E: return 0x1EF4;
    default: return c;
    }
}

static bool vni_letter(unsigned char c, struct letter *out)
{
    if (c < 0x80) return letter_of(c, out);
    for (size_t i = 0; i < COUNT(vni_letters); i++)
        if ((c | 0x20) == vni_letters[i].byte) {
            *out = vni_letters[i].letter;
            out->upper = !(c & 0x20);
            return true;
        }
    return false;
}

/* One letter of VNI at `i`, perhaps of two bytes; the next offset. *code 0: the byte means nothing. */
static size_t vni_next(struct bytes in, size_t i, uint32_t *code)
{
    unsigned char c = in.p[i];
    struct letter l;
    if (!vni_letter(c, &l)) {
        *code = c < 0x80 ? c : c < 0xA0 ? punctuation[c - 0x80] : c < 0xC0 ? c : 0;
        return i + 1;
    }
    *code = letter_code(l);
    if (i + 1 >= in.n || in.p[i + 1] < 0xC0 || l.tone || !letter_is_vowel(l.base)) return i + 1;
    for (size_t k = 0; k < COUNT(vni_marks); k++) {
        if ((in.p[i + 1] | 0x20) != vni_marks[k].byte || (l.mark && vni_marks[k].mark)) continue;
        struct letter marked = l;
        if (vni_marks[k].mark) marked.mark = vni_marks[k].mark;
        marked.tone = vni_marks[k].tone;
        uint32_t joined = letter_code(marked);
        if (!joined) break;
        *code = joined;
        return i + 2;
    }
    return i + 1;
}

/* Decodes all of `in`; *bad is the offset of the first byte without meaning (in.n: none). */
static struct str decode(struct arena *a, struct bytes in, enum vn_encoding from, size_t *bad)
{
    char *p = arena_get(a, in.n * 3 + 4);
    size_t n = 0, i = 0;
    *bad = in.n;
    while (i < in.n) {
        unsigned char c = in.p[i];
        uint32_t code = c;
        size_t next = i + 1;
        if (from == VN_VNI) next = vni_next(in, i, &code);
        else if (c >= 0x80)
            code = from == VN_TCVN3    ? tcvn3_code(in, i)
                   : from == VN_VISCII ? viscii[c - 0x80]
                                       : cp1258[c - 0x80];
        else if (from == VN_VISCII) code = viscii_low(c);
        bool blank = c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
        if (!code || (code < 0x20 && !blank) || (code >= 0x7F && code < 0xA0)) {
            *bad = i;
            break;
        }
        n += letter_put(p + n, code);
        i = next;
    }
    return vn_nfc(a, (struct str){ p, n });
}

error vn_decode(struct arena *a, struct bytes in, enum vn_encoding from, struct str *out)
{
    if (from == VN_UTF8) return vn_text(a, in, out);
    size_t bad;
    struct str text = decode(a, in, from, &bad);
    if (bad < in.n)
        return FAIL(a, ERR_INPUT,
                    "Byte thứ %zu không có nghĩa trong bảng mã %s. Hãy kiểm tra lại phông chữ của tài liệu.",
                    bad + 1, vn_encoding_name(from));
    *out = text;
    return NULL;
}

const char *vn_encoding_name(enum vn_encoding e)
{
    static const char *const names[VN_ENCODING_COUNT] = {
        [VN_UTF8] = "UTF-8",    [VN_TCVN3] = "TCVN3",         [VN_VNI] = "VNI",
        [VN_VISCII] = "VISCII", [VN_CP1258] = "windows-1258",
    };
    assert(e < VN_ENCODING_COUNT);
    return names[e];
}
