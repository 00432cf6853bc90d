/*
 * codebook.h - what the columns of a questionnaire mean.
 *
 * A codebook is a JSON file; docs/formats.md describes it. Every question
 * becomes one item, every row of a matrix becomes one, every option of a
 * multiple choice becomes one, and so does the rank that an option was given.
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

/* How a multiple choice lies in the file. */
enum codebook_coding {
    CODEBOOK_COLUMNS, /* a column for each option */
    CODEBOOK_CELL,    /* the choices in one cell, or in several in a row */
    CODEBOOK_BOTH,    /* both; they must agree */
    CODEBOOK_RANKS    /* a column for each option, which holds its rank */
};

/* What an empty cell means. */
enum codebook_empty {
    CODEBOOK_NOT_ANSWERED,
    CODEBOOK_NOT_SHOWN,
    CODEBOOK_NOT_SELECTED /* of options alone */
};

/* Lists of words that the book and each question may have. */
enum codebook_words {
    CODEBOOK_MISSING,
    CODEBOOK_NEVER_SHOWN,
    CODEBOOK_NOT_SUBSTANTIVE,
    CODEBOOK_SELECTED,
    CODEBOOK_UNSELECTED,
    CODEBOOK_WORDS
};

/* Which of the answers of one respondent stays. */
enum codebook_duplicates {
    CODEBOOK_REFUSED, /* nothing is said: the first, the others are faults */
    CODEBOOK_FIRST,
    CODEBOOK_LATEST,
    CODEBOOK_MOST_COMPLETE
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
    bool optional; /* a file without its column did not ask it */
    enum codebook_empty empty;
    enum codebook_coding coding; /* of options and ranks */
    const json_t *column; /* where its cell is; NULL: the question's columns */
    const char *match;    /* of an option: the text that chooses it */
    bool other;           /* an option that takes what matches no option */
    int64_t other_code;   /* of a single: the same; -1 */
    bool rank;            /* the rank of an option, which stands COUNT before */
    const json_t *object; /* of the question */
    const json_t *option; /* of the option or row, or NULL */
    const json_t *codes, *words[CODEBOOK_WORDS]; /* of the question; NULL */
    size_t first, count; /* the options of the same question */
};

/* A property of the respondent that the questionnaire itself asks. */
struct codebook_attribute {
    const char *name;
    const json_t *object, *column, *values; /* VALUES may be NULL */
};

struct codebook {
    struct jsondoc *doc;
    const char *survey, *title, *title_zh, *about;
    const char *course, *session; /* ids, or NULL */
    int64_t kirkpatrick;          /* 1..4; 0: none */
    bool anonymous;               /* linked to no member */
    bool ids_begin_anew;          /* ids of respondents, in each input */
    enum codebook_duplicates duplicates;
    enum codebook_empty empty;
    json_t *words[CODEBOOK_WORDS]; /* for all questions; owned, never NULL */
    struct codebook_attribute *attributes;
    size_t n_attributes;
    struct codebook_item *items;
    size_t count, room;
};

/* Fills BOOK from PATH. Call codebook_free() in either case. */
int codebook_read(struct codebook *book, const char *path,
                  struct diag *d) MUST_CHECK;
void codebook_free(struct codebook *book);

/*
 * Has the words of OBJECT, under "missing", "not_shown" and so on, mean that in
 * all questions that do not say otherwise. NULL has none.
 */
void codebook_add_words(struct codebook *book, const json_t *object);

/* As the warehouse calls it: "likert". */
const char *codebook_kind_word(enum codebook_kind kind);

/* As the codebook calls it: "latest". */
const char *codebook_duplicates_word(enum codebook_duplicates policy);

/*
 * Where the answer to ITEM is, in one column or, of a multiple choice,
 * several: the place I of them, or NULL beyond the last. It is a header, a
 * position from 1, or a list of these, of which a file has one.
 */
const json_t *codebook_column(const struct codebook_item *item, size_t i);

/* The same in words, for messages: the header, or the first. TO[SIZE]. */
const char *codebook_column_name(const json_t *column, char *to, size_t size);

/* Fails at the item, naming file, line and KEY. */
int codebook_fail(const struct codebook *book, const struct codebook_item *item,
                  const char *key, struct diag *d, const char *fmt, ...)
    PRINTF_LIKE(5, 6);

/* Adds ITEM, whose id is the book's from now on. Used by codebook_question.h.
 */
int codebook_add(struct codebook *book, struct codebook_item item,
                 struct diag *d) MUST_CHECK;

#endif
