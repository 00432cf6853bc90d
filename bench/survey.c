/* survey.c - see survey.h. */
#include "bench/survey.h"

#include "analyze/math/mixhash.h"
#include "lib/mem.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

enum { STATES = 5, GROUPS = 5 };
enum {
    OF_GROUP = 1,
    OF_STYLE,
    OF_BLOCK,
    OF_NOISE,
    OF_PROFILE,
    OF_TOPIC,
    OF_SKIP,
    OF_LACK,
    OF_REAL
};

/* A stream for each kind and number; steps are members. */
static double uniform(const struct survey *s, size_t kind, size_t number,
                      size_t member)
{
    return mixhash_uniform(kind * 4096 + number, member, s->seed);
}

static double normal(const struct survey *s, size_t kind, size_t number,
                     size_t member)
{
    double u = uniform(s, kind, number, member);
    return gsl_cdf_ugaussian_Pinv(u > 0 ? u : 0x1p-54);
}

uint32_t survey_group(const struct survey *s, size_t member)
{
    static const double upto[GROUPS] = {0.32, 0.57, 0.77, 0.91, 1};
    double u = uniform(s, OF_GROUP, 0, member);
    uint32_t group = 0;
    while (s->groups > 1 && group < GROUPS - 1 && u >= upto[group])
        group++;
    return group;
}

/* What a group thinks of an item: -1, 0 or 1 times how far they lie apart. */
static double profile(const struct survey *s, uint32_t group, size_t item)
{
    if (s->groups < 2)
        return 0;
    double u = uniform(s, OF_PROFILE, group, item);
    return u < 1.0 / 3 ? -s->apart : u < 2.0 / 3 ? 0 : s->apart;
}

static uint8_t cut(double latent)
{
    static const double at[STATES - 1] = {-1.5, -0.5, 0.5, 1.5};
    uint8_t code = 0;
    while (code < STATES - 1 && latent > at[code])
        code++;
    return code;
}

static bool is_missing(const struct survey *s, size_t member, size_t item)
{
    size_t size = (s->items + s->blocks - 1) / s->blocks;
    size_t kept =
        (size_t)(uniform(s, OF_SKIP, 999, member) * (double)s->blocks);
    size_t block = item / size;
    if (block != kept && uniform(s, OF_SKIP, block, member) < s->block_missing)
        return true;
    return uniform(s, OF_LACK, item, member) < s->item_missing;
}

static void answer(const struct survey *s, bool complete, size_t member,
                   uint8_t *code)
{
    uint32_t group = survey_group(s, member);
    size_t size = (s->items + s->blocks - 1) / s->blocks;
    double style = s->style * normal(s, OF_STYLE, 0, member), factor = 0;
    for (size_t j = 0; j < s->items; j++) {
        if (j % size == 0)
            factor = s->block * normal(s, OF_BLOCK, j / size, member);
        code[j] = STATES;
        if (complete || !is_missing(s, member, j))
            code[j] = cut(profile(s, group, j) + style + factor +
                          0.7 * normal(s, OF_NOISE, j, member));
    }
}

void survey_items(const struct survey *s, size_t member, uint8_t *code)
{
    answer(s, false, member, code);
}

static void fill_member(const struct survey *s, bool complete, size_t i,
                        struct coded *c)
{
    uint8_t *code = c->code + i * c->width;
    uint32_t group = survey_group(s, i);
    answer(s, complete, i, code);
    for (size_t t = 0; t < s->topics; t++) {
        bool wanted = s->groups > 1 && t % GROUPS == group;
        code[s->items + t] = uniform(s, OF_TOPIC, t, i) < (wanted ? 0.4 : 0.2);
    }
    for (size_t q = 0; q < s->reals; q++)
        c->real[i * s->reals + q] =
            0.3 * profile(s, group, q) + normal(s, OF_REAL, q, i);
}

int survey_make(const struct survey *s, bool complete, struct coded *c,
                struct diag *d)
{
    size_t columns = s->items + s->topics;
    uint16_t *states = mem_array(NULL, columns, sizeof *states);
    for (size_t j = 0; j < columns; j++)
        states[j] = j < s->items ? STATES : 2;
    int status =
        coded_open(c, s->members, s->items, s->topics, s->reals, states, d);
    free(states);
    if (status != 0)
        return -1;
    for (size_t cell = 0; cell < c->scale_cells; cell++)
        c->value[cell] = (double)(cell % (STATES + 1)) + 1;
    for (size_t i = 0; i < s->members; i++)
        fill_member(s, complete, i, c);
    return coded_finish(c, d);
}
