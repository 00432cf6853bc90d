/* respondents.c - see respondents.h. */
#include "ingest/survey/respondents.h"

#include "ingest/cell.h"
#include "lib/attr.h"
#include "lib/mem.h"

#include <assert.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 1024 };

static_assert((int)RESPONDENTS_SECRET == crypto_shorthash_siphashx24_KEYBYTES,
              "what SipHash asks for");
static_assert(sizeof(struct respondent) == crypto_shorthash_siphashx24_BYTES,
              "what SipHash gives");

static struct respondent hash_of(const struct respondents *r, const void *bytes,
                                 size_t length)
{
    struct respondent who;
    crypto_shorthash_siphashx24((unsigned char *)&who, bytes, length,
                                r->secret);
    who.low |= 1; /* nobody is 0 */
    return who;
}

struct respondent respondent_of_id(const struct respondents *r, int64_t batch,
                                   const char *id, size_t length)
{
    unsigned char bytes[1 + sizeof batch + CELL_ID_BYTES] = {'r'};
    assert(length <= CELL_ID_BYTES);
    memcpy(bytes + 1, &batch, sizeof batch);
    memcpy(bytes + 1 + sizeof batch, id, length);
    return hash_of(r, bytes, 1 + sizeof batch + length);
}

struct respondent respondent_of_member(const struct respondents *r,
                                       int64_t member, int64_t rater)
{
    unsigned char bytes[1 + 2 * sizeof member] = {'m'};
    memcpy(bytes + 1, &member, sizeof member);
    memcpy(bytes + 1 + sizeof member, &rater, sizeof rater);
    return hash_of(r, bytes, sizeof bytes);
}

void respondents_open(struct respondents *r)
{
    *r = (struct respondents){0};
    randombytes_buf(r->secret, sizeof r->secret);
}

void respondents_free(struct respondents *r)
{
    free(r->claims);
    free(r->ballots);
    *r = (struct respondents){0};
}

void respondents_prefetch(const struct respondents *r, struct respondent who)
{
    if (r->slots > 0)
        PREFETCH(&r->claims[(size_t)who.high & (r->slots - 1)]);
}

static bool is_nobody(struct respondent who)
{
    return who.low == 0;
}

/* The slot of WHO, or the free one where it belongs. There is one. */
static struct respondent_claim *find_slot(const struct respondents *r,
                                          struct respondent who)
{
    size_t at = (size_t)who.high & (r->slots - 1);
    while (!is_nobody(r->claims[at].who) &&
           (r->claims[at].who.low != who.low ||
            r->claims[at].who.high != who.high))
        at = (at + 1) & (r->slots - 1);
    return &r->claims[at];
}

static void grow(struct respondents *r)
{
    struct respondents old = *r;
    r->slots = old.slots > 0 ? 2 * old.slots : SLOTS;
    r->claims = mem_alloc(r->slots * sizeof *r->claims);
    for (size_t i = 0; i < old.slots; i++)
        if (!is_nobody(old.claims[i].who))
            *find_slot(r, old.claims[i].who) = old.claims[i];
    free(old.claims);
}

bool respondents_claim(struct respondents *r, struct respondent who,
                       struct unique_place *place)
{
    if (4 * r->count >= 3 * r->slots)
        grow(r);
    struct respondent_claim *claim = find_slot(r, who);
    int64_t here = unique_pack(*place);
    if (is_nobody(claim->who)) {
        *claim = (struct respondent_claim){who, here};
        r->count++;
    }
    *place = unique_unpack(claim->place);
    return claim->place == here;
}

void respondents_offer(struct respondents *r, const struct offer *offer)
{
    r->ballots =
        mem_grow(r->ballots, r->n_ballots, &r->room, sizeof *r->ballots);
    r->ballots[r->n_ballots] = (struct respondent_ballot){*offer, r->n_ballots};
    r->n_ballots++;
}

/* The later of two goes first, and of equals the one that was read later. */
static int by_time(const void *one, const void *other)
{
    const struct respondent_ballot *a = one;
    const struct respondent_ballot *b = other;
    if (a->offer.when != b->offer.when)
        return a->offer.when > b->offer.when ? -1 : 1;
    return (a->order < b->order) - (a->order > b->order);
}

static int by_answers(const void *one, const void *other)
{
    const struct respondent_ballot *a = one;
    const struct respondent_ballot *b = other;
    if (a->offer.answered != b->offer.answered)
        return a->offer.answered > b->offer.answered ? -1 : 1;
    return by_time(one, other);
}

static int by_order(const void *one, const void *other)
{
    const struct respondent_ballot *a = one;
    const struct respondent_ballot *b = other;
    return (a->order > b->order) - (a->order < b->order);
}

/* Whether a row that is kept has the same respondent or member. */
static bool is_taken(const struct respondents *r, const struct offer *offer)
{
    for (size_t i = 0; i < 2 && r->slots > 0; i++)
        if (!is_nobody(offer->who[i]) &&
            !is_nobody(find_slot(r, offer->who[i])->who))
            return true;
    return false;
}

void respondents_elect(struct respondents *r, enum codebook_duplicates policy)
{
    if (r->n_ballots > 0)
        qsort(r->ballots, r->n_ballots, sizeof *r->ballots,
              policy == CODEBOOK_LATEST          ? by_time
              : policy == CODEBOOK_MOST_COMPLETE ? by_answers
                                                 : by_order);
    for (size_t i = 0; i < r->n_ballots; i++) {
        const struct offer *offer = &r->ballots[i].offer;
        bool taken = is_taken(r, offer);
        for (size_t k = 0; k < 2 && !taken; k++) {
            struct unique_place place = offer->place;
            if (!is_nobody(offer->who[k]))
                (void)respondents_claim(r, offer->who[k], &place);
        }
    }
    free(r->ballots);
    r->ballots = NULL;
    r->n_ballots = r->room = 0;
}
