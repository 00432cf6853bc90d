/*
 * state.h - the states in which a member can be with a requirement.
 */
#ifndef STATE_H
#define STATE_H

#include <stddef.h>

enum state {
    STATE_MET,
    STATE_ON_TRACK,
    STATE_DUE,
    STATE_OVERDUE,
    STATE_EXEMPT,
    STATE_COUNT /* none of them */
};

/* STATE_COUNT for an unknown word. */
enum state state_find(const char *word);

/* "on-track"; NULL for STATE_COUNT. */
const char *state_name(enum state state);

#endif
