/* test_find_golden.c - whole records of invented documents against what a careful reader takes from them.
 *
 * tests/golden/read/NAME.txt is the document, NAME.want its findings, a line each. */
#include "support/golden.h"
#include "read/reader.h"
#include "vn/text.h"

static void word(struct buf *b, const char *name, struct str value)
{
    if (value.n) buf_fmt(b, " %s=%.*s", name, STR(value));
}

static void number(struct buf *b, const char *name, int64_t value)
{
    buf_fmt(b, " %s=%lld", name, (long long)value);
}

static void period(struct buf *b, const char *name, struct period p)
{
    if (p.type == PERIOD_NONE) return;
    word(b, name, period_write(b->a, p));
}

static void person(struct buf *b, const char *what, const struct person_found *p)
{
    buf_fmt(b, "%s %.*s", what, STR(p->name));
    for (size_t i = 0; i < p->position_count; i++) buf_fmt(b, " | %.*s", STR(p->positions[i]));
    buf_char(b, '\n');
}

static void meeting(struct buf *b, const struct meeting_found *m)
{
    static const char *const parts[] = { "", "morning", "afternoon", "evening" };
    if (!m) {
        buf_c(b, "no meeting\n");
        return;
    }
    buf_fmt(b, "meeting %.*s", STR(m->kind));
    word(b, "level", str_c(level_names[m->level]));
    if (m->date.day) word(b, "date", day_write(b->a, m->date));
    word(b, "part", str_c(parts[m->part]));
    word(b, "time", m->time);
    word(b, "venue", m->venue);
    period(b, "period", m->period);
    period(b, "next", m->next_period);
    buf_char(b, '\n');
    if (m->chair) person(b, "chair", m->chair);
}

static void figure(struct buf *b, size_t i, const struct figure_found *f)
{
    buf_fmt(b, "figure %zu [%.*s] %s %.*s", i, STR(f->quote), vn_approx_names[f->approx],
            STR(vn_decimal(b->a, f->value)));
    if (f->approx == VN_RANGE) buf_fmt(b, "..%.*s", STR(vn_decimal(b->a, f->value_max)));
    buf_fmt(b, " %.*s", STR(f->unit));
    word(b, "item", f->item);
    word(b, "actor", f->actor);
    period(b, "period", f->period);
    if (f->sense) word(b, "sense", str_c(sense_names[f->sense]));
    if (f->cumulative) buf_c(b, " cumulative");
    if (f->each) buf_c(b, " each");
    if (f->stock) buf_c(b, " stock");
    if (f->change) word(b, "change", str_c(change_names[f->change]));
    if (f->has_whole) word(b, "whole", vn_decimal(b->a, f->whole));
    for (size_t k = 0; k < f->value_of_count; k++) number(b, "worth-of", f->value_of[k]);
    if (f->part_of >= 0) number(b, "part-of", f->part_of);
    buf_char(b, '\n');
}

static void article(struct buf *b, const struct article_found *a)
{
    if (a->title.n) buf_fmt(b, "title %.*s\n", STR(a->title));
    if (a->byline.n) buf_fmt(b, "byline %.*s\n", STR(a->byline));
    if (a->published.day) buf_fmt(b, "published %.*s\n", STR(day_write(b->a, a->published)));
    for (size_t i = 0; i < a->caption_count; i++) buf_fmt(b, "caption %.*s\n", STR(a->captions[i]));
    for (size_t i = 0; i < a->related_count; i++) buf_fmt(b, "related %.*s\n", STR(a->related[i].title));
    if (a->has_visits) buf_fmt(b, "visits %lld\n", (long long)a->total);
}

static struct str findings(struct arena *a, struct str text)
{
    struct record r = { .text = text };
    struct buf b = buf_open(a);
    find_all(a, text, NULL, &r);
    article(&b, &r.article);
    meeting(&b, r.meeting);
    for (size_t i = 0; i < r.people_count; i++) person(&b, "person", &r.people[i]);
    for (size_t i = 0; i < r.figure_count; i++) figure(&b, i, &r.figures[i]);
    for (size_t i = 0; i < r.model_count; i++)
        buf_fmt(&b, "model %.*s status=%d\n", STR(r.models[i].name), (int)r.models[i].status);
    for (size_t i = 0; i < r.task_count; i++) {
        buf_c(&b, "task");
        for (size_t k = 0; k < r.tasks[i].assignee_count; k++)
            buf_fmt(&b, " %.*s", STR(r.tasks[i].assignees[k]));
        if (r.tasks[i].due.day) buf_fmt(&b, " due=%.*s", STR(day_write(a, r.tasks[i].due)));
        buf_fmt(&b, ": %.*s\n", STR(r.tasks[i].text));
    }
    for (size_t i = 0; i < r.difficulty_count; i++)
        buf_fmt(&b, "difficulty %.*s\n", STR(r.difficulties[i].text));
    for (size_t i = 0; i < r.opinion_count; i++) buf_fmt(&b, "opinion of %.*s\n", STR(r.opinions[i].speaker));
    return buf_done(&b);
}

static void same(const char *name)
{
    struct arena *a = arena_open(64 << 20);
    struct bytes in;
    struct str text;
    assert_null(file_read(a, str_z(a, str_fmt(a, "tests/golden/read/%s.txt", name)), 1 << 20, &in));
    assert_null(vn_text(a, in, &text));
    golden_check(a, str_z(a, str_fmt(a, "tests/golden/read/%s.want", name)), findings(a, text));
    arena_close(a);
}

#define GOLDEN(X)                                                                                              \
    X(monthly_report_front, "monthly-report-front")                                                            \
    X(women_quarter_list, "women-quarter-list") X(newspaper_briefing, "newspaper-briefing")                    \
        X(minutes, "minutes") X(portal_news, "portal-news") X(youth_report, "youth-report")                    \
            X(farmers_district, "farmers-district") X(veterans_short, "veterans-short")                        \
                X(union_results, "union-results") X(party_notice, "party-notice")                              \
                    X(health_context, "health-context") X(volunteers_mixed, "volunteers-mixed")                \
                        X(traps, "traps") X(repeats, "repeats")
#define X(id, name)                                                                                            \
    static void a_careful_reader_agrees_on_##id(void **state)                                                  \
    {                                                                                                          \
        (void)state;                                                                                           \
        same(name);                                                                                            \
    }
GOLDEN(X)
#undef X

int main(void)
{
    const struct CMUnitTest tests[] = {
#define X(id, name) cmocka_unit_test(a_careful_reader_agrees_on_##id),
        GOLDEN(X)
#undef X
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
