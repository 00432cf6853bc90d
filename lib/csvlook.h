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
 * The one of , ; TAB | that the first record holds most often outside quotes;
 * the first of them in this order where two are equal, a comma for none.
 */
char csvlook_delimiter(const char *bytes, size_t length, char line_end);

#endif
