/* test_analyze_groups.c - who is in which group on the day of the study. */
#include "analyze/base/groups.h"

#include "tests/unit/world.h"

#include "tests/unit/math_near.h"

#include <stdlib.h>
#include <string.h>

/* County R over towns A and B; village V below A. */
static struct world *open_county(void)
{
    struct world *w = world_open();
    world_run(w, "INSERT INTO organization (org, org_id, name, parent) VALUES"
                 " (9, 'R', 'R', NULL), (3, 'A', 'A', 9), (7, 'B', 'B', 9),"
                 " (1, 'V', 'V', 3)");
    return w;
}

static void add_member(struct world *w, int key, const char *id, int org,
                       const char *begin, const char *end)
{
    world_run(w, "INSERT INTO member (member, member_id) VALUES (%d, '%s')",
              key, id);
    if (org == 0)
        return;
    world_run(w,
              "INSERT INTO membership VALUES (%d, %d, 'full', %d, NULL, 1,"
              " 1)",
              key, org, world_day(begin));
    if (end != NULL)
        world_run(w, "UPDATE membership SET end_on = %d WHERE member = %d",
                  world_day(end), key);
}

static void add_attribute(struct world *w, int member, const char *name,
                          const char *value, const char *begin)
{
    world_run(w,
              "INSERT INTO member_attribute VALUES (%d, '%s', '%s', %d,"
              " NULL, 1, 1)",
              member, name, value, world_day(begin));
}

/* "scope=value:members ..." in the order of the groups. */
static char *tell_groups(const struct groups *g)
{
    static char text[1000];
    text[0] = '\0';
    for (size_t i = 0; i < g->n; i++) {
        size_t used = strlen(text);
        snprintf(text + used, sizeof text - used, "%s%s=%s:%ld",
                 i > 0 ? " " : "", g->group[i].scope, g->group[i].value,
                 (long)g->group[i].members);
    }
    return text;
}

static void expect_groups(struct world *w, const char *expected)
{
    struct groups g;
    world_read(w, 64);
    groups_make(&g, &w->run);
    assert_string_equal(tell_groups(&g), expected);
    groups_free(&g);
    world_close(w);
}

static void members_count_in_the_town_above_their_village(void **state)
{
    (void)state;
    struct world *w = open_county();
    add_member(w, 1, "m1", 1, "2020-01-01", NULL); /* V, so A */
    add_member(w, 2, "m2", 3, "2020-01-01", NULL); /* A */
    add_member(w, 3, "m3", 7, "2020-01-01", NULL); /* B */
    add_member(w, 4, "m4", 9, "2020-01-01", NULL); /* R itself */
    expect_groups(w, "all=:4 org=A:2 org=B:1 org=R:1 status=full:4");
}

static void who_left_is_in_no_group_and_who_is_of_none_in_all(void **state)
{
    (void)state;
    struct world *w = open_county();
    add_member(w, 1, "m1", 7, "2020-01-01", "2025-12-30");
    add_member(w, 2, "m2", 7, "2020-01-01", "2025-12-31");
    add_member(w, 3, "m3", 7, "2026-01-01", NULL);
    add_member(w, 4, "m4", 0, NULL, NULL);
    expect_groups(w, "all=:2 org=B:1 status=full:1");
}

static void of_an_attribute_the_value_begun_last_holds(void **state)
{
    (void)state;
    struct world *w = open_county();
    add_member(w, 1, "m1", 7, "2020-01-01", NULL);
    add_attribute(w, 1, "home", "urban", "2022-01-01");
    add_attribute(w, 1, "home", "rural", "2021-01-01");
    add_attribute(w, 1, "home", "abroad", "2026-01-01");
    expect_groups(w, "all=:1 home=urban:1 org=B:1 status=full:1");
}

static void an_attribute_named_as_a_scope_of_ours_keeps_apart(void **state)
{
    (void)state;
    struct world *w = open_county();
    add_member(w, 1, "m1", 7, "2020-01-01", NULL);
    add_member(w, 2, "m2", 3, "2020-01-01", NULL);
    add_attribute(w, 1, "status", "full", "2020-01-01");
    add_attribute(w, 2, "org", "B", "2020-01-01");
    expect_groups(w, "all=:2 attribute.org=B:1 attribute.status=full:1 org=A:1"
                     " org=B:1 status=full:2");
}

/* Words are kept up to 255 bytes; facts.h. */
static void an_attribute_whose_name_is_too_long_makes_no_group(void **state)
{
    (void)state;
    char name[301];
    memset(name, 'x', 300);
    name[300] = '\0';
    struct world *w = open_county();
    add_member(w, 1, "m1", 7, "2020-01-01", NULL);
    add_attribute(w, 1, name, "v", "2020-01-01");
    add_attribute(w, 1, "v", name, "2020-01-01");
    expect_groups(w, "all=:1 org=B:1 status=full:1");
}

static void a_members_groups_ascend_and_segments_are_told(void **state)
{
    (void)state;
    struct groups g;
    struct world *w = open_county();
    add_member(w, 1, "m1", 1, "2020-01-01", NULL);
    add_member(w, 2, "m2", 7, "2020-01-01", NULL);
    add_attribute(w, 2, "home", "urban", "2020-01-01");
    world_read(w, 64);
    w->run.segment = calloc(2, sizeof *w->run.segment);
    w->run.segment[1] = 2;
    groups_make(&g, &w->run);
    /* 0 all, 1 home, 2 org A, 3 org B, 4 segment S2, 5 status */
    assert_string_equal(tell_groups(&g), "all=:2 home=urban:1 org=A:1 org=B:1"
                                         " segment=S2:1 status=full:2");
    static const uint32_t first[] = {0, 2, 5}, second[] = {0, 1, 3, 4, 5};
    size_t count;
    assert_memory_equal(groups_of(&g, 0, &count), first, sizeof first);
    assert_int_equal(count, COUNT_OF(first));
    assert_memory_equal(groups_of(&g, 1, &count), second, sizeof second);
    assert_int_equal(count, COUNT_OF(second));
    groups_free(&g);
    world_close(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_count_in_the_town_above_their_village),
        cmocka_unit_test(who_left_is_in_no_group_and_who_is_of_none_in_all),
        cmocka_unit_test(of_an_attribute_the_value_begun_last_holds),
        cmocka_unit_test(an_attribute_named_as_a_scope_of_ours_keeps_apart),
        cmocka_unit_test(an_attribute_whose_name_is_too_long_makes_no_group),
        cmocka_unit_test(a_members_groups_ascend_and_segments_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
