/*
 * search.h - the rules on training given twice, over the stays of member after
 * member: what duplicate.h does for what was held and planned.h for what is to
 * come.
 */
#ifndef SEARCH_H
#define SEARCH_H

#include "analyze/duplicate/audience.h"
#include "analyze/duplicate/call.h"
#include "analyze/duplicate/clash.h"
#include "analyze/duplicate/finding.h"
#include "analyze/duplicate/lesson.h"
#include "analyze/duplicate/repeat.h"
#include "analyze/duplicate/retake.h"
#include "analyze/duplicate/twin.h"

/* What all members are searched by; read-only but for what is found. */
struct search {
    const struct run *r;
    int32_t last; /* the last day that is looked at */
    bool *training;
    struct lesson *lesson;
    struct retakes retakes;
    struct calls calls;
    int32_t *twin;
    struct audiences audiences;

    struct findings found[FINDING_KINDS]; /* by kind, in order of members */
};

/* Starts SEARCH, for days up to LAST. Call search_free() in any case. */
int search_begin(struct search *s, const struct run *r, int32_t last,
                 struct diag *d) MUST_CHECK;
void search_free(struct search *s);

/* A listener of one class, as found in a block. */
struct heard {
    int32_t class;
    uint32_t member, minutes;
};

/* What one block comes to. */
struct search_part {
    struct findings found[FINDING_KINDS];
    struct heard *heard;
    size_t n_heard, heard_room;
};

/* Room to work in, one for each thread and block. */
struct search_desk {
    struct clash_order order;
    struct repeat_scratch repeat;
    struct call_scratch call;
    struct twin_scratch twin;
    struct judge judge;
};

/* One member, who is in FROM .. TO - 1 of the events of BLOCK. */
struct search_visit {
    const struct block *block;
    size_t from, to;
    uint32_t member;
    struct stays *stays; /* of the member; more may be added */
};

/* Looks at a member; SELF is what it works by. */
typedef void search_look(const void *self, const struct search_visit *v,
                         struct search_desk *desk, struct search_part *p);

/*
 * What LOOK finds of each member of BLOCK, whose stays go up to LAST; then the
 * member is added to the audiences. For search_merge().
 */
struct search_part *search_block(const struct search *s,
                                 const struct block *block, int32_t last,
                                 search_look *look,
                                 const void *self) MUST_CHECK;

/* Clashes, repeats and calls of MEMBER, who is in STAYS. */
void search_member(const struct search *s, struct search_desk *desk,
                   struct search_part *p, uint32_t member,
                   const struct stays *stays);

/* Adds PART to S, unless FAILED, and frees it. */
void search_merge(struct search *s, struct search_part *part, int failed);

/*
 * Finds the pairs of providers, once all blocks are merged; only those with a
 * class that is WANTED[], which may be NULL.
 */
void search_pairs(struct search *s, const bool *wanted);

/* Stores what was found, kind by kind. */
int search_store(const struct search *s, bool planned,
                 struct diag *d) MUST_CHECK;

#endif
