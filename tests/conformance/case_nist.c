/*
 * case_nist.c - NIST's statistical reference data: mean and standard deviation
 * of the univariate sets, in one pass and as seven parts merged; F of the
 * analyses of variance, from the moments of the groups.
 *
 * The tolerance is what double arithmetic reaches on such data: where the
 * digits differ only far behind the point, reading the decimals loses more
 * than the arithmetic does.
 */
#include "analyze/math/moments.h"
#include "lib/mem.h"
#include "tests/conformance/cases.h"
#include "tests/conformance/frame.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

struct set {
    const char *name;
    double mean_tolerance, sd_tolerance;
};

static const struct set sets[] = {
    {"PiDigits", 1e-14, 1e-14}, {"Lottery", 1e-14, 1e-14},
    {"Lew", 1e-14, 1e-14},      {"NumAcc1", 1e-15, 1e-15},
    {"Mavro", 1e-14, 1e-12},    {"Michelso", 1e-14, 1e-12},
    {"NumAcc2", 1e-14, 1e-14},  {"NumAcc3", 1e-14, 1e-9},
    {"NumAcc4", 1e-14, 1e-8},
};

struct analysis {
    const char *name;
    double tolerance; /* of F */
};

static const struct analysis analyses[] = {
    {"AtmWtAg", 1e-8}, {"SiRstv", 1e-12}, {"SmLs01", 1e-14}, {"SmLs02", 1e-14},
    {"SmLs03", 1e-14}, {"SmLs04", 1e-9},  {"SmLs05", 1e-9},  {"SmLs06", 1e-9},
    {"SmLs07", 1e-3},  {"SmLs08", 1e-3},  {"SmLs09", 1e-3},
};

enum { PARTS = 7, MAX_GROUPS = 16 };

static void check_moments(struct check *c, const struct set *s,
                          const struct moments *m)
{
    check_near(c, "mean", moments_mean(m), expected_number(c, "mean"),
               s->mean_tolerance);
    check_near(c, "sd", moments_sd(m), expected_number(c, "sd"),
               s->sd_tolerance);
}

static void run_set(struct check *c, const struct set *s)
{
    char *file = mem_format("nist/univ_%s.csv", s->name);
    size_t count;
    double *y = case_points(c, file, "y", 1, &count);
    free(file);
    if (y == NULL)
        return;
    struct moments whole = {0}, part[PARTS] = {{0}};
    for (size_t i = 0; i < count; i++) {
        moments_add(&whole, y[i], 1);
        moments_add(&part[i * PARTS / count], y[i], 1);
    }
    for (size_t i = 1; i < PARTS; i++)
        moments_merge(&part[0], &part[i]);
    check_moments(c, s, &whole);
    check_moments(c, s, &part[0]);
    free(y);
}

/* F of the groups, all on one origin as moments_merge() sees to it. */
static double variance_ratio(const struct moments *group, size_t groups)
{
    struct moments all = {0};
    double within = 0;
    for (size_t i = 0; i < groups; i++) {
        within += group[i].m2;
        moments_merge(&all, &group[i]);
    }
    double between = all.m2 - within;
    double df = (double)groups - 1;
    return between / df / (within / ((double)all.count - (double)groups));
}

static void run_analysis(struct check *c, const struct analysis *a)
{
    char *file = mem_format("nist/anova_%s.csv", a->name);
    size_t count;
    double *v = case_points(c, file, "group", 2, &count);
    free(file);
    if (v == NULL)
        return;
    struct moments group[MAX_GROUPS] = {{0}};
    size_t groups = 0;
    for (size_t i = 0; i < count; i++) {
        size_t g = (size_t)v[2 * i];
        if (g < 1 || g > MAX_GROUPS)
            continue;
        moments_add(&group[g - 1], v[2 * i + 1], 1);
        groups = g > groups ? g : groups;
    }
    check_near(c, "F", variance_ratio(group, groups), expected_number(c, "F"),
               a->tolerance);
    free(v);
}

static void run_all(const char *folder, const json_t *univariate,
                    const json_t *anova, struct tally *t)
{
    for (size_t i = 0; i < COUNT_OF(sets); i++) {
        char id[64];
        snprintf(id, sizeof id, "nist_univariate_%s", sets[i].name);
        struct check c = {.id = id,
                          .folder = folder,
                          .part = "mean, sd; in one and merged",
                          .expected =
                              json_object_get(univariate, sets[i].name)};
        run_set(&c, &sets[i]);
        check_end(&c, t);
    }
    for (size_t i = 0; i < COUNT_OF(analyses); i++) {
        char id[64];
        snprintf(id, sizeof id, "nist_anova_%s", analyses[i].name);
        struct check c = {.id = id,
                          .folder = folder,
                          .part = "F",
                          .expected = json_object_get(anova, analyses[i].name)};
        run_analysis(&c, &analyses[i]);
        check_end(&c, t);
    }
}

void cases_nist(const char *folder, struct tally *t)
{
    char *path = mem_format("%s/nist/certified.json", folder);
    json_t *certified = json_load_file(path, 0, NULL);
    free(path);
    if (certified == NULL)
        check_skip("nist", "the certified values are not there", t);
    else
        run_all(folder, json_object_get(certified, "univariate"),
                json_object_get(certified, "anova"), t);
    json_decref(certified);
}
