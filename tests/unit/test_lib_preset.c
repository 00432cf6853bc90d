/* test_lib_preset.c - every preset is one that a study could have said. */
#include "lib/preset.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void a_preset_is_found_by_its_name(void **state)
{
    (void)state;
    const struct preset *p = preset_find("moodle-completion");
    assert_non_null(p);
    assert_string_equal(p->name, "moodle-completion");
    assert_null(preset_find("moodle"));
    assert_null(preset_find(""));
}

static void no_two_presets_have_one_name(void **state)
{
    (void)state;
    const struct preset *p;
    for (size_t i = 0; (p = preset_at(i)) != NULL; i++)
        assert_ptr_equal(preset_find(p->name), p);
}

static void every_part_is_an_object_with_a_kind(void **state)
{
    (void)state;
    const struct preset *p;
    for (size_t i = 0; (p = preset_at(i)) != NULL; i++) {
        assert_true(preset_parts(p) > 0);
        for (size_t k = 0; k < preset_parts(p); k++) {
            json_error_t why;
            json_t *keys =
                json_loads(p->parts[k].keys, JSON_REJECT_DUPLICATES, &why);
            if (keys == NULL)
                fail_msg("%s: %s at %d", p->name, why.text, why.position);
            assert_true(json_is_string(json_object_get(keys, "kind")));
            json_decref(keys);
            assert_true((p->parts[k].name != NULL) == (preset_parts(p) > 1));
        }
    }
}

static void a_list_names_all_or_as_many_as_fit(void **state)
{
    (void)state;
    char list[1000], little[10];
    preset_list(list, sizeof list);
    const struct preset *p;
    for (size_t i = 0; (p = preset_at(i)) != NULL; i++)
        assert_non_null(strstr(list, p->name));
    preset_list(little, sizeof little);
    assert_int_equal(strlen(little), 9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_preset_is_found_by_its_name),
        cmocka_unit_test(no_two_presets_have_one_name),
        cmocka_unit_test(every_part_is_an_object_with_a_kind),
        cmocka_unit_test(a_list_names_all_or_as_many_as_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
