/* pg_link.h - one connection to PostgreSQL: for db_postgres.c alone. */
#ifndef STORE_PG_LINK_H
#define STORE_PG_LINK_H
#include "store/driver.h"
#include <libpq-fe.h>

struct link {
    PGconn *c;
    enum link_mode mode;
    struct stmt *streaming;                /* whose rows are still on their way */
    unsigned life;                         /* which connection it is: statements prepared on an older one are gone */
    unsigned names;                        /* statements named so far */
    char gone[1024];                       /* DEALLOCATE of statements that are not needed any more */
    bool unfit;                            /* no answer came, or it did not take the settings */
    bool in_turn;                          /* BEGIN was said: what follows belongs together, so no new connection */
    bool rehearsing;                       /* steps are savepoints of one transaction that is thrown away */
    int64_t changed;
    char words[240];                       /* what went wrong last; never a value that a person typed */
};

/* See driver.h. */
bool pg_exists(const char *url);
void pg_discard(const char *url);
enum outcome pg_open(const char *url, enum link_mode mode, struct link **out, struct open_trouble *trouble);
void pg_close(struct link *l);
/* The connection is there, made anew when it was lost and nothing of a transaction was lost with it. OUT_LOST: no. */
enum outcome pg_alive(struct link *l);
/* What the result means; notes the words. r NULL: no answer came. Clears nothing. */
enum outcome pg_outcome(struct link *l, const PGresult *r);
/* Statements whose rows nobody needs. */
enum outcome pg_do(struct link *l, const char *text);
#endif
