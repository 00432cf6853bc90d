/*
 * test_math_segmentation.c - how many classes there are, of rows whose classes
 * are known since they were made so.
 */
#include "analyze/math/segmentation.h"

#include "analyze/math/mixhash.h"
#include "lib/mem.h"

#include "tests/unit/math_near.h"

#include <stdlib.h>

enum { N = 600, ITEMS = 8, STATES = 5 };

/*
 * Row I is of kind I % KINDS; kinds lie APART in every KINDS-th item. A row of
 * number I stands at place TURN x I mod N.
 */
static void make_rows(struct coded *c, size_t kinds, double apart, size_t turn)
{
    static const uint16_t states[ITEMS] = {5, 5, 5, 5, 5, 5, 5, 5};
    struct diag d = {0};
    assert_int_equal(coded_open(c, N, ITEMS, 0, 0, states, &d), 0);
    for (size_t cell = 0; cell < c->scale_cells; cell++)
        c->value[cell] = (double)(cell % (STATES + 1)) + 1;
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < ITEMS; j++) {
            double x = 2.4 * mixhash_uniform(j, i, 11);
            x += j % kinds == i % kinds ? apart : 0;
            c->code[turn * i % N * ITEMS + j] = (uint8_t)(x < 4.99 ? x : 4.99);
        }
    assert_int_equal(coded_finish(c, &d), 0);
}

static void find(struct segmentation *s, const struct coded *c, size_t k,
                 size_t threads)
{
    struct diag d = {0};
    struct segmentation_options o = {.k = k,
                                     .k_max = 5,
                                     .starts = 8,
                                     .stability = 0.75,
                                     .least = 10,
                                     .seed = 3,
                                     .threads = threads};
    assert_int_equal(segmentation_find(s, c, &o, &d), 0);
}

/* Members of the largest kind in each class, summed: N if all are right. */
static size_t count_right(const struct segmentation *s, const struct coded *c,
                          size_t kinds)
{
    size_t count[5][5] = {{0}}, right = 0;
    for (size_t place = 0; place < c->n; place++)
        count[s->of[place].best][c->row[place] % kinds]++;
    for (size_t k = 0; k < s->model.k; k++) {
        size_t most = 0;
        for (size_t kind = 0; kind < kinds; kind++)
            most = count[k][kind] > most ? count[k][kind] : most;
        right += most;
    }
    return right;
}

static void as_many_classes_are_found_as_were_made(void **state)
{
    (void)state;
    for (size_t kinds = 2; kinds <= 4; kinds++) {
        struct coded c;
        struct segmentation s;
        make_rows(&c, kinds, 2.5, 1);
        find(&s, &c, 0, 2);
        assert_int_equal(s.model.k, kinds);
        assert_true(count_right(&s, &c, kinds) > N * 97 / 100);
        assert_true(s.tried[kinds - 1].passed && s.tried[kinds - 1].chosen);
        assert_true(s.tried[kinds - 1].jaccard >= 0.75);
        segmentation_free(&s);
        coded_free(&c);
    }
}

static void answers_by_chance_are_one_class(void **state)
{
    (void)state;
    struct coded c;
    struct segmentation s;
    make_rows(&c, 2, 0, 1);
    find(&s, &c, 0, 2);
    assert_int_equal(s.model.k, 1);
    for (size_t k = 2; k <= s.count; k++)
        assert_false(s.tried[k - 1].passed);
    segmentation_free(&s);
    coded_free(&c);
}

static void a_number_that_is_given_is_kept(void **state)
{
    (void)state;
    struct coded c;
    struct segmentation s;
    make_rows(&c, 2, 2.5, 1);
    find(&s, &c, 3, 1);
    assert_int_equal(s.model.k, 3);
    segmentation_free(&s);
    coded_free(&c);
}

/* That one class is one of several tried changes nothing of it. */
static void of_one_class_no_other_is_tried(void **state)
{
    (void)state;
    struct coded c;
    struct segmentation one, all;
    make_rows(&c, 2, 2.5, 1);
    find(&one, &c, 1, 2);
    find(&all, &c, 0, 2);
    assert_int_equal(one.count, 1);
    assert_int_equal(one.model.k, 1);
    assert_true(one.tried[0].chosen);
    assert_int_equal(one.sample, all.sample);
    assert_true(one.tried[0].loglik == all.tried[0].loglik);
    assert_true(one.tried[0].bic == all.tried[0].bic);
    segmentation_free(&one);
    segmentation_free(&all);
    coded_free(&c);
}

/* 7 and 600 have no common divisor: each place is taken once. */
static void neither_threads_nor_the_order_of_rows_matter(void **state)
{
    (void)state;
    struct coded c, turned;
    struct segmentation one, seven;
    make_rows(&c, 3, 2, 1);
    make_rows(&turned, 3, 2, 7);
    find(&one, &c, 0, 1);
    find(&seven, &c, 0, 7);
    assert_memory_equal(one.of, seven.of, N * sizeof *one.of);
    assert_memory_equal(one.model.mean, seven.model.mean,
                        one.model.k * one.model.dims * sizeof(double));
    segmentation_free(&seven);
    find(&seven, &turned, 0, 2);
    assert_int_equal(seven.model.k, one.model.k);
    size_t *of = mem_alloc(N * sizeof *of), same = 0;
    for (size_t place = 0; place < N; place++)
        of[7 * c.row[place] % N] = one.of[place].best;
    for (size_t place = 0; place < N; place++)
        same += of[turned.row[place]] == seven.of[place].best;
    assert_int_equal(same, N);
    free(of);
    segmentation_free(&one);
    segmentation_free(&seven);
    coded_free(&c);
    coded_free(&turned);
}

static void a_sample_takes_one_place_of_each_stretch(void **state)
{
    (void)state;
    size_t count = 100;
    size_t *place = segmentation_sample(1000, &count, 5);
    assert_int_equal(count, 100);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(place[i] / 10, i);
    free(place);
    count = 100;
    place = segmentation_sample(7, &count, 5);
    assert_int_equal(count, 7);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(place[i], i);
    free(place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_many_classes_are_found_as_were_made),
        cmocka_unit_test(answers_by_chance_are_one_class),
        cmocka_unit_test(a_number_that_is_given_is_kept),
        cmocka_unit_test(of_one_class_no_other_is_tried),
        cmocka_unit_test(neither_threads_nor_the_order_of_rows_matter),
        cmocka_unit_test(a_sample_takes_one_place_of_each_stretch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
