/* numeral.h - the words that numbers are made of. For the files of vn only. */
#ifndef VN_NUMERAL_H
#define VN_NUMERAL_H
#include "base/base.h"

enum word_kind { NO_WORD, ONES, TEN, TENS, HUNDRED, SCALE, ODD, HALF, HALF_OF, DOZEN, POINT, MINUS };
/* plain: without diacritics; key: scan_key() of the word. */
struct numeral { const char *word, *plain; enum word_kind kind; int64_t value; uint64_t key; };

/* A word of them may begin with this byte, in small or capital letters; false is sure. */
bool numeral_may_start(unsigned char first);
/* The word with that scan_key(), 0 being none's; NULL when it is no numeral. plain: its plain spelling will do. */
const struct numeral *numeral_find(uint64_t key, bool plain);
#endif
