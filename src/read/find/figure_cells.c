/* figure_cells.c - the figure of a cell: what it counts from the label of its row, how it is meant
 * from the head of its column. Adds to record.figures; figure_tables.c found the cells. */
#include "read/find/find.h"
#include "vn/text.h"

static size_t cell_from(const struct find *f, uint32_t token)
{
    size_t lo = 0, hi = f->cell_count;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (f->cells[mid].first < token) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

/* The cell of the same row in that column, NULL for none. */
static const struct table_cell *beside_cell(const struct find *f, size_t i, uint32_t column)
{
    size_t k = i;
    while (k > 0 && f->cells[k - 1].table == f->cells[i].table &&
           f->cells[k - 1].row == f->cells[i].row)
        k--;
    for (; k < f->cell_count && f->cells[k].table == f->cells[i].table &&
           f->cells[k].row == f->cells[i].row;
         k++)
        if (f->cells[k].column == column && f->cells[k].end > f->cells[k].first)
            return &f->cells[k];
    return NULL;
}

/* A label without its numbering, its brackets and its colon. */
static void label_trim(const struct find *f, uint32_t *first, uint32_t *end)
{
    while (*first < *end &&
           (f->tok[*first].kind == TOKEN_MARK ||
            (f->tok[*first].kind == TOKEN_NUMBER && f->tok[*first + 1].kind == TOKEN_MARK)))
        (*first)++;
    for (uint32_t i = *first + 1; i < *end; i++)
        if (token_is(f, i, '(') || token_is(f, i, ':')) *end = i;
}

static struct unit_said unit_choose(const struct find *f, const struct table *t, size_t i,
                                    const struct table_cell *label, uint32_t after)
{
    const struct table_cell *c = &f->cells[i];
    const struct column *col = &t->column[c->column];
    struct unit_said u = { .scale = 1 };
    if (after < c->end) u = unit_in(f, after, c->end, false);
    if (u.money || u.percent || u.entry) return u;
    if (!col->generic && (col->unit.money || col->unit.percent || col->unit.entry))
        return col->unit;
    if (col->unit.percent) return col->unit;
    for (uint32_t k = 0; k < t->columns; k++) {
        const struct table_cell *said =
            t->column[k].kind == COLUMN_UNIT ? beside_cell(f, i, k) : NULL;
        if (!said) continue;
        u = unit_in(f, said->first, said->end, false);
        if (u.text.n) return u;
    }
    bool bracket = false;
    for (uint32_t k = label ? label->first : 0; label && k < label->end; k++)
        bracket = bracket || token_is(f, k, '(');
    if (bracket) {
        u = unit_of_text(f, label->first, label->end);
        if (u.money || u.percent || u.entry) return u;
    }
    if (col->unit.money || col->unit.entry) return col->unit;
    return label ? unit_in(f, label->first, label->end, true) : (struct unit_said){ .scale = 1 };
}

static enum dimension dimension_said(const struct unit_said *u)
{
    if (u->money) return DIMENSION_MONEY;
    if (u->percent) return DIMENSION_PERCENT;
    return u->entry ? (enum dimension)u->entry->dimension : DIMENSION_COUNT;
}

static enum vn_approx approx_said(const struct find *f, uint32_t *i, uint32_t end)
{
    static const enum vn_approx by_role[] = { VN_OVER, VN_UNDER, VN_ABOUT, VN_AT_LEAST,
                                              VN_AT_MOST };
    const struct entry *e = *i < end ? phrase_at(f, *i, LIST_APPROX) : NULL;
    if (!e || e->role < ROLE_OVER || e->role > ROLE_AT_MOST) return VN_EXACT;
    *i += e->length;
    return by_role[e->role - ROLE_OVER];
}

static bool total_row(const struct find *f, const struct table_cell *label)
{
    static const char *const words[] = { "tong cong", "tong",        "cong",      "tong so",
                                         "toan xa",   "toan phuong", "toan huyen" };
    if (label->end > label->first + 4) return false;
    struct str key = vn_fold(f->a, tokens_str(f, label->first, label->end));
    while (key.n && key.p[key.n - 1] == ':') key.n--;
    for (size_t i = 0; i < COUNT(words); i++)
        if (str_is(key, str_c(words[i]))) return true;
    return false;
}

/* The label's body acts, its place is where: "Chi hội phụ nữ thôn Đông", "Xã Tân An". */
static void row_says(const struct find *f, const struct table_cell *label, struct figure_found *g)
{
    for (size_t b = bodies_from(f, label->first);
         b < f->body_count && f->bodies[b].first < label->end; b++)
        if (f->bodies[b].code.n && !g->actor.n) g->actor = f->bodies[b].code;
    bool place = false;
    for (uint32_t i = label->first; i < label->end && !place; i++) place = place_at(f, i) != NULL;
    if (place && !total_row(f, label)) g->place = str_trim(tokens_str(f, label->first, label->end));
}

/* The rows above a total are its parts. */
static void parts_set(struct find *f, size_t total, const struct table_cell *c)
{
    enum { LOOK_BACK = 4096 };
    for (size_t j = total; j-- > 0 && j + LOOK_BACK > total;) {
        const struct figure_at *at = &f->figure_at[j];
        if (!at->cell) break;
        const struct table_cell *other = &f->cells[at->cell - 1];
        if (other->table != c->table) break;
        if (other->column == c->column &&
            f->r->figures[j].dimension == f->r->figures[total].dimension)
            f->r->figures[j].part_of = (int32_t)total;
    }
}

/* The number of the cell and what follows it; *end past the number. false: the cell is no bare
 * amount. */
static bool amount_read(const struct find *f, const struct table_cell *c, struct figure_found *g,
                        uint32_t *first, uint32_t *end)
{
    struct vn_number n;
    uint32_t i = c->first;
    if (token_is(f, i, '-') || token_is(f, i, '+')) {
        g->change = token_is(f, i, '-') ? CHANGE_DOWN : CHANGE_UP;
        i++;
    }
    g->approx = approx_said(f, &i, c->end);
    if (f->tok[i].kind != TOKEN_NUMBER || f->tok[i].flags & TOKEN_TIME ||
        !number_read(f, i, &n, end))
        return false;
    if (*end > c->end || !n.value) return false;
    *first = i;
    g->value = n.value;
    if (*end + 1 < c->end && token_is(f, *end, '/') && number_read(f, *end + 1, &n, end)) {
        g->has_whole = true;
        g->whole = n.value;
    }
    return *end <= c->end && words_in(f, *end, c->end) <= 4;
}

/* "Trong đó: nữ" is a part of the row above, in the same column. */
static int32_t part_said(const struct find *f, size_t i, const struct table_cell *label, struct str *item)
{
    const struct table_cell *c = &f->cells[i];
    struct str key = vn_fold(f->a, tokens_str(f, label->first, label->end));
    uint32_t from = label->first;
    while (from < label->end && f->tok[from].kind == TOKEN_MARK) from++;
    if (str_find(key, S("trong do"), 0) > 2) return -1;
    from += 2;
    while (from < label->end && f->tok[from].kind == TOKEN_MARK) from++;
    if (from < label->end) *item = str_trim(tokens_str(f, from, label->end));
    for (size_t j = f->r->figure_count; j-- > 0 && f->figure_at[j].cell;) {
        const struct table_cell *other = &f->cells[f->figure_at[j].cell - 1];
        if (other->table != c->table || other->row + 1 < c->row) return -1;
        if (other->column == c->column && other->row < c->row) return (int32_t)j;
    }
    return -1;
}

static bool cell_figure(struct find *f, size_t i, uint32_t sentence)
{
    const struct table_cell *c = &f->cells[i];
    const struct table *t = &f->tables[c->table - 1];
    const struct column *col = &t->column[c->column];
    const struct table_cell *label = beside_cell(f, i, t->label);
    struct figure_found g = { .part_of = -1 };
    uint32_t first, end;
    if (!label || !amount_read(f, c, &g, &first, &end)) return false;
    struct unit_said u = unit_choose(f, t, i, label, end);
    if (__builtin_mul_overflow(g.value, u.scale, &g.value)) return false;
    g.unit = u.text;
    g.dimension = dimension_said(&u);
    uint32_t from = label->first, to = label->end;
    if (!col->generic) {
        from = col->first;
        to = col->end;
        row_says(f, label, &g);
    }
    label_trim(f, &from, &to);
    g.item = str_trim(tokens_str(f, from, to));
    if (col->actor.n) g.actor = col->actor;
    if (col->place.n) g.place = col->place;
    if (col->change && !g.change) g.change = CHANGE_UP;
    g.each = col->each;
    g.part_of = part_said(f, i, label, &g.item);
    g.period = col->period;
    g.sense = col->sense;
    g.cumulative = col->cumulative;
    g.stock = g.sense == SENSE_RESULT && role_in(f, from, to, ROLE_STOCK);
    uint32_t stop = token_is(f, end, '%') && end < c->end ? end + 1 : end;
    if (u.text.n && end < c->end && !col->unit.text.n) stop = c->end;
    g.quote = tokens_str(f, c->first, stop);
    g.span = tokens_span(f, c->first, stop);
    size_t n = figure_place(f);
    f->r->figures[n] = g;
    f->figure_at[n] = (struct figure_at){ .first = c->first,
                                          .end = stop,
                                          .number = first,
                                          .sentence = sentence,
                                          .verb = NOWHERE,
                                          .unit = u.entry,
                                          .unit_first = end,
                                          .cell = (uint32_t)i + 1,
                                          .noun_first = from,
                                          .noun_end = to };
    if (!col->generic && total_row(f, label)) parts_set(f, n, c);
    return true;
}

bool cells_read(struct find *f, const struct sentence *s, uint32_t sentence, struct sentence *rest)
{
    /* a cell at a time: the words of one are read as a sentence, a bare amount as the figure of its
     * row */
    size_t i = cell_from(f, rest->end);
    for (; i < f->cell_count && f->cells[i].first < s->end; i++) {
        const struct table_cell *c = &f->cells[i];
        if (c->end <= c->first || c->column >= COLUMNS_MOST) continue;
        const struct table *t = &f->tables[c->table - 1];
        enum column_kind kind = t->column[c->column].kind;
        if (c->row < t->head || kind == COLUMN_INDEX || kind == COLUMN_UNIT) continue;
        if (kind == COLUMN_VALUE && cell_figure(f, i, sentence)) continue;
        if (words_in(f, c->first, c->end) < 3) continue;
        *rest = (struct sentence){ c->first, c->end < s->end ? c->end : s->end, s->line };
        return true;
    }
    return false;
}
