/* test_lib_partition.c - the same records come back, from memory or a file. */
#include "lib/mem.h"
#include "lib/partition.h"
#include "lib/pool.h"
#include "tests/unit/scratch.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PARTS = 13, RECORDS = 50000 };

struct record {
    uint32_t number, part;
    char filler[3];
};

/* Some parts get many records, one none. */
static uint32_t part_of(uint32_t number)
{
    uint32_t mixed = number * 2654435761u >> 16;
    uint32_t part = mixed % 3 == 0 ? 0 : mixed % PARTS;
    return part == 5 ? 6 : part;
}

static struct partition *fill(size_t budget)
{
    struct diag d = {0};
    struct partition *p = partition_open(PARTS, sizeof(struct record), budget);
    for (uint32_t i = 0; i < RECORDS; i++) {
        struct record r = {.number = i, .part = part_of(i)};
        memset(r.filler, (int)('a' + i % 26), sizeof r.filler);
        if (partition_add(p, r.part, &r, &d) != 0)
            fail_msg("%s", d.text);
    }
    return p;
}

/* All records of PART are there, in their order. */
static int check_part(struct partition *p, uint32_t part, struct diag *d)
{
    size_t count = partition_count(p, part), at = 0;
    struct record *list = mem_array(NULL, count, sizeof *list);
    int result = partition_read(p, part, list, d);
    for (uint32_t i = 0; i < RECORDS && result == 0; i++) {
        if (part_of(i) != part)
            continue;
        if (at == count || list[at].number != i || list[at].part != part ||
            list[at].filler[2] != (char)('a' + i % 26))
            result = diag_fail(d, "part %u differs at %zu", part, at);
        at++;
    }
    if (result == 0 && at != count)
        result = diag_fail(d, "part %u has %zu too many", part, count - at);
    free(list);
    return result;
}

static const size_t budgets[] = {1, 4096, 100000, 1 << 20, SIZE_MAX};

static void records_come_back_in_their_order(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(budgets); i++) {
        struct partition *p = fill(budgets[i]);
        struct diag d = {0};
        assert_int_equal(partition_count(p, 5), 0);
        for (uint32_t part = 0; part < PARTS; part++)
            if (check_part(p, part, &d) != 0)
                fail_msg("%s", d.text);
        partition_close(p);
    }
}

static int read_job(void *context, size_t job, void **result, struct diag *d)
{
    (void)result;
    return check_part(context, (uint32_t)(job % PARTS), d);
}

static void several_threads_may_read(void **state)
{
    (void)state;
    struct diag d = {0};
    struct partition *p = fill(100000);
    if (pool_run(4, (size_t)4 * PARTS, read_job, NULL, p, &d) != 0)
        fail_msg("%s", d.text);
    partition_close(p);
}

static size_t files_in(const char *folder)
{
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    size_t count = 0;
    while (readdir(dir) != NULL)
        count++;
    closedir(dir);
    return count - 2; /* . and .. */
}

static void temporary_file_has_no_name(void **state)
{
    setenv("TMPDIR", *state, 1);
    struct partition *p = fill(4096);
    unsetenv("TMPDIR");
    assert_int_equal(files_in(*state), 0);
    partition_close(p);
}

static void folder_that_cannot_hold_a_file_is_told(void **state)
{
    char *absent = scratch_path(state, "absent");
    setenv("TMPDIR", absent, 1);
    struct partition *p = partition_open(2, 100, 1000);
    struct diag d = {0};
    char record[100] = "";
    int result = 0;
    for (int i = 0; i < 100 && result == 0; i++)
        result = partition_add(p, (size_t)i % 2, record, &d);
    unsetenv("TMPDIR");
    assert_int_equal(result, -1);
    assert_string_equal(d.file, absent);
    assert_non_null(strstr(d.text, "set TMPDIR"));
    partition_close(p);
    partition_close(NULL);
    free(absent);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_come_back_in_their_order),
        cmocka_unit_test(several_threads_may_read),
        cmocka_unit_test_setup_teardown(temporary_file_has_no_name,
                                        scratch_make, scratch_remove),
        cmocka_unit_test_setup_teardown(folder_that_cannot_hold_a_file_is_told,
                                        scratch_make, scratch_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
