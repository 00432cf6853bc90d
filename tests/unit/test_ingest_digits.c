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
    size_t known, answered;
} items[] = {
    {"likert", "?12345?-.~.", 9, 6},
    {"single", "?1????????.", 2, 1},
    {"number", "0123456789-", 11, 10},
};

static char shown(digits_code code)
{
    struct tablerecord_small value = digits_value(code);
    if (!digits_known(code))
        return '?';
    if (value.type == 0)
        return '.';
    signed char number =
        (signed char)(value.type == 1 ? value.byte : value.type - 8);
    return (char)(number == ANSWER_NOT_SHOWN         ? '-'
                  : number == ANSWER_NOT_SUBSTANTIVE ? '~'
                                                     : '0' + number);
}

static void a_digit_means_what_the_codebook_says(void **state)
{
    struct bookcase bookcase, *f = &bookcase;
    bookcase_open(f, state, book_text);
    for (size_t i = 0; i < COUNT_OF(items); i++) {
        struct digits digits;
        digits_code sum = 0;
        digits_read(&digits, &f->book, bookcase_item(f, items[i].id));
        for (size_t k = 0; k <= DIGITS_EMPTY; k++) {
            char c = shown(digits.codes[k]);
            if (c != items[i].means[k])
                fail_msg("%s, slot %zu: %c", items[i].id, k, c);
            assert_int_equal(digits_answered(digits.codes[k]),
                             strchr("?.-", c) == NULL);
            sum += digits.codes[k];
        }
        assert_int_equal(digits.codes[DIGITS_OTHER], 0);
        assert_int_equal(digits_known(sum), items[i].known);
        assert_int_equal(digits_answered(sum), items[i].answered);
    }
    bookcase_close(f);
}

static void a_cell_has_a_slot(void **state)
{
    (void)state;
    assert_int_equal(digits_slot("", 0), DIGITS_EMPTY);
    assert_int_equal(digits_slot("0", 1), 0);
    assert_int_equal(digits_slot("7", 0), DIGITS_EMPTY);
    for (size_t i = 0; i < DIGITS_EMPTY; i++)
        assert_int_equal(digits_slot(&"0123456789"[i], 1), i);
    static const char *const others[] = {"/",    ":",  "a",    " ",     "-",
                                         "\xFF", "12", "\x01", "123456"};
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
