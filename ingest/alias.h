/*
 * alias.h - headers that people give to our fields, in English and Chinese.
 *
 * Where a study says nothing of the columns of an input, a field is found
 * under one of these as well as under its own name; case, blanks, full-width
 * signs and the signs _ - . ( ) make no difference. docs/formats.md lists them.
 */
#ifndef ALIAS_H
#define ALIAS_H

#include <stdbool.h>

/* Whether HEADER is FIELD, or a usual name of it. */
bool alias_matches(const char *field, const char *header);

#endif
