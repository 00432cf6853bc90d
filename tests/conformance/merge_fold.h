/*
 * merge_fold.h - rows of a table cut into parts, each an accumulator of its
 * own, and these merged: in order, and as a tree.
 */
#ifndef CONFORMANCE_MERGE_FOLD_H
#define CONFORMANCE_MERGE_FOLD_H

#include "tests/conformance/merge.h"

enum { MERGE_PARTS = 40, MERGE_SMALL = 80 };

/* Part p is the rows cut[p] .. cut[p + 1] - 1; it may be empty. */
struct merge_split {
    const char *name;
    size_t *cut;
    size_t parts;
};

/*
 * The N-th way to cut R: into single rows; around the runs of missing rows,
 * with an empty part behind each; into 2 to MERGE_PARTS parts anywhere, by
 * 20 seeds; into halves, at every place if there are at most MERGE_SMALL rows,
 * else at four. LITE: a few of them. Returns 0 when there is no N-th. free()
 * cut.
 */
int merge_split_make(struct merge_split *s, const struct merge_rows *r,
                     size_t n, int lite);

/* The figures of rows FROM .. TO - 1 in one. */
struct merge_figures merge_whole(const struct merge_kind *k,
                                 const struct merge_rows *r, size_t from,
                                 size_t to);

/*
 * The figures of the parts of S: IN_ORDER, each merged into what those before
 * it came to; AS_TREE, neighbours, and then what they came to.
 */
void merge_parts(const struct merge_kind *k, const struct merge_rows *r,
                 const struct merge_split *s, struct merge_figures *in_order,
                 struct merge_figures *as_tree);

#endif
