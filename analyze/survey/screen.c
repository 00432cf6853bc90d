/* screen.c - see screen.h. All respondents at once: screening.c. */
#include "analyze/survey/screen.h"

#include "analyze/math/moments.h"

#include <math.h>
#include <string.h>

static bool is_looked_at(const struct answer_item *item)
{
    return item->kind == ANSWER_LIKERT &&
           (item->facet == NULL || strcmp(item->facet, "attention") != 0);
}

struct screen screen_respondent(const struct answers *a, size_t respondent,
                                double min_answered)
{
    struct screen s = {0};
    struct moments m = {0};
    int last = -1, run = 0, items = 0;
    for (size_t i = 0; i < a->n_items; i++) {
        if (!is_looked_at(&a->item[i]))
            continue;
        int code = answers_code_asked(a, respondent, i);
        items += code != ANSWER_NOT_SHOWN;
        if (code < 0)
            continue;
        s.answered++;
        moments_add(&m, code, 1);
        run = code == last ? run + 1 : 1;
        last = code;
        if (run > s.longstring)
            s.longstring = run;
    }
    s.irv = moments_sd(&m);
    if (s.longstring >= SCREEN_RUN &&
        s.longstring * 100 >= s.answered * SCREEN_PER_CENT)
        s.flags |= SCREEN_STRAIGHT;
    if (s.answered < min_answered * items)
        s.flags |= SCREEN_FEW;
    return s;
}
