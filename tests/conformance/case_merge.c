/*
 * case_merge.c - any split, merged in order, is the whole: for every column of
 * every reference data set, random splits into 2 to 40 parts, some of them
 * empty. To 1e-12 relative; third and fourth moments to 1e-9. Whole-number
 * accumulators are to be equal.
 */
#include "analyze/math/correlation.h"
#include "analyze/math/crosstab.h"
#include "analyze/math/mixhash.h"
#include "analyze/math/moments.h"
#include "analyze/math/scale.h"
#include "lib/mem.h"
#include "tests/conformance/cases.h"
#include "tests/conformance/frame.h"

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SPLITS = 20, MOST_PARTS = 40 };

/*
 * Where part P of PARTS begins among COUNT rows: cuts fall anywhere, also
 * together, so parts may be empty.
 */
static size_t cut_of(size_t p, size_t parts, size_t count, uint64_t seed)
{
    size_t below = 0;
    if (p == parts)
        return count;
    /* The p-th smallest of parts - 1 random places. */
    size_t places[MOST_PARTS];
    for (size_t i = 0; i + 1 < parts; i++) {
        size_t x = (size_t)mixhash_below(count + 1, 1, i, seed), k = below++;
        for (; k > 0 && places[k - 1] > x; k--)
            places[k] = places[k - 1];
        places[k] = x;
    }
    return p == 0 ? 0 : places[p - 1];
}

/* Sums near 0 are compared to what they are sums of. */
static void check_sum(struct check *c, const char *what, double got,
                      double want, double size, double tolerance)
{
    check_within(c, what, got, want, tolerance * fmax(fabs(want), size));
}

static void compare(struct check *c, const struct moments *a,
                    const struct moments *b)
{
    double sd = sqrt(moments_variance_population(b));
    double near = fabs(b->origin) + fabs(b->mean) + sd;
    check_count(c, "count", a->count, b->count);
    check_near(c, "weight", a->weight, b->weight, 1e-12);
    check_sum(c, "mean", moments_mean(a), moments_mean(b), near, 1e-12);
    check_near(c, "variance", moments_variance(a), moments_variance(b), 1e-12);
    check_sum(c, "third", a->m3, b->m3, b->weight * sd * sd * sd, 1e-9);
    check_near(c, "fourth", a->m4, b->m4, 1e-9);
}

/* Column X of F in one and in parts, each row with a weight of its own. */
static void split_column(struct check *c, const struct frame *f, size_t x,
                         uint64_t seed)
{
    size_t parts = 2 + (size_t)mixhash_below(MOST_PARTS - 1, 2, 0, seed);
    struct moments whole = {0}, merged = {0};
    struct comoments pair = {0}, both = {0};
    size_t y = (x + 1) % f->columns;
    for (size_t p = 0; p < parts; p++) {
        struct moments m = {0};
        struct comoments k = {0};
        size_t end = cut_of(p + 1, parts, f->rows, seed);
        for (size_t i = cut_of(p, parts, f->rows, seed); i < end; i++) {
            const double *row = f->values + i * f->columns;
            double weight = 1 + (double)(i % 3);
            moments_add(&whole, row[x], weight);
            moments_add(&m, row[x], weight);
            comoments_add(&pair, row[x], row[y], weight);
            comoments_add(&k, row[x], row[y], weight);
        }
        moments_merge(&merged, &m);
        comoments_merge(&both, &k);
    }
    compare(c, &merged, &whole);
    check_near(c, "covariance of itself", both.xx, pair.xx, 1e-12);
    check_sum(c, "covariance", both.xy, pair.xy, sqrt(pair.xx * pair.yy),
              1e-12);
}

/* Whether all of column X are whole numbers of a questionnaire, or missing. */
static int is_rating(const struct frame *f, size_t x)
{
    for (size_t i = 0; i < f->rows; i++) {
        double v = f->values[i * f->columns + x];
        if (!isnan(v) && !(v >= 0 && v <= 15 && v == floor(v)))
            return 0;
    }
    return 1;
}

/* Two ratings next to each other: tables and scales are equal, to the bit. */
static void split_ratings(struct check *c, const struct frame *f, size_t x,
                          uint64_t seed)
{
    struct crosstab table[3];
    struct scale scale[3];
    struct diag d = {0};
    for (size_t k = 0; k < 3; k++)
        if (crosstab_open(&table[k], 16, 16, &d) != 0 ||
            scale_open(&scale[k], 2, &d) != 0)
            check_broken(c, &d);
    size_t cut = cut_of(1, 2, f->rows, seed);
    for (size_t i = 0; i < f->rows; i++) {
        const double *v = f->values + i * f->columns + x;
        int answers[2];
        for (size_t k = 0; k < 2; k++)
            answers[k] = isnan(v[k]) ? SCALE_MISSING : (int)v[k];
        const size_t into[2] = {0, i < cut ? 1 : 2};
        for (size_t k = 0; k < 2; k++) {
            if (answers[0] >= 0 && answers[1] >= 0)
                crosstab_add(&table[into[k]], (size_t)answers[0],
                             (size_t)answers[1], 1);
            if (scale_add(&scale[into[k]], answers, &d) != 0)
                check_broken(c, &d);
        }
    }
    crosstab_merge(&table[1], &table[2]);
    scale_merge(&scale[1], &scale[2]);
    if (memcmp(table[0].n, table[1].n, 256 * sizeof *table[0].n) != 0)
        check_count(c, "tables that differ", 1, 0);
    if (memcmp(scale[0].pairs, scale[1].pairs, 3 * sizeof *scale[0].pairs) != 0)
        check_count(c, "scales that differ", 1, 0);
    for (size_t k = 0; k < 3; k++) {
        crosstab_close(&table[k]);
        scale_close(&scale[k]);
    }
}

static int64_t split_file(struct check *c, const struct frame *f)
{
    size_t splits = conformance_lite() ? 2 : SPLITS;
    for (size_t x = 0; x < f->columns; x++)
        for (size_t s = 0; s < splits; s++) {
            uint64_t seed = mixhash(x, s, 1);
            split_column(c, f, x, seed);
            if (x + 1 < f->columns && is_rating(f, x) && is_rating(f, x + 1))
                split_ratings(c, f, x, seed);
        }
    return (int64_t)(f->columns * splits);
}

static void run_file(const char *folder, const char *name, struct tally *t)
{
    char id[128], part[128];
    struct frame f;
    struct diag d = {0};
    snprintf(id, sizeof id, "merge_%s", name);
    struct check c = {.id = id, .folder = folder};
    int64_t splits = 0;
    if (frame_read(&f, folder, name, &d) != 0)
        check_broken(&c, &d);
    else
        splits = split_file(&c, &f);
    snprintf(part, sizeof part, "%zu rows, %lld splits", f.rows,
             (long long)splits);
    c.part = part;
    check_end(&c, t);
    frame_free(&f);
}

static int is_csv(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 4 && strcmp(entry->d_name + length - 4, ".csv") == 0;
}

void cases_merge(const char *folder, struct tally *t)
{
    static const char *const folders[] = {"data", "nist"};
    for (size_t k = 0; k < COUNT_OF(folders); k++) {
        struct dirent **list;
        char *path = mem_format("%s/%s", folder, folders[k]);
        int count = scandir(path, &list, is_csv, alphasort);
        if (count <= 0)
            check_skip("merge", "no data sets", t);
        for (int i = 0; i < count; i++) {
            run_file(path, list[i]->d_name, t);
            free(list[i]);
        }
        if (count >= 0)
            free(list);
        free(path);
    }
}
