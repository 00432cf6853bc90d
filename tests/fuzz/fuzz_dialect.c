/*
 * fuzz_dialect.c - what the first bytes of a file tell of its dialect.
 */
#include "tests/fuzz/fuzz.h"

#include "lib/csvlook.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    for (int leading = 0; leading < 2; leading++) {
        char end = csvlook_line_end(bytes, size, leading != 0);
        fuzz_demand(end == '\n' || end == '\r', "a line ends in LF or CR");
        char delimiter = csvlook_delimiter(bytes, size, end);
        fuzz_demand(delimiter != '\0' && strchr(",;\t|", delimiter) != NULL,
                    "the delimiter is one of four");
    }
    return 0;
}
