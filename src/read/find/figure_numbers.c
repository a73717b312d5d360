/* figure_numbers.c - the number a figure starts with, as people write it: millions as "tr", blanks between thousands,
 * and whether một and năm are numbers where they stand. Writes nothing. */
#include "read/find/find.h"

enum { NUMBER_BYTES = 160 };

/* The word may be one of a scale, as the number's reader sees them: trăm triệu tỷ tỉ, nghìn ngàn, vạn, chục. By its
 * first three bytes; false is sure. */
static bool scale_may(const struct find *f, uint32_t i)
{
    static const char *const starts[] = { "tră", "tri", "tỷ", "ngh", "ngà", "vạ", "chụ" };
    struct str s = token_str(f, i);
    if (s.n < 4 || !strchr("tTnNvVcC", s.p[0])) return false;
    unsigned char first = (unsigned char)s.p[0] | 0x20, second = (unsigned char)s.p[1], third = (unsigned char)s.p[2];
    if (second < 0x80) second |= 0x20;
    if (third < 0x80) third |= 0x20;
    for (size_t k = 0; k < COUNT(starts); k++) {
        const unsigned char *p = (const unsigned char *)starts[k];
        if (p[0] == first && p[1] == second && p[2] == third) return true;
    }
    return false;
}

/* Digits with no word of a scale and no digits behind them: most numbers of a report. */
static bool alone(const struct find *f, uint32_t i)
{
    const struct token *next = &f->tok[i + 1];
    if (f->tok[i].kind != TOKEN_NUMBER || next->kind == TOKEN_NUMBER) return false;
    if (next->kind != TOKEN_WORD) return true;
    return next->flags & TOKEN_SPACED && !list_at(f, i + 1, LIST_NUMBERS) && !scale_may(f, i + 1);
}

static bool plain(const struct find *f, uint32_t i, struct vn_number *n, uint32_t *after)
{
    if (alone(f, i)) {
        struct str digits = token_str(f, i);
        *after = i + 1;
        return vn_number_at(digits, 0, n) && n->end == digits.n;
    }
    size_t from = f->tok[i].from;
    struct str here = str_cut(f->text, from, from + NUMBER_BYTES);
    if (!vn_number_at(here, 0, n)) return false;
    *after = token_at_byte(f, i, from + n->end);
    return *after > i && f->tok[*after - 1].to <= from + n->end;
}

/* "425tr đồng", "85 tr.đ", "1tr5": the millions of everyday writing. */
static void millions_read(const struct find *f, struct vn_number *n, uint32_t *after)
{
    uint32_t i = *after;
    if (n->scale != 1 || !word_is(f, i, S("tr")) || n->value > (milli)1000000000) return;
    bool dot = token_is(f, i + 1, '.');
    if (dot && !word_is(f, i + 2, S("đ")) && !word_is(f, i + 2, S("đồng"))) {
        if (f->tok[i].flags & TOKEN_SPACED) return; /* "12 tr." is pages */
        dot = false;
    }
    int64_t half;
    n->value *= 1000000;
    n->scale = 1000000;
    *after = i + 1 + dot;
    const struct token *t = &f->tok[i + 1];
    size_t digits = t->to - t->from; /* "1tr5" and "1tr250"; "1tr25" is either */
    if (t->kind == TOKEN_NUMBER && !(t->flags & TOKEN_SPACED) && (digits == 1 || digits == 3) &&
        str_int(token_str(f, i + 1), &half)) {
        n->value += half * (digits == 1 ? 100000 : 1000) * MILLI;
        *after = i + 2;
    }
}

/* "1 360 ha", "12 500 con": a blank between the thousands. */
static void blank_thousands(const struct find *f, uint32_t i, struct vn_number *n, uint32_t *after)
{
    const struct token *t = &f->tok[i], *next = t + 1;
    int64_t high, low;
    if (t->kind != TOKEN_NUMBER || *after != i + 1 || next->kind != TOKEN_NUMBER || t->to - t->from > 3 ||
        next->to - next->from != 3 || next->from != t->to + 1 || n->value < MILLI || f->text.p[t->from] == '0')
        return;
    if (!str_int(token_str(f, i), &high) || !str_int(token_str(f, i + 1), &low)) return;
    if (!phrase_at(f, i + 2, LIST_UNITS) || phrase_role(f, i + 2, LIST_TRAPS, ROLE_AFTER)) return;
    uint32_t at;
    const struct entry *name = phrase_before(f, i, i > 4 ? i - 4 : 0, LIST_TRAPS, &at);
    if (name && (name->role == ROLE_BEFORE || name->role == ROLE_WEAK)) return; /* "tổ 1 360 hộ" */
    n->value = (high * 1000 + low) * MILLI;
    *after = i + 2;
}

/* "nửa tỷ đồng", "nửa tấn gạo": half of it. */
static bool half_read(const struct find *f, uint32_t i, struct vn_number *n, uint32_t *after)
{
    static const struct {
        const char *word;
        milli scale;
    } scales[] = { { "triệu", 1000000 }, { "tỷ", 1000000000 }, { "tỉ", 1000000000 } };
    if (!word_is(f, i, S("nửa")) && !word_is(f, i, S("Nửa"))) return false;
    *n = (struct vn_number){ .value = MILLI / 2, .scale = 1, .form = VN_WORDS };
    *after = i + 1;
    for (size_t k = 0; k < COUNT(scales); k++)
        if (str_is(token_str(f, i + 1), str_c(scales[k].word))) {
            n->scale = scales[k].scale;
            n->value *= n->scale;
            *after = i + 2;
            return true;
        }
    const struct entry *u = phrase_at(f, i + 1, LIST_UNITS);
    return u && u->role == ROLE_MEASURE && u->dimension != DIMENSION_PERCENT;
}

/* "05 (năm) suất", "hai mươi (20) hộ": the number said again. */
static void said_again(const struct find *f, const struct vn_number *n, uint32_t *after)
{
    struct vn_number again;
    uint32_t end;
    if (!token_is(f, *after, '(') || !plain(f, *after + 1, &again, &end)) return;
    if (again.value == n->value && token_is(f, end, ')')) *after = end + 1;
}

bool number_read(const struct find *f, uint32_t i, struct vn_number *n, uint32_t *after)
{
    if (half_read(f, i, n, after)) return true;
    if (!plain(f, i, n, after)) return false;
    said_again(f, n, after);
    millions_read(f, n, after);
    blank_thousands(f, i, n, after);
    return true;
}

/* "kết nạp một hội viên", "trao một căn nhà": behind these verbs one is a count; elsewhere an article. */
bool counts_one(const struct find *f, uint32_t i, uint32_t after)
{
    static const char *const verbs[] = { "kết nạp", "tặng", "trao", "xây", "giảm", "tăng" };
    uint32_t at;
    if (after != i + 1 || !i || !word_is(f, i, S("một"))) return false;
    const struct entry *verb = phrase_before(f, i, i > 4 ? i - 4 : 0, LIST_SIGNALS, &at);
    const struct entry *u = phrase_at(f, after, LIST_UNITS);
    bool thing = u->role == ROLE_PERSON || u->role == ROLE_GOODS || u->role == ROLE_HOUSEHOLD;
    for (size_t k = 0; verb && thing && k < COUNT(verbs); k++)
        if (str_starts(verb->phrase, str_c(verbs[k]))) return true;
    return false;
}

/* "Có năm hộ dân", "tặng năm suất quà": the number, where no year can stand. */
bool counts_five(const struct find *f, uint32_t i, const struct entry *u)
{
    static const char *const before[] = { "có", "Có", "cho", "được", "thêm", "gồm", "với", "gần", "hơn", "đó",
                                          "và" };
    uint32_t at;
    if (u->role == ROLE_MONEY || u->role == ROLE_NONE) return false;
    if (i && (token_is(f, i - 1, ';') || token_is(f, i - 1, ':') || token_is(f, i - 1, ')'))) return true;
    if (!i || u->role == ROLE_EVENT) return false;
    const struct entry *verb = phrase_before(f, i, i > 4 ? i - 4 : 0, LIST_SIGNALS, &at);
    if (verb && verb->role == ROLE_DID) return true;
    if (word_among(f, i - 1, before, COUNT(before))) return true;
    return token_is(f, i - 1, ',') && i > 1 && word_is(f, i - 2, S("đó"));
}
