/* test_lib_csvsource.c - lib/csvsource.h, through lib/csvfile.h. */
#include "lib/csvfile.h"
#include "lib/mem.h"
#include "tests/unit/csvshow.h"
#include "tests/unit/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void encodings_are_declared_or_known_by_their_mark(void **state)
{
    static const struct csvfile_options gb = {.encoding = "GB18030"},
                                        bar = {.encoding = "gb18030",
                                               .delimiter = '|'},
                                        wide = {.encoding = "utf-16"},
                                        low = {.encoding = "UTF-16LE"},
                                        high = {.encoding = "UTF-16BE"},
                                        utf8 = {.encoding = "utf8"};
    const struct csvshow samples[] = {
        {.shown = "[a|b]2:1|2;.",
         HOLDS("\xEF\xBB\xBF"
               "a,b\n1,2\n")},
        {.shown = "[a|b]2:1|2;.",
         HOLDS("\xEF\xBB\xBF\"a\",b\n1,2\n"),
         .options = utf8},
        {.shown = "[\xE6\xB8\x85|b]2:\xE6\xBE\x9C|2;.",
         HOLDS("\xC7\xE5,b\n\xC0\xBD,2\n"),
         .options = gb},
        /* Trail bytes that are a bar, and a mark of four bytes. */
        {.shown = "[a|b]2:\xE4\xBA\x85|2;.",
         HOLDS("\x84\x31\x95\x33"
               "a|b\n\x81\x7C|2\n"),
         .options = bar},
        /* U+4E0A, U+0A0A and U+220D, whose bytes are line ends and quotes. */
        {.shown = "[a|b]2:\xE4\xB8\x8A\xE0\xA8\x8A|\xE2\x88\x8D;.",
         HOLDS("\xFF\xFE"
               "a\0,\0b\0\n\0\x0A\x4E\x0A\x0A,\0\x0D\x22\n\0")},
        {.shown = "[a|b]2:\xE4\xB8\x8A|2;.",
         HOLDS("\xFE\xFF\0a\0,\0b\0\r\0\n\x4E\x0A\0,\0"
               "2")},
        {.shown = "[a|b].",
         HOLDS("\xFF\xFE"
               "a\0,\0b\0\n\0"),
         .options = wide},
        {.shown = "[a|b].",
         HOLDS("\xFF\xFE"
               "a\0,\0b\0\n\0"),
         .options = low},
        {.shown = "[a|b].", HOLDS("a\0,\0b\0\n\0"), .options = wide},
        {.shown = "[a|b].", HOLDS("\0a\0,\0b\0\n"), .options = high},
    };
    csvshow_expect(state, samples, COUNT_OF(samples));
}

static void a_byte_outside_the_encoding_spoils_its_record_alone(void **state)
{
    static const struct csvfile_options gb = {.encoding = "GB18030"},
                                        low = {.encoding = "UTF-16LE"};
    const struct csvshow samples[] = {
        {.shown = "[a|b]2!byte that does not belong in GB18030 text;3:1|2;.",
         HOLDS("a,b\nx\xFF,y\n1,2\n"),
         .options = gb},
        {.shown = "[a|b]2!byte that does not belong in GB18030 text;3:1|2;.",
         HOLDS("a,b\n\"\xC7\",y\n1,2\n"),
         .options = gb},
        {.shown = "[a|b]2:1|2;3!byte that does not belong in GB18030 text;.",
         HOLDS("a,b\n1,2\nx,\xC7"),
         .options = gb},
        {.shown = "[a|b]2!byte that does not belong in UTF-16LE text;3:1|2;.",
         HOLDS("a\0,\0b\0\n\0\x00\xDC,\0x\0\n\0"
               "1\0,\0"
               "2\0\n\0"),
         .options = low},
        {.shown = "[a|b]2!byte that does not belong in UTF-16LE text;.",
         HOLDS("a\0,\0b\0\n\0x"),
         .options = low},
    };
    csvshow_expect(state, samples, COUNT_OF(samples));
}

/* In these an accent may follow the letter, which iconv keeps back for it. */
static void the_last_letter_of_a_file_is_not_lost(void **state)
{
    static const struct csvfile_options viet = {.encoding = "CP1258"},
                                        hong = {.encoding = "BIG5-HKSCS"};
    const struct csvshow samples[] = {
        {.shown = "[a|b]2:x|a;.", HOLDS("a,b\nx,a"), .options = viet},
        {.shown = "[a|b]2:x|\xC3\xA1;.",
         HOLDS("a,b\nx,a\xEC"),
         .options = viet},
        {.shown = "[a|b]2:x|\xC3\x8A;.",
         HOLDS("a,b\nx,\x88\x66"),
         .options = hong},
        {.shown = "[a|b].", HOLDS("a,b\n"), .options = viet},
    };
    csvshow_expect(state, samples, COUNT_OF(samples));
}

static void an_encoding_that_cannot_be_is_refused(void **state)
{
    static const struct csvshow samples[] = {
        {.shown = "0#", HOLDS("a,b\n"), .options = {.encoding = "KLINGON"}},
        {.shown = "0#", HOLDS("a,b\n"), .options = {.encoding = ""}},
        {.shown = "0#",
         HOLDS("a,b\n"),
         .options = {.encoding = "GB18030//IGNORE"}},
        {.shown = "0#",
         HOLDS("\xEF\xBB\xBF"
               "a,b\n"),
         .options = {.encoding = "GB18030"}},
        {.shown = "0#",
         HOLDS("\xFF\xFE"
               "a\0"),
         .options = {.encoding = "UTF-8"}},
    };
    csvshow_expect(state, samples, COUNT_OF(samples));
}

/* Reads on after the file got SIZE bytes; says how it ends. */
static enum csvfile_record read_resized(void **state, off_t size,
                                        struct diag *d)
{
    enum { RECORDS = 200000, RECORD = 10 };
    char *bytes = mem_realloc(NULL, 4 + RECORDS * RECORD);
    memcpy(bytes, "a,b\n", 4);
    for (size_t i = 0; i < RECORDS; i++)
        memcpy(bytes + 4 + i * RECORD, "12345,789\n", RECORD);
    char *path =
        scratch_write(state, "resized.csv", bytes, 4 + RECORDS * RECORD);
    free(bytes);
    struct csvfile *csv = csvfile_open(path, NULL, d);
    assert_non_null(csv);
    assert_int_equal(truncate(path, size), 0);
    enum csvfile_record found;
    while ((found = csvfile_next(csv, d)) == CSVFILE_RECORD)
        continue;
    csvfile_close(csv);
    free(path);
    return found;
}

static void a_file_that_shrinks_or_grows_meanwhile_fails(void **state)
{
    static const off_t sizes[] = {1000000, 0, 2000005};
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        struct diag d = {0};
        assert_int_equal(read_resized(state, sizes[i], &d), CSVFILE_FAILED);
        assert_non_null(strstr(d.text, "changed while it was read"));
        assert_non_null(strstr(d.file, "resized.csv"));
    }
}

static void what_is_not_a_file_is_not_opened(void **state)
{
    struct diag absent = {0}, folder = {0}, pipe = {0};
    char *path = scratch_path(state, "absent.csv");
    assert_null(csvfile_open(path, NULL, &absent));
    assert_string_equal(absent.file, path);
    assert_non_null(strstr(absent.text, "No such file"));
    free(path);
    assert_null(csvfile_open(*state, NULL, &folder));
    assert_non_null(strstr(folder.text, "not a regular file"));
    path = scratch_path(state, "pipe.csv");
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_null(csvfile_open(path, NULL, &pipe));
    assert_non_null(strstr(pipe.text, "not a regular file"));
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(encodings_are_declared_or_known_by_their_mark),
        cmocka_unit_test(a_byte_outside_the_encoding_spoils_its_record_alone),
        cmocka_unit_test(the_last_letter_of_a_file_is_not_lost),
        cmocka_unit_test(an_encoding_that_cannot_be_is_refused),
        cmocka_unit_test(a_file_that_shrinks_or_grows_meanwhile_fails),
        cmocka_unit_test(what_is_not_a_file_is_not_opened),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
