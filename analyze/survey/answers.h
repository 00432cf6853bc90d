/*
 * answers.h - the answers to one questionnaire, in memory.
 *
 * Respondents are sorted by member id (those of no known member last), then by
 * respondent id, then by their answers, so that their order is the same
 * whatever order the file had. A byte an answer, item by item: a million
 * respondents with sixty items are 60 MB, and whatever counts the answers to
 * an item reads one piece of memory. An item of more codes than bytes has two
 * bytes an answer instead.
 *
 * Questionnaires that analyses share are read once: see shelf.h.
 */
#ifndef ANSWERS_H
#define ANSWERS_H

#include "analyze/base/facts.h"
#include "lib/study.h"

#include <stddef.h>
#include <stdint.h>

#define ANSWER_NONE INT16_MIN    /* shown, not answered */
#define ANSWER_NOT_SHOWN (-1)    /* the respondent never saw the item */
#define ANSWER_NO_SUBSTANCE (-2) /* "don't know", as the codebook declares */

enum answer_kind { ANSWER_LIKERT, ANSWER_SINGLE, ANSWER_OPTION, ANSWER_NUMBER };

struct answer_item {
    int64_t key;
    const char *id;
    enum answer_kind kind;      /* texts are not read at all */
    const char *question;       /* that an option belongs to, or NULL */
    const char *facet, *scale;  /* or NULL */
    const char *text, *text_zh; /* or NULL */
    int32_t topic;              /* or FACT_NONE */
    int low, high;              /* codes of a likert or single item, else 0 */
    bool reversed;              /* asked the other way round */
};

/* The bytes of the three states, and how many codes an item may have. */
enum {
    ANSWER_BYTE_NONE = 255,
    ANSWER_BYTE_NOT_SHOWN = 254,
    ANSWER_BYTE_NO_SUBSTANCE = 253,
    ANSWER_BYTES = 250
};

/*
 * The answers to one item, by respondent. Where low .. high of the item are at
 * most ANSWER_BYTES codes, the byte of a code on the scale is code - low;
 * other codes have bytes behind them, in the order they were met.
 */
struct answer_column {
    uint8_t *byte;     /* in answers.bytes; NULL if wide */
    int16_t *wide;     /* codes, of an item that has too many; else NULL */
    int codes;         /* bytes 0 .. codes - 1 are codes */
    int16_t code[256]; /* what each byte stands for */
};

struct answers {
    int64_t key; /* survey.survey */
    const char *id, *title;
    struct answer_item *item; /* by position in the questionnaire */
    size_t n_items;
    size_t n;                     /* respondents until the as-of day */
    size_t later;                 /* others, left out */
    bool lessened;                /* weights of the careless are less */
    int64_t *row;                 /* response_<id>.respondent */
    int32_t *member;              /* or FACT_NONE */
    int32_t *seconds;             /* spent, or FACT_UNKNOWN */
    struct answer_column *column; /* by item; reversal undone */
    uint8_t *bytes;               /* of all columns */

    /* By the survey analysis, of the survey it looked at; else NULL. */
    uint8_t *flags; /* analyze/survey/screen.h */
    double *weight; /* analyze/survey/weights.h: 1 on average */
    struct arena arena;
};

/*
 * The key of the survey named by analysis.SECTION.survey; unless named, the
 * demand survey with the last id; -1 if there is none. A survey that is named
 * and not there is a failure.
 */
int answers_find(int64_t *key, sqlite3 *db, const struct study *study,
                 const char *section, struct diag *d) MUST_CHECK;

/*
 * Reads the survey with KEY, without those who answered after AS_OF; an answer
 * without a day counts. Call answers_free() in any case.
 */
int answers_read(struct answers *a, sqlite3 *db, const struct facts *f,
                 int64_t key, int32_t as_of, struct diag *d) MUST_CHECK;
void answers_free(struct answers *a);

/*
 * For those who make answers by hand: columns for a->n respondents of the
 * a->n_items items that A has, all not answered; then code after code.
 */
void answers_open(struct answers *a);
void answers_put(struct answers *a, size_t respondent, size_t item, int code);

/* As answers_open() does, but the answers mean nothing until they are put. */
void answers_columns(struct answers *a);

/* The code, or ANSWER_... below 0. */
static inline int answers_code(const struct answers *a, size_t respondent,
                               size_t item)
{
    const struct answer_column *c = &a->column[item];
    return c->wide != NULL ? c->wide[respondent] : c->code[c->byte[respondent]];
}

/* The code as it was asked: reversal done again. */
int answers_code_asked(const struct answers *a, size_t respondent, size_t item);

/* The likert item of FACET on TOPIC, or -1. */
long answers_item(const struct answers *a, const char *facet, int32_t topic);

/* The option of facet "interest" on TOPIC in a multiple choice, or -1. */
long answers_option(const struct answers *a, int32_t topic);

#endif
