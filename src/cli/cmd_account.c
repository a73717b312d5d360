/* cmd_account.c - at the machine itself: `giaoban account` when no administrator can log in, `giaoban password-cost` to
 * set the price of a password, `giaoban policy` to print docs/policy.md. */
#include "cli/command.h"
#include "core/core.h"
#include "core/office/account_admin.h"
#include <stdio.h>

error cmd_account(struct arena *a, int argc, char **argv, int *code)
{
    static const struct { const char *word; enum account_change change; const char *label; } acts[] = {
        { "code", ACCOUNT_RESET, .label = "Mã đặt lại mật khẩu, dùng một lần trong 24 giờ" },
        { "release", ACCOUNT_RELEASE, .label = "Đã mở khóa đăng nhập" },
        { "factor-off", ACCOUNT_FACTOR_OFF, .label = "Đã tắt đăng nhập hai lớp" },
        { "disable", ACCOUNT_DISABLE, .label = "Đã ngừng tài khoản" },
        { "enable", ACCOUNT_ENABLE, .label = "Tài khoản hoạt động trở lại" },
    };
    struct store *s;
    struct str secret;
    (void)code;
    if (argc == 5 && !strcmp(argv[2], "--db"))
        for (size_t i = 0; i < COUNT(acts); i++) {
            if (strcmp(argv[1], acts[i].word) != 0) continue;
            TRY(core_open(a, argv[3], STORE_UPGRADE, &s));
            error e = account_rescue(a, s, str_c(argv[4]), acts[i].change, &secret);
            core_close(a, s);
            if (!e) printf(secret.n ? "%s: %.*s\n" : "%s.%.*s\n", say(acts[i].label), STR(secret));
            return e;
        }
    return FAIL(a, ERR_USAGE, "Lệnh này cần việc phải làm, --db, cơ sở dữ liệu và tên đăng nhập.");
}

error cmd_password_cost(struct arena *a, int argc, char **argv, int *code)
{
    enum { WANTED = 250 };
    (void)argv; (void)code;
    if (argc > 1) return FAIL(a, ERR_USAGE, "Lệnh này không cần thêm gì.");
    int memories[] = { 32, 64, 128 }, one, many;
    printf(say("Muốn một lần tính mật khẩu mất khoảng %d ms trên máy này:\n"), WANTED);
    for (size_t i = 0; i < COUNT(memories); i++) {
        size_t memory = (size_t)memories[i] << 20;
        TRY(password_measure(a, (struct password_cost){ 2, memory }, &one));
        TRY(password_measure(a, (struct password_cost){ 10, memory }, &many));
        int each = many > one ? (many - one) * 1000 / 8 : 1;           /* microseconds a pass */
        int passes = 2 + (WANTED - one > 0 ? (WANTED - one) * 1000 / each : 0), took;
        TRY(password_measure(a, (struct password_cost){ passes, memory }, &took));
        printf(say("  bộ nhớ %d MB, %d vòng: %d ms\n"), memories[i], passes, took);
    }
    struct password_cost now = password_cost();
    TRY(password_measure(a, now, &one));
    printf(say("Mặc định là bộ nhớ %zu MB, %d vòng: %d ms. Đổi ở trang Cài đặt, phần Đăng nhập.\n"), now.memory >> 20,
           now.passes, one);
    return NULL;
}

error cmd_policy(struct arena *a, int argc, char **argv, int *code)
{
    (void)argv; (void)code;
    if (argc > 1) return FAIL(a, ERR_USAGE, "Lệnh này không cần thêm gì.");
    printf("# Who may do what, where\n\nPrinted by `giaoban policy` from the table of `src/core/office/policy.c`. "
           "What no row says is refused.\n\n| role | act | where | of reports |\n| --- | --- | --- | --- |\n");
    for (size_t i = 0; i < policy_rule_count; i++) {
        const struct rule *r = &policy_rules[i];
        printf("| %s | %s | %s | %s |\n", role_name(r->role), act_name(r->act), scope_name(r->scope),
               stage_name(r->from));
    }
    return NULL;
}
