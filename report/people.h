/*
 * people.h - the members, in the order in which they go out: by pseudonym.
 *
 * A *person* is the place of a member in that order, from 0. Memory: about 50
 * bytes a member; more if names are to go out.
 */
#ifndef PEOPLE_H
#define PEOPLE_H

#include "lib/arena.h"
#include "lib/attr.h"
#include "lib/diag.h"
#include "lib/pseudonym.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PEOPLE_NONE UINT32_MAX

struct people {
    size_t count;
    char (*pseudonym)[PSEUDONYM_TEXT]; /* by person, rising */
    const char **id, **name;           /* by person; NULL unless asked for */
    int64_t *key;                      /* of the warehouse, rising */
    uint32_t *person;                  /* of key[i] */
    struct arena arena;
};

/* NAMED: with ids and names. Call people_free() in either case. */
int people_read(struct people *p, sqlite3 *db, const struct pseudonym_key *key,
                bool named, struct diag *d) MUST_CHECK;
void people_free(struct people *p);

/* The person with the warehouse's KEY, or PEOPLE_NONE. */
uint32_t people_find(const struct people *p, int64_t key);

#endif
