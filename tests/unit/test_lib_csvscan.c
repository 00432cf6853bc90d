/* test_lib_csvscan.c - lib/csvscan.h, and limits and size in csvfile.h. */
#include "lib/csvfile.h"
#include "lib/csvscan.h"
#include "lib/mem.h"
#include "tests/unit/csvshow.h"
#include "tests/unit/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define BYTES(literal) literal, sizeof literal - 1

static void limits_hold_before_and_behind_quotes(void **state)
{
    static const struct csvfile_options small = {
        .cell_bytes = 8, .record_bytes = 20, .columns = 4};
    const struct csvshow samples[] = {
        {.shown = "[a|b]2:12345678|x;3!cell of more than 8 bytes;4:1|2;.",
         HOLDS("a,b\n12345678,x\nx,123456789\n1,2\n"),
         .options = small},
        {.shown = "[a|b]2:123456|x;3!cell of more than 8 bytes;4:1|2;.",
         HOLDS("a,b\n\"123456\",x\n\"1234567\",x\n1,2\n"),
         .options = small},
        {.shown = "[a|b]2:1|2|3|4;3!more than 4 cells;4:1|2;.",
         HOLDS("a,b\n1,2,3,4\n1,2,3,4,5\n1,2\n"),
         .options = small},
        {.shown = "[a|b]2!more than 4 cells;3:1|2;.",
         HOLDS("a,b\n,,,,\n1,2\n"),
         .options = small},
        {.shown = "[a|b]2:12345678|12345678|1;"
                  "3!record of more than 20 bytes;4:1|2;.",
         HOLDS("a,b\n12345678,12345678,1\n12345678,12345678,12\n1,2\n"),
         .options = small},
        {.shown = "[a|b]2!cell of more than 8 bytes (lines 2 to 6);7:1|2;.",
         HOLDS("a,b\n\"1\n2\n3\n4\n5\",x\n1,2\n"),
         .options = small},
        {.shown = "[a|b]2!cell of more than 8 bytes;3:1|2;.",
         HOLDS("a,b\n          1,2\n1,2\n"),
         .options = small},
    };
    csvshow_expect(state, samples, COUNT_OF(samples));
}

/* A text under way. */
struct growing {
    char *bytes;
    size_t length, room;
};

static void add(struct growing *g, const char *bytes, size_t length)
{
    while (g->room - g->length < length) {
        g->room = g->room > 0 ? 2 * g->room : 4096;
        g->bytes = mem_realloc(g->bytes, g->room);
    }
    memcpy(g->bytes + g->length, bytes, length);
    g->length += length;
}

/* COUNT times BYTE. */
static void add_run(struct growing *g, char byte, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add(g, &byte, 1);
}

static void expect_growing(void **state, struct growing *g, const char *shown)
{
    struct csvshow sample = {
        .bytes = g->bytes, .length = g->length, .shown = shown};
    csvshow_expect(state, &sample, 1);
    free(g->bytes);
}

static void a_line_of_20_mib_is_one_bad_record(void **state)
{
    struct growing g = {0};
    add(&g, BYTES("a,b\n1,2\n"));
    add_run(&g, 'x', 20 << 20);
    add(&g, BYTES("\n3,4\n"));
    expect_growing(state, &g,
                   "[a|b]2:1|2;3!record of more than 16777216 bytes;"
                   "4:3|4;.");
}

static void a_quoted_record_of_20_mib_is_one_bad_record(void **state)
{
    struct growing g = {0};
    add(&g, BYTES("a,b\n\""));
    for (int i = 0; i < 20; i++) {
        add_run(&g, 'x', 1 << 20);
        add(&g, BYTES("\n"));
    }
    add(&g, BYTES("\",y\n3,4\n"));
    expect_growing(state, &g,
                   "[a|b]2!record of more than 16777216 bytes "
                   "(lines 2 to 22);23:3|4;.");
}

/* The good records that it swallowed must not vanish as one reject. */
static void a_quote_too_many_in_front_of_20_mib_fails_the_file(void **state)
{
    struct growing g = {0};
    add(&g, BYTES("a,b\n1,2\nz,\"bad\n"));
    for (int i = 0; i < 2 << 20; i++)
        add(&g, BYTES("12345,789\n"));
    add(&g, BYTES("\"x\",y\n3,4\n"));
    expect_growing(state, &g, "[a|b]2:1|2;3#");
}

static void a_cell_of_1_mib_is_read_and_a_larger_one_is_not(void **state)
{
    enum { LIMIT = 1 << 20 };
    struct growing g = {0};
    add(&g, BYTES("a\n"));
    add_run(&g, 'x', LIMIT);
    add(&g, BYTES("\n"));
    add_run(&g, 'x', LIMIT + 1);
    add(&g, BYTES("\n"));
    char *path = scratch_write(state, "wide.csv", g.bytes, g.length);
    struct diag d = {0};
    struct csvfile *csv = csvfile_open(path, NULL, &d);
    assert_non_null(csv);
    assert_int_equal(csvfile_next(csv, &d), CSVFILE_RECORD);
    assert_int_equal(csvfile_cell(csv, 0).length, LIMIT);
    assert_memory_equal(csvfile_cell(csv, 0).bytes, g.bytes + 2, LIMIT);
    assert_int_equal(csvfile_next(csv, &d), CSVFILE_BAD);
    assert_string_equal(csvfile_fault(csv), "cell of more than 1048576 bytes");
    assert_int_equal(csvfile_count(csv), 0);
    assert_int_equal(csvfile_next(csv, &d), CSVFILE_END);
    csvfile_close(csv);
    free(path);
    free(g.bytes);
}

static void more_than_2000_columns_are_refused_in_the_header(void **state)
{
    struct growing g = {0};
    add(&g, BYTES("a"));
    add_run(&g, ',', 1999);
    add(&g, BYTES("\n"));
    char *path = scratch_write(state, "fits.csv", g.bytes, g.length);
    struct diag d = {0};
    struct csvfile *csv = csvfile_open(path, NULL, &d);
    assert_non_null(csv);
    assert_int_equal(csvfile_columns(csv), 2000);
    csvfile_close(csv);
    free(path);
    g.length--;
    add(&g, BYTES(",\n"));
    path = scratch_write(state, "wide.csv", g.bytes, g.length);
    assert_null(csvfile_open(path, NULL, &d));
    assert_non_null(strstr(d.text, "more than 2000 cells"));
    free(path);
    free(g.bytes);
}

enum { ROWS = 40000, COLUMNS = 3, CELL_MAX = 64 };

/* Cell COLUMN of row ROW: any bytes that a quoted cell may hold. */
static size_t make_cell(unsigned row, unsigned column, char *cell)
{
    static const char *const parts[] = {
        "x",  "\"", ",", "\n", "\xE6\xB8\x85", "\r\n", "7", "\xF0\x9F\x98\x80",
        "ab", "c",  "d", ";"};
    unsigned mix = (row * COLUMNS + column) * 2654435761u;
    size_t count = mix % 12, length = 0;
    for (size_t i = 0; i < count; i++) {
        mix = mix * 1664525u + 1013904223u;
        const char *part = parts[(mix >> 16) % COUNT_OF(parts)];
        memcpy(cell + length, part, strlen(part));
        length += strlen(part);
    }
    return length;
}

static long add_row(struct growing *g, unsigned row)
{
    long lines = 1;
    for (unsigned column = 0; column < COLUMNS; column++) {
        char cell[CELL_MAX];
        size_t length = make_cell(row, column, cell);
        add(g, "\"", 1);
        for (size_t i = 0; i < length; i++) {
            add(g, cell + i, 1);
            if (cell[i] == '"')
                add(g, "\"", 1);
            lines += cell[i] == '\n';
        }
        add(g, column + 1 < COLUMNS ? "\"," : "\"\n", 2);
    }
    return lines;
}

/* Records lie across every border of the pieces that are read. */
static void a_large_file_comes_back_cell_by_cell(void **state)
{
    struct growing g = {0};
    long *lines = mem_array(NULL, ROWS, sizeof *lines), line = 2;
    add(&g, BYTES("a,b,c\n"));
    for (unsigned row = 0; row < ROWS; row++) {
        lines[row] = line;
        line += add_row(&g, row);
    }
    assert_true(g.length > 1 << 20);
    char *path = scratch_write(state, "large.csv", g.bytes, g.length);
    struct diag d = {0};
    struct csvfile *csv = csvfile_open(path, NULL, &d);
    assert_non_null(csv);
    for (unsigned row = 0; row < ROWS; row++) {
        assert_int_equal(csvfile_next(csv, &d), CSVFILE_RECORD);
        assert_int_equal(csvfile_count(csv), COLUMNS);
        assert_int_equal(csvfile_line(csv), lines[row]);
        for (unsigned column = 0; column < COLUMNS; column++) {
            char cell[CELL_MAX];
            size_t length = make_cell(row, column, cell);
            struct csvfile_cell found = csvfile_cell(csv, column);
            assert_int_equal(found.length, length);
            assert_memory_equal(found.bytes, cell, length);
        }
    }
    assert_int_equal(csvfile_next(csv, &d), CSVFILE_END);
    assert_int_equal(csvfile_next(csv, &d), CSVFILE_END);
    csvfile_close(csv);
    free(path);
    free(lines);
    free(g.bytes);
}

/* Runs over BYTES in pieces of PIECE; how the scan stands at the end. */
static struct csvscan scan_in_pieces(const char *bytes, size_t length,
                                     size_t piece)
{
    static const struct csvscan_limits limits = {6, 30, 3};
    struct csvscan scan;
    csvscan_init(&scan, ',', '\n', &limits);
    scan.plain_bytes = 0; /* the short cut does not count columns */
    csvscan_begin(&scan);
    for (size_t at = 0; at < length && !csvscan_done(&scan);) {
        size_t left = length - at;
        at += csvscan_run(&scan, bytes + at, piece < left ? piece : left);
    }
    return scan;
}

static void a_record_in_pieces_is_scanned_as_in_one(void **state)
{
    (void)state;
    static const char *const samples[] = {
        "a,b\nc,d\n",
        "\"a\nb\",c\nd\n",
        "a\"b,c\nd\n",
        "1234567,x\n",
        ",,,\n",
        "\"\"\"\",\"x\" \r\n",
        "a\rb\nc\n",
        "\"x\"y\nz\n",
        "  \r\nx\n",
        "12345,12345,12345,12345,12345\nx\n",
        "\"never closed\n",
    };
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        size_t length = strlen(samples[i]);
        struct csvscan whole = scan_in_pieces(samples[i], length, length);
        for (size_t piece = 1; piece < length; piece++) {
            struct csvscan parts = scan_in_pieces(samples[i], length, piece);
            assert_int_equal(parts.state, whole.state);
            assert_int_equal(parts.fault, whole.fault);
            assert_int_equal(parts.length, whole.length);
            assert_int_equal(parts.columns, whole.columns);
            assert_int_equal(parts.lines, whole.lines);
            assert_int_equal(parts.quote_line, whole.quote_line);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_in_pieces_is_scanned_as_in_one),
        cmocka_unit_test(limits_hold_before_and_behind_quotes),
        cmocka_unit_test(a_line_of_20_mib_is_one_bad_record),
        cmocka_unit_test(a_quoted_record_of_20_mib_is_one_bad_record),
        cmocka_unit_test(a_quote_too_many_in_front_of_20_mib_fails_the_file),
        cmocka_unit_test(a_cell_of_1_mib_is_read_and_a_larger_one_is_not),
        cmocka_unit_test(more_than_2000_columns_are_refused_in_the_header),
        cmocka_unit_test(a_large_file_comes_back_cell_by_cell),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
