/* test_find_story.c - what a text tells beside its figures, by a table: meeting, people, models, tasks, the page. */
#include "support/said_table.h"

static void say_person(struct buf *b, const struct person_found *p)
{
    static const char *const honorifics[] = { "", "ông ", "bà ", "đồng chí " };
    if (!p) return;
    buf_fmt(b, "%s%.*s", honorifics[p->honorific], STR(p->name));
    for (size_t i = 0; i < p->position_count; i++) buf_fmt(b, "%s%.*s", i ? " + " : ": ", STR(p->positions[i]));
}

static void say_meeting(struct arena *a, struct buf *b, const struct meeting_found *m, struct str field)
{
    static const char *const parts[] = { "", "morning", "afternoon", "evening" };
    if (!m) return;
    if (str_is(field, S("meeting"))) buf_str(b, m->kind);
    else if (str_is(field, S("date")) && m->date.day) buf_str(b, day_write(a, m->date));
    else if (str_is(field, S("part"))) buf_c(b, parts[m->part]);
    else if (str_is(field, S("time"))) buf_str(b, m->time);
    else if (str_is(field, S("venue"))) buf_str(b, m->venue);
    else if (str_is(field, S("level"))) buf_c(b, level_names[m->level]);
    else if (str_is(field, S("period")) && m->period.type) buf_str(b, period_write(a, m->period));
    else if (str_is(field, S("next")) && m->next_period.type) buf_str(b, period_write(a, m->next_period));
    else if (str_is(field, S("chair"))) say_person(b, m->chair);
    else if (str_is(field, S("with")))
        for (size_t i = 0; i < m->co_chair_count; i++) {
            if (i) buf_c(b, " + ");
            buf_str(b, m->co_chairs[i]->name);
        }
}

static void say_strings(struct buf *b, const struct str *list, size_t n)
{
    for (size_t i = 0; i < n; i++) buf_fmt(b, "%s%.*s", i ? " + " : "", STR(list[i]));
}

static void say_page(struct arena *a, struct buf *b, const struct record *r, struct str field)
{
    static const char *const status[] = { "", " (launched)", " (maintained)", " (ended)" };
    if (str_is(field, S("title"))) buf_str(b, r->article.title);
    else if (str_is(field, S("byline"))) buf_str(b, r->article.byline);
    else if (str_is(field, S("published")) && r->article.published.day) buf_str(b, day_write(a, r->article.published));
    else if (str_is(field, S("captions"))) say_strings(b, r->article.captions, r->article.caption_count);
    else if (str_is(field, S("figures"))) buf_fmt(b, "%zu", r->figure_count);
    else if (str_is(field, S("models")))
        for (size_t i = 0; i < r->model_count; i++)
            buf_fmt(b, "%s%.*s%s", i ? " + " : "", STR(r->models[i].name), status[r->models[i].status]);
    else if (str_is(field, S("people")))
        for (size_t i = 0; i < r->people_count; i++) {
            if (i) buf_c(b, " + ");
            buf_str(b, r->people[i].name);
        }
    else if (str_is(field, S("tasks")))
        for (size_t i = 0; i < r->task_count; i++) buf_fmt(b, "%s%.*s", i ? " + " : "", STR(r->tasks[i].text));
    else if (str_is(field, S("who")))
        for (size_t i = 0; i < r->task_count; i++) {
            if (i) buf_c(b, " + ");
            say_strings(b, r->tasks[i].assignees, r->tasks[i].assignee_count);
        }
    else if (str_is(field, S("due")))
        for (size_t i = 0; i < r->task_count; i++) {
            if (i) buf_c(b, " + ");
            if (r->tasks[i].due.day) buf_str(b, day_write(a, r->tasks[i].due));
        }
    else say_meeting(a, b, r->meeting, field);
}

/* "FIELD: VALUE ¦ FIELD: VALUE"; "-" says that there is none. */
static struct str story_say(struct arena *a, const struct record *r, struct str want)
{
    struct buf got = buf_open(a);
    for (size_t from = 0, end; from < want.n; from = end + strlen(" ¦ ")) {
        end = str_find(want, S(" ¦ "), from);
        if (end == SIZE_MAX) end = want.n;
        size_t colon = str_find(want, S(": "), from);
        assert_true(colon < end);
        struct buf one = buf_open(a);
        say_page(a, &one, r, str_cut(want, from, colon));
        struct str is = buf_done(&one);
        buf_fmt(&got, "%s%.*s: %.*s", from ? " ¦ " : "", STR(str_cut(want, from, colon)), STR(is.n ? is : S("-")));
    }
    return buf_done(&got);
}

static void the_table_of_stories_reads_as_written(void **state)
{
    (void)state;
    said_table("tests/tables/read_story.txt", 40, story_say);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(the_table_of_stories_reads_as_written) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
