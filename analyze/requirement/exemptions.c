/* exemptions.c - see exemptions.h. */
#include "analyze/requirement/exemptions.h"

#include "analyze/requirement/judge.h"

/* Whether the rule ever bound the exempt member within the exemption. */
static bool is_idle(struct judge *j, size_t number, const struct exemption *e)
{
    judge_days(j, number, e->member);
    for (size_t i = 0; i < j->who.held.count; i++)
        if (j->who.held.span[i].from <= e->end_on &&
            j->who.held.span[i].to >= e->begin_on)
            return false;
    return true;
}

int64_t exemptions_idle(const struct run *r, const uint64_t *takes,
                        size_t number)
{
    struct judge j = {.f = r->facts,
                      .policy = r->policy,
                      .takes = takes,
                      .as_of = r->study->as_of};
    int64_t idle = 0;
    for (size_t i = 0; i < r->policy->n_exemptions; i++) {
        const struct exemption *e = &r->policy->exemption[i];
        if (!e->of_all && (e->rules >> number & 1) != 0 &&
            is_idle(&j, number, e))
            idle++;
    }
    judge_free(&j);
    return idle;
}

/* Those before NUMBER that are for members. */
static uint64_t rules_before(const struct policy *policy, size_t number)
{
    uint64_t before = 0;
    for (size_t i = 0; i < number; i++)
        if (policy->rule[i].subject == RULE_MEMBER)
            before |= UINT64_C(1) << i;
    return before;
}

size_t exemptions_overlap(const struct policy *policy, size_t number,
                          struct exemptions_pair *pair, size_t most)
{
    uint64_t before = rules_before(policy, number);
    const struct exemption *last = NULL; /* the one that lasts longest */
    size_t count = 0;
    if (policy->rule[number].subject != RULE_MEMBER)
        return 0;
    for (size_t i = 0; i < policy->n_exemptions; i++) {
        const struct exemption *e = &policy->exemption[i];
        if ((e->rules >> number & 1) == 0)
            continue;
        bool other = last == NULL || last->member != e->member;
        if (!other && e->begin_on <= last->end_on &&
            (e->rules & last->rules & before) == 0) {
            if (count < most)
                pair[count] = (struct exemptions_pair){{last->line, e->line}};
            count++;
        }
        if (other || e->end_on > last->end_on)
            last = e;
    }
    return count;
}
