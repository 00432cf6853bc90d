/*
 * list.h - the elements of a cell that holds several.
 *
 * Two manners: elements between separators ("T01;T02"), and a list as Python
 * prints it ("['One', "It's two"]"). A cell of the second manner that does not
 * begin with '[' is one element. Blanks around elements are left out, and so
 * are empty elements and Python's None.
 */
#ifndef LIST_H
#define LIST_H

#include "lib/attr.h"

#include <stdbool.h>
#include <stddef.h>

struct list_element {
    const char *bytes; /* borrowed from the list until it is read again */
    size_t length;
};

/* Begins as {0}; list_read() may be called again and again. */
struct list {
    struct list_element *elements;
    size_t count, room;
    char *buffer; /* of unescaped text */
};

/*
 * Splits LENGTH bytes. MANNER is "python" or the separator, of one byte or
 * more. False if a Python list does not end or a quote in it stays open.
 */
bool list_read(struct list *list, const char *bytes, size_t length,
               const char *manner) MUST_CHECK;

void list_free(struct list *list);

#endif
