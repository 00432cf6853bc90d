/*
 * tree.h - the tree of organisations, and counts of members summed up it.
 *
 * Node 0 is the whole membership and has no id; the organisations follow, each
 * behind the one above it and, within that, in the byte order of ids. An
 * organisation whose chain of parents runs in a ring hangs from node 0.
 */
#ifndef TREE_H
#define TREE_H

#include "lib/arena.h"
#include "lib/attr.h"
#include "lib/diag.h"

#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

/* Starts as {0}. */
struct tree {
    size_t count;           /* nodes, at least 1 */
    const char **id;        /* of node 0: "" */
    const char **name;      /* of node 0: "" */
    const char **parent_id; /* NULL where there is none */
    size_t *parent;         /* SUPPRESS_TOP for node 0, else a smaller node */
    int64_t *key;           /* of the warehouse, rising */
    size_t *node;           /* of key[i] */
    struct arena arena;
};

/* Call tree_free() in either case. */
int tree_read(struct tree *t, sqlite3 *db, struct diag *d) MUST_CHECK;
void tree_free(struct tree *t);

/* The node of the organisation KEY; 0 if there is none. */
size_t tree_find(const struct tree *t, int64_t key);

/* Adds the WIDTH parts of every node to those of all nodes above it. */
void tree_sum(const struct tree *t, int64_t *parts, size_t width);

#endif
