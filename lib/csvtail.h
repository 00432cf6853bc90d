/*
 * csvtail.h - holds back the last lines of a text that comes in pieces.
 *
 * Footers ("Total", "printed on ...") stand at the end, and where that is only
 * the end tells. So as much is held back as may turn out to be the last lines.
 * Lines end in LF, CRLF or CR; blank ones do not count, and go with the rest.
 */
#ifndef CSVTAIL_H
#define CSVTAIL_H

#include <stdbool.h>
#include <stddef.h>

enum { CSVTAIL_MOST = 1 << 24 }; /* bytes that are held back */

/* Begins as {.lines = N}. */
struct csvtail {
    long lines;  /* to hold back; 0: none */
    char *bytes; /* put in and not yet taken: [begin, end) */
    size_t begin, end, room;
};

/* Room for LENGTH bytes more; csvtail_add() says how many were written there.
 */
char *csvtail_room(struct csvtail *t, size_t length);
void csvtail_add(struct csvtail *t, size_t length);

/*
 * Takes at most ROOM bytes that are not among the last lines, whatever comes;
 * returns their count. What is left at the end are those lines.
 */
size_t csvtail_take(struct csvtail *t, char *to, size_t room);

/* Whether more is held back than may be. */
bool csvtail_is_full(const struct csvtail *t);

void csvtail_free(struct csvtail *t);

#endif
