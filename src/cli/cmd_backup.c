/* cmd_backup.c - at the machine: `giaoban backup` writes a copy of all data, `giaoban restore` looks at one and puts it
 * back once two administrators have agreed. See core/office/backup.h. */
#include "cli/command.h"
#include "core/core.h"
#include "core/office/backup.h"
#include "core/office/moment.h"
#include <stdio.h>

error cmd_backup(struct arena *a, int argc, char **argv, int *code)
{
    struct store *s;
    struct backup b;
    (void)code;
    if (argc != 5 || strcmp(argv[1], "--db") != 0 || !*argv[2] || strcmp(argv[3], "-o") != 0 || !*argv[4])
        return FAIL(a, ERR_USAGE, "Lệnh này cần --db và cơ sở dữ liệu, rồi -o và tên tệp chưa có.");
    TRY(core_open(a, argv[2], STORE_AS_IT_IS, &s));
    error e = backup_write(a, s, argv[2], argv[4], &b);
    core_close(a, s);
    if (e) return e;
    printf(say("Đã sao lưu vào “%s”: %lld bảng, %lld dòng, đã đọc lại và giống nguồn. Nhật ký: %lld dòng.\n"), argv[4],
        (long long)b.tables, (long long)b.rows, (long long)b.audit_rows);
    printf(say("Mã bản sao: %.*s\n"), STR(b.code));
    printf(say("Cất cả ba tệp (“%s”, .head và .manifest) ở máy khác. "
               "Tệp khóa .key không nằm trong bản sao: cất riêng.\n"), argv[4]);
    return NULL;
}

error cmd_restore(struct arena *a, int argc, char **argv, int *code)
{
    struct backup b;
    struct str kept;
    bool check = argc == 6 && !strcmp(argv[5], "--check");
    (void)code;
    bool right = (argc == 5 || check) && !strcmp(argv[1], "--db") && *argv[2] && !strcmp(argv[3], "--from") && *argv[4];
    if (!right)
        return FAIL(a, ERR_USAGE, "Lệnh này cần --db và cơ sở dữ liệu, rồi --from và tệp của bản sao.");
    if (check) TRY(backup_check(a, argv[2], argv[4], &b));
    else TRY(backup_restore(a, argv[2], argv[4], &b, &kept));
    struct str made = moment_vi(a, b.made_at);
    if (check)
        printf(say("Bản sao nguyên vẹn, lập lúc %.*s: %lld bảng, %lld dòng. Mã bản sao: %.*s\n"), STR(made),
            (long long)b.tables, (long long)b.rows, STR(b.code));
    else
        printf(say("Đã khôi phục dữ liệu như lúc %.*s. Mọi người phải đăng nhập lại. Hãy mở lại máy chủ.\n"),
            STR(made));
    if (!check && kept.n) printf(say("Dữ liệu trước khi khôi phục được giữ ở “%.*s”.\n"), STR(kept));
    return NULL;
}
