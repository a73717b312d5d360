/* demo_tasks.c - what the sample office's bodies did about the conclusions of the first quarter, and what they raised
 * since: each in another state. See demo.h. All of it is invented. */
#include "cli/demo.h"
#include "core/meeting/opinion.h"
#include "core/meeting/task.h"

/* The task of the first briefing that the body leads. */
static error task_of(struct demo *d, const struct who *who, const char *lead, struct task *out)
{
    struct db *db;
    struct task_list all;
    *out = (struct task){ 0 };
    TRY(store_reader(d->store, &db));
    TRY(task_list(d->a, db, who, &(struct task_ask){ .meeting_id = d->first }, &all));
    for (size_t i = 0; i < all.n; i++)
        if (all.row[i].body_id == demo_body(d, lead)) {
            *out = all.row[i];
            return NULL;
        }
    return FAIL(d->a, ERR_FAULT, "dữ liệu mẫu không có việc giao cho “%s”", lead);
}

struct deed { const char *role, *by, *lead; enum task_note_kind kind; struct str words, day; int progress; };

static error do_it(struct demo *d, const struct deed *x)
{
    const struct who *who;
    struct task t;
    TRY(demo_become(d, x->role, str_c(x->by), &who));
    TRY(task_of(d, who, x->lead, &t));
    struct task_act act = { .id = t.id, .version = t.version, .kind = x->kind, .words = x->words, .day = x->day,
        .progress = x->progress };
    return task_act(d->a, d->store, who, &act);
}

error demo_tasks_begun(struct demo *d, const struct who *who)
{
    (void)who;
    TRY(do_it(d, &(struct deed){ "officer", "MTTQ", "MTTQ", TASK_PROGRESS,
        S("Đã rà soát xong 9 khu phố, chọn 3 hộ; khởi công căn đầu tiên ở khu phố 5."), S(""), 35 }));
    TRY(do_it(d, &(struct deed){ "officer", "HND", "MTTQ", TASK_PROGRESS, S("Góp 12 ngày công san nền ở khu phố 5."),
        S(""), 40 }));
    return do_it(d, &(struct deed){ "officer", "HND", "HND", TASK_PROGRESS,
        S("Đã phát phiếu khảo sát đến 4 chi hội, thu về 61 phiếu."), S(""), 25 });
}

error demo_tasks_asked(struct demo *d, const struct who *who)
{
    (void)who;
    TRY(do_it(d, &(struct deed){ "officer", "LHPN", "LHPN", TASK_PROGRESS,
        S("Đã trao 155 suất quà; còn khu phố 3 và khu phố 7 chưa xác nhận danh sách."), S(""), 70 }));
    return do_it(d, &(struct deed){ "head", "LHPN", "LHPN", TASK_ASKED,
        S("Chờ hai khu phố xác nhận danh sách trẻ em mồ côi."), S("2026-07-31"), -1 });
}

error demo_tasks_said_done(struct demo *d, const struct who *who)
{
    (void)who;
    return do_it(d, &(struct deed){ "head", "DTN", "DTN", TASK_SAID_DONE,
        S("Đã tổ chức 4 buổi ra quân, trồng 60 cây ở hẻm 12 và hẻm 27."), S(""), -1 });
}

error demo_tasks_accepted(struct demo *d, const struct who *who)
{
    (void)who;
    return do_it(d, &(struct deed){ "chair", "", "DTN", TASK_ACCEPTED,
        S("Đạt yêu cầu, tiếp tục chăm sóc cây đã trồng."), S(""), -1 });
}

/* ---- difficulties raised between two briefings ---- */

static error raise_one(struct demo *d, const char *by, enum opinion_kind kind, struct str words, struct str asked_of,
    int64_t *id)
{
    const struct who *who;
    TRY(demo_become(d, "officer", str_c(by), &who));
    struct opinion o = { .unit_id = who->acting->unit_id, .body_id = who->acting->body_id, .kind = kind, .words = words,
        .asked_of = asked_of };
    return opinion_put(d->a, d->store, who, &o, id);
}

error demo_opinions(struct demo *d, const struct who *who)
{
    int64_t id;
    TRY(raise_one(d, "CCB", OPINION_PROPOSAL,
        S("Bố trí phòng sinh hoạt cho chi hội khu phố 5 vì nhà văn hóa đang sửa."), S("Ủy ban nhân dân phường"), &id));
    TRY(opinion_answer(d->a, d->store, who, id, 1, S("Đang xem lại nhà sinh hoạt của khu phố 3."), S("2026-07-31")));
    return raise_one(d, "HND", OPINION_DIFFICULTY,
        S("Nhiều hội viên lớn tuổi không có điện thoại thông minh nên chưa cài được định danh điện tử."),
        S("Công an phường"), &id);
}
