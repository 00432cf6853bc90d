/* candidates.c - see candidates.h. */
#include "analyze/recommend/candidates.h"

#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

struct candidates *candidates_open(size_t n_members)
{
    struct candidates *c = mem_alloc(sizeof *c);
    *c = (struct candidates){0};
    c->starts = mem_array(NULL, n_members + 1, sizeof *c->starts);
    c->starts[0] = 0;
    c->past = mem_alloc(n_members * sizeof *c->past);
    return c;
}

void candidates_free(struct candidates *c)
{
    if (c == NULL)
        return;
    free(c->starts);
    free(c->list);
    free(c->past);
    free(c);
}

void candidates_add(struct candidates *c, const struct candidate *list,
                    size_t count)
{
    size_t used = c->starts[c->members];
    while (c->room < used + count)
        c->list = mem_grow(c->list, c->room, &c->room, sizeof *c->list);
    if (count > 0)
        memcpy(c->list + used, list, count * sizeof *list);
    c->starts[++c->members] = used + count;
}
