/* figure_group.c - see figure_group.h. Writes through figure_put() alone, in one transaction, each with its audit. */
#include "core/report/figure_group.h"
#include "base/machine.h"
#include "core/office/audit.h"
#include "core/report/figure_read.h"
#include "core/report/figure_row.h"
#include "core/report/report_row.h"

bool figure_is_sure(const struct figure *f, const struct warning *warnings, size_t n)
{
    if (f->added || f->confidence < FIGURE_SURE || f->doubts) return false;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < warnings[i].seq_count; k++)
            if (warnings[i].seqs[k] == (uint32_t)f->seq) return false;
    return true;
}

struct grouping {
    const struct who *who;
    int64_t report_id, at;
    const struct figure_pick *pick; size_t n;
};

static error open_all(struct arena *a, struct db *db, const struct grouping *job, struct report *r,
    struct figure_full **all, size_t *n)
{
    TRY(report_open_for(a, db, job->who, MAY_WRITE_REPORT, job->report_id, r));
    TRY(report_open_check(a, r));
    return figure_all(a, db, job->report_id, all, n);
}

static error put(struct arena *a, struct db *db, const struct grouping *job, const struct report *r,
    const struct figure_full *was, enum figure_state state, const char *act)
{
    struct figure f = was->f;
    f.state = state;
    f.decided_at = state == FIGURE_CONFIRMED ? job->at : clock_now();
    TRY(figure_put(a, db, r, &f, was->reading, job->who->account_id));
    return audit_add(a, db, job->who, act, "figure", f.id, figure_pack(a, &was->f), figure_pack(a, &f));
}

static error confirm_job(struct arena *a, struct db *db, void *arg)
{
    const struct grouping *job = arg;
    struct report r;
    struct figure_full *all;
    struct warning *warnings;
    size_t count, warned;
    TRY(open_all(a, db, job, &r, &all, &count));
    TRY(check_report(a, db, job->who, job->report_id, &warnings, &warned));
    for (size_t i = 0; i < job->n; i++) {
        const struct figure_full *was = NULL;
        for (size_t k = 0; k < count && !was; k++)
            if (all[k].f.seq == job->pick[i].seq) was = &all[k];
        if (!was || was->f.version != job->pick[i].version || was->f.state != FIGURE_READ)
            return FAIL(a, ERR_CONFLICT,
                "Số liệu số %lld đã thay đổi sau khi danh sách được mở ra; chưa số nào được xác nhận. Xem lại danh "
                "sách rồi xác nhận lần nữa.",
                (long long)job->pick[i].seq);
        if (!figure_is_sure(&was->f, warnings, warned))
            return FAIL(a, ERR_INPUT,
                "Số liệu số %lld còn điều phải xem nên không xác nhận theo nhóm được. Mở số ấy ra để xem riêng.",
                (long long)job->pick[i].seq);
        TRY(put(a, db, job, &r, was, FIGURE_CONFIRMED, "figure.confirm"));
    }
    return NULL;
}

error figure_confirm_group(struct arena *a, struct store *store, const struct who *who, int64_t report_id,
    const struct figure_pick *pick, size_t n, int64_t *at)
{
    struct grouping job = { who, report_id, clock_now(), pick, n };
    if (!n) return FAIL(a, ERR_INPUT, "Không còn số liệu chắc chắn nào chờ xác nhận. Xem tiếp từng số còn lại.");
    *at = job.at;
    return db_write(a, store, confirm_job, &job);
}

static error undo_job(struct arena *a, struct db *db, void *arg)
{
    struct grouping *job = arg;
    struct report r;
    struct figure_full *all;
    size_t count;
    TRY(open_all(a, db, job, &r, &all, &count));
    for (size_t i = 0; i < count; i++) {
        const struct figure *f = &all[i].f;
        if (f->state != FIGURE_CONFIRMED || f->decided_at != job->at || f->added ||
            all[i].decided_by != job->who->account_id || all[i].reading.n)
            continue;
        TRY(put(a, db, job, &r, &all[i], FIGURE_READ, "figure.undo"));
        job->n++;
    }
    return NULL;
}

error figure_undo_group(struct arena *a, struct store *store, const struct who *who, int64_t report_id, int64_t at,
    size_t *n)
{
    struct grouping job = { .who = who, .report_id = report_id, .at = at };
    TRY(db_write(a, store, undo_job, &job));
    *n = job.n;
    return NULL;
}
