/* figure_traps.c - numbers that are no figures: they name, date or number something (domain rules of the
 * record: Phường 2, Nghị quyết số 43-NQ/TW, khóa XIII, 70 tuổi, telephone numbers, list numbers). */
#include "read/find/find.h"

static int64_t plain_value(const struct find *f, uint32_t i)
{
    int64_t v;
    return str_int(token_str(f, i), &v) ? v : -1;
}

static bool year_like(const struct find *f, uint32_t i)
{
    int64_t v = plain_value(f, i);
    return v >= 1900 && v <= 2100;
}

/* "Phường 1 tổ chức hội nghị": a verb that is also a counting word. */
bool verb_not_unit(const struct find *f, uint32_t i)
{
    const struct entry *u = phrase_at(f, i, LIST_UNITS);
    if (!u || !str_is(u->phrase, S("tổ chức"))) return false;
    uint32_t next = i + u->length;
    return phrase_at(f, next, LIST_MEETINGS) || phrase_role(f, next, LIST_SIGNALS, ROLE_DID) ||
           phrase_role(f, next, LIST_UNITS, ROLE_EVENT) || f->tok[next].kind == TOKEN_NUMBER ||
           word_is(f, next, S("các")) || word_is(f, next, S("thành"));
}

/* A counting word, a percent sign or money stands behind the number. */
static bool counted(const struct find *f, uint32_t after)
{
    if (token_is(f, after, '%')) return true;
    if (verb_not_unit(f, after)) return false;
    const struct entry *u = phrase_at(f, after, LIST_UNITS), *t = phrase_role(f, after, LIST_TRAPS, ROLE_AFTER);
    return u && (!t || u->length > t->length);
}

/* "tháng 165" is no month, "ngày 40" no day, "năm 120" no year: the word before only tells when. */
static bool out_of_range(const struct find *f, const struct entry *e, uint32_t number)
{
    int64_t v = plain_value(f, number);
    if (str_is(e->phrase, S("tháng"))) return v < 1 || v > 12;
    if (str_is(e->phrase, S("ngày"))) return v < 1 || v > 31;
    if (str_is(e->phrase, S("quý")) || str_is(e->phrase, S("quí"))) return v < 1 || v > 4;
    if (str_is(e->phrase, S("năm"))) return v < 1900 || v > 2100;
    return false;
}

static bool named_before(const struct find *f, uint32_t number, uint32_t after, const struct sentence *s)
{
    uint32_t at, i = number;
    int64_t grade = plain_value(f, i);
    if (i > s->first && word_is(f, i - 1, S("lớp")) && grade >= 1 && grade <= 12 &&
        f->text.p[f->tok[i].from] != '0')
        return true; /* "10 học sinh lớp 7" */
    if (i > s->first + 1 && token_is(f, i - 1, '-') && phrase_before(f, i - 1, s->first, LIST_TRAPS, &at) &&
        phrase_before(f, i - 1, s->first, LIST_TRAPS, &at)->role == ROLE_DIGIT)
        return true;
    const struct entry *e = phrase_before(f, i, s->first, LIST_TRAPS, &at);
    if (e && e->role == ROLE_INSIDE) return false; /* dân số, mỗi năm */
    if (!e || e->role == ROLE_AFTER) {
        e = NULL;
        for (uint32_t k = i; k-- > s->first && k + 4 > i && !e;) {
            const struct entry *b = phrase_role(f, k, LIST_TRAPS, ROLE_BEFORE),
                               *w = phrase_role(f, k, LIST_TRAPS, ROLE_WEAK);
            if (b && k + b->length == i) {
                e = b;
                at = k;
            } else if (w && k + w->length == i) {
                e = w;
                at = k;
            }
        }
        if (!e) return false;
    }
    if (e->role == ROLE_DIGIT) return true;
    if (at > s->first) {
        uint32_t p = at - 1;
        if (word_is(f, p, S("mỗi")) || word_is(f, p, S("hàng")) || word_is(f, p, S("hằng")) ||
            word_is(f, p, S("từng")) || word_is(f, p, S("Mỗi")))
            return false;
        if (str_is(e->phrase, S("số")) && (word_is(f, p, S("trong")) || word_is(f, p, S("tổng")) ||
                                           word_is(f, p, S("Trong")) || word_is(f, p, S("Tổng"))))
            return false;
    }
    bool proper = phrase_at(f, at, LIST_PLACES) && f->tok[at].flags & TOKEN_CAPITAL; /* Phường 2 hộ trợ ... */
    if (e->role == ROLE_WEAK && proper && plain_value(f, number) < 40) return true;
    if (out_of_range(f, e, number) && counted(f, after)) return false;
    return e->role == ROLE_BEFORE || !counted(f, after);
}

/* 43-NQ/TW, 226 - TB/ĐU, 12/KH-UBND, 05 CT/TW */
static bool code_of_paper(const struct find *f, uint32_t after)
{
    const struct token *t = &f->tok[after];
    if (t->kind == TOKEN_WORD)
        return t->flags & TOKEN_CAPS && token_is(f, after + 1, '/') && f->tok[after + 2].flags & TOKEN_CAPS;
    if (!token_is(f, after, '-') && !token_is(f, after, '/') && !word_is(f, after, S("–"))) return false;
    const struct token *n = &f->tok[after + 1];
    if (n->kind == TOKEN_NUMBER)
        return token_is(f, after, '/') && token_is(f, after + 2, '/') && f->tok[after + 3].kind == TOKEN_WORD;
    return n->kind == TOKEN_WORD &&
           (n->flags & TOKEN_CAPS || (n->flags & TOKEN_CAPITAL && n->to - n->from <= 3));
}

/* "1. ", "2) ", "1.1. ", "3 - " at the head of a line; "(1)" anywhere. */
static bool list_number(const struct find *f, uint32_t i, uint32_t after, const struct sentence *s)
{
    if (i > 0 && token_is(f, i - 1, '(') && token_is(f, after, ')')) return true;
    const struct line *l = &f->lines[s->line];
    uint32_t first = l->first;
    while (first < i && f->tok[first].kind == TOKEN_MARK) first++;
    if (i != first) return false;
    if (token_is(f, after, '.') || token_is(f, after, ')') || token_is(f, after, '/') ||
        token_is(f, after, ':'))
        return true;
    return f->tok[after].kind == TOKEN_WORD && f->tok[after].flags & TOKEN_CAPITAL &&
           !phrase_at(f, after, LIST_UNITS);
}

static bool telephone_or_account(const struct find *f, uint32_t i, uint32_t after)
{
    struct str s = token_str(f, i);
    size_t digits = 0;
    for (size_t k = 0; k < s.n; k++) digits += s.p[k] >= '0' && s.p[k] <= '9';
    if (s.p[0] == '0' && digits >= 3 && s.p[1] != ',' && s.p[1] != '.') return true;
    return digits == s.n && digits >= 8 && !counted(f, after);
}

/* "phường 10 và 11": a second number joined to one that names. */
static bool joined_to_name(const struct find *f, uint32_t i, uint32_t after, const struct sentence *s)
{
    if (i < s->first + 2 || counted(f, after)) return false;
    bool link = token_is(f, i - 1, ',') || token_is(f, i - 1, '-') || token_is(f, i - 1, '+') ||
                word_is(f, i - 1, S("và")) || word_is(f, i - 1, S("–")) || word_is(f, i - 1, S("đến")) ||
                token_is(f, i - 1, '/');
    return link && f->tok[i - 2].kind == TOKEN_NUMBER && f->tok[i - 2].flags & (TOKEN_TRAPPED | TOKEN_TIME);
}

/* The 4 of "25/4", the 30 of "18h30". */
static bool inside_another(const struct find *f, uint32_t i, const struct sentence *s)
{
    if (i < s->first + 2 || f->tok[i - 2].kind != TOKEN_NUMBER) return false;
    if (token_is(f, i - 1, '/') && !(f->tok[i].flags & TOKEN_SPACED)) return true;
    return word_is(f, i - 1, S("h")) || word_is(f, i - 1, S("g")) || word_is(f, i - 1, S("giờ"));
}

bool trap_is(const struct find *f, uint32_t i, uint32_t after, const struct sentence *s, bool amount)
{
    const struct token *t = &f->tok[i];
    if (t->flags & (TOKEN_TIME | TOKEN_NAME | TOKEN_PERSON)) return true;
    const struct entry *unit = phrase_at(f, after, LIST_UNITS),
                       *behind = phrase_role(f, after, LIST_TRAPS, ROLE_AFTER);
    if (behind && (!unit || unit->length <= behind->length)) return true;
    if (t->kind == TOKEN_NUMBER && i > s->first && !(t->flags & TOKEN_SPACED)) {
        const struct token *p = &f->tok[i - 1];
        if (p->kind == TOKEN_WORD && (p->flags & TOKEN_CAPITAL || !p->word)) return true;
        if ((token_is(f, i - 1, '-') || token_is(f, i - 1, '/')) && !(p->flags & TOKEN_SPACED) &&
            i > s->first + 1 && f->tok[i - 2].flags & TOKEN_CAPITAL)
            return true;
    }
    if (inside_another(f, i, s) || (!amount && named_before(f, i, after, s)) || code_of_paper(f, after) ||
        list_number(f, i, after, s))
        return true;
    if (t->kind != TOKEN_NUMBER) return false;
    if (telephone_or_account(f, i, after) || joined_to_name(f, i, after, s)) return true;
    if (year_like(f, i) && (!counted(f, after) || (token_is(f, after, '-') && year_like(f, after + 1))))
        return true;
    if (i > s->first + 1 && word_is(f, i - 1, S("x")) && f->tok[i - 2].kind == TOKEN_NUMBER)
        return true; /* 130 x 5 m */
    return word_is(f, after, S("x")) && f->tok[after + 1].kind == TOKEN_NUMBER;
}
