/* test_ingest_digits.c - ingest/survey/digits.h. */
#include "ingest/survey/digits.h"

#include "lib/attr.h"
#include "tests/unit/bookcase.h"
#include "tests/unit/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const char book_text[] =
    "{\"survey\": \"s1\", \"questions\": [\n"
    "{\"id\": \"likert\", \"kind\": \"likert\", \"column\": \"A\", \"low\": 1,"
    " \"high\": 5, \"not_shown\": [\"7\"], \"not_substantive\": [\"9\"],"
    " \"missing\": [\"8\"]},\n"
    "{\"id\": \"single\", \"kind\": \"single\", \"column\": \"B\","
    " \"codes\": {\"1\": 1, \"2\": 300}},\n"
    "{\"id\": \"number\", \"kind\": \"number\", \"column\": \"C\","
    " \"empty\": \"not_shown\"}]}";

/* What the digits 0 to 9 and the empty cell mean, worked out by hand from the
   codebook: "." not answered, "-" not shown, "~" not substantive, "?" not
   known here. */
static const struct {
    const char *id, *means;
} items[] = {
    {"likert", "?12345?-.~."},
    {"single", "?1????????."},
    {"number", "0123456789-"},
};

static char shown(struct digits_code code)
{
    if (!code.known)
        return '?';
    if (code.value.type == 0)
        return '.';
    signed char value =
        (signed char)(code.value.type == 1 ? code.value.byte
                                           : code.value.type - 8);
    return (char)(value == ANSWER_NOT_SHOWN         ? '-'
                  : value == ANSWER_NOT_SUBSTANTIVE ? '~'
                                                    : '0' + value);
}

static void a_digit_means_what_the_codebook_says(void **state)
{
    struct bookcase bookcase, *f = &bookcase;
    bookcase_open(f, state, book_text);
    for (size_t i = 0; i < COUNT_OF(items); i++) {
        struct digits digits;
        digits_read(&digits, &f->book, bookcase_item(f, items[i].id));
        for (size_t k = 0; k <= DIGITS_EMPTY; k++) {
            struct digits_code code = digits.codes[k];
            if (shown(code) != items[i].means[k])
                fail_msg("%s, slot %zu: %c", items[i].id, k, shown(code));
            assert_true(!code.known ||
                        code.answered == (strchr(".-", shown(code)) == NULL));
        }
        assert_false(digits.codes[DIGITS_OTHER].known);
    }
    bookcase_close(f);
}

static void a_cell_has_a_slot(void **state)
{
    (void)state;
    assert_int_equal(digits_slot("", 0), DIGITS_EMPTY);
    assert_int_equal(digits_slot("0", 1), 0);
    assert_int_equal(digits_slot("9", 1), 9);
    static const char *const others[] = {"/", ":", "a", " ", "-", "\xFF", "12"};
    for (size_t i = 0; i < COUNT_OF(others); i++)
        assert_int_equal(digits_slot(others[i], strlen(others[i])),
                         DIGITS_OTHER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_digit_means_what_the_codebook_says,
                                        scratch_make, scratch_remove),
        cmocka_unit_test(a_cell_has_a_slot),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
