/* fuzz_csv.c - any bytes as a table of values in plain text. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_run(csv_read, data, size);
}
