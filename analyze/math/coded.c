/* coded.c - see coded.h. */
#include "analyze/math/coded.h"

#include "analyze/math/moments.h"
#include "analyze/math/patterns.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int fits(size_t n, size_t scales, size_t classes, size_t reals,
                const uint16_t *states, struct diag *d)
{
    if (n >= UINT32_MAX || scales + reals > CODED_DIMS || classes > UINT16_MAX)
        return diag_fail(d,
                         "%zu rows of %zu numbers and %zu choices are "
                         "too many: at most %d numbers can be compared",
                         n, scales + reals, classes, CODED_DIMS);
    for (size_t j = 0; j < scales + classes; j++)
        if (states[j] == 0 || states[j] > CODED_STATES)
            return diag_fail(d, "a question of %u answers", states[j]);
    return 0;
}

static void make_room(struct coded *c)
{
    c->dims = c->scales + c->reals;
    c->width = c->scales + c->classes + c->reals;
    c->code = mem_array(NULL, c->n, c->width > 0 ? c->width : 1);
    c->real = mem_array(NULL, c->n, (c->reals + 1) * sizeof *c->real);
    c->row = mem_array(NULL, c->n, sizeof *c->row);
    c->mean = mem_alloc(c->dims * sizeof *c->mean);
    c->sd = mem_alloc(c->dims * sizeof *c->sd);
    c->least = mem_alloc(c->dims * sizeof *c->least);
    c->first = mem_alloc((c->scales + c->classes + 1) * sizeof *c->first);
}

int coded_open(struct coded *c, size_t n, size_t scales, size_t classes,
               size_t reals, const uint16_t *states, struct diag *d)
{
    *c = (struct coded){
        .n = n, .scales = scales, .classes = classes, .reals = reals};
    if (fits(n, scales, classes, reals, states, d) != 0)
        return -1;
    make_room(c);
    for (size_t j = 0; j < scales + classes; j++)
        c->first[j + 1] = c->first[j] + states[j] + 1;
    c->scale_cells = c->first[scales];
    c->cells = c->first[scales + classes];
    c->value = mem_alloc(c->scale_cells * sizeof *c->value);
    for (size_t i = 0; i < n; i++)
        c->row[i] = (uint32_t)i;
    return 0;
}

void coded_free(struct coded *c)
{
    free(c->first);
    free(c->code);
    free(c->real);
    free(c->value);
    free(c->mean);
    free(c->sd);
    free(c->least);
    free(c->row);
    free(c->pattern);
    free(c->lacks);
    free(c->lacking);
    packs_free(&c->packs);
    *c = (struct coded){0};
}

size_t coded_states(const struct coded *c, size_t column)
{
    return c->first[column + 1] - c->first[column] - 1;
}

static int check_codes(const struct coded *c, struct diag *d)
{
    for (size_t i = 0; i < c->n; i++) {
        const uint8_t *code = c->code + i * c->width;
        for (size_t j = 0; j < c->scales + c->classes; j++)
            if (code[j] > coded_states(c, j))
                return diag_fail(d, "row %zu, column %zu: no such answer",
                                 i + 1, j + 1);
    }
    return 0;
}

/* Marks the real numbers that are missing. */
static int mark_reals(struct coded *c, struct diag *d)
{
    for (size_t i = 0; i < c->n; i++)
        for (size_t q = 0; q < c->reals; q++) {
            double x = c->real[i * c->reals + q];
            if (isinf(x))
                return diag_fail(d, "row %zu: a number is not finite", i + 1);
            c->code[i * c->width + c->scales + c->classes + q] =
                (uint8_t)(isnan(x) != 0);
        }
    return 0;
}

/* The moments of one dim, each row with its code's value or its number. */
static struct moments measure(const struct coded *c, size_t dim)
{
    struct moments m = {0};
    if (dim >= c->scales) {
        for (size_t i = 0; i < c->n; i++) {
            double x = c->real[i * c->reals + dim - c->scales];
            if (!isnan(x))
                moments_add(&m, x, 1);
        }
        return m;
    }
    size_t states = coded_states(c, dim);
    int64_t count[CODED_STATES + 1] = {0};
    for (size_t i = 0; i < c->n; i++)
        count[c->code[i * c->width + dim]]++;
    for (size_t s = 0; s < states; s++)
        if (count[s] > 0)
            moments_add(&m, c->value[c->first[dim] + s], (double)count[s]);
    return m;
}

/* The variance that rounding to the smallest step of a scale adds. */
static double rounding(const struct coded *c, size_t dim)
{
    double least = INFINITY;
    for (size_t a = c->first[dim]; a + 1 < c->first[dim + 1]; a++)
        for (size_t b = c->first[dim]; b < a; b++) {
            double step = fabs(c->value[a] - c->value[b]);
            least = step > 0 && step < least ? step : least;
        }
    return isfinite(least) ? least * least / 12 : 0;
}

static int standardize(struct coded *c, size_t dim, struct diag *d)
{
    struct moments m = measure(c, dim);
    double mean = moments_mean(&m);
    double sd = sqrt(moments_variance_frequency(&m));
    if (!(sd > 0) || !isfinite(sd))
        return diag_fail(d, "column %zu: all answers are equal", dim + 1);
    c->mean[dim] = mean;
    c->sd[dim] = sd;
    c->jacobian += m.weight * log(sd);
    if (dim >= c->scales) {
        for (size_t i = 0; i < c->n; i++) {
            double *x = c->real + i * c->reals + dim - c->scales;
            *x = isnan(*x) ? 0 : (*x - mean) / sd;
        }
        return 0;
    }
    size_t states = coded_states(c, dim);
    for (size_t s = 0; s < states; s++) {
        double *value = c->value + c->first[dim] + s;
        *value = (*value - mean) / sd;
    }
    c->value[c->first[dim] + states] = 0;
    c->least[dim] = rounding(c, dim);
    return 0;
}

static bool is_missing(const struct coded *c, const uint8_t *code, size_t dim)
{
    if (dim >= c->scales)
        return code[dim + c->classes] != 0;
    return code[dim] == coded_states(c, dim);
}

const uint16_t *coded_lacks(const struct coded *c, size_t q, size_t *count)
{
    *count = c->lacks[q + 1] - c->lacks[q];
    return c->lacking + c->lacks[q];
}

static void make_mask(const struct coded *c, size_t place, uint64_t *mask)
{
    const uint8_t *code = c->code + place * c->width;
    memset(mask, 0, PATTERNS_WORDS * sizeof *mask);
    for (size_t j = 0; j < c->dims; j++)
        mask[j / 64] |= (uint64_t)is_missing(c, code, j) << j % 64;
}

/* Lists what each pattern lacks, as its first row does. */
static void list_missing(struct coded *c)
{
    size_t room = 0, count = 0;
    c->lacks = mem_alloc((c->patterns + 1) * sizeof *c->lacks);
    for (size_t q = 0; q < c->patterns; q++) {
        const uint8_t *code = c->code + c->pattern[q] * c->width;
        for (size_t j = 0; j < c->dims; j++) {
            if (!is_missing(c, code, j))
                continue;
            c->lacking = mem_grow(c->lacking, count, &room, sizeof *c->lacking);
            c->lacking[count++] = (uint16_t)j;
        }
        c->lacks[q + 1] = count;
    }
}

/* Puts rows of SIZE bytes into the order of FROM. */
static void *reorder(void *old, const uint32_t *from, size_t n, size_t size)
{
    char *sorted = mem_array(NULL, n, size > 0 ? size : 1);
    for (size_t i = 0; i < n; i++)
        memcpy(sorted + i * size, (char *)old + from[i] * size, size);
    free(old);
    return sorted;
}

/* Rows one by one cost the more the more they lack. */
static bool is_many(const struct coded *c, size_t q)
{
    size_t rows = c->pattern[q + 1] - c->pattern[q];
    return rows * (4 + c->lacks[q + 1] - c->lacks[q]) >= CODED_MANY;
}

static void sort_rows(struct coded *c)
{
    struct patterns p;
    uint64_t mask[PATTERNS_WORDS];
    patterns_open(&p, c->n);
    for (size_t i = 0; i < c->n; i++) {
        make_mask(c, i, mask);
        patterns_add(&p, mask);
    }
    uint32_t *from = patterns_finish(&p, &c->pattern);
    c->patterns = p.count;
    patterns_close(&p);
    c->code = reorder(c->code, from, c->n, c->width);
    c->real = reorder(c->real, from, c->n, c->reals * sizeof *c->real);
    c->row = reorder(c->row, from, c->n, sizeof *c->row);
    free(from);
    list_missing(c);
    while (c->held < c->patterns && c->held < CODED_HELD && is_many(c, c->held))
        c->held++;
    packs_make(&c->packs, c->code, c->n, c->width, c->scales, c->classes,
               c->first);
}

int coded_finish(struct coded *c, struct diag *d)
{
    if (check_codes(c, d) != 0 || mark_reals(c, d) != 0)
        return -1;
    for (size_t j = 0; j < c->dims; j++)
        if (standardize(c, j, d) != 0)
            return -1;
    sort_rows(c);
    return 0;
}

static void *copy_of(const void *from, size_t count, size_t size)
{
    void *to = mem_array(NULL, count, size);
    if (count > 0)
        memcpy(to, from, count * size);
    return to;
}

/* The part of the jacobian that these rows have. */
static double sum_jacobian(const struct coded *c)
{
    double sum = 0;
    for (size_t j = 0; j < c->dims; j++) {
        int64_t there = 0;
        for (size_t i = 0; i < c->n; i++)
            there += !is_missing(c, c->code + i * c->width, j);
        sum += (double)there * log(c->sd[j]);
    }
    return sum;
}

void coded_take(struct coded *c, const struct coded *from, const size_t *place,
                size_t count)
{
    *c = (struct coded){.n = count,
                        .scales = from->scales,
                        .classes = from->classes,
                        .reals = from->reals,
                        .cells = from->cells,
                        .scale_cells = from->scale_cells};
    make_room(c);
    size_t columns = c->scales + c->classes;
    memcpy(c->first, from->first, (columns + 1) * sizeof *c->first);
    c->value = copy_of(from->value, c->scale_cells, sizeof *c->value);
    for (size_t j = 0; j < c->dims; j++) {
        c->mean[j] = from->mean[j];
        c->sd[j] = from->sd[j];
        c->least[j] = from->least[j];
    }
    for (size_t i = 0; i < count; i++) {
        memcpy(c->code + i * c->width, from->code + place[i] * c->width,
               c->width);
        for (size_t q = 0; q < c->reals; q++)
            c->real[i * c->reals + q] = from->real[place[i] * c->reals + q];
        c->row[i] = from->row[place[i]];
    }
    c->jacobian = sum_jacobian(c);
    sort_rows(c);
}

void coded_numbers(const struct coded *c, size_t place, double *out)
{
    const uint8_t *code = c->code + place * c->width;
    for (size_t j = 0; j < c->scales; j++)
        out[j] = c->value[c->first[j] + code[j]];
    for (size_t q = 0; q < c->reals; q++)
        out[c->scales + q] = c->real[place * c->reals + q];
}

size_t coded_pattern(const struct coded *c, size_t place)
{
    size_t low = 0, high = c->patterns;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (c->pattern[middle] <= place)
            low = middle;
        else
            high = middle;
    }
    return low;
}

size_t coded_missing(const struct coded *c, size_t place, uint16_t *which)
{
    size_t count;
    const uint16_t *lacks = coded_lacks(c, coded_pattern(c, place), &count);
    for (size_t a = 0; a < count; a++)
        which[a] = lacks[a];
    return count;
}

size_t coded_has(const struct coded *c, size_t q, uint16_t *which)
{
    size_t missing, a = 0, count = 0;
    const uint16_t *lacks = coded_lacks(c, q, &missing);
    for (size_t j = 0; j < c->dims; j++)
        if (a < missing && lacks[a] == j)
            a++;
        else
            which[count++] = (uint16_t)j;
    return count;
}
