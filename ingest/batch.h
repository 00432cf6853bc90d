/*
 * batch.h - the inputs as the warehouse knows them, and which to load again.
 *
 * A batch is one input of a study, known by its name. It is loaded again when
 * the bytes of its file or its declaration in the study have changed, when an
 * input of a kind it refers to is loaded again, or, for kinds whose inputs
 * share one set of keys, when another input of its kind is. Batches that the
 * study does not name stay as they are.
 */
#ifndef BATCH_H
#define BATCH_H

#include "ingest/flag.h"
#include "ingest/source.h"
#include "lib/attr.h"
#include "lib/diag.h"
#include "lib/digest.h"
#include "lib/study.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

/* Why an input is loaded. */
enum batch_why {
    BATCH_SAME, /* it is not: nothing has changed */
    BATCH_NEW,
    BATCH_BYTES,   /* the file has changed */
    BATCH_READING, /* the study reads it otherwise */
    BATCH_FOLLOWS  /* an input that it refers to, or of its kind, is loaded */
};

enum { BATCH_TIME = 21 }; /* "2025-12-31T23:59:59Z" and a NUL */

struct batch {
    int64_t number;                  /* in the warehouse */
    const struct study_input *input; /* NULL: the study does not name it */
    const struct source *source;     /* NULL only if it is not named */
    const struct source *was;        /* its kind when it was loaded; NULL */
    char *name, *file;               /* inputs[].name and .file */
    char sha256[DIGEST_TEXT];
    char declaration[DIGEST_TEXT];
    bool load;
    enum batch_why why;
    int64_t bytes, rows, accepted, rejected;
    int64_t passed;    /* records that the study says are no rows */
    char found_as[32]; /* the encoding, if nobody said it; "" for UTF-8 */
    int64_t aside; /* of the rejected: by a policy, so no faults; responses */
    int64_t was_accepted, was_rejected; /* before this run */
    struct flags flags;                 /* of accepted rows; attendance only */
    int64_t members;    /* with an accepted row; attendance only */
    int64_t listed;     /* members that there are; 0 but for attendance */
    int64_t heir;       /* the batch of the same roster that came after it; 0 */
    int32_t day;        /* of a roster that is loaded now */
    int32_t roster_day; /* of one that was; DATE_NONE: no roster */
    int64_t ended;      /* rows of earlier batches that end with it */
    bool doubtful;      /* nothing ends: it has rows of nobody knows whom */
    int32_t judged_on;  /* the day that its flags go by */
    char started[BATCH_TIME];
    struct stat found; /* the file when its bytes were hashed */
};

struct batches {
    struct batch *list; /* in the order of loading; not named ones first */
    size_t count, room;
    int64_t last; /* number that was given */
};

/* Starts from {0}; call batches_free() in either case. */
int batches_read(struct batches *all, sqlite3 *db, const struct study *study,
                 struct diag *d) MUST_CHECK;

/* The same without a study: what the warehouse knows, nothing to load. */
int batches_read_known(struct batches *all, sqlite3 *db,
                       struct diag *d) MUST_CHECK;
void batches_free(struct batches *all);

/* Adds one, zeroed, to be filled in. What was there may move. */
struct batch *batches_add(struct batches *all);

/* The batch that is loaded to follow NUMBER; 0 if none is. */
int64_t batches_heir(const struct batches *all, int64_t number);

/* The file of the batch NUMBER, for messages. */
const char *batches_file(const struct batches *all, int64_t number);

/* A place in words: room for a file's name and a line. */
enum { BATCH_PLACE = 200 };

/*
 * Writes LINE of the batch NUMBER as rows of the batch HERE call it: "line 17"
 * of their own, "members.csv:17" of another. Returns TO.
 */
char *batches_place(const struct batches *all, int64_t here, int64_t number,
                    int64_t line, char to[BATCH_PLACE]);

/*
 * Has FAULT, whose reason ends with a place in the batch NUMBER, printed with
 * the name of that input if the study does not say it.
 */
void batches_show_input(const struct batches *all, int64_t number,
                        struct fault *fault);

/*
 * After BATCH was read: fails if its file is not the one that was hashed, as
 * when somebody writes it meanwhile.
 */
int batch_check_file(const struct batch *batch, struct diag *d) MUST_CHECK;

/* Whether any batch will be loaded. */
bool batches_any(const struct batches *all);

/* The clock, for the batch alone: no result depends on it. */
void batch_clock(char text[BATCH_TIME]);

/* Writes the row of BATCH, which has been loaded as of the day AS_OF. */
int batch_store(const struct batch *batch, int32_t as_of, sqlite3 *db,
                struct diag *d) MUST_CHECK;

#endif
