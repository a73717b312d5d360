/* memory.c - the one place that asks the machine for memory. See base.h. */
#include "base/base.h"
#include <stdatomic.h>
#include <stdlib.h>

static atomic_uint_fast64_t asked, fail_from;
static atomic_bool fail_forever;

static bool may_have(void)
{
    uint64_t now = atomic_fetch_add(&asked, 1) + 1, from = atomic_load(&fail_from);
    return !from || now < from || (now > from && !atomic_load(&fail_forever));
}

void *mem_get(size_t size) { return may_have() ? malloc(size) : NULL; }
void *mem_grow(void *p, size_t size) { return may_have() ? realloc(p, size) : NULL; }
void mem_free(void *p) { free(p); }

void mem_fail_at(uint64_t n, bool forever)
{
    atomic_store(&fail_forever, forever);
    atomic_store(&fail_from, n ? atomic_load(&asked) + n : 0);
}

uint64_t mem_calls(void) { return atomic_load(&asked); }

size_t size_mul(size_t x, size_t y)
{
    size_t z;
    return __builtin_mul_overflow(x, y, &z) ? SIZE_MAX : z;
}
