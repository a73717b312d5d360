/* settings_page.c - what an office chose, one form for all of it: shown with defaults and where a value comes from;
 * what is out of range comes back as it was typed. */
#include "core/office/setting.h"
#include "core/office/unit.h"
#include "pages/setup_pages.h"

struct sent { struct str typed[SETTING_COUNT], why; error wrong[SETTING_COUNT]; };

static bool shown(enum setting which) { return setting_rows[which].group != SETTING_INTERNAL; }

static struct str range_words(struct arena *a, enum setting which)
{
    const struct setting_row *row = &setting_rows[which];
    struct str otherwise = setting_words(a, which, str_c(row->otherwise));
    if (row->type == SETTING_INT)
        return str_fmt(a, say("Từ %lld đến %lld. Mặc định: %.*s."), (long long)row->least, (long long)row->most,
            STR(otherwise));
    return str_fmt(a, say("Mặc định: %.*s."), STR(otherwise));
}

static void choices_fill(struct request *q, enum setting which, struct str holds, struct setting_field *f)
{
    const struct setting_row *row = &setting_rows[which];
    struct choice *c = NEW_N(q->a, struct choice, row->choices + 1);
    c[0] = (struct choice){ .label = str_fmt(q->a, say("Không chọn riêng (%.*s)"),
                                             STR(setting_words(q->a, which, holds))), .now = !f->typed.n };
    for (size_t i = 0; i < row->choices; i++)
        c[i + 1] = (struct choice){ .value = str_c(row->choice[i].code), .label = SAY(row->choice[i].label),
                                    .now = str_is(f->typed, str_c(row->choice[i].code)) };
    f->choice = c;
    f->choices = row->choices + 1;
}

/* What holds when this unit chooses nothing itself, and from where. */
static error without_own(struct request *q, struct db *db, enum setting which, int64_t unit_id, struct str *holds,
    struct str *from_words)
{
    struct unit_list up;
    bool chosen;
    int64_t from;
    *holds = str_c(setting_rows[which].otherwise);
    *from_words = S("");
    if (setting_rows[which].scope == SETTING_OF_PROGRAM) return NULL;
    TRY(unit_up(q->a, db, unit_id, &up));
    if (up.n < 2) return NULL;
    TRY(setting_own(q->a, db, which, up.unit[1].id, holds, &chosen, &from));
    for (size_t i = 1; from && i < up.n; i++)
        if (up.unit[i].id == from)
            *from_words = str_fmt(q->a, say("%.*s đặt: %.*s."), STR(unit_title(q->a, &up.unit[i])),
                STR(setting_words(q->a, which, *holds)));
    return NULL;
}

error setting_field_fill(struct request *q, struct db *db, enum setting which, const struct str *typed, error wrong,
    struct setting_field *f)
{
    const struct setting_row *row = &setting_rows[which];
    int64_t unit_id = page_who(q)->acting->unit_id, from;
    struct str value, holds;
    bool chosen;
    TRY(setting_own(q->a, db, which, unit_id, &value, &chosen, &from));
    TRY(without_own(q, db, which, unit_id, &holds, &f->from));
    f->code = str_c(row->code);
    f->label = SAY(row->title);
    f->about = SAY(row->about);
    f->range = range_words(q->a, which);
    f->typed = typed ? *typed : chosen ? setting_typed(q->a, which, value) : S("");
    f->why = wrong ? str_c(wrong->said) : S("");
    f->holds = setting_words(q->a, which, value);
    f->instead = str_is(holds, S("")) ? S("") : setting_words(q->a, which, holds);
    f->area = row->type == SETTING_DAYS || row->type == SETTING_CALENDAR;
    f->number = row->type == SETTING_INT;
    error fixed = setting_may(q->a, db, page_who(q), which, unit_id);
    if (fixed && fixed->kind != ERR_DENIED) return fixed;
    f->fixed = fixed != NULL;
    if (row->type == SETTING_CHOICE) choices_fill(q, which, holds, f);
    return NULL;
}

static error show(struct request *q, struct reply *r, const struct sent *sent, error why)
{
    struct db *db;
    struct settings_view v = { .form = page_key(q, false), .why = why ? str_c(why->said) : S(""),
                               .reason = sent ? sent->why : S("") };
    struct setting_group_view *group = NEW_N(q->a, struct setting_group_view, SETTING_GROUP_COUNT);
    TRY(page_db(q, &db));
    for (int g = 0; g < SETTING_GROUP_COUNT; g++) {
        struct setting_field *f = NEW_N(q->a, struct setting_field, SETTING_COUNT);
        size_t n = 0;
        for (int i = 0; i < SETTING_COUNT; i++)
            if (shown((enum setting)i) && setting_rows[i].group == (enum setting_group)g)
                TRY(setting_field_fill(q, db, (enum setting)i, sent ? &sent->typed[i] : NULL,
                                       sent ? sent->wrong[i] : NULL, &f[n++]));
        if (n) group[v.groups++] = (struct setting_group_view){
            .name = str_c(setting_group_name((enum setting_group)g)), .field = f, .fields = n };
    }
    v.group = group;
    v.unit = page_who(q)->acting->unit_name;
    if (why) r->status = err_status(why->kind);
    struct buf body = page_open(q);
    view_settings(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Cài đặt"), .room = ROOM_ADMIN }, &body);
}

error page_settings(struct request *q, struct reply *r) { return show(q, r, NULL, NULL); }

error page_settings_save(struct request *q, struct reply *r)
{
    struct sent sent = { .why = param_str(q, "ly-do") };
    struct db *db;
    struct setting_change *change = NEW_N(q->a, struct setting_change, SETTING_COUNT);
    size_t n = 0, wrongs = 0;
    int64_t unit_id = page_who(q)->acting->unit_id;
    TRY(page_db(q, &db));
    for (int i = 0; i < SETTING_COUNT; i++) {
        enum setting which = (enum setting)i;
        struct str kept;
        if (!shown(which)) continue;
        sent.typed[i] = param_str(q, setting_rows[i].code);
        error denied = setting_may(q->a, db, page_who(q), which, unit_id);
        if (denied && !sent.typed[i].n) continue;              /* was only shown */
        if (denied) return denied;
        sent.wrong[i] = setting_check(q->a, which, sent.typed[i], &kept);
        wrongs += sent.wrong[i] != NULL;
        change[n++] = (struct setting_change){ which, sent.typed[i] };
    }
    if (wrongs)
        return show(q, r, &sent, FAIL(q->a, ERR_INPUT, "Chưa lưu được: %zu chỗ chưa đúng. Sửa các chỗ ấy rồi lưu lại; "
            "những gì đã gõ vẫn còn.", wrongs));
    TRY(setting_save(q->a, page_store(q), page_who(q), unit_id, change, n, sent.why));
    reply_redirect(q, r, "/quan-tri/cai-dat?xong=cai-dat");
    return NULL;
}
