/*
 * strangers.h - warns of words in the policy and the settings that no fact
 * uses: most often they are misspelt, and their rule binds nobody.
 */
#ifndef STRANGERS_H
#define STRANGERS_H

#include "analyze/run.h"

/* Roles, statuses and attributes of the rules of r->policy, and of whom its
   eligibility names. */
void strangers_in_policy(const struct run *r);

/* The attributes of record.peers. */
void strangers_in_peers(const struct run *r);

#endif
