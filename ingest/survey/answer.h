/*
 * answer.h - the code of one answer, as lib/schema.sql defines it.
 */
#ifndef ANSWER_H
#define ANSWER_H

#include "ingest/cell.h"
#include "ingest/survey/codebook.h"
#include "ingest/list.h"

/* Codes that are no answers. */
enum { ANSWER_NOT_SHOWN = -1, ANSWER_NOT_SUBSTANTIVE = -2 };

/* Text of a cell; blanks around it are left out by the reader. */
struct answer_cell {
    const char *bytes;
    size_t length;
};

struct answer {
    bool known; /* false: not answered */
    int64_t code;
};

/* Reads a likert, single or number item. False, and FAULT, if it is none. */
bool answer_read(const struct codebook_item *item, struct answer_cell cell,
                 struct answer *answer, struct fault *fault) MUST_CHECK;

/*
 * Reads a multiple choice, of which ITEMS are the COUNT options, from the
 * cells of its columns: one per option if each has its own, else those in
 * which the choices stand. LIST is for its use. Fills ANSWERS[COUNT].
 */
bool answer_read_options(const struct codebook_item *items, size_t count,
                         const struct answer_cell *cells, size_t n_cells,
                         struct list *list, struct answer *answers,
                         struct fault *fault) MUST_CHECK;

/* Whether the question says that this text means KEY ("missing", ...). */
bool answer_means(const struct codebook_item *item, const char *key,
                  struct answer_cell cell);

#endif
