/* joint.c - see joint.h. Pure: reads and writes nothing but the figure it is given. */
#include "core/report/joint.h"
#include "core/office/body.h"
#include "vn/text.h"

static milli rest_of(const struct figure *f)
{
    milli rest = f->value;
    for (size_t i = 0; f->share && i < f->with_count; i++) rest -= f->share[i];
    return rest;
}

size_t joint_credits(struct arena *a, const struct figure *f, struct str kind, struct credit **out)
{
    struct credit *list = NEW_N(a, struct credit, f->with_count + 1);
    size_t n = 0;
    bool divided = f->share && !str_is(kind, S("stock"));
    milli own = divided ? rest_of(f) : f->value;
    if (f->organisation.n && (!divided || own)) list[n++] = (struct credit){ f->organisation, own };
    for (size_t i = 0; divided && i < f->with_count; i++) list[n++] = (struct credit){ f->with[i], f->share[i] };
    *out = list;
    return n;
}

bool joint_credit(struct arena *a, const struct figure *f, struct str kind, struct str organisation, milli *value)
{
    struct credit *list;
    size_t n = joint_credits(a, f, kind, &list);
    *value = f->value;
    for (size_t i = 0; i < n; i++) {
        if (!str_is(list[i].organisation, organisation)) continue;
        *value = list[i].value;
        return true;
    }
    return !organisation.n;
}

bool joint_has(const struct figure *f, struct str organisation)
{
    if (!organisation.n) return false;
    for (size_t i = 0; i < f->with_count; i++) if (str_is(f->with[i], organisation)) return true;
    return str_is(f->organisation, organisation);
}

/* ---- as people type it ---- */

static const struct organisation *named(struct arena *a, struct str typed)
{
    struct organisation_list all = organisation_all(a);
    struct str fold = vn_fold(a, typed);
    for (size_t i = 0; i < all.n; i++) {
        const struct organisation *o = &all.organisation[i];
        if (str_is(vn_fold(a, o->code), fold) || str_is(vn_fold(a, o->name), fold) ||
            str_is(vn_fold(a, o->short_name), fold)) return o;
    }
    return NULL;
}

static bool share_read(struct str text, milli *out)
{
    struct vn_money money;
    if (vn_number_read(text, out)) return true;
    if (!vn_money_at(text, 0, &money) || money.end != text.n || money.approx != VN_EXACT) return false;
    *out = money.value;
    return true;
}

/* The name is the longest beginning that is one; what is behind it is the share. */
static error member_read(struct arena *a, struct str part, struct str *code, milli *share, bool *has)
{
    *has = false;
    const struct organisation *o = named(a, part);
    for (size_t at = part.n; !o && at-- > 0;) {
        if (part.p[at] != ' ') continue;
        o = named(a, str_trim(str_cut(part, 0, at)));
        if (!o) continue;
        struct str text = str_trim(str_cut(part, at, part.n));
        if (!share_read(text, share) || *share <= 0)
            return FAIL(a, ERR_INPUT, "Phần “%.*s” của %.*s chưa đọc được. Ghi như 40 hoặc 15 triệu đồng.", STR(text),
                STR(o->short_name));
        *has = true;
    }
    if (!o)
        return FAIL(a, ERR_INPUT, "Chưa có tổ chức “%.*s”. Ghi mã hoặc tên, như HND 40; Hội Chữ thập đỏ 20.",
            STR(part));
    *code = o->code;
    return NULL;
}

static error shares_check(struct arena *a, const struct figure *f)
{
    milli rest = rest_of(f);
    if (f->approx == VN_RANGE)
        return FAIL(a, ERR_INPUT, "Số ghi từ mức này đến mức kia không chia phần được. Ghi một số, hoặc bỏ các phần.");
    if (f->stock) return FAIL(a, ERR_INPUT, "Số hiện có không chia phần được. Bỏ các phần, giữ tên tổ chức cùng làm.");
    struct str whole = vn_number_digits(a, f->value), left = vn_number_digits(a, rest);
    if (rest < 0 || (!f->organisation.n && rest))
        return FAIL(a, ERR_INPUT, "Các phần không khớp tổng %.*s: còn %.*s. Xem lại từng phần rồi lưu.", STR(whole),
            STR(left));
    return NULL;
}

error joint_read(struct arena *a, struct str typed, struct figure *f)
{
    size_t most = 1, shares = 0;
    struct str rest = typed, part;
    for (size_t i = 0; i < typed.n; i++) most += typed.p[i] == ';';
    f->with = NEW_N(a, struct str, most);
    f->share = NEW_N(a, milli, most);
    f->with_count = 0;
    while (str_next(&rest, ';', &part)) {
        bool has;
        part = str_trim(part);
        if (!part.n) continue;
        TRY(member_read(a, part, &f->with[f->with_count], &f->share[f->with_count], &has));
        if (joint_has(f, f->with[f->with_count]))
            return FAIL(a, ERR_INPUT, "%.*s được ghi hai lần. Mỗi tổ chức ghi một lần.",
                STR(organisation_name(a, f->with[f->with_count])));
        f->with_count++;
        shares += has;
    }
    if (shares && shares != f->with_count)
        return FAIL(a, ERR_INPUT, "Có tổ chức ghi phần, có tổ chức không. Ghi phần cho tất cả, hoặc không ghi phần"
        " nào.");
    if (!shares) f->share = NULL;
    return shares ? shares_check(a, f) : NULL;
}

struct str joint_write(struct arena *a, const struct figure *f)
{
    struct buf b = buf_open(a);
    for (size_t i = 0; i < f->with_count; i++) {
        buf_fmt(&b, "%s%.*s", i ? "; " : "", STR(f->with[i]));
        if (f->share) buf_fmt(&b, " %.*s", STR(vn_number_digits(a, f->share[i])));
    }
    return buf_done(&b);
}

struct str joint_shares(struct arena *a, const struct figure *f)
{
    struct buf b = buf_open(a);
    for (size_t i = 0; f->share && i < f->with_count; i++) buf_fmt(&b, "%s%lld", i ? "," : "", (long long)f->share[i]);
    return buf_done(&b);
}

void joint_shares_read(struct arena *a, struct str stored, struct figure *f)
{
    milli *share = NEW_N(a, milli, f->with_count + 1);
    struct str part;
    size_t n = 0;
    while (stored.n && n < f->with_count && str_next(&stored, ',', &part))
        if (str_int(part, &share[n])) n++;
    f->share = n && n == f->with_count ? share : NULL;
}
