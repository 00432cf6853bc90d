/* test_lib_csvcut.c - the parts of a file read like the file. */
#include "lib/csvfile.h"
#include "lib/csvwide.h"
#include "lib/mem.h"
#include "tests/unit/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* What was read, as a text that grows. */
struct shown {
    char *text;
    size_t used, room;
};

static void show(struct shown *s, const char *bytes, size_t length)
{
    if (s->room - s->used <= length) {
        s->room = 2 * (s->used + length) + 1;
        s->text = mem_realloc(s->text, s->room);
    }
    memcpy(s->text + s->used, bytes, length);
    s->used += length;
    s->text[s->used] = '\0';
}

static void show_number(struct shown *s, long number, const char *sign)
{
    char text[300];
    int length = snprintf(text, sizeof text, "%ld%s", number, sign);
    show(s, text, (size_t)length);
}

/* As csvshow.h has it, without the header. Returns whether reading failed. */
static bool show_all(struct csvfile *csv, struct shown *s)
{
    struct diag d = {0};
    enum csvfile_record found;
    while ((found = csvfile_next(csv, &d)) > CSVFILE_END) {
        show_number(s, csvfile_line(csv), found == CSVFILE_BAD ? "!" : ":");
        if (found == CSVFILE_BAD)
            show(s, csvfile_fault(csv), strlen(csvfile_fault(csv)));
        for (size_t i = 0; i < csvfile_count(csv); i++) {
            struct csvfile_cell cell = csvfile_cell(csv, i);
            show(s, cell.bytes, cell.length);
            show(s, "|", 1);
        }
        show(s, ";", 1);
    }
    if (found == CSVFILE_FAILED)
        show_number(s, d.line, d.text);
    return found == CSVFILE_FAILED;
}

static struct csvfile *open_well(const char *path,
                                 const struct csvfile_options *o)
{
    struct diag d = {0};
    struct csvfile *csv = csvfile_open(path, o, &d);
    if (csv == NULL)
        fail_msg("%s", d.text);
    return csv;
}

/* The same, part after part; returns how many there were. */
static size_t show_parts(const char *path, const struct csvfile_options *o,
                         struct shown *s)
{
    struct diag d = {0};
    struct csvfile *csv = open_well(path, o), *part;
    bool failed = false;
    size_t parts = 0;
    int got = 1;
    while (!failed && (got = csvfile_cut(csv, &part, &d)) == 1) {
        failed = show_all(part, s);
        csvfile_close(part);
        parts++;
    }
    if (got < 0)
        show_number(s, d.line, d.text);
    csvfile_close(csv);
    return parts;
}

static size_t expect_same(void **state, const char *bytes, size_t length,
                          const struct csvfile_options *o)
{
    struct shown whole = {0}, parts = {0};
    show(&whole, "", 0);
    show(&parts, "", 0);
    char *path = scratch_write(state, "a.csv", bytes, length);
    struct csvfile *csv = open_well(path, o);
    show_all(csv, &whole);
    csvfile_close(csv);
    size_t count = show_parts(path, o, &parts);
    size_t at = 0;
    while (at < whole.used && parts.text[at] == whole.text[at])
        at++;
    if (parts.used != whole.used || at < whole.used)
        fail_msg("at %zu: '%.80s' is not '%.80s'", at, parts.text + at,
                 whole.text + at);
    free(path);
    free(whole.text);
    free(parts.text);
    return count;
}

/* A generator of its own, so that a failure can be repeated (Marsaglia,
   "Xorshift RNGs", 2003). */
static uint32_t chance(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

enum { LONG = 1 << 20 };

/* LENGTH bytes behind a header, each of those of ALPHABET. */
static char *make_bytes(const char *alphabet, size_t length, uint32_t seed)
{
    static const char header[] = "a,b,c\n";
    char *bytes = mem_array(NULL, length, 1);
    size_t letters = strlen(alphabet);
    for (size_t i = 0; i < length; i++)
        bytes[i] = alphabet[chance(&seed) % letters];
    memcpy(bytes, header, sizeof header - 1);
    return bytes;
}

static void parts_read_like_the_whole(void **state)
{
    static const char *const alphabets[] = {
        "abcd,,\n",              /* no quotes at all */
        "abcdefgh,,,\n\n\n\"",   /* stray quotes, lines swallowed by them */
        "abcdefgh,,,\n\r\n\n\"", /* and stray line ends */
        "a\"\",\n",              /* mostly quotes */
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,\n", /* long */
        "ab,\n\xFF",                                            /* not UTF-8 */
    };
    static const struct csvfile_options narrow = {
        .cell_bytes = 100, .record_bytes = 300, .columns = 8};
    for (size_t i = 0; i < COUNT_OF(alphabets); i++)
        for (uint32_t seed = 1; seed < 4; seed++) {
            char *bytes = make_bytes(alphabets[i], LONG, seed);
            expect_same(state, bytes, LONG, NULL);
            expect_same(state, bytes, LONG, &narrow);
            free(bytes);
        }
}

/* Well-formed rows; every tenth has a quoted cell with a line end in it. */
static void quoted_line_ends_are_never_cut(void **state)
{
    struct shown rows = {0};
    show(&rows, "a,b\n", 4);
    for (long i = 0; i < 100000; i++) {
        show_number(&rows, i, i % 10 == 0 ? ",\"x\ny, \"\"z\"\"\"\n" : ",w\n");
    }
    assert_true(expect_same(state, rows.text, rows.used, NULL) > 3);
    /* Without the last line end, too. */
    expect_same(state, rows.text, rows.used - 1, NULL);
    free(rows.text);
}

/* One record over the limit, longer than any part, in the midst of others. */
static void a_record_too_long_is_told_in_its_place(void **state)
{
    static const struct csvfile_options o = {.record_bytes = 1000};
    char *bytes = mem_array(NULL, LONG, 1);
    for (size_t i = 0; i < LONG; i++)
        bytes[i] = i % 8 == 7 ? '\n' : i % 8 == 3 ? ',' : 'x';
    memset(bytes + LONG / 4, 'y', LONG / 2);
    assert_true(expect_same(state, bytes, LONG, &o) >= 2);
    free(bytes);
}

static void a_quote_never_closed_fails_at_its_line(void **state)
{
    struct shown rows = {0};
    show(&rows, "a,b\n", 4);
    for (long i = 0; i < 100000; i++)
        show_number(&rows, i, i == 60000 ? ",\"\n" : ",w\n");
    expect_same(state, rows.text, rows.used, NULL);
    free(rows.text);
}

static void groups_and_headers_that_are_rows_are_read_in_parts(void **state)
{
    static const char text[] = "id,one,two\nA,x,y\n\nB,,z\nC,1,2,3\n";
    for (int headers = 0; headers < 2; headers++) {
        const struct csvwide_rule rule = {
            .from = 2, .columns = 1, .prefix = "g:", .headers = headers == 1};
        const struct csvfile_options o = {.wide = &rule};
        assert_int_equal(expect_same(state, text, sizeof text - 1, &o), 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_read_like_the_whole),
        cmocka_unit_test(quoted_line_ends_are_never_cut),
        cmocka_unit_test(a_record_too_long_is_told_in_its_place),
        cmocka_unit_test(a_quote_never_closed_fails_at_its_line),
        cmocka_unit_test(groups_and_headers_that_are_rows_are_read_in_parts),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
