/* test_lib_csvreader.c - record after record, and on behind the bad ones. */
#include "lib/csvreader.h"
#include "lib/mem.h"
#include "tests/unit/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HOLDS(literal) .bytes = (literal), .length = sizeof(literal) - 1

static const struct csvfile_options usual = {
    .header_rows = 1, .cell_bytes = 100, .record_bytes = 1000, .columns = 10};

struct sample {
    const char *shown;
    const char *bytes;
    size_t length;
    size_t columns; /* of the header */
    char delimiter;
    long skip_lines;
};

enum { SHOWN = 1024 };

PRINTF_LIKE(2, 3)
static void show(char *to, const char *fmt, ...)
{
    size_t used = strlen(to);
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(to + used, SHOWN - used, fmt, ap);
    va_end(ap);
}

/* As "LINE:cell|cell|;", "LINE!fault;", "." at the end, "#LINE" at a fault. */
static void show_all(struct csvreader *r, char *to, struct diag *d)
{
    enum csvfile_record found;
    while ((found = csvreader_next(r, d)) > CSVFILE_END) {
        show(to, "%ld%s", r->record_line, found == CSVFILE_BAD ? "!" : ":");
        show(to, "%s", r->fault);
        for (size_t i = 0; i < r->cells.count; i++)
            show(to, "%.*s|", (int)r->cells.cells[i].length,
                 r->cells.cells[i].bytes);
        show(to, ";");
    }
    if (found == CSVFILE_END)
        show(to, ".");
    else
        show(to, "#%ld", d->line);
}

static void expect(void **state, const struct sample *samples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct sample *s = &samples[i];
        char *path = scratch_write(state, "r.csv", s->bytes, s->length);
        struct csvfile_options o = usual;
        o.delimiter = s->delimiter;
        o.skip_lines = s->skip_lines;
        char shown[SHOWN] = "";
        struct csvreader r;
        struct diag d = {0};
        if (csvreader_open(&r, path, &o, &d) == 0) {
            r.columns = s->columns;
            show_all(&r, shown, &d);
        } else {
            show(shown, "#%ld", d.line);
        }
        csvreader_close(&r);
        if (strcmp(shown, s->shown) != 0)
            fail_msg("case %zu: %s\nexpected %s\n%s", i, shown, s->shown,
                     d.text);
        assert_string_equal(d.file, d.text[0] != '\0' ? path : "");
        free(path);
    }
}

static void the_header_is_a_record_like_others(void **state)
{
    static const struct sample samples[] = {
        {"1:a|b|;2:1|2|;.", HOLDS("a,b\n1,2\n")},
        {"1:a|b|;2:1|2|;.", HOLDS("a;b\r\n1;2")},
        {"2:a|b|;5:1|2|3|;.", HOLDS("\na,b\n\n \n1,2,3\n\n")},
        {"1:a\nb|c|;3:1|2|;.", HOLDS("\"a\nb\",c\n1,2\n")},
        {"1:a:b|;.", HOLDS("a:b\n")},
        {"1:a|b|;.", HOLDS("a:b\n"), .delimiter = ':'},
        {".", HOLDS("")},
        {".", HOLDS("\n \n")},
        {"1:a|;.", HOLDS("a\r")},
    };
    expect(state, samples, COUNT_OF(samples));
}

static void lines_are_skipped_before_the_dialect_is_judged(void **state)
{
    static const struct sample samples[] = {
        {"3:a|b|;4:1|2|;.", HOLDS("A,,,,\"title\nnote\na;b\n1;2\n"),
         .skip_lines = 2},
        {"2:a|b|;.", HOLDS("5\" pipes\ra|b\r"), .skip_lines = 1},
        {".", HOLDS("one\ntwo\n"), .skip_lines = 2},
        {"#3", HOLDS("one\ntwo\n"), .skip_lines = 3},
        {"#1", HOLDS("one"), .skip_lines = 1},
        {"#0", HOLDS("a,b\n"), .delimiter = '\r'},
        {"#0", HOLDS("a,b\n"), .delimiter = '\x7F'},
    };
    expect(state, samples, COUNT_OF(samples));
}

static void a_bad_record_says_why_and_where(void **state)
{
    static const struct sample samples[] = {
        {"1:a|b|;2!stray quote;3:1|2|;.", HOLDS("a,b\nx\"y,z\n1,2\n")},
        {"1:a|b|;2!NUL byte;3:1|2|;.", HOLDS("a,b\n\0,z\n1,2\n")},
        {"1:a|b|;2!byte that does not belong in UTF-8 text (lines 2 to 3);"
         "4:1|2|;.",
         HOLDS("a,b\n\"x\n\xFF\",z\n1,2\n")},
        {"1:a|b|;2!stray carriage return, while lines end in line "
         "feeds; write all line ends alike;3:1|2|;.",
         HOLDS("a,b\nx\ry,z\n1,2\n")},
        {"1:a|b|;2!more than 10 cells;3:1|2|;.",
         HOLDS("a,b\n,,,,,,,,,,\n1,2\n")},
        {"1:a|b|;2:1|2|;#3", HOLDS("a,b\n1,2\nx,\"y\n3,4\n")},
        {"1:a|b|;#3", HOLDS("a,b\n\"x\",\"y\nz\",\"open")},
    };
    expect(state, samples, COUNT_OF(samples));
}

static void reading_resumes_at_a_line_as_wide_as_the_header(void **state)
{
    static const char lines[] = "a,b\nx,\"bad\none\n1,2\n\"x\",y\n";
    const struct sample samples[] = {
        {"1:a|b|;2!stray quote (lines 2 to 3);4:1|2|;5:x|y|;.", lines,
         sizeof lines - 1, .columns = 2},
        {"1:a|b|;2!stray quote;3:one|;4:1|2|;5:x|y|;.", lines, sizeof lines - 1,
         .columns = 1},
        {"1:a|b|;2!stray quote (lines 2 to 5);.", lines, sizeof lines - 1,
         .columns = 3},
    };
    expect(state, samples, COUNT_OF(samples));
}

/* A header, a record of LENGTH bytes after OPENING, and a last record. */
static char *write_giant(void **state, const char *opening, size_t length)
{
    size_t begin = strlen(opening);
    char *bytes = mem_alloc(begin + length + 6);
    memcpy(bytes, opening, begin);
    memset(bytes + begin, 'x', length);
    memcpy(bytes + begin + length, "\n1,2\n", 6);
    char *path = scratch_write(state, "giant.csv", bytes, begin + length + 5);
    free(bytes);
    return path;
}

/* Each longer than the window is at first, which is 256 KiB. */
static void a_giant_record_is_dropped_without_being_kept(void **state)
{
    static const struct {
        const char *opening, *shown;
        long line; /* of the fault that ends the file; 0: none */
    } cases[] = {
        {"a,b\n", "1:a|b|;2!record of more than 1000 bytes;3:1|2|;.", 0},
        {"a,b\n,,,,,,,,,,,", "1:a|b|;2!more than 10 cells;3:1|2|;.", 0},
        {"a,b\nx\"", "1:a|b|;2!stray quote;3:1|2|;.", 0},
        {"a,b\nx,\"y\nz", "1:a|b|;#2", 2},
        {"a,b\n\"x\ny\",\"z\"", "1:a|b|;#3", 3},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char *path = write_giant(state, cases[i].opening, 3000000);
        char shown[SHOWN] = "";
        struct csvreader r;
        struct diag d = {0};
        assert_int_equal(csvreader_open(&r, path, &usual, &d), 0);
        size_t room = r.window.room;
        r.columns = 2;
        show_all(&r, shown, &d);
        assert_string_equal(shown, cases[i].shown);
        assert_int_equal(d.line, cases[i].line);
        assert_int_equal(r.window.room, room);
        csvreader_close(&r);
        free(path);
    }
}

static void records_of_every_length_cross_the_window_unharmed(void **state)
{
    enum { RECORDS = 30000, RECORD = 64 };
    char *bytes = mem_alloc(5 + RECORDS * RECORD);
    size_t length = (size_t)snprintf(bytes, 5, "a,b\n");
    for (int i = 0; i < RECORDS; i++)
        length +=
            (size_t)snprintf(bytes + length, RECORD, "%d,\"%.*s\n\"\n", i,
                             i % 37, "0123456789012345678901234567890123456");
    char *path = scratch_write(state, "many.csv", bytes, length);
    struct csvreader r;
    struct diag d = {0};
    assert_int_equal(csvreader_open(&r, path, &usual, &d), 0);
    assert_int_equal(csvreader_next(&r, &d), CSVFILE_RECORD);
    for (int i = 0; i < RECORDS; i++) {
        char number[16];
        int digits = snprintf(number, sizeof number, "%d", i);
        assert_int_equal(csvreader_next(&r, &d), CSVFILE_RECORD);
        assert_int_equal(r.record_line, 2 + 2 * i);
        assert_int_equal(r.cells.count, 2);
        assert_int_equal(r.cells.cells[0].length, digits);
        assert_memory_equal(r.cells.cells[0].bytes, number, (size_t)digits);
        assert_int_equal(r.cells.cells[1].length, i % 37 + 1);
    }
    assert_int_equal(csvreader_next(&r, &d), CSVFILE_END);
    assert_int_equal(csvreader_next(&r, &d), CSVFILE_END);
    csvreader_close(&r);
    free(path);
    free(bytes);
}

static void a_file_that_cannot_be_opened_is_told(void **state)
{
    struct csvreader r;
    struct diag d = {0};
    assert_int_equal(csvreader_open(&r, *state, &usual, &d), -1);
    assert_non_null(strstr(d.text, "not a regular file"));
    csvreader_close(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_header_is_a_record_like_others),
        cmocka_unit_test(lines_are_skipped_before_the_dialect_is_judged),
        cmocka_unit_test(a_bad_record_says_why_and_where),
        cmocka_unit_test(reading_resumes_at_a_line_as_wide_as_the_header),
        cmocka_unit_test(a_giant_record_is_dropped_without_being_kept),
        cmocka_unit_test(records_of_every_length_cross_the_window_unharmed),
        cmocka_unit_test(a_file_that_cannot_be_opened_is_told),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
