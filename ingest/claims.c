/* claims.c - see claims.h. */
#include "ingest/claims.h"

#include "lib/mem.h"

#include <stdlib.h>

/* Of one key: its first owner, and the first row that names another. */
struct claims_entry {
    int64_t owner;
    struct unique_place first, other;
    bool disputed;
};

/* The place of the key in the list, a new one at its end. */
static size_t place_of(struct claims *c)
{
    struct unique_place place = {0, (int64_t)c->count};
    (void)unique_end(&c->keys, &place);
    return (size_t)place.line;
}

void claims_add(struct claims *c, int64_t owner, struct unique_place place)
{
    size_t at = place_of(c);
    if (at == c->count) {
        c->list = mem_grow(c->list, c->count, &c->room, sizeof *c->list);
        c->list[c->count++] =
            (struct claims_entry){.owner = owner, .first = place};
        return;
    }
    struct claims_entry *e = &c->list[at];
    if (e->owner == owner || e->disputed)
        return;
    e->disputed = true;
    e->other = place;
}

bool claims_disputed(struct claims *c, int64_t owner,
                     struct unique_place *other)
{
    size_t at = place_of(c);
    if (at >= c->count || !c->list[at].disputed)
        return false;
    const struct claims_entry *e = &c->list[at];
    *other = e->owner == owner ? e->other : e->first;
    return true;
}

void claims_free(struct claims *c)
{
    unique_free(&c->keys);
    free(c->list);
    *c = (struct claims){0};
}
