/*
 * dateformat.h - the ways in which a column of a file may write dates.
 *
 * A column has one of them, declared or found (dateguess.h), and every cell is
 * read by it alone: 03/04/2025 means one thing in all rows. A time may follow
 * any date after a blank, a comma or a "T": "14:30", "14:30:05.2", "2:30 PM",
 * "9.00AM", "下午2:30"; a zone may follow a time: "Z", "+08:00", "+0800".
 * Months by name are English. Full-width digits and signs count as narrow.
 */
#ifndef DATEFORMAT_H
#define DATEFORMAT_H

#include "lib/attr.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum dateformat_order {
    DATEFORMAT_YEAR_FIRST, /* 2025-02-28, 2025/2/28, 2025.2.28, 2025年2月28日 */
    DATEFORMAT_COMPACT,    /* 20250228 */
    DATEFORMAT_DAY_FIRST,   /* 28.2.2025 */
    DATEFORMAT_MONTH_FIRST, /* 2/28/2025 */
    DATEFORMAT_NAMED,       /* 28 Feb 2025; Friday, 28 February 2025, 2:30 PM */
    DATEFORMAT_EXCEL,       /* 45716.5: days, 1 is 1900-01-01; 60, Excel's
                               29 February 1900, is no day */
    DATEFORMAT_EXCEL_1904,  /* 44254.5: days since 1904-01-01 */
    DATEFORMAT_UNIX         /* 1740753000: seconds since 1970-01-01, UTC */
};

/* {0} is the year first. */
struct dateformat {
    enum dateformat_order order;
    char sign; /* between the numbers; of DAY_FIRST and MONTH_FIRST */
};

enum { DATEFORMAT_TEXT = 64 }; /* longer cells are no dates */

struct dateformat_moment {
    int32_t day;    /* since 1970-01-01 */
    int32_t second; /* of the day; -1 without a time */
    bool zoned;     /* the time is OFFSET minutes ahead of UTC */
    int32_t offset;
};

/* The format called NAME in a study, "D.M.Y"; false if there is none. */
bool dateformat_find(const char *name, struct dateformat *format) MUST_CHECK;

/* Its name. */
const char *dateformat_name(const struct dateformat *format);

/* All names, for messages. */
extern const char dateformat_names[];

/*
 * Reads LENGTH bytes, no blanks around; false if they are not a date of FORMAT
 * in the years 1600 to 2400. PREFIX lets anything follow.
 */
bool dateformat_read(const struct dateformat *format, const char *bytes,
                     size_t length, bool prefix,
                     struct dateformat_moment *moment) MUST_CHECK;

/* Moves a zoned moment to the time OFFSET minutes ahead of UTC. */
void dateformat_shift(struct dateformat_moment *moment, int32_t offset);

#endif
