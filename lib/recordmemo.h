/*
 * recordmemo.h - parts of records that come again and again.
 *
 * A column of a roster has a few words for all its rows, and all that a word
 * brings with it into a record is the same each time. A memo keeps the last
 * word of each kind, 64 kinds by its length and ends, with that part of the
 * record; see tablefill_add_around().
 */
#ifndef RECORDMEMO_H
#define RECORDMEMO_H

#include "lib/attr.h"
#include "lib/tablerecord.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    RECORDMEMO_SLOTS = 64,
    RECORDMEMO_WORD = 48 /* bytes of a word, at most */
};

/* Begins as {0}. */
struct recordmemo {
    struct recordmemo_slot {
        char word[RECORDMEMO_WORD];
        size_t length;
        struct tablerecord part;
        bool used;
    } slots[RECORDMEMO_SLOTS];
};

void recordmemo_free(struct recordmemo *m);

/*
 * The part for the WORD of LENGTH bytes. *FRESH: it is a part without values,
 * which the caller is to add. Borrowed until the next call.
 */
struct tablerecord *recordmemo_find(struct recordmemo *m, const char *word,
                                    size_t length, bool *fresh) MUST_CHECK;

#endif
