/*
 * respondents.h - who has answered a survey, and which answers stay.
 *
 * A respondent answers once, and about a member once for each rater. Of an id
 * 118 bits of a keyed hash are kept, so that a million of them take 40 MB and
 * no text; a member without a rater is known by the key. Where the codebook has
 * a policy, all answers are first put down (respondents_offer), then the best
 * are kept (respondents_elect): best first, each unless it shares a respondent
 * or a member with one that is kept.
 */
#ifndef RESPONDENTS_H
#define RESPONDENTS_H

#include "ingest/survey/codebook.h"
#include "ingest/unique.h"

/* Who it is; what the numbers are is respondents.c's. All zeros: nobody. */
struct respondent {
    uint64_t low, high;
};

/* One row of answers. */
struct offer {
    struct unique_place place;
    struct respondent who[2]; /* by id, and by member */
    int64_t when;             /* seconds; INT64_MIN: not known */
    int64_t answered;         /* items */
};

struct idmap;

struct respondent_claim {
    struct respondent who;
    int64_t place; /* as unique_pack() has it */
};

struct respondent_ballot {
    struct offer offer;
    size_t order; /* in which they were put down */
};

enum { RESPONDENTS_SECRET = 16, RESPONDENTS_ID = 255 };

struct respondents {
    unsigned char secret[RESPONDENTS_SECRET]; /* of the hashes */
    struct idmap *claims;           /* by hash, as unique_pack() has them */
    struct respondent_claim *chain; /* ids that came in order */
    size_t n_chain, chain_room;
    char last[RESPONDENTS_ID]; /* of them */
    size_t last_length;
    bool chained;    /* all ids that claim are in the chain */
    int64_t **pages; /* the same, by key of member; NULL: none claims */
    size_t n_pages;
    struct respondent_ballot *ballots;
    size_t n_ballots, room;
};

/* Nobody has answered. Call respondents_free() in the end. */
void respondents_open(struct respondents *r);
void respondents_free(struct respondents *r);

/*
 * Who it is, among R; on any thread. BATCH is 0, or that of the id where ids
 * begin anew in each.
 */
struct respondent respondent_of_id(const struct respondents *r, int64_t batch,
                                   const char *id, size_t length);
struct respondent respondent_of_member(const struct respondents *r,
                                       int64_t member, int64_t rater);

/* Asks for the memory of what WHO has claimed, if anything. */
void respondents_prefetch(const struct respondents *r, struct respondent who);

/*
 * Claims WHO for PLACE. True if nobody else has, or PLACE itself; else PLACE
 * becomes where WHO has answered.
 */
bool respondents_claim(struct respondents *r, struct respondent who,
                       struct unique_place *place);

/*
 * The same of WHO, whose id is ID. A file has most often been written in the
 * order of its ids, by length and bytes; as long as each is behind the one
 * before it, nobody has claimed it, and nothing is searched.
 */
bool respondents_claim_id(struct respondents *r, struct respondent who,
                          const char *id, size_t length,
                          struct unique_place *place);

/* Puts down a row for the election. */
void respondents_offer(struct respondents *r, const struct offer *offer);

/* Claims for the best of what was put down, by POLICY, and forgets the rest. */
void respondents_elect(struct respondents *r, enum codebook_duplicates policy);

#endif
