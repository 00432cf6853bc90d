/*
 * runs.c - see runs.h.
 *
 * LANES respondents go beside each other through all items, with what they
 * have done so far in registers.
 */
#include "analyze/math/runs.h"

#include "analyze/math/lanes.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A piece of respondents: of each item a line of the processor's cache. */
enum { PIECE = 64, LANES = 16, HALF = LANES / 2 };

/* No errno, so that roots can be taken beside each other. */
#if defined __GNUC__ && !defined __clang__
#define SQUARE_ROOTS __attribute__((optimize("O3,no-math-errno"))) WIDE_VECTORS
#else
#define SQUARE_ROOTS
#endif

typedef uint8_t bytes __attribute__((vector_size(LANES)));
typedef uint16_t shorts __attribute__((vector_size(2 * LANES)));
typedef uint16_t few __attribute__((vector_size(2 * HALF)));
typedef int32_t wholes __attribute__((vector_size(4 * HALF)));

/* An item for the kernel: an answer is (byte ^ flip) + offset. */
struct asked {
    uint16_t codes, flip, offset;
};

struct lanes {
    shorts answered, longest;
    wholes sum[2], squares[2]; /* of the answers */
};

/* All bits of WHICH are those of ONE or of OTHER. */
#define CHOOSE(which, one, other) (((one) & (which)) | ((other) & ~(which)))

LANES_INLINE void add_squares(struct lanes *l, const shorts *tick)
{
    few half[2];
    memcpy(half, tick, sizeof half);
    for (size_t h = 0; h < 2; h++) {
        wholes x = __builtin_convertvector(half[h], wholes);
        l->sum[h] += x;
        l->squares[h] += x * x;
    }
}

WIDE_VECTORS static void walk(const struct asked *item, size_t items,
                              const uint8_t *piece, struct lanes *out)
{
    struct lanes l = {.longest = {0}};
    shorts run = {0}, last = ~run;
    for (size_t k = 0; k < items; k++, piece += PIECE) {
        bytes byte;
        memcpy(&byte, piece, sizeof byte);
        shorts code = __builtin_convertvector(byte, shorts);
        shorts there = (shorts)(code < item[k].codes);
        shorts tick = (code ^ item[k].flip) + item[k].offset;
        shorts same = (shorts)(tick == last);
        run = CHOOSE(there, (run & same) + 1, run);
        last = CHOOSE(there, tick, last);
        l.longest = CHOOSE((shorts)(run > l.longest), run, l.longest);
        l.answered -= there;
        tick &= there;
        add_squares(&l, &tick);
    }
    *out = l;
}

/* From whole numbers: n sum x^2 - (sum x)^2 is exact; 0 / 0 below two. */
SQUARE_ROOTS static void find_spread(const struct lanes *l,
                                     double *restrict spread)
{
    double n[LANES], sum[LANES], squares[LANES];
    for (size_t i = 0; i < LANES; i++) {
        n[i] = l->answered[i];
        sum[i] = l->sum[i / HALF][i % HALF];
        squares[i] = l->squares[i / HALF][i % HALF];
    }
    for (size_t i = 0; i < LANES; i++)
        spread[i] =
            sqrt((n[i] * squares[i] - sum[i] * sum[i]) / (n[i] * (n[i] - 1)));
}

static void store_lanes(const struct lanes *l, size_t count, uint16_t *answered,
                        uint16_t *longest, double *spread)
{
    double all[LANES];
    find_spread(l, all);
    memcpy(answered, &l->answered, count * sizeof *answered);
    memcpy(longest, &l->longest, count * sizeof *longest);
    memcpy(spread, all, count * sizeof *spread);
}

static struct asked ask(const struct runs_item *item)
{
    const struct scale_column *c = &item->column;
    int offset = item->reversed ? c->low + c->codes : c->low;
    return (struct asked){(uint16_t)c->codes, item->reversed ? UINT16_MAX : 0,
                          (uint16_t)offset};
}

/* COUNT respondents from FIRST on; those that are not there answer nothing. */
static void cut_piece(const struct runs_item *item, size_t items, size_t first,
                      size_t count, uint8_t *piece)
{
    if (count < PIECE)
        memset(piece, UINT8_MAX, items * PIECE);
    for (size_t k = 0; k < items; k++)
        memcpy(piece + k * PIECE, item[k].column.byte + first, count);
}

void runs_find(const struct runs_item *item, size_t items, size_t count,
               const struct runs *out)
{
    uint8_t *piece = mem_array(NULL, items, PIECE);
    struct asked *asked = mem_array(NULL, items, sizeof *asked);
    for (size_t k = 0; k < items; k++)
        asked[k] = ask(&item[k]);
    for (size_t first = 0; first < count; first += PIECE) {
        size_t here = count - first < PIECE ? count - first : PIECE;
        cut_piece(item, items, first, here, piece);
        for (size_t i = 0; i < here; i += LANES) {
            struct lanes l;
            size_t at = first + i;
            walk(asked, items, piece + i, &l);
            store_lanes(&l, here - i < LANES ? here - i : LANES,
                        out->answered + at, out->longest + at,
                        out->spread + at);
        }
    }
    free(piece);
    free(asked);
}
