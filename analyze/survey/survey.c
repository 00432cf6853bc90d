/* survey.c - see survey.h. */
#include "analyze/survey/survey.h"

#include "analyze/survey/shelf.h"
#include "analyze/survey/itemstat.h"
#include "analyze/survey/rates.h"
#include "analyze/survey/screen.h"
#include "lib/bulk.h"
#include "lib/mem.h"

#include <stdlib.h>

static const double MIN_ANSWERED = 0.5;

static int store_screen(struct bulk *b, const struct run *r,
                        const struct answers *a, size_t respondent,
                        const struct screen *s, struct diag *d)
{
    bulk_integer(b, r->key);
    bulk_integer(b, a->key);
    bulk_integer(b, a->row[respondent]);
    bulk_integer(b, s->answered);
    bulk_integer(b, s->longstring);
    bulk_real(b, s->irv);
    bulk_null(b); /* distance */
    bulk_integer(b, s->flags);
    return bulk_end_row(b, d);
}

static int screen_all(const struct run *r, const struct answers *a,
                      struct diag *d)
{
    double least =
        study_number(r->study, "survey", "min_answered", MIN_ANSWERED);
    int64_t straight = 0, few = 0;
    struct bulk *b = bulk_open(r->db,
                               "INSERT INTO respondent_quality SELECT c0, c1,"
                               " c2, c3, c4, c5, c6, c7 FROM bulk",
                               8, d);
    int status = b == NULL ? -1 : 0;
    for (size_t i = 0; status == 0 && i < a->n; i++) {
        struct screen s = screen_respondent(a, i, least);
        straight += (s.flags & SCREEN_STRAIGHT) != 0;
        few += (s.flags & SCREEN_FEW) != 0;
        status = store_screen(b, r, a, i, &s, d);
    }
    if (bulk_end(b, status, d) != 0 ||
        run_figure(r, "survey", "respondents", (double)a->n, d) != 0 ||
        run_figure(r, "survey", "few_answers", (double)few, d) != 0)
        return -1;
    return run_figure(r, "survey", "straight_liners", (double)straight, d);
}

static int describe(const struct run *r, const struct answers *a,
                    struct diag *d)
{
    if (run_word(r, "survey", "survey", a->id, d) != 0 ||
        screen_all(r, a, d) != 0 || itemstat_store(r, a, d) != 0)
        return -1;
    return rates_store(r, a, d);
}

static int survey_begin(struct run *r, void **self, int *skip, struct diag *d)
{
    struct answers *a;
    *self = NULL;
    if (shelf_answers(r, "survey", &a, d) != 0)
        return -1;
    *skip = a == NULL;
    return a != NULL ? describe(r, a, d) : 0;
}

const struct task survey_task = {
    .name = "survey",
    .begin = survey_begin,
};
