/* takes.c - see takes.h. */
#include "analyze/requirement/takes.h"

#include "analyze/requirement/training.h"
#include "lib/mem.h"

#include <stdlib.h>

uint64_t *takes_read(const struct policy *policy, const struct facts *f,
                     sqlite3 *db, struct diag *d)
{
    bool *training = training_read(f, db, d);
    if (training == NULL)
        return NULL;
    uint64_t *takes = mem_alloc(f->n_sessions * sizeof *takes);
    for (size_t i = 0; i < f->n_sessions; i++)
        for (size_t r = 0; r < policy->n_rules; r++)
            if (rule_takes_session(&policy->rule[r], f, &f->session[i]) &&
                (training[i] || !policy->rule[r].exclude_meetings))
                takes[i] |= UINT64_C(1) << r;
    free(training);
    return takes;
}
