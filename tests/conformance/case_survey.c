/*
 * case_survey.c - weighted means and their errors, raking and trimming against
 * Lumley's survey package, on schools of California.
 */
#include "analyze/math/proportion.h"
#include "analyze/math/rake.h"
#include "analyze/math/sampling.h"
#include "lib/mem.h"
#include "tests/conformance/cases.h"
#include "tests/conformance/frame.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MARGINS = 2, MOST_GROUPS = 16 };
static const double POPULATION = 6194;

/* What is known of the population: the margins that the docs rake to. */
static const char *const types[] = {"E", "H", "M"};
static const double type_target[] = {4421, 755, 1018};
static const char *const wide[] = {"No", "Yes"};
static const double wide_target[] = {1072, 5122};
static const struct rake_margin margins[MARGINS] = {{type_target, 3},
                                                    {wide_target, 2}};

/* A sample of schools. */
struct schools {
    struct frame frame;
    size_t n;
    double *api, *enroll, *weight;
    uint32_t *category; /* n * MARGINS */
    double *cluster;    /* NULL: each school was drawn by itself */
};

static double *column(struct check *c, const struct frame *f, const char *name)
{
    struct diag d = {0};
    size_t at;
    if (frame_find(f, name, &at, &d) != 0) {
        check_broken(c, &d);
        return NULL;
    }
    double *x = mem_array(NULL, f->rows, sizeof *x);
    for (size_t i = 0; i < f->rows; i++)
        x[i] = f->values[i * f->columns + at];
    return x;
}

/* Puts the category of each school by the WORDS of column NAME. */
static void categorise(struct check *c, struct schools *s, size_t margin,
                       const char *name, const char *const *words, size_t count)
{
    struct diag d = {0};
    size_t at;
    if (frame_find(&s->frame, name, &at, &d) != 0) {
        check_broken(c, &d);
        return;
    }
    for (size_t i = 0; i < s->n; i++)
        for (uint32_t k = 0; k < count; k++)
            if (s->frame.values[i * s->frame.columns + at] ==
                frame_code(&s->frame, at, words[k]))
                s->category[i * MARGINS + margin] = k;
}

static int schools_open(struct check *c, struct schools *s, const char *file)
{
    struct diag d = {0};
    memset(s, 0, sizeof *s);
    if (frame_read(&s->frame, c->folder, file, &d) != 0)
        return check_broken(c, &d);
    s->n = s->frame.rows;
    s->api = column(c, &s->frame, "api00");
    s->enroll = column(c, &s->frame, "enroll");
    s->weight = column(c, &s->frame, "pw");
    s->category = mem_array(NULL, s->n * MARGINS, sizeof *s->category);
    memset(s->category, 0xff, s->n * MARGINS * sizeof *s->category);
    categorise(c, s, 0, "stype", types, COUNT_OF(types));
    categorise(c, s, 1, "sch.wide", wide, COUNT_OF(wide));
    return c->fault[0] == '\0' ? 0 : -1;
}

static void schools_close(struct schools *s)
{
    free(s->api);
    free(s->enroll);
    free(s->weight);
    free(s->category);
    free(s->cluster);
    frame_free(&s->frame);
}

static double weighted_mean(const struct schools *s, const double *x)
{
    struct moments m = {0};
    for (size_t i = 0; i < s->n; i++)
        moments_add(&m, x[i], s->weight[i]);
    return moments_mean(&m);
}

static double total(const double *weight, const double *x, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += weight[i] * (x != NULL ? x[i] : 1);
    return sum;
}

/*
 * The standard error of a total of X (less CENTRE), with MARGINS taken out:
 * 0 none, 1 the types, 2 both. STRATUM of each school, and how many schools
 * there are in each to draw from; clusters are units where there are some.
 */
struct plan {
    double centre;
    size_t margins;
    const uint32_t *stratum; /* NULL: one */
    const double *population;
    size_t strata;
};

static double error_of(const struct schools *s, const double *x,
                       const struct plan *p)
{
    struct moments units[MOST_GROUPS] = {{0}};
    double *e = mem_array(NULL, s->n, sizeof *e);
    uint32_t *first = mem_array(NULL, s->n, sizeof *first);
    for (size_t i = 0; i < s->n; i++) {
        e[i] = x[i] - p->centre;
        first[i] = s->category[i * MARGINS];
    }
    if (p->margins > 0)
        sampling_sweep(e, NULL, s->n, p->margins == 1 ? first : s->category,
                       p->margins);
    for (size_t i = 0; i < s->n; i++)
        e[i] *= s->weight[i];
    for (size_t i = 0; i < s->n; i++) {
        double unit = e[i];
        int later = 0;
        for (size_t j = 0; s->cluster != NULL && j < s->n; j++) {
            if (s->cluster[j] != s->cluster[i] || j == i)
                continue;
            unit += e[j];
            later = later || j < i;
        }
        if (!later)
            moments_add(&units[p->stratum != NULL ? p->stratum[i] : 0], unit,
                        1);
    }
    free(e);
    free(first);
    return sqrt(sampling_variance(units, p->population, p->strata));
}

void case_svy_srs(struct check *c)
{
    struct schools s;
    if (schools_open(c, &s, "data/apisrs.csv") == 0) {
        double n = (double)s.n, *yes = mem_array(NULL, s.n, sizeof *yes);
        for (size_t i = 0; i < s.n; i++)
            yes[i] = s.category[i * MARGINS + 1];
        double mean = weighted_mean(&s, s.api), share = weighted_mean(&s, yes);
        double w = total(s.weight, NULL, s.n);
        struct plan plan = {mean, 0, NULL, &POPULATION, 1};
        struct plan of_share = {share, 0, NULL, &POPULATION, 1};
        check_key(c, "mean", mean);
        check_key(c, "se", error_of(&s, s.api, &plan) / w);
        check_key(c, "se_formula", error_of(&s, s.api, &plan) / w);
        check_key(c, "p_yes", share);
        check_key(c, "se_p", error_of(&s, yes, &of_share) / w);
        /* There the divisor is n - 1 and the fraction 1 - n / N. */
        double usual = proportion_margin(share, n, POPULATION, 0.95) *
                       sqrt((POPULATION - 1) / POPULATION * n / (n - 1));
        check_key(c, "moe95_p_normal", usual);
        free(yes);
    }
    schools_close(&s);
}

void case_svy_strat(struct check *c)
{
    struct schools s;
    if (schools_open(c, &s, "data/apistrat.csv") == 0) {
        uint32_t *stratum = mem_array(NULL, s.n, sizeof *stratum);
        for (size_t i = 0; i < s.n; i++)
            stratum[i] = s.category[i * MARGINS];
        double api = weighted_mean(&s, s.api);
        double enroll = weighted_mean(&s, s.enroll);
        double w = total(s.weight, NULL, s.n);
        struct plan plan = {api, 0, stratum, type_target, 3};
        c->part = "means, the total, their errors";
        check_key(c, "mean_api00", api);
        check_key(c, "se_api00", error_of(&s, s.api, &plan) / w);
        plan.centre = enroll;
        check_key(c, "mean_enroll", enroll);
        check_key(c, "se_enroll", error_of(&s, s.enroll, &plan) / w);
        plan.centre = 0;
        check_key(c, "total_enroll", total(s.weight, s.enroll, s.n));
        check_key(c, "se_total", error_of(&s, s.enroll, &plan));
        free(stratum);
    }
    schools_close(&s);
}

/* Rakes the weights to COUNT margins and to the size of the population. */
static int rake_schools(struct check *c, struct schools *s, size_t count)
{
    struct diag d = {0};
    struct rake_end end;
    double *ones = mem_array(NULL, s->n, sizeof *ones);
    double *base = mem_array(NULL, s->n, sizeof *base);
    uint32_t *category = mem_array(NULL, s->n * count, sizeof *category);
    for (size_t i = 0; i < s->n; i++) {
        ones[i] = 1;
        base[i] = s->weight[i];
        for (size_t m = 0; m < count; m++)
            category[i * count + m] = s->category[i * MARGINS + m];
    }
    struct rake r = {margins, count, s->n, category, ones, base};
    int result = rake_fit(&r, 0, s->weight, &end, &d);
    if (result != 0)
        check_broken(c, &d);
    check_within(c, "margins off by", end.error, 0, 1e-10);
    for (size_t i = 0; i < s->n; i++)
        s->weight[i] *= POPULATION / (double)s->n;
    free(ones);
    free(base);
    free(category);
    return result;
}

/* The weight of a school of TYPE and WIDE; NaN if there is none. */
static double weight_of(const struct schools *s, const char *type,
                        const char *is_wide)
{
    for (size_t i = 0; i < s->n; i++)
        if (strcmp(types[s->category[i * MARGINS]], type) == 0 &&
            strcmp(wide[s->category[i * MARGINS + 1]], is_wide) == 0)
            return s->weight[i];
    return NAN;
}

static void check_cells(struct check *c, const struct schools *s)
{
    const json_t *list = expected_list(c, "cell_weights");
    size_t i;
    json_t *cell;
    json_array_foreach(list, i, cell) {
        const char *type = json_string_value(json_object_get(cell, "stype"));
        const char *yes = json_string_value(json_object_get(cell, "sch.wide"));
        if (type == NULL || yes == NULL)
            continue;
        check_near(c, type, weight_of(s, type, yes),
                   json_number_value(json_object_get(cell, "x")), c->tolerance);
    }
}

void case_svy_rake_srs(struct check *c)
{
    struct schools s;
    if (schools_open(c, &s, "data/apisrs.csv") == 0 &&
        rake_schools(c, &s, 2) == 0) {
        double mean = weighted_mean(&s, s.api);
        double w = total(s.weight, NULL, s.n), w2 = 0;
        double least = s.weight[0], most = s.weight[0];
        for (size_t i = 0; i < s.n; i++) {
            w2 += s.weight[i] * s.weight[i];
            least = fmin(least, s.weight[i]);
            most = fmax(most, s.weight[i]);
        }
        struct plan plan = {mean, 2, NULL, &POPULATION, 1};
        c->part = "mean and error, weights, deff";
        check_key(c, "mean_api00", mean);
        check_key(c, "se", error_of(&s, s.api, &plan) / w);
        check_cells(c, &s);
        check_key(c, "sum_w", w);
        check_key(c, "min_w", least);
        check_key(c, "max_w", most);
        check_key(c, "kish_deff", (double)s.n * w2 / (w * w));
    }
    schools_close(&s);
}

void case_svy_poststrat(struct check *c)
{
    struct schools s;
    if (schools_open(c, &s, "data/apisrs.csv") == 0 &&
        rake_schools(c, &s, 1) == 0) {
        double mean = weighted_mean(&s, s.api);
        double w = total(s.weight, NULL, s.n);
        struct plan plan = {mean, 1, NULL, &POPULATION, 1};
        struct plan of_total = {0, 1, NULL, &POPULATION, 1};
        struct check by_type = *c;
        by_type.expected = json_object_get(c->expected, "weights_by_stype");
        c->part = "mean and total, their errors, weights";
        check_key(c, "mean_api00", mean);
        check_key(c, "se", error_of(&s, s.api, &plan) / w);
        check_key(c, "total_enroll", total(s.weight, s.enroll, s.n));
        check_key(c, "se_total", error_of(&s, s.enroll, &of_total));
        for (size_t t = 0; t < COUNT_OF(types); t++)
            for (size_t i = 0; i < s.n; i++)
                if (s.category[i * MARGINS] == t)
                    check_key(&by_type, types[t], s.weight[i]);
        if (by_type.fault[0] != '\0')
            memcpy(c->fault, by_type.fault, sizeof c->fault);
    }
    schools_close(&s);
}

/* Districts were drawn: 15 of 757. */
static int read_clusters(struct check *c, struct schools *s)
{
    if (schools_open(c, s, "data/apiclus1.csv") != 0)
        return -1;
    s->cluster = column(c, &s->frame, "dnum");
    return s->cluster != NULL ? 0 : -1;
}

void case_svy_rake_clus1(struct check *c)
{
    static const double districts = 757;
    struct schools s;
    if (read_clusters(c, &s) == 0) {
        double mean = weighted_mean(&s, s.api);
        double w = total(s.weight, NULL, s.n);
        struct plan plain = {mean, 0, NULL, &districts, 1};
        check_key(c, "unraked_mean", mean);
        check_key(c, "unraked_se", error_of(&s, s.api, &plain) / w);
        if (rake_schools(c, &s, 2) == 0) {
            mean = weighted_mean(&s, s.api);
            w = total(s.weight, NULL, s.n);
            struct plan plan = {mean, 2, NULL, &districts, 1};
            struct plan of_total = {0, 2, NULL, &districts, 1};
            check_key(c, "mean_api00", mean);
            check_key(c, "se", error_of(&s, s.api, &plan) / w);
            check_key(c, "total_enroll", total(s.weight, s.enroll, s.n));
            check_key(c, "se_total", error_of(&s, s.enroll, &of_total));
            check_cells(c, &s);
        }
    }
    schools_close(&s);
}

void case_svy_trim(struct check *c)
{
    struct schools s;
    if (read_clusters(c, &s) == 0 && rake_schools(c, &s, 2) == 0) {
        rake_trim(s.weight, NULL, s.n, 15, 45);
        double least = s.weight[0], most = s.weight[0];
        for (size_t i = 0; i < s.n; i++) {
            least = fmin(least, s.weight[i]);
            most = fmax(most, s.weight[i]);
        }
        check_key(c, "sum_w", total(s.weight, NULL, s.n));
        check_key(c, "min", least);
        check_key(c, "max", most);
        check_key(c, "mean_api00", weighted_mean(&s, s.api));
    }
    schools_close(&s);
}
