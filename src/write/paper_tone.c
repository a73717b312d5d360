/* paper_tone.c - see paper_tone.h. */
#include "write/paper_tone.h"

static struct run *runs(struct arena *a, const struct run *from, size_t n, enum syllable_place to)
{
    struct run *r = NEW_N(a, struct run, n);
    for (size_t i = 0; i < n; i++) {
        r[i] = from[i];
        r[i].text = vn_tone(a, from[i].text, to);
    }
    return r;
}

static struct table_row *rows(struct arena *a, const struct table_row *from, size_t n, enum syllable_place to)
{
    struct table_row *r = NEW_N(a, struct table_row, n);
    for (size_t i = 0; i < n; i++) {
        struct cell *c = NEW_N(a, struct cell, from[i].cells);
        for (size_t k = 0; k < from[i].cells; k++) {
            c[k] = from[i].cell[k];
            c[k].run = runs(a, from[i].cell[k].run, from[i].cell[k].runs, to);
        }
        r[i] = from[i];
        r[i].cell = c;
    }
    return r;
}

static struct paper_bar *bars(struct arena *a, const struct paper_bar *from, size_t n, enum syllable_place to)
{
    struct paper_bar *b = NEW_N(a, struct paper_bar, n);
    for (size_t i = 0; i < n; i++) {
        b[i] = from[i];
        b[i].name = vn_tone(a, from[i].name, to);
        b[i].words = vn_tone(a, from[i].words, to);
    }
    return b;
}

static struct str *lines(struct arena *a, const struct str *from, size_t n, enum syllable_place to)
{
    struct str *l = NEW_N(a, struct str, n);
    for (size_t i = 0; i < n; i++) l[i] = vn_tone(a, from[i], to);
    return l;
}

struct paper paper_toned(struct arena *a, const struct paper *p)
{
    struct paper out = *p;
    struct str *const one[] = { &out.superior, &out.issuer, &out.kind, &out.subject, &out.authority, &out.post,
                                &out.second_post, &out.title };
    if (p->tone == PLACE_FREE) return out;
    for (size_t i = 0; i < COUNT(one); i++) *one[i] = vn_tone(a, *one[i], p->tone);
    out.to = lines(a, p->to, p->to_count, p->tone);
    out.cover = lines(a, p->cover, p->cover_count, p->tone);
    out.copies = lines(a, p->copies, p->copy_count, p->tone);
    struct block *block = NEW_N(a, struct block, p->blocks);
    for (size_t i = 0; i < p->blocks; i++) {
        block[i] = p->block[i];
        block[i].run = runs(a, p->block[i].run, p->block[i].runs, p->tone);
        block[i].row = rows(a, p->block[i].row, p->block[i].rows, p->tone);
        block[i].caption = vn_tone(a, p->block[i].caption, p->tone);
        block[i].bar = bars(a, p->block[i].bar, p->block[i].bars, p->tone);
    }
    out.block = block;
    return out;
}
