/* test_ingest_memo.c - ingest/survey/memo.h. */
#include "ingest/survey/memo.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "lib/attr.h"

static void texts_have_keys_of_their_own(void **state)
{
    static const char *const texts[] = {"",
                                        " ",
                                        "1",
                                        "01",
                                        "1 ",
                                        "10",
                                        "100",
                                        "5.0",
                                        "1234567",
                                        "234567",
                                        "\xE6\x98\xAF",
                                        "\xE5\x90\xA6",
                                        "yes",
                                        "no",
                                        "-1",
                                        "0",
                                        "00"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        uint64_t key = memo_key(texts[i], strlen(texts[i]));
        assert_true(key != 0);
        for (size_t k = 0; k < i; k++)
            assert_true(key != memo_key(texts[k], strlen(texts[k])));
    }
    assert_true(memo_key("12345678", 8) == 0); /* too long to be kept */
}

static void a_key_has_one_slot_of_its_memo(void **state)
{
    (void)state;
    struct memo m = {0};
    for (char c = '0'; c <= '9'; c++) {
        struct memo_slot *slot = memo_slot(&m, memo_key(&c, 1));
        assert_true(slot >= m.slots && slot < m.slots + MEMO_SLOTS);
        assert_ptr_equal(slot, memo_slot(&m, memo_key(&c, 1)));
        assert_true(slot->key == 0 || slot->key != memo_key(&c, 1));
        *slot = (struct memo_slot){memo_key(&c, 1), {true, c - '0'}};
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_have_keys_of_their_own),
        cmocka_unit_test(a_key_has_one_slot_of_its_memo),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
