/* test_lib_csvheader.c - how columns come by their names. */
#include "lib/csvheader.h"

#include "lib/attr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { WIDE = 8 };

/* Cells out of "a|b|c". */
static size_t cells_of(const char *text, struct csvfile_cell cells[WIDE])
{
    size_t n = 0;
    for (;;) {
        size_t length = strcspn(text, "|");
        cells[n++] = (struct csvfile_cell){text, length};
        if (text[length] == '\0')
            return n;
        text += length + 1;
    }
}

static struct csvheader header_of(const char *row)
{
    struct csvheader h = {0};
    struct csvfile_cell cells[WIDE];
    csvheader_set(&h, cells, cells_of(row, cells));
    return h;
}

static void one_row_names_the_columns(void **state)
{
    (void)state;
    struct csvheader h = header_of(" Nr |\xE3\x80\x80姓名||Name");
    assert_int_equal(h.count, 4);
    assert_string_equal(h.names[0], "Nr");
    assert_string_equal(h.names[1], "姓名");
    assert_string_equal(h.names[2], "");
    csvheader_free(&h);
}

static void rows_are_joined_and_merged_cells_filled(void **state)
{
    (void)state;
    static const char *const rows[] = {"Nr|Spring||Autumn|",
                                       "|hours|score|hours|x", "no.||b"};
    static const char *const names[] = {"Nr / no.", "Nr / Spring / hours",
                                        "Spring / score / b", "Autumn / hours",
                                        "Autumn / x"};
    struct csvheader h = {0};
    struct csvfile_cell cells[WIDE];
    for (size_t i = 0; i < 3; i++)
        csvheader_join(&h, cells, cells_of(rows[i], cells), i == 2);
    assert_int_equal(h.count, 5);
    /* The empty cell below "Nr" in the second row has nothing to its left. */
    assert_string_equal(h.names[0], names[0]);
    assert_string_equal(h.names[1], "Spring / hours");
    for (size_t i = 2; i < 5; i++)
        assert_string_equal(h.names[i], names[i]);
    csvheader_free(&h);
}

static void a_missing_first_name_shifts_the_others(void **state)
{
    (void)state;
    struct csvheader h = header_of("a|b");
    csvheader_shift(&h);
    assert_int_equal(h.count, 3);
    assert_string_equal(h.names[0], "");
    assert_string_equal(h.names[1], "a");
    assert_string_equal(h.names[2], "b");
    csvheader_free(&h);
}

static void a_name_a_number_or_both_find_a_column(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        long place;
        size_t matches;
    } cases[] = {
        {"Nr", 0, 1},      {"Name", 1, 2}, {"Name#1", 1, 1}, {"Name#2", 3, 1},
        {"Name#3", -1, 0}, {"#3", 2, 1},   {"#6", -1, 0},    {"#0", -1, 0},
        {"C#", 4, 1},      {"#", -1, 0},   {"nr", -1, 0},    {"Nr#x", -1, 0},
    };
    struct csvheader h = header_of("Nr|Name|x|Name|C#");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        size_t matches = 9;
        long place = csvheader_find(&h, cases[i].name, &matches);
        if (place != cases[i].place || matches != cases[i].matches)
            fail_msg("%s: %ld, %zu times", cases[i].name, place, matches);
    }
    csvheader_free(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_row_names_the_columns),
        cmocka_unit_test(rows_are_joined_and_merged_cells_filled),
        cmocka_unit_test(a_missing_first_name_shifts_the_others),
        cmocka_unit_test(a_name_a_number_or_both_find_a_column),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
