/*
 * advise.h - what one block of members is advised to take.
 *
 * For each member: the courses that may be given (eligible.h), what is
 * required, then the best by score (blend.h), spread over content areas if the
 * study asks for it (math/calibrate.h). Reads the run and the adviser, changes
 * neither.
 */
#ifndef ADVISE_H
#define ADVISE_H

#include "analyze/recommend/areas.h"
#include "analyze/recommend/blend.h"
#include "analyze/recommend/candidates.h"
#include "analyze/recommend/eligible.h"
#include "analyze/recommend/given.h"
#include "analyze/recommend/serving.h"

enum { ADVISE_MOST = 50 };

struct adviser {
    struct blend blend;
    struct eligible eligible;
    struct given given;
    struct areas areas;
    struct serving serving;
    size_t per_member;
    double diversity; /* 0: by score alone */
};

struct advice {
    uint32_t member, course;
    int32_t rank, session, requirement; /* or FACT_NONE */
    struct blend_part because, second, topic;
    double score, history, demand, group, prior;
    const char *reason, *confidence;
    bool newcomer;
};

/* Of a block; the caller frees advice, candidate, candidates_at, past. */
struct advice_part {
    struct advice *advice;
    size_t count, room;
    struct candidate *candidate; /* of all its members, end to end */
    size_t n_candidates, candidate_room;
    size_t *candidates_at;       /* members of the block, and one more */
    struct candidate_past *past; /* by member of the block */
    size_t n_members;
    int64_t excluded[ELIGIBLE_CODES];
    int64_t advised; /* members given at least one */
};

void advise_block(const struct adviser *a, const struct run *r,
                  const struct block *block, struct advice_part *p);

#endif
