/* faults.c - see faults.h. */
#include "ingest/faults.h"

#include "lib/mem.h"

#include <stdlib.h>

struct faults_one {
    long line;
    size_t number;              /* as it was added */
    const char *column, *value; /* borrowed; of the arena, or NULL */
    size_t length;
    struct fault fault;
};

void faults_add(struct faults *f, long line, const char *column,
                const char *value, size_t length, const struct fault *fault)
{
    f->list = mem_grow(f->list, f->count, &f->room, sizeof *f->list);
    f->list[f->count] = (struct faults_one){
        .line = line,
        .number = f->count,
        .column = column,
        .value = value != NULL ? arena_text(&f->values, value, length) : NULL,
        .length = length,
        .fault = *fault,
    };
    f->count++;
}

void faults_cut(struct faults *f, size_t count)
{
    f->count = count;
}

static int by_line(const void *one, const void *other)
{
    const struct faults_one *a = one, *b = other;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return a->number < b->number ? -1 : a->number > b->number;
}

int faults_note(struct faults *f, struct reject *r, struct diag *d)
{
    if (f->count > 0)
        qsort(f->list, f->count, sizeof *f->list, by_line);
    for (size_t i = 0; i < f->count; i++) {
        const struct faults_one *one = &f->list[i];
        if (reject_add(r, one->line, one->column, one->value, one->length,
                       &one->fault, d) != 0)
            return -1;
    }
    return 0;
}

void faults_free(struct faults *f)
{
    free(f->list);
    arena_free(&f->values);
    *f = (struct faults){0};
}
