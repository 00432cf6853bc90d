/* test_ingest_finder.c - ingest/survey/finder.h. */
#include "ingest/survey/finder.h"

#include "tests/unit/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void headers_are_folded_to_plain_signs(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"Name", "Name"},
        {"所在地区：", "所在地区:"},
        {"３、（水稻）", "3、(水稻)"},
        {" two  \t\n blanks\xE3\x80\x80here ", "two blanks here"},
        {"a\xE2\x80\x94"
         "b\xE2\x80\x93"
         "c\xE2\x88\x92"
         "d",
         "a-b-c-d"},
        {"\xE2\x80\x9Cq\xE2\x80\x9D \xE2\x80\x98s\xE2\x80\x99", "\"q\" 's'"},
        {"\xEF\xBB\xBFid\xE2\x80\x8B", "id"},
        {"", ""},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char *folded = finder_fold(cases[i][0]);
        assert_string_equal(folded, cases[i][1]);
        free(folded);
    }
}

static void numbers_before_a_header_are_passed(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"5、性别", "性别"},
        {"12. Sex", "Sex"},
        {"3) Sex", "Sex"},
        {"5", "5"},
        {"5、", "5、"},
        {"Q5、x", "Q5、x"},
        {"123456、x", "123456、x"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(finder_behind_number(cases[i][0]), cases[i][1]);
}

static const char header[] =
    "id,1、性别,2、您想学什么？（水稻）,Twice,Twice,3、A,4、A,B  b\n1,,,,,,,\n";

/* A column as JSON, and its place. */
static const struct {
    const char *column;
    long place;
} columns[] = {
    {"\"id\"", 0},
    {"\"1、性别\"", 1},
    {"\"7、性别\"", 1}, /* its number has shifted */
    {"\"2、您想学什么？(水稻)\"", 2},
    {"\"Twice\"", FINDER_SEVERAL},
    {"\"Twice#2\"", 4},
    {"4", 3},
    {"99", FINDER_NONE},
    {"\"3、A\"", 5},
    {"\"9、A\"", FINDER_SEVERAL}, /* 3 or 4? */
    {"\"B b\"", 7},
    {"\"b b\"", FINDER_NONE},           /* letters count */
    {"[\"Sex\", \"性别\", \"id\"]", 0}, /* no number is not another one */
    {"[\"x\", \"y\"]", FINDER_NONE},
};

static void columns_are_found_as_written_then_alike(void **state)
{
    struct diag d = {0};
    char *path = scratch_write(state, "f.csv", header, strlen(header));
    struct csvfile *csv = csvfile_open(path, NULL, &d);
    struct finder finder;
    assert_non_null(csv);
    finder_open(&finder, csv);
    for (size_t i = 0; i < COUNT_OF(columns); i++) {
        json_t *column = json_loads(columns[i].column, JSON_DECODE_ANY, NULL);
        long place = finder_find(&finder, column);
        if (place != columns[i].place)
            fail_msg("%s: %ld", columns[i].column, place);
        json_decref(column);
    }
    assert_true(finder.used[2]);
    assert_false(finder.used[6]);
    finder_free(&finder);
    csvfile_close(csv);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headers_are_folded_to_plain_signs),
        cmocka_unit_test(numbers_before_a_header_are_passed),
        cmocka_unit_test(columns_are_found_as_written_then_alike),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
