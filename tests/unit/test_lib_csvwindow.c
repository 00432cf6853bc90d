/* test_lib_csvwindow.c - no byte of a file is lost between two pieces. */
#include "lib/csvwindow.h"
#include "lib/mem.h"
#include "tests/unit/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { LARGE = 1000003 };

/* Bytes that tell where they stand: the sum of three counters of odd length. */
static char byte_at(size_t i)
{
    return (char)(' ' + (i % 31 + i / 257 % 29 + i / 65537 % 13) % 90);
}

static char *write_large(void **state)
{
    char *bytes = mem_alloc(LARGE);
    for (size_t i = 0; i < LARGE; i++)
        bytes[i] = byte_at(i);
    char *path = scratch_write(state, "large.csv", bytes, LARGE);
    free(bytes);
    return path;
}

static void open_large(void **state, struct csvwindow *w)
{
    struct diag d = {0};
    char *path = write_large(state);
    if (csvwindow_open(w, path, NULL, &d) != 0)
        fail_msg("%s", d.text);
    free(path);
}

static void fill(struct csvwindow *w)
{
    struct diag d = {0};
    if (csvwindow_fill(w, &d) != 0)
        fail_msg("%s", d.text);
}

/* Compares what is there with the file from PLACE on. */
static void expect_bytes(const struct csvwindow *w, size_t place)
{
    assert_true(w->begin <= w->end);
    assert_true(w->end < w->room); /* a byte behind it is free */
    for (size_t i = w->begin; i < w->end; i++)
        if (w->bytes[i] != byte_at(place + i - w->begin))
            fail_msg("byte %zu", place + i - w->begin);
}

static void what_is_passed_on_in_any_piece_is_the_file(void **state)
{
    static const size_t pieces[] = {1000000, 65536, 9973, 262143};
    for (size_t p = 0; p < COUNT_OF(pieces); p++) {
        struct csvwindow w;
        size_t place = 0;
        open_large(state, &w);
        while (!w.ended) {
            fill(&w);
            expect_bytes(&w, place);
            size_t there = w.end - w.begin;
            size_t taken = there < pieces[p] ? there : pieces[p];
            w.begin += taken;
            place += taken;
        }
        assert_int_equal(place + (w.end - w.begin), LARGE);
        csvwindow_close(&w);
    }
}

static void the_window_grows_only_while_nothing_is_passed_on(void **state)
{
    struct csvwindow w;
    open_large(state, &w);
    size_t room = w.room;
    while (!w.ended)
        fill(&w);
    assert_int_equal(w.begin, 0);
    assert_int_equal(w.end, LARGE);
    assert_true(w.room > LARGE);
    expect_bytes(&w, 0);
    csvwindow_close(&w);

    open_large(state, &w);
    while (!w.ended) {
        fill(&w);
        w.begin = w.end;
    }
    assert_int_equal(w.room, room);
    csvwindow_close(&w);
}

static void a_look_has_enough_bytes_or_all(void **state)
{
    struct csvwindow w;
    struct diag d = {0};
    open_large(state, &w);
    assert_int_equal(csvwindow_look(&w, &d), 0);
    assert_true(w.end - w.begin >= CSVWINDOW_LOOK);
    /* Again, behind what was passed on. */
    size_t place = w.end - 10;
    w.begin = place;
    assert_int_equal(csvwindow_look(&w, &d), 0);
    assert_true(w.end - w.begin >= CSVWINDOW_LOOK);
    expect_bytes(&w, place);
    /* What is there already is not read over. */
    size_t end = w.end;
    assert_int_equal(csvwindow_look(&w, &d), 0);
    assert_int_equal(w.end, end);
    csvwindow_close(&w);
}

static void a_short_file_ends_at_the_first_look(void **state)
{
    static const char *const texts[] = {"", "a", "a,b\n"};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct csvwindow w;
        struct diag d = {0};
        size_t length = strlen(texts[i]);
        char *path = scratch_write(state, "short.csv", texts[i], length);
        assert_int_equal(csvwindow_open(&w, path, NULL, &d), 0);
        assert_false(w.ended);
        assert_int_equal(csvwindow_look(&w, &d), 0);
        assert_true(w.ended);
        assert_int_equal(w.end, length);
        assert_memory_equal(w.bytes, texts[i], length);
        csvwindow_close(&w);
        free(path);
    }
}

/* Each character of two bytes in the file is one of three in the window. */
static void converted_text_is_whole_across_pieces(void **state)
{
    enum { CHARACTERS = 300001 };
    char *bytes = mem_alloc(1 + 2 * CHARACTERS);
    bytes[0] = 'x'; /* so that a piece ends inside a character */
    for (size_t i = 0; i < CHARACTERS; i++)
        memcpy(bytes + 1 + 2 * i, i % 2 ? "\xC0\xBD" : "\xC7\xE5", 2);
    char *path = scratch_write(state, "gb.csv", bytes, 1 + 2 * CHARACTERS);
    struct csvwindow w;
    struct diag d = {0};
    assert_int_equal(csvwindow_open(&w, path, "GB18030", &d), 0);
    while (!w.ended)
        fill(&w);
    assert_int_equal(w.end, 1 + 3 * CHARACTERS);
    for (size_t i = 0; i < CHARACTERS; i++)
        assert_memory_equal(w.bytes + 1 + 3 * i,
                            i % 2 ? "\xE6\xBE\x9C" : "\xE6\xB8\x85", 3);
    csvwindow_close(&w);
    free(path);
    free(bytes);
}

static void faults_of_the_file_are_passed_on(void **state)
{
    struct csvwindow w;
    struct diag absent = {0}, short_of = {0};
    char *path = scratch_path(state, "absent.csv");
    assert_int_equal(csvwindow_open(&w, path, NULL, &absent), -1);
    assert_non_null(strstr(absent.text, "No such file"));
    csvwindow_close(&w);
    csvwindow_close(&w);
    free(path);

    path = write_large(state);
    assert_int_equal(csvwindow_open(&w, path, NULL, &short_of), 0);
    assert_int_equal(truncate(path, 100), 0);
    fill(&w);
    assert_int_equal(w.end, 100);
    assert_int_equal(csvwindow_look(&w, &short_of), -1);
    assert_non_null(strstr(short_of.text, "changed while it was read"));
    csvwindow_close(&w);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_passed_on_in_any_piece_is_the_file),
        cmocka_unit_test(the_window_grows_only_while_nothing_is_passed_on),
        cmocka_unit_test(a_look_has_enough_bytes_or_all),
        cmocka_unit_test(a_short_file_ends_at_the_first_look),
        cmocka_unit_test(converted_text_is_whole_across_pieces),
        cmocka_unit_test(faults_of_the_file_are_passed_on),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
