/* dictionary_page.c - the dictionary of the unit: the words it has taught, as a list and one by one, and what is
 * decided about them. Whose decision it is core asks (core/office/alias.h). */
#include "core/grow.h"
#include "core/office/body.h"
#include "core/office/catalogue.h"
#include "core/report/report.h"
#include "pages/dictionary.h"
#include "pages/listing.h"

enum { PAGE_ROWS = 50, PAGES_MOST = 1000 };

static const struct { const char *code; } kind_codes[ALIAS_KIND_COUNT] = {
    [ALIAS_INDICATOR] = { "chi-tieu" }, [ALIAS_BODY] = { "to-chuc" }, [ALIAS_PLACE] = { "dia-ban" }
};
static const struct { const char *code, *mark, *label; } states[ALIAS_STATE_COUNT] = {
    [ALIAS_PROPOSED] = { "de-nghi", "r", .label = "đề nghị" },
    [ALIAS_ACCEPTED] = { "dang-dung", "c", .label = "đang dùng" },
    [ALIAS_REJECTED] = { "khong-dung", "x", .label = "không dùng" },
    [ALIAS_REMOVED] = { "da-xoa", "x", .label = "đã xóa" },
};

enum { PHRASE, MEANING, KIND, STATE, BY, USED, ACT, COLUMNS };
static const struct listing_column columns[COLUMNS] = {
    [PHRASE] = { "tu", .label = "Từ trong báo cáo" },
    [MEANING] = { "nghia", .label = "Được hiểu là" },
    [KIND] = { "loai", .label = "Là", .in_file = true },
    [STATE] = { "trang-thai", .label = "Trạng thái" },
    [BY] = { "nguoi-ghi", .label = "Người ghi, người quyết định", .in_file = true },
    [USED] = { "dung", .label = "Số đã đọc theo", .number = true },
    [ACT] = { NULL, .label = "Quyết định", .on_screen = true },
};
static const char *const narrow_names[] = { "loai", "trang-thai" };
static const struct listing_kind words = { "tu-dien", SAID("Từ điển của đơn vị"), PAGE_ROWS, columns, COLUMNS,
                                           narrow_names, COUNT(narrow_names) };

/* What a refused form held, and why. */
struct ask { error why; struct str phrase, kind, meaning; };

static int kind_of(struct str code)
{
    for (int i = 0; i < ALIAS_KIND_COUNT; i++)
        if (str_is(code, str_c(kind_codes[i].code))) return i;
    return -1;
}

static int state_of(struct str code)
{
    for (int i = 0; i < ALIAS_STATE_COUNT; i++)
        if (str_is(code, str_c(states[i].code))) return i;
    return -1;
}

/* ---- one row ---- */

/* Whose word it is, how often it was said, who uses it already. */
static struct str line_of(struct arena *a, const struct alias *x)
{
    struct buf b = buf_open(a);
    bool decided = x->state != ALIAS_PROPOSED && x->decided_by.n;
    struct str by = decided ? x->decided_by : x->made_by;
    buf_fmt(&b, "%.*s, %.*s", STR(by), STR(page_date(a, decided ? x->decided_at : x->made_at)));
    if (x->state == ALIAS_PROPOSED && x->times) {
        buf_c(&b, " · ");
        buf_fmt(&b, say("đã sửa %lld lần"), (long long)x->times);
    }
    if (x->state == ALIAS_PROPOSED && x->bodies.n) {
        buf_c(&b, " · ");
        buf_fmt(&b, say("%.*s đang dùng"), STR(x->bodies));
    }
    return buf_done(&b);
}

/* href: the last part of the address; hint: the answer it carries; now: the first choice. */
static void acts_fill(struct request *q, const struct alias *x, struct word_row *row)
{
    struct link *act = NEW_N(q->a, struct link, 2);
    size_t n = 0;
    if (x->may_decide) {
        if (x->state == ALIAS_REMOVED) act[n++] = (struct link){ .label = SAY("Hoàn lại"), .href = S("hoan-lai") };
        else {
            if (x->state != ALIAS_ACCEPTED)
                act[n++] = (struct link){
                    .label = SAY("Ghi nhớ"), .href = S("nhan"), .now = x->state == ALIAS_PROPOSED
                };
            if (x->state == ALIAS_PROPOSED) act[n++] = (struct link){ .label = SAY("Không"), .href = S("tu-choi") };
            else act[n++] = (struct link){ .label = SAY("Xóa"), .href = S("xoa") };
        }
    } else if (x->state == ALIAS_PROPOSED && policy_may(page_who(q), MAY_WRITE_REPORT)) {
        act[n++] = (struct link){ .label = SAY("Ghi nhớ"), .href = S("tra-loi"), .hint = S("co"), .now = !x->bodies.n };
        act[n++] = (struct link){ .label = SAY("Không"), .href = S("tra-loi"), .hint = S("khong") };
    }
    row->act = act;
    row->acts = n;
}

static struct word_row row_of(struct request *q, const struct alias *x)
{
    struct word_row row = { .id = x->id,
                            .version = x->version,
                            .phrase = x->phrase,
                            .meaning = x->meaning,
                            .kind = dictionary_kind(x->kind),
                            .mark = str_c(states[x->state].mark),
                            .state = SAY(states[x->state].label),
                            .line = line_of(q->a, x),
                            .used = x->used ? str_fmt(q->a, "%lld", (long long)x->used) : S("–") };
    acts_fill(q, x, &row);
    return row;
}

/* ---- the list ---- */

static void choices_fill(struct arena *a, int kind, int state, struct dictionary_view *v)
{
    struct choice *k = NEW_N(a, struct choice, ALIAS_KIND_COUNT + 1);
    struct choice *s = NEW_N(a, struct choice, ALIAS_STATE_COUNT + 1);
    k[0] = (struct choice){ .value = S(""), .label = SAY("bất kỳ"), .now = kind < 0 };
    s[0] = (struct choice){ .value = S(""), .label = SAY("mọi trạng thái"), .now = state < 0 };
    for (int i = 0; i < ALIAS_KIND_COUNT; i++)
        k[i + 1] = (struct choice){ str_c(kind_codes[i].code), dictionary_kind((enum alias_kind)i), kind == i };
    for (int i = 0; i < ALIAS_STATE_COUNT; i++)
        s[i + 1] = (struct choice){ str_c(states[i].code), SAY(states[i].label), state == i };
    v->kind = k;
    v->kinds = ALIAS_KIND_COUNT + 1;
    v->state = s;
    v->states = ALIAS_STATE_COUNT + 1;
}

/* Everything a word can mean: the indicators and the bodies of the unit, as they are typed. */
static error meanings(struct request *q, int kind, const struct choice **out, size_t *n)
{
    struct db *db;
    struct indicator_list list;
    struct body_list bodies;
    struct choice *c = NULL;
    TRY(page_db(q, &db));
    *n = 0;
    if (kind < 0 || kind == ALIAS_INDICATOR) {
        TRY(catalogue_list(q->a, db, &list));
        for (size_t i = 0; i < list.n; i++)
            LIST_ADD(q->a, c, *n, (struct choice){ .label = str_fmt(q->a, "%.*s %.*s", STR(list.indicator[i].code),
                                                                   STR(list.indicator[i].name)) });
    }
    if (kind < 0 || kind == ALIAS_BODY) {
        TRY(body_list(q->a, db, page_who(q)->acting->unit_id, S(""), &bodies));
        for (size_t i = 0; i < bodies.n; i++)
            LIST_ADD(q->a, c, *n, (struct choice){ .label = bodies.body[i].short_name });
    }
    *out = c;
    return NULL;
}

static struct str question(struct arena *a, const struct alias_page *list)
{
    long long waiting = (long long)list->of_state[ALIAS_PROPOSED], used = (long long)list->of_state[ALIAS_ACCEPTED];
    if (waiting) return str_fmt(a, say("%lld từ chờ quyết định"), waiting);
    return used ? str_fmt(a, say("%lld từ đang dùng để đọc báo cáo"), used) : SAY("Từ điển chưa có từ nào");
}

static error undo_fill(struct request *q, struct db *db, int64_t id, struct dictionary_view *v)
{
    struct alias x;
    if (!id) return NULL;
    error gone = alias_get(q->a, db, page_who(q), id, &x);
    if (gone) return gone->kind == ERR_MISSING ? NULL : gone;
    if (x.state != ALIAS_REMOVED || !x.may_decide) return NULL;
    v->undo_id = id;
    v->undo_version = x.version;
    v->undo_said = str_fmt(q->a, say("Đã xóa “%.*s”."), STR(x.phrase));
    return NULL;
}

static void cells_fill(struct arena *a, const struct alias *x, struct ledger_cell *c)
{
    c[PHRASE] = ledger_text(x->phrase);
    c[MEANING] = ledger_text(x->meaning);
    c[KIND] = ledger_text(dictionary_kind(x->kind));
    c[STATE] = ledger_text(SAY(states[x->state].label));
    c[BY] = ledger_text(line_of(a, x));
    c[USED] = ledger_count(x->used);
}

/* list: asked by its own address, with its own parameters; else shown by a form that was refused. */
static struct alias_filter filter_of(struct request *q, bool list)
{
    struct alias_filter filter = { .unit_id = page_who(q)->acting->unit_id, .kind = -1, .state = -1,
                                   .limit = PAGE_ROWS };
    if (!list) return filter;
    filter.kind = kind_of(param_str(q, "loai"));
    filter.state = state_of(param_str(q, "trang-thai"));
    if (listing_whole(q)) filter.limit = ALIASES_MOST;
    else filter.offset = (int)(listing_page(q) - 1) * PAGE_ROWS;
    return filter;
}

static void words_fill(struct request *q, const struct alias_page *found, const struct alias_filter *filter,
                       struct dictionary_view *v)
{
    v->form = page_key(q, false);
    v->narrowed = filter->kind >= 0 || filter->state >= 0 || v->list.find.n;
    v->may_decide = policy_may(page_who(q), MAY_TEACH);
    v->question = v->narrowed ? str_fmt(q->a, say("%lld từ như đã lọc"), (long long)v->list.found)
                              : question(q->a, found);
    v->note = SAY("Những chữ mà đơn vị đã dạy phần mềm hiểu. Báo cáo sau được đọc theo, cả ở các đơn vị cấp dưới.");
    v->empty = v->narrowed ? SAY("Không có từ nào như đã lọc.")
                           : SAY("Khi sửa chỉ tiêu, tổ chức hoặc địa bàn của một số liệu, phần mềm hỏi có ghi nhớ chữ "
                                 "ấy không. Những chữ được ghi nhớ hiện ở đây.");
    choices_fill(q->a, filter->kind, filter->state, v);
}

static error show_list(struct request *q, struct reply *r, bool list, const struct ask *ask)
{
    struct db *db;
    struct alias_page found;
    int64_t number = listing_page(q);
    if (number < 1 || number > PAGES_MOST) return FAIL(q->a, ERR_MISSING, "Không có trang %lld.", (long long)number);
    struct alias_filter filter = filter_of(q, list);
    TRY(page_db(q, &db));
    TRY(alias_list(q->a, db, page_who(q), &filter, &found));
    struct listing l = listing_open(q, &words);
    for (size_t i = 0; i < found.n; i++) cells_fill(q->a, &found.list[i], listing_row(&l));
    if (!listing_whole(q)) l.total = found.total;
    if (listing_asked(q)) return listing_file(&l, r, page_who(q)->acting->unit_name);
    struct dictionary_view v = { .why = ask->why ? str_c(ask->why->said) : S(""),
                                 .typed_phrase = ask->phrase, .typed_kind = ask->kind, .typed_meaning = ask->meaning };
    TRY(listing_show(&l, &v.list));
    struct word_row *row = NEW_N(q->a, struct word_row, l.shown);
    for (size_t i = 0; i < l.shown; i++) row[i] = row_of(q, &found.list[l.order[i]]);
    v.row = row;
    v.rows = l.shown;
    words_fill(q, &found, &filter, &v);
    if (v.may_decide) TRY(meanings(q, -1, &v.meaning, &v.meanings));
    if (list) TRY(undo_fill(q, db, param_int(q, "vua", 0), &v));
    if (ask->why) r->status = err_status(ask->why->kind);
    struct buf body = page_open(q);
    view_dictionary(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Từ điển"), .room = ROOM_DICTIONARY }, &body);
}

error page_dictionary(struct request *q, struct reply *r)
{
    return show_list(q, r, true, &(struct ask){ .why = NULL });
}

/* ---- one word ---- */

static error facts_fill(struct request *q, struct db *db, const struct alias *x, struct word_view *v)
{
    struct link *f = NEW_N(q->a, struct link, 4);
    size_t n = 0;
    struct report report;
    f[n++] = (struct link){ .label = SAY("Dùng cho"),
                            .hint = str_fmt(q->a, say("báo cáo của %.*s và các đơn vị cấp dưới"), STR(x->unit_name)) };
    if (x->report_id) {
        error hidden = report_get(q->a, db, page_who(q), x->report_id, &report);
        f[n++] = (struct link){
            .label = SAY("Bắt đầu từ"),
            .hint = hidden ? str_fmt(q->a, say("số %lld của một báo cáo chưa xem được"), (long long)x->figure_seq)
                           : str_fmt(q->a, say("số %lld, báo cáo %.*s của %.*s"), (long long)x->figure_seq,
                                     STR(period_in(q->a, report.period)), STR(report.body_short)),
            .href = hidden ? S("") : str_fmt(q->a, "/bao-cao/%lld?so=%lld#f%lld", (long long)x->report_id,
                                             (long long)x->figure_seq, (long long)x->figure_seq)
        };
    }
    f[n++] = (struct link){ .label = SAY("Người ghi"),
                            .hint = str_fmt(q->a, "%.*s, %.*s", STR(x->made_by), STR(page_time(q->a, x->made_at))) };
    if (x->decided_by.n)
        f[n++] = (struct link){ .label = SAY("Người quyết định"),
                                .hint = str_fmt(q->a, "%.*s, %.*s", STR(x->decided_by),
                                                STR(page_time(q->a, x->decided_at))) };
    v->fact = f;
    v->facts = n;
    return NULL;
}

static error uses_fill(struct request *q, struct db *db, const struct alias *x, struct word_view *v)
{
    struct alias_use *use;
    size_t n;
    TRY(alias_uses(q->a, db, page_who(q), x->id, &use, &n));
    struct word_use *row = NEW_N(q->a, struct word_use, n);
    for (size_t i = 0; i < n; i++) {
        struct report report;
        row[i] = (struct word_use){ .title = SAY("một báo cáo chưa xem được"),
                                    .figures = str_fmt(q->a, "%lld", (long long)use[i].figures),
                                    .at = page_time(q->a, use[i].at) };
        if (report_get(q->a, db, page_who(q), use[i].report_id, &report)) continue;
        row[i].title = report.title;
        row[i].body = report.body_short;
        row[i].href = str_fmt(q->a, "/bao-cao/%lld", (long long)report.id);
    }
    v->use = row;
    v->uses = n;
    return NULL;
}

static error show_word(struct request *q, struct reply *r, const struct ask *ask)
{
    struct db *db;
    struct alias x;
    TRY(page_db(q, &db));
    TRY(alias_get(q->a, db, page_who(q), param_int(q, "id", 0), &x));
    struct word_view v = { .form = page_key(q, false), .row = row_of(q, &x), .may_decide = x.may_decide,
                           .why = ask->why ? str_c(ask->why->said) : S(""),
                           .typed_phrase = ask->why ? ask->phrase : x.phrase,
                           .typed_meaning = ask->why ? ask->meaning : x.meaning };
    v.question = str_fmt(q->a, say("Hiểu %.*s, đúng chưa?"), STR(dictionary_words(q->a, &x)));
    if (x.kind == ALIAS_INDICATOR && !ask->why)
        v.typed_meaning = str_fmt(q->a, "%.*s %.*s", STR(x.code), STR(x.meaning));
    v.meaning_label = x.kind == ALIAS_INDICATOR ? SAY("Chỉ tiêu (gõ để tìm)")
                      : x.kind == ALIAS_BODY    ? SAY("Tổ chức (gõ để tìm)")
                                                : SAY("Tên đầy đủ của địa bàn");
    TRY(facts_fill(q, db, &x, &v));
    TRY(uses_fill(q, db, &x, &v));
    if (v.may_decide && x.kind != ALIAS_PLACE) TRY(meanings(q, (int)x.kind, &v.meaning, &v.meanings));
    if (ask->why) r->status = err_status(ask->why->kind);
    struct buf body = page_open(q);
    view_word(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = x.phrase, .room = ROOM_DICTIONARY }, &body);
}

error page_word(struct request *q, struct reply *r) { return show_word(q, r, &(struct ask){ .why = NULL }); }

/* ---- deciding ---- */

static bool may_mend(error e)
{
    return e->kind == ERR_INPUT || e->kind == ERR_CONFLICT || e->kind == ERR_TOO_LARGE;
}

error page_word_add(struct request *q, struct reply *r)
{
    int64_t id;
    struct ask ask = { .phrase = param_str(q, "tu"), .kind = param_str(q, "loai"), .meaning = param_str(q, "nghia") };
    int kind = kind_of(ask.kind);
    struct str code;
    if (kind < 0) return FAIL(q->a, ERR_USAGE, "Chưa chọn từ này nghĩa là chỉ tiêu, tổ chức hay địa bàn.");
    TRY(dictionary_code(q, (enum alias_kind)kind, ask.meaning, &code));
    ask.why = alias_add(q->a, page_store(q), page_who(q), (enum alias_kind)kind, ask.phrase, code, &id);
    if (ask.why) return may_mend(ask.why) ? show_list(q, r, false, &ask) : ask.why;
    reply_redirect(q, r, "/tu-dien?xong=nho");
    return NULL;
}

error page_word_change(struct request *q, struct reply *r)
{
    struct db *db;
    struct alias x;
    struct str code;
    struct ask ask = { .phrase = param_str(q, "tu"), .meaning = param_str(q, "nghia") };
    TRY(page_db(q, &db));
    TRY(alias_get(q->a, db, page_who(q), param_int(q, "id", 0), &x));
    TRY(dictionary_code(q, x.kind, ask.meaning, &code));
    ask.why = alias_change(q->a, page_store(q), page_who(q), x.id, param_int(q, "ban", 0), ask.phrase, code);
    if (ask.why) return may_mend(ask.why) ? show_word(q, r, &ask) : ask.why;
    reply_redirect(q, r, "/tu-dien?xong=nho");
    return NULL;
}

static error decided(struct request *q, struct reply *r, error e, const char *query)
{
    if (e) return may_mend(e) ? show_list(q, r, false, &(struct ask){ .why = e }) : e;
    reply_redirect(q, r, "/tu-dien%s", query);
    return NULL;
}

error page_word_accept(struct request *q, struct reply *r)
{
    int64_t id = param_int(q, "id", 0), version = param_int(q, "ban", 0);
    return decided(q, r, alias_accept(q->a, page_store(q), page_who(q), id, version), "?xong=nho");
}

error page_word_reject(struct request *q, struct reply *r)
{
    int64_t id = param_int(q, "id", 0), version = param_int(q, "ban", 0);
    return decided(q, r, alias_reject(q->a, page_store(q), page_who(q), id, version), "?xong=khong-nho");
}

error page_word_remove(struct request *q, struct reply *r)
{
    int64_t id = param_int(q, "id", 0), version = param_int(q, "ban", 0);
    char *query = str_z(q->a, str_fmt(q->a, "?vua=%lld", (long long)id));
    return decided(q, r, alias_remove(q->a, page_store(q), page_who(q), id, version), query);
}

error page_word_restore(struct request *q, struct reply *r)
{
    int64_t id = param_int(q, "id", 0), version = param_int(q, "ban", 0);
    return decided(q, r, alias_restore(q->a, page_store(q), page_who(q), id, version), "?xong=hoan-lai");
}
