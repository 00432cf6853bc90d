/* test_ingest_list.c - ingest/list.h. */
#include "ingest/list.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *manner, *text, *elements; /* elements between bars */
} good[] = {
    {";", "", ""},
    {";", "T01", "T01"},
    {";", "T01;T02", "T01|T02"},
    {";", " T01 ; T02 ;;", "T01|T02"},
    {"┋", "甲┋乙", "甲|乙"},
    {", ", "a, b,c", "a|b,c"},
    {"python", "[]", ""},
    {"python", "['OneDrive']", "OneDrive"},
    {"python", "['Share', 'Produce']", "Share|Produce"},
    {"python", "['It\\'s', \"two's\"]", "It's|two's"},
    {"python", "['a, b', 'c]']", "a, b|c]"},
    {"python", "[1, None, 2]", "1|2"},
    {"python", "['\\\\', '\\x']", "\\|\\x"},
    {"python", "Beginner", "Beginner"},
    {"python", "Skype; Teams", "Skype; Teams"},
    {"python", "[ 'a' , ]", "a"},
};

static void cells_are_split_in_their_manner(void **state)
{
    (void)state;
    struct list list = {0};
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        char got[100] = "";
        assert_true(list_read(&list, good[i].text, strlen(good[i].text),
                              good[i].manner));
        for (size_t k = 0; k < list.count; k++)
            snprintf(got + strlen(got), sizeof got - strlen(got), "%s%.*s",
                     k > 0 ? "|" : "", (int)list.elements[k].length,
                     list.elements[k].bytes);
        assert_string_equal(got, good[i].elements);
    }
    list_free(&list);
}

static void a_list_that_does_not_end_is_none(void **state)
{
    (void)state;
    static const char *const bad[] = {"[",         "['a'",    "['a",
                                      "['a' 'b']", "['a'] x", "[\"a]",
                                      "['a\\']",   "['a',"};
    struct list list = {0};
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        if (list_read(&list, bad[i], strlen(bad[i]), "python"))
            fail_msg("%s was taken", bad[i]);
    list_free(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_split_in_their_manner),
        cmocka_unit_test(a_list_that_does_not_end_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
