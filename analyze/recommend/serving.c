/* serving.c - see serving.h. */
#include "analyze/recommend/serving.h"

#include "analyze/math/topk.h"
#include "analyze/requirement/policy.h"
#include "analyze/requirement/requirement.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static uint64_t rules_of(const struct run *r, size_t session)
{
    uint64_t rules = 0;
    for (size_t i = 0; i < r->policy->n_rules && i < SERVING_RULES; i++)
        if (requirement_serves(r, i, session))
            rules |= UINT64_C(1) << i;
    return rules;
}

void serving_open(struct serving *s, const struct run *r)
{
    const struct facts *f = r->facts;
    *s = (struct serving){0};
    if (r->owing == NULL || r->policy == NULL)
        return;
    s->rules = mem_alloc(f->n_sessions * sizeof *s->rules);
    for (size_t i = 0; i < f->n_sessions; i++)
        if (f->session[i].day > r->study->as_of)
            s->rules[i] = rules_of(r, i);
}

void serving_close(struct serving *s)
{
    free(s->rules);
    s->rules = NULL;
}

uint64_t serving_rules(const struct serving *s, int32_t next, uint64_t owed)
{
    return s->rules == NULL || next == FACT_NONE ? 0 : s->rules[next] & owed;
}

static uint64_t served(const struct serving_look *k, size_t course)
{
    return serving_rules(k->serving, k->next[course], k->owed);
}

size_t serving_add(const struct serving_look *k, uint32_t *best, size_t count,
                   size_t room)
{
    uint32_t more[SERVING_WAYS];
    size_t ways = 0;
    for (size_t c = 0; c < k->courses; c++)
        k->left[c] = k->open[c] && served(k, c) != 0 ? k->score[c] : -INFINITY;
    for (size_t i = 0; i < count; i++) {
        ways += served(k, best[i]) != 0;
        k->left[best[i]] = -INFINITY;
    }
    if (ways >= SERVING_WAYS)
        return count;
    size_t found = topk(k->left, k->courses, SERVING_WAYS - ways, more);
    if (found > room)
        found = room;
    if (count > room - found)
        count = room - found;
    memcpy(best + count, more, found * sizeof *best);
    return count + found;
}

int32_t serving_rarest(const struct serving_look *k, size_t course,
                       size_t ways[SERVING_RULES])
{
    uint64_t rules = served(k, course);
    int32_t best = FACT_NONE;
    for (int32_t i = 0; i < SERVING_RULES && rules >> i != 0; i++)
        if ((rules >> i & 1) != 0 &&
            (best == FACT_NONE || ways[i] < ways[best]))
            best = i;
    if (best != FACT_NONE)
        ways[best]++;
    return best;
}
