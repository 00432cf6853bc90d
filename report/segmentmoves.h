/*
 * segmentmoves.h - what may be told of the members who answered before and now:
 * who stayed, who moved where, which segments split and which merged.
 *
 * Cells are {from, to, members} by number of the segment; 0 stands for those
 * who answered one time alone, so the cells of a segment make its size. A cell
 * goes out if none of the sums that a reader knows - the size of the segment
 * before and of the one now, all who answered both times, all who stayed, all
 * respondents - less what goes out of it leaves a few people: suppress.h.
 *
 * A segment of before was split if two or more of today's each took a quarter
 * of its members at least, and segments merged if each of two or more gave one
 * of today's a quarter of its members: of those whose moves are told.
 */
#ifndef SEGMENTMOVES_H
#define SEGMENTMOVES_H

#include <jansson.h>
#include <stdint.h>

#define SEGMENTMOVES_SHARE 0.25

/*
 * An object of "members" who answered both times, the share that "stayed",
 * "moves" and how many are held back, "moves_suppressed", "splits" and
 * "merges"; numbers that may not be told are null. JSON null if nobody
 * answered both times. LIST has the segments that are shown.
 */
json_t *segmentmoves_told(const json_t *cells, const json_t *list,
                          int64_t threshold);

/*
 * Adds "splits", each {from, to: [...]}, and "merges", each {to, from: [...]},
 * to CHANGES, by its list "moves" of {from, to, members}; all by number.
 */
void segmentmoves_name(json_t *changes);

#endif
