/* pack_page.c - /giao-ban/{id}/tai-lieu-hop: the papers of a briefing in one file: what is in it, what is missing, made
 * when and by whom; to read it, to make it, and the office's own copy. */
#include "core/meeting/pack.h"
#include "core/office/moment.h"
#include "pages/meeting_page.h"

static const struct { const char *name, *label, *format, *type; bool office; } files[] = {
    { "tai-lieu-hop.pdf", .label = "Tải PDF", "pdf", "application/pdf", false },
    { "tai-lieu-hop.docx", .label = "Tải .docx", "docx",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document", false },
    { "ban-van-phong.pdf", .label = "Tải PDF của văn phòng", "pdf", "application/pdf", true },
    { "ban-van-phong.docx", .label = "Tải .docx của văn phòng", "docx",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document", true },
};

static struct str here(struct request *q, const struct meeting *m)
{
    return meeting_href(q->a, m->id, "/tai-lieu-hop");
}

static const struct link *links(struct request *q, const struct meeting *m, bool office, size_t *n)
{
    struct link *list = NEW_N(q->a, struct link, COUNT(files));
    for (size_t i = 0; i < COUNT(files); i++)
        if (files[i].office == office)
            list[(*n)++] = (struct link){ .label = SAY(files[i].label),
                .href = str_fmt(q->a, "%.*s/%s", STR(here(q, m)), files[i].name) };
    return list;
}

static void fill(struct request *q, const struct meeting *m, const struct pack *p, struct pack_view *v)
{
    struct arena *a = q->a;
    struct link *part = NEW_N(a, struct link, p->parts + 1), *gap = NEW_N(a, struct link, p->gaps + 1);
    for (size_t i = 0; i < p->parts; i++) part[i] = (struct link){ .label = p->part[i].name, .hint = p->part[i].words };
    for (size_t i = 0; i < p->gaps; i++)
        gap[i] = (struct link){ .label = p->gap[i].body,
            .hint = str_fmt(a, say("chưa có báo cáo được duyệt của %.*s"), STR(p->gap[i].words)) };
    v->part = part, v->parts = p->parts;
    v->gap = gap, v->gaps = p->gaps;
    v->may_make = p->may_make;
    v->make_label = p->made ? SAY("Lập lại tài liệu họp") : SAY("Lập tài liệu họp");
    if (p->may_make) v->own = links(q, m, true, &v->owns);
    if (!p->made) {
        v->empty = p->may_make
            ? SAY("Chưa lập tài liệu họp. Lập khi báo cáo đã đủ; đại biểu tải được ngay sau khi lập.")
            : SAY("Văn phòng chưa lập tài liệu họp của phiên này.");
        return;
    }
    v->file = links(q, m, false, &v->files);
    v->made = str_fmt(a, say("Bản thứ %lld, %lld trang, %.*s lập lúc %.*s."), (long long)p->number, (long long)p->pages,
        STR(p->made_by), STR(moment_vi(a, p->made_at)));
    if (p->stale) v->stale = SAY("Có báo cáo được duyệt sau khi lập. Lập lại để tài liệu có số liệu mới nhất.");
}

error page_pack(struct request *q, struct reply *r)
{
    struct db *db;
    struct meeting m;
    struct pack pack;
    TRY(meeting_asked(q, &db, &m));
    TRY(pack_get(q->a, db, page_who(q), &m, &pack));
    struct pack_view v = { .form = page_key(q, true), .here = here(q, &m),
        .head = meeting_head(q, &m, TAB_PAPERS, SAY("Tài liệu họp gồm những gì?")) };
    fill(q, &m, &pack, &v);
    struct buf body = page_open(q);
    view_pack(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = v.head.question, .room = ROOM_MEETINGS }, &body);
}

error page_pack_make(struct request *q, struct reply *r)
{
    struct db *db;
    struct meeting m;
    TRY(meeting_asked(q, &db, &m));
    say_language(LANGUAGE_VI);                 /* a paper is Vietnamese, whoever makes it */
    TRY(pack_make(q->a, page_store(q), page_who(q), m.id));
    reply_redirect(q, r, "%.*s", STR(here(q, &m)));
    return NULL;
}

error page_pack_file(struct request *q, struct reply *r)
{
    struct db *db;
    struct meeting m;
    struct bytes content;
    struct paper paper;
    struct str asked = param_str(q, "tep");
    size_t i = 0;
    TRY(meeting_asked(q, &db, &m));
    while (i < COUNT(files) && !str_is(asked, str_c(files[i].name))) i++;
    if (i == COUNT(files))
        return FAIL(q->a, ERR_MISSING, "Không có tệp %.*s. Chọn lại ở trang Tài liệu họp.", STR(asked));
    say_language(LANGUAGE_VI);
    if (files[i].office) {
        TRY(pack_paper(q->a, db, page_who(q), &m, true, &paper));
        TRY(str_is(str_c(files[i].format), S("pdf")) ? paper_pdf(q->a, &paper, &content)
                                                      : paper_docx(q->a, &paper, &content));
    } else {
        TRY(pack_file(q->a, db, &m, str_c(files[i].format), &content));
    }
    struct str name = str_fmt(q->a, "giao-ban-%.*s-%s", STR(m.period), files[i].name);
    reply_file(r, str_c(files[i].type), name, (struct str){ (const char *)content.p, content.n });
    return NULL;
}
