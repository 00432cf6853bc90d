/* test_lib_csvwide.c - one record, a row for each session. */
#include "lib/csvwide.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define CELL(text)             \
    {                          \
        text, sizeof(text) - 1 \
    }

static const struct dateformat named = {DATEFORMAT_NAMED, 0};
static const char *const skip[] = {"?", "User *"};
static const struct csvwide_rule by_date = {.headed = &named,
                                            .n_headed = 1,
                                            .prefix = "c:",
                                            .until = " (",
                                            .same = "<",
                                            .skip = skip,
                                            .n_skip = 2};

static struct csvheader make_header(const struct csvfile_cell *names, size_t n)
{
    struct csvheader h = {0};
    csvheader_set(&h, names, n);
    return h;
}

static void expect(struct csvfile_cell cell, const char *text)
{
    assert_int_equal(cell.length, strlen(text));
    assert_memory_equal(cell.bytes, text, cell.length);
}

static void a_group_begins_where_a_header_begins_with_a_date(void **state)
{
    (void)state;
    static const struct csvfile_cell names[] = {
        CELL("Name"), CELL("12 Mar 2025 9.00AM All"), CELL(""),
        CELL("19 Mar 2025 9.00AM All"), CELL("P")};
    static const struct csvfile_cell cells[] = {
        CELL("Ana"), CELL(" P (2/2)"), CELL("early"), CELL("<"), CELL("1")};
    struct csvheader h = make_header(names, 5);
    struct csvwide w = {0};
    struct diag d = {0};
    struct csvfile_cell extra[CSVWIDE_EXTRA];
    assert_int_equal(csvwide_bind(&w, &by_date, &h, &d), 0);
    assert_int_equal(w.count, 2);
    assert_int_equal(w.columns, 5);
    assert_int_equal(h.count, 5 + CSVWIDE_EXTRA);
    assert_string_equal(h.names[5], "@header");
    assert_true(csvwide_fill(&w, &h, 0, cells, extra));
    expect(extra[0], "12 Mar 2025 9.00AM All");
    expect(extra[1], "12 Mar 2025 9.00AM");
    expect(extra[2], "c:12 Mar 2025 9.00AM All");
    expect(extra[3], "P");
    expect(extra[4], "early");
    expect(extra[5], "");
    assert_true(csvwide_fill(&w, &h, 1, cells, extra));
    expect(extra[3], "P"); /* the same as to its left */
    assert_true(csvwide_fill(&w, &h, 1, NULL, extra));
    expect(extra[2], "c:19 Mar 2025 9.00AM All");
    expect(extra[3], "");
    csvwide_free(&w);
    csvheader_free(&h);
}

static void cells_that_say_nothing_are_no_rows(void **state)
{
    (void)state;
    static const struct csvfile_cell names[] = {CELL("1 Mar 2025"),
                                                CELL("2 Mar 2025")};
    static const struct csvfile_cell none[] = {
        CELL(""), CELL("?"), CELL("User enrolment starts"), CELL("  ")};
    struct csvheader h = make_header(names, 2);
    struct csvwide w = {0};
    struct diag d = {0};
    struct csvfile_cell extra[CSVWIDE_EXTRA];
    assert_int_equal(csvwide_bind(&w, &by_date, &h, &d), 0);
    for (size_t i = 0; i < COUNT_OF(none); i++)
        assert_false(csvwide_fill(&w, &h, 0, &none[i], extra));
    csvwide_free(&w);
    csvheader_free(&h);
}

static void groups_may_be_found_by_place(void **state)
{
    (void)state;
    static const struct csvwide_rule rule = {
        .from = 2, .columns = 2, .prefix = ""};
    static const struct csvfile_cell names[] = {
        CELL(""),      CELL("Quiz"), CELL("2025-03-01"),
        CELL("Forum"), CELL(""),     CELL("x")};
    struct csvheader h = make_header(names, 6);
    struct csvwide w = {0};
    struct diag d = {0};
    assert_int_equal(csvwide_bind(&w, &rule, &h, &d), 0);
    assert_int_equal(w.count, 2);
    assert_string_equal(w.groups[0].id, "Quiz");
    assert_int_equal(w.groups[1].place, 3);
    assert_int_equal(w.groups[1].columns, 2);
    csvwide_free(&w);
    csvheader_free(&h);
}

static void no_group_or_two_of_one_name_are_faults(void **state)
{
    (void)state;
    static const struct {
        struct csvfile_cell names[2];
        const char *says;
    } cases[] = {
        {{CELL("Name"), CELL("Monday")}, "finds no group"},
        {{CELL("1 Mar 2025 All"), CELL("1 Mar 2025 All")},
         "columns 1 and 2 have one header"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct csvheader h = make_header(cases[i].names, 2);
        struct csvwide w = {0};
        struct diag d = {0};
        assert_int_equal(csvwide_bind(&w, &by_date, &h, &d), -1);
        assert_non_null(strstr(d.text, cases[i].says));
        csvwide_free(&w);
        csvheader_free(&h);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_group_begins_where_a_header_begins_with_a_date),
        cmocka_unit_test(cells_that_say_nothing_are_no_rows),
        cmocka_unit_test(groups_may_be_found_by_place),
        cmocka_unit_test(no_group_or_two_of_one_name_are_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
