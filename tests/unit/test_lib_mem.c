/* test_lib_mem.c - lib/mem.h. */
#include "lib/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void memory_is_zero_and_there_also_for_no_bytes(void **state)
{
    (void)state;
    static const unsigned char zeros[64];
    unsigned char *some = mem_alloc(sizeof zeros);
    assert_memory_equal(some, zeros, sizeof zeros);
    void *none = mem_alloc(0);
    assert_non_null(none);
    none = mem_realloc(none, 0);
    assert_non_null(none);
    void *empty = mem_array(NULL, 0, 8);
    assert_non_null(empty);
    free(empty);
    free(none);
    free(some);
}

static void lanes_are_zero_and_begin_a_line_of_the_cache(void **state)
{
    (void)state;
    for (size_t count = 0; count < 40; count++) {
        double *lanes = mem_lanes(count);
        assert_int_equal((uintptr_t)lanes % 64, 0);
        for (size_t i = 0; i < count; i++)
            assert_true(lanes[i] == 0);
        free(lanes);
    }
}

static void a_list_grows_by_doubling_and_keeps_its_items(void **state)
{
    (void)state;
    int *list = NULL;
    size_t count = 0, room = 0, moves = 0;
    for (int i = 0; i < 1000; i++) {
        size_t before = room;
        list = mem_grow(list, count, &room, sizeof *list);
        moves += room != before;
        list[count++] = i;
    }
    assert_int_equal(room, 1024);
    assert_int_equal(moves, 7); /* 16, 32 ... 1024 */
    for (int i = 0; i < 1000; i++)
        assert_int_equal(list[i], i);
    free(list);
}

static void texts_are_copied_and_closed(void **state)
{
    (void)state;
    assert_null(mem_text(NULL));
    char *whole = mem_text("whole"), *part = mem_text_n("part of", 4);
    char *made = mem_format("%s-%d%%", "x", 42);
    assert_string_equal(whole, "whole");
    assert_string_equal(part, "part");
    assert_string_equal(made, "x-42%");
    free(made);
    free(part);
    free(whole);
}

/* Runs a request that cannot be met; returns the status it ends with. */
static int end_of(void (*request)(void), char *said, size_t room)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        request();
        _exit(99); /* it came back */
    }
    close(ends[1]);
    memset(said, 0, room);
    ssize_t got = read(ends[0], said, room - 1);
    close(ends[0]);
    int status;
    assert_true(waitpid(child, &status, 0) == child);
    assert_true(got > 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void ask_product_overflows(void)
{
    free(mem_array(NULL, SIZE_MAX / 2, 4));
}

static void ask_more_than_a_pointer_spans(void)
{
    free(mem_array(NULL, (size_t)PTRDIFF_MAX / 8 + 1, 8));
}

static void ask_lanes_without_end(void)
{
    free(mem_lanes(SIZE_MAX / 8));
}

static void what_cannot_be_had_ends_the_program_with_status_1(void **state)
{
    (void)state;
    char said[512];
    assert_int_equal(end_of(ask_product_overflows, said, sizeof said), 1);
    assert_non_null(strstr(said, "out of memory"));
    assert_int_equal(end_of(ask_lanes_without_end, said, sizeof said), 1);
    assert_int_equal(end_of(ask_more_than_a_pointer_spans, said, sizeof said),
                     1);
    assert_non_null(strstr(said, "out of memory"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zero_and_there_also_for_no_bytes),
        cmocka_unit_test(lanes_are_zero_and_begin_a_line_of_the_cache),
        cmocka_unit_test(a_list_grows_by_doubling_and_keeps_its_items),
        cmocka_unit_test(texts_are_copied_and_closed),
        cmocka_unit_test(what_cannot_be_had_ends_the_program_with_status_1),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
