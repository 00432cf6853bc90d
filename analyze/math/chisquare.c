/* chisquare.c - see chisquare.h. */
#include "analyze/math/chisquare.h"

#include "analyze/math/proportion.h"
#include "analyze/math/tail.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>

/* The sums of a table, and how many of them are not 0. */
struct margins {
    double *row, *column, n;
    double rows, columns;
};

static double fill(double *sum, size_t count,
                   int64_t (*of)(const struct crosstab *, size_t),
                   const struct crosstab *t)
{
    double used = 0;
    for (size_t i = 0; i < count; i++) {
        sum[i] = (double)of(t, i);
        used += sum[i] > 0;
    }
    return used;
}

static struct margins margins_of(const struct crosstab *t)
{
    struct margins m = {.row = mem_array(NULL, t->rows, sizeof *m.row),
                        .column = mem_array(NULL, t->columns, sizeof *m.column),
                        .n = (double)crosstab_total(t)};
    m.rows = fill(m.row, t->rows, crosstab_row, t);
    m.columns = fill(m.column, t->columns, crosstab_column, t);
    return m;
}

static void margins_free(struct margins *m)
{
    free(m->row);
    free(m->column);
}

/* Adds up X2 and G2 of the cells that are not left out. */
static void add_cells(struct chisquare *r, const struct crosstab *t,
                      const struct margins *m)
{
    for (size_t i = 0; i < t->rows; i++) {
        for (size_t j = 0; j < t->columns; j++) {
            double seen = (double)crosstab_at(t, i, j);
            double expected = m->row[i] * m->column[j] / m->n;
            if (expected > 0)
                r->x2 += (seen - expected) * (seen - expected) / expected;
            if (seen > 0)
                r->g2 += 2 * seen * log(seen / expected);
        }
    }
}

static double corrected_v(double phi2, const struct margins *m)
{
    double n1 = m->n - 1, r = m->rows - 1, c = m->columns - 1;
    double rest = fmax(0, phi2 - r * c / n1);
    return sqrt(rest / fmin(r - r * r / n1, c - c * c / n1));
}

struct chisquare chisquare_test(const struct crosstab *t)
{
    struct margins m = margins_of(t);
    struct chisquare r = {.n = (int64_t)m.n};
    if (m.rows < 2 || m.columns < 2) {
        r = (struct chisquare){r.n, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    } else {
        add_cells(&r, t, &m);
        r.df = (m.rows - 1) * (m.columns - 1);
        struct tail p = tail_chisq(r.x2, r.df);
        r.p = p.p;
        r.log10_p = p.log10_p;
        r.v = sqrt(r.x2 / (m.n * (fmin(m.rows, m.columns) - 1)));
        r.v_corrected = corrected_v(r.x2 / m.n, &m);
        r.contingency = sqrt(r.x2 / (r.x2 + m.n));
    }
    margins_free(&m);
    return r;
}

void chisquare_residuals(const struct crosstab *t, double *pearson,
                         double *standard)
{
    struct margins m = margins_of(t);
    for (size_t i = 0; i < t->rows; i++) {
        for (size_t j = 0; j < t->columns; j++) {
            double a = m.row[i] / m.n, b = m.column[j] / m.n;
            double expected = m.n * a * b;
            double e =
                expected > 0
                    ? ((double)crosstab_at(t, i, j) - expected) / sqrt(expected)
                    : NAN;
            if (pearson != NULL)
                pearson[i * t->columns + j] = e;
            if (standard != NULL)
                standard[i * t->columns + j] = e / sqrt((1 - a) * (1 - b));
        }
    }
    margins_free(&m);
}

struct chisquare chisquare_yates(const int64_t cells[4])
{
    double a = (double)cells[0], b = (double)cells[1], c = (double)cells[2],
           e = (double)cells[3], n = a + b + c + e;
    double whole = (a + b) * (c + e) * (a + c) * (b + e);
    double gap = fmax(0, fabs(a * e - b * c) - n / 2);
    int64_t copy[4] = {cells[0], cells[1], cells[2], cells[3]};
    struct crosstab t = {.rows = 2, .columns = 2, .n = copy};
    struct chisquare r = chisquare_test(&t);
    r.x2 = whole > 0 ? n * gap * gap / whole : NAN;
    struct tail p = tail_chisq(r.x2, 1);
    r.p = p.p;
    r.log10_p = p.log10_p;
    return r;
}

struct mcnemar mcnemar_test(int64_t b, int64_t c)
{
    double sum = (double)b + (double)c, gap = fabs((double)b - (double)c);
    double less = fmax(0, gap - 1);
    struct mcnemar r = {NAN, NAN, NAN, NAN, NAN};
    if (!(sum > 0))
        return r;
    r.x2 = gap * gap / sum;
    r.x2_corrected = less * less / sum;
    r.p = tail_chisq(r.x2, 1).p;
    r.p_corrected = tail_chisq(r.x2_corrected, 1).p;
    r.p_exact = proportion_test(b, b + c, 0.5);
    return r;
}
