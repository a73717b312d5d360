/* find_figures.c - the figures of a text: every number that counts or measures something, with its
 * qualifier, unit and quote. Owns record.figures up to unit and item; figure_links.c says what they mean.
 *
 * The quote runs from the qualifier to the end of the counted thing. */
#include "read/find/find.h"

enum { ITEM_WORDS = 6, FIGURES_MOST = 2000000 };

static bool dash_at(const struct find *f, uint32_t i) { return token_is(f, i, '-') || word_is(f, i, S("–")); }

/* "20-100 triệu", "2-3%", "từ 10 đến 15": the second number; the scale of the second holds for both. */
static bool range_read(const struct find *f, struct reading *r, const struct sentence *s)
{
    uint32_t i = r->after;
    if (token_is(f, i, '%')) i++;
    const struct entry *named = phrase_at(f, i, LIST_UNITS);
    bool money = named && named->role == ROLE_MONEY; /* "300 ngàn đồng đến 2 triệu đồng" */
    if (money) i += named->length;
    bool joint = dash_at(f, i) || word_is(f, i, S("đến")) || word_is(f, i, S("tới"));
    struct vn_number n;
    uint32_t after;
    if (!joint || i + 1 >= s->end || f->tok[i + 1].kind != TOKEN_NUMBER || f->tok[i + 1].flags & TOKEN_TIME)
        return false;
    if (!number_read(f, i + 1, &n, &after)) return false;
    if (money && !(n.scale >= 1000 || phrase_role(f, after, LIST_UNITS, ROLE_MONEY))) return false;
    milli low = r->value;
    if (r->n.scale == 1 && n.scale > 1 && __builtin_mul_overflow(low, n.scale, &low)) return false;
    if (low >= n.value) return false;
    bool unit = token_is(f, after, '%') || n.scale > 1 || phrase_at(f, after, LIST_UNITS);
    if (!unit) return false;
    r->value = low;
    r->max = n.value;
    r->approx = VN_RANGE;
    r->n.scale = n.scale;
    r->after = after;
    return true;
}

/* "38/45 vị", "15/19 tiêu chí": a share of a whole. */
static bool share_read(const struct find *f, struct reading *r, const struct sentence *s)
{
    struct vn_number n;
    uint32_t after, below = r->after + 1;
    if (!token_is(f, r->after, '/')) {         /* "21 trên tổng số 23", "21 trong số 23" */
        if (!word_is(f, r->after, S("trên")) && !word_is(f, r->after, S("trong"))) return false;
        if (word_is(f, below, S("tổng"))) below++;
        if (!word_is(f, below, S("số"))) return false;
        below++;
    }
    if (below >= s->end || f->tok[below].kind != TOKEN_NUMBER) return false;
    if (!number_read(f, below, &n, &after) || n.value < r->value || token_is(f, after, '/')) return false;
    const struct entry *u = phrase_at(f, after, LIST_UNITS);
    if (!u) return false;
    if (u->role == ROLE_MEASURE && n.value > r->value && n.value <= 10 * MILLI && below == r->after + 1 &&
        r->value * MILLI % n.value == 0) {     /* "1/2 tấn gạo": half of it */
        r->value = r->value * MILLI / n.value;
        r->after = after;
        return r->part = true;
    }
    r->share = true;
    r->whole = n.value;
    r->after = after;
    return true;
}

/* ---- qualifier ---- */

static enum vn_approx approx_of(enum role role)
{
    switch (role) {
    case ROLE_OVER: return VN_OVER;
    case ROLE_UNDER: return VN_UNDER;
    case ROLE_ABOUT: return VN_ABOUT;
    case ROLE_AT_LEAST:
    case ROLE_AT_LEAST_AFTER: return VN_AT_LEAST;
    case ROLE_AT_MOST:
    case ROLE_AT_MOST_AFTER: return VN_AT_MOST;
    default: return VN_EXACT;
    }
}

/* "lắp đèn trên 4 tuyến" says where, "chuyển cấp trên 4 vụ" to whom, "trồng 54 cây, vượt 14 cây" by how much. */
static bool no_qualifier(const struct find *f, const struct reading *r, const struct entry *e, uint32_t at,
                         const struct sentence *s)
{
    if (at == s->first) return false;
    if (str_is(e->phrase, S("trên"))) {
        static const char *const above[] = { "chuyển", "lên", "của", "báo", "cáo", "trình", "xin", "kiến",
                                             "cơ quan" };
        if (word_is(f, at - 1, S("cấp")) && at > s->first + 1 && f->tok[at - 2].flags & TOKEN_CAPITAL)
            return true; /* "Hội cấp trên 50 triệu đồng" */
        if (word_is(f, at - 1, S("cấp")) && at > s->first + 1)
            if (word_among(f, at - 2, above, COUNT(above))) return true;
        const struct entry *u = phrase_at(f, r->after, LIST_UNITS);
        /* "lắp 58 bóng trên 1.900 m": where those stand */
        size_t n = f->r->figure_count;
        bool extent = u && (u->dimension == DIMENSION_LENGTH || u->dimension == DIMENSION_AREA);
        if (extent && n && f->figure_at[n - 1].end == at) return true;
        bool place = u && (u->role == ROLE_AREA_UNIT || str_starts(u->phrase, S("tuyến")) ||
                           str_starts(u->phrase, S("cánh đồng")) || str_starts(u->phrase, S("địa bàn")) ||
                           str_starts(u->phrase, S("trục")));
        uint32_t v;
        const struct entry *verb = phrase_before(f, at, s->first, LIST_SIGNALS, &v);
        return place && (f->tok[at - 1].kind == TOKEN_WORD || f->tok[at - 1].kind == TOKEN_CLOSE) && !verb &&
               !word_is(f, at - 1, S("cho")) &&
               !word_is(f, at - 1, S("tại")) && !word_is(f, at - 1, S("ở"));
    }
    bool more = str_is(e->phrase, S("cao hơn")) || str_is(e->phrase, S("nhiều hơn")) || str_is(e->phrase,
                                                                                               S("lớn hơn"));
    if (!str_is(e->phrase, S("vượt")) && !more) return false;
    if (token_is(f, at - 1, ',') || word_is(f, at - 1, S("và"))) return true;
    for (uint32_t k = r->after; k + 1 < s->end && k < r->after + 6; k++)
        if (phrase_role(f, k, LIST_SIGNALS, ROLE_COMPARE)) return true;
    return false;
}

static void qualifier_before(const struct find *f, struct reading *r, const struct sentence *s)
{
    uint32_t at;
    const struct entry *e = phrase_before(f, r->number, s->first, LIST_APPROX, &at);
    if (!e) return;
    if (no_qualifier(f, r, e, at, s)) return;
    bool from = str_is(e->phrase, S("từ"));
    bool growth = token_is(f, r->after, '%') && str_is(e->phrase, S("vượt"));
    if (growth) return;
    if (from && r->approx != VN_RANGE) {
        /* "từ 10% trở lên" keeps its first word; "từ 110 chi hội còn 97" is exact */
        for (uint32_t k = r->after; k < r->after + 4 && k < s->end; k++)
            if (phrase_role(f, k, LIST_APPROX, ROLE_AT_LEAST_AFTER)) r->first = at;
        /* "đạt từ 83%" with no "lên", "đến" behind: at least */
        bool reach = false;
        for (uint32_t k = r->after + 1; k < r->after + 8 && k < s->end && f->tok[k].kind == TOKEN_WORD &&
                                        !phrase_role(f, k, LIST_STOPS, ROLE_LINK); k++)
            reach = reach || word_is(f, k, S("lên")) || word_is(f, k, S("đến")) || word_is(f, k, S("xuống")) ||
                    word_is(f, k, S("còn")) || word_is(f, k, S("tới")) || word_is(f, k, S("thành"));
        if (token_is(f, r->after, '%') && !reach) {
            r->first = at;
            r->approx = VN_AT_LEAST;
        }
        return;
    }
    r->first = at;
    if (r->approx != VN_RANGE) r->approx = approx_of((enum role)e->role);
}

static void qualifier_behind(const struct find *f, struct reading *r, const struct sentence *s)
{
    for (uint32_t k = r->unit_end; k < r->unit_end + 8 && k < s->end; k++) {
        bool inside = f->tok[k].kind == TOKEN_WORD || token_is(f, k, '/'); /* "từ 60% số hộ trở lên" */
        if (!inside) return;
        const struct entry *e = phrase_role(f, k, LIST_APPROX, ROLE_AT_LEAST_AFTER);
        if (!e) e = phrase_role(f, k, LIST_APPROX, ROLE_AT_MOST_AFTER);
        if (!e) continue;
        static const char *const marks[] = { "khá", "tốt", "giỏi", "mạnh", "bình", "học", "sở", "cấp" };
        if (word_among(f, k - 1, marks, COUNT(marks))) return; /* "xếp loại khá trở lên" */
        r->approx = approx_of((enum role)e->role);
        if (k < r->unit_end + 2) r->unit_end = k + e->length;
        return;
    }
}

/* ---- quote and item ---- */

/* "02 xã Đắk Sin, Hưng Bình": the names of the places belong to the count. */
static uint32_t place_names(const struct find *f, uint32_t k, uint32_t end)
{
    for (;;) {
        uint32_t n = k;
        while (n < end && f->tok[n].kind == TOKEN_WORD && f->tok[n].flags & TOKEN_CAPITAL && n < k + 5) n++;
        if (n == k) return k;
        bool more = n + 1 < end && token_is(f, n, ',') && f->tok[n + 1].flags & TOKEN_CAPITAL;
        if (!more) return n;
        k = n + 1;
    }
}

static void quote_end(const struct find *f, struct reading *r, const struct sentence *s)
{
    if (r->end) return;
    if (r->behind || r->money) {
        r->end = r->money ? r->unit_end : r->after;
        return;
    }
    uint32_t k = r->unit_end;
    enum role role = r->unit ? (enum role)r->unit->role : ROLE_NONE;
    bool team = role == ROLE_GROUP && r->unit->length == 1 &&
                (str_is(r->unit->phrase, S("tổ")) || str_is(r->unit->phrase, S("nhóm")));
    bool names_act = role == ROLE_EVENT || role == ROLE_THING || team;
    if (role == ROLE_AREA_UNIT) k = place_names(f, k, s->end);
    if (k == r->unit_end) {
        bool act = names_act && k < s->end && f->tok[k].kind == TOKEN_WORD &&
                   (phrase_role(f, k, LIST_SIGNALS, ROLE_DID) || phrase_role(f, k, LIST_SIGNALS, ROLE_CASE)) &&
                   !word_is(f, k, S("tham")) && !word_is(f, k, S("phối")) && !word_is(f, k, S("thực")) &&
                   !word_is(f, k, S("triển"));
        if (act)
            k += phrase_role(f, k, LIST_SIGNALS, ROLE_DID) ? phrase_role(f, k, LIST_SIGNALS, ROLE_DID)->length
                                                           : 1u;
        k = item_end(f, k, r->open_unit ? 2 : ITEM_WORDS, s->end);
    }
    /* 14 nhà “Mái ấm tình thương”: the name says which */
    bool named = k == r->unit_end && !r->percent && r->unit && k < s->end && f->tok[k].kind == TOKEN_OPEN &&
                 role != ROLE_PERSON;
    for (uint32_t c = k + 1; named && c < s->end && c < k + 12; c++)
        if (f->tok[c].kind == TOKEN_CLOSE) {
            k = c + 1;
            break;
        }
    r->end = k;
}

/* Units that say little alone: what they count is told by the words around. */
static bool generic(const struct reading *r)
{
    static const char *const words[] = { "người", "đồng chí", "đ/c",        "vị",   "chị",  "cụ",
                                         "em",    "cháu",     "trường hợp", "ca",   "con",  "chiếc",
                                         "cái",   "lượt",     "lượt người", "cuộc", "buổi", "hộ",
                                         "tấn",   "kg",       "ha",         "m2",   "km",   "bạn",
                                         "mét",   "ký",       "cây số",     "cá nhân", "tập thể", "tạ/ha", "tấn/ha",
                                         "km2",   "m3",       "lít" };
    return r->unit && str_among(r->unit->phrase, words, COUNT(words));
}

/* "viếng 09 đồng chí", "biểu dương 12 tập thể và 37 cá nhân": what was done to them, when they are but persons. */
static struct str done_to(const struct find *f, const struct reading *r, const struct sentence *s, uint32_t before)
{
    enum role role = r->unit ? (enum role)r->unit->role : ROLE_NONE;
    bool turn = str_starts(r->unit_text, S("lượt"));
    bool plain = (role == ROLE_PERSON && !turn) || role == ROLE_HOUSEHOLD || str_is(r->unit_text, S("con")) ||
                 str_is(r->unit_text, S("tập thể")) || str_is(r->unit_text, S("trường hợp"));
    uint32_t verb = plain ? verb_last(f, s->first, r->first) : NOWHERE, end = r->first;
    if (verb == NOWHERE) return S("");
    if (verb < before) { /* the verb of the number before, when only "và" or a comma parts them */
        size_t n = f->r->figure_count;
        const struct entry *last = n ? f->figure_at[n - 1].unit : NULL;
        bool like = last && (last->role == role || str_is(last->phrase, S("tập thể")));
        if (r->first > before + 1 || !like) return S("");
        end = verb + phrase_role(f, verb, LIST_SIGNALS, ROLE_DID)->length;
    }
    if (end > verb + 7 || phrase_role(f, verb, LIST_SIGNALS, ROLE_HELD)) return S("");
    for (uint32_t i = verb; i < end; i++)
        if (f->tok[i].kind != TOKEN_WORD) return S("");
    struct buf b = buf_open(f->a);
    buf_str(&b, str_trim(tokens_str(f, verb, end)));
    buf_char(&b, ' ');
    buf_str(&b, r->unit_text);
    return buf_done(&b);
}

/* "10 đồng chí được kết nạp vào Đảng": what they were counted for. */
static struct str predicate(const struct find *f, const struct reading *r, const struct sentence *s)
{
    uint32_t k = r->end;
    while (k < s->end && (word_is(f, k, S("được")) || word_is(f, k, S("đã")) || word_is(f, k, S("bị")))) k++;
    if (k == r->end &&
        !(k < s->end && phrase_role(f, k, LIST_SIGNALS, ROLE_DID) && f->tok[k].kind == TOKEN_WORD))
        return S("");
    uint32_t e = k;
    while (e < s->end && e < k + 8 && f->tok[e].kind == TOKEN_WORD &&
           !phrase_role(f, e, LIST_STOPS, ROLE_LINK) && !phrase_role(f, e, LIST_STOPS, ROLE_TO))
        e++;
    while (e > k && phrase_role(f, e - 1, LIST_STOPS, ROLE_STOP)) e--;
    bool turn = str_starts(r->unit_text, S("lượt")); /* "lượt người tham gia" is one thing */
    turn = turn || !(k > r->end && (word_is(f, k - 1, S("được")) || word_is(f, k - 1, S("bị"))));
    return e > k + 1 ? tokens_str(f, turn ? r->unit_first : k, e) : S("");
}

static struct str item_of(const struct find *f, const struct reading *r, const struct sentence *s,
                          uint32_t before)
{
    struct str item = S("");
    if (r->money) return item;
    if (r->percent) {
        item = r->end > r->unit_end ? str_trim(tokens_str(f, r->unit_end, r->end))
                                    : item_before(f, r->first, before);
        /* "61 triệu, bằng 103%", "tương đương 23%": a share of what stands before */
        static const char *const bare[] = { "bằng", "mới bằng", "tương đương", "tức", "tương ứng" };
        for (size_t i = 0; i < COUNT(bare); i++)
            if (str_is(item, str_c(bare[i]))) return S("");
        return item;
    }
    bool measure = r->unit && r->unit->role == ROLE_MEASURE;
    uint32_t from = measure ? r->unit_end : r->unit_first, end = r->behind ? r->unit_end : r->end;
    if (end > from && from > 0 && f->tok[end - 1].kind == TOKEN_CLOSE && f->tok[from - 1].kind == TOKEN_OPEN) end--;
    if (end > from) item = str_trim(tokens_str(f, from, end));
    if (r->behind) return item;
    if (generic(r) && r->end == r->unit_end) {
        struct str p = predicate(f, r, s);
        if (p.n) return p;
        bool closed = r->end >= s->end || f->tok[r->end].kind == TOKEN_MARK;
        uint32_t at;
        const struct entry *verb = phrase_before(f, r->first, s->first, LIST_SIGNALS, &at);
        const struct entry *stop = phrase_before(f, r->first, s->first, LIST_STOPS, &at);
        if (verb && stop && verb->length > stop->length) stop = NULL;
        bool free_before = (!verb || verb->role == ROLE_CASE || verb->role == ROLE_REACH) &&
                           (!stop || (stop->role == ROLE_STOP && verb && verb->role == ROLE_REACH));
        bool joined = !(r->unit && (r->unit->role == ROLE_PERSON || r->unit->role == ROLE_HOUSEHOLD)) ||
            verb || r->first == s->first || token_is(f, r->first - 1, ':');
        if (measure || (closed && free_before && joined)) {
            struct str b = item_before(f, r->first, before);
            if (b.n) return b;
        }
        struct str act = done_to(f, r, s, before);
        if (act.n) return act;
    }
    return item.n ? item : r->unit_text;
}

/* ---- one figure ---- */

static enum dimension dimension_of(const struct reading *r)
{
    if (r->money) return DIMENSION_MONEY;
    if (r->percent) return DIMENSION_PERCENT;
    if (r->unit) return (enum dimension)r->unit->dimension;
    return r->open_unit ? DIMENSION_COUNT : DIMENSION_OTHER;
}

static uint64_t signs_of(const struct reading *r)
{
    uint64_t signs = 0;
    if (r->open_unit) signs |= SIGN_BIT(SIGN_OPEN_UNIT);
    if (r->behind) signs |= SIGN_BIT(SIGN_UNIT_BEHIND);
    if (r->word) signs |= SIGN_BIT(SIGN_WORDS);
    if (r->n.plain_dot) signs |= SIGN_BIT(SIGN_PLAIN_DOT);
    return signs;
}

static void figure_add(struct find *f, struct reading *r, const struct sentence *s, uint32_t index,
                       uint32_t before)
{
    struct record *rec = f->r;
    size_t n = figure_place(f);
    struct figure_found *g = &rec->figures[n];
    struct figure_at *at = &f->figure_at[n];
    uint32_t verb = verb_last(f, s->first, r->number);
    *at = (struct figure_at){ .first = r->first,
                              .end = r->end,
                              .number = r->number,
                              .sentence = index,
                              .verb = verb,
                              .unit = r->unit,
                              .unit_first = r->unit_first };
    *g = (struct figure_found){ .quote = tokens_str(f, r->first, r->end),
                                .span = tokens_span(f, r->first, r->end),
                                .approx = r->approx,
                                .value = r->value,
                                .value_max = r->max,
                                .unit = r->unit_text,
                                .dimension = dimension_of(r),
                                .part_of = -1,
                                .has_whole = r->share,
                                .whole = r->whole };
    g->item = item_of(f, r, s, before);
    g->signs = signs_of(r);
}

/* numeral_is() may say so of the word at i; false is sure, before the number is read. Most words of this kind are no
 * numbers: "mỗi người một tay". Either the counting word stands behind it, or the number goes on. */
static bool numeral_may(const struct find *f, uint32_t i)
{
    uint32_t next = i + 1;
    if (list_at(f, next, LIST_UNITS) || token_is(f, next, '(')) return true;
    return f->tok[next].kind == TOKEN_WORD &&
           (word_is(f, next, S("tr")) || vn_number_word(f->text, f->tok[next].from));
}

static bool numeral_is(const struct find *f, uint32_t i, const struct reading *r)
{
    if (!f->tok[i].word || !phrase_role(f, i, LIST_NUMBERS, ROLE_NUMERAL)) return false;
    if (!phrase_at(f, r->after, LIST_UNITS)) return false;
    if (r->value < MILLI) return true; /* nửa tấn */
    if (r->value == MILLI) return counts_one(f, i, r->after);
    const struct entry *u = phrase_at(f, r->after, LIST_UNITS);
    bool alone = r->after == i + 1;
    if (alone && ((word_is(f, i, S("năm")) && !counts_five(f, i, u)) ||
                  (u->role == ROLE_PERSON && f->tok[r->after + u->length].flags & TOKEN_CAPITAL)))
        return false;
    return !(alone && f->tok[i].flags & TOKEN_CAPITAL && f->tok[r->after].flags & TOKEN_CAPITAL);
}

/* "một phần chi phí" and "1 phần" say a part, not a count; a standard may have a number in its name. */
static bool vague_part(const struct find *f, const struct reading *r)
{
    /* 8 tiêu chí “Gia đình 5 không, 3 sạch”: the number belongs to the name of the standard */
    if (r->unit && !r->share && f->tok[r->unit_end].kind == TOKEN_OPEN &&
        str_is(r->unit->phrase, S("tiêu chí")))
        return true;
    return r->unit && r->value == MILLI && str_is(r->unit->phrase, S("phần")) && r->unit_end < f->count &&
           !phrase_at(f, r->unit_end, LIST_UNITS);
}

static uint32_t figure_at(struct find *f, uint32_t i, const struct sentence *s, uint32_t index, uint32_t before)
{
    struct reading r = { .first = i, .number = i, .word = f->tok[i].kind == TOKEN_WORD };
    if (f->tok[i].flags & TOKEN_TIME) return i + 1;
    if (r.word && !numeral_may(f, i)) return i + 1;
    if (!number_read(f, i, &r.n, &r.after)) return i + 1;
    r.value = r.n.value;
    if (r.word && !numeral_is(f, i, &r)) return i + 1;
    bool range = range_read(f, &r, s);
    /* with its millions or its đồng it is no number of a name: "xã 31 triệu", "tài khoản 2.913.400.000 đồng" */
    const struct entry *u = phrase_at(f, r.after, LIST_UNITS);
    bool amount = r.n.scale >= 1000 || (u && u->role == ROLE_MONEY);
    if (!range && !share_read(f, &r, s) && trap_is(f, i, r.after, s, amount)) {
        f->tok[i].flags |= TOKEN_TRAPPED;
        return r.after;
    }
    if ((range || r.share || r.part) && f->tok[i].flags & (TOKEN_NAME | TOKEN_PERSON)) return r.after;
    qualifier_before(f, &r, s);
    if (!unit_read(f, &r, s) || vague_part(f, &r)) return r.after;
    if (!r.behind && !r.end) qualifier_behind(f, &r, s);
    quote_end(f, &r, s);
    figure_add(f, &r, s, index, before);
    return r.end > r.after ? r.end : r.after;
}

static bool figure_may_start(const struct find *f, uint32_t i)
{
    const struct token *t = &f->tok[i];
    return t->kind == TOKEN_NUMBER || (t->kind == TOKEN_WORD && t->hit < t[1].hit &&
                                       phrase_role(f, i, LIST_NUMBERS, ROLE_NUMERAL));
}

/* The figures of the tokens of s; number is the sentence they stand in. */
static void scan(struct find *f, const struct sentence *s, uint32_t number)
{
    uint32_t before = s->first;
    for (uint32_t i = s->first;;) {
        NEXT_IN(f, i, s->end, run->kinds[TOKEN_NUMBER - TOKEN_NUMBER] | run->starts[start_slot[LIST_NUMBERS]]);
        if (i == s->end) break;
        if (!figure_may_start(f, i) || f->r->figure_count >= FIGURES_MOST) {
            i++;
            continue;
        }
        size_t n = f->r->figure_count;
        i = figure_at(f, i, s, number, before);
        if (f->r->figure_count > n) before = i;
    }
}

void find_figures(struct find *f)
{
    find_tables(f);
    for (uint32_t k = 0; k < f->sentence_count; k++) {
        const struct sentence *s = &f->sentences[k];
        if (!f->lines[s->line].table) {
            scan(f, s, k);
            continue;
        }
        struct sentence cell = { .end = s->first };
        while (f->r->figure_count < FIGURES_MOST && cells_read(f, s, k, &cell)) scan(f, &cell, k);
    }
}
