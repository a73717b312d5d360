/* router.h - which route an address belongs to. */
#ifndef WEB_ROUTER_H
#define WEB_ROUTER_H
#include "web/field.h"
#include "web/http.h"

enum { PATH_PARTS = 16 };
struct matched {
    const struct route *route;                 /* NULL: none */
    struct fields path;                        /* what stands for {name} */
    bool get, post;                            /* which methods the address knows, when route is NULL */
};
/* path: as sent, still encoded. A route with words wins over one with {parts} at the first place where they differ. */
struct matched router_find(struct arena *a, const struct route *route, size_t n, enum method method, struct str path);
/* Our own mistakes in a table of routes: two for one address, a part that is not declared, no page. ERR_USAGE. */
error router_check(struct arena *a, const struct route *route, size_t n) MUST_USE;
#endif
