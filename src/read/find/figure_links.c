/* figure_links.c - what a figure means in its sentence: a change, a part, the price of a piece; who did it, for whom,
 * where. Completes record.figures with what figure_sense.c, figure_periods.c and figure_worth.c tell. */
#include "read/find/taught.h"

/* A number in a directive is the one's who is to do it. */
static void asked_of(struct looked *k)
{
    const struct task_found *t = task_of(k->f, k->g->span);
    if (t) k->g->actor = t->assignee_count == 1 ? t->assignees[0] : S("");
}

/* ---- change, price of a piece ---- */

static enum change change_of(const struct looked *k)
{
    const struct find *f = k->f;
    uint32_t at, i = k->at->first;
    for (int step = 0; step < 3 && i > k->s->first; step++) {
        const struct entry *e = phrase_before(f, i, k->s->first, LIST_SIGNALS, &at);
        bool up = false, down = false;
        for (uint32_t b = i; b-- > k->s->first && b + 4 > i;) {
            const struct entry *u = phrase_role(f, b, LIST_SIGNALS, ROLE_UP),
                               *d = phrase_role(f, b, LIST_SIGNALS, ROLE_DOWN);
            up = up || (u && b + u->length == i);
            down = down || (d && b + d->length == i);
        }
        if (e && e->role == ROLE_REACH && e->length > 1) return CHANGE_NONE;
        if (up) return CHANGE_UP;
        if (down) return CHANGE_DOWN;
        if (!word_is(f, i - 1, S("được")) && !word_is(f, i - 1, S("thêm")) && !word_is(f, i - 1, S("từ")))
            break;
        i--;
    }
    if (!k->i || k->at[-1].sentence != k->at->sentence || !k->g[-1].change || k->at->first > k->at[-1].end + 5)
        return CHANGE_NONE;
    bool joint = token_is(f, k->at->first - 1, ',') || word_is(f, k->at->first - 1, S("và"));
    return joint && k->g[-1].dimension == k->g->dimension ? k->g[-1].change : CHANGE_NONE;
}

/* "/suất", "/tháng/trẻ", not "/năm"; "04 vụ/thành 03 vụ" is no rate. */
static bool rate_behind(const struct looked *k)
{
    const struct find *f = k->f;
    bool counted = k->g->dimension == DIMENSION_COUNT || k->g->dimension == DIMENSION_PEOPLE ||
                   k->g->dimension == DIMENSION_HOUSEHOLDS;
    uint32_t i = k->at->end;
    while (token_is(f, i, '/') && f->tok[i + 1].kind == TOKEN_WORD &&
           (phrase_role(f, i + 1, LIST_TIMES, ROLE_SPAN) || phrase_role(f, i + 1, LIST_TIMES, ROLE_DAY)))
        i += 2;
    return token_is(f, i, '/') && f->tok[i + 1].kind == TOKEN_WORD && (!counted || phrase_at(f, i + 1, LIST_UNITS));
}

/* "mỗi suất", not "mỗi quý", "mỗi tuần": a rate in time is no price. */
static bool rate_word(const struct find *f, uint32_t at)
{
    uint32_t next = at + 1u;
    return !phrase_role(f, next, LIST_TIMES, ROLE_SPAN) && !phrase_role(f, next, LIST_TIMES, ROLE_DAY) &&
           !word_is(f, next, S("tuần")) && !word_is(f, next, S("đợt")) && !word_is(f, next, S("kỳ"));
}

static bool each_of(const struct looked *k)
{
    if (k->g->dimension == DIMENSION_PERCENT) return false;
    if (rate_behind(k)) return true;
    bool all = word_is(k->f, k->s->first, S("Mỗi")) && rate_word(k->f, k->s->first);
    if (all && k->g->dimension == DIMENSION_MONEY && !role_in(k->f, k->phrase, k->at->first,
                                                              ROLE_WORTH)) return true;
    uint32_t opens = k->clause; /* "Mỗi nhà rộng 40 m2, trị giá 70 triệu" */
    for (uint32_t i = k->at->first; i-- > opens;)
        if (token_is(k->f, i, ')')) break;
        else if (token_is(k->f, i, '(')) opens = i + 1;
    if (rate_word(k->f, opens) && (word_is(k->f, opens, S("mỗi")) || word_is(k->f, opens, S("Mỗi")))) return true;
    uint32_t from = k->phrase;
    if (k->i && k->at[-1].end > from && k->at[-1].end <= k->at->first) from = k->at[-1].end;
    if (from + 9 < k->at->first) from = k->at->first - 9;
    uint32_t at = role_find_last(k->f, from, k->at->first, LIST_SIGNALS, ROLE_EACH);
    if (at == NOWHERE) return false;
    /* "đến từng nhà hướng dẫn 2.116 người": each house, not each of the people */
    if (word_is(k->f, at, S("từng")) && verb_last(k->f, at, k->at->number) != NOWHERE) return false;
    return rate_word(k->f, at);
}

/* ---- parts, receivers, places ---- */

/* "03 công trình thanh niên ...: 01 công trình cấp huyện, 02 công trình cấp xã": the colon opens the parts. */
static uint32_t colon_before(const struct looked *k)
{
    const struct find *f = k->f;
    uint32_t colon = NOWHERE;
    if (k->at->unit) colon = sign_last(f, k->s->first, k->at->first, ':');
    if (colon == NOWHERE) return NOWHERE;
    for (size_t j = k->i; j-- > 0 && f->figure_at[j].sentence == k->at->sentence;) {
        const struct entry *u = f->figure_at[j].unit;
        if (f->figure_at[j].end <= colon && u && str_starts(u->phrase, k->at->unit->phrase)) return colon;
    }
    return NOWHERE;
}

static int32_t part_of(const struct looked *k)
{
    const struct find *f = k->f;
    uint32_t at = role_find_last(f, k->s->first, k->at->first, LIST_SIGNALS, ROLE_PART);
    if (at == NOWHERE) at = colon_before(k);
    if (at == NOWHERE || !same_clause(f, at, k->at->first)) return -1;
    if (k->g->stock && role_in(f, at, k->at->first,
                               ROLE_STOCK)) return -1; /* "nâng tổng số lên 1.284": the whole */
    bool opens = at <= k->s->first + 1;
    for (size_t j = k->i; j-- > 0;) {
        uint32_t back = k->at->sentence - f->figure_at[j].sentence;
        if (back > (opens ? 1u : 0u)) return -1;
        if (f->figure_at[j].first > at) continue;
        if (f->r->figures[j].dimension != k->g->dimension || f->r->figures[j].change) continue;
        return (int32_t)j;
    }
    return -1;
}

static struct str receiver(const struct looked *k)
{
    const struct find *f = k->f;
    uint32_t i = k->at->end;
    if (i >= k->s->end || !phrase_role(f, i, LIST_STOPS, ROLE_TO)) return S("");
    uint32_t from = i + phrase_role(f, i, LIST_STOPS, ROLE_TO)->length, e = from;
    if (k->i + 1 < f->r->figure_count && k->at[1].first == from)
        return k->g[1].quote; /* cho gần 250 hội viên */
    while (e < k->s->end && e < from + 10 && f->tok[e].kind == TOKEN_WORD && !word_is(f, e, S("với")) &&
           !word_is(f, e, S("tại")) && !word_is(f, e, S("trên")) &&
           !(phrase_role(f, e, LIST_STOPS, ROLE_LINK) && phrase_role(f, e + 1, LIST_SIGNALS, ROLE_DID)))
        e++;
    return span_text(f, from, e);
}

static struct str place(const struct looked *k)
{
    const struct find *f = k->f;
    for (uint32_t i = k->at->end; i < k->s->end && i < k->at->end + 12; i++) {
        if (f->tok[i].kind == TOKEN_MARK && !token_is(f, i, ',')) return S("");
        if (!word_is(f, i, S("tại")) && !word_is(f, i, S("ở"))) continue;
        const struct entry *e = place_at(f, i + 1);
        if (!e) return S("");
        uint32_t stop = i + 1 + e->length;
        while (stop < k->s->end && stop < i + 10 &&
               (f->tok[stop].flags & TOKEN_CAPITAL || (f->tok[stop].kind == TOKEN_NUMBER) ||
                phrase_at(f, stop, LIST_PLACES)))
            stop++;
        return span_text(f, i + 1, stop);
    }
    return S("");
}

/* Something was done, so somebody did it; "tổng thu ngân sách đạt N" only states. */
static bool done(const struct looked *k)
{
    uint32_t at;
    if (k->at->verb == NOWHERE || k->g->sense == SENSE_CONTEXT) return false;
    if (str_starts(k->g->quote, S("ước"))) return false;
    const struct entry *e = phrase_before(k->f, k->at->first, k->s->first, LIST_SIGNALS, &at);
    return !(e && e->role == ROLE_REACH && str_starts(e->phrase, S("đạt")) &&
             !str_is(e->phrase, S("đạt được")));
}

/* Who acted last in the paragraph: a sentence that starts with its verb goes on with it. */
struct last_doer {
    uint32_t line;
    bool known;
    struct str code;
    struct str own; /* the last one of ours, anywhere before */
};

/* "các cấp Hội đã ...", "Đoàn còn tặng ...", "Đại hội bầu ...": the body of the sentence before, by its class word. */
static bool same_body(const struct looked *k)
{
    static const char *const words[] = { "Hội", "hội", "Đoàn", "Công đoàn", "Đại hội", "Mặt trận" };
    const struct find *f = k->f;
    uint32_t end = k->at->number, i = k->s->first;
    for (uint32_t verb; (verb = role_find(f, i, end + 3, LIST_SIGNALS, ROLE_DID)) != NOWHERE && i < end; i = verb + 1)
        for (i = verb > i + 3 ? verb - 3 : i; i <= verb && i < end; i++)
            for (size_t w = 0; w < COUNT(words); w++)
                if (str_starts(str_cut(f->text, f->tok[i].from, f->text.n), str_c(words[w])) &&
                    !phrase_at(f, i, LIST_ORGANISATIONS))
                    return true;
    return false;
}

/* Its members go on with the body's work: "Đoàn viên góp ...", "hội viên hiến ...", "chị em nhận ...". */
static bool members(const struct looked *k)
{
    static const char *const words[] = { "đoàn viên", "hội viên", "chị em", "thanh niên", "tuổi trẻ", "thành viên",
                                         "bà con" };
    uint32_t end = k->s->first + 6 < k->at->number ? k->s->first + 6 : k->at->number;
    for (uint32_t i = k->s->first; i < end; i++) {
        const struct entry *u = phrase_at(k->f, i, LIST_UNITS);
        for (size_t w = 0; u && w < COUNT(words); w++)
            if (str_starts(u->phrase, str_c(words[w]))) return true;
    }
    return false;
}

/* "Tổ dân phố số 7 treo ...", "Các thôn hiến ...": a place is the subject now. */
static bool place_acts(const struct looked *k)
{
    const struct find *f = k->f;
    uint32_t i = k->s->first;
    while (i < k->at->number && (f->tok[i].kind == TOKEN_MARK || word_is(f, i, S("Các")) || word_is(f, i,
                                                                                                    S("các")) ||
                                 word_is(f, i, S("Nhiều"))))
        i++;
    return i < k->at->number && place_at(f, i) && !phrase_at(f, i, LIST_ORGANISATIONS);
}

static void with_set(struct looked *k, const struct credit *c)
{
    struct figure_found *g = k->g;
    if (!c->with_count || !g->actor.n) return;
    g->with = NEW_N(k->f->a, struct str, c->with_count);
    for (size_t i = 0; i < c->with_count; i++)
        if (!str_is(c->with[i], g->actor)) g->with[g->with_count++] = c->with[i];
}

/* "Đến nay gia đình ông có ba ao cá": a person's own, in a text about a body. */
static bool individual(const struct looked *k)
{
    static const char *const words[] = { "ông", "bà", "anh", "chị", "Ông", "Bà", "Anh", "Chị" };
    const struct find *f = k->f;
    uint32_t first[2] = { k->s->first, f->lines[k->s->line].first };
    size_t p = people_from(f, first[1]), b = bodies_from(f, k->s->first);
    if (p < f->person_at_count && f->person_at[p].first < first[1] + 4 && f->person_codes[f->person_at[p].person].n)
        return false; /* the paragraph of one who speaks for a body */
    bool body = b < f->body_count && f->bodies[b].first < k->s->end;
    for (size_t n = 0; n < (body ? 1u : 2u); n++)
        for (uint32_t i = first[n]; i < first[n] + 8 && i < k->at->first; i++)
            if (word_among(f, i, words, COUNT(words)))
                return !word_is(f, i + 1, S("em")) && !word_is(f, i + 1, S("con")); /* "bà con", "chị em" */
    return false;
}

/* The one whom the text around the sentence credits. */
static struct str doer_around(const struct looked *k, const struct last_doer *last, enum sign *source)
{
    const struct find *f = k->f;
    *source = SIGN_LAST_DOER;
    if (k->g->part_of >= 0 && f->r->figures[k->g->part_of].actor.n) return f->r->figures[k->g->part_of].actor;
    uint32_t early = k->s->first + 4 < k->s->end ? k->s->first + 4 : k->s->end;
    bool verb = k->at->verb != NOWHERE && !str_starts(k->g->quote, S("ước"));
    if (last->known && !last->code.n && last->own.n && same_body(k)) return last->own;
    if (last->known && !place_acts(k) && (verb || k->at->number < early || same_body(k) || members(k)))
        return last->code;
    *source = SIGN_SECTION_DOER;
    if (f->sections[k->s->line].owner.n) return f->sections[k->s->line].owner;
    *source = SIGN_OFFICE_DOER;
    if (f->hints->body.n) return f->hints->body;
    if (individual(k)) return S("");
    if (f->office.n) return f->office; /* an office reports its own work */
    *source = SIGN_ABOUT_DOER;
    if (f->about.n) return f->about;
    return done(k) ? f->title_actor : S("");
}

static void doer_set(struct looked *k, struct last_doer *last)
{
    const struct find *f = k->f;
    struct credit c = credit_of(f, k->s, k->at->number);
    if (last->line != k->s->line) *last = (struct last_doer){ .line = k->s->line, .own = last->own };
    if (!c.said) {
        struct str speaker = speaker_of(f, k->s, k->at->number);
        if (speaker.n) {
            c.said = true;
            c.code = speaker;
        }
    }
    if (c.said) *last = (struct last_doer){ k->s->line, true, c.code, c.code.n ? c.code : last->own };
    k->g->actor = S("");
    if (k->g->sense == SENSE_CONTEXT && !stood_for(k)) return;
    enum sign source = SIGN_SAID_DOER;
    k->g->actor = c.said ? c.code : doer_around(k, last, &source);
    k->g->signs |= SIGN_BIT(source);
    with_set(k, &c);
}

/* "tăng 7 ca", "đạt 81,2%", "dài 6,7 km" count what the figure before them counts. */
static bool short_item(const struct looked *k)
{
    bool measure = k->g->dimension == DIMENSION_LENGTH || k->g->dimension == DIMENSION_AREA ||
                   k->g->dimension == DIMENSION_MASS;
    return (k->g->change || measure) && k->g->dimension != DIMENSION_MONEY && str_is(k->g->item, k->g->unit);
}

/* "324 đại biểu là nữ (tỷ lệ 30,7%)": a share in brackets that names nothing is of what stands before. */
static bool bare_share(const struct looked *k)
{
    const struct find *f = k->f;
    uint32_t i = k->at->first;
    if (k->g->dimension != DIMENSION_PERCENT || i < k->s->first + 3 || !word_is(f, i - 1, S("lệ"))) return false;
    bool rate = word_is(f, i - 2, S("tỷ")) || word_is(f, i - 2, S("tỉ"));
    return rate && token_is(f, i - 3, '(') && (token_is(f, k->at->end, ')') || token_is(f, k->at->end - 1, ')'));
}

static struct str item_shared(const struct looked *k)
{
    const struct find *f = k->f;
    if (!k->i || k->at[-1].sentence != k->at->sentence) return k->g->item;
    if (k->g->item.n && k->g->change && !str_is(k->g[-1].unit, k->g->unit) &&
        !str_starts(k->g[-1].unit, k->g->unit))
        return k->g->item;
    if (!same_clause(f, k->at[-1].end, k->at->first) || !k->g[-1].item.n) return k->g->item;
    return k->g[-1].item;
}

static void sign(struct looked *k, enum sign s, bool shown)
{
    if (shown) k->g->signs |= SIGN_BIT(s);
}

/* A word of plans in the sentence of what was taken for a result. */
static bool plan_near(const struct looked *k)
{
    return role_in(k->f, k->s->first, k->s->end, ROLE_TARGET) || role_in(k->f, k->s->first, k->s->end, ROLE_ASK);
}

/* Units that leave open what was counted: "09 đồng chí", "5,3 cây số". */
static bool says_little(struct str unit)
{
    static const char *const words[] = { "đồng chí", "đ/c", "người", "lần", "đơn vị", "cây số", "km", "m",
                                         "m2", "kg", "tấn",
                                         "ha", "em", "cháu", "vị", "cái", "chiếc", "con", "ca", "trường hợp",
                                             "lượt",
                                         "phần", "suất", "chị", "cụ", "điểm", "nội dung", "hộ", "lao động",
                                             "cuộc" };
    return str_among(unit, words, COUNT(words));
}

static void signs_set(struct looked *k, struct period stated)
{
    const struct find *f = k->f;
    struct figure_found *g = k->g;
    size_t bodies = 0, times = 0;
    for (size_t b = bodies_from(f, k->s->first); b < f->body_count && f->bodies[b].first < k->s->end; b++) bodies++;
    for (size_t t = times_from(f, k->s->first); t < f->time_count && f->times[t].first < k->s->end; t++) times++;
    sign(k, SIGN_ITEM_EMPTY, !g->item.n);
    sign(k, SIGN_ITEM_PLAIN, str_is(g->item, g->unit) && says_little(g->unit));
    sign(k, SIGN_ITEM_TOLD, g->dimension == DIMENSION_MONEY && !g->value_of_count);
    sign(k, SIGN_NOBODY, !g->actor.n && g->sense != SENSE_CONTEXT);
    sign(k, SIGN_WITH, g->with_count > 0);
    sign(k, SIGN_BODIES, bodies > 1);
    sign(k, SIGN_NO_PERIOD, g->period.type == PERIOD_NONE);
    sign(k, SIGN_OWN_PERIOD, stated.type != PERIOD_NONE);
    sign(k, SIGN_TIMES, times > 1);
    sign(k, SIGN_CONTEXT, g->sense == SENSE_CONTEXT);
    sign(k, SIGN_TARGET, g->sense == SENSE_TARGET);
    sign(k, SIGN_PLAN_NEAR, g->sense == SENSE_RESULT && plan_near(k));
    sign(k, SIGN_NO_VERB, k->at->verb == NOWHERE);
    sign(k, SIGN_LONG, k->s->end > k->s->first + 70);
    sign(k, SIGN_CHANGE, g->change != CHANGE_NONE);
    sign(k, SIGN_EACH, g->each);
    sign(k, SIGN_WORTH, g->value_of_count > 1);
    sign(k, SIGN_CELL, k->at->cell != 0);
    sign(k, SIGN_PERCENT, g->dimension == DIMENSION_PERCENT);
    sign(k, SIGN_MEASURE, g->dimension == DIMENSION_LENGTH || g->dimension == DIMENSION_AREA ||
                              g->dimension == DIMENSION_MASS || g->dimension == DIMENSION_OTHER);
    sign(k, SIGN_PLACES, k->at->unit && (k->at->unit->role == ROLE_AREA_UNIT || k->at->unit->role == ROLE_GROUP));
    sign(k, SIGN_QUALIFIED, g->approx != VN_EXACT);
}

/* The amount of a table: row and column have said what it is; the text around tells the rest. */
static void describe_cell(struct looked *k, struct period governing)
{
    struct figure_found *g = k->g;
    const struct section *section = &k->f->sections[k->s->line];
    struct last_doer none = { .line = NOWHERE };
    const struct table_cell *cell = &k->f->cells[k->at->cell - 1];
    const struct column *column = &k->f->tables[cell->table - 1].column[cell->column];
    bool year = column->whole_year && governing.year;
    if (g->period.type == PERIOD_NONE) g->period = year ? period_make(PERIOD_YEAR, governing.year, 0) : governing;
    if (column->last_year && column->period.type == PERIOD_NONE && g->period.year && g->period.type < PERIOD_TERM)
        g->period = period_make(g->period.type, g->period.year - 1, g->period.number);
    if (g->sense == SENSE_RESULT && section->plan) g->sense = SENSE_TARGET;
    if (!g->actor.n && g->sense != SENSE_CONTEXT) {
        enum sign source;
        g->actor = doer_around(k, &none, &source);
        g->signs |= SIGN_BIT(source);
    }
    signs_set(k, k->f->sections[k->s->line].period);
    figure_indicator(k->f, k->i);
}

static void describe(struct looked *k, struct period governing, struct last_doer *last)
{
    struct find *f = k->f;
    struct figure_found *g = k->g;
    uint32_t clause = k->phrase;
    g->change = change_of(k);
    g->each = each_of(k);
    g->cumulative = f->sections[k->s->line].cumulative || role_in(f, clause, k->at->number, ROLE_CUMULATIVE) ||
                    phrase_role(f, k->s->first, LIST_SIGNALS, ROLE_CUMULATIVE);
    struct period stated = period_of(f, k->s, k->at->number);
    g->period = stated;
    if (g->period.type == PERIOD_NONE) g->period = governing;
    sense_set(k);
    worth_set(k);
    if (g->dimension == DIMENSION_MONEY) g->item = worth_item(k);
    g->part_of = part_of(k);
    if (!g->item.n || short_item(k) || bare_share(k)) {
        g->item = item_shared(k);
        sign(k, SIGN_ITEM_SHARED, true);
    }
    doer_set(k, last);
    g->beneficiary = receiver(k);
    g->place = place(k);
    if (f->taught) taught_place(f, k->i);
    if (g->sense == SENSE_TARGET) asked_of(k);
    signs_set(k, stated);
    figure_indicator(f, k->i);
}

/* Where the figure's clause starts. What lies before the figure before it was looked at with that one. */
static void clauses(struct looked *k, uint32_t clause, uint32_t phrase)
{
    const struct find *f = k->f;
    uint32_t from = k->s->first;
    k->clause = k->phrase = NOWHERE;
    if (k->i && k->at[-1].sentence == k->at->sentence) {
        from = k->at[-1].first;
        k->clause = clause;
        k->phrase = phrase;
    }
    for (uint32_t i = from; (i = kind_next(f, i, k->at->first, TOKEN_MARK)) < k->at->first; i++) {
        bool hard = token_is(f, i, ';') || token_is(f, i, ':') || token_is(f, i, '|');
        if (hard) k->clause = i + 1;
        if (hard || token_is(f, i, ',') || token_is(f, i, '(')) k->phrase = i + 1;
    }
    if (k->clause == NOWHERE) k->clause = k->s->first;
    if (k->phrase == NOWHERE) k->phrase = k->s->first;
}

void find_links(struct find *f)
{
    f->whole = default_period(f);
    find_about(f);
    find_sections(f);
    f->level = level_told(f);
    /* the Party's letterhead over a meeting says who was host, not who did what is reported there */
    if (f->r->meeting && str_is(f->office, S("DANG"))) f->office = S("");
    struct reign reign = { .whole = f->whole, .line = NOWHERE };
    struct last_doer last = { .line = NOWHERE };
    uint32_t clause = NOWHERE, phrase = NOWHERE;
    for (size_t i = 0; i < f->r->figure_count; i++) {
        const struct figure_at *at = &f->figure_at[i];
        struct looked k = { .f = f, .g = &f->r->figures[i], .at = at, .s = &f->sentences[at->sentence], .i = i };
        hear(f, k.s);
        clauses(&k, clause, phrase);
        clause = k.clause;
        phrase = k.phrase;
        reign_until(f, &reign, at->sentence);
        k.adopted = reign.adopted || (reign.offered && phrase_role(f, k.s->first, LIST_SIGNALS, ROLE_PART));
        if (at->cell) describe_cell(&k, reign.now);
        else describe(&k, reign.now, &last);
    }
    figure_signs(f);
}
