/* cmd_training.c - `giaoban training-copy --db F --to G`: a copy of the office for training, in an empty place. */
#include "cli/command.h"
#include "core/core.h"
#include "core/office/training.h"
#include "store/move.h"
#include <stdio.h>

static void count(void *arg, struct str table, int64_t rows, const unsigned char hash[STORE_MOVE_HASH])
{
    (void)table; (void)hash;
    *(int64_t *)arg += rows;
}

error cmd_training(struct arena *a, int argc, char **argv, int *code)
{
    int64_t rows = 0;
    struct store *office, *copy;
    (void)code;
    if (argc != 5 || strcmp(argv[1], "--db") != 0 || strcmp(argv[3], "--to") != 0 || !*argv[2] || !*argv[4])
        return FAIL(a, ERR_USAGE,
            "Cần cho biết cơ sở dữ liệu của đơn vị (--db) và nơi đặt bản tập huấn, còn trống (--to).");
    TRY(core_open(a, argv[2], STORE_AS_IT_IS, &office));
    error may = training_may(a, office);
    store_close(office);
    TRY(may);
    TRY(store_move(a, argv[2], argv[4], count, &rows));
    TRY(core_open(a, argv[4], STORE_AS_IT_IS, &copy));
    error e = training_mark(a, copy);
    core_close(a, copy);
    TRY(e);
    printf(say("Đã tạo bản tập huấn “%s”, %lld dòng. Mọi trang và văn bản của bản này có dấu Bản tập huấn, không thư "
               "nào được gửi đi. Bản này có dữ liệu thật, hãy cất giữ như cơ sở dữ liệu của đơn vị.\n"),
        store_url_shown(a, argv[4]), (long long)rows);
    return NULL;
}
