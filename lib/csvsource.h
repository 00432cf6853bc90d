/*
 * csvsource.h - the bytes of a CSV file as UTF-8, in pieces.
 *
 * Reads with read(), never maps: a file that changes its size meanwhile is a
 * fault and no crash. A byte-order mark is dropped. What is not UTF-8 goes
 * through iconv; a byte that does not belong comes out as 0xFF, which no
 * UTF-8 text holds, so that the fault stays in its record.
 */
#ifndef CSVSOURCE_H
#define CSVSOURCE_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct csvsource;

enum { CSVSOURCE_ROOM = 64 }; /* the least room to read into */

/*
 * Opens the regular file PATH. ENCODING is an iconv name; NULL: what the mark
 * says, else what encoding.h finds in the first MiB, else UTF-8. A mark of
 * another encoding than the one declared is an error. NULL on failure;
 * csvsource_close() takes NULL.
 */
struct csvsource *csvsource_open(const char *path, const char *encoding,
                                 struct diag *d) MUST_CHECK;
void csvsource_close(struct csvsource *in);

/*
 * Reads at most ROOM bytes into TO. Returns their count, 0 at the end, or -1.
 * UTF-8 is passed on unchecked.
 */
ssize_t csvsource_read(struct csvsource *in, char *to, size_t room,
                       struct diag *d) MUST_CHECK;

/* From now on leaves out the last LINES of the text; see csvtail.h. */
void csvsource_hold_back(struct csvsource *in, long lines);

/* Bytes of the file read so far, and in all. */
size_t csvsource_taken(const struct csvsource *in);
size_t csvsource_size(const struct csvsource *in);

/* What the file is read as, for messages: "UTF-8", "GB18030", ... */
const char *csvsource_encoding(const struct csvsource *in);

/*
 * Whether that was found from the first bytes. LIKELY gets "", or, where it
 * could not be told and UTF-8 was taken, what it may be.
 */
bool csvsource_found(const struct csvsource *in, const char **likely);

#endif
