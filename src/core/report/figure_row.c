/* figure_row.c - reads a figure out of a row and out of its packed text. Decides nothing. */
#include "core/report/figure_row.h"
#include "core/report/joint.h"

const char *const figure_state_names[] = { "read", "confirmed", "rejected" };
enum {
    APPROX_COUNT = VN_AT_MOST + 1, DIMENSION_COUNT_ = DIMENSION_TIME + 1, SENSE_COUNT = SENSE_CONTEXT + 1,
    CHANGE_COUNT = CHANGE_DOWN + 1
};

size_t name_index(const char *const *names, size_t n, struct str name)
{
    for (size_t i = 0; i < n; i++) if (str_is(str_c(names[i]), name)) return i;
    return 0;
}

enum dimension dimension_named(struct str name)
{
    return (enum dimension)name_index(dimension_names, DIMENSION_COUNT_, name);
}

static size_t seqs_read(struct arena *a, struct str text, uint32_t **out)
{
    size_t most = 1;
    for (size_t i = 0; i < text.n; i++) most += text.p[i] == ',';
    *out = NEW_N(a, uint32_t, most);
    size_t n = 0;
    for (struct str part; str_next(&text, ',', &part);) {
        int64_t seq;
        if (str_int(part, &seq) && seq > 0 && seq <= UINT32_MAX) (*out)[n++] = (uint32_t)seq;
    }
    return n;
}

struct str figure_seqs(struct arena *a, const uint32_t *seqs, size_t n)
{
    struct buf b = buf_open(a);
    for (size_t i = 0; i < n; i++) buf_fmt(&b, "%s%u", i ? "," : "", seqs[i]);
    return buf_done(&b);
}

static uint16_t doubts_read(struct str text)
{
    unsigned doubts = 0;
    for (struct str name; str_next(&text, ',', &name);)
        for (unsigned i = 0; i < DOUBT_COUNT; i++)
            if (str_is(name, str_c(doubt_names[i]))) doubts |= 1u << i;
    return (uint16_t)doubts;
}

struct str figure_doubts(struct arena *a, uint16_t doubts)
{
    struct buf b = buf_open(a);
    for (unsigned i = 0; i < DOUBT_COUNT; i++)
        if (doubts & 1u << i) buf_fmt(&b, "%s%s", b.n ? "," : "", doubt_names[i]);
    return buf_done(&b);
}

static size_t codes_read(struct arena *a, struct str text, struct str **out)
{
    size_t most = 1, n = 0;
    for (size_t i = 0; i < text.n; i++) most += text.p[i] == ',';
    *out = NEW_N(a, struct str, most);
    for (struct str part; text.n && str_next(&text, ',', &part);) (*out)[n++] = part;
    return n;
}

struct str figure_joint(struct arena *a, const struct figure *f)
{
    struct buf b = buf_open(a);
    for (size_t i = 0; i < f->with_count; i++) buf_fmt(&b, "%s%.*s", i ? "," : "", STR(f->with[i]));
    return buf_done(&b);
}

struct figure_full figure_row(struct arena *a, struct rows *r)
{
    struct figure_full full = { 0 };
    struct figure *f = &full.f;
    int c = 0;
    f->id = row_int(r, c++);
    f->report_id = row_int(r, c++);
    f->seq = row_int(r, c++);
    f->version = row_int(r, c++);
    f->span.from = (size_t)row_int(r, c++);
    f->span.to = (size_t)row_int(r, c++);
    f->quote = row_str(r, c++);
    f->approx = (enum vn_approx)name_index(vn_approx_names, APPROX_COUNT, row_str(r, c++));
    f->value = row_int(r, c++);
    f->value_max = row_int(r, c++);
    f->unit = row_str(r, c++);
    f->dimension = dimension_named(row_str(r, c++));
    f->item = row_str(r, c++);
    f->indicator = row_str(r, c++);
    f->indicator_name = row_str(r, c++);
    f->organisation = row_str(r, c++);
    f->place = row_str(r, c++);
    f->beneficiary = row_str(r, c++);
    f->period = row_str(r, c++);
    f->cumulative = row_int(r, c++) != 0;
    f->each = row_int(r, c++) != 0;
    f->stock = row_int(r, c++) != 0;
    f->has_whole = !row_null(r, c);
    f->whole = row_int(r, c++);
    f->sense = (enum sense)name_index(sense_names, SENSE_COUNT, row_str(r, c++));
    f->change = (enum change)name_index(change_names, CHANGE_COUNT, row_str(r, c++));
    f->value_of_count = seqs_read(a, row_str(r, c++), &f->value_of);
    f->part_of = row_int(r, c++);
    f->confidence = (int)row_int(r, c++);
    f->added = str_is(row_str(r, c++), S("added"));
    f->state = (enum figure_state)name_index(figure_state_names, FIGURE_STATE_COUNT, row_str(r, c++));
    f->note = row_str(r, c++);
    f->decided_by = row_str(r, c++);
    f->decided_at = row_int(r, c++);
    full.reading = row_str(r, c++);
    full.rule.indicator_kind = row_str(r, c++);
    full.rule.indicator_unit = row_str(r, c++);
    full.rule.indicator_dimension = dimension_named(row_str(r, c++));
    full.rule.report_period = row_str(r, c++);
    full.body_id = row_int(r, c++);
    full.unit_id = row_int(r, c++);
    full.counts = row_int(r, c++) != 0;
    full.decided_by = row_int(r, c++);
    f->doubts = doubts_read(row_str(r, c++));
    f->with_count = codes_read(a, row_str(r, c++), &f->with);
    joint_shares_read(a, row_str(r, c++), f);
    assert(c == FIGURE_COLUMN_COUNT);
    f->words = figure_words(a, f);
    return full;
}

void figure_list_push(struct arena *a, struct figure_list *to, const struct figure_full *f)
{
    if (to->n == to->room) {
        size_t room = to->room ? to->room * 2 : 32;
        struct figure_full *more = NEW_N(a, struct figure_full, room);
        if (to->n) memcpy(more, to->list, to->n * sizeof *more);
        to->list = more;
        to->room = room;
    }
    to->list[to->n++] = *f;
}

struct str figure_words(struct arena *a, const struct figure *f)
{
    if (!f->has_whole) return vn_quantity(a, f->approx, f->value, f->value_max, f->unit);
    return str_fmt(a, "%.*s/%.*s", STR(vn_number_digits(a, f->value)),
        STR(vn_quantity(a, VN_EXACT, f->whole, 0, f->unit)));
}

/* ---- packed ---- */

enum {
    P_APPROX,
    P_VALUE,
    P_VALUE_MAX,
    P_UNIT,
    P_DIMENSION,
    P_ITEM,
    P_INDICATOR,
    P_ORGANISATION,
    P_PLACE,
    P_BENEFICIARY,
    P_PERIOD,
    P_CUMULATIVE,
    P_EACH,
    P_STOCK,
    P_WHOLE,
    P_SENSE,
    P_CHANGE,
    P_PART_OF,
    P_STATE,
    P_NOTE,
    P_WITH,
    P_SHARES,
    P_COUNT
};
const char *const figure_field_names[] = { "approx", "value", "value_max", "unit", "dimension", "item",
    "indicator", "organisation", "place", "beneficiary", "period", "cumulative", "each", "stock", "whole",
    "sense", "change", "part_of", "state", "note", "with", "shares" };
static_assert(sizeof figure_field_names / sizeof *figure_field_names == P_COUNT, "a name for each packed field");

static void pack_line(struct buf *b, int field, struct str value)
{
    if (!value.n) return;
    buf_c(b, figure_field_names[field]);
    buf_char(b, '=');
    for (size_t i = 0; i < value.n; i++) buf_char(b, value.p[i] == '\n' ? ' ' : value.p[i]);
    buf_char(b, '\n');
}

struct str figure_pack(struct arena *a, const struct figure *f)
{
    struct buf b = buf_open(a);
    pack_line(&b, P_APPROX, str_c(vn_approx_names[f->approx]));
    pack_line(&b, P_VALUE, vn_decimal(a, f->value));
    if (f->approx == VN_RANGE) pack_line(&b, P_VALUE_MAX, vn_decimal(a, f->value_max));
    pack_line(&b, P_UNIT, f->unit);
    pack_line(&b, P_DIMENSION, str_c(dimension_names[f->dimension]));
    pack_line(&b, P_ITEM, f->item);
    pack_line(&b, P_INDICATOR, f->indicator);
    pack_line(&b, P_ORGANISATION, f->organisation);
    pack_line(&b, P_PLACE, f->place);
    pack_line(&b, P_BENEFICIARY, f->beneficiary);
    pack_line(&b, P_PERIOD, f->period);
    if (f->cumulative) pack_line(&b, P_CUMULATIVE, S("1"));
    if (f->each) pack_line(&b, P_EACH, S("1"));
    if (f->stock) pack_line(&b, P_STOCK, S("1"));
    if (f->has_whole) pack_line(&b, P_WHOLE, vn_decimal(a, f->whole));
    pack_line(&b, P_SENSE, str_c(sense_names[f->sense]));
    pack_line(&b, P_CHANGE, str_c(change_names[f->change]));
    if (f->part_of) pack_line(&b, P_PART_OF, str_fmt(a, "%lld", (long long)f->part_of));
    pack_line(&b, P_STATE, str_c(figure_state_names[f->state]));
    pack_line(&b, P_NOTE, f->note);
    pack_line(&b, P_WITH, f->with_count ? figure_joint(a, f) : S("-"));
    pack_line(&b, P_SHARES, joint_shares(a, f));
    return buf_done(&b);
}

bool figure_unpack(struct arena *a, struct str packed, struct figure *into)
{
    struct str field[P_COUNT] = { 0 };
    for (struct str line; str_next(&packed, '\n', &line);) {
        size_t eq = str_find(line, S("="), 0);
        if (eq == SIZE_MAX) continue;
        struct str name = str_cut(line, 0, eq);
        for (size_t i = 0; i < P_COUNT; i++)
            if (str_is(name, str_c(figure_field_names[i]))) field[i] = str_copy(a, str_cut(line, eq + 1, line.n));
    }
    milli value, most = 0, whole = 0;
    int64_t part_of = 0;
    if (!vn_decimal_read(field[P_VALUE], &value)) return false;
    if (field[P_VALUE_MAX].n && !vn_decimal_read(field[P_VALUE_MAX], &most)) return false;
    if (field[P_WHOLE].n && !vn_decimal_read(field[P_WHOLE], &whole)) return false;
    if (field[P_PART_OF].n && !str_int(field[P_PART_OF], &part_of)) return false;
    into->approx = (enum vn_approx)name_index(vn_approx_names, APPROX_COUNT, field[P_APPROX]);
    into->value = value;
    into->value_max = most;
    into->unit = field[P_UNIT];
    into->dimension = dimension_named(field[P_DIMENSION]);
    into->item = field[P_ITEM];
    into->indicator = field[P_INDICATOR];
    into->organisation = field[P_ORGANISATION];
    into->place = field[P_PLACE];
    into->beneficiary = field[P_BENEFICIARY];
    into->period = field[P_PERIOD];
    into->cumulative = field[P_CUMULATIVE].n != 0;
    into->each = field[P_EACH].n != 0;
    into->stock = field[P_STOCK].n != 0;
    into->has_whole = field[P_WHOLE].n != 0;
    into->whole = whole;
    into->sense = (enum sense)name_index(sense_names, SENSE_COUNT, field[P_SENSE]);
    into->change = (enum change)name_index(change_names, CHANGE_COUNT, field[P_CHANGE]);
    into->part_of = part_of;
    if (field[P_WITH].n) {                         /* older ones do not say: they never changed */
        into->with_count = codes_read(a, str_is(field[P_WITH], S("-")) ? S("") : field[P_WITH], &into->with);
        joint_shares_read(a, field[P_SHARES], into);
    }
    into->words = figure_words(a, into);
    return true;
}
