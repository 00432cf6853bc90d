/* list.c - see list.h. */
#include "ingest/list.h"

#include "lib/mem.h"
#include "lib/text.h"

#include <stdlib.h>
#include <string.h>

static void add(struct list *list, const char *bytes, size_t length)
{
    text_trim(&bytes, &length);
    if (length == 0)
        return;
    list->elements = mem_grow(list->elements, list->count, &list->room,
                              sizeof *list->elements);
    list->elements[list->count++] = (struct list_element){bytes, length};
}

/* Where SEPARATOR stands next, or END. */
static const char *find(const char *from, const char *end,
                        const char *separator, size_t length)
{
    for (; (size_t)(end - from) >= length; from++)
        if (memcmp(from, separator, length) == 0)
            return from;
    return end;
}

static void split(struct list *list, const char *bytes, size_t length,
                  const char *separator)
{
    size_t step = strlen(separator);
    const char *end = bytes + length;
    const char *from = bytes;
    while (from < end) {
        const char *to = step > 0 ? find(from, end, separator, step) : end;
        add(list, from, (size_t)(to - from));
        from = to < end ? to + step : end;
    }
}

/* What a backslash and C stand for; 0 where the backslash stays. */
static char unescaped(char c)
{
    switch (c) {
    case '\\':
    case '\'':
    case '"':
        return c;
    case 'n':
        return '\n';
    case 't':
        return '\t';
    default:
        return '\0';
    }
}

/* Copies a quoted element to *TO. Returns where it ends, NULL if nowhere. */
static const char *read_quoted(struct list *list, const char *from,
                               const char *end, char **to)
{
    char quote = *from++;
    char *begin = *to;
    while (from < end && *from != quote) {
        char c = *from;
        if (c == '\\' && from + 1 < end && unescaped(from[1]) != '\0')
            c = unescaped(*++from);
        *(*to)++ = c;
        from++;
    }
    if (from == end)
        return NULL;
    add(list, begin, (size_t)(*to - begin));
    return from + 1;
}

static const char *read_bare(struct list *list, const char *from,
                             const char *end)
{
    const char *to = from;
    while (to < end && *to != ',' && *to != ']')
        to++;
    const char *bytes = from;
    size_t length = (size_t)(to - from);
    text_trim(&bytes, &length);
    if (!text_equal(bytes, length, "None"))
        add(list, bytes, length);
    return to;
}

static const char *skip_blanks(const char *from, const char *end)
{
    while (from < end && (*from == ' ' || *from == '\t' || *from == '\n'))
        from++;
    return from;
}

/* BYTES begin with '['. */
static bool read_python(struct list *list, const char *bytes, size_t length)
{
    const char *end = bytes + length;
    const char *from = skip_blanks(bytes + 1, end);
    char *to = list->buffer = mem_realloc(list->buffer, length + 1);
    while (from < end && *from != ']') {
        from = *from == '\'' || *from == '"' ? read_quoted(list, from, end, &to)
                                             : read_bare(list, from, end);
        if (from == NULL)
            return false;
        from = skip_blanks(from, end);
        if (from < end && *from != ',' && *from != ']')
            return false;
        if (from < end && *from == ',')
            from = skip_blanks(from + 1, end);
    }
    return from + 1 == end;
}

bool list_read(struct list *list, const char *bytes, size_t length,
               const char *manner)
{
    list->count = 0;
    text_trim(&bytes, &length);
    if (strcmp(manner, "python") != 0)
        split(list, bytes, length, manner);
    else if (length > 0 && bytes[0] == '[')
        return read_python(list, bytes, length);
    else
        add(list, bytes, length);
    return true;
}

void list_free(struct list *list)
{
    free(list->elements);
    free(list->buffer);
    *list = (struct list){0};
}
