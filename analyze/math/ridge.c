/* ridge.c - see ridge.h. */
#include "analyze/math/ridge.h"

#include "analyze/math/spd.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int64_t *zeros(size_t count)
{
    int64_t *list = mem_array(NULL, count, sizeof *list);
    memset(list, 0, count * sizeof *list);
    return list;
}

void ridge_open(struct ridge *r, size_t topics, size_t courses)
{
    *r = (struct ridge){.topics = topics, .courses = courses};
    r->zz = zeros(topics * topics);
    r->zx = zeros(topics * courses);
}

void ridge_close(struct ridge *r)
{
    free(r->zz);
    free(r->zx);
    *r = (struct ridge){0};
}

void ridge_add(struct ridge *r, const struct ridge_wish *wish, size_t n_wishes,
               const uint32_t *taken, size_t n_taken)
{
    for (size_t i = 0; i < n_wishes; i++) {
        int64_t *row = r->zz + wish[i].topic * r->topics;
        for (size_t j = i; j < n_wishes; j++)
            row[wish[j].topic] += (int64_t)wish[i].amount * wish[j].amount;
        int64_t *courses = r->zx + wish[i].topic * r->courses;
        for (size_t t = 0; t < n_taken; t++)
            courses[taken[t]] += wish[i].amount;
    }
    r->members += n_wishes > 0;
}

/* OUT = P Z'X, P the inverse, topics in their order. */
static void multiply(const struct ridge *r, const double *p, double unit,
                     double *out)
{
    size_t n = r->courses;
    memset(out, 0, r->topics * n * sizeof *out);
    for (size_t t = 0; t < r->topics; t++)
        for (size_t s = 0; s < r->topics; s++) {
            double weight = p[t * r->topics + s] / unit;
            for (size_t c = 0; c < n; c++)
                out[t * n + c] += weight * (double)r->zx[s * n + c];
        }
}

int ridge_solve(const struct ridge *r, double unit, double mu, double *out,
                struct diag *d)
{
    size_t n = r->topics;
    if (!(mu > 0) || !isfinite(mu))
        return diag_fail(d, "mu is %g; it must be above 0", mu);
    double *p = mem_array(NULL, n * n, sizeof *p);
    for (size_t i = 0; i < n; i++)
        for (size_t j = i; j < n; j++)
            p[i * n + j] =
                (double)r->zz[i * n + j] / (unit * unit) + (i == j ? mu : 0);
    int status = spd_invert(p, n, d);
    if (status == 0)
        multiply(r, p, unit, out);
    free(p);
    return status;
}
