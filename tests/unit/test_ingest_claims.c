/* test_ingest_claims.c - keys that rows claim for one owner or another. */
#include "ingest/claims.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void key(struct claims *c, const char *text)
{
    unique_part(&c->keys, text, strlen(text));
}

static void claim(struct claims *c, const char *text, int64_t owner,
                  int64_t line)
{
    key(c, text);
    claims_add(c, owner, (struct unique_place){1, line});
}

/* The line that disputes it; 0: none. */
static int64_t disputed(struct claims *c, const char *text, int64_t owner)
{
    struct unique_place other = {0, 0};
    key(c, text);
    return claims_disputed(c, owner, &other) ? other.line : 0;
}

static void a_key_of_one_owner_is_not_disputed(void **state)
{
    (void)state;
    struct claims c = {0};
    claim(&c, "a", 7, 2);
    claim(&c, "b", 8, 3);
    claim(&c, "a", 7, 4);
    assert_int_equal(disputed(&c, "a", 7), 0);
    assert_int_equal(disputed(&c, "b", 8), 0);
    assert_int_equal(disputed(&c, "never claimed", 8), 0);
    claims_free(&c);
}

static void each_owner_is_told_the_first_line_of_another(void **state)
{
    (void)state;
    struct claims c = {0};
    claim(&c, "a", 7, 2);
    claim(&c, "a", 8, 5);
    claim(&c, "a", 9, 6);
    claim(&c, "a", 7, 7);
    assert_int_equal(disputed(&c, "a", 7), 5);
    assert_int_equal(disputed(&c, "a", 8), 2);
    assert_int_equal(disputed(&c, "a", 9), 2);
    claims_free(&c);
    claims_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_of_one_owner_is_not_disputed),
        cmocka_unit_test(each_owner_is_told_the_first_line_of_another),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
