/* keyedrows.c - see keyedrows.h. */
#include "lib/keyedrows.h"

#include "lib/mem.h"
#include "lib/sortitems.h"

#include <stdlib.h>
#include <string.h>

struct head {
    int64_t key;
    size_t length; /* of the record */
};

void keyedrows_free(struct keyedrows *k)
{
    free(k->bytes);
    *k = (struct keyedrows){0};
}

unsigned char *keyedrows_room(struct keyedrows *k, int64_t key, size_t length)
{
    const struct head head = {key, length};
    while (k->room - k->used < length + sizeof head) {
        k->room = 2 * k->room + 4096;
        k->bytes = mem_array(k->bytes, k->room, 1);
    }
    memcpy(k->bytes + k->used, &head, sizeof head);
    unsigned char *record = k->bytes + k->used + sizeof head;
    k->used += sizeof head + length;
    k->mixed = k->mixed || key <= k->last;
    k->last = key;
    k->count++;
    return record;
}

/* Uses the row at BYTES; *LENGTH becomes that of all of it. */
static int use_row(const unsigned char *bytes, keyedrows_use *use, void *to,
                   size_t *length, struct diag *d)
{
    struct head head;
    memcpy(&head, bytes, sizeof head);
    *length = sizeof head + head.length;
    return use(to, head.key, bytes + sizeof head, head.length, d);
}

static struct sortitem *sort(const struct keyedrows *k)
{
    struct sortitem *items = mem_array(NULL, k->count, sizeof *items);
    struct head head;
    const unsigned char *bytes = k->bytes;
    for (size_t i = 0; i < k->count; i++) {
        memcpy(&head, bytes, sizeof head);
        items[i] = (struct sortitem){(uint64_t)head.key, bytes};
        bytes += sizeof head + head.length;
    }
    return sortitems(items, k->count);
}

int keyedrows_each(const struct keyedrows *k, keyedrows_use *use, void *to,
                   struct diag *d)
{
    struct sortitem *items = k->mixed ? sort(k) : NULL;
    int result = 0;
    size_t length;
    for (size_t i = 0, at = 0; i < k->count && result == 0; at += length, i++)
        result = use_row(items != NULL ? items[i].bytes : k->bytes + at, use,
                         to, &length, d);
    free(items);
    return result;
}
