/* linked.c - see linked.h. */
#include "report/linked.h"

#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double NOTHING = 1e-9;

/* Rows that stand for the known figures; row i begins at atom pivot[i]. */
struct echelon {
    double *row;
    size_t *pivot;
    size_t rows, atoms;
};

/* Whether there is an atom in it. */
static bool read_row(const struct linked *l, size_t figure, double *row)
{
    bool any = false;
    for (size_t i = 0; i < l->atoms; i++) {
        row[i] = l->part[figure * l->atoms + i];
        any |= row[i] != 0;
    }
    return any;
}

/* Takes off ROW what the rows there are explain; the largest that is left, or
 * atoms if nothing is. */
static size_t reduce(const struct echelon *e, double *row)
{
    size_t largest = e->atoms;
    for (size_t i = 0; i < e->rows; i++) {
        double factor = row[e->pivot[i]];
        const double *other = e->row + i * e->atoms;
        for (size_t k = 0; factor != 0 && k < e->atoms; k++)
            row[k] -= factor * other[k];
    }
    for (size_t k = 0; k < e->atoms; k++)
        if (fabs(row[k]) > NOTHING &&
            (largest == e->atoms || fabs(row[k]) > fabs(row[largest])))
            largest = k;
    return largest;
}

static void add_row(struct echelon *e, size_t pivot)
{
    double *row = e->row + e->rows * e->atoms, by = row[pivot];
    for (size_t k = 0; k < e->atoms; k++)
        row[k] /= by;
    e->pivot[e->rows++] = pivot;
}

bool linked_find(const struct linked *l, const bool *known, bool *follows)
{
    size_t n = 0;
    for (size_t i = 0; i < l->figures; i++) {
        follows[i] = false;
        n += known[i];
    }
    if ((double)n * (double)n * (double)l->atoms > LINKED_MOST)
        return false;
    struct echelon e = {.atoms = l->atoms};
    e.row = mem_alloc((n + 1) * (l->atoms + 1) * sizeof *e.row);
    e.pivot = mem_alloc((n + 1) * sizeof *e.pivot);
    for (int hidden = 0; hidden < 2; hidden++)
        for (size_t i = 0; i < l->figures; i++) {
            double *row = e.row + e.rows * e.atoms;
            if (known[i] != !hidden)
                continue;
            if (!read_row(l, i, row))
                continue;
            size_t pivot = reduce(&e, row);
            if (hidden)
                follows[i] = pivot == e.atoms;
            else if (pivot < e.atoms)
                add_row(&e, pivot);
        }
    free(e.row);
    free(e.pivot);
    return true;
}
