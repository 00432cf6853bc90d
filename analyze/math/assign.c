/*
 * assign.c - see assign.h. The prices; assign_fill.c gives the places.
 *
 * A round is a pass over blocks of members. Loads are counts, so their order
 * does not matter; worth and cost are summed by block, in the order of blocks.
 */
#include "analyze/math/assign.h"

#include "lib/mem.h"
#include "lib/pool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 65536 };

static int check_member(const struct assign_problem *p, size_t m,
                        struct diag *d)
{
    if (p->quota[m] > ASSIGN_MOST_QUOTA)
        return diag_fail(d, "member %zu may have %d places; at most %d", m,
                         p->quota[m], ASSIGN_MOST_QUOTA);
    for (size_t i = p->starts[m]; i < p->starts[m + 1]; i++) {
        const struct assign_choice *c = &p->choices[i];
        if (c->class >= p->classes || !isfinite(c->worth))
            return diag_fail(d, "choice %zu: no such class, or no worth", i);
        if (i > p->starts[m] && c->class <= c[-1].class)
            return diag_fail(d, "choice %zu: classes do not ascend", i);
    }
    return 0;
}

/* What a member would take at the prices: at most one class of a group. */
struct basket {
    uint32_t class[ASSIGN_MOST_QUOTA];
    double gain[ASSIGN_MOST_QUOTA]; /* descending */
    size_t count;
};

static void basket_drop(struct basket *b, size_t at)
{
    b->count--;
    for (size_t i = at; i < b->count; i++) {
        b->class[i] = b->class[i + 1];
        b->gain[i] = b->gain[i + 1];
    }
}

/* Makes way for CLASS among others of its group; false if it is no better. */
static bool make_way(struct basket *b, const struct assign_class *class,
                     uint32_t c, double gain)
{
    for (size_t i = 0; i < b->count; i++) {
        if (class[b->class[i]].group != class[c].group)
            continue;
        if (gain <= b->gain[i])
            return false;
        basket_drop(b, i);
        return true;
    }
    return true;
}

static void basket_put(struct basket *b, size_t quota, uint32_t c, double gain)
{
    if (b->count == quota) {
        if (gain <= b->gain[quota - 1])
            return;
        b->count--;
    }
    size_t at = b->count++;
    for (; at > 0 && b->gain[at - 1] < gain; at--) {
        b->class[at] = b->class[at - 1];
        b->gain[at] = b->gain[at - 1];
    }
    b->class[at] = c;
    b->gain[at] = gain;
}

struct prices {
    const struct assign_problem *problem;
    double *full; /* by class: price and the money its place costs */
};

static void fill_basket(struct basket *b, const struct prices *q, size_t m)
{
    const struct assign_problem *p = q->problem;
    b->count = 0;
    if (p->quota[m] == 0)
        return;
    for (size_t i = p->starts[m]; i < p->starts[m + 1]; i++) {
        uint32_t c = p->choices[i].class;
        double gain = (double)p->choices[i].worth - q->full[c];
        if (gain <= 0 ||
            (b->count == p->quota[m] && gain <= b->gain[b->count - 1]))
            continue;
        if (make_way(b, p->class, c, gain))
            basket_put(b, p->quota[m], c, gain);
    }
}

/* What the members of a block would take. */
struct taken {
    double gain;
    int64_t load[];
};

static int take_block(void *context, size_t number, void **result,
                      struct diag *d)
{
    (void)d;
    const struct prices *q = context;
    size_t first = number * BLOCK, end = first + BLOCK;
    if (end > q->problem->members)
        end = q->problem->members;
    struct taken *t =
        mem_alloc(sizeof *t + q->problem->classes * sizeof *t->load);
    for (size_t m = first; m < end; m++) {
        struct basket b;
        fill_basket(&b, q, m);
        for (size_t i = 0; i < b.count; i++) {
            t->load[b.class[i]]++;
            t->gain += b.gain[i];
        }
    }
    *result = t;
    return 0;
}

struct round {
    struct prices prices; /* first: it is the context of take_block() */
    int64_t *load;
    double gain, cost;
};

static int merge_block(void *context, size_t number, void *result, int failed,
                       struct diag *d)
{
    (void)number;
    (void)failed;
    (void)d;
    struct round *r = context;
    struct taken *t = result;
    for (size_t c = 0; c < r->prices.problem->classes; c++)
        r->load[c] += t->load[c];
    r->gain += t->gain;
    free(t);
    return 0;
}

/* Loads, gain and cost at the prices of A. */
static int work_round(struct round *r, const struct assignment *a,
                      size_t threads, struct diag *d)
{
    const struct assign_problem *p = r->prices.problem;
    for (size_t c = 0; c < p->classes; c++)
        r->prices.full[c] = a->price[c] + a->money_price * p->class[c].cost;
    memset(r->load, 0, p->classes * sizeof *r->load);
    r->gain = r->cost = 0;
    size_t blocks = (p->members + BLOCK - 1) / BLOCK;
    if (pool_run(threads, blocks, take_block, merge_block, r, d) != 0)
        return -1;
    for (size_t c = 0; c < p->classes; c++)
        r->cost += (double)r->load[c] * p->class[c].cost;
    return 0;
}

static double bound_of(const struct round *r, const struct assignment *a)
{
    const struct assign_problem *p = r->prices.problem;
    double bound = r->gain;
    for (size_t c = 0; c < p->classes; c++)
        bound += a->price[c] * (double)p->class[c].seats;
    return isinf(p->budget) ? bound : bound + a->money_price * p->budget;
}

/*
 * The next price of money. UNIT is what a unit of it brings if all take what
 * they like most: there it begins. It is moved by factors, as what is scarce
 * may be worth many times that, in steps twenty times those of other prices, as
 * there is but one.
 */
static double money_price(double price, double excess, double step, double unit)
{
    static const double longer = 20, least = 1e-3;
    excess = fmax(-1, fmin(1, excess));
    if (price <= 0)
        return excess > 0 ? unit * excess : 0;
    price *= exp(longer * step * excess);
    return price < least * unit ? 0 : price;
}

static void move_prices(struct assignment *a, const struct round *r,
                        double step, double unit)
{
    const struct assign_problem *p = r->prices.problem;
    for (size_t c = 0; c < p->classes; c++) {
        double seats = (double)p->class[c].seats;
        double excess = ((double)r->load[c] - seats) / fmax(seats, 1);
        a->price[c] = fmax(0, a->price[c] + step * excess);
    }
    if (isinf(p->budget))
        return;
    double excess = (r->cost - p->budget) / fmax(p->budget, 1);
    a->money_price = money_price(a->money_price, excess, step, unit);
}

/* Leaves the prices of the lowest bound in A. */
static int find_prices(struct assignment *a, struct round *r,
                       const struct assign_options *o, struct diag *d)
{
    size_t classes = r->prices.problem->classes;
    double *best = mem_array(NULL, classes, sizeof *best);
    double best_money = 0, unit = 0;
    int status = 0;
    a->bound = INFINITY;
    for (int t = 0; t <= o->rounds && status == 0; t++) {
        status = work_round(r, a, o->threads, d);
        double bound = bound_of(r, a);
        if (bound < a->bound) {
            a->bound = bound;
            memcpy(best, a->price, classes * sizeof *best);
            best_money = a->money_price;
        }
        if (t == 0 && r->cost > 0)
            unit = r->gain / r->cost;
        move_prices(a, r, o->step / sqrt(1.0 + t), unit);
    }
    memcpy(a->price, best, classes * sizeof *best);
    a->money_price = best_money;
    free(best);
    return status;
}

int assign_solve(struct assignment *a, const struct assign_problem *p,
                 const struct assign_options *o, struct diag *d)
{
    memset(a, 0, sizeof *a);
    for (size_t m = 0; m < p->members; m++)
        if (check_member(p, m, d) != 0)
            return -1;
    a->price = mem_alloc(p->classes * sizeof *a->price);
    struct round r = {
        .prices = {p, mem_array(NULL, p->classes, sizeof *r.prices.full)}};
    r.load = mem_array(NULL, p->classes, sizeof *r.load);
    int status = find_prices(a, &r, o, d);
    free(r.prices.full);
    free(r.load);
    if (status == 0)
        assign_fill(a, p);
    return status;
}

void assign_free(struct assignment *a)
{
    free(a->given);
    free(a->price);
    free(a->load);
    memset(a, 0, sizeof *a);
}
