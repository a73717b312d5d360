/* issued_minutes.c - what the minutes of a briefing say (issued_paper.h): who was there, by organisation, and whether
 * it was enough; what was gone through and when, who spoke for how long, what was raised; what was concluded. Two sign:
 * the secretary at the left, who presided at the right. */
#include "core/meeting/issued_paper.h"
#include "core/grow.h"
#include "core/meeting/agenda.h"
#include "core/meeting/attend.h"
#include "core/meeting/opinion.h"
#include "core/meeting/speech.h"
#include "core/office/term.h"

enum { COLUMNS = 4, MINUTE = 60 * 1000 };
static const int widths[COLUMNS] = { 75, 330, 360, 235 };
static const char *const heads[COLUMNS] = { "TT", "Cơ quan, tổ chức", "Họ và tên, chức vụ", "Dự họp" };

/* ---- who was there ---- */

static struct str there(struct arena *a, const struct attendee *t)
{
    if (t->present_at) {
        struct str from = make_clock_at(a, t->present_at);
        struct str words = t->late ? str_fmt(a, "Có mặt từ %.*s", STR(from))
                           : t->answer == ANSWER_SUBSTITUTE ? S("Có mặt, dự thay") : S("Có mặt");
        if (t->left_at) words = str_fmt(a, "%.*s đến %.*s", STR(words), STR(make_clock_at(a, t->left_at)));
        return words;
    }
    if (t->answer == ANSWER_NO && t->answer_words.n) return str_fmt(a, "Vắng: %.*s", STR(t->answer_words));
    return S("Vắng");
}

/* Who sat in the place: the substitute who came. */
static struct str sat(struct arena *a, const struct attendee *t)
{
    bool other = t->answer == ANSWER_SUBSTITUTE && t->substitute_name.n;
    struct str name = other ? t->substitute_name : t->name, post = other ? t->substitute_post : t->post;
    return str_fmt(a, "%.*s%s%.*s", STR(name), name.n && post.n ? ", " : "", STR(post));
}

static struct table_row row_of(struct arena *a, size_t number, const struct attendee *t, bool same)
{
    struct cell *c = NEW_N(a, struct cell, COLUMNS);
    c[0] = make_cell(a, str_fmt(a, "%zu", number), ALIGN_CENTRE);
    c[1] = make_cell(a, same ? S("") : t->body_name, ALIGN_LEFT);
    c[2] = make_cell(a, sat(a, t), ALIGN_LEFT);
    c[3] = make_cell(a, there(a, t), ALIGN_LEFT);
    return (struct table_row){ .cell = c, .cells = COLUMNS };
}

static void table(struct making *m, const struct attendance *list)
{
    struct arena *a = m->a;
    struct table_row *row = NEW_N(a, struct table_row, list->n + 1);
    struct cell *head = NEW_N(a, struct cell, COLUMNS);
    size_t n = 0;
    struct str before = S("");
    for (int c = 0; c < COLUMNS; c++) head[c] = make_cell(a, str_c(heads[c]), ALIGN_CENTRE);
    row[n++] = (struct table_row){ .cell = head, .cells = COLUMNS, .head = true };
    for (size_t i = 0; i < list->n; i++) {
        row[n] = row_of(a, n, &list->row[i], i && str_is(before, list->row[i].body_name));
        before = list->row[i].body_name;
        n++;
    }
    LIST_ADD(a, m->block, m->n, (struct block){ .kind = BLOCK_TABLE, .row = row, .rows = n, .width = widths,
                                               .columns = COLUMNS });
}

/* The order of bodies as they were asked, those of one body together. */
static void by_body(struct arena *a, struct attendance *list)
{
    struct attendee *row = NEW_N(a, struct attendee, list->n + 1);
    bool *taken = NEW_N(a, bool, list->n + 1);
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++)
        for (size_t k = i; k < list->n && !taken[i]; k++) {
            if (taken[k] || (k > i && !str_is(list->row[k].body_name, list->row[i].body_name))) continue;
            row[n++] = list->row[k];
            if (k > i) taken[k] = true;
        }
    list->row = row;
    list->n = n;
}

static error people(struct making *m)
{
    struct arena *a = m->a;
    struct attendance list;
    TRY(attend_list(a, m->db, &m->m, &list));
    by_body(a, &list);
    size_t number = 0;
    make_heading(m, 1, S("I. THÀNH PHẦN"));
    if (m->m.chair_name.n)
        make_text(m, str_fmt(a, "%zu. Chủ trì: %.*s.", ++number,
                             STR(make_person(a, m->m.chair_name, m->m.chair_post))));
    if (m->m.secretary_name.n)
        make_text(m, str_fmt(a, "%zu. Thư ký: %.*s.", ++number,
                             STR(make_person(a, m->m.secretary_name, m->m.secretary_post))));
    make_text(m, str_fmt(a, "%zu. Dự họp: có mặt %02zu trong %02zu đại biểu được mời.", ++number, list.present,
                         list.asked));
    if (list.members) {
        struct str share = str_fmt(a, "%zu%%", list.members_present * 100 / list.members);
        struct str rule = list.quorum ? str_fmt(a, "; %s tỷ lệ họp theo quy chế (từ %d%% thành viên)",
                                                list.enough ? "đủ" : "chưa đủ", list.quorum) : S("");
        make_text(m, str_fmt(a, "Thành viên có mặt hoặc cử người dự thay: %02zu trong %02zu, đạt %.*s%.*s.",
            list.members_present, list.members, STR(share), STR(rule)));
    }
    if (list.n) table(m, &list);
    return NULL;
}

/* ---- what was gone through ---- */

static struct str spent_words(struct arena *a, int64_t spent)
{
    int64_t minutes = agenda_minutes(spent);
    return minutes ? str_fmt(a, "%lld phút", (long long)minutes) : S("dưới 1 phút");
}

static void say_reply(struct making *m, struct buf *b, const struct opinion *o)
{
    if (o->answer.n)
        buf_fmt(b, " %.*s trả lời: %.*s%s", STR(o->answered_by.n ? o->answered_by : S("Chủ trì")), STR(o->answer),
                str_ends(o->answer, S(".")) ? "" : ".");
    if (o->promised.n) buf_fmt(b, " Hẹn trả lời trước ngày %.*s.", STR(term_vi(m->a, o->promised)));
}

static void say_opinion(struct making *m, const struct opinion *o)
{
    static const char *const verbs[] = { [OPINION_RESULT] = "nêu kết quả", [OPINION_DIFFICULTY] = "nêu khó khăn",
                                         [OPINION_PROPOSAL] = "kiến nghị" };
    struct arena *a = m->a;
    struct buf b = buf_open(a);
    struct str from = o->raised_by.n ? o->raised_by : o->body_name, words = str_trim(o->words);
    buf_str(&b, from);
    if (o->raised_by.n && o->body_name.n) buf_fmt(&b, " (%.*s)", STR(o->body_name));
    buf_fmt(&b, " %s: %.*s%s", verbs[o->kind], STR(words), str_ends(words, S(".")) ? "" : ".");
    say_reply(m, &b, o);
    make_item(m, buf_done(&b));
}

/* Raised before, answered here. */
static void say_told(struct making *m, const struct opinion *o)
{
    struct arena *a = m->a;
    struct buf b = buf_open(a);
    struct str from = o->body_name.n ? o->body_name : o->raised_by, words = str_trim(o->words);
    buf_fmt(&b, "Trả lời %s của %.*s nêu ngày %.*s: %.*s%s", o->kind == OPINION_DIFFICULTY ? "khó khăn" : "kiến nghị",
        STR(from), STR(term_vi(a, o->raised_on)), STR(words), str_ends(words, S(".")) ? "" : ".");
    say_reply(m, &b, o);
    make_item(m, buf_done(&b));
}

static bool is_of_item(const struct agenda *agenda, const struct opinion *o, const struct agenda_item *item)
{
    size_t k = 0;
    while (k < agenda->n && agenda->item[k].opinion_id != o->id) k++;
    return item ? item->opinion_id == o->id : k == agenda->n;
}

static void say_item(struct making *m, int64_t item_id, const struct speech_list *speeches,
    const struct opinion_list *opinions)
{
    struct arena *a = m->a;
    for (size_t i = 0; i < speeches->n; i++) {
        const struct speech *s = &speeches->row[i];
        if (s->item_id != item_id || !s->ended_at || !s->began_at) continue;
        make_item(m, str_fmt(a, "%.*s%s%.*s%s phát biểu (%.*s).", STR(s->name), s->body_name.n ? " (" : "",
            STR(s->body_name), s->body_name.n ? ")" : "", STR(spent_words(a, s->spent))));
    }
    for (size_t i = 0; i < opinions->n; i++)
        if (opinions->row[i].item_id == item_id) say_opinion(m, &opinions->row[i]);
}

static error course(struct making *m)
{
    struct arena *a = m->a;
    struct agenda agenda;
    struct speech_list speeches;
    struct opinion_list opinions, told;
    TRY(agenda_get(a, m->db, &m->m, &agenda));
    TRY(speech_list(a, m->db, m->m.id, &speeches));
    TRY(opinion_list(a, m->db, m->who, m->m.unit_id, m->m.id, false, &opinions));
    TRY(opinion_told(a, m->db, &m->m, &told));
    make_heading(m, 1, S("II. NỘI DUNG, DIỄN BIẾN"));
    for (size_t i = 0; i < agenda.n; i++) {
        const struct agenda_item *item = &agenda.item[i];
        struct buf b = buf_open(a);
        buf_fmt(&b, "%zu. %.*s", i + 1, STR(item->title));
        if (item->first_at) buf_fmt(&b, " (từ %.*s", STR(make_clock_minutes(a, item->first_at)));
        if (item->spent) buf_fmt(&b, "%s%.*s", item->first_at ? ", trong " : " (", STR(spent_words(a, item->spent)));
        if (item->first_at || item->spent) buf_c(&b, ")");
        if (item->state == ITEM_SKIPPED) buf_c(&b, " (không xem xét tại cuộc họp)");
        make_strong(m, buf_done(&b));
        if (item->words.n) make_text(m, item->words);
        say_item(m, item->id, &speeches, &opinions);
        for (size_t k = 0; k < told.n; k++)
            if (is_of_item(&agenda, &told.row[k], item)) say_told(m, &told.row[k]);
    }
    say_item(m, 0, &speeches, &opinions);
    for (size_t k = 0; k < told.n; k++)            /* its item was taken off meanwhile */
        if (is_of_item(&agenda, &told.row[k], NULL)) say_told(m, &told.row[k]);
    return NULL;
}

error issued_minutes(struct making *m)
{
    struct arena *a = m->a;
    size_t n;
    struct str began = m->m.opened_at ? make_clock_at(a, m->m.opened_at) : make_clock(a, m->m.starts);
    m->p->kind = S("BIÊN BẢN");
    m->p->subject = make_title(m);
    make_text(m, str_fmt(a, "Hôm nay, %.*s ngày %.*s%s%.*s, %.*s tổ chức %.*s.", STR(began), STR(term_vi(a, m->m.day)),
        m->m.venue.n ? ", tại " : "", STR(make_lower(a, m->m.venue)), STR(m->presidium), STR(make_title(m))));
    TRY(people(m));
    TRY(course(m));
    make_heading(m, 1, S("III. KẾT LUẬN CỦA CHỦ TRÌ"));
    TRY(make_directives(m, &n));
    if (!n) make_text(m, S("Chủ trì không giao việc cụ thể."));
    if (m->m.ended_at)
        make_text(m, str_fmt(a, "Cuộc họp kết thúc lúc %.*s cùng ngày. Biên bản đã được đọc lại, những người dự họp "
            "thống nhất./.", STR(make_clock_at(a, m->m.ended_at))));
    m->p->authority = S("");
    m->p->post = S("Chủ trì");
    m->p->signer = m->m.chair_name;
    m->p->second_post = S("Thư ký");
    m->p->second_signer = m->m.secretary_name;
    make_copy(m, S("Các đại biểu dự họp"));
    make_copy_kept(m);
    return NULL;
}
