/* test_math_products.c - products of pairs of columns, by plain sums. */
#include "analyze/math/products.h"

#include "analyze/math/mixhash.h"
#include "tests/unit/math_near.h"

enum { ITEMS = 7, PEOPLE = 1300 };

static uint8_t byte[ITEMS][PEOPLE];

/* Some bytes are no answers. All that are may be the highest at once. */
static void draw(struct scale_column *column, int codes)
{
    for (size_t k = 0; k < ITEMS; k++) {
        for (size_t i = 0; i < PEOPLE; i++) {
            uint64_t x = mixhash_below((uint64_t)codes + 3, k, i, 8);
            byte[k][i] = (uint8_t)(i < 520 ? (uint64_t)codes - 1 : x);
        }
        column[k] = (struct scale_column){byte[k], 1, codes};
    }
}

static int64_t answer(const struct scale_column *c, size_t i)
{
    return c->byte[i] < c->codes ? c->byte[i] : 0;
}

static void check(const struct products *p, const struct scale_column *column)
{
    const int64_t *product = p->product;
    for (size_t a = 0; a < ITEMS; a++) {
        int64_t sum = 0;
        for (size_t i = 0; i < PEOPLE; i++)
            sum += answer(&column[a], i);
        assert_int_equal(p->sum[a], sum);
        for (size_t b = a; b < ITEMS; b++) {
            int64_t both = 0;
            for (size_t i = 0; i < PEOPLE; i++)
                both += answer(&column[a], i) * answer(&column[b], i);
            assert_int_equal(*product++, both);
        }
    }
}

static void products_are_those_one_by_one(void **state)
{
    (void)state;
    static const int codes[] = {1, 5, 32, 33, SCALE_MAX_BYTES};
    for (size_t c = 0; c < sizeof codes / sizeof *codes; c++) {
        struct scale_column column[ITEMS];
        struct products p;
        draw(column, codes[c]);
        products_open(&p, column, ITEMS);
        for (size_t first = 0; first < PEOPLE; first += PRODUCTS_BLOCK)
            products_add(&p, first,
                         PEOPLE - first < PRODUCTS_BLOCK ? PEOPLE - first
                                                         : PRODUCTS_BLOCK);
        check(&p, column);
        products_close(&p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products_are_those_one_by_one),
    };
    return cmocka_run_group_tests_name("math_products", tests, NULL, NULL);
}
