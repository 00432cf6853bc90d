/*
 * lexicon.h - the texts behind the integer keys of a small table: courses,
 * topics, sessions, requirements. Held in memory while lines are written.
 */
#ifndef LEXICON_H
#define LEXICON_H

#include "lib/arena.h"
#include "lib/attr.h"
#include "lib/diag.h"

#include <stddef.h>
#include <stdint.h>

struct context;

enum { LEXICON_TEXTS = 3 };
#define LEXICON_NONE UINT32_MAX

struct entry {
    const char *text[LEXICON_TEXTS]; /* NULL for NULL */
    int64_t number;                  /* INT64_MIN for NULL */
};

/* Starts as {0}. */
struct lexicon {
    int64_t *key;
    struct entry *entry;
    size_t count;
    struct arena arena;
};

/*
 * SELECT gives the key, three texts and a number, ordered by the key; ?1 is
 * the run. Call lexicon_free() in either case.
 */
int lexicon_read(struct lexicon *l, const struct context *c, const char *select,
                 struct diag *d) MUST_CHECK;
void lexicon_free(struct lexicon *l);

/* The place of KEY, LEXICON_NONE if it is not there; and what stands there. */
uint32_t lexicon_at(const struct lexicon *l, int64_t key);
const struct entry *lexicon_entry(const struct lexicon *l, uint32_t at);

/* NULL if there is no such key. */
const struct entry *lexicon_find(const struct lexicon *l, int64_t key);

#endif
