/* keymap.c - see keymap.h. */
#include "analyze/base/keymap.h"

#include "lib/mem.h"

#include <stdlib.h>

struct pair {
    int64_t key;
    int32_t index;
};

static int by_key(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

static int64_t key_at(const int64_t *keys, size_t stride, size_t i)
{
    return *(const int64_t *)(const void *)((const char *)keys + i * stride);
}

static void make_sparse(struct keymap *map, const int64_t *keys, size_t stride)
{
    struct pair *pairs = mem_array(NULL, map->count, sizeof *pairs);
    for (size_t i = 0; i < map->count; i++)
        pairs[i] = (struct pair){key_at(keys, stride, i), (int32_t)i};
    qsort(pairs, map->count, sizeof *pairs, by_key);
    map->key = mem_array(NULL, map->count, sizeof *map->key);
    map->index = mem_array(NULL, map->count, sizeof *map->index);
    for (size_t i = 0; i < map->count; i++) {
        map->key[i] = pairs[i].key;
        map->index[i] = pairs[i].index;
    }
    free(pairs);
}

static bool is_straight(const int64_t *keys, size_t stride, size_t count)
{
    size_t i = 0;
    while (i < count && key_at(keys, stride, i) == keys[0] + (int64_t)i)
        i++;
    return count > 0 && keys[0] >= 0 && i == count;
}

void keymap_make(struct keymap *map, const int64_t *keys, size_t stride,
                 size_t count)
{
    *map = (struct keymap){.count = count};
    int64_t highest = 0;
    map->straight = is_straight(keys, stride, count);
    if (map->straight) {
        map->first = keys[0];
        return;
    }
    for (size_t i = 0; i < count; i++)
        if (key_at(keys, stride, i) > highest)
            highest = key_at(keys, stride, i);
    if (highest / 8 > (int64_t)count + 1024) {
        make_sparse(map, keys, stride);
        return;
    }
    map->room = highest + 1;
    map->dense = mem_array(NULL, (size_t)map->room, sizeof *map->dense);
    for (int64_t k = 0; k < map->room; k++)
        map->dense[k] = -1;
    for (size_t i = 0; i < count; i++) {
        int64_t key = key_at(keys, stride, i);
        if (key >= 0)
            map->dense[key] = (int32_t)i;
    }
}

void keymap_free(struct keymap *map)
{
    free(map->dense);
    free(map->key);
    free(map->index);
    *map = (struct keymap){0};
}

int32_t keymap_find(const struct keymap *map, int64_t key)
{
    if (map->straight)
        return key >= map->first && key - map->first < (int64_t)map->count
                   ? (int32_t)(key - map->first)
                   : -1;
    if (map->dense != NULL)
        return key >= 0 && key < map->room ? map->dense[key] : -1;
    size_t low = 0, high = map->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (map->key[middle] < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low < map->count && map->key[low] == key ? map->index[low] : -1;
}
