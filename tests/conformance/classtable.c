/* classtable.c - see classtable.h. */
#include "tests/conformance/classtable.h"

#include "lib/mem.h"

#include <math.h>
#include <string.h>

enum { STATES = 10 };

static int find_all(const struct frame *f, const char *const *names, size_t *at,
                    size_t *count, struct diag *d)
{
    for (*count = 0; *count < CLASSTABLE_MOST && names[*count] != NULL;
         ++*count)
        if (frame_find(f, names[*count], &at[*count], d) != 0)
            return -1;
    return 0;
}

static int find_reals(struct table *t, const char *const *names, struct diag *d)
{
    const char *plain[CLASSTABLE_MOST] = {0};
    for (size_t i = 0; i < CLASSTABLE_MOST && names[i] != NULL; i++) {
        t->log[i] = strncmp(names[i], "log:", 4) == 0;
        plain[i] = names[i] + (t->log[i] ? 4 : 0);
    }
    return find_all(&t->frame, plain, t->reals, &t->n_reals, d);
}

/* The codes of a class column, which must leave no state without rows. */
static void measure_class(struct table *t, size_t i)
{
    double low = INFINITY, high = -INFINITY;
    for (size_t r = 0; r < t->frame.rows; r++) {
        double x = t->frame.values[r * t->frame.columns + t->classes[i]];
        low = x < low ? x : low;
        high = x > high ? x : high;
    }
    t->low[i] = low;
    t->states[t->n_scales + i] = (uint16_t)(high - low + 1);
}

static int table_read(struct table *t, const char *folder, const struct plan *p,
                      struct diag *d)
{
    *t = (struct table){0};
    if (frame_read(&t->frame, folder, p->file, d) != 0 ||
        find_all(&t->frame, p->scales, t->scales, &t->n_scales, d) != 0 ||
        find_all(&t->frame, p->classes, t->classes, &t->n_classes, d) != 0 ||
        find_reals(t, p->reals, d) != 0)
        return -1;
    for (size_t i = 0; i < t->n_scales; i++)
        t->states[i] = STATES;
    for (size_t i = 0; i < t->n_classes; i++)
        measure_class(t, i);
    return 0;
}

static const double *row_at(const struct table *t, size_t r)
{
    return t->frame.values + r * t->frame.columns;
}

static int is_complete(const struct table *t, size_t r)
{
    const double *x = row_at(t, r);
    for (size_t i = 0; i < t->n_scales; i++)
        if (isnan(x[t->scales[i]]))
            return 0;
    for (size_t i = 0; i < t->n_classes; i++)
        if (isnan(x[t->classes[i]]))
            return 0;
    return 1;
}

static void code_row(const struct table *t, size_t r, struct coded *c, size_t i)
{
    const double *x = row_at(t, r);
    uint8_t *code = c->code + i * c->width;
    for (size_t j = 0; j < t->n_scales; j++) {
        double value = x[t->scales[j]];
        code[j] = isnan(value) ? STATES : (uint8_t)value;
    }
    for (size_t j = 0; j < t->n_classes; j++) {
        double value = x[t->classes[j]] - t->low[j];
        code[t->n_scales + j] =
            isnan(value) ? (uint8_t)t->states[t->n_scales + j] : (uint8_t)value;
    }
    for (size_t j = 0; j < t->n_reals; j++) {
        double value = x[t->reals[j]];
        c->real[i * t->n_reals + j] = t->log[j] ? log(value) : value;
    }
}

static int make_coded(struct coded *c, const struct table *t, int complete,
                      struct diag *d)
{
    size_t n = 0;
    for (size_t r = 0; r < t->frame.rows; r++)
        n += !complete || is_complete(t, r);
    if (coded_open(c, n, t->n_scales, t->n_classes, t->n_reals, t->states, d) !=
        0)
        return -1;
    for (size_t cell = 0; cell < c->scale_cells; cell++)
        c->value[cell] = (double)(cell % (STATES + 1));
    for (size_t r = 0, i = 0; r < t->frame.rows; r++)
        if (!complete || is_complete(t, r))
            code_row(t, r, c, i++);
    return coded_finish(c, d);
}

void bench_close(struct bench *b)
{
    mixture_starts_free(&b->starts);
    coded_moments_free(&b->moments);
    coded_free(&b->data);
    frame_free(&b->table.frame);
}

int bench_open(struct bench *b, struct check *c, const struct plan *p)
{
    struct diag d = {0};
    *b = (struct bench){.em = {.tolerance = 1e-12, .max_rounds = 20000}};
    if (table_read(&b->table, c->folder, p, &d) == 0 &&
        make_coded(&b->data, &b->table, p->complete, &d) == 0 &&
        coded_moments_make(&b->moments, &b->data, 1, 65536, &d) == 0 &&
        mixture_starts_make(&b->starts, &b->data, &b->moments, &b->em, &d) == 0)
        return 0;
    return check_broken(c, &d);
}

const double *classtable_row(const struct bench *b, size_t r)
{
    return row_at(&b->table, r);
}
