/* change.c - see change.h. */
#include "analyze/standing/change.h"

#include "analyze/base/query.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>

struct indicator_value *changes_read(const struct run *r, struct diag *d)
{
    size_t count = r->facts->n_orgs;
    struct indicator_value *list = mem_array(NULL, count, sizeof *list);
    for (size_t o = 0; o < count; o++)
        list[o] = (struct indicator_value){0, 0, NAN, NAN, NAN};
    struct query q = query_open(
        r->db,
        "SELECT o.org, e.change, e.low, e.high, e.pairs FROM effect e"
        " JOIN organization o ON o.org_id = e.value"
        " WHERE e.run = ?1 AND e.scope = 'provider' AND e.pairs > 0",
        d);
    query_bind(&q, 1, r->key);
    while (query_next(&q)) {
        int32_t org = facts_org_of_key(r->facts, query_integer(&q, 0, 0));
        if (org == FACT_NONE)
            continue;
        list[org] = (struct indicator_value){
            0, query_integer(&q, 4, 0), query_real(&q, 1), query_real(&q, 2),
            query_real(&q, 3)};
    }
    if (query_close(&q) == 0)
        return list;
    free(list);
    return NULL;
}
