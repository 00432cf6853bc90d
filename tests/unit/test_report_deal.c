/* test_report_deal.c - rows come in the order of members and go out sorted. */
#include "report/deal.h"
#include "tests/unit/desk.h"
#include "tests/unit/scratch.h"

#include "lib/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct row {
    struct dealt dealt;
    int value;
};

static int compare(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    return (x->value > y->value) - (x->value < y->value);
}

/* "PERSON: values of the first hand | values of the second"; 3 has no line. */
static void write_line(const void *self, uint32_t person,
                       const struct hand hands[DEAL_HANDS], struct emitter *e)
{
    assert_string_equal(self, "self");
    if (person == 3)
        return;
    buffer_format(e->to, "%u:", (unsigned)person);
    for (int k = 0; k < DEAL_HANDS; k++) {
        const struct row *row = hands[k].rows;
        for (size_t i = 0; i < hands[k].count; i++)
            buffer_format(e->to, " %d", row[i].value);
        buffer_text(e->to, k == 0 ? " |" : "\n");
    }
}

/* Person and value, as they come. */
static const struct row rows[] = {
    {{4}, 9}, {{0}, 3}, {{2}, 5}, {{0}, 1},  {{3}, 7},
    {{4}, 2}, {{0}, 2}, {{2}, 5}, {{4}, -1},
};

static const char both[] = "0: 1 2 3 | 1 2 3\n1: |\n2: 5 5 | 5 5\n"
                           "4: -1 2 9 | -1 2 9\n";
static const char second[] = "0: | 1 2 3\n1: |\n2: | 5 5\n4: | -1 2 9\n";

static struct deal *deal_out(const struct context *c)
{
    struct diag d = {0};
    struct deal *deal = deal_open(c, sizeof(struct row), compare);
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(deal_add(deal, &rows[i], &d), 0);
    return deal;
}

static void expect_file(const struct folder *f, const char *text)
{
    char found[256], *path = folder_file(f, "lines");
    FILE *in = fopen(path, "r");
    assert_non_null(in);
    found[fread(found, 1, sizeof found - 1, in)] = '\0';
    fclose(in);
    remove(path);
    free(path);
    assert_string_equal(found, text);
}

/* Writes the lines of five members with these threads and blocks. */
static void expect_lines(void **state, size_t threads, size_t block,
                         bool with_first, const char *text)
{
    struct desk *desk = desk_open();
    struct diag d = {0};
    struct folder folder;
    char *path = scratch_path(state, "report");
    desk->cli.threads = threads;
    desk->cli.block = block;
    desk_run(desk, "INSERT INTO member (member, member_id) VALUES (1, 'a'),"
                   " (2, 'b'), (3, 'c'), (4, 'd'), (5, 'e')");
    desk_read(desk, false);
    assert_int_equal(folder_open(&folder, path, &d), 0);
    desk->c.folder = &folder;
    struct deal *deals[DEAL_HANDS] = {with_first ? deal_out(&desk->c) : NULL,
                                      deal_out(&desk->c)};
    assert_int_equal(
        deal_write(&desk->c, "lines", deals, write_line, "self", &d), 0);
    expect_file(&folder, text);
    deal_close(deals[0]);
    deal_close(deals[1]);
    folder_close(&folder);
    free(path);
    desk_close(desk);
}

static void blocks_and_threads_change_nothing(void **state)
{
    for (size_t threads = 1; threads <= 4; threads++)
        for (size_t block = 1; block <= 6; block++)
            expect_lines(state, threads, block, true, both);
}

static void a_deal_that_is_not_there_gives_empty_hands(void **state)
{
    expect_lines(state, 2, 2, false, second);
}

static void nobody_is_an_empty_file(void **state)
{
    struct desk *desk = desk_open();
    struct diag d = {0};
    struct folder folder;
    char *path = scratch_path(state, "report");
    desk_read(desk, false);
    assert_int_equal(folder_open(&folder, path, &d), 0);
    desk->c.folder = &folder;
    struct deal *deals[DEAL_HANDS] = {
        deal_open(&desk->c, sizeof(struct row), compare), NULL};
    assert_int_equal(
        deal_write(&desk->c, "lines", deals, write_line, "self", &d), 0);
    expect_file(&folder, "");
    deal_close(deals[0]);
    folder_close(&folder);
    free(path);
    desk_close(desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_and_threads_change_nothing),
        cmocka_unit_test(a_deal_that_is_not_there_gives_empty_hands),
        cmocka_unit_test(nobody_is_an_empty_file),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
