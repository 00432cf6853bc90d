/* frame.c - see frame.h. */
#include "tests/conformance/frame.h"

#include "lib/mem.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double text_code(struct frame_texts *t, const char *cell)
{
    for (size_t i = 0; i < t->count; i++)
        if (strcmp(t->list[i], cell) == 0)
            return (double)(i + 1);
    t->list = mem_grow(t->list, t->count, &t->room, sizeof *t->list);
    t->list[t->count++] = mem_text(cell);
    return (double)t->count;
}

/* Cuts the next cell off *REST, which becomes NULL after the last. */
static char *next_cell(char **rest)
{
    char *cell = *rest;
    char *end = cell;
    if (*cell == '"') {
        cell++;
        end = strchr(cell, '"');
        if (end != NULL)
            *end++ = '\0';
        else
            end = cell + strlen(cell);
    }
    end += strcspn(end, ",\r\n");
    *rest = *end == ',' ? end + 1 : NULL;
    *end = '\0';
    return cell;
}

static double cell_value(struct frame_texts *t, const char *cell)
{
    if (cell[0] == '\0' || strcmp(cell, "NA") == 0)
        return NAN;
    char *end;
    double value = strtod(cell, &end);
    return *end == '\0' ? value : text_code(t, cell);
}

static void read_header(struct frame *f, char *line)
{
    size_t room = 0;
    for (char *rest = line; rest != NULL;) {
        f->names = mem_grow(f->names, f->columns, &room, sizeof *f->names);
        f->names[f->columns++] = mem_text(next_cell(&rest));
    }
}

static int read_row(struct frame *f, char *line, struct diag *d)
{
    f->values =
        mem_grow(f->values, f->rows, &f->room, f->columns * sizeof *f->values);
    double *row = f->values + f->rows * f->columns;
    size_t c = 0;
    for (char *rest = line; rest != NULL && c < f->columns; c++)
        row[c] = cell_value(f->texts + c, next_cell(&rest));
    if (c < f->columns)
        return diag_fail(d, "a row of %zu cells", c);
    f->rows++;
    return 0;
}

static int read_lines(struct frame *f, FILE *in, struct diag *d)
{
    char *line = NULL;
    size_t room = 0;
    int result = 0;
    if (getline(&line, &room, in) < 0)
        result = diag_fail(d, "no header");
    else
        read_header(f, line);
    f->texts = mem_alloc(f->columns * sizeof *f->texts);
    while (result == 0 && getline(&line, &room, in) >= 0)
        if (line[strspn(line, "\r\n")] != '\0')
            result = read_row(f, line, d);
    free(line);
    return result;
}

int frame_read(struct frame *f, const char *folder, const char *name,
               struct diag *d)
{
    memset(f, 0, sizeof *f);
    char *path = mem_format("%s/%s", folder, name);
    FILE *in = fopen(path, "r");
    diag_at(d, path, 0, NULL);
    free(path);
    if (in == NULL)
        return diag_fail_errno(d, "cannot open %s", name);
    int result = read_lines(f, in, d);
    fclose(in);
    return result;
}

int frame_find(const struct frame *f, const char *name, size_t *column,
               struct diag *d)
{
    for (*column = 0; *column < f->columns; ++*column)
        if (strcmp(f->names[*column], name) == 0)
            return 0;
    return diag_fail(d, "no column %s", name);
}

double *frame_copy(const struct frame *f, size_t first, size_t count)
{
    double *copy = mem_array(NULL, f->rows * count, sizeof *copy);
    for (size_t i = 0; i < f->rows; i++)
        memcpy(copy + i * count, f->values + i * f->columns + first,
               count * sizeof *copy);
    return copy;
}

double frame_code(const struct frame *f, size_t column, const char *text)
{
    const struct frame_texts *t = &f->texts[column];
    for (size_t i = 0; i < t->count; i++)
        if (strcmp(t->list[i], text) == 0)
            return (double)(i + 1);
    return NAN;
}

void frame_free(struct frame *f)
{
    for (size_t i = 0; i < f->columns; i++) {
        for (size_t k = 0; f->texts != NULL && k < f->texts[i].count; k++)
            free(f->texts[i].list[k]);
        if (f->texts != NULL)
            free(f->texts[i].list);
        free(f->names[i]);
    }
    free(f->texts);
    free(f->names);
    free(f->values);
    memset(f, 0, sizeof *f);
}
