/*
 * test_report_people.c - members go out by pseudonym, not by key or id.
 *
 * Pseudonyms from Python: base64.b32encode(hashlib.blake2b(b"m_" + id,
 * key=bytes(range(32)), digest_size=32).digest())[:22].lower().
 */
#include "report/people.h"
#include "tests/unit/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* In the order of their pseudonyms. */
static const struct {
    int64_t key;
    const char *id, *name, *pseudonym;
} members[] = {
    {9, "a", "Ann", "m_dpuzjqa5jo3ga5jqdvk532"},
    {5, "c", "Cy", "m_ifokewm72elmxshmfghjib"},
    {8, "b", "Bo", "m_kcsry63dbaww4s5byu3oyk"},
    {2, "e", "Eve", "m_y4753kttogfgxa353dvyc7"},
    {3, "d", NULL, "m_yvierg3pdiic6cbg6h6ose"},
};

static struct desk *open_five(bool named)
{
    struct desk *desk = desk_open();
    desk_run(desk, "INSERT INTO member (member, member_id, name) VALUES"
                   " (2, 'e', 'Eve'), (3, 'd', NULL), (5, 'c', 'Cy'),"
                   " (8, 'b', 'Bo'), (9, 'a', 'Ann')");
    desk_read(desk, named);
    return desk;
}

static void members_are_ordered_by_pseudonym(void **state)
{
    (void)state;
    struct desk *desk = open_five(true);
    const struct people *p = &desk->c.people;
    assert_int_equal(p->count, COUNT_OF(members));
    for (size_t i = 0; i < COUNT_OF(members); i++) {
        assert_string_equal(p->pseudonym[i], members[i].pseudonym);
        assert_string_equal(p->id[i], members[i].id);
        if (members[i].name == NULL)
            assert_null(p->name[i]);
        else
            assert_string_equal(p->name[i], members[i].name);
        assert_int_equal(people_find(p, members[i].key), i);
    }
    desk_close(desk);
}

static void names_stay_at_home_unless_asked_for(void **state)
{
    (void)state;
    struct desk *desk = open_five(false);
    assert_null(desk->c.people.id);
    assert_null(desk->c.people.name);
    assert_string_equal(desk->c.people.pseudonym[0], members[0].pseudonym);
    desk_close(desk);
}

static void a_key_that_is_no_members_is_nobody(void **state)
{
    (void)state;
    static const int64_t keys[] = {INT64_MIN, 0, 1, 4, 7, 10, INT64_MAX};
    struct desk *desk = open_five(false);
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        assert_int_equal(people_find(&desk->c.people, keys[i]), PEOPLE_NONE);
    desk_close(desk);
    desk = desk_open();
    desk_read(desk, true);
    assert_int_equal(desk->c.people.count, 0);
    assert_int_equal(people_find(&desk->c.people, 1), PEOPLE_NONE);
    desk_close(desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_are_ordered_by_pseudonym),
        cmocka_unit_test(names_stay_at_home_unless_asked_for),
        cmocka_unit_test(a_key_that_is_no_members_is_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
