/*
 * respondents.c - see respondents.h.
 *
 * Members are keys that count from 1, so what one has claimed lies at the
 * place of its key, in pages that are made when a key of theirs first claims.
 * All others are hashes, and these are claimed in a map of hashes. Of ids it is
 * made when the first comes out of order.
 */
#include "ingest/survey/respondents.h"

#include "ingest/cell.h"
#include "lib/attr.h"
#include "lib/idmap.h"
#include "lib/mem.h"

#include <assert.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum {
    PAGE_BITS = 9, /* a page has as many members, and 4 KiB */
    PAGE = 1 << PAGE_BITS,
    AHEAD = 8, /* ids for which memory is asked */
    KEPT = 15  /* bytes of a hash: as many as lie in an entry of idmap */
};

/* Members beyond are claimed by their hash, lest one key ask for a list of
   pages without end. */
static const int64_t most_members = INT32_MAX;

/* What the low two bits of the hash of an id, and of a member and a rater, say;
   and the low number of who is a member, whose key is the high one. */
static const uint64_t id_bits = 1, rated_bits = 3, is_member = 2;

static_assert((int)RESPONDENTS_ID == CELL_ID_BYTES, "the longest id");
static_assert((int)RESPONDENTS_SECRET == crypto_shorthash_siphashx24_KEYBYTES,
              "what SipHash asks for");
static_assert(sizeof(struct respondent) == crypto_shorthash_siphashx24_BYTES,
              "what SipHash gives");

static struct respondent hash_of(const struct respondents *r, uint64_t bits,
                                 const void *bytes, size_t length)
{
    struct respondent who;
    crypto_shorthash_siphashx24((unsigned char *)&who, bytes, length,
                                r->secret);
    who.low = (who.low & ~UINT64_C(3)) | bits;
    return who;
}

struct respondent respondent_of_id(const struct respondents *r, int64_t batch,
                                   const char *id, size_t length)
{
    unsigned char bytes[1 + sizeof batch + CELL_ID_BYTES];
    assert(length <= CELL_ID_BYTES);
    bytes[0] = 'r';
    memcpy(bytes + 1, &batch, sizeof batch);
    memcpy(bytes + 1 + sizeof batch, id, length);
    return hash_of(r, id_bits, bytes, 1 + sizeof batch + length);
}

struct respondent respondent_of_member(const struct respondents *r,
                                       int64_t member, int64_t rater)
{
    if (rater == 0 && member > 0 && member <= most_members)
        return (struct respondent){is_member, (uint64_t)member};
    unsigned char bytes[1 + 2 * sizeof member] = {'m'};
    memcpy(bytes + 1, &member, sizeof member);
    memcpy(bytes + 1 + sizeof member, &rater, sizeof rater);
    return hash_of(r, rated_bits, bytes, sizeof bytes);
}

void respondents_open(struct respondents *r)
{
    *r = (struct respondents){.claims = idmap_new(), .chained = true};
    randombytes_buf(r->secret, sizeof r->secret);
}

void respondents_free(struct respondents *r)
{
    for (size_t i = 0; i < r->n_pages; i++)
        free(r->pages[i]);
    free(r->pages);
    idmap_free(r->claims);
    free(r->chain);
    free(r->ballots);
    *r = (struct respondents){0};
}

static bool is_nobody(struct respondent who)
{
    return who.low == 0;
}

/* Where the place of a member lies, 0 until it claims; NULL if no page has it
   yet. */
static int64_t *find_member(const struct respondents *r, struct respondent who)
{
    size_t page = (size_t)(who.high >> PAGE_BITS);
    return page < r->n_pages && r->pages[page] != NULL
               ? &r->pages[page][who.high % PAGE]
               : NULL;
}

/* The same, and makes the page. */
static int64_t *put_member(struct respondents *r, struct respondent who)
{
    size_t page = (size_t)(who.high >> PAGE_BITS);
    if (page >= r->n_pages) {
        size_t pages = 2 * page + 1;
        r->pages = mem_array(r->pages, pages, sizeof *r->pages);
        memset(r->pages + r->n_pages, 0,
               (pages - r->n_pages) * sizeof *r->pages);
        r->n_pages = pages;
    }
    if (r->pages[page] == NULL)
        r->pages[page] = mem_alloc(PAGE * sizeof **r->pages);
    return &r->pages[page][who.high % PAGE];
}

/* The bytes of a hash that a claim is kept by. */
static const char *key_of(const struct respondent *who)
{
    return (const char *)who;
}

static bool is_id(struct respondent who)
{
    return (who.low & 3) == id_bits;
}

void respondents_prefetch(const struct respondents *r, struct respondent who)
{
    if (who.low == is_member && find_member(r, who) != NULL)
        PREFETCH(find_member(r, who));
    else if (who.low != is_member && !(r->chained && is_id(who)))
        idmap_prefetch(r->claims, who.low >> 2);
}

/* Where the claim of a hash lies, made with HERE if there is none. */
static int64_t *put_hash(struct respondents *r, struct respondent who,
                         int64_t here)
{
    return idmap_put_hashed(r->claims, who.low >> 2, key_of(&who), KEPT, here);
}

/* From now on ids are searched for: those of the chain go to the map. */
static void unchain(struct respondents *r)
{
    for (size_t i = 0; i < r->n_chain; i++) {
        if (i + AHEAD < r->n_chain)
            idmap_prefetch(r->claims, r->chain[i + AHEAD].who.low >> 2);
        (void)put_hash(r, r->chain[i].who, r->chain[i].place);
    }
    free(r->chain);
    r->chain = NULL;
    r->n_chain = r->chain_room = 0;
    r->chained = false;
}

/* What WHO has claimed, as unique_pack() has it; 0: nothing. */
static int64_t find_claim(struct respondents *r, struct respondent who)
{
    if (r->chained && is_id(who))
        unchain(r);
    const int64_t *claim =
        who.low == is_member
            ? find_member(r, who)
            : idmap_find_hashed(r->claims, who.low >> 2, key_of(&who), KEPT);
    return claim != NULL ? *claim : 0;
}

bool respondents_claim(struct respondents *r, struct respondent who,
                       struct unique_place *place)
{
    int64_t here = unique_pack(*place);
    if (r->chained && is_id(who))
        unchain(r);
    int64_t *claim =
        who.low == is_member ? put_member(r, who) : put_hash(r, who, here);
    if (*claim == 0)
        *claim = here;
    *place = unique_unpack(*claim);
    return *claim == here;
}

/* Whether ID comes behind the last of the chain. */
static bool is_behind(const struct respondents *r, const char *id,
                      size_t length)
{
    if (length != r->last_length)
        return length > r->last_length;
    return memcmp(id, r->last, length) > 0;
}

bool respondents_claim_id(struct respondents *r, struct respondent who,
                          const char *id, size_t length,
                          struct unique_place *place)
{
    if (!r->chained || !is_behind(r, id, length))
        return respondents_claim(r, who, place);
    r->chain = mem_grow(r->chain, r->n_chain, &r->chain_room, sizeof *r->chain);
    r->chain[r->n_chain++] =
        (struct respondent_claim){who, unique_pack(*place)};
    memcpy(r->last, id, length);
    r->last_length = length;
    return true;
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
static bool is_taken(struct respondents *r, const struct offer *offer)
{
    for (size_t i = 0; i < COUNT_OF(offer->who); i++)
        if (!is_nobody(offer->who[i]) && find_claim(r, offer->who[i]) != 0)
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
