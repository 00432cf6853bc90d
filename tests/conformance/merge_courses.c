/*
 * merge_courses.c - kinds of merge.h: what members took, were shown, owe; and
 * the hash of rows.
 */
#include "analyze/math/gram.h"
#include "analyze/math/ranking.h"
#include "analyze/requirement/due.h"
#include "lib/digest.h"
#include "lib/mem.h"
#include "tests/conformance/merge.h"

#include <string.h>

/* The distinct codes of a row, ascending; returns how many. */
static size_t items_of(const struct merge_row *row, uint32_t *items)
{
    size_t count = 0;
    for (int code = 0; code < MERGE_CODES; code++) {
        int seen = 0;
        for (size_t k = 0; k < MERGE_CELLS; k++)
            seen |= row->code[k] == code;
        if (seen)
            items[count++] = (uint32_t)code;
    }
    return count;
}

static void open_gram(void *a, const struct merge_rows *r)
{
    struct diag d = {0};
    (void)r;
    merge_must(gram_open(a, MERGE_CODES, &d), &d);
}

static void add_gram(void *a, const struct merge_rows *r, size_t from,
                     size_t to)
{
    struct diag d = {0};
    for (size_t i = from; i < to; i++) {
        uint32_t items[MERGE_CODES];
        size_t count = items_of(&r->row[i], items);
        merge_must(gram_add(a, items, count, &d), &d);
    }
}

static void merge_grams_two(void *a, const void *other)
{
    gram_merge(a, other);
}

static void finish_gram(void *a, const struct merge_rows *r,
                        struct merge_figures *f)
{
    (void)r;
    for (size_t k = 0; k < MERGE_CODES; k++) {
        merge_exact(f, "takers", (double)gram_at(a, k, k));
        merge_exact(f, "takers of both",
                    (double)gram_at(a, k, (k + 1) % MERGE_CODES));
    }
}

static void close_gram(void *a)
{
    gram_close(a);
}

const struct merge_kind merge_gram = {
    "takers of two courses", sizeof(struct gram), open_gram, add_gram,
    merge_grams_two,         finish_gram,         close_gram};

static void open_spread(void *a, const struct merge_rows *r)
{
    (void)r;
    ranking_spread_open(a, MERGE_CODES);
}

/* As if course k had been taken k^2 times: nobody took the first. */
static void add_spread(void *a, const struct merge_rows *r, size_t from,
                       size_t to)
{
    int64_t times[MERGE_CODES];
    struct ranking_taken taken;
    for (int64_t k = 0; k < MERGE_CODES; k++)
        times[k] = k * k;
    ranking_taken_open(&taken, times, MERGE_CODES);
    for (size_t i = from; i < to; i++) {
        uint32_t items[MERGE_CODES];
        ranking_spread_add(a, items, items_of(&r->row[i], items), &taken);
    }
    ranking_taken_close(&taken);
}

static void merge_spreads_two(void *a, const void *other)
{
    ranking_spread_merge(a, other);
}

static void finish_spread(void *a, const struct merge_rows *r,
                          struct merge_figures *f)
{
    struct ranking_figures x = ranking_spread_finish(a);
    (void)r;
    merge_exact(f, "coverage", x.coverage);
    merge_exact(f, "evenness", x.gini);
    merge_near(f, "novelty", x.novelty, 0);
    merge_exact(f, "share of the popular", x.popularity_share);
}

static void close_spread(void *a)
{
    ranking_spread_close(a);
}

const struct merge_kind merge_spread = {
    "courses shown",   sizeof(struct ranking_spread),
    open_spread,       add_spread,
    merge_spreads_two, finish_spread,
    close_spread};

static void open_due(void *a, const struct merge_rows *r)
{
    (void)r;
    memset(a, 0, sizeof(struct due));
}

enum { AS_OF = 400 };

static void add_due(void *a, const struct merge_rows *r, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        const struct merge_row *row = &r->row[i];
        if (row->code[0] >= 0)
            due_add(a, (size_t)row->code[0], row->code[1],
                    30 * (row->code[2] + 1), row->fine[3], AS_OF);
    }
}

/* due_merge() takes the part. */
static void merge_dues_two(void *a, const void *other)
{
    struct due copy = *(const struct due *)other;
    size_t size = copy.room * sizeof *copy.entry;
    copy.entry = mem_alloc(size);
    if (size > 0)
        memcpy(copy.entry, ((const struct due *)other)->entry, size);
    due_merge(a, &copy);
}

/* Sums over entries, each times a number that is of its place alone. */
static void finish_due(void *a, const struct merge_rows *r,
                       struct merge_figures *f)
{
    const struct due *due = a;
    int64_t members = 0, amount = 0, places = 0;
    (void)r;
    for (size_t i = 0; i < due->room; i++) {
        const struct due_entry *e = &due->entry[i];
        int64_t mark = (int64_t)(e->place % 1009);
        places += e->members > 0 ? mark : 0;
        members += e->members * mark;
        amount += e->amount * mark;
    }
    merge_exact(f, "entries", (double)due->count);
    merge_exact(f, "places", (double)places);
    merge_exact(f, "members", (double)members);
    merge_exact(f, "amount", (double)amount);
}

static void close_due(void *a)
{
    due_free(a);
}

const struct merge_kind merge_due = {
    "calendar of duties", sizeof(struct due), open_due, add_due,
    merge_dues_two,       finish_due,         close_due};

static void open_digest(void *a, const struct merge_rows *r)
{
    (void)r;
    memset(a, 0, sizeof(struct digest_rows));
}

static void add_digest(void *a, const struct merge_rows *r, size_t from,
                       size_t to)
{
    for (size_t i = from; i < to; i++)
        digest_rows_add(a, r->row[i].code, sizeof r->row[i].code);
}

static void merge_digests_two(void *a, const void *other)
{
    digest_rows_merge(a, other);
}

static void finish_digest(void *a, const struct merge_rows *r,
                          struct merge_figures *f)
{
    const struct digest_rows *x = a;
    (void)r;
    merge_exact(f, "rows", (double)x->count);
    merge_exact(f, "low half of low", (double)(x->low & UINT32_MAX));
    merge_exact(f, "high half of low", (double)(x->low >> 32));
    merge_exact(f, "low half of high", (double)(x->high & UINT32_MAX));
    merge_exact(f, "high half of high", (double)(x->high >> 32));
}

static void close_digest(void *a)
{
    (void)a;
}

const struct merge_kind merge_digest = {
    "hash of rows", sizeof(struct digest_rows), open_digest,
    add_digest,     merge_digests_two,          finish_digest,
    close_digest};
