/* figure_heads.c - what the head of a table's column says of the numbers under it: plan or result, period, unit, whose.
 * Answers column_read() and year_alone(); figure_tables.c found which words stand over which column. */
#include "read/find/find.h"
#include "vn/text.h"

/* Heads that only say which amount of the row it is. */
static bool generic_head(const struct find *f, uint32_t first, uint32_t end)
{
    static const char *const words[] = {
        "ket",   "qua", "thuc", "hien", "so",   "luong", "ke",    "hoach", "chi", "tieu", "giao",
        "dat",   "ty",  "le",   "ti",   "voi",  "nam",   "thang", "quy",   "ky",  "cung", "uoc",
        "trong", "luy", "den",  "nay",  "kh",   "th",    "tong",  "cong",  "dau", "cuoi", "truoc",
        "bao",   "cao", "duoc", "tang", "giam", "sanh",  "lieu",  "dang",  "dau", "tu",   "va",
        "muc",   "can", "ca",   "phan", "don",  "vi",    "tinh",  "so"
    };
    for (uint32_t i = first; i < end; i++) {
        if (token_is(f, i, '(')) return true; /* the unit follows */
        if (f->tok[i].kind != TOKEN_WORD || f->tok[i].flags & TOKEN_TIME) continue;
        struct str key = vn_fold(f->a, token_str(f, i));
        bool known = roman_number(key);
        for (size_t w = 0; w < COUNT(words) && !known; w++) known = str_is(key, str_c(words[w]));
        if (!known) return false;
    }
    return true;
}

static bool has_word(const struct find *f, uint32_t first, uint32_t end, const char *folded)
{
    if (end <= first) return false;
    struct str key = vn_fold(f->a, tokens_str(f, first, end));
    return str_find(key, str_c(folded), 0) != SIZE_MAX;
}

/* Any row of the head says it. */
static bool head_has(const struct find *f, const struct column *c, const char *folded)
{
    for (uint32_t i = 0; i < c->head_count; i++)
        if (has_word(f, c->heads[i].first, c->heads[i].end, folded)) return true;
    return false;
}

static bool head_role(const struct find *f, const struct column *c, enum role role)
{
    for (uint32_t i = 0; i < c->head_count; i++)
        if (role_in(f, c->heads[i].first, c->heads[i].end, role)) return true;
    return false;
}

/* "2025" alone, as the head of a column. */
bool year_alone(const struct find *f, uint32_t first, uint32_t end, int64_t *year)
{
    return end == first + 1 && f->tok[first].kind == TOKEN_NUMBER && f->tok[first].to - f->tok[first].from == 4 &&
           str_int(token_str(f, first), year) && *year >= 1990 && *year <= 2100;
}

static struct period period_said(const struct find *f, const struct head_text *h)
{
    struct period p = { 0 };
    int64_t year;
    if (year_alone(f, h->first, h->end, &year)) return period_make(PERIOD_YEAR, (int)year, 0);
    for (size_t i = times_from(f, h->first); i < f->time_count && f->times[i].first < h->end; i++) {
        const struct time_found *t = &f->times[i];
        if (t->kind != TIME_PERIOD || t->beside) continue;
        p = t->period.year ? t->period : vn_period_on(t->period, f->on);
    }
    return p.year ? p : (struct period){ 0 };
}

/* The head is the name of a body or a place, nothing more. */
static bool head_names(const struct find *f, const struct head_text *h, struct column *c)
{
    uint32_t end = h->end;
    size_t b = bodies_from(f, h->first);
    if (b < f->body_count && f->bodies[b].first == h->first && f->bodies[b].code.n && f->bodies[b].end + 3 >= end) {
        c->actor = f->bodies[b].code;
        return true;
    }
    const struct entry *e = place_at(f, h->first);
    if (!e || e->length + h->first >= end || words_in(f, h->first, end) > 6) return false;
    for (uint32_t i = h->first + e->length; i < end; i++)
        if (f->tok[i].kind == TOKEN_WORD && !(f->tok[i].flags & TOKEN_CAPITAL) && !word_is(f, i,
                                                                                           S("số"))) return false;
    c->place = str_trim(tokens_str(f, h->first, end));
    return true;
}

/* The lowest row of the head that speaks of planning or doing tells which. */
static bool planned(const struct find *f, const struct column *c)
{
    for (uint32_t i = c->head_count; i-- > 0;) {
        uint32_t first = c->heads[i].first, end = c->heads[i].end;
        bool plan = role_in(f, first, end, ROLE_TARGET) || role_in(f, first, end, ROLE_PLAN) ||
                    has_word(f, first, end, "kh ") || has_word(f, first, end, "ke hoach") ||
                    has_word(f, first, end, "giao") || has_word(f, first, end, "du toan");
        bool did = has_word(f, first, end, "ket qua") || has_word(f, first, end, "thuc hien");
        if (plan || did) return plan && !did;
    }
    return false;
}

/* What all rows of the head say together; the lowest one that is not generic says what is counted. */
void column_read(const struct find *f, struct column *c)
{
    bool share = head_has(f, c, "%") || head_has(f, c, "ty le") || head_has(f, c, "ti le") || head_has(f, c, "dat");
    c->sense = !share && planned(f, c) ? SENSE_TARGET : SENSE_RESULT;
    c->last_year = head_has(f, c, "cung ky") && !share && !head_has(f, c, "so ");
    if (c->last_year) c->sense = SENSE_CONTEXT;
    c->whole_year = c->sense == SENSE_TARGET && head_has(f, c, "nam");
    c->cumulative = head_role(f, c, ROLE_CUMULATIVE) || head_has(f, c, "luy ke");
    c->change = !c->last_year && (head_has(f, c, "tang") || head_has(f, c, "giam")) && !head_has(f, c, "ty le");
    c->each = head_has(f, c, "don gia");
    c->generic = true;
    for (uint32_t i = 0; i < c->head_count; i++) {
        struct head_text h = c->heads[i];
        struct unit_said u = unit_of_text(f, h.first, h.end);
        bool bracket = false;       /* a counting word of a generic head is none: "Tổng số" */
        for (uint32_t k = h.first; k < h.end; k++) bracket = bracket || token_is(f, k, '(') || token_is(f, k, '%');
        struct period p = period_said(f, &h);
        if (p.type != PERIOD_NONE) c->period = p;
        int64_t year;
        bool generic = year_alone(f, h.first, h.end, &year) || head_names(f, &h, c) || generic_head(f, h.first,
                                                                                                    h.end);
        if (u.text.n && (bracket || !generic) && (u.money || u.percent || u.entry)) c->unit = u;
        if (generic) continue;
        c->generic = false;
        c->first = h.first;
        c->end = h.end;
    }
    if (!c->unit.scale) c->unit.scale = 1;
    if (share && !c->unit.text.n && (head_has(f, c, "ty le") || head_has(f, c, "ti le")))
        c->unit = (struct unit_said){ .text = S("%"), .scale = 1, .percent = true };
}
