/*
 * pagefile.h - the pages of a database, as SQLite has them in its file.
 *
 * See tablescan.h, which is what other modules use.
 */
#ifndef PAGEFILE_H
#define PAGEFILE_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

struct pagefile;

/*
 * Holds the state of the main database of DB until pagefile_close(). ROOT
 * becomes the root page of TABLE. NULL on failure.
 */
struct pagefile *pagefile_open(sqlite3 *db, const char *table, uint32_t *root,
                               struct diag *d) MUST_CHECK;
void pagefile_close(struct pagefile *p); /* takes NULL */

/*
 * The bytes of the page NUMBER, from 1; borrowed until the next call. Pages
 * behind it are read with it if they have been wanted in order so far. Behind
 * each page PAGEFILE_SLACK bytes can be read too. NULL on failure.
 */
const unsigned char *pagefile_look(struct pagefile *p, uint32_t number,
                                   struct diag *d) MUST_CHECK;
enum { PAGEFILE_SLACK = 64 };

/* Reads a page into pagefile_size() bytes. */
int pagefile_read(struct pagefile *p, uint32_t number, unsigned char *to,
                  struct diag *d) MUST_CHECK;

/* Bytes of a page; of them that may be used; of all pages. */
size_t pagefile_size(const struct pagefile *p);
size_t pagefile_usable(const struct pagefile *p);
uint64_t pagefile_bytes(const struct pagefile *p);

#endif
