/* fuzz_request.c - any bytes as a request: nothing crashes, every request gets an answer, and no page runs without the
 * token of its form. Built with: make fuzz (clang, libFuzzer). */
#include "base/machine.h"
#include "web/exchange.h"

static struct arena *keep;
static struct shop shop;
static struct web_app app;
static struct web_limits limits = { .arena = 1 << 22 };
static bool ran;

static error show(struct request *q, struct reply *r)
{
    ran = true;
    for (size_t i = 0; i < q->route->params; i++) {
        const struct param *p = &q->route->param[i];
        if (p->kind == PARAM_FILE)
            buf_add(&r->body, param_file(q, p->name).content.p, param_file(q, p->name).content.n);
        else buf_str(&r->body, param_str(q, p->name));
        buf_str(&r->body, param_typed(q, p->name));
    }
    return NULL;
}

static const struct param all[] = {
    { .name = "id", .kind = PARAM_INT },   { .name = "a", .kind = PARAM_LINE },   { .name = "b", .kind = PARAM_TEXT },
    { .name = "c", .kind = PARAM_FLAG },   { .name = "d", .kind = PARAM_CODE },   { .name = "e", .kind = PARAM_PERIOD },
    { .name = "f", .kind = PARAM_SECRET }, { .name = "g", .kind = PARAM_FILE },
};
static const struct route routes[] = {
    { METHOD_GET, "/", show, 1, all + 1, 6, .about = "x" },
    { METHOD_GET, "/x/{id}", show, 1, all, 1, .about = "x" },
    { METHOD_POST, "/x/{id}", show, 1, all, 8, .about = "x" },
    { METHOD_POST, "/o", show, 1, all + 1, 7, .once = true, .about = "x" },
};

static void error_page(struct request *q, struct reply *r, error e)
{
    buf_c(&r->body, e->said);
    buf_str(&r->body, param_typed(q, "b"));
}

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc; (void)argv;
    log_level((enum log_level)-1);
    keep = arena_open(1 << 22);
    app = (struct web_app){ .route = routes, .routes = COUNT(routes), .error_page = error_page };
    shop = (struct shop){ .app = &app, .limits = &limits, .general = rate_open(keep), .strict = rate_open(keep) };
    return 0;
}

/* First line: method and target; then "Name: value" lines; after an empty line the body. */
static void read_request(struct exchange *x, struct str in, struct header *header, size_t room)
{
    struct str line, part;
    str_next(&in, '\n', &line);
    str_next(&line, ' ', &x->method);
    x->target = line.p ? line : (struct str){ "", 0 };
    while (str_next(&in, '\n', &line) && line.n && x->headers < room) {
        struct str value = line;
        str_next(&value, ':', &part);
        header[x->headers++] = (struct header){ part, value.p ? str_trim(value) : (struct str){ "", 0 } };
    }
    x->header = header;
    if (in.p) x->body = (struct bytes){ (const unsigned char *)in.p, in.n };
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct header header[12];
    struct exchange x = { .shop = &shop, .a = arena_open(limits.arena), .work = arena_open(limits.arena) };
    x.client = S("::1");
    ran = false;
    read_request(&x, (struct str){ (const char *)data, size }, header, COUNT(header));
    if (exchange_head(&x)) exchange_answer(&x);
    assert(x.out.status >= 200 && x.out.status < 600);
    assert(x.out.headers >= 6);
    for (size_t i = 0; i < x.out.headers; i++)
        for (size_t j = 0; j < x.out.header[i].value.n; j++) assert((unsigned char)x.out.header[i].value.p[j] >= ' ');
    assert(!ran || x.q.method == METHOD_GET || (x.token.n == 32 && str_is(x.token, x.q.csrf)));
    arena_close(x.work);
    arena_close(x.a);
    return 0;
}
