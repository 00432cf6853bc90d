/* indicator.c - see indicator.h. */
#include "analyze/standing/indicator.h"

#include "analyze/math/proportion.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

static const double LEVEL = 0.95;

static int64_t nothing(const struct tally *t)
{
    (void)t;
    return 0;
}

static int64_t members(const struct tally *t)
{
    return t->members;
}

static int64_t covered(const struct tally *t)
{
    return t->covered;
}

static int64_t minutes(const struct tally *t)
{
    return t->minutes;
}

static int64_t online(const struct tally *t)
{
    return t->online;
}

static int64_t courses(const struct tally *t)
{
    return t->courses;
}

static int64_t electives(const struct tally *t)
{
    return t->electives;
}

static int64_t asked(const struct tally *t)
{
    return t->asked;
}

static int64_t answered(const struct tally *t)
{
    return t->answered;
}

static int64_t bound(const struct tally *t)
{
    return t->bound;
}

static int64_t fulfilled(const struct tally *t)
{
    return t->fulfilled;
}

const struct indicator indicators[INDICATORS] = {
    {"change", INDICATOR_CHANGE, nothing, nothing, 1},
    {"coverage", INDICATOR_PEOPLE, covered, members, 1},
    {"elective-share", INDICATOR_SHARE, electives, courses, 1},
    {"hours", INDICATOR_MEAN, minutes, members, 1.0 / 60},
    {"online-share", INDICATOR_SHARE, online, minutes, 1},
    {"requirements-met", INDICATOR_PEOPLE, fulfilled, bound, 1},
    {"response-rate", INDICATOR_PEOPLE, answered, asked, 1},
};

const struct indicator *indicator_find(const char *name)
{
    for (size_t i = 0; i < INDICATORS; i++)
        if (strcmp(indicators[i].name, name) == 0)
            return &indicators[i];
    return NULL;
}

/* Half of the interval of the members' mean minutes, by Student's t. */
static double margin(const struct tally *t)
{
    double n = (double)t->members, mean = (double)t->minutes / n;
    double squares = (double)t->squares - n * mean * mean;
    if (t->members < 2)
        return NAN;
    return gsl_cdf_tdist_Qinv((1 - LEVEL) / 2, n - 1) *
           sqrt(fmax(squares, 0) / (n - 1) / n);
}

struct indicator_value indicator_of(const struct indicator *i,
                                    const struct tally *t)
{
    struct indicator_value v = {i->numerator(t), i->denominator(t), NAN, NAN,
                                NAN};
    if (v.denominator == 0)
        return v;
    v.value = (double)v.numerator / (double)v.denominator * i->scale;
    if (i->kind == INDICATOR_PEOPLE) {
        struct interval in =
            proportion_wilson(v.numerator, v.denominator, LEVEL);
        v.low = in.low;
        v.high = in.high;
    } else if (i->kind == INDICATOR_MEAN) {
        v.low = fmax(v.value - margin(t) * i->scale, 0);
        v.high = v.value + margin(t) * i->scale;
    }
    return v;
}
