/* read_jobs.c - see read_jobs.h.
 *
 * Owns the threads and the ring of answers that wait. Whoever finishes the answer that is next prints it and all
 * that are ready behind it; nobody else prints meanwhile, and nobody holds the lock while printing or reading. */
#include "cli/read_jobs.h"
#include <pthread.h>
#include <stdio.h>

enum { WAITING_EACH = 4 };                     /* answers a thread that may wait for their turn */

struct place { struct arena *keep; struct read_done done; bool ready; };
struct jobs {
    char **paths;
    size_t count, next, turn;                  /* next: to be read; turn: to be printed */
    struct place *places;
    size_t place_count;
    bool printing;
    int worst;
    read_work *work;
    const void *of;
    enum language language;
    pthread_mutex_t lock;
    pthread_cond_t printed;
};

static void must(int failed) { assert(!failed); }

static void print(const struct read_done *d)
{
    fwrite(d->out.p, 1, d->out.n, stdout);
    if (!d->said.n) return;
    fflush(stdout);
    fwrite(d->said.p, 1, d->said.n, stderr);
}

/* The lock is held, save while something is printed. */
static void print_ready(struct jobs *j)
{
    if (j->printing) return;
    j->printing = true;
    for (struct place *p; j->turn < j->count && (p = &j->places[j->turn % j->place_count])->ready;) {
        must(pthread_mutex_unlock(&j->lock));
        print(&p->done);
        arena_reset(p->keep);
        must(pthread_mutex_lock(&j->lock));
        if (p->done.code > j->worst) j->worst = p->done.code;
        p->ready = false;
        j->turn++;
        must(pthread_cond_broadcast(&j->printed));
    }
    j->printing = false;
}

static void *work(void *arg)
{
    struct jobs *j = arg;
    struct arena *a = arena_open(READ_JOB_MEMORY);
    struct arena_mark empty = arena_mark(a);
    say_language(j->language);
    must(pthread_mutex_lock(&j->lock));
    while (j->next < j->count) {
        if (j->next - j->turn >= j->place_count) {
            must(pthread_cond_wait(&j->printed, &j->lock));
            continue;
        }
        size_t i = j->next++;
        struct place *p = &j->places[i % j->place_count];
        bool alone = !strcmp(j->paths[i], "-"); /* in its turn, as without threads: the first takes it all */
        if (!alone) must(pthread_mutex_unlock(&j->lock));
        j->work(a, p->keep, j->paths[i], j->of, &p->done);
        arena_back(a, empty);
        if (!alone) must(pthread_mutex_lock(&j->lock));
        p->ready = true;
        print_ready(j);
    }
    must(pthread_mutex_unlock(&j->lock));
    arena_close(a);
    return NULL;
}

int read_jobs_run(char **paths, size_t count, size_t threads, read_work *read, const void *of)
{
    pthread_t thread[READ_THREADS_MOST];
    struct place places[READ_THREADS_MOST * WAITING_EACH] = { 0 };
    if (threads > count) threads = count;
    assert(threads && threads <= READ_THREADS_MOST);
    struct jobs j = { .paths = paths, .count = count, .places = places, .place_count = threads * WAITING_EACH,
                      .work = read, .of = of, .language = say_language_is() };
    must(pthread_mutex_init(&j.lock, NULL));
    must(pthread_cond_init(&j.printed, NULL));
    for (size_t i = 0; i < j.place_count; i++) places[i].keep = arena_open(READ_JOB_MEMORY);
    size_t started = 0;                        /* a machine that gives fewer threads gives a slower answer, not none */
    while (started + 1 < threads && !pthread_create(&thread[started], NULL, work, &j)) started++;
    work(&j);
    for (size_t i = 0; i < started; i++) must(pthread_join(thread[i], NULL));
    for (size_t i = 0; i < j.place_count; i++) arena_close(places[i].keep);
    must(pthread_cond_destroy(&j.printed));
    must(pthread_mutex_destroy(&j.lock));
    return j.worst;
}
