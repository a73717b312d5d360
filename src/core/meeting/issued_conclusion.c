/* issued_conclusion.c - what a Thông báo kết luận or a Kết luận says (issued_paper.h): what was heard, numbered
 * conclusions each with who leads, with whom, by when and by what measure, answers that were given; who is to carry it
 * out. The sentences of the conclusions are those of directive_words(). */
#include "core/meeting/issued_paper.h"
#include "core/grow.h"
#include "core/meeting/directive.h"
#include "core/meeting/opinion.h"
#include "core/office/term.h"
#include "vn/text.h"

enum { NAMED_MOST = 8 };                       /* of more bodies only how many there are is said */

static struct str joined(struct arena *a, const struct str *name, size_t n)
{
    struct buf b = buf_open(a);
    for (size_t i = 0; i < n; i++) buf_fmt(&b, "%s%.*s", i ? ", " : "", STR(name[i]));
    return buf_done(&b);
}

static error opening(struct making *m)
{
    struct arena *a = m->a;
    struct str *came;
    size_t n;
    TRY(make_bodies(m, true, &came, &n));
    struct buf b = buf_open(a);
    buf_fmt(&b, "Ngày %.*s", STR(term_vi(a, m->m.day)));
    if (m->m.venue.n) buf_fmt(&b, ", tại %.*s", STR(make_lower(a, m->m.venue)));
    buf_fmt(&b, ", %.*s tổ chức %.*s", STR(m->presidium), STR(make_title(m)));
    if (m->m.chair_name.n) buf_fmt(&b, " do %.*s chủ trì", STR(make_person(a, m->m.chair_name, m->m.chair_post)));
    buf_c(&b, ".");
    if (n && n <= NAMED_MOST) buf_fmt(&b, " Dự họp có đại diện: %.*s.", STR(joined(a, came, n)));
    if (n > NAMED_MOST) buf_fmt(&b, " Dự họp có đại diện của %zu cơ quan, tổ chức.", n);
    make_text(m, buf_done(&b));
    struct str whole = m->m.presidium.n ? m->m.presidium : m->presidium;
    if (m->m.chair_name.n)
        make_text(m, str_fmt(a, "Sau khi nghe báo cáo của các tổ chức và ý kiến của các đại biểu dự họp, đồng chí %.*s "
            "thay mặt %.*s kết luận như sau:", STR(m->m.chair_name), STR(whole)));
    else
        make_text(m, str_fmt(a, "Sau khi nghe báo cáo của các tổ chức và ý kiến của các đại biểu dự họp, %.*s "
            "thống nhất kết luận như sau:", STR(whole)));
    return NULL;
}

static struct str without_stop(struct str s)
{
    s = str_trim(s);
    return str_ends(s, S(".")) ? str_cut(s, 0, s.n - 1) : s;
}

static void say_answer(struct making *m, const struct opinion *o)
{
    struct arena *a = m->a;
    struct str from = o->body_name.n ? o->body_name : o->raised_by, answer = str_trim(o->answer);
    struct buf b = buf_open(a);
    buf_fmt(&b, "Về %s của %.*s (%.*s):", o->kind == OPINION_DIFFICULTY ? "khó khăn" : "kiến nghị", STR(from),
        STR(without_stop(o->words)));
    if (answer.n) buf_fmt(&b, " %.*s%s", STR(answer), str_ends(answer, S(".")) ? "" : ".");
    if (o->promised.n)
        buf_fmt(&b, " %s trước ngày %.*s.", answer.n ? "Trả lời cụ thể" : "trả lời", STR(term_vi(a, o->promised)));
    make_item(m, buf_done(&b));
}

/* What was asked and answered on the spot, or promised by a day; and what was raised before and answered here. */
static error answers(struct making *m)
{
    struct opinion_list list[2];
    size_t said = 0;
    TRY(opinion_told(m->a, m->db, &m->m, &list[0]));
    TRY(opinion_list(m->a, m->db, m->who, m->m.unit_id, m->m.id, false, &list[1]));
    for (size_t k = 0; k < COUNT(list); k++)
        for (size_t i = 0; i < list[k].n; i++) {
            const struct opinion *o = &list[k].row[i];
            if (o->kind == OPINION_RESULT || (!o->answer.n && !o->promised.n)) continue;
            if (!said++) make_heading(m, 1, S("Trả lời khó khăn, kiến nghị"));
            say_answer(m, o);
        }
    return NULL;
}

static error copies(struct making *m)
{
    struct arena *a = m->a;
    struct str *asked;
    size_t n;
    if (m->up.n > 1 && str_is(m->layout->brief.to, S("LEVEL")))
        make_copy(m, str_fmt(a, "%.*s (để báo cáo)", STR(brief_committee_above(a, &m->up.unit[1]))));
    TRY(make_bodies(m, false, &asked, &n));
    for (size_t i = 0; i < n && n <= NAMED_MOST; i++) make_copy(m, asked[i]);
    if (n > NAMED_MOST) make_copy(m, S("Các cơ quan, tổ chức dự họp (để thực hiện)"));
    make_copy_kept(m);
    return NULL;
}

error issued_conclusion(struct making *m)
{
    struct arena *a = m->a;
    bool notice = str_is(m->i->kind, S("TB"));
    size_t n;
    struct str when = str_fmt(a, "%.*s, ngày %.*s", STR(make_title(m)), STR(term_vi(a, m->m.day)));
    m->p->kind = notice ? S("THÔNG BÁO") : S("KẾT LUẬN");
    m->p->subject = str_fmt(a, "%s %.*s\ntại %.*s", notice ? "Kết luận của" : "của", STR(m->presidium), STR(when));
    TRY(opening(m));
    TRY(make_directives(m, &n));
    if (!n) make_text(m, S("(Chưa có kết luận nào được xác nhận.)"));
    TRY(answers(m));
    if (m->m.channel.n)
        make_text(m, str_fmt(a, "Các cơ quan, tổ chức được giao việc thực hiện đúng thời hạn, báo cáo kết quả với "
            "%.*s.", STR(m->m.channel)));
    make_text(m, notice ? S("Thông báo để các cơ quan, tổ chức liên quan biết, thực hiện.")
                        : S("Các cơ quan, tổ chức liên quan căn cứ kết luận này tổ chức thực hiện."));
    return copies(m);
}
