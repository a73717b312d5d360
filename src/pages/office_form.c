/* office_form.c - see office_form.h. Words and order of fields only; decides nothing. */
#include "pages/office_form.h"
#include "core/grow.h"
#include "core/office/term.h"
#include "write/layout.h"

enum { FIELDS_MOST = 16, HIDDEN_MOST = 6 };

struct office_form form_open(struct request *q, struct str action, struct str act, bool once)
{
    return (struct office_form){ .form = page_key(q, once), .action = action, .act = act,
        .field = NEW_N(q->a, struct office_field, FIELDS_MOST), .hidden = NEW_N(q->a, struct choice, HIDDEN_MOST) };
}

void form_hidden(struct request *q, struct office_form *f, const char *name, struct str value)
{
    (void)q;
    assert(f->hiddens < HIDDEN_MOST);
    ((struct choice *)f->hidden)[f->hiddens++] = (struct choice){ .label = str_c(name), .value = value };
}

void form_number(struct request *q, struct office_form *f, const char *name, int64_t value)
{
    form_hidden(q, f, name, str_fmt(q->a, "%lld", (long long)value));
}

struct office_field *form_field(struct request *q, struct office_form *f, const char *prefix, const char *code,
    struct str label, struct str typed)
{
    assert(f->fields < FIELDS_MOST);
    struct office_field *x = (struct office_field *)&f->field[f->fields++];
    *x = (struct office_field){ .id = str_fmt(q->a, "%s-%s", prefix, code), .code = str_c(code), .label = label,
        .typed = typed };
    return x;
}

bool may_mend(error e) { return e->kind == ERR_INPUT || e->kind == ERR_CONFLICT; }

struct str typed_or(struct request *q, const struct refused *no, const char *form, int64_t id, const char *code,
    struct str otherwise)
{
    return no && !strcmp(no->form, form) && no->id == id ? param_typed(q, code) : otherwise;
}

/* ---- lists to choose from ---- */

struct choices choices_of_bodies(struct request *q, const struct body_list *bodies, int64_t now, int64_t without,
    struct str none)
{
    struct choice *c = NEW_N(q->a, struct choice, bodies->n + 1);
    size_t n = 0;
    if (none.n) c[n++] = (struct choice){ .value = S("0"), .label = none, .now = !now };
    for (size_t i = 0; i < bodies->n; i++) {
        const struct body *b = &bodies->body[i];
        if (b->id == without) continue;
        c[n++] = (struct choice){ .value = str_fmt(q->a, "%lld", (long long)b->id), .label = b->name,
            .now = b->id == now };
    }
    return (struct choices){ c, n };
}

struct choices choices_of_standing(struct request *q, enum standing now)
{
    struct choice *c = NEW_N(q->a, struct choice, STANDING_COUNT);
    for (int i = 0; i < STANDING_COUNT; i++)
        c[i] = (struct choice){ .value = standing_code((enum standing)i),
            .label = str_c(standing_name((enum standing)i)),
            .now = (enum standing)i == now };
    return (struct choices){ c, STANDING_COUNT };
}

static struct choices fixed(struct request *q, const char *const (*rows)[2], size_t n, struct str now)
{
    struct choice *c = NEW_N(q->a, struct choice, n);
    for (size_t i = 0; i < n; i++)
        c[i] = (struct choice){ .value = str_c(rows[i][0]), .label = SAY(rows[i][1]), .now = str_is(now,
            str_c(rows[i][0])) };
    return (struct choices){ c, n };
}

struct choices choices_of_sign(struct request *q, struct str now)
{
    static const char *const rows[][2] = { { "", SAID("ký với chức vụ của mình") }, { "TM", SAID("TM. (thay mặt"
        " tập thể)") },
        { "KT", SAID("KT. (ký thay cấp trưởng)") }, { "TL", SAID("TL. (thừa lệnh)") },
        { "TUQ", SAID("TUQ. (thừa ủy quyền)") } };
    return fixed(q, rows, COUNT(rows), now);
}

struct choices choices_of_layout(struct request *q, struct str now)
{
    size_t n;
    const struct layout *l = layout_list(&n);
    struct choice *c = NEW_N(q->a, struct choice, n);
    for (size_t i = 0; i < n; i++)
        c[i] = (struct choice){ .value = l[i].code, .label = SAY(str_z(q->a, l[i].name)),
            .now = str_is(now, l[i].code) };
    return (struct choices){ c, n };
}

/* ---- a post ---- */

static void choose(struct office_field *x, struct choices c)
{
    x->choice = c.list;
    x->choices = c.n;
}

void form_post(struct request *q, struct office_form *f, const char *prefix, const struct refused *no, const char *form,
    int64_t id, const struct post *p, bool main)
{
    enum standing standing = p->standing;
    struct office_field *x = form_field(q, f, prefix, "chuc-vu", SAY("Chức vụ"),
        typed_or(q, no, form, id, "chuc-vu", p->title));
    x->hint = SAY("Như Chủ tịch, Phó Chủ tịch, Ủy viên Ban Thường vụ.");
    if (!standing_read(typed_or(q, no, form, id, "hinh-thuc", standing_code(p->standing)),
        &standing)) standing = POST_HELD;
    choose(form_field(q, f, prefix, "hinh-thuc", SAY("Giữ như thế nào"), S("")), choices_of_standing(q, standing));
    x = form_field(q, f, prefix, "tu-ngay", SAY("Từ ngày"),
        typed_or(q, no, form, id, "tu-ngay", term_vi(q->a, p->valid_from)));
    x->hint = SAY("Ngày/tháng/năm, như 01/07/2025.");
    choose(form_field(q, f, prefix, "ky", SAY("Ký văn bản"), S("")),
        choices_of_sign(q, typed_or(q, no, form, id, "ky", p->sign)));
    x = form_field(q, f, prefix, "ky-thay", SAY("Ký thay cho"), typed_or(q, no, form, id, "ky-thay", p->sign_for));
    x->hint = SAY("Chỉ khi ký thay: Chủ tịch, Ban Thường trực.");
    if (!main) return;
    x = form_field(q, f, prefix, "chinh", SAY("Là chức vụ chính"), typed_or(q, no, form, id, "chinh", p->main ?
        S("1") : S("")));
    x->flag = true;
}

error form_post_read(struct request *q, struct post *p)
{
    p->title = param_str(q, "chuc-vu");
    if (!standing_read(param_str(q, "hinh-thuc"), &p->standing)) p->standing = POST_HELD;
    p->sign = param_str(q, "ky");
    p->sign_for = param_str(q, "ky-thay");
    p->main = param_flag(q, "chinh");
    return term_read(q->a, param_str(q, "tu-ngay"), say("ngày bắt đầu"), &p->valid_from);
}

error form_post_asked(struct request *q, struct db *db, struct post *out)
{
    TRY(post_get(q->a, db, param_int(q, "id", 0), out));
    return out->unit_id == page_who(q)->acting->unit_id
        ? NULL : FAIL(q->a, ERR_MISSING, "Không tìm thấy chức vụ này. Hãy tải lại trang của người giữ chức vụ.");
}
