/*
 * word.h - which word was meant: the nearest of those that are known.
 *
 * Near is a small edit distance: letters put in, left out, replaced, or two
 * neighbours swapped (optimal string alignment), each for 1; up to one edit in
 * three letters of the word. Words are compared byte by byte.
 *
 *     struct word_search s = word_search_for("kidn");
 *     word_search_try(&s, "name"); word_search_try(&s, "kind");
 *     s.found is "kind"
 */
#ifndef WORD_H
#define WORD_H

#include <stddef.h>

enum { WORD_MAX = 64 }; /* longer words are near to none */

size_t word_distance(const char *a, const char *b);

struct word_search {
    const char *word;
    const char *found; /* the nearest so far, borrowed; NULL: none is near */
    size_t distance;
};

struct word_search word_search_for(const char *word);

/* Of words that are equally near, the one tried first stays. */
void word_search_try(struct word_search *s, const char *known);

#endif
