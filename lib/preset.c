/* preset.c - see preset.h. */
#include "lib/preset.h"

#include <stdio.h>
#include <string.h>

/* The tables, each up to a NULL name. */
static const struct preset *const tables[] = {presets_surveys,
                                              presets_exporters};

const struct preset *preset_at(size_t place)
{
    for (size_t i = 0; i < COUNT_OF(tables); i++) {
        for (const struct preset *p = tables[i]; p->name != NULL; p++)
            if (place-- == 0)
                return p;
    }
    return NULL;
}

const struct preset *preset_find(const char *name)
{
    const struct preset *p;
    for (size_t i = 0; (p = preset_at(i)) != NULL; i++)
        if (strcmp(p->name, name) == 0)
            return p;
    return NULL;
}

size_t preset_parts(const struct preset *preset)
{
    size_t n = 0;
    while (n < PRESET_PARTS && preset->parts[n].keys != NULL)
        n++;
    return n;
}

void preset_list(char *list, size_t size)
{
    const struct preset *p;
    size_t used = 0;
    list[0] = '\0';
    for (size_t i = 0; (p = preset_at(i)) != NULL && used < size; i++) {
        int n = snprintf(list + used, size - used, "%s%s", i > 0 ? ", " : "",
                         p->name);
        used += n > 0 ? (size_t)n : 0;
    }
}
