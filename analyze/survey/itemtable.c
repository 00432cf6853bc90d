/* itemtable.c - see itemtable.h. */
#include "analyze/survey/itemtable.h"

#include "analyze/math/celltally.h"
#include "analyze/math/sampling.h"
#include "lib/mem.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    STATES = 3,          /* behind the codes: no substance, not shown, none */
    FEW = 16,            /* codes: more are counted item by item */
    MOST_BYTES = 1 << 20 /* of counts that are at hand at a time */
};

/* Which of the counts of a cell each byte adds to. */
static void fill_slots(uint8_t slot[256], int codes)
{
    for (int b = 0; b < 256; b++)
        slot[b] = (uint8_t)(b < codes ? b : codes + STATES - 1);
    slot[ANSWER_BYTE_NO_SUBSTANCE] = (uint8_t)codes;
    slot[ANSWER_BYTE_NOT_SHOWN] = (uint8_t)(codes + 1);
}

static void count_bytes(int64_t *seen, const uint8_t *byte,
                        const uint32_t *cell, size_t n, int codes)
{
    uint8_t slot[256];
    size_t width = (size_t)codes + STATES;
    fill_slots(slot, codes);
    for (size_t i = 0; i < n; i++)
        seen[cell[i] * width + slot[byte[i]]]++;
}

static void count_states(struct itemtable *t, const int64_t *seen)
{
    size_t codes = (size_t)t->codes, width = codes + STATES;
    for (size_t c = 0; c < t->cells; c++) {
        const int64_t *from = seen + c * width;
        memcpy(t->n + c * codes, from, codes * sizeof *from);
        for (size_t k = 0; k < codes; k++)
            t->answered += from[k];
        t->no_substance += from[codes];
        t->not_shown += from[codes + 1];
        t->missing += from[codes + 2];
    }
}

/* Of items that have more codes than bytes, the states alone. */
static void count_wide(struct itemtable *t, const int16_t *wide, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        t->missing += wide[i] == ANSWER_NONE;
        t->not_shown += wide[i] == ANSWER_NOT_SHOWN;
        t->no_substance += wide[i] == ANSWER_NO_SUBSTANCE;
    }
    t->answered = (int64_t)n - t->missing - t->not_shown - t->no_substance;
}

static void open_table(struct itemtable *t, const struct answer_column *c,
                       size_t cells)
{
    *t = (struct itemtable){.cells = cells};
    if (c->wide != NULL)
        return;
    size_t codes = (size_t)c->codes;
    t->codes = c->codes;
    t->code = mem_array(NULL, codes, sizeof *t->code);
    memcpy(t->code, c->code, codes * sizeof *t->code);
    t->n = mem_array(NULL, cells * codes, sizeof *t->n);
}

static void count_one(struct itemtable *t, const struct answers *a, size_t item,
                      const struct weights *w)
{
    const struct answer_column *c = &a->column[item];
    if (c->wide != NULL) {
        count_wide(t, c->wide, a->n);
        return;
    }
    size_t width = (size_t)t->codes + STATES;
    int64_t *seen = mem_alloc(t->cells * width * sizeof *seen);
    count_bytes(seen, c->byte, w->cell, a->n, c->codes);
    count_states(t, seen);
    free(seen);
}

/* The items that are counted together: those of as many codes. */
struct together {
    size_t *item;
    const uint8_t **column;
    size_t count;
    int codes;
};

/* Those from FIRST on that have as many codes as it, few enough. */
static void find_together(struct together *x, const struct answers *a,
                          size_t first)
{
    x->count = 0;
    x->codes = a->column[first].codes;
    for (size_t i = first; i < a->n_items && x->codes <= FEW; i++)
        if (a->column[i].wide == NULL && a->column[i].codes == x->codes) {
            x->column[x->count] = a->column[i].byte;
            x->item[x->count++] = i;
        }
}

/* What is neither a code nor told from it is no answer. */
static void take_tally(struct itemtable *t, const int64_t *tally,
                       const struct together *x, size_t place,
                       const int64_t *people)
{
    size_t codes = (size_t)x->codes, width = codes + STATES;
    int64_t *seen = mem_alloc(t->cells * width * sizeof *seen);
    for (size_t c = 0; c < t->cells; c++) {
        int64_t *to = seen + c * width;
        to[width - 1] = people[c];
        for (size_t v = 0; v + 1 < width; v++) {
            to[v] = tally[(c * (width - 1) + v) * x->count + place];
            to[width - 1] -= to[v];
        }
    }
    count_states(t, seen);
    free(seen);
}

/* False, and nothing is counted, if that would take too much memory. */
static bool count_together(struct itemtable *t, const struct answers *a,
                           const struct weights *w, const struct together *x)
{
    uint8_t value[FEW + STATES];
    size_t values = 0, cells = w->rake.cells;
    for (int b = 0; b < x->codes; b++)
        value[values++] = (uint8_t)b;
    value[values++] = ANSWER_BYTE_NO_SUBSTANCE;
    value[values++] = ANSWER_BYTE_NOT_SHOWN;
    const struct celltally tally = {x->count,  cells,   values,
                                    x->column, w->cell, value};
    if (celltally_bytes(&tally) > MOST_BYTES)
        return false;
    int64_t *people = mem_alloc(cells * sizeof *people);
    int64_t *count = mem_alloc(cells * values * x->count * sizeof *count);
    celltally_add(&tally, a->n, count);
    for (size_t c = 0; c < cells; c++)
        people[c] = (int64_t)w->count[c];
    for (size_t k = 0; k < x->count; k++)
        take_tally(&t[x->item[k]], count, x, k, people);
    free(people);
    free(count);
    return true;
}

void itemtable_make_all(struct itemtable *t, const struct answers *a,
                        const struct weights *w)
{
    struct together x = {.item = mem_array(NULL, a->n_items, sizeof *x.item),
                         .column =
                             mem_array(NULL, a->n_items, sizeof *x.column)};
    bool *done = mem_alloc(a->n_items * sizeof *done);
    for (size_t i = 0; i < a->n_items; i++)
        open_table(&t[i], &a->column[i], w->rake.cells);
    for (size_t i = 0; i < a->n_items; i++) {
        if (done[i])
            continue;
        find_together(&x, a, i);
        bool some = x.count > 1 && count_together(t, a, w, &x);
        for (size_t k = 0; some && k < x.count; k++)
            done[x.item[k]] = true;
        if (!some)
            count_one(&t[i], a, i, w);
    }
    free(x.item);
    free(x.column);
    free(done);
}

void itemtable_free(struct itemtable *t)
{
    free(t->code);
    free(t->n);
    *t = (struct itemtable){0};
}

static int64_t at(const struct itemtable *t, size_t cell, int code)
{
    return t->n[cell * (size_t)t->codes + (size_t)code];
}

struct moments itemtable_moments(const struct itemtable *t,
                                 const uint8_t *careless)
{
    struct moments m = {0};
    for (int k = 0; k < t->codes; k++) {
        int64_t n = 0;
        for (size_t c = 0; c < t->cells; c++)
            if (careless == NULL || !careless[c])
                n += at(t, c, k);
        moments_add_many(&m, t->code[k], n);
    }
    return m;
}

void itemtable_counts(const struct itemtable *t, struct counts *counts)
{
    for (int k = 0; k < t->codes; k++) {
        int place = t->code[k] - counts->first;
        for (size_t c = 0; c < t->cells; c++)
            if (place >= 0 && place < counts->codes)
                counts->n[place] += at(t, c, k);
            else
                counts->refused += at(t, c, k);
    }
}

/* Of each cell, how many answered and the mean of their answers less MEAN. */
static void find_residuals(const struct itemtable *t, double mean,
                           double *times, double *residual)
{
    for (size_t c = 0; c < t->cells; c++) {
        double sum = 0;
        times[c] = 0;
        for (int k = 0; k < t->codes; k++) {
            times[c] += (double)at(t, c, k);
            sum += (double)at(t, c, k) * (t->code[k] - mean);
        }
        residual[c] = times[c] > 0 ? sum / times[c] : 0;
    }
}

static double error_of(const struct itemtable *t, const struct weights *w,
                       double mean, double whole)
{
    double *times = mem_array(NULL, t->cells, sizeof *times);
    double *before = mem_array(NULL, t->cells, sizeof *before);
    double *after = mem_array(NULL, t->cells, sizeof *after);
    struct moments units = {0};
    double population = (double)w->members;
    find_residuals(t, mean, times, before);
    memcpy(after, before, t->cells * sizeof *after);
    sampling_sweep(after, times, t->cells, w->category, w->rake.margins);
    for (size_t c = 0; c < t->cells; c++) {
        double shift = mean + before[c] - after[c];
        for (int k = 0; k < t->codes && w->weight[c] > 0; k++)
            moments_add_many(&units, w->weight[c] * (t->code[k] - shift),
                             at(t, c, k));
    }
    free(times);
    free(before);
    free(after);
    return sqrt(sampling_variance(&units, &population, 1)) / whole;
}

double itemtable_weighted(const struct itemtable *t, const struct weights *w,
                          double *error)
{
    double sum = 0, whole = 0;
    for (size_t c = 0; c < t->cells; c++)
        for (int k = 0; k < t->codes; k++) {
            double weight = w->weight[c] * (double)at(t, c, k);
            whole += weight;
            sum += weight * t->code[k];
        }
    *error = NAN;
    if (!(whole > 0))
        return NAN;
    double mean = sum / whole;
    *error = error_of(t, w, mean, whole);
    return mean;
}
