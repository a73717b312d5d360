/* check_record.c - the checks of a document that is in no report: a record's figures as if all of its results counted.
 * Without an office there is no catalogue, no period and no history; what needs them stays silent. */
#include "core/report/check_rules.h"
#include "read/record.h"

static struct figure figure_of(struct arena *a, const struct figure_found *found, size_t i)
{
    struct figure f = { .seq = (int64_t)i + 1,
        .span = found->span,
        .quote = found->quote,
        .approx = found->approx,
        .value = found->value,
        .value_max = found->value_max,
        .unit = found->unit,
        .dimension = found->dimension,
        .item = found->item,
        .indicator = found->indicator,
        .organisation = found->actor,
        .place = found->place,
        .cumulative = found->cumulative,
        .each = found->each,
        .stock = found->stock,
        .has_whole = found->has_whole,
        .whole = found->whole,
        .sense = found->sense,
        .change = found->change,
        .part_of = found->part_of >= 0 ? found->part_of + 1 : 0,
        .use = found->sense == SENSE_RESULT && !found->each ? FIGURE_COUNTS : FIGURE_NOT_RESULT };
    f.value_of = NEW_N(a, uint32_t, found->value_of_count + 1);
    for (; f.value_of_count < found->value_of_count; f.value_of_count++)
        f.value_of[f.value_of_count] = found->value_of[f.value_of_count] + 1;
    f.words = figure_words(a, &f);
    return f;
}

void check_record(struct warnings *to, const struct record *r)
{
    struct figure_full *list = NEW_N(to->a, struct figure_full, r->figure_count + 1);
    for (size_t i = 0; i < r->figure_count; i++) list[i].f = figure_of(to->a, &r->figures[i], i);
    check_rules(to, r->text, list, r->figure_count);
}
