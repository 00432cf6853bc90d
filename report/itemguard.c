/* itemguard.c - see itemguard.h. */
#include "report/itemguard.h"

#include "lib/attr.h"

#include <stdbool.h>
#include <string.h>

static const char *const beside[] = {"missing", "not_shown", "not_substantive"};
static const char *const fine[] = {"counts", "skewness", "kurtosis"};
static const char *const moments[] = {"mean", "sd", "median"};
static const char *const rest[] = {"n", "item_rest", "alpha_without"};

static void set_null(json_t *object, const char *const keys[], size_t count)
{
    for (size_t i = 0; i < count; i++)
        json_object_set_new(object, keys[i], json_null());
}

static int64_t number(const json_t *item, const char *key)
{
    return json_integer_value(json_object_get(item, key));
}

static bool is_few(int64_t count, int64_t cell)
{
    return count > 0 && count < cell;
}

static int64_t count_at(const json_t *counts, size_t i)
{
    return json_integer_value(json_array_get(counts, i));
}

static bool has_few(const json_t *counts, int64_t cell)
{
    for (size_t i = 0; i < json_array_size(counts); i++)
        if (is_few(count_at(counts, i), cell))
            return true;
    return false;
}

/* Whether (1, -3, 3, -1) times SIGN, from code FIRST on, leaves no count < 0 */
static bool can_step(const json_t *counts, size_t first, int sign)
{
    static const int step[] = {1, -3, 3, -1};
    for (size_t i = 0; i < COUNT_OF(step); i++)
        if (count_at(counts, first + i) + sign * step[i] < 0)
            return false;
    return true;
}

/* Whether n, mean and deviation leave open how many chose code AT. */
static bool is_open(const json_t *counts, size_t at)
{
    size_t codes = json_array_size(counts);
    for (size_t first = at < 3 ? 0 : at - 3; first <= at; first++)
        if (first + 4 <= codes &&
            (can_step(counts, first, 1) || can_step(counts, first, -1)))
            return true;
    return false;
}

/* Whether they give away a code that was chosen by few. */
static bool gives_away(const json_t *counts, int64_t cell)
{
    for (size_t i = 0; i < json_array_size(counts); i++)
        if (is_few(count_at(counts, i), cell) && !is_open(counts, i))
            return true;
    return false;
}

static void hide_all(json_t *item)
{
    set_null(item, beside, COUNT_OF(beside));
    set_null(item, fine, COUNT_OF(fine));
    set_null(item, moments, COUNT_OF(moments));
    set_null(item, rest, COUNT_OF(rest));
}

static void hide_beside(json_t *item, int64_t cell)
{
    int64_t without = 0;
    bool few = false;
    bool led_past = is_few(number(item, "not_shown"), cell);
    for (size_t i = 0; i < COUNT_OF(beside); i++) {
        without += number(item, beside[i]);
        few = few || is_few(number(item, beside[i]), cell);
    }
    if (few)
        set_null(item, beside, COUNT_OF(beside));
    if (led_past && without < cell) {
        set_null(item, fine, COUNT_OF(fine));
        json_object_set_new(item, "n", json_null());
    }
}

void itemguard_hide(json_t *item, int64_t threshold, int64_t cell)
{
    const json_t *counts = json_object_get(item, "counts");
    const char *kind = json_string_value(json_object_get(item, "kind"));
    bool option = kind != NULL && strcmp(kind, "option") == 0;
    bool few = has_few(counts, cell), open = !gives_away(counts, cell);
    if (number(item, "n") < threshold || (option && few)) {
        hide_all(item);
        return;
    }
    if (few || !json_is_array(counts))
        set_null(item, fine, COUNT_OF(fine));
    if (!open)
        set_null(item, moments, COUNT_OF(moments));
    hide_beside(item, cell);
}
