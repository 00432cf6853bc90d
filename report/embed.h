/*
 * embed.h - the files that the program carries inside it.
 *
 * The build turns every file of report/site/ and report/schema/ into bytes of
 * the program, so that a report needs nothing installed beside it.
 */
#ifndef EMBED_H
#define EMBED_H

#include <stddef.h>

struct embed {
    const char *name;  /* below report/: "site/page.js"; NULL ends the table */
    const char *bytes; /* closed by a NUL that SIZE does not count */
    size_t size;
};

/* In the byte order of the names. */
extern const struct embed embeds[];

#endif
