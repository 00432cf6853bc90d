/* keys.c - see keys.h. */
#include "report/keys.h"

/* Keys rise by 1 or more, so KEY cannot stand behind KEY - first. */
size_t keys_find(const int64_t *keys, size_t count, int64_t key)
{
    if (count == 0 || key < keys[0] || key > keys[count - 1])
        return KEYS_NONE;
    size_t low = 0, high = count;
    uint64_t guess = (uint64_t)key - (uint64_t)keys[0];
    if (guess < count)
        high = (size_t)guess + 1;
    if (keys[high - 1] == key)
        return high - 1;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (keys[middle] < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && keys[low] == key ? low : KEYS_NONE;
}
