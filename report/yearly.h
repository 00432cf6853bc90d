/*
 * yearly.h - which cells of the annual figures may be published: months by the
 * values of a dimension.
 *
 * A cell counts the people of some sessions in a month, or in the year (page
 * 0). Person-times and hours add up: the months of a value to its year, the
 * values of a month to the month's total. So what is held back could be found
 * by subtraction wherever one cell alone is missing in such a line, or a few
 * whose people are few.
 *
 * A cell is safe by itself if nobody is in it, or at least THRESHOLD people
 * are. A line (the twelve months and their year, or the values and their total)
 * is safe if nothing of it is held back, or if of what is held back one cell at
 * least has THRESHOLD people, and there is another. Otherwise the smallest
 * shown cell with THRESHOLD people is held back too, until all lines are safe.
 */
#ifndef YEARLY_H
#define YEARLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { YEARLY_PAGES = 13 };

/*
 * MEMBERS and SHOWN are VALUES rows of YEARLY_PAGES, or one row more where
 * TOTAL: the last row is then the total of the others, decided before, and its
 * SHOWN is read, not set.
 */
void yearly_decide(const int64_t *members, size_t values, bool total,
                   int64_t threshold, bool *shown);

#endif
