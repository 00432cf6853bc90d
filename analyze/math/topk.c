/*
 * topk.c - see topk.h.
 *
 * The best so far are kept in order. Few of the scores displace one of them,
 * so a plain insertion is quick for the short lists that people are shown.
 */
#include "analyze/math/topk.h"

#include <math.h>

size_t topk(const double *scores, size_t count, size_t k, uint32_t *out)
{
    size_t kept = 0;
    double least = -INFINITY; /* to be had, a score must be above it */
    for (size_t i = 0; i < count && k > 0; i++) {
        double score = scores[i];
        if (!(score > least)) /* NaN and -infinity never are */
            continue;
        size_t place = kept < k ? kept++ : k - 1;
        for (; place > 0 && scores[out[place - 1]] < score; place--)
            out[place] = out[place - 1];
        out[place] = (uint32_t)i;
        if (kept == k)
            least = scores[out[k - 1]];
    }
    return kept;
}
