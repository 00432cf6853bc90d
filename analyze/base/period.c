/* period.c - see period.h. */
#include "analyze/base/period.h"

#include "analyze/base/facts.h"
#include "lib/date.h"

enum { MOST_YEARS = 10 };

static struct period before(const struct study *study)
{
    int32_t begin = study->period_begin, after = study->period_end + 1;
    for (int months = 12; months <= 12 * MOST_YEARS; months += 12)
        if (date_add_months(begin, months) == after)
            return (struct period){date_add_months(begin, -months), begin - 1};
    return (struct period){begin - (after - begin), begin - 1};
}

struct period period_of(const struct study *study, int which)
{
    int32_t end =
        study->period_end < study->as_of ? study->period_end : study->as_of;
    if (which == PERIOD_ALL)
        return (struct period){FACT_BEGINNING, study->as_of};
    return which == PERIOD_STUDY ? (struct period){study->period_begin, end}
                                 : before(study);
}
