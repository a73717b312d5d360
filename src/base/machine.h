/* machine.h - the clock, chance, files and the log: all that the program asks of the machine.
 *
 * Time and chance come only from here, so a test can set both. */
#ifndef MACHINE_H
#define MACHINE_H
#include "base/base.h"

/* ---- clock; Viet Nam has one time zone (UTC+7) and no daylight saving ---- */
int64_t clock_now(void);                       /* milliseconds since 1970-01-01 UTC */
int64_t clock_steady(void);                    /* milliseconds that never go back, for time-outs */
void    clock_fix(int64_t now);                /* tests: the clock stands at this moment; -1: the real one */
struct str clock_day(struct arena *a, int64_t when);    /* "2023-07-27", in Viet Nam */
struct str clock_minute(struct arena *a, int64_t when); /* "2023-07-27 14:05", in Viet Nam */

/* ---- chance ---- */
void random_fill(void *p, size_t n);           /* from the kernel; aborts when there is none */
void random_seed(uint64_t seed);               /* tests: from now on the same bytes every time; 0: real again */
struct str random_token(struct arena *a, size_t bytes); /* lower-case hex of that many bytes */

/* ---- files; a file's whole content at once, never more than `limit` bytes ---- */
error file_read(struct arena *a, const char *path, size_t limit, struct bytes *out) MUST_USE;
error file_read_fd(struct arena *a, int fd, size_t limit, struct bytes *out) MUST_USE;
/* Written beside the target, synced, then renamed over it: whole or not at all. A device or a pipe is written to.
 * ERR_INPUT: the path cannot be; ERR_FAULT: the disk is full or broken. */
error file_write(struct arena *a, const char *path, struct bytes content) MUST_USE;

/* ---- log: one line an event on standard error; no names of people, no secrets ---- */
enum log_level { LOG_ERROR, LOG_WARN, LOG_INFO, LOG_DEBUG };
void log_level(enum log_level most);
void log_say(enum log_level level, const char *at, const char *fmt, ...) PRINTF(3, 4);
#define LOG(level, ...) log_say((level), AT, __VA_ARGS__)

/* ---- files that the build put into the program ---- */
struct embedded {
    const char *path;                          /* "assets/style.css", "data/words/units.tsv" */
    const char *type;                          /* MIME type */
    const char *hash;                          /* changes when the content does: for addresses that may be cached */
    struct bytes content;
};
extern const struct embedded embedded_files[]; /* sorted by path */
extern const size_t embedded_count;
const struct embedded *embedded_find(const char *path);     /* NULL when there is none */
struct str embedded_text(const char *path);    /* our own data, which must be there: asserts */
#endif
