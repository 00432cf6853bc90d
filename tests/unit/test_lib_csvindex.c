/* test_lib_csvindex.c - plain lines are cut into the cells libcsv finds. */
#include "lib/attr.h"
#include "lib/csvcells.h"
#include "lib/csvindex.h"
#include "lib/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SHOWN = 512 };

struct shown {
    char text[SHOWN];
    size_t used;
};

static void show_cells(struct shown *s, const struct csvcells *c)
{
    for (size_t i = 0; i < c->count; i++) {
        struct csvfile_cell cell = c->cells[i];
        assert_true(s->used + cell.length + 3 < SHOWN);
        memcpy(s->text + s->used, cell.bytes, cell.length);
        s->used += cell.length;
        s->text[s->used++] = '|';
    }
    s->text[s->used++] = ';';
    s->text[s->used] = '\0';
}

/* The length of the line at BYTES, as a reader of unquoted lines has it. */
static size_t line_length(const char *bytes, size_t length, char line_end)
{
    const char *end = memchr(bytes, line_end, length);
    return end != NULL ? (size_t)(end - bytes) + 1 : length;
}

/* Shows the lines of a copy without a byte to spare: "?;" of one that is not
   plain. */
static void show_lines(struct csvindex *ix, const char *bytes, size_t length,
                       struct shown *s)
{
    char *copy = mem_alloc(length);
    memcpy(copy, bytes, length);
    struct csvcells c;
    csvcells_init(&c, ix->delimiter);
    for (size_t at = 0; at < length;) {
        struct csvindex_line line;
        size_t next = line_length(copy + at, length - at, ix->line_end);
        if (csvindex_find(ix, at, copy + at, length - at, &line)) {
            assert_int_equal(line.length, next);
            int found = csvcells_lay(&c, copy + at, &line);
            assert_int_equal(found, c.count > 0);
            show_cells(s, &c);
        } else {
            s->text[s->used++] = '?';
            c.count = 0;
            show_cells(s, &c);
        }
        at += next;
    }
    csvcells_free(&c);
    free(copy);
}

struct sample {
    const char *bytes, *shown;
    char delimiter, line_end;
    bool unquoted;
};

static void expect(const struct sample *samples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct sample *s = &samples[i];
        struct csvindex ix;
        csvindex_init(&ix, s->delimiter, s->line_end);
        if (s->unquoted)
            csvindex_unquote(&ix);
        struct shown shown = {0};
        show_lines(&ix, s->bytes, strlen(s->bytes), &shown);
        if (strcmp(shown.text, s->shown) != 0)
            fail_msg("case %zu: %s\nexpected %s", i, shown.text, s->shown);
        csvindex_free(&ix);
    }
}

static void a_plain_line_is_cut_at_its_delimiters(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"a,b,c\n1,,3\n,,\n", "a|b|c|;1||3|;|||;", ',', '\n', false},
        {"a;b,c\r\n1\r\n", "a|b,c|;1|;", ';', '\n', false},
        {"a\tb\rc\r", "a|b|;c|;", '\t', '\r', false},
        {"a b\nc  d\n", "a|b|;c||d|;", ' ', '\n', false},
        {"\xE6\xB8\x85,\xFF\n", "\xE6\xB8\x85|\xFF|;", ',', '\n', false},
    };
    expect(samples, COUNT_OF(samples));
}

static void blanks_around_a_cell_are_not_its_own(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {" a b ,\tc\t, \n", "a b|c||;", ',', '\n', false},
        {"a ,b \r\n", "a|b|;", ',', '\n', false},
        {" a\tb \n", "a|b|;", '\t', '\n', false},
        {"a, b\nc,d", "a|b|;?;", ',', '\n', false},
    };
    expect(samples, COUNT_OF(samples));
}

static void a_line_of_blanks_has_no_cells(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"\n \n\r\n\t \r\na\n", ";;;;a|;", ',', '\n', false},
        {"\r\r", ";;", ',', '\r', false},
    };
    expect(samples, COUNT_OF(samples));
}

static void what_a_parser_must_see_is_left_to_it(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"\"a\",b\nc,d\n", "?;c|d|;", ',', '\n', false},
        {"a,\"b\nc,d\n", "?;c|d|;", ',', '\n', false},
        {"a\rb\nc\r\r\nd\n", "?;?;d|;", ',', '\n', false},
        {"a\nb\rc\r", "?;c|;", ',', '\r', false},
        {"a\x01\nb\n", "?;b|;", ',', '\n', false},
        {"no end", "?;", ',', '\n', false},
        {"5\" pipe,\"x\nb\n", "5\" pipe|\"x|;b|;", ',', '\n', true},
    };
    expect(samples, COUNT_OF(samples));
}

/* Numbers of a fixed sequence (Knuth's MMIX generator). */
static unsigned draw(uint64_t *state, unsigned count)
{
    *state =
        *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(*state >> 33) % count;
}

/* Text that changes its kind now and then, so that lines differ in length and
   in what is in them. */
static void invent(char *bytes, size_t length, uint64_t *state)
{
    static const char *const kinds[] = {
        "1,\n", "1234567,", "12,\n \t", "1,\r\n", "12,\"\n", "a\xE6,\n",
    };
    const char *kind = kinds[0];
    for (size_t i = 0; i < length; i++) {
        if (draw(state, 40) == 0)
            kind = kinds[draw(state, COUNT_OF(kinds))];
        bytes[i] = kind[draw(state, (unsigned)strlen(kind))];
    }
}

static void expect_same_cells(const struct csvcells *mine,
                              const struct csvcells *theirs, size_t at)
{
    if (mine->count != theirs->count)
        fail_msg("line at %zu: %zu cells, not %zu", at, mine->count,
                 theirs->count);
    for (size_t i = 0; i < mine->count; i++)
        if (mine->cells[i].length != theirs->cells[i].length ||
            memcmp(mine->cells[i].bytes, theirs->cells[i].bytes,
                   mine->cells[i].length) != 0)
            fail_msg("line at %zu: cell %zu", at, i);
}

/* Counts the lines found to be plain, and all. */
static void compare(const char *bytes, size_t length, size_t counts[2])
{
    struct csvindex ix;
    struct csvcells mine, theirs;
    csvindex_init(&ix, ',', '\n');
    csvcells_init(&mine, ',');
    csvcells_init(&theirs, ',');
    for (size_t at = 0; at < length; counts[1]++) {
        struct csvindex_line line;
        size_t next = line_length(bytes + at, length - at, '\n');
        if (csvindex_find(&ix, at, bytes + at, length - at, &line)) {
            assert_int_equal(line.length, next);
            assert_int_equal(csvcells_lay(&mine, bytes + at, &line),
                             csvcells_parse(&theirs, bytes + at, next));
            expect_same_cells(&mine, &theirs, at);
            counts[0]++;
        }
        at += next;
    }
    csvcells_free(&mine);
    csvcells_free(&theirs);
    csvindex_free(&ix);
}

static void its_cells_are_those_of_libcsv(void **state)
{
    (void)state;
    enum { LENGTH = 3 * CSVINDEX_BYTES + 37, ROUNDS = 40 };
    char *bytes = mem_alloc(LENGTH);
    uint64_t numbers = 1;
    size_t counts[2] = {0};
    for (int i = 0; i < ROUNDS; i++) {
        invent(bytes, LENGTH, &numbers);
        compare(bytes, LENGTH, counts);
    }
    assert_true(counts[0] > counts[1] / 2 && counts[0] < counts[1]);
    free(bytes);
}

/* The bits of some bytes of a mask must not be missed at the ends of words. */
static void every_place_of_an_odd_byte_is_seen(void **state)
{
    (void)state;
    enum { LENGTH = 200 };
    for (size_t at = 0; at < LENGTH - 1; at++) {
        char bytes[2 + LENGTH];
        struct csvindex ix;
        struct csvindex_line line;
        csvindex_init(&ix, ',', '\n');
        memset(bytes, 'x', sizeof bytes);
        bytes[1] = bytes[1 + LENGTH] = '\n';
        assert_true(csvindex_find(&ix, 0, bytes, sizeof bytes, &line));
        assert_true(csvindex_find(&ix, 2, bytes + 2, LENGTH, &line));
        assert_false(line.high || line.edged);
        ix.begin = ix.end = 0;
        ix.n_lines = 0;
        bytes[2 + at] = '"';
        assert_true(csvindex_find(&ix, 0, bytes, sizeof bytes, &line));
        assert_false(csvindex_find(&ix, 2, bytes + 2, LENGTH, &line));
        csvindex_free(&ix);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plain_line_is_cut_at_its_delimiters),
        cmocka_unit_test(blanks_around_a_cell_are_not_its_own),
        cmocka_unit_test(a_line_of_blanks_has_no_cells),
        cmocka_unit_test(what_a_parser_must_see_is_left_to_it),
        cmocka_unit_test(its_cells_are_those_of_libcsv),
        cmocka_unit_test(every_place_of_an_odd_byte_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
