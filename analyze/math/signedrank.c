/* signedrank.c - see signedrank.h. */
#include "analyze/math/signedrank.h"

#include "analyze/math/tail.h"
#include "lib/mem.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void make_room(struct changes *c, size_t room)
{
    if (room <= c->room)
        return;
    size_t more = c->room * 2 > room ? c->room * 2 : room;
    c->of = mem_realloc(c->of, more * sizeof *c->of);
    memset(c->of + c->room, 0, (more - c->room) * sizeof *c->of);
    c->room = more;
}

int changes_add(struct changes *c, int64_t change, struct diag *d)
{
    if (change > SIGNEDRANK_MAX || change < -SIGNEDRANK_MAX)
        return diag_fail(d, "a change by %" PRId64 ", beyond %d", change,
                         SIGNEDRANK_MAX);
    size_t size = (size_t)(change < 0 ? -change : change);
    make_room(c, size + 1);
    if (change < 0)
        c->of[size].down++;
    else
        c->of[size].up++;
    return 0;
}

void changes_merge(struct changes *c, const struct changes *other)
{
    make_room(c, other->room);
    for (size_t i = 0; i < other->room; i++) {
        c->of[i].up += other->of[i].up;
        c->of[i].down += other->of[i].down;
    }
}

void changes_close(struct changes *c)
{
    free(c->of);
    memset(c, 0, sizeof *c);
}

/* Over all signs of N ranks: how many have a doubled sum of SEEN or more. */
static void exact(struct signedrank *r, const struct change *step, size_t count)
{
    size_t n = (size_t)r->n, width = n * (n + 1) + 1, before = 0;
    double *ways = mem_alloc(width * sizeof *ways);
    ways[0] = 1;
    for (size_t i = 0; i < count; i++) {
        size_t tied = (size_t)(step[i].up + step[i].down);
        size_t rank2 = 2 * before + tied + 1;
        for (size_t k = 0; k < tied; k++)
            for (size_t s = width - 1; s >= rank2; s--)
                ways[s] += ways[s - rank2];
        before += tied;
    }
    double above = 0, below = 0, all = ldexp(1, (int)n);
    size_t seen = (size_t)(2 * r->up);
    for (size_t s = 0; s < width; s++) {
        above += s >= seen ? ways[s] : 0;
        below += s <= seen ? ways[s] : 0;
    }
    r->p_exact_above = above / all;
    r->p_exact = fmin(1, 2 * fmin(above, below) / all);
    free(ways);
}

static void approximate(struct signedrank *r, double ties)
{
    double n = (double)r->n;
    double spread = sqrt(n * (n + 1) * (2 * n + 1) / 24 - ties / 48);
    double gap = (r->up - r->down) / 2;
    r->z = gap / spread;
    r->p = tail_normal(r->z).p;
    r->p_corrected = tail_normal(fmax(0, fabs(gap) - 0.5) / spread).p;
}

struct signedrank signedrank_of_sizes(const struct change *step, size_t count)
{
    struct signedrank r = {0, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    double before = 0, up = 0, down = 0, ties = 0;
    for (size_t i = 0; i < count; i++) {
        double tied = (double)(step[i].up + step[i].down);
        double rank = before + (tied + 1) / 2;
        up += rank * (double)step[i].up;
        down += rank * (double)step[i].down;
        ties += tied * tied * tied - tied;
        before += tied;
    }
    r.n = (int64_t)before;
    if (r.n == 0)
        return r;
    r.up = up;
    r.down = down;
    r.rank_biserial = (up - down) / (up + down);
    approximate(&r, ties);
    if (r.n <= SIGNEDRANK_EXACT)
        exact(&r, step, count);
    return r;
}

struct signedrank signedrank_test(const struct changes *c)
{
    return signedrank_of_sizes(c->of + (c->room > 0),
                               c->room > 0 ? c->room - 1 : 0);
}
