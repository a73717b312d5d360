/* scan_worker.c - see scan_worker.h. The work itself is done by a locked process for each page; this thread waits for
 * it. */
#include "core/report/scan_worker.h"
#include "base/machine.h"
#include "core/report/scan_queue.h"
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>

enum { MEMORY = 4 * 1024 * 1024, GLANCE = 250, REST = 5000 };       /* bytes; milliseconds */

struct worker { struct store *store; pthread_t thread; atomic_bool closing; };

static bool still_open(void *of)
{
    struct worker *w = of;
    return !atomic_load(&w->closing);
}

static void sleep_for(struct worker *w, int64_t most)
{
    for (int64_t until = clock_steady() + most; still_open(w) && clock_steady() < until;) poll(NULL, 0, GLANCE);
}

static void *work(void *arg)
{
    struct worker *w = arg;
    struct arena *a = arena_open(MEMORY);
    while (still_open(w)) {
        bool found = false;
        error e = scan_queue_read(a, w->store, still_open, w, &found);
        if (e) LOG(LOG_ERROR, "scans wait: %s at %s", err_name(e->kind), e->at);
        arena_reset(a);
        if (e || !found) sleep_for(w, e ? REST : GLANCE);
    }
    arena_close(a);
    return NULL;
}

static void worker_close(void *what)
{
    struct worker *w = what;
    atomic_store(&w->closing, true);
    pthread_join(w->thread, NULL);
}

error scan_worker_start(struct arena *a, struct store *store)
{
    struct worker *w = NEW(a, struct worker);
    w->store = store;
    TRY(scan_queue_restart(a, store));
    if (pthread_create(&w->thread, NULL, work, w))
        return FAIL(a, ERR_FAULT, "Không tạo được luồng nhận dạng bản quét.");
    arena_defer(a, worker_close, w);
    return NULL;
}
