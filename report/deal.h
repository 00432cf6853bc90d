/*
 * deal.h - result rows of many members, dealt to the order of pseudonyms.
 *
 * Results lie in the warehouse in the order of members; they go out in the
 * order of persons. Rows of one size are dealt into blocks of persons
 * (lib/partition: memory up to a budget, then a temporary file); the lines of
 * a block are made on any thread and written in the order of the blocks.
 */
#ifndef DEAL_H
#define DEAL_H

#include "lib/attr.h"
#include "lib/diag.h"
#include "report/emit.h"
#include "report/folder.h"

#include <stddef.h>
#include <stdint.h>

struct context;
struct deal;

/* A row begins with its person: every row type has this as first member. */
struct dealt {
    uint32_t person;
};

/* SIZE of a row; COMPARE brings the rows of one person into their order. */
struct deal *deal_open(const struct context *c, size_t size,
                       int (*compare)(const void *, const void *)) MUST_CHECK;
void deal_close(struct deal *deal); /* NULL is fine */

/* ROW begins with a struct dealt. */
int deal_add(struct deal *deal, const void *row, struct diag *d) MUST_CHECK;

/* The rows of one person, in order. */
struct hand {
    const void *rows;
    size_t count;
};

enum { DEAL_HANDS = 2 };

/*
 * Writes what one person has in each deal: a line, several, or none. On any
 * thread; changes nothing but E.
 */
typedef void (*deal_lines)(const void *self, uint32_t person,
                           const struct hand hands[DEAL_HANDS],
                           struct emitter *e);

/*
 * Writes the file NAME, for nobody but its owner to read: LINES is called for
 * every person. DEALS that are NULL give empty hands.
 */
int deal_write(const struct context *c, const char *name,
               struct deal *deals[DEAL_HANDS], deal_lines lines,
               const void *self, struct diag *d) MUST_CHECK;

#endif
