/* find_models.c - movements' models (mô hình) by name: “Tổ phụ nữ nhà trọ”, launched or kept up. Owns
 * record.models. A list of quoted names behind one "mô hình" is one list. "Nhiều mô hình “Dân vận khéo”"
 * names a kind of model, not a model. */
#include "read/find/find.h"

enum { GAP_MOST = 12, NAME_MOST = 24, LOOK_BACK = 16, ADJECTIVES_MOST = 4, NAMES_LOOK = 36, SAME_LOOK = 256 };

static bool kind_only(const struct find *f, uint32_t i, const struct sentence *s)
{
    if (i == s->first) return false;
    return word_is(f, i - 1, S("nhiều")) || word_is(f, i - 1, S("Nhiều")) || word_is(f, i - 1, S("số")) ||
           f->tok[i - 1].kind == TOKEN_NUMBER;
}

static enum model_status status_of(const struct find *f, uint32_t i, uint32_t first)
{
    uint32_t from = i > first + LOOK_BACK ? i - LOOK_BACK : first;
    uint32_t launch = role_find_last(f, from, i, LIST_SIGNALS, ROLE_LAUNCH),
             keep = role_find_last(f, from, i, LIST_SIGNALS, ROLE_KEEP);
    uint32_t end = role_find_last(f, from, i, LIST_SIGNALS, ROLE_END);
    uint32_t best = NOWHERE;
    enum model_status status = MODEL_UNKNOWN;
    if (launch != NOWHERE) {
        best = launch;
        status = MODEL_LAUNCHED;
    }
    if (keep != NOWHERE && (best == NOWHERE || keep >= best)) {
        best = keep;
        status = MODEL_MAINTAINED;
    }
    if (end != NOWHERE && (best == NOWHERE || end > best)) status = MODEL_ENDED;
    return status;
}

static enum model_status status_behind(const struct find *f, uint32_t i, const struct sentence *s)
{
    for (uint32_t k = s->first; k < s[1].end && k + 1 < f->count && k < i + 40; k++)
        if (k > i && phrase_role(f, k, LIST_SIGNALS, ROLE_KEEP)) return MODEL_MAINTAINED;
    return MODEL_UNKNOWN;
}

static void model_add(struct find *f, const struct sentence *s, uint32_t first, uint32_t end,
                      enum model_status status)
{
    struct str name = str_trim(tokens_str(f, first, end));
    const struct entry *movement = phrase_role(f, first, LIST_SIGNALS, ROLE_MOVEMENT);
    if (!name.n || (movement && first + movement->length == end)) return; /* “Dân vận khéo” is a kind of them */
    size_t known = f->r->model_count;
    for (size_t i = known > SAME_LOOK ? known - SAME_LOOK : 0; i < known; i++)
        if (str_is(f->r->models[i].name, name)) return;
    struct str place = S("");
    uint32_t k = end + 1;
    if (k < s->end && phrase_role(f, k, LIST_PLACES, ROLE_VILLAGE)) {
        uint32_t stop = k + phrase_role(f, k, LIST_PLACES, ROLE_VILLAGE)->length;
        while (stop < s->end && stop < k + 5 &&
               (f->tok[stop].kind == TOKEN_NUMBER || f->tok[stop].flags & TOKEN_CAPITAL))
            stop++;
        place = str_trim(tokens_str(f, k, stop));
    }
    bool said;
    struct str actor = actor_of(f, s, first, &said);
    if (!said) actor = f->hints->body.n ? f->hints->body : f->office.n ? f->office : f->title_actor;
    *GROW(f->a, f->r->models, f->r->model_count, struct model_found) =
        (struct model_found){ name, actor, place, status, tokens_span(f, first, end) };
}

/* "“A” vừa được ra mắt; “B” duy trì từ 2009": what the clause behind the name says of it. */
static enum model_status told_behind(const struct find *f, uint32_t close, const struct sentence *s)
{
    for (uint32_t k = close + 1; k < s->end && k < close + 12; k++) {
        if (f->tok[k].kind == TOKEN_MARK || f->tok[k].kind == TOKEN_OPEN) return MODEL_UNKNOWN;
        if (phrase_role(f, k, LIST_SIGNALS, ROLE_END)) return MODEL_ENDED;
        if (word_is(f, k, S("ra")) && word_is(f, k + 1, S("mắt"))) return MODEL_LAUNCHED;
        if (word_is(f, k, S("thành")) && word_is(f, k + 1, S("lập"))) return MODEL_LAUNCHED;
        if (word_is(f, k, S("duy")) && word_is(f, k + 1, S("trì"))) return MODEL_MAINTAINED;
    }
    return MODEL_UNKNOWN;
}

static uint32_t quoted_end(const struct find *f, uint32_t open, uint32_t end)
{
    uint32_t k = open + 1;
    while (k < end && k < open + NAME_MOST && f->tok[k].kind != TOKEN_CLOSE && f->tok[k].kind != TOKEN_OPEN)
        k++;
    return k < end && f->tok[k].kind == TOKEN_CLOSE ? k : NOWHERE;
}

/* The quoted names from i on, as long as little stands between them. */
static uint32_t quoted_list(struct find *f, const struct sentence *s, uint32_t i, enum model_status status)
{
    uint32_t last = i;
    for (uint32_t k = i; k < s->end && k < last + GAP_MOST; k++) {
        if (token_is(f, k, ';')) return k;
        if (f->tok[k].kind != TOKEN_OPEN) {
            if (k > last &&
                (phrase_role(f, k, LIST_SIGNALS, ROLE_MODEL) || phrase_role(f, k, LIST_SIGNALS, ROLE_DID)))
                return k;
            continue;
        }
        uint32_t close = quoted_end(f, k, s->end);
        if (close == NOWHERE) return k + 1;
        enum model_status own = told_behind(f, close, s);
        model_add(f, s, k + 1, close, own != MODEL_UNKNOWN ? own : status);
        last = k = close;
    }
    return last + 1;
}

/* mô hình Tổ phụ nữ nhà trọ tại ...: a capital starts the name, a mark or a small word ends it. */
static void bare_name(struct find *f, const struct sentence *s, uint32_t i, enum model_status status)
{
    if (i >= s->end || f->tok[i].kind != TOKEN_WORD || !(f->tok[i].flags & TOKEN_CAPITAL) ||
        status == MODEL_UNKNOWN)
        return;
    uint32_t k = i;
    while (k < s->end && k < i + 10 && f->tok[k].kind == TOKEN_WORD &&
           !phrase_role(f, k, LIST_STOPS, ROLE_TO) && !word_is(f, k, S("tại")) && !word_is(f, k, S("với")) &&
           !word_is(f, k, S("ở")) && !word_is(f, k, S("có")) && !word_is(f, k, S("do")))
        k++;
    if (k > i + 1) model_add(f, s, i, k, status);
}

static bool exemplifies(const struct find *f, uint32_t i)
{
    static const char *const words[] = { "như", "gồm", "là", "biểu", "hình", "bật", "có" };
    if (token_is(f, i, ':')) return true;
    return word_among(f, i, words, COUNT(words));
}

/* "mô hình ... tiêu biểu như: “A”, “B”", "mô hình tự quản “A”": where the names begin, NOWHERE when they do not. */
static uint32_t names_behind(const struct find *f, uint32_t i, uint32_t end)
{
    uint32_t few = i + ADJECTIVES_MOST;
    bool plain = true; /* nothing but words that say what kind of model */
    for (uint32_t k = i; k < end && k < i + NAMES_LOOK; k++) {
        if (token_is(f, k, ';') || token_is(f, k, '.')) return NOWHERE;
        if (f->tok[k].kind == TOKEN_OPEN) return (k <= few && plain) || exemplifies(f, k - 1) ? k : NOWHERE;
        plain = plain && f->tok[k].kind == TOKEN_WORD && !(f->tok[k].flags & TOKEN_CAPITAL) &&
                !phrase_role(f, k, LIST_SIGNALS, ROLE_DID) && !phrase_role(f, k, LIST_STOPS, ROLE_LINK) &&
                !phrase_at(f, k, LIST_ORGANISATIONS);
    }
    return NOWHERE;
}

/* "Toàn phường có 23 mô hình. Tiêu biểu: “A”, “B”", "Mô hình nào hay nhất? - “A”": the sentence behind names them. */
static uint32_t names_next(const struct find *f, const struct sentence *s)
{
    const struct sentence *next = s + 1;
    if (next == f->sentences + f->sentence_count) return NOWHERE;
    uint32_t k = next->first;
    bool asked = token_is(f, s->end - 1, '?');
    while (asked && k < next->end && f->tok[k].kind == TOKEN_MARK) k++;
    for (uint32_t n = 0; !asked && n < 5 && k < next->end && f->tok[k].kind != TOKEN_OPEN; n++) k++;
    if (k >= next->end || f->tok[k].kind != TOKEN_OPEN || (!asked && (k == next->first || !exemplifies(f, k - 1))))
        return NOWHERE;
    bool opens = asked || word_is(f, next->first, S("Tiêu")) || word_is(f, next->first, S("Điển")) ||
                 word_is(f, next->first, S("Nổi")) || word_is(f, next->first, S("Gồm")) ||
                 word_is(f, next->first, S("Đó"));
    return opens ? k : NOWHERE;
}

/* A quoted name without the word, that is kept up or shown for the first time: "bếp “A” duy trì 5 bữa", "ra mắt “B”".
 * A movement, a fund, a title of honour is none. */
static void kept_name(struct find *f, const struct sentence *s, uint32_t open)
{
    static const char *const others[] = { "trào", "động", "trình", "án", "quỹ", "Quỹ", "hiệu", "đề", "hội", "tháng",
                                          "điểm", "thi", "giải", "cuộc", "thơ", "sách", "bài", "tuần", "Ngày", "theo" };
    uint32_t close = quoted_end(f, open, s->end);
    if (close == NOWHERE) return;
    if (open > s->first && word_among(f, open - 1, others, COUNT(others))) return;
    enum model_status status = told_behind(f, close, s);
    if (status == MODEL_MAINTAINED) model_add(f, s, open + 1, close, status);
}

void find_models(struct find *f)
{
    for (size_t n = 0; n < f->sentence_count; n++) {
        const struct sentence *s = &f->sentences[n];
        bool named = false;
        for (uint32_t i = s->first; i < s->end; i++) {
            const struct run *run = &f->runs[i / RUN];
            if (!(run->signals >> ROLE_MODEL & 1) && (named || !run->kinds[TOKEN_OPEN - TOKEN_NUMBER])) {
                i |= RUN - 1;
                continue;
            }
            if (f->tok[i].kind == TOKEN_OPEN && !named) kept_name(f, s, i);
            if (f->tok[i].hit == f->tok[i + 1].hit || f->tok[i].flags & TOKEN_NAME) continue;
            const struct entry *e = phrase_role(f, i, LIST_SIGNALS, ROLE_MODEL);
            if (!e) continue;
            bool kind = kind_only(f, i, s);
            enum model_status status = status_of(f, i, s->first);
            uint32_t next = i + e->length, open = names_behind(f, next, s->end);
            const struct sentence *where = s;
            named = true;
            if (open == NOWHERE && (kind || token_is(f, s->end - 1, '?')) && (open = names_next(f, s)) != NOWHERE)
                where = s + 1;
            if (open != NOWHERE) {
                if (status == MODEL_UNKNOWN && n + 1 < f->sentence_count) status = status_behind(f, i, s);
                uint32_t past = quoted_list(f, where, open, status);
                if (where == s) i = past - 1;
            } else if (!kind) bare_name(f, s, next, status);
        }
    }
}
