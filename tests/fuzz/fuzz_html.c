/* fuzz_html.c - any bytes as a web page. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) { return fuzz_run(webpage_read, data, size); }
