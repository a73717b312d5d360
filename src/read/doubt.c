/* doubt.c - figures whose letters were not clear on the picture they were read from. Changes nothing that was read: it
 * lowers the confidence of those figures and says why. */
#include "read/reader.h"

/* Thousandths. Measured on pages with noise, turned and blurred (tests/golden/scan.py): of the words the recogniser is
 * surer of than this, next to all are right. Digits need more: no word list helps the recogniser with them, and a
 * comma it passed over makes ten times the figure. */
enum { CLEAR = 850, CLEAR_DIGITS = 920, SURE = 1000 };

static bool is_clear(const struct record *r, const struct word_found *w)
{
    bool digits = false;
    for (size_t i = w->span.from; i < w->span.to && i < r->text.n; i++)
        digits |= r->text.p[i] >= '0' && r->text.p[i] <= '9';
    return w->confidence >= (digits ? CLEAR_DIGITS : CLEAR);
}

/* The first word that ends behind `at`; words stand in the order of the text. */
static size_t word_from(const struct record *r, size_t at)
{
    size_t low = 0, high = r->word_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->words[middle].span.to <= at) low = middle + 1;
        else high = middle;
    }
    return low;
}

void doubt_letters(struct record *r)
{
    for (size_t i = 0; i < r->figure_count && r->word_count; i++) {
        struct figure_found *f = &r->figures[i];
        uint32_t least = SURE;
        for (size_t k = word_from(r, f->span.from); k < r->word_count && r->words[k].span.from < f->span.to; k++)
            if (!is_clear(r, &r->words[k]) && r->words[k].confidence < least) least = r->words[k].confidence;
        if (least == SURE) continue;
        f->doubts |= 1U << DOUBT_LETTERS;
        f->confidence = (uint16_t)(f->confidence * (200 + least * 7 / 10) / SURE);
    }
}

int reader_unclear(const struct record *r)
{
    size_t unclear = 0;
    for (size_t i = 0; i < r->word_count; i++) unclear += !is_clear(r, &r->words[i]);
    return r->word_count ? (int)(unclear * 100 / r->word_count) : 0;
}
