/* figure_sense.c - whether a figure is a result, a target or a fact about the place, and whether it is a state or a
 * flow. Writes figure.sense and figure.stock. A plan has no past: all it counts is a target, save what it says is so
 * already. Without a word of plan or fact a figure is a result. */
#include "read/find/find.h"

/* "đạt 120% chỉ tiêu", "vượt chỉ tiêu": the target is spoken of as reached. */
static bool reached(const struct find *f, uint32_t at, uint32_t first)
{
    if (at == first) return false;
    if (role_in(f, at > first + 3 ? at - 3 : first, at, ROLE_COMPARE)) return true;
    return word_is(f, at - 1, S("đạt")) || word_is(f, at - 1, S("vượt")) || token_is(f, at - 1, '%') ||
           word_is(f, at - 1, S("thành")) || word_is(f, at - 1, S("đủ"));
}

struct day told_on(const struct find *f)
{
    if (f->r->meeting && f->r->meeting->date.year) return f->r->meeting->date;
    if (f->r->article.published.year) return f->r->article.published;
    return f->hints->received;
}

/* "đến hết năm 2024" told in 2025 is no target. */
static bool gone_by(const struct find *f, uint32_t at)
{
    const struct entry *e = phrase_role(f, at, LIST_SIGNALS, ROLE_TARGET);
    struct day on = told_on(f);
    int64_t year;
    uint32_t next = at + e->length;
    if (!str_starts(e->phrase, S("đến")) || !on.year || f->tok[next].kind != TOKEN_NUMBER) return false;
    return str_int(token_str(f, next), &year) && (year < on.year || (year == on.year && on.month == 12));
}

static uint32_t last_target(const struct find *f, uint32_t first, uint32_t end)
{
    for (uint32_t i = end; (i = role_find_last(f, first, i, LIST_SIGNALS, ROLE_TARGET)) != NOWHERE;)
        if (!reached(f, i, first) && !gone_by(f, i)) return i;
    return NOWHERE;
}

const struct task_found *task_of(const struct find *f, struct span s)
{
    size_t lo = 0, hi = f->r->task_count;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (f->r->tasks[mid].span.to <= s.from) lo = mid + 1;
        else hi = mid;
    }
    return lo < f->r->task_count && f->r->tasks[lo].span.from <= s.from ? &f->r->tasks[lo] : NULL;
}

static enum role unit_role(const struct looked *k)
{
    return k->at->unit ? (enum role)k->at->unit->role : ROLE_NONE;
}

/* The last verb of doing or directive before the number and behind `from`. */
static bool done_between(const struct find *f, uint32_t from, uint32_t number)
{
    return from < number && (verb_last(f, from, number) != NOWHERE || role_in(f, from, number, ROLE_DO));
}

/* ---- targets ---- */

/* "Hội định vận động", "dự định mở": not "quyết định", "ổn định". */
static bool intends(const struct find *f, uint32_t i, uint32_t first)
{
    if (i == first || !word_is(f, i, S("định")) || phrase_at(f, i - 1, LIST_SIGNALS)) return false;
    if (!phrase_role(f, i + 1, LIST_SIGNALS, ROLE_DID) && !phrase_role(f, i + 1, LIST_SIGNALS,
                                                                       ROLE_DO)) return false;
    static const char *const whole[] = { "quyết", "Quyết", "ổn", "nhất", "chỉ", "giám", "xác", "quy", "Quy",
                                         "khẳng",
                                         "bình",  "kiên",  "nghị", "Nghị", "hoạch", "ấn", "thẩm", "ước", "gia",
                                             "cố" };
    return !word_among(f, i - 1, whole, COUNT(whole));
}

/* Its period begins after the day of the text, or after what the text looks back on. */
static bool lies_ahead(const struct looked *k)
{
    struct period p = k->g->period, w = k->f->whole;
    if (!p.from.year) return false;
    /* the day on a page may be today's; the meeting's own day is not */
    struct day on = k->f->r->meeting ? k->f->r->meeting->date : (struct day){ 0 };
    struct day told = told_on(k->f);
    if (!on.year && told.year && told.day && (p.type == PERIOD_MONTH || p.type == PERIOD_QUARTER))
        return day_number(p.from) > day_number(told) && day_number(p.from) < day_number(told) + 200;
    if (on.year && on.day) return day_number(p.from) > day_number(on);
    /* what a story happens to begin with is no period under review */
    bool reviewed = k->f->title_period.type != PERIOD_NONE || k->f->r->meeting;
    return reviewed && w.to.year && w.type != PERIOD_TERM && day_number(p.from) > day_number(w.to);
}

/* "thống nhất 15 chỉ tiêu", "đề ra 12 chỉ tiêu": targets themselves are set, not reached. */
static bool sets_targets(const struct looked *k)
{
    const struct find *f = k->f;
    if (k->g->has_whole || !k->at->unit || !str_is(k->at->unit->phrase, S("chỉ tiêu"))) return false;
    for (uint32_t i = k->at->first; i-- > k->s->first && i + 3 > k->at->first;)
        if (word_is(f, i, S("nhất")) || word_is(f, i, S("ra")) || word_is(f, i, S("qua")) || word_is(f, i,
                                                                                                     S("giao")))
            return true;
    return false;
}

/* "cao hơn mức 93% được giao", "mức 12% đề ra" */
static bool level_asked(const struct looked *k)
{
    const struct find *f = k->f;
    uint32_t first = k->at->first, i = k->at->end;
    if (first == k->s->first || !(word_is(f, first - 1, S("mức")) || word_is(f, first - 1,
                                                                             S("tiêu")))) return false;
    for (; i < k->s->end && i < k->at->end + 3; i++)
        if (word_is(f, i, S("giao")) || word_is(f, i, S("ra"))) return true;
    return false;
}

/* "tiếp tục cất 70 căn nữa": still to be done. */
static bool goes_further(const struct looked *k)
{
    const struct find *f = k->f;
    uint32_t end = k->at->end, from = k->clause;
    if (!(end < k->s->end && word_is(f, end, S("nữa"))) && !word_is(f, end - 1, S("nữa"))) return false;
    for (uint32_t i = from; i < k->at->number; i++)
        if (word_is(f, i, S("tiếp")) && word_is(f, i + 1, S("tục")))
            return i == from || !word_is(f, i - 1, S("đã"));
    return false;
}

/* "thông qua chương trình công tác với 5 nhiệm vụ", "Hội nghị giao chỉ tiêu": a plan is adopted and told. */
bool plan_adopted(const struct find *f, uint32_t from, uint32_t end)
{
    bool may = word_may(f, from, end, S("giao")) || word_may(f, from, end, S("thông")) ||
               word_may(f, from, end, S("đề"));
    for (uint32_t i = from; may && i < end; i++) {
        bool gives = word_is(f, i, S("giao")) && (word_is(f, i + 1, S("chỉ")) || word_is(f, i + 1, S("kế")));
        bool adopts = gives || (word_is(f, i, S("thông")) && word_is(f, i + 1, S("qua"))) ||
                      (word_is(f, i, S("đề")) && word_is(f, i + 1, S("ra")));
        if (!adopts || (i > from && word_is(f, i - 1, S("được")))) continue;
        for (uint32_t n = i + 1; n < end && n < i + 9; n++)
            if ((word_is(f, n, S("chương")) && word_is(f, n + 1, S("trình")) && word_is(f, n + 2, S("công"))) ||
                (word_is(f, n, S("kế")) && word_is(f, n + 1, S("hoạch"))) ||
                (word_is(f, n, S("chỉ")) && word_is(f, n + 1, S("tiêu"))) ||
                (word_is(f, n, S("phương")) && word_is(f, n + 1, S("hướng"))) ||
                (word_is(f, n, S("nhiệm")) && word_is(f, n + 1, S("vụ"))))
                return true;
    }
    return false;
}

/* "Hội Nông dân đề nghị hỗ trợ 2 trạm bơm", "Kết luận, ông Hoài giao UBND xã hoàn thành 37 giấy": not done yet. */
static bool asked(const struct looked *k)
{
    const struct find *f = k->f;
    const struct line *l = &f->lines[k->s->line];
    bool ends = role_in(f, k->s->first, k->s->first + 8 < k->at->first ? k->s->first + 8 : k->at->first,
                        ROLE_CONCLUDE);
    uint32_t from = ends ? k->s->first : k->clause;
    uint32_t first = k->at->first;
    bool may = word_may(f, from, first, S("đề")) || word_may(f, from, first, S("yêu")) ||
               word_may(f, from, first, S("giao"));
    if (!may && !l->conclude) return false;
    for (uint32_t i = k->at->first; i-- > from;) {
        if (word_is(f, i, S("đã"))) return false;
        bool asks = (word_is(f, i, S("đề")) && word_is(f, i + 1, S("nghị"))) ||
                    (word_is(f, i, S("yêu")) && word_is(f, i + 1, S("cầu"))) ||
                    (ends && word_is(f, i, S("giao")));
        /* "đáp ứng yêu cầu", "theo đề nghị của ..." */
        if (!asks) continue;
        bool noun = i > k->s->first && (word_is(f, i - 1, S("ứng")) || word_is(f, i - 1, S("theo")) ||
                                        word_is(f, i - 1, S("Theo")) || word_is(f, i - 1, S("các")) ||
                                        word_is(f, i - 1, S("những")) || word_is(f, i - 1, S("đúng")));
        if (noun) continue;
        /* "đề nghị khen thưởng 3 tập thể", "đề nghị tặng thưởng": done by asking; "5 đề nghị" are counted */
        uint32_t next = i + 2;
        bool honours = word_is(f, next, S("khen")) || word_is(f, next, S("tặng")) || word_is(f, next, S("biểu")) ||
                       word_is(f, next, S("xét")) || word_is(f, next, S("trao")) || word_is(f, next, S("công")) ||
                       word_is(f, next, S("cấp")) || word_is(f, next, S("kết"));
        return !honours && !(i > k->s->first && f->tok[i - 1].kind == TOKEN_NUMBER);
    }
    return l->conclude && !role_in(f, k->s->first, k->at->first, ROLE_REVIEW) &&
        k->g->period.type == PERIOD_NONE && ends;
}

static uint32_t target_at(const struct looked *k)
{
    const struct find *f = k->f;
    uint32_t target = last_target(f, k->s->first, k->at->number);
    bool may = word_may(f, k->clause, k->at->number, S("định"));
    for (uint32_t i = k->at->number; may && i-- > k->clause && (target == NOWHERE || i > target);)
        if (intends(f, i, k->s->first)) return i;
    if (target == NOWHERE || same_clause(f, target, k->at->number)) return target;
    for (uint32_t i = k->at->number; i-- > k->s->first && !token_is(f, i, ';');)
        if (word_is(f, i, S("đã"))) return NOWHERE; /* "phấn đấu ...; đã trao 5 suất" */
    return target;
}

/* ---- facts ---- */

/* "(hiện có 22 hộ)" in a plan, "hiện có 846 hội viên": so it is now. */
static uint32_t is_now(const struct looked *k)
{
    uint32_t from = k->phrase, end = k->at->number;
    if (!word_may(k->f, from, end, S("hiện")) && !word_may(k->f, from, end, S("Hiện"))) return NOWHERE;
    for (uint32_t i = from; i < end; i++)
        if ((word_is(k->f, i, S("hiện")) || word_is(k->f, i, S("Hiện"))) &&
            (phrase_role(k->f, i, LIST_SIGNALS, ROLE_STOCK) || phrase_role(k->f, i, LIST_SIGNALS, ROLE_CONTEXT)))
            return i;
    return NOWHERE;
}

/* The members and units of a body: what it has is its own state, not a fact about the place. */
static bool own_word(const struct entry *u) { return u && u->own; }

static bool own_people(const struct looked *k) { return own_word(k->at->unit); }

static bool place_word(const struct find *f, uint32_t i)
{
    if (word_is(f, i, S("toàn")) && word_is(f, i + 1, S("ngành"))) return true;
    if (word_is(f, i, S("toàn")) || word_is(f, i, S("Toàn"))) return place_at(f, i + 1) != NULL;
    if ((word_is(f, i, S("địa")) || word_is(f, i, S("Địa"))) && word_is(f, i + 1, S("bàn"))) return true;
    if ((word_is(f, i, S("cả")) || word_is(f, i, S("Cả"))) && place_at(f, i + 1)) return true;
    const struct entry *e = place_at(f, i);
    return e && !phrase_at(f, i, LIST_ORGANISATIONS) && e->role != ROLE_NONE;
}

/* Past "toàn xã", "Thị trấn Bình An", "địa bàn xã", "huyện bạn": the place that is spoken of. */
static uint32_t place_past(const struct find *f, uint32_t i, uint32_t end)
{
    uint32_t most = i + 8 < end ? i + 8 : end;
    while (i < most) {
        const struct entry *e = place_at(f, i);
        if (e) i += e->length;
        else if (f->tok[i].kind == TOKEN_WORD &&
                 (f->tok[i].flags & TOKEN_CAPITAL || word_is(f, i, S("toàn")) || word_is(f, i, S("cả")) ||
                  word_is(f, i, S("địa")) || word_is(f, i, S("bàn")) || word_is(f, i, S("bạn")) ||
                  word_is(f, i, S("láng")) || word_is(f, i, S("giềng")) || word_is(f, i, S("đã")) ||
                  word_is(f, i, S("hiện")) || word_is(f, i, S("nay"))))
            i++;
        else if (f->tok[i].kind == TOKEN_NUMBER && (f->tok[i].flags & TOKEN_TRAPPED ||
                                                    f->tok[i - 1].flags & TOKEN_CAPITAL))
            i++;
        else break;
    }
    return i;
}

static bool has_verb(const struct find *f, uint32_t i)
{
    static const char *const verbs[] = { "có", "còn", "chiếm", "rộng", "gồm", "cách", "dài" };
    return word_among(f, i, verbs, COUNT(verbs));
}

/* A place is the subject and only has: "Toàn tỉnh còn 8.214 hộ nghèo, chiếm 2,31%". NOWHERE, or where it has it. */
static uint32_t place_has(const struct looked *k)
{
    const struct find *f = k->f;
    uint32_t first = k->clause;
    if (k->at->first > first + 40) first = k->at->first - 40;
    for (uint32_t i = first; i < k->at->first; i++) {
        bool opens = i == first || token_is(f, i - 1, ',') || word_is(f, i - 1, S("trên")) ||
                     word_is(f, i - 1, S("Trên"));
        if (!opens || f->tok[i].flags & TOKEN_TIME || !place_word(f, i)) continue;
        uint32_t verb = place_past(f, i, k->at->first);
        if (verb > i && verb < k->at->first && has_verb(f, verb) && !done_between(f, verb,
                                                                                  k->at->number)) return verb;
    }
    return NOWHERE;
}

/* "Toàn phường có 07 địa chỉ nhân đạo được trợ giúp" */
static bool was_done(const struct looked *k)
{
    const struct find *f = k->f;
    uint32_t i = k->at->end;
    if (i >= k->s->end) return false;
    if (phrase_role(f, i, LIST_SIGNALS, ROLE_DID)) return true;
    if (!(word_is(f, i, S("được")) || word_is(f, i, S("đã")))) return false;
    return role_in(f, i, i + 4 < k->s->end ? i + 4 : k->s->end, ROLE_DID);
}

/* The level of what the text is about: its office's, its meeting's, or the first that it names. */
enum level level_told(const struct find *f)
{
    for (size_t k = 0; k < f->line_count && k < 12; k++) {
        const struct line *l = &f->lines[k];
        enum level level = l->role == LINE_TITLE || l->letterhead ? level_of(f, l->first, l->end) : LEVEL_NONE;
        if (level) return level;
    }
    if (f->r->meeting && f->r->meeting->level) return f->r->meeting->level;
    for (size_t s = 0; s < f->sentence_count && s < 3; s++) {
        enum level level = level_of(f, f->sentences[s].first, f->sentences[s].end);
        if (level) return level;
    }
    return LEVEL_NONE;
}

/* "Toàn tỉnh trao hơn 41.000 suất", "cả nước có ..." in a text of a commune: told for comparison. */
static bool wider_place(const struct looked *k)
{
    const struct find *f = k->f;
    enum level widest = LEVEL_NONE;
    uint32_t from = k->clause, end = k->at->first;
    if (!word_may(f, from, end, S("toàn")) && !word_may(f, from, end, S("Toàn")) && !word_may(f, from, end, S("cả")) &&
        !word_may(f, from, end, S("Cả"))) return false;
    for (uint32_t i = k->clause; i < k->at->first; i++) {
        bool all = word_is(f, i, S("toàn")) || word_is(f, i, S("Toàn")) || word_is(f, i, S("cả")) ||
                   word_is(f, i, S("Cả"));
        if (!all) continue;
        if (word_is(f, i + 1, S("nước")) || word_is(f, i + 1, S("quốc"))) widest = LEVEL_CENTRAL;
        else if (place_at(f, i + 1) && level_of(f, i + 1, i + 2) > widest) widest = level_of(f, i + 1, i + 2);
    }
    return widest > LEVEL_COMMUNE && f->level != LEVEL_NONE && widest > f->level;
}

/* A count of what a place is made of, or of who lives there; not of things done in it. */
static bool makes_place(const struct looked *k)
{
    enum role role = unit_role(k);
    return role == ROLE_AREA_UNIT || role == ROLE_HOUSEHOLD || role == ROLE_PERSON || role == ROLE_GROUP ||
           role == ROLE_MEASURE || k->g->dimension == DIMENSION_PERCENT;
}

/* Harm without a doer: "Lũ làm 4 người thiệt mạng, 57 ngôi nhà trôi", "ước thiệt hại 90 tỷ", "xảy ra 5 vụ trộm". */
static bool harm(const struct looked *k)
{
    const struct find *f = k->f;
    uint32_t first = k->clause, end = k->at->end;
    if (k->at->first > first + 30) first = k->at->first - 30;
    uint32_t last = role_find_last(f, first, k->at->number, LIST_SIGNALS, ROLE_HARM);
    uint32_t behind = end;
    while (behind < k->s->end && behind < end + 2 && (word_is(f, behind, S("bị")) || word_is(f, behind, S("đã"))))
        behind++;
    bool suffers = behind < k->s->end && phrase_role(f, behind, LIST_SIGNALS, ROLE_HARM);
    for (uint32_t i = end; !suffers && i < k->s->end && i < end + 4 && f->tok[i].kind == TOKEN_WORD; i++)
        suffers = word_is(f, i, S("bị")) || (word_is(f, i, S("phải")) && word_is(f, i + 1, S("tạm"))) ||
                  (word_is(f, i, S("phải")) && word_is(f, i + 1, S("ngừng")));
    if (!suffers && last == NOWHERE) return false;
    uint32_t from = last != NOWHERE && !suffers ? last : suffers ? k->phrase : first, verb = verb_last(f, from,
                                                                                                       k->at->number);
    if (verb != NOWHERE && word_is(f, verb, S("làm"))) verb = verb_last(f, from, verb); /* "lũ làm 4 người chết" */
    return verb == NOWHERE && !role_in(f, from, k->at->number, ROLE_DO);
}

/* "đàn heo còn 4.112 con, giảm 638 con": the herd of a place. */
static bool herd(const struct looked *k)
{
    const struct find *f = k->f;
    uint32_t first = k->clause;
    if (!word_may(f, first, k->at->first, S("đàn")) && !word_may(f, first, k->at->first, S("Đàn"))) return false;
    for (uint32_t i = k->at->first; i-- > first && i + 16 > k->at->first;)
        if ((word_is(f, i, S("đàn")) || word_is(f, i, S("Đàn"))) && !done_between(f, first, k->at->number))
            return true;
    return false;
}

/* "huyện bạn Tây Lĩnh, nơi có hơn 100 trang trại", "xã láng giềng làm 90 căn". */
static bool other_place(const struct looked *k)
{
    const struct find *f = k->f;
    uint32_t s = k->s->first, end = k->at->first;
    if (!word_may(f, s, end, S("bạn")) && !word_may(f, s, end, S("láng"))) return false;
    for (uint32_t i = k->at->first; i-- > k->s->first + 1u && i + 16 > k->at->first && !token_is(f, i, ';');) {
        if (phrase_role(f, i, LIST_ORGANISATIONS, ROLE_BODY)) return false;
        bool friend = word_is(f, i, S("bạn")) || (word_is(f, i, S("láng")) && word_is(f, i + 1, S("giềng")));
        if (friend && place_at(f, i - 1)) return true;
    }
    return false;
}

/* "Số trẻ bỏ học toàn huyện là 46 em": a number of the place, with no doer. */
static bool counted_there(const struct looked *k)
{
    const struct find *f = k->f;
    uint32_t i = k->at->first, first = k->clause;
    if (i <= first || !(word_is(f, i - 1, S("là")) || word_is(f, i - 1, S("còn")))) return false;
    if (done_between(f, first, k->at->number)) return false;
    for (uint32_t w = first; w < i; w++)
        if (own_word(phrase_at(f, w, LIST_UNITS))) return false;
    for (uint32_t w = first; w < i; w++)
        if (place_word(f, w) && !(place_at(f, w) && f->tok[w].flags & TOKEN_CAPITAL)) return true;
    return false;
}

/* "89 đại biểu đại diện cho hơn 1.200 hội viên": those who are stood for, not those who came. */
bool stood_for(const struct looked *k)
{
    const struct find *f = k->f;
    uint32_t i = k->at->first;
    if (i > k->s->first && word_is(f, i - 1, S("cho"))) i--;
    return i > k->s->first + 1 && word_is(f, i - 1, S("diện")) && word_is(f, i - 2, S("đại"));
}

/* "qua thôn dài 1,8km, chỉ rộng 3m": what a road measures, when nobody makes it so. */
static bool measures(const struct looked *k)
{
    const struct find *f = k->f;
    uint32_t i = k->at->first, first = k->s->first;
    if (k->g->dimension != DIMENSION_LENGTH || i == first || verb_last(f, first, k->at->number) != NOWHERE)
        return false;
    uint32_t last = i - 1;
    bool is = word_is(f, last, S("dài")) || word_is(f, last, S("rộng")) || word_is(f, last, S("cao"));
    uint32_t end = k->s->end;
    return is && !role_in(f, first, k->at->number, ROLE_DO) && verb_last(f, k->at->end, end) == NOWHERE;
}

/* "Thu nhập của công nhân ổn định, bình quân 5 triệu đồng/tháng": wages are a fact about those who earn them. */
static bool wages(const struct looked *k)
{
    const struct find *f = k->f;
    if (k->g->dimension != DIMENSION_MONEY || !k->g->each) return false;
    for (uint32_t i = k->s->first; i + 1 < k->at->first; i++)
        if ((word_is(f, i, S("tiền")) || word_is(f, i, S("Tiền")) || word_is(f, i, S("mức"))) &&
            word_is(f, i + 1, S("lương")))
            return !done_between(f, k->clause, i);
    return false;
}

/* "toàn ngành có 3.443 người (giảm 131 người); trong đó nữ là 1.317 người": what a fact is made of is one too. */
static bool goes_with_fact(const struct looked *k)
{
    const struct find *f = k->f;
    if (!k->i || unit_role(k) != ROLE_PERSON) return false;
    const struct figure_at *last = k->at - 1;
    if (last->sentence != k->at->sentence || f->r->figures[k->i - 1].sense != SENSE_CONTEXT) return false;
    if (!last->unit || !k->at->unit || !str_is(last->unit->phrase, k->at->unit->phrase)) return false;
    uint32_t before = k->at->first - 1;
    bool is = word_is(f, before, S("là")) || word_is(f, before, S("giảm")) || word_is(f, before, S("tăng"));
    return is && (k->g->change || verb_last(f, last->end, k->at->number) == NOWHERE);
}

static bool states_place(const struct looked *k)
{
    const struct find *f = k->f;
    enum role role = unit_role(k);
    uint32_t first = k->at->first, s = k->s->first, end = k->at->end;
    if (role == ROLE_EVENT && role_in(f, s, k->s->end, ROLE_CASE) && (word_is(f, k->at->unit_first, S("ca"))))
        return true;
    if (first > s && word_is(f, first - 1, S("của")) && !(first > s + 2 && word_is(f, first - 2, S("gia"))))
        return true;
    if (harm(k) || herd(k) || stood_for(k) || measures(k) || wages(k) || goes_with_fact(k))
        return true;
    bool body = role == ROLE_HOUSEHOLD || role == ROLE_GROUP || role == ROLE_AREA_UNIT || role == ROLE_PERSON;
    if (end < k->s->end && body && k->at->verb == NOWHERE &&
        (word_is(f, end, S("chưa")) || (word_is(f, end, S("không")) && word_is(f, end + 1, S("có")))))
        return true; /* "9 thôn chưa có sóng điện thoại" */
    if (end > k->at->unit_first + 1 && word_is(f, k->at->unit_first, S("con")) &&
        word_is(f, k->at->unit_first + 1, S("nhỏ")))
        return true; /* a family's children */
    if (other_place(k) || counted_there(k)) return true;
    if (first > s && (word_is(f, first - 1, S("cách")) || (word_is(f, first - 1, S("trở")) &&
                                                           first > s + 1))) return true;
    if (role == ROLE_AREA_UNIT && first > s && (word_is(f, first - 1, S("ở")) || word_is(f, first - 1, S("từ"))) &&
        k->at->verb == NOWHERE)
        return true; /* "đại diện nhân dân ở 9 thôn" */
    if (phrase_role(f, s, LIST_SIGNALS, ROLE_HARD) && token_is(f, s + phrase_role(f, s, LIST_SIGNALS,
                                                                                  ROLE_HARD)->length, ':'))
        return true; /* "Khó khăn: 3/8 phường còn khuyết ..." */
    if (!body || k->at->verb != NOWHERE) return false;
    uint32_t near = end + 8 < k->s->end ? end + 8 : k->s->end;
    for (uint32_t i = end; i + 2 < near && word_may(f, end, near, S("địa")); i++)
        if (word_is(f, i, S("địa")) && word_is(f, i + 1, S("bàn"))) return true;
    return false;
}

static enum sense fact_sense(const struct looked *k, uint32_t context)
{
    const struct find *f = k->f;
    bool own = f->office.n || f->hints->body.n || f->title_actor.n || f->about.n;
    for (size_t b = bodies_from(f, k->s->first); !own && b < f->body_count && f->bodies[b].first < context; b++)
        own = f->bodies[b].code.n > 0;
    return was_done(k) || (own && own_people(k)) ? SENSE_RESULT : SENSE_CONTEXT;
}

static enum sense sense_of(const struct looked *k)
{
    const struct find *f = k->f;
    uint32_t now = is_now(k), target = target_at(k);
    bool apart = now != NOWHERE && now > k->s->first && token_is(f, now - 1, '(');
    if (apart) return SENSE_RESULT;
    if (task_of(f, k->g->span)) return SENSE_TARGET;
    if (harm(k) || wider_place(k)) return SENSE_CONTEXT;
    if (f->sections[k->s->line].plan)
        return now != NOWHERE ? fact_sense(k, now) : SENSE_TARGET;
    uint32_t context = role_find_last(f, k->s->first, k->at->number, LIST_SIGNALS, ROLE_CONTEXT);
    if (context != NOWHERE && (target == NOWHERE || target < context) &&
        (k->at->verb == NOWHERE || k->at->verb < context))
        return fact_sense(k, context);
    if (asked(k) || (k->adopted && !role_in(f, k->s->first, k->at->number, ROLE_REVIEW)) ||
        plan_adopted(f, k->s->first, k->at->number)) return SENSE_TARGET;
    if (target != NOWHERE || sets_targets(k) || level_asked(k) || goes_further(k) || lies_ahead(k))
        return SENSE_TARGET;
    if (k->at->first > k->s->first && word_is(f, k->at->first - 1, S("trong")) && unit_role(k) == ROLE_PERSON)
        return SENSE_RESULT;
    if (k->has != NOWHERE && makes_place(k)) return fact_sense(k, k->at->first);
    return states_place(k) ? SENSE_CONTEXT : SENSE_RESULT;
}

/* ---- a state ---- */

/* A word right before the number, its qualifier aside, that says how things stand. */
static bool stands_at(const struct looked *k)
{
    const struct find *f = k->f;
    uint32_t i = k->at->first, at;
    if (i == k->s->first) return false;
    if (word_is(f, i - 1, S("còn")) || word_is(f, i - 1, S("Còn")) || word_is(f, i - 1, S("chiếm"))) return true;
    if (word_is(f, i - 1, S("có")) && i > k->s->first + 1)
        return word_is(f, i - 2, S("hiện")) || (word_is(f, i - 2, S("đã")) && k->has != NOWHERE);
    const struct entry *e = phrase_before(f, i, k->s->first, LIST_SIGNALS, &at);
    bool reach = e && e->role == ROLE_REACH;
    if (!reach || k->g->dimension != DIMENSION_PERCENT) return false;
    for (uint32_t w = at; w-- > k->s->first && w + 14 > at;)
        if (word_is(f, w, S("tỷ")) || word_is(f, w, S("Tỷ")) || word_is(f, w, S("tỉ")))
            return word_is(f, w + 1, S("lệ"));
    return false;
}

static bool state_of(const struct looked *k)
{
    const struct find *f = k->f;
    if (k->g->change || k->g->each || k->g->sense == SENSE_TARGET) return false;
    uint32_t last = k->at->first - 1;
    bool has = k->at->first > k->s->first && (word_is(f, last, S("có")) || word_is(f, last, S("với")));
    bool branch = own_people(k) && !role_in(f, k->clause, k->at->number, ROLE_DID);
    if (has && branch && !was_done(k)) return true; /* "Hội xã có 7 chi hội với 504 hội viên" */
    uint32_t clause = k->phrase;
    uint32_t word = role_find_last(f, clause, k->at->number, LIST_SIGNALS, ROLE_STOCK);
    if (word != NOWHERE) {
        /* "duy trì từ 2009 nhận đỡ đầu 33 cháu" tells what was done since */
        for (uint32_t i = word; i < k->at->number; i++)
            if (f->tok[i].flags & TOKEN_TIME && phrase_role(f, word, LIST_SIGNALS, ROLE_DID)) return false;
        return true;
    }
    return stands_at(k) || (k->has != NOWHERE && makes_place(k) && !was_done(k));
}

void sense_set(struct looked *k)
{
    k->has = makes_place(k) ? place_has(k) : NOWHERE;
    k->g->sense = sense_of(k);
    k->g->stock = state_of(k);
}
