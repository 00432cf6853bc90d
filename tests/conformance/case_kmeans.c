/*
 * case_kmeans.c - k-means against R's best known optima and R's Lloyd.
 *
 * An optimum is the best of many starts: ours may be lower, never higher. If
 * it is the same, so are the sizes.
 */
#include "analyze/math/kmeans.h"
#include "analyze/math/moments.h"
#include "analyze/math/validity.h"
#include "lib/mem.h"
#include "tests/conformance/cases.h"
#include "tests/conformance/frame.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct source {
    const char *name; /* as in the id */
    const char *file, *first;
    size_t dim;
    int standardised;
    size_t starts;
};

static const struct source sources[] = {
    {"iris_z", "data/iris.csv", "Sepal.Length", 4, 1, 100},
    {"iris", "data/iris.csv", "Sepal.Length", 4, 0, 100},
    {"ruspini", "data/ruspini.csv", "x", 2, 0, 100},
    {"faithful", "data/faithful.csv", "eruptions", 2, 0, 50},
    {"xclara", "data/xclara.csv", "V1", 2, 0, 20},
    {"turkiye", "data/turkiye.csv", "Q1", 28, 0, 20},
};

static const struct source *find_source(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(sources); i++)
        if (strncmp(name, sources[i].name, strlen(sources[i].name)) == 0)
            return &sources[i];
    return NULL;
}

double *case_points(struct check *c, const char *file, const char *first,
                    size_t dim, size_t *count)
{
    struct frame f;
    struct diag d = {0};
    size_t column;
    double *values = NULL;
    if (frame_read(&f, c->folder, file, &d) != 0 ||
        frame_find(&f, first, &column, &d) != 0) {
        check_broken(c, &d);
    } else {
        values = frame_copy(&f, column, dim);
        *count = f.rows;
    }
    frame_free(&f);
    return values;
}

/* Each column to mean 0 and standard deviation 1 (divisor n - 1). */
static void standardise(double *values, size_t count, size_t dim)
{
    for (size_t j = 0; j < dim; j++) {
        struct moments m = {0};
        for (size_t i = 0; i < count; i++)
            moments_add(&m, values[i * dim + j], 1);
        double mean = moments_mean(&m);
        double sd = sqrt(moments_variance(&m));
        for (size_t i = 0; i < count; i++)
            values[i * dim + j] = (values[i * dim + j] - mean) / sd;
    }
}

static int by_value(const void *a, const void *b)
{
    double p = *(const double *)a, q = *(const double *)b;
    return (p > q) - (p < q);
}

static void check_sizes(struct check *c, const struct kmeans *km)
{
    double *sizes = mem_array(NULL, km->k, sizeof *sizes);
    for (size_t i = 0; i < km->k; i++)
        sizes[i] = (double)km->sizes[i];
    qsort(sizes, km->k, sizeof *sizes, by_value);
    check_list(c, "sizes_sorted", sizes, km->k, 1);
    free(sizes);
}

static void check_levels(struct check *c, const struct kmeans *km)
{
    double *levels = mem_array(NULL, km->k, sizeof *levels);
    for (size_t i = 0; i < km->k; i++) {
        levels[i] = 0;
        for (size_t j = 0; j < km->dim; j++)
            levels[i] += km->centres[i * km->dim + j] / (double)km->dim;
    }
    qsort(levels, km->k, sizeof *levels, by_value);
    check_list(c, "centers_mean_sorted", levels, km->k, 1);
    free(levels);
}

static void check_optimum(struct check *c, const struct kmeans *km,
                          struct rows rows)
{
    double best = expected_number(c, "tot_withinss");
    check_at_most(c, "tot_withinss", km->spread, best * (1 + c->tolerance));
    if (km->spread < best * (1 - c->tolerance)) {
        c->part = "a lower tot_withinss";
        return;
    }
    check_sizes(c, km);
    if (json_object_get(c->expected, "totss") != NULL)
        check_key(c, "totss", validity_total(rows));
    if (json_object_get(c->expected, "betweenss") != NULL)
        check_key(c, "betweenss", validity_total(rows) - km->spread);
    if (json_object_get(c->expected, "centers_mean_sorted") != NULL)
        check_levels(c, km);
    if (json_object_get(c->expected, "ch") != NULL)
        check_key(c, "ch",
                  validity_calinski(km->spread, validity_total(rows),
                                    rows.count, km->k));
}

void case_kmeans(struct check *c)
{
    const char *name = c->id + strlen("kmeans_");
    const struct source *s = find_source(name);
    if (s == NULL) {
        check_count(c, "known data", 0, 1);
        return;
    }
    size_t count;
    double *values = case_points(c, s->file, s->first, s->dim, &count);
    if (values == NULL)
        return;
    if (s->standardised)
        standardise(values, count, s->dim);

    struct rows rows = {values, count, s->dim};
    struct kmeans_options o = {
        .k = (size_t)strtoul(strrchr(name, 'k') + 1, NULL, 10),
        .starts = conformance_lite() && count > 5000 ? 4 : s->starts,
        .seed = 1,
    };
    struct kmeans km;
    struct diag d = {0};
    if (kmeans_fit(&km, rows, &o, &d) != 0)
        check_broken(c, &d);
    else
        check_optimum(c, &km, rows);
    kmeans_free(&km);
    free(values);
}

/* Lloyd's from the rows at PLACES (from 1), which the id stands for. */
static int fit_lloyd(struct check *c, const char *name, struct kmeans *km)
{
    static const size_t iris_rows[] = {1, 51, 101};
    static const size_t ruspini_rows[] = {1, 25, 50, 75};
    const struct source *s = find_source(name);
    int is_iris = strcmp(s->name, "iris") == 0;
    const size_t *places = is_iris ? iris_rows : ruspini_rows;
    size_t k = is_iris ? COUNT_OF(iris_rows) : COUNT_OF(ruspini_rows);

    memset(km, 0, sizeof *km);
    size_t count;
    double *values = case_points(c, s->file, s->first, s->dim, &count);
    if (values == NULL)
        return -1;
    struct rows rows = {values, count, s->dim};
    double centres[4 * 4];
    for (size_t i = 0; i < k; i++)
        memcpy(centres + i * s->dim, rows_at(rows, places[i] - 1),
               s->dim * sizeof *centres);
    struct kmeans_options o = {.k = k, .max_rounds = 100};
    struct diag d = {0};
    int result = kmeans_lloyd(km, rows, centres, &o, &d);
    free(values);
    return result != 0 ? check_broken(c, &d) : 0;
}

uint32_t *case_lloyd_labels(struct check *c, const char *name)
{
    struct kmeans km;
    uint32_t *labels = NULL;
    if (fit_lloyd(c, name, &km) == 0) {
        labels = km.cluster;
        km.cluster = NULL;
    }
    kmeans_free(&km);
    return labels;
}

static void check_labels(struct check *c, const struct kmeans *km)
{
    const json_t *list = expected_list(c, "cluster");
    check_count(c, "cluster", (int64_t)km->count,
                (int64_t)json_array_size(list));
    for (size_t i = 0; i < km->count; i++)
        check_count(c, "cluster", (int64_t)km->cluster[i] + 1,
                    json_integer_value(json_array_get(list, i)));
}

static void check_centres(struct check *c, const struct kmeans *km)
{
    const json_t *list = expected_list(c, "centers");
    check_count(c, "centers", (int64_t)km->k, (int64_t)json_array_size(list));
    for (size_t i = 0; i < km->k * km->dim; i++) {
        const json_t *row = json_array_get(list, i / km->dim);
        double want = json_number_value(json_array_get(row, i % km->dim));
        check_near(c, "centers", km->centres[i], want, c->tolerance);
    }
}

void case_lloyd(struct check *c)
{
    struct kmeans km;
    if (fit_lloyd(c, c->id + strlen("lloyd_"), &km) == 0) {
        check_labels(c, &km);
        check_centres(c, &km);
        check_list(c, "withinss", km.within, km.k, 1);
        check_key(c, "tot_withinss", km.spread);
        check_key(c, "iter", (double)km.rounds);
        double sizes[4];
        for (size_t i = 0; i < km.k; i++)
            sizes[i] = (double)km.sizes[i];
        check_list(c, "size", sizes, km.k, 1);
    }
    kmeans_free(&km);
}
