/* bookcase.c - see bookcase.h. */
#include "tests/unit/bookcase.h"

#include "tests/unit/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

void bookcase_open(struct bookcase *c, void **state, const char *text)
{
    struct diag d = {0};
    char *path = scratch_write(state, "codebook.json", text, strlen(text));
    *c = (struct bookcase){0};
    if (codebook_read(&c->book, path, &d) != 0)
        fail_msg("%s:%ld: %s: %s", d.file, d.line, d.column, d.text);
    free(path);
}

void bookcase_close(struct bookcase *c)
{
    codebook_free(&c->book);
    list_free(&c->list);
}

const struct codebook_item *bookcase_item(const struct bookcase *c,
                                          const char *id)
{
    for (size_t i = 0; i < c->book.count; i++)
        if (strcmp(c->book.items[i].id, id) == 0)
            return &c->book.items[i];
    fail_msg("no item %s", id);
    return NULL;
}

struct answer_cell bookcase_cell(const char *text)
{
    return (struct answer_cell){text, strlen(text), false};
}
