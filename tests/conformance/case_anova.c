/*
 * case_anova.c - analyses of variance, and the planted classes by all tests.
 */
#include "analyze/math/anova.h"
#include "analyze/math/chisquare.h"
#include "analyze/math/ranktest.h"
#include "lib/mem.h"
#include "tests/conformance/cases.h"
#include "tests/conformance/frame.h"
#include "tests/conformance/table.h"

#include <math.h>
#include <stdlib.h>

enum { GROUPS = 6, PER_GROUP = 12 };

/* The moments of the groups of V, rows of a value and its group from 1. */
static void add_groups(struct moments *group, const double *v, size_t count,
                       const double *centre)
{
    for (size_t i = 0; i < count; i++) {
        size_t g = (size_t)v[2 * i + 1] - 1;
        if (g < GROUPS)
            moments_add(&group[g],
                        centre == NULL ? v[2 * i] : fabs(v[2 * i] - centre[g]),
                        1);
    }
}

static int by_value(const void *one, const void *two)
{
    double a = *(const double *)one, b = *(const double *)two;
    return (a > b) - (a < b);
}

/* The median of group G; the insects have twelve each. */
static double median_of(const double *v, size_t count, size_t g)
{
    double x[PER_GROUP];
    size_t n = 0;
    for (size_t i = 0; i < count && n < PER_GROUP; i++)
        if ((size_t)v[2 * i + 1] == g + 1)
            x[n++] = v[2 * i];
    qsort(x, n, sizeof *x, by_value);
    return n == PER_GROUP ? (x[5] + x[6]) / 2 : NAN;
}

static double spread_test(const double *v, size_t count, const double *centre)
{
    struct moments group[GROUPS] = {{0}};
    add_groups(group, v, count, centre);
    return anova_test(group, GROUPS).f;
}

static void check_insects(struct check *c, const double *v, size_t count)
{
    struct moments group[GROUPS] = {{0}};
    double mean[GROUPS], median[GROUPS];
    add_groups(group, v, count, NULL);
    for (size_t g = 0; g < GROUPS; g++) {
        mean[g] = moments_mean(&group[g]);
        median[g] = median_of(v, count, g);
    }
    struct anova a = anova_test(group, GROUPS);
    struct anova w = anova_welch(group, GROUPS);
    struct bartlett b = anova_bartlett(group, GROUPS);
    check_key(c, "F", a.f);
    check_key(c, "p", a.p);
    check_key(c, "ss_between", a.between);
    check_key(c, "ss_within", a.within);
    check_key(c, "eta2", a.eta2);
    check_key(c, "omega2", a.omega2);
    check_key(c, "welch_F", w.f);
    check_key(c, "welch_df2", w.df2);
    check_key(c, "welch_p", w.p);
    check_key(c, "bartlett", b.x2);
    check_key(c, "bartlett_p", b.p);
    check_key(c, "brown_forsythe_F", spread_test(v, count, median));
    check_key(c, "levene_mean_F", spread_test(v, count, mean));
}

void case_anova(struct check *c)
{
    size_t count;
    double *v = case_points(c, "data/insectsprays.csv", "count", 2, &count);
    if (v != NULL)
        check_insects(c, v, count);
    free(v);
}

/* A column of F, and the true classes. */
struct planted {
    double *x, *class;
    size_t count;
};

static int pick(struct planted *p, const struct frame *f, const char *name,
                struct check *c)
{
    struct diag d = {0};
    size_t column, class;
    if (frame_find(f, name, &column, &d) != 0 ||
        frame_find(f, "true_class", &class, &d) != 0)
        return check_broken(c, &d);
    p->count = f->rows;
    for (size_t i = 0; i < f->rows; i++) {
        p->x[i] = f->values[i * f->columns + column];
        p->class[i] = f->values[i * f->columns + class];
    }
    return 0;
}

/* Rating I by the true classes, by ranks and by means. */
static void rate(struct check *c, const struct planted *p, double *result)
{
    struct moments group[3] = {{0}};
    struct crosstab t = table_of(p->x, p->class, NULL, p->count);
    struct kruskal k = ranktest_kruskal(&t, NULL);
    for (size_t i = 0; i < p->count; i++)
        moments_add(&group[(size_t)p->class[i] - 1], p->x[i], 1);
    result[0] = k.h;
    result[1] = k.p;
    result[2] = anova_test(group, 3).f;
    check_count(c, "columns", (int64_t)t.columns, 3);
    crosstab_close(&t);
}

static void check_topics(struct check *c, struct planted *p,
                         const struct frame *f)
{
    const json_t *list = expected_list(c, "chi2_p_V");
    for (size_t i = 0; i < json_array_size(list); i++) {
        char name[] = {'t', (char)('1' + i), '\0'};
        if (pick(p, f, name, c) != 0)
            return;
        struct crosstab t = table_of(p->x, p->class, NULL, p->count);
        struct chisquare x = chisquare_test(&t);
        double got[3] = {x.x2, x.p, x.v};
        for (size_t k = 0; k < 3; k++)
            check_near(
                c, name, got[k],
                json_number_value(json_array_get(json_array_get(list, i), k)),
                c->tolerance);
        crosstab_close(&t);
    }
}

void case_planted_tests(struct check *c)
{
    struct frame f;
    struct diag d = {0};
    if (frame_read(&f, c->folder, "data/needs_planted.csv", &d) != 0) {
        check_broken(c, &d);
        frame_free(&f);
        return;
    }
    struct planted p = {mem_array(NULL, f.rows, sizeof(double)),
                        mem_array(NULL, f.rows, sizeof(double)), 0};
    double result[8][3];
    for (size_t i = 0; i < 8; i++) {
        char name[] = {'q', (char)('1' + i), '\0'};
        if (pick(&p, &f, name, c) == 0)
            rate(c, &p, result[i]);
    }
    check_list(c, "kw_H", &result[0][0], 8, 3);
    check_list(c, "kw_p", &result[0][1], 8, 3);
    check_list(c, "anova_F", &result[0][2], 8, 3);
    check_topics(c, &p, &f);
    free(p.x);
    free(p.class);
    frame_free(&f);
}
