/* narrow.c - see narrow.h. */
#include "lib/narrow.h"

#include <string.h>

/*
 * U+FF01 to U+FF5E stand for '!' to '~', U+3000 for a blank; in UTF-8 they are
 * EF BC 81 to EF BC BF, EF BD 80 to EF BD 9E, and E3 80 80. 0 for others.
 */
static char narrow(const unsigned char *at)
{
    if (at[0] == 0xE3 && at[1] == 0x80 && at[2] == 0x80)
        return ' ';
    if (at[0] == 0xEF && at[1] == 0xBC && at[2] >= 0x81 && at[2] <= 0xBF)
        return (char)('!' + (at[2] - 0x81));
    if (at[0] == 0xEF && at[1] == 0xBD && at[2] >= 0x80 && at[2] <= 0x9E)
        return (char)('`' + (at[2] - 0x80));
    return '\0';
}

size_t narrow_copy(const char *bytes, size_t length, char *to, size_t size)
{
    size_t used = 0;
    for (size_t i = 0; i < length;) {
        const unsigned char *at = (const unsigned char *)bytes + i;
        char sign = length - i >= 3 ? narrow(at) : '\0';
        if (used == size)
            return size;
        to[used++] = sign != '\0' ? sign : bytes[i];
        i += sign != '\0' ? 3 : 1;
    }
    return used;
}
