/*
 * merge.h - what is shown of every accumulator: that parts, merged, are the
 * whole.
 *
 * A kind says how one accumulator of the programs is opened, fed with rows of
 * a table, merged, and what figures come of it. Any kind takes any table: a
 * row has six numbers, and the same as codes of a scale, whatever the columns
 * are. The test that runs all kinds over all tables is case_merge.c.
 */
#ifndef CONFORMANCE_MERGE_H
#define CONFORMANCE_MERGE_H

#include "tests/conformance/frame.h"

#include <stddef.h>
#include <stdint.h>

enum {
    MERGE_CELLS = 6,
    MERGE_CODES = 16, /* of a scale */
    MERGE_FINE = 256, /* of a finer one */
    MERGE_FIGURES = 100,
    MERGE_MISSING = 3 /* runs of rows of which all is missing */
};

/* One row; NaN, and -1, where a value is missing. */
struct merge_row {
    double value[MERGE_CELLS];
    int code[MERGE_CELLS]; /* the value's place, in 16 classes: 0 .. 15 */
    int fine[MERGE_CELLS]; /* in 256 */
    double weight;         /* most above 0 */
};

/*
 * The rows of a table, beginning at one of its columns: the cells of a row are
 * that column and those behind it, and behind the last the first again, a row
 * further on. Rows of which all is missing stand before, among and behind.
 */
struct merge_rows {
    struct merge_row *row;
    size_t count;
    uint8_t *byte[MERGE_CELLS]; /* the codes by column; MERGE_CODES: missing */
    double mean[MERGE_CELLS], sd[MERGE_CELLS];
    size_t missing[MERGE_MISSING][2]; /* where those runs begin and end */
};

/* merge_rows_free() it. */
void merge_rows_make(struct merge_rows *r, const struct frame *f,
                     size_t column);
void merge_rows_free(struct merge_rows *r);

/*
 * A figure may differ by TOLERANCE of itself, or of SIZE if that is more: of
 * what it is a sum of, where terms may cancel.
 */
struct merge_figure {
    const char *name;
    double value, size, tolerance;
};

struct merge_figures {
    size_t count;
    struct merge_figure of[MERGE_FIGURES];
};

/* To the bit: what whole numbers lead to. */
void merge_exact(struct merge_figures *f, const char *name, double value);

/* To 1e-12; merge_high() to 1e-9: third and fourth moments. */
void merge_near(struct merge_figures *f, const char *name, double value,
                double size);
void merge_high(struct merge_figures *f, const char *name, double value,
                double size);

/* An operation that should have worked: ends the program if it did not. */
void merge_must(int status, const struct diag *d);

struct merge_kind {
    const char *name;
    size_t size; /* bytes of an accumulator */
    void (*open)(void *a, const struct merge_rows *r);
    /* Adds rows FROM .. TO - 1. */
    void (*add)(void *a, const struct merge_rows *r, size_t from, size_t to);
    void (*merge)(void *a, const void *other);
    /* The same figures in the same order for any rows. */
    void (*finish)(void *a, const struct merge_rows *r,
                   struct merge_figures *f);
    void (*close)(void *a);
};

/* merge_moments.c */
extern const struct merge_kind merge_moments, merge_weighted, merge_counted,
    merge_comoments, merge_groups, merge_strata;
/* merge_tables.c */
extern const struct merge_kind merge_counts, merge_crosstab, merge_pairs,
    merge_raking, merge_overlap, merge_friedman;
/* merge_changes.c */
extern const struct merge_kind merge_changes, merge_changelist, merge_scores;
/* merge_needs.c */
extern const struct merge_kind merge_needs, merge_needs_weighted, merge_scale,
    merge_scale_columns;
/* merge_courses.c */
extern const struct merge_kind merge_gram, merge_spread, merge_due,
    merge_digest;
/* merge_classes.c */
extern const struct merge_kind merge_kmeans;

#endif
