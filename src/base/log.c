/* log.c - one line an event on standard error. See machine.h. */
#include "base/machine.h"
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>

static atomic_int most = LOG_INFO;

void log_level(enum log_level level) { atomic_store(&most, level); }

void log_say(enum log_level level, const char *at, const char *fmt, ...)
{
    static const char *const names[] = { "error", "warn", "info", "debug" };
    if ((int)level > atomic_load(&most)) return;
    char line[1024];
    int64_t now = clock_now();
    int n = snprintf(line, sizeof line, "%lld.%03lld %s %s ",
                     (long long)(now / 1000), (long long)(now % 1000), names[level], at);
    va_list ap;
    va_start(ap, fmt);
    if (n > 0 && (size_t)n < sizeof line) vsnprintf(line + n, sizeof line - (size_t)n, fmt, ap);
    va_end(ap);
    for (char *p = line; *p; p++) if ((unsigned char)*p < ' ') *p = ' '; /* one event, one line */
    fprintf(stderr, "%s\n", line);
}
