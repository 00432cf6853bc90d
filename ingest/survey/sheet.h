/*
 * sheet.h - the rows of a file of answers, as its codebook has them.
 */
#ifndef SHEET_H
#define SHEET_H

#include "ingest/batch.h"
#include "ingest/list.h"
#include "ingest/rows.h"
#include "ingest/survey/answer.h"
#include "ingest/survey/digits.h"
#include "ingest/survey/finder.h"
#include "ingest/survey/memo.h"
#include "ingest/survey/response_table.h"
#include "lib/tablerecord.h"

/* An item of one cell, which the file has. */
struct sheet_item {
    size_t item, place;
    struct digits digits;
};

struct sheet {
    const struct codebook *book;
    struct rows rows;
    /* Of the file; a part borrows them. */
    struct finder finder;
    long *places; /* of the columns of items, end to end; -1: absent */
    size_t n_places, room;
    size_t *begins;   /* of each item among the places */
    long *attributes; /* places of those of the book */
    struct sheet_item *items;
    size_t n_items, n_others; /* items like these, and of other kinds */
    size_t width;             /* columns that hold them */
    /* To read with. */
    struct memo *memos;        /* by item */
    digits_code *codes;        /* of the current row, by item */
    struct answer *answers;    /* the same, where no code is known */
    size_t answered;           /* items of one cell */
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

/* The same of CSV, a part cut off the file of WHOLE; see rows_open_part(). */
void sheet_open_part(struct sheet *part, const struct sheet *whole,
                     struct csvfile *csv);

/* Reads the answers of the current row, and notes its faults. */
int sheet_read(struct sheet *s, struct diag *d) MUST_CHECK;

/* The items that the current row answers. */
int64_t sheet_answered(const struct sheet *s);

/* Adds the answers to RECORD, in the order of the columns of T. */
void sheet_write(const struct sheet *s, const struct response_table *t,
                 struct tablerecord *record);

/* What the respondent states of the property I of the book; no bytes if
   nothing. Borrowed as the cells are. */
struct answer_cell sheet_stated(const struct sheet *s, size_t i);

#endif
