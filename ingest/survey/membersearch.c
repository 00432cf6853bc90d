/* membersearch.c - see membersearch.h. */
#include "ingest/survey/membersearch.h"

#include "lib/idmap.h"

enum { NEAR = 32 }; /* places behind the last that are looked at */

void membersearch_ask(struct membersearch *m, const struct ledger *ledger,
                      const struct cell *cell, struct membersearch_one *one)
{
    one->place = m->follows ? ledger_follow(ledger, m->next, NEAR, cell->bytes,
                                            cell->length)
                            : -1;
    m->follows = one->place >= 0;
    if (m->follows)
        m->next = (size_t)one->place + 1;
    else
        one->hash = ledger_hash(ledger, cell->bytes, cell->length);
}

void membersearch_approach(const struct ledger *ledger,
                           const struct membersearch_one *one)
{
    if (one->place < 0)
        ledger_approach(ledger, one->hash);
}

int64_t membersearch_end(struct membersearch *m, const struct ledger *ledger,
                         const struct cell *cell,
                         const struct membersearch_one *one)
{
    if (one->place >= 0)
        return ledger_key(ledger, (size_t)one->place);
    const int64_t *found = idmap_find_hashed(ledger_places(ledger), one->hash,
                                             cell->bytes, cell->length);
    if (found == NULL)
        return 0;
    size_t place = (size_t)*found;
    m->follows = place >= m->next && place - m->next < NEAR;
    m->next = place + 1;
    return ledger_key(ledger, place);
}
