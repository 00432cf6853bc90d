/*
 * visit.h - the steps by which a learner is made: one more visit, one more
 * class, and what is noted of it. Nothing is done once VISITS is reached.
 */
#ifndef VISIT_H
#define VISIT_H

#include "sample-data/learner.h"

bool visit_is_member(const struct learner *l, int32_t day);

/* The slots that are taken on a day of the two years. */
uint8_t *visit_busy(struct learner *l, int32_t day);

/* A visit with presence "present" and nothing else; NULL if there is no room.
 * Borrowed until the visits are sorted. */
struct visit *visit_add(struct learner *l, enum visit_kind kind, int32_t of,
                        int32_t day, int slot);

/* MINUTES are those of the session; who is late misses half an hour. */
void visit_draw_presence(struct learner *l, struct visit *v, int minutes);

/* A test before and after, if COURSE has one: only two courses of twelve
 * change anything; the change of the others is symmetric about 0. */
void visit_draw_scores(struct learner *l, struct visit *v, int course);

/* A rating in PARTS of 10,000 visits. */
void visit_draw_rating(struct learner *l, struct visit *v, int32_t parts);

/* Whether a class can be taken: a member, not banned, no clash, and of leading
 * members not called too often. */
bool visit_class_fits(struct learner *l, int32_t n);

/* Takes all sessions of class N; PLANTED: the member was there. */
void visit_take_class(struct learner *l, int32_t n, bool planted);

#endif
