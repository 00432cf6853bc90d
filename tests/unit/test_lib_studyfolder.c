/* test_lib_studyfolder.c - what would be lost with the report folder. */
#include "lib/jsondoc.h"
#include "lib/mem.h"
#include "lib/study.h"
#include "lib/studyfolder.h"
#include "tests/unit/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* Where things lie, below the scratch folder; "" is the folder itself. */
struct layout {
    const char *folder, *warehouse, *key, *report;
    const char *refused; /* the key at fault, or NULL */
    long line;
};

static const char text[] = "{\n\"warehouse\": \"w\",\n\"reports\": {\n"
                           "\"folder\": \"r\",\n\"key_file\": \"k\"}}";

static int check(void **state, const struct layout *l, struct diag *d)
{
    char *path = scratch_write(state, "study.json", text, sizeof text - 1);
    struct study study = {.doc = jsondoc_read(path, d),
                          .folder = scratch_path(state, l->folder),
                          .warehouse = scratch_path(state, l->warehouse),
                          .key_file = scratch_path(state, l->key),
                          .report_folder = scratch_path(state, l->report)};
    assert_non_null(study.doc);
    int result = studyfolder_check(&study, d);
    free(study.folder);
    free(study.warehouse);
    free(study.key_file);
    free(study.report_folder);
    jsondoc_free(study.doc);
    free(path);
    return result;
}

static void expect(void **state, const struct layout *layouts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct layout *l = &layouts[i];
        struct diag d = {0};
        int result = check(state, l, &d);
        if (result != (l->refused != NULL ? -1 : 0) ||
            strcmp(d.column, l->refused != NULL ? l->refused : "") != 0 ||
            d.line != l->line)
            fail_msg("case %zu: %ld: %s: %s", i, d.line, d.column, d.text);
    }
}

static void folders_beside_each_other_pass(void **state)
{
    static const struct layout layouts[] = {
        {"", "w.db", "k", "report", NULL, 0},
        {"", "data/w.db", "keys/k", "out/report", NULL, 0},
        {"study", "w.db", "k", "report", NULL, 0},
        /* A name that only begins like the folder's. */
        {"", "report.db", "report-key", "report", NULL, 0},
        {"reports", "w.db", "k", "report", NULL, 0},
        {"", "rep", "r", "report", NULL, 0},
        {"", "absent/../w.db", "k", "report/", NULL, 0},
    };
    expect(state, layouts, COUNT_OF(layouts));
}

static void what_lies_in_the_report_folder_is_refused(void **state)
{
    static const struct layout layouts[] = {
        {"", "w.db", "k", "", "reports.folder", 4},
        {"", "w.db", "k", ".", "reports.folder", 4},
        {"", "w.db", "k", "..", "reports.folder", 4},
        {"", "w.db", "k", "../../../../../../../..", "reports.folder", 4},
        {"report/study", "w.db", "k", "report", "reports.folder", 4},
        {"", "report/w.db", "k", "report", "warehouse", 2},
        {"", "report", "k", "report", "warehouse", 2},
        {"", "report//deep/er/w.db", "k", "report///", "warehouse", 2},
        {"", "./report/w.db", "k", "report", "warehouse", 2},
        {"", "w.db", "report/k", "report", "reports.key_file", 5},
        {"", "w.db", "report/sub/../k", "report", "reports.key_file", 5},
        /* All three at once: the study's own folder first. */
        {"report", "report/w.db", "report/k", "report", "reports.folder", 4},
    };
    expect(state, layouts, COUNT_OF(layouts));
}

static void folders_that_are_there_are_told_by_where_links_lead(void **state)
{
    static const struct layout layouts[] = {
        {"", "link/w.db", "k", "report", "warehouse", 2},
        {"", "report/w.db", "k", "link", "warehouse", 2},
        {"", "w.db", "link/new/k", "report", "reports.key_file", 5},
        {"", "w.db", "k", "home", "reports.folder", 4},
        {"", "link/../w.db", "k", "report", NULL, 0},
        {"", "report/out/w.db", "k", "report", "warehouse", 2},
        {"", "report/../w.db", "k", "report", NULL, 0},
    };
    char *report = scratch_path(state, "report");
    char *link = scratch_path(state, "link"),
         *home = scratch_path(state, "home");
    assert_int_equal(mkdir(report, 0700), 0);
    assert_int_equal(symlink("report", link), 0);
    assert_int_equal(symlink(".", home), 0);
    expect(state, layouts, COUNT_OF(layouts));
    assert_int_equal(unlink(link), 0);
    assert_int_equal(unlink(home), 0);
    assert_int_equal(rmdir(report), 0);
    free(report);
    free(link);
    free(home);
}

/* Step by step, each with a copy of its own, this would take all memory. */
static void a_path_of_a_million_names_costs_nothing(void **state)
{
    enum { NAMES = 1000000 };
    char *deep = mem_alloc(2 * NAMES + 1);
    for (size_t i = 0; i < NAMES; i++)
        memcpy(deep + 2 * i, "q/", 2);
    struct layout layouts[] = {
        {"", deep, "k", "report", NULL, 0},
        {"", "w.db", deep, "report", NULL, 0},
        {"", "w.db", "k", deep, NULL, 0},
    };
    expect(state, layouts, COUNT_OF(layouts));
    free(deep);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folders_beside_each_other_pass),
        cmocka_unit_test(what_lies_in_the_report_folder_is_refused),
        cmocka_unit_test(folders_that_are_there_are_told_by_where_links_lead),
        cmocka_unit_test(a_path_of_a_million_names_costs_nothing),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
