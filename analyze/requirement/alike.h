/*
 * alike.h - whether two rules ask the same of the same: all but the amount.
 */
#ifndef ALIKE_H
#define ALIKE_H

#include "analyze/requirement/rule.h"

/* The same people, by the words of the policy in any order. */
bool alike_who(const struct rule_who *a, const struct rule_who *b);

/* The same learning, in the same unit; and over the same time. */
bool alike_what(const struct rule *a, const struct rule *b);
bool alike_window(const struct rule *a, const struct rule *b);

/* Whether both are in force on some day. */
bool alike_time(const struct rule *a, const struct rule *b);

#endif
