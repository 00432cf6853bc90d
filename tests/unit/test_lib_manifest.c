/* test_lib_manifest.c - what a manifest says of a file beside it. */
#include "lib/manifest.h"
#include "lib/mem.h"
#include "tests/unit/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void a_manifest_says_how_a_file_is_there(void **state)
{
    static const char text[] =
        "\xEF\xBB\xBFpropertyName,value\r\n\"oneroster.version\",1.1\r\n"
        "file.users,delta\r\nfile.orgs, bulk \r\nfile.roles,absent\r\n"
        "file.classes,\r\n";
    static const struct {
        const char *file, *release;
        int result;
        enum manifest_mode mode;
        const char *says;
    } cases[] = {
        {"users.csv", "1.1", 0, MANIFEST_DELTA, ""},
        {"orgs.csv", "1.1", 0, MANIFEST_BULK, ""},
        {"roles.csv", "1.1", 0, MANIFEST_ABSENT, ""},
        {"classes.csv", "1.1", -1, MANIFEST_BULK, "file.classes is \"\""},
        {"courses.csv", "1.1", -1, MANIFEST_BULK, "file.courses is \"\""},
        {"orgs.csv", "1.2", -1, MANIFEST_BULK, "take the preset oneroster-1.1"},
    };
    free(scratch_write(state, "manifest.csv", text, sizeof text - 1));
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct diag d = {0};
        enum manifest_mode mode = MANIFEST_BULK;
        char *path = scratch_path(state, cases[i].file);
        assert_int_equal(manifest_read(path, cases[i].release, &mode, &d),
                         cases[i].result);
        assert_int_equal(mode, cases[i].mode);
        if (strstr(d.text, cases[i].says) == NULL)
            fail_msg("%s: %s", cases[i].file, d.text);
        free(path);
    }
}

static void without_a_manifest_nothing_is_known(void **state)
{
    struct diag d = {0};
    enum manifest_mode mode;
    char *path = scratch_path(state, "x/users.csv");
    assert_int_equal(manifest_read(path, "1.1", &mode, &d), -1);
    assert_non_null(strstr(d.file, "x/manifest.csv"));
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_manifest_says_how_a_file_is_there,
                                        scratch_make, scratch_remove),
        cmocka_unit_test_setup_teardown(without_a_manifest_nothing_is_known,
                                        scratch_make, scratch_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
