/* bench_access.c - what access costs: one question to the policy, the grants of a person, one password, a code of the
 * second factor. The person of the question has twenty grants, the place lies anywhere in a tree of 14,000 units. */
#include "base/machine.h"
#include "core/office/password.h"
#include "core/office/policy.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { UNITS = 14000, GRANTS = 20, ASKED = 4000000, BAR = 1000 };  /* the bar in nanoseconds */

static double processor_time(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(void)
{
    static struct place place[UNITS];
    struct grant grant[GRANTS];
    static const char *const states[] = { "", "draft", "submitted", "approved" };
    for (int i = 0; i < UNITS; i++)
        place[i] = (struct place){ .unit_id = i + 1, .tree = (int64_t)i * 1000, .body_id = i % 7,
                                   .state = str_c(states[i % 4]) };
    for (int i = 0; i < GRANTS; i++)
        grant[i] = (struct grant){ .id = i + 1, .role = (enum role)(1 + i % (ROLE_COUNT - 1)), .unit_id = 1 + i * 500,
                                   .unit_from = (int64_t)i * 500 * 1000, .unit_to = (int64_t)(i + 2) * 500 * 1000 - 1,
                                   .body_id = i % 7, .below = i % 3 == 0 };
    struct who who = { .account_id = 1, .grant = grant, .grants = GRANTS };
    uint64_t chance = 12345, allowed = 0;
    double from = processor_time();
    for (int i = 0; i < ASKED; i++) {
        chance = chance * 6364136223846793005u + 1442695040888963407u;
        who.acting = &grant[(chance >> 33) % GRANTS];
        allowed += policy_allows(&who, (enum act)((chance >> 40) % ACT_COUNT), &place[(chance >> 20) % UNITS]);
    }
    double each = (processor_time() - from) * 1e9 / ASKED;
    printf("permission check\t%.0f\tns\n", each);
    fprintf(stderr, "  %llu of %d were allowed\n", (unsigned long long)allowed, ASKED);

    struct arena *a = arena_open(1 << 20);
    struct str hash;
    bool right;
    from = processor_time();
    for (int i = 0; i < 4; i++)
        if (password_hash(a, S("bốn con mèo đi tàu"), &hash)) return 1;
    printf("password, processor time\t%.0f\tms\n", (processor_time() - from) * 1e3 / 4);
    from = processor_time();
    for (int i = 0; i < 4; i++)
        if (password_verify(a, S("bốn con mèo đi tàu"), hash, &right) || !right) return 1;
    printf("log-in, comparing the password\t%.0f\tms\n", (processor_time() - from) * 1e3 / 4);
    arena_close(a);
    return each < BAR && allowed ? 0 : 1;
}
