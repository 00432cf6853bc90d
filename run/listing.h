/*
 * listing.h - what the commands share that show what the warehouse holds.
 */
#ifndef LISTING_H
#define LISTING_H

#include "lib/attr.h"
#include "lib/buffer.h"
#include "lib/cli.h"
#include "lib/diag.h"
#include "lib/study.h"
#include "lib/warehouse.h"

/* A study and its warehouse, opened to be read. */
struct listing {
    const struct cli *cli;
    struct study study;
    struct warehouse warehouse;
};

/*
 * Opens the study that CLI names, and has SHOW print what it likes; tells what
 * fails. Returns the status to exit with.
 */
typedef int listing_show(struct listing *l, struct diag *d);
int listing_run(const struct cli *cli, listing_show *show);

/* The columns FIRST to LAST of the current row as a line of CSV. */
void listing_csv(struct buffer *b, sqlite3_stmt *row, int first, int last);

/* Writes what B holds to standard output and clears it. */
void listing_flush(struct buffer *b);

/* The text of a column as a terminal may show it, "" for NULL; returns TO. */
enum { LISTING_TEXT = 4200 };
const char *listing_text(sqlite3_stmt *row, int column, char to[LISTING_TEXT]);

#endif
