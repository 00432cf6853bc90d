/* needcell.c - see needcell.h. */
#include "analyze/survey/needcell.h"

#include "lib/mem.h"

#include <math.h>

static const double Z95 = 1.959963984540054;

/* Whether both are rated on one scale, and on one that can be counted. */
static bool same_scale(const struct answers *a, long one, long two)
{
    const struct answer_item *x = &a->item[one], *y = &a->item[two];
    return x->low == y->low && x->high == y->high && x->high > x->low &&
           x->high - x->low < NEED_MAX;
}

struct asked_topic *needcell_topics(const struct answers *a, size_t n,
                                    size_t *count)
{
    struct asked_topic *topic = mem_array(NULL, n, sizeof *topic);
    *count = 0;
    for (size_t t = 0; t < n; t++) {
        struct asked_topic x = {
            .topic = (int32_t)t,
            .importance = answers_item(a, "importance", (int)t),
            .ability = answers_item(a, "ability", (int)t),
            .interest = answers_item(a, "interest", (int)t),
            .willingness = answers_item(a, "willingness", (int)t),
            .option = answers_option(a, (int)t)};
        if (x.importance < 0 || x.ability < 0 ||
            !same_scale(a, x.importance, x.ability))
            x.importance = x.ability = -1;
        if (x.importance >= 0 || x.option >= 0 || x.interest >= 0 ||
            x.willingness >= 0)
            topic[(*count)++] = x;
    }
    return topic;
}

int needcell_open(struct need_cell *c, const struct answers *a,
                  const struct asked_topic *t, struct diag *d)
{
    const struct answer_item *scale =
        t->importance < 0 ? NULL : &a->item[t->importance];
    int low = scale == NULL ? 1 : scale->low;
    int codes = scale == NULL ? 2 : scale->high - scale->low + 1;
    *c = (struct need_cell){0};
    if (need_open(&c->table, low, codes, d) != 0)
        return -1;
    need_weighted_open(&c->weighted, &c->table);
    return 0;
}

static void add_rating(struct need_ratings *r, const struct answers *a,
                       size_t respondent, long item)
{
    int code =
        item < 0 ? ANSWER_NONE : answers_code(a, respondent, (size_t)item);
    if (code >= 0) {
        r->n++;
        r->sum += code;
    }
}

static void add_pair(struct need_cell *c, const struct answers *a,
                     size_t respondent, const struct asked_topic *t)
{
    int importance = answers_code(a, respondent, (size_t)t->importance);
    int ability = answers_code(a, respondent, (size_t)t->ability);
    if (importance < 0 || ability < 0) {
        need_add_incomplete(&c->table);
        return;
    }
    need_add(&c->table, importance, ability);
    need_weighted_add(&c->weighted, importance, ability,
                      a->weight != NULL ? a->weight[respondent] : 1);
}

void needcell_add(struct need_cell *c, const struct answers *a,
                  size_t respondent, const struct asked_topic *t)
{
    if (t->importance >= 0)
        add_pair(c, a, respondent, t);
    needcell_add_rest(c, a, respondent, t);
}

void needcell_add_rest(struct need_cell *c, const struct answers *a,
                       size_t respondent, const struct asked_topic *t)
{
    add_rating(&c->interest, a, respondent, t->interest);
    add_rating(&c->willingness, a, respondent, t->willingness);
    if (t->option < 0)
        return;
    int chosen = answers_code(a, respondent, (size_t)t->option);
    c->asked += chosen >= 0;
    c->wanted += chosen == 1;
}

void needcell_add_times(struct need_cell *c, size_t row, size_t column,
                        int64_t times, double weight)
{
    size_t none = (size_t)c->table.codes;
    if (row == none || column == none) {
        c->table.incomplete += times;
        return;
    }
    int importance = c->table.first + (int)row;
    int ability = c->table.first + (int)column;
    need_add_times(&c->table, importance, ability, times);
    need_weighted_add_times(&c->weighted, importance, ability, weight, times);
}

void needcell_finish(struct need_cell *c)
{
    c->index = need_finish(&c->table);
    c->estimate = need_weighted_finish(&c->weighted);
}

bool needcell_ranked(const struct need_cell *c)
{
    return !isnan(c->index.mwds);
}

/* How one topic's MWDS stands to another's: 1 surely higher, -1 lower, 0. */
static int compare_surely(const struct need_cell *a, const struct need_cell *b)
{
    double error = sqrt(a->index.mwds_error * a->index.mwds_error +
                        b->index.mwds_error * b->index.mwds_error);
    double apart = a->index.mwds - b->index.mwds;
    if (!(fabs(apart) > Z95 * error))
        return 0;
    return apart > 0 ? 1 : -1;
}

void needcell_rank(struct need_cell *row, size_t topics)
{
    int ranked = 0;
    for (size_t t = 0; t < topics; t++)
        ranked += needcell_ranked(&row[t]);
    for (size_t t = 0; t < topics; t++) {
        if (!needcell_ranked(&row[t]))
            continue;
        row[t].weighted_place = row[t].place = 1;
        row[t].place_low = 1;
        row[t].place_high = ranked;
        for (size_t u = 0; u < topics; u++) {
            if (u == t || !needcell_ranked(&row[u]))
                continue;
            double apart = row[u].index.mwds - row[t].index.mwds;
            row[t].place += apart > 0 || (!(apart < 0) && u < t);
            double weighted = row[u].estimate.mwds - row[t].estimate.mwds;
            row[t].weighted_place += weighted > 0 || (!(weighted < 0) && u < t);
            row[t].place_low += compare_surely(&row[u], &row[t]) > 0;
            row[t].place_high -= compare_surely(&row[u], &row[t]) < 0;
        }
    }
}
