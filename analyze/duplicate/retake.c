/* retake.c - see retake.h. */
#include "analyze/duplicate/retake.h"

#include "analyze/requirement/takes.h"

#include <stdlib.h>
#include <string.h>

int retakes_read(struct retakes *k, const struct run *r, struct diag *d)
{
    const struct policy *p = r->policy;
    *k = (struct retakes){0};
    for (size_t i = 0; i < p->n_rules; i++)
        if (p->rule[i].subject == RULE_MEMBER && p->rule[i].topic.count > 0)
            k->mask |= UINT64_C(1) << i;
    if (k->mask == 0)
        return 0;
    k->takes = takes_read(p, r->facts, r->db, d);
    return k->takes == NULL ? -1 : 0;
}

void retakes_free(struct retakes *k)
{
    free(k->takes);
}

static bool is_open(enum state state)
{
    return state == STATE_ON_TRACK || state == STATE_DUE ||
           state == STATE_OVERDUE;
}

bool retakes_asked(const struct retakes *k, struct judge *judge,
                   uint32_t member, const struct stays *stays, size_t i)
{
    uint64_t rules =
        k->mask == 0 ? 0 : k->takes[stays->stay[i].session] & k->mask;
    if (rules == 0)
        return false;
    struct stays before = *stays; /* what is of earlier days; borrowed */
    while (before.count > 0 &&
           before.stay[before.count - 1].day >= stays->stay[i].day)
        before.count--;
    const struct deeds deeds = {&before, NULL};
    judge->as_of = judge->horizon = stays->stay[i].day;
    memset(judge->calendar, 0, sizeof judge->calendar);
    for (size_t n = 0; n < judge->policy->n_rules; n++)
        if ((rules >> n & 1) != 0 &&
            is_open(judge_rule(judge, n, member, &deeds).state))
            return true;
    return false;
}
