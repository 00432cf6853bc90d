/* test_lib_text.c - lib/text.h, but for text_to_utf8(). */
#include "lib/attr.h"
#include "lib/text.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define BYTES(literal) literal, sizeof literal - 1

struct bytes {
    const char *at;
    size_t length;
};

static void well_formed_utf8_is_accepted(void **state)
{
    (void)state;
    static const struct bytes good[] = {
        {BYTES("")},
        {BYTES("plain ascii, longer than eight bytes")},
        {BYTES("\x7F\xC2\x80\xDF\xBF")},     /* both ends of two bytes */
        {BYTES("\xE0\xA0\x80\xEF\xBF\xBF")}, /* of three */
        {BYTES("\xF0\x90\x80\x80\xF4\x8F\xBF\xBF")}, /* of four */
        {BYTES("\xED\x9F\xBF\xEE\x80\x80")},         /* around the surrogates */
        {BYTES("1234567\xE6\xB8\x85")},
        {BYTES("a\0b")},
    };
    for (size_t i = 0; i < COUNT_OF(good); i++)
        if (!text_is_utf8(good[i].at, good[i].length))
            fail_msg("refused case %zu", i);
}

static void ill_formed_utf8_is_refused(void **state)
{
    (void)state;
    static const struct bytes bad[] = {
        {BYTES("\x80")},             /* a follower alone */
        {BYTES("\xC0\x80")},         /* overlong NUL */
        {BYTES("\xC1\xBF")},         /* overlong */
        {BYTES("\xE0\x9F\xBF")},     /* overlong */
        {BYTES("\xF0\x8F\xBF\xBF")}, /* overlong */
        {BYTES("\xED\xA0\x80")},     /* surrogate */
        {BYTES("\xF4\x90\x80\x80")}, /* over U+10FFFF */
        {BYTES("\xF5\x80\x80\x80")},
        {BYTES("\xFF")},
        {BYTES("\xC2")}, /* cut short */
        {BYTES("\xE6\xB8")},
        {BYTES("\xF0\x9F\x98")},
        {BYTES("\xE6\xB8z")}, /* a letter for a follower */
        {BYTES("\xF0\x9F\x98z")},
        {BYTES("12345678\xC7\xE5")}, /* GB18030 behind ASCII */
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        if (text_is_utf8(bad[i].at, bad[i].length))
            fail_msg("accepted case %zu", i);
}

static void a_sequence_is_not_read_past_the_length(void **state)
{
    (void)state;
    char *cut = malloc(2); /* a sanitizer sees a third byte being read */
    assert_non_null(cut);
    memcpy(cut, "\xE6\xB8", 2);
    assert_false(text_is_utf8(cut, 2));
    free(cut);
}

static void what_is_not_seen_is_told_byte_by_byte(void **state)
{
    (void)state;
    static const struct {
        struct bytes from;
        const char *to;
    } cases[] = {
        {{BYTES("")}, ""},
        {{BYTES("M-0001 \\ 水稻 é")}, "M-0001 \\ 水稻 é"},
        {{BYTES("a\x1B[31mb")}, "a\\x1b[31mb"},
        {{BYTES("a\0\t\n\x7F")}, "a\\x00\\x09\\x0a\\x7f"},
        {{BYTES("\xC2\x9B[2J")}, "\\xc2\\x9b[2J"}, /* U+009B begins a command */
        {{BYTES("\xC2\xA0")}, "\xC2\xA0"},         /* the first after them */
        {{BYTES("\xE2\x80\xAEgnp")}, "\\xe2\\x80\\xaegnp"}, /* U+202E */
        {{BYTES("\xE2\x80\xA7\xE2\x80\xAF")},
         "\xE2\x80\xA7\xE2\x80\xAF"}, /* on both sides of it */
        {{BYTES("1\xEF\xBB\xBF")}, "1\\xef\\xbb\\xbf"},        /* U+FEFF */
        {{BYTES("\xF3\xA0\x81\x81")}, "\\xf3\\xa0\\x81\\x81"}, /* U+E0041 */
        {{BYTES("\xF0\x9F\x8C\xBE")}, "\xF0\x9F\x8C\xBE"},     /* U+1F33E */
        {{BYTES("\xFF\xE6\xB0")}, "\\xff\\xe6\\xb0"},          /* cut short */
    };
    char to[64];
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(text_printable(cases[i].from.at,
                                           cases[i].from.length, to, sizeof to),
                            cases[i].to);
}

static void what_can_be_shown_is_cut_between_characters(void **state)
{
    (void)state;
    char to[8] = "-------";
    assert_string_equal(text_printable(BYTES("1234567"), to, 8), "1234567");
    assert_string_equal(text_printable(BYTES("12345678"), to, 8), "1234567");
    assert_string_equal(text_printable(BYTES("12345水"), to, 8), "12345");
    assert_string_equal(text_printable(BYTES("123\x1B"), to, 8), "123\\x1b");
    assert_string_equal(text_printable(BYTES("1234\x1B"), to, 8), "1234");
    assert_string_equal(text_printable(BYTES("1"), to, 1), "");
}

static void blanks_at_both_ends_are_left_out(void **state)
{
    (void)state;
    static const struct {
        struct bytes in;
        const char *out;
    } cases[] = {
        {{BYTES("")}, ""},
        {{BYTES("a")}, "a"},
        {{BYTES(" \t\r\n\v\fa b\f\v\n\r\t ")}, "a b"},
        {{BYTES("\xE3\x80\x80\xE6\xB8\x85\xE3\x80\x80")}, "\xE6\xB8\x85"},
        {{BYTES("\xC2\xA0x\xC2\xA0")}, "x"},
        {{BYTES("\xEF\xBB\xBFid")}, "id"},
        {{BYTES(" \xC2\xA0\xE3\x80\x80\xEF\xBB\xBF ")}, ""},
        {{BYTES("\xA0")}, "\xA0"}, /* not the whole of U+00A0 */
        {{BYTES("\xE3\x80")}, "\xE3\x80"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct bytes b = cases[i].in;
        text_trim(&b.at, &b.length);
        if (!text_equal(b.at, b.length, cases[i].out))
            fail_msg("case %zu: '%.*s'", i, (int)b.length, b.at);
    }
}

static void texts_are_ordered_by_their_bytes(void **state)
{
    (void)state;
    assert_true(text_compare(BYTES("a"), BYTES("b")) < 0);
    assert_true(text_compare(BYTES("b"), BYTES("a")) > 0);
    assert_true(text_compare(BYTES("a"), BYTES("a")) == 0);
    assert_true(text_compare(BYTES("a"), BYTES("ab")) < 0);
    assert_true(text_compare(BYTES("ab"), BYTES("a")) > 0);
    assert_true(text_compare(BYTES("Z"), BYTES("\xE6\xB8\x85")) < 0);
    assert_true(text_compare(BYTES("m10"), BYTES("m9")) < 0);
    assert_true(text_compare(BYTES(""), BYTES("")) == 0);
    assert_true(text_compare(BYTES("a\0a"), BYTES("a\0b")) < 0);
    assert_true(text_equal(BYTES("yes"), "yes"));
    assert_false(text_equal(BYTES("yes"), "ye"));
    assert_false(text_equal(BYTES("yes\0"), "yes"));
}

static void whole_numbers_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t value;
    } good[] = {
        {"0", 0},
        {"-0", 0},
        {"+7", 7},
        {"007", 7},
        {"-12", -12},
        {"9223372036854775807", INT64_MAX},
        {"-9223372036854775808", INT64_MIN},
    };
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        int64_t value = 1;
        assert_true(
            text_read_integer(good[i].text, strlen(good[i].text), &value));
        assert_true(value == good[i].value);
    }
    static const char *const bad[] = {
        "",
        "-",
        "+",
        "--1",
        "1.0",
        "1e3",
        " 1",
        "1 ",
        "0x10",
        "1,000",
        "9223372036854775808",
        "-9223372036854775809",
        "99999999999999999999999999",
        "\xEF\xBC\x91",
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        int64_t value = 3;
        if (text_read_integer(bad[i], strlen(bad[i]), &value))
            fail_msg("read '%s'", bad[i]);
        assert_true(value == 3);
    }
}

static void hundredths_are_rounded_half_away_from_zero(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t value;
    } good[] = {
        {"12", 1200},
        {"-0.5", -50},
        {"85.50", 8550},
        {"85.505", 8551},
        {"-85.505", -8551},
        {"85.504999999999999999999", 8550},
        {"0.995", 100},
        {"-0.004", 0},
        {".5", 50},
        {"5.", 500},
        {"+1.1", 110},
        {"90000000000000", 9000000000000000},
        {"-90000000000000.00", -9000000000000000},
        {"90000000000000.004", 9000000000000000},
    };
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        int64_t value = 1;
        if (!text_read_hundredths(good[i].text, strlen(good[i].text), &value) ||
            value != good[i].value)
            fail_msg("'%s' is read as %lld", good[i].text, (long long)value);
    }
    static const char *const bad[] = {
        "",
        ".",
        "-",
        "-.",
        "1e2",
        "1.2.3",
        "1,5",
        " 1",
        "1 ",
        "nan",
        "inf",
        "90000000000000.01",
        "90000000000000.005",
        "900000000000000",
        "99999999999999999999999999999999",
        "1.x",
        "0x1",
        "1.5%",
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        int64_t value = 3;
        if (text_read_hundredths(bad[i], strlen(bad[i]), &value))
            fail_msg("read '%s'", bad[i]);
        assert_true(value == 3);
    }
}

static void real_numbers_are_read_if_finite(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
    } good[] = {
        {"0", 0.0},       {"-1.5", -1.5},
        {"1e3", 1000.0},  {"2.5E-1", 0.25},
        {".5", 0.5},      {"5.", 5.0},
        {"+1e+2", 100.0}, {"1e-400", 0.0},
        {"0.1", 0.1},     {"1.7976931348623157e308", 1.7976931348623157e308},
    };
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        double value = 9;
        assert_true(text_read_real(good[i].text, strlen(good[i].text), &value));
        assert_true(value == good[i].value);
    }
    static const char *const bad[] = {
        "",    ".",    "e5",       "1e",    "1e+",   "nan",
        "inf", "-inf", "infinity", "0x1p3", "1e400", " 1",
        "1 ",  "1,5",  "1.2.3",    "--1",   "1e5.0",
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        double value = 3;
        if (text_read_real(bad[i], strlen(bad[i]), &value))
            fail_msg("read '%s'", bad[i]);
    }
    char lengthy[TEXT_REAL_MAX + 1];
    memset(lengthy, '1', sizeof lengthy);
    lengthy[1] = '.';
    double value;
    assert_true(text_read_real(lengthy, TEXT_REAL_MAX, &value));
    assert_true(fabs(value - 10.0 / 9.0) < 1e-15);
    assert_false(text_read_real(lengthy, TEXT_REAL_MAX + 1, &value));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(well_formed_utf8_is_accepted),
        cmocka_unit_test(ill_formed_utf8_is_refused),
        cmocka_unit_test(a_sequence_is_not_read_past_the_length),
        cmocka_unit_test(what_is_not_seen_is_told_byte_by_byte),
        cmocka_unit_test(what_can_be_shown_is_cut_between_characters),
        cmocka_unit_test(blanks_at_both_ends_are_left_out),
        cmocka_unit_test(texts_are_ordered_by_their_bytes),
        cmocka_unit_test(whole_numbers_are_read),
        cmocka_unit_test(hundredths_are_rounded_half_away_from_zero),
        cmocka_unit_test(real_numbers_are_read_if_finite),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
