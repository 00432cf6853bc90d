/* test_lib_arena.c - texts stay where they are, whatever comes after. */
#include "lib/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void keeps_many_texts_in_place(void **state)
{
    (void)state;
    struct arena a = {0};
    const char *kept[5000];
    char text[64];
    for (int i = 0; i < 5000; i++) {
        snprintf(text, sizeof text, "member-%d-of-a-county", i);
        kept[i] = arena_text(&a, text, strlen(text));
    }
    for (int i = 0; i < 5000; i++) {
        snprintf(text, sizeof text, "member-%d-of-a-county", i);
        assert_string_equal(kept[i], text);
    }
    arena_free(&a);
}

static void keeps_a_text_longer_than_a_chunk(void **state)
{
    (void)state;
    struct arena a = {0};
    size_t length = 300000;
    char *big = malloc(length);
    memset(big, 'x', length);
    const char *small = arena_text(&a, "before", 6);
    const char *copy = arena_text(&a, big, length);
    const char *after = arena_text(&a, "after", 5);
    assert_memory_equal(copy, big, length);
    assert_int_equal(copy[length], '\0');
    assert_string_equal(small, "before");
    assert_string_equal(after, "after");
    free(big);
    arena_free(&a);
}

static void keeps_empty_texts_and_frees_nothing_twice(void **state)
{
    (void)state;
    struct arena a = {0};
    assert_string_equal(arena_text(&a, "", 0), "");
    arena_free(&a);
    arena_free(&a);
    assert_null(a.chunks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_many_texts_in_place),
        cmocka_unit_test(keeps_a_text_longer_than_a_chunk),
        cmocka_unit_test(keeps_empty_texts_and_frees_nothing_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
