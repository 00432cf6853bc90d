/* test_lib_csvfile.c - lib/csvfile.h: records, cells, headers, faults. */
#include "lib/csvfile.h"
#include "tests/unit/csvshow.h"
#include "tests/unit/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void records_are_read_with_their_lines(void **state)
{
    static const struct csvshow samples[] = {
        {.shown = "[a|b]2:1|2;3:3|4;.", HOLDS("a,b\n1,2\n3,4\n")},
        {.shown = "[a|b]2:1|2;.", HOLDS("a,b\n1,2")}, /* no line end */
        {.shown = "[a|b]2:1|2;3:3|4;.", HOLDS("a,b\r\n1,2\r\n3,4\r\n")},
        {.shown = "[a|b]2:1|2;3:3|4;.", HOLDS("a,b\r1,2\r3,4\r")},
        {.shown = "[a|b]2:1|2;.", HOLDS("a,b\r1,2")},
        {.shown = "[a|b]2:1|2;.", HOLDS("a,b\r\r\n1,2\r\r\n")},
        {.shown = "[a|b].", HOLDS("a,b\n")},
        {.shown = "[a|b].", HOLDS("a,b")},
        {.shown = "[a]2:1;.", HOLDS("a\n1\n")},
        {.shown = "[a|b]2:|;3:x|;4:|y;.", HOLDS("a,b\n,\nx,\n,y\n")},
        /* As wide as it is in the file. */
        {.shown = "[a|b]2:1;3:1|2|3;.", HOLDS("a,b\n1\n1,2,3\n")},
        {.shown = "[a|b|a]2:1|2|3;.", HOLDS("a,b,a\n1,2,3\n")},
    };
    csvshow_expect(state, samples, COUNT_OF(samples));
}

static void quoted_cells_may_hold_all_but_lone_quotes(void **state)
{
    static const struct csvshow samples[] = {
        {.shown = "[a|b]2:1,2|3;.", HOLDS("a,b\n\"1,2\",3\n")},
        {.shown = "[a|b]2:say \"x\"|\";.",
         HOLDS("a,b\n\"say \"\"x\"\"\",\"\"\"\"\n")},
        {.shown = "[a|b]2:x\ny|z;4:1|2;.", HOLDS("a,b\n\"x\ny\",z\n1,2\n")},
        {.shown = "[a|b]2:x\r\ny|z;4:1|2;.",
         HOLDS("a,b\r\n\"x\r\ny\",z\r\n1,2\r\n")},
        {.shown = "[a|b]2:\n\n\n|\n;7:1|2;.",
         HOLDS("a,b\n\"\n\n\n\",\"\n\"\n1,2\n")},
        {.shown = "[a\nb|c]3:1|2;.", HOLDS("\"a\nb\",c\n1,2\n")},
        {.shown = "[a|b]2:|;.", HOLDS("a,b\n\"\",\"\"\n")},
        {.shown = "[a|b]2:x|y;.", HOLDS("a,b\n\"x\",\"y\"")},
        {.shown = "[a|b]2:x|y;.", HOLDS("a,b\n \"x\" ,\t\"y\"\t\r\n")},
        {.shown = "[a]2:;.", HOLDS("a\n\"\"\n")}, /* not a blank line */
        {.shown = "[a\nb|c]2:1|2;.", HOLDS("\"a\nb\",c\r1,2\r")},
        {.shown = "[a|b]2:1|2;3:3|4;.", HOLDS("a,b\n1,2\r \n\"3\",4\r\t\n")},
        /* The line feed in a quoted cell is no line of a file of CR. */
        {.shown = "[a|b]2:x\ny|z;3:1|2;.", HOLDS("a,b\r\"x\ny\",z\r1,2\r")},
    };
    csvshow_expect(state, samples, COUNT_OF(samples));
}

static void blanks_around_cells_and_blank_lines_are_dropped(void **state)
{
    static const struct csvshow samples[] = {
        {.shown = "[a|b]2:1|2;.", HOLDS(" a , b\t\n  1 ,\t2 \n")},
        {.shown = "[a|b]5:1|2;8:3|4;.",
         HOLDS("\n\na,b\n\n1,2\n \t \n\r\n3,4\n\n\n")},
        {.shown = "[a b|c]2:x y|z;.", HOLDS("a b,c\nx y,z\n")},
        /* In names also the wide blank of Chinese text. */
        {.shown = "[a|b].",
         HOLDS("\xE3\x80\x80"
               "a\xE3\x80\x80,b\n")},
        /* With TAB between the cells, TABs are no blanks. */
        {.shown = "[a|b|c]2:|x|;.", HOLDS("a\tb\tc\n\tx\t\n")},
    };
    csvshow_expect(state, samples, COUNT_OF(samples));
}

static void the_delimiter_is_found_in_the_header_unless_given(void **state)
{
    static const struct csvshow samples[] = {
        {.shown = "[a|b|c]2:1,5|2|3;.", HOLDS("a;b;c\n1,5;2;3\n")},
        {.shown = "[a|b]2:1|2;.", HOLDS("a\tb\n1\t2\n")},
        {.shown = "[a|b]2:1|2;.", HOLDS("a|b\n1|2\n")},
        {.shown = "[a,b,c|d|e]2:1|2|3;.", HOLDS("\"a,b,c\";d;e\n1;2;3\n")},
        {.shown = "[a|b;c]2:1|2;.", HOLDS("a,b;c\n1,2\n")}, /* equal: comma */
        {.shown = "[a;b|c;d]2:1;2|3;.",
         HOLDS("a;b,c;d\n1;2,3\n"),
         .options = {.delimiter = ','}},
        {.shown = "[a|b]2:1|2;.",
         HOLDS("a:b\n1:2\n"),
         .options = {.delimiter = ':'}},
        {.shown = "[a|b]2:1|2;.",
         HOLDS("a b\n1 2\n"),
         .options = {.delimiter = ' '}},
        {.shown = "0#", HOLDS("a,b\n"), .options = {.delimiter = '"'}},
        {.shown = "0#", HOLDS("a,b\n"), .options = {.delimiter = '\n'}},
        {.shown = "0#", HOLDS("a,b\n"), .options = {.delimiter = '\xE9'}},
    };
    csvshow_expect(state, samples, COUNT_OF(samples));
}

static void lines_and_header_rows_can_be_passed_over(void **state)
{
    static const struct csvshow samples[] = {
        {.shown = "[a|b]4:1|2;.",
         HOLDS("a lonely \" here\n\na,b\n1,2\n"),
         .options = {.skip_lines = 2}},
        {.shown = "[a|b]3:1|2;.",
         HOLDS("title\ra,b\r1,2\r"),
         .options = {.skip_lines = 1}},
        {.shown = "[a|b]5:1|2;.",
         HOLDS("a,b\n\"Text\nof a\",\"b\"\n{},{}\n1,2\n"),
         .options = {.header_rows = 3}},
        {.shown = "[a|b]3:1|2;.",
         HOLDS("a,b\nba\"d,row\n1,2\n"),
         .options = {.header_rows = 2}},
        {.shown = "[a|b].", HOLDS("a,b\n"), .options = {.header_rows = 5}},
        {.shown = "2#", HOLDS("one line\n"), .options = {.skip_lines = 3}},
    };
    csvshow_expect(state, samples, COUNT_OF(samples));
}

static void a_file_without_a_header_fails(void **state)
{
    static const struct csvshow samples[] = {
        {.shown = "0#", HOLDS("")},
        {.shown = "0#", HOLDS("\n\n \n")},
        {.shown = "0#", HOLDS("\xEF\xBB\xBF")},
        {.shown = "1#", HOLDS("a\"b,c\n1,2\n")},
        {.shown = "2#", HOLDS("\na\0b,c\n")},
        {.shown = "1#", HOLDS("\xC7\xE5,c\n1,2\n")}, /* not UTF-8 */
        {.shown = "1#", HOLDS("\"a,b\n1,2\n")},      /* never closed */
        {.shown = "1#", HOLDS("a,b,c\n1,2\n"), .options = {.columns = 2}},
    };
    csvshow_expect(state, samples, COUNT_OF(samples));
}

static void a_bad_record_is_passed_over_alone(void **state)
{
    static const struct csvshow samples[] = {
        {.shown = "[a|b]2!stray quote;3:1|2;.", HOLDS("a,b\nx\"y,z\n1,2\n")},
        {.shown = "[a|b]2!stray quote;3:1|2;.", HOLDS("a,b\n\"x\"y,z\n1,2\n")},
        {.shown = "[a|b]2!stray quote;3:1|2;.",
         HOLDS("a,b\n\"x\" \"y\",z\n1,2\n")},
        {.shown = "[a|b]2!stray quote;3:1|2;.", HOLDS("a,b\n\"x\" y,z\n1,2\n")},
        {.shown = "[a|b]2!stray quote;.", HOLDS("a,b\nx,5\"")},
        {.shown = "[a|b]2!NUL byte;3:1|2;.", HOLDS("a,b\nx\0y,z\n1,2\n")},
        {.shown = "[a|b]2!NUL byte (lines 2 to 3);4:1|2;.",
         HOLDS("a,b\n\"x\n\0\",z\n1,2\n")},
        {.shown = "[a|b]2!byte that does not belong in UTF-8 text;3:1|2;.",
         HOLDS("a,b\n\xC3,z\n1,2\n")},
        {.shown = "[a|b]2:1|2;3!byte that does not belong in UTF-8 text;.",
         HOLDS("a,b\n1,2\nx,\xE6\xB8")}, /* cut short */
        {.shown = "[a|b]2!stray carriage return, while lines end in line "
                  "feeds; write all line ends alike;3:1|2;.",
         HOLDS("a,b\nx\ry,z\n1,2\n")},
        {.shown = "[a|b]2!stray carriage return, while lines end in line "
                  "feeds; write all line ends alike;3:1|2;.",
         HOLDS("a,b\n\"x\",\"y\"\r\"z\"\n1,2\n")},
        {.shown = "[a|b]2!stray line feed, while lines end in carriage "
                  "returns; write all line ends alike;3:1|2;.",
         HOLDS("a,b\rx,y\nz\r1,2\r")},
    };
    csvshow_expect(state, samples, COUNT_OF(samples));
}

static void
behind_a_stray_quote_reading_resumes_at_a_line_that_fits(void **state)
{
    static const struct csvshow samples[] = {
        /* The quote of line 2 is the one too many: lines 3 and 4 are good. */
        {.shown = "[a|b]2!stray quote;3:1|2;4:x|y;5:3|4;.",
         HOLDS("a,b\nz,\"bad\n1,2\n\"x\",y\n3,4\n")},
        /* Lines 3 and 4 fit nothing: they belong to the record. */
        {.shown = "[a|b]2!stray quote (lines 2 to 4);5:3|4;.",
         HOLDS("a,b\n1,\"one\ntwo\nthree\"x\n3,4\n")},
        /* Line 4 is the first that fits; line 5 is bad by itself. */
        {.shown = "[a|b]2!stray quote (lines 2 to 3);4:1|2;5!stray quote;"
                  "6:3|4;.",
         HOLDS("a,b\n1,\"one\ntwo\n1,2\nx\"y,2\n3,4\n")},
        /* In one column every line fits. */
        {.shown = "[a]2!stray quote;3:x;4!stray quote;5:y;.",
         HOLDS("a\n\"\nx\nz\"z\ny\n")},
        /* Line 3 opens a quote, so it fits no better. */
        {.shown = "[a|b]2!stray quote (lines 2 to 3);4:1|2;5!stray quote;.",
         HOLDS("a,b\n1,\"x\n2,\"y\n1,2\n3,4\"\n")},
    };
    csvshow_expect(state, samples, COUNT_OF(samples));
}

static void a_quote_never_closed_fails_the_file_where_it_opened(void **state)
{
    static const struct csvshow samples[] = {
        {.shown = "[a|b]2:1|2;3#", HOLDS("a,b\n1,2\nx,\"open\n3,4\n5,6\n")},
        {.shown = "[a|b]4#", HOLDS("a,b\n\"x\ny\nz\",\"open\n3,4\n")},
        {.shown = "[a|b]2#", HOLDS("a,b\nx,\"")},
    };
    csvshow_expect(state, samples, COUNT_OF(samples));
}

static void a_column_is_found_by_its_first_name(void **state)
{
    static const char names[] = "id, name ,id,\"x,y\"\n";
    char *path = scratch_write(state, "names.csv", names, sizeof names - 1);
    struct diag d = {0};
    struct csvfile *csv = csvfile_open(path, NULL, &d);
    assert_non_null(csv);
    assert_int_equal(csvfile_columns(csv), 4);
    assert_int_equal(csvfile_column(csv, "id"), 0);
    assert_int_equal(csvfile_column(csv, "name"), 1);
    assert_int_equal(csvfile_column(csv, "x,y"), 3);
    assert_int_equal(csvfile_column(csv, "ID"), -1);
    csvfile_close(csv);
    csvfile_close(NULL);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_are_read_with_their_lines),
        cmocka_unit_test(quoted_cells_may_hold_all_but_lone_quotes),
        cmocka_unit_test(blanks_around_cells_and_blank_lines_are_dropped),
        cmocka_unit_test(the_delimiter_is_found_in_the_header_unless_given),
        cmocka_unit_test(lines_and_header_rows_can_be_passed_over),
        cmocka_unit_test(a_file_without_a_header_fails),
        cmocka_unit_test(a_bad_record_is_passed_over_alone),
        cmocka_unit_test(
            behind_a_stray_quote_reading_resumes_at_a_line_that_fits),
        cmocka_unit_test(a_quote_never_closed_fails_the_file_where_it_opened),
        cmocka_unit_test(a_column_is_found_by_its_first_name),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
