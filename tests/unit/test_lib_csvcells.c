/* test_lib_csvcells.c - one record at a time through libcsv. */
#include "lib/attr.h"
#include "lib/csvcells.h"
#include "lib/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HOLDS(literal) .bytes = (literal), .length = sizeof(literal) - 1

struct sample {
    const char *bytes;
    size_t length;
    int result;
    const char *cells; /* with | behind each */
};

/* Parses a copy without a byte to spare. */
static int parse(struct csvcells *c, const char *bytes, size_t length)
{
    char *copy = mem_alloc(length);
    memcpy(copy, bytes, length);
    int result = csvcells_parse(c, copy, length);
    free(copy); /* the cells are the parser's own */
    return result;
}

static void expect_cells(const struct csvcells *c, const char *cells, size_t at)
{
    char shown[256] = "";
    size_t used = 0;
    for (size_t i = 0; i < c->count; i++) {
        struct csvfile_cell cell = c->cells[i];
        assert_true(used + cell.length + 2 < sizeof shown);
        memcpy(shown + used, cell.bytes, cell.length);
        used += cell.length;
        shown[used++] = '|';
    }
    shown[used] = '\0';
    if (strlen(shown) != used || strcmp(shown, cells) != 0)
        fail_msg("case %zu: %s", at, shown);
}

/* All samples through one parser: what it remembers would show. */
static void expect(char delimiter, const struct sample *samples, size_t count)
{
    struct csvcells c;
    csvcells_init(&c, delimiter);
    for (size_t i = 0; i < count; i++) {
        const struct sample *s = &samples[i];
        int result = parse(&c, s->bytes, s->length);
        if (result != s->result)
            fail_msg("case %zu: %d", i, result);
        expect_cells(&c, s->cells, i);
    }
    csvcells_free(&c);
}

static void a_record_is_taken_apart(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {HOLDS("a,b,c\n"), 1, "a|b|c|"},
        {HOLDS("a\r\n"), 1, "a|"},
        {HOLDS("a,b\r"), 1, "a|b|"},
        {HOLDS(",,\n"), 1, "|||"},
        {HOLDS("\"\"\n"), 1, "|"},
        {HOLDS("\"x,\"\"y\"\"\nz\",2\n"), 1, "x,\"y\"\nz|2|"},
        {HOLDS("  a b ,\t \"c \" \n"), 1, "a b|c |"},
        {HOLDS("\xE6\xB8\x85,\xFF\n"), 1, "\xE6\xB8\x85|\xFF|"},
    };
    expect(',', samples, COUNT_OF(samples));
}

static void the_delimiter_is_the_one_given(void **state)
{
    (void)state;
    static const struct sample tabs[] = {
        {HOLDS("a,b\tc\n"), 1, "a,b|c|"},
        {HOLDS("\t\n"), 1, "||"}, /* no blanks here */
    };
    static const struct sample bars[] = {{HOLDS("a\tb|c;d\n"), 1, "a\tb|c;d|"}};
    expect('\t', tabs, COUNT_OF(tabs));
    expect('|', bars, COUNT_OF(bars));
}

static void a_blank_line_has_no_cells(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {HOLDS("\n"), 0, ""},    {HOLDS(" \t \r\n"), 0, ""}, {HOLDS(""), 0, ""},
        {HOLDS("a\n"), 1, "a|"}, {HOLDS("\r"), 0, ""},
    };
    expect(',', samples, COUNT_OF(samples));
}

static void what_is_not_one_whole_record_is_refused_and_forgotten(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {HOLDS("x\"y,z\n"), -1, ""},   {HOLDS("1,2\n"), 1, "1|2|"},
        {HOLDS("\"x\"y,z\n"), -1, ""}, {HOLDS("1,2\n"), 1, "1|2|"},
        {HOLDS("a,b\nc,d\n"), -1, ""},                         /* two */
        {HOLDS("1,2\n"), 1, "1|2|"},   {HOLDS("a,b"), -1, ""}, /* no end */
        {HOLDS("1,2\n"), 1, "1|2|"},   {HOLDS("abc"), -1, ""},
        {HOLDS("1,2\n"), 1, "1|2|"},   {HOLDS("\"open,\n"), -1, ""},
        {HOLDS("1,2\n"), 1, "1|2|"},   {HOLDS("\""), -1, ""},
        {HOLDS("\n"), 0, ""},          {HOLDS("1,2\n"), 1, "1|2|"},
    };
    expect(',', samples, COUNT_OF(samples));
}

static void a_nul_is_a_byte_like_others(void **state)
{
    (void)state;
    struct csvcells c;
    csvcells_init(&c, ',');
    assert_int_equal(parse(&c, "a\0b,\0\n", 6), 1);
    assert_int_equal(c.count, 2);
    assert_int_equal(c.cells[0].length, 3);
    assert_memory_equal(c.cells[0].bytes, "a\0b", 3);
    assert_int_equal(c.cells[1].length, 1);
    csvcells_free(&c);
}

/* Longer than what there is room for at first, and than twice that. */
static void long_records_keep_every_cell(void **state)
{
    (void)state;
    static const size_t lengths[] = {4095, 4096, 4097, 100000, 5};
    struct csvcells c;
    csvcells_init(&c, ',');
    for (size_t i = 0; i < COUNT_OF(lengths); i++) {
        size_t length = lengths[i];
        char *bytes = mem_alloc(length);
        memset(bytes, 'x', length);
        bytes[2] = ',';
        bytes[length - 1] = '\n';
        assert_int_equal(parse(&c, bytes, length), 1);
        assert_int_equal(c.count, 2);
        assert_int_equal(c.cells[0].length, 2);
        assert_memory_equal(c.cells[0].bytes, "xx", 2);
        assert_int_equal(c.cells[1].length, length - 4);
        assert_int_equal(c.cells[1].bytes[length - 5], 'x');
        free(bytes);
    }
    csvcells_free(&c);
}

static void many_cells_are_counted(void **state)
{
    (void)state;
    enum { CELLS = 5000 };
    struct csvcells c;
    char *bytes = mem_alloc(2 * CELLS);
    for (size_t i = 0; i < CELLS; i++) {
        bytes[2 * i] = (char)('0' + i % 10);
        bytes[2 * i + 1] = i + 1 < CELLS ? ';' : '\n';
    }
    csvcells_init(&c, ';');
    assert_int_equal(parse(&c, bytes, 2 * CELLS), 1);
    assert_int_equal(c.count, CELLS);
    for (size_t i = 0; i < CELLS; i++) {
        assert_int_equal(c.cells[i].length, 1);
        assert_int_equal(c.cells[i].bytes[0], bytes[2 * i]);
    }
    free(bytes);
    csvcells_free(&c);
    csvcells_free(&c); /* is zero now */
}

/* What libcsv itself finds, with | behind each cell. */
struct found {
    char shown[400];
    size_t used;
    int records;
};

static void note_cell(void *bytes, size_t length, void *to)
{
    struct found *f = to;
    if (length > 0)
        memcpy(f->shown + f->used, bytes, length);
    f->used += length;
    f->shown[f->used++] = '|';
}

static void note_record(int end, void *to)
{
    (void)end;
    ((struct found *)to)->records++;
}

/* Lines of signs that mean something, made up by chance. */
static void lines_without_quotes_are_split_as_libcsv_does(void **state)
{
    static const char signs[] = "ab,; \t\xE6";
    static const char delimiters[] = ",;\t ";
    (void)state;
    uint32_t random = 1;
    for (int round = 0; round < 200000; round++) {
        char line[40];
        random = random * 1664525 + 1013904223;
        size_t length = random >> 16 & 31;
        for (size_t i = 0; i < length; i++) {
            random = random * 1664525 + 1013904223;
            line[i] = signs[(random >> 16) % (sizeof signs - 1)];
        }
        memcpy(line + length, round % 2 ? "\r\n" : "\n", 2);
        length += round % 2 ? 2 : 1;
        char delimiter = delimiters[round / 2 % 4];
        struct found f = {0};
        struct csv_parser parser;
        csv_init(&parser, CSV_STRICT);
        csv_set_delim(&parser, (unsigned char)delimiter);
        csv_parse(&parser, line, length, note_cell, note_record, &f);
        csv_free(&parser);
        struct csvcells c;
        csvcells_init(&c, delimiter);
        assert_int_equal(csvcells_parse(&c, line, length), f.records);
        expect_cells(&c, f.shown, (size_t)round);
        csvcells_free(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_is_taken_apart),
        cmocka_unit_test(the_delimiter_is_the_one_given),
        cmocka_unit_test(a_blank_line_has_no_cells),
        cmocka_unit_test(what_is_not_one_whole_record_is_refused_and_forgotten),
        cmocka_unit_test(a_nul_is_a_byte_like_others),
        cmocka_unit_test(long_records_keep_every_cell),
        cmocka_unit_test(many_cells_are_counted),
        cmocka_unit_test(lines_without_quotes_are_split_as_libcsv_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
