/* test_lib_glossary.c - words of the data have their Chinese. */
#include "lib/glossary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void standard_words_have_their_chinese(void **state)
{
    (void)state;
    const struct study study = {0};
    assert_string_equal(glossary_chinese(&study, "centralized"), "集中培训");
    assert_string_equal(glossary_chinese(&study, "ability"), "掌握程度");
    assert_null(glossary_chinese(&study, "rural"));
    assert_null(glossary_chinese(&study, ""));
}

static void words_of_the_study_come_first(void **state)
{
    (void)state;
    json_t *words =
        json_pack("{s:s, s:s}", "rural", "农村", "collective", "集体学习会");
    const struct study study = {.words_zh = words};
    assert_string_equal(glossary_chinese(&study, "rural"), "农村");
    assert_string_equal(glossary_chinese(&study, "collective"), "集体学习会");
    assert_string_equal(glossary_chinese(&study, "county"), "县级");
    json_decref(words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(standard_words_have_their_chinese),
        cmocka_unit_test(words_of_the_study_come_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
