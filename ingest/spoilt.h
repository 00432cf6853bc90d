/*
 * spoilt.h - ids that a spreadsheet has spoilt.
 *
 * A spreadsheet shows a long number as 3.30183E+17 and writes only that to the
 * CSV file; a formula that fails leaves #N/A. Neither is anybody's id, and two
 * members with such ids would be taken for one.
 */
#ifndef SPOILT_H
#define SPOILT_H

#include <stdbool.h>
#include <stddef.h>

/* Whether the text is an error value of a formula, such as "#REF!". */
bool spoilt_is_error(const char *bytes, size_t length);

/* Whether it is a number in the short form that drops its last digits: a digit,
   perhaps decimals, "E+", two digits or more. */
bool spoilt_is_cut_number(const char *bytes, size_t length);

#endif
