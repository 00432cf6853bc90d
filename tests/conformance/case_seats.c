/*
 * case_seats.c - places in classes on the MARS learners: 3,007 members, three
 * places each, 958 courses; worth is the EASE score over the member's best,
 * for the best 40 courses of each. The optima are of an exact solver of linear
 * programs (HiGHS). At least 99.6 % of them must be reached, within all limits.
 */
#include "analyze/math/assign.h"
#include "analyze/math/ease.h"
#include "analyze/math/topk.h"
#include "lib/mem.h"
#include "tests/conformance/cases.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MEMBERS = 3007, COURSES = 958, PAIRS = 14984, BEST = 40, QUOTA = 3 };

static const struct {
    int seats;
    double optimum;
} levels[] = {{19, 4582.17}, {12, 3854.80}, {10, 3553.34}};

struct pair {
    long member, course;
};

struct pairs {
    struct pair *pair;
    size_t count, room;
};

/* The id of the member stands first (0) or second (1) in a line. */
static int read_pairs(struct pairs *p, const char *folder, const char *name,
                      size_t member_at)
{
    char *path = mem_format("%s/mars/%s", folder, name);
    FILE *in = fopen(path, "r");
    free(path);
    if (in == NULL)
        return -1;
    char line[512];
    while (fgets(line, sizeof line, in) != NULL) {
        char *rest;
        long id[2];
        id[0] = strtol(line, &rest, 10);
        if (rest == line || *rest != ',')
            continue; /* the header */
        id[1] = strtol(rest + 1, NULL, 10);
        p->pair = mem_grow(p->pair, p->count, &p->room, sizeof *p->pair);
        p->pair[p->count++] = (struct pair){id[member_at], id[1 - member_at]};
    }
    fclose(in);
    return 0;
}

static int by_course(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    return (x->course > y->course) - (x->course < y->course);
}

static int by_member(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    if (x->member != y->member)
        return x->member < y->member ? -1 : 1;
    return by_course(a, b);
}

/* Courses numbered by id. Returns how many there are. */
static long number_courses(struct pairs *p)
{
    qsort(p->pair, p->count, sizeof *p->pair, by_course);
    long last = -1, number = -1;
    for (size_t i = 0; i < p->count; i++) {
        number += p->pair[i].course != last;
        last = p->pair[i].course;
        p->pair[i].course = number;
    }
    return number + 1;
}

/* Each pair once, members numbered by id. Returns how many there are. */
static long number_members(struct pairs *p)
{
    qsort(p->pair, p->count, sizeof *p->pair, by_member);
    size_t kept = 0;
    long last = -1, number = -1;
    for (size_t i = 0; i < p->count; i++) {
        struct pair at = p->pair[i];
        number += at.member != last;
        last = at.member;
        at.member = number;
        if (kept == 0 || by_member(&at, &p->pair[kept - 1]) != 0)
            p->pair[kept++] = at;
    }
    p->count = kept;
    return number + 1;
}

struct market {
    uint32_t *taken;
    size_t *taken_at;
    size_t *starts;
    struct assign_choice *choices;
    uint8_t *quota;
};

static void list_taken(struct market *k, const struct pairs *p)
{
    k->taken = mem_array(NULL, p->count, sizeof *k->taken);
    k->taken_at = mem_alloc((MEMBERS + 1) * sizeof *k->taken_at);
    for (size_t i = 0; i < p->count; i++) {
        k->taken[i] = (uint32_t)p->pair[i].course;
        k->taken_at[p->pair[i].member + 1] = i + 1;
    }
}

static int by_number(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static void offer(struct market *k, const struct ease *e, size_t m)
{
    const uint32_t *taken = k->taken + k->taken_at[m];
    size_t count = k->taken_at[m + 1] - k->taken_at[m];
    double score[COURSES];
    uint32_t best[BEST];
    ease_score(e, taken, count, score);
    for (size_t i = 0; i < count; i++)
        score[taken[i]] = -INFINITY;
    size_t n = topk(score, COURSES, BEST, best);
    double most = n > 0 ? score[best[0]] : 0;
    qsort(best, n, sizeof *best, by_number);
    size_t at = k->starts[m];
    for (size_t i = 0; i < n; i++)
        if (score[best[i]] > 0)
            k->choices[at++] =
                (struct assign_choice){best[i], (float)(score[best[i]] / most)};
    k->starts[m + 1] = at;
    k->quota[m] = QUOTA;
}

static int make_market(struct market *k, struct diag *d)
{
    struct gram g;
    struct ease e = {0};
    struct ease_options o = {.lambda = 20};
    int status = gram_open(&g, COURSES, d);
    for (size_t m = 0; m < MEMBERS && status == 0; m++)
        status = gram_add(&g, k->taken + k->taken_at[m],
                          k->taken_at[m + 1] - k->taken_at[m], d);
    if (status == 0)
        status = ease_fit(&e, &g, &o, d);
    k->starts = mem_alloc((MEMBERS + 1) * sizeof *k->starts);
    k->choices = mem_array(NULL, (size_t)MEMBERS * BEST, sizeof *k->choices);
    k->quota = mem_alloc(MEMBERS);
    for (size_t m = 0; m < MEMBERS && status == 0; m++)
        offer(k, &e, m);
    ease_free(&e);
    gram_close(&g);
    return status;
}

static void check_limits(struct check *c, const struct market *k,
                         const struct assignment *a, int seats)
{
    int64_t *load = mem_alloc(COURSES * sizeof *load);
    double worth = 0;
    for (size_t m = 0; m < MEMBERS; m++) {
        int count = 0;
        for (size_t i = k->starts[m]; i < k->starts[m + 1]; i++) {
            if (!a->given[i])
                continue;
            count++;
            load[k->choices[i].class]++;
            worth += (double)k->choices[i].worth;
        }
        check_at_most(c, "places of a member", count, QUOTA);
    }
    for (size_t j = 0; j < COURSES; j++)
        check_at_most(c, "places in a class", (double)load[j], seats);
    check_near(c, "worth of the places", a->worth, worth, 1e-12);
    free(load);
}

static void check_level(struct check *c, const struct market *k, int seats,
                        double optimum)
{
    struct assign_class *class = mem_alloc(COURSES * sizeof *class);
    for (uint32_t j = 0; j < COURSES; j++)
        class[j] = (struct assign_class){.group = j, .seats = seats};
    struct assign_problem p = {.members = MEMBERS,
                               .classes = COURSES,
                               .starts = k->starts,
                               .choices = k->choices,
                               .class = class,
                               .quota = k->quota,
                               .budget = INFINITY};
    struct assign_options o = {.rounds = 100, .step = .05, .threads = 1};
    struct assignment a;
    struct diag d = {0};
    if (assign_solve(&a, &p, &o, &d) != 0)
        check_broken(c, &d);
    else {
        check_limits(c, k, &a, seats);
        check_at_most(c, "share of the optimum missed", 1 - a.worth / optimum,
                      .004);
        check_at_most(c, "the optimum above the bound", optimum - a.bound,
                      .005);
    }
    assign_free(&a);
    free(class);
}

static void market_free(struct market *k)
{
    free(k->taken);
    free(k->taken_at);
    free(k->starts);
    free(k->choices);
    free(k->quota);
}

static void check_levels(const struct market *k, struct tally *t)
{
    static const char *const ids[] = {"seats_mars_19", "seats_mars_12",
                                      "seats_mars_10"};
    for (size_t i = 0; i < COUNT_OF(levels); i++) {
        struct check c = {.id = ids[i]};
        check_level(&c, k, levels[i].seats, levels[i].optimum);
        check_end(&c, t);
    }
}

void cases_seats(const char *real, struct tally *t)
{
    struct pairs p = {0};
    if (real == NULL ||
        read_pairs(&p, real, "implicit_ratings_en.csv", 1) != 0 ||
        read_pairs(&p, real, "explicit_ratings_en.csv", 0) != 0) {
        check_skip("seats_mars", "no real files (REAL=FOLDER)", t);
        free(p.pair);
        return;
    }
    struct check c = {.id = "seats_mars_pairs"};
    check_count(&c, "courses", number_courses(&p), COURSES);
    check_count(&c, "members", number_members(&p), MEMBERS);
    check_count(&c, "pairs", (int64_t)p.count, PAIRS);
    bool usable = c.fault[0] == '\0';
    struct market k = {0};
    struct diag d = {0};
    if (usable) {
        list_taken(&k, &p);
        usable = make_market(&k, &d) == 0 || check_broken(&c, &d) == 0;
    }
    check_end(&c, t);
    if (usable)
        check_levels(&k, t);
    market_free(&k);
    free(p.pair);
}
