/*
 * draft.h - drafts a codebook from an export, for a person to correct.
 *
 * Every column becomes a question, or is told: what kind it is, is guessed
 * from its cells; which columns are one question, from their headers. What a
 * file cannot tell, the topic and the facet, is left open as null.
 */
#ifndef DRAFT_H
#define DRAFT_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stdbool.h>

struct draft_options {
    const char *file;
    const char *preset;   /* NULL: none */
    const char *encoding; /* NULL: found */
    const char *output;   /* NULL: standard output */
    bool overwrite;       /* OUTPUT may be there */
};

/* Writes the draft, and tells on standard error what was unsure. */
int draft_write(const struct draft_options *options, struct diag *d) MUST_CHECK;

/* The program mode: ARGV[1] and on are options and the file. */
int draft_main(int argc, char **argv);

#endif
