/*
 * calendar.h - the cells of the annual figures: one for each month or year,
 * dimension and value.
 *
 * Dimensions are what a session is told by: "all" (value ""), the content area
 * (the root above the main topic of its course: the heaviest, ties by topic
 * id), channel, form, level, method and provider; and "org", the branch of the
 * member, one step below the root (groups.h), on the as-of day. What the
 * source does not say is the value "". Only values that occur are numbered.
 */
#ifndef CALENDAR_H
#define CALENDAR_H

#include "analyze/run.h"

#include <stddef.h>
#include <stdint.h>

enum calendar_dimension {
    CALENDAR_ALL,
    CALENDAR_AREA,
    CALENDAR_CHANNEL,
    CALENDAR_FORM,
    CALENDAR_LEVEL,
    CALENDAR_METHOD,
    CALENDAR_ORG, /* the only one that is of the member */
    CALENDAR_PROVIDER,
    CALENDAR_DIMENSIONS
};

enum { CALENDAR_PAGES = 13 }; /* of a year: 0 the whole, 1 .. 12 its months */

struct calendar {
    const struct facts *f;
    int first_year;
    size_t years;
    size_t values; /* of all dimensions together */
    size_t base[CALENDAR_DIMENSIONS], count[CALENDAR_DIMENSIONS];
    const char **text[CALENDAR_DIMENSIONS]; /* of each value, borrowed */
    uint32_t *of[CALENDAR_DIMENSIONS];      /* session, or org: its value */
};

/*
 * The years from that of the day FROM to that of TO, at most 30, the last
 * ones. Call calendar_free() afterwards; F must live as long.
 */
void calendar_make(struct calendar *c, const struct facts *f, int32_t from,
                   int32_t to);
void calendar_free(struct calendar *c);

size_t calendar_cells(const struct calendar *c);

/* The page of the whole year that DAY lies in; SIZE_MAX outside of them. */
size_t calendar_year(const struct calendar *c, int32_t day);

/* That of its month: a few pages behind the one of the year. */
size_t calendar_month(const struct calendar *c, int32_t day);

/*
 * The value of a session in a dimension, numbered over all dimensions;
 * CALENDAR_ORG needs the member's branch instead, or FACT_NONE.
 */
size_t calendar_value(const struct calendar *c, enum calendar_dimension d,
                      size_t session);
size_t calendar_value_of_org(const struct calendar *c, int32_t branch);

static inline size_t calendar_cell(const struct calendar *c, size_t page,
                                   size_t value)
{
    return page * c->values + value;
}

/* What a cell stands for. */
struct calendar_place {
    int year, month; /* month 0: the whole year */
    enum calendar_dimension dimension;
    const char *name, *value; /* of the dimension, and the value */
};

struct calendar_place calendar_place(const struct calendar *c, size_t cell);

#endif
