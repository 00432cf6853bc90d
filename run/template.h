/*
 * template.h - the files of a study to start from, carried in the program.
 *
 * The build turns every file of run/template/ into bytes of the program.
 */
#ifndef TEMPLATE_H
#define TEMPLATE_H

#include <stddef.h>

struct template
{
    const char *name;  /* "study.json"; NULL ends the table */
    const char *bytes; /* closed by a NUL that SIZE does not count */
    size_t size;
};

/* In the byte order of the names. */
extern const struct template templates[];

#endif
