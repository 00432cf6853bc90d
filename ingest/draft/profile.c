/* profile.c - see profile.h. */
#include "ingest/draft/profile.h"

#include "ingest/list.h"
#include "lib/date.h"
#include "lib/mem.h"
#include "lib/text.h"

#include <stdlib.h>
#include <string.h>

const char *const profile_marks[PROFILE_MARKS] = {"\xE2\x94\x8B", ";", "|", ",",
                                                  " "};

/* The pass over a file. */
struct pass {
    struct profiles *all;
    const json_t *states;
    struct list list;
};

static void add_value(struct pass *p, struct profile_set *set,
                      const char *bytes, size_t length)
{
    for (size_t i = 0; i < set->count; i++) {
        if (!text_equal(bytes, length, set->values[i].text))
            continue;
        set->values[i].count++;
        return;
    }
    if (set->count == PROFILE_VALUES || length > PROFILE_BYTES) {
        set->over = true;
        return;
    }
    set->values =
        mem_grow(set->values, set->count, &set->room, sizeof *set->values);
    set->values[set->count++] =
        (struct profile_value){arena_text(&p->all->arena, bytes, length), 1};
}

static void add_parts(struct pass *p, struct profile *x, const char *bytes,
                      size_t length)
{
    for (size_t i = 0; i < PROFILE_MARKS; i++) {
        if (x->parts[i].over || length > PROFILE_BYTES ||
            !list_read(&p->list, bytes, length, profile_marks[i]))
            continue;
        x->listed[i] += p->list.count > 1;
        for (size_t k = 0; k < p->list.count; k++)
            add_value(p, &x->parts[i], p->list.elements[k].bytes,
                      p->list.elements[k].length);
    }
}

static void add_number(struct profile *x, int64_t value)
{
    x->rising = x->whole == 0 || (x->rising && value > x->high);
    x->low = x->whole == 0 || value < x->low ? value : x->low;
    x->high = x->whole == 0 || value > x->high ? value : x->high;
    x->whole++;
}

static bool is_state(const json_t *states, const char *bytes, size_t length)
{
    for (size_t i = 0; i < json_array_size(states); i++)
        if (text_equal(bytes, length,
                       json_string_value(json_array_get(states, i))))
            return true;
    return false;
}

static void add_cell(struct pass *p, struct profile *x, const char *bytes,
                     size_t length)
{
    int64_t value;
    int32_t day, second;
    text_trim(&bytes, &length);
    if (length == 0 || is_state(p->states, bytes, length)) {
        x->empty++;
        return;
    }
    x->filled++;
    if (text_read_integer(bytes, length, &value))
        add_number(x, value);
    else if (text_read_hundredths(bytes, length, &value))
        x->decimal++;
    else
        x->dates += date_read_time(bytes, length, &day, &second);
    add_value(p, &x->values, bytes, length);
    add_parts(p, x, bytes, length);
}

static void add_record(struct pass *p, const struct csvfile *csv)
{
    bool any = false;
    for (size_t i = 0; i < csvfile_count(csv) && !any; i++)
        any = csvfile_cell(csv, i).length > 0;
    if (!any)
        return;
    p->all->rows++;
    for (size_t i = 0; i < p->all->count; i++) {
        struct csvfile_cell cell = {"", 0};
        if (i < csvfile_count(csv))
            cell = csvfile_cell(csv, i);
        add_cell(p, &p->all->list[i], cell.bytes, cell.length);
    }
}

static int by_text(const void *one, const void *other)
{
    const struct profile_value *a = one;
    const struct profile_value *b = other;
    return strcmp(a->text, b->text);
}

static void sort_set(struct profile_set *set)
{
    if (set->count > 0)
        qsort(set->values, set->count, sizeof *set->values, by_text);
}

int profiles_read(struct profiles *all, struct csvfile *csv,
                  const json_t *states, struct diag *d)
{
    struct pass p = {.all = all, .states = states};
    enum csvfile_record got;
    all->count = csvfile_columns(csv);
    all->list = mem_alloc(all->count * sizeof *all->list);
    for (size_t i = 0; i < all->count; i++)
        all->list[i].header = csvfile_header(csv, i);
    while ((got = csvfile_next(csv, d)) > CSVFILE_END)
        if (got == CSVFILE_RECORD)
            add_record(&p, csv);
    list_free(&p.list);
    for (size_t i = 0; i < all->count; i++) {
        sort_set(&all->list[i].values);
        for (size_t k = 0; k < PROFILE_MARKS; k++)
            sort_set(&all->list[i].parts[k]);
    }
    return got == CSVFILE_END ? 0 : -1;
}

void profiles_free(struct profiles *all)
{
    for (size_t i = 0; i < all->count; i++) {
        free(all->list[i].values.values);
        for (size_t k = 0; k < PROFILE_MARKS; k++)
            free(all->list[i].parts[k].values);
    }
    free(all->list);
    arena_free(&all->arena);
    *all = (struct profiles){0};
}

bool profile_has(const struct profile_set *set, const char *text)
{
    for (size_t i = 0; i < set->count; i++)
        if (strcmp(set->values[i].text, text) == 0)
            return true;
    return false;
}
