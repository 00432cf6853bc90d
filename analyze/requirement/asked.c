/* asked.c - see asked.h. */
#include "analyze/requirement/asked.h"

void asked_free(struct asked *a)
{
    who_free(&a->who);
    spans_free(&a->rest);
    spans_free(&a->part);
}

int64_t asked_on(struct asked *a, const struct rule *rule, int64_t amount,
                 const struct facts *f, size_t member, int32_t as_of,
                 int32_t day)
{
    for (size_t i = 0; i < rule->n_quotas; i++) {
        const struct rule_quota *q = &rule->quota[i];
        if (q->amount <= amount) /* they are sorted */
            return amount;
        who_held(&a->who, &q->who, f, member, as_of);
        if (spans_at(&a->who.held, day) != NULL)
            return q->amount;
    }
    return amount;
}

static void swap_spans(struct spans *a, struct spans *b)
{
    struct spans swap = *a;
    *a = *b;
    *b = swap;
}

int64_t asked_over(struct asked *a, const struct rule *rule, int64_t amount,
                   const struct facts *f, size_t member, int32_t as_of,
                   const struct spans *days, struct window w)
{
    int64_t all = (int64_t)w.end - w.begin + 1, sum = 0;
    const struct spans *rest = days;
    for (size_t i = 0; i < rule->n_quotas; i++) {
        const struct rule_quota *q = &rule->quota[i];
        if (q->amount <= amount)
            break;
        who_held(&a->who, &q->who, f, member, as_of);
        spans_intersect(&a->part, rest, &a->who.held);
        sum += q->amount * spans_days(&a->part, w.begin, w.end);
        spans_subtract(&a->part, rest, &a->who.held);
        swap_spans(&a->part, &a->rest);
        rest = &a->rest;
    }
    sum += amount * spans_days(rest, w.begin, w.end);
    return (sum + all - 1) / all;
}
