/* base.h - memory, text and errors: the words every other file is written in.
 *
 * An arena owns everything made while answering one request or running one command. Nothing made
 * in it is freed alone; it all goes when the arena is reset or closed. An arena has a limit; work
 * that passes it, or that the machine cannot give memory to, ends at the nearest arena_run() with
 * an error, and nothing else in the process is touched. */
#ifndef BASE_H
#define BASE_H
#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* __SANITIZE_ADDRESS__, in both compilers: this build watches every access to memory and is several times slower. */
#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF(f, a) __attribute__((format(printf, f, a)))
#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* ---- errors: a kind, a sentence for the person who asked, a place for the log ---- */

/* kind, HTTP status, exit code of the command line, title of the page that shows it (vi).
 * Exit codes: 0 done, 1 nothing found, 2 usage, 3 bad input, 4 internal. */
#define ERR_KINDS(X)                                                     \
    X(ERR_INPUT, 422, 3, SAID("Dữ liệu nhập chưa đúng"))                 \
    X(ERR_USAGE, 400, 2, SAID("Yêu cầu chưa đúng"))                      \
    X(ERR_LOGIN, 401, 3, SAID("Cần đăng nhập"))                          \
    X(ERR_DENIED, 403, 3, SAID("Không có quyền thực hiện"))              \
    X(ERR_MISSING, 404, 1, SAID("Không tìm thấy"))                       \
    X(ERR_CONFLICT, 409, 3, SAID("Dữ liệu đã được người khác thay đổi")) \
    X(ERR_TOO_LARGE, 413, 3, SAID("Tệp hoặc nội dung quá lớn"))          \
    X(ERR_FORMAT, 415, 3, SAID("Loại tệp chưa đọc được"))                \
    X(ERR_CLOSED, 423, 3, SAID("Kỳ báo cáo đã chốt"))                    \
    X(ERR_TOO_MANY, 429, 3, SAID("Thao tác quá nhanh"))                  \
    X(ERR_FAULT, 500, 4, SAID("Hệ thống gặp lỗi"))                       \
    X(ERR_BUSY, 503, 4, SAID("Hệ thống đang bận"))                       \
    X(ERR_MEMORY, 503, 4, SAID("Yêu cầu cần quá nhiều bộ nhớ"))

enum err_kind {
    ERR_NONE,
#define X(kind, status, exit_code, title) kind,
    ERR_KINDS(X)
#undef X
    ERR_KIND_COUNT
};

struct err {
    enum err_kind kind;
    const char *said;          /* one sentence, in the language of the person who asked */
    const char *at;            /* file:line, for the log */
    const struct err *because; /* what it came from, for the log */
};
typedef const struct err *error; /* NULL is success */

int         err_status(enum err_kind kind);    /* HTTP status */
int         err_exit(enum err_kind kind);      /* exit code */
const char *err_title(enum err_kind kind);     /* in the language of say_language() */
const char *err_name(enum err_kind kind);      /* "ERR_INPUT" */

/* ---- memory ---- */

struct arena;
struct arena *arena_open(size_t limit);        /* aborts if the machine has no memory at all */
void   arena_reset(struct arena *a);           /* runs the arena_defer()s, newest first */
void   arena_close(struct arena *a);
void  *arena_get(struct arena *a, size_t size) /* zeroed, aligned to 16, never NULL */
    __attribute__((returns_nonnull, malloc, alloc_size(2)));
void   arena_defer(struct arena *a, void (*undo)(void *), void *what);
void   arena_undo(struct arena *a);            /* runs the arena_defer()s now; the memory stays until the reset */
size_t arena_used(const struct arena *a);
/* For a list that grows: p is what arena_grow() gave for `old` bytes (NULL for 0), its content comes along and p is
 * dead. What is behind the content is not cleared. A large list is grown where it lies and leaves nothing behind; a
 * smaller `size` gives the rest of it back. */
void  *arena_grow(struct arena *a, void *p, size_t old, size_t size) __attribute__((returns_nonnull, alloc_size(4)));
/* A mark and a way back to it: for scratch inside a loop. Undos registered since run newest first. */
struct arena_mark { void *block, *undo; size_t block_used, used; uint64_t alone; };
struct arena_mark arena_mark(struct arena *a);
void   arena_back(struct arena *a, struct arena_mark mark);
/* Runs work(arg). When an allocation in `a` passes the limit or fails, work is left at once and
 * an ERR_MEMORY comes back; undos stay registered and run at the reset. Nests. A library whose
 * callback allocates from an arena must be closed by an arena_defer, never by hand. */
error arena_run(struct arena *a, error (*work)(void *arg), void *arg) MUST_USE;
#define NEW(a, type) ((type *)arena_get((a), sizeof(type)))
#define NEW_N(a, type, n) ((type *)arena_get((a), size_mul(sizeof(type), (size_t)(n))))

size_t size_mul(size_t x, size_t y);           /* SIZE_MAX when it overflows: arena_get then refuses */

/* The one place that asks the machine for memory; arenas and the libraries that allow it use it.
 * Tests make it fail: the n-th call from now (once), or from the n-th on (forever). n = 0: never. */
void *mem_get(size_t size);                    /* NULL when there is none */
void *mem_grow(void *p, size_t size);
void  mem_free(void *p);
void  mem_fail_at(uint64_t n, bool forever);
uint64_t mem_calls(void);                      /* how many asks so far, to aim mem_fail_at */

/* ---- three kinds of bytes that the compiler will not let you mix up ---- */

struct bytes  { const unsigned char *p; size_t n; };   /* from outside: believe nothing */
struct str    { const char *p; size_t n; };            /* valid UTF-8, NFC, from vn_text() or S() */
struct markup { const char *p; size_t n; };            /* HTML that is already safe */
struct span   { size_t from, to; };                    /* [from, to) byte offsets */
#define S(lit) ((struct str){ "" lit "", sizeof(lit) - 1 })

static inline struct str str_c(const char *c)          /* a C string of ours; NULL is empty */
{
    return (struct str){ c ? c : "", c ? strlen(c) : 0 };
}
static inline struct str str_cut(struct str s, size_t from, size_t to)     /* clamped to s */
{
    if (to > s.n) to = s.n;
    if (from > to) from = to;
    return (struct str){ s.p + from, to - from };
}
struct str str_trim(struct str s);                     /* ASCII blanks and U+00A0 at both ends */
struct str str_copy(struct arena *a, struct str s);
struct str str_fmt(struct arena *a, const char *fmt, ...) PRINTF(2, 3);
char      *str_z(struct arena *a, struct str s);       /* with a NUL behind it, for libraries */
static inline bool str_is(struct str x, struct str y)  /* same bytes: for codes and keys, not for people's words */
{
    return x.n == y.n && (!x.n || !memcmp(x.p, y.p, x.n));
}
/* s is one of the words, none of which is empty */
static inline bool str_among(struct str s, const char *const *words, size_t count)
{
    for (size_t i = 0; s.n && i < count; i++)
        if (words[i][0] == s.p[0] && str_is(s, str_c(words[i]))) return true;
    return false;
}
static inline bool str_starts(struct str s, struct str with)
{
    return s.n >= with.n && (!with.n || !memcmp(s.p, with.p, with.n));
}
bool   str_ends(struct str s, struct str with);
size_t str_find(struct str s, struct str what, size_t from);   /* SIZE_MAX when it is not there */
/* Fowler, Noll and Vo's hash (1a, 64 bits) of the bytes, begun with STR_FNV or gone on with. Never against people who
 * choose the bytes. */
#define STR_FNV UINT64_C(14695981039346656037)
uint64_t str_fnv(uint64_t from, struct str s);
bool   str_next(struct str *rest, char sep, struct str *part); /* cuts the next part off; false at the end */
bool   str_int(struct str s, int64_t *out);            /* an optional minus and digits only; false otherwise */
#define STR(s) (int)(s).n, (s).p                       /* for "%.*s" */

/* A growing run of bytes in an arena. With a drain it does not grow: what it holds goes there when it is full and,
 * at the end, by buf_drain(). */
struct buf { struct arena *a; char *p; size_t n, room; void (*drain)(void *to, struct bytes part); void *to; };
struct buf buf_open(struct arena *a);
void buf_drain(struct buf *b);
void buf_room(struct buf *b, size_t n);                /* so that n more bytes fit: when it is known how many come */
static inline void buf_add(struct buf *b, const void *p, size_t n)
{
    if (n > b->room - b->n) buf_room(b, n);
    if (n) memcpy(b->p + b->n, p, n);
    b->n += n;
}
static inline void buf_str(struct buf *b, struct str s) { buf_add(b, s.p, s.n); }
static inline void buf_c(struct buf *b, const char *c) { buf_add(b, c, strlen(c)); }
static inline void buf_char(struct buf *b, char c)
{
    if (b->n == b->room) buf_room(b, 1);
    b->p[b->n++] = c;
}
void buf_fmt(struct buf *b, const char *fmt, ...) PRINTF(2, 3);
struct str buf_done(const struct buf *b);              /* what it holds, as text that we made */

/* ---- making errors ---- */

/* fmt is a Vietnamese sentence; it is looked up in the catalogue of the current language first. */
error err_new(struct arena *a, enum err_kind kind, const char *at, error because, const char *fmt, ...)
    PRINTF(5, 6) MUST_USE;
void err_print(struct buf *b, error e);                /* the chain, for the log */
#define AT_1(x) #x
#define AT_2(x) AT_1(x)
#define AT __FILE__ ":" AT_2(__LINE__)
#define FAIL(a, kind, ...) err_new((a), (kind), AT, NULL, __VA_ARGS__)
#define FAIL_AS(a, kind, because, ...) err_new((a), (kind), AT, (because), __VA_ARGS__)
#define TRY(call) do { error e_ = (call); if (e_) return e_; } while (0)

/* ---- language of the interface ---- */

enum language { LANGUAGE_VI, LANGUAGE_EN };
void say_language(enum language l);                    /* of this thread, until changed */
enum language say_language_is(void);
const char *say(const char *vietnamese) __attribute__((format_arg(1))); /* the same sentence in the current language */
#define SAY(vietnamese) str_c(say(vietnamese))
#define SAID(vietnamese) vietnamese            /* marks a sentence in a table, which say() gets later */
#endif
