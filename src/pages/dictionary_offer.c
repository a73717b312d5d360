/* dictionary_offer.c - right after a correction: shall the words it was about be remembered? And the answer. */
#include "core/office/body.h"
#include "core/office/catalogue.h"
#include "core/grow.h"
#include "pages/dictionary.h"
#include "vn/text.h"

struct str dictionary_kind(enum alias_kind kind)
{
    static const struct { const char *label; } kinds[ALIAS_KIND_COUNT] = { [ALIAS_INDICATOR] = { .label = "chỉ tiêu" },
                                                                           [ALIAS_BODY] = { .label = "tổ chức" },
                                                                           [ALIAS_PLACE] = { .label = "địa bàn" } };
    return SAY(kinds[kind].label);
}

struct str dictionary_words(struct arena *a, const struct alias *x)
{
    return str_fmt(a, say("“%.*s” là %.*s “%.*s”"), STR(x->phrase), STR(dictionary_kind(x->kind)), STR(x->meaning));
}

static error body_code(struct request *q, struct db *db, struct str fold, struct str *code)
{
    struct body_list bodies;
    TRY(body_list(q->a, db, page_who(q)->acting->unit_id, S(""), &bodies));
    for (size_t i = 0; i < bodies.n; i++) {
        const struct body *x = &bodies.body[i];
        struct str forms[] = { x->organisation, x->short_name, x->name, organisation_name(q->a, x->organisation) };
        for (size_t k = 0; k < COUNT(forms); k++)
            if (str_is(vn_fold(q->a, forms[k]), fold)) *code = x->organisation;
    }
    return NULL;
}

error dictionary_code(struct request *q, enum alias_kind kind, struct str typed, struct str *code)
{
    struct db *db;
    struct indicator_list list;
    *code = typed;
    struct str fold = vn_fold(q->a, typed);
    TRY(page_db(q, &db));
    if (kind == ALIAS_BODY) return body_code(q, db, fold, code);
    if (kind != ALIAS_INDICATOR) return NULL;
    TRY(catalogue_list(q->a, db, &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct indicator *x = &list.indicator[i];
        struct str forms[] = { x->code, x->name, str_fmt(q->a, "%.*s %.*s", STR(x->code), STR(x->name)) };
        for (size_t k = 0; k < COUNT(forms); k++)
            if (str_is(vn_fold(q->a, forms[k]), fold)) *code = x->code;
    }
    return NULL;
}

error dictionary_offer(struct request *q, int64_t report_id, int64_t learned, int64_t open,
                       const struct offer_view **out)
{
    struct db *db;
    struct alias *list;
    size_t n;
    const struct who *who = page_who(q);
    *out = NULL;
    if (!learned || !who || !who->acting) return NULL;
    TRY(page_db(q, &db));
    TRY(alias_offers(q->a, db, who, report_id, learned, &list, &n));
    if (!n) return NULL;
    struct offer_row *row = NEW_N(q->a, struct offer_row, n);
    for (size_t i = 0; i < n; i++)
        row[i] = (struct offer_row){
            .id = list[i].id,
            .question = str_fmt(q->a, say("Lần sau hiểu %.*s?"), STR(dictionary_words(q->a, &list[i]))),
            .times = list[i].times > 1 ? str_fmt(q->a, say("(đã sửa %lld lần)"), (long long)list[i].times) : S("")
        };
    struct offer_view *v = NEW(q->a, struct offer_view);
    *v = (struct offer_view){ .form = page_key(q, false), .report = report_id, .learned = learned, .open = open,
                              .row = row, .rows = n };
    v->scope = str_fmt(q->a, say("Dùng ngay cho báo cáo sau của %.*s; văn phòng quyết định cho cả đơn vị."),
                       STR(who->acting->body_name.n ? who->acting->body_name : who->acting->unit_name));
    *out = v;
    return NULL;
}

error page_alias_answer(struct request *q, struct reply *r)
{
    int64_t id = param_int(q, "id", 0), report = param_int(q, "bao-cao", 0), open = param_int(q, "so", 0);
    struct str answer = param_str(q, "dap");
    bool yes = str_is(answer, S("co"));
    if (!yes && !str_is(answer, S("khong")))
        return FAIL(q->a, ERR_USAGE, "Chưa chọn ghi nhớ hay không. Mở lại báo cáo rồi chọn một trong hai.");
    TRY(alias_answer(q->a, page_store(q), page_who(q), id, yes));
    if (!report) reply_redirect(q, r, "/tu-dien/%lld?xong=%s", (long long)id, yes ? "nho" : "khong-nho");
    else if (open)
        reply_redirect(q, r, "/bao-cao/%lld?so=%lld&hoc=%lld#f%lld", (long long)report, (long long)open,
                       (long long)param_int(q, "hoc", 0), (long long)open);
    else
        reply_redirect(q, r, "/bao-cao/%lld?hoc=%lld", (long long)report, (long long)param_int(q, "hoc", 0));
    return NULL;
}
