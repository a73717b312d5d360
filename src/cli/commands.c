/* commands.c - the one list of every command. A command's code is in cmd_<name>.c beside it. */
#include "cli/command.h"
#include <stdio.h>

static const struct command *joined;
static size_t joined_count;

void commands_join(const struct command *more, size_t n)
{
    joined = more;
    joined_count = n;
}

const struct command *command_at(size_t i)
{
    if (i < command_count) return &commands[i];
    return i - command_count < joined_count ? &joined[i - command_count] : NULL;
}

static error run_help(struct arena *a, int argc, char **argv, int *code)
{
    (void)argv; (void)code;
    if (argc > 1) return FAIL(a, ERR_USAGE, "Lệnh này không cần thêm gì.");
    printf("%s\n\n", say("GiaoBan: từ báo cáo của các tổ chức đến kết luận giao ban."));
    const struct command *c;
    for (size_t i = 0; (c = command_at(i)); i++)
        printf("  giaoban %s %s\n      %s\n", c->name, c->usage, say(c->about));
    return NULL;
}

static error run_commands(struct arena *a, int argc, char **argv, int *code)
{
    (void)argv; (void)code;
    if (argc > 1) return FAIL(a, ERR_USAGE, "Lệnh này không cần thêm gì.");
    printf("# Commands\n\nPrinted by `giaoban commands`. "
           "Exit codes: 0 done, 1 nothing found, 2 usage, 3 bad input, 4 internal.\n\n"
           "| command | what it does |\n| --- | --- |\n");
    const struct command *c;
    for (size_t i = 0; (c = command_at(i)); i++) {
        printf("| `giaoban %s%s", c->name, *c->usage ? " " : "");
        for (const char *p = c->usage; *p; p++) fputs(*p == '|' ? "\\|" : (char[]){ *p, 0 }, stdout);
        printf("` | %s |\n", c->about);
    }
    return NULL;
}

const struct command commands[] = {
    { "help", "", "In các lệnh và cách dùng", run_help },
    { "read", "[-j N] [--json] [--on DAY] [--aliases FILE] FILE...",
      "Đọc tài liệu (Word, Excel, PDF, ảnh, .html, .txt; “-” là đầu vào chuẩn) và in các số liệu kèm câu gốc",
      cmd_read },
    { "lint", "[--words|--figures] FILE...",
      "Nêu chỗ số liệu không khớp và lỗi câu chữ của tài liệu, mỗi dòng một chỗ; kết thúc 1 khi có chỗ phải xem",
      cmd_lint },
    { "read-one", "docx|html|doc|csv", "Mở một tệp trong tiến trình bị khóa; chương trình tự gọi", cmd_read_one },
    { "selftest-sandbox", "[--open]", "Thử trong tiến trình bị khóa mọi việc phải bị chặn", cmd_selftest_sandbox },
    { "demo", "--db FILE [--test-cost] | --log-ins", "Tạo cơ sở dữ liệu mẫu, hoặc in các tài khoản mẫu", cmd_demo },
    { "commands", "", "In docs/commands.md", run_commands },
    { "vn",
      "nfc|fold|sort [--given-name]|number|money|date|period|words [--on DAY]"
      " | decode --from tcvn3|vni|viscii|vps|cp1258",
      "Đọc từng dòng chữ Việt: chuẩn hóa, bỏ dấu, sắp xếp, số, tiền, ngày, kỳ; đổi bảng mã cũ", cmd_vn },
    { "brief", "--db F --unit CODE --period 2023-Q2 --format docx|pdf|html|json -o OUT [--layout state|party|youth]",
      "Ghi báo cáo tổng hợp của một đơn vị và kỳ ra tệp", cmd_brief },
    { "paper", "--db F --id N --format docx|pdf|html -o OUT",
      "Ghi một văn bản trong sổ ra tệp: bản đã ký giữ nguyên như hôm ký", cmd_paper },
    { "pack", "--db F --meeting N --format docx|pdf -o OUT [--office]",
      "Ghi tài liệu họp của một phiên giao ban ra tệp; --office: bản của văn phòng, có cảnh báo số liệu", cmd_pack },
    { "unit", "[--db F] TEXT... | --odd",
      "Tìm đơn vị hành chính theo bất kỳ tên nào đã có; --odd nêu chỗ không khớp của danh mục", cmd_unit },
    { "account", "code|release|factor-off|disable|enable --db F LOGIN",
      "Khi không người quản trị nào vào được: mã đặt lại mật khẩu, mở khóa, tắt hai lớp", cmd_account },
    { "password-cost", "", "Đo một lần tính mật khẩu trên máy này và gợi ý", cmd_password_cost },
    { "policy", "", "In docs/policy.md", cmd_policy },
    { "audit", "verify --db F", "Kiểm tra nhật ký thay đổi có còn nguyên vẹn", cmd_audit },
    { "move", "FROM TO", "Chuyển cả cơ sở dữ liệu (tệp SQLite hoặc postgresql://…) đến một nơi còn trống, có đối chiếu",
      cmd_move },
    { "backup", "--db F -o OUT",
      "Lập bản sao của toàn bộ dữ liệu ra một tệp chưa có, đối chiếu lại; máy chủ vẫn chạy", cmd_backup },
    { "restore", "--db F --from COPY [--check]",
      "Khôi phục từ bản sao sau khi hai người quản trị đồng ý; --check chỉ kiểm tra bản sao", cmd_restore },
    { "training-copy", "--db F --to G", "Tạo bản tập huấn của đơn vị ở một nơi còn trống: có dấu, không gửi thư",
      cmd_training },
    { "schema", "", "In docs/schema.md", cmd_schema },
};
const size_t command_count = COUNT(commands);
