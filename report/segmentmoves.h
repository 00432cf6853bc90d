/*
 * segmentmoves.h - which segments split and which merged since the earlier run.
 *
 * A segment of before was split if two or more of today's each took a quarter
 * of its members at least, and segments merged if each of two or more gave one
 * of today's a quarter of its members. Members are those who answered both
 * times. Nothing is told that the moves do not tell: whoever may not see these
 * sees neither.
 */
#ifndef SEGMENTMOVES_H
#define SEGMENTMOVES_H

#include <jansson.h>

#define SEGMENTMOVES_SHARE 0.25

/*
 * Adds "splits", each {from, to: [...]}, and "merges", each {to, from: [...]},
 * to CHANGES, by its list "moves" of {from, to, members}; all by number.
 */
void segmentmoves_name(json_t *changes);

#endif
