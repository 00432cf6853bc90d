/* keep.c - see keep.h. */
#include "analyze/recommend/keep.h"

#include "analyze/base/query.h"
#include "analyze/math/gram.h"
#include "lib/bulk.h"
#include "lib/mem.h"

#include <stdbool.h>
#include <stdlib.h>

static bool is_wanted(const struct run *r)
{
    return study_boolean(r->study, "plan", "keep",
                         r->facts->n_members <= KEEP_MEMBERS);
}

static int store_candidate(struct bulk *b, const struct run *r, size_t member,
                           size_t place, const struct candidate *c,
                           struct diag *d)
{
    bulk_integer(b, r->key);
    bulk_integer(b, r->facts->member[member].key);
    bulk_integer(b, (int64_t)place);
    bulk_integer(b, r->facts->course[c->course].key);
    bulk_real(b, (double)c->score);
    if (c->requirement < 0)
        bulk_null(b);
    else
        bulk_integer(b, c->requirement);
    bulk_integer(b, c->taught);
    return bulk_end_row(b, d);
}

/* Of most members there is nothing to keep. */
static int store_past(const struct run *r, struct diag *d)
{
    const struct candidates *c = r->candidates;
    struct bulk *b = bulk_open(
        r->db, "INSERT INTO plan_member SELECT c0, c1, c2, c3 FROM bulk", 4, d);
    int status = b == NULL ? -1 : 0;
    for (size_t m = 0; m < c->members && status == 0; m++) {
        const struct candidate_past *past = &c->past[m];
        if (past->attended == 0 && past->calls == 0)
            continue;
        bulk_integer(b, r->key);
        bulk_integer(b, r->facts->member[m].key);
        bulk_integer(b, past->attended);
        bulk_integer(b, past->calls);
        status = bulk_end_row(b, d);
    }
    return bulk_end(b, status, d);
}

int keep_store(const struct run *r, struct diag *d)
{
    const struct candidates *c = r->candidates;
    if (!is_wanted(r))
        return 0;
    struct bulk *b = bulk_open(r->db,
                               "INSERT INTO plan_candidate SELECT c0, c1, c2,"
                               " c3, c4, c5, c6 FROM bulk",
                               7, d);
    int status = b == NULL ? -1 : 0;
    for (size_t m = 0; m < c->members; m++)
        for (size_t i = c->starts[m]; i < c->starts[m + 1] && status == 0; i++)
            status = store_candidate(b, r, m, i - c->starts[m], &c->list[i], d);
    return bulk_end(b, status, d) != 0 ? -1 : store_past(r, d);
}

/* A row, with whom it is of. */
struct kept {
    uint32_t member;
    int32_t place;
    struct candidate candidate;
};

static int by_place(const void *a, const void *b)
{
    const struct kept *x = a, *y = b;
    if (x->member != y->member)
        return x->member < y->member ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

static int read_rows(const struct run *r, struct kept **list, size_t *count,
                     struct diag *d)
{
    size_t room = 0;
    struct query q = query_open(r->db,
                                "SELECT member, place, course, score,"
                                " requirement, taught FROM plan_candidate"
                                " WHERE run = ?1",
                                d);
    query_bind(&q, 1, r->key);
    while (query_next(&q)) {
        int32_t m = facts_member_of_key(r->facts, query_integer(&q, 0, 0));
        int32_t c = facts_course_of_key(r->facts, query_integer(&q, 2, 0));
        if (m == FACT_NONE || c == FACT_NONE || c >= GRAM_MAX_ITEMS)
            continue;
        *list = mem_grow(*list, *count, &room, sizeof **list);
        (*list)[(*count)++] =
            (struct kept){(uint32_t)m,
                          query_int32(&q, 1, 0),
                          {.score = (float)query_real(&q, 3),
                           .course = (uint16_t)c,
                           .requirement = (int8_t)query_int32(&q, 4, -1),
                           .taught = (uint8_t)query_integer(&q, 5, 0)}};
    }
    return query_close(&q);
}

static int read_past(const struct run *r, struct candidates *c, struct diag *d)
{
    struct query q = query_open(
        r->db, "SELECT member, attended, calls FROM plan_member WHERE run = ?1",
        d);
    query_bind(&q, 1, r->key);
    while (query_next(&q)) {
        int32_t m = facts_member_of_key(r->facts, query_integer(&q, 0, 0));
        if (m != FACT_NONE)
            c->past[m] =
                (struct candidate_past){(uint8_t)query_integer(&q, 1, 0),
                                        (uint8_t)query_integer(&q, 2, 0)};
    }
    return query_close(&q);
}

struct candidates *keep_read(const struct run *r, struct diag *d)
{
    struct kept *list = NULL;
    size_t count = 0;
    if (read_rows(r, &list, &count, d) != 0 || count == 0) {
        if (count == 0)
            diag_fail(d,
                      "the last run of '%s' kept nothing to plan with: set"
                      " analysis.plan.keep to true and analyse again",
                      r->study->id);
        free(list);
        return NULL;
    }
    qsort(list, count, sizeof *list, by_place);
    struct candidates *c = candidates_open(r->facts->n_members);
    size_t at = 0;
    for (size_t m = 0; m < r->facts->n_members; m++) {
        struct candidate of[CANDIDATES_MOST];
        size_t n = 0;
        for (; at < count && list[at].member == m; at++)
            if (n < CANDIDATES_MOST)
                of[n++] = list[at].candidate;
        candidates_add(c, of, n);
    }
    free(list);
    if (read_past(r, c, d) == 0)
        return c;
    candidates_free(c);
    return NULL;
}
