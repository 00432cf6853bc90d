/*
 * fuzz_dialect.c - what the first bytes of a file tell of its dialect, and the
 * formats of dates, of which the bytes are taken for a cell.
 */
#include "tests/fuzz/fuzz.h"

#include "lib/attr.h"
#include "lib/csvlook.h"
#include "lib/dateformat.h"
#include "lib/encoding.h"

#include <string.h>

static void look_for_ends(const char *bytes, size_t size)
{
    for (int leading = 0; leading < 2; leading++) {
        char end = csvlook_line_end(bytes, size, leading != 0);
        fuzz_demand(end == '\n' || end == '\r', "a line ends in LF or CR");
        char delimiter = csvlook_delimiter(bytes, size, end);
        fuzz_demand(delimiter != '\0' && strchr(",;\t|", delimiter) != NULL,
                    "the delimiter is one of four");
    }
}

static void look_for_encoding(const char *bytes, size_t size)
{
    for (int whole = 0; whole < 2; whole++) {
        char likely[ENCODING_NAME];
        const char *name = encoding_detect(bytes, size, whole != 0, likely);
        fuzz_demand(name != NULL || memchr(likely, 0, sizeof likely) != NULL,
                    "an encoding or a guess");
    }
}

static void read_date(const char *bytes, size_t size)
{
    static const char *const names[] = {"Y-M-D",   "D.M.Y", "M/D/Y", "YMD",
                                        "D Mon Y", "excel", "unix"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        struct dateformat format;
        struct dateformat_moment moment;
        if (!dateformat_find(names[i], &format) ||
            !dateformat_read(&format, bytes, size, false, &moment))
            continue;
        fuzz_demand(moment.day >= -135140 && moment.day <= 157419,
                    "a date lies in the years 1600 to 2400");
        fuzz_demand(moment.second >= -1 && moment.second < 86400,
                    "a time is of a day");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    look_for_ends(bytes, size);
    look_for_encoding(bytes, size);
    read_date(bytes, size);
    return 0;
}
