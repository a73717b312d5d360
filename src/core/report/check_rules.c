/* check_rules.c - arithmetic that a report claims about itself: sums, products, differences. Ratios stand in
 * check_ratio.c, what the words say in check_words.c. Finds and says; never corrects. A statement is contradicted
 * only when no amount fits it (check_claim.h). */
#include "core/report/check_rules.h"
#include "vn/text.h"

struct warning *warning_add(struct warnings *to, const char *code, enum severity severity,
    const struct figure *const *figures, size_t n, struct str sentence)
{
    if (to->n == to->room) {
        size_t room = to->room ? to->room * 2 : 8;
        struct warning *more = NEW_N(to->a, struct warning, room);
        if (to->n) memcpy(more, to->list, to->n * sizeof *more);
        to->list = more;
        to->room = room;
    }
    struct warning *w = &to->list[to->n++];
    *w = (struct warning){ .code = str_c(code),
        .severity = severity,
        .seqs = NEW_N(to->a, uint32_t, n + 1),
        .seq_count = n,
        .sentence = sentence };
    if (n) w->span = figures[0]->span;
    struct buf subject = buf_open(to->a);
    for (size_t i = 0; i < n; i++) {
        w->seqs[i] = (uint32_t)figures[i]->seq;
        buf_fmt(&subject, "%s%lld=%lld", i ? "," : "", (long long)figures[i]->seq, (long long)figures[i]->value);
    }
    w->subject = buf_done(&subject);
    return w;
}

struct str warning_amount(struct arena *a, const struct figure *f, milli value)
{
    if (f->dimension == DIMENSION_MONEY && str_is(f->unit, S("VND"))) return vn_money_short(a, value);
    return vn_quantity(a, VN_EXACT, value, 0, f->unit);
}

bool check_is_live(const struct figure *f) { return f->state != FIGURE_REJECTED; }

const struct figure *check_seq(const struct rules *r, int64_t seq)
{
    if (seq > 0 && (size_t)seq <= r->n && r->list[seq - 1].f.seq == seq) return &r->list[seq - 1].f;   /* mostly */
    for (size_t i = 0; i < r->n; i++) if (r->list[i].f.seq == seq) return &r->list[i].f;
    return NULL;
}

/* ---- parts against their whole ---- */

enum { PARTS_MOST = 24, PARTS_AWAY = 64, REST = 60 };
struct parts { const struct figure *about[PARTS_MOST + 1]; size_t n; struct claim sum; milli shown; };

/* What is counted must be the same: "600 thùng hàng, trong đó 3 thôn ..." names places, and turns are not people. */
static bool same_measure(struct arena *a, const struct figure *x, const struct figure *y)
{
    if (x->dimension != y->dimension || str_is(x->unit, y->unit)) return x->dimension == y->dimension;
    struct str u = vn_fold(a, x->unit), v = vn_fold(a, y->unit);
    if (check_has(u, "luot") != check_has(v, "luot")) return false;
    return x->dimension == DIMENSION_PEOPLE || x->dimension == DIMENSION_HOUSEHOLDS ||
           str_find(u, v, 0) != SIZE_MAX || str_find(v, u, 0) != SIZE_MAX;
}

static bool is_part(struct arena *a, const struct figure *p, const struct figure *whole)
{
    return p->part_of == whole->seq && p != whole && p->stock == whole->stock && check_is_live(p) && !p->each &&
           same_measure(a, p, whole) && p->dimension != DIMENSION_PERCENT && p->approx != VN_RANGE;
}

static struct parts parts_of(const struct rules *r, size_t whole)
{
    struct parts p = { .about = { &r->list[whole].f }, .sum = claim_exact(0) };
    for (size_t i = whole > PARTS_AWAY ? whole - PARTS_AWAY : 0; i < r->n && i < whole + PARTS_AWAY; i++) {
        const struct figure *f = &r->list[i].f;
        if (!is_part(r->a, f, p.about[0])) continue;
        if (p.n && f->value == p.about[0]->value) continue;            /* the whole again, in words or in brackets */
        if (p.n == PARTS_MOST || __builtin_add_overflow(p.shown, f->value, &p.shown)) return (struct parts){ 0 };
        p.sum = claim_plus(p.sum, claim_of(f));
        p.about[++p.n] = f;
    }
    return p;
}

/* What a person is besides: one may be a woman and a Party member, so such parts overlap and are not added. */
static bool is_trait(struct arena *a, const struct figure *f)
{
    static const char *const traits[] = { "nu", "dang vien", "dan toc", "ton giao", "doan vien", "tre", NULL };
    if (f->dimension != DIMENSION_PEOPLE && f->dimension != DIMENSION_HOUSEHOLDS) return false;
    return check_has_any(vn_fold(a, f->item), traits) || check_has_any(vn_fold(a, f->unit), traits);
}

static struct str added(const struct rules *r, const struct parts *p)
{
    struct buf b = buf_open(r->a);
    const struct figure *whole = p->about[0];
    bool bare = p->n > 1 && whole->dimension != DIMENSION_MONEY;
    for (size_t i = 1; i <= p->n; i++) {
        const struct figure *f = p->about[i];
        if (i > 1) buf_c(&b, " + ");
        buf_str(&b, f->approx != VN_EXACT ? f->words
                    : bare                ? vn_number_digits(r->a, f->value)
                                          : warning_amount(r->a, f, f->value));
    }
    if (p->n > 1)
        buf_fmt(&b, " = %.*s", STR(bare ? vn_number_digits(r->a, p->shown) : warning_amount(r->a, whole, p->shown)));
    return buf_done(&b);
}

static void check_parts(const struct rules *r, size_t at)
{
    struct parts p = parts_of(r, at);
    const struct figure *whole = p.about[0];
    if (!p.n || (p.n == 1 && p.sum.low <= claim_of(whole).high)) return;   /* one part leaves the rest unsaid */
    size_t behind = p.about[1]->span.from > whole->span.to ? p.about[1]->span.from : whole->span.to;
    static const char *const all[] = { "gom", "bao gom", "cu the", "chia ra", NULL };
    bool complete = check_has_any(check_fold(r, whole->span.to, behind), all), traits = false;
    struct claim claimed = claim_of(whole);
    complete = complete && !check_has(check_fold(r, p.about[p.n]->span.to, p.about[p.n]->span.to + REST), "con lai");
    for (size_t i = 1; i <= p.n; i++) traits |= p.n > 1 && is_trait(r->a, p.about[i]);
    bool more = p.sum.low > claimed.high, less = p.sum.high < claimed.low;
    /* Behind "trong đó" the rest may go unsaid, but for a whole that is told nearly to the end. */
    bool nearly = p.n > 1 && whole->value - p.shown <= whole->value / 10;
    if (traits || (!more && !(less && (complete || nearly)))) return;
    struct str stated = whole->dimension == DIMENSION_MONEY || whole->approx != VN_EXACT
                            ? whole->words
                            : vn_number_digits(r->a, whole->value);
    struct str said = p.n > 1
                          ? str_fmt(r->a, say("%.*s, báo cáo ghi %.*s."), STR(added(r, &p)), STR(stated))
                          : str_fmt(r->a, say("Phần %.*s lớn hơn cả tổng %.*s."), STR(added(r, &p)), STR(whole->words));
    enum severity severity = !more ? SEVERITY_NOTE : p.sum.vague || claimed.vague ? SEVERITY_DOUBT : SEVERITY_ERROR;
    warning_add(r->to, "parts", severity, p.about, p.n + 1, said);
}

/* ---- unit price x count against the total ---- */

static bool values(const struct figure *money, int64_t seq)
{
    for (size_t i = 0; i < money->value_of_count; i++) if (money->value_of[i] == seq) return true;
    return false;
}

static const struct figure *price_of(const struct rules *r, size_t total, const struct figure *count)
{
    for (size_t i = total > PARTS_AWAY ? total - PARTS_AWAY : 0; i < r->n && i < total + PARTS_AWAY; i++) {
        const struct figure *f = &r->list[i].f;
        if (f->each && f->dimension == DIMENSION_MONEY && check_is_live(f) && values(f, count->seq)) return f;
    }
    return NULL;
}

/* "mỗi phần gồm 500 nghìn đồng tiền mặt và 1 túi hàng trị giá 200.000đ": another price in the sentence of the total,
 * which may lie in each piece too. */
static bool has_more_in_each(const struct rules *r, size_t total, const struct figure *const *about, size_t used)
{
    size_t from = check_sentence(r->text, r->list[total].f.span.from);
    for (size_t i = total; i-- > 0 && r->list[i].f.span.from >= from;) {
        const struct figure *f = &r->list[i].f;
        bool known = f->dimension != DIMENSION_MONEY || !f->each || !check_is_live(f);
        for (size_t k = 0; k < used; k++) known |= about[k] == f;
        if (!known) return true;
    }
    return false;
}

static void check_price(const struct rules *r, size_t at)
{
    enum { MOST = 8 };
    const struct figure *total = &r->list[at].f, *about[1 + 2 * MOST] = { total };
    size_t used = 1, priced = 0;
    struct claim sum = claim_exact(0);
    milli shown = 0;
    struct buf b = buf_open(r->a);
    if (total->value_of_count > MOST) return;
    for (size_t i = 0; i < total->value_of_count; i++) {
        const struct figure *count = check_seq(r, total->value_of[i]);
        const struct figure *price = count && check_is_live(count) ? price_of(r, at, count) : NULL;
        milli product;
        if (!price) continue;
        if (count->value == MILLI) return;             /* "1 túi hàng trị giá 200.000đ" lies in each of the gifts */
        if (!str_is(price->unit, total->unit) || __builtin_mul_overflow(count->value, price->value, &product) ||
            __builtin_add_overflow(shown, product / MILLI, &shown))
            return;
        sum = claim_plus(sum, claim_times(claim_of(count), claim_of(price)));
        about[used++] = count;
        about[used++] = price;
        struct str times = count->approx == VN_EXACT ? vn_number_digits(r->a, count->value) : count->words;
        buf_fmt(&b, "%s%.*s × %.*s", priced++ ? " + " : "", STR(times),
            STR(price->approx == VN_EXACT ? warning_amount(r->a, price, price->value) : price->words));
    }
    struct claim claimed = claim_of(total);
    bool complete = priced == total->value_of_count;
    if (!priced || (sum.low <= claimed.high && (!complete || claimed.low <= sum.high))) return;
    if (claimed.low > sum.high && has_more_in_each(r, at, about, used)) return;
    struct str products = buf_done(&b);
    warning_add(r->to, "price", sum.vague || claimed.vague ? SEVERITY_DOUBT : SEVERITY_ERROR, about, used,
        str_fmt(r->a, say("%.*s = %.*s, báo cáo ghi %.*s."), STR(products), STR(warning_amount(r->a, total, shown)),
            STR(total->words)));
}

/* ---- from A to B, up or down by C ---- */

static bool ends_with_word(struct str fold, const char *word)
{
    struct str w = str_c(word);
    while (fold.n && fold.p[fold.n - 1] == ' ') fold.n--;
    return str_ends(fold, w) && (fold.n == w.n || strchr(" ,(", fold.p[fold.n - w.n - 1]));
}

/* "giảm từ A xuống còn B", "từ A lên B": what the reader takes for a change may be where it started. */
static bool goes_from_to(const struct rules *r, size_t from)
{
    static const char *const to[] = { "xuong", "con", "len", "thanh", "->", "→", NULL };
    if (from + 1 >= r->n) return false;
    const struct figure *a = &r->list[from].f, *b = &r->list[from + 1].f;
    if (!check_is_live(a) || !check_is_live(b) || a->dimension != b->dimension || b->change != CHANGE_NONE ||
        a->has_whole || b->has_whole || b->span.from < a->span.to || !str_is(a->unit, b->unit))
        return false;
    struct str between = check_fold(r, a->span.to, b->span.from);
    if (!check_has_any(between, to) || check_has(between, "trong do")) return false;
    return a->change == CHANGE_NONE || ends_with_word(check_lead(r, from), "tu");
}

static void check_difference(const struct rules *r, size_t from, size_t by)
{
    if (by >= r->n || !goes_from_to(r, from)) return;
    const struct figure *a = &r->list[from].f, *b = &r->list[from + 1].f, *c = &r->list[by].f;
    if (c->change == CHANGE_NONE || !check_is_live(c) || c->dimension != a->dimension || !str_is(c->unit, a->unit))
        return;
    size_t last = by > from ? c->span.from : a->span.from, first = by > from ? a->span.from : c->span.from;
    if (check_sentence(r->text, last) > first) return;
    bool up = b->value >= a->value;
    const struct figure *high = up ? b : a, *low = up ? a : b;
    struct claim apart = claim_minus(claim_of(high), claim_of(low)), claimed = claim_of(c);
    bool wrong_way = up != (c->change == CHANGE_UP) && high->value != low->value && !apart.vague;
    if (claim_meets(apart, claimed) && !wrong_way) return;
    const struct figure *about[] = { c, a, b };
    warning_add(r->to, "difference", apart.vague || claimed.vague ? SEVERITY_DOUBT : SEVERITY_ERROR, about, 3,
        str_fmt(r->a, say("%.*s − %.*s = %.*s, báo cáo ghi %s %.*s."), STR(vn_number_digits(r->a, high->value)),
            STR(vn_number_digits(r->a, low->value)), STR(vn_number_digits(r->a, high->value - low->value)),
            c->change == CHANGE_UP ? say("tăng") : say("giảm"), STR(vn_number_digits(r->a, c->value))));
}

/* ---- new, removed, net ---- */

/* "phát triển mới 4.640, đưa ra khỏi tổ chức 1.477, tăng 3.163". */
static void check_net(const struct rules *r, size_t at)
{
    static const char *const in[] = { "phat trien", "ket nap", "tiep nhan", "tang", NULL };
    static const char *const out[] = { "ra khoi", "xoa ten", "rut ten", "khai tru", "chuyen di", "chuyen sinh hoat di",
        "cho thoi", "giam", "cat giam", NULL };
    if (at + 2 >= r->n) return;
    const struct figure *came = &r->list[at].f, *went = &r->list[at + 1].f, *net = &r->list[at + 2].f;
    if (!check_is_live(came) || !check_is_live(went) || !check_is_live(net) || net->change == CHANGE_NONE ||
        !str_is(came->unit, went->unit) || !str_is(came->unit, net->unit) || came->dimension == DIMENSION_MONEY ||
        came->stock || went->stock || check_sentence(r->text, net->span.from) > came->span.from)
        return;
    struct str second = check_lead(r, at + 1), third = check_lead(r, at + 2);
    if (!check_has_any(check_lead(r, at), in) || !check_has_any(second, out) || check_has(third, "so voi") ||
        (went->change == CHANGE_NONE && check_has(second, "trong do")))
        return;
    struct claim claimed = claim_of(net), left = claim_minus(claim_of(came), claim_of(went));
    if (net->change == CHANGE_DOWN) left = claim_minus(claim_of(went), claim_of(came));
    if (claim_meets(left, claimed)) return;
    const struct figure *about[] = { net, came, went };
    bool more = came->value >= went->value;
    warning_add(r->to, "net", SEVERITY_DOUBT, about, 3,
        str_fmt(r->a, say("%.*s − %.*s = %.*s, báo cáo ghi %s %.*s."),
            STR(vn_number_digits(r->a, more ? came->value : went->value)),
            STR(vn_number_digits(r->a, more ? went->value : came->value)),
            STR(vn_number_digits(r->a, more ? came->value - went->value : went->value - came->value)),
            net->change == CHANGE_UP ? say("tăng") : say("giảm"), STR(vn_number_digits(r->a, net->value))));
}

void check_rules(struct warnings *to, struct str text, const struct figure_full *list, size_t n)
{
    struct rules r = { to, to->a, text, list, n };
    for (size_t i = 0; i < n; i++) {
        const struct figure *f = &list[i].f;
        if (!check_is_live(f)) continue;
        check_parts(&r, i);
        if (f->dimension == DIMENSION_MONEY && !f->each && f->value_of_count) check_price(&r, i);
        check_difference(&r, i, i + 2);
        if (i) check_difference(&r, i, i - 1);
        check_net(&r, i);
        check_ratios(&r, i);
        check_words(&r, i);
    }
    check_longer(&r);
}
