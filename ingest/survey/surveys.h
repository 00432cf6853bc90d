/*
 * surveys.h - the questionnaires of one run of ingest, each of one or several
 * inputs.
 *
 * Inputs with one survey id may be versions of one questionnaire: each has a
 * codebook of its own, which says in which of its columns an item is. The
 * items of the survey are those of all its versions, in the order in which
 * the study lists them; what the first says of an item counts. An item that a
 * version does not have was not shown to its respondents.
 */
#ifndef SURVEYS_H
#define SURVEYS_H

#include "ingest/load.h"
#include "ingest/survey/codebook.h"
#include "ingest/survey/respondents.h"

/* An item of a survey. */
struct survey_item {
    char *id;
    enum codebook_kind kind;
    const struct codebook *book; /* NULL: of an input that stays, alone */
    const struct codebook_item *item;
};

struct survey_plan {
    const struct codebook *book; /* of the first input */
    int64_t key;                 /* in the warehouse, once stored */
    bool stored, elected;
    struct survey_item *items;
    size_t count, room;
    struct respondents respondents;
};

struct survey_input {
    const struct batch *batch;
    struct codebook *book;
    struct survey_plan *plan;
};

struct surveys {
    struct survey_input *inputs; /* in the order of loading */
    size_t n_inputs;
    struct survey_plan *plans;
    size_t n_plans;
};

/*
 * The input of BATCH; at the first call all codebooks of the run are read.
 * NULL on failure. Freed with the loading, by surveys_free().
 */
struct survey_input *surveys_find(struct loading *l, const struct batch *batch,
                                  struct diag *d) MUST_CHECK;
void surveys_free(struct surveys *s);

/* Adds an item of an input that stays, before those of the codebooks. */
void surveys_stay(struct survey_plan *plan, const char *id,
                  enum codebook_kind kind);

/*
 * Adds the items of all codebooks of the survey. Fails where two of them, or
 * one and an input that stays, say of one item what cannot be of one.
 */
int surveys_join(struct surveys *s, struct survey_plan *plan,
                 struct diag *d) MUST_CHECK;

#endif
