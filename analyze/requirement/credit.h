/*
 * credit.h - which of a member's stays count towards a rule, and how much.
 *
 * A stay counts if it was attended (stay.h), its session is of the rule's kind,
 * it is as long as the rule asks (of a session without a length: the minutes
 * attended), and its class is not void (absence.h). Then:
 *
 *   hours     its minutes, time that several counting stays share being
 *             counted once; a stay over the edge of the window in proportion
 *             (in a rolling window, whose edge moves daily, whole on its
 *             first day). Without minutes it counts nothing
 *   sessions  1 for each session, however many days or repeats, on its first
 *             day in the window
 *   courses   1 for each course, on the first day in the window
 *   days      of each day of the calendar, by its minutes as above: none, a
 *             half or a whole one (rule.h). A stay over several days has the
 *             same share of its minutes on each of them
 */
#ifndef CREDIT_H
#define CREDIT_H

#include "analyze/requirement/absence.h"
#include "analyze/requirement/rule.h"
#include "analyze/record/stay.h"
#include "analyze/requirement/window.h"

/* What one person did: all that rules are judged by. */
struct deeds {
    const struct stays *stays;
    const struct absence *absence; /* NULL: missed nothing */
};

struct credit {
    uint32_t session;
    int32_t day;    /* of the stay, not before the window */
    int64_t amount; /* minutes, half days, or 1 */
};

/* What may count, before there is a window: by day. */
struct claim {
    uint32_t session;
    uint32_t stay; /* its place in stays */
    int32_t day;
    int64_t amount;
};

/* Starts as {0}; used again for rule after rule. book_free() it. */
struct book {
    struct credit *credit; /* what counts in the window, by day */
    size_t count;

    struct claim *claim;
    size_t claims, claim_room;
    uint32_t *which; /* stays that may count */
    int64_t *kept;   /* their minutes, overlaps counted once */
    size_t candidates, room, credit_room;
    uint32_t *seen_session, *seen_course; /* the last round that met it */
    uint32_t *held; /* by session or course: in a window */
    size_t sessions, courses;
    uint32_t round;
};

void book_free(struct book *b);

/*
 * Notes the stays that RULE takes, in UNIT, TAKES[session] having the bit BIT
 * where rule_takes_session() says so.
 */
void book_open(struct book *b, const struct rule *rule, enum rule_unit unit,
               const struct facts *f, const struct deeds *deeds,
               const uint64_t *takes, uint64_t bit);

/* Fills CREDIT with what falls into WINDOW; returns the sum. */
int64_t book_count(struct book *b, const struct rule *rule, enum rule_unit unit,
                   const struct facts *f, const struct stays *stays,
                   struct window window);

/* The day on which the credits reached AMOUNT, or DATE_NONE. */
int32_t book_met_on(const struct book *b, int64_t amount);

/* How many sessions the credits come from. */
uint32_t book_evidence(struct book *b);

/*
 * For a rolling window of YEARS: the day that the last fulfilment rested on,
 * that is the latest D such that the stays from D on came to AMOUNT within a
 * window. It lasts to window_rolling_last(D). DATE_NONE if it never came so
 * far.
 */
int32_t book_rests_on(struct book *b, int years, enum rule_unit unit,
                      const struct facts *f, int64_t amount);

#endif
