/*
 * seating_table.h - one round of seating.h as it is put to math/assign.h: what
 * each member may choose, and what is left of each class.
 *
 * Internal to seating.h.
 */
#ifndef SEATING_TABLE_H
#define SEATING_TABLE_H

#include "analyze/math/assign.h"
#include "analyze/recommend/bars.h"
#include "analyze/recommend/seating.h"

enum seating_step { SEATING_REQUIRED, SEATING_WISHED };

/* A class that a member holds already. */
struct seating_held {
    uint32_t member, class;
    bool called;
};

/* One round: the problem as it is put, and where its choices come from. */
struct seating_table {
    const struct run *r;
    const struct classes *c;
    const struct seating_options *o;
    const struct reach *reach;
    struct bars *bars;
    enum seating_step round;
    const struct seating_held *held; /* by member */
    size_t n_held, held_at;          /* of the member at hand */
    struct assign_choice *choice;
    int8_t *requirement; /* by choice: a rule, below 64, or -1 */
    size_t count, room, rule_room;
    size_t *starts;
    uint8_t *quota;
    struct assign_class *class;
};

/* Fills choices, starts, quota and class; the rest is set. S: places given. */
void seating_table_fill(struct seating_table *t, const struct seating *s);
void seating_table_free(struct seating_table *t);

/* For struct assign_problem: whether nobody can have both A and B. */
bool seating_table_clash(const void *table, uint32_t a, uint32_t b);

#endif
