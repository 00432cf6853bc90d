/*
 * traits.h - what sets a segment apart.
 *
 * For each segment against the rest of the respondents segmented:
 *   gap        of a topic: importance less ability, Hedges's g
 *   item       a likert answer, Hedges's g
 *   option     ticked in a multiple choice: lift, and the risk ratio against
 *              the rest as "effect" with its log-normal interval
 *   choice     one answer to a question with one choice, "item=code": the same
 *   measure    a real number of features.h, Hedges's g
 *   attribute  of the member, "name=value", or a post held, "role:name": the
 *              same
 * p by Welch's t and by the two-sided normal test of the log ratio; q over
 * all segments and traits at once (Benjamini-Hochberg). The segments were made
 * from the items, so the tests of items and gaps describe, they do not prove.
 * Of a segment in which nobody answered there is no trait.
 */
#ifndef TRAITS_H
#define TRAITS_H

#include "analyze/run.h"
#include "analyze/segment/features.h"
#include "analyze/survey/answers.h"

enum trait_kind {
    TRAIT_GAP,
    TRAIT_ITEM,
    TRAIT_OPTION,
    TRAIT_CHOICE,
    TRAIT_MEASURE,
    TRAIT_ATTRIBUTE
};

struct trait {
    uint16_t segment; /* from 1 */
    enum trait_kind kind;
    char *name;    /* topic, item, item=code, name=value, role:name; owned */
    int32_t topic; /* of a gap, else FACT_NONE */
    const struct answer_item *item; /* borrowed; of gap and attribute NULL */
    int code;                       /* of an option 1, of a choice */
    bool compared;                  /* segments were made by it */
    int64_t n;                      /* in the segment, that answered */
    double mean, rest, effect, low, high, p, q;
    double strength; /* the effect on one scale: g, or Cohen's h of shares */
    int place;       /* among those named, from 1; 0: not named (naming.h) */
};

struct traits {
    struct trait *trait; /* by segment, kind, name */
    size_t n, room;
    size_t segments;
};

/*
 * F is what respondents were compared by; SEGMENT_OF is by respondent: 0 none,
 * else from 1 to SEGMENTS. Call traits_free() afterwards.
 */
void traits_make(struct traits *t, const struct run *r,
                 const struct features *f, const uint16_t *segment_of,
                 size_t segments);
void traits_free(struct traits *t);

#endif
