/* test_ingest_lost.c - ingest/lost.h. */
#include "ingest/lost.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct study_input named = {.name = "roster"};

/* Two inputs: 1, in the study, and 2, which is not. */
static const struct batches batches = {
    .list =
        (struct batch[]){
            {.number = 1, .file = "members.csv", .input = &named},
            {.number = 2, .file = "old.csv", .name = "old"},
        },
    .count = 2,
};

static struct fault fault_of(const struct lost *lost, int64_t here,
                             const char *id)
{
    struct fault fault = {0};
    lost_fault(lost, &batches, here, ENTITY_MEMBER, id, strlen(id), &fault);
    return fault;
}

static void the_first_rejected_row_of_an_id_is_told(void **state)
{
    (void)state;
    struct lost lost = {0};
    lost_add(&lost, ENTITY_MEMBER, "0002", 4, (struct unique_place){1, 3});
    lost_add(&lost, ENTITY_MEMBER, "0002", 4, (struct unique_place){1, 9});
    lost_add(&lost, ENTITY_COURSE, "0004", 4, (struct unique_place){1, 5});
    struct fault fault = fault_of(&lost, 7, "0002");
    assert_string_equal(fault.code, "unknown-id");
    assert_string_equal(fault.reason, "there is no member '0002'");
    assert_string_equal(fault.shown,
                        "the row of member '0002' was rejected: members.csv:3");
    assert_string_equal(fault_of(&lost, 1, "0002").shown,
                        "the row of member '0002' was rejected: line 3");
    assert_string_equal(fault_of(&lost, 7, "0004").shown, "");
    assert_string_equal(fault_of(&lost, 7, "0004").reason,
                        "there is no member '0004'");
    lost_free(&lost);
}

static void what_is_no_id_is_passed_over(void **state)
{
    (void)state;
    struct lost lost = {0};
    char lengthy[CELL_ID_BYTES + 2];
    memset(lengthy, 'x', sizeof lengthy - 1);
    lengthy[sizeof lengthy - 1] = '\0';
    lost_add(&lost, ENTITY_MEMBER, "", 0, (struct unique_place){1, 3});
    lost_add(&lost, ENTITY_MEMBER, lengthy, CELL_ID_BYTES + 1,
             (struct unique_place){1, 3});
    assert_int_equal(lost.count, 0);
    assert_string_equal(fault_of(&lost, 7, lengthy).shown, "");
    lost_free(&lost);
}

static void so_many_are_kept_and_no_more(void **state)
{
    (void)state;
    struct lost lost = {0};
    char id[16];
    for (int i = 0; i <= LOST_MOST; i++) {
        int length = snprintf(id, sizeof id, "%d", i);
        lost_add(&lost, ENTITY_MEMBER, id, (size_t)length,
                 (struct unique_place){1, i + 2});
    }
    assert_int_equal(lost.count, LOST_MOST);
    snprintf(id, sizeof id, "%d", LOST_MOST - 1);
    assert_true(fault_of(&lost, 7, id).shown[0] != '\0');
    snprintf(id, sizeof id, "%d", LOST_MOST);
    assert_string_equal(fault_of(&lost, 7, id).shown, "");
    lost_free(&lost);
}

static void the_input_of_a_place_is_told_if_the_study_does_not(void **state)
{
    (void)state;
    struct fault fault = {0};
    fault_set(&fault, "duplicate", "'M1' is already at members.csv:2");
    batches_show_input(&batches, 1, &fault);
    assert_string_equal(fault.shown, "");
    fault_set(&fault, "duplicate", "'M1' is already at old.csv:2");
    batches_show_input(&batches, 2, &fault);
    assert_string_equal(fault.reason, "'M1' is already at old.csv:2");
    assert_string_equal(fault.shown,
                        "'M1' is already at old.csv:2 of input \"old\", which "
                        "was loaded earlier and is not in this study");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_rejected_row_of_an_id_is_told),
        cmocka_unit_test(what_is_no_id_is_passed_over),
        cmocka_unit_test(so_many_are_kept_and_no_more),
        cmocka_unit_test(the_input_of_a_place_is_told_if_the_study_does_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
