/*
 * test_lib_sha256.c - the answers of FIPS 180-4's examples, and of libsodium
 * for every length, whichever instructions do the work.
 */
#include "lib/sha256.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "lib/attr.h"

static void expect_hex(struct sha256 *s, const char *wanted)
{
    unsigned char hash[SHA256_BYTES];
    char hex[2 * SHA256_BYTES + 1];
    sha256_end(s, hash);
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    assert_string_equal(hex, wanted);
}

/* NIST, "Examples with Intermediate Values": SHA-256. */
static void examples_of_the_standard(void **state)
{
    (void)state;
    static const struct {
        const char *text, *hash;
    } examples[] = {
        {"",
         "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc",
         "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    };
    for (size_t i = 0; i < COUNT_OF(examples); i++)
        for (int hardware = 0; hardware < 2; hardware++) {
            struct sha256 s;
            sha256_begin(&s, hardware);
            sha256_add(&s, examples[i].text, strlen(examples[i].text));
            expect_hex(&s, examples[i].hash);
        }
}

static void every_length_in_any_pieces(void **state)
{
    (void)state;
    unsigned char bytes[300], wanted[SHA256_BYTES], hash[SHA256_BYTES];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i * 37 + 11);
    for (size_t length = 0; length <= sizeof bytes; length++)
        for (size_t piece = 1; piece < 140; piece += 23) {
            struct sha256 s;
            sha256_begin(&s, true);
            for (size_t at = 0; at < length; at += piece)
                sha256_add(&s, bytes + at,
                           length - at < piece ? length - at : piece);
            sha256_end(&s, hash);
            crypto_hash_sha256(wanted, bytes, length);
            assert_memory_equal(hash, wanted, sizeof hash);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples_of_the_standard),
        cmocka_unit_test(every_length_in_any_pieces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
