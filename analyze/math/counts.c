/* counts.c - see counts.h. */
#include "analyze/math/counts.h"

#include <math.h>
#include <string.h>

int counts_open(struct counts *c, int first, int codes, struct diag *d)
{
    memset(c, 0, sizeof *c);
    if (codes < 1 || codes > COUNTS_MAX)
        return diag_fail(d, "a scale of %d codes; 1 to %d are possible", codes,
                         COUNTS_MAX);
    c->first = first;
    c->codes = codes;
    return 0;
}

/* The place of CODE, or -1. In 64 bits, as a hostile code could overflow. */
static int place_of(const struct counts *c, int code)
{
    int64_t place = (int64_t)code - c->first;
    return place >= 0 && place < c->codes ? (int)place : -1;
}

static double value_at(const struct counts *c, int place)
{
    return (double)c->first + place;
}

void counts_add(struct counts *c, int code)
{
    int place = place_of(c, code);
    if (place >= 0)
        c->n[place]++;
    else
        c->refused++;
}

void counts_add_missing(struct counts *c)
{
    c->missing++;
}

void counts_merge(struct counts *c, const struct counts *other)
{
    for (int i = 0; i < c->codes; i++)
        c->n[i] += other->n[i];
    c->missing += other->missing;
    c->refused += other->refused;
}

int64_t counts_total(const struct counts *c)
{
    int64_t total = 0;
    for (int i = 0; i < c->codes; i++)
        total += c->n[i];
    return total;
}

double counts_mean(const struct counts *c)
{
    int64_t sum = 0;
    for (int i = 0; i < c->codes; i++)
        sum += i * c->n[i];
    return (double)c->first + (double)sum / (double)counts_total(c);
}

double counts_sd(const struct counts *c)
{
    int64_t total = counts_total(c);
    if (total < 2)
        return NAN;
    double mean = counts_mean(c);
    double sum = 0;
    for (int i = 0; i < c->codes; i++) {
        double gap = value_at(c, i) - mean;
        sum += (double)c->n[i] * gap * gap;
    }
    return sqrt(sum / (double)(total - 1));
}

/* The answer at RANK, from 0, if all stood in a row, lowest first. */
static double answer_at(const struct counts *c, int64_t rank)
{
    int i = 0;
    for (int64_t before = c->n[0]; before <= rank && i + 1 < c->codes;)
        before += c->n[++i];
    return value_at(c, i);
}

double counts_quantile(const struct counts *c, double p)
{
    int64_t total = counts_total(c);
    if (total == 0 || !(p >= 0 && p <= 1))
        return NAN;
    double place = (double)(total - 1) * p;
    double below = floor(place);
    double low = answer_at(c, (int64_t)below);
    double high = answer_at(c, (int64_t)ceil(place));
    return low + (place - below) * (high - low);
}

double counts_median(const struct counts *c)
{
    return counts_quantile(c, 0.5);
}

double counts_share_from(const struct counts *c, int lowest)
{
    int64_t sum = 0;
    for (int i = 0; i < c->codes; i++)
        if ((int64_t)c->first + i >= lowest)
            sum += c->n[i];
    return (double)sum / (double)counts_total(c);
}

double counts_share(const struct counts *c, int code)
{
    int place = place_of(c, code);
    double n = place >= 0 ? (double)c->n[place] : 0;
    return n / (double)counts_total(c);
}
