/* test_lib_amount.c - numbers, their signs and their units, by hand. */
#include "lib/amount.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static int unit_of(const char *text)
{
    char cell[40] = "1";
    strncat(cell, text, 20);
    return text[0] == '\0' ? 0 : amount_look(cell, strlen(cell)).unit;
}

static const struct {
    char decimal;
    bool grouped;
    const char *unit, *text;
    int64_t hundredths;
} good[] = {
    {'.', false, "", "85.5", 8550},
    {'.', false, "", "-0.005", -1},
    {'.', false, "", ".5", 50},
    {'.', false, "", "8.", 800},
    {'.', true, "", "1,234.50", 123450},
    {'.', true, "", "1,234,567", 123456700},
    {'.', true, "", "1 234", 123400},
    {',', false, "", "85,5", 8550},
    {',', true, "", "1.234,5", 123450},
    {',', true, "", "1.234", 123400},
    {',', true, "", "12 345,678", 1234568},
    {'.', false, "%", "85%", 8500},
    {'.', false, "%", "85.5 ％", 8550},
    {'.', false, "%", "85", 8500},
    {'.', false, "分", "92分", 9200},
    {'.', false, "￥", "￥1200", 120000},
    {'.', false, "$", "$ 12.34", 1234},
    {'.', false, "人", "１２人", 1200},
    {'.', false, "万元", "1.5万元", 1500000},
    {',', false, "元", "0,5元", 50},
};

static void numbers_are_read_by_the_format_of_the_column(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        struct amount_format f = {good[i].decimal, good[i].grouped,
                                  unit_of(good[i].unit)};
        int64_t value = 0;
        if (!amount_read(&f, good[i].text, strlen(good[i].text), &value))
            fail_msg("'%s'", good[i].text);
        if (value != good[i].hundredths)
            fail_msg("'%s' is %lld", good[i].text, (long long)value);
    }
}

static const struct {
    char decimal;
    bool grouped;
    const char *unit, *text;
} bad[] = {
    {'.', false, "", "1,5"},
    {'.', false, "", "1,234"},
    {'.', true, "", "1,23"},
    {'.', true, "", "1234,567"},
    {',', true, "", "1.5"},
    {',', false, "", "1.234"},
    {'.', false, "", "85%"},
    {'.', false, "分", "85%"},
    {'.', false, "", "eighty"},
    {'.', false, "", ""},
    {'.', false, "", "-"},
    {'.', false, "", "%"},
    {'.', false, "", "1.2.3"},
    {'.', false, "", "1e3"},
    {'.', false, "", "--1"},
    {'.', false, "", "90000000000000.01"},
    {'.', false, "万", "1000000000000万"},
};

static void what_is_written_otherwise_is_no_number(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct amount_format f = {bad[i].decimal, bad[i].grouped,
                                  unit_of(bad[i].unit)};
        int64_t value = 0;
        if (amount_read(&f, bad[i].text, strlen(bad[i].text), &value))
            fail_msg("'%s' is %lld", bad[i].text, (long long)value);
    }
}

static void a_cell_tells_which_sign_is_decimal(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum amount_sign sign;
        bool grouped;
        const char *unit;
    } cases[] = {
        {"85", AMOUNT_PLAIN, false, ""},
        {"1.234", AMOUNT_PLAIN, false, ""},
        {"1.5", AMOUNT_POINT, false, ""},
        {"1,5", AMOUNT_COMMA, false, ""},
        {"0,125", AMOUNT_COMMA, false, ""},
        {"1234,567", AMOUNT_COMMA, false, ""},
        {"1,234", AMOUNT_EITHER, true, ""},
        {"1,234,567", AMOUNT_POINT, true, ""},
        {"1.234.567", AMOUNT_COMMA, true, ""},
        {"1,234.5", AMOUNT_POINT, true, ""},
        {"1.234,5", AMOUNT_COMMA, true, ""},
        {"1 234,5", AMOUNT_COMMA, true, ""},
        {"85,5 %", AMOUNT_COMMA, false, "%"},
        {"￥1,234.00", AMOUNT_POINT, true, "￥"},
        {"12 apples", AMOUNT_NONE, false, ""},
        {"", AMOUNT_NONE, false, ""},
        {"1,2,3", AMOUNT_NONE, false, ""},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct amount_look look =
            amount_look(cases[i].text, strlen(cases[i].text));
        if (look.sign != cases[i].sign || look.grouped != cases[i].grouped ||
            strcmp(amount_unit(look.unit), cases[i].unit) != 0)
            fail_msg("'%s': %d, %d, '%s'", cases[i].text, (int)look.sign,
                     look.grouped, amount_unit(look.unit));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read_by_the_format_of_the_column),
        cmocka_unit_test(what_is_written_otherwise_is_no_number),
        cmocka_unit_test(a_cell_tells_which_sign_is_decimal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
