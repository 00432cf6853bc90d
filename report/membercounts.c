/* membercounts.c - see membercounts.h. */
#include "report/membercounts.h"

#include "lib/mem.h"
#include "report/cursor.h"

#include <stdlib.h>

static const char select_members[] =
    "SELECT org, denominator, previous_denominator FROM standing"
    " WHERE run = ?1 AND indicator = 'coverage'";

int membercounts_read(struct membercounts *m, const struct context *c,
                      bool before, struct diag *d)
{
    m->people = mem_alloc(c->tree.count * sizeof *m->people);
    m->shown = mem_alloc(c->tree.count * sizeof *m->shown);
    struct cursor r = cursor_open(c, select_members, d);
    while (cursor_next(&r)) {
        size_t node =
            cursor_null(&r, 0) ? 0 : tree_find(&c->tree, cursor_integer(&r, 0));
        m->people[node] = cursor_integer(&r, before ? 2 : 1);
    }
    const struct suppress groups = {.count = c->tree.count,
                                    .width = 1,
                                    .parent = c->tree.parent,
                                    .parts = m->people,
                                    .threshold = c->study->threshold,
                                    .cell = c->study->cell_threshold};
    suppress_groups(&groups, m->shown);
    return cursor_close(&r);
}

void membercounts_free(struct membercounts *m)
{
    free(m->people);
    free(m->shown);
    *m = (struct membercounts){0};
}

struct suppress_other membercounts_other(const struct membercounts *m)
{
    return (struct suppress_other){m->people, m->shown};
}
