/* directive_read.c - proposes directives from the chair's concluding words, each beside the words it came from. See
 * directive.h. The reader tells which sentences ask and which figures they name; directive_cut.c and
 * directive_parts.c the rest. Nothing counts until a person confirms it. */
#include "core/meeting/directive_row.h"
#include "core/meeting/directive_text.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/alias.h"
#include "read/reader.h"

/* So that the reader takes what follows for a conclusion, as it is. */
static const char heading[] = "Kết luận hội nghị giao ban, đồng chí chủ trì yêu cầu:\n";

/* The same words, whatever their case and blanks: the same key. */
static struct str key_of(struct arena *a, struct str words)
{
    return str_fmt(a, "doc-%016llx", (unsigned long long)str_fnv(STR_FNV, vn_fold(a, words)));
}

/* The figures of the passage. Once its parts are known they are read as what its lead does, so that those who only
 * co-ordinate, named just before, take none of them. */
static error figures_of(struct arena *a, const struct directive_names *names, const struct directive_verbs *verbs,
    const struct passage *p, struct day on, const struct read_hints *hints, struct record **out)
{
    struct directive d = directive_parts(a, names, verbs, p, on, NULL);
    struct str measure = d.measure.n ? d.measure : p->label[LABEL_MEASURE];
    struct str words = d.lead_id ? str_fmt(a, "%.*s %.*s", STR(d.lead_name), STR(d.words)) : p->words;
    *out = NULL;
    if (!d.words.n) return NULL;
    if (measure.n) words = str_fmt(a, "%.*s, %.*s", STR(words), STR(measure));
    return reader_read_text(a, words, hints, out);
}

error directive_proposals(struct arena *a, const struct directive_names *names, struct day on,
    const struct read_hints *hints, struct str words, struct directive_list *out)
{
    struct record *read;
    struct directive_verbs verbs;
    struct passages passages;
    *out = (struct directive_list){ .n = 0 };
    if (!str_trim(words).n) return NULL;
    TRY(reader_read_text(a, str_fmt(a, "%s%.*s", heading, STR(words)), hints, &read));
    bool same = read->text.n >= strlen(heading) &&             /* else places are not the same in both */
                str_is(str_cut(read->text, strlen(heading), read->text.n), words);
    directive_verbs(a, &verbs);
    directive_cut(a, names, &verbs, words, on, same ? read : NULL, strlen(heading), &passages);
    for (size_t i = 0; i < passages.n; i++) {
        const struct passage *p = &passages.row[i];
        struct record *figures;
        TRY(figures_of(a, names, &verbs, p, on, hints, &figures));
        struct directive d = directive_parts(a, names, &verbs, p, on, figures);
        d.key = key_of(a, p->quote);
        if (d.words.n) LIST_ADD(a, out->row, out->n, d);
    }
    out->proposed = out->n;
    return NULL;
}

/* ---- into the meeting ---- */

struct reading { const struct who *who; int64_t meeting_id; const struct directive_list *found; size_t n; };

static error keep_job(struct arena *a, struct db *db, void *arg)
{
    struct reading *job = arg;
    struct directive_ground g;
    struct directive_list all;
    TRY(directive_ground(a, db, job->who, job->meeting_id, &g));
    TRY(directive_all(a, db, g.meeting_id, &all));
    for (size_t i = 0; i < job->found->n; i++) {
        const struct directive *d = &job->found->row[i];
        bool known = false;
        int64_t id;
        for (size_t k = 0; k < all.n; k++) known = known || str_is(all.row[k].key, d->key);
        for (size_t k = 0; k < i; k++) known = known || str_is(job->found->row[k].key, d->key);
        if (known) continue;
        TRY(directive_add_in(a, db, job->who, &g, d, &id));
        job->n++;
    }
    return NULL;
}

error directive_read(struct arena *a, struct store *s, const struct who *who, int64_t meeting_id, struct str words,
    size_t *n)
{
    struct db *db;
    struct directive_ground g;
    struct directive_names names;
    struct directive_list found;
    struct alias_told told;
    struct read_hints hints = { .body = S("") };
    *n = 0;
    TRY(store_reader(s, &db));
    TRY(directive_ground(a, db, who, meeting_id, &g));
    TRY(directive_names(a, db, g.unit_id, g.day, &names));
    TRY(alias_for(a, db, g.unit_id, 0, &told));
    if (!day_read(g.day, &hints.received)) {
        bool today = day_read(clock_day(a, clock_now()), &hints.received);
        assert(today);
    }
    hints.aliases = told.told;
    hints.alias_count = told.n;
    TRY(directive_proposals(a, &names, hints.received, &hints, words, &found));
    struct reading job = { .who = who, .meeting_id = meeting_id, .found = &found };
    if (found.n) TRY(db_write(a, s, keep_job, &job));
    *n = job.n;
    return NULL;
}
