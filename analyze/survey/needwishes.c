/* needwishes.c - see needwishes.h. */
#include "analyze/survey/needwishes.h"

#include "analyze/survey/screen.h"
#include "lib/bulk.h"
#include "lib/mem.h"

#include <math.h>
#include <string.h>

/* How often each byte of an item's column was chosen in a group. */
struct tick {
    int64_t n, careless; /* of them, if those weigh less */
    double weight;
};

static bool is_wish(const struct answers *a, size_t item)
{
    const struct answer_item *x = &a->item[item];
    if (x->facet == NULL || a->column[item].byte == NULL ||
        x->kind == ANSWER_NUMBER)
        return false;
    if (strcmp(x->facet, "preference") == 0)
        return true;
    return x->kind == ANSWER_LIKERT && x->topic == FACT_NONE &&
           (strcmp(x->facet, "willingness") == 0 ||
            strcmp(x->facet, "interest") == 0);
}

static void count_ticks(struct tick tick[ANSWER_BYTES], const struct answers *a,
                        size_t item, const uint32_t *from, const uint32_t *end)
{
    const struct answer_column *c = &a->column[item];
    memset(tick, 0, ANSWER_BYTES * sizeof *tick);
    for (; from < end; from++) {
        int byte = c->byte[*from];
        if (byte >= c->codes)
            continue;
        tick[byte].n++;
        tick[byte].careless +=
            a->lessened && (a->flags[*from] & SCREEN_CARELESS) != 0;
        tick[byte].weight += a->weight != NULL ? a->weight[*from] : 1;
    }
}

static void put_careless(struct bulk *b, const struct answers *a, int64_t count)
{
    if (a->lessened)
        bulk_integer(b, count);
    else
        bulk_null(b);
}

static int put_ticks(struct bulk *b, const struct run *r,
                     const struct answers *a, size_t item,
                     const struct group *g, const struct tick *tick,
                     struct diag *d)
{
    const struct answer_column *c = &a->column[item];
    const struct answer_item *x = &a->item[item];
    int64_t asked = 0, careless = 0;
    double weight = 0;
    for (int i = 0; i < c->codes; i++) {
        asked += tick[i].n;
        careless += tick[i].careless;
        weight += tick[i].weight;
    }
    for (int i = 0; asked > 0 && i < c->codes; i++) {
        if (x->kind == ANSWER_OPTION && c->code[i] != 1)
            continue;
        bulk_integer(b, r->key);
        bulk_text(b, g->scope, strlen(g->scope));
        bulk_text(b, g->value, strlen(g->value));
        bulk_integer(b, x->key);
        bulk_integer(b, c->code[i]);
        bulk_integer(b, tick[i].n);
        bulk_integer(b, asked);
        bulk_real(b, weight > 0 ? tick[i].weight / weight : NAN);
        put_careless(b, a, tick[i].careless);
        put_careless(b, a, careless);
        if (bulk_end_row(b, d) != 0)
            return -1;
    }
    return 0;
}

int needwishes_store(const struct run *r, const struct answers *a,
                     const struct dealing *x, struct diag *d)
{
    struct tick tick[ANSWER_BYTES];
    struct bulk *b = bulk_open(r->db,
                               "INSERT INTO need_wish SELECT c0, c1, c2, c3,"
                               " c4, c5, c6, c7, c8, c9 FROM bulk",
                               10, d);
    int status = b == NULL ? -1 : 0;
    for (size_t item = 0; status == 0 && item < a->n_items; item++) {
        if (!is_wish(a, item))
            continue;
        for (size_t i = 0; status == 0 && i < x->groups.n; i++) {
            size_t count;
            const uint32_t *list = dealing_respondents(x, i, &count);
            count_ticks(tick, a, item, list, list + count);
            status = put_ticks(b, r, a, item, &x->groups.group[i], tick, d);
        }
    }
    return bulk_end(b, status, d);
}
