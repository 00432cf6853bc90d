/*
 * csvlook.h - what the first bytes of a CSV file tell of its dialect.
 */
#ifndef CSVLOOK_H
#define CSVLOOK_H

#include <stdbool.h>
#include <stddef.h>

/*
 * LF or CR: the first line end outside quotes says, or the first at all if
 * LEADING lines before the header may hold any quotes. CRLF counts as LF, and
 * so does a text without line ends.
 */
char csvlook_line_end(const char *bytes, size_t length, bool leading);

/*
 * The one of , ; TAB | that makes several columns of the header and as many
 * cells of the most of the first 100 records; of several such the one that
 * makes more, and then the first in this order; a comma if none does.
 */
char csvlook_delimiter(const char *bytes, size_t length, char line_end);

#endif
