/* pages.h - the pages as a whole: what giaoban.c gives to the server. */
#ifndef PAGES_PAGES_H
#define PAGES_PAGES_H
#include "store/db.h"
#include "web/http.h"

/* The store must be open for as long as the server runs. */
struct web_app pages_app(struct store *store);
extern const struct route page_routes[];       /* every address, for docs/routes.md and the access tests */
extern const size_t page_route_count;
#endif
