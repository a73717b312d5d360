/* arena.c - memory that goes all at once. See base.h.
 *
 * I1  used never passes limit; the check comes before the machine is asked.
 * I2  a block is never moved, so pointers into it stay good until the reset.
 * I3  undos run newest first, each exactly once, also when an undo registers another.
 * I4  what has not been handed out is poisoned under AddressSanitizer. */
#include "base/base.h"
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
#define ASAN_UNPOISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
#endif

enum { BLOCK_FIRST = 16 * 1024, BLOCK_MOST = 1024 * 1024, ALIGN = 16 };

struct block { struct block *older; size_t room, used; _Alignas(ALIGN) char p[]; };
struct undo  { struct undo *older; void (*run)(void *); void *what; };
struct arena { struct block *newest; struct undo *undo; size_t used, limit, next_room; jmp_buf *trap; };

static const struct err no_memory = {
    .kind = ERR_MEMORY,
    .said = SAID("Yêu cầu này cần nhiều bộ nhớ hơn mức cho phép. Chia nhỏ tài liệu hoặc thu hẹp phạm vi rồi "
                 "thử lại."),
    .at = "arena",
};

static _Noreturn void leave(struct arena *a)
{
    if (a->trap) longjmp(*a->trap, 1);
    fputs("giaoban: out of memory outside a request\n", stderr);
    abort();
}

static struct block *block_new(size_t room, struct block *older)
{
    struct block *b = mem_get(sizeof *b + room);
    if (!b) return NULL;
    b->older = older;
    b->room = room;
    b->used = 0;
    ASAN_POISON_MEMORY_REGION(b->p, room);
    return b;
}

static void block_free(struct block *b)
{
    ASAN_UNPOISON_MEMORY_REGION(b->p, b->room);
    mem_free(b);
}

struct arena *arena_open(size_t limit)
{
    struct arena *a = mem_get(sizeof *a);
    if (!a) { fputs("giaoban: out of memory\n", stderr); abort(); }
    *a = (struct arena){ .limit = limit, .next_room = BLOCK_FIRST };
    return a;
}

void *arena_get(struct arena *a, size_t size)
{
    if (size > SIZE_MAX - ALIGN) leave(a);
    size_t need = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    if (need > a->limit - a->used) leave(a);                                          /* I1 */
    if (!a->newest || need > a->newest->room - a->newest->used) {
        struct block *b = block_new(need > a->next_room ? need : a->next_room, a->newest);
        if (!b) leave(a);
        a->newest = b;
        if (a->next_room < BLOCK_MOST) a->next_room *= 2;
    }
    char *p = a->newest->p + a->newest->used;
    ASAN_UNPOISON_MEMORY_REGION(p, size);
    a->newest->used += need;
    a->used += need;
    return memset(p, 0, size);
}

void arena_defer(struct arena *a, void (*run)(void *), void *what)
{
    struct undo *u = NEW(a, struct undo);
    *u = (struct undo){ a->undo, run, what };
    a->undo = u;
}

static void undo_until(struct arena *a, const struct undo *stop)
{
    while (a->undo != stop) {                                                         /* I3 */
        struct undo *u = a->undo;
        a->undo = u->older;
        u->run(u->what);
    }
}

void arena_undo(struct arena *a) { undo_until(a, NULL); }

struct arena_mark arena_mark(struct arena *a)
{
    return (struct arena_mark){ a->newest, a->undo, a->newest ? a->newest->used : 0, a->used };
}

void arena_back(struct arena *a, struct arena_mark mark)
{
    undo_until(a, mark.undo);
    while (a->newest != mark.block) {
        struct block *b = a->newest;
        a->newest = b->older;
        block_free(b);
    }
    if (a->newest) {
        ASAN_POISON_MEMORY_REGION(a->newest->p + mark.block_used, a->newest->room - mark.block_used);
        a->newest->used = mark.block_used;
    }
    a->used = mark.used;
}

void arena_reset(struct arena *a)
{
    undo_until(a, NULL);
    while (a->newest && (a->newest->older || a->newest->room > BLOCK_MOST)) {
        struct block *b = a->newest;
        a->newest = b->older;
        block_free(b);
    }
    if (a->newest) {
        a->newest->used = 0;
        ASAN_POISON_MEMORY_REGION(a->newest->p, a->newest->room);
    }
    a->used = 0;
    a->next_room = BLOCK_FIRST;
}

void arena_close(struct arena *a)
{
    arena_reset(a);
    if (a->newest) block_free(a->newest);
    mem_free(a);
}

size_t arena_used(const struct arena *a) { return a->used; }

error arena_run(struct arena *a, error (*work)(void *), void *arg)
{
    jmp_buf here;
    jmp_buf *outer = a->trap;
    if (setjmp(here)) {
        a->trap = outer;
        return &no_memory;
    }
    a->trap = &here;
    error e = work(arg);
    a->trap = outer;
    return e;
}
