/*
 * replies.h - the rows of a file of answers, read on threads.
 *
 * A part of the file is read by one thread: its cells, who it is about, and the
 * record that the warehouse will store. Rows without a fault are then taken by
 * one thread in the order of the file, which finds those who answer twice.
 */
#ifndef REPLIES_H
#define REPLIES_H

#include "ingest/rowblock.h"
#include "ingest/survey/membersearch.h"
#include "ingest/survey/respondents.h"
#include "ingest/survey/response_table.h"
#include "ingest/survey/sheet.h"

/* The fields of a row, in the order of the source table. */
enum replies_field {
    REPLIES_RESPONDENT,
    REPLIES_MEMBER,
    REPLIES_RATER,
    REPLIES_ANSWERED_ON,
    REPLIES_SECONDS
};

/* A row that has no fault by itself. */
struct reply {
    struct offer offer;
    struct cell cells[2];  /* respondent and member, as read */
    size_t record, length; /* among those of the part */
    size_t stated;         /* the first among those of the part */
};

/* What was read of a row before the ids in it are looked up. */
struct replies_waiting {
    struct membersearch_one members[2]; /* member and rater */
    int64_t answered;
    struct tablerecord answers;
    size_t stated;
};

/* A part of the file, read. */
struct replies_part {
    struct sheet sheet;
    struct membersearch members[2]; /* member and rater */
    struct rowblock block;          /* of rows that are being read */
    struct replies_waiting waiting[ROWBLOCK_ROWS];
    struct reply *list;
    size_t count, room;
    unsigned char *records; /* end to end */
    size_t used, records_room;
    struct tablerecord record;  /* to work with */
    struct answer_cell *stated; /* of each row, by attribute of the codebook */
    size_t n_stated, stated_room;
    bool failed; /* behind all rows that it has */
    struct diag why;
};

struct replies;

/* Takes one row. Faults are noted by rows_fault_late() of the part's rows. */
typedef int replies_take(struct replies *r, struct replies_part *part,
                         const struct reply *reply, struct diag *d);

/* One input being read. All borrowed. */
struct replies {
    struct loading *loading;
    struct batch *batch;
    const struct survey_input *input;
    struct sheet *sheet;
    const struct response_table *table; /* NULL: no records are wanted */
    replies_take *take;
    void *context; /* of TAKE */
};

/* Reads all rows; those of SHEET are counted then, and their faults noted. */
int replies_read(struct replies *r, struct diag *d) MUST_CHECK;

#endif
