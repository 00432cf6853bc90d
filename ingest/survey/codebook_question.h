/*
 * codebook_question.h - the items of one question of a codebook.
 */
#ifndef CODEBOOK_QUESTION_H
#define CODEBOOK_QUESTION_H

#include "ingest/survey/codebook.h"

/* Adds to BOOK the items of the question INDEX of QUESTIONS. */
int codebook_question(struct codebook *book, const json_t *questions,
                      size_t index, struct diag *d) MUST_CHECK;

/*
 * Checks what is said under KEY of OBJECT, if anything: a header, a position
 * from 1, or a list of these.
 */
int codebook_check_column(const struct codebook *book, const json_t *object,
                          const char *key, struct diag *d) MUST_CHECK;

/* What "empty" of OBJECT says. */
int codebook_read_empty(const struct codebook *book, const json_t *object,
                        enum codebook_empty *empty, struct diag *d) MUST_CHECK;

/* Whether ID may be the name of a column. */
bool codebook_plain(const char *id);

/* Fails at KEY of OBJECT, which may be the whole book. */
int codebook_fail_key(const struct codebook *book, const json_t *object,
                      const char *key, struct diag *d, const char *text);

#endif
