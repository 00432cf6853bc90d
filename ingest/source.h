/*
 * source.h - the kinds of input: what their rows hold and where it goes.
 *
 * One const table, in the order of loading: a kind stands after the kinds it
 * refers to. A new kind is one entry (and a file, if its rows are peculiar).
 * docs/formats.md describes every field to people.
 */
#ifndef SOURCE_H
#define SOURCE_H

#include "ingest/cell.h"
#include "lib/attr.h"
#include "lib/diag.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Things that have a text id of their own and a key in the warehouse. */
enum entity {
    ENTITY_NONE,
    ENTITY_ORGANIZATION,
    ENTITY_TOPIC,
    ENTITY_MEMBER,
    ENTITY_COURSE,
    ENTITY_VENUE,
    ENTITY_INSTRUCTOR,
    ENTITY_OFFERING,
    ENTITY_SESSION,
    ENTITY_INTERVIEW,
    ENTITY_COUNT
};

struct field {
    const char *name;
    const char *other; /* a name it may have instead: "hours" for minutes */
    enum study_unit other_unit; /* what the other name says of the unit */
    enum cell_type type;
    bool required;
    bool apart; /* not a column of the insert: the kind's own code takes it */
    const char *const *words; /* of CELL_WORD, NULL-ended */
    bool closed;              /* the study cannot add words */
    int64_t low, high;        /* of the value, in the units of the warehouse */
    const char *not_before;   /* the field that holds its earliest value */
    enum entity refers;       /* the cell is an id of this entity */
    const char *link; /* the cell is a list of ids: the insert of (key of the
                         row, key of the element, batch, line) */
};

enum { SOURCE_FIELDS = 24, SOURCE_ALSO = 2 };

struct loading;
struct loader;
struct batch;

/* Loads one input. */
typedef int source_load(struct loading *l, struct batch *batch, struct diag *d);

/* Stores what the current row holds beside the row of its own table. */
typedef int source_also(struct loader *l, struct diag *d);

struct source {
    const char *kind;   /* inputs[].kind */
    enum entity entity; /* what a row describes; ENTITY_NONE: a fact */
    /*
     * All inputs of the kind share one set of keys, so when one of them
     * changes all of them are loaded again. Always so for entities.
     */
    bool together;
    /* The key (of an entity), the fields that are neither apart nor a list,
       batch, line. NULL where the kind has its own load. */
    const char *insert;
    /* Beside it, where many rows are worth it: the table of an entity without
       earlier rows, and all its columns up to a NULL, as bulk_open_entity() has
       them. */
    const char *table;
    const char *const *columns;
    /* The fields, up to a NULL, that no two rows may share. */
    const char *unique[5];
    /* Of rows with the same such fields, none stands if they differ in this
       one, an id of another kind. NULL: the first stands. */
    const char *owner;
    /* The same of rows in the warehouse, joined by x'1f', and batch, line. */
    const char *unique_select;
    /* Rows with one id describe one entity, as interviews with their themes. */
    bool repeats;
    bool attributes; /* it also takes fields named "attribute.NAME" */
    source_also *also;
    const char *also_insert[SOURCE_ALSO];
    size_t also_columns[SOURCE_ALSO];
    /* In the place of also_insert[i]: a table without an index, and all its
       columns up to a NULL, as bulk_open_table() has them. */
    const char *also_table[SOURCE_ALSO];
    const char *const *also_names[SOURCE_ALSO];
    const char *beside; /* a kind that its rows are compared with, too */
    source_load *load;  /* NULL: load_rows() of load.h */
    struct field fields[SOURCE_FIELDS]; /* up to a NULL name */
};

extern const struct source source_table[]; /* up to a NULL kind */

size_t source_count(void);

/* NULL if there is no such kind. */
const struct source *source_find(const char *kind);

/* Fails: there is no KIND, but there are these. */
int source_fail_kind(const char *kind, struct diag *d);

size_t source_fields(const struct source *source);

/* The place of the field NAME, or of the field that may be named so; -1. */
long source_field(const struct source *source, const char *name);

/* The place of the first field that refers to the kind's own entity; -1. */
long source_own_reference(const struct source *source);

/* Whether rows of SOURCE name members that others describe. */
bool source_names_members(const struct source *source);

/* Whether rows of SOURCE name things that rows of OTHER describe. */
bool source_refers(const struct source *source, const struct source *other);

#endif
