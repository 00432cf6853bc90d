/* test_lib_transcode.c - text_to_utf8(). Encoded bytes from Python's codecs. */
#include "lib/attr.h"
#include "lib/mem.h"
#include "lib/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define BYTES(literal) literal, sizeof literal - 1

struct bytes {
    const char *at;
    size_t length;
};

static void encodings_are_converted(void **state)
{
    (void)state;
    static const struct {
        const char *encoding;
        struct bytes in;
        const char *out;
    } cases[] = {
        {"GB18030",
         {BYTES("\xC7\xE5\xC0\xBD\n")},
         "\xE6\xB8\x85\xE6\xBE\x9C\n"},
        /* Trail bytes '|' and '\', and four bytes of which two are digits. */
        {"GB18030", {BYTES("\x81\x7C\x81\x5C")}, "\xE4\xBA\x85\xE4\xB9\x97"},
        {"GB18030", {BYTES("\x95\x34\xB2\x35")}, "\xF0\xA0\xAE\xB7"},
        /* U+4E0A, whose low byte is a line feed. */
        {"UTF-16LE", {BYTES("\x0A\x4E,\0")}, "\xE4\xB8\x8A,"},
        {"UTF-16BE", {BYTES("\x4E\x0A\0,")}, "\xE4\xB8\x8A,"},
        {"ISO-8859-1", {BYTES("\xE9")}, "\xC3\xA9"},
        {"UTF-8", {BYTES("")}, ""},
        /* A shift into Japanese and out again. */
        {"ISO-2022-JP", {BYTES("\x1B$B0!\x1B(B!")}, "\xE4\xBA\x9C!"},
        /* An accent may follow, so iconv keeps the letter back; it joins them,
           as Unicode's composed form has it. */
        {"CP1258", {BYTES("xa")}, "xa"},
        {"CP1258", {BYTES("xa\xEC")}, "x\xC3\xA1"},
        {"BIG5-HKSCS", {BYTES("\x88\x66")}, "\xC3\x8A"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct diag d = {0};
        size_t length;
        char *out = text_to_utf8(cases[i].in.at, cases[i].in.length,
                                 cases[i].encoding, &length, &d);
        assert_non_null(out);
        if (!text_equal(out, length, cases[i].out))
            fail_msg("case %zu: '%.*s'", i, (int)length, out);
        free(out);
    }
}

static void text_that_grows_in_conversion_fits(void **state)
{
    (void)state;
    enum { COUNT = 100000 };
    char *in = mem_alloc(COUNT);
    memset(in, 0x80, COUNT); /* the euro sign, three bytes in UTF-8 */
    struct diag d = {0};
    size_t length;
    char *out = text_to_utf8(in, COUNT, "CP1252", &length, &d);
    assert_non_null(out);
    assert_int_equal(length, 3 * COUNT);
    for (size_t i = 0; i < COUNT; i++)
        assert_memory_equal(out + 3 * i, "\xE2\x82\xAC", 3);
    free(out);
    free(in);
}

static void a_byte_that_does_not_belong_is_named_with_its_line(void **state)
{
    (void)state;
    static const struct {
        const char *encoding;
        struct bytes in;
        long line;
        const char *says;
    } cases[] = {
        {"GB18030", {BYTES("\xC4\xE3\n\n\xFF")}, 3, "0xFF"},
        {"GB18030", {BYTES("a\n\xC4")}, 2, "0xC4"},
        {"UTF-8", {BYTES("a\xC0\x80")}, 1, "0xC0"},
        {"UTF-16LE", {BYTES("a\0\n\0b")}, 2, "0x62"},
        {"UTF-16LE", {BYTES("\x00\xDC")}, 1, "0x00"},
        {"ASCII", {BYTES("\n\n\n\xE9\n\n")}, 4, "0xE9 does not belong in A"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct diag d = {0};
        size_t length;
        assert_null(text_to_utf8(cases[i].in.at, cases[i].in.length,
                                 cases[i].encoding, &length, &d));
        assert_int_equal(d.line, cases[i].line);
        assert_non_null(strstr(d.text, cases[i].says));
    }
}

static void an_encoding_that_is_unknown_or_drops_bytes_is_refused(void **state)
{
    (void)state;
    static const char *const names[] = {"KLINGON", "GB18030//IGNORE",
                                        "GB18030/", "", "ASCII//TRANSLIT"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        struct diag d = {0};
        size_t length;
        assert_null(text_to_utf8("a", 1, names[i], &length, &d));
        assert_non_null(strstr(d.text, names[i]));
    }
}

static void a_nul_and_an_empty_text_are_texts(void **state)
{
    (void)state;
    struct diag d = {0};
    size_t length = 9;
    char *out = text_to_utf8("a\0b", 3, "GB18030", &length, &d);
    assert_non_null(out);
    assert_int_equal(length, 3);
    assert_memory_equal(out, "a\0b", 3);
    free(out);
    out = text_to_utf8("x", 0, "GB18030", &length, &d);
    assert_non_null(out);
    assert_int_equal(length, 0);
    free(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(encodings_are_converted),
        cmocka_unit_test(text_that_grows_in_conversion_fits),
        cmocka_unit_test(a_byte_that_does_not_belong_is_named_with_its_line),
        cmocka_unit_test(an_encoding_that_is_unknown_or_drops_bytes_is_refused),
        cmocka_unit_test(a_nul_and_an_empty_text_are_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
