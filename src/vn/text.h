/* text.h - Vietnamese text: the only door from bytes to str, folding, case, sort keys.
 *
 * Pure functions; nothing here reads a file or the clock. Unicode Normalisation Form C is kept by
 * utf8proc, behind a fast path for text that is NFC already. */
#ifndef VN_TEXT_H
#define VN_TEXT_H
#include "base/base.h"

/* Bytes to text: valid UTF-8 (a leading BOM is dropped), NFC, no NUL. ERR_INPUT says at which byte it is not.
 * When nothing had to change, *out points into `in`: keep `in` as long as the text, or str_copy() it. */
error vn_text(struct arena *a, struct bytes in, struct str *out) MUST_USE;
bool  vn_is_utf8(struct bytes in, size_t *bad);            /* bad: offset of the first wrong byte */
bool  vn_is_nfc_quick(struct str s);                       /* true: surely NFC; false: perhaps not */
struct str vn_nfc(struct arena *a, struct str s);          /* s must be valid UTF-8 */

/* Lower case, no tone, no vowel mark, đ -> d; one space between words, none at the ends. For finding. */
struct str vn_fold(struct arena *a, struct str s);
struct str vn_lower(struct arena *a, struct str s);        /* Đ -> đ, Ấ -> ấ; everything else untouched */
struct str vn_upper(struct arena *a, struct str s);
/* Same syllable, one spelling: lower case, tone mark moved to one fixed place (hòa = hoà, ủy = uỷ; quý = quí is NOT
 * joined). */
struct str vn_plain_tone(struct arena *a, struct str s);

/* Text that sorts byte by byte as a Vietnamese dictionary does: letters a ă â b c d đ e ê ... then
 * tones ngang huyền hỏi ngã sắc nặng, then case (lower first), as Unicode CLDR "vi": the letters of the
 * whole text first, a blank before any letter. Printable ASCII. */
struct str vn_sort_key(struct arena *a, struct str s);
struct str vn_name_key(struct arena *a, struct str name);  /* people: by given name, then family, then middle */

size_t vn_letter_next(struct str s, size_t at, uint32_t *code);  /* decodes one code point; next offset. s valid */
size_t vn_length(struct str s);                            /* in code points: what people call "ký tự". s valid */
bool   vn_is_letter(uint32_t code);                        /* letters and combining marks */
bool   vn_is_upper(uint32_t code);

/* Old fonts and code pages to text. ERR_INPUT when a byte has no meaning there. */
enum vn_encoding { VN_UTF8, VN_TCVN3, VN_VNI, VN_VISCII, VN_CP1258, VN_VPS, VN_ENCODING_COUNT };
error vn_decode(struct arena *a, struct bytes in, enum vn_encoding from, struct str *out) MUST_USE;
const char *vn_encoding_name(enum vn_encoding e);          /* "UTF-8" "TCVN3" "VNI" "VISCII" "windows-1258" "VPS" */
/* Which of them the bytes most likely are: UTF-8 when valid, else the one whose text reads as Vietnamese; false when
 * none does. */
bool  vn_encoding_guess(struct arena *a, struct bytes in, enum vn_encoding *out);
/* Text whose letters are the Latin ones that stand for the bytes of an old font ("Héi Phô n÷" for "Hội Phụ nữ"), as a
 * word processor keeps it. true: much more of it reads as Vietnamese through TCVN3 or VNI than as it is. */
bool  vn_font_guess(struct arena *a, struct str text, enum vn_encoding *out);
/* The byte that a character of Latin-1 or windows-1252 was; 0 when it was none. */
unsigned char vn_latin_byte(uint32_t code);
#endif
