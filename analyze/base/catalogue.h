/*
 * catalogue.h - reads the entities of facts.h: organisations, members, topics,
 * courses, offerings, sessions, each sorted by its text id.
 *
 * A part of facts.c; nobody else needs it.
 */
#ifndef CATALOGUE_H
#define CATALOGUE_H

#include "analyze/base/facts.h"
#include "analyze/base/keymap.h"
#include "lib/idmap.h"
#include "lib/tablescan.h"

enum { FACT_RECENT = 256 };

/* How facts.h finds entities by the warehouse's keys, and words by text. */
struct fact_keys {
    struct keymap org, member, topic, course, offering, session;
    struct idmap *words;
    size_t words_room;
    int32_t recent[FACT_RECENT]; /* words, from 1, by what they begin with */
};

int catalogue_read(struct facts *f, sqlite3 *db, struct diag *d) MUST_CHECK;
void catalogue_free_keys(struct facts *f);

/*
 * The number of WORD, given now if it is new; FACT_NONE for NULL. Numbers
 * follow the order of first use in sorted reading, so they too are the same
 * whatever order the files had.
 */
int32_t catalogue_word(struct facts *f, const char *word);
int32_t catalogue_word_n(struct facts *f, const char *word, size_t length);

/* The word in COLUMN of the row at hand, in the same way. */
int32_t catalogue_scan_word(struct facts *f, const struct tablescan *s,
                            size_t column);

/*
 * Gives the words from FIRST on other numbers: PLACE[i] instead of FIRST + i,
 * each from FIRST on and once.
 */
void catalogue_renumber(struct facts *f, size_t first, const int32_t *place);

/* Makes the keymap of the COUNT entities of LIST, by their field "key". */
#define CATALOGUE_KEYS(map, list, count)                                  \
    keymap_make((map), (count) > 0 ? &(list)->key : NULL, sizeof *(list), \
                (count))

#endif
