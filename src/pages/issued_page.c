/* issued_page.c - one paper: as it stands, its files, signing, replacing, differences, its history; drafting one for a
 * briefing. */
#include "core/office/audit.h"
#include "core/office/term.h"
#include "core/grow.h"
#include "core/meeting/task.h"
#include "pages/history.h"
#include "pages/issued_page.h"
#include "pages/office_form.h"

/* ---- files ---- */

static const struct {
    const char *name, *label, *format;         /* "": a page */
    const char *type;
} forms[] = {
    { "van-ban.docx", .label = "Tải .docx", "docx",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
    { "van-ban.pdf", .label = "Tải PDF", "pdf", "application/pdf" },
    { "van-ban.html", .label = "Bản in", "", NULL },
};

static error asked(struct request *q, struct db **db, struct issued *out)
{
    TRY(page_db(q, db));
    return issued_get(q->a, *db, page_who(q), param_int(q, "id", 0), out);
}

/* "12-TB-DU.docx": letters, digits and dashes, as every system takes them. */
static struct str file_name(struct arena *a, const struct issued *i, const char *name)
{
    struct str words = i->number_words.n ? i->number_words : str_fmt(a, "%.*s-ban-nhap", STR(i->kind));
    char *z = str_z(a, words);
    size_t n = 0;
    for (size_t k = 0; z[k]; k++) {
        bool plain = (z[k] >= '0' && z[k] <= '9') || (z[k] >= 'A' && z[k] <= 'Z') || (z[k] >= 'a' && z[k] <= 'z');
        if (plain) z[n++] = z[k];
        else if (n && z[n - 1] != '-') z[n++] = '-';
    }
    z[n] = 0;
    struct str rest = str_c(name);
    return str_fmt(a, "%s%.*s", z, STR(str_cut(rest, str_find(rest, S("."), 0), rest.n)));
}

static error give_attached(struct request *q, struct reply *r, struct db *db, const struct issued *i)
{
    struct str name;
    struct bytes content;
    TRY(issued_file(q->a, db, i, &name, &content));
    TRY(audit_read(q->a, page_store(q), page_who(q), "issued.read_file", "issued", i->id, name));
    reply_file(r, S("application/octet-stream"), name, (struct str){ (const char *)content.p, content.n });
    return NULL;
}

error page_issued_file(struct request *q, struct reply *r)
{
    struct db *db;
    struct issued i;
    struct paper p;
    struct bytes made;
    struct str name = param_str(q, "tep"), html;
    TRY(asked(q, &db, &i));
    if (str_is(name, S("dinh-kem"))) return give_attached(q, r, db, &i);
    size_t form = 0;
    while (form < COUNT(forms) && !str_is(name, str_c(forms[form].name))) form++;
    if (form == COUNT(forms))
        return FAIL(q->a, ERR_MISSING, "Không có tệp %.*s. Chọn lại ở trang của văn bản.", STR(name));
    if (!*forms[form].format) {
        TRY(issued_paper(q->a, db, page_who(q), &i, &p));
        TRY(paper_html(q->a, &p, &html));
        buf_str(&r->body, html);
        r->paper = true;
        return NULL;
    }
    TRY(issued_made(q->a, db, page_who(q), &i, str_c(forms[form].format), &made));
    reply_file(r, str_c(forms[form].type), file_name(q->a, &i, forms[form].name),
               (struct str){ (const char *)made.p, made.n });
    return NULL;
}

/* ---- the page ---- */

static void files_fill(struct request *q, const struct issued *i, struct issued_view *v)
{
    struct link *file = NEW_N(q->a, struct link, COUNT(forms) + 1);
    for (size_t k = 0; k < COUNT(forms) && !i->in; k++)
        file[v->files++] = (struct link){ .label = SAY(forms[k].label),
            .href = str_fmt(q->a, "/van-ban/%lld/tep/%s", (long long)i->id, forms[k].name) };
    if (i->file_name.n)
        file[v->files++] = (struct link){ .label = SAY("Tải tệp đính kèm"),
            .href = issued_href(q->a, i->id, "/tep/dinh-kem") };
    v->file = file;
}

static struct diff_piece *pieces(struct arena *a, const struct paper_piece *from, size_t n)
{
    struct diff_piece *p = NEW_N(a, struct diff_piece, n + 1);
    for (size_t i = 0; i < n; i++) p[i] = (struct diff_piece){ from[i].text, from[i].changed };
    return p;
}

static error diff_fill(struct request *q, struct db *db, const struct issued *now, const struct issued *before,
    struct issued_view *v)
{
    struct paper_change *change;
    TRY(issued_changes(q->a, db, page_who(q), now, before, &change, &v->diffs));
    struct diff_view *d = NEW_N(q->a, struct diff_view, v->diffs + 1);
    for (size_t i = 0; i < v->diffs; i++) {
        struct paper_words w;
        paper_words(q->a, &change[i], &w);
        d[i] = (struct diff_view){ pieces(q->a, w.before, w.befores), pieces(q->a, w.after, w.afters), w.befores,
                                   w.afters };
    }
    v->diff = d;
    v->diff_heading = str_fmt(q->a, say("Khác với %.*s"), STR(issued_title(q->a, before)));
    return NULL;
}

static error versions_fill(struct request *q, struct db *db, const struct issued *i, struct issued_view *v)
{
    struct issued other;
    if (i->replaces_id) {
        TRY(issued_get(q->a, db, page_who(q), i->replaces_id, &other));
        v->older = (struct link){ .label = issued_title(q->a, &other), .href = issued_href(q->a, other.id, "") };
        TRY(diff_fill(q, db, i, &other, v));
    }
    if (!i->replaced_by) return NULL;
    error e = issued_get(q->a, db, page_who(q), i->replaced_by, &other);
    if (e) return e->kind == ERR_MISSING ? NULL : e;        /* its draft is not for everyone */
    v->newer = (struct link){ .label = issued_title(q->a, &other), .href = issued_href(q->a, other.id, ""),
        .hint = other.state == ISSUED_DRAFT ? SAY("Đang soạn bản thay thế:") : SAY("Đã bị thay thế bởi") };
    return NULL;
}

static error sign_fill(struct request *q, struct db *db, const struct issued *i, bool again, struct issued_view *v)
{
    struct issued_free place;
    struct str today = term_today(q->a), skipped;
    TRY(issued_free(q->a, db, i, today, &place));
    skipped = issued_skipped(q->a, &place);
    v->next = place.words;
    v->book = str_find(place.book, S("-"), 0) == SIZE_MAX ? str_fmt(q->a, say("năm %.*s"), STR(place.book))
                                                         : str_fmt(q->a, say("nhiệm kỳ %.*s"), STR(place.book));
    if (skipped.n) v->skipped = str_fmt(q->a, say("Số bỏ trống, còn dùng được: %.*s."), STR(skipped));
    v->typed_number = again ? param_typed(q, "so") : S("");
    v->typed_day = again ? param_typed(q, "ngay") : term_vi(q->a, today);
    return NULL;
}

/* A notice is for the whole unit, its briefing not: no link where it would lead to nothing. */
static error crumb_fill(struct request *q, struct db *db, const struct issued *i, struct issued_view *v)
{
    struct meeting m;
    if (!i->meeting_id) return NULL;
    error e = meeting_get(q->a, db, page_who(q), i->meeting_id, &m);
    if (e) return e->kind == ERR_MISSING ? NULL : e;
    v->crumb_href = str_fmt(q->a, "/giao-ban/%lld", (long long)m.id);
    return NULL;
}

/* The tasks that a signed concluding paper made. */
static error tasks_fill(struct request *q, struct db *db, const struct issued *i, struct issued_view *v)
{
    struct task_list list;
    bool concludes = str_is(i->kind, S("TB")) || str_is(i->kind, S("KL"));
    if (i->in || !i->meeting_id || !concludes || v->draft || !policy_may(page_who(q), MAY_READ_TASK)) return NULL;
    TRY(task_list(q->a, db, page_who(q), &(struct task_ask){ .meeting_id = i->meeting_id }, &list));
    size_t n = 0;
    for (size_t k = 0; k < list.n; k++) n += list.row[k].issued_id == i->id;
    if (!n) return NULL;
    v->tasks = (struct link){ .label = str_fmt(q->a, say("Xem %zu việc đã giao theo văn bản này"), n),
        .href = str_fmt(q->a, "/viec?trang-thai=moi&giao-ban=%lld", (long long)i->meeting_id) };
    return NULL;
}

static void facts_fill(struct request *q, const struct issued *i, struct issued_view *v)
{
    const struct link all[] = {
        { .label = SAY("Số đến"), .hint = str_fmt(q->a, "%02lld/%.*s", (long long)i->number, STR(i->book)) },
        { .label = SAY("Nơi gửi"), .hint = i->sender },
        { .label = SAY("Ngày của văn bản"), .hint = i->in ? term_vi(q->a, i->day) : S("") },
        { .label = SAY("Ngày đến"), .hint = term_vi(q->a, i->arrived) },
        { .label = SAY("Phải đến trước hết ngày"), .hint = term_vi(q->a, i->due) },
        { .label = SAY("Trích yếu"), .hint = i->in ? i->subject : S("") },
        { .label = SAY("Tệp"), .hint = i->file_name },
    };
    struct link *fact = NEW_N(q->a, struct link, COUNT(all));
    for (size_t k = 0; k < COUNT(all); k++)
        if (all[k].hint.n) fact[v->facts++] = all[k];
    v->fact = fact;
}

static void head_fill(struct request *q, const struct issued *i, struct issued_view *v)
{
    v->id = i->id;
    v->version = i->version;
    v->question = issued_title(q->a, i);
    v->state = issued_state_words(i);
    v->code = issued_state_code(i);
    v->in = i->in;
    v->draft = !i->in && i->state == ISSUED_DRAFT;
    v->may_replace = v->may_issue && !i->in && i->state == ISSUED_SIGNED && !i->replaced_by;
    v->crumb = i->meeting_title;
    if (i->day.n) v->line = str_fmt(q->a, say("ngày %.*s"), STR(term_vi(q->a, i->day)));
    if (i->signer.n && !v->draft)
        v->line = str_fmt(q->a, "%.*s · %.*s%s%.*s", STR(v->line), STR(i->signer_post), i->signer_post.n ? " " : "",
                          STR(i->signer));
    v->subject = i->subject;
    v->receivers = i->receivers;
    v->signer = i->signer;
    v->post = i->signer_post;
}

/* form: which form was refused. */
static error show(struct request *q, struct reply *r, error no, const char *form)
{
    struct db *db;
    struct issued i;
    struct audit_rows rows;
    struct issued_view v = { .form = page_key(q, false), .may_issue = policy_may(page_who(q), MAY_CONCLUDE) };
    TRY(asked(q, &db, &i));
    head_fill(q, &i, &v);
    files_fill(q, &i, &v);
    TRY(versions_fill(q, db, &i, &v));
    if (v.draft) TRY(sign_fill(q, db, &i, no && !strcmp(form, "ky"), &v));
    v.sign_next = v.draft && v.may_issue && !no;
    TRY(crumb_fill(q, db, &i, &v));
    TRY(tasks_fill(q, db, &i, &v));
    if (i.in) facts_fill(q, &i, &v);
    if (i.in && v.may_issue) v.enter = issued_enter_form(q, &i, no && !strcmp(form, "den") ? no : NULL);
    if (no && !strcmp(form, "sua")) {
        v.subject = param_typed(q, "trich-yeu");
        v.receivers = param_typed(q, "noi-nhan");
        v.signer = param_typed(q, "nguoi-ky");
        v.post = param_typed(q, "chuc-vu");
    }
    if (no && !strcmp(form, "thay-the")) v.typed_why = param_typed(q, "ly-do");
    if (!i.in) {
        struct paper p;
        struct str html;
        TRY(issued_paper(q->a, db, page_who(q), &i, &p));
        TRY(paper_inner(q->a, &p, &html));
        v.paper = (struct markup){ html.p, html.n };
        v.has_paper = true;
    }
    TRY(audit_of(q->a, db, "issued", i.id, &rows));
    v.history = history_lines(q, &rows);
    v.histories = rows.n;
    if (no && strcmp(form, "den")) v.why = str_c(no->said);
    if (no) r->status = err_status(no->kind);
    struct buf body = page_open(q);
    view_issued(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = v.question, .room = ROOM_ISSUED,
        .refused = no }, &body);
}

error page_issued(struct request *q, struct reply *r) { return show(q, r, NULL, ""); }

/* ---- acts ---- */

static error answer(struct request *q, struct reply *r, error no, const char *form, int64_t to, const char *done)
{
    if (no) return may_mend(no) ? show(q, r, no, form) : no;
    reply_redirect(q, r, "/van-ban/%lld?xong=%s", (long long)to, done);
    return NULL;
}

error page_issued_draft(struct request *q, struct reply *r)
{
    int64_t id;
    TRY(issued_draft(q->a, page_store(q), page_who(q), param_int(q, "id", 0), param_str(q, "loai"), &id));
    reply_redirect(q, r, "/van-ban/%lld", (long long)id);
    return NULL;
}

error page_issued_sign(struct request *q, struct reply *r)
{
    struct str day;
    int64_t number = 0, id = param_int(q, "id", 0);
    struct str typed = str_trim(param_str(q, "so"));
    error no = term_read(q->a, param_str(q, "ngay"), "ngày ký", &day);
    if (!no && typed.n && !str_int(typed, &number))
        no = FAIL(q->a, ERR_INPUT, "Số văn bản chỉ gồm chữ số, như 12. Để trống để lấy số tiếp theo.");
    if (!no && typed.n && number < 1)
        no = FAIL(q->a, ERR_INPUT, "Số văn bản bắt đầu từ 1. Để trống để lấy số tiếp theo.");
    if (!no) no = issued_sign(q->a, page_store(q), page_who(q), id, param_int(q, "ban", 0), number, day);
    return answer(q, r, no, "ky", id, "ban-hanh");
}

error page_issued_word(struct request *q, struct reply *r)
{
    struct issued to = { .id = param_int(q, "id", 0), .version = param_int(q, "ban", 0),
        .subject = param_str(q, "trich-yeu"), .receivers = param_str(q, "noi-nhan"),
        .signer = param_str(q, "nguoi-ky"), .signer_post = param_str(q, "chuc-vu") };
    return answer(q, r, issued_word(q->a, page_store(q), page_who(q), &to), "sua", to.id, "luu");
}

error page_issued_drop(struct request *q, struct reply *r)
{
    int64_t id = param_int(q, "id", 0);
    error no = issued_drop(q->a, page_store(q), page_who(q), id, param_int(q, "ban", 0));
    if (no) return may_mend(no) ? show(q, r, no, "bo") : no;
    reply_redirect(q, r, "/van-ban?xong=bo-nhap");
    return NULL;
}

error page_issued_replace(struct request *q, struct reply *r)
{
    int64_t id = 0;
    error no = issued_replace(q->a, page_store(q), page_who(q), param_int(q, "id", 0), param_str(q, "ly-do"), &id);
    return answer(q, r, no, "thay-the", id, "soan-thay");
}

error page_issued_correct(struct request *q, struct reply *r)
{
    struct issued to;
    int64_t id = param_int(q, "id", 0);
    error no = issued_entered(q, &to);
    to.id = id;
    to.version = param_int(q, "ban", 0);
    if (!no) no = issued_enter(q->a, page_store(q), page_who(q), &to, param_file(q, "tep").content, &id);
    if (no && no->kind == ERR_TOO_LARGE) return show(q, r, no, "den");
    return answer(q, r, no, "den", id, "luu");
}
