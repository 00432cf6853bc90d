/* test_lib_csvlook.c - the dialect of a CSV file from its first bytes. */
#include "lib/attr.h"
#include "lib/csvlook.h"
#include "lib/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HOLDS(literal) .bytes = (literal), .length = sizeof(literal) - 1

struct look {
    const char *bytes;
    size_t length;
    bool leading;  /* lines to skip come first */
    char line_end; /* expected, or given to find the delimiter */
    char delimiter;
};

/* A copy without a byte to spare: a sanitizer sees a look beyond the end. */
static char *exact_copy(const struct look *l)
{
    char *copy = mem_alloc(l->length);
    memcpy(copy, l->bytes, l->length);
    return copy;
}

static void expect_line_ends(const struct look *looks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct look *l = &looks[i];
        char *bytes = exact_copy(l);
        char found = csvlook_line_end(bytes, l->length, l->leading);
        if (found != l->line_end)
            fail_msg("case %zu: byte %d", i, found);
        free(bytes);
    }
}

static void the_first_line_end_outside_quotes_says(void **state)
{
    (void)state;
    static const struct look looks[] = {
        {HOLDS("a,b\n1,2\r"), .line_end = '\n'},
        {HOLDS("a,b\r1,2\n"), .line_end = '\r'},
        {HOLDS("a,b\r\n1,2\r\n"), .line_end = '\n'},
        {HOLDS("a,b\r\r\n1,2\n"), .line_end = '\n'},
        {HOLDS("a,b\r\r1,2\n"), .line_end = '\r'},
        {HOLDS("\"a\rb\",c\n1,2\n"), .line_end = '\n'},
        {HOLDS("\"a\nb\",c\r1,2\r"), .line_end = '\r'},
        /* A doubled quote closes and opens again. */
        {HOLDS("\"a\"\"\r\"\"b\",c\n"), .line_end = '\n'},
        {HOLDS("\0\0\r\0"), .line_end = '\r'},
    };
    expect_line_ends(looks, COUNT_OF(looks));
}

static void a_text_without_line_ends_counts_as_one_of_line_feeds(void **state)
{
    (void)state;
    static const struct look looks[] = {
        {HOLDS(""), .line_end = '\n'},
        {HOLDS("a,b"), .line_end = '\n'},
        {HOLDS("\"never\rclosed\r"), .line_end = '\n'},
        {HOLDS("a,b\r"), .line_end = '\r'}, /* its last byte is one */
        {HOLDS("\r\r\r"), .line_end = '\r'},
        {HOLDS("\r\r\n"), .line_end = '\n'},
    };
    expect_line_ends(looks, COUNT_OF(looks));
}

static void quotes_in_lines_to_skip_open_nothing(void **state)
{
    (void)state;
    static const struct look looks[] = {
        {HOLDS("5\" pipes\ra,b\n"), .leading = true, .line_end = '\r'},
        {HOLDS("5\" pipes\ra,b\n"), .leading = false, .line_end = '\n'},
        {HOLDS("\"a\nb\",c\r"), .leading = true, .line_end = '\n'},
    };
    expect_line_ends(looks, COUNT_OF(looks));
}

static void expect_delimiters(const struct look *looks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct look *l = &looks[i];
        char *bytes = exact_copy(l);
        char line_end = l->line_end != '\0' ? l->line_end : '\n';
        char found = csvlook_delimiter(bytes, l->length, line_end);
        if (found != l->delimiter)
            fail_msg("case %zu: byte %d", i, found);
        free(bytes);
    }
}

static void the_most_frequent_sign_of_the_first_record_divides(void **state)
{
    (void)state;
    static const struct look looks[] = {
        {HOLDS("a,b,c\n"), .delimiter = ','},
        {HOLDS("a,b;c;d\n"), .delimiter = ';'},
        {HOLDS("a\tb\tc,d\n"), .delimiter = '\t'},
        {HOLDS("a|b|c;d"), .delimiter = '|'},
        /* The first record alone. */
        {HOLDS("a|b\n1;2;3;4;5\n"), .delimiter = '|'},
        {HOLDS("a;b\r1,2,3,4\r"), .line_end = '\r', .delimiter = ';'},
        {HOLDS("a;b\r1,2,3,4\n"), .line_end = '\n', .delimiter = ','},
        /* Blank lines before it are none. */
        {HOLDS("\n \r\n\n \na;b\n1,2,3\n"), .delimiter = ';'},
        {HOLDS("\r\r \ra;b\r1,2,3\r"), .line_end = '\r', .delimiter = ';'},
    };
    expect_delimiters(looks, COUNT_OF(looks));
}

static void the_rows_must_be_as_wide_as_the_header(void **state)
{
    (void)state;
    static const struct look looks[] = {
        /* Decimal commas: each row has them, the header has none of its own. */
        {HOLDS("name, first;a;b\nAna;1,5;2,5\nBob;2;3\n"), .delimiter = ';'},
        {HOLDS("id,a;b\n1,x\n2,y\n"), .delimiter = ','},
        {HOLDS("id\ta,b,c\n1\tx\n2\ty,z\n"), .delimiter = '\t'},
        /* A quote inside a bare cell opens nothing. */
        {HOLDS("size;of,a\n5\" pipe;x\n6\" pipe;y\n"), .delimiter = ';'},
        /* A row that is cut off by the end of the look says nothing. */
        {HOLDS("a;b,c\n1;2\n3,4,5,6"), .delimiter = ';'},
    };
    expect_delimiters(looks, COUNT_OF(looks));
}

static void what_stands_in_quotes_is_not_counted(void **state)
{
    (void)state;
    static const struct look looks[] = {
        {HOLDS("\"a,b,c\",d;e\n"), .delimiter = ','},
        {HOLDS("\"a,b,c\";d;e\n"), .delimiter = ';'},
        {HOLDS("\"a\nb\";c;d\n1,2,3,4\n"), .delimiter = ';'},
        {HOLDS("\"a\"\",,,\"\"b\"|c\n"), .delimiter = '|'},
        {HOLDS("a;b,\"never|closed|||\n"), .delimiter = ','},
    };
    expect_delimiters(looks, COUNT_OF(looks));
}

static void a_tie_or_nothing_at_all_is_settled_by_the_order(void **state)
{
    (void)state;
    static const struct look looks[] = {
        {HOLDS(""), .delimiter = ','},
        {HOLDS("abc\n"), .delimiter = ','},
        {HOLDS("\n\n \n"), .delimiter = ','},
        {HOLDS("a;b,c\n"), .delimiter = ','},
        {HOLDS("a|b\tc;d\n"), .delimiter = ';'},
        {HOLDS("a|b\tc\n"), .delimiter = '\t'},
        /* A NUL ends no text here, and is none of the signs. */
        {HOLDS("a\0\0\0\0\0;b\n"), .delimiter = ';'},
        {HOLDS("\xE6\xB8\x85\xEF\xBC\x8C\xE6\xBE\x9C|x\n"), .delimiter = '|'},
    };
    expect_delimiters(looks, COUNT_OF(looks));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_line_end_outside_quotes_says),
        cmocka_unit_test(a_text_without_line_ends_counts_as_one_of_line_feeds),
        cmocka_unit_test(quotes_in_lines_to_skip_open_nothing),
        cmocka_unit_test(the_most_frequent_sign_of_the_first_record_divides),
        cmocka_unit_test(the_rows_must_be_as_wide_as_the_header),
        cmocka_unit_test(what_stands_in_quotes_is_not_counted),
        cmocka_unit_test(a_tie_or_nothing_at_all_is_settled_by_the_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
