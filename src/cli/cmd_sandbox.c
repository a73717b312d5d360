/* cmd_sandbox.c - `giaoban read-one`, which the program calls itself to open a document in a locked process,
 * and `giaoban selftest-sandbox`, which tries inside the lock what it must refuse. */
#include "cli/command.h"
#include "read/child.h"
#include "read/converter.h"
#include "read/sandbox.h"
#include <errno.h>
#include <spawn.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

error cmd_read_one(struct arena *a, int argc, char **argv, int *code)
{
    (void)code;
    if (argc != 2) return FAIL(a, ERR_USAGE, "Lệnh này do giaoban tự gọi để đọc một tệp; hãy dùng “giaoban read”.");
    return child_serve(a, argv[1]);
}

enum outcome { OUTCOME_REFUSED, OUTCOME_DONE, OUTCOME_UNLOCKED, OUTCOME_ENDED };

/* One act in a process of its own, since the lock may end it. */
static enum outcome attempt(struct arena *a, const struct sandbox_act *act, const struct sandbox_room *room)
{
    int status = 0;
    pid_t pid = fork();
    if (!pid) {
        bool converter = room == &converter_room;
        if (room && (converter ? converter_enter(a) : sandbox_enter_with(a, room->memory, room->seconds)))
            _exit(OUTCOME_UNLOCKED);
        _exit(act->refused() ? OUTCOME_REFUSED : OUTCOME_DONE);
    }
    if (pid < 0) return OUTCOME_UNLOCKED;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) ;
    if (WIFSIGNALED(status)) return WTERMSIG(status) == SIGSYS ? OUTCOME_ENDED : OUTCOME_DONE;
    return WIFEXITED(status) && WEXITSTATUS(status) <= OUTCOME_UNLOCKED ? (enum outcome)WEXITSTATUS(status)
                                                                        : OUTCOME_DONE;
}

error sandbox_selftest(struct arena *a, int argc, char **argv, const struct sandbox_room *room, int *code)
{
    static const char *const words[] = { [OUTCOME_REFUSED] = SAID("bị từ chối"),
                                         [OUTCOME_DONE] = SAID("LÀM ĐƯỢC"),
                                         [OUTCOME_UNLOCKED] = SAID("KHÔNG KHÓA ĐƯỢC"),
                                         [OUTCOME_ENDED] = SAID("bị dừng") };
    bool open = argc == 2 && !strcmp(argv[1], "--open");
    if (argc > 1 && !open) return FAIL(a, ERR_USAGE, "Không có lựa chọn “%s”.", argv[1]);
    size_t refused = 0;
    fflush(stdout);
    for (size_t i = 0; i < sandbox_act_count; i++) {
        enum outcome o = attempt(a, &sandbox_acts[i], open ? NULL : room);
        bool may = room == &converter_room && converter_may(&sandbox_acts[i]);
        refused += may || o == OUTCOME_REFUSED || o == OUTCOME_ENDED;
        printf("%-26s %s\n", sandbox_acts[i].name, may ? say("được phép ở đây") : say(words[o]));
    }
    printf(say("Landlock phiên bản %d; %zu trên %zu việc cấm đã bị chặn.\n"), sandbox_landlock(), refused,
           sandbox_act_count);
    if (!open && refused < sandbox_act_count) *code = err_exit(ERR_FAULT);
    return NULL;
}

/* The same in the program that reads pages, with what it has loaded and the room it has. */
static error selftest_beside(struct arena *a, char **argv, int *code)
{
    char *none[] = { NULL }, *words[] = { "giaoban-scan", argv[0], argv[1], NULL };
    const char *program = child_beside(a, "-scan");
    int status = 0;
    pid_t pid;
    printf(say("Tiến trình đọc PDF và ảnh:\n"));
    fflush(stdout);
    if (access(program, X_OK) || posix_spawn(&pid, program, NULL, NULL, words, none)) {
        printf(say("Chưa cài phần này nên không thử.\n"));
        return NULL;
    }
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) ;
    if (!WIFEXITED(status) || WEXITSTATUS(status)) *code = err_exit(ERR_FAULT);
    return NULL;
}

error cmd_selftest_sandbox(struct arena *a, int argc, char **argv, int *code)
{
    TRY(sandbox_selftest(a, argc, argv, &sandbox_text, code));
    if (converter_is_there()) {
        printf("%s\n", say("Chương trình đọc tệp Word đời cũ:"));
        TRY(sandbox_selftest(a, argc, argv, &converter_room, code));
    }
    return selftest_beside(a, argv, code);
}
