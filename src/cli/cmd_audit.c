/* cmd_audit.c - `giaoban audit verify`: reads the whole chain of changes and says whether it is as it was written. */
#include "cli/command.h"
#include "core/core.h"
#include "core/office/audit.h"
#include <stdio.h>

error cmd_audit(struct arena *a, int argc, char **argv, int *code)
{
    struct store *s;
    struct audit_verdict v;
    if (argc != 4 || strcmp(argv[1], "verify") != 0 || strcmp(argv[2], "--db") != 0 || !*argv[3])
        return FAIL(a, ERR_USAGE, "Lệnh này cần “verify” và đường dẫn cơ sở dữ liệu.");
    TRY(core_open(a, argv[3], STORE_AS_IT_IS, &s));
    error e = audit_verify(a, s, &v);
    store_close(s);                            /* not core_close: looking must not move the mark */
    if (e) return e;
    if (v.what.n) {
        printf(say("Nhật ký không còn nguyên vẹn, từ dòng %lld: %.*s.\n"), (long long)v.broken, STR(v.what));
        *code = err_exit(ERR_INPUT);
        return NULL;
    }
    printf(say("Nhật ký nguyên vẹn: %lld dòng. Dấu cuối: %.*s\n"), (long long)v.rows, STR(v.head));
    return NULL;
}
