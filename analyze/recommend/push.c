/* push.c - see push.h. */
#include "analyze/recommend/push.h"

#include "analyze/base/branches.h"
#include "analyze/base/query.h"
#include "analyze/recommend/eligible.h"
#include "analyze/recommend/outreach.h"
#include "lib/bulk.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COURSES = 10 };

static const char *const reasons[OUTREACH_REASONS] = {
    "requirement", "ordered", "demand", "history", "group", "popular"};

/* A recommendation; of courses there are at most GRAM_MAX_ITEMS. */
struct advised {
    uint32_t member;
    uint16_t course;
    uint8_t reason;
};

struct push {
    struct branches branches;
    size_t segments; /* and 0 */
    int64_t *size;   /* by group: segment, then branch; the last: all of them */
    struct advised *advised; /* all, by branch */
    size_t *advised_at;      /* by branch, and one more */
    struct outreach of_all, of_branch;
    double *everywhere; /* by course: the share of all members reached */
    double take_up;     /* or NaN */
    struct reached *list;
    struct bulk *rows;
};

/* The group of SEGMENT in branch NUMBER; branch COUNT stands for all. */
static size_t group_of(const struct push *p, size_t segment, size_t branch)
{
    return segment * (p->branches.count + 1) + branch;
}

/* The four groups that a member is in. */
static void groups_of(const struct push *p, const struct run *r, size_t m,
                      size_t group[4])
{
    size_t segment = r->segment != NULL ? r->segment[m] : 0;
    size_t branch = p->branches.of[m], all = p->branches.count;
    group[0] = group_of(p, 0, all);
    group[1] = group_of(p, 0, branch);
    group[2] = group_of(p, segment, all);
    group[3] = group_of(p, segment, branch);
}

/* Those of no segment are in the first two alone. */
static size_t count_groups(const struct run *r, size_t m)
{
    return r->segment != NULL && r->segment[m] > 0 ? 4 : 2;
}

static void count_members(struct push *p, const struct run *r)
{
    p->size = mem_alloc((p->segments + 1) * (p->branches.count + 1) *
                        sizeof *p->size);
    for (size_t m = 0; m < r->facts->n_members; m++) {
        size_t group[4];
        if (!eligible_member(r, m))
            continue;
        groups_of(p, r, m, group);
        for (size_t i = 0; i < count_groups(r, m); i++)
            p->size[group[i]]++;
    }
}

static size_t find_reason(const char *word)
{
    size_t i = 0;
    while (i < OUTREACH_REASONS - 1 && strcmp(reasons[i], word) != 0)
        i++;
    return i;
}

/* Reads what is recommended, in any order. */
static int read_advised(const struct run *r, struct advised **list,
                        size_t *count, struct diag *d)
{
    size_t room = 0;
    struct query q = query_open(r->db,
                                "SELECT member, course, reason FROM"
                                " recommendation WHERE run = ?1",
                                d);
    query_bind(&q, 1, r->key);
    while (query_next(&q)) {
        int32_t m = facts_member_of_key(r->facts, query_integer(&q, 0, 0));
        int32_t c = facts_course_of_key(r->facts, query_integer(&q, 1, 0));
        if (m == FACT_NONE || c == FACT_NONE)
            continue;
        *list = mem_grow(*list, *count, &room, sizeof **list);
        (*list)[(*count)++] = (struct advised){
            (uint32_t)m, (uint16_t)c, (uint8_t)find_reason(query_text(&q, 2))};
    }
    return query_close(&q);
}

/* Deals LIST out by branch. */
static void deal(struct push *p, const struct advised *list, size_t count)
{
    size_t branches = p->branches.count;
    size_t *next = mem_alloc((branches + 1) * sizeof *next);
    p->advised_at = mem_alloc((branches + 1) * sizeof *p->advised_at);
    p->advised = mem_array(NULL, count, sizeof *p->advised);
    for (size_t i = 0; i < count; i++)
        p->advised_at[p->branches.of[list[i].member] + 1]++;
    for (size_t b = 0; b < branches; b++)
        p->advised_at[b + 1] += p->advised_at[b];
    memcpy(next, p->advised_at, branches * sizeof *next);
    for (size_t i = 0; i < count; i++)
        p->advised[next[p->branches.of[list[i].member]]++] = list[i];
    free(next);
}

static void add_key(struct bulk *b, int64_t key, bool known)
{
    if (known)
        bulk_integer(b, key);
    else
        bulk_null(b);
}

static int store_push(const struct push *p, const struct run *r, size_t segment,
                      size_t branch, size_t rank, const struct reached *at,
                      struct diag *d)
{
    int32_t org =
        branch < p->branches.count ? p->branches.org[branch] : FACT_NONE;
    int64_t size = p->size[group_of(p, segment, branch)];
    double share = (double)at->members / (double)size;
    struct bulk *b = p->rows;
    bulk_integer(b, r->key);
    bulk_integer(b, (int64_t)segment);
    add_key(b, org == FACT_NONE ? 0 : r->facts->org[org].key, org != FACT_NONE);
    bulk_integer(b, (int64_t)rank);
    bulk_integer(b, r->facts->course[at->course].key);
    bulk_integer(b, size);
    bulk_integer(b, at->members);
    bulk_real(b, share / p->everywhere[at->course]);
    bulk_real(b, p->take_up * (double)at->members);
    for (size_t i = 0; i < OUTREACH_REASONS; i++)
        bulk_integer(b, at->by[i]);
    return bulk_end_row(b, d);
}

/* What is pushed to each segment of a branch. */
static int store_branch(struct push *p, const struct run *r,
                        const struct outreach *of, size_t branch,
                        struct diag *d)
{
    size_t most = (size_t)study_integer(r->study, "groups", "courses", COURSES);
    int status = 0;
    for (size_t s = 0; s <= p->segments && status == 0; s++) {
        size_t count = outreach_list(of, s, p->list);
        for (size_t c = 0; c < count && c < most && status == 0; c++)
            status = store_push(p, r, s, branch, c + 1, &p->list[c], d);
    }
    return status;
}

/* Counts the recommendations FROM .. TO - 1. */
static void count_reached(const struct push *p, const struct run *r,
                          struct outreach *of, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        const struct advised *a = &p->advised[i];
        outreach_add(of, 0, a->course, a->reason);
        if (r->segment != NULL && r->segment[a->member] > 0)
            outreach_add(of, r->segment[a->member], a->course, a->reason);
    }
}

/* Of all members; makes the shares that branches are set beside. */
static int store_all(struct push *p, const struct run *r, struct diag *d)
{
    size_t all = p->branches.count;
    count_reached(p, r, &p->of_all, 0, p->advised_at[all]);
    for (size_t c = 0; c < r->facts->n_courses; c++)
        p->everywhere[c] = (double)p->of_all.cell[c].members /
                           (double)p->size[group_of(p, 0, all)];
    return store_branch(p, r, &p->of_all, all, d);
}

/* Branch 0 holds those of no organisation: nobody can push to them. */
static int store_branches(struct push *p, const struct run *r, struct diag *d)
{
    int status = 0;
    for (size_t b = 1; b < p->branches.count && status == 0; b++) {
        count_reached(p, r, &p->of_branch, p->advised_at[b],
                      p->advised_at[b + 1]);
        status = store_branch(p, r, &p->of_branch, b, d);
        outreach_clear(&p->of_branch);
    }
    return status;
}

static int read_take_up(const struct run *r, double *take_up, struct diag *d)
{
    struct query q = query_open(r->db,
                                "SELECT value FROM run_figure WHERE run = ?1"
                                " AND analysis = 'backtest'"
                                " AND name = 'take_up'",
                                d);
    query_bind(&q, 1, r->key);
    *take_up = query_next(&q) ? query_real(&q, 0) : NAN;
    return query_close(&q);
}

static void prepare(struct push *p, const struct run *r)
{
    size_t courses = r->facts->n_courses;
    branches_make(&p->branches, r);
    p->segments = r->segment != NULL ? r->n_segments : 0;
    outreach_open(&p->of_all, p->segments + 1, courses);
    outreach_open(&p->of_branch, p->segments + 1, courses);
    p->everywhere = mem_array(NULL, courses, sizeof *p->everywhere);
    p->list = mem_array(NULL, courses, sizeof *p->list);
    count_members(p, r);
}

static int make_groups(struct push *p, const struct run *r, struct diag *d)
{
    struct advised *list = NULL;
    size_t count = 0;
    prepare(p, r);
    int status = read_advised(r, &list, &count, d);
    if (status == 0)
        deal(p, list, count);
    free(list);
    if (status != 0 || read_take_up(r, &p->take_up, d) != 0)
        return -1;
    p->rows = bulk_open(r->db,
                        "INSERT INTO group_push SELECT c0, c1, c2, c3, c4, c5,"
                        " c6, c7, c8, c9, c10, c11, c12, c13, c14 FROM bulk",
                        15, d);
    if (p->rows == NULL)
        return -1;
    status = store_all(p, r, d);
    if (status == 0)
        status = store_branches(p, r, d);
    struct bulk *rows = p->rows;
    p->rows = NULL;
    return bulk_end(rows, status, d);
}

static int groups_begin(struct run *r, void **self, int *skip, struct diag *d)
{
    struct push *p = mem_alloc(sizeof *p);
    *self = p;
    *skip = r->history == NULL;
    return *skip ? 0 : make_groups(p, r, d);
}

static void groups_finish(void *self)
{
    struct push *p = self;
    if (p == NULL)
        return;
    bulk_free(p->rows);
    branches_free(&p->branches);
    outreach_close(&p->of_all);
    outreach_close(&p->of_branch);
    free(p->size);
    free(p->advised);
    free(p->advised_at);
    free(p->everywhere);
    free(p->list);
    free(p);
}

const struct task groups_task = {
    .name = "groups", .begin = groups_begin, .free = groups_finish};
