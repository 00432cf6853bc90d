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
#include "lib/tablefill.h"

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
    struct tablefill *rows;
};

/*
 * Opens the table of the survey of INPUT, which has been stored, for rows to be
 * added. Call response_table_free() in either case.
 */
int response_table_open(struct response_table *t, sqlite3 *db,
                        const struct survey_input *input,
                        struct diag *d) MUST_CHECK;

void response_table_free(struct response_table *t);

#endif
