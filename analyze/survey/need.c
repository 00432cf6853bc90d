/* need.c - see need.h. */
#include "analyze/survey/need.h"

#include "analyze/survey/shelf.h"
#include "analyze/survey/dealing.h"
#include "analyze/math/need_index.h"
#include "analyze/base/query.h"
#include "lib/bulk.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double Z95 = 1.959963984540054;

/* A topic that the questionnaire asks about. */
struct asked_topic {
    int32_t topic;
    long importance, ability, option; /* items, -1 where there is none */
};

/* What one group says of one topic. */
struct need_cell {
    struct need_table table;
    int64_t wanted, asked;
    struct need_index index;
    int place, place_low, place_high;
};

struct need_sheet {
    struct answers *answers; /* borrowed */
    struct dealing dealing;
    struct asked_topic *topic;
    size_t n_topics;
    struct need_cell *cell;   /* by topic, of the group at hand */
    int64_t *themes, *orders; /* by topic of facts */
};

/* Whether both are rated on one scale, and on one that can be counted. */
static bool same_scale(const struct answers *a, long one, long two)
{
    const struct answer_item *x = &a->item[one], *y = &a->item[two];
    return x->low == y->low && x->high == y->high && x->high > x->low &&
           x->high - x->low < NEED_MAX;
}

static void find_topics(struct need_sheet *n, const struct facts *f)
{
    n->topic = mem_array(NULL, f->n_topics, sizeof *n->topic);
    for (size_t t = 0; t < f->n_topics; t++) {
        struct asked_topic x = {
            .topic = (int32_t)t,
            .importance = answers_item(n->answers, "importance", (int)t),
            .ability = answers_item(n->answers, "ability", (int)t),
            .option = answers_option(n->answers, (int)t)};
        if (x.importance < 0 || x.ability < 0 ||
            !same_scale(n->answers, x.importance, x.ability))
            x.importance = x.ability = -1;
        if (x.importance >= 0 || x.option >= 0)
            n->topic[n->n_topics++] = x;
    }
}

static int open_cells(struct need_sheet *n, struct diag *d)
{
    for (size_t t = 0; t < n->n_topics; t++) {
        long item = n->topic[t].importance;
        const struct answer_item *scale =
            item < 0 ? NULL : &n->answers->item[item];
        int low = scale == NULL ? 1 : scale->low;
        int codes = scale == NULL ? 2 : scale->high - scale->low + 1;
        n->cell[t] = (struct need_cell){0};
        if (need_open(&n->cell[t].table, low, codes, d) != 0)
            return -1;
    }
    return 0;
}

static void add_answer(struct need_cell *c, const struct answers *a,
                       size_t respondent, const struct asked_topic *t)
{
    if (t->importance >= 0) {
        int importance = answers_code(a, respondent, (size_t)t->importance);
        int ability = answers_code(a, respondent, (size_t)t->ability);
        if (importance >= 0 && ability >= 0)
            need_add(&c->table, importance, ability);
        else
            need_add_incomplete(&c->table);
    }
    if (t->option >= 0) {
        int chosen = answers_code(a, respondent, (size_t)t->option);
        c->asked += chosen >= 0;
        c->wanted += chosen == 1;
    }
}

static void add_answers(struct need_sheet *n, size_t group)
{
    for (size_t i = n->dealing.of_at[group]; i < n->dealing.of_at[group + 1];
         i++)
        for (size_t t = 0; t < n->n_topics; t++)
            add_answer(&n->cell[t], n->answers, n->dealing.respondents[i],
                       &n->topic[t]);
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

static bool is_ranked(const struct need_cell *c)
{
    return !isnan(c->index.mwds);
}

static void rank(struct need_cell *row, size_t topics)
{
    int ranked = 0;
    for (size_t t = 0; t < topics; t++)
        ranked += is_ranked(&row[t]);
    for (size_t t = 0; t < topics; t++) {
        if (!is_ranked(&row[t]))
            continue;
        row[t].place = 1;
        row[t].place_low = 1;
        row[t].place_high = ranked;
        for (size_t u = 0; u < topics; u++) {
            if (u == t || !is_ranked(&row[u]))
                continue;
            double apart = row[u].index.mwds - row[t].index.mwds;
            row[t].place += apart > 0 || (apart == 0 && u < t);
            row[t].place_low += compare_surely(&row[u], &row[t]) > 0;
            row[t].place_high -= compare_surely(&row[u], &row[t]) < 0;
        }
    }
}

static int count_by_topic(const struct run *r, const char *select,
                          int64_t *counts, struct diag *d)
{
    struct query q = query_open(r->db, select, d);
    query_bind(&q, 1, r->study->as_of);
    while (query_next(&q)) {
        int32_t topic = facts_topic_of_key(r->facts, query_integer(&q, 0, -1));
        if (topic != FACT_NONE)
            counts[topic] += query_integer(&q, 1, 0);
    }
    return query_close(&q);
}

static int read_other_sources(struct need_sheet *n, const struct run *r,
                              struct diag *d)
{
    n->themes = mem_alloc(r->facts->n_topics * sizeof *n->themes);
    n->orders = mem_alloc(r->facts->n_topics * sizeof *n->orders);
    if (count_by_topic(r,
                       "SELECT x.topic, count(DISTINCT x.interview)"
                       " FROM interview_theme x JOIN interview n"
                       " ON n.interview = x.interview"
                       " WHERE n.day IS NULL OR n.day <= ?1 GROUP BY x.topic",
                       n->themes, d) != 0)
        return -1;
    return count_by_topic(r,
                          "SELECT t.topic, count(*) FROM course_choice c"
                          " JOIN course_topic t ON t.course = c.course"
                          " WHERE c.day IS NULL OR c.day <= ?1"
                          " GROUP BY t.topic",
                          n->orders, d);
}

static void lines_of(const struct need_sheet *n, const struct need_cell *row,
                     bool midpoint, double *importance, double *ability)
{
    double sum_i = 0, sum_a = 0, middle = 0;
    int ranked = 0;
    for (size_t t = 0; t < n->n_topics; t++) {
        if (!is_ranked(&row[t]))
            continue;
        const struct answer_item *scale =
            &n->answers->item[n->topic[t].importance];
        sum_i += row[t].index.importance;
        sum_a += row[t].index.ability;
        middle += (scale->low + scale->high) / 2.0;
        ranked++;
    }
    *importance = (midpoint ? middle : sum_i) / ranked;
    *ability = (midpoint ? middle : sum_a) / ranked;
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

static int put_row(struct bulk *b, const struct need_sheet *n,
                   const struct run *r, size_t group, size_t t,
                   const char *quadrant, struct diag *d)
{
    const struct need_cell *c = &n->cell[t];
    const struct group *g = &n->dealing.groups.group[group];
    int32_t topic = n->topic[t].topic;
    bool all = group == GROUPS_ALL, ranked = is_ranked(c);
    bulk_integer(b, r->key);
    bulk_text(b, g->scope, strlen(g->scope));
    bulk_text(b, g->value, strlen(g->value));
    bulk_integer(b, r->facts->topic[topic].key);
    put_index(b, &c->index, quadrant);
    put_or_null(b, n->topic[t].option >= 0, c->wanted);
    put_or_null(b, n->topic[t].option >= 0, c->asked);
    put_or_null(b, all, n->themes[topic]);
    put_or_null(b, all, n->orders[topic]);
    put_or_null(b, ranked, c->place);
    put_or_null(b, ranked, c->place_low);
    put_or_null(b, ranked, c->place_high);
    return bulk_end_row(b, d);
}

static int store_group(struct bulk *b, struct need_sheet *n,
                       const struct run *r, size_t group, struct diag *d)
{
    struct need_cell *row = n->cell;
    const char *cross = study_text(r->study, "need", "cross_hair", "mean");
    double importance, ability;
    if (open_cells(n, d) != 0)
        return -1;
    add_answers(n, group);
    for (size_t t = 0; t < n->n_topics; t++)
        row[t].index = need_finish(&row[t].table);
    rank(row, n->n_topics);
    lines_of(n, row, strcmp(cross, "midpoint") == 0, &importance, &ability);
    for (size_t t = 0; t < n->n_topics; t++) {
        const char *quadrant =
            !is_ranked(&row[t])
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
    "INSERT INTO need SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11,"
    " c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22 FROM bulk";

static int store(struct need_sheet *n, const struct run *r, struct diag *d)
{
    struct bulk *b = bulk_open(r->db, insert, 23, d);
    int status = b == NULL ? -1 : 0;
    for (size_t g = 0; status == 0 && g < n->dealing.groups.n; g++)
        status = store_group(b, n, r, g, d);
    return bulk_end(b, status, d);
}

static int check_cross_hair(const struct run *r, struct diag *d)
{
    const char *cross = study_text(r->study, "need", "cross_hair", "mean");
    if (strcmp(cross, "mean") == 0 || strcmp(cross, "midpoint") == 0)
        return 0;
    return diag_fail(d,
                     "analysis.need.cross_hair is '%s'; it must be \"mean\" or "
                     "\"midpoint\"",
                     cross);
}

static int compute(struct need_sheet *n, const struct run *r, struct diag *d)
{
    find_topics(n, r->facts);
    if (dealing_make(&n->dealing, r, n->answers, d) != 0)
        return -1;
    if (n->dealing.groups.n == 0 || n->n_topics == 0)
        return 0;
    if (check_cross_hair(r, d) != 0 || read_other_sources(n, r, d) != 0)
        return -1;
    n->cell = mem_array(NULL, n->n_topics, sizeof *n->cell);
    return store(n, r, d);
}

static int need_begin(struct run *r, void **self, int *skip, struct diag *d)
{
    struct need_sheet *n = mem_alloc(sizeof *n);
    *self = n;
    if (shelf_answers(r, "need", &n->answers, d) != 0)
        return -1;
    *skip = n->answers == NULL;
    return n->answers != NULL ? compute(n, r, d) : 0;
}

static void need_free(void *self)
{
    struct need_sheet *n = self;
    if (n == NULL)
        return;
    dealing_free(&n->dealing);
    free(n->topic);
    free(n->cell);
    free(n->themes);
    free(n->orders);
    free(n);
}

const struct task need_task = {
    .name = "need",
    .begin = need_begin,
    .free = need_free,
};
