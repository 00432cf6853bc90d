/* push.c - see push.h. */
#include "analyze/recommend/push.h"

#include "analyze/base/branches.h"
#include "analyze/base/query.h"
#include "analyze/recommend/eligible.h"
#include "lib/bulk.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COURSES = 10, REASONS = 6 };

static const char *const reasons[REASONS] = {
    "requirement", "ordered", "demand", "history", "group", "popular"};

struct reached {
    uint32_t group, course;
    int64_t members;
    int64_t by[REASONS];
};

struct push {
    struct branches branches;
    size_t segments;         /* and 0 */
    size_t groups;           /* (segments + 1) * (branches + 1) */
    int64_t *size;           /* by group */
    struct reached *reached; /* by group and course; dense within a group */
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
    p->size = mem_alloc(p->groups * sizeof *p->size);
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
    while (i < REASONS - 1 && strcmp(reasons[i], word) != 0)
        i++;
    return i;
}

static int count_reached(struct push *p, const struct run *r, struct diag *d)
{
    size_t courses = r->facts->n_courses;
    p->reached = mem_alloc(p->groups * courses * sizeof *p->reached);
    struct query q = query_open(r->db,
                                "SELECT member, course, reason FROM"
                                " recommendation WHERE run = ?1",
                                d);
    query_bind(&q, 1, r->key);
    while (query_next(&q)) {
        int32_t m = facts_member_of_key(r->facts, query_integer(&q, 0, 0));
        int32_t c = facts_course_of_key(r->facts, query_integer(&q, 1, 0));
        size_t group[4], reason = find_reason(query_text(&q, 2));
        if (m == FACT_NONE || c == FACT_NONE)
            continue;
        groups_of(p, r, (size_t)m, group);
        for (size_t i = 0; i < count_groups(r, (size_t)m); i++) {
            struct reached *to = &p->reached[group[i] * courses + (size_t)c];
            to->members++;
            to->by[reason]++;
        }
    }
    return query_close(&q);
}

static int by_reach(const void *a, const void *b)
{
    const struct reached *x = a, *y = b;
    if (x->members != y->members)
        return x->members > y->members ? -1 : 1;
    return (x->course > y->course) - (x->course < y->course);
}

static void add_key(struct bulk *b, int64_t key, bool known)
{
    if (known)
        bulk_integer(b, key);
    else
        bulk_null(b);
}

static int store_push(const struct push *p, const struct run *r,
                      const struct reached *at, size_t rank, double everywhere,
                      double take_up, struct diag *d)
{
    size_t branch = at->group % (p->branches.count + 1);
    int32_t org =
        branch < p->branches.count ? p->branches.org[branch] : FACT_NONE;
    double share = (double)at->members / (double)p->size[at->group];
    struct bulk *b = p->rows;
    bulk_integer(b, r->key);
    bulk_integer(b, (int64_t)(at->group / (p->branches.count + 1)));
    add_key(b, org == FACT_NONE ? 0 : r->facts->org[org].key, org != FACT_NONE);
    bulk_integer(b, (int64_t)rank);
    bulk_integer(b, r->facts->course[at->course].key);
    bulk_integer(b, p->size[at->group]);
    bulk_integer(b, at->members);
    bulk_real(b, share / everywhere);
    bulk_real(b, take_up * (double)at->members);
    for (size_t i = 0; i < REASONS; i++)
        bulk_integer(b, at->by[i]);
    return bulk_end_row(b, d);
}

/* The share of all members whom each course reaches; free() it. */
static double *share_everywhere(const struct push *p, const struct run *r)
{
    size_t courses = r->facts->n_courses;
    size_t all = group_of(p, 0, p->branches.count);
    double *share = mem_array(NULL, courses, sizeof *share);
    for (size_t c = 0; c < courses; c++)
        share[c] = (double)p->reached[all * courses + c].members /
                   (double)p->size[all];
    return share;
}

static int store_groups(struct push *p, const struct run *r, double take_up,
                        struct diag *d)
{
    size_t courses = r->facts->n_courses;
    size_t most = (size_t)study_integer(r->study, "groups", "courses", COURSES);
    double *everywhere = share_everywhere(p, r);
    int status = 0;
    for (size_t g = 0; g < p->groups && status == 0; g++) {
        struct reached *of = p->reached + g * courses;
        /* Branch 0 holds those of no organisation: nobody can push to them. */
        if (p->size[g] == 0 || g % (p->branches.count + 1) == 0)
            continue;
        for (size_t c = 0; c < courses; c++) {
            of[c].group = (uint32_t)g;
            of[c].course = (uint32_t)c;
        }
        qsort(of, courses, sizeof *of, by_reach);
        for (size_t c = 0;
             c < courses && c < most && of[c].members > 0 && status == 0; c++)
            status = store_push(p, r, &of[c], c + 1, everywhere[of[c].course],
                                take_up, d);
    }
    free(everywhere);
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

static int make_groups(struct push *p, const struct run *r, struct diag *d)
{
    double take_up;
    branches_make(&p->branches, r);
    p->segments = r->segment != NULL ? r->n_segments : 0;
    p->groups = (p->segments + 1) * (p->branches.count + 1);
    count_members(p, r);
    p->rows = bulk_open(r->db,
                        "INSERT INTO group_push SELECT c0, c1, c2, c3, c4, c5,"
                        " c6, c7, c8, c9, c10, c11, c12, c13, c14 FROM bulk",
                        15, d);
    if (p->rows == NULL || count_reached(p, r, d) != 0 ||
        read_take_up(r, &take_up, d) != 0)
        return -1;
    int status = store_groups(p, r, take_up, d);
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
    free(p->size);
    free(p->reached);
    free(p);
}

const struct task groups_task = {
    .name = "groups", .begin = groups_begin, .free = groups_finish};
