/*
 * test_lib_digest.c - lib/digest.h.
 *
 * SHA-256 from FIPS 180-2, appendix B, and sha256sum; BLAKE2b-128 of rows from
 * Python's hashlib, added modulo 2^128 there.
 */
#include "lib/digest.h"
#include "tests/unit/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char of_abc[] =
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
static const char of_nothing[] =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
static const char of_a_million_a[] =
    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

static void bytes_have_the_standard_s_sha_256(void **state)
{
    (void)state;
    char hex[DIGEST_TEXT];
    digest_bytes("abc", 3, hex);
    assert_string_equal(hex, of_abc);
    digest_bytes("", 0, hex);
    assert_string_equal(hex, of_nothing);
}

static void a_file_is_hashed_whole(void **state)
{
    enum { MILLION = 1000000 };
    char *many = malloc(MILLION);
    assert_non_null(many);
    memset(many, 'a', MILLION);
    const struct {
        const char *bytes;
        size_t length;
        const char *hex;
    } cases[] = {
        {"abc", 3, of_abc},
        {"", 0, of_nothing},
        {many, MILLION, of_a_million_a},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char *path =
            scratch_write(state, "file", cases[i].bytes, cases[i].length);
        char hex[DIGEST_TEXT];
        struct diag d = {0};
        assert_int_equal(digest_file(path, hex, &d), 0);
        assert_string_equal(hex, cases[i].hex);
        assert_string_equal(d.file, "");
        free(path);
    }
    free(many);
}

static void a_file_that_cannot_be_read_is_named(void **state)
{
    char hex[DIGEST_TEXT];
    struct diag d = {0}, folder = {0};
    char *path = scratch_path(state, "absent");
    assert_int_equal(digest_file(path, hex, &d), -1);
    assert_string_equal(d.file, path);
    assert_non_null(strstr(d.text, "No such file"));
    assert_int_equal(digest_file(*state, hex, &folder), -1);
    assert_non_null(strstr(folder.text, "directory"));
    free(path);
}

static void rows_have_one_hash_in_any_order_and_split(void **state)
{
    (void)state;
    /* The sum of what openssl mac ... SIPHASH prints for each row. */
    static const char expected[] =
        "7e32a2383da2b2560b4778b67c825fe30000000000000004";
    static const char *const rows[] = {"a", "a", "row two", ""};
    char hex[49];
    for (size_t turn = 0; turn < 4; turn++) {
        struct digest_rows parts[2] = {{0}, {0}};
        for (size_t i = 0; i < 4; i++) {
            const char *row = rows[(i + turn) % 4];
            digest_rows_add(&parts[i > turn], row, strlen(row));
        }
        digest_rows_merge(&parts[0], &parts[1]);
        digest_rows_text(&parts[0], hex);
        assert_string_equal(hex, expected);
    }
}

static void the_sum_carries_from_the_low_to_the_high_half(void **state)
{
    (void)state;
    struct digest_rows into = {UINT64_MAX, 1, 1}, one = {1, 0, 1};
    char hex[49];
    digest_rows_merge(&into, &one);
    digest_rows_text(&into, hex);
    assert_string_equal(hex, "0000000000000002"
                             "0000000000000000"
                             "0000000000000002");
}

static void no_rows_are_all_zeros(void **state)
{
    (void)state;
    struct digest_rows none = {0};
    char hex[49];
    digest_rows_text(&none, hex);
    assert_int_equal(strspn(hex, "0"), 48);
    assert_int_equal(strlen(hex), 48);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_have_the_standard_s_sha_256),
        cmocka_unit_test(a_file_is_hashed_whole),
        cmocka_unit_test(a_file_that_cannot_be_read_is_named),
        cmocka_unit_test(rows_have_one_hash_in_any_order_and_split),
        cmocka_unit_test(the_sum_carries_from_the_low_to_the_high_half),
        cmocka_unit_test(no_rows_are_all_zeros),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
