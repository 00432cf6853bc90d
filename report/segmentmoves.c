/* segmentmoves.c - see segmentmoves.h. */
#include "report/segmentmoves.h"

#include <stdbool.h>
#include <stddef.h>

static json_int_t number(const json_t *move, const char *key)
{
    return json_integer_value(json_object_get(move, key));
}

/* The members of all moves whose KEY is VALUE. */
static json_int_t sum_of(const json_t *moves, const char *key, json_int_t value)
{
    json_int_t sum = 0;
    for (size_t i = 0; i < json_array_size(moves); i++) {
        const json_t *move = json_array_get(moves, i);
        sum += number(move, key) == value ? number(move, "members") : 0;
    }
    return sum;
}

/* Moves whose KEY is VALUE and that are large among them: their OTHER keys. */
static json_t *large_parts(const json_t *moves, const char *key,
                           const char *other, json_int_t value)
{
    json_t *parts = json_array();
    double least = SEGMENTMOVES_SHARE * (double)sum_of(moves, key, value);
    for (size_t i = 0; i < json_array_size(moves); i++) {
        const json_t *move = json_array_get(moves, i);
        if (number(move, key) == value &&
            (double)number(move, "members") >= least)
            json_array_append_new(parts, json_integer(number(move, other)));
    }
    return parts;
}

/* Whether a move before place I has the same KEY. */
static bool was_before(const json_t *moves, const char *key, size_t i)
{
    json_int_t value = number(json_array_get(moves, i), key);
    size_t before = 0;
    while (before < i && number(json_array_get(moves, before), key) != value)
        before++;
    return before < i;
}

/* All values of KEY, as they come, that have two large parts or more. */
static json_t *list_parts(const json_t *moves, const char *key,
                          const char *other)
{
    json_t *list = json_array();
    for (size_t i = 0; i < json_array_size(moves); i++) {
        json_int_t value = number(json_array_get(moves, i), key);
        if (was_before(moves, key, i))
            continue;
        json_t *parts = large_parts(moves, key, other, value);
        if (json_array_size(parts) > 1)
            json_array_append_new(
                list, json_pack("{s:I, s:O}", key, value, other, parts));
        json_decref(parts);
    }
    return list;
}

void segmentmoves_name(json_t *changes)
{
    const json_t *moves = json_object_get(changes, "moves");
    json_object_set_new(changes, "splits", list_parts(moves, "from", "to"));
    json_object_set_new(changes, "merges", list_parts(moves, "to", "from"));
}
