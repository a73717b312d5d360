/* second_pair.c - see second_pair.h. */
#include "core/second_pair.h"
#include "core/report/closing.h"
#include "core/office/backup.h"
#include "core/office/moment.h"

/* do: in the job that confirms, after everything was checked. words: NULL: the object says itself. */
static const struct {
    error (*act)(struct arena *a, struct db *db, const struct who *who, const struct two_person *asked);
    struct str (*words)(struct arena *a, struct str object);
} deeds[TWO_KIND_COUNT] = {
    [TWO_REOPEN] = { closing_reopen, period_in },
    [TWO_RESTORE] = { backup_agreed, NULL },
};

struct confirming { const struct who *who; int64_t id; struct two_person *out; };

static error confirm_job(struct arena *a, struct db *db, void *arg)
{
    const struct confirming *c = arg;
    TRY(two_person_take(a, db, c->who, c->id, c->out));
    if (!deeds[c->out->kind].act)
        return FAIL(a, ERR_CONFLICT, "Bản này chưa có việc “%s” nên chưa xác nhận được.",
            two_person_name(c->out->kind));
    return deeds[c->out->kind].act(a, db, c->who, c->out);
}

error second_pair_confirm(struct arena *a, struct store *s, const struct who *who, int64_t id, struct two_person *out)
{
    return db_write(a, s, confirm_job, &(struct confirming){ who, id, out });
}

static error drop_job(struct arena *a, struct db *db, void *arg)
{
    const struct confirming *c = arg;
    return two_person_drop(a, db, c->who, c->id);
}

error second_pair_drop(struct arena *a, struct store *s, const struct who *who, int64_t id)
{
    return db_write(a, s, drop_job, &(struct confirming){ who, id, NULL });
}

struct str second_pair_words(struct arena *a, enum two_kind kind, struct str object)
{
    return deeds[kind].words ? deeds[kind].words(a, object) : object;
}
