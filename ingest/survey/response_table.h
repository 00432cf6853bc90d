/*
 * response_table.h - the table that has the answers to a survey.
 *
 * A row a respondent, a column an item, in the order of the survey's plan. Rows
 * are written as records (lib/tablerecord.h), on any thread, and stored in
 * their order by one. An item that an input's codebook does not have was not
 * shown to its respondents.
 */
#ifndef RESPONSE_TABLE_H
#define RESPONSE_TABLE_H

#include "ingest/survey/surveys.h"
#include "lib/tablecopy.h"

#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

/* An item of the table. */
struct response_column {
    long item; /* its place in the codebook of the input, or -1 */
    bool text;
};

/* Starts as {0}. */
struct response_table {
    struct response_column *items;
    size_t n_items;
    struct tablecopy *copy;
    struct tablepages *pages; /* rows that are not stored yet, or NULL */
    size_t bytes;             /* of them */
    int64_t next;             /* the key of the next row */
};

/* Call response_table_free() in either case. The survey has been stored. */
int response_table_open(struct response_table *t, sqlite3 *db,
                        const struct survey_input *input,
                        struct diag *d) MUST_CHECK;

/* Adds a row; its first column, the key, is NULL in RECORD. */
int response_table_add(struct response_table *t, const unsigned char *record,
                       size_t length, struct diag *d) MUST_CHECK;

/* Stores the rest. */
int response_table_close(struct response_table *t, struct diag *d) MUST_CHECK;
void response_table_free(struct response_table *t);

#endif
