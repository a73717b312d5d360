/* figure_worth.c - money: which figures it is the worth of ("146 phần quà, tổng trị giá trên 48 triệu"), and what it
 * was for when it is the worth of none. Writes figure.value_of. */
#include "read/find/find.h"
#include "vn/text.h"

static bool has_worth(enum role role)
{
    return role == ROLE_GOODS || role == ROLE_THING || role == ROLE_MEASURE;
}

/* "với tổng trị giá", "tổng cộng": the worth of all that stands before. */
static bool sum_told(const struct looked *k)
{
    const struct find *f = k->f;
    for (uint32_t i = k->at->first; i-- > k->s->first && i + 9 > k->at->first && !token_is(f, i, ';');)
        if (word_is(f, i, S("tổng")) || word_is(f, i, S("Tổng"))) return true;
    return false;
}

/* "căn nhà", "mái ấm", "ngôi nhà": all of them houses. */
static bool house(struct str phrase)
{
    static const char *const words[] = { "nhà", "căn", "ngôi", "mái ấm", "Mái ấm" };
    for (size_t i = 0; i < COUNT(words); i++)
        if (str_starts(phrase, str_c(words[i]))) return true;
    return false;
}

static bool same_things(const struct figure_at *a, const struct figure_at *b)
{
    if (!a->unit || !b->unit) return false;
    if (house(a->unit->phrase) && house(b->unit->phrase)) return true;
    struct str x = a->unit->phrase, y = b->unit->phrase, first, other;
    str_next(&x, ' ', &first);
    str_next(&y, ' ', &other);
    return str_is(first, other);
}

static bool can_be_worth(const struct looked *k, size_t j, uint32_t verb, bool any)
{
    const struct figure_at *at = &k->f->figure_at[j];
    enum role role = at->unit ? (enum role)at->unit->role : ROLE_GOODS;
    const struct figure_found *g = &k->f->r->figures[j];
    if (g->dimension == DIMENSION_PERCENT || g->dimension == DIMENSION_LENGTH || (g->each &&
                                                                                  g->dimension == DIMENSION_AREA) ||
        (g->sense == SENSE_CONTEXT && k->g->sense != SENSE_CONTEXT) || g->change)
        return false;
    /* "xây mới 23 nhà, sửa chữa 41 nhà với kinh phí ...": other verbs, the same things; or a sum is told */
    bool near = any && at->end + 4 >= at[1].first && (sum_told(k) || same_things(at, &at[1]));
    return has_worth(role) && (!any || at->verb == verb || near);
}

/* "trị giá lần lượt 27 triệu và 4,8 triệu": which of the amounts this is, from 1; 0 when they are not told in turn. */
static size_t in_turn(const struct looked *k)
{
    const struct find *f = k->f;
    uint32_t at = NOWHERE;
    for (uint32_t i = k->at->first; at == NOWHERE && i-- > k->clause && i + 40 > k->at->first;)
        if (word_is(f, i, S("lần")) && word_is(f, i + 1, S("lượt"))) at = i;
    if (at == NOWHERE) return 0;
    size_t nth = 1;
    for (size_t j = k->i; j-- > 0 && f->figure_at[j].first > at; nth++)
        if (f->r->figures[j].dimension != DIMENSION_MONEY) return 0;
    return nth;
}

/* Figure j stands in brackets that are closed before this one: "(mỗi phần gồm ... 1 túi hàng), tổng số tiền". */
static bool in_brackets(const struct looked *k, size_t j)
{
    const struct find *f = k->f;
    int depth = 0;
    for (uint32_t i = f->figure_at[j].end; i < k->at->first; i++) {
        depth += token_is(f, i, '(') - token_is(f, i, ')');
        if (depth < 0) return true;
    }
    return false;
}

/* Where the clause of an earlier figure starts. */
static uint32_t clause_start(const struct find *f, const struct figure_at *at, const struct looked *k)
{
    uint32_t i = at->first;
    while (i > k->s->first && !token_is(f, i - 1, ';') && !token_is(f, i - 1, ':')) i--;
    return i;
}

/* "...; quy ra tiền tổng cộng 2 tỷ": the worth opens its clause, so it is of what stands before. */
static bool opens_with_worth(const struct looked *k)
{
    const struct find *f = k->f;
    uint32_t i = k->clause;
    while (i < k->at->first && f->tok[i].kind == TOKEN_MARK) i++;
    if (word_is(f, i, S("với")) || word_is(f, i, S("Với"))) i++;
    return phrase_role(f, i, LIST_SIGNALS, ROLE_WORTH) && verb_last(f, i, k->at->first) == NOWHERE;
}

static void worth_back(struct looked *k, size_t turn)
{
    struct find *f = k->f;
    uint32_t list[64], verb = NOWHERE, stop = 0;
    bool opens = opens_with_worth(k);
    size_t n = 0;
    for (size_t j = k->i; j-- > 0 && n < COUNT(list);) {
        const struct figure_at *at = &f->figure_at[j];
        bool before = at->sentence != k->at->sentence || at->end <= k->clause;
        if (before && !opens) break;
        if (before && (at->sentence + 1 < k->at->sentence ||
                       f->sentences[at->sentence].line != k->s->line || (n && at->end <= stop)))
            break;
        if (before && !n) { /* the clause right before, or the whole sentence before */
            stop = at->sentence == k->at->sentence ? clause_start(f, at, k) : f->sentences[at->sentence].first;
        }
        if (in_brackets(k, j) || (before && f->r->figures[j].part_of >= 0)) continue;
        if (f->r->figures[j].dimension == DIMENSION_MONEY) {
            if (f->r->figures[j].each || (turn > 1 && k->i - j < turn)) continue;
            break;
        }
        if (!can_be_worth(k, j, verb, n > 0)) {
            if (n && has_worth(at->unit ? (enum role)at->unit->role : ROLE_GOODS)) break;
            continue;
        }
        verb = at->verb;
        list[n++] = (uint32_t)j;
        if (k->g->each) break;
    }
    if (!n) return;
    if (turn) {
        if (turn > n) return;
        list[0] = list[n - turn];
        n = 1;
    }
    k->g->value_of = NEW_N(f->a, uint32_t, n);
    k->g->value_of_count = n;
    for (size_t x = 0; x < n; x++) k->g->value_of[x] = list[n - 1 - x];
}

/* Behind figure `at` the same things again, by another verb and with no money of their own. */
static bool joined_on(const struct looked *k, const struct figure_at *at)
{
    const struct find *f = k->f;
    const struct figure_at *next = at + 1;
    size_t j = (size_t)(next - f->figure_at);
    if (next->sentence != at->sentence || !same_things(at, next)) return false;
    bool linked = false, acts = false;
    for (uint32_t i = at->end; i < next->first; i++) {
        linked = linked || word_is(f, i, S("và"));
        acts = acts || (linked && phrase_role(f, i, LIST_SIGNALS, ROLE_DID));
        if (token_is(f, i, ';') || (f->tok[i].kind == TOKEN_MARK && linked)) return false;
    }
    bool paid = j + 1 < f->r->figure_count && next[1].sentence == next->sentence &&
                f->r->figures[j + 1].dimension == DIMENSION_MONEY && next[1].first <= next->end + 8;
    return acts && !paid;
}

/* "gần 923 triệu đồng xây dựng 26 nhà": the worth stands first. */
static void worth_ahead(struct looked *k)
{
    struct find *f = k->f;
    if (k->i + 1 >= f->r->figure_count) return;
    const struct figure_at *next = k->at + 1;
    enum role role = next->unit ? (enum role)next->unit->role : ROLE_NONE;
    if (next->sentence != k->at->sentence || next->first > k->at->end + 6 ||
        !(role == ROLE_GOODS || role == ROLE_THING))
        return;
    for (uint32_t i = k->at->end; i < next->first; i++)
        if (f->tok[i].kind == TOKEN_MARK || phrase_role(f, i, LIST_STOPS, ROLE_LINK)) return;
    if (!role_in(f, k->at->end, next->first, ROLE_DID)) return;
    size_t n = 1; /* "265 triệu đồng xây mới 14 nhà và sửa chữa 8 nhà" */
    while (k->i + n + 1 < f->r->figure_count && joined_on(k, next + n - 1)) n++;
    k->g->value_of = NEW_N(f->a, uint32_t, n);
    for (size_t x = 0; x < n; x++) k->g->value_of[x] = (uint32_t)(k->i + 1 + x);
    k->g->value_of_count = n;
}

static uint32_t worth_word(const struct looked *k)
{
    uint32_t from = k->at->first > k->s->first + 10 ? k->at->first - 10 : k->s->first;
    if (k->i && k->at[-1].sentence == k->at->sentence && k->at[-1].end > from) from = k->at[-1].end;
    return from < k->at->first ? role_find(k->f, from, k->at->first, LIST_SIGNALS, ROLE_WORTH) : NOWHERE;
}

void worth_set(struct looked *k)
{
    if (k->g->dimension != DIMENSION_MONEY || k->g->change) return;
    bool brackets = k->i && k->at[-1].end + 1 == k->at->first && token_is(k->f, k->at->first - 1, '(');
    bool spent = k->i && k->at->first > k->s->first &&    /* "48 thẻ, 19 áo ấm hết 52,7 triệu" */
                 (word_is(k->f, k->at->first - 1, S("hết")) || word_is(k->f, k->at->first - 1, S("với")));
    size_t turn = in_turn(k);
    if (worth_word(k) != NOWHERE || brackets || spent || turn || (k->g->each && k->i)) worth_back(k, turn);
    else worth_ahead(k);
}

/* ---- what money was for ---- */

/* Past a quoted name at i: Quỹ “Vì người nghèo”. */
static uint32_t name_behind(const struct find *f, uint32_t i, uint32_t end)
{
    if (i >= end || f->tok[i].kind != TOKEN_OPEN) return i;
    for (uint32_t k = i + 1; k < end && k < i + 12; k++)
        if (f->tok[k].kind == TOKEN_CLOSE) return k + 1;
    return i;
}

/* acts: a verb behind it tells the purpose too, "chi 46 tỷ đồng chăm lo cho đoàn viên". */
static struct str purpose_behind(const struct looked *k, bool acts)
{
    const struct find *f = k->f;
    uint32_t i = k->at->end;
    bool opens = i < k->s->end && (phrase_role(f, i, LIST_STOPS, ROLE_TO) || word_is(f, i, S("để")) ||
                                   word_is(f, i, S("vào")) || word_is(f, i, S("nhằm")));
    acts = acts && i < k->s->end && f->tok[i].kind == TOKEN_WORD && phrase_role(f, i, LIST_SIGNALS, ROLE_DID);
    if (!opens && !acts) return S("");
    uint32_t from = acts && !opens ? i : i + 1, e = acts && !opens ? i + 1 : from;
    if (k->i + 1 < f->r->figure_count && k->at[1].sentence == k->at->sentence && k->at[1].first == from)
        return k->g[1].item; /* "hơn 22 triệu đồng giúp hơn 11 nghìn hội viên" */
    while (e < k->s->end && e < from + 9 && f->tok[e].kind == TOKEN_WORD && !word_is(f, e, S("tại")) &&
           !word_is(f, e, S("với")) && !word_is(f, e, S("từ")) && !word_is(f, e, S("trên")))
        e++;
    return span_text(f, from, name_behind(f, e, k->s->end));
}

static uint32_t phrase_end_at(const struct find *f, uint32_t i, enum role role)
{
    const struct entry *e = phrase_role(f, i, LIST_SIGNALS, role);
    return e ? i + e->length : i + 1;
}

static struct str verb_phrase(const struct looked *k, uint32_t end)
{
    const struct find *f = k->f;
    uint32_t e = phrase_end_at(f, k->at->verb, ROLE_DID);
    while (e < end && (f->tok[e].kind == TOKEN_WORD || !(f->tok[e].flags & TOKEN_SPACED)) &&
           f->tok[e].kind <= TOKEN_NUMBER && !phrase_role(f, e, LIST_STOPS, ROLE_TO) &&
           !word_is(f, e, S("với")) && e < k->at->verb + 10)
        e++;
    if (e < end) e = name_behind(f, e, end);
    return span_text(f, k->at->verb, e);
}

/* The fund that the clause speaks of: "Quỹ Chăm sóc người cao tuổi thu thêm ...", "tiếp nhận ... ủng hộ Quỹ ...". */
static struct str fund(const struct looked *k)
{
    const struct find *f = k->f;
    uint32_t end = k->at->end + 6 < k->s->end ? k->at->end + 6 : k->s->end;
    for (uint32_t i = k->clause; i < end; i++) {
        if (token_is(f, i, ';')) break;
        if (!word_is(f, i, S("Quỹ"))) continue;
        uint32_t e = i + 1;
        while (e < k->s->end && e < i + 8 && f->tok[e].kind == TOKEN_WORD &&
               !phrase_role(f, e, LIST_SIGNALS, ROLE_DID) &&
               !phrase_role(f, e, LIST_SIGNALS, ROLE_REACH) && !phrase_role(f, e, LIST_STOPS, ROLE_STOP))
            e++;
        return span_text(f, i, name_behind(f, e, k->s->end));
    }
    return S("");
}

/* A verb alone says nothing of what the money was for. */
static struct str verb_or_fund(const struct looked *k)
{
    struct str v = verb_phrase(k, k->at->first);
    uint32_t words = 1;
    for (size_t i = 0; i < v.n; i++) words += v.p[i] == ' ';
    if (words > 2) return v;
    struct str q = fund(k);
    return q.n ? q : v;
}

/* Words that tell of money and nothing of what it was for. */
static bool says_nothing(const struct find *f, struct str item)
{
    static const char *const words[] = {
        "",         "muc",          "binh quan", "them",    "tinh ra tien", "kinh phi",  "so tien",  "tri gia",
            "gia tri",
        "tong kinh phi", "tong so tien", "tong tri gia", "tong gia tri", "chi", "danh", "cap", "thu", "ho tro",
            "thu duoc",
        "van dong", "van dong duoc", "huy dong", "huy dong duoc", "trich", "nop", "gop", "gop duoc", "ung ho",
        "quyen gop", "quyen gop duoc", "tiep nhan", "tiep nhan duoc", "don gia", "muc ho tro", "tong cong",
            "quy doi",
        "tong", "da chi", "da danh", "voi muc", "tang", "trao", "trao tang", "dong gop", "dong gop duoc",
        "chi tra", "tien", "bo sung", "phan bo", "giup", "bo tri" };
    enum { LETTERS_MOST = 12 }; /* of the longest of them */
    unsigned letters = 0;
    for (size_t i = 0; i < item.n; i++) letters += (item.p[i] | 0x20) >= 'a' && (item.p[i] | 0x20) <= 'z';
    if (item.n > 40 || letters > LETTERS_MOST) return false;
    struct str key = vn_fold(f->a, item);
    for (size_t i = 0; i < COUNT(words); i++)
        if (str_is(key, str_c(words[i]))) return true;
    return false;
}

/* What the price is a piece of: "15 triệu đồng/hộ", "500.000 đồng/tháng/trẻ". */
static struct str piece(const struct looked *k)
{
    const struct find *f = k->f;
    uint32_t i = k->at->end, last = NOWHERE;
    while (token_is(f, i, '/') && f->tok[i + 1].kind == TOKEN_WORD) {
        last = i + 1;
        const struct entry *u = phrase_at(f, last, LIST_UNITS);
        i = last + (u ? u->length : 1u);
    }
    return last == NOWHERE ? S("") : span_text(f, last, i);
}

/* "mỗi suất 500.000 đồng", "trị giá mỗi căn 60 triệu": the piece stands before. */
static struct str piece_before(const struct looked *k)
{
    const struct find *f = k->f;
    for (uint32_t i = k->at->first; i-- > k->phrase && i + 8 > k->at->first;)
        if (word_is(f, i, S("mỗi")) || word_is(f, i, S("Mỗi"))) {
            const struct entry *u = phrase_at(f, i + 1, LIST_UNITS);
            return u ? span_text(f, i + 1, i + 1 + u->length) : S("");
        }
    return S("");
}

/* "- Công ty Gạch ngói Hà: 150 triệu đồng": what the list calls it. */
static struct str label_before(const struct looked *k)
{
    const struct find *f = k->f;
    uint32_t colon = k->at->first, first;
    if (colon <= k->s->first + 1 || !token_is(f, colon - 1, ':')) return S("");
    for (first = colon - 1; first > k->s->first && !token_is(f, first - 1, ';') && first + 16 > colon; first--)
        ;
    while (first < colon && (f->tok[first].kind != TOKEN_WORD ||
                             f->tok[first].to - f->tok[first].from < 2)) first++;
    return span_text(f, first, colon - 1);
}

/* "bố trí 180 triệu đồng dặm vá tuyến đường": plain words behind it. */
static struct str words_behind(const struct looked *k)
{
    const struct find *f = k->f;
    uint32_t e = k->at->end;
    if (e >= k->s->end || phrase_at(f, e, LIST_STOPS)) return S("");
    while (e < k->s->end && e < k->at->end + 7 && f->tok[e].kind == TOKEN_WORD &&
           !phrase_role(f, e, LIST_STOPS, ROLE_LINK) && !phrase_role(f, e, LIST_STOPS, ROLE_TO))
        e++;
    return span_text(f, k->at->end, e);
}

static struct str item_told(const struct looked *k);

struct str worth_item(const struct looked *k)
{
    static const char *const heads[] = { "quỹ", "Quỹ", "tiền", "vốn", "kinh", "học", "nguồn" };
    struct str item = S(""), other = S("");
    if (!k->g->value_of_count && word_among(k->f, k->at->end, heads, COUNT(heads)))
        item = words_behind(k); /* "phát triển được 60 triệu đồng quỹ Hội" */
    if (!item.n) item = item_told(k);
    if (!says_nothing(k->f, item)) return item;
    if (k->g->each) other = piece(k);
    if (!other.n && k->g->each) other = piece_before(k);
    if (!other.n) other = label_before(k);
    if (!other.n) other = purpose_behind(k, true);
    if (!other.n) other = words_behind(k);
    if (!other.n) other = fund(k);
    if (!other.n && k->i && k->at[-1].sentence == k->at->sentence && same_clause(k->f, k->at[-1].end,
                                                                                 k->at->first) &&
        !says_nothing(k->f, k->g[-1].item))
        other = k->g[-1].item;
    return other.n ? other : item;
}

static struct str item_told(const struct looked *k)
{
    const struct find *f = k->f;
    const struct figure_found *g = k->g;
    if (g->value_of_count) {
        struct buf all = buf_open(f->a);
        for (size_t x = 0; x < g->value_of_count; x++) {
            if (x) buf_c(&all, ", ");
            buf_str(&all, f->r->figures[g->value_of[x]].item);
        }
        return buf_done(&all);
    }
    for (size_t j = k->i; g->change && j-- > 0 && f->figure_at[j].sentence == k->at->sentence;)
        if (f->r->figures[j].dimension == DIMENSION_MONEY) return f->r->figures[j].item;
    uint32_t before = k->i && k->at[-1].sentence == k->at->sentence ? k->at[-1].end : k->s->first, at,
             verb = k->at->verb;
    uint32_t said = worth_word(k);
    if (said != NOWHERE && verb != NOWHERE && verb > said) { /* "kinh phí xây dựng 80 triệu" */
        uint32_t end = k->at->first;
        return item_before(f, end, said);
    }
    if (said != NOWHERE && verb != NOWHERE && verb < said) {
        if (before > verb && k->g[-1].dimension != DIMENSION_MONEY) return k->g[-1].item;
        struct str v = verb_phrase(k, said);
        if (v.n) return v;
    }
    const struct entry *reach = phrase_before(f, k->at->first, before, LIST_SIGNALS, &at);
    bool state = (reach && reach->role == ROLE_REACH && !str_is(reach->phrase, S("được")) &&
                  !str_is(reach->phrase, S("với"))) ||
                 str_starts(g->quote, S("ước đạt")) || str_starts(g->quote, S("Ước đạt"));
    struct str b = state ? item_before(f, k->at->first, before) : S("");
    if (b.n) return b;
    bool near = verb != NOWHERE && verb >= before && phrase_end_at(f, verb, ROLE_DID) + 9 >= k->at->first;
    for (uint32_t i = verb; near && i < k->at->first; i++)
        near = f->tok[i].kind == TOKEN_WORD || f->tok[i].kind == TOKEN_OPEN || f->tok[i].kind == TOKEN_CLOSE;
    if (near) {
        for (uint32_t i = verb; i-- > before && i + 6 > verb;)
            if (phrase_role(f, i, LIST_STOPS, ROLE_BY)) {
                b = item_before(f, i, before);
                if (b.n) return b;
            }
        b = purpose_behind(k, false);
        return b.n ? b : verb_or_fund(k);
    }
    b = item_before(f, k->at->first, before);
    if (!b.n) b = purpose_behind(k, false);
    if (b.n || verb == NOWHERE || (verb < before && said != NOWHERE))
        return b.n || said == NOWHERE ? b : span_text(f, said, phrase_end_at(f, said, ROLE_WORTH));
    return verb_or_fund(k);
}
