/* figure_units.c - the counting word, measure or money behind a number, in the list of words or not, before the number
 * ("nâng số hội viên lên 7.262") or shared by several ("12, 15 và 20 suất quà"). Answers unit_read(). */
#include "read/find/find.h"

static bool money_at(const struct find *f, struct reading *r)
{
    const struct entry *u = phrase_role(f, r->after, LIST_UNITS, ROLE_MONEY),
                       *any = phrase_at(f, r->after, LIST_UNITS);
    bool person = any && any->length > 1 && any->role == ROLE_PERSON; /* "10 đồng chí" */
    if (u && !person) {
        r->unit = u;
        r->unit_first = r->after;
        r->unit_end = r->after + u->length;
        r->unit_text = u->code;
        return true;
    }
    bool alone = r->n.scale >= 1000000 && !any;
    bool rate = r->n.scale >= 1000 && token_is(f, r->after, '/');
    if (!alone && !rate) return false;
    r->unit_first = r->unit_end = r->after;
    r->unit_text = S("VND");
    return true;
}

/* "26.500m 2 đất": the exponent cut off by a blank. */
static bool loose_exponent(const struct find *f, const struct entry *u, uint32_t i)
{
    return (str_is(u->code, S("m")) || str_is(u->code, S("km"))) && word_is(f, i, S("2")) &&
           f->tok[i + 1].kind == TOKEN_WORD && !phrase_at(f, i + 1, LIST_UNITS);
}

/* "1 tấn 250 kg", "2 km 300 m": the thousandths in a unit of their own. */
static void smaller_unit(const struct find *f, struct reading *r)
{
    bool mass = str_is(r->unit_text, S("tấn")), length = str_is(r->unit_text, S("km"));
    int64_t small;
    uint32_t i = r->unit_end;
    if ((!mass && !length) || r->approx == VN_RANGE || r->value % MILLI || f->tok[i].kind != TOKEN_NUMBER) return;
    const struct entry *u = phrase_at(f, i + 1, LIST_UNITS);
    if (!u || !str_is(u->code, mass ? S("kg") : S("m")) || !str_int(token_str(f, i), &small) ||
        small >= 1000) return;
    r->value += small;
    r->unit_end = i + 1 + u->length;
}

static void unit_take(const struct find *f, struct reading *r, const struct entry *u)
{
    r->unit = u;
    r->unit_first = r->after;
    r->unit_end = r->after + u->length;
    if (loose_exponent(f, u, r->unit_end)) {
        r->unit_text = str_is(u->code, S("m")) ? S("m2") : S("km2");
        r->unit_end++;
    } else r->unit_text = str_is(u->code, S("=")) ? tokens_str(f, r->unit_first, r->unit_end) : u->code;
    smaller_unit(f, r);
}

/* A noun no list knows: "600 cầu thủ", "500 CNVCLĐ". Up to two words that could be one. */
static bool open_unit(const struct find *f, struct reading *r, const struct sentence *s)
{
    uint32_t i = r->after;
    const struct token *t = &f->tok[i];
    if (i >= s->end || t->kind != TOKEN_WORD || !(t->flags & TOKEN_SPACED) || t->flags & TOKEN_TIME)
        return false;
    if ((phrase_at(f, i, LIST_STOPS) && phrase_at(f, i, LIST_STOPS)->role != ROLE_INSIDE) ||
        phrase_at(f, i, LIST_TRAPS) || phrase_at(f, i, LIST_SIGNALS) || phrase_at(f, i, LIST_ORGANISATIONS) ||
        phrase_at(f, i, LIST_PLACES) || phrase_at(f, i, LIST_APPROX) || phrase_at(f, i, LIST_NUMBERS))
        return false;
    if (t->flags & TOKEN_CAPITAL && !(t->flags & TOKEN_CAPS)) return false;
    if (r->word) return false;
    uint32_t number = r->number; /* "đường Thanh Lương 3 ngay": the number of a name */
    if (number > s->first + 1 && f->tok[number - 1].kind == TOKEN_WORD &&
        f->tok[number - 1].flags & TOKEN_CAPITAL &&
        f->tok[number - 2].kind == TOKEN_WORD)
        return false;
    uint32_t end = item_end(f, i, t->flags & TOKEN_CAPS ? 1 : 2, s->end);
    if (end == i) return false;
    r->unit_first = i;
    r->unit_end = end;
    r->unit_text = tokens_str(f, i, end);
    r->open_unit = true;
    return true;
}

/* 4 “Mái ấm Công đoàn”: the name is the counted thing. */
static bool quoted_unit(const struct find *f, struct reading *r, const struct sentence *s)
{
    if (f->tok[r->after].kind != TOKEN_OPEN) return false;
    uint32_t close = r->after + 1;
    while (close < s->end && close < r->after + 12 && f->tok[close].kind != TOKEN_CLOSE) close++;
    if (close == s->end || f->tok[close].kind != TOKEN_CLOSE || close == r->after + 1) return false;
    r->unit = phrase_at(f, r->after + 1, LIST_UNITS);
    r->unit_first = r->after + 1;
    r->unit_end = close;
    r->unit_text = r->unit ? tokens_str(f, r->unit_first, r->unit_first + r->unit->length)
                           : tokens_str(f, r->unit_first, close);
    r->end = close + 1;
    return true;
}

/* "nâng tổng số hội viên lên 7.262", "Hội viên mới: 25": the counting word stands before. */
static bool unit_before(const struct find *f, struct reading *r, const struct sentence *s)
{
    const struct token *t = &f->tok[r->after];
    bool closed = r->after >= s->end || t->kind == TOKEN_MARK || t->kind == TOKEN_LINE ||
                  t->kind == TOKEN_END || phrase_role(f, r->after, LIST_STOPS, ROLE_LINK);
    if (!closed || r->first == s->first || token_is(f, r->after, '-')) return false;
    if (r->after < s->end && token_is(f, r->after, '/')) return false;
    uint32_t at;
    bool colon = token_is(f, r->first - 1, ':');
    const struct entry *e = phrase_before(f, r->first, s->first, LIST_SIGNALS, &at);
    bool reach = e && (e->role == ROLE_REACH || e->role == ROLE_UP || e->role == ROLE_DOWN) &&
                 !str_is(e->phrase, S("với")) && !str_is(e->phrase, S("gồm"));
    if (!colon && !reach) return false;
    for (uint32_t k = r->first; k-- > s->first && k + 14 > r->first;) {
        if (token_is(f, k, ';')) return false;
        const struct entry *u = f->tok[k].hit < f->tok[k + 1].hit ? phrase_at(f, k, LIST_UNITS) : NULL;
        if (!u || u->role == ROLE_MONEY || u->role == ROLE_MEASURE || k + u->length > r->first) continue;
        uint32_t longer = k;
        const struct entry *whole = phrase_before(f, k + u->length, s->first, LIST_UNITS, &longer);
        if (whole) {
            u = whole;
            k = longer;
        }
        r->unit = u;
        r->unit_first = k;
        r->unit_end = k + u->length;
        r->unit_text = tokens_str(f, r->unit_first, r->unit_end);
        r->behind = true;
        return true;
    }
    return false;
}

/* "12, 15 và 20 suất quà", "20, 30 và 50 triệu đồng": the last of them says what all count. */
static bool shared_unit(const struct find *f, struct reading *r, const struct sentence *s)
{
    struct vn_number n = r->n;
    uint32_t i = r->after, numbers = 0;
    for (; numbers < 12; numbers++) {
        bool joint = token_is(f, i, ',') || word_is(f, i, S("và"));
        if (token_is(f, i, ',') && word_is(f, i + 1, S("và"))) i++;
        if (!joint || i + 1 >= s->end || f->tok[i + 1].kind != TOKEN_NUMBER || f->tok[i + 1].flags & TOKEN_TIME ||
            !(f->tok[i + 1].flags & TOKEN_SPACED) || !number_read(f, i + 1, &n, &i))
            break;
    }
    const struct entry *u = phrase_at(f, i, LIST_UNITS);
    bool percent = token_is(f, i, '%');
    if (!numbers || i >= s->end || (!u && !percent && n.scale < 1000000) || verb_not_unit(f, i)) return false;
    if (phrase_role(f, i, LIST_TRAPS, ROLE_AFTER) || (r->n.scale != n.scale && r->n.scale != 1)) return false;
    r->money = (u && u->role == ROLE_MONEY) || (!u && n.scale >= 1000000);
    if (r->n.scale == 1 && n.scale > 1 && __builtin_mul_overflow(r->value, n.scale, &r->value)) return false;
    r->percent = percent;
    r->unit = u;
    r->unit_first = i;
    r->unit_end = i + (u ? u->length : 1u);
    r->end = r->after;
    r->behind = true;
    if (r->money) r->unit_text = S("VND");
    else if (percent || !u) r->unit_text = S("%");
    else r->unit_text = str_is(u->code, S("=")) ? tokens_str(f, i, r->unit_end) : u->code;
    return true;
}

bool unit_read(const struct find *f, struct reading *r, const struct sentence *s)
{
    if (token_is(f, r->after, '%')) {
        r->percent = true;
        r->unit_text = S("%");
        r->unit_first = r->after;
        r->unit_end = r->after + 1;
        return true;
    }
    if (verb_not_unit(f, r->after)) return false;
    if (money_at(f, r)) return r->money = true;
    const struct entry *u = r->after < s->end ? phrase_at(f, r->after, LIST_UNITS) : NULL;
    if (u) {
        unit_take(f, r, u);
        r->percent = str_is(u->code, S("%"));
        return true;
    }
    return shared_unit(f, r, s) || quoted_unit(f, r, s) || open_unit(f, r, s) || unit_before(f, r, s);
}
