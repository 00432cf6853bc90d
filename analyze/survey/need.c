/* need.c - see need.h. */
#include "analyze/survey/need.h"

#include "analyze/survey/needcell.h"
#include "analyze/survey/needprevious.h"
#include "analyze/survey/needsources.h"
#include "analyze/survey/needwishes.h"
#include "analyze/survey/screen.h"
#include "analyze/survey/shelf.h"
#include "analyze/survey/strata.h"
#include "lib/bulk.h"
#include "lib/mem.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double Z95 = 1.959963984540054;

struct need_sheet {
    const struct answers *answers; /* borrowed */
    const struct dealing *dealing; /* borrowed */
    struct strata strata;
    struct asked_topic *topic;
    size_t n_topics;
    struct need_cell *cell; /* by topic, of the group at hand */
    struct need_sources sources;
    bool midpoint; /* where the cross-hair is; else the mean */
};

static bool asks_more(const struct asked_topic *t)
{
    return t->interest >= 0 || t->willingness >= 0 || t->option >= 0;
}

static void add_answers(struct need_sheet *n, size_t group)
{
    const struct dealing *x = n->dealing;
    for (size_t t = 0; t < n->n_topics; t++) {
        bool done = strata_add(&n->strata, group, t, &n->cell[t]);
        if (done && !asks_more(&n->topic[t]))
            continue;
        size_t count;
        const uint32_t *list = dealing_respondents(x, group, &count);
        for (size_t i = 0; i < count; i++)
            (done ? needcell_add_rest : needcell_add)(&n->cell[t], n->answers,
                                                      list[i], &n->topic[t]);
    }
}

static void lines_of(const struct need_sheet *n, const struct need_cell *row,
                     double *importance, double *ability)
{
    double sum_i = 0, sum_a = 0, middle = 0;
    int ranked = 0;
    for (size_t t = 0; t < n->n_topics; t++) {
        if (!needcell_ranked(&row[t]))
            continue;
        const struct answer_item *scale =
            &n->answers->item[n->topic[t].importance];
        sum_i += row[t].index.importance;
        sum_a += row[t].index.ability;
        middle += (scale->low + scale->high) / 2.0;
        ranked++;
    }
    *importance = (n->midpoint ? middle : sum_i) / ranked;
    *ability = (n->midpoint ? middle : sum_a) / ranked;
}

/* Of the pairs of the topic T in GROUP, how many are of the careless. */
static int64_t count_careless(const struct need_sheet *n, size_t group,
                              size_t t)
{
    const struct answers *a = n->answers;
    const struct asked_topic *topic = &n->topic[t];
    size_t count;
    int64_t careless = 0;
    const uint32_t *list = dealing_respondents(n->dealing, group, &count);
    for (size_t i = 0; topic->importance >= 0 && i < count; i++)
        careless += (a->flags[list[i]] & SCREEN_CARELESS) != 0 &&
                    answers_code(a, list[i], (size_t)topic->importance) >= 0 &&
                    answers_code(a, list[i], (size_t)topic->ability) >= 0;
    return careless;
}

static const char *const quadrants[] = {[NEED_CONCENTRATE] = "concentrate",
                                        [NEED_KEEP] = "keep-up",
                                        [NEED_LOW] = "low-priority",
                                        [NEED_OVERKILL] = "overkill"};

static void put_or_null(struct bulk *b, bool there, int64_t value)
{
    if (there)
        bulk_integer(b, value);
    else
        bulk_null(b);
}

static void put_index(struct bulk *b, const struct need_index *x,
                      const char *quadrant)
{
    double half = x->n > 1 ? Z95 * x->discrepancy_sd / sqrt((double)x->n) : NAN;
    bulk_integer(b, x->n);
    bulk_real(b, x->importance);
    bulk_real(b, x->ability);
    bulk_real(b, x->discrepancy);
    bulk_real(b, x->discrepancy - half);
    bulk_real(b, x->discrepancy + half);
    bulk_real(b, x->mwds);
    bulk_real(b, x->negative);
    bulk_real(b, x->tied);
    bulk_real(b, x->positive);
    bulk_real(b, x->rds);
    bulk_text(b, quadrant, quadrant == NULL ? 0 : strlen(quadrant));
}

static void put_estimate(struct bulk *b, const struct need_estimate *x)
{
    double half = Z95 * x->discrepancy_error;
    bulk_real(b, x->effective);
    bulk_real(b, x->deff);
    bulk_real(b, x->importance);
    bulk_real(b, x->ability);
    bulk_real(b, x->discrepancy);
    bulk_real(b, x->discrepancy - half);
    bulk_real(b, x->discrepancy + half);
    bulk_real(b, x->mwds);
}

static void put_ratings(struct bulk *b, const struct need_ratings *r,
                        bool asked)
{
    put_or_null(b, asked, r->n);
    bulk_real(b, r->n > 0 ? (double)r->sum / (double)r->n : NAN);
}

/* The counts from the lowest code on, as a JSON array; NULL without any. */
static void put_counts(struct bulk *b, const struct need_table *t, bool ability)
{
    char text[NEED_MAX * 24];
    size_t used = 0;
    int64_t sum = 0;
    for (int i = 0; i < t->codes; i++) {
        int64_t n = 0;
        for (int k = 0; k < t->codes; k++)
            n += ability ? t->n[k][i] : t->n[i][k];
        sum += n;
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%" PRId64,
                                 i > 0 ? "," : "[", n);
    }
    used += (size_t)snprintf(text + used, sizeof text - used, "]");
    bulk_text(b, sum > 0 ? text : NULL, used);
}

static void put_sources(struct bulk *b, const struct need_source *s)
{
    bulk_integer(b, s->themes);
    bulk_integer(b, s->strength);
    bulk_integer(b, s->orders);
    bulk_integer(b, s->orderers);
}

static int put_row(struct bulk *b, const struct need_sheet *n,
                   const struct run *r, size_t group, size_t t,
                   const char *quadrant, struct diag *d)
{
    const struct need_cell *c = &n->cell[t];
    const struct group *g = &n->dealing->groups.group[group];
    const struct asked_topic *asked = &n->topic[t];
    bool ranked = needcell_ranked(c);
    bulk_integer(b, r->key);
    bulk_text(b, g->scope, strlen(g->scope));
    bulk_text(b, g->value, strlen(g->value));
    bulk_integer(b, r->facts->topic[asked->topic].key);
    put_index(b, &c->index, quadrant);
    put_estimate(b, &c->estimate);
    put_counts(b, &c->table, false);
    put_counts(b, &c->table, true);
    put_ratings(b, &c->interest, asked->interest >= 0);
    put_ratings(b, &c->willingness, asked->willingness >= 0);
    put_or_null(b, asked->option >= 0, c->wanted);
    put_or_null(b, asked->option >= 0, c->asked);
    put_sources(b, needsources_of(&n->sources, group, asked->topic));
    put_or_null(b, ranked, c->place);
    put_or_null(b, ranked, c->place_low);
    put_or_null(b, ranked, c->place_high);
    put_or_null(b, ranked, c->weighted_place);
    bool lessened = n->answers->lessened;
    put_or_null(b, lessened, lessened ? count_careless(n, group, t) : 0);
    return bulk_end_row(b, d);
}

static int store_group(struct bulk *b, struct need_sheet *n,
                       const struct run *r, size_t group, struct diag *d)
{
    struct need_cell *row = n->cell;
    double importance, ability;
    for (size_t t = 0; t < n->n_topics; t++)
        if (needcell_open(&row[t], n->answers, &n->topic[t], d) != 0)
            return -1;
    add_answers(n, group);
    for (size_t t = 0; t < n->n_topics; t++)
        needcell_finish(&row[t]);
    needcell_rank(row, n->n_topics);
    lines_of(n, row, &importance, &ability);
    for (size_t t = 0; t < n->n_topics; t++) {
        const char *quadrant =
            !needcell_ranked(&row[t])
                ? NULL
                : quadrants[need_quadrant(row[t].index.importance,
                                          row[t].index.ability, importance,
                                          ability)];
        if (put_row(b, n, r, group, t, quadrant, d) != 0)
            return -1;
    }
    return 0;
}

static const char insert[] =
    "INSERT INTO need (run, scope, value, topic, n, importance, ability, gap,"
    " gap_low, gap_high, mwds, nr, tr, pr, rds, quadrant, effective, deff,"
    " weighted_importance, weighted_ability, weighted_gap, weighted_gap_low,"
    " weighted_gap_high, weighted_mwds, importance_counts, ability_counts,"
    " interest_n, interest, willing_n, willing, wanted, asked, themes,"
    " strength, orders, orderers, place, place_low, place_high,"
    " weighted_place, careless) SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, "
    "c10, c11,"
    " c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25,"
    " c26, c27, c28, c29, c30, c31, c32, c33, c34, c35, c36, c37, c38, c39,"
    " c40 FROM bulk";

static int store(struct need_sheet *n, const struct run *r, struct diag *d)
{
    struct bulk *b = bulk_open(r->db, insert, 41, d);
    int status = b == NULL ? -1 : 0;
    for (size_t g = 0; status == 0 && g < n->dealing->groups.n; g++)
        status = store_group(b, n, r, g, d);
    return bulk_end(b, status, d);
}

static int read_cross_hair(struct need_sheet *n, const struct run *r,
                           struct diag *d)
{
    const char *cross = study_text(r->study, "need", "cross_hair", "mean");
    n->midpoint = strcmp(cross, "midpoint") == 0;
    return run_word(r, "need", "cross_hair", cross, d);
}

static int compute(struct need_sheet *n, const struct run *r, struct diag *d)
{
    n->topic = needcell_topics(n->answers, r->facts->n_topics, &n->n_topics);
    if (read_cross_hair(n, r, d) != 0)
        return -1;
    if (n->dealing->groups.n == 0)
        return 0;
    if (needwishes_store(r, n->answers, n->dealing, d) != 0 ||
        needsources_read(&n->sources, r, &n->dealing->groups, d) != 0)
        return -1;
    strata_make(&n->strata, r, n->dealing, n->answers, n->topic, n->n_topics);
    n->cell = mem_array(NULL, n->n_topics, sizeof *n->cell);
    return store(n, r, d) == 0 ? needprevious_set(r, d) : -1;
}

int need_store(const struct run *r, const struct answers *a,
               const struct dealing *x, struct diag *d)
{
    struct need_sheet n = {.answers = a, .dealing = x};
    int status = compute(&n, r, d);
    strata_free(&n.strata);
    free(n.topic);
    free(n.cell);
    needsources_free(&n.sources);
    return status;
}

static int need_begin(struct run *r, void **self, int *skip, struct diag *d)
{
    struct answers *a;
    struct dealing x = {0};
    *self = NULL;
    if (shelf_answers(r, "need", &a, d) != 0)
        return -1;
    *skip = a == NULL;
    if (a == NULL)
        return 0;
    int status = dealing_make(&x, r, a, d);
    if (status == 0)
        status = need_store(r, a, &x, d);
    dealing_free(&x);
    return status;
}

const struct task need_task = {
    .name = "need",
    .begin = need_begin,
};
