/*
 * codebook.h - what the columns of a questionnaire mean.
 *
 * A codebook is a JSON file; docs/formats.md describes it. Every question
 * becomes one item, and every option of a multiple choice becomes one.
 */
#ifndef CODEBOOK_H
#define CODEBOOK_H

#include "lib/attr.h"
#include "lib/diag.h"
#include "lib/jsondoc.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CODEBOOK_ITEMS = 1900 }; /* at most; a table has 2,000 columns */

enum codebook_kind {
    CODEBOOK_LIKERT,
    CODEBOOK_SINGLE,
    CODEBOOK_OPTION,
    CODEBOOK_NUMBER,
    CODEBOOK_TEXT
};

/* One column of the warehouse's table. Texts are borrowed but for id. */
struct codebook_item {
    char *id; /* letters, digits, _ */
    enum codebook_kind kind;
    const char *question; /* the id of the question */
    const char *text, *text_zh, *facet, *topic, *scale;
    bool ranged; /* low and high are said */
    int64_t low, high;
    bool reversed;
    const char *column;   /* header of the cell; NULL: the question's columns */
    const char *match;    /* of an option: the text that chooses it */
    bool other;           /* an option that takes what matches no option */
    const json_t *object; /* of the question */
    const json_t *option; /* of the option, or NULL */
    size_t first, count;  /* the items of the same question */
};

struct codebook {
    struct jsondoc *doc;
    const char *survey, *title, *title_zh, *about;
    const char *course, *session; /* ids, or NULL */
    int64_t kirkpatrick;          /* 1..4; 0: none */
    struct codebook_item *items;
    size_t count, room;
};

/* Fills BOOK from PATH. Call codebook_free() in either case. */
int codebook_read(struct codebook *book, const char *path,
                  struct diag *d) MUST_CHECK;
void codebook_free(struct codebook *book);

/* As the warehouse calls it: "likert". */
const char *codebook_kind_word(enum codebook_kind kind);

/* The headers that hold the answer to ITEM, one or, of a multiple choice,
   several: the place I of them, or NULL beyond the last. */
const char *codebook_column(const struct codebook_item *item, size_t i);

/* Fails at the item, naming file, line and KEY. */
int codebook_fail(const struct codebook *book, const struct codebook_item *item,
                  const char *key, struct diag *d, const char *fmt, ...)
    PRINTF_LIKE(5, 6);

#endif
