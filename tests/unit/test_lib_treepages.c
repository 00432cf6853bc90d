/* test_lib_treepages.c - levels above any number of children are sound. */
#include "lib/treepages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lib/attr.h"

enum { LONGEST = 4000 };

/* COUNT children, the i-th with the key of LENGTH bytes that are all i. */
static void make_children(struct treepages *t, size_t count, size_t length)
{
    unsigned char key[LONGEST];
    for (size_t i = 0; i < count; i++) {
        treepages_begin(t, TREEPAGES_INDEX_LEAF);
        memset(key, (int)(i & 0xFF), length);
        treepages_end(t, key, length);
        t->children[i].page = (uint32_t)i + 1;
        treepages_clear(t);
    }
}

static size_t get_16(const unsigned char *from)
{
    return (size_t)from[0] << 8 | from[1];
}

/* The interior page NUMBER points at the children from *NEXT on. */
static void check_page(const struct treepages *t, size_t number, size_t *next,
                       size_t length)
{
    const unsigned char *page = treepages_at(t, number);
    size_t cells = get_16(page + 3);
    assert_int_equal(page[0], TREEPAGES_INDEX_INTERIOR);
    assert_true(cells >= 1);
    for (size_t i = 0; i < cells; i++) {
        const unsigned char *cell = page + get_16(page + 12 + 2 * i);
        assert_int_equal(treepages_get_32(cell), ++*next);
        for (size_t k = 0; k < length; k++)
            assert_int_equal(cell[4 + k], (*next - 1) & 0xFF);
    }
    assert_int_equal(treepages_get_32(page + 8), ++*next);
    const struct treechild *c = &t->children[number - 1];
    assert_int_equal(c->page, number);
    assert_int_equal(c->length, length);
    if (length > 0)
        assert_int_equal(t->keys[c->key], (*next - 1) & 0xFF);
}

static void check_level(size_t count, size_t length)
{
    struct treepages t = {0};
    size_t next = 0;
    make_children(&t, count, length);
    treepages_level(&t);
    assert_int_equal(t.n_children, t.pages);
    for (size_t page = 1; page <= t.pages; page++)
        check_page(&t, page, &next, length);
    assert_int_equal(next, count);
    treepages_free(&t);
}

static void no_page_has_a_single_child(void **state)
{
    static const size_t lengths[] = {1, 2, 9, 100, 1021, LONGEST};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(lengths); i++) {
        size_t full = (TREEPAGES_SIZE - 12) / (lengths[i] + 6) + 1;
        check_level(2, lengths[i]);
        for (size_t pages = 1; pages <= 3; pages++)
            for (size_t count = pages * full - 2; count <= pages * full + 3;
                 count++)
                check_level(count, lengths[i]);
    }
}

/* Numbers move with their pages: noted ones, and those of new children. */
static void pages_take_the_numbers_of_their_file(void **state)
{
    static const uint32_t first[] = {70, 50}, second[] = {60};
    (void)state;
    struct treepages t = {0};
    treepages_add(&t);
    treepages_begin(&t, TREEPAGES_TABLE_LEAF);
    unsigned char *cell = treepages_cell(&t, 4);
    treepages_put_32(cell, 3);
    treepages_note_number(&t, cell);
    treepages_end(&t, (const unsigned char *)"\1", 1);
    treepages_add(&t);
    treepages_place(&t, first, 1);
    assert_int_equal(t.children[0].page, 70);
    assert_int_equal(treepages_get_32(treepages_at(&t, 2) + 16380), 50);
    treepages_clear(&t);
    treepages_begin(&t, TREEPAGES_TABLE_LEAF);
    treepages_end(&t, (const unsigned char *)"\2", 1);
    treepages_place(&t, second, 0);
    assert_int_equal(t.children[0].page, 70);
    assert_int_equal(t.children[1].page, 60);
    treepages_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_page_has_a_single_child),
        cmocka_unit_test(pages_take_the_numbers_of_their_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
