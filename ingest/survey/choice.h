/*
 * choice.h - reads a multiple choice in any of the codings of codebook.h.
 *
 * An option is selected (1), not selected (0), not answered or not shown.
 */
#ifndef CHOICE_H
#define CHOICE_H

#include "ingest/survey/answer.h"
#include "ingest/list.h"

/* A multiple choice of one respondent. */
struct choice {
    const struct codebook *book;
    const struct codebook_item *items; /* the options */
    size_t count;
    /*
     * The cells of its columns: one per option if each has its own, then
     * those in which the choices stand.
     */
    const struct answer_cell *cells;
    size_t n_cells;
    struct list *list; /* to work with */
    /* Room for twice COUNT. Filled: the options, then, if they are ranked,
       their ranks; the rank of what was not selected counts as not shown. */
    struct answer *answers;
    size_t at; /* the cell that was read last: where a fault is */
};

bool choice_read(struct choice *c, struct fault *fault) MUST_CHECK;

/* Whether the items of the ranks follow those of the options, ITEMS. */
bool choice_ranked(const struct codebook_item *items);

#endif
