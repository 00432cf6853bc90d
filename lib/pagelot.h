/*
 * pagelot.h - pages of the warehouse that SQLite hands over to be filled.
 *
 * SQLite copies a record into a table in 100 ns, into an index in 300. Who has
 * the whole tree of an empty table at hand, page by page, writes it in a tenth
 * of that, if only SQLite says where, and does not mind. So, within the
 * transaction of the caller:
 *
 *   - SQLite allocates the pages: it stores a blob of zeros, which takes a
 * chain of them, in a table made for that; it journals what the roots of TABLE
 *     held, by deleting all of its no rows; it writes all that to the file
 *     (sqlite3_db_cacheflush) and forgets it (sqlite3_db_release_memory).
 *   - We write the pages of the chain, and the roots, through SQLite's own
 *     handle of the file, and make the blob's table an empty one.
 *
 * Pages that are new vanish with a rollback, which cuts off the file; pages
 * that were free mean nothing in a journal; roots are in it. So a run that
 * fails or dies changes nothing, as ever. It holds the exclusive lock from the
 * first page on, as SQLite itself does when its cache overflows.
 */
#ifndef PAGELOT_H
#define PAGELOT_H

#include "lib/attr.h"
#include "lib/diag.h"
#include "lib/treepages.h"

#include <sqlite3.h>
#include <stdint.h>

struct pagelot;

/*
 * For the main database of DB and its TABLE. 1, 0 if it cannot be done here, -1
 * on failure. It cannot where TABLE has rows, outside of a transaction, without
 * a file, in another journal mode than DELETE, with pages that are not ours,
 * or while another statement is being stepped.
 */
int pagelot_open(struct pagelot **made, sqlite3 *db, const char *table,
                 struct diag *d) MUST_CHECK;

/*
 * Writes the pages of TREE but the first SKIP, their numbers changed to those
 * that they get, and drops them. 1; 0, with nothing changed, if it cannot be
 * done, which is found at the first call; -1 on failure.
 */
int pagelot_put(struct pagelot *lot, struct treepages *tree, size_t skip,
                struct diag *d) MUST_CHECK;

/*
 * Ends a tree whose leaves were put: builds what is above them and gives it to
 * NAME, the table or an index of it. There must be two leaves, or one that was
 * not put and is alone in TREE.
 */
int pagelot_finish(struct pagelot *lot, struct treepages *tree,
                   const char *name, struct diag *d) MUST_CHECK;

/* Leaves no trace but what was finished. Takes NULL; frees LOT in any case. */
int pagelot_close(struct pagelot *lot, struct diag *d) MUST_CHECK;

/* Frees LOT, which may be NULL, when its transaction is lost. */
void pagelot_free(struct pagelot *lot);

#endif
