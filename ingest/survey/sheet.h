/*
 * sheet.h - the rows of a file of answers, as its codebook has them.
 */
#ifndef SHEET_H
#define SHEET_H

#include "ingest/batch.h"
#include "ingest/list.h"
#include "ingest/rows.h"
#include "ingest/survey/answer.h"
#include "ingest/survey/finder.h"
#include "lib/bulk.h"

struct sheet {
    const struct codebook *book;
    struct rows rows;
    struct finder finder;
    long *places; /* of the columns of items, end to end; -1: absent */
    size_t n_places, room;
    size_t *begins;            /* of each item among the places */
    long *attributes;          /* places of those of the book */
    struct answer *answers;    /* of the current row, by item */
    struct answer_cell *cells; /* of one question */
    struct answer *options;    /* of one question, and room to work */
    struct list list;
};

/*
 * Opens the file of BATCH, and finds the columns that BOOK names; those that
 * are not there are told all at once. Call sheet_close() in either case.
 */
int sheet_open(struct sheet *s, const struct codebook *book,
               const struct batch *batch, struct reject *reject, bool progress,
               const char *study, struct diag *d) MUST_CHECK;
void sheet_close(struct sheet *s);

/* Reads the answers of the current row, and notes its faults. */
int sheet_read(struct sheet *s, struct diag *d) MUST_CHECK;

/* The items that the current row answers. */
int64_t sheet_answered(const struct sheet *s);

/* Adds the answers to the row of BULK. */
void sheet_store(const struct sheet *s, struct bulk *bulk);

/* Adds a row to BULK for each property that the respondent states. */
int sheet_store_attributes(const struct sheet *s, struct bulk *bulk,
                           int64_t survey, int64_t batch,
                           struct diag *d) MUST_CHECK;

#endif
