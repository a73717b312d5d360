/* issued_paper.c - a paper of a briefing made from the data: what stands at its head and who signs; what each kind says
 * is in issued_conclusion.c, issued_minutes.c and issued_letter.c. Must never write a name or a post of another day. */
#include "core/meeting/issued_paper.h"
#include "core/grow.h"
#include "core/meeting/attend.h"
#include "core/meeting/directive.h"
#include "core/office/post.h"
#include "core/office/term.h"
#include "core/report/paper_marks.h"
#include "base/machine.h"
#include "vn/text.h"

/* ---- pieces ---- */

static void add(struct making *m, enum block_kind kind, int level, const struct run *run, size_t runs)
{
    LIST_ADD(m->a, m->block, m->n, (struct block){ .kind = kind, .level = level, .run = run, .runs = runs });
}

static const struct run *one_run(struct arena *a, struct str text, bool bold)
{
    struct run *run = NEW(a, struct run);
    *run = (struct run){ .text = text, .bold = bold };
    return run;
}

void make_heading(struct making *m, int level, struct str text)
{
    add(m, BLOCK_HEADING, level, one_run(m->a, text, true), 1);
}

void make_text(struct making *m, struct str text) { add(m, BLOCK_PARAGRAPH, 1, one_run(m->a, text, false), 1); }
void make_item(struct making *m, struct str text) { add(m, BLOCK_ITEM, 1, one_run(m->a, text, false), 1); }

void make_strong(struct making *m, struct str text) { add(m, BLOCK_PARAGRAPH, 1, one_run(m->a, text, true), 1); }

void make_due_text(struct making *m, struct str text)
{
    static const size_t day_letters = 10;          /* dd/mm/yyyy */
    size_t at = str_find(text, S("trước ngày "), 0);
    if (at == SIZE_MAX) {
        make_text(m, text);
        return;
    }
    struct run *run = NEW_N(m->a, struct run, 3);
    size_t end = at + S("trước ngày ").n + day_letters;
    run[0].text = str_cut(text, 0, at);
    run[1].text = str_cut(text, at, end);
    run[1].bold = true;
    run[2].text = str_cut(text, end, text.n);
    add(m, BLOCK_PARAGRAPH, 1, run, 3);
}

void make_copy(struct making *m, struct str text)
{
    if (m->copies < PAPER_LINES_MOST) LIST_ADD(m->a, m->copy, m->copies, text);
}

void make_copy_kept(struct making *m)
{
    if (!m->layout->brief.copies) return;
    make_copy(m, body_committee_in(m->a, m->layout->brief.copy[m->layout->brief.copies - 1], &m->up.unit[0]));
}

struct cell make_cell(struct arena *a, struct str text, enum align align)
{
    return (struct cell){ .run = one_run(a, text, false), .runs = text.n != 0, .align = align };
}

struct str make_clock(struct arena *a, struct str time)
{
    size_t colon = str_find(time, S(":"), 0);
    if (colon == SIZE_MAX) return time;
    return str_fmt(a, "%.*s giờ %.*s", STR(str_cut(time, 0, colon)), STR(str_cut(time, colon + 1, time.n)));
}

struct str make_clock_at(struct arena *a, int64_t at)
{
    struct str minute = clock_minute(a, at);
    return make_clock(a, str_cut(minute, minute.n - 5, minute.n));
}

struct str make_clock_minutes(struct arena *a, int64_t at)
{
    int64_t hour = 0, minute = 0;
    struct str words = clock_minute(a, at), time = str_cut(words, words.n - 5, words.n);
    bool known = str_int(str_cut(time, 0, 2), &hour) && str_int(str_cut(time, 3, 5), &minute);
    assert(known);
    if (!minute) return str_fmt(a, "%lld giờ", (long long)hour);
    return str_fmt(a, "%lld giờ %lld phút", (long long)hour, (long long)minute);
}

struct str make_day_of_week(struct arena *a, struct str day)
{
    static const char *const names[] = { "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư" };
    struct day d;
    if (!day_read(day, &d)) return term_vi(a, day);
    int64_t n = day_number(d) % 7;                 /* 1 January 1970 was a Thursday */
    return str_fmt(a, "%s, ngày %.*s", names[n < 0 ? n + 7 : n], STR(term_vi(a, day)));
}

struct str make_lower(struct arena *a, struct str text)
{
    uint32_t first;
    if (!text.n) return text;
    size_t end = vn_letter_next(text, 0, &first);
    return str_fmt(a, "%.*s%.*s", STR(vn_lower(a, str_cut(text, 0, end))), STR(str_cut(text, end, text.n)));
}

struct str make_person(struct arena *a, struct str name, struct str post)
{
    return str_fmt(a, "đồng chí %.*s%s%.*s", STR(name), post.n ? ", " : "", STR(post));
}

struct str make_title(struct making *m)
{
    struct str words = make_lower(m->a, m->m.title), fold = vn_fold(m->a, words);
    if (str_starts(fold, S("giao ban"))) return str_fmt(m->a, "hội nghị %.*s", STR(words));
    return str_starts(fold, S("hop ")) ? str_fmt(m->a, "cuộc %.*s", STR(words)) : words;
}

struct str make_reference(struct arena *a, const struct issued *i)
{
    enum language spoken = say_language_is();
    say_language(LANGUAGE_VI);
    const char *kind = issued_kind_name(i->kind);
    say_language(spoken);
    return str_fmt(a, "%s số %.*s ngày %.*s", kind, STR(i->number_words), STR(term_vi(a, i->day)));
}

error make_directives(struct making *m, size_t *n)
{
    struct directive_list list;
    *n = 0;
    TRY(directive_list(m->a, m->db, m->m.id, &list));
    for (size_t i = 0; i < list.n; i++)
        if (list.row[i].state == DIRECTIVE_CONFIRMED)
            make_due_text(m, str_fmt(m->a, "%zu. %.*s", ++*n, STR(directive_words(m->a, &list.row[i]))));
    return NULL;
}

error make_bodies(struct making *m, bool present, struct str **out, size_t *n)
{
    struct attendance list;
    *out = NULL;
    *n = 0;
    TRY(attend_list(m->a, m->db, &m->m, &list));
    for (size_t i = 0; i < list.n; i++) {
        struct str name = list.row[i].body_name;
        bool known = !name.n || list.row[i].body_id == m->m.body_id || (present && !list.row[i].present_at);
        for (size_t k = 0; k < *n && !known; k++) known = str_is((*out)[k], name);
        if (!known) LIST_ADD(m->a, *out, *n, name);
    }
    return NULL;
}

/* ---- number ---- */

/* "BC-MTTQ-BTT" names another kind: "TB-MTTQ-BTT"; a letter names none where its layout says so. */
struct str issued_number_words(struct arena *a, const struct layout *l, struct str kind, struct str suffix,
    int64_t number)
{
    struct str own = str_starts(suffix, S("BC")) ? str_cut(suffix, 2, suffix.n) : suffix;
    struct str named = str_is(kind, S("CV")) ? l->letter : kind;
    if (own.n && own.p[0] != '-' && own.p[0] != '/') own = str_fmt(a, "-%.*s", STR(own));
    if (!named.n && own.n) own = str_cut(own, 1, own.n);
    struct str digits = number ? str_fmt(a, "%02lld", (long long)number) : S("");
    if (!named.n && !own.n) return digits;
    return str_fmt(a, "%.*s%.*s%.*s%.*s", STR(digits), STR(l->join), STR(named), STR(own));
}

/* ---- who ---- */

/* "Ban Thường vụ Đảng ủy" of "Đảng ủy phường Bến Lúa": "Ban Thường vụ Đảng ủy phường Bến Lúa". */
static struct str presidium_full(struct arena *a, struct str presidium, struct str host)
{
    struct str folded = vn_fold(a, host);
    if (!presidium.n) return host;
    for (size_t at = 0; at < presidium.n;) {
        struct str rest = vn_fold(a, str_cut(presidium, at, presidium.n));
        if (str_starts(folded, rest) && (folded.n == rest.n || folded.p[rest.n] == ' '))
            return str_fmt(a, "%.*s%.*s", STR(str_cut(presidium, 0, at)), STR(host));
        size_t blank = str_find(presidium, S(" "), at);
        if (blank == SIZE_MAX) break;
        at = blank + 1;
    }
    return str_fmt(a, "%.*s %.*s", STR(presidium), STR(host));
}

/* "Bí thư" of "Bí thư Đảng ủy": over a signature the post stands without its body. */
static struct str post_signed(struct arena *a, const struct layout *l, struct str title, enum standing standing)
{
    struct str fold = vn_fold(a, title), acting = vn_fold(a, S("Quyền "));
    bool acts = standing == POST_ACTING || str_starts(fold, acting);
    if (str_starts(fold, acting)) fold = str_cut(fold, acting.n, fold.n);
    if (str_starts(fold, vn_fold(a, l->brief.deputy))) return l->brief.deputy;
    if (!str_starts(fold, vn_fold(a, l->brief.head))) return title;
    return acts ? str_fmt(a, "%.*s %.*s", STR(l->authority[AUTHORITY_ACTING]), STR(l->brief.head)) : l->brief.head;
}

/* Who presides signs, by the post held in the host body; a letter of a later day by who heads it then. */
static error find_signer(struct making *m, struct paper *p)
{
    struct arena *a = m->a;
    struct post_list posts;
    const struct post *by = NULL, *head = NULL, *deputy = NULL;
    TRY(post_of_body(a, m->db, m->host.id, m->day, &posts));
    for (size_t i = 0; i < posts.n; i++) {
        const struct post *x = &posts.post[i];
        struct str signs = post_signed(a, m->layout, x->title, x->standing);
        if (m->m.chair_id && x->person_id == m->m.chair_id && !by) by = x;
        if (str_ends(signs, m->layout->brief.head) && !head) head = x;
        if (str_is(signs, m->layout->brief.deputy) && !deputy) deputy = x;
    }
    bool letter = str_is(m->i->kind, S("CV"));
    if (letter && !by) by = head ? head : deputy;
    if (by) {
        p->signer = letter ? by->person_name : m->m.chair_name;
        p->post = post_signed(a, m->layout, by->title, by->standing);
    } else {
        p->signer = m->m.chair_name;
        p->post = post_signed(a, m->layout, m->m.chair_post, POST_HELD);
    }
    if (!p->post.n) p->post = m->layout->brief.head;
    p->authority = layout_behalf(a, m->layout, m->m.presidium, m->host.issuer.n ? m->host.issuer : m->host.name);
    if (!p->authority.n) p->authority = body_committee_in(a, m->layout->brief.behalf, &m->up.unit[0]);
    return NULL;
}

/* ---- head and foot ---- */

static error make_head(struct making *m, struct paper *p)
{
    struct arena *a = m->a;
    bool known = day_read(m->day, &p->date);
    assert(known);
    if (!m->i->day.n) p->date.day = 0;             /* the day is written in by hand */
    p->layout = m->layout;
    p->superior = m->host.superior;
    p->issuer = m->host.issuer.n ? m->host.issuer : m->host.name;
    p->number = issued_number_words(a, m->layout, m->i->kind, m->host.number_suffix, m->i->number);
    p->place = unit_place(a, &m->up.unit[0]);
    p->language = S("vi-VN");
    p->made = m->day;
    return find_signer(m, p);
}

/* One a line. */
static void lines_of(struct arena *a, struct str text, struct str **out, size_t *n)
{
    struct str line;
    while (str_next(&text, '\n', &line))
        if (str_trim(line).n && *n < PAPER_LINES_MOST) LIST_ADD(a, *out, *n, str_trim(line));
}

static error make_foot(struct making *m, struct paper *p)
{
    const struct issued *i = m->i;
    if (i->receivers.n) {
        m->copy = NULL;
        m->copies = 0;
        lines_of(m->a, i->receivers, &m->copy, &m->copies);
    }
    if (i->replaces_id) {
        struct issued before;
        TRY(issued_get(m->a, m->db, m->who, i->replaces_id, &before));
        make_text(m, str_fmt(m->a, "Văn bản này thay thế %.*s%s%.*s.", STR(make_reference(m->a, &before)),
                             i->why.n ? "; lý do: " : "", STR(make_lower(m->a, i->why))));
    }
    if (i->subject.n) p->subject = i->subject;
    if (i->signer.n) p->signer = i->signer;
    if (i->signer_post.n) p->post = i->signer_post;
    p->to = m->to;
    p->to_count = m->tos;
    p->copies = m->copy;
    p->copy_count = m->copies;
    p->block = m->block;
    p->blocks = m->n;
    p->title = str_trim(str_fmt(m->a, "%s %.*s", issued_kind_name(i->kind), STR(p->subject)));
    return NULL;
}

/* ---- one paper ---- */

static const struct { const char *kind; error (*say)(struct making *m); } kinds[] = {
    { "GM", issued_invitation }, { "TB", issued_conclusion }, { "KL", issued_conclusion }, { "BB", issued_minutes },
    { "CV", issued_reminder },
};

static error make(struct making *m, struct paper *p)
{
    struct body host;
    TRY(meeting_row(m->a, m->db, m->i->meeting_id, &m->m));
    m->day = m->i->day.n ? m->i->day : term_today(m->a);
    TRY(body_get_on(m->a, m->db, m->i->body_id, m->day, &m->host));
    TRY(body_get_on(m->a, m->db, m->i->body_id, m->m.day, &host));
    TRY(unit_up(m->a, m->db, m->host.unit_id, &m->up));
    TRY(unit_get_on(m->a, m->db, m->host.unit_id, m->day, &m->up.unit[0]));
    m->layout = layout_find(m->i->layout);
    if (!m->layout) return FAIL(m->a, ERR_FAULT, "Không có thể thức “%.*s”. Báo cho quản trị.", STR(m->i->layout));
    m->presidium = presidium_full(m->a, m->m.presidium, host.name);
    TRY(make_head(m, p));
    for (size_t k = 0; k < COUNT(kinds); k++)
        if (str_is(m->i->kind, str_c(kinds[k].kind))) TRY(kinds[k].say(m));
    TRY(make_foot(m, p));
    return paper_marks(m->a, m->db, m->i->unit_id, p);
}

error issued_make(struct arena *a, struct db *db, const struct who *who, const struct issued *i, struct paper *out)
{
    struct making m = { .a = a, .db = db, .who = who, .i = i, .p = out };
    enum language spoken = say_language_is();
    *out = (struct paper){ 0 };
    say_language(LANGUAGE_VI);
    error e = make(&m, out);
    say_language(spoken);
    return e;
}
