/* survey.c - see survey.h. */
#include "analyze/survey/survey.h"

#include "analyze/survey/shelf.h"
#include "analyze/survey/itemstat.h"
#include "analyze/survey/rates.h"
#include "analyze/survey/screen.h"
#include "analyze/survey/weights.h"
#include "lib/mem.h"

#include <stdlib.h>

static int tell_screening(const struct run *r, const struct answers *a,
                          const struct screening *s, struct diag *d)
{
    int64_t straight = 0, few = 0;
    for (size_t i = 0; i < a->n; i++) {
        straight += (s->flags[i] & SCREEN_STRAIGHT) != 0;
        few += (s->flags[i] & SCREEN_FEW) != 0;
    }
    if (run_figure(r, "survey", "respondents", (double)a->n, d) != 0 ||
        run_figure(r, "survey", "few_answers", (double)few, d) != 0 ||
        run_figure(r, "survey", "judged", (double)s->judged, d) != 0)
        return -1;
    return run_figure(r, "survey", "straight_liners", (double)straight, d);
}

/* What later analyses of the same answers need. */
static void share(struct answers *a, const struct weights *w,
                  const struct screening *s)
{
    a->flags = mem_array(NULL, a->n, 1);
    a->weight = mem_array(NULL, a->n, sizeof *a->weight);
    a->lessened = weights_lessen(w);
    for (size_t i = 0; i < a->n; i++) {
        a->flags[i] = s->flags[i];
        a->weight[i] = w->weight[w->cell[i]];
    }
}

static int describe(const struct run *r, struct answers *a, struct diag *d)
{
    struct screening s = {0};
    struct weights w = {0};
    struct groups g;
    int status = -1;
    groups_make(&g, r);
    if (run_word(r, "survey", "survey", a->id, d) == 0 &&
        screening_make(&s, r, a, d) == 0 &&
        weights_make(&w, r, &g, a, &s, d) == 0 &&
        screening_store(&s, r, a, d) == 0 && tell_screening(r, a, &s, d) == 0 &&
        weights_store(&w, r, a, d) == 0 &&
        itemstat_store(r, a, &s, &w, d) == 0) {
        share(a, &w, &s);
        status = rates_store(r, &g, a, d);
    }
    screening_free(&s);
    weights_free(&w);
    groups_free(&g);
    return status;
}

/* Of a questionnaire that nobody has answered by the day: that they have not.
 */
static int describe_nobody(const struct run *r, const struct answers *a,
                           struct diag *d)
{
    struct groups g;
    groups_make(&g, r);
    int status = run_word(r, "survey", "survey", a->id, d);
    if (status == 0)
        status = rates_store(r, &g, a, d);
    groups_free(&g);
    return status;
}

static int survey_begin(struct run *r, void **self, int *skip, struct diag *d)
{
    struct answers *a;
    *self = NULL;
    if (shelf_survey(r, "survey", &a, d) != 0)
        return -1;
    *skip = a == NULL;
    if (a == NULL)
        return 0;
    if (run_figure(r, "survey", "later", (double)a->later, d) != 0)
        return -1;
    return a->n > 0 ? describe(r, a, d) : describe_nobody(r, a, d);
}

const struct task survey_task = {
    .name = "survey",
    .begin = survey_begin,
};
