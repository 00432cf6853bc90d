/*
 * answers.h - the answers to one questionnaire, in memory.
 *
 * Respondents are sorted by member id (those of no known member last), then by
 * respondent id, then by their answers, so that their order is the same
 * whatever order the file had. Two bytes an answer: a million respondents with
 * sixty items are 120 MB.
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

struct answers {
    int64_t key; /* survey.survey */
    const char *id, *title;
    struct answer_item *item; /* by position in the questionnaire */
    size_t n_items;
    size_t n;         /* respondents */
    int64_t *row;     /* response_<id>.respondent */
    int32_t *member;  /* or FACT_NONE */
    int32_t *seconds; /* spent, or FACT_UNKNOWN */
    int16_t *code;    /* n x n_items; likert answers with reversal undone */
    struct arena arena;
};

/*
 * Reads the survey named by analysis.SECTION.survey; unless named, the demand
 * survey with the last id. FOUND is 0 and A is empty if there is none; a
 * survey that is named and not there is a failure. Call answers_free() in any
 * case.
 */
int answers_read(struct answers *a, sqlite3 *db, const struct facts *f,
                 const struct study *study, const char *section, int *found,
                 struct diag *d) MUST_CHECK;
void answers_free(struct answers *a);

/* The code, or ANSWER_... below 0. */
static inline int answers_code(const struct answers *a, size_t respondent,
                               size_t item)
{
    return a->code[respondent * a->n_items + item];
}

/* The code as it was asked: reversal done again. */
int answers_code_asked(const struct answers *a, size_t respondent, size_t item);

/* The likert item of FACET on TOPIC, or -1. */
long answers_item(const struct answers *a, const char *facet, int32_t topic);

/* The option of facet "interest" on TOPIC in a multiple choice, or -1. */
long answers_option(const struct answers *a, int32_t topic);

#endif
