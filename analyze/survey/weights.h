/*
 * weights.h - how much a respondent stands for: raked to what is known of all.
 *
 * The margins are the rows of the population table; a margin is an attribute
 * of members, or "org" or "status" as in groups.h. Respondents are raked
 * (math/rake.h) so that the weighted share of each value is the population's.
 *
 * Values are collapsed first: while a value of a margin has fewer than
 * survey.weight_least (20) respondents, the smallest joins the next smallest of
 * its margin, and a margin of one value is left out, as is one in other words
 * than the members' (margins.h). A value that the population does not have, or
 * not known of a respondent, takes no part in that margin. Weights above
 * survey.weight_most (5) times the mean are cut.
 *
 * survey.careless says what becomes of respondents with a sign of
 * SCREEN_CARELESS: "flag" nothing, "down-weight" a weight of
 * survey.careless_weight (0.5) before raking, "exclude" a weight of 0.
 *
 * Respondents who are alike in all margins and in being careless are a cell.
 */
#ifndef WEIGHTS_H
#define WEIGHTS_H

#include "analyze/base/groups.h"
#include "analyze/math/rake.h"
#include "analyze/survey/answers.h"
#include "analyze/survey/screen.h"

enum { WEIGHTS_MARGINS = 30 }; /* at most; others are left out */

/* What became of the margin of a value. */
enum weights_state {
    MARGIN_ONE_VALUE, /* one value is left, so there is nothing to rake */
    MARGIN_RAKED,
    MARGIN_UNKNOWN, /* members have other values: margins.h */
    MARGIN_SURPLUS  /* one of too many */
};

struct weights_value {
    const char *attribute, *value; /* of the population table */
    const char *file;              /* where it stands, relative to the study */
    long line;
    enum weights_state state;
    int64_t members;
    int64_t answered;    /* respondents */
    int64_t careless;    /* of them, if those weigh less */
    int64_t respondents; /* of them, those with a base weight above 0 */
    uint32_t joined;     /* place of the first value that it was joined with */
    uint32_t category;   /* in its margin, or RAKE_NONE: it is left out */
    uint32_t margin;     /* the same */
    double weighted;     /* respondents, by weight */
};

struct weights {
    struct weights_value *value; /* by attribute and value */
    size_t n_values, room;
    struct rake rake;
    struct rake_end end;
    struct rake_margin *margin;
    double *target;                /* of all margins, end to end */
    uint32_t *category;            /* cells x margins */
    double *count, *base, *weight; /* of each cell */
    uint8_t *careless;             /* of each cell */
    uint32_t *cell;                /* of each respondent */
    int64_t members;               /* of the population, for the margins of
                                      error: those of the day of the study */
    const char *policy;
    struct arena arena;
};

/* weights_free() it in any case. */
int weights_make(struct weights *w, const struct run *r, const struct groups *g,
                 const struct answers *a, const struct screening *s,
                 struct diag *d) MUST_CHECK;
void weights_free(struct weights *w);

/* Whether the careless count less than others, or not at all. */
bool weights_lessen(const struct weights *w);

/* Where the margin that begins at the value FIRST ends. */
size_t weights_end_of(const struct weights *w, size_t first);

/* Stores the tables weighting, weight_margin and, where they differ, weight. */
int weights_store(const struct weights *w, const struct run *r,
                  const struct answers *a, struct diag *d) MUST_CHECK;

#endif
