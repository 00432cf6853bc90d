/* columns.c - see columns.h. */
#include "analyze/survey/columns.h"

#include "lib/mem.h"

struct scale_column *columns_of(const struct answers *a, const size_t *item,
                                size_t count)
{
    struct scale_column *c = mem_array(NULL, count, sizeof *c);
    for (size_t k = 0; k < count; k++) {
        const struct answer_item *x = &a->item[item[k]];
        c[k] = (struct scale_column){.byte = a->column[item[k]].byte,
                                     .low = x->low,
                                     .codes = x->high - x->low + 1};
    }
    return c;
}
