/*
 * studyinput.h - one entry of "inputs" in the study file. Used by study.c.
 */
#ifndef STUDYINPUT_H
#define STUDYINPUT_H

#include "lib/attr.h"
#include "lib/diag.h"
#include "lib/study.h"

#include <jansson.h>

/*
 * Fills INPUT from OBJECT, the entry NUMBER of the inputs of STUDY, whose doc
 * and folder are set. Call studyinput_free() in either case.
 */
int studyinput_read(struct study_input *input, const struct study *study,
                    const json_t *object, size_t number,
                    struct diag *d) MUST_CHECK;

/* As study_find_files(), for one input, read from the same OBJECT. */
int studyinput_find(struct study_input *input, const struct study *study,
                    const json_t *object, size_t number,
                    struct diag *d) MUST_CHECK;
void studyinput_free(struct study_input *input);

#endif
