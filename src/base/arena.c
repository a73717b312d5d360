/* arena.c - memory that goes all at once. See base.h.
 *
 * I1  used never passes limit; the check comes before the machine is asked.
 * I2  a block is never moved, so pointers into it stay good until the reset. (I5 is the exception.)
 * I3  undos run newest first, each exactly once, also when an undo registers another.
 * I4  what has not been handed out is poisoned under AddressSanitizer.
 * I5  what arena_grow() gave for GROW_ALONE bytes or more is alone in its block, on a list of its own, newest
 *     first by number; such a block may move, and only arena_grow() moves it. */
#include "base/base.h"
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
#define ASAN_UNPOISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
#endif

enum { BLOCK_FIRST = 16 * 1024, BLOCK_MOST = 1024 * 1024, ALIGN = 16, GROW_ALONE = 128 * 1024 };
enum { SPARE_MOST = 4 * 1024 * 1024 };         /* bytes of blocks that arena_back() keeps for the next of a loop */

struct block { struct block *older; size_t room, used; _Alignas(ALIGN) char p[]; };
struct alone { struct alone *older, *newer; uint64_t number; size_t size; _Alignas(ALIGN) char p[]; };
struct undo  { struct undo *older; void (*run)(void *); void *what; };
struct arena {
    struct block *newest, *spare;
    struct alone *alone;
    struct undo *undo;
    size_t used, limit, next_room, alone_used, spare_room;     /* used: in blocks; alone_used: in those of I5 */
    uint64_t alone_count;
    jmp_buf *trap;
};

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

/* Takes the first spare block that is large enough, or asks the machine. */
static struct block *block_new(struct arena *a, size_t room)
{
    struct block **at = &a->spare;
    while (*at && (*at)->room < room) at = &(*at)->older;
    struct block *b = *at;
    if (b) {
        *at = b->older;
        a->spare_room -= b->room;
    } else {
        b = mem_get(sizeof *b + room);
        if (!b) return NULL;
        b->room = room;
    }
    b->older = a->newest;
    b->used = 0;
    ASAN_POISON_MEMORY_REGION(b->p, b->room);
    return b;
}

static void block_free(struct block *b)
{
    ASAN_UNPOISON_MEMORY_REGION(b->p, b->room);
    mem_free(b);
}

static void spare_free(struct arena *a)
{
    while (a->spare) {
        struct block *b = a->spare;
        a->spare = b->older;
        block_free(b);
    }
    a->spare_room = 0;
}

static void block_spare(struct arena *a, struct block *b)
{
    if (b->room > SPARE_MOST - a->spare_room) {
        block_free(b);
        return;
    }
    ASAN_POISON_MEMORY_REGION(b->p, b->room);
    b->older = a->spare;
    a->spare = b;
    a->spare_room += b->room;
}

struct arena *arena_open(size_t limit)
{
    struct arena *a = mem_get(sizeof *a);
    if (!a) { fputs("giaoban: out of memory\n", stderr); abort(); }
    *a = (struct arena){ .limit = limit, .next_room = BLOCK_FIRST };
    return a;
}

static void may_take(struct arena *a, size_t size)
{
    if (size > a->limit - a->used - a->alone_used) leave(a);                          /* I1 */
}

static size_t whole(size_t size) { return (size + ALIGN - 1) & ~(size_t)(ALIGN - 1); }

static void *take(struct arena *a, size_t size)
{
    if (size > SIZE_MAX - ALIGN) leave(a);
    size_t need = whole(size);
    may_take(a, need);
    if (!a->newest || need > a->newest->room - a->newest->used) {
        struct block *b = block_new(a, need > a->next_room ? need : a->next_room);
        if (!b) leave(a);
        a->newest = b;
        if (a->next_room < BLOCK_MOST) a->next_room *= 2;
    }
    char *p = a->newest->p + a->newest->used;
    ASAN_UNPOISON_MEMORY_REGION(p, size);
    a->newest->used += need;
    a->used += need;
    return p;
}

void *arena_get(struct arena *a, size_t size) { return memset(take(a, size), 0, size); }

/* ---- what grows ---- */

static void alone_join(struct arena *a, struct alone *b)
{
    if (b->newer) b->newer->older = b;
    else a->alone = b;
    if (b->older) b->older->newer = b;
}

static void *alone_new(struct arena *a, size_t size)
{
    if (size > SIZE_MAX - sizeof(struct alone)) leave(a);
    may_take(a, size);
    struct alone *b = mem_get(sizeof *b + size);
    if (!b) leave(a);
    *b = (struct alone){ .older = a->alone, .number = ++a->alone_count, .size = size };
    alone_join(a, b);
    a->alone_used += size;
    return b->p;
}

static void *alone_resize(struct arena *a, struct alone *b, size_t size)
{
    if (size > SIZE_MAX - sizeof *b) leave(a);
    if (size > b->size) may_take(a, size - b->size);
    struct alone *moved = mem_grow(b, sizeof *b + size);
    if (!moved) leave(a);
    a->alone_used += size - moved->size;
    moved->size = size;
    alone_join(a, moved);
    return moved->p;
}

void *arena_grow(struct arena *a, void *p, size_t old, size_t size)
{
    char *at = p;
    if (old >= GROW_ALONE) return alone_resize(a, (struct alone *)(void *)(at - offsetof(struct alone, p)),
                                               size < GROW_ALONE ? GROW_ALONE : size);
    if (size <= old && p) return p;
    if (size < GROW_ALONE && p && at + whole(old) == a->newest->p + a->newest->used &&
        whole(size) - whole(old) <= a->newest->room - a->newest->used) {       /* the newest piece: more of its block */
        may_take(a, whole(size) - whole(old));
        ASAN_UNPOISON_MEMORY_REGION(at, size);
        a->newest->used += whole(size) - whole(old);
        a->used += whole(size) - whole(old);
        return p;
    }
    char *bigger = size >= GROW_ALONE ? alone_new(a, size) : take(a, size);
    if (old) memcpy(bigger, p, old);
    return bigger;
}

static void alone_free(struct arena *a, uint64_t after)
{
    while (a->alone && a->alone->number > after) {
        struct alone *b = a->alone;
        a->alone = b->older;
        if (b->older) b->older->newer = NULL;
        a->alone_used -= b->size;
        mem_free(b);
    }
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
    return (struct arena_mark){ a->newest, a->undo, a->newest ? a->newest->used : 0, a->used, a->alone_count };
}

void arena_back(struct arena *a, struct arena_mark mark)
{
    undo_until(a, mark.undo);
    alone_free(a, mark.alone);
    while (a->newest != mark.block) {
        struct block *b = a->newest;
        a->newest = b->older;
        block_spare(a, b);
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
    alone_free(a, 0);
    spare_free(a);
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

size_t arena_used(const struct arena *a) { return a->used + a->alone_used; }

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
