/* demo.h - the sample office while it is being made: who is who in it, and acting as one of them at a moment. */
#ifndef CLI_DEMO_H
#define CLI_DEMO_H
#include "core/office/policy.h"
#include "vn/period.h"

enum { DEMO_MOST = 128, DEMO_MORNING = 9 * 60 + 10, DEMO_AFTERNOON = 15 * 60 + 30 };
struct demo_keyed { struct str key; int64_t id; struct str name; };
struct demo_member { struct str login, name, role, body, post; int64_t account_id; };
struct demo {
    struct arena *a;
    struct store *store;
    struct str world;                              /* data/demo/world.tsv */
    struct demo_keyed unit[DEMO_MOST], body[DEMO_MOST], person[DEMO_MOST];
    size_t units, bodies, persons;
    struct demo_member member[DEMO_MOST];
    size_t members;
    struct str hash;                               /* one for all: everyone is told their password anyway */
    bool cheap;                                    /* its log-ins cost little: for programs that log in all the time */
    int64_t series, first, second;                 /* the ward's briefings: their series, of Q1, of Q2 */
    int64_t series_above, first_above;             /* and those of the level above */
};

void  demo_at(struct day day, int minutes);        /* the clock stands there from now on */
/* Somebody who has the role; body "": in any. */
error demo_become(struct demo *d, const char *role, struct str body, const struct who **who) MUST_USE;
int64_t demo_body(const struct demo *d, const char *key);          /* the key of world.tsv */
/* The next line of world.tsv that begins with the word. field: 12 of them. */
enum { DEMO_FIELDS = 12 };
bool  demo_line(struct str *rest, const char *word, struct str *field);

/* Of the first briefing: its conclusions, its papers; and a paper that came in: demo_papers.c. */
error demo_conclusions(struct demo *d, const struct who *who) MUST_USE;
error demo_sign_invitation(struct demo *d, const struct who *who) MUST_USE;
error demo_sign_minutes(struct demo *d, const struct who *who) MUST_USE;
error demo_sign_notice(struct demo *d, const struct who *who) MUST_USE;
error demo_paper_in(struct demo *d, const struct who *who) MUST_USE;
/* What became of the first briefing's tasks, and difficulties raised since: demo_tasks.c. */
error demo_tasks_begun(struct demo *d, const struct who *who) MUST_USE;
error demo_tasks_asked(struct demo *d, const struct who *who) MUST_USE;
error demo_tasks_said_done(struct demo *d, const struct who *who) MUST_USE;
error demo_tasks_accepted(struct demo *d, const struct who *who) MUST_USE;
error demo_opinions(struct demo *d, const struct who *who) MUST_USE;
/* Briefings and what follows from them, step by step: demo_meetings.c. */
error demo_meetings(struct demo *d) MUST_USE;
#endif
