/* pg_url.h - the address of a PostgreSQL database: which server, which database, and where the files beside it lie. */
#ifndef STORE_PG_URL_H
#define STORE_PG_URL_H
#include "base/base.h"

/* postgresql://... or postgres://...; everything else is a path. */
bool pg_url_is(const char *url);
/* Without the parameter `files`, which is ours and unknown to libpq. In memory of mem_get; NULL: there is none. */
char *pg_url_plain(const char *url);
/* Host and database, never a user's password or another parameter: for sentences and the log. */
const char *pg_url_shown(struct arena *a, const char *url);
/* What the names of files beside the database begin with: the parameter `files`, else the database's name in the
 * folder in which the program runs. */
const char *pg_url_files(struct arena *a, const char *url);
#endif
