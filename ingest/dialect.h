/*
 * dialect.h - opens the file of an input as the study says that it is written.
 */
#ifndef DIALECT_H
#define DIALECT_H

#include "lib/attr.h"
#include "lib/csvfile.h"
#include "lib/csvpass.h"
#include "lib/csvwide.h"
#include "lib/diag.h"
#include "lib/study.h"

/* Begins as {0}. What the options of the file point into. */
struct dialect {
    struct csvpass_rule *passes;
    struct csvwide_rule wide;
    char *prefix;
};

/*
 * Opens the file of INPUT. NULL on failure; call dialect_free() in either case,
 * after csvfile_close(). Borrows from INPUT.
 */
struct csvfile *dialect_open(struct dialect *dialect,
                             const struct study_input *input,
                             struct diag *d) MUST_CHECK;
/* Writes into TO[SIZE] what to do about bytes that are not in the encoding. */
void dialect_advise(const struct csvfile *csv, char *to, size_t size);

void dialect_free(struct dialect *dialect);

#endif
