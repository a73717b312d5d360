/* meeting_page.c - one briefing: its agenda with times, owners and papers; moving, changing and dropping items. */
#include "core/meeting/agenda.h"
#include "core/office/term.h"
#include "core/grow.h"
#include "pages/meeting_page.h"
#include "pages/office_form.h"

/* ---- the agenda ---- */

static const char *const kind_codes[ITEM_KIND_COUNT] = {
    [ITEM_OPENING] = "opening", [ITEM_MISSING] = "missing", [ITEM_CARRIED] = "carried",
    [ITEM_DIFFICULTY] = "difficulty", [ITEM_PACK] = "pack", [ITEM_REPORT] = "report", [ITEM_TALK] = "talk",
    [ITEM_CONCLUDE] = "conclude", [ITEM_OTHER] = "other",
};

/* "14:05", so many minutes after the beginning. */
static struct str clock_at(struct arena *a, struct str starts, int minutes)
{
    int64_t hour, minute;
    if (!str_int(str_cut(starts, 0, 2), &hour) || !str_int(str_cut(starts, 3, 5), &minute)) return S("");
    int64_t at = hour * 60 + minute + minutes;
    return str_fmt(a, "%02lld:%02lld", (long long)(at / 60 % 24), (long long)(at % 60));
}

static struct str spent_words(struct arena *a, const struct agenda_item *i)
{
    if (i->state == ITEM_ON) return SAY("đang diễn ra");
    if (i->state != ITEM_DONE) return S("");
    return str_fmt(a, say("xong trong %lld phút"), (long long)((i->spent + 59999) / 60000));
}

static void files_fill(struct request *q, const struct meeting *m, const struct agenda_papers *all, int64_t item_id,
    struct agenda_line *out)
{
    struct agenda_file *file = NEW_N(q->a, struct agenda_file, all->n + 1);
    for (size_t i = 0; i < all->n; i++) {
        const struct agenda_paper *p = &all->row[i];
        if (p->item_id != item_id) continue;
        struct buf note = buf_open(q->a);
        if (p->comments) buf_fmt(&note, say("%zu ý kiến"), p->comments);
        if (p->late) buf_fmt(&note, "%s%s", note.n ? " · " : "", say("gửi sau hạn"));
        file[out->files++] = (struct agenda_file){ .name = p->name, .late = p->late, .note = buf_done(&note),
            .href = str_fmt(q->a, "/giao-ban/%lld/tai-lieu/%lld", (long long)m->id, (long long)p->id) };
    }
    out->file = file;
}

static struct agenda_line line_of(struct request *q, const struct meeting *m, const struct agenda_item *i,
    const struct agenda_papers *papers, int number, int minutes)
{
    struct agenda_line out = { .id = i->id, .version = i->version, .minutes = i->minutes, .title = i->title,
        .owner = i->body_short, .words = i->words, .code = str_c(kind_codes[i->kind]),
        .skipped = i->state == ITEM_SKIPPED, .done = i->state == ITEM_DONE, .on = i->state == ITEM_ON,
        .own = i->kind == ITEM_OTHER, .note = spent_words(q->a, i) };
    if (!out.skipped) {
        out.number = str_fmt(q->a, "%d", number);
        out.at = clock_at(q->a, m->starts, minutes);
    }
    files_fill(q, m, papers, i->id, &out);
    return out;
}

static error agenda_fill(struct request *q, struct db *db, const struct meeting *m, struct meeting_view *v)
{
    struct agenda all;
    struct agenda_papers papers;
    TRY(agenda_get(q->a, db, m, &all));
    TRY(agenda_papers(q->a, db, m, &papers));
    struct agenda_line *item = NEW_N(q->a, struct agenda_line, all.n + 1);
    struct agenda_line *gone = NEW_N(q->a, struct agenda_line, all.n + 1);
    int minutes = 0;
    for (size_t i = 0; i < all.n; i++) {
        const struct agenda_item *x = &all.item[i];
        struct agenda_line line = line_of(q, m, x, &papers, (int)v->items + 1, minutes);
        if (line.skipped) gone[v->gones++] = line;
        else {
            minutes += x->minutes;
            line.first = !v->items;
            item[v->items++] = line;
        }
    }
    if (v->items) item[v->items - 1].last = true;
    v->item = item;
    v->gone = gone;
    v->total = str_fmt(q->a, say("%d phút, đến khoảng %.*s"), all.minutes, STR(clock_at(q->a, m->starts, all.minutes)));
    if (all.minutes > m->minutes)
        v->total = str_fmt(q->a, say("%.*s, dài hơn dự kiến %d phút"), STR(v->total), all.minutes - m->minutes);
    return NULL;
}

/* ---- what is known of it ---- */

static void fact(struct request *q, struct meeting_view *v, struct str label, struct str value)
{
    struct link *list = (struct link *)v->fact;
    (void)q;
    if (value.n) list[v->facts++] = (struct link){ .label = label, .hint = value };
}

static struct str person(struct request *q, struct str name, struct str post)
{
    return name.n && post.n ? str_fmt(q->a, "%.*s, %.*s", STR(name), STR(post)) : name;
}

static void facts_fill(struct request *q, const struct meeting *m, struct meeting_view *v)
{
    v->fact = NEW_N(q->a, struct link, 8);
    fact(q, v, SAY("Kỳ"), page_period_words(q->a, m->period));
    fact(q, v, SAY("Chủ trì"), person(q, m->chair_name, m->chair_post));
    fact(q, v, SAY("Thư ký"), person(q, m->secretary_name, m->secretary_post));
    fact(q, v, SAY("Gửi giấy mời chậm nhất"), term_vi(q->a, m->invite_by));
    fact(q, v, SAY("Nhận tài liệu đến hết"), term_vi(q->a, m->papers_by));
    fact(q, v, SAY("Kết quả gửi về"), m->channel);
}

static error show(struct request *q, struct reply *r, const struct refused *no)
{
    struct db *db;
    struct meeting m;
    TRY(meeting_asked(q, &db, &m));
    struct meeting_view v = { .form = page_key(q, false), .once = page_key(q, true), .id = m.id,
        .version = m.version, .words = m.words, .why = no ? str_c(no->why->said) : S(""),
        .head = meeting_head(q, &m, TAB_AGENDA, m.title),
        .may_plan = policy_may(page_who(q), MAY_PLAN_MEETING) && m.state != MEETING_CONCLUDED
            && m.state != MEETING_CANCELLED };
    facts_fill(q, &m, &v);
    TRY(agenda_fill(q, db, &m, &v));
    if (no) r->status = err_status(no->why->kind);
    struct buf body = page_open(q);
    view_meeting(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = m.title, .room = ROOM_MEETINGS }, &body);
}

error page_meeting(struct request *q, struct reply *r) { return show(q, r, NULL); }
