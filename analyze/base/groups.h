/*
 * groups.h - the groups of members that results are told for.
 *
 * On the day of the study: everybody ("all", value ""); the organisations one
 * step below the roots of the tree ("org", their ids), with all below them;
 * the membership status ("status"); each value of each attribute (the
 * attribute's name, the value; an attribute called as one of these scopes is
 * told as "attribute.NAME"); and the segments ("segment", "S1" ...), where
 * there are some. A member is in one group of each scope at most, and only if
 * a membership holds that day or none was ever told of.
 */
#ifndef GROUPS_H
#define GROUPS_H

#include "analyze/base/sharedlist.h"
#include "analyze/run.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct group {
    const char *scope, *value;
    int64_t members;
};

struct groups {
    struct group *group; /* by scope, then value; the first is "all" */
    size_t n;
    /* Of each member, and of the guests behind them: ascending. Most are in
       the same groups as many others, and have the list of these. */
    struct sharedlist lists;
    struct arena arena;
};

enum { GROUPS_ALL = 0 };

/* Someone who is no member of ours that we know, in an answer to a survey. */
struct groups_stated {
    const char *attribute, *value; /* as he says of himself */
};

/* Guests 0 .. n - 1; where THERE is false, there is none of that number. */
struct groups_guests {
    size_t n;
    bool *there;
    size_t *at; /* of guest i: stated[at[i] .. at[i + 1]) */
    struct groups_stated *stated;
};

/* Never fails; groups_free() it. */
void groups_make(struct groups *g, const struct run *r);

/*
 * The same with GUESTS, who are in "all" and in the groups that they state,
 * but do not count as members. Guest i stands in the place of a member whose
 * number is that of all members and i.
 */
void groups_make_with(struct groups *g, const struct run *r,
                      const struct groups_guests *guests);
void groups_free(struct groups *g);

/* The COUNT groups that MEMBER is in. */
static inline const uint32_t *groups_of(const struct groups *g, size_t member,
                                        size_t *count)
{
    return sharedlist_of(&g->lists, member, count);
}

/* The organisation one step below the root above ORG; ORG if it is a root. */
int32_t groups_branch(const struct facts *f, int32_t org);

#endif
