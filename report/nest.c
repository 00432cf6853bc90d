/* nest.c - see nest.h. */
#include "report/nest.h"

#include <string.h>

json_t *nest_take(json_t *list, size_t *at, const char *key, const char *value)
{
    json_t *taken = json_array();
    for (; *at < json_array_size(list); (*at)++) {
        json_t *row = json_array_get(list, *at);
        int order = strcmp(json_string_value(json_object_get(row, key)), value);
        if (order > 0)
            break;
        if (order < 0)
            continue;
        json_object_del(row, key);
        json_array_append(taken, row);
    }
    return taken;
}

void nest_into(json_t *owners, json_t *list, const char *key, const char *name)
{
    size_t at = 0, i;
    json_t *owner;
    json_array_foreach(owners, i, owner) {
        const char *value = json_string_value(json_object_get(owner, key));
        json_object_set_new(owner, name, nest_take(list, &at, key, value));
    }
}
