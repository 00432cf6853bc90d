/* advise.c - see advise.h. */
#include "analyze/recommend/advise.h"

#include "analyze/math/calibrate.h"
#include "analyze/math/rowsum.h"
#include "analyze/math/topk.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH = 64, LONG_LIST = 100 };

/* What the members of a batch took, end to end; and their sums of B. */
struct batch {
    struct taken *taken;
    uint32_t *course;
    double *weight;
    size_t starts[BATCH + 1];
    int32_t attended[BATCH]; /* one more than the highest level; 0: none */
    size_t room;
    double *history; /* BATCH rows of n_courses */
};

/* What one member's turn needs; reused for the next member. */
struct desk {
    const struct adviser *a;
    const struct run *r;
    struct advice_part *p;
    struct batch batch;
    struct blend_scores scores;
    struct blend_member member;
    int32_t attended; /* as in the batch */
    uint64_t owing;   /* rules */
    unsigned char *code;
    bool *open;           /* by course: eligible and not given yet */
    double *left;         /* their scores, -infinity for the others */
    int32_t *when, *next; /* by course: last taken; session to come */
    double *wanted;       /* by area */
    struct given_past past;
};

static void desk_open(struct desk *k)
{
    size_t n = k->r->facts->n_courses;
    blend_scores_open(&k->scores, n);
    k->code = mem_array(NULL, n, sizeof *k->code);
    k->open = mem_array(NULL, n, sizeof *k->open);
    k->left = mem_array(NULL, n, sizeof *k->left);
    k->when = mem_array(NULL, n, sizeof *k->when);
    k->next = mem_array(NULL, n, sizeof *k->next);
    k->wanted = mem_array(NULL, k->a->areas.count, sizeof *k->wanted);
    k->batch.history = mem_array(NULL, n, BATCH * sizeof *k->batch.history);
}

static void desk_close(struct desk *k)
{
    blend_scores_close(&k->scores);
    free(k->code);
    free(k->open);
    free(k->left);
    free(k->when);
    free(k->next);
    free(k->wanted);
    free(k->batch.history);
    free(k->batch.taken);
    free(k->batch.course);
    free(k->batch.weight);
    given_past_free(&k->past);
}

static void batch_room(struct batch *b, size_t count)
{
    if (count <= b->room)
        return;
    b->room = count;
    b->taken = mem_array(b->taken, count, sizeof *b->taken);
    b->course = mem_array(b->course, count, sizeof *b->course);
    b->weight = mem_array(b->weight, count, sizeof *b->weight);
}

/* The highest level attended up to the as-of day: reach.h. */
static int32_t highest_level(const struct desk *k, const struct block *block,
                             size_t i)
{
    const struct reach *h = &k->a->eligible.reach;
    int32_t attended = 0;
    for (size_t e = block->starts[i];
         h->level != NULL && e < block->starts[i + 1]; e++)
        if (block->event[e].attended &&
            block->event[e].day <= k->r->study->as_of)
            attended = reach_attended(h, attended, block->event[e].session);
    return attended;
}

/* Reads the members FIRST .. FIRST + COUNT - 1 of BLOCK, and sums their B. */
static void fill_batch(struct desk *k, const struct block *block, size_t first,
                       size_t count)
{
    struct batch *b = &k->batch;
    size_t used = 0;
    batch_room(b, block->starts[first + count] - block->starts[first]);
    for (size_t i = 0; i < count; i++) {
        b->starts[i] = used;
        used += history_of(k->r, block, first + i, b->taken + used);
        b->attended[i] = highest_level(k, block, first + i);
    }
    b->starts[count] = used;
    for (size_t t = 0; t < used; t++) {
        b->course[t] = b->taken[t].course;
        b->weight[t] = blend_weight(&k->a->blend,
                                    k->r->study->as_of - b->taken[t].first_on);
    }
    rowsum_many(k->a->blend.ease.weights, k->r->facts->n_courses, b->course,
                b->weight, b->starts, count, b->history);
}

/* Takes the place-th of the batch as the member whose turn it is. */
static void seat(struct desk *k, size_t member, size_t place)
{
    const struct batch *b = &k->batch;
    size_t n = k->r->facts->n_courses, first = b->starts[place];
    k->member = (struct blend_member){.member = member,
                                      .course = b->course + first,
                                      .weight = b->weight + first,
                                      .count = b->starts[place + 1] - first};
    k->attended = b->attended[place];
    k->owing = k->r->owing != NULL ? k->r->owing[member] : 0;
    for (size_t c = 0; c < n; c++)
        k->when[c] = FACT_UNKNOWN;
    for (size_t t = first; t < b->starts[place + 1]; t++)
        k->when[b->taken[t].course] = b->taken[t].last_on;
    memcpy(k->scores.history, b->history + place * n,
           n * sizeof *k->scores.history);
}

static void mask(struct desk *k)
{
    eligible_codes(&k->a->eligible, k->r, k->member.member, k->when,
                   k->attended, k->code, k->next);
    for (size_t c = 0; c < k->r->facts->n_courses; c++) {
        k->p->excluded[k->code[c]]++;
        k->open[c] = k->code[c] == ELIGIBLE_YES;
    }
}

/*
 * Whether PART is above 0 and no less than OTHER. Parts are often equal, as
 * both are scaled to the member's best; that the last digits of sums differ by
 * the library that made them must not decide.
 */
static bool speaks(double part, double other)
{
    static const double ROUNDING = 1e-9;
    return part > 0 && part >= other - ROUNDING * fabs(other);
}

/* Which part speaks most; demand wins a tie, then history, then the group. */
static const char *reason_of(const struct desk *k, size_t c)
{
    const struct blend_scores *s = &k->scores;
    if (demand_ordered(k->a->blend.demand, k->member.member, (uint32_t)c))
        return "ordered";
    double others = fmax(s->group[c], s->prior[c]);
    if (speaks(s->demand[c], fmax(s->history[c], others)))
        return "demand";
    if (speaks(s->history[c], others))
        return "history";
    return speaks(s->group[c], s->prior[c]) ? "group" : "popular";
}

/*
 * High: required or ordered, or at least ten members took both the course and
 * the one that speaks most for it, and the member took three or more. Low:
 * nothing of the member's own speaks for it.
 */
static const char *confidence_of(const struct desk *k, const struct advice *a)
{
    enum { ENOUGH_TAKERS = 10, ENOUGH_COURSES = 3 };
    if (a->requirement != FACT_NONE || strcmp(a->reason, "ordered") == 0)
        return "high";
    if (a->because.index != FACT_NONE && k->member.count >= ENOUGH_COURSES &&
        gram_at(&k->r->history->gram, (size_t)a->because.index, a->course) >=
            ENOUGH_TAKERS)
        return "high";
    return a->history > 0 || a->demand > 0 ? "medium" : "low";
}

static void advise(struct desk *k, size_t c, int32_t rank, int32_t requirement)
{
    const struct blend *blend = &k->a->blend;
    const struct blend_scores *s = &k->scores;
    struct advice_part *p = k->p;
    struct blend_part best[2] = {{FACT_NONE, 0}, {FACT_NONE, 0}};
    (void)blend_because(blend, s, &k->member, c, best, 2);
    struct advice a = {
        .member = (uint32_t)k->member.member,
        .course = (uint32_t)c,
        .rank = rank,
        .session = k->next[c],
        .requirement = requirement,
        .because = best[0],
        .second = best[1],
        .topic = blend_topic(blend, k->r->facts, s, k->member.member, c),
        .score = s->score[c],
        .history = s->history[c],
        .demand = s->demand[c],
        .group = s->group[c],
        .prior = s->prior[c],
        .reason = requirement != FACT_NONE ? "requirement" : reason_of(k, c),
        .newcomer = k->member.count == 0};
    a.confidence = confidence_of(k, &a);
    p->advice = mem_grow(p->advice, p->count, &p->room, sizeof *p->advice);
    p->advice[p->count++] = a;
}

/* The eligible course with the best score that serves RULE, or FACT_NONE. */
static int32_t find_serving(const struct desk *k, size_t rule)
{
    int32_t best = FACT_NONE;
    const double *score = k->scores.score;
    for (size_t c = 0; c < k->r->facts->n_courses; c++) {
        if (!k->open[c])
            continue;
        if (best != FACT_NONE &&
            blend_rank(score[c]) <= blend_rank(score[best]))
            continue;
        if (serving_rules(&k->a->serving, k->next[c], UINT64_C(1) << rule) != 0)
            best = (int32_t)c;
    }
    return best;
}

/* Puts in what is required, rule by rule; returns how many were given. */
static int32_t pin(struct desk *k)
{
    int32_t rank = 0;
    for (size_t rule = 0;
         rule < SERVING_RULES && rank < (int32_t)k->a->per_member; rule++) {
        if ((k->owing >> rule & 1) == 0)
            continue;
        int32_t course = find_serving(k, rule);
        if (course == FACT_NONE)
            continue;
        advise(k, (size_t)course, ++rank, (int32_t)rule);
        k->open[course] = false; /* given once */
    }
    return rank;
}

_Static_assert(GRAM_MAX_ITEMS <= UINT16_MAX, "a candidate's course");

static void add_candidate(struct desk *k, size_t course, int32_t requirement)
{
    struct advice_part *p = k->p;
    p->candidate = mem_grow(p->candidate, p->n_candidates, &p->candidate_room,
                            sizeof *p->candidate);
    p->candidate[p->n_candidates++] = (struct candidate){
        .score = (float)k->scores.score[course],
        .course = (uint16_t)course,
        .requirement = (int8_t)requirement,
        .taught = given_taught(&k->a->given, &k->past, course)};
}

/* Advice FIRST .. PINNED - 1 was pinned; behind it come the best of k->left. */
static void list_candidates(struct desk *k, size_t first, size_t pinned)
{
    uint32_t best[CANDIDATES_MOST];
    size_t ways[SERVING_RULES] = {0};
    size_t n = k->r->facts->n_courses;
    size_t room = CANDIDATES_MOST - (pinned - first);
    for (size_t i = first; i < pinned; i++) {
        const struct advice *a = &k->p->advice[i];
        add_candidate(k, a->course, a->requirement);
        ways[a->requirement]++;
    }
    for (size_t c = 0; c < n; c++)
        if (k->next[c] == FACT_NONE)
            k->left[c] = -INFINITY;
    size_t count = topk(k->left, n, room, best);
    struct serving_look look = {.serving = &k->a->serving,
                                .owed = k->owing,
                                .courses = n,
                                .next = k->next,
                                .open = k->open,
                                .score = k->scores.score,
                                .left = k->left};
    if (k->owing != 0)
        count = serving_add(&look, best, count, room);
    for (size_t i = 0; i < count; i++)
        add_candidate(k, best[i], serving_rarest(&look, best[i], ways));
}

/* The mix of areas in what the member took and asked for. */
static void find_wanted(struct desk *k)
{
    const struct areas *areas = &k->a->areas;
    const struct demand *m = k->a->blend.demand;
    size_t member = k->member.member;
    double all = 0;
    memset(k->wanted, 0, areas->count * sizeof *k->wanted);
    for (size_t i = 0; i < k->member.count; i++)
        if (areas->of_course[k->member.course[i]] >= 0)
            k->wanted[areas->of_course[k->member.course[i]]] += 1;
    for (size_t i = m->topics_at[member]; i < m->topics_at[member + 1]; i++)
        if (areas->of_topic[m->topic[i].topic] >= 0)
            k->wanted[areas->of_topic[m->topic[i].topic]] +=
                (double)m->topic[i].amount / DEMAND_UNIT;
    for (size_t a = 0; a < areas->count; a++)
        all += k->wanted[a];
    for (size_t a = 0; all > 0 && a < areas->count; a++)
        k->wanted[a] /= all;
}

/* The COUNT best of what is left into BEST; returns how many there are. */
static size_t choose(struct desk *k, size_t count, uint32_t *best)
{
    uint32_t list[LONG_LIST];
    size_t n = k->r->facts->n_courses;
    if (!(k->a->diversity > 0))
        return topk(k->left, n, count, best);
    struct calibrate c = {.area = k->a->areas.of_course,
                          .areas = k->a->areas.count,
                          .wanted = k->wanted,
                          .share = k->a->diversity};
    size_t found = topk(k->left, n, LONG_LIST, list);
    find_wanted(k);
    calibrate_order(&c, k->scores.score, list, found, count);
    found = found < count ? found : count;
    memcpy(best, list, found * sizeof *best);
    return found;
}

/* Whether anything at all speaks for the course. */
static bool has_reason(const struct blend_scores *s, size_t c)
{
    return s->history[c] > 0 || s->demand[c] > 0 || s->group[c] > 0 ||
           s->prior[c] > 0;
}

static void serve(struct desk *k)
{
    uint32_t best[ADVISE_MOST];
    mask(k);
    blend_score(&k->a->blend, k->r->facts, &k->member, k->open, &k->scores);
    size_t first = k->p->count;
    int32_t rank = pin(k);
    size_t pinned = k->p->count;
    for (size_t c = 0; c < k->r->facts->n_courses; c++)
        k->left[c] = k->open[c] && has_reason(&k->scores, c)
                         ? blend_rank(k->scores.score[c])
                         : -INFINITY;
    size_t count = choose(k, k->a->per_member - (size_t)rank, best);
    for (size_t b = 0; b < count; b++)
        advise(k, best[b], ++rank, FACT_NONE);
    k->p->advised += rank > 0;
    list_candidates(k, first, pinned);
}

void advise_block(const struct adviser *a, const struct run *r,
                  const struct block *block, struct advice_part *p)
{
    struct desk k = {.a = a, .r = r, .p = p};
    desk_open(&k);
    p->n_members = block->count;
    p->candidates_at =
        mem_array(NULL, block->count + 1, sizeof *p->candidates_at);
    p->past = mem_alloc(block->count * sizeof *p->past);
    for (size_t i = 0; i < block->count; i++) {
        size_t place = i % BATCH, rest = block->count - i;
        if (place == 0)
            fill_batch(&k, block, i, rest < BATCH ? rest : BATCH);
        p->candidates_at[i] = p->n_candidates;
        enum eligible_code whole =
            eligible_whole(&a->eligible, r, block->first + i);
        if (whole != ELIGIBLE_YES) {
            p->excluded[whole] += (int64_t)r->facts->n_courses;
            continue;
        }
        seat(&k, block->first + i, place);
        p->past[i] = (struct candidate_past){
            (uint8_t)k.attended, given_look(&a->given, &k.past, block, i)};
        serve(&k);
    }
    p->candidates_at[block->count] = p->n_candidates;
    desk_close(&k);
}
