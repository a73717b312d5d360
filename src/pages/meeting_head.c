/* meeting_head.c - see meeting_page.h. Words only; decides nothing. */
#include "pages/meeting_page.h"
#include "base/machine.h"
#include "core/office/term.h"
#include "pages/pages.h"

static const struct { const char *below, *label; } tabs[TAB_COUNT] = {
    [TAB_AGENDA] = { "", .label = "Chương trình" },
    [TAB_INVITE] = { "/moi-hop", .label = "Mời họp" },
    [TAB_PAPERS] = { "/tai-lieu-hop", .label = "Tài liệu họp" },
    [TAB_ROOM] = { "/phong", .label = "Phòng họp" },
    [TAB_CONCLUDE] = { "/ket-luan", .label = "Kết luận" },
    [TAB_TASKS] = { "/viec", .label = "Việc giao" },
};

struct str meeting_shape(enum meeting_state s)
{
    static const char *const shapes[MEETING_STATE_COUNT] = { [MEETING_PLANNED] = "○", [MEETING_INVITED] = "◐",
        [MEETING_OPEN] = "●", [MEETING_ENDED] = "◑", [MEETING_CONCLUDED] = "✓", [MEETING_CANCELLED] = "✕" };
    return str_c(shapes[s]);
}

struct str meeting_href(struct arena *a, int64_t id, const char *below)
{
    return str_fmt(a, "/giao-ban/%lld%s", (long long)id, below);
}

struct str meeting_when(struct arena *a, const struct meeting *m)
{
    static const char *const names[] = { SAID("thứ Hai"), SAID("thứ Ba"), SAID("thứ Tư"), SAID("thứ Năm"),
        SAID("thứ Sáu"), SAID("thứ Bảy"), SAID("Chủ nhật") };
    struct day d;
    if (!day_read(m->day, &d)) return S("");
    int64_t weekday = (day_number(d) % 7 + 10) % 7;        /* 1 January 1970 was a Thursday */
    return str_fmt(a, "%.*s %s, %.*s", STR(m->starts), say(names[weekday]), STR(day_vi(a, d)));
}

error meeting_asked(struct request *q, struct db **db, struct meeting *m)
{
    TRY(page_db(q, db));
    return meeting_get(q->a, *db, page_who(q), param_int(q, "id", 0), m);
}

/* NULL: nobody has made that page. */
static const struct route *route_of(const char *path)
{
    for (size_t i = 0; i < page_route_count; i++)
        if (page_routes[i].method == METHOD_GET && !strcmp(page_routes[i].path, path)) return &page_routes[i];
    return NULL;
}

static void tabs_fill(struct request *q, const struct meeting *m, enum meeting_tab now, struct meeting_head *h)
{
    struct link *tab = NEW_N(q->a, struct link, TAB_COUNT);
    for (int i = 0; i < TAB_COUNT; i++) {
        const struct route *route = route_of(str_z(q->a, str_fmt(q->a, "/giao-ban/{id}%s", tabs[i].below)));
        if (!route || !policy_may(page_who(q), (enum act)route->may)) continue;
        tab[h->tabs++] = (struct link){ .label = SAY(tabs[i].label), .href = meeting_href(q->a, m->id, tabs[i].below),
            .now = i == (int)now };
    }
    h->tab = tab;
}

/* The step is done where the tab is; on that page, or when it is not this person's, only the words are left. */
static void lead_to(struct request *q, const struct meeting *m, enum meeting_tab now, enum meeting_tab where,
    const char *act, struct meeting_head *h)
{
    struct str href = meeting_href(q->a, m->id, tabs[where].below);
    for (size_t i = 0; i < h->tabs; i++)
        if (now != where && str_is(h->tab[i].href, href)) h->act = (struct link){ .label = SAY(act), .href = href };
}

static void next_of_office(struct request *q, const struct meeting *m, enum meeting_tab now, struct meeting_head *h)
{
    struct str today = term_today(q->a);
    bool today_is = str_is(m->day, today);
    switch (m->state) {
    case MEETING_PLANNED:
        h->next = m->day.n ? str_fmt(q->a, say("gửi giấy mời, chậm nhất ngày %.*s"), STR(term_vi(q->a, m->invite_by)))
                           : SAY("chọn ngày họp rồi gửi giấy mời");
        if (m->day.n) lead_to(q, m, now, TAB_INVITE, SAID("Mời họp"), h);
        return;
    case MEETING_INVITED:
        h->next = today_is ? SAY("điểm danh rồi khai mạc")
                  : term_compare(today, m->papers_by) <= 0
                      ? str_fmt(q->a, say("nhận tài liệu đến hết ngày %.*s"), STR(term_vi(q->a, m->papers_by)))
                      : SAY("xem lại chương trình và tài liệu họp");
        if (today_is) lead_to(q, m, now, TAB_ROOM, SAID("Vào phòng họp"), h);
        else lead_to(q, m, now, TAB_PAPERS, SAID("Tài liệu họp"), h);
        return;
    case MEETING_OPEN:
        h->next = SAY("điều hành phiên họp");
        lead_to(q, m, now, TAB_ROOM, SAID("Vào phòng họp"), h);
        return;
    case MEETING_ENDED:
        h->next = SAY("ghi và ban hành kết luận");
        lead_to(q, m, now, TAB_CONCLUDE, SAID("Ghi kết luận"), h);
        return;
    case MEETING_CONCLUDED:
        h->next = SAY("theo dõi các việc đã giao");
        lead_to(q, m, now, TAB_TASKS, SAID("Xem việc đã giao"), h);
        return;
    case MEETING_CANCELLED: case MEETING_STATE_COUNT: return;
    }
}

static void next_of_asked(struct request *q, const struct meeting *m, enum meeting_tab now, struct meeting_head *h)
{
    if (m->state == MEETING_INVITED) {
        bool in_time = term_compare(term_today(q->a), m->papers_by) <= 0;
        h->next = in_time ? str_fmt(q->a, say("trả lời giấy mời và gửi tài liệu trước hết ngày %.*s"),
                                    STR(term_vi(q->a, m->papers_by)))
                          : SAY("trả lời giấy mời và đọc tài liệu");
        lead_to(q, m, now, TAB_INVITE, SAID("Trả lời giấy mời"), h);
    } else if (m->state == MEETING_CONCLUDED) {
        h->next = SAY("xem việc được giao");
        lead_to(q, m, now, TAB_TASKS, SAID("Xem việc được giao"), h);
    }
}

/* The level above is asked to nothing: it reads. */
static void next_of_above(struct request *q, const struct meeting *m, enum meeting_tab now, struct meeting_head *h)
{
    if (m->state == MEETING_CONCLUDED) {
        h->next = SAY("theo dõi các việc đã giao");
        lead_to(q, m, now, TAB_TASKS, SAID("Xem việc đã giao"), h);
    } else if (m->state == MEETING_INVITED) {
        h->next = SAY("xem lại chương trình và tài liệu họp");
        lead_to(q, m, now, TAB_PAPERS, SAID("Tài liệu họp"), h);
    }
}

struct meeting_head meeting_head(struct request *q, const struct meeting *m, enum meeting_tab now, struct str question)
{
    struct str when = meeting_when(q->a, m);
    struct buf line = buf_open(q->a);
    const struct { struct str part; } parts[] = { { m->presidium }, { when.n ? when : SAY("chưa chọn ngày họp") },
        { m->venue } };
    for (size_t i = 0; i < COUNT(parts); i++)
        if (parts[i].part.n) buf_fmt(&line, "%s%.*s", line.n ? " · " : "", STR(parts[i].part));
    struct meeting_head h = { .title = m->title, .question = question, .line = buf_done(&line),
        .shape = meeting_shape(m->state), .state = str_c(meeting_state_name(m->state)),
        .code = meeting_state_code(m->state) };
    tabs_fill(q, m, now, &h);
    if (policy_may(page_who(q), MAY_RUN_MEETING)) next_of_office(q, m, now, &h);
    else if (page_who(q)->acting->role == ROLE_UPPER) next_of_above(q, m, now, &h);
    else next_of_asked(q, m, now, &h);
    return h;
}
