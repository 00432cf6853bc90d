/* recommend.c - see recommend.h. */
#include "analyze/recommend/recommend.h"

#include "analyze/recommend/blend.h"
#include "analyze/recommend/candidates.h"
#include "analyze/recommend/eligible.h"
#include "analyze/math/topk.h"
#include "analyze/requirement/requirement.h"
#include "lib/bulk.h"
#include "lib/mem.h"
#include "lib/warehouse.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PER_MEMBER = 5, MOST_PER_MEMBER = 50 };

struct recommender {
    struct blend blend;
    struct eligible eligible;
    size_t per_member;
    struct bulk *rows;
    int64_t excluded[ELIGIBLE_CODES];
    int64_t members; /* given at least one */
};

struct advice {
    uint32_t member, course;
    int32_t rank, session, because, topic, requirement;
    double score, history, demand, prior;
    const char *reason;
};

struct recommend_part {
    struct advice *advice;
    size_t count, room;
    struct candidate *candidate; /* of all its members, end to end */
    size_t n_candidates, candidate_room;
    size_t *candidates_at; /* members of the block, and one more */
    size_t n_members;
    int64_t excluded[ELIGIBLE_CODES];
    int64_t members;
};

/* What one member's turn needs; reused for the next member. */
struct desk {
    struct blend_scores scores;
    bool *open;   /* by course: eligible and not given yet */
    double *left; /* their scores, -infinity for the others */
    int32_t *when;
    struct taken *taken;
    uint32_t *courses;
    size_t n_taken;
};

static void desk_open(struct desk *k, size_t courses, size_t most_events)
{
    blend_scores_open(&k->scores, courses);
    k->open = mem_array(NULL, courses, sizeof *k->open);
    k->left = mem_array(NULL, courses, sizeof *k->left);
    k->when = mem_array(NULL, courses, sizeof *k->when);
    k->taken = mem_array(NULL, most_events, sizeof *k->taken);
    k->courses = mem_array(NULL, courses, sizeof *k->courses);
}

static void desk_close(struct desk *k)
{
    blend_scores_close(&k->scores);
    free(k->open);
    free(k->left);
    free(k->when);
    free(k->taken);
    free(k->courses);
}

static void look_up_history(struct desk *k, const struct run *r,
                            const struct block *block, size_t i)
{
    for (size_t c = 0; c < r->facts->n_courses; c++)
        k->when[c] = FACT_UNKNOWN;
    k->n_taken = history_of(r, block, i, k->taken);
    for (size_t t = 0; t < k->n_taken; t++) {
        k->courses[t] = k->taken[t].course;
        k->when[k->taken[t].course] = k->taken[t].last_on;
    }
}

static void mask(struct desk *k, const struct recommender *rec,
                 const struct run *r, size_t member, struct recommend_part *p)
{
    for (size_t c = 0; c < r->facts->n_courses; c++) {
        enum eligible_code code =
            eligible_check(&rec->eligible, r, member, c, k->when);
        p->excluded[code]++;
        k->open[c] = code == ELIGIBLE_YES;
    }
}

/* Which part speaks most; demand wins a tie, then history. */
static const char *reason_of(const struct recommender *rec,
                             const struct desk *k, size_t member, size_t c)
{
    double history = k->scores.history[c], demand = k->scores.demand[c];
    if (demand_ordered(&rec->blend.demand, member, (uint32_t)c))
        return "ordered";
    if (demand > 0 && demand >= history && demand >= k->scores.prior[c])
        return "demand";
    return history > 0 && history >= k->scores.prior[c] ? "history" : "popular";
}

static void advise(struct recommend_part *p, const struct recommender *rec,
                   const struct run *r, const struct desk *k, size_t member,
                   size_t c, int32_t rank, int32_t requirement)
{
    const struct blend_scores *s = &k->scores;
    p->advice = mem_grow(p->advice, p->count, &p->room, sizeof *p->advice);
    p->advice[p->count++] = (struct advice){
        .member = (uint32_t)member,
        .course = (uint32_t)c,
        .rank = rank,
        .session = rec->eligible.next[c],
        .because = blend_because(&rec->blend, k->courses, k->n_taken, c),
        .topic = blend_topic(&rec->blend, r, member, c),
        .requirement = requirement,
        .score = s->score[c],
        .history = s->history[c],
        .demand = s->demand[c],
        .prior = s->prior[c],
        .reason = requirement != FACT_NONE ? "requirement"
                                           : reason_of(rec, k, member, c)};
}

/* The eligible course with the best score that serves RULE, or FACT_NONE. */
static int32_t find_serving(const struct recommender *rec, const struct run *r,
                            const struct desk *k, size_t rule)
{
    int32_t best = FACT_NONE;
    for (size_t c = 0; c < r->facts->n_courses; c++) {
        int32_t next = rec->eligible.next[c];
        if (!k->open[c] || next == FACT_NONE)
            continue;
        if (best != FACT_NONE && k->scores.score[c] <= k->scores.score[best])
            continue;
        if (requirement_serves(r, rule, (size_t)next))
            best = (int32_t)c;
    }
    return best;
}

/* Puts in what is required, rule by rule; returns how many were given. */
static int32_t pin(struct recommend_part *p, const struct recommender *rec,
                   const struct run *r, struct desk *k, size_t member)
{
    uint64_t owing = r->owing != NULL ? r->owing[member] : 0;
    int32_t rank = 0;
    for (size_t rule = 0; rule < 64 && rank < (int32_t)rec->per_member;
         rule++) {
        if ((owing >> rule & 1) == 0)
            continue;
        int32_t course = find_serving(rec, r, k, rule);
        if (course == FACT_NONE)
            continue;
        advise(p, rec, r, k, member, (size_t)course, ++rank, (int32_t)rule);
        k->open[course] = false; /* given once */
    }
    return rank;
}

static void add_candidate(struct recommend_part *p, const struct desk *k,
                          size_t course, int32_t requirement)
{
    p->candidate = mem_grow(p->candidate, p->n_candidates, &p->candidate_room,
                            sizeof *p->candidate);
    p->candidate[p->n_candidates++] =
        (struct candidate){.course = (uint32_t)course,
                           .score = (float)k->scores.score[course],
                           .requirement = requirement};
}

/* Advice FIRST .. PINNED - 1 was pinned; behind it come the best of k->left. */
static void list_candidates(struct recommend_part *p,
                            const struct recommender *rec, size_t courses,
                            struct desk *k, size_t first, size_t pinned)
{
    uint32_t best[CANDIDATES_MOST];
    for (size_t i = first; i < pinned; i++)
        add_candidate(p, k, p->advice[i].course, p->advice[i].requirement);
    for (size_t c = 0; c < courses; c++)
        if (rec->eligible.next[c] == FACT_NONE)
            k->left[c] = -INFINITY;
    size_t count =
        topk(k->left, courses, CANDIDATES_MOST - (pinned - first), best);
    for (size_t i = 0; i < count; i++)
        add_candidate(p, k, best[i], FACT_NONE);
}

/* Whether anything at all speaks for the course. */
static bool has_reason(const struct blend_scores *s, size_t c)
{
    return s->history[c] > 0 || s->demand[c] > 0 || s->prior[c] > 0;
}

static void serve(struct recommend_part *p, const struct recommender *rec,
                  const struct run *r, const struct block *block, size_t i,
                  struct desk *k)
{
    size_t member = block->first + i;
    if (!eligible_member(r, member))
        return;
    look_up_history(k, r, block, i);
    mask(k, rec, r, member, p);
    blend_score(&rec->blend, r, member, k->courses, k->n_taken, k->open,
                &k->scores);
    size_t first = p->count;
    int32_t rank = pin(p, rec, r, k, member);
    size_t pinned = p->count;
    for (size_t c = 0; c < r->facts->n_courses; c++)
        k->left[c] = k->open[c] && has_reason(&k->scores, c)
                         ? k->scores.score[c]
                         : -INFINITY;
    uint32_t best[MOST_PER_MEMBER];
    size_t count = topk(k->left, r->facts->n_courses,
                        rec->per_member - (size_t)rank, best);
    for (size_t b = 0; b < count; b++)
        advise(p, rec, r, k, member, best[b], ++rank, FACT_NONE);
    p->members += rank > 0;
    list_candidates(p, rec, r->facts->n_courses, k, first, pinned);
}

static size_t most_events(const struct block *block)
{
    size_t most = 0;
    for (size_t i = 0; i < block->count; i++)
        if (block->starts[i + 1] - block->starts[i] > most)
            most = block->starts[i + 1] - block->starts[i];
    return most;
}

static int recommend_block(const struct run *r, const void *self,
                           const struct block *block, void **part,
                           struct diag *d)
{
    (void)d;
    const struct recommender *rec = self;
    struct recommend_part *p = mem_alloc(sizeof *p);
    struct desk desk;
    desk_open(&desk, r->facts->n_courses, most_events(block));
    p->n_members = block->count;
    p->candidates_at =
        mem_array(NULL, block->count + 1, sizeof *p->candidates_at);
    for (size_t i = 0; i < block->count; i++) {
        p->candidates_at[i] = p->n_candidates;
        serve(p, rec, r, block, i, &desk);
    }
    p->candidates_at[block->count] = p->n_candidates;
    desk_close(&desk);
    *part = p;
    return 0;
}

static void put_key(struct bulk *b, int32_t index, int64_t key)
{
    if (index == FACT_NONE)
        bulk_null(b);
    else
        bulk_integer(b, key);
}

static int store(struct recommender *rec, const struct run *r,
                 const struct advice *a, struct diag *d)
{
    const struct facts *f = r->facts;
    struct bulk *b = rec->rows;
    bulk_integer(b, r->key);
    bulk_integer(b, f->member[a->member].key);
    bulk_integer(b, a->rank);
    bulk_integer(b, f->course[a->course].key);
    put_key(b, a->session,
            a->session == FACT_NONE ? 0 : f->session[a->session].key);
    bulk_real(b, a->score);
    bulk_real(b, a->history);
    bulk_real(b, a->demand);
    bulk_real(b, a->prior);
    bulk_text(b, a->reason, strlen(a->reason));
    put_key(b, a->because,
            a->because == FACT_NONE ? 0 : f->course[a->because].key);
    put_key(b, a->topic, a->topic == FACT_NONE ? 0 : f->topic[a->topic].key);
    put_key(b, a->requirement, a->requirement);
    return bulk_end_row(b, d);
}

static int recommend_merge(struct run *r, void *self, void *part, int failed,
                           struct diag *d)
{
    struct recommender *rec = self;
    struct recommend_part *p = part;
    int status = failed ? -1 : 0;
    for (size_t i = 0; status == 0 && i < p->count; i++)
        status = store(rec, r, &p->advice[i], d);
    for (size_t c = 0; status == 0 && c < ELIGIBLE_CODES; c++)
        rec->excluded[c] += p->excluded[c];
    if (status == 0)
        rec->members += p->members;
    for (size_t i = 0; status == 0 && i < p->n_members; i++)
        candidates_add(r->candidates, p->candidate + p->candidates_at[i],
                       p->candidates_at[i + 1] - p->candidates_at[i]);
    free(p->candidate);
    free(p->candidates_at);
    free(p->advice);
    free(p);
    return status;
}

static int recommend_begin(struct run *r, void **self, int *skip,
                           struct diag *d)
{
    *self = NULL;
    if (r->history == NULL) {
        *skip = 1; /* there are no courses */
        return 0;
    }
    struct recommender *rec = mem_alloc(sizeof *rec);
    *self = rec;
    rec->per_member =
        (size_t)study_integer(r->study, "recommend", "per_member", PER_MEMBER);
    eligible_open(&rec->eligible, r);
    r->candidates = candidates_open(r->facts->n_members);
    rec->rows = bulk_open(r->db,
                          "INSERT INTO recommendation SELECT c0, c1, c2, c3,"
                          " c4, c5, c6, c7, c8, c9, c10, c11, c12 FROM bulk",
                          13, d);
    if (rec->rows == NULL)
        return -1;
    return blend_open(&rec->blend, r, d);
}

static int store_exclusions(const struct recommender *rec, struct run *r,
                            struct diag *d)
{
    sqlite3_stmt *s = warehouse_prepare(
        r->db, "INSERT INTO exclusion VALUES (?1, ?2, ?3)", d);
    int status = s == NULL ? -1 : 0;
    for (size_t c = ELIGIBLE_YES + 1; status == 0 && c < ELIGIBLE_CODES; c++) {
        sqlite3_bind_int64(s, 1, r->key);
        sqlite3_bind_text(s, 2, eligible_word((enum eligible_code)c), -1,
                          SQLITE_STATIC);
        sqlite3_bind_int64(s, 3, rec->excluded[c]);
        status = warehouse_do(s, d);
    }
    sqlite3_finalize(s);
    return status;
}

static int recommend_finish(struct run *r, void *self, struct diag *d)
{
    struct recommender *rec = self;
    struct bulk *rows = rec->rows;
    rec->rows = NULL;
    if (bulk_close(rows, d) != 0 || store_exclusions(rec, r, d) != 0)
        return -1;
    return run_figure(r, "recommend", "members", (double)rec->members, d);
}

static void recommend_free(void *self)
{
    struct recommender *rec = self;
    if (rec == NULL)
        return;
    bulk_free(rec->rows);
    eligible_close(&rec->eligible);
    blend_close(&rec->blend);
    free(rec);
}

const struct task recommend_task = {
    .name = "recommend",
    .begin = recommend_begin,
    .block = recommend_block,
    .merge = recommend_merge,
    .finish = recommend_finish,
    .free = recommend_free,
};
