/* say.c - the interface's sentences in the reader's language. See base.h.
 *
 * Vietnamese sentences are the keys, so the source reads as the office does and a sentence that
 * nobody translated yet is shown in Vietnamese rather than as a code. */
#include "base/say.h"
#include "base/base.h"

static _Thread_local enum language now = LANGUAGE_VI;

void say_language(enum language l) { now = l; }
enum language say_language_is(void) { return now; }

const char *say(const char *vi)
{
    if (now == LANGUAGE_VI) return vi;
    size_t lo = 0, hi = said_count;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int c = strcmp(vi, said_list[mid].vi);
        if (!c) return said_list[mid].en;
        if (c < 0) hi = mid;
        else lo = mid + 1;
    }
    return vi;
}
