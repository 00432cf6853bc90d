/* test_lib_word.c - how far words are apart, and which one was meant. */
#include "lib/attr.h"
#include "lib/word.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/*
 * kitten/sitting 3 and saturday/sunday 3 are the textbook cases of the edit
 * distance; ca/abc is 3 in optimal string alignment (and 2 where a swapped
 * pair may be edited again): Boytsov, "Indexing methods for approximate
 * dictionary searching", 2011. The others are counted by hand.
 */
static void distances_are_those_of_the_textbooks(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        size_t distance;
    } cases[] = {
        {"kitten", "sitting", 3}, {"saturday", "sunday", 3},
        {"ca", "abc", 3},         {"", "", 0},
        {"", "abc", 3},           {"abc", "", 3},
        {"same", "same", 0},      {"kidn", "kind", 1},
        {"ab", "ba", 1},          {"title", "titles", 1},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        assert_int_equal(word_distance(cases[i].a, cases[i].b),
                         cases[i].distance);
        assert_int_equal(word_distance(cases[i].b, cases[i].a),
                         cases[i].distance);
    }
}

static const char *search(const char *word, const char *const *known)
{
    struct word_search s = word_search_for(word);
    for (; *known != NULL; known++)
        word_search_try(&s, *known);
    return s.found;
}

static void the_nearest_word_is_found_if_it_is_near(void **state)
{
    (void)state;
    static const char *const known[] = {"kind",    "name",    "file", "k",
                                        "k_max",   "columns", "seed", "header",
                                        "headers", NULL};
    static const struct {
        const char *word, *meant;
    } cases[] = {
        {"kidn", "kind"},       {"nam", "name"},      {"colums", "columns"},
        {"kmax", "k_max"},      {"header", "header"}, {"heeders", "headers"},
        {"organization", NULL}, {"xyz", NULL},        {"K", "k"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const char *found = search(cases[i].word, known);
        if (cases[i].meant == NULL)
            assert_null(found);
        else
            assert_string_equal(found, cases[i].meant);
    }
}

static void words_of_any_length_are_borne(void **state)
{
    (void)state;
    char longer[5001];
    memset(longer, 'a', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    assert_int_equal(word_distance(longer, "a"), 5001);
    struct word_search s = word_search_for(longer);
    word_search_try(&s, "a");
    word_search_try(&s, longer);
    assert_true(s.found == NULL || s.found == longer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distances_are_those_of_the_textbooks),
        cmocka_unit_test(the_nearest_word_is_found_if_it_is_near),
        cmocka_unit_test(words_of_any_length_are_borne),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
