/* numeral.c - see numeral.h. The words never change after they are first asked for, from any thread. */
#include "vn/numeral.h"
#include "vn/scan.h"
#include <pthread.h>

static struct numeral words[] = {
    { "không", "khong", ONES, 0, 0 }, { "một", "mot", ONES, 1, 0 }, { "mốt", "mot", ONES, 1, 0 },
    { "hai", "hai", ONES, 2, 0 }, { "ba", "ba", ONES, 3, 0 }, { "bốn", "bon", ONES, 4, 0 },
    { "tư", "tu", ONES, 4, 0 }, { "năm", "nam", ONES, 5, 0 }, { "lăm", "lam", ONES, 5, 0 },
    { "nhăm", "nham", ONES, 5, 0 }, { "sáu", "sau", ONES, 6, 0 }, { "bảy", "bay", ONES, 7, 0 },
    { "bẩy", "bay", ONES, 7, 0 }, { "tám", "tam", ONES, 8, 0 }, { "chín", "chin", ONES, 9, 0 },
    { "mười", "muoi", TEN, 10, 0 }, { "mươi", "muoi", TENS, 10, 0 }, { "chục", "chuc", DOZEN, 10, 0 },
    { "trăm", "tram", HUNDRED, 100, 0 }, { "nghìn", "nghin", SCALE, 1000, 0 },
    { "ngàn", "ngan", SCALE, 1000, 0 }, { "vạn", "van", SCALE, 10000, 0 },
    { "triệu", "trieu", SCALE, 1000000, 0 }, { "tỷ", "ty", SCALE, 1000000000, 0 },
    { "tỉ", "ti", SCALE, 1000000000, 0 }, { "linh", "linh", ODD, 0, 0 }, { "lẻ", "le", ODD, 0, 0 },
    { "nửa", "nua", HALF_OF, 0, 0 }, { "rưỡi", "ruoi", HALF, 0, 0 }, { "rưởi", "ruoi", HALF, 0, 0 },
    { "phẩy", "phay", POINT, 0, 0 }, { "phảy", "phay", POINT, 0, 0 }, { "âm", "am", MINUS, 0, 0 },
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static uint64_t plain_keys[COUNT(words)];
static bool may_start[256];
/* An open table of the words by their keys: index + 1; 0 is free. */
enum { KEY_BITS = 7 };
static uint8_t slots[1 << KEY_BITS];

static size_t slot_of(uint64_t key) { return (size_t)(key * 0x9E3779B97F4A7C15u >> (64 - KEY_BITS)); }
static size_t slot_behind(size_t slot) { return (slot + 1) & (COUNT(slots) - 1); }

static void make_keys(void)
{
    for (size_t i = 0; i < COUNT(words); i++) {
        words[i].key = scan_key_of(words[i].word);
        plain_keys[i] = scan_key_of(words[i].plain);
        size_t slot = slot_of(words[i].key);
        while (slots[slot]) slot = slot_behind(slot);
        slots[slot] = (uint8_t)(i + 1);
        unsigned char c = (unsigned char)words[i].word[0];
        may_start[c] = true;
        if (c < 0x80) may_start[c - 0x20] = true;
    }
    may_start[0xC3] = true;                    /* â and Â of "âm" begin with the same byte */
}

bool numeral_may_start(unsigned char first)
{
    pthread_once(&once, make_keys);
    return may_start[first];
}

const struct numeral *numeral_find(uint64_t key, bool plain)
{
    pthread_once(&once, make_keys);
    if (!key) return NULL;
    for (size_t i = 0; plain && i < COUNT(words); i++)
        if (key == words[i].key || key == plain_keys[i]) return &words[i];
    for (size_t slot = slot_of(key); !plain && slots[slot]; slot = slot_behind(slot))
        if (words[slots[slot] - 1].key == key) return &words[slots[slot] - 1];
    return NULL;
}
