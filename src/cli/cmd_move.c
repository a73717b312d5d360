/* cmd_move.c - `giaoban move FROM TO`: a database into an empty place, of SQLite or PostgreSQL. Says how far it is, and
 * proves the chain of changes at both ends. Must never touch the source. */
#include "cli/command.h"
#include "core/core.h"
#include "core/office/audit.h"
#include "store/move.h"
#include <stdio.h>

static error verify(struct arena *a, const char *url, struct audit_verdict *v)
{
    struct store *s;
    TRY(core_open(a, url, STORE_AS_IT_IS, &s));
    error e = audit_verify(a, s, v);
    store_close(s);
    if (e || !v->what.n) return e;
    return FAIL(a, ERR_INPUT, "Nhật ký của “%s” không còn nguyên vẹn, từ dòng %lld: %.*s.", store_url_shown(a, url),
        (long long)v->broken, STR(v->what));
}

struct progress { int64_t tables, rows; };

static void tell(void *arg, struct str table, int64_t rows, const unsigned char hash[STORE_MOVE_HASH])
{
    (void)hash;
    struct progress *p = arg;
    p->tables++;
    p->rows += rows;
    printf(say("%.*s: %lld dòng, giống nhau\n"), STR(table), (long long)rows);
    fflush(stdout);
}

error cmd_move(struct arena *a, int argc, char **argv, int *code)
{
    (void)code;
    struct audit_verdict before, after;
    struct progress p = { 0, 0 };
    if (argc != 3 || !*argv[1] || !*argv[2])
        return FAIL(a, ERR_USAGE, "Cần cho biết cơ sở dữ liệu nguồn và nơi đến còn trống.");
    TRY(verify(a, argv[1], &before));
    TRY(store_move(a, argv[1], argv[2], tell, &p));
    TRY(verify(a, argv[2], &after));
    if (after.rows != before.rows || !str_is(after.head, before.head))
        return FAIL(a, ERR_FAULT,
            "Đã chuyển, nhưng trong lúc chuyển nguồn có thêm thay đổi. Dừng máy chủ, bỏ nơi đến rồi chuyển lại.");
    printf(say("Đã chuyển %lld bảng, %lld dòng đến “%s”. Nhật ký nguyên vẹn: %lld dòng. Nguồn vẫn nguyên.\n"),
        (long long)p.tables, (long long)p.rows, store_url_shown(a, argv[2]), (long long)after.rows);
    return NULL;
}
