/* csvheader.c - see csvheader.h. */
#include "lib/csvheader.h"

#include "lib/mem.h"
#include "lib/text.h"

#include <stdlib.h>
#include <string.h>

static char *copy_name(const struct csvfile_cell *cell)
{
    struct csvfile_cell name = *cell;
    text_trim(&name.bytes, &name.length);
    return mem_text_n(name.bytes, name.length);
}

/* Makes room for COUNT names; new ones are empty. */
static void widen(struct csvheader *h, size_t count)
{
    if (count <= h->count)
        return;
    h->names = mem_array(h->names, count, sizeof *h->names);
    while (h->count < count)
        h->names[h->count++] = mem_text("");
}

void csvheader_set(struct csvheader *h, const struct csvfile_cell *cells,
                   size_t count)
{
    csvheader_free(h);
    h->names = mem_array(NULL, count, sizeof *h->names);
    for (size_t i = 0; i < count; i++)
        h->names[i] = copy_name(&cells[i]);
    h->count = count;
}

/* Adds TEXT, which it takes, to the name at PLACE. */
static void append(struct csvheader *h, size_t place, char *text)
{
    char *old = h->names[place];
    if (old[0] == '\0') {
        h->names[place] = text;
    } else {
        h->names[place] =
            text[0] != '\0' ? mem_format("%s / %s", old, text) : mem_text(old);
        free(text);
    }
    free(old);
}

void csvheader_join(struct csvheader *h, const struct csvfile_cell *cells,
                    size_t count, bool last)
{
    char *left = mem_text("");
    widen(h, count);
    for (size_t i = 0; i < count; i++) {
        char *text = copy_name(&cells[i]);
        if (text[0] == '\0' && !last) {
            free(text);
            text = mem_text(left);
        }
        free(left);
        left = mem_text(text);
        append(h, i, text);
    }
    free(left);
}

void csvheader_add(struct csvheader *h, const struct csvfile_cell *names,
                   size_t count)
{
    h->names = mem_array(h->names, h->count + count, sizeof *h->names);
    for (size_t i = 0; i < count; i++)
        h->names[h->count++] = copy_name(&names[i]);
}

void csvheader_shift(struct csvheader *h)
{
    widen(h, h->count + 1);
    char *empty = h->names[h->count - 1];
    memmove(h->names + 1, h->names, (h->count - 1) * sizeof *h->names);
    h->names[0] = empty;
}

/* The place of the header NUMBER, from 1, of those that are NAME. */
static long find_name(const struct csvheader *h, const char *name,
                      size_t length, size_t number, size_t *matches)
{
    long found = -1;
    *matches = 0;
    for (size_t i = 0; i < h->count; i++) {
        if (!text_equal(name, length, h->names[i]))
            continue;
        if (++*matches == number)
            found = (long)i;
    }
    return found;
}

long csvheader_find(const struct csvheader *h, const char *name,
                    size_t *matches)
{
    long place = find_name(h, name, strlen(name), 1, matches);
    const char *sign = strrchr(name, '#');
    int64_t number;
    if (place >= 0 || sign == NULL ||
        !text_read_integer(sign + 1, strlen(sign + 1), &number) || number < 1)
        return place;
    if (sign > name)
        place =
            find_name(h, name, (size_t)(sign - name), (size_t)number, matches);
    else if ((uint64_t)number <= h->count)
        place = (long)number - 1;
    *matches = place >= 0;
    return place;
}

void csvheader_free(struct csvheader *h)
{
    for (size_t i = 0; i < h->count; i++)
        free(h->names[i]);
    free(h->names);
    *h = (struct csvheader){0};
}
